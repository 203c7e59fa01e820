"""Rules of a year that came in by a workbook: its weights and items, on what else its year has."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from smartcity.method.provisional import with_provisional
from smartcity.method.records import Component, Item, Method, Methods
from smartcity.method.tables import LANGUAGES

KIND = "rules"
WEIGHTS, ITEMS = "weights", "items"
"""The tables of such a workbook."""


@dataclass(frozen=True)
class Rules:
    """The weights and items of one (year, track) with how certain they are and the letter that states them."""

    year: int
    track: str
    certainty: str
    source: str
    weights: Mapping[str, float] = field(hash=False)
    items: tuple[Item, ...]

    @property
    def key(self) -> tuple[int, str]:
        """The year and track."""
        return self.year, self.track


def rules_of(weights: Iterable[Mapping], items: Iterable[Mapping]) -> tuple[Rules, ...]:
    """Gather rules from the accepted rows of both tables, each with `year` and `track`, in the order of the years."""
    own: dict[tuple[int, str], list[Mapping]] = {}
    listed: dict[tuple[int, str], list[Item]] = {}
    for row in weights:
        own.setdefault((int(row["year"]), str(row["track"])), []).append(row)
    for row in items:
        listed.setdefault((int(row["year"]), str(row["track"])), []).append(_item(row))
    return tuple(
        Rules(
            *key,
            str(rows[0]["certainty"]),
            str(rows[0]["source"]),
            {str(row["component"]): float(row["weight"]) for row in rows},
            tuple(listed.get(key, ())),
        )
        for key, rows in sorted(own.items())
    )


def _item(row: Mapping) -> Item:
    text = {language: row.get(f"question_{language}") for language in LANGUAGES}
    meaning = {language: str(own or text[LANGUAGES[0]]) for language, own in text.items()}
    return Item(
        str(row["item"]),
        str(row["component"]),
        str(row.get("indicator") or ""),
        row.get("dimension") or None,
        row.get("sub_dimension") or None,
        meaning,
    )


def in_force(files: Methods, adopted: Iterable[Rules], through: int) -> Methods:
    """Let *adopted* rules take the place of what else their year would have, and lend on from there.

    What a workbook does not say (scale, assessors, tolerance, quota) stays as the year has it without: from its file,
    or borrowed, with the certainty that it has there.

    Args:
        files: The methods of the files.

        adopted: Rules of workbooks; years without any base are left out.

        through: The last year that is prepared for.
    """
    methods = with_provisional(files, through)
    for rules in sorted(adopted, key=lambda one: one.key):
        base = methods.get(*rules.key)
        if base is None:
            continue
        known = [method for method in methods.all if (method.year, method.track) != rules.key]
        known = sorted((*known, _adopted(base, rules)), key=lambda method: (method.year, method.track))
        methods = with_provisional(replace(methods, all=tuple(known)), through)
    return methods


def _adopted(base: Method, rules: Rules) -> Method:
    parts = (
        Component(code, weight, tuple(item for item in rules.items if item.component == code))
        for code, weight in rules.weights.items()
    )
    return replace(
        base,
        components=tuple(parts),
        certainty=rules.certainty,
        instrument_certainty=rules.certainty,
        sources=(rules.source,),
        notes=dict.fromkeys(LANGUAGES, ""),
        borrowed_from=None,
        fingerprint=hashlib.sha256(repr(rules).encode()).hexdigest()[:12],
    )
