"""How sure a rank is: whose figures are doubted, which doubts apply to them, what these make of ranks, which matters.

Of a year's published figures, or of a supposition in the place of ours among the last figures of the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity import gate
from smartcity.answers import scores, simulations, surveys
from smartcity.answers.simulations import SURVEYED, Supposition
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.outlook.robustness.acceptability import Robustness, robustness
from smartcity.outlook.robustness.doubts import Assessors, Doubt, Lack, Survey, Unpublished, Weights
from smartcity.outlook.robustness.draws import DOUBTS
from smartcity.outlook.robustness.field import Field, Scenario, field_of
from smartcity.outlook.robustness.printed import Press, Rounding
from smartcity.outlook.robustness.sensitivity import Sensitivity, sensitivity
from smartcity.scoring.ranking import PRESS
from smartcity.survey.description import Description
from smartcity.warehouse import Warehouse


@dataclass(frozen=True, eq=False)
class Arena:
    """A group of one year, laid out for drawing.

    *left_out* take part and published nothing, but their past is too short to draw from: whatever is said of ranks is
    said without them. *bases* are those of the figures. *has_sample* says that invented data is among them.
    """

    year: int
    among: str
    field: Field
    left_out: tuple[str, ...]
    bases: tuple[str, ...]
    has_sample: bool


def arena(
    warehouse: Warehouse,
    year: int,
    among: str,
    *,
    track: str | None = None,
    scenario: Scenario | None = None,
    has_sample: bool = False,
) -> Arena:
    """Lay out the regions of a group: those with a published index, and those that take part without one.

    Of the latter, only those with enough past changes are in the field, as far as any has; the others are named.

    Args:
        warehouse: Where the figures are.

        year: The year of the figures.

        among: One of `answers.scores.groups()`.

        track: A track to narrow the group to.

        scenario: Marks and survey to put in the place of the home region's figure.

        has_sample: Whether the scenario holds invented data.

    Raises:
        KeyError: If *among* is not a group.
        ValueError: If the scenario has no index.
    """
    site = load_site()
    ranking = scores.ranking(warehouse, year, among, track=track)
    past = _past(warehouse, year)
    silent = ranking.unranked.loc[ranking.unranked["reason"] == scores.NOT_PUBLISHED, "region"]
    last_track = dict(zip(past["region"], past["track"]))
    unpublished = {"region": silent, "track": [last_track.get(region, site.track) for region in silent]}
    silent_rows = pd.DataFrame({**unpublished, "value": float("nan"), "basis": PRESS})
    figures = pd.concat([ranking.rows[list(silent_rows)], silent_rows], ignore_index=True).astype({"value": float})
    parts = scores.of_rounds(warehouse, "components_of_year", year=year)
    methods = scores.methods_by_track(warehouse, year)

    def laid_out(rows: pd.DataFrame) -> Field:
        return field_of(site.home, year, rows, parts, methods, past[["region", "year", "value"]], scenario)

    field = laid_out(figures)
    lacking = Unpublished(load_doubts().least).lacks(field)
    short = {name for lack in lacking if lack.missing == "past" for name in lack.names}
    is_partial = bool(short) and len(short) < int((~field.is_known).sum())
    left_out = tuple(sorted(short)) if is_partial else ()
    if left_out:
        field = laid_out(figures[~figures["region"].isin(left_out)])
    others = ranking.rows[ranking.rows["region"] != getattr(scenario, "region", None)]
    bases = (*(() if scenario is None else (scores.SIMULASI,)), *dict.fromkeys(others["basis"]))
    return Arena(year, among, field, left_out, bases, has_sample or bool(ranking.rows["is_sample"].any()))


def _past(warehouse: Warehouse, year: int) -> pd.DataFrame:
    """Collect every region's published indices of earlier years: `region, year, value, track`, oldest first."""
    columns = ["region", "year", "value", "track"]
    earlier = [one for one in scores.result_years(warehouse) if one < year]
    found = [scores.of_rounds(warehouse, "indices_of_year", year=one).assign(year=one)[columns] for one in earlier]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns).astype({"value": float})


@dataclass(frozen=True, slots=True)
class Question:
    """Whose ranks are doubted and how.

    *doubts* None means every doubt that can be applied; *points* None the usual deviation of a weight,
    *chance* None the usual probability that a press figure is wrong.
    """

    year: int
    among: str
    doubts: tuple[str, ...] | None = None
    points: float | None = None
    chance: float | None = None
    track: str | None = None


@dataclass(frozen=True, eq=False)
class Sureness:
    """How sure the ranks of an arena are.

    *lacks*: by code, why a doubt cannot be applied here. *refused*: those that were asked for all the same; then, and
    when none was asked for, there is no *result*. *applied* are the doubts that were drawn.
    """

    arena: Arena
    chosen: tuple[str, ...]
    doubts: Mapping[str, Doubt]
    lacks: Mapping[str, tuple[Lack, ...]]
    result: Robustness | None

    @property
    def refused(self) -> tuple[str, ...]:
        """The codes that were asked for and cannot be applied."""
        return tuple(code for code in self.chosen if code in self.lacks)

    @property
    def possible(self) -> tuple[str, ...]:
        """The codes that can be applied here."""
        return tuple(code for code in self.doubts if code not in self.lacks)

    @property
    def applied(self) -> tuple[Doubt, ...]:
        """The doubts that were drawn."""
        return () if self.result is None else tuple(self.doubts[code] for code in self.chosen)


