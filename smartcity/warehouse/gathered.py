"""The tables of evidence: a row an item that somebody spoke of, a row a piece of evidence, a row an interview."""

from collections.abc import Iterable
from dataclasses import asdict

from smartcity.warehouse.supposed import Supposed


def evidence_rows(supposed: Supposed) -> Iterable[dict]:
    """Yield one row for each item that somebody spoke of."""
    for one in supposed.evidence:
        yield {name: value for name, value in vars(one).items() if name != "pieces"}


def piece_rows(supposed: Supposed) -> Iterable[dict]:
    """Yield one row for each piece of evidence of each item, numbered from one in their order."""
    for one in supposed.evidence:
        whose = {"year": one.year, "track": one.track, "item": one.item}
        for number, piece in enumerate(one.pieces, start=1):
            yield whose | {"number": number, **asdict(piece)}


def interview_rows(supposed: Supposed) -> Iterable[dict]:
    """Yield one row for each year whose interview has a moment."""
    for one in supposed.interviews:
        yield asdict(one)
