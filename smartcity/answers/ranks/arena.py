"""The regions whose ranks are doubted: a group's published figures, those who published nothing, and a scenario."""

from dataclasses import dataclass

import pandas as pd

from smartcity.answers import scores
from smartcity.method import load_methods
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness import Field, Scenario, Unpublished, field_of
from smartcity.warehouse import Warehouse

PRESS = "press"
PAST = ["region", "year", "value", "track"]
FIGURES = ["region", "track", "value", "basis"]


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
    made = scores.ranking(warehouse, year, among, track=track)
    past = _past(warehouse, year)
    silent = made.unranked.loc[made.unranked["reason"] == scores.NOT_PUBLISHED, ["region"]]
    last_track = dict(zip(past["region"], past["track"]))
    silent = silent.assign(
        value=float("nan"), basis=PRESS, track=[last_track.get(region, site.track) for region in silent["region"]]
    )
    figures = pd.concat([made.rows[FIGURES], silent[FIGURES]], ignore_index=True).astype({"value": float})
    parts = warehouse.query("components_of_year", year=year, rounds=list(site.joined_rounds))
    methods = {method.track: method for method in load_methods().for_year(year)}

    def laid_out(rows: pd.DataFrame) -> Field:
        return field_of(site.home, year, rows, parts, methods, past[["region", "year", "value"]], scenario)

    field = laid_out(figures)
    lacking = Unpublished(load_doubts().least).lacks(field)
    short = {name for lack in lacking if lack.missing == "past" for name in lack.names}
    is_partial = bool(short) and len(short) < int((~field.is_known).sum())
    left_out = tuple(sorted(short)) if is_partial else ()
    if left_out:
        field = laid_out(figures[~figures["region"].isin(left_out)])
    bases = tuple(dict.fromkeys(made.rows.loc[made.rows["region"] != getattr(scenario, "region", None), "basis"]))
    is_sample = has_sample or bool(made.rows["is_sample"].any())
    simulated = (scores.SIMULASI,) if scenario is not None else ()
    return Arena(year, among, field, left_out, (*simulated, *bases), is_sample)


def _past(warehouse: Warehouse, year: int) -> pd.DataFrame:
    """Collect every region's published indices of earlier years: `region, year, value, track`, oldest first."""
    rounds = list(load_site().joined_rounds)
    years = warehouse.query("years", rounds=rounds)
    earlier = [int(one) for one in years.loc[years["has_results"], "year"] if one < year]
    found = [warehouse.query("indices_of_year", year=one, rounds=rounds).assign(year=one)[PAST] for one in earlier]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=PAST).astype({"value": float})
