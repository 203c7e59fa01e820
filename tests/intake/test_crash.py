"""Killed at any moment of a commit or a withdrawal, the folder holds the state before or the state after."""

import signal

import folders
import forked
import pytest
from askers import analyst
from laws import is_thorough
from workbooks import HOME, TRACK, YEAR, marks, with_cells

from intake import dying
from intake.dying import DECISIONS, MOMENTS
from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.method import load_methods


def moments():
    """Of a step without a new snapshot those within its line, after it, and in its middle; all where there is time.

    A commit is killed at every moment on every run.
    """
    others = [moment for moment in MOMENTS if "snapshot" not in moment]
    return others if is_thorough() else [moment for moment in others if "within" in moment or "after the j" in moment]


def figures(folder):
    """Read what stands there through a new opening: the simulated index of the home region, and the entries."""
    with intake.open_warehouse(folder) as warehouse:
        card = scores.score_card(warehouse, YEAR, HOME, scores.SIMULASI)
        files = sorted(warehouse.query("snapshot_list")["file"])
    return None if card is None else card.index, files, [line.action for line in intake.history(folder)]


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A folder without the shipped workbooks, built."""
    return folders.empty(tmp_path_factory.mktemp("sebelum") / "data")


@pytest.fixture(scope="module")
def figures_before(before):
    """What stands there with nothing loaded."""
    return figures(before)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """Marks that give the home region an index."""
    path = tmp_path_factory.mktemp("berkas") / "nilai.xlsx"
    path.write_bytes(marks({item.code: 3 for item in load_methods().require(YEAR, TRACK).items}))
    return path


@pytest.fixture(scope="module")
def after(before, file, tmp_path_factory):
    """The same folder with the marks committed, and the entry of the commit."""
    folder = folders.copied(before, tmp_path_factory.mktemp("sesudah") / "data")
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        line, _ = intake.commit(folder, file.read_bytes(), file.name, analyst("penguji"), Options(), warehouse)
    return folder, line.id


@pytest.fixture(scope="module")
def figures_after(after):
    """What stands there with the marks committed."""
    return figures(after[0])


def killed(folder, action, moment, given):
    """Run the action in a process that is killed at *moment*."""
    return forked.call(dying.main, str(folder.root), action, moment, str(given)).code


@pytest.mark.parametrize("moment", MOMENTS)
def test_commit_killed_at_any_moment_is_whole_or_not_there(
    before, file, tmp_path, moment, figures_before, figures_after
):
    """From the journal line on the file is loaded; before it, nothing is."""
    folder = folders.copied(before, tmp_path / "data")

    assert killed(folder, "commit", moment, file) == -signal.SIGKILL
    is_after = moment.startswith("after the journal") or "rebuild" in moment
    assert figures(folder) == (figures_after if is_after else figures_before)


@pytest.mark.parametrize("moment", moments())
def test_withdrawal_killed_at_any_moment_is_whole_or_not_there(
    before, after, tmp_path, moment, figures_before, figures_after
):
    """From the journal line on the file is taken back; before it, it stands."""
    folder = folders.copied(after[0], tmp_path / "data")

    assert killed(folder, "withdraw", moment, after[1]) == -signal.SIGKILL
    is_after = moment.startswith("after the journal") or "rebuild" in moment
    index, files, actions = figures(folder)
    assert (index, files) == (figures_before if is_after else figures_after)[:2]
    assert actions == (["commit", "withdraw"] if is_after else ["commit"])


@pytest.fixture(scope="module")
def loose_file(file, tmp_path_factory):
    """The same marks under a header and an item that somebody must decide on."""
    path = tmp_path_factory.mktemp("longgar") / "nilai.xlsx"
    path.write_bytes(with_cells(file.read_bytes(), "Nilai mandiri", {"C5": "Angka", "A6": "PERTAMA"}))
    return path


@pytest.mark.parametrize("moment", MOMENTS if is_thorough() else moments())
def test_commit_with_decisions_killed_at_any_moment_is_whole_or_not_there(
    before, loose_file, tmp_path, moment, figures_before, figures_after
):
    """Decisions and commit are one: after the journal both hold, before it nothing is remembered of either."""
    folder = folders.copied(before, tmp_path / "data")

    assert killed(folder, "decided commit", moment, loose_file) == -signal.SIGKILL
    is_after = moment.startswith("after the journal") or "rebuild" in moment
    index, files, actions = figures(folder)
    assert (index, files) == (figures_after if is_after else figures_before)[:2]
    assert (actions, len(intake.decided(folder).aliases)) == (
        (["alias", "alias", "commit"], 2) if is_after else ([], 0)
    )


@pytest.mark.parametrize("moment", moments())
def test_decisions_killed_at_any_moment_are_whole_or_not_there(before, tmp_path, moment, figures_before):
    """Without a file, too, all of what was decided holds or none of it."""
    folder = folders.copied(before, tmp_path / "data")

    assert killed(folder, "decide", moment, "") == -signal.SIGKILL
    is_after = moment.startswith("after the journal") or "rebuild" in moment
    assert intake.decided(folder).aliases == (DECISIONS.aliases if is_after else ())
    assert figures(folder)[:2] == figures_before[:2]


def test_commit_after_a_crash_goes_on_as_if_nothing_had_been(before, file, tmp_path, figures_after):
    """A journal line cut in half is no line: the same commit works the second time and leaves what it should."""
    folder = folders.copied(before, tmp_path / "data")
    killed(folder, "commit", "within the journal", file)

    assert killed(folder, "commit", "never", file) == 0
    assert figures(folder) == figures_after


def test_garbage_in_place_of_the_warehouse_is_rebuilt(after, tmp_path, figures_after):
    """Everything comes back from `raw/`."""
    folder = folders.copied(after[0], tmp_path / "data")
    folder.warehouse.write_bytes(b"bukan gudang" * 1000)

    assert figures(folder) == figures_after
