"""Peringkat: why did our rank move? Who rose, fell, overtook, came and left, and step by step what each did to it."""

import pandas as pd

from smartcity import charts
from smartcity.answers import movement, scores
from smartcity.answers.movement import Move
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Exhibit, Origin
from smartcity.exhibits.kit.memory import kept, kept_for_year
from smartcity.exhibits.kit.naming import listed, method_names, short, year_and_bases
from smartcity.exhibits.kit.results import AROUND, around, group_word, national_year, results, scale_of
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method import INDEX, Method
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness.field import ROUNDINGS
from smartcity.scoring.movement import ABOVE, CAME, FELL_LEVEL, LEFT, OVERTAKEN, OVERTOOK, RankSteps
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

UP, DOWN, SAME = "up", "down", "same"
CERTAIN = "certain"
NAMED = AROUND
"""So many regions are named in a sentence; the table has all."""


@kept_for_year
def groups(warehouse: Warehouse, selection: Selection) -> tuple[str, ...]:
    """List the groups that our rank is explained and doubted in: the province, and those of a national table."""
    site = load_site()
    if national_year(warehouse, selection) is None:
        return (site.province_code,)
    return (site.province_code, scores.NATIONAL, scores.TRACK, site.home.split(" ", 1)[0].casefold())


def peers_of(selection: Selection) -> str:
    """Return the group whose ranks are explained; the province unless another was chosen."""
    return selection.peers or load_site().province_code


def _year_of(warehouse: Warehouse, selection: Selection) -> int | None:
    return selection.year or available(warehouse).default_year


@kept(by=lambda selection: (selection.year, selection.peers))
def move_of(warehouse: Warehouse, selection: Selection) -> Move | None:
    """Explain the move to the chosen year, or to the newest when none was chosen; None when it cannot be."""
    year = _year_of(warehouse, selection)
    return None if year is None else movement.moved(warehouse, year, peers_of(selection))


