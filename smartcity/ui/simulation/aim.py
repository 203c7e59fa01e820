"""The aim of a plan: an index, or a rank in the province or the nation; both stand in the address."""

import streamlit as st

from smartcity.answers import simulations
from smartcity.answers.simulations import INDEX_VALUE, Aim, Aimed, AimMissed
from smartcity.exhibits.kit.results import group_word
from smartcity.exhibits.simulation import View
from smartcity.method.regions import load_site
from smartcity.ui import address
from smartcity.ui.plain import plain
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def choose_aim(warehouse: Warehouse, view: View, words: Words) -> Aimed | None:
    """Draw the aim and return it; None, with the reason on the page, where it cannot be one."""
    usual = simulations.usual_aim(warehouse, view.found)
    kinds = simulations.kinds(warehouse, view.year)
    spell = {
        kind: words("simulation.page.aim_index")
        if kind == INDEX_VALUE
        else words(f"simulation.page.aim_{kind}", province=load_site().province)
        for kind in kinds
    }
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices-aim"):
        kind = address.choose("aim", kinds, words("simulation.page.aim"), usual.kind, spell.__getitem__)
        if kind == INDEX_VALUE:
            low, high = view.scale
            start = usual.value if usual.kind == INDEX_VALUE else high
            label = words("simulation.page.goal_index")
            value = address.choose_number("goal_index", label, start, low, high, 0.01)
        else:
            count = simulations.peers(warehouse, view.year, kind).count
            label = words("simulation.page.goal_rank", count=count)
            value = address.choose_number("goal_rank", label, 1, 1, count, 1)
    try:
        return simulations.aimed(warehouse, view.method, Aim(kind, value))
    except AimMissed as missed:
        values = dict(missed.values)
        if "group" in values:
            values["group"] = group_word(values["group"], None, words)
        st.error(plain(words(f"simulation.page.missed_{missed.code}", **values)))
        return None
