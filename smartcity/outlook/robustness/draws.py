"""What is drawn: a manifest of the doubts, or a refusal, and then every region's index in batches.

index = sum of (weight drawn) x (component drawn), region by region.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from smartcity.outlook.robustness.doubts import Assessors, Doubt, Lack, Shock, Survey, Unpublished, Weights
from smartcity.outlook.robustness.field import Field
from smartcity.outlook.robustness.printed import Press, Rounding

DRAWS = 10_000
LEVEL = 0.95
"""Draws and the share of them inside an interval; how an answer is drawn, not a rule of the method."""

DOUBTS = (Rounding.code, Assessors.code, Survey.code, Weights.code, Unpublished.code, Press.code)
"""The codes of all doubts; a doubt's place is that of its stream of chance."""

_CELLS_AT_ONCE = 200_000
"""A batch's arrays of this size stay in the processor's cache, which makes drawing twice as fast."""


class Refused(ValueError):
    """Doubts that cannot be applied to the figures at hand; *lacks* says what each is missing."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        self.lacks = tuple(lacks)
        super().__init__("; ".join(f"{lack.doubt}: {lack.missing} {', '.join(lack.names)}".strip() for lack in lacks))


@dataclass(frozen=True, slots=True)
class Applied:
    """One doubt that was applied: its parameters and the regions it touched."""

    doubt: str
    parameters: Mapping[str, float | str]
    regions: tuple[str, ...]
    is_assumption: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was done: which doubts, how many draws, from which seed. The same manifest gives the same result."""

    home: str
    year: int
    applied: tuple[Applied, ...]
    draws: int
    seed: tuple[int, ...]


def manifest_of(field: Field, doubts: Sequence[Doubt], draws: int, generator: np.random.Generator) -> Manifest:
    """Record what is about to be applied.

    Raises:
        Refused: If a doubt lacks what it needs; nothing is applied in part.
        ValueError: If a doubt stands twice, or there is not a single draw.
    """
    codes = [doubt.code for doubt in doubts]
    if len(set(codes)) < len(codes) or draws < 1:
        raise ValueError(f"doubts {', '.join(codes)} with {draws} draws")
    lacks = [lack for doubt in doubts for lack in doubt.lacks(field)]
    if lacks:
        raise Refused(lacks)
    applied = tuple(Applied(doubt.code, asdict(doubt), doubt.regions(field), doubt.is_assumption) for doubt in doubts)
    source = generator.bit_generator.seed_seq
    return Manifest(
        field.home, field.year, applied, draws, (*np.atleast_1d(source.entropy).tolist(), *source.spawn_key)
    )


def stream_of(generator: np.random.Generator, doubt: str, side: int = 0) -> np.random.Generator:
    """Give a doubt its own stream of chance, the same whichever other doubts are drawn beside it.

    It is made from the generator's seed alone, so it neither depends on nor changes how far *generator* was used.

    Args:
        generator: The source of chance; its seed counts.

        doubt: The code of the doubt.

        side: 0 or 1 for the two independent samples of a sensitivity analysis, 2 for resampling them.
    """
    source = generator.bit_generator.seed_seq
    own = np.random.SeedSequence(source.entropy, spawn_key=(*source.spawn_key, DOUBTS.index(doubt), side))
    return np.random.Generator(type(generator.bit_generator)(own))


def batches(field: Field, draws: int) -> Iterator[int]:
    """Cut *draws* into sizes that keep a batch's arrays small."""
    items = len(field.scenario.method.items) if field.scenario else 0
    size = max(1, _CELLS_AT_ONCE // max(field.components.size, len(field.regions), items, 1))
    for start in range(0, draws, size):
        yield min(size, draws - start)


def drawn_indices(field: Field, doubts: Sequence[Doubt], draws: int, generator: np.random.Generator) -> np.ndarray:
    """Draw every region's index: draw x region, NaN for a region that has no value and was given none."""
    streams = [stream_of(generator, doubt.code) for doubt in doubts]
    parts = [
        indices(field, [doubt.draw(field, stream, size) for doubt, stream in zip(doubts, streams)], size)
        for size in batches(field, draws)
    ]
    return np.concatenate(parts)


def indices(field: Field, shocks: Sequence[Shock], size: int) -> np.ndarray:
    """Put shocks together into indices: draw x region.

    A region starts from the value it is ranked by; drawn weights and components add what they change on the index
    computed from its components, so that a printed figure is never replaced by a recomputed one unasked.
    """
    found = np.tile(field.values, (size, 1))
    weights = next((shock.weights for shock in shocks if shock.weights is not None), None)
    errors = [shock.index for shock in shocks if shock.index is not None]
    if errors:
        found = np.clip(found + sum(errors), *field.scale)
    for shock in shocks:
        if shock.components is not None:
            found += _weighed(field, shock.components, weights)
    if weights is not None:
        for number in range(len(field.methods)):
            own = field.is_composed & (field.method_of == number)
            found[:, own] += (weights[:, number] - field.weights[number]) @ field.known_components[own].T
    moves = [shock.scenario for shock in shocks if shock.scenario is not None]
    if moves:
        place = field.regions.index(field.scenario.region)
        known = field.known_components[place]
        moved = np.clip(known + sum(moves), *field.scale) - known
        own = field.own_weights[place] if weights is None else weights[:, field.method_of[place]]
        found[:, place] += (moved * own).sum(axis=1)
    for shock in shocks:
        if shock.values is not None:
            found = np.where(np.isnan(shock.values), found, shock.values)
    return found


def _weighed(field: Field, components: np.ndarray, weights: np.ndarray | None) -> np.ndarray:
    """Weigh changes of components (draw x region x code) by the official weights or by drawn ones."""
    if weights is None:
        return np.einsum("nrk,rk->nr", components, field.own_weights)
    by_method = components @ weights.transpose(0, 2, 1)
    return np.where(field.is_composed, by_method[:, np.arange(len(field.regions)), field.method_of], 0.0)
