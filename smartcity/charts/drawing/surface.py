"""What is drawn on: a plot whose width, and sometimes height, is known or is left to the screen."""

from dataclasses import dataclass

from smartcity.charts.drawing.texts import Block


@dataclass(frozen=True)
class Surface:
    """The plot of a figure, in shares from its left and from its top; None for a side in px that the screen decides.

    What stands at a share may be moved on by pixels. Texts are outlines where it *is_outlined*.
    """

    width: float | None
    height: float | None
    is_outlined: bool = False

    def x(self, share: float) -> str:
        """Spell a place or a length across."""
        return _spelled(share, self.width)

    def y(self, share: float) -> str:
        """Spell a place or a length down."""
        return _spelled(share, self.height)

    def at(self, x: float, y: float, content: str, dx: float = 0, dy: float = 0) -> str:
        """Put *content*, drawn around its own origin in px, at the shares *x* and *y*, moved by *dx* and *dy* px."""
        if self.width is not None and self.height is not None:
            return f'<g transform="translate({x * self.width + dx:.2f},{y * self.height + dy:.2f})">{content}</g>'
        moved = f'<g transform="translate({dx:g},{dy:g})">{content}</g>' if dx or dy else content
        return f'<svg x="{self.x(x)}" y="{self.y(y)}" overflow="visible">{moved}</svg>'

    def write(self, text: Block, align: str, x: float = 0, y: float = 0) -> str:
        """Set *text* around the origin: aligned at *x*, its first baseline at *y* px."""
        return text.outlined(x, y, align) if self.is_outlined else text.written(x, y, align)


def _spelled(share: float, pixels: float | None) -> str:
    if pixels is None:
        return f"{share * 100:.4f}".rstrip("0").rstrip(".") + "%"
    return f"{share * pixels:.2f}"
