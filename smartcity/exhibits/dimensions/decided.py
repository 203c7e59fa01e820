"""What people decided about names of innovations, for the exhibits that would otherwise ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from smartcity.answers import scores
from smartcity.innovations.lists import SPELLING, NearPair, near_pairs
from smartcity.method.layout import normalise
from smartcity.records.decisions import DIFFERENT, INNOVATION
from smartcity.warehouse import Warehouse

SAME, TWO = "same", "two"
"""What was decided: two spellings are one innovation, or they are two."""


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """Two spellings that stand in the lists, whether they are one innovation, and who decided that when and why.

    *pair* has the likeness by which they would be proposed; *name* is what both count under when they are one.
    """

    pair: NearPair
    decision: str
    name: str
    by: str
    at: datetime


def decided_pairs(warehouse: Warehouse, spellings: Iterable[str]) -> tuple[DecidedPair, ...]:
    """List the decisions in force about two spellings that both stand in the lists, the newest first."""
    printed = {normalise(spelling): spelling for spelling in spellings}
    names = scores.decided_innovations(warehouse)
    found: dict[frozenset[str], DecidedPair] = {}
    for row in warehouse.query("decided_names", kinds=[INNOVATION, DIFFERENT]).itertuples(index=False):
        first, second = (printed.get(normalise(name)) for name in (row.text, row.meaning))
        if first is None or second is None:
            continue
        is_one = normalise(names.canonical(first)) == normalise(names.canonical(second))
        likeness = fuzz.ratio(normalise(first), normalise(second))
        pair = next(iter(near_pairs([first, second], 0)), NearPair(first, second, likeness, SPELLING))
        key = frozenset((normalise(first), normalise(second)))
        decision = SAME if is_one else TWO
        found[key] = DecidedPair(pair, decision, names.canonical(first), row.decided_by, row.decided_at)
    return tuple(sorted(found.values(), key=lambda one: one.at, reverse=True))
