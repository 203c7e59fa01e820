"""A scenario while it is changed, and what becomes a line of the journal: saved, copied or discarded.

Each scenario is remembered within one session as it is being changed, until somebody saves it; no other session sees
it before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import streamlit as st

from smartcity import intake
from smartcity.access.policy import SUPPOSE
from smartcity.answers import simulations
from smartcity.exhibits import simulation
from smartcity.exhibits.simulation import Trial
from smartcity.intake import DataFolder
from smartcity.records.scenarios import Scenario
from smartcity.ui.choices import CHOICES
from smartcity.ui.elements import plain, press, say, unfold
from smartcity.ui.grids import ROUND
from smartcity.ui.journal import Made, gone, is_signed, record
from smartcity.ui.memory import Memory
from smartcity.ui.page import Page
from smartcity.ui.person import ask_name, asker, may
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

LONGEST_NAME = 60

_DRAFTS: Memory[Mapping[tuple[str, int, str], "Draft"]] = Memory("simulation drafts", MappingProxyType({}))


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
    held = _DRAFTS.get().get(key)
    if held is None or held.scenario == held.began:
        return Draft(saved, saved)
    return held


def change(began: Draft, make: Callable[[Scenario], Scenario]) -> None:
    """Let *make* change the scenario of a draft as it is now, also within a callback, and remember it."""
    key = began.scenario.key
    held = _DRAFTS.get().get(key, began)
    _DRAFTS.keep({**_DRAFTS.get(), key: replace(held, scenario=make(held.scenario))})


def mark(began: Draft, marks: Mapping[str, float | None]) -> None:
    """Set marks of a draft; None takes a mark out."""

    def marked(scenario: Scenario) -> Scenario:
        known = {**scenario.marks, **marks}
        return replace(scenario, marks={item: float(value) for item, value in known.items() if value is not None})

    change(began, marked)


def revert(key: tuple[str, int, str]) -> None:
    """Forget what was changed of a scenario; tables that are being typed in begin anew."""
    _DRAFTS.keep({other: held for other, held in _DRAFTS.get().items() if other != key})
    ROUND.next_round()


def draw_saving(draft: Draft, trial: Trial, page: Page) -> None:
    """Say what is not saved yet and what it comes to, and offer to save it, to undo it, and to discard the scenario."""
    words, changes = page.words, []
    if draft.changed_marks:
        changes.append(words("simulation.page.unsaved_marks", n=draft.changed_marks))
    if draft.has_other_terms:
        changes.append(words("simulation.page.unsaved_terms"))
    with st.container(horizontal=True, vertical_alignment="center", key="simulation-saving"):
        st.markdown(plain(f"{_state(draft, changes, page)} {simulation.index_said(trial, words)}"), width="content")
        # The place is there without changes, too: the panel after it would else be closed by the first one.
        with st.empty():
            if changes:
                press(words("simulation.page.revert"), "simulation-revert", revert, draft.scenario.key)
        if not may(SUPPOSE):
            st.caption(words("simulation.page.not_allowed"))
            return
        with unfold(words("simulation.page.save"), "simulation-save"):
            _draw_save(draft, page)
        if draft.scenario.name:
            with unfold(words("simulation.page.discard"), "simulation-discard"):
                _draw_discard(draft, page)


def _state(draft: Draft, changes: Sequence[str], page: Page) -> str:
    """Say whether something waits to be saved; the line is always there, so that nothing jumps while one types."""
    words, (name, year, track) = page.words, draft.scenario.key
    if changes:
        return words("simulation.page.unsaved", changes=words.join(changes))
    version = next((one for one in simulations.named(page.warehouse, year, track) if one.name == name), None)
    if version is None:
        return words("simulation.page.nothing_typed")
    return words("simulation.page.saved_by", by=version.saved_by, at=version.saved_at)


def ask_who(form: str, words: Words) -> str:
    """Draw the field for the name that a step is kept under, and return it."""
    return ask_name(words("simulation.page.by"), words, f"simulation-{form}-by")


def put_down(write: Callable[[], Made], outcome: Callable[[Made], str], words: Words) -> None:
    """Write a step into the journal and say its outcome."""
    record(write, outcome, words("simulation.page.working"), words, gone(words))


def _draw_save(draft: Draft, page: Page) -> None:
    words = page.words
    with st.form("simulation-save-form", border=False):
        label = words("simulation.page.save_name")
        name = st.text_input(label, draft.scenario.name, max_chars=LONGEST_NAME, autocomplete="off")
        by = ask_who("save", words)
        st.caption(words("simulation.page.save_hint"))
        is_sent = st.form_submit_button(words("simulation.page.save"), type="primary")
    scenario = replace(draft.scenario, name=" ".join(name.split()))
    if not is_sent or not is_signed(by, words("simulation.page.need_by")):
        return
    if not scenario.name:
        st.error(words("simulation.page.need_name"))
        return

    def write() -> object:
        why = words("simulation.page.why")
        line = intake.save_scenario(DataFolder.chosen(), scenario, asker(by), why, page.warehouse)
        revert(draft.scenario.key)
        revert(scenario.key)
        CHOICES["scenario"].write(scenario.name)
        return line

    def outcome(line: object) -> str:
        return words("simulation.page.saved" if line else "simulation.page.same", name=scenario.name)

    put_down(write, outcome, words)


def _draw_discard(draft: Draft, page: Page) -> None:
    words, key = page.words, draft.scenario.key
    say(words("simulation.page.discard_hint", name=key[0]))
    with st.form("simulation-discard-form", border=False):
        by = ask_who("discard", words)
        is_sent = st.form_submit_button(plain(words("simulation.page.discard_confirm", name=key[0])), type="primary")
    if not is_sent or not is_signed(by, words("simulation.page.need_by")):
        return

    def write() -> None:
        intake.discard_scenario(
            DataFolder.chosen(), key, asker(by), words("simulation.page.discard_why"), page.warehouse
        )
        revert(key)
        CHOICES["scenario"].write(None)

    put_down(write, lambda _: words("simulation.page.discarded", name=key[0]), words)
