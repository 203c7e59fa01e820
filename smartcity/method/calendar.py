"""The evaluation year as it comes round: `config/calendar.toml`; and what readiness weighs: `config/readiness.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from smartcity.config import open_config


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a year by its code, from its *first* to its *last* day; a round is one the ministry judges in."""

    code: str
    first: date
    last: date
    certainty: str
    is_round: bool


@cache
def events_of(year: int) -> tuple[Event, ...]:
    """List the events of a year in their order; days known for the very year take the place of the usual ones."""
    given = open_config("calendar")["event"]
    usual = {one["code"]: one for one in given if "year" not in one}
    own = usual | {one["code"]: usual.get(one["code"], {}) | one for one in given if one.get("year") == year}
    made = [
        Event(
            one["code"],
            date.fromisoformat(f"{year:04}-{one['first']}"),
            date.fromisoformat(f"{year:04}-{one['last']}"),
            one["certainty"],
            one.get("is_round", False),
        )
        for one in own.values()
    ]
    return tuple(sorted(made, key=lambda event: (event.first, event.last)))


def next_round(year: int, today: date) -> Event:
    """Return the first round of a year that is not over, or its last one where all are."""
    rounds = [event for event in events_of(year) if event.is_round]
    return next((event for event in rounds if event.last >= today), rounds[-1])


@cache
def readiness_weights() -> Mapping[str, float]:
    """Load what each part of readiness weighs."""
    return open_config("readiness")["weights"]
