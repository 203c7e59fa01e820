"""Survey arithmetic: means, the spread of answers, and which counts may be shown."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap

from smartcity.survey.means import matrices, mean_of_item_means
from smartcity.survey.progress import Pace, days_needed, repeated, running_total, split_dimensions
from smartcity.survey.spread import Spread, resample, spread_of

NAN = float("nan")
SMALLEST = 5


def spread(answers, seed=1, **others):
    """The spread of *answers* from a fixed seed."""
    return spread_of(resample(np.array(answers, float), np.random.default_rng(seed), **others))


def test_items_weigh_the_same_however_many_answered_them():
    """The mean is taken per item first, so a statement that few answered counts like any other."""
    assert mean_of_item_means(np.array([[4, 1], [4, NAN], [4, NAN]])) == 2.5


def test_a_statement_nobody_answered_has_no_mean():
    """An empty column is left out, never counted as zero."""
    assert mean_of_item_means(np.array([[4, NAN], [2, NAN]])) == 3


@pytest.mark.parametrize("answers", [np.empty((0, 3)), np.full((2, 2), NAN)])
def test_no_answers_give_no_mean(answers):
    """Missing is not zero."""
    assert np.isnan(mean_of_item_means(answers))


def test_the_spread_is_the_percentile_bootstrap():
    """It agrees with the reference implementation on the same answers, within the chance of resampling."""
    answers = np.random.default_rng(7).integers(0, 5, (50, 9)).astype(float)
    own = spread(answers, draws=20_000)
    reference = bootstrap(
        (np.arange(len(answers)),),
        lambda places, axis=-1: answers[places].mean(axis=(-1, -2)),
        n_resamples=20_000,
        method="percentile",
        vectorized=True,
        rng=np.random.default_rng(2),
    ).confidence_interval
    assert [own.low, own.high] == pytest.approx([reference.low, reference.high], abs=0.01)


def test_the_same_chance_gives_the_same_spread():
    """A spread is a function of answers and generator; nothing else, such as the clock, is in it."""
    answers = [[4, 3], [2, NAN], [1, 4], [0, 2]]
    assert spread(answers, seed=3) == spread(answers, seed=3)


def test_answers_that_do_not_differ_have_no_width():
    """When all answer the same there is nothing to spread."""
    assert spread([[3, 3]] * 10) == Spread(3, 3)


def test_one_respondent_has_no_spread():
    """One person's answers cannot differ between persons."""
    assert spread([[4, 3, 2]]) is None


def test_large_surveys_are_resampled_in_parts():
    """More respondents than fit at once give the same kind of spread around their mean."""
    answers = np.tile([[4.0], [2.0]], (3_000, 1))
    own = spread(answers, draws=400)
    assert own.low < 3 < own.high < own.low + 0.2


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=12))
def test_a_spread_lies_within_the_answers(answers):
    """No resampled mean is outside the lowest and highest answer."""
    own, flat = spread(answers, draws=99), np.array(answers)
    assert flat.min() <= own.low <= own.high <= flat.max()


def test_answers_are_laid_out_by_respondent_and_item():
    """One row a respondent, one column an item, a hole where nothing was answered."""
    answers = pd.DataFrame(
        [("r1", "living", "I-2", 4.0), ("r1", "living", "I-1", 3.0), ("r2", "living", "I-1", 0.0)],
        columns=["respondent", "dimension", "item", "value"],
    )
    own = matrices(answers)["living"]
    expected = pd.DataFrame([[3, 4], [0, NAN]], index=["r1", "r2"], columns=["I-1", "I-2"], dtype=float)
    pd.testing.assert_frame_equal(own, expected, check_index_type=False, check_column_type=False)


def test_a_person_without_a_name_is_never_met_twice():
    """Only rows of the same known person are marked; two unknown ones are not the same."""
    people = pd.Series(["a", "b", "a", None, None, "", ""])
    assert list(repeated(people)) == [True, False, True, False, False, False, False]


@pytest.mark.parametrize(
    ("parts", "split"),
    [
        ([("living", "living.1", 3), ("living", "living.2", 3)], set()),
        ([("living", "living.1", 1), ("living", "living.2", 1)], {"living"}),
        ([("living", "living.1", 1), ("living", "living.2", 2)], set()),
        ([("living", "living.1", 1)], set()),
    ],
)
def test_a_form_is_split_when_nobody_answered_two_parts(parts, split):
    """One respondent with answers in two sub-dimensions shows that the form was whole; one part alone shows nothing."""
    rows = pd.DataFrame(parts, columns=["dimension", "sub_dimension", "most_parts"])
    assert split_dimensions(rows) == split


def test_days_are_counted_in_order_and_undated_rows_left_out():
    """The running total follows the calendar, not the order of the rows."""
    days = running_total(pd.Series(["2024-09-24", None, "2024-09-23", "2024-09-24"]))
    assert days.to_numpy().tolist() == [["2024-09-23", 1, 1], ["2024-09-24", 2, 3]]


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ({}, Pace(4, 0)),
        ({"living": (10, 0)}, Pace(4, 0)),
        ({"living": (10, 1)}, Pace(4, 1, "living")),
        ({"living": (10, 10)}, Pace(4, 4, "living")),
        ({"living": (10, 11)}, Pace(4, 5, "living")),
        # Two people in four days are one in two: six more take twelve days, however many are met elsewhere.
        ({"living": (8, 4), "economy": (2, 6)}, Pace(4, 12, "economy")),
        ({"living": (10, 4), "economy": (0, 50)}, Pace(4, None, "economy")),
    ],
)
def test_the_pace_is_that_of_the_dimension_that_is_short(short, expected):
    """Ten people on the first and fourth of four days are 2.5 a day, quiet days included; each has its own pace."""
    days = pd.DataFrame({"day": ["2024-09-01", "2024-09-04"], "count": [6, 4]})
    assert days_needed(days, short) == expected
