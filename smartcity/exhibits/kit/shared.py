"""What every page needs: the stamp, what can be chosen, and the sources of figures in one line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from itertools import pairwise
from typing import TypeVar

import pandas as pd

from smartcity.exhibits.kit.exhibit import Stamp
from smartcity.exhibits.kit.selection import Selection
from smartcity.method import load_dimensions, load_methods
from smartcity.method.regions import load_site
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

Made = TypeVar("Made")


def kept(make: Callable[[Warehouse, Selection, Words], Made]) -> Callable[[Warehouse, Selection, Words], Made]:
    """Let a page's part be made once for a build, a selection and a language: it is a pure function of the three."""

    @wraps(make)
    def remembered(warehouse: Warehouse, selection: Selection, words: Words) -> Made:
        key = (make.__module__, make.__qualname__, selection, words.language)
        return warehouse.remember(key, lambda: make(warehouse, selection, words))

    return remembered


def kept_for_year(make: Callable[[Warehouse, Selection], Made]) -> Callable[[Warehouse, Selection], Made]:
    """Let what can be chosen be listed once for a build and a year: nothing else of the selection may change it."""

    @wraps(make)
    def remembered(warehouse: Warehouse, selection: Selection) -> Made:
        key = (make.__module__, make.__qualname__, selection.year)
        return warehouse.remember(key, lambda: make(warehouse, selection))

    return remembered


@dataclass(frozen=True)
class Available:
    """What is loaded and can therefore be chosen; the defaults are the newest.

    *years* have results, *survey_years* have respondents; *lists* are innovation lists (code to label), the newest
    last; *regions* have a published index in any year; *sample_entries* are journal entries of invented data.
    """

    years: tuple[int, ...]
    survey_years: tuple[int, ...]
    lists: dict[str, str]
    regions: tuple[str, ...]
    tracks: tuple[str, ...]
    dimensions: tuple[str, ...]
    sample_entries: tuple[str, ...]
    sample_files: tuple[str, ...]

    @property
    def default_year(self) -> int | None:
        """The newest year with results."""
        return self.years[-1] if self.years else None


def available(warehouse: Warehouse) -> Available:
    """List what can be chosen, once for a build."""
    return warehouse.remember(available.__qualname__, lambda: _available(warehouse))


def _available(warehouse: Warehouse) -> Available:
    years = warehouse.query("years", rounds=list(load_site().joined_rounds))
    lists = warehouse.query("innovation_lists")
    regions = warehouse.query("regions_with_results", rounds=list(load_site().joined_rounds))
    samples = warehouse.query("sample_snapshots")
    return Available(
        years=tuple(int(year) for year in years.loc[years["has_results"], "year"]),
        survey_years=tuple(int(year) for year in years.loc[years["has_survey"], "year"]),
        lists={row.list: row.label or row.list for row in lists.itertuples(index=False)},
        regions=tuple(regions["region"]),
        tracks=load_methods().tracks,
        dimensions=tuple(dimension.code for dimension in load_dimensions()),
        sample_entries=tuple(samples["entry"]),
        sample_files=tuple(samples["file"]),
    )


def stamp(warehouse: Warehouse) -> Stamp:
    """Return as of when the warehouse stands."""
    made = warehouse.stamp() or {"built_at": "", "fingerprint": "", "files": "0"}
    return Stamp(made["built_at"], made["fingerprint"], int(made["files"]))


def joined_sources(origins: Iterable[object], words: Words, limit: int = 3) -> str:
    """Name the distinct *origins* in one line; beyond *limit* the rest is counted."""
    named = list(dict.fromkeys(str(origin) for origin in origins if origin is not None and not pd.isna(origin)))
    if len(named) > limit:
        return words("shared.sources_more", sources="; ".join(named[:limit]), n=len(named) - limit)
    return "; ".join(named)


def short(region: str) -> str:
    """Name a region without its type, as people say it; "Kota" stays, because its kabupaten may bear the same name."""
    kind, _, rest = region.partition(" ")
    return rest if rest and kind.casefold() != "kota" else region


def method_breaks(years: Iterable[int], track: str) -> tuple[int, ...]:
    """List the years whose rules differ from the year before, or are not known while the others are.

    A year without a verified method counts as different from one with it.
    """
    methods = load_methods()
    broken = []
    ordered = sorted(years)
    for before, now in pairwise(ordered):
        old, new = methods.get(before, track), methods.get(now, track)
        if (old and old.weights) != (new and new.weights):
            broken.append(now)
    return tuple(broken)
