"""The commands about surveys: survey, quality and skm."""

from io import BytesIO
from pathlib import Path

import pytest
from commands import answer_of, contents, empty_folder, entry_of, run
from openpyxl import load_workbook
from workbooks import DIMENSIONS, TRACK, YEAR, items_of, mean_of_means, method_of, respondent, survey, varied, workbook

from smartcity.intake import DataFolder
from smartcity.method.regions import load_site
from smartcity.method.skm import load_skm
from smartcity.records.findings import CATALOGUE

BY = ("--by", "Rina")
ELEMENTS = load_skm().codes
METHOD = method_of()
SMALLEST = load_site().smallest_group
SAID = {"seen": (), "whole": ("--form", "whole"), "parts": ("--form", "parts")}
"""What the text of a command says of the form, by the options that make it say so."""


@pytest.fixture
def empty(tmp_path, monkeypatch) -> DataFolder:
    """A data folder without the shipped workbooks."""
    return empty_folder(tmp_path / "data percobaan", monkeypatch)


@pytest.fixture
def saved(tmp_path):
    """Write bytes as a file and return its path."""

    def save(content: bytes, name: str = "kiriman saya.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


def commit(path: Path) -> str:
    """Commit a file and return its entry."""
    return entry_of(run("commit", path, *BY, "--json"))


def of_dimension(answer, code):
    """The dimension's part of an answer."""
    return next(one for one in answer["dimensions"] if one["dimension"] == code)


def straight(count, dimension, value):
    """Respondents who answer everything alike."""
    return [respondent(f"lurus-{number}", dict.fromkeys(items_of(dimension), value)) for number in range(count)]


def skm_rows(rows, service="KTP", header=("Layanan", *ELEMENTS)):
    """A dump of rows of nine ratings."""
    return workbook({"SKM": [header, *([service, *row] for row in rows)]})


# survey


def test_survey_has_the_keys_of_the_contract(full):
    """Every dimension of the method with its statements, means, spreads, marks and alpha."""
    answer = answer_of("survey", 2023)
    wanted = {"dimension", "n", "quota", "mean", "low", "high", "mark", "alpha", "items"}
    assert [one["dimension"] for one in answer["dimensions"]] == [dimension.code for dimension in DIMENSIONS]
    assert all(one.keys() >= wanted for one in answer["dimensions"])
    items = [item for one in answer["dimensions"] for item in one["items"]]
    assert all(item.keys() >= {"code", "n", "mean", "low", "high", "missing"} for item in items)
    assert [item["code"] for item in items] == [item.code for item in method_of(2023).survey_items]
    assert (answer["year"], answer["track"], answer["sample"]) == (2023, "regular", True)


def test_survey_figures_by_hand(empty, saved):
    """Ten people of Smart Living who answer 0 to 4 in turn, one of them leaving the first statement blank."""
    rows = varied(10, "living")
    first = items_of("living")[0]
    rows[0][first] = None
    commit(saved(survey({"living": rows})))
    one = of_dimension(answer_of("survey", YEAR), "living")
    item = one["items"][0]
    # The first statement is answered 0, 1, 2, 3, 4, 0, 1, 2, 3, 4 by the ten; without the first 0: 20 / 9.
    assert (item["code"], item["n"], item["missing"], item["mean"]) == (first, 9, 1, round(20 / 9, 2))
    assert (one["n"], one["quota"], one["alpha_n"]) == (10, METHOD.survey.quota, 9)
    assert one["mean"] == round(mean_of_means(rows, "living"), 2)
    assert one["mark"] == pytest.approx(one["mean"])
    assert one["low"] < one["mean"] < one["high"]
    assert item["low"] < item["mean"] < item["high"]


def test_survey_says_what_is_not_there(empty, saved):
    """Dimensions without respondents have counts of zero and nothing else; nothing is a zero that is missing."""
    commit(saved(survey({"living": varied(3, "living")})))
    one = of_dimension(answer_of("survey", YEAR), "society")
    assert {key: one[key] for key in ("n", "mean", "low", "high", "mark", "alpha")} == {
        "n": 0,
        **dict.fromkeys(("mean", "low", "high", "mark", "alpha")),
    }
    assert {(item["n"], item["mean"]) for item in one["items"]} == {(0, None)}


@pytest.mark.parametrize("count", [1, SMALLEST - 1])
def test_answers_of_a_few_are_counted_and_not_shown(empty, saved, count):
    """Means, spreads, marks and alpha of fewer than five people are missing at every level; how many answered stays."""
    commit(saved(survey({"living": varied(count, "living")})))
    answer = answer_of("survey", YEAR)
    one = of_dimension(answer, "living")
    nodes = [one, *one["sub_dimensions"], *one["items"]]
    assert {(node["n"], node["hidden"]) for node in nodes} == {(count, True)}
    figures = ("mean", "low", "high", "spread", "mark", "alpha")
    assert {node.get(name) for node in nodes for name in figures} == {None}
    assert {(one["impact"], one["index"]) for one in answer["mappings"]} == {(None, None)}
    assert f"kurang dari {SMALLEST} orang" in run("survey", YEAR).out


def test_the_impact_of_all_waits_for_a_dimension_of_a_few(empty, saved):
    """Five dimensions are shown, so the impact of all six would tell what the two people of the last one answered."""
    counts = {dimension.code: SMALLEST for dimension in DIMENSIONS} | {"society": 2}
    commit(saved(survey({code: varied(count, code) for code, count in counts.items()})))
    answer = answer_of("survey", YEAR)
    assert [one["dimension"] for one in answer["dimensions"] if one["mean"] is None] == ["society"]
    assert {one["impact"] for one in answer["mappings"]} == {None}


def test_a_statement_of_a_few_is_hidden_with_all_that_rests_on_it(empty, saved):
    """Two of ten answered the first statement: its part and the dimension would tell it and have no mean either."""
    rows = varied(10, "living")
    for row in rows[2:]:
        row[items_of("living")[0]] = None
    commit(saved(survey({"living": rows})))
    one = of_dimension(answer_of("survey", YEAR), "living")
    hidden = [(item["code"], item["n"], item["mean"]) for item in one["items"] if item["hidden"]]
    assert hidden == [("I-LIV-1.1", 2, None)]
    assert (one["n"], one["mean"], one["mark"]) == (10, None, None)
    assert [part["mean"] is None for part in one["sub_dimensions"]] == [True, False, False]
    assert answer_of("gains", YEAR)["few"] == ["living"]


def split_rows(count: int) -> list[dict]:
    """Respondents of Smart Living, each of whom answers one of its three parts."""
    items = {}
    for item in METHOD.survey_items:
        if item.dimension == "living":
            items.setdefault(item.sub_dimension, []).append(item.code)
    return [
        respondent(f"{part}-{number}", {code: (number + place) % 5 for place, code in enumerate(codes)})
        for part, codes in items.items()
        for number in range(count)
    ]


def test_a_split_form_has_its_quota_for_each_part(empty, saved):
    """Nobody answered more than one part, so the dimension's quota is that of all its parts together."""
    commit(saved(survey({"living": split_rows(1)})))
    one = of_dimension(answer_of("survey", YEAR), "living")
    assert (one["split"], one["n"], one["quota"], one["missing"]) == (True, 3, 3 * METHOD.survey.quota, 0)
    assert [part["n"] for part in one["sub_dimensions"]] == [1, 1, 1]


@pytest.mark.parametrize(("form", "is_split"), [("whole", False), ("parts", True)])
def test_a_person_says_how_the_form_was_asked(empty, saved, form, is_split):
    """The option counts more than what the answers look like, for every dimension, and the commands agree."""
    commit(saved(survey({"living": split_rows(2), "society": varied(5, "society")})))
    survey_said, counted, quality_said = (
        answer_of(command, YEAR, "--form", form) for command in ("survey", "respondents", "quality")
    )
    quota = METHOD.survey.quota * (3 if is_split else 1)
    found = [(one["dimension"], one["split"], one["quota"]) for one in survey_said["dimensions"]]
    assert found == [(dimension.code, is_split, quota) for dimension in DIMENSIONS]
    assert [(one["dimension"], one["split"], one["quota"]) for one in counted["dimensions"]] == found
    assert {survey_said["form"], counted["form"], quality_said["form"]} == {form}
    told = run("respondents", YEAR, "--form", form).out
    assert ("dari 150 (3 subdimensi × 50) responden" in told) == is_split


def test_blank_answers_are_counted_as_the_form_was_asked(empty, saved):
    """Six people answered three of nine statements: of a whole form they left six each blank, of a split one none."""
    commit(saved(survey({"living": split_rows(2)})))
    found = {form: answer_of("quality", YEAR, "--form", form)["unanswered"] for form in ("whole", "parts")}
    assert found == {"whole": {"asked": 54, "missing": 36}, "parts": {"asked": 18, "missing": 0}}
    assert answer_of("quality", YEAR)["unanswered"] == found["parts"]


@pytest.mark.parametrize("command", ["survey", "respondents"])
def test_the_commands_detect_a_split_form_and_say_so(empty, saved, command):
    """Without the option each dimension is as its answers look, and the text names the split one and the option."""
    commit(saved(survey({"living": split_rows(2), "society": varied(5, "society")})))
    answer = answer_of(command, YEAR)
    quotas = {
        one["dimension"]: one["quota"] for one in answer["dimensions"] if one["dimension"] in ("living", "society")
    }
    outputs = {form: run(command, YEAR, *option).out for form, option in SAID.items()}
    assert (answer["form"], quotas) == (None, {"living": 3 * METHOD.survey.quota, "society": METHOD.survey.quota})
    assert ("Smart Living dipecah" in outputs["seen"], "--form whole" in outputs["seen"]) == (True, True)
    assert [form for form in ("whole", "parts") if "seperti yang Anda minta" in outputs[form]] == ["whole", "parts"]


@pytest.mark.parametrize("command", ["survey", "quality", "respondents"])
def test_an_unknown_form_is_wrong_usage(empty, command):
    """The names that exist are in the sentence."""
    answer = run(command, YEAR, "--form", "separuh")
    assert (answer.code, answer.out, "whole" in answer.err and "parts" in answer.err) == (2, "", True)


def test_the_mapping_moves_the_mark_and_leaves_the_mean(full):
    """The nearest level rounds each statement's mean; the survey's own mean and spread stay."""
    plain, nearest = (answer_of("survey", 2023, "--mapping", name) for name in ("identity", "nearest_level"))
    one, other = (of_dimension(answer, "governance") for answer in (plain, nearest))
    assert [one[key] for key in ("mean", "low", "high")] == [other[key] for key in ("mean", "low", "high")]
    rounded = [int(item["mean"] + 0.5) for item in one["items"]]
    assert (one["mark"], other["mark"]) == (
        pytest.approx(one["mean"]),
        pytest.approx(sum(rounded) / len(rounded), abs=0.005),
    )


def test_what_each_mapping_does_to_the_index(full):
    """The other components are official, and the index is the weighted sum of the letter with the survey's impact."""
    answer = answer_of("survey", 2023)
    method = method_of(2023)
    assert (answer["others"]["year"], answer["others"]["assumed"]) == (2023, False)
    official = answer["others"]["components"]
    known = sum(weight * official[code] for code, weight in method.weights.items() if code != "impact")
    for one in answer["mappings"]:
        assert one["index"] == pytest.approx(known + method.weights["impact"] * one["impact"], abs=0.007)
    assert [one["mapping"] for one in answer["mappings"]] == list(method.survey.mappings)


def test_components_of_an_earlier_year_are_named_as_an_assumption(full):
    """The components of 2024 were not published, so those of 2023 stand in and say so."""
    answer = answer_of("survey", 2024)
    assert (answer["others"]["year"], answer["others"]["assumed"]) == (2023, True)
    assert "2023" in run("survey", 2024, "--language", "en").out.splitlines()[-2]


def test_without_other_components_there_is_no_index(empty, saved):
    """A survey alone gives an impact, if whole, and no index."""
    commit(saved(survey({dimension.code: varied(SMALLEST, dimension.code) for dimension in DIMENSIONS})))
    answer = answer_of("survey", YEAR)
    assert (answer["others"], {one["index"] for one in answer["mappings"]}) == (None, {None})
    assert all(one["impact"] is not None for one in answer["mappings"])


def test_the_same_answers_in_another_order_give_the_same_survey(empty, saved):
    """Spreads are drawn with the same chance on sorted answers, so the order of the rows changes nothing."""
    rows = varied(12, "living")
    answers = []
    for order in (rows, rows[::-1]):
        entry = commit(saved(survey({"living": order})))
        answers.append(answer_of("survey", YEAR))
        run("withdraw", entry, *BY, "--why", "percobaan")
    assert answers[0] == answers[1]


@pytest.mark.parametrize("command", ["survey", "quality"])
def test_a_year_without_a_survey_names_those_that_have_one(full, command):
    """Exit code 1, nothing on stdout, and the years there are."""
    answer = run(command, 2019)
    assert (answer.code, answer.out, "2023" in answer.err and "2024" in answer.err) == (1, "", True)


@pytest.mark.parametrize("command", ["survey", "quality"])
def test_no_survey_at_all_is_said(empty, command):
    """Without any survey the answer tells how to load one."""
    answer = run(command, YEAR, "--language", "en")
    assert (answer.code, answer.out, "commit" in answer.err) == (1, "", True)


@pytest.mark.parametrize("command", ["survey", "quality"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_without_json_a_person_reads_a_table(full, command, language):
    """Lines of text; invented answers are called so."""
    answer = run(command, 2023, "--language", language)
    assert (
        answer.code,
        answer.err,
        answer.out.startswith({"id": "CONTOH", "en": "SAMPLE"}[language]),
        "{" in answer.out,
    ) == (0, "", True, False)


# quality


def test_quality_says_the_effect_of_each_rule(empty, saved):
    """Eight varied people and five who answer 4 throughout: the effect is the mean without these less that of all."""
    rows = varied(8, "living") + straight(5, "living", 4)
    commit(saved(survey({"living": rows})))
    answer = answer_of("quality", YEAR)
    rule = next(one for one in answer["rules"] if one["code"] == "quality.straight_lining")
    before, after = (mean_of_means(own, "living") for own in (rows, rows[:8]))
    shown = round(before, 2), round(after, 2)
    assert (rule["rows"], rule["before"], rule["after"]) == (5, *shown)
    assert (rule["effect"], rule["reason"]) == (round(shown[1] - shown[0], 2), None)
    assert next(one["rows"] for one in rule["dimensions"] if one["dimension"] == "living") == 5


def test_quality_withholds_the_rows_of_a_few_and_their_effect(empty, saved):
    """Four straight rows beside eight others: what remains without them would tell what the four answered."""
    commit(saved(survey({"living": varied(8, "living") + straight(4, "living", 4)})))
    rule = next(one for one in answer_of("quality", YEAR)["rules"] if one["code"] == "quality.straight_lining")
    assert (rule["rows"], rule["effect"], rule["after"], rule["reason"]) == (None, None, None, "few")
    assert {one["rows"] for one in rule["dimensions"] if one["dimension"] == "living"} == {None}
    assert f"kurang dari {SMALLEST} orang" in run("quality", YEAR).out


def test_quality_lists_every_rule(full):
    """Each quality code of the catalogue once, flagged or not; a rule that flags nothing changes nothing."""
    rules = answer_of("quality", 2023)["rules"]
    wanted = [code for code in CATALOGUE if code.startswith("quality.")]
    assert [one["code"] for one in rules][: len(wanted)] == wanted
    assert {one["effect"] for one in rules if one["rows"] == 0} <= {0.0}


def test_quality_without_anybody_left_has_no_effect(empty, saved):
    """Where all rows are doubtful, nothing is left to compare with."""
    commit(saved(survey({"living": straight(6, "living", 2)})))
    rule = next(one for one in answer_of("quality", YEAR)["rules"] if one["code"] == "quality.straight_lining")
    assert (rule["rows"], rule["before"], rule["after"], rule["effect"]) == (6, 2.0, None, None)
    assert rule["reason"] == "unanswered"


def test_quality_counts_blank_answers(empty, saved):
    """Three of the ninety answers asked of ten people are blank."""
    rows = varied(10, "living")
    for number in range(3):
        rows[number][items_of("living")[number]] = None
    commit(saved(survey({"living": rows})))
    assert answer_of("quality", YEAR)["unanswered"] == {"asked": 90, "missing": 3}


def test_quality_says_how_long_forms_took(empty, saved):
    """Five forms of 60 to 300 seconds: the middle one and the quartiles; without times, nothing."""
    items = items_of("living")
    header = ("Kode responden", "Waktu mulai", "Waktu selesai", *items)
    rows = [
        (f"r{number}", "2024-09-02 08:00:00", f"2024-09-02 08:{took // 60:02d}:{took % 60:02d}", *answers)
        for number, (took, answers) in enumerate(
            zip((60, 75, 90, 195, 300), ([1, 2, 3] * 3, [2, 3, 4] * 3, [0, 1, 4] * 3, [4, 2, 1] * 3, [3, 0, 2] * 3))
        )
    ]
    timed = saved(workbook({"Smart Living": [header, *rows]}))
    entry = entry_of(run("commit", timed, "--year", YEAR, "--track", TRACK, *BY, "--json"))
    answer = answer_of("quality", YEAR)["seconds"]
    run("withdraw", entry, *BY, "--why", "percobaan")
    commit(saved(survey({"living": varied(3, "living")})))
    assert answer == {"count": 5, "low": 75.0, "middle": 90.0, "high": 195.0}
    assert answer_of("quality", YEAR)["seconds"] is None


# skm


def test_skm_has_the_keys_of_the_contract(empty, saved):
    """The index by hand: two people, 4 everywhere, and 3 everywhere but a 1 for U1: 30.5 x 25 / 9 = 84.72."""
    answer = answer_of("skm", saved(skm_rows([[4] * 9, [1, *[3] * 8]])))
    assert {key: answer[key] for key in ("n", "ikm", "band")} == {"n": 2, "ikm": 84.72, "band": "B"}
    assert answer["weights"] == {"exact": 84.72, "w0111": 84.64, "w011": 83.88}
    assert [(one["code"], one["mean"]) for one in answer["elements"]] == [
        ("U1", 2.5),
        *((code, 3.5) for code in ELEMENTS[1:]),
    ]
    assert 0 <= answer["probability_band_or_better"] <= 1


def test_skm_changes_nothing(empty, saved):
    """The file is looked at and neither kept nor loaded."""
    path = saved(skm_rows([[3] * 9]))
    before = contents(empty.root)
    answer_of("skm", path)
    assert contents(empty.root) == before


@pytest.mark.parametrize("value", [0, 5, 2.5, "empat", -1])
def test_an_answer_off_the_scale_is_an_error_with_its_cell(empty, saved, value):
    """Nothing is computed from a dump that is not rated 1 to 4; the finding names the cell."""
    answer = run("skm", saved(skm_rows([[4] * 9, [4, 4, value, *[4] * 6]])), "--json")
    errors = [(one["cell"], one["severity"]) for one in answer.json["findings"] if one["severity"] == "error"]
    assert (answer.code, errors, "ikm" in answer.json) == (1, [("D3", "error")], False)


def test_names_of_the_elements_are_headers_too(empty, saved):
    """The regulation's names, a code with a name, or the template's own headers mean the same columns."""
    names = [element.header["id"].removeprefix(f"{element.code} ") for element in load_skm().elements]
    headers = (
        names,
        [f"{code}. {name}" for code, name in zip(ELEMENTS, names)],
        [one.header["en"] for one in load_skm().elements],
    )
    found = [
        answer_of("skm", saved(skm_rows([[4, 3, 2, 1, *[4] * 5]], header=("Layanan", *header)))) for header in headers
    ]
    assert [[one["mean"] for one in answer["elements"]] for answer in found] == [[4, 3, 2, 1, *[4] * 5]] * 3


def test_words_of_the_questionnaire_are_ratings(empty, saved):
    """What people tick in a form counts as its number, with or without the letter before it."""
    words = [element.choices["3"][0] for element in load_skm().elements]
    lettered = [f"c. {word.lower()}" for word in words]
    answer = answer_of("skm", saved(skm_rows([words, lettered, [3] * 9])))
    assert (answer["n"], answer["ikm"]) == (3, 75.0)


def test_a_blank_element_is_left_out(empty, saved):
    """Who did not rate U1 counts for the others; a missing column is an error, because the index is of nine."""
    blank = answer_of("skm", saved(skm_rows([[4] * 9, [None, *[4] * 8]])))
    missing = run("skm", saved(skm_rows([[4] * 8], header=("Layanan", *ELEMENTS[:-1]))), "--json")
    assert (blank["n"], blank["elements"][0]["n"], blank["ikm"]) == (2, 1, 100.0)
    assert (missing.code, [one["code"] for one in missing.json["findings"]]) == (1, ["header.column_missing"])


def test_an_element_nobody_rated_leaves_no_index(empty, saved):
    """The answer says which element is missing, and exits with 1."""
    answer = run("skm", saved(skm_rows([[None, *[4] * 8]])), "--json")
    assert (answer.code, answer.json["ikm"], answer.json["band"], "U1" in answer.err) == (1, None, None, True)


def test_each_service_has_its_index_and_small_ones_are_hidden(empty, saved):
    """Six rated KTP with 4, seven Akta with 3, two KIA: KIA is hidden, and Akta so that KIA cannot be computed."""
    rows = [["KTP", *[4] * 9]] * 6 + [["Akta", *[3] * 9]] * 7 + [["KIA", *[1] * 9]] * 2
    answer = answer_of("skm", saved(workbook({"SKM": [("Layanan", *ELEMENTS), *rows]})))
    found = [(one["service"], one["n"], one["ikm"], one["band"], one["hidden"]) for one in answer["services"]]
    assert found == [("Akta", None, None, None, True), ("KIA", None, None, None, True), ("KTP", 6, 100.0, "A", False)]


@pytest.mark.parametrize("language", ["id", "en"])
def test_skm_without_json_is_text(empty, saved, language):
    """Index, quality and each element as a person reads them."""
    header = ("Layanan", *[one.header["id"] for one in load_skm().elements])
    answer = run("skm", saved(skm_rows([[4] * 9] * 5, header=header)), "--language", language)
    assert (answer.code, answer.err, "100" in answer.out and "KTP" in answer.out, "{" in answer.out) == (
        0,
        "",
        True,
        False,
    )


def test_skm_is_recognised_checked_and_loaded(empty, saved):
    """The kind is guessed from the columns; once loaded, the file can still be looked at."""
    path = saved(skm_rows([[4] * 9, [2] * 9]))
    checked = answer_of("check", path)
    entry = commit(path)
    assert (checked["kind"], checked["loadable"], checked["rows_read"]) == ("skm", True, 2)
    assert [line["kind"] for line in answer_of("history") if line["id"] == entry] == ["skm"]
    assert answer_of("skm", path)["ikm"] == 75.0


def test_the_template_is_filled_in_and_loaded(empty, tmp_path):
    """A row below the example is read; the example is not."""
    path = tmp_path / "skm.xlsx"
    run("template", "skm", "-o", path)
    book = load_workbook(BytesIO(path.read_bytes()))
    page = book["SKM"]
    place = {cell.value: cell.column for cell in page[1]}
    page.cell(3, place["Layanan"], "KTP")
    for element in load_skm().elements:
        page.cell(3, place[element.header["id"]], 4)
    book.save(path)
    answer = answer_of("skm", path)
    assert (answer["n"], answer["ikm"]) == (1, 100.0)


def test_a_file_that_is_not_there_is_a_finding(empty):
    """The same answer as from the other commands that read a file."""
    answer = run("skm", "tidak ada.xlsx", "--json")
    assert (answer.code, answer.json["findings"][0]["code"]) == (1, "file.not_found")


@pytest.mark.parametrize(
    "arguments", [("survey",), ("quality", "dua"), ("survey", 2023, "--mapping", "kira"), ("skm",)]
)
def test_wrong_usage_is_told(empty, arguments):
    """What cannot be meant leaves 2 and a sentence."""
    answer = run(*arguments)
    assert (answer.code, answer.out, bool(answer.err.strip())) == (2, "", True)


def test_the_survey_track_is_the_home_regions(full):
    """Where a year has surveys of several tracks, that of the home region counts."""
    assert answer_of("survey", 2023)["track"] == TRACK
