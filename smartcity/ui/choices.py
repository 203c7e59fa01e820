"""What can be chosen: each choice is one record that says how it stands in the address, is read from it and drawn.

The address bar is the share link: `?tahun=2023&bahasa=en`. `bind="query-params"` is not used, because Streamlit would
write the formatted label into the address and a link would break with the language. Here the address carries stable
codes: a choice that equals its default is left out (a link that is sent holds it, as the default may be another next
year), a code that does not exist is ignored. A switch of the page empties the address, so what pages share is put back.

To add a choice, give it a field in `exhibits.kit.selection`, a record in `CHOICES` with a label in the wording, and let
the page that has it name it. A choice that only opens a part of a page has no field; its page knows its options.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from math import isfinite
from types import MappingProxyType

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from smartcity.answers import scores
from smartcity.exhibits import survey
from smartcity.exhibits.kit.available import available
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks import components, movement, standings
from smartcity.method import load_dimensions, load_methods
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness import DOUBTS
from smartcity.survey import FORMS
from smartcity.ui.elements import type_number
from smartcity.ui.links import pin, unpin
from smartcity.ui.memory import Memory
from smartcity.warehouse import Warehouse
from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES, Words

ALL = "semua"
"""The code of "no restriction"; as a default it never stands in the address."""

SEARCH_LENGTH = 80

BETWEEN = "."
NOTHING = "tanpa"
"""What stands between the codes of a choice of several, and what stands for none of them."""

_SHARED_CODES: Memory[Mapping[str, str]] = Memory("shared choices", MappingProxyType({}))
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
        return st.query_params.get(self.name)

    def write(self, code: str | None) -> None:
        """Let the address hold *code*; None takes the choice back to its default, also for the pages that share it."""
        if code is None:
            _SHARED_CODES.keep({name: held for name, held in _SHARED_CODES.get().items() if name != self.name})
            st.query_params.pop(self.name, None)
        else:
            st.query_params[self.name] = code

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
        if code not in (None, ALL):
            pin(self.name, code)

    def drawing(self, warehouse: Warehouse, selection: Selection, words: Words) -> Callable[[], object] | None:
        """Draw the options side by side, or where they are long as a list."""
        options = self.options(warehouse, selection, words)
        if len(options.codes) < 2:
            return None
        return partial(self.choose, options, self._label(words), as_list=options.is_long)

    def choose(self, options: Options, label: str, *, as_list: bool = False) -> str:
        """Draw the choice and return its code; *as_list* draws a list to open instead of all side by side."""
        widget = self._widget(self.chosen(options), options.default) | {"format_func": options.spell}
        if as_list:
            return st.selectbox(label, options.codes, **widget, filter_mode="contains", width=_WIDTH)
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

    def drawing(self, warehouse: Warehouse, selection: Selection, words: Words) -> Callable[[], object]:
        """Draw a calendar."""
        day = self.read(warehouse, selection, words)
        widget = self._widget(None if day is None else date.fromisoformat(day), None)
        form = "DD/MM/YYYY" if words.language == DEFAULT_LANGUAGE else "YYYY-MM-DD"
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


def _years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    codes = tuple(map(str, available(warehouse).years))
    return Options(codes, codes[-1] if codes else None)


def _survey_years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    """Offer every year that a survey can be made for: first the newest that has one, else the last known one."""
    known = available(warehouse)
    years = [year for year in known.offered_years if year in known.survey_years or year in warehouse.methods.years]
    newest = max(known.survey_years, default=warehouse.methods.all[-1].year)
    return Options(tuple(map(str, years)), str(newest))


def _named(names: Mapping[str, str], everything: str) -> Options:
    """Offer the codes of *names* and before them `ALL`, which is called *everything*."""
    return Options((ALL, *names), ALL, {ALL: everything, **names}.__getitem__)


def _dimensions(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    names = {dimension.code: dimension.name for dimension in load_dimensions()}
    return _named(names, words("ui.choice.all_dimensions"))


def _lists(warehouse: Warehouse, selection: Selection, words: Words, *, place: int = -1) -> Options:
    lists = available(warehouse).lists
    codes = tuple(lists)
    return Options(codes, codes[place:][0] if codes else None, lists.__getitem__)


def _regions(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    regions = standings.comparable(warehouse, selection)
    return Options(regions, regions[0] if regions else None)


def groups(codes: Sequence[str], default: str, words: Words) -> Options:
    """Offer groups of regions to stand among."""
    spell = {code: words(f"standings.among.{code}", province=load_site().province) for code in codes}
    return Options(tuple(codes), default, spell.__getitem__)


def _among(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    return groups([group for group in scores.groups() if group != scores.TRACK], scores.NATIONAL, words)


def _peers(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    codes = movement.groups(warehouse, selection)
    return groups(codes, codes[0], words)


def _tracks(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    names = {track: words(f"method.track.{track}") for track in available(warehouse).tracks}
    return _named(names, words("ui.choice.all_tracks"))


def _mappings(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    surveys = [method.survey for method in load_methods().all]
    codes = tuple(dict.fromkeys(mapping for rules in surveys for mapping in rules.mappings))
    mark = words(f"survey.mark.{surveys[-1].certainty}")
    spell = {code: f"{words(f'method.mapping.{code}')} {mark}".strip() for code in codes}
    return Options(codes, surveys[-1].default_mapping, spell.__getitem__)


def _weights_years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    years, usual = components.weights_years(warehouse, selection)
    return Options(tuple(map(str, years)), None if usual is None else str(usual))


def _points(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    sizes = load_doubts()
    spell = {f"{points:g}": words("robustness.points", points=points) for points in sizes.points}
    return Options(tuple(spell), f"{sizes.usual_points:g}", spell.__getitem__)


def _forms(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    return Options((ALL, *FORMS), ALL, lambda code: words(f"ui.choice.form_{code}"))


def _skm_years(warehouse: Warehouse, selection: Selection, words: Words) -> Options:
    years = survey.skm_years(warehouse)
    spell = {year: words("ui.choice.undated") if year == survey.UNDATED else year for year in years}
    return Options(years, years[-1] if years else None, spell.__getitem__)


CHOICES: Mapping[str, Choice] = MappingProxyType({
    choice.code: choice
    for choice in (
        Picked("language", "bahasa", is_shared=True),
        Picked("year", "tahun", is_shared=True, options=_years, value=int),
        Picked("dimension", "dimensi", is_shared=True, options=_dimensions),
        Picked("innovation_list", "daftar", options=_lists),
        Picked("other_list", "banding", options=partial(_lists, place=-2)),
        Picked("region", "daerah", options=_regions),
        Picked("among", "lingkup", options=_among),
        Picked("track", "jalur", options=_tracks),
        Picked("mapping", "pemetaan", options=_mappings),
        Typed("search", "cari"),
        Picked("peers", "pembanding", options=_peers, is_open=True),
        Picked("weights_year", "bobot", options=_weights_years, value=int, is_open=True),
        Several("doubts", "ragu", codes=DOUBTS),
        Picked("points", "lebar", options=_points, value=float, is_open=True),
        Picked("form", "formulir", options=_forms),
        Day("until", "sampai"),
        Typed("phrase", "kata"),
        Picked("skm_year", "skm", options=_skm_years, is_open=True),
        Picked("scenario", "pengandaian"),
        Picked("aim", "sasaran"),
        Picked("section", "bagian"),
        Picked("component", "komponen"),
        Picked("beside", "sanding"),
        Picked("footing", "mulai"),
        Number("goal_index", "indeks"),
        Number("goal_rank", "peringkat"),
    )
})  # fmt: skip
"""Every choice, in the order of the selection's fields; those after them open a part of a page and nothing more."""

