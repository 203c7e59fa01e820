"""What Spark needs before it is started: its packages, a Java, and a master that answers. Tried within seconds."""

import importlib.util
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

PACKAGES = ("pyspark", "sqlglot")
OLDEST = 17
"""The oldest Java that runs this Spark."""

_SECONDS = 5
_MASTER = re.compile(r"local(\[(\d+|\*)\])?|spark://(?P<host>[\w.-]+):(?P<port>\d{1,5})", re.ASCII)
_MEMORY = re.compile(r"(\d{1,6})([mg])", re.ASCII)
_UNITS = {"m": 1, "g": 1024}
_LEAST = 512
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


class Unusable(Exception):
    """Spark cannot be used as asked; *code* says why, with the *values* of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


def require_programs() -> None:
    """Raise `Unusable` where a package or a Java that is new enough is missing."""
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise Unusable("no_packages", packages=", ".join(missing))
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    if java is None:
        raise Unusable("no_java", version=OLDEST)
    result = subprocess.run([java, "-version"], check=False, capture_output=True, text=True)
    version = _VERSION.search(result.stderr)
    if version is None or int(version[1]) < OLDEST:
        raise Unusable("old_java", version=OLDEST, found=version[1] if version else java)


def require_memory(memory: str) -> None:
    """Raise `Unusable` where *memory* is no size, or less than an executor of Spark starts with."""
    size = _MEMORY.fullmatch(memory)
    if size is None or int(size[1]) * _UNITS[size[2]] < _LEAST:
        raise Unusable("no_memory", found=memory)


def require_answer(master: str) -> None:
    """Raise `Unusable` where *master* is none that Spark knows, or does not answer."""
    named = _MASTER.fullmatch(master)
    if named is None:
        raise Unusable("no_master", found=master)
    if named["host"] is None:
        return
    try:
        socket.create_connection((named["host"], int(named["port"])), _SECONDS).close()
    except (OSError, OverflowError, UnicodeError):
        raise Unusable("unreachable", master=master) from None
