"""Journals that somebody damaged by hand: a finding with the number of the line, never a traceback."""

import json

import pytest
from askers import analyst
from commands import empty_folder, run
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import journal
from smartcity.intake.journal import JournalDamaged, Line

SOUND = {"action": "commit", "by": "Rina", "id": "a1", "at": "2026-01-02T03:04:05+00:00"}
WRONG = {
    "action": [None, 1, [], {}],
    "by": [None, 1, [], {"a": 1}],
    "id": [None, 7, "", []],
    "at": [None, 1, "kemarin", "2026-13-45", "2026-01-02T03:04:05", [], "9" * 5000],
    "snapshot": [None, 1, []],
    "path": [None, 1, "/etc/passwd", "../../x", "a/../../x", "..\\x", "a\u0000b", "/dev/zero"],
    "file": [None, 1, ["a"]],
    "kind": [1, {}],
    "year": ["2024", 2024.5, True, 0, -1, 10**6, [], float("inf")],
    "track": [1, []],
    "is_sample": [1, "ya", None],
    "entry": [1, None, {}],
    "why": [1, []],
    "rows": [5, "abc", [1.5], [True], [-1], [None], {"a": 1}],
    "scenario": [1, None],
    "marks": [[], "x", {"a": "b"}, {"a": None}, {"a": float("nan")}],
    "terms": [[], "x", {"efforts": {"a": ["x"]}}, {"efforts": 5}, {"ceilings": {"a": "b"}}, {"owners": {"a": 1}}],
    "steps": [5, "abc", [1], [{}], [{"node": None}], [{"node": "a", "mark_before": "x"}]],
    "changes": [[], "x", {"a": 1}],
    "rest": ["1", -1, 1.5, None, []],
}
EVIDENCE = SOUND | {"action": "evidence", "year": 2024, "track": "regular"}
UNSOUND_EVIDENCE = [
    *({"status": "selesai"}, {"owner": 5}, {"mark": "4"}, {"added": {"link": "x"}}, {"added": [5]}, {"added": [{}]}),
    *({"added": [{"snapshot": "../x", "kind": "pdf"}]}, {"added": [{"link": "x", "path": "y"}]}, {"dropped": "x"}),
]
CASES = [(name, value) for name, values in WRONG.items() for value in values]
RAW = [
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b'{"year": ' + b"9" * 5000 + b"}",
    b"\x00" * 100,
    b"\xff\xfe{}",
    b"NaN",
    b'{"action": "commit"}',
    b"\x1b[2J",
]


def _damaged(folder, piece: bytes) -> None:
    folder.journal.parent.mkdir(parents=True, exist_ok=True)
    folder.journal.write_bytes(piece + b"\n" + json.dumps(SOUND).encode() + b"\n")


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_field_that_holds_what_it_cannot_hold_is_damage(tmp_path, name, value):
    """It is told by the number of its line."""
    path = tmp_path / "journal.jsonl"
    path.write_text(json.dumps(SOUND | {name: value}) + "\n" + json.dumps(SOUND) + "\n", "utf-8")
    with pytest.raises((JournalDamaged, journal.JournalNewer)) as found:
        journal.read(path)
    assert found.value.number == 1


REPORT = SOUND | {"action": "report", "year": 2024, "changes": {"Simasda": {"stage": "running"}}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": None},
        *({"changes": {"Simasda": change}} for change in ({"stage": "x"}, {"risks": 5}, {"partners": [1]})),
    ],
)
def test_a_report_that_holds_what_it_cannot_hold_is_damage(tmp_path, wrong):
    """Also where the fields themselves are of their kinds."""
    path = tmp_path / "journal.jsonl"
    path.write_text(json.dumps(REPORT) + "\n", "utf-8")
    assert journal.read(path)[0].year == 2024
    path.write_text(json.dumps(REPORT | wrong) + "\n" + json.dumps(SOUND) + "\n", "utf-8")
    with pytest.raises(JournalDamaged):
        journal.read(path)


