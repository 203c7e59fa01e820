"""The audit: chained lines; what is removed, changed, reordered or cut off is found and named."""

import json
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from smartcity.access.audit import KINDS, SIGNED_IN, Audit, Flaw, Head
from smartcity.wording import LANGUAGES, Words


@pytest.fixture
def audit(tmp_path):
    """An audit of six lines."""
    made = Audit(tmp_path / "akses")
    made.note_all([(SIGNED_IN, str(n)) for n in range(6)], "rina", "analis", "127.0.0.1")
    return made


def lines(audit):
    """Return the lines as they stand."""
    return audit.path.read_bytes().splitlines(keepends=True)


def put(audit, content):
    """Write other lines in their place."""
    audit.path.write_bytes(b"".join(content))


def changed(line, *, is_hashed=False, **values):
    """Return a line that says something else, with the hash that it then has if wanted."""
    entry = json.loads(line) | values
    if is_hashed:
        from smartcity.access.audit import Entry

        entry["hash"] = Entry(**entry).own_hash
    return json.dumps(entry, ensure_ascii=False).encode() + b"\n"


def test_what_is_as_it_was_written_is_whole(audit):
    """Also when it goes on, and by a head that was kept elsewhere meanwhile."""
    kept = Head.of(str(audit.head()))
    audit.note(SIGNED_IN, "budi\nadmin")

    assert (audit.verify(), audit.verify(kept), kept.n) == ((), (), 6)
    assert audit.entries()[-1].who == "budi admin"


FORGED = {
    "removed": (lambda held: held[:2] + held[4:], [Flaw("removed", 3, 4)]),
    "removed at the start": (lambda held: held[1:], [Flaw("removed", 1, 1)]),
    "changed": (lambda held: [*held[:2], changed(held[2], who="budi"), *held[3:]], [Flaw("changed", 3, 3)]),
    "changed with its hash": (
        lambda held: [*held[:2], changed(held[2], is_hashed=True, who="budi"), *held[3:]],
        [Flaw("changed", 3, 3)],
    ),
    "the last changed with its hash": (
        lambda held: [*held[:5], changed(held[5], is_hashed=True, who="budi")],
        [Flaw("changed", 6, 6)],
    ),
    "reordered": (lambda held: [held[0], held[2], held[1], *held[3:]], [Flaw("reordered", 2, 2)]),
    "twice": (lambda held: [*held[:3], held[2], *held[3:]], [Flaw("reordered", 3, 3)]),
    "cut off": (lambda held: held[:4], [Flaw("cut_off", 5, 6)]),
    "cut within a line": (lambda held: [*held[:5], held[5][:30]], [Flaw("broken", 6, 6), Flaw("cut_off", 6, 6)]),
    "emptied": (lambda _: [], [Flaw("cut_off", 1, 6)]),
    "no line": (lambda held: [*held[:2], b"{}\n", *held[3:]], [Flaw("broken", 3, 3), Flaw("removed", 3, 3)]),
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_was_done_to_the_lines_is_found_and_named(audit, forged):
    """By their numbers."""
    forge, expected = FORGED[forged]
    put(audit, forge(lines(audit)))

    assert list(audit.verify()) == expected


def test_a_chain_forged_whole_is_found_by_a_head_kept_elsewhere(audit, tmp_path):
    """Whoever can write everything here cannot write what was kept elsewhere."""
    kept = audit.head()
    forged = Audit(tmp_path / "lain")
    forged.note_all([(SIGNED_IN, str(n)) for n in range(6)], "budi")
    shorter = Audit(tmp_path / "pendek")
    shorter.note_all([(SIGNED_IN, str(n)) for n in range(3)], "rina", "analis", "127.0.0.1")

    assert (forged.verify(), shorter.verify()) == ((), ())
    assert list(forged.verify(kept)) == [Flaw("changed", 6, 6)]
    assert list(shorter.verify(kept)) == [Flaw("cut_off", 4, 6)]


def test_a_line_that_a_crash_cut_off_is_dropped_and_said_to_be(audit):
    """The next line goes on after the last whole one."""
    with audit.path.open("ab") as file:
        file.write(b'{"n": 7, "at": "2026')
    audit.note(SIGNED_IN, "budi")

    assert audit.verify() == ()
    assert [entry.did for entry in audit.entries()[6:]] == ["cut", SIGNED_IN]


def test_lines_of_many_at_once_stand_one_after_the_other(audit):
    """Nobody's line is lost and no number given twice."""
    others = [Thread(target=Audit(audit.folder).note, args=(SIGNED_IN, str(n))) for n in range(8)]
    for one in others:
        one.start()
    for one in others:
        one.join()

    assert (audit.verify(), audit.head().n) == ((), 14)


def test_a_clock_behind_the_last_line_runs_backwards(audit):
    """A few minutes are none."""
    now = datetime.now(UTC)

    assert [audit.is_ahead_of(now - timedelta(minutes=n)) for n in (0, 2, 10)] == [False, False, True]


@pytest.mark.parametrize("text", ["", "6", "6:abc", "x:" + "0" * 64, "6:" + "z" * 64, ":" + "0" * 64])
def test_what_is_no_head_is_refused(text):
    """Before anything is compared with it."""
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the part that is wrong
        Head.of(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_done_has_a_name(language):
    """In each language."""
    assert [kind for kind in KINDS if not Words(language).has(f"audit.did.{kind}")] == []
