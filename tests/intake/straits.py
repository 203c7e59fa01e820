"""Narrow places for a process to work in: little disk, no right to write, a damaged warehouse, a lock that is held."""

import ctypes
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import forked
import readers
from commands import Answer

from smartcity.cli import main
from smartcity.intake import DataFolder

ROOT = Path(__file__).parents[2]
IS_LINUX = sys.platform == "linux"

_DROP_FROM_BOUNDING_SET, _OVERRIDE, _READ_SEARCH, _CAPABILITIES = 24, 1, 2, 0x20080522
_HEADER, _BLOCK, _FIRST_BLOCK = 4096, 262_144, 12_288
_HOLDER = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def command(*arguments: object, before: Callable[[], None]) -> Answer:
    """Run one command in a process of its own, which does *before* first."""
    return forked.call(main, [str(argument) for argument in arguments], before=partial(_begin, before))


def _begin(before: Callable[[], None]) -> None:
    readers.examine_here()
    before()


def little_disk(size: int) -> Callable[[], None]:
    """Let no file grow beyond *size* bytes: to a process that writes, a full disk."""
    return partial(_let_files_grow_to, size)


def _let_files_grow_to(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextmanager
def small_disk(parent: Path, size: int) -> Iterator[Path | None]:
    """Mount a file system of *size* bytes below *parent*; None where that is not allowed."""
    place = parent / "kecil"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if not IS_LINUX or not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def obey_permissions() -> None:
    """Let permission bits hold for root as well, here and in what is started from here; for others they hold anyway."""
    library = ctypes.CDLL(None)
    version, sets = (ctypes.c_uint32 * 2)(_CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
    library.capget(version, sets)
    for right in (_OVERRIDE, _READ_SEARCH):
        library.prctl(_DROP_FROM_BOUNDING_SET, right, 0, 0, 0)
        for number in range(3):  # effective, permitted, inheritable
            sets[number] &= ~(1 << right)
    library.capset(version, sets)


@contextmanager
def unwritable(root: Path) -> Iterator[None]:
    """Take the right to write from every file and folder below *root*, and give it back."""
    places = (root, *root.rglob("*"))
    modes = {place: place.stat().st_mode for place in places}
    for place in places:
        place.chmod(modes[place] & ~0o222)
    try:
        yield
    finally:
        for place, mode in modes.items():
            place.chmod(mode)


@contextmanager
def writer_at_work(root: Path) -> Iterator[subprocess.Popen]:
    """Let another process hold the lock of a data folder."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, DataFolder(root).lock.lock_file],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        yield holder
    finally:
        holder.kill()
        holder.communicate()


def of_version(whole: bytes, version: int) -> bytes:
    """Give a DuckDB file the header of another storage version, with the checksum that belongs to it."""
    body = whole[8:12] + struct.pack("<Q", version) + whole[20:_HEADER]
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", body):
        checksum ^= word * 0xBF58476D1CE4E5B9 % (1 << 64)
    return struct.pack("<Q", checksum) + body + whole[_HEADER:]


def blocks(whole: bytes) -> range:
    """List where the blocks of a DuckDB file begin."""
    return range(_FIRST_BLOCK, len(whole), _BLOCK)


def without_block(whole: bytes, start: int) -> bytes:
    """Overwrite the middle of one block, as a failing disk would."""
    return whole[: start + 100] + bytes(300) + whole[start + 400 :]
