"""The commands scenarios, gains and plan: JSON at full precision, sentences for people, and refusals."""

import pytest
from askers import analyst
from commands import answer_of, empty_folder, run

from smartcity import intake
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario, Terms

TRACK = load_site().track
METHOD = load_methods().require(2024, TRACK)
THREES = {item.code: 3.0 for item in METHOD.items}


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A data folder with one scenario that has three on every item."""
    folder = empty_folder(tmp_path / "data percobaan", monkeypatch)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.save_scenario(folder, Scenario("A", 2024, TRACK, THREES), analyst("Rina"), "", warehouse)
    return folder


def test_scenarios_are_listed_with_what_they_come_to(empty):
    """What is known without any scenario stands first, then each saved one with its person."""
    bare, saved = answer_of("scenarios", 2024)["scenarios"]

    assert (bare["scenario"], bare["index"], bare["missing"]) == (None, None, list(METHOD.weights))
    assert (saved["scenario"], saved["saved_by"], saved["index"]) == ("A", "Rina", pytest.approx(3.0))


def test_gains_sort_all_items_by_what_a_mark_adds(empty):
    """Output's items come first: 0.20 over seven items; every item is there with its room."""
    items = answer_of("gains", 2024, "--scenario", "A")["items"]

    assert len(items) == len(METHOD.items)
    assert [(one["item"], one["room"]) for one in items[:2]] == [("P1", 1.0), ("P2", 1.0)]
    assert items[0]["gain"] == pytest.approx(0.20 / 7)


def test_a_plan_reaches_its_index_with_the_fewest_marks(empty):
    """From three everywhere to 3.2: all seven marks of output, proved to be least."""
    answer = answer_of("plan", 2024, "--scenario", "A", "--index", "3,2")

    assert (answer["reached"], answer["effort"], answer["gap"]) == (True, 7.0, 0.0)
    assert [step["node"] for step in answer["steps"]] == [f"P{number}" for number in range(1, 8)]
    assert (answer["start"], answer["planned_index"]) == (pytest.approx(3.0), pytest.approx(3.2))
    assert (answer["basis"], answer["sample"]) == ("simulasi", False)


def test_terms_of_the_command_line_change_the_plan(empty):
    """A lock, a ceiling, an effort, an owner and a limit each leave their mark."""
    terms = ["--block", "output", "--effort", "2", "--effort", "B1=5", "--ceiling", "B2=3"]
    terms += ["--owner", "baseline=Bappeda", "--budget", "Bappeda=2"]
    answer = answer_of("plan", 2024, "--scenario", "A", "--index", "3.1", *terms)
    nodes = {step["node"]: step for step in answer["steps"]}

    assert {step["component"] for step in answer["steps"]}.isdisjoint({"output"})
    assert {"B1", "B2"}.isdisjoint(nodes)
    # Two of effort are one mark of Bappeda's, which baseline's items now belong to.
    assert sum(step["effort"] for step in answer["steps"] if step["owner"] == "Bappeda") <= 2
    assert {step["effort"] / step["marks"] for step in answer["steps"]} == {2.0}


def test_the_saved_terms_of_a_scenario_hold(empty):
    """A scenario that locks output is planned without it, on the command line too."""
    with intake.open_warehouse(empty, read_only=False) as warehouse:
        terms = Terms(blocked=frozenset({"output"}))
        intake.save_scenario(empty, Scenario("B", 2024, TRACK, THREES, terms), analyst("Rina"), "", warehouse)
    answer = run("plan", 2024, "--scenario", "B", "--index", "4", "--json")

    assert (answer.code, answer.json["reached"], answer.json["furthest"]) == (1, False, pytest.approx(3.8))
    assert {one["kind"] for one in answer.json["hindrances"]} == {"blocked"}


