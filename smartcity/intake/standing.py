"""What holds now, folded from the journal in its order: names, scales, rows that stay out, self-assessments."""

from collections.abc import Iterable
from dataclasses import replace

from smartcity.intake.journal import ALIAS, KEEP, LEAVE_OUT, SCALE, SCENARIO, TAKE_IN, Line
from smartcity.records.decisions import DIFFERENT, INNOVATION, SERVICE, Alias, Decisions

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
            if is_before or line.of in OF_ALL_FILES:
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
            lines.append(Line(ALIAS, by, of=alias.of, text=alias.text, meaning=alias.meaning, file=file, why=why))
    of_file = {"snapshot": snapshot, "file": file, "why": why}
    if decisions.scale and decisions.scale != standing.scale:
        lines.append(Line(SCALE, by, scale=decisions.scale, **of_file))
    for action, rows in (
        (LEAVE_OUT, decisions.left_out - standing.left_out - take_in),
        (TAKE_IN, take_in & standing.left_out),
    ):
        for sheet in sorted({sheet for sheet, _ in rows}):
            own = tuple(sorted(row for name, row in rows if name == sheet))
            lines.append(Line(action, by, sheet=sheet, rows=own, **of_file))
    return tuple(replace(line, at=lines[0].at) for line in lines)


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
