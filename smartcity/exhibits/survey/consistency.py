"""Whether the statements of a dimension measure one thing: Cronbach's alpha with the complete forms behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Exhibit, Table
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.respondents.loaded import caption_of, no_survey, nobody, source_of
from smartcity.exhibits.survey.asking import Asked, ask, few_said, part_names
from smartcity.method.regions import load_site
from smartcity.survey import Reliability
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Scale:
    """Statements that were answered together: a dimension, or a part of one whose form was split."""

    label: str
    dimension: str
    reliability: Reliability


@kept
def reliability(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    """Show alpha per dimension, or per sub-dimension where the form was split, with how many complete forms give it."""
    asked = ask(warehouse, selection)
    if asked is None:
        return no_survey("alfa", warehouse, selection, words)
    if not asked.count:
        return nobody("alfa", asked.survey, warehouse, words)
    found = scales(asked, load_site().smallest_group, words)
    is_split = any(one.is_split for _, one in asked.own)
    columns = (
        Column("dimension", words("survey.column.dimension")),
        *([Column("label", words("survey.column.statements_of"))] if is_split else []),
        Column("items", words("survey.column.items"), INTEGER),
        Column("complete", words("survey.column.complete"), INTEGER),
        Column("alpha", words("survey.column.alpha"), SCORE),
    )
    rows = pd.DataFrame(
        [
            (one.dimension, one.label, one.reliability.items, one.reliability.count, one.reliability.alpha)
            for one in found
        ],
        columns=["dimension", "label", "items", "complete", "alpha"],
    ).astype({"alpha": float})
    return Exhibit(
        key="alfa",
        message=reliability_message(found, words),
        table=Table(rows, columns),
        caption=caption_of(asked.survey, asked.count, words),
        alt=words("survey.alpha.alt", year=asked.survey.year),
        note=" ".join(filter(None, (words("survey.alpha.note"), few_said(asked, words)))),
        source=source_of(asked.survey, words),
        stamp=stamp(warehouse),
        is_sample=asked.survey.is_sample,
    )


def scales(asked: Asked, smallest: int, words: Words) -> tuple[Scale, ...]:
    """List what was answered together, in the method's order; of fewer than *smallest* complete forms alpha is none."""
    names = part_names(asked.survey.dimensions, words)
    found = []
    for dimension, one in asked.own:
        if not one.is_split:
            found.append(Scale(words("survey.alpha.whole"), dimension.name, one.reliability))
            continue
        found += [Scale(names[part.whole.code], dimension.name, part.reliability) for part in one.parts]
    return tuple(
        Scale(one.label, one.dimension, _withheld(one.reliability, smallest) or one.reliability) for one in found
    )


def _withheld(known: Reliability, smallest: int) -> Reliability | None:
    return Reliability(None, known.count, known.items) if known.count < smallest else None


def reliability_message(found: Sequence[Scale], words: Words) -> str:
    """Say where the statements go together least and where most; alone, or when all print alike, just how much."""
    known = sorted((one for one in found if one.reliability.alpha is not None), key=lambda one: one.reliability.alpha)
    if not known:
        return words("survey.alpha.none")
    low, high = known[0], known[-1]
    values = {
        "low": _named(low, words),
        "low_alpha": low.reliability.alpha,
        "low_n": low.reliability.count,
        "high": _named(high, words),
        "high_alpha": high.reliability.alpha,
        "high_n": high.reliability.count,
    }
    if len(known) == 1:
        return words("survey.alpha.single", **values)
    is_level = words.number(low.reliability.alpha, 2) == words.number(high.reliability.alpha, 2)
    return words(f"survey.alpha.{'level' if is_level else 'message'}", **values, n=len(known))


def _named(one: Scale, words: Words) -> str:
    return one.dimension if one.label == words("survey.alpha.whole") else f"{one.dimension}, {one.label}"
