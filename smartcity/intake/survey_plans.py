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
    plans = {
        (line.year, line.track): plan_of(
            line.year, line.track, line.changes, entry=line.id, decided_at=line.moment, decided_by=line.by
        )
        for line in lines
        if line.action == SURVEY_PLAN
    }
    return tuple(plans.values())


def decided_by_plan(lines: Iterable[Line], found: Inspection) -> Decisions:
    """Decide on the order of day and month where a survey's own days leave one alone of those that its dates allow.

    As long as nobody said of which year the survey is, the days of every planned one count.
    """
    if found.checked is None:
        return Decisions()
    days = [
        (date.fromisoformat(plan.starts), date.fromisoformat(plan.ends))
        for plan in plans_of(lines)
        if plan.starts and plan.ends and plan.track == found.track and found.year in (None, plan.year)
    ]
    decided = []
    for one in found.findings:
        if one.code == "value.date_order" and all(order in one.values for order in ORDERS):
            orders = [order for order in ORDERS if any(first <= one.values[order] <= last for first, last in days)]
            decided += [Alias(DATE_ORDER, one.values["text"], order) for order in orders if len(orders) == 1]
    return Decisions(tuple(decided))
