"""Where the data lives: `raw/` with snapshots, journal and key, and the warehouse beside it."""

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from smartcity.access.audit import FOLDER as ACCESS
from smartcity.access.audit import Audit
from smartcity.disk import UNFINISHED, write_whole
from smartcity.records.evidence import FOLDER as GATHERED
from smartcity.records.findings import Finding, Place
from smartcity.warehouse import FileTables, WarehouseElsewhere

if TYPE_CHECKING:
    from smartcity.lake import Lake
    from smartcity.lake.journal import LakeJournal
    from smartcity.lake.lock import LakeLock

PROJECT = Path(__file__).parents[2]
SHIPPED = PROJECT / "data" / "raw"
VARIABLE = "SMARTCITY_DATA"
LAKE_VARIABLE = "SMARTCITY_WAREHOUSE"
LAKE, PROBE = "danau", "penanda.json"
"""Where the files of a lake are, and the one by which its catalogue knows them; without it nothing here is a lake's."""

UPLOADS = "unggahan"
KEPT_IN = (UPLOADS, GATHERED)
"""Where below `raw/` copies are kept of what people hand in: workbooks, and evidence."""

REGIONS_WORKBOOK = SHIPPED / "daerah-kalsel.xlsx"
NAME_KEPT = 60
"""So many signs of a file's name are kept: most file systems end at 255 bytes, and a sign may take four."""

LOCK_SECONDS = 60
"""So long a writer waits for another one: longer than any rebuild takes."""

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})

KEY = "kunci"
"""The file below `raw/` that holds the key of person hashes."""

PENDING = ".belum-"

_passing: dict[Path, bytes] = {}
"""Keys for dry runs in folders that have none yet, by where each would be kept: what was judged holds when it is."""


