"""The DuckDB file: open, rebuild in one transaction, and run the named statements of `smartcity/warehouse/sql/`."""

import os
import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import duckdb
import pandas as pd
import psutil
import pyarrow as pa

from smartcity.method import Methods, load_methods
from smartcity.method.adopted import Rules, in_force, rules_of
from smartcity.method.regions import load_site
from smartcity.warehouse.alone import Making, alone
from smartcity.warehouse.frames import Frames
from smartcity.warehouse.parts import Part, Tables
from smartcity.warehouse.schema import SCHEMA, SQL_TYPES
from smartcity.warehouse.statements import CLOSED, statement
from smartcity.warehouse.typed import arrow_of

KEPT_ANSWERS = 500
KEPT_MADE = 500
STREAMED_ROWS = 100_000

Made = TypeVar("Made")

_HELD = re.compile(r"PID \d|could not set lock|used by another process", re.IGNORECASE)
_NOT_WRITTEN = re.compile(r"could not (write|truncate)|fsync failed|no space left", re.IGNORECASE)
_BROKEN = (
    duckdb.CatalogException,
    duckdb.ConnectionException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.IOException,
    duckdb.SerializationException,
)
"""What DuckDB raises when the file is not what it should be; anything else is a mistake in a statement of ours."""


class WarehouseBusy(RuntimeError):
    """The file is held: *pid* and *process* say by which process, as far as it can be seen.

    It may be this very process, when it has the file open in another mode.
    """

    def __init__(self, pid: int | None, process: str) -> None:
        super().__init__(f"warehouse held by {process or 'another process'} ({pid})")
        self.pid = pid
        self.process = process


class WarehouseDamaged(RuntimeError):
    """The file is no DuckDB database that this version can read; a rebuild replaces it."""


