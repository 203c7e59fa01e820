"""Find a kind's tables on the sheets of a workbook and lift their rows out, each value with its cell address.

Nothing is judged here: values stay as they stand in the cells. `checks` decides what they mean.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from smartcity.findings import Finding, Place
from smartcity.layout import Layout, Table, normalise
from smartcity.observations import Cell, Extract, Field, Record, Value, Vocabulary
from smartcity.workbook.reading import Reading, Sheet, address

HEADER_SEARCH_ROWS = 60
EXAMPLE_MARK = "contoh baris"
INSTRUCTIONS = frozenset({"petunjuk", "instructions", "instruction"})
TOTAL_WORDS = frozenset(
    {
        "jumlah",
        "total",
        "rata rata",
        "rerata",
        "mean",
        "average",
        "sum",
        "grand total",
        "jumlah total",
        "nilai rata rata",
    }
)
_ITEM_CODE = re.compile(r"[A-Za-z]+(?:[-_ ][A-Za-z]+)*[-_ ]?\d+(?:[._]\d+)*")


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    columns: Mapping[str, int]
    duplicates: tuple[tuple[str, int], ...]
    unknown: tuple[tuple[str, int], ...]


def instruction_fields(reading: Reading) -> Mapping[str, Field]:
    """Read the label/value pairs of the sheet "Petunjuk", keyed by the normalised label."""
    fields: dict[str, Field] = {}
    for sheet in reading.sheets:
        if normalise(sheet.name) in INSTRUCTIONS:
            for row, cells in sheet.rows.items():
                if 1 in cells and 2 in cells:
                    fields.setdefault(normalise(cells[1]), Field(Cell(cells[2], address(row, 2)), sheet.name))
    return fields


def item_of(header: object, vocabulary: Vocabulary) -> str | None:
    """Return the item that *header* names: by its whole statement, or by a code that stands in it."""
    text = normalise(header)
    if text in vocabulary.items:
        return vocabulary.items[text]
    for found in _ITEM_CODE.findall(str(header)):
        code = vocabulary.items.get(normalise(found))
        if code:
            return code
    return None


def guess_kind(reading: Reading, layouts: Mapping[str, Layout], vocabulary: Vocabulary) -> str | None:
    """Guess which kind a workbook is: what its sheet "Petunjuk" says, else the layout whose columns fit best."""
    stated = instruction_fields(reading).get("jenis") or instruction_fields(reading).get("kind")
    if stated and normalise(stated.cell.value) in layouts:
        return normalise(stated.cell.value)
    fits = {kind: _fit(reading, layout, vocabulary) for kind, layout in layouts.items()}
    best = max(fits, key=lambda kind: fits[kind])
    return best if fits[best] >= 1 else None


def _fit(reading: Reading, layout: Layout, vocabulary: Vocabulary) -> float:
    """Measure how well the main table fits: 1 when every required column is there, more with the optional ones."""
    table = layout.tables[0]
    best = 0.0
    for sheet in reading.sheets:
        header = _find_header(sheet, table, vocabulary)
        if header is None:
            continue
        items = sum(1 for code in header.columns if code in vocabulary.item_dimensions)
        if table.item_columns:
            best = max(best, 1 + items if items > 1 else 0)
            continue
        required = [column.code for column in table.columns if column.required]
        share = sum(code in header.columns for code in required) / max(len(required), 1)
        best = max(best, share if share < 1 else 1 + len(header.columns) / 100)
    return best


def extract(reading: Reading, file: str, layout: Layout, vocabulary: Vocabulary) -> Extract:
    """Lift every table of *layout* out of *reading*; findings name sheets and columns missing, repeated or unknown."""
    findings: list[Finding] = []
    records: dict[str, tuple[Record, ...]] = {}
    fields: dict[str, Field] = {}
    used: set[str] = set()
    for table in layout.tables:
        rows: list[Record] = []
        for sheet, dimension in _sheets_of(reading, table, vocabulary):
            used.add(sheet.name)
            header = _find_header(sheet, table, vocabulary)
            if header is None:
                findings.append(_header_missing(sheet, file, table))
                continue
            findings += _header_findings(header, sheet, file, table, dimension, vocabulary)
            for column, cell in _fields_above(sheet, table, header).items():
                fields.setdefault(column, Field(cell, sheet.name))
            found, skipped = _records(sheet, header, dimension, file)
            rows += found
            findings += skipped
            if sheet.is_hidden:
                findings.append(Finding("sheet.hidden", Place(file, sheet.name), sheet.name))
            if not found:
                findings.append(Finding("sheet.empty", Place(file, sheet.name), sheet.name))
        records[table.code] = tuple(rows)
    findings += _sheet_findings(reading, file, layout, used, vocabulary)
    for column in layout.tables[0].fields:
        for label, field in instruction_fields(reading).items():
            if label in column.names:
                fields.setdefault(column.code, field)
    return Extract(layout.kind, records, fields, tuple(findings))


def _sheets_of(reading: Reading, table: Table, vocabulary: Vocabulary) -> list[tuple[Sheet, str | None]]:
    if table.one_sheet_per_dimension:
        chosen = []
        for sheet in reading.sheets:
            if normalise(sheet.name) in INSTRUCTIONS:
                continue
            dimension = vocabulary.dimensions.get(normalise(sheet.name))
            header = _find_header(sheet, table, vocabulary)
            has_items = header is not None and any(code in vocabulary.item_dimensions for code in header.columns)
            if dimension or has_items:
                chosen.append((sheet, dimension))
        return chosen
    named = [sheet for sheet in reading.sheets if normalise(sheet.name) in table.sheet_names]
    if named:
        return [(sheet, None) for sheet in (named if table.many_sheets else named[:1])]
    if not table.required:
        return []
    required = {column.code for column in table.columns if column.required}
    fitting = []
    for sheet in reading.sheets:
        header = _find_header(sheet, table, vocabulary)
        if header is not None and required <= set(header.columns):
            fitting.append((sheet, None))
    return fitting if table.many_sheets else fitting[:1]


def _match(header: Value, table: Table, vocabulary: Vocabulary) -> str | None:
    item = item_of(header, vocabulary) if table.item_columns else None
    return item or table.by_name.get(normalise(header))


def _find_header(sheet: Sheet, table: Table, vocabulary: Vocabulary) -> _Header | None:
    """Find the row that names most of the table's columns; at least two must be known."""
    best: _Header | None = None
    for row in sorted(sheet.rows)[:HEADER_SEARCH_ROWS]:
        columns: dict[str, int] = {}
        duplicates: list[tuple[str, int]] = []
        unknown: list[tuple[str, int]] = []
        for number, value in sorted(sheet.rows[row].items()):
            if not isinstance(value, str) or not normalise(value):
                continue
            code = _match(value, table, vocabulary)
            if code is None:
                unknown.append((value, number))
            elif code in columns:
                duplicates.append((code, number))
            else:
                columns[code] = number
        if len(columns) >= 2 and (best is None or len(columns) > len(best.columns)):
            best = _Header(row, columns, tuple(duplicates), tuple(unknown))
    return best


