"""What holds now, folded from the journal in its order: names, scales, rows that stay out, self-assessments.

Of each kind of line it is said here what lines in force mean together, and what the warehouse has of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from smartcity.intake.evidence import evidence_of, interviews_of
from smartcity.intake.journal import ALIAS, COMMIT, EVIDENCE, KEEP, LEAVE_OUT, SCALE, SCENARIO, TAKE_IN, Line
from smartcity.intake.meetings import meetings_of
from smartcity.intake.reports import reports_of
from smartcity.intake.survey_plans import plans_of
from smartcity.intake.tasks import tasks_of
from smartcity.method.regions import configured_site
from smartcity.records.decisions import DIFFERENT, INNOVATION, SERVICE, Alias, Decisions
from smartcity.records.scenarios import Scenario, Terms
from smartcity.warehouse import Decision, Supposed

OF_ALL_FILES = frozenset({SERVICE, INNOVATION, DIFFERENT})
"""Kinds of names that speak of innovations and so hold for every file; the others say how a file is read, which never
changes for one that was loaded before."""


def decided_of(lines: Iterable[Line], snapshot: str = "", entry: str = "") -> Decisions:
    """Fold the decisions among *lines*, which are those in force, for one file.

    Args:
        lines: Lines of the journal that nobody withdrew, in their order.

        snapshot: The file whose scale and rows are asked for.

        entry: Its commit; what decides how a file is read counts only up to there. Without it everything counts.
    """
    aliases: list[Alias] = []
    scale = ""
    left_out: frozenset[tuple[str, int]] = frozenset()
    is_before = True
    for line in lines:
        is_before = is_before and line.id != entry
        if line.action == ALIAS:
            is_of_it = not line.snapshot or line.snapshot == snapshot
            if is_of_it and (is_before or line.of in OF_ALL_FILES):
                aliases.append(Alias(line.of, line.text, line.meaning))
        elif line.snapshot != snapshot:
            continue
        elif line.action == SCALE:
            scale = line.scale
        elif line.action == LEAVE_OUT:
            left_out |= {(line.sheet, row) for row in line.rows}
        elif line.action == TAKE_IN:
            left_out -= {(line.sheet, row) for row in line.rows}
    return Decisions(tuple(aliases), scale, left_out)


def lines_of(
    decisions: Decisions,
    standing: Decisions,
    by: str,
    *,
    snapshot: str = "",
    file: str = "",
    why: str = "",
    take_in: frozenset[tuple[str, int]] = frozenset(),
) -> tuple[Line, ...]:
    """Make the journal lines of *decisions* and of the rows to *take_in*; what holds already makes none."""
    known = standing.meanings
    lines = []
    for alias in Decisions(decisions.aliases).latest:
        if known.get(alias.key) != alias.meaning:
            own = snapshot if alias.is_of_one_file else ""
            name = {"of": alias.of, "text": alias.text, "meaning": alias.meaning}
            lines.append(Line(ALIAS, by, snapshot=own, file=file, why=why, **name))
    of_file = {"snapshot": snapshot, "file": file, "why": why}
    if decisions.scale and decisions.scale != standing.scale:
        lines.append(Line(SCALE, by, scale=decisions.scale, **of_file))
    left_out, taken_in = decisions.left_out - standing.left_out - take_in, take_in & standing.left_out
    lines += [*row_lines(LEAVE_OUT, left_out, by, **of_file), *row_lines(TAKE_IN, taken_in, by, **of_file)]
    return at_once(lines)


def row_lines(action: str, rows: Iterable[tuple[str, int]], by: str, **of_file: str) -> list[Line]:
    """Make one line for each sheet of *rows*, which are of one file; *of_file* are the other fields of the lines."""
    numbers: dict[str, list[int]] = {}
    for sheet, number in sorted(rows):
        numbers.setdefault(sheet, []).append(number)
    return [Line(action, by, sheet=sheet, rows=tuple(own), **of_file) for sheet, own in numbers.items()]


def at_once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Give the lines of one step one moment, that of the first."""
    made = tuple(lines)
    return tuple(replace(line, at=made[0].at) for line in made)


def kept_of(lines: Iterable[Line]) -> dict[tuple[str, str, str, int], Line]:
    """Find who last said of a marked row that it counts all the same, by rule, snapshot, sheet and number.

    Leaving a row out later takes that back.
    """
    found: dict[tuple[str, str, str, int], Line] = {}
    for line in lines:
        if line.action == KEEP:
            found |= {(line.of, line.snapshot, line.sheet, row): line for row in line.rows}
        elif line.action == LEAVE_OUT:
            gone = {(line.snapshot, line.sheet, row) for row in line.rows}
            found = {key: kept for key, kept in found.items() if key[1:] not in gone}
    return found


def scenarios_of(lines: Iterable[Line]) -> dict[tuple[str, int, str], Line]:
    """Find the line in force of each scenario; a later one of the same name, year and track takes the place."""
    found: dict[tuple[str, int, str], Line] = {}
    for line in lines:
        if line.action == SCENARIO:
            key = (line.scenario, line.year, line.track)
            found.pop(key, None)
            found[key] = line
    return found


def in_tables(lines: Sequence[Line]) -> Mapping[str, object]:
    """Return what the warehouse has of *lines*, which are in force, besides the files; see `warehouse.assemble`."""
    home = configured_site().home
    decided = tuple(
        Decision(line.id, line.of, line.text, line.meaning, line.moment, line.by, line.why, line.region or home)
        for line in lines
        if line.action == ALIAS
    )
    by_region: dict[str, list[Line]] = {}
    for line in lines:
        if line.action != COMMIT or line.kind == EVIDENCE:
            by_region.setdefault(line.region or home, []).append(line)
    return {"decided": decided, "supposed": {region: _supposed(own) for region, own in by_region.items()}}


def _supposed(lines: Sequence[Line]) -> Supposed:
    """Fold what is supposed and told of one region."""
    scenarios = tuple(
        (Scenario(*key, line.marks, Terms.of(line.terms)), line.id, line.moment, line.by)
        for key, line in scenarios_of(lines).items()
    )
    gathered = evidence_of(lines), interviews_of(lines)
    return Supposed(scenarios, tasks_of(lines), reports_of(lines), meetings_of(lines), *gathered, plans_of(lines))
