"""The warehouse: what it is made of, who may hold it, and that nobody ever reads another's or half a state's rows."""

import ast
import os
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from house.sources import nodes_of
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from planted import (
    HOME,
    JOINED,
    KOTA,
    SITE,
    STAMP,
    File,
    built,
    entries,
    frames,
    marks,
    places_of_the_province,
    result,
    results,
    survey,
    warehouse,
)

from smartcity import intake
from smartcity.checks import RowPlace
from smartcity.method import INDEX, load_methods
from smartcity.records.findings import Finding, Place
from smartcity.warehouse import Warehouse, WarehouseBusy, WarehouseDamaged, assemble, store
from smartcity.warehouse.people import people_rows
from smartcity.warehouse.schema import SCHEMA

PROJECT = Path(__file__).parents[2]
SQL = PROJECT / "smartcity" / "warehouse" / "sql"
LAKE = PROJECT / "smartcity" / "lake"
STATEMENTS = sorted(path.stem for path in SQL.glob("*.sql"))
PARTS = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
FIRST = results([result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.31)])
SECOND = results([result(2023, HOME, 3.40), result(2023, KOTA, 3.39)], name="kedua.xlsx")
INVENTED = survey(2023, {"living": 6, "economy": 1}, (3,), is_sample=True)
SELF = marks(2023, {"B1": 4, "B2": 3})
WORLD = (places_of_the_province(), FIRST, INVENTED, SELF)


@pytest.fixture(scope="module")
def world():
    """The warehouse of `WORLD`, for tests that only read."""
    with built(*WORLD) as made:
        yield made


def indices(open_warehouse, year=2023):
    """Read the published indices of a year by region."""
    rows = open_warehouse.query("indices_of_year", year=year, rounds=JOINED)
    return dict(zip(rows["region"], rows["published"]))


def assert_same(found, expected):
    """Compare all tables to the last digit."""
    assert list(found) == list(expected) == list(SCHEMA)
    for table in SCHEMA:
        pd.testing.assert_frame_equal(found[table], expected[table], check_exact=True, obj=table)


def scored(made):
    """Order the figures that were computed, so that two builds can be compared whatever file came first."""
    parts = {
        "results": ["year", "round", "region", "component", "basis"],
        "marks": ["year", "region", "item"],
        "item_statistics": ["year", "item"],
        "scores": ["year", "round", "region", "node", "basis"],
        "contributions": ["year", "region", "basis", "parent", "node"],
    }
    return {
        table: made[table].drop(columns="snapshot", errors="ignore").sort_values(key, ignore_index=True)
        for table, key in parts.items()
    }


def test_rebuild_twice_gives_the_same_figures():
    """The tables are a pure function of the entries: assembling them again gives the same to the last digit."""
    assert_same(frames(*WORLD), frames(*WORLD))


def test_shipped_build_gives_the_same_figures_in_another_folder(shipped, tmp_path):
    """A build from scratch elsewhere holds the same scores, contributions and cells as the first one."""
    folder = intake.DataFolder(tmp_path)
    intake.build(folder)
    arguments = {"year": 2023, "region": HOME, "node": INDEX, "basis": "official", "rounds": JOINED}
    arguments |= {"track": SITE.track}
    with intake.open_warehouse(folder) as again:
        for year in (2021, 2022, 2023, 2024):
            own, other = (
                one.query("scores_of_region", year=year, region=HOME, rounds=JOINED) for one in (again, shipped)
            )
            pd.testing.assert_frame_equal(own, other, check_exact=True)
        for name in ("item_statistics", "places_of_node"):
            parameters = arguments if name == "places_of_node" else {}
            pd.testing.assert_frame_equal(again.query(name, **parameters), shipped.query(name, **parameters))


@examples(4)
@given(st.permutations(WORLD))
def test_order_of_files_that_do_not_overlap_is_irrelevant(files):
    """Files that speak of different things may be committed in any order."""
    expected, found = scored(frames(*WORLD)), scored(frames(*files))

    for table in expected:
        pd.testing.assert_frame_equal(found[table], expected[table], check_exact=True, obj=table)


