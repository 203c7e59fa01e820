"""The cheapest plan to a target: whole marks of least effort, found exactly, and what blocks a target out of reach."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor, inf

import pandas as pd

from smartcity.method import INDEX, Component
from smartcity.outlook.planning.programme import SLACK, Group, Programme
from smartcity.outlook.planning.start import Start, Target, Unplannable, exact, worths
from smartcity.records.scenarios import STEP_NUMBERS, STEP_TEXTS, Terms
from smartcity.scoring.ranking import PRECISION
from smartcity.scoring.scores import node_scores

CEILING, BLOCKED, BUDGET = "ceiling", "blocked", "budget"
"""What keeps an index below the top of the scale: an item's ceiling, a blocked item, an owner's budget."""


@dataclass(frozen=True)
class Plan:
    """A plan, always a simulation, to *target*; where that is out of reach, the cheapest one to get as far as possible.

    *steps*: one row per item or unmarked component that is raised, the most gain per effort first: `node, component,
    owner, mark_before, mark_after, marks, effort, gain, index`; *index* is the cumulative one. An unmarked component
    has its score in place of a mark: how many marks it takes is known, on which items is not (*unmarked*).
    *hindrances*: `kind, name, index`: what keeps the index from the top of the scale, each with what it costs; they
    sum to the distance from *furthest*, the highest index within the terms, to the top.
    *gap* is the relative gap the solver left at the effort: 0 is proved to be least; NaN when it gave up.
    """

    target: Target
    start: float
    index: float
    furthest: float
    effort: float
    gap: float
    steps: pd.DataFrame
    hindrances: pd.DataFrame
    unmarked: tuple[str, ...]

    @property
    def is_reached(self) -> bool:
        """Whether the plan's index, recomputed by scoring, reaches the target at the precision of a ranking."""
        beyond = round(self.index - self.target.index, PRECISION)
        return beyond > 0 if self.target.must_exceed else beyond >= 0


def plan(start: Start, terms: Terms, target: Target) -> Plan:
    """Find the least total effort by which *start* reaches *target* within *terms*.

    Among plans of equal effort the one with fewer items is taken, then the one that gains more, then the first in the
    order of the instrument. A mark is raised by whole steps of one; the last step ends at the ceiling.

    Raises:
        Unplannable: `marks_missing` (items without a mark in a component that is not known by its score),
            `off_scale` (marks or scores), `bad_effort` (negative or missing efforts or budgets), `effort_unclear`
            (efforts of single items in an unmarked component), `owner_unclear` (an unmarked component of several
            owners, of whom these have a budget).
        UnknownNode: If something is said of a node that is no item and no component of the method.
    """
    _check(start, terms)
    begun = _index(start)
    need = exact(target.index) - begun + (3 * SLACK if target.must_exceed else 0)
    programme = every = _programme(start, terms, has_parts=True)
    furthest = every.furthest()
    most = _gained(every, furthest)
    if start.unmarked:
        # What is left of a component's last mark is only used where whole marks do not reach.
        whole = _programme(start, terms, has_parts=False)
        furthest_whole = whole.furthest()
        if need <= _gained(whole, furthest_whole) + SLACK:
            programme, furthest = whole, furthest_whole
    if need <= SLACK:
        solution, gap = (0,) * len(programme.most), 0.0
    else:
        found = programme.cheapest(min(need, most), furthest)
        solution, gap = found.counts, found.gap
    steps = _steps(programme, solution, start, begun)
    return Plan(
        target=target,
        start=node_scores(start.known, start.method)[INDEX],
        index=node_scores(start.known | dict(zip(steps["node"], steps["mark_after"])), start.method)[INDEX],
        furthest=float(begun + most),
        effort=float(sum((effort * count for effort, count in zip(programme.efforts, solution)), Fraction(0))),
        gap=gap,
        steps=steps,
        hindrances=_hindrances(start, terms, every, every.furthest()),
        unmarked=start.unmarked,
    )


def _check(start: Start, terms: Terms) -> None:
    """Refuse what no honest plan can be made from."""
    method = start.method
    of_nodes = {*terms.efforts, *terms.blocked, *terms.owners}
    for code in {*start.marks, *terms.ceilings, *(of_nodes - set(method.weights))}:
        method.item(code)
    for code in start.components:
        method.component(code)
    hidden = [item.code for item in method.items if item.component in start.unmarked]
    owners = [_owners(code, start, terms) for code in start.unmarked]
    efforts = {"effort": (terms.effort,), **terms.efforts}
    efforts |= {owner: (budget,) for owner, budget in terms.budgets.items()}
    faults = {
        "marks_missing": [item.code for item in method.items if item.code not in {*start.known, *hidden}],
        "off_scale": [node for node, value in start.known.items() if not method.scale_min <= value <= method.scale_max],
        "bad_effort": [name for name, steps in efforts.items() if not all(0 <= step < inf for step in steps)],
        "effort_unclear": [item for item in hidden if item in terms.efforts],
        "owner_unclear": sorted({one for several in owners if len(several) > 1 for one in several & {*terms.budgets}}),
    }
    for code, names in faults.items():
        if names:
            raise Unplannable(code, tuple(names))


def _owners(component: str, start: Start, terms: Terms) -> set[str | None]:
    return {terms.owner_of(item) for item in start.method.component(component).items}


