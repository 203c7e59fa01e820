"""Indeks Kepuasan Masyarakat: exact arithmetic, the bounds of the bands, and how sure the band is."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.method.layout import load_layouts
from smartcity.method.skm import load_skm
from smartcity.survey.satisfaction import by_service, rounded, satisfaction

RULE = load_skm()
NAN = float("nan")
ratings_of_a_few = st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=8)


def result(rows, seed=1):
    """The index of rows of nine ratings."""
    frame = pd.DataFrame(rows, columns=RULE.codes)
    return satisfaction(frame, RULE, np.random.default_rng(seed))


def test_the_nine_elements_are_rated_one_to_four():
    """The elements are the layout's nine rating columns, U1 to U9, each from 1 to 4."""
    columns = load_layouts()["skm"].table("skm").columns
    assert RULE.codes == tuple(f"U{number}" for number in range(1, 10))
    assert {(column.minimum, column.maximum) for column in columns if column.type == "rating"} == {(1, 4)}


def test_the_index_by_hand():
    """Two people: 4 everywhere, and 3 everywhere but a 1 for U1.

    Means: U1 (4 + 1) / 2 = 2.5, the other eight 3.5: sum 30.5. 30.5 x 25 / 9 = 84.7222..., rounded 84.72: B, baik.
    With 0.111: 30.5 x 0.111 x 25 = 84.6375, half up 84.64. With 0.11: 83.875, half up 83.88.
    """
    found = result([[4] * 9, [1, *[3] * 8]])
    assert (found.count, found.ikm, found.unrounded) == (2, Decimal("84.72"), Fraction(305, 10) * 25 / 9)
    assert (found.band.code, found.band.names["id"]) == ("B", "Baik")
    assert dict(found.by_weight) == {"exact": Decimal("84.72"), "w0111": Decimal("84.64"), "w011": Decimal("83.88")}
    assert [element.mean for element in found.elements] == [Fraction(5, 2), *[Fraction(7, 2)] * 8]


def test_a_faultless_service_has_a_hundred_only_by_the_exact_weight():
    """9 x 4 x 25 = 900: by 1/9 it is 100.00, by 0.111 it is 99.90, by 0.11 it is 99.00."""
    assert list(result([[4] * 9]).by_weight.values()) == [Decimal("100.00"), Decimal("99.90"), Decimal("99.00")]


@pytest.mark.parametrize(
    ("index", "band"),
    [
        ("100.00", "A"),
        ("88.31", "A"),
        ("88.30", "B"),
        ("76.61", "B"),
        ("76.60", "C"),
        ("65.00", "C"),
        ("64.99", "D"),
        ("25.00", "D"),
    ],
)
def test_the_bounds_of_the_bands(index, band):
    """Each bound of Permenpan-RB 14/2017 belongs to the band that is printed beside it."""
    assert RULE.band_of(Decimal(index)).code == band


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(88305, 1000), "88.31"),
        (Fraction(88304999, 1000000), "88.30"),
        (Fraction(76605, 1000), "76.61"),
        (Fraction(64995, 1000), "65.00"),
        (Fraction(1, 3), "0.33"),
        (Fraction(25), "25.00"),
    ],
)
def test_halves_are_rounded_up_exactly(value, expected):
    """88.305 is 88.31, which its nearest binary number would not have been; the band is decided afterwards."""
    assert rounded(value, RULE.decimals) == Decimal(expected)


def test_the_band_is_decided_after_rounding():
    """1000 people give 31789 points: 31789 x 25 / 9000 = 88.302..., B; six points more: 88.319..., A.

    Between them 31790 points are 88.3055..., which rounds to 88.31 and is A, although 88.3055 is below 88.31.
    """
    bands = []
    for points in (31_789, 31_790, 31_795):
        ratings = np.full(9_000, 3)
        ratings[: points - 27_000] = 4
        found = result(ratings.reshape(1_000, 9))
        bands.append((str(found.ikm), found.band.code))
    assert bands == [("88.30", "B"), ("88.31", "A"), ("88.32", "A")]


