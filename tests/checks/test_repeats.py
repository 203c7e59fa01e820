"""Repeated answers are named where chance cannot have made them, and nowhere else."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.checks.repeats import Repeat, repeats
from smartcity.method.layout import load_layouts

QUALITY = load_layouts()["survey"].tables[0].quality
NINE = [0, 1, 2, 3, 4, 0, 1, 2, 3]
"""Nine answers on all five levels: 9! / (2! 2! 2! 2! 1!) = 22,680 orders, so a chance of 1 in 22,680."""
THREES = [2, 3, 4] * 3
"""Three levels three times each: 9! / (3! 3! 3!) = 1,680 orders."""


def others(count: int, statements: int = 9, seed: int = 0) -> np.ndarray:
    """Make respondents who answer at random, no two of them alike."""
    return np.unique(np.random.default_rng(seed).integers(0, 5, (count * 2, statements)), axis=0)[:count].astype(float)


def placed(rows: np.ndarray, copies: dict[int, list[int]]) -> np.ndarray:
    """Put the same answers into some rows."""
    filled = rows.copy()
    for row, answers in copies.items():
        filled[row] = answers
    return filled


def named(answers: np.ndarray) -> list[tuple[int, ...]]:
    """List the rows named, the one they repeat first."""
    return [(one.first, *one.later) for one in repeats(answers, QUALITY)]


@pytest.mark.parametrize(
    ("rows", "answers", "expected"),
    [
        # Two far apart among 50: comb(50, 2) / 22,680 = 1,225 / 22,680 = 0.054 expected: no wonder.
        ((3, 40), NINE, []),
        # Three: comb(50, 3) / 22,680^2 = 19,600 / 514,382,400 = 0.00004.
        ((3, 20, 40), NINE, [(3, 20, 40)]),
        # Two one below the other: 49 / 22,680 = 0.002.
        ((3, 4), NINE, [(3, 4)]),
        # Of 1,680 orders, two one below the other: 49 / 1,680 = 0.029; three anywhere: 19,600 / 1,680^2 = 0.007.
        ((3, 4), THREES, []),
        ((3, 20, 40), THREES, [(3, 20, 40)]),
    ],
)
def test_equal_rows_are_named_below_the_configured_chance(rows, answers, expected):
    """The arithmetic of the cases stands beside them; the limit is 0.01."""
    assert named(placed(others(50), dict.fromkeys(rows, answers))) == expected


@pytest.mark.parametrize("copies", [2, 3, 5, 10])
def test_straight_lines_are_never_named(copies):
    """One answer throughout has one order only: however many give it, that is their right and another rule's affair."""
    assert named(placed(others(50), dict.fromkeys(range(copies), [4] * 9))) == []


def test_a_nearly_straight_line_is_not_named():
    """Eight fours and a three have nine orders: five people agreeing on one are no wonder."""
    # comb(50, 5) / 9^4 = 2,118,760 / 6,561 = 323 expected.
    assert named(placed(others(50), dict.fromkeys(range(0, 50, 10), [4] * 8 + [3]))) == []


def test_a_pair_over_several_dimensions_is_named():
    """On 27 statements a pair of mixed answers is a wonder among 300."""
    answers = others(300, 27)
    answers[200] = answers[7]
    assert list(repeats(answers, QUALITY)) == [Repeat(7, (200,), 27)]


def test_people_of_one_mind_are_not_named():
    """Where as many forms differ by one answer as repeat, the pattern is an opinion that many share."""
    crowd = placed(others(50), dict.fromkeys((3, 20, 40), NINE))
    near = [[*NINE[:8], 4], [1, *NINE[1:]]]
    assert named(placed(crowd, dict(zip((10, 30), near)))) == []


def test_blanks_are_part_of_the_answers():
    """Rows are only alike when they leave the same statements blank."""
    twelve = [*NINE, 3, 1, 0]
    answers = placed(others(50, 12), dict.fromkeys((3, 20, 40), twelve))
    answers[20, 11] = np.nan
    same = answers.copy()
    same[[3, 40], 11] = np.nan
    assert (named(answers), named(same)) == ([], [(3, 20, 40)])


def test_too_few_rows_are_not_judged():
    """So few forms do not show how people answer."""
    few = placed(others(QUALITY.least_rows - 1), {0: NINE, 1: NINE})
    enough = placed(others(QUALITY.least_rows), {0: NINE, 1: NINE})
    assert (named(few), named(enough)) == ([], [(0, 1)])


def test_nobody_answered_anything():
    """No rows, no columns, no answers: nothing to say."""
    blank = np.full((20, 9), np.nan)
    assert [named(answers) for answers in (np.empty((0, 9)), np.empty((20, 0)), blank)] == [[], [], []]


def honest(generator: np.random.Generator, people: int, statements: int) -> np.ndarray:
    """Draw answers as surveys have them: mostly 3 and 4, some statements liked less, some people of a warmer mind."""
    warmth = generator.normal(0, 0.6, (people, 1))
    liking = generator.normal(3.3, 0.3, (1, statements))
    return np.clip(np.rint(liking + warmth + generator.normal(0, 0.7, (people, statements))), 0, 4)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "statements"), [(50, 9), (300, 9), (300, 27), (300, 54), (1000, 9)])
def test_honest_people_are_hardly_ever_named(people, statements):
    """In a hundred surveys of people who answer for themselves, at most two have anybody named."""
    generator = np.random.default_rng(2023)
    accused = sum(bool(named(honest(generator, people, statements))) for _ in range(100))
    assert accused <= 2


@pytest.mark.parametrize(("statements", "copies"), [(9, 6), (27, 2), (54, 2)])
def test_copied_forms_are_found_among_honest_ones(statements, copies):
    """An enumerator who copies one form several times one below the other is found in nearly every survey."""
    generator = np.random.default_rng(7)
    found = 0
    for _ in range(50):
        answers = honest(generator, 300, statements)
        source = int(generator.integers(0, 200))
        answers[250 : 250 + copies - 1] = answers[source]
        answers[249] = answers[source]
        found += any({250, 249} <= set(rows) for rows in named(answers))
    assert found >= 40


@given(st.integers(0, 2**32 - 1), st.integers(2, 6))
def test_the_order_of_distant_rows_does_not_matter(seed, copies):
    """Who is named does not depend on where the rows stand, as long as none follow each other."""
    rows = others(60, 9, seed=3)
    generator = np.random.default_rng(seed)
    places = np.sort(generator.choice(30, copies, replace=False)) * 2
    sizes = [len(one) for one in named(placed(rows, dict.fromkeys(places.tolist(), NINE)))]
    expected = [copies] if comb(60, copies) / 22_680 ** (copies - 1) < QUALITY.chance else []
    assert sizes == expected