OF_SURVEYS = MappingProxyType({**CHOICES, "year": replace(CHOICES["year"], options=_survey_years)})
"""The choices of a page about surveys: its years are those that a survey can be made for, not those with results."""

SHARED = tuple(choice.name for choice in CHOICES.values() if choice.is_shared)
"""Names in the address that go along to another page."""

_LANGUAGES = Options(LANGUAGES, DEFAULT_LANGUAGE, str.upper)


def selected(codes: Sequence[str], choices: Mapping[str, Choice], warehouse: Warehouse, words: Words) -> Selection:
    """Read the selection from the address; what is not in *codes* stays unset, except what pages share."""
    unpin()
    selection = Selection(language=words.language)
    for code in dict.fromkeys(("year", "dimension", *codes)):
        selection = replace(selection, **{code: choices[code].read(warehouse, selection, words)})
    return selection


def language() -> str:
    """Return the language that the address asks for."""
    return CHOICES["language"].chosen(_LANGUAGES)


def choose_language(words: Words) -> None:
    """Draw the languages."""
    CHOICES["language"].choose(_LANGUAGES, words("ui.choice.language"))


def choose(code: str, options: Options, label: str, *, as_list: bool = False) -> str:
    """Draw a choice of which the page knows the options, and return its code."""
    CHOICES[code].pin(options)
    return CHOICES[code].choose(options, label, as_list=as_list)


def restore() -> None:
    """Put back what pages share and a switch of the page took out of the address; call it first in every run.

    Going back in the browser's history is no switch: there the address is what the viewer wants.
    """
    if not getattr(get_script_run_ctx(), "is_history_navigation", False):
        for name, code in _SHARED_CODES.get().items():
            if name not in st.query_params:
                st.query_params[name] = code
    _SHARED_CODES.keep({name: st.query_params[name] for name in SHARED if name in st.query_params})
