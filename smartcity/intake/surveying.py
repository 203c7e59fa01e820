"""Put the plan of a survey on record whole, or say all at once why it cannot be."""

from collections.abc import Sequence

from smartcity.access.policy import PLAN_SURVEY, Asker
from smartcity.answers import kit
from smartcity.intake.building import take
from smartcity.intake.folder import DataFolder
from smartcity.intake.journal import SURVEY_PLAN, Line
from smartcity.survey import Asked, PlanProblem
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


class Unplannable(ValueError):
    """What was said of a survey cannot be planned, and nothing of it was: *problems* say all that is wrong."""

    def __init__(self, problems: Sequence[PlanProblem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


def plan_survey(
    folder: DataFolder,
    when: tuple[int, str],
    request: Asked,
    by: Asker,
    why: str,
    warehouse: Warehouse,
    words: Words,
) -> Line | None:
    """Write the plan of a year's survey after a *request*, and rebuild *warehouse*; None where it stands already.

    A proposal that is taken as it is becomes a decision.

    Raises:
        NotAllowed: If *by* may not.

        MethodMissing: If the year and track have no method.

        Unplannable: If anything of it cannot be taken; then nothing has changed.
    """
    by.require(PLAN_SURVEY)
    with folder.lock:
        standing = kit.survey_plan(warehouse, *when)
        made, problems = kit.planned(warehouse, request, standing, words)
        if problems:
            raise Unplannable(problems)
        if standing.is_decided and made.plain == standing.plain:
            return None
        line = Line(SURVEY_PLAN, by.name, year=when[0], track=when[1], changes=made.plain, why=why)
        take(folder, [line], warehouse)
    return line
