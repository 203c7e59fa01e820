"""The router: which pages there are and which one is shown. Run it with `streamlit run app.py`."""

import streamlit as st

from pages import (
    bukti,
    dimensi,
    ikhtisar,
    inovasi,
    jejak,
    komposit,
    layar,
    metode,
    perangkat,
    peringkat,
    rapat,
    responden,
    simulasi,
    survei,
    unggah,
    wilayah,
)
from smartcity.ui import figures, frame, samples

MODULES = {
    "see": (ikhtisar, dimensi, responden, survei, peringkat, wilayah),
    "work": (perangkat, unggah, bukti, inovasi, simulasi, rapat, komposit),
    "about": (metode, jejak),
}
GROUPS = {group: [module.__name__.rpartition(".")[2] for module in own] for group, own in MODULES.items()}
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
        visibility="visible" if frame.is_listed(code) else "hidden",
    )
    for group, own in MODULES.items()
    for code, module in zip(GROUPS[group], own)
}
named = st.Page(lead_to_root, title=words(f"ui.page.{DEFAULT}.title"), url_path=DEFAULT, visibility="hidden")
wall = st.Page(layar.render, title=words("ui.page.layar.title"), url_path="layar", visibility="hidden")
page = frame.navigate(GROUPS, pages, words, (named, wall))
with figures.RUNS.timed(), frame.guard(words):
    page.run()
samples.draw_banner()
