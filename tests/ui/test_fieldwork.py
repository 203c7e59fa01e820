"""Perangkat survei on the page: decided in a name or refused whole, taken as a zip, and people chosen from a list."""

import desk
import pytest

from smartcity import intake
from smartcity.access.policy import READER
from smartcity.intake.survey_plans import plans_of
from smartcity.ui.person import VARIABLE
from smartcity.wording import Words

WORDS = Words("id")
LONG = "Optimalisasi Pemanfaatan dan Pengembangan Potensi Wisata melalui Ikra"
"""A service of the shipped list that no cell to choose in shows whole."""


@pytest.fixture
def folder(tmp_path, shipped_folder):
    """Let the app show a copy of the shipped data."""
    with desk.served(tmp_path / "data", shipped_folder) as chosen:
        yield chosen


def save(opened, by="Rina"):
    """Sign and press the button that saves the plan."""
    next(one for one in opened.text_input if one.key.startswith("kit-by")).set_value(by)
    return next(one for one in opened.button if one.label == WORDS("kit.page.save")).click().run()


def test_a_plan_is_decided_whole_or_refused_with_all_that_is_wrong(folder):
    """Targets above the users and a number that is none are said together; put right, the plan is on record."""
    opened = desk.page("perangkat", tahun="2024", bagian="rencana")
    opened.session_state["survey plan typed"] = {
        2024: {"governance.1": {"users": "5", "target": "9"}, "living.1": {"users": "banyak", "service": LONG}}
    }
    typed = opened.run()
    assert any(LONG in one.value for one in typed.caption)
    typed.session_state["survey plan typed"][2024]["living.1"].pop("service")
    refused = save(typed.run())
    [told] = [one.value.replace("\\", "") for one in refused.error]
    assert ("lebih besar daripada penggunanya (5)" in told, "banyak" in told, plans_of(intake.in_force(folder))) == (
        True, True, (),
    )  # fmt: skip

    refused.session_state["survey plan typed"] = {2024: {"governance.1": {"users": "5"}}}
    again = refused.run()
    next(one for one in again.multiselect if one.key.startswith("kit-split")).set_value(["living"])
    done = save(again)
    [plan] = plans_of(intake.in_force(folder))
    assert ([one.value for one in done.success], plan.split, plan.decided_by) == (
        [WORDS("kit.page.saved")], ("living",), "Rina",
    )  # fmt: skip
    assert plan.of("governance")[0].users == 5


def test_a_service_is_read_as_it_is_written_or_refused_by_name(folder):
    """Capitals and spaces do not matter, a name that no list has is said with those it is like; one can be chosen."""
    opened = desk.page("perangkat", tahun="2024", bagian="rencana")
    names = opened.selectbox(key="kit-pick-service").options
    typed = {"governance.1": {"service": f"  {names[0].upper()} "}, "living.1": {"service": "Simasdaa"}}
    opened.session_state["survey plan typed"] = {2024: typed}
    [told] = [one.value.replace("\\", "") for one in save(opened.run()).error]
    assert ("Simasdaa" in told, names[0].upper() in told) == (True, False)

    chosen = opened.selectbox(key="kit-pick-part").set_value("living.1").run()
    put = chosen.button(key="kit-put").click().run()
    assert put.session_state["survey plan typed"][2024]["living.1"]["service"] == names[0]


def test_people_are_chosen_from_a_list_that_nobody_keeps(folder):
    """Each so-many-th one; nothing of the list is on the disk, and who only reads may still take the kit."""
    opened = desk.page("perangkat", tahun="2024", bagian="undang")
    people = [f"Warga Percobaan {number}" for number in range(1, 341)]
    opened.text_area(key="kit-invite-people").set_value("\n".join(people)).run()
    chosen = opened.code[0].value.split("\n")

    assert (len(chosen), chosen[:2]) == (34, [people[0], people[10]])
    kept = [path for path in folder.root.rglob("*") if path.is_file() and b"Warga Percobaan" in path.read_bytes()]
    assert kept == []


def test_who_only_reads_decides_nothing(folder, monkeypatch):
    """The form is not there; the kit can be taken all the same."""
    monkeypatch.setenv(VARIABLE, READER)
    plan = desk.page("perangkat", tahun="2024", bagian="rencana")
    taken = desk.page("perangkat", tahun="2024", bagian="bagikan")

    assert (len(plan.text_input), WORDS("kit.page.not_allowed") in [one.value for one in plan.caption]) == (0, True)
    assert WORDS("kit.page.offer") in [one.proto.label for one in taken.get("download_button")]
    assert not taken.exception
