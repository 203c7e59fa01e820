"""The cheapest plan to an aim: its steps, what it lifts, what stands in its way, and the steps that were taken on."""

from collections.abc import Hashable
from dataclasses import dataclass, replace

import pandas as pd

from smartcity import charts
from smartcity.answers import scores, simulations
from smartcity.answers.simulations import INDEX_VALUE, Goal
from smartcity.exhibits.kit.columns import label, of_page
from smartcity.exhibits.kit.exhibit import SCORE, Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import method_names, spoken
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.kit.subject import subject_of
from smartcity.exhibits.simulation.nexts import innovations_of
from smartcity.exhibits.simulation.trial import Trial, unscored
from smartcity.method import Method
from smartcity.outlook.planning.plan import BUDGET, Plan
from smartcity.outlook.planning.start import Unplannable
from smartcity.scoring.ranking import PRECISION
from smartcity.scoring.scores import of_year
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "rencana"
NAMED = 3
_STEP = "number=place node_said=item text part=shared.component"
_MARKS = "mark_before=before mark_after=after"
"""Columns of a step: which item of which component, and its marks."""


@dataclass(frozen=True, eq=False)
class _Made:
    """A plan, or the *code* and *names* of why there is none."""

    plan: Plan | None
    code: str = ""
    names: tuple[str, ...] = ()


def _rests_on(trial: Trial, goal: Goal) -> Hashable:
    marks, components = (tuple(sorted(known.items())) for known in (trial.found.marks, trial.found.components))
    return trial.method.fingerprint, marks, components, repr(trial.terms), goal.target


@kept(by=_rests_on)
def _made(warehouse: Warehouse, trial: Trial, goal: Goal) -> _Made:
    """Make the plan once for a build, a scenario and a target."""
    try:
        return _Made(simulations.planned(trial.found, trial.terms, goal.target))
    except Unplannable as problem:
        return _Made(None, problem.code, problem.names)


def is_planned(warehouse: Warehouse, trial: Trial, goal: Goal) -> bool:
    """Say whether there is a plan with at least one step."""
    made = _made(warehouse, trial, goal).plan if trial.found.index is not None else None
    return made is not None and len(made.steps) > 0


def steps_of(warehouse: Warehouse, trial: Trial, goal: Goal) -> tuple[dict[str, object], ...]:
    """Give the steps of the plan as they are taken on."""
    return simulations.steps(_made(warehouse, trial, goal).plan)


def planned(warehouse: Warehouse, trial: Trial, goal: Goal, words: Words) -> Exhibit:
    """Show the components before and after the plan; the table has its steps in order with the index after each."""
    if trial.found.index is None:
        return unscored(KEY, "planned", trial, words)
    made = _made(warehouse, trial, goal)
    if made.plan is None:
        return trial.nothing(KEY, f"unplannable.{made.code}", names=_listed(made.names, words))
    done = made.plan
    if done.steps.empty:
        there = plan_message(done, goal, words)
        return replace(lifted(done, trial, words), key=KEY, message=there, note=plan_note(done, goal, words))
    rows = with_texts(done.steps, trial.method, words).assign(
        number=range(1, len(done.steps) + 1), innovation=innovations_of(trial, done.steps["node"], words)
    )
    codes = f"{_STEP} {_MARKS} owner gain index=cumulative marks effort innovation"
    unsaid = {code for code in ("node_said", "owner", "innovation") if (rows[code].fillna("") == "").all()}
    return trial.subject.exhibit(
        KEY,
        plan_message(done, goal, words),
        "simulation.planned",
        rows=rows,
        columns=[one for one in label(words, *of_page("simulation", codes)) if one.code not in unsaid],
        note=plan_note(done, goal, words),
        details=(lifted(done, trial, words),),
        name=trial.name,
        year=trial.year,
        aim=aim_said(goal, words),
    )


def with_texts(steps: pd.DataFrame, method: Method, words: Words) -> pd.DataFrame:
    """Spell the steps of a plan: `node_said` names an item, `text` says what it asks, `part` is the component."""
    texts = {item.code: item.meaning[words.language] for item in method.items}
    unmarked = [words("simulation.planned.unmarked", n=int(marks)) for marks in steps["marks"]]
    return steps.assign(
        part=method_names("component", steps["component"], words),
        node_said=steps["node"].where(steps["node"] != steps["component"], ""),
        text=[texts.get(node) or otherwise for node, otherwise in zip(steps["node"], unmarked)],
    )


def plan_message(done: Plan, goal: Goal, words: Words) -> str:
    """Say whether the aim is there already, what reaches it, or how far one gets and what is in the way."""
    values = {"aim": aim_said(goal, words), "start": done.start, "index": done.index}
    if goal.target is None or (done.is_reached and done.steps.empty):
        return words("simulation.planned.there", **values)
    if done.is_reached:
        marks, nodes = int(done.steps["marks"].sum()), len(done.steps)
        first = words(f"method.component.{done.steps['component'].iloc[0]}")
        share = done.steps.loc[done.steps["component"] == done.steps["component"].iloc[0], "marks"].sum() / marks
        key = "reached_one" if share == 1 else "reached"
        return words(f"simulation.planned.{key}", **values, n=marks, nodes=nodes, component=first)
    blocks = _hindrances(done, words)["said"].head(NAMED)
    return words("simulation.planned.short", **values, furthest=done.furthest, blocks=words.join(blocks))


