"""Forms counted against the quota and judged by how they were filled in: field work, no secret but of what was said."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.gate.loaded import LoadedSurvey
from smartcity.method.regions import load_site
from smartcity.survey import is_few, repeated, running_total, shown_rows
from smartcity.warehouse import Warehouse
from smartcity.warehouse.people import people_rows


def respondents_of_year(warehouse: Warehouse, year: int) -> pd.DataFrame:
    """Count the forms of a year: `track, dimension, count, mean, is_few, is_sample`, a row a track and dimension.

    *mean* is missing where it rests on one that was kept back, as *is_few* says.
    """
    return people_rows(warehouse, "respondents_by_dimension", year=year)


def respondents_of_parts(warehouse: Warehouse, year: int, track: str) -> pd.DataFrame:
    """Count who answered in each part: `dimension, sub_dimension, count, most_parts`."""
    return people_rows(warehouse, "respondents_by_sub_dimension", year=year, track=track)


def respondents_of(warehouse: Warehouse, survey: LoadedSurvey) -> dict[str, int]:
    """Count the forms of each dimension that has any."""
    return _forms(warehouse, survey)["dimension"].value_counts().to_dict()


def new_respondents_of(warehouse: Warehouse, survey: LoadedSurvey) -> dict[str, int] | None:
    """Count the forms of each dimension that the version before does not have; None where no file had one."""
    forms = _forms(warehouse, survey)
    if forms["is_new"].isna().all():
        return None
    return forms.loc[forms["is_new"].fillna(False).astype(bool), "dimension"].value_counts().to_dict()


def new_of_parts(warehouse: Warehouse, survey: LoadedSurvey) -> dict[str, int]:
    """Count the forms with an answer in each part that the version before does not have."""
    forms = _forms(warehouse, survey)
    new = forms.loc[forms["is_new"].fillna(False).astype(bool), "respondent"]
    answers = people_rows(warehouse, "answers_of_survey", **survey.key)
    own = answers[answers["respondent"].isin(new)]
    return {
        str(part): int(n) for part, n in own.groupby("sub_dimension", observed=True)["respondent"].nunique().items()
    }


@dataclass(frozen=True, eq=False)
class Days:
    """The forms *by_day* (`day, count, cumulative`), and how many are *undated*."""

    by_day: pd.DataFrame
    undated: int


def days_of(warehouse: Warehouse, survey: LoadedSurvey, dimensions: Collection[str]) -> Days:
    """Count the forms of some dimensions day by day."""
    dates = _of(_forms(warehouse, survey), dimensions)["date"]
    return Days(running_total(dates), int(dates.isna().sum()))


@dataclass(frozen=True, eq=False)
class Judged:
    """How the forms of some dimensions were filled in.

    *rows*: `dimension, count`, how many are `straight_lined` (one answer throughout; missing where it would tell what
    few people answered), `repeated` (of a person met twice) and `service_blank`, and of the answers that were `asked`
    how many are `unanswered`. *straight_lined* is how many are so in all of *rows*, None where that would tell of few;
    *twice* is how many people have another form, here or in another dimension.
    """

    rows: pd.DataFrame
    straight_lined: int | None
    twice: int


def judged(warehouse: Warehouse, survey: LoadedSurvey, dimensions: Sequence[str], split: Collection[str]) -> Judged:
    """Judge the forms of some dimensions; *split* are those whose form was split by sub-dimension."""
    forms = _forms(warehouse, survey)
    forms = forms.assign(is_repeated=repeated(forms["person"]))
    own, lined = _of(forms, dimensions), _straight_lined(forms, survey)
    unanswered = _asked(warehouse, survey, dimensions, split)
    rows = []
    for dimension in dimensions:
        here = own[own["dimension"] == dimension]
        expected, blank = unanswered[dimension]
        rows.append(
            {
                "dimension": dimension,
                "count": len(here),
                "straight_lined": lined[dimension],
                "repeated": int(here["is_repeated"].sum()),
                "service_blank": int(here["service"].isna().sum()),
                "asked": expected,
                "unanswered": blank,
            }
        )
    frame = pd.DataFrame(rows).astype({"straight_lined": "Int64"})
    twice = int(own.loc[own["is_repeated"], "person"].nunique())
    return Judged(frame, _lined_in_all(forms, frame, dimensions, survey), twice)


def _forms(warehouse: Warehouse, survey: LoadedSurvey) -> pd.DataFrame:
    """One row a form and dimension: `respondent, dimension, service, date, person, is_straight_lined, is_new`."""
    return people_rows(warehouse, "respondents_of_survey", **survey.key)


def _of(rows: pd.DataFrame, dimensions: Collection[str]) -> pd.DataFrame:
    return rows[rows["dimension"].isin(list(dimensions))]


def _is_lined(forms: pd.DataFrame) -> pd.Series:
    return forms["is_straight_lined"].fillna(False).astype(bool)


def straight_lined_of(warehouse: Warehouse, survey: LoadedSurvey) -> dict[str, int | None]:
    """Count the forms with one answer throughout in each dimension of the survey; None where it would tell of few."""
    return _straight_lined(_forms(warehouse, survey), survey)


def _straight_lined(forms: pd.DataFrame, survey: LoadedSurvey) -> dict[str, int | None]:
    people = forms["dimension"].value_counts()
    lined = forms.loc[_is_lined(forms), "dimension"].value_counts()
    codes = dict.fromkeys(item.dimension for item in survey.method.survey_items)
    return shown_rows(lined.to_dict(), {code: int(people.get(code, 0)) for code in codes}, load_site().smallest_group)


def _lined_in_all(
    forms: pd.DataFrame, rows: pd.DataFrame, dimensions: Collection[str], survey: LoadedSurvey
) -> int | None:
    """Count the forms with one answer throughout, those of dimensions of a few left out.

    The number of the whole survey is told if it is not small; that of some dimensions only where each of theirs is.
    """
    smallest = load_site().smallest_group
    own = rows[~rows["count"].map(lambda count: is_few(count, smallest)).astype(bool)]
    if own["count"].sum() and not own["straight_lined"].isna().any():
        return int(own["straight_lined"].sum())
    counted = forms[forms["dimension"].isin(own["dimension"])]
    lined = int(_is_lined(counted).sum())
    is_whole = {item.dimension for item in survey.method.survey_items} <= set(dimensions)
    is_told = not is_few(lined, smallest) and not is_few(len(counted) - lined, smallest)
    return lined if is_whole and len(counted) and is_told else None


def _asked(
    warehouse: Warehouse, survey: LoadedSurvey, dimensions: Sequence[str], split: Collection[str]
) -> dict[str, tuple[int, int]]:
    """Count the answers that were asked for, and those that are blank, by dimension.

    A split form asks for those of one part; who answered nothing at all was asked for nothing.
    """
    answers = people_rows(warehouse, "answers_of_survey", **survey.key)
    found = {}
    for dimension in dimensions:
        parts = {item.code: item.sub_dimension for item in survey.method.survey_items if item.dimension == dimension}
        given = answers[answers["item"].isin(list(parts))]
        sizes = Counter(parts.values())
        if dimension in split:
            expected = sum(
                sizes[part] * own["respondent"].nunique() for part, own in given.groupby("sub_dimension", observed=True)
            )
        else:
            expected = given["respondent"].nunique() * len(parts)
        found[dimension] = (int(expected), int(expected) - len(given))
    return found
