"""What stands around the exhibits: navigation, language, title with stamp, choices, the CONTOH banner, and failure."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st

from smartcity.answers import scores
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.exhibit import Stamp
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.intake import TROUBLES, NotLoadable
from smartcity.ui import address
from smartcity.ui.choices import Offer
from smartcity.ui.person import draw_sign_in
from smartcity.ui.plain import plain
from smartcity.ui.samples import keep_place, say_withdrawn
from smartcity.ui.store import warehouse
from smartcity.ui.style import style
from smartcity.ui.translation import translate
from smartcity.ui.trouble import trouble_said
from smartcity.warehouse import Warehouse, WarehouseBusy
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words
from smartcity.wording.messages import spell

_LOG = logging.getLogger("smartcity")
_PAGES = "pages"


@dataclass(frozen=True)
class Opened:
    """What a page works with: the warehouse, what was chosen of what is offered, and the wording."""

    warehouse: Warehouse
    selection: Selection
    words: Words
    offer: Offer

    def choose(self, *names: str) -> None:
        """Draw the choices *names* here; the selection already holds what is chosen in them."""
        self.offer.draw(names, self.selection)

    def section(self, *codes: str) -> str:
        """Draw the sections of the page and return the one that is open; the first one when none was chosen."""
        spell = {code: self.words(f"ui.section.{code}") for code in codes}
        return address.choose("section", codes, self.words("ui.choice.section"), codes[0], spell.__getitem__)


def begin() -> Words:
    """Start a run: put shared choices back into the address, set style and language, and return the wording."""
    address.restore()
    words = Words(address.language())
    st.html(style(words("ui.name")))
    translate(words.language)
    return words


def navigate(groups: Mapping[str, Sequence[str]], pages: Mapping[str, object], words: Words) -> object:
    """Draw the sidebar and return the page to run; *groups* names the codes of *pages* that stand together."""
    st.session_state[_PAGES] = dict(pages)
    sections = {words(f"ui.group.{group}"): [pages[code] for code in codes] for group, codes in groups.items()}
    page = st.navigation(sections, expanded=True)
    st.set_page_config(page_title=f"{page.title} · {words('ui.name')}", layout="wide")
    with st.sidebar:
        address.choose("language", LANGUAGES, words("ui.choice.language"), DEFAULT_LANGUAGE, str.upper)
        draw_sign_in(words)
        st.caption(words("ui.owner"))
    return page


def page_of(code: str) -> object | None:
    """Return the page with the code *code*, to link to it."""
    return st.session_state.get(_PAGES, {}).get(code)


def open_page(code: str, *choices: str, inside: Sequence[str] = (), has_survey_years: bool = False) -> Opened:
    """Open the warehouse, draw title and stamp and one line of *choices*, and return what the page works with.

    *inside* are the choices that the page draws further down with `Opened.choose`; *has_survey_years* offers the years
    with a survey instead of those with results.
    """
    words = Words(address.language())
    opened = warehouse()
    offer = Offer(opened, available(opened), words, (*choices, *inside), has_survey_years)
    selection = offer.selected()
    heading(words(f"ui.page.{code}.title"), stamp(opened), words)
    for finding in scores.lost(opened):
        st.error(plain(spell(finding, words).sentence))
    offer.draw(choices, selection)
    return Opened(opened, selection, words, offer)


def heading(title: str, made: Stamp, words: Words) -> None:
    """Draw the page's title with the grey stamp under it, and keep a place for the CONTOH banner below."""
    st.title(plain(title), anchor=False)
    with st.container(key="stamp"):
        st.caption(stamp_line(made, words))
    say_withdrawn(words)
    keep_place()


def stamp_line(made: Stamp, words: Words) -> str:
    """Spell as of when the page is."""
    if not made.built_at:
        return words("ui.stamp.none")
    return words("ui.stamp.line", at=made.built_at, build=made.fingerprint[:4], n=made.files)


@contextmanager
def guard(words: Words) -> Iterator[None]:
    """Turn whatever fails inside into a sentence; what nobody foresaw gets a number that also stands in the log."""
    try:
        yield
    except WarehouseBusy as problem:
        _LOG.warning("warehouse held by process %s: %s", problem.pid, problem.process)
        held = words("ui.failure.busy_by", pid=problem.pid) if problem.pid else ""
        _say(words("ui.failure.busy"), held, words("ui.failure.busy_step"))
    except NotLoadable as problem:
        _LOG.error("data cannot be opened: %s", problem)
        _say(words("ui.failure.damaged"), spell(problem.inspection.findings[0], words).sentence)
    except TROUBLES as problem:
        _LOG.exception("data cannot be used")
        _say(words("ui.failure.damaged"), trouble_said(problem, words))
    except Exception:
        number = uuid4().hex[:6]
        _LOG.exception("failure %s", number)
        _say(words("ui.failure.unforeseen", number=number), words("ui.failure.unforeseen_step"))


def _say(problem: str, *rest: str) -> None:
    with st.container(border=True, key=f"failure-{uuid4().hex[:6]}"):
        st.subheader(plain(problem), anchor=False)
        st.markdown(plain(" ".join(part for part in rest if part)))
