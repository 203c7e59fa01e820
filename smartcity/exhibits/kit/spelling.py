"""An exhibit in words: its cells as people read them, and the lines that stand around it, on a page and on paper."""

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from smartcity.exhibits.kit.exhibit import DATE, INTEGER, RANK, SCORE, SHARE, SIGNED, SOURCE, Column, Exhibit, Table
from smartcity.wording import Words

RIGHT = frozenset({INTEGER, SCORE, SIGNED, SHARE, RANK})
"""The kinds of values that are numbers, which stand to the right."""

_SEVERAL = (list, tuple, set, frozenset)


def speller(column: Column, words: Words) -> Callable[[object], str]:
    """Return what spells the values of *column*; a missing value is a dash, never a zero."""
    spell = _spelling(column, words)
    return lambda value: spell(value if isinstance(value, _SEVERAL) or not pd.isna(value) else None)


def spelled_rows(table: Table, words: Words) -> Iterator[tuple[str, ...]]:
    """Spell the rows of *table*, in the order of its columns."""
    columns = [list(map(speller(column, words), table.frame[column.code])) for column in table.columns]
    return zip(*columns)


def coverage_line(exhibit: Exhibit, words: Words) -> str:
    """Say in one line among whom, of when and on which basis: without it no figure stands."""
    bases = words.join(words(f"method.basis.{basis}") for basis in exhibit.bases)
    return _dotted(exhibit.caption, words("ui.caption.basis", bases=bases) if bases else "")


def notes_of(exhibit: Exhibit, words: Words) -> tuple[str, ...]:
    """List where the figures are from and as of when, and what has to be known of how they were made."""
    source = words("ui.caption.source", source=exhibit.source) if exhibit.source else ""
    as_of = words("ui.caption.as_of", at=exhibit.stamp.built_at) if exhibit.stamp.built_at else ""
    return tuple(filter(None, (_dotted(source, as_of), exhibit.note)))


def _dotted(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _spelling(column: Column, words: Words) -> Callable[[object], str]:
    spellings = {
        INTEGER: words.number,
        RANK: words.digits,
        SCORE: partial(words.number, decimals=column.decimals),
        SIGNED: partial(words.number, decimals=column.decimals, sign=True),
        SHARE: partial(words.percent, decimals=column.decimals),
        DATE: words.date,
        SOURCE: partial(_cited, words=words),
    }
    return spellings.get(column.kind, partial(_text, words=words))


def _cited(value: object, words: Words) -> str:
    return words.cited(_text(value, words))


def _text(value: object, words: Words) -> str:
    if isinstance(value, _SEVERAL):
        return words.join(value) if value else words.number(None)
    return words.number(None) if value in (None, "") else str(value)
