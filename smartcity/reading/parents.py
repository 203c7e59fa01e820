"""Repeat groups: entries on a sheet of their own, joined to the rows of their parent sheet by its index."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from smartcity.method.layout import normalise
from smartcity.reading.headers import Header
from smartcity.reading.sheets import Sheet, blank_to_none
from smartcity.records.observations import Grid, Value

_KEYS = (
    ("_parent_index", "_index"),
    ("PARENT_KEY", "KEY"),
    ("_submission__uuid", "_uuid"),
    ("_submission__id", "_id"),
)
"""What field-collection tools call the column of a child sheet that names its parent's row, and that row's own."""

_OF_KEYS = frozenset(normalise(name) for pair in _KEYS for name in pair) | {"parent table name"}
_TABLE = "parent table name"
OWN = frozenset({"submission", "respondent"})
"""What tells submissions apart: many entries of a child sheet are of one, and none replaces another."""


def parent_key(header: Header) -> str:
    """Return the title of the column by which the rows of a child sheet name their parent's; "" without one."""
    titles = {normalise(title) for title, _ in header.titles.values()}
    return next((child for child, _ in _KEYS if normalise(child) in titles), "")


def has_own_key(header: Header) -> bool:
    """Say whether a sheet has a column that entries on another sheet could name its rows by."""
    titles = {normalise(title) for title, _ in header.titles.values()}
    return any(normalise(parent) in titles for _, parent in _KEYS)


def as_child(header: Header) -> Header:
    """Return the header of a child sheet without the columns that name its parent's rows."""
    columns = {code: number for code, number in header.columns.items() if code not in OWN}
    unknown = tuple(named for named in header.unknown if normalise(named[0]) not in _OF_KEYS)
    return replace(header, columns=columns, unknown=unknown)


def parent_of(sheet: Sheet, header: Header, others: Sequence[Sheet]) -> Sheet | None:
    """Return the sheet whose rows the rows of a child sheet belong to: the one they name, else one with the key."""
    named = next((number for number, (title, _) in header.titles.items() if normalise(title) == _TABLE), None)
    names = {normalise(value) for value in _values(sheet, named, header.row)} if named is not None else set()
    with_key = [other for other in others if other is not sheet and _key_of_parent(sheet, header, other) is not None]
    return next(
        (other for other in with_key if normalise(other.name) in names), None if names else next(iter(with_key), None)
    )


def joined(child: Grid, sheet: Sheet, header: Header, parent: Grid, other: Sheet) -> Grid | None:
    """Give each row of *child* the columns of its parent's row; None where one names no row, or several."""
    keys = _key_of_parent(sheet, header, other)
    if keys is None:
        return None
    own, (number, top) = keys
    rows, names = _by_key(parent, other, number, top), _keys_of(child, sheet, own)
    if not rows or not names or any(name not in rows for name in names):
        return None
    return _brought(child, [rows[name] for name in names], parent)


def beside(child: Grid, sheet: Sheet, header: Header, part: Grid, other: Sheet, its: Header) -> Grid | None:
    """Give each row of *child* the columns of the row of another child sheet that names the same row of their parent.

    So comes a form that asks one person in several repeat groups. None unless both sheets have one row for each person.
    """
    if normalise(parent_key(header)) != normalise(parent_key(its)):
        return None
    rows, names = _by_key(part, other, _own_key(its), its.row), _keys_of(child, sheet, _own_key(header))
    if not rows or sorted(names) != sorted(rows):
        return None
    return _brought(child, [rows[name] for name in names], part)


def _by_key(grid: Grid, sheet: Sheet, number: int, top: int) -> dict[str, int] | None:
    """Return the places of rows by what stands in the column of the key below its title; None where it names none."""
    rows: dict[str, int] = {}
    for place, row in enumerate(grid.rows.tolist()):
        key = _spelled(sheet.rows.value(row, number)) if row > top else ""
        if not key or key in rows:
            return None
        rows[key] = place
    return rows


def _keys_of(child: Grid, sheet: Sheet, number: int) -> list[str]:
    return [_spelled(sheet.rows.value(row, number)) for row in child.rows.tolist()]


def _brought(child: Grid, rows: Sequence[int], other: Grid) -> Grid:
    """Give each row of *child* the columns that it has not, from the row of *other* at its place in *rows*."""
    places = np.array(rows, dtype=np.int64)
    more = [code for code in other.letters if code not in child.letters and code not in OWN]
    flaws = {
        code: {new: other.flaws[code][old] for new, old in enumerate(rows) if old in other.flaws[code]}
        for code in more
        if code in other.flaws
    }
    return replace(
        child,
        columns={**child.columns, **{code: other.columns[code][places] for code in more}},
        letters={**child.letters, **{code: other.letters[code] for code in more}},
        flaws={**child.flaws, **flaws},
        tops={**child.tops, **{code: other.tops.get(code, other.rows)[places] for code in more}},
        spread={**child.spread, **{code: other.spread[code][places] for code in more if code in other.spread}},
        sheets={**child.sheets, **dict.fromkeys(more, other.sheet)},
    )


def _own_key(header: Header) -> int:
    """Return the column of a child sheet that names its parent's row."""
    key = normalise(parent_key(header))
    return next(number for number, (title, _) in header.titles.items() if normalise(title) == key)


def _key_of_parent(sheet: Sheet, header: Header, other: Sheet) -> tuple[int, tuple[int, int]] | None:
    """Return the column of the key on the child sheet, and its column and row of titles on the parent sheet."""
    titles = {normalise(title): number for number, (title, _) in header.titles.items()}
    for child, parent in _KEYS:
        if normalise(child) not in titles:
            continue
        for row in [*other.rows][:10]:
            for number, value in other.rows[row].items():
                if isinstance(value, str) and normalise(value) == normalise(parent) and value.strip() != child:
                    return titles[normalise(child)], (number, row)
    return None


def _values(sheet: Sheet, number: int, row: int) -> list[Value]:
    return [
        value
        for other in sheet.rows
        if other > row and blank_to_none(value := sheet.rows.value(other, number)) is not None
    ][:200]


def _spelled(value: Value | None) -> str:
    plain = int(value) if isinstance(value, float) and value.is_integer() else value
    return "" if plain is None else str(plain).strip()
