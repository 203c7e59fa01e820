"""How many people are invited, which ones of a list, and on which days at which places."""

from datetime import date

import pytest

from smartcity.survey import every_kth, invitation, spread


@pytest.mark.parametrize(
    ("target", "users", "answering", "expected"),
    [
        (17, 340, 0.5, (34, 10, True)),
        (17, None, 0.5, (34, None, True)),
        (50, 60, 0.5, (60, 1, False)),
        (3, 100, 0.3, (10, 10, True)),
        (0, 10, 0.5, (0, None, True)),
    ],
)
def test_so_many_are_invited_that_enough_answer(target, users, answering, expected):
    """No more than there are; 3 of 0.3 are ten and not eleven."""
    found = invitation(target, users, answering)
    assert (found.count, found.step, found.is_enough) == expected


def test_every_kth_reaches_the_end_of_the_list():
    """The distance need not be whole; a short list is taken whole."""
    people = list(range(1, 11))
    assert every_kth(people, 4) == (1, 3, 6, 8)
    assert every_kth(people, 4, start=1) == (2, 4, 7, 9)
    assert every_kth(people, 10) == every_kth(people, 99) == tuple(people)
    assert every_kth([], 3) == ()


def test_people_are_spread_over_days_and_places():
    """Saturday and Sunday stay free; places take turns; a weekend alone is used all the same."""
    found = spread(6, date(2024, 10, 4), date(2024, 10, 8), ("Kantor", "Pasar"))
    assert [(one.day.day, one.place, one.count) for one in found] == [
        (4, "Kantor", 1), (4, "Pasar", 1), (7, "Kantor", 1), (7, "Pasar", 1), (8, "Kantor", 1), (8, "Pasar", 1),
    ]  # fmt: skip
    assert [(one.day.day, one.place, one.count) for one in spread(3, date(2024, 10, 5), date(2024, 10, 5))] == [
        (5, "", 3)
    ]
