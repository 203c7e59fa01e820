"""How good the answers are, dimension by dimension: what assessors complained of in real surveys."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
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


@of_survey("mutu", Survey.has_respondents)
def quality(survey: Survey) -> Exhibit:
    """Count doubtful rows and blank answers per dimension; a person met twice counts wherever the other row is."""
    words, people = survey.words, survey.respondents
    met_twice = frozenset(survey.everybody.loc[repeated(survey.everybody["person"]), "respondent"])
    judged = judge(survey, met_twice)
    rows = pd.DataFrame(judged)
    twice = people[people["respondent"].isin(met_twice)]["person"].nunique()
    return survey.subject(len(people)).exhibit(
        "mutu",
        quality_message(judged, int(twice), words),
        rows=rows.assign(share=rows["unanswered"] / rows["asked"]),
        columns=of_page(
            "respondents",
            "label=dimension count straight_lined repeated service_blank unanswered share=unanswered_share",
        ),
    )


def judge(survey: Survey, met_twice: frozenset[str]) -> tuple[Quality, ...]:
    """Judge the rows of each chosen dimension; *met_twice* are the respondents whose person has another row."""
    judged = []
    for dimension in survey.dimensions:
        own = survey.respondents[survey.respondents["dimension"] == dimension.code]
        given = survey.answers.get(dimension.code, pd.DataFrame())
        asked = _asked(survey, dimension.code, given)
        judged.append(
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
    return tuple(judged)


def _asked(survey: Survey, dimension: str, given: pd.DataFrame) -> int:
    """Count the answers that were asked for: of the whole dimension, or of one part each where the form was split."""
    parts = {item.code: item.sub_dimension for item in survey.method.survey_items if item.dimension == dimension}
    if dimension not in survey.split:
        return len(given) * len(parts)
    sizes = Counter(parts.values())
    answered = given.notna().T.groupby(parts).any().T
    return int(sum(answered[part].sum() * size for part, size in sizes.items() if part in answered))


def quality_message(judged: Sequence[Quality], twice: int, words: Words) -> str:
    """Count what should be looked at, clause by clause; say so when there is nothing.

    *twice* is how many people have rows in two places, at least one of them in these dimensions.
    """
    counts = {
        "straight_lined": sum(one.straight_lined for one in judged),
        "twice": twice,
        "service_blank": sum(one.service_blank for one in judged),
    }
    asked = sum(one.asked for one in judged)
    unanswered = sum(one.unanswered for one in judged)
    total = sum(one.count for one in judged)
    blanks = words("respondents.quality.blanks", share=unanswered / asked) if unanswered else ""
    clauses = [words(f"respondents.quality.{kind}", n=count) for kind, count in counts.items() if count]
    if not clauses and not blanks:
        return words("respondents.quality.clean", n=total)
    if not clauses:
        return words("respondents.quality.only_blanks", n=total, share=unanswered / asked)
    return words("respondents.quality.message", list=words.join(clauses), n=total) + blanks
