"""Plotly's properties as they are drawn: one value for each mark, colours, strokes."""

from base64 import b64decode
from collections.abc import Sequence

import numpy as np

NOTHING = "rgba(0,0,0,0)"
"""Plotly's colour of what is not filled."""


def held(figure: object) -> dict:
    """Give the data and layout of plotly's *figure* as it holds them: to be read and not changed.

    Its `to_plotly_json` copies every value first and looks for columns to pack, which takes longer than to draw them.
    """
    return {"data": figure._data, "layout": figure._layout}


def unpacked(value: object) -> object:
    """Give plotly's plain properties with the columns of numbers that it packs into bytes as columns again."""
    if isinstance(value, dict):
        if value.keys() == {"dtype", "bdata"}:
            return np.frombuffer(b64decode(value["bdata"]), value["dtype"])
        return {name: unpacked(one) for name, one in value.items()}
    return [unpacked(one) for one in value] if isinstance(value, list) else value


def each(value: object, count: int) -> Sequence[object]:
    """Give *value* for each of *count* marks: as it is where it is a column, repeated where it is one value."""
    is_one = value is None or isinstance(value, str) or not hasattr(value, "__len__")
    return [value] * count if is_one else value


def fill(colour: str) -> str:
    """Spell the attribute that fills with *colour*; what is filled with nothing can still be pointed at."""
    return 'fill="#FFFFFF" fill-opacity="0"' if colour == NOTHING else f'fill="{colour}"'


def stroke(colour: str | None, width: float) -> str:
    """Spell the attributes of an edge of *width* px; none where there is no edge."""
    return f' stroke="{colour}" stroke-width="{width:g}"' if colour and width else ""
