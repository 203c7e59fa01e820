"""Workbooks of evidence: out with what is on record, in again with what they change, and never over others unseen."""

import io

import pytest
from askers import analyst
from fixtures_by_code import sheet_of
from openpyxl import load_workbook

from smartcity import intake
from smartcity.answers.evidence import evidence
from smartcity.checks import Options
from smartcity.checks.evidence import Given
from smartcity.export.sheets import sheet_bytes
from smartcity.method.regions import load_site
from smartcity.wording import LANGUAGES, Words

WHEN = (2024, load_site().track)
RINA = analyst("Rina")


@pytest.fixture
def desk(folder):
    """A data folder with evidence for two items of two offices, and its open warehouse."""
    given = {"P1": Given({"owner": "Diskominfo", "due": "2024-10-31"}), "B1": Given({"owner": "Dewan Smart City"})}
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.gather(folder, WHEN, given, RINA, "", warehouse)
        yield folder, warehouse


def sent(desk, owner=None, language="id", **cells):
    """Write the workbook that goes out and fill cells of its row of P1 in, by header."""
    methods, found = desk[1].methods, evidence(desk[1], *WHEN)
    own = found if owner is None else found.of_owner(owner)
    book = load_workbook(io.BytesIO(sheet_bytes(own, methods.tracks, methods.years, Words(language))))
    sheet = book["Bukti"]
    top = next(row for row in range(1, 9) if sheet.cell(row, 1).value in ("kode", "code"))
    heads = {cell.value: cell.column for cell in sheet[top]}
    row = next(row for row in range(top + 1, sheet.max_row + 1) if sheet.cell(row, 1).value == "P1")
    for head, value in cells.items():
        sheet.cell(row, heads[head.replace("_", " ")], value)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def load(desk, content, file="bukti.xlsx"):
    """Load a workbook."""
    return intake.commit(desk[0], content, file, RINA, Options(), desk[1])


def codes(desk, content):
    """List what is found in a workbook."""
    return [one.code for one in intake.inspect(desk[0], content, "bukti.xlsx", Options()).findings]


def held(desk, item="P1"):
    """Return the evidence for an item as the warehouse has it."""
    return next(one for one in evidence(desk[1], *WHEN).items if one.item == item)


def test_a_status_that_is_a_word_for_nothing_elsewhere_is_a_status(desk):
    """An item goes back to missing, or does not apply; dashes say nothing."""
    load(desk, sent(desk, **{"status bukti": "diterima"}))
    for status in ("belum ada", "Tidak berlaku"):
        load(desk, sent(desk, **{"status bukti": status}), f"{status}.xlsx")
        assert held(desk).status == status.casefold()
    load(desk, sent(desk, **{"status bukti": "-", "catatan": "apa adanya"}), "garis.xlsx")
    assert (held(desk).status, held(desk).note) == ("tidak berlaku", "apa adanya")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_went_out_comes_back_and_changes_only_what_was_filled_in(desk, language):
    """One status of one item, in a person's name; all else stays, also what is blank in the sheet."""
    status = "status bukti" if language == "id" else "status of the evidence"
    content = sent(desk, language=language, **{status: "diterima"})
    found = codes(desk, content)
    line, _ = load(desk, content)
    one = held(desk)

    assert [code for code in found if code.startswith(("evidence.", "row.", "cell."))] == []
    assert (one.status, one.owner, one.due, one.changed_by) == ("diterima", "Diskominfo", "2024-10-31", "Rina")
    assert [line.action for line in intake.history(desk[0])][-2:] == ["commit", "evidence"]
    intake.withdraw(desk[0], [line.id], RINA, "keliru", desk[1])
    assert (held(desk).status, held(desk).owner) == ("belum ada", "Diskominfo")


def test_what_others_changed_meanwhile_is_told_with_both_values(desk):
    """The sheet that went out before does not overwrite it unseen; another field of the same item is no conflict."""
    old = sent(desk, status_bukti="lengkap", catatan="map biru")
    intake.gather(desk[0], WHEN, {"P1": Given({"status": "diperiksa"})}, analyst("Budi"), "", desk[1])
    [told] = [
        one for one in intake.inspect(desk[0], old, "a.xlsx", Options()).findings if one.code == "evidence.overtaken"
    ]

    assert (told.found, told.values["theirs"], told.values["by"]) == ("lengkap", "diperiksa", "Budi")
    assert "evidence.overtaken" not in codes(desk, sent(desk, status_bukti="lengkap"))


def test_a_sheet_for_an_office_changes_only_what_it_owns(desk):
    """It has the office's rows alone; an item that another office owns by now is refused."""
    content = sent(desk, "Diskominfo", status_bukti="diterima")
    rows = [row[0] for row in load_workbook(io.BytesIO(content))["Bukti"].values]
    intake.gather(desk[0], WHEN, {"P1": Given({"owner": "Dewan Smart City"})}, RINA, "", desk[1])

    assert ("P1" in rows, "B1" in rows) == (True, False)
    assert "evidence.other_owner" in codes(desk, content)
    with pytest.raises(intake.NotLoadable):
        load(desk, content)


def test_all_that_is_wrong_in_a_sheet_is_said_with_its_cell(desk):
    """An item of another method, an unknown office and status: three cells, and nothing is loaded."""
    content = sheet_of(["Z9", "lengkap"], ["P1", "apa", "Dinas Sosail"])
    found = {one.code: one.place.cell for one in intake.inspect(desk[0], content, "a.xlsx", Options()).findings}

    assert {
        code: found.get(code) for code in ("value.unknown_item", "value.unknown_choice", "evidence.owner_unknown")
    } == {
        "value.unknown_item": "A5",
        "value.unknown_choice": "B6",
        "evidence.owner_unknown": "C6",
    }


def test_what_others_put_down_is_not_written_over_unseen(desk):
    """Who loads a sheet was told what stands against it, or nothing is loaded; told, they choose the sheet."""
    content = sent(desk, status_bukti="lengkap")
    given = (content, "bukti.xlsx", RINA, Options(), desk[1])
    intake.gather(desk[0], WHEN, {"P1": Given({"status": "diperiksa"})}, analyst("Budi"), "", desk[1])
    with pytest.raises(intake.Unseen) as told:
        intake.commit(desk[0], *given, told=())
    assert held(desk).status == "diperiksa"

    intake.commit(desk[0], *given, told=told.value.inspection.findings)
    assert held(desk).status == "lengkap"


def test_a_sheet_takes_the_place_of_no_other(desk):
    """Of two sheets for two offices each changes its own rows; nobody is asked which of them is to go."""
    load(desk, sent(desk, "Diskominfo", status_bukti="diterima"), "lembar-diskominfo.xlsx")
    found = intake.inspect(desk[0], sent(desk, catatan="lagi"), "lembar-dewan.xlsx", Options())

    assert intake.earlier_versions(desk[0], found) == ()
