"""The minutes of a meeting: what was looked at, noted and decided, and who does what until when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.subject import subject_of
from smartcity.office.meetings import Fault
from smartcity.records.meetings import Meeting, Point
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

MINUTES, ACTIONS = "notulen", "tindakan-rapat"


def meeting_said(meeting: Meeting, words: Words) -> str:
    """Name a meeting: "Rapat evaluasi, 12 Juni 2026"."""
    named = words("meeting.said", kind=words(f"meeting.kind.{meeting.kind}"), date=date.fromisoformat(meeting.date))
    return f"{named}: {meeting.title}" if meeting.title else named


def meetings_said(meetings: Sequence[Meeting], words: Words) -> dict[str, str]:
    """Name *meetings*, the newest first, by their codes, no two alike: of equal names the later one has a number."""
    names: dict[str, str] = {}
    times: Counter[str] = Counter()
    for one in reversed(meetings):
        name = meeting_said(one, words)
        times[name] += 1
        names[one.code] = f"{name} ({times[name]})" if times[name] > 1 else name
    return {one.code: names[one.code] for one in meetings}


def point_said(point: Point, shown: Exhibit | None) -> str:
    """Name a point of the agenda: by its topic, or by what its exhibit says."""
    return point.topic or ("" if shown is None else shown.message) or point.exhibit


def minutes(warehouse: Warehouse, meeting: Meeting, shown: Mapping[str, Exhibit], words: Words) -> Exhibit:
    """List what was noted and decided at each point; *shown* are the exhibits, by point."""
    subject = subject_of(
        warehouse,
        words,
        sources=[words("meeting.source")],
        is_sample=any(one.is_sample for one in shown.values()),
        caption=meeting_said(meeting, words),
    )
    if not meeting.points:
        return subject.nothing(MINUTES, "meeting.minutes")
    rows = [
        (number, point_said(point, shown.get(point.code)), point.note or None, _decided(point))
        for number, point in enumerate(meeting.points, start=1)
    ]
    decided = sum(len(point.decisions) for point in meeting.points)
    message = words("meeting.minutes.message", points=len(rows), n=decided)
    columns = of_page("meeting", "number point note decided")
    return subject.exhibit(MINUTES, message, "meeting.minutes", rows=rows, columns=columns)


def _decided(point: Point) -> str | None:
    """Give the decisions of a point, numbered where there are several: a cell knows no lines on every paper."""
    if len(point.decisions) < 2:
        return next(iter(point.decisions), None)
    return " ".join(f"({number}) {text}" for number, text in enumerate(point.decisions, start=1))


def actions(warehouse: Warehouse, meeting: Meeting, words: Words) -> Exhibit:
    """List the action items of a meeting."""
    source, caption = [words("meeting.source")], meeting_said(meeting, words)
    subject = subject_of(warehouse, words, sources=source, caption=caption)
    if not meeting.actions:
        return subject.nothing(ACTIONS, "meeting.actions")
    rows = [
        (act.code, act.what, act.owner, act.due or None, act.subject or None, words(f"simulation.status.{act.status}"))
        for act in meeting.actions
    ]
    owed = sum(act.is_open for act in meeting.actions)
    message = words("meeting.actions.message", n=len(rows), owed=owed)
    columns = of_page("meeting", "code what owner due subject status")
    return subject.exhibit(ACTIONS, message, "meeting.actions", rows=rows, columns=columns)


def fault_said(fault: Fault, words: Words) -> str:
    """Say what is wrong with something that was said of a meeting."""
    values = dict(fault.values)
    if "known" in values:
        prefix = {"unknown_kind": "meeting.kind", "unknown_status": "simulation.status"}.get(fault.code, "")
        values["known"] = words.join(words(f"{prefix}.{code}") if prefix else code for code in values["known"])
    if "years" in values:
        values["years"] = words.join(words.digits(year) for year in values["years"])
    if "field" in values:
        values["field"] = words(f"meeting.field.{values['field']}")
    return words(f"meeting.fault.{fault.code}", **{"part": fault.part, **values})
