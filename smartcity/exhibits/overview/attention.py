"""Perlu perhatian: what is stale, missing or doubtful, and where to look."""

from dataclasses import dataclass

from smartcity.answers import scores
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.overview.standing import components_card
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that needs a look, and the code of the page to look at."""

    text: str
    page: str


@kept
def attention(warehouse: Warehouse, selection: Selection, words: Words) -> tuple[Notice, ...]:
    """List what is stale, missing or doubtful, each with the page to look at."""
    notices: list[Notice] = []
    home = load_site().home
    known = available(warehouse)
    if known.sample_files:
        text = words("overview.attention.sample", n=len(known.sample_files), files=words.join(known.sample_files))
        notices.append(Notice(text, "responden"))
    snapshots = warehouse.query("snapshot_list")
    unused = snapshots[~snapshots["is_loaded"]]
    refused = unused[~unused["is_sample"]]
    if unused["is_sample"].any():
        files = words.join(unused.loc[unused["is_sample"], "file"])
        notices.append(Notice(words("overview.attention.sample_replaced", files=files), "responden"))
    if len(refused):
        notices.append(Notice(words("overview.attention.refused", files=words.join(refused["file"])), "metode"))
    card = scores.score_card(warehouse, selection.year, home) if selection.year else None
    if card is not None and not card.components:
        kind = "no_components" if components_card(warehouse, selection) else "no_components_ever"
        notices.append(Notice(words(f"overview.attention.{kind}", year=card.year), "peringkat"))
    if selection.year:
        ranking = scores.ranking(warehouse, selection.year, load_site().province_code)
        waiting = ranking.unranked.loc[ranking.unranked["reason"] == scores.NOT_PUBLISHED, "region"]
        if len(waiting):
            regions = words.join(map(short, waiting))
            notices.append(
                Notice(words("overview.attention.unpublished", regions=regions, year=ranking.year), "peringkat")
            )
    for row in warehouse.query("finding_counts").itertuples(index=False):
        notices.append(Notice(words("overview.attention.findings", n=row.count, file=row.file), "responden"))
    return tuple(notices)
