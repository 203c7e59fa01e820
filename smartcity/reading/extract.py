"""Find a kind's tables on the sheets of a workbook and lift their rows out, each value with its cell address.

Nothing is judged here: values stay as they stand in the cells. `checks` decides what they mean.
"""

from collections.abc import Iterable, Mapping

from smartcity.method.layout import Layout, Table, normalise
from smartcity.reading.addresses import address
from smartcity.reading.grids import lift
from smartcity.reading.headers import Header, find_header, header_findings, header_missing, share_of
from smartcity.reading.sheets import Reading, Sheet
from smartcity.records.decisions import IGNORED, SHEET
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Cell, Extract, Field, Grid, Vocabulary

INSTRUCTIONS = frozenset({"petunjuk", "instructions", "instruction"})
OUR_OWN = INSTRUCTIONS | {"temuan", "findings"}
"""Sheets that the product itself writes into a workbook beside its tables."""

KIND_LABELS = ("jenis", "kind")
STATUS = "status"
NEARLY = 0.75
"""Share of the required columns from which a table is recognised, so that the one it misses can be named."""


def instruction_fields(reading: Reading) -> Mapping[str, Field]:
    """Read the label/value pairs of the sheet "Petunjuk", keyed by the normalised label."""
    fields: dict[str, Field] = {}
    for sheet in reading.sheets:
        if normalise(sheet.name) in INSTRUCTIONS:
            for row, cells in sheet.rows.items():
                if 1 in cells and 2 in cells:
                    fields.setdefault(normalise(cells[1]), Field(Cell(cells[2], address(row, 2)), sheet.name))
    return fields


def guess_kind(reading: Reading, layouts: Mapping[str, Layout], vocabulary: Vocabulary) -> str | None:
    """Guess which kind a workbook is: what its sheet "Petunjuk" says, else the layout whose columns fit best."""
    stated = _stated_kind(reading)
    if stated in layouts:
        return stated
    fits = {kind: _fit(reading, layout, vocabulary) for kind, layout in layouts.items()}
    best = max(fits, key=lambda kind: fits[kind])
    is_alone = sum(fit >= fits[best] for fit in fits.values()) == 1
    return best if fits[best] >= 1 or (fits[best] >= NEARLY and is_alone) else None


def _stated_kind(reading: Reading) -> str | None:
    """Return what the instruction sheet says of the kind, in either language of the templates."""
    fields = instruction_fields(reading)
    stated = next((fields[label] for label in KIND_LABELS if label in fields), None)
    return None if stated is None else normalise(stated.cell.value)


def _fit(reading: Reading, layout: Layout, vocabulary: Vocabulary) -> float:
    """Measure how well the main table fits: 1 when every required column is there, more with the optional ones."""
    table = layout.tables[0]
    best = 0.0
    for sheet in reading.sheets:
        header = find_header(sheet, table, vocabulary)
        if header is None:
            continue
        items = sum(1 for code in header.columns if code in vocabulary.item_dimensions)
        if table.item_columns:
            best = max(best, 1 + items if items > 1 else 0)
            continue
        share = share_of(header, table)
        best = max(best, share if share < 1 else 1 + len(header.columns) / 100)
    return best


