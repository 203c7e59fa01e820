"""What a survey says of a dimension, its parts and its statements: how many, how much is blank, mean, spread, alpha."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from smartcity.method import Method
from smartcity.method.sampling import load_sampling
from smartcity.survey.means import mean_over_items
from smartcity.survey.reliability import Reliability, reliability
from smartcity.survey.spread import Resamples, Spread, resample, spread_of


@dataclass(frozen=True, slots=True)
class Described:
    """The answers to one node, a statement or several.

    *count* people gave at least one answer; *missing* of the *expected* answers are blank. *mean* is the mean of the
    item means, None without any answer; *spread* is None with fewer than two respondents.
    """

    code: str
    count: int
    expected: int
    missing: int
    mean: float | None
    spread: Spread | None


@dataclass(frozen=True)
class Part:
    """A sub-dimension: its answers as a whole and the reliability of its statements."""

    whole: Described
    reliability: Reliability


@dataclass(frozen=True)
class Description:
    """A dimension: its answers as a whole, its parts and items in the method's order, and its reliability.

    *resamples* has the items as columns in the same order; *is_split* says that each person answered one part only.
    *hidden* are the codes of which nothing may be said but how many answered (`smartcity.survey.disclosure.told`).
    """

    whole: Described
    parts: tuple[Part, ...]
    items: tuple[Described, ...]
    reliability: Reliability
    resamples: Resamples
    is_split: bool
    hidden: frozenset[str] = field(default=frozenset())

    @property
    def shown(self) -> frozenset[str]:
        """The codes of the dimension, its parts and statements of which something may be said."""
        nodes = (self.whole, *(part.whole for part in self.parts), *self.items)
        return frozenset(node.code for node in nodes) - self.hidden


def describe(
    answers: pd.DataFrame, parts: Mapping[str, str], dimension: str, generator: np.random.Generator, is_split: bool
) -> Description:
    """Describe the answers of one dimension.

    Args:
        answers: Respondents x items, items by code; NaN where there is no answer. Items without a column were answered
            by nobody.

        parts: The sub-dimension of each item of the dimension, in the method's order.

        dimension: The code of the dimension.

        generator: The source of chance.

        is_split: Whether the form was split; then a person is asked for the one part that has an answer of theirs.
    """
    items = list(parts)
    values = _laid_out(answers, items)
    is_answered = ~np.isnan(values)
    places: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        places.setdefault(parts[item], []).append(place)
    is_asked = np.ones(values.shape, bool)
    if is_split:
        for own in places.values():
            is_asked[:, own] = is_answered[:, own].any(axis=1)[:, None]
    resamples = resample(values, generator, load_sampling().draws)

    def node(code: str, own: Sequence[int]) -> Described:
        mean = float(mean_over_items(resamples.means[own]))
        expected = int(is_asked[:, own].sum())
        return Described(
            code=code,
            count=int(is_answered[:, own].any(axis=1).sum()),
            expected=expected,
            missing=expected - int(is_answered[:, own].sum()),
            mean=None if np.isnan(mean) else mean,
            spread=spread_of(resamples, own),
        )

    return Description(
        whole=node(dimension, range(len(items))),
        parts=tuple(Part(node(part, own), reliability(values[:, own])) for part, own in places.items()),
        items=tuple(node(item, [place]) for place, item in enumerate(items)),
        reliability=reliability(values),
        resamples=resamples,
        is_split=is_split,
    )


def _laid_out(answers: pd.DataFrame, items: Sequence[str]) -> np.ndarray:
    """Lay out respondents x items, NaN where nothing is given."""
    given, place_of = answers.to_numpy(float), {item: place for place, item in enumerate(answers.columns)}
    values = np.full((len(answers), len(items)), np.nan)
    for place, item in enumerate(items):
        if item in place_of:
            values[:, place] = given[:, place_of[item]]
    return values


def describe_all(
    answers: Mapping[str, pd.DataFrame], method: Method, generator: np.random.Generator, split: Iterable[str] = ()
) -> tuple[Description, ...]:
    """Describe every dimension that the method asks about, each with chance of its own.

    So one dimension's spread does not depend on who answered for another.

    Args:
        answers: What `matrices` made, by dimension; dimensions without any answer may be absent.

        method: The rules of the survey.

        generator: The source of chance, from which each dimension gets its own.

        split: The dimensions whose form was split.
    """
    parts: dict[str, dict[str, str]] = {}
    for item in method.survey_items:
        parts.setdefault(item.dimension, {})[item.code] = item.sub_dimension
    apart = frozenset(split)
    return tuple(
        describe(answers.get(dimension, pd.DataFrame()), own, dimension, chance, dimension in apart)
        for (dimension, own), chance in zip(parts.items(), generator.spawn(len(parts)))
    )
