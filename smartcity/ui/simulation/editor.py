"""The tables to type in: the marks of a component, and the terms of a plan by item and by owner.

What is typed is handed on cell by cell, and a table keeps its place while one types.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from smartcity.answers.simulations import TYPED
from smartcity.exhibits.simulation import Trial
from smartcity.method import Component
from smartcity.records.scenarios import Terms
from smartcity.ui.choices import choose
from smartcity.ui.elements import press, type_number
from smartcity.ui.grids import LINE, ROUND, Cells, draw_table
from smartcity.ui.kinds import Options
from smartcity.ui.simulation.scenario import Draft, change, mark
from smartcity.wording import Words

MARK = "mark"

_OPTIONAL = frozenset({"given", "innovation", "rubric"})
"""Columns that are only shown where they say something."""

_NUMBER = 160


def choose_component(trial: Trial, words: Words) -> Component:
    """Draw the components with how many of their items are marked, and return the one that is open."""
    parts = {part.code: part for part in trial.method.components}

    def spell(code: str) -> str:
        filled, count = trial.found.filled(code)
        name = words(f"method.component.{code}")
        return words("simulation.page.component_option", component=name, filled=filled, count=count)

    options = Options(tuple(parts), next(iter(parts)), spell)
    return parts[choose("component", options, words("simulation.page.component"))]


def draw_marks(trial: Trial, began: Draft, component: Component, words: Words) -> None:
    """Draw the items of the component to be marked, and the ways to fill or clear them all."""
    text, method = st.column_config.TextColumn, trial.method
    columns = {
        "item": text(words("simulation.column.item"), width=84, pinned=True),
        MARK: _number(words("simulation.column.mark"), 64, *trial.scale),
        "text": text(words("simulation.column.text"), width=300),
        "given": text(words("simulation.page.given"), width=130),
        "innovation": text(words("simulation.column.innovation"), width=200),
        "rubric": text(words("simulation.page.rubric"), width=300),
    }
    draw_table(
        _table_name("marks", began, component.code),
        mark_rows(trial, component, words),
        columns,
        (MARK,),
        lambda cells: mark(began, typed_marks(cells)),
        words("simulation.page.editor_alt", component=words(f"method.component.{component.code}")),
        words,
        optional=_OPTIONAL,
    )
    levels = {"low": min(method.assessor_levels), "high": max(method.assessor_levels), "nothing": method.nothing_there}
    st.caption(words("simulation.page.marks_hint", **levels))
    _draw_fill(trial, began, component, words)
    st.caption(words("simulation.page.upload_hint"))


def _table_name(what: str, began: Draft, part: object) -> str:
    return "-".join(map(str, (what, *began.scenario.key, part)))


def _number(label: str, width: int | None, low: float = 0, high: float | None = None, **settings: object) -> object:
    return st.column_config.NumberColumn(
        label, width=width, min_value=low, max_value=high, format="localized", **settings
    )


def mark_rows(trial: Trial, component: Component, words: Words) -> pd.DataFrame:
    """List the items of a component: code, the typed mark, the text, the mark without typing, innovations, rubric."""
    typed, supposition = trial.scenario.marks, trial.found

    def given(code: str) -> str:
        origin = supposition.origins.get(code)
        if origin in (None, TYPED):
            return ""
        return f"{words.number(supposition.marks[code], 2)} ({words(f'simulation.origin.{origin}')})"

    held = [trial.holders.get(item.code) for item in component.items]
    return pd.DataFrame(
        {
            "item": [item.code for item in component.items],
            MARK: pd.array([typed.get(item.code) for item in component.items], dtype="Float64"),
            "text": [item.meaning[words.language] for item in component.items],
            "given": [given(item.code) for item in component.items],
            "innovation": [words.join(one.innovations) if one else "" for one in held],
            "rubric": [trial.rubrics.get(item.code, "") for item in component.items],
        },
        index=[item.code for item in component.items],
    )


def typed_marks(cells: Cells) -> dict[str, float | None]:
    """Read the marks out of what was typed."""
    return {item: own[MARK] for item, own in cells.items() if MARK in own}


def known(trial: Trial, component: Component, words: Words) -> str:
    """Say what the component comes to, what was published of it, and what one mark in it is worth."""
    values = {
        "component": words(f"method.component.{component.code}"),
        "value": trial.found.components.get(component.code),
        "worth": component.gain_per_mark,
    }
    official = trial.parts.components.get(component.code) if trial.parts else None
    if official is None:
        return words("simulation.page.component_line_alone", **values)
    return words("simulation.page.component_line", **values, year=trial.parts.year, official=official)


def _draw_fill(trial: Trial, began: Draft, component: Component, words: Words) -> None:
    """Offer to give all unmarked items of the component one mark, and to take all its typed marks out."""
    codes, typed = [item.code for item in component.items], trial.scenario.marks
    levels = (trial.method.nothing_there, *trial.method.assessor_levels)

    def fill(marks: Mapping[str, float | None]) -> None:
        mark(began, marks)
        ROUND.next_round()

    with st.container(horizontal=True, vertical_alignment="bottom", key="simulation-fill"):
        label = words("simulation.page.fill")
        level = st.segmented_control(label, levels, default=levels[-1], required=True, key="simulation-level")
        marks = {code: level for code in codes if code not in typed}
        press(words("simulation.page.fill_apply"), "simulation-fill-apply", fill, marks)
        if any(code in typed for code in codes):
            press(words("simulation.page.clear"), "simulation-clear", fill, dict.fromkeys(codes))


def draw_terms(trial: Trial, began: Draft, words: Words) -> None:
    """Draw the tables in which the terms are typed: effort, owner, ceiling and lock by item, and limits by owner."""
    st.caption(words("simulation.page.terms_hint"))
    _draw_usual(trial, began, words)
    component = choose_component(trial, words)
    is_whole = component.code in trial.found.start.unmarked
    text = st.column_config.TextColumn
    columns = {
        "item": text(words("simulation.column.item"), width=72, pinned=True),
        "text": text(words("simulation.column.text"), width=300),
        "owner": text(words("simulation.column.owner"), width=160, max_chars=80),
        "effort": _number(words("simulation.column.effort"), 80),
        "ceiling": _number(words("simulation.column.ceiling"), 100, *trial.scale),
        "lock": st.column_config.CheckboxColumn(words("simulation.page.lock"), width=70),
    }
    draw_table(
        _table_name("terms", began, component.code),
        term_rows(trial, component, words),
        {name: column for name, column in columns.items() if not (is_whole and name == "ceiling")},
        ("owner", "effort", "ceiling", "lock"),
        lambda cells: _take_terms(began, with_typed, cells),
        words("simulation.page.terms_alt", component=words(f"method.component.{component.code}")),
        words,
    )
    _draw_budgets(trial, began, words)


def _take_terms(began: Draft, make: Callable[[Terms, Cells], Terms], cells: Cells) -> None:
    change(began, lambda scenario: replace(scenario, terms=make(scenario.terms, cells)))


def term_rows(trial: Trial, component: Component, words: Words) -> pd.DataFrame:
    """List what the plan can raise in a component: its items, or all of it where only its score is known."""
    terms = trial.terms
    if component.code in trial.found.start.unmarked:
        rows = [(component.code, "", words("simulation.page.whole_component"), terms.owners.get(component.code))]
    else:
        rows = [(item.code, item.code, item.meaning[words.language], terms.owner_of(item)) for item in component.items]
    names = [name for name, *_ in rows]
    efforts = [terms.efforts.get(name) for name in names]
    return pd.DataFrame(
        {
            "item": [item for _, item, *_ in rows],
            "text": [text for *_, text, _ in rows],
            "owner": pd.array([owner for *_, owner in rows], dtype="string"),
            "effort": pd.array([steps[0] if steps else None for steps in efforts], dtype="Float64"),
            "ceiling": pd.array([terms.ceilings.get(name) for name in names], dtype="Float64"),
            "lock": [name in terms.blocked for name in names],
        },
        index=names,
    )


def with_typed(terms: Terms, cells: Cells) -> Terms:
    """Take what was typed into the terms; an emptied cell goes back to what is usual."""
    owners, ceilings, efforts = dict(terms.owners), dict(terms.ceilings), dict(terms.efforts)
    blocked = set(terms.blocked)
    for name, own in cells.items():
        for column, value in own.items():
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


def with_budgets(terms: Terms, cells: Cells) -> Terms:
    """Take typed limits of owners into the terms; an emptied cell is no limit."""
    budgets = dict(terms.budgets)
    for owner, own in cells.items():
        if "budget" in own:
            _put(budgets, owner, None if own["budget"] is None else float(own["budget"]))
    return replace(terms, budgets=budgets)


def _put(held: dict, name: str, value: object) -> None:
    if value is None:
        held.pop(name, None)
    else:
        held[name] = value


def _draw_usual(trial: Trial, began: Draft, words: Words) -> None:
    def take(effort: float | None) -> None:
        if effort is not None:
            change(began, lambda scenario: replace(scenario, terms=replace(scenario.terms, effort=effort)))

    label, name = words("simulation.page.usual_effort"), "simulation-usual-effort"
    type_number(label, trial.terms.effort, words, name, take, low=0.0, width=_NUMBER)


def _draw_budgets(trial: Trial, began: Draft, words: Words) -> None:
    owners = sorted({*trial.terms.owners.values(), *trial.terms.budgets})
    st.markdown(f"**{words('simulation.page.budgets')}**")
    if not owners:
        st.caption(words("simulation.page.no_owners"))
        return
    limits = pd.array([trial.terms.budgets.get(owner) for owner in owners], dtype="Float64")
    columns = {
        "owner": st.column_config.TextColumn(words("simulation.column.owner")),
        "budget": _number(words("simulation.page.budget"), None),
    }
    draw_table(
        _table_name("budgets", began, len(owners)),
        pd.DataFrame({"owner": owners, "budget": limits}, index=owners),
        columns,
        ("budget",),
        lambda cells: _take_terms(began, with_budgets, cells),
        words("simulation.page.budgets_alt"),
        words,
        row_height=LINE,
    )
