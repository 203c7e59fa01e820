"""Simpan: load the file whole, in a person's name, or say why not."""

import streamlit as st

from smartcity import intake
from smartcity.findings import ERROR
from smartcity.intake import DataFolder
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.upload.session import HISTORY_ANCHOR, Dump, name, next_round, remember_name, remember_outcome
from smartcity.wording import Words

_LONGEST_NAME = 80


def save(dump: Dump, words: Words) -> None:
    """Draw the form that saves the file at hand; what stands in the way instead, while anything is wrong."""
    if dump.earlier is not None:
        return
    with st.container(key="upload-save"):
        st.header(words("upload.save.title"), anchor=False)
        if not dump.found.is_loadable:
            wrong = sum(finding.severity == ERROR for finding in dump.found.findings)
            st.markdown(words("upload.save.blocked", n=wrong))
            return
        with st.form("save", border=False):
            by = st.text_input(
                words("upload.save.by"),
                value=name(),
                placeholder=words("upload.save.by_hint"),
                max_chars=_LONGEST_NAME,
                autocomplete="name",
                width=360,
            )
            label = words("upload.save.button_replace" if dump.replaces else "upload.save.button")
            is_sent = st.form_submit_button(label, type="primary")
        if is_sent:
            _save(dump, " ".join(by.split()), words)


def _save(dump: Dump, by: str, words: Words) -> None:
    if not by:
        st.error(plain(words("upload.save.no_name")))
        return
    remember_name(by)
    with st.status(words("upload.save.working")) as status:
        said, problem = _commit(dump, by, words)
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


def _commit(dump: Dump, by: str, words: Words) -> tuple[str, str]:
    """Load the file; return what was done, or what stood in the way."""
    folder = DataFolder.chosen()
    try:
        if dump.replaces:
            line, found = intake.replace(folder, dump.replaces, dump.content, dump.file, by, dump.options, warehouse())
        else:
            line, found = intake.commit(folder, dump.content, dump.file, by, dump.options, warehouse())
    except intake.AlreadyLoaded as problem:
        line = problem.line
        return "", words("upload.save.already", entry=line.id, file=line.file, at=line.moment, by=line.by)
    except intake.NotLoadable:
        return "", words("upload.save.changed")
    except intake.UnknownEntry as problem:
        return "", words("upload.save.gone", entry=problem.entry)
    except OSError:
        return "", words("upload.save.full")
    values = {"entry": line.id, "file": line.file, "n": found.rows_read}
    if dump.replaces:
        return words("upload.save.done_replaced", old=dump.replaces, **values), ""
    return words("upload.save.done", **values), ""
