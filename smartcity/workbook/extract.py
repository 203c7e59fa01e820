"""Find a kind's tables on the sheets of a workbook and lift their rows out, each value with its cell address.

Nothing is judged here: values stay as they stand in the cells. `checks` decides what they mean.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from smartcity.findings import Finding, Place
from smartcity.layout import Column, Layout, Table, normalise
from smartcity.observations import Cell, Extract, Field, Record, Value, Vocabulary
from smartcity.workbook.reading import Reading, Sheet, address

HEADER_SEARCH_ROWS = 60
EXAMPLE_MARK = "contoh baris"
INSTRUCTIONS = frozenset({"petunjuk", "instructions", "instruction"})
KIND_LABELS = ("jenis", "kind")
STATUS = "status"
NEARLY = 0.75
"""Share of the required columns from which a table is recognised, so that the one it misses can be named."""

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
    duplicates: tuple[tuple[str, str, int], ...]
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
        header = _find_header(sheet, table, vocabulary)
        if header is None:
            continue
        items = sum(1 for code in header.columns if code in vocabulary.item_dimensions)
        if table.item_columns:
            best = max(best, 1 + items if items > 1 else 0)
            continue
        share = _share(header, table)
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
    stated = instruction_fields(reading)
    for column in layout.tables[0].fields:
        for label, field in stated.items():
            if label in column.names:
                fields.setdefault(column.code, field)
    if STATUS in stated:
        fields.setdefault(STATUS, stated[STATUS])
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
    shares = {sheet.name: _share(_find_header(sheet, table, vocabulary), table) for sheet in reading.sheets}
    best = max(shares.values(), default=0.0)
    fitting = [(sheet, None) for sheet in reading.sheets if shares[sheet.name] == best >= NEARLY]
    return fitting if table.many_sheets else fitting[:1]


def _share(header: _Header | None, table: Table) -> float:
    """Say how much of what the table asks for a header has."""
    asked = [column.code for column in _asked(table)]
    return 0.0 if header is None else sum(code in header.columns for code in asked) / max(len(asked), 1)


def _match(header: Value, table: Table, vocabulary: Vocabulary) -> str | None:
    item = item_of(header, vocabulary) if table.item_columns else None
    return item or table.by_name.get(normalise(header))


def _find_header(sheet: Sheet, table: Table, vocabulary: Vocabulary) -> _Header | None:
    """Find the row that names most of the table's columns; at least two must be known.

    A name merged downwards over two rows stands in both, as it does where some columns share a title above them.
    """
    best: _Header | None = None
    merged = _merged_down(sheet)
    for row in sorted(sheet.rows)[:HEADER_SEARCH_ROWS]:
        columns: dict[str, int] = {}
        duplicates: list[tuple[str, str, int]] = []
        unknown: list[tuple[str, int]] = []
        for number in sorted({*sheet.rows[row], *merged}):
            value = _cell(sheet, _top(merged.get(number, ()), row), number).value
            if not isinstance(value, str) or not normalise(value):
                continue
            code = _match(value, table, vocabulary)
            if code is None:
                unknown.append((value, number))
            elif code in columns:
                duplicates.append((value, code, number))
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
    missing = [column.header for column in _asked(table) if column.code not in header.columns]
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
    unused = [name for name, _ in header.unknown]
    for names in missing:
        values = {"column": names["id"], "columns": dict(names), "present": present, "unused": unused}
        yield Finding("header.column_missing", Place(file, sheet.name, here), names["id"], values)
    for name, code, number in header.duplicates:
        where = Place(file, sheet.name, address(header.row, number))
        yield Finding("header.duplicate", where, name, {"first": address(header.row, header.columns[code])})
    for name, number in header.unknown:
        where = Place(file, sheet.name, address(header.row, number))
        if table.item_columns and _is_like_an_item(name, vocabulary):
            yield Finding("value.unknown_item", where, name, {"known": sorted(vocabulary.item_dimensions)})
        elif normalise(name) not in {"no", "nomor", "number"}:
            yield Finding("header.unknown", where, name)


def _asked(table: Table) -> list[Column]:
    """List the columns that a header must have: the required ones, and that of the marks, whose cells may be blank."""
    return [column for column in table.columns if column.required or column.type == "mark"]


def _is_like_an_item(header: str, vocabulary: Vocabulary) -> bool:
    """Say whether a header carries a code formed like those of the items, such as "[I-GOV-9.9]"."""
    shapes = {_shape(code) for code in vocabulary.item_dimensions}
    return any(_shape(found) in shapes for found in _ITEM_CODE.findall(header))


def _shape(code: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"[A-Z]+", "A", code.upper()))


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
    merged = _merged_down(sheet)
    for row in sorted(set(sheet.rows) | flawed_rows):
        if row <= header.row:
            continue
        values = sheet.rows.get(row, {})
        texts = [normalise(value) for _, value in sorted(values.items()) if isinstance(value, str)]
        if any(text.startswith(EXAMPLE_MARK) for text in texts):
            skipped.append(Finding("row.example", Place(file, sheet.name, address(row, 1)), _first_text(values)))
            continue
        if texts and texts[0] in TOTAL_WORDS:
            skipped.append(Finding("row.total", Place(file, sheet.name, address(row, 1)), _first_text(values)))
            continue
        own = {code: _cell(sheet, row, number) for code, number in header.columns.items()}
        if all(cell.value is None and cell.flaw is None for cell in own.values()):
            continue
        cells = {
            code: _cell(sheet, _top(merged.get(header.columns[code], ()), row), header.columns[code])
            if cell.value is None and cell.flaw is None
            else cell
            for code, cell in own.items()
        }
        found.append(Record(sheet.name, row, cells, dimension))
    return found, skipped


def _first_text(values: Mapping[int, Value]) -> str:
    return next((value for _, value in sorted(values.items()) if isinstance(value, str)), "").strip()


def _cell(sheet: Sheet, row: int, column: int) -> Cell:
    value = _blank_to_none(sheet.rows.get(row, {}).get(column))
    return Cell(value, address(row, column), sheet.flaws.get((row, column)))


def _merged_down(sheet: Sheet) -> Mapping[int, list[tuple[int, int]]]:
    """List the first and last row of the cells merged downwards, by column, the highest first."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in sorted(sheet.merged):
        if left == right:
            spans.setdefault(left, []).append((top, bottom))
    return spans


