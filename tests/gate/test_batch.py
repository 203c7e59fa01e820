"""All regions and years at once: the same figures as the pages, whoever counts; what keeps Spark from it in a sentence.

One test counts on a cluster; the others need neither Spark nor Java.
"""

import stat
from contextlib import nullcontext
from pathlib import Path
from threading import Event
from unittest.mock import Mock

import lakes
import numpy as np
import pandas as pd
import planted
import pytest
import sparks
from commands import empty_folder, run

from smartcity import gate, intake
from smartcity.gate.batch import Here, cluster, everywhere, java
from smartcity.intake import DataFolder
from smartcity.intake.release import release
from smartcity.lake import Lake
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.survey.disclosure import is_few
from smartcity.warehouse import Warehouse
from smartcity.warehouse.answered import COUNTED
from smartcity.warehouse.parts import Part
from smartcity.warehouse.schema import SCHEMA
from smartcity.wording import Words

SURVEYS = {
    (planted.HOME, 2023): 9,
    (planted.KOTA, 2023): 6,
    (planted.BANJAR, 2023): 3,
    (planted.HOME, 2024): 7,
    (planted.BARU, 2024): 8,
}
"""How many people answered each statement, by region and year: those of Banjar are too few to be told of."""

SAME = 1e-9


@pytest.fixture(scope="module")
def world():
    """Tables of several regions, drawn by a seed: answers with gaps, some on thirds, one survey invented, one mark."""
    drawn = np.random.default_rng(16)
    answers, people = [], []
    for (region, year), count in SURVEYS.items():
        of = {"snapshot": f"{region} {year}", "year": year, "track": planted.SITE.track, "region": region}
        levels = np.arange(5.0) if year == 2023 else np.arange(4) * 4 / 3
        items = load_methods().require(year, planted.SITE.track).survey_items
        for item in items:
            own = of | {"dimension": item.dimension, "sub_dimension": item.sub_dimension, "item": item.code}
            rows = [own | {"respondent": f"{region}{year}{n}{item.dimension}"} for n in range(count)]
            answers += [row | {"value": drawn.choice(levels)} for row in rows if count < 6 or drawn.random() > 0.05]
        people += [
            of | {"dimension": code, "is_sample": region == planted.KOTA} for code in {i.dimension for i in items}
        ]
    marks = [{"year": 2024, "track": planted.SITE.track, "region": planted.BARU, "item": items[0].code, "value": 4.0}]
    rows = {"answers": answers, "respondents": people, "marks": marks}
    own = {table: pd.DataFrame(rows[table]).reindex(columns=[*SCHEMA[table]]) for table in rows}
    return dict(planted.frames()) | {table: frame.astype(dict(SCHEMA[table])) for table, frame in own.items()}


@pytest.fixture(scope="module")
def counted(world):
    """What DuckDB counts of that world."""
    with Warehouse.in_memory(world) as warehouse:
        return everywhere(warehouse, Here(warehouse))


@pytest.fixture
def spark():
    """A Spark that takes no more than a test needs, in its folder."""
    sparks.require()
    with sparks.settings() as home:
        yield home


def assert_same(found, expected):
    """Compare all figures, and whether each is there at all."""
    for table in ("statistics", "scores", "spreads"):
        own, other = getattr(found, table), getattr(expected, table)
        assert len(other)
        pd.testing.assert_frame_equal(own, other, check_dtype=False, rtol=0, atol=SAME, obj=table)


def on(master, warehouse, folder):
    """Count on the cluster."""
    folder.mkdir()
    with cluster.Cluster(warehouse, master, sparks.MEMORY, folder) as counter:
        return everywhere(warehouse, counter)


