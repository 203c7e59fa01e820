"""Rows on the page: numbers spelled in the page's language and set to the right, labels as people read them."""

import html
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from smartcity.charts import theme
from smartcity.exhibits.kit.exhibit import Table
from smartcity.exhibits.kit.memory import kept_with
from smartcity.exhibits.kit.spelling import RIGHT, speller
from smartcity.ui.elements import plain
from smartcity.wording import Words

LONGEST = 40
"""More rows than this are drawn in a box that scrolls and sorts."""

PRINTED = 500
"""So many rows of a long table go on paper; a longer one is drawn as Streamlit does, which makes only what is seen."""

_BOX_HEIGHT = 520
_SCRIPT, _STYLE = (Path(__file__).parent / name for name in ("rows.js", "rows.css"))
_MARK = "is_home"
"""The column of a frame that says which row is ours; it is marked where it stands among others."""


def draw_table(table: Table, words: Words, alt: str, key: str) -> None:
    """Draw *table*: as a plain table that prints and reads well, or when it is long as a box that scrolls and sorts."""
    count = len(table.frame)
    if count <= LONGEST:
        st.table(styled(table, words, plain), border="horizontal", hide_index=True, alt=alt)
    elif count <= PRINTED:
        rows = kept_with(table, words.language, lambda: spelled(table, words))
        _rows()(data={**rows, "alt": alt}, key=f"rows-{key}")
    else:
        st.dataframe(styled(table, words), hide_index=True, height=_BOX_HEIGHT, alt=alt, placeholder=words.number(None))
        st.html(on_paper(table, words))


@cache
def _rows() -> object:
    style = f".box {{ --site-muted: {theme().muted}; }}\n{_STYLE.read_text('utf-8')}"
    box = '<div class="box" tabindex="0" role="region"></div>'
    return st.components.v2.component("rows", html=box, css=style, js=_SCRIPT.read_text("utf-8"))


def spelled(table: Table, words: Words) -> dict[str, object]:
    """Return what a long table says: each column's label, texts and where it holds numbers these, and the marked rows.

    A column is sorted by its numbers; a missing one is None.
    """
    columns = []
    for column in table.columns:
        values = table.frame[column.code]
        spell = speller(column, words)
        numbers = pd.to_numeric(values, errors="coerce") if column.kind in RIGHT else None
        columns.append({
            "label": column.label,
            "texts": [spell(value) for value in (values if numbers is None else numbers)],
            "values": numbers if numbers is None else [None if pd.isna(one) else float(one) for one in numbers],
        })  # fmt: skip
    marked = table.frame[_MARK].eq(True).to_numpy() if _MARK in table.frame else np.zeros(0, bool)
    rows = [] if marked.all() else np.flatnonzero(marked).tolist()
    return {"columns": columns, "marked": rows, "language": words.language}


def on_paper(table: Table, words: Words) -> str:
    """Write a long table for print, where no box scrolls: its first rows, and how many more the download has."""
    first, rest = table.frame.iloc[:PRINTED], len(table.frame) - PRINTED
    rows = styled(Table(first, table.columns), words, html.escape).hide(axis="index").to_html()
    more = f"<p>{html.escape(words('ui.table.more', n=rest))}</p>" if rest > 0 else ""
    return f'<div class="on-paper">{rows}{more}</div>'


def styled(table: Table, words: Words, escape: Callable[[str], str] = str) -> Styler:
    """Return the rows under their labels with every value spelled; *escape* is applied to what people wrote.

    Numbers stay numbers underneath, so that they stand to the right and sort by size.
    """
    columns, spellings = {}, {}
    for column in table.columns:
        label, values = escape(column.label), table.frame[column.code]
        if column.kind in RIGHT:
            columns[label], spellings[label] = pd.to_numeric(values, errors="coerce").to_numpy(), speller(column, words)
        else:
            columns[label] = [escape(speller(column, words)(value)) for value in values]
    frame = pd.DataFrame(columns, index=range(len(table.frame)))
    return frame.style.format(spellings)