def test_order_of_rows_in_a_file_is_irrelevant():
    """The same rows from the bottom up give the same scores."""
    rows = [result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.31), result(2022, HOME, 3.12, "press")]
    upwards, downwards = scored(frames(results(rows))), scored(frames(results(rows[::-1])))

    for table in ("scores", "contributions"):
        pd.testing.assert_frame_equal(upwards[table], downwards[table], check_exact=True, obj=table)


def test_published_index_stands_beside_the_recomputed_one(world):
    """The table's own figure is kept as published; the value is recomputed where components and a method exist."""
    rows = world.query("indices_of_year", year=2023, rounds=JOINED).set_index("region")

    assert rows.loc[HOME, "published"] == 3.38
    assert rows.loc[HOME, "recomputed"] == pytest.approx(3.379, abs=1e-12)
    assert (rows.loc[KOTA, "published"], pd.isna(rows.loc[KOTA, "recomputed"])) == (3.31, True)


def test_year_without_a_method_is_shown_as_published():
    """Components of a year with unknown weights are kept, and no index is made of them."""
    with built(places_of_the_province(), results([result(2021, HOME, 2.98, "press", **PARTS)])) as made:
        rows = made.query("scores_of_region", year=2021, region=HOME, rounds=JOINED).set_index("node")

    assert rows["value"].to_dict() == {**PARTS, INDEX: 2.98}
    assert rows["method"].isna().all()


def test_later_result_replaces_the_earlier_one_whole():
    """A correction that leaves the components out does not keep those of the file it corrects."""
    with built(places_of_the_province(), FIRST, SECOND) as made:
        rows = made.query("scores_of_region", year=2023, region=HOME, rounds=JOINED)

    assert dict(zip(rows["node"], rows["value"])) == {INDEX: 3.40}


def test_ministry_speaks_before_the_press_whichever_came_first():
    """An official figure stands before a press figure of the same year, and both are kept."""
    official, press = results([result(2023, HOME, 3.38)]), results([result(2023, HOME, 3.4, "press")], "koran.xlsx")
    for files in ((official, press), (press, official)):
        with built(places_of_the_province(), *files) as made:
            assert indices(made) == {HOME: 3.38}


def test_figures_of_another_round_never_join():
    """A first round of the same year changes neither index, nor improvement, nor rank, nor the cells behind them."""
    plain = results([result(2023, HOME, 3.38, improvement=0.26, **PARTS)])
    early = results([result(2023, HOME, 2.5, round_="Tahap I", improvement=-0.5, **PARTS)], "awal.xlsx")
    arguments = {
        "year": 2023,
        "region": HOME,
        "node": INDEX,
        "basis": "official",
        "rounds": JOINED,
        "track": SITE.track,
    }
    found = []
    for files in ((plain,), (early, plain), (plain, early)):
        with built(places_of_the_province(), *files) as made:
            improvement = made.query("improvement_of_region", year=2023, region=HOME, basis="official", rounds=JOINED)[
                "value"
            ].tolist()
            places = made.query("places_of_node", **arguments)[["file", "cell"]].to_numpy().tolist()
            score = made.query("score_of_node", **arguments)["published"].tolist()
            found.append((indices(made), improvement, score, places, made.query("sources_of_node", **arguments).size))

    assert found[0][:3] == ({HOME: 3.38}, [0.26], [3.38])
    assert found[1] == found[2] == found[0]


def test_later_mark_of_an_item_counts_and_others_stay():
    """A second self-assessment changes only the items that it marks."""
    later = marks(2023, {"B1": 1, "B3": 2, "B2": None}, name="lagi.xlsx")
    made = frames(SELF, later)["marks"]

    assert dict(zip(made["item"], made["value"])) == {"B1": 1, "B2": 3, "B3": 2}


def test_later_list_replaces_the_earlier_one_whole():
    """An innovation list is taken whole from the last file that holds it."""

    def listed(file, *names):
        rows = tuple(
            {"sheet": "Inovasi", "row": row, "list": None, "year": 2024, "name": name}
            for row, name in enumerate(names, 2)
        )
        return File(file, "innovations", {"innovations": rows}, places_of_names(rows))

    made = frames(listed("lama.xlsx", "Lapak", "Simas"), listed("baru.xlsx", "Lapat"))["innovations"]

    assert made[["list", "name"]].to_numpy().tolist() == [["daftar-2024", "Lapat"]]


