"""What rules that came in by a workbook changed: weights, items, and what they make of figures that are known."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from smartcity.answers import scores
from smartcity.method import INDEX, Method
from smartcity.method.regions import load_site
from smartcity.scoring.scores import node_scores, simulate
from smartcity.warehouse import Warehouse

DERIVED = "derived"


@dataclass(frozen=True)
class Replaced:
    """Rules of a workbook beside those that would hold without it.

    *components*: `component, weight_before, weight, items_before, items`, missing where there is none. *new* and *gone*
    are codes of items. *casts*: `year, basis, before, after, change`, our index by either rules: simulated from what is
    loaded of the year itself, derived from the published components of other years; nothing in it is official.
    """

    before: Method
    after: Method
    components: pd.DataFrame
    new: tuple[str, ...]
    gone: tuple[str, ...]
    casts: pd.DataFrame
    is_sample: bool

    @property
    def moved(self) -> tuple[str, ...]:
        """The components whose weight is another one, or that only one of the two has."""
        rows = self.components
        is_same = rows["weight_before"].eq(rows["weight"])
        return tuple(rows.loc[~is_same, "component"])


def replaced(warehouse: Warehouse) -> tuple[Replaced, ...]:
    """Compare all rules that came in by workbooks with what would hold without each, the newest year first."""
    keys = sorted((rules.key for rules in warehouse.adopted), reverse=True)
    return tuple(_replaced(warehouse, *key) for key in keys)


def _replaced(warehouse: Warehouse, year: int, track: str) -> Replaced:
    after, before = warehouse.methods.require(year, track), warehouse.methods_without(year, track).require(year, track)
    old, new = ({item.code for item in method.items} for method in (before, after))
    casts, is_sample = [], False
    simulated = [_simulated(warehouse, method) for method in (before, after)]
    if any(index is not None for index, _ in simulated):
        casts.append((year, scores.SIMULASI, *(index for index, _ in simulated)))
        is_sample = any(mark for _, mark in simulated)
    casts += [(of, DERIVED, *values) for of, values in _back_cast(warehouse, before, after)]
    rows = pd.DataFrame(casts, columns=["year", "basis", "before", "after"]).astype({"before": float, "after": float})
    return Replaced(
        before=before,
        after=after,
        components=_components(before, after),
        new=tuple(item.code for item in after.items if item.code not in old),
        gone=tuple(item.code for item in before.items if item.code not in new),
        casts=rows.assign(change=rows["after"] - rows["before"]),
        is_sample=is_sample,
    )


def _components(before: Method, after: Method) -> pd.DataFrame:
    rows = []
    for code in dict.fromkeys((*before.weights, *after.weights)):
        counts = (sum(item.component == code for item in method.items) or None for method in (before, after))
        rows.append((code, before.weights.get(code), after.weights.get(code), *counts))
    names = ["component", "weight_before", "weight", "items_before", "items"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[1:], float))


def _simulated(warehouse: Warehouse, method: Method) -> tuple[float | None, bool]:
    """Score what is loaded of the method's year; None where it does not give an index."""
    home = load_site().home
    made = simulate(warehouse.query("marks"), warehouse.query("item_statistics"), method)
    if made is None:
        return None, False
    rows = made.scored.scores
    own = rows.loc[(rows["region"] == home) & (rows["node"] == INDEX), "value"].dropna()
    return (float(own.iloc[0]) if len(own) else None), home in made.invented


def _back_cast(warehouse: Warehouse, before: Method, after: Method) -> Iterator[tuple[int, list[float | None]]]:
    """Weigh our published components of each year by either rules; None where they lack a component."""
    for year, figures in scores.official_figures(warehouse, after.track, after.year):
        values = [
            node_scores({code: figures[code] for code in method.weights}, method).get(INDEX)
            if set(method.weights) <= figures.keys()
            else None
            for method in (before, after)
        ]
        if any(value is not None for value in values):
            yield year, values
