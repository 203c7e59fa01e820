"""Scores by the ministry's formula chain: item -> component -> index, with the contributions that make each score.

Item score = mean of the assessors' marks; component = plain mean of all its items, never by indicator first; index =
sum of weight x component (Kominfo letters B-1004/2022 and B-1384/2023, reproduced on their tables). The dimensions
inside a component are shown on the way and change nothing: they weigh by their number of items.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from smartcity.method import INDEX, Method

SCORE_COLUMNS = ("region", "node", "value", "n", "coverage")
CONTRIBUTION_COLUMNS = ("region", "parent", "node", "value", "weight", "contribution")

_LEAF = ["region", "node", "value", "is_sample"]


@dataclass(frozen=True, slots=True)
class Branch:
    """One node with its children, their weights (summing to 1), and the share of children it needs to be scored."""

    node: str
    children: tuple[str, ...]
    weights: tuple[float, ...]
    needed: float


@dataclass(frozen=True)
class Scored:
    """What `score` returns.

    *scores*: one row per region and node with a value: `region, node, value, n, coverage`; `n` counts the leaves
    below, `coverage` is the share of them that is there. A node below the availability threshold is absent.
    *contributions*: one row per child of a scored node: `region, parent, node, value, weight, contribution`;
    the contributions of a parent sum to its score.
    """

    scores: pd.DataFrame
    contributions: pd.DataFrame


@lru_cache
def tree(method: Method) -> tuple[Branch, ...]:
    """List the method's branches, each parent after its children, so that one pass upwards scores everything."""
    children: dict[str, list[str]] = {}
    paths = [path_of(item.code, method) for item in method.items]
    for path in paths:
        for parent, child in pairwise(path):
            known = children.setdefault(parent, [])
            if child not in known:
                known.append(child)
    branches = []
    for node in reversed(method.nodes()):
        if node not in children:
            continue
        own = tuple(children[node])
        if node == INDEX:
            weights = tuple(method.weights[child] for child in own)
            needed = method.availability.index
        else:
            size = len(method.items_under(node))
            weights = tuple(len(method.items_under(child)) / size for child in own)
            needed = method.availability.component
        branches.append(Branch(node, own, weights, needed))
    return tuple(branches)


def path_of(code: str, method: Method) -> tuple[str, ...]:
    """List the nodes from the index down to the item *code*."""
    return tuple(node for node in method.nodes() if any(item.code == code for item in method.items_under(node)))


def score(leaves: pd.DataFrame, method: Method) -> Scored:
    """Score every region of *leaves* by *method*; return the scores and the contributions that make them.

    A node given as a leaf (an official component, say) is taken as it is; all others are computed from their
    children. A missing child is never counted as zero nor re-weighted away: below the availability threshold the
    parent has no score.

    Args:
        leaves: One row per region and known node: `region, node, value` on the method's scale.

        method: The rules of the year and track that the leaves belong to.

    Raises:
        KeyError: If a node is not one of the method's.
    """
    _require_known(leaves["node"].unique(), method)
    regions, values = _by_node(leaves)
    nodes, parts = _worked_out(values, len(regions), method)
    return Scored(_frame(regions, SCORE_COLUMNS, nodes), _frame(regions, CONTRIBUTION_COLUMNS, parts))


def _require_known(nodes: Iterable[str], method: Method) -> None:
    unknown = sorted(set(nodes) - set(method.nodes()))
    if unknown:
        raise KeyError(f"{', '.join(unknown)}: not in method {method.key}; it has {', '.join(method.nodes()[:8])} ...")