def test_a_blank_is_no_rating():
    """U1 was rated by one of two, with 4: its mean is 4, not 2; the row without any rating is nobody's."""
    found = result([[4] * 9, [NAN, *[4] * 8], [NAN] * 9])
    assert (found.count, found.elements[0].count, found.elements[0].mean, found.ikm) == (2, 1, 4, Decimal("100.00"))


@pytest.mark.parametrize("rows", [np.empty((0, 9)), [[NAN, *[4] * 8]]])
def test_an_element_nobody_rated_leaves_no_index(rows):
    """The index is of all nine elements or there is none: missing is neither zero nor weighted away."""
    found = result(rows)
    assert (found.ikm, found.band, found.probability, set(found.by_weight.values())) == (None, None, None, {None})


def test_how_sure_the_band_is():
    """All alike: surely this band. At the bound of A, half the people a 4 more or less decides."""
    # 20 people with 9 x 4 and 20 with 9 x 3: the mean is 3.5, the index 87.50, B; a resample has A from 22 of the first
    # (3.55 x 25 = 88.75) on, and C only below 3.0644 x 40 points, which is out of reach: B or better is sure.
    half = result([[4] * 9] * 20 + [[3] * 9] * 20)
    # 22 of 40 make A. It is kept by resamples with at least 22: P(X >= 22) of a binomial of 40 with 0.55 is 0.565.
    bound = result([[4] * 9] * 22 + [[3] * 9] * 18)
    assert (half.band.code, half.probability) == ("B", 1.0)
    assert (bound.band.code, bound.probability) == ("A", pytest.approx(0.565, abs=0.02))


def test_the_band_of_a_resample_is_decided_after_rounding_too():
    """790 people give 32 points and 210 give 31: 88.3055..., A only by rounding, and so are the resamples like it.

    P(X >= 790) of a binomial of 1000 with 0.79 is 0.518; without those that round up to A it would be 0.457.
    """
    found = result([[4] * 5 + [3] * 4] * 790 + [[4] * 4 + [3] * 5] * 210)
    assert (found.band.code, found.probability) == ("A", pytest.approx(0.518, abs=0.02))


@pytest.mark.parametrize(("rows", "probability"), [([[1] * 9] * 5, 1.0), ([[4] * 9], None)])
def test_the_lowest_band_is_sure_and_one_person_says_nothing(rows, probability):
    """Everything is D or better; how one person's rating varies nobody knows."""
    assert result(rows).probability == probability


@given(ratings_of_a_few)
def test_a_respondent_who_rates_the_mean_leaves_the_index(rows):
    """Adding each element's mean as one more rating is only possible where it is whole; then nothing moves."""
    means = [Fraction(sum(column), len(column)) for column in zip(*rows)]
    again = [*rows, *rows]
    assert result(again).ikm == result(rows).ikm
    if all(mean.denominator == 1 for mean in means):
        assert result([*rows, [int(mean) for mean in means]]).ikm == result(rows).ikm


@given(ratings_of_a_few, st.randoms())
def test_the_order_of_respondents_changes_nothing(rows, chance):
    """Index, spreads and probability are the same for any order of the rows."""
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert result(shuffled) == result(rows)


@given(ratings_of_a_few)
def test_the_index_lies_between_its_ends(rows):
    """From 25 for the lowest ratings throughout to 100 for the highest."""
    assert Decimal(25) <= result(rows).ikm <= Decimal(100)


def services(names):
    """The index of each service, each person rating 4 throughout."""
    frame = pd.DataFrame([[4] * 9] * len(names), columns=RULE.codes)
    found = by_service(frame, names, RULE, np.random.default_rng(1), smallest=5)
    return [(one.service, one.result and one.result.count) for one in found]


def test_each_service_has_its_index():
    """Services by name, spelt with or without capitals; those who named none come last."""
    assert services(["KTP"] * 6 + ["Akta"] * 5 + ["ktp"] + [None] * 5) == [("Akta", 5), ("ktp", 7), (None, 5)]


def test_a_service_of_few_is_hidden_with_company():
    """Two rated KIA; the whole less Akta and KTP would be theirs, so the smaller of those is hidden too."""
    assert services(["KIA"] * 2 + ["Akta"] * 6 + ["KTP"] * 9) == [("Akta", None), ("KIA", None), ("KTP", 9)]
