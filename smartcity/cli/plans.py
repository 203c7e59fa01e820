"""The commands about what we suppose of ourselves, in the sentences of the page: scenarios, gains, plan.

The exhibits are imported only when a sentence is said: they bring the charts along, and those take a second to import.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pandas as pd

from smartcity import gate, intake
from smartcity.answers import plans, scores, simulations
from smartcity.answers.plans import Footing
from smartcity.answers.simulations import INDEX_VALUE, Aim, AimMissed, Goal, Supposition
from smartcity.cli import arguments
from smartcity.cli.command import (
    DONE,
    HAS_ERRORS,
    Argument,
    Refused,
    Reply,
    command,
    fields,
    opened,
    operator,
    question,
)
from smartcity.cli.rules import ruled, rules_shown
from smartcity.intake import DataFolder
from smartcity.method import Method, MethodMissing, UnknownNode
from smartcity.method.regions import load_site
from smartcity.outlook.planning import Plan, Unplannable, gains
from smartcity.records.scenarios import Scenario, Terms
from smartcity.records.tasks import Tasks
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

FOOTINGS = (plans.PUBLISHED, plans.COMPONENTS, plans.SAMPLES)

LISTED = 10
"""So many items are named to people; the JSON has them all."""

_DECIMALS = 4
"""Decimals of indices simulated from a survey and of what a mark adds to them, the finest that are shown."""


PLANNED = (
    arguments.YEAR,
    arguments.MAPPING,
    Argument("--scenario", metavar="NAME", help="scenario"),
    Argument("--effort", metavar="[NODE=]N", action="append", type=arguments.effort, help="effort"),
    Argument("--ceiling", metavar="ITEM=N", action="append", type=arguments.numbered, help="ceiling"),
    Argument("--block", metavar="NODE", action="append", type=str, help="block"),
    Argument("--owner", metavar="NODE=OWNER", action="append", type=arguments.pair, help="owner"),
    Argument("--budget", metavar="OWNER=N", action="append", type=arguments.numbered, help="budget"),
)


def decimals_of(warehouse: Warehouse, year: int) -> int | None:
    """Return how many decimals simulated figures of a year leave with where they may rest on people; None for all."""
    return _DECIMALS if year in gate.years(warehouse) else None


@question("scenarios", arguments.YEAR, arguments.MAPPING)
def scenarios(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """List the saved scenarios of a year with what each comes to, after what is known without any."""
    track = load_site().track
    versions = {one.name: one for one in simulations.named(warehouse, chosen.year, track)}
    found = {name: supposed(warehouse, chosen, name, words)[1] for name in (None, *versions)}
    peers = simulations.peers(warehouse, chosen.year, load_site().province_code)
    rows = [
        {
            "scenario": name,
            **fields(versions.get(name), "saved_by", "saved_at", "entry"),
            "rank": None if one.index is None or peers is None else peers.rank(one.index),
            **fields(peers, "count", "peers_year=year"),
            **_supposition_shown(one),
        }
        for name, one in found.items()
    ]
    method = found[None].method
    answer = {"year": chosen.year, "track": track, "basis": scores.SIMULASI, **rules_shown(method), "scenarios": rows}
    is_sample = any(one.is_sample for one in found.values())
    lines = _marked(_scenario_lines(rows, words), method, is_sample, words)
    return Reply(answer, lines, decimals=decimals_of(warehouse, chosen.year))


@question("gains", *PLANNED)
def gain(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Sort all items by what one more mark adds to the index."""
    scenario, found = supposed(warehouse, chosen, chosen.scenario, words)
    held = simulations.holders(warehouse, found.method)
    rows = gains(found.start, simulations.with_owners(_terms(scenario.terms, chosen, found, words), held))
    rows = rows.assign(innovations=[held[code].innovations if code in held else () for code in rows["item"]])
    answer = {**supposed_shown(chosen, found), "items": rows}
    lines = _marked(_gain_lines(rows, found.method, words), found.method, found.is_sample, words)
    return Reply(answer, lines, decimals=decimals_of(warehouse, chosen.year))


