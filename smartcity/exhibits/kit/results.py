"""The published results that several pages speak of: their sources, groups and scales, and the years that have them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import pandas as pd

from smartcity.answers import scores
from smartcity.answers.scores import ScoreCard
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.memory import kept_for_year
from smartcity.exhibits.kit.naming import method_names, short
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject, subject_of
from smartcity.method import Method, load_methods
from smartcity.method.regions import load_site
from smartcity.scoring.ranking import Ranking, gaps
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

AROUND = 5
"""So many regions on either side of ours are drawn of a long table; the table itself has all of them."""


def results(warehouse: Warehouse, words: Words, years: Iterable[int], *parts: object, **known: object) -> Subject:
    """Return the subject of exhibits about the results of *years*, of which *parts* are shown (see `subject_of`)."""
    years = list(years)
    year = years[0] if len(years) == 1 else None
    return subject_of(warehouse, words, *parts, sources=origins_of(warehouse, years), year=year, **known)


def origins_of(warehouse: Warehouse, years: Iterable[int]) -> list[str]:
    """List where the results of *years* were published."""
    return [source for year in years for source in scores.of_rounds(warehouse, "result_sources", year=year)["source"]]


def years_until(warehouse: Warehouse, year: int | None) -> Iterator[int]:
    """List the years with results that are not after *year* (None: all), the newest first."""
    return (known for known in reversed(available(warehouse).years) if year is None or known <= year)


@kept_for_year
def national_year(warehouse: Warehouse, selection: Selection) -> int | None:
    """Return the newest year, not after the chosen one, for which a national table is loaded."""
    years = years_until(warehouse, selection.year)
    return next((year for year in years if scores.national_table(warehouse, year)), None)


def components_card(warehouse: Warehouse, year: int | None) -> ScoreCard | None:
    """Return the home region's newest card, not after *year*, whose components are published."""
    cards = (scores.score_card(warehouse, known, load_site().home) for known in years_until(warehouse, year))
    return next((card for card in cards if card is not None and card.components), None)


def group_word(among: str, track: str | None, words: Words) -> str:
    """Name a group as a sentence would: "130 daerah seluruh Indonesia" without the number."""
    base = words(f"standings.group.{among}", province=load_site().province)
    if track is None:
        return base
    key = "named_track" if among == scores.TRACK else "of_track"
    return words(f"standings.group.{key}", group=base, track=words(f"method.track.{track}"))


def scale_of(*methods: Method | None) -> tuple[float, float]:
    """Return the ends of the scale of *methods*, of all methods where none of them is known."""
    known = [method for method in methods if method is not None] or load_methods().all
    return min(one.scale_min for one in known), max(one.scale_max for one in known)


def with_names(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Add to rows of `region, basis, track` what a table shows: `label, is_home, basis_word, track_word`."""
    named = rows.assign(
        label=rows["region"].map(short),
        is_home=rows["region"] == load_site().home,
        basis_word=method_names("basis", rows["basis"], words),
    )
    return named.assign(track_word=method_names("track", rows["track"], words)) if "track" in rows else named


def neighbours(ranking: Ranking, home: str) -> tuple[str, pd.DataFrame]:
    """Find who stands next to *home*: those level with it, else the nearest above it, or below it where it leads.

    Returns:
        Where they stand (`level`, `above`, `below`; `absent` or `alone` without any), and their `region, rank, value,
        gap`.
    """
    own, rows = ranking.of(home), gaps(ranking, home)
    others = rows[rows["region"] != home]
    if own is None or others.empty:
        return "absent" if own is None else "alone", rows[:0]
    level, above = others[others["rank"] == own], others[others["rank"] < own]
    if len(level):
        return "level", level
    return ("above", above.tail(1)) if len(above) else ("below", others.head(1))


def around(rows: pd.DataFrame, place: int) -> pd.DataFrame:
    """Cut a long table to the rows around the one at *place*; a short one stays whole."""
    size = 2 * AROUND + 1
    start = max(0, min(place - AROUND, len(rows) - size))
    return rows.iloc[start : start + size].reset_index(drop=True)


CHANGED, UNKNOWN = "changed", "unknown"


def method_breaks(warehouse: Warehouse, years: Iterable[int], track: str) -> dict[int, str]:
    """Say of the years whose weights differ from the year before that they `CHANGED`.

    Where the weights of either year are not known it is `UNKNOWN` whether they did.
    """
    broken = {}
    for before, now in pairwise(sorted(years)):
        old, new = (warehouse.methods.known(year, track) for year in (before, now))
        if old is None or new is None:
            broken[now] = UNKNOWN
        elif old.weights != new.weights:
            broken[now] = CHANGED
    return broken
