"""Streamlit's own English texts in the page's language, by a script on the page that also tells the kind of screen."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

from smartcity.ui.links import linked
from smartcity.ui.screen import SCREEN
from smartcity.wording import Words, catalogue

_TRANSLATOR = Path(__file__).parent / "translator.js"
_STREAMLIT, _PARTS, _BUTTONS = "ui.streamlit.", "ui.day_part.", "ui.file_button."
"""Where Streamlit's own texts stand in the catalogues, those of the fields of a day, and of the buttons of a file."""


def translate(language: str) -> None:
    """Swap Streamlit's own English texts as they appear, and name the page's language for screen readers.

    The exhibit that the address was sent for is brought into view when it comes onto the page. The browser answers with
    the kind of its screen. It stands after `st.navigation`: before that, the first run of a server gives whatever it
    draws another name than all runs that follow, and what the browser answered to that name would be lost.
    """
    texts, parts, buttons = (dictionary(language, kind) for kind in (_STREAMLIT, _PARTS, _BUTTONS))
    data = {"lang": language, "texts": texts, "parts": parts, "buttons": buttons, "exhibit": linked()}
    told = _translator()(data=data, key="translator", on_screen_change=lambda: None)
    SCREEN.keep(getattr(told, "screen", None) or SCREEN.get())


@cache
def _translator() -> object:
    return st.components.v2.component("translator", js=_TRANSLATOR.read_text("utf-8"))


@cache
def dictionary(language: str, texts: str = _STREAMLIT) -> Mapping[str, str]:
    """Return Streamlit's *texts* and what they become in *language*; in English, what turns them back."""
    english, indonesian = Words("en"), Words("id")
    pairs = [(english(key), indonesian(key)) for key in catalogue("en") if key.startswith(texts)]
    return dict(pairs) if language == "id" else {theirs: ours for ours, theirs in pairs}
