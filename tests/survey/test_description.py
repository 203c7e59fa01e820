"""What is said of a dimension, its parts and its statements."""

import numpy as np
import pandas as pd
import pytest

from smartcity.method import load_methods
from smartcity.survey.description import describe, describe_all
from smartcity.survey.means import mean_of_item_means
from smartcity.survey.spread import resample, spread_of

NAN = float("nan")
METHOD = load_methods().all[-1]
PARTS = {"A1": "a.1", "A2": "a.1", "B1": "a.2"}

# Three people: A1 is answered 4, 2, 3; A2 by one; B1 by two.
WHOLE = pd.DataFrame([[4, 1, NAN], [2, NAN, 3], [3, NAN, 1]], columns=list(PARTS), index=["r1", "r2", "r3"])


def described(answers, is_split=False):
    """Describe a dimension "a" with chance from a fixed seed."""
    return describe(answers, PARTS, "a", np.random.default_rng(1), is_split)


def test_each_statement_has_its_people_blanks_and_mean():
    """A1: (4 + 2 + 3) / 3 = 3; A2: 1 by one of three; B1: (3 + 1) / 2 = 2."""
    found = [(item.code, item.count, item.missing, item.mean) for item in described(WHOLE).items]
    assert found == [("A1", 3, 0, 3.0), ("A2", 1, 2, 1.0), ("B1", 2, 1, 2.0)]


def test_parts_and_whole_are_means_of_their_statements():
    """a.1: (3 + 1) / 2 = 2; a.2: 2; the dimension: (3 + 1 + 2) / 3 = 2, of nine answers three are blank."""
    found = described(WHOLE)
    assert [(part.whole.code, part.whole.count, part.whole.mean) for part in found.parts] == [
        ("a.1", 3, 2),
        ("a.2", 2, 2),
    ]
    whole = found.whole
    assert (whole.code, whole.count, whole.expected, whole.missing, whole.mean) == ("a", 3, 9, 3, 2)


def test_a_split_form_asks_only_for_the_part_that_was_answered():
    """r1 and r2 answered a.1, r3 answered a.2: five answers were asked for, and one of them is blank."""
    split = pd.DataFrame([[4, 1, NAN], [2, NAN, NAN], [NAN, NAN, 1]], columns=list(PARTS))
    found = described(split, is_split=True)
    assert [(item.code, item.expected, item.missing) for item in found.items] == [
        ("A1", 2, 0),
        ("A2", 2, 1),
        ("B1", 1, 0),
    ]
    assert (found.whole.count, found.whole.expected, found.whole.missing) == (3, 5, 1)


def test_a_spread_is_that_of_the_means_it_stands_beside():
    """A part's ends are those of the mean of its own statements, from the same resamples as the whole's."""
    found = described(WHOLE)
    resamples = resample(WHOLE.to_numpy(), np.random.default_rng(1))
    expected = [spread_of(resamples, own) for own in ([0, 1], [2], None)]
    assert [*(part.whole.spread for part in found.parts), found.whole.spread] == expected


def test_a_statement_without_a_column_was_answered_by_nobody():
    """It is listed with zero people and no mean, never as zero."""
    item = described(WHOLE[["A1", "A2"]]).items[2]
    assert (item.code, item.count, item.missing, item.mean, item.spread) == ("B1", 0, 3, None, None)


@pytest.mark.parametrize("answers", [pd.DataFrame(), WHOLE.iloc[:0], WHOLE * NAN], ids=["none", "no rows", "all blank"])
def test_no_answers_at_all(answers):
    """Nobody, or only blanks: counts of zero, no mean, no spread, no alpha."""
    found = described(answers)
    assert (found.whole.count, found.whole.mean, found.whole.spread, found.reliability.alpha) == (0, None, None, None)


def test_one_respondent_has_a_mean_and_no_spread():
    """One person's answers are their mean; how much it varies nobody can say."""
    found = described(WHOLE.iloc[:1])
    assert (found.whole.count, found.whole.mean, found.whole.spread) == (1, 2.5, None)


def survey(seed, dimensions):
    """Answers of 20 people to each of some dimensions of the method."""
    chance = np.random.default_rng(seed)
    items = {
        dimension: [item.code for item in METHOD.survey_items if item.dimension == dimension]
        for dimension in dimensions
    }
    return {
        dimension: pd.DataFrame(chance.integers(0, 5, (20, len(codes))).astype(float), columns=codes)
        for dimension, codes in items.items()
    }


def test_every_dimension_of_the_method_is_described():
    """Those without respondents are there with none, in the method's order."""
    found = describe_all(survey(1, ["living"]), METHOD, np.random.default_rng(1))
    dimensions = list(dict.fromkeys(item.dimension for item in METHOD.survey_items))
    assert [one.whole.code for one in found] == dimensions
    assert [one.whole.count for one in found] == [20 if code == "living" else 0 for code in dimensions]


def test_one_dimension_does_not_change_the_spread_of_another():
    """Each has chance of its own, so respondents of one say nothing about the other's spread."""
    alone = describe_all(survey(1, ["living"]), METHOD, np.random.default_rng(1))
    both = survey(1, ["living"]) | survey(2, ["governance"])
    together = describe_all(both, METHOD, np.random.default_rng(1))
    of_living = [next(one.whole for one in found if one.whole.code == "living") for found in (alone, together)]
    assert of_living[0] == of_living[1]
    assert of_living[0].mean == pytest.approx(mean_of_item_means(both["living"].to_numpy()))