def _top(spans: Sequence[tuple[int, int]], row: int) -> int:
    """Return the row that holds the value of *row*: the first of its merged cells, else itself."""
    place = bisect_right(spans, (row, row)) - 1
    return spans[place][0] if place >= 0 and spans[place][1] >= row else row


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
            is_template = bool(present - {None}) and _stated_kind(reading) == layout.kind
            for code, name in vocabulary.dimension_names.items():
                if is_template and code not in present:
                    yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": name})
            if not used:
                yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": table.sheet})
        elif not _sheets_of(reading, table, vocabulary):
            yield Finding("sheet.missing", Place(file), ", ".join(names), {"sheet": table.sheet})
    for sheet in reading.sheets:
        if sheet.name in used or not sheet.rows or normalise(sheet.name) in INSTRUCTIONS:
            continue
        if _is_of_no_dimension(sheet, layout.tables[0], vocabulary):
            known = list(vocabulary.dimension_names.values())
            yield Finding("value.unknown_dimension", Place(file, sheet.name), sheet.name, {"known": known})
        else:
            yield Finding("sheet.unknown", Place(file, sheet.name), sheet.name)


def _is_of_no_dimension(sheet: Sheet, table: Table, vocabulary: Vocabulary) -> bool:
    """Say whether a sheet that nobody read looks like one of respondents, under the name of no dimension."""
    return table.one_sheet_per_dimension and _find_header(sheet, table, vocabulary) is not None
