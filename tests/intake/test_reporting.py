"""Reports on innovations in the journal: all of a step or none of it, by those whose innovation it is."""

import pytest
from askers import analyst
from workbooks import innovations

from smartcity import intake
from smartcity.access.policy import OFFICE, Asker
from smartcity.answers.innovations import innovations_of
from smartcity.checks import Options
from smartcity.records.reports import LAGGING, RUNNING, Figure, Report

LISTS = innovations(
    [
        (2024, "Smart Governance", "", "Simasda", "Sekretariat DPRD", "b"),
        (2024, "Smart Living", "", "My Dinkes", "Dinas Kesehatan", "b"),
    ]
)
HALF = Figure("Waktu", "menit", "", 60.0)


@pytest.fixture
def desk(folder):
    """A data folder with two innovations and its open warehouse."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.commit(folder, LISTS, "daftar.xlsx", analyst("Rina"), Options(), warehouse)
        yield folder, warehouse


def report(desk, reports, by=None, year=2024):
    """Put reports on record."""
    folder, warehouse = desk
    return intake.report_innovations(folder, year, reports, by or analyst("Rina"), "", warehouse)


def stages(desk):
    """Read how far each innovation is."""
    return {one.name: one.stage for one in innovations_of(desk[1], 2024).innovations}


def test_of_several_reports_all_are_taken_or_none(desk):
    """One step, one line; where something of one cannot be taken, nothing of the others is, and all of it is told."""
    with pytest.raises(intake.Unreportable) as refused:
        report(desk, {"Simasda": Report(RUNNING), "My Dinkes": Report("x", figures=(HALF,)), "Entah": Report(RUNNING)})
    told = {name: [one.code for one in own] for name, own in refused.value.problems.items()}
    assert told == {"My Dinkes": ["figure_source", "figure_before_day", "stage"], "Entah": ["unknown"]}
    assert (stages(desk), len(intake.history(desk[0]))) == ({"Simasda": None, "My Dinkes": None}, 1)

    line = report(desk, {"Simasda": Report(RUNNING, new=" dua\n baris "), "My Dinkes": Report(LAGGING)})
    assert stages(desk) == {"Simasda": RUNNING, "My Dinkes": LAGGING}
    assert line.changes["Simasda"] == {"stage": RUNNING, "new": "dua baris"}
    assert report(desk, {"Simasda": Report(RUNNING, new="dua baris")}) is None


def test_an_office_reports_on_its_own_and_gives_nothing_away(desk):
    """Neither another office's innovation nor a change of owner is its to report."""
    own = Asker("Sari", OFFICE, "dinas  kesehatan")
    report(desk, {"My Dinkes": Report(RUNNING)}, own)
    for reports in ({"Simasda": Report(RUNNING)}, {"My Dinkes": Report(owner="DLH")}):
        with pytest.raises(intake.NotAllowed):
            report(desk, reports, own)
    assert stages(desk) == {"Simasda": None, "My Dinkes": RUNNING}


def test_reports_stand_again_after_a_build(desk):
    """The table is made of the journal alone."""
    folder, warehouse = desk
    report(desk, {"Simasda": Report(RUNNING)})
    before = warehouse.query("reports")
    intake.build(folder, warehouse=warehouse)
    assert warehouse.query("reports").astype(str).equals(before.astype(str))
