"""How a rank moved between two years: our own change by component, the others' changes, method and participants.

The change of an index is sum(w' c') - sum(w c), split exactly into mean weight x change of the component and mean
score x change of the weight, the two-factor decomposition of Kitagawa (1955, JASA 50: 1168-1194; docs/metode.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.method import INDEX, Method
from smartcity.scoring.ranking import DERIVED, PRECISION, SIMULASI, Ranking, ranks
from smartcity.scoring.scores import improvement, score

PEER_COLUMNS = (
    "region",
    "rank_before",
    "rank_after",
    "value_before",
    "value_after",
    "change",
    "relation",
    "basis_before",
    "basis_after",
)

OVERTOOK, OVERTAKEN, CAUGHT_UP, FELL_LEVEL = "overtook", "overtaken", "caught_up", "fell_level"
ABOVE, BELOW, LEVEL = "above", "below", "level"
CAME, LEFT = "came", "left"
"""What a peer did with respect to home: passed it, was passed, drew level from below or from above, stayed above,
below or level, joined the ranking, dropped out of it."""


@dataclass(frozen=True)
class Standing:
    """One year's ranking with what its values were made of.

    *components*: `region, component, value`, as far as they are known. *methods*: by region, the method of its track;
    a region without one has no weights.
    """

    ranking: Ranking
    components: pd.DataFrame
    methods: Mapping[str, Method]

    def value(self, region: str, column: str = "value") -> float | None:
        """Return what the ranking has of *region* in *column*; None when missing."""
        rows = self.ranking.rows
        own = rows.loc[rows["region"] == region, column] if column in rows.columns else rows["rank"].iloc[:0]
        return float(own.iloc[0]) if len(own) and not pd.isna(own.iloc[0]) else None

    def scores(self, region: str) -> dict[str, float]:
        """Return the known component scores of *region*."""
        own = self.components[self.components["region"] == region].dropna(subset=["value"])
        return dict(zip(own["component"], own["value"].astype(float)))


@dataclass(frozen=True)
class MethodChange:
    """What is different between the methods of two years; empty fields where nothing is.

    *weights*: component -> its weight before and after, 0 where it was no part of the index. *sizes*: component ->
    number of items before and after.
    """

    before: str
    after: str
    tracks: tuple[str, str] | None
    weights: Mapping[str, tuple[float, float]]
    sizes: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class RankSteps:
    """The rank of home, one thing changed after the other; each difference is what that thing did.

    *before* among all of that year; *stayers*: the same values among those in both years; *own*: our value changed;
    *others*: theirs too; *after*: newcomers included. The order is a choice; the differences sum to the whole move.
    """

    before: int
    stayers: int
    own: int
    others: int
    after: int


@dataclass(frozen=True)
class Movement:
    """How *home* moved.

    *improvement* is the difference of two figures of one kind: of both recomputed indices (*is_exact*), else of the two
    that are ranked by. *shares*: `component, before, after, weight_before, weight_after, by_component, by_weight,
    total`, whose totals sum to the change of the recomputed index; None when components (*missing*) or the weights of a
    year (*unweighed*) are not known. *method* is None when nothing changed, or when that cannot be known.
    *peers*: `region, rank_before, rank_after, value_before, value_after, change, relation, basis_before, basis_after`.
    """

    home: str
    improvement: float | None
    is_exact: bool
    shares: pd.DataFrame | None
    missing: tuple[str, ...]
    unweighed: tuple[int, ...]
    peers: pd.DataFrame
    steps: RankSteps | None
    method: MethodChange | None


def movement(home: str, before: Standing, after: Standing) -> Movement:
    """Explain the move of *home* from one year's ranking to another's."""
    exact = [standing.value(home, "recomputed") for standing in (before, after)]
    ranked = [standing.value(home) for standing in (before, after)]
    is_exact = None not in exact
    then, now = exact if is_exact else ranked
    own = (before.methods.get(home), after.methods.get(home))
    known = (before.scores(home), after.scores(home))
    missing = () if None in own else _missing(own, known)
    shares = None if missing or None in own else split(*known, *own)
    return Movement(
        home=home,
        improvement=improvement(now, then),
        is_exact=is_exact,
        shares=shares,
        missing=missing,
        unweighed=tuple(side.ranking.year for side, method in zip((before, after), own) if method is None),
        peers=_peers(home, before.ranking, after.ranking),
        steps=_steps(home, before.ranking, after.ranking),
        method=None if None in own else method_change(*own),
    )


def split(before: Mapping[str, float], after: Mapping[str, float], old: Method, new: Method) -> pd.DataFrame:
    """Split the change of an index by component, and each part by score and by weight.

    A component that only one of the methods has keeps its one known score, so all it did counts as a change of weight.

    Args:
        before: Component -> score in the first year; every component of *old*.

        after: Component -> score in the second year; every component of *new*.

        old: The method of the first year.

        new: The method of the second year.

    Returns:
        `component, before, after, weight_before, weight_after, by_component, by_weight, total`; the totals sum to the
        difference of the two indices. Scores are missing where the method has no such component.
    """
    rows = []
    for code in dict.fromkeys((*old.weights, *new.weights)):
        first, last = old.weights.get(code, 0.0), new.weights.get(code, 0.0)
        was = before[code] if code in old.weights else None
        is_now = after[code] if code in new.weights else None
        low, high = (is_now if was is None else was, was if is_now is None else is_now)
        by_component = (first + last) / 2 * (high - low)
        by_weight = (low + high) / 2 * (last - first)
        rows.append(
            {
                "component": code,
                "before": was,
                "after": is_now,
                "weight_before": first,
                "weight_after": last,
                "by_component": by_component,
                "by_weight": by_weight,
                "total": by_component + by_weight,
            }
        )
    return pd.DataFrame(rows).astype({"before": float, "after": float})


def method_change(old: Method, new: Method) -> MethodChange | None:
    """Name what differs between two methods, or None when they weigh the same items alike."""
    codes = dict.fromkeys((*old.weights, *new.weights))
    weights = {code: (old.weights.get(code, 0.0), new.weights.get(code, 0.0)) for code in codes}
    sizes = {code: tuple(_size(method, code) for method in (old, new)) for code in codes}
    changed = MethodChange(
        old.key,
        new.key,
        (old.track, new.track) if old.track != new.track else None,
        {code: pair for code, pair in weights.items() if pair[0] != pair[1]},
        {code: pair for code, pair in sizes.items() if pair[0] != pair[1]},
    )
    return changed if changed.tracks or changed.weights or changed.sizes else None


@dataclass(frozen=True)
class BackCast:
    """Indices that one year's weights would have given on another year's components; never an official figure.

    *values*: `region, track, value, basis`, basis "derived" ("simulasi" where a component was). *unscored*: `region,
    reason`: `no_method` (the track has none among the given), `no_component` (one with a weight is not known).
    *ignored*: components of the year that the weights know nothing of.
    """

    values: pd.DataFrame
    unscored: pd.DataFrame
    ignored: tuple[str, ...]


def back_cast(components: pd.DataFrame, methods: Mapping[str, Method]) -> BackCast:
    """Let *methods* weigh *components*: what if the weights of one year had held in another.

    Args:
        components: `region, track, component, value, basis` of the one year.

        methods: By track, the methods of the other year.
    """
    values, unscored, ignored = [], [], set()
    for track, rows in components.groupby("track", sort=True):
        regions = sorted(set(rows["region"]))
        method = methods.get(str(track))
        if method is None:
            unscored += [(region, "no_method") for region in regions]
            continue
        is_known = rows["component"].isin(list(method.weights))
        ignored |= set(rows.loc[~is_known, "component"])
        leaves = rows[is_known].rename(columns={"component": "node"})[["region", "node", "value"]]
        scored = score(leaves, method).scores
        indices = scored[scored["node"] == INDEX].set_index("region")["value"]
        simulated = set(rows.loc[is_known & (rows["basis"] == SIMULASI), "region"])
        for region in regions:
            if region in indices.index:
                basis = SIMULASI if region in simulated else DERIVED
                values.append((region, str(track), float(indices[region]), basis))
            else:
                unscored.append((region, "no_component"))
    return BackCast(
        pd.DataFrame(values, columns=["region", "track", "value", "basis"]),
        pd.DataFrame(sorted(unscored), columns=["region", "reason"]),
        tuple(sorted(ignored)),
    )


def _missing(methods: tuple[Method, Method], scores: tuple[dict, dict]) -> tuple[str, ...]:
    """Name the components that a method weighs and a year does not have."""
    pairs = zip(methods, scores)
    return tuple(dict.fromkeys(code for method, known in pairs for code in method.weights if code not in known))


def _size(method: Method, code: str) -> int:
    return len(method.component(code).items) if code in method.weights else 0


def _peers(home: str, before: Ranking, after: Ranking) -> pd.DataFrame:
    """Set every other region's two years side by side, with what it did with respect to home."""
    columns = ["region", "rank", "value", "basis"]
    first, last = (
        ranking.rows.reindex(columns=columns).rename(columns={name: f"{name}_{when}" for name in columns[1:]})
        for ranking, when in ((before, "before"), (after, "after"))
    )
    rows = first.merge(last, on="region", how="outer")
    own = rows[rows["region"] == home]
    rows = rows[rows["region"] != home]
    rows = rows.assign(change=rows["value_after"] - rows["value_before"])
    signs = [
        np.sign((rows[column] - (own[column].iloc[0] if len(own) else np.nan)).astype(float).round(PRECISION))
        for column in ("value_before", "value_after")
    ]
    missing = [rows[column].isna() for column in ("value_before", "value_after")]
    relations = [
        _relation(*place)
        for place in zip(signs[0].tolist(), signs[1].tolist(), missing[0].tolist(), missing[1].tolist())
    ]
    rows = rows.assign(relation=pd.Series(relations, index=rows.index, dtype=object))
    return rows.sort_values(["rank_after", "rank_before", "region"])[list(PEER_COLUMNS)].reset_index(drop=True)


def _relation(was: float, is_now: float, is_new: bool, is_gone: bool) -> str | None:
    """Say what a peer did, from the signs of its distance to home; None where home itself is not ranked."""
    if is_new or is_gone:
        return CAME if is_new else LEFT
    if np.isnan(was) or np.isnan(is_now):
        return None
    if was == is_now:
        return {1: ABOVE, 0: LEVEL, -1: BELOW}[int(was)]
    if is_now == 0:
        return FELL_LEVEL if was > 0 else CAUGHT_UP
    return OVERTOOK if is_now > 0 else OVERTAKEN


def _steps(home: str, before: Ranking, after: Ranking) -> RankSteps | None:
    """Move from one ranking to the other by one change at a time; None unless home is in both."""
    first, last = (ranking.rows.set_index("region")["value"].astype(float) for ranking in (before, after))
    if home not in first.index or home not in last.index:
        return None
    both = first.index.intersection(last.index)
    ours = first[both].copy()
    ours[home] = last[home]
    fields = (first, first[both], ours, last[both], last)
    return RankSteps(*(int(ranks(field)[home]) for field in fields))
