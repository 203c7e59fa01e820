import json

import pytest
from commands import run

from smartcity.scoring.composite.notes import CODES
from smartcity.wording import LANGUAGES, Words

DEFINITION = """
name = "CONTOH Uji"
[[group]]
code = "GOV"
weight = 1
[[group]]
code = "ECO"
weight = 2
[[indicator]]
code = "A"
group = "GOV"
[[indicator]]
code = "B"
group = "ECO"
direction = -1
"""
DATA = "unit,year,A,B\nP,2022,0,9\nQ,2022,3,3\nR,2022,9,\nP,2023,1,8\nQ,2023,4,2\nR,2023,7,5\n"


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    """Work in a folder without a data folder, and without the right to find one elsewhere."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "tidak ada"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def composite(tmp_path):
    """Write a definition and data as files, and run the command on them."""

    def ask(definition=DEFINITION, data=DATA, *options):
        (tmp_path / "definisi saya.toml").write_text(definition, "utf-8")
        (tmp_path / "data.csv").write_text(data, "utf-8")
        return run("composite", tmp_path / "definisi saya.toml", "--data", tmp_path / "data.csv", *options)

    return ask


def answered(answer):
    """Return the JSON of a command that did its work, read strictly."""
    assert answer.code == 0, answer.err
    return json.loads(answer.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def test_rows_are_at_full_precision(composite):
    """Index, rank and groups of the year asked for; a third is not 33.33."""
    rows = answered(composite(DEFINITION, DATA, "--year", 2023, "--json"))["rows"]

    # A from 1 to 7: P 0, Q 50, R 100;  B from 2 to 8, less is better: P 0, Q 100, R 50
    # index = (A + 2 B) / 3: P 0, Q 250 / 3, R 200 / 3
    assert [(row["unit"], row["year"], row["rank"], row["groups"]) for row in rows] == [
        ("Q", 2023, 1, {"GOV": 50.0, "ECO": 100.0}),
        ("R", 2023, 2, {"GOV": 100.0, "ECO": 50.0}),
        ("P", 2023, 3, {"GOV": 0.0, "ECO": 0.0}),
    ]
    assert [row["index"] for row in rows] == pytest.approx([250 / 3, 200 / 3, 0], rel=1e-15)


def test_what_is_missing_is_null_and_named(composite):
    """A unit below the threshold stands among the rows without index and rank, and why is said in both answers."""
    definition = DEFINITION.replace("[[group]]", "[missing]\nbelow = 1\n[[group]]", 1)
    made = answered(composite(definition, DATA, "--year", 2022, "--json"))
    last = made["rows"][-1]

    assert last == {"unit": "R", "year": 2022, "index": None, "rank": None, "groups": {"GOV": 100.0, "ECO": None}}
    assert made["missing"] == [
        {"unit": "R", "year": 2022, "node": "ECO", "missing": ["B"], "present": 0, "has_value": False},
        {"unit": "R", "year": 2022, "node": "index", "missing": ["ECO"], "present": 1, "has_value": False},
    ]
    assert "R 2022" in composite(definition, DATA, "--year", 2022).err


def test_years_compare_only_on_a_common_scale(composite):
    """A pooled scale gives the change and says so; a yearly one gives none and says that, too."""
    pooled = DEFINITION.replace("[[group]]", '[normalise]\nover = "pooled"\n[[group]]', 1)
    yearly, common = (answered(composite(text, DATA, "--json")) for text in (DEFINITION, pooled))

    assert [(made["scale"], made["comparable_over_years"]) for made in (yearly, common)] == [
        ("year", False),
        ("pooled", True),
    ]
    # pooled: A from 0 to 9, B from 2 to 9; P 2022: 0 and 0; P 2023: 100/9 and 100/7, (100/9 + 200/7) / 3
    change = {(row["unit"], row["year"]): row["change"] for row in common["rows"]}
    assert (change["P", 2022], change["P", 2023]) == (None, pytest.approx((100 / 9 + 200 / 7) / 3))
    assert not any("change" in row for row in yearly["rows"])


def test_outranking_is_by_unit_and_with_several_years_by_year(composite):
    """The scores of one year stand by unit, those of two by year and unit, and in the rows in any case."""
    definition = DEFINITION.replace("[[group]]", 'outranking = ["copeland", "borda"]\n[[group]]', 1)
    one, two = (answered(composite(definition, DATA, *years, "--json")) for years in (("--year", 2023), ()))

    # 2023: Q over R by ECO, 2/3; both over P by all
    assert (one["copeland"], one["borda"]) == (
        {"Q": 2, "R": 0, "P": -2},
        {"Q": pytest.approx(5 / 3), "R": pytest.approx(4 / 3), "P": 0},
    )
    assert (two["copeland"]["2023"], sorted(two["borda"])) == (one["copeland"], ["2022", "2023"])
    assert [row["copeland"] for row in one["rows"]] == [2, 0, -2]


def test_no_outranking_unless_asked(composite):
    """A definition without it has no such key."""
    assert {"copeland", "borda"} & answered(composite(DEFINITION, DATA, "--json")).keys() == set()


def test_oddities_are_named(composite):
    """Constant, imputed and unused: each by code, with node, unit and year."""
    definition = DEFINITION.replace("[[group]]", '[missing]\nimpute = "mean"\n[[group]]', 1)
    data = "unit,year,A,B,C\nP,2023,1,8,x\nQ,2023,1,,y\nR,2023,1,5,z\n"
    made = answered(composite(definition, data, "--json"))

    assert made["notes"] == [
        {"code": "imputed", "node": "B", "unit": "Q", "year": 2023, "value": 6.5},
        {"code": "constant", "node": "A", "unit": None, "year": 2023, "value": 1.0},
    ]
    assert made["unused_columns"] == ["C"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_table_for_people(composite, language):
    """Without --json the rows are a table by year in the language asked for, and what is to be known is on stderr."""
    words = Words(language)
    answer = composite(DEFINITION, DATA, "--language", language)
    lines = answer.out.splitlines()

    assert (answer.code, [line for line in lines if "CONTOH Uji" in line]) == (
        0,
        [words("cli.composite.heading", name="CONTOH Uji", year=year) for year in (2022, 2023)],
    )
    assert [line.split()[:3] for line in lines if line.split()[1:2] == ["Q"]] == [
        ["2", "Q", words.number(1 / 9 * 100 + 200 / 3, 2)],
        ["1", "Q", words.number(250 / 3, 2)],
    ]
    assert words("cli.composite.scale.year") in answer.err


def test_faults_of_both_files_have_exit_code_one(composite):
    """All of them stand on stderr as sentences, and in the JSON with found, expected and fix."""
    answer = composite(DEFINITION.replace("direction = -1", "direction = -2\nwieght = 1"), DATA, "--json")
    findings = answer.json["findings"]

    assert (answer.code, [one["code"] for one in findings]) == (1, ["definition.value_wrong", "definition.key_unknown"])
    assert all(one["found"] and one["expected"] and one["fix"] for one in findings)
    assert all(one["fix"] in answer.err for one in findings)


def test_faults_of_the_data_name_their_cells(composite):
    """A word among numbers and a unit that stands twice are found by sheet and cell."""
    answer = composite(DEFINITION, DATA + "R,2023,tujuh,5\n", "--json")

    assert (answer.code, [(one["code"], one["sheet"], one["cell"]) for one in answer.json["findings"]]) == (
        1,
        [("cell.not_a_number", "data", "C8"), ("row.duplicate", "data", "A8")],
    )


def test_negative_values_are_named_with_the_data(composite):
    """What only the values can show is said of the file that holds them, with the name of the definition."""
    definition = DEFINITION.replace(
        "[[group]]", '[normalise]\nmethod = "zscore"\n[aggregate]\nindex = "geometric"\n[[group]]', 1
    )
    answer = composite(definition, DATA, "--json")

    assert (answer.code, answer.json["name"]) == (1, "CONTOH Uji")
    assert [one["code"] for one in answer.json["findings"]] == ["composite.below_zero"] * 2
    assert "data.csv" in answer.err


def test_files_that_are_not_there_are_both_named(tmp_path):
    """Neither hides the other."""
    answer = run("composite", tmp_path / "a.toml", "--data", tmp_path / "b.csv", "--json")

    assert (answer.code, [one["code"] for one in answer.json["findings"]]) == (1, ["file.not_found"] * 2)


def test_year_without_data_names_those_there_are(composite):
    """An answer without rows would look like one without units."""
    answer = composite(DEFINITION, DATA, "--year", 2019)

    assert (answer.code, answer.out, "2022" in answer.err, "2023" in answer.err) == (1, "", True, True)


@pytest.mark.parametrize("arguments", [(), ("a.toml",), ("a.toml", "--data", "b.csv", "--year", "dua")])
def test_wrong_usage_has_exit_code_two(arguments):
    """A command without its files, or with a year that is none, is not an error of the input."""
    assert run("composite", *arguments).code == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_has_its_words(language):
    """Whatever a composite has to say can be said."""
    words = Words(language)

    assert [code for code in CODES if not words.has(f"cli.composite.note.{code}")] == []


def test_every_note_is_spoken(composite):
    """A table with every oddity at once is told without a gap in any sentence."""
    definition = """
    name = "CONTOH Semua"
    [treat]
    winsorise = { points = 1, skew = 0.5, kurtosis = 0.5 }
    [missing]
    impute = "mean"
    [normalise]
    method = "goalposts"
    [aggregate]
    groups = "geometric"
    [[group]]
    code = "GOV"
    [[indicator]]
    code = "A"
    group = "GOV"
    goalposts = [2, 8]
    [[indicator]]
    code = "B"
    group = "GOV"
    goalposts = [0, 10]
    [[indicator]]
    code = "C"
    group = "GOV"
    goalposts = [0, 10]
    """
    values = [*range(1, 11), 50, 90]
    data = "unit,year,A,B,C\n" + "".join(f"U{n:02},2023,{value},5,\n" for n, value in enumerate(values))
    answer = composite(definition, data + "V,2023,,,\nW,2023,,5,\n")
    made = answered(composite(definition, data + "V,2023,,,\nW,2023,,5,\n", "--json"))

    assert sorted({note["code"] for note in made["notes"]}) == sorted(CODES)
    assert [line for line in answer.err.splitlines() if "None" in line or "{" in line or "  " in line] == []
