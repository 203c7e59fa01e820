"""The kinds of choices: one of some codes, several, a text, a day, a number; how each is held, read, said and drawn."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import isfinite
from types import MappingProxyType

import streamlit as st

from smartcity.exhibits.kit.selection import Selection
from smartcity.ui import address
from smartcity.ui.elements import day_form, plain, type_number
from smartcity.ui.links import pin
from smartcity.ui.memory import Memory
from smartcity.warehouse import Warehouse
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words

ALL = "semua"
"""The code of "no restriction"; as a default it never stands in the address."""

SEARCH_LENGTH = 80

BETWEEN = "."
NOTHING = "tanpa"
"""What stands between the codes of a choice of several, and what stands for none of them."""

SHARED_CODES: Memory[Mapping[str, str]] = Memory("shared choices", MappingProxyType({}), is_of_all=True)
"""What pages share, put back after a switch of the page."""

_WIDTH, _NUMBER = 300, 180
"""Pixels that a list or search box, and a number, take at most."""

_LONGEST_ROW, _GAP = 45, 4
"""How many letters fit side by side on a phone, and what the frame of an option takes of them."""


@dataclass(frozen=True)
class Options:
    """The codes that can be chosen, the one that holds when nothing was chosen, and what codes are called."""

    codes: Sequence[str]
    default: str | None
    spell: Callable[[str], str] = str

    @property
    def is_long(self) -> bool:
        """Whether the options are too long to stand side by side on a phone."""
        return sum(len(self.spell(code)) + _GAP for code in self.codes) > _LONGEST_ROW


OptionsOf = Callable[[Warehouse, Selection, Words], Options]
"""Tells what can be chosen, given what was chosen before."""


@dataclass(frozen=True)
class Choice:
    """One choice: its *code*, which names its widget, its label and its field of the selection, and its address *name*.

    Addresses are passed on, so the names stay. What is shared goes along to the other pages. A kind whose options are
    known here has `read`, which gives what the selection takes, None for what was left open, and `drawing`, which gives
    what draws it under its label, None where there is nothing to choose between.
    """

    code: str
    name: str
    is_shared: bool = False

    @property
    def held(self) -> str | None:
        """What the address holds."""
        return address.held(self.name)

    def write(self, code: str | None) -> None:
        """Let the address hold *code*; None takes the choice back to its default, also for the pages that share it."""
        shared = {name: held for name, held in SHARED_CODES.get().items() if name != self.name}
        SHARED_CODES.keep({**shared, **({self.name: code} if self.is_shared and code is not None else {})})
        address.write(self.name, code)

    def _label(self, words: Words) -> str:
        return words(f"ui.choice.{self.code}")

    def _widget(self, value: object, default: object) -> Mapping[str, object]:
        """Return the arguments by which a widget shows *value* and writes what is chosen, unless it is the default."""
        key = f"choice-{self.code}"
        st.session_state[key] = value

        def write() -> None:
            code = st.session_state[key]
            self.write(None if code is None or code == default else str(code))

        return {"key": key, "on_change": write}


@dataclass(frozen=True)
class Picked(Choice):
    """One of some codes; *value* makes the selection's value of a code.

    *options* is None where the page that draws the choice knows them. A choice of one part of a page *is_open*: where
    its default holds, the selection leaves it to that part.
    """

    options: OptionsOf | None = None
    value: Callable[[str], object] = str
    is_open: bool = False

    def read(self, warehouse: Warehouse, selection: Selection, words: Words) -> object:
        """Return the chosen code's value."""
        options = self.options(warehouse, selection, words)
        self.pin(options)
        code = self.chosen(options)
        return None if code in (None, ALL) or (self.is_open and code == options.default) else self.value(code)

    def chosen(self, options: Options) -> str | None:
        """Return the code that the address holds, or the default where it holds none of *options*."""
        code = self.held
        return code if code in options.codes else options.default

    def pin(self, options: Options) -> None:
        """Remember what holds, for links: a default is another one next year."""
        code = self.chosen(options)
        pin(self.name, None if code == ALL else code)

    def drawing(self, warehouse: Warehouse, selection: Selection, words: Words) -> Callable[[], object] | None:
        """Draw the options side by side, or where they are long as a list."""
        options = self.options(warehouse, selection, words)
        if len(options.codes) < 2:
            return None
        return partial(self.choose, options, self._label(words), as_list=options.is_long)

    def shown_as(self, warehouse: Warehouse, selection: Selection, words: Words) -> str:
        """Return what the chosen code is called."""
        options = self.options(warehouse, selection, words)
        return options.spell(self.chosen(options))

    def choose(self, options: Options, label: str, *, as_list: bool = False) -> str:
        """Draw the choice and return its code; *as_list* draws a list to open instead of all side by side."""
        widget = self._widget(self.chosen(options), options.default) | {"format_func": options.spell}
        if as_list:
            return st.selectbox(label, options.codes, **widget, filter_mode="contains", width=_WIDTH)
        # What stands side by side is read as markup, unlike what stands in a list.
        widget["format_func"] = lambda code: plain(str(options.spell(code)))
        return st.segmented_control(label, options.codes, **widget, required=True, wrap=True)


