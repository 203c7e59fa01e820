"""One card for each quality rule that marks rows: what they do, and the decision to leave them out or to keep them."""

from collections import Counter
from collections.abc import Callable, Mapping

import streamlit as st

from smartcity import intake
from smartcity.access.policy import DECIDE
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.rules import RuleRows, marked_rows
from smartcity.intake import DataFolder
from smartcity.records.decisions import Decisions
from smartcity.ui.person import ask_name, may, remember_name
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.trouble import trouble_said
from smartcity.wording import Words

_DONE = "marked rows done"
_MOST_NAMED = 12

_Rows = Mapping[str, frozenset[tuple[str, int]]]


def ask_marked(selection: Selection, words: Words) -> None:
    """Draw a card for each rule that marks rows, and for who may decide the ways to leave them out and to keep them.

    Decisions are made in a person's name and go into the journal; what was left out can be taken in again.
    """
    said = st.session_state.pop(_DONE, None)
    if said:
        st.success(plain(said))
    marked, can_decide = marked_rows(warehouse(), selection, words), may(DECIDE)
    out = _left_out(selection) if can_decide else {}
    if not marked and not out:
        return
    st.subheader(words("respondents.marked.title"), anchor=False)
    by = ""
    if can_decide:
        st.markdown(words("respondents.marked.hint"))
        by = ask_name(words("ui.names.by"), words("upload.save.by_hint"), key="marked-by")
    for one in marked:
        _draw_rule(one, by, words, can_decide=can_decide)
    if out:
        _draw_left_out(out, by, words)


def _draw_rule(one: RuleRows, by: str, words: Words, *, can_decide: bool) -> None:
    key, title = one.code.replace(".", "-"), words(f"findings.{one.code}.title")
    with st.container(border=True, key=f"rule-{key}"):
        counted = words("respondents.marked.rule", title=title, n=one.count)
        st.markdown(f"**{plain(counted)}**  \n{plain(one.effect)}")
        if not can_decide:
            return
        st.caption(plain(_named(one.rows, words)))
        open_rows = _undecided(one, words)
        with st.container(horizontal=True, key=f"decide-{key}"):
            if st.button(words("respondents.marked.leave_out", n=one.count), key=f"leave-out-{key}"):
                _leave_out(one.rows, by, title, words)
            if open_rows and st.button(
                words("respondents.marked.keep", n=sum(map(len, open_rows.values()))), key=f"keep-{key}"
            ):
                _keep(one.code, open_rows, by, title, words)


def _undecided(one: RuleRows, words: Words) -> _Rows:
    """Say who kept which of a rule's rows and return the others, about which nobody has decided."""
    kept = intake.kept_rows(DataFolder.chosen())
    decided = {
        (snapshot, row): kept[one.code, snapshot, *row]
        for snapshot, own in one.rows.items()
        for row in own
        if (one.code, snapshot, *row) in kept
    }
    for (by, at), count in Counter((line.by, line.moment) for line in decided.values()).items():
        st.markdown(plain(words("respondents.marked.kept", n=count, by=by, at=at)))
    rest = {
        snapshot: frozenset(row for row in own if (snapshot, row) not in decided) for snapshot, own in one.rows.items()
    }
    return {snapshot: own for snapshot, own in rest.items() if own}


def _draw_left_out(out: _Rows, by: str, words: Words) -> None:
    count = sum(map(len, out.values()))
    with st.container(border=True, key="rows-left-out"):
        st.markdown(plain(words("respondents.marked.out", n=count, rows=_named(out, words))))
        if st.button(words("respondents.marked.take_in", n=count), key="take-in"):
            _take_in(out, by, words)


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


def _leave_out(rows: _Rows, by: str, why: str, words: Words) -> None:
    def decide() -> None:
        for snapshot, own in rows.items():
            intake.decide(DataFolder.chosen(), Decisions(left_out=own), by, why, warehouse(), snapshot=snapshot)

    _decide(decide, "out", rows, by, words)


def _take_in(rows: _Rows, by: str, words: Words) -> None:
    why = words("respondents.marked.why_in")

    def decide() -> None:
        for snapshot, own in rows.items():
            intake.decide(DataFolder.chosen(), Decisions(), by, why, warehouse(), snapshot=snapshot, take_in=own)

    _decide(decide, "in", rows, by, words)


def _keep(rule: str, rows: _Rows, by: str, why: str, words: Words) -> None:
    _decide(lambda: intake.keep_rows(DataFolder.chosen(), rule, rows, by, why, warehouse()), "kept", rows, by, words)


def _decide(decide: Callable[[], object], done: str, rows: _Rows, by: str, words: Words) -> None:
    """Write a decision about *rows* into the journal and draw the page anew, saying what was *done*."""
    if not by:
        st.error(words("ui.names.no_name"))
        return
    remember_name(by)
    try:
        with st.spinner(words("ui.names.working")):
            decide()
    except intake.NotLoadable:
        st.error(plain(words("respondents.marked.refused")))
        return
    except intake.TROUBLES as problem:
        st.error(plain(trouble_said(problem, words)))
        return
    st.session_state[_DONE] = words(f"respondents.marked.done_{done}", n=sum(map(len, rows.values())))
    st.rerun()
