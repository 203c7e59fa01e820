"""Make the warehouse from the journal and the snapshots, and the folder itself where there is none yet."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from smartcity.checks import Options, vocabulary
from smartcity.intake import journal, kept
from smartcity.intake.folder import PROJECT, REGIONS_WORKBOOK, DataFolder, identity
from smartcity.intake.inspection import NotLoadable, commit_line
from smartcity.intake.journal import COMMIT, Line
from smartcity.intake.judging import SHARED_KINDS, SHIPPED_BY, decided_in, entries_of, judge, reference_of, supposed_in
from smartcity.intake.progress import BUILD, Progress, silent
from smartcity.intake.updating import let_in_updates
from smartcity.method import load_dimensions, load_methods
from smartcity.method.layout import load_layouts
from smartcity.method.regions import load_site
from smartcity.reading.extract import guess_kind
from smartcity.warehouse import Entry, Frames, Warehouse, WarehouseDamaged, assemble, make

_JUDGED = 0.8
"""Share of a build that is done when every file is judged; the rest is for the tables."""


def fingerprint(lines: Iterable[Line]) -> str:
    """Identify what a build depends on: *lines* in force, the configuration and the code that makes the tables."""
    digest = _product().copy()
    for line in lines:
        digest.update(f"{line.id}|{line.snapshot}|{line.at}".encode())
    return digest.hexdigest()[:12]


@cache
def _product() -> "hashlib._Hash":
    """Digest the configuration and the code, once in a process: what it runs is what it read when it started."""
    digest = hashlib.sha256()
    for path in sorted((PROJECT / "smartcity").rglob("*")):
        if path.suffix in {".py", ".toml", ".sql"} and "wording" not in path.parts:
            digest.update(path.relative_to(PROJECT).as_posix().encode())
            digest.update(path.read_bytes())
    digest.update(REGIONS_WORKBOOK.read_bytes())
    return digest


def prepare(folder: DataFolder, *, empty: bool = False) -> None:
    """Make a folder that has no journal usable: with the shipped workbooks committed, or without any when *empty*.

    The shipped workbooks take the same way as any upload; one that were not loadable would be an error of the product.
    Where they are committed and the product came with newer ones, those take their place.

    Raises:
        JournalMissing: If there was a journal, because what it brought in is still there.
    """
    folder.require_journal()
    if folder.journal.exists():
        let_in_updates(folder)
        return
    with folder.lock:
        folder.raw.mkdir(parents=True, exist_ok=True)
        if empty:
            journal.append(folder.journal, [])
            return
        lines: list[Line] = []
        entries: list[Entry] = []
        paths = folder.copy_shipped()
        contents = {path.name: path.read_bytes() for path in paths}
        readings = dict(zip(contents, kept.read_many(list(contents.items()))))
        names = vocabulary(load_methods(), load_dimensions())
        kinds = {name: guess_kind(reading, load_layouts(), names) for name, reading in readings.items()}
        for group in (*SHARED_KINDS, None):
            reference = reference_of(entries, folder.person_key())
            for name in _of_group(kinds, group):
                found = judge(readings[name], name, Options(kinds[name]), reference)
                found = replace(found, snapshot=identity(contents[name]))
                if not found.is_loadable:
                    raise NotLoadable(found)
                line = commit_line(name, name, SHIPPED_BY, found)
                lines.append(line)
                entries.append(Entry(line.snapshot, line.id, name, line.moment, SHIPPED_BY, found.checked))
        journal.append(folder.journal, lines)


def _of_group(kinds: Mapping[str, str | None], group: str | None) -> list[str]:
    return [name for name, kind in kinds.items() if kind == group or (group is None and kind not in SHARED_KINDS)]


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
    with folder.lock:
        frames, stamp = tables_after(folder, (), progress)
        if warehouse is not None:
            warehouse.rebuild(frames, stamp)
        else:
            make(folder.warehouse, frames, stamp)
        progress(BUILD, 1.0)


def tables_after(
    folder: DataFolder, step: Sequence[Line], progress: Progress = silent
) -> tuple[Frames, Mapping[str, str]]:
    """Make the tables, and the stamp of their build, as they are to be once the journal has *step*.

    They are made before its lines are written: whatever goes wrong in making them has changed nothing.
    """
    lines = journal.in_force((*journal.read(folder.journal), *step))
    progress(BUILD, 0.0)
    entries = entries_of(folder, lines, progress=lambda name, share: progress(name, share * _JUDGED))
    stamp = {
        "fingerprint": fingerprint(lines),
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": str(sum(line.action == COMMIT for line in lines)),
    }
    return assemble(entries, load_methods(), load_site(), decided_in(lines), supposed_in(lines)), stamp


def _fingerprint_of(warehouse: Warehouse) -> str:
    """Return what the tables were made of, "" when that cannot be read."""
    try:
        stamp = warehouse.stamp()
    except WarehouseDamaged:
        return ""
    return stamp["fingerprint"] if stamp else ""


def open_warehouse(folder: DataFolder, *, read_only: bool = True) -> Warehouse:
    """Open the warehouse as it should be now: built or rebuilt first when the journal or configuration has moved on."""
    prepare(folder)
    wanted = fingerprint(journal.in_force(journal.read(folder.journal)))
    if folder.warehouse.exists():
        with suppress(WarehouseDamaged):
            warehouse = Warehouse(folder.warehouse, read_only=read_only)
            if _fingerprint_of(warehouse) == wanted:
                return warehouse
            warehouse.close()
    build(folder)
    return Warehouse(folder.warehouse, read_only=read_only)
