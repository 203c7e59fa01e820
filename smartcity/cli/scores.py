"""The commands that ask for published and simulated figures: score, rank, coverage, trace."""

import argparse
from collections.abc import Iterator, Sequence

import pandas as pd

from smartcity.answers import scores
from smartcity.answers.scores import ScoreCard
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, fields, question
from smartcity.method import INDEX
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import Ranking
from smartcity.warehouse import Trace, Warehouse, trace
from smartcity.wording import Words

REGION = Argument("--region", default=lambda: load_site().home, help="region")
BASIS = Argument("--basis", choices=arguments.BASES, help="basis")


@question("score", arguments.YEAR, REGION, BASIS, arguments.MAPPING)
def score(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Say a region's score of a year."""
    region = arguments.region_of(chosen.region, scores.regions(warehouse), words)
    card = _card(warehouse, chosen.year, region, chosen.basis, words)
    if chosen.mapping and card.basis == scores.SIMULASI:
        card = scores.remapped(warehouse, card, chosen.mapping)
    ranking = scores.national_table(warehouse, card.year)
    ranking = ranking or scores.ranking(warehouse, card.year, load_site().province_code)
    answer = fields(card, "year", "track", "region", "basis", "index", "published", "components")
    answer["improvement"] = scores.improvement_of(warehouse, card)
    answer |= fields(card, "published_improvement", "method", "method_status", "sample=is_sample")
    if card.basis != scores.SIMULASI and ranking.of(region) is not None:
        answer |= {"rank": ranking.of(region), **fields(ranking, "rank_among=among", "rank_count=count")}
    return Reply(answer, _score_lines(card, words))


def _card(warehouse: Warehouse, year: int, region: str, basis: str | None, words: Words) -> ScoreCard:
    card = scores.score_card(warehouse, year, region, basis)
    if card is None:
        raise Refused(words("cli.no_score", year=year, region=region), HAS_ERRORS)
    return card


def _score_lines(card: ScoreCard, words: Words) -> Iterator[str]:
    yield f"{card.region} {card.year}: {words.number(card.index, 3)} ({words(f'method.basis.{card.basis}')})"
    for code, value in card.components.items():
        yield f"  {words(f'method.component.{code}')}: {words.number(value, 2)}"


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
    rows = [
        {
            "rank": int(row.rank),
            "region": row.region,
            "index": row.value if pd.isna(row.recomputed) else row.recomputed,
            "published": row.published,
            "basis": row.basis,
        }
        for row in made.rows.itertuples(index=False)
    ]
    answer = {**fields(made, "year", "among", "count"), "rows": rows, "unranked": made.unranked[["region", "reason"]]}
    return Reply(answer, _rank_lines(rows, made, words))


def _rank_lines(rows: Sequence[dict], made: Ranking, words: Words) -> Iterator[str]:
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
    lines = (
        f"{row.sub_dimension or row.dimension}\t{len(row.innovations)}\t{', '.join(row.innovations)}"
        for row in cells.itertuples(index=False)
    )
    return Reply({"year": chosen.year, "cells": cells}, lines)


@question("trace", arguments.YEAR, REGION, BASIS, Argument("--node", default=INDEX, help="node"))
def trace_score(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Walk a score back to its cells."""
    region = arguments.region_of(chosen.region, scores.regions(warehouse), words)
    card = _card(warehouse, chosen.year, region, chosen.basis or scores.OFFICIAL, words)
    nodes = scores.nodes_of(warehouse, chosen.year, region, card.basis)
    if chosen.node not in nodes:
        raise Refused(words("cli.unknown_node", found=chosen.node, known=words.join(nodes)), HAS_ERRORS)
    found = trace(warehouse, chosen.year, region, chosen.node, card.basis)
    answer = {"year": chosen.year, "region": region, "node": chosen.node, "basis": card.basis}
    answer |= fields(found, "score", "published", "contributions")
    answer["places"] = [fields(place, "file", "sheet", "cell", "value", "node") for place in found.places]
    answer |= fields(found, "sources", "sample=is_sample")
    return Reply(answer, _trace_lines(f"{region} {chosen.year} {chosen.node}", found, words))


def _trace_lines(title: str, found: Trace, words: Words) -> Iterator[str]:
    yield f"{title}: {words.number(found.score, 3)}"
    for row in found.contributions.itertuples(index=False):
        value, share = words.number(row.value, 3), words.number(row.contribution, 4)
        yield f"  {row.node}: {value} × {words.number(row.weight, 4)} = {share}"
    for place in found.places:
        yield f"  {place.file} › {place.sheet} › {place.cell}: {place.value}"
