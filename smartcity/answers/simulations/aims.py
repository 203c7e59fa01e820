"""What a plan is to reach, as people say it: an index, or a rank in a group; and the plan that gets there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from smartcity.answers import scores
from smartcity.answers.simulations.holders import Holder, owners
from smartcity.answers.simulations.peers import Peers, peers
from smartcity.answers.simulations.supposition import Supposition
from smartcity.method import Method
from smartcity.method.regions import load_site
from smartcity.outlook.planning import Plan, Target, plan
from smartcity.records.scenarios import STEP_NUMBERS, STEP_TEXTS, Terms
from smartcity.warehouse import Warehouse

INDEX_VALUE = "index"
"""The kind of aim that is an index itself; the others are groups in which a rank is wanted."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim: of the kind `INDEX_VALUE` its *value* is an index, else the rank wanted in that group."""

    kind: str
    value: float


@dataclass(frozen=True, eq=False)
class Aimed:
    """An aim with the index that it takes; *peers* are those among whom a rank is wanted.

    *target* is None where any index would do: the rank is the last one.
    """

    aim: Aim
    target: Target | None
    peers: Peers | None = None


class AimMissed(ValueError):
    """An aim that cannot be one: *code* is `off_scale`, `no_peers`, or `bad_rank`; *values* are for the sentence."""

    def __init__(self, code: str, values: Mapping[str, object]) -> None:
        self.code, self.values = code, dict(values)
        super().__init__(f"{code}: {self.values}")


def kinds(warehouse: Warehouse, year: int) -> tuple[str, ...]:
    """List the kinds of aims that there are figures for: an index always, a rank where others published."""
    site = load_site()
    groups = (site.province_code, scores.NATIONAL)
    return (INDEX_VALUE, *(group for group in groups if peers(warehouse, year, group) is not None))


def aimed(warehouse: Warehouse, method: Method, aim: Aim) -> Aimed:
    """Turn an aim into a target.

    Raises:
        AimMissed: If the index is off the scale, there is nobody to be ranked among, or the rank does not exist.
    """
    if aim.kind == INDEX_VALUE:
        if not method.scale_min <= aim.value <= method.scale_max:
            values = {"value": aim.value, "low": method.scale_min, "high": method.scale_max}
            raise AimMissed("off_scale", values)
        return Aimed(aim, Target(aim.value))
    others = peers(warehouse, method.year, aim.kind)
    if others is None:
        raise AimMissed("no_peers", {"group": aim.kind})
    if aim.value != int(aim.value) or not 1 <= aim.value <= others.count:
        raise AimMissed("bad_rank", {"rank": aim.value, "count": others.count})
    return Aimed(aim, others.target(int(aim.value)), others)


def usual_aim(warehouse: Warehouse, found: Supposition) -> Aim:
    """Propose an aim: the first rank in the province, else the next half mark of the index."""
    site = load_site()
    others = peers(warehouse, found.method.year, site.province_code)
    if others is not None:
        return Aim(site.province_code, 1)
    now = found.index if found.index is not None else found.method.scale_min
    return Aim(INDEX_VALUE, min(found.method.scale_max, (int(now * 2) + 1) / 2))


def with_owners(terms: Terms, holders: Mapping[str, Holder]) -> Terms:
    """Let items that the terms give no owner have the one that the list of innovations prints."""
    return replace(terms, owners={**owners(holders), **terms.owners})


def planned(found: Supposition, terms: Terms, target: Target | None) -> Plan:
    """Make the cheapest plan from what is supposed to *target*; without one there is nothing to do.

    Raises:
        Unplannable: As `plan` does.
    """
    return plan(found.start, terms, target or Target(found.method.scale_min))


def steps(made: Plan) -> tuple[dict[str, object], ...]:
    """Give the steps of a plan as they are taken on: plain values, what is missing is None."""
    rows = made.steps[[*STEP_TEXTS, *STEP_NUMBERS]]
    return tuple(
        {name: None if pd.isna(value) else value for name, value in row.items()} for row in rows.to_dict("records")
    )
