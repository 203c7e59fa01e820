"""Walk a score back: to its contributions, and on to file, sheet and cell with the value found there."""

from dataclasses import dataclass

import pandas as pd

from smartcity.method.regions import load_site
from smartcity.warehouse.store import Warehouse


@dataclass(frozen=True, slots=True)
class TracePlace:
    """One cell that a score rests on, with the text that stands in it; *node* is the node it feeds.

    *snapshot* is the identity of the file. *value* is None in the cell of a respondent's answer: where it stands is
    told, what it says stands in the file only.
    """

    file: str
    sheet: str
    cell: str
    value: str | None
    node: str
    snapshot: str


@dataclass(frozen=True)
class Trace:
    """A score with the contributions below it (`node, value, weight, contribution`) and all the cells it rests on.

    *score* is None when the node has no score. *sources* says where the figures were published, one line a source;
    *track* is the one whose rules made the score.
    """

    score: float | None
    published: float | None
    basis: str
    contributions: pd.DataFrame
    places: tuple[TracePlace, ...]
    sources: tuple[str, ...]
    is_sample: bool
    track: str | None


def trace(warehouse: Warehouse, year: int, region: str, node: str, basis: str) -> Trace:
    """Trace the score of *node* for *region* in *year* on one *basis*.

    A published figure rests on its own cell and on those of its components; a simulated one on every mark and every
    single answer below it. Only the joined rounds are looked at.
    """
    selection = {"year": year, "region": region, "node": node, "basis": basis}
    rounds = list(load_site().joined_rounds)
    own = warehouse.query("score_of_node", **selection, rounds=rounds, track=load_site().track)
    first = own.iloc[0] if len(own) else None
    track = None if first is None else str(first["track"])
    contributions = warehouse.query("contributions_of_node", **selection, track=track)
    places = warehouse.query("places_of_node", **selection, track=track, rounds=rounds)
    sources = warehouse.query("sources_of_node", **selection, track=track, rounds=rounds)
    return Trace(
        score=None if first is None else float(first["value"]),
        published=None if first is None or pd.isna(first["published"]) else float(first["published"]),
        basis=basis,
        contributions=contributions,
        places=tuple(
            TracePlace(row.file, row.sheet, row.cell, None if pd.isna(row.value) else row.value, row.node, row.snapshot)
            for row in places.itertuples(index=False)
        ),
        sources=tuple(sources["source"]),
        is_sample=bool(first is not None and first["is_sample"]),
        track=track,
    )
