"""The catalogue of a lake: this process's connection to it, and whether the lake can be used as it stands."""

import importlib.util
import json
import re
import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import RLock

import duckdb

from smartcity.access.audit import Head
from smartcity.disk import write_whole
from smartcity.lake.journal import LakeJournal
from smartcity.lake.lock import LakeLock
from smartcity.lake.statements import statement
from smartcity.lake.tables import CHANGED, LakeWarehouse
from smartcity.warehouse.frames import Frames
from smartcity.warehouse.schema import SCHEMA
from smartcity.warehouse.store import CLOSED, WarehouseElsewhere, leave

SCHEME = "ducklake:postgres:"

COMING, HERE, GOING, LEFT = "coming", "here", "going", "left"
"""The states of a lake: the warehouse is being moved there, is there, is being moved away, was there."""

_LAYOUT = "1"
_EXTENSIONS = ("postgres_scanner", "ducklake")
_WRITER = 7_340_251
"""The key of the advisory lock that the one who writes holds; the next one is held while a catalogue is made."""

_LATER = ("enable_external_access", "lock_configuration")
"""What is set once the lake is attached."""

_UNREACHED = re.compile(
    r"unable to connect|could not connect|connection (refused|to server|reset|timed out)|server closed|"
    r"terminating connection|no connection to the server|starting up|shutting down|could not (send|receive)",
    re.IGNORECASE,
)
_OTHER_VERSION = re.compile(r"catalog version|version mismatch|unsupported.{0,80}version|migrate", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalogue says at one moment.

    The newest *snapshot* of the tables, what it says that it is *made of*, how many *lines* the journal has, and
    whether somebody is writing.
    """

    snapshot: int
    made_of: Mapping[str, str]
    lines: int
    is_writing: bool


class Lake:
    """One lake: *named* is what `SMARTCITY_WAREHOUSE` says, *release* what this product is.

    The files are in the folder of *probe*, the one file by which a catalogue knows its folder.
    """

    is_moved = False
    """Whether it is this process that moves it, so that it may be used although it is under way."""

    def __init__(self, named: str, probe: Path, release: str) -> None:
        dsn = named.removeprefix(SCHEME).strip()
        if dsn == named.strip() or not dsn:
            raise WarehouseElsewhere("lake_unnamed", scheme=SCHEME)
        self.path, self._probe, self.release = probe.parent, probe, release
        self._dsn = dsn if "://" in dsn or "connect_timeout" in dsn else f"{dsn} connect_timeout=5"
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._opening = RLock()
        self.lock = LakeLock(self, _WRITER)
        self.journal = LakeJournal(self)
        self._begun_in = 0
        """The term of the lock in which it proved to be one that this process may use."""

    @staticmethod
    def require_packages() -> None:
        """Raise `WarehouseElsewhere` where the extensions of DuckDB are not installed."""
        for name in _EXTENSIONS:
            extension(name)

    def exist(self) -> bool:
        """Say whether tables were made; who opens them sees that."""
        return True

    def open(self, *, read_only: bool = False) -> LakeWarehouse:
        """Open the tables; nobody is kept out either way."""
        return LakeWarehouse(self)

    def make(self, frames: Frames, stamp: Mapping[str, str]) -> None:
        """Make the tables hold *frames* and *stamp*, whatever stands there now; files of older days are deleted."""
        self.open().rebuild(frames, stamp)
        self.tidy()

    def tidy(self) -> None:
        """Forget the tables of older days, and delete their files."""
        with self.asking() as cursor:
            for old in ("expire", "clean"):
                cursor.execute(statement(old))

    def known(self) -> Known:
        """Say what the catalogue says now.

        Raises:
            WarehouseElsewhere: If the lake is not one that this process may read and write.
        """
        states = self._states()
        self._require_fit(states)
        made_of = json.loads(states["made_of"])
        return Known(int(states["snapshot"]), made_of, int(states["lines"]), states["writing"] == "true")

    def changed(self, since: int, until: int) -> Collection[str]:
        """List the tables that differ between two snapshots, as whoever made those after the first noted.

        All of them where one noted nothing, is forgotten by now, or where *until* is not the later one.
        """
        with self.asking() as cursor:
            rows = self.rows_of(cursor, statement("changes").format(since=since, until=until))
        noted = [json.loads(own or "{}").get(CHANGED) for (own,) in rows]
        return SCHEMA if len(noted) != until - since or None in noted else set(chain.from_iterable(noted))

    def is_begun(self) -> bool:
        """Say whether the catalogue holds anything; raises `WarehouseElsewhere` where it is not to be used."""
        term = self.lock.term
        if term and term == self._begun_in:
            return True
        states = self._states()
        if "state" in states:
            self._require_fit(states)
        elif self._probe.exists():
            raise WarehouseElsewhere("lake_not_shared", path=str(self.path))
        self._begun_in = term if "state" in states else 0
        return "state" in states

    def begin(self) -> None:
        """Let an empty catalogue hold the warehouse of this folder."""
        if not self.is_moved and not self.is_begun():
            self.settle(HERE)

    def adopt(self) -> None:
        """Let this release keep the tables from now on; a process of another one refuses to go on."""
        states = self._states()
        if "state" in states and not self._fits(states):
            self.settle(HERE)

    @property
    def state(self) -> str:
        """What the catalogue says of itself, else what stands beside the files; "" where there is neither.

        Raises:
            WarehouseElsewhere: If the two know of different lakes.
        """
        states, probe = self._states(), probed(self._probe)
        if states.get("state", LEFT) != LEFT and probe.get("token") != states["token"]:
            raise WarehouseElsewhere("lake_not_shared", path=str(self.path))
        return states.get("state") or probe.get("state", "")

    def settle(self, state: str) -> None:
        """Write a *state* of the lake into the catalogue and beside its files, so that both are known to belong."""
        token = self._states().get("token") or probed(self._probe).get("token") or secrets.token_hex(8)
        values = {"state": state, "token": token, "release": self.release, "layout": _LAYOUT}
        if state != LEFT:
            # First, so that a catalogue that says where it is never lacks it.
            self._write_probe({"token": token, "state": state})
        with self.asking() as cursor:
            cursor.begin()
            cursor.execute(statement("forget_states"))
            cursor.executemany(statement("add_state"), list(values.items()))
            cursor.commit()
        if state == LEFT:
            self._probe.unlink(missing_ok=True)

    def head(self) -> Head:
        """Return what stands beside the files as the last row of the journal; the rows before are not proved by it."""
        try:
            return Head.of(str(probed(self._probe).get("head", Head())))
        except ValueError:
            raise WarehouseElsewhere("lake_not_shared", path=str(self.path)) from None

    def keep_head(self, head: Head) -> None:
        """Note beside the files what is the last row of the journal, where the catalogue does not reach."""
        self._write_probe({"head": str(head)})

    def _write_probe(self, values: Mapping[str, str]) -> None:
        write_whole(self._probe, json.dumps({**probed(self._probe), **values}).encode())

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Open a cursor that finds the tables of the lake by their names, and begin."""
        cursor = self.plain_cursor()
        try:
            cursor.begin()
            cursor.execute("use lake")
        except duckdb.Error:
            leave(cursor)
            raise
        return cursor

    def plain_cursor(self) -> duckdb.DuckDBPyConnection:
        """Open a cursor to ask the catalogue itself, connecting first where that is needed."""
        with self._opening:
            if self._connection is None:
                self._connection = self._connected()
            return self._connection.cursor()

    @contextmanager
    def asking(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor for one call; raises `WarehouseElsewhere` where the catalogue does not answer."""
        cursor = None
        try:
            cursor = self.plain_cursor()
            yield cursor
        except duckdb.Error as problem:
            self.require_reach(problem)
            raise
        finally:
            if cursor is not None:
                leave(cursor)

    def require_reach(self, problem: duckdb.Error) -> None:
        """Raise `WarehouseElsewhere` for a *problem* of the way to the catalogue; the next call connects anew."""
        if _UNREACHED.search(str(problem)):
            self.close()
            # The message of the problem quotes how to connect, and with what password.
            raise WarehouseElsewhere("lake_unreachable") from None

    def close(self) -> None:
        """Leave the catalogue once nobody has a cursor of it any more; the next call connects again.

        To close the connection would close the cursors that others are at work with.
        """
        with self._opening:
            self._connection = None

    def rows_of(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> list[tuple]:
        """Ask PostgreSQL itself, and give its rows."""
        return cursor.execute(statement("ask"), {"sql": sql}).fetchall()

    def told(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
        """Let PostgreSQL itself do something."""
        cursor.execute(statement("tell"), {"sql": sql})

    def _states(self) -> dict[str, str]:
        with self.asking() as cursor:
            return dict(self.rows_of(cursor, statement("known").format(writer=_WRITER)))

    def _require_fit(self, states: Mapping[str, str]) -> None:
        if not self._fits(states):
            raise WarehouseElsewhere("lake_release")

    def _fits(self, states: Mapping[str, str]) -> bool:
        """Say whether this release of the product keeps the tables of a lake that holds the warehouse."""
        if self.is_moved:
            return True
        probe, state = probed(self._probe), states.get("state")
        if {COMING, GOING} & {state, probe.get("state")}:
            raise WarehouseElsewhere("lake_half_moved")
        if states.get("layout", _LAYOUT) != _LAYOUT:
            raise WarehouseElsewhere("lake_version")
        if state == LEFT:
            raise WarehouseElsewhere("lake_left")
        if state is None or probe.get("token") != states["token"]:
            raise WarehouseElsewhere("lake_not_shared", path=str(self.path))
        return states["release"] == self.release

    def _connected(self) -> duckdb.DuckDBPyConnection:
        """Connect, and make what an empty catalogue lacks; only one process at a time does that."""
        connection = duckdb.connect(config={name: value for name, value in CLOSED.items() if name not in _LATER})
        try:
            for name in _EXTENSIONS:
                connection.execute(f"load {_quoted(extension(name))}")
            connection.execute(f"attach {_quoted(self._dsn)} as catalogue (type postgres)")
            alone = connection.cursor()
            alone.begin()
            self.rows_of(alone, f"select pg_advisory_xact_lock({_WRITER + 1})::text")
            for table in ("table_of_states", "table_of_lines"):
                self.told(connection, statement(table))
            self.path.mkdir(parents=True, exist_ok=True)
            files = _quoted(f"{self.path}/")
            # Rows of small tables within the catalogue would be a table of it for each of them, asked for one by one.
            where = f"data_path {files}, override_data_path true, data_inlining_row_limit 0"
            connection.execute(f"attach {_quoted(SCHEME + self._dsn)} as lake ({where})")
            leave(alone)
            connection.execute(f"set allowed_directories = [{files}]")
            for name in _LATER:
                connection.execute(f"set {name} = {str(CLOSED[name]).lower()}")
        except duckdb.Error as problem:
            connection.close()
            self.require_reach(problem)
            if _OTHER_VERSION.search(str(problem)):
                raise WarehouseElsewhere("lake_version") from None
            raise
        return connection


def probed(probe: Path) -> Mapping[str, str]:
    """Read what stands beside the files of a lake; nothing where there is none."""
    try:
        return json.loads(probe.read_bytes())
    except (OSError, ValueError):
        return {}


def extension(name: str) -> Path:
    """Find an extension of DuckDB in its package, without any network.

    Raises `WarehouseElsewhere` where `requirements-lake.txt` is not installed.
    """
    found = importlib.util.find_spec(f"duckdb_extension_{name}")
    if found is None or found.origin is None:
        raise WarehouseElsewhere("lake_packages")
    return Path(found.origin).parent / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"
