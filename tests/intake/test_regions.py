"""One warehouse for several regions: each is told of its own work alone, and changes nobody else's."""

import folders
import pytest
from askers import admin
from reaching import BANJAR, KOTA, OWN, THEIRS, acting_for, reaching
from workbooks import HOME, TRACK, innovations, items_of, marks, respondent, result_row, results, survey

from smartcity import intake
from smartcity.access.policy import UPLOAD, NotAllowed
from smartcity.answers import scores
from smartcity.answers.meetings import meetings
from smartcity.checks import Options
from smartcity.checks.evidence import Given
from smartcity.intake import journal
from smartcity.intake.judging import frames_of
from smartcity.method.regions import load_site
from smartcity.records.decisions import Alias, Decisions
from smartcity.records.reports import RUNNING, Report
from smartcity.records.scenarios import Scenario
from smartcity.warehouse import Warehouse

YEAR = 2024
WHEN = (YEAR, TRACK)


def survey_of(mark, count=6):
    """Make a survey whose respondents differ from those of another *mark*."""
    items = items_of("living", YEAR)
    rows = [
        respondent(f"{mark}-{n}", {item: (mark + n + at) % 5 for at, item in enumerate(items)}) for n in range(count)
    ]
    return survey({"living": rows}, year=YEAR)


def work(folder, open_, by, mark):
    """Do everything that an office does in a year, by the mark that it gives itself."""
    load = lambda content, name: intake.commit(folder, content, name, by, Options(), open_)  # noqa: E731
    load(innovations([(YEAR, "Smart Living", "", f"Layanan {mark}", "Dinas Kesehatan", "b")]), f"inovasi {mark}.xlsx")
    load(survey_of(mark, 6 + mark), f"survei {mark}.xlsx")
    load(marks({"B1": mark}, year=YEAR, region=by.region or HOME), f"nilai {mark}.xlsx")
    intake.save_scenario(folder, Scenario("Andai", YEAR, TRACK, {"B1": mark}), by, "", open_)
    intake.report_innovations(folder, YEAR, {f"Layanan {mark}": Report(stage=RUNNING)}, by, "", open_)
    intake.arrange_meeting(folder, YEAR, {"kind": "fgd", "date": f"2024-06-{mark + 1:02d}"}, by, open_)
    intake.gather(folder, WHEN, {"P1": Given({"note": f"map {mark}"})}, by, "", open_)
    intake.decide(folder, Decisions((Alias("innovation", f"Layanan {mark}", f"Layanan ke-{mark}"),)), by, "", open_)


def seen(folder, open_):
    """Give what a region is told: everything that somebody asks of the warehouse and of the journal."""
    lists = open_.query("innovations")
    respondents = scores.respondents(open_, YEAR)
    return {
        "innovations": sorted(lists["name"]),
        "respondents": int(respondents["count"].sum()),
        "marks": sorted(open_.query("marks")["value"].dropna()),
        "scenarios": sorted(open_.query("scenarios")["mark"]),
        "reports": sorted(open_.query("reports")["innovation"]),
        "meetings": [one.date for one in meetings(open_)],
        "evidence": sorted(open_.query("evidence")["note"]),
        "files": sorted(line.file for line in intake.active(folder)),
        "simulated": [
            region
            for region in (HOME, BANJAR.home)
            if (card := scores.score_card(open_, YEAR, region, scores.SIMULASI)) and card.basis == scores.SIMULASI
        ],
    }


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """A folder in which the home region and a neighbour have done their work."""
    folder = folders.empty(tmp_path_factory.mktemp("provinsi") / "data")
    with reaching(), intake.open_warehouse(folder, read_only=False) as open_:
        table = results([result_row(1, HOME, 2023, 3.4), result_row(2, BANJAR.home, 2023, 3.6)])
        intake.commit(folder, table, "hasil.xlsx", admin("Ani"), Options(), open_)
        work(folder, open_, OWN, 1)
        with acting_for(BANJAR):
            work(folder, open_, THEIRS, 2)
    return folder


def test_each_region_is_told_of_its_own_work_alone(province):
    """Lists, survey, marks, plans, reports, meetings, evidence and files are those of the region that is asked for."""
    with reaching(), intake.open_warehouse(province) as open_:
        ours = seen(province, open_)
        with acting_for(BANJAR):
            theirs = seen(province, open_)

    def of(mark, region):
        return {
            "simulated": [region],
            "innovations": [f"Layanan ke-{mark}"],
            "respondents": 6 + mark,
            "marks": [float(mark)],
            "scenarios": [float(mark)],
            "reports": [f"Layanan ke-{mark}"],
            "meetings": [f"2024-06-{mark + 1:02d}"],
            "evidence": [f"map {mark}"],
            "files": ["hasil.xlsx", f"inovasi {mark}.xlsx", f"nilai {mark}.xlsx", f"survei {mark}.xlsx"],
        }

    assert ours == of(1, HOME)
    assert theirs == of(2, BANJAR.home)


