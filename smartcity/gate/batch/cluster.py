"""The batch on Apache Spark: the same statement in Spark's dialect, the same steps, sent to where the rows are.

The product itself goes along as an archive, so that all of a cluster count by this very release. Spark is asked for
nothing that has no end: whether a master answers is tried first, and workers are waited for no longer than `WAIT`.
"""

import os
import sys
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from smartcity.gate.batch.java import Unusable, require_answer, require_memory, require_programs
from smartcity.gate.batch.steps import SCORES, SPREADS, Steps
from smartcity.warehouse import Stored, Warehouse
from smartcity.warehouse.answered import COUNTED
from smartcity.warehouse.people import stream_people_rows
from smartcity.warehouse.statements import ANSWER_STATISTICS, statement

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

WAIT = 60
"""So many seconds workers are waited for."""

LOOK = 0.25
"""So often it is looked whether they are there."""

PRODUCT = "produk"
"""What the archive of the product is called where it is unpacked."""

_ARROW = {"bigint": pa.int64(), "double": pa.float64(), "boolean": pa.bool_(), "string": pa.string()}
_CODE = (".py", ".toml", ".sql")
_HERE = Path(__file__).parents[2]
_STOPPED = "parquet", "FILE_NOT_FOUND", "PATH_NOT_FOUND", "FAILED_READ_FILE"


