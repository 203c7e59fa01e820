"""The doubts to tick, kept in the address, and parts of a page that are only worked out when they are opened."""

from collections.abc import Callable, Sequence

import streamlit as st

from smartcity.exhibits.kit.drawn_ranks import Control
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.ui import address
from smartcity.ui.plain import plain
from smartcity.ui.showing import show
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

CHOICE = "doubts"


def choose_doubts(controls: Sequence[Control], words: Words) -> None:
    """Draw a box for each doubt; one that cannot be drawn is grey and says why, unless the address asks for it."""
    if not controls:
        return
    possible = [control.code for control in controls if not control.reason]
    with st.container(key="doubts"):
        st.markdown(f"**{plain(words('robustness.control.label'))}**")
        with st.container(horizontal=True, key="doubts-boxes"):
            for control in controls:
                key = f"doubt-{control.code}"
                st.session_state[key] = control.is_on
                st.checkbox(
                    plain(control.name),
                    key=key,
                    disabled=bool(control.reason) and not control.is_on,
                    on_change=_write,
                    args=([one.code for one in controls], possible),
                    width="content",
                )
        reasons = [words("robustness.control.one", name=one.name, reason=one.reason) for one in controls if one.reason]
        if reasons:
            st.caption(plain(words("robustness.control.impossible", reasons="; ".join(reasons))))


def _write(codes: Sequence[str], possible: Sequence[str]) -> None:
    ticked = [code for code in codes if st.session_state[f"doubt-{code}"]]
    address.write_several(CHOICE, ticked, possible)


def show_when_opened(
    title: str,
    make: Callable[[Warehouse, Selection, Words], Exhibit],
    warehouse: Warehouse,
    selection: Selection,
    words: Words,
) -> None:
    """Draw a folded part under a question; its exhibit is only made when somebody opens it."""
    folded = st.expander(plain(title), key=f"opened-{make.__name__}", on_change="rerun")
    if folded.open:
        with folded:
            show(make(warehouse, selection, words), selection)
