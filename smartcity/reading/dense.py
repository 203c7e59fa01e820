"""The cells of a sheet kept column by column, and seen row by row where somebody asks.

A hundred thousand rows as a dictionary each cost a gigabyte and seconds of garbage collection; as forty columns they
cost what their distinct values cost.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from smartcity.reading.frames import moment_of
from smartcity.records.observations import Value

_EXACT = 2.0**53
_PLAIN = frozenset({str, float, int, type(None)})
_DISTINCT_KEPT = 8192
"""So many distinct values of a column are remembered at a time, to hold each in memory once."""


@dataclass(frozen=True, slots=True, eq=False)
class DenseRows(Mapping[int, Mapping[int, Value]]):
    """The rows of a sheet that hold something, ascending by number, each a mapping of its filled columns.

    *columns* holds by column number, ascending, what stands in the rows of *numbers*, None where a cell is blank.
    Nobody may write into these arrays: a reading is shared.
    """

    numbers: np.ndarray
    columns: Mapping[int, np.ndarray]

    @classmethod
    def of(cls, rows: Mapping[int, Mapping[int, Value]]) -> "DenseRows":
        """Lay out rows given as mappings; rows without a cell are none."""
        if isinstance(rows, cls):
            return rows
        filled = sorted(number for number, cells in rows.items() if cells)
        columns: dict[int, np.ndarray] = {}
        for place, number in enumerate(filled):
            for column, value in rows[number].items():
                if column not in columns:
                    columns[column] = np.full(len(filled), None, dtype=object)
                columns[column][place] = value
        return cls(np.array(filled, dtype=np.int64), _sealed(columns))

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[int]:
        return iter(self.numbers.tolist())

    def __contains__(self, row: object) -> bool:
        return self.place_of(row) is not None

    def __getitem__(self, row: int) -> Mapping[int, Value]:
        place = self.place_of(row)
        if place is None:
            raise KeyError(row)
        return self.at(place)

    def place_of(self, row: object) -> int | None:
        """Return the position in `numbers` of a row, None when it holds nothing."""
        place = int(self.numbers.searchsorted(row))
        return place if place < len(self.numbers) and self.numbers[place] == row else None

    def at(self, place: int) -> dict[int, Value]:
        """Return the filled cells of the row at a position of `numbers`."""
        return {column: value for column, values in self.columns.items() if (value := values[place]) is not None}

    def value(self, row: int, column: int) -> Value | None:
        """Return what stands in one cell, None when it is blank."""
        values, place = self.columns.get(column), self.place_of(row)
        return None if values is None or place is None else values[place]

    def after(self, row: int, also: Iterable[int] = ()) -> "DenseRows":
        """Return the rows behind *row*, and among them those of *also*, which may hold nothing."""
        start = int(self.numbers.searchsorted(row, "right"))
        numbers = self.numbers[start:]
        more = np.setdiff1d(np.array([other for other in also if other > row], dtype=np.int64), numbers)
        if not len(more):
            return DenseRows(numbers, {column: values[start:] for column, values in self.columns.items()})
        places = numbers.searchsorted(more)
        columns = {column: np.insert(values[start:], places, None) for column, values in self.columns.items()}
        return DenseRows(np.insert(numbers, places, more), columns)

    def only(self, is_kept: np.ndarray) -> "DenseRows":
        """Return the rows for which *is_kept* says so."""
        return DenseRows(self.numbers[is_kept], {column: values[is_kept] for column, values in self.columns.items()})


class Gathering:
    """The blocks of one sheet, taken as the reading process sends them; raises whatever a malformed block raises."""

    def __init__(self, first_column: int) -> None:
        self._first = first_column
        self._numbers: list[int] = []
        self._parts: dict[int, list[tuple[int, np.ndarray]]] = {}
        self._typed: dict[int, _Typed] = {}
        self.not_finite: list[tuple[int, int]] = []
        """Cells that hold a number which is none, such as NaN: JSON has no word for it."""

    def add(self, numbers: Sequence[int], columns: Sequence[Sequence[object]]) -> None:
        """Take the rows of *numbers*, column after column from the sheet's first."""
        start = len(self._numbers)
        self._numbers += numbers
        for column, raw in enumerate(columns, self._first):
            if len(raw) != len(numbers):
                raise ValueError(f"column {column} has {len(raw)} cells in {len(numbers)} rows")
            kinds = set(map(type, raw))
            if kinds == {str} and not any(raw):
                continue
            if type(None) in kinds:
                self.not_finite += [(numbers[place], column) for place, value in enumerate(raw) if value is None]
            # True is 1 to a dictionary, and a date arrives as an object that it cannot hold.
            seen = self._typed.setdefault(column, _Typed()) if kinds <= _PLAIN else None
            values = map(_typed if seen is None else seen.__getitem__, raw)
            self._parts.setdefault(column, []).append((start, np.fromiter(values, object, len(raw))))
            if seen is not None and len(seen) > _DISTINCT_KEPT:
                seen.clear()

    def rows(self, without: Iterable[tuple[int, int]]) -> DenseRows:
        """Lay out what was gathered, *without* the cells at these places: some readers give an error's text as typed.

        Raises `ValueError` when the rows did not come in order.
        """
        numbers = np.array(self._numbers, dtype=np.int64)
        if (np.diff(numbers) <= 0).any():
            raise ValueError("rows out of order")
        columns: dict[int, np.ndarray] = {}
        for column in sorted(self._parts):
            whole = columns[column] = np.full(len(numbers), None, dtype=object)
            for start, part in self._parts.pop(column):
                whole[start : start + len(part)] = part
        touched = set()
        made = DenseRows(numbers, columns)
        for row, column in without:
            place = made.place_of(row)
            if place is not None:
                touched.add(place)
                if column in columns:
                    columns[column][place] = None
        empty = [place for place in touched if not made.at(place)]
        if empty:
            numbers = np.delete(numbers, empty)
            columns = {column: np.delete(values, empty) for column, values in columns.items()}
        return DenseRows(numbers, _sealed(columns))


class _Typed(dict):
    """The value of each raw form met so far."""

    def __missing__(self, raw: object) -> Value | None:
        value = self[raw] = _typed(raw)
        return value


def _typed(raw: object) -> Value | None:
    kind = raw.__class__
    if kind is str:
        return raw or None
    if kind is float:
        return int(raw) if raw.is_integer() and -_EXACT < raw < _EXACT else raw
    if kind is dict:
        return moment_of(raw)
    if raw is None or kind is int or kind is bool:
        return raw
    raise ValueError(f"{kind.__name__} is not a cell value")


def _sealed(columns: Mapping[int, np.ndarray]) -> Mapping[int, np.ndarray]:
    for values in columns.values():
        values.flags.writeable = False
    return MappingProxyType({column: columns[column] for column in sorted(columns)})
