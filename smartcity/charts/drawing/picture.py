"""A figure as a picture that leaves the page: with what is said above and below it, on paper, in outlines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import resvg_py

from smartcity.charts.drawing import font
from smartcity.charts.drawing.figure import Figure, planned
from smartcity.charts.drawing.surface import Surface
from smartcity.charts.drawing.texts import LINE, Block, Look, Run
from smartcity.charts.theme import theme

MARGIN = 32
GAP = 14
"""Px around the picture, and between the chart and the texts."""

_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control signs and halves of signs: no XML can hold them."""

SHARPNESS = 2
"""Pixels of the PNG a px of the drawing, so that it is sharp on a projector and on paper."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text above or below the chart, as it stands; lines are broken where the width ends."""

    text: str
    size: float
    colour: str
    weight: int = 400


def picture(
    figure: Figure, alt: str, width: int, above: Sequence[Paragraph] = (), below: Sequence[Paragraph] = ()
) -> str:
    """Draw *figure*, *width* px wide, as an SVG that needs no font, between the paragraphs *above* and *below* it."""
    plan = planned(figure)
    wide, high = plan.size(width - 2 * MARGIN - plan.left - plan.right)
    drawn, depth = _set(above, width, MARGIN)
    depth += GAP if above else 0
    body = plan.body(Surface(wide, high, is_outlined=True))
    drawn += f'<g transform="translate({MARGIN + plan.left},{depth + plan.top:.2f})">{body}</g>'
    depth += plan.top + high + plan.bottom + (GAP if below else 0)
    last, depth = _set(below, width, depth)
    size = f'width="{width}" height="{depth + MARGIN:.0f}"'
    view = f'viewBox="0 0 {width} {depth + MARGIN:.0f}"'
    ground = f'<rect width="100%" height="100%" fill="{theme().paper}"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {view}>'
    return _UNHOLDABLE.sub("", f"{head}<title>{escape(alt)}</title>{ground}{drawn}{last}</svg>")


def pixels(svg: str) -> bytes:
    """Turn a picture into a PNG."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=SHARPNESS))


def _set(paragraphs: Sequence[Paragraph], width: int, depth: float) -> tuple[str, float]:
    """Set *paragraphs* below each other from *depth*, and give how deep they reach."""
    drawn = []
    for paragraph in paragraphs:
        look = Look(paragraph.size, paragraph.colour, paragraph.weight)
        lines = broken(paragraph.text, width - 2 * MARGIN, look.size, look.weight)
        text = Block(tuple((Run(line, look),) for line in lines), look)
        drawn.append(text.outlined(MARGIN, depth - text.top, "left"))
        depth += len(lines) * LINE * paragraph.size
    return "".join(drawn), depth


def broken(text: str, width: float, size: float, weight: int = 400) -> list[str]:
    """Break *text* into lines of at most *width*, in the unit of *size*, between words; a longer word is parted."""
    lines: list[str] = []
    space = font.width(" ", size, weight)
    for paragraph in text.splitlines() or [""]:
        line, reached = "", 0.0
        for word in paragraph.split():
            wide = font.width(word, size, weight)
            if line and reached + space + wide > width:
                lines.append(line)
                line, reached = "", 0.0
            while not line and len(word) > 1 and wide > width:
                fitting = next(
                    end
                    for end in range(len(word) - 1, 0, -1)
                    if end == 1 or font.width(word[:end], size, weight) <= width
                )
                lines.append(word[:fitting])
                word = word[fitting:]
                wide = font.width(word, size, weight)
            reached += wide + (space if line else 0)
            line = f"{line} {word}" if line else word
        lines.append(line)
    return lines
