"""What a composite has to say besides its values: what was imputed, pulled in, clamped, constant or zero."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

CONSTANT, NO_VALUES, EMPTY_UNIT, IMPUTED = "constant", "no_values", "empty_unit", "imputed"
WINSORISED, BEYOND_LIMITS, CLAMPED, ZERO = "winsorised", "beyond_limits", "clamped", "zero"
CODES = (NO_VALUES, EMPTY_UNIT, WINSORISED, BEYOND_LIMITS, IMPUTED, CONSTANT, CLAMPED, ZERO)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know, by code: of which indicator or group, which unit, which year.

    *unit* is empty when it holds for all; *year* is None when it holds for all years together.
    """

    code: str
    node: str = ""
    unit: str = ""
    year: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Noted:
    """The values that a step made, one column per indicator, and what there was to say of them."""

    values: pd.DataFrame
    notes: tuple[Note, ...]


def of_cells(code: str, places: pd.DataFrame, cells: pd.DataFrame, **values: pd.DataFrame) -> Iterator[Note]:
    """Note every cell of a true/false frame, with what other frames of the same shape hold there.

    *places* has `unit, year` for each row of *cells*; a column of *cells* is a node.
    """
    units, years = places["unit"].to_numpy(), places["year"].to_numpy()
    shown = {name: frame.to_numpy() for name, frame in values.items()}
    for row, column in np.argwhere(cells.to_numpy(bool)):
        there = {name: float(frame[row, column]) for name, frame in shown.items()}
        yield Note(code, cells.columns[column], str(units[row]), int(years[row]), there)
