"""The doubts to tick, kept in the address."""

from collections.abc import Sequence

import streamlit as st

from smartcity.exhibits.ranks.robustness import Control
from smartcity.ui.choices import CHOICES
from smartcity.ui.elements import plain, remark
from smartcity.wording import Words


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
            remark(words("robustness.control.impossible", reasons="; ".join(reasons)))


def _write(codes: Sequence[str], possible: Sequence[str]) -> None:
    ticked = [code for code in codes if st.session_state[f"doubt-{code}"]]
    CHOICES["doubts"].write_several(ticked, possible)
