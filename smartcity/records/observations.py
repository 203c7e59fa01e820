"""What was read from a workbook before anyone judged it: cells with their addresses, rows, tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property

import numpy as np

from smartcity.records.findings import Finding, Place

Value = str | float | int | bool | datetime | date | time


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a cell has no value to read: an error such as `#N/A`, or a formula that was never computed."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: its value as read (None when blank), its address, its flaw if it has one."""

    value: Value | None
    address: str
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table; *cells* has every mapped column, blank ones included."""

    file: str
    sheet: str
    row: int
    cells: Mapping[str, Cell]
    dimension: str | None = None

    def place(self, code: str | None = None) -> Place:
        """Return where the cell of a column stands, or the first mapped cell, which stands for the row."""
        cell = next(iter(self.cells.values())) if code is None else self.cells[code]
        return Place(self.file, self.sheet, cell.address)


@dataclass(frozen=True, slots=True)
class Field:
    """A cell that speaks for a whole table or workbook, such as the year in the instruction sheet."""

    cell: Cell
    sheet: str


@dataclass(frozen=True)
class Grid:
    """The rows of one sheet of a table, column by column, so that a hundred thousand of them are judged at once.

    *rows* are the sheet's row numbers; *columns* holds, by column code, what stands in those rows (None when blank);
    *letters* are the columns' letters, in the sheet's order. *flaws* are the cells whose value cannot be had, by code
    and position in *rows*. *tops* gives, for columns with cells merged downwards, the row that a value stands in.
    *counts_from_1904* says from which day the workbook counts its days. *spread* gives, for what stands in several
    columns of the sheet, the letters of each row's own; *sheets* names the sheet of columns that stand on another one.
    """

    file: str
    sheet: str
    dimension: str | None
    rows: np.ndarray
    columns: Mapping[str, np.ndarray]
    letters: Mapping[str, str]
    flaws: Mapping[str, Mapping[int, Flaw]] = field(default_factory=dict)
    tops: Mapping[str, np.ndarray] = field(default_factory=dict)
    counts_from_1904: bool = False
    spread: Mapping[str, np.ndarray] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def address(self, code: str, position: int) -> str:
        """Return the address of a cell by its column and its position in `rows`."""
        return f"{self.letter(code, position)}{self.tops.get(code, self.rows)[position]}"

    def letter(self, code: str, position: int) -> str:
        """Return the letters of the column in which the value of a row stands."""
        return self.spread[code][position] if code in self.spread else self.letters[code]

    def first_address(self, position: int) -> str:
        """Return the address of the first mapped cell of a row, which stands for the row."""
        return self.address(next(iter(self.letters)), position)

    def place(self, position: int, code: str | None = None) -> Place:
        """Return where the cell of a column stands, or the first mapped cell of the row, which stands for the row."""
        address = self.first_address(position) if code is None else self.address(code, position)
        return Place(self.file, self.sheets.get(code or "", self.sheet), address)

    def cell(self, code: str, position: int) -> Cell:
        """Return one cell with its address."""
        flaw = self.flaws.get(code, {}).get(position)
        return Cell(self.columns[code][position], self.address(code, position), flaw)

    def only(self, is_kept: np.ndarray) -> "Grid":
        """Return the rows for which *is_kept* says so."""
        if is_kept.all():
            return self
        moved = {old: new for new, old in enumerate(np.flatnonzero(is_kept).tolist())}
        flaws = {
            code: {moved[place]: flaw for place, flaw in own.items() if place in moved}
            for code, own in self.flaws.items()
        }
        columns = {code: column[is_kept] for code, column in self.columns.items()}
        tops, spread = ({code: own[is_kept] for code, own in arrays.items()} for arrays in (self.tops, self.spread))
        return replace(self, rows=self.rows[is_kept], columns=columns, flaws=flaws, tops=tops, spread=spread)

    def records(self) -> Iterator[Record]:
        """Yield the rows one by one."""
        for position, row in enumerate(self.rows.tolist()):
            cells = {code: self.cell(code, position) for code in self.letters}
            yield Record(self.file, self.sheet, row, cells, self.dimension)


@dataclass(frozen=True)
class Extract:
    """The rows of each table of a kind, the fields beside them, and what was found while lifting them out."""

    kind: str
    grids: Mapping[str, tuple[Grid, ...]]
    fields: Mapping[str, Field]
    findings: tuple[Finding, ...]

    @cached_property
    def records(self) -> Mapping[str, tuple[Record, ...]]:
        """The rows of each table one by one, for tables of a size that people type."""
        return {
            code: tuple(record for grid in grids for record in grid.records()) for code, grids in self.grids.items()
        }


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names a survey workbook may use, normalised: item headers and sheet names, each to its code.

    *aliases* are the names that people decided on, by kind of name and normalised spelling; *keys* are those among them
    that a sheet of the file itself explains, each with the name of that sheet. *item_parts* are the sub-dimensions
    of the items.
    """

    items: Mapping[str, str]
    item_dimensions: Mapping[str, str]
    dimensions: Mapping[str, str]
    dimension_names: Mapping[str, str]
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)
    keys: Mapping[tuple[str, str], str] = field(default_factory=dict)
    item_parts: Mapping[str, str] = field(default_factory=dict)
