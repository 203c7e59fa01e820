"""How a basis looks: one mark for each, in every chart, so that official and other values never pass for each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from smartcity.charts.labels import KeyItem
from smartcity.charts.theme import shade, theme
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Mark:
    """A plotly marker symbol, whether it is hollow, and the same sign as a character for key lines and tables."""

    symbol: str
    is_hollow: bool
    glyph: str

    def marker(self, colour: str, size: int) -> dict:
        """Draw the mark in *colour* at *size* px; a hollow one is filled with paper so that no line shows through."""
        return {
            "symbol": self.symbol,
            "color": theme().paper if self.is_hollow else colour,
            "size": size,
            "opacity": 1,
            "line": {"color": colour, "width": theme().outline},
        }


MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        "official": Mark("circle", False, "●"),
        "press": Mark("square", False, "■"),
        "derived": Mark("circle", True, "○"),
        "simulasi": Mark("diamond", True, "◇"),
        "sample": Mark("square", True, "□"),
        "own": Mark("triangle-up", True, "△"),
    }
)

HATCH = "/"
"""Plotly's shape for what is invented (CONTOH) and for cells without data; the word says which of the two it is."""


PALE = 0.35
"""Share of a colour in the ground under its hatch."""


def basis_marker(basis: str) -> Mark:
    """Give the mark of *basis*; an unknown basis raises `KeyError` naming those that exist."""
    if basis not in MARKS:
        raise KeyError(f"no mark for basis {basis!r}; there are: {', '.join(MARKS)}")
    return MARKS[basis]


def hatched(is_hatched: Iterable[bool], solidity: float = 0.3) -> dict:
    """Make the pattern of bars of which some are hatched in their own colour, on nothing.

    Plotly ignores `fgcolor` and `bgcolor` where each bar has a colour of its own, so the hatch takes that colour.
    """
    shapes = [HATCH if hatch else "" for hatch in is_hatched]
    return {"shape": shapes, "size": 6, "solidity": solidity, "fillmode": "replace"}


def hatched_over(is_hatched: Iterable[bool], colour: str) -> dict:
    """Make the pattern of bars of one *colour*, some of them hatched over a pale ground, so that pale bars are seen."""
    ground = shade(theme().paper, colour, PALE)
    return {**hatched(is_hatched, 0.2), "fgcolor": colour, "bgcolor": ground}


def bar_marker(colours: object, edge: object, pattern: dict | None = None) -> dict:
    """Make the plotly marker of bars with a thin edge, some of them hatched where there is a *pattern*."""
    marker = {"color": colours, "line": {"color": edge, "width": theme().thin_line}}
    return marker | {"pattern": pattern} if pattern else marker


def markers(bases: Iterable[str], colours: Iterable[str], size: int | Sequence[int]) -> dict:
    """Make the plotly marker of a trace whose points differ in basis and colour."""
    drawn = list(zip(map(basis_marker, bases), colours))
    return {
        "symbol": [mark.symbol for mark, _ in drawn],
        "color": [theme().paper if mark.is_hollow else colour for mark, colour in drawn],
        "size": size,
        "opacity": 1,
        "line": {"color": [colour for _, colour in drawn], "width": theme().outline},
    }


def basis_key(bases: Iterable[str], colour: str, words: Words) -> list[KeyItem]:
    """List the marks of those *bases* that a chart shows, in the fixed order of certainty."""
    marks = {basis: basis_marker(basis) for basis in set(bases)}
    return [KeyItem(marks[basis].glyph, colour, words(f"charts.basis.{basis}")) for basis in MARKS if basis in marks]


def basis_names(bases: Iterable[str], words: Words) -> str:
    """Name the *bases* that a series has, in the order in which they first appear."""
    return words.join(words(f"charts.basis.{basis}") for basis in dict.fromkeys(bases))


def named_key(bases: Iterable[str], colour: str, name: str, words: Words) -> KeyItem:
    """Name one of several things that a chart compares, with the marks and words of its *bases*."""
    glyphs = "".join(dict.fromkeys(basis_marker(basis).glyph for basis in bases))
    return KeyItem(glyphs, colour, series_name(bases, name, words))


def series_name(bases: Iterable[str], name: str, words: Words) -> str:
    """Name one of several things that a chart compares, with the words of its *bases*."""
    return words("charts.key.region", region=name, basis=basis_names(bases, words))


def sample_key(is_sample: pd.Series, glyph: str, colour: str, name: str, words: Words) -> list[KeyItem]:
    """List what a bar means, of `charts.key.<name>`, and what it means where it is hatched, as far as either is drawn.

    *glyph* stands for the bar that is not.
    """
    drawn = ((~is_sample, glyph, name), (is_sample, "///", f"{name}_sample"))
    return [KeyItem(sign, colour, words(f"charts.key.{key}")) for own, sign, key in drawn if own.any()]
