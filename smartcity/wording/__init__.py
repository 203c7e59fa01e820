"""Every text on screen, every number and every date, in Indonesian and English.

Takes a key, a value or a finding (`messages`), gives what people read. The catalogues stand beside this module:
`id/*.toml` and `en/*.toml`, the same files with the same keys in both. Nothing else in the project rounds a number or
spells a date for a reader. Must not know which page or command speaks, nor how a value was come by.
"""

import re
import string
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from numbers import Number
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol
from rapidfuzz import process

from smartcity.config import open_config

FOLDER = Path(__file__).parent
MISSING = "–"
LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"

_MONTHS = {
    name.casefold(): number
    for width in ("abbreviated", "wide")
    for number, name in Locale("id").months["format"][width].items()
}
_CITED_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE)
_CITED_MONTH = re.compile(rf"(?<!\d )\b({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE)
_CITED_ISO = re.compile(r"(?<![\w/.-])\d{4}-\d{2}-\d{2}(?![\w/-])")
_TYPED = re.compile(r"([+-]?\d*)(?:([.,])(\d+))?(?<=\d)")
_TYPED_DECIMALS, _GROUP = 8, 3

_PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})


class UnknownText(KeyError):
    """A key that no catalogue holds; the message names the nearest keys that exist."""


def _flatten(table: Mapping, prefix: str = "") -> Iterable[tuple[str, str | dict]]:
    for key, value in table.items():
        is_text = isinstance(value, str) or (isinstance(value, Mapping) and value.keys() <= _PLURAL_FORMS)
        if is_text:
            yield prefix + key, value
        else:
            yield from _flatten(value, f"{prefix}{key}.")


@cache
def catalogue(language: str) -> Mapping[str, str | dict]:
    """Load all texts of *language* as one flat mapping `file.table.key -> text` (or its plural forms).

    The name of the TOML file is the first part of each key, so a key tells where its text stands.
    """
    texts: dict[str, str | dict] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        texts.update(_flatten(tomllib.loads(path.read_text("utf-8")), f"{path.stem}."))
    return texts


def placeholders(text: str | Mapping[str, str]) -> frozenset[str]:
    """Name the values that a text, or any of its plural forms, spells."""
    forms = text.values() if isinstance(text, Mapping) else (text,)
    return frozenset(name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name)


class _Formatter(string.Formatter):
    """Formats `{x:n2}` (decimals), `{x:+2}` (signed), `{x:p0}` (percent), `{x:d}` (date), `{x:t}` (time).

    A count with its word is `{x:#row|rows}`; the plural rule of the language chooses which.
    Lists are `{x:l}` ("a, b, dan c") and `{x:o}` ("a, b, atau c"); a missing value is a dash in every format, a day
    or a moment is spelled for people in any.
    """

    def __init__(self, words: "Words") -> None:
        self.words = words

    def format_field(self, value: object, spec: str) -> str:
        words = self.words
        match spec[:1]:
            case "n":
                return words.number(value, int(spec[1:] or 0))
            case "+":
                return words.number(value, int(spec[1:] or 0), sign=True)
            case "p":
                return words.percent(value, int(spec[1:] or 0))
            case "d":
                return words.date(value)
            case "t":
                return words.moment(value)
            case "#":
                return words.counted(value, *spec[1:].split("|"))
            case "l":
                return words.join(value)
            case "o":
                return words.join(value, is_choice=True)
            case _ if _is_missing(value):
                return MISSING
            case "" if isinstance(value, date):
                return words.moment(value)
            case _:
                return super().format_field(value, spec)


