"""How good the answers are, dimension by dimension: what assessors complained of in real surveys."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.exhibit import INTEGER, SHARE, Column, Exhibit, Table
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.survey import repeated
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

    @property
    def share(self) -> float | None:
        """The part of the answers asked for that is blank; None where none was asked for."""
        return self.unanswered / self.asked if self.asked else None


@of_survey("mutu", Survey.has_respondents)
def quality(survey: Survey) -> Exhibit:
    """Count doubtful rows and blank answers per dimension; a person met twice counts wherever the other row is."""
    words, people = survey.words, survey.respondents
    met_twice = frozenset(survey.everybody.loc[repeated(survey.everybody["person"]), "respondent"])
    found = judge(survey, met_twice)
    columns = (
        Column("label", words("respondents.column.dimension")),
        Column("count", words("respondents.column.count"), INTEGER),
        Column("straight_lined", words("respondents.column.straight_lined"), INTEGER),
        Column("repeated", words("respondents.column.repeated"), INTEGER),
        Column("service_blank", words("respondents.column.service_blank"), INTEGER),
        Column("unanswered", words("respondents.column.unanswered"), INTEGER),
        Column("share", words("respondents.column.unanswered_share"), SHARE, 1),
    )
    rows = [[getattr(one, column.code) for column in columns] for one in found]
    twice = people[people["respondent"].isin(met_twice)]["person"].nunique()
    return survey.exhibit(
        "mutu",
        quality_message(found, int(twice), words),
        len(people),
        table=Table(pd.DataFrame(rows, columns=[column.code for column in columns]), columns),
    )


def judge(survey: Survey, met_twice: frozenset[str]) -> tuple[Quality, ...]:
    """Judge the rows of each chosen dimension.

    Args:
        survey: The survey looked at.

        met_twice: The respondents whose person has another row.
    """
    found = []
    for dimension in survey.dimensions:
        own = survey.respondents[survey.respondents["dimension"] == dimension.code]
        given = survey.answers.get(dimension.code, pd.DataFrame())
        asked = _asked(survey, dimension.code, given)
        found.append(
            Quality(
                label=dimension.name,
                count=len(own),
                straight_lined=int(own["is_straight_lined"].fillna(False).astype(bool).sum()),
                repeated=int(own["respondent"].isin(met_twice).sum()),
                service_blank=int(own["service"].isna().sum()),
                unanswered=asked - int(given.notna().to_numpy().sum()),
                asked=asked,
            )
        )
    return tuple(found)


def _asked(survey: Survey, dimension: str, given: pd.DataFrame) -> int:
    """Count the answers that were asked for: of the whole dimension, or of one part each where the form was split."""
    parts = {item.code: item.sub_dimension for item in survey.method.survey_items if item.dimension == dimension}
    if dimension not in survey.split:
        return len(given) * len(parts)
    sizes = Counter(parts.values())
    answered = given.notna().T.groupby(parts).any().T
    return int(sum(answered[part].sum() * size for part, size in sizes.items() if part in answered))


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
