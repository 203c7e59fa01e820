"""The commands that explain and doubt a rank, movement and robustness, in the sentences of the page.

The exhibits are imported only when a sentence is said: they bring the charts along, and those take a second to import.
"""

import argparse
from collections.abc import Iterable, Iterator

import pandas as pd

from smartcity.answers import scores
from smartcity.answers.movement import Move, Recast, composed_year, moved, recast, weights_years
from smartcity.answers.robustness import Question, Sureness, how_sure, influence_on, prospect
from smartcity.answers.simulations import Supposition
from smartcity.cli import arguments
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command, fields, opened, question
from smartcity.cli.plans import decimals_of, supposed, supposed_shown, unranked
from smartcity.cli.rules import ruled
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.outlook.robustness import DOUBTS, Sensitivity
from smartcity.scoring.movement import CAME, LEFT
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@question(
    "movement",
    arguments.YEAR,
    arguments.AMONG,
    Argument("--before", type=int, help="before"),
    Argument("--weights", metavar="YEAR", type=int, help="weights"),
)
def movement(chosen: argparse.Namespace, warehouse: Warehouse, words: Words) -> Reply:
    """Explain how the home region's rank moved to a year, and what another year's weights would have made."""
    found = moved(warehouse, chosen.year, chosen.among, chosen.before)
    if found is None:
        raise Refused(_unmoved(warehouse, chosen, words), HAS_ERRORS)
    cast = None if chosen.weights is None else _recast(warehouse, chosen, words)
    answer = _moved_shown(found) | ({} if cast is None else {"back_cast": _recast_shown(cast)})
    return Reply(answer, _moved_lines(found, cast, words))


def _recast(warehouse: Warehouse, chosen: argparse.Namespace, words: Words) -> Recast:
    year = composed_year(warehouse, chosen.year)
    years = weights_years(warehouse, year) if year is not None else ()
    if chosen.weights not in years:
        key = "cli.no_weights" if years else "cli.no_components"
        raise Refused(words(key, year=chosen.weights, known=words.join(years, is_choice=True)), HAS_ERRORS)
    return recast(warehouse, year, chosen.weights, chosen.among)


def _moved_shown(found: Move) -> dict[str, object]:
    made, first, last = found.movement, found.before.ranking, found.after.ranking
    came, left = (made.peers.loc[made.peers["relation"] == one, "region"].tolist() for one in (CAME, LEFT))
    return {
        **fields(found, "year=after.ranking.year", "before=before.ranking.year", "among=after.ranking.among"),
        "home": made.home,
        "rank": last.of(made.home),
        "count": last.count,
        "rank_before": first.of(made.home),
        "count_before": first.count,
        "change": found.change and fields(found.change, "value", "low", "high", "printed=is_printed"),
        **fields(made, "improvement", "exact=is_exact", "shares", "missing", "unweighed", "peers"),
        "came": came,
        "left": left,
        "steps": fields(made.steps, "before", "stayers", "own", "others", "after"),
        "methods": [one and fields(one, "key", "certainty") for one in found.methods],
        "method_change": made.method and fields(made.method, "tracks", "weights", "sizes"),
        "sample": found.is_sample,
    }


def _recast_shown(cast: Recast) -> dict[str, object]:
    return {
        **fields(cast, "components_year=year", "weights_year"),
        "basis": "derived",
        **fields(cast, "changed_tracks=changed", "ignored", "unscored", "rows", "sample=is_sample"),
    }


def _moved_lines(found: Move, cast: Recast | None, words: Words) -> Iterator[str]:
    """Say what moved the rank, what peers and components did, how exact that is, the method and the participants."""
    from smartcity.exhibits.ranks import components, movement

    yield movement.moves_message(found, words)
    for row in found.movement.peers.itertuples(index=False):
        places = " → ".join(_rank(rank, words) for rank in (row.rank_before, row.rank_after))
        values = " → ".join(words.number(value, 2) for value in (row.value_before, row.value_after))
        yield f"{places:>9}  {row.region:<34} {values}  {words.number(row.change, 2, sign=True)}"
    if found.movement.shares is not None:
        for row in found.movement.shares.itertuples(index=False):
            yield f"  {words(f'method.component.{row.component}')}: {words.number(row.total, 4, sign=True)}"
    yield components.parts_said(found, words)
    yield movement.method_said(found, words)
    yield movement.participants_said(found, words)
    if cast is not None:
        yield components.cast_message(cast, words)


