"""The builder's panels: indicators and groups, scale, missing data, means, regions and years.

Each field shows what the draft holds and writes back what a person changes, so that the draft alone remembers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from smartcity.exhibits.composite import offered_winsorising
from smartcity.scoring.composite import IMPUTATIONS, MEANS, NORMALISATIONS, OUTRANKINGS, SPANS
from smartcity.scoring.composite.definition import DIRECTIONS, GOALPOSTS, NONE, RANK, ZSCORE
from smartcity.ui.composite.draft import Draft
from smartcity.ui.composite.session import draft, keep
from smartcity.ui.plain import plain
from smartcity.wording import Words

_LIST, _NUMBER = 180, 120
"""Widths in pixels of a list and of a number; the two stand side by side on a phone."""

_PERCENT = 100


@dataclass(frozen=True)
class Offered:
    """What can be chosen: indicators by code with their names and what is known of them, regions, and years."""

    labels: Mapping[str, str]
    known: Mapping[str, str]
    families: Mapping[str, str]
    regions: Sequence[str]
    years: Sequence[int]


def draw_panel(panel: str, offered: Offered, words: Words) -> None:
    """Draw one panel by its code."""
    with st.container(key=f"composite-panel-{panel}"):
        match panel:
            case "measures":
                _measures(offered, words)
            case "scale":
                _scale(words)
            case "missing":
                _missing(words)
            case "means":
                _means(words)
            case "places":
                _places(offered, words)


PANELS = ("measures", "scale", "missing", "means", "places")


def _field(key: str, value: object, change: Callable[[Draft, object], Draft]) -> dict[str, object]:
    """Return the arguments by which a widget shows *value* and hands what it is given to *change*."""
    key = f"composite-{key}"
    st.session_state[key] = value
    return {"key": key, "on_change": _write, "args": (key, change)}


def _write(key: str, change: Callable[[Draft, object], Draft]) -> None:
    keep(change(draft(), st.session_state[key]))


def _own(name: str) -> Callable[[Draft, object], Draft]:
    """Make the change of one part of the draft; an emptied field changes nothing."""
    return lambda own, value: own if value is None else replace(own, **{name: value})


def name_field(words: Words) -> None:
    """Draw the name of the composition."""
    told = _field("name", draft().name, _own("name"))
    st.text_input(words("composite.build.name"), max_chars=120, autocomplete="off", width=520, **told)


def _measures(offered: Offered, words: Words) -> None:
    own = draft()
    codes = [pick.code for pick in own.picks]
    families = offered.families
    told = _field("measures", codes, lambda was, chosen: was.with_codes(chosen, families))
    st.multiselect(
        words("composite.field.measures"),
        list(dict.fromkeys((*offered.labels, *codes))),
        format_func=lambda code: offered.labels.get(code, code),
        placeholder=words("composite.field.measures_hint"),
        filter_mode="contains",
        **told,
    )
    for number in range(len(own.picks)):
        _pick(number, offered, words)
    if len(own.groups) > 1:
        st.markdown(f"**{words('composite.field.group_weights')}**")
        with st.container(horizontal=True, vertical_alignment="bottom", key="composite-groups"):
            for number, group in enumerate(own.groups):
                told = _field(f"group-{number}", own.weight_of(group), _weighing(group))
                st.number_input(plain(group), min_value=0.0, step=0.1, format="%g", width=_NUMBER, **told)


def _weighing(group: str) -> Callable[[Draft, object], Draft]:
    return lambda own, weight: own if weight is None else own.with_weight(group, weight)


def _of_pick(number: int, name: str) -> Callable[[Draft, object], Draft]:
    def change(own: Draft, value: object) -> Draft:
        return own if value is None and name not in ("low", "high") else own.with_pick(number, **{name: value})

    return change


def _pick(number: int, offered: Offered, words: Words) -> None:
    own = draft()
    pick = own.picks[number]
    with st.container(key=f"composite-pick-{number}"):
        label, known = offered.labels.get(pick.code, pick.code), offered.known.get(pick.code, "")
        st.markdown(f"**{plain(label)}**" + (f"  \n{plain(known)}" if known else ""))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                words("composite.field.group"),
                own.groups,
                accept_new_options=True,
                placeholder=words("composite.field.group_hint"),
                width=_LIST,
                **_field(f"of-{number}", pick.group, _of_pick(number, "group")),
            )
            told = _field(f"weight-{number}", pick.weight, _of_pick(number, "weight"))
            st.number_input(
                words("composite.field.weight"), min_value=0.0, step=0.1, format="%g", width=_NUMBER, **told
            )
            if own.method == GOALPOSTS:
                for post in ("low", "high"):
                    told = _field(f"{post}-{number}", getattr(pick, post), _of_pick(number, post))
                    st.number_input(words(f"composite.field.post_{post}"), format="%g", width=_NUMBER, **told)
            st.segmented_control(
                words("composite.field.direction"),
                DIRECTIONS,
                required=True,
                wrap=True,
                format_func=lambda one: words(f"composite.field.direction_{'up' if one > 0 else 'down'}"),
                **_field(f"direction-{number}", pick.direction, _of_pick(number, "direction")),
            )


def _scale(words: Words) -> None:
    own = draft()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words("composite.field.method"),
            NORMALISATIONS,
            format_func=lambda one: words(f"composite.method.{one}"),
            width=_LIST,
            **_field("method", own.method, lambda was, method: was.with_method(method)),
        )
        if own.method not in (GOALPOSTS, NONE):
            st.segmented_control(
                words("composite.field.over"),
                SPANS,
                required=True,
                wrap=True,
                format_func=lambda one: words(f"composite.field.over_{one}"),
                **_field("over", own.over, _own("over")),
            )
        if own.method not in (RANK, NONE):
            labels = ("mean", "deviation") if own.method == ZSCORE else ("low", "high")
            for place, label in enumerate(labels):
                told = _field(f"to-{place}", own.to[place], _target(place))
                st.number_input(words(f"composite.field.{label}"), format="%g", width=_NUMBER, **told)
    st.caption(words(f"composite.explained.{own.method}"))


def _target(place: int) -> Callable[[Draft, object], Draft]:
    def change(own: Draft, value: object) -> Draft:
        return own if value is None else replace(own, to=(value, own.to[1]) if place == 0 else (own.to[0], value))

    return change


def _missing(words: Words) -> None:
    own = draft()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        told = _field("below", own.below * _PERCENT, _share("below"))
        st.number_input(
            words("composite.field.below"), min_value=0.0, max_value=100.0, step=10.0, format="%g", width=_LIST, **told
        )
        st.segmented_control(
            words("composite.field.impute"),
            IMPUTATIONS,
            required=True,
            wrap=True,
            format_func=lambda one: words(f"composite.field.impute_{one}"),
            **_field("impute", own.impute, _own("impute")),
        )
    st.caption(words("composite.field.below_hint"))
    told = _field("winsorise", own.winsorise is not None, _winsorising)
    st.toggle(words("composite.field.winsorise"), **told)
    if own.winsorise is None:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, step in (("points", 1), ("skew", 0.5), ("kurtosis", 0.5)):
            told = _field(name, getattr(own.winsorise, name), _of_rule(name))
            least = type(step)(0)
            st.number_input(words(f"composite.field.{name}"), min_value=least, step=step, width=_NUMBER, **told)


def _share(name: str) -> Callable[[Draft, object], Draft]:
    return lambda own, value: own if value is None else replace(own, **{name: value / _PERCENT})


def _winsorising(own: Draft, is_on: object) -> Draft:
    return replace(own, winsorise=offered_winsorising() if is_on else None)


def _of_rule(name: str) -> Callable[[Draft, object], Draft]:
    def change(own: Draft, value: object) -> Draft:
        return own if value is None else replace(own, winsorise=replace(own.winsorise, **{name: value}))

    return change


def _means(words: Words) -> None:
    own = draft()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name in ("group_mean", "index_mean"):
            st.segmented_control(
                words(f"composite.field.{name}"),
                MEANS,
                required=True,
                wrap=True,
                format_func=lambda one: words(f"composite.mean.{one}"),
                **_field(name, getattr(own, name), _own(name)),
            )
        st.pills(
            words("composite.field.outranking"),
            OUTRANKINGS,
            selection_mode="multi",
            format_func=lambda one: words(f"cli.composite.{one}"),
            **_field("outranking", list(own.outranking), lambda was, asked: replace(was, outranking=tuple(asked))),
        )
    st.caption(words("composite.explained.means"))


def _places(offered: Offered, words: Words) -> None:
    own = draft()
    st.multiselect(
        words("composite.field.regions"),
        offered.regions,
        placeholder=words("composite.field.regions_hint", n=len(offered.regions)),
        filter_mode="contains",
        **_field(
            "regions",
            [one for one in own.regions if one in offered.regions],
            lambda was, chosen: replace(was, regions=tuple(chosen)),
        ),
    )
    st.multiselect(
        words("composite.field.years"),
        offered.years,
        placeholder=words("composite.field.years_hint"),
        **_field(
            "years",
            [one for one in own.years if one in offered.years],
            lambda was, chosen: replace(was, years=tuple(sorted(chosen))),
        ),
    )
    st.caption(words("composite.field.places_hint"))
