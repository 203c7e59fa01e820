"""What was read from a workbook before anyone judged it: cells with their addresses, rows, tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from smartcity.findings import Finding

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

    sheet: str
    row: int
    cells: Mapping[str, Cell]
    dimension: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A cell that speaks for a whole table or workbook, such as the year in the instruction sheet."""

    cell: Cell
    sheet: str


@dataclass(frozen=True, slots=True)
class Extract:
    """The rows of each table of a kind, the fields beside them, and what was found while lifting them out."""

    kind: str
    records: Mapping[str, tuple[Record, ...]]
    fields: Mapping[str, Field]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names a survey workbook may use, normalised: item headers and sheet names, each to its code."""

    items: Mapping[str, str]
    item_dimensions: Mapping[str, str]
    dimensions: Mapping[str, str]
    dimension_names: Mapping[str, str]
