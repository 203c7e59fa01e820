"""A warehouse that several processes share: what one commits the others show, and what is wrong is said in a sentence.

A second process is a second lake of the same words: it has a connection, a journal and a lock of its own.
"""

import json
import re
from collections import Counter
from dataclasses import replace
from zipfile import ZipFile

import commands
import desk
import folders
import lakes
import pytest
from askers import analyst
from commands import run
from laws import every_other, is_thorough
from rows import rows_of
from workbooks import HOME, YEAR, even_marks, items_of, marks, respondent, result_row, results, survey

from smartcity import intake
from smartcity.access.audit import Head
from smartcity.access.policy import ADMIN, Asker
from smartcity.checks import Options
from smartcity.exhibits.pages import codes
from smartcity.intake import DataFolder
from smartcity.intake.folder import LAKE, LAKE_VARIABLE, PROBE, VARIABLE
from smartcity.intake.journal import append
from smartcity.keeping import moving
from smartcity.lake import catalogue, near, tables
from smartcity.lake.statements import statement
from smartcity.ui import store
from smartcity.warehouse import WarehouseDamaged, WarehouseElsewhere, statements
from smartcity.warehouse.schema import SCHEMA
from smartcity.warehouse.store import names_of
from smartcity.wording import Words

RINA = analyst("Rina")
OPERATOR = Asker("Budi", ADMIN)
YEARS = (YEAR - 1, YEAR)
FIGURE = ("score", YEAR, "--basis", "simulasi")


def survey_answered():
    """Make a survey in which some say the same and some do not."""
    items = items_of("living", YEAR)
    rows = [respondent(f"r{n}", {item: (n + place) % 5 for place, item in enumerate(items)}) for n in range(6)]
    return survey({"living": rows}, year=YEAR)


