"""The pages over a ruined data folder: each says what is wrong and the one step that helps, never a traceback."""

import errno
import json
import os
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import duckdb
import folders
import pytest
from askers import analyst
from intake.straits import blocks, without_block, writer_at_work
from laws import every_other, is_thorough
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from workbooks import HOME, YEAR, even_marks, marks, result_row, results

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.intake import folder as places
from smartcity.intake.folder import UPLOADS, VARIABLE
from smartcity.ui.elements import plain
from smartcity.ui.store import close, warehouse
from smartcity.warehouse import Warehouse, WarehouseNotWritten
from smartcity.wording import LANGUAGES, Words

PROJECT = Path(__file__).parents[2]
PAGES = (
    "ikhtisar",
    "dimensi",
    "inovasi",
    "responden",
    "peringkat",
    "unggah",
    "simulasi",
    "rapat",
    "komposit",
    "jejak",
    "metode",
)
FILES = {
    "hasil.xlsx": results([result_row(1, HOME, YEAR, 3.5), result_row(2, "Kota Banjarmasin", YEAR, 3.4)]),
    "nilai.xlsx": marks(even_marks()),
}

HEADINGS = {plain(Words(language)("ui.failure.damaged")) for language in LANGUAGES}
SOME = every_other(PAGES)
"""Every other page, the first and the last among them, and with time all."""

OTHERS = PAGES if is_thorough() else PAGES[1::2]
"""Those between them."""

FEW = PAGES if is_thorough() else (PAGES[0], "unggah", PAGES[-1])
"""Pages that show that a folder is whole again; what all of them show of a whole one is asked elsewhere."""

WHOLE = ([], [], 0)
"""What `failures` holds of a page on which nothing failed."""

LANGUAGE_OF = dict(zip(PAGES, cycle(LANGUAGES)))
"""Every page fails in one of the languages, each language on every other page."""


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> DataFolder:
    """A data folder with two files in it; nobody may change it."""
    made = folders.empty(tmp_path_factory.mktemp("tegak") / "data")
    with intake.open_warehouse(made, read_only=False) as warehouse:
        for name, content in FILES.items():
            intake.commit(made, content, name, analyst("Rina"), Options(), warehouse)
    return made


