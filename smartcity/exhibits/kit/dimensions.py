"""What dimensions and their parts are called."""

from collections.abc import Iterable

from smartcity.method import Dimension, load_dimensions
from smartcity.wording import Words


def dimension_name(code: str) -> str:
    """Name the dimension *code*."""
    return next(dimension.name for dimension in load_dimensions() if dimension.code == code)


def part_names(dimensions: Iterable[Dimension], words: Words) -> dict[str, str]:
    """Name each sub-dimension by its code."""
    return {part.code: part.names[words.language] for dimension in dimensions for part in dimension.sub_dimensions}
