"""Files exactly as they were loaded, for those who may read what people wrote in them."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from smartcity import intake
from smartcity.access.policy import OPEN_ORIGINAL
from smartcity.intake import DataFolder, Line
from smartcity.intake.folder import SnapshotLost
from smartcity.intake.journal import COMMIT
from smartcity.ui.elements import say
from smartcity.ui.files import hand_out
from smartcity.ui.person import may
from smartcity.wording import Words
from smartcity.wording.messages import spell


def offer_original(folder: DataFolder, line: Line, label: str, key: str, words: Words) -> None:
    """Offer the file of a line of the journal exactly as it was loaded, or say that its copy is lost."""
    try:
        folder.require_copy(line.path, line.snapshot, line.file)
    except SnapshotLost as problem:
        say(spell(problem.finding, words).sentence)
        return
    make = partial(intake.original, folder, line)
    hand_out(label, (line.id, line.file), make, key, words, line.snapshot)


def offer_originals(cells: Mapping[str, str], key: str, words: Words) -> None:
    """Offer the files that figures were read from, by snapshot, each with the cell to look at; only to who may."""
    if not may(OPEN_ORIGINAL):
        return
    folder = DataFolder.chosen()
    lines = {line.snapshot: line for line in intake.history(folder) if line.action == COMMIT}
    with st.container(horizontal=True, key=f"originals-{key}"):
        for snapshot, cell in cells.items():
            if line := lines.get(snapshot):
                label = words("ui.origin.open", file=line.file, cell=cell)
                offer_original(folder, line, label, f"original-{key}-{snapshot[:8]}", words)
