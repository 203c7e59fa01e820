"""What the press claims of our rank, beside what the tables give; a claim is no official figure."""

import pandas as pd

from smartcity.answers import scores
from smartcity.exhibits.kit.exhibit import RANK, TEXT, Column, Exhibit, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.shared import joined_sources, kept, stamp
from smartcity.exhibits.ranks.standings import group_word, national_year, nothing, origins_of
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import Ranking
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

AGREES, DIFFERS, UNKNOWN = "agrees", "differs", "unknown"


@kept
def claims(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Set what the press claims of ranks beside what the tables give, each with its source."""
    site = load_site()
    rows = warehouse.query("claims", region=site.home)
    if rows.empty:
        return nothing("klaim-hitungan", "claims", warehouse, words)
    compared = pd.DataFrame([_claim(warehouse, row, words) for row in rows.itertuples(index=False)])
    columns = (
        Column("year", words("shared.column.year"), RANK),
        Column("claim", words("standings.column.claim"), TEXT),
        Column("computed", words("standings.column.computed"), TEXT),
        Column("verdict", words("standings.column.verdict"), TEXT),
        Column("source", words("standings.column.claim_source"), TEXT),
    )
    years = sorted(set(rows["year"]))
    rankings = [_ranking(warehouse, row) for row in rows.itertuples(index=False)]
    bases = dict.fromkeys(("press", *(basis for ranking in rankings for basis in ranking.rows["basis"])))
    return Exhibit(
        key="klaim-hitungan",
        message=claims_message(compared, words),
        table=Table(compared, columns),
        caption=words("standings.claims.caption"),
        alt=words("standings.claims.caption"),
        note=_other_ranks(warehouse, selection, words),
        source=joined_sources([*rows["source"], *origins_of(warehouse, years)], words, limit=5),
        stamp=stamp(warehouse),
        bases=tuple(bases),
        is_sample=any(ranking.rows["is_sample"].any() for ranking in rankings),
    )


def claims_message(compared: pd.DataFrame, words: Words) -> str:
    """Name the first claim that the tables contradict; else say that all agree, or how many cannot be computed."""
    unlike = compared[compared["state"] == DIFFERS]
    unknown = compared[compared["state"] == UNKNOWN]
    if len(unlike):
        first = unlike.iloc[0]
        return words("standings.claims.some_differ", claim=first["claim"], computed=first["computed"])
    if len(unknown):
        return words("standings.claims.some_unknown", n=len(unknown), count=len(compared))
    return words("standings.claims.all_agree")


def _ranking(warehouse: Warehouse, row: object) -> Ranking:
    return scores.ranking(warehouse, int(row.year), row.among)


def _claim(warehouse: Warehouse, row: object, words: Words) -> dict[str, object]:
    ranking = _ranking(warehouse, row)
    is_loaded = row.among == load_site().province_code or scores.national_table(warehouse, ranking.year) is not None
    own = ranking.of(row.region) if is_loaded else None
    group = group_word(row.among, None, words)
    if own is None:
        computed = words("standings.claims.not_computable", group=group)
    else:
        bases = words.join(words(f"method.basis.{basis}") for basis in dict.fromkeys(ranking.rows["basis"]))
        computed = words("standings.claims.computed", rank=own, count=ranking.count, group=group, bases=bases)
    is_known = own is not None and not pd.isna(row.rank)
    state = UNKNOWN if not is_known else AGREES if own <= int(row.rank) else DIFFERS
    return {
        "year": row.year,
        "claim": row.claim,
        "computed": computed,
        "state": state,
        "verdict": words(f"standings.claims.{state}"),
        "source": row.source,
    }


def _other_ranks(warehouse: Warehouse, selection: Selection, words: Words) -> str:
    """List our rank in every group of the newest national table, so that no single rank stands alone."""
    site = load_site()
    year = national_year(warehouse, selection)
    if year is None:
        return ""
    home_type = site.home.split(" ", 1)[0].casefold()
    card = scores.score_card(warehouse, year, site.home)
    wanted = [(scores.NATIONAL, None), (home_type, None)]
    if card is not None:
        wanted += [(scores.TRACK, card.track), (home_type, card.track)]
    said = []
    for among, track in wanted:
        ranking = scores.ranking(warehouse, year, among, track=track)
        if ranking.of(site.home) is not None and set(ranking.rows["basis"]) == {scores.OFFICIAL}:
            group = group_word(scores.NATIONAL if among == scores.TRACK else among, track, words)
            said.append(words("standings.claims.one", rank=ranking.of(site.home), count=ranking.count, group=group))
    return words("standings.claims.others", year=year, ranks=words.join(said)) if said else ""
