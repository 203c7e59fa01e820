"""The page: the chosen section with its exhibits, and the form that belongs to it."""

import streamlit as st

from smartcity.access.policy import PLAN_SURVEY
from smartcity.answers import kit as kits
from smartcity.exhibits import fieldwork
from smartcity.export import kit as files
from smartcity.method.regions import load_site
from smartcity.records.survey_plans import SurveyPlan
from smartcity.ui.elements import remark
from smartcity.ui.fieldwork.inviting import draw_inviting
from smartcity.ui.fieldwork.planning import draw_planning
from smartcity.ui.files import offer
from smartcity.ui.journal import say_outcome
from smartcity.ui.page import Page
from smartcity.ui.person import may

ZIP = "application/zip"


def draw_fieldwork(page: Page) -> None:
    """Draw the open section: its exhibits and its form."""
    say_outcome()
    section = page.section()
    page.draw(section)
    year, track = page.selection.year, load_site().track
    if year is None or page.warehouse.methods.get(year, track) is None:
        return
    plan = kits.survey_plan(page.warehouse, year, track)
    if section == "rencana":
        if may(PLAN_SURVEY):
            draw_planning(plan, page)
        else:
            remark(page.words("kit.page.not_allowed"))
    elif not plan.services:
        st.info(page.words("kit.no_services.empty_missing", year=year))
    elif section == "bagikan":
        _draw_handing_out(plan, page)
    else:
        draw_inviting(plan, page)


def _draw_handing_out(plan: SurveyPlan, page: Page) -> None:
    """Offer the kit of all, or that of the owner that is chosen; it is made when it is taken."""
    words, method = page.words, page.warehouse.methods.require(plan.year, plan.track)
    st.header(words("kit.page.take"), anchor=False)
    label = words("kit.page.whose")
    options = ("", *kits.owners_of(plan))
    owner = st.selectbox(
        label, options, format_func=lambda one: one or words("kit.page.all"), key="kit-owner", width=480
    )
    kit = files.kit_of(plan, method, words, owner or "")

    def make() -> bytes:
        shown = [made(*page.question) for made in (fieldwork.services, fieldwork.owners)]
        remarks = [kits.problem_said(one, words) for one in kits.remarks_of(page.warehouse, plan)]
        return files.kit_bytes(kit, shown, remarks)

    offer(words("kit.page.offer"), make, f"perangkat-{kit.file}.zip", ZIP, "kit-zip", type="primary")
    remark(words("kit.page.offer_hint"))
