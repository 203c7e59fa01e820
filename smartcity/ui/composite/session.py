"""What the builder remembers within one session: the draft, a person's own data, and what was wrong with a file.

Nothing of it is shared between sessions, written anywhere or journalled.
"""

from dataclasses import dataclass

import streamlit as st

from smartcity.checks.composite.definition import read_definition
from smartcity.checks.composite.table import Table, read_table
from smartcity.intake.folder import identity
from smartcity.records.findings import Finding
from smartcity.scoring.composite import Definition, Faulty
from smartcity.ui.composite.draft import Draft, draft_of

_DRAFT, _FAULTS, _DATA, _TABLES, _TAKEN, _ROUND = (
    f"composite {what}" for what in ("draft", "faults", "data", "tables", "definition taken", "round")
)

_COLUMNS = Definition("", (), ())
"""A definition that asks for no indicator: with it a table tells which columns there are."""


@dataclass(frozen=True)
class OwnData:
    """A person's own file: its name and its bytes, read anew when the definition names other columns."""

    file: str
    content: bytes


def draft() -> Draft | None:
    """Return the draft, None when nothing was begun."""
    return st.session_state.get(_DRAFT)


def keep(changed: Draft) -> None:
    """Remember the draft."""
    st.session_state[_DRAFT] = changed


def forget() -> None:
    """Begin anew: no draft, no data, no faults, and nothing in the uploaders."""
    for name in (_DRAFT, _FAULTS, _DATA, _TABLES, _TAKEN):
        st.session_state.pop(name, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def uploader_key(what: str) -> str:
    """Name an uploader of this round, of the "definition" or the "data"."""
    return f"composite-file-{what}-{st.session_state.get(_ROUND, 0)}"


def faults() -> tuple[Finding, ...]:
    """Return what was wrong with the definition that was last given as a file."""
    return st.session_state.get(_FAULTS, ())


def taken() -> str:
    """Return, once, the name of a definition that was just read from a file."""
    return st.session_state.pop(_TAKEN, "")


def take_definition() -> None:
    """Read the definition that was just uploaded; a faulty one leaves the draft as it is."""
    st.session_state.pop(_FAULTS, None)
    uploaded = st.session_state[uploader_key("definition")]
    if uploaded is None:
        return
    try:
        definition = read_definition(uploaded.getvalue(), uploaded.name)
    except Faulty as faulty:
        st.session_state[_FAULTS] = faulty.findings
        return
    keep(draft_of(definition))
    st.session_state[_TAKEN] = definition.name


def take_data() -> None:
    """Take the data that was just uploaded, or go back to the warehouse when it was taken out."""
    uploaded = st.session_state[uploader_key("data")]
    st.session_state.pop(_TABLES, None)
    st.session_state[_DATA] = None if uploaded is None else OwnData(uploaded.name, uploaded.getvalue())


def own_data() -> OwnData | None:
    """Return a person's own data, None while the warehouse's is used."""
    return st.session_state.get(_DATA)


def columns_of(data: OwnData) -> tuple[str, ...]:
    """List the indicators that a person's own data has, whatever the definition names.

    Raises:
        Faulty: With every fault of the file.
    """
    return table_of(data, _COLUMNS).unused


def table_of(data: OwnData, definition: Definition) -> Table:
    """Read a person's own data for the columns that *definition* names, once as long as these stay the same.

    Raises:
        Faulty: With every fault of the file.
    """
    key = (identity(data.content), data.file, definition.codes)
    kept = st.session_state.setdefault(_TABLES, {})
    if key not in kept:
        # Those of earlier definitions go; the columns stay, which every run asks for.
        kept = {known: made for known, made in kept.items() if not known[-1]} | {key: _attempt(data, definition)}
        st.session_state[_TABLES] = kept
    made = kept[key]
    if isinstance(made, Table):
        return made
    raise Faulty(made)


def _attempt(data: OwnData, definition: Definition) -> Table | tuple[Finding, ...]:
    try:
        return read_table(data.content, data.file, definition)
    except Faulty as faulty:
        return faulty.findings
