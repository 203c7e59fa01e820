"""Every change asks whether who asks may, before anything else: each public function that changes, by each role."""

import ast
import inspect
import textwrap
from contextlib import suppress
from datetime import UTC, datetime
from types import FunctionType

import folders
import pytest

from smartcity import intake
from smartcity.access.policy import (
    ACTIONS,
    ALLOWED,
    ANYONES,
    ARRANGE,
    DECIDE,
    GATHER,
    MINUTE,
    OPEN_ORIGINAL,
    PLAN_SURVEY,
    REPORT,
    SUPPOSE,
    UPLOAD,
    WITHDRAW,
    Asker,
    NotAllowed,
)
from smartcity.checks import Options
from smartcity.intake import Line, Waiting
from smartcity.intake.folder import SnapshotLost
from smartcity.office.meetings import Faulty
from smartcity.records.decisions import Alias, Decisions
from smartcity.records.reports import Report
from smartcity.records.scenarios import Scenario
from smartcity.records.tasks import Tasks
from smartcity.survey import Asked
from smartcity.wording import LANGUAGES, Words

KEY = ("A", 2024, "regular")
LOST = Line("commit", "Rina", path="unggahan/tidak-ada.xlsx", snapshot="0", file="hilang.xlsx")
NAMED, OUT = Decisions((Alias("item", "A", "B"),)), frozenset({("Lembar", 4)})
NOW = datetime(2024, 10, 30, tzinfo=UTC)
STEP = {"node": "output", "component": "output"}

CHANGES = {
    "commit": ({UPLOAD}, lambda folder, by, warehouse: intake.commit(folder, b"x", "a.xlsx", by, Options(), warehouse)),
    "commit deciding": (
        {UPLOAD, DECIDE},
        lambda folder, by, warehouse: intake.commit(folder, b"x", "a.xlsx", by, Options(), warehouse, NAMED),
    ),
    "commit in the place of another": (
        {UPLOAD, WITHDRAW},
        lambda folder, by, warehouse: intake.commit(folder, b"x", "a.xlsx", by, Options(), warehouse, replaces="zzz"),
    ),
    "restore": ({WITHDRAW}, lambda folder, by, warehouse: intake.restore(folder, "zzz", by, "", warehouse)),
    "withdraw": ({WITHDRAW}, lambda folder, by, warehouse: intake.withdraw(folder, ["zzz"], by, "", warehouse)),
    "decide": (
        {DECIDE},
        lambda folder, by, warehouse: intake.decide(folder, Decisions(left_out=OUT), by, "", warehouse, snapshot="0"),
    ),
    "keep_rows": (
        {DECIDE},
        lambda folder, by, warehouse: intake.keep_rows(folder, "quality.fast", {"0": OUT}, by, "", warehouse),
    ),
    "save_scenario": (
        {SUPPOSE},
        lambda folder, by, warehouse: intake.save_scenario(folder, Scenario("", *KEY[1:]), by, "", warehouse),
    ),
    "discard_scenario": (
        {SUPPOSE},
        lambda folder, by, warehouse: intake.discard_scenario(folder, KEY, by, "", warehouse),
    ),
    "save_tasks": (
        {SUPPOSE},
        lambda folder, by, warehouse: intake.save_tasks(folder, Tasks(*KEY, (STEP,)), by, "", warehouse),
    ),
    "change_tasks": (
        {SUPPOSE},
        lambda folder, by, warehouse: intake.change_tasks(
            folder, KEY[1:], {"P1": {"status": "done"}}, by, "", warehouse
        ),
    ),
    "report_innovations": (
        {REPORT},
        lambda folder, by, warehouse: intake.report_innovations(
            folder, 2024, {"A": Report(stage="idea")}, by, "", warehouse
        ),
    ),
    "arrange_meeting": (
        {ARRANGE},
        lambda folder, by, warehouse: intake.arrange_meeting(folder, 1999, {}, by, warehouse),
    ),
    "change_meeting noting": (
        {MINUTE},
        lambda folder, by, warehouse: intake.change_meeting(folder, "zzz", {"p1": {"note": "x"}}, by, warehouse),
    ),
    "change_meeting": (
        {ARRANGE},
        lambda folder, by, warehouse: intake.change_meeting(folder, "zzz", {"p": {"topic": "x"}}, by, warehouse),
    ),
    "start_meeting": (
        {ARRANGE},
        lambda folder, by, warehouse: intake.start_meeting(folder, "zzz", {}, None, by, warehouse),
    ),
    "discard_meeting": (
        {ARRANGE},
        lambda folder, by, warehouse: intake.discard_meeting(folder, "zzz", by, "", warehouse),
    ),
    "withdraw_plan": ({SUPPOSE}, lambda folder, by, warehouse: intake.withdraw_plan(folder, "zzz", by, "", warehouse)),
    "keep_waiting": ({UPLOAD}, lambda folder, by, warehouse: intake.keep_waiting(folder, by, Waiting(b"x", "a.xlsx"))),
    "waiting_of": ({UPLOAD}, lambda folder, by, warehouse: intake.waiting_of(folder, by)),
    "put_away": ({UPLOAD}, lambda folder, by, warehouse: intake.put_away(folder, by)),
    "original": ({OPEN_ORIGINAL}, lambda folder, by, warehouse: intake.original(folder, LOST, by)),
    "gather": (
        {GATHER},
        lambda folder, by, warehouse: intake.gather(folder, (1900, "regular"), {}, by, "", warehouse),
    ),
    "evidence_file": ({GATHER}, lambda folder, by, warehouse: intake.evidence_file(folder, KEY[1:], "P1", "0", by)),
    "set_interview": (
        {GATHER},
        lambda folder, by, warehouse: intake.set_interview(folder, KEY[1:], NOW, by, "", warehouse),
    ),
    "plan_survey": (
        {PLAN_SURVEY},
        lambda folder, by, warehouse: intake.plan_survey(
            folder, KEY[1:], Asked(starts="kapan-kapan"), by, "", warehouse, Words("id")
        ),
    ),
}
"""What each function needs, and a call of it that fails, if at all, only once it has asked."""

