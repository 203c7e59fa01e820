"""One rule for each type of column: a cell in, a typed value or a finding out."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from babel import Locale
from babel.dates import get_month_names

from smartcity.checks.moments import parse_moment
from smartcity.checks.reference import Reference
from smartcity.method import Method, find_dimension, find_sub_dimension
from smartcity.method.layout import Column, normalise
from smartcity.records.decisions import ANSWER, CHOICE, IGNORED, SERVICE
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Cell

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_INTEGER = re.compile(r"[+-]?\d+")
_YEAR = re.compile(r"\d{4}")
_DIGITS = re.compile(r"\d+")
_LETTERED = re.compile(r"^\s*[A-Za-z\d]\s*[.)]\s*")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_WORD_DATE = re.compile(r"(?:[^\W\d]+,?\s+)?(\d{1,2})\s+([^\W\d]+)\.?\s+(\d{4})")

_MONTHS: Mapping[str, int] = {
    normalise(name).rstrip("."): number
    for language in ("id", "en")
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=Locale(language)).items()
} | {"agustus": 8, "agt": 8, "sept": 9, "nopember": 11, "pebruari": 2}


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a cell stands and what it is judged by."""

    file: str
    sheet: str
    reference: Reference
    method: Method | None = None
    dimension: str | None = None


Outcome = tuple[object | None, Finding | None]


def convert(cell: Cell, column: Column, setting: Setting) -> Outcome:
    """Turn *cell* into the value that *column* holds; a blank or bad cell gives None and, if it matters, a finding."""
    if cell.flaw is not None:
        code = "cell.error_value" if cell.flaw.kind == "error_value" else "cell.formula_not_computed"
        return None, _finding(code, cell, setting, cell.flaw.text, column=column)
    if cell.value is None:
        if column.required:
            return None, _finding("cell.blank", cell, setting, "", column=column)
        return column.default or None, None
    return _RULES[column.type](cell, column, setting)


def _finding(
    code: str, cell: Cell, setting: Setting, found: object, *, column: Column | None = None, **values: object
) -> Finding:
    if column is not None:
        values["column"] = column.header["id"]
        values["columns"] = dict(column.header)
    place = Place(setting.file, setting.sheet, cell.address)
    return Finding(code, place, _as_typed(found)[:200], values)


def _decided(of: str, value: object, setting: Setting) -> str | None:
    """Return what a person decided that *value* means as this kind of name, or None."""
    return setting.reference.aliases.get((of, normalise(value)))


def _unknown(code: str, cell: Cell, column: Column, setting: Setting, of: str, **values: object) -> Outcome:
    """Complain of a name that nobody knows, saying what kind of name it is, so that a person can be asked about it.

    One that a person said means nothing is a blank, where the column may be blank.
    """
    if _decided(of, cell.value, setting) == IGNORED and not column.required:
        return column.default or None, None
    asked = {"of": of, "text": _as_typed(cell.value), "is_required": column.required}
    return None, _finding(code, cell, setting, cell.value, column=column, **asked, **values)


