"""What people wrote in their own words, as a list that can be searched; who wrote it cannot be told from it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.exhibit import Column, Empty, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import caption_of, no_survey, source_of
from smartcity.exhibits.respondents.services import service_groups
from smartcity.exhibits.survey.asking import Asked, ask
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "komentar"
FIRST = 30
"""Comments that are laid out to be read; with more, a folded table has them all."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, and the dimensions and services of its writer, as far as their groups are large enough."""

    text: str
    dimensions: tuple[str, ...]
    services: tuple[str, ...]


@kept
def comments(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List the comments that hold every word that is searched for, of the chosen dimension."""
    asked = ask(warehouse, selection)
    if asked is None:
        return no_survey(KEY, warehouse, selection, words)
    everything = of_survey(warehouse, asked)
    written = tuple(one for one in everything if normalise(one.text))
    masked = len(_of_dimension(everything, asked)) - len(_of_dimension(written, asked))
    whole = _of_dimension(written, asked)
    found = tuple(one for one in whole if _holds(one, selection.phrase))
    reason = "none" if not written else "none_of_dimension" if not whole else "not_found" if not found else ""
    if reason:
        said = {"year": asked.survey.year, "dimension": asked.own[0][0].name, "phrase": selection.phrase}
        empty = Empty(*(words(f"survey.comments.{reason}_{piece}", **said) for piece in ("missing", "why", "step")))
        return Exhibit(
            KEY, words("survey.comments.untold"), source_of(asked.survey, words), stamp(warehouse), empty=empty
        )
    message = comments_message(found, len(whole), selection.phrase, words)
    details = ()
    if len(found) > FIRST:
        every = words("survey.comments.every", n=len(found))
        details = (_exhibit(f"{KEY}-semua", every, found, "", masked, asked, warehouse, words),)
    more = words("survey.comments.first", n=FIRST, total=len(found)) if details else ""
    return _exhibit(KEY, message, found[:FIRST], more, masked, asked, warehouse, words, details)


def of_survey(warehouse: Warehouse, asked: Asked) -> tuple[Comment, ...]:
    """Load the comments of a survey, by their dimension and words, never in the order in which people were asked.

    A form that answers several dimensions has one comment. Personal data was masked when the file was read. A dimension
    is named when as many answered it as may be shown, a service when its number of respondents may be shown.
    """
    survey = asked.survey
    rows = warehouse.query("comments_of_survey", year=survey.year, track=survey.track)
    if rows.empty:
        return ()
    people = warehouse.query("respondents_of_survey", year=survey.year, track=survey.track)
    named = {
        (group.dimension, normalise(group.service)): group.service
        for group in service_groups(people, survey, load_site().smallest_group)
        if group.service is not None and group.count is not None
    }
    names = {dimension.code: dimension.name for dimension, one in asked.own if one.whole.code in asked.shown}
    order = {name: place for place, name in enumerate(names.values())}
    found = []
    for _, own in rows.groupby(["snapshot", "sheet", "row"], sort=False):
        dimensions = tuple(names[code] for code in own["dimension"] if code in names)
        services = (
            named.get((names.get(row.dimension), normalise(row.service)))
            for row in own.itertuples(index=False)
            if not pd.isna(row.service)
        )
        text = " ".join(str(own["comment"].iloc[0]).split())
        found.append(Comment(text, dimensions, tuple(dict.fromkeys(filter(None, services)))))
    last = len(order)
    return tuple(
        sorted(found, key=lambda one: (order[one.dimensions[0]] if one.dimensions else last, normalise(one.text)))
    )


def _of_dimension(written: Iterable[Comment], asked: Asked) -> tuple[Comment, ...]:
    """Keep the comments of a chosen dimension; without a chosen one all of them, also those that name none."""
    return tuple(one for one in written if asked.is_whole or one.dimensions)


def _holds(one: Comment, phrase: str) -> bool:
    text = normalise(" ".join((one.text, *one.dimensions, *one.services)))
    return all(word in text for word in normalise(phrase).split())


def comments_message(found: Sequence[Comment], total: int, phrase: str, words: Words) -> str:
    """Count the comments, or those that were found; name the dimension that most of them are about, if one is."""
    if phrase:
        return words("survey.comments.found", n=len(found), total=total, phrase=phrase)
    counts = Counter(name for one in found for name in one.dimensions).most_common()
    said = words("survey.comments.message", n=total)
    if len(counts) < 2 or counts[0][1] == counts[1][1]:
        return said
    return said + words("survey.comments.most", dimension=counts[0][0], most=counts[0][1])


def _exhibit(
    key: str,
    message: str,
    found: Sequence[Comment],
    more: str,
    masked: int,
    asked: Asked,
    warehouse: Warehouse,
    words: Words,
    details: tuple[Exhibit, ...] = (),
) -> Exhibit:
    columns = (
        Column("text", words("survey.column.comment")),
        Column("dimensions", words("survey.column.dimension")),
        Column("services", words("survey.column.service")),
    )
    rows = [(one.text, one.dimensions, one.services) for one in found]
    notes = (
        words("survey.comments.note", smallest=load_site().smallest_group),
        words("survey.comments.masked", n=masked) if masked else "",
    )
    return Exhibit(
        key=key,
        message=message,
        table=Table(pd.DataFrame(rows, columns=[column.code for column in columns]), columns),
        caption=caption_of(asked.survey, asked.count, words, more),
        alt=words("survey.comments.alt", year=asked.survey.year, n=len(found)),
        note=" ".join(filter(None, notes)),
        source=source_of(asked.survey, words),
        stamp=stamp(warehouse),
        is_sample=asked.survey.is_sample,
        details=details,
    )
