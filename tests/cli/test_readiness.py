"""The command readiness: parts from what is recorded, what is not known said, and years without a method refused."""

from datetime import date

import icalendar
import pytest
from commands import answer_of, empty_folder, full_folder, run

from smartcity.wording import Words


def parts_of(answer):
    """Return the parts by code."""
    return {part["code"]: part for part in answer["parts"]}


def test_what_is_recorded_makes_ready(tmp_path, monkeypatch):
    """Evidence by worth, the last meeting's decisions; survey and innovations of an empty folder are not known."""
    empty_folder(tmp_path / "data", monkeypatch)
    answer_of("evidence", "set", 2024, "P1", "--status", "lengkap", "--owner", "Diskominfo", "--by", "Rina")
    made = answer_of("meeting", "add", "--year", 2024, "--kind", "fgd", "--date", "2024-03-25", "--by", "Rina")
    for what, status in (("A", "done"), ("B", "open")):
        answer_of("meeting", "action", made["id"], "--what", what, "--owner", "DLH", "--status", status, "--by", "Rina")
    answer = answer_of("readiness", 2024, "--as-of", "2024-05-01")
    parts = parts_of(answer)

    assert parts["evidence"]["share"] == pytest.approx(0.2 / 7)
    assert (parts["decisions"]["share"], parts["decisions"]["owes"]) == (0.5, ["DLH"])
    assert answer["unknown"] == ["respondents", "innovations"]
    assert answer["ready"] == pytest.approx(0.5 * 0.2 / 7 + 0.15 * 0.5)
    assert parts["respondents"]["holds_back"] == pytest.approx(0.2)
    assert (answer["round"], answer["days_left"]) == ("stage_1", 31)
    assert "setidaknya 9\u00a0%, 31 hari lagi" in run("readiness", 2024, "--as-of", "2024-05-01").out


def test_invented_answers_make_nobody_ready(tmp_path, monkeypatch, shipped_folder):
    """The shipped sample survey of 2024 does not count; the list's innovations do, none of them reported."""
    full_folder(tmp_path / "data", monkeypatch, shipped_folder)
    parts = parts_of(answer_of("readiness", 2024, "--as-of", "2024-11-01"))

    assert (parts["respondents"]["share"], parts["innovations"]["share"]) == (None, 0.0)
    assert parts["innovations"]["count"] > 0


def test_a_year_without_a_method_says_so(tmp_path, monkeypatch):
    """No readiness is made up for it."""
    empty_folder(tmp_path / "data", monkeypatch)
    answer = run("readiness", 2019)

    assert (answer.code, answer.out, "Belum ada metode 2019" in answer.err) == (1, "", True)
    assert Words("en").has("readiness.message_ahead")


def test_a_phone_takes_the_calendar_in(tmp_path, monkeypatch):
    """Rounds, a meeting with what it decided, and evidence; what is done stays out, and texts come through whole."""
    empty_folder(tmp_path / "data", monkeypatch)
    for item, status in (("P1", "diminta"), ("P2", "lengkap")):
        answer_of("evidence", "set", 2024, item, "--status", status, "--due", "2024-10-31", "--by", "Rina")
    made = answer_of("meeting", "add", "--year", 2024, "--kind", "fgd", "--date", "2024-03-25", "--by", "Rina")
    what = "Unggah SK; tanda tangan, lalu kirim" + " ke portal" * 20
    answer_of("meeting", "action", made["id"], "--what", what, "--owner", "DLH", "--due", "2024-04-30", "--by", "Rina")
    path = tmp_path / "k.ics"
    answer = answer_of("calendar", 2024, "--as-of", "2024-05-01", "-o", path)
    read = icalendar.Calendar.from_ical(path.read_bytes())
    events = {str(one["summary"]): one for one in read.walk("VEVENT")}

    assert [answer["entries"][0][name] for name in ("kind", "late")] == ["action", True]
    assert sorted(one["kind"] for one in answer["entries"]) == ["action", *["event"] * 4, *["evidence"] * 2, "meeting"]
    assert (len(events), what in events, any("P2" in name for name in events)) == (7, True, False)
    assert (events[what].decoded("dtstart"), str(events["Tahap II"]["status"])) == (date(2024, 4, 30), "TENTATIVE")
    assert len({str(one["uid"]) for one in read.walk("VEVENT")}) == 7
    assert max(map(len, path.read_bytes().split(b"\r\n"))) <= 75
    output = run("calendar", 2024, "--as-of", "2024-05-01").out
    assert ("31 Okt 2024, selesai\tBukti P2: " in output, "31 Okt 2024\tBukti P1: " in output) == (True, True)
