"""The tables of meetings: a row a meeting, a participant, a point of an agenda, a decision, an action item."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from smartcity.records.meetings import Meeting

MEETING_TABLES = ("meetings", "participants", "agenda", "meeting_decisions", "meeting_actions")
_OF_MEETINGS = ("year", "kind", "date", "title", "venue", "started_at", "started_by", "made_at", "made_by")


def meeting_rows(meetings: Iterable[Meeting]) -> dict[str, list[dict]]:
    """Give the rows of the tables of meetings: themselves, who took part, their points, decisions and action items."""
    rows: dict[str, list[dict]] = {name: [] for name in MEETING_TABLES}
    for meeting in meetings:
        own = {"meeting": meeting.code}
        rows["meetings"].append({**own, **{name: getattr(meeting, name) for name in _OF_MEETINGS}})
        for number, (role, institution) in enumerate(meeting.people, start=1):
            rows["participants"].append({**own, "number": number, "role": role, "institution": institution})
        for number, point in enumerate(meeting.points, start=1):
            chosen = json.dumps(dict(point.selection), sort_keys=True)
            row = {**asdict(point), "point": point.code, "selection": chosen, "number": number}
            rows["agenda"].append({**own, **row})
            rows["meeting_decisions"] += [
                {**own, "point": point.code, "number": place, "decision": text}
                for place, text in enumerate(point.decisions, start=1)
            ]
        for number, action in enumerate(meeting.actions, start=1):
            rows["meeting_actions"].append({**own, **asdict(action), "action": action.code, "number": number})
    return rows
