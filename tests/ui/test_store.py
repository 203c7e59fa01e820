"""The one open warehouse of a process while the disk is full: readers keep their pages; what was lost comes back."""

import errno
from types import SimpleNamespace

import folders
import pytest

from smartcity import intake
from smartcity.intake import DataFolder, JournalDamaged
from smartcity.ui import store
from smartcity.warehouse import WarehouseNotWritten


@pytest.fixture
def folder(tmp_path):
    """Give a folder with one published index."""
    yield folders.copied(folders.one_year(), tmp_path / "data")
    store.close()


@pytest.fixture
def clock(monkeypatch):
    """Set the clock by which it is tried again."""
    held = SimpleNamespace(now=1_000.0)
    monkeypatch.setattr(store.time, "monotonic", lambda: held.now)
    return held


def full(folder: DataFolder) -> list[Exception]:
    """List what a full disk raises."""
    return [WarehouseNotWritten(folder.warehouse, OSError()), OSError(errno.ENOSPC, "x", str(folder.raw))]


@pytest.mark.parametrize("number", [0, 1])
def test_readers_keep_their_pages_while_the_disk_is_full(folder, monkeypatch, clock, number):
    """A build that finds no room leaves the tables of the last one; later visits read them, and the room is tried."""
    before = store._opened(folder)
    figures = before.query("snapshot_list")
    before.is_spent = True
    built, real = [], intake.build

    def fail(*args, **how):
        built.append(clock.now)
        raise full(folder)[number]

    monkeypatch.setattr(intake, "build", fail)
    shown = [store._opened(folder) for _ in range(3)]
    assert (shown[0] is shown[2], built) == (True, [1_000.0])
    assert shown[0].query("snapshot_list").equals(figures)

    clock.now += 61
    again = store._opened(folder)
    assert (again.query("snapshot_list").equals(figures), built) == (True, [1_000.0, 1_061.0])

    monkeypatch.setattr(intake, "build", real)
    clock.now += 61
    assert (store._opened(folder).is_spent, len(built)) == (False, 2)


def test_any_other_trouble_is_said(folder, monkeypatch, clock):
    """A damaged journal is no full disk: nobody is shown tables that it does not answer for."""
    store._opened(folder).is_spent = True

    def fail(*args, **how):
        raise JournalDamaged(folder.journal, 1, ValueError("x"))

    monkeypatch.setattr(intake, "build", fail)
    for _ in range(2):
        with pytest.raises(JournalDamaged):
            store._opened(folder)
        monkeypatch.setattr(intake, "open_warehouse", fail)
