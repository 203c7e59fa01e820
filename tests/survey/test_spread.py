"""Rentang rata-rata: the percentile and the BCa bootstrap, against scipy and against laws that must hold."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap

from smartcity.method.sampling import load_sampling
from smartcity.survey.means import in_order, item_means, mean_of_item_means
from smartcity.survey.spread import BCA, NORMAL, PERCENTILE, Spread, resample, spread_of

NAN = float("nan")
ALWAYS, NEVER = 0.0, float("inf")
"""How far the BCa ends must lie from the percentile ones to be given: not at all, and out of reach."""

answers_of_a_few = st.lists(
    st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, NAN]), min_size=3, max_size=3), min_size=2, max_size=9
).map(np.array)


def skewed(count=40, items=3, seed=5):
    """Answers of a continuous, skewed sort, so that no two resampled means are equal."""
    return np.random.default_rng(seed).exponential(size=(count, items))


def scipys(answers, resamples, method):
    """The ends that scipy finds from the very same resamples."""
    ordered = in_order(answers)
    found = bootstrap(
        (np.arange(len(ordered)),),
        lambda places, axis=-1: ordered[places].mean(axis=(-1, -2)),
        n_resamples=0,
        bootstrap_result=SimpleNamespace(bootstrap_distribution=resamples.drawn.mean(axis=1)),
        method=method,
        vectorized=True,
    ).confidence_interval
    return [found.low, found.high]


@pytest.mark.parametrize(("method", "bca_from"), [("percentile", NEVER), ("BCa", ALWAYS)])
@pytest.mark.parametrize("count", [12, 40, 300])
def test_the_ends_are_those_of_scipy(method, bca_from, count):
    """Given the same resamples, both ways find what scipy.stats.bootstrap finds."""
    answers = skewed(count)
    resamples = resample(answers, np.random.default_rng(1), 2_000)
    own = spread_of(resamples, bca_from=bca_from)
    assert [own.low, own.high] == pytest.approx(scipys(answers, resamples, method), rel=1e-9)


@pytest.mark.parametrize(("method", "bca_from"), [("percentile", NEVER), ("BCa", ALWAYS)])
def test_scipy_resampling_by_itself_agrees(method, bca_from):
    """With chance of its own scipy finds the same ends within the chance of 10,000 resamples."""
    answers = skewed()
    own = spread_of(resample(answers, np.random.default_rng(1)), bca_from=bca_from)
    reference = bootstrap(
        (answers.mean(axis=1),), np.mean, n_resamples=10_000, method=method, rng=np.random.default_rng(2)
    ).confidence_interval
    assert [own.low, own.high] == pytest.approx([reference.low, reference.high], abs=0.02)


def test_draws_and_level_are_configured():
    """Ten thousand resamples and their middle 95 percent, as the documents say."""
    assert (load_sampling().draws, load_sampling().level) == (10_000, 0.95)


@pytest.mark.parametrize(("bca_from", "way"), [(NEVER, PERCENTILE), (ALWAYS, BCA)])
def test_the_way_is_said(bca_from, way):
    """A spread tells by which bootstrap its ends were found."""
    assert spread_of(resample(skewed(), np.random.default_rng(1), 2_000), bca_from=bca_from).way == way


def test_bca_counts_only_where_it_differs():
    """The configured distance decides: just below the difference of the ends BCa is given, just above it is not."""
    resamples = resample(skewed(), np.random.default_rng(1), 2_000)
    plain, corrected = (spread_of(resamples, bca_from=bca_from) for bca_from in (NEVER, ALWAYS))
    differs = max(abs(plain.low - corrected.low), abs(plain.high - corrected.high))
    assert [spread_of(resamples, bca_from=differs + sign).way for sign in (-1e-9, 1e-9)] == [BCA, PERCENTILE]


def test_a_skewed_answer_moves_the_ends_towards_its_tail():
    """One in ten answers 0 and all others 4: BCa reaches further down than the percentiles, and less far up."""
    answers = np.array([[0.0]] * 4 + [[4.0]] * 36)
    resamples = resample(answers, np.random.default_rng(1))
    plain, corrected = (spread_of(resamples, bca_from=bca_from) for bca_from in (NEVER, ALWAYS))
    assert (corrected.low < plain.low, corrected.high <= plain.high) == (True, True)


def test_equal_answers_have_no_correction():
    """Without any difference there is no skewness to correct: both ends are the mean."""
    resamples = resample(np.full((10, 2), 3.0), np.random.default_rng(1), 99)
    assert spread_of(resamples, bca_from=ALWAYS) == Spread(3, 3, PERCENTILE)


def test_a_statement_nobody_answered_is_left_out():
    """Its column has no means, and the spread over all items is that of the others."""
    answers = np.hstack([skewed(items=2), np.full((40, 1), NAN)])
    resamples = resample(answers, np.random.default_rng(1), 500)
    assert np.isnan(resamples.means).tolist() == [False, False, True]
    assert (spread_of(resamples, [2]), spread_of(resamples) == spread_of(resamples, [0, 1])) == (None, True)


@pytest.mark.parametrize("answers", [np.empty((0, 3)), np.array([[1.0, 2.0, 3.0]]), np.full((4, 3), NAN)])
def test_too_few_answers_have_no_spread(answers):
    """Nobody, one person, or all answers missing: there is nothing that could vary."""
    assert spread_of(resample(answers, np.random.default_rng(1), 99)) is None


@given(answers_of_a_few, st.randoms())
def test_the_order_of_the_rows_changes_nothing(answers, chance):
    """Permuting respondents leaves means and seeded spreads exactly as they were."""
    order = list(range(len(answers)))
    chance.shuffle(order)
    before, after = (resample(rows, np.random.default_rng(1), 200) for rows in (answers, answers[order]))
    assert np.array_equal(before.means, after.means, equal_nan=True)
    assert spread_of(before) == spread_of(after)


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=12).map(np.array))
def test_a_respondent_who_answers_the_mean_leaves_the_mean(answers):
    """Adding the item means as one more row moves neither an item's mean nor the mean of all."""
    answers = answers.astype(float)
    longer = np.vstack([answers, item_means(answers)])
    assert item_means(longer) == pytest.approx(item_means(answers))
    assert mean_of_item_means(longer) == pytest.approx(mean_of_item_means(answers))


