"""The regions whose ranks are doubted: their figures, what those are made of, and what is known of the silent ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from smartcity.method import INDEX, Method
from smartcity.scoring.ranking import DERIVED, OFFICIAL, PRESS, SIMULASI
from smartcity.scoring.scores import node_scores, survey_leaves

ROUNDINGS: Mapping[str, int] = {OFFICIAL: 1, PRESS: 1, DERIVED: 2, SIMULASI: 0}
"""How many printed figures a value of each basis was added up from; a simulated one is known in full."""


@dataclass(frozen=True)
class Scenario:
    """One region's marks and survey means, scored together; a mark goes before the survey mean of the same item.

    *marks*: item -> mark. *means*: item -> survey mean. *mapping*: how a mean becomes a mark. *spread*: `node, low,
    high`, the ends of the middle *level* of what the mean of the survey items under a node may be; the items under one
    node move together, since the same people answered them, and the smallest node that holds an item counts.
    *assumed*: component -> printed score, for components that stand on an older figure instead of on items.
    """

    region: str
    method: Method
    marks: Mapping[str, float]
    means: Mapping[str, float] = field(default_factory=dict)
    mapping: str = ""
    spread: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["node", "low", "high"]))
    level: float = 0.95
    assumed: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def surveyed(self) -> tuple[str, ...]:
        """The items that stand on their survey mean, in the order of the instrument."""
        return tuple(item.code for item in self.method.items if item.code in self.means and item.code not in self.marks)

    @cached_property
    def values(self) -> dict[str, float]:
        """Each item's value on the method's scale."""
        means = pd.DataFrame({"item": list(self.surveyed), "mean": [float(self.means[code]) for code in self.surveyed]})
        mapped = survey_leaves(means, self.method, self.mapping or self.method.survey.default_mapping)
        return {code: float(value) for code, value in self.marks.items()} | dict(zip(mapped["node"], mapped["value"]))

    @cached_property
    def sizes(self) -> Counter[str]:
        """How many items with a value each component is the mean of."""
        return Counter(item.component for item in self.method.items if item.code in self.values)

    @cached_property
    def scores(self) -> dict[str, float]:
        """The scores of the index and of each component, as far as the method's threshold lets them exist."""
        scores = node_scores({**self.values, **self.assumed}, self.method)
        return {node: value for node, value in scores.items() if node in (INDEX, *self.method.weights)}


@dataclass(frozen=True, eq=False)
class Field:
    """Regions in order of name with all that a doubt may work on; made by `field_of`.

    *values* (region): what each is ranked by, NaN where nothing is known. *roundings* (region): printed figures behind
    the value. *is_press* (region): which values the press reported. *components* (region x code): NaN where unknown.
    *weights* (method x code). *method_of* (region): the number of its method, -1 without one. *past*: `region, year,
    value` of the years before *year*.
    """

    home: str
    year: int
    regions: tuple[str, ...]
    values: np.ndarray
    roundings: np.ndarray
    is_press: np.ndarray
    codes: tuple[str, ...]
    components: np.ndarray
    methods: tuple[Method, ...]
    method_of: np.ndarray
    weights: np.ndarray
    scenario: Scenario | None
    past: pd.DataFrame

    @cached_property
    def is_known(self) -> np.ndarray:
        """Which regions have a value."""
        return ~np.isnan(self.values)

    @cached_property
    def is_printed(self) -> np.ndarray:
        """Which regions have a value that was printed, and so rounded."""
        return self.is_known & (self.roundings > 0)

    @cached_property
    def is_composed(self) -> np.ndarray:
        """Which regions have a value, a method and every component that it weighs."""
        own = self.weights[self.method_of] > 0 if len(self.methods) else np.zeros_like(self.components, bool)
        return self.is_known & (self.method_of >= 0) & ~(own & np.isnan(self.components)).any(axis=1)

    @cached_property
    def own_weights(self) -> np.ndarray:
        """Region x code: the weights of each region that has all components; zero elsewhere."""
        own = self.weights[self.method_of] if len(self.methods) else np.zeros_like(self.components)
        return np.where(self.is_composed[:, None], own, 0.0)

    @cached_property
    def known_components(self) -> np.ndarray:
        """Region x code: the components that are weighed, zero elsewhere."""
        return np.where(self.own_weights > 0, self.components, 0.0)

    @cached_property
    def is_assumed(self) -> np.ndarray:
        """Region x code: which components of the scenario are printed figures of an older year."""
        found = np.zeros(self.components.shape, bool)
        if self.scenario is not None:
            found[self.regions.index(self.scenario.region)] = [code in self.scenario.assumed for code in self.codes]
        return found & (self.own_weights > 0)

    @cached_property
    def recomputed(self) -> np.ndarray:
        """The index of each region that has all components: the sum of weight x component."""
        return (self.own_weights * self.known_components).sum(axis=1)

    @cached_property
    def changes(self) -> dict[str, tuple[int, float, list[float]]]:
        """Each region's last year, its value then, and its changes between successive years."""
        found = {}
        for region, rows in self.past.dropna(subset=["value"]).groupby("region"):
            years, values = rows["year"].to_numpy(int), rows["value"].to_numpy(float)
            changes = np.diff(values)[np.diff(years) == 1]
            found[str(region)] = (int(years[-1]), float(values[-1]), changes.tolist())
        return found

    @cached_property
    def scale(self) -> tuple[float, float]:
        """The ends of the methods' scale; without a method there are none."""
        lows, highs = [m.scale_min for m in self.methods], [m.scale_max for m in self.methods]
        return min(lows, default=-np.inf), max(highs, default=np.inf)

    def names(self, chosen: np.ndarray) -> tuple[str, ...]:
        """Name the regions that a mask chooses."""
        return tuple(np.array(self.regions, object)[chosen])


