"""The innovations of a year, each under one name: what lists and reports say of it, and the survey's result."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from smartcity import gate
from smartcity.answers import scores
from smartcity.answers.meetings import meetings
from smartcity.gate import ServiceAnswers
from smartcity.method import Dimension, load_dimensions
from smartcity.method.layout import normalise
from smartcity.office.reports import Note, Stage, State, Turnout, by_innovation, notes_of, stages_of, state_of, turnout
from smartcity.records.meetings import Action, Meeting
from smartcity.records.reports import Reported
from smartcity.warehouse import Warehouse, reported_of

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Listed:
    """An innovation as one list has it: the list's code and year, how it spells the name, and what else it says."""

    list: str
    label: str
    year: int
    spelling: str
    dimension: str
    sub_dimension: str | None
    owner: str | None
    owner_type: str
    place: str
    is_sample: bool


@dataclass(frozen=True)
class Innovation:
    """One innovation across years and spellings.

    *listed* is what each list says of it, the newest last; *reports* is all that was reported, the newest last; *state*
    is how it stands by the reports of the year that was asked for, or of the newest before it.
    """

    key: str
    name: str
    year: int
    listed: tuple[Listed, ...]
    reports: tuple[Reported, ...]
    state: State | None

    @property
    def is_reported(self) -> bool:
        """Whether there is a report of the year itself."""
        return self.state is not None and self.state.year == self.year

    @property
    def is_sample(self) -> bool:
        """Whether an invented list has it."""
        return any(one.is_sample for one in self.listed)

    @property
    def dimension(self) -> str | None:
        """The dimension by the newest list."""
        return self.listed[-1].dimension if self.listed else None

    @property
    def sub_dimension(self) -> str | None:
        """The sub-dimension by the newest list of its dimension that says one."""
        own = (one.sub_dimension for one in reversed(self.listed) if one.dimension == self.dimension)
        return next(filter(None, own), None)

    @property
    def owner(self) -> str | None:
        """The owner by the last report that names one, else by the newest list that does."""
        reported = self.state.report.owner if self.state else None
        return reported or next((one.owner for one in reversed(self.listed) if one.owner), None)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages that it came to, the last one last."""
        return stages_of(self.reports)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that were kept on it, the last one last."""
        return notes_of(self.reports)

    @property
    def stage(self) -> str | None:
        """The stage by the reports that count for the year."""
        return self.state.report.stage if self.state else None

    @property
    def spellings(self) -> tuple[str, ...]:
        """How lists and reports spell it, each spelling once but for case and punctuation, as the oldest list does."""
        spelled = (*(one.spelling for one in reversed(self.reports)), *(one.spelling for one in reversed(self.listed)))
        return tuple({normalise(spelling): spelling for spelling in spelled}.values())

    @property
    def lists(self) -> tuple[str, ...]:
        """The codes of the lists that have it."""
        return tuple(dict.fromkeys(one.list for one in self.listed))


@dataclass(frozen=True)
class Portfolio:
    """The innovations of a *year*: those of its lists, or of the newest lists before it, and those reported on.

    *lists* are the codes of these lists and *list_year* is their year, None without any.
    """

    year: int
    list_year: int | None
    lists: tuple[str, ...]
    innovations: tuple[Innovation, ...]

    def of_list(self, code: str) -> tuple[Innovation, ...]:
        """Return the innovations of the list *code*."""
        return tuple(one for one in self.innovations if code in one.lists)

    @property
    def turnout(self) -> Turnout:
        """Which of them were reported on for the year."""
        return turnout_of(self.innovations, self.year)


def turnout_of(innovations: Iterable[Innovation], year: int) -> Turnout:
    """Part innovations into those with a report of *year* and those without, by their keys."""
    own = tuple(innovations)
    return turnout((one.key for one in own), {one.key: one.state for one in own if one.state}, year)


def reports(warehouse: Warehouse) -> tuple[Reported, ...]:
    """List all reports in force, each known by the key of the innovation that it counts for."""
    rows = warehouse.query("reports")
    return warehouse.remember(("reports",), lambda: tuple(map(reported_of, rows.to_dict("records"))))


def innovations_of(warehouse: Warehouse, year: int) -> Portfolio:
    """Join what lists and reports say of each innovation of a year."""
    return warehouse.remember(("portfolio", year), partial(_innovations_of, warehouse, year))


def _innovations_of(warehouse: Warehouse, year: int) -> Portfolio:
    listed, names = _listed(warehouse)
    years = sorted({one.year for own in listed.values() for one in own if one.year <= year})
    list_year = years[-1] if years else None
    reported = by_innovation(reports(warehouse))
    names |= {own[-1].innovation: own[-1].spelling for own in reported.values() if own[-1].innovation not in names}
    made = []
    for key in dict.fromkeys((*listed, *reported)):
        every = listed.get(key, ())
        lists = tuple(one for one in every if one.year <= year) or every
        own = tuple(one for one in reported.get(key, ()) if one.year <= year)
        one = Innovation(key, names[key], year, lists, own, state_of(own, year))
        if one.is_reported or any(entry.year == list_year for entry in lists):
            made.append(one)
    order = {dimension.code: place for place, dimension in enumerate(load_dimensions())}
    made.sort(key=lambda one: (order.get(one.dimension, len(order)), one.sub_dimension or "~", normalise(one.name)))
    codes = dict.fromkeys(one.list for own in listed.values() for one in own if one.year == list_year)
    known = [code for code in warehouse.query("innovation_lists")["list"] if code in codes]
    return Portfolio(year, list_year, tuple(known), tuple(made))


