"""How the home region's rank moved between two published years, and what another year's weights would have made."""

from dataclasses import dataclass

import pandas as pd

from smartcity.answers import scores
from smartcity.method import Method
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness.field import ROUNDINGS
from smartcity.scoring.movement import Movement, Standing, back_cast, movement
from smartcity.scoring.ranking import PRECISION, Ranking, ranks
from smartcity.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Change:
    """What our printed index moved by, *low* to *high* as far as the rounding of the printed figures leaves it open.

    *is_printed*: the ministry printed the improvement itself, made of unrounded indices.
    """

    value: float
    low: float
    high: float
    is_printed: bool


@dataclass(frozen=True)
class Move:
    """Two rankings of one group, with the explanation of our move; *change* is None when one year has no figure."""

    before: Standing
    after: Standing
    movement: Movement
    change: Change | None
    is_sample: bool

    @property
    def years(self) -> tuple[int, int]:
        """The two years."""
        return self.before.ranking.year, self.after.ranking.year

    @property
    def methods(self) -> tuple[Method | None, Method | None]:
        """Our method in the two years, None where the weights of the year are not known."""
        home = self.movement.home
        return self.before.methods.get(home), self.after.methods.get(home)


def ranked_before(warehouse: Warehouse, year: int, among: str) -> int | None:
    """Return the newest year before *year* in which the home region is ranked among the group; None without one."""
    home = load_site().home
    years = (one for one in reversed(scores.result_years(warehouse)) if one < year)
    return next((one for one in years if _ranking(warehouse, one, among).of(home) is not None), None)


def moved(warehouse: Warehouse, year: int, among: str, before: int | None = None) -> Move | None:
    """Explain the home region's move to *year* from the year *before*; None without two rankings that hold it.

    Args:
        warehouse: Where the figures are.

        year: The later year.

        among: One of `answers.scores.groups()`.

        before: The earlier year; without it, the newest one in which the home region is ranked.

    Raises:
        KeyError: If *among* is not a group.
    """
    home = load_site().home
    earlier = ranked_before(warehouse, year, among) if before is None else before
    if earlier is None:
        return None
    first, last = (_standing(warehouse, one, among) for one in (earlier, year))
    if None in (first.ranking.of(home), last.ranking.of(home)):
        return None
    is_sample = any(bool(side.ranking.rows["is_sample"].any()) for side in (first, last))
    return Move(first, last, movement(home, first, last), _change(warehouse, first, last, home), is_sample)


def _ranking(warehouse: Warehouse, year: int, among: str) -> Ranking:
    """Rank a group; beyond the province there is a group only where an official table that holds us is loaded."""
    made = scores.ranking(warehouse, year, among)
    if among == load_site().province_code or scores.national_table(warehouse, year) is not None:
        return made
    return Ranking(year, among, made.rows.iloc[:0], made.unranked.iloc[:0])


def _standing(warehouse: Warehouse, year: int, among: str) -> Standing:
    made = _ranking(warehouse, year, among)
    parts = scores.of_rounds(warehouse, "components_of_year", year=year)
    known = scores.methods_by_track(warehouse, year)
    methods = {row.region: known[row.track] for row in made.rows.itertuples(index=False) if row.track in known}
    return Standing(made, parts[["region", "component", "value"]], methods)


def _change(warehouse: Warehouse, before: Standing, after: Standing, home: str) -> Change | None:
    rows = [side.ranking.rows.loc[side.ranking.rows["region"] == home].iloc[0] for side in (before, after)]
    half, year = load_doubts().half_digit, after.ranking.year
    if before.ranking.year == year - 1:
        printed = scores.printed_improvement(warehouse, year, home, rows[1]["basis"])
        if printed is not None:
            return Change(printed, printed - half, printed + half, True)
    values = [row["value"] for row in rows]
    value = round(float(values[1] - values[0]), PRECISION)
    slack = half * sum(ROUNDINGS.get(row["basis"], 0) for row in rows)
    return Change(value, value - slack, value + slack, False)


@dataclass(frozen=True)
class Recast:
    """What the weights of *weights_year* would have made of the components of *year*; nothing in it is official.

    *rows*, the highest first: `region, track, value, cast, change, rank, rank_cast, shift`. *value* is the index by
    the year's own weights, *cast* by the others', both unrounded from printed components, and ranked among the same
    regions; *shift* is how many places the other weights would have lifted a region. *unscored*: `region, reason`
    (`no_method`, `no_component`). *ignored*: components that the other weights know nothing of. *changed*: tracks of
    the group whose weights differ. *methods*: the other year's.
    """

    year: int
    weights_year: int
    among: str
    rows: pd.DataFrame
    unscored: pd.DataFrame
    ignored: tuple[str, ...]
    changed: tuple[str, ...]
    methods: tuple[Method, ...]
    is_sample: bool


def composed_year(warehouse: Warehouse, year: int | None) -> int | None:
    """Return the newest year, not after *year*, in which the home region's components are printed and weighed."""
    home = load_site().home
    years = (one for one in reversed(scores.result_years(warehouse)) if year is None or one <= year)
    cards = (scores.score_card(warehouse, one, home) for one in years)
    return next((card.year for card in cards if card and card.components and card.method is not None), None)


def weights_years(warehouse: Warehouse, year: int) -> tuple[int, ...]:
    """List the other years whose weights are known for the home region's track in *year*."""
    card = scores.score_card(warehouse, year, load_site().home)
    track = card.track if card is not None else load_site().track
    return tuple(one.year for one in warehouse.methods.all if one.year != year and one.track == track)


def usual_weights_year(years: tuple[int, ...], year: int) -> int | None:
    """Choose whose weights to try first on *year*: the newest of *years* before it, else the oldest."""
    before = [one for one in years if one < year]
    return max(before) if before else min(years, default=None)


def recast(warehouse: Warehouse, year: int, weights_year: int, among: str) -> Recast:
    """Let the weights of *weights_year* weigh the components of *year*, track by track.

    Raises:
        KeyError: If *among* is not a group.
    """
    group = _ranking(warehouse, year, among).rows
    parts = scores.of_rounds(warehouse, "components_of_year", year=year)
    parts = parts[parts["region"].isin(set(group["region"]))]
    own, other = (scores.methods_by_track(warehouse, one) for one in (year, weights_year))
    cast = back_cast(parts, other)
    theirs = cast.values[["region", "value"]].rename(columns={"value": "cast"})
    rows = back_cast(parts, own).values[["region", "track", "value"]].merge(theirs, on="region")
    rows = rows.assign(change=rows["cast"] - rows["value"], rank=ranks(rows["value"]), rank_cast=ranks(rows["cast"]))
    rows = rows.assign(shift=rows["rank"] - rows["rank_cast"]).sort_values(["rank", "region"], ignore_index=True)
    tracks = sorted(set(rows["track"]))
    return Recast(
        year=year,
        weights_year=weights_year,
        among=among,
        rows=rows,
        unscored=cast.unscored,
        ignored=cast.ignored,
        changed=tuple(track for track in tracks if own[track].weights != other[track].weights),
        methods=tuple(other[track] for track in tracks),
        is_sample=bool(parts["is_sample"].any()),
    )
