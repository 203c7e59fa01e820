"""What a meeting's words must hold, and in what order meetings follow one another."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from smartcity.records.meetings import ITSELF, MEETING_KINDS, POINT, Meeting, Said
from smartcity.records.tasks import STATUSES

LONGEST = {"title": 120, "venue": 120, "topic": 200, "note": 5000, "what": 300, "owner": 80, "subject": 120}
LONGEST_DECISION, MOST_PEOPLE, LONGEST_NAME = 500, 100, 80


@dataclass(frozen=True)
class Fault:
    """Something that a meeting cannot hold: a code, the part it stands in, and what its sentence needs."""

    code: str
    part: str = ITSELF
    values: Mapping[str, object] = field(default_factory=dict)


class Faulty(ValueError):
    """What was said of a meeting cannot stand; all *faults* of it at once, and nothing has changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(fault.code for fault in self.faults))


def faults_of(changes: Mapping[str, Said], standing: Meeting | None, year: int, years: Collection[int]) -> list[Fault]:
    """List what is wrong with *changes* to a meeting of *year*; *standing* is how it is now, None before it is made.

    *years* are those that have a method.
    """
    found = []
    if year not in years:
        found.append(Fault("no_method", values={"year": year, "years": sorted(years)}))
    details = changes.get(ITSELF, {})
    if standing is None:
        details = {"kind": "", "date": "", **details}
    found += _of_details(details)
    for part, change in changes.items():
        found += [
            Fault("too_long", part, {"field": name, "n": most})
            for name, most in LONGEST.items()
            if len(str(change.get(name) or "")) > most
        ]
        if part != ITSELF:
            found += _of_part(part, change, standing, year)
    return found


def _of_details(details: Said) -> Iterator[Fault]:
    if "kind" in details and details["kind"] not in MEETING_KINDS:
        yield Fault("unknown_kind", values={"found": details["kind"] or "", "known": MEETING_KINDS})
    if "date" in details and not _is_day(details["date"]):
        yield Fault("no_date", values={"found": details["date"] or ""})
    people = details.get("people") or ()
    if len(people) > MOST_PEOPLE or any(len(text) > LONGEST_NAME for pair in people for text in pair):
        yield Fault("people", values={"n": MOST_PEOPLE, "most": LONGEST_NAME})


def _of_part(part: str, change: Said, standing: Meeting | None, year: int) -> Iterator[Fault]:
    if part.startswith(POINT):
        known = None if standing is None else standing.point(part)
        if known is None and not (change.get("topic") or change.get("exhibit")):
            yield Fault("no_topic", part)
        if any(len(one) > LONGEST_DECISION for one in change.get("decisions") or ()):
            yield Fault("too_long", part, {"field": "decisions", "n": LONGEST_DECISION})
        if known is not None and change.get("gone") and standing.has_begun:
            yield Fault("begun", part)
        return
    known = None if standing is None else standing.action(part)
    for name in ("what", "owner"):
        if not (change[name] if name in change else getattr(known, name, "")):
            yield Fault(f"no_{name}", part)
    due = change.get("due")
    if due and not _is_day(due):
        yield Fault("no_due", part, {"found": due})
    elif due and due < f"{year}-01-01":
        yield Fault("due_before_year", part, {"due": date.fromisoformat(due), "year": year})
    if change.get("status") and change["status"] not in STATUSES:
        yield Fault("unknown_status", part, {"found": change["status"], "known": STATUSES})


def _is_day(text: object) -> bool:
    try:
        return date.fromisoformat(str(text)).isoformat() == text
    except ValueError:
        return False


def next_code(beginning: str, taken: Iterable[str]) -> str:
    """Give the code of a further point or action item: codes that were ever *taken* are not given again."""
    numbers = [int(code[1:]) for code in taken if code.startswith(beginning) and code[1:].isdecimal()]
    return f"{beginning}{max(numbers, default=0) + 1}"


def in_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    """List meetings by their day, of one day as they were made."""
    return sorted(meetings, key=lambda one: (one.date, one.made_at))


def earlier(meeting: Meeting, meetings: Iterable[Meeting]) -> list[Meeting]:
    """List the meetings before *meeting*, the last one first."""
    ordered = in_order(meetings)
    place = next((number for number, one in enumerate(ordered) if one.code == meeting.code), 0)
    return ordered[:place][::-1]


def current(meetings: Iterable[Meeting], today: date) -> Meeting | None:
    """Return the meeting that what is agreed on *today* belongs to: the last one that has begun, else the nearest."""
    known = sorted(meetings, key=lambda one: abs((date.fromisoformat(one.date) - today).days))
    begun = [one for one in known if one.started_at is not None]
    return max(begun, key=lambda one: one.started_at) if begun else next(iter(known), None)
