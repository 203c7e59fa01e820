"""Rows as native tables of slides: cut over as many slides as they need, the heads repeated on each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from smartcity import charts
from smartcity.exhibits.kit.exhibit import Table
from smartcity.exhibits.kit.spelling import RIGHT, spelled_rows
from smartcity.export.cells import printable
from smartcity.export.papers.fitting import LINE, columns
from smartcity.export.papers.slide_text import FONT
from smartcity.wording import Words

SIZES = (18, 16, 14, 12, 10.5, 9)
ACROSS, DOWN = 5, 3
"""Room (pt) around the text of a cell."""


@dataclass(frozen=True)
class Cut:
    """The rows of one slide, and how high each is."""

    rows: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]


@dataclass(frozen=True)
class Plan:
    """A table as it stands on slides: heads, columns in pt, the size of its texts, and its cuts."""

    heads: tuple[str, ...]
    are_numbers: tuple[bool, ...]
    widths: tuple[float, ...]
    size: float
    head_height: float
    cuts: tuple[Cut, ...]


def planned(table: Table, words: Words, width: float, height: float) -> Plan:
    """Choose columns, and the largest size that takes no more slides of *width* by *height* pt than the smallest."""
    heads = tuple(printable(column.label) for column in table.columns)
    rows = [tuple(map(printable, row)) for row in spelled_rows(table, words)]
    numbers = tuple(column.kind in RIGHT for column in table.columns)
    plans = []
    for size in SIZES:
        plans.append(_planned(heads, rows, numbers, width, height, size))
        if len(plans[-1].cuts) == 1:
            break
    fewest = len(plans[-1].cuts)
    return next(plan for plan in plans if len(plan.cuts) == fewest)


def _planned(
    heads: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    numbers: tuple[bool, ...],
    wide: float,
    high: float,
    size: float,
) -> Plan:
    widths = columns(heads, rows, wide, size, ACROSS)
    head_height = _height(heads, widths, size, 600)
    cuts, own, heights, depth = [], [], [], head_height
    for row in rows:
        height = _height(row, widths, size, 400)
        if own and depth + height > high:
            cuts.append(Cut(tuple(own), tuple(heights)))
            own, heights, depth = [], [], head_height
        own.append(row)
        heights.append(height)
        depth += height
    return Plan(heads, numbers, widths, size, head_height, (*cuts, Cut(tuple(own), tuple(heights))))


def _height(row: Sequence[str], widths: Sequence[float], size: float, weight: int) -> float:
    lines = (len(charts.broken(text, own - 2 * ACROSS, size, weight)) for text, own in zip(row, widths))
    return max(lines, default=1) * size * LINE + 2 * DOWN


def add(slide: Slide, plan: Plan, cut: Cut, left: float, top: float, alt: str) -> None:
    """Add the rows of *cut* under their heads at (*left*, *top*) pt; the table says *alt*."""
    high = plan.head_height + sum(cut.heights)
    frame = slide.shapes.add_table(1, 1, Pt(left), Pt(top), Pt(sum(plan.widths)), Pt(high))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    table = frame._element.find(f".//{qn('a:tbl')}")
    for child in list(table):
        table.remove(child)
    etree.SubElement(table, qn("a:tblPr")).set("firstRow", "1")
    grid = etree.SubElement(table, qn("a:tblGrid"))
    for width in plan.widths:
        etree.SubElement(grid, qn("a:gridCol")).set("w", str(Pt(width)))
    rows = [(plan.heads, plan.head_height, True), *((row, high, False) for row, high in zip(cut.rows, cut.heights))]
    for row, height, is_head in rows:
        line = etree.SubElement(table, qn("a:tr"))
        line.set("h", str(Pt(height)))
        for cell in _cells(row, plan, is_head):
            line.append(cell)


def _cells(row: Sequence[str], plan: Plan, is_head: bool) -> Iterator[etree._Element]:
    look = charts.theme()
    for text, is_number in zip(row, plan.are_numbers):
        cell = etree.Element(qn("a:tc"))
        body = etree.SubElement(cell, qn("a:txBody"))
        etree.SubElement(body, qn("a:bodyPr"))
        for line in text.splitlines() or [""]:
            paragraph = etree.SubElement(body, qn("a:p"))
            etree.SubElement(paragraph, qn("a:pPr")).set("algn", "r" if is_number else "l")
            run = etree.SubElement(paragraph, qn("a:r"))
            style = etree.SubElement(run, qn("a:rPr"), sz=str(round(plan.size * 100)), b="1" if is_head else "0")
            _fill(style, look.ink)
            etree.SubElement(style, qn("a:latin")).set("typeface", FONT)
            etree.SubElement(run, qn("a:t")).text = line
        margins = {"marL": Pt(ACROSS), "marR": Pt(ACROSS), "marT": Pt(DOWN), "marB": Pt(DOWN)}
        own = etree.SubElement(cell, qn("a:tcPr"), {name: str(value) for name, value in margins.items()})
        for side in ("lnL", "lnR", "lnT"):
            etree.SubElement(etree.SubElement(own, qn(f"a:{side}"), w="0"), qn("a:noFill"))
        _fill(
            etree.SubElement(own, qn("a:lnB"), w=str(Pt(1.5 if is_head else 0.75))),
            look.ink if is_head else look.border,
        )
        if is_head:
            _fill(own, look.panel)
        else:
            etree.SubElement(own, qn("a:noFill"))
        yield cell


def _fill(parent: etree._Element, colour: str) -> None:
    fill = etree.SubElement(parent, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", colour.removeprefix("#").upper())
