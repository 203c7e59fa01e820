"""Decide without a file at hand: what names mean, and which rows of a loaded file stay out, come in again or count."""

from collections.abc import Mapping, Sequence

from smartcity.access.policy import DECIDE, Asker
from smartcity.intake import kept
from smartcity.intake.building import take
from smartcity.intake.flow import in_force, shared_reference
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import Inspection, NotLoadable, UnknownEntry
from smartcity.intake.journal import COMMIT, KEEP, Line
from smartcity.intake.judging import entries_of, with_decisions
from smartcity.intake.meanings import kinds_of_names, scales_of, spellings_of
from smartcity.intake.progress import Progress, silent
from smartcity.intake.questions import SCALE
from smartcity.intake.reach import require_reach
from smartcity.intake.standing import at_once, decided_of, kept_of, lines_of, row_lines
from smartcity.method.layout import load_layouts
from smartcity.records.decisions import Decisions
from smartcity.warehouse import Warehouse


def decided(folder: DataFolder, snapshot: str = "") -> Decisions:
    """Return what holds now: every name, and for *snapshot* the scale of its form and the rows that stay out."""
    return decided_of(in_force(folder), snapshot)


def known_meanings(folder: DataFolder) -> Mapping[str, tuple[str, ...]]:
    """List for every kind of name the codes or names that it may mean, and under `SCALE` the scales of forms."""
    lines = in_force(folder)
    reference = with_decisions(shared_reference(folder, lines), decided_of(lines))
    meanings = {of: tuple(spellings_of(of, reference)) for of in kinds_of_names()}
    scales = dict.fromkeys(scale for layout in load_layouts().values() for scale in scales_of(layout))
    return {**meanings, SCALE: tuple(scales)}


def decide(
    folder: DataFolder,
    decisions: Decisions,
    by: Asker,
    why: str,
    warehouse: Warehouse,
    *,
    snapshot: str = "",
    take_in: frozenset[tuple[str, int]] = frozenset(),
    progress: Progress = silent,
) -> tuple[Line, ...]:
    """Write decisions into the journal in one step and rebuild *warehouse*; nothing happens for what holds already.

    Args:
        folder: The data folder.

        decisions: What was decided.

        by: Who decided.

        why: The reason.

        warehouse: The open warehouse.

        snapshot: The loaded file whose scale or rows the decisions speak of.

        take_in: Rows by sheet and number that stayed out and come in again.

        progress: Is told how far it is.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If *snapshot* is none of a commit in force, though a scale or rows were decided.

        NotLoadable: If the file could not be loaded with these decisions; then nothing has changed.
    """
    by.require(DECIDE)
    with folder.lock, kept.one_step():
        standing = in_force(folder)
        is_of_file = bool(decisions.scale or decisions.left_out or take_in)
        of_file = _commit_of(snapshot, standing) if is_of_file else None
        require_reach(by, DECIDE, [of_file] if of_file else ())
        known = decided_of(standing, snapshot)
        file = of_file.file if is_of_file else ""
        lines = lines_of(decisions, known, by.name, snapshot=snapshot, file=file, why=why, take_in=take_in)
        if not lines:
            return ()
        if is_of_file:
            _refuse(folder, (*standing, *lines), of_file)
        take(folder, lines, warehouse, progress)
    return lines


def _commit_of(snapshot: str, standing: Sequence[Line]) -> Line:
    """Find the commit in force of a file; raises `UnknownEntry` with all of them where it has none."""
    commits = [line for line in standing if line.action == COMMIT]
    found = next((line for line in commits if line.snapshot == snapshot), None)
    if found is None:
        raise UnknownEntry(snapshot, commits)
    return found


def kept_rows(folder: DataFolder) -> Mapping[tuple[str, str, str, int], Line]:
    """Find the decisions to let marked rows count, by rule, snapshot, sheet and number of the row."""
    return kept_of(in_force(folder))


def keep_rows(
    folder: DataFolder,
    rule: str,
    rows: Mapping[str, frozenset[tuple[str, int]]],
    by: Asker,
    why: str,
    warehouse: Warehouse,
) -> tuple[Line, ...]:
    """Write into the journal that rows which a quality rule marks count all the same; no figure changes.

    Args:
        folder: The data folder.

        rule: The code of the rule.

        rows: The rows by snapshot, each by sheet and number; those that were kept before make no line.

        by: Who decided.

        why: The reason.

        warehouse: The open warehouse; it is rebuilt, so that its stamp names the journal as it is now.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If a snapshot is none of a commit in force.
    """
    by.require(DECIDE)
    with folder.lock, kept.one_step():
        standing = in_force(folder)
        commits = {snapshot: _commit_of(snapshot, standing) for snapshot in rows}
        require_reach(by, DECIDE, commits.values())
        files = {snapshot: line.file for snapshot, line in commits.items()}
        known = kept_of(standing)
        lines: list[Line] = []
        for snapshot in sorted(rows):
            fresh = {(sheet, row) for sheet, row in rows[snapshot] if (rule, snapshot, sheet, row) not in known}
            lines += row_lines(KEEP, fresh, by.name, of=rule, snapshot=snapshot, file=files[snapshot], why=why)
        step = at_once(lines)
        if step:
            take(folder, step, warehouse)
    return step


def _refuse(folder: DataFolder, lines: tuple[Line, ...], commit: Line) -> None:
    """Raise `NotLoadable` when a loaded file could not stay loaded with the decisions among *lines*."""
    entry = next(entry for entry in entries_of(folder, lines) if entry.entry == commit.id)
    if not entry.is_loaded:
        raise NotLoadable(Inspection(commit.file, commit.snapshot, commit.kind, entry.checked, entry.checked.findings))
