"""How many respondents there are: per dimension and sub-dimension against the quota, by office, and day by day."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from smartcity import charts, gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import leaders
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.survey import Survey, load_survey, of_survey
from smartcity.survey import Debt, Quota, days_needed, debts, pace_needed, quotas
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

NAMED = 2
"""Those short of the quota that a message names before it only counts them."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How far one dimension or sub-dimension is filled, in respondents."""

    label: str
    count: int
    quota: int

    @property
    def gap(self) -> int:
        """How many are missing; negative when there are more than the quota."""
        return self.quota - self.count


def fills(survey: Survey) -> tuple[Fill, ...]:
    """Fill each dimension against its quota; where the form was split, the quota holds for each sub-dimension."""
    quota = survey.method.survey.quota
    return tuple(
        Fill(
            dimension.name,
            survey.counts[dimension.code],
            quota * (len(dimension.sub_dimensions) if dimension.code in survey.split else 1),
        )
        for dimension in survey.dimensions
    )


def missing(filled: Sequence[Fill]) -> int:
    """Count the respondents that are still missing, of all together; more than a quota fill no other."""
    return sum(max(fill.gap, 0) for fill in filled)


@of_survey("kuota")
def progress(survey: Survey) -> Exhibit:
    """Show the respondents of each dimension against the quota, and name who is short and by how many."""
    words, filled = survey.words, fills(survey)
    rows = pd.DataFrame(filled).assign(
        difference=[-fill.gap for fill in filled],
        colour=[dimension.colour for dimension in survey.dimensions],
        is_sample=survey.is_sample,
    )
    count = sum(fill.count for fill in filled)
    return survey.subject(count).exhibit(
        "kuota",
        progress_message(filled, words),
        "respondents.progress",
        figure=charts.bullets(rows, words),
        rows=rows,
        columns=of_page("respondents", "label=dimension count quota difference"),
        note=_form_note(survey) if count else "",
        year=survey.year,
        values=_values(filled, words),
    )


def _form_note(survey: Survey) -> str:
    """Say for which dimensions the quota holds for each part, and whether a person said so or the answers look so."""
    words, form = survey.words, survey.selection.form
    if form is not None:
        return words(f"respondents.progress.said_{form}")
    apart = words.join(dimension.name for dimension in survey.dimensions if dimension.code in survey.split)
    return words("respondents.progress.split", dimensions=apart) if apart else words("respondents.progress.whole")


def numeral(number: int, words: Words) -> str:
    """Write a small number as a word, as a sentence does; a larger one in digits."""
    key = f"respondents.numeral.n{number}"
    return words(key) if words.has(key) else words.number(number)


def progress_message(filled: Sequence[Fill], words: Words) -> str:
    """Say who is short and by how many, the most first; what the others have; or by how many the fullest is over."""
    short = sorted((fill for fill in filled if fill.gap > 0), key=lambda fill: -fill.gap)
    full = len(filled) - len(short)
    over = [fill for fill in filled if fill.gap < 0]
    if not any(fill.count for fill in filled):
        return words("respondents.progress.nobody", dimension=filled[0].label)
    if not short:
        key = "full_single" if len(filled) == 1 else "full"
        message = words(f"respondents.progress.{key}", dimension=filled[0].label, number=numeral(len(filled), words))
        return message + _surplus(over, words)
    if not full and len(short) > NAMED:
        return words(
            "respondents.progress.all_short",
            number=numeral(len(filled), words),
            gap=sum(fill.gap for fill in short),
            most=_furthest(short, words),
        )
    if len(short) > NAMED:
        message = words(
            "respondents.progress.many_short",
            number=numeral(len(short), words),
            most=_furthest(short, words),
        )
    else:
        message = words("respondents.progress.short", list=_gaps(short, words))
    return message + (_others(filled, full, words) if full else "")