@pytest.fixture
def folder(standing, tmp_path, monkeypatch):
    """A copy of that folder that the pages use, to be ruined."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "data"))
    close()
    yield folders.copied(standing, tmp_path / "data")
    close()


def app() -> AppTest:
    """Make a session that has opened no page yet."""
    return AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)


def page(opened: AppTest, code: str, language: str | None = None) -> AppTest:
    """Go to a page in its language, or another."""
    opened._page_hash = calc_hash("" if code == PAGES[0] else code)
    opened.query_params["bahasa"] = language or LANGUAGE_OF[code]
    return opened.run()


def failure(opened: AppTest) -> tuple[list[str], list[str], int]:
    """Return headings and sentences of what failed on the page, and how many tracebacks are on it."""
    headings = [element.value for element in opened.subheader if element.value in HEADINGS]
    sentences = [element.value for element in opened.markdown] if headings else []
    unforeseen = [words("ui.failure.unforeseen_step") for words in map(Words, LANGUAGES)]
    tracebacks = sum(element.value in map(plain, unforeseen) for element in opened.markdown)
    return headings, sentences, len(opened.exception) + tracebacks


def failures(codes: Sequence[str] = PAGES) -> dict[str, tuple[list[str], list[str], int]]:
    """Open pages one after the other, every one unless *codes* names some, and return what failed on each."""
    opened = app()
    return {code: failure(page(opened, code)) for code in codes}


def everywhere(
    trouble: str, codes: Sequence[str] = PAGES, **values: object
) -> dict[str, tuple[list[str], list[str], int]]:
    """Spell what every page, or those of *codes*, show of a trouble, in the shape of `failures`."""

    def shown_in(words: Words) -> tuple[list[str], list[str], int]:
        sentence = " ".join(words(f"trouble.{trouble}.{part}", **values) for part in ("problem", "page"))
        return [plain(words("ui.failure.damaged"))], [plain(sentence)], 0

    return {code: shown_in(Words(LANGUAGE_OF[code])) for code in codes}


def test_damaged_journal_is_said_on_every_page(folder):
    """Which line it is, and that the backup helps; after that every page is whole again."""
    whole = folder.journal.read_bytes()
    folder.journal.write_bytes(b"rusak\n" + whole)
    shown = failures()
    folder.journal.write_bytes(whole)

    assert shown == everywhere("journal_damaged", path=folder.journal, line=1)
    assert failures(FEW) == dict.fromkeys(FEW, WHOLE)


def test_journal_of_a_newer_version_is_said_on_every_page(folder):
    """A step that this version does not know gives no figure at all."""
    with folder.journal.open("ab") as journal:
        journal.write(json.dumps({"action": "gabung", "by": "x"}).encode() + b"\n")

    assert failures() == everywhere("journal_newer", path=folder.journal, line=3, action="gabung")


def test_lost_journal_is_said_on_every_page(folder):
    """A folder with uploads and without a journal is not begun anew."""
    folder.journal.unlink()
    places = {"uploads": folder.raw / UPLOADS, "warehouse": folder.warehouse}

    assert failures() == everywhere("journal_missing", path=folder.journal, **places)
    assert not folder.journal.exists()


def test_spoilt_warehouse_is_healed_by_opening_a_page(folder):
    """Garbage in its place costs a rebuild and nobody a thought."""
    folder.warehouse.write_bytes(b"bukan basis data" * 1000)

    assert failures(FEW) == dict.fromkeys(FEW, WHOLE)


def test_disk_failing_under_an_open_dashboard_is_said_and_healed_by_reloading(folder, monkeypatch):
    """A table that cannot be read is a sentence with the step on whatever page asks first; the next run is whole."""
    query, failing = Warehouse.query, []

    def fail_once(self: Warehouse, name: str, /, **parameters: object) -> object:
        if failing:
            with self._cursor():
                raise failing.pop()
        return query(self, name, **parameters)

    monkeypatch.setattr(Warehouse, "query", fail_once)
    opened, shown, reloaded = app(), {}, {}
    for code in SOME:
        page(opened, code)
        failing.append(duckdb.IOException("Corrupt database file"))
        shown[code] = failure(opened.run())
        reloaded[code] = failure(opened.run())

    assert shown == everywhere("damaged", SOME, path=folder.warehouse)
    assert reloaded == dict.fromkeys(SOME, WHOLE)


def test_file_overwritten_under_an_open_dashboard_never_shows_a_traceback(folder):
    """Whatever happens to the file while it is open, a page is right, or says so and is right when reloaded."""
    opened = page(app(), PAGES[0])
    damaged = everywhere("damaged", path=folder.warehouse)
    for code in SOME:
        whole = folder.warehouse.read_bytes()
        for start in blocks(whole):
            whole = without_block(whole, start)
        folder.warehouse.write_bytes(whole)

        assert failure(page(opened, code)) in (WHOLE, damaged[code])
        assert failure(opened.run()) == WHOLE


@pytest.mark.parametrize(("ruin", "codes"), [("file.not_found", SOME), ("file.changed", OTHERS)])
def test_lost_snapshot_is_named_on_every_page(folder, ruin, codes):
    """The file, what happened to it, and the step, which on a page is no command; the other figures stand below."""
    path = next(path for path in (folder.raw / UPLOADS).iterdir() if "hasil" in path.name)
    path.unlink() if ruin == "file.not_found" else path.write_bytes(b"lain")
    intake.build(folder)
    opened, named = app(), {}
    for code in codes:
        page(opened, code)
        parts = ("hasil.xlsx", "data/raw", "smartcity build")
        named[code] = [tuple(part in box.value for part in parts) for box in opened.error]
        assert failure(opened) == WHOLE

    assert named == {code: [(True, True, False)] for code in codes}


def test_writer_at_work_is_said_on_every_page(folder, monkeypatch):
    """A page that must rebuild waits for the other writer, and then says what to do."""
    monkeypatch.setattr(places, "LOCK_SECONDS", 0.05)
    folder.warehouse.unlink()
    with writer_at_work(folder.root):
        shown = failures()

    assert shown == everywhere("locked", path=folder.root)


def test_half_a_journal_line_is_told_in_the_history(folder):
    """The step that was cut off does not hold, and whoever made it reads that where the steps are listed."""
    with folder.journal.open("ab") as journal:
        journal.write(b'{"action": "withdraw", "by": "Ri')
    opened = app()
    told = {code: [box.value for box in page(opened, code).warning] for code in PAGES}

    assert told == {code: [Words(LANGUAGE_OF[code])("trouble.cut.problem")] * (code == "unggah") for code in PAGES}


@pytest.mark.parametrize("ruin", ["file.not_found", "file.changed"])
def test_original_that_is_lost_is_not_offered(folder, ruin):
    """In its place the history says what happened to the copy; nobody is given another file for the original."""
    (line, _) = intake.active(folder)
    path = folder.raw / line.path
    path.unlink() if ruin == "file.not_found" else path.write_bytes(b"lain")
    opened = page(app(), "unggah", "id")
    opened.selectbox(key="history-entry").set_value(line.id).run()
    words = Words("id")
    expected = words(f"findings.{ruin}.{'fix_snapshot' if ruin == 'file.not_found' else 'fix'}")

    assert [plain(expected) in element.value for element in opened.markdown].count(True) == 1
    assert [button for button in opened.get("download_button") if "original" in str(button.proto)] == []


def no_room(*_: object) -> None:
    """Fail as DuckDB does when it cannot write a table."""
    raise duckdb.IOException("Could not write file: No space left on device")


def test_full_disk_is_said_on_every_page_until_there_is_room(folder, monkeypatch):
    """A rebuild that finds no room is a sentence; with room, reloading is enough."""
    folder.warehouse.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(Warehouse, "_replace", no_room)
        shown = failures()

    assert shown == everywhere("not_written", path=folder.warehouse)
    assert failures(FEW) == dict.fromkeys(FEW, WHOLE)


def test_step_that_found_no_room_for_its_figures_is_made_up_for(folder, monkeypatch):
    """The journal has the step and the tables do not: every page says that its figures are those of before."""
    monkeypatch.setattr("smartcity.ui.store._AGAIN_SECONDS", 0.0)
    at = warehouse().stamp()["built_at"]
    opened = page(app(), PAGES[0])
    (first, second) = intake.active(folder)
    with monkeypatch.context() as patch:
        patch.setattr(Warehouse, "_replace", no_room)
        with pytest.raises(WarehouseNotWritten):
            intake.withdraw(folder, [first.id], analyst("Rina"), "uji", warehouse())
        shown = {code: [one.value for one in page(opened, code).warning] for code in SOME}

    behind = {code: plain(Words(language)("ui.stamp.behind", at=at)) for code, language in LANGUAGE_OF.items()}
    assert [code for code in SOME if behind[code] not in map(plain, shown[code])] == []
    assert intake.active(folder) == (second,)
    assert failures(FEW) == dict.fromkeys(FEW, WHOLE)
    assert set(FILES) & set(warehouse().query("snapshot_list")["file"]) == {second.file}


def test_folder_that_is_closed_is_said_on_every_page(folder, monkeypatch):
    """Without the right to open the data the page names the place and who can help."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == folder.journal:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert failures() == everywhere("forbidden", path=folder.journal)
