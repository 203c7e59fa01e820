"""What stands below a title, as far as it says what the title cannot mean."""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from smartcity.method.layout import normalise
from smartcity.reading.sheets import Sheet, blank_to_none
from smartcity.records.observations import Value

_SAMPLE = 200
_STAMP = re.compile(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ T].*)?")
_EARLIEST_SERIAL = 20_000
"""Smaller numbers are no days of a spreadsheet that anybody surveys in; this one is of 1954."""

_PHONE_DIGITS = 6
_CHOSEN = frozenset({"0", "1", "true", "false"})
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


def can_hold(kind: str, code: str, values: Sequence[Value], title: str) -> bool:
    """Say whether a column of this type and code can hold *values*; one without any can hold what it likes.

    Stamps are no ratings, small numbers no days, and a telephone number has digits.
    """
    if not values:
        return True
    if kind in ("rating", "mark"):
        return 2 * sum(_is_stamp(value) for value in values) <= len(values)
    if kind in ("date", "moment"):
        return not (all(map(_is_small, values)) or _only_repeats(title, values))
    return code != PHONE or any(len(re.sub(r"\D", "", str(value))) >= _PHONE_DIGITS for value in values)


def are_options(values: Sequence[Value]) -> bool:
    """Say whether a column only tells whether an option was chosen."""
    return bool(values) and all(normalise(_plain(value)) in _CHOSEN for value in values)


def is_complementary(sheet: Sheet, numbers: Sequence[int], row: int) -> bool:
    """Say whether no row below *row* fills two of the columns with different things."""
    start = int(sheet.rows.numbers.searchsorted(row, "right"))
    whole: np.ndarray | None = None
    for number in numbers:
        own = sheet.rows.columns.get(number)
        if own is None:
            continue
        own = np.array([blank_to_none(value) for value in own[start:].tolist()], dtype=object)
        if whole is None:
            whole = own
            continue
        both = np.not_equal(whole, None).astype(bool) & np.not_equal(own, None).astype(bool)
        if both.any():
            return False
        whole = np.where(np.equal(whole, None).astype(bool), own, whole)
    return True


def _is_stamp(value: Value) -> bool:
    return isinstance(value, date) or (isinstance(value, str) and _STAMP.fullmatch(value) is not None)


def _is_small(value: Value) -> bool:
    number = _plain(value)
    if isinstance(number, str):
        number = float(number) if number.strip().isdecimal() else None
    return isinstance(number, int | float | bool) and number < _EARLIEST_SERIAL


def _plain(value: Value) -> Value:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _only_repeats(title: str, values: Sequence[Value]) -> bool:
    return all(isinstance(value, str) and normalise(value) == normalise(title) for value in values)
