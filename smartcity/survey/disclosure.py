"""What may be shown without telling of a few people, also by subtracting one shown figure or table from another."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Protocol

import numpy as np
import pandas as pd

from smartcity.survey.description import Description

SHOWN, SMALL, COMPLEMENT = "shown", "small", "complement"
"""A count that is shown; one hidden for being small; one hidden so that the small ones cannot be computed."""


def shown_counts(counts: Sequence[int], smallest: int) -> tuple[str, ...]:
    """Say of each group whether its count may be shown, when the total of all is known.

    Groups smaller than *smallest* are hidden. When the total would still tell one of them, the smallest other groups
    are hidden too, until each hidden small count could be at least two numbers or nothing is left to hide.

    Args:
        counts: People per group, each at least one.

        smallest: The smallest number of people that may be shown.

    Returns:
        For each group `SHOWN`, `SMALL` or `COMPLEMENT`.
    """
    states = [SMALL if count < smallest else SHOWN for count in counts]
    while _is_told(counts, states, smallest):
        shown = [place for place, state in enumerate(states) if state == SHOWN]
        if not shown:
            break
        states[min(shown, key=lambda place: counts[place])] = COMPLEMENT
    return tuple(states)


def _is_told(counts: Sequence[int], states: Sequence[str], smallest: int) -> bool:
    """Whether the total less what is shown leaves only one number possible for a small group."""
    others = states.count(SMALL) - 1
    if others < 0:
        return False
    complements = states.count(COMPLEMENT)
    hidden = sum(count for count, state in zip(counts, states) if state != SHOWN)
    most_of_others = np.inf if complements else others * (smallest - 1)
    least = max(1, hidden - most_of_others)
    most = min(smallest - 1, hidden - others - complements * smallest)
    return least >= most


def shown_groups(counts: pd.DataFrame, smallest: int) -> tuple[str, ...]:
    """Name the groups that may be shown in every one of several tables of the same groups, such as one a dimension.

    The tables may be looked at one after the other, and so may the table of all of them together; each total is known.
    A group that is small anywhere is hidden everywhere, together with the smallest others, as long as a total could
    still tell a hidden count that is small. Since the same groups are hidden in all tables, subtracting one table from
    another says nothing about a group that it does not say about all hidden ones together. Hidden counts are not to be
    marked as small or not, nor may a table be shown whose groups are not the rows of *counts*.

    Args:
        counts: Tables x groups: people, zero where there are none.

        smallest: The smallest number of people that may be shown.

    Returns:
        The names of the groups, in their order; none when any would tell something.
    """
    tables = np.vstack([counts.to_numpy(int), counts.to_numpy(int).sum(axis=0)])
    is_hidden = ((tables > 0) & (tables < smallest)).any(axis=0)
    order = np.argsort(tables[-1], kind="stable")
    while is_hidden.any() and not is_hidden.all() and _is_any_told(tables, is_hidden, smallest):
        is_hidden[next(place for place in order if not is_hidden[place])] = True
    return tuple(str(name) for name, hidden in zip(counts.columns, is_hidden) if not hidden)


def _is_any_told(tables: np.ndarray, is_hidden: np.ndarray, smallest: int) -> bool:
    """Whether some table's total less what is shown fixes a small count: only one group hidden, or nobody in the rest.

    The sum of the hidden ones must be as large as a count that may be shown, or the sum itself would tell of a few.
    """
    sums = tables[:, is_hidden].sum(axis=1)
    is_few = (sums > 0) & (sums < smallest)
    return bool(is_hidden.sum() < 2 or is_few.any())


class _Answered(Protocol):
    """What so many people answered, such as a statement or an element."""

    @property
    def code(self) -> str: ...

    @property
    def count(self) -> int: ...


def shown_nodes(description: Description, smallest: int) -> frozenset[str]:
    """Name the dimension, parts and statements of which something may be shown.

    What fewer than *smallest* people answered is not shown. Since the mean of a whole is that of its parts, a single
    hidden part could be computed from it; then the least answered of the others is hidden too.
    """
    if description.whole.count < smallest:
        return frozenset()
    parts = beside_whole([part.whole for part in description.parts], smallest)
    shown, place = {description.whole.code, *parts}, 0
    sizes = [part.reliability.items for part in description.parts]
    for part, size in zip(description.parts, sizes):
        own = description.items[place : place + size]
        place += size
        if part.whole.code in parts:
            shown |= beside_whole(own, smallest)
    return frozenset(shown)


def beside_whole(nodes: Sequence[_Answered], smallest: int) -> frozenset[str]:
    """Name those of *nodes* that may be shown beside their whole; a node without any answer tells of nobody."""
    answered = sorted((node for node in nodes if node.count), key=lambda node: node.count)
    few = sum(node.count < smallest for node in answered)
    hidden = answered[: max(few, 2) if few else 0]
    return frozenset(node.code for node in nodes) - {node.code for node in hidden}


def shown_without(
    left_out: Sequence[AbstractSet[str]], groups: Sequence[AbstractSet[str]], smallest: int
) -> tuple[bool, ...]:
    """Say of each set of people whether a figure of all but them may be shown beside those of all and of the others.

    The difference of two such figures tells of the people who are in one set and not in the other. So each pair of
    shown sets must differ by nobody or by *smallest* people or more, and that of all is one of them, with nobody left
    out; of two that are too alike the one with fewer people is hidden. Nor may fewer than *smallest* people remain in
    one of the *groups* that the figure is made of, since the others of them may be shown by themselves.

    Args:
        left_out: The people whom each figure leaves out.

        groups: The people of each part of the whole, such as a dimension.

        smallest: The smallest number of people that may be shown.
    """

    def is_few(people: AbstractSet[str]) -> bool:
        return 0 < len(people) < smallest

    may = [not is_few(own) and not any(is_few(group - own) for group in groups) for own in left_out]
    for one, other in sorted(combinations(range(len(left_out)), 2), key=lambda pair: _size(pair, left_out)):
        if may[one] and may[other] and is_few(left_out[one] ^ left_out[other]):
            may[min(one, other, key=lambda place: len(left_out[place]))] = False
    return tuple(may)


def _size(pair: tuple[int, int], sets: Sequence[AbstractSet[str]]) -> int:
    return min(len(sets[place]) for place in pair)