def aim_said(goal: Goal, words: Words) -> str:
    """Name an aim: "indeks 3,60", "peringkat 1 dari 2 daerah Kalimantan Selatan (2024)"."""
    aim = goal.aim
    if aim.kind == INDEX_VALUE:
        return words("simulation.aim.index", value=aim.value)
    group = group_word(aim.kind, None, words)
    values = {"rank": int(aim.value), "count": goal.peers.count, "group": group, "year": goal.peers.year}
    if goal.target is None:
        return words("simulation.aim.last", **values)
    return words("simulation.aim.rank", **values, index=goal.target.index)


def lifted(done: Plan, trial: Trial, words: Words) -> Exhibit:
    """Show every component before and after the plan."""
    after = dict(trial.found.components)
    for row in done.steps.itertuples(index=False):
        after[row.component] += row.gain / trial.method.weights[row.component]
    rows = pd.DataFrame(
        {
            "label": method_names("component", after, words),
            "value": list(after.values()),
            "previous": [trial.found.components[code] for code in after],
            "reference": float("nan"),
            "basis": scores.SIMULASI,
        }
    )
    return trial.subject.exhibit(
        "rencana-komponen",
        words("simulation.lifted.message"),
        "simulation.lifted",
        figure=charts.component_rows(rows, trial.scale, words, words("simulation.lifted.before")),
        rows=rows,
        columns=(
            ("label", "shared.component"),
            ("previous", "simulation.before", SCORE, 3),
            ("value", "simulation.after", SCORE, 3),
        ),
        name=trial.name,
        year=trial.year,
        values=spoken(rows, words),
    )


def hindrances(warehouse: Warehouse, trial: Trial, goal: Goal, words: Words) -> Exhibit | None:
    """List what keeps the index from the top of the scale, where the aim is out of reach; None where it is not."""
    made = _made(warehouse, trial, goal).plan if trial.found.index is not None else None
    if made is None or made.is_reached or made.hindrances.empty:
        return None
    rows = _hindrances(made, words)
    return trial.subject.exhibit(
        "penghalang",
        words("simulation.hindrances.message", furthest=made.furthest, top=trial.scale[1]),
        "simulation.hindrances",
        rows=rows.assign(nodes=[words.join(_named(name, words) for name in names) for names in rows["names"]]),
        columns=of_page("simulation", "said=hindrance nodes=item index=cost"),
        name=trial.name,
        year=trial.year,
    )


def _hindrances(done: Plan, words: Words) -> pd.DataFrame:
    """Put what hinders together by kind, and by owner where a budget does: `kind, name, names, index, n, said`."""
    rows = done.hindrances.assign(owner=lambda one: one["name"].where(one["kind"] == BUDGET, ""))
    grouped = rows.groupby(["kind", "owner"], sort=False).agg(names=("name", tuple), index=("index", "sum"))
    found = grouped.reset_index().rename(columns={"owner": "name"})
    found = found.assign(n=found["names"].map(len)).sort_values("index", ascending=False, ignore_index=True)
    texts = [words(f"simulation.hindrance.{row.kind}", n=row.n, name=row.name) for row in found.itertuples()]
    return found.assign(said=texts)


def plan_note(done: Plan, goal: Goal, words: Words) -> str:
    """Say the whole effort and how near it is proved to the least, and what the plan rests on."""
    notes = []
    if len(done.steps):
        is_proved = done.gap == 0
        key = "optimal" if is_proved else "gap" if done.gap == done.gap else "unproved"
        notes.append(words(f"simulation.planned.{key}", gap=done.gap, effort=done.effort))
    if goal.peers is not None and goal.target is not None:
        notes.append(words("simulation.planned.shares"))
    if done.unmarked and round(done.index - done.start, PRECISION) > 0:
        names = method_names("component", done.unmarked, words)
        notes.append(words("simulation.planned.by_score", components=words.join(names)))
    return " ".join(notes)


def taken(warehouse: Warehouse, year: int, track: str, words: Words) -> Exhibit:
    """List the steps taken on for a year and track, plan by plan in their order."""
    rows = of_year(simulations.taken_on(warehouse), year, track).reset_index(drop=True)
    if rows.empty:
        return subject_of(warehouse, words).nothing("tindak-lanjut", "simulation.taken", year=year)
    method = warehouse.methods.require(year, track)
    rows = with_texts(rows, method, words).assign(
        scenario=rows["scenario"].replace("", words("simulation.unnamed")), made=rows["made_at"].map(words.moment)
    )
    owners = rows["owner"].dropna().nunique()
    key = "message" if owners else "unowned"
    source = words("simulation.taken.source")
    return subject_of(warehouse, words, rows, method, sources=[source], bases=(scores.SIMULASI,)).exhibit(
        "tindak-lanjut",
        words(f"simulation.taken.{key}", n=len(rows), plans=rows["entry"].nunique(), owners=owners, year=year),
        "simulation.taken",
        rows=rows,
        columns=of_page("simulation", f"{_STEP} owner {_MARKS} index=cumulative made made_by scenario"),
        year=year,
    )


def _listed(names: tuple[str, ...], words: Words) -> str:
    shown = [_named(name, words) for name in names]
    rest = len(shown) - NAMED
    return words.join([*shown[:NAMED], words("simulation.more", n=rest)] if rest > 0 else shown)


def _named(node: str, words: Words) -> str:
    """Name a component in words; items and owners bear their own names."""
    key = f"method.component.{node}"
    return words(key) if words.has(key) else node
