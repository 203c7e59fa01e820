"""The router: which pages there are and which one is shown. Run it with `streamlit run app.py`."""

import streamlit as st

from pages import dimensi, ikhtisar, komposit, metode, peringkat, responden, simulasi, survei, unggah
from smartcity.ui import frame

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

words = frame.begin()
pages = {
    code: st.Page(module.render, title=words(f"ui.page.{code}.title"), url_path=code, default=code == DEFAULT)
    for code, module in MODULES.items()
}
page = frame.navigate(GROUPS, pages, words)
with frame.guard(words):
    page.run()
