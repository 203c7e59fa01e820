import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from smartcity.scoring.composite.outranking import borda, copeland, shares

GAP = np.nan
COINR = np.array([[1, 3, 2], [2, 2, 3], [3, 1, 1], [4, 5, 4]], float)
"""The frame that COINr tests its outranking matrix with."""

values = arrays(float, st.tuples(st.integers(1, 7), st.just(3)), elements=st.sampled_from([GAP, 0.0, 1.0, 2.0, 3.0]))


def test_matrix_is_that_of_coinr():
    """Shares of the weight, as COINr's own test has them: 2/3, 1/3 and 1."""
    matrix = shares(COINR, [1, 1, 1])

    # second against first: 2 > 1, 2 < 3, 3 > 2 -> 2/3; third: 3 > 1, 1 < 3, 1 < 2 -> 1/3; fourth: all -> 1
    assert matrix[1:, 0] == pytest.approx([2 / 3, 1 / 3, 1])
    assert matrix.diagonal().tolist() == [0, 0, 0, 0]


def test_copeland_by_hand():
    """Units beaten less units lost to, on COINr's frame."""
    # first:  loses to 2nd (1/3), beats 3rd (2/3), loses to 4th (0)           -1 + 1 - 1 = -1
    # second: beats 1st, against 3rd 2 < 3, 2 > 1, 3 > 1 -> 2/3, loses to 4th  1 + 1 - 1 =  1
    # third:  loses to all                                                                -3
    # fourth: beats all                                                                    3
    assert copeland(shares(COINR, [1, 1, 1])).tolist() == [-1, 1, -3, 3]


def test_borda_is_the_weighted_mean_of_counts():
    """Units beaten in each group, weighted: 2:1:1 on COINr's frame."""
    # beaten in the groups: first 0 2 1, second 1 1 2, third 2 0 0, fourth 3 3 3
    # weights 1/2 1/4 1/4:  0.75         1.25          1            3
    assert borda(shares(COINR, [2, 1, 1])) == pytest.approx([0.75, 1.25, 1, 3])


def test_ties_are_halved():
    """Who is even in a group has half of its weight of the other; who is even in all beats nobody."""
    matrix = shares(np.array([[1, 2.0], [1, 3], [1, 2]]), [1, 1])

    # first against second: even, behind -> 0.25; against third: even, even -> 0.5
    assert (borda(matrix).tolist(), copeland(matrix).tolist()) == ([0.75, 1.5, 0.75], [-1, 2, -1])


def test_half_of_the_weight_beats_nobody():
    """0.1 and 0.2 against 0.3 is exactly even, whatever the last digit of their sum says."""
    matrix = shares(np.array([[1, 1, 0.0], [0, 0, 1]]), [0.1, 0.2, 0.3])

    assert copeland(matrix).tolist() == [0, 0]


def test_empty_cell_speaks_for_neither():
    """Only the groups that both have are compared, so that a gap is no defeat, in whichever row it stands."""
    # the second has no second group: compared are the first (ahead) and third (behind), weights 1 and 3
    matrix = shares(np.array([[2, 9, 1.0], [1, GAP, 2]]), [1, 5, 3])

    assert (matrix[0, 1], matrix[1, 0]) == (0.25, 0.75)


def test_units_without_a_common_group_are_even():
    """Nothing can be said of two units that share no group."""
    matrix = shares(np.array([[1, GAP], [GAP, 2.0]]), [1, 1])

    assert (matrix.tolist(), copeland(matrix).tolist()) == ([[0, 0.5], [0.5, 0]], [0, 0])


@given(values)
def test_two_shares_of_a_pair_are_the_whole(values):
    """What one has of the other, and the other of the one, sum to one; so Copeland sums to zero."""
    matrix = shares(values, [0.2, 0.5, 0.3])
    pairs = matrix + matrix.T + np.eye(len(values))

    assert pairs == pytest.approx(np.ones_like(pairs))
    assert copeland(matrix).sum() == 0


@given(values, st.randoms(use_true_random=False))
def test_order_of_the_rows_changes_nothing(values, chance):
    """Empty cells included, each unit has the same scores wherever it stands."""
    order = list(range(len(values)))
    chance.shuffle(order)
    weights = [0.2, 0.5, 0.3]
    straight, shuffled = shares(values, weights), shares(values[order], weights)

    assert copeland(shuffled).tolist() == copeland(straight)[order].tolist()
    assert borda(shuffled) == pytest.approx(borda(straight)[order])
