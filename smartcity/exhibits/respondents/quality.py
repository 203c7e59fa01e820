"""How good the answers are, dimension by dimension: what assessors complained of in real surveys."""

from collections import Counter

import pandas as pd

from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.survey import repeated
from smartcity.wording import Words


@of_survey("mutu", Survey.has_respondents)
def quality(survey: Survey) -> Exhibit:
    """Count doubtful rows and blank answers per dimension; a person met twice counts wherever the other row is."""
    words, people = survey.words, survey.respondents
    met_twice = frozenset(survey.everybody.loc[repeated(survey.everybody["person"]), "respondent"])
    rows = judge(survey, met_twice)
    twice = people[people["respondent"].isin(met_twice)]["person"].nunique()
    return survey.subject(len(people)).exhibit(
        "mutu",
        quality_message(rows, int(twice), words),
        rows=rows,
        columns=of_page(
            "respondents",
            "label=dimension count straight_lined repeated service_blank unanswered share=unanswered_share",
        ),
    )


def judge(survey: Survey, met_twice: frozenset[str]) -> pd.DataFrame:
    """Judge the rows of each chosen dimension; *met_twice* are the respondents whose person has another row.

    Returns:
        `label, count`, how many rows are `straight_lined` (one answer throughout), `repeated` (of a person met twice)
        and `service_blank`, and of the answers that were `asked` how many are `unanswered`, with their `share`.
    """
    judged = []
    for dimension in survey.dimensions:
        own = survey.respondents[survey.respondents["dimension"] == dimension.code]
        given = survey.answers.get(dimension.code, pd.DataFrame())
        asked = _asked(survey, dimension.code, given)
        judged.append(
            {
                "label": dimension.name,
                "count": len(own),
                "straight_lined": int(own["is_straight_lined"].fillna(False).astype(bool).sum()),
                "repeated": int(own["respondent"].isin(met_twice).sum()),
                "service_blank": int(own["service"].isna().sum()),
                "asked": asked,
                "unanswered": asked - int(given.notna().to_numpy().sum()),
            }
        )
    rows = pd.DataFrame(judged)
    return rows.assign(share=rows["unanswered"] / rows["asked"])


def _asked(survey: Survey, dimension: str, given: pd.DataFrame) -> int:
    """Count the answers that were asked for: of the whole dimension, or of one part each where the form was split."""
    parts = {item.code: item.sub_dimension for item in survey.method.survey_items if item.dimension == dimension}
    if dimension not in survey.split:
        return len(given) * len(parts)
    sizes = Counter(parts.values())
    answered = given.notna().T.groupby(parts).any().T
    return int(sum(answered[part].sum() * size for part, size in sizes.items() if part in answered))


def quality_message(rows: pd.DataFrame, twice: int, words: Words) -> str:
    """Count what should be looked at of what `judge` gave, clause by clause; say so when there is nothing.

    *twice* is how many people have rows in two places, at least one of them in these dimensions.
    """
    total, unanswered, asked = (int(rows[name].sum()) for name in ("count", "unanswered", "asked"))
    lined, blank = int(rows["straight_lined"].sum()), int(rows["service_blank"].sum())
    counts = {"straight_lined": lined, "twice": twice, "service_blank": blank}
    blanks = words("respondents.quality.blanks", share=unanswered / asked) if unanswered else ""
    clauses = [words(f"respondents.quality.{kind}", n=count) for kind, count in counts.items() if count]
    if not clauses and not blanks:
        return words("respondents.quality.clean", n=total)
    if not clauses:
        return words("respondents.quality.only_blanks", n=total, share=unanswered / asked)
    return words("respondents.quality.message", list=words.join(clauses), n=total) + blanks
