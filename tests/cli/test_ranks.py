"""The commands movement and robustness: clean JSON on stdout, sentences on stderr, and refusals as a whole."""

import pytest
from askers import analyst
from commands import answer_of, empty_folder, run
from workbooks import HOME

from smartcity import intake
from smartcity.method import load_methods
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario

KOTA, BANJAR = "Kota Banjarmasin", "Kabupaten Banjar"
SIZES = load_doubts()
METHOD = load_methods().require(2024, load_site().track)


THREES = {item.code: 3.0 for item in METHOD.items}


def save(folder, marks, name="Naik"):
    """Save a scenario of 2024."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.save_scenario(folder, Scenario(name, 2024, METHOD.track, marks), analyst("Rina"), "", warehouse)


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A data folder without the shipped workbooks."""
    return empty_folder(tmp_path / "data percobaan", monkeypatch)


@pytest.fixture(scope="module")
def copied(copied):
    """The folder of the shipped workbooks with two scenarios in it."""
    save(copied, THREES)
    save(copied, {"P1": 4.0}, "Sebagian")
    return copied


def test_movement_tells_both_ranks_with_their_counts(full):
    """From 1 of 4 to 2 of 2: overtaken by one, two without a figure, and a change that rounding leaves open."""
    answer = answer_of("movement", 2024)

    assert [answer[key] for key in ("rank_before", "count_before", "rank", "count")] == [1, 4, 2, 2]
    assert (answer["before"], answer["year"], answer["among"], answer["home"]) == (2023, 2024, "kalsel", HOME)
    assert answer["change"] == {
        "value": 0.17,
        "low": pytest.approx(0.16),
        "high": pytest.approx(0.18),
        "printed": False,
    }
    assert {peer["region"]: peer["relation"] for peer in answer["peers"]}[KOTA] == "overtook"
    assert answer["steps"] == {"before": 1, "stayers": 1, "own": 1, "others": 2, "after": 2}


def test_movement_says_what_is_unknown(full):
    """Without components of 2024 there are no shares; what is missing is listed, the printed improvement is told."""
    later, earlier = answer_of("movement", 2024), answer_of("movement", 2023)

    assert (later["shares"], later["exact"], set(later["missing"])) == (
        None,
        False,
        {"baseline", "output", "outcome", "impact", "quick_win"},
    )
    assert (earlier["change"]["value"], earlier["change"]["printed"]) == (0.26, True)
    assert answer_of("movement", 2022)["unweighed"] == [2021]
    assert [method["certainty"] for method in later["methods"]] == ["certain", "inferred"]


def test_movement_can_be_asked_against_an_older_year(full):
    """Another year to compare with is a choice."""
    answer = answer_of("movement", 2024, "--before", 2021)

    assert (answer["before"], answer["change"]["value"]) == (2021, pytest.approx(0.57))


