"""Read numbers as people and programs write them: only what can mean one number is one."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from smartcity.method.layout import plain_signs

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_MANY_GROUPS = re.compile(r"[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+", re.ASCII)

LARGEST = 1e15
"""Numbers from here on are no longer told apart to the unit, and their squares and differences get lost."""


def number_of(value: object, decimal_sign: str = "") -> tuple[float | None, bool]:
    """Read a number from a cell's value; the second part says that it was stored as text.

    Only plain forms count ("3", "3,5", "3.5", any digits and minus). Where *decimal_sign* is that of the column, the
    other sign divides thousands.
    """
    if isinstance(value, bool | date | datetime):
        return None, False
    if isinstance(value, (int, float)):
        return float(value), False
    text = plain_signs(value)
    if _MANY_GROUPS.fullmatch(text):
        return float(re.sub("[.,]", "", text)), True
    if not _NUMBER.fullmatch(text):
        return None, True
    divides = "," if decimal_sign == "." else "."
    if decimal_sign and divides in text and _GROUPED.fullmatch(text):
        return float(text.replace(divides, "")), True
    return float(text.replace(",", ".")), True


def with_thousands(text: object) -> float | None:
    """Read "1.250" as 1250, which may as well be 1.25; None for a form that means one number only."""
    plain = plain_signs(text) if isinstance(text, str) else ""
    return float(re.sub("[.,]", "", plain)) if _GROUPED.fullmatch(plain) else None


def decimal_sign_of(values: Iterable[object]) -> str:
    """Say which sign stands before the decimals of a column, by the numbers that can be read in one way only.

    "" where no number tells, or some tell one thing and some the other.
    """
    signs = set()
    for value in values:
        plain = plain_signs(value) if isinstance(value, str) else ""
        if _NUMBER.fullmatch(plain) and not _INTEGER.fullmatch(plain) and not _GROUPED.fullmatch(plain):
            signs.add("," if "," in plain else ".")
        elif _MANY_GROUPS.fullmatch(plain):
            signs.add("." if "," in plain else ",")
    return signs.pop() if len(signs) == 1 else ""
