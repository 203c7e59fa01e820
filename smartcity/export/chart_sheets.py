"""Sheets of a workbook beside the rows: a native chart over its numbers, and where the figures come from."""

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumVal, StrRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from smartcity.charts import COLUMNS, DOTS, LINES, STACKED, Native
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.export.cells import printable, write
from smartcity.wording import Words

WIDTH, LEAST_HEIGHT, ROW_HEIGHT = 24, 9, 0.75
"""Cm of a chart: its width, its least height, and what each level row adds."""

WIDEST = 60


def add_chart(book: Workbook, title: str, shown: Native) -> Worksheet:
    """Add a sheet with the numbers of *shown* and the chart of them beside."""
    sheet = book.create_sheet(title)
    for column, one in enumerate(shown.series, 2):
        write(sheet.cell(1, column), printable(one.name))
        sheet.cell(1, column).font = Font(bold=True)
    for row, name in enumerate(shown.categories, 2):
        write(sheet.cell(row, 1), printable(name))
        for column, one in enumerate(shown.series, 2):
            sheet.cell(row, column).value = one.values[row - 2]
            sheet.cell(row, column).number_format = number_format(shown)
    sheet.column_dimensions["A"].width = min(max(map(len, shown.categories), default=8), WIDEST) + 2
    place = f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[min(len(shown.series) + 2, 25)]}2"
    sheet.add_chart(_chart(sheet, shown), place)
    return sheet


def number_format(shown: Native) -> str:
    """Spell how the numbers of a chart are shown; the program puts the reader's own decimal sign."""
    places = f".{'0' * shown.decimals}" if shown.decimals else ""
    if shown.is_share:
        return f"0{places}%"
    return f"+0{places};-0{places};0{places}" if shown.is_signed else f"#,##0{places}"


def _chart(sheet: Worksheet, shown: Native) -> BarChart | LineChart:
    is_line = shown.form in (LINES, DOTS)
    chart = LineChart() if is_line else BarChart()
    if not is_line:
        chart.type = "col" if shown.form == COLUMNS else "bar"
        if shown.form == STACKED:
            chart.grouping, chart.overlap = "stacked", 100
    last = len(shown.categories) + 1
    lines = LineChart()
    for column, one in enumerate(shown.series, 2):
        own = Series(Reference(sheet, min_col=column, min_row=1, max_row=last), title_from_data=True)
        own.cat = AxDataSource(strRef=StrRef(f=f"'{sheet.title}'!$A$2:$A${last}"))
        (lines if one.is_line else chart).series.append(_painted(own, one, shown))
    low, high = shown.axis
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = low, high
    chart.y_axis.number_format, chart.y_axis.delete, chart.x_axis.delete = number_format(shown), False, False
    chart.x_axis.tickLblPos = "low"
    if not is_line and shown.form != COLUMNS:
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
    if lines.series:
        chart += lines
    if len(shown.series) == 1:
        chart.legend = None
    else:
        chart.legend.position = "t"
    rows = len(shown.categories) * (1 if shown.form == STACKED else len(shown.series))
    chart.width, chart.height = WIDTH, max(LEAST_HEIGHT, ROW_HEIGHT * rows if not is_line else 0)
    return chart


def _painted(own: Series, one: object, shown: Native) -> Series:
    colour = one.colour.removeprefix("#")
    if shown.form == DOTS:
        own.graphicalProperties.line.noFill = True
    if shown.form in (DOTS, LINES):
        own.marker.symbol, own.marker.size, own.smooth = "circle", 8, False
        own.marker.graphicalProperties.solidFill = own.marker.graphicalProperties.line.solidFill = colour
    if shown.form == LINES or one.is_line:
        own.graphicalProperties.line.solidFill = colour
        own.smooth = False
    elif shown.form != DOTS:
        own.graphicalProperties.solidFill = colour
        for place, tint in enumerate(one.colours):
            point = DataPoint(idx=place)
            point.graphicalProperties.solidFill = tint.removeprefix("#")
            own.dPt.append(point)
    if one.low:
        own.errBars = ErrorBars(
            errBarType="both", errValType="cust", errDir=None, plus=_ends(one, one.high), minus=_ends(one, one.low)
        )
    if not one.is_line and shown.form != LINES:
        own.dLbls = DataLabelList()
        own.dLbls.showVal, own.dLbls.numFmt = True, number_format(shown)
        own.dLbls.showSerName = own.dLbls.showCatName = own.dLbls.showLegendKey = False
    return own


def _ends(one: object, ends: tuple[float | None, ...]) -> NumDataSource:
    points = [
        NumVal(idx=place, v=abs(end - value))
        for place, (value, end) in enumerate(zip(one.values, ends))
        if value is not None and end is not None
    ]
    return NumDataSource(numLit=NumData(pt=points, ptCount=len(ends)))


def origin_rows(exhibits: Iterable[Exhibit], words: Words, link: str) -> list[list[str | int]]:
    """List where the figures of *exhibits* come from: their sources, and each score that they rest on."""
    rows = [
        [words(f"export.origin.{name}") for name in ("exhibit", "source", "year", "region", "node", "basis", "build")]
    ]
    for one in exhibits:
        build = one.stamp.fingerprint[:4]
        rows.append([one.message, one.source, one.year or "", "", "", "", build])
        for origin in one.origins:
            basis = words(f"method.basis.{origin.basis}")
            rows.append([one.message, "", origin.year, origin.region, origin.label, basis, build])
    if link:
        rows.append([words("export.label.link"), link, "", "", "", "", ""])
    return rows


def fill_origins(sheet: Worksheet, rows: Iterable[Iterable[str | int]]) -> None:
    """Write where figures come from, as texts that stay texts."""
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            write(cell, printable(value) if isinstance(value, str) else value)
            cell.font, cell.alignment = Font(bold=number == 1), Alignment(vertical="top", wrap_text=True)
    for letter, width in zip("ABCDEFG", (48, WIDEST, 8, 28, 28, 14, 8)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
