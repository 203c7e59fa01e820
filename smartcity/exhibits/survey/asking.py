"""What exhibits about a survey share: the survey, what it says, what its parts are called, and what may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.answers import surveys
from smartcity.answers.surveys import Loaded
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.described import described, loaded_of
from smartcity.exhibits.respondents.loaded import Survey, load_survey
from smartcity.method import Dimension, Method
from smartcity.method.regions import load_site
from smartcity.survey import Description, matrices
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True)
class Asked:
    """The survey that is looked at: *every* dimension described, and those of *own* that were chosen.

    *shown* are the codes of the dimensions, parts and statements of which something may be shown.
    """

    survey: Survey
    loaded: Loaded
    every: tuple[Description, ...]
    own: tuple[tuple[Dimension, Description], ...]
    shown: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Whether the survey is looked at in all its dimensions."""
        return len(self.own) == len(self.every)

    @property
    def count(self) -> int:
        """How many answered in the chosen dimensions; one who answered in two of them counts twice."""
        return sum(one.whole.count for _, one in self.own)

    @property
    def few(self) -> tuple[str, ...]:
        """Name the chosen dimensions that somebody answered, but too few to be shown."""
        return tuple(
            dimension.name for dimension, one in self.own if one.whole.count and one.whole.code not in self.shown
        )

    def answers(self, warehouse: Warehouse) -> Mapping[str, pd.DataFrame]:
        """Lay the answers of the chosen dimensions out as respondents x items, blank where there is no answer."""
        given = matrices(self.survey.answers(warehouse))
        items = {one.whole.code: [item.code for item in one.items] for _, one in self.own}
        return {code: given.get(code, pd.DataFrame()).reindex(columns=items[code]) for code in items}


def ask(warehouse: Warehouse, selection: Selection) -> Asked | None:
    """Load the survey that the viewer chose with what it says; None where there is none."""
    survey = load_survey(warehouse, selection)
    if survey is None:
        return None
    every = described(warehouse, survey)
    own = {one.whole.code: one for one in every}
    return Asked(
        survey=survey,
        loaded=loaded_of(warehouse, survey),
        every=every,
        own=tuple((dimension, own[dimension.code]) for dimension in survey.dimensions if dimension.code in own),
        shown=surveys.shown(every),
    )


def part_names(dimensions: Sequence[Dimension], words: Words) -> Mapping[str, str]:
    """Name each sub-dimension by its code."""
    return {part.code: part.names[words.language] for dimension in dimensions for part in dimension.sub_dimensions}


def statements_of(method: Method, words: Words) -> Mapping[str, str]:
    """Give the words of each statement by its code."""
    return {item.code: item.meaning[words.language] for item in method.survey_items}


def in_a_sentence(text: str) -> str:
    """Take off the stop of a statement, so that it can be quoted inside a sentence."""
    return text.rstrip(".")


def has_answers(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether somebody answered in what the viewer chose, so that there is something to show."""
    asked = ask(warehouse, selection)
    return asked is not None and asked.count > 0


def levels_of(method: Method, values: np.ndarray, words: Words) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """List the levels of the answers, the lowest first, and what they are called.

    They are the whole steps of the method's scale. Where a form had another scale, whose steps fall between them, the
    levels are those that were answered and the ends; then they are called by their numbers.
    """
    low, high = method.survey.answer_min, method.survey.answer_max
    whole = tuple(float(level) for level in range(int(low), int(high) + 1))
    seen = {float(value) for value in np.unique(values[~np.isnan(values)])}
    if seen <= set(whole):
        keys = [f"survey.level.n{level:g}" for level in whole]
        called = all(words.has(key) for key in keys)
        return whole, tuple(words(key) if called else words.number(level) for key, level in zip(keys, whole))
    levels = tuple(sorted({low, high, *seen}))
    return levels, tuple(words.number(level, 0 if level.is_integer() else 2) for level in levels)


def counted(values: np.ndarray, levels: Sequence[float]) -> tuple[int, ...]:
    """Count the answers of each level."""
    return tuple(int((values == level).sum()) for level in levels)


def few_said(asked: Asked, words: Words) -> str:
    """Say which dimensions are not shown for having too few respondents; nothing when there is none."""
    if not asked.few:
        return ""
    return words("survey.few", dimensions=words.join(asked.few), smallest=load_site().smallest_group)
