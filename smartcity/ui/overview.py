"""Ikhtisar's own forms: the first sentence, the row of figures at a glance, and what needs a look."""

from collections.abc import Sequence

import streamlit as st

from smartcity.exhibits.kit.exhibit import Origin
from smartcity.exhibits.overview.attention import Notice
from smartcity.exhibits.overview.standing import Card, Headline
from smartcity.ui.elements import plain, press
from smartcity.ui.frame import guard, lead_on, page_of
from smartcity.ui.memory import Memory
from smartcity.ui.samples import raise_banner
from smartcity.ui.showing import draw_origins
from smartcity.wording import Words

_NARROWEST = 150
"""Width in pixels below which a card goes to the next row; two fit side by side on a phone."""

HEADLINE, CARD = "headline", "card-"

_OPEN: Memory[str | None] = Memory("figure whose origin is open")

_ARROWS = {"+": "up", "−": "down", "-": "down"}


def headline(first: Headline, words: Words) -> None:
    """Draw the sentence that the page is about, the way to its cells, and to the page that it sends to."""
    with st.container(key="headline"):
        st.header(plain(first.text), anchor=False)
        lead_on(first.text, words)
        if first.origins:
            _draw_origin(HEADLINE, first.origins, words)


@st.fragment
def _draw_origin(name: str, origins: Sequence[Origin], words: Words) -> None:
    """Draw the button that opens where a figure is from, and that; a fragment, so that a click redraws nothing else."""
    with guard(words):
        _press_origin(name, words)
        if _OPEN.get() == name:
            draw_origins(name, origins, words)


def _press_origin(name: str, words: Words) -> None:
    """Draw the button that opens the origin of what is called *name*, or closes it again."""
    press(words("ui.action.origin"), f"origin-{name}", _turn, name, type="tertiary")


def _turn(name: str) -> None:
    _OPEN.keep(None if _OPEN.get() == name else name)


def cards(shown: Sequence[Card], words: Words) -> None:
    """Draw figures side by side, wrapping to two in a row on a phone; a press on one opens its cells."""
    if any(card.is_sample for card in shown):
        raise_banner()
    _draw_cards(shown, words)


@st.fragment
def _draw_cards(shown: Sequence[Card], words: Words) -> None:
    with st.container(key="cards"):
        grid = st.grid(len(shown), min_column_width=_NARROWEST, border=True)
    for place, card in enumerate(shown):
        with grid.cell():
            _draw_card(card, f"{CARD}{place}", words)
    opened = {f"{CARD}{place}": card for place, card in enumerate(shown) if card.origins}.get(_OPEN.get())
    if opened is not None:
        with guard(words), st.container(border=True, key="card-origin"):
            draw_origins(_OPEN.get(), opened.origins, words)


def _draw_card(card: Card, name: str, words: Words) -> None:
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
    page = page_of(card.page)
    if card.origins:
        _press_origin(name, words)
    elif page is not None:
        st.page_link(page, label=words("ui.attention.see", page=page.title))


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
