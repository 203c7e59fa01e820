"""The commands about what we suppose of ourselves: saved scenarios, what a mark is worth, the cheapest plan."""

import argparse
from dataclasses import replace

from smartcity import intake
from smartcity.answers import scores, simulations
from smartcity.answers.simulations import INDEX_VALUE, Aim, Aimed, AimMissed, Holder, Supposition
from smartcity.cli.speech import DONE, HAS_ERRORS, Refused, opened, print_json
from smartcity.intake import DataFolder
from smartcity.method import MethodMissing, UnknownNode, load_methods
from smartcity.method.regions import load_site
from smartcity.outlook.planning import Plan, Unplannable, gains
from smartcity.records.scenarios import Scenario, Tasks, Terms
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def scenarios(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """List the saved scenarios of a year with what each comes to, after what is known without any."""
    track = load_site().track
    with opened(folder, words) as warehouse:
        names = [None, *(one.name for one in simulations.named(warehouse, chosen.year, track))]
        found = {name: supposed(warehouse, chosen, name, words)[1] for name in names}
        who = {one.name: one for one in simulations.named(warehouse, chosen.year, track)}
        peers = simulations.peers(warehouse, chosen.year, load_site().province_code)
    rows = [
        {
            "scenario": name,
            "saved_by": who[name].saved_by if name in who else None,
            "saved_at": who[name].saved_at.isoformat() if name in who else None,
            "entry": who[name].entry if name in who else None,
            "rank": None if one.index is None or peers is None else peers.rank(one.index),
            "count": peers.count if peers is not None else None,
            "peers_year": peers.year if peers is not None else None,
            **_supposition_shown(one),
        }
        for name, one in found.items()
    ]
    if chosen.json:
        print_json({"year": chosen.year, "track": track, "basis": scores.SIMULASI, "scenarios": rows})
        return DONE
    from smartcity.cli.plans.sentences import marked, scenario_lines

    is_sample = any(one.is_sample for one in found.values())
    print(*marked(scenario_lines(rows, words), is_sample, words), sep="\n")
    return DONE


def gain(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Sort all items by what one more mark adds to the index."""
    with opened(folder, words) as warehouse:
        scenario, found = supposed(warehouse, chosen, chosen.scenario, words)
        held = simulations.holders(warehouse, found.method)
        terms = simulations.with_owners(_terms(scenario.terms, chosen, found, words), held)
        rows = gains(found.start, terms)
    rows = rows.assign(innovations=[list(_held(held, code)) for code in rows["item"]])
    if chosen.json:
        print_json({**supposed_shown(chosen, found), "items": rows.to_dict("records")})
        return DONE
    from smartcity.cli.plans.sentences import gain_lines, marked

    print(*marked(gain_lines(rows, found.method, words), found.is_sample, words), sep="\n")
    return DONE


def plan(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Find the least effort that reaches an index or a rank, and take it on as tasks where asked to."""
    if chosen.take_on and not chosen.by:
        raise Refused(words("cli.by_missing"))
    with opened(folder, words, read_only=not chosen.take_on) as warehouse:
        scenario, found = supposed(warehouse, chosen, chosen.scenario, words)
        held = simulations.holders(warehouse, found.method)
        terms = simulations.with_owners(_terms(scenario.terms, chosen, found, words), held)
        aimed = _aimed(warehouse, chosen, found, words)
        made = _planned(found, terms, aimed, words)
        entry = None
        if chosen.take_on and len(made.steps):
            tasks = Tasks(*scenario.key, simulations.steps(made), found.is_sample)
            entry = intake.save_tasks(folder, tasks, chosen.by, chosen.why or "", warehouse).id
    if chosen.json:
        print_json(_plan_shown(chosen, found, made, aimed) | {"entry": entry})
    else:
        from smartcity.cli.plans.sentences import marked, plan_lines

        print(*marked(plan_lines(made, found, aimed, entry, words), found.is_sample, words), sep="\n")
    return DONE if made.is_reached else HAS_ERRORS


def supposed(
    warehouse: Warehouse, chosen: argparse.Namespace, name: str | None, words: Words
) -> tuple[Scenario, Supposition]:
    """Read the scenario *name* (None: nothing typed) and what it comes to; raises `Refused` when it is not there."""
    year, track = chosen.year, load_site().track
    scenario = Scenario("", year, track) if name is None else simulations.saved(warehouse, name, year, track)
    if scenario is None:
        known = [one.name for one in simulations.named(warehouse, chosen.year, track)]
        said = {"found": name, "year": chosen.year, "known": words.join(known)}
        raise Refused(words("cli.unknown_scenario" if known else "cli.no_scenarios", **said), HAS_ERRORS)
    try:
        return scenario, simulations.suppose(warehouse, chosen.year, track, scenario.marks, chosen.mapping)
    except MethodMissing as missing:
        known = words.join(sorted(str(one.year) for one in load_methods().all if one.track == track))
        said = {"year": chosen.year, "track": words(f"method.track.{track}"), "known": known}
        raise Refused(words("cli.no_method", **said), HAS_ERRORS) from missing


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


def _aimed(warehouse: Warehouse, chosen: argparse.Namespace, found: Supposition, words: Words) -> Aimed:
    if chosen.index is not None:
        aim = Aim(INDEX_VALUE, chosen.index)
    elif chosen.rank is not None:
        aim = Aim(chosen.among, chosen.rank)
    else:
        aim = simulations.usual_aim(warehouse, found)
    try:
        return simulations.aimed(warehouse, found.method, aim)
    except AimMissed as missed:
        from smartcity.cli.plans.sentences import missed_said

        raise Refused(missed_said(missed, words), HAS_ERRORS) from missed


def _planned(found: Supposition, terms: Terms, aimed: Aimed, words: Words) -> Plan:
    from smartcity.cli.plans.sentences import lacking, unplannable_said

    if found.index is None:
        raise Refused(lacking(found, words), HAS_ERRORS)
    try:
        return simulations.planned(found, terms, aimed.target)
    except Unplannable as problem:
        raise Refused(unplannable_said(problem, words), HAS_ERRORS) from problem


def _held(holders: dict[str, Holder], item: str) -> tuple[str, ...]:
    return holders[item].innovations if item in holders else ()


def supposed_shown(chosen: argparse.Namespace, found: Supposition) -> dict[str, object]:
    """Return whose figures an answer rests on as it stands in JSON: the scenario, and what it comes to."""
    method = found.method
    return {
        "year": method.year,
        "track": method.track,
        "scenario": chosen.scenario,
        "basis": scores.SIMULASI,
        **_supposition_shown(found),
    }


def _supposition_shown(found: Supposition) -> dict[str, object]:
    return {
        "index": found.index,
        "components": dict(found.components),
        "assumed": dict(found.assumed),
        "missing": list(found.missing),
        "mapping": found.mapping,
        "sample": found.is_sample,
    }


def _plan_shown(chosen: argparse.Namespace, found: Supposition, made: Plan, aimed: Aimed) -> dict[str, object]:
    peers = aimed.peers
    return supposed_shown(chosen, found) | {
        "aim": {
            "kind": aimed.aim.kind,
            "value": aimed.aim.value,
            "index": aimed.target.index if aimed.target is not None else None,
            "among": peers.among if peers is not None else None,
            "peers_year": peers.year if peers is not None else None,
            "count": peers.count if peers is not None else None,
        },
        "reached": made.is_reached,
        "start": made.start,
        "planned_index": made.index,
        "furthest": made.furthest,
        "effort": made.effort,
        "gap": made.gap,
        "unmarked": list(made.unmarked),
        "steps": made.steps.to_dict("records"),
        "hindrances": made.hindrances.to_dict("records"),
    }
