"""Take files in and give them back: inspect (dry run) -> commit -> withdraw, and rebuild the warehouse from it all.

Owns the snapshots and the journal under `data/raw/`; nothing else writes there.
"""

from smartcity.intake.flow import (
    AlreadyLoaded,
    Inspection,
    NotLoadable,
    UnknownEntry,
    active,
    build,
    commit,
    history,
    inspect,
    open_warehouse,
    prepare,
    samples,
    shipped_regions,
    track_labels,
    withdraw,
)
from smartcity.intake.folder import DataFolder
from smartcity.intake.journal import JournalDamaged, Line

__all__ = [
    "AlreadyLoaded",
    "DataFolder",
    "Inspection",
    "JournalDamaged",
    "Line",
    "NotLoadable",
    "UnknownEntry",
    "active",
    "build",
    "commit",
    "history",
    "inspect",
    "open_warehouse",
    "prepare",
    "samples",
    "shipped_regions",
    "track_labels",
    "withdraw",
]
