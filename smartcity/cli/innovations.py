"""The commands about innovations: those of a year with what was reported of them, and a report put on record."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict

from smartcity import intake
from smartcity.answers import innovations as answers
from smartcity.answers.innovations import Agreed, Innovation, Portfolio, Surveyed
from smartcity.checks.reports import figure_of, partner_of, problem_said, read_code, read_truth, risk_of
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, fields, opened, operator, question
from smartcity.intake import DataFolder
from smartcity.method import Dimension, load_dimensions
from smartcity.method.layout import normalise
from smartcity.records.reports import STAGES, Report
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_BETWEEN = ";"
"""What stands between the parts of a partner, a figure or a risk."""


@question(
    "innovations",
    arguments.YEAR,
    Argument("--dimension", help="innovation_dimension"),
    Argument("--owner", help="innovation_owner"),
    Argument("--list", help="list"),
)
def innovations(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """List the innovations of a year with how far each is, and say which have been reported on."""
    found = answers.innovations_of(warehouse, chosen.year)
    if chosen.list and chosen.list not in found.lists:
        known = words.join(found.lists) or words.number(None)
        raise Refused(words("innovations.cli.no_list", found=chosen.list, year=chosen.year, known=known), HAS_ERRORS)
    of_list = found.of_list(chosen.list) if chosen.list else found.innovations
    own = answers.matching(of_list, _dimension(chosen.dimension, words), chosen.owner or "")
    told, agreed = answers.surveyed(warehouse, chosen.year), answers.agreed(warehouse)
    turnout = answers.turnout_of(own, chosen.year)
    json = {
        "year": chosen.year,
        "list_year": found.list_year,
        "lists": found.lists,
        "of": turnout.count,
        "reported": len(turnout.reported),
        "share": turnout.share,
        "innovations": [_shown(one, told.get(one.key), agreed.get(one.key, ())) for one in own],
    }
    return Reply(json, _lines(found, own, words))


def _dimension(spelled: str | None, words: Words) -> Dimension | None:
    """Return a dimension by its code or name, also without "Smart"; raises `Refused` naming those that there are."""
    if not spelled:
        return None
    for one in load_dimensions():
        if normalise(spelled) in (one.code, normalise(one.name), normalise(one.name).partition(" ")[2]):
            return one
    known = words.join(one.name for one in load_dimensions())
    raise Refused(words("innovations.cli.no_dimension", found=spelled, known=known))


def _shown(one: Innovation, told: Surveyed | None, agreed: Sequence[Agreed]) -> dict[str, object]:
    """Return an innovation as it stands in JSON."""
    report = one.state.report if one.state else Report()
    return {
        "name": one.name,
        "spellings": one.spellings,
        "lists": one.lists,
        "sample": one.is_sample,
        "dimension": one.dimension,
        "sub_dimension": one.sub_dimension,
        "owner": one.owner,
        "is_reported": one.is_reported,
        "state_of": one.state.year if one.state else None,
        "reported_at": one.state.last.at if one.state else None,
        "reported_by": one.state.last.by if one.state else None,
        "stage": one.stage,
        "history": [asdict(stage) for stage in one.stages],
        "new": one.state.news if one.state else "",
        "notes": [asdict(note) for note in one.notes],
        "quick_win": report.is_quick_win,
        "partners": _rows(report.partners),
        "figures": _rows(report.figures),
        "risks": _rows(report.risks),
        "items": report.items,
        "survey": _survey(told),
        "agreed": [_agreed(own) for own in agreed],
    }


def _rows(listed: Sequence[object] | None) -> list[dict[str, object]] | None:
    return None if listed is None else [asdict(row) for row in listed]


def _survey(told: Surveyed | None) -> dict[str, object] | None:
    if told is None:
        return None
    answered = [{"dimension": one.dimension, "n": one.count, "mean": one.mean} for one in told.answers]
    return {"year": told.year, "sample": told.is_sample, "hidden": not answered, "answers": answered}


def _agreed(own: Agreed) -> dict[str, object]:
    """Return an action item or a decision of a meeting as it stands in JSON."""
    meeting = fields(own.meeting, "meeting=code", "date", "kind")
    if own.action is None:
        return {**meeting, "decision": own.decision}
    return {**meeting, **fields(own.action, "action=code", "what", "owner", "due", "status")}


def _lines(found: Portfolio, own: Sequence[Innovation], words: Words) -> Iterator[str]:
    if not own:
        yield words("innovations.cli.none", year=found.year)
        return
    turnout = answers.turnout_of(own, found.year)
    yield words("innovations.cli.message", n=len(turnout.reported), of=turnout.count, year=found.year)
    if found.list_year not in (None, found.year):
        yield words("innovations.cli.older_lists", year=found.list_year)
    for one in own:
        stage = words(f"innovations.stage.{one.stage}") if one.stage else words("innovations.stage.unknown")
        told = one.state.last if one.is_reported else None
        when = words("innovations.cli.reported", at=told.at, by=told.by) if told else words("innovations.cli.missing")
        yield f"{one.name}\t{one.owner or words.number(None)}\t{stage}\t{when}"


@command(
    "innovations report",
    arguments.YEAR,
    Argument("name", help="innovation_name"),
    Argument("--stage", help="innovation_stage"),
    Argument("--new", help="innovation_new"),
    Argument("--note", help="innovation_note"),
    Argument("--owner", help="innovation_owned_by"),
    Argument("--quick-win", help="innovation_quick_win"),
    Argument("--partner", dest="partners", action="append", help="innovation_partner"),
    Argument("--figure", dest="figures", action="append", help="innovation_figure"),
    Argument("--risk", dest="risks", action="append", help="innovation_risk"),
    Argument("--item", dest="items", action="append", help="innovation_item"),
    arguments.REQUIRED_BY,
    arguments.WHY,
)
def report(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Put on record what is reported of an innovation; what is not said stays as it was."""
    with opened(folder, words, read_only=False) as warehouse:
        try:
            made = _report_of(chosen, words)
            line = intake.report_innovations(
                folder, chosen.year, {chosen.name: made}, operator(chosen.by), chosen.why or "", warehouse
            )
        except intake.Unreportable as problem:
            sentences = [problem_said(one, words) for own in problem.problems.values() for one in own]
            raise Refused("\n".join(sentences), HAS_ERRORS) from problem
        found = answers.innovations_of(warehouse, chosen.year)
        told, agreed = answers.surveyed(warehouse, chosen.year), answers.agreed(warehouse)
    own = next(one for one in found.innovations if normalise(chosen.name) in map(normalise, one.spellings))
    note = words("innovations.cli.recorded", entry=line.id) if line else words("innovations.cli.same")
    json = {
        "entry": line.id if line else None,
        "year": chosen.year,
        **_shown(own, told.get(own.key), agreed.get(own.key, ())),
    }
    return Reply(json, _lines(found, [own], words), notes=[note])


def _report_of(chosen: argparse.Namespace, words: Words) -> Report:
    """Read what was typed; what cannot be read is left as it is, and refused with the rest."""
    return Report(
        stage=None if chosen.stage is None else read_code(chosen.stage, STAGES, "innovations.stage"),
        new=chosen.new,
        note=chosen.note,
        owner=chosen.owner,
        is_quick_win=None if chosen.quick_win is None else read_truth(chosen.quick_win),
        partners=_parts(chosen.partners, 3, partner_of),
        figures=_parts(chosen.figures, 7, lambda cells: figure_of(cells, words)),
        risks=_parts(chosen.risks, 4, risk_of),
        items=None if chosen.items is None else tuple(filter(None, map(str.strip, chosen.items))),
    )


def _parts(typed: Sequence[str] | None, count: int, make: Callable[[Sequence[str]], object]) -> tuple | None:
    """Read rows whose parts stand between semicolons; the last part may hold some itself, an empty text is no row."""
    if typed is None:
        return None
    cells = [[part.strip() for part in text.split(_BETWEEN, count - 1)] for text in typed if text.strip()]
    return tuple(make([*row, *[""] * (count - len(row))]) for row in cells)