class WarehouseElsewhere(RuntimeError):
    """The warehouse that several processes share cannot be used; nothing has changed.

    *code* says why, as a key below `trouble`, with the *values* of its sentences; none of them is a secret.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class WarehouseNotWritten(RuntimeError):
    """The disk is full or does not take the file; the tables are still those before, and *path* says where.

    What the journal says holds all the same: the next opening makes the tables of it.
    """

    def __init__(self, path: Path, problem: Exception) -> None:
        super().__init__(f"{path.name} cannot be written: {problem}")
        self.path = path


@dataclass(frozen=True, slots=True)
class Stored:
    """The Parquet *files* of a table, and those that say which of their rows count no more: `file_path, pos`."""

    files: tuple[Path, ...]
    deletes: tuple[Path, ...]


@cache
def names_of(name: str) -> frozenset[str]:
    """List all names in a statement, those of its tables among them."""
    return frozenset(re.findall(r"\w+", statement(name)))


class Warehouse:
    """One open warehouse: one root connection, and a cursor of its own for every call.

    A cursor shared between threads returned other callers' rows, so none is ever kept.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._generation = 0
        self._made: dict[Hashable, object] = {}
        self._making: Making = {}
        self._answers: dict[tuple[int, str, str], pd.DataFrame] = {}
        self.is_spent = False
        """Whether a rebuild or a query found the file unusable, so that it must be closed, rebuilt and opened again."""
        self._root = self._connected(read_only)

    def _connected(self, read_only: bool) -> duckdb.DuckDBPyConnection:
        """Open the file."""
        try:
            return duckdb.connect(str(self.path), read_only=read_only, config=CLOSED)
        except duckdb.ConnectionException as problem:
            raise WarehouseBusy(os.getpid(), _process_name(os.getpid())) from problem
        except duckdb.Error as problem:
            if _HELD.search(str(problem)):
                held = re.search(r"PID (\d+)", str(problem))
                pid = int(held[1]) if held else None
                raise WarehouseBusy(pid, _process_name(pid)) from problem
            _require_access(self.path, read_only)
            raise WarehouseDamaged(str(problem)) from problem

    @classmethod
    def in_memory(cls, frames: Frames) -> "Warehouse":
        """Make a warehouse of *frames* that no file keeps, to ask it what would be."""
        made = cls(Path(":memory:"))
        made.rebuild(frames, {"fingerprint": "", "built_at": "", "files": "0"})
        return made

    def close(self) -> None:
        """Close the file."""
        self._root.close()

    def __enter__(self) -> "Warehouse":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def query(self, name: str, /, **parameters: object) -> pd.DataFrame:
        """Run `sql/<name>.sql` with *parameters* and return its rows; unknown or missing parameters raise.

        The statements about people stand in a folder of their own, which the gate alone asks (`people_rows`).

        Raises:
            ValueError: If *name* is that of a statement in another folder.
        """
        if name != Path(name).name:
            raise ValueError(f"{name} is not for everybody to ask")
        return self.ask(name, parameters)

    def ask(self, name: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Run `sql/<name>.sql`, which may stand in a folder of it.

        Answers are kept until a rebuild changes what they are made of, because a page asks the same few questions many
        times; each caller gets a frame of its own (copy-on-write). What a statement calls `$home` is the region for
        which it is asked, `$alone` whether there is no other: nobody has to pass them on, so that what is another
        region's cannot be had by leaving them out.
        """
        site, own = load_site(), names_of(name)
        acting = {"home": site.home, "alone": not site.is_of_many}
        parameters = {**parameters, **{code: value for code, value in acting.items() if code in own}}
        key = (self._age(), name, repr(sorted(parameters.items())))
        kept = self._answers.get(key)
        if kept is None:
            kept = self._answered(name, parameters)
            if len(self._answers) >= KEPT_ANSWERS:
                self._answers.clear()
            self._answers[key] = kept
        return kept.copy(deep=False)

    def _answered(self, name: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Run a statement."""
        with self._cursor() as cursor:
            return answered_by(cursor, name, parameters)

    def stream(self, name: str) -> Iterator[pa.RecordBatch]:
        """Run `sql/<name>.sql` and give its rows as they come; nothing of it is kept."""
        with self._cursor() as cursor:
            yield from cursor.execute(statement(name)).to_arrow_reader(STREAMED_ROWS)

    def stored(self, table: str) -> Stored | None:
        """Say which Parquet files hold a table; None where none do, or not all of it."""
        return None

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what *make* gives, made once for *key* until the next rebuild.

        For what is a pure function of this build, of the region for which it is asked and of the key, such as an
        exhibit of one selection. After a step all who look at a page ask for the same at once: one of them makes it,
        the others wait for that one.
        """
        whole = (self._age(), load_site().home, key)
        kept = self._made.get(whole)
        if kept is not None:
            return kept
        with alone(self._making, whole):
            kept = self._made.get(whole)
            if kept is None:
                kept = make()
                if len(self._made) >= KEPT_MADE:
                    self._made.clear()
                self._made[whole] = kept
        return kept

    @property
    def methods(self) -> Methods:
        """The methods that this build was made with: of files and workbooks, and provisional for years to prepare."""
        return self.remember(("methods",), lambda: self._methods_of(self.adopted))

    @property
    def adopted(self) -> tuple[Rules, ...]:
        """The rules that came in by workbooks and hold, in the order of their years."""
        return self.remember(("adopted",), self._adopted)

    def _adopted(self) -> tuple[Rules, ...]:
        weights = self.query("rule_weights")
        # There are none in most warehouses, and every one is asked.
        return rules_of(*map(_records, (weights, self.query("rule_items")))) if len(weights) else ()

    def methods_without(self, year: int, track: str) -> Methods:
        """Return the methods that would hold without the workbook that has the rules of a year and track."""
        key = ("methods without", year, track)
        others = [rules for rules in self.adopted if rules.key != (year, track)]
        return self.remember(key, lambda: self._methods_of(others))

    def _methods_of(self, adopted: Iterable[Rules]) -> Methods:
        through = self.query("prepared_through")["prepared_through"].iloc[0]
        return in_force(load_methods(), adopted, int(through))

    def rebuild(self, tables: Tables, stamp: Mapping[str, str]) -> None:
        """Replace all *tables* that are given, or parts of them, and the build's *stamp*, in one transaction.

        Readers see the state before or the state after, also when anything is raised.

        Raises:
            WarehouseNotWritten: If the disk is full or does not take the file.

            WarehouseDamaged: If the file is not what it should be.
        """
        try:
            with self._cursor() as cursor:
                changed = [table for table in tables if self._put(cursor, table, tables[table])]
                self._sign(cursor, dict(stamp), changed)
                cursor.commit()
        except BaseException:
            self.is_spent = True
            raise
        self.is_spent = False
        self._turn(self._generation + 1, changed)

    def _age(self) -> int:
        """Say of which rebuild the tables are; what was kept of another one is never given."""
        return self._generation

    def _turn(self, generation: int, changed: Collection[str] = SCHEMA) -> None:
        """Be of *generation*, and forget what was made of the tables that it *changed*."""
        gone = {*changed, "builds"}
        self._answers = {
            (generation, name, parameters): rows
            # Listed at once: other threads may be keeping more.
            for (age, name, parameters), rows in list(self._answers.items())
            if age == self._generation and not names_of(name) & gone
        }
        self._generation = generation
        self._made.clear()

    def stamp(self) -> Mapping[str, str] | None:
        """Return the stamp of the build that made this file, or None when nothing was built yet."""
        with self._cursor() as cursor:
            try:
                answer = cursor.execute(statement("build_stamp"))
            except duckdb.CatalogException:
                return None
            row = answer.fetchone()
            return None if row is None else dict(zip((name for name, *_ in answer.description), row))

    def digests(self) -> Mapping[str, tuple[int, int]]:
        """Return how many rows each table has and what they come to, in whatever order they stand."""
        with self._cursor() as cursor:
            return {table: _digest(cursor.table(table), SCHEMA[table]) for table in SCHEMA}

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor for one call, one transaction: what was not committed is rolled back when it is closed."""
        cursor = None
        try:
            cursor = self._begun()
            yield cursor
        except duckdb.Error as problem:
            self._require_reach(problem)
            if _NOT_WRITTEN.search(str(problem)):
                self.is_spent = True
                raise WarehouseNotWritten(self.path, problem) from problem
            if isinstance(problem, _BROKEN):
                self.is_spent = True
                raise WarehouseDamaged(str(problem)) from problem
            raise
        finally:
            if cursor is not None:
                leave(cursor)

    def _begun(self) -> duckdb.DuckDBPyConnection:
        """Open a cursor and begin."""
        return self._root.cursor().begin()

    def _require_reach(self, problem: duckdb.Error) -> None:
        """Raise what a *problem* means that lies outside of the tables; a file has no such."""

    def _sign(self, cursor: duckdb.DuckDBPyConnection, stamp: Mapping[str, str], changed: Collection[str]) -> None:
        """Note of what the tables are made, beside them; which *changed* only who reads elsewhere has to know."""
        cursor.execute("create or replace table builds as select unnest($stamp)", {"stamp": stamp})

    def _put(self, cursor: duckdb.DuckDBPyConnection, table: str, content: pd.DataFrame | Sequence[Part]) -> bool:
        """Say whether any row went or came."""
        if isinstance(content, pd.DataFrame):
            self._replace(cursor, table, content)
            return True
        moved = 0
        for part in content:
            places = (f'"{column}" in ({", ".join("?" * len(values))})' for column, values in part.subject.items())
            values = [value for values in part.subject.values() for value in values]
            (gone,) = cursor.execute(f"delete from {table} where {' and '.join(places)}", values).fetchone()
            if len(part.rows):
                let_in(cursor, f"insert into {table} by name select * from incoming", part.rows)
            moved += gone + len(part.rows)
        return moved > 0

    def _replace(self, cursor: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
        if frame.empty and table in SCHEMA:
            # Most tables of a young folder are empty: to say their columns is ten times quicker than to hand them over.
            create(cursor, table)
            return
        let_in(cursor, f"create or replace table {table} as select * from incoming", frame)


def leave(cursor: duckdb.DuckDBPyConnection) -> None:
    """Roll back what was begun and not committed, and close.

    Both by themselves: DuckDB ends the whole process where a cursor is closed within a transaction that its server,
    which is gone, cannot roll back.
    """
    for end in (cursor.rollback, cursor.close):
        with suppress(duckdb.Error):
            end()


def _digest(rows: duckdb.DuckDBPyRelation, columns: Iterable[str]) -> tuple[int, int]:
    number = rows.aggregate("count(*)").fetchone()[0]
    if not number:
        return 0, 0
    whole = ", ".join(f'"{name}"::varchar' for name in columns)
    return number, rows.aggregate(f"sum(hash({whole}))").fetchone()[0]


def _records(rows: pd.DataFrame) -> list[dict]:
    plain = rows.astype(object)
    return plain.where(plain.notna(), None).to_dict("records")


def answered_by(cursor: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, object]) -> pd.DataFrame:
    """Run `sql/<name>.sql` on a cursor and return its rows."""
    return cursor.execute(statement(name), dict(parameters) or None).df()


def create(cursor: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make a table of `SCHEMA` without rows, whatever stands there."""
    columns = ", ".join(f'"{name}" {SQL_TYPES[kind]}' for name, kind in SCHEMA[table].items())
    cursor.execute(f"create or replace table {table} ({columns})")


def let_in(cursor: duckdb.DuckDBPyConnection, taking: str, frame: pd.DataFrame) -> None:
    """Let a statement take the rows of *frame*, which it calls `incoming`."""
    # Handed over as Arrow the texts of a long survey are not copied once more.
    cursor.register("incoming", arrow_of(frame))
    cursor.execute(taking)
    cursor.unregister("incoming")


def _require_access(path: Path, read_only: bool) -> None:
    """Raise the system's own `OSError` where it forbids to open a file that is there."""
    if path.is_file():
        with path.open("rb" if read_only else "r+b"):
            pass


def _process_name(pid: int | None) -> str:
    if pid is None:
        return ""
    try:
        return " ".join(psutil.Process(pid).cmdline())[:80]
    except psutil.Error:
        return ""
