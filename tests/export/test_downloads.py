"""Downloads: what a spreadsheet reads from them, and that nothing in them can run or lose its mark."""

import csv
import io
import re
import unicodedata
from datetime import date

import pandas as pd
import planted
import pytest
from charts.test_figures import OWNERS
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from openpyxl import load_workbook
from planted_forms import form, forms

from smartcity import charts, wording
from smartcity.exhibits import respondents
from smartcity.exhibits.kit.exhibit import DATE, INTEGER, SCORE, SHARE, SIGNED, Column, Exhibit, Stamp, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.export.downloads import (
    FORMATS,
    csv_bytes,
    described,
    disarmed,
    disarmed_throughout,
    file_name,
    formats_of,
    xlsx_bytes,
)
from smartcity.method.regions import load_site
from smartcity.wording import Words

INDONESIAN, ENGLISH = Words("id"), Words("en")
NOTHING_CHOSEN = Selection()
STAMP = Stamp("2026-11-21T10:42:00+08:00", "3f9a77c01b2d", 9)
LINK = "http://127.0.0.1:8501/peringkat?tahun=2023"
COLUMNS = (
    Column("region", "Daerah"),
    Column("index", "Indeks", SCORE),
    Column("change", "Perubahan", SIGNED),
    Column("respondents", "Responden", INTEGER),
    Column("share", "Bagian", SHARE, 0),
    Column("day", "Tanggal", DATE),
)
FRAME = pd.DataFrame(
    {
        "region": ["Kabupaten Tabalong", "Kota Banjarmasin"],
        "index": [3.379, None],
        "change": [-0.0125, 0.26],
        "respondents": [1050, 0],
        "share": [0.125, None],
        "day": ["2023-09-18", None],
    }
)


def exhibit(frame=FRAME, columns=COLUMNS, **others):
    """Make an exhibit of *frame*."""
    values = {"key": "ranking.bump", "message": "Tabalong di puncak", "source": "Surat B-1384", "stamp": STAMP}
    return Exhibit(**(values | {"table": Table(frame, columns)} | others))


BORROWED = "Aturan 2026 jalur Reguler belum diketahui; yang dipakai aturan 2024, sementara [?]."


def one_text(text, **others):
    """Make an exhibit whose only cell is *text*."""
    return exhibit(pd.DataFrame({"name": [text]}), (Column("name", "Nama"),), **others)


