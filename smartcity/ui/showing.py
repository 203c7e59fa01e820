"""Draw an exhibit with everything that belongs to it, so that no page can forget a part.

One of its actions is the way to a figure's origin: from a score to its parts and on to the cells it was read from.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

import streamlit as st

from smartcity import charts
from smartcity.exhibits.kit import origin
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Exhibit, Origin
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.spelling import coverage_line, notes_of
from smartcity.export import downloads
from smartcity.ui.drawing import draw_chart
from smartcity.ui.elements import pick, plain, press, remark, say
from smartcity.ui.files import offer
from smartcity.ui.frame import guard, lead_on
from smartcity.ui.kinds import language
from smartcity.ui.links import link, linked
from smartcity.ui.meeting.adding import draw_adding, may_add
from smartcity.ui.originals import offer_originals
from smartcity.ui.papers import gather, offer_exhibit
from smartcity.ui.samples import raise_banner
from smartcity.ui.screen import is_hall, is_phone
from smartcity.ui.store import warehouse
from smartcity.ui.tables import draw_table
from smartcity.wording import Words

Again = Callable[[Words], Exhibit]
"""Makes an exhibit in another language."""

TABLE, INTERACTIVE, DOWNLOAD, ORIGIN, LINK, MEET = "table", "interactive", "download", "origin", "link", "meet"


def show(exhibit: Exhibit, selection: Selection, again: Again | None = None) -> None:
    """Draw finding, figure, caption and the row of actions; or, when nothing is there, what is missing and what helps.

    *selection* is what the exhibit was made for; a downloaded workbook describes it. *again* makes it in another
    language, where its page and selection alone cannot.
    """
    words = Words(language())
    if exhibit.is_sample:
        raise_banner()
    gather(exhibit)
    with st.container(key=f"exhibit-{exhibit.key}"):
        st.header(plain(exhibit.message), anchor=False)
        if exhibit.rules:
            st.badge(words("ui.rules.tag"), color="gray")
            remark(exhibit.rules)
        if exhibit.empty is not None:
            _draw_empty(exhibit, words)
            return
        if exhibit.is_sample:
            st.badge(words("ui.sample.tag"), color="gray")
        _draw_body(exhibit, words)
        if covered := coverage_line(exhibit, words):
            remark(covered)
        _draw_notes(exhibit, words)
        _draw_actions(exhibit, selection, again)
        for number, detail in enumerate(exhibit.details):
            _draw_detail(detail, selection, _detail(again, number))


def show_as_kept(exhibit: Exhibit, selection: Selection, name: str) -> None:
    """Draw an exhibit that was kept, as it was, with the downloads of it; it has no address and no origin to walk to.

    *name* tells it from another one of the same key.
    """
    words, own = Words(language()), replace(exhibit, key=f"{name}-{exhibit.key}")
    with st.container(key=f"kept-{own.key}"):
        if exhibit.is_sample:
            st.badge(words("ui.sample.tag"), color="gray")
        if exhibit.rules:
            remark(exhibit.rules)
        if exhibit.empty is not None:
            _draw_empty(exhibit, words)
            return
        _draw_body(own, words)
        for line in (coverage_line(exhibit, words), *notes_of(exhibit, words)):
            if line:
                remark(line)
        lists = available(warehouse()).lists
        with st.container(horizontal=True):
            for suffix, form in downloads.formats_of(exhibit).items():
                make = partial(form.make, exhibit, selection, words, "", lists)
                label, file = words(f"ui.download.{suffix}"), downloads.file_name(exhibit, suffix)
                offer(label, make, file, form.mime, f"kept-{suffix}-{own.key}")


def show_beside(exhibits: Sequence[Exhibit], selection: Selection, again: Sequence[Again] = ()) -> None:
    """Draw exhibits side by side where the window is wide, one after another on a phone."""
    for column, exhibit, other in zip_longest(st.columns(len(exhibits), gap="large"), exhibits, again):
        with column:
            show(exhibit, selection, other)


def show_folded(exhibit: Exhibit, selection: Selection, again: Again | None = None) -> None:
    """Draw only the finding; the exhibit opens on a click and is drawn then."""
    if exhibit.is_sample:
        raise_banner()
    gather(exhibit)
    _draw_detail(exhibit, selection, again)


def _draw_notes(exhibit: Exhibit, words: Words) -> None:
    """Draw source and notes behind one line; the style sheet opens them on paper."""
    notes = notes_of(exhibit, words)
    if notes:
        with st.expander(words("ui.caption.notes"), key=f"notes-{exhibit.key}", type="compact"):
            for note in notes:
                remark(note)


def actions_of(exhibit: Exhibit) -> tuple[str, ...]:
    """List what can be done with *exhibit*: only what it has."""
    has_rows = exhibit.table is not None
    possible = {
        TABLE: has_rows and exhibit.figure is not None,
        INTERACTIVE: exhibit.figure is not None,
        DOWNLOAD: bool(downloads.formats_of(exhibit)),
        ORIGIN: bool(exhibit.origins),
        LINK: True,
        MEET: may_add(),
    }
    return tuple(action for action, is_possible in possible.items() if is_possible)


def _draw_empty(exhibit: Exhibit, words: Words) -> None:
    """Draw what is missing, unless the heading says it already, why it matters and the step that helps."""
    empty = exhibit.empty
    missing = "" if empty.missing.rstrip(".") == exhibit.message.rstrip(".") else f"**{plain(empty.missing)}**  \n"
    with st.container(border=True):
        st.markdown(missing + plain(empty.why))
        say(words("ui.empty.step", step=empty.step))
        lead_on(empty.step, words)


def _draw_body(exhibit: Exhibit, words: Words) -> None:
    if exhibit.figure is not None:
        draw_chart(exhibit)
    elif exhibit.table is not None and len(exhibit.table.frame):
        draw_table(exhibit.table, words, exhibit.alt or exhibit.message, exhibit.key)


@st.fragment
def _draw_actions(exhibit: Exhibit, selection: Selection, again: Again | None) -> None:
    """Draw the row of actions and beneath it the chosen one; a fragment, so that a click redraws nothing else."""
    words = Words(language())
    with guard(words), st.container(key=f"actions-{exhibit.key}"):
        action = st.pills(
            plain(words("ui.action.label", message=exhibit.message)),
            actions_of(exhibit),
            format_func=lambda code: words(f"ui.action.{code}"),
            key=f"action-{exhibit.key}",
            label_visibility="collapsed",
        )
        match action:
            case "table":
                draw_table(exhibit.table, words, words("ui.table.alt", message=exhibit.message), exhibit.key)
            case "interactive":
                _draw_figure(exhibit, words)
            case "download":
                _draw_downloads(exhibit, selection, words)
            case "origin":
                draw_origins(exhibit.key, exhibit.origins, words)
            case "link":
                st.caption(words("ui.link.hint"))
                st.code(link(exhibit.key, exhibit.year), language=None, wrap_lines=True)
            case "meet":
                draw_adding(exhibit, selection, words, again)


def _draw_figure(exhibit: Exhibit, words: Words) -> None:
    """Draw the figure as plotly does, which the browser loads for the first one that is asked for."""
    settings = charts.config(words, downloads.file_name(exhibit, "png").removesuffix(".png"))
    roomy = exhibit.figure if is_phone() else charts.roomy(exhibit.figure)
    figure = charts.enlarged(roomy) if is_hall() else roomy
    key, alt = f"figure-{exhibit.key}", exhibit.alt or exhibit.message
    st.plotly_chart(figure, theme=None, config=settings, alt=alt, key=key)


def _draw_downloads(exhibit: Exhibit, selection: Selection, words: Words) -> None:
    """Offer the files; each is only made when it is asked for."""
    st.caption(words("ui.download.hint"))
    lists = available(warehouse()).lists
    with st.container(horizontal=True):
        for suffix, form in downloads.formats_of(exhibit).items():
            make = partial(form.make, exhibit, selection, words, link(exhibit.key, exhibit.year), lists)
            name, key = downloads.file_name(exhibit, suffix), f"download-{suffix}-{exhibit.key}"
            offer(words(f"ui.download.{suffix}"), make, name, form.mime, key)
        offer_exhibit(exhibit, selection, words, link(exhibit.key, exhibit.year), lists)


def _detail(again: Again | None, number: int) -> Again | None:
    """Make a detail in another language by its place, as what it is folded into is made."""
    return None if again is None else lambda words: again(words).details[number]


def _draw_detail(detail: Exhibit, selection: Selection, again: Again | None) -> None:
    is_linked = detail.key == linked()
    folded = st.expander(plain(detail.message), is_linked, key=f"detail-{detail.key}", on_change="rerun")
    if folded.open:
        with folded:
            show(detail, selection, again)


def draw_origins(name: str, origins: Sequence[Origin], words: Words) -> None:
    """Draw the walk for the scores of what is called *name*: which one, its cells, its parts, the next step down."""
    key = f"walk-{name}"
    start = origins[0]
    if len(origins) > 1:
        start = st.selectbox(words("ui.origin.which"), origins, format_func=_labelled, key=f"start-{name}")
    walk = st.session_state.get(key, ())
    if not walk or walk[0] != start:
        walk = (start,)
    st.session_state[key] = walk
    view = origin.origin(warehouse(), walk[-1], words)
    _draw_way(walk, key, words)
    st.markdown(f"**{plain(view.title)}**  \n{plain(view.sentence)}")
    if view.is_sample:
        st.badge(words("ui.sample.tag"), color="gray")
    if len(view.places.frame):
        st.caption(words("ui.origin.places", n=len(view.places.frame)))
        with st.container(key=f"places-{name}"):
            draw_table(view.places, words, words("ui.origin.places_alt", title=view.title), f"places-{name}")
        offer_originals(view.files, name, words)
    if view.contributions is not None:
        draw_table(view.contributions, words, words("ui.origin.parts_alt", title=view.title), f"parts-{name}")
    if view.children:
        label, hint, deeper = words("ui.origin.deeper"), words("ui.origin.deeper_hint"), f"{key}-{len(walk)}"
        pick(label, view.children, _labelled, hint, deeper, on_change=_descend, args=(key, deeper))
    if view.sources:
        remark(words("ui.caption.source", source="; ".join(view.sources)))


def _draw_way(walk: tuple[Origin, ...], key: str, words: Words) -> None:
    if len(walk) == 1:
        return
    with st.container(horizontal=True, key=f"way-{key}"):
        for depth, one in enumerate(walk[:-1], start=1):
            label = words("ui.origin.back", label=one.label)
            press(plain(label), f"{key}-back-{depth}", _return, key, depth, type="tertiary")


def _labelled(one: Origin) -> str:
    return one.label


def _descend(key: str, chosen: str) -> None:
    child = st.session_state.get(chosen)
    if child is not None:
        st.session_state[key] = (*st.session_state[key], child)


def _return(key: str, depth: int) -> None:
    st.session_state[key] = st.session_state[key][:depth]
