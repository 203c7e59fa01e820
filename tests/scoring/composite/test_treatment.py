import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.scoring.composite.definition import Definition, Group, Indicator, Winsorising
from smartcity.scoring.composite.notes import BEYOND_LIMITS, EMPTY_UNIT, IMPUTED, WINSORISED
from smartcity.scoring.composite.treatment import shape_of, treat, winsorise

RULE = Winsorising(points=2, skew=2.0, kurtosis=3.5)
ONE = Definition("Uji", (Group("G"),), (Indicator("A", "G"),))
TEN = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10]
TWENTY = [*TEN, *(10 + value for value in TEN)]


def treated(values, rule=RULE):
    """Winsorise a list and return a list."""
    return winsorise(np.array(values, float), rule).values.tolist()


def prepared(definition, units):
    """Treat one indicator of `{unit: {year: value}}`, and return its values by (unit, year) and the notes."""
    rows = [(unit, year, value) for unit, years in units.items() for year, value in years.items()]
    frame = pd.DataFrame(rows, columns=["unit", "year", "A"]).sort_values(["year", "unit"], ignore_index=True)
    sets = frame["year"] * 0 if definition.is_pooled else frame["year"]
    done = treat(frame[["A"]].astype(float), frame[["unit", "year"]], sets, definition)
    return dict(zip(zip(frame["unit"], frame["year"]), done.values["A"])), done.notes


def test_shape_is_bias_corrected_as_in_excel():
    """Skewness is G1 and kurtosis is the excess G2, worked by hand for one value apart from four equal ones."""
    # x = 0 0 0 0 1, n = 5, mean 0.2; deviations -0.2 four times and 0.8
    # m2 = (4 x 0.04   + 0.64  ) / 5 = 0.16
    # m3 = (4 x -0.008 + 0.512 ) / 5 = 0.096     g1 = 0.096 / 0.16^1.5 = 1.5
    # m4 = (4 x 0.0016 + 0.4096) / 5 = 0.0832    g2 = 0.0832 / 0.16^2 - 3 = 0.25
    # G1 = g1 x sqrt(5 x 4) / 3 = 1.5 x 4.4721 / 3 = sqrt(5)
    # G2 = ((5 + 1) x 0.25 + 6) x 4 / (3 x 2) = 5
    assert shape_of(np.array([0.0, 0, 0, 0, 1])) == pytest.approx((math.sqrt(5), 5.0))


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 2.0, 90.0], [4.0, 4.0, 4.0, 4.0, 4.0]])
def test_shape_of_too_few_or_equal_values_is_unknown(values):
    """Kurtosis needs four values that are not all the same, and without it nothing is pulled in."""
    assert (np.isnan(shape_of(np.array(values))).all(), treated(values)) == (True, values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([*TEN, 100.0], [*TEN, 10.0], id="COINr's own case: 100 becomes 10"),
        pytest.param([-x for x in [*TEN, 100.0]], [-x for x in [*TEN, 10.0]], id="the low end is the mirror image"),
        pytest.param([*TEN, 30.0, 100.0], [*TEN, 30.0, 30.0], id="one point is enough, so the second is not used"),
        pytest.param([*TWENTY, 100.0, 200.0], [*TWENTY, 20.0, 20.0], id="the first goes along with the second"),
        pytest.param(
            [100.0, np.nan, *TEN], [10.0, np.nan, *TEN], id="an empty cell stays empty and counts for nothing"
        ),
        pytest.param(TEN, TEN, id="what has no outlier is left as it is"),
    ],
)
def test_values_are_pulled_to_the_next_inwards(values, expected):
    """One value at a time, on the side of the skew, until one of the two limits is kept."""
    assert treated(values) == pytest.approx(expected, nan_ok=True)


def test_coinrs_documented_vector_has_its_documented_shape():
    """COINr's vignette on treatment: 1 to 10, 30 and 100, before and after two points at most."""
    values = np.array([*TEN, 30.0, 100.0])
    after = winsorise(values, RULE)

    assert shape_of(values) == pytest.approx((3.063241, 9.741391), abs=5e-7)
    assert (after.skewness, after.kurtosis) == pytest.approx((1.712038, 1.815781), abs=5e-7)


def test_second_point_was_needed():
    """30 beside 30 still exceeds both limits when the limits are narrow, so the pair goes on to 10."""
    assert treated([*TEN, 30.0, 100.0], Winsorising(2, 1.0, 1.0)) == [*TEN, 10.0, 10.0]


def test_both_limits_must_be_exceeded():
    """Strong skewness alone, or heavy tails alone, is no reason to change a value."""
    values = [*TEN, 100.0]

    assert (treated(values, replace(RULE, skew=9.0)), treated(values, replace(RULE, kurtosis=99.0))) == (values, values)


