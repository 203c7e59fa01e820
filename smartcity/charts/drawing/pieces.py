"""A figure as plain pieces at fixed places, for programs that draw shapes and set texts of their own.

The pieces are read back from the drawing itself, so a slide and a page cannot differ.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from xml.etree import ElementTree

from smartcity.charts.drawing import font
from smartcity.charts.drawing.figure import Figure, planned
from smartcity.charts.drawing.known import Undrawn
from smartcity.charts.drawing.surface import Surface
from smartcity.charts.theme import theme

LATE = 0.6
"""The share of a strip after which it may be cut."""

ANCHORED = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Box:
    """A rectangle; *hatch* is the colour of its lines where it is hatched."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None
    edge: str | None
    edge_width: float
    hatch: str | None = None

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str
    width: float

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return max(self.y, self.y2)


@dataclass(frozen=True)
class Dot:
    """A closed outline around a point: a circle where it has no *corners*, which lie around the middle."""

    x: float
    y: float
    radius: float
    corners: tuple[tuple[float, float], ...]
    fill: str | None
    edge: str | None
    edge_width: float

    @property
    def bottom(self) -> float:
        """Its lowest point."""
        return self.y + self.radius


@dataclass(frozen=True)
class Line:
    """One line of text: its pieces in one look each, as (text, size, colour, weight), from *x* on the baseline *y*."""

    x: float
    baseline: float
    width: float
    align: float
    runs: tuple[tuple[str, float, str, int], ...]

    @property
    def size(self) -> float:
        """The size of its largest run."""
        return max(size for _, size, _, _ in self.runs)

    @property
    def y(self) -> float:
        """Where its highest sign may reach."""
        return self.baseline - font.reach()[0] * self.size

    @property
    def bottom(self) -> float:
        """Where its lowest sign may reach."""
        return self.baseline + font.reach()[1] * self.size


Piece = Box | Stroke | Dot | Line


