"""The page: which scenario of which year, and the section of it that is open."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from smartcity.answers import simulations
from smartcity.exhibits import simulation
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.simulation import View
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario
from smartcity.ui import address
from smartcity.ui.doubts import choose_doubts, show_when_opened
from smartcity.ui.frame import Opened
from smartcity.ui.plain import plain
from smartcity.ui.showing import show, show_folded
from smartcity.ui.simulation.aim import choose_aim
from smartcity.ui.simulation.marks import choose_component, draw_marks
from smartcity.ui.simulation.saving import draw_saving, draw_take_on, draw_withdraw
from smartcity.ui.simulation.session import Draft, draft, outcome
from smartcity.ui.simulation.terms import draw_terms
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

NEW = ""
"""The code of the scenario that has no name yet; it never stands in the address."""

_SHARES = (3, 2)


def draw_simulation(page: Opened) -> None:
    """Draw the choices, what is not saved yet, and the section that is open."""
    words, warehouse, track = page.words, page.warehouse, load_site().track
    years = tuple(map(str, simulation.years()))
    if not years:
        st.info(words("simulation.page.no_years"))
        return
    year = int(address.chosen("year", years, years[-1]))
    names = tuple(one.name for one in simulations.named(warehouse, year, track))
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices-simulation"):
        address.choose("year", years, words("ui.choice.year"), years[-1])
        label, unnamed = words("simulation.page.scenario"), words("simulation.page.new")
        name = address.choose("scenario", (NEW, *names), label, NEW, lambda one: one or unnamed, as_list=True)
        page.choose("mapping")
    began = draft(warehouse, name, year, track)
    view = _view(warehouse, began.scenario, page)
    said = outcome()
    if said:
        st.success(plain(said))
    draw_saving(began, view, words)
    selection = replace(page.selection, year=year, scenario=view.name)
    match page.section("nilai", "peluang", "rencana", "sandingkan", "tindak"):
        case "nilai":
            _draw_marks(view, began, selection, page)
        case "peluang":
            _draw_chances(view, selection, page)
        case "rencana":
            _draw_plan(view, began, selection, page)
        case "sandingkan":
            _draw_beside(view, names, selection, page)
        case "tindak":
            show(simulation.taken(warehouse, year, track, words), selection)
            draw_withdraw(year, words)


def _view(warehouse: Warehouse, scenario: Scenario, page: Opened) -> View:
    return simulation.view_of(warehouse, scenario, page.selection.mapping, page.words)


def _draw_marks(view: View, began: Draft, selection: Selection, page: Opened) -> None:
    """Draw the table to type in and, beside it, what the marks come to."""
    words = page.words
    table, live = st.columns(_SHARES, gap="large")
    with table:
        draw_marks(view, began, choose_component(view, words), words)
    with live:
        show(simulation.result(view, words), selection)
        chance = simulation.chance_said(page.warehouse, view, selection, words)
        show(simulation.places(view, words, chance), selection)
    show(simulation.nexts(view, words), selection)


def _draw_chances(view: View, selection: Selection, page: Opened) -> None:
    """Draw among whom and which doubts, and how sure our rank is under them."""
    words, warehouse = page.words, page.warehouse
    page.choose("peers")
    choose_doubts(simulation.chance_controls(warehouse, view, selection, words), words)
    page.choose(*simulation.chance_sizes(warehouse, view, selection, words))
    first, *others = simulation.chances(warehouse, view, selection, words)
    show(first, selection)
    for exhibit in others:
        show_folded(exhibit, selection)
    if others:

        def chance_matters(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
            return simulation.chance_matters(warehouse, view, selection, words)

        show_when_opened(words("robustness.matters.title"), chance_matters, warehouse, selection, words)


def _draw_plan(view: View, began: Draft, selection: Selection, page: Opened) -> None:
    """Draw the aim, the plan that reaches it, what stands in its way, and the terms to change."""
    words, warehouse = page.words, page.warehouse
    aimed = choose_aim(warehouse, view, words)
    if aimed is not None:
        selection = replace(selection, aim=simulation.aim_said(aimed, words))
        with st.spinner(words("simulation.page.planning")):
            plan = simulation.planned(warehouse, view, aimed, words)
        show(plan, selection)
        if simulation.is_planned(warehouse, view, aimed):
            draw_take_on(view, aimed, words)
        blocked = simulation.hindrances(warehouse, view, aimed, words)
        if blocked is not None:
            show(blocked, selection)
    opened = st.expander(words("simulation.page.terms"), key="simulation-terms", on_change="rerun")
    if opened.open:
        with opened:
            draw_terms(view, began, words)


def _draw_beside(view: View, names: Sequence[str], selection: Selection, page: Opened) -> None:
    """Draw all scenarios of the year, and the one that is open beside another or the published figures."""
    words, warehouse = page.words, page.warehouse
    key = view.scenario.key
    others = {
        name: _view(warehouse, simulations.saved(warehouse, name, *key[1:]), page) for name in names if name != key[0]
    }
    show(simulation.compared([view, *others.values()], words), selection)
    if not others and view.parts is None:
        return
    options = ("", *others)
    published = words("simulation.page.beside_official")
    name = address.choose(
        "beside", options, words("simulation.page.beside"), "", lambda one: one or published, as_list=True
    )
    drawn = simulation.beside(view, others.get(name), words)
    if drawn is not None:
        show(drawn, selection)
