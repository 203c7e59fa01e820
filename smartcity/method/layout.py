"""What each kind of workbook looks like: its tables, columns, types and the names people give them.

One whole TOML per kind in `config/layouts/`; the reader, the checks and the templates all follow the same file, so
a template can never ask for what the reader does not know.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from smartcity.config import CONFIG, open_config

TYPES = (
    "text",
    "integer",
    "number",
    "mark",
    "rating",
    "score",
    "year",
    "date",
    "moment",
    "region",
    "dimension",
    "sub_dimension",
    "track",
    "item",
    "choice",
    "source",
    "person",
)
"""What a column can hold; `checks` has one rule for each."""

BLANK_AT_TIMES = ("mark", "rating")
"""Types of columns that a table must have although single cells of them may be blank."""


def normalise(text: object) -> str:
    """Reduce a header, name or word to what people mean by it: no case, accents, punctuation or doubled spaces."""
    return _remembered(_reduced, str(text))


def _remembered(reduce: Callable[[str], str], text: str) -> str:
    """Reduce a text, or return what that gave before; long texts are not kept, since a file may be full of them."""
    return reduce(text) if len(text) <= _LONGEST_KEPT else reduce.__wrapped__(text)


@lru_cache(65536)
def _reduced(text: str) -> str:
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    plain = unicodedata.normalize("NFKD", with_few_marks(text))
    plain = "".join(sign for sign in plain if not (unicodedata.combining(sign) or unicodedata.category(sign) == "Cf"))
    return re.sub(r"[\W_]+", " ", plain.casefold()).strip()


def with_few_marks(text: str) -> str:
    """Leave out the marks beyond thirty in a row: a text of nothing else takes seconds to be brought into order."""
    if len(text) <= _MOST_MARKS or text.isascii():
        return text
    kept, row = [], 0
    for sign in text:
        row = row + 1 if unicodedata.combining(sign) else 0
        if row <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


_MOST_MARKS = 30
_LONGEST_KEPT = 1000

_BESIDE = re.compile(r"[()\[\]/:=]|\s[-\u2013]\s")
_LONGEST_NAMED = 100
"""Signs of an entry that may name a choice twice."""

_DOUBLED = re.compile(r"\b([^\W\d_]{3,})-?2\b")
_SIGNS = str.maketrans({**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"), "\u2265": ">=", "\u2264": "<="})


def plain_signs(text: object) -> str:
    """Spell a text with the signs of a keyboard: digits of any width, one minus for all dashes, ">=" for "\u2265"."""
    return unicodedata.normalize("NFKC", with_few_marks(str(text))).translate(_SIGNS).strip()


def undoubled(text: str) -> str:
    """Write out a word that is doubled in shorthand: "ragu2" is "ragu ragu"."""
    return _DOUBLED.sub(r"\1 \1", text)


def word_of(text: str) -> str:
    """Reduce an answer or choice to what people mean by it, as `normalise` does, but keep the signs of a number.

    "-3", "3%" and "< 3" are not 3; "laki2" is "laki-laki", a word doubled in shorthand.
    """
    return _remembered(_word, text)


@lru_cache(65536)
def _word(text: str) -> str:
    plain = undoubled(plain_signs(text).casefold())
    has_digit = any(map(str.isdecimal, plain))
    return re.sub(r"\s+", "", plain) if has_digit else normalise(plain) or plain


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(word_of, open_config("words")[kind]))


_LONGEST_BLANK_WORD = 24


def is_blank_word(text: str) -> bool:
    """Say whether a text is one of the ways of writing that there is nothing: a dash, "n/a", "tidak ada"."""
    return len(text) <= _LONGEST_BLANK_WORD and (
        word_of(text) in _words("blank") or not plain_signs(text).strip("-._ ")
    )


def is_rejected(text: str) -> bool:
    """Say whether a reviewer's word on a submission means that it does not count."""
    return word_of(text) in _words("rejected")


