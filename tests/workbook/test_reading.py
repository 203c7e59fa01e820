"""The guarded reader: true cells from good files, one finding from bad ones, and never anything else."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from pathlib import Path

import hostile
import openpyxl
import psutil
import pytest
from hostile import PLAIN_ROW, worksheet, xlsx, xlsx_members, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smartcity.findings import CATALOGUE, is_loadable
from smartcity.workbook import guard, spreadsheetml
from smartcity.workbook.addresses import position_of
from smartcity.workbook.reading import Flaw, Limits, Reading, Value, address, column_of, read, read_many
from smartcity.workbook.sheetscan import SheetScan

ROOT = Path(__file__).parents[2]
TABLE = "table:table-cell"
FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def cells(reading: Reading, sheet: int = 0) -> dict[str, Value]:
    """Spell the cells of a sheet by address."""
    rows = reading.sheets[sheet].rows
    return {address(row, column): value for row, line in rows.items() for column, value in line.items()}


def flaws(reading: Reading, sheet: int = 0) -> dict[str, tuple[str, str]]:
    """Spell the flaws of a sheet by address."""
    return {address(*place): (flaw.kind, flaw.text) for place, flaw in reading.sheets[sheet].flaws.items()}


def codes(reading: Reading) -> list[str]:
    """Name the findings of a reading."""
    return [finding.code for finding in reading.findings]


def outcome(content: bytes, name: str = "rekap.xlsx", limits: Limits = Limits()) -> tuple[str, str, str, str]:  # noqa: B008
    """Give code, sheet, cell and what was found of the only finding of a refused file."""
    reading = read(content, name, limits)
    (finding,) = reading.findings
    assert (reading.sheets, is_loadable(reading.findings)) == ((), False)
    return finding.code, finding.place.sheet, finding.place.cell, finding.found


def ods_row(*row_cells: str, attributes: str = "") -> str:
    """Wrap cells as a row of an OpenDocument table."""
    return f"<table:table-row {attributes}>{''.join(row_cells)}</table:table-row>"


def ods_number(value: object, attributes: str = "") -> str:
    """Write a number cell of an OpenDocument table."""
    return f'<{TABLE} office:value-type="float" office:value="{value}" {attributes}/>'


def ods_sheet(*rows: str, style: str = "") -> str:
    """Wrap rows as an OpenDocument table "Lembar"."""
    return f'<table:table table:name="Lembar" {style}>{"".join(rows)}</table:table>'


# Addresses


def test_an_address_counts_rows_and_columns_from_one() -> None:
    """Row 6 and column 5 is the cell people call E6, and the last cell of a sheet is XFD1048576."""
    assert [address(6, 5), address(1, 27), address(1_048_576, 16_384)] == ["E6", "AA1", "XFD1048576"]


@given(st.integers(1, 2_000_000), st.integers(1, 20_000))
def test_an_address_leads_back_to_its_cell(row: int, column: int) -> None:
    """Every row and column survives being spelt and read back."""
    spelt = address(row, column)
    letters = spelt.rstrip("0123456789")
    assert (position_of(spelt), column_of(letters)) == ((row, column), column)


@pytest.mark.parametrize("call", [lambda: address(0, 1), lambda: address(1, 0), lambda: column_of("A1")])
def test_what_is_no_address_is_refused(call: Callable[[], object]) -> None:
    """Row zero, column zero and letters with digits among them are errors of the program, said at once."""
    with pytest.raises(ValueError, match="is not"):
        call()


# Values


def test_values_keep_their_place_and_their_type() -> None:
    """Leading blank rows and columns do not shift addresses, whole numbers are int, dates are dates."""
    workbook = openpyxl.Workbook()
    written = {
        "C4": "  Tepi \n kiri ",
        "D4": 3,
        "E4": 2.5,
        "F4": date(2024, 1, 5),
        "G4": datetime(2024, 1, 5, 10, 30),
        "H4": time(10, 30),
        "I4": True,
        "J4": "0637",
        "C9": 0,
        "D9": -7,
    }
    for place, value in written.items():
        workbook.active[place] = value
    read_back = cells(read(hostile.saved(workbook), "nilai.xlsx"))
    assert read_back == written
    assert [type(value) for value in read_back.values()] == [type(value) for value in written.values()]


def test_a_duration_is_its_number_of_days() -> None:
    """Thirty hours are 1.25 days, which is what the sheet stores."""
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = timedelta(hours=30)
    assert cells(read(hostile.saved(workbook), "durasi.xlsx")) == {"A1": 1.25}


def test_numbers_no_integer_holds_stay_what_they_are() -> None:
    """A number beyond exact integers stays float; a stored NaN or infinity is a cell without a value."""
    numbers = {"B2": "1e300", "C2": "NaN", "D2": "inf", "E2": "-0"}
    row = "".join(f'<c r="{place}"><v>{number}</v></c>' for place, number in numbers.items())
    reading = read(xlsx(f'<row r="2">{row}</row>'), "angka.xlsx")
    assert cells(reading) == {"B2": 1e300, "E2": 0}
    assert flaws(reading) == {"C2": ("error_value", "nan"), "D2": ("error_value", "inf")}


def test_first_and_last_row_of_a_sheet_are_both_read() -> None:
    """A value in A1 and one in A1048576 are two values, a million blank rows apart."""
    far = '<row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    assert cells(read(xlsx(PLAIN_ROW + far), "jauh.xlsx")) == {"A1": 1, "A1048576": 2}


def test_formatted_blank_rows_are_no_cells() -> None:
    """All rows formatted though thirty are filled: thirty rows are read."""
    reading = read(hostile.formatted_blank(rows=300_000, columns="A", filled=30), "format.xlsx")
    assert (len(reading.sheets[0].rows), reading.findings) == (30, ())


def test_a_formatted_blank_corner_is_within_reach() -> None:
    """A far cell with a format and nothing in it does not make a sheet too large, large file or small."""
    corner = '<row r="1048576"><c r="XFD1048576" s="1"/><c r="XFC1048576"></c><c r="XFB1048576"><v></v></c></row>'
    padding = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 40_000))
    readings = [read(xlsx(PLAIN_ROW + rows + corner), "sudut.xlsx") for rows in ("", padding)]
    assert [(len(reading.sheets[0].rows), reading.findings) for reading in readings] == [(1, ()), (39_999, ())]


def test_hidden_sheets_hidden_rows_and_merged_cells_are_told() -> None:
    """A reader of a sheet learns what its owner hid and which cells are one."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["a"])
    workbook.active.append(["b"])
    workbook.active.row_dimensions[2].hidden = True
    workbook.active.row_dimensions[900].hidden = True
    workbook.active.merge_cells("B2:D3")
    workbook.create_sheet("Rahasia").sheet_state = "hidden"
    workbook.create_sheet("Sangat").sheet_state = "veryHidden"
    reading = read(hostile.saved(workbook), "sembunyi.xlsx")
    assert [(sheet.name, sheet.is_hidden) for sheet in reading.sheets] == [
        ("Sheet", False),
        ("Rahasia", True),
        ("Sangat", True),
    ]
    assert (reading.sheets[0].hidden_rows, reading.sheets[0].merged) == (frozenset({2}), ((2, 2, 3, 4),))


