"""The journal: one JSON object a line, only ever appended; what was committed and withdrawn, by whom and when."""

import json
import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

COMMIT, WITHDRAW = "commit", "withdraw"


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
        ValueError: If a line before the last is not a journal line; the message names its number.
    """
    if not path.exists():
        return ()
    pieces = path.read_bytes().split(b"\n")
    whole, rest = pieces[:-1], pieces[-1]
    lines = []
    for number, piece in enumerate(whole, start=1):
        if not piece.strip():
            continue
        try:
            lines.append(_line(json.loads(piece)))
        except (ValueError, TypeError) as problem:
            raise ValueError(f"{path.name} line {number}: {problem}") from problem
    del rest
    return tuple(lines)


def _line(raw: Mapping) -> Line:
    known = {name: value for name, value in raw.items() if name in Line.__dataclass_fields__}
    return Line(**known)


def append(path: Path, lines: Iterable[Line]) -> None:
    """Append *lines* in one write and force them to disk; a line cut off by an earlier crash is dropped first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    spelled = b"".join(json.dumps(_plain(line), ensure_ascii=False).encode() + b"\n" for line in lines)
    with path.open("ab+") as file:
        file.seek(0)
        content = file.read()
        if content and not content.endswith(b"\n"):
            file.truncate(content.rfind(b"\n") + 1)
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
