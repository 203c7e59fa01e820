"""What the press claims of our rank, beside what the tables give; a claim is no official figure."""

import pandas as pd

from smartcity.answers import scores
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.results import group_word, national_year, origins_of
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import subject_of
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
        return subject_of(warehouse, words).nothing("klaim-hitungan", "standings.claims")
    compared = pd.DataFrame([_claim(warehouse, row, words) for row in rows.itertuples(index=False)])
    made = (_ranking(warehouse, row) for row in rows.itertuples(index=False))
    ranked = [ranking.rows for ranking in made if scores.is_table(warehouse, ranking)]
    claimed = subject_of(
        warehouse,
        words,
        rows,
        *ranked,
        sources=[*rows["source"], *origins_of(warehouse, sorted(set(rows["year"])))],
        bases=dict.fromkeys(("press", *(basis for frame in ranked for basis in frame["basis"]))),
        limit=5,
    )
    return claimed.exhibit(
        "klaim-hitungan",
        claims_message(compared, words),
        "standings.claims",
        rows=compared,
        columns=(
            "year",
            "standings.claim",
            "standings.computed",
            "standings.verdict",
            ("source", "standings.claim_source"),
        ),
        note=_other_ranks(warehouse, selection, words),
    )


def claims_message(compared: pd.DataFrame, words: Words) -> str:
    """Name the first claim that the tables contradict; else say that all agree, or how many cannot be computed."""
    unlike = compared[compared["state"] == DIFFERS]
    unknown = compared[compared["state"] == UNKNOWN]
    if len(unlike):
        first = unlike.iloc[0]
        return words(
            "standings.claims.some_differ", claim=first["claim"], year=first["year"], computed=first["computed"]
        )
    if len(unknown):
        return words("standings.claims.some_unknown", n=len(unknown), count=len(compared))
    return words("standings.claims.all_agree")


def _ranking(warehouse: Warehouse, row: object) -> Ranking:
    return scores.ranking(warehouse, int(row.year), row.among)


def _claim(warehouse: Warehouse, row: object, words: Words) -> dict[str, object]:
    ranking = _ranking(warehouse, row)
    own = ranking.of(row.region) if scores.is_table(warehouse, ranking) else None
    group = group_word(row.among, None, words)
    if own is None:
        computed = words("standings.claims.not_computable", group=group)
    else:
        bases = words.join(words(f"method.basis.{basis}") for basis in ranking.bases)
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
    ranks = []
    for among, track in wanted:
        ranking = scores.ranking(warehouse, year, among, track=track)
        if ranking.of(site.home) is not None and ranking.bases == (scores.OFFICIAL,):
            group = group_word(scores.NATIONAL if among == scores.TRACK else among, track, words)
            ranks.append(words("standings.claims.one", rank=ranking.of(site.home), count=ranking.count, group=group))
    return words("standings.claims.others", year=year, ranks=words.join(ranks)) if ranks else ""