@command(
    "plan",
    *PLANNED,
    (Argument("--index", type=arguments.decimal, help="index"), Argument("--rank", type=int, help="rank_aim")),
    Argument("--from", dest="footing", choices=FOOTINGS, help="footing"),
    arguments.AMONG,
    Argument("--take-on", action="store_true", help="take_on"),
    Argument("--due", metavar="DAY", type=arguments.day, default="", help="plan_due"),
    arguments.BY,
    arguments.WHY,
)
def plan(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Find the least effort that reaches an index or a rank, and take it on as tasks where asked to."""
    if chosen.take_on and not chosen.by:
        raise Refused(words("cli.by_missing"))
    with opened(folder, words, read_only=not chosen.take_on) as warehouse:
        scenario, found = supposed(warehouse, chosen, chosen.scenario, words)
        held = simulations.holders(warehouse, found.method)
        terms = simulations.with_owners(_terms(scenario.terms, chosen, found, words), held)
        goal = _goal(warehouse, chosen, found, words)
        footing = _footing(plans.footings(warehouse, found, scenario.marks), chosen.footing, words)
        made = _planned(found, footing, terms, goal, words)
        entry, decimals = None, decimals_of(warehouse, chosen.year)
        if chosen.take_on and len(made.steps):
            steps = plans.steps(made, dict(chosen.owner or ()), chosen.due)
            tasks = Tasks(*scenario.key, steps, footing.is_sample)
            entry = _taken_on(folder, tasks, chosen, warehouse, words)
    answer = {**supposed_shown(chosen, found), **_plan_shown(made, footing, goal), "entry": entry or None}
    lines = _marked(_plan_lines(made, footing, goal, entry, words), found.method, footing.is_sample, words)
    return Reply(answer, lines, code=DONE if made.is_reached else HAS_ERRORS, decimals=decimals)


def _taken_on(folder: DataFolder, tasks: Tasks, chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> str:
    """Take the steps on and return their entry; "" where they stand already."""
    try:
        line = intake.save_tasks(folder, tasks, operator(chosen.by), chosen.why or "", warehouse)
    except intake.Unowned as problem:
        names = words.join(words(f"method.component.{code}") for code in problem.components)
        raise Refused(words("cli.unowned", components=names, code=problem.components[0]), HAS_ERRORS) from problem
    return "" if line is None else line.id


def supposed(
    warehouse: Warehouse, chosen: argparse.Namespace, name: str | None, words: Words
) -> tuple[Scenario, Supposition]:
    """Read the scenario *name* (None: nothing typed) and what it comes to; raises `Refused` when it is not there."""
    year, track = chosen.year, load_site().track
    scenario = Scenario("", year, track) if name is None else simulations.saved(warehouse, name, year, track)
    if scenario is None:
        known = [one.name for one in simulations.named(warehouse, year, track)]
        key = "cli.unknown_scenario" if known else "cli.no_scenarios"
        raise Refused(words(key, found=name, year=year, known=words.join(known)), HAS_ERRORS)
    try:
        return scenario, simulations.suppose(warehouse, year, track, scenario.marks, chosen.mapping)
    except MethodMissing as missing:
        known = words.join(sorted(str(one.year) for one in warehouse.methods.every if one.track == track))
        values = {"year": year, "track": words(f"method.track.{track}"), "known": known}
        raise Refused(words("cli.no_method", **values), HAS_ERRORS) from missing


def _terms(saved: Terms, chosen: argparse.Namespace, found: Supposition, words: Words) -> Terms:
    """Take the terms of the command line before those saved with the scenario."""
    usual = [number for node, number in chosen.effort or () if node is None]
    own = {node: (number,) for node, number in chosen.effort or () if node is not None}
    terms = replace(
        saved,
        effort=usual[-1] if usual else saved.effort,
        efforts={**saved.efforts, **own},
        ceilings={**saved.ceilings, **dict(chosen.ceiling or ())},
        blocked=saved.blocked | frozenset(chosen.block or ()),
        owners={**saved.owners, **dict(chosen.owner or ())},
        budgets={**saved.budgets, **dict(chosen.budget or ())},
    )
    for code in {*terms.ceilings, *({*terms.efforts, *terms.blocked, *terms.owners} - set(found.method.weights))}:
        try:
            found.method.item(code)
        except UnknownNode as unknown:
            near = words.join(unknown.near, is_choice=True)
            raise Refused(words("cli.unknown_item", found=unknown.node, near=near), HAS_ERRORS) from unknown
    return terms


def _goal(warehouse: Warehouse, chosen: argparse.Namespace, found: Supposition, words: Words) -> Goal:
    if chosen.index is not None:
        aim = Aim(INDEX_VALUE, chosen.index)
    elif chosen.rank is not None:
        aim = Aim(chosen.among, chosen.rank)
    else:
        aim = simulations.usual_aim(warehouse, found)
    try:
        return simulations.goal(warehouse, found.method, aim)
    except AimMissed as missed:
        raise Refused(_missed_said(missed, words), HAS_ERRORS) from missed


def _footing(offered: Mapping[str, Footing], chosen: str | None, words: Words) -> Footing:
    """Take the start that was asked for, else the usual one."""
    if chosen is not None and chosen not in offered:
        raise Refused(words("cli.no_footing", found=chosen, known=words.join(offered)), HAS_ERRORS)
    return offered[chosen or next(iter(offered))]


def _planned(found: Supposition, footing: Footing, terms: Terms, goal: Goal, words: Words) -> Plan:
    if footing.index is None:
        raise Refused(_lacking(found, words), HAS_ERRORS)
    try:
        return plans.planned(footing, terms, goal)
    except Unplannable as problem:
        key = f"simulation.unplannable.{problem.code}"
        missing = words(f"{key}.empty_missing", names=words.join(problem.names))
        raise Refused(f"{missing} {words(f'{key}.empty_step')}", HAS_ERRORS) from problem


def supposed_shown(chosen: argparse.Namespace, found: Supposition) -> dict[str, object]:
    """Return whose figures an answer rests on as it stands in JSON: the scenario, and what it comes to."""
    whose = {**fields(found.method, "year", "track"), "scenario": chosen.scenario, "basis": scores.SIMULASI}
    whose |= rules_shown(found.method)
    return whose | _supposition_shown(found)


def _supposition_shown(found: Supposition) -> dict[str, object]:
    return fields(found, "index", "components", "assumed", "missing", "few", "mapping", "sample=is_sample")


def _plan_shown(made: Plan, footing: Footing, goal: Goal) -> dict[str, object]:
    """Return the plan as it stands in JSON: from where, to what, and its steps."""
    aim = fields(goal.aim, "kind", "value") | fields(goal.target, "index")
    needed = None if goal.target is None else footing.needs(goal).index
    return {
        "from": footing.code,
        "published": fields(footing.card, "year", "published", "basis") if footing.card else None,
        **fields(footing, "assumed", "sample=is_sample", "is_printed"),
        "aim": aim | fields(goal.peers, "among", "peers_year=year", "count") | {"needed": needed},
        "distance": None if needed is None else max(0.0, needed - made.start),
        **fields(made, "reached=is_reached", "start", "planned_index=index", "furthest", "effort", "gap", "unmarked"),
        **fields(made, "steps", "hindrances"),
    }


def _marked(lines: Iterable[str], method: Method, is_sample: bool, words: Words) -> Iterator[str]:
    """Begin *lines* that rest on invented data or on borrowed rules by saying so."""
    if is_sample:
        yield words("cli.sample")
    yield from ruled(lines, method, words)


def _scenario_lines(rows: Iterable[Mapping[str, object]], words: Words) -> Iterator[str]:
    """Say index and rank of each scenario and who saved it."""
    for row in rows:
        name = row["scenario"] or words("simulation.unnamed")
        index = words.number(row["index"], 2)
        among = {"rank": row["rank"], "count": row["count"], "year": row["peers_year"]}
        rank = words("cli.scenario_rank", **among) if row["rank"] else words.number(None)
        yield f"{name:<32} {index:>6}  {rank:<16} {row['saved_by'] or ''}".rstrip()


def _gain_lines(rows: pd.DataFrame, method: Method, words: Words) -> Iterator[str]:
    """Name the items whose next mark is worth most."""
    for row in rows.head(LISTED).itertuples(index=False):
        text = method.item(row.item).meaning[words.language]
        yield f"{row.item:<10} {words.number(row.gain, 4, sign=True)}  {words.number(row.mark, 2):>5}  {text}"
    if len(rows) > LISTED:
        yield words("shared.more", n=len(rows) - LISTED)


def _plan_lines(made: Plan, footing: Footing, goal: Goal, entry: str | None, words: Words) -> Iterator[str]:
    """Say what the plan comes to, its steps with the index after each, how sure it is the least, and its entry."""
    from smartcity.exhibits.simulation import aim_said
    from smartcity.exhibits.simulation.planned import plan_message, plan_note

    yield plan_message(made, goal, footing, words)
    for row in made.steps.itertuples(index=False):
        is_item = row.node != row.component
        text = footing.start.method.item(row.node).meaning[words.language] if is_item else ""
        what = row.node if is_item else words(f"method.component.{row.component}")
        marks = f"{words.number(row.mark_before, 2)} → {words.number(row.mark_after, 2)}"
        if pd.isna(row.mark_before):
            marks = words("simulation.planned.marks", n=row.marks)
        owner = "" if pd.isna(row.owner) else f" ({row.owner})"
        yield f"{what:<10} {marks}  {words.number(row.index, 3)}  {text}{owner}".rstrip()
    note = plan_note(made, goal, footing, words)
    if note:
        yield note
    if entry is not None:
        key = "cli.taken_on" if entry else "cli.taken_same"
        yield words(key, entry=entry, n=len(made.steps), aim=aim_said(goal, words))


def _lacking(found: Supposition, words: Words) -> str:
    """Say which components keep the index from being computed, and what helps."""
    from smartcity.exhibits.simulation.trial import lacking_said, step_said

    missing = words("simulation.planned.empty_missing", lacking=lacking_said(found, words))
    return f"{missing} {step_said(found, 'planned', words)}"


def unranked(found: Supposition, among: str, words: Words) -> str:
    """Say why a supposition has no rank: no index, or nobody of the group with a figure."""
    if found.index is None:
        return _lacking(found, words)
    return _missed_said(AimMissed("no_peers", group=among), words)


def _missed_said(missed: AimMissed, words: Words) -> str:
    """Say why an aim cannot be one."""
    from smartcity.exhibits.kit.results import group_word

    values = dict(missed.values)
    if "group" in values:
        values["group"] = group_word(values["group"], None, words)
    return words(f"simulation.page.missed_{missed.code}", **values)
