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

_OF_LISTS = ("innovations", "innovation_lists")


def told_parts(
    before: tuple[Sequence[Decision], Mapping[str, Supposed]], after: tuple[Sequence[Decision], Mapping[str, Supposed]]
) -> dict[str, pd.DataFrame]:
    """Make the tables that no file feeds and that have other rows *after* a step."""
    old, new = told_rows(*before), told_rows(*after)
    return {table: frame_of(table, rows) for table, rows in new.items() if rows != old[table]}


@dataclass(frozen=True, slots=True)
class Subject:
    """Of what the rows change: the *snapshots* that files have, in force or not any more.

    Of the *years*, *tracks* and *regions*, these empty for all, whole marks and answers are given; of the regions
    *listed* all innovations.
    """

    snapshots: Collection[str]
    years: Collection[int] = ()
    tracks: Collection[str] = ()
    regions: Collection[str] = ()
    listed: Collection[str] = ()

    @property
    def whose(self) -> Mapping[str, Sequence[object]]:
        """The columns by which marks and answers, and what is made of them, are known."""
        of_years = {"year": [*self.years], "track": [*self.tracks]}
        return of_years | ({"region": [*self.regions]} if self.regions else {})


def file_parts(frames: Frames, subject: Subject, *, is_published: bool) -> dict[str, pd.DataFrame | Sequence[Part]]:
    """Make the parts of all tables that some files feed.

    Args:
        frames: The tables that the files make which are in force.

        subject: Of what these are the whole.

        is_published: Whether all published tables are among them.
    """
    parts = {table: [Part({"snapshot": [*subject.snapshots]}, frames[table])] for table in _OF_FILES}
    if is_published:
        parts["results"] = frames["results"]
    for table in ("scores", "contributions"):
        parts[table] = list(_scored(frames[table], subject, is_published=is_published))
    if subject.years:
        parts |= {table: [_part(subject.whose, frames[table])] for table in ("marks", "item_statistics")}
    if subject.listed:
        parts |= {table: [_part({"region": [*subject.listed]}, frames[table])] for table in _OF_LISTS}
    return parts


def _scored(frame: pd.DataFrame, subject: Subject, *, is_published: bool) -> Iterator[Part]:
    is_simulated = frame["basis"] == SIMULASI
    if is_published:
        yield Part({"basis": [basis for basis in OFFICIAL_ORDER if basis != SIMULASI]}, frame[~is_simulated])
    if subject.years:
        yield _part({"basis": [SIMULASI], **subject.whose}, frame[is_simulated])


def _part(subject: Mapping[str, Sequence[object]], frame: pd.DataFrame) -> Part:
    """Give of *frame* the rows of *subject* alone: a file of several regions is judged for each of them."""
    own = frame["region"].isin(subject["region"]) if "region" in subject else slice(None)
    return Part(subject, frame[own])
