"""The evidence of every item as it stands now, folded from the journal: what was said last, and the pieces in force."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from smartcity.intake.journal import COMMIT, EVIDENCE, INTERVIEW, Line
from smartcity.records.evidence import ADDED, DROPPED, FIELDS, NONE, STATUS, Evidence, InterviewSet, Piece, Said

Key = tuple[int, str, str]
"""Year, track and item."""


def evidence_of(lines: Iterable[Line]) -> tuple[Evidence, ...]:
    """List the evidence of each item that anybody spoke of while *lines* are in force.

    What a workbook said holds as long as its commit, which stands before it, is in force. A file is called what it was
    called first, whoever hands it in again.
    """
    held: dict[Key, Evidence] = {}
    names: dict[str, str] = {}
    commits: set[str] = set()
    for line in lines:
        if line.action == COMMIT:
            commits.add(line.id)
        elif line.action == EVIDENCE and (not line.entry or line.entry in commits):
            for item, change in line.changes.items():
                key = (line.year, line.track, item)
                held[key] = _with_said(held.get(key) or Evidence(*key), change, line, names)
    return tuple(held.values())


def _with_said(standing: Evidence, change: Said, line: Line, names: dict[str, str]) -> Evidence:
    own = {name: change[name] for name in FIELDS if name in change}
    own |= {STATUS: own[STATUS] or NONE} if STATUS in own else {}
    gone = {*change.get(DROPPED, ())}
    pieces = {piece.code: piece for piece in standing.pieces if piece.code not in gone}
    for plain in change.get(ADDED, ()):
        piece = Piece(**plain, entry=line.id, given_at=line.moment, given_by=line.by)
        if piece.snapshot:
            piece = replace(piece, file=names.setdefault(piece.snapshot, piece.file))
        pieces.setdefault(piece.code, piece)
    changed = {"entry": line.id, "changed_at": line.moment, "changed_by": line.by}
    return replace(standing, **own, pieces=tuple(pieces.values()), **changed)


def interviews_of(lines: Iterable[Line]) -> tuple[InterviewSet, ...]:
    """List when the interview of each year is while *lines* are in force: what was said last counts."""
    interviews = {
        (line.year, line.track): InterviewSet(
            line.id, line.year, line.track, datetime.fromisoformat(line.text), line.moment, line.by
        )
        for line in lines
        if line.action == INTERVIEW
    }
    return tuple(interviews.values())


def changing(held: Evidence, change: Said) -> dict[str, object]:
    """Keep of what is said what changes something."""
    own = {name: change[name] for name in FIELDS if name in change and change[name] != getattr(held, name)}
    had = {piece.code for piece in held.pieces}
    pieces = {Piece(**plain).code: plain for plain in change.get(ADDED, ())}
    added = [plain for code, plain in pieces.items() if code not in had]
    dropped = [code for code in change.get(DROPPED, ()) if code in had]
    return own | ({ADDED: added} if added else {}) | ({DROPPED: dropped} if dropped else {})


def evidence_as_of(lines: Sequence[Line], entry: str, item: str, when: tuple[int, str]) -> Evidence:
    """Return the evidence of an item as it stood once *entry* was written; before any was, for ""."""
    upto = next((number for number, line in enumerate(lines, start=1) if line.id == entry), 0)
    found = (one for one in evidence_of(lines[:upto]) if (one.year, one.track, one.item) == (*when, item))
    return next(found, Evidence(*when, item))
