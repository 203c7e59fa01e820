"""The worst moments of a data folder: each ends in a sentence, nothing half-written, and a way back to every figure."""

import errno
import json
import os
import stat
from pathlib import Path

import commands
import duckdb
import folders
import pytest
from commands import Answer, empty_folder, entry_of, full_folder, run
from laws import every_other, paired
from workbooks import HOME, YEAR, even_marks, innovations, marks, result_row, results, with_cells

from intake.straits import (
    IS_LINUX,
    blocks,
    command,
    little_disk,
    obey_permissions,
    of_version,
    small_disk,
    unwritable,
    without_block,
    writer_at_work,
)
from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.intake import folder as places
from smartcity.intake.folder import UPLOADS, VARIABLE
from smartcity.wording import LANGUAGES, Words

BY = ("--by", "Rina")
MARKS = marks(even_marks())
RESULTS = results([result_row(1, HOME, YEAR, 3.5), result_row(2, "Kota Banjarmasin", YEAR, 3.4)])
ASKED = (
    ("score", YEAR, "--json"),
    ("score", YEAR, "--basis", "simulasi", "--json"),
    ("rank", YEAR, "--json"),
    ("trace", YEAR, "--json"),
    ("history", "--json"),
)

needs_limits = pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
needs_permissions = pytest.mark.skipif(not IS_LINUX, reason="only Linux lets root give up its rights over permissions")


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> DataFolder:
    """A data folder that holds one year of results; nobody may change it."""
    with pytest.MonkeyPatch.context() as patch:
        made = empty_folder(tmp_path_factory.mktemp("tegak") / "data", patch)
        path = made.root.parent / "hasil.xlsx"
        path.write_bytes(RESULTS)
        entry_of(run("commit", path, *BY, "--json"))
    return made


@pytest.fixture
def folder(standing, tmp_path, monkeypatch) -> DataFolder:
    """A copy of that folder, to be ruined."""
    return full_folder(tmp_path / "data", monkeypatch, standing)


@pytest.fixture
def file(tmp_path) -> Path:
    """A self-assessment that is fit to be loaded."""
    path = tmp_path / "nilai.xlsx"
    path.write_bytes(MARKS)
    return path


def figures() -> list[str]:
    """Ask for all that the folder has to say, through one opening."""
    with folders.opened_once(DataFolder.chosen()):
        return [f"{answer.code} {answer.out}" for answer in (run(*question) for question in ASKED)]


