"""What the desk remembers within one session: the file at hand, what was said of it, and what was found in it.

A file of a person's may hold personal data, so nothing of it is shared between sessions or written anywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import Change, DataFolder, Inspection, Line, Progress
from smartcity.intake.folder import identity
from smartcity.intake.progress import silent
from smartcity.records.decisions import NOTHING, Decisions
from smartcity.ui.memory import Memory
from smartcity.ui.store import warehouse
from smartcity.wording import Words

HISTORY_ANCHOR = "riwayat"

_ROUND = Memory("upload round", 0)
_OPTIONS: Memory[Mapping[str, Options]] = Memory("upload said", MappingProxyType({}))
_DECISIONS: Memory[Mapping[str, Decisions]] = Memory("upload decided", MappingProxyType({}))
_INSPECTION, _CHANGES = Memory("upload inspection"), Memory("upload changes")


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


def uploader_key() -> str:
    """Name the uploader of this round; a new round empties it."""
    return f"upload-file-{_ROUND.get()}"


def next_round() -> None:
    """Put the file at hand away."""
    _ROUND.next_round()
    for memory in (_OPTIONS, _DECISIONS, _INSPECTION, _CHANGES):
        memory.take()


def options_of(content: bytes) -> Options:
    """Return what the person said of this very file."""
    return _OPTIONS.get().get(identity(content), Options())


def take_options(content: bytes, options: Options) -> None:
    """Remember what the person says of the file at hand."""
    _OPTIONS.keep({identity(content): options})


def decisions_of(content: bytes) -> Decisions:
    """Return what the person decided about this very file; the journal does not have it before the file is saved."""
    return _DECISIONS.get().get(identity(content), NOTHING)


def decide(content: bytes, decisions: Decisions) -> None:
    """Remember all that the person has decided about the file at hand."""
    _DECISIONS.keep({identity(content): decisions})


def inspected(content: bytes, file: str, options: Options, progress: Progress = silent) -> Inspection:
    """Inspect a file, once as long as neither it nor the data nor what is said and decided of it changes."""
    subject = (content, file, options, decisions_of(content))
    key = (identity(content), *subject[1:], _build())
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
