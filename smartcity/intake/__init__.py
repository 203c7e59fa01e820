"""Take files in and give them back: inspect (dry run) -> commit -> withdraw, and rebuild the warehouse from it all.

Takes bytes with what a person says of them, and gives findings, lines of the journal and a warehouse. Owns the
snapshots and the journal under `data/raw/`; nothing else writes there. Every change is told who asks for it, and asks
`smartcity.access` itself whether they may. Must not know how they signed in, nor in which words a finding is said. A
new kind of journal line stands in three places: its name and fields in `journal`, what it means in `standing`, its
table in `smartcity.warehouse`.
"""

from smartcity.access.policy import Asker, NotAllowed
from smartcity.checks.names import called
from smartcity.intake import clock
from smartcity.intake.building import adopt, build, open_warehouse, sweep
from smartcity.intake.convening import (
    SaidMeanwhile,
    arrange_meeting,
    change_meeting,
    discard_meeting,
    exhibits_at,
    shown_at,
    start_meeting,
)
from smartcity.intake.deciding import decide, decided, keep_rows, kept_rows, known_meanings
from smartcity.intake.examining import stand_by
from smartcity.intake.flow import (
    active,
    commit,
    history,
    in_force,
    inspect,
    inspect_next,
    is_cut,
    original,
    restorable,
    restore,
    samples,
    versions_in_force,
    withdraw,
)
from smartcity.intake.folder import DataFolder
from smartcity.intake.gathering import (
    Conflict,
    Judged,
    NotEvidence,
    Overtaken,
    evidence_file,
    gather,
    judged,
    offices_of,
    set_interview,
)
from smartcity.intake.inspection import AlreadyLoaded, Follows, Inspection, NotLoadable, UnknownEntry, Unseen
from smartcity.intake.journal import JournalDamaged, Line
from smartcity.intake.judging import (
    SHIPPED_BY,
    methods_in_force,
    methods_of,
    regions_of,
    shipped_regions,
    track_labels,
)
from smartcity.intake.preview import Change, Tally, changes_of, effects, tally
from smartcity.intake.progress import Progress
from smartcity.intake.questions import Question
from smartcity.intake.reach import beyond, refused
from smartcity.intake.reporting import Unreportable, report_innovations
from smartcity.intake.shipped import UPDATED, prepare
from smartcity.intake.supposing import (
    NoName,
    NoSuchTask,
    NotSettling,
    Unowned,
    change_tasks,
    discard_scenario,
    save_scenario,
    save_tasks,
    withdraw_plan,
)
from smartcity.intake.surveying import Unplannable, plan_survey
from smartcity.intake.trouble import TROUBLES, Trouble, trouble_of
from smartcity.intake.versions import Earlier, earlier_versions
from smartcity.intake.waiting import Waiting, keep_waiting, put_away, waiting_of