def _furthest(short: Sequence[Fill], words: Words) -> str:
    """Say who lacks most of those that are *short*, the most first, and how many; those that lack as many share it."""
    names = leaders([(fill.label, fill.gap) for fill in short], words, 0)
    is_shared = sum(fill.gap == short[0].gap for fill in short) > 1
    return words(f"respondents.progress.{'furthest_each' if is_shared else 'furthest'}", names=names, n=short[0].gap)


def _others(filled: Sequence[Fill], full: int, words: Words) -> str:
    quotas = {fill.quota for fill in filled if fill.gap <= 0}
    key = "others" if len(quotas) == 1 else "others_full"
    return words(f"respondents.progress.{key}", n=full, number=numeral(full, words), quota=max(quotas))


def _surplus(over: Sequence[Fill], words: Words) -> str:
    if not over:
        return ""
    if len(over) > NAMED:
        return words("respondents.progress.many_over", number=numeral(len(over), words))
    return words("respondents.progress.over", list=_gaps(over, words))


def _gaps(filled: Sequence[Fill], words: Words) -> str:
    """Name each with its distance to the quota, the unit once at the end: "A 12 dan B 3 orang"."""
    key = "over_by" if filled[0].gap < 0 else "short_by"
    return words.join(words(f"respondents.progress.{key}", name=fill.label, n=abs(fill.gap)) for fill in filled)


def _values(filled: Sequence[Fill], words: Words) -> str:
    texts = (words("charts.count_of_quota", count=fill.count, quota=fill.quota) for fill in filled)
    return words.join(f"{fill.label} {text}" for fill, text in zip(filled, texts))


@of_survey("kuota-subdimensi")
def by_sub_dimension(survey: Survey) -> Exhibit:
    """Show per sub-dimension how many answered at least one of its statements, against the quota."""
    words, names = survey.words, survey.part_names
    counts = survey.parts.set_index("sub_dimension")["count"]
    quota = survey.method.survey.quota
    filled = [
        (dimension.name, Fill(names[part.code], int(counts.get(part.code, 0)), quota))
        for dimension in survey.dimensions
        for part in dimension.sub_dimensions
    ]
    rows = [(dimension, fill.label, fill.count, fill.quota, -fill.gap) for dimension, fill in filled]
    return survey.subject(survey.form_count, more=words("respondents.parts.caption")).exhibit(
        "kuota-subdimensi",
        sub_dimension_message(filled, words),
        rows=rows,
        columns=of_page("respondents", "dimension label=sub_dimension count=count_answering quota difference"),
    )


def sub_dimension_message(filled: Sequence[tuple[str, Fill]], words: Words) -> str:
    """Name the sub-dimensions short of the quota, or their dimension where all of them are of one.

    *filled* has the name of the dimension and the fill of each sub-dimension.
    """
    short = sorted(((name, fill) for name, fill in filled if fill.gap > 0), key=lambda one: -one[1].gap)
    if not short:
        return words("respondents.parts.full", n=len(filled), quota=filled[0][1].quota)
    dimensions = {name for name, _ in short}
    worst = short[0][1]
    values = {"n": len(short), "count": len(filled), "quota": worst.quota, "gap": worst.gap}
    if len(short) == 1:
        return words("respondents.parts.one_short", **values, most=worst.label)
    if len(dimensions) == 1:
        return words("respondents.parts.one_dimension", **values, dimension=short[0][0])
    return words("respondents.parts.short", **values, most=_furthest([fill for _, fill in short], words))


def quotas_of(survey: Survey) -> tuple[Quota, ...]:
    """List what must be filled: each chosen dimension, or each part of it where the form was split."""
    return quotas(
        survey.counts,
        survey.parts.set_index("sub_dimension")["count"].to_dict(),
        {one.code: [part.code for part in one.sub_dimensions] for one in survey.dimensions},
        survey.method.survey.quota,
        survey.split,
    )


