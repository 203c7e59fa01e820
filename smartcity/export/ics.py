"""A calendar as a file that a phone takes in: entries of whole days, the interview with its moment."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import icalendar

from smartcity.exhibits.evidence import entry_said, owner_said
from smartcity.method import Method
from smartcity.method.evidence import load_evidence
from smartcity.office.calendar import EVIDENCE, TASK, Entry
from smartcity.records.signs import on_one_line, without_controls
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

MIME = "text/calendar"
_MAKER, _HOST = "-//Smart City Tabalong//ID", "smartcity-tabalong"


def calendar_bytes(entries: Iterable[Entry], method: Method, built_at: str, words: Words) -> bytes:
    """Write *entries* as a calendar; the same entries of the same build give the same bytes.

    An entry keeps its identity over the years of a file's versions, so that a phone changes it and makes no second one.
    What is done stays out: nobody needs to be reminded of it.
    """
    made = icalendar.Calendar()
    name = words("calendar.name", year=method.year)
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    whose = rules_said([method], words)
    if whose:
        made.add("x-wr-caldesc", whose)
    for entry in entries:
        if not entry.is_done:
            made.add_component(_event(entry, method, _moment(built_at), words, whose))
    return made.to_ical()


def _event(entry: Entry, method: Method, stamp: datetime, words: Words, whose: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", on_one_line(f"{method.year}-{entry.kind}-{entry.code}@{_HOST}"))
    event.add("dtstamp", stamp)
    event.add("summary", without_controls(entry_said(entry, method, words)))
    if entry.at is not None:
        event.add("dtstart", entry.at.astimezone(UTC))
        event.add("dtend", entry.at.astimezone(UTC) + timedelta(hours=load_evidence().hours))
    else:
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + timedelta(days=1))
    event.add("status", "CONFIRMED" if entry.is_sure else "TENTATIVE")
    event.add("categories", [words(f"calendar.kind.{entry.kind}")])
    told = [owner_said(entry, words), "" if entry.is_sure else words("calendar.unsure")]
    # A phone shows an entry alone, and what is asked for by an item is so by the rules.
    told += [whose] if entry.kind in (EVIDENCE, TASK) else []
    if any(told):
        event.add("description", without_controls("\n".join(filter(None, told))))
    return event


def _moment(built_at: str) -> datetime:
    """Return the moment of the build; a warehouse without one is as of the beginning of all time."""
    return datetime.fromisoformat(built_at) if built_at else datetime.fromtimestamp(0, UTC)