@dataclass(frozen=True)
class Several(Choice):
    """Any of some *codes*; the part of the page that draws them knows which of them are on by default."""

    codes: Sequence[str] = ()

    def read(self, warehouse: Warehouse, selection: Selection, words: Words) -> tuple[str, ...] | None:
        """Return the codes that the address holds; an empty tuple says that the viewer wants none."""
        held = (self.held or "").split(BETWEEN)
        return () if held == [NOTHING] else tuple(code for code in self.codes if code in held) or None

    def write_several(self, codes: Sequence[str], default: Sequence[str]) -> None:
        """Let the address hold *codes*; those that hold by default are left out."""
        self.write(None if set(codes) == set(default) else BETWEEN.join(codes) or NOTHING)


@dataclass(frozen=True)
class Typed(Choice):
    """A text to search for."""

    def read(self, warehouse: Warehouse, selection: Selection, words: Words) -> str:
        """Return the text."""
        return (self.held or "")[:SEARCH_LENGTH]

    def shown_as(self, warehouse: Warehouse, selection: Selection, words: Words) -> str:
        """Return the text."""
        return self.read(warehouse, selection, words)

    def drawing(self, warehouse: Warehouse, selection: Selection, words: Words) -> Callable[[], object]:
        """Draw a search box with a hint in it."""
        widget = self._widget(self.read(warehouse, selection, words), "")
        hint = words(f"ui.choice.{self.code}_hint")
        limits = {"placeholder": hint, "max_chars": SEARCH_LENGTH, "autocomplete": "off", "width": _WIDTH}
        return partial(st.text_input, self._label(words), **widget, **limits)


@dataclass(frozen=True)
class Day(Choice):
    """A day (ISO), which may be left open."""

    def read(self, warehouse: Warehouse, selection: Selection, words: Words) -> str | None:
        """Return the day; what is no day is ignored."""
        try:
            return date.fromisoformat(self.held or "").isoformat()
        except ValueError:
            return None

    def shown_as(self, warehouse: Warehouse, selection: Selection, words: Words) -> str:
        """Return the day as people write it."""
        day = self.read(warehouse, selection, words)
        return "" if day is None else words.date(date.fromisoformat(day))

    def drawing(self, warehouse: Warehouse, selection: Selection, words: Words) -> Callable[[], object]:
        """Draw a calendar."""
        day = self.read(warehouse, selection, words)
        widget = self._widget(None if day is None else date.fromisoformat(day), None)
        form = day_form(words)
        return partial(st.date_input, self._label(words), format=form, width=_WIDTH, **widget)


@dataclass(frozen=True)
class Number(Choice):
    """A number to type; the page that draws it knows its ends."""

    def choose(self, label: str, default: float, low: float, high: float, step: float) -> float:
        """Draw the number and return it; the address holds it with a decimal point, and what is no number is ignored.

        A number off *low* to *high* that the address asks for is taken to the nearer end.
        """
        kind = type(step)
        try:
            number = float(default if (text := self.held) is None else text)
        except ValueError:
            number = default
        value = min(max(number if isfinite(number) else default, low), high)
        if kind is int:
            limits = {"min_value": int(low), "max_value": int(high), "step": step}
            return st.number_input(label, width=_NUMBER, **limits, **self._widget(int(value), int(default)))

        def take(number: float | None) -> None:
            self.write(None if number in (None, default) else str(number))

        words = Words(language())
        type_number(label, value, words, f"choice-{self.code}", take, low=low, high=high, width=_NUMBER)
        return value


LANGUAGE = Picked("language", "bahasa", is_shared=True)
_LANGUAGES = Options(LANGUAGES, DEFAULT_LANGUAGE, str.upper)


def language() -> str:
    """Return the language that the address asks for."""
    return LANGUAGE.chosen(_LANGUAGES)


def choose_language(words: Words) -> None:
    """Draw the languages."""
    LANGUAGE.choose(_LANGUAGES, words("ui.choice.language"))
