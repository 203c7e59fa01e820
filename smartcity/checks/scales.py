"""Which scale the answers of a form were given on, and what they are on the method's."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from smartcity.checks.cells import Outcome
from smartcity.checks.columns import Distinct
from smartcity.checks.numbers import number_of
from smartcity.method import Method
from smartcity.method.layout import Scale, Table, word_of
from smartcity.records.findings import Finding
from smartcity.records.observations import Cell, Grid

SCALE = "scale"
"""The field of a workbook, and the column of a dump, in which what we hand out states its scale."""


def states_scale(grids: Iterable[Grid], of_file: object, method: Method) -> bool:
    """Say whether the file itself states of all its rows that they were answered on the method's scale.

    *of_file* is what the workbook states once. Rows that state nothing may have been answered on another form.
    """
    stated = {one for grid in grids for one in (grid.columns[SCALE].tolist() if SCALE in grid.columns else [of_file])}
    return {word_of(str(one)) for one in stated} == {method.survey.scale}


@dataclass(frozen=True, slots=True)
class Form:
    """The scale that the cells of a file are judged by, and whether a person said so, so that they are converted."""

    scale: Scale
    is_decided: bool
    method: Method

    @property
    def judge(self) -> Method:
        """The method with the form's scale for its answers."""
        survey = replace(self.method.survey, answer_min=self.scale.low, answer_max=self.scale.high)
        return replace(self.method, survey=survey)

    def on_method_scale(self, answer: float) -> float:
        """Carry a number from the form's scale onto the method's: its ends to the ends, evenly between."""
        low, high = self.method.survey.answer_min, self.method.survey.answer_max
        return low + (answer - self.scale.low) * (high - low) / (self.scale.high - self.scale.low)

    def reading(self, judge: Callable[[Cell], Outcome]) -> Callable[[Cell], Outcome]:
        """Return *judge* with its numbers carried onto the method's scale; a word means what it means there already."""
        if not self.is_decided:
            return judge

        def carried(cell: Cell) -> Outcome:
            value, finding = judge(cell)
            if value is None or number_of(cell.value)[0] is None:
                return value, finding
            return self.on_method_scale(value), finding

        return carried


def form_of(
    columns: Sequence[tuple[Grid, str, Distinct]],
    table: Table,
    method: Method,
    decided: str,
    findings: list[Finding],
    *,
    is_stated: bool = False,
) -> Form:
    """Say by which scale the answers of *columns* are judged; what is to be decided about it joins *findings*.

    Another scale than the method's is only *seen* until a person decides: cells are then judged by it, so that the
    one finding is not buried under thousands that follow from it, but nothing is converted, and the file stays out.

    Args:
        columns: The columns of answers of all sheets, each with its distinct values.

        table: The layout's table, with the scales that a form may have had.

        method: What the answers are for.

        decided: The code of the scale that a person decided on, "" for none.

        findings: Those of the file so far.

        is_stated: Whether the file states that it has the method's scale; then that none answered the lowest is no
            doubt. Numbers beyond the scale still are another scale: they were not answered on what the file states.
    """
    survey = method.survey
    own = Scale("", survey.answer_min, survey.answer_max)
    chosen = next((scale for scale in table.scales if scale.code == decided), None)
    if chosen is not None:
        return Form(chosen, (chosen.low, chosen.high) != (own.low, own.high), method)
    numbers = _numbers(columns)
    others = [scale for scale in table.scales if (scale.low, scale.high) != (own.low, own.high)]
    seen = _seen(numbers, own, others, table.quality.stray)
    if seen is not None:
        shown = Counter({number: numbers[number] for number in _explained(numbers, own, seen)})
        findings.append(_finding("value.other_scale", columns, shown, seen))
        return Form(seen, False, method)
    doubted = None if is_stated else _doubted(numbers, own, others, table.quality.doubt_from)
    if doubted is not None:
        findings.append(_finding("value.scale_doubt", columns, numbers, doubted))
    return Form(own, False, method)


def _numbers(columns: Iterable[tuple[Grid, str, Distinct]]) -> Counter[float]:
    """Count each whole number that stands in the columns, whether stored as a number or as text."""
    numbers: Counter[float] = Counter()
    for _, _, distinct in columns:
        for value, count in zip(distinct.values, distinct.counts().tolist()):
            number = number_of(value)[0] if value is not None else None
            if number is not None and number.is_integer():
                numbers[number] += count
    return numbers


def _explained(numbers: Iterable[float], own: Scale, scale: Scale) -> list[float]:
    """List the numbers beyond the method's *own* scale that lie on the other one."""
    return [number for number in numbers if scale.holds(number, number) and not own.holds(number, number)]


def _seen(numbers: Counter[float], own: Scale, others: Sequence[Scale], stray: float) -> Scale | None:
    """Find the narrowest scale that explains the answers beyond the method's own, but for a few slips of the keyboard.

    Where as much speaks against a scale as for it (zeros on 1 to 5), what lies beyond are slips themselves.
    """
    fitting = []
    for scale in others:
        explained = sum(numbers[number] for number in _explained(numbers, own, scale))
        outside = sum(count for number, count in numbers.items() if not scale.holds(number, number))
        if explained and outside <= stray * explained:
            fitting.append((outside, scale.high - scale.low, scale))
    return min(fitting, key=lambda one: one[:2], default=(0, 0, None))[2]


def _doubted(numbers: Counter[float], own: Scale, others: Sequence[Scale], doubt_from: int) -> Scale | None:
    """Find a scale inside the method's own that all answers lie on, once there are enough for that to be no chance."""
    if numbers.total() < doubt_from:
        return None
    low, high = min(numbers), max(numbers)
    inside = [scale for scale in others if own.holds(scale.low, scale.high) and scale.holds(low, high)]
    return min(inside, key=lambda scale: scale.high - scale.low, default=None)


def _finding(code: str, columns: Iterable[tuple[Grid, str, Distinct]], shown: Counter[float], scale: Scale) -> Finding:
    """Speak of the scale at the first cell that holds one of the numbers *shown*, with how many cells do."""
    for grid, item, distinct in columns:
        numbers = [number_of(value)[0] if value is not None else None for value in distinct.values]
        own = np.flatnonzero(np.isin(distinct.places, [place for place, one in enumerate(numbers) if one in shown]))
        if len(own):
            first = int(own[0])
            values = {"scale": scale.code, "low": scale.low, "high": scale.high, "count": shown.total()}
            return Finding(code, grid.place(first, item), f"{numbers[distinct.places[first]]:g}", values)
    raise ValueError(f"no cell shows the scale {scale.code}")
