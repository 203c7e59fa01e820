"""How good the answers are, dimension by dimension: what assessors complained of in real surveys."""

import pandas as pd

from smartcity import gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.wording import Words


@of_survey("mutu", Survey.has_respondents)
def quality(survey: Survey) -> Exhibit:
    """Count doubtful rows and blank answers per dimension; a person met twice counts wherever the other row is."""
    words, judged = survey.words, gate.judged(survey.warehouse, survey, survey.codes, survey.split)
    rows = judged.rows
    rows = rows.assign(
        label=[dimension_name(code) for code in rows["dimension"]], share=rows["unanswered"] / rows["asked"]
    )
    return survey.subject(survey.form_count).exhibit(
        "mutu",
        quality_message(rows, judged.straight_lined, judged.twice, words),
        rows=rows,
        columns=of_page(
            "respondents",
            "label=dimension count straight_lined repeated service_blank unanswered share=unanswered_share",
        ),
        note=words("respondents.quality.few", smallest=survey.smallest) if rows["straight_lined"].isna().any() else "",
    )


def quality_message(rows: pd.DataFrame, lined: int | None, twice: int, words: Words) -> str:
    """Count what should be looked at of what the gate judged, clause by clause; say so when there is nothing.

    *lined* is how many rows have one answer throughout, None where that is hidden; *twice* is how many people have rows
    in two places, at least one of them in these dimensions.
    """
    total, unanswered, questions = (int(rows[name].sum()) for name in ("count", "unanswered", "asked"))
    counts = {"straight_lined": lined or 0, "twice": twice, "service_blank": int(rows["service_blank"].sum())}
    blanks = words("respondents.quality.blanks", share=unanswered / questions) if unanswered else ""
    clauses = [words(f"respondents.quality.{kind}", n=count) for kind, count in counts.items() if count]
    if lined is None:
        clauses.insert(0, words("respondents.quality.straight_lined_hidden"))
    if not clauses and not blanks:
        return words("respondents.quality.clean", n=total)
    if not clauses:
        return words("respondents.quality.only_blanks", n=total, share=unanswered / questions)
    return words("respondents.quality.message", list=words.join(clauses), n=total) + blanks
