"""One rule for each type of column: a cell in, a typed value or a finding out."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from smartcity.checks.moments import Reader, is_day_number
from smartcity.checks.numbers import LARGEST, Writing, number_of, reading_of, with_thousands
from smartcity.checks.reference import Reference
from smartcity.checks.spans import span_of, span_of_choice
from smartcity.method import Method, find_dimension, find_sub_dimension
from smartcity.method.layout import Column, normalise, plain_signs, undoubled
from smartcity.records.decisions import (
    ANSWER,
    CHOICE,
    CONTENT,
    DATE,
    DECIMALS,
    IGNORED,
    LETTER,
    NUMBER,
    NUMBER_SIGN,
    ROW,
    SERVICE,
    THOUSANDS,
    spelling,
)
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Cell

_YEAR = re.compile(r"\d{4}")
_LETTER = re.compile(r"\s*[A-Za-z]\s*[.)]?\s*")
_LETTERED = re.compile(r"^\s*[A-Za-z]\s*[.)]\s*")
_NUMBERED = re.compile(r"\W*+(\d{1,2})(?=[\s.):=/\]-])(\D++)|(\D*+)(?<=[\s(:=/\[-])(\d{1,2})\W*+")


_MAY_BE_BLANK = frozenset({
    "cell.not_a_number", "cell.not_an_integer", "cell.out_of_scale", "cell.not_a_date", "cell.not_a_moment",
})  # fmt: skip
"""Complaints about a cell that may also be left blank where its column is not required."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a cell stands and what it is judged by; *moments* and *writing* are those of its column.

    *is_of_row* says that the cell is one of a row, which can be left out; a field of the whole file is not.
    """

    file: str
    sheet: str
    reference: Reference
    method: Method | None = None
    dimension: str | None = None
    moments: Reader = Reader()  # noqa: RUF009 (frozen)
    writing: Writing = Writing()  # noqa: RUF009 (frozen)
    is_of_row: bool = True


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
        may_be_blank = {"reason": "optional"} if not self.column.required and code in _MAY_BE_BLANK else {}
        return Finding(code, place, quoted, {**may_be_blank, **values, **self.column.called})

    def wrong(self, code: str, **values: object) -> Outcome:
        """Give no value but a finding."""
        return None, self.finding(code, **values)

    def decided(self, of: str) -> str | None:
        """Return what a person decided that the value means as this kind of name, or None."""
        return self.setting.reference.aliases.get((of, spelling(of, self.value)))

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

    def refused(self, code: str, of: str, **values: object) -> Outcome:
        """Complain of a value that no rule reads, or take it as nothing where a person said so.

        Where the column needs a value, a person may say that the whole row does not count.
        """
        if not self.column.required:
            return self.named(None, (), code, of, **values)
        if not self.setting.is_of_row:
            return self.wrong(code, **values)
        of = f"{ROW}:{self.column.code}"
        if self.decided(of) == IGNORED:
            return self.wrong("row.left_out")
        return self.wrong(code, of=of, text=_as_typed(self.value), **values)


def convert(cell: Cell, column: Column, setting: Setting) -> Outcome:
    """Turn *cell* into the value that *column* holds; a blank or bad cell gives None and, if it matters, a finding."""
    entry = Entry(cell, column, setting)
    if cell.flaw is not None:
        code = "cell.error_value" if cell.flaw.kind == "error_value" else "cell.formula_not_computed"
        return _flawed(entry, code)
    if cell.value is None:
        return entry.wrong("cell.blank", found="") if column.required else (column.default or None, None)
    return _RULES[column.type](entry)


def _flawed(entry: Entry, code: str) -> Outcome:
    """Complain of a cell whose value cannot be had; a person may take what stands there instead as nothing."""
    text = entry.cell.flaw.text
    instead = replace(entry, cell=Cell(text, entry.cell.address))
    return instead.refused(code, CONTENT) if text else entry.wrong(code, found=text)


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
    known = _listed(value, entry.setting.reference) if entry.column.code == SERVICE else decided
    return known or _as_typed(value).strip(), None


def _listed(value: object, reference: Reference) -> str | None:
    """Return the listed name of a service that a form wrote as the name of a choice, such as `langsat_manis`."""
    if "_" not in str(value) or " " in str(value).strip():
        return None
    return next((name for name in reference.innovations if normalise(name) == normalise(value)), None)


def _bounded(entry: Entry, low: float | None, high: float | None, *, is_whole: bool = False, of: str = "") -> Outcome:
    """Read a number within the bounds; one that is stored as text is told of.

    Where column and bounds leave both readings of "1.250" possible, it is not guessed, but asked once for the column.
    What cannot be read can be decided on as a name of the kind *of*, unless the column needs a number.
    """
    writing = entry.setting.writing
    value, other, was_text = reading_of(entry.value, writing)
    bounds = {"low": low, "high": high}

    def refused(code: str, **values: object) -> Outcome:
        return entry.refused(code, of or NUMBER, **bounds, **values)

    def is_within(number: float) -> bool:
        return abs(number) < LARGEST and (low is None or number >= low) and (high is None or number <= high)

    if value is None:
        return refused("cell.not_a_number")
    if other is not None and is_within(other):
        if is_within(value) and (not is_whole or value == int(value)):
            question = {"of": NUMBER_SIGN, "text": writing.ambiguous or entry.value, "choices": [THOUSANDS, DECIMALS]}
            return entry.wrong(
                "cell.two_numbers", thousands=other, decimal=value, is_required=True, **bounds, **question
            )
        value = other
    if not is_within(value):
        return refused("cell.out_of_scale")
    if is_whole and value != int(value):
        return refused("cell.not_an_integer")
    told = None
    if was_text:
        is_divided = value == with_thousands(entry.value)
        told = entry.finding("cell.thousands", read=value) if is_divided else entry.finding("cell.number_as_text")
    return (int(value) if is_whole else value), told


def _number(entry: Entry) -> Outcome:
    return _bounded(entry, entry.column.minimum, entry.column.maximum)


def _score(entry: Entry) -> Outcome:
    method = entry.setting.method
    return _bounded(entry, *((method.scale_min, method.scale_max) if method else entry.setting.reference.scale))


def _integer(entry: Entry, of: str = "") -> Outcome:
    return _bounded(entry, entry.column.minimum, entry.column.maximum, is_whole=True, of=of)


def _rating(entry: Entry) -> Outcome:
    """Read a rating: a whole number within the column's bounds, or one of its words, with or without "a." before it."""
    of = f"{CHOICE}:{entry.column.code}"
    if isinstance(entry.value, str) and number_of(entry.value)[0] is None:
        bounds = {"low": entry.column.minimum, "high": entry.column.maximum}
        is_letter = _LETTER.fullmatch(entry.value) and entry.decided(of) is None
        level, finding = _worded(entry, LETTER if is_letter else of, **bounds)
        return (None if level is None else int(level)), finding
    return _or_decided(entry, of, _integer(entry, of))


