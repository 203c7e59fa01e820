"""What a year's survey is about: the plan that was decided, or the one that the lists of innovations propose."""

from collections.abc import Iterable
from functools import partial

from smartcity.answers.innovations import innovations_of
from smartcity.method import load_dimensions
from smartcity.method.kit import load_kit
from smartcity.method.layout import normalise
from smartcity.records.survey_plans import SurveyPlan
from smartcity.scoring.scores import of_year
from smartcity.survey import Asked, Candidate, PlanProblem, proposed, remarks
from smartcity.survey import planned as judged
from smartcity.warehouse import Warehouse, survey_plan_of
from smartcity.wording import Words


def survey_plan(warehouse: Warehouse, year: int, track: str) -> SurveyPlan:
    """Return the plan of a year's survey; a proposal from the lists of that year where nobody decided.

    Raises:
        MethodMissing: If the year and track have no method.
    """
    return warehouse.remember(("survey plan", year, track), partial(_survey_plan, warehouse, year, track))


def _survey_plan(warehouse: Warehouse, year: int, track: str) -> SurveyPlan:
    method = warehouse.methods.require(year, track)
    rows = of_year(warehouse.query("survey_plans"), year, track)
    if len(rows):
        return survey_plan_of(rows.to_dict("records")[0])
    portfolio, users = innovations_of(warehouse, year), _users(warehouse)
    listed = [
        Candidate(one.name, one.dimension, one.sub_dimension, one.owner, users.get(one.key))
        for one in portfolio.innovations
        if one.dimension and not one.is_sample
    ]
    return proposed(method, load_dimensions(), listed)


def candidates(warehouse: Warehouse) -> tuple[Candidate, ...]:
    """List the services that any list knows, by each of their spellings, the newest list last."""
    users = _users(warehouse)
    rows = warehouse.query("innovations").astype(object)
    rows = rows.where(rows.notna(), None).sort_values("year", kind="stable")
    return tuple(
        Candidate(spelling, row.dimension, row.sub_dimension, row.owner, users.get(normalise(row.name)))
        for row in rows.itertuples(index=False)
        for spelling in dict.fromkeys((row.spelling, row.name))
    )


def _users(warehouse: Warehouse) -> dict[str, int]:
    """Find the most users that a list states of each service, by the key of its name; invented lists state none."""
    rows = warehouse.query("users_of_services")
    rows = rows[~rows["is_sample"].astype(bool)]
    return rows["users"].groupby(rows["name"].map(normalise)).max().astype(int).to_dict()


def planned(
    warehouse: Warehouse, request: Asked, standing: SurveyPlan, words: Words
) -> tuple[SurveyPlan, tuple[PlanProblem, ...]]:
    """Put what was said on top of the *standing* plan, and list all that cannot be taken."""
    method = warehouse.methods.require(standing.year, standing.track)
    rules = load_kit().longest_title, title_of(standing, words)
    return judged(request, standing, method, load_dimensions(), candidates(warehouse), *rules)


def remarks_of(warehouse: Warehouse, plan: SurveyPlan) -> tuple[PlanProblem, ...]:
    """Say what is to be known of a plan that can be taken."""
    return remarks(plan, warehouse.methods.require(plan.year, plan.track), candidates(warehouse))


def title_of(plan: SurveyPlan, words: Words) -> str:
    """Name the forms of a survey that nobody named."""
    return plan.name or words("kit.title", year=plan.year)


def problem_said(problem: PlanProblem, words: Words) -> str:
    """Say why something of a plan cannot be taken, or what is to be known of it."""
    values = dict(problem.values)
    for name in ("part", "parts"):
        if name in values:
            codes = [values[name]] if name == "part" else values[name]
            values[name] = words.join(part_said(code, words) for code in codes)
    if problem.code == "below_quota":
        values["dimension"] = part_said(str(values["dimension"]), words)
    key = f"kit.problem.{problem.code}"
    bare = f"{key}_bare"
    return words(bare if words.has(bare) and not values.get("near") else key, **values)


def part_said(code: str, words: Words) -> str:
    """Name a dimension or sub-dimension with the dimension that it is part of."""
    for dimension in load_dimensions():
        if code == dimension.code:
            return dimension.name
        for part in dimension.sub_dimensions:
            if code == part.code:
                return f"{dimension.name} – {part.names[words.language]}"
    return code


def owners_of(plan: SurveyPlan) -> tuple[str, ...]:
    """List whose services are surveyed, each owner once."""
    return tuple(dict.fromkeys(filter(None, (one.owner for one in plan.services))))


def find_owner(plan: SurveyPlan, text: str) -> str | None:
    """Return the owner that *text* names, however it is written; None for nobody whose service is surveyed."""
    return next((owner for owner in owners_of(plan) if normalise(owner) == normalise(text)), None)


def dimensions_of(plan: SurveyPlan, owners: Iterable[str] = ()) -> tuple[str, ...]:
    """List the dimensions that are surveyed: all of them, or those with a service of *owners*."""
    wanted = set(owners)
    own = (one.dimension for one in plan.services if not wanted or one.owner in wanted)
    return tuple(dict.fromkeys(own))
