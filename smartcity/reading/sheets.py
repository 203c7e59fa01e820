"""The sheets of a workbook as they were read: their cells, and the cells merged downwards."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from smartcity.reading.addresses import address
from smartcity.reading.dense import DenseRows
from smartcity.records.findings import Finding
from smartcity.records.observations import Cell, Flaw, Value


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet by row and column, both counted from one; blank cells are absent.

    *rows* may be given as any mapping of row numbers to mappings of column numbers to values.
    *flaws* are the cells whose value cannot be had, by (row, column). *hidden_rows* are those among `rows`.
    *merged* are rectangles (first row, first column, last row, last column); the value stands in the first cell.
    *hidden_columns* are numbers of columns; *percents* are the columns with numbers that are shown as percentages,
    each with the first row and how many there are; *counts_from_1904* is the day from which the workbook counts.
    """

    name: str
    rows: DenseRows
    flaws: Mapping[tuple[int, int], Flaw]
    is_hidden: bool
    hidden_rows: frozenset[int]
    merged: tuple[tuple[int, int, int, int], ...]
    hidden_columns: frozenset[int] = frozenset()
    percents: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    counts_from_1904: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", DenseRows.of(self.rows))

    def cell(self, row: int, column: int) -> Cell:
        """Return one cell with its address."""
        return Cell(self.rows.value(row, column), address(row, column), self.flaws.get((row, column)))

    def merged_down(self) -> Mapping[int, list[tuple[int, int]]]:
        """List the first and last row of the cells merged downwards, by column, the highest first."""
        spans: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, right in sorted(self.merged):
            if left == right:
                spans.setdefault(left, []).append((top, bottom))
        return spans


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds and what is to be said about it; `sheets` is empty when a finding is an error."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


def top_of(spans: Sequence[tuple[int, int]], row: int) -> int:
    """Return the row that holds the value of *row*: the first of its merged cells, else itself."""
    place = bisect_right(spans, (row, row)) - 1
    return spans[place][0] if place >= 0 and spans[place][1] >= row else row


def blank_to_none(value: Value | None) -> Value | None:
    """Take a text of blanks only for nothing."""
    return None if isinstance(value, str) and not value.strip() else value
