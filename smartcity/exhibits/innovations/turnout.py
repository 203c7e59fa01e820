"""Who has reported for this round, and who has not: the innovations of a list against the reports."""

import pandas as pd

from smartcity import charts
from smartcity.answers.innovations import Innovation
from smartcity.exhibits.innovations.looked import Looked, of_innovations, stage_said
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.dimensions import dimension_name
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.wording import Words

NAMED = 3
"""Innovations that a message names before it only counts them."""

_COLUMNS = of_page("innovations", "name dimension owner reported_word stage_word=stage reported_at reported_by")
_MISSING = of_page("innovations", "name dimension owner reported_word")


@of_innovations("lapor-inovasi")
def turnout(looked: Looked) -> Exhibit:
    """Hold the reports of the year, or those since the chosen day, against the list; those who have not come first."""
    words, own = looked.words, looked.listed
    done = {one.key for one in own if has_reported(one, looked)}
    rows = [_row(one, looked) for one in sorted(own, key=lambda one: one.key in done)]
    counts = [
        (dimension.name, *_counted(own, dimension.code, done), dimension.colour, looked.is_sample_in(dimension.code))
        for dimension in looked.dimensions
    ]
    drawn = pd.DataFrame(counts, columns=["label", "count", "quota", "colour", "is_sample"])
    drawn = drawn[drawn["quota"] > 0]
    return looked.subject(caption=_caption(looked)).exhibit(
        "lapor-inovasi",
        turnout_message([one.name for one in own if one.key not in done], len(own), looked),
        "innovations.turnout",
        caption=_caption(looked),
        figure=charts.bullets(drawn, words, "innovations", "reported") if len(drawn) else None,
        rows=rows,
        columns=_COLUMNS,
        note=(looked.older, stated(looked), looked.near),
        values=words.join(f"{row.label} {row.count} / {row.quota}" for row in drawn.itertuples(index=False)),
    )


@of_innovations("belum-melapor")
def missing(looked: Looked) -> Exhibit:
    """List the innovations of the list that were not reported on, dimension by dimension, with whom to ask."""
    words = looked.words
    rows = [_row(one, looked) for one in looked.listed if not has_reported(one, looked)]
    owners = len({row[2] for row in rows if row[2]})
    unowned = sum(not row[2] for row in rows)
    if not rows:
        return looked.subject().nothing("belum-melapor", "innovations.missing", year=looked.year)
    return looked.subject(caption=_caption(looked)).exhibit(
        "belum-melapor",
        words("innovations.missing.message", n=len(rows), year=looked.year, owners=owners)
        + (words("innovations.missing.unowned", n=unowned) if unowned else ""),
        rows=[row[: len(_MISSING)] for row in rows],
        columns=_MISSING,
        alt=_caption(looked),
    )


def has_reported(one: Innovation, looked: Looked) -> bool:
    """Say whether an innovation was reported on for the year, since the chosen day if there is one."""
    return one.is_reported and (looked.since is None or one.state.last.at >= looked.since)


def _counted(own: tuple[Innovation, ...], dimension: str, done: set[str]) -> tuple[int, int]:
    inside = [one for one in own if one.dimension == dimension]
    return sum(one.key in done for one in inside), len(inside)


def _row(one: Innovation, looked: Looked) -> tuple:
    words, last = looked.words, one.state.last if one.state else None
    state = "yes" if has_reported(one, looked) else "before" if last else "no"
    return (
        one.name,
        dimension_name(one.dimension) if one.dimension else None,
        one.owner,
        words(f"innovations.turnout.said_{state}", year=one.state.year if one.state else None),
        stage_said(one, words),
        words.moment(last.at) if last else None,
        last.by if last else None,
    )


def _caption(looked: Looked) -> str:
    words = looked.words
    label = next((one.label for own in looked.listed for one in own.listed if one.list == looked.list), "")
    key = "since" if looked.since else "caption"
    return words(
        f"innovations.turnout.{key}",
        list=label,
        n=len(looked.listed),
        year=looked.year,
        dimensions=looked.scope,
        since=looked.selection.since,
    )


def turnout_message(missing: list[str], of: int, looked: Looked) -> str:
    """Count those that have reported, and name those that have not, unless they are many."""
    words, done = looked.words, of - len(missing)
    values = {"n": done, "of": of, "year": looked.year}
    if not of:
        return words("innovations.turnout.none", year=looked.year)
    if not missing:
        return words("innovations.turnout.all", **values)
    if not done:
        return words("innovations.turnout.nobody", **values)
    if len(missing) > NAMED:
        return words("innovations.turnout.many", **values, missing=len(missing))
    return words("innovations.turnout.some", **values, names=words.join(missing))


def stated(looked: Looked) -> str:
    """Say how many innovations and innovators the list itself states, where it states another number than it prints."""
    words: Words = looked.words
    rows = looked.warehouse.query("innovation_lists")
    rows = rows[rows["list"] == looked.list]
    if rows.empty or rows[["stated_innovations", "stated_innovators"]].isna().all(axis=None):
        return ""
    row = rows.astype(object).where(rows.notna(), None).iloc[0]
    return words(
        "innovations.turnout.stated",
        list=row["label"] or row["list"],
        innovations=row["stated_innovations"],
        innovators=row["stated_innovators"],
        printed=int(row["printed"]),
    )
