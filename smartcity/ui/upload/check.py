"""Periksa: how many rows are ready, what was found and how to repair it, and what would change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from smartcity import intake
from smartcity.access.policy import UPLOAD, Asker
from smartcity.export.annotated import annotate_apart
from smartcity.records.decisions import Decisions
from smartcity.records.findings import ERROR, INFO, Finding
from smartcity.ui.elements import plain, press, remark, say
from smartcity.ui.files import hand_out
from smartcity.ui.samples import raise_banner
from smartcity.ui.upload.changes import draw_changes, nothing_changed
from smartcity.ui.upload.file import Upload, changes, decide, history_link, is_to_choose
from smartcity.ui.upload.spelling import Row, already_loaded, listed, spelled_rows
from smartcity.wording import Words
from smartcity.wording.messages import group

SHOWN_RUNS = 24
"""So many places of one finding are named on the page; the marked file names them all."""

_OF_QUALITY = "quality."
_NARROWEST, _LIST = 150, 420
_LARGE = 2 << 20


def check(upload: Upload, words: Words) -> None:
    """Draw counts, findings, the marked file and the figures before and after."""
    inspection = upload.inspection
    with st.container(key="upload-check"):
        st.header(words("upload.check.title"), anchor=False)
        earlier = upload.earlier
        if earlier is not None:
            st.warning(f"{plain(already_loaded(earlier, words))} {history_link(words)}")
            return
        if inspection.checked is not None:
            _draw_counts(upload, words)
        if inspection.checked is not None and inspection.checked.is_sample:
            raise_banner()
            say(words("upload.check.sample"))
        _draw_left_out(upload, words)
        _draw_findings(upload, words)
        if inspection.checked is not None and any(finding.place.cell for finding in inspection.findings):
            _draw_marked(upload, words)
        if inspection.checked is not None:
            _draw_preview(upload, words)


def _draw_counts(upload: Upload, words: Words) -> None:
    """Draw how many rows are what; rows that stay out were read, and are neither ready nor wrong."""
    counted = intake.tally(upload.inspection)
    out = sum(finding.code == "row.left_out" for finding in upload.inspection.findings)
    ready = counted.read - counted.wrong - out
    shown = {"read": counted.read, "ready": ready, "wrong": counted.wrong, "look": counted.to_look_at}
    if out:
        shown["out"] = out
    with st.container(key="upload-counts"):
        grid = st.grid(len(shown), min_column_width=_NARROWEST, border=True)
    for name, count in shown.items():
        with grid.cell():
            st.metric(words(f"upload.check.{name}"), words.number(count))
    if counted.whole:
        say(words("upload.check.whole", n=counted.whole))


def _draw_findings(upload: Upload, words: Words) -> None:
    """Draw the findings by what is to be done about them; the first is open, the rest are folded."""
    findings = upload.inspection.findings
    if not findings:
        st.markdown(words("upload.check.none"))
    for number, one in enumerate(group(findings, words, markdown=True)):
        severity = words(f"findings.severity.{one.severity}")
        label = words("upload.check.group", severity=severity, title=one.title, n=one.count)
        with st.expander(label, expanded=number == 0, key=f"finding-{one.code.replace('.', '-')}"):
            st.markdown(one.example.sentence)
            if one.count > 1:
                places = listed(one.places, SHOWN_RUNS, words)
                remark(words("upload.check.where", places=places))
            _draw_leaving_out(one.code, upload, words)


def _draw_marked(upload: Upload, words: Words) -> None:
    """Offer the same workbook with its findings marked; it is only made when it is asked for."""
    is_asked = any(question.is_needed for question in upload.inspection.questions)
    is_next = not is_asked and any(
        one.severity == ERROR and not is_to_choose(one) for one in upload.inspection.findings
    )
    suffix, stem = words("upload.marked.suffix"), upload.file.rpartition(".")[0] or upload.file
    label, look = words("upload.check.mark"), "primary" if is_next else "secondary"
    make = partial(_marked, upload, words)
    file = (upload.inspection.snapshot[:12], f"{stem}-{suffix}.xlsx")
    hand_out(label, file, make, "download-marked", words, type=look)
    hints = [words("upload.check.mark_hint", file=upload.file, sheet=words("upload.marked.sheet"))]
    if any(finding.code == "file.macros_ignored" for finding in upload.inspection.findings):
        hints.append(words("upload.check.mark_macros"))
    if not upload.content.startswith(b"PK") or upload.file.casefold().endswith(".ods"):
        hints.append(words("upload.check.mark_form"))
    if len(upload.content) > _LARGE:
        hints.append(words("upload.check.mark_large"))
    remark(" ".join(hints))


def _marked(upload: Upload, words: Words, by: Asker) -> bytes:
    by.require(UPLOAD)
    return annotate_apart(upload.content, upload.file, upload.inspection.findings, words)


def _draw_preview(upload: Upload, words: Words) -> None:
    st.subheader(words("upload.change.title"), anchor=False)
    if not upload.inspection.is_loadable:
        st.markdown(words("upload.change.wait"))
        return
    if upload.replaces is None:
        st.markdown(words("upload.change.undecided"))
        return
    with st.spinner(words("upload.change.computing")):
        changed = changes(upload)
    if not changed:
        read = upload.inspection
        st.markdown(nothing_changed("upload.change.none", read.kind, read.year, words))
    draw_changes(changed, words)


def _rows_of(findings: Iterable[Finding]) -> tuple[Row, ...]:
    """List the rows that quality findings ask to look at, each once, in the order of the sheets."""
    rows = {}
    for finding in findings:
        number = "".join(sign for sign in finding.place.cell if sign.isdecimal())
        if finding.code.startswith(_OF_QUALITY) and finding.severity != INFO and number:
            rows[finding.place.sheet, int(number)] = None
    return tuple(rows)


def _draw_leaving_out(code: str, upload: Upload, words: Words) -> None:
    """Offer to leave out rows that findings of one *code* mark: the chosen ones, or all of them."""
    rows = _rows_of(finding for finding in upload.inspection.findings if finding.code == code)
    if not rows:
        return
    code = code.replace(".", "-")
    key = f"{code}-{upload.inspection.snapshot[:8]}"
    leave_out = partial(_leave_out, upload)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"leave-out-{code}"):
        _draw_rows("leave_out", rows, words("upload.rows.choose"), (f"rows-{key}", f"out-{key}"), leave_out, words)
        if len(rows) > 1:
            label = words("upload.rows.leave_out_all", n=len(rows))
            press(label, f"all-{key}", leave_out, rows)
    st.caption(words("upload.rows.effect"))


def _draw_left_out(upload: Upload, words: Words) -> None:
    """Name the rows that stay out by a decision about this file, and offer each the way back."""
    rows = tuple(sorted(upload.decisions.left_out))
    if not rows:
        return
    keys = (f"back-{upload.inspection.snapshot[:8]}", "take-in")
    with st.container(border=True, key="upload-left-out"):
        say(words("upload.rows.left_out", n=len(rows), rows=spelled_rows(rows, words)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _draw_rows("take_in", rows, words("upload.rows.choose_back"), keys, partial(_take_in, upload), words)


def _draw_rows(
    step: str,
    rows: Sequence[Row],
    label: str,
    keys: tuple[str, str],
    take: Callable[[Sequence[Row]], None],
    words: Words,
) -> None:
    """Draw the list that chooses from several rows, and the button that takes the *step* for the chosen ones.

    *keys* are those of the list and of the button.
    """
    chosen = rows
    if len(rows) > 1:
        chosen = st.multiselect(
            label,
            rows,
            format_func=lambda row: spelled_rows([row], words),
            placeholder=words("upload.rows.hint"),
            key=keys[0],
            select_all=False,
            width=_LIST,
        )
    text = words(f"upload.rows.{step}", n=len(chosen)) if chosen else words(f"upload.rows.{step}_none")
    press(text, keys[1], take, tuple(chosen), disabled=not chosen)


def _leave_out(upload: Upload, rows: Sequence[Row]) -> None:
    decide(upload.decisions.followed_by(Decisions(left_out=frozenset(rows))))


def _take_in(upload: Upload, rows: Sequence[Row]) -> None:
    decisions = upload.decisions
    decide(replace(decisions, left_out=decisions.left_out - frozenset(rows)))
