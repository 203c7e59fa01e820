"""The backup of every day: when one is due, which stay, and what is said wrongly in its setting."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import folders
import pytest
from askers import admin
from commands import answer_of, run

from smartcity import keeping
from smartcity.intake import DataFolder
from smartcity.keeping import daily as dailies
from smartcity.keeping.archive import Manifest, Unusable
from smartcity.keeping.daily import Daily, read_passphrase
from smartcity.ui.upload.history import backup_said
from smartcity.wording import Words

NOW = datetime(2026, 11, 29, 1, 30, tzinfo=UTC)
NAMES = [f"smartcity-202611{day}-013000.zip" for day in (25, 26, 27)]


@pytest.fixture
def place(tmp_path):
    """A folder with three daily backups, and files that look like them."""
    for name in (*NAMES, "smartcity-lama.zip", "penting.zip"):
        (tmp_path / name).touch()
    return tmp_path


def test_setting_comes_from_the_environment_before_the_file():
    """Without anything none is made; a number that is none is refused by its name."""
    folder = DataFolder(Path("/data"))
    environment = {"SMARTCITY_BACKUP_KEEP": "7", "SMARTCITY_BACKUP_FOLDER": "/mnt/c"}
    assert (Daily.of(folder, {}), Daily.of(folder, environment)) == (
        Daily(0, Path("/data/cadangan"), None),
        Daily(7, Path("/mnt/c"), None),
    )
    for wrong in ("tujuh", "-1", "1.5", "७"):
        with pytest.raises(Unusable, match="no_number"):
            Daily.of(folder, {"SMARTCITY_BACKUP_KEEP": wrong})


@pytest.mark.parametrize(
    ("keep", "hours", "is_due"),
    [(3, 25, True), (3, 24, True), (3, 23, False), (0, 99, False), (3, -1, True)],
)
def test_one_is_due_a_day_after_the_last(place, keep, hours, is_due):
    """Also where the clock went back behind the last one: rather one too many than none until it is caught up."""
    last = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)
    assert keeping.latest(place) == last
    assert keeping.due(Daily(keep, place, None), last + timedelta(hours=hours)) == is_due
    assert keeping.due(Daily(3, place / "tidak-ada", None), NOW)


@pytest.mark.parametrize(("keep", "stay"), [(2, NAMES[2:]), (1, []), (9, NAMES)])
def test_the_oldest_go_when_the_new_one_is_there(place, keep, stay, monkeypatch):
    """As many stay as are kept, the new one among them; what is not one of them is not touched."""

    def made(folder, target, by, passphrase):
        target.touch()
        return keeping.Backup(target, Manifest("", "", ()), passphrase is not None, ())

    monkeypatch.setattr(dailies, "back_up", made)
    backup = keeping.make_daily(DataFolder(place), Daily(keep, place, None), admin("Rina"), NOW)
    assert backup.path.name == "smartcity-20261129-013000.zip"
    assert sorted(path.name for path in place.glob("*.zip")) == sorted(
        [*stay, backup.path.name, "smartcity-lama.zip", "penting.zip"]
    )


def test_none_goes_when_the_new_one_is_refused(place):
    """A folder without a journal gives no backup, and those before stay."""
    with pytest.raises(Unusable, match="nothing"):
        keeping.make_daily(DataFolder(place / "kosong"), Daily(1, place, None), admin("Rina"), NOW)
    assert [path.name for path in dailies.made(place)] == NAMES


def test_passphrase_is_the_first_line_of_its_file(tmp_path):
    """Spaces belong to it; an empty file, a missing one and one that is no text are refused."""
    file = tmp_path / "sandi"
    file.write_text(" kuda benar \nlain\n", "utf-8")
    assert read_passphrase(file) == " kuda benar "
    for content in (b"", b"\nlain", b"\xff\xfe"):
        file.write_bytes(content)
        with pytest.raises(Unusable, match="no_passphrase"):
            read_passphrase(file)
    with pytest.raises(Unusable, match="no_passphrase"):
        read_passphrase(tmp_path / "tidak-ada")


def test_by_command_it_goes_where_the_setting_says(tmp_path, monkeypatch):
    """`backup --daily` makes one into the folder of the setting and notes when."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SMARTCITY_BACKUP_FOLDER", str(tmp_path / "lain"))
    monkeypatch.setenv("SMARTCITY_BACKUP_KEEP", "2")
    folder = folders.empty(tmp_path / "data")
    assert Path(answer_of("backup", "--daily")["file"]).parent == tmp_path / "lain"
    assert (keeping.last_backup(folder) is None, keeping.latest(tmp_path / "lain") is None) == (False, False)
    monkeypatch.setenv("SMARTCITY_BACKUP_KEEP", "dua")
    assert ("dua" in run("backup", "--daily").err, run("doctor").code) == (True, 2)


def test_the_history_says_when_the_last_backup_was_made(tmp_path):
    """In the time of the region; that there is none is said too."""
    folder, words = DataFolder(tmp_path), Words("id")
    assert "Belum ada cadangan" in backup_said(folder, words)
    (tmp_path / "cadangan.json").write_text('{"made_at": "2026-11-29T01:30:00+00:00"}')
    assert backup_said(folder, words) == "Cadangan terakhir yang terbukti dapat dipulihkan: 29 Nov 2026 09.30."
