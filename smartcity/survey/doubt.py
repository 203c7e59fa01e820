"""What doubtful rows do to the impact: how many each quality rule flags, and the score with and without them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

FLAG_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Effect:
    """A quality rule: the *rows* it flags and the score *before* and *after* they are left out.

    A score is None where there is none, or where leaving the rows out leaves a statement without any answer.
    """

    code: str
    rows: int
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        """What leaving the rows out does to the score, with its sign; None without both scores."""
        return None if self.before is None or self.after is None else self.after - self.before


def effects(
    respondents: pd.DataFrame,
    answers: pd.DataFrame,
    codes: Sequence[str],
    impact: Callable[[pd.Series], float | None],
) -> tuple[Effect, ...]:
    """Work out for each rule, one at a time, what the score would be without the rows that it flags.

    Args:
        respondents: `respondent, flags`, the flags joined by ";" and empty where there is none.

        answers: `respondent, item, value`.

        codes: The rules to look at, flagged or not.

        impact: Makes a score of item means (indexed by item), the chosen mapping included.
    """
    items, names = pd.factorize(answers["item"], sort=True)
    rows = pd.Index(respondents["respondent"]).get_indexer(answers["respondent"])
    values = answers["value"].to_numpy(float)
    flags = respondents["flags"].fillna("").map(lambda text: frozenset(str(text).split(FLAG_SEPARATOR)))

    def score(is_kept: np.ndarray) -> float | None:
        is_counted = is_kept[rows]
        counts = np.bincount(items[is_counted], minlength=len(names))
        if not len(names) or not counts.all():
            return None
        sums = np.bincount(items[is_counted], weights=values[is_counted], minlength=len(names))
        return impact(pd.Series(sums / counts, index=names))

    before = score(np.ones(len(respondents), bool))
    found = []
    for code in codes:
        is_flagged = flags.map(lambda own, code=code: code in own).to_numpy(bool)
        after = score(~is_flagged) if is_flagged.any() else before
        found.append(Effect(code, int(is_flagged.sum()), before, after))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long the *count* people with a known time took, in seconds: the middle one and the middle half's ends."""

    count: int
    low: float
    middle: float
    high: float


def answer_time(seconds: pd.Series) -> AnswerTime | None:
    """Describe answer times by their quartiles, which one form left open overnight cannot move; None without any.

    Args:
        seconds: Seconds per respondent; missing where they are not known.
    """
    known = seconds.dropna().astype(float)
    if known.empty:
        return None
    low, middle, high = known.quantile([0.25, 0.5, 0.75])
    return AnswerTime(len(known), float(low), float(middle), float(high))