def test_a_chart_sheet_is_passed_over() -> None:
    """Sheets that hold no cells do not shift what is known about the sheets behind them."""
    workbook = openpyxl.Workbook()
    workbook.create_chartsheet("Grafik", 0)
    workbook["Sheet"]["B2"] = "=1+1"
    reading = read(hostile.saved(workbook), "grafik.xlsx")
    assert ([sheet.name for sheet in reading.sheets], flaws(reading)) == (
        ["Sheet"],
        {"B2": ("formula_not_computed", "=1+1")},
    )


# Cells without a value


def test_errors_and_uncomputed_formulas_are_flaws_not_blanks() -> None:
    """What the value reader passes over in silence is told with its address: errors, formulas nobody computed."""
    rows = (
        '<row r="5"><c r="B5" t="e"><v>#N/A</v></c><c r="C5"><f>A1&amp;"x"</f></c><c r="D5"><f>1+1</f><v>2</v></c>'
        '<c r="E5" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F5" t="str"><f>""</f><v></v></c></row>'
        '<row r="6"><c r="C6"><f t="shared" ref="C6:C7" si="0">SUM(A6:B6)</f><v/></c></row>'
        '<row r="7"><c r="C7"><f t="shared" si="0"/></c><c r="D7"><f si="0" t="shared"/><v>4</v></c></row>'
    )
    reading = read(xlsx(rows), "rumus.xlsx")
    assert flaws(reading) == {
        "B5": ("error_value", "#N/A"),
        "C5": ("formula_not_computed", '=A1&"x"'),
        "E5": ("error_value", "#DIV/0!"),
        "C6": ("formula_not_computed", "=SUM(A6:B6)"),
        "C7": ("formula_not_computed", "=SUM(A6:B6)"),
    }
    assert (cells(reading), reading.findings) == ({"D5": 2, "D7": 4}, ())