class Words:
    """The wording of one language: `words("ranking.first", region=...)` plus numbers, dates and lists.

    Of a catalogue entry with the forms `one` and `other` the value `n`, else `count`, chooses under the plural rule of
    the language.
    Raises `UnknownText` for a key that is not in the catalogue.
    """

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        self.locale = Locale.parse(self.language)
        self._formatter = _Formatter(self)
        # A page spells thousands of numbers: to read babel's pattern for each takes longer than all else about it.
        self._marks = str.maketrans({",": get_group_symbol(self.locale), ".": get_decimal_symbol(self.locale)})

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of *key* with *values* spelled into it."""
        texts = catalogue(self.language)
        if key not in texts:
            near = [match for match, *_ in process.extract(key, list(texts), limit=3)]
            raise UnknownText(f"no text {key!r} in wording/{self.language}; near: {', '.join(near)}")
        text = texts[key]
        if isinstance(text, Mapping):
            form = self.locale.plural_form(values.get("n", values.get("count", 2)))
            text = text.get(form, text["other"])
        return self._formatter.vformat(text, (), values)

    def has(self, key: str) -> bool:
        """Say whether the catalogue holds *key*."""
        return key in catalogue(self.language)

    def needs(self, key: str) -> frozenset[str]:
        """Name the values that the text of *key* spells; a key that is not in the catalogue needs none."""
        return placeholders(catalogue(self.language).get(key, ""))

    def number(self, value: object, decimals: int = 0, *, sign: bool = False) -> str:
        """Spell *value* with exactly *decimals* digits, rounded half up; a missing value is a dash."""
        if _is_missing(value):
            return MISSING
        rounded = _decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        spelled = f"{abs(rounded):,f}".translate(self._marks)
        if rounded < 0:
            return f"−{spelled}"
        return f"+{spelled}" if sign and rounded > 0 else spelled

    def editable(self, value: float | None) -> str:
        """Spell a number as it is typed: as many decimals as it has, never grouped; a missing one is nothing."""
        if _is_missing(value):
            return ""
        return format_decimal(_decimal(value), format=f"0.{'#' * _TYPED_DECIMALS}", locale=self.locale)

    def held(self, found: str) -> str:
        """Spell what was found in a cell: a number in the language with its digits, else as it is."""
        try:
            return self.editable(float(found))
        except ValueError:
            return found

    def typed(self, text: str) -> float | None:
        """Read a number that was typed with a comma or a point before its decimals; None for what is no single number.

        A group of three digits behind the other language's decimal mark may be thousands, so it is none.
        """
        found = _TYPED.fullmatch(text.strip().replace("−", "-"))
        if found is None:
            return None
        whole, mark, decimals = found.groups()
        own = get_decimal_symbol(self.locale)
        if mark and mark != own and len(decimals) == _GROUP:
            return None
        return float(f"{whole or '0'}.{decimals or '0'}".replace("-.", "-0."))

    def counted(self, value: object, one: str, other: str) -> str:
        """Spell a count with the word that goes with it; what is no number, such as "hidden", stands as it is."""
        if not isinstance(value, Number) or _is_missing(value):
            return f"{MISSING if _is_missing(value) else value} {other}"
        return f"{self.number(value)} {one if self.locale.plural_form(value) == 'one' else other}"

    def digits(self, value: object) -> str:
        """Spell a year or a rank: whole digits, never grouped; a missing value is a dash."""
        return "–" if value is None or value != value else str(int(value))

    def percent(self, share: object, decimals: int = 0) -> str:
        """Spell a share (1.0 is all) as a percentage."""
        if _is_missing(share):
            return MISSING
        gap = "\N{NO-BREAK SPACE}" if self.language == "id" else ""
        return f"{self.number(_decimal(share) * 100, decimals)}{gap}%"

    def date(self, value: date | datetime | str | None) -> str:
        """Spell a day as "18 Sep 2023"; ISO text is understood, other text is returned as it stands."""
        day = _moment(value)
        if day is None:
            return MISSING if _is_missing(value) else str(value)
        if isinstance(day, datetime) and day.tzinfo:
            day = day.astimezone(timezone())
        return format_date(day, "d MMM y", locale=self.locale)

    def cited(self, source: str) -> str:
        """Spell the days and months in a citation, as sources give them in Indonesian: "4 Des 2023", "Mei 2024".

        ISO days are spelled too, but not those in an address.
        """
        dated = _CITED_DAY.sub(lambda day: self.date(_cited_day(*day.groups())), source)
        dated = _CITED_ISO.sub(lambda day: self.date(day[0]), dated)
        return _CITED_MONTH.sub(lambda month: self._month(*month.groups()), dated)

    def _month(self, month: str, year: str) -> str:
        return format_date(date(int(year), _MONTHS[month.casefold()], 1), "MMMM y", locale=self.locale)

    def moment(self, value: datetime | str | None) -> str:
        """Spell a moment as "21 Nov 2026 10.42", in the home region's time when it knows its own zone.

        A day without a time is spelled as a day.
        """
        moment = _moment(value)
        if not isinstance(moment, datetime):
            return self.date(value)
        pattern = "d MMM y HH.mm" if self.language == "id" else "d MMM y HH:mm"
        zone = timezone() if moment.tzinfo else None
        return format_datetime(moment, pattern, tzinfo=zone, locale=self.locale)

    def first(self, items: Iterable[object], most: int, rest: str = "shared.more") -> list[str]:
        """List the first *most* of *items*, and how many more there are in the words of *rest*."""
        known = [str(item) for item in items]
        more = len(known) - most
        return [*known[:most], self(rest, n=more)] if more > 0 else known

    def join(self, items: Iterable[object], *, is_choice: bool = False) -> str:
        """Join *items* as a sentence would: "a, b, dan c", or "a, b, atau c" when one of them is to be chosen."""
        return format_list([str(item) for item in items], "or" if is_choice else "standard", self.locale)


@cache
def timezone() -> ZoneInfo:
    """Return the zone in which moments are shown, of `config/site.toml`."""
    return ZoneInfo(open_config("site")["shown"]["timezone"])


def _cited_day(day: str, month: str, year: str) -> date | str:
    try:
        return date(int(year), _MONTHS[month.casefold()], int(day))
    except ValueError:
        return f"{day} {month} {year}"


def _moment(value: object) -> date | datetime | None:
    if _is_missing(value):
        return None
    if isinstance(value, (date, datetime)):
        return value
    text = str(value)
    try:
        return date.fromisoformat(text) if len(text) <= len("2023-09-18") else datetime.fromisoformat(text)
    except ValueError:
        return None


def _is_missing(value: object) -> bool:
    """None, "" and what is not equal to itself: NaN and the NaT of a data frame."""
    return value is None or value == "" or value != value


def _decimal(value: object) -> Decimal:
    """The number as people wrote it: 2.675, not the nearest binary fraction below it."""
    return value if isinstance(value, Decimal) else Decimal(repr(float(value)))
