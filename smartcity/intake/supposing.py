"""Keep what people suppose and take on: named self-assessments, plans and tasks, as lines of the journal."""

from collections.abc import Mapping, Sequence

from smartcity.access.policy import REPORT, SUPPOSE, Asker
from smartcity.intake.building import take
from smartcity.intake.flow import in_force, withdraw
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import UnknownEntry
from smartcity.intake.journal import SCENARIO, TASK, TASKS, Line
from smartcity.intake.standing import scenarios_of
from smartcity.intake.tasks import tasks_of
from smartcity.records.scenarios import Scenario, Terms
from smartcity.records.tasks import ITEMS, STATUS, STEP_FIELDS, Said, Task, Tasks, plain_changes
from smartcity.warehouse import Warehouse

_REPORTED = frozenset({STATUS, ITEMS})
"""What an office says of its own tasks."""


class NoName(ValueError):
    """A scenario without a name cannot be found again."""


class Unowned(ValueError):
    """Steps of *components* whose items are not known and that nobody owns: a task that nobody would settle."""

    def __init__(self, components: Sequence[str]) -> None:
        self.components = tuple(components)
        super().__init__(", ".join(components))


class NoSuchTask(ValueError):
    """Nothing is to be done at *node* in that year; *known* are the nodes of the tasks that there are."""

    def __init__(self, node: str, known: Sequence[str]) -> None:
        self.node, self.known = node, tuple(known)
        super().__init__(f"{node}; {', '.join(known)}")


class NotSettling(ValueError):
    """The *items* do not settle the task of a *component*: they are none of its, or more than its *marks*."""

    def __init__(self, component: str, items: Sequence[str], marks: int) -> None:
        self.component, self.items, self.marks = component, tuple(items), marks
        super().__init__(f"{component}: {', '.join(items)}")


def save_scenario(folder: DataFolder, scenario: Scenario, by: Asker, why: str, warehouse: Warehouse) -> Line | None:
    """Write a self-assessment into the journal and rebuild *warehouse*; None where the same is there already.

    Raises:
        NotAllowed: If *by* may not.

        NoName: If the scenario has no name.
    """
    by.require(SUPPOSE)
    if not scenario.name.strip():
        raise NoName
    marks = {item: float(mark) for item, mark in scenario.marks.items()}
    with folder.lock:
        standing = scenarios_of(in_force(folder)).get(scenario.key)
        if standing is not None and (standing.marks, Terms.of(standing.terms)) == (marks, scenario.terms):
            return None
        name, year, track = scenario.key
        terms = scenario.terms.plain
        line = Line(SCENARIO, by.name, scenario=name, year=year, track=track, marks=marks, terms=terms, why=why)
        take(folder, [line], warehouse)
    return line


def save_tasks(folder: DataFolder, tasks: Tasks, by: Asker, why: str, warehouse: Warehouse) -> Line | None:
    """Take on the steps of a plan in the place of its scenario's last plan; None where these tasks stand already.

    Raises:
        NotAllowed: If *by* may not.

        Unowned: If a step names no items and has no owner.
    """
    by.require(SUPPOSE)
    steps = tuple({name: step.get(name) for name in STEP_FIELDS} for step in tasks.steps)
    whose = {"scenario": tasks.scenario, "year": tasks.year, "track": tasks.track, "is_sample": tasks.is_sample}
    line = Line(TASKS, by.name, steps=steps, why=why, **whose)
    with folder.lock:
        lines = in_force(folder)
        standing = tasks_of(lines)
        owned = {task.node for task in standing if (task.year, task.track) == (tasks.year, tasks.track) and task.owner}
        unowned = [node for node in tasks.unowned if node not in owned]
        if unowned:
            raise Unowned(unowned)
        if tasks_of([*lines, line]) == standing:
            return None
        take(folder, [line], warehouse)
    return line


def change_tasks(
    folder: DataFolder, when: tuple[int, str], changes: Mapping[str, Said], by: Asker, why: str, warehouse: Warehouse
) -> Line | None:
    """Write what is said of the tasks of a year and track, by node, and rebuild *warehouse*; None where all is so.

    Items that are named for a component's task join those named before. Whose a task is and until when says who may
    take plans on; how far it is and in which items it is done, also the office whose it is.

    Raises:
        NotAllowed: If *by* may not.

        NoSuchTask: If there is no such task.

        NotSettling: If items are named that cannot be those of the task.
    """
    with folder.lock:
        lines = in_force(folder)
        standing = [task for task in tasks_of(lines) if (task.year, task.track) == when]
        known = {task.node: task for task in standing}
        for node, change in changes.items():
            if node in known and change.keys() <= _REPORTED:
                by.require(REPORT, known[node].owner or "")
            else:
                by.require(SUPPOSE)
            if node not in known:
                raise NoSuchTask(node, tuple(known))
        named = {
            node: change | {ITEMS: [*_named(lines, when, node), *_items(known[node], change[ITEMS], warehouse)]}
            for node, change in changes.items()
            if change.get(ITEMS)
        }
        kept = plain_changes({**changes, **named}, standing)
        line = Line(TASK, by.name, year=when[0], track=when[1], changes=kept, why=why)
        if tasks_of([*lines, line]) == tasks_of(lines):
            return None
        take(folder, [line], warehouse)
    return line


def _items(task: Task, items: Sequence[str], warehouse: Warehouse) -> list[str]:
    """Give the items that are named for a task, as far as they can be its."""
    own = {item.code for item in warehouse.methods.require(task.year, task.track).component(task.component).items}
    if task.node != task.component or not own >= {*items} or len(items) > task.marks:
        raise NotSettling(task.component, items, int(task.marks))
    return [*items]


def _named(lines: Sequence[Line], when: tuple[int, str], node: str) -> list[str]:
    """Find the items that were named last for a component's task."""
    lists = [
        line.changes[node][ITEMS]
        for line in lines
        if line.action == TASK and (line.year, line.track) == when and ITEMS in line.changes.get(node, {})
    ]
    return [*(lists[-1] if lists else ())]


def withdraw_plan(folder: DataFolder, entry: str, by: Asker, why: str, warehouse: Warehouse) -> tuple[Line, ...]:
    """Take back a plan with its earlier versions, and what was said of tasks where none are left of its year.

    The warehouse is rebuilt.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If the entry is no plan in force.
    """
    by.require(SUPPOSE)
    with folder.lock:
        standing = in_force(folder)
        plan = next((line for line in standing if (line.id, line.action) == (entry, TASKS)), None)
        if plan is None:
            raise UnknownEntry(entry, standing)
        gone = [
            line
            for line in standing
            if line.action == TASKS and (line.scenario, line.year, line.track) == (plan.scenario, plan.year, plan.track)
        ]
        when = (plan.year, plan.track)
        rest = tasks_of(line for line in standing if line not in gone)
        if not any((task.year, task.track) == when for task in rest):
            gone += [line for line in standing if line.action == TASK and (line.year, line.track) == when]
        return withdraw(folder, [line.id for line in gone], by, why, warehouse)


def discard_scenario(
    folder: DataFolder, key: tuple[str, int, str], by: Asker, why: str, warehouse: Warehouse
) -> tuple[Line, ...]:
    """Take back every version of a scenario, so that none of that name, year and track is left; rebuild *warehouse*.

    Raises:
        NotAllowed: If *by* may not.

        UnknownEntry: If there is none.
    """
    by.require(SUPPOSE)
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
