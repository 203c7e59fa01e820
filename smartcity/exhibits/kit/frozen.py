"""Exhibits as plain values, and back: what a meeting saw is kept whole, and drawn again without asking anything.

A frozen exhibit has every sentence in each language, the rows that are shown, and the figure with its template. Neither
the warehouse nor a method nor the wording is asked when it comes back, so it says what it said when all have moved on.
Plain JSON: nothing in it can run.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime

import numpy as np
import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.exhibit import Column, Empty, Exhibit, Origin, Stamp, Table

VERSION = 1
"""Of the form of what is kept; one that is read must be of a known version."""

_MARK = "is_sample"
"""The column, shown or not, by which each row of an export says whether it holds invented data."""

_SEVERAL = (list, tuple, set, frozenset, np.ndarray)
_BESIDES = frozenset({"stamp", "figure", "table", "origins", "empty", "details", "bases"})
_TEXTS = tuple(field.name for field in fields(Exhibit) if field.name not in _BESIDES)
"""The fields of an exhibit that are plain by themselves."""


class NotFrozen(ValueError):
    """What was kept is no exhibit, or one of a form that this version does not know."""


def frozen(spoken: Mapping[str, Exhibit]) -> bytes:
    """Freeze one exhibit, as it is spoken in each language, to JSON; the same exhibit gives the same bytes."""
    kept = {"version": VERSION, "languages": {language: plain(exhibit) for language, exhibit in spoken.items()}}
    return json.dumps(kept, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def thawed(content: bytes, language: str) -> Exhibit:
    """Return the exhibit that was frozen, in *language*, or in the one there is where it was not frozen in that.

    Raises:
        NotFrozen: If the bytes hold none.
    """
    try:
        kept = json.loads(content)
        if kept["version"] != VERSION:
            raise NotFrozen(kept["version"])
        spoken = kept["languages"]
        return exhibit_of(spoken.get(language) or next(iter(spoken.values())))
    except (ValueError, TypeError, KeyError, AttributeError, StopIteration, RecursionError) as problem:
        raise NotFrozen(str(problem)) from problem


def plain(exhibit: Exhibit) -> dict[str, object]:
    """Return *exhibit* as JSON holds it; of its table the columns that are shown or exported."""
    return {
        **{name: getattr(exhibit, name) for name in _TEXTS},
        "bases": list(exhibit.bases),
        "stamp": asdict(exhibit.stamp),
        "figure": None if exhibit.figure is None else charts.plainly(exhibit.figure),
        "table": None if exhibit.table is None else _plain_table(exhibit.table),
        "origins": [asdict(one) for one in exhibit.origins],
        "empty": None if exhibit.empty is None else asdict(exhibit.empty),
        "details": [plain(one) for one in exhibit.details],
    }


def exhibit_of(kept: Mapping[str, object]) -> Exhibit:
    """Return the exhibit that `plain` was given."""
    figure, table, empty = (kept[name] for name in ("figure", "table", "empty"))
    return Exhibit(
        **{name: kept[name] for name in _TEXTS},
        bases=tuple(kept["bases"]),
        stamp=Stamp(**kept["stamp"]),
        figure=None if figure is None else charts.figure_of(figure),
        table=None if table is None else _table_of(table),
        origins=tuple(Origin(**one) for one in kept["origins"]),
        empty=None if empty is None else Empty(**empty),
        details=tuple(map(exhibit_of, kept["details"])),
    )


def _plain_table(table: Table) -> dict[str, object]:
    codes = list(dict.fromkeys(column.code for column in table.columns))
    if _MARK in table.frame and _MARK not in codes:
        codes.append(_MARK)
    return {
        "columns": [asdict(column) for column in table.columns],
        "rows": {code: _plain_values(table.frame[code]) for code in codes},
        "order": codes,
        "count": len(table.frame),
    }


def _plain_values(values: pd.Series) -> dict[str, object]:
    # A category or a moment of a certain zone is held by its values alone: what is shown and exported is the same.
    kind = str(values.dtype)
    held = kind if kind in _KINDS else "object"
    return {"kind": held, "values": [_plain_value(value) for value in values]}


_KINDS = frozenset({"float64", "Float64", "int64", "Int64", "bool", "boolean", "string", "str"})
"""Kinds of columns that come back as what they were; of all others only the values do."""


def _plain_value(value: object) -> object:
    if isinstance(value, _SEVERAL):
        return [_plain_value(one) for one in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, date):
        return {"moment" if isinstance(value, datetime) else "day": value.isoformat()}
    return value.item() if isinstance(value, np.generic) else value


def _table_of(kept: Mapping[str, object]) -> Table:
    columns = {code: _values_of(kept["rows"][code]) for code in kept["order"]}
    if {len(values) for values in columns.values()} != {kept["count"]}:
        raise ValueError(kept["count"])
    frame = pd.DataFrame(columns, index=range(kept["count"]), columns=kept["order"])
    return Table(frame, tuple(Column(**column) for column in kept["columns"]))


def _values_of(kept: Mapping[str, object]) -> object:
    values = [_value_of(value) for value in kept["values"]]
    return pd.Series(values, dtype=kept["kind"])


def _value_of(value: object) -> object:
    if isinstance(value, list):
        return tuple(_value_of(one) for one in value)
    if isinstance(value, Mapping):
        [(kind, text)] = value.items()
        return datetime.fromisoformat(text) if kind == "moment" else date.fromisoformat(text)
    return value
