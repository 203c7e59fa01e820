"""A page: the warehouse, what the viewer chose, the wording, and the ways to draw choices, sections and exhibits."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from smartcity.answers import scores
from smartcity.exhibits import pages
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import stamp
from smartcity.exhibits.pages.parts import BESIDE, FOLDED, OPENED, Make, Part
from smartcity.ui import showing
from smartcity.ui.choices import CHOICES, OF_SURVEYS, choose, selected
from smartcity.ui.elements import plain
from smartcity.ui.frame import heading
from smartcity.ui.kinds import Choice, Options, language
from smartcity.ui.screen import is_phone
from smartcity.ui.store import warehouse
from smartcity.warehouse import Warehouse
from smartcity.wording import Words
from smartcity.wording.messages import spell


@dataclass(frozen=True)
class Page:
    """What a page works with: its code, the warehouse, what was chosen, the wording, and what its choices offer."""

    code: str
    warehouse: Warehouse
    selection: Selection
    words: Words
    choices: Mapping[str, Choice]

    @property
    def question(self) -> tuple[Warehouse, Selection, Words]:
        """What every exhibit is made of."""
        return self.warehouse, self.selection, self.words

    def choose(self, *codes: str) -> None:
        """Draw choices in one line, those that leave something to choose; the selection already holds them."""
        drawings = {code: self.choices[code].drawing(*self.question) for code in codes}
        shown = {code: draw for code, draw in drawings.items() if draw is not None}
        if shown:
            with self.line("-".join(shown), (self.choices[code].said(*self.question) for code in shown)):
                for draw in shown.values():
                    draw()

    @contextmanager
    def line(self, key: str, said: Iterable[str]) -> Iterator[None]:
        """Open the line that choices stand in; a phone folds it behind what holds, so that the finding comes first."""
        label = self.words("ui.choice.folded", said=" · ".join(filter(None, said)))
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
        for part in pages.sections(self.code)[section]:
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


def open_page(code: str, *choices: str, inside: Sequence[str] = (), has_survey_years: bool = False) -> Page:
    """Open the warehouse, draw title and stamp and one line of *choices*, and return what the page works with.

    *inside* are the choices that the page draws further down with `Page.choose`; *has_survey_years* offers the years
    that a survey can be made for instead of those with results.
    """
    words = Words(language())
    opened = warehouse()
    known = OF_SURVEYS if has_survey_years else CHOICES
    page = Page(code, opened, selected((*choices, *inside), known, opened, words), words, known)
    heading(words(f"ui.page.{code}.title"), stamp(opened), words)
    for finding in scores.lost(opened):
        st.error(plain(spell(finding, words).sentence))
    page.choose(*choices)
    return page
