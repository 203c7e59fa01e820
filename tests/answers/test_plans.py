"""Where a plan may start, and what a goal takes from there."""

import pytest

from smartcity.answers import plans, simulations
from smartcity.answers.plans import COMPONENTS, PUBLISHED, SAMPLES
from smartcity.answers.scores import NATIONAL
from smartcity.answers.simulations import INDEX_VALUE, Aim
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.outlook.planning.start import Target
from smartcity.records.scenarios import Terms

TRACK, PROVINCE = load_site().track, load_site().province_code
METHOD = load_methods().require(2024, TRACK)


def footings(warehouse, year=2024, typed=None):
    """List where a plan of a year may start."""
    return plans.footings(warehouse, simulations.suppose(warehouse, year, TRACK, typed or {}), typed or {})


def plan_of(warehouse, kind, value, code, year=2024):
    """Plan for an aim from one of the starts."""
    goal = simulations.goal(warehouse, load_methods().require(year, TRACK), Aim(kind, value))
    return plans.planned(footings(warehouse, year)[code], Terms(), goal)


def test_a_plan_starts_from_the_last_published_index(shipped):
    """3.55 of 2024 is 0.02 below Kota Banjarmasin: one mark of output (0.20 / 7) is more than that."""
    usual = next(iter(footings(shipped).values()))
    made = plan_of(shipped, PROVINCE, 1, PUBLISHED)

    assert (usual.code, usual.card.year, usual.is_printed, usual.is_sample) == (PUBLISHED, 2024, True, False)
    assert usual.assumed == dict.fromkeys(METHOD.weights, 2023)
    assert (made.start, made.target, made.is_reached) == (pytest.approx(3.55), Target(3.57), True)
    assert made.steps[["node", "marks", "gain"]].to_numpy().tolist() == [["output", 1, pytest.approx(0.2 / 7)]]
    # Which marks the component stands at is not known, so no step claims it.
    assert made.steps[["mark_before", "mark_after"]].isna().all(axis=None)


def test_a_published_year_with_components_is_planned_from_them(shipped):
    """The letter of 2023 prints our components (3.379), and ranks 1, 5 and 8 take half a digit less than printed."""
    usual = next(iter(footings(shipped, 2023).values()))
    made = {rank: plan_of(shipped, NATIONAL, rank, PUBLISHED, 2023) for rank in (1, 5, 8)}

    assert (usual.index, usual.is_printed) == (pytest.approx(3.379), False)
    assert {rank: one.target.index for rank, one in made.items()} == pytest.approx({1: 3.835, 5: 3.645, 8: 3.575})
    # At the printed figures the same ranks would take 34, 14 and 9 marks.
    assert [int(one.steps["marks"].sum()) for one in made.values()] == [34, 13, 8]
    assert all(one.is_reached and one.gap == 0 for one in made.values())


def test_invented_answers_are_planned_from_only_where_asked_for(shipped):
    """The survey of 2024 is CONTOH: neither the published index nor the known components rest on it."""
    found = footings(shipped)

    assert list(found) == [PUBLISHED, COMPONENTS, SAMPLES]
    assert [footing.is_sample for footing in found.values()] == [False, False, True]
    # All five official components of 2023.
    assert (found[COMPONENTS].index, found[COMPONENTS].start.marks) == (pytest.approx(3.379), {})


def test_own_marks_are_planned_from_first(shipped, nothing_loaded):
    """Who typed marks asks about them; the published index stays a choice, where there is one."""
    threes = {item.code: 3.0 for item in METHOD.items}

    assert list(footings(shipped, typed=threes)) == [COMPONENTS, PUBLISHED]
    assert list(footings(nothing_loaded, typed=threes)) == [COMPONENTS]


def test_the_top_of_the_scale_is_within_reach(shipped):
    """Fours on every item make an index of four, from whichever start."""
    made = [plan_of(shipped, INDEX_VALUE, 4.0, code) for code in footings(shipped)]

    assert [(one.is_reached, one.furthest) for one in made] == [(True, 4.0)] * 3


def test_a_plan_to_the_last_rank_does_nothing(shipped):
    """Any index has the last rank, so the plan is empty and reached."""
    made = plan_of(shipped, PROVINCE, 2, PUBLISHED)

    assert (len(made.steps), made.is_reached) == (0, True)
