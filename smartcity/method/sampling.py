"""How spreads are drawn and samples are sized: the constants of `config/sampling.toml`, and where chance begins."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from smartcity.config import open_record


@dataclass(frozen=True, slots=True)
class Sampling:
    """The constants of resampling and of sample sizes.

    *draws* resamples, *level* the share of them between the ends of a spread; *bca_from* is how far, on the answer
    scale, an end of the BCa bootstrap must lie from that of the percentile bootstrap to be given instead, and with more
    answers than *normal_beyond* means are drawn from a normal distribution. *further* are the numbers of additional
    respondents of an outlook. *chi_square*, *share* and *precision* are Krejcie and Morgan's.
    """

    draws: int
    level: float
    seed: int
    bca_from: float
    normal_beyond: int
    further: tuple[int, ...]
    chi_square: float
    share: float
    precision: float
    source: str

    def generator(self) -> np.random.Generator:
        """Return a new source of chance that always begins alike, so that the same answers give the same figures."""
        return np.random.default_rng(self.seed)


def looks_split(parts: int, most_parts: int) -> bool:
    """Say whether the form of a dimension was split: several parts were answered, and nobody answered more than one.

    Args:
        parts: In how many parts of the dimension there is an answer.

        most_parts: In how many of them its busiest respondent has one.
    """
    return parts > 1 and most_parts == 1


@cache
def load_sampling() -> Sampling:
    """Load `config/sampling.toml`."""
    return open_record(Sampling, "sampling", further="further.respondents")
