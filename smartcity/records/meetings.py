"""Meetings of the office: when and what for, who took part, what was looked at, noted and decided, and who does what.

What people say of a meeting is said of its parts, each by a code within the meeting: of the meeting itself, of a point
of its agenda (`p1`), of an action item (`a1`). Later words take the place of earlier ones, field by field.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from smartcity.records.tasks import DONE, DROPPED, OPEN

FGD, BRIEFING, EVALUATION, STAGE_1, STAGE_2 = "fgd", "survey_briefing", "evaluation", "stage_1", "stage_2"
MEETING_KINDS = (FGD, BRIEFING, EVALUATION, STAGE_1, STAGE_2)
"""What a meeting of the year is for, in the order in which the year brings them."""

ITSELF, POINT, ACTION = "meeting", "p", "a"
"""The part that is the meeting itself, and what the codes of its points and action items begin with."""

DETAILS: Mapping[str, type] = {"kind": str, "date": str, "title": str, "venue": str, "people": list, "order": list}
POINT_FIELDS: Mapping[str, type] = {
    "topic": str,
    "page": str,
    "exhibit": str,
    "selection": dict,
    "is_live": bool,
    "copy": str,
    "frozen": str,
    "note": str,
    "decisions": list,
}
ACTION_FIELDS: Mapping[str, type] = {"point": str, "what": str, "owner": str, "due": str, "subject": str, "status": str}
GONE, STARTED = "gone", "started"
"""The fields by which a part is taken off, and by which a meeting begins."""

MINUTES = frozenset({"note", "decisions"})
"""What the minutes say of a point; the rest of it is the agenda."""

Said = Mapping[str, object]


@dataclass(frozen=True)
class Point:
    """One point of an agenda: an exhibit of a *page* as it was chosen, or a *topic* in words, with its minutes.

    *copy* is the hash of what the exhibit was when it was added, *frozen* of what it was when the meeting began; ""
    without one. *is_live* says that it can be made again from the page's address, so that its figures are those of the
    meeting's start.
    """

    code: str
    topic: str = ""
    page: str = ""
    exhibit: str = ""
    selection: Mapping[str, object] = field(default_factory=dict)
    is_live: bool = False
    copy: str = ""
    frozen: str = ""
    note: str = ""
    decisions: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The hash of what is to be shown now."""
        return self.frozen or self.copy


@dataclass(frozen=True)
class Action:
    """One action item: what, whose, until when (ISO), about which item or innovation, and how far it is."""

    code: str
    what: str
    owner: str
    due: str = ""
    subject: str = ""
    point: str = ""
    status: str = OPEN
    changed_at: datetime | None = field(default=None, compare=False)
    changed_by: str = field(default="", compare=False)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.status not in (DONE, DROPPED)


@dataclass(frozen=True)
class Meeting:
    """One meeting as it stands now; *code* is the entry that made it, *people* are pairs of role and institution."""

    code: str
    year: int
    kind: str
    date: str
    title: str = ""
    venue: str = ""
    people: tuple[tuple[str, str], ...] = ()
    points: tuple[Point, ...] = ()
    actions: tuple[Action, ...] = ()
    started_at: datetime | None = None
    started_by: str = ""
    made_at: datetime | None = field(default=None, compare=False)
    made_by: str = field(default="", compare=False)

    @property
    def has_begun(self) -> bool:
        """Whether it has begun: from then on its exhibits stay as they are."""
        return self.started_at is not None

    def point(self, code: str) -> Point | None:
        """Return a point of the agenda by its code."""
        return next((one for one in self.points if one.code == code), None)

    def action(self, code: str) -> Action | None:
        """Return an action item by its code."""
        return next((one for one in self.actions if one.code == code), None)


def fields_of(part: str) -> Mapping[str, type]:
    """Give what can be said of a part, by its code, with the kind of each field."""
    if part == ITSELF:
        return {**DETAILS, STARTED: bool}
    return {**(POINT_FIELDS if part.startswith(POINT) else ACTION_FIELDS), GONE: bool}


def is_sound(changes: Mapping[str, Said]) -> bool:
    """Say whether each field of what is said of a meeting holds what it can hold; None takes back what was said."""
    return all(
        name in fields_of(part) and (value is None or isinstance(value, fields_of(part)[name])) and _is_plain(value)
        for part, change in changes.items()
        for name, value in change.items()
    )


def _is_plain(value: object) -> bool:
    """Say whether lists hold texts, or pairs of them, alone."""
    if not isinstance(value, list):
        return True
    return all(
        isinstance(one, str) or (isinstance(one, list | tuple) and [*map(type, one)] == [str, str]) for one in value
    )
