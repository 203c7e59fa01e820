"""Papers to take away: a page with all that it shows, one exhibit, and the reports of a year."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from smartcity import intake
from smartcity.access.policy import UPLOAD
from smartcity.exhibits import pages
from smartcity.exhibits import report as yearly
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.export import downloads, papers
from smartcity.export.papers import Paper, PaperFormat, composed
from smartcity.intake import DataFolder
from smartcity.method.letterhead import load_letterhead
from smartcity.ui.elements import remark
from smartcity.ui.files import offer
from smartcity.ui.person import may
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

_SHOWN: ContextVar[list[Exhibit] | None] = ContextVar("what a page shows", default=None)

YEARLY = {composed.BUPATI: ("pdf", "pptx"), composed.PUBLIC: ("pdf", "pptx"), composed.SHEET: ("pdf",)}
"""The papers of a year and the formats in which they are offered."""


def written(form: PaperFormat, made: Paper, words: Words) -> bytes:
    """Write a paper in a format, with the head of the audit at this moment: who keeps the paper keeps that too."""
    return form.make(replace(made, audit=DataFolder.chosen().audit.head().text), words)


def offer_page(code: str, warehouse: Warehouse, selection: Selection, words: Words) -> None:
    """Draw a fold with a button for each format; its exhibits are made when it opens, a file when it is asked for."""
    _draw_fold(code, lambda: paper_of(code, warehouse, selection, words), words)


@contextmanager
def gathered() -> Iterator[list[Exhibit]]:
    """Gather what is shown meanwhile: a page whose exhibits are of what somebody types there offers those."""
    shown: list[Exhibit] = []
    token = _SHOWN.set(shown)
    try:
        yield shown
    finally:
        _SHOWN.reset(token)


def gather(exhibit: Exhibit) -> None:
    """Note that an exhibit is shown."""
    shown = _SHOWN.get()
    if shown is not None and exhibit.key not in {one.key for one in shown}:
        shown.append(exhibit)


def offer_shown(code: str, shown: list[Exhibit], warehouse: Warehouse, selection: Selection, words: Words) -> None:
    """Draw the same fold for the exhibits that were gathered; without any there is nothing to take away."""
    if any(one.empty is None for one in shown):
        title, names = words(f"ui.page.{code}.title"), available(warehouse).lists
        every = {one.key: one for exhibit in shown for one in pages.unfolded(exhibit)}
        _draw_fold(code, lambda: papers.paper(title, {"": every.values()}, selection, words, names=names), words)


def _draw_fold(code: str, make: Callable[[], Paper], words: Words) -> None:
    folded = st.expander(words("ui.papers.title"), key=f"papers-{code}", on_change="rerun", type="compact")
    if not folded.open:
        return
    with folded:
        st.caption(words("ui.papers.hint"))
        with st.spinner(words("ui.papers.making")):
            made = make()
        with st.container(horizontal=True):
            for suffix, form in papers.FORMATS.items():
                name, make = papers.file_name(made, suffix), partial(written, form, made, words)
                offer(words(f"ui.papers.{suffix}"), make, name, form.mime, f"paper-{suffix}-{code}")


def offer_exhibit(exhibit: Exhibit, selection: Selection, words: Words, link: str, names: Mapping[str, str]) -> None:
    """Draw the buttons of the formats that only papers have, for one exhibit alone."""
    made = papers.paper(exhibit.message, {"": [exhibit]}, selection, words, link, names)
    for suffix, form in papers.FORMATS.items():
        if suffix not in downloads.FORMATS:
            name = downloads.file_name(exhibit, suffix)
            make, key = partial(written, form, made, words), f"download-{suffix}-{exhibit.key}"
            offer(words(f"ui.papers.{suffix}"), make, name, form.mime, key)


def offer_year(warehouse: Warehouse, selection: Selection, words: Words) -> None:
    """Draw a fold with the reports of the year that is looked at, each made when it is asked for."""
    chosen = pages.usual(warehouse, selection)
    today = date.fromisoformat(selection.today)
    if chosen.year not in yearly.years(warehouse, today):
        return
    held = partial(intake.exhibits_at, DataFolder.chosen(), language=words.language)

    def report(kind: str, suffix: str) -> bytes:
        return written(papers.FORMATS[suffix], composed.of_year(kind, warehouse, chosen, words, today, held), words)

    with st.expander(words("ui.papers.year", year=chosen.year), key="papers-year", type="compact"):
        with st.container(horizontal=True):
            for kind, suffixes in YEARLY.items():
                for suffix in suffixes:
                    label = words(f"ui.papers.{kind}", format=suffix.upper())
                    name, make = f"smart-city-{chosen.year}-{kind}.{suffix}", partial(report, kind, suffix)
                    offer(label, make, name, papers.FORMATS[suffix].mime, f"paper-{kind}-{suffix}")
        remark_letterhead(words)


def remark_letterhead(words: Words) -> None:
    """Tell who keeps the office's papers which lines of the letterhead nobody has filled in yet, and where that is."""
    empty = load_letterhead().empty
    if empty and may(UPLOAD):
        remark(words("ui.papers.letterhead", fields=words.join(words(f"ui.papers.field.{one}") for one in empty)))


def paper_of(code: str, warehouse: Warehouse, selection: Selection, words: Words) -> Paper:
    """Put all exhibits of a page together as they were chosen."""
    chosen = pages.usual(warehouse, selection)
    shown = pages.shown(code, warehouse, chosen, words)
    told = pages.told(selection, chosen)
    return papers.paper(words(f"ui.page.{code}.title"), shown, told, words, names=available(warehouse).lists)