def _worked_out(
    values: dict[str, np.ndarray], count: int, method: Method
) -> tuple[list[tuple[np.ndarray, ...]], list[tuple[np.ndarray, ...]]]:
    """Score *count* regions by the *values* of the nodes that are known, which those of the others come to.

    Returns:
        The columns of scores, node by node, and those of contributions, parent by parent; a region is its place.
    """
    present: dict[str, np.ndarray] = {node: (~np.isnan(column)).astype(float) for node, column in values.items()}
    nothing, whole, blank = np.zeros(count), np.ones(count), np.full(count, np.nan)
    sizes: dict[str, np.ndarray] = dict.fromkeys(values, whole)
    parts: list[tuple[np.ndarray, ...]] = []
    for branch in tree(method):
        if branch.node in values and not np.isnan(values[branch.node]).any():
            continue
        if branch.node not in values and not any(child in values for child in branch.children):
            # Of a published table only components are known: of the many nodes below them only the size is asked.
            sizes[branch.node] = sum(sizes.get(child, whole) for child in branch.children)
            continue
        matrix = np.column_stack([values.get(child, blank) for child in branch.children])
        weights = np.array(branch.weights)
        is_there = ~np.isnan(matrix)
        share = is_there.mean(axis=1)
        enough = (share >= branch.needed) & is_there.any(axis=1)
        carried = np.where(is_there, weights, 0.0)
        used = np.divide(carried, carried.sum(axis=1, keepdims=True), where=enough[:, None], out=np.zeros_like(carried))
        products = np.where(is_there, matrix, 0.0) * used
        # A mean lies among its parts; without the limits, adding up seven fours ends just above four.
        lowest = np.where(is_there, matrix, np.inf).min(axis=1)
        highest = np.where(is_there, matrix, -np.inf).max(axis=1)
        computed = np.where(enough, np.clip(products.sum(axis=1), lowest, highest), np.nan)
        own = values.get(branch.node, blank)
        is_given = ~np.isnan(own)
        counts = sum(present.get(child, nothing) for child in branch.children)
        leaves_below = sum(sizes.get(child, whole) for child in branch.children)
        present[branch.node] = np.where(is_given, whole, counts)
        sizes[branch.node] = np.where(is_given, whole, leaves_below)
        values[branch.node] = np.where(is_given, own, computed)
        row, column = np.nonzero(is_there & (enough & ~is_given)[:, None])
        if len(row):
            parent, node = np.full(len(row), branch.node, object), np.array(branch.children, object)[column]
            parts.append((row, parent, node, matrix[row, column], used[row, column], products[row, column]))
    nodes = [
        (
            scored,
            np.full(len(scored), node, object),
            values[node][scored],
            there.astype(int),
            there / sizes[node][scored],
        )
        for node in method.nodes()
        if node in present
        for scored in [np.flatnonzero(~np.isnan(values[node]))]
        for there in [present[node][scored]]
    ]
    return nodes, parts


def _by_node(leaves: pd.DataFrame) -> tuple[pd.Index, dict[str, np.ndarray]]:
    """List the regions of leaves that have a value, and the values of each node in that order.

    Raises:
        ValueError: If a region has two values of a node.
    """
    numbers = leaves["value"].to_numpy(float)
    is_there = ~np.isnan(numbers)
    known = leaves if is_there.all() else leaves[is_there]
    row, regions = pd.factorize(known["region"], sort=True)
    column, nodes = pd.factorize(known["node"], sort=True)
    if len(np.unique(row * len(nodes) + column)) < len(known):
        raise ValueError("a region has two values of a node")
    matrix = np.full((len(nodes), len(regions)), np.nan)
    matrix[column, row] = numbers[is_there]
    return pd.Index(regions), dict(zip(nodes, matrix))


def node_scores(leaves: Mapping[str, float], method: Method) -> dict[str, float]:
    """Score the *leaves* of one region, all by node; a node below the availability threshold is absent."""
    _require_known(leaves, method)
    known = {node: np.array([value], float) for node, value in leaves.items() if not np.isnan(float(value))}
    nodes, _ = _worked_out(known, 1, method)
    return {node: float(value) for _, names, values, *_ in nodes for node, value in zip(names, values)}


def _frame(regions: pd.Index, names: Sequence[str], parts: Sequence[tuple[np.ndarray, ...]]) -> pd.DataFrame:
    """Lay parts, each a tuple of columns, below one another; the first column holds positions in *regions*."""
    if not parts:
        return pd.DataFrame(columns=list(names))
    places, *others = (np.concatenate(column) for column in zip(*parts))
    return pd.DataFrame(dict(zip(names, (regions.take(places), *others))))


