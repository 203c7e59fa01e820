"""Take files in and give them back: inspect (dry run) -> commit -> withdraw, and rebuild the warehouse from it all.

Owns the snapshots and the journal under `data/raw/`; nothing else writes there.
"""

from smartcity.intake.building import build, open_warehouse, prepare
from smartcity.intake.deciding import decide, decided, keep_rows, kept_rows, known_meanings
from smartcity.intake.flow import active, commit, history, in_force, inspect, is_cut, samples, withdraw
from smartcity.intake.folder import DataFolder
from smartcity.intake.inspection import AlreadyLoaded, Inspection, NotLoadable, UnknownEntry
from smartcity.intake.journal import JournalDamaged, Line
from smartcity.intake.judging import SHIPPED_BY, shipped_regions, track_labels
from smartcity.intake.preview import Change, Preview, Tally, changes_of, effects, preview, tally
from smartcity.intake.progress import Progress
from smartcity.intake.questions import Question
from smartcity.intake.revision import replace, restorable, restore, versions_in_force
from smartcity.intake.supposing import NoName, discard_scenario, save_scenario, save_tasks
from smartcity.intake.trouble import TROUBLES, Trouble, trouble_of
from smartcity.intake.updating import UPDATED
from smartcity.intake.versions import Earlier, earlier_versions

__all__ = [
    "SHIPPED_BY",
    "TROUBLES",
    "UPDATED",
    "AlreadyLoaded",
    "Change",
    "DataFolder",
    "Earlier",
    "Inspection",
    "JournalDamaged",
    "Line",
    "NoName",
    "NotLoadable",
    "Preview",
    "Progress",
    "Question",
    "Tally",
    "Trouble",
    "UnknownEntry",
    "active",
    "build",
    "changes_of",
    "commit",
    "decide",
    "decided",
    "discard_scenario",
    "earlier_versions",
    "effects",
    "history",
    "in_force",
    "inspect",
    "is_cut",
    "keep_rows",
    "kept_rows",
    "known_meanings",
    "open_warehouse",
    "prepare",
    "preview",
    "replace",
    "restorable",
    "restore",
    "samples",
    "save_scenario",
    "save_tasks",
    "shipped_regions",
    "tally",
    "track_labels",
    "trouble_of",
    "versions_in_force",
    "withdraw",
]
