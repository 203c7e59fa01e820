"""What stands around the exhibits: the way in, style, navigation, language, title with stamp, and failure."""

import json
import logging
import runpy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from smartcity.access.policy import AUDIT, UPLOAD, VIEW
from smartcity.charts import theme
from smartcity.exhibits.kit.exhibit import Stamp
from smartcity.intake import TROUBLES, NotAllowed, NotLoadable
from smartcity.ui.choices import restore
from smartcity.ui.elements import plain
from smartcity.ui.files import begin_offers
from smartcity.ui.journal import not_allowed, trouble_said
from smartcity.ui.kinds import choose_language, language
from smartcity.ui.memory import Memory
from smartcity.ui.person import WAY, draw_sign_in, link_out, may, person, why_refused
from smartcity.ui.region import choose_region, close_pages, reaches_all, settle
from smartcity.ui.samples import keep_place, say_withdrawn
from smartcity.ui.sessions import note_visitor
from smartcity.ui.translating import translate
from smartcity.warehouse import WarehouseBusy
from smartcity.wording import DEFAULT_LANGUAGE, Words
from smartcity.wording.messages import spell

_LOG = logging.getLogger("smartcity")
_PAGES: Memory[Mapping[str, object]] = Memory("pages", MappingProxyType({}), is_of_all=True)
_OF_FEW = {"jejak": AUDIT}
_OF_ALL_REGIONS = "wilayah"
_STYLE = Path(__file__).parent / "style.css"


def enter() -> None:
    """Run the router in place of a page file, for an address such as `/dimensi` on a server that has just started.

    Until some session has called `st.navigation`, Streamlit takes a folder named `pages` for scripts of their own and
    runs the page file that the address names, past the router. Page files therefore only define functions, and call
    this when they are run as a script.
    """
    context = get_script_run_ctx()
    if context is None:
        st.stop()
    runpy.run_path(context.main_script_path, run_name="__main__")


def begin() -> Words:
    """Start a run: put shared choices back into the address, set style and language, and return the wording."""
    note_visitor(person().code)
    begin_offers()
    restore()
    words = Words(language())
    st.html(style(words("ui.name")))
    _admit(words)
    is_settled = False
    with guard(words):
        settle(words)
        is_settled = True
    if not is_settled:
        # Whose page it would be is not known; drawn all the same it might be another region's.
        close_pages(words)
        st.stop()
    return words


def _admit(words: Words) -> None:
    """Go no further for somebody who may not even read: nothing of a page is made or sent."""
    why = why_refused(words)
    if not why:
        return
    close_pages(words)
    st.subheader(words("access.closed"), anchor=False)
    st.markdown(plain(why))
    if WAY.entrance and not WAY.entrance.is_local:
        link_out("/masuk", words("signing.sign_in"), words)
    st.stop()


@cache
def style(name: str) -> str:
    """Return the style sheet as an element; *name* stands above the navigation, which itself takes only a picture."""
    look = theme()
    values = {
        "accent": look.accent,
        "muted": look.muted,
        "paper": look.paper,
        "panel": look.panel,
        "name": json.dumps(name),
    }
    declared = " ".join(f"--site-{key}: {value};" for key, value in values.items())
    return f"<style>:root {{ {declared} }}\n{_STYLE.read_text('utf-8')}</style>"


def navigate(
    groups: Mapping[str, Sequence[str]], pages: Mapping[str, object], words: Words, hidden: Sequence[object] = ()
) -> object:
    """Draw the sidebar and return the page to run; *groups* names the codes of *pages* that stand together.

    *hidden* pages have an address and no place in the sidebar.
    """
    _PAGES.keep(dict(pages))
    sections = {words(f"ui.group.{group}"): [pages[code] for code in codes] for group, codes in groups.items()}
    next(iter(sections.values())).extend(hidden)
    page = st.navigation(sections, expanded=True)
    translate(words.language)
    st.set_page_config(page_title=f"{page.title} · {words('ui.name')}", layout="wide")
    with st.sidebar:
        with guard(words):
            choose_region(words)
        choose_language(words)
        draw_sign_in(words)
        st.caption(words("ui.owner"))
    return page


def is_listed(code: str) -> bool:
    """Say whether a page stands in the sidebar: one that few may read does so for them alone."""
    return reaches_all() if code == _OF_ALL_REGIONS else may(_OF_FEW.get(code, VIEW))


def page_of(code: str) -> object | None:
    """Return the page with the code *code*, to link to it."""
    return _PAGES.get().get(code)


def lead_on(text: str, words: Words) -> None:
    """Draw a link to each page that *text* sends its reader to by name."""
    for page in _PAGES.get().values():
        if words("ui.page.named", page=page.title) in text:
            st.page_link(page, label=words("ui.attention.see", page=page.title))


def heading(title: str, made: Stamp, words: Words, *, is_behind: bool = False) -> None:
    """Draw the page's title with the grey stamp under it, and keep a place for the CONTOH banner below.

    *is_behind* says that the tables of the last build stand in for those that could not be written.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.title(plain(title), anchor=False, width="content")
        st.caption(stamp_line(made, words), width="content")
    if is_behind:
        st.warning(words("ui.stamp.behind", at=made.built_at))
    say_withdrawn(words)
    keep_place()


def stamp_line(made: Stamp, words: Words) -> str:
    """Spell as of when the page is."""
    if not made.built_at:
        return words("ui.stamp.none")
    return words("ui.stamp.line", at=made.built_at, n=made.files)


@contextmanager
def guard(words: Words) -> Iterator[None]:
    """Turn whatever fails inside into a sentence; what nobody foresaw gets a number that also stands in the log."""
    try:
        yield
    except WarehouseBusy as problem:
        _LOG.warning("warehouse held by process %s: %s", problem.pid, problem.process)
        held = words("ui.failure.busy_by", pid=problem.pid) if problem.pid else ""
        _say(words("ui.failure.busy"), *_for_analysts(words, held, words("ui.failure.busy_step")))
    except NotLoadable as problem:
        _LOG.error("data cannot be opened: %s", problem)
        _say(words("ui.failure.damaged"), spell(problem.inspection.findings[0], words).sentence)
    except NotAllowed as problem:
        _say(not_allowed(problem, words))
    except TROUBLES as problem:
        # What the product itself says of its data needs no trace; what the system says may come from anywhere.
        reason = trouble_said(problem, Words(DEFAULT_LANGUAGE))
        _LOG.error("data cannot be used: %s", reason, exc_info=isinstance(problem, OSError))
        _say(words("ui.failure.damaged"), *_for_analysts(words, trouble_said(problem, words)))
    except Exception:
        number = uuid4().hex[:6]
        _LOG.exception("failure %s", number)
        _say(words("ui.failure.unforeseen", number=number), words("ui.failure.unforeseen_step"))


def _for_analysts(words: Words, *sentences: str) -> tuple[str, ...]:
    """Give what names paths and processes of the server to those alone who may change something there."""
    return sentences if may(UPLOAD) else (words("ui.failure.for_readers"),)


def _say(problem: str, *rest: str) -> None:
    with st.container(border=True, key=f"failure-{uuid4().hex[:6]}"):
        st.subheader(plain(problem), anchor=False)
        st.markdown(plain(" ".join(part for part in rest if part)))
