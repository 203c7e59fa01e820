"""The command tasks: what is to be done in JSON and in words, changed in a person's name, and refused in words."""

import pytest
from askers import analyst
from commands import answer_of, empty_folder, full_folder, run

from smartcity import intake
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario

TRACK = load_site().track
METHOD = load_methods().require(2024, TRACK)
ITEMS = {item.code: 3.0 for item in METHOD.items}


@pytest.fixture
def planned(tmp_path, monkeypatch):
    """A data folder where the seven items of output were taken on, until the end of October."""
    folder = empty_folder(tmp_path / "data", monkeypatch)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.save_scenario(folder, Scenario("A", 2024, TRACK, ITEMS), analyst("Rina"), "", warehouse)
    take_on = ("plan", 2024, "--scenario", "A", "--index", "3.2", "--take-on", "--by", "Rina", "--due", "31/10/2024")
    assert run(*take_on).code == 0
    return take_on


def test_tasks_are_listed_and_changed_in_a_persons_name(planned):
    """Item, owner, due day, status and progress are there; the plan recorded again keeps what was said."""
    changed = answer_of("tasks", 2024, "--node", "P1", "--owner", "Bappeda", "--status", "done", "--by", "Budi")
    again = answer_of(*planned)
    answer = answer_of("tasks", 2024)
    first = answer["tasks"][0]

    assert (changed["done"], again["entry"]) == (1, None)
    assert (answer["counted"], answer["done"], answer["late"], answer["unsettled"]) == (7, 1, 6, 0)
    assert (first["node"], first["owner"], first["due"], first["status"]) == ("P1", "Bappeda", "2024-10-31", "done")
    assert (first["now"], first["mark_after"], first["changed_by"]) == (3.0, 4.0, "Budi")
    assert answer["planned_gain"] == pytest.approx(0.2)
    assert "1 dari 7 tindak lanjut 2024 selesai; 6 lewat tenggat" in run("tasks", 2024).out
    assert "sudah tercatat; tidak ada yang berubah" in run(*planned).out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--node", "P1", "--status", "done"), 2, "--by"),
        (("--node", "P1", "--by", "Rina"), 2, "Sebut yang diubah"),
        (("--node", "Z9", "--status", "done", "--by", "Rina"), 1, "tidak ada tindak lanjut “Z9”. Yang ada: P1"),
        (("--node", "P1", "--item", "P2", "--by", "Rina"), 1, "P2 tidak dapat menjadi butir Output"),
        (("--node", "P1", "--due", "besok", "--by", "Rina"), 2, "besok"),
    ],
)
def test_what_cannot_be_said_of_a_task_is_refused_in_words(planned, arguments, code, told):
    """A sentence on stderr, and nothing is on record."""
    answer = run("tasks", 2024, *arguments)

    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err


def test_a_plan_without_items_asks_for_an_owner_and_then_for_the_items(tmp_path, monkeypatch, shipped_folder):
    """From the published index only the component is known: it needs an owner, waits, and is settled by name."""
    full_folder(tmp_path / "data", monkeypatch, shipped_folder)
    take_on = ("plan", 2024, "--take-on", "--by", "Rina")
    refused = run(*take_on)
    taken = run(*take_on, "--owner", "output=Bappeda")
    waiting = answer_of("tasks", 2024)
    settled = answer_of("tasks", 2024, "--node", "output", "--item", "P4", "--by", "Budi")

    assert (refused.code, taken.code) == (1, 0)
    assert "Butir Output belum diketahui: sebut siapa yang akan menentukannya dengan --owner output=NAMA" in refused.err
    [task] = waiting["tasks"]
    assert (task["node"], task["owner"], task["status"], waiting["unsettled"]) == (
        "output",
        "Bappeda",
        "items_unknown",
        1,
    )
    [task] = settled["tasks"]
    assert (task["node"], task["component"], task["owner"], task["status"]) == ("P4", "output", "Bappeda", "open")
    assert settled["unsettled"] == 0
