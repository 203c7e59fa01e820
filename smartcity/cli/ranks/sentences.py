"""What the commands movement and robustness say to people, in the sentences of the page.

Imported only when a sentence is said: the exhibits bring the charts along, and those take a second to import.
"""

import argparse
from collections.abc import Iterator

import pandas as pd

from smartcity.answers.ranks import Moved, Recast, Sure
from smartcity.answers.simulations import Supposition
from smartcity.exhibits.kit import sureness
from smartcity.exhibits.kit.drawn_ranks import doubt_name, drawn_ranks, lack_said, manifest_said
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.kit.subject import subject_of
from smartcity.exhibits.ranks import components, movement
from smartcity.exhibits.simulation.chances import undoubted_said
from smartcity.method.regions import load_site
from smartcity.outlook.robustness import Sensitivity
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def moved_lines(found: Moved, cast: Recast | None, words: Words) -> Iterator[str]:
    """Say what moved the rank, what peers and components did, how exact that is, the method and the participants."""
    yield movement.moves_message(found, words)
    for row in found.movement.peers.itertuples(index=False):
        ranks = " → ".join(_rank(rank, words) for rank in (row.rank_before, row.rank_after))
        values = " → ".join(words.number(value, 2) for value in (row.value_before, row.value_after))
        yield f"{ranks:>9}  {row.region:<34} {values}  {words.number(row.change, 2, sign=True)}"
    if found.movement.shares is not None:
        for row in found.movement.shares.itertuples(index=False):
            yield f"  {words(f'method.component.{row.component}')}: {words.number(row.total, 4, sign=True)}"
    yield components.parts_said(found, words)
    yield movement.method_said(found, words)
    yield movement.participants_said(found, words)
    if cast is not None:
        yield components.cast_message(cast, words)


def unmoved(warehouse: Warehouse, chosen: argparse.Namespace, words: Words) -> str:
    """Say why there is no move: the year asked for, or the one before it, has no rank of ours."""
    year, reason = chosen.year, movement.reason_of(warehouse, chosen.year, chosen.among)
    if reason == "no_before" and chosen.before is not None:
        year, reason = chosen.before, movement.reason_of(warehouse, chosen.before, chosen.among)
    return words(f"movement.nothing.{reason}_missing", **_said(year, chosen.among, words))


def sure_lines(
    warehouse: Warehouse, sure: Sure, found: Sensitivity, supposition: Supposition | None, words: Words
) -> Iterator[str]:
    """Say how sure our rank is, each region's interval, what was drawn and not, the open duel, what matters most.

    Invented data and a *supposition* are said first.
    """
    if sure.arena.has_sample:
        yield words("cli.sample")
    drawn = drawn_ranks(sure, subject_of(warehouse, words))
    said = sureness.shares_message(drawn)
    yield said if supposition is None else words("simulation.chances.said", said=said)
    for row in sure.result.rows.itertuples(index=False):
        interval = words("charts.rank_interval", low=row.low, high=row.high)
        yield f"{_rank(row.rank, words):>4}  {row.region:<34} {interval:>9}  {words.percent(row.keeps, 1):>8}"
    yield manifest_said(drawn)
    not_drawn = "; ".join(_lacking(code, sure, words) for code in sure.lacks)
    if not_drawn:
        yield words("robustness.control.impossible", reasons=not_drawn)
    if supposition is not None and supposition.assumed:
        yield undoubted_said(supposition, words)
    if len(sure.result.duels):
        yield sureness.duels_message(sure.result.duels, words)
    yield sureness.influence_message(found, words)


def refused_lines(sure: Sure, words: Words) -> Iterator[str]:
    """Say of each doubt that was asked for and cannot be applied what it is missing."""
    for code in sure.refused:
        yield words("cli.doubt_refused", doubt=_lacking(code, sure, words))


def undoubted(reason: str, year: int, among: str, words: Words) -> str:
    """Say why there is no rank of ours to doubt; *reason* is a code."""
    return words(reason, **_said(year, among, words))


def _said(year: int, among: str, words: Words) -> dict[str, object]:
    return {"region": load_site().home, "year": year, "group": group_word(among, None, words)}


def _lacking(code: str, sure: Sure, words: Words) -> str:
    reasons = "; ".join(lack_said(lack, sure, words) for lack in sure.lacks[code])
    return words("robustness.control.one", name=doubt_name(code, words), reason=reasons)


def _rank(rank: object, words: Words) -> str:
    return words.digits(None if pd.isna(rank) else rank)
