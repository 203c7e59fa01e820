"""Keep what is said of the evidence for items, and the files themselves, as one line of the journal."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from smartcity.access.policy import GATHER, REPORT, Asker
from smartcity.checks.evidence import Given, Judge, Offices
from smartcity.intake.building import record, take
from smartcity.intake.evidence import changing, evidence_as_of, evidence_of, interviews_of
from smartcity.intake.flow import in_force
from smartcity.intake.folder import DataFolder, SnapshotLost, identity
from smartcity.intake.journal import EVIDENCE, INTERVIEW, Line
from smartcity.method.evidence import load_evidence
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.records.evidence import (
    ADDED,
    DROPPED,
    DUE,
    FIELDS,
    MARK,
    NONE,
    OWNER,
    REPORTED,
    STATUS,
    Evidence,
    Piece,
    Said,
)
from smartcity.records.findings import Finding, Place, is_loadable
from smartcity.warehouse import Warehouse


class NotEvidence(ValueError):
    """What was said or handed in cannot be kept; nothing has changed, and *findings* say all that is wrong."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Conflict:
    """Something that somebody else changed meanwhile: *theirs* stands there now, *mine* was to take the place."""

    item: str
    name: str
    theirs: object
    mine: object
    standing: Evidence


class Overtaken(ValueError):
    """Others changed the same meanwhile; nothing was written, and *conflicts* say what stands against what."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(", ".join(f"{one.item}.{one.name}" for one in conflicts))
        self.conflicts = tuple(conflicts)


def offices_of(warehouse: Warehouse) -> Offices:
    """List who may owe evidence: owners in lists of innovations, those of the configuration, those with accounts."""
    listed = warehouse.query("offices")["owner"].tolist()
    return Offices(tuple(dict.fromkeys((*listed, *load_evidence().others, *load_site().offices))))


@dataclass(frozen=True)
class Judged:
    """What was said, judged: plain *changes* by item, the *files* by their path below `raw/`, and all *findings*."""

    changes: Mapping[str, Mapping[str, object]]
    files: Mapping[str, bytes]
    findings: Sequence[Finding]


def judged(warehouse: Warehouse, when: tuple[int, str], given: Mapping[str, Given]) -> Judged:
    """Judge what is *given* by item, without changing anything; a file or link for many items is judged once."""
    method, (year, track) = warehouse.methods.get(*when), when
    if method is None:
        known = [one.key for one in warehouse.methods.every]
        finding = Finding("year.no_method", Place("", cell=str(year)), f"{year} {track}", {"known": known})
        return Judged({}, {}, [finding])
    judge = Judge(method, offices_of(warehouse), lambda item, _: Place("", cell=item))
    changes: dict[str, dict[str, object]] = {}
    pieces: dict[object, list[Piece]] = {}
    for text, own in given.items():
        item = judge.item(text)
        fields, handed_in = judge.fields(item or text, own.fields), (*own.links, *own.files)
        for one in handed_in:
            if one not in pieces:
                pieces[one] = _pieces(judge, item or text, one)
        if item is not None:
            lists = {ADDED: [piece.plain for one in handed_in for piece in pieces[one]], DROPPED: [*own.dropped]}
            changes[item] = fields | {name: own for name, own in lists.items() if own}
    files = {piece.path: one[1] for one, own in pieces.items() for piece in own if piece.snapshot}
    return Judged(changes, files, judge.findings)


def _pieces(judge: Judge, item: str, handed_in: str | tuple[str, bytes]) -> list[Piece]:
    """Make a piece of evidence of a link or file; none of one that is no evidence."""
    if isinstance(handed_in, str):
        return [Piece(link=link) for link in judge.links(item, [handed_in])]
    name, content = handed_in
    taken = judge.file(item, name, content)
    return [] if taken is None else [Piece(taken[0], identity(content), taken[1], len(content))]


def gather(
    folder: DataFolder,
    when: tuple[int, str],
    given: Mapping[str, Given],
    by: Asker,
    why: str,
    warehouse: Warehouse,
    seen: Mapping[str, str] | None = None,
) -> Line | None:
    """Write what is said of the evidence for items and keep their files; None where all is so already.

    Args:
        folder: The data folder.

        when: Year and track.

        given: What is said, by item.

        by: Who says it; an office says it of what it owes.

        why: The reason, for the history.

        warehouse: Is rebuilt.

        seen: The entry of each item that was seen when it was said; without it, what stands there now was seen.

    Raises:
        NotAllowed: If *by* may not.

        NotEvidence: If anything is wrong; then nothing has changed.

        Overtaken: If others changed the same fields since *seen*.
    """
    _require(folder, by, when, given)
    found = judged(warehouse, when, given)
    if not is_loadable(found.findings):
        raise NotEvidence(found.findings)
    with folder.lock:
        lines = in_force(folder)
        standing = {one.item: one for one in evidence_of(lines) if (one.year, one.track) == when}
        held = {item: standing.get(item) or Evidence(*when, item) for item in found.changes}
        _require(folder, by, when, given)
        own = {item: changing(held[item], change) for item, change in found.changes.items()}
        if seen is not None:
            _refuse_overtaken(lines, held, own, seen, when)
        line = Line(EVIDENCE, by.name, year=when[0], track=when[1], why=why)
        line = replace(line, changes={item: change for item, change in own.items() if change})
        if not line.changes:
            return None
        with ExitStack() as kept:
            for path, content in found.files.items():
                kept.enter_context(folder.keeping(content, path, path))
            tables = record(folder, [line], warehouse)
        warehouse.rebuild(*tables)
    return line


def evidence_file(folder: DataFolder, when: tuple[int, str], item: str, snapshot: str, by: Asker) -> bytes:
    """Return the bytes of a file of the evidence for an item, exactly as they were handed in.

    Raises:
        NotAllowed: If *by* may not: a file may hold what is not for everybody.

        SnapshotLost: If it is none of the item's any more, or its copy is gone or holds other bytes.
    """
    standing = evidence_of(in_force(folder))
    one = next((one for one in standing if (one.year, one.track, one.item) == (*when, item)), Evidence(*when, item))
    if not by.may(REPORT, one.owner or ""):
        by.require(GATHER)
    piece = next((piece for piece in one.pieces if piece.snapshot and piece.snapshot == snapshot), None)
    if piece is None:
        raise SnapshotLost(Finding("file.not_found", Place("", cell=item), item, {"reason": "snapshot"}))
    return folder.snapshot(piece.path, piece.snapshot, piece.file)


def set_interview(
    folder: DataFolder, when: tuple[int, str], at: datetime, by: Asker, why: str, warehouse: Warehouse
) -> Line | None:
    """Write when the interview of a year is, in its zone, and rebuild *warehouse*; None where that stands already.

    Raises:
        NotAllowed: If *by* may not.
    """
    by.require(GATHER)
    with folder.lock:
        interviews = {(one.year, one.track): one.interview_at for one in interviews_of(in_force(folder))}
        if interviews.get(when) == at:
            return None
        line = Line(INTERVIEW, by.name, year=when[0], track=when[1], text=at.isoformat(), why=why)
        take(folder, [line], warehouse)
    return line


def _require(folder: DataFolder, by: Asker, when: tuple[int, str], given: Mapping[str, Given]) -> None:
    """Ask whether *by* may say this: an office speaks of what it owes, and does not judge it.

    Whose evidence is, until when, which mark it supports and whether it is enough, those say who gather all of it.
    """
    if by.may(GATHER):
        return
    standing = evidence_of(in_force(folder))
    owners = {normalise(one.item): one.owner for one in standing if (one.year, one.track) == when}
    for item, own in given.items():
        status = load_evidence().status(str(own.fields.get(STATUS) or NONE))
        is_report = not own.fields.keys() & {OWNER, DUE, MARK} and status in (None, *REPORTED)
        if not (is_report and by.may(REPORT, owners.get(normalise(item)) or "")):
            by.require(GATHER)
    if not given:
        by.require(GATHER)


def _refuse_overtaken(
    lines: Sequence[Line],
    held: Mapping[str, Evidence],
    own: Mapping[str, Said],
    seen: Mapping[str, str],
    when: tuple[int, str],
) -> None:
    """Raise `Overtaken` where a field that is to change was changed by others since it was seen."""
    conflicts = []
    for item, change in own.items():
        if held[item].entry == seen.get(item, ""):
            continue
        before = evidence_as_of(lines, seen.get(item, ""), item, when)
        for name in FIELDS:
            theirs = getattr(held[item], name)
            if name in change and theirs != getattr(before, name):
                conflicts.append(Conflict(item, name, theirs, change[name], held[item]))
    if conflicts:
        raise Overtaken(conflicts)
