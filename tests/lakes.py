"""A PostgreSQL server for whoever tests the lake: started once in a process, an empty catalogue for each that asks."""

import atexit
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from smartcity.lake import catalogue

# Whether DuckDB's extensions are signed is looked at in the process that `lake/test_killed.py` forks: they are long.
catalogue.CLOSED = {**catalogue.CLOSED, "allow_unsigned_extensions": True}

NEEDED = ("duckdb_extension_ducklake", "duckdb_extension_postgres_scanner")
_numbers = count(1)


class Server:
    """One server that listens on a socket of its own alone, in a folder that is deleted when the process ends."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        # Its owner must be able to pass through, and a socket's path may not be long.
        self.home = Path(tempfile.mkdtemp(prefix="uji-pg-", dir="/tmp"))
        self.home.chmod(0o755)
        # PostgreSQL refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(self.home, self.user)
        self._as_owner("initdb", "-D", self.home / "data", "-U", "uji", "-A", "trust", "--no-sync")
        self.start()
        atexit.register(self.end)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-c listen_addresses='' -k {self.home} -c unix_socket_permissions=0777 -c fsync=off"
        log = self.home / "log"
        self._as_owner("pg_ctl", "-D", self.home / "data", "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, as a crash would."""
        self._as_owner("pg_ctl", "-D", self.home / "data", "-m", "immediate", "stop")

    def end(self) -> None:
        """Stop it and delete what it wrote."""
        subprocess.run(self._command("pg_ctl", "-D", self.home / "data", "-m", "immediate", "stop"), **self._quietly)
        shutil.rmtree(self.home, ignore_errors=True)

    def catalogue(self) -> str:
        """Make an empty database, and say what `SMARTCITY_WAREHOUSE` says to use it."""
        name = f"danau{next(_numbers)}"
        self._as_owner("createdb", "-h", self.home, "-U", "uji", name)
        return f"ducklake:postgres:dbname={name} host={self.home} user=uji"

    def tell(self, catalogue: str, sql: str) -> None:
        """Change a database behind everybody's back."""
        where = catalogue.removeprefix("ducklake:postgres:")
        self._as_owner("psql", "-q", "-d", where, "-c", sql)

    def _as_owner(self, *command: object) -> None:
        subprocess.run(self._command(*command), check=True, **self._quietly)

    @property
    def _quietly(self) -> dict:
        as_other = {"user": self.user, "group": self.user, "extra_groups": []} if os.geteuid() == 0 else {}
        return as_other | {"cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}

    def _command(self, program: str, *arguments: object) -> list[str]:
        return [str(self.programs / program), *map(str, arguments)]


@cache
def server() -> Server:
    """Start the server; skips the test where it, or the packages, are not installed, but never in CI."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None] + ["postgresql"] * (not programs)
    if missing and os.environ.get("CI"):
        pytest.fail(f"the lake needs {', '.join(missing)}")
    if missing:
        pytest.skip(f"the lake needs {', '.join(missing)}")
    return Server(programs[-1].parent)