@of_survey("tunggakan")
def by_owner(survey: Survey) -> Exhibit:
    """Show which office still owes how many respondents, by the newest innovation list of the survey's year."""
    words, count = survey.words, survey.form_count
    listed = survey.warehouse.query("innovations")
    known = listed[listed["year"] <= survey.year]
    known = known[known["list"] == known["list"].iloc[-1]] if len(known) else known
    owners = debts(known.rename(columns={"name": "service"}), quotas_of(survey))
    if not owners:
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
        for debt in owners
    ]
    message = owed_message(owners, words)
    return survey.subject(count, sources=[words.join([survey.source, *dict.fromkeys(known["file"])])]).exhibit(
        "tunggakan",
        message,
        rows=rows,
        columns=of_page("respondents.owed", "owner owed where services"),
        alt=message,
        note=words("respondents.owed.shared") if any(debt.shared for debt in owners) else "",
    )


def owed_message(owners: tuple[Debt, ...], words: Words) -> str:
    """Name the office that owes most and how many others owe; say so when nobody does."""
    owing = [debt for debt in owners if debt.owed]
    if not owing:
        return words("respondents.owed.none", n=len(owners))
    sentence = _owing_said(owing, len(owners), words)
    return words("respondents.owed.message_shared", said=sentence) if any(debt.shared for debt in owing) else sentence


def _owing_said(owing: Sequence[Debt], count: int, words: Words) -> str:
    first = owing[0]
    if len(owing) == 1:
        return words("respondents.owed.alone", owner=first.owner, owed=first.owed, count=count - 1)
    tied = [debt for debt in owing if debt.owed == first.owed]
    if len(tied) > 1:
        return words("respondents.owed.tied", n=len(owing), count=count, owed=first.owed)
    return words("respondents.owed.message", owner=first.owner, owed=first.owed, n=len(owing), count=count)


@of_survey("harian", Survey.has_respondents)
def by_day(survey: Survey) -> Exhibit:
    """Show respondents day by day towards the quota, and how many days the rest needs at the pace so far."""
    words, found = survey.words, gate.days_of(survey.warehouse, survey, survey.codes)
    days, undated = found.by_day, found.undated
    if days.empty:
        return survey.lacking("harian", "days.no_dates", survey.form_count)
    filled = fills(survey)
    return survey.subject(survey.form_count).exhibit(
        "harian",
        day_message(days, filled, words),
        "respondents.days",
        figure=charts.daily(days, sum(fill.quota for fill in filled), words),
        rows=days,
        columns=of_page("respondents", "day count cumulative"),
        note=words("respondents.days.undated", n=undated) if undated else "",
        values="; ".join(f"{words.date(row.day)} {words.number(row.count)}" for row in days.itertuples(index=False)),
    )


def pace(warehouse: Warehouse, selection: Selection, words: Words, today: date) -> str:
    """Say how many people a day it takes to be full by the day that the viewer set; "" when no day was set."""
    survey = load_survey(warehouse, selection, words)
    if survey is None or selection.until is None:
        return ""
    until, lacking = date.fromisoformat(selection.until), missing(fills(survey))
    needed = pace_needed(lacking, today, until)
    if not lacking:
        return words("respondents.pace.full", until=until)
    if needed.a_day is None:
        return words("respondents.pace.past", missing=lacking, until=until)
    return words("respondents.pace.message", missing=lacking, until=until, n=needed.days, a_day=math.ceil(needed.a_day))


def day_message(days: pd.DataFrame, filled: Sequence[Fill], words: Words) -> str:
    """Say from when to when people answered, how many a day, and how many more days the slowest dimension needs.

    *days* has `day, count, cumulative`, the first day first.
    """
    first, last = str(days["day"].iloc[0]), str(days["day"].iloc[-1])
    total = int(days["count"].sum())
    if len(days) == 1:
        return words("respondents.days.single", n=total, day=first)
    short = {fill.label: (fill.count, fill.gap) for fill in filled if fill.gap > 0}
    needed = days_needed(days, short)
    message = words("respondents.days.message", n=total, first=first, last=last, pace=total / needed.elapsed)
    if not short:
        return message
    kind = "unknown" if needed.remaining is None else "needed" if len(short) == 1 else "slowest"
    values = {"dimension": needed.slowest, "missing": missing(filled), "n": needed.remaining}
    return message + words(f"respondents.days.{kind}", **values)
