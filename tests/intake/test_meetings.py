"""Meetings in the journal: made, filled, begun, minuted and taken back; what was shown stays what it was."""

import json

import pytest
from askers import analyst

from smartcity import intake
from smartcity.access.policy import COUNCIL, OFFICE, READER, Asker, NotAllowed
from smartcity.answers import meetings as answers
from smartcity.intake.folder import SnapshotLost
from smartcity.office.meetings import Faulty
from smartcity.records.meetings import ITSELF

DETAILS = {"kind": "evaluation", "date": "2024-06-12", "people": [["Ketua Dewan", "Dewan Smart City"]]}
STRIP = {"page": "peringkat", "exhibit": "jarak-skor", "selection": {"year": 2023}, "is_live": True}
RINA, DEWAN = analyst("Rina"), Asker("Pak Anwar", COUNCIL)


@pytest.fixture
def desk(folder):
    """An empty data folder with its open warehouse."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        yield folder, warehouse


def arranged(desk, details=DETAILS, year=2024):
    """Make a meeting and return its code."""
    folder, warehouse = desk
    return intake.arrange_meeting(folder, year, details, RINA, warehouse).id


def say(desk, code, changes, by=RINA, **others):
    """Say something of a meeting and return how it stands then."""
    folder, warehouse = desk
    intake.change_meeting(folder, code, changes, by, warehouse, **others)
    return answers.meeting(warehouse, code)


def test_a_meeting_has_its_agenda_minutes_and_action_items(desk):
    """Each part gets a code, later words take the place of earlier ones, and a build brings all of it back."""
    folder, warehouse = desk
    code = arranged(desk)
    say(desk, code, {"p": STRIP}, frozen={"p": b"{}"})
    say(desk, code, {"p": {"topic": "Lain-lain"}, "a": {"what": "Kirim bukti P1", "owner": "Bappeda"}})
    say(desk, code, {ITSELF: {"order": ["p2", "p1"], "title": "Rapat Juni"}})
    say(desk, code, {"p1": {"note": "Selisih kecil", "decisions": ["Kejar Kota Banjarmasin"]}}, DEWAN)
    held = say(desk, code, {"a1": {"due": "2024-07-01", "status": "doing", "subject": "P1"}}, DEWAN)
    nothing = intake.change_meeting(folder, code, {"a1": {"status": "doing"}}, DEWAN, warehouse)

    assert (held.kind, held.date, held.title, held.people) == (
        "evaluation",
        "2024-06-12",
        "Rapat Juni",
        (("Ketua Dewan", "Dewan Smart City"),),
    )
    assert [(point.code, point.topic or point.exhibit) for point in held.points] == [
        ("p2", "Lain-lain"),
        ("p1", "jarak-skor"),
    ]
    assert (held.points[1].note, held.points[1].decisions) == ("Selisih kecil", ("Kejar Kota Banjarmasin",))
    assert held.points[1].selection == {"year": 2023}
    [action] = held.actions
    assert (action.owner, action.due, action.status, action.changed_by) == (
        "Bappeda",
        "2024-07-01",
        "doing",
        "Pak Anwar",
    )
    assert nothing is None
    intake.build(folder, warehouse=warehouse)
    assert answers.meetings(warehouse) == (held,)


def test_what_is_shown_is_that_of_the_start(desk):
    """Before it, a point shows what it was when it was added; what is added later is frozen at once."""
    folder, warehouse = desk
    code = arranged(desk)
    say(desk, code, {"p": STRIP}, frozen={"p": b'{"then":1}'})
    before = say(desk, code, {"p": STRIP | {"exhibit": "x"}}, frozen={"p": b'{"kept":1}'})
    intake.start_meeting(folder, code, {"p1": b'{"now":1}'}, b'{"owed":1}', RINA, warehouse)
    again = intake.start_meeting(folder, code, {"p1": b'{"later":1}'}, None, RINA, warehouse)
    held = say(desk, code, {"p": STRIP}, frozen={"p": b'{"added":1}'})

    assert [intake.shown_at(folder, point) for point in before.points] == [b'{"then":1}', b'{"kept":1}']
    shown = {point.code: intake.shown_at(folder, point) for point in held.points}
    assert shown == {"p0": b'{"owed":1}', "p1": b'{"now":1}', "p2": b'{"kept":1}', "p3": b'{"added":1}'}
    assert (again, held.started_by, held.points[0].code) == (None, "Rina", "p0")
    assert len(list((folder.raw / "rapat").glob("*.json"))) == 5


def test_a_copy_that_is_gone_or_changed_is_not_shown(desk):
    """Who opens it is told, as of every snapshot."""
    folder, _ = desk
    code = arranged(desk)
    [point] = say(desk, code, {"p": STRIP}, frozen={"p": b"{}"}).points
    [copy] = (folder.raw / "rapat").iterdir()
    copy.write_bytes(b"{ }")
    with pytest.raises(SnapshotLost) as changed:
        intake.shown_at(folder, point)
    copy.unlink()
    with pytest.raises(SnapshotLost) as gone:
        intake.shown_at(folder, point)
    assert (changed.value.finding.code, gone.value.finding.code) == ("file.changed", "file.not_found")


WRONG = {
    "kind": ({ITSELF: {"kind": "arisan", "date": "2024-02-30"}}, ["unknown_kind", "no_date"]),
    "action": ({"a": {"due": "2023-12-31"}}, ["no_what", "no_owner", "due_before_year"]),
    "action day": ({"a": {"what": "x", "owner": "y", "due": "besok", "status": "nanti"}}, ["no_due", "unknown_status"]),
    "point": ({"p": {"note": "x"}}, ["no_topic"]),
    "unknown point": ({"p9": {"note": "x", "topic": ""}}, ["no_topic"]),
    "unknown part": ({"a1": {"what": "x"}}, ["no_owner"]),
    "unsound": ({"p": {"topic": 5}}, ["unsound"]),
    "long": ({"p": {"topic": "x" * 201, "decisions": ["y" * 501]}}, ["too_long", "too_long"]),
    "several": ({ITSELF: {"date": ""}, "a": {"owner": "B"}}, ["no_date", "no_what"]),
}


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(desk):
    """Neither in the journal nor beside it; a year without a method has no meeting."""
    folder, _ = desk
    code = arranged(desk)
    before = folder.journal.read_bytes()
    for changes, codes in WRONG.values():
        with pytest.raises(Faulty) as refused:
            say(desk, code, changes, frozen={"p": b"{}"})
        assert [fault.code for fault in refused.value.faults] == codes
    with pytest.raises(Faulty) as refused:
        arranged(desk, {}, year=1999)
    assert [fault.code for fault in refused.value.faults] == ["no_method", "unknown_kind", "no_date"]
    assert (folder.journal.read_bytes(), (folder.raw / "rapat").exists()) == (before, False)


def test_nobody_writes_over_what_somebody_else_wrote_meanwhile(desk):
    """The later one is told what stands there, and by whom; who wrote the same is not."""
    folder, warehouse = desk
    code = arranged(desk)
    say(desk, code, {"p": STRIP})
    say(desk, code, {"p1": {"note": "A"}}, DEWAN, seen={("p1", "note"): None})
    with pytest.raises(intake.SaidMeanwhile) as told:
        say(desk, code, {"p1": {"note": "B"}}, seen={("p1", "note"): ""})
    same = intake.change_meeting(folder, code, {"p1": {"note": "A"}}, RINA, warehouse, seen={("p1", "note"): ""})

    assert (told.value.theirs, told.value.own, told.value.by, same) == ("A", "B", "Pak Anwar", None)


ASKED = [
    ({"p1": {"note": "x"}, "a": {"what": "x", "owner": "y"}}, DEWAN, True),
    ({"p": {"topic": "x"}}, DEWAN, False),
    ({ITSELF: {"order": ["p1"]}}, DEWAN, False),
    ({"p1": {"gone": True}}, DEWAN, False),
    ({"a1": {"status": "done"}}, Asker("Sari", OFFICE, " bappeda"), True),
    ({"a1": {"status": "done"}}, Asker("Sari", OFFICE, "BPBD"), False),
    ({"a1": {"status": "done", "owner": "BPBD"}}, Asker("Sari", OFFICE, "Bappeda"), False),
    ({"p1": {"note": "x"}}, Asker("Sari", OFFICE, "Bappeda"), False),
    ({"a1": {"status": "done"}}, Asker("Tamu", READER), False),
]


def test_the_council_minutes_an_office_reports_on_its_own_and_analysts_arrange(desk):
    """Each asks only what its role may."""
    code = arranged(desk)
    say(desk, code, {"p": STRIP, "a": {"what": "Kirim", "owner": "Bappeda"}})
    for changes, by, is_allowed in ASKED:
        if is_allowed:
            assert say(desk, code, changes, by)
        else:
            with pytest.raises(NotAllowed):
                say(desk, code, changes, by)


def test_a_meeting_is_taken_back_whole_and_its_points_one_by_one(desk):
    """A point that is gone leaves its code to nobody; a meeting that is gone is no longer listed."""
    folder, warehouse = desk
    code = arranged(desk)
    say(desk, code, {"p": STRIP})
    say(desk, code, {"p1": {"gone": True}})
    left = say(desk, code, {"p": {"topic": "Baru"}})
    with pytest.raises(intake.UnknownEntry):
        say(desk, "zzz", {"p": STRIP})
    intake.discard_meeting(folder, code, RINA, "keliru", warehouse)

    assert [point.code for point in left.points] == ["p2"]
    assert answers.meetings(warehouse) == ()


def test_the_journal_names_what_was_shown_by_its_hash(desk):
    """A line of the journal is small, and its parts are told apart."""
    folder, _ = desk
    code = arranged(desk)
    say(desk, code, {"p": STRIP}, frozen={"p": b"{}"})
    line = json.loads(folder.journal.read_bytes().splitlines()[-1])
    [copy] = (folder.raw / "rapat").iterdir()

    assert (line["action"], line["meeting"], line["by"]) == ("meeting", code, "Rina")
    assert line["changes"]["p1"]["copy"] == copy.stem
