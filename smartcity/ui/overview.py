"""Ikhtisar's own forms: the first sentence, the row of figures at a glance, and what needs a look."""

from collections.abc import Sequence

import streamlit as st

from smartcity.exhibits.overview.attention import Notice
from smartcity.exhibits.overview.standing import Card, Headline
from smartcity.ui.elements import plain
from smartcity.ui.frame import page_of
from smartcity.ui.samples import raise_banner
from smartcity.wording import Words

_NARROWEST = 150
"""Width in pixels below which a card goes to the next row; two fit side by side on a phone."""

_ARROWS = {"+": "up", "−": "down", "-": "down"}


def headline(first: Headline) -> None:
    """Draw the sentence that the page is about."""
    with st.container(key="headline"):
        st.header(plain(first.text), anchor=False)


def cards(shown: Sequence[Card], words: Words) -> None:
    """Draw figures side by side, wrapping to two in a row on a phone."""
    if any(card.is_sample for card in shown):
        raise_banner()
    with st.container(key="cards"):
        grid = st.grid(len(shown), min_column_width=_NARROWEST, border=True)
    for card in shown:
        with grid.cell():
            st.metric(
                plain(card.label),
                plain(card.value),
                plain(card.delta) or None,
                delta_color="off",
                delta_arrow=_ARROWS.get(card.delta[:1], "off"),
            )
            if card.caption:
                st.caption(plain(card.caption))
            if card.is_sample:
                st.badge(words("ui.sample.tag"), color="gray")


def attention(notices: Sequence[Notice], words: Words) -> None:
    """List what needs a look, each with a link to the page that shows it."""
    with st.container(key="attention"):
        st.header(words("overview.attention_title"), anchor=False)
        if not notices:
            st.markdown(words("overview.attention_none"))
        for notice in notices:
            page = page_of(notice.page)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(notice.text))
                if page is not None:
                    st.page_link(page, label=words("ui.attention.see", page=page.title))
