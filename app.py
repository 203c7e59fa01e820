"""The router: which pages there are and which one is shown. Run it with `streamlit run app.py`."""

import streamlit as st

from pages import dimensi, ikhtisar, komposit, metode, peringkat, responden, simulasi, survei, unggah
from smartcity import ui

MODULES = {
    "ikhtisar": ikhtisar,
    "dimensi": dimensi,
    "responden": responden,
    "survei": survei,
    "peringkat": peringkat,
    "unggah": unggah,
    "simulasi": simulasi,
    "komposit": komposit,
    "metode": metode,
}
GROUPS = {
    "see": ("ikhtisar", "dimensi", "responden", "survei", "peringkat"),
    "work": ("unggah", "simulasi", "komposit"),
    "about": ("metode",),
}
DEFAULT = "ikhtisar"

words = ui.begin()
pages = {
    code: st.Page(module.render, title=words(f"ui.page.{code}.title"), url_path=code, default=code == DEFAULT)
    for code, module in MODULES.items()
}
page = ui.navigate(GROUPS, pages, words)
with ui.guard(words):
    page.run()
