"""The command about what is to be done: the tasks of a year, and what a person says of one of them."""

import argparse
from collections.abc import Iterator

import pandas as pd

from smartcity import intake
from smartcity.answers.tasks import FollowUp, follow_up
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, opened, operator
from smartcity.cli.rules import ruled, rules_shown
from smartcity.intake import DataFolder, clock
from smartcity.method.regions import load_site
from smartcity.records.tasks import DUE, ITEMS, OWNER, STATUS, STATUSES
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@command(
    "tasks",
    arguments.YEAR,
    Argument("--node", help="task_node"),
    Argument("--owner", help="task_owner"),
    Argument("--due", metavar="DAY", type=arguments.day, help="task_due"),
    Argument("--status", choices=STATUSES, help="task_status"),
    Argument("--item", dest="items", action="append", metavar="ITEM", help="task_items"),
    arguments.BY,
    arguments.WHY,
)
def tasks(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """List what is to be done for a year, and how far it is; with a node, put on record what is said of it."""
    when = (chosen.year, load_site().track)
    if chosen.node and not chosen.by:
        raise Refused(words("cli.by_missing"))
    with opened(folder, words, read_only=not chosen.node) as warehouse:
        notes = [_changed(chosen, folder, warehouse, when, words)] if chosen.node else []
        found, method = follow_up(warehouse, *when, clock.today()), warehouse.methods.get(*when)
    return Reply(rules_shown(method) | _shown(found), ruled(_lines(found, words), method, words), notes=notes)


def _changed(
    chosen: argparse.Namespace, folder: DataFolder, warehouse: Warehouse, when: tuple[int, str], words: Words
) -> str:
    """Put on record what is said of a task, and say so."""
    options = {name: getattr(chosen, name) for name in (OWNER, DUE, STATUS, ITEMS)}
    changes = {name: value or None for name, value in options.items() if value is not None}
    if not changes:
        raise Refused(words("cli.tasks_nothing"))
    try:
        line = intake.change_tasks(
            folder, when, {chosen.node: changes}, operator(chosen.by), chosen.why or "", warehouse
        )
    except intake.NoSuchTask as problem:
        values = {"found": problem.node, "year": chosen.year, "known": words.join(problem.known) or words.number(None)}
        raise Refused(words("cli.no_such_task", **values), HAS_ERRORS) from problem
    except intake.NotSettling as problem:
        values = {"items": words.join(problem.items), "n": problem.marks}
        component = words(f"method.component.{problem.component}")
        raise Refused(words("cli.not_settling", component=component, **values), HAS_ERRORS) from problem
    return words("cli.tasks_changed", entry=line.id) if line else words("cli.tasks_same")


def _shown(found: FollowUp) -> dict[str, object]:
    """Return the tasks as they stand in JSON."""
    counts = {name: len(getattr(found, name)) for name in ("counted", "done", "late", "unsettled")}
    sums = {"planned_gain": found.planned, "done_gain": found.gained}
    rows = found.rows.drop(columns=["year", "track"])
    return {"year": found.year, "track": found.track, **counts, **sums, "tasks": rows}


def _lines(found: FollowUp, words: Words) -> Iterator[str]:
    """Say how far the tasks are, and of each whose it is, until when, and its status."""
    from smartcity.exhibits.simulation.tasks import progress_said, remarks_said, what_said

    if found.rows.empty:
        yield words("simulation.taken.empty_missing", year=found.year)
        return
    yield progress_said(found, words)
    for what, task in zip(what_said(found.rows, words), found.rows.itertuples(index=False)):
        owner = words.number(None) if pd.isna(task.owner) else task.owner
        due = words.date(None if pd.isna(task.due) else task.due)
        status = words(f"simulation.status.{task.status}")
        yield f"{what:<10} {words('simulation.planned.marks', n=int(task.marks))}  {status}  {due}  {owner}"
    yield remarks_said(found, words)
