"""The builder: a beginning, the composition with its panels, year and regions, and what the page shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from smartcity.answers import indicators, scores
from smartcity.exhibits import composite
from smartcity.exhibits.composite import Composed, Example, Material
from smartcity.exhibits.kit.selection import Selection
from smartcity.method.regions import load_site
from smartcity.scoring.composite import Faulty
from smartcity.ui import address
from smartcity.ui.composite.draft import Draft, draft_of
from smartcity.ui.composite.files import FILE, draw_downloads, draw_faults, draw_uploads, say_taken
from smartcity.ui.composite.panels import PANELS, draw_panel, name_field
from smartcity.ui.composite.reading import Read, material_of, offered, read
from smartcity.ui.composite.session import draft, faults, forget, keep, own_data, taken
from smartcity.ui.frame import Opened
from smartcity.ui.plain import plain
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


@dataclass(frozen=True)
class Built:
    """What the page shows: values, and the index made of them where there is one.

    *material* is None while a person's own file waits for its definition or cannot be read.
    """

    warehouse: Warehouse
    words: Words
    selection: Selection
    material: Material | None
    is_composed: bool
    composed: Composed | None = None


def build_composite(page: Opened) -> Built:
    """Draw the builder and return what it makes."""
    words, warehouse = page.words, page.warehouse
    st.markdown(words("composite.build.intro"))
    _start(warehouse, words)
    draw_uploads(words)
    say_taken(taken(), words)
    if faults():
        draw_faults(FILE, faults(), True, words)
    among = address.chosen("among", _groups(), load_site().province_code)
    regions = indicators.regions(warehouse, among)
    own = draft()
    found = read(own, own_data(), warehouse, words)
    material = material_of(found, own, regions, warehouse, words)
    if own is not None:
        _composition(own, found, material, regions, page)
    elif found.data is not None:
        st.info(plain(words("composite.files.waiting", file=found.data.file)))
        if found.findings:
            draw_faults("draft", found.findings, True, words)
    year = _choices(material, found.is_computable, words)
    selection = replace(page.selection, year=year, among=among)
    built = Built(warehouse, words, selection, material, found.definition is not None)
    if not found.is_computable or material is None or year is None:
        return built
    try:
        return replace(built, composed=composite.compose(warehouse, found.definition, material, year))
    except Faulty as faulty:
        draw_faults("values", faulty.findings, False, words)
        return built


def _groups() -> tuple[str, ...]:
    return tuple(group for group in scores.groups() if group != scores.TRACK)


def _start(warehouse: Warehouse, words: Words) -> None:
    """Offer the ways to begin; an example only where the warehouse has its indicators."""
    known = indicators.measures(warehouse).by_code
    if draft() is not None:
        st.button(words("composite.build.clear"), key="composite-clear", on_click=forget)
        return
    possible = [one for one in composite.examples(words) if set(one.definition.codes) <= set(known)]
    with st.container(horizontal=True, vertical_alignment="center", key="composite-start"):
        for number, example in enumerate(possible):
            st.button(
                words(f"composite.build.example_{example.code}"),
                type="primary" if number == 0 else "secondary",
                key=f"composite-example-{example.code}",
                on_click=_begin,
                args=(example,),
            )
        blank = Draft(words("composite.build.blank_name"))
        st.button(words("composite.build.blank"), key="composite-blank", on_click=keep, args=(blank,))
    if possible:
        st.caption(words("composite.build.example_hint"))


def _begin(example: Example) -> None:
    """Take an example in its fullest year; it speaks of the warehouse's indicators, so own data are put away."""
    forget()
    address.reset("year")
    keep(draft_of(example.definition))


def _composition(own: Draft, found: Read, material: Material | None, regions: Sequence[str], page: Opened) -> None:
    """Draw what the index is made of, the panel that is open, what is wrong, and the files to pass on."""
    words = page.words
    with st.container(border=True, key="composite-build"):
        name_field(words)
        st.markdown(plain(_summary(own, words)))
        if found.data is not None:
            st.caption(plain(words("composite.build.own_file", file=found.data.file)))
        panel = st.pills(
            words("composite.build.panel"),
            PANELS if found.data is None else PANELS[:-1],
            default=None if own.picks else PANELS[0],
            format_func=lambda code: words(f"composite.panel.{code}"),
            key="composite-panel",
        )
        if panel is not None:
            draw_panel(panel, offered(found, regions, page.warehouse, words), words)
        if found.findings:
            draw_faults("draft", found.findings, found.is_of_file, words)
        if found.definition is not None:
            draw_downloads(found.definition, None if found.findings else material, words)


def _summary(own: Draft, words: Words) -> str:
    if not own.picks:
        return words("composite.build.summary_none")
    needs = "needs_any" if own.below == 0 else "needs_all" if own.below == 1 else "needs"
    return words(
        "composite.build.summary",
        n=len(own.picks),
        groups=len(own.groups),
        scale=composite.scale_said(own.method, own.over, words),
        group_mean=words(f"composite.mean.{own.group_mean}"),
        index_mean=words(f"composite.mean.{own.index_mean}"),
        missing=words(f"composite.build.{needs}", share=own.below),
    )


def _choices(material: Material | None, has_index: bool, words: Words) -> int | None:
    """Draw the year and among whom, both in the address, and return the year; the fullest one when none was chosen.

    While there is no index yet, no year is asked for.
    """
    years = tuple(map(str, material.years)) if material is not None else ()
    fullest = str(composite.fullest_year(material)) if years else None
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices-composite"):
        if len(years) > 1 and has_index:
            address.choose("year", years, words("ui.choice.year"), fullest)
        if own_data() is None:
            site = load_site()
            spell = {group: words(f"standings.among.{group}", province=site.province) for group in _groups()}
            label = words("composite.field.among")
            address.choose("among", tuple(spell), label, site.province_code, spell.__getitem__, as_list=True)
    year = address.chosen("year", years, fullest)
    return int(year) if year else None
