"""What the page remembers within one session: each scenario as it is being changed, until somebody saves it.

Nothing of it is shared between sessions; what is saved becomes a line of the journal.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import streamlit as st

from smartcity.answers import simulations
from smartcity.records.scenarios import Scenario
from smartcity.ui.memory import Memory
from smartcity.warehouse import Warehouse

_DRAFTS = "simulation drafts"

ROUND = Memory("simulation round", 0)
"""Numbers the tables that are typed in; the next one makes them begin from the draft again."""


@dataclass(frozen=True)
class Draft:
    """A scenario in the making and the saved version that it began from."""

    scenario: Scenario
    began: Scenario

    @property
    def changed_marks(self) -> int:
        """How many items have another mark than the saved version."""
        now, then = self.scenario.marks, self.began.marks
        return sum(now.get(item) != then.get(item) for item in {*now, *then})

    @property
    def has_other_terms(self) -> bool:
        """Whether the terms of the plan differ from the saved ones."""
        return self.scenario.terms != self.began.terms


def draft(warehouse: Warehouse, name: str, year: int, track: str) -> Draft:
    """Return the draft of a scenario; one that was not changed follows what is saved."""
    key = (name, year, track)
    saved = (simulations.saved(warehouse, *key) if name else None) or Scenario(*key)
    held = st.session_state.get(_DRAFTS, {}).get(key)
    if held is None or held.scenario == held.began:
        return Draft(saved, saved)
    return held


def change(began: Draft, make: Callable[[Scenario], Scenario]) -> None:
    """Let *make* change the scenario of a draft as it is now, also within a callback, and remember it."""
    drafts = st.session_state.setdefault(_DRAFTS, {})
    held = drafts.get(began.scenario.key, began)
    drafts[began.scenario.key] = replace(held, scenario=make(held.scenario))


def mark(began: Draft, marks: Mapping[str, float | None]) -> None:
    """Set marks of a draft; None takes a mark out."""

    def marked(scenario: Scenario) -> Scenario:
        known = {**scenario.marks, **marks}
        return replace(scenario, marks={item: float(value) for item, value in known.items() if value is not None})

    change(began, marked)


def revert(key: tuple[str, int, str]) -> None:
    """Forget what was changed of a scenario; tables that are being typed in begin anew."""
    st.session_state.get(_DRAFTS, {}).pop(key, None)
    ROUND.next_round()
