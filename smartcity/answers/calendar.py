"""The calendar of a year: events from the configuration, and what is recorded of meetings, evidence, plans, actions."""

from collections.abc import Iterator
from datetime import date

from smartcity.answers.evidence import evidence, interview
from smartcity.answers.meetings import meetings
from smartcity.answers.tasks import follow_up
from smartcity.method.calendar import events_of
from smartcity.method.regions import load_site
from smartcity.office.calendar import ACTION, EVENT, EVIDENCE, INTERVIEW, MEETING, TASK, Entry, ordered
from smartcity.records.evidence import COMPLETE, NOT_APPLICABLE
from smartcity.records.tasks import DONE, DROPPED
from smartcity.warehouse import Warehouse
from smartcity.wording import timezone


def calendar(warehouse: Warehouse, year: int, today: date) -> tuple[Entry, ...]:
    """List what a year holds, what is late *today* first.

    Raises:
        MethodMissing: If the year has no method for the home region's track.
    """
    return ordered(
        (*_events(year), *_evidence(warehouse, year), *_met(warehouse, year), *_tasks(warehouse, year)), today
    )


def _events(year: int) -> Iterator[Entry]:
    for event in events_of(year):
        yield Entry(EVENT, event.code, event.first, event.last, is_sure=event.certainty != "unknown")


def _evidence(warehouse: Warehouse, year: int) -> Iterator[Entry]:
    """Give what is due of the evidence, and the interview with the hours after it."""
    for one in evidence(warehouse, year, load_site().track).items:
        if one.due and one.status != NOT_APPLICABLE:
            due = date.fromisoformat(one.due)
            yield Entry(EVIDENCE, one.item, due, due, owner=one.owner or "", is_done=one.status == COMPLETE)
    held = interview(warehouse, year, load_site().track)
    if held is not None:
        first, last = (moment.astimezone(timezone()).date() for moment in (held.at, held.end))
        yield Entry(INTERVIEW, str(year), first, last, at=held.at)


def _met(warehouse: Warehouse, year: int) -> Iterator[Entry]:
    """Give the meetings of a year and what they decided to do."""
    for one in meetings(warehouse):
        if one.year != year:
            continue
        day = date.fromisoformat(one.date)
        yield Entry(MEETING, one.code, day, day, one.title or one.kind, is_done=one.has_begun)
        for act in one.actions:
            if act.due and act.status != DROPPED:
                due = date.fromisoformat(act.due)
                code = f"{one.code}.{act.code}"
                yield Entry(ACTION, code, due, due, act.what, act.owner, is_done=act.status == DONE)


def _tasks(warehouse: Warehouse, year: int) -> Iterator[Entry]:
    """Give the tasks of plans that were taken on, those that have a last day."""
    rows = follow_up(warehouse, year, load_site().track, date(year, 1, 1)).counted
    for row in rows[rows["due"].fillna("") != ""].to_dict("records"):
        due = date.fromisoformat(row["due"])
        owner = row["owner"] if isinstance(row["owner"], str) else ""
        yield Entry(TASK, str(row["node"]), due, due, owner=owner, is_done=row["status"] == DONE)
