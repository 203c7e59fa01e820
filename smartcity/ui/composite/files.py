"""Definitions and data as files: taken in for this session, and given out as what a link cannot carry."""

import csv
import io
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from smartcity.exhibits.composite import Material
from smartcity.export.downloads import CSV_TYPE, disarmed
from smartcity.records.findings import Finding
from smartcity.scoring.composite import Definition, as_toml
from smartcity.ui.composite.session import take_data, take_definition, uploader_key
from smartcity.ui.files import offer
from smartcity.ui.plain import plain
from smartcity.wording import Words
from smartcity.wording.messages import spell

TOML_TYPE = "application/toml"
FILE = "file"
"""The place of what is wrong with a definition that was just uploaded and is not used."""

SAMPLE = "CONTOH"
"""First in the name of a file with invented data."""


def draw_uploads(words: Words) -> None:
    """Draw where a definition and data of one's own come in."""
    with st.expander(words("composite.files.label"), key="composite-files"):
        st.caption(words("composite.files.hint"))
        first, second = st.columns(2)
        # Any ending is let through: a refusal by the reader says in the page's language what to do.
        with first:
            st.file_uploader(
                words("composite.files.definition"), key=uploader_key("definition"), on_change=take_definition
            )
        with second:
            st.file_uploader(words("composite.files.data"), key=uploader_key("data"), on_change=take_data)


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
    writer.writerow([disarmed(str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False):
        writer.writerow(
            [disarmed(value) if isinstance(value, str) else "" if value != value else value for value in row]
        )
    return text.getvalue().encode()


def draw_faults(place: str, findings: Sequence[Finding], is_file: bool, words: Words) -> None:
    """Name everything that is wrong at one *place* of the page: where, what was found and expected, what helps."""
    with st.container(border=True, key=f"composite-faults-{place}"):
        heading = words("composite.files.refused" if place == FILE else "composite.build.faults", n=len(findings))
        st.markdown(f"**{heading}**")
        for finding in findings:
            said = spell(finding, words, markdown=True)
            if is_file:
                st.markdown(f"- {said.sentence}")
                continue
            # The sentence speaks of a file to be saved again; here the panels are where it is put right.
            values = {"title": said.title, "found": said.found, "expected": said.expected}
            st.markdown("- " + words("composite.build.fault", **values))


def say_taken(name: str, words: Words) -> None:
    """Say once that a definition was read."""
    if name:
        st.success(plain(words("composite.files.taken", name=name)))
