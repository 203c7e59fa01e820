"""The DuckDB file: open, rebuild in one transaction, and run the named statements of `smartcity/sql/`."""

import os
import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import duckdb
import pandas as pd
import psutil

from smartcity.warehouse.frames import Frames
from smartcity.warehouse.schema import SCHEMA

SQL = Path(__file__).parents[1] / "sql"
KEPT_ANSWERS = 500
KEPT_MADE = 200

Made = TypeVar("Made")

_SETTINGS = {
    "enable_external_access": False,
    "lock_configuration": True,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class WarehouseBusy(RuntimeError):
    """The file is held: *pid* and *process* say by which process, as far as it can be seen.

    It may be this very process, when it has the file open in another mode.
    """

    def __init__(self, pid: int | None, process: str) -> None:
        super().__init__(f"warehouse held by {process or 'another process'} ({pid})")
        self.pid = pid
        self.process = process


class WarehouseDamaged(RuntimeError):
    """The file is no DuckDB database that this version can open; a rebuild replaces it."""


@cache
def statement(name: str) -> str:
    """Load the SQL of `sql/<name>.sql`; raises `FileNotFoundError` naming the file when there is none."""
    return (SQL / f"{name}.sql").read_text("utf-8")


class Warehouse:
    """One open warehouse: one root connection, and a cursor of its own for every call.

    A cursor shared between threads returned other callers' rows, so none is ever kept.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._generation = 0
        self._made: dict[Hashable, object] = {}
        self._answers: dict[tuple[int, str, str], pd.DataFrame] = {}
        try:
            self._root = duckdb.connect(str(path), read_only=read_only, config=_SETTINGS)
        except duckdb.IOException as problem:
            held = re.search(r"PID (\d+)", str(problem))
            if "lock" not in str(problem).lower() and held is None:
                raise WarehouseDamaged(str(problem)) from problem
            pid = int(held[1]) if held else None
            raise WarehouseBusy(pid, _process_name(pid)) from problem
        except duckdb.ConnectionException as problem:
            raise WarehouseBusy(os.getpid(), _process_name(os.getpid())) from problem
        except duckdb.Error as problem:
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

        Answers are kept until the next rebuild, because a page asks the same few questions many times; each caller
        gets a frame of its own (copy-on-write).
        """
        key = (self._generation, name, repr(sorted(parameters.items())))
        kept = self._answers.get(key)
        if kept is None:
            cursor = self._root.cursor()
            try:
                kept = cursor.execute(statement(name), parameters or None).df()
            finally:
                cursor.close()
            if len(self._answers) >= KEPT_ANSWERS:
                self._answers.clear()
            self._answers[key] = kept
        return kept.copy(deep=False)

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what *make* gives, made once for *key* until the next rebuild.

        For what is a pure function of this build and of the key, such as an exhibit of one selection.
        """
        whole = (self._generation, key)
        kept = self._made.get(whole)
        if kept is None:
            kept = make()
            if len(self._made) >= KEPT_MADE:
                self._made.clear()
            self._made[whole] = kept
        return kept

    def rebuild(self, frames: Frames, stamp: Mapping[str, str]) -> None:
        """Replace every table by *frames* and the build's *stamp*, all in one transaction.

        Readers see the state before or the state after. Raises whatever DuckDB raises; then nothing has changed.
        """
        cursor = self._root.cursor()
        try:
            cursor.begin()
            for table in SCHEMA:
                cursor.register("incoming", frames[table])
                cursor.execute(f"create or replace table {table} as select * from incoming")
                cursor.unregister("incoming")
            cursor.register("incoming", pd.DataFrame([dict(stamp)]))
            cursor.execute("create or replace table builds as select * from incoming")
            cursor.unregister("incoming")
            cursor.commit()
            self._generation += 1
            self._answers.clear()
            self._made.clear()
        except BaseException:
            cursor.rollback()
            raise
        finally:
            cursor.close()

    def stamp(self) -> Mapping[str, str] | None:
        """Return the stamp of the build that made this file, or None when nothing was built yet."""
        cursor = self._root.cursor()
        try:
            frame = cursor.execute(statement("build_stamp")).df()
        except duckdb.CatalogException:
            return None
        finally:
            cursor.close()
        return dict(frame.iloc[0]) if len(frame) else None


def _process_name(pid: int | None) -> str:
    if pid is None:
        return ""
    try:
        return " ".join(psutil.Process(pid).cmdline())[:80]
    except psutil.Error:
        return ""
