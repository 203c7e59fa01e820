"""Simpan: load the file whole, in a person's name, or say why not."""

import streamlit as st

from smartcity import intake
from smartcity.intake import DataFolder, Progress
from smartcity.records.findings import ERROR
from smartcity.ui.person import ask_name, remember_name
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.trouble import trouble_said
from smartcity.ui.upload.moving import SAVING, moving
from smartcity.ui.upload.scale import scale_name
from smartcity.ui.upload.session import HISTORY_ANCHOR, Dump, next_round, remember_outcome
from smartcity.ui.upload.signed import who
from smartcity.wording import Words


def save(dump: Dump, words: Words) -> None:
    """Draw the form that saves the file at hand; what stands in the way instead, while anything is wrong."""
    if dump.earlier is not None:
        return
    with st.container(key="upload-save"):
        st.header(words("upload.save.title"), anchor=False)
        if not dump.found.is_loadable:
            st.markdown(_blocked(dump, words))
            return
        if dump.replaces is None:
            st.markdown(words("upload.save.undecided"))
            return
        _draw_journalled(dump, words)
        with st.form("save", border=False):
            by = ask_name(words("upload.save.by"), words("upload.save.by_hint"))
            label = words("upload.save.button_replace" if dump.replaces else "upload.save.button")
            is_sent = st.form_submit_button(label, type="primary")
        if is_sent:
            _save(dump, by, words)


def _blocked(dump: Dump, words: Words) -> str:
    """Say what is to be done first: what the person can decide here, else what is to be repaired in the file."""
    needed = sum(question.is_needed for question in dump.found.questions)
    if needed:
        return words("upload.save.match_first", n=needed)
    wrong = sum(finding.severity == ERROR for finding in dump.found.findings)
    return words("upload.save.blocked", n=wrong)


def _draw_journalled(dump: Dump, words: Words) -> None:
    """Say which decisions go into the journal with the file."""
    given = dump.found.decisions
    counted = {"names": len(given.aliases), "rows": len(given.left_out)}
    said = [words(f"upload.save.decided_{name}", n=count) for name, count in counted.items() if count]
    if given.scale:
        said.append(words("upload.save.decided_scale", scale=scale_name(given.scale)))
    if said:
        st.markdown(words("upload.save.decided", said=words.join(said)))


def _save(dump: Dump, by: str, words: Words) -> None:
    if not by:
        st.error(plain(words("upload.save.no_name")))
        return
    remember_name(by)
    with st.status(words("upload.save.working"), expanded=True) as status:
        with moving(SAVING, words) as progress:
            said, problem = _commit(dump, by, words, progress)
        status.update(
            label=words("upload.save.failed" if problem else "upload.save.worked"),
            state="error" if problem else "complete",
        )
    if problem:
        st.error(plain(problem))
        return
    remember_outcome(said, f"[{words('upload.save.see_history')}](#{HISTORY_ANCHOR})")
    next_round()
    st.rerun()


def _commit(dump: Dump, by: str, words: Words, progress: Progress) -> tuple[str, str]:
    """Load the file; return what was done, or what stood in the way."""
    folder = DataFolder.chosen()
    given = (dump.content, dump.file, by, dump.options, warehouse(), dump.found.decisions, progress)
    try:
        line, found = intake.commit(folder, *given, replaces=dump.replaces or "")
    except intake.AlreadyLoaded as problem:
        line = problem.line
        return "", words("upload.save.already", entry=line.id, file=line.file, at=line.moment, by=who(line, words))
    except intake.NotLoadable:
        return "", words("upload.save.changed")
    except intake.UnknownEntry as problem:
        return "", words("upload.save.gone", entry=problem.entry)
    except intake.TROUBLES as problem:
        return "", trouble_said(problem, words)
    values = {"entry": line.id, "file": line.file, "n": found.rows_read}
    if dump.replaces:
        return words("upload.save.done_replaced", old=dump.replaces, **values), ""
    return words("upload.save.done", **values), ""
