"""Suppression of what a few people said: nothing hidden can be had by subtracting one shown figure from another."""

from collections import defaultdict
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from solving import ranges_of

from smartcity.survey.description import describe
from smartcity.survey.disclosure import HIDDEN, SHOWN, UNNAMED, shown_counts, shown_groups, shown_nodes

SMALLEST = 5


def shown(*tables):
    """The groups that may be shown in tables of counts; groups are named a, b, c, ..."""
    return shown_groups(pd.DataFrame(list(tables), columns=list("abcdef")[: len(tables[0])]), SMALLEST)


@pytest.mark.parametrize(
    ("tables", "left"),
    [
        # Nobody is few.
        ([[20, 30], [25, 25]], 2),
        # Two of c in the second table; hiding c alone, 50 less 48 would tell it, so one of the others goes too.
        ([[20, 24, 6], [28, 20, 2]], 1),
        # c is hidden in both tables although it is small only in one: else the total of c less the first tells it.
        ([[20, 24, 6, 7], [18, 20, 2, 10]], 2),
        # Two groups, one of them small: nothing can be shown.
        ([[48, 2], [25, 25]], 0),
        # Nobody at all is nobody's secret: zeros are shown.
        ([[20, 30, 0], [25, 25, 0]], 3),
        # The hidden ones are 3 together, which is few as well, so a third goes with them.
        ([[20, 24, 1, 2, 9], [20, 20, 10, 10, 9]], 2),
    ],
)
def test_the_same_groups_are_hidden_in_every_table(tables, left):
    """A group that is small anywhere is hidden everywhere, with company that keeps it from being computed."""
    groups = shown(*tables)
    small = {name for table in tables for name, count in zip("abcdef", table) if 0 < count < SMALLEST}
    assert (len(groups), small.isdisjoint(groups)) == (left, True)


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


def seen(counts):
    """What a table shows of groups that are called a, b, c, ...: the states, the counts and the total."""
    states = shown_counts(dict(zip("abcdef", counts)), SMALLEST)
    if UNNAMED in states:
        return UNNAMED, sum(counts)
    return states, tuple(count for count, state in zip(counts, states) if state == SHOWN), sum(counts)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        # Five are enough.
        ((20, 18, 5), 0),
        # 41 less 38 would tell the three, so one of the others goes too.
        ((20, 18, 3), 2),
        ((48, 2), 2),
        # The smallest of the others would be known to be five, which leaves three.
        ((30, 5, 5, 3), 2),
        # Eight of two groups may be anything from one and seven to seven and one; five are one of four numbers only.
        ((20, 4, 4), 2),
        ((20, 3, 2), 3),
        ((20, 1, 1), 3),
        ((40, 5, 1), 2),
        ((), 0),
    ],
)
def test_a_small_count_is_hidden_with_company_where_the_total_would_tell_it(counts, hidden):
    """Of groups with a known total, few are hidden, and others with them until each could be five numbers."""
    states = shown_counts(counts, SMALLEST)
    small = [state for count, state in zip(counts, states) if count < SMALLEST]
    assert (states.count(HIDDEN), set(small) <= {HIDDEN}) == (hidden, True)


@pytest.mark.parametrize("counts", [(3,), (1, 1), (1, 1, 1, 1, 1), (2, 3)])
def test_a_table_of_too_few_does_not_even_name_its_groups(counts):
    """Two groups of two people are one each, whatever is hidden: their names and the total would tell it."""
    assert set(shown_counts(counts, SMALLEST)) == {UNNAMED}


@pytest.mark.parametrize(("groups", "largest"), [(2, 30), (3, 12), (4, 8)])
def test_who_knows_the_rule_cannot_tell_a_hidden_count(groups, largest):
    """Of all tables of so many groups, those that look alike give every hidden count several values.

    This is all that anybody can know who sees the table, knows its total, and runs this very rule on every other one.
    """
    alike = defaultdict(list)
    for counts in product(range(1, largest + 1), repeat=groups):
        alike[seen(counts)].append(counts)
    told = [
        (look, place)
        for look, tables in alike.items()
        if look[0] != UNNAMED
        for place, state in enumerate(look[0])
        # The largest totals have no other table here only because the counts end there.
        if state == HIDDEN and look[-1] <= largest and len({table[place] for table in tables}) < 2
    ]
    assert told == []


