"""The file at hand: what was said and decided of it, and what was found in it.

It waits on the server for its person, so that a change of page or a reload loses nothing; what was found is remembered
within one session only.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import streamlit as st

from smartcity import intake
from smartcity.checks import CHOOSE, Options
from smartcity.intake import Change, DataFolder, Inspection, Line, Progress, Waiting
from smartcity.intake.folder import identity
from smartcity.intake.progress import silent
from smartcity.records.decisions import Decisions
from smartcity.records.findings import Finding
from smartcity.ui.memory import Memory
from smartcity.ui.person import asker
from smartcity.ui.store import warehouse
from smartcity.wording import Words

HISTORY_ANCHOR = "riwayat"

_LOG = logging.getLogger("smartcity")

_ROUND = Memory("upload round", 0)
_HAND: Memory[Waiting | None] = Memory("upload at hand")
_INSPECTION, _CHANGES = Memory("upload inspection"), Memory("upload changes")

CARRIED = Memory("upload left out again", "")
"""The file at hand that took over what was left out of the version before; a person may take rows in again."""


@dataclass(frozen=True)
class Upload:
    """The file at hand: its bytes, what the dry run found, and the entry whose place it is to take.

    *replaces* is "" for a file that comes beside the others, and None while nobody has said which of the two it is.
    """

    content: bytes
    file: str
    inspection: Inspection
    options: Options
    replaces: str | None = ""

    @property
    def decisions(self) -> Decisions:
        """What was decided about it so far."""
        return self.inspection.decisions

    @property
    def method(self) -> tuple[int | None, str | None]:
        """The year and track that the whole file is judged by, where they are known."""
        checked = self.inspection.checked
        return (checked.year, checked.track) if checked is not None else (None, None)

    @property
    def earlier(self) -> Line | None:
        """The entry in force that holds the same bytes, where there is one."""
        entries, snapshot = intake.active(DataFolder.chosen()), self.inspection.snapshot
        return next((line for line in entries if line.snapshot == snapshot), None)


_UNSAID = {"file.kind_unknown": "kind", "file.year_unknown": "year", "file.track_unknown": "track"}


def unsaid(inspection: Inspection) -> tuple[str, ...]:
    """Name what only the lists of the first step can answer, in their order: "kind", "year", "track"."""
    codes = {one.code for one in inspection.findings if one.code in _UNSAID and is_to_choose(one)}
    return tuple(name for code, name in _UNSAID.items() if code in codes)


def is_to_choose(finding: Finding) -> bool:
    """Say whether a choice on the page answers the finding, so that nothing in the file is to be repaired."""
    return finding.code == "file.kind_unknown" or finding.values.get("reason") == CHOOSE


def uploader_key() -> str:
    """Name the uploader of this round; a new round empties it."""
    return f"upload-file-{_ROUND.get()}"


def next_round() -> None:
    """Put the file at hand away."""
    _ROUND.next_round()
    drop()


def hand() -> Waiting | None:
    """Return the file at hand with what its person said and decided of it."""
    return _HAND.get()


def lay(content: bytes, file: str) -> Waiting:
    """Take a file in hand, unless it is there already with what was said of it."""
    kept = hand()
    if kept is None or (kept.content, kept.file) != (content, file):
        kept = _keep(Waiting(content, file))
    return kept


def waiting() -> Waiting | None:
    """Return the file that waits for this person since an earlier visit; None once they may load no files."""
    with suppress(intake.NotAllowed):
        return intake.waiting_of(DataFolder.chosen(), asker())
    return None


def take_up() -> None:
    """Take the file in hand that waits for this person, with all that was said and decided of it."""
    _HAND.keep(waiting())


def drop() -> None:
    """Forget the file at hand, and the one that waits for this person; one who may load no files now has it swept."""
    for memory in (_HAND, _INSPECTION, _CHANGES, CARRIED):
        memory.take()
    with suppress(intake.NotAllowed):
        intake.put_away(DataFolder.chosen(), asker())


def drop_emptied() -> None:
    """Forget the file at hand when its person took it out of the uploader; another page empties that, too."""
    if st.session_state.get(uploader_key()) is None:
        drop()


def take_options(options: Options) -> None:
    """Remember what the person says of the file at hand."""
    _say(options=options)


def decide(decisions: Decisions) -> None:
    """Remember all that was decided about the file at hand; the journal does not have it before the file is saved."""
    _say(decisions=decisions)


def _say(**chosen: Options | Decisions) -> None:
    """Keep what is said of the file at hand; a list that goes away with its file still reports a last change."""
    held = hand()
    if held is not None:
        _keep(replace(held, **chosen))


def _keep(held: Waiting) -> Waiting:
    held = replace(held, at=datetime.now(UTC))
    _HAND.keep(held)
    try:
        intake.keep_waiting(DataFolder.chosen(), asker(), held)
    except (OSError, intake.NotAllowed):
        # The file can still be checked and saved in this visit; only a reload would lose it.
        _LOG.exception("a file cannot wait on the desk")
    return held


def inspected(held: Waiting, progress: Progress = silent) -> Inspection:
    """Inspect a file, once as long as neither it nor the data nor what is said and decided of it changes."""
    subject = (held.content, held.file, held.options, held.decisions)
    key = (identity(held.content), *subject[1:], _build())
    return _INSPECTION.made_for(key, lambda: intake.inspect(DataFolder.chosen(), *subject, progress=progress))


def changes(upload: Upload) -> tuple[Change, ...]:
    """List what loading the file would change, computed as seldom as `inspected`."""
    inspection, old = upload.inspection, upload.replaces
    key = (inspection.snapshot, upload.file, upload.options, upload.decisions, old, _build())
    subject = (DataFolder.chosen(), upload.content, inspection)
    return _CHANGES.made_for(key, lambda: intake.changes_of(*subject, replaces=old, before=warehouse()))


def history_link(words: Words) -> str:
    """Return Markdown that leads to the history below."""
    return f"[{words('upload.save.see_history')}](#{HISTORY_ANCHOR})"


def _build() -> str:
    made = warehouse().stamp()
    return made["fingerprint"] if made else ""