def is_known(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether there is a move to explain."""
    return move_of(warehouse, selection) is not None


def unmoved(key: str, part: str, warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Say why there is no move to explain: no figures at all, none of ours this year, or none of ours before."""
    among, year = peers_of(selection), _year_of(warehouse, selection)
    return subject_of(warehouse, words).nothing(
        key,
        f"movement.{part}",
        because=f"movement.nothing.{reason_of(warehouse, year, among)}_",
        region=short(load_site().home),
        year=year,
        group=group_word(among, None, words),
    )


def reason_of(warehouse: Warehouse, year: int | None, among: str) -> str:
    """Say by a code why no move to *year* can be explained."""
    site = load_site()
    if year is None:
        return "no_data"
    if scores.is_outside(warehouse, among):
        return "outside"
    if among != site.province_code and scores.national_table(warehouse, year) is None:
        return "no_table"
    return "absent" if scores.ranking(warehouse, year, among).of(site.home) is None else "no_before"


def direction(change: float | None) -> str:
    """Say which way a figure went: the code of the text for it."""
    return SAME if not change or pd.isna(change) else UP if change > 0 else DOWN


@kept
def moves(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show every region's index of two years, and say what moved our rank."""
    move = move_of(warehouse, selection)
    if move is None:
        return unmoved("perpindahan", "moves", warehouse, selection, words)
    before, year = move.years
    rows = peers_and_us(move, words)
    drawn = around(rows, int(rows["is_home"].to_numpy().argmax()))
    changes = drawn.rename(
        columns={
            "value_before": "before",
            "value_after": "after",
            "basis_before": "before_basis",
            "basis_after": "after_basis",
        }
    )
    spoken = words.join(
        words("movement.moves.region", region=row.label, before=row.value_before, after=row.value_after)
        for row in drawn.dropna(subset=["value_before", "value_after"]).itertuples()
    )
    bases = dict.fromkeys(pd.concat([rows["basis_after"], rows["basis_before"]]).dropna())
    values = {"before": before, "year": year, "group": group_word(peers_of(selection), None, words), "values": spoken}
    return results(warehouse, words, move.years, move, bases=bases).exhibit(
        "perpindahan",
        moves_message(move, words),
        "movement.moves",
        figure=charts.moved_rows(changes, scale_of(*move.methods), words, str(before), str(year)),
        rows=rows,
        columns=(
            "region",
            Column("rank_before", words("movement.column.rank", year=before), RANK),
            Column("rank_after", words("movement.column.rank", year=year), RANK),
            Column("value_before", words("movement.column.index", year=before), SCORE),
            Column("value_after", words("movement.column.index", year=year), SCORE),
            "movement.change",
            "movement.what",
            "bases",
        ),
        note=words("movement.moves.rounded", slack=rows["slack"].max(), decimals=load_doubts().decimals),
        origins=(
            Origin(side.ranking.year, row.region, INDEX, row.basis, str(side.ranking.year))
            for side in (move.before, move.after)
            for row in side.ranking.rows.itertuples(index=False)
            if row.region == move.movement.home
        ),
        **values,
    )


def moves_message(move: Move, words: Words) -> str:
    """Say from which rank to which we moved, each out of how many, and by whom or what; only what pushed that way."""
    home, first, last = move.movement.home, move.before.ranking, move.after.ranking
    was, is_now = first.of(home), last.of(home)
    own = move.change.value if move.change is not None else None
    values = {"region": short(home), "before": was, "before_count": first.count}
    values |= {"rank": is_now, "count": last.count}
    values |= {"before_year": year_and_bases(first, words), "year": year_and_bases(last, words)}
    kind = "fell" if is_now > was else "rose" if is_now < was else "kept"
    if kind == "kept" and first.count == 1 == last.count:
        return words("movement.moves.alone", **values, reason=_own_clause(own, words))
    reasons = words("movement.moves.and").join(_reasons(move, kind, own, words))
    kind = "kept_same" if kind == "kept" and first.count == last.count else kind
    return words(f"movement.moves.{kind}", **values, reasons=reasons)


def _reasons(move: Move, kind: str, own: float | None, words: Words) -> list[str]:
    peers, steps = move.movement.peers, move.movement.steps
    rank_after = move.after.ranking.of(move.movement.home)
    rank_before = move.before.ranking.of(move.movement.home)
    came = peers[(peers["relation"] == CAME) & (peers["rank_after"] < rank_after)]
    left = peers[(peers["relation"] == LEFT) & (peers["rank_before"] < rank_before)]
    clauses = []
    for relation, other_way in ((OVERTOOK, "rose"), (OVERTAKEN, "fell"), (FELL_LEVEL, "fell")):
        passing = peers[peers["relation"] == relation]
        if kind != other_way and len(passing):
            clauses.append(_passing(relation, passing, own, steps, words))
    if kind == "fell" and steps.after > steps.others and len(came):
        clauses.append(words("movement.moves.came", n=len(came), regions=listed(came["region"], words, NAMED)))
    if kind == "rose" and steps.stayers < steps.before and len(left):
        clauses.append(words("movement.moves.left", n=len(left), regions=listed(left["region"], words, NAMED)))
    return clauses or [_own_clause(own, words)]


def _passing(relation: str, rows: pd.DataFrame, own: float | None, steps: RankSteps, words: Words) -> str:
    """Name who passed whom: one region with what both moved by, several by name; and when only one side moved, which.

    Our fall alone did it when the others' change took no more places; theirs alone when our own change won none.
    """
    if relation == OVERTOOK and steps.others <= steps.own and direction(own) == DOWN:
        return words("movement.moves.behind", change=abs(own), regions=listed(rows["region"], words, NAMED))
    if relation != OVERTOOK and steps.own >= steps.stayers and direction(own) != UP:
        return words("movement.moves.dropped", n=len(rows), regions=listed(rows["region"], words, NAMED))
    if len(rows) > 1:
        return words(f"movement.moves.{relation}_several", regions=listed(rows["region"], words, NAMED), own=own)
    row = rows.iloc[0]
    return words(f"movement.moves.{relation}", region=short(str(row["region"])), change=row["change"], own=own)


def _own_clause(own: float | None, words: Words) -> str:
    return words(f"movement.moves.own_{direction(own)}", change=abs(own or 0))


def peers_and_us(move: Move, words: Words) -> pd.DataFrame:
    """Put our own row among the peers' and spell what each did: by this year's rank, those without one last."""
    made, sides = move.movement, (move.before.ranking, move.after.ranking)
    own = {"region": made.home, "relation": "home"}
    for when, ranking in zip(("before", "after"), sides):
        row = ranking.rows[ranking.rows["region"] == made.home].iloc[0]
        own |= {f"rank_{when}": row["rank"], f"value_{when}": row["value"], f"basis_{when}": row["basis"]}
    own["change"] = own["value_after"] - own["value_before"]
    rows = pd.concat([made.peers, pd.DataFrame([own])], ignore_index=True)
    rows = rows.astype({"rank_before": "Int64", "rank_after": "Int64"})
    rows = rows.sort_values(["rank_after", "rank_before", "region"], ignore_index=True)
    gone = dict(zip(sides[1].unranked["region"], sides[1].unranked["reason"]))
    roundings = [rows[name].map(ROUNDINGS).fillna(0) for name in ("basis_before", "basis_after")]
    return rows.assign(
        label=rows["region"].map(short),
        is_home=rows["region"] == made.home,
        what=[_what(row.relation, gone.get(row.region), words) for row in rows.itertuples()],
        bases=[
            words("movement.moves.bases", before=_basis(row.basis_before, words), after=_basis(row.basis_after, words))
            for row in rows.itertuples()
        ],
        slack=load_doubts().half_digit * sum(roundings).where(rows["change"].notna(), 0),
    )


def _basis(basis: object, words: Words) -> str:
    return words(f"method.basis.{basis}") if isinstance(basis, str) else words.number(None)


def _what(relation: str | None, reason: str | None, words: Words) -> str:
    if relation == LEFT and reason is not None:
        return words(f"movement.relation.left_{reason}")
    return words(f"movement.relation.{relation or ABOVE}")


@kept
def steps(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """List what leaving, our own change, the others' changes and arriving did to our rank, in this order."""
    move = move_of(warehouse, selection)
    if move is None:
        return unmoved("langkah-peringkat", "steps", warehouse, selection, words)
    rows = _steps(move, words)
    bases = dict.fromkeys(basis for side in (move.before, move.after) for basis in side.ranking.rows["basis"].dropna())
    return results(warehouse, words, move.years, move, bases=bases).exhibit(
        "langkah-peringkat",
        steps_message(rows, move.years, words),
        "movement.steps",
        rows=rows,
        columns=(("label", "movement.step"), "rank", "standings.count", "movement.effect"),
        note=(words("movement.steps.order"), method_said(move, words), participants_said(move, words)),
        region=short(move.movement.home),
        before=move.years[0],
        year=move.years[1],
    )


def steps_message(rows: pd.DataFrame, years: tuple[int, int], words: Words) -> str:
    """Name the steps that moved our rank, and which way; or say that none did."""
    moving = rows[rows["places"].fillna(0) != 0]
    if moving.empty:
        return words("movement.steps.none_moves", before=years[0], year=years[1])
    clauses = [
        words(f"movement.steps.{row.step}_{'down' if row.places > 0 else 'up'}", n=abs(int(row.places)))
        for row in moving.itertuples()
    ]
    return words("movement.steps.moves", clauses=words.join(clauses), before=years[0], year=years[1])


def _steps(move: Move, words: Words) -> pd.DataFrame:
    made, first, last = move.movement, move.before.ranking, move.after.ranking
    peers = made.peers
    stayed = int(peers["rank_before"].notna().mul(peers["rank_after"].notna()).sum()) + 1
    ranks = (made.steps.before, made.steps.stayers, made.steps.own, made.steps.others, made.steps.after)
    counts = (first.count, stayed, stayed, stayed, last.count)
    change = move.change.value if move.change is not None else None
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
    regions = peers.loc[peers["relation"] == relation, "region"]
    return listed(regions, words, NAMED) if len(regions) else words("movement.steps.nobody")


def method_said(move: Move, words: Words) -> str:
    """Say what is different between the two years' methods, that nothing is, or that nobody can know."""
    before, year = move.years
    made = move.movement
    if made.unweighed:
        return words("movement.method.unknown", years=words.join(made.unweighed))
    unsure = [method for method in move.methods if not _is_certain(method)]
    if made.method is None:
        if unsure:
            return words("movement.method.assumed", years=words.join(method.year for method in unsure))
        return words("movement.method.same", before=before, year=year)
    changes = []
    if made.method.tracks is not None:
        was, is_now = method_names("track", made.method.tracks, words)
        changes.append(words("movement.method.tracks", before=was, after=is_now))
    for kind, pairs in (("weight", made.method.weights), ("size", made.method.sizes)):
        for code, (was, is_now) in pairs.items():
            component = words(f"method.component.{code}")
            changes.append(words(f"movement.method.{kind}", component=component, before=was, after=is_now))
    changed = words("movement.method.changed", before=before, year=year, changes="; ".join(changes))
    if not unsure:
        return changed
    return f"{changed} {words('movement.method.unsure', years=words.join(method.year for method in unsure))}"


def _is_certain(method: Method) -> bool:
    return method.certainty == CERTAIN and method.instrument_certainty == CERTAIN


def participants_said(move: Move, words: Words) -> str:
    """Name who came and who left, and who takes part for the first time without a figure."""
    peers, year = move.movement.peers, move.after.ranking.year
    unranked = [side.ranking.unranked for side in (move.before, move.after)]
    reasons = [dict(zip(rows["region"], rows["reason"])) for rows in unranked]
    joined = [
        region
        for region, reason in reasons[1].items()
        if reason == scores.NOT_PUBLISHED and reasons[0].get(region) == scores.NOT_YET
    ]
    gone = peers[peers["relation"] == LEFT]
    gone = gone.assign(key=[_with_reason("left", reasons[1].get(region)) for region in gone["region"]])
    sentences = [
        words(f"movement.participants.{key}", year=year, regions=_named(own, LEFT, words))
        for key, own in gone.groupby("key")
    ]
    if (peers["relation"] == CAME).any():
        sentences.append(words("movement.participants.came", year=year, regions=_named(peers, CAME, words)))
    if joined:
        sentences.append(words("movement.participants.joined", year=year, regions=words.join(map(short, joined))))
    return " ".join(sentences) or words("movement.participants.same")


def _with_reason(key: str, reason: str | None) -> str:
    return key if reason is None else f"{key}_{reason}"
