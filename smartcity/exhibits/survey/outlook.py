"""How many more respondents: what some more people in a dimension would do to the spread of its answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import caption_of, no_survey, nobody, source_of
from smartcity.exhibits.survey.asking import Asked, ask, few_said
from smartcity.survey import Outlook, outlooks
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Prospect:
    """A dimension with its mean and the spread to expect now and with each number of further respondents."""

    label: str
    count: int
    mean: float
    outlooks: tuple[Outlook, ...]

    def width(self, step: int) -> float:
        """Return the distance between the ends of one of the outlooks."""
        return self.outlooks[step].spread.high - self.outlooks[step].spread.low


@kept
def outlook(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show how much narrower the spread of each dimension would be with more respondents who answer alike."""
    asked = ask(warehouse, selection)
    if asked is None:
        return no_survey("tambahan-responden", warehouse, selection, words)
    if not asked.count:
        return nobody("tambahan-responden", asked.survey, warehouse, words)
    found = prospects(asked)
    further = [one.further for one in found[0].outlooks] if found else []
    rows = pd.DataFrame(
        {
            "label": [one.label for one in found],
            "n": [one.count for one in found],
            "mean": [one.mean for one in found],
            "spreads": [
                [(one.mean - own.spread.low, own.spread.high - one.mean) for own in one.outlooks] for one in found
            ],
            "further": [further] * len(found),
            "is_sample": asked.survey.is_sample,
        }
        | {f"width{step}": [one.width(step) for one in found] for step in range(len(further))}
    )
    widths = (
        Column(
            f"width{step}",
            words("survey.column.width_further", count=count) if count else words("survey.column.width_now"),
            SCORE,
        )
        for step, count in enumerate(further)
    )
    columns = (
        Column("label", words("survey.column.dimension")),
        Column("n", words("survey.column.count"), INTEGER),
        Column("mean", words("survey.column.mean"), SCORE),
        *widths,
    )
    return Exhibit(
        key="tambahan-responden",
        message=outlook_message(found, words),
        figure=charts.outlook_bands(rows, words) if found else None,
        table=Table(rows[[column.code for column in columns]], columns) if found else None,
        caption=caption_of(asked.survey, asked.count, words),
        alt=words("survey.outlook.alt", year=asked.survey.year, values=_said(found, words)),
        note=" ".join(filter(None, (words("survey.outlook.note"), few_said(asked, words)))),
        source=source_of(asked.survey, words),
        stamp=stamp(warehouse),
        is_sample=asked.survey.is_sample,
    )


def prospects(asked: Asked) -> tuple[Prospect, ...]:
    """Give the outlooks of the chosen dimensions that have a spread and may be shown, in the method's order."""
    return tuple(
        Prospect(
            dimension.name,
            one.whole.count,
            one.whole.mean,
            outlooks(one.whole.mean, one.whole.spread, one.whole.count),
        )
        for dimension, one in asked.own
        if one.whole.code in asked.shown and one.whole.spread is not None
    )


def outlook_message(found: Sequence[Prospect], words: Words) -> str:
    """Say where the spread is widest, and what the largest number of further respondents would make of it."""
    if not found:
        return words("survey.outlook.none")
    widest = max(found, key=lambda one: one.width(0))
    values = {
        "label": widest.label,
        "now": widest.width(0),
        "then": widest.width(-1),
        "further": widest.outlooks[-1].further,
    }
    if words.number(values["now"], 2) == words.number(0, 2):
        return words("survey.outlook.no_spread")
    if words.number(values["now"], 2) == words.number(values["then"], 2):
        return words("survey.outlook.same", **values)
    return words("survey.outlook.single" if len(found) == 1 else "survey.outlook.message", **values)


def _said(found: Sequence[Prospect], words: Words) -> str:
    return "; ".join(
        words("survey.outlook.alt_value", label=one.label, now=one.width(0), then=one.width(-1)) for one in found
    )
