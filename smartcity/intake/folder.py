"""Where the data lives: `raw/` with snapshots, journal and key, and the warehouse beside it."""

import hashlib
import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

PROJECT = Path(__file__).parents[2]
SHIPPED = PROJECT / "data" / "raw"
VARIABLE = "SMARTCITY_DATA"
UPLOADS = "unggahan"
REGIONS_WORKBOOK = SHIPPED / "daerah-kalsel.xlsx"
NAME_KEPT = 60
"""So many signs of a file's name are kept: most file systems end at 255 bytes, and a sign may take four."""

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})


@dataclass(frozen=True)
class DataFolder:
    """One data folder; `DataFolder.chosen()` is the one that `SMARTCITY_DATA` names, else the project's `data/`."""

    root: Path

    @classmethod
    def chosen(cls) -> "DataFolder":
        """Return the folder of this process."""
        return cls(Path(os.environ.get(VARIABLE) or PROJECT / "data").expanduser().resolve())

    @property
    def raw(self) -> Path:
        """Where snapshots and the journal are."""
        return self.root / "raw"

    @property
    def journal(self) -> Path:
        """The append-only journal."""
        return self.raw / "journal.jsonl"

    @property
    def warehouse(self) -> Path:
        """The build product."""
        return self.root / "warehouse.duckdb"

    @property
    def lock(self) -> FileLock:
        """The lock that one writer holds from the first byte of a snapshot to the end of the rebuild."""
        self.root.mkdir(parents=True, exist_ok=True)
        return FileLock(self.root / "tulis.lock", timeout=60, is_singleton=True)

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

    def keep(self, content: bytes, name: str) -> str:
        """Keep *content* byte for byte and return its path below `raw/`; the name carries the first of its hash."""
        stem = re.sub(r"[^\w. -]+", "_", Path(name.replace("\\", "/")).name).strip(". ") or "berkas"
        relative = f"{UPLOADS}/{identity(content)[:12]}-{stem[-NAME_KEPT:]}"
        write_whole(self.raw / relative, content)
        return relative

    def person_key(self, *, is_kept: bool = True) -> bytes:
        """Return the key of this folder's person hashes; made once, never leaves `raw/`.

        Where there is none yet and it is not to be kept, a passing one is enough to tell people in one file apart.
        """
        path = self.raw / "kunci"
        if path.exists():
            return path.read_bytes()
        key = secrets.token_hex(32).encode()
        if is_kept:
            write_whole(path, key)
            path.chmod(0o600)
        return key


def identity(content: bytes) -> str:
    """Return what a snapshot is known by: the SHA-256 of its bytes."""
    return hashlib.sha256(content).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".tulis-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
