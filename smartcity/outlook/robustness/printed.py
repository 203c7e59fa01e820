"""Doubts about figures as they were printed: they are rounded, and the press may have them wrong."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from smartcity.outlook.robustness.doubts import Lack, Shock
from smartcity.outlook.robustness.field import Field
from smartcity.scoring.ranking import PRECISION

OF_COMPONENTS, OF_INDEX, OF_FINEST = "components", "index", "finest"
"""Which printed figures are rounded: the components, the index, or the components wherever they are printed."""


_ROUNDS = 30
"""So often components are drawn again that do not agree with the index printed beside them."""


@dataclass(frozen=True)
class Rounding:
    """A printed figure is the true one rounded: uniform within half a unit of the last of its *decimals*.

    *of* "components": the index is recomputed from components drawn within their printed digits; "index": the printed
    index itself is drawn; "finest": components where all are printed, else the index. A derived index adds up two
    printed figures, so it gets two such errors. Nothing leaves the scale: what is printed at its end was rounded from
    within. Components are drawn together with the index that was printed beside them, as far as the two can agree.
    """

    of: str
    decimals: int
    code: ClassVar[str] = "rounding"
    is_assumption: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if self.of not in (OF_COMPONENTS, OF_INDEX, OF_FINEST):
            raise ValueError(f"rounding of {self.of!r}; there are {OF_COMPONENTS}, {OF_INDEX}, {OF_FINEST}")

    def lacks(self, field: Field) -> tuple[Lack, ...]:
        """Want printed figures, and with "components" all components of the regions that have them."""
        if not field.is_printed.any() and not field.is_assumed.any():
            return (Lack(self.code, "printed"),)
        without = field.names(field.is_printed & ~field.is_composed)
        return (Lack(self.code, "components", without),) if self.of == OF_COMPONENTS and without else ()

    def regions(self, field: Field) -> tuple[str, ...]:
        """Name the regions with a printed figure."""
        return field.names(field.is_printed | field.is_assumed.any(axis=1))

    def draw(self, field: Field, stream: np.random.Generator, size: int) -> Shock:
        """Draw errors of printed figures."""
        low, high = field.scale
        half = 0.5 * 10.0**-self.decimals
        by_parts = field.is_printed & field.is_composed & (self.of != OF_INDEX)
        index = np.where(by_parts, field.recomputed - np.nan_to_num(field.values), 0.0)
        whole = np.flatnonzero(field.is_printed & ~by_parts)
        if len(whole):
            index = np.tile(index, (size, 1))
            known = field.values[whole]
            for number in range(field.roundings[whole].max()):
                width = np.where(field.roundings[whole] > number, half, 0.0)
                least, most = np.maximum(known - width, low), np.minimum(known + width, high)
                index[:, whole] += least - known + stream.random((size, len(whole))) * (most - least)
            index[:, whole] = np.clip(known + index[:, whole], low, high) - known
        is_drawn = (by_parts[:, None] & (field.own_weights > 0)) | field.is_assumed
        if not is_drawn.any():
            return Shock(index=index)
        width = np.where(is_drawn, half, 0.0)
        known = field.known_components
        least = np.where(width > 0, np.maximum(known - width, low), known)
        most = np.where(width > 0, np.minimum(known + width, high), known)
        parts = stream.random((size, *known.shape))
        parts *= most - least
        parts += least - known
        self._agree(field, parts, stream, least - known, most - least)
        return Shock(index=index, components=parts)

    def _agree(
        self, field: Field, parts: np.ndarray, stream: np.random.Generator, least: np.ndarray, width: np.ndarray
    ) -> None:
        """Draw components again whose index is none that was printed; where none ever is, they stay as drawn.

        What is left after `_ROUNDS` takes a draw of the region that agrees, so that all have the same distribution.
        """
        places = np.flatnonzero(field.is_printed & field.is_composed)
        reach = 0.5 * 10.0**-self.decimals * field.roundings + 10.0**-PRECISION

        def off(draws: np.ndarray, regions: np.ndarray) -> np.ndarray:
            moved = np.einsum("nk,nk->n", parts[draws, regions], field.own_weights[regions])
            return np.abs(field.recomputed[regions] + moved - field.values[regions]) > reach[regions]

        draws, regions = (grid.ravel() for grid in np.meshgrid(np.arange(len(parts)), places, indexing="ij"))
        is_off = off(draws, regions)
        draws, regions = draws[is_off], regions[is_off]
        for _ in range(_ROUNDS):
            if not len(draws):
                return
            parts[draws, regions] = stream.random((len(draws), parts.shape[2])) * width[regions] + least[regions]
            is_off = off(draws, regions)
            draws, regions = draws[is_off], regions[is_off]
        for place in np.unique(regions):
            own = draws[regions == place]
            agreeing = np.setdiff1d(np.arange(len(parts)), own)
            if len(agreeing):
                parts[own, place] = parts[stream.choice(agreeing, len(own)), place]


@dataclass(frozen=True)
class Press:
    """A press figure may be wrong: with the probability *chance* the true one lies anywhere within *reach* of it.

    Nobody measured either; it is an assumption. Near an end of the scale the reach is the distance to it, both ways, so
    that the mean stays.
    """

    chance: float
    reach: float
    code: ClassVar[str] = "press"
    is_assumption: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not 0 <= self.chance <= 1 or self.reach < 0:
            raise ValueError(f"chance {self.chance} is no probability, or reach {self.reach} is below 0")

    def lacks(self, field: Field) -> tuple[Lack, ...]:
        """Want a figure from the press."""
        return () if field.is_press.any() else (Lack(self.code, "press"),)

    def regions(self, field: Field) -> tuple[str, ...]:
        """Name the regions whose figure is from the press."""
        return field.names(field.is_press)

    def draw(self, field: Field, stream: np.random.Generator, size: int) -> Shock:
        """Draw which figures are wrong, and by how much."""
        places = np.flatnonzero(field.is_press)
        low, high = field.scale
        room = np.minimum(self.reach, np.minimum(field.values[places] - low, high - field.values[places]))
        is_wrong = stream.random((size, len(places))) < self.chance
        index = np.zeros((size, len(field.regions)))
        index[:, places] = is_wrong * (2 * stream.random((size, len(places))) - 1) * room
        return Shock(index=index)
