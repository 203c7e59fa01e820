"""Texts in cells: what a file can hold, and none that a spreadsheet would run."""

import re
import unicodedata

from openpyxl.cell.cell import Cell

_UNSEEN_FIRST = " \u00a0\u200b\u200c\u200d\u2060\ufeff\u00ad"
_UNHOLDABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Halves of signs and non-signs: no XML, and so no workbook, can hold them."""


def disarmed(text: str) -> str:
    """Put an apostrophe before text a spreadsheet would run: `=`, `+`, `-`, `@` (also full-width), tab or return."""
    first = unicodedata.normalize("NFKC", text.lstrip(_UNSEEN_FIRST)[:1])
    return f"'{text}" if first in tuple("=+-@\t\r\n") else text


def printable(text: str) -> str:
    """Leave out of *text* what no office file can hold."""
    kept = "".join(sign for sign in text if sign in "\t\r\n" or unicodedata.category(sign) != "Cc")
    return _UNHOLDABLE.sub("", kept)


def write(cell: Cell, value: object) -> None:
    """Write a value; text stays text for good: typed as such, and quoted so that editing it does not run it either."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = disarmed(value) != value