def test_a_dashboard_of_one_region_is_told_nothing_of_others(province):
    """Where the reach was taken back, the work of others is still not ours."""
    with intake.open_warehouse(province) as open_:
        assert scores.respondents(open_, YEAR)["count"].sum() == 7
        assert [line.file for line in intake.active(province) if line.kind == "survey"] == ["survei 1.xlsx"]


def test_for_whom_it_is_asked_says_nothing_of_how_far_the_dashboard_reaches():
    """A region that was asked for before the reach became another one is not kept with the old one."""
    with acting_for(KOTA):
        before = load_site().is_of_many
        with reaching():
            within = load_site().is_of_many
    assert (before, within, load_site().is_of_many) == (False, True, False)


def test_steps_of_regions_leave_what_a_build_makes(province):
    """A build of everything from the journal gives every row that the steps gave."""
    with reaching(), intake.open_warehouse(province) as open_:
        lines = journal.in_force(journal.read(province.journal))
        with Warehouse.in_memory(frames_of(province, lines)) as whole:
            assert open_.digests() == whole.digests()


@pytest.fixture
def copy(province, tmp_path):
    """A copy of the folder to change."""
    return folders.copied(province, tmp_path / "data")


def _line(folder, file):
    return next(line for line in journal.read(folder.journal) if line.file == file and line.action == "commit")


def test_nobody_reaches_into_another_region(copy):
    """Who is bound to a region can do nothing in another: load, open, withdraw, decide, gather, note, suppose."""
    ours = _line(copy, "survei 1.xlsx")
    with reaching(), intake.open_warehouse(copy, read_only=False) as open_:
        before = copy.journal.read_bytes()
        steps = (
            lambda: intake.commit(copy, survey_of(3), "survei 3.xlsx", THEIRS, Options(), open_),
            lambda: intake.original(copy, ours, THEIRS),
            lambda: intake.withdraw(copy, [ours.id], THEIRS, "", open_),
            lambda: intake.decide(copy, Decisions((Alias("service", "a", "b"),)), THEIRS, "", open_),
            lambda: intake.gather(copy, WHEN, {"P1": Given({"note": "x"})}, THEIRS, "", open_),
            lambda: intake.arrange_meeting(copy, YEAR, {"kind": "fgd", "date": "2024-07-01"}, THEIRS, open_),
            lambda: intake.save_scenario(copy, Scenario("X", YEAR, TRACK, {"B1": 4}), THEIRS, "", open_),
        )
        for step in steps:
            with pytest.raises(NotAllowed) as refused:
                step()
            assert refused.value.region == HOME
        assert copy.journal.read_bytes() == before


def test_another_regions_entry_does_not_exist(copy):
    """In one's own region the entries and files of another cannot even be named."""
    ours = _line(copy, "survei 1.xlsx")
    with reaching(), acting_for(BANJAR), intake.open_warehouse(copy, read_only=False) as open_:
        with pytest.raises(intake.UnknownEntry):
            intake.withdraw(copy, [ours.id], THEIRS, "", open_)
        with pytest.raises(NotAllowed):
            intake.original(copy, ours, THEIRS)
        assert "survei 1.xlsx" not in {line.file for line in intake.history(copy)}


def test_what_all_share_is_loaded_by_who_reaches_all(copy):
    """Published results change every region's ranks; who is bound to one region loads and withdraws none."""
    table = results([result_row(1, HOME, YEAR, 3.9)])
    shared = _line(copy, "hasil.xlsx")
    with reaching(), intake.open_warehouse(copy, read_only=False) as open_:
        for by, region in ((OWN, None), (THEIRS, BANJAR)):
            with acting_for(region):
                with pytest.raises(NotAllowed) as refused:
                    intake.commit(copy, table, "hasil 2024.xlsx", by, Options(), open_)
                assert (refused.value.action, refused.value.region) == (UPLOAD, "*")
                with pytest.raises(NotAllowed):
                    intake.withdraw(copy, [shared.id], by, "", open_)
        line, _ = intake.commit(copy, table, "hasil 2024.xlsx", admin("Ani"), Options(), open_)

        assert line.region == ""
        # What was published may be opened by all.
        assert intake.original(copy, shared, OWN) == copy.snapshot(shared.path, shared.snapshot, shared.file)


