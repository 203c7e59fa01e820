"""Bukti in exhibits: sentences that follow the figures, in both languages, and nothing where nothing is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import folders
import pytest
from askers import analyst
from pieces import PDF

from smartcity import intake
from smartcity.checks.evidence import Given
from smartcity.exhibits import pages
from smartcity.exhibits.evidence import completeness, due, last, left_said, missing, owners, reminder
from smartcity.exhibits.kit.selection import Selection
from smartcity.method.evidence import load_evidence
from smartcity.method.regions import load_site
from smartcity.office.evidence import Interview, dossier
from smartcity.records.evidence import STATUSES, Evidence, status_key
from smartcity.wording import LANGUAGES, Words

TRACK = load_site().track
LOOKED = Selection(year=2024, today="2024-11-01")
AT = datetime(2024, 11, 1, 2, 0, tzinfo=UTC)
ID = Words("id")
SAID = {
    "P1": Given({"owner": "Diskominfo", "due": "2024-10-01", "status": "diterima"}, files=[("a.pdf", PDF)]),
    "P2": Given({"owner": "Diskominfo", "status": "lengkap"}),
    "B1": Given({"owner": "Dewan Smart City", "due": "2024-12-01"}),
    "I-GOV-1.1": Given({"status": "tidak berlaku"}),
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    """A warehouse with the evidence for four items and an interview."""
    folder = folders.empty(tmp_path_factory.mktemp("bukti") / "data")
    with intake.open_warehouse(folder, read_only=False) as made:
        intake.gather(folder, (2024, TRACK), SAID, analyst("Rina"), "", made)
        intake.set_interview(folder, (2024, TRACK), AT, analyst("Rina"), "", made)
        yield made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exhibit_is_whole_in_each_language(warehouse, language, lacks):
    """With evidence, without any, and for a year without a method each says all that belongs to it."""
    for year in (2024, 2025, 2019):
        made = pages.shown("bukti", warehouse, replace(LOOKED, year=year, language=language), Words(language))
        assert [(one.key, lacks(one)) for own in made.values() for one in own if lacks(one)] == []


def test_what_is_missing_comes_by_worth_with_its_owner(warehouse):
    """109 of 110 that need evidence; the items of output first, the one that is received after those not there."""
    made = missing(warehouse, LOOKED, ID)
    frame = made.table.frame

    assert made.message.startswith("109 butir 2024 belum lengkap buktinya, senilai 97")
    assert frame["item"].tolist()[:6] == ["P3", "P4", "P5", "P6", "P7", "P1"]
    assert (frame["worth"].iloc[0], made.figure) == (pytest.approx(0.2 / 7), None)
    assert "107 di antaranya belum ada pemiliknya" in made.note


def test_completeness_is_weighed_and_names_what_is_bare(warehouse):
    """Output: one of seven; the longest bar is outcome's; P2 is called complete without a piece."""
    made = completeness(warehouse, LOOKED, ID)
    rows = made.table.frame.set_index("label")

    assert rows.loc["Output", ["share", "whole", "complete"]].tolist() == pytest.approx([1 / 7, 0.2, 1])
    assert rows["whole"].sum() == pytest.approx(1 - 0.2 / 54)
    assert "1 butir disebut lengkap tanpa satu berkas atau tautan: P2." in made.note


def test_offices_are_ranked_by_what_they_owe(warehouse):
    """Diskominfo owes one item of output, the council one of baseline; nobody's stands last."""
    made = owners(warehouse, LOOKED, ID)

    assert made.message.startswith("Diskominfo paling banyak berutang bukti 2024: 1 butir, senilai 2,9\u00a0%")
    assert made.message.endswith("; bukti senilai 91,9\u00a0% belum ada pemiliknya")
    assert made.table.frame["label"].tolist() == ["Diskominfo", "Dewan Smart City", "belum ada pemilik"]
    assert made.table.frame[["open", "late"]].to_numpy().tolist() == [[1, 1], [1, 0], [107, 0]]


def test_what_is_late_is_told_first(warehouse):
    """One of two days has passed; without a day of looking nothing is late."""
    made, undated = due(warehouse, LOOKED, ID), due(warehouse, replace(LOOKED, today=None), ID)

    assert made.message == "1 dari 2 bukti 2024 yang bertenggat sudah lewat; yang paling lama P1, 1 Okt 2024"
    assert made.table.frame[["item", "left"]].to_numpy().tolist() == [["P1", -31], ["B1", 30]]
    assert undated.message == "2 bukti 2024 bertenggat; yang pertama P1 pada 1 Okt 2024"


def test_the_last_hours_list_what_can_still_be_sent(warehouse):
    """All that is missing, with the end of the 24 hours; a year without an interview says so."""
    made, none = last(warehouse, LOOKED, ID), last(warehouse, replace(LOOKED, year=2025), ID)

    assert made.message.startswith("109 bukti masih dapat disusulkan")
    assert "2 Nov 2024 10.00 (24 jam sesudahnya)" in made.note
    assert none.message == "Waktu wawancara 2025 belum disebut"
    over = last(warehouse, replace(LOOKED, today="2024-11-03"), ID)
    assert over.message.startswith("109 bukti 2024 tidak masuk sampai batasnya")


@pytest.mark.parametrize(
    ("hours", "text"),
    [(-1, "Wawancara 1 Nov 2024 10.00; sesudahnya"), (1.5, "Tinggal 22 jam 30 menit"), (24, "habis 2 Nov 2024 10.00")],
)
def test_the_countdown_ends(hours, text):
    """Before the interview nothing runs yet; at the end of the last hour it is over."""
    assert text in left_said(Interview(AT, 24), AT + timedelta(hours=hours), ID)


def test_a_reminder_can_be_sent_as_it_is(warehouse):
    """It names what the office has not sent yet with its day; what has come in is not asked for again."""
    statuses = {"P1": "diminta", "P2": "diterima", "P3": "diperiksa", "P4": "lengkap", "P5": "belum ada"}
    days = {"P1": "2024-10-01", "P5": "2024-10-02"}
    evidence = [Evidence(2024, TRACK, item, "DLH", None, days.get(item), how) for item, how in statuses.items()]
    own = dossier(warehouse.methods.get(2024, TRACK), evidence).of_owner("DLH")
    text = reminder(own, date(2024, 10, 2), ID)

    assert text.startswith("Yth. DLH, untuk evaluasi Smart City 2024 masih ada 2 bukti yang kami tunggu:")
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        "- P5: Forum Smart City berjalan dan memberi sumbangan nyata (paling lambat 2 Okt 2024)",
        "- P1: Daerah memiliki Perda atau Perkada tentang Smart City (tenggatnya 1 Okt 2024, sudah lewat)",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_status_is_understood_as_the_page_spells_it(language):
    """What is copied from the table, and pasted into it, means what it meant."""
    words, known = Words(language), load_evidence()
    spelled = {status: words(f"evidence.status.{status_key(status)}") for status in STATUSES}

    assert {status: known.status(text.title()) for status, text in spelled.items()} == {one: one for one in STATUSES}