def test_a_long_formula_is_cut() -> None:
    """A flaw quotes eighty characters of a formula."""
    reading = read(xlsx(f'<row r="1"><c r="A1"><f>{"1+" * 100}1</f></c></row>'), "panjang.xlsx")
    assert reading.sheets[0].flaws == {(1, 1): Flaw("formula_not_computed", "=" + "1+" * 39 + "1")}


def test_flaws_belong_to_the_sheet_they_stand_on() -> None:
    """Sheets are matched to their parts by the relations, not by their number."""
    members = xlsx_members(worksheet(PLAIN_ROW), worksheet('<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'))
    relations = members["xl/_rels/workbook.xml.rels"]
    swapped = relations.replace("sheet1.xml", "x").replace("sheet2.xml", "/xl/worksheets/sheet1.xml")
    members["xl/_rels/workbook.xml.rels"] = swapped.replace("worksheets//xl", "/xl").replace('x"', 'sheet2.xml"')
    reading = read(zipped(members), "tukar.xlsx")
    assert (flaws(reading, 0), flaws(reading, 1)) == ({"B2": ("error_value", "#REF!")}, {})


def test_odd_spelling_of_xml_hides_nothing() -> None:
    """Prefixes, single quotes, other attribute orders, comments and missing addresses are all seen through."""
    sheet = (
        f'<x:worksheet xmlns:x="{hostile.MAIN}"><x:sheetData><!-- <c r="XFD1048576"><v>1</v></c> -->'
        "<x:row r='2'><x:c\tt = 'e' r='C2'><x:v>#NUM!</x:v></x:c><x:c><x:f><![CDATA[1<2]]></x:f></x:c></x:row>"
        "<x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    reading = read(zipped(xlsx_members(sheet)), "aneh.xlsx")
    assert flaws(reading) == {"C2": ("error_value", "#NUM!"), "D2": ("formula_not_computed", "=1<2")}
    assert cells(reading) == {"A3": 7}


def test_an_error_value_the_value_reader_does_not_know_is_named() -> None:
    """Newer error values stop the value reader, so the cell that holds one is the finding."""
    row = '<row r="3"><c r="B3" t="e"><v>#SPILL!</v></c></row>'
    assert outcome(xlsx(row)) == ("cell.error_value", "Data1", "B3", "#SPILL!")


CELL_FORMS = st.sampled_from(
    [
        "<c r={a}><v>3</v></c>",
        '<c r={a} s="1" t="s"><v>0</v></c>',
        '<c r={a} t="str"><f>T(1)</f><v>x</v></c>',
        '<c r={a} s="1"/>',
        '<c r={a} s="1"></c>',
        "<c r={a}><v></v></c>",
        '<c r={a} t="e"><v>#N/A</v></c>',
        '<c r={a} s="1" t="e"><f>NA()</f><v>#N/A</v></c>',
        "<c r={a}><f>A1&lt;2</f></c>",
        '<c r={a}><f t="shared" si="3" ref="A1:A9">B1*2</f><v/></c>',
        '<c r={a}><f t="shared" si="3"/></c>',
        '<c r={a}><f t="shared" si="3"/><v>4</v></c>',
        '<c r={a} t="str"><f>""</f><v></v></c>',
        '<c r={a} t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>',
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.booleans(), st.lists(CELL_FORMS, max_size=6)), max_size=8))
def test_the_quick_scan_finds_what_the_thorough_one_finds(plan: list[tuple[int, bool, list[str]]]) -> None:
    """On a sheet that programs write, regular expressions and an XML parser see the same cells and flaws."""
    row, lines = 0, []
    for step, is_hidden, forms in plan:
        row += step
        written = "".join(form.format(a=f'"{address(row, 3 * n + 1)}"') for n, form in enumerate(forms))
        hidden = ' hidden="1"' if is_hidden else ""
        lines.append(f'<row r="{row}"{hidden}>{written}</row>')
    data = worksheet("".join(lines)).encode()
    quick, thorough = SheetScan(), SheetScan()
    assert spreadsheetml.scan_plain_sheet(data, quick, Limits(cells=1))
    spreadsheetml.scan_any_sheet(data, thorough)
    seen = [(scan.filled, scan.outline, scan.hidden_rows, sorted(scan.flaws)) for scan in (quick, thorough)]
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    "row",
    [
        "<row><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><x:c r="XFD1048576"><v>1</v></x:c></row>',
        '<row r="1"><c r="A1" t=\'e\'><v>#N/A</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><f>1</f></c></row>',
        '<row r="1"><!-- --><c r="A1"><v>1</v></c></row>',
    ],
)
def test_the_quick_scan_declines_what_it_may_misread(row: str) -> None:
    """A sheet written in any other way is left to the XML parser, with nothing noted."""
    sheet = SheetScan()
    assert (spreadsheetml.scan_plain_sheet(worksheet(row).encode(), sheet, Limits()), sheet) == (False, SheetScan())


