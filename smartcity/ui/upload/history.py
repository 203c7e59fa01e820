"""Riwayat: what came in and went out again and what was decided, by whom and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from smartcity import intake
from smartcity.access.policy import WITHDRAW
from smartcity.exhibits.kit.exhibit import RANK, Column, Table
from smartcity.intake import DataFolder, Line
from smartcity.intake.journal import ALIAS, COMMIT, DECISIONS, KEEP, SCALE, SUPPOSED
from smartcity.records.decisions import DIFFERENT
from smartcity.ui.person import may
from smartcity.ui.tables import draw_table
from smartcity.ui.upload.entry import draw_entries
from smartcity.ui.upload.meanings import named, spelled
from smartcity.ui.upload.rows import spelled_rows
from smartcity.ui.upload.scale import scale_name
from smartcity.ui.upload.session import HISTORY_ANCHOR
from smartcity.ui.upload.signed import who, why
from smartcity.wording import Words

_SAID = DECISIONS | SUPPOSED
_ENTRIES = _SAID | {COMMIT}
"""Lines that say something besides a file, and lines that can be withdrawn."""

_COLUMNS = ("at", "by", "action", "file", "kind", "year", "state", "why", "entry")
_UNBROKEN = "\N{NO-BREAK SPACE}"


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
        if not lines:
            st.markdown(words("upload.history.none"))
            return
        commits = {line.id: line for line in lines if line.action == COMMIT}
        journal = _Journal(lines, commits, frozenset(line.id for line in intake.in_force(folder)))
        frame = pd.DataFrame([_row(line, journal, words) for line in reversed(lines)], columns=list(_COLUMNS))
        columns = (
            Column(code, words(f"upload.history.{code}"), *((RANK,) if code == "year" else ())) for code in _COLUMNS
        )
        draw_table(Table(frame, tuple(columns)), words, words("upload.history.alt"))
        if may(WITHDRAW):
            entries = [line for line in reversed(lines) if line.action in _ENTRIES]
            draw_entries(folder, {line.id: (line, _named(line, journal, words)) for line in entries}, words)


def _row(line: Line, journal: _Journal, words: Words) -> Mapping[str, object]:
    is_entry = line.action in _ENTRIES
    action, said = _action(line, journal, words)
    return {
        "at": words.moment(line.moment).replace(" ", _UNBROKEN),
        "by": who(line, words),
        "action": words(f"upload.history.{action}"),
        "file": journal.file_of(line),
        "kind": words(f"upload.kind.{line.kind}") if words.has(f"upload.kind.{line.kind}") else line.kind,
        "year": line.year,
        "state": _state(line, journal, words) if is_entry else "",
        "why": "; ".join(filter(None, (said, why(line, words)))),
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
        name = line.scenario or words("simulation.unnamed")
        return words(f"upload.history.said_{line.action}", name=name, n=len(line.marks or line.steps))
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
        return words(key, **vars(line))
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
