"""Whatever goes wrong while the tables are made, the step has not happened: no journal line, no snapshot, no figure."""

from collections.abc import Callable

import pytest
from askers import analyst
from commands import contents
from workbooks import HOME, TRACK, YEAR, even_marks, marks, result_row, results

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import DataFolder, judging
from smartcity.records.decisions import Alias, Decisions
from smartcity.records.scenarios import Scenario
from smartcity.records.tasks import Tasks
from smartcity.warehouse import Warehouse

NONE = Options()
MARKS = marks(even_marks())
FIRST, SECOND = (results([result_row(1, HOME, YEAR, value)]) for value in (3.5, 3.6))


STEP = {"node": "B1", "component": "baseline", "marks": 1.0, "effort": 1.0, "gain": 0.02}


class Planted(RuntimeError):
    """What goes wrong."""


def loaded(folder: DataFolder, content: bytes, warehouse: Warehouse) -> str:
    """Commit a file and return its entry."""
    return intake.commit(folder, content, "hasil.xlsx", analyst("Rina"), NONE, warehouse)[0].id


STEPS: dict[str, Callable[[DataFolder, dict[str, str], Warehouse], object]] = {
    "commit": lambda folder, entries, warehouse: loaded(folder, MARKS, warehouse),
    "replace": lambda folder, entries, warehouse: intake.commit(
        folder, SECOND, "hasil.xlsx", analyst("Rina"), NONE, warehouse, replaces=entries["standing"]
    ),
    "withdraw": lambda folder, entries, warehouse: intake.withdraw(
        folder, [entries["standing"]], analyst("Rina"), "", warehouse
    ),
    "restore": lambda folder, entries, warehouse: intake.restore(
        folder, entries["gone"], analyst("Rina"), "", warehouse
    ),
    "decide": lambda folder, entries, warehouse: intake.decide(
        folder, Decisions((Alias("item", "PERTAMA", "B1"),)), analyst("Rina"), "", warehouse
    ),
    "scenario": lambda folder, entries, warehouse: intake.save_scenario(
        folder, Scenario("Andai", YEAR, TRACK, {"B1": 3}), analyst("Rina"), "", warehouse
    ),
    "tasks": lambda folder, entries, warehouse: intake.save_tasks(
        folder, Tasks("Andai", YEAR, TRACK, (STEP,)), analyst("Rina"), "", warehouse
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_in_making_the_tables_leaves_no_trace(step, folder, monkeypatch):
    """The folder holds byte for byte what it held before, and the warehouse still answers."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        entries = {"gone": loaded(folder, SECOND, warehouse)}
        intake.withdraw(folder, [entries["gone"]], analyst("Rina"), "", warehouse)
        entries["standing"] = loaded(folder, FIRST, warehouse)
        before = contents(folder.raw)

        def fail(*_: object, **__: object) -> None:
            raise Planted

        with monkeypatch.context() as patch:
            for making in ("assemble", "told_parts"):
                patch.setattr(judging, making, fail)
            with pytest.raises(Planted):
                STEPS[step](folder, entries, warehouse)
        assert contents(folder.raw) == before
        assert [entry for entry in warehouse.query("snapshot_list")["entry"] if entry] == [entries["standing"]]
        STEPS[step](folder, entries, warehouse)
        assert contents(folder.raw) != before
