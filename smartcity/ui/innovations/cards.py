"""The innovations of a year as cards, dimension by dimension: each says what matters and opens its own."""

from itertools import groupby

import streamlit as st

from smartcity.answers.innovations import Innovation
from smartcity.exhibits import innovations
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.ui.choices import CHOICES
from smartcity.ui.elements import plain, press
from smartcity.ui.page import Page
from smartcity.ui.screen import is_phone
from smartcity.wording import Words

_ACROSS = 3


def draw_cards(page: Page) -> None:
    """Draw a small card for each innovation looked at."""
    looked, words = innovations.looked_at(*page.question), page.words
    if looked is None:
        return
    for dimension, own in groupby(looked.own, key=lambda one: one.dimension):
        heading = dimension_name(dimension) if dimension else words("innovations.page.no_dimension")
        st.markdown(f"**{plain(heading)}**")
        columns = st.columns(1 if is_phone() else _ACROSS)
        for place, one in enumerate(own):
            with columns[place % len(columns)], st.container(border=True, key=f"innovation-{one.key}"):
                st.markdown(f"**{plain(one.name)}**  \n{plain(gist_said(one, words))}")
                press(words("innovations.page.open"), f"open-{one.key}", CHOICES["innovation"].write, one.key)


def gist_said(one: Innovation, words: Words) -> str:
    """Say of an innovation its stage, owner, whether it is a quick win, and whether it was reported on."""
    report = one.state.report if one.state else None
    return " · ".join(
        filter(
            None,
            (
                innovations.stage_said(one, words),
                one.owner or words("innovations.card.no_owner"),
                words("innovations.page.quick_win") if report and report.is_quick_win else "",
                words(f"innovations.page.{'reported' if one.is_reported else 'missing'}", year=one.year),
            ),
        )
    )
