"""How sure the rank of a supposition would be: our supposed marks among the last published figures of the others."""

from smartcity import inquiry, surveys
from smartcity.ranking import PRECISION
from smartcity.rankings.arena import arena, spread_of
from smartcity.rankings.sureness import Sure, assess
from smartcity.regions import load_site
from smartcity.robustness import Scenario
from smartcity.sampling import load_sampling
from smartcity.simulations import SURVEYED, Supposition
from smartcity.warehouse import Warehouse


def last_table(warehouse: Warehouse, year: int, among: str) -> int | None:
    """Return the newest year, not after *year*, in which others of the group are ranked; None without one.

    Beyond the province only a year with a national table counts.

    Raises:
        KeyError: If *among* is not a group.
    """
    site = load_site()
    years = warehouse.query("years", rounds=list(site.joined_rounds))
    for one in sorted((int(row) for row in years.loc[years["has_results"], "year"] if row <= year), reverse=True):
        if among != site.province_code and inquiry.national_table(warehouse, one) is None:
            continue
        if set(inquiry.ranking(warehouse, one, among).rows["region"]) - {site.home}:
            return one
    return None


def prospect(
    warehouse: Warehouse,
    supposed: Supposition,
    among: str,
    *,
    mapping: str | None = None,
    codes: tuple[str, ...] | None = None,
    points: float | None = None,
    year: int | None = None,
) -> Sure | None:
    """Draw the ranks of a group with the supposition in the place of our own figure.

    Marks are doubted by the assessors, survey means by their spread; components taken from an older table by its
    rounding. The others stand as in the last table that the group has.

    Args:
        warehouse: Where the others' figures and the survey are.

        supposed: What `simulations.suppose` returned.

        among: One of `inquiry.groups()`.

        mapping: The mapping that *supposed* was made with; the method's default when None.

        codes: The doubts to draw, all that can be applied when None.

        points: The deviation of a weight in percentage points, the usual one when None.

        year: The year of the others' figures, `last_table` when None.

    Returns:
        The drawn ranks, `arena.year` being that of the others' figures; None where the supposition has no index or
        nobody else of the group has a figure.

    Raises:
        KeyError: If *among* is not a group.
        ValueError: If *mapping* is not the one that *supposed* was made with.
    """
    where = last_table(warehouse, supposed.method.year, among) if year is None else year
    if supposed.index is None or where is None:
        return None
    scenario = _scenario(warehouse, supposed, mapping)
    return assess(arena(warehouse, where, among, scenario=scenario, has_sample=supposed.is_sample), codes, points)


def _scenario(warehouse: Warehouse, supposed: Supposition, mapping: str | None) -> Scenario:
    method = supposed.method
    surveyed = {item for item, origin in supposed.origins.items() if origin == SURVEYED}
    rows = warehouse.query("item_statistics")
    rows = rows[(rows["year"] == method.year) & (rows["track"] == method.track) & rows["item"].isin(surveyed)]
    survey = surveys.load(warehouse, method.year, method.track) if surveyed else None
    made = Scenario(
        region=load_site().home,
        method=method,
        marks={item: mark for item, mark in supposed.marks.items() if item not in surveyed},
        means=dict(zip(rows["item"], rows["mean"].astype(float))),
        mapping=mapping or method.survey.default_mapping,
        spread=spread_of(warehouse, survey),
        level=load_sampling().level,
        assumed={code: supposed.components[code] for code in supposed.assumed},
    )
    differing = [code for code, value in supposed.components.items() if abs(made.scores[code] - value) > 10**-PRECISION]
    if differing:
        raise ValueError(f"mapping {made.mapping!r} does not give the supposed {', '.join(differing)}")
    return made
