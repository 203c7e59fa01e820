"""How ready the office is for the next round: its parts, what each holds back, and who owes it.

A work measure of the office. A part that nobody knows anything of is not counted as nothing done, nor left out: what is
known to be done is a share of all, so readiness is at least that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

EVIDENCE, RESPONDENTS, INNOVATIONS, DECISIONS, DAYS = "evidence", "respondents", "innovations", "decisions", "days"
PARTS = (EVIDENCE, RESPONDENTS, INNOVATIONS, DECISIONS, DAYS)


@dataclass(frozen=True)
class Part:
    """One part: the *share* that is done (None where nobody knows), its *worth* of 1, and how far it is in numbers.

    *owes* are those who owe the rest, who owes most first; "" is what has no owner yet.
    """

    code: str
    share: float | None
    worth: float
    done: int = 0
    count: int = 0
    owes: tuple[str, ...] = ()

    @property
    def holds_back(self) -> float:
        """How much of readiness this part holds back: all of its worth where nobody knows."""
        return self.worth * (1.0 - (self.share or 0.0))


@dataclass(frozen=True)
class Readiness:
    """How ready the office is on a day for a round, which begins on *first* and ends on *last*."""

    year: int
    round: str
    first: date
    last: date
    today: date
    parts: tuple[Part, ...]

    @property
    def ready(self) -> float:
        """The share that is known to be done; with parts that nobody knows it is at least so much."""
        return sum(part.worth * (part.share or 0.0) for part in self.parts)

    @property
    def unknown(self) -> tuple[Part, ...]:
        """The parts that weigh something and of which nobody knows anything."""
        return tuple(part for part in self.parts if part.share is None and part.worth)

    @property
    def days_left(self) -> int:
        """Days until the round begins; below zero once it has."""
        return (self.first - self.today).days

    @property
    def is_over(self) -> bool:
        """Whether the round has ended."""
        return self.today > self.last

    @property
    def most(self) -> Part | None:
        """The part that holds back most; None where nothing does."""
        worst = max(self.parts, key=lambda part: part.holds_back, default=None)
        return worst if worst is not None and worst.holds_back > 0 else None


def days_share(first: date, today: date) -> float:
    """Return the share of the year before a round that is still left."""
    begins = date(first.year, 1, 1)
    whole = (first - begins).days or 1
    return min(max((first - today).days / whole, 0.0), 1.0)


def owing(counts: Mapping[str, float] | Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Name those who owe most, the first *most* of them."""
    if not isinstance(counts, Mapping):
        told: dict[str, float] = {}
        for name in counts:
            told[name] = told.get(name, 0.0) + 1.0
        counts = told
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(name for name, owed in ranked if owed > 0)[:most]
