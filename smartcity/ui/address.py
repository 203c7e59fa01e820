"""The address bar as the share link: `?tahun=2023&bahasa=en`, read and written by name.

`bind="query-params"` is not used, because Streamlit would write the formatted label into the address and a link would
break with the language. Here the address carries stable codes: a choice that equals its default is left out, a code
that does not exist is ignored. A switch of the page empties the address, so what pages share is put back.
"""

from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_MEMORY = "shared choices"


def restore(shared: Iterable[str]) -> None:
    """Put the names *shared* by pages back that a switch of the page took out; call it first in every run.

    Going back in the browser's history is no switch: there the address is what the viewer wants.
    """
    if not getattr(get_script_run_ctx(), "is_history_navigation", False):
        for name, code in st.session_state.get(_MEMORY, {}).items():
            if name not in st.query_params:
                st.query_params[name] = code
    st.session_state[_MEMORY] = {name: st.query_params[name] for name in shared if name in st.query_params}


def held(name: str) -> str | None:
    """Return what the address holds under *name*."""
    return st.query_params.get(name)


def write(name: str, code: str | None) -> None:
    """Let the address hold *code* under *name*; None takes it out, also for the pages that share it."""
    if code is None:
        st.session_state.get(_MEMORY, {}).pop(name, None)
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = code


def link() -> str:
    """Return the address of what is on screen."""
    query = urlencode(st.query_params.to_dict())
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))
