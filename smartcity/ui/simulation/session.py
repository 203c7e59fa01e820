"""What the page remembers within one session: each scenario as it is being changed, until somebody saves it.

Nothing of it is shared between sessions; what is saved becomes a line of the journal.
"""

from dataclasses import dataclass, replace

import streamlit as st

from smartcity.answers import simulations
from smartcity.records.scenarios import Scenario, Terms
from smartcity.warehouse import Warehouse

_DRAFTS, _ROUND, _OUTCOME = (f"simulation {what}" for what in ("drafts", "round", "outcome"))


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


def keep(changed: Draft) -> None:
    """Remember a draft."""
    st.session_state.setdefault(_DRAFTS, {})[changed.scenario.key] = changed


def revert(key: tuple[str, int, str]) -> None:
    """Forget what was changed of a scenario; tables that are being typed in begin anew."""
    st.session_state.get(_DRAFTS, {}).pop(key, None)
    begin_anew()


def mark(key: tuple[str, int, str], began: Draft, marks: dict[str, float | None]) -> None:
    """Set marks of a draft; None takes a mark out."""
    held = st.session_state.get(_DRAFTS, {}).get(key, began)
    known = {**held.scenario.marks, **marks}
    own = {item: float(value) for item, value in known.items() if value is not None}
    keep(replace(held, scenario=replace(held.scenario, marks=own)))


def take_terms(key: tuple[str, int, str], began: Draft, terms: Terms) -> None:
    """Set the terms of a draft."""
    held = st.session_state.get(_DRAFTS, {}).get(key, began)
    keep(replace(held, scenario=replace(held.scenario, terms=terms)))


def terms_of(key: tuple[str, int, str], began: Draft) -> Terms:
    """Return the terms as they are now, also within a callback."""
    return st.session_state.get(_DRAFTS, {}).get(key, began).scenario.terms


def table_round() -> int:
    """Number the tables that are typed in; a new number makes them begin from the draft again."""
    return st.session_state.get(_ROUND, 0)


def begin_anew() -> None:
    """Let tables that are typed in begin from the draft again."""
    st.session_state[_ROUND] = table_round() + 1


def remember_outcome(text: str) -> None:
    """Keep what is to be said after the next run began."""
    st.session_state[_OUTCOME] = text


def outcome() -> str:
    """Return, once, what the last step came to."""
    return st.session_state.pop(_OUTCOME, "")
