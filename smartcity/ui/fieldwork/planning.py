"""The form that decides on the plan of a survey: a table of sub-dimensions to type in, days, name and split forms."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pandas as pd
import streamlit as st

from smartcity import intake
from smartcity.answers import kit as kits
from smartcity.intake import DataFolder
from smartcity.method import load_dimensions
from smartcity.method.kit import load_kit
from smartcity.records.survey_plans import LONGEST_NAME, SurveyPlan
from smartcity.survey import Asked
from smartcity.ui import grids
from smartcity.ui.elements import day_form, press, remark, say, unfold
from smartcity.ui.grids import Cells
from smartcity.ui.journal import is_signed, record
from smartcity.ui.memory import Memory
from smartcity.ui.page import Page
from smartcity.ui.person import ask_name, asker
from smartcity.wording import Words

_TYPED: Memory[Mapping[int, Cells]] = Memory("survey plan typed", MappingProxyType({}))
"""What was typed and is not saved yet, by year."""

_OPEN = ("service", "owner", "users", "target")


def draw_planning(plan: SurveyPlan, page: Page) -> None:
    """Draw the table and the form that saves the plan in a person's name."""
    words, typed = page.words, _TYPED.get().get(plan.year, {})

    def take(cells: Cells) -> None:
        held = _TYPED.get()
        own = {part: {**held.get(plan.year, {}).get(part, {}), **entered} for part, entered in cells.items()}
        _TYPED.keep({**held, plan.year: {**held.get(plan.year, {}), **own}})

    st.header(words("kit.page.decide"), anchor=False)
    say(words("kit.page.table"))
    name, alt = f"survey-plan-{plan.year}-{plan.entry}", words("kit.page.table_alt", year=plan.year)
    names = sorted({one.service for one in kits.candidates(page.warehouse)}, key=str.casefold)
    grids.draw_table(name, _rows(plan, typed, words), _columns(words), _OPEN, take, alt, words)
    remark(words("kit.page.table_hint"))
    _draw_picking(plan.year, names, words)
    if typed:
        say(words("kit.page.unsaved", n=len(typed)))
        _draw_chosen(typed, words)
        press(words("kit.page.revert"), "kit-revert", _forget, plan.year)
    _draw_saving(plan, typed, page)


def _draw_picking(year: int, names: list[str], words: Words) -> None:
    """Offer to put a service of the lists into the table.

    A list in its cells would leave out what is pasted otherwise than it spells it, and say nothing: what no list knows
    is refused with a sentence when it is saved.
    """
    parts = [part.code for dimension in load_dimensions() for part in dimension.sub_dimensions]
    with unfold(words("kit.page.pick"), "kit-pick"):
        label, look = words("kit.column.part"), {"width": 560}
        spell = {code: kits.part_said(code, words) for code in parts}.get
        part = st.selectbox(label, parts, format_func=spell, key="kit-pick-part", **look)
        service = st.selectbox(words("kit.column.service"), names, key="kit-pick-service", **look)
        press(words("kit.page.put"), "kit-put", _put, year, part, service)


def _put(year: int, part: str, service: str | None) -> None:
    """Write a service into the table, as if it were typed."""
    held = _TYPED.get()
    own = held.get(year, {})
    if service is not None:
        _TYPED.keep({**held, year: {**own, part: {**own.get(part, {}), "service": service}}})
        grids.ROUND.next_round()


def _draw_chosen(typed: Cells, words: Words) -> None:
    """Say in full which services were chosen and are not saved yet: a cell cuts a long name."""
    chosen = [(part, cells["service"]) for part, cells in typed.items() if cells.get("service")]
    for part, service in chosen:
        remark(words("kit.page.chosen", part=kits.part_said(part, words), service=service))


def _rows(plan: SurveyPlan, typed: Cells, words: Words) -> pd.DataFrame:
    """List every sub-dimension with what is planned for it, or was typed and is not saved yet."""
    held = {one.sub_dimension: one for one in plan.services}
    parts = [part.code for dimension in load_dimensions() for part in dimension.sub_dimensions]
    columns: dict[str, list[str | None]] = {"part": [kits.part_said(part, words) for part in parts]}
    for name in _OPEN:
        values = [getattr(held.get(part), name, None) for part in parts]
        shown = [typed.get(part, {}).get(name, value) for part, value in zip(parts, values)]
        columns[name] = [None if value is None else str(value) for value in shown]
    frame = pd.DataFrame({name: pd.array(values, dtype="string") for name, values in columns.items()})
    frame.index = pd.Index(parts)
    return frame


def _columns(words: Words) -> dict[str, object]:
    text = st.column_config.TextColumn
    return {
        "part": text(words("kit.column.part"), width=230, pinned=True),
        "service": text(words("kit.column.service"), width=370, max_chars=LONGEST_NAME),
        "owner": text(words("kit.column.owner"), width=180, max_chars=120),
        "users": text(words("kit.column.users"), width=100, max_chars=9),
        "target": text(words("kit.column.target"), width=100, max_chars=6),
    }


def _draw_saving(plan: SurveyPlan, typed: Cells, page: Page) -> None:
    words, key = page.words, f"{plan.year}-{plan.entry}"
    names = {one.code: one.name for one in load_dimensions()}
    with st.form(f"kit-plan-{key}", border=True):
        name = st.text_input(
            words("kit.page.name"),
            kits.title_of(plan, words),
            max_chars=load_kit().longest_title,
            key=f"kit-name-{key}",
        )
        with st.container(horizontal=True):
            starts, ends = (
                st.date_input(words(f"kit.page.{field}"), _day(held), format=day_form(words), key=f"kit-{field}-{key}")
                for field, held in (("starts", plan.starts), ("ends", plan.ends))
            )
        split = st.multiselect(
            words("kit.page.split"),
            tuple(names),
            list(plan.split),
            format_func=names.__getitem__,
            placeholder=words("kit.page.split_hint"),
            key=f"kit-split-{key}",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            by = ask_name(words("kit.page.by"), words, f"kit-by-{key}")
            is_sent = st.form_submit_button(words("kit.page.save"), type="primary")
    if not is_sent or not is_signed(by, words("kit.page.need_by")):
        return
    days = {"starts": starts.isoformat() if starts else "", "ends": ends.isoformat() if ends else ""}
    own = "" if name == words("kit.title", year=plan.year) else name
    request = Asked(**_said(typed), split=split, name=own, **days)

    def write() -> object:
        when = (plan.year, plan.track)
        why = words("kit.page.why")
        line = intake.plan_survey(DataFolder.chosen(), when, request, asker(by), why, page.warehouse, words)
        _forget(plan.year)
        return line

    def outcome(line: object) -> str:
        return words("kit.page.saved" if line else "kit.page.same")

    def refused(problem: intake.Unplannable) -> str:
        return "\n\n".join((*(kits.problem_said(one, words) for one in problem.problems), words("kit.page.nothing")))

    record(write, outcome, words("kit.page.working"), words, {intake.Unplannable: refused})


def _said(typed: Cells) -> dict[str, list[tuple[str, object]]]:
    """Return what was typed as pairs of a sub-dimension and what is said of it."""
    fields = {"service": "services", "owner": "owners", "users": "users", "target": "targets"}
    return {
        field: [(part, "" if cells[name] is None else cells[name]) for part, cells in typed.items() if name in cells]
        for name, field in fields.items()
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _forget(year: int) -> None:
    """Take back what was typed of a year; the table begins anew."""
    _TYPED.keep({other: cells for other, cells in _TYPED.get().items() if other != year})
    grids.ROUND.next_round()
