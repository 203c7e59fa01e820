"""Riwayat: what came in and went out again and what was decided, by whom and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from smartcity import intake
from smartcity.access.policy import BACKUP, OPEN_ORIGINAL, WITHDRAW, Asker
from smartcity.exhibits.kit.exhibit import RANK, Column, Table
from smartcity.intake import DataFolder, Line
from smartcity.intake.journal import ALIAS, COMMIT, DECISIONS, KEEP, MEETING, SCALE, SUPPOSED
from smartcity.keeping import last_backup
from smartcity.records.decisions import DIFFERENT
from smartcity.ui.elements import pick, remark, say, unfold
from smartcity.ui.journal import gone, is_signed, record
from smartcity.ui.originals import offer_original
from smartcity.ui.person import ask_name, asker, may
from smartcity.ui.store import warehouse
from smartcity.ui.tables import draw_table
from smartcity.ui.upload.changes import draw_changes, nothing_changed
from smartcity.ui.upload.file import HISTORY_ANCHOR
from smartcity.ui.upload.spelling import named, scale_name, spelled, spelled_rows, who, why
from smartcity.wording import Words
from smartcity.wording.messages import spell

_SAID = DECISIONS | SUPPOSED | {MEETING}
_ENTRIES = _SAID | {COMMIT}
"""Lines that say something besides a file, and lines that can be withdrawn."""

_COLUMNS = ("at", "by", "action", "file", "kind", "year", "state", "why", "entry")
_UNBROKEN = "\N{NO-BREAK SPACE}"
_LONGEST_REASON = 200


@dataclass(frozen=True)
class _Journal:
    """All lines, the commits among them by entry, and which entries are in force."""

    lines: Sequence[Line]
    commits: Mapping[str, Line]
    standing: frozenset[str]

    def file_of(self, line: Line) -> str:
        """Name the file that a line speaks of; a decision about a file knows only its snapshot."""
        if line.file or not line.snapshot:
            return line.file
        return next((one.file for one in self.commits.values() if one.snapshot == line.snapshot), "")


def draw_history(words: Words) -> None:
    """Draw the journal, the newest line first, and for those who may what can be done with an entry."""
    folder = DataFolder.chosen()
    lines = intake.history(folder)
    with st.container(key="upload-history"):
        st.header(words("upload.history.title"), anchor=HISTORY_ANCHOR)
        if intake.is_cut(folder):
            st.warning(words("trouble.cut.problem"))
        if may(BACKUP):
            remark(backup_said(folder, words))
        if not lines:
            st.markdown(words("upload.history.none"))
            return
        commits = {line.id: line for line in lines if line.action == COMMIT}
        journal = _Journal(lines, commits, frozenset(line.id for line in intake.in_force(folder)))
        frame = pd.DataFrame([_row(line, journal, words) for line in reversed(lines)], columns=list(_COLUMNS))
        columns = (
            Column(code, words(f"upload.history.{code}"), *((RANK,) if code == "year" else ())) for code in _COLUMNS
        )
        draw_table(Table(frame, tuple(columns)), words, words("upload.history.alt"), "history")
        if may(WITHDRAW):
            entries = [line for line in reversed(lines) if line.action in _ENTRIES]
            _draw_entries(folder, {line.id: (line, _named(line, journal, words)) for line in entries}, words)


def backup_said(folder: DataFolder, words: Words) -> str:
    """Say when the last backup was made that proved to be one."""
    last = last_backup(folder)
    if last is None:
        return words("upload.history.never_backed_up")
    return words("upload.history.backed_up", at=words.moment(last))


def _row(line: Line, journal: _Journal, words: Words) -> Mapping[str, object]:
    is_entry = line.action in _ENTRIES
    action, text = _action(line, journal, words)
    return {
        "at": words.moment(line.moment).replace(" ", _UNBROKEN),
        "by": who(line, words),
        "action": words(f"upload.history.{action}"),
        "file": journal.file_of(line),
        "kind": words(f"upload.kind.{line.kind}") if words.has(f"upload.kind.{line.kind}") else line.kind,
        "year": line.year,
        "state": _state(line, journal, words) if is_entry else "",
        "why": "; ".join(filter(None, (text, why(line, words)))),
        "entry": line.id if is_entry else line.entry,
    }


def _action(line: Line, journal: _Journal, words: Words) -> tuple[str, str]:
    """Name what a line did, and what is to be said of it besides the reason that was given."""
    earlier = journal.commits.get(line.entry)
    if line.action == COMMIT and earlier is not None:
        action = "restore" if earlier.snapshot == line.snapshot else "replace"
        return action, words(f"upload.history.{action}s", entry=line.entry)
    return line.action, decision_said(line, words) if line.action in _SAID else ""


def decision_said(line: Line, words: Words) -> str:
    """Say in words what a decision decided, or what was supposed or taken on."""
    if line.action in SUPPOSED:
        name, names = line.scenario or words("simulation.unnamed"), words.join(line.changes)
        n = len(line.marks or line.steps or line.changes)
        return words(f"upload.history.said_{line.action}", name=name, n=n, names=names, at=line.text)
    if line.of == DIFFERENT:
        return words("upload.history.said_different", first=line.text, second=line.meaning)
    if line.action == ALIAS:
        return words(
            "upload.history.said_alias",
            text=line.text,
            of=named(line.of, words),
            meaning=spelled(line.of, line.meaning, words),
        )
    if line.action == SCALE:
        return words("upload.history.said_scale", scale=scale_name(line.scale))
    key = f"upload.history.said_{line.action}"
    if words.has(key):
        return words(key, **line.told)
    rows = spelled_rows([(line.sheet, row) for row in line.rows], words)
    return f"{words(f'findings.{line.of}.title')}: {rows}" if line.action == KEEP else rows


def _named(line: Line, journal: _Journal, words: Words) -> str:
    """Name an entry in the list to choose from.

    Streamlit forgets a choice whose label changes, so the label does not say whether the entry is in force.
    """
    what = journal.file_of(line)
    if line.action in _SAID:
        what = " · ".join(filter(None, (words(f"upload.history.{line.action}"), decision_said(line, words), what)))
    return words("upload.history.option", entry=line.id, file=what, at=line.moment)


def _state(line: Line, journal: _Journal, words: Words) -> str:
    state = words("upload.history.in_force" if line.id in journal.standing else "upload.history.past")
    return f"{state} · {words('upload.history.sample')}" if line.is_sample else state


def _draw_entries(folder: DataFolder, entries: Mapping[str, tuple[Line, str]], words: Words) -> None:
    """Let one of *entries* (each a line and its name, by entry) be chosen, and offer what can be done with it."""
    label, hint = words("upload.history.choose"), words("upload.history.choose_hint")
    entry = pick(label, tuple(entries), lambda code: entries[code][1], hint, "history-entry")
    if entry is None:
        return
    line, _ = entries[entry]
    is_in_force = any(one.id == entry for one in intake.in_force(folder))
    with st.container(horizontal=True, key="upload-entry"):
        if line.action == COMMIT and may(OPEN_ORIGINAL):
            offer_original(folder, line, words("upload.history.original"), "download-original", words)
        if is_in_force:
            _draw_way_out(folder, line, entries[entry][1], words)
        elif line.action != COMMIT:
            own = f"again_{line.action}"
            again = "suppose_again" if line.action in SUPPOSED else "decide_again"
            st.markdown(words(f"upload.history.{own if words.has(f'upload.history.{own}') else again}"))
        elif line in intake.restorable(folder):
            _draw_way_back(folder, line, words)
        else:
            say(words("upload.history.not_restorable", file=line.file))
    _draw_effects(folder, line, words)


def _draw_effects(folder: DataFolder, line: Line, words: Words) -> None:
    """Show the figures before and after an entry was made; they are computed when somebody opens them."""
    folded = st.expander(words("upload.history.effects"), key=f"effects-{line.id}", on_change="rerun")
    if not folded.open:
        return
    with folded:
        with st.spinner(words("upload.history.effects_working")):
            effects = intake.effects(folder, line.id)
        unchanged = nothing_changed("upload.history.effects_none", line.kind, line.year, words)
        st.caption(words("upload.history.effects_hint") if effects else unchanged)
        draw_changes(effects, words)


def _draw_way_out(folder: DataFolder, line: Line, name: str, words: Words) -> None:
    """Offer to withdraw an entry, saying what that does to the figures."""
    kind = line.of if line.of == DIFFERENT else line.action
    hint = "take_back_hint" if line.action == COMMIT else f"take_back_{kind}"
    with unfold(words("upload.history.take_back"), "take-back"):
        say(words(f"upload.history.{hint}", file=line.file, text=line.text))
        signed = _sign("withdraw", words("upload.history.take_back_confirm"), words)
        if signed is not None:
            record(
                lambda: intake.withdraw(folder, [line.id], *signed, warehouse()),
                lambda _: words("upload.history.withdrawn", entry=line.id, file=line.file or name),
                words("upload.history.working"),
                words,
                gone(words),
            )


def _draw_way_back(folder: DataFolder, line: Line, words: Words) -> None:
    def refused(problem: intake.NotLoadable) -> str:
        sentence = spell(problem.inspection.findings[0], words).sentence
        return words("upload.history.refused", file=line.file, problem=sentence)

    def not_restorable(_: Exception) -> str:
        return words("upload.history.not_restorable", file=line.file)

    with unfold(words("upload.history.bring_back"), "bring-back"):
        say(words("upload.history.bring_back_hint", file=line.file))
        rivals = intake.versions_in_force(folder, line.id)
        if rivals:
            entries = words.join(f"{rival.id} {rival.file}" for rival in rivals)
            say(words("upload.history.bring_back_rival", entries=entries))
        signed = _sign("restore", words("upload.history.bring_back_confirm"), words)
        if signed is not None:
            record(
                lambda: intake.restore(folder, line.id, *signed, warehouse()),
                lambda restored: words("upload.history.restored", entry=restored.id, file=line.file),
                words("upload.history.working"),
                words,
                {
                    intake.NotLoadable: refused,
                    intake.AlreadyLoaded: not_restorable,
                    intake.UnknownEntry: not_restorable,
                },
            )


def _sign(key: str, label: str, words: Words) -> tuple[Asker, str] | None:
    """Draw the form that asks who and why, and return both once it was sent with both filled in."""
    with st.form(f"{key}-entry", border=False):
        by = ask_name(words("upload.history.who"), words)
        reason = " ".join(st.text_input(words("upload.history.reason"), max_chars=_LONGEST_REASON).split())
        is_sent = st.form_submit_button(label, type="primary")
    is_filled = is_sent and is_signed(by if reason else "", words("upload.history.missing"))
    return (asker(by), reason) if is_filled else None
