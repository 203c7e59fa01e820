"""Names that are alike: a person says whether two spellings mean one innovation or two."""

import streamlit as st

from smartcity import intake
from smartcity.access.policy import DECIDE
from smartcity.answers import scores
from smartcity.innovations.lists import NearPair
from smartcity.intake import DataFolder
from smartcity.intake.folder import identity
from smartcity.records.decisions import DIFFERENT, INNOVATION, Alias, Decisions
from smartcity.ui.elements import plain
from smartcity.ui.journal import is_signed, record, say_outcome
from smartcity.ui.page import Page
from smartcity.ui.person import ask_name, asker, may
from smartcity.wording import Words

SHOWN_PAIRS = 10

_SHARES = (3, 2)


def ask_same(page: Page) -> None:
    """Ask of names that are alike whether they are one innovation; the answer goes into the journal in a person's name.

    Nothing is drawn for those who may not decide. What was decided can be withdrawn in the history of the upload page.
    """
    words = page.words
    say_outcome()
    pairs = scores.near_innovations(page.warehouse) if may(DECIDE) else ()
    if not pairs:
        return
    with st.container(border=True, key="near-names"):
        st.markdown(f"**{words('ui.names.title')}**  \n{words('ui.names.hint')}")
        by = ask_name(words("ui.names.by"), words, "names-by")
        for pair in pairs[:SHOWN_PAIRS]:
            alias = _ask(pair, words)
            if alias is not None:
                _decide(alias, by, page)
        if len(pairs) > SHOWN_PAIRS:
            st.caption(words("ui.names.more", n=len(pairs) - SHOWN_PAIRS))


def _ask(pair: NearPair, words: Words) -> Alias | None:
    """Draw one pair and return what was pressed for it.

    Its buttons are known by the names, so that none of them becomes another pair's when one is gone.
    """
    key = identity(f"{pair.first}|{pair.second}".encode())[:8]
    with st.container(key=f"near-row-{key}"):
        names, buttons = st.columns(_SHARES, vertical_alignment="center")
        spelt = {"first": plain(pair.first), "second": plain(pair.second)}
        names.markdown(words("ui.names.pair", share=pair.likeness / 100, **spelt))
        with buttons, st.container(horizontal=True):
            is_same = st.button(words("ui.names.same"), key=f"same-{key}")
            is_different = st.button(words("ui.names.different"), key=f"different-{key}")
    if is_same:
        return Alias(INNOVATION, pair.first, pair.second)
    return Alias(DIFFERENT, pair.first, pair.second) if is_different else None


def _decide(alias: Alias, by: str, page: Page) -> None:
    words = page.words
    if not is_signed(by, words("ui.names.no_name")):
        return
    why, done = words("ui.names.why"), "done_same" if alias.of == INNOVATION else "done_different"
    record(
        lambda: intake.decide(DataFolder.chosen(), Decisions((alias,)), asker(by), why, page.warehouse),
        lambda _: words(f"ui.names.{done}", first=alias.text, second=alias.meaning),
        words("ui.names.working"),
        words,
    )
