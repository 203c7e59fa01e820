"""The agenda of a meeting: its points in order, a further one in words, and the start that freezes what is shown."""

from collections.abc import Mapping

import streamlit as st

from smartcity import intake
from smartcity.access.policy import ARRANGE
from smartcity.exhibits import agenda
from smartcity.exhibits import meeting as exhibits
from smartcity.exhibits.agenda import selection_of
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.intake import DataFolder, clock
from smartcity.office.meetings import LONGEST
from smartcity.records.meetings import GONE, ITSELF, POINT, Meeting, Point
from smartcity.ui.elements import plain, refuse, remark, say
from smartcity.ui.journal import is_signed
from smartcity.ui.meeting.steps import ask_who, change, put_down
from smartcity.ui.page import Page
from smartcity.ui.person import NAME, asker, may, person
from smartcity.ui.showing import show_as_kept
from smartcity.wording import Words


def draw_agenda(opened: Meeting, page: Page) -> None:
    """Draw each point with what it shows, and for who may arrange it the ways to change it."""
    words = page.words
    shown = intake.exhibits_at(DataFolder.chosen(), opened, words.language)
    if not opened.points:
        say(words("meeting.minutes.none"))
        remark(words("meeting.minutes.empty_step"))
    for number, point in enumerate(opened.points, start=1):
        _draw_point(opened, number, point, shown, page)
    if not may(ARRANGE):
        return
    _draw_topic(opened, page)
    if not opened.has_begun:
        _draw_start(opened, page)


def _draw_point(opened: Meeting, number: int, point: Point, shown: Mapping[str, Exhibit | None], page: Page) -> None:
    words, exhibit = page.words, shown.get(point.code)
    title = f"{number}. {exhibits.point_said(point, exhibit)}"
    if point.shown:
        folded = st.expander(plain(title), key=f"point-{point.code}", on_change="rerun")
        if folded.open:
            with folded:
                draw_kept(point, exhibit, words)
    else:
        say(title)
    if may(ARRANGE) and not opened.has_begun:
        _draw_order(opened, number, point, page)


def draw_kept(point: Point, exhibit: Exhibit | None, words: Words) -> None:
    """Draw the exhibit of a point as it was kept, or say that its copy is lost."""
    if exhibit is None:
        refuse(words("meeting.lost", point=point.code))
    else:
        show_as_kept(exhibit, selection_of(point, words.language), point.code)


def _draw_order(opened: Meeting, number: int, point: Point, page: Page) -> None:
    """Draw the ways to move a point and to take it off."""
    words, codes = page.words, [one.code for one in opened.points]
    with st.container(horizontal=True, key=f"order-{point.code}"):
        for step, name, is_possible in ((-1, "up", number > 1), (1, "down", number < len(codes)), (0, "remove", True)):
            label = words(f"meeting.page.{name}")
            hint = f"{label}: {number}"
            pressed = st.button(label, key=f"{name}-{point.code}", type="tertiary", disabled=not is_possible, help=hint)
            if not pressed:
                continue
            by = person().name or NAME.get()
            if not is_signed(by, words("meeting.page.need_by_above")):
                continue
            if step == 0:
                change(opened.code, {point.code: {GONE: True}}, by, page.warehouse, words)
            else:
                order = moved(codes, number - 1, step)
                change(opened.code, {ITSELF: {"order": order}}, by, page.warehouse, words)


def moved(codes: list[str], place: int, step: int) -> list[str]:
    """Return *codes* with the one at *place* moved by a *step*."""
    order = list(codes)
    order.insert(place + step, order.pop(place))
    return order


def _draw_topic(opened: Meeting, page: Page) -> None:
    words = page.words
    remark(words("meeting.page.agenda_hint"))
    form = st.form("meeting-topic", border=False, clear_on_submit=True)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        label = words("meeting.page.topic")
        topic = st.text_input(label, max_chars=LONGEST["topic"], autocomplete="off", key="meeting-topic-text")
        by = ask_who("topic", words)
        is_sent = st.form_submit_button(words("meeting.page.add_topic"))
    topic = " ".join(topic.split())
    if is_sent and is_signed(by, words("meeting.page.need_by")):
        change(opened.code, {POINT: {"topic": topic}}, by, page.warehouse, words)


def _draw_start(opened: Meeting, page: Page) -> None:
    words = page.words
    with st.container(border=True, key="meeting-start"):
        say(words("meeting.page.start_hint"))
        with st.form("meeting-start-form", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            by = ask_who("start", words)
            is_sent = st.form_submit_button(words("meeting.page.start"), type="primary")
        if not is_sent or not is_signed(by, words("meeting.page.need_by")):
            return

        def write() -> object:
            shown, owed = agenda.at_start(page.warehouse, opened, clock.today())
            return intake.start_meeting(DataFolder.chosen(), opened.code, shown, owed, asker(by), page.warehouse)

        put_down(write, words("meeting.page.started"), words)
