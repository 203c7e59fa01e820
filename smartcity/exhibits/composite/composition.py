"""A composite with what it was made of, and what every exhibit says of it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from smartcity.answers.indicators import UNIT, YEAR
from smartcity.exhibits.composite.material import Material
from smartcity.exhibits.kit.exhibit import Column
from smartcity.exhibits.kit.memory import UNKEPT, kept
from smartcity.exhibits.kit.subject import Subject
from smartcity.scoring.composite.definition import ARITHMETIC, GOALPOSTS, NONE, Definition, Faulty
from smartcity.scoring.composite.index import Composite, composite
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

OWN = "own"
"""The basis of an index that somebody composed: neither the ministry's, nor recomputed, nor simulated."""


@dataclass(frozen=True)
class Composition:
    """A composite of one *year*; *all_years* is the same over all years where these stand on one scale.

    It is missing where years do not compare, and where another year cannot be computed at all.
    """

    definition: Definition
    material: Material
    year: int
    made: Composite
    all_years: Composite | None

    @property
    def count(self) -> int:
        """How many units have an index in the year."""
        return int(self.made.rows["index"].notna().sum())

    def subject(self, warehouse: Warehouse, words: Words, years: Sequence[int] = ()) -> Subject:
        """Return the subject of exhibits of the index: whose it is, of how many, when, and by which scale.

        It is of the composite's year unless *years* are given, of which the first and the last are said.
        """
        definition, material = self.definition, self.material
        caption = words(
            "composite.caption",
            name=definition.name,
            count=self.count,
            all=len(material.units),
            noun=material.noun(words),
            year=f"{years[0]}–{years[-1]}" if years else self.year,
            scale=scale_said(definition.method, definition.over, words),
        )
        return material.subject(warehouse, words, definition.codes, years or [self.year], (OWN,), caption)


def _of_values(definition: Definition, material: Material, year: int) -> Hashable:
    return UNKEPT if material.key is None else (definition, material.key, year)


kept_composite = kept(by=lambda composition: _of_values(composition.definition, composition.material, composition.year))
"""For exhibits of a composite, made once for a composition and a language; of a person's own file each time."""


@kept(by=_of_values)
def compose(warehouse: Warehouse, definition: Definition, material: Material, year: int) -> Composition:
    """Compute the composite of a year, and of all years where they compare.

    Raises:
        Faulty: If a mean meets negative values in that year.
    """
    made = composite(definition, material.frame, year)
    return Composition(definition, material, year, made, _all_years(definition, material))


def _all_years(definition: Definition, material: Material) -> Composite | None:
    if not definition.is_comparable:
        return None
    try:
        return composite(definition, material.frame)
    except Faulty:
        return None


def parts(composition: Composition) -> pd.DataFrame:
    """List which indicators each unit has in each year, `unit, year, parts`; an imputed value is no part.

    Two years of a unit compare only where the parts are the same: an index with an indicator less is another index.
    """
    frame = composition.material.frame
    there = frame[list(composition.definition.codes)].notna()
    return frame[[UNIT, YEAR]].assign(parts=list(there.itertuples(index=False, name=None)))


def changes(composition: Composition) -> pd.Series:
    """Return, by unit, the index less that of the year before; missing where the years or their parts differ."""
    rows = composition.made.rows.set_index(UNIT)
    if composition.all_years is None:
        return pd.Series(float("nan"), index=rows.index)
    had = parts(composition).set_index([UNIT, YEAR])["parts"]
    same = [had.get((unit, composition.year)) == had.get((unit, composition.year - 1)) for unit in rows.index]
    return rows["change"].where(same)


def contributions(composition: Composition) -> pd.DataFrame | None:
    """Split each unit's index into its groups' parts, which sum to it: unit by group, zero for one without a value.

    None where there is but one group, where the index is no sum of them, or where a negative part would make a bar of
    parts unreadable.
    """
    if composition.definition.index_mean != ARITHMETIC or len(composition.definition.groups) == 1:
        return None
    groups = composition.made.groups.set_index(UNIT).drop(columns=YEAR)
    has_index = composition.made.rows.set_index(UNIT)["index"].notna()
    weights = pd.Series(dict(zip(groups.columns, composition.definition.index_node.weights)))
    carried = groups.notna().mul(weights, axis=1)
    shares = carried.div(carried.sum(axis=1), axis=0) * groups.fillna(0.0)
    split = shares.where(has_index, axis=0).fillna(0.0)
    return None if (split < 0).any(axis=None) else split


def scale_said(method: str, over: str, words: Words) -> str:
    """Name the way onto the scale and what it is made of: "min–maks, semua tahun bersama"."""
    named = words(f"composite.method.{method}")
    if method in (GOALPOSTS, NONE):
        return named
    return words("composite.scale_of", method=named, over=words(f"composite.over.{over}"))


def told_apart(columns: Iterable[Column], words: Words) -> tuple[Column, ...]:
    """Number labels that occur again: people may call a group or an indicator what a column is called already."""
    told: list[Column] = []
    for column in columns:
        before = sum(one.label == column.label for one in told)
        again = words("composite.column.again", label=column.label, n=before + 1)
        told.append(replace(column, label=again) if before else column)
    return tuple(told)
