"""A backup is the folder or it is refused: made while the warehouse is open, put back whole, never half."""

import errno
import json
import shutil
import zipfile
from functools import cache
from pathlib import Path
from re import findall
from types import SimpleNamespace

import folders
import pyrage
import pytest
from askers import admin
from commands import answer_of, contents, run
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake, keeping
from smartcity.access.audit import BACKED_UP, FAILED, FOLDER, RESTORED, Audit
from smartcity.access.policy import ALLOWED, BACKUP, Asker, NotAllowed
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE
from smartcity.keeping import archive, backups
from smartcity.keeping.archive import MANIFEST, Unusable
from smartcity.wording import LANGUAGES, Words

RINA = admin("Rina")
PASSPHRASE = "kuda benar baterai staples"


def files_of(folder):
    """List the files that the figures rest on."""
    with intake.open_warehouse(folder) as warehouse:
        return [*warehouse.query("snapshot_list")["file"]]


def standing(folder):
    """Name what stands in a folder, but for the files of locks."""
    return sorted(path.name for path in folder.root.iterdir() if path.suffix != ".lock")


def add(folder, index, year=YEAR):
    """Load one more file into a folder."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        content = results([result_row(1, HOME, year, index)])
        return intake.commit(folder, content, f"hasil {index}.xlsx", RINA, Options(), warehouse)[0]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A folder with one loaded file, with what must not be in a backup beside it, and the backup of it."""
    root = tmp_path_factory.mktemp("asal")
    folder = folders.copied(folders.one_year(), root / "data")
    for left in ("meja/orang/berkas.xlsx", "cadangan/lama.zip", "raw/unggahan/.belum-x", "raw/.tulis-y", "lain.lock"):
        (folder.root / left).parent.mkdir(parents=True, exist_ok=True)
        (folder.root / left).write_bytes(b"x")
    (folder.root / "sesi.json").write_bytes(b"{}")
    (folder.root / "audit").mkdir()
    (folder.root / "audit/catatan.jsonl").write_bytes(b'{"a": 1}\n{"b": ')
    # The dashboard has its warehouse open meanwhile.
    with intake.open_warehouse(folder, read_only=False):
        made = keeping.back_up(folder, root / "cadangan.zip", RINA)
    return folder, made


def test_a_backup_holds_what_cannot_be_made_again(source):
    """Journal, copies and key byte for byte; no build product, no lock, nothing unfinished, no line cut in half."""
    folder, made = source
    held = {one.path: one.sha256 for one in made.manifest.files}
    raw = {name: digest for name, digest in contents(folder.root).items() if name in held and name.startswith("raw/")}
    access = ["akses/audit.head", "akses/audit.jsonl"]
    assert sorted(held) == sorted([*raw, *access, "audit/catatan.jsonl"])
    assert {name: held[name] for name in raw} == raw
    assert {"raw/journal.jsonl"} < set(raw)
    assert not any(part in name for name in held for part in ("meja", ".lock", ".belum", ".tulis", "warehouse", ".zip"))
    with zipfile.ZipFile(made.path) as held:
        assert held.read("audit/catatan.jsonl") == b'{"a": 1}\n'
    assert (made.lost, made.path.stat().st_mode & 0o077) == ((), 0)


def test_an_empty_folder_becomes_the_one_that_was_backed_up(source, tmp_path):
    """Every file comes back as it was, and the warehouse is built of them; the audit goes on from there."""
    folder, made = source
    put = DataFolder(tmp_path / "baru")
    restored = keeping.put_back(put, made.path, RINA)
    hashes = contents(put.root)
    held = {one.path: one.sha256 for one in made.manifest.files if not one.path.startswith(FOLDER)}
    assert {name: hashes[name] for name in held} == held
    *before, last = put.audit.entries()
    assert [one.did for one in before] == [one.did for one in folder.audit.entries()][: len(before)]
    assert ((last.did, last.who, last.of), put.audit.verify()) == ((RESTORED, "Rina", made.path.name), ())
    done = [(one.did, one.who, one.of) for one in folder.audit.entries()]
    assert (BACKED_UP, "Rina", made.path.name) in done
    assert (restored.moved_to, restored.lost, files_of(put)) == (None, (), files_of(folder))
    assert standing(put) == ["akses", "audit", "raw", "warehouse.duckdb"]


