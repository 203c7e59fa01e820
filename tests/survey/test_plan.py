"""Plans of a survey: what is proposed, how the quota is shared, and all that is wrong said at once."""

from dataclasses import replace

import pytest
from workbooks import DIMENSIONS, method_of

from smartcity.records.survey_plans import PlannedService, SurveyPlan, is_sound, plan_of
from smartcity.survey import Asked, Candidate, planned, proposed, quota_of, remarks, targets

METHOD = method_of(2024)
LISTED = tuple(
    Candidate(f"Layanan {part.code}", whole.code, part.code, "Dinas A")
    for whole in DIMENSIONS
    for part in whole.sub_dimensions
)
PLAN = proposed(METHOD, DIMENSIONS, LISTED)


def put(standing=PLAN, candidates=LISTED, longest=90, **fields):
    """Put what is said on a plan, and return it with the codes of what is wrong."""
    made, found = planned(Asked(**fields), standing, METHOD, DIMENSIONS, candidates, longest, "Survei")
    return made, [problem.code for problem in found]


def test_lists_propose_one_service_a_sub_dimension():
    """The one with most users where several are; none where no list says the sub-dimension; none twice."""
    listed = (
        Candidate("Kecil", "governance", "governance.1", users=5),
        Candidate("Besar", "governance", "governance.1", users=50),
        Candidate("Besar", "governance", "governance.2"),
        Candidate("Entah", "living"),
    )
    assert [(one.sub_dimension, one.service) for one in proposed(METHOD, DIMENSIONS, listed).services] == [
        ("governance.1", "Besar")
    ]
    assert len(PLAN.services) == 18


@pytest.mark.parametrize(
    ("users", "wanted", "split", "expected"),
    [
        ((None, None, None), (None, None, None), False, [17, 17, 16]),
        ((10, None, None), (None, None, None), False, [10, 20, 20]),
        ((None, None, None), (30, None, None), False, [30, 10, 10]),
        ((None, None, None), (60, None, None), False, [60, 0, 0]),
        ((10, None, None), (None, 40, None), True, [10, 40, 50]),
    ],
)
def test_services_of_a_whole_form_share_the_quota(users, wanted, split, expected):
    """Those of a split form have the quota each; nobody is asked for more people than the service has."""
    services = tuple(PlannedService(f"living.{n}", f"L{n}", None, users[n - 1], wanted[n - 1]) for n in (1, 2, 3))
    plan = SurveyPlan(2024, "regular", services, ("living",) if split else ())

    assert list(targets(plan, METHOD).values()) == expected
    assert quota_of(plan, "living", METHOD) == (150 if split else 50)


def test_all_that_is_wrong_is_said_at_once():
    """Each fault by its own code, in one answer."""
    _, found = put(
        services=[("governance.1", "Layanan living.1"), ("Layanan Publik", "Layanan living.2"), ("living.1", "Entah")],
        users=[("branding.1", "10"), ("branding.2", "-3")],
        targets=[("branding.1", "11"), ("nowhere", "3"), ("economy.1", "2,5")],
        starts="2024-10-05",
        ends="2024-10-01",
        name="n" * 80,
        split=["Smart Wisata"],
    )
    assert sorted(found) == sorted([
        "two_services", "unknown_service", "users", "no_part", "target", "no_dimension", "too_many", "dates", "name",
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"services": [("living.2", "Layanan living.1")]}, ["service_twice"]),
        ({"starts": "besok"}, ["day"]),
        ({"starts": "2024-10-01", "ends": "2024-10-01"}, []),
        ({"services": [("Smart Living", "Layanan living.1")]}, ["no_part"]),
    ],
)
def test_each_fault_has_its_code(fields, expected):
    """One service twice, a day that is none, a dimension for a part; a survey of one day is none."""
    assert put(**fields)[1] == expected


def test_a_dimension_has_all_its_services_or_none():
    """A year of which no list says the parts begins with nothing; one dimension alone can be surveyed."""
    empty = SurveyPlan(2023, "regular")
    assert put(empty)[1] == ["nothing"]
    assert put(empty, services=[("living.1", "layanan LIVING.1")])[1] == ["incomplete"]
    made, found = put(empty, services=[(f"living.{n}", f"Layanan living.{n}") for n in (1, 2, 3)])
    assert (found, [one.owner for one in made.services]) == ([], ["Dinas A"] * 3)
    assert put(empty, users=[("living.1", 4)])[1] == ["no_service", "nothing"]


def test_an_emptied_service_is_taken_back():
    """A dimension whose services are all emptied is not surveyed; of one that keeps some it is said which it lacks."""
    made, found = put(services=[("living.1", ""), ("living.2", " "), ("living.3", "")])
    assert (found, made.of("living"), len(made.services)) == ([], (), len(PLAN.services) - 3)
    assert put(services=[("living.1", "")])[1] == ["incomplete"]


def test_what_was_decided_comes_back_from_its_line():
    """A plan is in its line whole; a line that says no such thing is none."""
    made, _ = put(targets=[("living.1", 20)], split=["living"], starts="2024-10-01", ends="2024-10-20", name="Uji")
    assert plan_of(2024, "regular", made.plain) == replace(made, entry="")
    assert is_sound(made.plain)
    wrong = [{"users": 0}, {"target": "20"}, {"service": None}]
    assert not any(is_sound({**made.plain, "living.1": {"service": "A", **one}}) for one in wrong)
    assert not is_sound({"survey": {"starts": "2024-10-02", "ends": "2024-10-01"}})


def test_what_is_not_quite_right_is_told():
    """Nobody decided, no days, less than the quota, a service that the lists put elsewhere."""
    few = replace(PLAN.services[0], users=3, service="Layanan living.1")
    told = remarks(
        replace(PLAN, services=(few, *(replace(one, users=3) for one in PLAN.services[1:3]))), METHOD, LISTED
    )
    assert [one.code for one in told] == ["undecided", "below_quota", "elsewhere", "undated"]
    decided = replace(PLAN, entry="e1", starts="2024-10-01", ends="2024-10-20")
    assert remarks(decided, METHOD, LISTED) == ()