# Other formats


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    """An .xls gives the same cells, flaws, hidden rows, merged cells and hidden sheets."""
    reading = read(hostile.xls(), "lama.xls")
    sheet = reading.sheets[0]
    assert cells(reading) == {"B2": "Judul", "B3": "kode", "B4": 4, "C4": 2.5}
    assert (flaws(reading), sheet.hidden_rows, sheet.merged) == (
        {"E6": ("error_value", "#N/A")},
        frozenset({4}),
        ((2, 2, 2, 4),),
    )
    assert ([s.is_hidden for s in reading.sheets], reading.findings) == ([False, True], ())


def test_an_open_document_is_read_like_a_workbook() -> None:
    """An .ods gives the same cells through repeated rows and columns, flaws, hidden rows and merged cells."""
    row = ods_row(
        f'<{TABLE} table:number-columns-repeated="2"/>',
        ods_number(3),
        ods_number(2.5, 'table:number-columns-repeated="2"'),
        f'<{TABLE} office:value-type="date" office:date-value="2024-01-05"/>',
        f'<{TABLE} office:value-type="date" office:date-value="2024-01-05T10:30:00"/>',
        f'<{TABLE} office:value-type="boolean" office:boolean-value="true"/>',
        f'<{TABLE} office:value-type="string" table:number-columns-spanned="2"><text:p>a  b</text:p></{TABLE}>',
        "<table:covered-table-cell/>",
        f'<{TABLE} table:formula="of:=NA()" office:value-type="string" office:string-value=""'
        f' calcext:value-type="error"><text:p>#N/A</text:p></{TABLE}>',
        f'<{TABLE} table:formula="of:=[.A1]+1"/>',
        attributes='table:visibility="collapse"',
    )
    blank = ods_row(f"<{TABLE}/>", attributes='table:number-rows-repeated="2"')
    rest = ods_row(f'<{TABLE} table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="9999"')
    reading = read(hostile.ods(ods_sheet(blank, row, rest)), "terbuka.ods")
    assert cells(reading) == {
        "C3": 3,
        "D3": 2.5,
        "E3": 2.5,
        "F3": date(2024, 1, 5),
        "G3": datetime(2024, 1, 5, 10, 30),
        "H3": True,
        "I3": "a  b",
    }
    assert flaws(reading) == {"K3": ("error_value", "#N/A"), "L3": ("formula_not_computed", "=[.A1]+1")}
    sheet = reading.sheets[0]
    assert (sheet.hidden_rows, sheet.merged, reading.findings) == (frozenset({3}), ((3, 9, 3, 10),), ())


def test_a_hidden_sheet_of_an_open_document_is_told() -> None:
    """A sheet whose style takes it off display is hidden."""
    style = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    table = ods_sheet(ods_row(ods_number(1)), style='table:style-name="ta2"')
    assert read(hostile.ods(table, automatic=style), "a.ods").sheets[0].is_hidden


TEXTS = {
    "semicolon": "kode;nama;nilai\nA;é;3,5\n\nB;b;4\n".encode(),
    "semicolon, cells with spaces kept": b"kode;nama\nA; kiri \n",
    "comma": b'kode,nilai\r\nA,"3,5"\r\n',
    "byte order mark": "\ufeffkode;nama\nA;é\n".encode(),
    "windows-1252": "kode;nama\nA;é–\n".encode("cp1252"),
    "tab": b"kode\tnilai\n1\t2,5\n",
    "utf-16": "kode\tnama\n1\té\n".encode("utf-16"),
    "delimiter stated": b"sep=;\r\nkode;nilai\r\nA;1\r\n",
    "title above": b"Rekap 2024\n\nkode;nilai\nA;1\nB;2\n",
    "line break in a cell": b'kode;nama\nA;"satu\ndua"\nB;x\n',
}
READ_AS = {
    "semicolon": {
        "A1": "kode",
        "B1": "nama",
        "C1": "nilai",
        "A2": "A",
        "B2": "é",
        "C2": "3,5",
        "A4": "B",
        "B4": "b",
        "C4": "4",
    },
    "semicolon, cells with spaces kept": {"A1": "kode", "B1": "nama", "A2": "A", "B2": " kiri "},
    "comma": {"A1": "kode", "B1": "nilai", "A2": "A", "B2": "3,5"},
    "byte order mark": {"A1": "kode", "B1": "nama", "A2": "A", "B2": "é"},
    "windows-1252": {"A1": "kode", "B1": "nama", "A2": "A", "B2": "é–"},
    "tab": {"A1": "kode", "B1": "nilai", "A2": "1", "B2": "2,5"},
    "utf-16": {"A1": "kode", "B1": "nama", "A2": "1", "B2": "é"},
    "delimiter stated": {"A1": "kode", "B1": "nilai", "A2": "A", "B2": "1"},
    "title above": {"A1": "Rekap 2024", "A3": "kode", "B3": "nilai", "A4": "A", "B4": "1", "A5": "B", "B5": "2"},
    "line break in a cell": {"A1": "kode", "B1": "nama", "A2": "A", "B2": "satu\ndua", "A3": "B", "B3": "x"},
}


