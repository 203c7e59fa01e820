"""The stepper: which step the file is at."""

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from smartcity.wording import Words

CHOOSE, MATCH, CHECK, SAVE, HISTORY = "choose", "match", "check", "save", "history"
STEPS = (CHOOSE, MATCH, CHECK, SAVE, HISTORY)
"""In the order they are taken; matching is skipped by a file that leaves nothing open."""


def draw_steps(current: str, words: Words, *, has_match: bool) -> None:
    """Draw the steps with the *current* one marked, in words too for those who cannot see it."""
    steps = [step for step in STEPS if has_match or step != MATCH]
    place = steps.index(current)
    items = []
    for number, step in enumerate(steps):
        state = "done" if number < place else "now" if number == place else ""
        spoken = f" <span class='unseen'>({escape(words(f'upload.step.{state}'))})</span>" if state else ""
        mark = " aria-current='step'" if state == "now" else ""
        name = escape(words(f"upload.step.{step}"))
        items.append(f"<li class='{state}'{mark}><b>{number + 1}</b> {name}{spoken}</li>")
    label = escape(words("upload.step.label"), quote=True)
    st.html(f"<ol class='steps' aria-label='{label}'>{''.join(items)}</ol>")


@cache
def style() -> str:
    """Return the desk's own style sheet as an element."""
    return f"<style>{(Path(__file__).parent / 'upload.css').read_text('utf-8')}</style>"
