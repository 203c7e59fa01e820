"""The plan of an impact survey: the service of each sub-dimension, how its form is asked, when, and of how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

ITSELF = "survey"
"""Where a line of the journal says what concerns the whole survey; its other parts are sub-dimensions."""

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class PlannedService:
    """The service that is surveyed for a sub-dimension: whose it is, its users where known, and how many shall answer.

    Without a *target* of its own it has its share of the quota.
    """

    sub_dimension: str
    service: str
    owner: str | None = None
    users: int | None = None
    target: int | None = None

    @property
    def dimension(self) -> str:
        """The dimension that its sub-dimension is part of."""
        return self.sub_dimension.partition(".")[0]


@dataclass(frozen=True)
class SurveyPlan:
    """What is surveyed in a year; *split* are the dimensions whose form is asked in parts, each with people of its own.

    The field work goes from the day *starts* to the day *ends*, "" while nobody said; *name* is what the forms are
    called. Without an *entry* it is a proposal that nobody decided on.
    """

    year: int
    track: str
    services: tuple[PlannedService, ...] = ()
    split: tuple[str, ...] = ()
    starts: str = ""
    ends: str = ""
    name: str = ""
    entry: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""

    @property
    def is_decided(self) -> bool:
        """Whether a person decided on it."""
        return self.entry != ""

    def of(self, dimension: str) -> tuple[PlannedService, ...]:
        """Return the services of a dimension in the order of its sub-dimensions."""
        return tuple(one for one in self.services if one.dimension == dimension)

    @property
    def plain(self) -> dict[str, dict[str, object]]:
        """What a line of the journal holds of it."""
        whole = {"split": list(self.split), "starts": self.starts, "ends": self.ends, "name": self.name}
        own = {one.sub_dimension: _said(one, ("service", "owner", "users", "target")) for one in self.services}
        return {**own, ITSELF: {name: value for name, value in whole.items() if value}}


def plan_of(year: int, track: str, parts: Mapping[str, Mapping[str, object]], **whose: object) -> SurveyPlan:
    """Read what a line of the journal says of a survey."""
    whole = dict(parts.get(ITSELF, {}))
    whole["split"] = tuple(whole.get("split", ()))
    services = (PlannedService(part, **own) for part, own in parts.items() if part != ITSELF)
    return SurveyPlan(year, track, tuple(services), **whole, **whose)


def is_sound(parts: Mapping[str, Mapping[str, object]]) -> bool:
    """Say whether what a line says of a survey can be read."""
    plan = plan_of(0, "", parts)
    texts = [plan.name, plan.starts, plan.ends, *plan.split, *(one.service for one in plan.services)]
    texts += [one.owner for one in plan.services if one.owner is not None]
    counts = [count for one in plan.services for count in (one.users, one.target) if count is not None]
    days = [date.fromisoformat(day) for day in (plan.starts, plan.ends) if day]
    return all(isinstance(text, str) for text in texts) and all(map(_is_count, counts)) and days == sorted(days)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _said(record: object, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(record, name) for name in names if getattr(record, name) is not None}
