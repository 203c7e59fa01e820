"""Inovasi: who has reported, cards, lagging ones, partners and changes, on planted lists, reports and a survey."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from planted import SITE, STAMP, entries
from planted_forms import about, form, forms, innovation, innovations

from smartcity.exhibits import innovations as exhibits
from smartcity.exhibits import pages
from smartcity.exhibits.kit.selection import Selection
from smartcity.intake import methods_in_force
from smartcity.records.meetings import Action, Meeting, Point
from smartcity.records.reports import (
    GOVERNMENT,
    LAGGING,
    NON_GOVERNMENT,
    RUNNING,
    Figure,
    Partner,
    Report,
    Reported,
    Risk,
)
from smartcity.warehouse import Supposed, Warehouse, assemble
from smartcity.wording import LANGUAGES, Words

LISTS = innovations(
    [
        innovation("Simasda", "governance", owner="Sekretariat DPRD", kind="government", listed="fgd"),
        innovation("My Dinkes", "living", owner="Dinas Kesehatan", kind="government", listed="fgd"),
        innovation("Kir Elektronik", "living", listed="fgd"),
        innovation("Simasda", "governance", 1, owner="Setwan", listed="penutup"),
        innovation("Epinda", "governance", 2, listed="penutup"),
    ],
    [about("fgd", "FGD Maret 2024", stated=2, people=3), about("penutup", "Daftar akhir 2024")],
)
FEW = forms(
    [form("living", [3] * 9, service="My Dinkes") for _ in range(7)]
    + [form("living", [1] * 9, service="Kir Elektronik") for _ in range(2)]
    + [form("governance", [2 + place % 2 for place in range(9)], service="Simasda") for _ in range(8)],
    is_sample=True,
)
FIGURE = Figure("Waktu tunggu", "menit", "SKM", 60.0, "2023-12-31", 15.5, "2024-03-01")
RISKS = (Risk("Listrik padam", 4, 3, "genset"), Risk("Operator pindah", 2, 5))


def reported(day, name, year=2024, **fields):
    """Make a report of a day in March 2024."""
    return Reported(name, name, year, Report(**fields), f"e{day}", datetime(2024, 3, day, 3, tzinfo=UTC), "Rina")


REPORTS = (
    reported(1, "Simasda", 2023, stage=RUNNING, partners=(Partner("UNLAM", NON_GOVERNMENT, "riset"),)),
    reported(2, "Simasda", stage=RUNNING, new="modul arsip", partners=(Partner("PT Adaro", NON_GOVERNMENT, "dana"),)),
    reported(
        9,
        "simasda",
        stage=LAGGING,
        note="server ditambah",
        figures=(FIGURE,),
        risks=RISKS,
        is_quick_win=True,
        items=("P1",),
    ),
    reported(9, "Kir Elektronik", stage=RUNNING, partners=(Partner("Jasa Raharja", GOVERNMENT),)),
)
YEAR = Selection(year=2024)
MEETING = Meeting(
    "m1",
    2024,
    "fgd",
    "2024-03-05",
    points=(
        Point(
            "p1",
            page="inovasi",
            exhibit="kartu-inovasi",
            selection={"innovation": "simasda"},
            decisions=("Pindah server",),
        ),
    ),
    actions=(
        Action("a1", "Tambah server", "Setwan", "2024-06-01", "SIMASDA", status="done"),
        Action("a2", "Latih operator", "Setwan", subject="Simasda"),
        Action("a3", "Batal", "Setwan", subject="Simasda", status="dropped"),
    ),
)
CARD = Selection(year=2024, innovation="simasda")


@pytest.fixture(scope="module")
def world():
    """The lists, the reports and a survey of which two people answered one service."""
    tables = assemble(
        entries(LISTS, FEW),
        methods_in_force(),
        SITE,
        supposed={SITE.home: Supposed(reports=REPORTS, meetings=(MEETING,))},
    )
    made = Warehouse.in_memory(tables)
    made.rebuild(tables, STAMP)
    with made:
        yield made


def made(world, make, selection=YEAR, language="id"):
    """Make one exhibit."""
    return make(world, selection, Words(language))


def column(exhibit, code):
    """Return a column of an exhibit's table."""
    return exhibit.table.frame[code].tolist()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "selection", [YEAR, CARD, Selection(year=2025, since="2024-03-05")], ids=["all", "one", "since"]
)
def test_every_exhibit_of_the_page_is_whole(world, lacks, selection, language):
    """Finding, source, caption, alternative text and labelled columns, or what is missing and what helps.

    So are those of the page of meetings, where one is on record.
    """
    words = Words(language)
    found = [one for page in ("inovasi", "rapat") for one in pages.exhibits(page, world, selection, words)]
    assert [(one.key, lacks(one)) for one in found if lacks(one)] == []


def test_reports_are_held_against_the_list_that_counts_its_innovators(world):
    """Three names of which two reported; the source's own two and three are told, too, and who is missing."""
    turnout = made(world, exhibits.turnout)
    assert turnout.message == "2 dari 3 inovasi sudah dilaporkan untuk 2024; belum: My Dinkes"
    assert "menyebut 2 inovasi dan 3 inovator, dan mencetak 3 nama" in turnout.note
    assert column(turnout, "name")[0] == "My Dinkes"
    missing = made(world, exhibits.missing)
    assert (column(missing, "name"), column(missing, "owner")) == (["My Dinkes"], ["Dinas Kesehatan"])

    later = made(world, exhibits.turnout, Selection(year=2024, since="2024-03-10"))
    assert later.message == "Belum satu pun dari 3 inovasi dilaporkan untuk 2024"
    other = made(world, exhibits.turnout, Selection(year=2024, reported_list="penutup"))
    assert other.message == "1 dari 2 inovasi sudah dilaporkan untuk 2024; belum: Epinda"


