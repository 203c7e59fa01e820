"""Workbooks on paper: a sheet is as wide as its page, its heads stand on every page, and a cell shows all its text."""

from math import ceil

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

LINE = 15
"""Pt of a line; a program that opens a row without a height gives it one line, however its text is broken."""

WIDER = 1.15
"""How much wider letters may be than the digits by which the width of a column counts."""

HIGHEST = 409
"""Pt of the highest row that there can be."""


def lay_out(book: Workbook) -> None:
    """Let every sheet of *book* be printed as it is read."""
    for sheet in book:
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.oddFooter.center.text = "&A · &P / &N"
        if sheet.freeze_panes:
            sheet.print_title_rows = "1:1"
        _raise_rows(sheet)


def _raise_rows(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        wrapped = (cell for cell in row if cell.alignment.wrap_text and isinstance(cell.value, str))
        lines = max(
            (_lines(cell.value, sheet.column_dimensions[cell.column_letter].width) for cell in wrapped), default=1
        )
        if lines > 1:
            sheet.row_dimensions[row[0].row].height = min(lines * LINE, HIGHEST)


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) * WIDER / width)) for line in text.splitlines())
