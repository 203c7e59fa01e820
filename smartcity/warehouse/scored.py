"""The tables of scores and of what makes them: of published tables, and of marks and surveys."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import pandas as pd

from smartcity.method import Method, Methods
from smartcity.method.regions import Site
from smartcity.scoring.ranking import SIMULASI
from smartcity.scoring.scores import score, simulate
from smartcity.warehouse.schema import SCHEMA
from smartcity.warehouse.typed import frame_of

IMPROVEMENT = "improvement"

_TABLE = ("year", "round", "track", "basis")
"""Of what one published table is."""

_FIGURE = ("region", "component", "value", "is_sample")

Tables = tuple[pd.DataFrame, pd.DataFrame]
"""Scores and contributions."""


def scored(frames: Mapping[str, pd.DataFrame], methods: Methods, site: Site) -> Tables:
    """Score the published tables and, of each year and track that has any, the marks and the survey of *frames*."""
    parts = [_published(tuple(frames["results"].itertuples(index=False, name=None)), methods, site)]
    marks, means = frames["marks"].dropna(subset=["value"]), frames["item_statistics"]
    given = {pair for rows in (marks, means) for pair in zip(rows["year"].tolist(), rows["track"].tolist())}
    for method in methods.every:
        own = simulate(marks, means, method) if (method.year, method.track) in given else None
        if own is None:
            continue
        stamp = {"year": method.year, "track": method.track, "basis": SIMULASI}
        used = {"round": site.joined_rounds[0], **_by(method)}
        rows = [
            {**row, **stamp, **used, "is_sample": row["region"] in own.invented} for row in _rows(own.scored.scores)
        ]
        parts.append(_tables(rows, [{**row, **stamp} for row in _rows(own.scored.contributions)]))
    return tuple(map(_together, zip(*parts)))


def _rows(frame: pd.DataFrame) -> Iterable[dict]:
    return (dict(zip(frame.columns, row)) for row in zip(*(frame[name].tolist() for name in frame.columns)))


def _tables(scores: list[dict], contributions: list[dict]) -> Tables:
    return frame_of("scores", scores), frame_of("contributions", contributions)


def _together(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Lay parts of a table below one another."""
    filled = [part for part in parts if len(part)] or [parts[0]]
    return filled[0].copy(deep=False) if len(filled) == 1 else pd.concat(filled, ignore_index=True)


def _by(method: Method) -> Mapping[str, str]:
    return {"method": method.key, "fingerprint": method.fingerprint}


@lru_cache(4)
def _published(rows: tuple[tuple, ...], methods: Methods, site: Site) -> Tables:
    """Score the published tables; they stay the same through most builds, which change a survey or a list."""
    of, given = ([[*SCHEMA["results"]].index(name) for name in names] for names in (_TABLE, _FIGURE))
    tables: dict[tuple, list[dict]] = {}
    for row in rows:
        stamp = tuple(row[place] for place in of)
        if not any(value is pd.NA for value in stamp):
            tables.setdefault(stamp, []).append({name: row[place] for name, place in zip(_FIGURE, given)})
    scores, contributions = [], []
    for stamp, figures in sorted(tables.items(), key=lambda table: table[0]):
        year, round_, track, _ = stamp
        method = methods.known(int(year), track) if round_ in site.joined_rounds else None
        invented = {figure["region"] for figure in figures if figure["is_sample"]}
        own, parts = _published_scores(figures, method)
        known = dict(zip(_TABLE, stamp))
        scores += [{**row, **known, "is_sample": row["region"] in invented} for row in own]
        contributions += [{**row, **known} for row in parts]
    return _tables(scores, contributions)


def _published_scores(figures: Iterable[Mapping], method: Method | None) -> tuple[list[dict], list[dict]]:
    """Scores of one published table: each figure as printed, and the index recomputed where a method allows it."""
    printed = [
        {"region": figure["region"], "node": figure["component"], "published": figure["value"]}
        for figure in figures
        if figure["component"] != IMPROVEMENT
    ]
    if method is None:
        return [{**row, "value": row["published"], "n": 1, "coverage": 1.0} for row in printed], []
    leaves = [(row["region"], row["node"], row["published"]) for row in printed if row["node"] in method.weights]
    made = score(pd.DataFrame(leaves, columns=["region", "node", "value"]), method)
    recomputed = {(row["region"], row["node"]): {**row, **_by(method)} for row in _rows(made.scores)}
    alone = {"n": 1, "coverage": 1.0}
    return [
        {**row, **recomputed.get((row["region"], row["node"]), {**alone, "value": row["published"]})} for row in printed
    ], list(_rows(made.contributions))
