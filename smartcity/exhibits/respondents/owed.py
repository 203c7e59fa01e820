"""What each office (SKPD) still owes: the respondents that the dimensions of its services lack."""

import pandas as pd

from smartcity.exhibits.kit.exhibit import INTEGER, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import Survey, caption_of, lacking, load_survey, no_survey, source_of
from smartcity.survey import Debt, Quota, debts, quotas, split_dimensions
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def filled(warehouse: Warehouse, survey: Survey, selection: Selection) -> tuple[Quota, ...]:
    """List what must be filled: each chosen dimension, or each part of it where the form was split."""
    parts = survey.parts(warehouse)
    split = split_dimensions(parts, survey.decided_split(selection))
    return quotas(
        survey.respondents(warehouse)["dimension"].value_counts().to_dict(),
        parts.set_index("sub_dimension")["count"].to_dict(),
        {one.code: [part.code for part in one.sub_dimensions] for one in survey.dimensions},
        survey.method.survey.quota,
        split,
    )


@kept
def by_owner(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show which office still owes how many respondents, by the newest innovation list of the survey's year."""
    survey = load_survey(warehouse, selection)
    if survey is None:
        return no_survey("tunggakan", warehouse, selection, words)
    listed = warehouse.query("innovations")
    known = listed[listed["year"] <= survey.year]
    known = known[known["list"] == known["list"].iloc[-1]] if len(known) else known
    services = known.rename(columns={"name": "service"})
    found = debts(services, filled(warehouse, survey, selection))
    if not found:
        return lacking("tunggakan", "owed.no_owners", survey, len(survey.respondents(warehouse)), warehouse, words)
    return Exhibit(
        key="tunggakan",
        message=owed_message(found, words),
        table=Table(_rows(found, survey, words), _columns(words)),
        caption=caption_of(survey, len(survey.respondents(warehouse)), words),
        alt=owed_message(found, words),
        note=words("respondents.owed.shared") if any(debt.shared for debt in found) else "",
        source=words.join([source_of(survey, words), *dict.fromkeys(known["file"])]),
        stamp=stamp(warehouse),
        is_sample=survey.is_sample,
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


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("owner", words("respondents.owed.owner")),
        Column("owed", words("respondents.owed.owed"), INTEGER),
        Column("where", words("respondents.owed.where")),
        Column("services", words("respondents.owed.services")),
    )


def _rows(found: tuple[Debt, ...], survey: Survey, words: Words) -> pd.DataFrame:
    names = {one.code: one.name for one in survey.dimensions}
    parts = {part.code: part.names[words.language] for one in survey.dimensions for part in one.sub_dimensions}
    rows = [
        (
            debt.owner,
            debt.owed,
            "; ".join(
                words(
                    "respondents.owed.part", name=parts.get(quota.sub_dimension, names[quota.dimension]), n=quota.owed
                )
                for quota in debt.parts
            ),
            words.join(debt.services),
        )
        for debt in found
    ]
    return pd.DataFrame(rows, columns=[column.code for column in _columns(words)])
