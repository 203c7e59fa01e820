"""What one office owes: evidence, steps of the plan, what meetings decided, and reports on its innovations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from smartcity.access.policy import is_own
from smartcity.answers.evidence import evidence
from smartcity.answers.innovations import innovations_of
from smartcity.answers.meetings import meetings
from smartcity.answers.tasks import follow_up
from smartcity.office.evidence import is_late
from smartcity.records.evidence import status_key
from smartcity.records.tasks import DONE, DROPPED, UNSETTLED
from smartcity.warehouse import Warehouse

EVIDENCE, TASK, ACTION, INNOVATION = "evidence", "task", "action", "innovation"
KINDS = (EVIDENCE, TASK, ACTION, INNOVATION)
"""What can be owed, in the order in which it is named."""

UNREPORTED = "unreported"
"""The status of an innovation that was not reported on."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is not done: an item, a component or a name by its *code*, or a *text* that a meeting wrote."""

    kind: str
    code: str
    status: str
    text: str = ""
    due: str | None = None
    is_late: bool = False
    is_sample: bool = False


def owed(warehouse: Warehouse, year: int, track: str, office: str, today: date) -> tuple[Owed, ...]:
    """List what an office owes for a year, and to meetings of whatever year: what is due first, then what has no day.

    Of other offices nothing is in it.
    """
    found = [*_of_year(warehouse, year, track, office, today), *_of_meetings(warehouse, office, today)]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or "", KINDS.index(one.kind))))


def _of_year(warehouse: Warehouse, year: int, track: str, office: str, today: date) -> Iterator[Owed]:
    if warehouse.methods.get(year, track) is not None:
        for one in evidence(warehouse, year, track).missing:
            if is_own(office, one.owner):
                status = status_key(one.status)
                yield Owed(EVIDENCE, one.item, status, due=one.due, is_late=is_late(one, today))
    for row in follow_up(warehouse, year, track, today).rows.to_dict("records"):
        if row["status"] not in (DONE, DROPPED) and is_own(office, row["owner"]):
            due = row["due"] if isinstance(row["due"], str) and row["due"] else None
            is_whole = row["node"] == row["component"]
            status = UNSETTLED if is_whole else row["status"]
            yield Owed(TASK, row["node"], status, "", due, bool(row["is_late"]), bool(row["is_sample"]))
    for one in innovations_of(warehouse, year).innovations:
        if not one.is_reported and is_own(office, one.owner):
            yield Owed(INNOVATION, one.name, UNREPORTED, one.name, is_sample=one.is_sample)


def _of_meetings(warehouse: Warehouse, office: str, today: date) -> Iterator[Owed]:
    for meeting in meetings(warehouse):
        for one in meeting.actions:
            if one.is_open and is_own(office, one.owner):
                is_past = bool(one.due) and one.due < today.isoformat()
                yield Owed(ACTION, f"{meeting.code} {one.code}", one.status, one.what, one.due or None, is_past)
