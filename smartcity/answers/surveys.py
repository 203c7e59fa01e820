"""Answers about the loaded surveys that both the command line and the pages ask: what becomes of them in the index.

What people said comes through the gate; here it is mapped to marks and joined with the other components.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from smartcity.answers import scores
from smartcity.gate import LoadedSurvey
from smartcity.method import INDEX, Method
from smartcity.scoring.scores import node_scores, survey_leaves
from smartcity.survey.description import Description
from smartcity.warehouse import Warehouse


def quota_of(description: Description, method: Method) -> int:
    """Return the respondents that a dimension should have: the quota, times its parts where the form was split."""
    return method.survey.quota * (len(description.parts) if description.is_split else 1)


def marks(
    means: pd.Series, method: Method, mapping: str, others: Mapping[str, float] | None = None
) -> Mapping[str, float]:
    """Return the simulated score of each node that has one, by a mapping from mean to mark.

    Args:
        means: The mean of each item that was answered, indexed by its code.

        method: The rules of the survey.

        mapping: One of the method's mappings.

        others: The scores of components that the survey does not feed.

    Raises:
        ValueError: If the method does not allow *mapping*.
    """
    leaves = _leaves(means, method, mapping)
    return node_scores(dict(zip(leaves["node"], leaves["value"])) | dict(others or {}), method)


def item_means(descriptions: tuple[Description, ...]) -> pd.Series:
    """Collect the means of the items that were answered by enough people to be shown, by code."""
    known = {item.code: item.mean for one in descriptions for item in one.items if item.mean is not None}
    return pd.Series(known, dtype=float)


def _leaves(means: pd.Series, method: Method, mapping: str) -> pd.DataFrame:
    return survey_leaves(pd.DataFrame({"item": means.index, "mean": means.to_numpy(float)}), method, mapping)


@dataclass(frozen=True)
class OtherComponents:
    """The components that no survey gives, from the official figures of *year*; *is_assumed* when of an earlier one."""

    year: int
    is_assumed: bool
    components: Mapping[str, float]


def others(warehouse: Warehouse, survey: LoadedSurvey) -> OtherComponents | None:
    """Find the official figures of the other components: those of the year itself, else of the newest year before it.

    A year counts when it has all of them for the home region on the survey's track; None when none has.
    """
    wanted = [code for code in survey.method.weights if code != survey.component]
    for year, figures in scores.official_figures(warehouse, survey.track, survey.year):
        values = {node: value for node, value in figures.items() if node in wanted}
        if len(values) == len(wanted):
            return OtherComponents(year, year != survey.year, values)
    return None


@dataclass(frozen=True, slots=True)
class MappedScores:
    """What one mapping from mean to mark makes of a survey; None where a statement or component is missing."""

    mapping: str
    impact: float | None
    index: float | None


def mapped(
    described: tuple[Description, ...], survey: LoadedSurvey, known: OtherComponents | None
) -> tuple[MappedScores, ...]:
    """Score a survey by each of the method's mappings: its impact, and the index with the other components *known*.

    While something of a dimension was answered by too few people to be shown there is neither, since it could be
    computed from the impact and what is shown of the others.

    Args:
        described: What the survey says of every dimension.

        survey: The survey.

        known: The other components; without them there is no index.
    """
    if few(described):
        return tuple(MappedScores(mapping, None, None) for mapping in survey.method.survey.mappings)
    means, others = item_means(described), known.components if known is not None else None
    by_mapping = {mapping: marks(means, survey.method, mapping, others) for mapping in survey.method.survey.mappings}
    return tuple(
        MappedScores(mapping, values.get(survey.component), values.get(INDEX)) for mapping, values in by_mapping.items()
    )


def shown(described: Iterable[Description]) -> frozenset[str]:
    """Name the dimensions, parts and statements of a survey of which something may be shown."""
    return frozenset().union(*(one.shown for one in described))


def few(described: Iterable[Description]) -> tuple[str, ...]:
    """List the dimensions that are not shown, since some answered, but too few answered them or part of them."""
    return tuple(one.whole.code for one in described if one.whole.count and one.whole.code in one.hidden)
