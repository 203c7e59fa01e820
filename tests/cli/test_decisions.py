"""Decisions at the shell: `check` proposes a form, `--decisions` and `decide` read it, `history` knows it."""

import json

import pytest
from commands import answer_of, contents, empty_folder, run
from daily import export
from workbooks import HOME, TRACK, YEAR, innovations, items_of, result_row, results, survey, varied, workbook

from smartcity import intake

NEXT = YEAR + 2
ITEMS = items_of("living")
LOOSE = workbook(
    {
        "Petunjuk": [["Jenis", "survey"], ["Tahun", YEAR], ["Jalur", TRACK]],
        "Formulir": [
            ["Kode responden", "Umurnya", "Jenis kelamin", *ITEMS],
            ["R1", "26-35", "Cewek", *[1] * len(ITEMS)],
            ["R2", "36-45", "Cewek", *[place % 5 for place in range(len(ITEMS))]],
        ],
    }
)
MEANINGS = {"choice:gender": "Female", "header:answers": "age_group"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty data folder that the commands use."""
    return empty_folder(tmp_path / "data", monkeypatch)


@pytest.fixture
def file(tmp_path):
    """A survey with a header and a value that nobody knows."""
    path = tmp_path / "survei.xlsx"
    path.write_bytes(LOOSE)
    return path


@pytest.fixture
def form(tmp_path):
    """A function that writes a form and returns its path."""

    def written(content: object):
        path = tmp_path / "form.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return path

    return written


def proposed(*arguments):
    """Return the form that `check` proposes, whether or not the file is loadable."""
    return run("check", *arguments, "--json").json["decisions"]


def filled(proposal):
    """Answer every question of a form."""
    return {**proposal, "matches": [{**one, "meaning": MEANINGS[one["of"]]} for one in proposal["matches"]]}


def test_check_proposes_a_form(folder, file):
    """Each question with its places, guess, likeness and choices, not yet decided; rows that a finding marks."""
    proposal = proposed(file)
    gender, header = proposal["matches"]
    assert [proposal["file"], proposal["snapshot"], proposal["scale"]] == [
        *("survei.xlsx", intake.folder.identity(LOOSE), None)
    ]
    assert gender == {
        "of": "choice:gender",
        "text": "Cewek",
        "places": ["Formulir!C2", "Formulir!C3"],
        "guess": "",
        "likeness": gender["likeness"],
        "choices": ["female", "male"],
        "is_needed": True,
        "meaning": None,
    }
    assert (header["text"], header["guess"], 0 < gender["likeness"] < 82) == ("Umurnya", "", True)


def test_check_asks_in_words(folder, file):
    """Who does not read JSON reads the questions, in either language."""
    questions = {language: run("check", file, "--language", language).err for language in ("id", "en")}
    assert (
        "Cocokkan: isian “Jenis kelamin” “Cewek”" in questions["id"],
        "Match: value of “Gender” “Cewek”" in questions["en"],
    ) == (
        True,
        True,
    )


def test_the_filled_form_loads_the_file(folder, file, form):
    """The same form is read by `check` and by `commit`; what was decided stands in the journal before the commit."""
    path = form(filled(proposed(file)))
    again = answer_of("check", file, "--decisions", path)
    assert ([one["meaning"] for one in again["decisions"]["matches"]], len(again["decisions"]["rows"])) == (
        ["female", "age_group"],
        1,
    )
    entry = answer_of("commit", file, "--by", "Rina", "--decisions", path)["entry"]
    actions = [(line["action"], line["active"]) for line in answer_of("history")]
    assert (actions, intake.active(folder)[0].id) == ([("alias", True), ("alias", True), ("commit", True)], entry)


def test_rows_are_left_out_by_the_form(folder, file, form):
    """A row that a quality finding marks is left out when the form says so, and the form then says that it is."""
    proposal = filled(proposed(file))
    proposal = answer_of("check", file, "--decisions", form(proposal))["decisions"]
    ((row, codes),) = [(one["row"], one["codes"]) for one in proposal["rows"]]
    proposal["rows"][0]["leave_out"] = True
    out = answer_of("check", file, "--decisions", form(proposal))
    answer_of("commit", file, "--by", "Rina", "--decisions", form(proposal))
    assert (row, codes, out["decisions"]["rows"][0]["leave_out"]) == (2, ["quality.straight_lining"], True)
    counted = next(one["count"] for one in answer_of("respondents", YEAR)["dimensions"] if one["dimension"] == "living")
    assert counted == 1


def test_rows_of_a_loaded_file_are_decided_without_it(folder, tmp_path, form):
    """`decide` leaves a row out and takes it in again; the journal says both in words."""
    path = tmp_path / "survei.xlsx"
    path.write_bytes(survey({"living": varied(3, "living")}))
    snapshot = answer_of("commit", path, "--by", "Rina")["snapshot"]
    rows = intake.inspect(folder, path.read_bytes(), "s.xlsx", intake.flow.Options()).checked.tables["answers"]
    row = {"sheet": "Smart Living", "row": int(rows.respondents["row"].iloc[0])}
    options = ("--by", "Budi", "--why", "asal isi")
    (out,) = answer_of("decide", form({"snapshot": snapshot, "rows": [{**row, "leave_out": True}]}), *options)
    (back,) = answer_of("decide", form({"snapshot": snapshot, "rows": [{**row, "leave_out": False}]}), *options)
    assert [(line["action"], line["rows"]) for line in (out, back)] == [
        ("leave_out", [row["row"]]),
        ("take_in", [row["row"]]),
    ]
    told = run("history").out
    assert f"lembar Smart Living baris {row['row']} (survei.xlsx)" in told


def test_near_names_are_proposed_and_decided(folder, tmp_path, form):
    """Without a form `decide` asks about names over all lists; "" makes two of them, a name makes one."""
    names = [("Living", "Simas Pemalu"), ("Living", "Simaspemalu"), ("Society", "Cantika"), ("Society", "Cantikk")]
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(innovations([(NEXT, dimension, None, name, "Dinkes", "S1") for dimension, name in names]))
    answer_of("commit", path, "--by", "Rina")
    proposal = answer_of("decide")
    assert {(one["text"], one["guess"]) for one in proposal["matches"]} == {
        ("Simas Pemalu", "Simaspemalu"),
        ("Cantika", "Cantikk"),
    }
    for one in proposal["matches"]:
        one["meaning"] = "" if one["text"] == "Cantika" else one["guess"]
    lines = answer_of("decide", form(proposal), "--by", "Budi", "--why", "ditanyakan ke pemiliknya")
    assert {(line["of"], line["text"], line["meaning"]) for line in lines} == {
        ("innovation", "Simas Pemalu", "Simaspemalu"),
        ("different", "Cantika", "Cantikk"),
    }
    assert (answer_of("decide"), len(answer_of("coverage", NEXT)["cells"]) > 0) == ({"matches": []}, True)


def test_a_decision_is_withdrawn_by_its_entry(folder, file, form):
    """The sentence names what was decided, and the file that no longer counts without it."""
    answer_of("commit", file, "--by", "Rina", "--decisions", form(filled(proposed(file))))
    entry = next(line["id"] for line in answer_of("history") if line.get("text") == "Cewek")
    answer = run("withdraw", entry, "--by", "Sari", "--why", "keliru")
    states = {line["id"]: line["active"] for line in answer_of("history")}
    assert ("isian “Jenis kelamin” “Cewek” = female" in answer.err, "survei.xlsx" in answer.err) == (True, True)
    assert (answer.code, states[entry]) == (0, False)


WRONG = {
    "matches": [
        {"of": "daerah", "text": "Tabalog", "meaning": HOME},
        {"of": "region", "text": "Tabalog", "meaning": "Kabupaten Tabalon"},
        {"of": "region", "text": "0812-3456-7890", "meaning": HOME},
        {"of": "region", "text": "", "meaning": HOME, "arti": 1},
        {"of": "region", "text": "x", "meaning": HOME},
        {"of": "region", "text": "X", "meaning": ""},
        7,
    ],
    "scale": {"value": "1-9"},
    "rows": [{"sheet": "Formulir", "row": "2", "leave_out": 1}],
    "baris": [],
}


def test_a_wrong_form_is_refused_with_all_faults_at_once(folder, file, form):
    """Each fault is named with its place and with what exists; nothing has changed."""
    before = contents(folder.root)
    answer = run("commit", file, "--by", "Rina", "--decisions", form(WRONG))
    named = [line.split(":")[0] for line in answer.err.splitlines() if line.startswith("- ")]
    assert named == [
        "- kunci “baris” tidak dikenal. Yang ada",
        "- matches[0].of",
        "- matches[1].meaning",
        "- matches[2].text",
        "- matches[3]",
        "- matches[3].text",
        "- matches[6]",
        "- region",
        "- rows[0].row",
        "- rows[0].leave_out",
        "- scale.value",
    ]
    assert (answer.code, HOME in answer.err, "0812" in answer.err, contents(folder.root)) == (2, True, False, before)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "bukan JSON yang benar (baris 1, kolom 2)"),
        ("[" * 100_000, "bukan JSON yang benar"),
        ([], "seharusnya objek JSON"),
        ({"snapshot": "0" * 64, "file": "lain.xlsx"}, "isi berkas lain (lain.xlsx)"),
        ({"rows": [{"sheet": "Formulir", "row": 99, "leave_out": True}]}, "Tidak ada baris data Formulir baris 99"),
        ({"matches": 1}, "matches: tertulis 1, seharusnya daftar JSON"),
    ],
)
def test_a_form_that_cannot_be_of_this_file_is_refused(folder, file, form, content, sentence):
    """Wrong usage, said in one sentence."""
    answer = run("check", file, "--decisions", form(content))
    assert (answer.code, sentence in answer.err) == (2, True)


def test_a_form_that_is_not_there_is_refused(folder, file, tmp_path):
    """The sentence names the path."""
    answer = run("check", file, "--decisions", tmp_path / "tidak-ada.json")
    assert (answer.code, "tidak-ada.json" in answer.err) == (2, True)


def test_deciding_needs_a_name_and_a_reason(folder, form):
    """Who decides without a file says who and why, since the journal keeps it."""
    path = form({"matches": [{"of": "region", "text": "x", "meaning": HOME}]})
    answer = run("decide", path)
    assert (answer.code, "--by" in answer.err, intake.history(folder)) == (2, True, ())


def test_rows_need_a_file_that_is_loaded(folder, form):
    """A form about rows of no loaded file is refused."""
    path = form({"snapshot": "0" * 64, "rows": [{"sheet": "A", "row": 2, "leave_out": True}]})
    answer = run("decide", path, "--by", "Budi", "--why", "uji")
    assert (answer.code, "0" * 12 in answer.err) == (2, True)


def test_a_new_version_is_offered_as_a_replacement(folder, tmp_path):
    """The warning names the entry and the option that replaces it."""
    paths = [tmp_path / "hasil.xlsx", tmp_path / "hasil (1).xlsx"]
    for path, index in zip(paths, (3.6, 3.7)):
        path.write_bytes(results([result_row(1, HOME, NEXT, index)]))
    entry = answer_of("commit", paths[0], "--by", "Rina")["entry"]
    answer = run("check", paths[1], "--json")
    (told,) = [one for one in answer.json["findings"] if one["code"] == "file.replaces"]
    assert (answer.code, told["severity"], f"--replace {entry}" in told["fix"]) == (0, "warning", True)


def test_the_next_version_of_a_survey_takes_its_place(folder, tmp_path):
    """It is known by its forms; what is gone is told and asked for, and a file that follows nothing changes nothing."""
    paths = [tmp_path / f"kobo-{day}.xlsx" for day in range(4)]
    for path, people in zip(paths, (range(20), range(20, 40), (*range(2, 20), 50), range(19))):
        path.write_bytes(export(people))
    of = ("--kind", "survey", "--year", YEAR)
    old = answer_of("commit", paths[0], *of, "--by", "Rina")["entry"]
    other = run("commit", paths[1], *of, "--by", "Rina", "--next")
    counts = {"same": 18, "changed": 0, "new": 1, "missing": 2, "left_out": 0}
    assert answer_of("check", paths[2])["next"] == {"entry": old, "file": "kobo-0.xlsx"} | counts
    refused = run("commit", paths[2], *of, "--by", "Rina", "--next")
    both = run("commit", paths[2], *of, "--by", "Rina", "--next", "--missing", 2, "--replace", old)
    assert (other.code, refused.code, both.code, "--missing 2" in refused.err) == (1, 1, 2, True)
    assert [line.id for line in intake.active(folder)] == [old]
    made = answer_of("commit", paths[2], "--by", "Rina", "--next", "--missing", 2)
    again = run("commit", paths[2], *of, "--by", "Rina", "--next")
    assert (made["replaces"], [line.id for line in intake.active(folder)]) == (old, [made["entry"]])
    assert (again.code, "sudah dimuat sebagai entri" in again.err) == (1, True)
