"""The cheapest plan to an aim: its steps, what it does to the components, and what stands in its way."""

from dataclasses import dataclass, replace

import pandas as pd

from smartcity import charts
from smartcity.answers import scores, simulations
from smartcity.answers.simulations import INDEX_VALUE, Aimed
from smartcity.exhibits.kit.exhibit import INTEGER, RANK, SCORE, Column, Exhibit, Table
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.simulation.view import View, nothing, unscored
from smartcity.outlook.planning import BUDGET, Plan, Unplannable
from smartcity.scoring.ranking import PRECISION
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "rencana"
NAMED = 3


@dataclass(frozen=True, eq=False)
class _Made:
    """A plan, or the *code* and *names* of why there is none."""

    plan: Plan | None
    code: str = ""
    names: tuple[str, ...] = ()


def _made(warehouse: Warehouse, view: View, aimed: Aimed) -> _Made:
    """Make the plan once for a build, a scenario and a target."""
    marks = tuple(sorted(view.found.marks.items()))
    parts = tuple(sorted(view.found.components.items()))
    key = ("plan", view.method.fingerprint, marks, parts, repr(view.terms), aimed.target)

    def make() -> _Made:
        try:
            return _Made(simulations.planned(view.found, view.terms, aimed.target))
        except Unplannable as problem:
            return _Made(None, problem.code, problem.names)

    return warehouse.remember(key, make)


def is_planned(warehouse: Warehouse, view: View, aimed: Aimed) -> bool:
    """Say whether there is a plan with at least one step."""
    made = _made(warehouse, view, aimed).plan if view.found.index is not None else None
    return made is not None and len(made.steps) > 0


def steps_of(warehouse: Warehouse, view: View, aimed: Aimed) -> tuple[dict[str, object], ...]:
    """Give the steps of the plan as they are taken on."""
    return simulations.steps(_made(warehouse, view, aimed).plan)


def planned(warehouse: Warehouse, view: View, aimed: Aimed, words: Words) -> Exhibit:
    """Show the components before and after the plan; the table has its steps in order with the index after each."""
    if view.found.index is None:
        return unscored(KEY, "planned", view, words)
    made = _made(warehouse, view, aimed)
    if made.plan is None:
        return nothing(KEY, f"unplannable.{made.code}", view.stamp, words, names=_listed(made.names, words))
    done = made.plan
    if done.steps.empty:
        there = plan_message(done, aimed, words)
        return replace(lifted(done, view, words), key=KEY, message=there, note=plan_note(done, aimed, words))
    rows = _rows(done, view, words)

    def told(code: str, label: str = "") -> tuple[Column, ...]:
        has_any = (rows[code].fillna("") != "").any()
        return (Column(code, words(f"simulation.column.{label or code}")),) if has_any else ()

    columns = (
        Column("number", words("simulation.column.place"), RANK),
        *told("node_said", "item"),
        Column("text", words("simulation.column.text")),
        Column("part", words("shared.column.component")),
        Column("mark_before", words("simulation.column.before"), SCORE),
        Column("mark_after", words("simulation.column.after"), SCORE),
        *told("owner"),
        Column("gain", words("simulation.column.gain"), SCORE, 4),
        Column("index", words("simulation.column.cumulative"), SCORE, 3),
        Column("marks", words("simulation.column.marks"), INTEGER),
        Column("effort", words("simulation.column.effort"), SCORE, 1),
        *told("innovation"),
    )
    said = {"name": view.name, "year": view.year, "aim": aim_said(aimed, words)}
    return Exhibit(
        key=KEY,
        message=plan_message(done, aimed, words),
        table=Table(rows, columns),
        caption=words("simulation.planned.caption", **said),
        alt=words("simulation.planned.alt", **said),
        note=plan_note(done, aimed, words),
        source=view.source,
        stamp=view.stamp,
        bases=(scores.SIMULASI,),
        is_sample=view.found.is_sample,
        details=(lifted(done, view, words),),
    )


def plan_message(done: Plan, aimed: Aimed, words: Words) -> str:
    """Say whether the aim is there already, what reaches it, or how far one gets and what is in the way."""
    said = {"aim": aim_said(aimed, words), "start": done.start, "index": done.index}
    if aimed.target is None or (done.is_reached and done.steps.empty):
        return words("simulation.planned.there", **said)
    if done.is_reached:
        marks, nodes = int(done.steps["marks"].sum()), len(done.steps)
        first = words(f"method.component.{done.steps['component'].iloc[0]}")
        share = done.steps.loc[done.steps["component"] == done.steps["component"].iloc[0], "marks"].sum() / marks
        key = "reached_one" if share == 1 else "reached"
        return words(f"simulation.planned.{key}", **said, n=marks, nodes=nodes, component=first)
    blocks = [_hindrance(row.kind, row.name, row.n, words) for row in _hindrances(done).head(NAMED).itertuples()]
    return words("simulation.planned.short", **said, furthest=done.furthest, blocks=words.join(blocks))


def aim_said(aimed: Aimed, words: Words) -> str:
    """Name an aim: "indeks 3,60", "peringkat 1 dari 2 daerah Kalimantan Selatan (2024)"."""
    aim = aimed.aim
    if aim.kind == INDEX_VALUE:
        return words("simulation.aim.index", value=aim.value)
    group = group_word(aim.kind, None, words)
    said = {"rank": int(aim.value), "count": aimed.peers.count, "group": group, "year": aimed.peers.year}
    if aimed.target is None:
        return words("simulation.aim.last", **said)
    return words("simulation.aim.rank", **said, index=aimed.target.index)


