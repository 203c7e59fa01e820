"""Peringkat: why did our rank move? Who rose, fell, overtook, came and left between two years."""

import pandas as pd

from smartcity import charts
from smartcity.answers import ranks, scores
from smartcity.answers.ranks import Moved
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import RANK, SCORE, Column, Exhibit, Origin
from smartcity.exhibits.kit.memory import kept, kept_for_year
from smartcity.exhibits.kit.naming import listed, short
from smartcity.exhibits.kit.results import AROUND, around, group_word, national_year, results, scale_of
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
from smartcity.method import INDEX
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness.field import ROUNDINGS
from smartcity.scoring.movement import ABOVE, CAME, FELL_LEVEL, LEFT, OVERTAKEN, OVERTOOK, RankSteps
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

UP, DOWN, SAME = "up", "down", "same"


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
def move_of(warehouse: Warehouse, selection: Selection) -> Moved | None:
    """Explain the move to the chosen year, or to the newest when none was chosen; None when it cannot be."""
    year = _year_of(warehouse, selection)
    return None if year is None else ranks.moved(warehouse, year, peers_of(selection))


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
    if among != site.province_code and scores.national_table(warehouse, year) is None:
        return "no_table"
    return "absent" if scores.ranking(warehouse, year, among).of(site.home) is None else "no_before"


def direction(change: float | None) -> str:
    """Say which way a figure went: the code of the text for it."""
    return SAME if not change or pd.isna(change) else UP if change > 0 else DOWN


@kept
def moves(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show every region's index of two years, and say what moved our rank."""
    found = move_of(warehouse, selection)
    if found is None:
        return unmoved("perpindahan", "moves", warehouse, selection, words)
    before, year = found.years
    rows = _rows(found, words)
    drawn = around(rows, int(rows["is_home"].to_numpy().argmax()))
    bars = drawn.rename(columns={"value_after": "value", "value_before": "previous"}).assign(
        reference=float("nan"),
        basis=drawn["basis_after"].fillna(drawn["basis_before"]),
        previous_basis=drawn["basis_before"],
    )
    bases = dict.fromkeys(pd.concat([rows["basis_after"], rows["basis_before"]]).dropna())
    return results(warehouse, words, found.years, bases=bases, is_sample=found.is_sample).exhibit(
        "perpindahan",
        moves_message(found, words),
        "movement.moves",
        figure=charts.component_rows(bars, scale_of(*found.methods), words),
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
        origins=_origins(found),
        before=before,
        year=year,
        group=group_word(peers_of(selection), None, words),
        values=words.join(
            words("movement.moves.region", region=row.label, before=row.value_before, after=row.value_after)
            for row in drawn.dropna(subset=["value_before", "value_after"]).itertuples()
        ),
    )


def moves_message(found: Moved, words: Words) -> str:
    """Say from which rank to which we moved, each out of how many, and by whom or what; only what pushed that way."""
    made = found.movement
    first, last = found.before.ranking, found.after.ranking
    was, is_now = first.of(made.home), last.of(made.home)
    own = found.change.value if found.change is not None else None
    said = {
        "region": short(made.home),
        "before": was,
        "before_count": first.count,
        "before_year": first.year,
        "rank": is_now,
        "count": last.count,
        "year": last.year,
    }
    kind = "fell" if is_now > was else "rose" if is_now < was else "kept"
    if kind == "kept" and first.count == 1 == last.count:
        return words("movement.moves.alone", **said, reason=_own_clause(own, words))
    reasons = _reasons(found, kind, own, words)
    kind = "kept_same" if kind == "kept" and first.count == last.count else kind
    return words(f"movement.moves.{kind}", **said, reasons=words("movement.moves.and").join(reasons))


def _reasons(found: Moved, kind: str, own: float | None, words: Words) -> list[str]:
    peers, steps = found.movement.peers, found.movement.steps
    rank_after = found.after.ranking.of(found.movement.home)
    rank_before = found.before.ranking.of(found.movement.home)
    came = peers[(peers["relation"] == CAME) & (peers["rank_after"] < rank_after)]
    left = peers[(peers["relation"] == LEFT) & (peers["rank_before"] < rank_before)]
    clauses = []
    for relation, other_way in ((OVERTOOK, "rose"), (OVERTAKEN, "fell"), (FELL_LEVEL, "fell")):
        passing = peers[peers["relation"] == relation]
        if kind != other_way and len(passing):
            clauses.append(_passing(relation, passing, own, steps, words))
    if kind == "fell" and steps.after > steps.others and len(came):
        clauses.append(words("movement.moves.came", n=len(came), regions=listed(came["region"], words, AROUND)))
    if kind == "rose" and steps.stayers < steps.before and len(left):
        clauses.append(words("movement.moves.left", n=len(left), regions=listed(left["region"], words, AROUND)))
    return clauses or [_own_clause(own, words)]


def _passing(relation: str, rows: pd.DataFrame, own: float | None, steps: RankSteps, words: Words) -> str:
    """Name who passed whom: one region with what both moved by, several by name; and when only one side moved, which.

    Our fall alone did it when the others' change took no more places; theirs alone when our own change won none.
    """
    if relation == OVERTOOK and steps.others <= steps.own and direction(own) == DOWN:
        return words("movement.moves.behind", change=abs(own), regions=listed(rows["region"], words, AROUND))
    if relation != OVERTOOK and steps.own >= steps.stayers and direction(own) != UP:
        return words("movement.moves.dropped", n=len(rows), regions=listed(rows["region"], words, AROUND))
    if len(rows) > 1:
        return words(f"movement.moves.{relation}_several", regions=listed(rows["region"], words, AROUND), own=own)
    row = rows.iloc[0]
    return words(f"movement.moves.{relation}", region=short(str(row["region"])), change=row["change"], own=own)


def _own_clause(own: float | None, words: Words) -> str:
    return words(f"movement.moves.own_{direction(own)}", change=abs(own or 0))


def _rows(found: Moved, words: Words) -> pd.DataFrame:
    """Put our own row among the peers' and spell what each did: by this year's rank, those without one last."""
    made, sides = found.movement, (found.before.ranking, found.after.ranking)
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


def _origins(found: Moved) -> tuple[Origin, ...]:
    home = found.movement.home
    return tuple(
        Origin(side.ranking.year, home, INDEX, row.basis, str(side.ranking.year))
        for side in (found.before, found.after)
        for row in side.ranking.rows.itertuples(index=False)
        if row.region == home
    )
