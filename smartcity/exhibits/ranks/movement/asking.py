"""What the exhibits of a move share: which two years, and what to say when there is nothing to compare."""

import pandas as pd

from smartcity.answers import ranks, scores
from smartcity.answers.ranks import Moved
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Empty, Exhibit
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

UP, DOWN, SAME = "up", "down", "same"


def peers_of(selection: Selection) -> str:
    """Return the group whose ranks are explained; the province unless another was chosen."""
    return selection.peers or load_site().province_code


def asked_move(warehouse: Warehouse, selection: Selection) -> Moved | None:
    """Explain the move to the chosen year, or to the newest when none was chosen; None when it cannot be."""
    year = selection.year or available(warehouse).default_year
    if year is None:
        return None
    among = peers_of(selection)
    return warehouse.remember(("moved", year, among), lambda: ranks.moved(warehouse, year, among))


def is_known(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether there is a move to explain."""
    return asked_move(warehouse, selection) is not None


def nothing(key: str, part: str, warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Say why there is no move to explain: no figures at all, none of ours this year, or none of ours before."""
    among = peers_of(selection)
    year = selection.year or available(warehouse).default_year
    reason = reason_of(warehouse, year, among)
    said = {"region": short(load_site().home), "year": year, "group": group_word(among, None, words)}
    texts = Empty(*(words(f"movement.nothing.{reason}_{piece}", **said) for piece in ("missing", "why", "step")))
    return Exhibit(key, words(f"movement.{part}.none", **said), "", stamp(warehouse), empty=texts)


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
