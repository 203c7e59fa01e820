"""The tables of a data folder in a file of their own: opened, made, and put aside where they are damaged."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from smartcity.warehouse.frames import Frames
from smartcity.warehouse.store import Warehouse, WarehouseDamaged


@dataclass(frozen=True)
class FileTables:
    """The tables of one folder in the file at *path*, opened or made; a lake gives the same to several processes."""

    path: Path

    def exist(self) -> bool:
        """Say whether tables were made."""
        return self.path.exists()

    def open(self, *, read_only: bool = False) -> Warehouse:
        """Open the file; raises what `Warehouse` raises."""
        return Warehouse(self.path, read_only=read_only)

    def make(self, frames: Frames, stamp: Mapping[str, str]) -> None:
        """Make the file hold *frames* and *stamp*, whatever stands there now.

        Raises:
            WarehouseBusy: If another process holds the file; nothing has changed.

            WarehouseNotWritten: If the disk is full or does not take the file.
        """
        try:
            self._rebuild(frames, stamp)
        except WarehouseDamaged:
            discard(self.path)
            self._rebuild(frames, stamp)

    def _rebuild(self, frames: Frames, stamp: Mapping[str, str]) -> None:
        with self.open() as target:
            target.rebuild(frames, stamp)


def discard(path: Path) -> None:
    """Take a damaged warehouse out of the way; a folder that stands in its place is renamed, not deleted."""
    for place in (path, path.with_name(path.name + ".wal")):
        if place.is_dir():
            names = (place.with_name(f"{place.name}.{number}") for number in count(1))
            place.rename(next(name for name in names if not name.exists()))
        else:
            place.unlink(missing_ok=True)