def test_limit_of_points_is_kept_with_ties():
    """Two equal extremes cannot be told apart: with one point neither moves, with two both do."""
    values = [*TEN, *TEN, 500.0, 500.0]

    assert (treated(values, replace(RULE, points=1)), treated(values)) == (values, [*TEN, *TEN, 10.0, 10.0])


def test_what_was_done_is_kept_and_named_when_the_limit_is_hit():
    """One point of two outliers is pulled in and named, and that the shape still exceeds the limits is named too."""
    values = {f"U{n:02}": {2023: value} for n, value in enumerate([*TWENTY, 100.0, 200.0])}
    known, notes = prepared(replace(ONE, winsorise=replace(RULE, points=1)), values)

    assert (known["U21", 2023], known["U20", 2023], [(note.code, note.unit) for note in notes]) == (
        100.0,
        100.0,
        [(BEYOND_LIMITS, ""), (WINSORISED, "U21")],
    )


def test_treatment_looks_at_what_the_scale_looks_at():
    """An outlier of one year is none among all years, when the others of that size are in the other year."""
    units = {f"U{n:02}": {2022: 100.0 + n, 2023: value} for n, value in enumerate([*TEN, 100.0])}
    rule = replace(ONE, winsorise=RULE)

    assert (prepared(rule, units)[0]["U10", 2023], prepared(replace(rule, over="pooled"), units)[0]["U10", 2023]) == (
        10.0,
        100.0,
    )


def test_points_count_for_each_year_or_for_all():
    """With pooled years the two points are for all years together, not for each."""
    units = {f"U{n:02}": {2022: value, 2023: value} for n, value in enumerate([*TEN, 1000.0])}
    pulled = [
        sum(note.code == WINSORISED for note in prepared(replace(ONE, over=over, winsorise=rule), units)[1])
        for over, rule in (("year", replace(RULE, points=1)), ("pooled", replace(RULE, points=1)))
    ]

    assert pulled == [2, 0]


def test_empty_cells_take_the_mean_of_the_treated_values():
    """The mean is made after the outlier was pulled in, and an imputed value does not soften the skewness."""
    two = replace(ONE, indicators=(Indicator("A", "G"), Indicator("B", "G")), winsorise=RULE, impute="mean")
    values = pd.DataFrame({"A": [*TEN, 100.0, np.nan], "B": 1.0})
    places = pd.DataFrame({"unit": [f"U{n:02}" for n in range(len(values))], "year": 2023})
    done = treat(values, places, places["year"], two)

    # (1 + 2 + ... + 10 + 10) / 11 = 65 / 11
    assert (done.values["A"].iloc[-1], [(n.code, n.unit) for n in done.notes]) == (
        pytest.approx(65 / 11),
        [(WINSORISED, "U10"), (IMPUTED, "U11")],
    )


@pytest.mark.parametrize(("over", "expected"), [("year", 20.0), ("pooled", 15.0)])
def test_imputed_mean_is_of_the_year_or_of_all(over, expected):
    """Over one year the cell takes the mean of that year's units, pooled that of all years."""
    two = replace(ONE, indicators=(Indicator("A", "G"), Indicator("B", "G")), impute="mean", over=over)
    values = pd.DataFrame({"A": [10.0, 10.0, 20.0, np.nan, 20.0], "B": 1.0})
    places = pd.DataFrame({"unit": list("PQPQR"), "year": [2022, 2022, 2023, 2023, 2023]})
    sets = places["year"] * 0 if over == "pooled" else places["year"]

    assert treat(values, places, sets, two).values["A"].iloc[3] == expected


def test_unit_without_any_value_is_not_made_up():
    """A unit of which nothing is known gets no average of the others, and is named."""
    known, notes = prepared(replace(ONE, impute="mean"), {"P": {2023: 1.0}, "Q": {2023: 3.0}, "R": {2023: np.nan}})

    assert (math.isnan(known["R", 2023]), [(note.code, note.unit, note.year) for note in notes]) == (
        True,
        [(EMPTY_UNIT, "R", 2023)],
    )


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=30), st.integers(0, 5))
def test_no_more_points_than_allowed_are_changed(values, points):
    """At most that many values change, none beyond the range of the others, and their order is kept."""
    before = np.array(values, float)
    after = winsorise(before, Winsorising(points, 0.5, 0.5)).values
    order = np.argsort(before, kind="stable")

    assert (before != after).sum() <= points
    assert (np.diff(after[order]) >= 0).all()
    assert (before.min() <= after.min(), after.max() <= before.max()) == (True, True)


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=20), st.randoms(use_true_random=False))
def test_order_of_the_values_does_not_matter(values, chance):
    """Whichever row comes first, each value becomes the same."""
    shuffled = list(range(len(values)))
    chance.shuffle(shuffled)
    rule = Winsorising(3, 0.5, 0.5)
    straight = treated(values, rule)

    assert treated([values[n] for n in shuffled], rule) == [straight[n] for n in shuffled]
