"""What holds of everything that was ever decided: the journal folded in its order, for one file or for all."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.intake.journal import (
    ALIAS,
    COMMIT,
    LEAVE_OUT,
    SCALE,
    TAKE_IN,
    WITHDRAW,
    Line,
    active,
    append,
    in_force,
    read,
)
from smartcity.intake.standing import decided_of, lines_of
from smartcity.records.decisions import DIFFERENT, INNOVATION, SERVICE, Alias, Decisions

FILE = Line(COMMIT, "Rina", id="f1", snapshot="ff", file="survei.xlsx", kind="survey")
HEADER = Line(ALIAS, "Rina", id="h1", of="header:answers", text="Usia anda", meaning="age_group")
LATER = Line(ALIAS, "Budi", id="h2", of="header:answers", text="USIA  ANDA", meaning="")
NAME = Line(ALIAS, "Budi", id="n1", of=INNOVATION, text="Simaspemalu", meaning="Simas Pemalu")
FORM = Line(SCALE, "Rina", id="s1", snapshot="ff", scale="1-5")
OUT = Line(LEAVE_OUT, "Rina", id="o1", snapshot="ff", sheet="Smart Living", rows=(7, 9))
IN = Line(TAKE_IN, "Rina", id="o2", snapshot="ff", sheet="Smart Living", rows=(9,))


def meanings(lines: list[Line], entry: str = "") -> dict[str, str]:
    """Say what each name means by the last decision."""
    return {text: meaning for (_, text), meaning in decided_of(lines, "ff", entry).meanings.items()}


def test_decisions_come_back_from_the_journal_as_they_were_written(tmp_path):
    """Every field of a decision survives the file, rows too."""
    path = tmp_path / "journal.jsonl"
    append(path, [HEADER, FORM, OUT, IN, FILE])
    assert read(path) == (HEADER, FORM, OUT, IN, FILE)


def test_a_journal_from_before_there_were_decisions_is_read(tmp_path):
    """A line without the new fields, and with one that nobody knows, is a line all the same."""
    path = tmp_path / "journal.jsonl"
    old = {"action": "commit", "by": "Rina", "id": "f1", "at": FILE.at, "snapshot": "ff", "mood": "baik"}
    path.write_text(json.dumps(old) + "\n", "utf-8")
    (line,) = read(path)
    assert (line.id, line.of, line.rows, decided_of([line], "ff")) == ("f1", "", (), Decisions())


def test_a_step_of_decisions_and_a_commit_is_whole_or_not_there(tmp_path):
    """Wherever the file breaks off, either all lines of the step hold or none."""
    path = tmp_path / "journal.jsonl"
    append(path, [HEADER, OUT, FILE])
    whole = path.read_bytes()
    read_back = set()
    for end in range(len(whole) + 1):
        path.write_bytes(whole[:end])
        read_back.add(tuple(line.id for line in read(path)))
    assert read_back == {(), ("h1", "o1", "f1")}


def test_the_last_decision_about_a_name_counts():
    """However the name is spelt."""
    assert meanings([HEADER, LATER]) == {"usia anda": ""}


def test_each_decision_is_taken_back_by_itself():
    """Withdrawing the later one brings the earlier one back; commits are no decisions."""
    gone = Line(WITHDRAW, "Budi", entry="h2")
    lines = in_force([HEADER, LATER, FILE, gone])
    assert ([line.id for line in lines], [line.id for line in active([HEADER, FILE])], meanings([*lines])) == (
        ["h1", "f1"],
        ["f1"],
        {"usia anda": "age_group"},
    )


def test_how_a_file_is_read_does_not_change_by_what_is_decided_later():
    """Only what was decided before its commit says what its headers mean; the names of innovations hold for all."""
    lines = [HEADER, FILE, LATER, NAME]
    assert meanings(lines, "f1") == {"usia anda": "age_group", "simaspemalu": "Simas Pemalu"}


def test_scale_and_rows_belong_to_one_file_whenever_they_are_decided():
    """They come before its commit or after it, and say nothing of another file."""
    lines = [FORM, FILE, OUT, IN]
    own, other = decided_of(lines, "ff", "f1"), decided_of(lines, "ee")
    assert (own.scale, own.left_out, bool(other)) == ("1-5", {("Smart Living", 7)}, False)


def test_rows_that_were_taken_in_stay_out_again_once_that_is_withdrawn():
    """Each line about rows can be taken back by itself."""
    lines = in_force([FILE, OUT, IN, Line(WITHDRAW, "Budi", entry="o2")])
    assert decided_of(lines, "ff").left_out == {("Smart Living", 7), ("Smart Living", 9)}


def test_what_holds_already_makes_no_line():
    """Deciding the same again writes nothing; what differs does, one line a name and one a sheet."""
    standing = decided_of([HEADER, FORM, OUT, FILE], "ff")
    again = Decisions((Alias("header:answers", "usia anda", "age_group"),), "1-5", frozenset({("Smart Living", 7)}))
    more = Decisions((Alias(SERVICE, "x", "Y"),), "0-4", frozenset({("Smart Living", 11), ("Smart Living", 3)}))
    made = lines_of(more, standing, "Rina", snapshot="ff", file="survei.xlsx", why="uji")
    assert (lines_of(again, standing, "Rina", snapshot="ff"), [(line.action, line.rows) for line in made]) == (
        (),
        [(ALIAS, ()), (SCALE, ()), (LEAVE_OUT, (3, 11))],
    )


@pytest.mark.parametrize("swapped", [False, True])
def test_a_pair_of_different_names_is_known_either_way_round(swapped):
    """One name may differ from several others, and it does not matter which is said first."""
    pair = ("Cantik", "BBM Cantik")
    decisions = Decisions((Alias(DIFFERENT, *pair), Alias(DIFFERENT, "Cantik", "Cantika")))
    alias = Alias(DIFFERENT, *(pair[::-1] if swapped else pair))
    assert (len(decisions.meanings), alias.key in decisions.meanings) == (2, True)


ROWS = st.frozensets(st.tuples(st.sampled_from(["A", "B"]), st.integers(2, 9)), max_size=6)


@given(st.lists(st.tuples(ROWS, ROWS), max_size=6))
def test_lines_made_of_decisions_fold_back_into_what_was_decided(steps):
    """Whatever is left out and taken in, the journal ends with the rows that the last decisions say."""
    lines: list[Line] = []
    expected: frozenset[tuple[str, int]] = frozenset()
    for out, back in steps:
        standing = decided_of(lines, "ff")
        lines += lines_of(Decisions(left_out=out), standing, "Rina", snapshot="ff", take_in=back)
        expected = (expected | out) - back
    assert decided_of(lines, "ff").left_out == expected


def test_a_decision_followed_by_another_is_both():
    """Names gather, the later scale counts, rows gather."""
    first = Decisions((Alias("region", "x", "Y"),), "1-5", frozenset({("A", 2)}))
    later = Decisions((Alias("region", "x", "Z"),), "", frozenset({("A", 3)}))
    both = first.followed_by(later)
    assert (both.meanings[("region", "x")], both.scale, sorted(both.left_out)) == ("Z", "1-5", [("A", 2), ("A", 3)])


@pytest.mark.parametrize(
    ("name", "of_one_file"),
    [
        ("Form Responses 1", True),
        ("Jawaban Formulir 2", True),
        ("Sheet1", True),
        ("Lembar1", True),
        ("survei", True),
        ("Ruang hidup", False),
        ("Smart Livng", False),
        ("Data Kesehatan", False),
    ],
)
def test_the_sheet_names_of_form_services_are_remembered_for_their_own_file_only(name, of_one_file):
    """Every form of a service has a sheet of that name, whatever it asks; a name that somebody chose says more."""
    alias = Alias("sheet:answers", name, "living")
    (line,) = lines_of(Decisions((alias,)), Decisions(), "Rina", snapshot="ff", file="survei.xlsx")
    own, other = decided_of([line], "ff").aliases, decided_of([line], "ee").aliases
    assert (own, other) == ((alias,), () if of_one_file else (alias,))
