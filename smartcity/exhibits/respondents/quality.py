"""How good the answers are, dimension by dimension: what assessors complained of in real surveys."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.exhibit import INTEGER, SHARE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import Survey, caption_of, load_survey, no_survey, nobody, source_of
from smartcity.survey import matrices, repeated, split_dimensions
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Quality:
    """What is doubtful in one dimension: rows with one answer throughout, of a person met twice, without a service.

    *unanswered* of *asked* answers are blank.
    """

    label: str
    count: int
    straight_lined: int
    repeated: int
    service_blank: int
    unanswered: int
    asked: int


@kept
def quality(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Count doubtful rows and blank answers per dimension."""
    survey = load_survey(warehouse, selection)
    if survey is None:
        return no_survey("mutu", warehouse, selection, words)
    people = survey.respondents(warehouse)
    if people.empty:
        return nobody("mutu", survey, warehouse, words)
    met_twice = _met_twice(warehouse, survey)
    split = split_dimensions(survey.parts(warehouse), survey.decided_split(selection))
    found = judge(warehouse, survey, people, met_twice, split)
    columns = (
        Column("label", words("respondents.column.dimension")),
        Column("count", words("respondents.column.count"), INTEGER),
        Column("straight_lined", words("respondents.column.straight_lined"), INTEGER),
        Column("repeated", words("respondents.column.repeated"), INTEGER),
        Column("service_blank", words("respondents.column.service_blank"), INTEGER),
        Column("unanswered", words("respondents.column.unanswered"), INTEGER),
        Column("share", words("respondents.column.unanswered_share"), SHARE, 1),
    )
    rows = [
        {
            "label": one.label,
            "count": one.count,
            "straight_lined": one.straight_lined,
            "repeated": one.repeated,
            "service_blank": one.service_blank,
            "unanswered": one.unanswered,
            "share": one.unanswered / one.asked if one.asked else None,
        }
        for one in found
    ]
    twice = people[people["respondent"].isin(met_twice)]["person"].nunique()
    return Exhibit(
        key="mutu",
        message=quality_message(found, int(twice), words),
        table=Table(pd.DataFrame(rows, columns=[column.code for column in columns]), columns),
        caption=caption_of(survey, len(people), words),
        source=source_of(survey, words),
        stamp=stamp(warehouse),
        is_sample=survey.is_sample,
    )


def _met_twice(warehouse: Warehouse, survey: Survey) -> frozenset[str]:
    """Find the rows of people met twice anywhere in the survey, also outside the chosen dimension."""
    everyone = warehouse.query("respondents_of_survey", year=survey.year, track=survey.track)
    return frozenset(everyone.loc[repeated(everyone["person"]), "respondent"])


def judge(
    warehouse: Warehouse, survey: Survey, people: pd.DataFrame, met_twice: frozenset[str], split: frozenset[str]
) -> tuple[Quality, ...]:
    """Judge the rows of each chosen dimension.

    Args:
        warehouse: Where the answers are.

        survey: The survey looked at.

        people: Its respondents: `respondent, dimension, service, is_straight_lined`.

        met_twice: The respondents whose person has another row.

        split: The dimensions whose form was split.
    """
    answers = matrices(survey.answers(warehouse))
    found = []
    for dimension in survey.dimensions:
        own = people[people["dimension"] == dimension.code]
        straight = own["is_straight_lined"].fillna(False).astype(bool)
        twice = own["respondent"].isin(met_twice)
        given = answers.get(dimension.code, pd.DataFrame())
        asked = _asked(survey, dimension.code, given, dimension.code in split)
        found.append(
            Quality(
                label=dimension.name,
                count=len(own),
                straight_lined=int(straight.sum()),
                repeated=int(twice.sum()),
                service_blank=int(own["service"].isna().sum()),
                unanswered=asked - int(given.notna().to_numpy().sum()),
                asked=asked,
            )
        )
    return tuple(found)


def _asked(survey: Survey, dimension: str, given: pd.DataFrame, is_split: bool) -> int:
    """Count the answers that were asked for: of the whole dimension, or of one part each where the form was split."""
    parts: dict[str, int] = {}
    for item in survey.method.survey_items:
        if item.dimension == dimension:
            parts[item.sub_dimension] = parts.get(item.sub_dimension, 0) + 1
    if not is_split:
        return len(given) * sum(parts.values())
    codes = {item.code: item.sub_dimension for item in survey.method.survey_items}
    answered = given.notna().T.groupby(codes).any().T
    return int(sum(answered[part].sum() * size for part, size in parts.items() if part in answered))


def quality_message(found: Sequence[Quality], twice: int, words: Words) -> str:
    """Count what should be looked at, clause by clause; say so when there is nothing.

    Args:
        found: The dimensions looked at.

        twice: How many people have rows in two places, at least one of them in these dimensions.

        words: The wording.
    """
    counts = {
        "straight_lined": sum(one.straight_lined for one in found),
        "twice": twice,
        "service_blank": sum(one.service_blank for one in found),
    }
    asked = sum(one.asked for one in found)
    unanswered = sum(one.unanswered for one in found)
    total = sum(one.count for one in found)
    blanks = words("respondents.quality.blanks", share=unanswered / asked) if unanswered else ""
    clauses = [words(f"respondents.quality.{kind}", n=count) for kind, count in counts.items() if count]
    if not clauses and not blanks:
        return words("respondents.quality.clean", n=total)
    if not clauses:
        return words("respondents.quality.only_blanks", n=total, share=unanswered / asked)
    return words("respondents.quality.message", list=words.join(clauses), n=total) + blanks
