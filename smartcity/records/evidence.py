"""What is gathered to support the mark of an item: whose it is, until when, how far it is, and its pieces."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

OWNER, PERSON, DUE, STATUS, MARK, NOTE = "owner", "person", "due", "status", "mark", "note"
FIELDS = (OWNER, PERSON, DUE, STATUS, MARK, NOTE)
"""What is said of the evidence of an item: the office that owes it, the post in charge there, the last day for it (as
ISO writes it), how far it is, the mark it is meant to support, and a note."""

ADDED, DROPPED = "added", "dropped"
"""Pieces that come to an item, and those that leave it, by what they are known by."""

NONE, ASKED, RECEIVED, CHECKED, COMPLETE = "belum ada", "diminta", "diterima", "diperiksa", "lengkap"
NOT_APPLICABLE = "tidak berlaku"
STATUSES = (NONE, ASKED, RECEIVED, CHECKED, COMPLETE, NOT_APPLICABLE)
"""How far evidence is, in the office's own words; what nobody spoke of is not there."""

REPORTED = (NONE, ASKED, RECEIVED)
"""How far an office itself says that its evidence is; whether it is enough is judged by others."""


def status_key(status: str) -> str:
    """Return the last part of the key of a status in the catalogues."""
    return status.replace(" ", "_")


Said = Mapping[str, object]
"""What is said of one item: `FIELDS` by name, None to take back what was said before, `ADDED` and `DROPPED`."""

PIECE_TEXTS = ("file", "snapshot", "kind", "link")
"""What is kept of a piece besides its size."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: a *file* by its first name with its bytes' hash, kind and size, or a *link*."""

    file: str = ""
    snapshot: str = ""
    kind: str = ""
    size: int = 0
    link: str = ""
    entry: str = field(default="", compare=False)
    given_at: datetime | None = field(default=None, compare=False)
    given_by: str = field(default="", compare=False)

    @property
    def code(self) -> str:
        """What it is known by: the hash of its bytes, or its link."""
        return self.snapshot or self.link

    @property
    def path(self) -> str:
        """Where its bytes are kept below `raw/`; "" for a link."""
        return f"{FOLDER}/{self.snapshot}.{self.kind}" if self.snapshot else ""

    @property
    def plain(self) -> dict[str, object]:
        """What the journal keeps of it."""
        texts = {name: getattr(self, name) for name in PIECE_TEXTS}
        return {name: text for name, text in texts.items() if text} | ({"size": self.size} if self.snapshot else {})


FOLDER = "bukti"
"""Where files of evidence are kept below `raw/`."""


@dataclass(frozen=True)
class Evidence:
    """The evidence of one item as it stands now.

    *entry* is the journal line that changed it last, by which somebody who changes it again shows what they had seen.
    """

    year: int
    track: str
    item: str
    owner: str | None = None
    person: str | None = None
    due: str | None = None
    status: str = NONE
    mark: float | None = None
    note: str | None = None
    pieces: tuple[Piece, ...] = ()
    entry: str = field(default="", compare=False)
    changed_at: datetime | None = field(default=None, compare=False)
    changed_by: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class InterviewSet:
    """When the interview of a year is, as somebody said it."""

    entry: str
    year: int
    track: str
    interview_at: datetime
    changed_at: datetime
    changed_by: str


def is_sound(change: Said) -> bool:
    """Say whether what a line of the journal says of an item can be read."""
    texts = all(change.get(name) is None or isinstance(change[name], str) for name in FIELDS if name != MARK)
    mark = change.get(MARK)
    is_marked = mark is None or (isinstance(mark, int | float) and not isinstance(mark, bool))
    added, dropped = change.get(ADDED, ()), change.get(DROPPED, ())
    lists = all(isinstance(own, list | tuple) for own in (added, dropped))
    return (
        texts
        and is_marked
        and change.get(STATUS) in (None, *STATUSES)
        and lists
        and all(map(_is_sound_piece, added))
        and all(isinstance(code, str) for code in dropped)
    )


def _is_sound_piece(piece: object) -> bool:
    if not isinstance(piece, Mapping) or not {*piece} <= {*PIECE_TEXTS, "size"}:
        return False
    texts = all(isinstance(piece.get(name, ""), str) for name in PIECE_TEXTS)
    size = piece.get("size", 0)
    return texts and bool(piece.get("snapshot") or piece.get("link")) and _is_name(piece) and isinstance(size, int)


def _is_name(piece: Mapping[str, object]) -> bool:
    """Say whether hash and kind make the name of a file and nothing else."""
    return all(str(piece.get(name, "")).isalnum() for name in ("snapshot", "kind") if piece.get(name))
