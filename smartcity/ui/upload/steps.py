"""The stepper: which step the file is at."""

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from smartcity.wording import Words

CHOOSE, CHECK, SAVE, HISTORY = "choose", "check", "save", "history"
STEPS = (CHOOSE, CHECK, SAVE, HISTORY)
"""In the order they are taken; matching will stand between choosing and checking."""


def draw_steps(current: str, words: Words) -> None:
    """Draw all steps with the *current* one marked, in words too for those who cannot see it."""
    place = STEPS.index(current)
    items = []
    for number, step in enumerate(STEPS):
        state = "done" if number < place else "now" if number == place else ""
        spoken = f" <span class='unseen'>({escape(words(f'upload.step.{state}'))})</span>" if state else ""
        mark = " aria-current='step'" if state == "now" else ""
        name = escape(words(f"upload.step.{step}"))
        items.append(f"<li class='{state}'{mark}><b>{number + 1}</b> {name}{spoken}</li>")
    label = escape(words("upload.step.label"), quote=True)
    st.html(f"<style>{_style()}</style>")
    st.html(f"<ol class='steps' aria-label='{label}'>{''.join(items)}</ol>")


@cache
def _style() -> str:
    return (Path(__file__).parent / "upload.css").read_text("utf-8")
