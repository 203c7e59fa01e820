"""Files that not everybody may have, offered to who sits at the screen; who that is and may is asked when they come."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from smartcity.access.audit import EXPORTED, OPENED
from smartcity.access.policy import EXPORT, Asker, NotAllowed
from smartcity.intake import DataFolder
from smartcity.intake.folder import SnapshotLost
from smartcity.method.regions import acting, acting_for
from smartcity.serving import Offer, Offers, Withheld
from smartcity.ui.journal import not_allowed
from smartcity.ui.person import asking
from smartcity.ui.sessions import visitor
from smartcity.wording import Words
from smartcity.wording.messages import spell

OFFERS = Offers()
"""What the sessions of this process offer; `serve.py` puts the route that hands it out around the app."""

_LOST = 410


def begin_offers() -> None:
    """Begin a run: what the last one of this session did not offer is gone."""
    OFFERS.begin(get_script_run_ctx().session_id)


def hand_out(
    label: str,
    file: tuple[str, str],
    make: Callable[[Asker], bytes | Path],
    key: str,
    words: Words,
    snapshot: str = "",
    **look: str,
) -> None:
    """Draw the button that hands out a file which *make* makes for who asks, raising `NotAllowed` for who may not.

    *file* is what it is known by in the journal, and its name. Where the app is run without `serve.py`, Streamlit hands
    it out, at an address that lasts as long as its session; *snapshot* is then the hash of what it is, where that is
    known beforehand. A large file is made as one of `made_file`, which goes when it is handed out.
    """
    who, (entry, name), home = asking(), file, acting()

    def made() -> bytes | Path:
        try:
            with acting_for(home):
                return opened(who())
        except NotAllowed as problem:
            raise Withheld(not_allowed(problem, words)) from problem
        except SnapshotLost as problem:
            raise Withheld(spell(problem.finding, words).sentence, _LOST) from problem

    def opened(by: Asker) -> bytes | Path:
        taken = make(by)
        DataFolder.chosen().audit.note(OPENED, by.code or by.name, by.role, entry)
        return taken

    if OFFERS.are_served:
        address = OFFERS.offer(get_script_run_ctx().session_id, key, Offer(entry, name, visitor(), made))
        st.link_button(label, address, key=key, **look)
    else:
        kind = told_apart("application/octet-stream", snapshot) if snapshot else None
        st.download_button(label, lambda: _held(made()), name, kind, key=key, on_click="ignore", **look)


def offer(label: str, content: bytes | Callable[[], bytes], name: str, kind: str, key: str, **look: str) -> None:
    """Draw the button that hands out the file *name*; *kind* is its media type, and a function makes it when asked.

    Whether who asks may take it away is asked when they do. The page stays as it is.
    """
    who, home = asking(), acting()

    def made() -> bytes:
        # A file is made past the page, when it is asked for: for the region of the page that offers it.
        with acting_for(home):
            by = who()
            by.require(EXPORT)
            taken = content if isinstance(content, bytes) else content()
            DataFolder.chosen().audit.note(EXPORTED, by.code or by.name, by.role, name)
            return taken

    if isinstance(content, bytes):
        kind = told_apart(kind, sha256(content).hexdigest())
    st.download_button(label, made, name, kind, key=key, on_click="ignore", **look)


def told_apart(kind: str, snapshot: str) -> str:
    """Add to a media type the hash that identifies the content whole.

    Streamlit knows a file above a megabyte by its length, its name and three samples, and would give the bytes of
    another one that has the same of each.
    """
    return f"{kind}; sha256={snapshot}"


def made_file(write: Callable[[BinaryIO], object]) -> Path:
    """Write a file that nobody keeps, and return where it lies; where that fails nothing lies there."""
    with NamedTemporaryFile(delete=False, prefix="smartcity-") as target:
        made = Path(target.name)
        try:
            write(target)
        except BaseException:
            target.close()
            made.unlink()
            raise
    return made


def _held(content: bytes | Path) -> bytes:
    if isinstance(content, bytes):
        return content
    try:
        return content.read_bytes()
    finally:
        content.unlink()