@pytest.fixture(scope="module")
def standing_figures(standing) -> list[str]:
    """All that the folder has to say before anything is ruined."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(standing.root))
        return figures()


def trouble(code: str, language: str = "id", **values: object) -> str:
    """Spell what the command line says of a trouble."""
    words = Words(language)
    return " ".join(words(f"trouble.{code}.{part}", **values) for part in ("problem", "command"))


def says(answer: Answer, sentence: str) -> bool:
    """Say whether a command ended in this very sentence, alone and without a traceback."""
    return answer.code in (1, 2) and answer.err == f"{sentence}\n" and answer.out == ""


def replies(action: str, *given: object) -> dict[str, Answer]:
    """Run a command in each language."""
    return {language: run(action, *given, "--language", language) for language in LANGUAGES}


def contents(root: Path) -> dict[str, str]:
    """Identify every file of a data folder but those of the audit, which holds what was tried as well."""
    return {name: held for name, held in commands.contents(root).items() if not name.startswith("akses/")}


def uploads(folder: DataFolder) -> list[str]:
    """List what lies among the uploads, hidden files too."""
    return sorted(path.name for path in (folder.raw / UPLOADS).iterdir())


@needs_limits
@pytest.mark.parametrize(("step", "room", "language"), [("snapshot", 1000, "id"), ("journal", 200_000, "en")])
def test_full_disk_before_the_journal_line_changes_nothing(folder, standing_figures, file, step, room, language):
    """With no room for the snapshot or for the journal line the command says so, and the folder is as it was."""
    if step == "journal":
        # Blank lines say nothing: they only bring the journal to the end of the room there is.
        folder.journal.write_bytes(folder.journal.read_bytes() + b"\n" * (room - folder.journal.stat().st_size - 20))
    before = contents(folder.root)
    full = command("commit", file, *BY, "--language", language, before=little_disk(room))

    assert says(full, trouble("full", language, path=folder.root))
    assert (contents(folder.root), figures()) == (before, standing_figures)


@needs_limits
def test_full_disk_in_the_rebuild_loses_nothing(folder, tmp_path):
    """With room for the journal line but not for the tables, the line stands, and the next build makes the figures."""
    room, file = 50_000, tmp_path / "inovasi.xlsx"
    # All else is judged against a list of innovations, so that a new one makes all tables anew.
    file.write_bytes(innovations([(YEAR, "Smart Living", "Kesehatan", "Lapak Sehat", None, "I-1")]))
    full = command("commit", file, *BY, before=little_disk(room))
    lines = intake.history(folder)
    again = command("score", YEAR, "--language", "en", before=little_disk(room))

    assert says(full, trouble("not_written", path=folder.warehouse))
    assert (says(again, trouble("not_written", "en", path=folder.warehouse)), len(lines)) == (True, 2)
    assert (run("build").code, "Lapak Sehat" in run("coverage", YEAR).out) == (0, True)


def test_disk_that_fails_at_any_write_leaves_the_state_before_or_after(folder, standing_figures, file, monkeypatch):
    """Whichever forced write fails, nothing half-written stays, and the same commit works once there is room."""
    fsync, calls = os.fsync, []

    def fail_at(last: int):
        def sync(handle: int) -> None:
            if stat.S_ISREG(os.fstat(handle).st_mode):
                calls.append(handle)
            if len(calls) == last:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            fsync(handle)

        return sync

    writes = ("snapshot", "audit", "head of the audit", "journal")
    before, tried = contents(folder.root), []
    while not tried or tried[-1].code:
        calls.clear()
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail_at(len(tried) + 1))
            tried.append(run("commit", file, *BY, "--json"))
        if tried[-1].code:
            told = run(*ASKED[-1])
            assert (contents(folder.root), f"{told.code} {told.out}") == (before, standing_figures[-1])
        if len(tried) == len(writes):
            assert figures() == standing_figures

    assert [says(answer, trouble("full", path=folder.root)) for answer in tried[:-1]] == [True] * len(writes)


def test_small_file_system_that_is_full_gives_the_sentence(folder, standing_figures, file, tmp_path, monkeypatch):
    """On a real disk without room the same sentence is said, and what was there is there."""
    with small_disk(tmp_path, folder.warehouse.stat().st_size + (20 << 20)) as small:
        if small is None:
            pytest.skip("no file system may be mounted here; a limited file size stands for it in the tests above")
        folders.copied(folder, small / "data")
        monkeypatch.setenv("SMARTCITY_DATA", str(small / "data"))
        filler = small / "penuh"
        filler.write_bytes(bytes(os.statvfs(small).f_bavail * os.statvfs(small).f_frsize))
        full, kept = run("commit", file, *BY), figures()
        filler.unlink()

        assert (says(full, trouble("full", path=small / "data")), kept) == (True, standing_figures)
        assert run("commit", file, *BY).code == 0


@needs_permissions
def test_folder_that_may_not_be_written_says_so(folder, file):
    """Whoever may only read gets the figures, and a sentence about the permissions when something is to be changed."""
    before = contents(folder.root)
    tried = (
        ("id", folder.warehouse, "commit", file, *BY),
        ("en", folder.warehouse, "withdraw", intake.active(folder)[0].id, *BY, "--why", "x"),
        ("id", folder.root / "tulis.lock", "build"),
    )
    with unwritable(folder.root):
        for language, path, *given in tried:
            answer = command(*given, "--language", language, before=obey_permissions)
            assert says(answer, trouble("forbidden", language, path=path))
        first = command(*ASKED[0], before=obey_permissions)

    assert (first.code, first.out, contents(folder.root)) == (0, run(*ASKED[0]).out, before)


@needs_permissions
def test_snapshot_folder_that_may_not_be_written_keeps_the_journal(folder, file):
    """Where only the uploads are closed, the file is refused before the journal knows of it."""
    before = contents(folder.root)
    with unwritable(folder.raw / UPLOADS):
        answer = command("commit", file, *BY, before=obey_permissions)

    assert says(answer, trouble("forbidden", path=folder.raw / UPLOADS))
    assert contents(folder.root) == before


def test_forbidden_write_is_said_without_a_traceback(folder, file, monkeypatch):
    """The same on any system: what the operating system refuses is a sentence with the path."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder.raw / UPLOADS / ".tulis-x"))

    monkeypatch.setattr("smartcity.disk.whole.tempfile.mkstemp", refuse)

    assert says(run("commit", file, *BY), trouble("forbidden", path=folder.raw / UPLOADS))


