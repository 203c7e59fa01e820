"""What doubtful rows do to the impact: how many each quality rule flags, and the score with and without them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.method.regions import load_site
from smartcity.survey.disclosure import SHOWN, is_few, shown_counts, shown_without

FLAG_SEPARATOR = ";"
FEW, UNANSWERED = "few", "unanswered"
"""Why there is no effect: it would tell of a few people, or a statement would have no answer left."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A quality rule: the *rows* it flags and the score *before* and *after* they are left out, as they are shown.

    *rows* is None of a few people, flagged or not, since some rules say what their people answered. A score is None
    where there is none, where leaving the rows out leaves a statement without any answer, or where it would tell what a
    few people answered; *reason* says which of the two last keeps a score from being given.
    """

    code: str
    rows: int | None
    before: float | None
    after: float | None
    reason: str = ""

    @property
    def marks(self) -> bool:
        """Whether it flags any row."""
        return self.rows != 0

    @property
    def difference(self) -> float | None:
        """What leaving the rows out does to the score, with its sign; no rows do nothing; None without both scores.

        It is that of the two scores as they are shown: the exact one, with so many others, would tell of single people.
        """
        if not self.marks:
            return 0.0
        if self.before is None or self.after is None:
            return None
        return round(self.after - self.before, load_site().shown_decimals)


def effects(
    respondents: pd.DataFrame,
    answers: pd.DataFrame,
    codes: Sequence[str],
    impact: Callable[[pd.Series], float | None],
    smallest: int = 1,
) -> tuple[Effect, ...]:
    """Work out for each rule, one at a time, what the score would be without the rows that it flags.

    A score is given, as it is shown, as far as it tells, beside those of the other rules, of no few people
    (`shown_without`), and so is the number of rows, those of a dimension of a few left out. It is that of the
    dimensions that enough people answered: with the others in it, it would tell of these few, since the scores of the
    dimensions are shown too.

    Args:
        respondents: `respondent, form, dimension, flags`: one row a form and dimension; the flags joined by ";" and
            empty where there is none. Rows of one form are one person's.

        answers: `respondent, item, value`.

        codes: The rules to look at, flagged or not.

        impact: Makes a score of item means (indexed by item), the chosen mapping included.

        smallest: The smallest number of people of whom something may be shown.
    """
    forms, rows = respondents["form"], pd.Index(respondents["respondent"]).get_indexer(answers["respondent"])
    has_answered = pd.Series(np.isin(np.arange(len(respondents)), rows), respondents.index)
    people = forms[has_answered].groupby(respondents["dimension"][has_answered]).agg(frozenset)
    groups = people[~people.index.isin(few_dimensions(respondents, answers, smallest))]
    is_used = has_answered & respondents["dimension"].isin(groups.index)
    of_used = (rows >= 0) & is_used.to_numpy(bool)[rows]
    answers, rows = answers[of_used], rows[of_used]
    items, names = pd.factorize(answers["item"], sort=True)
    values = answers["value"].to_numpy(float)
    sizes = forms.groupby(respondents["dimension"]).nunique()
    is_told = ~respondents["dimension"].map(sizes).map(lambda count: is_few(count, smallest)).to_numpy(bool)
    flags = respondents["flags"].fillna("").map(lambda text: frozenset(str(text).split(FLAG_SEPARATOR)))

    def score(is_kept: np.ndarray) -> float | None:
        is_counted = is_kept[rows]
        counts = np.bincount(items[is_counted], minlength=len(names))
        if not len(names) or not counts.all():
            return None
        sums = np.bincount(items[is_counted], weights=values[is_counted], minlength=len(names))
        found = impact(pd.Series(sums / counts, index=names))
        return None if found is None else round(found, load_site().shown_decimals)

    before = score(np.ones(len(respondents), bool))
    flagged = [flags.map(lambda own, code=code: code in own).to_numpy(bool) for code in codes]
    may = shown_without([frozenset(forms[is_flagged & is_used]) for is_flagged in flagged], tuple(groups), smallest)
    found = []
    for code, is_flagged, is_shown in zip(codes, flagged, may):
        own, rest = (frozenset(forms[chosen & is_told]) for chosen in (is_flagged, ~is_flagged))
        if not own and not rest:
            found.append(Effect(code, None, None, None, FEW))
            continue
        count = None if is_few(len(own), smallest) or is_few(len(rest), smallest) else int((is_flagged & is_told).sum())
        if not own:
            found.append(Effect(code, 0, before, before))
        elif before is None or not is_shown or not (is_flagged & is_used).any():
            found.append(Effect(code, count, before, None, FEW))
        else:
            after = score(~is_flagged)
            found.append(Effect(code, count, before, after, UNANSWERED if after is None else ""))
    return tuple(found)


def few_dimensions(respondents: pd.DataFrame, answers: pd.DataFrame, smallest: int) -> tuple[str, ...]:
    """List the dimensions that few people answered, in whole or in one of their statements."""
    of = respondents.drop_duplicates("respondent").set_index("respondent")["dimension"]
    counts = answers.groupby([answers["respondent"].map(of).rename("dimension"), "item"])["respondent"].nunique()
    is_low = counts.map(lambda count: is_few(count, smallest))
    return tuple(dict.fromkeys(counts.index.get_level_values("dimension")[is_low.to_numpy(bool)]))


def shown_rows(flagged: Mapping[str, int], people: Mapping[str, int], smallest: int) -> dict[str, int | None]:
    """Say how many rows of each dimension are flagged by one rule, as far as that tells of no few people.

    Neither few who are flagged nor few who are not are told of. A dimension of a few is left out, also of the sum of
    all that is known, so that it does not even tell whether any of them is flagged.

    Args:
        flagged: The rows that are flagged, by dimension.

        people: All rows by dimension, which everybody knows.

        smallest: The smallest number of people that may be shown.
    """
    own = {code: flagged.get(code, 0) for code, count in people.items() if not is_few(count, smallest)}
    alone = [is_few(people[code] - count, smallest) for code, count in own.items()]
    states = shown_counts(own, smallest, least=0, most=[people[code] for code in own], alone=alone)
    told = {code: count for (code, count), state in zip(own.items(), states) if state == SHOWN}
    return {code: told.get(code) for code in people}


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long the *count* people with a known time took, in seconds: the middle one and the middle half's ends.

    The three are None of a few people, whose times they would tell.
    """

    count: int
    low: float | None
    middle: float | None
    high: float | None


def answer_time(seconds: pd.Series, smallest: int = 1) -> AnswerTime | None:
    """Describe answer times by their quartiles, which one form left open overnight cannot move; None without any.

    Args:
        seconds: Seconds per respondent; missing where they are not known.

        smallest: The smallest number of people of whom something may be shown.
    """
    known = seconds.dropna().astype(float)
    if known.empty:
        return None
    if len(known) < smallest:
        return AnswerTime(len(known), None, None, None)
    low, middle, high = known.quantile([0.25, 0.5, 0.75])
    return AnswerTime(len(known), float(low), float(middle), float(high))
