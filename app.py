"""The router: which pages there are and which one is shown. Run it with `streamlit run app.py`."""

import streamlit as st

from pages import bukti, dimensi, ikhtisar, inovasi, komposit, metode, peringkat, responden, simulasi, survei, unggah
from smartcity.ui import frame, samples

MODULES = {
    "ikhtisar": ikhtisar,
    "dimensi": dimensi,
    "inovasi": inovasi,
    "responden": responden,
    "survei": survei,
    "peringkat": peringkat,
    "unggah": unggah,
    "simulasi": simulasi,
    "komposit": komposit,
    "bukti": bukti,
    "metode": metode,
}
GROUPS = {
    "see": ("ikhtisar", "dimensi", "responden", "survei", "peringkat"),
    "work": ("unggah", "bukti", "inovasi", "simulasi", "komposit"),
    "about": ("metode",),
}
DEFAULT = "ikhtisar"
# Streamlit serves the first page at the root only; under its own name it is a second, hidden one that leads there.
ROOT = "utama"


def lead_to_root() -> None:
    """Show the first page to who typed its name as an address, with the choices of that address."""
    st.switch_page(pages[DEFAULT], query_params=st.query_params)


words = frame.begin()
pages = {
    code: st.Page(
        module.render,
        title=words(f"ui.page.{code}.title"),
        url_path=ROOT if code == DEFAULT else code,
        default=code == DEFAULT,
    )
    for code, module in MODULES.items()
}
named = st.Page(lead_to_root, title=words(f"ui.page.{DEFAULT}.title"), url_path=DEFAULT, visibility="hidden")
page = frame.navigate(GROUPS, pages, words, (named,))
with frame.guard(words):
    page.run()
samples.draw_banner()
