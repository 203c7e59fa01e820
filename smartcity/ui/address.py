"""What the viewer chose, in the address: `?tahun=2023&bahasa=en`, so that the address bar is the share link.

`bind="query-params"` is not used, because Streamlit would write the formatted label into the address and a link would
break with the language. Here the address carries stable codes: a choice that equals its default is left out, a code
that does not exist is ignored. A switch of the page empties the address, so what pages share is put back.
"""

from collections.abc import Callable, Sequence
from datetime import date
from math import isfinite
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from smartcity.wording import DEFAULT_LANGUAGE, LANGUAGES

PARAMETERS = {
    "language": "bahasa",
    "year": "tahun",
    "dimension": "dimensi",
    "innovation_list": "daftar",
    "other_list": "banding",
    "region": "daerah",
    "among": "lingkup",
    "track": "jalur",
    "mapping": "pemetaan",
    "search": "cari",
    "peers": "pembanding",
    "weights_year": "bobot",
    "doubts": "ragu",
    "points": "lebar",
    "form": "formulir",
    "until": "sampai",
    "phrase": "kata",
    "skm_year": "skm",
    "scenario": "pengandaian",
    "aim": "sasaran",
    "section": "bagian",
    "component": "komponen",
    "beside": "sanding",
    "goal_index": "indeks",
    "goal_rank": "peringkat",
}
"""Each choice and its name in the address; addresses are passed on, so these names stay."""

SHARED = ("language", "year", "dimension")
TYPED = ("search", "phrase")
"""Choices that are typed: the text to search for stands in the address itself."""

SEARCH_LENGTH = 80

BETWEEN = "."
NOTHING = "tanpa"
"""What stands between the codes of a choice of several, and what stands for none of them."""

_MEMORY = "shared choices"
_WIDTH, _NUMBER = 300, 180
"""Pixels that a list or search box, and a number, take at most."""


def restore() -> None:
    """Put shared choices back that a switch of the page took out of the address; call it first in every run.

    Going back in the browser's history is no switch: there the address is what the viewer wants.
    """
    kept = st.session_state.get(_MEMORY, {})
    if not getattr(get_script_run_ctx(), "is_history_navigation", False):
        for name, code in kept.items():
            if name not in st.query_params:
                st.query_params[name] = code
    names = [PARAMETERS[choice] for choice in SHARED]
    st.session_state[_MEMORY] = {name: st.query_params[name] for name in names if name in st.query_params}


def chosen(choice: str, options: Sequence[str], default: str | None) -> str | None:
    """Return the code that the address holds for *choice*, or *default* where it holds none of *options*."""
    code = st.query_params.get(PARAMETERS[choice])
    return code if code in options else default


def chosen_several(choice: str, options: Sequence[str]) -> tuple[str, ...] | None:
    """Return the codes of *options* that the address holds for *choice*, or None where it holds none of them.

    An empty tuple says that the viewer wants none.
    """
    held = st.query_params.get(PARAMETERS[choice], "").split(BETWEEN)
    return () if held == [NOTHING] else tuple(code for code in options if code in held) or None


def write_several(choice: str, codes: Sequence[str], default: Sequence[str]) -> None:
    """Let the address hold *codes* for *choice*; those that hold by default are left out."""
    if set(codes) == set(default):
        st.query_params.pop(PARAMETERS[choice], None)
    else:
        st.query_params[PARAMETERS[choice]] = BETWEEN.join(codes) or NOTHING


def language() -> str:
    """Return the language that the address asks for."""
    return chosen("language", LANGUAGES, DEFAULT_LANGUAGE)


def choose(
    choice: str,
    options: Sequence[str],
    label: str,
    default: str,
    spell: Callable[[str], str] = str,
    *,
    as_list: bool = False,
) -> str:
    """Draw one choice and return its code.

    Args:
        choice: A key of `PARAMETERS`.

        options: Stable codes; they stand in the address.

        label: What the choice is called on screen.

        default: The code that the address leaves out.

        spell: Gives the text shown for a code.

        as_list: Draw a list to open, for many or long options, instead of all side by side.
    """
    key = f"choice-{choice}"
    st.session_state[key] = chosen(choice, options, default)
    told = {"key": key, "format_func": spell, "on_change": _write, "args": (choice, default)}
    if as_list:
        return st.selectbox(label, options, **told, filter_mode="contains", width=_WIDTH)
    return st.segmented_control(label, options, **told, required=True, wrap=True)


def day() -> str | None:
    """Return the day (ISO) that the address asks for; what is no day is ignored."""
    held = st.query_params.get(PARAMETERS["until"], "")
    try:
        return date.fromisoformat(held).isoformat()
    except ValueError:
        return None


def choose_day(label: str, language: str) -> None:
    """Draw a day to choose; it may be left open."""
    key = "choice-until"
    held = day()
    st.session_state[key] = None if held is None else date.fromisoformat(held)
    form = "DD/MM/YYYY" if language == DEFAULT_LANGUAGE else "YYYY-MM-DD"
    st.date_input(label, key=key, format=form, on_change=_write, args=("until", None), width=_WIDTH)


def choose_number(choice: str, label: str, default: float, low: float, high: float, step: float) -> float:
    """Draw a number to type and return it; the address holds it with a decimal point, and what is no number is ignored.

    A number off *low* to *high* that the address asks for is taken to the nearer end.
    """
    key, kind = f"choice-{choice}", type(step)
    try:
        held = float(st.query_params.get(PARAMETERS[choice], default))
    except ValueError:
        held = default
    value = min(max(held if isfinite(held) else default, low), high)
    st.session_state[key] = kind(value)
    limits = {"min_value": kind(low), "max_value": kind(high), "step": step}
    return st.number_input(label, key=key, on_change=_write, args=(choice, kind(default)), width=_NUMBER, **limits)


def searched(choice: str = "search") -> str:
    """Return the text that the address asks to search for by one of `TYPED`."""
    return st.query_params.get(PARAMETERS[choice], "")[:SEARCH_LENGTH]


def search(label: str, placeholder: str, choice: str = "search") -> str:
    """Draw the search box of one of `TYPED` and return what stands in it."""
    key = f"choice-{choice}"
    st.session_state[key] = searched(choice)
    return st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        max_chars=SEARCH_LENGTH,
        on_change=_write,
        args=(choice, ""),
        autocomplete="off",
        width=_WIDTH,
    )


def link() -> str:
    """Return the address of what is on screen."""
    query = urlencode(st.query_params.to_dict())
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def reset(choice: str) -> None:
    """Take a choice back to its default, also for the pages that share it."""
    name = PARAMETERS[choice]
    st.session_state.get(_MEMORY, {}).pop(name, None)
    st.query_params.pop(name, None)


def _write(choice: str, default: str) -> None:
    name, code = PARAMETERS[choice], st.session_state[f"choice-{choice}"]
    if code is None or code == default:
        st.session_state.get(_MEMORY, {}).pop(name, None)
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(code)
