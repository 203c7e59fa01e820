"""Texts inside a figure: wrapping, keeping labels apart, key lines.

A figure is built once and shown from 390 px to a projector, so labels are wrapped by characters and placed in pixels
from the edges of the plot; nothing here depends on the width of the screen.
"""

import html
import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.charts.theme import theme
from smartcity.wording import Words

LINE_HEIGHT = 1.3
SLACK = 2
"""Characters by which a single word may exceed its line before it is parted."""

KEY_CHARACTERS = 50
"""A key line of this length fits a phone at the small size."""


def plain(text: object) -> str:
    """Escape *text* that comes from data, since plotly reads texts as a kind of HTML."""
    return html.escape(str(text), quote=False)


def hover(words: Words, key: str, **values: object) -> str:
    """Write a hover text of the catalogue; texts among *values* come from data and are escaped."""
    escaped = {name: plain(value) if isinstance(value, str) else value for name, value in values.items()}
    return words(f"charts.hover.{key}", **escaped)


def hovers(words: Words, key: str, rows: pd.DataFrame, **columns: str) -> list[str]:
    """Write the hover text of each row; *columns* names the column of *rows* from which each value is taken."""
    values = zip(*(rows[column] for column in columns.values()))
    return [hover(words, key, **dict(zip(columns, own))) for own in values]


def value_hovers(words: Words, rows: pd.DataFrame, key: str = "value", label: str = "label") -> list[str]:
    """Write the hover text of each row's `value` with the name of its `basis`."""
    named = rows.assign(basis=[words(f"charts.basis.{basis}") for basis in rows["basis"]])
    return hovers(words, key, named, label=label, value="value", basis="basis")


def wrap(text: str, characters: int, max_lines: int | None = None) -> list[str]:
    """Break *text* into lines of at most *characters*; what exceeds *max_lines* ends in an ellipsis.

    A word that is a little too long stays whole, a longer one is parted by hyphens.
    """
    words = " ".join(_parted(word, characters) for word in text.split())
    return textwrap.wrap(words, characters, max_lines=max_lines, placeholder="…", break_long_words=False) or [""]


def _parted(word: str, characters: int) -> str:
    if len(word) <= characters + SLACK or "-" in word:
        return word
    parts = -(-len(word) // (characters - 1))
    size = -(-len(word) // parts)
    return "-".join(word[start : start + size] for start in range(0, len(word), size))


def remark(text: str) -> str:
    """Write what stands small and grey under a value."""
    return f"<br>{tinted(plain(text), theme().muted, theme().fine_size)}"


def stacked(lines: Iterable[str]) -> str:
    """Join escaped lines as plotly text."""
    return "<br>".join(plain(line) for line in lines)


def tinted(text: str, colour: str, size: int | None = None) -> str:
    """Colour (and size, in pixels) one part of a plotly text; *text* is already escaped."""
    sized = f";font-size:{size}px" if size else ""
    return f'<span style="color:{colour}{sized}">{text}</span>'


def note(text: str, **place: object) -> dict:
    """Make an annotation without an arrow: left-aligned, at the chart size, unless *place* says otherwise."""
    usual = {"showarrow": False, "align": "left", "xanchor": "left", "borderpad": 0, "font": font()}
    return {"text": text, **usual, **place}


def font(size: int | None = None, colour: str | None = None, *, bold: bool = False) -> dict:
    """Make a font of the theme; sizes in pixels."""
    return {"size": size or theme().chart_size, "color": colour or theme().ink, "weight": 600 if bold else 400}


def spread(wanted: Sequence[float], gap: float, top: float = math.inf) -> list[float]:
    """Move positions as little as possible so that neighbours are at least *gap* apart, keeping their order.

    Where that would lead beyond *top*, all that stand in the way move down.
    Pool-adjacent-violators on the positions less their due distance: labels that collide settle around their mean.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    pools: list[list[float]] = []
    for step, place in enumerate(order):
        pools.append([wanted[place] - step * gap, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean, count), (other_mean, other_count) = pools[-2:]
            total = count + other_count
            pools[-2:] = [[(mean * count + other_mean * other_count) / total, total]]
    settled = [mean for mean, count in pools for _ in range(int(count))]
    placed = [0.0] * len(wanted)
    for step, place in enumerate(order):
        placed[place] = settled[step] + step * gap
    for place in reversed(order):
        placed[place] = min(placed[place], top)
        top = placed[place] - gap
    return placed


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One entry of a key line: the glyph as it is drawn, its colour, what it means.

    Where *characters* says how long the glyph is, it is plotly text with colours of its own.
    """

    glyph: str
    colour: str
    meaning: str
    characters: int = 0


def key_lines(items: Sequence[KeyItem]) -> list[str]:
    """Pack the entries into as few lines as fit a phone, each a plotly text."""
    lines: list[list[KeyItem]] = [[]]
    used = 0
    for item in items:
        length = (item.characters or len(item.glyph)) + 1 + len(item.meaning) + 3
        if lines[-1] and used + length > KEY_CHARACTERS:
            lines.append([])
            used = 0
        lines[-1].append(item)
        used += length
    return ["\u2003".join(f"{_drawn(item)}\u00a0{plain(item.meaning)}" for item in line) for line in lines if line]


def _drawn(item: KeyItem) -> str:
    return item.glyph if item.characters else tinted(item.glyph, item.colour)