def _programme(start: Start, terms: Terms, *, has_parts: bool) -> Programme:
    """Lay out what can be raised; with *has_parts* also the rest of a mark in a component known by its score."""
    groups = (group for one in start.method.components for group in _groups(one, start, terms, has_parts=has_parts))
    budgets = tuple((owner, exact(limit)) for owner, limit in sorted(terms.budgets.items()))
    return Programme(tuple(group for group in groups if group.gains), budgets)


def _groups(component: Component, start: Start, terms: Terms, *, has_parts: bool) -> list[Group]:
    """Gather the nodes of a component that are alike, in the order of the instrument."""
    if component.code in start.unmarked:
        return [_unmarked_group(component, start, terms, has_parts=has_parts)]
    alike: dict[tuple, list[str]] = {}
    for item in component.items:
        worth = worths(start.method)[item.code]
        parts = _marks_of(Fraction(0) if terms.is_blocked(item) else _room(item.code, start, terms))
        efforts = tuple(exact(terms.effort_of(place, component.code, item.code)) for place in range(len(parts)))
        key = (terms.owner_of(item), tuple(worth * part for part in parts), efforts)
        alike.setdefault(key, []).append(item.code)
    return [
        Group(component.code, tuple(nodes), owner, parts, efforts) for (owner, parts, efforts), nodes in alike.items()
    ]


def _unmarked_group(component: Component, start: Start, terms: Terms, *, has_parts: bool) -> Group:
    """Treat a component known by its score as one node; each of its items is taken to stand at the score."""
    score_now = exact(start.components[component.code])
    tops = [terms.ceiling(item.code, start.method) for item in component.items if not terms.is_blocked(item)]
    room = sum((max(Fraction(0), exact(top) - score_now) for top in tops), Fraction(0))
    parts = _marks_of(room if has_parts else Fraction(floor(room)))
    owners = _owners(component.code, start, terms)
    owner = owners.pop() if len(owners) == 1 else None
    worth = worths(start.method)[component.items[0].code]
    efforts = tuple(exact(terms.effort_of(place, component.code)) for place in range(len(parts)))
    return Group(component.code, (component.code,), owner, tuple(worth * part for part in parts), efforts)


def _marks_of(room: Fraction) -> list[Fraction]:
    """Cut a room into marks; the last one ends at the ceiling, so it may be a part of one."""
    whole = floor(room)
    return [Fraction(1)] * whole + ([room - whole] if room > whole else [])


def _room(item: str, start: Start, terms: Terms) -> Fraction:
    return max(Fraction(0), exact(terms.ceiling(item, start.method)) - exact(start.mark(item)))


def _index(start: Start) -> Fraction:
    """Add up the exact index that the start has."""
    total = Fraction(0)
    for component in start.method.components:
        for item in component.items:
            value = start.components[component.code] if component.code in start.unmarked else start.mark(item.code)
            total += worths(start.method)[item.code] * exact(value)
    return total


def _gained(programme: Programme, counts: tuple[int, ...], *, owner: str | None = None) -> Fraction:
    """Add up what the counted marks gain, of all owners or of one."""
    return sum(
        (
            gain * count
            for gain, count, (group, _) in zip(programme.gains, counts, programme.variables)
            if owner in (None, group.owner)
        ),
        Fraction(0),
    )


def _steps(programme: Programme, counts: tuple[int, ...], start: Start, begun: Fraction) -> pd.DataFrame:
    """Spread the counts over the nodes of each group, the first of the instrument getting the most."""
    raised = []
    taken = dict(zip(((id(group), place) for group, place in programme.variables), counts))
    for group in programme.groups:
        for rank, node in enumerate(group.nodes):
            marks = sum(taken[id(group), place] > rank for place in range(len(group.gains)))
            if marks:
                raised.append((node, group, marks, sum(group.gains[:marks]), sum(group.efforts[:marks])))
    raised.sort(key=lambda row: (row[4] > 0, -row[3] / row[4] if row[4] else 0, -row[3]))
    rows, index = [], begun
    for node, group, marks, gain, effort in raised:
        index += gain
        is_item = node != group.component
        before = start.mark(node) if is_item else float(start.components[node])
        share = 1 if is_item else len(start.method.component(node).items)
        worth = worths(start.method)[node if is_item else start.method.component(node).items[0].code]
        after = float(exact(before) + gain / worth / share)
        rows.append(
            (node, group.component, group.owner, before, after, marks, float(effort), float(gain), float(index))
        )
    return pd.DataFrame(rows, columns=[*STEP_TEXTS, *STEP_NUMBERS])


def _hindrances(start: Start, terms: Terms, programme: Programme, furthest: tuple[int, ...]) -> pd.DataFrame:
    """List what keeps the index from the top of the scale, the most costly first."""
    rows: list[tuple[str, str, Fraction]] = []
    top = exact(max(start.method.assessor_levels))
    for component in start.method.components:
        is_known = component.code not in start.unmarked
        for item in component.items:
            worth = worths(start.method)[item.code]
            mark = exact(start.mark(item.code) if is_known else start.components[component.code])
            ceiling = max(mark, exact(terms.ceiling(item.code, start.method)))
            if terms.is_blocked(item):
                rows.append((BLOCKED, item.code, worth * (top - mark)))
            else:
                rows.append((CEILING, item.code, worth * (top - ceiling)))
    for owner, _ in programme.budgets:
        lost = _gained(programme, programme.most, owner=owner) - _gained(programme, furthest, owner=owner)
        rows.append((BUDGET, owner, lost))
    kept = sorted((row for row in rows if row[2] > 0), key=lambda row: -row[2])
    return pd.DataFrame([(kind, name, float(lost)) for kind, name, lost in kept], columns=["kind", "name", "index"])
