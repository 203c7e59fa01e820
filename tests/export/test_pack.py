"""Names that people gave, in files that other programs unpack and read: the pack of evidence and the calendar."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import icalendar
import pytest

from smartcity.export.ics import calendar_bytes
from smartcity.export.pack import placed
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.office.calendar import EVENT, EVIDENCE, TASK, Entry
from smartcity.wording import Words
from smartcity.wording.rules import rules_said


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("lpt1.tar.pdf", "_lpt1.tar.pdf"),
        ("../../x.pdf", "_.._x.pdf"),
        ("..", "berkas"),
        ("a\u202egpj.pdf", "a gpj.pdf"),
        ("a\ud800\x00\n.pdf", "a .pdf"),
        ("kontrak.pdf", "kontrak.pdf"),
    ],
)
def test_a_file_of_the_pack_can_be_unpacked_anywhere(name, kept):
    """No name is a device of Windows, leaves its folder, or shows another ending than it has; no two are alike."""
    item = SimpleNamespace(item="P1", pieces=[SimpleNamespace(file=name, snapshot="a" * 64)] * 2)
    found = SimpleNamespace(items=[item], method=SimpleNamespace(item=lambda _: SimpleNamespace(component="B")))
    first, second = (one.path for one in placed(found))

    assert (first, first.casefold() != second.casefold()) == (f"B/P1/{kept}", True)


def test_a_calendar_by_borrowed_rules_says_whose_they_are():
    """As a whole, and in each entry that asks for an item, since a phone shows it alone; not in a mere day."""
    own, words = load_methods().require(2024, load_site().track), Words("id")
    lent, day = replace(own, year=2026, borrowed_from=2024), date(2026, 5, 2)
    entries = [Entry(kind, code, day, day) for kind, code in ((EVIDENCE, "B1"), (TASK, "B1"), (EVENT, "fgd"))]
    made = icalendar.Calendar.from_ical(calendar_bytes(entries, lent, "", words))
    sentence = rules_said([lent], words)

    assert str(made["x-wr-caldesc"]) == sentence
    assert [sentence in str(one.get("description", "")) for one in made.walk("VEVENT")] == [True, True, False]
    assert b"sementara" not in calendar_bytes(entries, own, "", words)


def test_no_name_adds_anything_to_the_calendar():
    """Line breaks, commas and signs that order a device about stay within the text of their entry."""
    evil = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\n;,:\\\x00\x0b\u2028" + "\U0001f680" * 60
    entry = Entry("task", evil, date(2024, 1, 1), date(2024, 1, 2), evil, evil)
    made = calendar_bytes([entry], load_methods().require(2024, load_site().track), "", Words("id"))

    assert [one.name for one in icalendar.Calendar.from_ical(made).walk()] == ["VCALENDAR", "VEVENT"]
    assert max(map(len, made.split(b"\r\n"))) <= 75
    assert not set("\x00\x0b\u2028") & set(made.decode())
