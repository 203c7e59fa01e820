"""What each office (SKPD) still owes: the respondents that the dimensions of its services lack."""

import pandas as pd

from smartcity.exhibits.kit.exhibit import INTEGER, Column, Exhibit, Table
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.survey import Debt, Quota, debts, quotas
from smartcity.wording import Words


def filled(survey: Survey) -> tuple[Quota, ...]:
    """List what must be filled: each chosen dimension, or each part of it where the form was split."""
    return quotas(
        survey.respondents["dimension"].value_counts().to_dict(),
        survey.parts.set_index("sub_dimension")["count"].to_dict(),
        {one.code: [part.code for part in one.sub_dimensions] for one in survey.dimensions},
        survey.method.survey.quota,
        survey.split,
    )


@of_survey("tunggakan")
def by_owner(survey: Survey) -> Exhibit:
    """Show which office still owes how many respondents, by the newest innovation list of the survey's year."""
    words, count = survey.words, len(survey.respondents)
    listed = survey.warehouse.query("innovations")
    known = listed[listed["year"] <= survey.year]
    known = known[known["list"] == known["list"].iloc[-1]] if len(known) else known
    found = debts(known.rename(columns={"name": "service"}), filled(survey))
    if not found:
        return survey.lacking("tunggakan", "owed.no_owners", count)
    names = {one.code: one.name for one in survey.dimensions} | survey.part_names
    rows = [
        (
            debt.owner,
            debt.owed,
            "; ".join(
                words("respondents.owed.part", name=names[quota.sub_dimension or quota.dimension], n=quota.owed)
                for quota in debt.parts
            ),
            words.join(debt.services),
        )
        for debt in found
    ]
    columns = (
        Column("owner", words("respondents.owed.owner")),
        Column("owed", words("respondents.owed.owed"), INTEGER),
        Column("where", words("respondents.owed.where")),
        Column("services", words("respondents.owed.services")),
    )
    message = owed_message(found, words)
    return survey.exhibit(
        "tunggakan",
        message,
        count,
        table=Table(pd.DataFrame(rows, columns=[column.code for column in columns]), columns),
        alt=message,
        notes=[words("respondents.owed.shared")] if any(debt.shared for debt in found) else (),
        source=words.join([survey.source, *dict.fromkeys(known["file"])]),
    )


def owed_message(found: tuple[Debt, ...], words: Words) -> str:
    """Name the office that owes most and how many others owe; say so when nobody does."""
    owing = [debt for debt in found if debt.owed]
    if not owing:
        return words("respondents.owed.none", n=len(found))
    first = owing[0]
    if len(owing) == 1:
        return words("respondents.owed.alone", owner=first.owner, owed=first.owed, count=len(found) - 1)
    tied = [debt for debt in owing if debt.owed == first.owed]
    if len(tied) > 1:
        return words("respondents.owed.tied", n=len(owing), count=len(found), owed=first.owed)
    return words("respondents.owed.message", owner=first.owner, owed=first.owed, n=len(owing), count=len(found))
