"""Simulasi: what would the saved marks come to, and what is the cheapest way up?

The page itself shows marks that are being typed; this is the saved scenario that was chosen, or the newest one.
"""

from collections.abc import Callable

from smartcity.answers import simulations
from smartcity.exhibits import simulation
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.pages.parts import below
from smartcity.exhibits.simulation import Trial
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def _trial(warehouse: Warehouse, selection: Selection, words: Words) -> Trial:
    known, track = simulation.years(warehouse), load_site().track
    year = selection.year if selection.year in known else simulation.usual_year(warehouse)
    names = [one.name for one in simulations.named(warehouse, year, track)]
    name = selection.scenario if selection.scenario in names else next(iter(names), "")
    found = simulations.saved(warehouse, name, year, track) if name else None
    return simulation.trial_of(warehouse, found or Scenario("", year, track, {}), selection.mapping, words)


def _of_trial(make: Callable[[Trial, Words], Exhibit]) -> Callable[[Warehouse, Selection, Words], Exhibit]:
    def made(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
        return make(_trial(warehouse, selection, words), words)

    return made


def _chances(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    first, *_ = simulation.chances(warehouse, _trial(warehouse, selection, words), selection, words)
    return first


def _planned(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
    trial = _trial(warehouse, selection, words)
    goal = simulations.goal(warehouse, trial.method, simulations.usual_aim(warehouse, trial.found))
    return simulation.planned(warehouse, trial, goal, words, next(iter(trial.footings.values())))


SECTIONS = {
    "nilai": (below(*map(_of_trial, (simulation.result, simulation.places, simulation.nexts))),),
    "peluang": (below(_chances),),
    "rencana": (below(_planned),),
}
