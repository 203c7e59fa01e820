"""A page: the warehouse, what the viewer chose, the wording, and the ways to draw choices, sections and exhibits."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import wraps
from types import MappingProxyType

import streamlit as st

from smartcity.access.policy import VIEW
from smartcity.answers import scores
from smartcity.exhibits import pages
from smartcity.exhibits.kit.exhibit import Stamp
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.pages.parts import BESIDE, FOLDED, OPENED, Make, Part, grouped
from smartcity.intake import clock
from smartcity.ui import showing
from smartcity.ui.choices import CHOICES, choose, selected
from smartcity.ui.elements import plain
from smartcity.ui.frame import guard, heading
from smartcity.ui.kinds import Choice, Options, language
from smartcity.ui.links import open_at, unpin
from smartcity.ui.papers import offer_page
from smartcity.ui.person import asker
from smartcity.ui.runs import is_for_somebody, is_of_part, is_pressed
from smartcity.ui.samples import keeping_banner
from smartcity.ui.screen import is_phone
from smartcity.ui.store import warehouse
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.messages import spell


@dataclass(frozen=True)
class Page:
    """What a page works with: its code, the warehouse, what was chosen, the wording, what its choices offer, its stamp.

    The selection holds what is chosen for the part that is drawn, see `alone`.
    """

    code: str
    warehouse: Warehouse
    selection: Selection
    words: Words
    choices: Mapping[str, Choice]
    stamp: Stamp

    @property
    def is_outdated(self) -> bool:
        """Whether the data are others by now than those that the page was drawn from."""
        opened = warehouse()
        return opened is not self.warehouse or stamp(opened) != self.stamp

    def reading(self, *codes: str) -> "Page":
        """Return the page with the choices *codes* as the address holds them now."""
        chosen = selected(codes, self.choices, self.warehouse, self.words, self.selection)
        return replace(self, selection=chosen)

    @property
    def of_today(self) -> "Page":
        """The page as of the day that was chosen, else of this day."""
        return replace(self, selection=pages.of_day(self.code, self.selection, clock.today()))

    @property
    def question(self) -> tuple[Warehouse, Selection, Words]:
        """What every exhibit is made of."""
        return self.warehouse, self.selection, self.words

    def choose(self, *codes: str) -> None:
        """Draw choices in one line, those that leave something to choose; the selection already holds them."""
        drawings = {code: self.choices[code].drawing(*self.question) for code in codes}
        shown = {code: draw for code, draw in drawings.items() if draw is not None}
        if shown:
            with self.line("-".join(shown), (self.choices[code].shown_as(*self.question) for code in shown)):
                for draw in shown.values():
                    draw()

    @contextmanager
    def line(self, key: str, labels: Iterable[str]) -> Iterator[None]:
        """Open the line that choices stand in; a phone folds it behind what holds, so that the finding comes first."""
        label = self.words("ui.choice.folded", said=" · ".join(filter(None, labels)))
        fold = st.expander(plain(label), key=f"folded-{key}", type="compact") if is_phone() else nullcontext()
        with fold, st.container(horizontal=True, vertical_alignment="bottom", key=f"choices-{key}"):
            yield

    def section(self, *codes: str) -> str:
        """Draw the sections of the page and return the one that is open; the first one when none was chosen.

        *codes* are those of a page whose exhibits are of what somebody types there.
        """
        codes = codes or tuple(pages.sections(self.code))
        spell = {code: self.words(f"ui.section.{code}") for code in codes}
        options = Options(codes, codes[0], spell.__getitem__)
        return choose("section", options, self.words("ui.choice.section"), as_list=is_phone() and options.is_long)

    def draw(self, section: str = "", above: Mapping[Make, Callable[["Page"], None]] = MappingProxyType({})) -> None:
        """Draw the parts of a *section* with the choices that belong to them, and forms *above* certain exhibits."""
        for group in grouped(pages.sections(self.code)[section]):
            if group[0].is_alone:
                _draw_alone(Page._draw_parts, self, group[0].asks, group, above)
            else:
                self._draw_parts(group, above)
        offer_page(self.code, *self.question)

    def _draw_parts(self, parts: Sequence[Part], above: Mapping[Make, Callable[["Page"], None]]) -> None:
        for part in parts:
            if part.is_shown(*self.question):
                self.choose(*part.asks)
                if part.makes[0] in above:
                    above[part.makes[0]](self)
                self._draw_part(part)

    def _draw_part(self, part: Part) -> None:
        match part.stands:
            case stands if stands == BESIDE:
                self.show_beside(*part.makes)
            case stands if stands == FOLDED:
                self.show_folded(*part.makes)
            case stands if stands == OPENED:
                self.show_when_opened(self.words(part.title), *part.makes)
            case _:
                self.show(*part.makes)

    def show(self, *makes: Make) -> None:
        """Make and draw exhibits one after another."""
        for make in makes:
            showing.show(make(*self.question), self.selection)

    def show_beside(self, *makes: Make) -> None:
        """Make exhibits and draw them side by side."""
        showing.show_beside([make(*self.question) for make in makes], self.selection)

    def show_folded(self, *makes: Make) -> None:
        """Make exhibits and draw their findings, each to be opened."""
        for make in makes:
            showing.show_folded(make(*self.question), self.selection)

    def show_when_opened(self, title: str, make: Make) -> None:
        """Draw a folded part under a question; its exhibit is only made when somebody opens it."""
        folded = st.expander(plain(title), key=f"opened-{make.__name__}", on_change="rerun")
        if folded.open:
            with folded:
                self.show(make)


def open_page(code: str, *, known: Mapping[str, Choice] = CHOICES) -> Page:
    """Open the warehouse, draw title and stamp, and return what the page works with; its choices belong to its parts.

    *known* are all choices, for a page that offers other years than those with results.
    """
    words = Words(language())
    opened = warehouse()
    made = stamp(opened)
    unpin()
    page = Page(code, opened, Selection(language=words.language), words, known, made).reading("year", "dimension")
    open_at(code)
    heading(words(f"ui.page.{code}.title"), made, words, is_behind=opened.is_spent)
    for finding in scores.lost(opened):
        st.error(plain(spell(finding, words).sentence))
    return page


def alone(*choices: str, inside: Sequence[str] = ()) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Let a function draw a part of a page under a line of *choices*: when one is chosen, this part is drawn alone.

    *inside* are choices that the function draws further down with `Page.choose`. It is given the page with all of them
    read from the address, and what else it is called with. What stands outside is not given them and cannot depend on
    them.
    """

    def decorate(draw: Callable[..., None]) -> Callable[..., None]:
        def drawn(page: Page, *others: object) -> None:
            page.choose(*choices)
            draw(page, *others)

        named = wraps(draw)(drawn)
        return wraps(draw)(lambda page, *others: _draw_alone(named, page, (*choices, *inside), *others))

    return decorate


def _draw_alone(draw: Callable[..., None], page: Page, codes: Sequence[str], *others: object) -> None:
    """Draw a part that can be drawn alone; for nobody, as when a page is warmed up, Streamlit would draw none."""
    (_part if is_for_somebody() else _draw_part)(draw, page, codes, *others)


def _draw_part(draw: Callable[..., None], page: Page, codes: Sequence[str], *others: object) -> None:
    """Draw a part with *codes* as they are chosen now; the whole page where what stands around it would not be true.

    A button that was pressed is heard first, whatever others have saved meanwhile: the next run draws the whole page.
    """
    if is_of_part() and page.is_outdated:
        if not is_pressed():
            st.rerun()
        page = replace(page, warehouse=warehouse())
    with guard(page.words), keeping_banner(f"{draw.__module__}.{draw.__qualname__} {codes}"):
        # A part is drawn past the router, which admits nobody who may not read.
        asker().require(VIEW)
        draw(page.reading(*codes), *others)


_part = st.fragment(_draw_part)