def load(folder, warehouse, name, content):
    """Load a file."""
    return intake.commit(folder, content, name, RINA, Options(), warehouse)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A folder with a file of most kinds, its warehouse in a file."""
    folder = folders.empty(tmp_path_factory.mktemp("asal") / "data")
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        load(folder, warehouse, "survei.xlsx", survey_answered())
        load(folder, warehouse, "nilai.xlsx", marks(even_marks(YEAR), year=YEAR))
        load(folder, warehouse, "hasil.xlsx", results([result_row(1, HOME, YEAR - 1, 3.4)]))
    return folder


def in_lake(source, root):
    """Copy a folder and move the warehouse of the copy into an empty lake."""
    folder = replace(folders.copied(source, root), catalogue=lakes.server().catalogue())
    moving.move(folder, "lake", OPERATOR)
    return folder


@pytest.fixture(scope="module")
def shared(source, tmp_path_factory):
    """A folder whose warehouse is in a lake; each test leaves it usable."""
    folder = in_lake(source, tmp_path_factory.mktemp("danau") / "data")
    yield folder
    other(folder).lake.close()
    folder.lake.close()


@pytest.fixture
def moved(shared, monkeypatch):
    """The same, where the commands find it; what the catalogue says is asked each time."""
    monkeypatch.setenv(VARIABLE, str(shared.root))
    monkeypatch.setenv(LAKE_VARIABLE, shared.catalogue)
    monkeypatch.setattr(tables, "_FRESH_SECONDS", 0.0)
    return shared


def other(folder):
    """Be another process on the same folder."""
    return replace(folder, catalogue=folder.catalogue.replace("dbname=", " dbname="))


def refused(code, *command, **values):
    """Say whether a command ends in this very sentence."""
    answer, words = run(*(command or FIGURE)), Words("id")
    sentence = " ".join(words(f"trouble.{code}.{part}", **values) for part in ("problem", "command"))
    assert (answer.err, answer.out) == (f"{sentence}\n", "")
    return answer.code in (1, 2)


def test_a_warehouse_moves_there_and_back_and_loses_nothing(source, tmp_path, monkeypatch):
    """Every table, every line, every figure and page is the same in the file and in the lake.

    In the file again every table and line is, and each figure of a year; pages of the same tables were looked at.
    """
    monkeypatch.setenv(VARIABLE, str(source.root))
    before, lines, figures = rows_of_opened(source), source.journal.read_bytes(), everything()
    moved = replace(folders.copied(source, tmp_path / "data"), catalogue=lakes.server().catalogue())
    monkeypatch.setenv(VARIABLE, str(moved.root))
    cut_off(monkeypatch, moved, "lake")
    monkeypatch.setenv(LAKE_VARIABLE, moved.catalogue)
    there = run("lake", "move", "lake", "--json").json
    assert there == {"to": "lake", "lines": 3, "tables": len(SCHEMA), "rows": sum(map(Counter.total, before.values()))}

    assert sum(answer.startswith("0 ") for answer in figures[0]) > 5
    assert there["rows"] > 200
    assert (rows_of_opened(moved), moved.journal.read_bytes(), everything()) == (before, lines, figures)
    assert not moved.own_journal.exists()
    assert run("lake", "move", "lake").code == 2
    checks = {one["check"]: one["state"] for one in run("doctor", "--json").json["checks"]}
    assert (checks["journal"], checks["warehouse"], checks["permissions"]) == ("fine", "fine", "fine")
    assert run("backup", tmp_path / "cadangan.zip").code == 0
    with ZipFile(tmp_path / "cadangan.zip") as kept:
        assert kept.read("raw/journal.jsonl") == lines
        assert not any(LAKE in name for name in kept.namelist())
    assert run("restore", tmp_path / "cadangan.zip", "--replace").code == 2

    cut_off(monkeypatch, moved, "file")
    assert run("lake", "move", "file", "--json").json == there | {"to": "file"}
    file = DataFolder(moved.root)
    assert (rows_of_opened(file), file.journal.read_bytes()) == (before, lines)
    assert refused("lake_left")
    monkeypatch.delenv(LAKE_VARIABLE)
    assert commands.figures(YEARS[1:]) == figures[0][len(figures[0]) // len(YEARS) :]


def everything():
    """Ask for all figures of two years by commands, and for what pages of figures say: each other one, or all."""
    answers = commands.figures(YEARS)
    pages = {code: texts(desk.page(code)) for code in every_other([*codes()])}
    store.close()
    return answers, pages


def cut_off(monkeypatch, folder, to):
    """Stop a move while the tables are made: neither side is used, and no other move goes on from there."""
    with monkeypatch.context() as patch:
        patch.setenv(LAKE_VARIABLE, folder.catalogue)
        patch.setattr(moving, "make_all", lambda _: (_ for _ in ()).throw(InterruptedError()))
        with pytest.raises(InterruptedError):
            moving.move(folder, to, OPERATOR)
        assert refused("lake_half_moved")
        assert refused("lake_half_moved", "lake", "move", "file" if to == "lake" else "lake")
        patch.delenv(LAKE_VARIABLE)
        assert refused("lake_is_there", path=str(folder.root))


def texts(page):
    """List what a page says, but for when its tables were made."""
    assert not page.exception
    return [one.value for one in (*page.markdown, *page.title, *page.caption) if "Data per" not in one.value]


def rows_of_opened(folder):
    """Count the rows of every table of a folder."""
    with intake.open_warehouse(folder) as warehouse:
        return rows_of(warehouse)


def asked_for(folder):
    """Say what a process asks anew where it changed: what columns there are, and what tables the catalogue has."""
    sql = """
        select max(schema_version), (select count(*) from ducklake_table) as tables,
            (select count(*) from pg_class) as own
        from ducklake_snapshot
    """
    with folder.lake.asking() as cursor:
        return folder.lake.rows_of(cursor, sql)


def test_what_one_replica_commits_the_other_shows(moved):
    """The other one sees before, then after, by the snapshot; while one writes the other waits; the chain holds."""
    here, there = (intake.open_warehouse(folder, read_only=False) for folder in (moved, other(moved)))
    age, before, shape = here._age(), here.query("snapshot_list"), asked_for(moved)
    with moved.lock, pytest.raises(TimeoutError):
        other(moved).lock.acquire(timeout=0)
    with moved.lock, moved.lock.acquire(timeout=0):
        pass
    load(other(moved), there, "nilai lalu.xlsx", marks(even_marks(YEAR - 1), year=YEAR - 1))

    assert not before.equals(here.query("snapshot_list"))
    assert (here._age(), here.is_spent) == (there._age(), False)
    assert here._age() > age
    assert rows_of(here) == rows_of(there)
    line = load(moved, here, "hasil.xlsx", results([result_row(1, HOME, YEAR - 2, 3.1)]))[0]
    assert intake.history(other(moved))[-1] == line
    assert there.stamp() == here.stamp()
    with here._cursor() as cursor:
        assert cursor.execute("select * from builds").fetchone() == tuple(here.stamp().values())
    assert asked_for(moved) == shape

    for change, refuses in (("line || ' '", True), ("rtrim(line)", False)):
        lakes.server().tell(moved.catalogue, f"update smartcity_journal set line = {change} where number = 2")
        moved.lake.journal.__init__(moved.lake)
        assert not refuses or refused("lake_chain", "history", line=2)


def plain_statements():
    """List the statements that need nothing but the region for which they are asked, those about people among them."""
    files = statements.SQL.rglob("*.sql")
    names = [file.relative_to(statements.SQL).with_suffix("").as_posix() for file in files]
    wanted = {name: set(re.findall(r"\$(\w+)", statements.statement(name))) for name in names}
    return sorted(name for name, of in wanted.items() if of <= {"home", "alone"} and names_of(name) & SCHEMA.keys())


def statements_of_each_table():
    """List some of these, by which each table is asked that any of them asks; all where there is time."""
    chosen, reached = [], set()
    for name in plain_statements():
        own = names_of(name) & SCHEMA.keys()
        if is_thorough() or own - reached:
            chosen.append(name)
            reached |= own
    return chosen


def all_said(warehouse, names):
    """Ask these statements."""
    frames = (warehouse.ask(name, {}) for name in names)
    return [sorted(frame.astype(str).itertuples(index=False, name=None)) for frame in frames]


def test_after_a_step_of_another_replica_only_what_it_changed_is_asked_for(moved, monkeypatch):
    """Whatever another does, all answers are those of a process that comes anew; other tables are not fetched again."""
    fetched, really = set(), near.Near._copy

    def copied(self, table, lake):
        fetched.update({table} - self._rows.keys())
        really(self, table, lake)

    monkeypatch.setattr(near.Near, "_copy", copied)
    here, there, names = moved.lake.open(), other(moved).lake.open(), statements_of_each_table()

    def asked_now():
        fetched.clear()
        return all_said(here, names), set(fetched)

    def statements():
        answers, own = asked_now()
        assert answers == all_said(moved.lake.open(), names)
        return own

    _, first = asked_now()
    meeting = {"kind": "fgd", "date": f"{YEAR}-06-01", "title": "Uji"}
    intake.arrange_meeting(other(moved), YEAR, meeting, OPERATOR, there)
    after_meeting = statements()
    (line, _) = load(other(moved), there, "nilai.xlsx", marks(even_marks(YEAR - 2), year=YEAR - 2))
    after_marks = statements()
    intake.withdraw(other(moved), [line.id], OPERATOR, "keliru", there)
    after_withdrawal = statements()

    assert {"results", "meetings", "marks"} <= first
    assert "meetings" in after_meeting
    assert "marks" in after_marks & after_withdrawal
    assert after_meeting.isdisjoint({"results", "marks", "answers"})
    assert (after_marks | after_withdrawal).isdisjoint({"results", "meetings", "answers"})


def test_a_snapshot_that_does_not_say_what_it_changed_changes_all(moved):
    """As one of an earlier release, one that is forgotten, or one that was there before.

    Nor is any table said to be without rows in a snapshot that is forgotten.
    """
    lake = moved.lake
    with lake.open() as warehouse:
        (line, _) = load(moved, warehouse, "nilai.xlsx", marks(even_marks(YEAR - 2), year=YEAR - 2))
        intake.withdraw(moved, [line.id], OPERATOR, "keliru", warehouse)
    now = lake.known().snapshot

    assert {"marks"} < lake.changed(now - 2, now) < SCHEMA.keys()
    assert {lake.changed(*span) is SCHEMA for span in ((now, now - 1), (now, now + 1), (-1, now))} == {True}
    with lake.asking() as cursor:
        lake.told(
            cursor, f"update ducklake_snapshot_changes set commit_extra_info = null where snapshot_id = {now - 1}"
        )
        queries = (statement("without_rows").format(snapshot=snapshot) for snapshot in (now, now + 1))
        without, forgotten = ({table for (table,) in lake.rows_of(cursor, sql)} for sql in queries)
    assert lake.changed(now - 2, now) is SCHEMA
    assert {"tasks"} < without < SCHEMA.keys() - {"marks", "answers"}
    assert forgotten == set()


def test_small_tables_are_asked_in_memory_and_say_the_same(moved, monkeypatch):
    """A table with too many rows is asked in the lake, and so is whatever stands beside it in a statement."""
    names = plain_statements()
    with intake.open_warehouse(moved) as warehouse:
        in_memory, copied = all_said(warehouse, names), set(warehouse._near._copied)
        # Whatever snapshot it finds now is another one.
        warehouse._generation = -1
        monkeypatch.setattr(near, "MOST", 0)
        in_lake, few = all_said(warehouse, names), set(warehouse._near._copied)

    assert len(names) > 20
    assert in_memory == in_lake
    assert few < copied
    assert {"results", "answers"} <= copied - few


def test_a_file_of_a_table_that_is_gone_is_said(moved, tmp_path):
    """By who looks after the folder and by the batch, as by who asks for figures."""
    place = moved.root / LAKE / "main" / "answers"

    def looked():
        return next(one["state"] for one in run("doctor", "--json").json["checks"] if one["check"] == "warehouse")

    assert looked() == "fine"
    place.rename(tmp_path / place.name)
    try:
        assert looked() == "damaged"
        with intake.open_warehouse(moved) as open_, pytest.raises(WarehouseDamaged):
            open_.stored("answers")
    finally:
        (tmp_path / place.name).rename(place)
    assert looked() == "fine"


def test_rows_that_the_catalogue_lost_at_the_end_are_missed(moved):
    """A process that never read them is told so by what stands beside the files; a head that lags tells nothing."""
    server, probe = lakes.server(), moved.root / LAKE / PROBE
    lines, whole = len(intake.history(moved)), probe.read_bytes()
    for sql in (
        "create table aside as select * from smartcity_journal",
        f"delete from smartcity_journal where number > {lines - 2}",
    ):
        server.tell(moved.catalogue, sql)
    moved.lake.journal.__init__(moved.lake)
    assert refused("lake_cut", lines=lines - 2, head=lines)
    (check,) = (one for one in run("doctor", "--json").json["checks"] if one["check"] == "lake")
    assert (check["level"], check["is"]) == (
        "fault",
        Words("id")("trouble.lake_cut.problem", lines=lines - 2, head=lines),
    )
    server.tell(moved.catalogue, f"insert into smartcity_journal select * from aside where number = {lines - 1}")
    assert refused("lake_cut", lines=lines - 1, head=lines)
    server.tell(moved.catalogue, f"insert into smartcity_journal select * from aside where number = {lines}")
    assert len(intake.history(moved)) == lines

    for told, line in (("1:" + "a" * 64, 1), (f"{lines}:" + "b" * 64, lines)):
        probe.write_bytes(json.dumps({**json.loads(whole), "head": told}).encode())
        assert refused("lake_chain", "history", line=line)
    late = json.dumps({name: value for name, value in json.loads(whole).items() if name != "head"})
    probe.write_bytes(late.encode())
    with intake.open_warehouse(moved, read_only=False) as here:
        load(moved, here, "lama.xlsx", results([result_row(1, HOME, YEAR - 3, 3.0)]))
    assert probe.read_bytes() != whole
    assert Head.of(json.loads(probe.read_bytes())["head"]).n == lines + 1


def test_a_step_whose_tables_were_not_made_is_finished_by_whoever_comes(moved, monkeypatch):
    """Killed between journal and tables: the others know that they are behind, and the next opening makes them.

    A build leaves no file of tables as they were.
    """
    monkeypatch.setattr(catalogue, "statement", lambda name: statement(name).replace("1 day", "0 second"))
    here = intake.open_warehouse(moved, read_only=False)
    line = intake.active(moved)[-1]
    append(other(moved).journal, [replace(line, id="baru", action="withdraw", entry=line.id)])
    behind = here.stamp()

    assert here.is_spent
    with moved.lock:
        assert not here.is_spent
    with intake.open_warehouse(other(moved), read_only=False) as there:
        assert (there.stamp() != behind, here.is_spent) == (True, False)
        assert here.query("snapshot_list").equals(there.query("snapshot_list"))
    assert {len([*table.glob("*.parquet")]) for table in (moved.root / LAKE / "main").iterdir()} <= {0, 1}


def test_a_lake_that_cannot_be_used_is_said_in_one_sentence(moved, monkeypatch):
    """Nothing is served from a stale state: neither by a command nor by a page that is open."""
    server, probe = lakes.server(), moved.root / LAKE / PROBE
    here = intake.open_warehouse(moved)

    def told(sql):
        server.tell(moved.catalogue, sql)

    whole = probe.read_bytes()
    for spoilt in (whole.replace(b'"token": "', b'"token": "x'), b"{}"):
        probe.write_bytes(spoilt)
        assert refused("lake_not_shared", path=str(probe.parent))
        with pytest.raises(WarehouseElsewhere, match="lake_not_shared"):
            here.query("snapshot_list")
    probe.write_bytes(whole.replace(b"here", b"coming"))
    assert refused("lake_half_moved")
    probe.write_bytes(whole)
    told("update smartcity_lake set value = 'going' where key = 'state'")
    assert refused("lake_half_moved")
    assert refused("lake_half_moved", "lake", "move", "lake")
    told("update smartcity_lake set value = 'here' where key = 'state'")

    told("update smartcity_lake set value = 'lain' where key = 'release'")
    assert refused("lake_release")
    with pytest.raises(WarehouseElsewhere, match="lake_release"):
        here.query("snapshot_list")
    assert run("build").code == 0
    assert len(here.query("snapshot_list"))

    told("update ducklake_metadata set value = '99.0' where key = 'version'")
    moved.lake.close()
    assert refused("lake_version")
    told("update ducklake_metadata set value = '1.0' where key = 'version'")

    server.stop()
    try:
        with pytest.raises(WarehouseElsewhere, match="lake_unreachable"):
            here.query("snapshot_list")
        assert refused("lake_unreachable")
    finally:
        server.start()
    assert run(*FIGURE).code == 0

    monkeypatch.setenv(LAKE_VARIABLE, "ducklake:sqlite:x")
    assert refused("lake_unnamed", scheme="ducklake:postgres:")
    monkeypatch.delenv(LAKE_VARIABLE)
    assert refused("lake_is_there", path=str(moved.root))
    assert refused("lake_not_said", "lake", "move", "file")
