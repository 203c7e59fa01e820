"""The evidence of a year: whose it is, how far, what there is of it, and what that adds up to."""

import pandas as pd

from smartcity.method.evidence import load_evidence
from smartcity.office.evidence import Dossier, Interview, dossier
from smartcity.records.evidence import Evidence, Piece
from smartcity.scoring.scores import of_year
from smartcity.warehouse import Warehouse


def evidence(warehouse: Warehouse, year: int, track: str) -> Dossier:
    """Find the evidence for each item of a year's method.

    Raises:
        MethodMissing: If the year and track have no method.
    """
    method = warehouse.methods.require(year, track)
    return warehouse.remember(("evidence", year, track), lambda: dossier(method, _said(warehouse, year, track)))


def interview(warehouse: Warehouse, year: int, track: str) -> Interview | None:
    """Return when the interview of a year is, as it was said last; None where nobody said it."""
    rows = of_year(warehouse.query("interviews"), year, track)
    return None if rows.empty else Interview(rows["interview_at"].iloc[0].to_pydatetime(), load_evidence().hours)


def _said(warehouse: Warehouse, year: int, track: str) -> list[Evidence]:
    pieces: dict[str, list[Piece]] = {}
    for row in _rows(warehouse.query("evidence_pieces"), year, track):
        own = {name: row[name] for name in row if name not in ("year", "track", "item", "number")}
        pieces.setdefault(row["item"], []).append(Piece(**own))
    rows = _rows(warehouse.query("evidence"), year, track)
    return [Evidence(**row, pieces=tuple(pieces.get(row["item"], ()))) for row in rows]


def _rows(frame: pd.DataFrame, year: int, track: str) -> list[dict]:
    """List rows of a year as they were written: what is missing is None."""
    rows = of_year(frame, year, track).astype(object)
    return rows.where(rows.notna(), None).to_dict("records")