@pytest.mark.parametrize("kind", TEXTS)
def test_delimited_text_is_one_sheet_of_texts(kind: str) -> None:
    """A csv of any usual delimiter and encoding is a sheet named as the file, its values left as texts."""
    reading = read(TEXTS[kind], "rekap 2024.csv")
    assert (reading.sheets[0].name, cells(reading), reading.findings) == ("rekap 2024", READ_AS[kind], ())


# Refusals


TOO_FAR_ODS = ods_sheet(
    ods_row(ods_number(1)),
    ods_row(f"<{TABLE}/>", attributes='table:number-rows-repeated="1048574"'),
    ods_row(f'<{TABLE} table:number-columns-repeated="16383"/>', ods_number(2)),
)
FULL_ODS = ods_sheet(
    ods_row(ods_number(1, 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"')
)
CODEPAGE, FILEPASS = b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\x01\x00"
REFUSED = {
    "nothing at all": (b"", ("file.empty", "", "", "")),
    "blanks only": (b" \r\n\t\n", ("file.empty", "", "", "")),
    "pdf": (b"%PDF-1.7 ...", ("file.not_a_workbook", "", "", "pdf")),
    "png": (b"\x89PNG\r\n\x1a\n....", ("file.not_a_workbook", "", "", "png")),
    "html named as a workbook": (b"<html><table><tr><td>1</td></tr></table>", ("file.not_a_workbook", "", "", "html")),
    "xml": (b"<?xml version='1.0'?><a/>", ("file.not_a_workbook", "", "", "xml")),
    "json": (b'{"a": 1,\n"b": 2}', ("file.not_a_workbook", "", "", "json")),
    "a letter": (
        b"Yth. Bapak,\ndengan hormat, kami\nkirim ini, itu, dan lain.\n",
        ("file.not_a_workbook", "", "", "text"),
    ),
    "one column of text": (b"nama\nBudi\nAni\n", ("file.not_a_workbook", "", "", "text")),
    "binary": (bytes(range(256)) * 8, ("file.not_a_workbook", "", "", "binary")),
    "docx": (zipped({"[Content_Types].xml": "x", "word/document.xml": "x"}), ("file.not_a_workbook", "", "", "docx")),
    "pptx": (zipped({"[Content_Types].xml": "x", "ppt/a.xml": "x"}), ("file.not_a_workbook", "", "", "pptx")),
    "xlsb": (zipped({"[Content_Types].xml": "x", "xl/workbook.bin": "x"}), ("file.not_a_workbook", "", "", "xlsb")),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), ("file.not_a_workbook", "", "", "odt")),
    "zip": (zipped({"foto.txt": "x"}), ("file.not_a_workbook", "", "", "zip")),
    "password": (hostile.encrypted(), ("file.encrypted", "", "", "")),
    "password, xls": (hostile.xls().replace(CODEPAGE, FILEPASS), ("file.encrypted", "", "", "")),
    "password, ods": (
        hostile.ods("", extra={"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        ("file.encrypted", "", "", ""),
    ),
    "cut short": (hostile.ordinary()[:-200], ("file.damaged", "", "", "")),
    "cut in half": (hostile.ordinary()[:2400], ("file.damaged", "", "", "")),
    "directory overwritten": (hostile.ordinary().replace(b"PK\x01\x02", b"PK\x09\x09"), ("file.damaged", "", "", "")),
    "old workbook cut": (hostile.xls()[:700], ("file.damaged", "", "", "")),
    "sheet part missing": (
        zipped({k: v for k, v in xlsx_members(worksheet("")).items() if "sheet1" not in k}),
        ("file.damaged", "", "", ""),
    ),
    "far cell": (hostile.far_cell(), ("file.cell_out_of_reach", "Data1", "XFD1048576", "")),
    "far cell, prefixed": (hostile.far_cell(prefix="x"), ("file.cell_out_of_reach", "Data1", "XFD1048576", "")),
    "far cell, ods": (hostile.ods(TOO_FAR_ODS), ("file.cell_out_of_reach", "Lembar", "XFD1048576", "")),
    "a million columns": (hostile.far_cell("BDWGO1"), ("file.cell_out_of_reach", "Data1", "BDWGO1", "")),
    "beyond the last row": (hostile.far_cell("A9999999999"), ("file.cell_out_of_reach", "Data1", "A9999999999", "")),
    "every cell filled": (hostile.ods(FULL_ODS), ("file.too_many_cells", "Lembar", "", "")),
    "zip bomb": (hostile.zip_bomb(520), ("file.too_large", "", "", "")),
    "smaller bomb": (hostile.zip_bomb(60), ("file.too_large", "", "", "xl/worksheets/sheet1.xml")),
    "bomb with a lying size": (hostile.lying_bomb(), ("file.damaged", "", "", "")),
    "entities": (hostile.entity_expansion(), ("file.unsafe_content", "", "", "xl/worksheets/sheet1.xml")),
    "entities, utf-16": (
        hostile.entity_expansion("utf-16"),
        ("file.unsafe_content", "", "", "xl/worksheets/sheet1.xml"),
    ),
    "entities, ods": (
        hostile.ods("", extra={"styles.xml": "<!DOCTYPE a []><a/>"}),
        ("file.unsafe_content", "", "", "styles.xml"),
    ),
    "path upwards": (hostile.with_member("xl/../../passwd"), ("file.unsafe_content", "", "", "xl/../../passwd")),
    "path from the root": (hostile.with_member("/etc/passwd"), ("file.unsafe_content", "", "", "/etc/passwd")),
    "path with a drive": (hostile.with_member("C:/x"), ("file.unsafe_content", "", "", "C:/x")),
    "path with backslashes": (hostile.with_member("xl\\x"), ("file.unsafe_content", "", "", "xl\\x")),
    "one member twice": (hostile.twice_the_same_member(), ("file.unsafe_content", "", "", "XL/worksheets/sheet1.xml")),
    "oversized cell": (
        xlsx('<row r="3"><c r="B3" t="s"><v>0</v></c></row>', strings=f"<si><t>{'y' * 40_000}</t></si>"),
        ("cell.text_too_long", "Data1", "B3", "y" * 80),
    ),
    "oversized cell, csv": (b"kode;nama\nA;" + b"z" * 40_000 + b"\n", ("cell.text_too_long", "rekap", "B2", "z" * 80)),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_is_one_finding(kind: str) -> None:
    """Each bad file is refused with its own code, with sheet and cell where there is one, and what was found."""
    content, expected = REFUSED[kind]
    name = "rekap.csv" if kind.endswith("csv") else f"rekap.{'xls' if 'xls' in kind or 'old' in kind else 'xlsx'}"
    name = "rekap.ods" if kind.endswith("ods") or kind == "every cell filled" else name
    assert outcome(content, name) == expected


def test_hostile_files_do_not_swell_this_process() -> None:
    """After every bad file at once, this process holds less than 100 MB more than before."""
    before = psutil.Process().memory_info().rss
    readings = read_many([("buruk.xlsx", content) for content, _ in REFUSED.values()])
    grown = psutil.Process().memory_info().rss - before
    assert [any(reading.sheets) for reading in readings] == [False] * len(REFUSED)
    assert grown < 100 << 20


def test_a_file_over_the_limit_is_refused_unseen() -> None:
    """The size limit is checked before anything else and told with both numbers."""
    finding = read(b"PK" * 600, "besar.xlsx", Limits(file_bytes=1000)).findings[0]
    assert (finding.code, finding.values) == ("file.too_large", {"bytes": 1200, "limit": 1000})


def test_many_members_are_refused_before_they_are_listed() -> None:
    """A zip of very many entries is too large however small they are."""
    content = zipped({f"x{number}": "" for number in range(40)})
    assert outcome(content, limits=Limits(members=30))[0] == "file.too_large"


def test_many_filled_cells_are_too_many_not_out_of_reach() -> None:
    """A full rectangle beyond the limit is counted; a nearly empty one names the cell that makes it large."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 100))
    many = read(xlsx(rows), "banyak.xlsx", Limits(cells=150)).findings[0]
    assert (many.code, many.place.sheet, many.values["cells"]) == ("file.too_many_cells", "Data1", 198)


def test_flaws_beyond_the_limit_refuse_the_file() -> None:
    """Cells without a value are never dropped from the list: too many of them refuse the file."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f></c></row>' for n in range(1, 100))
    finding = read(xlsx(rows), "rumus.xlsx", Limits(flaws=50)).findings[0]
    assert (finding.code, finding.values["reason"]) == ("file.too_many_cells", "flaws")


@pytest.mark.parametrize("name", ["rekap.csv", "rekap.ods", "C:\\unduhan\\rekap.pdf"])
def test_a_wrong_extension_only_warns(name: str) -> None:
    """Content decides what a file is; a name that says otherwise is a warning."""
    reading = read(hostile.ordinary(), name)
    assert (codes(reading), is_loadable(reading.findings), len(reading.sheets)) == (["file.wrong_extension"], True, 1)


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ("xl/vbaProject.bin", "file.macros_ignored"),
        ("xl/externalLinks/externalLink1.xml", "file.external_links_ignored"),
    ],
)
def test_macros_and_external_links_are_told_and_passed_over(member: str, code: str) -> None:
    """The values beside macros and links are read, and a finding says what was left out."""
    reading = read(hostile.with_member(member, "<a/>"), "makro.xlsm")
    assert (codes(reading), cells(reading)["A1"]) == ([code], "kode")


# The guarded process


STRINGS_THAT_MULTIPLY = xlsx(
    "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001)),
    strings=f"<si><t>{'y' * 30_000}</t></si>",
)


def test_a_file_that_exhausts_memory_ends_its_reader_only() -> None:
    """A text that multiplies to 600 MB kills the reading process at its limit, and that is a finding."""
    finding = read(STRINGS_THAT_MULTIPLY, "ganda.xlsx", Limits(memory_bytes=300 << 20)).findings[0]
    assert (finding.code, finding.values) == ("file.too_many_cells", {"reason": "memory", "limit": 300 << 20})


def test_a_file_that_takes_too_long_is_a_finding() -> None:
    """A reader that does not answer in time is ended."""
    finding = read(hostile.ordinary(), "lambat.xlsx", Limits(seconds=0.001)).findings[0]
    assert (finding.code, finding.values) == ("file.too_many_cells", {"reason": "time", "limit": 0.001})


def test_a_watched_process_is_ended_when_it_takes_too_much() -> None:
    """Where the system cannot limit memory, a thread sees the reader grow past the limit and ends it."""
    request = guard.Request("xlsx", STRINGS_THAT_MULTIPLY, "", True)
    with guard.Guarded([request], Limits(memory_bytes=1 << 20), is_watched=True) as child:
        answers = list(child.frames())
        assert (answers[-1:] == [{"end": []}], child.ending()) == (False, guard.MEMORY)


def test_a_watched_process_answers_like_a_limited_one() -> None:
    """Watching changes nothing for an ordinary file."""
    request = guard.Request("xlsx", hostile.ordinary(), "", True)
    frames = []
    for is_watched in (True, False):
        with guard.Guarded([request], Limits(), is_watched=is_watched) as child:
            frames.append(list(child.frames()))
    assert (frames[0], frames[0][-1]) == (frames[1], {"end": []})


def test_a_file_that_kills_the_reader_takes_no_other_with_it() -> None:
    """Among many files each bad one gets its finding and each good one its cells."""
    large_far_cell = hostile.far_cell(padding_rows=180_000)
    good = hostile.ordinary()
    files = [good, STRINGS_THAT_MULTIPLY, good, large_far_cell, b"", good]
    readings = read_many([(f"{n}.xlsx", content) for n, content in enumerate(files)], Limits(memory_bytes=300 << 20))
    assert [codes(reading) for reading in readings] == [
        [],
        ["file.too_many_cells"],
        [],
        ["file.cell_out_of_reach"],
        ["file.empty"],
        [],
    ]
    assert [cells(readings[n])["B2"] for n in (0, 2, 5)] == [3, 3, 3]


def test_a_large_file_is_scanned_beside_its_reading() -> None:
    """A sheet beyond eight megabytes gives the same flaws and cells as a small one."""
    flawed = '<row r="1"><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><f>1+1</f></c></row>'
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 190_000))
    reading = read(xlsx(flawed + rows), "besar.xlsx")
    assert flaws(reading) == {"B1": ("error_value", "#N/A"), "C1": ("formula_not_computed", "=1+1")}
    assert (len(reading.sheets[0].rows), reading.sheets[0].rows[189_999]) == (189_998, {1: 189_999})


