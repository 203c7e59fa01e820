"""Plans: where one may start, what a goal takes from there, and the steps that are taken on.

A plan starts from what is known best, which is the last published index, unless somebody marked items; invented answers
are only planned from where they are asked for. Everything here is a simulation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import pandas as pd

from smartcity.answers import scores
from smartcity.answers.simulations import INDEX_VALUE, TYPED, UPLOADED, Goal, Supposition, suppose
from smartcity.method import INDEX, Method
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.planning.plan import Plan, plan
from smartcity.outlook.planning.start import Start, Target, lifted_to
from smartcity.records.scenarios import STEP_NUMBERS, STEP_TEXTS, Terms
from smartcity.records.tasks import DUE, OWNER
from smartcity.scoring.scores import node_scores
from smartcity.warehouse import Warehouse

PUBLISHED, COMPONENTS, SAMPLES = "published", "components", "samples"
"""Where a plan may start: at the last published index, at what the known components come to, or at that with invented
answers among them."""


@dataclass(frozen=True, eq=False)
class Footing:
    """Where a plan starts: a *start* with its *index*, None while any of its components is missing.

    *card*: the published result that it is, with *is_printed* where only its index was printed: what its components
    are is then an assumption. *assumed*: the year of the official figure behind each component that is taken over.
    """

    code: str
    start: Start
    index: float | None
    assumed: Mapping[str, int]
    card: scores.ScoreCard | None = None
    is_printed: bool = False
    is_sample: bool = False

    def needs(self, goal: Goal) -> Target:
        """Say which index the goal takes from here; without a target any index would do.

        A rank is made of printed indices: from an unrounded one, what is printed as the target is enough. Where we
        stand at a printed index ourselves, the difference of both is enough wherever our rounding fell.
        """
        target = goal.target or Target(self.start.method.scale_min)
        is_rank = goal.target is not None and goal.aim.kind != INDEX_VALUE
        return target.printed_as(load_doubts().half_digit) if is_rank and not self.is_printed else target


def footings(warehouse: Warehouse, found: Supposition, typed: Mapping[str, float]) -> dict[str, Footing]:
    """List where a plan may start, the usual place first: own marks where there are any, else the published index.

    Args:
        warehouse: Where the published figures are.

        found: What is supposed, invented data included.

        typed: The marks that somebody typed.
    """
    method = found.method
    real = found
    if found.is_sample:
        real = suppose(warehouse, method.year, method.track, typed, found.mapping, has_samples=False)
    made = [_published(warehouse, method), Footing(COMPONENTS, real.start, real.index, real.assumed)]
    if {TYPED, UPLOADED} & {*real.origins.values()}:
        made.reverse()
    if found.is_sample:
        made.append(Footing(SAMPLES, found.start, found.index, found.assumed, is_sample=True))
    return {footing.code: footing for footing in made if footing is not None}


def _published(warehouse: Warehouse, method: Method) -> Footing | None:
    """Stand on our last published result up to the method's year; None where nothing is published.

    Components that were not printed with it are those of the newest official year, moved to its index.
    """
    home = load_site().home
    years = [year for year in reversed(scores.result_years(warehouse)) if year <= method.year]
    cards = (scores.score_card(warehouse, year, home) for year in years)
    card = next((one for one in cards if one is not None and one.published is not None), None)
    if card is None:
        return None
    if set(card.components) >= set(method.weights):
        start = Start(method, {}, {code: card.components[code] for code in method.weights})
        assumed = dict.fromkeys(method.weights, card.year)
        index = node_scores(start.known, method)[INDEX]
        return Footing(PUBLISHED, start, index, assumed, card, is_sample=card.is_sample)
    official: dict[str, tuple[float, int]] = {}
    for of, figures in scores.official_figures(warehouse, method.track, card.year):
        official = {code: (value, of) for code, value in figures.items() if code in method.weights} | official
    start = lifted_to(method, card.published, {code: value for code, (value, _) in official.items()})
    assumed = {code: of for code, (_, of) in official.items()}
    return Footing(PUBLISHED, start, card.published, assumed, card, is_printed=True, is_sample=card.is_sample)


def planned(footing: Footing, terms: Terms, goal: Goal) -> Plan:
    """Make the cheapest plan from a footing to a goal; where components are assumed, no step says what they stand at.

    Raises:
        Unplannable: As `plan` does.
    """
    made = plan(footing.start, terms, footing.needs(goal))
    if not footing.is_printed:
        return made
    return replace(made, steps=made.steps.assign(mark_before=float("nan"), mark_after=float("nan")))


def steps(made: Plan, owners: Mapping[str, str] = MappingProxyType({}), due: str = "") -> tuple[dict[str, object], ...]:
    """Give the steps of a plan as they are taken on: plain values, what is missing is None.

    Args:
        made: The plan.

        owners: Who owns a step, by node, where a person said so.

        due: The day until which all of it is to be done, as ISO writes it; "" where nobody said.
    """
    rows = made.steps[[*STEP_TEXTS, *STEP_NUMBERS]]
    kept = ({name: None if pd.isna(value) else value for name, value in row.items()} for row in rows.to_dict("records"))
    return tuple({**row, OWNER: owners.get(row["node"]) or row["owner"], DUE: due or None} for row in kept)
