"""Versions of one dump: which file is taken for one, and how it goes and comes in one step."""

from collections.abc import Iterator

import folders
import pytest
from askers import analyst
from workbooks import HOME, YEAR, result_row, results, survey, varied, with_cells

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.intake import DataFolder, journal

NONE = Options()
NEXT = YEAR + 2
FIRST = results([result_row(1, HOME, NEXT, 3.6)])
SECOND = results([result_row(1, HOME, NEXT, 3.7)])
COPIES = (
    "hasil 2026 (1).xlsx",
    "Hasil_2026 - Copy.xlsx",
    "hasil 2026 revisi 2.xlsx",
    "C:\\Unduhan\\HASIL 2026 final.xlsx",
)
BAD = with_cells(SECOND, "Hasil", {"E4": "tiga"})


@pytest.fixture
def folder(folder: DataFolder) -> Iterator[DataFolder]:
    """A folder of the test's own, opened once for all that is done with it one step after another."""
    with folders.opened_throughout(folder):
        yield folder


def load(folder: DataFolder, content: bytes, file: str = "hasil 2026.xlsx") -> intake.Line:
    """Commit a file as Rina."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.commit(folder, content, file, analyst("Rina"), NONE, warehouse)[0]


def replace(folder: DataFolder, entry: str, content: bytes = SECOND) -> intake.Line:
    """Put a file in the place of an entry as Budi."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.commit(folder, content, "hasil 2026 (1).xlsx", analyst("Budi"), NONE, warehouse, replaces=entry)[
            0
        ]


def withdraw(folder: DataFolder, entry: str) -> None:
    """Withdraw an entry as Budi."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.withdraw(folder, [entry], analyst("Budi"), "keliru", warehouse)


def restore(folder: DataFolder, entry: str) -> intake.Line:
    """Restore an entry as Sari."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.restore(folder, entry, analyst("Sari"), "ternyata benar", warehouse)


def index(folder: DataFolder) -> float | None:
    """Ask for the home region's index as the pages do."""
    with intake.open_warehouse(folder) as warehouse:
        card = scores.score_card(warehouse, NEXT, HOME)
    return card.published if card else None


def standing(folder: DataFolder) -> list[str]:
    """List the entries in force."""
    return [line.id for line in intake.active(folder)]


def test_a_replacement_is_one_step(folder):
    """The old version goes and the new one comes with the same moment and the same person."""
    old = load(folder, FIRST)
    new = replace(folder, old.id)
    gone, come = intake.history(folder)[-2:]
    assert (gone.action, gone.entry, gone.by, come.action, come.entry, come.by) == (
        *("withdraw", old.id, "Budi"),
        *("commit", old.id, "Budi"),
    )
    assert (standing(folder), index(folder)) == ([new.id], 3.7)


def test_a_replacement_that_was_cut_off_has_not_happened(tmp_path):
    """Wherever the last line breaks off, the old version stands, and the next step heals the journal."""
    # Each step opens the folder anew: whoever comes after the crash finds tables that are not those of the journal.
    folder = folders.empty(tmp_path / "putus")
    old = load(folder, FIRST)
    whole = folder.journal.read_bytes()
    replace(folder, old.id)
    both = folder.journal.read_bytes()
    for cut in (1, 40, 300):
        torn = max(len(both) - cut, len(whole) + 1)
        folder.journal.write_bytes(both[: torn - 1])
        assert (standing(folder), index(folder)) == ([old.id], 3.6), cut
        withdraw(folder, old.id)
        assert [line.action for line in journal.read(folder.journal)] == ["commit", "withdraw"], cut


def test_a_replacement_with_an_error_changes_nothing(folder):
    """The old version stays when the new one cannot be loaded."""
    old = load(folder, FIRST)
    before = folder.journal.read_bytes()
    with pytest.raises(intake.NotLoadable):
        replace(folder, old.id, BAD)
    assert (folder.journal.read_bytes(), standing(folder)) == (before, [old.id])


def test_the_same_bytes_replace_nothing(folder):
    """A replacement by what is loaded already is refused and names it."""
    old = load(folder, FIRST)
    with pytest.raises(intake.AlreadyLoaded) as problem:
        replace(folder, old.id, FIRST)
    assert problem.value.line == old


def test_only_what_is_in_force_can_be_replaced(folder):
    """An entry that was withdrawn cannot be replaced, and the refusal lists those that can."""
    old, other = load(folder, FIRST), load(folder, survey({"living": varied(2, "living")}), "survei.xlsx")
    withdraw(folder, old.id)
    with pytest.raises(intake.UnknownEntry) as problem:
        replace(folder, old.id)
    assert (problem.value.entry, [line.id for line in problem.value.known]) == (old.id, [other.id])


def test_a_withdrawn_file_is_restored_from_its_snapshot(folder):
    """The file counts again under an entry of its own that names the old one, and no second copy is kept."""
    old = load(folder, FIRST)
    withdraw(folder, old.id)
    new = restore(folder, old.id)
    assert (new.entry, new.path, new.why, standing(folder), index(folder)) == (
        *(old.id, old.path, "ternyata benar", [new.id]),
        3.6,
    )


def test_restoring_the_old_version_withdraws_the_new_one(folder):
    """Of the versions of one dump only one is in force, however often they change places."""
    old = load(folder, FIRST)
    new = replace(folder, old.id)
    back = restore(folder, old.id)
    there = (standing(folder), index(folder))
    again = restore(folder, new.id)
    assert (there, standing(folder), index(folder)) == (([back.id], 3.6), [again.id], 3.7)


def test_what_is_in_force_cannot_be_restored(folder):
    """There is nothing to bring back, whether by its entry or by a later one with the same bytes."""
    old = load(folder, FIRST)
    withdraw(folder, old.id)
    load(folder, FIRST)
    with pytest.raises(intake.UnknownEntry) as problem:
        restore(folder, old.id)
    assert problem.value.known == ()


def test_a_snapshot_that_is_gone_cannot_be_restored(folder):
    """The refusal says that the file is not there, and nothing changes."""
    old = load(folder, FIRST)
    withdraw(folder, old.id)
    (folder.raw / old.path).unlink()
    with pytest.raises(intake.NotLoadable) as problem:
        restore(folder, old.id)
    assert ([one.code for one in problem.value.inspection.findings], standing(folder)) == (["file.not_found"], [])


def test_a_version_is_recognised_by_its_name(folder):
    """Marks of a copy do not count; another name is another file, though of the same kind and year."""
    old = load(folder, FIRST)
    for name in (*COPIES, "rekap kementerian.xlsx"):
        (earlier,) = intake.earlier_versions(folder, intake.inspect(folder, SECOND, name, NONE))
        assert (earlier.line, earlier.likeness == 100) == (old, name in COPIES), name


def test_a_file_of_another_year_is_no_version(folder):
    """Results of another year stand beside those that are loaded."""
    load(folder, FIRST)
    found = intake.inspect(folder, results([result_row(1, HOME, NEXT + 1, 3.6)]), "hasil 2026.xlsx", NONE)
    assert intake.earlier_versions(folder, found) == ()
