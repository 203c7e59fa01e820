"""The meetings of the office as they stand, and what earlier ones and the plan left to be done."""

import json
from dataclasses import dataclass
from datetime import date

import pandas as pd

from smartcity.answers.tasks import FollowUp, follow_up
from smartcity.method.regions import load_site
from smartcity.office.meetings import earlier
from smartcity.records.meetings import Action, Meeting, Point
from smartcity.records.tasks import DONE, DROPPED
from smartcity.warehouse import Warehouse


def meetings(warehouse: Warehouse) -> tuple[Meeting, ...]:
    """List all meetings, the newest first."""
    people, points, actions = (
        _by_meeting(warehouse.query("meeting_people")),
        _by_meeting(warehouse.query("agendas")),
        _by_meeting(warehouse.query("meeting_actions")),
    )
    decided: dict[tuple[str, str], list[str]] = {}
    for row in warehouse.query("meeting_decisions").to_dict("records"):
        decided.setdefault((row["meeting"], row["point"]), []).append(row["decision"])
    found = [
        Meeting(
            row["meeting"],
            **{name: row[name] for name in ("year", "kind", "date")},
            **{name: row[name] or "" for name in ("title", "venue", "started_by", "made_by")},
            people=tuple((one["role"], one["institution"]) for one in people.get(row["meeting"], ())),
            points=tuple(_point(one, decided) for one in points.get(row["meeting"], ())),
            actions=tuple(_action(one) for one in actions.get(row["meeting"], ())),
            started_at=_moment(row["started_at"]),
            made_at=_moment(row["made_at"]),
        )
        for row in _records(warehouse.query("meetings"))
    ]
    return tuple(found[::-1])


def meeting(warehouse: Warehouse, code: str) -> Meeting | None:
    """Return the meeting of a code, None where there is none."""
    return next((one for one in meetings(warehouse) if one.code == code), None)


@dataclass(frozen=True, eq=False)
class Followed:
    """What is still to be done when a meeting begins: from the meetings before it, and from the plan of its year.

    *rows* have a row for each action item of the meeting before, done or not, and for what is open of those before
    that: `meeting, date, what, owner, due, subject, status, is_late, is_last`.
    """

    last: Meeting | None
    rows: pd.DataFrame
    tasks: FollowUp

    @property
    def decided(self) -> pd.DataFrame:
        """What the meeting before decided to do, without what was dropped."""
        return self.rows[self.rows["is_last"] & (self.rows["status"] != DROPPED)]

    @property
    def done(self) -> pd.DataFrame:
        """What of that is done."""
        return self.decided[self.decided["status"] == DONE]

    @property
    def late(self) -> pd.DataFrame:
        """What is not done although its last day has passed."""
        return self.rows[self.rows["is_late"]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was left to do."""
        return self.rows.empty and self.tasks.rows.empty


COLUMNS = ("meeting", "date", "what", "owner", "due", "subject", "status", "is_late", "is_last")


def followed(warehouse: Warehouse, one: Meeting, today: date) -> Followed:
    """Find what meetings before *one*, and the plan of its year, left to be done, as it stands *today*."""
    before = earlier(one, meetings(warehouse))
    last = before[0] if before else None
    rows = [
        (
            own.code,
            own.date,
            act.what,
            act.owner,
            act.due or None,
            act.subject or None,
            act.status,
            is_late,
            own is last,
        )
        for own in before
        for act in own.actions
        if own is last or act.is_open
        for is_late in [act.is_open and bool(act.due) and act.due < today.isoformat()]
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"is_late": bool, "is_last": bool})
    return Followed(last, frame, follow_up(warehouse, one.year, load_site().track, today))


def _by_meeting(rows: pd.DataFrame) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in _records(rows):
        found.setdefault(row["meeting"], []).append(row)
    return found


def _records(rows: pd.DataFrame) -> list[dict]:
    return rows.astype(object).where(rows.notna(), None).to_dict("records")


def _point(row: dict, decided: dict[tuple[str, str], list[str]]) -> Point:
    texts = {name: row[name] or "" for name in ("topic", "page", "exhibit", "copy", "frozen", "note")}
    decisions = tuple(decided.get((row["meeting"], row["point"]), ()))
    chosen = json.loads(row["selection"] or "{}")
    return Point(row["point"], **texts, selection=chosen, is_live=bool(row["is_live"]), decisions=decisions)


def _action(row: dict) -> Action:
    texts = {name: row[name] or "" for name in ("what", "owner", "due", "subject", "point", "status", "changed_by")}
    return Action(row["action"], **texts, changed_at=_moment(row["changed_at"]))


def _moment(value: object) -> object:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).to_pydatetime()
