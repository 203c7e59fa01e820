"""The action of every exhibit that adds it, as it was chosen, to the agenda of a meeting."""

from collections.abc import Callable

import streamlit as st

from smartcity import intake
from smartcity.access.policy import ARRANGE
from smartcity.answers.meetings import meetings
from smartcity.exhibits import agenda
from smartcity.exhibits import meeting as exhibits
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.intake import DataFolder, clock
from smartcity.records.meetings import POINT
from smartcity.ui.frame import page_of
from smartcity.ui.journal import end_step, is_signed, remember_outcome, say_outcome, take_step
from smartcity.ui.links import open_page_code
from smartcity.ui.meeting.steps import ask_who, refusals
from smartcity.ui.person import asker, may
from smartcity.ui.store import warehouse
from smartcity.wording import Words


def may_add() -> bool:
    """Say whether the one at the screen may put exhibits on an agenda."""
    return may(ARRANGE)


def draw_adding(
    exhibit: Exhibit, selection: Selection, words: Words, again: Callable[[Words], Exhibit] | None = None
) -> None:
    """Ask for the meeting, and add *exhibit* to its agenda; *again* makes it in another language."""
    opened = warehouse()
    found = exhibits.meetings_said(meetings(opened), words)
    page = page_of("rapat")
    if not found:
        st.caption(words("meeting.adding.none"))
        if page is not None:
            st.page_link(page, label=words("ui.attention.see", page=page.title))
        return
    with st.form(f"add-{exhibit.key}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        label = words("meeting.adding.which")
        code = st.selectbox(
            label, tuple(found), format_func=found.__getitem__, key=f"add-which-{exhibit.key}", width=420
        )
        by = ask_who(f"add-{exhibit.key}", words)
        is_sent = st.form_submit_button(words("meeting.adding.add"), type="primary")
    if not is_sent or not is_signed(by, words("meeting.page.need_by")):
        return
    with st.spinner(words("meeting.page.working")):
        at = open_page_code()
        content, is_live = agenda.copied(exhibit, at, opened, selection, again)
        held = agenda.chosen(selection, clock.today())
        point = {"page": at, "exhibit": exhibit.key, "selection": held, "is_live": is_live}
        added = words("meeting.adding.added" if is_live else "meeting.adding.added_as_is", meeting=found[code])
        given = (DataFolder.chosen(), code, {POINT: point}, asker(by), opened)

        def step() -> None:
            intake.change_meeting(*given, frozen={POINT: content})
            remember_outcome(added)

        problem = take_step(step, words, refusals(words))
    if problem:
        end_step(problem)
    else:
        say_outcome()