def test_weights_of_another_year_are_derived(full):
    """The back-cast names both years, is marked derived, and sets both ranks beside each other."""
    cast = answer_of("movement", 2024, "--weights", 2022)["back_cast"]

    assert (cast["components_year"], cast["weights_year"], cast["basis"]) == (2023, 2022, "derived")
    assert {row["region"]: (row["rank"], row["rank_cast"]) for row in cast["rows"]}[HOME] == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("movement", 2021), "sebelum 2021 tidak diketahui"),
        (("movement", 2023, "--among", "national"), "sebelum 2023 tidak diketahui"),
        (("movement", 2024, "--among", "national"), "Tabel nasional 2024 belum dimuat."),
        (("movement", 2023, "--among", "kota"), "Kabupaten Tabalong tidak termasuk kelompok kota."),
        (("robustness", 2023, "--among", "kota"), "Kabupaten Tabalong tidak termasuk kelompok kota."),
        (("rank", 2021, "--among", "national"), "Tidak diperingkat: tabel 2021 untuk daerah yang dinilai belum dimuat"),
        (("rank", 2022, "--among", "national"), "42 nilai yang ada bukan tabel"),
        (("rank", 2024, "--among", "kabupaten"), "1 nilai yang ada bukan tabel (Kabupaten Tabalong 3,55)."),
        (("movement", 2019), "Nilai Kabupaten Tabalong tahun 2019 belum dimuat."),
        (("movement", 2024, "--before", 2019), "Nilai Kabupaten Tabalong tahun 2019 belum dimuat."),
        (("movement", 2024, "--weights", 2019), "Bobot 2019 tidak dapat dicoba. Yang diketahui: 2022 atau 2024."),
        (("robustness", 2019), "Nilai Kabupaten Tabalong tahun 2019 belum dimuat."),
        (("robustness", 2024, "--among", "national"), "Tabel nasional 2024 belum dimuat."),
        (("robustness", 2023, "--track", "kppn_ikn"), "tidak dinilai di jalur KPPN & IKN pada 2023"),
        (("robustness", 2024, "--scenario", "Z"), "Skenario “Z” untuk 2024 tidak ada. Yang ada: Naik dan Sebagian."),
        (
            ("robustness", 2023, "--scenario", "Naik"),
            "Skenario “Naik” untuk 2023 tidak ada: belum ada yang disimpan",
        ),
        (("robustness", 2024, "--scenario", "Sebagian"), "Yang belum lengkap: Output (baru 1 dari 7 butir)."),
        (("robustness", 2024, "--scenario", "Naik", "--track", "kppn_ikn"), "tidak dinilai di jalur KPPN & IKN"),
        (("robustness", 2019, "--basis", "simulasi"), "Belum ada metode 2019"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(full, arguments, sentence):
    """Exit code 1, nothing on stdout, and on stderr what is missing."""
    answer = run(*arguments, "--json")

    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err


def test_a_scenario_without_others_is_refused(empty):
    """Where nobody else published there is no rank of a supposition either, and the sentence says what helps."""
    save(empty, THREES)
    answer = run("robustness", 2024, "--scenario", "Naik", "--json")

    assert (answer.code, answer.out) == (1, "")
    assert "Belum ada nilai terbit" in answer.err


@pytest.mark.parametrize("year", [2020, 2025, 2027])
def test_a_year_without_any_figure_is_refused_alike(full, year):
    """There is no rank of ours to explain and none to doubt, whatever the pasts of all regions may be."""
    answers = [run(command, year) for command in ("movement", "robustness")]

    assert [(answer.code, answer.out) for answer in answers] == [(1, ""), (1, "")]
    assert all("belum dimuat" in answer.err for answer in answers)


def test_how_often_the_press_is_wrong_is_asked(full):
    """The share stands in the manifest, written as one or as a percentage."""
    found = [answer_of("robustness", 2024, "--doubt", "press", "--press", share) for share in ("20%", "0,2")]

    assert [one["manifest"]["applied"][0]["parameters"]["chance"] for one in found] == [0.2, 0.2]
    assert run("robustness", 2024, "--press", "2").code == 2


@pytest.mark.parametrize("command", ["movement", "robustness"])
def test_an_empty_folder_is_refused_in_a_sentence(empty, command):
    """With nothing loaded there is no rank to explain or to doubt."""
    answer = run(command, 2023)

    assert (answer.code, answer.out) == (1, "")
    assert "belum dimuat" in answer.err


def test_robustness_tells_manifest_ranks_duels_and_sensitivity(full):
    """All that was drawn and how, a share for each rank, the duels, and what matters most."""
    answer = answer_of("robustness", 2024)
    manifest, rows = answer["manifest"], answer["rows"]

    assert (manifest["draws"], manifest["seed"]) == (SIZES.draws, [SIZES.seed])
    assert [(one["doubt"], one["assumption"]) for one in manifest["applied"]] == [
        ("rounding", False),
        ("unpublished", True),
        ("press", True),
    ]
    assert {lack["doubt"]: lack["missing"] for lack in manifest["not_applicable"]} == {
        "assessors": "marks",
        "survey": "means",
        "weights": "components",
    }
    assert [sum(row["p"].values()) for row in rows] == pytest.approx([1.0] * len(rows))
    assert [row["region"] for row in rows][:2] == [KOTA, HOME]
    assert (answer["left_out"], answer["sample"]) == (["Kabupaten Tanah Bumbu"], False)
    assert [sum(duel[key] for key in ("above", "level", "below")) for duel in answer["duels"]] == pytest.approx(
        [1.0] * 3
    )
    assert {row["doubt"] for row in answer["sensitivity"]["rows"]} == {"rounding", "unpublished", "press"}


def test_doubts_can_be_drawn_one_at_a_time(full):
    """Only the named ones are applied, and each has the draws it has together with others."""
    one = answer_of("robustness", 2023, "--doubt", "weights", "--points", "5")
    both = answer_of("robustness", 2023, "--doubt", "weights", "--doubt", "rounding")

    assert [applied["doubt"] for applied in one["manifest"]["applied"]] == ["weights"]
    assert one["manifest"]["applied"][0]["parameters"]["points"] == 5.0
    assert [applied["doubt"] for applied in both["manifest"]["applied"]] == ["rounding", "weights"]


def test_the_national_table_is_drawn_whole(full):
    """Every region of the table has its shares, and ours lies between ranks."""
    answer = answer_of("robustness", 2023, "--among", "national")
    own = next(row for row in answer["rows"] if row["region"] == HOME)

    assert (answer["count"], own["rank"]) == (130, 20)
    assert own["low"] < own["rank"] < own["high"]


def test_a_doubt_that_cannot_be_applied_is_refused_with_what_it_lacks(full):
    """Exit code 1; JSON says which doubt lacks what of whom, the sentence goes to stderr, nothing is drawn in part."""
    answer = run("robustness", 2024, "--doubt", "weights", "--doubt", "rounding", "--json")

    assert (answer.code, answer.json["refused"]) == (
        1,
        [{"doubt": "weights", "missing": "components", "names": [HOME, KOTA]}],
    )
    lacking = "Bobot komponen (komponen Tabalong dan Kota Banjarmasin tidak terbit)."
    assert f"Tidak dapat diperhitungkan: {lacking}" in answer.err


def test_a_saved_scenario_is_doubted_like_published_figures(full):
    """Three everywhere stands in the place of our figure: the same manifest and shares, and whose they are."""
    answer, official = answer_of("robustness", 2024, "--scenario", "Naik"), answer_of("robustness", 2024)
    own = next(row for row in answer["rows"] if row["region"] == HOME)

    assert (answer["scenario"], answer["basis"], answer["index"]) == ("Naik", "simulasi", pytest.approx(3.0))
    assert (own["value"], answer["year"], answer["peers_year"]) == (pytest.approx(3.0), 2024, 2024)
    assert [one["doubt"] for one in answer["manifest"]["applied"]] == ["rounding", "assessors", "unpublished", "press"]
    assert set(official) <= set(answer)
    assert set(answer) - set(official) == {
        *("track", "scenario", "basis", "index", "components", "assumed", "missing", "few", "mapping"),
        *("method", "method_status", "rules_from"),
    }
    assert (answer["assumed"], answer["sample"]) == ({}, False)


def test_a_scenario_stands_among_the_newest_others(full):
    """The national table of 2024 is not loaded: the ranks are those of 2023, and the answer says so."""
    answer = answer_of("robustness", 2024, "--scenario", "Naik", "--among", "national", "--doubt", "assessors")

    assert (answer["year"], answer["peers_year"], answer["count"]) == (2024, 2023, 130)


def test_without_a_scenario_a_simulation_is_what_is_known(full):
    """The survey feeds impact, the rest stands at the last official figures, named; invented answers are marked."""
    answer = answer_of("robustness", 2024, "--basis", "simulasi")

    assert (answer["scenario"], answer["index"]) == (None, answer_of("scenarios", 2024)["scenarios"][0]["index"])
    assert answer["assumed"] == dict.fromkeys(("baseline", "output", "outcome", "quick_win"), 2023)
    assert (answer["sample"], run("robustness", 2024, "--basis", "simulasi").out.startswith("CONTOH")) == (True, True)


def test_a_doubt_that_a_scenario_cannot_have_is_refused(full):
    """Where every item is typed there is no survey to doubt: the same refusal, with the scenario's name."""
    answer = run("robustness", 2024, "--scenario", "Naik", "--doubt", "survey", "--json")

    assert (answer.code, answer.json["scenario"]) == (1, "Naik")
    assert answer.json["refused"] == [{"doubt": "survey", "missing": "means", "names": [HOME]}]


def test_people_read_that_a_doubted_scenario_is_simulated(full):
    """The finding begins with that word, in the language asked for."""
    outputs = [run("robustness", 2024, "--scenario", "Naik", "--language", one).out for one in ("id", "en")]

    assert [one.split(":")[0] for one in outputs] == ["Simulasi", "Simulated"]


def test_an_unknown_scenario_names_the_known_ones_in_both_languages(full):
    """A wrong name is answered with those that exist."""
    errors = [run("robustness", 2024, "--scenario", "Z", "--language", one).err for one in ("id", "en")]

    assert ["Naik dan Sebagian" in errors[0], "Naik and Sebagian" in errors[1]] == [True, True]


def test_a_scenario_is_never_official(full):
    """Asking for both is wrong usage."""
    assert run("robustness", 2024, "--scenario", "Naik", "--basis", "official").code == 2


@pytest.mark.parametrize("arguments", [("--doubt", "cuaca"), ("--points", "0"), ("--points", "banyak")])
def test_a_doubt_or_size_that_does_not_exist_is_wrong_usage(full, arguments):
    """A code that is no doubt and a width that is none are refused before anything is opened."""
    assert run("robustness", 2024, *arguments).code == 2


def test_people_read_how_exact_an_improvement_is(full):
    """Where components are missing that is said, and the printed improvement was made of unrounded indices."""
    output = run("movement", 2023).out

    assert "Nilai komponen 2022 tidak terbit, jadi perubahannya tidak dipecah." in output
    assert "dihitung dari indeks yang belum dibulatkan: antara +0,255 dan +0,265." in output


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "arguments", [("movement", 2024, "--weights", 2022), ("robustness", 2023), ("robustness", 2024)]
)
def test_people_read_sentences(full, arguments, language):
    """Without --json the answer is the page's finding, its rows and what was done, in the language asked for."""
    answer = run(*arguments, "--language", language)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Tabalong ")
    assert KOTA in answer.out


def test_the_same_command_gives_the_same_answer(full):
    """Chance begins alike in every run."""
    first, again = (run("robustness", 2023, "--json").out for _ in range(2))

    assert first == again
