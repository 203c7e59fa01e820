from collections.abc import Iterator
from pathlib import Path

import folders
import pandas as pd
import pyarrow as pa
import pytest
from askers import analyst
from commands import contents
from workbooks import (
    HOME,
    YEAR,
    even_marks,
    innovations,
    items_of,
    marks,
    respondent,
    result_row,
    results,
    survey,
    varied,
    with_cells,
    workbook,
)

from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.intake.folder import UPLOADS, identity
from smartcity.warehouse import Warehouse
from smartcity.warehouse.frames import SCHEMA

NONE = Options()
NEXT = YEAR + 2
OTHER = "Kota Banjarmasin"
RESULTS = results([result_row(1, HOME, NEXT, 3.6), result_row(2, OTHER, NEXT, 3.7)])
SURVEY = survey({"living": varied(4, "living"), "society": varied(3, "society")})
FILES = {
    "results": RESULTS,
    "marks": marks(even_marks()),
    "survey": SURVEY,
    "innovations": innovations([(NEXT, "Living", "Kesehatan", "Lapak Sehat", "Dinkes", "S1")]),
}


@pytest.fixture
def opened(folder: DataFolder) -> Iterator[DataFolder]:
    """A folder of the test's own, opened once for all that is done with it one step after another."""
    with folders.opened_throughout(folder):
        yield folder


def commit(folder: DataFolder, content: bytes, file: str = "kiriman.xlsx") -> intake.Line:
    """Commit a file as Rina."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        line, _ = intake.commit(folder, content, file, analyst("Rina"), NONE, warehouse)
    return line


def withdraw(folder: DataFolder, *entries: str) -> tuple[intake.Line, ...]:
    """Withdraw entries as Budi."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.withdraw(folder, entries, analyst("Budi"), "percobaan", warehouse)


def tables(folder: DataFolder) -> dict[str, pa.Table]:
    """Return every table but the build's stamp, its rows in one order."""
    with intake.open_warehouse(folder) as warehouse, warehouse._cursor() as cursor:
        named = [name for (name,) in cursor.execute("show tables").fetchall() if name != "builds"]
        return {name: cursor.execute(f"select * from {name} order by all").to_arrow_table() for name in named}


def differing(before: dict[str, pa.Table], after: dict[str, pa.Table]) -> list[str]:
    """Name the tables that are not the same."""
    assert before.keys() == after.keys()
    return [name for name in before if not before[name].equals(after[name])]


def test_build_commits_every_shipped_workbook_once(shipped_folder):
    """A new folder has each workbook that comes with the product, byte for byte, and an entry for each."""
    lines = intake.active(shipped_folder)
    files = {path.name: identity(path.read_bytes()) for path in shipped_folder.shipped()}
    assert {line.file: line.snapshot for line in lines} == files
    assert {path: identity((shipped_folder.raw / path).read_bytes()) for path in files} == files


def test_every_shipped_workbook_is_loaded(shipped):
    """None of them is refused by today's checks."""
    assert shipped.query("snapshot_list")["is_loaded"].all()


def test_preparing_again_changes_nothing(folder):
    """A folder that has a journal is left as it is, with or without the shipped workbooks."""
    before = contents(folder.root)
    intake.prepare(folder)
    intake.prepare(folder, empty=True)
    assert contents(folder.root) == before


def test_empty_folder_has_no_entry_and_yet_knows_the_regions(opened):
    """Who the regions are is known without any upload, so that a first file can be judged."""
    with intake.open_warehouse(opened) as warehouse:
        known = scores.regions(warehouse)
    assert (intake.active(opened), known.find("tabalong").name) == ((), HOME)


def test_list_of_regions_that_was_loaded_takes_the_place_of_the_shipped_one(opened):
    """The loaded list speaks alone, and withdrawing it brings the shipped one back."""
    rows = [["Daerah", "Jenis", "Provinsi"], ["Kabupaten Percobaan", "kabupaten", "Kalimantan Selatan"]]
    before = tables(opened)
    line = commit(opened, workbook({"Daerah": rows}))
    assert tables(opened)["regions"]["region"].to_pylist() == ["Kabupaten Percobaan"]
    withdraw(opened, line.id)
    assert differing(before, tables(opened)) == []


def test_commit_keeps_the_bytes_and_writes_one_line(opened):
    """The snapshot is the file as it came, and the journal says who brought what."""
    line = commit(opened, RESULTS, "Hasil 2026.xlsx")
    assert (opened.raw / line.path).read_bytes() == RESULTS
    assert (line.by, line.file, line.kind, line.year, line.snapshot, line.is_sample) == (
        "Rina",
        "Hasil 2026.xlsx",
        "results",
        NEXT,
        identity(RESULTS),
        False,
    )
    assert intake.history(opened) == (line,)


