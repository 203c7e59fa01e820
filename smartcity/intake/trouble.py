"""What is wrong with a data folder that cannot be used, as a code; its sentences stand in `wording/*/trouble.toml`."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from smartcity.disk import UNFINISHED
from smartcity.intake.folder import PENDING, UPLOADS, DataFolder, JournalMissing, KeyLost
from smartcity.intake.journal import JournalDamaged, JournalNewer
from smartcity.warehouse import WarehouseDamaged, WarehouseElsewhere, WarehouseNotWritten

TROUBLES = (JournalDamaged, JournalNewer, OSError, WarehouseDamaged, WarehouseElsewhere, WarehouseNotWritten)
"""The exceptions that `trouble_of` explains. Nothing was changed by what raised them, except `WarehouseNotWritten`."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Trouble:
    """A code with what its sentences need besides."""

    code: str
    values: Mapping[str, object]


def trouble_of(problem: Exception, folder: DataFolder) -> Trouble:
    """Say which trouble one of `TROUBLES` is; where the problem names no path, *folder* itself is named."""
    match problem:
        case JournalDamaged():
            return Trouble("journal_damaged", {"path": str(problem.path), "line": problem.number})
        case JournalNewer():
            values = {"path": str(problem.path), "line": problem.number, "action": problem.action}
            return Trouble("journal_newer", values)
        case JournalMissing():
            places = {"uploads": str(folder.raw / UPLOADS), "warehouse": str(folder.warehouse)}
            return Trouble("journal_missing", {"path": str(folder.journal), **places})
        case KeyLost():
            return Trouble("key_lost", {"path": str(problem.filename)})
        case WarehouseElsewhere():
            return Trouble(problem.code, problem.values)
        case WarehouseDamaged():
            return Trouble("damaged", {"path": str(folder.warehouse)})
        case WarehouseNotWritten():
            return Trouble("not_written", {"path": str(problem.path)})
        case TimeoutError():
            return Trouble("locked", {"path": str(folder.root)})
    code = "full" if problem.errno in _FULL else "forbidden" if problem.errno in _FORBIDDEN else "unreachable"
    return Trouble(code, {"path": _path_of(problem, folder)})


def _path_of(problem: OSError, folder: DataFolder) -> str:
    path = Path(problem.filename) if isinstance(problem.filename, str) else folder.root
    return str(path.parent if path.name.startswith((UNFINISHED, PENDING)) else path)
