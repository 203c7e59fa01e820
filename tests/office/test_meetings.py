"""Meetings in their order: which one is being held."""

from dataclasses import replace
from datetime import UTC, date, datetime

from smartcity.office.meetings import current
from smartcity.records.meetings import Meeting

HELD = Meeting("m1", 2024, "fgd", "2024-03-05", started_at=datetime(2024, 3, 5, 1, tzinfo=UTC))
PLANNED = Meeting("m2", 2024, "evaluation", "2024-06-12")


def test_what_is_agreed_belongs_to_the_meeting_that_is_held():
    """The last one that has begun, not a later one that is only planned; before any has, the nearest."""
    later = replace(PLANNED, code="m3", date="2024-10-01")
    assert current([later, PLANNED, HELD], date(2024, 6, 1)) is HELD
    assert current([later, PLANNED], date(2024, 6, 14)) is PLANNED
    assert current([], date(2024, 6, 14)) is None
