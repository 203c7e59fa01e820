"""The tables of a lake: the same statements as on a file; what another process commits is seen within a second."""

import json
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from smartcity.lake.near import Near, tables_in
from smartcity.lake.statements import statement
from smartcity.warehouse.parts import Tables
from smartcity.warehouse.schema import SCHEMA
from smartcity.warehouse.store import Stored, Warehouse, WarehouseDamaged, answered_by, create, let_in, names_of

if TYPE_CHECKING:
    from smartcity.lake.catalogue import Lake

LINES = "lines"
"""What a snapshot says beside the stamp of its build: of how many lines of the journal it is made."""

CHANGED = "changed"
"""What it says beside that: which tables are others than in the snapshot before."""

_TIDY_EACH = 100
"""Who makes such a snapshot lets go of those of older days: a table is asked for all the files that it ever had."""

_FRESH_SECONDS = 1.0
"""So long what the catalogue said last is taken to be so."""


class LakeWarehouse(Warehouse):
    """The warehouse in a lake. What is kept of its answers is known by the snapshot that they were made of."""

    def __init__(self, lake: "Lake") -> None:
        self._lake = lake
        self._looked = -_FRESH_SECONDS
        self._made_of: Mapping[str, str] = {}
        self._is_behind = False
        self._is_whole = False
        self._near = Near(0)
        self._turning = Lock()
        super().__init__(lake.path)

    @property
    def is_spent(self) -> bool:
        """Whether the tables are to be made anew: one proved unusable, or who wrote the journal did not finish them."""
        self._look()
        return self._is_broken or self._is_behind

    @is_spent.setter
    def is_spent(self, value: bool) -> None:
        self._is_broken = value

    def rebuild(self, tables: Tables, stamp: Mapping[str, str]) -> None:
        """Replace *tables* as a file does, and note of how many lines of the journal they are made."""
        self._is_whole = set(tables) >= set(SCHEMA)
        super().rebuild(tables, stamp)
        if self._generation % _TIDY_EACH == 0:
            self._lake.tidy()

    def stamp(self) -> Mapping[str, str] | None:
        """Return the stamp of the newest build, or None when nothing was built yet."""
        self._looked = -_FRESH_SECONDS
        self._look()
        return {key: value for key, value in self._made_of.items() if key not in (LINES, CHANGED)} or None

    def stored(self, table: str) -> Stored | None:
        """Say which files of the lake hold a table; None where none do, or not all of it.

        Raises `WarehouseDamaged` where one of them is not there.
        """
        with self._cursor() as cursor:
            found = cursor.execute(statement("files_of"), {"table": table}).fetchall()
            if not found:
                return None
            (rows,) = cursor.table(table).aggregate("count(*)").fetchone()
        files, deletes = (tuple(Path(name) for name in names if name) for names in zip(*found))
        try:
            kept = sum(map(_rows_in, files)) - sum(map(_rows_in, deletes))
        except FileNotFoundError as problem:
            raise WarehouseDamaged(str(problem)) from problem
        return Stored(files, deletes) if files and kept == rows else None

    def close(self) -> None:
        """Leave the connection to whoever else of this process works with the lake."""

    def _connected(self, read_only: bool) -> None:
        self._lake.known()

    def _begun(self) -> duckdb.DuckDBPyConnection:
        return self._lake.cursor()

    def _require_reach(self, problem: duckdb.Error) -> None:
        self._lake.require_reach(problem)

    def _age(self) -> int:
        self._look()
        return self._generation

    def _answered(self, name: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        near, tables = self._near, tables_in(names_of(name))
        place = near.cursor if near.has(tables, self._cursor) else self._cursor
        with place() as cursor:
            return answered_by(cursor, name, parameters)

    def _turn(self, generation: int, changed: Collection[str] = SCHEMA) -> None:
        """After a rebuild of our own the catalogue says which snapshot that made."""
        self._looked = -_FRESH_SECONDS
        self._look()

    def _look(self) -> None:
        """Ask the catalogue what there is now, unless it was asked just now; what is the same in it is kept."""
        if time.monotonic() - self._looked < _FRESH_SECONDS:
            return
        known = self._lake.known()
        with self._turning:
            if known.snapshot != self._generation:
                changed = {*self._lake.changed(self._generation, known.snapshot), "builds"}
                self._near = self._near.after(known.snapshot, changed)
                super()._turn(known.snapshot, changed)
        self._made_of = known.made_of
        self._is_behind = known.made_of.get(LINES) != str(known.lines) and not known.is_writing
        self._looked = time.monotonic()

    def _sign(self, cursor: duckdb.DuckDBPyConnection, stamp: Mapping[str, str], changed: Collection[str]) -> None:
        if self._is_whole:
            super()._sign(cursor, stamp, changed)
        else:
            self._empty(cursor, "builds")
            cursor.execute(statement("stamp"), {"stamp": stamp})
        made_of = {**stamp, LINES: str(self._lake.known().lines), CHANGED: sorted(changed)}
        cursor.execute(statement("sign"), {"made_of": json.dumps(made_of)})

    def _replace(self, cursor: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
        if self._is_whole:
            # A lake knows no enumerations, as which the repeated texts of a frame come: columns are declared.
            create(cursor, table)
        else:
            self._empty(cursor, table)
        if len(frame):
            let_in(cursor, f"insert into {table} by name select * from incoming", frame)

    def _empty(self, cursor: duckdb.DuckDBPyConnection, table: str) -> None:
        """Take out all rows; a table made anew has every process ask for all columns of all tables again."""
        cursor.execute(statement("empty").format(table=table))


def _rows_in(file: Path) -> int:
    return pq.read_metadata(file).num_rows
