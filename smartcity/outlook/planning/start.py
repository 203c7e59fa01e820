"""Where a plan starts, what it is to reach and has to respect, and what one more mark on each item is worth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from math import isnan

import pandas as pd

from smartcity.method import INDEX, Method
from smartcity.records.scenarios import Terms
from smartcity.scoring.scores import tree

_LARGEST_DENOMINATOR = 1_000_000
_SAME = Fraction(1, 10**12)


class Unplannable(ValueError):
    """A start or terms that no plan can be made from; *code* says why, *names* the items, components or owners."""

    def __init__(self, code: str, names: tuple[str, ...]) -> None:
        self.code, self.names = code, names
        super().__init__(f"{code}: {', '.join(names)}")


@dataclass(frozen=True)
class Start:
    """What is known of one region before anything is done.

    *marks*: item -> mark on the method's scale, missing when NaN or absent. *components*: component -> score, read
    only for components of which no item has a mark (published figures without the items behind them).
    """

    method: Method
    marks: Mapping[str, float] = field(default_factory=dict)
    components: Mapping[str, float] = field(default_factory=dict)

    def mark(self, item: str) -> float | None:
        """Return the mark of *item*, or None when it has none."""
        value = self.marks.get(item)
        return None if value is None or isnan(value) else float(value)

    @cached_property
    def known(self) -> Mapping[str, float]:
        """The marks by item, and the scores of the unmarked components."""
        marks = {item.code: self.mark(item.code) for item in self.method.items}
        known = {code: mark for code, mark in marks.items() if mark is not None}
        return known | {code: self.components[code] for code in self.unmarked}

    @cached_property
    def unmarked(self) -> tuple[str, ...]:
        """The components known by their score alone: which of their items stand where is unknown."""
        return tuple(
            component.code
            for component in self.method.components
            if component.code in self.components and all(self.mark(item.code) is None for item in component.items)
        )


@dataclass(frozen=True, slots=True)
class Target:
    """An index to reach; with *must_exceed* reaching exactly it is not enough."""

    index: float
    must_exceed: bool = False

    def printed_as(self, half: float) -> "Target":
        """Return the least unrounded index that a table prints as this one, halves rounded up.

        A table ranks by what it prints, so an index *half* of the last digit lower shares the rank; to be printed
        above, half of it more is enough.
        """
        value = exact(self.index) + (exact(half) if self.must_exceed else -exact(half))
        return Target(float(value))


def target_of_rank(rank: int, others: Iterable[float], *, alone: bool = False) -> Target | None:
    """Translate a rank among *others* into an index.

    Ties share the best rank, so the value of the one who holds the rank is enough to share it. With *alone* that
    one must be passed. None when there are fewer others than the rank counts: any index has it then.

    Args:
        rank: The rank wanted, 1 for the highest.

        others: The values of all the others (ourselves left out); missing ones are not ranked.

        alone: Whether to hold the rank without sharing it.

    Raises:
        ValueError: If *rank* is below 1.
    """
    if rank < 1:
        raise ValueError(f"rank {rank} is below 1")
    values = sorted((float(value) for value in others if not isnan(value)), reverse=True)
    return Target(values[rank - 1], alone) if rank <= len(values) else None


def lifted_to(method: Method, index: float, components: Mapping[str, float]) -> Start:
    """Begin at a printed index whose components are not known, with components of another year moved to it.

    Every component gives way by the same share of its room, up or down, so none leaves the scale. What a mark is worth
    does not depend on them; they only say how many marks have room.
    """
    known = {part.code: exact(components.get(part.code, index)) for part in method.components}
    weights = {code: exact(weight) for code, weight in method.weights.items()}
    now, wanted = sum((weights[code] * value for code, value in known.items()), Fraction(0)), exact(index)
    end = exact(method.scale_max if wanted >= now else method.scale_min)
    share = (wanted - now) / (end - now) if end != now else Fraction(0)
    return Start(method, {}, {code: value + share * (end - value) for code, value in known.items()})


def exact(value: float | Fraction) -> Fraction:
    """Read a number as the fraction it was meant to be, 0.1 as 1/10 and 0.333... as 1/3; else as it stands."""
    return value if isinstance(value, Fraction) else _exact(value)


@lru_cache(1024)
def _exact(value: float) -> Fraction:
    meant = Fraction(value).limit_denominator(_LARGEST_DENOMINATOR)
    return meant if abs(meant - Fraction(value)) < _SAME else Fraction(value)


@lru_cache
def worths(method: Method) -> Mapping[str, Fraction]:
    """Say what +1 on each item adds to the index: the product of scoring's weights from the index down to the item."""
    found = {INDEX: Fraction(1)}
    for branch in reversed(tree(method)):
        for child, weight in zip(branch.children, branch.weights):
            found[child] = found[branch.node] * exact(weight)
    return {item.code: found[item.code] for item in method.items}


def gains(start: Start, terms: Terms) -> pd.DataFrame:
    """Sort all items by what the next mark would add to the index.

    Returns:
        `item, component, dimension, sub_dimension, owner, mark, ceiling, worth, room, gain, is_blocked`: *worth* is
        what +1 is worth, *room* how far the item lies below its ceiling, *gain* what its next mark adds (less than
        its worth where less than a mark of room is left). Mark and room are missing where the mark is unknown; the
        gain is then limited by the room of the whole component, if that is known. Blocked items stand last.
    """
    worth = worths(start.method)
    rows = []
    for component in start.method.components:
        left = _room_of(component.code, start, terms)
        for item in component.items:
            mark, ceiling = start.mark(item.code), terms.ceiling(item.code, start.method)
            room = None if mark is None else max(0.0, ceiling - mark)
            rows.append(
                {
                    "item": item.code,
                    "component": item.component,
                    "dimension": item.dimension,
                    "sub_dimension": item.sub_dimension,
                    "owner": terms.owner_of(item),
                    "mark": mark,
                    "ceiling": ceiling,
                    "worth": float(worth[item.code]),
                    "room": room,
                    "gain": float(worth[item.code]) * min(1.0, left if room is None else room),
                    "is_blocked": terms.is_blocked(item),
                }
            )
    frame = pd.DataFrame(rows).astype({"mark": float, "room": float})
    keys = frame.assign(open=~frame["is_blocked"], gain=frame["gain"].round(12), worth=frame["worth"].round(12))
    order = keys.sort_values(["open", "gain", "worth"], ascending=False, kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def _room_of(component: str, start: Start, terms: Terms) -> float:
    """Marks left in a component known by its score alone; a whole mark where nothing is known of it."""
    if component not in start.unmarked:
        return 1.0
    items = start.method.component(component).items
    top = sum(terms.ceiling(item.code, start.method) for item in items)
    return max(0.0, top - start.components[component] * len(items))
