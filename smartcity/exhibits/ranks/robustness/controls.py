"""Which doubts can be switched on and off, and why some cannot be."""

from dataclasses import dataclass

from smartcity.answers.ranks import Sure
from smartcity.exhibits.kit.memory import kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks.robustness.lacks import reasons_said
from smartcity.exhibits.ranks.robustness.view import view_of
from smartcity.outlook.robustness import Weights
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True, slots=True)
class Control:
    """One doubt that may be drawn: its code and name, whether it is drawn, and *reason* why it cannot be."""

    code: str
    name: str
    is_on: bool
    reason: str


@kept
def controls(warehouse: Warehouse, selection: Selection, words: Words) -> tuple[Control, ...]:
    """List every doubt for what the page shows; none when there is nothing to doubt."""
    view = view_of(warehouse, selection, words)
    if view is None or not view.sure.arena.field.is_known.any() or view.home not in view.sure.arena.field.regions:
        return ()
    return controls_of(view.sure, words)


def sizes(warehouse: Warehouse, selection: Selection, words: Words) -> tuple[str, ...]:
    """Name the sizes that can be chosen for what is drawn."""
    view = view_of(warehouse, selection, words)
    return () if view is None else sizes_of(view.sure)


def sizes_of(sure: Sure) -> tuple[str, ...]:
    """Name the sizes that matter for what is drawn: the deviation of weights, where weights are drawn."""
    return ("points",) if Weights.code in sure.asked and sure.arena.field.is_composed.any() else ()


def controls_of(sure: Sure, words: Words) -> tuple[Control, ...]:
    """List every doubt with its state."""
    return tuple(
        Control(
            code,
            words(f"robustness.doubt.{code}.name"),
            code in sure.asked,
            reasons_said(code, sure, words),
        )
        for code in sure.doubts
    )