def _listed(warehouse: Warehouse) -> tuple[dict[str, tuple[Listed, ...]], dict[str, str]]:
    """List what the lists say of each innovation, the oldest first, and how it is called, by the key of its name."""
    found: dict[str, list[Listed]] = {}
    names: dict[str, str] = {}
    for row in warehouse.query("innovations").astype(object).itertuples(index=False):
        key = normalise(row.name)
        names[key] = row.name
        one = Listed(
            row.list,
            _text(row.label) or row.list,
            int(row.year),
            row.spelling,
            row.dimension,
            _text(row.sub_dimension),
            _text(row.owner),
            _text(row.owner_type) or UNKNOWN,
            f"{row.file} › {row.sheet} › {row.cell}",
            bool(row.is_sample),
        )
        found.setdefault(key, []).append(one)
    return {key: tuple(own) for key, own in found.items()}, names


def _text(value: object) -> str | None:
    return None if pd.isna(value) else str(value)


def years(warehouse: Warehouse) -> tuple[int, ...]:
    """List the years that have an innovation list or a report, the oldest first."""
    known = {*warehouse.query("innovations")["year"], *warehouse.query("reports")["year"]}
    return tuple(sorted(int(year) for year in known))


@dataclass(frozen=True)
class Surveyed:
    """What the users of an innovation answered in the survey of a year; without *answers* too few did to be told."""

    year: int
    is_sample: bool
    answers: tuple[ServiceAnswers, ...] = ()


def surveyed(warehouse: Warehouse, year: int) -> dict[str, Surveyed]:
    """Find the survey's result of each service by the key of its name: that of the year, else of the newest before it.

    A service that may not be told stands with no answers; one whose very name may not be told does not stand here.
    """
    return warehouse.remember(("surveyed", year), partial(_surveyed, warehouse, year))


def _surveyed(warehouse: Warehouse, year: int) -> dict[str, Surveyed]:
    known = [one for one in gate.years(warehouse) if one <= year]
    survey = gate.load(warehouse, max(known)) if known else None
    if survey is None:
        return {}
    found: dict[str, Surveyed] = {}
    for split in gate.by_service(warehouse, survey, [dimension.code for dimension in load_dimensions()]):
        for name in split.hidden:
            found.setdefault(normalise(name), Surveyed(survey.year, survey.is_sample))
        for service in split.shown:
            if service.name:
                key = normalise(service.name)
                before = found.get(key)
                answers = (*(before.answers if before else ()), service)
                found[key] = Surveyed(survey.year, survey.is_sample, answers)
    return found


@dataclass(frozen=True)
class Agreed:
    """What a meeting agreed on an innovation: an action item, or a decision taken where its card was shown."""

    meeting: Meeting
    action: Action | None = None
    decision: str = ""


def agreed(warehouse: Warehouse) -> dict[str, tuple[Agreed, ...]]:
    """List what meetings agreed on each innovation, by the key of its name, the newest meeting first."""
    return warehouse.remember(("agreed",), partial(_agreed, warehouse))


def _agreed(warehouse: Warehouse) -> dict[str, tuple[Agreed, ...]]:
    names = scores.decided_innovations(warehouse)
    found: dict[str, list[Agreed]] = {}
    for meeting in meetings(warehouse):
        for action in meeting.actions:
            if action.subject:
                found.setdefault(normalise(names.canonical(action.subject)), []).append(Agreed(meeting, action))
        for point in meeting.points:
            key = str(point.selection.get("innovation") or "")
            if point.page == "inovasi" and key:
                found.setdefault(key, []).extend(Agreed(meeting, decision=one) for one in point.decisions)
    return {key: tuple(own) for key, own in found.items()}


def last_meeting(warehouse: Warehouse) -> Meeting | None:
    """Return the newest meeting that was held: it has begun, or its minutes say something; None without any."""
    held = (one for one in meetings(warehouse) if one.has_begun or one.actions or _has_minutes(one))
    return next(held, None)


def _has_minutes(meeting: Meeting) -> bool:
    return any(point.note or point.decisions for point in meeting.points)


def matching(
    innovations: Sequence[Innovation], dimension: Dimension | None = None, owner: str = ""
) -> tuple[Innovation, ...]:
    """Keep the innovations of a dimension, and those whose owner is called so or has *owner* among its words."""
    wanted = normalise(owner)
    return tuple(
        one
        for one in innovations
        if (dimension is None or one.dimension == dimension.code)
        and (not wanted or f" {wanted} " in f" {normalise(one.owner or '')} ")
    )
