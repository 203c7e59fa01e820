"""The commands that ask for published and simulated figures: score, rank, coverage, trace.

The exhibits are imported only when a sentence is said: they bring the charts along, and those take a second to import.
"""

import argparse
from collections.abc import Iterator, Sequence

import pandas as pd

from smartcity import gate
from smartcity.answers import scores
from smartcity.answers.scores import ScoreCard
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, SAMPLE, Argument, Refused, Reply, fields, question
from smartcity.cli.rules import ruled, rules_shown
from smartcity.method import INDEX, load_dimensions
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import Ranking
from smartcity.warehouse import Trace, Warehouse, trace
from smartcity.wording import Words

REGION = Argument("--region", default=lambda: load_site().home, help="region")
BASIS = Argument("--basis", choices=arguments.BASES, help="basis")
_SCORE_DECIMALS, _SHARE_DECIMALS = 3, 4
"""Decimals of scores simulated from a survey and of what is added up to them, on screen and in JSON."""

SHOWN = 4
"""So many of the figures that are no table are named."""


@question("score", arguments.YEAR, REGION, BASIS, arguments.MAPPING)
def score(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Say a region's score of a year."""
    region = arguments.region_of(chosen.region, scores.regions(warehouse), words)
    card = _card(warehouse, chosen.year, region, chosen.basis, words)
    if chosen.mapping and card.basis == scores.SIMULASI:
        card = scores.remapped(warehouse, card, chosen.mapping)
    ranking = scores.national_table(warehouse, card.year)
    ranking = ranking or scores.ranking(warehouse, card.year, load_site().province_code)
    answer = fields(card, "year", "track", "region", "basis", "index", "published", "recomputed", "components")
    grown = scores.improvement_of(warehouse, card)
    answer |= {"improvement": grown and grown.value, "improvement_of": grown and grown.of}
    answer |= fields(card, "published_improvement", "method", "method_status", "rules_from", "sample=is_sample")
    if card.basis == scores.SIMULASI:
        answer["few"] = scores.few_of(warehouse, card.year, region, card.track)
    if card.basis != scores.SIMULASI and ranking.of(region) is not None:
        answer |= {"rank": ranking.of(region), **fields(ranking, "rank_among=among", "rank_count=count")}
        answer["rank_bases"] = ranking.bases
    own = warehouse.methods.get(card.year, card.track) if card.basis == scores.SIMULASI else None
    lacking = [code for code in (own.weights if own else ()) if code not in card.components]
    lines = ruled(_score_lines(card, lacking, answer.get("few", ()), words), own, words)
    return Reply(answer, lines, decimals=_decimals(warehouse, card, _SCORE_DECIMALS))


def _decimals(warehouse: Warehouse, card: ScoreCard, decimals: int) -> int | None:
    """Return the *decimals* that figures of a card leave with where they may rest on people; None for all of them."""
    return decimals if card.basis == scores.SIMULASI and card.year in gate.years(warehouse) else None


def _card(warehouse: Warehouse, year: int, region: str, basis: str | None, words: Words) -> ScoreCard:
    card = scores.score_card(warehouse, year, region, basis)
    if card is None:
        few = scores.few_of(warehouse, year, region, None) if basis == scores.SIMULASI else ()
        sentence = words("cli.no_score", year=year, region=region)
        raise Refused(" ".join((sentence, *_few_said(few, words))), HAS_ERRORS)
    return card


def _few_said(few: Sequence[str], words: Words) -> Iterator[str]:
    """Say which dimensions keep a simulated score from being told, and what helps; nothing where none does."""
    if few:
        names = {dimension.code: dimension.name for dimension in load_dimensions()}
        yield words("cli.few_score", dimensions=words.join(map(names.get, few)), smallest=load_site().smallest_group)


def _score_lines(card: ScoreCard, lacking: Sequence[str], few: Sequence[str], words: Words) -> Iterator[str]:
    yield f"{card.region} {card.year}: {_figure_said(card.figure, card.recomputed, card.basis, words)}"
    for code, value in card.components.items():
        yield f"  {words(f'method.component.{code}')}: {words.number(value, 2)}"
    if lacking:
        names = words.join(words(f"method.component.{code}") for code in lacking)
        yield words("cli.index_lacks", n=len(lacking), components=names)
    yield from _few_said(few, words)


def _figure_said(value: float | None, recomputed: float | None, basis: str, words: Words) -> str:
    """Spell a figure with its basis: as printed, with the recomputed one under its own name, or simulated in full."""
    kind = "simulated" if basis == scores.SIMULASI else "printed" if recomputed is None else "both"
    return words(f"cli.figure.{kind}", value=value, recomputed=recomputed, basis=words(f"method.basis.{basis}"))


@question(
    "rank",
    arguments.YEAR,
    arguments.AMONG,
    arguments.TRACK,
    Argument("--basis", choices=arguments.BASES, default=scores.OFFICIAL),
)
def rank(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Rank the regions of a year within a group."""
    track = arguments.track_of(chosen.track, words)
    made = scores.ranking(warehouse, chosen.year, chosen.among, track=track, basis=chosen.basis)
    if not scores.is_table(warehouse, made):
        raise Refused(" ".join(_no_table(warehouse, made, track, words)), HAS_ERRORS)
    rows = [
        {
            "rank": int(row.rank),
            "region": row.region,
            "index": row.value if pd.isna(row.recomputed) else row.recomputed,
            "published": row.published,
            "recomputed": None if row.basis == scores.SIMULASI else row.recomputed,
            "basis": row.basis,
            SAMPLE: bool(row.is_sample),
        }
        for row in made.rows.itertuples(index=False)
    ]
    answer = {**fields(made, "year", "among", "count"), "rows": rows, "unranked": made.unranked[["region", "reason"]]}
    own = warehouse.methods.get(chosen.year, track or load_site().track) if chosen.basis == scores.SIMULASI else None
    answer |= rules_shown(own)
    is_of_people = chosen.basis == scores.SIMULASI and chosen.year in gate.years(warehouse)
    lines = ruled(_rank_lines(rows, made, track, words), own, words)
    return Reply(answer, lines, decimals=_SCORE_DECIMALS if is_of_people else None)


def _no_table(warehouse: Warehouse, made: Ranking, track: str | None, words: Words) -> Iterator[str]:
    """Say that a few figures are no table to rank in and which they are, or that there is none, and where to rank."""
    from smartcity.exhibits.kit.results import group_word

    values = [f"{row.region} {words.number(row.value, 2)}" for row in made.rows.itertuples(index=False)]
    scope = {"year": made.year, "group": group_word(made.among, track, words)}
    if values:
        yield words("cli.no_table", n=made.count, values=words.join(words.first(values, SHOWN)), **scope)
    else:
        yield words("cli.no_figures", **scope)
    province = load_site().province_code
    if scores.ranking(warehouse, made.year, province).count:
        yield words("cli.rank_in_province", year=made.year, province=province)


def _rank_lines(rows: Sequence[dict], made: Ranking, track: str | None, words: Words) -> Iterator[str]:
    """Say among whom and out of how many the ranks are, and list them with the figures that they are made of."""
    from smartcity.exhibits.kit.results import group_word

    key = "cli.ranked" if rows else "cli.no_figures"
    yield words(key, year=made.year, n=made.count, group=group_word(made.among, track, words))
    for row in rows:
        basis = words(f"method.basis.{row['basis']}")
        shown = row["index"] if pd.isna(row["published"]) else row["published"]
        yield f"{row['rank']:>4}  {row['region']:<34} {words.number(shown, 2)}  {basis}"
    for row in made.unranked.itertuples(index=False):
        yield f"   –  {row.region:<34} {words('cli.reason.' + row.reason)}"


@question("coverage", arguments.YEAR, Argument("--list", help="list"))
def coverage(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """List the innovations in each cell of the coverage matrix."""
    cells = scores.coverage(warehouse, chosen.year, chosen.list)
    return Reply({"year": chosen.year, "cells": cells}, _coverage_lines(cells, words))


def _coverage_lines(cells: pd.DataFrame, words: Words) -> Iterator[str]:
    """Name each cell, count its innovations, and list them."""
    names = {sub.code: sub.names[words.language] for one in load_dimensions() for sub in one.sub_dimensions}
    dimensions = {one.code: one.name for one in load_dimensions()}
    for row in cells.itertuples(index=False):
        part = words("dimensions.coverage.unplaced") if pd.isna(row.sub_dimension) else names[row.sub_dimension]
        held = words.join(row.innovations) or words.number(None)
        yield f"{dimensions[row.dimension]}, {part}: {len(row.innovations)} ({held})"


@question("trace", arguments.YEAR, REGION, BASIS, Argument("--node", default=INDEX, help="node"))
def trace_score(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Walk a score back to its cells."""
    region = arguments.region_of(chosen.region, scores.regions(warehouse), words)
    card = _card(warehouse, chosen.year, region, chosen.basis or scores.OFFICIAL, words)
    nodes = scores.nodes_of(warehouse, chosen.year, region, card.basis)
    if chosen.node not in nodes:
        few = scores.few_of(warehouse, chosen.year, region, card.track) if card.basis == scores.SIMULASI else ()
        sentence = words("cli.unknown_node", found=chosen.node, known=words.join(nodes))
        raise Refused(" ".join((sentence, *_few_said(few, words))), HAS_ERRORS)
    found = trace(warehouse, chosen.year, region, chosen.node, card.basis)
    answer = {"year": chosen.year, "region": region, "node": chosen.node, "basis": card.basis}
    answer |= fields(found, "score", "published", "contributions")
    answer["places"] = [fields(place, "file", "sheet", "cell", "value", "node") for place in found.places]
    answer |= fields(found, "sources", "sample=is_sample")
    own = warehouse.methods.get(chosen.year, card.track) if card.basis == scores.SIMULASI else None
    answer |= rules_shown(own)
    lines = ruled(_trace_lines(f"{region} {chosen.year} {chosen.node}", found, words), own, words)
    return Reply(answer, lines, decimals=_decimals(warehouse, card, _SHARE_DECIMALS))


def _trace_lines(title: str, found: Trace, words: Words) -> Iterator[str]:
    is_both = found.published is not None and len(found.contributions) > 0
    shown = found.published if is_both else found.score
    yield f"{title}: {_figure_said(shown, found.score if is_both else None, found.basis, words)}"
    for row in found.contributions.itertuples(index=False):
        value, share = words.number(row.value, 3), words.number(row.contribution, 4)
        yield f"  {row.node}: {value} × {words.number(row.weight, 4)} = {share}"
    for place in found.places:
        value = words("cli.answer_hidden") if place.value is None else words.held(place.value)
        yield f"  {place.file} › {place.sheet} › {place.cell}: {value}"
