"""Read numbers as people and programs write them: only what can mean one number is one."""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar

from smartcity.method.layout import plain_signs
from smartcity.records.decisions import DECIMALS, NUMBER_SIGN, THOUSANDS, spelling

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_MANY_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})+", re.ASCII)
_GROUPED_WITH_DECIMALS = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,)\d+|(?:,\d{3})+(?:\.)\d+)", re.ASCII)
_GROUPED_BY_SPACES = re.compile(r"[+-]?[1-9]\d{0,2}(?:([ '\u2019])\d{3})(?:\1\d{3})*(?:[.,]\d+)?", re.ASCII)

LARGEST = 1e15
"""Numbers from here on are no longer told apart to the unit, and their squares and differences get lost."""

_AWAY = 10
"""So many times beyond the other numbers of its column a number is none of their kind."""


def number_of(value: object, decimal_sign: str = "") -> tuple[float | None, bool]:
    """Read a number from a cell's value; the second part says that it was stored as text.

    Plain forms count ("3", "3,5", "3.5", any digits and minus), and those whose thousands are divided so that no other
    reading is left ("1.500,5", "1 250", "1'250.75", "1.250.000"). Where *decimal_sign* is that of the column, the other
    sign divides thousands.
    """
    if isinstance(value, bool | date | datetime):
        return None, False
    if isinstance(value, (int, float)):
        return float(value), False
    text = plain_signs(value)
    if _MANY_GROUPS.fullmatch(text):
        return float(re.sub("[.,]", "", text)), True
    if _GROUPED_WITH_DECIMALS.fullmatch(text):
        return float(re.sub("[.,]", "", text[: -len(_decimals(text)) - 1]) + "." + _decimals(text)), True
    if _GROUPED_BY_SPACES.fullmatch(text):
        text = re.sub("[ '\u2019]", "", text)
        return float(text.replace(",", ".")), True
    if not _NUMBER.fullmatch(text):
        return None, True
    divides = "," if decimal_sign == "." else "."
    if decimal_sign and divides in text and _GROUPED.fullmatch(text):
        return float(text.replace(divides, "")), True
    return float(text.replace(",", ".")), True


def _decimals(text: str) -> str:
    """Return the digits behind the last sign of a number."""
    return re.split("[.,]", text)[-1]


def with_thousands(text: object) -> float | None:
    """Read "1.250" as 1250, which may as well be 1.25; None for a form that means one number only."""
    plain = plain_signs(text) if isinstance(text, str) else ""
    return float(re.sub("[.,]", "", plain)) if _GROUPED.fullmatch(plain) else None


@dataclass(frozen=True, slots=True)
class Writing:
    """How the numbers of one column are written: the sign before their decimals, "" where nothing tells it.

    *ambiguous* names those that may mean two numbers, by the first and the last: so a decision is of this very column.
    *decided* is what a person said of them.
    """

    decimal_sign: str = ""
    ambiguous: str = ""
    decided: str = ""


Key = TypeVar("Key", bound=Hashable)
_NO_MEANINGS: Mapping[tuple[str, str], str] = MappingProxyType({})


def writings_of(
    columns: Mapping[Key, Iterable[object]], meanings: Mapping[tuple[str, str], str] = _NO_MEANINGS
) -> Mapping[Key, Writing]:
    """Say of each column of a table how its numbers are written; *meanings* are what people decided.

    Numbers that no other of their column explains follow the other columns, which the same person wrote.
    """
    seen = {key: _Seen.of(values) for key, values in columns.items()}
    common = {own.decimal_sign for own in seen.values()} - {""}
    only = common.pop() if len(common) == 1 else ""
    found = {}
    for key, own in seen.items():
        sign = own.decimal_sign if own.signs else only
        ambiguous = " \N{HORIZONTAL ELLIPSIS} ".join(dict.fromkeys(own.open[:1] + own.open[-1:]))
        decided = meanings.get((NUMBER_SIGN, spelling(NUMBER_SIGN, ambiguous)), "") if ambiguous else ""
        found[key] = Writing("" if own.is_against(sign) else sign, ambiguous, decided)
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the numbers of a column show: the signs before decimals, and the texts that may mean two numbers each.

    *sizes* are the smallest and the largest of those that mean one only, without sign and zeros. *is_divided* says that
    some divide their thousands for sure.
    """

    signs: frozenset[str]
    open: tuple[str, ...]
    sizes: tuple[float, float]
    is_divided: bool

    @classmethod
    def of(cls, values: Iterable[object]) -> "_Seen":
        """Look through the values of a column."""
        signs: set[str] = set()
        open_texts: dict[str, None] = {}
        sizes: list[float] = []
        is_divided = False
        for value in values:
            plain = plain_signs(value) if isinstance(value, str) else ""
            if _GROUPED.fullmatch(plain):
                open_texts[plain] = None
                continue
            number = number_of(value)[0] if value is not None else None
            if number is None:
                continue
            sizes.append(abs(number))
            if _MANY_GROUPS.fullmatch(plain):
                signs.add("." if "," in plain else ",")
                is_divided = True
            elif plain and not _INTEGER.fullmatch(plain) and (sign := plain[-len(_decimals(plain)) - 1 :][:1]) in ".,":
                signs.add(sign)
                is_divided |= _GROUPED_WITH_DECIMALS.fullmatch(plain) is not None
        sizes = [size for size in sizes if size] or [0.0]
        return cls(frozenset(signs), tuple(open_texts), (min(sizes), max(sizes)), is_divided)

    @property
    def decimal_sign(self) -> str:
        """The one sign that stands before decimals; "" where no number tells, or some tell one and some the other."""
        return next(iter(self.signs)) if len(self.signs) == 1 else ""

    def is_against(self, decimal_sign: str) -> bool:
        """Say whether thousands would be far beyond all other numbers of the column, and decimals nearer to them."""
        smallest, largest = self.sizes
        if self.is_divided or not largest or not decimal_sign:
            return False
        thousands = [abs(with_thousands(text)) for text in self.open if decimal_sign not in text]
        return any(number > largest * max(_AWAY, 1000 * smallest / number) for number in thousands)


def reading_of(value: object, writing: Writing) -> tuple[float | None, float | None, bool]:
    """Read a number as its column is written: the number, the other one that it may mean, and whether it was text.

    The other one is None where the column or a person tells which is meant.
    """
    number, was_text = number_of(value, writing.decimal_sign)
    other = None if writing.decimal_sign else with_thousands(value)
    if other is None or writing.decided == DECIMALS:
        return number, None, was_text
    return (other, None, True) if writing.decided == THOUSANDS else (number, other, True)