@dataclass(frozen=True)
class Sheet:
    """All pieces of a figure on a sheet of so many px, and the drawing itself, which names its font."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    body: str

    def svg(self, top: float = 0.0, bottom: float | None = None) -> str:
        """Give the drawing, or the strip of it between two heights, without what stands elsewhere."""
        is_whole = bottom is None
        bottom = self.height if is_whole else bottom
        high = bottom - top
        size = f'width="{self.width:g}" height="{high:.2f}" viewBox="0 {top:.2f} {self.width:g} {high:.2f}"'
        family = escape(theme().family.partition(",")[0])
        body = self.body if is_whole else _strip(self.body, top, bottom)
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{family}">{body}</svg>'

    def strips(self, highest: float) -> list[tuple[float, float]]:
        """Cut the sheet into strips of at most *highest* px, never through a text or a bar.

        Each is cut at the widest gap in its last part, which lies between rows and not between a row and its name.
        """
        cuts, start = [], 0.0
        gaps = list(self._gaps())
        while self.height - start > highest:
            reached = [(size, gap) for gap, size in gaps if start < gap <= start + highest]
            late = [one for one in reached if one[1] > start + LATE * highest]
            end = max(late or reached, default=(0.0, start + highest))[1]
            cuts.append((start, end))
            start = end
        return [*cuts, (start, self.height)]

    def _gaps(self) -> Iterator[tuple[float, float]]:
        """Find the heights at which nothing stands, and how much room there is."""
        solid = sorted((one.y, one.bottom) for one in self.pieces if not isinstance(one, Stroke))
        reached = solid[0][1] if solid else 0.0
        for top, bottom in solid:
            if top > reached:
                yield (reached + top) / 2, round(top - reached, 1)
            reached = max(reached, bottom)


def _strip(body: str, top: float, bottom: float) -> str:
    """Leave out of a drawing what lies above *top* or below *bottom*: cut off, it would still be read."""
    root = ElementTree.fromstring(f"<svg>{body}</svg>")
    hatches = {one.get("id"): one for one in root.iter("pattern")}
    _leave_out(root, 0.0, 0.0, hatches, top, bottom)
    return "".join(ElementTree.tostring(child, "unicode") for child in root)


def _leave_out(element: ElementTree.Element, x: float, y: float, hatches: dict, top: float, bottom: float) -> None:
    for child in list(element):
        if child.tag == "g":
            dx, dy = _moved(child.get("transform"))
            _leave_out(child, x + dx, y + dy, hatches, top, bottom)
        elif child.tag != "pattern":
            alone = ElementTree.Element("g")
            alone.append(child)
            pieces = list(_read(alone, x, y, hatches))
            if all(one.bottom < top or one.y > bottom for one in pieces):
                element.remove(child)


@lru_cache(256)
def _parsed(body: str) -> tuple[Piece, ...]:
    root = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>')
    hatches = {one.get("id"): one for one in root.iter() if _tag(one) == "pattern"}
    return tuple(_read(root, 0.0, 0.0, hatches))


def sheet_of(figure: Figure, width: float) -> Sheet:
    """Lay *figure* out on a sheet that is *width* px wide."""
    plan = planned(figure)
    wide, high = plan.size(width - plan.left - plan.right)
    moved = f"translate({plan.left},{plan.top:.2f})"
    body = f'<g transform="{moved}">{plan.body(Surface(wide, high))}</g>'
    return Sheet(width, plan.top + high + plan.bottom, _parsed(body), body)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _read(element: ElementTree.Element, x: float, y: float, hatches: dict) -> Iterator[Piece]:
    for child in element:
        match _tag(child):
            case "g":
                dx, dy = _moved(child.get("transform"))
                yield from _read(child, x + dx, y + dy, hatches)
            case "rect":
                yield from _box(child, x, y, hatches)
            case "line":
                x1, y1, x2, y2 = (float(child.get(name)) for name in ("x1", "y1", "x2", "y2"))
                yield Stroke(x + x1, y + y1, x + x2, y + y2, child.get("stroke"), float(child.get("stroke-width")))
            case "path":
                yield _mark(child, x, y)
            case "text":
                yield from _lines(child, x, y)
            case "pattern" | "circle":
                pass
            case other:
                raise Undrawn(f"the element <{other}> has no piece")


def _moved(transform: str | None) -> tuple[float, float]:
    if not transform:
        return 0.0, 0.0
    across, down = transform.removeprefix("translate(").removesuffix(")").split(",")
    return float(across), float(down)


def _box(element: ElementTree.Element, x: float, y: float, hatches: dict) -> Iterator[Box]:
    left, top, width, height = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
    fill, hatch = _filled(element), None
    if fill and fill.startswith("url(#"):
        pattern = hatches[fill[5:-1]]
        ground = next((one.get("fill") for one in pattern if _tag(one) == "rect"), theme().paper)
        hatch = next(one.get("stroke") for one in pattern if _tag(one) == "path")
        fill = ground
    yield Box(x + left, y + top, width, height, fill, *_edged(element), hatch)


def _filled(element: ElementTree.Element) -> str | None:
    return None if element.get("fill-opacity") == "0" or element.get("fill") == "none" else element.get("fill")


def _edged(element: ElementTree.Element) -> tuple[str | None, float]:
    return element.get("stroke"), float(element.get("stroke-width", 0))


def _mark(element: ElementTree.Element, x: float, y: float) -> Dot:
    drawn = element.get("d")
    if "A" in drawn:
        radius = float(drawn[1:].partition(",")[0])
        return Dot(x, y, radius, (), _filled(element), *_edged(element))
    corners, across, down = [], 0.0, 0.0
    for command in (
        drawn.replace("Z", "").replace("M", " M").replace("L", " L").replace("H", " H").replace("V", " V").split()
    ):
        match command[0]:
            case "H":
                across = float(command[1:])
            case "V":
                down = float(command[1:])
            case _:
                across, down = map(float, command[1:].split(","))
        corners.append((across, down))
    turned = element.get("transform")
    if turned and float(turned.removeprefix("rotate(").removesuffix(")")) % 90:
        raise Undrawn(f"a mark that has a {turned} has no piece")
    radius = max(max(abs(across), abs(down)) for across, down in corners)
    return Dot(x, y, radius, tuple(corners), _filled(element), *_edged(element))


def _lines(element: ElementTree.Element, x: float, y: float) -> Iterator[Line]:
    look = float(element.get("font-size")), element.get("fill"), int(element.get("font-weight", 400))
    align = ANCHORED[element.get("text-anchor", "start")]
    own = [one for one in element if one.get("x") is not None]
    for line in own or [element]:
        runs = tuple(_runs(line, look))
        if any(text.strip() for text, *_ in runs):
            width = sum(font.width(text, size, weight) for text, size, _, weight in runs)
            yield Line(x + float(line.get("x")), y + float(line.get("y")), width, align, runs)


def _runs(line: ElementTree.Element, look: tuple[float, str, int]) -> Iterator[tuple[str, float, str, int]]:
    if line.text:
        yield (line.text, *look)
    for one in line:
        size, colour, weight = look
        own = float(one.get("font-size", size)), one.get("fill", colour), int(one.get("font-weight", weight))
        yield ("".join(one.itertext()), *own)
        if one.tail:
            yield (one.tail, *look)


def texts(pieces: Iterable[Piece]) -> list[str]:
    """List what is written, line by line."""
    return ["".join(text for text, *_ in one.runs) for one in pieces if isinstance(one, Line)]
