"""Simpan: load the file whole, in a person's name, or say why not."""

from collections.abc import Sequence

import streamlit as st

from smartcity import intake
from smartcity.intake import DataFolder, Progress
from smartcity.records.findings import ERROR, Finding
from smartcity.ui.elements import plain
from smartcity.ui.journal import end_step, gone, is_signed, remember_outcome, take_step
from smartcity.ui.memory import Memory
from smartcity.ui.person import ask_name, asker
from smartcity.ui.store import warehouse
from smartcity.ui.upload.file import Upload, history_link, next_round, unsaid
from smartcity.ui.upload.progress import SAVING, moving
from smartcity.ui.upload.spelling import already_loaded, scale_name
from smartcity.wording import Words

_TOLD: Memory[tuple[Finding, ...]] = Memory("upload told", ())
"""What the page showed of the file before the button was pressed; a press has it judged anew."""


def save(upload: Upload, words: Words) -> None:
    """Draw the form that saves the file at hand; what stands in the way instead, while anything is wrong."""
    if upload.earlier is not None:
        return
    with st.container(key="upload-save"):
        st.header(words("upload.save.title"), anchor=False)
        if not upload.inspection.is_loadable:
            st.markdown(_blocked(upload, words))
            return
        if beyond := intake.beyond(asker(), upload.file, upload.inspection):
            st.markdown(plain(intake.refused(beyond, words)))
            return
        if upload.replaces is None:
            follows = upload.inspection.follows
            missing = 0 if follows is None else follows.missing
            st.markdown(words("upload.next.unconfirmed", n=missing) if missing else words("upload.save.undecided"))
            return
        _draw_journalled(upload, words)
        with st.form("save", border=False):
            by = ask_name(words("upload.save.by"), words)
            label = words("upload.save.button_replace" if upload.replaces else "upload.save.button")
            is_sent = st.form_submit_button(label, type="primary")
        told = _TOLD.get()
        _TOLD.keep(upload.inspection.findings)
        if is_sent:
            load(upload, by, words, told)


def _blocked(upload: Upload, words: Words) -> str:
    """Say what is to be done first: what the person can choose or decide here, else what is to be repaired."""
    missing = unsaid(upload.inspection)
    if missing:
        names = [words(f"upload.guess.{name}").lower() for name in missing]
        return words("upload.save.choose_first", names=words.join(names))
    needed = sum(question.is_needed for question in upload.inspection.questions)
    if needed:
        return words("upload.save.match_first", n=needed)
    wrong = sum(finding.severity == ERROR for finding in upload.inspection.findings)
    return words("upload.save.blocked", n=wrong)


def _draw_journalled(upload: Upload, words: Words) -> None:
    """Say which decisions go into the journal with the file."""
    decisions = upload.decisions
    counted = {"names": len(decisions.aliases), "rows": len(decisions.left_out)}
    parts = [words(f"upload.save.decided_{name}", n=count) for name, count in counted.items() if count]
    if decisions.scale:
        parts.append(words("upload.save.decided_scale", scale=scale_name(decisions.scale)))
    if parts:
        st.markdown(words("upload.save.decided", said=words.join(parts)))


def load(upload: Upload, by: str, words: Words, told: Sequence[Finding] = ()) -> None:
    """Load the file at hand in the name of a person who was *told* so much, and draw the page anew; or say why not."""
    if not is_signed(by, words("upload.save.no_name")):
        return
    with st.status(words("upload.save.working"), expanded=True) as status:
        with moving(SAVING, words) as progress:
            problem = _commit(upload, by, words, progress, told)
        status.update(
            label=words("upload.save.failed" if problem else "upload.save.worked"),
            state="error" if problem else "complete",
        )
    end_step(problem)


def _commit(upload: Upload, by: str, words: Words, progress: Progress, told: Sequence[Finding]) -> str:
    """Load the file, and keep what was done to be said; return what stood in the way."""
    folder, old = DataFolder.chosen(), upload.replaces or ""
    given = (upload.content, upload.file, asker(by), upload.options, warehouse(), upload.decisions, progress)
    refusals = {
        intake.AlreadyLoaded: lambda problem: already_loaded(problem.line, words),
        intake.Unseen: lambda _: words("upload.save.unseen"),
        intake.NotLoadable: lambda _: words("upload.save.changed"),
        **gone(words),
    }

    def step() -> None:
        line, inspection = intake.commit(folder, *given, replaces=old, told=told)
        values = {"entry": line.id, "file": line.file, "n": inspection.rows_read}
        outcome = words("upload.save.done_replaced", old=old, **values) if old else words("upload.save.done", **values)
        remember_outcome(outcome, history_link(words))
        next_round()

    return take_step(step, words, refusals)
