"""Whether a later survey says something else: only what lies outside the spread is a change."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.method import load_methods
from smartcity.survey.comparison import DOWN, EQUAL, UP, compare, shared_items
from smartcity.survey.spread import resample

NAN = float("nan")
METHOD = load_methods().all[-1]


def drawn(answers, seed):
    """Resamples of answers, from a fixed seed."""
    return resample(np.array(answers, float), np.random.default_rng(seed), 1_000)


# Means 2 and 2.2, each of 20 people whose answers differ by up to two: the difference of 0.2 lies well within.
NEARLY = [[2.0]] * 8 + [[1.0]] * 6 + [[3.0]] * 6
SOMEWHAT_MORE = [[2.0]] * 8 + [[1.0]] * 4 + [[3.0]] * 8


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        (NEARLY, SOMEWHAT_MORE, EQUAL),
        (SOMEWHAT_MORE, NEARLY, EQUAL),
        ([[1.0], [2.0]] * 20, [[3.0], [4.0]] * 20, UP),
        ([[3.0], [4.0]] * 20, [[1.0], [2.0]] * 20, DOWN),
        ([[3.0]] * 9, [[3.0]] * 9, EQUAL),
        ([[3.0]] * 9, [[3.5]] * 9, UP),
    ],
)
def test_a_change_within_the_spread_is_none(before, after, direction):
    """The interval of the difference holds zero: equal. It lies above or below: up or down."""
    assert compare(drawn(before, 1), drawn(after, 2)).direction == direction


def test_the_difference_is_later_less_earlier():
    """2.2 - 2 = 0.2, between the ends of its spread."""
    found = compare(drawn(NEARLY, 1), drawn(SOMEWHAT_MORE, 2))
    assert found.difference == pytest.approx(0.2)
    assert found.spread.low < 0.2 < found.spread.high


def test_only_the_statements_in_both_years_are_compared():
    """The later form has a statement more, which is left out by its place."""
    before = drawn([[1.0, 2.0]] * 5, 1)
    after = drawn([[4.0, 1.0, 2.0]] * 5, 2)
    assert compare(before, after, [0, 1], [1, 2]).direction == EQUAL


@pytest.mark.parametrize("few", [[[2.0]], np.empty((0, 1))])
def test_too_few_people_allow_no_comparison(few):
    """One respondent or none says nothing about a change."""
    assert (compare(drawn(few, 1), drawn(NEARLY, 2)), compare(drawn(NEARLY, 1), drawn(few, 2))) == (None, None)


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=8))
def test_the_same_answers_again_are_no_change(answers):
    """A survey compared with itself is equal, whatever its answers are."""
    assert compare(drawn(answers, 1), drawn(answers, 2)).direction == EQUAL


def test_shared_items_are_asked_in_the_same_words():
    """A statement whose words changed is not joined over the years, nor is one that is new."""
    component = next(one for one in METHOD.components if one.code == METHOD.survey_items[0].component)
    changed, new, *others = component.items
    reworded = replace(changed, meaning={**changed.meaning, "id": "Bunyi lain."})
    renamed = replace(new, code="I-NEW-1.1")
    later = replace(
        METHOD,
        components=tuple(
            replace(one, items=(reworded, renamed, *others)) if one is component else one for one in METHOD.components
        ),
    )
    assert shared_items(METHOD, later) == tuple(item.code for item in others)
    assert shared_items(METHOD, METHOD) == tuple(item.code for item in METHOD.survey_items)
