"""The walk through an FGD: one innovation after another, dimension by dimension, large, with a place for its notes."""

import streamlit as st

from smartcity.answers.innovations import Innovation
from smartcity.exhibits import innovations
from smartcity.exhibits.innovations.looked import Looked
from smartcity.exhibits.innovations.turnout import has_reported
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.ui.choices import CHOICES
from smartcity.ui.elements import plain, remark
from smartcity.ui.innovations.agree import draw_agree
from smartcity.ui.innovations.form import draw_form
from smartcity.ui.page import Page
from smartcity.ui.showing import show_beside
from smartcity.wording import Words

WALK = "fgd"
"""The section of the page that is the walk."""


def draw_walk(page: Page) -> None:
    """Draw the innovation that is spoken of, its place among all of the list, and the way to the next and the last."""
    page.choose("year", "reported_list", "since")
    looked, words = innovations.looked_at(*page.question), page.words
    if looked is None or not looked.listed:
        page.show(innovations.turnout)
        return
    own = looked.listed
    place = next((number for number, one in enumerate(own) if one.key == page.selection.innovation), 0)
    one = own[place]
    with st.container(key="fgd-walk"):
        _draw_way(own, place, words)
        remark(_place_said(one, place, looked, words))
        exhibits = [innovations.card_of(one, looked)]
        if one.state is not None and one.state.report.risks:
            exhibits.append(innovations.risks_of(one, looked))
        show_beside(exhibits, page.selection)
    for note in reversed(one.notes):
        remark(words("innovations.page.noted", text=note.text, at=note.at, by=note.by))
    draw_form(one, page, is_brief=True)
    draw_agree(one, page)


def _draw_way(own: tuple[Innovation, ...], place: int, words: Words) -> None:
    """Draw the buttons back and on, which the arrow keys press, too."""
    with st.container(horizontal=True, key="fgd-way"):
        for step, key, code in ((-1, "Left", "back"), (1, "Right", "on")):
            target = place + step
            is_there = 0 <= target < len(own)
            st.button(
                plain(
                    words(f"innovations.page.{code}", name=own[target].name)
                    if is_there
                    else words(f"innovations.page.{code}_end")
                ),
                key=f"fgd-{code}",
                shortcut=key,
                disabled=not is_there,
                on_click=CHOICES["innovation"].write,
                args=(own[target].key if is_there else None,),
            )


def _place_said(one: Innovation, place: int, looked: Looked, words: Words) -> str:
    """Say where in the list the innovation stands, and how many of its dimension have reported."""
    inside = [other for other in looked.listed if other.dimension == one.dimension]
    return words(
        "innovations.page.place",
        n=place + 1,
        of=len(looked.listed),
        dimension=dimension_name(one.dimension) if one.dimension else words("innovations.page.no_dimension"),
        reported=sum(has_reported(other, looked) for other in inside),
        inside=len(inside),
    )
