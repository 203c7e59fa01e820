"""Which doubt matters most: against analytic indices, the usual implementation, and cases whose shares are known."""

import numpy as np
import pytest
from instruments import SMALL
from scipy import stats

from outlook.robustness.fields import HOME, composed_field, plain_field
from smartcity.outlook.robustness.doubts import Unpublished, Weights
from smartcity.outlook.robustness.draws import Refused
from smartcity.outlook.robustness.printed import Rounding
from smartcity.outlook.robustness.sensitivity import sensitivity, sobol_indices

MIXED = {"A": 1.0, "B": 2.5, "C": 3.5}


def chance():
    """Start the same stream of chance anew."""
    return np.random.default_rng(1)


def samples(function, ends, power):
    """Evaluate *function* on A, B and the mixed samples of a scrambled Sobol sequence within +- *ends*."""
    count = len(ends)
    points = stats.qmc.Sobol(2 * count, rng=chance()).random_base2(power).T
    a, b = ((2 * part - 1) * np.array(ends)[:, None] for part in (points[:count], points[count:]))
    mixed = [np.where((np.arange(count) == factor)[:, None], b, a) for factor in range(count)]
    return function(a), function(b), np.array([function(part) for part in mixed])


def ishigami(x):
    """Compute sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 (Ishigami and Homma 1990)."""
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def test_ishigami_has_its_analytic_indices():
    """The published first-order and total indices of the Ishigami function come out."""
    first, total = sobol_indices(*samples(ishigami, [np.pi] * 3, 16))

    assert first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.005)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.005)


def test_indices_agree_with_those_of_scipy():
    """On the same outcomes scipy's estimates of the same indices lie within what the number of draws leaves open."""
    a, b, mixed = samples(ishigami, [np.pi] * 3, 14)
    theirs = stats.sobol_indices(func={"f_A": a[None], "f_B": b[None], "f_AB": mixed[:, None]}, n=len(a))
    first, total = sobol_indices(a, b, mixed)

    assert first == pytest.approx(theirs.first_order, abs=0.005)
    assert total == pytest.approx(theirs.total_order, abs=0.005)


def test_indices_by_hand():
    """Four draws of two factors, worked through the two formulas."""
    # a - b:   -2 0 1 -1, squares 4 0 1 1, mean 1.5, half of it the variance 0.75
    # b - m1:   1 0 0 0, half the mean square 0.125, first 1 - 0.125 / 0.75 = 5/6;  b - m2: 1 0 -1 1, 0.375, first 1/2
    # a - m1:  -1 0 1 -1, 0.375, total 1/2;  a - m2: -1 0 0 0, 0.125, total 1/6
    a, b = np.array([1.0, 2, 3, 4]), np.array([3.0, 2, 2, 5])
    first, total = sobol_indices(a, b, np.array([[2.0, 2, 2, 5], [2.0, 2, 3, 4]]))

    assert first == pytest.approx([5 / 6, 1 / 2])
    assert total == pytest.approx([1 / 2, 1 / 6])


def test_sole_doubt_explains_everything_exactly():
    """What alone moves the outcome gets one, and what moves nothing zero, however few the draws."""
    a, b = np.random.default_rng(1).uniform(size=(2, 7))
    first, total = sobol_indices(a, b, np.array([b, a]))

    assert (first.tolist(), total.tolist()) == ([1.0, 0.0], [1.0, 0.0])


def test_additive_sum_has_shares_of_its_variances():
    """In a sum of independent terms each index is the term's share of the variance, first-order and total alike."""
    first, total = sobol_indices(*samples(lambda x: x.sum(axis=0), [1.0, 2.0, 3.0], 12))

    assert first == pytest.approx(np.array([1, 4, 9]) / 14, abs=0.003)
    assert total == pytest.approx(np.array([1, 4, 9]) / 14, abs=0.003)


def test_doubts_that_add_up_share_the_variance_of_the_index():
    """Rounding of the index and doubt in the weights add up, and their variances are known."""
    points, decimals = 2.0, 1
    weights = np.array(list(SMALL.weights.values()))
    scores = np.array(list(MIXED.values()))
    concentration = Weights(points).concentration(weights)
    by_weights = ((weights * scores**2).sum() - (weights * scores).sum() ** 2) / (concentration + 1)
    by_rounding = (10.0**-decimals) ** 2 / 12
    found = sensitivity(
        composed_field({HOME: MIXED, "A": MIXED}), [Rounding("index", decimals), Weights(points)], chance(), 20_000
    )
    rows = found.rows[found.rows["outcome"] == "index"]
    shares = np.array([by_rounding, by_weights]) / (by_rounding + by_weights)

    assert found.variances["index"] == pytest.approx(by_rounding + by_weights, rel=0.03)
    assert rows["first"].tolist() == pytest.approx(shares.tolist(), abs=0.03)
    assert rows["total"].tolist() == pytest.approx(shares.tolist(), abs=0.03)
    assert (rows["first_low"] < rows["first"]).all()
    assert (rows["first"] < rows["first_high"]).all()
    assert (rows["total_high"] - rows["total_low"]).max() < 0.1


def test_doubt_about_others_cannot_move_our_index_but_our_rank():
    """What a silent peer may have matters for our rank alone, and there it is all."""
    past = {"A": {2020: 2.0, 2021: 3.0, 2022: 2.5}}
    found = sensitivity(
        plain_field({HOME: 3.0, "A": np.nan}, past=past), [Rounding("index", 2), Unpublished()], chance()
    )
    rows = found.rows.set_index(["outcome", "doubt"])

    assert rows.loc[("index", "unpublished"), ["first", "total"]].tolist() == [0.0, 0.0]
    assert rows.loc[("rank", "unpublished"), ["first", "total"]].tolist() == [1.0, 1.0]


def test_rank_that_never_moves_has_no_shares():
    """Without variance there is nothing to explain: shares are missing, not zero."""
    found = sensitivity(plain_field({HOME: 3.0, "A": 1.0}), [Rounding("index", 2)], chance(), 500)
    rank = found.rows[found.rows["outcome"] == "rank"]

    assert rank[["first", "total"]].isna().all(axis=None)
    assert found.variances["rank"] == 0


def test_without_doubts_there_are_no_rows():
    """Nothing doubted, nothing to compare."""
    found = sensitivity(plain_field({HOME: 3.0}), [], chance(), 10)

    assert (len(found.rows), found.variances) == (0, {"index": 0.0, "rank": 0.0})


@pytest.mark.parametrize("values", [{"A": 3.0}, {HOME: np.nan, "A": 3.0}])
def test_home_must_have_a_value(values):
    """There is no sensitivity of a rank that nobody has."""
    with pytest.raises(ValueError, match=HOME):
        sensitivity(plain_field(values), [Rounding("index", 2)], chance(), 10)


def test_doubts_that_cannot_be_applied_are_refused():
    """The manifest's refusal holds here, too."""
    with pytest.raises(Refused):
        sensitivity(plain_field({HOME: 3.0}), [Weights(1.0)], chance(), 10)
