"""How sure the rank of a supposition would be: our supposed marks among the last published figures of the others."""

import pandas as pd

from smartcity.answers import simulations, surveys
from smartcity.answers.ranks.arena import arena
from smartcity.answers.ranks.sureness import Sure, assess
from smartcity.answers.simulations import SURVEYED, Supposition
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.outlook.robustness import Scenario
from smartcity.survey import Description
from smartcity.warehouse import Warehouse


def prospect(
    warehouse: Warehouse,
    supposed: Supposition,
    among: str,
    *,
    codes: tuple[str, ...] | None = None,
    points: float | None = None,
    track: str | None = None,
) -> Sure | None:
    """Draw the ranks of a group with the supposition in the place of our own figure, once for a build and a question.

    Marks are doubted by the assessors, survey means by their spread; components taken from an older table by its
    rounding. The others stand at the figures that `simulations.peers` finds.

    Args:
        warehouse: Where the others' figures and the survey are.

        supposed: What `simulations.suppose` returned.

        among: One of `answers.scores.groups()`.

        codes: The doubts to draw, all that can be applied when None.

        points: The deviation of a weight in percentage points, the usual one when None.

        track: A track to narrow the group to.

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
        where = arena(warehouse, peers.year, among, track=track, scenario=scenario, has_sample=supposed.is_sample)
        return assess(where, codes, points)

    marks = tuple(sorted(supposed.marks.items()))
    origins = tuple(sorted(supposed.origins.items()))
    asked = (supposed.method.key, supposed.mapping, marks, origins, peers.year, among, codes, points, track)
    return warehouse.remember((prospect.__qualname__, *asked), make)


def _scenario(warehouse: Warehouse, supposed: Supposition) -> Scenario:
    method = supposed.method
    asked = {item for item, origin in supposed.origins.items() if origin == SURVEYED}
    means, spread = _surveyed(warehouse, method.year, method.track)
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


def _surveyed(warehouse: Warehouse, year: int, track: str) -> tuple[dict[str, float], pd.DataFrame]:
    """Give the survey's means by item and the spread of its parts, resampled once for a build."""

    def make() -> tuple[dict[str, float], pd.DataFrame]:
        loaded = surveys.load(warehouse, year, track)
        described = surveys.describe(warehouse, loaded) if loaded is not None else ()
        means = {str(code): float(mean) for code, mean in surveys.item_means(described).items()}
        return means, _spread(described, loaded.component if loaded is not None else "")

    return warehouse.remember((_surveyed.__qualname__, year, track), make)


def _spread(described: tuple[Description, ...], component: str) -> pd.DataFrame:
    """Give the spread of each part that the same people answered: a dimension, or its parts if split."""
    rows = [
        (f"{component}.{node.code}", node.spread.low, node.spread.high)
        for one in described
        for node in ((part.whole for part in one.parts) if one.is_split else (one.whole,))
        if node.spread is not None
    ]
    return pd.DataFrame(rows, columns=["node", "low", "high"])
