"""Take files in and give them back: inspect (dry run) -> commit -> withdraw, and rebuild the warehouse from it all.

Owns the snapshots and the journal under `data/raw/`; nothing else writes there.
"""

from smartcity.intake.flow import (
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
from smartcity.intake.inspection import AlreadyLoaded, Inspection, NotLoadable, UnknownEntry
from smartcity.intake.journal import JournalDamaged, Line
from smartcity.intake.preview import Change, Preview, Tally, changes_of, preview, tally
from smartcity.intake.revision import Earlier, earlier_versions, replace, restorable, restore, versions_in_force

__all__ = [
    "AlreadyLoaded",
    "Change",
    "DataFolder",
    "Earlier",
    "Inspection",
    "JournalDamaged",
    "Line",
    "NotLoadable",
    "Preview",
    "Tally",
    "UnknownEntry",
    "active",
    "build",
    "changes_of",
    "commit",
    "earlier_versions",
    "history",
    "inspect",
    "open_warehouse",
    "prepare",
    "preview",
    "replace",
    "restorable",
    "restore",
    "samples",
    "shipped_regions",
    "tally",
    "track_labels",
    "versions_in_force",
    "withdraw",
]
