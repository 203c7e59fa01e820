"""The look at a data folder says each thing that is wrong, whose it is, and what to do; it changes nothing."""

import json
import os
from datetime import UTC, datetime, timedelta

import folders
import pytest
from commands import answer_of, contents, run
from reaching import BANJAR, reaching

from smartcity import intake, keeping
from smartcity.access.policy import ADMIN, ANALYST
from smartcity.intake.folder import VARIABLE
from smartcity.keeping import doctor
from smartcity.keeping.backups import NOTED
from smartcity.keeping.doctor import FAULT, FINE, NOTE
from smartcity.method.regions import MANY, NATION, OWN, PROVINCE
from smartcity.wording import LANGUAGES, Words, catalogue

NOW = datetime.now(UTC)
GONE = "0" * 64


def append(folder, **values):
    """Write one line into a journal as a program of ours would."""
    line = {"by": "Rina", "id": f"x{len(values)}", "at": NOW.isoformat(), **values}
    with folder.journal.open("ab") as file:
        file.write(json.dumps(line).encode() + b"\n")


def missing_copy(folder):
    """Take the copy of a loaded file away."""
    next((folder.raw / "unggahan").glob("[!.]*")).unlink()


def another_copy(folder):
    """Change the copy of a loaded file."""
    next((folder.raw / "unggahan").glob("[!.]*")).write_bytes(b"lain")


def lost_evidence(folder):
    """Say that there is evidence of which no copy is there."""
    piece = {"file": "foto.jpg", "snapshot": GONE, "kind": "jpg", "size": 3}
    append(folder, action="evidence", year=2024, track="regular", changes={"A": {"added": [piece]}})


def lost_meeting(folder):
    """Say that a meeting shows what no copy is there of."""
    append(folder, action="meeting", meeting="m", changes={"p1": {"topic": "x", "frozen": GONE}})


def written(path, content=b"x"):
    """Write a file that should not be there, or not so."""

    def spoil(folder):
        place = folder.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    return spoil


def readable(path):
    """Let other accounts read what they should not."""

    def spoil(folder):
        place = next(folder.root.glob(path))
        place.chmod(0o644)

    return spoil


def later(folder):
    """Write a line in the journal that is of tomorrow."""
    append(folder, action="interview", year=2024, track="regular", text=NOW.isoformat(), at=_tomorrow())


def _tomorrow():
    return (NOW + timedelta(days=1)).isoformat()


def cut(folder):
    """Leave half a line at the end of the journal."""
    with folder.journal.open("ab") as file:
        file.write(b'{"action": "com')


def noted(days):
    """Say that the last backup was made so many days ago."""
    return written(NOTED, json.dumps({"made_at": (NOW - timedelta(days=days)).isoformat()}).encode())