def _header_missing(sheet: Sheet, file: str, table: Table) -> Finding:
    first = next(iter(sorted(sheet.rows)), 1)
    # Without a header the first row may be a respondent, whose name must not be repeated.
    has_people = any(column.type == "person" for column in table.columns)
    seen = [] if has_people else [str(value) for value in sheet.rows.get(first, {}).values()]
    required = [column for column in table.columns if column.required] or table.columns
    columns = {language: [column.header[language] for column in required] for language in required[0].header}
    return Finding(
        "header.missing", Place(file, sheet.name, address(first, 1)), ", ".join(seen)[:200], {"columns": columns}
    )


def _header_findings(
    header: _Header, sheet: Sheet, file: str, table: Table, dimension: str | None, vocabulary: Vocabulary
) -> Iterable[Finding]:
    here = address(header.row, 1)
    present = [str(value) for _, value in sorted(sheet.rows[header.row].items())]
    missing = [column.header for column in table.columns if column.required and column.code not in header.columns]
    if table.item_columns:
        dimensions = {dimension} if dimension else set()
        dimensions |= {
            vocabulary.item_dimensions[code] for code in header.columns if code in vocabulary.item_dimensions
        }
        missing += [
            {"id": code, "en": code}
            for code, of in vocabulary.item_dimensions.items()
            if of in dimensions and code not in header.columns
        ]
    for names in missing:
        values = {"column": names["id"], "columns": dict(names), "present": present}
        yield Finding("header.column_missing", Place(file, sheet.name, here), names["id"], values)
    for code, number in header.duplicates:
        where = address(header.row, number)
        first = address(header.row, header.columns[code])
        yield Finding(
            "header.duplicate", Place(file, sheet.name, where), str(sheet.rows[header.row][number]), {"first": first}
        )
    for name, number in header.unknown:
        if normalise(name) not in {"no", "nomor", "number"}:
            yield Finding("header.unknown", Place(file, sheet.name, address(header.row, number)), name)


