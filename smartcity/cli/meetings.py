"""The commands about meetings: which there are, and what is put on record of one."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date

from smartcity import intake
from smartcity.answers import meetings as answers
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, opened, operator, question
from smartcity.exhibits import agenda, pages
from smartcity.exhibits import meeting as exhibits
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.intake import DataFolder, Line, clock
from smartcity.office.meetings import Faulty
from smartcity.records.meetings import ACTION, ITSELF, MEETING_KINDS, POINT, Meeting
from smartcity.records.tasks import STATUSES
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

SHOW, ADD, SET, NOTE, ACT, START, DISCARD = "show", "add", "set", "note", "action", "start", "discard"
STEPS = (SHOW, ADD, SET, NOTE, ACT, START, DISCARD)

Changes = Mapping[str, Mapping[str, object]]


@question("meetings")
def meetings(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """List all meetings, the newest first."""
    found = answers.meetings(warehouse)
    lines = [
        "\t".join((one.code, exhibits.meeting_said(one, words), str(len(one.points)), str(_owed(one)))) for one in found
    ] or [words("meeting.listing.none")]
    return Reply({"meetings": [_listed(one) for one in found]}, lines)


@command(
    "meeting",
    Argument("step", choices=STEPS, help="meeting_step"),
    Argument("meeting", nargs="?", help="meeting_code"),
    Argument("--year", type=int, help="meeting_year"),
    Argument("--kind", choices=MEETING_KINDS, help="meeting_kind"),
    Argument("--date", metavar="DAY", type=arguments.day, help="meeting_date"),
    Argument("--title"),
    Argument("--venue"),
    Argument("--person", metavar="ROLE=INSTITUTION", action="append", type=arguments.pair, help="meeting_person"),
    Argument("--point", help="meeting_point"),
    Argument("--topic", help="meeting_topic"),
    Argument("--page", choices=pages.PAGES, help="meeting_page"),
    Argument("--exhibit", help="meeting_exhibit"),
    Argument("--shown-year", type=int, help="meeting_shown_year"),
    Argument("--note", help="meeting_note"),
    Argument("--decide", action="append", metavar="TEXT", help="meeting_decide"),
    Argument("--action", metavar="CODE", help="meeting_action"),
    Argument("--what", help="meeting_what"),
    Argument("--owner", help="meeting_owner"),
    Argument("--due", metavar="DAY", type=arguments.day, help="meeting_due"),
    Argument("--subject", help="meeting_subject"),
    Argument("--status", choices=STATUSES, help="meeting_status"),
    arguments.BY,
    Argument("--why", help="meeting_why"),
)
def meeting(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Show one meeting, or put something of it on record."""
    if chosen.step != SHOW and not chosen.by:
        raise Refused(words("cli.meetings.need_by"))
    if chosen.step != ADD and not chosen.meeting:
        raise Refused(words("cli.meetings.need_meeting"))
    with opened(folder, words, read_only=chosen.step == SHOW) as warehouse:
        code, notes = chosen.meeting, []
        try:
            if chosen.step == ADD:
                code = _added(chosen, folder, warehouse, words)
            found = answers.meeting(warehouse, code)
            if found is None:
                raise unknown(code, warehouse, words)
            notes = _STEPS[chosen.step](chosen, folder, warehouse, found, words)
        except Faulty as problem:
            raise Refused("\n".join(exhibits.fault_said(one, words) for one in problem.faults), HAS_ERRORS) from problem
        found = answers.meeting(warehouse, code)
        shown = {} if found is None else intake.exhibits_at(folder, found, words.language)
        lost = [words("meeting.lost", point=code) for code, one in shown.items() if one is None]
    if found is None:
        return Reply({"meeting": code, "discarded": True}, notes=notes)
    return Reply(_shown(found, shown), _lines(found, shown, words), notes=[*notes, *lost])


def unknown(code: str, warehouse: Warehouse, words: Words) -> Refused:
    """Refuse a code that no meeting has, and name those that there are."""
    known = (f"{one.code} ({exhibits.meeting_said(one, words)})" for one in answers.meetings(warehouse))
    listing = words.join(known) or words.number(None)
    return Refused(words("cli.meetings.unknown", found=code, known=listing), HAS_ERRORS)


def _added(chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, words: Words) -> str:
    if not (chosen.kind and chosen.date):
        raise Refused(words("cli.meetings.need_details"))
    year = chosen.year or date.fromisoformat(chosen.date).year
    line = intake.arrange_meeting(folder, year, _details(chosen), operator(chosen.by), warehouse)
    return line.id


def _details(chosen: argparse.Namespace) -> dict[str, object]:
    details = {name: getattr(chosen, name) for name in ("kind", "date", "title", "venue")}
    people = None if chosen.person is None else [list(pair) for pair in chosen.person]
    return {name: value for name, value in {**details, "people": people}.items() if value is not None}


def _say_added(
    chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, found: Meeting, words: Words
) -> list[str]:
    return [words("cli.meetings.added", meeting=found.code, said=exhibits.meeting_said(found, words))]


def _show(
    chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, found: Meeting, words: Words
) -> list[str]:
    return []


