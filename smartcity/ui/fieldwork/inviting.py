"""Help with inviting: how many, which users of a list, and on which days at which places. Nothing of it is kept."""

from datetime import date

import pandas as pd
import streamlit as st

from smartcity.answers import kit as kits
from smartcity.method.kit import load_kit
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.survey import every_kth, invitation, spread, targets
from smartcity.ui.elements import remark, say
from smartcity.ui.page import Page

_WHOLE = 100
_MOST_SIGNS = 2_000_000


def draw_inviting(plan: SurveyPlan, page: Page) -> None:
    """Draw what helps to invite the users of a service; a list of them stays in the memory of this session."""
    words, method = page.words, page.warehouse.methods.require(plan.year, plan.track)
    names = {one.sub_dimension: f"{one.service} ({kits.part_said(one.sub_dimension, words)})" for one in plan.services}
    st.header(words("kit.invite.title"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        part = st.selectbox(words("kit.invite.service"), tuple(names), format_func=names.get, key="kit-invite-service")
        usual = round(load_kit().answering * _WHOLE)
        share = st.slider(words("kit.invite.answering"), 10, _WHOLE, usual, 5, "%d%%", key="kit-invite-share")
    service = next(one for one in plan.services if one.sub_dimension == part)
    people = _listed("kit.invite.people", "kit-invite-people", page)
    users = len(people) or service.users
    target = targets(plan, method)[part]
    found = invitation(target, users, share / _WHOLE)
    say(words("kit.invite.said", target=target, n=found.count, service=service.service))
    if found.step is not None and found.step > 1:
        say(words("kit.invite.step", step=found.step, users=users))
    if not found.is_enough:
        st.warning(words("kit.invite.too_few", users=users, target=target))
    remark(words("kit.invite.assumed"))
    if people:
        _draw_chosen(people, found.count, page)
    _draw_spread(plan, service, found.count, page)


def _listed(label: str, key: str, page: Page) -> list[str]:
    text = st.text_area(page.words(label), key=key, height=120, max_chars=_MOST_SIGNS, help=page.words(f"{label}_hint"))
    return [line.strip() for line in text.splitlines() if line.strip()]


def _draw_chosen(people: list[str], count: int, page: Page) -> None:
    """Show each so-many-th one of the list, to be copied."""
    words = page.words
    start = st.number_input(
        words("kit.invite.start"), 1, max(len(people) // max(count, 1), 1), 1, key="kit-invite-start"
    )
    chosen = every_kth(people, count, int(start) - 1)
    remark(words("kit.invite.chosen", n=len(chosen), users=len(people)))
    st.code("\n".join(chosen), language=None, height=240)


def _draw_spread(plan: SurveyPlan, service: PlannedService, count: int, page: Page) -> None:
    """Show how many to ask on which day at which place."""
    words = page.words
    places = _listed("kit.invite.places", "kit-invite-places", page)
    if not (plan.starts and plan.ends):
        st.info(words("kit.problem.undated"))
        return
    stints = spread(count, date.fromisoformat(plan.starts), date.fromisoformat(plan.ends), places)
    heads = [words(f"kit.invite.{name}") for name in ("day", "place", "count")]
    rows = [(words.date(one.day), one.place or words("kit.invite.anywhere"), words.number(one.count)) for one in stints]
    alt = words("kit.invite.spread_alt", service=service.service)
    st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True, alt=alt, key="kit-invite-spread")
