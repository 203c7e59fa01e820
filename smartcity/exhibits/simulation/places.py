"""Where the simulated index would stand: among the province's published figures, and in the last national table."""

import pandas as pd

from smartcity import charts
from smartcity.answers import scores
from smartcity.answers.simulations import Peers
from smartcity.exhibits.kit.exhibit import RANK, SCORE, SIGNED, Column, Exhibit, Table
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.simulation.view import View, nothing, unscored
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import PRECISION, ranks
from smartcity.wording import Words

DECIMALS = 2
HAIR = 0.005
"""A smaller gap would be spelled as zero."""
KEY = "peringkat-simulasi"


def places(view: View, words: Words, chance: str = "") -> Exhibit:
    """Show our simulated index on one axis with the province's published ones; *chance* says how sure the rank is."""
    index, home = view.found.index, load_site().home
    if index is None:
        return unscored(KEY, "places", view, words)
    peers = view.province or view.nation
    if peers is None:
        return nothing(KEY, "peers", view.stamp, words)
    own = {"region": home, "value": index, "basis": scores.SIMULASI}
    rows = pd.concat([pd.DataFrame([own]), peers.others], ignore_index=True)
    rows = rows.assign(
        rank=ranks(rows["value"].astype(float)), label=rows["region"].map(short), is_home=rows["region"] == home
    )
    rows["gap"] = (rows["value"].astype(float) - index).round(PRECISION)
    rows["basis_word"] = rows["basis"].map(lambda basis: words(f"method.basis.{basis}"))
    rows = rows.sort_values(["rank", "region"], ignore_index=True)
    columns = (
        Column("rank", words("shared.column.rank"), RANK),
        Column("region", words("shared.column.region")),
        Column("value", words("shared.column.index"), SCORE),
        Column("gap", words("standings.column.gap", region=short(home)), SIGNED),
        Column("basis_word", words("shared.column.basis")),
    )
    group = group_word(peers.among, None, words)
    is_small = view.province is not None
    spoken = words.join(f"{row.label} {words.number(row.value, DECIMALS)}" for row in rows.itertuples())
    figure = charts.score_strip(rows.assign(region=rows["label"]), view.scale, words) if is_small else None
    said = {"group": group, "count": peers.count, "year": peers.year}
    return Exhibit(
        key=KEY,
        message=places_message(view, words),
        figure=figure,
        table=Table(rows, columns),
        caption=words("simulation.places.caption", **said, name=view.name),
        alt=words("simulation.places.alt", **said, values=spoken),
        note=" ".join(filter(None, (chance, _note(peers, view, words)))),
        source=view.source,
        stamp=view.stamp,
        bases=(scores.SIMULASI, *peers.bases),
        is_sample=view.found.is_sample or peers.is_sample,
    )


def places_message(view: View, words: Words) -> str:
    """Say the rank in the province, else in the nation, with the gap to the next above, or below for who is first."""
    return words("simulation.places.message", place=_clause(view.province or view.nation, view.found.index, words))


def _clause(peers: Peers, index: float, words: Words) -> str:
    rank, above = peers.rank(index), peers.next_above(index)
    said = {
        "rank": rank,
        "count": peers.count,
        "group": group_word(peers.among, None, words),
        "year": peers.year,
    }
    if above is not None:
        gap = round(float(above["value"]) - index, PRECISION)
        kind = "below" if gap >= HAIR else "below_hair"
        return words(f"simulation.places.{kind}", **said, gap=gap, region=short(str(above["region"])))
    second = peers.others.iloc[0]
    gap = round(index - float(second["value"]), PRECISION)
    kind = "level" if gap == 0 else "first" if gap >= HAIR else "first_hair"
    return words(f"simulation.places.{kind}", **said, gap=gap, region=short(str(second["region"])))


def _note(peers: Peers, view: View, words: Words) -> str:
    notes = []
    if view.nation is not None and peers is not view.nation:
        place = _clause(view.nation, view.found.index, words)
        notes.append(words("simulation.places.nation", place=place, year=view.nation.year))
    if peers.year != view.year:
        notes.append(words("simulation.places.other_year", year=peers.year, supposed=view.year))
    if peers.silent:
        notes.append(words("simulation.places.silent", regions=words.join(map(short, peers.silent)), year=peers.year))
    return " ".join(notes)
