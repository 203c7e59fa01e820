"""What goes into the journal: a scenario saved, copied or discarded, a plan taken on or withdrawn."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from smartcity import intake
from smartcity.access.policy import SUPPOSE
from smartcity.answers import simulations
from smartcity.answers.simulations import Aimed
from smartcity.exhibits import simulation
from smartcity.exhibits.simulation import View
from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Tasks
from smartcity.ui import address
from smartcity.ui.person import ask_name, may, remember_name
from smartcity.ui.plain import plain
from smartcity.ui.simulation.session import Draft, remember_outcome, revert
from smartcity.ui.store import warehouse
from smartcity.ui.trouble import trouble_said
from smartcity.wording import Words

LONGEST_NAME = 60


def draw_saving(draft: Draft, view: View, words: Words) -> None:
    """Say what is not saved yet and what it comes to, and offer to save it, to undo it, and to discard the scenario."""
    changes = []
    if draft.changed_marks:
        changes.append(words("simulation.page.unsaved_marks", n=draft.changed_marks))
    if draft.has_other_terms:
        changes.append(words("simulation.page.unsaved_terms"))
    name = draft.scenario.name
    st.markdown(plain(f"{_state(draft, changes, words)} {simulation.index_said(view, words)}"))
    with st.container(horizontal=True, key="simulation-saving"):
        if changes:
            key = draft.scenario.key
            st.button(words("simulation.page.revert"), key="simulation-revert", on_click=revert, args=(key,))
        if not may(SUPPOSE):
            st.caption(words("simulation.page.not_allowed"))
            return
        with st.popover(words("simulation.page.save"), key="simulation-save"):
            _draw_save(draft, words)
        if name:
            with st.popover(words("simulation.page.discard"), key="simulation-discard"):
                _draw_discard(draft, words)


def _state(draft: Draft, changes: list[str], words: Words) -> str:
    """Say whether something waits to be saved; the line is always there, so that nothing jumps while one types."""
    if changes:
        return words("simulation.page.unsaved", changes=words.join(changes))
    name, year, track = draft.scenario.key
    version = next((one for one in simulations.named(warehouse(), year, track) if one.name == name), None)
    if version is None:
        return words("simulation.page.nothing_typed")
    return words("simulation.page.saved_by", by=version.saved_by, at=version.saved_at)


def _draw_save(draft: Draft, words: Words) -> None:
    with st.form("simulation-save-form", border=False):
        name = st.text_input(
            words("simulation.page.save_name"), draft.scenario.name, max_chars=LONGEST_NAME, autocomplete="off"
        )
        by = ask_name(words("simulation.page.by"), words("upload.save.by_hint"), key="simulation-save-by")
        st.caption(words("simulation.page.save_hint"))
        is_sent = st.form_submit_button(words("simulation.page.save"), type="primary")
    name = " ".join(name.split())
    if not is_sent or not _is_named(by, words):
        return
    if not name:
        st.error(words("simulation.page.need_name"))
        return
    scenario = replace(draft.scenario, name=name)
    why = words("simulation.page.why")
    made = _written(lambda: (intake.save_scenario(DataFolder.chosen(), scenario, by, why, warehouse()),), words)
    if made is None:
        return
    revert(draft.scenario.key)
    revert(scenario.key)
    st.query_params[address.PARAMETERS["scenario"]] = name
    remember_outcome(words("simulation.page.saved" if made[0] else "simulation.page.same", name=name))
    st.rerun()


def _draw_discard(draft: Draft, words: Words) -> None:
    key = draft.scenario.key
    st.markdown(plain(words("simulation.page.discard_hint", name=key[0])))
    with st.form("simulation-discard-form", border=False):
        by = ask_name(words("simulation.page.by"), words("upload.save.by_hint"), key="simulation-discard-by")
        is_sent = st.form_submit_button(words("simulation.page.discard_confirm", name=key[0]), type="primary")
    if not is_sent or not _is_named(by, words):
        return
    why = words("simulation.page.discard_why")
    if _written(lambda: intake.discard_scenario(DataFolder.chosen(), key, by, why, warehouse()), words) is None:
        return
    revert(key)
    st.query_params.pop(address.PARAMETERS["scenario"], None)
    remember_outcome(words("simulation.page.discarded", name=key[0]))
    st.rerun()


def draw_take_on(view: View, aimed: Aimed, words: Words) -> None:
    """Offer to take the steps of the plan on as tasks, in a person's name."""
    if not may(SUPPOSE):
        return
    with st.form("simulation-tasks", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        by = ask_name(words("simulation.page.by"), words("upload.save.by_hint"), key="simulation-tasks-by")
        is_sent = st.form_submit_button(words("simulation.page.take_on"), type="primary")
    st.caption(words("simulation.page.take_on_hint"))
    if not is_sent or not _is_named(by, words):
        return
    steps = simulation.steps_of(warehouse(), view, aimed)
    tasks = Tasks(*view.scenario.key, steps, view.found.is_sample)
    why = simulation.aim_said(aimed, words)
    if _written(lambda: (intake.save_tasks(DataFolder.chosen(), tasks, by, why, warehouse()),), words) is None:
        return
    remember_outcome(words("simulation.page.taken_on", n=len(steps)))
    st.rerun()


def draw_withdraw(year: int, words: Words) -> None:
    """Offer to withdraw a plan that was taken on."""
    rows = simulations.taken_on(warehouse())
    rows = rows[(rows["year"] == year) & (rows["track"] == load_site().track)]
    if rows.empty or not may(SUPPOSE):
        return
    plans = dict(iter(rows.groupby("entry", sort=False)))
    with st.popover(words("simulation.page.withdraw_plan"), key="simulation-withdraw"):
        with st.form("simulation-withdraw-form", border=False):
            entry = st.selectbox(
                words("simulation.page.withdraw_which"),
                tuple(plans),
                format_func=lambda code: _plan_said(plans[code], words),
                key="simulation-withdraw-entry",
            )
            by = ask_name(words("simulation.page.by"), words("upload.save.by_hint"), key="simulation-withdraw-by")
            is_sent = st.form_submit_button(words("simulation.page.withdraw_plan"), type="primary")
        if not is_sent or not _is_named(by, words):
            return
        why = words("simulation.page.withdraw_why")
        if _written(lambda: intake.withdraw(DataFolder.chosen(), [entry], by, why, warehouse()), words) is None:
            return
    remember_outcome(words("simulation.page.withdrawn", n=len(plans[entry])))
    st.rerun()


def _plan_said(rows: object, words: Words) -> str:
    first = rows.iloc[0]
    name = first["scenario"] or words("simulation.unnamed")
    said: Mapping[str, object] = {"at": first["made_at"], "by": first["made_by"], "name": name, "n": len(rows)}
    return words("simulation.page.withdraw_option", **said)


def _is_named(by: str, words: Words) -> bool:
    if not by:
        st.error(words("simulation.page.need_by"))
        return False
    remember_name(by)
    return True


def _written(write: Callable[[], tuple], words: Words) -> tuple | None:
    """Write into the journal and rebuild; None, with the reason on the page, when that failed."""
    try:
        with st.spinner(words("simulation.page.working")):
            return write()
    except intake.UnknownEntry as gone:
        st.error(plain(words("upload.save.gone", entry=gone.entry)))
    except intake.TROUBLES as problem:
        st.error(plain(trouble_said(problem, words)))
    return None