def doubts_of(points: float | None = None, chance: float | None = None) -> Mapping[str, Doubt]:
    """Make every doubt in its configured size, by code.

    *points* is the deviation of a weight and *chance* that of a wrong press figure, if not the usual ones.
    """
    sizes = load_doubts()
    made = (
        Rounding(sizes.rounding_of, sizes.decimals),
        Assessors(sizes.lower, sizes.higher, sizes.likeness),
        Survey(),
        Weights(sizes.usual_points if points is None else points),
        Unpublished(sizes.least),
        Press(sizes.usual_chance if chance is None else chance, sizes.reach),
    )
    return {doubt.code: doubt for doubt in sorted(made, key=lambda doubt: DOUBTS.index(doubt.code))}


def assess(
    where: Arena, codes: tuple[str, ...] | None = None, points: float | None = None, chance: float | None = None
) -> Sureness:
    """Draw the ranks of an arena under the doubts *codes*, or under all that can be applied.

    Nothing is drawn when one of them cannot be applied, when none is asked for, or when nobody has a figure: what all
    regions might have come to is no rank that could be doubted.
    """
    sizes, doubts = load_doubts(), doubts_of(points, chance)
    lacks = {code: lacking for code, doubt in doubts.items() if (lacking := doubt.lacks(where.field))}
    chosen = tuple(code for code in doubts if (code not in lacks if codes is None else code in codes))
    result = None
    if chosen and not set(chosen) & set(lacks) and where.field.is_known.any():
        drawn = [doubts[code] for code in chosen]
        result = robustness(where.field, drawn, sizes.generator(), sizes.draws, sizes.level)
    return Sureness(where, chosen, doubts, lacks, result)


def how_sure(warehouse: Warehouse, question: Question) -> Sureness:
    """Draw the ranks of published figures, once for a build and a question."""

    def make() -> Sureness:
        where = arena(warehouse, question.year, question.among, track=question.track)
        return assess(where, question.doubts, question.points, question.chance)

    return warehouse.remember((how_sure.__qualname__, question), make)


def influence_on(sureness: Sureness) -> Sensitivity | None:
    """Estimate which of the applied doubts matters most for our rank and index; None where we are not in the draws."""
    home = sureness.arena.field.home
    if sureness.result is None or home not in set(sureness.result.rows["region"]):
        return None
    sizes = load_doubts()
    return sensitivity(sureness.arena.field, sureness.applied, sizes.generator(), sizes.sensitivity_draws, sizes.level)


def influence_kept(warehouse: Warehouse, sureness: Sureness) -> Sensitivity | None:
    """Give `influence_on`, estimated once for a build and drawn ranks; these are themselves kept."""
    return warehouse.remember((influence_kept.__qualname__, sureness), lambda: influence_on(sureness))


def prospect(
    warehouse: Warehouse,
    supposed: Supposition,
    among: str,
    *,
    codes: tuple[str, ...] | None = None,
    points: float | None = None,
    chance: float | None = None,
    track: str | None = None,
) -> Sureness | None:
    """Draw the ranks of a group with the supposition in the place of our own figure, once for a build and a question.

    Marks are doubted by the assessors, survey means by their spread; components taken from an older table by its
    rounding. The others stand at the figures that `simulations.peers` finds.

    Args:
        warehouse: Where the others' figures and the survey are.

        supposed: What `simulations.suppose` returned.

        among: One of `answers.scores.groups()`.

        codes: The doubts to draw, all that can be applied when None.

        points: The deviation of a weight in percentage points, the usual one when None.

        chance: How often a press figure is wrong, the usual share when None.

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

    def make() -> Sureness:
        scenario = _scenario(warehouse, supposed)
        where = arena(warehouse, peers.year, among, track=track, scenario=scenario, has_sample=supposed.is_sample)
        return assess(where, codes, points, chance)

    marks = tuple(sorted(supposed.marks.items()))
    origins = tuple(sorted(supposed.origins.items()))
    key = (supposed.method.key, supposed.mapping, marks, origins, peers.year, among, codes, points, chance, track)
    return warehouse.remember((prospect.__qualname__, *key), make)


def _scenario(warehouse: Warehouse, supposed: Supposition) -> Scenario:
    method = supposed.method
    surveyed = {item for item, origin in supposed.origins.items() if origin == SURVEYED}
    means, spread = _survey_spread(warehouse, method.year, method.track)
    return Scenario(
        region=load_site().home,
        method=method,
        marks={item: mark for item, mark in supposed.marks.items() if item not in surveyed},
        means={item: mean for item, mean in means.items() if item in surveyed},
        mapping=supposed.mapping,
        spread=spread,
        level=load_sampling().level,
        assumed={code: supposed.components[code] for code in supposed.assumed},
    )


def _survey_spread(warehouse: Warehouse, year: int, track: str) -> tuple[dict[str, float], pd.DataFrame]:
    """Give the survey's means by item and the spread of its parts, resampled once for a build."""

    def make() -> tuple[dict[str, float], pd.DataFrame]:
        loaded = gate.load(warehouse, year, track)
        described = gate.describe(warehouse, loaded) if loaded is not None else ()
        means = {str(code): float(mean) for code, mean in surveys.item_means(described).items()}
        return means, _spread(described, loaded.component if loaded is not None else "")

    return warehouse.remember((_survey_spread.__qualname__, year, track), make)


def _spread(described: tuple[Description, ...], component: str) -> pd.DataFrame:
    """Give the spread of each shown part that the same people answered: a dimension, or its parts if split."""
    rows = [
        (f"{component}.{node.code}", node.spread.low, node.spread.high)
        for one in described
        for node in ((part.whole for part in one.parts) if one.is_split else (one.whole,))
        if node.spread is not None
    ]
    return pd.DataFrame(rows, columns=["node", "low", "high"])
