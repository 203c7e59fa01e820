"""Periksa: how many rows are ready, what was found and how to repair it, and what would change."""

from functools import partial

import streamlit as st

from smartcity import intake
from smartcity.export.annotated import annotate
from smartcity.export.downloads import XLSX_TYPE
from smartcity.records.findings import ERROR
from smartcity.ui.plain import plain
from smartcity.ui.samples import raise_banner
from smartcity.ui.upload.changes import draw_changes
from smartcity.ui.upload.places import listed
from smartcity.ui.upload.rows import draw_leaving_out, draw_left_out
from smartcity.ui.upload.session import HISTORY_ANCHOR, Dump, changes
from smartcity.ui.upload.signed import who
from smartcity.wording import Words
from smartcity.wording.messages import group

SHOWN_RUNS = 24
"""So many places of one finding are named on the page; the marked file names them all."""

_NARROWEST = 150
_LARGE = 2 << 20


def check(dump: Dump, words: Words) -> None:
    """Draw counts, findings, the marked file and the figures before and after."""
    found = dump.found
    with st.container(key="upload-check"):
        st.header(words("upload.check.title"), anchor=False)
        earlier = dump.earlier
        if earlier is not None:
            said = {"entry": earlier.id, "file": earlier.file, "at": earlier.moment, "by": who(earlier, words)}
            link = f"[{words('upload.save.see_history')}](#{HISTORY_ANCHOR})"
            st.warning(f"{plain(words('upload.save.already', **said))} {link}")
            return
        if found.checked is not None:
            _draw_counts(dump, words)
        if found.checked is not None and found.checked.is_sample:
            raise_banner()
            st.markdown(plain(words("upload.check.sample")))
        draw_left_out(dump, words)
        _draw_findings(dump, words)
        if found.checked is not None and any(finding.place.cell for finding in found.findings):
            _draw_marked(dump, words)
        if found.checked is not None:
            _draw_preview(dump, words)


def _draw_counts(dump: Dump, words: Words) -> None:
    """Draw how many rows are what; rows that stay out were read, and are neither ready nor wrong."""
    counted = intake.tally(dump.found)
    out = sum(finding.code == "row.left_out" for finding in dump.found.findings)
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
        st.markdown(plain(words("upload.check.whole", n=counted.whole)))


def _draw_findings(dump: Dump, words: Words) -> None:
    """Draw the findings by what is to be done about them; the first is open, the rest are folded."""
    findings = dump.found.findings
    if not findings:
        st.markdown(words("upload.check.none"))
    for number, one in enumerate(group(findings, words, markdown=True)):
        severity = words(f"findings.severity.{one.severity}")
        label = words("upload.check.group", severity=severity, title=one.title, n=one.count)
        with st.expander(label, expanded=number == 0, key=f"finding-{one.code.replace('.', '-')}"):
            st.markdown(one.example.sentence)
            if one.count > 1:
                places = listed(one.places, SHOWN_RUNS, words)
                st.caption(plain(words("upload.check.where", places=places)))
            draw_leaving_out(one.code, dump, words)


def _draw_marked(dump: Dump, words: Words) -> None:
    """Offer the same workbook with its findings marked; it is only made when it is asked for."""
    is_asked = any(question.is_needed for question in dump.found.questions)
    is_next = not is_asked and any(finding.severity == ERROR for finding in dump.found.findings)
    suffix, stem = words("upload.marked.suffix"), dump.file.rpartition(".")[0] or dump.file
    st.download_button(
        words("upload.check.mark"),
        partial(_marked, dump, words),
        f"{stem}-{suffix}.xlsx",
        XLSX_TYPE,
        key="download-marked",
        on_click="ignore",
        type="primary" if is_next else "secondary",
    )
    hints = [words("upload.check.mark_hint", file=dump.file, sheet=words("upload.marked.sheet"))]
    if any(finding.code == "file.macros_ignored" for finding in dump.found.findings):
        hints.append(words("upload.check.mark_macros"))
    if not dump.content.startswith(b"PK") or dump.file.casefold().endswith(".ods"):
        hints.append(words("upload.check.mark_form"))
    if len(dump.content) > _LARGE:
        hints.append(words("upload.check.mark_large"))
    st.caption(plain(" ".join(hints)))


def _marked(dump: Dump, words: Words) -> bytes:
    return annotate(dump.content, dump.file, dump.found.findings, words).content


def _draw_preview(dump: Dump, words: Words) -> None:
    st.subheader(words("upload.change.title"), anchor=False)
    if not dump.found.is_loadable:
        st.markdown(words("upload.change.wait"))
        return
    if dump.replaces is None:
        st.markdown(words("upload.change.undecided"))
        return
    with st.spinner(words("upload.change.computing")):
        found = changes(dump)
    if not found:
        st.markdown(words("upload.change.none"))
    draw_changes(found, words)
