"""What is reported of an innovation: how far it is, what is new, with whom, what it changed, what endangers it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime

from smartcity.records.signs import on_one_line

PLANNED, RUNNING, LAGGING, STOPPED = "planned", "running", "lagging", "stopped"
STAGES = (PLANNED, RUNNING, LAGGING, STOPPED)
"""How far an innovation is; one that lags runs, but not yet as it should."""

GOVERNMENT, NON_GOVERNMENT = "government", "non_government"
PARTNER_KINDS = (GOVERNMENT, NON_GOVERNMENT)

LEAST, MOST = 1, 5
"""The ends of the scales of likelihood and impact."""


@dataclass(frozen=True)
class Partner:
    """Who takes part: its *name*, one of `PARTNER_KINDS`, and the *form* in which it collaborates."""

    name: str
    kind: str
    form: str = ""


@dataclass(frozen=True)
class Figure:
    """What an innovation changed: *what* was measured in which *unit*, before and after, each on its day.

    A side that is not known yet has neither value nor day. Days are as ISO writes them.
    """

    what: str
    unit: str
    source: str
    before: float | None = None
    before_on: str | None = None
    after: float | None = None
    after_on: str | None = None

    @property
    def change(self) -> float | None:
        """The difference; None while a side is not known."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Risk:
    """What endangers an innovation: how likely, how grave, each from `LEAST` to `MOST`, and what is done about it."""

    what: str
    likelihood: int
    impact: int
    mitigation: str = ""

    @property
    def weight(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact


@dataclass(frozen=True)
class Report:
    """What one report says of an innovation; None is what it does not speak of, an empty list says that none is left.

    *new* is what is new since the last report, *note* what was said of it there, *items* are those of the year's method
    that the innovation bears on.
    """

    stage: str | None = None
    new: str | None = None
    note: str | None = None
    owner: str | None = None
    is_quick_win: bool | None = None
    partners: tuple[Partner, ...] | None = None
    figures: tuple[Figure, ...] | None = None
    risks: tuple[Risk, ...] | None = None
    items: tuple[str, ...] | None = None

    @property
    def covered(self) -> tuple[str, ...]:
        """The fields that it speaks of."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) is not None)

    @property
    def plain(self) -> dict[str, object]:
        """The report as plain values that a file can hold, without what it does not speak of."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def of(cls, held: Mapping[str, object]) -> "Report":
        """Read what `plain` gave.

        Raises:
            ValueError: If a field holds what it cannot hold.
        """
        known = {one.name: held[one.name] for one in fields(cls) if held.get(one.name) is not None}
        try:
            for name, kind in _LISTED.items():
                if name in known:
                    known[name] = tuple(kind(**_only(kind, one)) for one in _listed(known[name]))
            if "items" in known:
                known["items"] = tuple(_listed(known["items"]))
            report = cls(**known)
            sound = not problems(report, ())
        except (TypeError, AttributeError) as problem:
            raise ValueError(str(problem)) from problem
        if not sound:
            raise ValueError("a report holds what it cannot hold")
        return report

    def then(self, later: "Report") -> "Report":
        """Return what holds once a *later* report has come in: what that does not speak of stays."""
        return replace(self, **{name: getattr(later, name) for name in later.covered})


_LISTED: Mapping[str, type] = {"partners": Partner, "figures": Figure, "risks": Risk}


def _listed(value: object) -> list | tuple:
    if not isinstance(value, list | tuple):
        raise TypeError(f"{value!r} is no list")
    return value


def _only(kind: type, held: Mapping[str, object]) -> dict[str, object]:
    return {one.name: held[one.name] for one in fields(kind) if one.name in held}


@dataclass(frozen=True)
class Reported:
    """One report as it was made: of which innovation (as it is called now, and as it was *spelled*), for which year."""

    innovation: str
    spelling: str
    year: int
    report: Report
    entry: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Problem:
    """Why something of a report cannot be taken; the texts of *code* spell the *values*."""

    code: str
    values: Mapping[str, object]


LONGEST, LONGEST_NAME, MOST_ROWS = 2000, 200, 40
"""Signs that a text and a name may have, and partners, figures or risks that a report may list."""


def problems(report: Report, items: Iterable[str], today: date | None = None) -> tuple[Problem, ...]:
    """List all that cannot be taken of a report; *items* are those of the year's method, none where it has none.

    Values that could not be read stand in the report as they were typed.
    """
    found = [*_of_texts(report), *_of_partners(report), *_of_figures(report, today), *_of_risks(report)]
    if report.stage is not None and report.stage not in STAGES:
        found.append(Problem("stage", {"found": report.stage}))
    if report.is_quick_win is not None and not isinstance(report.is_quick_win, bool):
        found.append(Problem("quick_win", {"found": report.is_quick_win}))
    known = set(items)
    if report.items and known:
        unknown = [item for item in report.items if item not in known]
        found += [Problem("item", {"found": item}) for item in unknown]
    return tuple(found)


def _of_texts(report: Report) -> Iterable[Problem]:
    for name in ("new", "note", "owner"):
        text = getattr(report, name)
        if text is not None and not isinstance(text, str):
            yield Problem("text", {"field": name, "found": text})
        elif text is not None and len(text) > (LONGEST_NAME if name == "owner" else LONGEST):
            yield Problem("long", {"field": name, "n": len(text)})
    for name in ("partners", "figures", "risks", "items"):
        rows = getattr(report, name) or ()
        if len(rows) > MOST_ROWS:
            yield Problem("many", {"field": name, "n": len(rows)})
        for row in rows:
            texts = (row,) if isinstance(row, str) else tuple(asdict(row).values())
            if any(isinstance(text, str) and len(text) > LONGEST for text in texts):
                yield Problem("long", {"field": name, "n": max(len(text) for text in texts if isinstance(text, str))})


def _of_partners(report: Report) -> Iterable[Problem]:
    for number, partner in enumerate(report.partners or (), start=1):
        if not _is_text(partner.name):
            yield Problem("partner_name", {"n": number})
        if partner.kind not in PARTNER_KINDS:
            yield Problem("partner_kind", {"n": number, "name": partner.name, "found": partner.kind})


def _of_figures(report: Report, today: date | None) -> Iterable[Problem]:
    for number, figure in enumerate(report.figures or (), start=1):
        shared = {"n": number, "what": figure.what}
        lacking = [name for name in ("what", "unit", "source") if not _is_text(getattr(figure, name))]
        yield from (Problem(f"figure_{name}", shared) for name in lacking)
        if figure.before is None and figure.after is None:
            yield Problem("figure_empty", shared)
        days = {}
        for side in ("before", "after"):
            value, day = getattr(figure, side), getattr(figure, f"{side}_on")
            if value is not None and not _is_number(value):
                yield Problem("figure_number", {**shared, "found": value})
            if value is not None and day is None:
                yield Problem(f"figure_{side}_day", shared)
            if day is not None:
                days[side] = _day(day)
                if days[side] is None:
                    yield Problem("figure_day", {**shared, "found": day})
                elif today is not None and days[side] > today:
                    yield Problem("figure_future", {**shared, "found": days[side]})
        if all(days.get(side) for side in ("before", "after")) and days["after"] < days["before"]:
            yield Problem("figure_order", {**shared, "before": days["before"], "after": days["after"]})


def _of_risks(report: Report) -> Iterable[Problem]:
    for number, risk in enumerate(report.risks or (), start=1):
        if not _is_text(risk.what):
            yield Problem("risk_what", {"n": number})
        for name in ("likelihood", "impact"):
            value = getattr(risk, name)
            if not (_is_whole(value) and LEAST <= value <= MOST):
                yield Problem(f"risk_{name}", {"n": number, "what": risk.what, "found": value})


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def tidied(text: object) -> str:
    """Put what was typed on one line without doubled spaces; "" for nothing."""
    return " ".join(on_one_line(str(text)).split()) if text is not None else ""
