"""The arithmetic of the field work: the needed pace, the quotas, and who owes how many."""

from datetime import date

import pandas as pd
import pytest

from smartcity.survey.progress import NeededPace, Pace, Quota, days_needed, debts, pace_needed, quotas, split_dimensions

TODAY = date(2024, 10, 1)


@pytest.mark.parametrize(
    ("missing", "until", "expected"),
    [
        (12, date(2024, 10, 4), NeededPace(4, 3.0)),
        (12, TODAY, NeededPace(1, 12.0)),
        (12, date(2024, 9, 30), NeededPace(0, None)),
        (0, date(2024, 9, 30), NeededPace(0, 0.0)),
        (-2, date(2024, 10, 4), NeededPace(4, 0.0)),
    ],
)
def test_the_needed_pace_counts_today_and_the_last_day(missing, until, expected):
    """Twelve people in the four days from today to the 4th are three a day; after the last day none can be had."""
    assert pace_needed(missing, TODAY, until) == expected


PARTS = pd.DataFrame(
    [("living", "living.1", 1), ("living", "living.2", 1), ("society", "society.1", 2), ("society", "society.2", 2)],
    columns=["dimension", "sub_dimension", "most_parts"],
)


@pytest.mark.parametrize(
    ("decided", "split"),
    [
        ({}, {"living"}),
        ({"living": False}, set()),
        ({"society": True}, {"living", "society"}),
        ({"economy": True}, {"living", "economy"}),
    ],
)
def test_a_person_may_say_otherwise_than_the_answers(decided, split):
    """What the answers look like counts until somebody decides."""
    assert split_dimensions(PARTS, decided) == split


DIMENSIONS = {"living": ("living.1", "living.2"), "society": ("society.1", "society.2")}


def test_a_split_form_has_a_quota_for_each_part():
    """A whole dimension counts its respondents; a split one those of each part, and nobody owes below zero."""
    found = quotas({"society": 60}, {"living.1": 44}, DIMENSIONS, 50, frozenset({"living"}))
    assert found == (
        Quota("living", "living.1", 44, 50),
        Quota("living", "living.2", 0, 50),
        Quota("society", None, 60, 50),
    )
    assert [quota.owed for quota in found] == [6, 50, 0]


SERVICES = pd.DataFrame(
    [
        ("living", "living.1", "Lapak", "Dinkes"),
        ("living", "living.2", "Trans", "Dishub"),
        ("society", "society.1", "Cantik", "Disdik"),
        ("society", None, "Sekolah Kita", "Disdik"),
        ("society", "society.2", "Siaga", None),
    ],
    columns=["dimension", "sub_dimension", "service", "owner"],
)


def test_owners_of_a_whole_form_owe_the_same_people():
    """Living lacks 12, which both its owners look for; Society is full."""
    found = debts(SERVICES, quotas({"living": 38, "society": 50}, {}, DIMENSIONS, 50, frozenset()))
    assert [(debt.owner, debt.owed, debt.shared) for debt in found] == [
        ("Dinkes", 12, 12),
        ("Dishub", 12, 12),
        ("Disdik", 0, 0),
    ]


def test_owners_of_a_split_form_owe_their_own_parts():
    """Each part of Living has one owner; a service of no known part counts for every part of its dimension."""
    filled = quotas(
        {}, {"living.1": 44, "living.2": 50, "society.1": 40, "society.2": 45}, DIMENSIONS, 50, frozenset(DIMENSIONS)
    )
    found = debts(SERVICES, filled)
    assert [(debt.owner, debt.owed, debt.shared, debt.services) for debt in found] == [
        ("Disdik", 15, 0, ("Cantik", "Sekolah Kita")),
        ("Dinkes", 6, 0, ("Lapak",)),
        ("Dishub", 0, 0, ("Trans",)),
    ]


def test_a_debt_names_what_is_not_yet_full():
    """An owner reads which dimension or part still lacks people."""
    found = debts(SERVICES, quotas({"living": 38, "society": 50}, {}, DIMENSIONS, 50, frozenset()))
    assert [[part.dimension for part in debt.parts] for debt in found] == [["living"], ["living"], []]


def test_the_pace_so_far_counts_the_first_and_the_last_day():
    """Eight people from the 1st to the 4th are two a day, so that six more take three days."""
    days = pd.DataFrame({"day": ["2024-09-01", "2024-09-04"], "count": [5, 3]})
    assert days_needed(days, {"living": (8, 6)}) == Pace(elapsed=4, remaining=3, slowest="living")
