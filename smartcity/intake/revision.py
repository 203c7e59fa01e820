"""Versions of one dump: put a new one in the place of an old one, or bring back one that was withdrawn.

Only one version of a dump is in force at a time; what goes and what comes is one step of the journal.
"""

import dataclasses
from collections.abc import Mapping

from smartcity.checks import Options
from smartcity.intake import journal, kept
from smartcity.intake.building import tables_after
from smartcity.intake.flow import active, decision_lines, history, inspect, refuse
from smartcity.intake.folder import DataFolder, SnapshotLost
from smartcity.intake.inspection import Inspection, NotLoadable, UnknownEntry, commit_line
from smartcity.intake.journal import COMMIT, WITHDRAW, Line
from smartcity.intake.judging import options_of
from smartcity.intake.progress import BUILD, KEEP, Progress, silent
from smartcity.records.decisions import NOTHING, Decisions
from smartcity.warehouse import Warehouse


def replace(
    folder: DataFolder,
    entry: str,
    content: bytes,
    file: str,
    by: str,
    options: Options,
    warehouse: Warehouse,
    decisions: Decisions = NOTHING,
    progress: Progress | None = None,
) -> tuple[Line, Inspection]:
    """Load a file whole in the place of *entry*: one step of the journal and one rebuild of *warehouse*.

    What was decided about the file is part of the step; *progress* is told how far it is.

    Raises:
        UnknownEntry: If *entry* is no commit in force.

        AlreadyLoaded: If the same bytes are loaded.

        NotLoadable: If anything found forbids it; then nothing has changed.
    """
    progress = progress or silent
    with folder.lock, kept.one_step():
        standing = active(folder)
        old = next((line for line in standing if line.id == entry), None)
        if old is None:
            raise UnknownEntry(entry, standing)
        found = inspect(folder, content, file, options, decisions, replaces=entry, progress=progress)
        refuse(found, standing)
        progress(KEEP, 0.0)
        with folder.keeping(content, file) as path:
            line = commit_line(path, file, by, found, entry=entry)
            progress(KEEP, 1.0)
            step = [_withdrawal(old, by, line), *decision_lines(folder, found, line), line]
            tables = tables_after(folder, step, progress)
            journal.append(folder.journal, step)
        warehouse.rebuild(*tables)
        progress(BUILD, 1.0)
    return line, found


def restore(folder: DataFolder, entry: str, by: str, why: str, warehouse: Warehouse) -> Line:
    """Load a withdrawn file again from its snapshot, and withdraw the version of it that is in force, if any.

    Raises:
        UnknownEntry: If *entry* is no withdrawn commit; the error lists those that are.

        AlreadyLoaded: If the same bytes are loaded.

        NotLoadable: If today's checks refuse the file, or its snapshot is gone.
    """
    with folder.lock, kept.one_step():
        withdrawn = restorable(folder)
        old = next((line for line in withdrawn if line.id == entry), None)
        if old is None:
            raise UnknownEntry(entry, withdrawn)
        found = inspect(folder, _content(folder, old), old.file, options_of(old))
        refuse(found, active(folder))
        line = commit_line(old.path, old.file, by, found, entry=entry, why=why)
        step = [*(_withdrawal(rival, by, line) for rival in versions_in_force(folder, entry)), line]
        tables = tables_after(folder, step)
        journal.append(folder.journal, step)
        warehouse.rebuild(*tables)
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


def _content(folder: DataFolder, line: Line) -> bytes:
    try:
        return folder.snapshot(line.path, line.snapshot, line.file)
    except SnapshotLost as problem:
        raise NotLoadable(Inspection(line.file, line.snapshot, line.kind, None, (problem.finding,))) from problem


def _withdrawal(old: Line, by: str, new: Line) -> Line:
    """Make the line that withdraws *old* because *new* comes; the moment is the same, since it is one step."""
    line = Line(action=WITHDRAW, by=by, entry=old.id, file=old.file, kind=old.kind)
    return dataclasses.replace(line, at=new.at, why=f"→ {new.id}")
