"""Move a warehouse from the file in a data folder into a lake, and back: journal and tables; what is in `raw/` stays.

From the first write to the last the lake is marked as under way, so that nobody reads either of the two. Killed within,
the same move is begun again: what is moved away from stays whole until the other one is proved to hold the same.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from smartcity.access.policy import BACKUP, Asker
from smartcity.disk import write_whole
from smartcity.intake import journal, open_warehouse
from smartcity.intake.building import make_all
from smartcity.intake.folder import DataFolder
from smartcity.keeping.archive import Unusable
from smartcity.keeping.sole import sole
from smartcity.warehouse import WarehouseElsewhere

FILE, LAKE = "file", "lake"
COMING, HERE, GOING, LEFT = "coming", "here", "going", "left"
"""The states of a lake, as its catalogue says them."""

Digests = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Moved:
    """What was moved: how many lines of the journal, and how many rows of how many tables."""

    lines: int
    tables: int
    rows: int


def move(folder: DataFolder, to: str, by: Asker) -> Moved:
    """Move the warehouse of a folder, whose catalogue says where the lake is, to `FILE` or `LAKE`.

    Raises:
        NotAllowed: If *by* may not.

        WarehouseElsewhere: If the lake cannot be used, or holds the warehouse of another folder.

        FolderInUse, WarehouseBusy: If a process has the file open.

        Unusable: If the warehouse is there already, or what was made there is not what was here; nothing is lost.
    """
    by.require(BACKUP)
    file = replace(folder, catalogue="")
    if folder.lake is None:
        raise WarehouseElsewhere("lake_not_said")
    with sole(file):
        return _to_lake(file, folder) if to == LAKE else _to_file(folder, file)


def _to_lake(file: DataFolder, folder: DataFolder) -> Moved:
    lake = folder.lake
    if lake.state == HERE:
        lake.known()
        raise Unusable("moved_already", path=folder.root)
    if lake.state == GOING:
        raise WarehouseElsewhere("lake_half_moved")
    if lake.state != COMING:
        open_warehouse(file).close()
    with file.lock, file.tables.open(read_only=True) as standing, _under_way(folder, COMING):
        lake.journal.replace(file.own_journal.read_bytes())
        made = _made(folder, standing.digests())
        lake.settle(HERE)
    for place in (file.own_journal, file.warehouse, file.warehouse.with_name(f"{file.warehouse.name}.wal")):
        place.unlink(missing_ok=True)
    return made


def _to_file(folder: DataFolder, file: DataFolder) -> Moved:
    lake = folder.lake
    if lake.state in ("", LEFT):
        if lake.state == LEFT:
            lake.settle(LEFT)
        raise Unusable("moved_already", path=folder.root)
    if lake.state == COMING:
        raise WarehouseElsewhere("lake_half_moved")
    if lake.state == HERE:
        open_warehouse(folder).close()
    with _under_way(folder, GOING):
        write_whole(file.own_journal, lake.journal.read_bytes())
        made = _made(file, lake.open().digests())
        lake.settle(LEFT)
    return made


@contextmanager
def _under_way(folder: DataFolder, state: str) -> Iterator[None]:
    """Mark the lake as under way, keep those away who write, and let this process use it all the same."""
    lake = folder.lake
    lake.is_moved = True
    try:
        with folder.lock:
            lake.settle(state)
            yield
    finally:
        lake.is_moved = False


def _made(target: DataFolder, before: Digests) -> Moved:
    """Make the tables in the *target* of the journal there, and prove that they are those that were there *before*."""
    make_all(target)
    with target.tables.open(read_only=True) as made:
        after = made.digests()
    other = sorted(table for table in before if before[table] != after[table])
    if other:
        raise Unusable("moved_otherwise", tables=", ".join(other))
    return Moved(len(journal.read(target.journal)), len(after), sum(rows for rows, _ in after.values()))
