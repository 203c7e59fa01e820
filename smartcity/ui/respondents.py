"""Responden's own forms: the decision about rows that a quality rule marks, and the day by which a survey is full."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from smartcity import intake
from smartcity.access.policy import DECIDE, OPEN_ORIGINAL
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.counts import pace
from smartcity.exhibits.respondents.enumerators import names_of
from smartcity.exhibits.respondents.rules import RuleRows, marked_rows
from smartcity.exhibits.respondents.running import joined, messages
from smartcity.intake import DataFolder, clock
from smartcity.records.decisions import Decisions
from smartcity.ui.elements import plain, remark, say, unfold
from smartcity.ui.files import offer
from smartcity.ui.frame import page_of
from smartcity.ui.journal import is_signed, record, say_outcome
from smartcity.ui.page import Page
from smartcity.ui.person import ask_name, asker, may
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_MOST_NAMED = 12
_WIDTH = 360

_Rows = Mapping[str, frozenset[tuple[str, int]]]
"""Rows by the snapshot of their file: sheet and number."""


def lead_to_kit(page: Page) -> None:
    """Lead who has not begun a survey to the page on which it is planned and handed out."""
    kit = page_of("perangkat")
    if kit is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="lead-to-kit"):
            remark(page.words("kit.page.before"))
            st.page_link(kit, label=page.words("ui.attention.see", page=kit.title))


def ask_marked(page: Page) -> None:
    """Draw a card for each rule that marks rows, and for who may decide the ways to leave them out and to keep them.

    Decisions are made in a person's name and go into the journal; what was left out can be taken in again.
    """
    words = page.words
    say_outcome()
    marked, can_decide = marked_rows(*page.question), may(DECIDE)
    out = _left_out(page.selection) if can_decide else {}
    if not marked and not out:
        return
    st.subheader(words("respondents.marked.title"), anchor=False)
    by = ""
    if can_decide:
        st.markdown(words("respondents.marked.hint"))
        by = ask_name(words("ui.names.by"), words, "marked-by")
    for one in marked:
        _draw_rule(one, by, page, can_decide=can_decide)
    if out:
        _draw_left_out(out, by, page)


def _draw_rule(one: RuleRows, by: str, page: Page, *, can_decide: bool) -> None:
    words = page.words
    key, title = one.code.replace(".", "-"), words(f"findings.{one.code}.title")
    with st.container(border=True, key=f"rule-{key}"):
        count = one.count if can_decide else one.shown
        counted = title if count is None else words("respondents.marked.rule", title=title, n=count)
        st.markdown(f"**{plain(counted)}**  \n{plain(one.effect)}")
        if not can_decide:
            return
        remark(_named(one.rows, words))
        undecided = _undecided(one, words)
        with st.container(horizontal=True, key=f"decide-{key}"):
            if st.button(words("respondents.marked.leave_out", n=one.count), key=f"leave-out-{key}"):
                _decide("out", one.rows, partial(_leave_out, by, title, page.warehouse), by, words)
            label = words("respondents.marked.keep", n=_count(undecided))
            if undecided and st.button(label, key=f"keep-{key}"):
                keep = partial(intake.keep_rows, DataFolder.chosen(), one.code)
                _decide("kept", undecided, lambda rows: keep(rows, asker(by), title, page.warehouse), by, words)


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
        say(words("respondents.marked.kept", n=count, by=by, at=at))
    rest = {
        snapshot: frozenset(row for row in own if (snapshot, row) not in decided) for snapshot, own in one.rows.items()
    }
    return {snapshot: own for snapshot, own in rest.items() if own}


def _draw_left_out(out: _Rows, by: str, page: Page) -> None:
    words = page.words
    with st.container(border=True, key="rows-left-out"):
        say(words("respondents.marked.out", n=_count(out), rows=_named(out, words)))
        if st.button(words("respondents.marked.take_in", n=_count(out)), key="take-in"):
            why = words("respondents.marked.why_in")
            _decide("in", out, partial(_take_in, by, why, page.warehouse), by, words)


def _named(rows: _Rows, words: Words) -> str:
    """Name rows by sheet and number, the first ones; the rest is counted."""
    listed = sorted(place for own in rows.values() for place in own)
    named = [f"{sheet}!{row}" for sheet, row in listed[:_MOST_NAMED]]
    rest = len(listed) - len(named)
    return words("respondents.marked.more", rows=", ".join(named), n=rest) if rest else ", ".join(named)


def _count(rows: _Rows) -> int:
    return sum(map(len, rows.values()))


def _left_out(selection: Selection) -> _Rows:
    """List the rows left out of the loaded files of the survey that is looked at."""
    folder = DataFolder.chosen()
    files = [line for line in intake.active(folder) if line.kind == "survey" and line.year == selection.year]
    rows = {line.snapshot: intake.decided(folder, line.snapshot).left_out for line in files}
    return {snapshot: own for snapshot, own in rows.items() if own}


def _leave_out(by: str, why: str, warehouse: Warehouse, rows: _Rows) -> None:
    for snapshot, own in rows.items():
        intake.decide(DataFolder.chosen(), Decisions(left_out=own), asker(by), why, warehouse, snapshot=snapshot)


def _take_in(by: str, why: str, warehouse: Warehouse, rows: _Rows) -> None:
    for snapshot, own in rows.items():
        intake.decide(DataFolder.chosen(), Decisions(), asker(by), why, warehouse, snapshot=snapshot, take_in=own)


def _decide(done: str, rows: _Rows, write: Callable[[_Rows], object], by: str, words: Words) -> None:
    """Write a decision about *rows* into the journal and draw the page anew, saying what was *done*."""
    if is_signed(by, words("ui.names.no_name")):
        record(
            lambda: write(rows),
            lambda _: words(f"respondents.marked.done_{done}", n=_count(rows)),
            words("ui.names.working"),
            words,
            {intake.NotLoadable: lambda _: words("respondents.marked.refused")},
        )


def name_enumerators(page: Page) -> None:
    """Say behind a fold who the numbered enumerators are, to who may read the files that name them."""
    if may(OPEN_ORIGINAL):
        names = names_of(*page.question)
        if names:
            with unfold(page.words("respondents.enumerators.names"), "enumerator-names"):
                say("  \n".join(f"{number}: {name}" for number, name in names.items()))


def say_pace(page: Page) -> None:
    """Say how many people a day it takes to be full by the day that was set, counted from today."""
    sentence = pace(*page.question, clock.today())
    if sentence:
        say(sentence)


def write_to_offices(page: Page) -> None:
    """Draw the text to one office, to be copied, and the file of all texts; nothing where nobody can be behind."""
    warehouse, selection, words = page.question
    texts = messages(warehouse, selection)
    if not texts:
        return
    st.subheader(words("respondents.send.title"), anchor=False)
    remark(words("respondents.send.hint"))
    owner = st.selectbox(words("respondents.send.choose"), tuple(texts), key="send-owner", width=_WIDTH)
    st.code(texts[owner], language=None, wrap_lines=True)
    name = words("respondents.send.file", year=selection.year)
    label = words("respondents.send.download")
    offer(label, lambda: joined(texts).encode(), name, "text/plain", "send-download")
