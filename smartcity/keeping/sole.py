"""One dashboard on one data folder: the second one is told so instead of showing half of what the first one does."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from filelock import FileLock

from smartcity.intake.folder import DataFolder
from smartcity.intake.trouble import TROUBLES
from smartcity.warehouse import Warehouse, WarehouseBusy


class FolderInUse(RuntimeError):
    """Another dashboard serves the folder; *pid* and *process* say which, as far as it can be seen."""

    def __init__(self, folder: DataFolder, pid: int | None, process: str) -> None:
        super().__init__(f"{folder.root} is served by {process or 'another process'} ({pid})")
        self.folder, self.pid, self.process = folder, pid, process


@contextmanager
def sole(folder: DataFolder) -> Iterator[None]:
    """Keep other dashboards away from a folder; a folder that cannot be written is nobody's to keep.

    A lake is made for several: nobody is kept away from it.

    The system lets go of the lock with its process, however that ends.

    Raises:
        FolderInUse: If one is there already.
    """
    if folder.lake is not None:
        yield
        return
    lock = FileLock(folder.root / "dasbor.lock", timeout=0)
    with suppress(OSError):
        folder.root.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except TimeoutError as problem:
            raise FolderInUse(folder, *_holder(folder)) from problem
    try:
        yield
    finally:
        lock.release()


def _holder(folder: DataFolder) -> tuple[int | None, str]:
    """Say which process has the warehouse open, as a rule that dashboard."""
    try:
        with suppress(*TROUBLES):
            Warehouse(folder.warehouse, read_only=True).close()
    except WarehouseBusy as problem:
        return problem.pid, problem.process
    return None, ""