def test_names_of_a_list_that_says_nothing_of_itself_are_shown():
    """A file without a sheet about its lists has innovations all the same."""
    row = {"sheet": "Inovasi", "row": 2, "list": None, "year": 2024, "name": "Lapak"}
    with warehouse(File("satu.xlsx", "innovations", {"innovations": (row,)}, places_of_names([row]))) as made:
        assert made.query("innovations")[["list", "name"]].to_numpy().tolist() == [["daftar-2024", "Lapak"]]


def test_a_survey_of_another_region_is_not_mixed_with_ours():
    """Whatever the pages ask of a survey, they are told of the home region's people only."""
    own = dict(frames(survey(2023, {"living": 6})))
    both = own | {
        table: pd.concat([own[table], own[table].assign(region=KOTA)], ignore_index=True)
        for table in ("respondents", "answers", "item_statistics")
    }
    names = ("answers_of_survey", "flags_of_survey", "people_of_survey", "respondents_of_survey")
    parameters = {name: {"year": 2023, "track": SITE.track} for name in names}
    parameters |= {"respondents_by_dimension": {"year": 2023}, "surveys": {}}
    with Warehouse.in_memory(own) as alone, Warehouse.in_memory(both) as together:
        rows = {name: [people_rows(made, name, **of) for made in (alone, together)] for name, of in parameters.items()}
        rows["item_statistics"] = [made.query("item_statistics") for made in (alone, together)]

    assert [name for name, (ours, mixed) in rows.items() if not mixed.equals(ours)] == []


def test_a_code_of_a_source_means_what_its_own_file_says():
    """Two files may use one code for two sources."""

    def cited(year, origin):
        file = results([{**result(year, HOME, 3.0), "source": "S-1"}], name=f"{year}.xlsx")
        return replace(file, tables={**file.tables, "sources": ({**file.tables["sources"][0], "origin": origin},)})

    with warehouse(cited(2022, "Surat lama"), cited(2023, "Surat baru")) as made:
        sources = [made.query("result_sources", year=year, rounds=JOINED)["source"].tolist() for year in (2022, 2023)]

    assert sources == [["Surat lama"], ["Surat baru"]]


def places_of_names(rows):
    """Put each name into column F of its row."""
    return tuple(
        RowPlace("innovations", row["sheet"], row["row"], "name", f"F{row['row']}", row["name"]) for row in rows
    )


def test_refused_snapshot_is_listed_and_not_loaded():
    """A file that today's checks refuse is named with its findings, and not one of its rows counts."""
    refused = replace(FIRST, findings=(Finding("cell.not_a_number", Place("hasil.xlsx", "Hasil", "E2"), "tiga"),))
    with built(places_of_the_province(), refused) as made:
        snapshots = made.query("snapshot_list").set_index("file")
        counts = made.query("finding_counts").to_dict("records")
        found = indices(made)

    assert snapshots["is_loaded"].to_dict() == {"daerah.xlsx": True, "hasil.xlsx": False}
    assert counts == [{"file": "hasil.xlsx", "severity": "error", "count": 1}]
    assert found == {}


def test_item_means_are_over_the_respondents_of_the_item():
    """Item statistics count answers and average them, those of a few only count; the sample mark follows the people."""
    made = frames(INVENTED)["item_statistics"]
    living, economy = (made[made["dimension"] == code] for code in ("living", "economy"))

    assert set(zip(made["dimension"], made["n"])) == {("living", 6), ("economy", 1)}
    assert (len(living), set(living["mean"]), set(made["is_sample"])) == (9, {3.0}, {True})
    assert (len(economy), economy["mean"].notna().any()) == (9, False)


@pytest.mark.parametrize(("is_sample", "basis"), [(True, "official"), (False, "official"), (True, "press")])
def test_invented_results_are_marked_in_every_score(is_sample, basis):
    """A results workbook with status CONTOH marks all its scores, and one without marks none."""
    file = results([result(2023, HOME, 3.38, basis, **PARTS)], is_sample=is_sample)
    made = frames(places_of_the_province(), file)["scores"]

    assert made["is_sample"].tolist() == [is_sample] * 6


