"""Riwayat: what came in and went out again, by whom and why; the original files, and the way back for each."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from smartcity import intake
from smartcity.exhibits.exhibit import RANK, Column, Table
from smartcity.intake import DataFolder, Line
from smartcity.intake.journal import COMMIT
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.tables import draw_table
from smartcity.ui.upload.session import HISTORY_ANCHOR, name, remember_name, remember_outcome
from smartcity.wording import Words
from smartcity.wording.messages import spell

_COLUMNS = ("at", "by", "action", "file", "kind", "year", "state", "why", "entry")
_LONGEST_REASON = 200
_UNBROKEN = "\N{NO-BREAK SPACE}"


def draw_history(words: Words) -> None:
    """Draw the journal, the newest line first, and what can be done with an entry."""
    folder = DataFolder.chosen()
    lines = intake.history(folder)
    with st.container(key="upload-history"):
        st.header(words("upload.history.title"), anchor=HISTORY_ANCHOR)
        if not lines:
            st.markdown(words("upload.history.none"))
            return
        standing = {line.id for line in intake.active(folder)}
        frame = pd.DataFrame([_row(line, lines, standing, words) for line in reversed(lines)], columns=list(_COLUMNS))
        columns = (
            Column(code, words(f"upload.history.{code}"), *((RANK,) if code == "year" else ())) for code in _COLUMNS
        )
        draw_table(Table(frame, tuple(columns)), words, words("upload.history.alt"))
        _draw_entry(folder, [line for line in reversed(lines) if line.action == COMMIT], standing, words)


def _row(line: Line, lines: Sequence[Line], standing: set[str], words: Words) -> Mapping[str, object]:
    commits = {one.id: one for one in lines if one.action == COMMIT}
    is_commit = line.action == COMMIT
    why = [line.why] if line.why else []
    action = line.action
    if is_commit and line.entry in commits:
        action = "restore" if commits[line.entry].snapshot == line.snapshot else "replace"
        why.insert(
            0, words("upload.history.restores" if action == "restore" else "upload.history.replaces", entry=line.entry)
        )
    return {
        "at": words.moment(line.moment).replace(" ", _UNBROKEN),
        "by": line.by,
        "action": words(f"upload.history.{action}"),
        "file": line.file,
        "kind": words(f"upload.kind.{line.kind}") if words.has(f"upload.kind.{line.kind}") else line.kind,
        "year": line.year,
        "state": _state(line, standing, words) if is_commit else "",
        "why": "; ".join(why),
        "entry": line.id if is_commit else line.entry,
    }


def _state(line: Line, standing: set[str], words: Words) -> str:
    state = words("upload.history.in_force" if line.id in standing else "upload.history.past")
    return f"{state} · {words('upload.history.sample')}" if line.is_sample else state


def _draw_entry(folder: DataFolder, commits: Sequence[Line], standing: set[str], words: Words) -> None:
    """Let one entry be chosen, and offer its file, its withdrawal or its return.

    Streamlit forgets a choice whose label changes, so the label does not say whether the entry is in force.
    """

    def spelled(line: Line) -> str:
        return words("upload.history.option", entry=line.id, file=line.file, at=line.moment)

    by_id = {line.id: line for line in commits}
    entry = st.selectbox(
        words("upload.history.choose"),
        tuple(by_id),
        index=None,
        format_func=lambda code: spelled(by_id[code]),
        placeholder=words("upload.history.choose_hint"),
        key="history-entry",
    )
    if entry is None:
        return
    line = by_id[entry]
    with st.container(horizontal=True, key="upload-entry"):
        _draw_original(folder.raw / line.path, line, words)
        if entry in standing:
            _draw_way_out(folder, line, words)
        elif line in intake.restorable(folder):
            _draw_way_back(folder, line, words)
        else:
            st.markdown(plain(words("upload.history.not_restorable", file=line.file)))


def _draw_original(path: Path, line: Line, words: Words) -> None:
    if path.is_file():
        label = words("upload.history.original")
        st.download_button(label, path.read_bytes, line.file, key="download-original", on_click="ignore")
    else:
        st.markdown(plain(words("upload.history.original_gone", file=line.file)))


def _draw_way_out(folder: DataFolder, line: Line, words: Words) -> None:
    with st.popover(words("upload.history.take_back"), key="take-back"):
        st.markdown(plain(words("upload.history.take_back_hint", file=line.file)))
        by, why, is_sent = _form("withdraw", words("upload.history.take_back_confirm"), words)
        if not is_sent or not _is_filled(by, why, words):
            return
        try:
            with st.spinner(words("upload.history.working")):
                intake.withdraw(folder, [line.id], by, why, warehouse())
        except intake.UnknownEntry:
            st.error(plain(words("upload.save.gone", entry=line.id)))
            return
        except OSError:
            st.error(plain(words("upload.save.full")))
            return
    remember_outcome(words("upload.history.withdrawn", entry=line.id, file=line.file))
    st.rerun()


def _draw_way_back(folder: DataFolder, line: Line, words: Words) -> None:
    with st.popover(words("upload.history.bring_back"), key="bring-back"):
        st.markdown(plain(words("upload.history.bring_back_hint", file=line.file)))
        rivals = intake.versions_in_force(folder, line.id)
        if rivals:
            named = words.join(f"{rival.id} {rival.file}" for rival in rivals)
            st.markdown(plain(words("upload.history.bring_back_rival", entries=named)))
        by, why, is_sent = _form("restore", words("upload.history.bring_back_confirm"), words)
        if not is_sent or not _is_filled(by, why, words):
            return
        try:
            with st.spinner(words("upload.history.working")):
                restored = intake.restore(folder, line.id, by, why, warehouse())
        except intake.NotLoadable as problem:
            sentence = spell(problem.inspection.findings[0], words).sentence
            st.error(plain(words("upload.history.refused", file=line.file, problem=sentence)))
            return
        except (intake.AlreadyLoaded, intake.UnknownEntry):
            st.error(plain(words("upload.history.not_restorable", file=line.file)))
            return
        except OSError:
            st.error(plain(words("upload.save.full")))
            return
    remember_outcome(words("upload.history.restored", entry=restored.id, file=line.file))
    st.rerun()


def _form(key: str, label: str, words: Words) -> tuple[str, str, bool]:
    with st.form(f"{key}-entry", border=False):
        by = st.text_input(words("upload.history.who"), value=name(), max_chars=_LONGEST_REASON, autocomplete="name")
        why = st.text_input(words("upload.history.reason"), max_chars=_LONGEST_REASON)
        is_sent = st.form_submit_button(label, type="primary")
    return " ".join(by.split()), " ".join(why.split()), is_sent


def _is_filled(by: str, why: str, words: Words) -> bool:
    if not by or not why:
        st.error(plain(words("upload.history.missing")))
        return False
    remember_name(by)
    return True
