"""The page: which scenario of which year, the section of it that is open, and what a plan is to reach."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from smartcity.answers import simulations
from smartcity.answers.plans import Footing
from smartcity.answers.simulations import INDEX_VALUE, Aim, AimMissed, Goal
from smartcity.exhibits import simulation
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.simulation import Trial
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario
from smartcity.ui.choices import CHOICES, choose
from smartcity.ui.doubt_choice import choose_doubts
from smartcity.ui.elements import refuse, say
from smartcity.ui.journal import say_outcome
from smartcity.ui.kinds import Options
from smartcity.ui.page import Page
from smartcity.ui.papers import gathered, offer_shown
from smartcity.ui.showing import show, show_folded
from smartcity.ui.simulation.editor import choose_component, draw_marks, draw_terms, known
from smartcity.ui.simulation.scenario import Draft, draft, draw_saving
from smartcity.ui.simulation.tasks import draw_take_on, draw_tasks
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

NEW = ""
"""The code of the scenario that has no name yet; it never stands in the address."""

_SHARES = (3, 2)


def draw_simulation(page: Page) -> None:
    """Draw the choices, what is not saved yet, and the section that is open."""
    words, warehouse, track = page.words, page.warehouse, load_site().track
    years = tuple(map(str, simulation.years(warehouse)))
    if not years:
        st.info(words("simulation.page.no_years"))
        return
    offered = Options(years, str(simulation.usual_year(warehouse)))
    year = int(CHOICES["year"].chosen(offered))
    names = tuple(one.name for one in simulations.named(warehouse, year, track))
    new, mapping = words("simulation.page.new"), page.choices["mapping"]
    with page.line("simulation", (str(year), CHOICES["scenario"].held or new, mapping.shown_as(*page.question))):
        choose("year", offered, words("ui.choice.year"))
        name = _choose_named("scenario", names, words("simulation.page.scenario"), new)
        with st.container(horizontal=True):
            mapping.drawing(*page.question)()
    began = draft(warehouse, name, year, track)
    trial = _trial(began.scenario, page)
    say_outcome()
    draw_saving(began, trial, page)
    own = replace(page, selection=replace(page.selection, year=year, scenario=trial.name))
    section = page.section("nilai", "peluang", "rencana", "sandingkan", "tindak")
    with gathered() as shown:
        match section:
            case "nilai":
                _draw_marks(trial, began, own)
            case "peluang":
                page.choose("peers")
                _draw_chances(trial, own)
            case "rencana":
                _draw_plan(trial, began, own)
            case "sandingkan":
                _draw_beside(trial, names, own)
            case "tindak":
                draw_tasks(year, own)
    offer_shown(page.code, shown, *own.question)


def _choose_named(code: str, names: Sequence[str], label: str, unnamed: str) -> str:
    """Draw a list of scenarios, before them the one that is called *unnamed*, and return the chosen name."""
    return choose(code, Options((NEW, *names), NEW, lambda name: name or unnamed), label, as_list=True)


def _trial(scenario: Scenario, page: Page) -> Trial:
    return simulation.trial_of(page.warehouse, scenario, page.selection.mapping, page.words)


def _draw_marks(trial: Trial, began: Draft, page: Page) -> None:
    """Draw the table to type in and, beside it, what the marks come to."""
    words = page.words
    component = choose_component(trial, words)
    say(known(trial, component, words))
    table, live = st.columns(_SHARES, gap="large")
    with table:
        draw_marks(trial, began, component, words)
    with live:
        _show(simulation.result, trial, page)
        _show(lambda one, words: simulation.places(one, words, _chance(one, words, page)), trial, page)
    _show(simulation.nexts, trial, page)


def _chance(trial: Trial, words: Words, page: Page) -> str:
    return simulation.chance_said(page.warehouse, trial, page.selection, words)


def _show(make: Callable[[Trial, Words], Exhibit], trial: Trial, page: Page) -> None:
    """Make an exhibit of a trial and draw it; in another language it can be made again of the same scenario."""

    def again(words: Words) -> Exhibit:
        return make(_trial(trial.scenario, replace(page, words=words)), words)

    show(make(trial, page.words), page.selection, again)


def _draw_chances(trial: Trial, page: Page) -> None:
    """Draw which doubts, and how sure our rank is under them."""
    warehouse, selection, words = page.question
    choose_doubts(simulation.chance_controls(warehouse, trial, selection, words), words)
    page.choose(*simulation.chance_sizes(warehouse, trial, selection, words))
    _, *others = simulation.chances(warehouse, trial, selection, words)
    _show(lambda one, words: simulation.chances(warehouse, one, selection, words)[0], trial, page)
    for exhibit in others:
        show_folded(exhibit, selection)
    if others:

        def chance_matters(warehouse: Warehouse, selection: Selection, words: Words) -> Exhibit:
            return simulation.chance_matters(warehouse, trial, selection, words)

        page.show_when_opened(words("robustness.matters.title"), chance_matters)


def _draw_plan(trial: Trial, began: Draft, page: Page) -> None:
    """Draw the aim, the plan that reaches it, what stands in its way, and the terms to change."""
    warehouse, selection, words = page.question
    goal = _choose_aim(trial, page)
    if goal is not None:
        footing = _choose_footing(trial, words)
        selection = replace(selection, aim=simulation.aim_said(goal, words))
        aimed = replace(page, selection=selection)
        with st.spinner(words("simulation.page.planning")):
            _show(lambda one, words: simulation.planned(warehouse, one, goal, words, footing), trial, aimed)
        if simulation.is_planned(warehouse, trial, goal, footing):
            draw_take_on(trial, goal, footing, page)
        blocked = simulation.hindrances(warehouse, trial, goal, words, footing)
        if blocked is not None:
            show(blocked, selection)
    opened = st.expander(words("simulation.page.terms"), key="simulation-terms", on_change="rerun")
    if opened.open:
        with opened:
            draw_terms(trial, began, words)


def _choose_footing(trial: Trial, words: Words) -> Footing:
    """Draw where the plan may start, say how the starts differ, and return the chosen one."""
    spell = {code: words(f"simulation.footing.{code}") for code in trial.footings}
    offered = Options(tuple(spell), next(iter(spell)), spell.__getitem__)
    chosen = trial.footings[choose("footing", offered, words("simulation.footing.from"))]
    note = simulation.footing_note(trial, chosen, words)
    if note:
        st.caption(note)
    return chosen


def _choose_aim(trial: Trial, page: Page) -> Goal | None:
    """Draw what the plan is to reach, an index or a rank, and return it; None, with the reason, where it cannot be."""
    warehouse, words = page.warehouse, page.words
    usual = simulations.usual_aim(warehouse, trial.found)
    kinds = simulations.kinds(warehouse, trial.year)
    spell = {kind: words(f"simulation.page.aim_{kind}", province=load_site().province) for kind in kinds}
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices-aim"):
        kind = choose("aim", Options(kinds, usual.kind, spell.__getitem__), words("simulation.page.aim"))
        if kind == INDEX_VALUE:
            low, high = trial.scale
            start = usual.value if usual.kind == INDEX_VALUE else high
            value = CHOICES["goal_index"].choose(words("simulation.page.goal_index"), start, low, high, 0.01)
        else:
            count = simulations.peers(warehouse, trial.year, kind).count
            value = CHOICES["goal_rank"].choose(words("simulation.page.goal_rank", count=count), 1, 1, count, 1)
    try:
        return simulations.goal(warehouse, trial.method, Aim(kind, value))
    except AimMissed as missed:
        values = dict(missed.values)
        if "group" in values:
            values["group"] = group_word(values["group"], None, words)
        refuse(words(f"simulation.page.missed_{missed.code}", **values))
        return None


def _draw_beside(trial: Trial, names: Sequence[str], page: Page) -> None:
    """Draw all scenarios of the year, and the one that is open beside another or the published figures."""
    warehouse, selection, words = page.question
    own, *when = trial.scenario.key
    others = {name: _trial(simulations.saved(warehouse, name, *when), page) for name in names if name != own}

    def compared(one: Trial, words: Words) -> Exhibit:
        beside = (_trial(other.scenario, replace(page, words=words)) for other in others.values())
        return simulation.compared([one, *beside], words)

    _show(compared, trial, page)
    if not others and trial.parts is None:
        return
    label, published = words("simulation.page.beside"), words("simulation.page.beside_official")
    drawn = simulation.beside(trial, others.get(_choose_named("beside", tuple(others), label, published)), words)
    if drawn is not None:
        show(drawn, selection)