def _unmoved(warehouse: Warehouse, chosen: argparse.Namespace, words: Words) -> str:
    """Say why there is no move: the year asked for, or the one before it, has no rank of ours."""
    from smartcity.exhibits.ranks.movement import reason_of

    year, reason = chosen.year, reason_of(warehouse, chosen.year, chosen.among)
    if reason == "no_before" and chosen.before is not None:
        year, reason = chosen.before, reason_of(warehouse, chosen.before, chosen.among)
    return _nothing(f"movement.nothing.{reason}_missing", year, chosen.among, words)


def _nothing(reason: str, year: int, among: str, words: Words) -> str:
    """Say why there is no rank of ours to speak of; *reason* is the key of the sentence."""
    from smartcity.exhibits.kit.results import group_word

    return words(reason, region=load_site().home, year=year, group=group_word(among, None, words))


@command(
    "robustness",
    arguments.YEAR,
    arguments.AMONG,
    Argument("--doubt", action="append", choices=DOUBTS, help="doubt"),
    Argument("--points", type=arguments.percentage_points, help="points"),
    Argument("--press", dest="chance", metavar="SHARE", type=arguments.chance, help="press"),
    arguments.TRACK,
    Argument("--basis", choices=arguments.BASES, help="doubted_basis"),
    Argument("--scenario", metavar="NAME", help="doubted_scenario"),
    arguments.MAPPING,
)
def robustness(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Say how sure the ranks of a year, or of a scenario, are under named doubts, and which doubt matters most."""
    if chosen.scenario is not None and chosen.basis == scores.OFFICIAL:
        raise Refused(words("cli.scenario_is_simulated"))
    is_supposed = chosen.scenario is not None or chosen.basis == scores.SIMULASI
    with opened(folder, words) as warehouse:
        supposition = supposed(warehouse, chosen, chosen.scenario, words)[1] if is_supposed else None
        sure = _assessed(warehouse, chosen, supposition, words)
        whose = {} if supposition is None else supposed_shown(chosen, supposition)
        if sure.refused:
            answer = {**whose, "year": chosen.year, **fields(sure.arena, "peers_year=year", "among")}
            answer["refused"] = _lacks_shown(sure, sure.refused)
            return Reply(answer, notes=_refused_lines(sure, words), code=HAS_ERRORS)
        found = influence_on(sure)
        if chosen.json:
            answer = {**whose, **_sure_shown(sure, chosen.year), "sensitivity": _influence_shown(found)}
            return Reply(answer, decimals=decimals_of(warehouse, chosen.year) if is_supposed else None)
        own = None if supposition is None else supposition.method
        return Reply(lines=tuple(ruled(_sure_lines(warehouse, sure, found, supposition, words), own, words)))


def _assessed(
    warehouse: Warehouse, chosen: argparse.Namespace, supposition: Supposition | None, words: Words
) -> Sureness:
    """Draw what was asked for; raises `Refused` when there is no rank of ours among others to doubt."""
    home, track = load_site().home, arguments.track_of(chosen.track, words)
    doubts = tuple(chosen.doubt) if chosen.doubt else None
    if track is not None and not _is_in(warehouse, chosen, supposition, track):
        values = {"region": home, "track": words(f"method.track.{track}"), "year": chosen.year}
        raise Refused(words("cli.other_track", **values), HAS_ERRORS)
    if supposition is not None:
        narrowed = {"codes": doubts, "points": chosen.points, "chance": chosen.chance, "track": track}
        sure = prospect(warehouse, supposition, chosen.among, **narrowed)
        if sure is None:
            raise Refused(unranked(supposition, chosen.among, words), HAS_ERRORS)
    else:
        if scores.is_outside(warehouse, chosen.among):
            raise Refused(_nothing("robustness.nothing.outside_missing", chosen.year, chosen.among, words), HAS_ERRORS)
        if chosen.among != load_site().province_code and scores.national_table(warehouse, chosen.year) is None:
            raise Refused(_nothing("movement.nothing.no_table_missing", chosen.year, chosen.among, words), HAS_ERRORS)
        sure = how_sure(warehouse, Question(chosen.year, chosen.among, doubts, chosen.points, chosen.chance, track))
    where = sure.arena
    is_drawn = sure.result is not None and home in set(sure.result.rows["region"])
    is_absent = home not in where.field.regions or (not sure.refused and not is_drawn)
    if is_absent or len(where.field.regions) == 1:
        reason = "absent" if is_absent else "alone"
        raise Refused(_nothing(f"robustness.nothing.{reason}_missing", where.year, chosen.among, words), HAS_ERRORS)
    return sure


def _is_in(warehouse: Warehouse, chosen: argparse.Namespace, supposition: Supposition | None, track: str) -> bool:
    """Say whether our figure belongs to *track*; of one that is not published another message says so."""
    if supposition is not None:
        return supposition.method.track == track
    rows = scores.ranking(warehouse, chosen.year, chosen.among).rows
    own = rows.loc[rows["region"] == load_site().home, "track"]
    return own.empty or own.iloc[0] == track


def _sure_shown(sure: Sureness, year: int) -> dict[str, object]:
    result, where = sure.result, sure.arena
    manifest, shares = result.manifest, result.acceptability.to_dict("index")
    return {
        "year": year,
        **fields(where, "peers_year=year", "among", "home=field.home"),
        "count": len(result.rows),
        "bases": where.bases,
        "manifest": {
            **fields(result, "draws=manifest.draws", "level", "seed=manifest.seed"),
            "applied": [
                fields(one, "doubt", "parameters", "regions", "assumption=is_assumption") for one in manifest.applied
            ],
            "not_applicable": _lacks_shown(sure, sure.lacks),
        },
        "left_out": where.left_out,
        "unranked": result.unranked,
        "rows": [row | {"p": shares[row["region"]]} for row in result.rows.to_dict("records")],
        "duels": result.duels,
        "sample": where.has_sample,
    }


def _influence_shown(found: Sensitivity) -> dict[str, object]:
    return fields(found, "draws=manifest.draws", "level", "variances", "rows")


def _lacks_shown(sure: Sureness, codes: Iterable[str]) -> list[dict[str, object]]:
    return [{"doubt": code, **fields(lack, "missing", "names")} for code in codes for lack in sure.lacks[code]]


def _sure_lines(
    warehouse: Warehouse, sure: Sureness, found: Sensitivity, supposition: Supposition | None, words: Words
) -> Iterator[str]:
    """Say how sure our rank is, each region's interval, what was drawn and not, the open duel, what matters most.

    Invented data and a *supposition* are said first.
    """
    from smartcity.exhibits.kit import sureness
    from smartcity.exhibits.kit.drawn_ranks import drawn_ranks, manifest_said
    from smartcity.exhibits.kit.subject import subject_of
    from smartcity.exhibits.simulation.chances import undoubted_said

    if sure.arena.has_sample:
        yield words("cli.sample")
    drawn = drawn_ranks(sure, subject_of(warehouse, words))
    message = sureness.shares_message(drawn)
    yield message if supposition is None else words("simulation.chances.said", said=message)
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


def _refused_lines(sure: Sureness, words: Words) -> Iterator[str]:
    """Name the doubts that cannot be applied, and what each is missing; nothing is drawn in part."""
    for code in sure.refused:
        yield words("cli.doubt_refused", doubt=_lacking(code, sure, words))


def _lacking(code: str, sure: Sureness, words: Words) -> str:
    from smartcity.exhibits.kit.drawn_ranks import doubt_name, lack_said

    reasons = "; ".join(lack_said(lack, sure, words) for lack in sure.lacks[code])
    return words("robustness.control.one", name=doubt_name(code, words), reason=reasons)


def _rank(rank: object, words: Words) -> str:
    return words.digits(None if pd.isna(rank) else rank)
