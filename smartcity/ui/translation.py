"""Streamlit's own English texts in Indonesian, and the page's language for screen readers."""

from functools import cache
from pathlib import Path

import streamlit as st

from smartcity.wording import Words, catalogue

_SCRIPT = Path(__file__).parent / "translator.js"
_PREFIX = "ui.streamlit."


@cache
def _component() -> object:
    return st.components.v2.component("translator", js=_SCRIPT.read_text("utf-8"))


def dictionary(language: str) -> dict[str, str]:
    """Return Streamlit's texts and what they become in *language*; in English, what turns them back."""
    english, indonesian = Words("en"), Words("id")
    pairs = [(english(key), indonesian(key)) for key in catalogue("en") if key.startswith(_PREFIX)]
    return dict(pairs) if language == "id" else {theirs: ours for ours, theirs in pairs}


def translate(language: str) -> None:
    """Watch the page and swap the texts as they appear."""
    _component()(data={"lang": language, "texts": dictionary(language)}, key="translator")
