"""One rule for each type of column: a cell in, a typed value or a finding out."""

import math
import re
from collections.abc import Callable, Collection, Mapping
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


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a cell, the column that says what it should be, and the setting that it is judged in."""

    cell: Cell
    column: Column
    setting: Setting

    @property
    def value(self) -> object:
        """What was typed; a rule never sees a blank."""
        return self.cell.value

    def finding(self, code: str, found: object = None, **values: object) -> Finding:
        """Make a finding about the cell, which quotes its value or what else was *found*."""
        place = Place(self.setting.file, self.setting.sheet, self.cell.address)
        quoted = _as_typed(self.value if found is None else found)[:200]
        return Finding(code, place, quoted, {**values, **self.column.called})

    def wrong(self, code: str, **values: object) -> Outcome:
        """Give no value but a finding."""
        return None, self.finding(code, **values)

    def decided(self, of: str) -> str | None:
        """Return what a person decided that the value means as this kind of name, or None."""
        return self.setting.reference.aliases.get((of, normalise(self.value)))

    def named(self, code: str | None, codes: Collection[str], complaint: str, of: str, **values: object) -> Outcome:
        """Give the *code* that a name means if it is one of *codes*; else complain of a name that nobody knows.

        The complaint says what kind of name it is, so that a person can be asked about it. One that a person said means
        nothing is a blank, where the column may be blank.
        """
        if code in codes:
            return code, None
        if self.decided(of) == IGNORED and not self.column.required:
            return self.column.default or None, None
        question = {"of": of, "text": _as_typed(self.value), "is_required": self.column.required}
        return self.wrong(complaint, **question, **values)


def convert(cell: Cell, column: Column, setting: Setting) -> Outcome:
    """Turn *cell* into the value that *column* holds; a blank or bad cell gives None and, if it matters, a finding."""
    entry = Entry(cell, column, setting)
    if cell.flaw is not None:
        code = "cell.error_value" if cell.flaw.kind == "error_value" else "cell.formula_not_computed"
        return entry.wrong(code, found=cell.flaw.text)
    if cell.value is None:
        return entry.wrong("cell.blank", found="") if column.required else (column.default or None, None)
    return _RULES[column.type](entry)


def _as_typed(value: object) -> str:
    """Spell a stored value as its cell shows it: 7 rather than 7.0, a day without midnight."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


def _text(entry: Entry) -> Outcome:
    value = entry.value.date() if isinstance(entry.value, datetime) else entry.value
    # A service keeps its spelling in the row; the warehouse names it.
    decided = entry.setting.reference.aliases.get((entry.column.code, normalise(value)))
    known = None if entry.column.code == SERVICE else decided
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


def _bounded(entry: Entry, low: float | None, high: float | None, *, is_whole: bool = False) -> Outcome:
    """Read a number within the bounds; one that is stored as text is told of."""
    value, was_text = number_of(entry.value)
    if value is None:
        return entry.wrong("cell.not_a_number", low=low, high=high)
    if (low is not None and value < low) or (high is not None and value > high):
        return entry.wrong("cell.out_of_scale", low=low, high=high)
    if is_whole and value != int(value):
        return entry.wrong("cell.not_an_integer", low=low, high=high)
    return (int(value) if is_whole else value), (entry.finding("cell.number_as_text") if was_text else None)


def _number(entry: Entry) -> Outcome:
    return _bounded(entry, entry.column.minimum, entry.column.maximum)


def _score(entry: Entry) -> Outcome:
    method = entry.setting.method
    return _bounded(entry, *((method.scale_min, method.scale_max) if method else entry.setting.reference.scale))


def _integer(entry: Entry) -> Outcome:
    bounds = {"low": entry.column.minimum, "high": entry.column.maximum}
    is_text = isinstance(entry.value, str)
    if is_text and number_of(entry.value)[0] is not None and not _INTEGER.fullmatch(entry.value.strip()):
        return entry.wrong("cell.not_an_integer", **bounds)
    return _bounded(entry, **bounds, is_whole=True)


