"""Invite people to a survey: how many, which ones of a list, and spread over days and places."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Invitation:
    """How many users of a service to invite, each *step*-th of them; None where their number is not known.

    *is_enough* says whether the service has so many users that the wanted answers can be expected at all.
    """

    count: int
    step: int | None
    is_enough: bool


def invitation(target: int, users: int | None, answering: float) -> Invitation:
    """Work out how many to invite for *target* answers when the share *answering* of them answers."""
    wanted = math.ceil(round(target / answering, 9))
    if users is None:
        return Invitation(wanted, None, True)
    count = min(wanted, users)
    return Invitation(count, max(users // count, 1) if count else None, wanted <= users)


def every_kth(people: Sequence[One], count: int, start: int = 0) -> tuple[One, ...]:
    """Take *count* of a list at equal distances, the first one *start* places behind the first (Kish 1965).

    The distance need not be whole, so that the last ones of the list are as likely as the first; a list with no more
    than *count* is taken whole.
    """
    if count >= len(people):
        return tuple(people)
    step = len(people) / count
    first = start % max(int(step), 1)
    return tuple(people[min(int(first + place * step), len(people) - 1)] for place in range(count))


@dataclass(frozen=True, slots=True)
class Stint:
    """How many to ask on a day at a place, "" where no places were named."""

    day: date
    place: str
    count: int


def spread(count: int, first: date, last: date, places: Sequence[str] = ()) -> tuple[Stint, ...]:
    """Spread *count* people over the working days from *first* to *last* and over *places*, as evenly as it goes.

    Without a working day among them all days count. Places take turns, so that none has only one kind of day.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    days = [day for day in days if day.weekday() < _WEEKEND] or days
    named = tuple(places) or ("",)
    counts: dict[tuple[date, str], int] = {}
    for number in range(count):
        place = number * len(days) // count
        key = days[place], named[number % len(named)]
        counts[key] = counts.get(key, 0) + 1
    return tuple(
        Stint(*key, own) for key, own in sorted(counts.items(), key=lambda one: (one[0][0], named.index(one[0][1])))
    )


_WEEKEND = 5
