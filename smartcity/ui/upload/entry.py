"""One entry of the journal: its original file, what it changed, and the way out or back."""

from collections.abc import Mapping

import streamlit as st

from smartcity import intake
from smartcity.access.policy import OPEN_ORIGINAL
from smartcity.intake import DataFolder, Line
from smartcity.intake.folder import SnapshotLost
from smartcity.intake.journal import COMMIT, SUPPOSED
from smartcity.records.decisions import DIFFERENT
from smartcity.ui.person import ask_name, may, remember_name
from smartcity.ui.plain import plain
from smartcity.ui.store import warehouse
from smartcity.ui.trouble import trouble_said
from smartcity.ui.upload.changes import draw_changes
from smartcity.ui.upload.session import remember_outcome
from smartcity.wording import Words
from smartcity.wording.messages import spell

_LONGEST_REASON = 200


def draw_entries(folder: DataFolder, entries: Mapping[str, tuple[Line, str]], words: Words) -> None:
    """Let one of *entries* (each a line and its name, by entry) be chosen, and offer what can be done with it."""
    entry = st.selectbox(
        words("upload.history.choose"),
        tuple(entries),
        index=None,
        format_func=lambda code: entries[code][1],
        placeholder=words("upload.history.choose_hint"),
        key="history-entry",
    )
    if entry is None:
        return
    line, _ = entries[entry]
    is_in_force = any(one.id == entry for one in intake.in_force(folder))
    with st.container(horizontal=True, key="upload-entry"):
        if line.action == COMMIT and may(OPEN_ORIGINAL):
            _draw_original(folder, line, words)
        if is_in_force:
            _draw_way_out(folder, line, entries[entry][1], words)
        elif line.action != COMMIT:
            again = "suppose_again" if line.action in SUPPOSED else "decide_again"
            st.markdown(words(f"upload.history.{again}"))
        elif line in intake.restorable(folder):
            _draw_way_back(folder, line, words)
        else:
            st.markdown(plain(words("upload.history.not_restorable", file=line.file)))
    _draw_effects(folder, line, words)


def _draw_original(folder: DataFolder, line: Line, words: Words) -> None:
    """Offer the file exactly as it was loaded, or say that its copy is lost."""
    try:
        content = folder.snapshot(line.path, line.snapshot, line.file)
    except SnapshotLost as problem:
        st.markdown(plain(spell(problem.finding, words).sentence))
        return
    label = words("upload.history.original")
    st.download_button(label, content, line.file, key="download-original", on_click="ignore")


def _draw_effects(folder: DataFolder, line: Line, words: Words) -> None:
    """Show the figures before and after an entry was made; they are computed when somebody opens them."""
    folded = st.expander(words("upload.history.effects"), key=f"effects-{line.id}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        with st.spinner(words("upload.history.effects_working")):
            found = intake.effects(folder, line.id)
        st.caption(words("upload.history.effects_hint" if found else "upload.history.effects_none"))
        draw_changes(found, words)


def _draw_way_out(folder: DataFolder, line: Line, name: str, words: Words) -> None:
    """Offer to withdraw an entry, saying what that does to the figures."""
    hint = "take_back_hint" if line.action == COMMIT else f"take_back_{_kind_of(line)}"
    with st.popover(words("upload.history.take_back"), key="take-back"):
        st.markdown(plain(words(f"upload.history.{hint}", file=line.file, text=line.text)))
        by, why, is_sent = _form("withdraw", words("upload.history.take_back_confirm"), words)
        if not is_sent or not _is_filled(by, why, words):
            return
        try:
            with st.spinner(words("upload.history.working")):
                intake.withdraw(folder, [line.id], by, why, warehouse())
        except intake.UnknownEntry:
            st.error(plain(words("upload.save.gone", entry=line.id)))
            return
        except intake.TROUBLES as problem:
            st.error(plain(trouble_said(problem, words)))
            return
    remember_outcome(words("upload.history.withdrawn", entry=line.id, file=line.file or name))
    st.rerun()


def _kind_of(line: Line) -> str:
    return line.of if line.of == DIFFERENT else line.action


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
        except intake.TROUBLES as problem:
            st.error(plain(trouble_said(problem, words)))
            return
    remember_outcome(words("upload.history.restored", entry=restored.id, file=line.file))
    st.rerun()


def _form(key: str, label: str, words: Words) -> tuple[str, str, bool]:
    with st.form(f"{key}-entry", border=False):
        by = ask_name(words("upload.history.who"), words("upload.save.by_hint"))
        why = st.text_input(words("upload.history.reason"), max_chars=_LONGEST_REASON)
        is_sent = st.form_submit_button(label, type="primary")
    return by, " ".join(why.split()), is_sent


def _is_filled(by: str, why: str, words: Words) -> bool:
    if not by or not why:
        st.error(plain(words("upload.history.missing")))
        return False
    remember_name(by)
    return True
