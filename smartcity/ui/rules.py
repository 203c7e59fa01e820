"""Metode's way in for the rules of a year: their workbook to fill in, and a place for it; Unggah checks it."""

from functools import partial

import streamlit as st

from smartcity import intake
from smartcity.access.policy import UPLOAD
from smartcity.checks import Options
from smartcity.export.downloads import XLSX_TYPE
from smartcity.ui.elements import say
from smartcity.ui.files import offer
from smartcity.ui.frame import page_of
from smartcity.ui.page import Page
from smartcity.ui.person import may
from smartcity.ui.upload.choose import template_of
from smartcity.ui.upload.file import lay, take_options

RULES = "rules"


def draw_rules(page: Page) -> None:
    """Offer the workbook of a year's rules, take it back, and lead on to where it is checked; for who may load it."""
    if not may(UPLOAD):
        return
    words, years = page.words, page.warehouse.methods.years[::-1]
    st.header(words("method.adopted.title"), anchor=False)
    say(words("method.adopted.how"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        usual = years.index(min(intake.clock.this_year(), years[0]))
        year = st.selectbox(words("upload.choose.template_year"), years, usual, key="rules-year", width=_WIDTH)
        name = f"{words('upload.choose.template_file', kind=RULES)}-{year}.xlsx"
        make = partial(template_of, RULES, year, page.warehouse, words)
        offer(words("method.adopted.template", year=year), make, name, XLSX_TYPE, "template-rules")
    given = st.file_uploader(words("method.adopted.file"), key="rules-file")
    if given is not None:
        lay(given.getvalue(), intake.called(given.name))
        take_options(Options(kind=RULES))
        st.switch_page(page_of("unggah"))


_WIDTH = 160
