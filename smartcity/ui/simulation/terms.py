"""The terms of a plan: efforts, owners, ceilings and locks by item, and the effort limit of each owner."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from smartcity.exhibits.simulation import View
from smartcity.method import Component
from smartcity.records.scenarios import Terms
from smartcity.ui.simulation.grid import grid
from smartcity.ui.simulation.marks import choose_component
from smartcity.ui.simulation.session import Draft, take_terms, terms_of
from smartcity.wording import Words

_NUMBER = 160


def draw_terms(view: View, began: Draft, words: Words) -> None:
    """Draw the tables in which the terms are typed."""
    st.caption(words("simulation.page.terms_hint"))
    _draw_usual(view, began, words)
    component = choose_component(view, words)
    key = began.scenario.key
    frame = term_rows(view, component, words)
    is_whole = component.code in view.found.start.unmarked
    labels = {
        "item": st.column_config.TextColumn(words("simulation.column.item"), width=72, pinned=True),
        "text": st.column_config.TextColumn(words("simulation.column.text"), width=300),
        "owner": st.column_config.TextColumn(words("simulation.column.owner"), width=160, max_chars=80),
        "effort": st.column_config.NumberColumn(
            words("simulation.column.effort"), min_value=0, format="localized", width=80
        ),
        "ceiling": st.column_config.NumberColumn(
            words("simulation.column.ceiling"),
            min_value=view.scale[0],
            max_value=view.scale[1],
            format="localized",
            width=100,
        ),
        "lock": st.column_config.CheckboxColumn(words("simulation.page.lock"), width=70),
    }
    shown = {name: label for name, label in labels.items() if not (is_whole and name == "ceiling")}
    grid(
        f"terms-{'-'.join(map(str, key))}-{component.code}",
        frame,
        shown,
        ("owner", "effort", "ceiling", "lock"),
        lambda typed: take_terms(key, began, with_typed(terms_of(key, began), typed)),
        words("simulation.page.terms_alt", component=words(f"method.component.{component.code}")),
        words.number(None),
    )
    _draw_budgets(view, began, words)


def term_rows(view: View, component: Component, words: Words) -> pd.DataFrame:
    """List what the plan can raise in a component: its items, or all of it where only its score is known."""
    terms = view.terms
    if component.code in view.found.start.unmarked:
        rows = [(component.code, "", words("simulation.page.whole_component"), terms.owners.get(component.code))]
    else:
        rows = [(item.code, item.code, item.meaning[words.language], terms.owner_of(item)) for item in component.items]
    names = [name for name, *_ in rows]
    return pd.DataFrame(
        {
            "item": [item for _, item, *_ in rows],
            "text": [text for *_, text, _ in rows],
            "owner": pd.array([owner for *_, owner in rows], dtype="string"),
            "effort": pd.array([_effort(terms, name) for name in names], dtype="Float64"),
            "ceiling": pd.array([terms.ceilings.get(name) for name in names], dtype="Float64"),
            "lock": [name in terms.blocked for name in names],
        },
        index=names,
    )


def with_typed(terms: Terms, typed: Mapping[str, Mapping[str, object]]) -> Terms:
    """Take what was typed into the terms; an emptied cell goes back to what is usual."""
    owners, ceilings, efforts, blocked = (
        dict(terms.owners),
        dict(terms.ceilings),
        dict(terms.efforts),
        set(terms.blocked),
    )
    for name, cells in typed.items():
        for column, value in cells.items():
            match column:
                case "owner":
                    _put(owners, name, " ".join(str(value).split()) if value else None)
                case "ceiling":
                    _put(ceilings, name, None if value is None else float(value))
                case "effort":
                    _put(efforts, name, None if value is None else (float(value),))
                case "lock":
                    (blocked.add if value else blocked.discard)(name)
    return replace(terms, owners=owners, ceilings=ceilings, efforts=efforts, blocked=frozenset(blocked))


def with_budgets(terms: Terms, typed: Mapping[str, Mapping[str, object]]) -> Terms:
    """Take typed limits of owners into the terms; an emptied cell is no limit."""
    budgets = dict(terms.budgets)
    for owner, cells in typed.items():
        if "budget" in cells:
            _put(budgets, owner, None if cells["budget"] is None else float(cells["budget"]))
    return replace(terms, budgets=budgets)


def _put(held: dict, name: str, value: object) -> None:
    if value is None:
        held.pop(name, None)
    else:
        held[name] = value


def _effort(terms: Terms, name: str) -> float | None:
    steps = terms.efforts.get(name)
    return steps[0] if steps else None


def _draw_usual(view: View, began: Draft, words: Words) -> None:
    key, name = began.scenario.key, "simulation-usual-effort"
    st.session_state[name] = view.terms.effort

    def write() -> None:
        if st.session_state[name] is not None:
            take_terms(key, began, replace(terms_of(key, began), effort=float(st.session_state[name])))

    st.number_input(
        words("simulation.page.usual_effort"),
        min_value=0.0,
        step=0.5,
        format="%g",
        key=name,
        on_change=write,
        width=_NUMBER,
    )


def _draw_budgets(view: View, began: Draft, words: Words) -> None:
    owners = sorted({*view.terms.owners.values(), *view.terms.budgets})
    st.markdown(f"**{words('simulation.page.budgets')}**")
    if not owners:
        st.caption(words("simulation.page.no_owners"))
        return
    key = began.scenario.key
    limits = pd.array([view.terms.budgets.get(owner) for owner in owners], dtype="Float64")
    frame = pd.DataFrame({"owner": owners, "budget": limits}, index=owners)
    columns = {
        "owner": st.column_config.TextColumn(words("simulation.column.owner")),
        "budget": st.column_config.NumberColumn(words("simulation.page.budget"), min_value=0, format="localized"),
    }
    grid(
        f"budgets-{'-'.join(map(str, key))}-{len(owners)}",
        frame,
        columns,
        ("budget",),
        lambda typed: take_terms(key, began, with_budgets(terms_of(key, began), typed)),
        words("simulation.page.budgets_alt"),
        words.number(None),
        wraps=False,
    )
