"""A planted workbook of related indicators, and the composites that tests make of a planted province."""

from collections.abc import Iterable, Sequence

from planted import BANJAR, BARU, HOME, KOTA, File, places_of_the_province, warehouse

from smartcity.answers import indicators
from smartcity.checks import RowPlace
from smartcity.exhibits import composite
from smartcity.exhibits.composite import Composition, Material
from smartcity.scoring.composite.definition import Definition, Group, Indicator
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

FOUR = (HOME, KOTA, BANJAR, BARU)

Value = tuple[str, str, str, int, float]
"""Indicator, series ("" for none), region, year, value."""


def indicator_file(values: Iterable[Value], name: str = "indikator.xlsx", note: str = "", **others: object) -> File:
    """An indicator workbook with the values on sheet Indikator, column E from row 2 on."""
    rows = tuple(
        {
            "sheet": "Indikator",
            "row": number,
            "indicator": indicator,
            "series": series or None,
            "region": region,
            "year": year,
            "value": value,
            "source": f"Sumber {indicator}",
            "note": note or None,
        }
        for number, (indicator, series, region, year, value) in enumerate(values, start=2)
    )
    places = tuple(
        RowPlace("indicators", "Indikator", row["row"], "value", f"E{row['row']}", str(row["value"])) for row in rows
    )
    return File(name, "indicators", {"indicators": rows}, places, **others)


def each(
    indicator: str, year: int, values: Sequence[float | None], series: str = "", regions: Sequence[str] = FOUR
) -> list[Value]:
    """Values of one indicator and year, one a region; None leaves the region without."""
    return [(indicator, series, region, year, value) for region, value in zip(regions, values) if value is not None]


def province(*values: Iterable[Value], more: Iterable[File] = (), **others: object) -> Warehouse:
    """The warehouse of the planted province with these values."""
    rows = [value for own in values for value in own]
    return warehouse(places_of_the_province(FOUR), indicator_file(rows, **others), *more)


def defined(*codes: str, **rules: object) -> Definition:
    """A definition in which each indicator is a group of its own, called G1, G2 and so on."""
    groups = tuple(Group(f"G{number}") for number, _ in enumerate(codes, start=1))
    picked = tuple(Indicator(code, group.code) for code, group in zip(codes, groups))
    return Definition("Uji", groups, picked, **rules)


def gathered(made: Warehouse, codes: Sequence[str], words: Words, regions: Sequence[str] = FOUR) -> Material:
    """What the planted province holds of *codes*."""
    return composite.of_warehouse(made, codes, regions, (), words)


def composed(made: Warehouse, definition: Definition, year: int, words: Words) -> Composition:
    """The composite of the planted province."""
    return composite.compose(made, definition, gathered(made, definition.codes, words), year)


def codes_of(made: Warehouse) -> list[str]:
    """List the codes of all measures."""
    return [measure.code for measure in indicators.measures(made).all]
