"""Planted innovation lists, events and filled survey forms, for the pages about dimensions and respondents."""

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_uppercase

import numpy as np
import pandas as pd
from planted import HOME, SITE, File, Row

from smartcity.checks import RowPlace
from smartcity.checks.survey import Answers
from smartcity.intake import methods_in_force


def innovation(
    name: str,
    dimension: str,
    part: int | None = None,
    owner: str | None = None,
    kind: str | None = None,
    listed: str = "akhir",
    year: int = 2024,
) -> Row:
    """One printed name; an owner belongs to government unless *kind* says otherwise."""
    return {
        "list": listed,
        "year": year,
        "dimension": dimension,
        "sub_dimension": None if part is None else f"{dimension}.{part}",
        "name": name,
        "owner": owner,
        "owner_type": kind or ("government" if owner else "unknown"),
        "source": "I-1",
        "note": None,
    }


def about(listed: str, label: str, year: int = 2024, stated: int | None = None, people: int | None = None) -> Row:
    """What a list says of itself."""
    return {
        "list": listed,
        "label": label,
        "year": year,
        "date": f"{year}-03-25",
        "stated_innovations": stated,
        "stated_innovators": people,
        "source": "I-1",
        "note": None,
    }


def innovations(rows: Sequence[Row], lists: Iterable[Row] = (), name: str = "inovasi.xlsx", **others: object) -> File:
    """An innovations workbook; the names stand on sheet Inovasi, column E from row 2 on."""
    numbered = tuple({**row, "sheet": "Inovasi", "row": number} for number, row in enumerate(rows, start=2))
    places = tuple(
        RowPlace("innovations", "Inovasi", row["row"], "name", f"E{row['row']}", row["name"]) for row in numbered
    )
    numbered_lists = tuple({**row, "sheet": "Daftar", "row": number} for number, row in enumerate(lists, start=2))
    origin = {"code": "I-1", "origin": "Koran Inovasi", "date": None, "certainty": "certain", "note": None}
    return File(
        name, "innovations", {"innovations": numbered, "lists": numbered_lists, "sources": (origin,)}, places, **others
    )


def events(*rows: tuple[str, str], region: str = HOME, name: str = "agenda.xlsx") -> File:
    """An agenda workbook of (date, event) in one region."""
    numbered = tuple(
        {
            "sheet": "Agenda",
            "row": number,
            "date": date,
            "region": region,
            "event": event,
            "detail": None,
            "source": "Koran Agenda",
            "note": None,
        }
        for number, (date, event) in enumerate(rows, start=2)
    )
    return File(name, "events", {"events": numbered})


def form(
    dimension: str,
    answers: Sequence[int | None],
    service: str | None = None,
    date: str | None = None,
    person: str | None = None,
) -> Row:
    """One respondent's row: *answers* to the dimension's statements in their order, None where left blank."""
    return {"dimension": dimension, "given": answers, "service": service, "date": date, "person": person}


def forms(
    rows: Iterable[Row],
    year: int = 2024,
    name: str = "survei.xlsx",
    track: str = SITE.track,
    is_sample: bool = False,
) -> File:
    """A survey workbook of these rows, each dimension on a sheet of its own."""
    items = methods_in_force().require(year, track).survey_items
    codes: Mapping[str, list[str]] = {}
    for item in items:
        codes.setdefault(item.dimension, []).append(item.code)
    numbers: dict[str, int] = {}
    filled: list[Row] = []
    given: list[dict[str, int]] = []
    for row in rows:
        dimension = row["dimension"]
        number = numbers[dimension] = numbers.get(dimension, 1) + 1
        own = {code: value for code, value in zip(codes[dimension], row["given"]) if value is not None}
        given.append(own)
        filled.append(
            {
                **{key: row[key] for key in ("dimension", "service", "date", "person")},
                "sheet": dimension,
                "row": number,
                "is_straight_lined": len(own) == len(codes[dimension]) and len(set(own.values())) == 1,
            }
        )
    letters = {
        (dimension, code): ascii_uppercase[column]
        for dimension in codes
        for column, code in enumerate(codes[dimension])
    }
    columns = [item.code for item in items]
    raws = pd.DataFrame(np.array([[own.get(code, np.nan) for code in columns] for own in given], object), None, columns)
    values = raws.astype(float)
    answers = Answers(pd.DataFrame(filled), values, raws, letters)
    return File(name, "survey", {"answers": answers}, (), year, track, is_sample)


def titled(message, year=2024):
    """Put the survey's year before what is found in it."""
    return f"Survei {year}: {message}"
