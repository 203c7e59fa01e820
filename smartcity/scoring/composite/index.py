"""A composite: treat, impute, normalise, aggregate, rank, each step by the definition and each oddity named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.records.findings import Finding, Place
from smartcity.scoring.composite import notes
from smartcity.scoring.composite.aggregation import Mean, weighted_mean
from smartcity.scoring.composite.definition import BORDA, COPELAND, Definition, Faulty, Node
from smartcity.scoring.composite.normalisation import normalise
from smartcity.scoring.composite.notes import Note
from smartcity.scoring.composite.outranking import borda, copeland, outranked
from smartcity.scoring.composite.treatment import treat
from smartcity.scoring.ranking import ranks

_PLACE = ["unit", "year"]
_SCORES = {COPELAND: copeland, BORDA: borda}


@dataclass(frozen=True)
class Composite:
    """One computed composite; all frames but *missing* have the same rows: by year, then rank, then unit.

    *rows*: `unit, year, index, rank`, and where years are comparable `change`, the index less that of the year before.
    *groups*, *normalised*: `unit, year` and one column per group or indicator, NaN where there is no value.
    *outranking*: `unit, year` and, for each ranking asked for, its score (`copeland`, `borda`; more is better) and its
    rank (`copeland_rank`, `borda_rank`) within the year.
    *missing*: `unit, year, node, missing, present, has_value`, one row for every group or index that lacks a child:
    *missing* lists the codes of those, *present* counts the others, *has_value* says whether these were enough.
    """

    definition: Definition
    rows: pd.DataFrame
    groups: pd.DataFrame
    normalised: pd.DataFrame
    outranking: pd.DataFrame
    missing: pd.DataFrame
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class _Level:
    """A node with the values of its children and what became of them, for every unit and year."""

    node: Node
    children: pd.DataFrame
    mean: Mean


def composite(definition: Definition, data: pd.DataFrame, year: int | None = None) -> Composite:
    """Compute a composite.

    Args:
        definition: Its rules.

        data: `unit, year` and one column of numbers per indicator, a missing one NaN; other columns are left aside,
            and the order of the rows changes nothing.

        year: The only year to return; a pooled scale and the change still look at the others.

    Raises:
        KeyError: If *data* lacks a column; the message names it.

        ValueError: If a unit has two rows for a year, or a value is infinite.

        Faulty: If a geometric or harmonic mean meets a negative value in what is to be returned.
    """
    places, values = _in_order(data, definition)
    sets = pd.Series(0, index=places.index) if definition.is_pooled else places["year"]
    prepared = treat(values, places, sets, definition)
    normalised = normalise(prepared.values, places, sets, definition)
    levels = [_level(node, normalised.values, definition) for node in definition.group_nodes]
    groups = pd.DataFrame({level.node.code: level.mean.values for level in levels}, index=places.index)
    whole = _level(definition.index_node, groups, definition)
    levels.append(whole)

    is_shown = np.ones(len(places), bool) if year is None else (places["year"] == year).to_numpy()
    findings = [finding for level in levels for finding in _negative(level, places, is_shown, definition)]
    if findings:
        raise Faulty(findings)
    rows = places.assign(index=whole.mean.values)
    rows["rank"] = ranks(rows["index"], rows["year"])
    if definition.is_comparable:
        rows["change"] = _change(rows)
    outranking = _outranking(groups.where(rows["index"].notna(), axis=0), places, definition)
    order = rows[is_shown].sort_values(["year", "rank", "unit"]).index
    remarks = (*prepared.notes, *normalised.notes, *(note for level in levels for note in _zeros(level, places)))
    return Composite(
        definition,
        rows.take(order).reset_index(drop=True),
        *(
            pd.concat([places, frame], axis=1).take(order).reset_index(drop=True)
            for frame in (groups, normalised.values, outranking)
        ),
        _missing(levels, places, is_shown),
        _chosen(remarks, definition, year),
    )


def _in_order(data: pd.DataFrame, definition: Definition) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split *data* into places and values, always in one order, on which the last digit of a sum depends."""
    lacking = [code for code in (*_PLACE, *definition.codes) if code not in data]
    if lacking:
        raise KeyError(f"no column {', '.join(lacking)}; there are {', '.join(map(str, data.columns))}")
    kinds = {"unit": str, "year": int, **dict.fromkeys(definition.codes, float)}
    ordered = data[list(kinds)].astype(kinds).sort_values(["year", "unit"], ignore_index=True)
    places, values = ordered[_PLACE], ordered[list(definition.codes)]
    twice = places[places.duplicated()]
    if len(twice):
        raise ValueError(f"more than one row for {twice['unit'].iloc[0]} {twice['year'].iloc[0]}")
    if np.isinf(values.to_numpy()).any():
        raise ValueError("a value is infinite")
    return places, values


