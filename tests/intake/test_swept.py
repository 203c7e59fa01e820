"""What a process that was killed between the copy of a file and its line in the journal leaves is swept, and said."""

import pytest
from askers import analyst
from commands import empty_folder, run
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake.folder import UPLOADS

CONTENT = results([result_row(1, HOME, YEAR + 2, 3.6)])


def _copies(folder) -> list[str]:
    return sorted(path.name for path in (folder.raw / UPLOADS).iterdir())


def _cut_off(folder, content: bytes = CONTENT):
    """Leave a copy as a killed process does; what is returned must live as long as nothing is to be tidied up."""
    step = folder.keeping(content, "hasil.xlsx")
    step.__enter__()
    return step


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty data folder that the commands use."""
    return empty_folder(tmp_path, monkeypatch)


def test_the_next_opening_sweeps_and_logs_it(folder, logged):
    """Neither the copy nor the mark stays, and no name is logged."""
    left = _cut_off(folder)
    intake.open_warehouse(folder).close()
    told = " ".join(record.getMessage() for record in logged)
    assert (left is None, _copies(folder), "1 copies" in told, "hasil" in told) == (
        False,
        [],
        True,
        False,
    )


@pytest.mark.parametrize("command", [("build",), ("history",), ("score", "2023", "--region", HOME)])
def test_the_commands_that_open_say_it(folder, command):
    """Once; the history alone opens nothing and leaves it to the next that does."""
    left = _cut_off(folder)
    counts = [run(*command).err.count("terputus dihapus") for _ in range(2)]
    assert left is not None
    assert counts == ([0, 0] if command == ("history",) else [1, 0])


def test_a_copy_that_the_journal_names_stays(folder):
    """A process that was killed after the line has done its step."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        line, _ = intake.commit(folder, CONTENT, "hasil.xlsx", analyst("Rina"), Options(), warehouse)
    before = _copies(folder)
    left = _cut_off(folder)
    assert (intake.sweep(folder), _copies(folder), left is None) == (0, before, False)
    assert folder.snapshot(line.path, line.snapshot, line.file) == CONTENT


def test_a_copy_without_a_mark_is_nobodys_to_delete(folder):
    """Its journal may be about to be put back."""
    folder.keep(CONTENT, "hasil.xlsx")
    assert (intake.sweep(folder), len(_copies(folder))) == (0, 1)


def test_nothing_is_swept_while_somebody_writes(folder):
    """Its step may be the one that is under way."""
    from threading import Thread

    left, counts = _cut_off(folder), []
    with folder.lock:
        other = Thread(target=lambda: counts.append(intake.sweep(folder)))
        other.start()
        other.join()
    assert (counts, left is None, len(_copies(folder))) == ([0], False, 2)