@pytest.mark.parametrize("name", ["../../jahat.xlsx", "C:\\Users\\x\\kiriman.xlsx", "…", "a" * 300, "数" * 300])
def test_name_of_a_file_decides_nothing_about_where_it_is_kept(folder, name):
    """Whatever a file is called, its snapshot lies among the uploads under a name of its own."""
    path = Path(folder.keep(b"isi", name))
    assert (path.parent, (folder.raw / path).read_bytes()) == (Path(UPLOADS), b"isi")


def test_dry_run_writes_nothing_at_all(folder, tmp_path):
    """To inspect a file touches no byte, not even to make a folder or a key."""
    before = contents(folder.root)
    found = intake.inspect(folder, SURVEY, "survei.xlsx", NONE)
    elsewhere = DataFolder(tmp_path / "tidak ada")
    intake.inspect(elsewhere, SURVEY, "survei.xlsx", NONE)
    assert (found.is_loadable, contents(folder.root) == before, elsewhere.root.exists()) == (True, True, False)


def test_refused_file_changes_nothing(opened):
    """A file with one error leaves every byte of the folder and every answer as they were."""
    commit(opened, RESULTS)
    files, figures = contents(opened.root), tables(opened)
    bad = with_cells(FILES["marks"], "Nilai mandiri", {"C9": "empat"})
    with pytest.raises(intake.NotLoadable) as problem:
        commit(opened, bad)
    assert [finding.place.cell for finding in problem.value.inspection.findings] == ["C9"]
    assert (contents(opened.root) == files, differing(figures, tables(opened))) == (True, [])


def test_same_bytes_are_refused_under_any_name_and_name_the_entry(opened):
    """The second time is refused with the entry of the first; after its withdrawal it is welcome again."""
    line = commit(opened, RESULTS, "satu.xlsx")
    with pytest.raises(intake.AlreadyLoaded) as problem:
        commit(opened, RESULTS, "dua.xlsx")
    found = intake.inspect(opened, RESULTS, "dua.xlsx", NONE).findings[0]
    assert (problem.value.line, found.code, found.values["entry"]) == (line, "file.already_loaded", line.id)
    withdraw(opened, line.id)
    assert commit(opened, RESULTS, "dua.xlsx").id in {one.id for one in intake.active(opened)}


@pytest.mark.parametrize("kind", FILES)
def test_commit_then_withdraw_is_as_before(opened, kind):
    """Whatever was loaded, taking it back leaves every table as it was, and a line that says so."""
    before = tables(opened)
    line = commit(opened, FILES[kind])
    during = tables(opened)
    withdraw(opened, line.id)
    assert (bool(differing(before, during)), differing(before, tables(opened))) == (True, [])
    assert [(one.action, one.by, one.why) for one in intake.history(opened)] == [
        ("commit", "Rina", ""),
        ("withdraw", "Budi", "percobaan"),
    ]


def test_rebuilding_gives_the_same_tables(folder):
    """The warehouse is a product of journal and snapshots: deleted or spoilt, it comes back the same."""
    with folders.opened_throughout(folder):
        for file in FILES.values():
            commit(folder, file)
        before = tables(folder)
    intake.build(folder)
    again = tables(folder)
    folder.warehouse.unlink()
    anew = tables(folder)
    folder.warehouse.write_bytes(b"bukan basis data" * 1000)
    assert [differing(before, after) for after in (again, anew, tables(folder))] == [[], [], []]


def test_crash_in_the_rebuild_loses_nothing(folder, monkeypatch):
    """Once the journal has the line the file is loaded: the next opening rebuilds what a crash left undone."""

    def fail(self, frames, stamp):
        raise RuntimeError("listrik padam")

    with monkeypatch.context() as patch:
        patch.setattr(Warehouse, "rebuild", fail)
        with pytest.raises(RuntimeError):
            commit(folder, RESULTS)
    (line,) = intake.active(folder)
    with intake.open_warehouse(folder) as warehouse:
        assert scores.score_card(warehouse, NEXT, HOME).published == 3.6
    assert line.snapshot == identity(RESULTS)


def test_crash_before_the_journal_line_loads_nothing(folder, monkeypatch):
    """A snapshot without a line is no entry, and the same file can be committed afterwards."""
    before = tables(folder)

    def fail(path, lines):
        raise OSError("diska penuh")

    with monkeypatch.context() as patch:
        patch.setattr("smartcity.intake.journal.append", fail)
        with pytest.raises(OSError, match="diska penuh"):
            commit(folder, RESULTS)
    assert (intake.active(folder), differing(before, tables(folder))) == ((), [])
    assert commit(folder, RESULTS).snapshot == identity(RESULTS)


def test_crash_within_the_rebuild_leaves_the_readers_the_state_before(folder, monkeypatch):
    """All tables change in one transaction: half a rebuild is none."""
    commit(folder, FILES["innovations"])
    before = tables(folder)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        broken = {"answers": pd.DataFrame({"value": [object()]})}
        with pytest.raises(Exception, match=r"."):
            warehouse.rebuild({**tables_of(warehouse), **broken}, {})
    assert differing(before, tables(folder)) == []


