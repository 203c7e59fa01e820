"""The rules of the Survei Kepuasan Masyarakat (Permenpan-RB 14/2017) as data: elements, weights and quality bands."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from smartcity.config import open_config
from smartcity.method.layout import Column, load_layouts

KIND = "skm"


@dataclass(frozen=True)
class Band:
    """A quality (mutu): its letter, the lowest rounded index that has it, and what the service's work is called."""

    code: str
    low: Decimal
    names: Mapping[str, str]


@dataclass(frozen=True)
class Skm:
    """The rules: columns of the *elements*, named *weights* (the first one counts), *bands* with the best first.

    An index is the sum of mean x weight x *conversion*, rounded half up to *decimals* before its band is decided.
    """

    elements: tuple[Column, ...]
    weights: Mapping[str, Fraction]
    conversion: int
    decimals: int
    bands: tuple[Band, ...]
    source: str

    @property
    def weight(self) -> Fraction:
        """The weight that counts."""
        return next(iter(self.weights.values()))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the elements in their order."""
        return tuple(element.code for element in self.elements)

    def band_of(self, rounded: Decimal) -> Band:
        """Return the band of a rounded index; below the lowest band's bound it is the lowest all the same."""
        return next((band for band in self.bands if rounded >= band.low), self.bands[-1])


@cache
def load_skm() -> Skm:
    """Load `config/skm.toml` with the elements of the layout."""
    raw = open_config("skm")
    columns = load_layouts()[KIND].tables[0].columns
    return Skm(
        elements=tuple(column for column in columns if column.type == "rating"),
        weights={code: Fraction(weight) for code, weight in raw["weights"].items()},
        conversion=raw["conversion"],
        decimals=raw["decimals"],
        bands=tuple(Band(band["code"], Decimal(band["low"]), band["names"]) for band in raw["bands"]),
        source=raw["source"],
    )
