"""Tasks in the journal: taken on once, brought up to date, changed by people, settled, and taken back."""

import pytest
from askers import analyst

from smartcity import intake
from smartcity.access.policy import OFFICE, Asker, NotAllowed
from smartcity.method.regions import load_site
from smartcity.records.tasks import Tasks

TRACK = load_site().track
YEAR = 2024
WHEN = (YEAR, TRACK)


def step(node, component="output", **others):
    """Make a step of a plan: one mark of an item from two to three, unless said otherwise."""
    usual = {"owner": "Diskominfo", "mark_before": 2.0, "mark_after": 3.0, "marks": 1.0, "effort": 1.0, "gain": 0.0286}
    return {"node": node, "component": component, **usual, "index": 3.4, "due": None} | others


WHOLE = step("output", owner="Diskominfo", mark_before=None, mark_after=None, marks=3.0, effort=3.0, gain=0.0857)


@pytest.fixture
def desk(folder):
    """An empty data folder with its open warehouse."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        yield folder, warehouse


def take_on(desk, *steps, scenario="A", by="Uji"):
    """Take on the steps of a plan."""
    folder, warehouse = desk
    return intake.save_tasks(folder, Tasks(scenario, YEAR, TRACK, steps), analyst(by), "", warehouse)


def say(desk, changes, by="Rina"):
    """Say something of tasks."""
    folder, warehouse = desk
    return intake.change_tasks(folder, WHEN, changes, analyst(by), "", warehouse)


def held(desk, *fields):
    """Read the tasks of the warehouse: node -> the values of these fields."""
    rows = desk[1].query("tasks")
    return {
        row["node"]: tuple(None if row[name] != row[name] else row[name] for name in fields)
        for row in rows.to_dict("records")
    }


def test_an_office_reports_on_its_own_tasks_only(desk):
    """An office says how far its task is, however it spells its name; not whose it is, and nothing of another's."""
    folder, warehouse = desk
    take_on(desk, step("P1"), step("P2", owner="Bappeda"))

    def report(changes, office):
        by = Asker("Sari", OFFICE, office)
        return intake.change_tasks(folder, WHEN, changes, by, "", warehouse)

    line = report({"P1": {"status": "doing"}}, " diskominfo")
    for changes, office in (
        ({"P2": {"status": "done"}}, "Diskominfo"),
        ({"P1": {"owner": "Bappeda"}}, "Diskominfo"),
        ({"P1": {"status": "done"}, "P2": {"status": "done"}}, "Diskominfo"),
        ({"P9": {"status": "done"}}, "Diskominfo"),
        ({"P1": {"status": "done"}}, ""),
    ):
        with pytest.raises(NotAllowed):
            report(changes, office)

    assert (line.by, held(desk, "status")) == ("Sari", {"P1": ("doing",), "P2": ("open",)})


def test_the_same_plan_taken_on_again_changes_nothing(desk):
    """No second line, no second task, also from another hand or under another scenario's name."""
    first = take_on(desk, step("P1"), step("P2"))
    again = take_on(desk, step("P1"), step("P2"), by="Budi")
    take_on(desk, step("P1"), scenario="B")

    assert (first is None, again) == (False, None)
    assert held(desk, "scenario") == {"P2": ("A",), "P1": ("B",)}


def test_a_plan_taken_on_again_keeps_what_people_said(desk):
    """Owner, due day and status of a person stay; a task that the plan has no more goes, unless somebody began it."""
    take_on(desk, step("P1"), step("P2"), step("P3"))
    terms = {"owner": "Bappeda", "due": "2024-10-31", "status": "doing"}
    line = say(desk, {"P1": terms, "P2": {"status": "done"}})
    take_on(desk, step("P1", marks=2.0, mark_after=4.0), step("P4"))

    assert held(desk, "owner", "due", "status", "marks", "is_planned") == {
        "P1": ("Bappeda", "2024-10-31", "doing", 2.0, True),
        "P4": ("Diskominfo", None, "open", 1.0, True),
        "P2": ("Diskominfo", None, "done", 1.0, False),
    }
    assert held(desk, "changed_by")["P1"] == ("Rina",)
    assert (line.by, line.action) == ("Rina", "task")


def test_what_was_done_is_open_again_where_a_later_plan_asks_for_more(desk):
    """Done up to three is not done up to four; the same aim stays done."""
    take_on(desk, step("P1"), step("P2"))
    say(desk, {"P1": {"status": "done"}, "P2": {"status": "done"}})
    take_on(desk, step("P1", mark_after=4.0, marks=2.0), step("P2", gain=0.03))

    assert held(desk, "status") == {"P1": ("open",), "P2": ("done",)}


