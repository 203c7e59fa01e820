"""Whether the statements of a dimension measure one thing: Cronbach's alpha with the complete forms behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import leaders, print_alike
from smartcity.exhibits.kit.survey import Survey, of_survey
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Scale:
    """Statements that were answered together, of a dimension or of a part of one whose form was split.

    *alpha* is that of the *complete* forms, None where it may not or cannot be given.
    """

    label: str
    dimension: str
    items: int
    complete: int
    alpha: float | None


@of_survey("alfa", Survey.has_answers)
def reliability(survey: Survey) -> Exhibit:
    """Show alpha per dimension, or per sub-dimension where the form was split, with how many complete forms give it."""
    words, scales = survey.words, scales_of(survey)
    is_split = any(one.is_split for _, one in survey.own)
    return survey.answering.exhibit(
        "alfa",
        reliability_message(scales, words),
        "survey.alpha",
        rows=pd.DataFrame(scales).astype({"alpha": float}),
        columns=of_page("survey", f"dimension {'label=statements_of' if is_split else ''} items complete alpha"),
        note=(words("survey.alpha.note"), survey.few_note),
        year=survey.year,
    )


def scales_of(survey: Survey) -> tuple[Scale, ...]:
    """List what was answered together, in the method's order; of too few complete forms alpha is not given."""
    names, whole = survey.part_names, survey.words("survey.alpha.whole")
    scales = []
    for dimension, one in survey.own:
        together = {part.whole.code: part.reliability for part in one.parts} if one.is_split else {"": one.reliability}
        scales += [
            Scale(
                label=names[code] if code else whole,
                dimension=dimension.name,
                items=known.items,
                complete=known.count,
                alpha=known.alpha if known.count >= survey.smallest else None,
            )
            for code, known in together.items()
        ]
    return tuple(scales)


def reliability_message(scales: Sequence[Scale], words: Words) -> str:
    """Say where the statements go together least and where most; alone, or when all print alike, just how much."""
    known = sorted((one for one in scales if one.alpha is not None), key=lambda one: one.alpha)
    if not known:
        return words("survey.alpha.none")
    low, high = known[0], known[-1]
    values = {
        "low": leaders([(_named(one, words), one.alpha) for one in known], words),
        "low_alpha": low.alpha,
        "low_n": low.complete,
        "high": leaders([(_named(one, words), one.alpha) for one in reversed(known)], words),
        "high_alpha": high.alpha,
    }
    if len(known) == 1:
        return words("survey.alpha.single", **values)
    is_level = print_alike(words, low.alpha, high.alpha)
    return words(f"survey.alpha.{'level' if is_level else 'message'}", **values, n=len(known))


def _named(one: Scale, words: Words) -> str:
    return one.dimension if one.label == words("survey.alpha.whole") else f"{one.dimension}, {one.label}"
