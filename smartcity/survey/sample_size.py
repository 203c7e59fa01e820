"""How many respondents: Krejcie and Morgan's size, the finite population, and what some more people would change.

All of it takes the respondents as if they had been drawn by lot. They are chosen, so these are orders of size.
"""

import math
from dataclasses import dataclass

from smartcity.method.sampling import Sampling, load_sampling
from smartcity.survey.spread import Spread


def krejcie_morgan(users: int, rule: Sampling | None = None) -> int:
    """Return the sample size for a service with *users* users, rounded half up as in the published table.

    s = X2 N P (1 - P) / (d2 (N - 1) + X2 P (1 - P)), which is n0 / (1 + (n0 - 1) / N) with n0 = X2 P (1 - P) / d2, the
    finite population form of Cochran (1977).

    Raises:
        ValueError: If there is not at least one user.
    """
    if users < 1:
        raise ValueError(f"{users} users; expected at least one")
    rule = rule or load_sampling()
    weight = rule.chi_square * rule.share * (1 - rule.share)
    size = weight * users / (rule.precision**2 * (users - 1) + weight)
    return math.floor(size + 0.5)


def finite_factor(count: int, users: int) -> float:
    """Return what a spread shrinks to when *count* of *users* answered: sqrt((N - n) / (N - 1)), 0 when all did.

    The finite population correction of Cochran (1977), Sampling Techniques.

    Raises:
        ValueError: If more people answered than there are.
    """
    if not 0 <= count <= users:
        raise ValueError(f"{count} respondents of {users} users")
    return math.sqrt((users - count) / (users - 1)) if users > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Outlook:
    """The spread to expect with *further* more respondents who answer as those so far do."""

    further: int
    spread: Spread


def outlook(mean: float, spread: Spread, count: int, further: int, users: int | None = None) -> Outlook:
    """Expect the spread of *count* + *further* respondents: each end comes nearer to the mean by sqrt(n / (n + k)).

    Resampling n + k people from the n gives means whose variance is exactly n / (n + k) of the one now; the ends follow
    it as far as the means are normally distributed (the tests compare them with such a resampling). With *users* both
    sizes are corrected for the finite population, and nobody beyond the users is asked.

    Args:
        mean: The mean that the spread is around.

        spread: The spread of the *count* respondents, without any correction.

        count: How many answered.

        further: How many more would; none gives the spread of now.

        users: How many users the service has, where that is known.

    Raises:
        ValueError: If more people answered than there are users.
    """
    correction = 1.0
    if users is not None:
        finite_factor(count, users)
        further = min(further, users - count)
        correction = finite_factor(count + further, users)
    shrunk = correction * math.sqrt(count / (count + further))
    ends = (mean - (mean - spread.low) * shrunk, mean + (spread.high - mean) * shrunk)
    return Outlook(further, Spread(*ends, spread.way))


def outlooks(
    mean: float, spread: Spread, count: int, users: int | None = None, rule: Sampling | None = None
) -> tuple[Outlook, ...]:
    """Give the outlook of now and of each configured number of further respondents, in that order."""
    steps = (0, *(rule or load_sampling()).further)
    return tuple(outlook(mean, spread, count, further, users) for further in steps)