SPOILT = {
    "garbage": lambda whole: b"bukan basis data" * 1000,
    "empty": lambda whole: b"",
    "half": lambda whole: whole[: len(whole) // 2],
    "older version": lambda whole: of_version(whole, 39),
    "newer version": lambda whole: of_version(whole, 1000),
    "second header": lambda whole: whole[:4096] + bytes(8192) + whole[12_288:],
}


@pytest.mark.parametrize(("ruin", "action"), paired(SPOILT, ("score", "build")))
def test_spoilt_warehouse_is_made_again(folder, standing_figures, ruin, action):
    """Whatever stands in the place of the warehouse, the next command makes it from `data/raw`, with every figure."""
    folder.warehouse.write_bytes(SPOILT[ruin](folder.warehouse.read_bytes()))
    answer = run(*ASKED[0]) if action == "score" else run("build")

    assert (answer.code, action == "build" or f"{answer.code} {answer.out}" == standing_figures[0]) == (0, True)
    assert figures() == standing_figures


@pytest.mark.parametrize("action", ["build", "score"])
def test_folder_in_the_place_of_the_warehouse_is_moved_aside(folder, standing_figures, action):
    """What somebody put there is not deleted, and every figure comes back."""
    folder.warehouse.unlink()
    folder.warehouse.mkdir()
    (folder.warehouse / "catatan.txt").write_text("penting", "utf-8")

    assert run(action, *([YEAR] if action == "score" else [])).code == 0
    assert (figures(), (folder.root / "warehouse.duckdb.1" / "catatan.txt").read_text("utf-8")) == (
        standing_figures,
        "penting",
    )


def test_another_database_in_the_place_of_the_warehouse_is_filled(folder, standing_figures):
    """A database of another program gets our tables."""
    folder.warehouse.unlink()
    with duckdb.connect(str(folder.warehouse)) as other:
        other.execute("create table builds as select 'x' as fingerprint")

    assert figures() == standing_figures


def test_log_of_a_crash_that_is_garbage_is_no_hindrance(folder, standing_figures):
    """A write-ahead log that holds nonsense costs no figure."""
    folder.warehouse.with_name("warehouse.duckdb.wal").write_bytes(b"rusak" * 100)

    assert figures() == standing_figures


def test_failing_disk_under_the_warehouse_is_said_and_a_build_heals_it(folder, standing_figures):
    """Whichever block of the file is lost, an answer is the right one or a sentence, and a build brings all back.

    Every second block where there is no time for all.
    """
    whole = folder.warehouse.read_bytes()
    sentence = trouble("damaged", path=folder.warehouse)
    damaged = []
    for start in every_other(blocks(whole)):
        folder.warehouse.write_bytes(without_block(whole, start))
        answer = run(*ASKED[0])
        if f"{answer.code} {answer.out}" != standing_figures[0]:
            damaged.append(answer)
            assert (says(answer, sentence), run("build").code, run(*ASKED[0]).out) == (True, 0, standing_figures[0][2:])

    assert (len(damaged) > 0, figures()) == (True, standing_figures)


def test_half_a_journal_line_has_not_happened_and_is_told(folder, standing_figures):
    """A step that a crash cut off changes no figure; `build` and `history` say that it does not hold."""
    with folder.journal.open("ab") as journal:
        journal.write(b'{"action": "withdraw", "by": "Ri')
    for answers in (replies("build"), replies("history")):
        assert [answer.code for answer in answers.values()] == [0, 0]
        assert [Words(language)("trouble.cut.problem") in answer.err for language, answer in answers.items()] == [
            True,
            True,
        ]

    assert figures() == standing_figures


def refused(file: Path, *actions: str) -> dict[str, list[Answer]]:
    """Run each of these commands in each language, and list their answers by the language."""
    given = {"score": [YEAR], "check": [file], "commit": [file, *BY]}
    answers = [replies(action, *given.get(action, [])) for action in actions]
    return {language: [answer[language] for answer in answers] for language in LANGUAGES}


def test_damaged_journal_is_named_by_its_line(folder, standing_figures, file):
    """No figure is made of half a journal: every command names the line, and the backup brings all back."""
    whole = folder.journal.read_bytes()
    folder.journal.write_bytes(b"\x00rusak\n" + whole)
    before = contents(folder.root)
    for language, answers in refused(file, "build", "score", "history", "check", "commit").items():
        sentence = trouble("journal_damaged", language, path=folder.journal, line=1)
        assert [says(answer, sentence) for answer in answers] == [True] * 5

    assert contents(folder.root) == before
    folder.journal.write_bytes(whole)
    assert (run("build").code, figures()) == (0, standing_figures)


def test_journal_of_a_newer_version_is_not_read_in_part(folder, standing_figures, file):
    """A step that this version does not know may change any figure, so that none is given, and nothing is written."""
    whole = folder.journal.read_bytes()
    folder.journal.write_bytes(whole + json.dumps({"action": "gabung", "by": "x", "baru": 1}).encode() + b"\n")
    before = contents(folder.root)
    for language, answers in refused(file, "build", "score", "history", "check", "commit").items():
        sentence = trouble("journal_newer", language, path=folder.journal, line=2, action="gabung")
        assert [says(answer, sentence) for answer in answers] == [True] * 5

    assert contents(folder.root) == before
    folder.journal.write_bytes(whole)
    assert figures() == standing_figures


def test_lost_journal_is_not_begun_anew_over_what_was_loaded(folder, standing_figures, file):
    """Without its journal a folder with uploads is not taken for a new one; the backup brings all back."""
    whole = folder.journal.read_bytes()
    folder.journal.unlink()
    before = contents(folder.root)
    places = {"uploads": folder.raw / UPLOADS, "warehouse": folder.warehouse}
    for language, answers in refused(file, "build", "score", "history", "commit").items():
        sentence = trouble("journal_missing", language, path=folder.journal, **places)
        assert [says(answer, sentence) for answer in answers] == [True] * 4

    assert contents(folder.root) == before
    folder.journal.write_bytes(whole)
    assert figures() == standing_figures


UNSAVED = {"file.not_found": "unsaved_snapshot", "file.changed": "unsaved"}


@pytest.mark.parametrize(("code", "language"), paired(UNSAVED, LANGUAGES))
def test_snapshot_that_is_lost_is_named_and_never_counted(folder, file, code, language):
    """A copy that is gone or was edited gives no figure; build and answers name it, and the original heals all."""
    entry_of(run("commit", file, *BY, "--json"))
    standing_figures = figures()
    path = next(path for path in (folder.raw / UPLOADS).iterdir() if "hasil" in path.name)
    if code == "file.changed":
        path.write_bytes(with_cells(RESULTS, "Hasil", {"E4": 3.9}))
    else:
        path.unlink()
    built = run("build", "--language", language)
    answered = run("score", YEAR, "--basis", "simulasi", "--language", language)
    official = run("score", YEAR, "--json")
    path.write_bytes(RESULTS)

    assert official.code == 1
    for answer, expected in ((built, 1), (answered, 0)):
        assert answer.code == expected
        assert Words(language)(f"findings.{code}.{UNSAVED[code]}") in answer.err
        assert "hasil.xlsx" in answer.err
    assert (run("build").code, figures()) == (0, standing_figures)


def test_edited_snapshot_is_not_restored(folder):
    """A withdrawn file whose copy was edited does not come back as something else."""
    (line,) = intake.active(folder)
    run("withdraw", line.id, *BY, "--why", "x")
    (folder.raw / line.path).write_bytes(with_cells(RESULTS, "Hasil", {"E4": 3.9}))
    before = contents(folder.root)
    answer = run("restore", line.id, *BY, "--why", "y", "--json")

    assert (answer.code, [one["code"] for one in answer.json["findings"]]) == (1, ["file.changed"])
    assert contents(folder.root) == before


def test_what_a_killed_process_left_unfinished_is_cleared_away(folder, file):
    """Half a file that may hold personal data does not stay beside the snapshots for good."""
    (folder.raw / UPLOADS / ".tulis-abc").write_bytes(b"separuh")
    entry_of(run("commit", file, *BY, "--json"))

    assert [name for name in uploads(folder) if name.startswith(".")] == []


def test_name_that_is_no_text_does_not_spoil_the_journal(folder, file, tmp_path):
    """A name that the shell handed over in another encoding is kept as far as it can be read, a note and a path too."""
    other = (b"Ri" + b"\xff" + b"na").decode("utf-8", "surrogateescape")
    answer = run("commit", file, "--by", other, "--json")
    noted = run("evidence", "set", "2024", "P1", *BY, "--note", other)
    backed_up = run("backup", tmp_path / f"{other}.zip")

    assert (answer.code, intake.active(folder)[-1].by) == (0, "Ri?na")
    assert (answer.out + answer.err).encode()
    assert (noted.code, intake.in_force(folder)[-1].changes["P1"]["note"]) == (0, "Ri na")
    assert (backed_up.code, folder.audit.entries()[-1].of) == (0, "Ri na.zip")


@pytest.mark.parametrize("language", LANGUAGES)
def test_writer_at_work_is_said_and_its_death_frees_the_folder(folder, file, language, monkeypatch):
    """While another process writes, a sentence; once it is killed, the lock it left behind stops nobody."""
    monkeypatch.setattr(places, "LOCK_SECONDS", 0.05)
    with writer_at_work(folder.root) as holder:
        refused = run("commit", file, *BY, "--language", language)
        holder.kill()
        holder.wait()
    left = (folder.root / "tulis.lock").exists()

    assert says(refused, trouble("locked", language, path=folder.root))
    assert (left, run("commit", file, *BY).code) == (True, 0)
