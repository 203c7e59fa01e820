"""The whole-number programme behind a plan: nodes that are alike share variables, so that it is solved at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, lcm, nan

import numpy as np

from smartcity.scoring.ranking import PRECISION

SLACK = Fraction(1, 2 * 10**PRECISION)
"""Half of the last digit at which indices are compared: closer than this to its target, a plan has reached it."""

_LARGEST_SCALE = 10**7
_SECONDS, _TIE_SECONDS = 8.0, 2.0
"""What the least effort may take to be found, and each choice among plans of that effort: somebody is waiting."""

_TRIES = 5


@dataclass(frozen=True)
class Group:
    """Nodes (items, or one unmarked component) that are alike: what each further mark gains and takes, and whose."""

    component: str
    nodes: tuple[str, ...]
    owner: str | None
    gains: tuple[Fraction, ...]
    efforts: tuple[Fraction, ...]


@dataclass(frozen=True)
class Row:
    """A linear condition: *least* <= the sum of *parts* times the variables <= *largest*."""

    parts: tuple[Fraction, ...]
    least: Fraction | None = None
    largest: Fraction | None = None

    def scaled(self) -> tuple[list[float], float, float]:
        """Give the solver whole numbers, if need be with half a unit of room.

        Whole parts make whole sums, so half a unit decides the same and keeps the solver's tolerance out of it.
        """
        scale = scale_of(self.parts)
        is_whole = all((part * scale).denominator == 1 for part in self.parts)
        low, high = -np.inf, np.inf
        if self.least is not None:
            low = ceil(self.least * scale) - 0.5 if is_whole else float(self.least * scale)
        if self.largest is not None:
            high = floor(self.largest * scale) + 0.5 if is_whole else float(self.largest * scale)
        return [float(part * scale) for part in self.parts], low, high

    def total(self, counts: Sequence[int]) -> Fraction:
        """Add up the parts of the counted marks."""
        return sum((part * count for part, count in zip(self.parts, counts)), Fraction(0))


@dataclass(frozen=True)
class Solution:
    """How many nodes get the mark of each variable, and the gap that the solver left at the effort (0: none)."""

    counts: tuple[int, ...]
    gap: float


@dataclass(frozen=True)
class Programme:
    """Variables z[group, step]: how many nodes of the group get at least that many further marks.

    A later mark needs the earlier ones, so z never rises along the steps of a group; efforts may take any course.
    *budgets*: the most effort of each owner that has a limit.
    """

    groups: tuple[Group, ...]
    budgets: tuple[tuple[str, Fraction], ...]

    @cached_property
    def variables(self) -> tuple[tuple[Group, int], ...]:
        """Each variable as its group and the place of its mark."""
        return tuple((group, place) for group in self.groups for place in range(len(group.gains)))

    @cached_property
    def most(self) -> tuple[int, ...]:
        """The upper limit of each variable."""
        return tuple(len(group.nodes) for group, _ in self.variables)

    @cached_property
    def gains(self) -> tuple[Fraction, ...]:
        """What the mark of each variable adds to the index."""
        return tuple(group.gains[place] for group, place in self.variables)

    @cached_property
    def efforts(self) -> tuple[Fraction, ...]:
        """What the mark of each variable takes."""
        return tuple(group.efforts[place] for group, place in self.variables)

    @cached_property
    def _standing(self) -> tuple[tuple[list[float], float, float], ...]:
        """The conditions of every solution, scaled: the budgets, and no later mark without the earlier one."""
        whose = [group.owner for group, _ in self.variables]
        rows = [
            Row(
                tuple(effort if name == owner else Fraction(0) for effort, name in zip(self.efforts, whose)),
                None,
                limit,
            )
            for owner, limit in self.budgets
        ]
        for number, (_, place) in enumerate(self.variables):
            if place:
                pair = [Fraction(0)] * len(self.variables)
                pair[number - 1], pair[number] = Fraction(1), Fraction(-1)
                rows.append(Row(tuple(pair), Fraction(0)))
        return tuple(row.scaled() for row in rows)

    def furthest(self) -> tuple[int, ...]:
        """Count the marks of the largest gain that the budgets allow."""
        if not self.budgets:
            return self.most
        found, _ = self._minimised(tuple(-gain for gain in self.gains))
        return found if found is not None else (0,) * len(self.most)

    def cheapest(self, need: Fraction, known: tuple[int, ...]) -> Solution:
        """Count the marks of least effort that gain *need*; among equals the fewest nodes, then the larger gain.

        *known* is a solution that gains as much; it is returned, with no gap known, should the solver find none.
        """
        gain, effort = Row(self.gains), Row(self.efforts)
        lacking, found, gap = Fraction(0), None, nan
        for _ in range(_TRIES):
            reaching = Row(self.gains, need + lacking)
            found, gap = self._minimised(self.efforts, reaching)
            short = need - gain.total(found) if found is not None else Fraction(0)
            if short <= SLACK:
                break
            lacking += short
        if found is None or need - gain.total(found) > SLACK:
            return Solution(known, nan)
        first = Row(tuple(Fraction(int(place == 0)) for _, place in self.variables))
        for cost in (first.parts, tuple(-part for part in self.gains)):
            spent = Row(self.efforts, None, effort.total(found))
            touched = Row(first.parts, None, first.total(found))
            better, _ = self._minimised(cost, reaching, spent, touched, seconds=_TIE_SECONDS)
            if better is not None and need - gain.total(better) <= SLACK:
                found = better
        return Solution(found, gap)

    def _minimised(
        self, cost: tuple[Fraction, ...], *rows: Row, seconds: float = _SECONDS
    ) -> tuple[tuple[int, ...] | None, float]:
        """Solve by HiGHS; return the whole counts, or None without a solution, and the gap that was left."""
        if not self.variables:
            return (), 0.0
        from scipy.optimize import Bounds, LinearConstraint, milp

        conditions = [*(row.scaled() for row in rows), *self._standing]
        matrix, low, high = zip(*conditions) if conditions else ((), (), ())
        scale = scale_of(cost)
        solved = milp(
            np.array([float(part * scale) for part in cost]),
            constraints=[LinearConstraint(np.array(matrix), low, high)] if conditions else [],
            integrality=np.ones(len(self.variables)),
            bounds=Bounds(0, np.array(self.most, float)),
            options={"mip_rel_gap": 0.0, "time_limit": seconds},
        )
        if solved.x is None:
            return None, nan
        return tuple(int(count) for count in np.rint(solved.x)), float(solved.mip_gap)


def scale_of(parts: tuple[Fraction, ...]) -> int:
    """Choose what to multiply with so that all parts are whole, or, where that is too large, of good size."""
    whole = lcm(*(part.denominator for part in parts))
    largest = max((abs(part) for part in parts), default=Fraction(0))
    return whole if whole <= _LARGEST_SCALE else ceil(_LARGEST_SCALE / max(largest, Fraction(1, _LARGEST_SCALE)))
