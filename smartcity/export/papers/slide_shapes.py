"""A drawn figure as shapes of a slide: boxes, marks, lines and texts that can be moved and edited one by one."""

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.util import Pt

from smartcity.charts import Box, Dot, Line, Piece, Stroke
from smartcity.export.papers.slide_text import CENTRE, LEFT, RIGHT, add_text

ALIGNED = {0.0: LEFT, 0.5: CENTRE, 1.0: RIGHT}
BOLD_FROM = 600
SLACK = 1.08
"""How much wider than measured the box of a text is, so that no stand-in of the font breaks its line."""


def draw(slide: Slide, pieces: tuple[Piece, ...], left: float, top: float, scale: float, alt: str) -> GroupShape:
    """Draw *pieces* from (*left*, *top*) pt, each px *scale* pt large, as one group that says *alt*."""
    group = slide.shapes.add_group_shape()
    group._element.nvGrpSpPr.cNvPr.set("descr", alt)
    for piece in pieces:
        match piece:
            case Box():
                _box(group, piece, left, top, scale)
            case Stroke():
                ends = (left + piece.x * scale, top + piece.y * scale, left + piece.x2 * scale, top + piece.y2 * scale)
                line = group.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(Pt, ends))
                line.line.color.rgb, line.line.width = rgb(piece.colour), Pt(piece.width * scale)
            case Dot():
                _mark(group, piece, left, top, scale)
            case Line():
                _line(group, piece, left, top, scale)
    return group


def rgb(colour: str) -> RGBColor:
    """Read a colour such as `#004488`."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def _box(group: GroupShape, box: Box, left: float, top: float, scale: float) -> None:
    place = (left + box.x * scale, top + box.y * scale, box.width * scale, box.height * scale)
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Pt, place))
    _painted(shape, box, scale)
    if box.hatch:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(box.hatch), rgb(box.fill)


def _mark(group: GroupShape, mark: Dot, left: float, top: float, scale: float) -> None:
    x, y = left + mark.x * scale, top + mark.y * scale
    if mark.corners:
        (first_x, first_y), *rest = ((x + across * scale, y + down * scale) for across, down in mark.corners)
        builder = group.shapes.build_freeform(Pt(first_x), Pt(first_y))
        builder.add_line_segments([(Pt(across), Pt(down)) for across, down in rest], close=mark.fill is not None)
        shape = builder.convert_to_shape()
    else:
        radius = mark.radius * scale
        shape = group.shapes.add_shape(MSO_SHAPE.OVAL, *map(Pt, (x - radius, y - radius, 2 * radius, 2 * radius)))
    _painted(shape, mark, scale)


def _painted(shape: object, piece: Box | Dot, scale: float) -> None:
    shape.shadow.inherit = False
    if piece.fill is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(piece.fill)
    if piece.edge and piece.edge_width:
        shape.line.color.rgb, shape.line.width = rgb(piece.edge), Pt(piece.edge_width * scale)
    else:
        shape.line.fill.background()


def _line(group: GroupShape, line: Line, left: float, top: float, scale: float) -> None:
    width = line.width * scale * SLACK
    place = (left + line.x * scale - width * line.align, top + line.y * scale, width, (line.bottom - line.y) * scale)
    runs = [(text, round(size * scale, 1), colour, weight >= BOLD_FROM) for text, size, colour, weight in line.runs]
    add_text(group.shapes, place, [runs], ALIGNED[line.align], is_wrapped=False)
