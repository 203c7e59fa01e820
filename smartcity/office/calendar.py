"""The office's year as a calendar: events of the evaluation, meetings, and what is due; what is late comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

EVENT, MEETING, INTERVIEW, EVIDENCE, TASK, ACTION = "event", "meeting", "interview", "evidence", "task", "action"
KINDS = (EVENT, MEETING, INTERVIEW, EVIDENCE, TASK, ACTION)
DUE = frozenset({EVIDENCE, TASK, ACTION})
"""The kinds that are late once their day has passed and they are not done."""


@dataclass(frozen=True)
class Entry:
    """One entry: its kind, the *code* that it is known by, from its *first* to its *last* day, and what people call it.

    *at* is its moment where it has one; *is_sure* is False where only the usual month is known.
    """

    kind: str
    code: str
    first: date
    last: date
    text: str = ""
    owner: str = ""
    at: datetime | None = None
    is_done: bool = False
    is_sure: bool = True

    def is_late(self, today: date) -> bool:
        """Say whether it is due, its day has passed, and it is not done."""
        return self.kind in DUE and not self.is_done and self.last < today


def ordered(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """Put what is late first, the longest late before, then all by day."""
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(
        sorted(entries, key=lambda one: (not one.is_late(today), one.first, kinds[one.kind], one.last, one.code))
    )