def test_threads_read_at_the_same_time() -> None:
    """Each caller gets its own file's cells."""
    contents = [hostile.ordinary([["x", number]]) for number in range(12)]
    with ThreadPoolExecutor(6) as threads:
        readings = list(threads.map(lambda content: read(content, "a.xlsx"), contents))
    assert [cells(reading)["B1"] for reading in readings] == list(range(12))


def test_a_path_with_a_space_is_no_hindrance(tmp_path: Path) -> None:
    """The project may stand in a folder whose name has a space in it."""
    folder = tmp_path / "kota cerdas"
    shutil.copytree(ROOT / "smartcity", folder / "smartcity", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "a b.xlsx").write_bytes(hostile.ordinary())
    program = "from pathlib import Path; from smartcity.workbook.reading import read; p = Path('a b.xlsx')\n"
    program += "print(read(p.read_bytes(), p.name).sheets[0].rows[2][2])"
    found = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert (found.stdout.strip(), found.stderr) == ("3", "")


def test_the_reading_process_loads_nothing_heavy() -> None:
    """The child starts without the project's package and without pandas, numpy, openpyxl or pyarrow."""
    probe = guard._BOOT.replace("main()\n", "") + "print(sorted({n.split('.')[0] for n in sys.modules}))"
    command = [sys.executable, "-I", "-S", "-c", probe, str(ROOT / "smartcity" / "workbook"), guard._site_folder()]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ}).stdout
    heavy = [
        name for name in ("smartcity", "pandas", "numpy", "openpyxl", "pyarrow", "psutil") if f"'{name}'" in loaded
    ]
    assert (heavy, "'python_calamine'" in loaded) == ([], True)


