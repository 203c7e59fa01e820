"""Texts in boxes: the largest size at which one fits, measured by our own font, which is wider than its stand-ins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from smartcity import charts

LINE = 1.25
"""The distance between lines, in sizes: what office programs take."""

ELLIPSIS = "…"

LONGEST_WORD = 9
"""A word that is wider than so many sizes, such as an address, may be parted in a narrow column."""

MOST_LINES = 40
BOLD = 600

_HYPHEN = re.compile("(?<=[^\\W\\d]-)(?=[^\\W\\d])")

UNSEEN = "\u200b"
"""A sign without width, after which a program may break a line."""


@dataclass(frozen=True)
class Fitted:
    """A text at a size; *is_whole* says that all of it fits."""

    text: str
    size: float
    is_whole: bool

    @property
    def paragraphs(self) -> list[str]:
        """The text as it is to be set: whole paragraphs, since the program breaks lines by itself."""
        return self.text.splitlines() or [""]


def fitted(text: str, width: float, height: float, sizes: tuple[float, ...], weight: int = 400) -> Fitted:
    """Set *text* at the largest of *sizes* (pt, from large to small) at which it fits into *width* and *height*.

    What does not fit at the smallest ends in an ellipsis; the notes of a slide hold the whole of it.
    """
    for size in sizes:
        lines = charts.broken(text, width, size, weight)
        if len(lines) * size * LINE <= height:
            return Fitted(text, size, True)
    size = sizes[-1]
    kept = max(1, int(height / (size * LINE)))
    last = lines[kept - 1]
    while last and charts.text_width(last + ELLIPSIS, size, weight) > width:
        last = last[:-1].rstrip()
    return Fitted(" ".join((*lines[: kept - 1], last + ELLIPSIS)), size, False)


def columns(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: float, size: float, inset: float
) -> tuple[float, ...]:
    """Share *width* among the columns of a table so that no cell takes more lines than needed.

    *inset* is the room on either side of a text.
    """
    room = 2 * inset + 1
    texts = [[head, *(row[place] for row in rows)] for place, head in enumerate(heads)]
    wanted = [max(charts.text_width(text, size, BOLD) for text in own) + room for own in texts]
    words = [{piece for text in own for word in text.split() for piece in _pieces(word)} for own in texts]
    longest = [max((charts.text_width(word, size, BOLD) for word in own), default=0) for own in words]
    least = [min(word, LONGEST_WORD * size) + room for word in longest]
    shared = least
    for lines in range(1, MOST_LINES):
        slack = 1.15 if lines > 1 else 1
        shared = [min(max(low, (all_ - room) / lines * slack + room), all_) for low, all_ in zip(least, wanted)]
        if sum(shared) <= width:
            break
    return tuple(own * width / sum(shared) for own in shared)


def broken_words(text: str, width: float, size: float, weight: int = 400) -> str:
    """Let words that are wider than *width* be parted, by signs that are not seen; a hyphen parts a word by itself."""
    parted = ("".join(_parted(piece, width, size, weight) for piece in _pieces(word)) for word in text.split(" "))
    return " ".join(parted)


def _pieces(word: str) -> list[str]:
    """Cut a word behind its hyphens, where every program breaks a line."""
    return _HYPHEN.split(word)


def _parted(piece: str, width: float, size: float, weight: int) -> str:
    if charts.text_width(piece, size, weight) <= width:
        return piece
    return UNSEEN.join(charts.broken(piece, width, size, weight))
