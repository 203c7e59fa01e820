"""Papers on the command line: a page as a file, and what is said where that cannot be."""

from datetime import date

import folders
import pytest
from commands import answer_of, run
from pptx import Presentation
from pypdf import PdfReader

from smartcity import intake
from smartcity.exhibits import pages, report
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.overview import standing
from smartcity.export.papers import composed
from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE
from smartcity.wording import Words


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    """Let the commands read the shipped data."""
    monkeypatch.setenv(VARIABLE, str(folders.shipped().root))


def test_a_page_is_written_with_all_its_exhibits(tmp_path):
    """Each exhibit has its slide in the order of the page, in the chosen language, and the answer names them."""
    target = tmp_path / "ikhtisar.pptx"
    answer = answer_of("export", "ikhtisar", "--year", 2023, "-o", target, "--language", "en")
    titles = [slide.shapes.title.text for slide in Presentation(target).slides]

    assert answer["exhibits"] == ["kesiapan", "komponen", "garis-indeks", "jarak-skor", "kuota"]
    assert (answer["format"], answer["bytes"], answer["sample"]) == ("pptx", target.stat().st_size, True)
    assert titles[0] == "Overview"
    assert len(titles) == 1 + len(answer["exhibits"])


def test_what_is_late_is_late_in_an_exported_page(tmp_path):
    """The calendar and the readiness are of the day of writing, which the paper names, as it does the audit's head."""
    target = tmp_path / "bukti.html"
    answer_of("export", "bukti", "--year", 2023, "-o", target)
    text = target.read_text("utf-8")

    assert "Per tanggal" in text
    # What every page opens with was nobody's choice.
    for usual in ("region", "innovation_list", "other_list", "mapping"):
        assert f"{Words('id')(f'export.selection.{usual}')}:" not in text
    assert "Tidak ada lagi yang menunggu di 2023" in text
    # Where nobody has done anything yet, there is no head to name.
    assert "kepala jejak audit" not in text


def test_a_paper_names_the_head_of_the_audit(tmp_path, monkeypatch):
    """Who keeps the paper keeps the head too, by which a change of what was done is found."""
    folder = folders.copied(folders.shipped(), tmp_path / "data")
    monkeypatch.setenv(VARIABLE, str(folder.root))
    target = tmp_path / "metode.html"
    answer_of("meeting", "add", "--kind", "fgd", "--date", "2024-03-25", "--by", "Rina")
    answer_of("export", "metode", "--year", 2023, "-o", target)

    assert DataFolder.chosen().audit.head().text
    assert f"kepala jejak audit {DataFolder.chosen().audit.head().text}" in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("unggah", "-o", "x.pptx"), 2, "peringkat"),
        (("ikhtisar", "--year", "1999", "-o", "x.pptx"), 1, "2023"),
        (("ikhtisar", "-o", "x.doc"), 2, "pptx"),
        (("ikhtisar", "-o", "tidak/ada/x.pptx"), 2, "tidak"),
    ],
    ids=["no exhibits", "no year", "no format", "no folder"],
)
def test_what_cannot_be_written_is_said(arguments, code, sentence, tmp_path, monkeypatch):
    """The sentence names what can be, and no file is left."""
    monkeypatch.chdir(tmp_path)
    answer = run("export", *arguments)

    assert answer.code == code
    assert sentence in answer.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sheet_for_the_head_of_office_is_one_page(language, tmp_path):
    """Where we stand, why and what is due fit one A4; invented figures say so in their own sentence."""
    target = tmp_path / "lembar.pdf"
    answer_of("report", 2023, "--sheet", "-o", target, "--language", language)
    (page,) = PdfReader(target).pages
    sample = {"id": "(CONTOH: data rekaan)", "en": "(SAMPLE"}[language]
    text = " ".join(page.extract_text().split())

    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    assert "3,38" in text or "3.38" in text
    assert text.count(sample) == 1
    assert {"id": "Kesiapan ", "en": "Readiness for"}[language] in text


def test_the_public_report_holds_nothing_invented_or_internal(tmp_path):
    """What rests on sample answers or on a simulation is not in it; the report for the Bupati has it, marked."""
    public = answer_of("report", 2023, "--public", "--format", "pptx", "-o", tmp_path / "publik.pptx")
    whole = answer_of("report", 2023, "--format", "pptx", "-o", tmp_path / "bupati.pptx")
    texts = [
        shape.text_frame.text
        for slide in Presentation(tmp_path / "publik.pptx").slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]

    assert (public["sample"], whole["sample"]) == (False, True)
    assert "kuota" in whole["exhibits"]
    assert {"kuota", "simulasi-impact"}.isdisjoint(public["exhibits"])
    assert not any("CONTOH" in text or "simulasi" in text for text in texts)


def test_a_report_begins_with_the_findings_of_its_chapters():
    """The summary is the headline and the first finding of each chapter, word for word, so nothing contradicts."""
    words = Words("id")
    with intake.open_warehouse(folders.shipped()) as warehouse:
        selection = pages.usual(warehouse, Selection(year=2023))
        summary, *chapters = report.annual(
            warehouse, selection, words, date(2024, 1, 1), lambda meeting: {}, is_public=True
        )
        headline = standing.headline(warehouse, selection, words).text

    assert summary.sentences[0] == headline
    assert summary.sentences[1:] == tuple(one.exhibits[0].message for one in chapters[1:])


def test_who_is_reported_to_is_not_told_to_load_a_file():
    """The Bupati reads what there is nothing of; what to do about it is for those who can."""
    with intake.open_warehouse(folders.shipped()) as warehouse:
        chosen = pages.usual(warehouse, Selection(year=2022))
        made = composed.of_year(composed.BUPATI, warehouse, chosen, Words("id"), date(2023, 1, 1), lambda meeting: {})

    assert made.lacking
    assert [one for one in made.lacking if "Unggah" in one] == []


def test_an_unknown_meeting_is_refused(tmp_path):
    """Nothing is written, and the sentence says which meetings there are."""
    answer = run("meeting", "export", "tidak-ada", "-o", tmp_path / "notulen.pdf")

    assert answer.code == 1
    assert "tidak-ada" in answer.err
    assert list(tmp_path.iterdir()) == []
