"""The builder's panels: indicators and groups, scale, missing data, means, regions and years.

Each field shows what the draft holds and writes back what a person changes, so that the draft alone remembers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from smartcity.exhibits.composite import offered_winsorising
from smartcity.scoring.composite import IMPUTATIONS, MEANS, NORMALISATIONS, OUTRANKINGS, SPANS
from smartcity.scoring.composite.definition import DIRECTIONS, GOALPOSTS, NONE, RANK, ZSCORE
from smartcity.ui.composite.draft import DRAFT, Draft
from smartcity.ui.elements import plain, type_number
from smartcity.wording import Words

_LIST, _NUMBER = 180, 120
"""Widths in pixels of a list and of a number; the two stand side by side on a phone."""

_PERCENT = 100

Change = Callable[[Draft, object], Draft]
"""Takes what a field was given into the draft."""


@dataclass(frozen=True)
class Stock:
    """What can be chosen: indicators by code with their names and what is known of them, regions, and years."""

    labels: Mapping[str, str]
    known: Mapping[str, str]
    families: Mapping[str, str]
    regions: Sequence[str]
    years: Sequence[int]


def draw_panel(panel: str, stock: Stock, words: Words) -> None:
    """Draw one panel by its code."""
    with st.container(key=f"composite-panel-{panel}"):
        _PANELS[panel](DRAFT.get(), stock, words)


def _field(key: str, value: object, change: Change) -> dict[str, object]:
    """Return the arguments by which a widget shows *value* and hands what it is given to *change*."""
    key = f"composite-{key}"
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: DRAFT.keep(change(DRAFT.get(), st.session_state[key]))}


def _given(change: Change) -> Change:
    """Let an emptied field change nothing."""
    return lambda own, value: own if value is None else change(own, value)


def _own(name: str) -> Change:
    """Make the change of one part of the draft."""
    return _given(lambda own, value: replace(own, **{name: value}))


def _number(
    label: str, key: str, value: float, change: Change, words: Words, width: int = _NUMBER, **limits: float
) -> None:
    """Draw a number to type."""

    def take(number: float | None) -> None:
        DRAFT.keep(change(DRAFT.get(), number))

    type_number(label, value, words, f"composite-{key}", take, width=width, **limits)


_share = partial(_number, low=0.0)
"""Draws a weight."""


def _switch(label: str, options: Sequence, name: str, value: object, change: Change, spell: Callable) -> None:
    """Draw a few options side by side, one of which always holds."""
    field = _field(name, value, change)
    st.segmented_control(label, options, required=True, wrap=True, format_func=spell, **field)


@contextmanager
def _row(key: str | None = None) -> Iterator[None]:
    """Set fields side by side."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=key):
        yield


def name_field(words: Words) -> None:
    """Draw the name of the composition."""
    field = _field("name", DRAFT.get().name, _own("name"))
    st.text_input(words("composite.build.name"), max_chars=120, autocomplete="off", width=520, **field)


def _measures(own: Draft, stock: Stock, words: Words) -> None:
    codes = [pick.code for pick in own.picks]
    families = stock.families
    st.multiselect(
        words("composite.field.measures"),
        list(dict.fromkeys((*stock.labels, *codes))),
        format_func=lambda code: stock.labels.get(code, code),
        placeholder=words("composite.field.measures_hint"),
        filter_mode="contains",
        **_field("measures", codes, lambda was, chosen: was.with_codes(chosen, families)),
    )
    for number in range(len(own.picks)):
        _pick(number, own, stock, words)
    if len(own.groups) > 1:
        st.markdown(f"**{words('composite.field.group_weights')}**")
        with _row("composite-groups"):
            for number, group in enumerate(own.groups):
                _share(plain(group), f"group-{number}", own.weight_of(group), _weighing(group), words)


def _weighing(group: str) -> Change:
    return _given(lambda own, weight: own.with_weight(group, weight))


def _pick(number: int, own: Draft, stock: Stock, words: Words) -> None:
    pick = own.picks[number]

    def change(name: str) -> Change:
        return lambda was, value: was.with_pick(number, **{name: value})

    with st.container(key=f"composite-pick-{number}"):
        label, known = stock.labels.get(pick.code, pick.code), stock.known.get(pick.code, "")
        st.markdown(f"**{plain(label)}**" + (f"  \n{plain(known)}" if known else ""))
        with _row():
            st.selectbox(
                words("composite.field.group"),
                own.groups,
                accept_new_options=True,
                placeholder=words("composite.field.group_hint"),
                width=_LIST,
                **_field(f"of-{number}", pick.group, _given(change("group"))),
            )
            _share(words("composite.field.weight"), f"weight-{number}", pick.weight, _given(change("weight")), words)
            if own.method == GOALPOSTS:
                for post in ("low", "high"):
                    value = getattr(pick, post)
                    _number(words(f"composite.field.post_{post}"), f"{post}-{number}", value, change(post), words)
            _switch(
                words("composite.field.direction"),
                DIRECTIONS,
                f"direction-{number}",
                pick.direction,
                _given(change("direction")),
                lambda one: words(f"composite.field.direction_{'up' if one > 0 else 'down'}"),
            )


