"""The commands that explain and doubt a rank: movement and robustness."""

import argparse
import sys

from smartcity.answers import ranks, scores
from smartcity.answers.ranks import Asked, Moved, Recast, Sure
from smartcity.answers.simulations import Supposition
from smartcity.cli.plans.commands import supposed, supposed_shown
from smartcity.cli.speech import DONE, HAS_ERRORS, Refused, opened, print_json, track_of
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.outlook.robustness import Sensitivity
from smartcity.scoring.movement import CAME, LEFT
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def movement(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Explain how the home region's rank moved to a year, and what another year's weights would have made."""
    with opened(folder, words) as warehouse:
        found = ranks.moved(warehouse, chosen.year, chosen.among, chosen.before)
        if found is None:
            from smartcity.cli.ranks.sentences import unmoved

            raise Refused(unmoved(warehouse, chosen, words), HAS_ERRORS)
        cast = None if chosen.weights is None else _recast(warehouse, chosen, words)
    if chosen.json:
        print_json(_moved_shown(found) | ({} if cast is None else {"back_cast": _recast_shown(cast)}))
        return DONE
    from smartcity.cli.ranks.sentences import moved_lines

    print(*moved_lines(found, cast, words), sep="\n")
    return DONE


def _recast(warehouse: Warehouse, chosen: argparse.Namespace, words: Words) -> Recast:
    year = ranks.composed_year(warehouse, chosen.year)
    years = ranks.weights_years(warehouse, year) if year is not None else ()
    if chosen.weights not in years:
        key = "cli.no_weights" if years else "cli.no_components"
        raise Refused(words(key, year=chosen.weights, known=words.join(years, is_choice=True)), HAS_ERRORS)
    return ranks.recast(warehouse, year, chosen.weights, chosen.among)


def robustness(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> int:
    """Say how sure the ranks of a year, or of a scenario, are under named doubts, and which doubt matters most."""
    if chosen.scenario is not None and chosen.basis == scores.OFFICIAL:
        raise Refused(words("cli.scenario_is_simulated"))
    is_supposed = chosen.scenario is not None or chosen.basis == scores.SIMULASI
    with opened(folder, words) as warehouse:
        supposition = supposed(warehouse, chosen, chosen.scenario, words)[1] if is_supposed else None
        sure = _assessed(warehouse, chosen, supposition, words)
        whose = {} if supposition is None else supposed_shown(chosen, supposition)
        if sure.refused:
            return _refuse(sure, whose, chosen, words)
        found = ranks.influence_on(sure)
        if chosen.json:
            print_json({**whose, **_sure_shown(sure, chosen.year), "sensitivity": _influence_shown(found)})
            return DONE
        from smartcity.cli.ranks.sentences import sure_lines

        print(*sure_lines(warehouse, sure, found, supposition, words), sep="\n")
    return DONE


def _assessed(warehouse: Warehouse, chosen: argparse.Namespace, supposition: Supposition | None, words: Words) -> Sure:
    """Draw what was asked for; raises `Refused` when there is no rank of ours among others to doubt."""
    home, doubts, track = load_site().home, tuple(chosen.doubt) if chosen.doubt else None, track_of(chosen.track, words)
    if track is not None and not _is_in(warehouse, chosen, supposition, track):
        said = {"region": home, "track": words(f"method.track.{track}"), "year": chosen.year}
        raise Refused(words("cli.other_track", **said), HAS_ERRORS)
    if supposition is not None:
        asked = {"codes": doubts, "points": chosen.points, "track": track}
        sure = ranks.prospect(warehouse, supposition, chosen.among, **asked)
        if sure is None:
            from smartcity.cli.plans.sentences import unranked

            raise Refused(unranked(supposition, chosen.among, words), HAS_ERRORS)
    else:
        if chosen.among != load_site().province_code and scores.national_table(warehouse, chosen.year) is None:
            raise _undoubted("movement.nothing.no_table_missing", chosen.year, chosen, words)
        sure = ranks.how_sure(warehouse, Asked(chosen.year, chosen.among, doubts, chosen.points, track))
    where = sure.arena
    is_drawn = sure.result is not None and home in set(sure.result.rows["region"])
    if home not in where.field.regions or (not sure.refused and not is_drawn):
        raise _undoubted("robustness.nothing.absent_missing", where.year, chosen, words)
    if len(where.field.regions) == 1:
        raise _undoubted("robustness.nothing.alone_missing", where.year, chosen, words)
    return sure


def _is_in(warehouse: Warehouse, chosen: argparse.Namespace, supposition: Supposition | None, track: str) -> bool:
    """Say whether our figure belongs to *track*; of one that is not published another message says so."""
    if supposition is not None:
        return supposition.method.track == track
    rows = scores.ranking(warehouse, chosen.year, chosen.among).rows
    own = rows.loc[rows["region"] == load_site().home, "track"]
    return own.empty or own.iloc[0] == track


def _undoubted(reason: str, year: int, chosen: argparse.Namespace, words: Words) -> Refused:
    from smartcity.cli.ranks.sentences import undoubted

    return Refused(undoubted(reason, year, chosen.among, words), HAS_ERRORS)


def _refuse(sure: Sure, whose: dict[str, object], chosen: argparse.Namespace, words: Words) -> int:
    """Name the doubts that cannot be applied, and what each is missing; nothing is drawn in part."""
    from smartcity.cli.ranks.sentences import refused_lines

    if chosen.json:
        where = {"year": chosen.year, "peers_year": sure.arena.year, "among": sure.arena.among}
        print_json({**whose, **where, "refused": _lacks_shown(sure, sure.refused)})
    print(*refused_lines(sure, words), sep="\n", file=sys.stderr)
    return HAS_ERRORS


def _moved_shown(found: Moved) -> dict[str, object]:
    made, first, last = found.movement, found.before.ranking, found.after.ranking
    peers, change, method = made.peers, found.change, made.method
    return {
        "year": last.year,
        "before": first.year,
        "among": last.among,
        "home": made.home,
        "rank": last.of(made.home),
        "count": last.count,
        "rank_before": first.of(made.home),
        "count_before": first.count,
        "change": change
        and {"value": change.value, "low": change.low, "high": change.high, "printed": change.is_printed},
        "improvement": made.improvement,
        "exact": made.is_exact,
        "shares": None if made.shares is None else made.shares.to_dict("records"),
        "missing": list(made.missing),
        "unweighed": list(made.unweighed),
        "peers": peers.to_dict("records"),
        "came": peers.loc[peers["relation"] == CAME, "region"].tolist(),
        "left": peers.loc[peers["relation"] == LEFT, "region"].tolist(),
        "steps": {name: getattr(made.steps, name) for name in ("before", "stayers", "own", "others", "after")},
        "methods": [one and {"key": one.key, "certainty": one.certainty} for one in found.methods],
        "method_change": method
        and {"tracks": method.tracks, "weights": dict(method.weights), "sizes": dict(method.sizes)},
        "sample": found.is_sample,
    }


def _recast_shown(cast: Recast) -> dict[str, object]:
    return {
        "components_year": cast.year,
        "weights_year": cast.weights_year,
        "basis": "derived",
        "changed_tracks": list(cast.changed),
        "ignored": list(cast.ignored),
        "unscored": cast.unscored.to_dict("records"),
        "rows": cast.rows.to_dict("records"),
        "sample": cast.is_sample,
    }


def _sure_shown(sure: Sure, year: int) -> dict[str, object]:
    result, where = sure.result, sure.arena
    manifest, shares = result.manifest, result.acceptability.to_dict("index")
    return {
        "year": year,
        "peers_year": where.year,
        "among": where.among,
        "home": where.field.home,
        "count": len(result.rows),
        "bases": list(where.bases),
        "manifest": {
            "draws": manifest.draws,
            "level": result.level,
            "seed": list(manifest.seed),
            "applied": [
                {
                    "doubt": one.doubt,
                    "parameters": dict(one.parameters),
                    "regions": list(one.regions),
                    "assumption": one.is_assumption,
                }
                for one in manifest.applied
            ],
            "not_applicable": _lacks_shown(sure, tuple(sure.lacks)),
        },
        "left_out": list(where.left_out),
        "unranked": list(result.unranked),
        "rows": [row | {"p": shares[row["region"]]} for row in result.rows.to_dict("records")],
        "duels": result.duels.to_dict("records"),
        "sample": where.has_sample,
    }


def _influence_shown(found: Sensitivity) -> dict[str, object]:
    return {
        "draws": found.manifest.draws,
        "level": found.level,
        "variances": dict(found.variances),
        "rows": found.rows.to_dict("records"),
    }


def _lacks_shown(sure: Sure, codes: tuple[str, ...]) -> list[dict[str, object]]:
    return [
        {"doubt": code, "missing": lack.missing, "names": list(lack.names)}
        for code in codes
        for lack in sure.lacks[code]
    ]
