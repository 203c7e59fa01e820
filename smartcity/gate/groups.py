"""Who answered, counted by trait and by service; groups of few people are hidden, with others so that they stay so."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from smartcity.gate.loaded import LoadedSurvey
from smartcity.method.layout import load_layouts, normalise
from smartcity.method.regions import load_site
from smartcity.survey import SHOWN, UNNAMED, shown_counts
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows

TRAITS = ("gender", "age_group", "occupation", "district")
_KIND, _TABLE = "survey", "answers"


@dataclass(frozen=True, slots=True)
class Group:
    """The respondents of one service in one dimension; *count* is None where it may not be shown.

    *service* is None for respondents who named none; that is no group of people, so it is always counted. It is also
    None where the *state* is `UNNAMED`: the services of a dimension so few people are in that not even names are told.
    """

    dimension: str
    service: str | None
    count: int | None
    state: str


@dataclass(frozen=True, slots=True)
class TraitGroup:
    """The people of one trait who are alike in it; *group* is its code, or how it is spelled where there are no codes.

    *group* is None for those who did not state the trait. *count* and *share* are None where they may not be shown, and
    the *state* of a trait whose groups may not even be named, in a single row, is `UNNAMED`.
    """

    trait: str
    group: str | None
    is_code: bool
    count: int | None
    share: float | None
    state: str


def people_of(warehouse: Warehouse, survey: LoadedSurvey) -> tuple[int, tuple[TraitGroup, ...]]:
    """Count the people of a survey, and each group of every trait that its files state, in a fixed order.

    The traits are those of all dimensions: the same table of one dimension, less that of all, would tell of the others.
    """
    rows = people_rows(warehouse, "people_of_survey", **survey.key)
    return len(rows), tuple(group for trait in TRAITS for group in groups_of(rows[trait], trait))


def groups_of(values: pd.Series, trait: str) -> list[TraitGroup]:
    """List the groups of one trait, and last how many did not state it; hidden counts are left out.

    Since the total is known, those who stated nothing are a group like any other. Where no count at all may be shown
    the groups are not even named, because their number and the total could tell what each of them holds.
    """
    choices = load_layouts()[_KIND].table(_TABLE).column(trait).choices
    stated = values.dropna()
    if not len(stated):
        return []
    keys = stated if choices else stated.map(normalise)
    sizes = {str(code): int(size) for code, size in keys.value_counts().sort_index().items()}
    spellings = stated.groupby(keys).max()
    groups: dict[str | None, int] = {
        code if choices else str(spellings[code]): sizes[code] for code in choices or sizes if code in sizes
    }
    if len(stated) < len(values):
        groups[None] = len(values) - len(stated)
    states = shown_counts({group or "": count for group, count in groups.items()}, load_site().smallest_group)
    if SHOWN not in states:
        return [TraitGroup(trait, None, False, None, None, UNNAMED)]
    return [
        TraitGroup(
            trait,
            group,
            bool(choices) and group is not None,
            *((count, count / len(values)) if state == SHOWN else (None, None)),
            state,
        )
        for (group, count), state in zip(groups.items(), states)
    ]


def services_of(warehouse: Warehouse, survey: LoadedSurvey, dimensions: Iterable[str]) -> tuple[Group, ...]:
    """Group the respondents of each dimension by service, the largest shown first, the hidden ones after them by name.

    A hidden group stands by its name, since its place among the counts would tell its size.
    """
    forms = people_rows(warehouse, "respondents_of_survey", **survey.key)
    groups: list[Group] = []
    for dimension in dimensions:
        own = forms.loc[forms["dimension"] == dimension, "service"]
        named = own.dropna()
        keys = named.map(normalise)
        sizes = keys.value_counts()
        labels = named.groupby(keys).max()
        states = shown_counts(sizes.to_dict(), load_site().smallest_group)
        found = [
            Group(dimension, str(labels[key]), int(size) if state == SHOWN else None, state)
            for (key, size), state in zip(sizes.items(), states)
        ]
        if UNNAMED in states:
            groups.append(Group(dimension, None, None, UNNAMED))
        else:
            groups += sorted(found, key=lambda group: (-(group.count or 0), normalise(group.service)))
        blank = int(own.isna().sum())
        if blank:
            groups.append(Group(dimension, None, blank, SHOWN))
    return tuple(groups)


def new_of_services(
    warehouse: Warehouse, survey: LoadedSurvey, dimensions: Iterable[str]
) -> dict[tuple[str, str], int | None]:
    """Count the forms of each service that the version before does not have, by dimension and the key of its name.

    A number is None where it may not be shown beside the dimension's; a service without new forms is not there.
    """
    forms = people_rows(warehouse, "respondents_of_survey", **survey.key)
    new = forms[forms["is_new"].fillna(False).astype(bool)]
    found: dict[tuple[str, str], int | None] = {}
    for dimension in dimensions:
        sizes = new.loc[new["dimension"] == dimension, "service"].dropna().map(normalise).value_counts()
        states = shown_counts(sizes.to_dict(), load_site().smallest_group)
        found |= {
            (dimension, key): int(size) if state == SHOWN else None for (key, size), state in zip(sizes.items(), states)
        }
    return found
