"""Planted satisfaction surveys, comments and counts of users, for the page about the survey."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planted import File, Row

from smartcity.checks import RowPlace
from smartcity.method.skm import KIND, load_skm

ELEMENTS = load_skm().codes
DAY = date(2024, 10, 1)


def rating(given: Sequence[int | None] | int, service: str | None = None, day: date | None = DAY) -> Row:
    """One respondent's row: nine ratings in the order of the elements, or one number for all of them."""
    values = [given] * len(ELEMENTS) if isinstance(given, int) else given
    return {"service": service, "date": day, **dict(zip(ELEMENTS, values))}


def ratings(rows: Sequence[Row], name: str = "skm.xlsx", is_sample: bool = False) -> File:
    """A satisfaction survey of these rows on sheet SKM from row 2 on."""
    numbered = tuple({**row, "sheet": "SKM", "row": number} for number, row in enumerate(rows, start=2))
    places = tuple(
        RowPlace(KIND, "SKM", row["row"], code, f"C{row['row']}", str(row[code]))
        for row in numbered
        for code in ELEMENTS
        if row[code] is not None
    )
    return File(name, KIND, {KIND: numbered}, places, is_sample=is_sample)


def with_comments(file: File, comments: Sequence[str | None]) -> File:
    """The survey *file* with a comment for each of its rows, None where nothing was written."""
    answers = file.tables["answers"]
    people = answers.respondents.assign(comment=list(comments))
    return replace(file, tables={"answers": replace(answers, respondents=people)})
