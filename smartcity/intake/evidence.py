"""The evidence of every item as it stands now, folded from the journal: what was said last, and the pieces in force."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from smartcity.intake.journal import EVIDENCE, INTERVIEW, Line
from smartcity.records.evidence import ADDED, DROPPED, FIELDS, NONE, STATUS, Evidence, InterviewSet, Piece, Said

Key = tuple[int, str, str]
"""Year, track and item."""


def evidence_of(lines: Iterable[Line]) -> tuple[Evidence, ...]:
    """List the evidence of each item that anybody spoke of while *lines* are in force.

    A file is called what it was called first, whoever hands it in again.
    """
    held: dict[Key, Evidence] = {}
    names: dict[str, str] = {}
    for line in lines:
        if line.action == EVIDENCE:
            for item, said in line.changes.items():
                key = (line.year, line.track, item)
                held[key] = _with_said(held.get(key) or Evidence(*key), said, line, names)
    return tuple(held.values())


def _with_said(standing: Evidence, said: Said, line: Line, names: dict[str, str]) -> Evidence:
    own = {name: said[name] for name in FIELDS if name in said}
    own |= {STATUS: own[STATUS] or NONE} if STATUS in own else {}
    gone = {*said.get(DROPPED, ())}
    pieces = {piece.code: piece for piece in standing.pieces if piece.code not in gone}
    for plain in said.get(ADDED, ()):
        piece = Piece(**plain, entry=line.id, given_at=line.moment, given_by=line.by)
        if piece.snapshot:
            piece = replace(piece, file=names.setdefault(piece.snapshot, piece.file))
        pieces.setdefault(piece.code, piece)
    changed = {"entry": line.id, "changed_at": line.moment, "changed_by": line.by}
    return replace(standing, **own, pieces=tuple(pieces.values()), **changed)


def interviews_of(lines: Iterable[Line]) -> tuple[InterviewSet, ...]:
    """List when the interview of each year is while *lines* are in force: what was said last counts."""
    said = {
        (line.year, line.track): InterviewSet(
            line.id, line.year, line.track, datetime.fromisoformat(line.text), line.moment, line.by
        )
        for line in lines
        if line.action == INTERVIEW
    }
    return tuple(said.values())
