"""The commands about the office's year: how ready it is for the next round, and its calendar as a file."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from smartcity.answers.calendar import calendar as calendar_of
from smartcity.answers.readiness import readiness as readiness_of
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, fields, question
from smartcity.cli.rules import ruled, rules_shown
from smartcity.intake import clock
from smartcity.method import MethodMissing
from smartcity.method.regions import load_site
from smartcity.office.calendar import Entry
from smartcity.office.readiness import Part
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

Answer = TypeVar("Answer")

AS_OF = Argument("--as-of", metavar="DAY", type=arguments.day, default="", help="as_of")


@question("readiness", arguments.YEAR, AS_OF)
def readiness(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Say how ready the office is for the next round of a year: a measure of its work, none of the ministry's."""
    from smartcity.exhibits.overview.readiness import part_said, ready_said

    method = warehouse.methods.get(chosen.year, load_site().track)
    found = answer_of(lambda: readiness_of(warehouse, chosen.year, as_of(chosen)), words)
    answer = {
        **fields(found, "year", "ready", "round"),
        **{name: getattr(found, name).isoformat() for name in ("first", "last", "today")},
        **fields(found, "days_left"),
        **rules_shown(method),
        "unknown": [part.code for part in found.unknown],
        "parts": [_part_shown(part) for part in found.parts],
    }
    lines = [ready_said(found, words), *(part_said(part, found, words) for part in found.parts)]
    return Reply(answer, ruled(lines, method, words))


def as_of(chosen: argparse.Namespace) -> date:
    """Return the day that is asked about, today where none is."""
    return date.fromisoformat(chosen.as_of) if chosen.as_of else clock.today()


def answer_of(answer: Callable[[], Answer], words: Words) -> Answer:
    """Return what *answer* gives; raises `Refused` for a year without a method."""
    try:
        return answer()
    except MethodMissing as missing:
        values = {"year": missing.year, "track": words(f"method.track.{missing.track}")}
        raise Refused(words("cli.no_method", **values, known=words.join(missing.existing)), HAS_ERRORS) from missing


def _part_shown(part: Part) -> dict[str, object]:
    owes = [one or None for one in part.owes]
    return fields(part, "code", "share", "worth", "holds_back", "done", "count") | {"owes": owes}


@question("calendar", arguments.YEAR, AS_OF, Argument("-o", "--output", type=Path, help="calendar_output"))
def calendar(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """List what a year holds, what is late first; with a file, write it for the calendar of a phone."""
    from smartcity.exhibits.evidence import entry_said, owner_said
    from smartcity.export.ics import calendar_bytes

    today = as_of(chosen)
    entries = answer_of(lambda: calendar_of(warehouse, chosen.year, today), words)
    method = warehouse.methods.require(chosen.year, load_site().track)
    answer = {"year": chosen.year, "today": today.isoformat(), **rules_shown(method)}
    answer["entries"] = [_entry_shown(one, entry_said(one, method, words), today) for one in entries]
    notes = []
    if chosen.output is not None:
        built_at = (warehouse.stamp() or {"built_at": ""})["built_at"]
        try:
            chosen.output.write_bytes(calendar_bytes(entries, method, built_at, words))
        except OSError as problem:
            raise Refused(words("cli.not_writable", path=str(chosen.output))) from problem
        answer["file"] = str(chosen.output)
        notes = [words("cli.calendar_written", path=str(chosen.output))]
    lines = (
        "\t".join(filter(None, (_when(one, today, words), entry_said(one, method, words), owner_said(one, words))))
        for one in entries
    )
    return Reply(answer, ruled(lines, method, words), notes=notes)


def _when(one: Entry, today: date, words: Words) -> str:
    """Say on which days an entry is, that it is late or done, or that only the usual month is known."""
    days = (
        words.date(one.first)
        if one.first == one.last
        else f"{words.date(one.first)} \N{EN DASH} {words.date(one.last)}"
    )
    state = "done" if one.is_done else "late" if one.is_late(today) else "" if one.is_sure else "unsure"
    return words(f"cli.calendar_{state}", days=days) if state else days


def _entry_shown(one: Entry, text: str, today: date) -> dict[str, object]:
    days = {name: getattr(one, name).isoformat() for name in ("first", "last")}
    more = {"text": text, "late": one.is_late(today)}
    return fields(one, "kind", "code", "owner", "at", "done=is_done", "sure=is_sure") | days | more
