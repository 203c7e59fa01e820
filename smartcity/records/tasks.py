"""What a region takes on to do: the steps of a plan as tasks, each with owner, due day and status."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from smartcity.records.scenarios import STEP_NUMBERS, STEP_TEXTS

OWNER, DUE, STATUS, ITEMS = "owner", "due", "status", "items"
FIELDS = (OWNER, DUE, STATUS, ITEMS)
"""What a person says of a task: whose it is, the last day for it (as ISO writes it), how far it is, and, for a task of
a whole component, which items it is done in."""

OPEN, DOING, DONE, DROPPED = "open", "doing", "done", "dropped"
STATUSES = (OPEN, DOING, DONE, DROPPED)
UNSETTLED = "items_unknown"
"""The statuses that a person gives, and that of a task whose items nobody has named yet."""

STEP_FIELDS = (*STEP_TEXTS, *STEP_NUMBERS, DUE)
"""What is kept of a step that was taken on."""

Step = Mapping[str, object]
Said = Mapping[str, object]


@dataclass(frozen=True)
class Tasks:
    """The steps of a plan that were taken on, each with `STEP_FIELDS`, in their order.

    *is_sample* says that the plan began at invented answers.
    """

    scenario: str
    year: int
    track: str
    steps: tuple[Step, ...] = ()
    is_sample: bool = False

    @property
    def unowned(self) -> tuple[str, ...]:
        """The components whose items are not known and that have no owner: nobody would settle them."""
        return tuple(str(step["node"]) for step in self.steps if is_whole(step) and not step.get(OWNER))


@dataclass(frozen=True)
class Task:
    """One task as it stands now: a step of the last plan that has it, with what people said of it.

    *is_planned* is False where the last plan has it no more, but somebody has begun it. *made_at* and *made_by* are
    those of the plan, *changed_at* and *changed_by* of what was said of it last.
    """

    year: int
    track: str
    node: str
    component: str
    owner: str | None
    due: str | None
    status: str
    mark_before: float | None
    mark_after: float | None
    marks: float
    effort: float
    gain: float
    index: float | None
    scenario: str
    is_sample: bool
    is_planned: bool
    entry: str = field(compare=False)
    made_at: datetime = field(compare=False)
    made_by: str = field(compare=False)
    changed_at: datetime | None = field(default=None, compare=False)
    changed_by: str | None = field(default=None, compare=False)


def is_whole(step: Step) -> bool:
    """Say whether a step raises a component without saying which of its items."""
    return step["node"] == step["component"]


def asks_more(step: Step, before: Step) -> bool:
    """Say whether a step takes a node further than an earlier one did, so that what was done is not all of it."""
    is_marked = not any(is_whole(one) or one.get("mark_after") is None for one in (step, before))
    name = "mark_after" if is_marked else "marks"
    return float(step[name]) > float(before[name])


def settled(step: Step, change: Said) -> tuple[tuple[Step, ...], Step | None]:
    """Share a step of a component among the items that were named for it: their steps, and what is left of it.

    An item that is named twice is raised by two marks. All marks of a component are worth alike.
    """
    named: Sequence[str] = tuple(change.get(ITEMS) or ())[: round(float(step["marks"]))] if is_whole(step) else ()
    if not named:
        return (), step
    counts = {item: named.count(item) for item in named}
    parts, begun = [], None if step.get("index") is None else float(step["index"]) - float(step["gain"])
    for item, count in counts.items():
        part = _share(step, count) | {"node": item, "mark_before": None, "mark_after": None}
        begun = None if begun is None else begun + float(part["gain"])
        parts.append(part | {"index": begun})
    rest = float(step["marks"]) - len(named)
    return tuple(parts), _share(step, rest) if rest > 0 else None


def _share(step: Step, marks: float) -> dict[str, object]:
    share = marks / float(step["marks"])
    return {**step, "marks": float(marks)} | {name: float(step[name]) * share for name in ("effort", "gain")}


def plain_changes(changes: Mapping[str, Said], standing: Iterable[Task]) -> dict[str, dict[str, object]]:
    """Keep what changes a task: node -> field -> value, None to take back what was said; what holds already is left."""
    held = {task.node: task for task in standing}
    kept = {}
    for node, change in changes.items():
        own = {name: value for name, value in change.items() if name == ITEMS or value != getattr(held[node], name)}
        if own:
            kept[node] = own
    return kept


def with_said(task: Task, change: Said) -> Task:
    """Give a task what people said of it."""
    own = {name: change[name] for name in (OWNER, DUE, STATUS) if change.get(name) is not None}
    return replace(task, **own, changed_at=change.get("at"), changed_by=change.get("by"))
