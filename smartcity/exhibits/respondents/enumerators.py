"""The quality of the field work by who asked: one answer throughout, the same answers again, and the time per form."""

from dataclasses import replace

import pandas as pd

from smartcity import gate
from smartcity.exhibits.kit.columns import of_page
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.naming import print_alike, together
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.survey import Survey, load_survey, of_survey
from smartcity.survey.enumerators import Enumerator
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_MINUTE = 60


def has_enumerators(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    """Say whether the files of the survey name at least two who asked."""
    survey = load_survey(warehouse, selection, words)
    return survey is not None and bool(gate.enumerators_of(warehouse, survey))


@of_survey("enumerator", Survey.has_respondents)
def enumerators(survey: Survey) -> Exhibit:
    """List who asked, whose forms have most of one answer throughout first; of all dimensions, whichever is chosen.

    They are people at work and have numbers here, also on every paper; who may read the files is told the names beside.
    """
    words, found = survey.words, _numbered(survey)
    if not found:
        return survey.lacking("enumerator", "enumerators.unnamed", survey.count)
    rows = pd.DataFrame(map(_row, sorted(found, key=lambda one: -(_share(one) or 0))))
    counts = dict.fromkeys(("count", "straight_lined", "equal"), "Int64")
    return survey.whole.subject(survey.whole.form_count).exhibit(
        "enumerator",
        enumerators_message(found, words),
        rows=rows.astype(counts | dict.fromkeys(("share", "equal_share", "minutes"), float)),
        columns=of_page(
            "respondents", "name=enumerator count straight_lined share=lined_share equal equal_share minutes"
        ),
        note=words("respondents.enumerators.note", smallest=survey.smallest),
        alt=words("respondents.enumerators.alt"),
    )


def names_of(warehouse: Warehouse, selection: Selection, words: Words) -> dict[str, str]:
    """Say who each number is; for those who may read the files that name them."""
    survey = load_survey(warehouse, selection, words)
    found = () if survey is None else gate.enumerators_of(warehouse, survey)
    return {numbered.name: one.name for one, numbered in zip(found, () if survey is None else _numbered(survey))}


def _numbered(survey: Survey) -> tuple[Enumerator, ...]:
    """Give who asked a number in place of a name."""
    return tuple(
        replace(one, name=survey.words("respondents.enumerators.numbered", number=number))
        for number, one in enumerate(gate.enumerators_of(survey.warehouse, survey), start=1)
    )


def _share(one: Enumerator) -> float | None:
    return one.straight_lined / one.judged if one.straight_lined is not None and one.judged else None


def _row(one: Enumerator) -> dict[str, object]:
    middle = one.time.middle if one.time is not None else None
    return {
        "name": one.name,
        "count": one.count,
        "straight_lined": one.straight_lined,
        "share": _share(one),
        "equal": one.equal,
        "equal_share": one.equal / one.judged if one.equal is not None and one.judged else None,
        "minutes": None if middle is None else middle / _MINUTE,
    }


def enumerators_message(found: tuple[Enumerator, ...], words: Words) -> str:
    """Name all who have the largest share of forms with one answer throughout, as far as that is shown."""
    marked = [one for one in found if one.straight_lined]
    if not marked:
        return words("respondents.enumerators.none", n=len(found))
    share = max(map(_share, marked))
    # As the share is printed, in whole percents.
    most = [one for one in marked if print_alike(words, _share(one), share, 2)]
    values = {"name": together([one.name for one in most], words), "share": share, "among": len(found)}
    if len(most) > 1:
        return words("respondents.enumerators.message_shared", **values)
    return words("respondents.enumerators.message", **values, n=most[0].straight_lined, count=most[0].judged)
