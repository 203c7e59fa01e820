"""Read an age as the whole years it can mean: a number, two of them, or a bound, with or without its unit."""

import math
import re

from smartcity.checks.numbers import number_of, with_thousands
from smartcity.method.layout import plain_signs

_DIGITS = re.compile(r"\d+")
_AGE_WORDS = re.compile(
    r"(?<![^\W\d])(?:tahunan|tahun|thn|th|years? old|years?|yrs?|y\.?/?o|umur|usia|berumur|berusia|sekitar|kira kira|"
    r"kira-kira|kurang lebih)(?!\w)\.?|\+/-|[\u00b1~()\[\]]"
)
_MONTHS = re.compile(r"(?<=[^\W\d])\s*+(?:(?:,|dan|and|lebih)\s*+)?\d{1,2}\s*+(?:bulan|bln|months?)\b\.?")
_SPAN = re.compile(r"(\d{1,3})(?:-|s/d|s\.d\.?|sd|sampai|hingga|to)(\d{1,3})")
_ABOVE = re.compile(r"(?:>|diatas|lebihdari)(\d{1,3})")
_FROM = re.compile(r"(?:>=|minimal|mulai)(\d{1,3})|(\d{1,3})(?:\+|keatas|lebih)")
_BELOW = re.compile(r"(?:<|dibawah|kurangdari)(\d{1,3})")
_TO = re.compile(r"(?:<=|maksimal)(\d{1,3})|(\d{1,3})kebawah")
_HIGHEST = 120
"""No range of choices reaches higher: nobody is older."""


def span_of(value: object) -> tuple[float, float]:
    """Read the first and last whole number that a value means; none for what is no number of years."""
    none = math.inf, -math.inf
    number, was_text = number_of(value)
    if number is not None and (not was_text or with_thousands(value) is None):
        return (math.floor(number),) * 2 if 0 <= number <= _HIGHEST else none
    if not was_text:
        return none
    text = re.sub(r"\s+", "", _AGE_WORDS.sub("", _MONTHS.sub("", plain_signs(value).casefold())))
    if match := _SPAN.fullmatch(text):
        span = int(match[1]), int(match[2])
    elif match := _ABOVE.fullmatch(text):
        span = int(match[1]) + 1, _HIGHEST
    elif match := _FROM.fullmatch(text):
        span = int(match[1] or match[2]), _HIGHEST
    elif match := _BELOW.fullmatch(text):
        span = 0, int(match[1]) - 1
    elif match := _TO.fullmatch(text):
        span = 0, int(match[1] or match[2])
    elif text.isdecimal():
        span = int(text), int(text)
    else:
        return none
    return span if span[0] <= span[1] <= _HIGHEST else none


def span_of_choice(choice: str) -> tuple[float, float]:
    """Read the first and last whole number that a choice means; "< 17" is all below, a word is none."""
    match [*map(int, _DIGITS.findall(choice))]:
        case [low, high]:
            return low, high
        case [bound] if choice.startswith("<"):
            return 0, bound - 1
        case [bound] if choice.startswith(">"):
            return bound + 1, _HIGHEST
    return math.inf, -math.inf
