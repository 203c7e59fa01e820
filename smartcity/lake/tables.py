"""The tables of a lake: the same statements as on a file; what another process commits is seen within a second."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from smartcity.lake.statements import statement
from smartcity.warehouse.parts import Tables
from smartcity.warehouse.schema import SCHEMA
from smartcity.warehouse.store import Warehouse, create, let_in

if TYPE_CHECKING:
    from smartcity.lake.catalogue import Lake

_FRESH_SECONDS = 1.0
"""So long what the catalogue said last is taken to be so."""


class LakeWarehouse(Warehouse):
    """The warehouse in a lake. What is kept of its answers is known by the snapshot that they were made of."""

    def __init__(self, lake: "Lake") -> None:
        self._lake = lake
        self._looked = -_FRESH_SECONDS
        self._lines = 0
        """How many lines of the journal the tables are made of."""
        self._is_behind = False
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
        lines = pd.DataFrame({"lines": [self._lake.known().lines]})
        super().rebuild({**tables, "built_of": lines}, stamp)

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

    def _turn(self, generation: int) -> None:
        """After a rebuild of our own the catalogue says which snapshot that made."""
        self._looked = -_FRESH_SECONDS
        self._look()

    def _look(self) -> None:
        """Ask the catalogue what there is now, unless it was asked just now."""
        if time.monotonic() - self._looked < _FRESH_SECONDS:
            return
        known = self._lake.known()
        if known.snapshot != self._generation:
            with self._cursor() as cursor:
                try:
                    (self._lines,) = cursor.execute(statement("built_of")).fetchone()
                except duckdb.CatalogException:
                    self._lines = -1
            super()._turn(known.snapshot)
        self._is_behind = self._lines != known.lines and not known.is_writing
        self._looked = time.monotonic()

    def _replace(self, cursor: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
        # A lake knows no enumerations, as which the repeated texts of a frame come: columns are declared.
        if table not in SCHEMA:
            super()._replace(cursor, table, frame)
            return
        create(cursor, table)
        if len(frame):
            let_in(cursor, f"insert into {table} by name select * from incoming", frame)
