"""Workbooks: rows and charts with real numbers, and where they come from."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from export.papers.made import CHARTED, COLUMNS, EMPTY, ROWS, drawn, exhibit, planted, table
from smartcity.charts.native import native_of
from smartcity.exhibits.kit.exhibit import Origin
from smartcity.export.papers.workbook import xlsx_bytes
from smartcity.export.printing import LINE
from smartcity.wording import Words

ID = Words("id")


def book_of(*exhibits):
    """Write exhibits and open the workbook again."""
    return load_workbook(BytesIO(xlsx_bytes(planted(ID, *exhibits), ID)))


def test_a_workbook_of_one_exhibit_has_its_rows_and_what_they_are():
    """Numbers are numbers at full precision, what is missing is empty, and texts never become formulas."""
    book = book_of(exhibit(origins=(Origin(2023, "Tabalong", "index", "official", "Indeks"),)))
    rows = list(book["Data"].iter_rows(values_only=True))

    assert book.sheetnames == ["Data", "Keterangan", "Asal"]
    assert rows[0] == tuple(column.label for column in COLUMNS)
    assert [row[1:5] for row in rows[1:]] == [tuple(row[1:5]) for row in ROWS]
    assert book["Data"]["A3"].value == ROWS[1][0]
    assert book["Data"]["A3"].data_type == "s"
    assert [cell.value for cell in book["Asal"][3]][2:6] == [2023, "Tabalong", "Indeks", "resmi"]


@pytest.mark.parametrize("name", CHARTED)
def test_a_chart_stands_over_its_numbers(name):
    """The sheet of a chart holds the series of its figure, and a native chart that refers to them."""
    shown = drawn(name, ID)
    sheet = book_of(shown)["Bagan"]
    expected = native_of(shown.figure)
    (chart,) = sheet._charts
    series = [*chart.series, *(own for other in chart._charts[1:] for own in other.series)]

    for column, one in enumerate(expected.series, 2):
        held = [sheet.cell(row, column).value for row in range(2, len(one.values) + 2)]
        assert held == [value if value is None else pytest.approx(value) for value in one.values]
    assert {own.val.numRef.f.partition("!")[0] for own in series} == {"'Bagan'"}


def test_each_exhibit_of_a_paper_has_its_sheets():
    """Sheets are numbered, one says what all of them are and what cannot be shown, and the bytes are steady."""
    made = planted(ID, exhibit("satu"), drawn("owner_bars", ID), EMPTY)
    book = load_workbook(BytesIO(xlsx_bytes(made, ID)))
    notes = [cell.value for cell in book["Keterangan"]["B"]]

    assert book.sheetnames == ["Data 1", "Data 2", "Bagan 2", "Keterangan", "Asal"]
    assert {"Peringkat", "Temuan satu", "Temuan owner_bars", "Temuan kosong"} <= set(notes)
    assert xlsx_bytes(made, ID) == xlsx_bytes(made, ID)


def test_a_workbook_is_printed_as_it_is_read():
    """Each sheet is as wide as its page under its heads; no text is hidden by its row, no day by its column."""
    rows = [("Catatan yang panjang " * 12, *ROWS[0][1:]), ROWS[1]]
    book = book_of(exhibit(table=table(rows)), drawn("owner_bars", ID))
    data = book["Data 1"]

    for sheet in book:
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert (sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert data.print_title_rows == "$1:$1"
    assert data.row_dimensions[2].height >= 4 * LINE
    assert data.row_dimensions[3].height is None
    assert data.column_dimensions["F"].width >= len("18 Sep 2023") + 1
    assert {cell.alignment.vertical for row in data["A2:F3"] for cell in row} == {"top"}
