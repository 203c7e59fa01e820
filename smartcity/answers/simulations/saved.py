"""What people saved and took on: named self-assessments with the terms of their plans, and the steps of plans."""

from dataclasses import dataclass

import pandas as pd

from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario, Terms
from smartcity.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Named:
    """A saved scenario: its name, year and track, and the journal entry, moment and person of its last version."""

    name: str
    year: int
    track: str
    entry: str
    saved_at: object
    saved_by: str


def named(warehouse: Warehouse, year: int, track: str) -> tuple[Named, ...]:
    """List the saved scenarios of a year and track, the oldest first."""
    rows = warehouse.query("scenarios")
    own = rows[(rows["year"] == year) & (rows["track"] == track)].drop_duplicates("entry")
    return tuple(
        Named(row.scenario, year, track, row.entry, row.saved_at, row.saved_by) for row in own.itertuples(index=False)
    )


def saved(warehouse: Warehouse, name: str, year: int, track: str) -> Scenario | None:
    """Return a saved scenario with its marks and terms; None when there is none of that name."""
    rows = warehouse.query("scenarios")
    own = rows[(rows["scenario"] == name) & (rows["year"] == year) & (rows["track"] == track)]
    if own.empty:
        return None
    entry = own["entry"].iloc[0]
    marked = own.dropna(subset=["item"])
    marks = dict(zip(marked["item"], marked["mark"].astype(float)))
    terms = warehouse.query("scenario_terms")
    return Scenario(name, year, track, marks, _terms(terms[terms["entry"] == entry]))


def _terms(rows: pd.DataFrame) -> Terms:
    of = dict(iter(rows.groupby("term")))
    empty = rows.iloc[:0]
    held: dict[str, object] = {
        "efforts": {
            node: tuple(own.sort_values("place")["number"].astype(float))
            for node, own in of.get("efforts", empty).groupby("name")
        },
        "blocked": frozenset(of.get("blocked", empty)["name"]),
        "owners": dict(of.get("owners", empty)[["name", "text"]].itertuples(index=False, name=None)),
    }
    for term in ("ceilings", "budgets"):
        own = of.get(term, empty)
        held[term] = dict(zip(own["name"], own["number"].astype(float)))
    if "effort" in of:
        held["effort"] = float(of["effort"]["number"].iloc[0])
    return Terms(**held)


def taken_on(warehouse: Warehouse) -> pd.DataFrame:
    """List the steps of plans that were taken on, in their order, with the scenario, the person and the moment."""
    return warehouse.query("tasks")


def rubrics(warehouse: Warehouse, year: int, track: str) -> dict[str, str]:
    """Return what the office itself wrote about how an item earns its marks, by item, from the uploaded marks."""
    rows = warehouse.query("marks")
    own = rows[(rows["year"] == year) & (rows["track"] == track) & (rows["region"] == load_site().home)]
    own = own.dropna(subset=["rubric"])
    return dict(zip(own["item"], own["rubric"]))
