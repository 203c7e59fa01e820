"""The commands about innovations: listed with their reports, reported in a person's name, refused all at once."""

import pytest
from askers import analyst
from commands import answer_of, empty_folder, run
from workbooks import innovations

from smartcity import intake
from smartcity.access.policy import OFFICE, Asker, NotAllowed
from smartcity.checks import Options
from smartcity.records.decisions import INNOVATION, Alias, Decisions
from smartcity.records.reports import Report

LISTS = innovations(
    [
        (2023, "Smart Living", "", "Simaspemalu", "Disperkim", "a"),
        (2024, "Smart Living", "", "Simas Pemalu", "", "b"),
        (2024, "Smart Governance", "", "Simasda", "Sekretariat DPRD", "b"),
    ]
)
FIGURE = "Waktu tunggu; menit; 60; 31/12/2023; 15,5; 2024-03-01; SKM Disperkim; tabel 3"
REPORT = ("innovations", "report", 2024, "simaspemalu", "--by", "Rina")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with innovations of two years, one of them spelled in two ways that a person joined."""
    made = empty_folder(tmp_path / "data", monkeypatch)
    with intake.open_warehouse(made, read_only=False) as warehouse:
        intake.commit(made, LISTS, "daftar.xlsx", analyst("Rina"), Options(), warehouse)
        joined = Decisions((Alias(INNOVATION, "Simaspemalu", "Simas Pemalu"),))
        intake.decide(made, joined, analyst("Rina"), "satu", warehouse)
    return made


def test_a_report_is_kept_listed_and_survives_a_build(folder):
    """Stage with history, partners, figures, risks and quick win are there, under one name for both spellings."""
    told = ("--stage", "Belum Maksimal", "--new", "antrean  daring", "--quick-win", "ya", "--item", "P1")
    rows = ("--partner", "PT Adaro; bukan pemerintah; dana", "--figure", FIGURE, "--risk", "Listrik padam; 4; 3")
    first = answer_of(*REPORT, "--stage", "berjalan")
    again = answer_of(*REPORT, "--stage", "berjalan")
    answer_of(*REPORT, *told, *rows)
    built = run("build").code
    answer = answer_of("innovations", 2024, "--dimension", "living")
    (one,) = answer["innovations"]

    assert (again["entry"], first["entry"] is None, built) == (None, False, 0)
    assert (answer["reported"], answer["of"], answer["lists"]) == (1, 1, ["daftar-2024"])
    assert (one["name"], one["owner"], one["is_reported"], one["reported_by"]) == (
        "Simas Pemalu",
        "Disperkim",
        True,
        "Rina",
    )
    assert set(one["spellings"]) >= {"Simaspemalu", "Simas Pemalu"}
    assert [step["stage"] for step in one["history"]] == ["running", "lagging"]
    assert (one["new"], one["quick_win"], one["items"], one["survey"]) == ("antrean daring", True, ["P1"], None)
    assert one["partners"] == [{"name": "PT Adaro", "kind": "non_government", "form": "dana"}]
    assert one["risks"] == [{"what": "Listrik padam", "likelihood": 4, "impact": 3, "mitigation": ""}]
    assert one["figures"] == [
        {
            "what": "Waktu tunggu",
            "unit": "menit",
            "source": "SKM Disperkim; tabel 3",
            "before": 60.0,
            "before_on": "2023-12-31",
            "after": 15.5,
            "after_on": "2024-03-01",
        }
    ]
    assert [line["action"] for line in answer_of("history")][-2:] == ["report", "report"]
    assert "laporan inovasi: simaspemalu" in run("history").out


def test_a_year_without_a_list_has_that_of_the_newest_and_no_report_of_another_year(folder):
    """It says so, and what was reported for 2024 is the last known state, not a report for 2025."""
    answer_of(*REPORT, "--stage", "berhenti")
    answer = answer_of("innovations", 2025)
    states = {one["name"]: (one["stage"], one["state_of"], one["is_reported"]) for one in answer["innovations"]}

    assert (answer["list_year"], answer["reported"], answer["of"]) == (2024, 0, 2)
    assert states == {"Simasda": (None, None, False), "Simas Pemalu": ("stopped", 2024, False)}
    assert "yang dipakai daftar 2024" in run("innovations", 2025).out
    assert [one["name"] for one in answer_of("innovations", 2024, "--owner", "DPRD")["innovations"]] == ["Simasda"]


def test_a_report_is_withdrawn_like_any_entry(folder):
    """What held before it holds again."""
    answer_of(*REPORT, "--stage", "berjalan")
    entry = answer_of(*REPORT, "--stage", "berhenti")["entry"]
    assert run("withdraw", entry, "--by", "Budi", "--why", "keliru").code == 0
    (one,) = answer_of("innovations", 2024, "--dimension", "Smart Living")["innovations"]
    assert one["stage"] == "running"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("innovations", 2024, "--dimension", "air"), 2, ["“air”", "Smart Living"]),
        (("innovations", 2024, "--list", "x"), 1, ["“x”", "daftar-2024"]),
        ((*REPORT,), 1, ["sedikitnya satu"]),
        (("innovations", "report", 2024, "Simasdo", "--stage", "berjalan", "--by", "R"), 1, ["“Simasdo”", "Simasda?"]),
        (("innovations", "report", 2019, "Simasda", "--stage", "jalan", "--by", "R"), 1, ["2019", "“jalan”"]),
        (
            (*REPORT, "--figure", "Waktu;;enam;", "--risk", "Listrik; 9; x"),
            1,
            ["satuan", "sumber", "“enam”", "“9”", "“x”"],
        ),
        (("innovations", "report", 2024, "Simasda", "--stage", "berjalan"), 2, ["--by"]),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(folder, arguments, code, told):
    """All of it at once on stderr, and nothing is on record."""
    before = len(intake.history(folder))
    answer = run(*arguments)

    assert (answer.code, answer.out, [word for word in told if word not in answer.err]) == (code, "", [])
    assert len(intake.history(folder)) == before


def test_an_office_reports_on_its_own_innovations_only(folder):
    """By whichever spelling; on another's, on one that nobody owns, or giving its own away it is refused."""
    by = Asker("Sari", OFFICE, "disperkim")
    with intake.open_warehouse(folder, read_only=False) as warehouse:

        def report(name, **fields):
            return intake.report_innovations(folder, 2024, {name: Report(**fields)}, by, "", warehouse)

        line = report("Simaspemalu", stage="running")
        for name, fields in (
            ("Simasda", {"stage": "running"}),
            ("tidak ada", {"stage": "running"}),
            ("Simas Pemalu", {"owner": "Bappeda"}),
        ):
            with pytest.raises(NotAllowed):
                report(name, **fields)

    assert (line.by, intake.history(folder)[-1].id) == ("Sari", line.id)
