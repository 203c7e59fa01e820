"""The banner over invented data, and the one confirmed step that takes it out, for those who may."""

import streamlit as st

from smartcity.access.policy import WITHDRAW
from smartcity.exhibits.kit.available import available
from smartcity.ui.address import language
from smartcity.ui.person import may
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse, withdraw_samples
from smartcity.wording import Words

_PLACE = "sample banner"
_WITHDRAWN = "samples withdrawn"


def keep_place() -> None:
    """Keep a place for the banner; it stays empty unless something invented is shown below."""
    st.session_state[_PLACE] = st.empty()


def raise_banner() -> None:
    """Fill the banner's place, once a run."""
    place = st.session_state.pop(_PLACE, None)
    if place is None:
        return
    words = Words(language())
    with place.container(border=True, horizontal=True, vertical_alignment="center", key="sample-banner"):
        st.markdown(f"**{words('ui.sample.word')}** {plain(words('ui.sample.banner'))}")
        if not may(WITHDRAW):
            return
        with st.popover(words("ui.sample.withdraw"), key="withdraw-samples"):
            files = available(warehouse()).sample_files
            st.markdown(plain(words("ui.sample.consequence", n=len(files), files=words.join(files))))
            if st.button(words("ui.sample.confirm"), type="primary", key="confirm-withdrawal"):
                with st.spinner(words("ui.sample.working")):
                    st.session_state[_WITHDRAWN] = withdraw_samples()
                st.rerun()


def say_withdrawn(words: Words) -> None:
    """Say once that the samples were withdrawn."""
    count = st.session_state.pop(_WITHDRAWN, None)
    if count:
        st.toast(words("ui.sample.withdrawn", n=count))
