"""Who is signed in, kept on the server so that it ends there; of the token in the browser only the hash is kept.

Several processes may serve one folder: what one of them writes the others read, so that a sign-in begins and ends for
all of them.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import RLock

from filelock import FileLock

from smartcity.disk import read_if_new, write_whole

FILE = "sesi.json"
LOCK_SECONDS = 60
WRITTEN_SECONDS = 60.0
"""So long what was last seen of a session may be only in memory."""

CLOCK_SECONDS = 300.0
"""A clock that stands so far before what was seen runs backwards."""


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in: whose, by which *epoch* of their account, since when and when last seen, in seconds since 1970.

    *full*, *email* and *groups* are what an identity provider said.
    """

    code: str
    epoch: int
    since: float
    seen: float
    full: str = ""
    email: str = ""
    groups: tuple[str, ...] = ()


class Sessions:
    """The sign-ins of one folder; *idle* and *longest* are seconds."""

    def __init__(self, folder: Path, idle: float, longest: float) -> None:
        self.path, self.idle, self.longest = folder / FILE, idle, longest
        self._lock = RLock()
        self._held: dict[str, Session] = {}
        self._seen: object = None
        """Which file was read last."""
        self._written = 0.0

    def begin(self, session: Session) -> str:
        """Keep a sign-in and return the token that it is known by."""
        token = secrets.token_urlsafe(32)
        with self._changing(session.seen) as held:
            for key in [key for key, one in held.items() if not self._lasts(one, session.seen)]:
                del held[key]
            held[_key(token)] = session
        return token

    def find(self, token: str, now: float, *, is_used: bool = True) -> Session | None:
        """Return the sign-in of a token while it lasts; *is_used* says that its owner does something."""
        if not token:
            return None
        with self._lock:
            self._read()
            key = _key(token)
            found = self._held.get(key)
            if found is None:
                return None
            if not self._lasts(found, now):
                with self._changing(now) as held:
                    held.pop(key, None)
                return None
            if is_used:
                self._held[key] = replace(found, seen=max(found.seen, now))
                if now - self._written > WRITTEN_SECONDS:
                    with self._changing(now):
                        pass
            return found

    def end(self, token: str, now: float) -> Session | None:
        """End one sign-in and return it."""
        with self._lock:
            self._read()
            if _key(token) not in self._held:
                return None
            with self._changing(now) as held:
                return held.pop(_key(token), None)

    def end_all(self, is_ended: Callable[[Session], bool], now: float) -> None:
        """End every sign-in that *is_ended* is true of."""
        with self._changing(now) as held:
            for key in [key for key, one in held.items() if is_ended(one)]:
                del held[key]

    def _lasts(self, session: Session, now: float) -> bool:
        """Say whether a sign-in lasts; under a clock that runs backwards none does, as none would ever end."""
        runs_on = now >= session.seen - CLOCK_SECONDS
        return runs_on and now - session.seen <= self.idle and now - session.since <= self.longest

    @contextmanager
    def _changing(self, now: float) -> Iterator[dict[str, Session]]:
        """Give the sign-ins as the other processes left them, to be changed, and write what became of them."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._lock, FileLock(self.path.with_suffix(".lock"), timeout=LOCK_SECONDS):
            self._read()
            self._written = now
            yield self._held
            kept = {key: asdict(one) for key, one in self._held.items()}
            write_whole(self.path, json.dumps(kept, ensure_ascii=False).encode())
            self.path.chmod(0o600)

    def _read(self) -> None:
        """Take over what another process, or an earlier one, wrote; when somebody was last seen is ours as well."""
        try:
            mark, content = read_if_new(self.path, self._seen)
        except OSError:
            return
        if content is None:
            return
        there = _sessions(content)
        own, self._seen = self._held, mark
        self._held = {
            key: replace(one, seen=max(one.seen, own[key].seen)) if key in own else one for key, one in there.items()
        }


def _key(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _sessions(content: bytes) -> dict[str, Session]:
    """Read the sign-ins in a file; of one that is none, everybody signs in anew."""
    try:
        held: Mapping[str, Mapping] = json.loads(content)
        return {key: Session(**{**one, "groups": tuple(one["groups"])}) for key, one in held.items()}
    except (TypeError, ValueError, KeyError, AttributeError):
        return {}