def test_same_file_of_two_regions_is_refused_without_telling(copy):
    """A file that another region loaded is named as loaded, not by whom or when."""
    with reaching(), acting_for(BANJAR):
        found = intake.inspect(copy, survey_of(1, 7), "salinan.xlsx", Options())

    told = [one for one in found.findings if one.code == "file.loaded_elsewhere"]
    assert (found.is_loadable, len(told), told[0].values if told else None) == (False, 1, {})


def test_a_file_is_a_version_of_its_own_regions_files_alone(province):
    """Neither the name of another region's file is told, nor when and by whom it was loaded."""
    earlier = {}
    for home, mark in ((None, 1), (BANJAR, 2), (KOTA, 3)):
        with reaching(), acting_for(home):
            found = intake.inspect(province, survey_of(mark, 9), f"survei {mark} revisi.xlsx", Options())
            earlier[mark] = [one.line.file for one in intake.earlier_versions(province, found)]

    assert earlier == {1: ["survei 1.xlsx"], 2: ["survei 2.xlsx"], 3: []}


def _of_regions(*regions):
    """Make a survey and a list whose rows say whose they are."""
    items = items_of("living", YEAR)
    rows = [respondent(f"R{n}", {item: (n + at) % 5 for at, item in enumerate(items)}) for n in range(12)]
    forms = [{**row, "region": regions[n % len(regions)]} for n, row in enumerate(rows)]
    head = ("Tahun", "Daerah", "Dimensi", "Sub-dimensi", "Inovasi", "Pemilik", "Sumber")
    named = [(YEAR, region, "Smart Living", "", f"Milik {region}", "Dinas", "b") for region in dict.fromkeys(regions)]
    return survey({"living": forms}, year=YEAR), innovations(named, head)


def test_a_provinces_workbook_brings_each_region_its_own(tmp_path):
    """Rows go to the region that they name; the file is nobody's who is bound to one of them."""
    folder = folders.empty(tmp_path / "data")
    with reaching(), intake.open_warehouse(folder, read_only=False) as open_:
        forms, named = _of_regions(BANJAR.home, HOME)
        for by in (OWN, THEIRS):
            with acting_for(BANJAR if by is THEIRS else None), pytest.raises(NotAllowed) as refused:
                intake.commit(folder, forms, "provinsi.xlsx", by, Options(), open_)
            assert refused.value.region == "*"
        lines = [
            intake.commit(folder, content, name, admin("Ani"), Options(), open_)[0]
            for content, name in ((forms, "provinsi.xlsx"), (named, "inovasi.xlsx"))
        ]
        found = {}
        for home in (None, BANJAR, KOTA):
            with acting_for(home):
                count = int(scores.respondents(open_, YEAR)["count"].sum())
                found[home] = count, sorted(open_.query("innovations")["name"])
        with acting_for(BANJAR), pytest.raises(NotAllowed):
            intake.original(folder, lines[0], THEIRS)
        with Warehouse.in_memory(frames_of(folder, journal.in_force(journal.read(folder.journal)))) as whole:
            assert open_.digests() == whole.digests()

    assert [line.region for line in lines] == ["*", "*"]
    assert found == {None: (6, [f"Milik {HOME}"]), BANJAR: (6, [f"Milik {BANJAR.home}"]), KOTA: (0, [])}


def test_a_file_of_one_other_region_is_that_regions(tmp_path):
    """A workbook that names another region is loaded for that one, by who reaches it, and by nobody else."""
    folder = folders.empty(tmp_path / "data")
    with reaching(), intake.open_warehouse(folder, read_only=False) as open_:
        forms, _ = _of_regions(BANJAR.home)
        with pytest.raises(NotAllowed) as refused:
            intake.commit(folder, forms, "survei.xlsx", OWN, Options(), open_)
        seen = intake.inspect(folder, forms, "survei.xlsx", Options())
        told = [intake.beyond(by, "survei.xlsx", seen) for by in (OWN, admin("Ani"))]
        line, _ = intake.commit(folder, forms, "survei.xlsx", admin("Ani"), Options(), open_)
        with acting_for(BANJAR):
            theirs = scores.respondents(open_, YEAR)["count"].sum()
        ours = scores.respondents(open_, YEAR)["count"].sum()

    assert (refused.value.region, line.region, theirs, ours) == (BANJAR.home, BANJAR.home, 12, 0)
    assert (told[0].region, told[1]) == (BANJAR.home, None)
