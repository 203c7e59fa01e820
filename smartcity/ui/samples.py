"""The banner over invented data, and the one confirmed step that takes it out, for those who may."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import streamlit as st

from smartcity import intake
from smartcity.access.policy import WITHDRAW
from smartcity.exhibits.kit.available import available
from smartcity.intake import DataFolder
from smartcity.ui.elements import done, plain, unfold
from smartcity.ui.finishing import finish
from smartcity.ui.kinds import language
from smartcity.ui.memory import Memory
from smartcity.ui.person import asker, may
from smartcity.ui.runs import is_of_part
from smartcity.ui.screen import is_phone
from smartcity.ui.store import warehouse
from smartcity.wording import Words

DASHBOARD = "dasbor"

_PLACE, _WITHDRAWN = Memory("sample banner"), Memory("samples withdrawn")
_SEEN = Memory("samples seen", False)
_OF_PARTS: Memory[Mapping[str, bool]] = Memory("parts with samples", MappingProxyType({}))


def keep_place() -> None:
    """Keep a place for the banner; it stays empty unless something invented is shown below."""
    _PLACE.keep(st.empty())
    _SEEN.take()


def raise_banner() -> None:
    """Note that something invented is shown; the banner is drawn once the page is."""
    _SEEN.keep(True)


def draw_banner() -> None:
    """Fill the banner's place if the page shows samples; call it last, as what a part draws is drawn anew with it."""
    place, is_raised = _PLACE.take(), _SEEN.take()
    if place is None or not is_raised:
        return
    words = Words(language())
    with place.container(horizontal=True, vertical_alignment="center", key="sample-banner"):
        short = "_short" if is_phone() else ""
        st.markdown(f"**{words('ui.sample.word')}** {plain(words(f'ui.sample.banner{short}'))}")
        if not may(WITHDRAW):
            return
        with unfold(words(f"ui.sample.withdraw{short}"), "withdraw-samples"):
            files = available(warehouse()).sample_files
            st.markdown(plain(words("ui.sample.consequence", n=len(files), files=words.join(files))))
            if st.button(words("ui.sample.confirm"), type="primary", key="confirm-withdrawal"):
                with st.spinner(words("ui.sample.working")):
                    finish(lambda: _WITHDRAWN.keep(withdraw_samples()))
                done()
                st.rerun()


@contextmanager
def keeping_banner(part: str) -> Iterator[None]:
    """Draw a part; once it begins or ceases to show samples the page runs whole, so that the banner stays true."""
    outside = _SEEN.take()
    yield
    seen = _SEEN.get()
    had = _OF_PARTS.get().get(part, False)
    _SEEN.keep(outside or seen)
    _OF_PARTS.keep({**_OF_PARTS.get(), part: seen})
    if is_of_part() and seen != had:
        st.rerun()


def say_withdrawn(words: Words) -> None:
    """Say once that the samples were withdrawn."""
    count = _WITHDRAWN.take()
    if count:
        st.toast(words("ui.sample.withdrawn", n=count))


def withdraw_samples() -> int:
    """Withdraw every entry of invented data, rebuild in place, and return how many entries it were.

    Zero when somebody else has withdrawn them in the meantime. The journal names who signed in, else the dashboard.
    """
    folder = DataFolder.chosen()
    entries = [line.id for line in intake.samples(folder)]
    try:
        return len(intake.withdraw(folder, entries, asker(DASHBOARD), Words(language())("ui.sample.why"), warehouse()))
    except intake.UnknownEntry:
        return 0