def test_a_folder_in_use_is_replaced_only_when_that_is_said_and_nothing_is_lost(source, tmp_path):
    """Without `replaces` it is refused; with it what stood there is kept beside, whole enough to be put back itself."""
    _, made = source
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    add(folder, 3.6, YEAR + 2)
    before, files = contents(folder.root), files_of(folder)
    with pytest.raises(Unusable, match="occupied"):
        keeping.put_back(folder, made.path, RINA)
    assert contents(folder.root) == before
    restored = keeping.put_back(folder, made.path, RINA, replaces=True)
    aside = DataFolder(restored.moved_to)
    assert (len(files_of(folder)), files_of(aside)) == (len(files) - 1, files)
    assert contents(aside.raw) == {name[4:]: held for name, held in before.items() if name.startswith("raw/")}


def test_killed_between_the_old_and_the_new_journal_nobody_begins_anew(source, tmp_path, monkeypatch):
    """The old warehouse without a journal is refused by whoever opens the folder, and the next restore mends it."""
    _, made = source
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    monkeypatch.setattr(backups, "settle", lambda _: None)
    moved = type(folder.root).rename

    def dying(place, target):
        if place.parent.name == "isi":
            raise KeyboardInterrupt
        return moved(place, target)

    monkeypatch.setattr(type(folder.root), "rename", dying)
    with pytest.raises(KeyboardInterrupt):
        keeping.put_back(folder, made.path, RINA, replaces=True)
    monkeypatch.setattr(type(folder.root), "rename", moved)
    with pytest.raises(FileNotFoundError):
        intake.open_warehouse(folder)
    keeping.put_back(folder, made.path, RINA, replaces=True)
    assert files_of(folder) == files_of(folders.one_year())


def test_encrypted_it_opens_with_its_passphrase_alone(source, tmp_path, monkeypatch):
    """Nothing of it can be read without it; the wrong one and none are told apart; a short one is refused.

    It is the last one that is known of the folder.
    """
    # To try a passphrase takes seconds on purpose; each is tried once.
    once = SimpleNamespace(encrypt=pyrage.passphrase.encrypt, decrypt=cache(pyrage.passphrase.decrypt))
    monkeypatch.setattr(pyrage, "passphrase", once)
    folder, _ = source
    path = tmp_path / "sandi.zip"
    with pytest.raises(Unusable, match="short_passphrase"):
        keeping.back_up(folder, path, RINA, "pendek")
    made = keeping.back_up(folder, path, RINA, PASSPHRASE)
    assert keeping.backups.last_backup(folder).isoformat() == made.manifest.made_at
    assert (made.is_encrypted, b"journal" in path.read_bytes(), zipfile.ZipFile(path).namelist()) == (
        True,
        False,
        ["kunci.age", "isi.age"],
    )
    put = DataFolder(tmp_path / "baru")
    for given, code in ((None, "needs_passphrase"), (f"{PASSPHRASE}!", "wrong_passphrase")):
        with pytest.raises(Unusable, match=code):
            keeping.put_back(put, path, RINA, given)
    flipped = bytearray(path.read_bytes())
    flipped[-3000] ^= 1
    (tmp_path / "rusak.zip").write_bytes(flipped)
    with pytest.raises(Unusable, match="damaged"):
        keeping.put_back(put, tmp_path / "rusak.zip", RINA, PASSPHRASE)
    assert standing(put) == []
    keeping.put_back(put, path, RINA, PASSPHRASE)
    assert files_of(put) == files_of(folder)


