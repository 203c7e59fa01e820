"""What the viewer chose, in the address: `?tahun=2023&bahasa=en`, so that the address bar is the share link.

`bind="query-params"` is not used, because Streamlit would write the formatted label into the address and a link would
break with the language. Here the address carries stable codes: a choice that equals its default is left out, a code
that does not exist is ignored. A switch of the page empties the address, so what pages share is put back.
"""

from collections.abc import Callable, Sequence
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
    "section": "bagian",
}
"""Each choice and its name in the address; addresses are passed on, so these names stay."""

SHARED = ("language", "year", "dimension")
SEARCH_LENGTH = 80

_MEMORY = "shared choices"
_WIDTH = 300
"""Pixels that a list or search box takes at most."""


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
    return st.segmented_control(label, options, **told, required=True)


def searched() -> str:
    """Return the text that the address asks to search for."""
    return st.query_params.get(PARAMETERS["search"], "")[:SEARCH_LENGTH]


def search(label: str, placeholder: str) -> str:
    """Draw the search box and return what stands in it."""
    key = "choice-search"
    st.session_state[key] = searched()
    return st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        max_chars=SEARCH_LENGTH,
        on_change=_write,
        args=("search", ""),
        autocomplete="off",
        width=_WIDTH,
    )


def link() -> str:
    """Return the address of what is on screen."""
    query = urlencode(st.query_params.to_dict())
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def _write(choice: str, default: str) -> None:
    name, code = PARAMETERS[choice], st.session_state[f"choice-{choice}"]
    if code is None or code == default:
        st.session_state.get(_MEMORY, {}).pop(name, None)
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = code
