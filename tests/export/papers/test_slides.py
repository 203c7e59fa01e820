"""Slides: native and editable, with the numbers of their exhibits, and nothing on them is cut or leaves them."""

import shutil
import subprocess
from io import BytesIO

import pypdfium2
import pytest
from laws import is_thorough, paired
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from export.papers.made import CHARTED, EMPTY, ROWS, UNCHARTED, drawn, exhibit, planted, real, table
from smartcity import charts
from smartcity.charts.native import LINES, native, native_of, series
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.spelling import spelled_rows
from smartcity.export.papers import paper, slide_charts
from smartcity.export.papers.fitting import LINE
from smartcity.export.papers.slides import BODY_BOTTOM, pptx_bytes
from smartcity.export.papers.workbook import xlsx_bytes
from smartcity.wording import LANGUAGES, Words

ID = Words("id")

LONGEST = ("survei", "dimensi", "metode")
"""The pages with the longest texts, the most rows and the most bars."""


def deck_of(made, words=ID):
    """Write a paper and open it again."""
    return Presentation(BytesIO(pptx_bytes(made, words)))


def shapes_of(slide):
    """List the shapes of a slide, those of groups too."""
    for shape in slide.shapes:
        yield shape
        yield from getattr(shape, "shapes", ())


def texts_on(slide):
    """List what is written on a slide, box by box."""
    return [shape.text_frame.text for shape in shapes_of(slide) if shape.has_text_frame]


@pytest.mark.parametrize("name", CHARTED)
def test_a_chart_is_native_and_holds_the_numbers_of_its_figure(name):
    """The series stand at full precision in the chart and in the workbook behind it; who cannot see it is told."""
    shown = drawn(name, ID)
    expected = native_of(shown.figure)
    frames = [own for slide in deck_of(planted(ID, shown)).slides for own in slide.shapes if own.has_chart]
    series = [[list(one.values) for one in plot.series] for frame in frames for plot in frame.chart.plots]
    sheet = load_workbook(BytesIO(frames[0].chart.part.chart_workbook.xlsx_part.blob)).active

    assert [values for plot in series for values in plot] == [list(one.values) for one in expected.series]
    for place, one in enumerate(expected.series, 2):
        held = [row[place - 1] for row in sheet.iter_rows(min_row=2, values_only=True)]
        assert held == [value if value is None else pytest.approx(value) for value in one.values]
    assert frames[0]._element.nvGraphicFramePr.cNvPr.get("descr") == shown.alt


@pytest.mark.parametrize(
    ("ends", "names"), [((3.2, 3.21), 2), ((3.2, 2.9), 2), ((3.2, 3.2), 0), ((3.2, 3.21, 3.19), 0)]
)
def test_lines_are_named_where_they_end_if_their_names_have_room(ends, names):
    """Grey lines in a legend cannot be told apart; where names would cover each other the legend stays."""
    lines = [series(f"Daerah {place}", (3.0 + place / 2, end), "#888888") for place, end in enumerate(ends)]
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    chart = slide_charts.add(slide, native(LINES, ("2023", "2024"), *lines), (0, 0, 600, 300), "garis")
    labels = [one for one in chart._chartSpace.iter(qn("c:showSerName")) if one.get("val") == "1"]

    assert (len(labels), chart.has_legend) == (names, not names)


@pytest.mark.parametrize("name", UNCHARTED)
def test_what_has_no_chart_says_the_same_in_shapes_or_in_its_table(name):
    """Every text of the drawing stands on the slide, or the rows of the exhibit do."""
    shown = drawn(name, ID)
    slides = deck_of(planted(ID, shown)).slides
    written = [text for slide in slides for text in texts_on(slide)]
    rows = [own for slide in slides for own in slide.shapes if own.has_table]
    texts = charts.texts(charts.sheet_of(shown.figure, 620).pieces)

    assert rows or all(text in written for text in texts)


def test_a_table_is_native_cut_over_slides_with_its_heads_on_each():
    """No row is lost, numbers are spelled in the language, and markup or formulas are only text."""
    shown = exhibit(table=table(ROWS * 30))
    slides = [own for own in deck_of(planted(ID, shown)).slides if any(shape.has_table for shape in own.shapes)]
    frames = [next(shape for shape in slide.shapes if shape.has_table) for slide in slides]
    cells = [[[cell.text for cell in row.cells] for row in frame.table.rows] for frame in frames]

    assert len(slides) > 1
    assert {tuple(own[0]) for own in cells} == {("Daerah", "Indeks", "Perubahan", "Responden", "Bagian", "Tanggal")}
    assert [tuple(row) for own in cells for row in own[1:]] == list(spelled_rows(shown.table, ID))
    assert slides[1].shapes.title.text == f"Temuan tabel (2 dari {len(slides)})"


