"""What a figure shows as plain series of numbers, for programs that draw charts of their own.

A builder says with its figure which common form comes closest and gives its numbers at full precision, so that a slide
or a workbook holds a chart that can be edited. A figure without it (tiles, matrices, bumps) has no such form. The
series travel in the `meta` of the layout, also where a figure is kept as JSON.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from smartcity.charts.drawing.reading import held

BARS, STACKED, COLUMNS, LINES, DOTS = "bars", "stacked", "columns", "lines", "dots"
"""Level bars beside each other; level bars end to end; upright bars; lines over time; marks over names."""


@dataclass(frozen=True)
class Series:
    """One series: its name, a value for each category (None where there is none), and its colour.

    *low* and *high* are the ends of what lies around each value, where there is something. *colours* are those of the
    single values, where they differ. *is_line* draws it as a line among upright bars.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    colours: tuple[str, ...] = ()
    is_line: bool = False


@dataclass(frozen=True)
class Native:
    """A chart in a common *form*: categories, series, the ends of the axis of values where they are given, and how
    values are spelled: with so many *decimals*, as a *share*, or with a sign.
    """

    form: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: tuple[float | None, float | None] = (None, None)
    decimals: int = 2
    is_share: bool = False
    is_signed: bool = False

    def meta(self) -> dict:
        """Give it as plain properties."""
        return asdict(self)


def series(
    name: str,
    values: Iterable[object],
    colour: str,
    low: Iterable[object] = (),
    high: Iterable[object] = (),
    colours: Iterable[str] = (),
    *,
    is_line: bool = False,
) -> Series:
    """Make a series of any numbers; what is missing is None."""
    return Series(name, numbers(values), colour, numbers(low), numbers(high), tuple(colours), is_line)


def numbers(values: Iterable[object]) -> tuple[float | None, ...]:
    """Give plain numbers."""
    return tuple(None if value is None or value != value else float(value) for value in values)


def native(
    form: str,
    categories: Iterable[object],
    *shown: Series,
    axis: Sequence[float | None] = (None, None),
    decimals: int = 2,
    is_share: bool = False,
    is_signed: bool = False,
) -> Native:
    """Make a chart of its series, without those that have no value at all."""
    filled = tuple(one for one in shown if any(value is not None for value in one.values))
    return Native(form, tuple(map(str, categories)), filled, tuple(axis), decimals, is_share, is_signed)


def native_of(figure: object) -> Native | None:
    """Read the series that came with *figure*; None where no common form says what it shows."""
    layout = held(figure)["layout"]
    meta = layout.get("meta") or {}
    if "series" not in meta:
        return None
    own = [Series(**{name: _tuple(value) for name, value in one.items()}) for one in meta["series"]]
    return Native(**{name: _tuple(value) for name, value in meta.items()} | {"series": tuple(own)})


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list | tuple) else value
