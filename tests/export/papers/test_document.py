"""Documents: tagged, with the words and figures of their exhibits, and nothing on them leaves its page."""

import re
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pypdfium2
import pytest
from charts.test_figures import BUILDERS, FRAMES
from laws import paired
from pypdf import PdfReader

from export.papers.made import EMPTY, ROWS, drawn, exhibit, planted, real, table
from smartcity import charts
from smartcity.exhibits.kit.exhibit import Column, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.spelling import spelled_rows
from smartcity.export.papers import Section, paper
from smartcity.export.papers.document import pdf_bytes
from smartcity.export.papers.fitting import UNSEEN, broken_words, columns
from smartcity.wording import LANGUAGES, Words

ID = Words("id")
LONGEST = ("dimensi", "metode", "peringkat")
MARGIN = 40
"""Pt from every edge of a page in which nothing is written."""


def squeezed(text):
    """Leave out everything that only parts words and lines; the reader takes a hyphen at the end of a line for one."""
    return re.sub("[\\s\u200b\ufffe\u00ad-]", "", text)


def pages_of(content):
    """Read what is written on each page, and the boxes of its signs."""
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        yield page.get_size(), text.get_text_range(), [box for box in boxes if box[2] > box[0]]


def alternatives(reader):
    """List the texts for those who cannot see the pictures."""
    found, rest = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while rest:
        one = rest.pop().get_object()
        if isinstance(one, list):
            rest.extend(one)
        elif isinstance(one, dict):
            found += [one["/Alt"]] if "/Alt" in one else []
            rest += [one["/K"]] if "/K" in one else []
    return found


def test_a_document_is_tagged_and_says_all_that_its_exhibits_say():
    """Title, language, structure and alternative texts are there; marks, coverage, source and choice are written."""
    others = exhibit(is_sample=True, rules="Aturan 2024."), EMPTY, replace(EMPTY, key="lagi")
    made = planted(ID, drawn("component_rows", ID), *others)
    content = pdf_bytes(made, ID)
    reader, text = PdfReader(BytesIO(content)), " ".join(" ".join(own.split()) for _, own, _ in pages_of(content))
    root = reader.trailer["/Root"]

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == ("id", True, "Peringkat")
    assert alternatives(reader) == ["Bagan component_rows"]
    assert text.count("Temuan kosong.") == 1
    for sentence in (
        "PEMERINTAH KABUPATEN TABALONG", "CONTOH: data rekaan", "Aturan sementara [?]", "memuat angka pers",
        "2 daerah, 2023", "Surat B-1384", "Catatan panjang.", "Tahun: 2023", "versi data 3f9a",
        "Temuan kosong. Unggah.", "Angka di balik bagan",
    ):  # fmt: skip
        assert sentence in text
    assert pdf_bytes(made, ID) == content


def test_a_sign_that_no_font_has_keeps_the_document_from_nobody():
    """A picture in a name, half a sign, what typst would take for its own: in a heading, a table and a chart."""
    evil = 'SIAP \U0001f680 #panic("x") $x$ @y \\ ﷺ\ufe0f'
    rows = [(evil, *ROWS[0][1:]), *ROWS[1:]]
    frame = FRAMES["component_rows"].assign(label=evil)
    figure = BUILDERS["component_rows"](frame, ID)
    own = {f"{evil}\ud800": (exhibit(table=table(rows)), exhibit(evil, figure=figure))}
    made = paper(evil, own, Selection(year=2023), ID)
    text = squeezed(" ".join(own for _, own, _ in pages_of(pdf_bytes(made, ID))))

    assert text.count('SIAP□#panic("x")$x$@y\\') >= 5


@pytest.mark.parametrize("name", BUILDERS)
def test_a_drawn_chart_keeps_its_texts(name):
    """What the chart says in words can be searched and read aloud in the document."""
    shown = drawn(name, ID)
    text = "".join(squeezed(own) for _, own, _ in pages_of(pdf_bytes(planted(ID, shown), ID)))

    assert [one for one in charts.texts(charts.sheet_of(shown.figure, 640).pieces) if squeezed(one) not in text] == []


def test_a_long_table_goes_on_with_its_heads():
    """Every row is there, in order, and each page of the table begins with the heads."""
    shown = exhibit(table=table(ROWS * 60))
    texts = [squeezed(own) for _, own, _ in pages_of(pdf_bytes(planted(ID, shown), ID))]
    rows = squeezed("".join("".join(row) for row in spelled_rows(shown.table, ID)))
    heads = "DaerahIndeksPerubahanRespondenBagianTanggal"
    own = [text for text in texts if heads in text]

    assert len(own) > 1
    assert sum(text.count(squeezed("".join(ROWS[0][:1]))) for text in own) == 60
    assert rows.startswith(squeezed("".join(next(iter(spelled_rows(shown.table, ID))))))