def improvement(now: float | None, before: float | None) -> float | None:
    """Subtract last year's index from this year's, both unrounded; None without either (letter B-1384/2023)."""
    if now is None or before is None or np.isnan(now) or np.isnan(before):
        return None
    return now - before


def nearest_level(mean: np.ndarray, method: Method) -> np.ndarray:
    """Take the assessor's level nearest to a survey mean, halves upwards; below the lowest level there is only zero."""
    levels = np.array(sorted({method.nothing_there, *method.assessor_levels}), float)
    distance = np.abs(np.asarray(mean, float)[..., None] - levels)
    nearest = levels[len(levels) - 1 - np.argmin(distance[..., ::-1], axis=-1)]
    return np.where(np.isnan(mean), np.nan, nearest)


def identity(mean: np.ndarray, method: Method) -> np.ndarray:
    """Take the survey mean itself as the mark, on the same scale."""
    return np.asarray(mean, float)


MAPPINGS: Mapping[str, Callable[[np.ndarray, Method], np.ndarray]] = {
    "identity": identity,
    "nearest_level": nearest_level,
}
"""How a survey mean may become a mark; which one the assessors use is unknown, so it is a named choice."""


def survey_leaves(means: pd.DataFrame, method: Method, mapping: str) -> pd.DataFrame:
    """Turn item means (`item, mean`) into leaves (`node, value`) by the named mapping.

    Raises:
        ValueError: If the method does not allow *mapping*; the message lists those it does.
    """
    if mapping not in method.survey.mappings:
        raise ValueError(f"mapping {mapping!r} is not of {method.key}; it has {', '.join(method.survey.mappings)}")
    values = MAPPINGS[mapping](means["mean"].to_numpy(float), method)
    return pd.DataFrame({"node": means["item"].to_numpy(), "value": values})


@dataclass(frozen=True)
class Simulation:
    """The scored marks and surveys of one (year, track), and the regions with *invented* sample data among theirs."""

    scored: Scored
    mapping: str
    invented: frozenset[str]

    @property
    def is_sample(self) -> bool:
        """Whether invented sample data is part of it."""
        return bool(self.invented)


def of_year(rows: pd.DataFrame, year: int, track: str) -> pd.DataFrame:
    """Keep the rows of one year and track."""
    return rows[(rows["year"] == year) & (rows["track"] == track)]


def simulate(
    marks: pd.DataFrame, item_statistics: pd.DataFrame, method: Method, mapping: str | None = None
) -> Simulation | None:
    """Score self-assessed marks, with the means of the region's own survey for the items that nobody marked.

    A survey feeds no other region. Nothing is scored when neither marks nor means are there.

    Args:
        marks: `year, track, region, item, value, is_sample`, on the method's scale.

        item_statistics: `year, track, region, item, mean, is_sample`.

        method: The rules of the year and track.

        mapping: How a survey mean becomes a mark; the method's default when None.

    Raises:
        ValueError: If the method does not allow *mapping*.
    """
    mapping = mapping or method.survey.default_mapping
    own_marks, own_means = (of_year(rows, method.year, method.track) for rows in (marks, item_statistics))
    leaves = _leaves(own_marks, own_marks["value"])
    survey = _leaves(own_means, survey_leaves(own_means, method, mapping)["value"])
    marked = {leaf[:2] for leaf in leaves}
    known = leaves + [leaf for leaf in survey if leaf[:2] not in marked]
    if not known:
        return None
    invented = frozenset(region for region, _, _, is_sample in known if is_sample)
    return Simulation(score(pd.DataFrame(known, columns=_LEAF), method), mapping, invented)


def _leaves(rows: pd.DataFrame, values: pd.Series) -> list[tuple]:
    """List region, node, value and whether it is invented."""
    is_sample = rows["is_sample"].fillna(False).astype(bool)
    return list(zip(rows["region"].tolist(), rows["item"].tolist(), values.tolist(), is_sample.tolist()))
