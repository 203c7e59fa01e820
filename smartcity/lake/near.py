"""The small tables of one snapshot, copied into memory: a lake takes long over every statement, however few the rows.

A page asks ten to forty small questions, and that of a province as many for each region. A statement over tables that
are all copied is asked here; any other goes to the lake.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import RLock

import duckdb

from smartcity.lake.statements import statement
from smartcity.warehouse.schema import SCHEMA
from smartcity.warehouse.store import CLOSED, create, leave

Asking = Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]

MOST = 20_000
"""Rows of the largest table that is copied: what the office writes is far below it, answers and forms are beyond."""


class Near:
    """Copies of tables as they were in *snapshot*, made when somebody asks for them; *large* are never tried again."""

    def __init__(self, snapshot: int, large: Collection[str] = ()) -> None:
        self.snapshot = snapshot
        self.large = set(large)
        self._copied: set[str] = set()
        self._copying = RLock()
        self._root = duckdb.connect(":memory:", config=CLOSED)

    def has(self, tables: Collection[str], lake: Asking) -> bool:
        """Say whether all *tables* are here, after copying what is missing and small from a cursor of the *lake*.

        A statement over no table is asked there.
        """
        if not self._copied.issuperset(tables) and self.large.isdisjoint(tables):
            with self._copying, lake() as cursor:
                for table in sorted(set(tables) - self._copied):
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

    def _copy(self, table: str, lake: duckdb.DuckDBPyConnection) -> None:
        asked = statement("rows_at").format(table=table, snapshot=self.snapshot, most=MOST + 1)
        rows = lake.execute(asked).to_arrow_table()
        if rows.num_rows > MOST:
            self.large.add(table)
            return
        with self.cursor() as cursor:
            # Declared, so that a column without a value has its type, too.
            create(cursor, table)
            if rows.num_rows:
                cursor.register("incoming", rows)
                cursor.execute(f"insert into {table} by name select * from incoming")
            cursor.commit()
        self._copied.add(table)


def tables_in(names: Collection[str]) -> frozenset[str]:
    """List the tables among the *names* in a statement."""
    return frozenset(SCHEMA.keys() & set(names))
