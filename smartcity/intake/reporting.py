"""Put reports on innovations on record, or say all at once why they cannot be."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from smartcity.access.policy import REPORT as REPORTING
from smartcity.access.policy import Asker
from smartcity.answers import innovations, scores
from smartcity.innovations.lists import near_known
from smartcity.intake import clock
from smartcity.intake.building import take
from smartcity.intake.flow import in_force
from smartcity.intake.folder import DataFolder
from smartcity.intake.journal import REPORT, Line
from smartcity.intake.reports import reports_of
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.records.reports import Problem, Report, problems, tidied
from smartcity.warehouse import Warehouse


class Unreportable(ValueError):
    """What was to be reported cannot be taken, and nothing of it was: the *problems* by innovation as it was named."""

    def __init__(self, found: Mapping[str, Sequence[Problem]]) -> None:
        self.problems = {name: tuple(own) for name, own in found.items()}
        super().__init__(str(self.problems))


def report_innovations(
    folder: DataFolder, year: int, reports: Mapping[str, Report], by: Asker, why: str, warehouse: Warehouse
) -> Line | None:
    """Write what is reported of innovations, by name, for a year, and rebuild *warehouse*; all of it or nothing.

    None where the same person said just that last. An office reports on what is its own, and gives nothing of it away.

    Raises:
        NotAllowed: If *by* may not.

        Unreportable: If an innovation is unknown, or something of its report cannot be taken.
    """
    by.require_any(REPORTING)
    named = {tidied(name): _tidied(report) for name, report in reports.items()}
    if not by.may(REPORTING):
        owners = _owners(warehouse, year)
        for name, report in named.items():
            own = owners.get(normalise(name), "")
            by.require(REPORTING, own if report.owner in (None, own) else "")
    with folder.lock:
        found = {name: _problems(name, report, year, warehouse) for name, report in named.items()}
        if any(found.values()):
            raise Unreportable({name: own for name, own in found.items() if own})
        standing = reports_of(in_force(folder))
        last = {(normalise(one.spelling), one.year): (one.report, one.by) for one in standing}
        fresh = {
            name: report.plain
            for name, report in named.items()
            if last.get((normalise(name), year)) != (report, " ".join(by.name.split()))
        }
        if not fresh:
            return None
        line = Line(REPORT, by.name, year=year, track=load_site().track, changes=fresh, why=why)
        take(folder, [line], warehouse)
    return line


def _problems(name: str, report: Report, year: int, warehouse: Warehouse) -> list[Problem]:
    found = []
    method = warehouse.methods.get(year, load_site().track)
    if method is None:
        found.append(Problem("no_method", {"year": year, "years": warehouse.methods.years}))
    known = _known(warehouse)
    if normalise(name) not in known:
        near = near_known([name], known.values(), load_site().near, scores.decided_innovations(warehouse))
        found.append(Problem("unknown", {"found": name, "near": tuple(pair.second for pair in near)}))
    if not report.covered:
        found.append(Problem("nothing", {}))
    items = () if method is None else tuple(item.code for item in method.items)
    found += problems(report, items, clock.today())
    return found


def _owners(warehouse: Warehouse, year: int) -> dict[str, str]:
    """Find whose each innovation is, by its normalised spellings."""
    every = innovations.innovations_of(warehouse, year).innovations
    return {normalise(spelling): one.owner or "" for one in every for spelling in one.spellings}


def _known(warehouse: Warehouse) -> dict[str, str]:
    """List the names and spellings of innovations that a list or a report has, by their normalised forms."""
    rows = warehouse.query("innovations")
    names = [*warehouse.query("reports")["spelling"], *rows["spelling"], *rows["name"]]
    return {normalise(name): name for name in names}


def _tidied(report: Report) -> Report:
    """Put names and texts on one line each, and leave out rows in which nothing stands."""

    def plain(value: object) -> object:
        return tidied(value) if isinstance(value, str) else value

    def rows(listed: tuple | None) -> tuple | None:
        if listed is None:
            return None
        kept = (replace(row, **{name: plain(value) for name, value in vars(row).items()}) for row in listed)
        return tuple(row for row in kept if any(value not in ("", None) for value in vars(row).values()))

    return replace(
        report,
        new=plain(report.new) or None,
        note=plain(report.note) or None,
        owner=plain(report.owner),
        partners=rows(report.partners),
        figures=rows(report.figures),
        risks=rows(report.risks),
        items=None if report.items is None else tuple(dict.fromkeys(map(tidied, report.items))),
    )