class Cluster:
    """Counts on a cluster, while it is entered; its Parquet files are in *folder*, which all of its machines share.

    A lake's own files are read where they are; of a file's tables what is counted is written beside, and deleted.
    """

    def __init__(self, warehouse: Warehouse, master: str, memory: str, folder: Path) -> None:
        self._warehouse, self._master, self._memory, self._folder = warehouse, master, memory, folder

    def __enter__(self) -> "Cluster":
        require_memory(self._memory)
        require_programs()
        require_answer(self._master)
        warehouse = self._warehouse
        answers = warehouse.stored("answers")
        answers = answers or self._written("answers", stream_people_rows(warehouse, "answers_by_region"))
        invented = self._written("invented", stream_people_rows(warehouse, "invented_by_region"))
        self._session = self._started()
        try:
            with self._understood():
                self._offer(answers, invented)
        except BaseException:
            self._session.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._session.stop()

    def statistics(self) -> pd.DataFrame:
        """Ask Spark what DuckDB is asked."""
        import sqlglot

        (query,) = sqlglot.transpile(
            statement(ANSWER_STATISTICS), read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE
        )
        with self._understood(), self._watched():
            return self._session.sql(query).toArrow().to_pandas()

    def scores(self, steps: Steps, statistics: pd.DataFrame) -> pd.DataFrame:
        """Score each year and track by itself."""
        rows = self._session.createDataFrame(pa.Table.from_pandas(statistics, preserve_index=False))
        return self._grouped(rows, ("year", "track"), steps.scores, SCORES)

    def spreads(self, steps: Steps) -> pd.DataFrame:
        """Describe the survey of each region and year by itself."""
        return self._grouped(self._session.table("answers"), ("year", "track", "region"), steps.spreads, SPREADS)

    def _grouped(self, rows: "DataFrame", by: tuple[str, ...], step: Callable, columns: dict[str, str]) -> pd.DataFrame:
        layout = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        schema = pa.schema([(name, _ARROW[kind]) for name, kind in columns.items()])

        def taken(table: pa.Table) -> pa.Table:
            return pa.Table.from_pandas(step(table.to_pandas()), schema, preserve_index=False)

        with self._understood(), self._watched(), warnings.catch_warnings():
            # Spark hands over Arrow here and pandas nowhere, so it does not matter which pandas it knows.
            warnings.simplefilter("ignore", FutureWarning)
            return rows.groupBy(*by).applyInArrow(taken, layout).toArrow().to_pandas()

    def _started(self) -> "SparkSession":
        """Start, and wait until somebody is there to count."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            from pyspark.sql import SparkSession
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        is_alone = self._master.startswith("local")
        archive = self._folder / f"{PRODUCT}.zip"
        _pack(archive)
        settings = {
            "spark.ui.enabled": "false",
            "spark.log.level": "OFF",
            "spark.executor.memory": self._memory,
            "spark.executorEnv.PYTHONPATH": str(_HERE.parent) if is_alone else PRODUCT,
            "spark.archives": f"{archive}#{PRODUCT}",
            "spark.sql.shuffle.partitions": "32",
            "spark.sql.warehouse.dir": str(self._folder),
        }
        if is_alone or "//127.0.0.1:" in self._master:
            settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
        builder = SparkSession.builder.master(self._master).appName("smartcity score-all")
        with self._understood("failed" if is_alone else "no_start"), _aside(self._folder / "spark.log"):
            session = builder.config(map=settings).getOrCreate()
        ends = time.monotonic() + WAIT
        while not (is_alone or _has_workers(session)):
            if time.monotonic() > ends:
                session.stop()
                raise self._left_alone()
            time.sleep(LOOK)
        return session

    def _left_alone(self) -> Unusable:
        return Unusable("no_workers", master=self._master, n=WAIT, memory=self._memory)

    def _offer(self, answers: Stored, invented: Stored) -> None:
        """Let Spark know the answers and whose of them are invented, by the names that the statement uses."""
        rows = self._read(answers.files)
        if answers.deletes:
            gone = self._read(answers.deletes).selectExpr("element_at(split(file_path, '/'), -1) as file", "pos")
            placed = rows.selectExpr("*", "_metadata.file_name as file", "_metadata.row_index as pos")
            rows = placed.join(gone, ["file", "pos"], "left_anti")
        rows.select(*COUNTED["answers"]).createOrReplaceTempView("answers")
        self._read(invented.files).createOrReplaceTempView("respondents")

    def _read(self, files: tuple[Path, ...]) -> "DataFrame":
        return self._session.read.parquet(*(file.as_uri() for file in files))

    def _written(self, table: str, batches: Iterator[pa.RecordBatch]) -> Stored:
        """Write rows about people to a file for the cluster; without any there is nothing to count."""
        file, first = self._folder / f"{table}.parquet", next(batches, None)
        if first is None:
            raise Unusable("nothing")
        with pq.ParquetWriter(file, first.schema, compression="zstd") as writer:
            for batch in chain((first,), batches):
                writer.write_batch(batch)
        return Stored((file,), ())

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Stop what waits for workers that are all gone, since Spark itself waits for others without end."""
        is_done, is_left = Event(), Event()

        def watch() -> None:
            ends = time.monotonic() + WAIT
            while not is_done.wait(LOOK):
                if _has_workers(self._session):
                    ends = time.monotonic() + WAIT
                elif time.monotonic() > ends:
                    is_left.set()
                    self._session.sparkContext.cancelAllJobs()
                    return

        watching = Thread(target=watch, daemon=True)
        if not self._master.startswith("local"):
            watching.start()
        try:
            yield
        except Exception as problem:
            if is_left.is_set():
                raise self._left_alone() from problem
            raise
        finally:
            is_done.set()
            if watching.is_alive():
                watching.join(LOOK)

    @contextmanager
    def _understood(self, failure: str = "failed") -> Iterator[None]:
        """Say in a word what Spark says on pages; *failure* is what it means where nothing better is known."""
        import pyspark
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            yield
        except (Py4JError, PySparkException, ConnectionError) as problem:
            message = str(problem)
            code = "not_shared" if any(sign in message for sign in _STOPPED) else failure
            reason = next((line.strip() for line in message.splitlines() if line.strip()), type(problem).__name__)
            values = {"path": str(self._folder), "reason": reason[:200], "version": pyspark.__version__}
            raise Unusable(code, master=self._master, **values) from problem


def _has_workers(session: "SparkSession") -> bool:
    """Say whether somebody counts beside the one who asks, who is an executor to Spark, too."""
    return len(session.sparkContext._jsc.sc().statusTracker().getExecutorInfos()) > 1


def _pack(target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(_HERE.rglob("*")):
            if path.suffix in _CODE:
                archive.write(path, path.relative_to(_HERE.parent))


@contextmanager
def _aside(log: Path) -> Iterator[None]:
    """Let a process that starts meanwhile speak into *log*, not to whoever asked for figures."""
    sys.stderr.flush()
    before = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
