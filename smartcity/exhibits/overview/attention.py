"""Perlu perhatian: what is stale, missing or doubtful, and where to look."""

from dataclasses import dataclass

from smartcity.answers import scores
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import components_card
from smartcity.exhibits.kit.selection import Selection
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
    home, province = load_site().home, load_site().province_code
    sample_files = available(warehouse).sample_files
    texts = []
    known = available(warehouse)
    lacking = [kind for kind, loaded in (("results", known.years), ("survey", known.survey_years)) if not loaded]
    if lacking:
        kinds = words.join(words(f"overview.attention.kind_{kind}") for kind in lacking)
        texts.append(("unggah", "nothing_loaded", {"kinds": kinds}))
    if sample_files:
        texts.append(("responden", "sample", {"n": len(sample_files), "files": words.join(sample_files)}))
    snapshots = warehouse.query("snapshot_list")
    unused = snapshots[~snapshots["is_loaded"]]
    for page, key, own in (
        ("responden", "sample_replaced", unused[unused["is_sample"]]),
        ("metode", "refused", unused[~unused["is_sample"]]),
    ):
        if len(own):
            texts.append((page, key, {"files": words.join(own["file"])}))
    card = scores.score_card(warehouse, selection.year, home) if selection.year else None
    if card is not None and not card.components:
        known = components_card(warehouse, selection.year)
        key = "no_components_ever" if known is None else "no_components"
        texts.append(("peringkat", key, {"year": card.year, "known": known and known.year}))
    if selection.year:
        unranked = scores.ranking(warehouse, selection.year, province).unranked
        waiting = unranked.loc[unranked["reason"] == scores.NOT_PUBLISHED, "region"]
        if len(waiting):
            values = {"regions": words.join(map(short, waiting)), "year": selection.year}
            texts.append(("peringkat", "unpublished", values))
    for row in warehouse.query("finding_counts").itertuples(index=False):
        texts.append(("responden", "findings", {"n": row.count, "file": row.file}))
    return tuple(Notice(words(f"overview.attention.{key}", **values), page) for page, key, values in texts)
