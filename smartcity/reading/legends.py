"""What the codes of rated elements mean where a file says so itself, such as "U8 = Sarana dan prasarana"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, permutations

from smartcity.method.layout import Table, normalise
from smartcity.reading.headers import Header
from smartcity.reading.sheets import Sheet
from smartcity.reading.titles import leading_code, undressed

_LINE = re.compile(r"\W*([A-Za-z]+[\s._]*\d+)\s*(?:[=:]|adalah|-)\s*(\S.*)", re.IGNORECASE)
_CODE = re.compile(r"\W*[A-Za-z]+[\s._-]*\d+\W*")


def read_by_legend(header: Header, sheet: Sheet, table: Table) -> tuple[Header, tuple[str, ...]]:
    """Return the header as the sheet's legend explains its bare codes, and those codes whose order stays a guess."""
    rated = {column.code for column in table.columns if column.type == "rating"}
    bare = {
        code: number
        for code, number in header.columns.items()
        if code in rated and number in header.titles and _CODE.fullmatch(header.titles[number][0])
    }
    if not bare:
        return header, ()
    said = dict(_lines(sheet, table))
    # Of two elements that change places one says where the other stands.
    for own, beside in permutations(table.order_varies, 2):
        if own in said:
            said.setdefault(beside, own if said[own] == beside else beside)
    meant = {said.get(code, code): number for code, number in bare.items()}
    kept = {code: number for code, number in header.columns.items() if code not in bare}
    if len(meant) < len(bare) or not kept.keys().isdisjoint(meant):
        said, meant = {}, bare
    columns = dict(sorted((kept | meant).items(), key=lambda named: named[1]))
    doubted = tuple(code for code in table.order_varies if code in bare)
    is_open = len(doubted) == len(table.order_varies) and said.keys().isdisjoint(doubted)
    return replace(header, columns=columns), doubted if is_open else ()


def _lines(sheet: Sheet, table: Table) -> Iterator[tuple[str, str]]:
    """Yield each code of an element with the element that a text, or the cell beside it, says that it is."""
    for row in sheet.rows:
        texts = [value for _, value in sorted(sheet.rows[row].items()) if isinstance(value, str)]
        texts = [text for text in texts if normalise(text)]
        pairs = [(text, beside) for text, beside in pairwise(texts) if _CODE.fullmatch(text)]
        pairs += [match.groups() for match in map(_LINE.fullmatch, texts) if match]
        for code, name in pairs:
            own, named = leading_code(code, table), _element(name, table)
            if own and named:
                yield own, named


def _element(name: str, table: Table) -> str | None:
    """Return the element that a name means; a code is no name."""
    if _CODE.fullmatch(name):
        return None
    return next(
        (table.by_name[text] for text in map(normalise, (name, *undressed(name))) if text in table.by_name), None
    )
