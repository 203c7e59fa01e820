"""Kalender: the evaluation year as a line, with what is due and when the office meets; what is late comes first."""

from datetime import date

import pandas as pd

from smartcity import charts
from smartcity.answers.calendar import calendar as entries_of
from smartcity.exhibits.evidence.gathered import Gathered, evidence_exhibit, look
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject, subject_of
from smartcity.method import Method
from smartcity.office.calendar import ACTION, DUE, EVENT, EVIDENCE, INTERVIEW, MEETING, TASK, Entry
from smartcity.records.meetings import MEETING_KINDS
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY, EVENTS = "kalender", "kalender-acara"
LANES = (MEETING, EVIDENCE, TASK, ACTION)
"""The kinds that share a line of the figure; each event of the year has one of its own."""


@evidence_exhibit(KEY)
def calendar(found: Gathered) -> Exhibit:
    """Draw the year's events as bars, what is due and met as marks, and list all of it, what is late first."""
    return _shown(KEY, found.subject, found, _entries(found), "calendar")


@evidence_exhibit(EVENTS)
def events(found: Gathered) -> Exhibit:
    """Draw only the year's rounds and events, for who is to see nothing of the office's own work."""
    words = found.words
    subject = subject_of(found.warehouse, words, found.dossier.method, sources=[words("calendar.events.source")])
    only = tuple(one for one in _entries(found) if one.kind == EVENT)
    return _shown(EVENTS, subject, found, only, "calendar.events")


def open_said(warehouse: Warehouse, selection: Selection, words: Words, limit: int) -> tuple[str, ...]:
    """Say what is late and what is due next, each with its day and whose it is: *limit* of them, and how many more."""
    found = look(KEY, warehouse, selection, words)
    if isinstance(found, Exhibit):
        return ()
    method, today = found.dossier.method, _day(found)
    waiting = [one for one in _entries(found) if one.kind in DUE and not one.is_done]
    lines = [
        words(
            f"calendar.open.{'late' if one.is_late(today) else 'ahead'}{'_owned' if one.owner else ''}",
            day=one.last,
            what=entry_said(one, method, words).rstrip("."),
            owner=one.owner,
        )
        for one in waiting[:limit]
    ]
    more = len(waiting) - limit
    return (*lines, *([words("calendar.open.more", n=more)] if more > 0 else ()))


def _day(found: Gathered) -> date:
    return found.today or date(found.year, 1, 1)


def _entries(found: Gathered) -> tuple[Entry, ...]:
    return entries_of(found.warehouse, found.year, _day(found))


def _shown(key: str, subject: Subject, found: Gathered, entries: tuple[Entry, ...], texts: str) -> Exhibit:
    words, today, method = subject.words, _day(found), found.dossier.method
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
    return subject.exhibit(
        key,
        _message(found, entries),
        texts,
        rows=pd.DataFrame(rows),
        columns=of_page("calendar", "first last kind what owner state"),
        figure=charts.timeline(_drawn(entries, method, today, words), found.year, found.today, words),
        note=[words("calendar.unsure_note") if unsure else ""],
        year=found.year,
    )


def _message(found: Gathered, entries: tuple[Entry, ...]) -> str:
    """Say what is late longest, or what runs, or what comes first."""
    words, today = found.words, _day(found)
    late = [one for one in entries if found.today is not None and one.is_late(today)]
    coming = [one for one in entries if one.last >= today and not one.is_done]
    if not late and not coming:
        return words("calendar.message_over", year=found.year)
    first = (late or coming)[0]
    is_running = not late and first.first < today
    key = "late" if late else "running" if is_running else "next"
    what = entry_said(first, found.dossier.method, words).rstrip(".")
    day = first.last if late or is_running else first.first
    return words(f"calendar.message_{key}", year=found.year, n=len(late), what=what, day=day)


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
            texts = {item.code: item.meaning[words.language] for item in method.items}
            if entry.code in texts:
                return words("calendar.task_item", item=entry.code, text=texts[entry.code])
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
