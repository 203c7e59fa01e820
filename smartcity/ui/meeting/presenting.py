"""A meeting on the wall: one exhibit a screen, in letters for the back of a hall, with keys and buttons to walk by.

What is shown was frozen when the meeting began; nothing that is loaded or noted meanwhile changes it. The minutes are
kept at another address (`ui.meeting.minutes`).
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit as st

from smartcity import charts, intake
from smartcity.answers.meetings import meeting as meeting_of
from smartcity.exhibits import meeting as exhibits
from smartcity.exhibits.kit.exhibit import Exhibit, Table
from smartcity.intake import DataFolder
from smartcity.records.meetings import Meeting, Point
from smartcity.ui.choices import CHOICES
from smartcity.ui.drawing import draw_enlarged
from smartcity.ui.elements import plain, refuse, remark, say
from smartcity.ui.frame import page_of
from smartcity.ui.kinds import language
from smartcity.ui.screen import is_phone
from smartcity.ui.showing import coverage_line, notes_of
from smartcity.ui.store import warehouse
from smartcity.ui.tables import styled
from smartcity.wording import Words

MOST_ROWS = 24
"""So many rows of a table are shown on the wall; the rest is in its download."""

SMALLEST = 24
"""Px of the smallest letter on a hall's screen."""

_SCRIPT, _STYLE = (Path(__file__).parent / name for name in ("presenting.js", "presenting.css"))


def present() -> None:
    """Draw the point of the meeting that the address names, and nothing else."""
    words = Words(language())
    st.html(f"<style>{_STYLE.read_text('utf-8')}</style>")
    opened = meeting_of(warehouse(), CHOICES["meeting"].held or "")
    if opened is None or not opened.points:
        say(words("meeting.present.none" if opened is None else "meeting.minutes.none"))
        _draw_way_back(words)
        return
    codes = [point.code for point in opened.points]
    held = CHOICES["point"].held
    place = codes.index(held) if held in codes else 0
    _keys()(key="presenting-keys")
    with st.container(key="presenting"):
        _draw_point(opened, opened.points[place], words)
    _draw_bar(opened, codes, place, words)


def _draw_point(opened: Meeting, point: Point, words: Words) -> None:
    shown = intake.exhibits_at(DataFolder.chosen(), opened, words.language, only=point.code)
    exhibit = shown.get(point.code)
    st.title(plain(exhibits.point_said(point, exhibit)), anchor=False)
    if point.shown and exhibit is None:
        refuse(words("meeting.lost", point=point.code))
    elif exhibit is not None:
        if point.topic:
            say(exhibit.message)
        _draw_exhibit(exhibit, words)


def _draw_exhibit(exhibit: Exhibit, words: Words) -> None:
    with st.container(horizontal=True):
        if exhibit.is_sample:
            st.badge(words("ui.sample.tag"), color="gray")
        if exhibit.rules:
            st.badge(words("ui.rules.tag"), color="gray")
    if exhibit.rules:
        remark(exhibit.rules)
    if exhibit.empty is not None:
        say(" ".join((exhibit.empty.missing, exhibit.empty.why)))
    elif exhibit.figure is not None:
        draw_enlarged(exhibit, factor())
    elif exhibit.table is not None and len(exhibit.table.frame):
        first = Table(exhibit.table.frame.iloc[:MOST_ROWS], exhibit.table.columns)
        rest = len(exhibit.table.frame) - MOST_ROWS
        st.table(styled(first, words, plain), border="horizontal", hide_index=True, alt=exhibit.alt or exhibit.message)
        if rest > 0:
            remark(words("ui.table.more", n=rest))
    for line in (coverage_line(exhibit, words), *notes_of(exhibit, words)[:1]):
        if line:
            remark(line)


def factor() -> float:
    """Return how many times larger a chart is on this screen than at a desk."""
    return 1 if is_phone() else SMALLEST / charts.theme().fine_size


def _draw_bar(opened: Meeting, codes: Sequence[str], place: int, words: Words) -> None:
    """Draw where in the meeting this is, and the ways to the point before and after, and out."""
    with st.container(horizontal=True, vertical_alignment="center", key="presenting-bar"):
        for step, name in ((-1, "before"), (1, "after")):
            to = codes[min(max(place + step, 0), len(codes) - 1)]
            st.button(
                words(f"meeting.present.{name}"),
                key=f"present-{name}",
                on_click=CHOICES["point"].write,
                args=(to,),
                disabled=to == codes[place],
            )
        remark(words("meeting.present.place", number=place + 1, n=len(codes)))
        remark(exhibits.meeting_said(opened, words))
        if not opened.has_begun:
            st.badge(words("meeting.present.rehearsal"), color="gray")
        _draw_way_back(words)


def _draw_way_back(words: Words) -> None:
    page = page_of("rapat")
    if page is not None:
        held = CHOICES["meeting"].held
        st.page_link(page, label=words("meeting.present.close"), query_params={"rapat": held} if held else None)


@cache
def _keys() -> object:
    return st.components.v2.component("presenting", js=_SCRIPT.read_text("utf-8"))
