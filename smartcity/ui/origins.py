"""Asal angka: walk from a score to its parts and on to the cells it was read from."""

import streamlit as st

from smartcity.exhibits.kit import origin as origins
from smartcity.exhibits.kit.exhibit import Exhibit, Origin
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.tables import draw_table
from smartcity.wording import Words


def draw_origins(exhibit: Exhibit, words: Words) -> None:
    """Draw the walk for the scores of *exhibit*: which score, its parts with weights, the next step down, the cells."""
    key = f"walk-{exhibit.key}"
    start = exhibit.origins[0]
    if len(exhibit.origins) > 1:
        start = st.selectbox(
            words("ui.origin.which"), exhibit.origins, format_func=lambda one: one.label, key=f"start-{exhibit.key}"
        )
    walk = st.session_state.get(key, ())
    if not walk or walk[0] != start:
        walk = (start,)
    st.session_state[key] = walk
    view = origins.origin(warehouse(), walk[-1], words)
    _draw_way(walk, key, words)
    st.markdown(f"**{plain(view.title)}**  \n{plain(view.sentence)}")
    if view.is_sample:
        st.badge(words("ui.sample.tag"), color="gray")
    if view.contributions is not None:
        draw_table(view.contributions, words, words("ui.origin.parts_alt", title=view.title))
    if view.children:
        st.selectbox(
            words("ui.origin.deeper"),
            view.children,
            index=None,
            format_func=lambda one: one.label,
            placeholder=words("ui.origin.deeper_hint"),
            key=f"{key}-{len(walk)}",
            on_change=_descend,
            args=(key, f"{key}-{len(walk)}"),
        )
    if len(view.places.frame):
        st.caption(words("ui.origin.places", n=len(view.places.frame)))
        draw_table(view.places, words, words("ui.origin.places_alt", title=view.title))
    if view.sources:
        st.caption(plain(words("ui.caption.source", source="; ".join(view.sources))))


def _draw_way(walk: tuple[Origin, ...], key: str, words: Words) -> None:
    if len(walk) == 1:
        return
    with st.container(horizontal=True, key=f"way-{key}"):
        for depth, one in enumerate(walk[:-1], start=1):
            label = words("ui.origin.back", label=one.label)
            st.button(plain(label), type="tertiary", key=f"{key}-back-{depth}", on_click=_return, args=(key, depth))


def _descend(key: str, chosen: str) -> None:
    child = st.session_state.get(chosen)
    if child is not None:
        st.session_state[key] = (*st.session_state[key], child)


def _return(key: str, depth: int) -> None:
    st.session_state[key] = st.session_state[key][:depth]
