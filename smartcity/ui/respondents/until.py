"""The day by which a survey is to be full: what it takes from today on."""

from datetime import datetime

import streamlit as st

from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.counts import pace
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.wording import Words, timezone


def say_pace(selection: Selection, words: Words) -> None:
    """Say how many people a day it takes to be full by the day that was set, counted from today."""
    said = pace(warehouse(), selection, words, datetime.now(timezone()).date())
    if said:
        st.markdown(plain(said))
