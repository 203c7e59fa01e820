"""The table in which evidence is recorded for many items at once, and the choice where others changed the same."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd
import streamlit as st

from smartcity import intake
from smartcity.access.policy import GATHER
from smartcity.checks.evidence import LONGEST, Given
from smartcity.intake import Conflict, DataFolder
from smartcity.office.evidence import Dossier
from smartcity.records.evidence import DUE, FIELDS, MARK, NOTE, OWNER, PERSON, REPORTED, STATUS, STATUSES, status_key
from smartcity.records.findings import Finding
from smartcity.ui import grids
from smartcity.ui.elements import plain, press, refuse, remark, say
from smartcity.ui.grids import Cells
from smartcity.ui.journal import is_signed, record
from smartcity.ui.memory import Memory
from smartcity.ui.page import Page
from smartcity.ui.person import LONGEST_NAME, ask_name, asker
from smartcity.wording import Words
from smartcity.wording.messages import spell

When = tuple[int, str]

_TYPED: Memory[Mapping[When, Cells]] = Memory("evidence typed", MappingProxyType({}))
"""What was typed and is not saved yet, by year and track."""

_SEEN: Memory[Mapping[When, Mapping[str, str]]] = Memory("evidence seen", MappingProxyType({}))
"""The entry of each item that stood in the table while it was typed in."""

_CONFLICTS: Memory[Sequence[Conflict]] = Memory("evidence conflicts", ())
"""What others changed meanwhile, until it is chosen what is to hold."""

_REPORTED = (PERSON, STATUS, NOTE)
"""What an office says of its own evidence."""


def draw_table(found: Dossier, page: Page) -> None:
    """Draw the table of all items that may be spoken of, and offer to save what was typed into it."""
    words, when = page.words, (found.method.year, found.method.track)
    typed = _TYPED.get().get(when, {})
    shown = {one.item: one.entry for one in found.items}
    is_fresh = not typed

    def take(cells: Cells) -> None:
        held = _TYPED.get()
        own = {item: {**held.get(when, {}).get(item, {}), **entered} for item, entered in cells.items()}
        _TYPED.keep({**held, when: {**held.get(when, {}), **own}})

    if is_fresh:
        _SEEN.keep({**_SEEN.get(), when: shown})
    is_all = asker().may(GATHER)
    open_fields, statuses = (FIELDS, STATUSES) if is_all else (_REPORTED, REPORTED)
    st.header(words("evidence.page.title"), anchor=False)
    say(words("evidence.page.table"))
    name, alt = f"evidence-{when[0]}-{when[1]}-{found.owner or ''}", words("evidence.page.table_alt", year=when[0])
    grids.draw_table(name, _rows(found, words, typed), _columns(found, words), open_fields, take, alt, words)
    hint = f"evidence.page.table_hint{'' if is_all else '_own'}"
    remark(words(hint, statuses=[_status(one, words) for one in statuses]))
    if typed:
        _draw_saving(found, typed, page)


def _columns(found: Dossier, words: Words) -> dict[str, object]:
    text = st.column_config.TextColumn
    return {
        "what": text(words("evidence.column.item"), width=80, pinned=True),
        "text": text(words("evidence.column.text"), width=270),
        OWNER: text(words("evidence.column.owner"), width=150, max_chars=LONGEST_NAME),
        PERSON: text(words("evidence.column.person"), width=205, max_chars=LONGEST[PERSON]),
        DUE: text(words("evidence.column.due"), width=115, max_chars=30),
        # A list to choose from would leave out what is pasted otherwise than it spells it, and say nothing.
        STATUS: text(words("evidence.column.status"), width=130, max_chars=LONGEST_NAME),
        MARK: text(words("evidence.column.mark"), width=90, max_chars=6),
        NOTE: text(words("evidence.column.note"), width=220, max_chars=LONGEST[NOTE]),
        "pieces": text(words("evidence.column.pieces"), width=80),
    }


def _status(status: str, words: Words) -> str:
    return words(f"evidence.status.{status_key(status)}")


def _rows(found: Dossier, words: Words, typed: Cells) -> pd.DataFrame:
    """List the items as the table has them: what is held, or typed and not saved yet."""
    items = found.items
    columns = {
        "what": [one.item for one in items],
        "text": [found.method.item(one.item).meaning[words.language] for one in items],
        OWNER: [one.owner for one in items],
        PERSON: [one.person for one in items],
        DUE: [words.date(one.due) if one.due else None for one in items],
        STATUS: [_status(one.status, words) for one in items],
        MARK: [words.editable(one.mark) if one.mark is not None else None for one in items],
        NOTE: [one.note for one in items],
        "pieces": [str(len(one.pieces)) if one.pieces else None for one in items],
    }
    held = pd.DataFrame({name: pd.array(values, dtype="string") for name, values in columns.items()})
    held.index = pd.Index(columns["what"])
    for item, entered in typed.items():
        for name, value in entered.items():
            if item in held.index and name in FIELDS:
                held.loc[item, name] = None if value is None else str(value)
    return held


def _draw_saving(found: Dossier, typed: Cells, page: Page) -> None:
    """Offer to save what was typed, in a person's name, or to take it back."""
    words, when = page.words, (found.method.year, found.method.track)
    kept = _draw_conflicts(words)
    say(words("evidence.page.unsaved", n=len(typed)))
    with st.form("evidence-save", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        by = ask_name(words("evidence.page.by"), words, "evidence-save-by")
        is_sent = st.form_submit_button(words("evidence.page.save"), type="primary")
    press(words("evidence.page.revert"), "evidence-revert", forget, when)
    if is_sent and is_signed(by, words("evidence.page.need_by")):
        save(found, _chosen(typed, kept, when), by, page)


def save(found: Dossier, given: Mapping[str, Given], by: str, page: Page) -> None:
    """Write what is given, and begin the table anew; or say all that is wrong, or what others changed."""
    words, when = page.words, (found.method.year, found.method.track)

    def write() -> object:
        seen = _SEEN.get().get(when, {})
        why = words("evidence.page.why")
        line = intake.gather(DataFolder.chosen(), when, given, asker(by), why, page.warehouse, seen)
        forget(when)
        return line

    def outcome(line: object) -> str:
        return words("evidence.page.saved" if line else "evidence.page.same", n=len(given))

    def overtaken(problem: intake.Overtaken) -> str:
        _CONFLICTS.keep(problem.conflicts)
        return words("evidence.page.overtaken", n=len(problem.conflicts))

    refusals = {
        intake.NotEvidence: lambda problem: said_of(problem.findings, words),
        intake.Overtaken: overtaken,
    }
    record(write, outcome, words("evidence.page.working"), words, refusals)
    if _CONFLICTS.get():
        st.rerun()


def said_of(findings: Sequence[Finding], words: Words) -> str:
    """Say all that is wrong, a line each."""
    return "\n\n".join(spell(finding, words).sentence for finding in findings)


def _draw_conflicts(words: Words) -> Mapping[tuple[str, str], bool]:
    """Show what stands against what where others changed the same; say by item and field whether ours is to hold."""
    conflicts, chosen = _CONFLICTS.get(), {}
    if not conflicts:
        return chosen
    refuse(words("evidence.page.overtaken", n=len(conflicts)))
    for one in conflicts:
        field = words(f"evidence.column.{one.name}")
        label = words("evidence.page.conflict", item=one.item, field=field)
        values = {"by": one.standing.changed_by, "at": one.standing.changed_at}
        theirs = words("evidence.page.theirs", value=_value(one.name, one.theirs, words), **values)
        mine = words("evidence.page.mine", value=_value(one.name, one.mine, words))
        options, key = {False: plain(theirs), True: plain(mine)}, f"evidence-conflict-{one.item}-{one.name}"
        chosen[one.item, one.name] = st.radio(plain(label), (False, True), format_func=options.get, key=key)
    return chosen


def _value(name: str, value: object, words: Words) -> str:
    if value in (None, ""):
        return words.number(None)
    return {DUE: words.date, STATUS: lambda status: _status(status, words)}.get(name, str)(value)


def _chosen(typed: Cells, kept: Mapping[tuple[str, str], bool], when: When) -> dict[str, Given]:
    """Leave out of what was typed what others' is to hold for, once that was chosen; ours is then said knowingly."""
    seen = dict(_SEEN.get().get(when, {}))
    for one in _CONFLICTS.take() or ():
        seen[one.item] = one.standing.entry
    _SEEN.keep({**_SEEN.get(), when: seen})
    given = {}
    for item, cells in typed.items():
        own = {name: value for name, value in cells.items() if name in FIELDS and kept.get((item, name), True)}
        if own:
            given[item] = Given(own)
    return given


def forget(when: When) -> None:
    """Take back what was typed of a year; the table begins anew."""
    _TYPED.keep({other: cells for other, cells in _TYPED.get().items() if other != when})
    _CONFLICTS.take()
    grids.ROUND.next_round()
