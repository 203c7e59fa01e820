"""The desk where files come in: choose, check, save, and the history of what came in and went out again."""

import streamlit as st

from smartcity.ui.upload.check import check
from smartcity.ui.upload.choose import choose
from smartcity.ui.upload.history import draw_history
from smartcity.ui.upload.save import save
from smartcity.ui.upload.session import say_outcome
from smartcity.ui.upload.steps import CHECK, CHOOSE, HISTORY, SAVE, draw_steps
from smartcity.wording import Words


def draw_upload(words: Words) -> None:
    """Draw the steps one below the other; each appears once the one before has what it needs.

    The matching of unknown headers and values will be a step of its own between choosing and checking.
    """
    place = st.container()
    current = HISTORY if say_outcome() else CHOOSE
    dump = choose(words)
    if dump is not None:
        check(dump, words)
        save(dump, words)
        current = SAVE if dump.found.is_loadable else CHECK
    with place:
        draw_steps(current, words)
    draw_history(words)