def test_a_year_without_reports_says_so_and_shows_the_last_state_with_its_year(world):
    """What was reported for 2024 is no report for 2025."""
    assert "Belum satu pun dari 3" in made(world, exhibits.turnout, Selection(year=2025)).message
    card = made(world, exhibits.card, Selection(year=2025, innovation="simasda"))
    assert "menurut laporan 2024; belum ada laporan tahun ini" in card.message
    assert "keadaan terakhir menurut laporan 2024" in card.note


def test_a_card_joins_lists_reports_and_the_survey(world):
    """One name for both spellings; the last word on each field; the survey's mean with its mark."""
    card = made(world, exhibits.card, CARD)
    fields = dict(zip(column(card, "field"), column(card, "said")))
    assert card.message == "Simasda: belum maksimal. Yang baru: modul arsip"
    assert (fields["Pemilik"], fields["Mitra"], fields["Quick win"]) == (
        "Setwan",
        "PT Adaro (bukan pemerintah, dana)",
        "ya",
    )
    assert fields["Angka sebelum dan sesudah"] == "Waktu tunggu: 60 → 15,5 menit"
    assert fields["Hasil survei layanannya"].startswith("CONTOH: 2024: rata-rata 2,44 dari skala 0–4, 8 responden")
    assert fields["Bukti butirnya"] == "P1: belum ada (0 bukti)"
    assert card.is_sample
    history = next(detail for detail in card.details if detail.key == "kartu-riwayat")
    assert (column(history, "stage"), column(history, "year")) == (
        ["belum maksimal", "berjalan", "berjalan"],
        [2024, 2024, 2023],
    )

    risks = made(world, exhibits.risks, CARD)
    assert risks.message == "2 risiko, 1 tanpa mitigasi"
    assert (column(risks, "what"), column(risks, "weight")) == (["Listrik padam", "Operator pindah"], [12, 10])


def test_what_few_people_answered_is_not_on_a_card(world):
    """Two people rated Kir Elektronik: neither card nor table has their mean, and nothing there is invented."""
    card = made(world, exhibits.card, Selection(year=2024, innovation="kir elektronik"))
    fields = dict(zip(column(card, "field"), column(card, "said")))
    assert "tidak ditampilkan" in fields["Hasil survei layanannya"]
    assert not card.is_sample
    rows = made(world, exhibits.overview).table.frame.set_index("name")
    assert rows["survey_mean"].isna()["Kir Elektronik"]


def test_the_overview_counts_stages_and_what_nobody_reported(world):
    """Four innovations of both lists; a stage that nobody reported is none of the four."""
    overview = made(world, exhibits.overview)
    assert overview.message == "4 inovasi untuk 2024: 1 berjalan, 1 belum maksimal, dan 2 tahapnya belum dilaporkan"
    shown = made(world, exhibits.lagging)
    assert shown.message == "1 inovasi belum maksimal: Simasda; 1 dari 2 kesepakatan tentangnya sudah dilakukan"
    assert (column(shown, "note"), column(shown, "agreed_done")) == (["server ditambah"], ["1 dari 2"])
    agreed = column(shown, "agreed")[0]
    assert "Tambah server (Setwan, selesai)" in agreed
    assert "Pindah server (keputusan rapat 5 Mar 2024)" in agreed


def test_collaboration_counts_only_whose_partners_are_known(world):
    """One of two; the others are not known, which is not none; each year has its own reports."""
    shown = made(world, exhibits.collaboration)
    assert (
        shown.message
        == "1 dari 2 inovasi yang mitranya dilaporkan untuk 2024 bekerja sama dengan pihak bukan pemerintah"
    )
    assert "Mitra 2 inovasi lain belum dilaporkan" in shown.note
    rows = shown.table.frame.set_index("label")
    assert (rows["share"]["Smart Governance"], rows["share"]["Smart Living"]) == (1.0, 0.0)
    assert rows["share"].isna()["Smart Branding"]
    years = next(detail for detail in shown.details if detail.key == "kolaborasi-tahun").table.frame
    assert years.loc[0, ["2023", "2024"]].tolist() == [1.0, 1.0]


def test_changes_since_a_day_have_what_held_before(world):
    """The newest first, field by field; what was only said again is none."""
    since = made(world, exhibits.changed, Selection(year=2024, since="2024-03-05"))
    assert since.message == "2 inovasi berubah sejak 5 Mar 2024; 1 kali tahapnya berganti"
    assert made(world, exhibits.changed).message == since.message
    rows = list(zip(*(column(since, code) for code in ("name", "field", "before_said", "after_said"))))
    assert ("Simasda", "tahap", "berjalan", "belum maksimal") in rows
    (risks,) = (row[2:] for row in rows if row[:2] == ("Simasda", "risiko"))
    assert (pd.isna(risks[0]), risks[1]) == (True, "Listrik padam (4 × 3); Operator pindah (2 × 5)")
    assert (
        "Tidak ada yang berubah sejak"
        in made(world, exhibits.changed, Selection(year=2024, since="2024-04-01")).message
    )
