"""Sample sizes against the published table, and what more respondents would change."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.method.sampling import load_sampling
from smartcity.survey.sample_size import finite_factor, krejcie_morgan, outlook, outlooks
from smartcity.survey.spread import Spread, resample, spread_of

# Krejcie & Morgan (1970), Determining sample size for research activities, Educational and Psychological Measurement
# 30, 607-610, table 1: N and S.
TABLE = """
10 10  15 14  20 19  25 24  30 28  35 32  40 36  45 40  50 44  55 48  60 52  65 56  70 59  75 63  80 66  85 70  90 73
95 76  100 80  110 86  120 92  130 97  140 103  150 108  160 113  170 118  180 123  190 127  200 132  210 136  220 140
230 144  240 148  250 152  260 155  270 159  280 162  290 165  300 169  320 175  340 181  360 186  380 191  400 196
420 201  440 205  460 210  480 214  500 217  550 226  600 234  650 242  700 248  750 254  800 260  850 265  900 269
950 274  1000 278  1100 285  1200 291  1300 297  1400 302  1500 306  1600 310  1700 313  1800 317  1900 320  2000 322
2200 327  2400 331  2600 335  2800 338  3000 341  3500 346  4000 351  4500 354  5000 357  6000 361  7000 364  8000 367
9000 368  10000 370  15000 375  20000 377  30000 379  40000 380  50000 381  75000 382  1000000 384
"""
SIZES = list(map(int, TABLE.split()))
PUBLISHED = dict(zip(SIZES[::2], SIZES[1::2]))
SPREAD = Spread(2.8, 3.1)


def test_every_row_of_the_published_table():
    """The formula rounded half up gives each size that is printed."""
    assert {users: krejcie_morgan(users) for users in PUBLISHED} == PUBLISHED


@given(st.integers(1, 10**6))
def test_the_size_is_the_finite_population_form_of_cochran(users):
    """n0 / (1 + (n0 - 1) / N) with n0 = 3.841 x 0.25 / 0.0025 = 384.1 is the same number."""
    size = 384.1 / (1 + (384.1 - 1) / users)
    assert abs(krejcie_morgan(users) - size) <= 0.5 + 1e-9


def test_a_service_without_users_has_no_size():
    """There is nobody to ask."""
    with pytest.raises(ValueError, match="at least one"):
        krejcie_morgan(0)


@pytest.mark.parametrize(
    ("count", "users", "factor"), [(0, 50, math.sqrt(50 / 49)), (25, 50, 0.714), (50, 50, 0), (1, 1, 0)]
)
def test_the_finite_population_shrinks_a_spread(count, users, factor):
    """Half of 50 users: sqrt(25 / 49) = 0.714; all of them leave nothing to vary."""
    assert finite_factor(count, users) == pytest.approx(factor, abs=0.0005)


def test_more_respondents_than_users_are_refused():
    """That is a finding about the data, not a size."""
    with pytest.raises(ValueError, match="51 respondents of 50"):
        outlook(3, SPREAD, 51, 0, users=50)


def test_four_times_the_respondents_halve_the_spread():
    """25 and 75 more are 100: sqrt(25 / 100) = 1 / 2, each end half as far from the mean of 3."""
    found = outlook(3, SPREAD, 25, 75).spread
    assert [found.low, found.high] == pytest.approx([2.9, 3.05])


def test_an_outlook_goes_no_further_than_the_users():
    """Of 60 users 50 answered: 25 more cannot come, ten can, and then nothing varies."""
    found = outlook(3, SPREAD, 50, 25, users=60)
    assert (found.further, found.spread.low, found.spread.high) == (10, 3, 3)


def test_outlooks_begin_with_now():
    """Now, and the configured numbers of further respondents."""
    found = outlooks(3, SPREAD, 50)
    assert ([one.further for one in found], found[0].spread) == ([0, *load_sampling().further], SPREAD)


@pytest.mark.parametrize("further", [10, 25, 50])
def test_the_outlook_is_what_resampling_more_people_gives(further):
    """Drawing n + k people from the n answers gives the expected ends within the chance of the draw."""
    answers = np.random.default_rng(3).integers(0, 5, (50, 9)).astype(float)
    now = spread_of(resample(answers, np.random.default_rng(1)))
    expected = outlook(answers.mean(), now, len(answers), further).spread
    drawn = np.random.default_rng(2).integers(0, len(answers), (10_000, len(answers) + further))
    low, high = np.quantile(answers.mean(axis=1)[drawn].mean(axis=1), [0.025, 0.975])
    assert [expected.low, expected.high] == pytest.approx([low, high], abs=0.01)


@given(st.integers(2, 400), st.integers(0, 100), st.integers(1, 100))
def test_more_people_never_widen_the_spread(count, further, more):
    """Each further respondent brings the ends nearer to the mean."""
    fewer, many = (outlook(3, SPREAD, count, added).spread for added in (further, further + more))
    assert fewer.low <= many.low <= 3 <= many.high <= fewer.high
