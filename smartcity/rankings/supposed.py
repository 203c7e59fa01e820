"""How sure the rank of a supposed index would be, among the published figures of the others."""

from smartcity import simulations
from smartcity.rankings.arena import arena, scenario_of
from smartcity.rankings.sureness import Sure, assess
from smartcity.simulations import SURVEYED, Supposition
from smartcity.warehouse import Warehouse


def how_sure_supposed(
    warehouse: Warehouse,
    found: Supposition,
    among: str,
    doubts: tuple[str, ...] | None = None,
    points: float | None = None,
) -> Sure | None:
    """Draw the ranks of a group with what is *found* in the place of our figure, once for a build and a question.

    The others stand at the figures that `simulations.peers` finds. Marks are doubted as assessors' marks, survey
    means by the spread of their answers; components taken over from an official year are not doubted.

    Args:
        warehouse: Where the figures are.

        found: What is supposed.

        among: One of `inquiry.groups()`.

        doubts: The codes of the doubts to draw; all that can be drawn unless given.

        points: The deviation of a weight in percentage points; the usual one unless given.

    Returns:
        None where the supposition has no index or nobody of the group published.

    Raises:
        KeyError: If *among* is not a group.
    """
    peers = simulations.peers(warehouse, found.method.year, among)
    if found.index is None or peers is None:
        return None
    marks = {item: mark for item, mark in found.marks.items() if found.origins[item] != SURVEYED}
    taken_over = {code: found.components[code] for code in found.assumed}

    def make() -> Sure:
        own = scenario_of(warehouse, found.method.year, found.method.track, marks, found.mapping, taken_over)
        where = arena(warehouse, peers.year, among, scenario=own, has_sample=found.is_sample)
        return assess(where, doubts, points)

    supposed = (tuple(sorted(marks.items())), tuple(sorted(taken_over.items())), found.mapping)
    key = (how_sure_supposed.__qualname__, found.method.key, supposed, peers.year, among, doubts, points)
    return warehouse.remember(key, make)
