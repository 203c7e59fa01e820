"""The page: the steps one below the other, which of them the file is at, and the history."""

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from smartcity.access.policy import UPLOAD
from smartcity.ui.journal import say_outcome
from smartcity.ui.person import may
from smartcity.ui.upload.check import check
from smartcity.ui.upload.choose import choose
from smartcity.ui.upload.file import Upload, unsaid
from smartcity.ui.upload.history import draw_history
from smartcity.ui.upload.match import has_match, match
from smartcity.ui.upload.save import save
from smartcity.wording import Words

CHOOSE, MATCH, CHECK, SAVE, HISTORY = "choose", "match", "check", "save", "history"
STEPS = (CHOOSE, MATCH, CHECK, SAVE, HISTORY)
"""In the order they are taken; matching is skipped by a file that leaves nothing open."""


def draw_upload(words: Words) -> None:
    """Draw the steps one below the other; each appears once the one before has what it needs.

    Who may not load files sees what came in and went out, and nothing else.
    """
    st.html(style())
    if not may(UPLOAD):
        st.markdown(words("upload.access.reader"))
        draw_history(words)
        return
    place = st.container()
    current = HISTORY if say_outcome() else CHOOSE
    with st.container():
        upload = choose(words)
        if upload is not None:
            current = _walk(upload, words)
    with place:
        draw_steps(current, words, has_match=upload is not None and has_match(upload))
    draw_history(words)


def _walk(upload: Upload, words: Words) -> str:
    """Draw the steps that a chosen file takes, and return the one it has come to."""
    if has_match(upload):
        match(upload, words)
    check(upload, words)
    save(upload, words)
    if upload.replaces is None or unsaid(upload.inspection):
        return CHOOSE
    if upload.inspection.is_loadable:
        return SAVE
    return MATCH if any(question.is_needed for question in upload.inspection.questions) else CHECK


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
