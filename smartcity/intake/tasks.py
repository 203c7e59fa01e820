"""What is to be done now, folded from the journal: the last plans' steps, and what people said of them since.

A task is known by its year, track and node, whichever plan has it: the plan that was taken on last says what it asks,
and what a person said of it stays when a plan is taken on again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from smartcity.intake.journal import TASK, TASKS, Line
from smartcity.records.tasks import (
    DOING,
    DONE,
    DUE,
    OPEN,
    OWNER,
    STATUS,
    UNSETTLED,
    Said,
    Step,
    Task,
    asks_more,
    is_whole,
    settled,
    with_said,
)

_Key = tuple[int, str, str]
"""Year, track and node."""

_BEGUN = frozenset({DOING, DONE})


@dataclass
class _Fold:
    """What the lines read so far come to: plans by scenario, the last step and plan of each node, and what was said."""

    plans: dict[tuple[str, int, str], Line] = field(default_factory=dict)
    steps: dict[_Key, tuple[Step, Line]] = field(default_factory=dict)
    changes: dict[_Key, dict[str, object]] = field(default_factory=dict)

    def take_on(self, line: Line) -> None:
        """Let a plan take the place of the one of its scenario; a task that asks for more than was done is open again.

        Owner and due day of an earlier plan hold where the new one has none.
        """
        key = (line.scenario, line.year, line.track)
        self.plans.pop(key, None)
        self.plans[key] = line
        for step in line.steps:
            node = (line.year, line.track, str(step["node"]))
            before, _ = self.steps.get(node, (None, None))
            if before is not None:
                step = {**step, OWNER: step.get(OWNER) or before.get(OWNER), DUE: step.get(DUE) or before.get(DUE)}
                if asks_more(step, before) and self.changes.get(node, {}).get(STATUS) == DONE:
                    del self.changes[node][STATUS]
            self.steps[node] = (step, line)

    def say(self, line: Line) -> None:
        """Keep what a person said of tasks; None takes back what was said before."""
        for node, change in line.changes.items():
            own = self.changes.setdefault((line.year, line.track, node), {})
            own |= change | {"at": line.moment, "by": line.by}

    def tasks(self) -> Iterator[Task]:
        """Give the tasks of the plans in force, the oldest plan first, then those that somebody began before."""
        planned = {
            (line.year, line.track, str(step["node"])): line for line in self.plans.values() for step in line.steps
        }
        order = [key for plan in self.plans.values() for key, line in planned.items() if line is plan]
        for key in order:
            yield from self._settled(key, planned, is_planned=True)
        for key in self.steps:
            if key not in planned:
                began = (task for task in self._settled(key, planned, is_planned=False) if task.status in _BEGUN)
                yield from began

    def _settled(self, key: _Key, planned: Mapping[_Key, Line], *, is_planned: bool) -> Iterator[Task]:
        """Give the tasks that a step comes to: itself, or those of the items that were named for it."""
        step, line = self.steps[key]
        own = self.changes.get(key, {})
        parts, rest = settled(step, own)
        held = {name: own.get(name) or step.get(name) for name in (OWNER, DUE)}
        for part in parts:
            node = (key[0], key[1], str(part["node"]))
            if node not in planned:
                yield _task(part | held, line, self.changes.get(node, {}), is_planned=is_planned)
        if rest is not None:
            yield _task(rest, line, own, is_planned=is_planned)


def _task(step: Step, line: Line, change: Said, *, is_planned: bool) -> Task:
    values = {name: step.get(name) for name in ("node", "component", OWNER, DUE, "mark_before", "mark_after")}
    task = Task(
        line.year,
        line.track,
        **values,
        **{name: step.get(name) for name in ("marks", "effort", "gain", "index")},
        status=UNSETTLED if is_whole(step) else OPEN,
        scenario=line.scenario,
        is_sample=line.is_sample,
        is_planned=is_planned,
        entry=line.id,
        made_at=line.moment,
        made_by=line.by,
    )
    return with_said(task, change)


def tasks_of(lines: Iterable[Line]) -> tuple[Task, ...]:
    """List what is to be done while *lines* are in force."""
    fold = _Fold()
    for line in lines:
        if line.action == TASKS:
            fold.take_on(line)
        elif line.action == TASK:
            fold.say(line)
    return tuple(fold.tasks())
