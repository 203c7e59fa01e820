"""The command about a running survey: what is new, who is behind its plan, and a text for each office."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from smartcity.answers import fieldwork as work
from smartcity.answers import kit as kits
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, fields, question
from smartcity.cli.readiness import AS_OF
from smartcity.cli.rules import ruled, rules_shown
from smartcity.cli.surveys import required_survey
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.running import joined, messages, plan_message, since_message
from smartcity.survey import Standing
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_COUNTS = ("count", "target", "expected", "behind", "missing", "a_day")


@question(
    "fieldwork",
    arguments.YEAR,
    AS_OF,
    Argument("--owner", help="fieldwork_owner"),
    Argument("-o", "--output", metavar="FILE.txt", type=Path, help="fieldwork_output"),
)
def fieldwork(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Say what is new since the version before, who is behind the plan, and what to write to each office."""
    survey = required_survey(warehouse, chosen.year, words)
    as_of = date.fromisoformat(chosen.as_of) if chosen.as_of else None
    found = work.progress(warehouse, survey, as_of)
    texts = messages(warehouse, Selection(year=chosen.year), as_of)
    if chosen.owner:
        owner = kits.find_owner(found.plan, chosen.owner)
        if owner is None:
            known = words.join(kits.owners_of(found.plan), is_choice=True)
            raise Refused(words("cli.kit_no_owner", found=chosen.owner, known=known), HAS_ERRORS)
        texts = {name: text for name, text in texts.items() if name == owner}
    notes = [] if found.work else [words("respondents.plan.undated_missing", year=survey.year, n=survey.count)]
    if chosen.output is not None:
        notes.append(_written(chosen.output, texts, words))
    answer = _shown(found, texts) | {"year": survey.year, "sample": survey.is_sample, **rules_shown(survey.method)}
    return Reply(answer, ruled(_lines(found, texts, words), survey.method, words), notes)


def _written(path: Path, texts: dict[str, str], words: Words) -> str:
    if not texts:
        raise Refused(words("cli.fieldwork_no_text"), HAS_ERRORS)
    try:
        path.write_text(joined(texts), encoding="utf-8")
    except OSError as problem:
        raise Refused(words("cli.not_writable", path=str(path))) from problem
    return words("cli.fieldwork_written", n=len(texts), path=str(path))


def _shown(found: work.Progress, texts: dict[str, str]) -> dict[str, object]:
    days = fields(found.work, "days", "gone", "left")
    return {
        **{name: None if found.work is None else getattr(found.work, name).isoformat() for name in _DAYS},
        **days,
        "versions": [
            {**fields(one, "file", "earlier_file"), "at": _moment(one.at), "earlier_at": _moment(one.earlier_at)}
            for one in found.versions
        ],
        "new": found.new,
        "dimensions": [
            {**fields(one, "dimension", "new"), **_standing(one.standing)} for one in found.dimensions
        ],
        "services": [
            {**fields(one.planned, "sub_dimension", "service", "owner"), "new": one.new, **_standing(one.standing)}
            for one in found.services
        ],
        "owners": [
            {"owner": one.owner, "new": one.new, **_standing(one.standing), "text": texts[one.owner]}
            for one in found.owners
            if one.owner in texts
        ],
    }  # fmt: skip


_DAYS = ("starts", "ends", "as_of")


def _moment(moment: object) -> str | None:
    return None if moment is None else moment.isoformat()


def _standing(one: Standing) -> dict[str, object]:
    full = None if one.full is None else one.full.isoformat()
    return {**fields(one, *_COUNTS), "full": full, "hidden": one.count is None}


def _lines(found: work.Progress, texts: dict[str, str], words: Words) -> Iterator[str]:
    if found.new is not None:
        yield since_message(found, sum(found.new.values()), words)
    if found.work is not None:
        yield plan_message(found, found.dimensions, words)
        for one in found.dimensions:
            values = {"dimension": kits.part_said(one.dimension, words), "new": one.new}
            yield words("cli.fieldwork_row", **values, **fields(one.standing, *_COUNTS, "full"))
    for text in texts.values():
        yield ""
        yield text
