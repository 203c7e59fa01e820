"""What people answered: described by dimension, part and statement, divided by level and by service; never of few."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.gate.groups import services_of
from smartcity.gate.loaded import LoadedSurvey
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import (
    UNNAMED,
    Description,
    Spread,
    matrices,
    mean_of_item_means,
    resample,
    shown_groups,
    split_dimensions,
    spread_of,
)
from smartcity.survey.disclosure import told_all
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows

NO_SERVICE = ""
"""The group of those who named no service."""

_REST = "\0"
"""The people of all services together whose number is hidden elsewhere; no service can be called so."""


def describe(
    warehouse: Warehouse, survey: LoadedSurvey, decided: Mapping[str, bool] | None = None
) -> tuple[Description, ...]:
    """Describe every dimension of a survey with the spread of its answers, as far as it tells of no few people.

    Args:
        warehouse: Where the answers are.

        survey: The survey.

        decided: Whether the form of a dimension was split, where a person said so.
    """

    def make() -> tuple[Description, ...]:
        parts = people_rows(warehouse, "respondents_by_sub_dimension", **survey.key)
        split = split_dimensions(parts, decided)
        return told_all(_answers(warehouse, survey), survey.method, load_site().smallest_group, split)

    decisions = tuple(sorted((decided or {}).items()))
    return warehouse.remember((describe.__qualname__, survey.year, survey.track, decisions), make)


def _answers(warehouse: Warehouse, survey: LoadedSurvey) -> dict[str, pd.DataFrame]:
    """Lay the answers out by dimension as respondents x statements, blank where there is no answer; once a build."""
    key = (_answers.__qualname__, survey.year, survey.track)
    return warehouse.remember(key, lambda: matrices(people_rows(warehouse, "answers_of_survey", **survey.key)))


@dataclass(frozen=True, slots=True)
class Levels:
    """The answers that occur, the lowest first (*values*), and how many of each a statement has (*counts*)."""

    values: tuple[float, ...]
    counts: Mapping[str, tuple[int, ...]]


def levels_of(warehouse: Warehouse, survey: LoadedSurvey, items: Collection[str]) -> Levels:
    """Count the answers of each level to the statements that are told among *items*."""
    may = {item.code for one in describe(warehouse, survey) for item in one.items if item.mean is not None}
    given = [
        (code, frame[code].to_numpy(float))
        for frame in _answers(warehouse, survey).values()
        for code in frame
        if code in may and code in items
    ]
    values = np.unique(np.concatenate([own for _, own in given])) if given else np.array([])
    levels = tuple(float(value) for value in values[~np.isnan(values)])
    return Levels(levels, {code: tuple(int((own == level).sum()) for level in levels) for code, own in given})


@dataclass(frozen=True)
class ServiceAnswers:
    """What the users of one service answered in one dimension: *count* people, their mean and its spread.

    *levels* counts the answers of each level to all statements together; *means* are by statement.
    """

    name: str
    dimension: str
    count: int
    mean: float
    spread: Spread | None
    levels: Mapping[float, int]
    means: Mapping[str, float]


@dataclass(frozen=True)
class Split:
    """One dimension by service: those that may be shown, the lowest mean first, and the names of the others."""

    dimension: str
    shown: tuple[ServiceAnswers, ...]
    hidden: tuple[str, ...]


def by_service(warehouse: Warehouse, survey: LoadedSurvey, dimensions: Collection[str]) -> tuple[Split, ...]:
    """Part the answers of each chosen dimension by service.

    The answers of all are shown statement by statement, and so are those of each service. A service is shown only if,
    for every statement that is shown, no few people's answers are told by it or by what is left without the shown ones.
    Nor is one shown whose number of respondents is hidden among those of all services.
    """
    forms = people_rows(warehouse, "respondents_of_survey", **survey.key)
    named, described = forms.set_index("respondent")["service"], describe(warehouse, survey)
    answers, smallest = _answers(warehouse, survey), load_site().smallest_group
    groups = services_of(warehouse, survey, dimensions)
    numbered = {
        (group.dimension, normalise(group.service)) for group in groups if group.service and group.count is not None
    }
    unnamed = {group.dimension for group in groups if group.state == UNNAMED}
    parts = []
    # Chance belongs to the dimension, so that it gives the same spreads whether it was chosen alone or not.
    spawned = load_sampling().generator().spawn(len(described))
    for one, chance in zip(described, spawned):
        dimension = one.whole.code
        if dimension not in dimensions or one.whole.mean is None:
            continue
        codes = [item.code for item in one.items]
        given = answers.get(dimension, pd.DataFrame()).reindex(columns=codes).dropna(how="all")
        services = named.reindex(given.index)
        keys = services.map(normalise, na_action="ignore").fillna(NO_SERVICE)
        labels = services.groupby(keys).max().to_dict()
        hidden = {key for key in labels if key and (dimension, key) not in numbered}
        shown = tellable(given, keys, frozenset(hidden), smallest)
        rows = [
            _service(str(labels[key]) if key else NO_SERVICE, dimension, given[keys == key], chance) for key in shown
        ]
        rest = sorted(str(labels[key]) for key in labels if key and key not in shown and dimension not in unnamed)
        ordered = sorted(rows, key=lambda row: (row.mean, row.name))
        parts.append(Split(dimension, tuple(ordered), tuple(rest)))
    order = list(dimensions)
    return tuple(sorted(parts, key=lambda one: order.index(one.dimension)))


def tellable(given: pd.DataFrame, keys: pd.Series, hidden: frozenset[str], smallest: int) -> tuple[str, ...]:
    """Name the groups whose values may be shown, column by column, beside those of all.

    Args:
        given: Respondents x columns, blank where there is no value.

        keys: The group of each respondent.

        hidden: Groups that must not be shown for another reason; together they count as one group.

        smallest: The smallest number of people that may be shown.
    """
    groups = keys.where(~keys.isin(hidden), _REST)
    counts = given.notna().groupby(groups).sum().T
    people = groups.value_counts().reindex(counts.columns)
    tables = pd.concat([counts, people.to_frame().T]).astype(int)
    return tuple(key for key in shown_groups(tables, smallest) if key != _REST)


def _service(name: str, dimension: str, answers: pd.DataFrame, chance: np.random.Generator) -> ServiceAnswers:
    values = answers.to_numpy(float)
    spread = spread_of(resample(values, chance.spawn(1)[0]))
    levels, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    return ServiceAnswers(
        name=name,
        dimension=dimension,
        count=len(answers),
        mean=mean_of_item_means(values),
        spread=spread,
        levels=dict(zip(levels.tolist(), counts.tolist())),
        means=dict(zip(answers.columns, answers.mean().tolist())),
    )
