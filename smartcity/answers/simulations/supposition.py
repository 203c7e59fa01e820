"""Where each item's mark comes from while a year is supposed, and what the marks come to.

An item's mark is the scenario's own; else the uploaded self-assessment's; else, for items of the survey, the survey's
mean by the chosen mapping. A component of which no item has any of these stands at its official figure of the newest
year that has it, named as an assumption. Everything here is a simulation.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity.answers.scores import OFFICIAL
from smartcity.method import INDEX, Method, load_methods
from smartcity.method.regions import load_site
from smartcity.outlook.planning import Start
from smartcity.scoring.scores import score, survey_leaves
from smartcity.warehouse import Warehouse

TYPED, UPLOADED, SURVEYED, ASSUMED = "typed", "uploaded", "surveyed", "assumed"
"""Where a mark comes from: typed into the scenario, an uploaded workbook, the survey; or its component is assumed."""


@dataclass(frozen=True)
class Supposition:
    """What is supposed for one (year, track): every known mark with where it comes from, and what they come to.

    *marks* and *origins* are by item; *components* are the scores of those that have one, *assumed* the year of the
    official figure behind those that no item gives; *missing* names components without either. *index* is None while
    any component is missing. *mapping* is how survey means became marks. *is_sample* says that invented answers are
    part of it.
    """

    method: Method
    mapping: str
    marks: Mapping[str, float]
    origins: Mapping[str, str]
    components: Mapping[str, float]
    assumed: Mapping[str, int]
    missing: tuple[str, ...]
    index: float | None
    is_sample: bool

    @property
    def start(self) -> Start:
        """The same as the start of a plan."""
        return Start(self.method, self.marks, {code: self.components[code] for code in self.assumed})

    def filled(self, component: str) -> tuple[int, int]:
        """Count the items of a component that have a mark, and all of them."""
        items = self.method.component(component).items
        return sum(item.code in self.marks for item in items), len(items)


def suppose(
    warehouse: Warehouse, year: int, track: str, typed: Mapping[str, float], mapping: str | None = None
) -> Supposition:
    """Put typed marks, uploaded marks, survey means and official components together and score them.

    Args:
        warehouse: Where the rest is.

        year: The year supposed; it must have a method.

        track: The track.

        typed: Marks by item that go before everything else.

        mapping: From survey mean to mark; the method's default when None.

    Raises:
        MethodMissing: If the year and track have no method.

        ValueError: If the method does not allow *mapping*.
    """
    method = load_methods().require(year, track)
    home = load_site().home
    codes = {item.code for item in method.items}
    uploaded = warehouse.query("marks")
    uploaded = uploaded[(uploaded["year"] == year) & (uploaded["track"] == track) & (uploaded["region"] == home)]
    means = warehouse.query("item_statistics")
    means = means[(means["year"] == year) & (means["track"] == track)]
    mapping = mapping or method.survey.default_mapping
    surveyed = survey_leaves(means, method, mapping)
    layers = (
        (SURVEYED, dict(zip(surveyed["node"], surveyed["value"]))),
        (UPLOADED, dict(zip(uploaded["item"], uploaded["value"]))),
        (TYPED, dict(typed)),
    )
    marks: dict[str, float] = {}
    origins: dict[str, str] = {}
    for origin, values in layers:
        known = {item: float(mark) for item, mark in values.items() if item in codes and not pd.isna(mark)}
        marks |= known
        origins |= dict.fromkeys(known, origin)
    official = _official_components(warehouse, method)
    bare = [part.code for part in method.components if not any(item.code in marks for item in part.items)]
    assumed = {code: official[code] for code in bare if code in official}
    leaves = [*marks.items(), *((code, value) for code, (value, _) in assumed.items())]
    components, index = _scored(leaves, method)
    missing = tuple(part.code for part in method.components if part.code not in components)
    invented = [
        frame["is_sample"] for frame, origin in ((uploaded, UPLOADED), (means, SURVEYED)) if origin in origins.values()
    ]
    return Supposition(
        method=method,
        mapping=mapping,
        marks=marks,
        origins=origins,
        components=components,
        assumed={code: of for code, (_, of) in assumed.items()},
        missing=missing,
        index=index,
        is_sample=any(bool(column.fillna(False).any()) for column in invented),
    )


def _scored(leaves: list[tuple[str, float]], method: Method) -> tuple[dict[str, float], float | None]:
    frame = pd.DataFrame(leaves, columns=["node", "value"]).astype({"value": float}).assign(region=load_site().home)
    scores = score(frame, method).scores
    values = dict(zip(scores["node"], scores["value"].astype(float)))
    components = {code: values[code] for code in method.weights if code in values}
    # A mean over components re-weighted for a missing one would not be the ministry's index.
    index = values.get(INDEX) if len(components) == len(method.weights) else None
    return components, index


def _official_components(warehouse: Warehouse, method: Method) -> dict[str, tuple[float, int]]:
    """Find each component's official figure of the year itself, else of the newest year before it, with that year."""
    site = load_site()
    rounds = list(site.joined_rounds)
    known = warehouse.query("years", rounds=rounds)
    found: dict[str, tuple[float, int]] = {}
    for year in sorted(int(year) for year in known["year"] if year <= method.year):
        rows = warehouse.query("scores_of_region", year=year, region=site.home, rounds=rounds)
        rows = rows[(rows["basis"] == OFFICIAL) & (rows["track"] == method.track)]
        found |= {
            row.node: (float(row.value), year) for row in rows.itertuples(index=False) if row.node in method.weights
        }
    return found
