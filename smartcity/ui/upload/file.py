"""What the desk remembers within one session: the file at hand, what was said of it, and what was found in it.

A file of a person's may hold personal data, so nothing of it is shared between sessions or written anywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import Change, DataFolder, Inspection, Line, Progress
from smartcity.intake.folder import identity
from smartcity.intake.progress import silent
from smartcity.records.decisions import Decisions
from smartcity.ui.store import warehouse
from smartcity.wording import Words

HISTORY_ANCHOR = "riwayat"

_ROUND, _SAID, _DECIDED = "upload round", "upload said", "upload decided"


@dataclass(frozen=True)
class Upload:
    """The file at hand: its bytes, what the dry run found, and the entry whose place it is to take.

    *replaces* is "" for a file that comes beside the others, and None while nobody has said which of the two it is.
    """

    content: bytes
    file: str
    found: Inspection
    options: Options
    replaces: str | None = ""

    @property
    def method(self) -> tuple[int | None, str | None]:
        """The year and track that the whole file is judged by, where they are known."""
        checked = self.found.checked
        return (checked.year, checked.track) if checked is not None else (None, None)

    @property
    def earlier(self) -> Line | None:
        """The entry in force that holds the same bytes, where there is one."""
        return next((line for line in intake.active(DataFolder.chosen()) if line.snapshot == self.found.snapshot), None)


def uploader_key() -> str:
    """Name the uploader of this round; a new round empties it."""
    return f"upload-file-{st.session_state.get(_ROUND, 0)}"


def next_round() -> None:
    """Put the file at hand away."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    for name in (_SAID, _DECIDED, _kept("inspection"), _kept("changes")):
        st.session_state.pop(name, None)


def options_of(content: bytes) -> Options:
    """Return what the person said of this very file."""
    return st.session_state.get(_SAID, {}).get(identity(content), Options())


def take_options(content: bytes, options: Options) -> None:
    """Remember what the person says of the file at hand."""
    st.session_state[_SAID] = {identity(content): options}


def decided(content: bytes) -> Decisions:
    """Return what the person decided about this very file; the journal does not have it before the file is saved."""
    return st.session_state.get(_DECIDED, {}).get(identity(content), Decisions())


def decide(content: bytes, decisions: Decisions) -> None:
    """Remember all that the person has decided about the file at hand."""
    st.session_state[_DECIDED] = {identity(content): decisions}


def inspected(content: bytes, file: str, options: Options, progress: Progress = silent) -> Inspection:
    """Inspect a file, once as long as neither it nor the data nor what is said and decided of it changes."""
    decisions = decided(content)
    key = (identity(content), file, options, decisions, _build())
    given = (content, file, options, decisions)
    return _once("inspection", key, lambda: intake.inspect(DataFolder.chosen(), *given, progress=progress))


def changes(upload: Upload) -> tuple[Change, ...]:
    """List what loading the file would change, computed as seldom as `inspected`."""
    key = (upload.found.snapshot, upload.file, upload.options, upload.found.decisions, upload.replaces, _build())
    return _once(
        "changes",
        key,
        lambda: intake.changes_of(
            DataFolder.chosen(), upload.content, upload.found, replaces=upload.replaces, before=warehouse()
        ),
    )


def history_link(words: Words) -> str:
    """Return Markdown that leads to the history below."""
    return f"[{words('upload.save.see_history')}](#{HISTORY_ANCHOR})"


def _build() -> str:
    made = warehouse().stamp()
    return made["fingerprint"] if made else ""


def _kept(what: str) -> str:
    return f"upload {what}"


def _once(what: str, key: tuple, make: Callable[[], object]) -> object:
    kept = st.session_state.get(_kept(what))
    if kept is None or kept[0] != key:
        kept = (key, make())
        st.session_state[_kept(what)] = kept
    return kept[1]
