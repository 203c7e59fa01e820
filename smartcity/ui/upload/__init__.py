"""The desk where files come in: choose, match, check, save, and the history of what came in and went out again."""

import streamlit as st

from smartcity.access.policy import UPLOAD
from smartcity.ui.person import may
from smartcity.ui.upload.check import check
from smartcity.ui.upload.choose import choose
from smartcity.ui.upload.history import draw_history
from smartcity.ui.upload.match import has_match, match
from smartcity.ui.upload.save import save
from smartcity.ui.upload.session import Dump, say_outcome
from smartcity.ui.upload.steps import CHECK, CHOOSE, HISTORY, MATCH, SAVE, draw_steps, style
from smartcity.wording import Words

UNSAID = frozenset({"file.kind_unknown", "file.year_unknown", "file.track_unknown"})
"""What only the lists of the first step can answer."""


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
    dump = choose(words)
    if dump is not None:
        current = _walk(dump, words)
    with place:
        draw_steps(current, words, has_match=dump is not None and has_match(dump))
    draw_history(words)


def _walk(dump: Dump, words: Words) -> str:
    """Draw the steps that a chosen file takes, and return the one it has come to."""
    if has_match(dump):
        match(dump, words)
    check(dump, words)
    save(dump, words)
    if dump.replaces is None or any(finding.code in UNSAID for finding in dump.found.findings):
        return CHOOSE
    if dump.found.is_loadable:
        return SAVE
    return MATCH if any(question.is_needed for question in dump.found.questions) else CHECK
