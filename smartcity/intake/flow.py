"""Inspect a file without changing anything, commit it whole or not at all, withdraw what was done, and bring it back.

What goes and what comes with it is one step of the journal.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from smartcity.access.policy import ARRANGE, DECIDE, OPEN_ORIGINAL, SUPPOSE, UPLOAD, Asker
from smartcity.access.policy import WITHDRAW as TAKE_OUT
from smartcity.checks import Options, Reference
from smartcity.checks.names import called
from smartcity.intake import journal, kept, versions
from smartcity.intake.building import record, take
from smartcity.intake.examining import examine
from smartcity.intake.folder import DataFolder, SnapshotLost, identity
from smartcity.intake.inspection import AlreadyLoaded, Inspection, NotLoadable, UnknownEntry, Unseen, commit_line
from smartcity.intake.journal import COMMIT, EVIDENCE, MEETING, SUPPOSED, WITHDRAW, Line
from smartcity.intake.judging import (
    SHARED_KINDS,
    SURVEY,
    entries_of,
    forms_of,
    options_of,
    reference_of,
    with_decisions,
)
from smartcity.intake.progress import BUILD, JUDGE, KEEP, Progress, silent
from smartcity.intake.reach import require_reach
from smartcity.intake.sheets import OVERTAKEN, sheet_findings, sheet_lines
from smartcity.intake.standing import decided_of, lines_of
from smartcity.intake.survey_plans import decided_by_plan
from smartcity.method.regions import load_site
from smartcity.records.decisions import NOTHING, Decisions
from smartcity.records.findings import Finding, Place
from smartcity.warehouse import KINDS_OF_ALL, Warehouse

_TAKES_BACK = MappingProxyType({**dict.fromkeys(SUPPOSED, SUPPOSE), MEETING: ARRANGE})
"""What must be allowed to take back a line of a kind; for all others it is `TAKE_OUT`."""


def inspect(
    folder: DataFolder,
    content: bytes,
    file: str,
    options: Options,
    decisions: Decisions = NOTHING,
    *,
    replaces: str = "",
    progress: Progress = silent,
) -> Inspection:
    """Read and judge a file; nothing is written.

    Args:
        folder: The data folder.

        content: The bytes of the file.

        file: What its owner calls it.

        options: What the person says of it.

        decisions: What was decided about it besides what the journal remembers, and before what is decided here.

        replaces: The entry whose place the file is to take, if any.

        progress: Is told how far it is.
    """
    file = called(file)
    lines = in_force(folder)
    if load_site().is_of_many and options.region is None:
        options = replace(options, region=load_site().home)
    snapshot = identity(content)
    loaded = shared_reference(folder, lines)
    reference = with_decisions(loaded, decided_of(lines, snapshot).followed_by(decisions))
    found = examine(content, file, options, reference, progress)
    planned = decided_by_plan(lines, found)
    if planned != NOTHING:
        decisions = decisions.followed_by(planned)
        reference = with_decisions(loaded, decided_of(lines, snapshot).followed_by(decisions))
        found = examine(content, file, options, reference, progress)
    found = replace(found, snapshot=snapshot, decisions=decisions)
    findings = [*found.findings]
    same = next((line for line in lines if line.action == COMMIT and line.snapshot == snapshot), None)
    if same is not None:
        values = {"entry": same.id, "at": same.at, "by": same.by}
        findings.insert(0, Finding("file.already_loaded", Place(file), same.file, values))
    elif any(line.snapshot == snapshot for line in journal.active(journal.read(folder.journal))):
        findings.insert(0, Finding("file.loaded_elsewhere", Place(file)))
    elif found.kind == EVIDENCE:
        findings += sheet_findings(lines, found) if found.checked is not None else ()
    elif found.checked is not None:
        given = forms_of(found.checked)
        if given is not None and reference.decisions.left_out:
            with_all = replace(reference, decisions=replace(reference.decisions, left_out=frozenset()))
            given = forms_of(examine(content, file, options, with_all, silent).checked)
        if given is not None:
            follows, few = versions.beside(folder, lines, found, loaded, given)
            found = replace(found, follows=follows, few=few)
        findings += versions.replaces(lines, found, replaces)
    progress(JUDGE, 1.0)
    return replace(found, findings=tuple(findings))


def inspect_next(
    folder: DataFolder,
    content: bytes,
    file: str,
    options: Options,
    decisions: Decisions = NOTHING,
    progress: Progress = silent,
) -> tuple[Options, Inspection]:
    """Inspect a file; what it does not say of itself, the survey in force says whose next version it is.

    Returns what it was read as, with what was found; the decisions are among that.
    """
    found = inspect(folder, content, file, options, decisions, progress=progress)
    if found.is_loadable or found.follows is not None:
        return options, found
    lines = in_force(folder)
    for line in reversed(lines):
        if line.action == COMMIT and line.kind == SURVEY == (options.kind or SURVEY) and not line.is_sample:
            of, decided = versions.read_as_before(lines, line, options)
            trial = inspect(folder, content, file, of, decided.followed_by(decisions))
            if trial.follows is not None and trial.follows.line.id == line.id:
                return of, trial
    return options, found


def shared_reference(folder: DataFolder, lines: Sequence[Line]) -> Reference:
    """Collect what a new file is judged against while *lines* are in force; nothing is written, not even a key."""
    shared = tuple(line for line in lines if line.action != COMMIT or line.kind in SHARED_KINDS)
    return reference_of(entries_of(folder, shared, keeps_key=False), folder.person_key(is_kept=False))


def commit(
    folder: DataFolder,
    content: bytes,
    file: str,
    by: Asker,
    options: Options,
    warehouse: Warehouse,
    decisions: Decisions = NOTHING,
    progress: Progress = silent,
    *,
    replaces: str = "",
    told: Collection[Finding] | None = None,
) -> tuple[Line, Inspection]:
    """Load a file whole with what was decided about it: keep its bytes, write the journal, rebuild *warehouse*.

    The decisions and the commit are one step of the journal, as is the withdrawal of the entry that the file
    *replaces*; that step is the moment of truth: whatever stops the machine after it, the next opening rebuilds.
    *progress* is told how far it is. *told* are the findings that *by* has seen, None for whatever there is: what
    others put down meanwhile is not written over unseen.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If *replaces* is no commit in force.

        NotLoadable: If anything found forbids it; then nothing has changed.

        Unseen: If others changed what it changes, and that is not among what *by* was *told*; nothing has changed.

        AlreadyLoaded: If the same bytes are loaded.
    """
    by.require(UPLOAD)
    if replaces:
        by.require(TAKE_OUT)
    if decisions != NOTHING:
        by.require(DECIDE)
    file = called(file)
    with folder.lock, kept.one_step():
        standing = active(folder)
        replaced = [line for line in standing if line.id == replaces]
        if replaces and not replaced:
            raise UnknownEntry(replaces, standing)
        found = inspect(folder, content, file, options, decisions, replaces=replaces, progress=progress)
        refuse(found, standing)
        if told is not None and any(one.code == OVERTAKEN and one not in told for one in found.findings):
            raise Unseen(found)
        require_reach(by, UPLOAD, [commit_line("", file, by.name, found), *replaced])
        progress(KEEP, 0.0)
        with folder.keeping(content, file) as path:
            line = commit_line(path, file, by.name, found, entry=replaces)
            progress(KEEP, 1.0)
            gone = [versions.withdrawal(old, by.name, line) for old in replaced]
            decided = decision_lines(folder, found, line)
            told = sheet_lines(in_force(folder), found, line)
            kept_on = versions.kept_again(in_force(folder), found, line)
            tables = record(folder, [*gone, *decided, line, *told, *kept_on], warehouse, progress)
        warehouse.rebuild(*tables)
        progress(BUILD, 1.0)
    return line, found


def restore(folder: DataFolder, entry: str, by: Asker, why: str, warehouse: Warehouse) -> Line:
    """Load a withdrawn file again from its snapshot, and withdraw the version of it that is in force, if any.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If *entry* is no withdrawn commit; the error lists those that are.

        AlreadyLoaded: If the same bytes are loaded.

        NotLoadable: If today's checks refuse the file, or its snapshot is gone.
    """
    by.require(TAKE_OUT)
    with folder.lock, kept.one_step():
        withdrawn = restorable(folder)
        old = next((line for line in withdrawn if line.id == entry), None)
        if old is None:
            raise UnknownEntry(entry, withdrawn)
        found = inspect(folder, _content(folder, old), old.file, options_of(old))
        refuse(found, active(folder))
        line = commit_line(old.path, old.file, by.name, found, entry=entry, why=why)
        require_reach(by, TAKE_OUT, [line])
        gone = [versions.withdrawal(rival, by.name, line) for rival in versions_in_force(folder, entry)]
        take(folder, [*gone, line, *sheet_lines(in_force(folder), found, line)], warehouse)
    return line


def original(folder: DataFolder, line: Line, by: Asker) -> bytes:
    """Return the bytes of a line's file exactly as they were loaded.

    Raises:
        NotAllowed: If *by* may not read what people wrote in it.

        SnapshotLost: If its copy is gone.
    """
    by.require(OPEN_ORIGINAL)
    if line.kind not in KINDS_OF_ALL:
        require_reach(by, OPEN_ORIGINAL, [line])
    return folder.snapshot(line.path, line.snapshot, line.file)


def _content(folder: DataFolder, line: Line) -> bytes:
    try:
        return folder.snapshot(line.path, line.snapshot, line.file)
    except SnapshotLost as problem:
        raise NotLoadable(Inspection(line.file, line.snapshot, line.kind, None, (problem.finding,))) from problem


def refuse(found: Inspection, standing: Sequence[Line]) -> None:
    """Raise `AlreadyLoaded` or `NotLoadable` for a file that cannot be loaded beside the commits in force."""
    same = next((line for line in standing if line.snapshot == found.snapshot), None)
    if same is not None:
        raise AlreadyLoaded(same)
    if not found.is_loadable:
        raise NotLoadable(found)


def decision_lines(folder: DataFolder, found: Inspection, commit: Line) -> tuple[Line, ...]:
    """Make the journal lines of what was decided with a file, to stand before its *commit* in one step."""
    standing = decided_of(in_force(folder), found.snapshot)
    made = lines_of(found.decisions, standing, commit.by, snapshot=found.snapshot, file=commit.file)
    return tuple(replace(line, at=commit.at, region=commit.region) for line in made)


def withdraw(folder: DataFolder, entries: Sequence[str], by: Asker, why: str, warehouse: Warehouse) -> tuple[Line, ...]:
    """Take commits or decisions back, all or none, by lines of their own, and rebuild *warehouse*; snapshots stay.

    Raises:
        NotAllowed: If *by* may not; what people suppose and take on is taken back by who may keep it.

        UnknownEntry: If one of *entries* is no commit and no decision in force.
    """
    with folder.lock:
        standing = in_force(folder)
        entries = tuple(dict.fromkeys(entries))
        by_id = {line.id: line for line in standing}
        known = [by_id[entry] for entry in entries if entry in by_id]
        if not known:
            by.require(TAKE_OUT)
        for line in known:
            require_reach(by, _TAKES_BACK.get(line.action, TAKE_OUT), [line], standing)
        unknown = next((entry for entry in entries if entry not in by_id), None)
        if unknown is not None:
            raise UnknownEntry(unknown, standing)
        lines = tuple(
            Line(action=WITHDRAW, by=by.name, entry=line.id, file=line.file, kind=line.kind, why=why) for line in known
        )
        take(folder, lines, warehouse)
    return lines


def active(folder: DataFolder) -> tuple[Line, ...]:
    """List the commits in force, in the order they were made."""
    return journal.active(history(folder))


def in_force(folder: DataFolder) -> tuple[Line, ...]:
    """List the commits and decisions in force, in the order they were made."""
    return journal.in_force(history(folder))


def samples(folder: DataFolder) -> tuple[Line, ...]:
    """List the commits in force that hold invented sample data."""
    return tuple(line for line in active(folder) if line.is_sample)


def restorable(folder: DataFolder) -> tuple[Line, ...]:
    """List the commits that are not in force, nor are their bytes through another one, in the order they were made."""
    in_force = {line.snapshot for line in active(folder)}
    return tuple(line for line in history(folder) if line.action == COMMIT and line.snapshot not in in_force)


def versions_in_force(folder: DataFolder, entry: str) -> tuple[Line, ...]:
    """List the commits in force that are versions of the same file as *entry*."""
    commits = {line.id: line for line in history(folder) if line.action == COMMIT}
    first = _first_version(entry, commits)
    return tuple(line for line in active(folder) if _first_version(line.id, commits) == first)


def _first_version(entry: str, commits: Mapping[str, Line]) -> str:
    while entry in commits and commits[entry].entry in commits:
        entry = commits[entry].entry
    return entry


def is_cut(folder: DataFolder) -> bool:
    """Say whether a crash cut off the last step of the journal; it does not hold, and the next one takes its place."""
    return journal.is_cut(folder.journal)


def history(folder: DataFolder) -> tuple[Line, ...]:
    """List the lines of the journal that the region is told of for which it is asked, the oldest first.

    Raises `JournalMissing` where there must have been one.
    """
    folder.require_journal()
    return journal.seen_from(journal.read(folder.journal), load_site().home)