def tables_of(warehouse: Warehouse) -> dict[str, pd.DataFrame]:
    """Make empty frames for every table."""
    return {name: pd.DataFrame(columns=list(columns)) for name, columns in SCHEMA.items()}


def test_withdrawal_is_all_or_none(opened):
    """One unknown entry among several refuses all, and lists those that can be withdrawn."""
    line = commit(opened, RESULTS)
    before = contents(opened.root)
    with pytest.raises(intake.UnknownEntry) as problem:
        withdraw(opened, line.id, "zzz")
    assert (problem.value.entry, problem.value.known, contents(opened.root) == before) == ("zzz", (line,), True)


def test_entry_named_twice_is_withdrawn_once(opened):
    """One entry has one line of withdrawal, and cannot be withdrawn again."""
    line = commit(opened, RESULTS)
    assert len(withdraw(opened, line.id, line.id)) == 1
    with pytest.raises(intake.UnknownEntry):
        withdraw(opened, line.id)


def test_withdrawing_samples_takes_every_sample_and_nothing_else(opened):
    """The entries that hold invented data are known, and the others stay when they go."""
    kept = commit(opened, RESULTS)
    before = tables(opened)
    sample = commit(opened, survey({"living": varied(2, "living")}, status="CONTOH"), "CONTOH.xlsx")
    other = commit(opened, survey({"society": varied(2, "society")}, status="CONTOH"), "CONTOH2.xlsx")
    assert [line.id for line in intake.samples(opened)] == [sample.id, other.id]
    withdraw(opened, *(line.id for line in intake.samples(opened)))
    assert (intake.active(opened), differing(before, tables(opened))) == ((kept,), [])


def test_snapshot_that_was_lost_is_listed_and_the_others_stay(folder):
    """A file missing from the folder is said to be missing; its figures are gone, not half there."""
    lost, kept = commit(folder, RESULTS), commit(folder, FILES["innovations"])
    (folder.raw / lost.path).unlink()
    intake.build(folder)
    with intake.open_warehouse(folder) as warehouse:
        listed = warehouse.query("snapshot_list").set_index("entry")["is_loaded"]
        card = scores.score_card(warehouse, NEXT, HOME)
    assert (bool(listed[lost.id]), bool(listed[kept.id]), card) == (False, True, None)


def test_names_and_phones_stay_in_the_snapshot(opened):
    """No table holds a name, a number or the key; the same person is known by a hash all the same."""
    person = {"person_name": "Siti Aminah", "person_phone": "0812-3456-7890"}
    answers = dict.fromkeys(items_of("living"), 3) | {items_of("living")[0]: 1}
    rows = {"living": [respondent("R1", answers, **person)], "society": varied(2, "society", **person)[1:]}
    commit(opened, survey(rows))
    found = tables(opened)
    text = "\n".join(str(table.to_pylist()) for table in found.values())
    private = ("Siti", "Aminah", "0812", "3456", "628123", opened.person_key().decode())
    assert [word for word in private if word in text] == []
    assert len(set(found["respondents"]["person"].to_pylist())) == 1


def test_key_of_persons_is_made_once_and_only_for_its_owner(opened):
    """Two surveys know the same person; nobody else may read the key."""
    commit(opened, SURVEY)
    path = opened.raw / "kunci"
    key = path.read_bytes()
    commit(opened, survey({"economy": varied(1, "economy")}))
    assert (path.read_bytes() == key, path.stat().st_mode & 0o077) == (True, 0)


def test_innovations_loaded_before_are_the_services_a_survey_may_name(opened):
    """A service is unknown only while no innovation list has it."""
    rows = {"living": varied(1, "living", service="Lapak Sehat")}
    codes = []
    for content in (innovations([(NEXT, "Living", None, "Lain", "x", "S1")]), FILES["innovations"]):
        commit(opened, content, f"{len(codes)}.xlsx")
        found = intake.inspect(opened, survey(rows), "survei.xlsx", NONE).findings
        codes.append("value.unknown_service" in {finding.code for finding in found})
    assert codes == [True, False]


def test_published_index_that_its_components_do_not_give_is_told(folder):
    """A slip in copying an official table is a warning at the index; what was printed is loaded."""
    header = ["Tahun", "Jalur", "Daerah", "Baseline", "Output", "Outcome", "Impact", "Quick Win"]
    rows = [[YEAR, "Reguler", name, 3, 3, 3, 3, 3, index, "resmi", "S"] for name, index in ((HOME, 3.0), (OTHER, 3.3))]
    content = workbook({"Hasil": [[*header, "Nilai akhir", "Dasar", "Sumber"], *rows]})
    found = intake.inspect(folder, content, "hasil.xlsx", NONE)
    assert [(one.code, one.place.cell, one.values["expected"]) for one in found.findings] == [
        ("score.differs", "I3", pytest.approx(3.0))
    ]
    assert found.is_loadable
