"""Texts in boxes: the largest size at which one fits, measured by our own font, which is wider than its stand-ins."""

from dataclasses import dataclass

from smartcity import charts

LINE = 1.25
"""The distance between lines, in sizes: what office programs take."""

ELLIPSIS = "…"


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
