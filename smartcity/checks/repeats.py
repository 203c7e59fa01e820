"""Find answers that repeat an earlier form so exactly that chance is no likely cause.

Equal answers are not suspicious by themselves: of fifty honest people who mostly answer 3 and 4, two are expected to
agree on all nine statements, and people of one mind agree far more often. So a repeated row is only named where it
would be a wonder by each of three measures (the thought of comparing with what honest answers give is that of Simmons,
Mercer, Schwarzer & Kennedy 2016, Evaluating a new proposal for detecting data falsification in surveys, which showed
fixed shares of equal answers to accuse the innocent):

1. Each statement drawn on its own, from the shares of its levels among the distinct forms.
2. The row's own answers in any other order: 4 4 4 4 4 4 4 4 3 has only nine, straight lines one.
3. Its neighbours: where as many forms differ from it by one answer as repeat it, many people simply think so.

With q the larger chance of the first two, k equal rows among n are expected comb(n, k) q^(k-1) times, and a run of k
one below the other (n - k + 1) q^(k-1) times; they are named below a configured number of expected accidents.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import lgamma, log

import numpy as np
import pandas as pd

from smartcity.method.layout import Quality

_BLANK = 0


@dataclass(frozen=True, slots=True)
class Repeat:
    """Rows with the same answers, by position: the first of them, and those that repeat it."""

    first: int
    later: tuple[int, ...]
    answers: int


@dataclass(frozen=True)
class _Forms:
    """Rows of answers as levels from 1 (0 is blank), with how often each distinct row stands among them."""

    levels: np.ndarray
    counts: dict[bytes, int]
    shares: np.ndarray

    @classmethod
    def of(cls, levels: np.ndarray, keys: list[bytes], most: int) -> "_Forms":
        """Count the rows, and the shares of the levels among distinct rows, each level seen once more than it is."""
        distinct, counts = np.unique(np.array(keys, dtype=object), return_counts=True)
        rows = np.frombuffer(b"".join(distinct), dtype=np.uint8).reshape(len(distinct), -1)
        seen = np.stack([(rows == level).sum(axis=0) + 1 for level in range(1, most + 1)])
        shares = np.vstack([np.ones(rows.shape[1]), seen / seen.sum(axis=0)])
        return cls(levels, dict(zip(distinct, counts.tolist())), shares)

    def log_chance(self, row: np.ndarray) -> float:
        """Return the logarithm of the chance that another form is the same, the larger of two measures."""
        drawn = float(np.log(self.shares[row, np.arange(len(row))]).sum())
        given = np.bincount(row[row != _BLANK])
        in_any_order = sum(lgamma(count + 1) for count in given) - lgamma(given.sum() + 1)
        return max(drawn, in_any_order)

    def neighbours(self, row: np.ndarray) -> int:
        """Count the forms that differ from *row* in exactly one answer."""
        neighbours = 0
        most = len(self.shares)
        for place, own in enumerate(row.tolist()):
            changed = bytearray(row.tobytes())
            for level in range(most):
                if level != own:
                    changed[place] = level
                    neighbours += self.counts.get(bytes(changed), 0)
        return neighbours


def repeats(answers: np.ndarray, quality: Quality) -> Iterator[Repeat]:
    """Yield the rows of *answers* (respondents x statements, in the order of the file, NaN for blank) that repeat one.

    Fewer rows than `Quality.least_rows` are not judged: they say too little about how people answer.
    """
    if len(answers) < quality.least_rows or not answers.shape[1]:
        return
    known = np.unique(answers[~np.isnan(answers)])
    if not len(known):
        return
    levels = np.where(np.isnan(answers), _BLANK, np.searchsorted(known, answers) + 1).astype(np.uint8)
    keys = [row.tobytes() for row in levels]
    groups = pd.Series(range(len(keys))).groupby(np.array(keys, dtype=object), sort=False).indices
    repeated = [places for places in groups.values() if len(places) > 1]
    if not repeated:
        return
    forms = _Forms.of(levels, keys, len(known))
    for places in sorted(repeated, key=lambda own: own[0]):
        yield from _judged(places, forms, quality)


def _judged(places: np.ndarray, forms: _Forms, quality: Quality) -> Iterator[Repeat]:
    row = forms.levels[places[0]]
    chance, rows = forms.log_chance(row), len(forms.levels)
    answered = int((row != _BLANK).sum())
    neighbours: int | None = None
    named: set[int] = set()
    for own, expected in _suspected(places, rows, chance):
        if expected >= log(quality.chance) or not named.isdisjoint(own):
            continue
        neighbours = forms.neighbours(row) if neighbours is None else neighbours
        if neighbours < len(own) - 1:
            named.update(own)
            yield Repeat(int(own[0]), tuple(map(int, own[1:])), answered)


def _suspected(places: np.ndarray, rows: int, chance: float) -> Iterator[tuple[list[int], float]]:
    """Yield all equal rows, then their runs one below the other, each with the logarithm of how often to expect it."""
    copies = len(places)
    ways = lgamma(rows + 1) - lgamma(copies + 1) - lgamma(rows - copies + 1)
    yield places.tolist(), ways + (copies - 1) * chance
    for run in np.split(places, np.flatnonzero(np.diff(places) != 1) + 1):
        if len(run) > 1:
            yield run.tolist(), log(rows - len(run) + 1) + (len(run) - 1) * chance
