"""Frames with the columns and types of a table of the warehouse, and as it takes them in."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa

from smartcity.warehouse.schema import SCHEMA


def frame_of(table: str, rows: list[dict]) -> pd.DataFrame:
    """Make the frame of a table of its *rows*; a column that a row does not have is missing there."""
    return _made(table, rows) if rows else _empty(table).copy(deep=False)


@cache
def _empty(table: str) -> pd.DataFrame:
    return _made(table, [])


def _made(table: str, rows: list[dict]) -> pd.DataFrame:
    columns = {name: pd.array([row.get(name) for row in rows], dtype=dtype) for name, dtype in dtypes(table).items()}
    return pd.DataFrame(columns)


def cast(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame the columns and types of its table; a column of categories is one of texts already.

    Column by column: a frame that is told all its types at once is taken apart and put together again.
    """
    given, missing, columns = dict(frame.items()), {}, {}
    for name, dtype in dtypes(table).items():
        own = given.get(name)
        if own is None:
            if dtype not in missing:
                missing[dtype] = pd.array([None] * len(frame), dtype=dtype)
            columns[name] = missing[dtype].copy()
        else:
            columns[name] = own if own.dtype in (dtype, "category") else own.astype(dtype)
    return pd.DataFrame(columns, index=frame.index, copy=False)


def arrow_of(frame: pd.DataFrame) -> pa.Table:
    """Give the columns of *frame* as Arrow, without what else pandas would have it remember."""
    return pa.table({name: pa.array(_values(column), from_pandas=True) for name, column in frame.items()})


def _values(column: pd.Series) -> np.ndarray | pd.api.extensions.ExtensionArray:
    """Give what a column holds as Arrow takes it the quickest."""
    return column.to_numpy() if isinstance(column.dtype, np.dtype) else column.array


@cache
def dtypes(table: str) -> Mapping[str, object]:
    """List the columns of a table with their types."""
    return {name: pd.api.types.pandas_dtype(dtype) for name, dtype in SCHEMA[table].items()}
