"""Bukti on the page: what was typed is saved in a name, what others changed is chosen, and who may not, may not."""

import desk
import folders
import pytest
from askers import analyst
from offices import SARI, fill
from pieces import PDF

from smartcity import intake
from smartcity.access.policy import READER
from smartcity.checks.evidence import Given
from smartcity.intake.evidence import evidence_of
from smartcity.method.regions import load_site
from smartcity.ui import person
from smartcity.ui.person import VARIABLE
from smartcity.wording import Words

WHEN = (2024, load_site().track)
WORDS = Words("id")


@pytest.fixture
def folder(tmp_path):
    """Let the app show a bare folder."""
    with desk.served(tmp_path / "data", folders.bare()) as chosen:
        yield chosen


def gather(folder, given, by="Budi"):
    """Say something of evidence from elsewhere."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.gather(folder, WHEN, given, analyst(by), "", warehouse)


def held(folder, item="P1"):
    """Return the evidence for an item."""
    return next(one for one in evidence_of(intake.in_force(folder)) if one.item == item)


def typed(cells, seen):
    """Open the table with cells that were typed while *seen* entries stood in it."""
    opened = desk.page("bukti", tahun="2024", bagian="isi")
    opened.session_state["evidence typed"] = {WHEN: cells}
    opened.session_state["evidence seen"] = {WHEN: seen}
    return opened.run()


def save(opened, by="Rina"):
    """Sign and press the button that saves the table."""
    opened.text_input(key="evidence-save-by").set_value(by)
    [button] = [one for one in opened.button if one.label == WORDS("evidence.page.save")]
    return button.click().run()


def test_what_was_typed_is_saved_and_all_that_is_wrong_is_said(folder):
    """Unknown owner and a day that is none are said together; put right, it is on record in a name."""
    refused = save(typed({"P1": {"owner": "Dinas Sosail", "due": "besok"}}, {}))
    saved = save(typed({"P1": {"owner": "diskominfo", "due": "31/10/2024", "status": "diminta"}}, {}))

    [told] = [one.value.replace("\\", "") for one in refused.error]
    assert ("Dinas Sosail" in told, "besok" in told, not saved.error) == (True, True, True)
    one = held(folder)
    assert (one.owner, one.due, one.status, one.changed_by) == ("Diskominfo", "2024-10-31", "diminta", "Rina")


def test_both_values_are_shown_where_others_changed_the_same(folder):
    """Nothing is overwritten: theirs can be left, or ours taken knowingly."""
    gather(folder, {"P1": Given({"status": "diterima", "note": "dari Budi"})})
    told = save(typed({"P1": {"status": "lengkap", "note": "dari Rina"}}, {"P1": ""}))
    choices = {radio.label.replace("\\", ""): [one.replace("\\", "") for one in radio.options] for radio in told.radio}
    before = held(folder)
    told.radio(key="evidence-conflict-P1-status").set_value(True)
    save(told)
    after = held(folder)

    assert (before.status, before.note) == ("diterima", "dari Budi")
    assert [label.partition(",")[0] for label in choices] == ["P1", "P1"]
    assert any("“diterima” (Budi," in text for options in choices.values() for text in options)
    assert (after.status, after.note, after.changed_by) == ("lengkap", "dari Budi", "Rina")


def test_who_only_reads_records_nothing(folder, monkeypatch):
    """The table and the files are not even computed for them; the views are."""
    gather(folder, {"P1": Given(files=[("notulen.pdf", PDF)])})
    monkeypatch.setenv(VARIABLE, READER)
    opened = desk.page("bukti", tahun="2024", bagian="isi")
    hours = desk.page("bukti", tahun="2024", bagian="jam")

    assert WORDS("evidence.page.not_allowed") in [one.value for one in opened.info]
    assert not opened.get("file_uploader")
    assert WORDS("evidence.hours.set") not in [one.label for one in hours.get("popover")]
    assert "notulen" not in desk.written(opened)


def test_a_reminder_is_written_for_the_chosen_office(folder):
    """Only offices that owe anything can be chosen."""
    gather(
        folder, {"P1": Given({"owner": "Diskominfo"}), "P2": Given({"owner": "Dewan Smart City", "status": "lengkap"})}
    )
    opened = desk.page("bukti", tahun="2024", bagian="pemilik")
    chosen = opened.selectbox(key="evidence-reminder")
    offices = list(chosen.options)
    chosen.select("Diskominfo").run()

    assert (offices, opened.code[0].value.startswith("Yth. Diskominfo")) == (["Diskominfo"], True)


def test_an_office_is_shown_what_it_owes_and_nothing_to_fill_in_of_others(tmp_path, monkeypatch):
    """Its section comes first; tables and forms hold its own rows only, and what is of others is not even sent."""
    with desk.served(tmp_path / "data", folders.empty(tmp_path / "bare")) as chosen:
        with intake.open_warehouse(chosen, read_only=False) as made:
            fill(chosen, made)
        monkeypatch.setattr(person, "person", lambda: SARI)
        first = desk.page("bukti", tahun="2024")
        parts = [desk.page("bukti", tahun="2024", bagian="isi"), desk.page("simulasi", tahun="2024", bagian="tindak")]
        owners = desk.page("bukti", tahun="2024", bagian="pemilik")
        tables = [frame.value.to_csv() for one in parts for frame in one.dataframe]

    assert desk.exhibits(first) == ("tugas-skpd",)
    assert [("P1" in table, "P3" in table) for table in tables] == [(True, False), (False, True)]
    assert [table for table in tables if "P2" in table or "P4" in table or "RAHASIA" in table] == []
    assert ([one.key for one in owners.selectbox], owners.get("code")) == (["choice-year"], [])