# Any bytes whatsoever


def is_answer(reading: Reading) -> bool:
    """Say whether a reading is either sheets without an error or an error without sheets."""
    known = all(finding.code in CATALOGUE for finding in reading.findings)
    return known and is_loadable(reading.findings) != (not reading.sheets)


SEEDS = [hostile.ordinary(), hostile.xls(), hostile.ods(ods_sheet(ods_row(ods_number(1)))), TEXTS["semicolon"]]
EDITS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=6
)


@FUZZ
@given(st.sampled_from(SEEDS), EDITS)
def test_mutated_files_give_findings_or_cells(seed: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    """Bytes of a real file, cut and overwritten anywhere, never raise."""
    content = seed
    for where, length, replacement in edits:
        at = int(where * len(content))
        content = content[:at] + replacement + content[at + length :]
    assert is_answer(read(content, "acak.xlsx"))


PIECES = st.sampled_from(
    [
        "<row>", '<row r="7" hidden="1">', "</row>", '<c r="B2">', "<c>", '<c r="ZZZZZZZ99999999999">', '<c r="A0">',
        '<c r="?">', '<c t="s">', '<c t="e">', '<c t="zzz" s="99">', "</c>", "<c/>", "<v>", "</v>", "<f>", "</f>",
        '<f t="shared" si="99999999999"/>', '<f t="shared" si="0" ref="A1:?">', "<is><t>", "</t></is>", "#N/A", "1e999",
        "&amp;", "&nope;", "&#1;", "\x00", "7", "</sheetData>", "<!--", "-->", "<![CDATA[", "]]>", "<?p ?>", "é",
    ]
)  # fmt: skip


@FUZZ
@given(st.lists(PIECES, max_size=14), st.lists(PIECES, max_size=3), st.booleans())
def test_mutated_structures_give_findings_or_cells(rows: list[str], strings: list[str], is_whole: bool) -> None:
    """Any order of XML pieces inside a sheet, well-formed or not, never raises."""
    body = worksheet("".join(rows)) if is_whole else "".join(rows)
    content = zipped(xlsx_members(body, strings="".join(strings)))
    assert is_answer(read(content, "acak.xlsx"))


NAMES = st.sampled_from(["[Content_Types].xml", "xl/workbook.xml", "_rels/.rels", "mimetype", "content.xml", "a/../b"])


@FUZZ
@given(st.dictionaries(NAMES | st.text(min_size=1, max_size=8), st.binary(max_size=60), max_size=6))
def test_random_zips_give_findings_or_cells(members: dict[str, bytes]) -> None:
    """Zips of any members never raise."""
    assert is_answer(read(zipped(members), "acak.ods"))


@FUZZ
@given(st.binary(max_size=400), st.text(max_size=20))
def test_random_bytes_and_names_give_findings_or_cells(content: bytes, name: str) -> None:
    """Any bytes under any name never raise."""
    assert is_answer(read(content, name))


def test_a_reading_without_rows_is_still_an_answer() -> None:
    """An empty sheet is a sheet; only what holds no cells at all is `file.empty`."""
    reading = read(xlsx(""), "kosong.xlsx")
    assert ([dict(sheet.rows) for sheet in reading.sheets], reading.findings) == ([{}], ())


def test_the_bytes_are_read_where_they_are() -> None:
    """Nothing is written: a reading needs no file, only its bytes."""
    buffer = io.BytesIO(hostile.ordinary())
    assert cells(read(buffer.getvalue(), "a.xlsx")) == {"A1": "kode", "B1": "nilai", "A2": "A-1", "B2": 3}