SPOILED = {
    "damaged journal": (written("raw/journal.jsonl", b"{}\n{}\n"), "journal", FAULT, "journal_damaged"),
    "newer journal": (lambda folder: append(folder, action="masa-depan"), "journal", FAULT, "journal_newer"),
    "no journal": (lambda folder: folder.journal.unlink(), "journal", FAULT, "journal_missing"),
    "cut journal": (cut, "journal", NOTE, "cut"),
    "missing copy": (missing_copy, "snapshots", FAULT, "lost"),
    "another copy": (another_copy, "snapshots", FAULT, "lost"),
    "lost evidence": (lost_evidence, "evidence", FAULT, "lost"),
    "lost meeting": (lost_meeting, "meetings", FAULT, "lost"),
    "no warehouse": (lambda folder: folder.warehouse.unlink(), "warehouse", NOTE, "none"),
    "damaged warehouse": (written("warehouse.duckdb", b"bukan gudang" * 400), "warehouse", FAULT, "damaged"),
    "warehouse behind": (later, "warehouse", NOTE, "behind"),
    "no key": (lambda folder: (folder.raw / "kunci").unlink(missing_ok=True), "key", NOTE, "none"),
    "empty key": (written("raw/kunci", b""), "key", FAULT, "empty"),
    "open copy": (readable("raw/unggahan/[!.]*"), "permissions", NOTE, "open"),
    "clock": (later, "clock", FAULT, "behind"),
    "unfinished": (written("raw/unggahan/.belum-x.xlsx"), "leftovers", NOTE, "unfinished"),
    "put aside": (written("sebelum-pemulihan-1/raw/x"), "leftovers", NOTE, "aside"),
    "no backup": (lambda folder: None, "backup", NOTE, "none"),
    "old backup": (noted(3), "backup", NOTE, "old"),
    "note that says nothing": (written(NOTED, b"[1]"), "backup", NOTE, "none"),
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_each_thing_that_is_wrong_is_said(spoiled, tmp_path):
    """With its level and its state, in both languages with what to do; and looking changes nothing."""
    spoil, subject, level, state = SPOILED[spoiled]
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    spoil(folder)
    before = contents(folder.root)
    found = {check.subject: check for check in keeping.examine(folder, NOW)}
    assert (found[subject].level, found[subject].state) == (level, state)
    assert contents(folder.root) == before | {"tulis.lock": contents(folder.root)["tulis.lock"]}
    for language in LANGUAGES:
        words = Words(language)
        assert all(map(words.has, found[subject].sentences))


def test_a_sound_folder_is_said_to_be_sound(tmp_path, monkeypatch):
    """Every look has its sentence; a backup of today is fine, an old one a fault where they are made by themselves."""
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    monkeypatch.setenv(VARIABLE, str(folder.root))
    monkeypatch.setattr(doctor, "_versions", lambda: doctor.Check("versions", values={"python": "3"}))
    written("raw/kunci", b"k")(folder)
    (folder.raw / "kunci").chmod(0o600)
    noted(0)(folder)
    answer = answer_of("doctor")
    assert {one["check"]: one["level"] for one in answer["checks"]} == dict.fromkeys(
        ("journal", "snapshots", "evidence", "meetings", "warehouse", "key", "disk", "permissions", "versions", "clock",
         "leftovers", "locks", "backup"),
        FINE,
    )  # fmt: skip
    noted(3)(folder)
    monkeypatch.setenv("SMARTCITY_BACKUP_KEEP", "5")
    told = run("doctor", "--language", "en")
    assert (told.code, told.out.count("BROKEN"), "3 days ago" in told.out) == (1, 1, True)


BOUND = {
    "elsewhere": (PROVINCE, {"region": "Kabupaten Entah"}, ["sari (Kabupaten Entah)"]),
    "unsaid": (NATION, {"region": ""}, ["sari"]),
    "fine": (PROVINCE, {"region": BANJAR.home}, None),
    "disabled": (PROVINCE, {"region": "Kabupaten Entah", "is_disabled": True}, None),
    "of all": (PROVINCE, {"region": MANY}, None),
    "alone": (OWN, {"region": "Kabupaten Entah"}, None),
}


@pytest.mark.parametrize("case", BOUND)
def test_accounts_of_regions_that_are_not_reached_are_named(case, tmp_path):
    """Who is bound to a region that nobody knows, or to none that was said, is named; an admin reaches all."""
    reach, account, names = BOUND[case]
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    standing = [{"name": "ani", "role": ADMIN}, {"name": "sari", "role": ANALYST, **account}]
    written("akses/akun.json", json.dumps(standing).encode())(folder)
    with reaching(reach):
        found = {check.subject: check for check in keeping.examine(folder, NOW)}["accounts"]

    assert (found.state, found.level) == ((case, NOTE) if names else ("fine", FINE))
    assert found.values.get("names") == names


def test_all_that_is_wrong_with_accounts_is_said_at_once(tmp_path):
    """One that is bound elsewhere does not hide one that is bound to nothing."""
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    regions = {"sari": "Kabupaten Entah", "budi": ""}
    standing = [{"name": name, "role": ANALYST, "region": region} for name, region in regions.items()]
    written("akses/akun.json", json.dumps(standing).encode())(folder)
    with reaching():
        found = [one.state for one in keeping.examine(folder, NOW) if one.subject == "accounts"]

    assert found == ["elsewhere", "unsaid"]


def test_damaged_accounts_are_a_fault(tmp_path):
    """Nobody can come in; a folder without accounts is asked for none."""
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    assert "accounts" not in {check.subject for check in keeping.examine(folder, NOW)}
    written("akses/akun.json", b"{")(folder)
    found = {check.subject: check for check in keeping.examine(folder, NOW)}["accounts"]
    assert (found.state, found.level) == ("damaged", FAULT)


def test_what_holds_the_folder_is_said(tmp_path):
    """While somebody writes, and while a key can be read by others."""
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    written("raw/kunci", b"k")(folder)
    (folder.raw / "kunci").chmod(0o640)
    found = {check.subject: check for check in keeping.examine(folder, NOW)}
    assert (found["key"].state, found["locks"].state) == ("open" if os.name == "posix" else "fine", "fine")
    with intake.open_warehouse(folder, read_only=False):
        assert {check.subject: check for check in keeping.examine(folder, NOW)}["warehouse"].state == "busy"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_a_look(language):
    """Every state in the catalogue says what it is; every one but a fine one says what to do."""
    parts = [key.split(".") for key in catalogue(language) if key.startswith("keeping.") and key.count(".") == 3]
    states = {(subject, state) for _, subject, state, _ in parts}
    bare = {key for key in states if not Words(language).has(f"keeping.{'.'.join(key)}.do")}
    assert bare == {(subject, "fine") for subject, _ in states} | {("warehouse", "busy"), ("key", "unneeded")}