def _as_typed(value: object) -> str:
    """Spell a stored value as its cell shows it: 7 rather than 7.0, a day without midnight."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def _text(cell: Cell, column: Column, setting: Setting) -> Outcome:
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    # A service keeps its spelling in the row; the warehouse names it.
    known = None if column.code == SERVICE else _decided(column.code, value, setting)
    return known or _as_typed(value).strip(), None


def number_of(value: object) -> tuple[float | None, bool]:
    """Read a number from a cell's value; the second part says that it was stored as text.

    Only plain forms count ("3", "3,5", "3.5"): a form that could mean two numbers is not guessed.
    """
    if isinstance(value, bool | date | datetime):
        return None, False
    if isinstance(value, (int, float)):
        return float(value), False
    text = str(value).strip()
    if _NUMBER.fullmatch(text):
        return float(text.replace(",", ".")), True
    return None, True


def _number(cell: Cell, column: Column, setting: Setting) -> Outcome:
    low, high = column.minimum, column.maximum
    return _bounded(cell, column, setting, low, high)


def _score(cell: Cell, column: Column, setting: Setting) -> Outcome:
    method = setting.method
    low, high = (method.scale_min, method.scale_max) if method else setting.reference.scale
    return _bounded(cell, column, setting, low, high)


def _bounded(cell: Cell, column: Column, setting: Setting, low: float | None, high: float | None) -> Outcome:
    value, was_text = number_of(cell.value)
    if value is None:
        return None, _finding("cell.not_a_number", cell, setting, cell.value, column=column, low=low, high=high)
    if (low is not None and value < low) or (high is not None and value > high):
        return None, _finding("cell.out_of_scale", cell, setting, cell.value, column=column, low=low, high=high)
    return value, _finding("cell.number_as_text", cell, setting, cell.value, column=column) if was_text else None


def _integer(cell: Cell, column: Column, setting: Setting) -> Outcome:
    if isinstance(cell.value, str) and not _INTEGER.fullmatch(cell.value.strip()):
        value, _ = number_of(cell.value)
        code = "cell.not_a_number" if value is None else "cell.not_an_integer"
        return None, _finding(code, cell, setting, cell.value, column=column, low=column.minimum, high=column.maximum)
    value, finding = _bounded(cell, column, setting, column.minimum, column.maximum)
    if value is None:
        return None, finding
    if value != int(value):
        low, high = column.minimum, column.maximum
        return None, _finding("cell.not_an_integer", cell, setting, cell.value, column=column, low=low, high=high)
    return int(value), finding


def _rating(cell: Cell, column: Column, setting: Setting) -> Outcome:
    """Read a rating: a whole number within the column's bounds, or one of its words, with or without "a." before it."""
    if isinstance(cell.value, str) and not _NUMBER.fullmatch(cell.value.strip()):
        spoken = column.choice(cell.value) or column.choice(_LETTERED.sub("", cell.value))
        if spoken is not None:
            return int(spoken), None
    return _integer(cell, column, setting)


def _year(cell: Cell, column: Column, setting: Setting) -> Outcome:
    value, finding = _integer(cell, column, setting)
    if value is not None and not _YEAR.fullmatch(str(value)):
        return None, _finding("file.year_unknown", cell, setting, cell.value, column=column)
    return value, finding


def answer(cell: Cell, column: Column, setting: Setting) -> Outcome:
    """Read one survey answer: a whole number on the method's answer scale, or one of *column*'s words for it.

    Blank stays missing.
    """
    if cell.flaw is not None or cell.value is None:
        return convert(cell, column, setting)
    if isinstance(cell.value, str) and not _NUMBER.fullmatch(cell.value.strip()):
        spoken = column.choice(cell.value) or _decided(ANSWER, cell.value, setting)
        if spoken == IGNORED:
            return None, None
        if spoken in (column.choices or {}):
            return int(spoken), None
        low, high = setting.method.survey.answer_min, setting.method.survey.answer_max
        return _unknown("cell.not_a_number", cell, column, setting, ANSWER, low=low, high=high)
    low, high = setting.method.survey.answer_min, setting.method.survey.answer_max
    value, finding = _bounded(cell, column, setting, low, high)
    if value is not None and value != int(value):
        return None, _finding("cell.not_an_integer", cell, setting, cell.value, column=column, low=low, high=high)
    return (None if value is None else int(value)), finding


