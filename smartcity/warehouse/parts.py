"""What a step changes in the tables: those that no file feeds whole, of the others the rows of what it touches.

Pure, like `frames`: the same rows as a build of everything makes, of fewer files.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from smartcity.scoring.ranking import OFFICIAL_ORDER, SIMULASI
from smartcity.warehouse.frames import Frames
from smartcity.warehouse.supposed import Supposed
from smartcity.warehouse.told import Decision, told_rows
from smartcity.warehouse.typed import frame_of


@dataclass(frozen=True)
class Part:
    """The *rows* of a table that take the place of those that have one of the values of *subject* in each column."""

    subject: Mapping[str, Sequence[object]]
    rows: pd.DataFrame


Tables = Mapping[str, pd.DataFrame | Sequence[Part]]
"""Tables by name, each whole or the parts of it that change; those that are not named stay as they are."""

_OF_FILES = (
    "snapshots",
    "findings",
    "respondents",
    "answers",
    "skm_answers",
    "indicators",
    "events",
    "sources",
    "claims",
)
"""The tables whose rows are each of one file, whatever the others say."""


def told_parts(
    before: tuple[Sequence[Decision], Supposed], after: tuple[Sequence[Decision], Supposed]
) -> dict[str, pd.DataFrame]:
    """Make the tables that no file feeds and that have other rows *after* a step."""
    old, new = told_rows(*before), told_rows(*after)
    return {table: frame_of(table, rows) for table, rows in new.items() if rows != old[table]}


def file_parts(
    frames: Frames, snapshots: Collection[str], years: Collection[int], tracks: Collection[str], *, is_published: bool
) -> dict[str, pd.DataFrame | Sequence[Part]]:
    """Make the parts of all tables that some files feed.

    Args:
        frames: The tables that the files make which are in force.

        snapshots: All these files, and those that are in force no more.

        years: The years whose marks and answers are among them, whole.

        tracks: The tracks of these.

        is_published: Whether all published tables are among them.
    """
    parts = {table: [Part({"snapshot": [*snapshots]}, frames[table])] for table in _OF_FILES}
    if is_published:
        parts["results"] = frames["results"]
    for table in ("scores", "contributions"):
        parts[table] = list(_scored(frames[table], years, tracks, is_published=is_published))
    if years:
        whose = {"year": [*years], "track": [*tracks]}
        parts |= {table: [Part(whose, frames[table])] for table in ("marks", "item_statistics")}
    return parts


def _scored(
    frame: pd.DataFrame, years: Collection[int], tracks: Collection[str], *, is_published: bool
) -> Iterator[Part]:
    is_simulated = frame["basis"] == SIMULASI
    if is_published:
        yield Part({"basis": [basis for basis in OFFICIAL_ORDER if basis != SIMULASI]}, frame[~is_simulated])
    if years:
        yield Part({"basis": [SIMULASI], "year": [*years], "track": [*tracks]}, frame[is_simulated])
