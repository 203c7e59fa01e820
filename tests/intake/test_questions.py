"""Which questions a file leaves to a person, what we guess, and what is never asked."""

import pytest
from workbooks import FILE, HOME, judged, known, method_of, workbook

from smartcity.checks import Options
from smartcity.checks.cells import Setting, convert
from smartcity.innovations.lists import PART_LIKENESS
from smartcity.intake.judging import with_decisions
from smartcity.intake.meanings import kinds_of_names, spellings_of
from smartcity.intake.questions import MOST_ASKED, Question, answerable, questions_of
from smartcity.intake.verdict import judge
from smartcity.method.layout import Column, load_layouts
from smartcity.method.regions import load_site
from smartcity.reading import read
from smartcity.records.decisions import IGNORED, Alias, Decisions
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Cell
from smartcity.wording import Words
from smartcity.wording.messages import spell

ITEM = method_of().survey_items[0]
SURVEY = load_layouts()["survey"]


def named(of: str, text: str, code: str = "value.unknown_choice", cell: str = "C2", **values: object) -> Finding:
    """Complain of one name."""
    return Finding(code, Place(FILE, "Lembar", cell), text[:200], {"of": of, "text": text, **values})


def questions_about(*findings: Finding, kind: str = "survey") -> tuple[Question, ...]:
    """List the questions of these findings."""
    return questions_of(findings, load_layouts()[kind], known())


def guess(of: str, text: str, **values: object) -> tuple[str, float]:
    """Return our guess of a name and how like it is."""
    (question,) = questions_about(named(of, text, **values))
    return question.guess, question.likeness


@pytest.mark.parametrize(
    ("of", "text", "meaning"),
    [
        ("region", "Tabalog", HOME),
        ("region", "Kab. Tabalog", HOME),
        ("region", "Kabupaten Tabanan", ""),
        ("dimension", "Smart Livng", "living"),
        ("sub_dimension", "Layanan publk", "governance.1"),
        ("track", "Regulr", load_site().track),
        ("choice:gender", "Perempuann", "female"),
        ("answer", "tidak stuju", "1"),
        ("answer", "setuju sekali", ""),
        ("header:answers", "Usia anda", "age_group"),
        (
            "header:answers",
            f"Pernyataan: {method_of().survey_items[0].meaning['id']}",
            method_of().survey_items[0].code,
        ),
        ("header:answers", "Nama layanan yang paling sering dipakai", ""),
        ("sheet:answers", "Smart Govermance", "governance"),
        ("sheet:innovations", "Inovasi 2026", "innovations"),
    ],
)
def test_what_is_near_enough_is_guessed(of, text, meaning):
    """Only from the configured likeness on; how like the likest choice is stands there all the same."""
    found, likeness = guess(of, text)
    assert (found, likeness >= load_site().near, 0 < likeness <= 100) == (meaning, bool(meaning), True)


def test_nothing_is_guessed_between_two_that_are_equally_like():
    """A name that is a part of several is a person's to decide, however like it is to each."""
    assert guess("dimension", "Smart") == ("", PART_LIKENESS)


def test_each_name_is_asked_about_once():
    """Spellings that differ by case only are one question with all its places; another kind of name is another."""
    questions = questions_about(
        named("choice:gender", "Cewek", cell="C2"),
        named("choice:gender", "CEWEK", cell="C9"),
        named("choice:age_group", "Cewek", cell="D2"),
    )
    assert [(one.of, one.text, [place.cell for place in one.places]) for one in questions] == [
        ("choice:gender", "Cewek", ["C2", "C9"]),
        ("choice:age_group", "Cewek", ["D2"]),
    ]


@pytest.mark.parametrize("text", ["0812-3456-7890", "siti@contoh.id", "6309054107850001", "Jl. Melati No. 5", "•••"])
def test_personal_data_is_never_asked_about(text):
    """Nor what only stands for it."""
    assert questions_about(named("answer", text), named("header:answers", text, "header.unknown")) == ()


def test_a_sign_is_asked_about_in_a_cell_only():
    """A header of signs names nothing; a cell with one was refused, so a person may say what it is."""
    assert [
        one.of for one in questions_about(named("answer", "?"), named("header:answers", "?", "header.unknown"))
    ] == ["answer"]


def test_the_signs_of_a_number_make_another_name():
    """What was decided about "3%" is not decided about "<3" or "3"."""
    texts = ["3%", "< 3", "<3", "-3", "\u22123"]
    assert [one.text for one in questions_about(*(named("answer", text) for text in texts))] == ["3%", "< 3", "-3"]


def test_no_sentence_sends_to_a_question_that_is_not_asked():
    """A refused cell that holds personal data is repaired in the file; others keep what they are asked as."""
    findings = (named("answer", "0812-3456-7890", "cell.not_a_number"), named("answer", "agak", "cell.not_a_number"))
    kept = tuple(answerable(findings, questions_about(*findings)))
    assert [one.values.get("of") for one in kept] == [None, "answer"]
    assert [SENDS in spell(one, Words("id")).sentence for one in (*findings, *kept)] == [False, False, False, True]


SENDS = "langkah Cocokkan"


