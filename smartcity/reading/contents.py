"""What stands below a title, as far as it says what the title cannot mean."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time

import numpy as np

from smartcity.method.layout import Column, is_blank_word, normalise
from smartcity.reading.sheets import Sheet, blank_to_none
from smartcity.records.observations import Value

_SAMPLE = 200
_STAMP = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ T].*)?")
_EARLIEST_SERIAL = 20_000
"""Smaller numbers are no days of a spreadsheet that anybody surveys in; this one is of 1954."""

_NO_DAY = re.compile(
    r"\D*|(?:(?:pukul|jam|pkl)\W*)?\d{1,2}(?:[.:]\d{2}|:\d{2}:\d{2})\s*(?:wib|wita|wit|[ap]\.?m\.?)?"
    r"|\D{0,20}\d{1,4}(?:[.,]\d{1,3})?\s*(?:jam|menit|mnt|detik|dtk|hari|minggu|hours?|min(?:ute)?s?|sec(?:ond)?s?|days?)",
    re.IGNORECASE,
)
"""Texts that say no day although a title such as "Waktu" may: none with a number, a time of day, how long it took."""

_LONGEST_DAY = 60
_PHONE_DIGITS = 6
_SIGNS = frozenset({"0", "1", "true", "false"})
_WORDS = frozenset({"ya", "tidak", "yes", "no", "y", "n"})
PHONE = "person_phone"


def first_values(sheet: Sheet, number: int, row: int, most: int = _SAMPLE) -> list[Value]:
    """Return what stands first in a column below a row, blanks left out."""
    values = sheet.rows.columns.get(number)
    if values is None:
        return []
    start = int(sheet.rows.numbers.searchsorted(row, "right"))
    found: list[Value] = []
    for value in values[start : start + _SAMPLE]:
        if blank_to_none(value) is not None:
            found.append(value)
            if len(found) == most:
                break
    return found


def can_hold(kind: str, code: str, values: Sequence[Value], title: str, *, is_own_name: bool) -> bool:
    """Say whether a column of this type and code can hold *values*; one without any can hold what it likes.

    Stamps are no ratings, small numbers no days, and a telephone number has digits. Under another than the column's own
    name what says no day is none either, such as "Waktu" over times.
    """
    if not values:
        return True
    if kind in ("rating", "mark"):
        return 2 * sum(_is_stamp(value) for value in values) <= len(values)
    if kind in ("date", "moment"):
        is_other = kind == "date" and not is_own_name and all(map(_is_no_day, values))
        return not (is_other or all(map(_is_small, values)) or _only_repeats(title, values))
    return code != PHONE or any(len(re.sub(r"\D", "", str(value))) >= _PHONE_DIGITS for value in values)


def are_rated(values: Sequence[Value], column: Column) -> bool:
    """Say whether most of what stands in a column can be ratings of *column*: numbers on its scale, or its words."""
    rated = 0
    for value in values:
        digits = re.findall(r"\d+(?:[.,]0+(?!\d))?", str(value))
        number = float(digits[0].replace(",", ".")) if len(digits) == 1 else math.nan
        is_number = (column.minimum or -math.inf) <= number <= (column.maximum or math.inf)
        rated += is_number or column.choice(value) is not None
    return 2 * rated > len(values)


def says_whether(values: Sequence[Value], option: str, column: Column | None) -> str:
    """Say how a column only tells whether an option was chosen, "" if it holds more.

    It may hold signs (0 and 1), or words: yes and no, or the option's own name. Words that are choices of the *column*
    which the option would be by its name say more.
    """
    found = {normalise(_plain(value)) for value in values}
    if not found:
        return ""
    if found <= _SIGNS:
        return "sign"
    if column is not None and all(column.choice(value) is not None for value in values):
        return ""
    return "word" if found <= _WORDS or (found == {normalise(option)} and not option.strip("()[] ").isdecimal()) else ""


def is_complementary(sheet: Sheet, numbers: Sequence[int], row: int, column: Column | None = None) -> bool:
    """Say whether no row below *row* fills two of the columns with different things.

    Words for nothing count as nothing, unless they are choices of the *column*.
    """
    start = int(sheet.rows.numbers.searchsorted(row, "right"))
    whole: np.ndarray | None = None
    for number in numbers:
        own = sheet.rows.columns.get(number)
        if own is None:
            continue
        own = without_nothing(own[start:], column)
        if whole is None:
            whole = own
            continue
        is_open = np.equal(whole, None).astype(bool)
        if not (is_open | np.equal(own, None).astype(bool) | np.equal(whole, own).astype(bool)).all():
            return False
        whole = np.where(is_open, own, whole)
    return True


def without_nothing(values: np.ndarray, column: Column | None = None) -> np.ndarray:
    """Return the values of a column with None for each that says nothing."""
    choice = column.choice if column is not None else {}.get
    nothing = {
        value
        for value in set(values.tolist())
        if isinstance(value, str) and (not value.strip() or (is_blank_word(value) and choice(value) is None))
    }
    if not nothing:
        return values
    return np.array([None if value in nothing else value for value in values.tolist()], dtype=object)


def _is_stamp(value: Value) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and _STAMP.fullmatch(value) is not None)


def _is_small(value: Value) -> bool:
    number = _plain(value)
    if isinstance(number, str):
        number = float(number) if number.strip().isdecimal() else None
    return isinstance(number, int | float | bool) and number < _EARLIEST_SERIAL


def _plain(value: Value) -> Value:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_no_day(value: Value) -> bool:
    if isinstance(value, time) and not isinstance(value, datetime):
        return True
    return isinstance(value, str) and _NO_DAY.fullmatch(value.strip()[:_LONGEST_DAY]) is not None


def _only_repeats(title: str, values: Sequence[Value]) -> bool:
    return all(isinstance(value, str) and normalise(value) == normalise(title) for value in values)
