"""Files on the desk: what a person gave and has neither saved nor put away, so that leaving the page loses nothing.

Such a file may hold personal data: each person has at most one, nobody is offered another's, and it is deleted once it
is saved, put away, or as old as `config/site.toml` lets it grow. It is no data yet: no build reads it.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from smartcity.access.policy import UPLOAD, Asker
from smartcity.checks import Options
from smartcity.intake.folder import DataFolder, identity, write_whole
from smartcity.method.regions import configured_site, load_site
from smartcity.records.decisions import NOTHING, Alias, Decisions

_NOTE, _CONTENT = "catatan.json", "isi"


@dataclass(frozen=True)
class Waiting:
    """A file at hand with what its person said and decided of it; *at* is when that was last kept, in UTC."""

    content: bytes
    file: str
    options: Options = field(default_factory=Options)
    decisions: Decisions = NOTHING
    at: datetime = field(default_factory=lambda: datetime.now(UTC), compare=False)


def keep_waiting(folder: DataFolder, by: Asker, waiting: Waiting) -> None:
    """Keep a person's file at hand in the place of the one before; raises `NotAllowed` where they may not load any."""
    by.require(UPLOAD)
    _sweep(folder)
    own, snapshot = _own(folder, by), identity(waiting.content)
    if (_note(own) or {}).get("snapshot") != snapshot:
        write_whole(own / _CONTENT, waiting.content)
    note = {"snapshot": snapshot, "file": waiting.file, "at": waiting.at.isoformat()}
    decided = waiting.decisions
    note |= {"options": asdict(waiting.options), "scale": decided.scale, "left_out": sorted(decided.left_out)}
    note["aliases"] = [asdict(alias) for alias in decided.aliases]
    write_whole(own / _NOTE, json.dumps(note, ensure_ascii=False).encode(errors="replace"))


def waiting_of(folder: DataFolder, by: Asker) -> Waiting | None:
    """Return the file that waits for a person; None where there is none, or not the whole of it.

    Raises `NotAllowed` for who may not load any.
    """
    by.require(UPLOAD)
    _sweep(folder)
    own = _own(folder, by)
    note = _note(own)
    if note is None:
        return None
    try:
        content = (own / _CONTENT).read_bytes()
        aliases = tuple(Alias(**alias) for alias in note["aliases"])
        decisions = Decisions(aliases, note["scale"], frozenset((sheet, row) for sheet, row in note["left_out"]))
        waiting = Waiting(content, note["file"], Options(**note["options"]), decisions, _moment(note))
    except (OSError, KeyError, TypeError, ValueError):
        return None
    return waiting if identity(content) == note["snapshot"] else None


def put_away(folder: DataFolder, by: Asker) -> None:
    """Delete the file that waits for a person; raises `NotAllowed` for who may not load any."""
    by.require(UPLOAD)
    shutil.rmtree(_own(folder, by), ignore_errors=True)


def _own(folder: DataFolder, by: Asker) -> Path:
    site = load_site()
    whose = by.code if site.home == configured_site().home else f"{by.code} @ {site.home}"
    return folder.desk / identity(whose.encode(errors="replace"))[:32]


def _note(own: Path) -> Mapping | None:
    try:
        note = json.loads((own / _NOTE).read_bytes())
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None


def _moment(note: Mapping) -> datetime:
    return datetime.fromisoformat(note["at"])


def _sweep(folder: DataFolder) -> None:
    """Delete what has waited for too long, and what a crash left without a note as old as that."""
    oldest = datetime.now(UTC) - timedelta(days=load_site().waiting_days)
    for own in folder.desk.glob("*"):
        try:
            kept = datetime.fromtimestamp(own.stat().st_mtime, UTC)
        except OSError:
            continue
        if kept < oldest:
            shutil.rmtree(own, ignore_errors=True)