def test_what_a_needed_column_refuses_can_be_asked_about_or_its_sentence_does_not_say_so():
    """A row may be left out for what stands there, each once a word; a person's number is repaired in the file."""
    years = ["kemarin", 23, "0812-3456-7890", None, 2023]
    rows = [["IPM", HOME, year, 70 + n] for n, year in enumerate(years)]
    content = workbook({"Indikator": [["Indikator", "Daerah", "Tahun", "Nilai"], *rows, ["IPM", HOME, 2022, "segera"]]})
    found = judged(content, kind="indicators")
    questions = questions_about(*found.findings, kind="indicators")
    refused = [one for one in answerable(found.findings, questions) if one.is_error]
    sends = {one.place.cell for one in refused if SENDS in spell(one, Words("id")).sentence}
    assert sends == {place.cell for question in questions for place in question.places} == {"C2", "C3", "D7"}
    assert {one.place.cell for one in refused} - sends == {"C4", "C5"}
    aliases = tuple(Alias(one.of, one.text, IGNORED) for one in questions)
    reference = with_decisions(known(), Decisions(aliases))
    again = judge(read(content, FILE), FILE, Options("indicators"), reference)
    told = [one.place.cell for one in again.findings if one.code == "row.left_out"]
    assert (told, {one.place.cell for one in again.findings if one.is_error}) == (["C2", "C3", "D7"], {"C4", "C5"})
    assert [row["year"] for row in again.checked.tables["indicators"]] == [2023]


def test_a_field_of_a_whole_file_leaves_no_row_out():
    """There is no row that could stay out for what stands in it."""
    column = Column("value", {"id": "Nilai", "en": "Value"}, "number", required=True)
    settings = (Setting(FILE, "Isi", known(), is_of_row=is_of_row) for is_of_row in (True, False))
    refused = [convert(Cell("entah", "B1"), column, setting)[1].values.get("of") for setting in settings]
    assert refused == ["row:value", None]


def test_a_long_name_is_asked_about_whole():
    """A decision holds for the whole text, of which a finding quotes the beginning."""
    text = "Pernyataan " * 40
    (question,) = questions_about(named("answer", text))
    assert question.text == text


def test_no_more_is_asked_than_a_person_answers():
    """The rest comes once these are answered."""
    questions = questions_about(*(named("choice:gender", f"isian {number}") for number in range(MOST_ASKED + 50)))
    assert len(questions) == MOST_ASKED


def test_a_header_means_no_column_that_its_sheet_has():
    """What another header names already is no choice; where it stands on two sheets, only what both have is none."""
    first = named("header:answers", "Umurnya", "header.unknown", taken=["gender", "service"])
    second = named("header:answers", "Umurnya", "header.unknown", taken=["gender"])
    (question,) = questions_about(first, second)
    assert ("gender" in question.choices, "service" in question.choices) == (False, True)


@pytest.mark.parametrize(("missing", "is_needed"), [("Kelompok umur", True), ("Layanan", False)])
def test_a_header_is_needed_when_its_likest_column_is_missing(missing, is_needed):
    """The error about the missing column goes away with the answer; others are optional."""
    values = {"column": missing, "columns": {"id": missing}}
    absent = Finding("header.column_missing", Place(FILE, "Lembar", "A1"), missing, values)
    (question,) = questions_about(absent, named("header:answers", "Umur", "header.unknown"))
    assert question.is_needed == is_needed


def test_errors_are_asked_about_first():
    """What the file cannot be loaded without comes before what it can."""
    questions = questions_about(
        named("header:answers", "Umurnya", "header.unknown"),
        named("region", "Tabalog", "value.unknown_region", is_required=True),
    )
    assert [(one.of, one.is_needed, one.is_ignorable) for one in questions] == [
        ("region", True, False),
        ("header:answers", False, True),
    ]


@pytest.mark.parametrize(
    ("code", "expected"), [("value.other_scale", ("1-5", 100.0, True)), ("value.scale_doubt", ("", 0.0, False))]
)
def test_the_scale_of_a_form_is_one_question(code, expected):
    """What lies beyond the method's scale must be decided; a doubt may."""
    values = {"scale": "1-5", "low": 1, "high": 5, "count": 9}
    (question,) = questions_about(Finding(code, Place(FILE, "Lembar", "K2"), "5", values))
    assert (question.of, question.text, question.is_ignorable) == ("scale", "1-5", False)
    assert (question.guess, question.likeness, question.is_needed) == expected
    assert set(question.choices) == {scale.code for scale in SURVEY.tables[0].scales}


@pytest.mark.parametrize("of", kinds_of_names())
def test_every_kind_of_name_has_meanings(of):
    """A code for each of them, with the spellings that people use; only lists that are not loaded have none."""
    found = spellings_of(of, known())
    is_of_lists = of.partition(":")[0] in ("service", "innovation", "different", "date", "number", "content", "row")
    assert (bool(found), all(found.values())) == (not is_of_lists, True)


def test_an_unknown_kind_of_name_has_no_meaning():
    """Nothing is guessed about it."""
    assert (spellings_of("apa", known()), spellings_of("sheet:apa", known())) == ({}, {})


def test_a_column_of_personal_data_is_not_asked_about():
    """It is not read, whatever it is called."""
    assert questions_about(named("header:answers", "NIK", "personal.not_read")) == ()