def test_invented_marks_are_marked_in_every_simulated_score():
    """A self-assessment with status CONTOH marks the simulation made of it."""
    made = [frames(replace(SELF, is_sample=is_sample))["scores"]["is_sample"] for is_sample in (True, False)]

    assert [set(column) for column in made] == [{True}, {False}]


def test_every_table_has_exactly_the_columns_and_types_of_the_schema():
    """Empty or full, each table has the columns of the schema in their order and types; categories are of texts."""
    for made in (frames(), frames(*WORLD)):
        found = {
            table: {
                column: str(getattr(kind, "categories", frame[column]).dtype) for column, kind in frame.dtypes.items()
            }
            for table, frame in made.items()
        }
        expected = {
            table: {column: str(pd.Series(dtype=kind).dtype) for column, kind in columns.items()}
            for table, columns in SCHEMA.items()
        }
        assert found == expected


def test_empty_warehouse_answers_every_question(nothing_loaded):
    """Without a single file every statement gives its columns and no row."""
    known = {"year": 2023, "region": HOME, "node": INDEX, "basis": "official", "rounds": JOINED}
    known |= {"province": SITE.province, "track": SITE.track, "component": INDEX, "names": [HOME], "kinds": []}
    rows = {name: len(nothing_loaded.query(name, **{p: known[p] for p in asked_of(name)})) for name in STATEMENTS}

    assert rows == {name: int(name in ("build_stamp", "prepared_through")) for name in STATEMENTS}


def parameters(name):
    """List the parameters that a statement names."""
    return sorted(set(re.findall(r"\$(\w+)", (SQL / f"{name}.sql").read_text("utf-8"))))


def asked_of(name):
    """List the parameters that a caller gives; the others say for which region it is asked."""
    return [one for one in parameters(name) if one not in ("home", "alone")]


