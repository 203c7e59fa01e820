"""The papers of the kit: what stands on the form, how long guide and letter are, what an office gets and all get."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pypdfium2
import pytest
from laws import every_other
from openpyxl import load_workbook
from pptx import Presentation

from export.kit.handed import METHOD, PLAN, kit
from smartcity.exhibits.kit.exhibit import Exhibit, Stamp
from smartcity.export.kit import form_pdf, guide_pdf, kit_bytes, kit_files, kit_of, letter_pdf
from smartcity.export.kit.questions import PERSONAL, statement
from smartcity.wording import LANGUAGES, Words


def pages(content):
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(content)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_on_paper_asks_what_is_needed_and_no_more(language):
    """Each copy has its number, its service is ticked, nine statements with the services' names, no name asked."""
    own = kit(language)
    form = own.forms[0]
    text = pages(form_pdf(own, form))
    copies = len(form.serials)

    assert len(text) == 2 * copies
    first = " ".join(text[:2])
    assert all(item.code in first for item in METHOD.survey_items if item.dimension == "governance")
    assert first.count("X ") == 1
    assert f"X {form.services[0].service}" in first
    assert all(serial in text[2 * place] for place, (serial, _) in enumerate(form.serials))
    assert Words(language)("kit.consent.question") in first
    assert PERSONAL == ("gender", "age_group", "district")


def test_a_statement_names_its_service():
    """Where it says "this service" the name stands there, else before it."""
    items = {item.code: item for item in METHOD.survey_items}
    service = kit().forms[0].services[0]
    assert (
        statement(items["I-GOV-1.1"], service, Words("id")) == "Layanan Lapat Kaka KIA dapat saya pakai secara daring."
    )
    assert statement(items["I-GOV-2.2"], service, Words("id")).startswith("Lapat Kaka KIA: Tersedia saluran")
    assert statement(items["I-GOV-1.1"], service, Words("en")) == "I can use the service Lapat Kaka KIA online."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_has_two_pages_and_the_letter_one(language):
    """Seven mistakes, every answer, the quota and the days, of all services or of an office."""
    guide = pages(guide_pdf(kit(language)))
    letter = pages(letter_pdf(kit(language, "Dinas living")))
    words = Words(language)

    assert (len(guide), len(letter)) == (2, 1)
    assert all(words(f"kit.guide.mistake.{number}") in " ".join(guide) for number in range(1, 8))
    assert not words.has("kit.guide.mistake.8")
    assert words("kit.letter.days", starts=PLAN.starts, ends=PLAN.ends) in letter[0]
    assert "Dinas living" in letter[0]
    assert "Layanan society.1" not in letter[0]
    assert "DP3-AP2 / Siaga 1.2" in letter[0]


# What it says is the same sentence everywhere; that it is there in both languages is asked of the words.
@pytest.mark.parametrize("language", every_other(LANGUAGES))
def test_a_kit_by_borrowed_rules_says_whose_they_are(language):
    """Its papers, its texts and what goes along: a quota of the year before is not the ministry's for this one."""
    words, plan = Words(language), replace(PLAN, year=2026)
    own = kit_of(plan, replace(METHOD, year=2026, borrowed_from=2024), words)
    files = dict(kit_files(own, ()))
    texts = [files[words(f"kit.zip.{name}")].decode() for name in ("read", "script", "headings")]
    papers = [guide_pdf(own), letter_pdf(own.of("Dinas living")), form_pdf(own, own.forms[0])]
    read = [pages(one) for one in papers]

    assert [own.rules in one for one in (*texts, *map(" ".join, read))] == [True] * 6
    assert [len(one) for one in read[:2]] == [2, 1]
    assert len(read[2]) == 2 * len(own.forms[0].serials)
    assert kit(language).rules == ""


def test_long_names_take_no_more_pages():
    """Eighteen services of 130 signs: the guide has its two pages, a letter its one, and a form no half-empty ones."""
    long = "Aplikasi Pelayanan Administrasi Terpadu " + "Tabalong Bersinar " * 4
    own = kit_of(
        replace(PLAN, services=tuple(replace(one, service=f"{long} {one.sub_dimension}") for one in PLAN.services)),
        METHOD,
        Words("id"),
    )
    made = [guide_pdf(own), letter_pdf(own.of("Dinas governance")), form_pdf(own, own.forms[0])]

    assert [len(pages(one)) for one in made] == [2, 1, 3 * len(own.forms[0].serials)]

    # What an office of all of them signs is one page still; the services stand behind it, and it says so.
    letter, *annex = pages(letter_pdf(own))
    assert long.split()[0] not in letter
    assert Words("id")("kit.letter.apart") in letter.replace("- ", "-")
    assert " ".join(annex).count("Aplikasi Pelayanan") == len(own.services)


def test_an_office_gets_what_is_its_own():
    """Its forms with its numbers, its recording sheet and its letter; the same plan gives the same bytes."""
    own = kit("id", "Dinas living")
    files = dict(kit_files(own, (), ["Tanggal survei belum ditetapkan."]))

    assert sorted(files) == sorted([
        "BACA.txt", "lembar-isian.xlsx", "panduan.pdf", "surat.pdf", "google-forms/skrip.gs",
        "google-forms/judul-kolom.txt", "kobotoolbox/semua-dimensi.xlsx",
        *(f"formulir-kertas/LIV-{n}.pdf" for n in (1, 2, 3)), *(f"kobotoolbox/LIV-{n}.xlsx" for n in (1, 2, 3)),
    ])  # fmt: skip
    book = load_workbook(io.BytesIO(files["lembar-isian.xlsx"]))
    assert [name for name in book.sheetnames if name.startswith("Smart")] == ["Smart Living"]
    assert "Tanggal survei belum ditetapkan." in files["BACA.txt"].decode()
    assert kit_bytes(own, ()) == kit_bytes(own, ())


def test_the_office_that_leads_gets_all_of_it():
    """Every form, a letter to each owner, and the slides of the briefing."""
    shown = Exhibit("perangkat-layanan", "Delapan belas layanan", "uji", Stamp("", "", 0))
    with ZipFile(io.BytesIO(kit_bytes(kit(), [shown]))) as packed:
        names = packed.namelist()
        deck = Presentation(io.BytesIO(packed.read("paparan.pptx")))
    text = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)

    assert sum(name.startswith("surat/") for name in names) == 6
    assert "kobotoolbox/semua-dimensi.xlsx" in names
    assert "Tujuh kesalahan yang dikeluhkan penilai" in text
    assert "1 Okt 2024 sampai 20 Okt 2024" in text
