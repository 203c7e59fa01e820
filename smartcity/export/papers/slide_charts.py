"""A figure's series as a chart of PowerPoint that can be edited: its numbers stand in the workbook behind it."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import _BaseCategorySeries
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from smartcity.charts import BARS, COLUMNS, DOTS, LINES, STACKED, Native, Series, text_on, theme
from smartcity.export.chart_sheets import number_format
from smartcity.export.papers.slide_shapes import rgb
from smartcity.export.papers.slide_text import FONT

TYPES = {
    BARS: XL_CHART_TYPE.BAR_CLUSTERED,
    STACKED: XL_CHART_TYPE.BAR_STACKED,
    COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
    LINES: XL_CHART_TYPE.LINE_MARKERS,
    DOTS: XL_CHART_TYPE.LINE_MARKERS,
}
LEVEL = (BARS, STACKED)
"""The forms whose bars lie level, first category on top."""

MOST_LABELLED = 60
"""So many values are written at their marks; of more they would cover each other."""

TEXT = 12
SMALL = 10.5
DOT, POINT = 10, 7
NEAR = 0.09
"""Ends of lines less than this share of all values apart have no room for two names beside them."""

ABOVE, BELOW = XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW


def add(slide: Slide, shown: Native, place: tuple[float, float, float, float], alt: str) -> Chart:
    """Add the chart at *place* (left, top, width, height in pt); it says *alt*."""
    data = CategoryChartData(number_format=number_format(shown))
    data.categories = shown.categories
    for one in shown.series:
        data.add_series(one.name, one.values)
    frame = slide.shapes.add_chart(TYPES[shown.form], *map(Pt, place), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(TEXT), FONT, rgb(theme().ink)
    chart.has_title = False
    ends = _ends(shown)
    chart.has_legend = len(shown.series) > 1 and not ends
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(TEXT)
    _axes(chart, shown)
    plot = chart.plots[0]
    plot.vary_by_categories = False
    if shown.form in (*LEVEL, COLUMNS):
        plot.gap_width = 60 if shown.form == BARS else 35
        plot.overlap = 100 if shown.form == STACKED else 0
    for one, own in zip(shown.series, list(plot.series)):
        _painted(own, one, shown)
    if any(one.is_line for one in shown.series):
        _part_lines(chart, shown)
    if ends:
        for (place, position), own in zip(ends, plot.series):
            _name(own, place, position, shown)
        _lay(chart, {"x": 0.05, "y": 0.04, "w": 0.77, "h": 0.86})
    return chart


def parts(shown: Native, most: int) -> list[Native]:
    """Cut a chart of many level rows into charts of at most *most* rows, as even as can be."""
    count = len(shown.categories)
    if shown.form not in LEVEL or count <= most:
        return [shown]
    pieces = -(-count // most)
    bounds = [round(piece * count / pieces) for piece in range(pieces + 1)]
    return [
        replace(
            shown, categories=shown.categories[low:high], series=tuple(_cut(one, low, high) for one in shown.series)
        )
        for low, high in pairwise(bounds)
    ]


def _cut(one: Series, low: int, high: int) -> Series:
    own = {name: getattr(one, name)[low:high] for name in ("values", "low", "high", "colours")}
    return replace(one, **own)


def _axes(chart: Chart, shown: Native) -> None:
    low, high = shown.axis
    values, names = chart.value_axis, chart.category_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(theme().grid)
    values.format.line.fill.background()
    values.tick_labels.font.size = names.tick_labels.font.size = Pt(SMALL)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = number_format(shown), False
    if low is not None:
        values.minimum_scale = low
    if high is not None:
        values.maximum_scale = high
    names.format.line.color.rgb = rgb(theme().border)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if shown.form in LEVEL:
        names.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _painted(own: _BaseCategorySeries, one: Series, shown: Native) -> None:
    colour = rgb(one.colour)
    if shown.form in (DOTS, LINES):
        own.smooth = False
        own.marker.style, own.marker.size = XL_MARKER_STYLE.CIRCLE, DOT if shown.form == DOTS else POINT
        own.marker.format.fill.solid()
        own.marker.format.fill.fore_color.rgb = own.marker.format.line.color.rgb = colour
        if shown.form == DOTS:
            own.format.line.fill.background()
        else:
            own.format.line.color.rgb, own.format.line.width = colour, Pt(2.25)
    else:
        own.format.fill.solid()
        own.format.fill.fore_color.rgb = colour
    for place, tint in enumerate(one.colours):
        look = own.points[place].marker.format if shown.form == DOTS else own.points[place].format
        look.fill.solid()
        look.fill.fore_color.rgb = rgb(tint)
        if shown.form == DOTS:
            look.line.color.rgb = rgb(tint)
            own.points[place].marker.style, own.points[place].marker.size = XL_MARKER_STYLE.CIRCLE, DOT
    if one.low:
        _add_errors(own, one)
    _labelled(own, one, shown)


def _labelled(own: _BaseCategorySeries, one: Series, shown: Native) -> None:
    """Write values at their marks, where they do not cover each other."""
    if len(shown.categories) * len(shown.series) > MOST_LABELLED or one.is_line or shown.form == LINES:
        return
    labels = own.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, number_format(shown), False
    labels.font.size, labels.font.name = Pt(SMALL), FONT
    if shown.form == STACKED:
        labels.font.color.rgb = rgb(text_on(one.colour))
        labels.position = XL_LABEL_POSITION.CENTER
    elif shown.form == DOTS:
        labels.position = XL_LABEL_POSITION.RIGHT
    elif one.low:
        labels.position = XL_LABEL_POSITION.INSIDE_BASE
        labels.font.color.rgb = rgb(text_on(one.colour))
    else:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _ends(shown: Native) -> list[tuple[int, XL_LABEL_POSITION]]:
    """Find where each line ends and on which side its name has room there; none where names would cover each other."""
    if shown.form != LINES or len(shown.series) < 2:
        return []
    last = [max(place for place, value in enumerate(one.values) if value is not None) for one in shown.series]
    held = [value for one in shown.series for value in one.values if value is not None]
    apart = NEAR * (max(held) - min(held) or 1)
    found = []
    for own, place in zip(shown.series, last):
        others = [one.values[end] for one, end in zip(shown.series, last) if end == place and one is not own]
        near = [other - own.values[place] for other in others if abs(other - own.values[place]) < apart]
        if len(near) > 1 or 0 in near:
            return []
        side = XL_LABEL_POSITION.RIGHT if not near else BELOW if near[0] > 0 else ABOVE
        found.append((place, side))
    return found


def _name(own: _BaseCategorySeries, place: int, position: XL_LABEL_POSITION, shown: Native) -> None:
    """Write what a line is called, and its value, where it ends."""
    label = own.points[place].data_label
    label.font.size, label.font.name, label.position = Pt(TEXT), FONT, position
    text = label._get_or_add_dLbl()
    for name in ("c:showVal", "c:showSerName"):
        text.find(qn(name)).set("val", "1")
    spelled = etree.Element(qn("c:numFmt"), formatCode=number_format(shown), sourceLinked="0")
    text.find(qn("c:idx")).addnext(spelled)
    etree.SubElement(text, qn("c:separator")).text = " "


def _add_errors(own: _BaseCategorySeries, one: Series) -> None:
    """Draw what lies around each value, as error bars with a length of their own to either side."""
    bars = etree.SubElement(own._element, qn("c:errBars"))
    for name, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", value)
    for name, ends in (("plus", one.high), ("minus", one.low)):
        literal = etree.SubElement(etree.SubElement(bars, qn(f"c:{name}")), qn("c:numLit"))
        etree.SubElement(literal, qn("c:ptCount")).set("val", str(len(ends)))
        for place, (value, end) in enumerate(zip(one.values, ends)):
            if value is not None and end is not None:
                point = etree.SubElement(literal, qn("c:pt"))
                point.set("idx", str(place))
                etree.SubElement(point, qn("c:v")).text = repr(abs(end - value))
    # The schema wants them between the labels and the categories.
    own._element.remove(bars)
    own._element.find(qn("c:cat")).addprevious(bars)


def _part_lines(chart: Chart, shown: Native) -> None:
    """Draw some series of an upright chart as lines over its bars, on the same axes."""
    bars = chart._chartSpace.find(f".//{qn('c:barChart')}")
    lines = etree.Element(qn("c:lineChart"))
    etree.SubElement(lines, qn("c:grouping")).set("val", "standard")
    etree.SubElement(lines, qn("c:varyColors")).set("val", "0")
    for own, one in zip(list(bars.findall(qn("c:ser"))), shown.series):
        if one.is_line:
            for name in ("c:invertIfNegative", "c:spPr", "c:dLbls"):
                for found in own.findall(qn(name)):
                    own.remove(found)
            own.find(qn("c:tx")).addnext(_stroke(one.colour))
            marker = etree.Element(qn("c:marker"))
            etree.SubElement(marker, qn("c:symbol")).set("val", "none")
            own.find(qn("c:spPr")).addnext(marker)
            etree.SubElement(own, qn("c:smooth")).set("val", "0")
            lines.append(own)
    etree.SubElement(lines, qn("c:marker")).set("val", "1")
    for axis in bars.findall(qn("c:axId")):
        lines.append(deepcopy(axis))
    bars.addnext(lines)


def _stroke(colour: str) -> etree._Element:
    look = etree.Element(qn("c:spPr"))
    line = etree.SubElement(look, qn("a:ln"), w=str(Pt(2.25)))
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", colour.removeprefix("#").upper())
    return look


def lay_out(chart: Chart, labels: float) -> None:
    """Leave the share *labels* of the width to the names of level rows, in which the program breaks them."""
    top = 0.09 if chart.has_legend else 0.01
    _lay(chart, {"x": labels, "y": top, "w": 0.97 - labels, "h": 0.93 - top})


def _lay(chart: Chart, shares: Mapping[str, float]) -> None:
    """Place what is between the axes, in shares of the chart."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for found in area.findall(qn("c:layout")):
        area.remove(found)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    values = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge", **shares}
    for name, value in values.items():
        etree.SubElement(manual, qn(f"c:{name}")).set("val", str(value))
    area.insert(0, layout)
