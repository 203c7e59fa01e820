"""Suppression of what a few people said: nothing hidden can be had by subtracting one shown figure from another."""

from itertools import product
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.survey.disclosure import COMPLEMENT, SHOWN, SMALL, beside_whole, shown_counts, shown_groups

SMALLEST = 5


def shown(*tables):
    """The groups that may be shown in tables of counts; groups are named a, b, c, ..."""
    return shown_groups(pd.DataFrame(list(tables), columns=list("abcdef")[: len(tables[0])]), SMALLEST)


@pytest.mark.parametrize(
    ("tables", "groups"),
    [
        # Nobody is few.
        ([[20, 30], [25, 25]], ("a", "b")),
        # Two of c in the second table; hiding c alone, 50 less 48 would tell it, so the smaller of the others goes too.
        ([[20, 24, 6], [28, 20, 2]], ("a",)),
        # c is hidden in both tables although it is small only in one: else the total of c less the first tells it.
        ([[20, 24, 6, 7], [18, 20, 2, 10]], ("a", "b")),
        # Two groups, one of them small: nothing can be shown.
        ([[48, 2], [25, 25]], ()),
        # Nobody at all is nobody's secret: zeros are shown.
        ([[20, 30, 0], [25, 25, 0]], ("a", "b", "c")),
        # The hidden ones are 3 together, which is few as well, so a third goes with them.
        ([[20, 24, 1, 2, 9], [20, 20, 10, 10, 9]], ("a", "b")),
    ],
)
def test_the_same_groups_are_hidden_in_every_table(tables, groups):
    """A group that is small anywhere is hidden everywhere, with company that keeps it from being computed."""
    assert shown(*tables) == groups


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=3))
def test_no_small_count_can_be_computed_from_any_two_tables(tables):
    """Each hidden small count could be another number: trying every table with the same totals and shown counts.

    The tables of the dimensions and the one of all of them hide the same groups, so what subtracting one from another
    leaves is the sum of the hidden ones, which each table's own total says already.
    """
    together = [sum(column) for column in zip(*tables)]
    places = [place for place, name in enumerate("abc") if name not in shown(*tables)]
    told = []
    for table in (*tables, together):
        total = sum(table[place] for place in places)
        fits = [filling for filling in product(range(total + 1), repeat=len(places)) if sum(filling) == total]
        told += [
            (table, place)
            for number, place in enumerate(places)
            if 0 < table[place] < SMALLEST and len({filling[number] for filling in fits}) == 1
        ]
    assert told == []


@given(st.lists(st.lists(st.integers(0, 30), min_size=4, max_size=4), min_size=1, max_size=4))
def test_what_is_shown_is_never_small(tables):
    """No table, and not that of all together, shows a group of one to four people; all hidden ones are not few."""
    groups = shown(*tables)
    every = [*tables, [sum(column) for column in zip(*tables)]]
    is_shown = [name in groups for name in "abcd"]
    small = [count for table in every for count, seen in zip(table, is_shown) if seen and 0 < count < SMALLEST]
    hidden = [sum(count for count, seen in zip(table, is_shown) if not seen) for table in every]
    assert small == []
    assert groups == () or all(count == 0 or count >= SMALLEST for count in hidden)


@pytest.mark.parametrize(
    ("counts", "states"),
    [
        # Five are enough.
        ((20, 18, 5), (SHOWN, SHOWN, SHOWN)),
        # 41 less 38 would tell the three, so the smaller of the others goes too.
        ((20, 18, 3), (SHOWN, COMPLEMENT, SMALL)),
        ((48, 2), (COMPLEMENT, SMALL)),
        # Five together may be 4 + 1 or 3 + 2, but eight are four each and two are one each.
        ((20, 3, 2), (SHOWN, SMALL, SMALL)),
        ((20, 4, 4), (COMPLEMENT, SMALL, SMALL)),
        ((20, 1, 1), (COMPLEMENT, SMALL, SMALL)),
    ],
)
def test_a_small_count_is_hidden_with_company_where_the_total_would_tell_it(counts, states):
    """Of groups with a known total, few are hidden, and others with them until each could be two numbers."""
    assert shown_counts(counts, SMALLEST) == states


@pytest.mark.parametrize(
    ("counts", "shown"),
    [((20, 18, 5), "abc"), ((20, 18, 3), "a"), ((20, 2, 3), "a"), ((20, 18, 0), "abc"), ((20, 3, 0), "c")],
)
def test_a_part_of_a_few_is_not_hidden_alone_beside_its_whole(counts, shown):
    """The mean of the whole less those of the others would be its own; a part that nobody answered tells nothing."""
    parts = [SimpleNamespace(code=code, count=count) for code, count in zip("abc", counts)]

    assert beside_whole(parts, SMALLEST) == set(shown)
