"""Self-assessments and plans in the journal: kept, replaced, withdrawn, and in the warehouse."""

import json

import pytest
from askers import analyst

from smartcity import intake
from smartcity.answers import simulations
from smartcity.records.scenarios import Scenario, Terms
from smartcity.records.tasks import Tasks

TRACK = "regular"
MARKS = {"B-1": 3.0, "B-2": 4.0}
STEP = {
    "node": "B-1",
    "component": "baseline",
    "owner": "Diskominfo",
    "mark_before": 3.0,
    "mark_after": 4.0,
    "marks": 1.0,
    "effort": 1.0,
    "gain": 0.02,
    "index": 3.4,
}


@pytest.fixture
def desk(folder):
    """An empty data folder with its open warehouse."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        yield folder, warehouse


def marks_in(warehouse):
    """Read the marks of every scenario."""
    rows = warehouse.query("scenarios")
    return {(row.scenario, row.item): row.mark for row in rows.itertuples(index=False)}


def test_a_scenario_stands_in_the_warehouse_with_who_and_when(desk):
    """A saved self-assessment has one row a mark, with its entry and the person."""
    folder, warehouse = desk
    line = intake.save_scenario(folder, Scenario("rencana A", 2024, TRACK, MARKS), analyst("Uji"), "", warehouse)
    rows = warehouse.query("scenarios")

    assert marks_in(warehouse) == {("rencana A", "B-1"): 3.0, ("rencana A", "B-2"): 4.0}
    assert (set(rows["entry"]), set(rows["saved_by"])) == ({line.id}, {"Uji"})


def test_saving_again_replaces_and_the_same_marks_write_nothing(desk):
    """A later version of a name takes its place; marks that are there already make no line."""
    folder, warehouse = desk
    intake.save_scenario(folder, Scenario("A", 2024, TRACK, MARKS), analyst("Uji"), "", warehouse)
    intake.save_scenario(folder, Scenario("B", 2024, TRACK, MARKS), analyst("Uji"), "", warehouse)
    intake.save_scenario(folder, Scenario("A", 2024, TRACK, {"B-1": 1.0}), analyst("Uji"), "", warehouse)
    again = intake.save_scenario(folder, Scenario("A", 2024, TRACK, {"B-1": 1}), analyst("Uji"), "", warehouse)

    assert marks_in(warehouse) == {("A", "B-1"): 1.0, ("B", "B-1"): 3.0, ("B", "B-2"): 4.0}
    assert (again, len(intake.history(folder))) == (None, 3)


def test_withdrawing_the_later_version_brings_back_the_earlier(desk):
    """Discarding a version withdraws its line only; what stood before it stands again."""
    folder, warehouse = desk
    intake.save_scenario(folder, Scenario("A", 2024, TRACK, MARKS), analyst("Uji"), "", warehouse)
    later = intake.save_scenario(folder, Scenario("A", 2024, TRACK, {"B-1": 1.0}), analyst("Uji"), "", warehouse)
    intake.withdraw(folder, [later.id], analyst("Uji"), "keliru", warehouse)

    assert marks_in(warehouse) == {("A", "B-1"): 3.0, ("A", "B-2"): 4.0}


def test_a_scenario_survives_a_rebuild_from_the_journal(desk):
    """The warehouse file is no home of a scenario: built anew it has the same marks."""
    folder, warehouse = desk
    intake.save_scenario(folder, Scenario("A", 2024, TRACK, MARKS), analyst("Uji"), "", warehouse)
    before = marks_in(warehouse)
    intake.build(folder, warehouse=warehouse)

    assert marks_in(warehouse) == before


def test_a_scenario_without_marks_is_kept_by_its_name(desk):
    """A name with nothing marked yet is there, without an item."""
    folder, warehouse = desk
    intake.save_scenario(folder, Scenario("kosong", 2024, TRACK), analyst("Uji"), "", warehouse)

    assert warehouse.query("scenarios")["scenario"].tolist() == ["kosong"]
    assert warehouse.query("scenarios")["item"].isna().all()


TERMS = Terms(
    effort=0.0,
    efforts={"B-1": (1.0, 2.5), "output": (2.0,)},
    ceilings={"B-2": 3.0},
    blocked=frozenset({"B-3", "outcome"}),
    owners={"B-1": "Diskominfo"},
    budgets={"Diskominfo": 0.0},
)


@pytest.mark.parametrize("terms", [Terms(), TERMS, Terms(effort=2.0)], ids=["usual", "all", "effort"])
def test_the_terms_of_a_plan_are_kept_with_the_scenario(desk, terms):
    """Efforts, ceilings, blocks, owners and budgets come back from journal and warehouse as they were given."""
    folder, warehouse = desk
    line = intake.save_scenario(folder, Scenario("A", 2024, TRACK, MARKS, terms), analyst("Uji"), "", warehouse)
    again = intake.save_scenario(folder, Scenario("A", 2024, TRACK, MARKS, terms), analyst("Uji"), "", warehouse)

    assert simulations.saved(warehouse, "A", 2024, TRACK) == Scenario("A", 2024, TRACK, MARKS, terms)
    assert Terms.of(json.loads(json.dumps(line.terms))) == terms
    assert again is None


def test_other_terms_are_another_version(desk):
    """The same marks under other terms are saved again."""
    folder, warehouse = desk
    intake.save_scenario(folder, Scenario("A", 2024, TRACK, MARKS), analyst("Uji"), "", warehouse)
    intake.save_scenario(folder, Scenario("A", 2024, TRACK, MARKS, TERMS), analyst("Uji"), "", warehouse)

    assert simulations.saved(warehouse, "A", 2024, TRACK).terms == TERMS
    assert simulations.saved(warehouse, "B", 2024, TRACK) is None


def test_a_scenario_needs_a_name(desk):
    """Without a name nothing is written."""
    folder, warehouse = desk
    with pytest.raises(intake.NoName):
        intake.save_scenario(folder, Scenario("  ", 2024, TRACK, MARKS), analyst("Uji"), "", warehouse)

    assert intake.history(folder) == ()


def test_the_steps_of_a_plan_become_tasks(desk):
    """A plan that was taken on has its steps in order, and withdrawing its line takes all of them back."""
    folder, warehouse = desk
    steps = (STEP, STEP | {"node": "B-2", "index": 3.42})
    line = intake.save_tasks(folder, Tasks("A", 2024, TRACK, steps), analyst("Uji"), "rapat", warehouse)
    rows = warehouse.query("tasks")

    assert rows[["number", "node", "index"]].to_numpy().tolist() == [[1, "B-1", 3.4], [2, "B-2", 3.42]]
    intake.withdraw(folder, [line.id], analyst("Uji"), "batal", warehouse)
    assert len(warehouse.query("tasks")) == 0


def test_a_discarded_scenario_is_gone_with_all_its_versions(desk):
    """Discarding takes every version of that name back; others stay, and the journal keeps all lines."""
    folder, warehouse = desk
    intake.save_scenario(folder, Scenario("A", 2024, TRACK, MARKS), analyst("Uji"), "", warehouse)
    intake.save_scenario(folder, Scenario("A", 2024, TRACK, {"B-1": 1.0}), analyst("Uji"), "", warehouse)
    intake.save_scenario(folder, Scenario("B", 2024, TRACK, {"B-1": 2.0}), analyst("Uji"), "", warehouse)
    intake.discard_scenario(folder, ("A", 2024, TRACK), analyst("Uji"), "tidak dipakai", warehouse)

    assert marks_in(warehouse) == {("B", "B-1"): 2.0}
    assert len(intake.history(folder)) == 5


def test_a_scenario_that_is_not_there_cannot_be_discarded(desk):
    """Nothing is written when there is none of that name."""
    folder, warehouse = desk
    with pytest.raises(intake.UnknownEntry):
        intake.discard_scenario(folder, ("A", 2024, TRACK), analyst("Uji"), "", warehouse)

    assert intake.history(folder) == ()


def test_tasks_of_a_plan_that_began_at_invented_answers_say_so(desk):
    """What rests on CONTOH is CONTOH, also as a task."""
    folder, warehouse = desk
    intake.save_tasks(folder, Tasks("A", 2024, TRACK, (STEP,), is_sample=True), analyst("Uji"), "", warehouse)
    other = STEP | {"node": "B-2"}
    intake.save_tasks(folder, Tasks("B", 2024, TRACK, (other,)), analyst("Uji"), "", warehouse)

    rows = warehouse.query("tasks")
    assert dict(zip(rows["scenario"], rows["is_sample"])) == {"A": True, "B": False}