def _level(node: Node, cells: pd.DataFrame, definition: Definition) -> _Level:
    children = cells[list(node.children)]
    return _Level(node, children, weighted_mean(children.to_numpy(), node.weights, node.mean, definition.below))


def _negative(level: _Level, places: pd.DataFrame, is_shown: np.ndarray, definition: Definition) -> Iterator[Finding]:
    """Name each child that has negative values where only a sign allows the mean, with its first and how many."""
    is_wrong = level.mean.is_negative & is_shown[:, None]
    for column in np.flatnonzero(is_wrong.any(axis=0)):
        found = np.flatnonzero(is_wrong[:, column])
        first, child = places.iloc[found[0]], level.children.columns[column]
        values = {"reason": level.node.mean, "node": level.node.code, "child": child, "n": len(found)}
        values |= {"unit": first["unit"], "year": str(first["year"])}
        values["value"] = float(level.children[child].iloc[found[0]])
        yield Finding("composite.below_zero", Place(definition.name), "", values)


def _zeros(level: _Level, places: pd.DataFrame) -> Iterator[Note]:
    cells = pd.DataFrame(level.mean.is_zero, columns=level.children.columns)
    for note in notes.of_cells(notes.ZERO, places, cells):
        yield Note(note.code, note.node, note.unit, note.year, {"of": level.node.code})


def _change(rows: pd.DataFrame) -> np.ndarray:
    """Take the index less that of the same unit in the year before, both unrounded; NaN without either."""
    units, years, index = (rows[name].tolist() for name in (*_PLACE, "index"))
    known = dict(zip(zip(units, years), index))
    return np.array(index) - np.array([known.get((unit, year - 1), np.nan) for unit, year in zip(units, years)])


def _outranking(groups: pd.DataFrame, places: pd.DataFrame, definition: Definition) -> pd.DataFrame:
    """Score and rank the units of each year two by two; a unit without an index takes no part."""
    wanted = [_SCORES[name] for name in definition.outranking]
    values, years = groups.to_numpy(), places["year"].to_numpy()
    is_ranked = groups.notna().any(axis=1).to_numpy()
    found = np.full((len(wanted), len(places)), np.nan)
    for year in np.unique(years[is_ranked]) if wanted else ():
        own = np.flatnonzero(is_ranked & (years == year))
        found[:, own] = outranked(values[own], definition.index_node.weights, wanted)
    scores = {name: pd.Series(own, index=places.index) for name, own in zip(definition.outranking, found)}
    placed = {f"{name}_rank": ranks(own, places["year"]) for name, own in scores.items()}
    return pd.DataFrame(scores | placed, index=places.index)


def _missing(levels: Sequence[_Level], places: pd.DataFrame, is_shown: np.ndarray) -> pd.DataFrame:
    """List every node of a shown row that lacks a child."""
    found = []
    for level in levels:
        is_missing = level.children.isna().to_numpy()
        codes = np.array(level.children.columns, object)
        for row in np.flatnonzero(is_missing.any(axis=1) & is_shown):
            lacking = list(codes[is_missing[row]])
            has_value = not np.isnan(level.mean.values[row])
            found.append((*places.iloc[row], level.node.code, lacking, len(codes) - len(lacking), has_value))
    frame = pd.DataFrame(found, columns=[*_PLACE, "node", "missing", "present", "has_value"])
    return frame.sort_values(["year", "unit"], kind="stable", ignore_index=True)


def _chosen(remarks: Sequence[Note], definition: Definition, year: int | None) -> tuple[Note, ...]:
    """Keep what concerns the year shown, and in pooled data every pulled value, since it moved the scale of all."""
    kept = [
        note
        for note in remarks
        if year is None or note.year in (None, year) or (definition.is_pooled and note.code == notes.WINSORISED)
    ]
    columns = {code: number for number, code in enumerate((*definition.codes, *(g.code for g in definition.groups)))}
    return tuple(sorted(kept, key=lambda n: (notes.CODES.index(n.code), n.year or 0, columns.get(n.node, -1), n.unit)))
