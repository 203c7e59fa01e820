"""`commit --replace` and `restore`: versions of one dump on the command line."""

import pytest
from commands import answer_of, empty_folder, run
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake
from smartcity.access.policy import READER, Asker

NEXT = YEAR + 2


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty data folder that the commands use."""
    return empty_folder(tmp_path / "data", monkeypatch)


@pytest.fixture
def files(tmp_path):
    """Two versions of one result sheet."""
    made = [tmp_path / "hasil.xlsx", tmp_path / "hasil (1).xlsx"]
    for path, index in zip(made, (3.6, 3.7)):
        path.write_bytes(results([result_row(1, HOME, NEXT, index)]))
    return made


def standing(folder):
    """List the entries in force."""
    return [line.id for line in intake.active(folder)]


def published():
    """Ask for the home region's published index."""
    return answer_of("score", NEXT)["published"]


def test_a_replacement_and_the_way_back(folder, files):
    """The new version takes the old one's place, and restoring the old one takes it back."""
    old = answer_of("commit", files[0], "--by", "Rina")["entry"]
    new = answer_of("commit", files[1], "--by", "Budi", "--replace", old)["entry"]
    replaced = (standing(folder), published())
    back = answer_of("restore", old, "--by", "Sari", "--why", "ternyata benar")["entry"]
    assert (replaced, standing(folder), published()) == (([new], 3.7), [back], 3.6)


def test_what_is_not_in_force_cannot_be_replaced(folder, files):
    """A wrong entry is wrong usage, and the sentence lists those that exist."""
    old = answer_of("commit", files[0], "--by", "Rina")["entry"]
    answer = run("commit", files[1], "--by", "Budi", "--replace", "salah")
    assert (answer.code, f"{old} (hasil.xlsx)" in answer.err, standing(folder)) == (2, True, [old])


def test_what_is_in_force_cannot_be_restored(folder, files):
    """There is nothing to bring back, which the sentence says."""
    old = answer_of("commit", files[0], "--by", "Rina")["entry"]
    answer = run("restore", old, "--by", "Sari", "--why", "coba")
    assert (answer.code, old in answer.err, standing(folder)) == (2, True, [old])


def test_the_same_bytes_replace_nothing(folder, files):
    """Refused as any second upload of the same bytes is."""
    old = answer_of("commit", files[0], "--by", "Rina")["entry"]
    answer = run("commit", files[0], "--by", "Budi", "--replace", old, "--json")
    assert (answer.code, answer.json) == (1, {"entry": old, "already_loaded": True})


def test_a_command_without_the_right_is_refused_in_words(folder, files, monkeypatch):
    """What the policy does not allow is said, not traced; the folder stays as it is."""
    monkeypatch.setattr("smartcity.cli.files.operator", lambda name: Asker(name, READER))
    answer = run("commit", files[0], "--by", "Rina")

    assert (answer.code, answer.out, standing(folder)) == (2, "", [])
    assert answer.err.strip() == "Peran “pimpinan” tidak boleh memuat berkas. Tidak ada yang berubah."
