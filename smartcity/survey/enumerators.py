"""Forms by who asked: how many answer one thing throughout, how many say what another says, and how long they took.

A count of flagged forms is kept like a table with its margins: those of the dimensions are shown elsewhere, and neither
they nor the shown ones may tell of a few people what they answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from smartcity.survey.disclosure import SHOWN, by_lot, is_few, shown_counts
from smartcity.survey.quality import AnswerTime, answer_time

MOST = 40
"""So many enumerators at most are looked at one by one; of more than that no flagged form is told."""

_ALMOST = 1e-6


@dataclass(frozen=True, slots=True)
class Enumerator:
    """The forms that one *name* asked for; *judged* of them are in dimensions of which something may be shown.

    *straight_lined* and *equal* count among the judged; a number that would tell of a few people is None.
    """

    name: str
    count: int | None
    judged: int | None
    straight_lined: int | None
    equal: int | None
    time: AnswerTime | None


def by_enumerator(
    forms: pd.DataFrame, few: Sequence[str], told: Sequence[str], smallest: int
) -> tuple[Enumerator, ...]:
    """Look at the forms of each enumerator, in the order of their names; none where fewer than two are named.

    Args:
        forms: `form, dimension, enumerator, is_straight_lined, is_equal, seconds`, one row a form and dimension.

        few: The dimensions of a few people, whose forms are not judged.

        told: The dimensions of which the number of straight-lined forms is shown elsewhere.

        smallest: The smallest number of people of whom something may be shown.
    """
    named = forms.dropna(subset=["enumerator"])
    names = sorted(named["enumerator"].unique())
    if len(names) < 2:
        return ()
    sizes = named.groupby("enumerator")["form"].nunique()
    states = shown_counts({name: int(sizes[name]) for name in names}, smallest)
    judged = forms[~forms["dimension"].isin(list(few))].assign(enumerator=lambda own: own["enumerator"].fillna(""))
    rows = [*names, *([""] if (judged["enumerator"] == "").any() else [])]
    columns = sorted(judged["dimension"].unique())
    people = _crossed(judged, rows, columns)
    is_hidden = [state != SHOWN for state in states] + [True] * (len(rows) - len(names))
    flags = {
        flag: _told_sums(_crossed(judged[judged[flag]], rows, columns), people, is_told, is_hidden, rows, smallest)
        for flag, is_told in (
            ("is_straight_lined", [column in told for column in columns]),
            ("is_equal", [False] * len(columns)),
        )
    }
    found = []
    for place, (name, state) in enumerate(zip(names, states)):
        is_shown = state == SHOWN
        seconds = named.loc[named["enumerator"] == name].drop_duplicates("form")["seconds"]
        found.append(
            Enumerator(
                name,
                int(sizes[name]) if is_shown else None,
                int(people[place].sum()) if is_shown else None,
                flags["is_straight_lined"][place],
                flags["is_equal"][place],
                answer_time(seconds, smallest) if is_shown else None,
            )
        )
    return tuple(found)


def equal_forms(answers: pd.DataFrame, forms: pd.DataFrame, sizes: dict[str, int]) -> pd.Series:
    """Mark the whole forms whose answers are those of another one of the same enumerator and dimension.

    What gives one answer throughout is not marked, since that is another complaint.

    Args:
        answers: `respondent, item, value`.

        forms: `respondent, dimension, enumerator, is_straight_lined`.

        sizes: How many statements each dimension has.
    """
    ordered = answers.sort_values("item")
    values = ordered.groupby("respondent")["value"].agg(tuple)
    own = forms.assign(said=forms["respondent"].map(values))
    is_whole = own["said"].map(len, na_action="ignore") == own["dimension"].map(sizes)
    is_asked = is_whole & own["enumerator"].notna() & ~own["is_straight_lined"]
    is_again = own[is_asked].duplicated(["enumerator", "dimension", "said"], keep=False)
    return is_again.reindex(forms.index, fill_value=False)


def _crossed(forms: pd.DataFrame, rows: Sequence[str], columns: Sequence[str]) -> np.ndarray:
    table = pd.crosstab(forms["enumerator"], forms["dimension"])
    return table.reindex(index=rows, columns=columns, fill_value=0).to_numpy(int)


def _told_sums(
    flagged: np.ndarray,
    people: np.ndarray,
    is_told: Sequence[bool],
    is_hidden: Sequence[bool],
    rows: Sequence[str],
    smallest: int,
) -> list[int | None]:
    """Return how many of each row are flagged, None where that could tell of a few people.

    Few who are flagged are as secret as few who are not. Others are hidden with them, drawn by lot, until every hidden
    sum of a row or column could still be *smallest* numbers, given the shown rows, the told columns and the total.
    """
    sums, sizes = flagged.sum(axis=1), people.sum(axis=1)
    out = [
        hidden or is_few(n, smallest) or is_few(size - n, smallest) for hidden, n, size in zip(is_hidden, sums, sizes)
    ]
    waiting = [place for place in by_lot(rows) if not out[place]]
    if len(rows) > MOST:
        return [None] * len(rows)
    while any(out) and not _is_safe(flagged, people, is_told, out, smallest):
        if not waiting:
            return [None] * len(rows)
        out[waiting.pop(0)] = True
    return [None if hidden else int(n) for n, hidden in zip(sums, out)]


def _is_safe(
    flagged: np.ndarray, people: np.ndarray, is_told: Sequence[bool], is_hidden: Sequence[bool], smallest: int
) -> bool:
    """Audit: whether what is known leaves every hidden sum enough numbers, or all that it ever could be."""
    # A quarter of what a command takes to start, and hardly any has somebody to hide.
    from scipy.optimize import linprog

    row, column = np.nonzero(people)
    known = [row == place for place, hidden in enumerate(is_hidden) if not hidden]
    known += [column == place for place, told in enumerate(is_told) if told]
    known.append(np.ones(len(row), bool))
    secret = [row == place for place, hidden in enumerate(is_hidden) if hidden]
    secret += [column == place for place, told in enumerate(is_told) if not told and any(is_told)]
    values, most = flagged[row, column], people[row, column]
    bounds = np.column_stack([np.zeros(len(row)), most])
    system = {"A_eq": np.array(known, float), "b_eq": [values[own].sum() for own in known], "bounds": bounds}
    for own in secret:
        if own.any():
            low, high = (sign * linprog(sign * own.astype(float), **system).fun for sign in (1, -1))
            if high - low < min(smallest - 1, most[own].sum()) - _ALMOST:
                return False
    return True