def rewritten(path, target, change=lambda parts: None, manifested=lambda manifest: None, **options):
    """Write a backup again with its parts and its manifest changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop(MANIFEST))
    change(parts)
    manifested(manifest)
    with zipfile.ZipFile(target, "w", **options) as archive:
        for name, content in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name), content, **({"compress_type": zipfile.ZIP_DEFLATED} if options else {})
            )
        archive.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(manifest))
    return target


def named(name):
    """Give one file of a backup another name, in its parts and in its manifest."""

    def change(parts):
        parts[name] = parts.pop("audit/catatan.jsonl")

    def manifested(manifest):
        next(one for one in manifest["files"] if one["path"] == "audit/catatan.jsonl")["path"] = name

    return {"change": change, "manifested": manifested}


def setting(**values):
    """Change what a manifest says at its top."""
    return {"manifested": lambda manifest: manifest.update(values)}


FORGED = {
    **{
        f"path {name!r}": (named(name), "foreign")
        for name in (
            "../luar.txt", "/etc/luar", "audit/../../luar", "C:/luar", "a\\..\\luar", "audit//b", "./b", "a\x00b",
            "a\nb", "RAW/journal.jsonl", "raw/journal.jsonl/anak", "warehouse.duckdb", "meja/x", "tulis.lock", "",
        )
    },
    "another byte": ({"change": lambda parts: parts.update({"audit/catatan.jsonl": b'{"a": 2}\n'})}, "damaged"),
    "another length": ({"change": lambda parts: parts.update({"audit/catatan.jsonl": b'{"a": 22}\n'})}, "damaged"),
    "a part too many": ({"change": lambda parts: parts.update({"lebih": b""})}, "damaged"),
    "a part too few": ({"change": lambda parts: parts.pop("audit/catatan.jsonl")}, "damaged"),
    "no journal": (
        {
            "change": lambda parts: parts.pop("raw/journal.jsonl"),
            "manifested": lambda manifest: manifest.update(
                files=[one for one in manifest["files"] if one["path"] != "raw/journal.jsonl"]
            ),
        },
        "foreign",
    ),
    "packed": ({"compression": zipfile.ZIP_DEFLATED}, "foreign"),
    "newer": (setting(version=2), "newer"),
    "another format": (setting(format="lain"), "foreign"),
    "no version": (setting(version=None), "foreign"),
    "no list": (setting(files=7), "foreign"),
    "no moment": (setting(made_at="kemarin\x1b[31m"), "foreign"),
    "a moment of no zone": (setting(made_at="2026-01-01T00:00:00"), "foreign"),
    "odd files": (setting(files=[{"path": 1, "size": "x", "sha256": None}]), "foreign"),
}  # fmt: skip


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_backup_changes_nothing(forged, source, tmp_path):
    """What leaves the folder, packs a bomb, or is not what its manifest says, is refused before anything moves."""
    how, code = FORGED[forged]
    path = rewritten(source[1].path, tmp_path / "palsu.zip", **how)
    folder = DataFolder(tmp_path / "data")
    with pytest.raises(Unusable, match=f"^{code}"):
        keeping.put_back(folder, path, RINA)
    assert {path.name for path in tmp_path.iterdir()} == {"palsu.zip", "data"}
    assert standing(folder) == []


def test_a_file_that_is_no_backup_is_named_as_what_it_is(source, tmp_path):
    """Cut off, something else, an empty ZIP, a folder, nothing at all, and a disk that has too little room."""
    whole = source[1].path.read_bytes()
    folder = DataFolder(tmp_path / "data")
    empty = tmp_path / "kosong.zip"
    zipfile.ZipFile(empty, "w").close()
    files = {
        "potong.zip": (whole[: len(whole) // 2], "cut"),
        "teks.zip": (b"halo", "foreign"),
        "nol.zip": (b"", "foreign"),
    }
    for name, (content, code) in files.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Unusable, match=f"^{code}"):
            keeping.put_back(folder, tmp_path / name, RINA)
    for path, code in ((empty, "foreign"), (tmp_path, "not_found"), (tmp_path / "tidak-ada.zip", "not_found")):
        with pytest.raises(Unusable, match=f"^{code}"):
            keeping.put_back(folder, path, RINA)


def test_a_full_disk_leaves_nothing_behind(source, tmp_path, monkeypatch):
    """Neither a backup nor a restore begins where it cannot end, and what breaks off is cleared away."""
    folder, made = source
    held = standing(folder)
    monkeypatch.setattr(archive, "room_for", lambda size, place: False)
    for attempt in (
        lambda: keeping.back_up(folder, tmp_path / "x.zip", RINA),
        lambda: keeping.put_back(DataFolder(tmp_path / "data"), made.path, RINA),
    ):
        with pytest.raises(OSError, match=rf"\[Errno {errno.ENOSPC}\]"):
            attempt()
    monkeypatch.undo()

    def full(*_):
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(archive, "extract", full)
    with pytest.raises(OSError, match="penuh"):
        keeping.back_up(folder, tmp_path / "x.zip", RINA)
    assert standing(folder) == held
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_file_that_changes_meanwhile_is_read_again(source, tmp_path, monkeypatch):
    """A backup is of one moment; where there is none it says so and leaves nothing."""
    folder, _ = source
    pieces, moves = archive._pieces, iter([True, False])

    def moving(source):
        if next(moves, still):
            raise archive.Moved
        return pieces(source)

    monkeypatch.setattr(archive, "_pieces", moving)
    still = False
    keeping.back_up(folder, tmp_path / "a.zip", RINA)
    still = True
    with pytest.raises(Unusable, match="moving"):
        keeping.back_up(folder, tmp_path / "b.zip", RINA)
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("role", [role for role, own in ALLOWED.items() if BACKUP not in own])
def test_only_who_may_makes_or_puts_back_a_backup(role, source, tmp_path):
    """The step itself asks, before it looks at anything."""
    with pytest.raises(NotAllowed):
        keeping.back_up(source[0], tmp_path / "x.zip", Asker("Orang", role))
    with pytest.raises(NotAllowed):
        keeping.put_back(DataFolder(tmp_path / "data"), source[1].path, Asker("Orang", role))
    assert list(tmp_path.iterdir()) == []


def test_a_copy_lost_before_is_named_not_hidden(source, tmp_path):
    """A backup is still made of what there is, and says which loaded file it does not hold."""
    folder = folders.copied(source[0], tmp_path / "data")
    shutil.rmtree(folder.raw / "unggahan")
    made = keeping.back_up(folder, tmp_path / "x.zip", RINA)
    assert made.lost == ("hasil.xlsx",)


def test_commands(tmp_path, monkeypatch):
    """`backup` and `restore FILE` by their sentences and codes; an entry of the journal is still an entry."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    folders.copied(folders.one_year(), tmp_path / "data")
    path = tmp_path / "c.zip"
    made = answer_of("backup", path)
    again, both = run("backup", path), run("backup")
    refused = run("restore", path)
    back = answer_of("restore", path, "--replace")
    entry, unknown = run("restore", "zzz"), run("restore", tmp_path / "tidak.zip")
    assert (made["files"], made["lost"], again.code, both.code) == (back["files"], [], 2, 2)
    assert (refused.code, entry.code, unknown.code) == (2, 2, 2)
    assert "--replace" in refused.err
    assert "--why" in entry.err
    assert "tidak.zip" in unknown.err
    assert (tmp_path / "data" / back["moved_to"]).is_dir()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_sentence(language):
    """Each code that the room raises is spelled out, and none stands in the catalogue in vain."""
    room = Path(keeping.__file__).parent.glob("*.py")
    raised = {code for path in room for code in findall(r'Unusable\("(\w+)"|"(cut)" if begins_so', path.read_text())}
    codes = {code for pair in raised for code in pair if code} | {"foreign"}
    assert {code for code in codes if not Words(language).has(f"keeping.refused.{code}")} == set()


def test_the_audit_comes_back_whole(source, tmp_path):
    """Its head is never ahead of its lines, whatever is written meanwhile: nothing seems to be cut off."""
    folder = folders.copied(source[0], tmp_path / "data")
    for _ in range(3):
        Audit(folder.root / FOLDER).note(FAILED, "rina")
    made = keeping.back_up(folder, tmp_path / "c.zip", RINA)
    put = DataFolder(tmp_path / "baru")
    keeping.put_back(put, made.path, RINA)
    held, before = Audit(put.root / FOLDER), Audit(folder.root / FOLDER)
    assert (held.entries()[:-1], held.verify()) == (before.entries()[:-1], ())