_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
"""What each sign of ASCII is reduced to; most texts have no other."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its code, its header per language, its type and whether a row can do without it.

    A column that is not asked for is understood where it stands, but is no part of the template. One that *is_of_many*
    is there only where the dashboard is of several regions: elsewhere where people live says nothing of whose it is.
    """

    code: str
    header: Mapping[str, str]
    type: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] | None = None
    minimum: float | None = None
    maximum: float | None = None
    default: str = ""
    width: int = 16
    hint: Mapping[str, str] | None = None
    is_asked: bool = True
    is_of_many: bool = False

    @property
    def called(self) -> dict[str, object]:
        """What a finding about the column calls it: `column` in Indonesian, `columns` by language."""
        return {"column": self.header["id"], "columns": dict(self.header)}

    @property
    def names(self) -> frozenset[str]:
        """Every normalised header that means this column."""
        return frozenset(normalise(name) for name in (self.code, *self.header.values(), *self.aliases))

    def choice(self, text: object) -> str | None:
        """Return the code of the choice that *text* names exactly (after reducing it to its word), or None.

        A choice that is named twice, by its word and its sign, is one: "Perempuan (P)", "L - Laki-laki".
        """
        exact = self._exact(str(text))
        parts = [] if exact else [part for part in _BESIDE.split(str(text)[:_LONGEST_NAMED]) if part.strip()]
        named = {self._exact(part) for part in parts}
        return exact or (named.pop() if len(parts) > 1 and len(named) == 1 else None)

    def _exact(self, text: str) -> str | None:
        wanted = word_of(text)
        for code, words in (self.choices or {}).items():
            if wanted == word_of(code) or wanted in map(word_of, words):
                return code
        return None


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale that a form may have had, by its code and its ends."""

    code: str
    low: float
    high: float

    def holds(self, low: float, high: float) -> bool:
        """Whether answers from *low* to *high* may have been given on this scale."""
        return self.low <= low and high <= self.high


@dataclass(frozen=True, slots=True)
class Quality:
    """What makes survey rows doubtful; where each figure comes from stands beside it in the layout.

    *seconds_per_statement* is the least time that reading one takes. *chance* is how many rows a file of honest
    answers may be expected to have that repeat another by accident; groups of fewer than *least_rows* are not judged.
    Answers without the lowest level are doubted from *doubt_from* of them; *stray* is the share of answers on another
    scale that may lie beyond that scale too. *few* rows with one text are a coincidence, more are a habit of the form.
    """

    seconds_per_statement: float
    chance: float
    least_rows: int
    doubt_from: int
    stray: float
    few: int


@dataclass(frozen=True)
class Table:
    """One table of a kind: the sheets it may stand on, its columns, and the fields that speak for all its rows.

    *answers* are the words of its answers by their value; *scales* are the scales that its answers may have had.
    *order_varies* are rated elements whose bare codes forms give in either order; *other_elements* are names of
    elements that an older rule had and this one has not, and *other_count* is how many that rule had. *asides* are
    titles of columns that form services add and of which nothing is needed, exactly as they write them, with or without
    a group before them; *asides_beside* are those that only are so beside one of other titles. Beside one of
    *asides_hyphened* the group may also be joined by a hyphen.
    """

    code: str
    sheet: str
    sheet_aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = True
    one_sheet_per_dimension: bool = False
    item_columns: bool = False
    many_sheets: bool = False
    fields: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()
    answers: Mapping[str, tuple[str, ...]] | None = None
    scales: tuple[Scale, ...] = ()
    quality: Quality | None = None
    order_varies: tuple[str, ...] = ()
    other_elements: tuple[str, ...] = ()
    other_count: int = 0
    asides: tuple[str, ...] = ()
    asides_beside: Mapping[str, Sequence[str]] | None = None
    asides_hyphened: tuple[str, ...] = ()

    def is_aside(self, title: str, beside: Iterable[str] = ()) -> bool:
        """Say whether *title* is one of a form service's own columns, by itself or behind the name of a group.

        What other forms may ask, too, is one where another of the service's own stands *beside* it.
        """
        written = title.strip().casefold()
        around = {name.strip().casefold() for name in beside}
        own = {name.casefold() for name in (self.asides_beside or {}).get(title.strip(), ())}
        if own & around:
            return True
        # ODK Central writes a group before a name as people write two words: only beside its own columns it is one.
        signs = "/.-" if around & self._hyphened else "/."
        return any(written == own or written.endswith(tuple(sign + own for sign in signs)) for own in self._asides)

    @cached_property
    def _hyphened(self) -> frozenset[str]:
        return frozenset(own.casefold() for own in self.asides_hyphened)

    @cached_property
    def _asides(self) -> frozenset[str]:
        return frozenset(own.casefold() for own in self.asides)

    @cached_property
    def template_columns(self) -> tuple[Column, ...]:
        """The columns that a template has."""
        return tuple(column for column in self.columns if column.is_asked)

    @cached_property
    def has_answers(self) -> bool:
        """Whether each of its rows is what one person answered."""
        return self.item_columns or any(column.type == "rating" for column in self.columns)

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The code of each column by every normalised header that means it."""
        return {name: column.code for column in self.columns for name in column.names}

    def column(self, code: str) -> Column:
        """Return the column with this code; raises `KeyError` naming those that exist."""
        for column in (*self.columns, *self.fields):
            if column.code == code:
                return column
        raise KeyError(f"table {self.code} has no column {code!r}; it has {[c.code for c in self.columns]}")

    @property
    def sheet_names(self) -> frozenset[str]:
        """Every normalised sheet name that means this table."""
        return frozenset(normalise(name) for name in (self.sheet, *self.sheet_aliases))


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of workbook: its code and its tables, the main one first.

    *template* is its place among the templates that people are offered, for what comes in again every year. It is 0 for
    a kind that is kept up with the product.
    """

    kind: str
    tables: tuple[Table, ...]
    needs_year: bool = False
    needs_track: bool = False
    template: int = 0

    def table(self, code: str) -> Table:
        """Return the table with this code; raises `KeyError` naming those that exist."""
        for table in self.tables:
            if table.code == code:
                return table
        raise KeyError(f"layout {self.kind} has no table {code!r}; it has {[t.code for t in self.tables]}")


def _column(raw: Mapping) -> Column:
    known = dict(raw)
    known["aliases"] = tuple(known.get("aliases", ()))
    if "choices_of" in known:
        where = known.pop("choices_of")
        known["choices"] = open_config(where["config"])[where["table"]]
    if "choices" in known:
        known["choices"] = {code: tuple(words) for code, words in known["choices"].items()}
    column = Column(**known)
    if column.type not in TYPES:
        raise ValueError(f"column {column.code}: type {column.type!r} is unknown; there are {', '.join(TYPES)}")
    return column


def _table(raw: Mapping) -> Table:
    known = dict(raw)
    known["columns"] = tuple(_column(column) for column in known.pop("column"))
    known["fields"] = tuple(_column(column) for column in known.pop("field", ()))
    known["sheet_aliases"] = tuple(known.get("sheet_aliases", ()))
    for name in ("key", "order_varies", "other_elements", "asides", "asides_hyphened"):
        known[name] = tuple(known.get(name, ()))
    if "answers" in known:
        known["answers"] = {code: tuple(words) for code, words in known["answers"].items()}
    known["scales"] = tuple(Scale(**scale) for scale in known.pop("scale", ()))
    if "quality" in known:
        known["quality"] = Quality(**known["quality"])
    return Table(**known)


def load_layouts() -> Mapping[str, Layout]:
    """Load every kind in `config/layouts/`, keyed by its code, with the columns that this dashboard has."""
    # Names of regions are reduced as headers are, so that this module stands below theirs.
    from smartcity.method.regions import configured_site

    return _layouts(is_of_many=configured_site().is_of_many)


@cache
def _layouts(*, is_of_many: bool) -> Mapping[str, Layout]:
    layouts = {}
    for path in sorted(CONFIG.glob("layouts/*.toml")):
        raw = open_config(f"layouts/{path.stem}")
        tables = [_table(table) for table in raw.pop("table")]
        if not is_of_many:
            tables = [replace(own, columns=tuple(one for one in own.columns if not one.is_of_many)) for own in tables]
        layouts[path.stem] = Layout(path.stem, tuple(tables), **raw)
    return layouts


def template_kinds() -> tuple[str, ...]:
    """List the kinds of workbooks whose templates people are offered, in the order in which they are.

    Where the dashboard is of several regions, the list of them is one: it grows with the reach.
    """
    from smartcity.method.regions import configured_site

    offered = [layout for layout in load_layouts().values() if layout.template]
    kinds = tuple(layout.kind for layout in sorted(offered, key=lambda layout: layout.template))
    return (*kinds, "regions") if configured_site().is_of_many else kinds
