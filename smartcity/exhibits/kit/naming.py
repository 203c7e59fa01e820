"""What exhibits call things in a sentence: regions, bases, components, tracks, and rows with their values."""

from collections.abc import Iterable, Sequence

import pandas as pd

from smartcity.scoring.ranking import Ranking
from smartcity.wording import Words

NAMED = 3
"""So many share a superlative by name; of more the rest is counted."""


def short(region: str) -> str:
    """Name a region without its type, as people say it; "Kota" stays, because its kabupaten may bear the same name."""
    kind, _, rest = region.partition(" ")
    return rest if rest and kind.casefold() != "kota" else region


def method_names(kind: str, codes: Iterable[str], words: Words) -> list[str]:
    """Name *codes* of the method, of one *kind*: `basis`, `component`, `track`, `certainty`, `mapping`."""
    return [words(f"method.{kind}.{code}") for code in codes]


def year_and_bases(ranking: Ranking, words: Words) -> str:
    """Say of which year a table is and on what its figures rest: "2024, pers"."""
    return f"{ranking.year}, {words.join(method_names('basis', ranking.bases, words))}"


def listed(regions: Iterable[str], words: Words, limit: int, spare: int = 0) -> str:
    """Join regions as a sentence does; of more than *limit* and *spare* only *limit* are named, the rest is counted."""
    names = list(map(short, regions))
    if len(names) > limit + spare:
        names = words.first(names, limit, "movement.more")
    return words.join(names)


def ready(share: float, words: Words, *, is_known: bool) -> str:
    """Spell a readiness; where a part of it is not known it is at least so much, which of nothing says nothing."""
    if is_known:
        return words.percent(share)
    return words("readiness.least", ready=share) if round(share, 2) else words("readiness.nothing")


def spoken(rows: pd.DataFrame, words: Words, value: str = "value", label: str = "label", decimals: int = 2) -> str:
    """Say rows as an alternative text does: "Tabalong 3,46, Balangan 3,20 dan Tapin 2,98"."""
    return words.join(f"{row[label]} {words.number(row[value], decimals)}" for row in rows.to_dict("records"))


def print_alike(words: Words, one: object, other: object, decimals: int = 2) -> bool:
    """Say whether two numbers are the same as they print, so that a sentence does not tell them apart."""
    return words.number(one, decimals) == words.number(other, decimals)


def together(names: Sequence[str], words: Words) -> str:
    """Join those that share a place in a sentence; of more than `NAMED` the rest is counted."""
    return words.join(words.first(names, NAMED - 1, "shared.others") if len(names) > NAMED else names)


def leaders(ordered: Iterable[tuple[str, object]], words: Words, decimals: int = 2) -> str:
    """Name the first of *ordered* names with values, together with all whose value prints like its own."""
    ordered = list(ordered)
    return together([name for name, value in ordered if print_alike(words, value, ordered[0][1], decimals)], words)
