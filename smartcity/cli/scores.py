"""The commands that ask: score, rank, respondents, coverage, trace."""

import argparse

import pandas as pd

from smartcity.answers import scores
from smartcity.cli.speech import DONE, HAS_ERRORS, Refused, form_said, opened, print_json, region_of, track_of
from smartcity.intake import DataFolder
from smartcity.method import load_dimensions
from smartcity.method.regions import load_site
from smartcity.warehouse import trace
from smartcity.wording import Words


def score(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Say a region's score of a year."""
    with opened(folder, words) as warehouse:
        region = region_of(chosen.region, scores.regions(warehouse), words)
        card = scores.score_card(warehouse, chosen.year, region, chosen.basis)
        if card is not None and chosen.mapping and card.basis == scores.SIMULASI:
            card = scores.remapped(warehouse, card, chosen.mapping)
        if card is not None:
            moved = scores.improvement_of(warehouse, card)
            ranking = scores.national_table(warehouse, card.year)
            ranking = ranking or scores.ranking(warehouse, card.year, load_site().province_code)
    if card is None:
        raise Refused(words("cli.no_score", year=chosen.year, region=region), HAS_ERRORS)
    answer = {
        "year": card.year,
        "track": card.track,
        "region": card.region,
        "basis": card.basis,
        "index": card.index,
        "published": card.published,
        "components": dict(card.components),
        "improvement": moved,
        "published_improvement": card.published_improvement,
        "method": card.method,
        "method_status": card.method_status,
        "sample": card.is_sample,
    }
    if card.basis != scores.SIMULASI and ranking.of(region) is not None:
        answer |= {"rank": ranking.of(region), "rank_among": ranking.among, "rank_count": ranking.count}
    if chosen.json:
        print_json(answer)
        return DONE
    print(f"{region} {card.year}: {words.number(card.index, 3)} ({words(f'method.basis.{card.basis}')})")
    for code, value in card.components.items():
        print(f"  {words(f'method.component.{code}')}: {words.number(value, 2)}")
    return DONE


def rank(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Rank the regions of a year within a group."""
    with opened(folder, words) as warehouse:
        made = scores.ranking(
            warehouse, chosen.year, chosen.among, track=track_of(chosen.track, words), basis=chosen.basis
        )
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
    unranked = [{"region": row.region, "reason": row.reason} for row in made.unranked.itertuples(index=False)]
    if chosen.json:
        print_json({"year": made.year, "among": made.among, "count": made.count, "rows": rows, "unranked": unranked})
        return DONE
    for row in rows:
        basis = words(f"method.basis.{row['basis']}")
        shown = row["index"] if pd.isna(row["published"]) else row["published"]
        print(f"{row['rank']:>4}  {row['region']:<34} {words.number(shown, 2)}  {basis}")
    for row in unranked:
        print(f"   –  {row['region']:<34} {words('cli.reason.' + row['reason'])}")
    return DONE


def respondents(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Count respondents per dimension against the quota."""
    with opened(folder, words) as warehouse:
        counts = scores.respondents(warehouse, chosen.year, chosen.form)
    if chosen.json:
        names = {"is_sample": "sample", "is_hidden": "hidden", "is_split": "split"}
        shown = counts.rename(columns=names).to_dict("records")
        print_json({"year": chosen.year, "form": chosen.form, "dimensions": shown})
        return DONE
    if counts["count"].any():
        names = {dimension.code: dimension.name for dimension in load_dimensions()}
        print(form_said(chosen.form, [names[code] for code in counts.loc[counts["is_split"], "dimension"]], words))
    for row in counts.itertuples(index=False):
        mean = words("cli.few_hidden") if row.is_hidden else words.number(row.mean, 2)
        print(words("cli.respondents_row", dimension=row.dimension, count=row.count, quota=row.quota or "–", mean=mean))
    return DONE


def coverage(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """List the innovations in each cell of the coverage matrix."""
    with opened(folder, words) as warehouse:
        cells = scores.coverage(warehouse, chosen.year, chosen.list)
    if chosen.json:
        print_json({"year": chosen.year, "cells": cells.to_dict("records")})
        return DONE
    for row in cells.itertuples(index=False):
        print(f"{row.sub_dimension or row.dimension}\t{len(row.innovations)}\t{', '.join(row.innovations)}")
    return DONE


def trace_score(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Walk a score back to its cells."""
    with opened(folder, words) as warehouse:
        region = region_of(chosen.region, scores.regions(warehouse), words)
        basis = chosen.basis or scores.OFFICIAL
        card = scores.score_card(warehouse, chosen.year, region, basis)
        if card is None:
            raise Refused(words("cli.no_score", year=chosen.year, region=region), HAS_ERRORS)
        nodes = scores.nodes_of(warehouse, chosen.year, region, card.basis)
        if chosen.node not in nodes:
            raise Refused(words("cli.unknown_node", found=chosen.node, known=words.join(nodes)), HAS_ERRORS)
        found = trace(warehouse, chosen.year, region, chosen.node, card.basis)
    places = [
        {"file": place.file, "sheet": place.sheet, "cell": place.cell, "value": place.value, "node": place.node}
        for place in found.places
    ]
    if chosen.json:
        print_json(
            {
                "year": chosen.year,
                "region": region,
                "node": chosen.node,
                "basis": card.basis,
                "score": found.score,
                "published": found.published,
                "contributions": found.contributions.to_dict("records"),
                "places": places,
                "sources": list(found.sources),
                "sample": found.is_sample,
            }
        )
        return DONE
    print(f"{region} {chosen.year} {chosen.node}: {words.number(found.score, 3)}")
    for row in found.contributions.itertuples(index=False):
        value, share = words.number(row.value, 3), words.number(row.contribution, 4)
        print(f"  {row.node}: {value} × {words.number(row.weight, 4)} = {share}")
    for place in places:
        print(f"  {place['file']} › {place['sheet']} › {place['cell']}: {place['value']}")
    return DONE