class _Headers:
    """The headers of a workbook's sheets, each looked for once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._found: dict[tuple[int, str], Header | None] = {}

    def of(self, sheet: Sheet, table: Table) -> Header | None:
        """Return the header of *table* on *sheet*, None without one."""
        key = id(sheet), table.code
        if key not in self._found:
            self._found[key] = find_header(sheet, table, self.vocabulary)
        return self._found[key]


def extract(reading: Reading, file: str, layout: Layout, vocabulary: Vocabulary) -> Extract:
    """Lift every table of *layout* out of *reading*; findings name sheets and columns missing, repeated or unknown."""
    findings: list[Finding] = []
    grids: dict[str, tuple[Grid, ...]] = {}
    fields: dict[str, Field] = {}
    used: set[str] = set()
    headers = _Headers(vocabulary)
    for table in layout.tables:
        lifted: list[Grid] = []
        for sheet, dimension in _sheets_of(reading, layout, table, headers):
            used.add(sheet.name)
            header = headers.of(sheet, table)
            if header is None:
                findings.append(header_missing(sheet, file, table))
                continue
            findings += header_findings(header, sheet, file, table, dimension, vocabulary)
            for column, cell in _fields_above(sheet, table, header).items():
                fields.setdefault(column, Field(cell, sheet.name))
            found, skipped = lift(sheet, header, dimension, file)
            lifted.append(found)
            findings += skipped
            if sheet.is_hidden:
                findings.append(Finding("sheet.hidden", Place(file, sheet.name), sheet.name))
            if not len(found):
                findings.append(Finding("sheet.empty", Place(file, sheet.name), sheet.name))
        grids[table.code] = tuple(lifted)
    findings += _sheet_findings(reading, file, layout, used, headers)
    stated = instruction_fields(reading)
    for column in layout.tables[0].fields:
        for label, field in stated.items():
            if label in column.names:
                fields.setdefault(column.code, field)
    if STATUS in stated:
        fields.setdefault(STATUS, stated[STATUS])
    return Extract(layout.kind, grids, fields, tuple(findings))


def _decided(sheet: Sheet, table: Table, vocabulary: Vocabulary) -> str | None:
    """Return what a person decided that a sheet's name means: a dimension or table, `IGNORED`; None if nobody did.

    A name that is known by itself means what it says.
    """
    name = normalise(sheet.name)
    if name in (vocabulary.dimensions if table.one_sheet_per_dimension else table.sheet_names):
        return None
    return vocabulary.aliases.get((f"{SHEET}:{table.code}", name))


def _dimension_of(sheet: Sheet, table: Table, vocabulary: Vocabulary) -> str | None:
    """Return the dimension that a sheet's name means, by itself or by a person's decision."""
    known = vocabulary.dimensions.get(normalise(sheet.name))
    decided = _decided(sheet, table, vocabulary)
    return known or (decided if decided in vocabulary.dimension_names else None)


def _sheets_of(reading: Reading, layout: Layout, table: Table, headers: _Headers) -> list[tuple[Sheet, str | None]]:
    vocabulary = headers.vocabulary
    if table.one_sheet_per_dimension:
        chosen = []
        for sheet in reading.sheets:
            if normalise(sheet.name) in INSTRUCTIONS or _decided(sheet, table, vocabulary) == IGNORED:
                continue
            dimension = _dimension_of(sheet, table, vocabulary)
            header = headers.of(sheet, table)
            has_items = header is not None and any(code in vocabulary.item_dimensions for code in header.columns)
            if dimension or has_items:
                chosen.append((sheet, dimension))
        return chosen
    named = [
        sheet
        for sheet in reading.sheets
        if normalise(sheet.name) in table.sheet_names or _decided(sheet, layout.tables[0], vocabulary) == table.code
    ]
    if named:
        return [(sheet, None) for sheet in (named if table.many_sheets else named[:1])]
    if not table.required:
        return []
    shares = {
        sheet.name: share_of(headers.of(sheet, table), table)
        for sheet in reading.sheets
        if _decided(sheet, layout.tables[0], vocabulary) is None
    }
    best = max(shares.values(), default=0.0)
    fitting = [(sheet, None) for sheet in reading.sheets if shares.get(sheet.name) == best >= NEARLY]
    return fitting if table.many_sheets else fitting[:1]


def _fields_above(sheet: Sheet, table: Table, header: Header) -> Mapping[str, Cell]:
    """Read label cells above the header: the value stands right of its label, or after a colon in the same cell."""
    found: dict[str, Cell] = {}
    for row in sorted(row for row in sheet.rows if row < header.row):
        for number, value in sheet.rows[row].items():
            if not isinstance(value, str):
                continue
            label, colon, rest = value.partition(":")
            for column in table.fields:
                if normalise(label) in column.names and column.code not in found:
                    if colon and rest.strip():
                        found[column.code] = Cell(rest.strip(), address(row, number))
                    else:
                        found[column.code] = sheet.cell(row, number + 1)
    return found


def _sheet_findings(
    reading: Reading, file: str, layout: Layout, used: set[str], headers: _Headers
) -> Iterable[Finding]:
    vocabulary = headers.vocabulary
    names = [sheet.name for sheet in reading.sheets]
    main = layout.tables[0]
    for table in layout.tables:
        if not table.required:
            continue
        if table.one_sheet_per_dimension:
            present = {_dimension_of(sheet, table, vocabulary) for sheet in reading.sheets}
            is_template = bool(present - {None}) and _stated_kind(reading) == layout.kind
            for code, name in vocabulary.dimension_names.items():
                if is_template and code not in present:
                    yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": name})
            if not used:
                yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": table.sheet})
        elif not _sheets_of(reading, layout, table, headers):
            yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": table.sheet})
    for sheet in reading.sheets:
        if sheet.name in used or not sheet.rows or normalise(sheet.name) in OUR_OWN:
            continue
        if _decided(sheet, main, vocabulary) == IGNORED:
            continue
        asked = {"of": f"{SHEET}:{main.code}", "text": sheet.name}
        if _is_of_no_dimension(sheet, main, headers):
            known = list(vocabulary.dimension_names.values())
            yield Finding("value.unknown_dimension", Place(file, sheet.name), sheet.name, {"known": known, **asked})
        else:
            yield Finding("sheet.unknown", Place(file, sheet.name), sheet.name, asked)


def _is_of_no_dimension(sheet: Sheet, table: Table, headers: _Headers) -> bool:
    """Say whether a sheet that nobody read looks like one of respondents, under the name of no dimension."""
    return table.one_sheet_per_dimension and headers.of(sheet, table) is not None
