"""Accounts of our own: who may come in with which role, kept in one file that is written whole under a lock."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from smartcity.access import passwords
from smartcity.access.policy import ADMIN, NAMED, OFFICE, ROLES
from smartcity.disk import read_if_new, write_whole
from smartcity.records.signs import on_one_line

FILE = "akun.json"
LOCK_SECONDS = 60
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{0,62}[a-z0-9])?")
_LONGEST = 80


class NoAccount(ValueError):
    """What cannot be done to an account; the sentence is `accounts.<code>` in the catalogue."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code, self.values = code, values


class AccountsDamaged(ValueError):
    """The file of accounts is not one; nobody comes in until it is put back."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person: the *name* they sign in with, their *full* name, role and office, and what they are recognised by.

    *region* is the one they are bound to, see `policy.Asker`.

    *epoch* grows with everything that ends their sign-ins. *second* is the secret of their second factor, *step* the
    last step of time that one of its codes was taken for; *codes* are the hashes of recovery codes not used yet.
    """

    name: str
    role: str
    full: str = ""
    office: str = ""
    password: str = ""
    epoch: int = 1
    is_disabled: bool = False
    must_change: bool = False
    second: str = ""
    step: int = 0
    codes: tuple[str, ...] = ()
    made_at: str = ""
    region: str = ""


class Accounts:
    """The accounts in one folder; read anew whenever the file is another."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / FILE
        self._seen: tuple[object, Mapping[str, Account]] = (None, {})

    def all(self) -> Mapping[str, Account]:
        """Return the accounts by name; raises `AccountsDamaged`."""
        try:
            mark, content = read_if_new(self.path, self._seen[0])
        except FileNotFoundError:
            return {}
        if content is not None:
            self._seen = (mark, _read(content))
        return self._seen[1]

    def get(self, name: str) -> Account | None:
        """Return the account that somebody signs in with, however they spell it; None for none."""
        return self.all().get(spelled(name))

    def known(self, name: str) -> Account:
        """Return an account that must be there; raises `NoAccount`."""
        found = self.get(name)
        if found is None:
            raise NoAccount("unknown", name=name)
        return found

    def add(
        self,
        name: str,
        role: str,
        password: str,
        full: str = "",
        office: str = "",
        *,
        region: str = "",
        told: bool = False,
    ) -> Account:
        """Add an account; *told* says that the password was told to its owner, who then changes it.

        Raises:
            NoAccount: If the name is taken or no name, the role is none, or the password is weak.
        """
        own = spelled(name)
        if not _NAME.fullmatch(own):
            raise NoAccount("no_name", name=name)
        _require_strong(password, own)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        secret, full = passwords.hashed(password), on_one_line(full or name)[:_LONGEST]
        account = Account(own, "", full, "", secret, must_change=told, made_at=made_at, region=region)
        account = with_role(account, role, office)
        with self._changing() as held:
            if own in held:
                raise NoAccount("taken", name=own)
            held[own] = account
        return account

    def give_role(self, name: str, role: str, office: str = "", region: str | None = None) -> Account:
        """Give an account another role, and another region where one is said, which ends its sign-ins."""

        def give(account: Account) -> Account:
            bound = account if region is None else replace(account, region=region)
            return ended(with_role(bound, role, office))

        return self.change(name, give)

    def disable(self, name: str, *, is_disabled: bool = True) -> Account:
        """Keep somebody out, or let them in again."""
        return self.change(name, lambda account: ended(replace(account, is_disabled=is_disabled)))

    def set_password(self, name: str, password: str, *, told: bool = False) -> Account:
        """Give an account another password, which ends its sign-ins."""
        _require_strong(password, spelled(name))
        secret = passwords.hashed(password)
        return self.change(name, lambda account: ended(replace(account, password=secret, must_change=told)))

    def set_second(self, name: str, secret: str, codes: tuple[str, ...]) -> Account:
        """Ask for a second factor from now on, or for none where *secret* is ""."""
        kept = tuple(map(passwords.code_hash, codes))
        return self.change(name, lambda account: ended(replace(account, second=secret, step=0, codes=kept)))

    def reset(self, name: str, password: str) -> Account:
        """Let somebody in again who lost password and second factor, with a password that they change at once."""
        self.set_second(name, "", ())
        return self.set_password(name, password, told=True)

    def end_sign_ins(self, name: str) -> Account:
        """End somebody's sign-ins on all devices."""
        return self.change(name, ended)

    def takes_second(self, name: str, code: str) -> bool:
        """Take a code of a second factor or a recovery code, each once; say whether it was right."""
        step = passwords.step_of(self.known(name).second, code)
        hashed, taken = passwords.code_hash(code), []

        def take(account: Account) -> Account:
            if step is not None and step > account.step:
                taken.append(True)
                return replace(account, step=step)
            if hashed in account.codes:
                taken.append(True)
                return replace(account, codes=tuple(one for one in account.codes if one != hashed))
            return account

        self.change(name, take)
        return bool(taken)

    def change(self, name: str, how: Callable[[Account], Account]) -> Account:
        """Change one account as *how* says, seeing what others changed before; an admin who can come in remains."""
        with self._changing() as held:
            own = spelled(name)
            if own not in held:
                raise NoAccount("unknown", name=name)
            was = held[own]
            held[own] = how(was)
            if _is_admin(was) and not any(map(_is_admin, held.values())):
                raise NoAccount("last_admin", name=own)
            return held[own]

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(self.folder / "akun.lock", timeout=LOCK_SECONDS):
            held = dict(_read(self.path.read_bytes()) if self.path.is_file() else {})
            yield held
            spelled_out = json.dumps([asdict(one) for one in held.values()], ensure_ascii=False, indent=1)
            write_whole(self.path, spelled_out.encode())
            self.path.chmod(0o600)


def spelled(name: str) -> str:
    """Return how a name to sign in with is kept."""
    return name.strip().casefold()


def ended(account: Account) -> Account:
    """Return an account whose sign-ins are over."""
    return replace(account, epoch=account.epoch + 1)


def with_role(account: Account, role: str, office: str) -> Account:
    """Return an account with a role; an office is what one of that role speaks for, and nobody else does."""
    role = NAMED.get(role, role)
    office = on_one_line(office)[:_LONGEST].strip()
    if role not in ROLES:
        raise NoAccount("no_role", role=role, known=ROLES)
    if (role == OFFICE) != (office != ""):
        raise NoAccount("office_missing" if role == OFFICE else "office_unused", role=role)
    return replace(account, role=role, office=office)


def _is_admin(account: Account) -> bool:
    return account.role == ADMIN and not account.is_disabled


def _require_strong(password: str, name: str) -> None:
    if why := passwords.weakness(password, name):
        raise NoAccount(f"password_{why}", least=passwords.LEAST, most=passwords.MOST)


def _read(content: bytes) -> Mapping[str, Account]:
    try:
        found = [Account(**{**one, "codes": tuple(one.get("codes", ()))}) for one in json.loads(content)]
        sound = all(isinstance(one.name, str) and one.role in ROLES and isinstance(one.epoch, int) for one in found)
    except (TypeError, ValueError, AttributeError) as problem:
        raise AccountsDamaged(f"{FILE}: {problem}") from problem
    if not sound or len({one.name for one in found}) < len(found):
        raise AccountsDamaged(f"{FILE}: a name stands twice, or a role is none")
    return {one.name: one for one in found}
