"""The bytes of a file that a command was given; its kind and size are asked first, or a device had no end."""

from pathlib import Path
from stat import S_ISREG

from smartcity.reading.prescan import Limits
from smartcity.records.findings import Finding, Place


class TooLarge(ValueError):
    """A file has more *bytes* than the *limit* that files may have."""

    def __init__(self, bytes: int, limit: int) -> None:
        super().__init__(f"{bytes} > {limit}")
        self.bytes, self.limit = bytes, limit


def unread(path: Path, place: str) -> Finding:
    """Say under the name *place* why a file was not read: it is not there, is no regular file, or may not be read."""
    try:
        reason = "unreadable" if path.is_file() else "no_file" if path.exists() else None
    except (OSError, ValueError):  # its folder is closed, or no system takes the name
        reason = None
    return Finding("file.not_found", Place(place), str(path), {} if reason is None else {"reason": reason})


def bytes_of(path: Path) -> bytes:
    """Read a file whole.

    Raises:
        OSError: If it is not there, no file, or may not be read.

        TooLarge: If it is larger than any file may be.
    """
    try:
        status = path.stat()
    except ValueError as problem:  # a name that no system takes
        raise FileNotFoundError(str(path)) from problem
    if not S_ISREG(status.st_mode):
        raise FileNotFoundError(str(path))
    if status.st_size > Limits().file_bytes:
        raise TooLarge(status.st_size, Limits().file_bytes)
    return path.read_bytes()