def _rating(entry: Entry) -> Outcome:
    """Read a rating: a whole number within the column's bounds, or one of its words, with or without "a." before it."""
    if isinstance(entry.value, str) and not _NUMBER.fullmatch(entry.value.strip()):
        rating = entry.column.choice(entry.value) or entry.column.choice(_LETTERED.sub("", entry.value))
        if rating is not None:
            return int(rating), None
    return _integer(entry)


def _year(entry: Entry) -> Outcome:
    value, finding = _integer(entry)
    if value is not None and not _YEAR.fullmatch(str(value)):
        return entry.wrong("file.year_unknown")
    return value, finding


def answer(cell: Cell, column: Column, setting: Setting) -> Outcome:
    """Read one survey answer: a whole number on the method's answer scale, or one of *column*'s words for it.

    Blank stays missing.
    """
    if cell.flaw is not None or cell.value is None:
        return convert(cell, column, setting)
    entry = Entry(cell, column, setting)
    bounds = {"low": setting.method.survey.answer_min, "high": setting.method.survey.answer_max}
    if isinstance(cell.value, str) and not _NUMBER.fullmatch(cell.value.strip()):
        meaning = column.choice(cell.value) or entry.decided(ANSWER)
        if meaning == IGNORED:
            return None, None
        level, finding = entry.named(meaning, column.choices or {}, "cell.not_a_number", ANSWER, **bounds)
        return (None if level is None else int(level)), finding
    return _bounded(entry, **bounds, is_whole=True)


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


def _date(entry: Entry) -> Outcome:
    day = parse_date(entry.value)
    return (day, None) if day is not None else entry.wrong("cell.not_a_date")


def _moment(entry: Entry) -> Outcome:
    moment = parse_moment(entry.value)
    return (moment, None) if moment else entry.wrong("cell.not_a_moment")


def _region(entry: Entry) -> Outcome:
    regions = entry.setting.reference.regions
    region = regions.find(entry.value) or regions.find(entry.decided("region") or "")
    if region is not None:
        return region.name, None
    return entry.named(None, (), "value.unknown_region", "region", near=list(regions.near(entry.value)))


def _dimension(entry: Entry) -> Outcome:
    code = find_dimension(str(entry.value)) or entry.decided("dimension")
    names = {dimension.code: dimension.name for dimension in entry.setting.reference.dimensions}
    return entry.named(code, names, "value.unknown_dimension", "dimension", known=list(names.values()))


def _sub_dimension(entry: Entry) -> Outcome:
    whole = entry.setting.dimension
    own = [known for known in entry.setting.reference.dimensions if whole in (None, known.code)]
    parts = {part.code: part.names for known in own for part in known.sub_dimensions}
    code = find_sub_dimension(str(entry.value), whole) or entry.decided("sub_dimension")
    names = {language: [part[language] for part in parts.values()] for language in entry.column.header}
    values = {"known": names, "choices": list(parts)}
    return entry.named(code, parts, "value.unknown_sub_dimension", "sub_dimension", **values)


def _track(entry: Entry) -> Outcome:
    labels = entry.setting.reference.track_labels
    code, known = labels.get(normalise(entry.value)) or entry.decided("track"), sorted(set(labels.values()))
    return entry.named(code, known, "value.unknown_track", "track", known=known)


def _item(entry: Entry) -> Outcome:
    method = entry.setting.method
    codes = {normalise(item.code): item.code for item in (method.items if method else ())}
    code = codes.get(normalise(entry.value)) or codes.get(normalise(entry.decided("item") or ""))
    known = list(codes.values())
    return entry.named(code, known, "value.unknown_item", "item", known=known, choices=known)


def _choice(entry: Entry) -> Outcome:
    of, known = f"{CHOICE}:{entry.column.code}", entry.column.choices or {}
    code = _choice_by_bounds(entry.value, entry.column) or entry.column.choice(entry.value) or entry.decided(of)
    return entry.named(code, known, "value.unknown_choice", of, known=[words[0] for words in known.values()])


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


_RULES: Mapping[str, Callable[[Entry], Outcome]] = {
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
