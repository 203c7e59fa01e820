"""What earlier meetings and the plan left to be done: the first thing that a meeting looks at."""

from datetime import date

import pandas as pd

from smartcity.answers import scores
from smartcity.answers.meetings import Followed, followed
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import method_names
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method.regions import load_site
from smartcity.records.meetings import Meeting
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "tindak-lanjut-rapat"
_COLUMNS = "origin what owner due status_said=status subject"


def following(warehouse: Warehouse, meeting: Meeting, words: Words, today: date) -> Exhibit:
    """List what is still to be done when *meeting* begins, and say how far it is *today*."""
    found = followed(warehouse, meeting, today)
    if found.is_empty:
        return subject_of(warehouse, words).nothing(KEY, "meeting.followed", year=meeting.year)
    rows = pd.concat([_of_meetings(found, words), _of_plan(found, warehouse, words)], ignore_index=True)
    method = warehouse.methods.get(meeting.year, load_site().track)
    bases = (scores.SIMULASI,) if len(found.tasks.rows) else ()
    return subject_of(
        warehouse, words, found.tasks.rows, method, sources=[words("meeting.source")], bases=bases
    ).exhibit(
        KEY,
        _message(found, words),
        "meeting.followed",
        rows=rows,
        columns=of_page("meeting", _COLUMNS),
        year=meeting.year,
        at=today,
    )


def _message(found: Followed, words: Words) -> str:
    clauses, tasks = [], found.tasks
    if found.last is not None and len(found.decided):
        values = {"done": len(found.done), "n": len(found.decided), "date": date.fromisoformat(found.last.date)}
        clauses.append(words("meeting.followed.message", **values))
    older = found.rows[~found.rows["is_last"]]
    if len(older):
        clauses.append(words("meeting.followed.older", n=len(older)))
    if len(tasks.rows):
        clauses.append(words("meeting.followed.plan", done=len(tasks.done), n=len(tasks.counted)))
    if late := len(found.late) + len(tasks.late):
        clauses.append(words("meeting.followed.late", n=late))
    text = "; ".join(clauses) or words("meeting.followed.dropped")
    return text[:1].upper() + text[1:]


def _of_meetings(found: Followed, words: Words) -> pd.DataFrame:
    rows = found.rows
    return rows.assign(
        origin=[words("meeting.followed.of_meeting", date=date.fromisoformat(day)) for day in rows["date"]],
        status_said=[words(f"simulation.status.{status}") for status in rows["status"]],
    )


def _of_plan(found: Followed, warehouse: Warehouse, words: Words) -> pd.DataFrame:
    rows = found.tasks.rows
    if rows.empty:
        return rows
    items = {one.code: one.meaning[words.language] for one in _items(found, warehouse)}
    names = dict(zip(rows["component"], method_names("component", rows["component"], words)))
    return pd.DataFrame(
        {
            "origin": [
                words("meeting.followed.of_plan", name=name or words("simulation.unnamed")) for name in rows["scenario"]
            ],
            "what": [items.get(node) or names[part] for node, part in zip(rows["node"], rows["component"])],
            "owner": rows["owner"],
            "due": rows["due"],
            "status_said": [words(f"simulation.status.{status}") for status in rows["status"]],
            "subject": rows["node"].where(rows["node"] != rows["component"]),
        }
    )


def _items(found: Followed, warehouse: Warehouse) -> tuple:
    return warehouse.methods.require(found.tasks.year, found.tasks.track).items
