"""Names that are alike: a person says whether two spellings mean one innovation or two."""

import streamlit as st

from smartcity import intake
from smartcity.access.policy import DECIDE
from smartcity.answers import scores
from smartcity.innovations.lists import NearPair
from smartcity.intake import DataFolder
from smartcity.intake.folder import identity
from smartcity.records.decisions import DIFFERENT, INNOVATION, Alias, Decisions
from smartcity.ui.person import ask_name, may, remember_name
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.trouble import trouble_said
from smartcity.wording import Words

SHOWN_PAIRS = 10

_DECIDED = "names decided"
_SHARES = (3, 2)


def ask_same(words: Words) -> None:
    """Ask of names that are alike whether they are one innovation; the answer goes into the journal in a person's name.

    Nothing is drawn for those who may not decide. What was decided can be withdrawn in the history of the upload page.
    """
    text = st.session_state.pop(_DECIDED, None)
    if text:
        st.success(plain(text))
    pairs = scores.near_innovations(warehouse()) if may(DECIDE) else ()
    if not pairs:
        return
    with st.container(border=True, key="near-names"):
        st.markdown(f"**{words('ui.names.title')}**  \n{words('ui.names.hint')}")
        by = ask_name(words("ui.names.by"), words("upload.save.by_hint"), key="names-by")
        for pair in pairs[:SHOWN_PAIRS]:
            alias = _ask(pair, words)
            if alias is not None:
                _decide(alias, by, words)
        if len(pairs) > SHOWN_PAIRS:
            st.caption(words("ui.names.more", n=len(pairs) - SHOWN_PAIRS))


def _ask(pair: NearPair, words: Words) -> Alias | None:
    """Draw one pair and return what was pressed for it.

    Its buttons are known by the names, so that none of them becomes another pair's when one is gone.
    """
    key = identity(f"{pair.first}|{pair.second}".encode())[:8]
    with st.container(key=f"near-row-{key}"):
        said, pressed = st.columns(_SHARES, vertical_alignment="center")
        names = {"first": plain(pair.first), "second": plain(pair.second)}
        said.markdown(words("ui.names.pair", share=pair.likeness / 100, **names))
        with pressed, st.container(horizontal=True):
            is_same = st.button(words("ui.names.same"), key=f"same-{key}")
            is_different = st.button(words("ui.names.different"), key=f"different-{key}")
    if is_same:
        return Alias(INNOVATION, pair.first, pair.second)
    return Alias(DIFFERENT, pair.first, pair.second) if is_different else None


def _decide(alias: Alias, by: str, words: Words) -> None:
    if not by:
        st.error(words("ui.names.no_name"))
        return
    remember_name(by)
    try:
        with st.spinner(words("ui.names.working")):
            intake.decide(DataFolder.chosen(), Decisions((alias,)), by, words("ui.names.why"), warehouse())
    except intake.TROUBLES as problem:
        st.error(plain(trouble_said(problem, words)))
        return
    done = "done_same" if alias.of == INNOVATION else "done_different"
    st.session_state[_DECIDED] = words(f"ui.names.{done}", first=alias.text, second=alias.meaning)
    st.rerun()
