"""Make a backup while the dashboard runs, prove it by putting it back beside, and put one back for good."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path

from filelock import FileLock

from smartcity.access.audit import BACKED_UP, RESTORED
from smartcity.access.policy import BACKUP, Asker
from smartcity.disk import UNFINISHED, settle, write_whole
from smartcity.intake import build, journal
from smartcity.intake.folder import LAKE, PENDING, DataFolder, SnapshotLost
from smartcity.keeping import archive
from smartcity.keeping.archive import Kept, Manifest, Unusable, require_long
from smartcity.keeping.sole import sole
from smartcity.keeping.version import product_version
from smartcity.warehouse import Warehouse, WarehouseDamaged

FOLDER = "cadangan"
"""Where the daily backups stand in a data folder unless another place is said."""

JOURNAL = "journal.jsonl"
WORK, MOVED = ".cadangan-", "sebelum-pemulihan-"
SUFFIX = ".zip"
RAW, LINES = "raw", ".jsonl"
NOTED = f"{FOLDER}.json"
"""Where it is noted when the last backup was made, whoever made it and wherever it stands."""

_MADE_AGAIN = ("warehouse.duckdb", "meja", "sesi", LAKE, FOLDER, WORK, MOVED)
"""What the names at the top of a data folder begin with that no backup holds: build products, what waits to be saved
and is not loaded yet, sign-ins, which would come in again, backups themselves, and what a restore put aside."""

_TRIES = 5
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and proved; *lost* are the loaded files whose copies were gone before it was made."""

    path: Path
    manifest: Manifest
    is_encrypted: bool
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A folder that was put back; *moved_to* is where what stood there before is now, None where nothing did."""

    manifest: Manifest
    moved_to: Path | None
    lost: tuple[str, ...]


def is_backup(name: str) -> bool:
    """Say whether somebody who wants something back means a backup by *name*, and no entry of the journal."""
    return Path(name).is_file() or Path(name).suffix.lower() == SUFFIX or len(Path(name).parts) > 1


def is_kept(top: str) -> bool:
    """Say whether a name at the top of a data folder belongs into a backup."""
    return not top.startswith((*_MADE_AGAIN, UNFINISHED, PENDING)) and not top.endswith(".lock")


def back_up(folder: DataFolder, target: Path, by: Asker, passphrase: str | None = None) -> Backup:
    """Write a backup of a folder to *target*, put it back beside and build it there, and only then let it stand.

    Writers wait only while the list of files is made: what it names is never changed afterwards, and where it is all
    the same the list is made anew.

    Raises:
        NotAllowed: If *by* may not.

        Unusable: If *target* is there already, the passphrase is too short, there is nothing to back up, or what was
            written does not prove to be the folder.

        OSError: If the disk does not take it; then nothing of it is left.
    """
    by.require(BACKUP)
    if passphrase is not None:
        require_long(passphrase)
    if target.exists():
        raise Unusable("exists", path=target)
    if not target.parent.is_dir():
        raise Unusable("no_folder", path=target.parent)
    folder.require_journal()
    if not folder.journal.exists():
        raise Unusable("nothing", path=folder.root)
    with _work(folder) as work, _finishing(target) as unfinished:
        plain = work / "isi.zip" if passphrase else unfinished
        manifest = _written(folder, plain)
        if passphrase:
            archive.lock_up(plain, unfinished, passphrase)
            plain.unlink()
        proof = DataFolder(work / "bukti")
        _, lost = _unpacked(unfinished, proof, work, passphrase)
        build(proof)
    _note(folder, manifest)
    folder.audit.note(BACKED_UP, by.code or by.name, by.role, target.name)
    return Backup(target, manifest, passphrase is not None, lost)


def _note(folder: DataFolder, manifest: Manifest) -> None:
    plain = {"made_at": manifest.made_at, "files": len(manifest.files), "size": manifest.size}
    write_whole(folder.root / NOTED, json.dumps(plain).encode())


def last_backup(folder: DataFolder) -> datetime | None:
    """Return when the last backup of a folder was made that proved to be one; None when none is known."""
    try:
        return datetime.fromisoformat(json.loads((folder.root / NOTED).read_bytes())["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def put_back(
    folder: DataFolder, path: Path, by: Asker, passphrase: str | None = None, *, replaces: bool = False
) -> Restored:
    """Put a backup back into a folder; where something stands there it is moved aside, if it may be *replaced*.

    The backup is unpacked, proved and built beside first; only then anything moves.

    Raises:
        NotAllowed: If *by* may not.

        Unusable: If the backup cannot be used, or something stands in the folder.

        WarehouseBusy, FolderInUse: If a process has the folder open.
    """
    by.require(BACKUP)
    if not path.is_file():
        raise Unusable("not_found", path=path)
    if folder.lake is not None:
        raise Unusable("in_lake", path=folder.root)
    folder.root.mkdir(parents=True, exist_ok=True)
    standing = [place for place in sorted(folder.root.iterdir()) if _is_replaced(place.name)]
    if standing and not replaces:
        raise Unusable("occupied", path=folder.root)
    _require_idle(folder)
    with sole(folder), _work(folder) as work, folder.lock:
        coming = DataFolder(work / "isi")
        manifest, lost = _unpacked(path, coming, work, passphrase)
        build(coming)
        aside = folder.root / f"{MOVED}{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        if standing:
            aside.mkdir()
        # Said before it takes its place, so that no folder stands there that does not say where it comes from.
        coming.audit.note(RESTORED, by.code or by.name, by.role, path.name)
        _change_places({place.name for place in standing}, folder.root, aside, coming.root)
    return Restored(manifest, aside if standing else None, lost)


def _is_replaced(top: str) -> bool:
    return is_kept(top) or top.startswith(_MADE_AGAIN[:2])


def _change_places(standing: Set[str], root: Path, aside: Path, coming: Path) -> None:
    """Move what stands in *root* aside and what is *coming* into its place, name by name.

    `raw/` goes first: killed before the new one is there, the old warehouse without a journal is refused by whoever
    opens it; killed after it, the tables are made anew.
    """
    new = {place.name for place in coming.iterdir() if _is_replaced(place.name)}
    for name in sorted(standing | new, key=lambda name: (name != RAW, name)):
        if name in standing:
            (root / name).rename(aside / name)
        if name in new:
            (coming / name).rename(root / name)
    settle(root)


def _require_idle(folder: DataFolder) -> None:
    """Raise `WarehouseBusy` where another process has the warehouse open."""
    if folder.warehouse.is_file():
        with suppress(WarehouseDamaged):
            Warehouse(folder.warehouse).close()


@contextmanager
def _work(folder: DataFolder) -> Iterator[Path]:
    """Give a passing folder inside the data folder, where everything that it may hold stands anyhow.

    One at a time: what an earlier one left that was killed is deleted, for it holds names of people.
    """
    try:
        held = FileLock(folder.root / f"{FOLDER}.lock", timeout=0).acquire()
    except TimeoutError as problem:
        raise Unusable("busy", path=folder.root) from problem
    with held:
        for left in folder.root.glob(f"{WORK}*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=folder.root) as work:
            yield Path(work)


@contextmanager
def _finishing(target: Path) -> Iterator[Path]:
    """Give the name under which *target* is written; it gets its own name when all went well, else it is gone."""
    for left in target.parent.glob(f"{UNFINISHED}*"):
        # Another folder's backup may be under way there, but not since yesterday.
        if left.is_dir() and time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=target.parent) as passing:
        unfinished = Path(passing) / target.name
        yield unfinished
        unfinished.chmod(0o600)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    settle(target.parent)


def _written(folder: DataFolder, plain: Path) -> Manifest:
    """Write a backup of one moment of the folder."""
    for _ in range(_TRIES):
        with folder.lock:
            sources = _sources(folder)
        if not archive.room_for(sum(map(_size, sources.values())), plain.parent):
            raise OSError(ENOSPC, os.strerror(ENOSPC), str(plain.parent))
        try:
            return archive.write(plain, sources, datetime.now(UTC).isoformat(timespec="seconds"), product_version())
        except archive.Moved:
            plain.unlink()
    raise Unusable("moving", path=folder.root)


def _sources(folder: DataFolder) -> dict[str, Path | bytes]:
    """List what belongs into a backup; what only ever grows line by line is read now, up to its last whole line."""
    files: list[Path] = []
    for top in folder.root.iterdir():
        if is_kept(top.name):
            files += [top] if top.is_file() else [Path(at) / name for at, _, names in os.walk(top) for name in names]
    sources: dict[str, Path | bytes] = {}
    # What may be written meanwhile is read now; what counts lines before the lines, so that none seems to be missing.
    for file in sorted(files, key=lambda file: (file.suffix == LINES, file)):
        if file.is_file() and not file.name.startswith((UNFINISHED, PENDING)) and file.suffix != ".lock":
            name = file.relative_to(folder.root)
            is_lasting = name.parts[0] == RAW or file.stat().st_size > archive.PIECE
            sources[name.as_posix()] = (
                _whole_lines(file) if file.suffix == LINES else file if is_lasting else file.read_bytes()
            )
    if folder.lake is not None:
        sources[f"{RAW}/{JOURNAL}"] = folder.journal.read_bytes()
    return sources


def _whole_lines(file: Path) -> bytes:
    """Read a file line by line without a last line that is under way; one may be whole without its end."""
    content = file.read_bytes()
    end = content.rfind(b"\n") + 1
    try:
        json.loads(content[end:])
    except ValueError:
        return content[:end]
    return content


def _size(source: Path | bytes) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def _unpacked(path: Path, target: DataFolder, work: Path, passphrase: str | None) -> tuple[Manifest, tuple[str, ...]]:
    """Unpack a backup into a folder of its own and prove it; name the loaded files whose copies it does not hold."""
    with archive.opened(path, work, passphrase) as (held, manifest):
        if any(not is_kept(one.path.partition("/")[0]) for one in manifest.files) or not _has_journal(manifest.files):
            raise Unusable("foreign", path=path)
        target.root.mkdir()
        if not archive.room_for(manifest.size, target.root):
            raise OSError(ENOSPC, os.strerror(ENOSPC), str(target.root.parent.parent))
        archive.extract(held, manifest, target.root, path)
    return manifest, lost_copies(target)


def _has_journal(files: Sequence[Kept]) -> bool:
    return any(one.path == f"{RAW}/{JOURNAL}" for one in files)


def lost_copies(folder: DataFolder) -> tuple[str, ...]:
    """Name the files in force whose copies are not there or hold other bytes."""
    lost = []
    for line in journal.active(journal.read(folder.journal)):
        try:
            folder.snapshot(line.path, line.snapshot, line.file)
        except SnapshotLost:
            lost.append(line.file)
    return tuple(lost)
