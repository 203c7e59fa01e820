"""A file written so that a crash leaves the old one or the new one."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".tulis-"
"""How the name begins of what is not whole yet."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        settle(path.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def settle(directory: Path) -> None:
    """Force the names in *directory* to disk where the system can, so that a power cut takes no file's name away."""
    if os.name == "nt":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def read_if_new(path: Path, seen: object) -> tuple[object, bytes | None]:
    """Read a file unless it is the one whose mark was *seen*; give its mark, and None for that very one.

    It is opened each time: on a shared folder only that asks the server whether there is another one.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as file:
        stat = os.fstat(file.fileno())
        mark = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return mark, None if mark == seen else file.read()
