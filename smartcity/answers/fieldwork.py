"""The field work of a year's survey beside its plan: what came since the version before, and who is behind.

A dimension is held against its own target by its own forms, a service by the forms that name it, an office by those of
its services; of a service whose number of respondents may not be shown there is no figure, nor of its office.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from smartcity import gate
from smartcity.answers import kit as kits
from smartcity.gate import LoadedSurvey
from smartcity.method.layout import normalise
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.survey import FieldWork, Standing, targets
from smartcity.warehouse import Warehouse
from smartcity.wording import timezone


@dataclass(frozen=True, slots=True)
class Version:
    """A loaded file, when it was loaded, and the version before it, where it took the place of one."""

    file: str
    at: datetime
    earlier_file: str | None
    earlier_at: datetime | None


@dataclass(frozen=True, slots=True)
class OfDimension:
    """How far a dimension is; *new* are its forms that the version before did not have, None where there is none."""

    dimension: str
    new: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class OfService:
    """How far a planned service is; *new* is None without a version before, and where it would tell of a few."""

    planned: PlannedService
    standing: Standing
    new: int | None = None


@dataclass(frozen=True, slots=True)
class OfOwner:
    """How far an office is with all its services together, and how many of their forms are *new*, as for a service."""

    owner: str
    services: tuple[OfService, ...]
    standing: Standing
    new: int | None = None


@dataclass(frozen=True)
class Progress:
    """The field work of a survey; without *work* nobody decided when it is, and nothing can be late."""

    plan: SurveyPlan
    versions: tuple[Version, ...]
    new: dict[str, int] | None
    work: FieldWork | None = None
    dimensions: tuple[OfDimension, ...] = ()
    services: tuple[OfService, ...] = ()
    owners: tuple[OfOwner, ...] = ()

    @property
    def behind(self) -> tuple[OfDimension, ...]:
        """The dimensions that are behind, the one most behind first."""
        late = [one for one in self.dimensions if one.standing.behind]
        return tuple(sorted(late, key=lambda one: -one.standing.behind))


def progress(warehouse: Warehouse, survey: LoadedSurvey, as_of: date | None = None) -> Progress:
    """Hold a survey against its plan, as of the day on which its newest file was loaded unless a day is chosen."""
    key = (progress.__qualname__, survey.year, survey.track, as_of)
    return warehouse.remember(key, partial(_progress, warehouse, survey, as_of))


def _progress(warehouse: Warehouse, survey: LoadedSurvey, as_of: date | None) -> Progress:
    plan = kits.survey_plan(warehouse, survey.year, survey.track)
    rows = warehouse.query("survey_versions", year=survey.year, track=survey.track).astype(object)
    rows = rows.where(rows.notna(), None)
    versions = tuple(Version(*row) for row in rows.itertuples(index=False, name=None))
    found = Progress(plan, versions, gate.new_respondents_of(warehouse, survey))
    if not (plan.services and plan.starts and plan.ends):
        return found
    day = as_of or versions[-1].at.astimezone(timezone()).date()
    work = FieldWork(date.fromisoformat(plan.starts), date.fromisoformat(plan.ends), day)
    wanted = targets(plan, survey.method)
    services = _services(warehouse, survey, plan, work, wanted, has_before=found.new is not None)
    counts = gate.respondents_of(warehouse, survey)
    dimensions = tuple(
        OfDimension(
            code,
            None if found.new is None else found.new.get(code, 0),
            work.standing(counts.get(code, 0), sum(wanted[one.sub_dimension] for one in plan.of(code))),
        )
        for code in kits.dimensions_of(plan)
    )
    owners = tuple(
        _of_owner(owner, [one for one in services if one.planned.owner == owner], work)
        for owner in kits.owners_of(plan)
    )
    return Progress(plan, versions, found.new, work, dimensions, services, owners)


def _services(
    warehouse: Warehouse,
    survey: LoadedSurvey,
    plan: SurveyPlan,
    work: FieldWork,
    wanted: dict[str, int],
    *,
    has_before: bool,
) -> tuple[OfService, ...]:
    """Hold each service against its target: one of a split form by its part, the others by who named them."""
    of_parts = gate.respondents_of_parts(warehouse, survey.year, survey.track)
    parts = of_parts.set_index("sub_dimension")["count"].to_dict()
    named, unnamed = {}, set()
    for group in gate.services_of(warehouse, survey, kits.dimensions_of(plan)):
        if group.service is not None:
            named[group.dimension, normalise(group.service)] = group.count
        elif group.count is None:
            unnamed.add(group.dimension)
    new_parts = gate.new_of_parts(warehouse, survey) if has_before else {}
    new_named = gate.new_of_services(warehouse, survey, kits.dimensions_of(plan)) if has_before else {}
    found = []
    for one in plan.services:
        if one.dimension in plan.split:
            count, new = int(parts.get(one.sub_dimension, 0)), new_parts.get(one.sub_dimension, 0)
        else:
            key = one.dimension, normalise(one.service)
            count, new = None if one.dimension in unnamed else named.get(key, 0), new_named.get(key, 0)
        new = new if has_before and count is not None else None
        found.append(OfService(one, work.standing(count, wanted[one.sub_dimension]), new))
    return tuple(found)


def _of_owner(owner: str, services: Sequence[OfService], work: FieldWork) -> OfOwner:
    """Add up the services of an office: what one has too many is not what another lacks."""
    own = [one.standing for one in services]
    whole = work.standing(None, sum(one.target for one in own))
    whole = replace(whole, expected=sum(one.expected for one in own))
    if all(one.count is not None for one in own):
        missing = sum(one.missing for one in own)
        a_day = math.ceil(missing / work.left) if work.left else None
        sums = {name: sum(getattr(one, name) for one in own) for name in ("count", "behind")}
        whole = replace(whole, **sums, missing=missing, a_day=a_day)
    new = None if any(one.new is None for one in services) else sum(one.new for one in services)
    return OfOwner(owner, tuple(services), whole, new)
