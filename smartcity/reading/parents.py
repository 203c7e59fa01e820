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
    rows: dict[str, int] = {}
    for place, row in enumerate(parent.rows.tolist()):
        key = _spelled(other.rows.value(row, number)) if row > top else ""
        if not key or key in rows:
            return None
        rows[key] = place
    names = [_spelled(sheet.rows.value(row, own)) for row in child.rows.tolist()]
    if not names or any(name not in rows for name in names):
        return None
    places = np.array([rows[name] for name in names], dtype=np.int64)
    more = [code for code in parent.letters if code not in child.letters and code not in OWN]
    flaws = {
        code: {new: parent.flaws[code][old] for new, old in enumerate(places.tolist()) if old in parent.flaws[code]}
        for code in more
        if code in parent.flaws
    }
    return replace(
        child,
        columns={**child.columns, **{code: parent.columns[code][places] for code in more}},
        letters={**child.letters, **{code: parent.letters[code] for code in more}},
        flaws={**child.flaws, **flaws},
        tops={**child.tops, **{code: parent.tops.get(code, parent.rows)[places] for code in more}},
        spread={**child.spread, **{code: parent.spread[code][places] for code in more if code in parent.spread}},
        sheets=dict.fromkeys(more, parent.sheet),
    )


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