@pytest.mark.parametrize("count", [40, 41, 42])
def test_where_figures_are_from_stands_below_them(count):
    """However many rows there are, no page begins with the source of a table, nor with its heads and the source."""
    many = exhibit(table=table(ROWS[:1] * count))
    for _, own, _ in pages_of(pdf_bytes(planted(ID, many), ID)):
        source = own.find("Sumber: Surat")
        assert source < 0 or ROWS[0][0] in own[:source]


@pytest.mark.parametrize("lines", [22, 23, 24])
def test_what_is_said_of_a_chart_stands_below_it(lines):
    """Wherever on a page it begins, all of it is on one page."""
    shown = drawn("component_rows", ID)
    section = Section("Isi", (shown,), ("Kalimat.",) * lines)
    texts = [own for _, own, _ in pages_of(pdf_bytes(paper("Uji", [section], Selection(), ID), ID))]

    assert [text for text in texts if (shown.source in text) != (shown.note in text)] == []


def test_a_page_that_lies_takes_the_title_of_its_section_with_it():
    """Before, between and after wide tables there is no page without a figure."""
    labels = [Column(str(number), f"Kolom {number}") for number in range(9)]
    wide = Table(pd.DataFrame([list("abcdefghi")], columns=[one.code for one in labels]), tuple(labels))
    parts = [Section(name, (exhibit(name, table=wide),), (f"Kalimat {name}.",)) for name in ("satu", "dua")]
    _, *pages = pages_of(pdf_bytes(paper("Uji", parts, Selection(), ID), ID))

    assert [(size[0] > size[1], "Kalimat" in own, "Temuan" in own) for size, own, _ in pages] == [(True,) * 3] * 2


def test_a_word_is_parted_at_its_hyphens_first():
    """Nowhere else, as long as what stands between them fits."""
    office = "Diskop-UKM-Perindag"
    [width] = columns(["Pemilik"], [[office]], 60, 8, 4)

    assert broken_words(office, width, 8) == office
    assert broken_words("Perindustriandanperdagangan", width, 8).count(UNSEEN) > 0


def headings(reader):
    """Name the structure elements that are headings, in their order."""
    found, rest = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while rest:
        one = rest.pop().get_object()
        if isinstance(one, list):
            rest.extend(reversed(one))
        elif isinstance(one, dict):
            found += [one["/S"]] if re.fullmatch("/H[1-6]", str(one.get("/S", ""))) else []
            rest += [one["/K"]] if "/K" in one else []
    return found


@pytest.mark.parametrize(("title", "levels"), [("", ["/H1", "/H1"]), ("Posisi", ["/H1", "/H2", "/H2"])])
def test_a_section_without_a_title_has_no_empty_heading(title, levels):
    """Its exhibits are headed on the first level, without one that says nothing."""
    made = paper("Uji", {title: [exhibit("satu"), exhibit("dua")]}, Selection(), ID)

    assert headings(PdfReader(BytesIO(pdf_bytes(made, ID)))) == levels


def test_who_signs_has_a_place_for_it():
    """Sentences of a section and the post that signs stand in the document."""
    made = paper("Notulen", [Section("Keputusan", (), ("Dimulai Senin.",))], Selection(), ID, signs=("Kepala Dinas",))
    text = " ".join(own for _, own, _ in pages_of(pdf_bytes(made, ID)))

    assert all(part in text for part in ("Keputusan", "Dimulai Senin.", "Kepala Dinas", "Tanjung"))


def test_nobody_signs_a_page_that_says_nothing():
    """However long a paper is, what it ends with stands on the page of the signature."""
    last = Section("Acara akhir", (), ("Diputuskan begitu.",))
    for lines in range(24, 36):
        sections = [Section("Isi", (), ("Kalimat.",) * lines), last]
        made = paper("Notulen", sections, Selection(), ID, signs=("Kepala Dinas",))
        signed = next(own for _, own, _ in pages_of(pdf_bytes(made, ID)) if "Kepala Dinas" in own)
        assert "Acara akhir" in signed
        assert "Diputuskan begitu." in signed


@pytest.mark.slow
@pytest.mark.parametrize(("page", "language"), paired(LONGEST, LANGUAGES))
def test_nothing_of_the_longest_pages_is_cut(page, language):
    """Every sign lies within the margins of its page, and every cell of every table can be read."""
    words = Words(language)
    made = real(page, language)
    pages = list(pages_of(pdf_bytes(made, words)))
    written = "".join(squeezed(text) for _, text, _ in pages)
    outside = [
        (number, box)
        for number, ((wide, high), _, boxes) in enumerate(pages, 1)
        for box in boxes
        if box[0] < MARGIN or box[2] > wide - MARGIN or box[1] < MARGIN / 2 or box[3] > high - MARGIN
    ]
    cells = {
        cell for one in made.exhibits if one.table is not None for row in spelled_rows(one.table, words) for cell in row
    }

    assert outside == []
    assert [cell for cell in cells if squeezed(cell) not in written] == []
