import json
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from smartcity.intake import journal
from smartcity.intake.journal import COMMIT, KINDS, WITHDRAW, JournalDamaged, Line, active, append, read
from smartcity.wording import LANGUAGES, Words

FIRST = Line(COMMIT, "Rina", id="a1", snapshot="ff", path="unggahan/x.xlsx", file="x.xlsx", kind="survey", year=2024)
SECOND = Line(COMMIT, "Budi", id="b2", snapshot="ee", file="CONTOH.xlsx", kind="results", is_sample=True)
TAKEN = Line(WITHDRAW, "Budi", id="c3", entry="a1", file="x.xlsx", kind="survey", why="salah tahun")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a journal may be written, in a folder that is not there yet."""
    return tmp_path / "raw" / "journal.jsonl"


def test_lines_come_back_as_they_were_written(path):
    """Everything a line says survives the file, in the order it was written."""
    append(path, [FIRST, SECOND])
    append(path, [TAKEN])
    assert read(path) == (FIRST, SECOND, TAKEN)


def test_appending_changes_no_byte_before(path):
    """What was written stays as it is."""
    append(path, [FIRST])
    before = path.read_bytes()
    append(path, [TAKEN])
    assert path.read_bytes()[: len(before)] == before


def test_one_json_object_a_line_readable_without_us(path):
    """Any program can read the journal; fields that say nothing are left out, letters stay letters."""
    append(path, [Line(COMMIT, "Nur ‘Aini", id="a1", at="2026-11-21T00:00:00+00:00", file="é.xlsx")])
    assert json.loads(path.read_text("utf-8")) == {
        "action": "commit",
        "by": "Nur ‘Aini",
        "id": "a1",
        "at": "2026-11-21T00:00:00+00:00",
        "file": "é.xlsx",
    }
    assert "‘Aini" in path.read_text("utf-8")


def test_only_what_was_appended_is_read_anew_and_everything_of_another_content(path, monkeypatch):
    """A line without its newline is read again, and so is a journal in which somebody changed a sign."""
    append(path, [FIRST, SECOND])
    first = read(path)
    parsed = []
    once = journal._line
    monkeypatch.setattr(journal, "_line", lambda piece: (parsed.append(once(piece).id), once(piece))[1])
    monkeypatch.setattr(journal, "_finished", lambda content: content)
    append(path, [TAKEN])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    second, third = read(path), read(path)
    path.write_bytes(path.read_bytes().replace(b"Rina", b"Nani"))
    changed = read(path)

    assert (first, second, third) == ((FIRST, SECOND), (FIRST, SECOND, TAKEN), (FIRST, SECOND, TAKEN))
    assert (changed[0].by, changed[1:]) == ("Nani", (SECOND, TAKEN))
    assert parsed == ["c3", "c3", "a1", "b2", "c3"]


def test_missing_and_empty_journals_have_no_lines(path):
    """No file and an empty file both mean that nothing was committed."""
    before = read(path)
    append(path, [])
    assert (before, read(path), path.exists()) == ((), (), True)


def test_line_cut_off_by_a_crash_is_passed_over_and_healed(path):
    """Half a last line is no line; the next one takes its place and the file is whole again."""
    append(path, [FIRST])
    append(path, [TAKEN])
    path.write_bytes(path.read_bytes()[:-9])
    cut = read(path)
    append(path, [SECOND])
    assert (cut, read(path)) == ((FIRST,), (FIRST, SECOND))
    assert [bool(json.loads(piece)) for piece in path.read_bytes().splitlines()] == [True, True]


@examples(15)
@given(st.integers(1, 200))
def test_whatever_a_crash_cuts_off_the_lines_before_stand(tmp_path_factory, cut):
    """Wherever the last line ends, the lines before it are read and a new one can follow."""
    path = tmp_path_factory.mktemp("jurnal") / "journal.jsonl"
    append(path, [FIRST])
    start = path.stat().st_size
    append(path, [SECOND])
    whole = path.read_bytes()
    path.write_bytes(whole[: max(start, len(whole) - cut)])
    append(path, [TAKEN])
    assert [line.id for line in read(path)] in (["a1", "c3"], ["a1", "b2", "c3"])


def test_last_line_without_its_newline_is_not_lost(path):
    """An editor that drops the last newline has not withdrawn anything."""
    append(path, [FIRST, SECOND])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    before = read(path)
    append(path, [TAKEN])
    assert (before, read(path)) == ((FIRST, SECOND), (FIRST, SECOND, TAKEN))


@pytest.mark.parametrize("garbage", [b"{rusak", b"[]", b'"kata"', b'{"by": "x"}', b"\xff\xfe", b"null"])
def test_garbage_before_the_last_line_is_named_by_its_number(path, garbage):
    """A damaged journal is never read in part: who knows what the line withdrew."""
    append(path, [FIRST, SECOND])
    first, second = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join([first, garbage, second, b""]))
    with pytest.raises(JournalDamaged) as problem:
        read(path)
    assert (problem.value.number, problem.value.path) == (2, path)


def test_blank_lines_and_fields_of_later_versions_are_passed_over(path):
    """A line may say more than we know; an empty one says nothing."""
    append(path, [FIRST])
    known = json.loads(path.read_bytes())
    path.write_text(json.dumps({**known, "baru": 1}) + "\n\n", "utf-8")
    assert read(path) == (FIRST,)


def test_active_are_the_commits_that_nobody_withdrew():
    """A withdrawal takes its entry back wherever it stands after it; others stay in order."""
    again = Line(COMMIT, "Rina", id="d4", snapshot="ff")
    assert active([FIRST, SECOND, TAKEN, again]) == (SECOND, again)


def test_withdrawal_of_an_unknown_entry_changes_nothing():
    """A line that names no commit has no effect."""
    assert active([FIRST, Line(WITHDRAW, "x", entry="zz")]) == (FIRST,)


def test_new_lines_have_ids_of_their_own_and_a_moment():
    """Two lines of the same second are still two entries."""
    one, other = Line(COMMIT, "x"), Line(COMMIT, "x")
    assert (one.id == other.id, one.moment.utcoffset().total_seconds()) == (False, 0.0)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_line_has_its_fields_and_its_names(kind):
    """What a kind says is in every line's fields, and the command line and the page can name it in both languages."""
    named = [Words(language).has(f"{of}.{kind}") for language in LANGUAGES for of in ("cli.action", "upload.history")]
    assert (set(KINDS[kind]) - {one.name for one in fields(Line)}, named) == (set(), [True] * 4)


def test_a_long_step_that_was_cut_off_is_passed_over(path):
    """However many of its lines are there, what stood before it stays; blank lines at the end change nothing."""
    append(path, [FIRST])
    kept = path.read_bytes()
    cut = json.dumps({"action": "alias", "by": "Rina", "id": "a", "at": FIRST.at, "rest": 1}).encode() + b"\n"
    path.write_bytes(kept + cut * (5 * sys.getrecursionlimit()) + b"\n\n")

    assert read(path) == (FIRST,)
    append(path, [SECOND])
    assert read(path) == (FIRST, SECOND)
