"""The page: which meetings there are, a new one, and the parts of the one that is open."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from smartcity import intake
from smartcity.access.policy import ARRANGE
from smartcity.answers.meetings import meeting as meeting_of
from smartcity.answers.meetings import meetings
from smartcity.exhibits import meeting as exhibits
from smartcity.export.papers import FORMATS, PaperFormat, composed
from smartcity.intake import DataFolder, clock
from smartcity.office.meetings import LONGEST
from smartcity.records.meetings import ITSELF, MEETING_KINDS, Meeting
from smartcity.ui.choices import CHOICES, choose
from smartcity.ui.elements import day_form, plain, remark, unfold
from smartcity.ui.files import offer
from smartcity.ui.journal import is_signed, say_outcome
from smartcity.ui.kinds import Options
from smartcity.ui.meeting.agenda import draw_agenda
from smartcity.ui.meeting.minutes import draw_actions, draw_minutes
from smartcity.ui.meeting.steps import ask_who, change, put_down
from smartcity.ui.page import Page
from smartcity.ui.papers import remark_letterhead, written
from smartcity.ui.person import asker, may
from smartcity.wording import DEFAULT_LANGUAGE, Words

NONE = ""
AGENDA, MINUTES, ACTIONS, DETAILS = "acara", "notulen", "tindakan", "rincian"
BETWEEN = ";"
"""What stands between a role and an institution where participants are typed."""


def draw_meetings(page: Page) -> None:
    """Draw the list of meetings, or the one that the address names."""
    words = page.words
    say_outcome()
    found = exhibits.meetings_said(meetings(page.warehouse), words)
    code = NONE
    if found:
        names = {NONE: words("meeting.page.all"), **found}
        options = Options(tuple(names), NONE, names.__getitem__)
        code = choose("meeting", options, words("meeting.page.which"), as_list=True)
    opened = meeting_of(page.warehouse, code) if code else None
    if opened is None:
        page.draw()
        if may(ARRANGE):
            _draw_new(page)
        return
    _draw_meeting(opened, page)


def _draw_meeting(opened: Meeting, page: Page) -> None:
    words = page.words
    st.subheader(plain(exhibits.meeting_said(opened, words)), anchor=False)
    remark(state_said(opened, words))
    address = {"rapat": opened.code} | ({"bahasa": words.language} if words.language != DEFAULT_LANGUAGE else {})
    with st.container(horizontal=True, key="meeting-ways"):
        if opened.points:
            st.link_button(words("meeting.page.present"), f"layar?{urlencode(address)}")
            for suffix, form in FORMATS.items():
                label, key = words(f"meeting.page.paper_{suffix}"), f"meeting-paper-{suffix}"
                name = f"{opened.date}-{opened.kind.replace('_', '-')}.{suffix}"
                offer(label, partial(_paper, opened, form, page), name, form.mime, key)
    remark_letterhead(words)
    match page.section(AGENDA, MINUTES, ACTIONS, *([DETAILS] if may(ARRANGE) else [])):
        case "acara":
            draw_agenda(opened, page)
        case "notulen":
            draw_minutes(opened, page)
        case "tindakan":
            draw_actions(opened, page)
        case _:
            _draw_details(opened, page)


def _paper(opened: Meeting, form: PaperFormat, page: Page) -> bytes:
    """Write what the meeting looked at, with its minutes and action items."""
    words = page.words
    shown = intake.exhibits_at(DataFolder.chosen(), opened, words.language)
    return written(form, composed.of_meeting(page.warehouse, opened, shown, words), words)


def state_said(opened: Meeting, words: Words) -> str:
    """Say where it is, who takes part, and whether it has begun: as of when its figures are."""
    people = words.join(f"{role} ({institution})" for role, institution in opened.people) if opened.people else ""
    if opened.has_begun:
        state = words("meeting.page.begun", at=opened.started_at, by=opened.started_by)
    else:
        state = words("meeting.page.planned")
    parts = (state, words("meeting.page.at", venue=opened.venue) if opened.venue else "", people)
    return " · ".join(filter(None, parts))


def _draw_new(page: Page) -> None:
    words = page.words
    st.markdown(f"**{plain(words('meeting.page.new'))}**")
    with st.form("meeting-new", border=False):
        today = clock.today()
        details, year = _ask_details("new", {"date": today.isoformat()}, words, today.year)
        by = ask_who("new", words)
        is_sent = st.form_submit_button(words("meeting.page.make"), type="primary")
    if not is_sent or not is_signed(by, words("meeting.page.need_by")):
        return

    def write() -> object:
        line = intake.arrange_meeting(DataFolder.chosen(), year, details, asker(by), page.warehouse)
        CHOICES["meeting"].write(line.id)
        return line

    put_down(write, words("meeting.page.made"), words)


def _ask_details(key: str, held: Mapping[str, object], words: Words, year: int | None) -> tuple[dict, int]:
    """Draw the fields of a meeting; of a new one also the year of the evaluation."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kinds = {kind: words(f"meeting.kind.{kind}") for kind in MEETING_KINDS}
        place = MEETING_KINDS.index(held["kind"]) if held.get("kind") in MEETING_KINDS else 0
        kind = st.selectbox(
            words("meeting.column.kind"), MEETING_KINDS, place, kinds.__getitem__, key=f"meeting-{key}-kind", width=220
        )
        form = day_form(words)
        day = st.date_input(
            words("meeting.column.date"),
            date.fromisoformat(str(held["date"])),
            format=form,
            key=f"meeting-{key}-date",
            width=160,
        )
        if year is not None:
            year = st.number_input(words("meeting.page.year"), value=year, step=1, key=f"meeting-{key}-year", width=140)
    texts = {
        name: st.text_input(
            words(f"meeting.column.{name}"),
            str(held.get(name) or ""),
            max_chars=LONGEST[name],
            autocomplete="off",
            key=f"meeting-{key}-{name}",
        )
        for name in ("title", "venue")
    }
    typed = st.text_area(
        words("meeting.page.people"),
        "\n".join(f"{role}{BETWEEN} {institution}" for role, institution in held.get("people", ())),
        placeholder=words("meeting.page.people_hint"),
        key=f"meeting-{key}-people",
    )
    people = [
        [part.strip() for part in (*line.split(BETWEEN, 1), "")[:2]] for line in typed.splitlines() if line.strip()
    ]
    plain_texts = {name: " ".join(text.split()) for name, text in texts.items()}
    return {"kind": kind, "date": day.isoformat(), **plain_texts, "people": people}, int(year or 0)


def _draw_details(opened: Meeting, page: Page) -> None:
    words = page.words
    held = {name: getattr(opened, name) for name in ("kind", "date", "title", "venue", "people")}
    with st.form("meeting-details", border=False):
        details, _ = _ask_details("details", held, words, None)
        by = ask_who("details", words)
        is_sent = st.form_submit_button(words("meeting.page.save"), type="primary")
    if is_sent and is_signed(by, words("meeting.page.need_by")):
        change(opened.code, {ITSELF: details}, by, page.warehouse, words)
    with unfold(words("meeting.page.discard"), "meeting-discard"):
        remark(words("meeting.page.discard_hint"))
        with st.form("meeting-discard-form", border=False):
            by = ask_who("discard", words)
            is_sent = st.form_submit_button(words("meeting.page.discard"), type="primary")
        if is_sent and is_signed(by, words("meeting.page.need_by")):

            def write() -> object:
                why = words("meeting.page.discard_why")
                gone = intake.discard_meeting(DataFolder.chosen(), opened.code, asker(by), why, page.warehouse)
                CHOICES["meeting"].write(None)
                return gone

            put_down(write, words("meeting.page.discarded"), words)
