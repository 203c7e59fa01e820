"""Whether the statements of a dimension measure one thing: Cronbach's alpha with the complete forms behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.exhibit import INTEGER, SCORE, Column, Exhibit, Table
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.method.regions import load_site
from smartcity.survey import Reliability
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Scale:
    """Statements that were answered together: a dimension, or a part of one whose form was split."""

    label: str
    dimension: str
    reliability: Reliability


@of_survey("alfa", Survey.has_answers)
def reliability(survey: Survey) -> Exhibit:
    """Show alpha per dimension, or per sub-dimension where the form was split, with how many complete forms give it."""
    words, found = survey.words, scales(survey, load_site().smallest_group)
    is_split = any(one.is_split for _, one in survey.own)
    columns = (
        Column("dimension", words("survey.column.dimension")),
        *([Column("label", words("survey.column.statements_of"))] if is_split else []),
        Column("items", words("survey.column.items"), INTEGER),
        Column("complete", words("survey.column.complete"), INTEGER),
        Column("alpha", words("survey.column.alpha"), SCORE),
    )
    rows = [
        (one.dimension, one.label, one.reliability.items, one.reliability.count, one.reliability.alpha) for one in found
    ]
    frame = pd.DataFrame(rows, columns=["dimension", "label", "items", "complete", "alpha"])
    return survey.exhibit(
        "alfa",
        reliability_message(found, words),
        survey.answered,
        table=Table(frame.astype({"alpha": float}), columns),
        alt=words("survey.alpha.alt", year=survey.year),
        notes=(words("survey.alpha.note"), survey.few_note),
    )


def scales(survey: Survey, smallest: int) -> tuple[Scale, ...]:
    """List what was answered together, in the method's order; of fewer than *smallest* complete forms alpha is none."""
    names, whole = survey.part_names, survey.words("survey.alpha.whole")
    found = []
    for dimension, one in survey.own:
        together = {part.whole.code: part.reliability for part in one.parts} if one.is_split else {"": one.reliability}
        found += [
            Scale(names[code] if code else whole, dimension.name, _withheld(known, smallest) or known)
            for code, known in together.items()
        ]
    return tuple(found)


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
