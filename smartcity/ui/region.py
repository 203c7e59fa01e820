"""For which region the screen asks: what the address holds, where who sits there reaches so far; kept run by run.

Everything that is asked within a session's run is asked for it (`method.regions.let_tell`), also what a part of a page
asks that is drawn alone, and what a button does before the page is drawn.
"""

from collections import Counter
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from smartcity.access.policy import VIEW
from smartcity.answers.homes import homes
from smartcity.exhibits.kit.naming import short
from smartcity.method.regions import Home, configured_site, let_tell, load_site
from smartcity.ui import address
from smartcity.ui.elements import plain
from smartcity.ui.kinds import SHARED_CODES
from smartcity.ui.links import REGION
from smartcity.ui.memory import forget_widgets
from smartcity.ui.person import asker, note_refusal, person
from smartcity.ui.store import warehouse
from smartcity.ui.translating import translate
from smartcity.wording import Words

_HELD, _WIDGET = "acting for", "choice-home"
"""Where a session keeps the region; not as other things are remembered, which differ from region to region."""


def _told() -> Home | None:
    return None if get_script_run_ctx(suppress_warning=True) is None else st.session_state.get(_HELD)


let_tell(_told)


def settle(words: Words) -> None:
    """Ask from now on for the region that the address holds, else for one's own; go no further for one out of reach."""
    if is_alone():
        return
    known, who, wanted = homes(warehouse()), person().asking(), address.held(REGION)
    own = next((home for home in known.values() if who.covers(home.home)), None)
    # A link to a region that is not there shows no other one in its place.
    chosen = known.get(wanted) if wanted else own
    if chosen is None or not who.covers(chosen.home):
        _refuse(chosen, own, words)
    if chosen != st.session_state.get(_HELD, known[configured_site().home_code]):
        forget_widgets()
    st.session_state[_HELD] = chosen


def _refuse(wanted: Home | None, own: Home | None, words: Words) -> None:
    """Say that a region is out of reach, and lead back to one's own; nothing of it is made or sent."""
    note_refusal(f"{REGION} {wanted.home_code if wanted else ''}".strip())
    close_pages(words)
    st.subheader(words("access.closed"), anchor=False)
    named = {"region": wanted.home} if wanted else {}
    why = "out_of_reach" if wanted else "unknown" if own else "none"
    st.markdown(plain(words(f"ui.region.{why}", **named)))
    if own is not None:
        st.button(words("ui.region.own", region=own.home), on_click=_lead_to, args=(own.home_code,), key="own-region")
    st.stop()


def close_pages(words: Words) -> None:
    """Let the address that was typed be the only one there is, and show nothing."""
    here = urlsplit(st.context.url or "").path.strip("/")
    paths = ("tertutup", here) if here and "/" not in here else ("tertutup",)
    pages = [st.Page(lambda: None, title=words("ui.name"), url_path=path, default=path == paths[0]) for path in paths]
    st.navigation(pages, position="hidden")
    translate(words.language)


def choose_region(words: Words) -> None:
    """Draw the list of the regions that who sits at the screen reaches, where there are several."""
    if is_alone():
        return
    who = asker()
    reached = {code: home.home for code, home in homes(warehouse()).items() if who.covers(home.home)}
    if len(reached) < 2:
        st.caption(plain(load_site().home))
        return
    st.session_state[_WIDGET] = load_site().home_code
    # In the sidebar of a hall there is no room for what all of them begin with.
    names = Counter(map(short, reached.values()))
    st.selectbox(
        words("ui.region.label"),
        list(reached),
        format_func=lambda code: short(reached[code]) if names[short(reached[code])] == 1 else reached[code],
        key=_WIDGET,
        on_change=lambda: _lead_to(st.session_state[_WIDGET]),
    )


def reaches_all() -> bool:
    """Say whether who sits at the screen reads of all regions together, where the dashboard is of several."""
    return not is_alone() and asker().is_everywhere and asker().may(VIEW)


def is_alone() -> bool:
    """Say whether the dashboard is of one region, so that there is none to set beside it."""
    return not configured_site().is_of_many


def require_all() -> None:
    """Raise `NotAllowed` where who sits at the screen does not read of all regions together."""
    asker().require_all(VIEW)


def _lead_to(code: str) -> None:
    address.write(REGION, code)
    SHARED_CODES.keep({**SHARED_CODES.get(), REGION: code})
