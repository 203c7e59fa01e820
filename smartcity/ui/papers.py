"""A page to take away: all that it shows, as slides, a document, a workbook or one offline page."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from smartcity.exhibits import pages
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.export import downloads, papers
from smartcity.export.papers import Paper
from smartcity.ui.elements import offer
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def offer_page(code: str, warehouse: Warehouse, selection: Selection, words: Words) -> None:
    """Draw a fold with a button for each format; its exhibits are made when it opens, a file when it is asked for."""
    folded = st.expander(words("ui.papers.title"), key=f"papers-{code}", on_change="rerun", type="compact")
    if not folded.open:
        return
    with folded:
        st.caption(words("ui.papers.hint"))
        with st.spinner(words("ui.papers.making")):
            made = paper_of(code, warehouse, selection, words)
        with st.container(horizontal=True):
            for suffix, form in papers.FORMATS.items():
                make, name = partial(form.make, made, words), papers.file_name(made, suffix)
                offer(words(f"ui.papers.{suffix}"), make, name, form.mime, f"paper-{suffix}-{code}")


def offer_exhibit(exhibit: Exhibit, selection: Selection, words: Words, link: str, names: Mapping[str, str]) -> None:
    """Draw the buttons of the formats that only papers have, for one exhibit alone."""
    made = papers.paper(exhibit.message, {"": [exhibit]}, selection, words, link, names)
    for suffix, form in papers.FORMATS.items():
        if suffix not in downloads.FORMATS:
            name = downloads.file_name(exhibit, suffix)
            make, key = partial(form.make, made, words), f"download-{suffix}-{exhibit.key}"
            offer(words(f"ui.papers.{suffix}"), make, name, form.mime, key)


def paper_of(code: str, warehouse: Warehouse, selection: Selection, words: Words) -> Paper:
    """Put all exhibits of a page together as they were chosen."""
    chosen = pages.usual(warehouse, selection)
    shown = pages.shown(code, warehouse, chosen, words)
    return papers.paper(words(f"ui.page.{code}.title"), shown, chosen, words, names=available(warehouse).lists)
