"""Jejak audit: the lines of the audit and whether they are whole, for those alone who may read who did what."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from smartcity.access.audit import Audit, Entry
from smartcity.access.policy import AUDIT, NotAllowed
from smartcity.exhibits.kit.exhibit import RANK, Column, Table
from smartcity.intake import DataFolder
from smartcity.ui.elements import pick, plain, refuse, remark
from smartcity.ui.person import asker, note_refusal
from smartcity.ui.tables import draw_table
from smartcity.wording import MISSING, Words, timezone

_COLUMNS = ("n", "at", "who", "role", "did", "of", "address")
_UNBROKEN = "\N{NO-BREAK SPACE}"
_WIDTH = 300


def draw_audit(words: Words) -> None:
    """Draw whether the audit is whole, the head of its chain, and its lines, the newest first, as they are chosen.

    Raises:
        NotAllowed: If the one at the screen may not read it; nothing of it is read, and that they asked is noted.
    """
    try:
        asker().require(AUDIT)
    except NotAllowed:
        note_refusal("jejak")
        raise
    kept = DataFolder.chosen().audit
    entries = tuple(kept.entries())
    _draw_chain(kept, words)
    st.header(words("audit.page.title"), anchor=False)
    shown = _chosen(entries, words)
    if not shown:
        st.markdown(words("audit.page.none"))
        return
    remark(words("audit.page.count", n=len(shown), all=len(entries)))
    frame = pd.DataFrame([_row(entry, words) for entry in reversed(shown)], columns=list(_COLUMNS))
    columns = (Column(code, words(f"audit.page.{code}"), *((RANK,) if code == "n" else ())) for code in _COLUMNS)
    draw_table(Table(frame, tuple(columns)), words, words("audit.page.alt"), "audit")


def _draw_chain(kept: Audit, words: Words) -> None:
    """Say what is wrong with the lines, and give the head to be kept elsewhere."""
    flaws, head = kept.verify(), kept.head()
    for flaw in flaws:
        lines = str(flaw.first) if flaw.first == flaw.last else f"{flaw.first}-{flaw.last}"
        refuse(words(f"audit.flaw.{flaw.code}", lines=lines))
    if not flaws:
        st.markdown(words("audit.page.whole", n=head.n))
    remark(words("audit.page.head"))
    st.code(str(head), language=None, wrap_lines=True)


def _chosen(entries: Sequence[Entry], words: Words) -> list[Entry]:
    """Draw the choices, and return the lines that they leave."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="audit-choices"):
        label, hint = words("audit.page.who"), words("audit.page.anybody")
        people = sorted({entry.who for entry in entries if entry.who}, key=str.casefold)
        who = pick(label, people, plain, hint, "audit-who", width=_WIDTH)
        label, hint = words("audit.page.did"), words("audit.page.anything")
        kinds = [*dict.fromkeys(entry.did for entry in entries)]
        did = pick(label, kinds, lambda one: words(f"audit.did.{one}"), hint, "audit-did", width=_WIDTH)
        days = [*dict.fromkeys(_day(entry, words) for entry in reversed(entries))]
        label, hint = words("audit.page.day"), words("audit.page.any_day")
        day = pick(label, days, plain, hint, "audit-day", width=_WIDTH)
    return [
        entry
        for entry in entries
        if who in (None, entry.who) and did in (None, entry.did) and day in (None, _day(entry, words))
    ]


def _day(entry: Entry, words: Words) -> str:
    return words.date(entry.moment.astimezone(timezone()).date())


def _row(entry: Entry, words: Words) -> dict[str, object]:
    role = f"ui.person.role.{entry.role}"
    return {
        "n": entry.n,
        "at": words.moment(entry.moment).replace(" ", _UNBROKEN),
        "who": entry.who or MISSING,
        "role": words(role) if words.has(role) else entry.role or MISSING,
        "did": words(f"audit.did.{entry.did}"),
        "of": entry.of or MISSING,
        "address": entry.address or MISSING,
    }