def _fields_above(sheet: Sheet, table: Table, header: _Header) -> Mapping[str, Cell]:
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
                        right = (row, number + 1)
                        found[column.code] = Cell(
                            sheet.rows[row].get(number + 1), address(*right), sheet.flaws.get(right)
                        )
    return found


def _records(sheet: Sheet, header: _Header, dimension: str | None, file: str) -> tuple[list[Record], list[Finding]]:
    found: list[Record] = []
    skipped: list[Finding] = []
    flawed_rows = {row for row, _ in sheet.flaws}
    for row in sorted(set(sheet.rows) | flawed_rows):
        if row <= header.row:
            continue
        values = sheet.rows.get(row, {})
        texts = [normalise(value) for _, value in sorted(values.items()) if isinstance(value, str)]
        mark = next((text for text in texts if text.startswith(EXAMPLE_MARK)), None)
        if mark:
            skipped.append(Finding("row.example", Place(file, sheet.name, address(row, 1)), mark))
            continue
        if texts and texts[0] in TOTAL_WORDS:
            skipped.append(Finding("row.total", Place(file, sheet.name, address(row, 1)), texts[0]))
            continue
        cells = {
            code: Cell(_blank_to_none(values.get(number)), address(row, number), sheet.flaws.get((row, number)))
            for code, number in header.columns.items()
        }
        if any(cell.value is not None or cell.flaw for cell in cells.values()):
            found.append(Record(sheet.name, row, cells, dimension))
    return found, skipped


def _blank_to_none(value: Value | None) -> Value | None:
    return None if isinstance(value, str) and not value.strip() else value


def _sheet_findings(
    reading: Reading, file: str, layout: Layout, used: set[str], vocabulary: Vocabulary
) -> Iterable[Finding]:
    names = [sheet.name for sheet in reading.sheets]
    for table in layout.tables:
        if not table.required:
            continue
        if table.one_sheet_per_dimension:
            present = {vocabulary.dimensions.get(normalise(name)) for name in names}
            is_template = bool(present - {None}) and "jenis" in instruction_fields(reading)
            for code, name in vocabulary.dimension_names.items():
                if is_template and code not in present:
                    yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": name})
            if not used:
                yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": table.sheet})
        elif not _sheets_of(reading, table, vocabulary):
            yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": table.sheet})
    for sheet in reading.sheets:
        if sheet.name not in used and sheet.rows and normalise(sheet.name) not in INSTRUCTIONS:
            yield Finding("sheet.unknown", Place(file, sheet.name), sheet.name)
