"""A step makes only what it touches, and what stands there then is what a build of everything makes."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import folders
import lakes
import pytest
from fixtures_by_code import indicators_of
from hypothesis import Phase, given
from hypothesis import strategies as st
from laws import examples
from reaching import BANJAR, acting_for, reaching
from rows import rows_of
from workbooks import (
    HOME,
    TRACK,
    even_marks,
    innovations,
    items_of,
    marks,
    respondent,
    result_row,
    results,
    survey,
    workbook,
)

from smartcity import intake
from smartcity.access.policy import ADMIN, ANALYST, Asker
from smartcity.checks import Options
from smartcity.checks.evidence import Given
from smartcity.intake.building import fingerprint, tables_after
from smartcity.intake.journal import COMMIT, Line
from smartcity.intake.judging import frames_of
from smartcity.intake.touched import touched_by
from smartcity.keeping.moving import move
from smartcity.method.regions import MANY
from smartcity.method.skm import load_skm
from smartcity.records.decisions import Alias, Decisions
from smartcity.records.meetings import ITSELF
from smartcity.records.reports import LAGGING, RUNNING, Report
from smartcity.records.scenarios import Scenario
from smartcity.records.tasks import Tasks
from smartcity.warehouse import Warehouse
from smartcity.warehouse.schema import SCHEMA

YEAR, BEFORE = 2024, 2023
OTHER = "Kota Banjarmasin"
RINA = Asker("Rina", ANALYST, region=MANY)


def answers_to(year, dimension, mark, count=6, service="Simasda", status=""):
    """Make a survey of one dimension whose respondents differ from those of another *mark*."""
    items = items_of(dimension, year)
    rows = [
        respondent(f"{mark}-{number}", {item: (mark + number + place) % 5 for place, item in enumerate(items)})
        for number in range(count)
    ]
    return survey({dimension: [{**row, "service": service} for row in rows]}, year=year, status=status)


FILES = {
    "survei a.xlsx": lambda: answers_to(YEAR, "living", 1),
    "survei b.xlsx": lambda: answers_to(YEAR, "society", 2),
    "survei c.xlsx": lambda: answers_to(YEAR, "living", 3, service="My Dinkes"),
    "survei lalu.xlsx": lambda: answers_to(BEFORE, "living", 4),
    "contoh.xlsx": lambda: answers_to(YEAR, "living", 5, status="CONTOH"),
    "nilai.xlsx": lambda: marks({"B1": 3, "B2": 2}, year=YEAR),
    "nilai baru.xlsx": lambda: marks({"B2": 4, "P1": 1}, year=YEAR),
    "nilai lalu.xlsx": lambda: marks(even_marks(BEFORE), year=BEFORE),
    "hasil.xlsx": lambda: results([result_row(1, HOME, BEFORE, 3.4), result_row(2, OTHER, BEFORE, 3.6)]),
    "hasil baru.xlsx": lambda: results([result_row(1, HOME, BEFORE, 3.5), result_row(2, HOME, YEAR, 3.7)]),
    "skm.xlsx": lambda: workbook({"SKM": [("Layanan", *load_skm().codes), ["KTP", *[3] * 9], ["KK", *[4] * 9]]}),
    "indikator.xlsx": lambda: indicators_of("70,1", "69,5"),
    "daftar.xlsx": lambda: innovations([(YEAR, "Smart Living", "", "My Dinkes", "Dinas Kesehatan", "b")]),
}
"""Files of one name are versions of one another only by what is in them."""

STEP = {"node": "B1", "component": "baseline", "marks": 1.0, "effort": 1.0, "gain": 0.02}
KTP = frozenset({("Smart Living", 8)})
NAMES = (
    Alias("service", "My Dinkes", "Simasda"),
    Alias("innovation", "My Dinkes", "Dinkes Saya"),
    Alias("item", "PERTAMA", "B1"),
)

TELL = {
    "scenario": lambda folder, open_, n: intake.save_scenario(
        folder, Scenario(f"Andai {n % 2}", YEAR, TRACK, {"B1": n % 4}), RINA, "", open_
    ),
    "tasks": lambda folder, open_, n: intake.save_tasks(
        folder, Tasks(f"Andai {n % 2}", YEAR, TRACK, (STEP,)), RINA, "", open_
    ),
    "report": lambda folder, open_, n: intake.report_innovations(
        folder, YEAR, {"Simasda": Report(stage=(LAGGING, RUNNING)[n % 2])}, RINA, "", open_
    ),
    "meeting": lambda folder, open_, n: intake.arrange_meeting(
        folder, YEAR, {"kind": "fgd", "date": f"2024-06-{n + 1:02d}"}, RINA, open_
    ),
    "note": lambda folder, open_, n: intake.change_meeting(
        folder,
        open_.query("meetings")["meeting"].iloc[-1],
        {"p": {"topic": f"Acara {n}"}, ITSELF: {"title": str(n)}},
        RINA,
        open_,
    ),
    "evidence": lambda folder, open_, n: intake.gather(
        folder, (YEAR, TRACK), {"P1": Given({"note": f"map {n}"}, links=["https://contoh.go.id"])}, RINA, "", open_
    ),
    "interview": lambda folder, open_, n: intake.set_interview(
        folder, (YEAR, TRACK), datetime(2024, 11, n + 1, tzinfo=UTC), RINA, "", open_
    ),
    "name": lambda folder, open_, n: intake.decide(folder, Decisions((NAMES[n % 3],)), RINA, "", open_),
}
"""What changes no figure, but for names."""


def one_of(lines, n):
    """Choose one of the lines; raises `IndexError` where there is none."""
    return lines[n % max(len(lines), 1)]


def of_survey(folder, n):
    """Choose the snapshot of one of the surveys in force."""
    return one_of([line for line in intake.active(folder) if line.kind == "survey"], n).snapshot


CHANGE = {
    "load": lambda folder, open_, n: load(folder, open_, [*FILES][n % len(FILES)]),
    "replace": lambda folder, open_, n: load(
        folder, open_, [*FILES][n % len(FILES)], one_of(intake.active(folder), n).id
    ),
    "withdraw": lambda folder, open_, n: intake.withdraw(
        folder, [one_of(intake.in_force(folder), n).id], RINA, "", open_
    ),
    "withdraw two": lambda folder, open_, n: intake.withdraw(
        folder, [one_of(intake.in_force(folder), n + more).id for more in (0, 1)], RINA, "", open_
    ),
    "restore": lambda folder, open_, n: intake.restore(
        folder, one_of(intake.restorable(folder), n).id, RINA, "", open_
    ),
    "leave out": lambda folder, open_, n: intake.decide(
        folder, Decisions(left_out=KTP), RINA, "", open_, snapshot=of_survey(folder, n)
    ),
    "take in": lambda folder, open_, n: intake.decide(
        folder, Decisions(), RINA, "", open_, snapshot=of_survey(folder, n), take_in=KTP
    ),
    "keep": lambda folder, open_, n: intake.keep_rows(
        folder, "quality.fast", {of_survey(folder, n): KTP}, RINA, "", open_
    ),
}


def load(folder, open_, name, replaces=""):
    """Load one of the files."""
    return intake.commit(folder, FILES[name](), name, RINA, Options(), open_, replaces=replaces)


REFUSALS = (intake.UnknownEntry, intake.NotLoadable, intake.AlreadyLoaded, intake.Unreportable, IndexError)
"""What a step that is impossible now raises: there is nothing to withdraw, or it is there already."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """An open folder with a list of innovations, marks, an invented survey and a published table."""
    folder = folders.empty(tmp_path_factory.mktemp("langkah") / "data")
    first = [(YEAR, "Smart Governance", "", "Simasda", "Sekretariat DPRD", "b")]
    with intake.open_warehouse(folder, read_only=False) as open_:
        intake.commit(folder, innovations(first), "inovasi.xlsx", RINA, Options(), open_)
        for name in ("contoh.xlsx", "nilai.xlsx", "hasil.xlsx"):
            load(folder, open_, name)
    return folder


KINDS = (*CHANGE, *CHANGE, "load", "load", *TELL)


@given(steps=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 25)), min_size=9, max_size=12))
@examples(2, phases=[Phase.generate])
def test_steps_leave_what_a_build_of_everything_makes(ready, tmp_path_factory, steps):
    """Whatever is loaded, replaced, withdrawn, restored, decided and told in whatever order, row for row."""
    walk(folders.copied(ready, tmp_path_factory.mktemp("urutan") / "data"), steps, every=3)


def test_a_step_of_one_year_leaves_what_is_simulated_of_another(ready, tmp_path):
    """Marks of the year before come, then others of this one: each year keeps its scores."""
    steps = [("load", [*FILES].index(name)) for name in ("nilai lalu.xlsx", "nilai baru.xlsx")]
    walk(folders.copied(ready, tmp_path / "data"), steps, every=1)


@given(steps=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 25)), min_size=9, max_size=12))
@examples(1, phases=[Phase.generate])
def test_steps_in_a_lake_leave_it_too(ready, tmp_path_factory, steps):
    """The same law where the tables and the journal are those of several processes."""
    folder = folders.copied(ready, tmp_path_factory.mktemp("danau") / "data")
    folder = replace(folder, catalogue=lakes.server().catalogue())
    move(folder, "lake", Asker("Rina", ADMIN))
    walk(folder, steps, every=len(steps))
    folder.lake.close()


@given(steps=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 25)), min_size=9, max_size=12))
@examples(1, phases=[Phase.generate])
def test_steps_of_several_regions_leave_it_too(ready, tmp_path_factory, steps):
    """The same law where two regions take turns, over what was there when the dashboard was of one."""
    with reaching():
        walk(folders.copied(ready, tmp_path_factory.mktemp("daerah") / "data"), steps, every=3, homes=(BANJAR, None))


def walk(folder, steps, every, homes=(None,)):
    """Take steps, and compare with a build of everything after so many of them and at the end."""
    with intake.open_warehouse(folder, read_only=False) as open_:
        for place, (kind, number) in enumerate(steps, start=1):
            with suppress(*REFUSALS), acting_for(homes[number % len(homes)]):
                (CHANGE | TELL)[kind](folder, open_, number)
            lines = intake.journal.in_force(intake.journal.read(folder.journal))
            assert open_.stamp()["fingerprint"] == fingerprint(lines)
            if place % every == 0 or place == len(steps):
                with Warehouse.in_memory(frames_of(folder, lines)) as whole:
                    assert rows_of(open_) == rows_of(whole), (kind, number)


def line(action, **fields):
    """Make a line with an entry that says what it is."""
    return Line(action, "Rina", id=fields.pop("id", action), **fields)


LIST = line(COMMIT, id="list", snapshot="0", kind="innovations")
OF_YEAR, OF_IT, OF_BEFORE, SKM, TABLE = (
    line(COMMIT, id=code, snapshot=code, kind=kind, year=year, track=track)
    for code, kind, year, track in (
        ("s", "survey", YEAR, TRACK),
        ("m", "marks", YEAR, TRACK),
        ("o", "survey", BEFORE, TRACK),
        ("k", "skm", None, None),
        ("h", "results", None, None),
    )
)
STANDING = (LIST, OF_IT, OF_BEFORE, SKM, TABLE)


@pytest.mark.parametrize(
    ("come", "gone", "judged"),
    [
        ((OF_YEAR,), (), {"s", "m"}),
        ((), (OF_IT,), set()),
        ((), (OF_BEFORE,), set()),
        ((), (SKM,), set()),
        ((line(COMMIT, id="h2", snapshot="h2", kind="results"),), (), {"h", "h2"}),
        ((line("leave_out", snapshot="o", sheet="x", rows=(3,)),), (), {"o"}),
        ((line("leave_out", snapshot="gone", sheet="x", rows=(3,)),), (), set()),
        ((line("alias", of="item", text="PERTAMA", meaning="B1"), OF_YEAR), (), {"s", "m"}),
        ((line("keep", snapshot="o"), line("meeting"), line("evidence"), line("task")), (), set()),
        ((line("alias", of="service", text="x", meaning="y"),), (), None),
        ((line(COMMIT, id="n", snapshot="n", kind="regions"),), (), None),
        ((), (LIST,), None),
        ((line(COMMIT, id="again", snapshot="o", kind="skm"),), (), None),
        ((line("unheard of"),), (), None),
    ],
)
def test_what_a_step_touches(come, gone, judged):
    """The files of the same year and track, published tables with one another; rules, regions, names: everything."""
    after = (*(one for one in STANDING if one not in gone), *come)
    touched = touched_by(STANDING, after)

    assert (None if touched is None else touched.commits) == judged
    if judged is not None:
        assert touched.snapshots >= {one.snapshot for one in gone}


@pytest.mark.parametrize(
    ("told", "tables"),
    [
        ("scenario", {"scenarios"}),
        ("tasks", {"tasks"}),
        ("report", {"reports"}),
        ("meeting", {"meetings"}),
        ("evidence", {"evidence", "evidence_pieces"}),
        ("interview", {"interviews"}),
    ],
)
def test_what_is_told_changes_only_its_own_tables(ready, tmp_path, monkeypatch, told, tables):
    """A note judges no file and leaves every figure where it is."""
    folder = folders.copied(ready, tmp_path / "data")
    given = []
    rebuild = Warehouse.rebuild
    monkeypatch.setattr(
        Warehouse, "rebuild", lambda self, made, stamp: (given.append(set(made)), rebuild(self, made, stamp))
    )
    monkeypatch.setattr("smartcity.intake.judging.judge", None)
    with intake.open_warehouse(folder, read_only=False) as open_:
        TELL[told](folder, open_, 1)

    assert given == [tables]


def test_a_warehouse_of_another_journal_is_made_whole(ready, tmp_path):
    """What somebody wrote meanwhile is not passed over: the next step makes everything."""
    folder = folders.copied(ready, tmp_path / "data")
    with intake.open_warehouse(folder, read_only=False) as open_:
        tables, _ = tables_after(folder, [line("interview", year=YEAR, text="2024-11-01T09:00:00+08:00")], open_)
        intake.journal.append(folder.journal, [line("interview", year=YEAR, text="2024-11-02T09:00:00+08:00")])
        whole, _ = tables_after(folder, [], open_)

    assert (set(tables), set(whole)) == ({"interviews"}, set(SCHEMA))