@given(answers_of_a_few)
def test_resamples_lie_within_the_answers(answers):
    """No resampled item mean is outside the lowest and highest answer to the item, by either way."""
    resamples = resample(answers, np.random.default_rng(1), 99)
    for place in range(answers.shape[1]):
        given_answers = answers[:, place][~np.isnan(answers[:, place])]
        for bca_from in (NEVER, ALWAYS):
            own = spread_of(resamples, [place], bca_from=bca_from)
            assert own is None or given_answers.min() - 1e-9 <= own.low <= own.high <= given_answers.max() + 1e-9


def of_many(count=2_400, seed=3):
    """Answers of many: skewed as far as the scale allows, some of them blank, one statement answered by nobody."""
    chance = np.random.default_rng(seed)
    answers = np.where(chance.random((count, 3)) < 0.02, 0.0, 4.0)
    answers[:, 1] = chance.integers(0, 5, count)
    answers[:, 2] = np.where(chance.random(count) < 0.5, answers[:, 1], chance.integers(0, 5, count))
    answers[: count // 12, 0] = NAN
    return np.hstack([answers, np.full((count, 1), NAN)])


def test_of_thousands_means_are_drawn_that_resampling_would_give():
    """Ends, variances and covariances are the bootstrap's within the chance of 10,000 resamples."""
    answers = of_many()
    slow, quick = (
        resample(answers, np.random.default_rng(seed), normal_beyond=beyond) for seed, beyond in ((1, NEVER), (2, None))
    )
    assert (slow.is_normal, quick.is_normal) == (False, True)
    assert np.array_equal(slow.means, quick.means, equal_nan=True)
    known = [0, 1, 2]
    expected = np.cov(slow.drawn[:, known], rowvar=False)
    assert np.cov(quick.drawn[:, known], rowvar=False) == pytest.approx(expected, abs=expected.max() * 0.05)
    for items in ([0], [1], known, None):
        plain, drawn = spread_of(slow, items, bca_from=NEVER), spread_of(quick, items)
        assert drawn.way == NORMAL
        assert [drawn.low, drawn.high] == pytest.approx([plain.low, plain.high], abs=load_sampling().bca_from / 2)
    assert spread_of(quick, [3]) is None


def test_a_statement_that_few_answered_is_resampled():
    """Many people make no normal distribution of a mean that few of them gave."""
    answers = of_many()
    beyond = load_sampling().normal_beyond
    answers[beyond:, 2] = NAN
    assert resample(answers, np.random.default_rng(1), 9).is_normal is False
    answers[beyond, 2] = 1.0
    assert resample(answers, np.random.default_rng(1), 9).is_normal is True


def test_no_mean_of_thousands_lies_beyond_the_answers():
    """One 0 among fours: no drawn mean is above 4; equal answers have no spread at all."""
    answers = np.full((3_000, 2), 4.0)
    answers[0, 0] = 0.0
    drawn = resample(answers, np.random.default_rng(1)).drawn
    assert (drawn.max(), drawn[:, 1].min()) == (4.0, 4.0)
    assert drawn[:, 0].min() < 3.999