FORESEEN = (
    intake.NotEvidence,
    intake.NotLoadable,
    intake.UnknownEntry,
    intake.NoName,
    intake.NoSuchTask,
    intake.Unowned,
    intake.Unplannable,
    intake.Unreportable,
    SnapshotLost,
    Faulty,
)

OF_NOBODY = frozenset({"build", "open_warehouse", "prepare", "sweep"})
"""What no person asks for: tables made of the journal as it stands, the product's own workbooks, what a kill left."""

WRITES = frozenset({
    *("append", "keep", "keeping", "let_in_updates", "rebuild", "record", "rmtree", "sweep"),
    *("take", "touch", "unlink", "write_bytes", "write_whole"),
})  # fmt: skip
"""Names by which something in a folder is changed."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Give a folder without any file, and its open warehouse."""
    folder = folders.empty(tmp_path_factory.mktemp("rights") / "data")
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        yield folder, warehouse


@pytest.mark.parametrize("role", [*ALLOWED, "siapa saja"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_asks_whether_the_role_allows_it(desk, change, role):
    """Who may not is refused with nothing changed, and told what they may not; who may is heard.

    Nothing there belongs to any office.
    """
    folder, warehouse = desk
    before = sorted(folder.root.rglob("*"))
    needed, call = CHANGES[change]
    by = Asker("Rina", role, "Diskominfo", "rina")
    lacking = {action for action in needed if ALLOWED.get(role, {}).get(action) != ANYONES}

    if lacking:
        with pytest.raises(NotAllowed) as refused:
            call(folder, by, warehouse)
        assert (refused.value.action in lacking, refused.value.by) == (True, by)
        assert sorted(folder.root.rglob("*")) == before
    else:
        with suppress(*FORESEEN):
            call(folder, by, warehouse)


def names_in(function: FunctionType) -> set[str]:
    """List the names that a function's code speaks of."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    spoken = [node.attr if isinstance(node, ast.Attribute) else node.id for node in ast.walk(tree) if _is_name(node)]
    return {*spoken}


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute | ast.Name)


def test_every_change_is_walked():
    """Every public function that is told who asks is walked above; one that writes without being told is nobody's."""
    public = {name: one for name, one in vars(intake).items() if isinstance(one, FunctionType)}
    told = {name for name, one in public.items() if "by" in inspect.signature(one).parameters}
    writing = {name for name, one in public.items() if name not in told and names_in(one) & WRITES}

    assert told == {name.split()[0] for name in CHANGES}
    assert writing - OF_NOBODY == set()


def test_what_is_missing_is_said():
    """Each action and role has its words in both languages."""
    for words in map(Words, LANGUAGES):
        assert [action for action in ACTIONS if not words.has(f"access.action.{action}")] == []
        assert "{" not in words("access.refused", role="x", action="y")
