"""What a choice wrote into the address, kept until the browser has heard of it.

The address is told to the browser by the run that a choice begins, and sent back with whatever is pressed next. A quick
hand, or a busy server, presses before that: the older address comes, and the choice would be undone by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from smartcity.ui.memory import Memory


@dataclass(frozen=True)
class Written:
    """A *code* written on a *page*, None for none, and the *older* ones that a late address may still hold.

    Until a run has passed it *is_new*: that the address holds it is then no word from the browser.
    """

    page: str
    code: str | None
    older: frozenset[str | None]
    is_new: bool = True

    @property
    def is_open(self) -> bool:
        """Whether its page is still open; going back in the browser's history asks for the older address itself."""
        return self.page == _page() and not goes_back()


_WRITTEN: Memory[Mapping[str, Written]] = Memory("written", MappingProxyType({}), is_of_all=True)


def held(name: str) -> str | None:
    """Return what the address holds under *name*, in the stead of an older one what was written over it."""
    code, written = st.query_params.get(name), _WRITTEN.get().get(name)
    return written.code if written is not None and written.is_open and code in written.older else code


def write(name: str, code: str | None) -> None:
    """Let the address hold *code* under *name*, None for none."""
    last = _WRITTEN.get().get(name)
    before = {held(name), st.query_params.get(name)} | (last.older | {last.code} if last and last.is_open else set())
    _WRITTEN.keep({**_WRITTEN.get(), name: Written(_page(), code, frozenset(before - {code}))})
    _put(name, code)


def catch_up() -> None:
    """Put back what an older address took out, and forget what the browser has heard of; call it first in every run."""
    kept = {}
    for name, written in _WRITTEN.get().items():
        code = st.query_params.get(name)
        if not written.is_open or not (code in written.older or (code == written.code and written.is_new)):
            continue
        kept[name] = replace(written, is_new=False)
        if code != written.code:
            _put(name, written.code)
    _WRITTEN.keep(kept)


def goes_back() -> bool:
    """Say whether this run is asked for by going back or forth in the browser's history."""
    return getattr(get_script_run_ctx(suppress_warning=True), "is_history_navigation", False)


def _page() -> str:
    return getattr(get_script_run_ctx(suppress_warning=True), "page_script_hash", "")


def _put(name: str, code: str | None) -> None:
    if code is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = code