def test_schema_has_nothing_that_ducklake_lacks():
    """No table has a key, an index, a check, a default or a type that another catalogue could not hold."""
    with built(*WORLD) as made, made._cursor() as cursor:
        ddl = [sql for (sql,) in cursor.execute("select sql from duckdb_tables()").fetchall()]
        extras = [
            cursor.execute(f"select count(*) from {function}()").fetchone()[0]
            for function in ("duckdb_constraints", "duckdb_indexes", "duckdb_sequences")
        ]
        columns = cursor.execute("select data_type from duckdb_columns() where not internal").fetchall()

    assert len(ddl) == len(SCHEMA) + 1
    assert [sql for sql in ddl if re.search(r"primary|unique|check|references|default|not null", sql, re.I)] == []
    assert extras == [0, 0, 0]
    assert {kind for (kind,) in columns} == {"VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "TIMESTAMP WITH TIME ZONE"}


def test_table_without_rows_has_the_types_of_one_with_rows():
    """Whether a table is made of its columns alone or of a row, each column holds the same type in the same order."""
    rows = {
        table: pd.DataFrame({name: pd.array([None], dtype=kind) for name, kind in columns.items()})
        for table, columns in SCHEMA.items()
    }
    found = []
    for made in ({table: frame.iloc[:0] for table, frame in rows.items()}, rows):
        with Warehouse(Path(":memory:")) as warehouse:
            warehouse.rebuild(made, STAMP)
            with warehouse._cursor() as cursor:
                cursor.execute(
                    "select table_name, column_name, data_type from duckdb_columns()"
                    " where not internal order by table_name, column_index"
                )
                found.append(cursor.fetchall())

    assert found[0] == found[1]


def called(node):
    """Name the function of a call, "" when it has no name."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def names_asked_for():
    """Collect the statements that the code runs by name, itself or through a function that hands the name on."""
    files = [path for path in (PROJECT / "smartcity").rglob("*.py") if not path.is_relative_to(LAKE)]
    nodes = {path: nodes_of(path) for path in files}
    places = {"query": 0, "statement": 0}
    asking = [
        path for path in files if any(isinstance(one, ast.Call) and called(one) == "query" for one in nodes[path])
    ]
    for function in (node for path in asking for node in nodes[path] if isinstance(node, ast.FunctionDef)):
        taken = [argument.arg for argument in function.args.args if argument.arg != "self"]
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and called(node) == "query" and getattr(node.args[0], "id", "") in taken:
                places[function.name] = taken.index(node.args[0].id)
    calls = [node for own in nodes.values() for node in own if isinstance(node, ast.Call) and called(node) in places]
    named = (node.args[places[called(node)]] for node in calls if len(node.args) > places[called(node)])
    return {name.value for name in named if isinstance(name, ast.Constant)}


def test_every_statement_is_used_and_every_used_one_exists():
    """No SQL file lies unused, and none is asked for that is not there; the lake has statements of its own."""
    assert sorted(names_asked_for()) == STATEMENTS
    trees = [ast.parse(path.read_text("utf-8")) for path in LAKE.glob("*.py")]
    texts = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {path.stem for path in LAKE.glob("sql/*.sql")} <= texts


@pytest.mark.parametrize("name", STATEMENTS)
def test_statement_is_one_query_with_named_parameters_only(name):
    """A SQL file holds one statement that only reads; values come in as $parameters, never by formatting."""
    text = (SQL / f"{name}.sql").read_text("utf-8")
    (parsed,) = duckdb.connect().extract_statements(text)
    bare = re.sub(r"--[^\n]*|'[^']*'", "", text)

    assert parsed.type == duckdb.StatementType.SELECT
    assert re.findall(r"\?|[{}]|%\w|(?<!:):[a-z]\w*|\$\d", bare.replace("::", "")) == []
    assert set(parsed.named_parameters) == set(parameters(name))


def test_unknown_statement_is_named(nothing_loaded):
    """A statement that does not exist is refused with the file that was looked for."""
    with pytest.raises(FileNotFoundError, match=r"tidak_ada\.sql"):
        nothing_loaded.query("tidak_ada")


@pytest.mark.parametrize(
    ("given_parameters", "name"),
    [
        ({"year": 2023, "rounds": JOINED, "yaer": 2024}, "yaer"),
        ({"year": 2023}, "rounds"),
    ],
)
def test_unknown_or_missing_parameter_is_named(given_parameters, name, nothing_loaded):
    """A misspelt parameter or one too few is an error that names it, never an answer to another question."""
    with pytest.raises(duckdb.InvalidInputException, match=name):
        nothing_loaded.query("indices_of_year", **given_parameters)


def test_value_of_a_parameter_is_never_sql(world):
    """A region named like a statement is only a region that nobody knows."""
    rows = world.query("scores_of_region", year=2023, region="'; drop table scores; --", rounds=JOINED)
    found = indices(world)

    assert (len(rows), found) == (0, {HOME: 3.38, KOTA: 3.31})


def test_readers_see_one_state_while_it_is_rebuilt():
    """While two states replace each other, every answer is wholly of the one or wholly of the other."""
    values = {"satu.xlsx": 1.0, "dua.xlsx": 2.0}
    states = [
        frames(places_of_the_province(), results([result(2023, region, value) for region in (HOME, KOTA)], name))
        for name, value in values.items()
    ]
    arguments = {"year": 2023, "region": HOME, "node": INDEX, "basis": "official", "rounds": JOINED}
    arguments |= {"track": SITE.track}
    finished = threading.Event()

    def read(made):
        answers = set()
        for _ in range(2000):
            if finished.is_set():
                break
            answers.add(tuple(made.query("indices_of_year", year=2023, rounds=JOINED)["published"]))
            places = made.query("places_of_node", **arguments)
            answers.add(tuple(zip(places["file"], places["value"])))
        return answers

    with built() as made, ThreadPoolExecutor(2) as readers:
        made.rebuild(states[0], STAMP)
        reading = [readers.submit(read, made) for _ in range(2)]
        try:
            for turn in range(1, 6):
                made.rebuild(states[turn % 2], STAMP)
        finally:
            finished.set()
        seen = set().union(*(future.result(timeout=300) for future in reading))

    assert seen <= {(1.0, 1.0), (2.0, 2.0), *(((file, str(value)),) for file, value in values.items())}
    assert seen != set()


def test_every_caller_gets_the_rows_it_asked_for():
    """Many threads that ask different questions at once each get their own answer: a cursor of its own per call."""
    regions = [f"Kabupaten Jauh {number}" for number in range(60)]
    file = results([result(2023, region, number / 100) for number, region in enumerate(regions)])
    start = threading.Barrier(6)

    def ask(made, own):
        start.wait(timeout=300)
        return {
            region: made.query("scores_of_region", year=2023, region=region, rounds=JOINED)["published"].tolist()
            for region in own
        }

    with built(file) as made, ThreadPoolExecutor(6) as callers:
        futures = [callers.submit(ask, made, regions[place::6]) for place in range(6)]
        found = {region: values for future in futures for region, values in future.result(timeout=300).items()}

    assert found == {region: [number / 100] for number, region in enumerate(regions)}


def test_cursor_is_closed_after_each_call(monkeypatch):
    """Each question opens one cursor and closes it, also when the question fails."""

    class Cursor:
        def __init__(self, real):
            self.real, self.is_closed = real, False

        def begin(self):
            self.real.begin()
            return self

        def execute(self, *given):
            return self.real.execute(*given)

        def rollback(self):
            self.real.rollback()

        def close(self):
            self.is_closed = True
            self.real.close()

    class Root:
        def __init__(self, real):
            self.real, self.made = real, []

        def cursor(self):
            self.made.append(Cursor(self.real.cursor()))
            return self.made[-1]

    with built(*WORLD) as made:
        root = Root(made._root)
        with monkeypatch.context() as patched:
            patched.setattr(made, "_root", root)
            made.query("regions")
            made.query("years", rounds=JOINED)
            made.stamp()
            with pytest.raises(duckdb.InvalidInputException):
                made.query("years")

    assert [cursor.is_closed for cursor in root.made] == [True] * 4


def test_answers_are_kept_until_the_next_rebuild():
    """The same question is answered once; after a rebuild it is asked anew."""
    with built(places_of_the_province(), FIRST) as made:
        before = indices(made)
        kept = dict(made._answers)
        again = indices(made)
        same = [made._answers[key] is answer for key, answer in kept.items()]
        made.rebuild(frames(places_of_the_province(), SECOND), STAMP)
        after = indices(made)

    assert (before, again, same) == ({HOME: 3.38, KOTA: 3.31}, before, [True])
    assert after == {HOME: 3.40, KOTA: 3.39}


def test_answers_of_tables_that_a_step_leaves_alone_are_kept():
    """Who notes a meeting is not asked for everything anew; what is made of the changed table, and the stamp, is."""
    with built(places_of_the_province(), FIRST) as made:
        before = indices(made)
        made.query("meetings"), made.query("build_stamp")
        made.rebuild({"tasks": frames()["tasks"]}, {**STAMP, "files": "9"})
        kept = {name for _, name, _ in made._answers}
        made.rebuild({"scores": frames(places_of_the_province(), SECOND)["scores"]}, STAMP)
        left = {name for _, name, _ in made._answers}
        after = indices(made)

    assert (before, after) == ({HOME: 3.38, KOTA: 3.31}, {HOME: 3.40, KOTA: 3.39})
    assert (kept, left) == ({"indices_of_year", "meetings"}, {"meetings"})


def test_answers_do_not_grow_without_end(monkeypatch):
    """When too many answers are kept they are all dropped."""
    monkeypatch.setattr(store, "KEPT_ANSWERS", 3)
    with built(*WORLD) as made:
        for year in range(2000, 2010):
            made.query("indices_of_year", year=year, rounds=JOINED)
        kept = len(made._answers)

    assert kept <= 3


def test_callers_cannot_change_each_others_frames(world):
    """What one caller does to an answer, no other caller ever sees."""
    arguments = {"year": 2023, "rounds": JOINED}
    expected = world.query("indices_of_year", **arguments).copy(deep=True)
    own = world.query("indices_of_year", **arguments)
    own.loc[0, "published"] = 9.99
    own["value"] = 0.0
    own.insert(0, "rank", 1)
    own.columns = [name.upper() for name in own.columns]
    found = world.query("indices_of_year", **arguments)

    pd.testing.assert_frame_equal(found, expected)


def test_values_of_an_answer_cannot_be_written_through(world):
    """Not even the array below an answer lets a caller into the kept one."""
    arguments = {"year": 2023, "rounds": JOINED}
    values = world.query("indices_of_year", **arguments)["published"].to_numpy()
    with pytest.raises(ValueError, match="read-only"):
        values[0] = 9.99
    found = indices(world)

    assert found == {HOME: 3.38, KOTA: 3.31}


def test_failed_rebuild_changes_nothing():
    """When a table cannot be written the state before stays, whole, and a later rebuild works."""
    spoiled = {**frames(places_of_the_province(), SECOND), "contributions": None}
    with built(places_of_the_province(), FIRST) as made:
        with pytest.raises(TypeError):
            made.rebuild(spoiled, {**STAMP, "fingerprint": "rusak"})
        after_failure = (indices(made), made.stamp()["fingerprint"])
        made.rebuild(frames(places_of_the_province(), SECOND), {**STAMP, "fingerprint": "baru"})
        after = (indices(made), made.stamp()["fingerprint"])

    assert after_failure == ({HOME: 3.38, KOTA: 3.31}, STAMP["fingerprint"])
    assert after == ({HOME: 3.40, KOTA: 3.39}, "baru")


def test_stamp_is_missing_before_the_first_build(tmp_path):
    """A file nothing was built into has no stamp; afterwards it has the one of its build."""
    with Warehouse(tmp_path / "w.duckdb") as made:
        before = made.stamp()
        made.rebuild(frames(), STAMP)
        after = made.stamp()

    assert (before, after) == (None, STAMP)


def test_file_is_read_again_by_the_next_process(tmp_path):
    """What was built is in the file, without a write-ahead log beside it."""
    path = tmp_path / "w.duckdb"
    built(*WORLD, path=path).close()
    with Warehouse(path, read_only=True) as again:
        found = indices(again)

    assert found == {HOME: 3.38, KOTA: 3.31}
    assert [file.name for file in tmp_path.iterdir()] == ["w.duckdb"]


HOLDER = """
import sys
import duckdb
held = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
held.close()
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A built folder whose warehouse another process holds open, and that process."""
    folder = intake.DataFolder(tmp_path_factory.mktemp("dipegang"))
    intake.build(folder, empty=True)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder.warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout.readline() == "held\n"
        yield folder, holder
    finally:
        holder.communicate("", timeout=300)


@pytest.mark.parametrize("read_only", [False, True])
def test_second_process_is_told_who_holds_the_file(held, read_only):
    """While another process holds the file, opening it in any mode says which process that is."""
    folder, holder = held
    with pytest.raises(WarehouseBusy) as caught:
        Warehouse(folder.warehouse, read_only=read_only)

    assert caught.value.pid == holder.pid
    assert caught.value.process.startswith(sys.executable)


def test_build_is_refused_while_another_process_holds_the_file(held):
    """A build beside a running dashboard fails as busy, and the file stays as it was."""
    folder, _ = held
    before = folder.warehouse.read_bytes()
    with pytest.raises(WarehouseBusy):
        intake.build(folder)

    assert folder.warehouse.read_bytes() == before


def test_same_process_in_another_mode_is_busy_and_not_damaged(tmp_path):
    """A file that this process has open in another mode is held by this process; a rebuild must not remove it."""
    path = tmp_path / "w.duckdb"
    with built(*WORLD, path=path), pytest.raises(WarehouseBusy) as caught:
        Warehouse(path, read_only=True)

    assert caught.value.pid == os.getpid()
    assert path.exists()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: b"",
        lambda whole: b"bukan basis data" * 500,
        lambda whole: whole[: len(whole) // 2],
        lambda whole: whole[:5000],
        lambda whole: b"\0" * len(whole),
    ],
    ids=["empty", "text", "half", "head", "zeros"],
)
def test_damaged_file_is_named_as_damaged(tmp_path, spoil):
    """A file that is no whole database is damaged, whatever happened to it."""
    path = tmp_path / "w.duckdb"
    built(*WORLD, path=path).close()
    path.write_bytes(spoil(path.read_bytes()))

    with pytest.raises(WarehouseDamaged):
        Warehouse(path)


def test_damaged_file_is_rebuilt(tmp_path):
    """A build over a damaged file brings every number back."""
    folder = intake.DataFolder(tmp_path)
    intake.build(folder, empty=True)
    folder.warehouse.write_bytes(b"rusak")
    with intake.open_warehouse(folder) as again:
        stamp = again.stamp()

    assert stamp["fingerprint"] == intake.building.fingerprint(intake.in_force(folder))


def test_warehouse_reaches_nothing_outside_its_file(tmp_path, nothing_loaded):
    """No statement can read another file or switch that off again."""
    (tmp_path / "rahasia.csv").write_text("a\n1\n", "utf-8")
    cursor = nothing_loaded._root.cursor()
    with pytest.raises(duckdb.PermissionException):
        cursor.execute(f"select * from read_csv('{tmp_path}/rahasia.csv')")
    with pytest.raises(duckdb.Error, match=r"locked|Cannot change"):
        cursor.execute("set enable_external_access = true")
    cursor.close()


def test_entries_in_any_number_are_listed_as_snapshots():
    """Every committed file is a snapshot with its name, kind and how many rows it holds."""
    made = assemble(entries(*WORLD), load_methods(), SITE)["snapshots"]

    assert made[["file", "kind", "is_sample"]].to_numpy().tolist() == [
        ["daerah.xlsx", "regions", False],
        ["hasil.xlsx", "results", False],
        ["survei.xlsx", "survey", True],
        ["nilai.xlsx", "marks", False],
    ]


def test_an_invented_survey_stops_counting_beside_a_real_one():
    """A real survey of the same year and track replaces the sample, and the sample of another year stays."""
    sample = survey(2023, {"living": 4}, name="CONTOH-2023.xlsx", is_sample=True)
    other = survey(2024, {"living": 5}, name="CONTOH-2024.xlsx", is_sample=True)
    real = survey(2023, {"living": 3}, name="asli.xlsx")
    with built(sample, other, real) as made:
        snapshots = made.query("snapshot_list").set_index("file")["is_loaded"]
        counts = [people_rows(made, "respondents_by_dimension", year=year)["count"].sum() for year in (2023, 2024)]

    assert (dict(snapshots), counts) == (
        {"CONTOH-2023.xlsx": False, "CONTOH-2024.xlsx": True, "asli.xlsx": True},
        [3, 5],
    )


def test_what_was_made_is_kept_until_the_next_rebuild():
    """A part of a page is made once for a build, and anew after the next one."""
    made = []

    with built(places_of_the_province()) as open_warehouse:
        for _ in range(2):
            open_warehouse.remember("bagian", lambda: made.append("sekali") or "bagan")
        open_warehouse.rebuild(frames(places_of_the_province()), STAMP)
        again = open_warehouse.remember("bagian", lambda: made.append("sekali lagi") or "bagan baru")

    assert (made, again) == (["sekali", "sekali lagi"], "bagan baru")


def test_what_many_ask_for_at_once_is_made_once():
    """After a step all who look at a page ask for the same: one makes it, and who comes meanwhile gets that one."""
    begun, may_end, made, got = threading.Event(), threading.Event(), [], []

    def make():
        made.append("bagan")
        begun.set()
        may_end.wait(60)
        return object()

    with built(places_of_the_province()) as open_warehouse:
        threads = [
            threading.Thread(target=lambda: got.append(open_warehouse.remember("bagian", make))) for _ in range(3)
        ]
        threads[0].start()
        begun.wait(60)
        for thread in threads[1:]:
            thread.start()
        # Whoever makes it as well does so before long.
        threads[1].join(0.2)
        may_end.set()
        for thread in threads:
            thread.join(60)

    assert (made, len(got), len(set(map(id, got)))) == (["bagan"], 3, 1)


def test_who_waited_for_what_failed_makes_it_anew():
    """A failure is of who met it alone."""
    with built(places_of_the_province()) as open_warehouse:
        with pytest.raises(ZeroDivisionError):
            open_warehouse.remember("bagian", lambda: 1 // 0)

        assert open_warehouse.remember("bagian", lambda: "bagan") == "bagan"