@pytest.mark.slow
def test_spark_counts_what_duckdb_counts(world, counted, spark, tmp_path, monkeypatch):
    """Statistics, scores and spreads are the same to 1e-9, of a file's tables here and of a lake's own on a cluster.

    What is written beside is read by both; a cluster for each would start every executor twice. Rows that were taken
    out of a lake since count no more. Where no worker has the memory that is asked for, that is said after a while.
    All in one, so that a run starts one Java to be asked, with one cluster.
    """
    monkeypatch.setattr(cluster, "WAIT", 600)
    with Warehouse.in_memory(world) as warehouse:
        of_a_file = on("local[1]", warehouse, tmp_path / "berkas")
    lake = Lake(lakes.server().catalogue(), tmp_path / "danau/penanda.json", release())
    lake.begin()
    more = world["answers"].assign(snapshot="lain", region=planted.LATE)
    with sparks.cluster(spark) as master:
        with lake.open() as warehouse:
            warehouse.rebuild(
                world | {"answers": pd.concat([world["answers"], more], ignore_index=True)}, planted.STAMP
            )
            warehouse.rebuild({"answers": [Part({"snapshot": ["lain"]}, more.iloc[:0])]}, planted.STAMP)
            stored = warehouse.stored("answers")
            of_a_lake = on(master, warehouse, tmp_path / "kolam")
        lake.close()
        counting = {file.parent.name for file in spark.glob("work-*/app-*")}

        monkeypatch.setattr(cluster, "WAIT", 1)
        monkeypatch.setattr(DataFolder, "chosen", lambda: DataFolder(tmp_path))
        with Warehouse.in_memory(world) as warehouse:
            monkeypatch.setattr(intake, "open_warehouse", lambda *_, **__: nullcontext(warehouse))
            refused = run("score-all", "--engine", "spark", "--master", master, "--memory", "9g")

    assert_same(of_a_file, counted)
    assert_same(of_a_lake, counted)
    assert len(counting) == sparks.WORKERS
    assert (len(stored.files), len(stored.deletes)) == (1, 1)
    assert not (tmp_path / "kolam/answers.parquet").exists()
    sentence = Words("id")("cli.batch.no_workers", n=1, master=master, memory="9g")
    assert (refused.code, refused.out, refused.err, [*tmp_path.glob("hitung-*")]) == (2, "", f"{sentence}\n", [])


def test_all_regions_are_told_in_both_ways(world, tmp_path, monkeypatch):
    """JSON holds the three tables and whose rules they rest on; words a line a region, with the invented marked."""
    monkeypatch.setattr(DataFolder, "chosen", lambda: DataFolder(tmp_path))
    with Warehouse.in_memory(world) as warehouse:
        monkeypatch.setattr(intake, "open_warehouse", lambda *_, **__: nullcontext(warehouse))
        shown, answer = run("score-all", "--json").json, run("score-all")

    assert [(one["year"], one["rules_from"]) for one in shown["rules"]] == [(2023, None), (2024, None)]
    assert {(row["region"], row["year"]) for row in shown["statistics"]} == {*SURVEYS}
    assert {row["region"] for row in shown["scores"] if row["sample"]} == {planted.KOTA}
    assert answer.out.startswith(Words("id")("cli.sample"))
    assert [line.split(" (")[0] for line in answer.out.splitlines()[1:-1]] == [
        f"{region} {year}" for region, year in sorted(SURVEYS, key=lambda one: one[::-1]) if region != planted.BANJAR
    ]


def test_the_batch_says_what_the_pages_say(world, counted):
    """The home region's figures are those of its own survey page, and each region is counted by itself."""
    track = planted.SITE.track
    survey = gate.LoadedSurvey(2023, track, load_methods().require(2023, track), (), SURVEYS[planted.HOME, 2023], False)
    with Warehouse.in_memory(world) as warehouse:
        described = gate.describe(warehouse, survey)
    own = counted.spreads[(counted.spreads["region"] == planted.HOME) & (counted.spreads["year"] == 2023)]
    nodes = [node for one in described for node in (one.whole, *(part.whole for part in one.parts))]
    expected = {
        node.code: (node.count, node.mean, node.spread.low, node.spread.high, node.spread.way) for node in nodes
    }

    assert {row[3]: row[4:] for row in own.itertuples(index=False, name=None)} == expected
    assert {*zip(counted.spreads["region"], counted.spreads["year"])} == {*SURVEYS}
    assert set(counted.scores.loc[counted.scores["is_sample"], "region"]) == {planted.KOTA}


def test_the_batch_scores_as_a_build_does(world, counted):
    """Item means are those over the people who answered, and of few there is none, nor anything that rests on it."""
    answers = world["answers"].astype({"value": float})
    means = answers.groupby(["year", "region", "item"])["value"].agg(["count", "mean"])
    smallest = load_site().smallest_group
    for row in counted.statistics.itertuples(index=False):
        count, mean = means.loc[(row.year, row.region, row.item)]
        assert row.n == count
        assert np.isnan(row.mean) if is_few(count, smallest) else row.mean == pytest.approx(mean, abs=SAME)
    few = counted.spreads[counted.spreads["region"] == planted.BANJAR]

    assert set(few["n"]) == {3}
    assert few[["mean", "low", "high"]].isna().all(axis=None)
    assert planted.BANJAR not in set(counted.scores["region"])


