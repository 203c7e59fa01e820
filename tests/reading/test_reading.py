"""The guarded reader on good files: every cell with its address and type, and every cell without a value."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading import hostile
from reading.hostile import PLAIN_ROW, ods_number, ods_row, ods_sheet, worksheet, xlsx, xlsx_members, zipped
from reading.spelling import cells, flaws
from smartcity.reading import plainscan, spreadsheetml
from smartcity.reading.addresses import address, column_of, position_of
from smartcity.reading.sheetscan import SheetScan
from smartcity.reading.workbook import read
from smartcity.records.observations import Flaw

TABLE = "table:table-cell"


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
    assert flaws(reading) == {"C2": ("error_value", "NaN"), "D2": ("error_value", "NaN")}


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
    padding = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 120_000))
    readings = [read(xlsx(PLAIN_ROW + rows + corner), "sudut.xlsx") for rows in ("", padding)]
    assert [(len(reading.sheets[0].rows), reading.findings) for reading in readings] == [(1, ()), (119_999, ())]


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


def test_what_is_drawn_down_to_nothing_is_hidden() -> None:
    """A row without height and a column without width are seen by nobody, whatever else is said of them."""
    columns = '<cols><col min="1" max="1" width="9"/><col min="2" max="3" width="0.0" customWidth="1"/></cols>'
    low, none = '<row r="1" ht="0.5"><c r="A1"><v>1</v></c></row>', '<row r="2" ht="0"><c r="A2"><v>1</v></c></row>'
    data = worksheet(low + none).replace("<sheetData>", f"{columns}<sheetData>").encode()
    quick, thorough = SheetScan(), SheetScan()
    assert plainscan.scan_plain_sheet(data, quick)
    spreadsheetml.scan_any_sheet(data, thorough)
    for scan in (quick, thorough):
        assert (scan.hidden_rows, scan.hidden_columns) == ([2], [2, 3])


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


def test_two_sheets_of_one_part_have_the_same_flaws() -> None:
    """A workbook may list one part under two names; neither loses its flaws."""
    members = xlsx_members(worksheet('<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'), worksheet(""))
    members["xl/_rels/workbook.xml.rels"] = members["xl/_rels/workbook.xml.rels"].replace("sheet2", "sheet1")
    reading = read(zipped(members), "kembar.xlsx")
    assert [flaws(reading, sheet) for sheet in (0, 1)] == [{"B2": ("error_value", "#REF!")}] * 2


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


CELL_FORMS = st.sampled_from(
    [
        "<c r={a}><v>3</v></c>",
        '<c r={a} s="1" t="s"><v>0</v></c>',
        '<c r={a} t="str"><f>T(1)</f><v>x</v></c>',
        '<c r={a} s="1"/>',
        '<c r={a} s="1"></c>',
        '<c r={a} s="1"/>\n',
        "<c r={a}>\n  <v>3</v>\n</c>",
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


HIDING = st.sampled_from(["", "", ' hidden="1"', ' ht="0"', ' ht="0.00"', ' ht="0.5"', ' ht="15" hidden="true"'])


@given(st.lists(st.tuples(st.integers(1, 60), HIDING, st.lists(CELL_FORMS, max_size=6)), max_size=8))
def test_the_quick_scan_finds_what_the_thorough_one_finds(plan: list[tuple[int, str, list[str]]]) -> None:
    """On a sheet that programs write, byte searches and an XML parser see the same cells and flaws."""
    row, lines = 0, []
    for step, hidden, forms in plan:
        row += step
        written = "".join(form.format(a=f'"{address(row, 3 * n + 1)}"') for n, form in enumerate(forms))
        lines.append(f'<row r="{row}"{hidden}>{written}</row>')
    data = worksheet("".join(lines)).encode()
    quick, thorough = SheetScan(), SheetScan()
    assert plainscan.scan_plain_sheet(data, quick)
    spreadsheetml.scan_any_sheet(data, thorough)
    seen = [(scan.filled, scan.outline, scan.hidden_rows, sorted(scan.flaws)) for scan in (quick, thorough)]
    assert seen[0] == seen[1]


@given(st.lists(st.tuples(st.integers(1, 9_999_999), st.integers(1, 26 + 26**2 + 26**3)), min_size=1, max_size=9))
def test_the_quick_scan_reads_every_address(places: list[tuple[int, int]]) -> None:
    """One to three letters and one to seven digits are read as what they say, wherever they stand."""
    sheet = SheetScan()
    row = "".join(f'<c r="{address(*place)}"><v>1</v></c>' for place in places)
    assert plainscan.scan_plain_sheet(worksheet(f"<row>{row}</row>").encode(), sheet)
    rows, columns = zip(*places)
    assert (*sheet.outline[2:], sheet.filled) == (max(rows), max(columns), len(places))


@pytest.mark.parametrize(
    "row",
    [
        "<row><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        '<row r="1"><c><v>1</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
        '<row r="1"><c r="A12345678"><v>1</v></c></row>',
        '<row r="1"><c r="A1:"><v>1</v></c></row>',
        '<row r="1"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="A"><v>1</v></c></row>',
        '<row r="1"><x:c r="XFD1048576"><v>1</v></x:c></row>',
        '<row r="1"><c r="A1" t=\'e\'><v>#N/A</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><f>1</f></c></row>',
        '<row r="1"><!-- --><c r="A1"><v>1</v></c></row>',
    ],
)
def test_the_quick_scan_declines_what_it_may_misread(row: str) -> None:
    """A sheet written in any other way is left to the XML parser, with nothing noted."""
    sheet = SheetScan()
    assert (plainscan.scan_plain_sheet(worksheet(row).encode(), sheet), sheet) == (False, SheetScan())


def test_an_old_workbook_is_read_like_a_new_one() -> None:
    """An .xls gives the same cells, flaws, hidden rows, merged cells and hidden sheets."""
    reading = read(hostile.xls(), "lama.xls")
    sheet = reading.sheets[0]
    assert cells(reading) == {"B2": "Judul", "B3": "kode", "B4": 4, "C4": 2.5}
    assert (flaws(reading), sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == (
        {"E6": ("error_value", "#N/A")},
        frozenset({4}),
        frozenset({3}),
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


def test_what_an_open_document_hides_or_shows_otherwise_is_told() -> None:
    """Rows and columns that are hidden or drawn down to nothing, as in a workbook of Excel, and percentages."""
    flat = "".join(
        f'<style:style style:name="{name}" style:family="table-{kind}">'
        f'<style:table-{kind}-properties style:{size}="{height}"/></style:style>'
        for name, kind, size, height in (
            ("r0", "row", "row-height", "0cm"),
            ("r1", "row", "row-height", "0.45cm"),
            ("c0", "column", "column-width", "0.000in"),
        )
    )
    columns = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:style-name="c0"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    )
    row = [ods_number(1, 'table:number-columns-repeated="5"')]
    percent = f'<{TABLE} office:value-type="percentage" office:value="0.5"/>'
    rows = (
        ods_row(*row),
        ods_row(*row, attributes='table:style-name="r0"'),
        ods_row(*row, percent, attributes='table:style-name="r1"'),
        ods_row(*row, percent, attributes='table:visibility="filter"'),
    )
    (sheet,) = read(hostile.ods(ods_sheet(columns, *rows), automatic=flat), "terbuka.ods").sheets
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({2, 4}), frozenset({3, 4, 5}))
    assert dict(sheet.percents) == {6: (3, 2)}


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


def test_a_reading_without_rows_is_still_an_answer() -> None:
    """An empty sheet is a sheet; only what holds no cells at all is `file.empty`."""
    reading = read(xlsx(""), "kosong.xlsx")
    assert ([dict(sheet.rows) for sheet in reading.sheets], reading.findings) == ([{}], ())


def test_the_bytes_are_read_where_they_are() -> None:
    """Nothing is written: a reading needs no file, only its bytes."""
    buffer = io.BytesIO(hostile.ordinary())
    assert cells(read(buffer.getvalue(), "a.xlsx")) == {"A1": "kode", "B1": "nilai", "A2": "A-1", "B2": 3}