@given(st.lists(st.integers(1, 60), max_size=8))
def test_a_group_is_hidden_only_for_a_small_one(counts):
    """Where nobody is few, everything is shown; and what is small is never shown."""
    states = shown_counts(counts, SMALLEST)
    small = [state for count, state in zip(counts, states) if count < SMALLEST]
    assert SHOWN not in small
    assert small or set(states) <= {SHOWN}


@given(st.permutations(range(5)), st.lists(st.integers(1, 9), min_size=5, max_size=5))
def test_the_order_of_the_groups_hides_no_others(order, counts):
    """The lot belongs to the names: a table that is sorted otherwise shows the same groups."""
    named = dict(zip("abcde", counts))
    plain = dict(zip(named, shown_counts(named, SMALLEST)))
    turned = {list(named)[place]: list(named.values())[place] for place in order}
    assert dict(zip(turned, shown_counts(turned, SMALLEST))) == plain


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=6))
def test_no_part_of_a_known_whole_is_told(cells):
    """Of those who are marked in each dimension, where all in it are known: both they and the others stay hidden."""
    marked, people = [min(cell) for cell in cells], [max(cell) for cell in cells]
    alone = [0 < own < SMALLEST or 0 < own - few < SMALLEST for few, own in zip(marked, people)]
    states = shown_counts(marked, SMALLEST, least=0, most=people, alone=alone)
    hidden = [place for place, state in enumerate(states) if state != SHOWN]
    total = sum(marked[place] for place in hidden)
    whole = [[1.0] * len(hidden)], [total]
    ranges = ranges_of(*whole, [0] * len(hidden), [people[place] for place in hidden])
    is_told = [low == high for low, high in ranges if high or low]
    assert UNNAMED in states or not any(is_told)
    assert all(state != SHOWN for state, own in zip(states, alone) if own)


@examples(15)
@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=2, max_size=4))
def test_no_cell_of_a_two_way_table_is_told_by_its_margins(table):
    """Solving for whole numbers in rows and columns whose sums are known, no hidden small cell is pinned to a value."""
    cells = np.array(table)
    groups = shown_groups(pd.DataFrame(cells, columns=list("abcd")), SMALLEST)
    places = [place for place, name in enumerate("abcd") if name not in groups]
    if not places:
        return
    hidden = cells[:, places]
    rows, columns = hidden.shape
    sums = [np.kron(np.eye(rows)[row], np.ones(columns)) for row in range(rows)]
    known = list(hidden.sum(axis=1))
    ranges = ranges_of(sums, known, [0] * hidden.size, [int(cells.sum())] * hidden.size)
    told = [
        (low, count)
        for (low, high), count in zip(ranges, hidden.ravel())
        if low == high and 0 < count < SMALLEST and groups
    ]
    assert told == []


def described(counts):
    """A dimension of two parts with two and one statements, of which so many people each answered theirs."""
    answers = pd.DataFrame({code: [3.0] * count + [np.nan] * (9 - count) for code, count in zip("ABC", counts)})
    chance = np.random.default_rng(1)
    return describe(answers.dropna(how="all"), {"A": "x", "B": "x", "C": "y"}, "whole", chance, is_split=False)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((9, 9, 9), "A B C x y whole"),
        # One answered B: neither its part nor the dimension may be told, which less the others would be B's.
        ((9, 1, 9), "A C y"),
        ((9, 0, 9), "A B C x y whole"),
        ((4, 4, 4), ""),
        ((9, 9, 4), "A B x"),
    ],
)
def test_what_rests_on_a_hidden_mean_is_hidden_with_it(counts, shown):
    """A mean of few has no complement: what it is a part of is not told, and the other parts are."""
    assert shown_nodes(described(counts), SMALLEST) == set(shown.split())
