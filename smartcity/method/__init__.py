"""The ministry's method as dated data: components, weights, items, scale and survey, each with its certainty.

One TOML file holds one (year, track) whole, so that the rules of a year are read, cited and corrected in one place
and no code ever asks which year it is. Everything is checked on loading: a file with a fault loads nothing. Beside the
method stands what else is given: the layouts of workbooks, regions and site, sampling, the doubts' sizes, the rules of
the SKM. Takes `config/` and gives frozen records; must not know a single answer, mark or result.
"""

from functools import cache

from smartcity.config import CONFIG
from smartcity.method.provisional import PROVISIONAL, with_provisional
from smartcity.method.reading import normal, read_dimensions, read_methods, spellings
from smartcity.method.records import (
    INDEX,
    Availability,
    Component,
    Dimension,
    Item,
    Method,
    MethodError,
    MethodMissing,
    Methods,
    SubDimension,
    Survey,
    UnknownNode,
    UnverifiedYear,
)
from smartcity.method.tables import CERTAINTIES, LANGUAGES


@cache
def load_dimensions() -> tuple[Dimension, ...]:
    """Load the project's dimensions in their order; raise `MethodError` with all faults at once."""
    return read_dimensions(CONFIG / "dimensions.toml")


@cache
def load_methods() -> Methods:
    """Load the methods that are known from files, oldest first; raise `MethodError` with all faults at once.

    Those that hold in a data folder, the provisional ones among them, are `Warehouse.methods`.
    """
    return read_methods(CONFIG / "methods", load_dimensions())


def find_dimension(text: str) -> str | None:
    """Return the code of the dimension that *text* names by code, name or alias, or None.

    Case, punctuation and spaces do not matter; nothing is guessed, because a near match is a person's decision.
    """
    return _dimension_spellings().get(normal(text))


def find_sub_dimension(text: str, dimension: str | None = None) -> str | None:
    """Return the code of the sub-dimension that *text* names, or None when none or more than one fits.

    Within a known *dimension* (a code) the bare number is enough, because that is how forms number the parts.
    """
    wanted = normal(text)
    codes = {code for owner, code in _part_spellings().get(wanted, ()) if dimension in (None, owner)}
    if not codes and dimension is not None:
        codes = {code for _, code in _part_spellings().get(f"{dimension} {wanted}", ())}
    return codes.pop() if len(codes) == 1 else None


@cache
def _dimension_spellings() -> dict[str, str]:
    return {spelling: dimension.code for dimension in load_dimensions() for spelling in spellings(dimension)}


@cache
def _part_spellings() -> dict[str, list[tuple[str, str]]]:
    parts: dict[str, list[tuple[str, str]]] = {}
    for dimension in load_dimensions():
        for part in dimension.sub_dimensions:
            for spelling in spellings(part):
                parts.setdefault(spelling, []).append((dimension.code, part.code))
    return parts
