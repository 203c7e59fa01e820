"""Killed at any moment of a commit or a withdrawal, the folder holds the state before or the state after."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from workbooks import HOME, TRACK, YEAR, marks, with_cells

from intake.dying import DECISIONS, MOMENTS
from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.method import load_methods

DYING = Path(__file__).parent / "dying.py"


def figures(folder):
    """Read what stands there through a new opening: the simulated index of the home region, and the entries."""
    with intake.open_warehouse(folder) as warehouse:
        card = scores.score_card(warehouse, YEAR, HOME, scores.SIMULASI)
        files = sorted(warehouse.query("snapshot_list")["file"])
    return None if card is None else card.index, files, [line.action for line in intake.history(folder)]


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A folder without the shipped workbooks, built."""
    folder = DataFolder(tmp_path_factory.mktemp("sebelum") / "data")
    intake.build(folder, empty=True)
    return folder


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """Marks that give the home region an index."""
    path = tmp_path_factory.mktemp("berkas") / "nilai.xlsx"
    path.write_bytes(marks({item.code: 3 for item in load_methods().require(YEAR, TRACK).items}))
    return path


@pytest.fixture(scope="module")
def after(before, file, tmp_path_factory):
    """The same folder with the marks committed, and the entry of the commit."""
    folder = DataFolder(tmp_path_factory.mktemp("sesudah") / "data")
    shutil.copytree(before.root, folder.root, dirs_exist_ok=True)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        line, _ = intake.commit(folder, file.read_bytes(), file.name, "penguji", Options(), warehouse)
    return folder, line.id


def copied(folder, root):
    """Work on a copy."""
    shutil.copytree(folder.root, root)
    return DataFolder(root)


def killed(folder, action, moment, given):
    """Run the action in a process that is killed at *moment*."""
    command = [sys.executable, str(DYING), str(folder.root), action, moment, str(given)]
    return subprocess.run(command, cwd=DYING.parents[2], capture_output=True, env={"PYTHONPATH": "."}).returncode


@pytest.mark.parametrize("moment", MOMENTS)
def test_commit_killed_at_any_moment_is_whole_or_not_there(before, after, file, tmp_path, moment):
    """From the journal line on the file is loaded; before it, nothing is."""
    folder = copied(before, tmp_path / "data")

    assert killed(folder, "commit", moment, file) == -signal.SIGKILL
    is_after = moment.startswith("after the journal") or "rebuild" in moment
    assert figures(folder) == figures(after[0] if is_after else before)


@pytest.mark.parametrize("moment", [moment for moment in MOMENTS if "snapshot" not in moment])
def test_withdrawal_killed_at_any_moment_is_whole_or_not_there(before, after, tmp_path, moment):
    """From the journal line on the file is taken back; before it, it stands."""
    folder = copied(after[0], tmp_path / "data")

    assert killed(folder, "withdraw", moment, after[1]) == -signal.SIGKILL
    is_after = moment.startswith("after the journal") or "rebuild" in moment
    index, files, actions = figures(folder)
    assert (index, files) == figures(before if is_after else after[0])[:2]
    assert actions == (["commit", "withdraw"] if is_after else ["commit"])


@pytest.fixture(scope="module")
def loose_file(file, tmp_path_factory):
    """The same marks under a header and an item that somebody must decide on."""
    path = tmp_path_factory.mktemp("longgar") / "nilai.xlsx"
    path.write_bytes(with_cells(file.read_bytes(), "Nilai mandiri", {"C5": "Angka", "A6": "PERTAMA"}))
    return path


@pytest.mark.parametrize("moment", MOMENTS)
def test_commit_with_decisions_killed_at_any_moment_is_whole_or_not_there(before, after, loose_file, tmp_path, moment):
    """Decisions and commit are one: after the journal both hold, before it nothing is remembered of either."""
    folder = copied(before, tmp_path / "data")

    assert killed(folder, "decided commit", moment, loose_file) == -signal.SIGKILL
    is_after = moment.startswith("after the journal") or "rebuild" in moment
    index, files, actions = figures(folder)
    assert (index, files) == figures(after[0] if is_after else before)[:2]
    assert (actions, len(intake.decided(folder).aliases)) == (
        (["alias", "alias", "commit"], 2) if is_after else ([], 0)
    )


@pytest.mark.parametrize("moment", [moment for moment in MOMENTS if "snapshot" not in moment])
def test_decisions_killed_at_any_moment_are_whole_or_not_there(before, tmp_path, moment):
    """Without a file, too, all of what was decided holds or none of it."""
    folder = copied(before, tmp_path / "data")

    assert killed(folder, "decide", moment, "") == -signal.SIGKILL
    is_after = moment.startswith("after the journal") or "rebuild" in moment
    assert intake.decided(folder).aliases == (DECISIONS.aliases if is_after else ())
    assert figures(folder)[:2] == figures(before)[:2]


def test_commit_after_a_crash_goes_on_as_if_nothing_had_been(before, after, file, tmp_path):
    """A journal line cut in half is no line: the same commit works the second time and leaves what it should."""
    folder = copied(before, tmp_path / "data")
    killed(folder, "commit", "within the journal", file)

    assert killed(folder, "commit", "never", file) == 0
    assert figures(folder) == figures(after[0])


def test_garbage_in_place_of_the_warehouse_is_rebuilt(after, tmp_path):
    """Everything comes back from `raw/`."""
    folder = copied(after[0], tmp_path / "data")
    folder.warehouse.write_bytes(b"bukan gudang" * 1000)

    assert figures(folder) == figures(after[0])