class SnapshotLost(LookupError):
    """A snapshot is not there any more, or its bytes are no longer those that were loaded; *finding* says which."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.code}: {finding.place}")
        self.finding = finding


class JournalMissing(FileNotFoundError):
    """There is no journal beside files that only a journal can have brought; to start anew would hide them."""


class KeyLost(FileNotFoundError):
    """The key of person hashes is gone or empty; another one would not know again the people of earlier surveys."""


@dataclass(frozen=True)
class DataFolder:
    """One data folder; `DataFolder.chosen()` is the one that `SMARTCITY_DATA` names, else the project's `data/`.

    Where *catalogue* names that of a lake (`SMARTCITY_WAREHOUSE`), journal, tables and lock are there for all processes
    that share the folder; else they are files in it.
    """

    root: Path
    catalogue: str = ""

    @classmethod
    def chosen(cls) -> "DataFolder":
        """Return the folder of this process."""
        root = Path(os.environ.get(VARIABLE) or PROJECT / "data").expanduser().resolve()
        return cls(root, os.environ.get(LAKE_VARIABLE, ""))

    @property
    def lake(self) -> "Lake | None":
        """The lake that holds the warehouse of this folder, if one does."""
        return _lake_of(self.catalogue, self.root / LAKE / PROBE) if self.catalogue else None

    @property
    def tables(self) -> "FileTables | Lake":
        """Where the tables are, to be opened or made."""
        return self.lake or FileTables(self.warehouse)

    @property
    def raw(self) -> Path:
        """Where snapshots and the journal are."""
        return self.root / "raw"

    @property
    def journal(self) -> "Path | LakeJournal":
        """The append-only journal."""
        return self.lake.journal if self.catalogue else self.own_journal

    @property
    def own_journal(self) -> Path:
        """Where the journal is a file."""
        return self.raw / "journal.jsonl"

    @property
    def warehouse(self) -> Path:
        """The build product: a file, or the folder of the files of a lake."""
        return self.root / (LAKE if self.catalogue else "warehouse.duckdb")

    @property
    def access(self) -> Path:
        """Where accounts, sign-ins and the audit are."""
        return self.root / ACCESS

    @property
    def audit(self) -> Audit:
        """Who did what here."""
        return Audit(self.access)

    @property
    def desk(self) -> Path:
        """Where files wait that people gave and have not saved yet; no build reads it."""
        return self.root / "meja"

    @property
    def lock(self) -> "FileLock | LakeLock":
        """The lock that one writer holds from the first byte of a snapshot to the end of the rebuild."""
        if self.catalogue:
            return self.lake.lock
        self.root.mkdir(parents=True, exist_ok=True)
        return FileLock(self.root / "tulis.lock", timeout=LOCK_SECONDS, is_singleton=True)

    def shipped(self) -> tuple[Path, ...]:
        """List the workbooks that come with the product, in the order of their names."""
        return tuple(sorted(path for path in SHIPPED.glob("*") if path.suffix in WORKBOOK_SUFFIXES))

    def copy_shipped(self) -> tuple[Path, ...]:
        """Put the shipped workbooks into this folder's `raw/` and list them there."""
        self.raw.mkdir(parents=True, exist_ok=True)
        copies = []
        for path in self.shipped():
            target = self.raw / path.name
            if not target.exists():
                write_whole(target, path.read_bytes())
            copies.append(target)
        return tuple(copies)

    def keep(self, content: bytes, name: str, path: str = "") -> str:
        """Keep *content* byte for byte and return its path below `raw/`: *path*, or a name with the first of its hash.

        What an earlier keeping left unfinished when its process was killed is deleted: it may hold personal data.
        """
        relative = path or _kept_as(content, name)
        for left in (self.raw / relative).parent.glob(f"{UNFINISHED}*"):
            left.unlink(missing_ok=True)
        write_whole(self.raw / relative, content)
        return relative

    @contextmanager
    def keeping(self, content: bytes, name: str, path: str = "") -> Iterator[str]:
        """Keep *content* as `keep` does; when what follows fails it is taken away again, unless it was there before.

        Until it is over a mark stands beside the copy, by which `sweep` knows what a killed process left.
        """
        copy = self.raw / (path or _kept_as(content, name))
        mark, was_there = copy.with_name(f"{PENDING}{copy.name}"), copy.is_file()
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        try:
            yield self.keep(content, name, path)
        except BaseException:
            if not was_there:
                copy.unlink(missing_ok=True)
            raise
        finally:
            mark.unlink(missing_ok=True)

    @staticmethod
    def hash_of(content: bytes) -> str:
        """Return what `keep_by_hash` names *content* by."""
        return identity(content)

    def keep_by_hash(self, place: str, content: bytes, suffix: str) -> tuple[Path, bool]:
        """Keep *content* below `raw/` in a file named by its hash; return its path, and whether it is new there."""
        path = self.raw / place / f"{identity(content)}{suffix}"
        is_new = not path.is_file()
        if is_new:
            write_whole(path, content)
        return path, is_new

    def kept_by_hash(self, place: str, held: str, suffix: str) -> bytes:
        """Return what was kept by its hash.

        Raises:
            SnapshotLost: If it is not there, may not be read, or holds other bytes.
        """
        name = f"{held}{suffix}" if held.isalnum() else ""
        return self.snapshot(f"{place}/{name}", held, name)

    @property
    def has_pending(self) -> bool:
        """Whether a step is under way, or was cut off, between the copy and its line in the journal."""
        return any(True for folder in KEPT_IN for _ in (self.raw / folder).glob(f"{PENDING}*"))

    def sweep(self, known: Collection[str]) -> int:
        """Delete the copies that a killed process left without a line in the journal, and count them.

        *known* are the paths that the journal names. Only what a mark stands beside is looked at: a copy that no line
        names may belong to a journal that is not put back yet.
        """
        swept = 0
        for mark in [mark for folder in KEPT_IN for mark in (self.raw / folder).glob(f"{PENDING}*")]:
            copy = mark.with_name(mark.name.removeprefix(PENDING))
            if f"{copy.parent.name}/{copy.name}" not in known and copy.is_file():
                copy.unlink()
                swept += 1
            mark.unlink(missing_ok=True)
        return swept

    def snapshot(self, path: str, snapshot: str, file: str) -> bytes:
        """Return the bytes of the snapshot at *path* below `raw/`, exactly as they were committed.

        Args:
            path: Where the journal says that it is.

            snapshot: Its identity.

            file: What its owner calls it.

        Raises:
            SnapshotLost: If it is not there, may not be read, or holds other bytes.
        """
        try:
            content = (self.raw / path).read_bytes()
        except OSError as problem:
            raise _gone(path, file) from problem
        if identity(content) != snapshot:
            raise SnapshotLost(Finding("file.changed", Place(file), path))
        return content

    def require_copy(self, path: str, snapshot: str, file: str) -> None:
        """Raise `SnapshotLost` where `snapshot` would; the copy is read only when it has changed since it was last."""
        copy = self.raw / path
        try:
            held = _hashed(copy, copy.stat().st_ctime_ns)
        except OSError as problem:
            raise _gone(path, file) from problem
        if held != snapshot:
            raise SnapshotLost(Finding("file.changed", Place(file), path))

    def require_journal(self) -> None:
        """Raise `JournalMissing` where a journal must have been: beside a warehouse or files that people loaded.

        Raises `WarehouseElsewhere` where the one that holds is not the one that was asked for.
        """
        if self.catalogue:
            if not self.journal.exists() and self.own_journal.is_file():
                raise WarehouseElsewhere("lake_unmoved", path=str(self.root))
        elif (self.root / LAKE / PROBE).exists():
            raise WarehouseElsewhere("lake_is_there", path=str(self.root))
        has_uploads = any(True for folder in KEPT_IN for _ in (self.raw / folder).glob("[!.]*"))
        if not self.journal.exists() and (has_uploads or self.warehouse.is_file()):
            raise JournalMissing(errno.ENOENT, os.strerror(errno.ENOENT), str(self.journal))

    def require_key(self) -> None:
        """Raise `KeyLost` where the key of person hashes, which must have been made, is not there or is empty."""
        path = self.raw / KEY
        if not path.is_file() or not path.stat().st_size:
            raise KeyLost(errno.ENOENT, os.strerror(errno.ENOENT), str(path))

    def person_key(self, *, is_kept: bool = True) -> bytes:
        """Return the key of this folder's person hashes; made once, never leaves `raw/`.

        Where there is none yet and it is not to be kept, a passing one is enough to tell people in one file apart; it
        stays the same in this process until it is kept, so that the first survey is judged once and not at each step.
        One that stands there empty was another before: `KeyLost` is raised, and nothing takes its place.
        """
        path = self.raw / KEY
        if path.exists():
            self.require_key()
            return path.read_bytes()
        if not is_kept:
            return _passing.setdefault(path, new_key())
        key = _passing.pop(path, b"") or new_key()
        write_whole(path, key)
        path.chmod(0o600)
        return key


def new_key() -> bytes:
    """Make a key that nobody can guess."""
    return secrets.token_hex(32).encode()


@cache
def _lake_of(catalogue: str, probe: Path) -> "Lake":
    from smartcity.intake.release import release
    from smartcity.lake import Lake

    return Lake(catalogue, probe, release())


def _kept_as(content: bytes, name: str) -> str:
    """Return where a file is kept below `raw/`."""
    stem = re.sub(r"[^\w. -]+", "_", Path(name.replace("\\", "/")).name).strip(". ") or "berkas"
    return f"{UPLOADS}/{identity(content)[:12]}-{stem[-NAME_KEPT:]}"


def _gone(path: str, file: str) -> SnapshotLost:
    return SnapshotLost(Finding("file.not_found", Place(file), path, {"reason": "snapshot"}))


@lru_cache(4096)
def _hashed(path: Path, changed: int) -> str:
    """Return the hash of what stands at *path* since *changed*, by which the next change is told."""
    with path.open("rb") as copy:
        return hashlib.file_digest(copy, "sha256").hexdigest()


def identity(content: bytes) -> str:
    """Return what a snapshot is known by: the SHA-256 of its bytes."""
    return hashlib.sha256(content).hexdigest()
