"""How sure a rank is: which doubts apply to the figures at hand, what they make of ranks, which matters most."""

from collections.abc import Mapping
from dataclasses import dataclass

from smartcity.answers.ranks.arena import Arena, arena
from smartcity.method.doubt_sizes import load_doubts
from smartcity.outlook.robustness import (
    DOUBTS,
    Assessors,
    Doubt,
    Lack,
    Robustness,
    Rounding,
    Sensitivity,
    Survey,
    Unpublished,
    Weights,
    robustness,
    sensitivity,
)
from smartcity.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose ranks are doubted and how.

    *doubts* None means every doubt that can be applied; *points* None the usual deviation of a weight.
    """

    year: int
    among: str
    doubts: tuple[str, ...] | None = None
    points: float | None = None
    track: str | None = None


@dataclass(frozen=True, eq=False)
class Sure:
    """How sure the ranks of an arena are.

    *lacks*: by code, why a doubt cannot be applied here. *refused*: those that were asked for all the same; then, and
    when none was asked for, there is no *result*. *applied* are the doubts that were drawn.
    """

    arena: Arena
    asked: tuple[str, ...]
    doubts: Mapping[str, Doubt]
    lacks: Mapping[str, tuple[Lack, ...]]
    result: Robustness | None

    @property
    def refused(self) -> tuple[str, ...]:
        """The codes that were asked for and cannot be applied."""
        return tuple(code for code in self.asked if code in self.lacks)

    @property
    def possible(self) -> tuple[str, ...]:
        """The codes that can be applied here."""
        return tuple(code for code in self.doubts if code not in self.lacks)

    @property
    def applied(self) -> tuple[Doubt, ...]:
        """The doubts that were drawn."""
        return () if self.result is None else tuple(self.doubts[code] for code in self.asked)


def doubts_of(points: float | None = None) -> Mapping[str, Doubt]:
    """Make every doubt in its configured size, by code; *points* is the deviation of a weight if not the usual one."""
    sizes = load_doubts()
    made = (
        Rounding(sizes.rounding_of, sizes.decimals),
        Assessors(sizes.lower, sizes.higher, sizes.likeness),
        Survey(),
        Weights(sizes.usual_points if points is None else points),
        Unpublished(sizes.least),
    )
    return {doubt.code: doubt for doubt in sorted(made, key=lambda doubt: DOUBTS.index(doubt.code))}


def assess(where: Arena, codes: tuple[str, ...] | None = None, points: float | None = None) -> Sure:
    """Draw the ranks of an arena under the doubts *codes*, or under all that can be applied.

    Nothing is drawn when one of them cannot be applied, or when none is asked for.
    """
    sizes, doubts = load_doubts(), doubts_of(points)
    lacks = {code: found for code, doubt in doubts.items() if (found := doubt.lacks(where.field))}
    asked = tuple(code for code in doubts if (code not in lacks if codes is None else code in codes))
    result = None
    if asked and not set(asked) & set(lacks):
        chosen = [doubts[code] for code in asked]
        result = robustness(where.field, chosen, sizes.generator(), sizes.draws, sizes.level)
    return Sure(where, asked, doubts, lacks, result)


def influence_on(sure: Sure) -> Sensitivity | None:
    """Estimate which of the applied doubts matters most for our rank and index; None where we are not in the draws."""
    home = sure.arena.field.home
    if sure.result is None or home not in set(sure.result.rows["region"]):
        return None
    sizes = load_doubts()
    return sensitivity(sure.arena.field, sure.applied, sizes.generator(), sizes.sensitivity_draws, sizes.level)


def influence_kept(warehouse: Warehouse, sure: Sure) -> Sensitivity | None:
    """Give `influence_on`, estimated once for a build and drawn ranks; these are themselves kept."""
    return warehouse.remember((influence_kept.__qualname__, sure), lambda: influence_on(sure))


def how_sure(warehouse: Warehouse, asked: Asked) -> Sure:
    """Draw the ranks of published figures, once for a build and a question."""

    def make() -> Sure:
        where = arena(warehouse, asked.year, asked.among, track=asked.track)
        return assess(where, asked.doubts, asked.points)

    return warehouse.remember((how_sure.__qualname__, asked), make)


def influence_of(warehouse: Warehouse, asked: Asked) -> Sensitivity | None:
    """Estimate which doubt about published figures matters most, once for a build and a question."""
    return influence_kept(warehouse, how_sure(warehouse, asked))
