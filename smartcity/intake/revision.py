"""Versions of one dump: put a new one in the place of an old one, or bring back one that was withdrawn.

Only one version of a dump is in force at a time; what goes and what comes is one step of the journal.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PureWindowsPath

from rapidfuzz import fuzz

from smartcity.checks import Options
from smartcity.findings import Finding, Place
from smartcity.intake import journal
from smartcity.intake.flow import active, build, commit_line, history, inspect, options_of
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import AlreadyLoaded, Inspection, NotLoadable, UnknownEntry
from smartcity.intake.journal import COMMIT, WITHDRAW, Line
from smartcity.layout import normalise
from smartcity.warehouse import Warehouse

_COPY_MARK = re.compile(r"(?: (?:copy|salinan|revisi|rev|perbaikan|final|baru|v|versi|bertanda|marked|\d{1,2}))+$")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A commit in force that a new file may be a version of; *likeness* of the names is in percent."""

    line: Line
    likeness: float


def earlier_versions(folder: DataFolder, found: Inspection) -> tuple[Earlier, ...]:
    """List the commits of the same kind, year and track as *found*, the likest name first."""
    same = [
        line
        for line in active(folder)
        if (line.kind, line.year, line.track) == (found.kind, found.year, found.track)
        and line.snapshot != found.snapshot
    ]
    rated = [Earlier(line, fuzz.ratio(_plain_name(line.file), _plain_name(found.file))) for line in same]
    return tuple(sorted(rated, key=lambda one: -one.likeness))


def _plain_name(file: str) -> str:
    """Reduce a file's name to what its versions share: without folder, suffix and marks such as "(1)" or "revisi"."""
    return _COPY_MARK.sub("", normalise(PureWindowsPath(file).stem))


def replace(
    folder: DataFolder, entry: str, content: bytes, file: str, by: str, options: Options, warehouse: Warehouse
) -> tuple[Line, Inspection]:
    """Load a file whole in the place of *entry*: one step of the journal and one rebuild of *warehouse*.

    Raises:
        UnknownEntry: If *entry* is no commit in force.

        AlreadyLoaded: If the same bytes are loaded.

        NotLoadable: If anything found forbids it; then nothing has changed.
    """
    with folder.lock:
        standing = active(folder)
        old = next((line for line in standing if line.id == entry), None)
        if old is None:
            raise UnknownEntry(entry, standing)
        found = inspect(folder, content, file, options)
        _refuse(found, standing)
        line = commit_line(folder.keep(content, file), file, by, found, entry=entry)
        journal.append(folder.journal, [_withdrawal(old, by, line), line])
        build(folder, warehouse=warehouse)
    return line, found


def restore(folder: DataFolder, entry: str, by: str, why: str, warehouse: Warehouse) -> Line:
    """Load a withdrawn file again from its snapshot, and withdraw the version of it that is in force, if any.

    Raises:
        UnknownEntry: If *entry* is no withdrawn commit; the error lists those that are.

        AlreadyLoaded: If the same bytes are loaded.

        NotLoadable: If today's checks refuse the file, or its snapshot is gone.
    """
    with folder.lock:
        withdrawn = restorable(folder)
        old = next((line for line in withdrawn if line.id == entry), None)
        if old is None:
            raise UnknownEntry(entry, withdrawn)
        found = inspect(folder, _content(folder, old), old.file, options_of(old))
        _refuse(found, active(folder))
        line = commit_line(old.path, old.file, by, found, entry=entry, why=why)
        rivals = versions_in_force(folder, entry)
        journal.append(folder.journal, [*(_withdrawal(rival, by, line) for rival in rivals), line])
        build(folder, warehouse=warehouse)
    return line


def restorable(folder: DataFolder) -> tuple[Line, ...]:
    """List the commits that are not in force, nor are their bytes through another one, in the order they were made."""
    in_force = {line.snapshot for line in active(folder)}
    return tuple(line for line in history(folder) if line.action == COMMIT and line.snapshot not in in_force)


def versions_in_force(folder: DataFolder, entry: str) -> tuple[Line, ...]:
    """List the commits in force that are versions of the same dump as *entry*."""
    commits = {line.id: line for line in history(folder) if line.action == COMMIT}
    first = _first_version(entry, commits)
    return tuple(line for line in active(folder) if _first_version(line.id, commits) == first)


def _first_version(entry: str, commits: Mapping[str, Line]) -> str:
    while entry in commits and commits[entry].entry in commits:
        entry = commits[entry].entry
    return entry


def _refuse(found: Inspection, standing: Iterable[Line]) -> None:
    same = next((line for line in standing if line.snapshot == found.snapshot), None)
    if same is not None:
        raise AlreadyLoaded(same)
    if not found.is_loadable:
        raise NotLoadable(found)


def _content(folder: DataFolder, line: Line) -> bytes:
    try:
        return (folder.raw / line.path).read_bytes()
    except OSError as problem:
        missing = Finding("file.not_found", Place(line.file), line.path)
        raise NotLoadable(Inspection(line.file, line.snapshot, line.kind, None, (missing,))) from problem


def _withdrawal(old: Line, by: str, new: Line) -> Line:
    """Make the line that withdraws *old* because *new* comes; the moment is the same, since it is one step."""
    line = Line(action=WITHDRAW, by=by, entry=old.id, file=old.file, kind=old.kind)
    return dataclasses.replace(line, at=new.at, why=f"→ {new.id}")
