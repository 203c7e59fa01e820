"""Read what was typed of an innovation: cells in words, numbers and days of either language.

What cannot be read stays as it was typed, so that it is refused with everything else that cannot be taken.
"""

from collections.abc import Sequence

from smartcity.checks.moments import Reader
from smartcity.method.layout import normalise
from smartcity.records.reports import PARTNER_KINDS, STAGES, Figure, Partner, Problem, Risk
from smartcity.wording import LANGUAGES, Words


def read_code(typed: str, codes: Sequence[str], key: str) -> str:
    """Return the code that is meant by itself or by its word, `key.code`, in either language."""
    wanted = normalise(typed)
    for code in codes:
        if wanted in (normalise(code), *(normalise(Words(language)(f"{key}.{code}")) for language in LANGUAGES)):
            return code
    return typed


def read_truth(typed: str) -> object:
    """Read yes or no in either language."""
    return {"yes": True, "no": False}.get(read_code(typed, ("yes", "no"), "innovations.truth"), typed)


def partner_of(cells: Sequence[str]) -> Partner:
    """Read a partner: name, kind, form of the collaboration."""
    name, kind, form = cells
    return Partner(name, read_code(kind, PARTNER_KINDS, "innovations.partner"), form)


def figure_of(cells: Sequence[str], words: Words) -> Figure:
    """Read a figure: what, unit, before and its day, after and its day, source."""
    what, unit, before, before_on, after, after_on, source = cells
    return Figure(what, unit, source, _number(before, words), _day(before_on), _number(after, words), _day(after_on))


def risk_of(cells: Sequence[str]) -> Risk:
    """Read a risk: what, likelihood, impact, mitigation."""
    what, likelihood, impact, mitigation = cells
    return Risk(what, _whole(likelihood), _whole(impact), mitigation)


def _number(typed: str, words: Words) -> object:
    if not typed:
        return None
    value = words.typed(typed)
    return typed if value is None else value


def _day(typed: str) -> str | None:
    if not typed:
        return None
    day = Reader().day(typed)
    return typed if day is None else day.isoformat()


def _whole(typed: object) -> object:
    text = str(typed).strip()
    return int(text) if text.isascii() and text.isdigit() else typed


def problem_said(problem: Problem, words: Words) -> str:
    """Say why something of a report cannot be taken, and what would be."""
    values = dict(problem.values)
    if "field" in values:
        values["field"] = words(f"innovations.field.{values['field']}")
    if problem.code == "stage":
        values["known"] = words.join(words(f"innovations.stage.{stage}") for stage in STAGES)
    if problem.code == "unknown":
        near = words.join(values.pop("near"), is_choice=True)
        return words("innovations.problem.unknown_near" if near else "innovations.problem.unknown", **values, near=near)
    if "years" in values:
        values["years"] = words.join(values["years"])
    return words(f"innovations.problem.{problem.code}", **values)