def test_a_slide_says_all_that_its_exhibit_says():
    """Marks, coverage and source stand on it; the notes hold the choice, the build and the page, too."""
    _, slide = deck_of(planted(ID, exhibit(is_sample=True, rules="Aturan 2024."))).slides
    written, notes = "\n".join(texts_on(slide)), slide.notes_slide.notes_text_frame.text

    assert slide.shapes.title.text == "Temuan tabel"
    for text in ("CONTOH: data rekaan", "Aturan sementara [?]", "memuat angka pers", "2 daerah, 2023", "Surat B-1384"):
        assert text in written
    for text in ("CONTOH", "Aturan 2024.", "Catatan panjang.", "Tahun: 2023", "versi data 3f9a", "127.0.0.1/peringkat"):
        assert text in notes


def test_a_title_longer_than_a_file_may_be_called_is_cut_there():
    """A name of hundreds of signs in it keeps the slides from nobody."""
    deck = deck_of(paper("Lembar " + "panjang " * 50, {"Posisi": (exhibit(),)}, Selection(year=2023), ID))

    assert len(deck.core_properties.title) == 255
    assert deck.slides[0].shapes.title.text.startswith("Lembar panjang")


def test_what_cannot_be_shown_is_told_at_the_end():
    """An exhibit of nothing has no slide of its own; its finding and the step that helps stand on the last one."""
    *_, last = deck_of(planted(ID, exhibit(), EMPTY)).slides

    assert last.shapes.title.text == "Yang belum dapat ditunjukkan"
    assert "Temuan kosong. Unggah." in texts_on(last)


def test_a_finding_with_nothing_to_list_is_a_sentence_and_not_what_is_lacking():
    """That nobody moved is known: it stands with its section and with its marks, not among what cannot be shown yet."""
    known = "Tidak ada yang berpindah (memuat angka pers)."
    made = planted(ID, exhibit(), exhibit("diam", message="Tidak ada yang berpindah", table=None))
    invented = planted(ID, exhibit("diam", message="Tidak ada yang berpindah", table=None, is_sample=True))
    described = load_workbook(BytesIO(xlsx_bytes(made, ID)))["Keterangan"]

    assert made.lacking == ()
    assert [one.message for one in made.exhibits] == ["Temuan tabel"]
    assert known in [text for slide in deck_of(made).slides for text in texts_on(slide)]
    assert ("Temuan", known) in [row[:2] for row in described.iter_rows(values_only=True)]
    assert "(CONTOH: data rekaan · memuat angka pers)" in invented.sections[0].sentences[0]


def test_the_same_paper_gives_the_same_bytes():
    """No clock of the machine stands in the file, nor in the workbooks inside it."""
    made = planted(ID, drawn("component_rows", ID), exhibit())

    assert pptx_bytes(made, ID) == pptx_bytes(made, ID)


@pytest.mark.slow
@pytest.mark.parametrize(("page", "language"), paired(LONGEST, LANGUAGES))
def test_nothing_of_the_longest_pages_leaves_its_slide_or_is_cut(page, language):
    """Every shape lies on its slide, every text in its box, every table above the source line."""
    words = Words(language)
    deck = deck_of(real(page, language), words)
    faults = [
        (number, fault)
        for number, slide in enumerate(deck.slides, 1)
        for shape in shapes_of(slide)
        for fault in _faults(shape, deck)
    ]

    assert faults == []


def _faults(shape, deck):
    """Say what of a shape is not where it can be read."""
    left, top, right, bottom = shape.left, shape.top, shape.left + shape.width, shape.top + shape.height
    if min(left, top) < 0 or right > deck.slide_width or bottom > deck.slide_height:
        yield f"{shape.name} leaves the slide"
    if shape.has_text_frame and shape.text_frame.text and shape.text_frame.word_wrap is not False:
        runs = [run for own in shape.text_frame.paragraphs for run in own.runs]
        size, weight = runs[0].font.size.pt, 600 if runs[0].font.bold else 400
        lines = charts.broken(shape.text_frame.text, shape.width.pt, size, weight)
        if len(lines) * size * LINE > shape.height.pt + 0.5:
            yield f"{shape.text_frame.text!r} is cut"
    if getattr(shape, "has_table", False) and shape.has_table:
        needed = shape.top.pt + sum(row.height.pt for row in shape.table.rows)
        if needed > BODY_BOTTOM + 0.5:
            yield "the table runs into its source"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice draws the slides, and it is not installed")
@pytest.mark.parametrize("language", LANGUAGES if is_thorough() else LANGUAGES[:1])
def test_drawn_slides_hold_all_their_texts(language, tmp_path):
    """LibreOffice draws one page a slide, and every word of the titles and tables stands on its page, inside of it."""
    words = Words(language)
    (tmp_path / "dek.pptx").write_bytes(pptx_bytes(real("dimensi", language), words))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profil", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "dek.pptx")], check=True, capture_output=True)
    document = pypdfium2.PdfDocument(tmp_path / "dek.pdf")
    slides = Presentation(tmp_path / "dek.pptx").slides

    assert len(document) == len(slides)
    for page, slide in zip(document, slides):
        text = page.get_textpage()
        written = "".join(text.get_text_range().split())
        wide, high = page.get_size()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert all(
            left >= -1 and right <= wide + 1 and bottom >= -1 and top <= high + 1 for left, bottom, right, top in boxes
        )
        assert "".join(slide.shapes.title.text.split()) in written
