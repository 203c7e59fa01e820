"""Single cells of a sheet, and the cells merged downwards that lend their value to the rows below."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from smartcity.reading.addresses import address
from smartcity.reading.workbook import Sheet
from smartcity.records.observations import Cell, Value


def cell_of(sheet: Sheet, row: int, column: int) -> Cell:
    """Return one cell of a sheet with its address; a text of blanks only counts as nothing."""
    value = blank_to_none(sheet.rows.value(row, column))
    return Cell(value, address(row, column), sheet.flaws.get((row, column)))


def merged_down(sheet: Sheet) -> Mapping[int, list[tuple[int, int]]]:
    """List the first and last row of the cells merged downwards, by column, the highest first."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in sorted(sheet.merged):
        if left == right:
            spans.setdefault(left, []).append((top, bottom))
    return spans


def top_of(spans: Sequence[tuple[int, int]], row: int) -> int:
    """Return the row that holds the value of *row*: the first of its merged cells, else itself."""
    place = bisect_right(spans, (row, row)) - 1
    return spans[place][0] if place >= 0 and spans[place][1] >= row else row


def blank_to_none(value: Value | None) -> Value | None:
    """Take a text of blanks only for nothing."""
    return None if isinstance(value, str) and not value.strip() else value
