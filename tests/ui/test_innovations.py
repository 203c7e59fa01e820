"""Inovasi without a browser: cards, a report in a person's name, the walk through an FGD, and who may."""

import desk
import folders
import pytest
from askers import analyst
from desk import exhibits, is_sound, written
from workbooks import innovations

from smartcity import intake
from smartcity.access.policy import READER
from smartcity.checks import Options
from smartcity.records.reports import LAGGING, NON_GOVERNMENT, RUNNING, Figure, Partner, Report, Risk
from smartcity.ui.person import VARIABLE
from smartcity.wording import Words

WORDS = Words("id")
LISTS = innovations(
    [
        (2024, "Smart Governance", "", "Simasda", "Sekretariat DPRD", "b"),
        (2024, "Smart Living", "", "My Dinkes", "Dinas Kesehatan", "b"),
    ]
)
WHOLE = Report(
    RUNNING,
    partners=(Partner("PT Adaro", NON_GOVERNMENT, "dana"),),
    figures=(Figure("Waktu tunggu", "menit", "SKM", 60.0, "2023-12-31", 15.5, "2024-03-01"),),
    risks=(Risk("Listrik padam", 4, 3),),
)
SHOWN = {
    "kartu": ("kartu-inovasi", "kartu-angka", "kartu-mitra", "kartu-riwayat", "risiko-inovasi"),
    "kolaborasi": ("kolaborasi", "kolaborasi-tahun", "kolaborasi-mitra"),
    "fgd": ("kartu-inovasi", "kartu-angka", "kartu-mitra", "kartu-riwayat", "risiko-inovasi"),
}


@pytest.fixture
def folder(tmp_path):
    """Give the app two innovations, of which one was reported on."""
    with desk.served(tmp_path / "data", folders.bare()) as made:
        with intake.open_warehouse(made, read_only=False) as warehouse:
            intake.commit(made, LISTS, "daftar.xlsx", analyst("Rina"), Options(), warehouse)
            intake.report_innovations(made, 2024, {"Simasda": WHOLE}, analyst("Rina"), "", warehouse)
        yield made


def sent(opened, by="Budi"):
    """Sign the form of a report and send it."""
    next(one for one in opened.text_input if str(one.key).endswith("-by")).set_value(by)
    return next(one for one in opened.button if "report-" in (one.form_id or "")).click().run()


def field(opened, kind, ending):
    """Find a field of the form."""
    return next(one for one in getattr(opened, kind) if str(one.key).endswith(ending))


@pytest.mark.parametrize("section", SHOWN)
def test_a_reported_innovation_is_shown_with_all_that_was_reported(folder, section):
    """Card, figures, partners, history and the grid of risks; partners by dimension and year."""
    opened = desk.page("inovasi", tahun="2024", bagian=section, inovasi="simasda")
    assert (exhibits(opened), is_sound(opened)) == (SHOWN[section], True)


def test_cards_open_and_a_report_has_only_what_was_changed(folder):
    """The form has the last state; the journal gets the changed stage and the news, and no list said again."""
    opened = desk.page("inovasi", tahun="2024", bagian="kartu")
    assert "My Dinkes" in written(opened)
    opened = opened.button(key="open-simasda").click().run()
    assert (desk.address(opened)["inovasi"], exhibits(opened)) == ("simasda", SHOWN["kartu"])
    field(opened, "selectbox", "-stage").set_value(LAGGING)
    field(opened, "text_area", "-new").set_value("modul arsip")
    opened = sent(opened)
    line = intake.history(folder)[-1]

    assert (line.by, line.year, line.changes) == ("Budi", 2024, {"Simasda": {"stage": LAGGING, "new": "modul arsip"}})
    assert WORDS("innovations.page.saved", name="Simasda") in written(opened)
    assert "Simasda: belum maksimal. Yang baru: modul arsip" in written(opened)


def test_nothing_said_is_told_and_not_kept(folder):
    """Without a change, and without a name, nothing is on record."""
    opened = sent(desk.page("inovasi", tahun="2024", bagian="kartu", inovasi="my dinkes"))
    assert "Sebut sedikitnya satu hal" in written(opened)
    opened = sent(desk.page("inovasi", tahun="2024", bagian="kartu", inovasi="my dinkes"), by="")
    assert WORDS("innovations.page.need_by") in written(opened)
    assert len(intake.history(folder)) == 2


def test_the_walk_goes_by_dimension_and_takes_notes(folder):
    """The next button leads from one dimension to the next; a note is kept with who and when, and shown there."""
    opened = desk.page("inovasi", tahun="2024", bagian="fgd")
    assert "1 dari 2 · Smart Governance: 1 dari 1 sudah melapor" in written(opened)
    assert opened.button(key="fgd-back").disabled
    opened = opened.button(key="fgd-on").click().run()
    assert "2 dari 2 · Smart Living: 0 dari 1 sudah melapor" in written(opened)
    field(opened, "text_area", "-note").set_value("aplikasi diperbarui sebelum Juni")
    opened = sent(opened)
    assert intake.history(folder)[-1].changes == {"My Dinkes": {"note": "aplikasi diperbarui sebelum Juni"}}
    assert "Budi: aplikasi diperbarui sebelum Juni" in written(opened)
    assert "1 dari 1 sudah melapor" in written(opened)


def test_what_is_agreed_in_the_walk_comes_back_where_it_lags(folder):
    """An action item of the year's meeting is kept with the innovation's name, and told beside what lags."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.report_innovations(folder, 2024, {"My Dinkes": Report(LAGGING)}, analyst("Rina"), "", warehouse)
        intake.arrange_meeting(folder, 2024, {"kind": "fgd", "date": "2024-03-25"}, analyst("Rina"), warehouse)
    opened = desk.page("inovasi", tahun="2024", bagian="fgd", inovasi="my dinkes")
    field(opened, "text_input", "-what").set_value("Perbarui aplikasi")
    next(one for one in opened.text_input if "agree-" in one.key and one.key.endswith("-by")).set_value("Budi")
    opened = next(one for one in opened.button if "agree-" in (one.form_id or "")).click().run()
    (action,) = intake.history(folder)[-1].changes.values()

    assert action == {"what": "Perbarui aplikasi", "owner": "Dinas Kesehatan", "subject": "My Dinkes"}
    assert WORDS("innovations.page.agreed_kept", name="My Dinkes") in written(opened)
    assert "0 dari 1 kesepakatan tentangnya sudah dilakukan" in written(
        desk.page("inovasi", tahun="2024", bagian="belum")
    )


def test_a_reader_sees_cards_and_reports_nothing(folder, monkeypatch):
    """No form is drawn for who may not report."""
    monkeypatch.setenv(VARIABLE, READER)
    opened = desk.page("inovasi", tahun="2024", bagian="kartu", inovasi="simasda")
    assert (exhibits(opened), [one.form_id for one in opened.button if one.form_id]) == (SHOWN["kartu"], [])
    assert WORDS("innovations.page.not_allowed") in written(opened)
