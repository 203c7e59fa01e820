"""Definitions and data as files: taken in for this session, and given out as what a link cannot carry."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from smartcity.checks.composite.definition import read_definition
from smartcity.checks.names import called
from smartcity.exhibits.composite import Material
from smartcity.export.downloads import CSV_TYPE, disarmed_throughout
from smartcity.records.findings import Finding
from smartcity.scoring.composite import Definition, Faulty, as_toml
from smartcity.ui.composite.draft import DRAFT, draft_of
from smartcity.ui.elements import plain
from smartcity.ui.files import offer
from smartcity.ui.memory import Memory
from smartcity.wording import Words
from smartcity.wording.messages import spell

TOML_TYPE = "application/toml"
FILE = "file"
"""The place of what is wrong with a definition that was just uploaded and is not used."""

SAMPLE = "CONTOH"
"""First in the name of a file with invented data."""


_FAULTS: Memory[tuple[Finding, ...]] = Memory("composite faults", ())
_TAKEN = Memory("composite definition taken", "")
_ROUND = Memory("composite round", 0)


@dataclass(frozen=True)
class OwnData:
    """A person's own file: its name and its bytes, read anew when the definition names other columns."""

    file: str
    content: bytes


OWN_DATA: Memory[OwnData | None] = Memory("composite data")
"""A person's own data, None while the warehouse's are used."""

COLUMNS, TABLE = Memory("composite columns"), Memory("composite table")
"""Its columns, and the table that the draft asks of it, as far as they were read."""


def draw_uploads(words: Words) -> None:
    """Draw where a definition and data of one's own come in, and what came of a definition that was just given."""
    with st.expander(words("composite.files.label"), key="composite-files"):
        st.caption(words("composite.files.hint"))
        first, second = st.columns(2)
        # Any ending is let through: a refusal by the reader says in the page's language what to do.
        with first:
            st.file_uploader(words("composite.files.definition"), key=_key("definition"), on_change=_take_definition)
        with second:
            st.file_uploader(words("composite.files.data"), key=_key("data"), on_change=_take_data)
    name = _TAKEN.take()
    if name:
        st.success(plain(words("composite.files.taken", name=name)))
    if _FAULTS.get():
        draw_faults(FILE, _FAULTS.get(), True, words)


def _key(what: str) -> str:
    """Name an uploader of this round, of the "definition" or the "data"."""
    return f"composite-file-{what}-{_ROUND.get()}"


def forget() -> None:
    """Begin anew: no draft, no data, no faults, and nothing in the uploaders."""
    for memory in (DRAFT, OWN_DATA, COLUMNS, TABLE, _FAULTS, _TAKEN):
        memory.take()
    _ROUND.next_round()


def _take_definition() -> None:
    """Read the definition that was just uploaded; a faulty one leaves the draft as it is."""
    _FAULTS.take()
    uploaded = st.session_state[_key("definition")]
    if uploaded is None:
        return
    try:
        definition = read_definition(uploaded.getvalue(), called(uploaded.name))
    except Faulty as faulty:
        _FAULTS.keep(faulty.findings)
        return
    DRAFT.keep(draft_of(definition))
    _TAKEN.keep(definition.name)


def _take_data() -> None:
    """Take the data that was just uploaded, or go back to the warehouse when it was taken out."""
    uploaded = st.session_state[_key("data")]
    OWN_DATA.keep(None if uploaded is None else OwnData(called(uploaded.name), uploaded.getvalue()))


def draw_downloads(definition: Definition, material: Material | None, words: Words) -> None:
    """Offer the definition, and the values with which the command or another session gets the same result."""
    with st.container(horizontal=True, key="composite-downloads"):
        stem = words("composite.files.stem")
        label, content = words("composite.files.download_definition"), as_toml(definition).encode()
        offer(label, content, f"{stem}.toml", TOML_TYPE, "download-definition")
        if material is not None:
            name = f"{SAMPLE}-{stem}.csv" if material.is_sample else f"{stem}.csv"
            offer(words("composite.files.download_data"), data_bytes(material.frame), name, CSV_TYPE, "download-data")
    st.caption(words("composite.files.share"))


def data_bytes(frame: pd.DataFrame) -> bytes:
    """Write `unit, year` and the indicators as the command reads them: comma and point, unrounded, empty for missing.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([disarmed_throughout(str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow(
            [disarmed_throughout(value) if isinstance(value, str) else "" if value != value else value for value in row]
        )
    return text.getvalue().encode()


def draw_faults(place: str, findings: Sequence[Finding], is_file: bool, words: Words) -> None:
    """Name everything that is wrong at one *place* of the page: where, what was found and expected, what helps."""
    with st.container(border=True, key=f"composite-faults-{place}"):
        heading = words("composite.files.refused" if place == FILE else "composite.build.faults", n=len(findings))
        st.markdown(f"**{heading}**")
        for finding in findings:
            message = spell(finding, words, markdown=True)
            if is_file:
                st.markdown(f"- {message.sentence}")
                continue
            # The sentence speaks of a file to be saved again; here the panels are where it is put right.
            values = {"title": message.title, "found": message.found, "expected": message.expected}
            st.markdown("- " + words("composite.build.fault", **values))
