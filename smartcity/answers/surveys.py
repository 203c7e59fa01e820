"""Answers about the loaded surveys that both the command line and the pages ask: what they say, how good they are.

The arithmetic is that of `smartcity.survey`; here the warehouse's rows are given to it, and the method's mapping.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.answers import scores
from smartcity.method import INDEX, Method
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.method.skm import load_skm
from smartcity.records.findings import CATALOGUE
from smartcity.scoring.scores import node_scores, survey_leaves
from smartcity.survey.description import Description, describe_all
from smartcity.survey.disclosure import shown_nodes
from smartcity.survey.means import matrices
from smartcity.survey.progress import split_dimensions
from smartcity.survey.quality import FLAG_SEPARATOR, AnswerTime, Effect, answer_time, effects
from smartcity.warehouse import Warehouse

QUALITY = "quality."
"""Where the codes of the quality rules begin."""


@dataclass(frozen=True)
class LoadedSurvey:
    """The survey of one (year, track) with the method it was made for, its files and how many answered."""

    year: int
    track: str
    method: Method
    files: tuple[str, ...]
    count: int
    is_sample: bool

    @property
    def key(self) -> dict[str, object]:
        """What the queries about a survey know it by."""
        return {"year": self.year, "track": self.track}

    @property
    def component(self) -> str:
        """The component that the survey feeds."""
        return self.method.survey_items[0].component


def years(warehouse: Warehouse) -> tuple[int, ...]:
    """List the years that have a survey."""
    return tuple(sorted({int(year) for year in warehouse.query("surveys")["year"]}))


def load(warehouse: Warehouse, year: int, track: str | None = None) -> LoadedSurvey | None:
    """Return the survey of a year, on the home region's track where it has several; None where there is none."""
    surveys = warehouse.query("surveys")
    surveys = surveys[surveys["year"] == year]
    own = surveys[surveys["track"] == (track or load_site().track)]
    if track is None and own.empty:
        own = surveys
    if own.empty:
        return None
    row = own.iloc[0]
    method = warehouse.methods.require(int(row["year"]), str(row["track"]))
    return LoadedSurvey(
        method.year, method.track, method, tuple(row["files"]), int(row["count"]), bool(row["is_sample"])
    )


def describe(
    warehouse: Warehouse, survey: LoadedSurvey, decided: Mapping[str, bool] | None = None
) -> tuple[Description, ...]:
    """Describe every dimension of a survey with the spread of its answers.

    Args:
        warehouse: Where the answers are.

        survey: The survey.

        decided: Whether the form of a dimension was split, where a person said so.
    """
    parts = warehouse.query("respondents_by_sub_dimension", **survey.key)
    answers = matrices(warehouse.query("answers_of_survey", **survey.key))
    split = split_dimensions(parts, decided)
    return describe_all(answers, survey.method, load_sampling().generator(), split)


def satisfaction_years(warehouse: Warehouse) -> pd.DataFrame:
    """List the years that have a satisfaction survey: `year, count, is_sample, files`; the year is missing undated."""
    return warehouse.query("skm_years")


def ratings(warehouse: Warehouse, year: int | None = None) -> pd.DataFrame:
    """Lay the ratings of a satisfaction survey out, one row a respondent: `service` and a column an element.

    Args:
        warehouse: Where the ratings are.

        year: The year of the respondents' dates; all of them, dated or not, when None.
    """
    rows = warehouse.query("skm_answers", year=year)
    services = rows.drop_duplicates("respondent").set_index("respondent")["service"]
    wide = rows.pivot(index="respondent", columns="element", values="value").reindex(columns=list(load_skm().codes))
    return wide.astype(float).assign(service=services)


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
    """Collect the means of the items that were answered, by code."""
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

    While a dimension has too few respondents to be shown there is neither, since its marks could be computed from the
    impact and those of the others.

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


def _rules(flags: pd.Series) -> list[str]:
    """List every quality rule, flagged or not, and after them what else rows were flagged with."""
    rules = [code for code in CATALOGUE if code.startswith(QUALITY)]
    seen = {code for text in flags.dropna().unique() for code in text.split(FLAG_SEPARATOR) if code}
    return rules + sorted(seen.difference(rules))


@dataclass(frozen=True)
class RuleEffects:
    """The effect of each quality rule on the impact, and how many rows of each dimension it flags (*rows*).

    While field work runs, the impact is that of the statements answered so far by enough people: *answered* of *asked*;
    dimensions of a *few* are not in it. *time* is what filling in a form took, where the files tell. An effect is that
    on the impact of all dimensions: effects by dimension would tell of the few that a rule flags in one of them.
    """

    effects: tuple[Effect, ...]
    rows: Mapping[str, Mapping[str, int]]
    few: tuple[str, ...]
    answered: int
    asked: int
    time: AnswerTime | None


def rule_effects(warehouse: Warehouse, survey: LoadedSurvey, mapping: str) -> RuleEffects:
    """Work out what leaving out the rows that each quality rule flags would do to the impact of a survey."""
    respondents = warehouse.query("flags_of_survey", **survey.key)
    answers = warehouse.query("answers_of_survey", **survey.key)
    form = ["snapshot", "sheet", "row"]
    respondents = respondents.assign(form=respondents.groupby(form, sort=False).ngroup())
    codes, smallest = _rules(respondents["flags"]), load_site().smallest_group

    def impact(means: pd.Series) -> float:
        return float(np.mean(_leaves(means, survey.method, mapping)["value"]))

    dimensions = dict.fromkeys(item.dimension for item in survey.method.survey_items)
    flags = respondents["flags"].fillna("").str.split(FLAG_SEPARATOR).explode()
    counts = respondents.loc[flags.index, "dimension"].groupby(flags.to_numpy()).value_counts()
    people = answers.groupby("dimension")["respondent"].nunique()
    few = tuple(dimension for dimension in dimensions if 0 < people.get(dimension, 0) < smallest)
    return RuleEffects(
        few=few,
        effects=effects(respondents, answers, codes, impact, smallest),
        rows={code: {dimension: int(counts.get((code, dimension), 0)) for dimension in dimensions} for code in codes},
        answered=answers.loc[~answers["dimension"].isin(few), "item"].nunique(),
        asked=len(survey.method.survey_items),
        time=answer_time(respondents.drop_duplicates(form)["seconds"], smallest),
    )


def shown(described: Iterable[Description]) -> frozenset[str]:
    """Name the dimensions, parts and statements of a survey of which something may be shown."""
    smallest = load_site().smallest_group
    return frozenset().union(*(shown_nodes(one, smallest) for one in described))


def few(described: Iterable[Description]) -> tuple[str, ...]:
    """List the dimensions that somebody answered, but too few to be shown."""
    smallest = load_site().smallest_group
    return tuple(one.whole.code for one in described if 0 < one.whole.count < smallest)
