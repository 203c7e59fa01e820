"""Evidence in the journal: kept by hash, said by item, taken back, and never overwritten unseen."""

from pathlib import Path

import pytest
from askers import analyst
from pieces import PDF, PNG, PROGRAM

from smartcity import intake
from smartcity.access.policy import OFFICE, Asker, NotAllowed
from smartcity.answers.evidence import evidence
from smartcity.checks.evidence import Given
from smartcity.intake.folder import SnapshotLost, identity
from smartcity.method.regions import load_site
from smartcity.records.evidence import Piece

WHEN = (2024, load_site().track)
RINA = analyst("Rina")


@pytest.fixture
def desk(folder):
    """An empty data folder with its open warehouse."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        yield folder, warehouse


def gather(desk, given, by=RINA, seen=None):
    """Say something of the evidence for items."""
    folder, warehouse = desk
    return intake.gather(folder, WHEN, given, by, "", warehouse, seen)


def held(desk, item="P1"):
    """Return the evidence for an item as the warehouse has it."""
    return next(one for one in evidence(desk[1], *WHEN).items if one.item == item)


def kept(folder):
    """List the files of evidence that a folder keeps."""
    return sorted(path.name for path in (folder.raw / "bukti").glob("*"))


def test_what_is_said_and_handed_in_survives_a_build(desk):
    """Said fields, a file under its first name for two items, kept once byte for byte, and a link; who and when."""
    folder, warehouse = desk
    first = Given({"status": "diterima", "owner": "diskominfo", "due": "31/10/2024"}, files=[("notulen.pdf", PDF)])
    line = gather(desk, {"P1": first, "P2": Given(files=[("lain.pdf", PDF)], links=["https://contoh.go.id/a"])})
    intake.build(folder, warehouse=warehouse)
    one, other = held(desk), held(desk, "P2")

    assert (one.owner, one.due, one.status, one.entry) == ("Diskominfo", "2024-10-31", "diterima", line.id)
    assert ([piece.file for piece in (*one.pieces, *other.pieces)], one.changed_by) == (
        ["notulen.pdf", "", "notulen.pdf"] if other.pieces[0].link else ["notulen.pdf", "notulen.pdf", ""],
        "Rina",
    )
    assert kept(folder) == [f"{identity(PDF)}.pdf"]
    assert (folder.raw / one.pieces[0].path).read_bytes() == PDF


def test_only_what_changes_something_is_a_line(desk):
    """The same again is none; an emptied field takes back what was said, and a piece can be left out."""
    gather(desk, {"P1": Given({"note": "map biru"}, files=[("a.png", PNG)])})
    again = gather(desk, {"P1": Given({"note": "map biru", "status": None}, files=[("b.png", PNG)])})
    gather(desk, {"P1": Given({"note": ""}, dropped=[identity(PNG)])})

    assert (again, held(desk).note, held(desk).pieces) == (None, None, ())


def test_anything_wrong_keeps_all_of_it_out(desk):
    """Two items, one with a program for a pdf: all findings at once, no line, no file."""
    folder, _ = desk
    good, bad = Given(files=[("a.pdf", PDF)]), Given({"owner": "Dinas Sosail"}, ["ftp://x/y"], [("b.pdf", PROGRAM)])
    with pytest.raises(intake.NotEvidence) as refused:
        gather(desk, {"P1": good, "Z9": bad})

    assert sorted(finding.code for finding in refused.value.findings) == [
        *("evidence.link", "evidence.not_its_name", "evidence.owner_unknown", "value.unknown_item")
    ]
    assert (kept(folder), intake.history(folder)) == ([], ())


def test_who_changes_what_others_changed_meanwhile_is_told_both_values(desk):
    """The later one is refused with both values; another field of the same item is no conflict."""
    first = gather(desk, {"P1": Given({"status": "diminta"})})
    seen = {"P1": first.id}
    gather(desk, {"P1": Given({"status": "diterima"})}, analyst("Budi"), seen)
    with pytest.raises(intake.Overtaken) as told:
        gather(desk, {"P1": Given({"status": "lengkap", "note": "x"})}, seen=seen)
    note = gather(desk, {"P1": Given({"note": "x"})}, seen=seen)
    chosen = gather(desk, {"P1": Given({"status": "lengkap"})}, seen={"P1": note.id})

    [conflict] = told.value.conflicts
    assert (conflict.item, conflict.name, conflict.theirs, conflict.mine) == ("P1", "status", "diterima", "lengkap")
    assert (conflict.standing.changed_by, held(desk).status, chosen.by) == ("Budi", "lengkap", "Rina")


def test_an_office_reports_on_what_it_owes_and_judges_nothing(desk):
    """It hands in files and says how far it is; whose evidence is and whether it is enough, others say."""
    gather(desk, {"P1": Given({"owner": "Diskominfo"})})
    office = Asker("Sari", OFFICE, "Diskominfo")
    gather(desk, {"P1": Given({"status": "diterima"}, files=[("a.pdf", PDF)])}, office)
    refused = [
        {"P2": Given({"status": "diterima"})},
        {"P1": Given({"status": "lengkap"})},
        {"P1": Given({"owner": ""})},
        {"P1": Given({"due": "2024-12-01"})},
    ]
    for given in refused:
        with pytest.raises(NotAllowed):
            gather(desk, given, office)

    assert (held(desk).status, len(held(desk).pieces)) == ("diterima", 1)


def test_a_file_that_a_kill_left_without_a_line_is_swept(desk):
    """What the journal names stays."""
    folder, _ = desk
    gather(desk, {"P1": Given(files=[("a.pdf", PDF)])})
    left = [folder.keeping(content, "x", f"bukti/{identity(content)}.x") for content in (PNG,)]
    left[0].__enter__()
    again = folder.keeping(PDF, "x", held(desk).pieces[0].path)
    again.__enter__()

    assert (intake.sweep(folder), kept(folder)) == (1, [f"{identity(PDF)}.pdf"])


def test_evidence_can_be_withdrawn(desk):
    """What was said before it holds again."""
    folder, warehouse = desk
    gather(desk, {"P1": Given({"status": "diminta"})})
    line = gather(desk, {"P1": Given({"status": "lengkap"})})
    intake.withdraw(folder, [line.id], RINA, "keliru", warehouse)

    assert held(desk).status == "diminta"


def test_a_file_is_for_who_gathers_and_the_office_whose_it_is(desk):
    """Another office has nothing of it, nor has anybody once the piece is no longer the item's."""
    folder, _ = desk
    gather(desk, {"P1": Given({"owner": "Diskominfo"}, files=[("a.pdf", PDF)])})
    piece = (folder, WHEN, "P1", identity(PDF))
    own = intake.evidence_file(*piece, Asker("Sari", OFFICE, "Diskominfo"))
    with pytest.raises(NotAllowed):
        intake.evidence_file(*piece, Asker("Joko", OFFICE, "Bappeda"))
    gather(desk, {"P1": Given(dropped=[identity(PDF)])})
    with pytest.raises(SnapshotLost):
        intake.evidence_file(*piece, RINA)

    assert own == PDF


