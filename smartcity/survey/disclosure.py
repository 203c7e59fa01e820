"""What may be shown without telling of a few people, also by subtracting one shown figure or table from another.

Counts in a table with a total are kept by complementary suppression (Cox 1980; Hundepool et al. 2012, chapter 4): with
a small cell others are hidden until the audit finds that what is shown leaves each hidden cell several numbers. Which
others is a lot drawn by their names (Fischetti and Salazar 2000 choose by size, which tells the size to who knows the
rule). A mean has no complement: what rests on a hidden one is hidden with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from hashlib import blake2b
from itertools import combinations
from math import inf

import numpy as np
import pandas as pd

from smartcity.method import Method
from smartcity.method.sampling import load_sampling
from smartcity.survey.description import Described, Description, Part, describe_all
from smartcity.survey.reliability import Reliability

SHOWN, HIDDEN, UNNAMED = "shown", "hidden", "unnamed"
"""A count that is shown; one that is hidden, small or not; and one of a table that may not even say its groups."""


def is_few(count: int, smallest: int) -> bool:
    """Say whether so many people are somebody, but too few to be told of."""
    return 0 < count < smallest


def without_few(statistics: pd.DataFrame, smallest: int) -> pd.DataFrame:
    """Keep back the `mean` of statements that few people (`n`) answered."""
    few = statistics["n"].map(lambda count: is_few(count, smallest)).astype(bool)
    return statistics.assign(mean=statistics["mean"].mask(few))


def shown_counts(
    counts: Mapping[str, int] | Sequence[int],
    smallest: int,
    *,
    least: int = 1,
    most: Sequence[float] | None = None,
    alone: Sequence[bool] | None = None,
) -> tuple[str, ...]:
    """Say of each group whether its count may be shown, when the total of all is known.

    Groups smaller than *smallest* are hidden, and with them others, drawn by lot, until the total leaves each hidden
    group at least *smallest* different numbers. The lot is drawn by the names of the groups: it is the same whenever
    the table is made, and does not depend on the counts, so that who knows this rule learns no more from it. Which of
    the hidden groups is small is not to be said.

    Args:
        counts: People per group, by name; without names the places are the names.

        smallest: The smallest number of people that may be shown.

        least: What everybody knows each hidden count to be at least: one where groups without people are not listed.

        most: What everybody knows each count to be at most, such as the people who were asked.

        alone: Groups that may not be shown whatever their count is.

    Returns:
        For each group `SHOWN` or `HIDDEN`; all `UNNAMED` where hiding every count still tells one by the total and the
        number of groups.
    """
    names = [str(name) for name in counts] if isinstance(counts, Mapping) else list(map(str, range(len(counts))))
    sizes = list(counts.values()) if isinstance(counts, Mapping) else list(counts)
    highs = [inf] * len(sizes) if most is None else list(most)
    is_hidden = [is_few(size, smallest) for size in sizes]
    if alone is not None:
        is_hidden = [one or other for one, other in zip(is_hidden, alone)]
    waiting = [place for place in by_lot(names) if not is_hidden[place]]
    # A group without people gives least to hide behind, so it comes last.
    waiting.sort(key=lambda place: sizes[place] == 0)
    while any(is_hidden) and not _is_safe(sizes, is_hidden, smallest, least, highs):
        if not waiting:
            return (UNNAMED,) * len(sizes)
        is_hidden[waiting.pop(0)] = True
    return tuple(HIDDEN if one else SHOWN for one in is_hidden)


def by_lot(names: Sequence[str]) -> list[int]:
    """Put places in an order that is drawn by their names: no count moves it, and no table has another one."""
    lots = [blake2b(name.encode(), digest_size=8).digest() for name in names]
    return sorted(range(len(names)), key=lambda place: lots[place])


def _is_safe(
    sizes: Sequence[int], is_hidden: Sequence[bool], smallest: int, least: int, highs: Sequence[float]
) -> bool:
    """Audit a table with its total: whether each hidden count could be *smallest* numbers, or all that it ever could.

    Of one sum of whole numbers between bounds the least and the most of each are exact, and so are all in between.
    """
    places = [place for place, hidden in enumerate(is_hidden) if hidden]
    total, top = sum(sizes[place] for place in places), sum(highs[place] for place in places)
    for place in places:
        others = inf if top == inf and (highs[place] < inf or len(places) > 1) else top - highs[place]
        low = max(least, total - others)
        high = min(highs[place], total - least * (len(places) - 1))
        if high - low < min(smallest - 1, highs[place] - least):
            return False
    return True


def shown_groups(counts: pd.DataFrame, smallest: int) -> tuple[str, ...]:
    """Name the groups that may be shown in every one of several tables of the same groups, such as one a dimension.

    The tables may be looked at one after the other, and so may the table of all of them together; each total is known.
    A group that is small anywhere is hidden everywhere, together with others, drawn by lot, as long as a total could
    still tell a hidden count. Since the same groups are hidden in all tables, subtracting one table from another says
    nothing about a group that it does not say about all hidden ones together. Hidden counts are not to be marked as
    small or not, nor may a table be shown whose groups are not the rows of *counts*.

    Args:
        counts: Tables x groups: people, zero where there are none.

        smallest: The smallest number of people that may be shown.

    Returns:
        The names of the groups, in their order; none when any would tell something.
    """
    tables = np.vstack([counts.to_numpy(int), counts.to_numpy(int).sum(axis=0)])
    is_hidden = ((tables > 0) & (tables < smallest)).any(axis=0)
    order = by_lot([str(name) for name in counts.columns])
    while is_hidden.any() and not is_hidden.all() and _is_any_told(tables, is_hidden, smallest):
        is_hidden[next(place for place in order if not is_hidden[place])] = True
    return tuple(str(name) for name, hidden in zip(counts.columns, is_hidden) if not hidden)


def _is_any_told(tables: np.ndarray, is_hidden: np.ndarray, smallest: int) -> bool:
    """Whether some table's total less what is shown leaves a hidden group fewer than *smallest* numbers.

    A sum that is itself too small to be shown would tell of a few; of a group that nobody is in nothing is told.
    """
    sums = tables[:, is_hidden].sum(axis=1)
    people = (tables[:, is_hidden] > 0).sum(axis=1)
    return bool(is_hidden.sum() < 2 or ((sums > 0) & (sums < people + smallest - 1)).any())


def shown_nodes(description: Description, smallest: int) -> frozenset[str]:
    """Name the dimension, parts and statements of which something may be shown.

    What fewer than *smallest* people answered is not shown, nor the mean of anything that it is a part of: such a mean
    less those of the other parts would be its own.
    """
    if description.whole.count < smallest:
        return frozenset()
    few = {item.code for item in description.items if is_few(item.count, smallest)}
    shown, place = {item.code for item in description.items} - few, 0
    for part in description.parts:
        own = description.items[place : place + part.reliability.items]
        place += part.reliability.items
        if not is_few(part.whole.count, smallest) and not any(item.code in few for item in own):
            shown.add(part.whole.code)
    return frozenset(shown) | (frozenset() if few else {description.whole.code})


def told(description: Description, smallest: int) -> Description:
    """Keep back what `shown_nodes` does not name: its means, spreads, reliability and resamples; counts are told."""
    may = shown_nodes(description, smallest)
    nodes = (description.whole, *(part.whole for part in description.parts), *description.items)
    hidden = frozenset(node.code for node in nodes) - may

    def kept(node: Described) -> Described:
        return replace(node, mean=None, spread=None) if node.code in hidden else node

    def reliable(known: Reliability, code: str) -> Reliability:
        return replace(known, alpha=None) if code in hidden or known.count < smallest else known

    is_kept = np.array([item.code not in hidden for item in description.items])
    own = description.resamples
    return replace(
        description,
        whole=kept(description.whole),
        parts=tuple(Part(kept(one.whole), reliable(one.reliability, one.whole.code)) for one in description.parts),
        items=tuple(map(kept, description.items)),
        reliability=reliable(description.reliability, description.whole.code),
        resamples=replace(
            own, **{name: np.where(is_kept, getattr(own, name), np.nan) for name in ("means", "drawn", "without")}
        ),
        hidden=hidden,
    )


def told_all(
    answers: Mapping[str, pd.DataFrame], method: Method, smallest: int, split: Iterable[str] = ()
) -> tuple[Description, ...]:
    """Describe every dimension of a survey as far as it tells of no few people; chance always begins alike.

    Args:
        answers: What `matrices` made.

        method: The rules of the survey.

        smallest: The smallest number of people that may be shown.

        split: The dimensions whose form was split.
    """
    return tuple(told(one, smallest) for one in describe_all(answers, method, load_sampling().generator(), split))


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
