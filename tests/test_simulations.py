"""Suppositions: where each mark comes from, what stands in for a missing component, and what they come to."""

import pandas as pd
import pytest

from smartcity import simulations
from smartcity.method import INDEX, MethodMissing, load_methods
from smartcity.planning import Target, Terms, plan
from smartcity.regions import load_site
from smartcity.scoring import score
from smartcity.simulations import SURVEYED, TYPED

TRACK = load_site().track
METHOD = load_methods().require(2024, TRACK)
FIRST = METHOD.components[0].items[0].code
IMPACT = METHOD.survey_items[0].code


def test_survey_means_feed_the_items_that_nobody_marked(shipped):
    """The survey's items have its means; a typed mark goes before the mean of its item and only of that one."""
    found = simulations.suppose(shipped, 2024, TRACK, {IMPACT: 1.0})
    origins = [found.origins[item.code] for item in METHOD.survey_items]

    assert (found.marks[IMPACT], origins.count(TYPED), origins.count(SURVEYED)) == (1.0, 1, len(origins) - 1)


def test_a_component_without_a_mark_stands_at_its_newest_official_figure(shipped):
    """Components of which no item is marked are taken from the newest official year, and the year is named."""
    found = simulations.suppose(shipped, 2024, TRACK, {})

    assert found.assumed == {"baseline": 2023, "output": 2023, "outcome": 2023, "quick_win": 2023}
    # Tabalong's official components of 2023, by the letter B-1384/2023.
    assert {code: found.components[code] for code in found.assumed} == {
        "baseline": 3.76,
        "output": 3.20,
        "outcome": 3.17,
        "quick_win": 3.47,
    }


def test_one_mark_takes_a_component_away_from_its_official_figure(shipped):
    """Once an item is marked its component is the marks' own, or missing while too few of them are there."""
    found = simulations.suppose(shipped, 2024, TRACK, {FIRST: 4.0})
    component = METHOD.components[0]

    assert (component.code in found.assumed, found.filled(component.code)) == (False, (1, len(component.items)))
    assert (component.code in found.missing, found.index is None) == (True, True)


def test_the_index_is_that_of_scoring(shipped):
    """The index is what scoring makes of the same components."""
    found = simulations.suppose(shipped, 2024, TRACK, {})
    weighed = sum(METHOD.weights[code] * value for code, value in found.components.items())

    assert found.index == pytest.approx(weighed, abs=1e-12)


def test_a_plan_can_start_from_a_supposition(shipped):
    """The start of a plan has the supposition's index, and the plan reaches its target when scored again."""
    found = simulations.suppose(shipped, 2024, TRACK, {})
    made = plan(found.start, Terms(), Target(3.5))

    assert (made.start, made.is_reached) == (pytest.approx(found.index, abs=1e-9), True)


def test_invented_answers_are_said_to_be_so(shipped):
    """The shipped surveys are CONTOH, so what rests on them is too; marks typed for all items do not."""
    every = {item.code: 3.0 for item in METHOD.items}

    assert simulations.suppose(shipped, 2024, TRACK, {}).is_sample is True
    assert simulations.suppose(shipped, 2024, TRACK, every).is_sample is False


def test_without_anything_every_component_is_missing(nothing_loaded):
    """With no survey, no marks and no official figures there is no index, and all components are named."""
    found = simulations.suppose(nothing_loaded, 2024, TRACK, {})

    assert (found.index, found.missing) == (None, tuple(part.code for part in METHOD.components))


def test_a_year_without_a_method_cannot_be_supposed(shipped):
    """A year whose rules are not known is refused, because nothing could be scored."""
    with pytest.raises(MethodMissing):
        simulations.suppose(shipped, 1999, TRACK, {})


def test_all_items_of_one_mark_come_to_that_index(nothing_loaded):
    """Marks of three throughout give an index of three, as scoring says."""
    marks = {item.code: 3.0 for item in METHOD.items}
    leaves = pd.DataFrame({"region": "x", "node": list(marks), "value": list(marks.values())})
    expected = score(leaves, METHOD).scores.set_index("node")["value"][INDEX]

    assert simulations.suppose(nothing_loaded, 2024, TRACK, marks).index == expected


def test_nothing_taken_on_is_an_empty_list(shipped):
    """Until somebody takes a plan on there is no step."""
    assert simulations.taken_on(shipped).empty
