"""What an earlier release wrote is read by this one: each of its folders says what it said then."""

import json
import shutil

import pytest

from keeping.releases import RELEASES, SAID, answers_of
from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.keeping import examine
from smartcity.keeping.doctor import FAULT

KEPT = sorted(path.name for path in RELEASES.iterdir())


def test_a_release_is_kept():
    """The first is there; without one the test below would walk nothing."""
    assert "2026-11-29" in KEPT


@pytest.mark.parametrize("release", KEPT)
def test_a_folder_of_an_earlier_release_says_what_it_said(release, tmp_path):
    """Journal, copies, evidence and frozen exhibits are read, the tables are made anew, and nothing is lost."""
    folder = DataFolder(tmp_path / "data")
    shutil.copytree(RELEASES / release, folder.root)
    before = folder.journal.read_bytes()
    told = json.loads((folder.root / SAID).read_text("utf-8"))

    assert answers_of(folder) == told
    assert folder.journal.read_bytes() == before
    last = intake.history(folder)[-1].moment
    assert [check for check in examine(folder, last) if check.level == FAULT and check.subject != "key"] == []
