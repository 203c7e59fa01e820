"""Rows on the page: numbers spelled in the page's language and set to the right, labels as people read them."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from smartcity.exhibits.exhibit import DATE, INTEGER, RANK, SCORE, SHARE, SIGNED, Column, Table
from smartcity.ui.plain import plain
from smartcity.wording import Words

LONGEST = 40
"""More rows than this are drawn in a box that scrolls, sorts and searches."""

_BOX_HEIGHT = 520
_SEVERAL = (list, tuple, set, frozenset)
_RIGHT = frozenset({INTEGER, SCORE, SIGNED, SHARE, RANK})


def draw_table(table: Table, words: Words, alt: str) -> None:
    """Draw *table*: as a plain table that prints and reads well, or when it is long as a box that scrolls and sorts."""
    if len(table.frame) > LONGEST:
        _draw_box(table, words, alt)
    else:
        _draw_plain(table, words, alt)


def spelled(table: Table, words: Words) -> pd.DataFrame:
    """Return the rows as they are read: every value a text, every column under its label."""
    return pd.DataFrame(
        {
            column.label: [speller(column, words)(value) for value in table.frame[column.code]]
            for column in table.columns
        },
        dtype=object,
    )


def speller(column: Column, words: Words) -> Callable[[object], str]:
    """Return what spells the values of *column*; a missing value is a dash, never a zero."""
    spell = _spelling(column, words)
    return lambda value: spell(value if isinstance(value, _SEVERAL) or not pd.isna(value) else None)


def _spelling(column: Column, words: Words) -> Callable[[object], str]:
    match column.kind:
        case "integer" | "rank":
            return words.number
        case "score":
            return partial(words.number, decimals=column.decimals)
        case "signed":
            return partial(words.number, decimals=column.decimals, sign=True)
        case "share":
            return partial(words.percent, decimals=column.decimals)
        case "date":
            return words.date
        case _:
            return partial(_text, words=words)


def _text(value: object, words: Words) -> str:
    if isinstance(value, _SEVERAL):
        return words.join(value) if value else words.number(None)
    return words.number(None) if value in (None, "") else str(value)


def _draw_plain(table: Table, words: Words, alt: str) -> None:
    texts = spelled(table, words)
    right = [column.label for column in table.columns if column.kind in _RIGHT]
    texts = texts.map(plain).rename(columns=plain)
    style = texts.style.set_properties(subset=[plain(label) for label in right], **{"text-align": "right"})
    st.table(style, border="horizontal", hide_index=True, alt=alt)


def _draw_box(table: Table, words: Words, alt: str) -> None:
    """Keep numbers numbers, so that sorting by a header sorts them as such, and only spell them differently."""
    frame = table.frame[[column.code for column in table.columns]]
    kinds = {column.label: column for column in table.columns}
    frame.columns = list(kinds)
    for label, column in kinds.items():
        if column.kind not in _RIGHT and column.kind != DATE:
            frame = frame.assign(**{label: [speller(column, words)(value) for value in frame[label]]})
    style = frame.style.format({label: speller(column, words) for label, column in kinds.items()})
    st.dataframe(style, hide_index=True, height=_BOX_HEIGHT, alt=alt)
