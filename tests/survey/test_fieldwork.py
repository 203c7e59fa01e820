"""Field work beside its plan: what should be in by a day, who is behind, what it takes now, and when it is full."""

from datetime import date

import pytest

from smartcity.survey import FieldWork

OCTOBER = [date(2026, 10, day) for day in range(1, 32)]


def work(day: int) -> FieldWork:
    """Look at field work of 1 to 20 October on a *day*."""
    return FieldWork(OCTOBER[0], OCTOBER[19], OCTOBER[day - 1])


@pytest.mark.parametrize(
    ("day", "gone", "left", "expected"),
    [(1, 0, 20, 0), (2, 1, 19, 2), (11, 10, 10, 25), (20, 19, 1, 47), (25, 20, 0, 50)],
)
def test_a_target_fills_evenly_and_the_day_of_looking_is_not_over(day, gone, left, expected):
    """Of twenty days the first asks for nothing yet; after the last all fifty are expected, never one too many."""
    seen = work(day)
    assert (seen.days, seen.gone, seen.left, seen.standing(0, 50).expected) == (20, gone, left, expected)


def test_who_is_behind_by_how_much_and_what_it_takes():
    """Ten days gone, twelve of fifty: thirteen behind, thirty-eight in ten days, and 32 days at the pace so far."""
    one = work(11).standing(12, 50)
    assert (one.expected, one.behind, one.missing, one.a_day, one.full) == (25, 13, 38, 4, date(2026, 11, 11))


def test_who_has_all_is_full_and_who_has_none_has_no_pace():
    """More than the target makes nobody wait; without anybody no day can be named, nor a pace once it is over."""
    full, none, over = work(11).standing(60, 50), work(11).standing(0, 50), work(25).standing(40, 50)
    assert (full.behind, full.missing, full.a_day, full.full) == (0, 0, 0, date(2026, 10, 11))
    assert (none.behind, none.full, over.behind, over.a_day) == (25, None, 10, None)


def test_of_a_hidden_number_nothing_is_worked_out():
    """Neither what is missing nor the pace may tell what is hidden."""
    one = work(11).standing(None, 50)
    assert (one.target, one.expected, {one.count, one.behind, one.missing, one.a_day, one.full}) == (50, 25, {None})
