"""How sure the rank of a supposition would be: our supposed marks among the last published figures of the others."""

from smartcity import simulations
from smartcity.rankings.arena import arena, surveyed
from smartcity.rankings.sureness import Sure, assess
from smartcity.regions import load_site
from smartcity.robustness import Scenario
from smartcity.sampling import load_sampling
from smartcity.simulations import SURVEYED, Supposition
from smartcity.warehouse import Warehouse


def prospect(
    warehouse: Warehouse,
    supposed: Supposition,
    among: str,
    *,
    codes: tuple[str, ...] | None = None,
    points: float | None = None,
) -> Sure | None:
    """Draw the ranks of a group with the supposition in the place of our own figure, once for a build and a question.

    Marks are doubted by the assessors, survey means by their spread; components taken from an older table by its
    rounding. The others stand at the figures that `simulations.peers` finds.

    Args:
        warehouse: Where the others' figures and the survey are.

        supposed: What `simulations.suppose` returned.

        among: One of `inquiry.groups()`.

        codes: The doubts to draw, all that can be applied when None.

        points: The deviation of a weight in percentage points, the usual one when None.

    Returns:
        The drawn ranks, `arena.year` being that of the others' figures; None where the supposition has no index or
        nobody else of the group has a figure.

    Raises:
        KeyError: If *among* is not a group.
    """
    peers = simulations.peers(warehouse, supposed.method.year, among)
    if supposed.index is None or peers is None:
        return None

    def make() -> Sure:
        scenario = _scenario(warehouse, supposed)
        where = arena(warehouse, peers.year, among, scenario=scenario, has_sample=supposed.is_sample)
        return assess(where, codes, points)

    marks = tuple(sorted(supposed.marks.items()))
    origins = tuple(sorted(supposed.origins.items()))
    asked = (supposed.method.key, supposed.mapping, marks, origins, peers.year, among, codes, points)
    return warehouse.remember((prospect.__qualname__, *asked), make)


def _scenario(warehouse: Warehouse, supposed: Supposition) -> Scenario:
    method = supposed.method
    asked = {item for item, origin in supposed.origins.items() if origin == SURVEYED}
    means, spread = surveyed(warehouse, method.year, method.track)
    return Scenario(
        region=load_site().home,
        method=method,
        marks={item: mark for item, mark in supposed.marks.items() if item not in asked},
        means={item: mean for item, mean in means.items() if item in asked},
        mapping=supposed.mapping,
        spread=spread,
        level=load_sampling().level,
        assumed={code: supposed.components[code] for code in supposed.assumed},
    )
