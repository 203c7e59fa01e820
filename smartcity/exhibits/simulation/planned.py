"""The cheapest plan to an aim: its steps, what it lifts, what stands in its way."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from math import ceil

import pandas as pd

from smartcity import charts
from smartcity.answers import plans, scores
from smartcity.answers.plans import Footing
from smartcity.answers.simulations import INDEX_VALUE, Goal
from smartcity.exhibits.kit.columns import label, of_page
from smartcity.exhibits.kit.exhibit import SCORE, Exhibit
from smartcity.exhibits.kit.memory import kept, kept_with
from smartcity.exhibits.kit.naming import method_names, spoken
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.kit.subject import Subject
from smartcity.exhibits.simulation.nexts import innovations_of
from smartcity.exhibits.simulation.trial import Trial, unscored
from smartcity.method import Method
from smartcity.outlook.planning.plan import BUDGET, Plan
from smartcity.outlook.planning.start import Unplannable
from smartcity.scoring.ranking import PRECISION
from smartcity.scoring.scores import node_scores
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

KEY = "rencana"
NAMED = 3
LIFTED_DECIMALS = 3
_STEP = "number=place node_said=item text part=shared.component"
_MARKS = "mark_before=before mark_after=after"
"""Columns of a step: which item of which component, and its marks."""


@dataclass(frozen=True, eq=False)
class _Made:
    """A plan, or the *code* and *names* of why there is none."""

    plan: Plan | None
    code: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Planning:
    """What a plan is asked for: from which *footing* of a trial, to which *goal*."""

    trial: Trial
    footing: Footing
    goal: Goal

    @classmethod
    def of(cls, trial: Trial, goal: Goal, footing: Footing | None) -> "_Planning":
        """Ask from a footing, or from the usual one of the trial."""
        return cls(trial, footing or next(iter(trial.footings.values())), goal)

    @property
    def subject(self) -> Subject:
        """The subject of its exhibits: invented data is only said where the plan rests on it."""
        bases = (self.footing.card.basis,) if self.footing.card is not None else ()
        return replace(self.trial.subject_beside(bases), is_sample=self.footing.is_sample)


def _rests_on(planning: _Planning) -> Hashable:
    start = planning.footing.start
    known = (planning.footing.code, tuple(sorted(start.marks.items())), tuple(sorted(start.components.items())))
    return start.method.fingerprint, known, repr(planning.trial.terms), planning.goal.aim, planning.goal.target


@kept(by=_rests_on)
def _made(warehouse: Warehouse, planning: _Planning) -> _Made:
    """Make the plan once for a build, a start and a target."""
    try:
        return _Made(plans.planned(planning.footing, planning.trial.terms, planning.goal))
    except Unplannable as problem:
        return _Made(None, problem.code, problem.names)


def is_planned(warehouse: Warehouse, trial: Trial, goal: Goal, footing: Footing | None = None) -> bool:
    """Say whether there is a plan with at least one step."""
    planning = _Planning.of(trial, goal, footing)
    made = _made(warehouse, planning).plan if planning.footing.index is not None else None
    return made is not None and len(made.steps) > 0


def plan_of(warehouse: Warehouse, trial: Trial, goal: Goal, footing: Footing | None = None) -> Plan:
    """Give the plan itself, where there is one."""
    return _made(warehouse, _Planning.of(trial, goal, footing)).plan


def planned(warehouse: Warehouse, trial: Trial, goal: Goal, words: Words, footing: Footing | None = None) -> Exhibit:
    """Show the steps of the plan in order with the index after each; in a part, what it does to the components.

    Where only an index is known to start from, that part says instead what each component alone would take.
    """
    planning = _Planning.of(trial, goal, footing)
    key = (KEY, planning.footing.code, goal.aim, goal.target)
    return kept_with(trial, key, lambda: _planned(warehouse, planning, words))


def _planned(warehouse: Warehouse, planning: _Planning, words: Words) -> Exhibit:
    trial, goal = planning.trial, planning.goal
    if planning.footing.index is None:
        return unscored(KEY, "planned", trial, words)
    made = _made(warehouse, planning)
    if made.plan is None:
        return trial.nothing(KEY, f"unplannable.{made.code}", names=_listed(made.names, words))
    done = made.plan
    beside = alone(done, planning, words) if planning.footing.is_printed else lifted(done, planning, words)
    message, note = plan_message(done, goal, planning.footing, words), plan_note(done, goal, planning.footing, words)
    if done.steps.empty:
        return replace(beside, key=KEY, message=message, note=note)
    rows = with_texts(done.steps, trial.method, words).assign(
        number=range(1, len(done.steps) + 1), innovation=innovations_of(trial, done.steps["node"], words)
    )
    codes = f"{_STEP} {_MARKS} owner gain index=cumulative marks effort innovation"
    unsaid = {code for code in ("node_said", "owner", "innovation") if (rows[code].fillna("") == "").all()}
    unsaid |= {code for code in ("mark_before", "mark_after") if rows[code].isna().all()}
    return planning.subject.exhibit(
        KEY,
        message,
        "simulation.planned",
        rows=rows,
        columns=[one for one in label(words, *of_page("simulation", codes)) if one.code not in unsaid],
        note=note,
        details=(beside,),
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


def plan_message(done: Plan, goal: Goal, footing: Footing, words: Words) -> str:
    """Say whether the aim is there already, what reaches it, or how far one gets and what is in the way."""
    values = {"aim": aim_said(goal, words), "start": done.start, "index": done.index, **_from(footing, words)}
    if goal.target is None or (done.is_reached and done.steps.empty):
        return words("simulation.planned.there", **values)
    if done.is_reached:
        marks, nodes = int(done.steps["marks"].sum()), len(done.steps)
        first = done.steps.iloc[0]
        values |= {"n": marks, "nodes": nodes, "component": words(f"method.component.{first['component']}")}
        gap = goal.target.index - done.start
        if marks == 1 and footing.is_printed and gap > 0:
            worth = first["gain"]
            kind = "one_mark" if round(worth - gap, PRECISION) > 0 else "whole_mark"
            return words(f"simulation.planned.{kind}", **values, gap=gap, worth=worth)
        share = done.steps.loc[done.steps["component"] == first["component"], "marks"].sum() / marks
        key = "reached_one" if share == 1 else "reached"
        return words(f"simulation.planned.{key}{'' if footing.card is None else '_published'}", **values)
    blocks = _hindrances(done, words)["said"].head(NAMED)
    return words("simulation.planned.short", **values, furthest=done.furthest, blocks=words.join(blocks))


def _from(footing: Footing, words: Words) -> dict[str, object]:
    """Name where the plan starts: a published index with its year, or the index of what is supposed."""
    if footing.card is None:
        return {"whence": words("simulation.planned.whence_supposed")}
    basis = words(f"method.basis.{footing.card.basis}")
    return {"whence": words("simulation.planned.whence_published", year=footing.card.year, basis=basis)}


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


def lifted(done: Plan, planning: _Planning, words: Words) -> Exhibit:
    """Show every component before and after the plan."""
    trial, start = planning.trial, planning.footing.start
    after = start.known | dict(zip(done.steps["node"], done.steps["mark_after"]))
    first, last = (node_scores(known, start.method) for known in (start.known, after))
    codes = list(start.method.weights)
    rows = pd.DataFrame(
        {
            "label": method_names("component", codes, words),
            "before": [first[code] for code in codes],
            "after": [last[code] for code in codes],
            "before_basis": scores.SIMULASI,
            "after_basis": scores.SIMULASI,
            "is_home": True,
        }
    )
    sides = [words(f"simulation.lifted.{side}") for side in ("before", "after")]
    return planning.subject.exhibit(
        "rencana-komponen",
        lifted_message(rows, trial.year, words),
        "simulation.lifted",
        figure=charts.moved_rows(rows, trial.scale, words, *sides, LIFTED_DECIMALS),
        rows=rows,
        columns=(
            ("label", "shared.component"),
            ("before", "simulation.before", SCORE, LIFTED_DECIMALS),
            ("after", "simulation.after", SCORE, LIFTED_DECIMALS),
        ),
        name=trial.name,
        year=trial.year,
        values=spoken(rows.assign(value=rows["after"]), words),
    )


def lifted_message(rows: pd.DataFrame, year: int, words: Words) -> str:
    """Name the components that the plan lifts, those furthest first."""
    lifts = (rows["after"] - rows["before"]).round(PRECISION)
    order = lifts[lifts > 0].sort_values(ascending=False, kind="stable").index
    clauses = [
        words("simulation.lifted.clause", component=row.label, before=row.before, after=row.after)
        for row in rows.loc[order].itertuples()
    ]
    return words("simulation.lifted.message", year=year, clauses=words.join(words.first(clauses, NAMED)))


def alone(done: Plan, planning: _Planning, words: Words) -> Exhibit:
    """Say what one mark of each component is worth, and how many of it alone would close the gap."""
    trial, method = planning.trial, planning.footing.start.method
    gap = max(0.0, round(planning.footing.needs(planning.goal).index - done.start, PRECISION))
    worth = [part.gain_per_mark for part in method.components]
    rows = pd.DataFrame(
        {
            "label": method_names("component", method.weights, words),
            "worth": worth,
            "marks": [ceil(round(gap / one, PRECISION)) for one in worth],
            "items": [len(part.items) for part in method.components],
        }
    )
    return planning.subject.exhibit(
        "rencana-sendiri",
        words("simulation.alone.message", gap=gap),
        "simulation.alone",
        rows=rows.sort_values("worth", ascending=False, ignore_index=True),
        columns=of_page("simulation", "label=shared.component worth marks=alone items"),
        name=trial.name,
        year=trial.year,
        aim=aim_said(planning.goal, words),
    )


def hindrances(
    warehouse: Warehouse, trial: Trial, goal: Goal, words: Words, footing: Footing | None = None
) -> Exhibit | None:
    """List what keeps the index from the top of the scale, where the aim is out of reach; None where it is not."""
    planning = _Planning.of(trial, goal, footing)
    made = _made(warehouse, planning).plan if planning.footing.index is not None else None
    if made is None or made.is_reached or made.hindrances.empty:
        return None
    rows = _hindrances(made, words)
    return planning.subject.exhibit(
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


def plan_note(done: Plan, goal: Goal, footing: Footing, words: Words) -> str:
    """Say the whole effort and how near it is proved to the least, and what the plan rests on."""
    notes = []
    if len(done.steps):
        is_proved = done.gap == 0
        proved = "optimal_printed" if footing.is_printed else "optimal"
        key = proved if is_proved else "gap" if done.gap == done.gap else "unproved"
        notes.append(words(f"simulation.planned.{key}", gap=done.gap, effort=done.effort))
    if goal.peers is not None and goal.target is not None:
        needed = footing.needs(goal).index
        key = "shares_printed" if footing.is_printed else "shares"
        notes.append(words(f"simulation.planned.{key}", printed=goal.target.index, needed=needed))
    if footing.is_printed:
        notes.append(_assumed(footing, words))
    elif footing.assumed:
        for year in sorted(set(footing.assumed.values())):
            names = method_names("component", (code for code, of in footing.assumed.items() if of == year), words)
            notes.append(words("simulation.assumed", components=words.join(names), year=year))
    if not footing.is_printed and done.unmarked and round(done.index - done.start, PRECISION) > 0:
        names = method_names("component", done.unmarked, words)
        notes.append(words("simulation.planned.by_score", components=words.join(names)))
    return " ".join(notes)


def _assumed(footing: Footing, words: Words) -> str:
    """Name the assumption about components that were not printed with the index that the plan starts from."""
    values = {"year": footing.card.year, "index": footing.card.published}
    years = sorted(set(footing.assumed.values()))
    if not years:
        return words("simulation.planned.components_unknown", **values)
    return words("simulation.planned.components_moved", **values, years=words.join(map(str, years)))


def footing_note(trial: Trial, footing: Footing, words: Words) -> str:
    """Explain how the starts that can be chosen differ; nothing where there is only one index to start from."""
    others = [one for one in trial.footings.values() if one.index is not None and one.code != footing.code]
    if footing.index is None:
        return ""
    sentences = [
        words(
            f"simulation.footing.differs_{other.code}",
            index=other.index,
            gap=abs(other.index - footing.index),
            side=words("simulation.footing.above" if other.index > footing.index else "simulation.footing.below"),
        )
        for other in others
        if round(other.index - footing.index, PRECISION) != 0
    ]
    return " ".join(sentences)


def _listed(names: tuple[str, ...], words: Words) -> str:
    return words.join(words.first((_named(name, words) for name in names), NAMED))


def _named(node: str, words: Words) -> str:
    """Name a component in words; items and owners bear their own names."""
    key = f"method.component.{node}"
    return words(key) if words.has(key) else node
