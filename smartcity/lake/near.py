"""The small tables of one snapshot, copied into memory: a lake takes long over every statement, however few the rows.

A page asks ten to forty small questions, and that of a province as many for each region. A statement over tables that
are all copied is asked here; any other goes to the lake.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property
from threading import RLock

import duckdb
import pyarrow as pa

from smartcity.lake.statements import statement
from smartcity.warehouse.schema import SCHEMA
from smartcity.warehouse.store import CLOSED, create, leave

Asking = Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]

MOST = 20_000
"""Rows of the largest table that is copied: what the office writes is far below it, answers and forms are beyond."""


class Near:
    """Copies of tables as they were in *snapshot*, made when somebody asks for them; *large* are never tried again.

    The *rows* of some are known already, from an earlier snapshot in which they were the same.
    """

    def __init__(self, snapshot: int, large: Collection[str] = (), rows: Mapping[str, pa.Table] | None = None) -> None:
        self.snapshot = snapshot
        self.large = set(large)
        self._rows = dict(rows or {})
        self._copied: set[str] = set()
        self._copying = RLock()
        self._without: frozenset[str] | None = None

    @cached_property
    def _root(self) -> duckdb.DuckDBPyConnection:
        """What the copies are in; opened with the first one, as of many a snapshot only the stamp is asked."""
        return duckdb.connect(":memory:", config=CLOSED)

    def after(self, snapshot: int, changed: Collection[str]) -> "Near":
        """Give the copies for a later snapshot in which all tables but those that *changed* are the same."""
        # Listed at once: other threads may be copying more.
        return Near(
            snapshot, self.large, {table: own for table, own in list(self._rows.items()) if table not in changed}
        )

    def has(self, tables: Collection[str], lake: Asking) -> bool:
        """Say whether all *tables* are here, after copying what is missing and small from a cursor of the *lake*.

        A statement over no table is asked there.
        """
        if not self._copied.issuperset(tables) and self.large.isdisjoint(tables):
            with self._copying:
                missing = set(tables) - self._copied
                with nullcontext() if missing <= self._rows.keys() else lake() as cursor:
                    for table in sorted(missing):
                        if self.large.isdisjoint(tables):
                            self._copy(table, cursor)
        return bool(tables) and self._copied.issuperset(tables)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor for one statement over what is here."""
        cursor = self._root.cursor().begin()
        try:
            yield cursor
        finally:
            leave(cursor)

    def _copy(self, table: str, lake: duckdb.DuckDBPyConnection | None) -> None:
        rows = self._rows.get(table)
        if rows is None:
            rows = self._rows_in(table, lake)
        if rows.num_rows > MOST:
            self.large.add(table)
            return
        self._rows[table] = rows
        with self.cursor() as cursor:
            # Declared, so that a column without a value has its type, too.
            create(cursor, table)
            if rows.num_rows:
                cursor.register("incoming", rows)
                cursor.execute(f"insert into {table} by name select * from incoming")
            cursor.commit()
        self._copied.add(table)

    def _rows_in(self, table: str, lake: duckdb.DuckDBPyConnection) -> pa.Table:
        """Fetch the rows of a table; one that never had any is not asked, which would take ten times as long."""
        if self._without is None:
            sql = statement("without_rows").format(snapshot=self.snapshot)
            self._without = frozenset(name for (name,) in lake.execute(statement("ask"), {"sql": sql}).fetchall())
        if table in self._without:
            return pa.table({})
        sql = statement("rows_at").format(table=table, snapshot=self.snapshot, most=MOST + 1)
        return lake.execute(sql).to_arrow_table()


def tables_in(names: Collection[str]) -> frozenset[str]:
    """List the tables among the *names* in a statement."""
    return frozenset(SCHEMA.keys() & set(names))
