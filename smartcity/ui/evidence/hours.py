"""The last hours: how long evidence can still be sent, and when the interview is."""

from datetime import datetime

import streamlit as st

from smartcity import intake
from smartcity.access.policy import GATHER
from smartcity.answers.evidence import interview
from smartcity.exhibits.evidence import left_said
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.office.evidence import Interview
from smartcity.ui.elements import day_form, plain, unfold
from smartcity.ui.journal import is_signed, record
from smartcity.ui.kinds import language
from smartcity.ui.page import Page
from smartcity.ui.person import ask_name, may
from smartcity.ui.person import asker as asking
from smartcity.wording import Words, timezone

_EVERY = 30
"""Seconds after which what is left is said anew."""


def draw_hours(page: Page) -> None:
    """Say how long evidence can still be sent, and let who may say when the interview is."""
    when = (page.selection.year, load_site().track)
    if page.warehouse.methods.get(*when) is None:
        return
    held = interview(page.warehouse, *when)
    if held is not None:
        _draw_left(held)
    if may(GATHER):
        with unfold(page.words("evidence.hours.set"), "evidence-interview"):
            _draw_set(held, when, page)


@st.fragment(run_every=_EVERY)
def _draw_left(held: Interview) -> None:
    words = Words(language())
    st.info(plain(left_said(held, datetime.now(timezone()), words)))


def _draw_set(held: Interview | None, when: tuple[int, str], page: Page) -> None:
    words = page.words
    local = None if held is None else held.at.astimezone(timezone())
    with st.form("evidence-interview-form", border=False):
        with st.container(horizontal=True):
            day = st.date_input(
                words("evidence.hours.day"), local and local.date(), format=day_form(words), key="interview-day"
            )
            at = st.time_input(words("evidence.hours.time"), local and local.time(), key="interview-time", width=140)
        by = ask_name(words("evidence.page.by"), words, "interview-by")
        is_sent = st.form_submit_button(words("evidence.hours.save"), type="primary")
    if not is_sent or not is_signed(by if day and at else "", words("evidence.hours.missing")):
        return
    moment = datetime.combine(day, at, timezone())

    def write() -> object:
        return intake.set_interview(DataFolder.chosen(), when, moment, asking(by), "", page.warehouse)

    record(write, lambda _: words("evidence.hours.saved", at=moment), words("evidence.page.working"), words)
