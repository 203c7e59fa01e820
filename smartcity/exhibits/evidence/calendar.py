"""Kalender: the evaluation year as a line, with what is due and when the office meets; what is late comes first."""

from datetime import date

import pandas as pd

from smartcity import charts
from smartcity.answers.calendar import calendar as entries_of
from smartcity.exhibits.evidence.gathered import Gathered, evidence_exhibit
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.method import Method
from smartcity.office.calendar import ACTION, EVENT, EVIDENCE, INTERVIEW, MEETING, TASK, Entry
from smartcity.records.meetings import MEETING_KINDS
from smartcity.wording import Words

KEY = "kalender"
LANES = (MEETING, EVIDENCE, TASK, ACTION)
"""The kinds that share a line of the figure; each event of the year has one of its own."""


@evidence_exhibit(KEY)
def calendar(found: Gathered) -> Exhibit:
    """Draw the year's events as bars, what is due and met as marks, and list all of it, what is late first."""
    words, today = found.words, found.today or date(found.year, 1, 1)
    method, entries = found.dossier.method, entries_of(found.warehouse, found.year, today)
    late = [one for one in entries if found.today is not None and one.is_late(today)]
    coming = [one for one in entries if one.last >= today and not one.is_done]
    values = {"year": found.year, "n": len(late)}
    if late:
        first = late[0]
        message = words(
            "calendar.message_late", what=entry_said(first, method, words).rstrip("."), day=first.last, **values
        )
    elif coming:
        message = words(
            "calendar.message", what=entry_said(coming[0], method, words).rstrip("."), day=coming[0].first, **values
        )
    else:
        message = words("calendar.message_over", **values)
    rows = [
        {
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "kind": words(f"calendar.kind.{one.kind}"),
            "what": entry_said(one, method, words),
            "owner": one.owner,
            "state": words(f"calendar.state.{_state(one, today)}"),
        }
        for one in entries
    ]
    unsure = any(not one.is_sure for one in entries)
    return found.subject.exhibit(
        KEY,
        message,
        "calendar",
        rows=pd.DataFrame(rows),
        columns=of_page("calendar", "first last kind what owner state"),
        figure=charts.timeline(_drawn(entries, method, today, words), found.year, found.today, words),
        note=[words("calendar.unsure_note") if unsure else ""],
        year=found.year,
    )


def entry_said(entry: Entry, method: Method, words: Words) -> str:
    """Say what an entry is about."""
    match entry.kind:
        case kind if kind == EVENT:
            return words(f"calendar.event.{entry.code}")
        case kind if kind == MEETING:
            name = words(f"meeting.kind.{entry.text}") if entry.text in MEETING_KINDS else entry.text
            return words("calendar.met", name=name)
        case kind if kind == INTERVIEW:
            return words("calendar.interview", year=method.year)
        case kind if kind == EVIDENCE:
            return words("calendar.evidence", item=entry.code, text=method.item(entry.code).meaning[words.language])
        case kind if kind == TASK:
            is_whole = entry.code in method.weights
            name = words(f"method.component.{entry.code}") if is_whole else entry.code
            return words("calendar.task", node=name)
    return entry.text


def owner_said(entry: Entry, words: Words) -> str:
    """Say whose an entry is, "" for nobody's."""
    return words("calendar.owner", owner=entry.owner) if entry.owner else ""


def _state(entry: Entry, today: date) -> str:
    if entry.is_done:
        return "done"
    if entry.is_late(today):
        return "late"
    return "past" if entry.last < today else "running" if entry.first <= today else "ahead"


def _drawn(entries: tuple[Entry, ...], method: Method, today: date, words: Words) -> pd.DataFrame:
    """Lay the entries of the year on lines: an event on its own, the others on that of their kind."""
    events = [one for one in entries if one.kind in (EVENT, INTERVIEW)]
    lanes = [one for kind in LANES for one in entries if one.kind == kind]
    rows = [
        {
            "lane": entry_said(one, method, words) if one in events else words(f"calendar.lane.{one.kind}"),
            "label": entry_said(one, method, words),
            "first": one.first,
            "last": one.last,
            "is_bar": one.kind == EVENT,
            "is_late": one.is_late(today),
            "is_done": one.is_done,
        }
        for one in (*sorted(events, key=lambda one: one.first), *lanes)
        if one.first.year <= method.year <= one.last.year
    ]
    return pd.DataFrame(rows, columns=["lane", "label", "first", "last", "is_bar", "is_late", "is_done"])
