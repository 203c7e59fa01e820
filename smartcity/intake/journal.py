"""The journal: one JSON object a line, only ever appended; what was committed and withdrawn, by whom and when."""

import json
import os
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

COMMIT, WITHDRAW = "commit", "withdraw"


class JournalDamaged(ValueError):
    """A line that is no journal line stands before the last one; *number* says which, counted from one."""

    def __init__(self, path: Path, number: int, problem: Exception) -> None:
        super().__init__(f"{path.name} line {number}: {problem}")
        self.path = path
        self.number = number


@dataclass(frozen=True)
class Line:
    """One line of the journal.

    A commit carries the snapshot's hash, its path below `raw/`, the name its owner gave it, and the kind, year and
    track it was judged as; a withdrawal names the entry it takes back and says why.
    """

    action: str
    by: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:8])
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    snapshot: str = ""
    path: str = ""
    file: str = ""
    kind: str = ""
    year: int | None = None
    track: str | None = None
    is_sample: bool = False
    entry: str = ""
    why: str = ""

    @property
    def moment(self) -> datetime:
        """When it was written."""
        return datetime.fromisoformat(self.at)


def read(path: Path) -> tuple[Line, ...]:
    """Read the journal; a last line that a crash cut off is no line yet and is passed over.

    Raises:
        JournalDamaged: If a line before the last is not a journal line.
    """
    if not path.exists():
        return ()
    *whole, rest = path.read_bytes().split(b"\n")
    lines = []
    for number, piece in enumerate(whole, start=1):
        if not piece.strip():
            continue
        try:
            lines.append(_line(piece))
        except (ValueError, TypeError, AttributeError) as problem:
            raise JournalDamaged(path, number, problem) from problem
    return (*lines, _line(rest)) if _is_line(rest) else tuple(lines)


def _line(piece: bytes) -> Line:
    known = {name: value for name, value in json.loads(piece).items() if name in Line.__dataclass_fields__}
    return Line(**known)


def _is_line(piece: bytes) -> bool:
    """Say whether a last line is whole although its newline is missing: an editor may have dropped that."""
    try:
        _line(piece)
    except (ValueError, TypeError, AttributeError):
        return False
    return True


def append(path: Path, lines: Iterable[Line]) -> None:
    """Append *lines* in one write and force them to disk; a line cut off by an earlier crash is dropped first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spelled = b"".join(json.dumps(_plain(line), ensure_ascii=False).encode() + b"\n" for line in lines)
    with path.open("ab+") as file:
        file.seek(0)
        content = file.read()
        start = content.rfind(b"\n") + 1
        if _is_line(content[start:]):
            spelled = b"\n" + spelled
        else:
            file.truncate(start)
        file.seek(0, os.SEEK_END)
        file.write(spelled)
        file.flush()
        os.fsync(file.fileno())


def _plain(line: Line) -> dict:
    return {name: value for name, value in asdict(line).items() if value not in ("", None, False)}


def active(lines: Iterable[Line]) -> tuple[Line, ...]:
    """List the commits that no later line withdrew, in the order they were made."""
    commits: dict[str, Line] = {}
    for line in lines:
        if line.action == COMMIT:
            commits[line.id] = line
        elif line.action == WITHDRAW:
            commits.pop(line.entry, None)
    return tuple(commits.values())
