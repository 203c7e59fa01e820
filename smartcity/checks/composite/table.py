"""The data of a composite: a wide table of `unit, year` and one column per indicator, as a file and as a frame."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from smartcity.checks.costs import too_costly
from smartcity.checks.numbers import LARGEST, Writing, number_of, reading_of, with_thousands, writings_of
from smartcity.method.layout import is_blank_word, normalise, plain_signs
from smartcity.reading import Sheet, apart, read
from smartcity.reading.addresses import address
from smartcity.reading.apart import Bounds, done_apart
from smartcity.reading.asides import is_figure, is_label_row, is_total_row
from smartcity.reading.guard import CRASH
from smartcity.reading.parcels import packed, unpacked
from smartcity.reading.prescan import MEBIBYTE, Limits
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Value
from smartcity.scoring.composite.definition import RESERVED, Definition, Faulty

UNIT, YEAR = RESERVED
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?")
_MOST_DIGITS_OF_A_YEAR = 4
LIMITS = Limits(file_bytes=8 * MEBIBYTE, cells=1_000_000)
"""What the data of a composite may cost: the units of a country over decades have a tenth of it."""

MOST_ROWS = 20_000

BOUNDS = Bounds(memory_bytes=1024 * MEBIBYTE, seconds=60.0)
"""What reading and judging the data of a composite may cost."""

_STEP = f"{__name__}:table_bytes"


@dataclass(frozen=True)
class Table:
    """What a file holds for a composite: *frame* `unit, year` and its indicators; *unused* names its other columns.

    *findings* are those that do not stand in the way.
    """

    frame: pd.DataFrame
    unused: tuple[str, ...]
    findings: tuple[Finding, ...]


def stand_by() -> None:
    """Have one process wait for the next table."""
    apart.stand_by(_STEP)


def read_table(content: bytes, file: str, definition: Definition) -> Table:
    """Read the data of a composite as `table_of` does, in a process of its own with limits.

    Raises:
        Faulty: With every fault of the file, each with its cell, or with what it needed too much of.
    """
    try:
        made = unpacked(done_apart(_STEP, (content, file, definition), BOUNDS), (Table, Finding, Place))
    except apart.OutOfBounds as ending:
        raise Faulty([too_costly(file, ending.reason, BOUNDS)]) from ending
    except ValueError as problem:
        raise Faulty([too_costly(file, CRASH, BOUNDS)]) from problem
    if isinstance(made, Table):
        return made
    raise Faulty(made)


def table_bytes(content: bytes, file: str, definition: Definition) -> bytes:
    """Read the data of a composite and pack it for the way back; in its place the faults where there are any."""
    try:
        return packed(table_of(content, file, definition))
    except Faulty as faulty:
        return packed(faulty.findings)


def table_of(content: bytes, file: str, definition: Definition) -> Table:
    """Read the data of a composite from the bytes of a CSV file (or of any other spreadsheet, its first sheet).

    Numbers have a decimal point or comma; three digits behind one are thousands where the other numbers say so, and a
    fault where nothing does. An empty cell or a word for nothing is missing, any other word is a fault. A row is found
    again by its place as a spreadsheet shows it.

    Raises:
        Faulty: With every fault of the file, each with its cell.
    """
    reading = read(content, file, LIMITS)
    # What lies beyond the header is judged below by the header itself.
    findings = [finding for finding in reading.findings if finding.code != "row.beyond_header"]
    sheet = next(iter(reading.sheets), None)
    frame, unused = pd.DataFrame(), ()
    if sheet is not None and not any(finding.is_error for finding in findings):
        frame, unused = _frame_of(sheet, file, definition, findings)
    if any(finding.is_error for finding in findings):
        raise Faulty(findings)
    return Table(frame, unused, tuple(findings))


def _frame_of(
    sheet: Sheet, file: str, definition: Definition, findings: list[Finding]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    top = min(sheet.rows, default=1)
    header = {column: str(value).strip() for column, value in sheet.rows.get(top, {}).items() if str(value).strip()}
    needed = (UNIT, YEAR, *definition.codes)
    header = _in_their_spelling(header, needed)
    columns = {name: column for column, name in reversed(header.items()) if name in needed}
    unused = [name for name in header.values() if name not in needed]
    cells = _Cells(sheet, file, findings, _writings(sheet, top))
    _judge_header(cells, header, needed, top, unused)
    if len(sheet.rows) > MOST_ROWS:
        values = {"rows": len(sheet.rows), "limit": MOST_ROWS, "reason": "rows"}
        findings.append(Finding("file.too_many_cells", Place(file, sheet.name), "", values))
        return pd.DataFrame(), ()
    rows = _rows_of_units(cells, sheet, top, columns.get(UNIT))
    if not rows:
        findings.append(Finding("file.no_rows", Place(file, sheet.name), file))
    read_rows = []
    for row in rows:
        _beyond_header(cells, row, header)
        values = {UNIT: cells.unit(row, columns.get(UNIT)), YEAR: cells.year(row, columns.get(YEAR))}
        for code in definition.codes:
            values[code] = cells.number(row, columns[code]) if code in columns else np.nan
        read_rows.append(values)
    first: dict[tuple[object, object], int] = {}
    for own, row in zip(read_rows, rows):
        key = own[UNIT], own[YEAR]
        if first.setdefault(key, row) != row and all(key):
            cells.note(
                "row.duplicate", row, 1, f"{key[0]}, {key[1]}", first=address(first[key], 1), first_sheet=sheet.name
            )
    _note_spellings(cells, read_rows, rows, columns.get(UNIT, 1))
    findings += cells.divided.values()
    return pd.DataFrame(read_rows, columns=list(needed)), tuple(dict.fromkeys(unused))


def _in_their_spelling(header: Mapping[int, str], needed: Sequence[str]) -> dict[int, str]:
    """Spell as the definition does what differs from its names in case, signs and spaces only, where one name fits."""
    spelled: dict[str, list[str]] = {}
    for name in needed:
        spelled.setdefault(normalise(name), []).append(name)
    present = set(header.values())
    read = {}
    for column, title in header.items():
        names = [name for name in spelled.get(normalise(title), ()) if name not in present]
        read[column] = names[0] if title not in needed and len(names) == 1 else title
    return read


def _rows_of_units(cells: "_Cells", sheet: Sheet, top: int, unit: int | None) -> list[int]:
    """List the rows that hold units; totals, tags, column numbers, and notes below are told and left out."""
    rows = []
    are_labels = True
    filled_rows = sorted(row for row in sheet.rows if row > top and _has_content(sheet.rows[row]))
    notes = set(_notes_below(sheet, filled_rows))
    for row in filled_rows:
        filled = {column: value for column, value in sheet.rows[row].items() if str(value).strip()}
        name = filled.get(unit)
        are_labels = are_labels and is_label_row(filled)
        if are_labels or row in notes:
            cells.note("row.label", row, min(filled), str(filled[min(filled)]))
        elif is_total_row(filled) or (isinstance(name, str) and is_figure(name)):
            cells.note("row.total", row, unit or min(filled), str(name or filled[min(filled)]))
        else:
            rows.append(row)
    return rows


def _notes_below(sheet: Sheet, rows: Sequence[int]) -> Iterator[int]:
    """Yield the last rows that hold one text and nothing else, such as the source of a table."""
    for row in reversed(rows[1:]):
        filled = [value for value in sheet.rows[row].values() if str(value).strip()]
        if len(filled) > 1 or not isinstance(filled[0], str) or finite_number(filled[0]) is not None:
            return
        yield row


def _has_content(cells: Mapping[int, Value]) -> bool:
    return any(str(value).strip() for value in cells.values())


def _judge_header(
    cells: "_Cells", header: Mapping[int, str], needed: Sequence[str], top: int, unused: Sequence[str]
) -> None:
    present = list(header.values())
    for name in needed:
        if name not in present:
            cells.note("header.column_missing", top, 1, name, column=name, present=present, unused=unused)
    first: dict[str, int] = {}
    for column, name in header.items():
        if first.setdefault(name, column) != column and name in needed:
            cells.note("header.duplicate", top, column, name, first=address(top, first[name]))


def _writings(sheet: Sheet, top: int) -> Mapping[int, Writing]:
    """Say how the numbers of each column below its title are written."""
    return writings_of(
        {
            column: [value for row, value in zip(sheet.rows, values.tolist()) if row > top]
            for column, values in sheet.rows.columns.items()
        }
    )


def _note_spellings(cells: "_Cells", read_rows: Sequence[Mapping[str, object]], rows: Sequence[int], at: int) -> None:
    """Note the units that are spelt like another but for case, spaces or signs: they count as two."""
    first: dict[str, str] = {}
    noted: set[str] = set()
    for own, row in zip(read_rows, rows):
        unit = str(own[UNIT])
        before = first.setdefault(normalise(unit), unit)
        if before != unit and unit not in noted:
            noted.add(unit)
            cells.note("value.unit_spelt_twice", row, at, unit, other=before)


class _Cells:
    """The cells of a sheet, each taken as what its column holds; what cannot be is noted with its address.

    *divided* tells once a column that signs in its numbers are read as dividing thousands.
    """

    def __init__(self, sheet: Sheet, file: str, findings: list[Finding], writings: Mapping[int, Writing]) -> None:
        self._sheet, self._file, self._findings = sheet, file, findings
        self._writings = writings
        self.divided: dict[int, Finding] = {}

    def note(self, code: str, row: int, at: int, found: object = "", **values: object) -> None:
        place = Place(self._file, self._sheet.name, address(row, at))
        self._findings.append(Finding(code, place, str(found), values))

    def row(self, row: int) -> Mapping[int, Value]:
        return self._sheet.rows[row]

    def unit(self, row: int, column: int | None) -> str:
        value = self._needed(row, column, UNIT)
        return "" if value is None else str(value)

    def year(self, row: int, column: int | None) -> int | None:
        value = self._needed(row, column, YEAR)
        if value is None:
            return None
        number = finite_number(value)
        is_year = number is not None and number == int(number) and 0 < number < 10**_MOST_DIGITS_OF_A_YEAR
        if not is_year:
            self.note("cell.not_an_integer", row, column, value, column=YEAR)
        return int(number) if is_year else None

    def number(self, row: int, column: int) -> float:
        value, writing = self._value(row, column), self._writings.get(column, Writing())
        number = np.nan if value is None else finite_number(value, writing.decimal_sign)
        thousands = reading_of(value, writing)[1]
        if number is None:
            self.note("cell.not_a_number", row, column, value)
        elif thousands is not None:
            self.note("cell.two_numbers", row, column, value, thousands=thousands, decimal=number)
        elif number == with_thousands(value):
            self._tell_thousands(row, column, value, number)
        elif abs(number) >= LARGEST:
            self.note("cell.out_of_scale", row, column, value, low=-LARGEST, high=LARGEST)
        return np.nan if number is None else number

    def _tell_thousands(self, row: int, column: int, value: Value, number: float) -> None:
        place = Place(self._file, self._sheet.name, address(row, column))
        told = self.divided.setdefault(column, Finding("cell.thousands", place, str(value), {"read": number}, count=0))
        self.divided[column] = replace(told, count=told.count + 1)

    def _needed(self, row: int, column: int | None, name: str) -> Value | None:
        value = self._value(row, column)
        if value is None and column is not None and (row, column) not in self._sheet.flaws:
            self.note("cell.blank", row, column, column=name)
        return value

    def _value(self, row: int, column: int | None) -> Value | None:
        """Return the value of a cell, None when it is blank or cannot be had."""
        flaw = self._sheet.flaws.get((row, column))
        if flaw is not None:
            code = "cell.error_value" if flaw.kind == "error_value" else "cell.formula_not_computed"
            self.note(code, row, column, flaw.text)
            return None
        value = self.row(row).get(column)
        text = value.strip() if isinstance(value, str) else value
        return None if text == "" or (isinstance(text, str) and is_blank_word(text)) else text


def finite_number(value: Value, decimal_sign: str = "") -> float | None:
    """Read a number, None for what is none; a word such as inf is none. *decimal_sign* is that of the column."""
    number = number_of(value, decimal_sign)[0]
    plain = plain_signs(value) if isinstance(value, str) else ""
    if number is None and _NUMBER.fullmatch(plain):
        number = float(plain.replace(",", "."))
    return number if number is not None and np.isfinite(number) else None


def _beyond_header(cells: _Cells, row: int, header: Mapping[int, str]) -> None:
    """Note a cell after the last header: a decimal comma in a comma-separated file shifts all that follows it."""
    last = max(header, default=0)
    beyond = [column for column, value in cells.row(row).items() if column > last and str(value).strip()]
    if beyond:
        cells.note("row.beyond_header", row, beyond[0], cells.row(row)[beyond[0]])