def _scale(own: Draft, stock: Stock, words: Words) -> None:
    with _row():
        st.selectbox(
            words("composite.field.method"),
            NORMALISATIONS,
            format_func=lambda one: words(f"composite.method.{one}"),
            width=_LIST,
            **_field("method", own.method, lambda was, method: was.with_method(method)),
        )
        if own.method not in (GOALPOSTS, NONE):
            label = words("composite.field.over")
            _switch(label, SPANS, "over", own.over, _own("over"), lambda one: words(f"composite.field.over_{one}"))
        if own.method not in (RANK, NONE):
            labels = ("mean", "deviation") if own.method == ZSCORE else ("low", "high")
            for place, label in enumerate(labels):
                _number(words(f"composite.field.{label}"), f"to-{place}", own.to[place], _target(place), words)
    st.caption(words(f"composite.explained.{own.method}"))


def _target(place: int) -> Change:
    return _given(lambda own, value: replace(own, to=(value, own.to[1]) if place == 0 else (own.to[0], value)))


def _missing(own: Draft, stock: Stock, words: Words) -> None:
    with _row():
        _number(
            words("composite.field.below"),
            "below",
            own.below * _PERCENT,
            _given(lambda was, value: replace(was, below=value / _PERCENT)),
            words,
            _LIST,
            low=0.0,
            high=100.0,
        )
        label, change = words("composite.field.impute"), _own("impute")
        _switch(label, IMPUTATIONS, "impute", own.impute, change, lambda one: words(f"composite.field.impute_{one}"))
    st.caption(words("composite.field.below_hint"))
    field = _field("winsorise", own.winsorise is not None, _winsorising)
    st.toggle(words("composite.field.winsorise"), **field)
    if own.winsorise is None:
        return
    with _row():
        limits = {"min_value": 0, "step": 1, "width": _NUMBER}
        label, points = words("composite.field.points"), own.winsorise.points
        st.number_input(label, **limits, **_field("points", points, _of_rule("points")))
        for name in ("skew", "kurtosis"):
            label, value = words(f"composite.field.{name}"), getattr(own.winsorise, name)
            _number(label, name, value, _of_rule(name), words, low=0.0)


def _winsorising(own: Draft, is_on: object) -> Draft:
    return replace(own, winsorise=offered_winsorising() if is_on else None)


def _of_rule(name: str) -> Change:
    return _given(lambda own, value: replace(own, winsorise=replace(own.winsorise, **{name: value})))


def _means(own: Draft, stock: Stock, words: Words) -> None:
    with _row():
        for name in ("group_mean", "index_mean"):
            label, value = words(f"composite.field.{name}"), getattr(own, name)
            _switch(label, MEANS, name, value, _own(name), lambda one: words(f"composite.mean.{one}"))
        st.pills(
            words("composite.field.outranking"),
            OUTRANKINGS,
            selection_mode="multi",
            format_func=lambda one: words(f"cli.composite.{one}"),
            **_field("outranking", list(own.outranking), lambda was, chosen: replace(was, outranking=tuple(chosen))),
        )
    st.caption(words("composite.explained.means"))


def _places(own: Draft, stock: Stock, words: Words) -> None:
    regions = [one for one in own.regions if one in stock.regions]
    st.multiselect(
        words("composite.field.regions"),
        stock.regions,
        placeholder=words("composite.field.regions_hint", n=len(stock.regions)),
        filter_mode="contains",
        **_field("regions", regions, lambda was, chosen: replace(was, regions=tuple(chosen))),
    )
    years = [one for one in own.years if one in stock.years]
    st.multiselect(
        words("composite.field.years"),
        stock.years,
        placeholder=words("composite.field.years_hint"),
        **_field("years", years, lambda was, chosen: replace(was, years=tuple(sorted(chosen)))),
    )
    st.caption(words("composite.field.places_hint"))


_PANELS = {"measures": _measures, "scale": _scale, "missing": _missing, "means": _means, "places": _places}
PANELS = tuple(_PANELS)
