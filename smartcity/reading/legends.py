"""What bare codes in titles mean where a file says so itself, such as "U8 = Sarana dan prasarana", on any sheet."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, permutations

from smartcity.method.layout import Layout, Table, normalise
from smartcity.reading.headers import Header
from smartcity.reading.sheets import Sheet
from smartcity.reading.titles import item_of, leading_code, undressed
from smartcity.records.decisions import HEADER
from smartcity.records.observations import Vocabulary

_LINE = re.compile(r"\W*([A-Za-z]+[\s._]*\d+)\s*(?:[=:]|adalah|-)\s*(\S.*)", re.IGNORECASE)
_CODE = re.compile(r"\W*[A-Za-z]+[\s._-]*\d+\W*")
_FIRST_ROWS, _LAST_ROWS = 150, 150
_MOST_PAIRS = 300
"""A key stands at the beginning or the end of a sheet, not amid thousands of answers; and it explains no more codes
than a form has."""


@dataclass(frozen=True)
class Keys:
    """The keys of a workbook: what its sheets say of codes, each sheet with its pairs of code and name."""

    of_sheets: Mapping[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> "Keys":
        """Look through sheets for codes beside their names."""
        return cls({sheet.name: own for sheet in sheets if (own := tuple(islice(_pairs(sheet), _MOST_PAIRS)))})

    def explain(self, vocabulary: Vocabulary, layouts: Mapping[str, Layout]) -> Vocabulary:
        """Add what the codes of a key mean as titles, unless a person decided on them; one with two meanings has none.

        A code that is known by itself keeps its meaning.
        """
        found: dict[tuple[str, str], set[str]] = {}
        places: dict[tuple[str, str], str] = {}
        for table in (table for layout in layouts.values() for table in layout.tables if table.has_answers):
            for sheet, pairs in self.of_sheets.items():
                for code, name in pairs:
                    item = item_of(name, vocabulary) if table.item_columns else None
                    meaning = item or _element(name, table)
                    key = f"{HEADER}:{table.code}", normalise(code)
                    if meaning and key not in vocabulary.aliases:
                        found.setdefault(key, set()).add(meaning)
                        places.setdefault(key, sheet)
        meant = {key: meanings.pop() for key, meanings in found.items() if len(meanings) == 1}
        keys = {key: places[key] for key in meant}
        return replace(vocabulary, aliases={**vocabulary.aliases, **meant}, keys=keys)

    def order(self, header: Header, sheet: Sheet, table: Table) -> "Order":
        """Return the header as the key of its sheet, or else of another one, explains its codes of rated elements.

        Of two elements that change places one says where the other stands.
        """
        rated = {column.code for column in table.columns if column.type == "rating"}
        bare = {
            code: number
            for code, number in header.columns.items()
            if code in rated and number in header.titles and leading_code(header.titles[number][0], table) == code
        }
        bare = {code: number for code, number in bare.items() if _CODE.fullmatch(header.titles[number][0])}
        if not bare:
            return Order(header)
        own = self._elements(sheet.name, table)
        others = [name for name in self.of_sheets if name != sheet.name]
        explained = next((name for name in others if not own and self._elements(name, table).keys() & bare.keys()), "")
        meanings = own or self._elements(explained, table)
        for one, beside in permutations(table.order_varies, 2):
            if one in meanings:
                meanings.setdefault(beside, one if meanings[one] == beside else beside)
        meant = {meanings.get(code, code): number for code, number in bare.items()}
        kept = {code: number for code, number in header.columns.items() if code not in bare}
        if len(meant) < len(bare) or not kept.keys().isdisjoint(meant):
            meanings, meant, explained = {}, bare, ""
        columns = dict(sorted((kept | meant).items(), key=lambda named: named[1]))
        doubted = tuple(code for code in table.order_varies if code in bare)
        is_open = len(doubted) == len(table.order_varies) and meanings.keys().isdisjoint(doubted)
        return Order(replace(header, columns=columns), doubted if is_open else (), explained)

    def _elements(self, sheet: str, table: Table) -> dict[str, str]:
        """Return each code of an element with the element that a sheet says that it is."""
        pairs = ((leading_code(code, table), _element(name, table)) for code, name in self.of_sheets.get(sheet, ()))
        return {code: name for code, name in pairs if code and name}


@dataclass(frozen=True, slots=True)
class Order:
    """A header whose codes a key explains; *assumed* are the codes whose order stays a guess, *key* another sheet's."""

    header: Header
    assumed: Sequence[str] = ()
    key: str = ""


def _pairs(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield each code with the name that its own text, or the cell beside it, gives it."""
    rows = list(sheet.rows)
    for row in rows if len(rows) <= _FIRST_ROWS + _LAST_ROWS else (*rows[:_FIRST_ROWS], *rows[-_LAST_ROWS:]):
        texts = [value for _, value in sorted(sheet.rows[row].items()) if isinstance(value, str)]
        texts = [text for text in texts if normalise(text)]
        yield from ((text, beside) for text, beside in pairwise(texts) if _is_key(text, beside))
        yield from (match.groups() for match in map(_LINE.fullmatch, texts) if match)


def _is_key(text: str, beside: str) -> bool:
    return _CODE.fullmatch(text) is not None and _CODE.fullmatch(beside) is None


def _element(name: str, table: Table) -> str | None:
    """Return the rated element that a name means."""
    codes = (table.by_name.get(text) for text in map(normalise, (name, *undressed(name))))
    return next((code for code in codes if code and table.column(code).type == "rating"), None)
