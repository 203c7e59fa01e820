"""The data of a composite: a wide table of `unit, year` and one column per indicator, as a file and as a frame."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from smartcity.checks.costs import too_costly
from smartcity.checks.numbers import LARGEST, Writing, number_of, reading_of, with_thousands, writings_of
from smartcity.config import open_config
from smartcity.method.layout import is_blank_word, normalise, plain_signs
from smartcity.reading import Sheet, apart, read
from smartcity.reading.addresses import address
from smartcity.reading.apart import Bounds, done_apart
from smartcity.reading.asides import is_figure, is_label_row, is_of_some, is_total_row
from smartcity.reading.guard import CRASH
from smartcity.reading.parcels import packed, unpacked
from smartcity.reading.prescan import MEBIBYTE, Limits
from smartcity.reading.titles import undressed
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

_MOST_ROWS_ABOVE = 10
"""So many rows are looked through for titles."""

_ALIASES: Mapping[str, Sequence[str]] = MappingProxyType(open_config("composite")["titles"])

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
    needed = (UNIT, YEAR, *definition.codes)
    top, header = _header_of(sheet, needed)
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


def _header_of(sheet: Sheet, needed: Sequence[str]) -> tuple[int, dict[int, str]]:
    """Return the last row of titles and the title of each column, the lowest of its titles that is a *needed* name.

    Titles may stand in several rows one below the other, and below the name of the table; without any of the names the
    first row is the titles.
    """
    top, titles = 0, {}
    rows = sorted(sheet.rows)[:_MOST_ROWS_ABOVE]
    for row in rows:
        own = _in_their_spelling(_texts(sheet, row), needed)
        named = {column: title for column, title in titles.items() if title in needed}
        is_of_titles = all(finite_number(title) is None for title in own.values())
        if is_of_titles and {*own.values()}.intersection(needed).difference(named.values()):
            kept = {column: title for column, title in named.items() if own.get(column) not in needed}
            top, titles = row, {**titles, **own, **kept}
        elif top:
            break
    first = rows[0] if rows else 1
    return (top, titles) if top else (first, _texts(sheet, first))


def _texts(sheet: Sheet, row: int) -> dict[int, str]:
    return {column: str(value).strip() for column, value in sheet.rows.get(row, {}).items() if str(value).strip()}


def _in_their_spelling(header: Mapping[int, str], needed: Sequence[str]) -> dict[int, str]:
    """Spell as the definition does what means one of its names, where one name fits.

    It may differ in case, signs and spaces, or have a number before it and brackets behind it; people call the units
    regions, and the year by its word.
    """
    spelled: dict[str, list[str]] = {}
    for name in needed:
        for spelling in (name, *_ALIASES.get(name, ())):
            spelled.setdefault(normalise(spelling), []).append(name)
    present = set(header.values())
    read = {}
    for column, title in header.items():
        plain = (title, *undressed(title)) if title not in needed else ()
        fitting = ([name for name in spelled.get(normalise(one), ()) if name not in present] for one in plain)
        names = next(filter(None, fitting), [])
        read[column] = names[0] if len(names) == 1 else title
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
        elif is_total_row(filled) or (isinstance(name, str) and (is_figure(name) or is_of_some(name))):
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
