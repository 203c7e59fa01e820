"""Files on the desk: they wait for their own person with what was decided, whole or not at all, and not for ever."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from askers import analyst

from smartcity.checks import Options
from smartcity.intake import DataFolder, Waiting, keep_waiting, put_away, waiting_of
from smartcity.method.regions import load_site
from smartcity.records.decisions import HEADER, Alias, Decisions

DECIDED = Decisions((Alias(f"{HEADER}:living", "kami puas", "I-LIV-1.1"),), "1-5", frozenset({("Smart Living", 13)}))
HELD = Waiting(b"isi", "survei (1).xlsx", Options("survey", 2024, "regular"), DECIDED)


@pytest.fixture
def folder(tmp_path):
    """A data folder in which nothing waits yet."""
    return DataFolder(tmp_path / "data")


def test_a_file_waits_with_all_that_was_said_of_it(folder):
    """What comes back is what was kept: bytes, name, kind, year, track, names, scale and rows."""
    keep_waiting(folder, analyst("", "rina@contoh.id"), HELD)
    assert waiting_of(folder, analyst("", "rina@contoh.id")) == HELD


def test_nobody_is_offered_the_file_of_another(folder):
    """Each person has a place of their own, and no address stands in its name."""
    keep_waiting(folder, analyst("", "rina@contoh.id"), HELD)
    assert waiting_of(folder, analyst("", "budi@contoh.id")) is None
    assert [path for path in folder.desk.rglob("*") if "rina" in path.name] == []


def test_the_last_file_takes_the_place_of_the_one_before(folder):
    """A person has one file at hand; of the earlier one nothing is left."""
    keep_waiting(folder, analyst(""), HELD)
    later = Waiting(b"isi lain", "b.csv")
    keep_waiting(folder, analyst(""), later)
    assert (
        waiting_of(folder, analyst("")),
        [path for path in folder.desk.rglob("isi") if path.read_bytes() == b"isi"],
    ) == (
        later,
        [],
    )


def test_what_is_put_away_leaves_nothing(folder):
    """A file may hold names and numbers of people: putting it away deletes it."""
    keep_waiting(folder, analyst(""), HELD)
    put_away(folder, analyst(""))
    put_away(folder, analyst(""))
    assert (waiting_of(folder, analyst("")), list(folder.desk.iterdir())) == (None, [])


@pytest.mark.parametrize(
    ("name", "content"), [("isi", b"is"), ("catatan.json", b'{"snapshot"'), ("catatan.json", b"[]")]
)
def test_half_a_file_is_none(folder, name, content):
    """What a crash cut off is not offered as if it were the file."""
    keep_waiting(folder, analyst(""), HELD)
    (own,) = folder.desk.iterdir()
    (own / name).write_bytes(content)
    assert waiting_of(folder, analyst("")) is None


@pytest.mark.parametrize(("days", "is_there"), [(-0.5, True), (0.5, False)])
def test_a_file_does_not_wait_for_ever(folder, days, is_there):
    """After the days that the configuration gives it is deleted, whoever comes next."""
    keep_waiting(folder, analyst(""), HELD)
    (own,) = folder.desk.iterdir()
    old = (datetime.now(UTC) - timedelta(days=load_site().waiting_days + days)).timestamp()
    os.utime(own, (old, old))
    assert waiting_of(folder, analyst("", "lain")) is None
    assert own.exists() is is_there