def test_a_rank_is_aimed_at_among_published_figures(full):
    """The tenth rank of the last national table takes 3.52; the answer says among whom, which year, out of how many."""
    answer = answer_of("plan", 2024, "--rank", 10, "--among", "national")

    assert answer["aim"] == {
        "kind": "national",
        "value": 10,
        "index": 3.52,
        "needed": 3.52,
        "among": "national",
        "peers_year": 2023,
        "count": 130,
    }
    assert (answer["reached"], answer["sample"], answer["from"]) == (True, False, "published")
    assert answer["published"] == {"year": 2024, "published": 3.55, "basis": "press"}
    assert answer["assumed"] == dict.fromkeys(METHOD.weights, 2023)


def test_a_plan_starts_where_it_is_told_to(full):
    """Known components are another start than the published index, invented answers a third; each says so."""
    found = {code: answer_of("plan", 2024, "--from", code) for code in ("published", "components", "samples")}

    assert [(one["sample"], one["is_printed"]) for one in found.values()] == [
        (False, True),
        (False, False),
        (True, False),
    ]
    assert found["published"]["distance"] == pytest.approx(0.02)
    assert found["components"]["start"] == pytest.approx(3.379)
    assert found["components"]["aim"]["needed"] == 3.565


def test_people_read_the_sentences_of_the_page_and_that_data_is_invented(full):
    """The plan is said in words, and CONTOH stands before it."""
    for command in (("scenarios", 2024), ("gains", 2024), ("plan", 2024, "--from", "samples")):
        assert run(*command).out.startswith("CONTOH")
    output = run("plan", 2024).out
    assert output.startswith(
        "Sasaran peringkat 1 dari 2 daerah Kalimantan Selatan (2024; perlu indeks 3,57) tinggal 0,02 dari nilai terbit "
        "2024 (pers) 3,55: kurang dari satu tingkat Output (0,0286)"
    )
    assert "The aim rank 1 of 2" in run("plan", 2024, "--language", "en").out
    assert "terbukti tidak ada rencana lebih ringan yang pasti cukup dari titik mulai ini (celah 0" in output


def test_a_plan_is_taken_on_in_a_persons_name(empty):
    """The steps become tasks with an entry; without a name nothing is written."""
    before = len(intake.history(empty))
    refused = run("plan", 2024, "--scenario", "A", "--index", "3.1", "--take-on")
    answer = answer_of("plan", 2024, "--scenario", "A", "--index", "3.1", "--take-on", "--by", "Rina")

    lines = intake.history(empty)
    assert (refused.code, len(lines)) == (2, before + 1)
    assert (lines[-1].id, lines[-1].by, len(lines[-1].steps)) == (answer["entry"], "Rina", len(answer["steps"]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("plan", 2024, "--scenario", "Z"), "Skenario “Z” untuk 2024 tidak ada. Yang ada: A."),
        (("plan", 2019), "Belum ada metode 2019"),
        (("plan", 2024), "Indeks belum dapat dihitung"),
        (("plan", 2024, "--scenario", "A", "--index", "4,5"), "Indeks 4,50 tidak ada: skalanya 0 sampai 4"),
        (("plan", 2024, "--scenario", "A", "--rank", 1), "Belum ada nilai terbit"),
        (("plan", 2024, "--scenario", "A", "--effort", "P9=1"), "Butir “P9” tidak ada. Maksud Anda"),
        (("plan", 2024, "--scenario", "A", "--effort", "-1"), "bukan angka nol ke atas"),
        (("gains", 2024, "--block", "outpt"), "Butir “outpt” tidak ada"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_words(empty, arguments, told):
    """Exit code 1, a sentence on stderr, nothing on stdout."""
    answer = run(*arguments)

    assert (answer.code, answer.out) == (1, "")
    assert told in answer.err


@pytest.mark.parametrize("written", [("--budget", "A"), ("--ceiling", "P1=x"), ("--owner", "=A"), ("--effort", "nan")])
def test_a_term_that_is_written_wrongly_is_wrong_usage(empty, written):
    """The shell learns of it by exit code 2."""
    assert run("plan", 2024, *written).code == 2
