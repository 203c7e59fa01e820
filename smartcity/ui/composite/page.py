"""The page: the builder, and below it coverage first, then the ranking, the years, and what is to be known."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from smartcity.answers import indicators, scores
from smartcity.exhibits import composite
from smartcity.exhibits.composite import Example, Material
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.method.regions import load_site
from smartcity.scoring.composite import Faulty
from smartcity.ui.choices import CHOICES, choose, groups
from smartcity.ui.composite.draft import DRAFT, Draft, draft_of
from smartcity.ui.composite.files import OWN_DATA, draw_downloads, draw_faults, draw_uploads, forget
from smartcity.ui.composite.panels import PANELS, draw_panel, name_field
from smartcity.ui.composite.reading import Reading, material_of, read, stock_of
from smartcity.ui.elements import plain, press, remark, say
from smartcity.ui.kinds import Options
from smartcity.ui.page import Page
from smartcity.ui.papers import gathered, offer_shown
from smartcity.ui.showing import show, show_beside, show_folded
from smartcity.warehouse import Warehouse
from smartcity.wording import Words


def draw_composite(page: Page) -> None:
    """Draw the builder, what there is to compose from and, once there is an index, all that is said of it.

    Nothing is shown while a person's own file waits for its definition or cannot be read.
    """
    words, warehouse = page.words, page.warehouse
    st.markdown(words("composite.build.intro"))
    _start(warehouse, words)
    draw_uploads(words)
    among = _groups(words)
    group = CHOICES["among"].chosen(among)
    regions = indicators.regions(warehouse, group)
    own = DRAFT.get()
    reading = read(own, OWN_DATA.get(), warehouse, words)
    material = material_of(reading, own, regions, warehouse, words)
    if own is not None:
        _composition(own, reading, material, regions, page)
    elif reading.data is not None:
        st.info(plain(words("composite.files.waiting", file=reading.data.file)))
        if reading.findings:
            draw_faults("draft", reading.findings, True, words)
    year = _choices(material, among, reading.is_computable, words)
    selection = replace(page.selection, year=year, among=group)
    composed = None
    if reading.is_computable and material is not None and year is not None:
        try:
            composed = composite.compose(warehouse, reading.definition, material, year)
        except Faulty as faulty:
            draw_faults("values", faulty.findings, False, words)
    if material is None:
        return
    known = composite.coverage(warehouse, material, reading.definition is not None, words)
    with gathered() as shown:
        if composed is None:
            show(known, selection)
        else:
            show_folded(known, selection)
            _draw_index((warehouse, composed, words), selection)
    offer_shown(page.code, shown, warehouse, selection, words)


def _draw_index(question: Sequence[object], selection: Selection) -> None:
    """Draw what is said of the index in *question*."""

    def again(make: Callable[..., Exhibit]) -> Callable[[Words], Exhibit]:
        return lambda words: make(*question[:-1], words)

    first, second = composite.standing(*question), composite.over_years(*question)
    if first.figure is not None and second.figure is not None:
        show_beside((first, second), selection, (again(composite.standing), again(composite.over_years)))
    else:
        show(first, selection, again(composite.standing))
        if first.empty is None:
            show(second, selection, again(composite.over_years))
    outranked = composite.outranked(*question)
    if outranked is not None:
        show(outranked, selection, again(composite.outranked))
    show(composite.remarks(*question), selection, again(composite.remarks))
    show_folded(composite.ingredients(*question), selection, again(composite.ingredients))


def _groups(words: Words) -> Options:
    codes = [group for group in scores.groups() if group != scores.TRACK]
    return groups(codes, load_site().province_code, words)


def _start(warehouse: Warehouse, words: Words) -> None:
    """Offer the ways to begin; an example only where the warehouse has its indicators."""
    known = indicators.measures(warehouse).by_code
    if DRAFT.get() is not None:
        press(words("composite.build.clear"), "composite-clear", forget)
        return
    possible = [one for one in composite.examples(words) if set(one.definition.codes) <= set(known)]
    with st.container(horizontal=True, vertical_alignment="center", key="composite-start"):
        for number, example in enumerate(possible):
            label, look = words(f"composite.build.example_{example.code}"), "primary" if number == 0 else "secondary"
            press(label, f"composite-example-{example.code}", _begin, example, type=look)
        blank = Draft(words("composite.build.blank_name"))
        press(words("composite.build.blank"), "composite-blank", DRAFT.keep, blank)
    if possible:
        st.caption(words("composite.build.example_hint"))


def _begin(example: Example) -> None:
    """Take an example in its fullest year; it speaks of the warehouse's indicators, so own data are put away."""
    forget()
    CHOICES["year"].write(None)
    DRAFT.keep(draft_of(example.definition))


def _composition(own: Draft, reading: Reading, material: Material | None, regions: Sequence[str], page: Page) -> None:
    """Draw what the index is made of, the panel that is open, what is wrong, and the files to pass on."""
    words = page.words
    with st.container(border=True, key="composite-build"):
        name_field(words)
        say(_summary(own, words))
        if reading.data is not None:
            remark(words("composite.build.own_file", file=reading.data.file))
        panel = st.pills(
            words("composite.build.panel"),
            PANELS if reading.data is None else PANELS[:-1],
            default=None if own.picks else PANELS[0],
            format_func=lambda code: words(f"composite.panel.{code}"),
            key="composite-panel",
        )
        if panel is not None:
            draw_panel(panel, stock_of(reading, regions, page.warehouse, words), words)
        if reading.findings:
            draw_faults("draft", reading.findings, reading.is_of_file, words)
        if reading.definition is not None:
            draw_downloads(reading.definition, None if reading.findings else material, words)


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


def _choices(material: Material | None, among: Options, has_index: bool, words: Words) -> int | None:
    """Draw the year and *among* whom, both in the address, and return the year; the fullest one when none was chosen.

    While there is no index yet, no year is asked for.
    """
    codes = tuple(map(str, material.years)) if material is not None else ()
    years = Options(codes, str(composite.fullest_year(material)) if codes else None)
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices-composite"):
        if len(codes) > 1 and has_index:
            choose("year", years, words("ui.choice.year"))
        if OWN_DATA.get() is None:
            choose("among", among, words("composite.field.among"), as_list=True)
    year = CHOICES["year"].chosen(years)
    return int(year) if year else None
