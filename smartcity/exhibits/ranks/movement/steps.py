"""Our rank from one year to the next, one thing changed after the other; the method and who took part."""

import pandas as pd

from smartcity.answers import scores
from smartcity.answers.ranks import Moved
from smartcity.exhibits.kit.exhibit import RANK, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import sources_of
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.movement.asking import asked_move, nothing
from smartcity.method import Method
from smartcity.scoring.movement import CAME, LEFT
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

CERTAIN = "certain"
NAMED = 5
"""So many regions are named in a sentence; the table of the move has all."""


@kept
def steps(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List what leaving, our own change, the others' changes and arriving did to our rank, in this order."""
    found = asked_move(warehouse, selection)
    if found is None:
        return nothing("langkah-peringkat", "steps", warehouse, selection, words)
    before, year = found.years
    rows = _rows(found, words)
    columns = (
        Column("label", words("movement.column.step")),
        Column("rank", words("shared.column.rank"), RANK),
        Column("count", words("standings.column.count"), RANK),
        Column("effect", words("movement.column.effect")),
    )
    said = {"region": short(found.movement.home), "before": before, "year": year}
    bases = dict.fromkeys(
        basis for side in (found.before, found.after) for basis in side.ranking.rows["basis"].dropna()
    )
    return Exhibit(
        key="langkah-peringkat",
        message=steps_message(rows, words),
        table=Table(rows, columns),
        caption=words("movement.steps.caption", **said),
        alt=words("movement.steps.alt", **said),
        note=" ".join((words("movement.steps.order"), method_said(found, words), participants_said(found, words))),
        source=sources_of(warehouse, found.years, words),
        stamp=stamp(warehouse),
        bases=tuple(bases),
        is_sample=found.is_sample,
    )


def steps_message(rows: pd.DataFrame, words: Words) -> str:
    """Name the steps that moved our rank, and which way; or say that none did."""
    moving = rows[rows["places"].fillna(0) != 0]
    if moving.empty:
        return words("movement.steps.none_moves")
    clauses = [
        words(f"movement.steps.{row.step}_{'down' if row.places > 0 else 'up'}", n=abs(int(row.places)))
        for row in moving.itertuples()
    ]
    return words("movement.steps.moves", clauses=words.join(clauses))


def _rows(found: Moved, words: Words) -> pd.DataFrame:
    made, first, last = found.movement, found.before.ranking, found.after.ranking
    peers = made.peers
    stayed = int(peers["rank_before"].notna().mul(peers["rank_after"].notna()).sum()) + 1
    ranks = (made.steps.before, made.steps.stayers, made.steps.own, made.steps.others, made.steps.after)
    counts = (first.count, stayed, stayed, stayed, last.count)
    change = found.change.value if found.change is not None else None
    labels = (
        words("movement.steps.before", year=first.year),
        words("movement.steps.without", regions=_named(peers, LEFT, words)),
        words("movement.steps.own", change=change),
        words("movement.steps.others"),
        words("movement.steps.with", regions=_named(peers, CAME, words)),
    )
    rows = pd.DataFrame(
        {"step": ("start", "left", "own", "others", "came"), "label": labels, "rank": ranks, "count": counts}
    )
    rows["places"] = rows["rank"].diff()
    rows["effect"] = [_effect(places, words) for places in rows["places"]]
    return rows


def _effect(places: float, words: Words) -> str:
    if pd.isna(places):
        return words.number(None)
    if places == 0:
        return words("movement.steps.effect_none")
    return words(f"movement.steps.effect_{'down' if places > 0 else 'up'}", n=abs(int(places)))


def _named(peers: pd.DataFrame, relation: str, words: Words) -> str:
    names = list(map(short, peers.loc[peers["relation"] == relation, "region"]))
    if not names:
        return words("movement.steps.nobody")
    if len(names) > NAMED:
        names = [*names[:NAMED], words("movement.more", n=len(names) - NAMED)]
    return words.join(names)


def method_said(found: Moved, words: Words) -> str:
    """Say what is different between the two years' methods, that nothing is, or that nobody can know."""
    before, year = found.years
    made = found.movement
    if made.unweighed:
        return words("movement.method.unknown", years=words.join(made.unweighed))
    unsure = [method for method in found.methods if not _is_certain(method)]
    if made.method is None:
        if unsure:
            return words("movement.method.assumed", years=words.join(method.year for method in unsure))
        return words("movement.method.same", before=before, year=year)
    changes = []
    if made.method.tracks is not None:
        tracks = [words(f"method.track.{track}") for track in made.method.tracks]
        changes.append(words("movement.method.tracks", before=tracks[0], after=tracks[1]))
    for kind, pairs in (("weight", made.method.weights), ("size", made.method.sizes)):
        for code, (was, is_now) in pairs.items():
            component = words(f"method.component.{code}")
            changes.append(words(f"movement.method.{kind}", component=component, before=was, after=is_now))
    said = words("movement.method.changed", before=before, year=year, changes="; ".join(changes))
    if unsure:
        said += " " + words("movement.method.unsure", years=words.join(method.year for method in unsure))
    return said


def _is_certain(method: Method) -> bool:
    return method.certainty == CERTAIN and method.instrument_certainty == CERTAIN


def participants_said(found: Moved, words: Words) -> str:
    """Name who came and who left, and who takes part for the first time without a figure."""
    peers, year = found.movement.peers, found.after.ranking.year
    unranked = [side.ranking.unranked for side in (found.before, found.after)]
    reasons = [dict(zip(rows["region"], rows["reason"])) for rows in unranked]
    joined = [
        region
        for region, reason in reasons[1].items()
        if reason == scores.NOT_PUBLISHED and reasons[0].get(region) == scores.NOT_PARTICIPATING
    ]
    gone = peers[peers["relation"] == LEFT]
    gone = gone.assign(key=[_with_reason("left", reasons[1].get(region)) for region in gone["region"]])
    said = [
        words(f"movement.participants.{key}", year=year, regions=_named(own, LEFT, words))
        for key, own in gone.groupby("key")
    ]
    if (peers["relation"] == CAME).any():
        said.append(words("movement.participants.came", year=year, regions=_named(peers, CAME, words)))
    if joined:
        said.append(words("movement.participants.joined", year=year, regions=words.join(map(short, joined))))
    return " ".join(said) or words("movement.participants.same")


def _with_reason(key: str, reason: str | None) -> str:
    return key if reason is None else f"{key}_{reason}"