def parse_date(value: object) -> date | None:
    """Read a day from a cell: a date, ISO text, "18/09/2023" (day first) or "18 September 2023" in either language."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        if match := _ISO_DATE.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMERIC_DATE.fullmatch(text.split(" ")[0]):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _WORD_DATE.fullmatch(text):
            month = _MONTHS.get(normalise(match[2]))
            return date(int(match[3]), month, int(match[1])) if month else None
    except ValueError:
        return None
    return None


def _date(cell: Cell, column: Column, setting: Setting) -> Outcome:
    day = parse_date(cell.value)
    if day is None:
        return None, _finding("cell.not_a_date", cell, setting, cell.value, column=column)
    return day, None


def _moment(cell: Cell, column: Column, setting: Setting) -> Outcome:
    moment = parse_moment(cell.value)
    return moment, None if moment else _finding("cell.not_a_moment", cell, setting, cell.value, column=column)


def _region(cell: Cell, column: Column, setting: Setting) -> Outcome:
    regions = setting.reference.regions
    known = regions.find(cell.value) or regions.find(_decided("region", cell.value, setting) or "")
    if known is not None:
        return known.name, None
    return _unknown("value.unknown_region", cell, column, setting, "region", near=list(regions.near(cell.value)))


def _dimension(cell: Cell, column: Column, setting: Setting) -> Outcome:
    code = find_dimension(str(cell.value)) or _decided("dimension", cell.value, setting)
    if code not in {dimension.code for dimension in setting.reference.dimensions}:
        names = [dimension.name for dimension in setting.reference.dimensions]
        return _unknown("value.unknown_dimension", cell, column, setting, "dimension", known=names)
    return code, None


def _sub_dimension(cell: Cell, column: Column, setting: Setting) -> Outcome:
    own = [known for known in setting.reference.dimensions if setting.dimension in (None, known.code)]
    parts = [part for known in own for part in known.sub_dimensions]
    code = find_sub_dimension(str(cell.value), setting.dimension) or _decided("sub_dimension", cell.value, setting)
    if code not in {part.code for part in parts}:
        names = {language: [part.names[language] for part in parts] for language in column.header}
        codes = [part.code for part in parts]
        return _unknown(
            "value.unknown_sub_dimension", cell, column, setting, "sub_dimension", known=names, choices=codes
        )
    return code, None


def _track(cell: Cell, column: Column, setting: Setting) -> Outcome:
    labels = setting.reference.track_labels
    code = labels.get(normalise(cell.value)) or _decided("track", cell.value, setting)
    known = sorted(set(labels.values()))
    if code not in known:
        return _unknown("value.unknown_track", cell, column, setting, "track", known=known)
    return code, None


def _item(cell: Cell, column: Column, setting: Setting) -> Outcome:
    codes = {normalise(item.code): item.code for item in (setting.method.items if setting.method else ())}
    code = codes.get(normalise(cell.value)) or codes.get(normalise(_decided("item", cell.value, setting) or ""))
    if code is None:
        known = list(codes.values())
        return _unknown("value.unknown_item", cell, column, setting, "item", known=known, choices=known)
    return code, None


def _choice(cell: Cell, column: Column, setting: Setting) -> Outcome:
    of = f"{CHOICE}:{column.code}"
    known = column.choices or {}
    code = _choice_by_bounds(cell.value, column) or column.choice(cell.value) or _decided(of, cell.value, setting)
    if code not in known:
        return _unknown("value.unknown_choice", cell, column, setting, of, known=[words[0] for words in known.values()])
    return code, None


def _choice_by_bounds(value: object, column: Column) -> str | None:
    """Find the choice that a number falls into, or whose two bounds a text names: 34 or "26–35 tahun" for "26-35"."""
    number, _ = number_of(value)
    named = tuple(map(float, _DIGITS.findall(str(value))))
    for code, words in (column.choices or {}).items():
        low, high = _bounds(words[0] if words else "")
        if named == (low, high) or (number is not None and low <= number <= high):
            return code
    return None


def _bounds(choice: str) -> tuple[float, float]:
    """Read the first and last whole number that a choice means; "< 17" is all below, a word is none."""
    match [*map(int, _DIGITS.findall(choice))]:
        case [low, high]:
            return low, high
        case [bound] if choice.startswith("<"):
            return -math.inf, bound - 1
        case [bound] if choice.startswith(">"):
            return bound + 1, math.inf
    return math.inf, -math.inf


_RULES: Mapping[str, Callable[[Cell, Column, Setting], Outcome]] = {
    "text": _text,
    "source": _text,
    "person": _text,
    "integer": _integer,
    "year": _year,
    "number": _number,
    "score": _score,
    "mark": _score,
    "rating": _rating,
    "date": _date,
    "moment": _moment,
    "region": _region,
    "dimension": _dimension,
    "sub_dimension": _sub_dimension,
    "track": _track,
    "item": _item,
    "choice": _choice,
}