def field_of(
    home: str,
    year: int,
    figures: pd.DataFrame,
    components: pd.DataFrame,
    methods: Mapping[str, Method],
    past: pd.DataFrame,
    scenario: Scenario | None = None,
) -> Field:
    """Lay out the regions of a ranking; the order of the rows is irrelevant.

    Args:
        home: The region whose rank is in question.

        year: The year of the figures.

        figures: `region, track, value, basis`, one row per region; the value is the one it is ranked by, missing for
            a region that published nothing but belongs to the group.

        components: `region, component, value` of the same year, as far as they are printed.

        methods: By track, the method of the year.

        past: `region, year, value` of earlier years of the same round.

        scenario: Marks and survey to put in the place of one region's figure.

    Raises:
        ValueError: If a region has more than one row, or the scenario lacks items that its index needs.
    """
    rows = figures[["region", "track", "value", "basis"]]
    if scenario is not None:
        if INDEX not in scenario.scores:
            known = {*scenario.values, *scenario.assumed}
            lacking = [item.code for item in scenario.method.items if not known & {item.code, item.component}]
            raise ValueError(f"the scenario has no index; items without a value: {', '.join(lacking)}")
        # Peers are weighed as in their own year; the scenario shares their method, and so their drawn weights, only
        # where its year weighs alike.
        track, rules = scenario.method.track, scenario.method
        is_shared = track in methods and dict(methods[track].weights) == dict(rules.weights)
        key = track if is_shared else f"{track} {rules.year}"
        own = {"region": scenario.region, "track": key, "value": scenario.scores[INDEX], "basis": SIMULASI}
        rows = pd.concat([rows[rows["region"] != scenario.region], pd.DataFrame([own])], ignore_index=True)
        parts = [(scenario.region, code, scenario.scores[code]) for code in scenario.method.weights]
        kept = components.loc[components["region"] != scenario.region, ["region", "component", "value"]]
        components = pd.concat([kept, pd.DataFrame(parts, columns=kept.columns)], ignore_index=True)
        methods = {key: rules, **methods}
    rows = rows.sort_values("region").reset_index(drop=True)
    twice = sorted(set(rows.loc[rows["region"].duplicated(), "region"]))
    if twice:
        raise ValueError(f"more than one figure: {', '.join(twice)}")
    tracks = sorted(set(rows["track"].dropna()) & set(methods))
    used = tuple(methods[track] for track in tracks)
    codes = tuple(dict.fromkeys(code for method in used for code in method.weights))
    numbers = {track: number for number, track in enumerate(tracks)}
    return Field(
        home=home,
        year=year,
        regions=tuple(rows["region"]),
        values=rows["value"].to_numpy(float, na_value=np.nan),
        roundings=rows["basis"].map(ROUNDINGS).fillna(0).to_numpy(int),
        is_press=((rows["basis"] == PRESS) & rows["value"].notna()).to_numpy(bool),
        codes=codes,
        components=_wide(components, rows["region"].tolist(), codes),
        methods=used,
        method_of=rows["track"].map(numbers).fillna(-1).to_numpy(int),
        weights=np.reshape([one.weights.get(code, 0.0) for one in used for code in codes], (len(used), len(codes))),
        scenario=scenario,
        past=past[past["year"] < year].sort_values(["region", "year"]).reset_index(drop=True),
    )


def _wide(components: pd.DataFrame, regions: Sequence[str], codes: Sequence[str]) -> np.ndarray:
    """Lay `region, component, value` out as region x code, NaN where nothing is known; what is there twice raises."""
    row, column = ({name: place for place, name in enumerate(names)} for names in (regions, codes))
    wide = np.full((len(regions), len(codes)), np.nan)
    for region, code, value in zip(*(components[name].tolist() for name in ("region", "component", "value"))):
        if region in row and code in column and not pd.isna(value):
            place = row[region], column[code]
            if not np.isnan(wide[place]):
                raise ValueError(f"{region} has {code} twice")
            wide[place] = value
    return wide
