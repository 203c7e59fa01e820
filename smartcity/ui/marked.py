"""Rows that quality rules mark: a person leaves them out of the survey, or takes them in again."""

from collections.abc import Mapping

import streamlit as st

from smartcity import intake
from smartcity.access import DECIDE
from smartcity.decisions import Decisions
from smartcity.exhibits.respondents.rules import RuleRows, marked_rows
from smartcity.exhibits.selection import Selection
from smartcity.intake import DataFolder
from smartcity.ui.person import ask_name, may, remember_name
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.trouble import trouble_said
from smartcity.wording import Words

_DONE = "marked rows done"
_MOST_NAMED = 12

_Rows = Mapping[str, frozenset[tuple[str, int]]]


def ask_marked(selection: Selection, words: Words) -> None:
    """Offer to leave out the rows of each quality rule, and to take in again what was left out.

    Both are decisions in a person's name and go into the journal. Nothing is drawn for those who may not decide.
    """
    said = st.session_state.pop(_DONE, None)
    if said:
        st.success(plain(said))
    if not may(DECIDE):
        return
    marked = marked_rows(warehouse(), selection)
    out = _left_out(selection)
    if not marked and not out:
        return
    with st.container(border=True, key="marked-rows"):
        st.markdown(f"**{words('respondents.marked.title')}**  \n{words('respondents.marked.hint')}")
        by = ask_name(words("ui.names.by"), words("upload.save.by_hint"), key="marked-by")
        for one in marked:
            _draw_rule(one, by, words)
        if out:
            count = sum(map(len, out.values()))
            st.markdown(plain(words("respondents.marked.out", n=count, rows=_named(out, words))))
            if st.button(words("respondents.marked.take_in", n=count), key="take-in"):
                _decide(out, by, words, takes_in=True, why=words("respondents.marked.why_in"))


def _draw_rule(one: RuleRows, by: str, words: Words) -> None:
    title = words(f"findings.{one.code}.title")
    said, pressed = st.columns((3, 2), vertical_alignment="center")
    said.markdown(plain(words("respondents.marked.rule", title=title, n=one.count, rows=_named(one.rows, words))))
    key = f"leave-out-{one.code.replace('.', '-')}"
    if pressed.button(words("respondents.marked.leave_out", n=one.count), key=key):
        _decide(one.rows, by, words, takes_in=False, why=title)


def _named(rows: _Rows, words: Words) -> str:
    """Name rows by sheet and number, the first ones; the rest is counted."""
    listed = sorted(place for own in rows.values() for place in own)
    named = [f"{sheet}!{row}" for sheet, row in listed[:_MOST_NAMED]]
    rest = len(listed) - len(named)
    return words("respondents.marked.more", rows=", ".join(named), n=rest) if rest else ", ".join(named)


def _left_out(selection: Selection) -> _Rows:
    """List the rows left out of the loaded files of the survey that is looked at."""
    folder = DataFolder.chosen()
    files = [line for line in intake.active(folder) if line.kind == "survey" and line.year == selection.year]
    found = {line.snapshot: intake.decided(folder, line.snapshot).left_out for line in files}
    return {snapshot: rows for snapshot, rows in found.items() if rows}


def _decide(rows: _Rows, by: str, words: Words, *, takes_in: bool, why: str) -> None:
    if not by:
        st.error(words("ui.names.no_name"))
        return
    remember_name(by)
    try:
        with st.spinner(words("ui.names.working")):
            for snapshot, own in rows.items():
                decided = Decisions() if takes_in else Decisions(left_out=own)
                taken = own if takes_in else frozenset()
                intake.decide(DataFolder.chosen(), decided, by, why, warehouse(), snapshot=snapshot, take_in=taken)
    except intake.NotLoadable:
        st.error(plain(words("respondents.marked.refused")))
        return
    except intake.TROUBLES as problem:
        st.error(plain(trouble_said(problem, words)))
        return
    count = sum(map(len, rows.values()))
    st.session_state[_DONE] = words(f"respondents.marked.done_{'in' if takes_in else 'out'}", n=count)
    st.rerun()
