import math

import numpy as np
import pytest

from smartcity.scoring.composite.aggregation import weighted_mean

GAP = np.nan


def mean(row, weights, kind, below=0.0):
    """Take the mean of one row."""
    return float(weighted_mean(np.array([row], float), weights, kind, below).values[0])


@pytest.mark.parametrize(
    ("kind", "row", "weights", "expected"),
    [
        # (1 x 2 + 3 x 8) / 4
        pytest.param("arithmetic", [2, 8], [1, 3], 6.5, id="arithmetic"),
        # (2^1 x 8^3)^(1/4) = 1024^(1/4) = 4 x sqrt(2)
        pytest.param("geometric", [2, 8], [1, 3], 4 * math.sqrt(2), id="geometric"),
        # 4 / (1/2 + 3/8) = 4 / 0.875
        pytest.param("harmonic", [2, 8], [1, 3], 4 / 0.875, id="harmonic"),
        # the empty cell leaves: (1 x 2 + 2 x 5) / 3
        pytest.param("arithmetic", [2, GAP, 5], [1, 3, 2], 4.0, id="arithmetic with a gap"),
        # (2 x 16)^(1/2) would be 5.66; weights 1 and 3: (2 x 16^3)^(1/4) = 8192^(1/4)
        pytest.param("geometric", [2, GAP, 16], [1, 7, 3], 8192**0.25, id="geometric with a gap"),
        # 3 / (1/2 + 2/8) = 4
        pytest.param("harmonic", [2, GAP, 8], [1, 1, 2], 4.0, id="harmonic with a gap"),
        pytest.param("arithmetic", [-2, 8], [1, 1], 3.0, id="arithmetic of a negative value"),
        pytest.param("geometric", [0, 8], [1, 3], 0.0, id="geometric of a zero is zero"),
        pytest.param("harmonic", [0, 8], [1, 3], 0.0, id="harmonic of a zero is zero"),
        pytest.param("geometric", [0, 8], [0, 3], 8.0, id="geometric of a zero that weighs nothing"),
        pytest.param("harmonic", [-1, 8], [0, 3], 8.0, id="harmonic of a negative value that weighs nothing"),
    ],
)
def test_each_mean_by_hand(kind, row, weights, expected):
    """The three means, weighted, with an empty cell leaving and the other weights rescaled."""
    assert mean(row, weights, kind) == pytest.approx(expected)


@pytest.mark.parametrize("kind", ["arithmetic", "geometric", "harmonic"])
def test_a_mean_of_equal_values_is_that_value(kind):
    """Sevenths and thirds do not carry it a last digit beyond the scale."""
    found = {mean([value] * size, [1.0] * size, kind) for size in range(1, 12) for value in (100.0,)}

    assert found == {100.0}


@pytest.mark.parametrize("kind", ["geometric", "harmonic"])
def test_negative_value_has_no_such_mean(kind):
    """The mean is missing and the cell is pointed at."""
    made = weighted_mean(np.array([[-1.0, 4.0], [1.0, 4.0]]), [1, 1], kind, 0.0)

    assert (np.isnan(made.values).tolist(), made.is_negative.tolist()) == (
        [True, False],
        [[True, False], [False, False]],
    )


def test_zero_is_pointed_at_where_it_decides():
    """A zero is named under a geometric mean and is a value as any other under an arithmetic one."""
    row = np.array([[0.0, 4.0]])

    assert [weighted_mean(row, [1, 1], kind, 0.0).is_zero.any() for kind in ("arithmetic", "geometric")] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("below", "expected"),
    [(0.0, 2.0), (0.5, 2.0), (0.6, GAP), (1.0, GAP)],
)
def test_share_of_children_is_counted_not_weighed(below, expected):
    """One child of two is a half, however much it weighs; exactly the threshold is enough."""
    assert mean([2, GAP], [9, 1], "arithmetic", below) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("kind", ["arithmetic", "geometric", "harmonic"])
def test_nothing_there_is_no_value(kind):
    """Without one child, or with only such as weigh nothing, there is no mean even at a threshold of zero."""
    assert np.isnan([mean([GAP, GAP], [1, 1], kind), mean([3, GAP], [0, 1], kind)]).all()


def test_coinrs_documented_threshold():
    """COINr's vignette on aggregation: at two thirds the row with one of three cells has no mean."""
    cells = np.array([[1, 3, 1], [2, np.nan, np.nan], [3, np.nan, 1]])

    assert weighted_mean(cells, [1, 1, 1], "arithmetic", 2 / 3).values == pytest.approx([5 / 3, np.nan, 2], nan_ok=True)
