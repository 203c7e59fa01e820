"""What a composite is made of: values by region and year, out of the warehouse or out of a person's own file."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from smartcity.answers import indicators
from smartcity.answers.indicators import UNIT, YEAR, Measure, Measures
from smartcity.checks.composite.table import Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.naming import short
from smartcity.exhibits.kit.subject import Subject, joined_sources, subject_of
from smartcity.method import INDEX
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.records.findings import Finding, Place
from smartcity.scoring.composite.definition import Definition
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

SAMPLE = "contoh"
"""What the name of a file, or of a unit in it, begins with when its values are invented."""

SHOWN_SOURCES = 3
"""More sources than this are counted; the page Metode lists them all."""


@dataclass(frozen=True)
class Material:
    """Values for a composite.

    *frame*: `unit, year` and one column per indicator, a row for who has a value in a year. *units*: everyone who was
    asked for, with a value or not, by name. *key*: what tells it from other values of the same build, None for a
    person's own file, of which nothing is kept. *labels*: what indicators are called, by code. *cells*: where
    each value stands in the warehouse, as `indicators.Measures.cells`; without rows for a person's own file, whose
    name is *file*. *families*: the indicator that a code is a series of.
    """

    frame: pd.DataFrame
    units: tuple[str, ...]
    labels: Mapping[str, str]
    cells: pd.DataFrame
    families: Mapping[str, str]
    file: str = ""
    is_sample: bool = False
    key: Hashable = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators, in order."""
        return tuple(code for code in self.frame.columns if code not in (UNIT, YEAR))

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which anyone has a value."""
        known = self.frame[list(self.codes)].notna().any(axis=1)
        return tuple(sorted(set(self.frame.loc[known, YEAR].astype(int))))

    @property
    def home(self) -> str | None:
        """The home region, where it was asked for."""
        home = load_site().home
        return home if home in self.units else None

    def of_year(self, year: int) -> pd.DataFrame:
        """Return the rows of *year*, by unit."""
        return self.frame[self.frame[YEAR] == year].set_index(UNIT)[list(self.codes)]

    def cells_of(self, codes: Iterable[str], years: Iterable[int]) -> pd.DataFrame:
        """Return the warehouse's cells behind the values of *codes* in *years*."""
        return self.cells[self.cells["code"].isin(list(codes)) & self.cells["year"].isin(list(years))]

    def label(self, code: str) -> str:
        """Name an indicator, or leave the code of a group as its author wrote it."""
        return self.labels.get(code, code)

    def unit(self, name: str) -> str:
        """Name a unit as people say it; only regions have a type to leave out."""
        return name if self.file and name != self.home else short(name)

    @property
    def unit_label(self) -> str:
        """What the column of units is called, as `kit.columns.label` takes it."""
        return "composite.unit" if self.file else "shared.region"

    def noun(self, words: Words, count: int | None = None) -> str:
        """Say what the units are: regions, or whatever a person's own file lists; all, unless *count* is given."""
        key = "composite.noun.unit" if self.file else "composite.noun.region"
        return words(key, n=len(self.units) if count is None else count)

    def names(self, units: Iterable[str], words: Words) -> str:
        """Join units as people say them."""
        return words.join(map(self.unit, units))

    def bare(self, warehouse: Warehouse, words: Words) -> Subject:
        """Return the subject of what is not there; it is of no build where values come from a person's own file."""
        return subject_of(None if self.file else warehouse, words)

    def subject(
        self,
        warehouse: Warehouse,
        words: Words,
        codes: Iterable[str],
        years: Iterable[int],
        bases: Iterable[str] = (),
        caption: str = "",
    ) -> Subject:
        """Return the subject of exhibits of the values of *codes* in *years*."""
        source = self._source(codes, years, words)
        known = {"source": source, "bases": tuple(bases), "is_sample": self.is_sample, "caption": caption}
        return replace(self.bare(warehouse, words), **known)

    def _source(self, codes: Iterable[str], years: Iterable[int], words: Words) -> str:
        """Name where values come from, in one line."""
        if self.file:
            return words("composite.source.file", file=self.file)
        named = list(dict.fromkeys(self.cells_of(codes, years)["source"].dropna()))
        if len(named) <= SHOWN_SOURCES:
            return joined_sources(named, words)
        shown = "; ".join(named[:SHOWN_SOURCES])
        return words("composite.source.more", sources=shown, n=len(named) - SHOWN_SOURCES)


def measure_label(measure: Measure, words: Words) -> str:
    """Say what a measure is: the indicator with its series, or the part of the ministry's index."""
    if measure.node == INDEX:
        return words("composite.measure.index")
    if measure.node:
        key = f"method.component.{measure.node}"
        return words("composite.measure.part", part=words(key) if words.has(key) else measure.node)
    if measure.series:
        return words("composite.measure.series", indicator=measure.indicator, series=measure.series)
    return measure.indicator


def _chosen(*chosen: Sequence[object]) -> Hashable:
    return tuple(map(tuple, chosen))


@kept(by=_chosen)
def of_warehouse(
    warehouse: Warehouse, codes: Sequence[str], regions: Sequence[str], years: Sequence[int], words: Words
) -> Material:
    """Gather the values of *codes* that the warehouse holds for *regions*, in all years unless some are given."""
    known = indicators.measures(warehouse)
    found = [code for code in codes if code in known.by_code]
    cells = known.chosen(found, regions, years)
    frame = indicators.wide(cells, found)
    labels = {measure.code: measure_label(measure, words) for measure in known.all}
    families = {measure.code: measure.indicator for measure in known.all if measure.indicator}
    is_sample, key = bool(cells["is_sample"].any()), (_chosen(codes, regions, years), words.language)
    return Material(frame, tuple(sorted(regions)), labels, cells, families, is_sample=is_sample, key=key)


def of_file(table: Table, file: str, known: Measures) -> Material:
    """Take a person's own table as it is; its columns are called as their header says."""
    named = [file, *table.frame[UNIT]]
    is_sample = any(normalise(name).startswith(SAMPLE) for name in named)
    units = tuple(sorted(set(table.frame[UNIT])))
    return Material(table.frame, units, {}, known.cells.iloc[:0], {}, file, is_sample)


def unknown_measures(definition: Definition, known: Measures, file: str) -> tuple[Finding, ...]:
    """Name the indicators of a definition that the warehouse does not hold, beside those that it does."""
    there = list(known.by_code)
    return tuple(
        Finding(
            "definition.indicator_unknown",
            Place(file),
            code,
            {"where": f"[[indicator]] {code}", "known": there, "near": there},
        )
        for code in definition.codes
        if code not in known.by_code
    )


def fullest_year(material: Material) -> int | None:
    """Return the year in which most units have every indicator, then most values; the newest of several such."""
    frame = material.frame[[YEAR]].astype(int)
    there = material.frame[list(material.codes)].notna()
    frame = frame.assign(whole=there.all(axis=1), cells=there.sum(axis=1))
    counted = frame.groupby(YEAR)[["whole", "cells"]].sum()
    counted = counted[counted["cells"] > 0]
    if counted.empty:
        return None
    return int(max(counted.itertuples(), key=lambda row: (row.whole, row.cells, row.Index)).Index)
