"""Lift the rows of a table out of a sheet, column by column."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from smartcity.findings import Finding, Place
from smartcity.layout import normalise
from smartcity.observations import Flaw, Grid, Value
from smartcity.workbook.addresses import address, letters_of
from smartcity.workbook.cells import cell_of, merged_down, top_of
from smartcity.workbook.headers import Header
from smartcity.workbook.reading import Sheet

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
    lines = sheet.rows
    below = sorted(row for row in {*lines, *(row for row, _ in sheet.flaws)} if row > header.row)
    blanks, examples, totals = _odd_texts(lines, below)
    skipped: list[Finding] = []
    if examples or totals:
        kept = []
        for row in below:
            code = _skipped(lines.get(row, {}), examples, totals)
            if code is None:
                kept.append(row)
            else:
                place = Place(file, sheet.name, address(row, 1))
                skipped.append(Finding(code, place, _first_text(lines.get(row, {}))))
        below = kept
    rows = np.array(below, dtype=np.int64)
    columns = {code: _column(lines, below, number, blanks) for code, number in header.columns.items()}
    flaws = _flaws_by_column(sheet, header, below)
    is_filled = np.zeros(len(rows), bool)
    for code, column in columns.items():
        is_filled |= np.not_equal(column, None).astype(bool)
        is_filled[list(flaws.get(code, ()))] = True
    if not is_filled.all():
        kept_places = np.flatnonzero(is_filled)
        moved = {int(old): new for new, old in enumerate(kept_places)}
        rows = rows[kept_places]
        columns = {code: column[kept_places] for code, column in columns.items()}
        flaws = {code: {moved[place]: flaw for place, flaw in own.items()} for code, own in flaws.items()}
    letters = {code: letters_of(number) for code, number in header.columns.items()}
    tops = _fill_merged(sheet, header, rows, columns, flaws)
    return Grid(sheet.name, dimension, rows, columns, letters, flaws, tops), skipped


_ODD_TEXT = re.compile(r"jumlah|total|rata|rerata|mean|average|sum|contoh", re.IGNORECASE)
_ODD_LENGTH = 40


def _odd_texts(
    lines: Mapping[int, Mapping[int, Value]], rows: Sequence[int]
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Find the distinct texts that are blank, that mark an example row, and that may begin a total row."""
    seen: set[Value] = set()
    for row in rows:
        seen.update(lines.get(row, {}).values())
    texts = [value for value in seen if value.__class__ is str]
    blanks = frozenset(text for text in texts if not text.strip())
    odd = [text for text in texts if _ODD_TEXT.search(text[:_ODD_LENGTH])]
    examples = frozenset(text for text in odd if normalise(text).startswith(EXAMPLE_MARK))
    return blanks, examples, frozenset(text for text in odd if normalise(text) in TOTAL_WORDS)


def _skipped(values: Mapping[int, Value], examples: frozenset[str], totals: frozenset[str]) -> str | None:
    if examples and any(value in examples for value in values.values()):
        return "row.example"
    first = next((value for _, value in sorted(values.items()) if isinstance(value, str) and value.strip()), None)
    return "row.total" if first in totals else None


def _column(
    lines: Mapping[int, Mapping[int, Value]], rows: Sequence[int], number: int, blanks: frozenset[str]
) -> np.ndarray:
    values = [lines[row].get(number) if row in lines else None for row in rows]
    if blanks:
        values = [None if value in blanks else value for value in values]
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _flaws_by_column(sheet: Sheet, header: Header, rows: Sequence[int]) -> dict[str, dict[int, Flaw]]:
    if not sheet.flaws:
        return {}
    places = {row: place for place, row in enumerate(rows)}
    codes = {number: code for code, number in header.columns.items()}
    found: dict[str, dict[int, Flaw]] = {}
    for (row, number), flaw in sheet.flaws.items():
        if number in codes and row in places:
            found.setdefault(codes[number], {})[places[row]] = flaw
    return found


def _fill_merged(
    sheet: Sheet,
    header: Header,
    rows: np.ndarray,
    columns: dict[str, np.ndarray],
    flaws: Mapping[str, Mapping[int, Flaw]],
) -> dict[str, np.ndarray]:
    """Give every row of cells merged downwards the value of the first one, and say which row it stands in."""
    merged = merged_down(sheet)
    tops: dict[str, np.ndarray] = {}
    for code, number in header.columns.items():
        spans = merged.get(number)
        if not spans:
            continue
        own = rows.copy()
        for place, row in enumerate(rows.tolist()):
            top = top_of(spans, row)
            if top != row and columns[code][place] is None and place not in flaws.get(code, {}):
                columns[code][place] = cell_of(sheet, top, number).value
                own[place] = top
        tops[code] = own
    return tops


def _first_text(values: Mapping[int, Value]) -> str:
    return next((value for _, value in sorted(values.items()) if isinstance(value, str)), "").strip()
