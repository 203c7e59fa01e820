"""The plan of each year's survey, read from the journal: what was decided last counts, whole."""

from collections.abc import Iterable

from smartcity.intake.journal import SURVEY_PLAN, Line
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
