"""Periksa: how many rows are ready, what was found and how to repair it, and what would change."""

import re
from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from smartcity import intake
from smartcity.annotate import annotate
from smartcity.exhibits.exhibit import INTEGER, RANK, SCORE, SIGNED, TEXT, Column, Table
from smartcity.export import XLSX_TYPE
from smartcity.findings import ERROR, Finding
from smartcity.intake import Change
from smartcity.intake.preview import AREAS, INNOVATIONS, RANKS, RESPONDENTS, SCORES
from smartcity.method import INDEX, load_dimensions
from smartcity.regions import load_site
from smartcity.ui.plain import plain
from smartcity.ui.samples import raise_banner
from smartcity.ui.tables import draw_table
from smartcity.ui.upload.session import HISTORY_ANCHOR, Dump, changes
from smartcity.wording import Words
from smartcity.wording.messages import Group, group

SHOWN_RUNS = 24
"""So many places of one finding are named on the page; the marked file names them all."""

_NARROWEST = 150
_DECIMALS = 3
_LARGE = 2 << 20
_CELL = re.compile(r"(.*?[A-Z]+)(\d+)")


def check(dump: Dump, words: Words) -> None:
    """Draw counts, findings, the marked file and the figures before and after."""
    found = dump.found
    with st.container(key="upload-check"):
        st.header(words("upload.check.title"), anchor=False)
        earlier = dump.earlier
        if earlier is not None:
            said = {"entry": earlier.id, "file": earlier.file, "at": earlier.moment, "by": earlier.by}
            link = f"[{words('upload.save.see_history')}](#{HISTORY_ANCHOR})"
            st.warning(f"{plain(words('upload.save.already', **said))} {link}")
            return
        if found.checked is not None:
            _draw_counts(dump, words)
        if found.checked is not None and found.checked.is_sample:
            raise_banner()
            st.markdown(plain(words("upload.check.sample")))
        _draw_findings(found.findings, words)
        if found.checked is not None and any(finding.place.cell for finding in found.findings):
            _draw_marked(dump, words)
        if found.checked is not None:
            _draw_changes(dump, words)


def _draw_counts(dump: Dump, words: Words) -> None:
    counted = intake.tally(dump.found)
    with st.container(key="upload-counts"):
        grid = st.grid(4, min_column_width=_NARROWEST, border=True)
    shown = {"read": counted.read, "ready": counted.ready, "wrong": counted.wrong, "look": counted.to_look_at}
    for name, count in shown.items():
        with grid.cell():
            st.metric(words(f"upload.check.{name}"), words.number(count))
    if counted.whole:
        st.markdown(plain(words("upload.check.whole", n=counted.whole)))


def _draw_findings(findings: tuple[Finding, ...], words: Words) -> None:
    """Draw the findings by what is to be done about them; the first is open, the rest are folded."""
    if not findings:
        st.markdown(words("upload.check.none"))
    for number, one in enumerate(group(findings, words, markdown=True)):
        severity = words(f"findings.severity.{one.severity}")
        label = words("upload.check.group", severity=severity, title=one.title, n=one.count)
        with st.expander(label, expanded=number == 0, key=f"finding-{one.code.replace('.', '-')}"):
            st.markdown(one.example.sentence)
            if one.count > 1:
                st.caption(_places(one, words))


def _places(one: Group, words: Words) -> str:
    runs = _runs(one.places)
    shown = plain(", ".join(_spelled(run) for run in runs[:SHOWN_RUNS]))
    rest = sum(map(len, runs[SHOWN_RUNS:]))
    if rest:
        return words("upload.check.where_more", places=shown, n=rest)
    return words("upload.check.where", places=shown)


def _runs(places: Sequence[str]) -> list[list[str]]:
    """Gather cells that stand below one another."""
    runs: list[list[str]] = []
    for place in places:
        if runs and _is_below(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _is_below(above: str, place: str) -> bool:
    first, second = _CELL.fullmatch(above), _CELL.fullmatch(place)
    return bool(first and second) and first[1] == second[1] and int(second[2]) == int(first[2]) + 1


def _spelled(run: Sequence[str]) -> str:
    """Name a run by its first and last cell: "Smart Living!I2–I45"."""
    return run[0] if len(run) == 1 else f"{run[0]}–{run[-1].rpartition('!')[2]}"


def _draw_marked(dump: Dump, words: Words) -> None:
    """Offer the same workbook with its findings marked; it is only made when it is asked for."""
    is_next = any(finding.severity == ERROR for finding in dump.found.findings)
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


def _draw_changes(dump: Dump, words: Words) -> None:
    st.subheader(words("upload.change.title"), anchor=False)
    if not dump.found.is_loadable:
        st.markdown(words("upload.change.wait"))
        return
    with st.spinner(words("upload.change.computing")):
        found = changes(dump)
    if not found:
        st.markdown(words("upload.change.none"))
    if any(change.is_sample for change in found):
        raise_banner()
        st.badge(words("ui.sample.tag"), color="gray")
    for area in AREAS:
        own = [change for change in found if change.area == area]
        if own:
            title = words(f"upload.change.{area}", region=load_site().home)
            st.markdown(f"**{plain(title)}**")
            draw_table(_table(area, own, words), words, words("upload.change.alt", area=title))


def _table(area: str, own: list[Change], words: Words) -> Table:
    """Lay out the changes of one area; what has no value on one side has no difference either."""
    frame = pd.DataFrame(
        {
            "what": [_label(change, words) for change in own],
            "before": pd.array([change.before for change in own], dtype="Float64"),
            "after": pd.array([change.after for change in own], dtype="Float64"),
        }
    )
    frame["difference"] = frame["after"] - frame["before"]
    kind = {SCORES: SCORE, RANKS: RANK}.get(area, INTEGER)
    decimals = _DECIMALS if area == SCORES else 0
    columns = [Column("what", words("upload.change.what"), TEXT)]
    columns += [Column(name, words(f"upload.change.{name}"), kind, decimals) for name in ("before", "after")]
    if area != RANKS:
        columns.append(Column("difference", words("upload.change.difference"), SIGNED, decimals))
    return Table(frame, tuple(columns))


def _label(change: Change, words: Words) -> str:
    labels = change.labels
    match change.area:
        case area if area == SCORES:
            node = labels["node"]
            name = words("upload.change.index") if node == INDEX else words(f"method.component.{node}")
            basis = words(f"method.basis.{labels['basis']}")
            return words("upload.change.score_row", node=name, year=labels["year"], basis=basis)
        case area if area == RANKS:
            among = words(f"standings.group.{labels['among']}", province=load_site().province)
            basis = words(f"method.basis.{labels['basis']}")
            return words("upload.change.rank_row", among=among, year=labels["year"], basis=basis)
        case area if area == RESPONDENTS:
            names = {dimension.code: dimension.name for dimension in load_dimensions()}
            said = {"dimension": names[labels["dimension"]], "year": labels["year"]}
            if labels["quota"] is None:
                return words("upload.change.respondent_row_plain", **said)
            return words("upload.change.respondent_row", quota=labels["quota"], **said)
        case area if area == INNOVATIONS:
            return words("upload.change.innovation_row", label=labels["label"], year=labels["year"])
        case _:
            return words(f"upload.table.{labels['table']}")
