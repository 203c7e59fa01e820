"""Rows that a person keeps out of the figures: chosen where a quality finding marks them, and taken in again."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import streamlit as st

from smartcity.records.decisions import Decisions
from smartcity.records.findings import Finding
from smartcity.ui.plain import plain
from smartcity.ui.upload.session import Dump, decide
from smartcity.wording import Words

Row = tuple[str, int]
"""A sheet and the number of a row on it."""

_OF_QUALITY = "quality."
_WIDTH = 420


def rows_of(findings: Iterable[Finding]) -> tuple[Row, ...]:
    """List the rows that quality findings mark, each once, in the order of the sheets."""
    rows = {}
    for finding in findings:
        number = "".join(sign for sign in finding.place.cell if sign.isdecimal())
        if finding.code.startswith(_OF_QUALITY) and number:
            rows[finding.place.sheet, int(number)] = None
    return tuple(rows)


def draw_leaving_out(code: str, dump: Dump, words: Words) -> None:
    """Offer to leave out rows that findings of one *code* mark: the chosen ones, or all of them."""
    rows = rows_of(finding for finding in dump.found.findings if finding.code == code)
    if not rows:
        return
    key = f"{code.replace('.', '-')}-{dump.found.snapshot[:8]}"
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"leave-out-{code.replace('.', '-')}"):
        is_one = len(rows) == 1
        chosen = rows if is_one else _choose(words("upload.rows.choose"), rows, f"rows-{key}", words)
        st.button(
            words("upload.rows.leave_out", n=len(chosen)) if chosen else words("upload.rows.leave_out_none"),
            disabled=not chosen,
            key=f"out-{key}",
            on_click=_leave_out,
            args=(dump, chosen),
        )
        if not is_one:
            label = words("upload.rows.leave_out_all", n=len(rows))
            st.button(label, key=f"all-{key}", on_click=_leave_out, args=(dump, rows))
    st.caption(words("upload.rows.effect"))


def draw_left_out(dump: Dump, words: Words) -> None:
    """Name the rows that stay out by a decision about this file, and offer each the way back."""
    rows = tuple(sorted(dump.found.decisions.left_out))
    if not rows:
        return
    with st.container(border=True, key="upload-left-out"):
        st.markdown(plain(words("upload.rows.left_out", n=len(rows), rows=spelled_rows(rows, words))))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key = f"back-{dump.found.snapshot[:8]}"
            chosen = rows if len(rows) == 1 else _choose(words("upload.rows.choose_back"), rows, key, words)
            st.button(
                words("upload.rows.take_in", n=len(chosen)) if chosen else words("upload.rows.take_in_none"),
                disabled=not chosen,
                key="take-in",
                on_click=_take_in,
                args=(dump, chosen),
            )


def spelled_rows(rows: Sequence[Row], words: Words) -> str:
    """Spell rows sheet by sheet: "Smart Living baris 4, 7, dan 9"."""
    parts = []
    for sheet, own in groupby(rows, key=lambda row: row[0]):
        numbers = words.join(number for _, number in own)
        parts.append(words("upload.rows.of_sheet", sheet=sheet, rows=numbers).strip())
    return "; ".join(parts)


def _choose(label: str, rows: Sequence[Row], key: str, words: Words) -> tuple[Row, ...]:
    chosen = st.multiselect(
        label,
        rows,
        format_func=lambda row: spelled_rows([row], words),
        placeholder=words("upload.rows.hint"),
        key=key,
        select_all=False,
        width=_WIDTH,
    )
    return tuple(chosen)


def _leave_out(dump: Dump, rows: Iterable[Row]) -> None:
    decide(dump.content, dump.found.decisions.followed_by(Decisions(left_out=frozenset(rows))))


def _take_in(dump: Dump, rows: Iterable[Row]) -> None:
    given = dump.found.decisions
    decide(dump.content, Decisions(given.aliases, given.scale, given.left_out - frozenset(rows)))
