"""Make the warehouse from the journal and the snapshots, and take a step: tables first, then lines, then rebuild.

A step makes only what it touches, where the warehouse has what the journal said before it; a build makes everything.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from smartcity.access.audit import STEP, UNDONE
from smartcity.intake import clock, journal
from smartcity.intake.folder import DataFolder
from smartcity.intake.journal import COMMIT, Line
from smartcity.intake.judging import frames_of, parts_of
from smartcity.intake.progress import BUILD, Progress, silent
from smartcity.intake.release import product
from smartcity.intake.shipped import prepare
from smartcity.intake.touched import touched_by
from smartcity.warehouse import Tables, Warehouse, WarehouseDamaged

_JUDGED = 0.8
"""Share of a build that is done when every file is judged; the rest is for the tables."""


def fingerprint(lines: Iterable[Line]) -> str:
    """Identify what a build depends on: *lines* in force, configuration, code, and the year that is prepared for."""
    digest = product().copy()
    digest.update(f"{clock.prepared_through()}|".encode())
    for line in lines:
        digest.update(f"{line.id}|{line.snapshot}|{line.at}".encode())
    return digest.hexdigest()[:12]


def build(
    folder: DataFolder,
    *,
    empty: bool = False,
    warehouse: Warehouse | None = None,
    progress: Progress = silent,
) -> None:
    """Make the warehouse from journal, snapshots and configuration, all in one transaction.

    Args:
        folder: The data folder; made with the shipped workbooks when it has no journal yet.

        empty: Make it without the shipped workbooks.

        warehouse: An open warehouse to rebuild in place; otherwise the file is opened and closed again.

        progress: Is told how far it is.

    Raises:
        WarehouseBusy: If another process holds the file; nothing has changed.

        WarehouseNotWritten: If the disk does not take the tables; the journal stands, the tables are those before.
    """
    prepare(folder, empty=empty)
    make_all(folder, warehouse, progress)


def make_all(folder: DataFolder, warehouse: Warehouse | None = None, progress: Progress = silent) -> None:
    """Make all tables of the journal as it stands, as `build` does."""
    with folder.lock:
        lines = journal.in_force(journal.read(folder.journal))
        frames = frames_of(folder, lines, progress=_judging(progress))
        if warehouse is not None:
            warehouse.rebuild(frames, stamp_of(lines))
        else:
            folder.tables.make(frames, stamp_of(lines))
        progress(BUILD, 1.0)


def tables_after(
    folder: DataFolder, step: Sequence[Line], warehouse: Warehouse, progress: Progress = silent
) -> tuple[Tables, Mapping[str, str]]:
    """Make what *step* changes in the tables of *warehouse*, and the stamp of their build.

    They are made before its lines are written: whatever goes wrong in making them has changed nothing. All tables are
    made where the step touches everything, and where the warehouse does not have what the journal says now.
    """
    history = journal.read(folder.journal)
    before, lines = journal.in_force(history), journal.in_force((*history, *step))
    touched = touched_by(before, lines) if _fingerprint_of(warehouse) == fingerprint(before) else None
    if touched is None:
        return frames_of(folder, lines, progress=_judging(progress)), stamp_of(lines)
    return parts_of(folder, before, lines, touched, _judging(progress)), stamp_of(lines)


def _judging(progress: Progress) -> Progress:
    progress(BUILD, 0.0)
    return lambda name, share: progress(name, share * _JUDGED)


def stamp_of(lines: Sequence[Line]) -> Mapping[str, str]:
    """Say of what tables are made that are those of *lines* in force."""
    return {
        "fingerprint": fingerprint(lines),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": str(sum(line.action == COMMIT for line in lines)),
    }


def record(
    folder: DataFolder, step: Sequence[Line], warehouse: Warehouse, progress: Progress = silent
) -> tuple[Tables, Mapping[str, str]]:
    """Write *step* into the journal, all its lines or none, once what it changes in *warehouse* is made; return that.

    With the lines the step has happened: whatever stops the machine after that, the next opening rebuilds.
    """
    tables = tables_after(folder, step, warehouse, progress)
    # Before the step: what nobody could note is not done.
    done = [" ".join(filter(None, (line.action, line.id, line.entry))) for line in step]
    folder.audit.note_all([(STEP, one) for one in done], step[0].by if step else "")
    try:
        journal.append(folder.journal, step)
    except OSError:
        with suppress(OSError):
            folder.audit.note_all([(UNDONE, one) for one in done])
        raise
    return tables


def take(folder: DataFolder, step: Sequence[Line], warehouse: Warehouse, progress: Progress = silent) -> None:
    """Take a step that brings no file: make its tables, write it into the journal, rebuild *warehouse*."""
    warehouse.rebuild(*record(folder, step, warehouse, progress))
    progress(BUILD, 1.0)


def _fingerprint_of(warehouse: Warehouse) -> str:
    """Return what the tables were made of, "" when that cannot be read."""
    try:
        stamp = warehouse.stamp()
    except WarehouseDamaged:
        return ""
    return stamp["fingerprint"] if stamp else ""


def sweep(folder: DataFolder) -> int:
    """Delete what a process that was killed within a commit left without a line in the journal, and count it.

    While somebody writes, or where the folder cannot be written, nothing is looked at.
    """
    if not folder.has_pending:
        return 0
    with suppress(TimeoutError, OSError, journal.JournalDamaged, journal.JournalNewer), folder.lock.acquire(timeout=0):
        return folder.sweep(journal.kept_paths(journal.read(folder.journal)))
    return 0


def open_warehouse(folder: DataFolder, *, read_only: bool = True) -> Warehouse:
    """Open the warehouse as it should be now: built or rebuilt first when the journal or configuration has moved on."""
    prepare(folder)
    if swept := sweep(folder):
        logging.getLogger(__name__).warning("%d copies without a line in the journal were deleted", swept)
    standing = _standing(folder, read_only)
    if standing is not None:
        return standing
    if folder.lake is not None:
        # Another process may just be making what its step changed.
        with folder.lock:
            standing = _standing(folder, read_only)
    if standing is None:
        build(folder)
    return standing or folder.tables.open(read_only=read_only)


def _standing(folder: DataFolder, read_only: bool) -> Warehouse | None:
    """Open the tables where they are those of the journal as it is now."""
    wanted = fingerprint(journal.in_force(journal.read(folder.journal)))
    if folder.tables.exist():
        with suppress(WarehouseDamaged):
            warehouse = folder.tables.open(read_only=read_only)
            if _fingerprint_of(warehouse) == wanted:
                return warehouse
            warehouse.close()
    return None


def adopt(folder: DataFolder) -> None:
    """Let this release of the product keep tables that several processes share; others refuse until they are of it."""
    if folder.lake is not None:
        folder.lake.adopt()
