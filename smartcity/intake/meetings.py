"""What the journal's lines say of meetings, folded: each meeting as it stands, with its agenda, minutes and actions.

A line says something of one meeting, by the entry that made it (the first line names none): of its parts, field by
field.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from smartcity.intake.journal import MEETING, Line
from smartcity.records.meetings import ACTION, GONE, ITSELF, POINT, STARTED, Action, Meeting, Point

FOLLOWED = "p0"
"""The point with what earlier meetings decided; it comes first, and with the start of the meeting."""


@dataclass
class Told:
    """What was said of one meeting: its first line, the fields of each part, and who said the last of each field."""

    first: Line
    parts: dict[str, dict[str, object]] = field(default_factory=dict)
    last: dict[str, Line] = field(default_factory=dict)
    by: dict[tuple[str, str], str] = field(default_factory=dict)
    started: Line | None = None

    def hear(self, line: Line) -> None:
        """Take in what a further line says."""
        for part, change in line.changes.items():
            own = self.parts.setdefault(part, {})
            own |= change
            self.last[part] = line
            self.by |= {(part, name): line.by for name in change}
            if part == ITSELF and change.get(STARTED):
                self.started = line

    def meeting(self) -> Meeting:
        """Return the meeting as it stands."""
        details = {name: value for name, value in self.parts.get(ITSELF, {}).items() if value is not None}
        order = list(details.get("order", ()))
        codes = [code for code, fields in self.parts.items() if not fields.get(GONE)]
        points = sorted((code for code in codes if code.startswith(POINT)), key=lambda code: _rank(code, order))
        return Meeting(
            self.first.id,
            self.first.year or 0,
            **{name: details.get(name, "") for name in ("kind", "date", "title", "venue")},
            people=tuple(tuple(pair) for pair in details.get("people", ()) if not isinstance(pair, str)),
            points=tuple(self._point(code) for code in points),
            actions=tuple(self._action(code) for code in codes if code.startswith(ACTION)),
            started_at=None if self.started is None else self.started.moment,
            started_by="" if self.started is None else self.started.by,
            made_at=self.first.moment,
            made_by=self.first.by,
        )

    def _point(self, code: str) -> Point:
        fields = {name: value for name, value in self.parts[code].items() if value is not None and name != GONE}
        return Point(code, **fields | {"decisions": tuple(fields.get("decisions", ()))})

    def _action(self, code: str) -> Action:
        fields = {name: value for name, value in self.parts[code].items() if value is not None and name != GONE}
        line = self.last[code]
        return Action(code, **{"what": "", "owner": ""} | fields, changed_at=line.moment, changed_by=line.by)


def _rank(code: str, order: list[str]) -> tuple[bool, int, int]:
    """Order the points as people put them; what nobody put anywhere comes last, what was decided before first."""
    number = int(code[1:]) if code[1:].isdecimal() else 0
    return code != FOLLOWED, order.index(code) if code in order else len(order), number


def told_of(lines: Iterable[Line]) -> dict[str, Told]:
    """Collect what *lines*, which are in force, say of each meeting, by its code."""
    found: dict[str, Told] = {}
    for line in lines:
        if line.action == MEETING:
            if not line.meeting:
                found[line.id] = Told(line)
            if (line.meeting or line.id) in found:
                found[line.meeting or line.id].hear(line)
    return found


def meetings_of(lines: Iterable[Line]) -> tuple[Meeting, ...]:
    """List the meetings while *lines* are in force; one whose first line was withdrawn is none."""
    return tuple(told.meeting() for told in told_of(lines).values())
