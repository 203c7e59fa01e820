from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from smartcity.scoring.composite.definition import Definition, Group, Indicator
from smartcity.scoring.composite.normalisation import normalise
from smartcity.scoring.composite.notes import CLAMPED, CONSTANT, NO_VALUES

ONE = Definition("Uji", (Group("G"),), (Indicator("A", "G", goalposts=(20.0, 40.0)),))
LESS = replace(ONE, indicators=(replace(ONE.indicators[0], direction=-1),))


def scaled(definition, values, years=None):
    """Normalise one indicator of units in one year, or in the years given; return its values and the notes."""
    frame = pd.DataFrame({"A": np.array(values, float)})
    places = pd.DataFrame({"unit": [f"U{n}" for n in range(len(values))], "year": years or 2023})
    sets = places["year"] * 0 if definition.is_pooled else places["year"]
    done = normalise(frame, places, sets, definition)
    return done.values["A"].tolist(), [(note.code, note.unit, note.year) for note in done.notes]


@pytest.mark.parametrize(
    ("method", "to", "more", "less"),
    [
        # 10 30 20 30: least 10, most 30; (20 - 10) / (30 - 10) = 0.5 of the way from 0 to 100
        pytest.param("minmax", (0, 100), [0, 100, 50, 100], [100, 0, 50, 0], id="minmax"),
        # the same half way from 1 to 5: 1 + 0.5 x 4 = 3
        pytest.param("minmax", (1, 5), [1, 5, 3, 5], [5, 1, 3, 1], id="minmax onto another range"),
        # mean 22.5, deviations -12.5 7.5 -2.5 7.5, squares 156.25 56.25 6.25 56.25 = 275; sd = sqrt(275 / 3) = 9.5743
        # -12.5 / 9.5743 = -1.30558   7.5 / 9.5743 = 0.78335   -2.5 / 9.5743 = -0.26112
        pytest.param(
            "zscore",
            (0, 1),
            [-1.3055824, 0.7833495, -0.2611165, 0.7833495],
            [1.3055824, -0.7833495, 0.2611165, -0.7833495],
            id="zscore",
        ),
        # 50 + 10 x z
        pytest.param(
            "zscore",
            (50, 10),
            [36.944176, 57.833495, 47.388835, 57.833495],
            [63.055824, 42.166505, 52.611165, 42.166505],
            id="zscore with mean and deviation",
        ),
        # ranks from the lowest 1 3 2 3, the ties at the smallest; (rank - 1) / (4 - 1) = 0 2/3 1/3 2/3
        # where less is better: 4 1 3 1 -> 1 0 2/3 0
        pytest.param("percentile", (0, 100), [0, 200 / 3, 100 / 3, 200 / 3], [100, 0, 200 / 3, 0], id="percentile"),
        pytest.param("rank", (0, 100), [1, 3, 2, 3], [4, 1, 3, 1], id="rank, the best with the highest"),
        # posts 20 and 40: 10 is below and counts as 20; (30 - 20) / (40 - 20) = 0.5
        pytest.param("goalposts", (0, 100), [0, 50, 0, 50], [100, 50, 100, 50], id="goalposts"),
        pytest.param("none", (0, 100), [10, 30, 20, 30], [-10, -30, -20, -30], id="none"),
    ],
)
def test_each_method_by_hand(method, to, more, less):
    """Each scale, with more being better and with less being better, and a tie at the top."""
    values = [10, 30, 20, 30]

    assert scaled(replace(ONE, method=method, to=to), values)[0] == pytest.approx(more)
    assert scaled(replace(LESS, method=method, to=to), values)[0] == pytest.approx(less)


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        # each year of its own: 0 10 -> 0 100 and 10 20 -> 0 100
        ("year", [0, 100, 0, 100]),
        # together 0 10 10 20 -> 0 50 50 100
        ("pooled", [0, 50, 50, 100]),
    ],
)
def test_scale_is_of_the_year_or_of_all(over, expected):
    """A yearly scale begins anew each year; a pooled one holds for all of them."""
    assert scaled(replace(ONE, over=over), [0, 10, 10, 20], [2022, 2022, 2023, 2023])[0] == expected


@pytest.mark.parametrize("method", ["minmax", "zscore", "percentile", "rank"])
@pytest.mark.parametrize("values", [[0.1, 0.1, 0.1], [7.0]])
def test_constant_has_no_place_on_a_relative_scale(method, values):
    """Who all have the same cannot be told apart, nor can a single unit: missing, and named."""
    shown, notes = scaled(replace(ONE, method=method), values)

    assert (np.isnan(shown).all(), notes) == (True, [(CONSTANT, "", 2023)])


@pytest.mark.parametrize(("method", "expected"), [("goalposts", [50.0, 50.0]), ("none", [30.0, 30.0])])
def test_constant_keeps_its_place_on_a_fixed_scale(method, expected):
    """Against goalposts thirty is half way for everybody; it is named all the same."""
    assert scaled(replace(ONE, method=method), [30, 30]) == (expected, [(CONSTANT, "", 2023)])


def test_constant_of_one_year_is_none_among_all():
    """Pooled, the years tell apart what the units of one year do not."""
    shown, notes = scaled(replace(ONE, over="pooled"), [5, 5, 10, 10], [2022, 2022, 2023, 2023])

    assert (shown, notes) == ([0, 0, 100, 100], [])


def test_constant_of_all_years_is_named_without_a_year():
    """A pooled constant is one finding, not one for each year."""
    assert scaled(replace(ONE, over="pooled"), [5, 5], [2022, 2023])[1] == [(CONSTANT, "", None)]


@pytest.mark.parametrize("method", ["minmax", "zscore", "percentile", "rank", "goalposts", "none"])
def test_empty_cell_stays_empty_and_moves_nobody(method):
    """The others stand where they would without it."""
    definition = replace(ONE, method=method)
    with_gap, without = scaled(definition, [10, np.nan, 30, 20])[0], scaled(definition, [10, 30, 20])[0]

    assert (np.isnan(with_gap[1]), [with_gap[0], *with_gap[2:]]) == (True, without)


def test_indicator_without_values_is_named():
    """A column with not one value in a year is named for that year."""
    assert scaled(ONE, [1, 2, np.nan], [2022, 2022, 2023])[1] == [(NO_VALUES, "", 2023)]


def test_clamped_values_are_named():
    """A value beyond the goalposts counts as the post, and who it was is said."""
    assert scaled(replace(ONE, method="goalposts"), [10, 25, 41]) == (
        pytest.approx([0, 25, 100]),
        [(CLAMPED, "U0", 2023), (CLAMPED, "U2", 2023)],
    )
