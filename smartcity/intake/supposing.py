"""Keep what people suppose and take on: named self-assessments and the steps of plans, as lines of the journal."""

from smartcity.intake.building import take
from smartcity.intake.flow import in_force, withdraw
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import UnknownEntry
from smartcity.intake.journal import SCENARIO, TASKS, Line
from smartcity.intake.standing import scenarios_of
from smartcity.records.scenarios import STEP_NUMBERS, STEP_TEXTS, Scenario, Tasks, Terms
from smartcity.warehouse import Warehouse


class NoName(ValueError):
    """A scenario without a name cannot be found again."""


def save_scenario(folder: DataFolder, scenario: Scenario, by: str, why: str, warehouse: Warehouse) -> Line | None:
    """Write a self-assessment into the journal and rebuild *warehouse*; None where the same is there already.

    Raises:
        NoName: If the scenario has no name.
    """
    if not scenario.name.strip():
        raise NoName
    marks = {item: float(mark) for item, mark in scenario.marks.items()}
    with folder.lock:
        standing = scenarios_of(in_force(folder)).get(scenario.key)
        if standing is not None and (standing.marks, Terms.of(standing.terms)) == (marks, scenario.terms):
            return None
        name, year, track = scenario.key
        terms = scenario.terms.plain
        line = Line(SCENARIO, by, scenario=name, year=year, track=track, marks=marks, terms=terms, why=why)
        take(folder, [line], warehouse)
    return line


def save_tasks(folder: DataFolder, tasks: Tasks, by: str, why: str, warehouse: Warehouse) -> Line:
    """Write the steps of a plan into the journal as what is to be done, and rebuild *warehouse*."""
    steps = tuple({name: step.get(name) for name in (*STEP_TEXTS, *STEP_NUMBERS)} for step in tasks.steps)
    whose = {"scenario": tasks.scenario, "year": tasks.year, "track": tasks.track, "is_sample": tasks.is_sample}
    line = Line(TASKS, by, steps=steps, why=why, **whose)
    with folder.lock:
        take(folder, [line], warehouse)
    return line


def discard_scenario(
    folder: DataFolder, key: tuple[str, int, str], by: str, why: str, warehouse: Warehouse
) -> tuple[Line, ...]:
    """Take back every version of a scenario, so that none of that name, year and track is left; rebuild *warehouse*.

    Raises:
        UnknownEntry: If there is none.
    """
    with folder.lock:
        standing = in_force(folder)
        versions = [
            line.id
            for line in standing
            if line.action == SCENARIO and (line.scenario, line.year, line.track) == tuple(key)
        ]
        if not versions:
            raise UnknownEntry(key[0], standing)
        return withdraw(folder, versions, by, why, warehouse)
