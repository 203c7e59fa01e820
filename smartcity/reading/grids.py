"""Lift the rows of a table out of a sheet, column by column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import filterfalse

import numpy as np

from smartcity.method.layout import normalise
from smartcity.reading.addresses import address, letters_of
from smartcity.reading.dense import DenseRows
from smartcity.reading.headers import Header
from smartcity.reading.sheets import Sheet, blank_to_none, top_of
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Flaw, Grid, Value

EXAMPLE_MARK = "contoh baris"
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


def lift(sheet: Sheet, header: Header, dimension: str | None, file: str) -> tuple[Grid, list[Finding]]:
    """Lift the rows below the header out column by column; example and total rows are named and left out."""
    lines = sheet.rows.after(header.row, {row for row, _ in sheet.flaws})
    odd = _OddTexts.of(lines)
    skipped: list[Finding] = []
    is_kept = np.ones(len(lines), bool)
    for place in odd.suspects(lines):
        cells = lines.at(place)
        code = _skipped(cells, odd)
        if code is not None:
            is_kept[place] = False
            row = int(lines.numbers[place])
            skipped.append(Finding(code, Place(file, sheet.name, address(row, 1)), _first_text(cells)))
    if skipped:
        lines = lines.only(is_kept)
    columns = {code: _column(lines, number, odd.blanks) for code, number in header.columns.items()}
    flaws = _flaws_by_column(sheet, header, lines.numbers)
    letters = {code: letters_of(number) for code, number in header.columns.items()}
    known = {"letters": letters, "flaws": flaws, "counts_from_1904": sheet.counts_from_1904}
    grid = Grid(file, sheet.name, dimension, lines.numbers, columns, **known)
    grid = grid.only(_is_filled(columns, flaws, len(lines)))
    return replace(grid, tops=_fill_merged(sheet, header, grid)), skipped


_ODD_TEXT = re.compile(r"jumlah|total|rata|rerata|mean|average|sum|contoh[\W_]+baris", re.IGNORECASE)
_ODD_LENGTH = 40


@dataclass(frozen=True, slots=True)
class _OddTexts:
    """Texts that mean no answer: blank ones, those that mark an example row, those that may begin a total row.

    *columns* are the numbers of the columns that hold one of the latter two.
    """

    blanks: frozenset[str]
    examples: frozenset[str]
    totals: frozenset[str]
    columns: tuple[int, ...]

    @classmethod
    def of(cls, lines: DenseRows) -> "_OddTexts":
        """Look at each distinct text of the rows once."""
        blanks, examples, totals = set(), set(), set()
        columns = []
        for number, values in lines.columns.items():
            texts = [value for value in set(values.tolist()) if value.__class__ is str]
            blanks.update(filterfalse(str.strip, texts))
            # One search through all texts of a column is many times quicker than one through each.
            if not _ODD_TEXT.search("\n".join(text[:_ODD_LENGTH] for text in texts)):
                continue
            odd = [text for text in texts if _ODD_TEXT.search(text[:_ODD_LENGTH])]
            own_examples = {text for text in odd if normalise(text).startswith(EXAMPLE_MARK)}
            own_totals = {text for text in odd if normalise(text) in TOTAL_WORDS}
            if own_examples or own_totals:
                columns.append(number)
                examples |= own_examples
                totals |= own_totals
        return cls(frozenset(blanks), frozenset(examples), frozenset(totals), tuple(columns))

    def suspects(self, lines: DenseRows) -> list[int]:
        """List the positions of the rows that hold an example mark or a total word."""
        marks = self.examples | self.totals
        cells_by_column = (enumerate(lines.columns[number].tolist()) for number in self.columns)
        return sorted({place for cells in cells_by_column for place, value in cells if value in marks})


def _skipped(cells: Mapping[int, Value], odd: _OddTexts) -> str | None:
    if any(value in odd.examples for value in cells.values()):
        return "row.example"
    first = next((value for _, value in sorted(cells.items()) if isinstance(value, str) and value.strip()), None)
    return "row.total" if first in odd.totals else None


def _column(lines: DenseRows, number: int, blanks: frozenset[str]) -> np.ndarray:
    """Return a copy of one column, in which a text of blanks only counts as nothing."""
    values = lines.columns.get(number)
    if values is None:
        return np.full(len(lines), None, dtype=object)
    column = values.copy()
    if blanks:
        column[[value in blanks for value in column.tolist()]] = None
    return column


def _is_filled(columns: Mapping[str, np.ndarray], flaws: Mapping[str, Mapping[int, Flaw]], length: int) -> np.ndarray:
    """Say of each row whether one of its columns holds a value or a flaw."""
    is_filled = np.zeros(length, bool)
    for own in flaws.values():
        is_filled[list(own)] = True
    for column in columns.values():
        open_places = np.flatnonzero(~is_filled)
        if not len(open_places):
            break
        is_filled[open_places] = np.not_equal(column[open_places], None).astype(bool)
    return is_filled


def _flaws_by_column(sheet: Sheet, header: Header, rows: np.ndarray) -> dict[str, dict[int, Flaw]]:
    if not sheet.flaws:
        return {}
    places = {row: place for place, row in enumerate(rows.tolist())}
    codes = {number: code for code, number in header.columns.items()}
    by_column: dict[str, dict[int, Flaw]] = {}
    for (row, number), flaw in sheet.flaws.items():
        if number in codes and row in places:
            by_column.setdefault(codes[number], {})[places[row]] = flaw
    return by_column


def _fill_merged(sheet: Sheet, header: Header, grid: Grid) -> dict[str, np.ndarray]:
    """Give every row of cells merged downwards the value of the first one, and say which row it stands in."""
    merged = sheet.merged_down()
    tops: dict[str, np.ndarray] = {}
    for code, number in header.columns.items():
        spans = merged.get(number)
        if not spans:
            continue
        own, column, flaws = grid.rows.copy(), grid.columns[code], grid.flaws.get(code, {})
        for place, row in enumerate(grid.rows.tolist()):
            top = top_of(spans, row)
            if top != row and column[place] is None and place not in flaws:
                column[place] = blank_to_none(sheet.rows.value(top, number))
                own[place] = top
        tops[code] = own
    return tops


def _first_text(values: Mapping[int, Value]) -> str:
    return next((value for _, value in sorted(values.items()) if isinstance(value, str)), "").strip()
