"""How large each doubt about a rank is and how often is drawn: `config/doubts.toml`, and where chance begins."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from smartcity.config import open_record


@dataclass(frozen=True, slots=True)
class DoubtSizes:
    """The sizes of the doubts.

    *draws* and *sensitivity_draws* are how often is drawn, *level* the share of draws inside an interval. *decimals*
    and *rounding_of* are those of printed figures; *points* the deviations of a weight to choose from, in percentage
    points, and *usual_points* the one taken unasked; *chances* and *usual_chance* likewise how often a press figure is
    wrong, by *reach* at most. *lower*, *higher* and *likeness* are the assessors'; *least* is how many past changes a
    region needs to be drawn.
    """

    draws: int
    level: float
    seed: int
    sensitivity_draws: int
    decimals: int
    rounding_of: str
    points: tuple[float, ...]
    usual_points: float
    chances: tuple[float, ...]
    usual_chance: float
    reach: float
    lower: float
    higher: float
    likeness: float
    least: int

    @property
    def half_digit(self) -> float:
        """Half a unit of the last printed digit: how far a printed figure may lie from the true one."""
        return 0.5 * 10.0**-self.decimals

    def generator(self) -> np.random.Generator:
        """Return a new source of chance that always begins alike."""
        return np.random.default_rng(self.seed)


@cache
def load_doubts() -> DoubtSizes:
    """Load `config/doubts.toml`."""
    places = {"sensitivity_draws": "draws.sensitivity", "rounding_of": "rounding.of", "usual_points": "weights.usual"}
    places |= {"usual_chance": "press.usual"}
    return open_record(DoubtSizes, "doubts", **places)
