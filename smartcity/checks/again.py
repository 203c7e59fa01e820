"""The same forms in two versions of a survey: which of the later one stand in the earlier one, unchanged or corrected.

A form is found again by the submission that its service numbered, else by all that was said in it, else by the moment
at which it was begun; wherever it stands in the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from smartcity.checks.answers import Answers

Row = tuple[str, int]
"""A sheet and the number of a row on it."""

_UNANSWERED = -1.0
_OF_PERSON = ("dimension", "date", "gender", "age_group", "occupation", "district", "service", "sub_dimension")
_NUMBERED, _BEGUN = "submission", "started"


@dataclass(frozen=True)
class Again:
    """The forms of an *earlier* and a *later* survey: *found* has the row of each earlier one that came again.

    *changed* are the rows, in the later one, of those that say something else now.
    """

    earlier: frozenset[Row]
    later: frozenset[Row]
    found: Mapping[Row, Row]
    changed: frozenset[Row]

    @property
    def new(self) -> frozenset[Row]:
        """The rows of the later survey that the earlier one does not have."""
        return self.later - frozenset(self.found.values())

    @property
    def missing(self) -> frozenset[Row]:
        """The rows of the earlier survey that the later one does not have any more."""
        return self.earlier - self.found.keys()

    @property
    def share(self) -> float:
        """How many of the forms of the smaller survey both have."""
        smaller = min(len(self.earlier), len(self.later))
        return len(self.found) / smaller if smaller else 0.0


@dataclass(frozen=True, slots=True)
class _Form:
    number: object
    begun: object
    prints: tuple[int, ...]


def again(earlier: Answers, later: Answers) -> Again:
    """Find the forms of *earlier* again in *later*, each at most once."""
    items = sorted({*earlier.values, *later.values})
    old, new = (dict(_forms(answers, items)) for answers in (earlier, later))
    found: dict[Row, Row] = {}
    keys = (
        lambda form: form.number,
        # What both services numbered differently is not one form, however alike its answers are.
        lambda form: form.prints,
        lambda form: form.begun and (form.begun, len(form.prints)),
    )
    for place, key in enumerate(keys):
        left: dict[object, list[Row]] = {}
        taken = frozenset(found.values())
        for row, form in new.items():
            if row not in taken and key(form) is not None:
                left.setdefault(key(form), []).append(row)
        for row, form in old.items():
            rows = left.get(key(form)) if row not in found and key(form) is not None else None
            if rows and not (place == 1 and form.number and new[rows[0]].number):
                found[row] = rows.pop(0)
    changed = frozenset(row for before, row in found.items() if old[before].prints != new[row].prints)
    return Again(frozenset(old), frozenset(new), found, changed)


def _forms(answers: Answers, items: list[str]) -> Iterator[tuple[Row, _Form]]:
    """Yield each form by its row; one that answers several dimensions says what all of its rows say."""
    given = answers.respondents
    nothing = [None] * len(given)
    numbers, begun = (
        given[code].astype(object).where(given[code].notna(), None).tolist() if code in given else nothing
        for code in (_NUMBERED, _BEGUN)
    )
    by_row: dict[Row, list[int]] = {}
    first: dict[Row, int] = {}
    for place, (row, own) in enumerate(zip(zip(given["sheet"], given["row"].tolist()), _prints(answers, items))):
        by_row.setdefault(row, []).append(own)
        first.setdefault(row, place)
    for row, prints in by_row.items():
        place = first[row]
        yield row, _Form(numbers[place] or None, begun[place], tuple(sorted(prints)))


def _prints(answers: Answers, items: list[str]) -> Iterator[int]:
    """Reduce each row to a number: what was answered by whom and when, wherever it stands in the file."""
    given = answers.respondents
    columns = (given[code].astype(object) for code in _OF_PERSON if code in given)
    people = zip(*(column.where(column.notna(), None).tolist() for column in columns))
    matrix = np.ascontiguousarray(answers.values.reindex(columns=items).fillna(_UNANSWERED).to_numpy(float))
    rows = matrix.view(np.dtype((np.void, matrix.itemsize * len(items)))).ravel().tolist() if items else repeat(b"")
    return map(hash, zip(people, rows))
