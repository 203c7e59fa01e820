"""What a viewer sees: a finding with its figure, table, source and stamp, complete enough to be cut out of the page."""

from dataclasses import dataclass, field

import pandas as pd

TEXT, INTEGER, SCORE, SIGNED, SHARE, DATE, RANK = "text", "integer", "score", "signed", "share", "date", "rank"
SOURCE = "source"
"""A citation, whose days and months are spelled in the page's language."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an exhibit's table: where its values stand in the frame, its label, and how they are spelled."""

    code: str
    label: str
    kind: str = TEXT
    decimals: int = 2


@dataclass(frozen=True)
class Table:
    """The rows behind a figure with labelled columns in the order shown; figures of people as they are spelled."""

    frame: pd.DataFrame
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """What to say when there is nothing to show: what is missing, why it matters, and the one step that helps."""

    missing: str
    why: str
    step: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Which score an exhibit can be traced down to its cells."""

    year: int
    region: str
    node: str
    basis: str
    label: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """As of when: the moment and identity of the build, and how many files it was made of."""

    built_at: str
    fingerprint: str
    files: int


@dataclass(frozen=True)
class Exhibit:
    """One finding.

    *message* is the finding in at most two lines; *figure* a plotly figure or None (then the table is the exhibit);
    *caption* says among whom, which year and out of how many; *source* names origins; *bases* are the bases of the
    values shown; *is_sample* that invented data is among them; *rules* says whose rules were borrowed, if any were;
    *year* is that of the figures, where they are of one year of results; *empty* replaces figure and table when
    nothing is there.
    """

    key: str
    message: str
    source: str
    stamp: Stamp
    figure: object | None = None
    table: Table | None = None
    caption: str = ""
    alt: str = ""
    note: str = ""
    bases: tuple[str, ...] = ()
    is_sample: bool = False
    rules: str = ""
    year: int | None = None
    origins: tuple[Origin, ...] = ()
    empty: Empty | None = None
    details: tuple["Exhibit", ...] = field(default=())
