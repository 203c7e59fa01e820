"""Nilai: the marks of one component in a table to type in, with what one of them is worth."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from smartcity.answers.simulations import TYPED
from smartcity.exhibits.simulation import View
from smartcity.method import Component
from smartcity.ui import address
from smartcity.ui.plain import plain
from smartcity.ui.simulation.grid import grid
from smartcity.ui.simulation.session import Draft, begin_anew, mark
from smartcity.wording import Words

MARK = "mark"

_OPTIONAL = ("given", "innovation", "rubric")
"""Columns that are only shown where they say something."""


def choose_component(view: View, words: Words) -> Component:
    """Draw the components with how many of their items are marked, and return the one that is open."""
    parts = {part.code: part for part in view.method.components}

    def spell(code: str) -> str:
        filled, count = view.found.filled(code)
        name = words(f"method.component.{code}")
        return words("simulation.page.component_option", component=name, filled=filled, count=count)

    first = next(iter(parts))
    code = address.choose("component", tuple(parts), words("simulation.page.component"), first, spell)
    return parts[code]


def draw_marks(view: View, began: Draft, component: Component, words: Words) -> None:
    """Draw what is known of the component, its items to be marked, and the ways to fill or clear them all."""
    st.markdown(plain(_known(view, component, words)))
    frame = mark_rows(view, component, words)
    labels = {
        "item": st.column_config.TextColumn(words("simulation.column.item"), width=84, pinned=True),
        MARK: st.column_config.NumberColumn(
            words("simulation.column.mark"),
            min_value=view.scale[0],
            max_value=view.scale[1],
            format="localized",
            width=64,
            pinned=True,
        ),
        "text": st.column_config.TextColumn(words("simulation.column.text"), width=300),
        "given": st.column_config.TextColumn(words("simulation.page.given"), width=130),
        "innovation": st.column_config.TextColumn(words("simulation.column.innovation"), width=200),
        "rubric": st.column_config.TextColumn(words("simulation.page.rubric"), width=300),
    }
    kept = {"item", MARK, "text"} | {
        column for column in ("given", "innovation", "rubric") if (frame[column] != "").any()
    }
    key = began.scenario.key
    grid(
        f"marks-{'-'.join(map(str, key))}-{component.code}",
        frame,
        {column: label for column, label in labels.items() if column in kept},
        (MARK,),
        lambda typed: mark(key, began, typed_marks(typed)),
        words("simulation.page.editor_alt", component=words(f"method.component.{component.code}")),
        words.number(None),
    )
    method = view.method
    levels = {"low": min(method.assessor_levels), "high": max(method.assessor_levels), "nothing": method.nothing_there}
    st.caption(words("simulation.page.marks_hint", **levels))
    _draw_fill(view, began, component, words)
    st.caption(words("simulation.page.upload_hint"))


def mark_rows(view: View, component: Component, words: Words) -> pd.DataFrame:
    """List the items of a component: code, the typed mark, the text, the mark without typing, innovations, rubric."""
    typed, found = view.scenario.marks, view.found

    def given(code: str) -> str:
        origin = found.origins.get(code)
        if origin in (None, TYPED):
            return ""
        return f"{words.number(found.marks[code], 2)} ({words(f'simulation.origin.{origin}')})"

    held = [view.holders.get(item.code) for item in component.items]
    return pd.DataFrame(
        {
            "item": [item.code for item in component.items],
            MARK: pd.array([typed.get(item.code) for item in component.items], dtype="Float64"),
            "text": [item.meaning[words.language] for item in component.items],
            "given": [given(item.code) for item in component.items],
            "innovation": [words.join(one.innovations) if one else "" for one in held],
            "rubric": [view.rubrics.get(item.code, "") for item in component.items],
        },
        index=[item.code for item in component.items],
    )


def typed_marks(typed: Mapping[str, Mapping[str, object]]) -> dict[str, float | None]:
    """Read the marks out of what was typed."""
    return {item: cells[MARK] for item, cells in typed.items() if MARK in cells}


def _known(view: View, component: Component, words: Words) -> str:
    said = {
        "component": words(f"method.component.{component.code}"),
        "value": view.found.components.get(component.code),
        "worth": component.gain_per_mark,
    }
    official = view.parts.components.get(component.code) if view.parts else None
    if official is None:
        return words("simulation.page.component_line_alone", **said)
    return words("simulation.page.component_line", **said, year=view.parts.year, official=official)


def _draw_fill(view: View, began: Draft, component: Component, words: Words) -> None:
    """Offer to give all unmarked items of the component one mark, and to take all its typed marks out."""
    key, codes = began.scenario.key, [item.code for item in component.items]
    levels = (view.method.nothing_there, *view.method.assessor_levels)
    with st.container(horizontal=True, vertical_alignment="bottom", key="simulation-fill"):
        label = words("simulation.page.fill")
        level = st.segmented_control(label, levels, default=levels[-1], required=True, key="simulation-level")
        st.button(
            words("simulation.page.fill_apply"),
            key="simulation-fill-apply",
            on_click=_fill,
            args=(key, began, {code: level for code in codes if code not in view.scenario.marks}),
        )
        if any(code in view.scenario.marks for code in codes):
            st.button(
                words("simulation.page.clear"),
                key="simulation-clear",
                on_click=_fill,
                args=(key, began, dict.fromkeys(codes)),
            )


def _fill(key: tuple[str, int, str], began: Draft, marks: Mapping[str, float | None]) -> None:
    mark(key, began, dict(marks))
    begin_anew()
