"""What the title of a column means, whatever a form service wrote around it: numbers, groups, brackets, codes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from smartcity.method.layout import Table, normalise
from smartcity.records.observations import Vocabulary

EXACT, DRESSED, GROUPED = range(3)
"""How a title was understood: as it stands (the code beside its own statement, too), without its number and brackets or
by a code in it, behind a group."""

LONGEST = 600
"""Signs of a title that anything is known by."""

_ENDING = re.compile(r"[/\\>»→›|:·•–—\[(.?!)\]_-]")
_MOST_ENDS, _MOST_CODES = 12, 20
ITEM_CODE = re.compile(r"(?<![A-Za-z])(?<![A-Za-z][-_ ])[A-Za-z]++(?:[-_ ][A-Za-z]++)*+[-_ ]?\d++(?:[._]\d++)*+")
_SUB_FIELD = re.compile(r"[^\W_]|[-_/]\w[^\s]*$")
"""What behind a code makes it another name, such as `_note` or `/4`; a statement behind it has spaces."""

_NUMBER = re.compile(
    r"\W*(?:(?:no|nomor|pertanyaan|pernyataan|soal|butir|question|item)\W*)?"
    r"(?:(?:[A-Z]{1,2}\d{1,3}){0,2}(?:[A-Z]{1,2}[.\-_ ]?)?\d+(?:[.\-_]\d+)*[a-z]?(?![^\W_])|(?:[A-Z]|[IVX]+)(?=[.)]))"
    r"[\W_]*",
    re.IGNORECASE,
)
_BRACKETS = {")": "(", "]": "["}
_BESIDE_BRACKETS = " \t\r\n\v\f\xa0*"
_LEADING_CODE = re.compile(r"\W*([A-Za-z]+)[\s._-]*0*(\d+)(?![^\W_])")
_COUNT_BEHIND = re.compile(r"(?<![\d\s._-])[\s._-]{0,3}(?:\(\d{1,2}\)|\d{1,2})\s*\Z")
_GROUP_END = re.compile(
    r"(?:(?<!\s)\s++)?+[/\\>»→›|:·•–—\[(]++\s*+|(?<![.?!)\]])[.?!)\]]++\s++|(?<!\s)\s++-\s++|(?<=[^\W_])[-_.](?=\w)"
)


def item_of(title: object, vocabulary: Vocabulary) -> str | None:
    """Return the item that *title* names: by its whole statement, by a code in it, or behind groups and numbers."""
    return (item_and_rank(title, vocabulary) or (None,))[0]


def item_and_rank(title: object, vocabulary: Vocabulary, *, is_tail: bool = False) -> tuple[str, int] | None:
    """Return the item that *title* names and how that was understood; behind groups only where it *is_tail* of none."""
    written = str(title)[:LONGEST]
    text = normalise(written)
    if text in vocabulary.items:
        return vocabulary.items[text], EXACT
    for part in islice(ITEM_CODE.finditer(written), _MOST_CODES):
        code = vocabulary.items.get(normalise(part[0]))
        if code and not _SUB_FIELD.match(written, part.end()):
            rest = written[: part.start()] + written[part.end() :]
            return code, EXACT if vocabulary.items.get(normalise(rest)) == code else DRESSED
    for plain in undressed(written):
        if normalise(plain) in vocabulary.items:
            return vocabulary.items[normalise(plain)], DRESSED
    for _, tail in () if is_tail else tails(written):
        for plain in (tail, *undressed(tail)):
            if normalise(plain) in vocabulary.items:
                return vocabulary.items[normalise(plain)], GROUPED
    return None


def effort_of(title: str) -> int:
    """Estimate what it costs to look behind a title: each of its ends is looked behind for each other."""
    return (1 + sum(1 for _ in islice(_ENDING.finditer(title), _MOST_ENDS))) ** 2


def column_and_rank(title: object, table: Table) -> tuple[str, int] | None:
    """Return the column that *title* names by itself, and how that was understood; groups are not looked behind."""
    written = str(title)[:LONGEST]
    code = table.by_name.get(normalise(written))
    if code is not None:
        return code, EXACT
    # "U8 (Sarana)" is the element that it names; codes are counted in more than one order.
    for plain in sorted(undressed(written), key=lambda plain: _LEADING_CODE.fullmatch(plain) is not None):
        code = table.by_name.get(normalise(plain))
        if code is not None:
            return code, DRESSED
    code = leading_code(written, table)
    return None if code is None else (code, DRESSED)


def leading_code(title: str, table: Table) -> str | None:
    """Return the rated element whose code begins a title, such as `U.1` or "U1 - ...": what else it says is unknown."""
    match = _LEADING_CODE.match(title)
    code = f"{match[1].upper()}{match[2]}" if match else ""
    return code if any(column.code == code for column in table.columns if column.type == "rating") else None


def without_count(title: str) -> str:
    """Leave out the number that tells a title from others alike, as programs add it: "Layanan.1", "Layanan (2)"."""
    return _COUNT_BEHIND.sub("", title[:LONGEST])


@lru_cache(4096)
def undressed(title: str) -> tuple[str, ...]:
    """Spell a title without what stands around it: brackets and stars behind it, then a running number before it."""
    bare = title
    while (shorter := _without_brackets(bare)) != bare and shorter.strip():
        bare = shorter
    plain = [bare, *(text[number.end() :] for text in (title, bare) if (number := _NUMBER.match(text)))]
    return tuple(dict.fromkeys(text for text in plain if text != title and normalise(text)))


def _without_brackets(title: str) -> str:
    """Leave out the last brackets or stars, if nothing but signs follows them, and what stands beside them."""
    text = title.rstrip(f"{_BESIDE_BRACKETS}:?.")
    opening = _BRACKETS.get(text[-1:], "")
    start = text.rfind(opening, 0, -1) if opening else -1
    if start >= 0 and text[-1] not in text[start:-1]:
        return text[:start].rstrip(_BESIDE_BRACKETS)
    signs = title[len(text) :]
    return text + signs[: signs.index("*")].rstrip(_BESIDE_BRACKETS) if "*" in signs else title


def tails(title: str) -> Iterator[tuple[str, str]]:
    """Yield what stands behind each possible end of a group's name, the longest first, with the sign that ends it."""
    if _ENDING.search(title) is None:
        return
    for end in islice(_GROUP_END.finditer(title[:LONGEST]), _MOST_ENDS):
        tail = title[end.end() :]
        if normalise(tail) and normalise(title[: end.start()]):
            yield end[0].strip()[:1] or "-", tail
