"""The way in: who stands behind a token now, who may have one, and how it ends; whatever happens is in the audit."""

import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock

from smartcity.access import audit, passwords
from smartcity.access.accounts import Account, Accounts, NoAccount, spelled
from smartcity.access.audit import FOLDER, Audit
from smartcity.access.policy import NOBODY, ROLES, Asker
from smartcity.access.sessions import Session, Sessions
from smartcity.access.settings import ACCOUNTS, LOCAL, Settings
from smartcity.access.waits import Waits
from smartcity.records.signs import whole

_REFUSED_AGAIN_SECONDS = 60.0
_LOCKS = 64


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is signed in: what they are told apart by, the name the journal keeps, their role, office and region."""

    code: str
    name: str
    role: str
    office: str = ""
    region: str = ""


class NotLetIn(Exception):
    """Somebody who does not come in; *code* says why and *values* until when, `signing.<code>` in the catalogue."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class Entrance:
    """The way into one data folder, as the *settings* say; *clock* gives seconds since 1970."""

    def __init__(self, settings: Settings, root: Path, clock: Callable[[], float] = time.time) -> None:
        self.settings, self.clock = settings, clock
        folder = root / FOLDER
        self.audit, self.accounts = Audit(folder), Accounts(folder)
        self.sessions = Sessions(root, settings.idle_seconds, settings.session_seconds)
        self.waits = Waits()
        self._refused: dict[tuple[str, str, str], float] = {}
        self._trying = [Lock() for _ in range(_LOCKS)]

    @property
    def is_local(self) -> bool:
        """Whether nobody signs in."""
        return self.settings.mode == LOCAL

    def who(self, token: str, *, is_used: bool = True) -> Guest | None:
        """Return who stands behind a token at this moment, with the role they have now; None for nobody."""
        session = self.sessions.find(token, self.clock(), is_used=is_used)
        if session is None:
            return None
        if self.settings.mode != ACCOUNTS:
            return self._named(session)
        account = self.accounts.get(session.code)
        if account is None or account.is_disabled or account.epoch != session.epoch:
            return None
        return Guest(account.name, account.full, account.role, account.office, account.region)

    def code_of(self, token: str) -> str | None:
        """Return what who stands behind a token is told apart by, None for nobody; asking is no use of a sign-in."""
        guest = self.who(token, is_used=False)
        return None if guest is None else guest.code

    def asker(self, token: str) -> Asker:
        """Return who stands behind a token as who asks for something; nobody may nothing."""
        guest = self.who(token)
        if guest is None:
            return Asker("", NOBODY)
        return Asker(guest.name, guest.role, guest.office, guest.code, guest.region)

    def sign_in(self, name: str, password: str, second: str, place: str, known: str, fresh: str = "") -> str:
        """Let somebody in by their account and return their token.

        Args:
            name: What they sign in with.

            password: Their password.

            second: A code of their second factor, or a recovery code.

            place: The address they come from.

            known: What their browser was given when they came in before, see `device_of`.

            fresh: The password that they choose in the place of one that was told to them.

        Raises:
            NotLetIn: With nothing said of whether there is such an account.
        """
        self.require_clock()
        own = spelled(name)
        is_known = self.knows(known, own)
        # What is tried at the same moment counts one after the other.
        with self._trying[hash(own) % _LOCKS]:
            return self._tried(own, password, second, known if is_known else place, is_known, fresh)

    def _tried(self, own: str, password: str, second: str, place: str, is_known: bool, fresh: str) -> str:
        now = self.clock()
        if wait := self.waits.left(own, place, now, is_known=is_known):
            raise NotLetIn("wait", seconds=int(wait) + 1)
        account = self.accounts.get(own)
        is_right = passwords.is_right(account.password if account else "", password)
        if account is None or not is_right or account.is_disabled:
            self._failed(own, place, now, is_known)
            raise NotLetIn("wrong")
        if account.second and not second.strip():
            raise NotLetIn("second_missing")
        if account.second and not self.accounts.takes_second(own, second):
            self._failed(own, place, now, is_known)
            raise NotLetIn("second_wrong")
        if account.must_change:
            account = self._changed(account, password, fresh)
        self.waits.came_in(own, place, is_known=is_known)
        return self._begin(Session(own, account.epoch, now, now), account.role, place if not is_known else "")

    def let_in(self, claims: Mapping[str, object], place: str) -> str:
        """Let somebody in whom the identity provider knows, and return their token; raises `NotLetIn`."""
        self.require_clock()
        now, claim = self.clock(), self.settings.provider.claim
        # What has half a sign in it no file of sign-ins can hold, and nobody else's either then.
        claims = {name: value for name, value in claims.items() if value == whole(value)}
        groups = claims.get(claim) or ()
        email = str(claims.get("email") or "") if claims.get("email_verified") is not False else ""
        session = Session(
            code=str(email or claims.get("sub") or ""),
            epoch=0,
            since=now,
            seen=now,
            full=str(claims.get("name") or email or claims.get("sub") or ""),
            email=email,
            groups=(groups,) if isinstance(groups, str) else tuple(map(str, groups)),
        )
        guest = self._named(session)
        if not session.code or guest is None:
            self.audit.note(audit.FAILED, session.code, address=place)
            raise NotLetIn("no_role", name=session.full)
        return self._begin(session, guest.role, place)

    def sign_out(self, token: str, place: str = "") -> None:
        """End one sign-in."""
        guest = self.who(token, is_used=False)
        if self.sessions.end(token, self.clock()) is not None and guest is not None:
            self.audit.note(audit.SIGNED_OUT, guest.code, guest.role, address=place)

    def sign_out_everywhere(self, token: str, place: str = "") -> None:
        """End all sign-ins of who stands behind a token."""
        guest = self.who(token, is_used=False)
        if guest is None:
            return
        if self.settings.mode == ACCOUNTS:
            self.accounts.end_sign_ins(guest.code)
        self.sessions.end_all(lambda session: session.code == guest.code, self.clock())
        self.audit.note(audit.SIGNED_OUT_ALL, guest.code, guest.role, address=place)

    def change_password(self, token: str, password: str, fresh: str, place: str) -> None:
        """Give who stands behind a token another password, which ends all their sign-ins; raises `NotLetIn`."""
        guest, now = self.who(token), self.clock()
        if guest is None or self.settings.mode != ACCOUNTS:
            raise NotLetIn("wrong")
        if wait := self.waits.left(guest.code, token, now, is_known=True):
            raise NotLetIn("wait", seconds=int(wait) + 1)
        account = self.accounts.known(guest.code)
        if not passwords.is_right(account.password, password):
            self.waits.failed(guest.code, token, now, is_known=True)
            self.audit.note(audit.FAILED, guest.code, address=place)
            raise NotLetIn("wrong")
        self._changed(account, password, fresh)

    def refused(self, kind: str, token: str, place: str) -> None:
        """Note that something was asked for without a right to it; of one place, person and kind once a minute."""
        now, guest = self.clock(), self.who(token, is_used=False)
        mark = kind, place, guest.code if guest else ""
        last = self._refused.get(mark)
        if last is not None and 0 <= now - last < _REFUSED_AGAIN_SECONDS:
            return
        self._refused = {key: at for key, at in self._refused.items() if 0 <= now - at < _REFUSED_AGAIN_SECONDS}
        self._refused[mark] = now
        self.audit.note(audit.REFUSED, guest.code if guest else "", guest.role if guest else NOBODY, kind, place)

    def device_of(self, name: str) -> str:
        """Return what a browser is given that somebody came in from, by which it is known the next time."""
        return self._sealed(spelled(name))

    def knows(self, device: str, name: str) -> bool:
        """Say whether somebody came in from a browser before."""
        return hmac.compare_digest(device.encode(), self._sealed(spelled(name)).encode())

    def require_clock(self) -> None:
        """Raise `NotLetIn` while the clock stands before what happened already: no sign-in would end in time."""
        if self.audit.is_ahead_of(datetime.fromtimestamp(self.clock(), UTC)):
            raise NotLetIn("clock")

    def _sealed(self, name: str) -> str:
        return hmac.new(self.settings.secret.encode(), f"device {name}".encode(), sha256).hexdigest()

    def _named(self, session: Session) -> Guest | None:
        """Return who an identity provider knows with the role that the mapping gives them; None for none."""
        held = {one.casefold() for one in (session.email, *session.groups) if one}
        offices = self.settings.offices.items()
        office = next((name for name, people in offices if held & set(map(str.casefold, people))), "")
        roles = [role for role, names in self.settings.names.items() if held & set(map(str.casefold, names))]
        role = max(roles, key=ROLES.index) if roles else "skpd" if office else self.settings.others
        bound = (name for name, people in self.settings.regions.items() if held & set(map(str.casefold, people)))
        return Guest(session.code, session.full, role, office, next(bound, "")) if role else None

    def _begin(self, session: Session, role: str, place: str) -> str:
        token = self.sessions.begin(session)
        self.audit.note(audit.SIGNED_IN, session.code, role, address=place)
        return token

    def _failed(self, name: str, place: str, now: float, is_known: bool) -> None:
        self.waits.failed(name, place, now, is_known=is_known)
        # What stands in the field of the name may be a password.
        known = name if self.accounts.get(name) else ""
        self.audit.note(audit.FAILED, known, address="" if is_known else place)

    def _changed(self, account: Account, password: str, fresh: str) -> Account:
        if not fresh:
            raise NotLetIn("change")
        if fresh == password:
            raise NotLetIn("same")
        try:
            changed = self.accounts.set_password(account.name, fresh)
        except NoAccount as problem:
            raise NotLetIn(problem.code, **problem.values) from problem
        self.audit.note(audit.PASSWORD, account.name, account.role, account.name)
        return changed