def test_a_component_whose_items_are_unknown_needs_an_owner(desk):
    """Nobody would settle it otherwise, so nothing is written."""
    with pytest.raises(intake.Unowned) as refused:
        take_on(desk, WHOLE | {"owner": None})

    assert (refused.value.components, intake.history(desk[0])) == (("output",), ())


def test_a_component_waits_until_its_items_are_named(desk):
    """Its status says so; named items become tasks with their share, and the rest goes on waiting."""
    take_on(desk, WHOLE | {"due": "2024-10-31"})
    before = held(desk, "status", "owner")
    say(desk, {"output": {"items": ["P1", "P3"]}})
    partly = held(desk, "status", "owner", "due", "marks", "gain")
    say(desk, {"output": {"items": ["P1"]}})

    assert before == {"output": ("items_unknown", "Diskominfo")}
    share = pytest.approx(0.0857 / 3)
    assert partly == {
        "P1": ("open", "Diskominfo", "2024-10-31", 1.0, share),
        "P3": ("open", "Diskominfo", "2024-10-31", 1.0, share),
        "output": ("items_unknown", "Diskominfo", "2024-10-31", 1.0, share),
    }
    assert held(desk, "status", "marks") == {"P1": ("open", 2.0), "P3": ("open", 1.0)}


@pytest.mark.parametrize("items", [["B1"], ["X9"], ["P1", "P2", "P3", "P4"]], ids=["other", "unknown", "too many"])
def test_only_items_of_the_component_settle_it(desk, items):
    """An item of another component, one that is not there, or more than there are marks: nothing changes."""
    take_on(desk, WHOLE)
    with pytest.raises(intake.NotSettling):
        say(desk, {"output": {"items": items}})

    assert held(desk, "status") == {"output": ("items_unknown",)}


def test_what_is_said_of_a_task_is_withdrawn_like_any_line(desk):
    """Who withdraws the line brings back what was before; saying the same again writes nothing."""
    folder, warehouse = desk
    take_on(desk, step("P1"))
    say(desk, {"P1": {"status": "doing"}})
    line = say(desk, {"P1": {"status": "done", "due": "2024-11-30"}})
    same = say(desk, {"P1": {"status": "done"}})
    done = held(desk, "status", "due")
    intake.withdraw(folder, [line.id], analyst("Rina"), "keliru", warehouse)

    assert (same, done) == (None, {"P1": ("done", "2024-11-30")})
    assert held(desk, "status", "due") == {"P1": ("doing", None)}


def test_an_emptied_field_goes_back_to_the_plan(desk):
    """What was said of owner, due day or status is taken back by saying nothing."""
    take_on(desk, step("P1"))
    say(desk, {"P1": {"owner": "Bappeda", "due": "2024-11-30", "status": "done"}})
    say(desk, {"P1": {"owner": None, "due": None, "status": None}})

    assert held(desk, "owner", "due", "status") == {"P1": ("Diskominfo", None, "open")}


def test_a_task_that_is_not_there_cannot_be_changed(desk):
    """The refusal names those that are."""
    take_on(desk, step("P1"))
    with pytest.raises(intake.NoSuchTask) as refused:
        say(desk, {"P9": {"status": "done"}})

    assert (refused.value.node, refused.value.known) == ("P9", ("P1",))


def test_withdrawing_a_plan_takes_all_its_versions_and_what_was_said_of_them(desk):
    """Nothing of it is left, and taken on again it begins anew; another plan of the year keeps its own."""
    folder, warehouse = desk
    take_on(desk, step("P1"))
    say(desk, {"P1": {"status": "done"}})
    line = take_on(desk, step("P1"), step("P2"))
    intake.withdraw_plan(folder, line.id, analyst("Rina"), "batal", warehouse)

    assert held(desk, "status") == {}
    take_on(desk, step("P1"))
    assert held(desk, "status") == {"P1": ("open",)}


def test_tasks_survive_a_rebuild(desk):
    """The warehouse is made of the journal alone."""
    folder, warehouse = desk
    take_on(desk, step("P1"), WHOLE)
    say(desk, {"P1": {"status": "done", "due": "2024-11-30"}})
    before = warehouse.query("tasks")
    intake.build(folder, warehouse=warehouse)

    assert warehouse.query("tasks").astype(str).equals(before.astype(str))
