"""What reports on innovations come to: how each stands in a year, its stages, what changed, who has not reported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smartcity.records.reports import NON_GOVERNMENT, Report, Reported


@dataclass(frozen=True)
class State:
    """How an innovation stands by the reports of one *year*: the last word on each field, and the reports."""

    year: int
    report: Report
    reports: tuple[Reported, ...]

    @property
    def last(self) -> Reported:
        """The last report of the year."""
        return self.reports[-1]

    @property
    def news(self) -> str:
        """What is new by the last report that says so."""
        return next((one.report.new for one in reversed(self.reports) if one.report.new), "")


@dataclass(frozen=True)
class Stage:
    """A stage that an innovation came to: when it was reported first, for which year, and by whom."""

    stage: str
    year: int
    at: datetime
    by: str


@dataclass(frozen=True)
class Note:
    """What was said of an innovation where it was reported on: when, for which year, and who kept the note."""

    text: str
    year: int
    at: datetime
    by: str


@dataclass(frozen=True)
class Change:
    """One field of an innovation that a report changed, from what held before it."""

    innovation: str
    field: str
    before: object
    after: object
    reported: Reported


def by_innovation(reports: Iterable[Reported]) -> dict[str, tuple[Reported, ...]]:
    """Sort reports by innovation, each in the order they were made."""
    found: dict[str, list[Reported]] = {}
    for one in sorted(reports, key=lambda one: one.at):
        found.setdefault(one.innovation, []).append(one)
    return {name: tuple(own) for name, own in found.items()}


def state_of(reports: Sequence[Reported], year: int) -> State | None:
    """Fold the reports on one innovation for *year*; without any, those of the newest year before it."""
    years = [one.year for one in reports if one.year <= year]
    if not years:
        return None
    own = tuple(one for one in reports if one.year == max(years))
    return State(max(years), _folded(own), own)


def _folded(reports: Iterable[Reported]) -> Report:
    whole = Report()
    for one in reports:
        whole = whole.then(one.report)
    return whole


def stages_of(reports: Iterable[Reported]) -> tuple[Stage, ...]:
    """List the stages of one innovation in their order; one that was only said again is no new one."""
    found: list[Stage] = []
    for one in reports:
        stage = one.report.stage
        if stage is not None and (not found or found[-1].stage != stage):
            found.append(Stage(stage, one.year, one.at, one.by))
    return tuple(found)


def notes_of(reports: Iterable[Reported]) -> tuple[Note, ...]:
    """List the notes on one innovation in their order."""
    return tuple(Note(one.report.note, one.year, one.at, one.by) for one in reports if one.report.note)


def changes_since(reports: Iterable[Reported], since: datetime) -> tuple[Change, ...]:
    """List what the reports after *since* changed, innovation by innovation; what they only said again is no change."""
    found = []
    for name, own in by_innovation(reports).items():
        held = _folded(one for one in own if one.at < since)
        for one in (one for one in own if one.at >= since):
            for field in one.report.covered:
                before, after = getattr(held, field), getattr(one.report, field)
                if before != after:
                    found.append(Change(name, field, before, after, one))
            held = held.then(one.report)
    return tuple(found)


def has_outside_partner(report: Report) -> bool | None:
    """Say whether a partner outside government takes part; None where the report does not speak of partners."""
    if report.partners is None:
        return None
    return any(partner.kind == NON_GOVERNMENT for partner in report.partners)


@dataclass(frozen=True)
class Turnout:
    """Which innovations of a list have been reported on, and which have not."""

    reported: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.reported) + len(self.missing)

    @property
    def share(self) -> float | None:
        """The share that was reported on; None without any innovation."""
        return len(self.reported) / self.count if self.count else None


def turnout(names: Iterable[str], states: Mapping[str, State], year: int) -> Turnout:
    """Part the innovations *names* into those with a report of *year* and those without."""
    reported, missing = [], []
    for name in dict.fromkeys(names):
        state = states.get(name)
        (reported if state is not None and state.year == year else missing).append(name)
    return Turnout(tuple(reported), tuple(missing))
