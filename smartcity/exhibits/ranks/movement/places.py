"""Who rose, fell, overtook, came and left between two years."""

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.answers.ranks import Moved
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SIGNED, Column, Exhibit, Origin, Table
from smartcity.exhibits.kit.memory import kept, kept_for_year
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import group_word, national_year, sources_of
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.ranks.movement.asking import DOWN, UP, asked_move, direction, nothing, peers_of
from smartcity.method import INDEX, load_methods
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness.field import ROUNDINGS
from smartcity.scoring.movement import ABOVE, CAME, FELL_LEVEL, LEFT, OVERTAKEN, OVERTOOK, RankSteps
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

AROUND = 5
"""So many regions on either side of ours are drawn of a long table; the table itself has all of them."""


@kept_for_year
def groups(warehouse: Warehouse, selection: Selection) -> tuple[str, ...]:
    """List the groups that our rank is explained and doubted in: the province, and those of a national table."""
    site = load_site()
    if national_year(warehouse, selection) is None:
        return (site.province_code,)
    own_type = site.home.split(" ", 1)[0].casefold()
    return (site.province_code, scores.NATIONAL, scores.TRACK, own_type)


@kept
def moves(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show every region's index of two years, and say what moved our rank."""
    found = asked_move(warehouse, selection)
    if found is None:
        return nothing("perpindahan", "moves", warehouse, selection, words)
    before, year = found.years
    rows = _rows(found, words)
    columns = (
        Column("region", words("shared.column.region")),
        Column("rank_before", words("movement.column.rank", year=before), RANK),
        Column("rank_after", words("movement.column.rank", year=year), RANK),
        Column("value_before", words("movement.column.index", year=before), SCORE),
        Column("value_after", words("movement.column.index", year=year), SCORE),
        Column("change", words("movement.column.change"), SIGNED),
        Column("what", words("movement.column.what")),
        Column("bases", words("shared.column.basis")),
    )
    drawn = around(rows, int(rows["is_home"].to_numpy().argmax()))
    figure = charts.component_rows(
        drawn.rename(columns={"value_after": "value", "value_before": "previous"}).assign(
            reference=float("nan"),
            basis=drawn["basis_after"].fillna(drawn["basis_before"]),
            previous_basis=drawn["basis_before"],
        ),
        _scale(found),
        words,
    )
    spoken = words.join(
        words("movement.moves.region", region=row.label, before=row.value_before, after=row.value_after)
        for row in drawn.dropna(subset=["value_before", "value_after"]).itertuples()
    )
    said = {"before": before, "year": year, "group": group_word(peers_of(selection), None, words)}
    bases = dict.fromkeys(pd.concat([rows["basis_after"], rows["basis_before"]]).dropna())
    return Exhibit(
        key="perpindahan",
        message=moves_message(found, words),
        figure=figure,
        table=Table(rows, columns),
        caption=words("movement.moves.caption", **said),
        alt=words("movement.moves.alt", **said, values=spoken),
        note=words("movement.moves.rounded", slack=rows["slack"].max(), decimals=load_doubts().decimals),
        source=sources_of(warehouse, found.years, words),
        stamp=stamp(warehouse),
        bases=tuple(bases),
        is_sample=found.is_sample,
        origins=_origins(found),
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
        clauses.append(words("movement.moves.came", n=len(came), regions=_names(came, words)))
    if kind == "rose" and steps.stayers < steps.before and len(left):
        clauses.append(words("movement.moves.left", n=len(left), regions=_names(left, words)))
    return clauses or [_own_clause(own, words)]


def _passing(relation: str, rows: pd.DataFrame, own: float | None, steps: RankSteps, words: Words) -> str:
    """Name who passed whom: one region with what both moved by, several by name; and when only one side moved, which.

    Our fall alone did it when the others' change took no more places; theirs alone when our own change won none.
    """
    if relation == OVERTOOK and steps.others <= steps.own and direction(own) == DOWN:
        return words("movement.moves.behind", change=abs(own), regions=_names(rows, words))
    if relation != OVERTOOK and steps.own >= steps.stayers and direction(own) != UP:
        return words("movement.moves.dropped", n=len(rows), regions=_names(rows, words))
    if len(rows) > 1:
        return words(f"movement.moves.{relation}_several", regions=_names(rows, words), own=own)
    row = rows.iloc[0]
    return words(f"movement.moves.{relation}", region=short(str(row["region"])), change=row["change"], own=own)


def _own_clause(own: float | None, words: Words) -> str:
    return words(f"movement.moves.own_{direction(own)}", change=abs(own or 0))


def _names(rows: pd.DataFrame, words: Words) -> str:
    names = list(map(short, rows["region"]))
    if len(names) > AROUND:
        names = [*names[:AROUND], words("movement.more", n=len(names) - AROUND)]
    return words.join(names)


def around(rows: pd.DataFrame, place: int) -> pd.DataFrame:
    """Cut a long table to the rows around the one at *place*; a short one stays whole."""
    size = 2 * AROUND + 1
    start = max(0, min(place - AROUND, len(rows) - size))
    return rows.iloc[start : start + size].reset_index(drop=True)


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


def _scale(found: Moved) -> tuple[float, float]:
    methods = [method for method in found.methods if method is not None] or list(load_methods().all)
    return min(one.scale_min for one in methods), max(one.scale_max for one in methods)


def _origins(found: Moved) -> tuple[Origin, ...]:
    home = found.movement.home
    return tuple(
        Origin(side.ranking.year, home, INDEX, row.basis, str(side.ranking.year))
        for side in (found.before, found.after)
        for row in side.ranking.rows.itertuples(index=False)
        if row.region == home
    )
