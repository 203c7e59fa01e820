"""Read days and moments, one column at a time, in the spellings of spreadsheets, form services and people.

Whether "3/9/2024" is in September or in March no single cell can say; the whole column mostly does.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import get_month_names

from smartcity.method.layout import normalise, plain_signs

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"
ORDERS = (DAY_FIRST, MONTH_FIRST)

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The days that spreadsheets count from."""

_SERIALS = range((date(2000, 1, 1) - EPOCH).days, (date(2100, 1, 1) - EPOCH).days)
"""Days of this century as Excel counts them: a number beyond is no day that a survey was made on."""

_MONTHS: Mapping[str, int] = {
    normalise(name).rstrip("."): number
    for language in ("id", "en")
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=Locale(language)).items()
} | {"agustus": 8, "agust": 8, "agt": 8, "ags": 8, "sept": 9, "nopember": 11, "nop": 11, "pebruari": 2, "peb": 2}

_WEEKDAY = re.compile(
    r"\A(?:[^\W\d]+(?:['\u2019`][^\W\d]+)?\.?,\s*|[^\W\d]+(?:['\u2019`][^\W\d]+)?\.?\s+(?=\d)|[^\W\d]{3}\s+(?=[^\W\d]{3}\s\d))"
)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_SHORT = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2})(?![\d/.-])")
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_RUN_TOGETHER = re.compile(r"(20\d\d)(\d\d)(\d\d)(?!\d)")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s/-]+([^\W\d]+)\.?,?[\s/-]+(\d{4}|['\u2019]?\d\d)(?!\d)")
_YEAR_WORD = re.compile(r"(\d{4})[\s/-]+([^\W\d]+)\.?[\s/-]+(\d{1,2})(?!\d)")
_WORD_DAY = re.compile(r"([^\W\d]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(?!\d)")
_SPACED = re.compile(r"(?<!\d)(\d{1,4})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?!\d)")
_TIME = re.compile(
    r"[T,]?\s*+(?:[-\u2013]\s++)?(?:(?:pukul|pkl\.?|jam|at)\s*+)?(?P<hour>\d{1,2})(?P<sign>[:.])(?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?(?:\s*(?P<half>[AP])\.?\s?M\.?)?\s*",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?P<utc>Z|UTC|GMT)?\s*+(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?\s*+"
    r"(?P<word>(?i:WIB|WITA|WIT)|[A-Z][a-z]+/[A-Z][A-Za-z_]+)?\s*+(?:\(.*\))?",
)
_ROMAN = dict(
    zip(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), range(1, 13), strict=True)
)
_INDONESIAN = {"WIB": 7, "WITA": 8, "WIT": 9}
_NOON = 12
_LAST_DAY = 31
LAST, FIRST = "last", "first"
"""Where the year stands among three numbers of two digits."""

_CENTURY = 2000
_RECENT = frozenset(map(str, range(15, 40)))
"""Years of two digits, or days: written with dashes, neither place tells which."""

_MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says of a moment: its day, the time and zone where it has them.

    *orders* are the orders of day and month that the cell allows; *swapped* is the day in the other order, where the
    cell allows both and they differ.
    """

    day: date
    at: time | None = None
    orders: tuple[str, ...] = ORDERS
    swapped: date | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """How the moments of one column are read: the order of day and month, and the day that numbers count from.

    With *is_swapped* a program took the days of its dates for months, so that they are read the other way round.
    *short* says where the year stands in dates whose year has two digits; "" reads none of them.
    """

    order: str = DAY_FIRST
    epoch: date = EPOCH
    is_swapped: bool = False
    short: str = ""

    def day(self, value: object) -> date | None:
        """Read the day of a cell."""
        found = read(value, self.epoch, self.short)
        if found is None:
            return None
        if self.is_swapped and isinstance(value, date) and found.day.day <= _NOON:
            return date(found.day.year, found.day.day, found.day.month)
        return self._chosen(found)

    def moment(self, value: object) -> datetime | None:
        """Read a day with its time; the zone is kept where one is written, and a day alone is no moment."""
        if isinstance(value, datetime):
            return value
        found = read(value, self.epoch, self.short)
        if found is None or found.at is None or not isinstance(value, str):
            return None
        return datetime.combine(self._chosen(found), found.at)

    def _chosen(self, found: Read) -> date:
        return found.swapped if found.swapped is not None and self.order == MONTH_FIRST else found.day


@dataclass(frozen=True, slots=True)
class Order:
    """What a column says of the order of day and month: which orders some cell rules out, and which cells leave open.

    *open_texts* are the cells that are one day or another, in the column's order. *may_be_swapped* says that every text
    allows one order only, and every date of the spreadsheet itself would be a date the other way round too: so it looks
    where a program of another language made dates of what it could, and left the rest. *short* says where the year
    stands in dates whose year has two digits.
    """

    seen: frozenset[str]
    open_texts: tuple[str, ...]
    may_be_swapped: bool = False
    short: str = ""

    @property
    def decided(self) -> str | None:
        """The one order that the column allows; None where it leaves it open, or cells speak for both."""
        return next(iter(self.seen)) if len(self.seen) == 1 else None


def order_of(values: Iterable[object]) -> Order:
    """Look through the distinct values of a column for the order of day and month."""
    seen: set[str] = set()
    open_texts: list[str] = []
    values = tuple(values)
    short = _place_of_short_year(value for value in values if isinstance(value, str))
    dates = [value for value in values if isinstance(value, date)]
    for value in values:
        is_open = isinstance(value, str) and _SPACED.search(value)
        found = read(value, short=short) if is_open else None
        if found is None:
            continue
        if len(found.orders) == 1:
            seen.update(found.orders)
        elif found.swapped is not None:
            open_texts.append(value)
    is_open = not open_texts and len(seen) == 1 and all(day.day <= _NOON for day in dates)
    may_be_swapped = is_open and any(day.day != day.month for day in dates)
    return Order(frozenset(seen), tuple(open_texts), may_be_swapped, short)


def _place_of_short_year(texts: Iterable[str]) -> str:
    """Say where the year of two digits stands in the dates of a column, "" where they have none or it is open.

    Most of them must be a date so; where both places fit, the year is what changes less, and the last by custom.
    """
    found = [match for text in texts if (match := _SHORT.match(_without_weekday(_spelled(text))))]
    parts = [(int(match[1]), int(match[3]), int(match[4])) for match in found]
    last = sum(min(one, two) in range(1, _NOON + 1) and max(one, two) <= _LAST_DAY for one, two, _ in parts)
    first = sum(two in range(1, _NOON + 1) and three in range(1, _LAST_DAY + 1) for _, two, three in parts)
    if 2 * max(last, first) <= len(parts):
        return ""
    if last != first:
        return LAST if last > first else FIRST
    changes_last, changes_first = len({three for *_, three in parts}), len({one for one, *_ in parts})
    if len(parts) > 1 and changes_last != changes_first:
        return LAST if changes_last < changes_first else FIRST
    return "" if any(match[2] == "-" and match[1] in _RECENT and match[4] in _RECENT for match in found) else LAST


def parse_date(value: object, reader: Reader = Reader()) -> date | None:
    """Read a day from a cell: a date, ISO text, "18/09/2023" (day first) or "18 September 2023" in either language."""
    return reader.day(value)


def parse_moment(value: object, reader: Reader = Reader()) -> datetime | None:
    """Read a day with its time: a spreadsheet's own, ISO text with or without zone, "18/09/2023 10:32:05" (day first).

    The zone is kept where one is written; a time without a day is no moment, and neither is a day without a time.
    """
    return reader.moment(value)


def read(value: object, epoch: date = EPOCH, short: str = "") -> Read | None:
    """Read what a cell says of a day; None for what is none. *short* is the place of a year of two digits."""
    if isinstance(value, datetime):
        return Read(value.date(), value.time())
    if isinstance(value, date):
        return Read(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(value, epoch)
    if not isinstance(value, str):
        return None
    text = _spelled(value)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _counted(float(text.replace(",", ".")), epoch)
    try:
        day = _day(_without_weekday(text), short)
        if day is None:
            return None
        found, rest = day
        return _with_time(found, rest)
    except (ValueError, OverflowError):
        return None


def _spelled(text: str) -> str:
    """Spell a text with the signs of a keyboard, and its first three numbers without blanks between them."""
    return _SPACED.sub(r"\1\2\3\2\4", plain_signs(text), count=1)


def _without_weekday(text: str) -> str:
    return text if text[:1].isdecimal() or _WORD_DAY.match(text) else _WEEKDAY.sub("", text, count=1)


def is_day_number(value: object) -> bool:
    """Say whether a cell holds a day as the number that spreadsheets count it by."""
    is_number = not isinstance(value, date | bool) and re.fullmatch(r"\d{5}(?:[.,]\d+)?", str(value).strip())
    return bool(is_number) and read(value) is not None


def _counted(number: float, epoch: date) -> Read | None:
    """Count a day from *epoch*; a number of eight digits is a year, a month and a day written together."""
    if number == int(number) and (match := _RUN_TOGETHER.fullmatch(str(int(number)))):
        try:
            return Read(date(*map(int, match.groups())))
        except ValueError:
            return None
    days = int(number) + (epoch - EPOCH).days
    return Read(EPOCH + timedelta(days=days)) if days in _SERIALS else None


def _day(text: str, short: str) -> tuple[Read, str] | None:
    """Read the day at the start of a text, and return it with what follows."""
    if match := _YEAR_FIRST.match(text) or _RUN_TOGETHER.match(text):
        year, *rest = match.groups()
        return Read(date(int(year), int(rest[-2]), int(rest[-1]))), text[match.end() :]
    if match := _NUMERIC.match(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        return _either(first, second, year, match[2]), text[match.end() :]
    if short and (match := _SHORT.match(text)):
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        if short == FIRST:
            return Read(date(_CENTURY + first, second, third)), text[match.end() :]
        return _either(first, second, _CENTURY + third, match[2]), text[match.end() :]
    if match := _DAY_WORD.match(text):
        month, year = _month(match[2]), int(match[3].strip("'\u2019"))
        day = int(match[1])
    elif match := _YEAR_WORD.match(text):
        month, year = _month(match[2]), int(match[1])
        day = int(match[3])
    elif match := _WORD_DAY.match(text):
        month, year = _month(match[1]), int(match[3])
        day = int(match[2])
    else:
        return None
    if month is None:
        return None
    return Read(date(year + _CENTURY if year < 100 else year, month, day)), text[match.end() :]


def _month(name: str) -> int | None:
    """Return the month of a name, or of its Roman number, as letters of offices have it."""
    return _ROMAN.get(name) or _MONTHS.get(normalise(name))


def _either(first: int, second: int, year: int, sign: str) -> Read:
    """Read two numbers before a year; points stand between them only where days come first."""
    if first > _NOON or sign == ".":
        return Read(date(year, second, first), orders=(DAY_FIRST,))
    if second > _NOON:
        # The order of months first shows, and the day can only be this one.
        return Read(date(year, first, second), orders=(MONTH_FIRST,))
    swapped = date(year, first, second)
    return Read(date(year, second, first), swapped=swapped if first != second else None)


def _with_time(found: Read, rest: str) -> Read | None:
    """Add the time and zone that follow a day; what follows and is neither makes the whole no day."""
    if not rest.strip():
        return found
    match = _TIME.match(rest)
    if match is None:
        is_zone = rest[:1] in " TZ+" and (zone := _ZONE.fullmatch(rest.strip())) and any(zone.groupdict().values())
        return found if is_zone or re.fullmatch(r"\s*\(.*\)", rest) else None
    zone = _ZONE.fullmatch(rest[match.end() :].strip())
    if zone is None:
        return None
    hour, half = int(match["hour"]), match["half"]
    of_day = hour % _NOON + (_NOON if half in "Pp" else 0) if half else hour
    fraction = round(float(f"0.{match['fraction'] or 0}") * _MICROSECONDS)
    told = time(of_day, int(match["minute"]), int(match["second"] or 0), fraction, tzinfo=_zone(zone))
    if match["sign"] == "." and found.swapped is not None:
        # Points in the time are of the languages that write the day first.
        return Read(found.day, told, (DAY_FIRST,))
    return Read(found.day, told, found.orders, found.swapped)


def _zone(match: re.Match) -> timezone | ZoneInfo | None:
    if match["offset"]:
        hours, minutes = re.fullmatch(r"([+-]\d{1,2}):?(\d{2})?", match["offset"]).groups()
        part = timedelta(minutes=int(minutes or 0))
        return timezone(timedelta(hours=int(hours)) + (-part if hours.startswith("-") else part))
    if match["word"]:
        if match["word"].upper() in _INDONESIAN:
            return timezone(timedelta(hours=_INDONESIAN[match["word"].upper()]))
        with suppress(ZoneInfoNotFoundError, ValueError):
            return ZoneInfo(match["word"])
        return None
    return UTC if match["utc"] else None


def seconds_between(started: datetime | None, ended: datetime | None) -> float | None:
    """Say how long a form took; None where a moment is missing, lies before the other, or only one has a zone."""
    if started is None or ended is None or (started.tzinfo is None) != (ended.tzinfo is None):
        return None
    seconds = (ended - started).total_seconds()
    return seconds if seconds >= 0 else None