@pytest.mark.parametrize("piece", RAW)
def test_a_line_that_is_no_line_is_damage(tmp_path, piece):
    """However deep or long it is."""
    path = tmp_path / "journal.jsonl"
    path.write_bytes(piece + b"\n" + json.dumps(SOUND).encode() + b"\n")
    with pytest.raises(JournalDamaged):
        journal.read(path)
    assert not journal.is_cut(path)


@pytest.mark.slow
@pytest.mark.parametrize("piece", [*RAW[:4], json.dumps(SOUND | {"at": "kemarin"}).encode()])
@pytest.mark.parametrize("command", [("history",), ("build",)])
def test_the_commands_say_which_line_is_damaged(tmp_path, monkeypatch, command, piece):
    """The sentence stands on stderr and the exit code says that the input has errors."""
    _damaged(empty_folder(tmp_path, monkeypatch), piece)
    answer = run(*command)
    assert (answer.code, "Traceback" in answer.err, "1" in answer.err) == (1, False, True)


HOSTILE = "Rina\x1b[31m\x9b2J\tcommit\nabc\u202eevil\u2028x\r\x07"


def test_no_sign_that_orders_a_terminal_is_kept_in_a_name():
    """Who, what and why stand on one line each."""
    line = Line(action="commit", by=HOSTILE, file=HOSTILE, why=HOSTILE, scenario=HOSTILE)
    for text in (line.by, line.file, line.why, line.scenario):
        assert text == "Rina [31m 2J commit abc evil x "


@pytest.mark.slow
def test_nothing_that_is_printed_forges_a_row_or_orders_the_terminal(tmp_path, monkeypatch):
    """In a journal that another program wrote, in the name of a person and of a file, in text and in JSON."""
    folder = empty_folder(tmp_path / "data", monkeypatch)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        content = results([result_row(1, HOME, YEAR + 2, 3.6)])
        intake.commit(folder, content, f"a{HOSTILE}.xlsx", analyst(HOSTILE), Options(), warehouse)
    alias = Line("alias", "Budi", of="header:answers", text=HOSTILE, meaning="")
    journal.append(folder.journal, [alias])
    path = tmp_path / "b\x1b[31m\x9b\u202e.xlsx"
    path.write_bytes(b"x;y\n\x1b[2J\x9b1m;z\n")
    answers = [run("history"), run("history", "--json"), run("check", path), run("check", path, "--json")]
    answers += [run("check", f"c{HOSTILE}"), run("withdraw", HOSTILE, "--by", HOSTILE, "--why", HOSTILE), run(HOSTILE)]
    for answer in answers:
        printed = answer.out + answer.err
        assert not {sign for sign in printed if sign in "\x1b\x9b\x07\r\u202e\u2028"}
    assert len(answers[0].out.splitlines()) == len(intake.history(folder))
    assert {row.count("\t") for row in answers[0].out.splitlines()} == {8}


@pytest.mark.slow
def test_a_device_a_folder_and_a_huge_file_are_not_read(tmp_path, monkeypatch):
    """Kind and size are asked before the first byte."""
    empty_folder(tmp_path / "data", monkeypatch)
    huge = tmp_path / "besar.xlsx"
    with huge.open("wb") as file:
        file.truncate(1 << 40)
    for path, code in (("/dev/zero", "file.not_found"), (tmp_path, "file.not_found"), (huge, "file.too_large")):
        answer = run("check", path, "--json")
        assert (answer.code, [one["code"] for one in answer.json["findings"]]) == (1, [code])


@pytest.mark.parametrize("change", UNSOUND_EVIDENCE)
def test_evidence_that_cannot_be_is_damage(tmp_path, change):
    """A status that is none, a piece that is none, and a path that leads elsewhere."""
    path = tmp_path / "journal.jsonl"
    path.write_text(json.dumps(EVIDENCE | {"changes": {"P1": change}}) + "\n" + json.dumps(SOUND) + "\n", "utf-8")
    with pytest.raises(JournalDamaged):
        journal.read(path)
