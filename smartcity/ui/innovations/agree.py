"""What is agreed on an innovation while it is spoken of: an action item, which comes back at the next meeting."""

from datetime import date

import streamlit as st

from smartcity import intake
from smartcity.access.policy import MINUTE
from smartcity.answers.innovations import Innovation
from smartcity.answers.meetings import meetings
from smartcity.exhibits import meeting as exhibits
from smartcity.intake import DataFolder, clock
from smartcity.office.meetings import LONGEST, Faulty, current
from smartcity.records.meetings import ACTION, Meeting
from smartcity.ui.elements import day_form, say
from smartcity.ui.journal import is_signed, record
from smartcity.ui.page import Page
from smartcity.ui.person import ask_name, asker


def draw_agree(one: Innovation, page: Page) -> None:
    """Ask what is to be done about an innovation, by whom and until when, and keep it with the year's meeting."""
    words = page.words
    meeting = current([held for held in meetings(page.warehouse) if held.year == one.year], clock.today())
    if meeting is None or not asker().may(MINUTE):
        return
    key = f"agree-{one.key}-{len(meeting.actions)}"
    with st.form(key, border=False):
        say(words("innovations.page.agree", meeting=exhibits.meeting_said(meeting, words)))
        what = st.text_input(
            words("innovations.column.agreed_what"), max_chars=LONGEST["what"], autocomplete="off", key=f"{key}-what"
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            owner = st.text_input(
                words("innovations.column.owner"),
                one.owner or "",
                max_chars=LONGEST["owner"],
                autocomplete="off",
                key=f"{key}-whose",
                width=300,
            )
            due = st.date_input(
                words("innovations.column.due"), None, format=day_form(words), key=f"{key}-due", width=200
            )
            by = ask_name(words("innovations.page.by"), words, f"{key}-by")
            is_sent = st.form_submit_button(words("innovations.page.keep_agreed"))
    if is_sent and is_signed(by, words("innovations.page.need_by")):
        action = {"what": what.strip(), "owner": owner.strip(), "due": _iso(due), "subject": one.name}
        _keep(meeting, action, by, page)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _keep(meeting: Meeting, action: dict[str, object], by: str, page: Page) -> None:
    words = page.words
    record(
        lambda: intake.change_meeting(DataFolder.chosen(), meeting.code, {ACTION: action}, asker(by), page.warehouse),
        lambda _: words("innovations.page.agreed_kept", name=action["subject"]),
        words("innovations.page.working"),
        words,
        {Faulty: lambda problem: "  \n".join(exhibits.fault_said(fault, words) for fault in problem.faults)},
    )
