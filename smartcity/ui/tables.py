"""Rows on the page: numbers spelled in the page's language and set to the right, labels as people read them."""

import html
from collections.abc import Callable

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from smartcity.exhibits.kit.exhibit import Table
from smartcity.exhibits.kit.spelling import RIGHT, speller
from smartcity.ui.elements import plain
from smartcity.wording import Words

LONGEST = 40
"""More rows than this are drawn in a box that scrolls, sorts and searches."""

PRINTED = 500
"""So many rows of a long table go on paper."""

_BOX_HEIGHT = 520


def draw_table(table: Table, words: Words, alt: str) -> None:
    """Draw *table*: as a plain table that prints and reads well, or when it is long as a box that scrolls and sorts."""
    if len(table.frame) > LONGEST:
        st.dataframe(styled(table, words), hide_index=True, height=_BOX_HEIGHT, alt=alt, placeholder=words.number(None))
        st.html(on_paper(table, words))
    else:
        st.table(styled(table, words, plain), border="horizontal", hide_index=True, alt=alt)


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
