"""The plan of each year's survey, read from the journal: what was decided last counts, whole."""

from collections.abc import Iterable
from datetime import date

from smartcity.checks.moments import ORDERS
from smartcity.intake.inspection import Inspection
from smartcity.intake.journal import SURVEY_PLAN, Line
from smartcity.records.decisions import DATE_ORDER, Alias, Decisions
from smartcity.records.survey_plans import SurveyPlan, plan_of


def plans_of(lines: Iterable[Line]) -> tuple[SurveyPlan, ...]:
    """List the plan of each year and track while *lines* are in force."""
    said = {
        (line.year, line.track): plan_of(
            line.year, line.track, line.changes, entry=line.id, decided_at=line.moment, decided_by=line.by
        )
        for line in lines
        if line.action == SURVEY_PLAN
    }
    return tuple(said.values())


def decided_by_plan(lines: Iterable[Line], found: Inspection) -> Decisions:
    """Decide on the order of day and month where a survey's own days leave one alone of those that its dates allow."""
    plan = next((one for one in plans_of(lines) if found.checked and (one.year, one.track) == _when(found)), None)
    if plan is None or not (plan.starts and plan.ends):
        return Decisions()
    first, last = date.fromisoformat(plan.starts), date.fromisoformat(plan.ends)
    decided = []
    for one in found.findings:
        if one.code == "value.date_order" and all(order in one.values for order in ORDERS):
            orders = [order for order in ORDERS if first <= one.values[order] <= last]
            decided += [Alias(DATE_ORDER, one.values["text"], order) for order in orders if len(orders) == 1]
    return Decisions(tuple(decided))


def _when(found: Inspection) -> tuple[int | None, str | None]:
    return found.year, found.track