def _set(
    chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, found: Meeting, words: Words
) -> list[str]:
    return _recorded(
        intake.change_meeting(folder, found.code, {ITSELF: _details(chosen)}, operator(chosen.by), warehouse), words
    )


def _note(
    chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, found: Meeting, words: Words
) -> list[str]:
    """Add a point or change one, with its notes and decisions."""
    point = {"topic": chosen.topic, "note": chosen.note, "decisions": chosen.decide}
    point = {name: value for name, value in point.items() if value is not None}
    frozen = {}
    if chosen.page and chosen.exhibit:
        made, content, is_live = _exhibit(chosen, warehouse, words)
        held = {
            "page": chosen.page,
            "exhibit": made.key,
            "selection": agenda.chosen(_selection(chosen, warehouse, words), clock.today()),
        }
        point |= {**held, "is_live": is_live}
        frozen = {POINT: content}
    part = chosen.point or POINT
    if not point or (part == POINT and not (chosen.topic or frozen)):
        raise Refused(words("cli.meetings.need_point"))
    line = intake.change_meeting(folder, found.code, {part: point}, operator(chosen.by), warehouse, frozen=frozen)
    return _recorded(line, words)


def _selection(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Selection:
    selection = pages.usual(warehouse, Selection(language=words.language, year=chosen.shown_year))
    return pages.of_day(chosen.page, selection, clock.today())


def _exhibit(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> tuple[Exhibit, bytes, bool]:
    selection = _selection(chosen, warehouse, words)
    made = agenda.made(chosen.page, chosen.exhibit, warehouse, selection, words)
    if made is None:
        known = [one.key for one in pages.exhibits(chosen.page, warehouse, selection, words)]
        values = {"page": chosen.page, "found": chosen.exhibit, "known": words.join(known)}
        raise Refused(words("cli.meetings.need_exhibit", **values), HAS_ERRORS)
    return made, *agenda.copied(made, chosen.page, warehouse, selection)


def _act(
    chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, found: Meeting, words: Words
) -> list[str]:
    action = {name: getattr(chosen, name) for name in ("what", "owner", "due", "subject", "status", "point")}
    action = {name: value for name, value in action.items() if value is not None}
    part = chosen.action or ACTION
    return _recorded(intake.change_meeting(folder, found.code, {part: action}, operator(chosen.by), warehouse), words)


def _start(
    chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, found: Meeting, words: Words
) -> list[str]:
    if found.has_begun:
        return [words("cli.meetings.begun_before", meeting=found.code, at=words.moment(found.started_at))]
    shown, owed = agenda.at_start(warehouse, found, clock.today())
    intake.start_meeting(folder, found.code, shown, owed, operator(chosen.by), warehouse)
    return [words("cli.meetings.started", meeting=found.code, n=len(shown) + 1)]


def _discard(
    chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, found: Meeting, words: Words
) -> list[str]:
    gone = intake.discard_meeting(folder, found.code, operator(chosen.by), chosen.why or "", warehouse)
    return [words("cli.meetings.discarded", meeting=found.code, n=len(gone))]


_STEPS = {SHOW: _show, ADD: _say_added, SET: _set, NOTE: _note, ACT: _act, START: _start, DISCARD: _discard}


def _recorded(line: Line | None, words: Words) -> list[str]:
    return [words("cli.meetings.changed", entry=line.id) if line else words("cli.meetings.same")]


def _owed(found: Meeting) -> int:
    return sum(one.is_open for one in found.actions)


def _listed(found: Meeting) -> dict[str, object]:
    """Return a meeting as it stands in the list of all, in JSON."""
    return {
        "id": found.code,
        **{name: getattr(found, name) for name in ("year", "kind", "date", "title", "venue", "started_at")},
        "points": len(found.points),
        "decisions": sum(len(one.decisions) for one in found.points),
        "actions": len(found.actions),
        "open": _owed(found),
        "made_by": found.made_by,
    }


def _shown(found: Meeting, shown: Mapping[str, Exhibit | None]) -> dict[str, object]:
    """Return a meeting as it stands in JSON."""
    agenda_ = [
        {
            "point": one.code,
            **{name: getattr(one, name) for name in ("topic", "page", "exhibit", "note", "decisions", "is_live")},
            "selection": dict(one.selection),
            "message": None if shown.get(one.code) is None else shown[one.code].message,
            "frozen": one.frozen,
        }
        for one in found.points
    ]
    names = ("what", "owner", "due", "subject", "point", "status", "changed_at", "changed_by")
    acts = [{"action": one.code, **{name: getattr(one, name) for name in names}} for one in found.actions]
    people = [{"role": role, "institution": institution} for role, institution in found.people]
    return {**_listed(found), "started_by": found.started_by, "people": people, "agenda": agenda_, "action_items": acts}


def _lines(found: Meeting, shown: Mapping[str, Exhibit | None], words: Words) -> Iterator[str]:
    yield exhibits.meeting_said(found, words)
    for one in found.points:
        yield f"{one.code}\t{exhibits.point_said(one, shown.get(one.code))}"
        yield from (f"\t{text}" for text in (one.note, *one.decisions) if text)
    for one in found.actions:
        due = words.date(date.fromisoformat(one.due)) if one.due else words.number(None)
        yield "\t".join((one.code, one.what, one.owner, due, words(f"simulation.status.{one.status}")))