def csv_rows(content, delimiter):
    """Read CSV bytes back."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def sheets(shown, selection=NOTHING_CHOSEN, words=INDONESIAN, **others):
    """Write the workbook and open it again."""
    return load_workbook(io.BytesIO(xlsx_bytes(shown, selection, words, LINK, **others)))


def description(book, words=INDONESIAN):
    """Read the second sheet as a mapping."""
    return dict(book[words("export.sheet.description")].iter_rows(values_only=True))


def test_csv_in_indonesian_has_semicolons_and_decimal_commas():
    """Excel with Indonesian settings opens the file in columns, with numbers, by a double click."""
    content = csv_bytes(exhibit(), INDONESIAN)

    assert content[:3] == b"\xef\xbb\xbf"
    assert csv_rows(content, ";") == [
        ["Daerah", "Indeks", "Perubahan", "Responden", "Bagian", "Tanggal"],
        ["Kabupaten Tabalong", "3,379", "-0,0125", "1050", "0,125", "2023-09-18"],
        ["Kota Banjarmasin", "", "0,26", "0", "", ""],
    ]


def test_csv_in_english_has_commas_and_decimal_points():
    """The same rows for English settings."""
    first = csv_rows(csv_bytes(exhibit(), ENGLISH), ",")[1]

    assert first == ["Kabupaten Tabalong", "3.379", "-0.0125", "1050", "0.125", "2023-09-18"]


def test_csv_holds_full_numbers():
    """A score leaves with all its digits: what the page rounds is not rounded here."""
    shown = exhibit(pd.DataFrame({"index": [10 / 3]}), (Column("index", "Indeks", SCORE),))

    assert csv_rows(csv_bytes(shown, ENGLISH), ",")[1] == ["3.33333333333333"]


def test_csv_marks_each_row_of_invented_data():
    """A row cut out of the file still says that it is invented."""
    rows = csv_rows(csv_bytes(exhibit(is_sample=True), INDONESIAN), ";")

    assert [row[-1] for row in rows] == ["Tanda data", "CONTOH (rekaan)", "CONTOH (rekaan)"]


def test_only_invented_rows_are_marked_where_the_frame_tells_them_apart():
    """Real rows beside invented ones are not called invented."""
    frame = FRAME.assign(is_sample=[False, True])

    rows = csv_rows(csv_bytes(exhibit(frame, is_sample=True), INDONESIAN), ";")

    assert [row[-1] for row in rows] == ["Tanda data", "", "CONTOH (rekaan)"]


@pytest.mark.parametrize("text", ["=1+1", "+62 811", "-A1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1"])
def test_csv_text_cannot_run_as_a_formula(text):
    """A name that begins like a formula reaches the spreadsheet as text."""
    cell = csv_rows(csv_bytes(one_text(text), INDONESIAN), ";")[1][0]

    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(A1)", "+62 811", "-A1", "@SUM(A1)", "\tx"])
def test_workbook_text_cannot_run_as_a_formula(text):
    """In the workbook the text stays as it was, typed as text and quoted."""
    cell = sheets(one_text(text))["Data"]["A2"]

    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_what_a_survey_and_its_file_are_called_cannot_run_on_the_way_out():
    """A service and a file with names like commands are loaded as they are and leave as text."""
    service = "=cmd|' /C calc'!A0"
    rows = [form("living", [3] * 8 + [2], service)] * load_site().smallest_group
    with planted.warehouse(planted.places_of_the_province(), forms(rows, name="=1+1.xlsx")) as warehouse:
        shown = respondents.by_service(warehouse, NOTHING_CHOSEN, INDONESIAN)
    book = sheets(shown)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert csv_rows(csv_bytes(shown, INDONESIAN), ";")[1][1] == f"'{service}"
    assert ([cell for cell in cells if cell.data_type == "f"], description(book)["Sumber"]) == ([], "=1+1.xlsx")
    assert [cell.value for cell in cells if cell.quotePrefix] == [service, "=1+1.xlsx", "=1+1.xlsx"]


def test_column_labels_message_and_search_cannot_run_either():
    """Whatever a person typed into a label, a finding or the search box is text in both files."""
    shown = exhibit(pd.DataFrame({"a": [1]}), (Column("a", "=A1"),), message="=1+1")
    book = sheets(shown, Selection(search="=2+2"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert csv_rows(csv_bytes(shown, INDONESIAN), ";")[0] == ["'=A1"]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.value for cell in cells if cell.quotePrefix] == ["=A1", "=1+1", "=2+2", "=1+1"]


@given(st.text())
def test_disarmed_text_never_begins_like_a_formula(text):
    """No text at all begins with a sign that starts a formula, and nothing but an apostrophe is added."""
    safe = disarmed(text)

    assert safe[:1] not in tuple("=+-@\t\r\n")
    assert safe in (text, f"'{text}")


@pytest.mark.parametrize("text", ["a\x00b\x1fc", "a\ud800b\udfffc", "a\ufffeb\uffffc"])
def test_control_characters_do_not_break_the_workbook(text):
    """A character that a workbook cannot hold is dropped instead of failing the download, wherever it stands."""
    frame = pd.DataFrame({"name": pd.Series([text], dtype=object)})
    shown = exhibit(frame, (Column("name", text),), message=text)
    book = sheets(shown, Selection(search=text))

    assert [cell.value for cell in book["Data"]["A"]] == ["abc", "abc"]
    assert [description(book)[label] for label in ("Temuan", "Pencarian")] == ["abc", "abc"]
    assert csv_rows(csv_bytes(shown, INDONESIAN), ";") == [["abc"], ["abc"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("words", [INDONESIAN, ENGLISH], ids=["id", "en"])
@pytest.mark.parametrize(
    "text", ["a,=1+1", "a;=1+1", "a\t=1+1", "a\n=cmd|' /C calc'!A0", "a,+1", "a;-1+2", "a,@SUM(A1)"]
)
def test_csv_text_cannot_run_where_the_other_separator_is_expected(text, words, delimiter):
    """A file of one language opened with the settings of the other falls into other cells, of which none runs."""
    rows = csv_rows(csv_bytes(one_text(text), words), delimiter)

    assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@"))] == []


LEADS = st.sampled_from(["", "=", "+", "-", "@", "\t=", "\r=", "＝", "a,=", 'a;"=', "a\n+"])
TEXTS = st.builds(str.__add__, LEADS, st.text(st.characters(), max_size=12))
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9)


@examples(20)
@given(TEXTS, NUMBERS)
def test_texts_stay_texts_and_negative_numbers_stay_numbers(text, number):
    """Whatever a person wrote into names, labels and searches, the files hold texts and numbers, never a formula."""
    columns = (Column("name", text), Column("value", "Nilai", SCORE))
    shown = exhibit(pd.DataFrame({"name": [text], "value": [float(number)]}), columns, message=text, source=text)
    cells = [cell for sheet in sheets(shown, Selection(search=text)) for row in sheet.iter_rows() for cell in row]
    header, row = csv_rows(csv_bytes(shown, ENGLISH), ",")

    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "n"}
    (found,) = [cell.value for cell in cells if cell.data_type == "n" and cell.value is not None]
    assert found == pytest.approx(number, rel=1e-14)
    assert [cell[:1] for cell in (header[0], row[0]) if cell[:1] in tuple("=+-@\t\r\n")] == []
    assert float(row[1]) == pytest.approx(number, rel=1e-14)


def test_workbook_holds_full_numbers_with_formats_for_reading():
    """Numbers can be computed with, and are shown as the page shows them."""
    row = sheets(exhibit())["Data"][2]

    assert [cell.value for cell in row][1:5] == [3.379, -0.0125, 1050, 0.125]
    assert row[5].value.date() == date(2023, 9, 18)
    assert [cell.number_format for cell in row][1:] == ["0.00", "+0.00;-0.00;0.00", "#,##0", "0%", "d mmm yyyy"]


def test_missing_value_is_an_empty_cell_and_zero_is_zero():
    """Missing is not zero in a download."""
    row = [cell.value for cell in sheets(exhibit())["Data"][3]]

    assert row == ["Kota Banjarmasin", None, 0.26, 0, None, None]


def test_header_stays_in_sight_and_can_be_filtered():
    """The first row is bold, frozen and carries a filter over all rows."""
    sheet = sheets(exhibit())["Data"]

    assert (sheet["A1"].font.bold, sheet.freeze_panes, sheet.auto_filter.ref) == (True, "A2", "A1:F3")


def test_description_says_what_the_rows_are():
    """Who only gets the file knows the finding, its basis, the filters, the source, the date and the address."""
    shown = exhibit(caption="4 daerah · 2023", note="seri terbit", bases=("official", "derived"))
    selection = Selection(year=2023, dimension="living", track="regular", among="kalsel", innovation_list="final_2024")

    assert description(sheets(shown, selection, names={"final_2024": "Daftar akhir 2024"})) == {
        "Temuan": "Tabalong di puncak",
        "Cakupan": "4 daerah · 2023",
        "Catatan": "seri terbit",
        "Sumber": "Surat B-1384",
        "Data per": "21 Nov 2026 10.42 · versi data 3f9a · 9 berkas",
        "Dasar nilai": "resmi: Tercetak dalam surat kementerian.\n"
        "turunan: Dihitung dari angka resmi yang sudah dibulatkan; dapat meleset sedikit.",
        "Tahun": "2023",
        "Dimensi": "Smart Living",
        "Daftar inovasi": "Daftar akhir 2024",
        "Di antara": "daerah Kalimantan Selatan",
        "Jalur": "Reguler",
        "Cara membaca angka": INDONESIAN("export.numbers"),
        "Tautan halaman": LINK,
    }


def test_a_form_and_a_day_are_spelled_as_on_the_page():
    """A code or an ISO date would mean nothing to who only gets the file."""
    selection = Selection(form="parts", until="2026-12-01")

    assert dict(described(selection, INDONESIAN, {})) == {
        "Formulir": "dipecah: kuota tiap subdimensi",
        "Penuh paling lambat": "1 Des 2026",
    }


def test_invented_data_is_named_in_file_name_rows_and_description():
    """CONTOH goes with the file wherever it is opened."""
    shown = exhibit(is_sample=True)
    book = sheets(shown)

    assert file_name(shown, "xlsx") == "CONTOH-smart-city-ranking-bump-3f9a.xlsx"
    assert next(iter(description(book).items())) == ("CONTOH", INDONESIAN("export.sample"))
    assert [cell.value for cell in book["Data"]["G"]] == ["Tanda data", "CONTOH (rekaan)", "CONTOH (rekaan)"]


def test_real_data_is_not_called_invented():
    """The mark stands nowhere in a file of real data."""
    shown = exhibit()

    assert file_name(shown, "csv") == "smart-city-ranking-bump-3f9a.csv"
    assert b"CONTOH" not in csv_bytes(shown, INDONESIAN)
    assert "CONTOH" not in description(sheets(shown))


def test_an_exhibit_without_rows_cannot_be_exported():
    """Asking for rows that do not exist names the exhibit."""
    with pytest.raises(ValueError, match=r"ranking\.bump"):
        csv_bytes(exhibit(table=None), INDONESIAN)


def test_each_field_of_the_selection_has_a_label_in_both_languages():
    """A new choice cannot be left out of the description."""
    missing = [
        (language, field)
        for language in wording.LANGUAGES
        for field in Selection.__slots__
        if field != "language" and not Words(language).has(f"export.selection.{field}")
    ]

    assert missing == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_format_has_a_button_and_makes_a_file(suffix):
    """A new format cannot be offered without a label in both languages, or without what makes it."""
    content = FORMATS[suffix].make(
        exhibit(figure=charts.owner_bars(OWNERS, INDONESIAN)), NOTHING_CHOSEN, INDONESIAN, LINK, {}
    )

    assert [len(content) > 0, *(words.has(f"ui.download.{suffix}") for words in (INDONESIAN, ENGLISH))] == [True] * 3


def test_a_file_is_offered_of_what_an_exhibit_has():
    """Rows are given as CSV and XLSX, a chart as PNG and SVG."""
    drawn = charts.owner_bars(OWNERS, INDONESIAN)

    assert [list(formats_of(one)) for one in (exhibit(), exhibit(table=None, figure=drawn), exhibit(figure=drawn))] == [
        ["xlsx", "csv"],
        ["png", "svg"],
        ["xlsx", "csv", "png", "svg"],
    ]


def test_borrowed_rules_are_said_in_every_row_and_in_the_description():
    """Both files say whose rules they are, also where a row is cut out of them; without them nothing is added."""
    shown = exhibit(rules=BORROWED)
    (header, *rows), book = csv_rows(csv_bytes(shown, INDONESIAN), ";"), sheets(shown)

    assert (header[-1], {row[-1] for row in rows}) == ("Aturan", {BORROWED})
    assert (book.worksheets[0].cell(2, len(COLUMNS) + 1).value, description(book)["Aturan"]) == (BORROWED, BORROWED)
    assert "Aturan" not in csv_rows(csv_bytes(exhibit(), INDONESIAN), ";")[0]


STARTS = ("=1+1", "= 1+1", "=$A$1", "=-1+cmd|' /C calc'!A0", "+1", "+cmd|x", "-1+1", "-cmd|x", "@SUM(1)", "@ A1", "＝1")
BEFORE = ("", " ", "\u00a0", "\u200b", "\ufeff", '"', "'")


@pytest.mark.parametrize("separator", ["", *"x;,\t\n\r|"])
@pytest.mark.parametrize("start", STARTS)
def test_no_cell_runs_whatever_separator_a_program_expects(separator, start):
    """Neither at the beginning of a text nor where another program would begin a cell."""
    for before in BEFORE:
        text = f"Kelurahan{separator}{before}{start}" if separator and separator != "x" else f"{before}{start}"
        if before in ("'", '"') and text[:1] == before:
            continue
        if separator and before == " " and start[0] in "+-":
            continue
        for piece in re.split("[;,\t\n\r|]", disarmed_throughout(text)):
            bare = piece.lstrip(' "\u00a0\u200b\ufeff')
            assert unicodedata.normalize("NFKC", bare[:1]) not in ("=", "+", "-", "@")
