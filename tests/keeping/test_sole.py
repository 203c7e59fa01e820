"""One dashboard on one data folder, one backup at a time."""

import asyncio

import folders
import pytest
from askers import admin
from filelock import FileLock

import serve
from smartcity import intake, keeping
from smartcity.intake import DataFolder
from smartcity.keeping import FolderInUse, Unusable, sole

RINA = admin("Rina")


def test_a_second_dashboard_is_refused_until_the_first_is_gone(tmp_path):
    """It is told which process has the folder; a restore keeps away too."""
    folder = folders.empty(tmp_path / "data")
    path = keeping.back_up(folder, tmp_path / "c.zip", RINA).path
    with sole(folder):
        with pytest.raises(FolderInUse), sole(folder):
            pass
        with pytest.raises(FolderInUse):
            keeping.put_back(folder, path, RINA, replaces=True)
    with sole(folder):
        pass


def test_a_folder_that_cannot_be_written_is_served_all_the_same(tmp_path):
    """Readers keep their figures where the folder is closed or its place is taken by a file."""
    (tmp_path / "data").write_text("bukan folder")
    with sole(DataFolder(tmp_path / "data")):
        pass


def test_the_second_server_ends_with_one_sentence(tmp_path, monkeypatch, capsys):
    """Before anything is opened, and with the code for wrong usage."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(serve.os, "_exit", ended)
    with sole(DataFolder(tmp_path / "data")), pytest.raises(SystemExit) as problem:
        asyncio.run(serve.warmed(serve.app).__aenter__())
    output = capsys.readouterr().err
    assert (problem.value.code, output.count("\n"), str(tmp_path / "data") in output) == (2, 1, True)


def ended(code):
    """End a process that other tests still need."""
    raise SystemExit(code)


def test_one_backup_at_a_time_and_nothing_left_of_a_killed_one(tmp_path):
    """A second is refused while one is made; what a killed one left of people's names is deleted by the next."""
    folder = folders.empty(tmp_path / "data")
    left = folder.root / ".cadangan-mati" / "isi.zip"
    left.parent.mkdir()
    left.write_bytes(b"nama orang")
    with FileLock(folder.root / "cadangan.lock"), pytest.raises(Unusable, match="busy"):
        keeping.back_up(folder, tmp_path / "a.zip", RINA)
    assert left.is_file()
    keeping.back_up(folder, tmp_path / "a.zip", RINA)
    assert (left.parent.exists(), intake.history(folder)) == (False, ())