def test_what_a_cluster_gets_is_no_more_than_it_counts(world, tmp_path):
    """The file that is written for a cluster has neither cells nor texts of people."""
    with Warehouse.in_memory(world) as warehouse:
        rows = warehouse.stream("people/answers_by_region")
        stored = cluster.Cluster(warehouse, "local", sparks.MEMORY, tmp_path)._written("answers", rows)

    assert [*pd.read_parquet(stored.files[0]).columns] == [*COUNTED["answers"]]


def test_workers_that_are_gone_are_not_waited_for_without_end(tmp_path, monkeypatch):
    """What Spark would go on waiting for is stopped, and it is said why."""
    stopped = Event()
    context = Mock(cancelAllJobs=stopped.set)
    context._jsc.sc().statusTracker().getExecutorInfos.return_value = ["who asks"]
    counter = cluster.Cluster(None, "spark://127.0.0.1:7077", "1g", tmp_path)
    counter._session = Mock(sparkContext=context)
    monkeypatch.setattr(cluster, "WAIT", 0)
    monkeypatch.setattr(cluster, "LOOK", 0.01)

    def wait():
        with counter._watched():
            assert stopped.wait(60)
            raise RuntimeError("cancelled")

    with pytest.raises(java.Unusable) as refused:
        wait()
    assert refused.value.code == "no_workers"


@pytest.mark.parametrize(
    ("message", "code", "told"),
    [
        ("\n  Path does not exist: file:/data/answers.parquet\nat org.apache.spark", "not_shared", "data"),
        ("\n  Job aborted due to stage failure: lost task\nat org.apache.spark", "failed", "lost task"),
        ("\n  An error occurred while calling None.org.apache.spark\nat", "no_start", "spark.authenticate"),
    ],
)
def test_what_spark_says_on_pages_is_said_in_a_sentence(tmp_path, message, code, told):
    """Its first line is the reason; where workers do not see the folder, the sentence names the folder."""
    sparks.require()
    from pyspark.errors import PySparkException

    counter = cluster.Cluster(None, "spark://127.0.0.1:7077", "1g", tmp_path)
    with pytest.raises(java.Unusable) as refused, counter._understood(*([code] if code == "no_start" else [])):
        raise PySparkException(message)
    sentences = [Words(language)(f"cli.batch.{code}", **refused.value.values) for language in ("id", "en")]

    assert (refused.value.code, refused.value.values["reason"]) == (code, message.splitlines()[1].strip())
    assert all((str(tmp_path) if code == "not_shared" else told) in sentence for sentence in sentences)


def java_of(folder: Path, version: str) -> Path:
    """Make a Java that can only say its version."""
    program = folder / "bin/java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("code", "options", "values"),
    [
        ("no_packages", ("--engine", "spark"), {"packages": "sqlglot"}),
        ("no_java", ("--engine", "spark"), {"version": 17}),
        ("old_java", ("--engine", "spark"), {"version": 17, "found": 8}),
        ("no_master", ("--engine", "spark", "--master", "yarn"), {"found": "yarn"}),
        ("unreachable", ("--engine", "spark", "--master", "spark://127.0.0.1:9"), {"master": "spark://127.0.0.1:9"}),
        ("no_memory", ("--engine", "spark", "--memory", "64m"), {"found": "64m"}),
        ("master_unused", ("--master", "local"), {"engine": "duckdb"}),
        ("nothing", (), {}),
        ("nothing", ("--engine", "spark"), {}),
    ],
)
def test_what_keeps_the_batch_from_counting_is_one_sentence(tmp_path, monkeypatch, code, options, values, language):
    """Each is said before Spark is started, and leaves nothing behind."""
    folder = empty_folder(tmp_path / "data", monkeypatch)
    missing = ("sqlglot",) if code == "no_packages" else ()
    monkeypatch.setattr(java, "PACKAGES", ("polars_tiada",) if missing else ("duckdb",))
    version = "1.8.0_412" if code == "old_java" else "17.0.15"
    home = tmp_path / "tiada" if code == "no_java" else java_of(tmp_path / "java", version)
    monkeypatch.setenv("JAVA_HOME", str(home))
    values = values | ({"packages": "polars_tiada"} if missing else {})
    answer = run("score-all", *options, "--language", language)

    assert (answer.out, answer.err) == ("", Words(language)(f"cli.batch.{code}", **values) + "\n")
    assert answer.code == (1 if code == "nothing" else 2)
    assert [*folder.root.glob("hitung-*")] == []


def test_an_unknown_engine_is_wrong_usage():
    """The engines that there are, are named."""
    answer = run("score-all", "--engine", "flink")

    assert (answer.code, answer.out) == (2, "")
    assert "duckdb" in answer.err
    assert "spark" in answer.err