def test_what_is_wrong_with_a_file_is_said_once_for_all_its_items(desk):
    """A file for many items is looked at once, however many they are."""
    given = {item: Given(links=["ftp://a"], files=[("kosong.pdf", b"")]) for item in ("P1", "P2", "B1")}
    with pytest.raises(intake.NotEvidence) as refused:
        gather(desk, given)

    assert [finding.code for finding in refused.value.findings] == ["evidence.link", "file.empty"]


def test_a_copy_is_read_again_only_when_it_has_changed(desk, monkeypatch):
    """A page that is drawn over and over reads no file for it, and still tells what became of it."""
    folder, piece = desk[0], Piece("a.pdf", identity(PDF), "pdf", len(PDF))
    gather(desk, {"P1": Given(files=[("a.pdf", PDF)])})
    copy, given = folder.raw / piece.path, (piece.path, piece.snapshot, piece.file)
    folder.require_copy(*given)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", None)
        folder.require_copy(*given)
    copy.write_bytes(b"lain")
    with pytest.raises(SnapshotLost) as changed:
        folder.require_copy(*given)
    copy.unlink()
    with pytest.raises(SnapshotLost) as gone:
        folder.require_copy(*given)

    assert (changed.value.finding.code, gone.value.finding.code) == ("file.changed", "file.not_found")
