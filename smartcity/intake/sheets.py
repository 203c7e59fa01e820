"""Workbooks of evidence: what their rows change, and what they would change that others changed or own meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from smartcity.intake.evidence import changing, evidence_as_of, evidence_of
from smartcity.intake.inspection import Inspection
from smartcity.intake.journal import EVIDENCE, Line
from smartcity.method.layout import normalise
from smartcity.records.evidence import ADDED, FIELDS, NONE, Evidence, Piece
from smartcity.records.findings import Finding, Place

OVERTAKEN = "evidence.overtaken"
"""A cell would take the place of what somebody else put down after the workbook went out."""


def _rows(found: Inspection) -> Sequence[Mapping[str, object]]:
    is_sheet = found.kind == EVIDENCE and found.checked is not None
    return [row for row in found.checked.tables.get(EVIDENCE, ()) if "said" in row] if is_sheet else []


def _held(lines: Sequence[Line], when: tuple[int, str]) -> dict[str, Evidence]:
    return {one.item: one for one in evidence_of(lines) if (one.year, one.track) == when}


def sheet_findings(lines: Sequence[Line], found: Inspection) -> Iterator[Finding]:
    """Say which rows are of items that another office owns, and which values others put there meanwhile.

    A sheet for one office changes only what is its own. A value that others changed after the sheet went out, or that
    a sheet of unknown age would take the place of, is shown beside the sheet's: to keep theirs, the row is left out.
    """
    when = (found.checked.year, found.checked.track) if found.checked else (0, "")
    held = _held(lines, when)
    cells = {(place.sheet, place.row, place.field): place.cell for place in found.checked.places} if held else {}
    for row in _rows(found):
        one, where = held.get(str(row["item"])) or Evidence(*when, str(row["item"])), (row["sheet"], row["row"])

        def at(name: str, where: tuple = where) -> Place:
            return Place(found.file, where[0], cells.get((*where, name)) or cells.get((*where, "item"), ""))

        office = row.get("office")
        if office and normalise(office) != normalise(one.owner or ""):
            values = {"owner": one.owner, "office": str(office)}
            yield Finding("evidence.other_owner", at("item"), one.item, values)
            continue
        version = str(row.get("version") or "")
        before = evidence_as_of(lines, version, one.item, when)
        for name in FIELDS:
            theirs, mine = getattr(one, name), row["said"].get(name)
            is_changed = version != one.entry and theirs != getattr(before, name)
            if mine is not None and mine != theirs and theirs not in (None, NONE) and is_changed:
                values = {"theirs": str(theirs), "by": one.changed_by, "at": one.changed_at.isoformat()}
                yield Finding(OVERTAKEN, at(name), str(mine), values)


def sheet_lines(lines: Sequence[Line], found: Inspection, commit: Line) -> tuple[Line, ...]:
    """Make the line of what the rows of a workbook change, to stand after its *commit* in one step; none for nothing.

    It holds as long as the commit does.
    """
    when = (found.checked.year, found.checked.track) if found.checked else (0, "")
    held = _held(lines, when)
    changes = {}
    for row in _rows(found):
        item = str(row["item"])
        links = [Piece(link=link).plain for link in row["links"]]
        own = changing(held.get(item) or Evidence(*when, item), {**row["said"], ADDED: links})
        if own:
            changes[item] = own
    line = Line(EVIDENCE, commit.by, year=when[0], track=when[1], entry=commit.id, changes=changes)
    return (replace(line, at=commit.at),) if changes else ()
