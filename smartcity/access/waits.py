"""How long somebody who failed to sign in waits: longer each time, but never for good, and never for others' sake.

Failures count by account and by where they come from: a browser that the account has come in from before counts for
itself, every other one by its address. Who guesses from elsewhere therefore cannot keep the owner out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType

OF_ONE, OF_ALL = "one", "all"
_FREE: Mapping[str, int] = MappingProxyType({OF_ONE: 4, OF_ALL: 40})
_LONGEST: Mapping[str, float] = MappingProxyType({OF_ONE: 900.0, OF_ALL: 60.0})
"""So many failures cost nothing, and so many seconds are the longest wait: from one place, from all unknown ones."""

FORGOTTEN_SECONDS = 8 * 3600.0
MOST = 20_000
"""So many places are remembered; the longest ago goes first."""


@dataclass(frozen=True, slots=True)
class _Failed:
    times: int
    last: float


class Waits:
    """The failures of this process."""

    def __init__(self) -> None:
        self._failed: dict[tuple[str, str, str], _Failed] = {}
        self._lock = Lock()

    def left(self, account: str, place: str, now: float, *, is_known: bool) -> float:
        """Return for how many seconds nothing is tried for an *account* from a *place*; 0 where it is."""
        with self._lock:
            return max(self._left(key, now) for key in _keys(account, place, is_known))

    def failed(self, account: str, place: str, now: float, *, is_known: bool) -> None:
        """Count a failure; what is tried while somebody waits is not one."""
        with self._lock:
            for key in _keys(account, place, is_known):
                before = self._failed.pop(key, None)
                times = 0 if before is None or now - before.last > FORGOTTEN_SECONDS else before.times
                self._failed[key] = _Failed(times + 1, now)
            while len(self._failed) > MOST:
                del self._failed[next(iter(self._failed))]

    def came_in(self, account: str, place: str, *, is_known: bool) -> None:
        """Forget the failures of a place that somebody came in from."""
        with self._lock:
            self._failed.pop(_keys(account, place, is_known)[0], None)

    def _left(self, key: tuple[str, str, str], now: float) -> float:
        failed = self._failed.get(key)
        over = 0 if failed is None else failed.times - _FREE[key[0]]
        if over <= 0 or now < failed.last:
            return 0.0
        return max(0.0, failed.last + min(2.0 ** min(over, 16), _LONGEST[key[0]]) - now)


def _keys(account: str, place: str, is_known: bool) -> tuple[tuple[str, str, str], ...]:
    own = (OF_ONE, account, place)
    return (own,) if is_known else (own, (OF_ALL, account, ""))
