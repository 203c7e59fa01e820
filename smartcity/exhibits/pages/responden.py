"""Responden: is the data enough, who still owes it, who answered, and how good is it?"""

from smartcity.exhibits import respondents
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.pages.parts import Part, below, beside, folded
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def _lacks_survey(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    return not respondents.has_survey(warehouse, selection, words)


def _has_no_dates(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    view = (warehouse, selection, words)
    return respondents.has_survey(*view) and not respondents.has_dates(*view)


def _has_plan_and_before(warehouse: Warehouse, selection: Selection, words: Words) -> bool:
    view = (warehouse, selection, words)
    return respondents.has_before(*view) and respondents.has_dates(*view)


def _section(*parts: Part) -> tuple[Part, ...]:
    """Show *parts* of a survey, and of a year without one how many people it will need."""
    return (*parts, below(respondents.progress, asks=("year", "dimension"), when=_lacks_survey))


HAS = respondents.has_survey
CHOSEN = ("year", "dimension", "form")

SECTIONS = {
    "kuota": _section(
        beside(respondents.progress, respondents.simulated_impact, asks=CHOSEN, when=HAS),
        folded(respondents.by_sub_dimension, respondents.by_service, asks=("mapping",), when=HAS),
    ),
    "laju": _section(
        below(respondents.by_day, asks=(*CHOSEN, "until"), when=HAS),
        below(respondents.against_plan, when=respondents.has_dates),
        below(respondents.since_before, when=respondents.has_before),
        below(respondents.since_by_service, when=_has_plan_and_before),
    ),
    "pemilik": _section(
        below(respondents.owners_against_plan, asks=CHOSEN, when=respondents.has_dates),
        below(respondents.by_owner, when=respondents.has_dates),
        below(respondents.by_owner, asks=CHOSEN, when=_has_no_dates),
    ),
    "mutu": _section(
        below(respondents.rules, asks=("year", "dimension", "mapping", "form"), when=HAS),
        below(respondents.quality, when=HAS),
        below(respondents.enumerators, when=respondents.has_enumerators),
    ),
    "siapa": _section(below(respondents.people, asks=("year",), when=HAS)),
}
