"""Field work beside its plan: how many should have answered by a day, who is behind, and the pace that it takes now."""

import math
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a service, dimension or office is with its *target*; what rests on a hidden *count* is None, too.

    *expected* are those who should have answered before the day of looking, *behind* how many of them did not, *a_day*
    how many a day it takes from that day on. At its own pace it is full on the day *full*: None without anybody yet.
    """

    count: int | None
    target: int
    expected: int
    behind: int | None
    missing: int | None
    a_day: int | None
    full: date | None


@dataclass(frozen=True, slots=True)
class FieldWork:
    """The days from *starts* to *ends*, both worked on, seen on the day *as_of*, of which nothing is expected yet."""

    starts: date
    ends: date
    as_of: date

    @property
    def days(self) -> int:
        """All days of it."""
        return (self.ends - self.starts).days + 1

    @property
    def gone(self) -> int:
        """The days before that of looking."""
        return min(max((self.as_of - self.starts).days, 0), self.days)

    @property
    def left(self) -> int:
        """The days from that of looking on."""
        return self.days - self.gone

    def standing(self, count: int | None, target: int) -> Standing:
        """Say how far a *count* is beside its *target*, which is planned to be filled evenly."""
        expected = target * self.gone // self.days
        if count is None:
            return Standing(None, target, expected, None, None, None, None)
        missing = max(target - count, 0)
        a_day = math.ceil(missing / self.left) if self.left else None
        return Standing(count, target, expected, max(expected - count, 0), missing, a_day, self._full(count, missing))

    def _full(self, count: int, missing: int) -> date | None:
        """Return the day on which it is full if it goes on as so far; the day of looking where nothing is missing."""
        if not missing:
            return self.as_of
        if not count or not self.gone:
            return None
        days = math.ceil(missing * self.gone / count)
        return self.as_of + timedelta(days=days - 1) if days < (date.max - self.as_of).days else None
