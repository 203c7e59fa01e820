"""Records on their way back from a process that worked with foreign bytes: plain values, frames, and named classes.

Whatever the bytes hold, nothing else comes out of them and nothing runs: a class that is not named is refused.
"""

import io
import pickle
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from types import MappingProxyType
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd


def packed(value: object) -> bytes:
    """Write a value."""
    stream = io.BytesIO()
    _Packer(stream, protocol=5).dump(value)
    return stream.getvalue()


def unpacked(content: bytes, classes: Iterable[type]) -> object:
    """Read a value that holds no other objects than those of *classes*.

    Raises:
        ValueError: If it holds others, or is none.
    """
    try:
        return _Opener(content, classes).load()
    except Exception as problem:
        raise ValueError("no such parcel") from problem


class _Packer(pickle.Pickler):
    def reducer_override(self, value: object) -> object:
        if isinstance(value, pd.DataFrame):
            columns = [(name, str(column.dtype), _values(column)) for name, column in value.items()]
            return _frame, (columns, value.index.tolist())
        if isinstance(value, np.generic):
            own = value.item()
            return type(own), (own,)
        if isinstance(value, ZoneInfo):
            return ZoneInfo, (value.key,)
        if isinstance(value, MappingProxyType):
            return dict, (dict(value),)
        return NotImplemented


class _Opener(pickle.Unpickler):
    def __init__(self, content: bytes, classes: Iterable[type]) -> None:
        super().__init__(io.BytesIO(content))
        self._known = {(one.__module__, one.__qualname__): one for one in (*_PLAIN, *classes)}

    def find_class(self, module: str, name: str) -> object:
        return self._known[module, name]


def _values(column: pd.Series) -> bytes | list:
    return column.to_numpy().tobytes() if column.dtype == float else column.tolist()


def _frame(columns: list[tuple[str, str, bytes | list]], index: list) -> pd.DataFrame:
    """Put a frame together again, each column of its own type."""
    is_counted = index == [*range(len(index))]
    rows = pd.RangeIndex(len(index)) if is_counted else pd.Index(index)
    made = {
        name: pd.Series(np.frombuffer(values) if isinstance(values, bytes) else values, rows, dtype=kind)
        for name, kind, values in columns
    }
    return pd.DataFrame(made, index=rows)


_PLAIN = (_frame, dict, float, int, bool, str, date, datetime, time, timedelta, timezone, ZoneInfo)
