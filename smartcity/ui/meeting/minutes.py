"""The minutes: notes and decisions at each point, and the action items, for whoever keeps them.

This is another address than the one on the audience's screen, which shows none of it.
"""

from datetime import date

import streamlit as st

from smartcity import intake
from smartcity.access.policy import MINUTE, REPORT
from smartcity.exhibits import meeting as exhibits
from smartcity.intake import DataFolder
from smartcity.office.meetings import LONGEST
from smartcity.records.meetings import ACTION, Action, Meeting, Point
from smartcity.records.tasks import STATUSES
from smartcity.ui.choices import CHOICES, choose
from smartcity.ui.elements import day_form, plain, say
from smartcity.ui.journal import is_signed
from smartcity.ui.kinds import Options
from smartcity.ui.meeting.agenda import draw_kept
from smartcity.ui.meeting.steps import ask_who, change
from smartcity.ui.page import Page
from smartcity.ui.person import asker, may
from smartcity.ui.showing import show
from smartcity.wording import Words

NEW = ""


def draw_minutes(opened: Meeting, page: Page) -> None:
    """Draw the minutes so far, and for who may the form of one point after another."""
    words = page.words
    shown = intake.exhibits_at(DataFolder.chosen(), opened, words.language)
    if may(MINUTE) and opened.points:
        titles = {
            point.code: f"{number}. {exhibits.point_said(point, shown.get(point.code))}"
            for number, point in enumerate(opened.points, start=1)
        }
        options = Options(tuple(titles), opened.points[0].code, titles.__getitem__)
        code = choose("point", options, words("meeting.page.point"), as_list=True)
        point = opened.point(code)
        _draw_walk(opened, point, words)
        _draw_note(opened, point, page)
        if point.shown:
            folded = st.expander(words("meeting.page.look"), key=f"look-{code}", on_change="rerun")
            if folded.open:
                with folded:
                    draw_kept(point, shown.get(code), words)
    known = {code: one for code, one in shown.items() if one is not None}
    show(exhibits.minutes(page.warehouse, opened, known, words), page.selection)


def _draw_walk(opened: Meeting, point: Point, words: Words) -> None:
    """Draw the ways to the point before and after."""
    codes = [one.code for one in opened.points]
    place = codes.index(point.code)
    with st.container(horizontal=True, key="minutes-walk"):
        for step, name in ((-1, "before"), (1, "after")):
            is_there = 0 <= place + step < len(codes)
            to = codes[place + step] if is_there else ""
            st.button(
                words(f"meeting.page.{name}"),
                key=f"minutes-{name}",
                on_click=CHOICES["point"].write,
                args=(to,),
                disabled=not is_there,
            )


def _draw_note(opened: Meeting, point: Point, page: Page) -> None:
    words, key = page.words, f"{opened.code}-{point.code}"
    with st.form(f"minutes-{key}", border=False):
        note = st.text_area(
            words("meeting.column.note"), point.note, max_chars=LONGEST["note"], key=f"note-{key}", height=160
        )
        decisions = st.text_area(
            words("meeting.page.decisions"),
            "\n".join(point.decisions),
            placeholder=words("meeting.page.decisions_hint"),
            key=f"decisions-{key}",
            height=120,
        )
        by = ask_who("note", words)
        is_sent = st.form_submit_button(words("meeting.page.save"), type="primary")
    if not is_sent or not is_signed(by, words("meeting.page.need_by")):
        return
    fields = {
        "note": note.strip() or None,
        "decisions": [" ".join(line.split()) for line in decisions.splitlines() if line.strip()] or None,
    }
    seen = {(point.code, "note"): point.note, (point.code, "decisions"): list(point.decisions)}
    change(opened.code, {point.code: fields}, by, page.warehouse, words, seen)


def draw_actions(opened: Meeting, page: Page) -> None:
    """Draw the action items, and the form for a new one or one that is there."""
    words = page.words
    show(exhibits.actions(page.warehouse, opened, words), page.selection)
    if may(MINUTE):
        names = {
            NEW: words("meeting.page.new_action"),
            **{one.code: f"{one.code} {one.what}" for one in opened.actions},
        }
        code = st.selectbox(
            words("meeting.page.action"), tuple(names), format_func=names.__getitem__, key="meeting-action-code"
        )
        _draw_action(opened, opened.action(code), page)
        return
    own = [one for one in opened.actions if asker().may(REPORT, one.owner)]
    for one in own:
        _draw_status(opened, one, page)


def _draw_action(opened: Meeting, held: Action | None, page: Page) -> None:
    words, key = page.words, f"{opened.code}-{held.code if held else f'new{len(opened.actions)}'}"
    with st.form(f"action-{key}", border=False):
        texts = {
            name: st.text_input(
                words(f"meeting.column.{name}"),
                getattr(held, name, ""),
                max_chars=LONGEST[name],
                autocomplete="off",
                key=f"action-{name}-{key}",
            )
            for name in ("what", "owner", "subject")
        }
        with st.container(horizontal=True, vertical_alignment="bottom"):
            form = day_form(words)
            due = date.fromisoformat(held.due) if held and held.due else None
            day = st.date_input(words("meeting.column.due"), due, format=form, key=f"action-due-{key}", width=180)
            status = _ask_status(held, key, words)
            by = ask_who("action", words)
            is_sent = st.form_submit_button(words("meeting.page.save"), type="primary")
    if not is_sent or not is_signed(by, words("meeting.page.need_by")):
        return
    fields = {name: " ".join(text.split()) for name, text in texts.items()}
    fields |= {"due": "" if day is None else day.isoformat(), "status": status}
    change(opened.code, {held.code if held else ACTION: fields}, by, page.warehouse, words)


def _draw_status(opened: Meeting, held: Action, page: Page) -> None:
    """Let an office say how far its own action item is."""
    words, key = page.words, f"{opened.code}-{held.code}"
    say(held.what)
    with st.form(f"status-{key}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        status = _ask_status(held, key, words)
        by = ask_who(f"status-{key}", words)
        is_sent = st.form_submit_button(words("meeting.page.save"), type="primary")
    if is_sent and is_signed(by, words("meeting.page.need_by")):
        change(opened.code, {held.code: {"status": status}}, by, page.warehouse, words)


def _ask_status(held: Action | None, key: str, words: Words) -> str:
    place = STATUSES.index(held.status) if held else 0
    names = {status: words(f"simulation.status.{status}") for status in STATUSES}
    label = words("meeting.column.status")
    return st.selectbox(label, STATUSES, place, lambda code: plain(names[code]), key=f"action-status-{key}", width=200)