def lifted(done: Plan, view: View, words: Words) -> Exhibit:
    """Show every component before and after the plan."""
    after = dict(view.found.components)
    for row in done.steps.itertuples(index=False):
        after[row.component] += row.gain / view.method.weights[row.component]
    rows = pd.DataFrame(
        {
            "label": [words(f"method.component.{code}") for code in after],
            "value": list(after.values()),
            "previous": [view.found.components[code] for code in after],
            "reference": float("nan"),
            "basis": scores.SIMULASI,
        }
    )
    columns = (
        Column("label", words("shared.column.component")),
        Column("previous", words("simulation.column.before"), SCORE, 3),
        Column("value", words("simulation.column.after"), SCORE, 3),
    )
    spoken = words.join(f"{row.label} {words.number(row.value, 2)}" for row in rows.itertuples())
    return Exhibit(
        key="rencana-komponen",
        message=words("simulation.lifted.message"),
        figure=charts.component_rows(rows, view.scale, words, words("simulation.lifted.before")),
        table=Table(rows, columns),
        caption=words("simulation.lifted.caption", name=view.name, year=view.year),
        alt=words("simulation.lifted.alt", values=spoken),
        source=view.source,
        stamp=view.stamp,
        bases=(scores.SIMULASI,),
        is_sample=view.found.is_sample,
    )


def hindrances(warehouse: Warehouse, view: View, aimed: Aimed, words: Words) -> Exhibit | None:
    """List what keeps the index from the top of the scale, where the aim is out of reach; None where it is not."""
    made = _made(warehouse, view, aimed).plan if view.found.index is not None else None
    if made is None or made.is_reached or made.hindrances.empty:
        return None
    rows = _hindrances(made).assign(
        said=lambda frame: [
            words(f"simulation.hindrance.{row.kind}", n=row.n, name=row.name) for row in frame.itertuples()
        ],
        nodes=lambda frame: [words.join(_named(name, words) for name in names) for names in frame["names"]],
    )
    columns = (
        Column("said", words("simulation.column.hindrance")),
        Column("nodes", words("simulation.column.item")),
        Column("index", words("simulation.column.cost"), SCORE, 3),
    )
    return Exhibit(
        key="penghalang",
        message=words("simulation.hindrances.message", furthest=made.furthest, top=view.scale[1]),
        table=Table(rows, columns),
        caption=words("simulation.hindrances.caption", name=view.name, year=view.year),
        alt=words("simulation.hindrances.alt"),
        source=view.source,
        stamp=view.stamp,
        bases=(scores.SIMULASI,),
        is_sample=view.found.is_sample,
    )


def _hindrances(done: Plan) -> pd.DataFrame:
    """Put what hinders together by kind, and by owner where a budget does: `kind, name, names, n, index`."""
    rows = done.hindrances.assign(owner=lambda one: one["name"].where(one["kind"] == BUDGET, ""))
    grouped = rows.groupby(["kind", "owner"], sort=False).agg(names=("name", tuple), index=("index", "sum"))
    found = grouped.reset_index().rename(columns={"owner": "name"})
    return found.assign(n=found["names"].map(len)).sort_values("index", ascending=False, ignore_index=True)


def _hindrance(kind: str, name: str, n: int, words: Words) -> str:
    return words(f"simulation.hindrance.{kind}", n=n, name=name)


def _rows(done: Plan, view: View, words: Words) -> pd.DataFrame:
    steps = done.steps
    is_item = steps["node"] != steps["component"]
    held = [view.holders.get(node) for node in steps["node"]]
    part = steps["component"].map(lambda code: words(f"method.component.{code}"))
    return steps.assign(
        number=range(1, len(steps) + 1),
        part=part,
        node_said=steps["node"].where(is_item, ""),
        text=[
            view.method.item(row.node).meaning[words.language]
            if row.node != row.component
            else words("simulation.planned.unmarked", n=int(row.marks))
            for row in steps.itertuples()
        ],
        innovation=[words.join(one.innovations) if one else "" for one in held],
    )


def plan_note(done: Plan, aimed: Aimed, words: Words) -> str:
    """Say the whole effort and how near it is proved to the least, and what the plan rests on."""
    notes = []
    if len(done.steps):
        is_proved = done.gap == 0
        key = "optimal" if is_proved else "gap" if done.gap == done.gap else "unproved"
        notes.append(words(f"simulation.planned.{key}", gap=done.gap, effort=done.effort))
    if aimed.peers is not None and aimed.target is not None:
        notes.append(words("simulation.planned.shares"))
    if done.unmarked and round(done.index - done.start, PRECISION) > 0:
        names = words.join(words(f"method.component.{code}") for code in done.unmarked)
        notes.append(words("simulation.planned.by_score", components=names))
    return " ".join(notes)


def _listed(names: tuple[str, ...], words: Words) -> str:
    shown = [_named(name, words) for name in names]
    rest = len(shown) - NAMED
    return words.join([*shown[:NAMED], words("simulation.more", n=rest)] if rest > 0 else shown)


def _named(node: str, words: Words) -> str:
    """Name a component in words; items and owners bear their own names."""
    key = f"method.component.{node}"
    return words(key) if words.has(key) else node
