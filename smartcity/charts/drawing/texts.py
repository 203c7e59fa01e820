"""Texts as plotly reads them, a little HTML: parted into lines of runs, measured, and set as text or as outlines."""

from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

from smartcity.charts.drawing import font
from smartcity.charts.drawing.known import Undrawn

LINE = 1.3
"""Plotly's distance between lines, in sizes of the text."""

BOLD = 700
"""What `<b>` stands for in a browser."""

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
SHARES = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of its width a text has left of its place."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks."""

    size: float
    colour: str
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line in one look."""

    text: str
    look: Look

    @property
    def width(self) -> float:
        """How wide it is, in px."""
        return font.width(self.text, self.look.size, self.look.weight)


@dataclass(frozen=True)
class Block:
    """Lines of text below each other; the origin is on the first baseline."""

    lines: tuple[tuple[Run, ...], ...]
    look: Look

    @property
    def width(self) -> float:
        """How wide the longest line is, in px."""
        return max(sum(run.width for run in line) for line in self.lines)

    @property
    def top(self) -> float:
        """How far above the first baseline (a negative number of px) the highest sign may reach."""
        above, _ = font.reach()
        return min(place - above * size for place, size in self._sizes())

    @property
    def bottom(self) -> float:
        """How far below the first baseline (px) the lowest sign may reach."""
        _, below = font.reach()
        return max(place + below * size for place, size in self._sizes())

    def _sizes(self) -> list[tuple[float, float]]:
        sizes = [max((run.look.size for run in line), default=self.look.size) for line in self.lines]
        return [(number * LINE * self.look.size, size) for number, size in enumerate(sizes)]

    def written(self, x: float, y: float, align: str) -> str:
        """Set it as text: aligned at *x*, the first baseline at *y*."""
        attributes = f'font-size="{self.look.size:g}" fill="{self.look.colour}"'
        attributes += f' font-weight="{self.look.weight}"' if self.look.weight != 400 else ""
        attributes += f' text-anchor="{ANCHORS[align]}"' if align != "left" else ""
        step = LINE * self.look.size
        if len(self.lines) == 1:
            return f'<text x="{x:g}" y="{y:.2f}" {attributes}>{self._runs(self.lines[0])}</text>'
        lines = (
            f'<tspan x="{x:g}" y="{y + number * step:.2f}">{self._runs(line)}</tspan>'
            for number, line in enumerate(self.lines)
        )
        return f"<text {attributes}>{''.join(lines)}</text>"

    def _runs(self, line: tuple[Run, ...]) -> str:
        return "".join(_span(run, self.look) for run in line)

    def outlined(self, x: float, y: float, align: str) -> str:
        """Set it as outlines, which need no font: aligned at *x*, the first baseline at *y*."""
        drawn = []
        for number, line in enumerate(self.lines):
            place = x - SHARES[align] * sum(run.width for run in line)
            baseline = y + number * LINE * self.look.size
            for run in line:
                drawn.append(_outlined(run, place, baseline))
                place += run.width
        return "".join(drawn)


def _span(run: Run, usual: Look) -> str:
    look, text = run.look, escape(run.text, quote=False)
    different = [
        f'{name}="{value:g}"' if isinstance(value, (int, float)) else f'{name}="{value}"'
        for name, value, other in (
            ("font-size", look.size, usual.size),
            ("fill", look.colour, usual.colour),
            ("font-weight", look.weight, usual.weight),
        )
        if value != other
    ]
    return f"<tspan {' '.join(different)}>{text}</tspan>" if different else text


def _outlined(run: Run, x: float, y: float) -> str:
    path, missing = font.outlines(run.text, x, y, run.look.size, run.look.weight)
    label = escape(run.text)
    drawn = f'<path aria-label="{label}" fill="{run.look.colour}" d="{path}"/>' if path else ""
    # A sign that our font lacks is left to the fonts of whoever opens the picture.
    others = (
        f'<text x="{place:.2f}" y="{y:.2f}" font-size="{run.look.size:g}" fill="{run.look.colour}"'
        f' font-family="sans-serif">{escape(character)}</text>'
        for character, place in missing
        if not character.isspace()
    )
    return drawn + "".join(others)


@lru_cache(4096)
def block(text: str, look: Look) -> Block:
    """Part *text* into lines of runs; a tag that no chart uses is refused."""
    reader = _Reader(look)
    reader.feed(text)
    reader.close()
    return Block(tuple(tuple(line) for line in reader.lines), look)


def spoken(text: str) -> str:
    """Give *text* without its tags, lines kept."""
    return "\n".join("".join(run.text for run in line) for line in block(text, Look(1, "")).lines)


class _Reader(HTMLParser):
    """Reads plotly's `<b>`, `<br>` and `<span style="color:…;font-size:…px">`."""

    def __init__(self, look: Look):
        super().__init__(convert_charrefs=True)
        self._looks = [look]
        self.lines: list[list[Run]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        look = self._looks[-1]
        match tag:
            case "br":
                self.lines.append([])
                return
            case "b":
                look = replace(look, weight=BOLD)
            case "span":
                for declared in dict(attrs)["style"].split(";"):
                    look = _styled(look, *declared.split(":"))
            case _:
                raise Undrawn(f"the tag <{tag}> is not drawn")
        self._looks.append(look)

    def handle_endtag(self, tag: str) -> None:
        self._looks.pop()

    def handle_data(self, data: str) -> None:
        if data:
            self.lines[-1].append(Run(data, self._looks[-1]))


def _styled(look: Look, name: str, value: str) -> Look:
    match name:
        case "color":
            return replace(look, colour=value)
        case "font-size":
            return replace(look, size=float(value.removesuffix("px")))
        case _:
            raise Undrawn(f"the style {name} of a text is not drawn")
