"""The command that counts every region and year at once, on this machine or on a cluster of Spark."""

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from smartcity.cli.command import HAS_ERRORS, SAMPLE, WRONG_USAGE, Argument, Refused, Reply, command, opened
from smartcity.cli.rules import rules_shown
from smartcity.gate.batch import Counter, Everywhere, Here, everywhere
from smartcity.gate.batch.java import Unusable
from smartcity.intake import DataFolder
from smartcity.method import INDEX, Method
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

DUCKDB, SPARK = "duckdb", "spark"
_DECIMALS = 3
_OF_INPUT = frozenset({"nothing"})
_DAY = 86_400
_SCRATCH = "hitung-"
"""How the folder begins in which a cluster finds what it counts; it is deleted when all is counted."""


@command(
    "score-all",
    Argument("--engine", choices=(DUCKDB, SPARK), default=DUCKDB, help="engine"),
    Argument("--master", metavar="URL", help="master"),
    Argument("--memory", metavar="SIZE", default="1g", help="memory"),
)
def score_all(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Count all that is loaded, and say what it comes to."""
    try:
        if chosen.master and chosen.engine != SPARK:
            raise Unusable("master_unused", engine=chosen.engine)
        with opened(folder, words) as warehouse, _counter(chosen, folder, warehouse) as counter:
            made = everywhere(warehouse, counter)
            methods = [warehouse.methods.get(*key) for key in _keys(made)]
    except Unusable as problem:
        code = HAS_ERRORS if problem.code in _OF_INPUT else WRONG_USAGE
        raise Refused(words(f"cli.batch.{problem.code}", **problem.values), code) from problem
    answer = {"engine": chosen.engine, "rules": [{"year": one.year, **rules_shown(one)} for one in methods]}
    for name in ("statistics", "scores", "spreads"):
        answer[name] = getattr(made, name).rename(columns={"is_sample": SAMPLE})
    sentence = rules_said(methods, words)
    return Reply(answer, [*([sentence] if sentence else []), *_lines(made, methods, words)], decimals=_DECIMALS)


@contextmanager
def _counter(chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse) -> Iterator[Counter]:
    if chosen.engine == DUCKDB:
        yield Here(warehouse)
        return
    # Only where it is asked for: most have no Spark.
    from smartcity.gate.batch.cluster import Cluster

    # What a killed process left holds answers of people.
    for left in folder.root.glob(f"{_SCRATCH}*"):
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)
    with (
        tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=folder.root, ignore_cleanup_errors=True) as scratch,
        Cluster(warehouse, chosen.master or "local[*]", chosen.memory, Path(scratch)) as counter,
    ):
        yield counter


def _keys(made: Everywhere) -> list[tuple[int, str]]:
    return sorted({(int(year), str(track)) for year, track in zip(made.scores["year"], made.scores["track"])})


def _lines(made: Everywhere, methods: Iterable[Method], words: Words) -> Iterator[str]:
    """Say each region's simulated index and components, a year and track after the other."""
    components = {(method.year, method.track): method.weights for method in methods}
    for (year, track, region), rows in made.scores.groupby(["year", "track", "region"]):
        values = dict(zip(rows["node"], rows["value"]))
        parts = [
            words("cli.batch.part", name=words(f"method.component.{code}"), value=words.number(values[code], 2))
            for code in components[year, track]
            if code in values
        ]
        own = {"year": year, "track": words(f"method.track.{track}"), "region": region}
        yield words("cli.batch.line", index=words.number(values.get(INDEX), 2), parts=words.join(parts), **own)
    yield words(
        "cli.batch.counted",
        statements=len(made.statistics),
        regions=made.scores["region"].nunique(),
        years=made.scores["year"].nunique(),
        spreads=int(made.spreads["low"].notna().sum()),
    )
