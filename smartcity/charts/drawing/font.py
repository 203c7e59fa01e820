"""Our font as numbers: how wide a sign is, how far it reaches above and below its line, and its outline."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

FILE = Path(__file__).parents[3] / "static" / "inter-tabular.woff2"
"""The file that the pages load, too."""

_READING = Lock()
"""fontTools reads a file's tables as they are asked for, which two threads must not do at once."""


@dataclass(frozen=True)
class Sign:
    """One sign: its width as a share of the font size, and its outline in units of the font; None if it has none."""

    width: float
    outline: DecomposingRecordingPen | None


@cache
def _face() -> TTFont:
    return TTFont(FILE)


@cache
def _shapes(weight: int) -> object:
    return _face().getGlyphSet(location={"wght": weight})


@cache
def sign(character: str, weight: int) -> Sign:
    """Look *character* up in the font at *weight*; one that the font does not have is taken to be one size wide."""
    with _READING:
        name = _face().getBestCmap().get(ord(character))
        if name is None:
            return Sign(1.0, None)
        shapes = _shapes(weight)
        pen = DecomposingRecordingPen(shapes)
        shapes[name].draw(pen)
        return Sign(shapes[name].width / _face()["head"].unitsPerEm, pen)


def has_sign(character: str) -> bool:
    """Say whether the font can write *character*."""
    with _READING:
        return ord(character) in _face().getBestCmap()


@cache
def reach() -> tuple[float, float]:
    """Give how far a line reaches above and below its baseline, as shares of the font size."""
    with _READING:
        head, lines = _face()["head"], _face()["hhea"]
        return lines.ascent / head.unitsPerEm, -lines.descent / head.unitsPerEm


def width(text: str, size: float, weight: int) -> float:
    """Measure *text* on one line, in the unit of *size*."""
    return size * _share(text, weight)


@lru_cache(20_000)
def _share(text: str, weight: int) -> float:
    return sum(sign(character, weight).width for character in text)


def outlines(text: str, x: float, y: float, size: float, weight: int) -> tuple[str, list[tuple[str, float]]]:
    """Give the outline of *text* from *x* on the baseline *y* as path data, and what the font cannot write with its x.

    Each sign stands where the one before it ends.
    """
    with _READING:
        scale = size / _face()["head"].unitsPerEm
    pen = SVGPathPen(None, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
    missing = []
    for character in text:
        one = sign(character, weight)
        if one.outline is None:
            missing.append((character, x))
        else:
            one.outline.replay(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
        x += size * one.width
    return pen.getCommands(), missing
