"""The calendar's order: what is late first, then by day; what is done or no duty is never late."""

from datetime import date

from smartcity.office.calendar import EVENT, EVIDENCE, MEETING, Entry, ordered

TODAY = date(2026, 5, 1)


def entry(kind, code, month, day, **others):
    """Make an entry of one day."""
    return Entry(kind, code, date(2026, month, day), date(2026, month, day), **others)


def test_what_is_late_comes_first():
    """The longest late before; an event that has passed is not late, nor is what is done or due today."""
    late, later = entry(EVIDENCE, "P2", 3, 1), entry(EVIDENCE, "P1", 4, 1)
    others = [
        entry(EVENT, "fgd", 2, 1),
        entry(MEETING, "m", 3, 1),
        entry(EVIDENCE, "P3", 4, 1, is_done=True),
        entry(EVIDENCE, "P4", 5, 1),
    ]

    assert ordered([*reversed(others), later, late], TODAY) == (late, later, *others)
    assert [one.is_late(TODAY) for one in others] == [False] * 4