def _year(entry: Entry) -> Outcome:
    value, finding = _integer(entry)
    if value is not None and not _YEAR.fullmatch(str(value)):
        return entry.refused("file.year_unknown", NUMBER)
    return value, finding


def answer(cell: Cell, column: Column, setting: Setting) -> Outcome:
    """Read one survey answer: a whole number on the method's answer scale, or one of *column*'s words for it.

    Blank stays missing.
    """
    if cell.flaw is not None or cell.value is None:
        return convert(cell, column, setting)
    entry = Entry(cell, column, setting)
    bounds = {"low": setting.method.survey.answer_min, "high": setting.method.survey.answer_max}
    if isinstance(cell.value, str) and number_of(cell.value)[0] is None:
        level, finding = _worded(entry, ANSWER, **bounds)
        return (None if level is None else int(level)), finding
    return _or_decided(entry, ANSWER, _bounded(entry, **bounds, is_whole=True, of=ANSWER))


def _worded(entry: Entry, of: str, **bounds: object) -> Outcome:
    """Read a level from its word, which may have its number beside it: both must say the same."""
    meaning = entry.decided(of)
    if meaning == IGNORED and not entry.column.required:
        return None, None
    code = entry.column.choice(entry.value) or entry.column.choice(_LETTERED.sub("", str(entry.value)))
    code = code or _numbered(entry) or meaning
    return entry.named(code, entry.column.choices or {}, "cell.not_a_number", of, **bounds)


def _numbered(entry: Entry) -> str | None:
    """Find the choice that a text names twice, by its word and by its number: "3 - Sesuai", "Sesuai (3)"."""
    match = _NUMBERED.fullmatch(undoubled(plain_signs(entry.value)))
    if match is None:
        return None
    number, word = (match[1], match[2]) if match[1] else (match[4], match[3])
    code = entry.column.choice(word.strip(" .,:;=/()[]-"))
    return code if code == str(int(number)) else None


def _or_decided(entry: Entry, of: str, outcome: Outcome) -> Outcome:
    """Take what a person decided of a number that no rule reads, such as a 99 for "no answer"."""
    value, finding = outcome
    if value is not None or finding is None:
        return outcome
    code = entry.decided(of)
    return (int(code), None) if code in (entry.column.choices or {}) else outcome


def _date(entry: Entry) -> Outcome:
    day = entry.setting.moments.day(entry.value)
    if day is None:
        return entry.refused("cell.not_a_date", DATE)
    is_number = is_day_number(entry.value)
    return day, (entry.finding("cell.day_number", day=day) if is_number else None)


def _moment(entry: Entry) -> Outcome:
    moment = entry.setting.moments.moment(entry.value)
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
    codes = method.spelt_items if method else {}
    code = codes.get(normalise(entry.value)) or codes.get(normalise(entry.decided("item") or ""))
    known = list(codes.values())
    return entry.named(code, known, "value.unknown_item", "item", known=known, choices=known)


def _choice(entry: Entry) -> Outcome:
    of, known = f"{CHOICE}:{entry.column.code}", entry.column.choices or {}
    code = _choice_by_bounds(entry.value, entry.column) or entry.column.choice(entry.value) or entry.decided(of)
    return entry.named(code, known, "value.unknown_choice", of, known=[words[0] for words in known.values()])


def _choice_by_bounds(value: object, column: Column) -> str | None:
    """Find the choice that holds all whole numbers which a value can mean: 34, "34 tahun", "> 55", "26\u201335"."""
    low, high = span_of(value)
    for code, words in (column.choices or {}).items():
        least, most = span_of_choice(words[0] if words else "")
        if least <= low <= high <= most:
            return code
    return None


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
