"""What was applied: a manifest records every doubt with parameters and seed, and refuses what cannot be run."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from smartcity.outlook.robustness.doubts import Assessors, Doubt, Lack, Rounding, Survey, Unpublished, Weights
from smartcity.outlook.robustness.field import Field

DOUBTS = (Rounding.code, Assessors.code, Survey.code, Weights.code, Unpublished.code)
"""The codes of all doubts; a doubt's place is that of its stream of chance."""


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
