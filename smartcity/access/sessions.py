"""Who is signed in, kept on the server so that it ends there; of the token in the browser only the hash is kept."""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import RLock

from smartcity.disk import write_whole

FILE = "sesi.json"
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
        self._held = _read(self.path)
        self._written = 0.0

    def begin(self, session: Session) -> str:
        """Keep a sign-in and return the token that it is known by."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._held = {key: one for key, one in self._held.items() if self._lasts(one, session.seen)}
            self._held[_key(token)] = session
            self._write(session.seen)
        return token

    def find(self, token: str, now: float, *, is_used: bool = True) -> Session | None:
        """Return the sign-in of a token while it lasts; *is_used* says that its owner does something."""
        if not token:
            return None
        with self._lock:
            key = _key(token)
            found = self._held.get(key)
            if found is None or not self._lasts(found, now):
                if self._held.pop(key, None) is not None:
                    self._write(now)
                return None
            if is_used:
                self._held[key] = replace(found, seen=max(found.seen, now))
                if now - self._written > WRITTEN_SECONDS:
                    self._write(now)
            return found

    def end(self, token: str, now: float) -> Session | None:
        """End one sign-in and return it."""
        with self._lock:
            ended = self._held.pop(_key(token), None)
            if ended is not None:
                self._write(now)
            return ended

    def end_all(self, is_ended: Callable[[Session], bool], now: float) -> None:
        """End every sign-in that *is_ended* is true of."""
        with self._lock:
            self._held = {key: one for key, one in self._held.items() if not is_ended(one)}
            self._write(now)

    def _lasts(self, session: Session, now: float) -> bool:
        """Say whether a sign-in lasts; under a clock that runs backwards none does, as none would ever end."""
        runs_on = now >= session.seen - CLOCK_SECONDS
        return runs_on and now - session.seen <= self.idle and now - session.since <= self.longest

    def _write(self, now: float) -> None:
        self._written = now
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = {key: asdict(one) for key, one in self._held.items()}
        write_whole(self.path, json.dumps(kept, ensure_ascii=False).encode())
        self.path.chmod(0o600)


def _key(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _read(path: Path) -> dict[str, Session]:
    """Read the sign-ins that an earlier process left; of a file that is none, everybody signs in anew."""
    try:
        held: Mapping[str, Mapping] = json.loads(path.read_bytes())
        return {key: Session(**{**one, "groups": tuple(one["groups"])}) for key, one in held.items()}
    except (OSError, TypeError, ValueError, KeyError, AttributeError):
        return {}
