"""The command about the survey kit: what is surveyed, deciding on it, and the files that are handed out for it."""

import argparse
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from smartcity import intake
from smartcity.answers import kit as kits
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, fields, opened, operator
from smartcity.cli.rules import ruled, rules_shown
from smartcity.exhibits.kit.selection import Selection
from smartcity.intake import DataFolder
from smartcity.method import Method, MethodMissing
from smartcity.method.regions import load_site
from smartcity.records.survey_plans import SurveyPlan
from smartcity.survey import Asked, quota_of, targets
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

SET = "set"
NONE_SPLIT = "-"
_PAIR = "SUB=TEXT"


@command(
    "kit",
    Argument("of", nargs="+", metavar="[set] YEAR", help="kit_of"),
    Argument("--service", dest="services", action="append", default=[], metavar=_PAIR, help="kit_service"),
    Argument("--users", action="append", default=[], metavar="SUB=N", help="kit_users"),
    Argument("--target", dest="targets", action="append", default=[], metavar="SUB=N", help="kit_target"),
    Argument("--split", action="append", default=[], metavar="DIMENSION", help="kit_split"),
    Argument("--from", dest="starts", metavar="DAY", help="kit_from"),
    Argument("--until", dest="ends", metavar="DAY", help="kit_until"),
    Argument("--name", help="kit_name"),
    Argument("--owner", action="append", default=[], help="kit_owner"),
    Argument("-o", "--output", metavar="FILE.zip", type=Path, help="kit_output"),
    arguments.BY,
    arguments.WHY,
)
def kit(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Say what is surveyed in a year; with `set`, decide on it."""
    is_set, operands = chosen.of[0] == SET, chosen.of[chosen.of[0] == SET :]
    if len(operands) != 1 or not operands[0].isdecimal() or len(operands[0]) > 4:
        raise Refused(words("cli.kit_usage"))
    if is_set and not (chosen.by or "").strip():
        raise Refused(words("cli.by_missing"))
    when = (int(operands[0]), load_site().track)
    with opened(folder, words, read_only=not is_set) as warehouse:
        try:
            method = warehouse.methods.require(*when)
        except MethodMissing as missing:
            values = {"year": when[0], "track": words(f"method.track.{when[1]}"), "known": words.join(missing.existing)}
            raise Refused(words("cli.no_method", **values), HAS_ERRORS) from missing
        if is_set:
            return _set(chosen, folder, warehouse, method, words)
        return _told(chosen, warehouse, method, words)


def _set(chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, method: Method, words: Words) -> Reply:
    split = None if not chosen.split else [one for one in chosen.split if one != NONE_SPLIT]
    changes = Asked(
        services=_pairs(chosen.services, words),
        owners=_pairs(chosen.owner, words),
        users=_pairs(chosen.users, words),
        targets=_pairs(chosen.targets, words),
        split=split,
        starts=_day(chosen.starts),
        ends=_day(chosen.ends),
        name=chosen.name,
    )
    when, why = (method.year, method.track), chosen.why or ""
    try:
        line = intake.plan_survey(folder, when, changes, operator(chosen.by), why, warehouse, words)
    except intake.Unplannable as problem:
        sentences = [kits.problem_said(one, words) for one in problem.problems]
        codes = [{"code": one.code, "text": text} for one, text in zip(problem.problems, sentences)]
        return Reply({"entry": None, "problems": codes}, notes=[*sentences, words("cli.kit_nothing")], code=HAS_ERRORS)
    plan = kits.survey_plan(warehouse, *when)
    answer = shown(plan, method, warehouse, words) | {"entry": None if line is None else line.id}
    sentence = words("cli.kit_recorded", entry=line.id, n=len(plan.services)) if line else words("cli.tasks_same")
    return Reply(answer, notes=[sentence, *_remarks(plan, warehouse, words)])


def _told(chosen: argparse.Namespace, warehouse: Warehouse, method: Method, words: Words) -> Reply:
    plan = kits.survey_plan(warehouse, method.year, method.track)
    owner = None
    if chosen.owner:
        owner = kits.find_owner(plan, chosen.owner[0])
        if owner is None:
            known = words.join(kits.owners_of(plan), is_choice=True)
            raise Refused(words("cli.kit_no_owner", found=chosen.owner[0], known=known), HAS_ERRORS)
    if chosen.output is not None:
        return _packed(chosen.output, plan, method, owner or "", warehouse, words)
    answer = shown(plan, method, warehouse, words, owner)
    lines = ruled(_lines(plan, method, owner, words), method, words)
    return Reply(answer, lines, notes=_remarks(plan, warehouse, words))


def _packed(path: Path, plan: SurveyPlan, method: Method, owner: str, warehouse: Warehouse, words: Words) -> Reply:
    """Write the kit, whole or not at all."""
    from smartcity.exhibits import fieldwork
    from smartcity.export import kit as files

    if not plan.services:
        raise Refused("\n".join(_remarks(plan, warehouse, words)), HAS_ERRORS)
    made, remarks = files.kit_of(plan, method, words, owner), _remarks(plan, warehouse, words)
    selection = Selection(language=words.language, year=plan.year)
    shown = [make(warehouse, selection, words) for make in (fieldwork.services, fieldwork.owners)]
    content = files.kit_bytes(made, shown, remarks)
    try:
        path.write_bytes(content)
    except OSError as problem:
        raise Refused(words("cli.not_writable", path=str(path))) from problem
    with ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
    answer = {"file": str(path), "decided": plan.is_decided, "owner": owner or None, "files": names}
    return Reply(answer, notes=[words("cli.kit_packed", n=len(names), path=str(path)), *remarks])


def _remarks(plan: SurveyPlan, warehouse: Warehouse, words: Words) -> list[str]:
    return [kits.problem_said(one, words) for one in kits.remarks_of(warehouse, plan)]


def _pairs(given: list[str], words: Words) -> list[tuple[str, str]]:
    """Read `SUB=TEXT` for each sub-dimension."""
    found = []
    for text in given:
        part, sign, value = text.partition("=")
        if not sign or not part.strip() or not value.strip():
            raise Refused(words("cli.kit_pair", found=text))
        found.append((part, value))
    return found


def _day(text: str | None) -> str | None:
    """Write a day as ISO does; what is no day stays as it was typed, to be told of with all else that is wrong."""
    if text is None:
        return None
    try:
        return arguments.day(text)
    except ValueError:
        return text


def shown(
    plan: SurveyPlan, method: Method, warehouse: Warehouse, words: Words, owner: str | None = None
) -> dict[str, object]:
    """Return a plan as it stands in JSON; with *owner* only the dimensions in which it has a service."""
    wanted = targets(plan, method)
    answer: dict[str, object] = {**fields(plan, "year", "track", "decided=is_decided"), **rules_shown(method)}
    answer |= {"entry": plan.entry or None, "name": kits.title_of(plan, words)}
    answer |= {"starts": plan.starts or None, "ends": plan.ends or None}
    answer["dimensions"] = [
        {
            "dimension": dimension,
            "split": dimension in plan.split,
            "quota": quota_of(plan, dimension, method),
            "services": [
                fields(one, "sub_dimension", "service", "owner", "users") | {"target": wanted[one.sub_dimension]}
                for one in plan.of(dimension)
            ],
        }
        for dimension in kits.dimensions_of(plan, [owner] if owner else ())
    ]
    answer["remarks"] = [one.code for one in kits.remarks_of(warehouse, plan)]
    return answer


def _lines(plan: SurveyPlan, method: Method, owner: str | None, words: Words) -> Iterator[str]:
    wanted = targets(plan, method)
    yield words("cli.kit_head", name=kits.title_of(plan, words), starts=plan.starts, ends=plan.ends)
    for dimension in kits.dimensions_of(plan, [owner] if owner else ()):
        form = words("kit.form.parts" if dimension in plan.split else "kit.form.whole")
        quota = quota_of(plan, dimension, method)
        yield words("cli.kit_dimension", dimension=kits.part_said(dimension, words), form=form, quota=quota)
        for one in plan.of(dimension):
            values = {"part": kits.part_said(one.sub_dimension, words), "target": wanted[one.sub_dimension]}
            yield words("cli.kit_service_row", service=one.service, owner=one.owner, users=one.users, **values)
