"""Files as form services, field tools and offices really write them, read through to respondents and answers."""

import pytest
from workbooks import FILE, checked, errors, items_of, judged, known, method_of, names, reading, sheet, told, workbook

from smartcity.checks import Options
from smartcity.intake.judging import with_decisions
from smartcity.intake.questions import questions_of
from smartcity.intake.verdict import judge
from smartcity.method.layout import load_layouts
from smartcity.reading.extract import extract
from smartcity.reading.workbook import read
from smartcity.records.decisions import Alias, Decisions
from smartcity.records.observations import Flaw

LIVING = items_of("living")
STATEMENTS = [item.meaning["id"] for item in method_of().survey_items if item.code in LIVING]
NAMES = [code.lower().replace("-", "_").replace(".", "_") for code in LIVING]
GENDERS = ["Perempuan", "Laki-laki"]
ANSWERS = [[(3 * row + row * place + place) % 5 for place in range(len(LIVING))] for row in range(8)]
SURVEY = {"kind": "survey", "year": method_of().year, "track": "regular"}
ELEMENTS = [f"U{number}" for number in range(1, 10)]
RATINGS = [[1 + (row + place) % 4 for place in range(9)] for row in range(8)]


def survey_of(*rows, **more):
    """Judge one sheet of a form as a survey."""
    return judged(reading(sheet("Form Responses 1", rows), *more.values()), **SURVEY)


def rated(*rows):
    """Judge one sheet as a satisfaction survey."""
    return judged(reading(sheet("SKM", rows)), kind="skm")


def matrix(found):
    """Return the answers in the order of the statements, row by row."""
    return found.checked.tables["answers"].values[LIVING].astype(int).to_numpy().tolist()


def people(found, column):
    """Return a column of the respondents."""
    return found.checked.tables["answers"].respondents[column].tolist()


def with_gender(rows=ANSWERS):
    """Put the gender before the answers of each row."""
    return [[GENDERS[row % 2], *answers] for row, answers in enumerate(rows)]


@pytest.mark.parametrize(
    "titles",
    [
        ["3. Jenis Kelamin (L/P) *", *(f"{number}) {text}" for number, text in enumerate(STATEMENTS, 4))],
        ["Identitas Responden/Jenis kelamin", *(f"Penilaian/{text}" for text in STATEMENTS)],
        ["Identitas - Jenis kelamin", *(f"Penilaian - {text}" for text in STATEMENTS)],
        ["Identitas > Jenis kelamin", *(f"Penilaian > {text}" for text in STATEMENTS)],
        ["identitas.jenis_kelamin", *(f"impact.{name}" for name in NAMES)],
        ["identitas-jenis_kelamin", *(f"impact-{name}" for name in NAMES)],
        ["grp_id-jk", *(f"grp_rating-{name}" for name in NAMES)],
        ["A. Identitas :: Jenis kelamin", *(f"B. Penilaian :: {text}" for text in STATEMENTS)],
        ["Identitas \u2192 Jenis kelamin", *(f"Penilaian \u2192 {text}" for text in STATEMENTS)],
        ["Identitas\\Jenis kelamin", *(f"Penilaian\\{text}" for text in STATEMENTS)],
        ["G01Q01. Jenis kelamin", *(f"G02Q0{n}[SQ001]. Nilai [{text}]" for n, text in enumerate(STATEMENTS, 1))],
    ],
)
def test_numbers_groups_and_brackets_around_titles_mean_nothing(titles):
    """Respondents and statements are found alike, and nothing is left to say of the titles."""
    found = survey_of(titles, *with_gender())
    assert (matrix(found), people(found, "gender")) == (ANSWERS, ["female", "male"] * 4)
    assert told(found.findings, "header.unknown", "header.duplicate") == []


def test_two_rows_of_titles_are_one():
    """A name is the lower row's where that says something known, else the upper one's; unread columns are named."""
    upper = ["Collector ID", "Jenis kelamin", "Seberapa setuju Anda?", *[None] * 8, "Saran"]
    lower = [None, "Response", *STATEMENTS, "Open-Ended Response"]
    found = survey_of(upper, lower, *([4, *row, "bagus"] for row in with_gender()))
    assert (matrix(found), people(found, "gender")) == (ANSWERS, ["female", "male"] * 4)
    assert people(found, "comment") == ["bagus"] * 8
    assert told(found.findings, "header.unknown") == [("header.unknown", "Form Responses 1", "A1")]


def test_three_rows_of_titles_are_one_and_tags_below_are_told():
    """Codes above, questions in words, and tags of the tool below, as survey platforms export them."""
    codes = ["Q1", *(f"Q2_{number}" for number in range(1, 10))]
    titles = ["Jenis kelamin", *(f"Seberapa setuju - {text}" for text in STATEMENTS)]
    tags = [f'{{"ImportId":"QID{number}"}}' for number in range(10)]
    found = survey_of(codes, titles, tags, *with_gender())
    assert (matrix(found), people(found, "gender")) == (ANSWERS, ["female", "male"] * 4)
    assert told(found.findings, "row.label") == [("row.label", "Form Responses 1", "A3")]


def test_a_label_with_its_value_above_the_titles_is_no_title():
    """The unit that a recap names stands over the running numbers, which are no services."""
    found = rated(["Unit pelayanan", ": Dinas"], ["No", *ELEMENTS], *([n, *row] for n, row in enumerate(RATINGS, 1)))
    assert {row["service"] for row in found.checked.tables["skm"]} == {None}


def test_columns_of_one_title_that_no_row_fills_twice_are_joined():
    """A form with branches asks the same in each; every answer is traced to the cell it stands in."""
    rows = [
        [GENDERS[n % 2], *(row if n % 2 else [None] * 9), *([None] * 9 if n % 2 else row)]
        for n, row in enumerate(ANSWERS)
    ]
    found = survey_of(["Jenis kelamin", *STATEMENTS, *STATEMENTS], *rows)
    letters = found.checked.tables["answers"].letters["Form Responses 1", LIVING[0]]
    assert (matrix(found), errors(found.findings)) == (ANSWERS, [])
    assert (letters[2], letters[3]) == ("K", "B")
    assert len(told(found.findings, "header.joined")) == len(LIVING)


@pytest.mark.parametrize("count", [" (2)", ".1", "2", "_2"])
@pytest.mark.parametrize("nothing", [None, "-", "N/A"])
def test_columns_whose_titles_differ_by_a_count_are_joined_where_no_row_fills_both(count, nothing):
    """Programs count the titles that are alike; where they write a word into the other branch it says nothing."""
    services = [["A", nothing] if n % 2 else [nothing, "B"] for n in range(8)]
    found = survey_of(["Layanan", f"Layanan{count}", *LIVING], *(s + row for s, row in zip(services, ANSWERS)))
    assert (people(found, "service"), errors(found.findings)) == (["B", "A"] * 4, [])
    filled = survey_of(["Layanan", f"Layanan{count}", *LIVING], *(["A", "B", *row] for row in ANSWERS))
    assert (people(filled, "service"), len(told(filled.findings, "header.unknown"))) == (["A"] * 8, 1)


def test_columns_that_say_the_same_are_one():
    """A title that stands twice over the same values is no question."""
    found = survey_of([*LIVING, LIVING[0]], *([*row, row[0]] for row in ANSWERS))
    assert (matrix(found), errors(found.findings)) == (ANSWERS, [])


def test_columns_of_one_title_that_a_row_fills_twice_are_not_joined():
    """Nobody knows which of two answers counts."""
    found = survey_of([*LIVING, LIVING[0]], *([*row, 1] for row in ANSWERS))
    assert errors(found.findings) == [("header.duplicate", "Form Responses 1", "J1")]


@pytest.mark.parametrize(
    ("titles", "day"),
    [
        (["SubmissionDate", "Tanggal", "_submission_time"], 17),
        (["SubmissionDate", "_submission_time", "Timestamp"], 18),
        (["SubmissionDate", "_submission_time", "catatan"], 16),
    ],
)
def test_what_a_form_service_stamps_gives_way_to_what_was_asked(titles, day):
    """Its own columns bear the name of a question often enough; of two of its own the first counts."""
    stamps = [f"2024-09-1{6 + place}T02:10:00.000Z" for place in range(3)]
    found = survey_of([*titles, *NAMES], *([*stamps, *row] for row in ANSWERS))
    assert errors(found.findings) == []
    assert {row["date"].day for row in found.checked.tables["answers"]} == {day}


def test_options_of_a_question_are_neither_dates_nor_telephones():
    """Columns of 0 and 1 behind the name of a question say what was chosen; they are told once a question."""
    titles = ["sumber", "sumber/whatsapp", "sumber/radio", "kendala/waktu", "kendala/biaya", *NAMES]
    found = survey_of(titles, *(["whatsapp", 1, 0, True, False, *row] for row in ANSWERS))
    assert (matrix(found), errors(found.findings)) == (ANSWERS, [])
    assert [(one.found, one.values["n"]) for one in found.findings if one.code == "header.options"] == [
        ("sumber", 2),
        ("kendala", 2),
    ]


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("kendala.{}", [1, 0, 1]),
        ("Kendala: {}", [0, 1, 0]),
        ("Kendala apa saja? [{}]", ["Ya", "Tidak", "Ya"]),
        ("Kendala - {}", ["Waktu", "Layanan", "Usia"]),
    ],
)
def test_options_are_known_behind_any_sign(question, cells):
    """By 0 and 1, by yes and no, or by their own names; none is a day, a service or an age."""
    options = [question.format(name) for name in ("Waktu", "Layanan", "Usia")]
    found = survey_of([*LIVING, *options], *([*row, *cells] for row in ANSWERS))
    assert (matrix(found), errors(found.findings)) == (ANSWERS, [])
    assert [one.values["n"] for one in found.findings if one.code == "header.options"] == [3]
    assert {*people(found, "service"), *people(found, "date"), *people(found, "age_group")} == {None}


def test_a_group_of_choices_is_none_of_options():
    """Whether people agreed is a question of its own, in a group with another that yes and no answer."""
    titles = ["Identitas/Persetujuan", "Identitas/Punya HP", *LIVING]
    found = survey_of(titles, *(["Ya" if n else "Tidak", "Ya", *row] for n, row in enumerate(ANSWERS)))
    assert matrix(found) == ANSWERS[1:]


@pytest.mark.parametrize(("title", "value"), [("Biaya", 50_000), ("Waktu pelayanan", "10 menit"), ("Prosedur", "-")])
def test_a_column_without_ratings_gives_way_to_the_element(title, value):
    """What a service costs and how long it takes bears the name of an element; it is told that it is not read."""
    found = rated(["No", title, *ELEMENTS], *([n, value, *row] for n, row in enumerate(RATINGS, 1)))
    rows = [[row[code] for code in ELEMENTS] for row in found.checked.tables["skm"]]
    assert (rows, errors(found.findings)) == (RATINGS, [])


def test_an_element_is_what_its_title_names_not_its_code():
    """Codes are counted in two orders; "U8 (Sarana)" is told in full."""
    titles = [*ELEMENTS[:7], "U8 (Sarana)", "U9 (Pengaduan)"]
    found = rated(["No", *titles], *([n, *row] for n, row in enumerate(RATINGS, 1)))
    assert [(row["U8"], row["U9"]) for row in found.checked.tables["skm"]] == [(row[8], row[7]) for row in RATINGS]
    assert told(found.findings, "skm.order") == []


@pytest.mark.parametrize(
    ("times", "code"),
    [
        (["Pagi", "5 menit"], "header.unknown"),
        (["18-XX-2024"], "cell.not_a_date"),
        (["18.09.24", "x"], "cell.not_a_date"),
    ],
)
def test_times_are_no_days(times, code):
    """The title "Waktu" may ask for something else than the day; what looks like a day is one that cannot be read."""
    found = survey_of(["Waktu", *LIVING], *([times[n % len(times)], *row] for n, row in enumerate(ANSWERS)))
    assert {one for one, *_ in told(found.findings, "header.unknown", "cell.not_a_date")} == {code}


def test_a_column_is_what_it_holds():
    """When a form was sent is no rated element; whether somebody has WhatsApp is no number; minutes are no day."""
    stamps = [f"2024-09-18 10:0{n}:00" for n in range(8)]
    titles = ["Completion time", *ELEMENTS[:2], "U3 Waktu penyelesaian", *ELEMENTS[3:]]
    skm = rated(titles, *([stamp, *row] for stamp, row in zip(stamps, RATINGS)))
    assert ([row["U3"] for row in skm.checked.tables["skm"]], errors(skm.findings)) == ([r[2] for r in RATINGS], [])
    found = survey_of(["WhatsApp", "Waktu (menit)", *LIVING], *(["Ya", 5, *row] for row in ANSWERS))
    assert (matrix(found), errors(found.findings), set(people(found, "date"))) == (ANSWERS, [], {None})


def test_what_stands_below_the_answers_is_no_respondent():
    """Figures with a label, without one, under a strange one, and notes behind a blank row, in any order."""
    means = [round(sum(column) / 8, 3) for column in zip(*ANSWERS)]
    sums = [sum(column) for column in zip(*ANSWERS)]
    foot = [[None, *sums], ["Capaian", *means], ["Nilai tertinggi", *[4] * 9], [], ["Catatan: sementara"]]
    rows = [[f"R{n}", *row] for n, row in enumerate(ANSWERS)]
    found = survey_of(["Kode responden", *LIVING], ["(1)", *(f"({n})" for n in range(2, 11))], *rows, *foot)
    assert matrix(found) == ANSWERS
    assert [(code, cell) for code, _, cell in told(found.findings, "row.total", "row.label")] == [
        ("row.label", "A2"),
        ("row.total", "A11"),
        ("row.total", "A12"),
        ("row.total", "A13"),
        ("row.label", "A15"),
    ]


def test_a_note_below_the_answers_is_not_quoted():
    """Whoever signed it is nobody's business."""
    rows = [[f"R{n}", *row] for n, row in enumerate(ANSWERS)]
    found = survey_of(["Kode responden", *LIVING], *rows, [], ["Mengetahui, Budi Santoso"])
    assert [one.found for one in found.findings if one.code == "row.label"] == [""]


@pytest.mark.parametrize("title", ["No", "Kode responden"])
def test_a_table_of_counts_and_who_signed_are_no_respondents(title):
    """Behind a blank row an answer stands for a number; the place, the day and the name stand below an answer."""
    rows = [[n if title == "No" else f"R{n}", *row] for n, row in enumerate(ANSWERS, 1)]
    counts = [["Distribusi jawaban"], ["Sangat setuju", *[2] * 9], ["Setuju", *[3] * 9]]
    signed = [[*[None] * 6, "Tanjung, 30 September 2024"], [*[None] * 6, "Kepala Dinas"]]
    found = survey_of([title, *LIVING], *rows, [], *counts, [], *signed)
    assert (matrix(found), errors(found.findings)) == (ANSWERS, [])
    assert len(told(found.findings, "row.total", "row.label")) == 5


def test_a_respondent_behind_a_blank_row_counts():
    """With a number as the others, without one, or with a word in its place and somebody who answered."""
    rows = [[n, *row] for n, row in enumerate(ANSWERS, 1)]
    assert matrix(survey_of(["No", *LIVING], *rows[:5], [], *rows[5:])) == ANSWERS
    assert matrix(survey_of(["No", *LIVING], *rows[:5], [], *([None, *row] for row in ANSWERS[5:]))) == ANSWERS
    people_too = [[n, *row] for n, row in enumerate(with_gender(), 1)]
    late = [["susulan", *row] for row in with_gender()[5:]]
    assert matrix(survey_of(["No", "JK", *LIVING], *people_too[:5], [], *late)) == ANSWERS


def test_an_example_and_titles_of_several_rows_printed_again_are_told():
    """Below the titles a row may show how to fill the form in; a page begins with all rows of titles."""
    titles = [["No", "Identitas", *["Penilaian"] * 9], [None, "JK", *LIVING]]
    rows = [[n, *row] for n, row in enumerate(with_gender(), 1)]
    found = survey_of(*titles, ["Contoh", "P", *[3] * 9], *rows[:4], *titles, *rows[4:])
    assert (matrix(found), errors(found.findings)) == (ANSWERS, [])
    assert [(code, cell) for code, _, cell in told(found.findings, "row.example", "row.label")] == [
        ("row.example", "A3"),
        ("row.label", "A8"),
        ("row.label", "A9"),
    ]


def test_answers_that_look_like_figures_stay():
    """A last respondent who answers as the others did on the whole is one all the same."""
    rows = [[f"R{n}", *answers] for n, answers in enumerate([[1] * 9, [3] * 9, [2] * 9, [2] * 9])]
    found = survey_of(["Kode responden", *LIVING], *rows)
    assert (len(matrix(found)), told(found.findings, "row.total")) == (4, [])


def test_the_recap_of_a_satisfaction_survey_is_read_without_its_figures():
    """Only numbered rows are respondents; what follows the first figure has no number."""
    sums = [sum(column) for column in zip(*RATINGS)]
    foot = [["Σ Nilai / Unsur", *sums], ["NRR / Unsur", *[s / 8 for s in sums]], ["NRR tertbg.", *[0.3] * 9]]
    found = rated(["No. Res", *ELEMENTS], *([n, *row] for n, row in enumerate(RATINGS, 1)), *foot, ["IKM", 77.08])
    assert (len(found.checked.tables["skm"]), errors(found.findings)) == (8, [])


@pytest.mark.parametrize(
    ("legend", "swapped", "warned"),
    [
        ([], False, True),
        (["U8 = Sarana dan prasarana"], True, False),
        (["U9: Penanganan pengaduan, saran dan masukan", "U8: Sarana dan prasarana"], True, False),
        (["U8 = Penanganan pengaduan", "U9 = Sarana dan prasarana"], False, False),
    ],
)
def test_bare_codes_mean_what_the_file_says_or_the_order_is_told(legend, swapped, warned):
    """Forms ask for facilities and complaints in either order; the file's own legend decides, else we say our guess."""
    notes = [*legend, *[None] * 8]
    rows = [[n, *row, None, notes[n - 1]] for n, row in enumerate(RATINGS, 1)]
    found = rated(["No", *ELEMENTS, None, "Keterangan"], *rows)
    eighth = [row["U8"] for row in found.checked.tables["skm"]]
    assert (eighth == [row[8 if swapped else 7] for row in RATINGS], bool(told(found.findings, "skm.order"))) == (
        True,
        warned,
    )


@pytest.mark.parametrize(
    "more",
    [
        ["U10", "U11", "U12", "U13", "U14"],
        ["Kedisiplinan petugas", "Keadilan mendapatkan pelayanan", "Kepastian jadwal pelayanan"],
    ],
)
def test_the_elements_of_an_older_rule_are_refused(more):
    """Fourteen elements give no index under the rule of nine, whether they are counted or named."""
    found = rated(["No", *ELEMENTS, *more], *([n, *row, *[3] * len(more)] for n, row in enumerate(RATINGS, 1)))
    assert [code for code, _, _ in errors(found.findings)] == ["skm.other_elements"]


@pytest.mark.parametrize(
    ("titles", "code"),
    [(["U1 Persyaratan", *ELEMENTS[1:]], "skm.unsure_elements"), (None, "skm.more_elements")],
)
def test_elements_that_an_office_added_are_left_out_of_the_nine(titles, code):
    """Where the titles say their names they only are told of; bare codes are asked about, and may be ignored."""
    named = [column.header["id"] for column in load_layouts()["skm"].tables[0].columns if column.type == "rating"]
    found = rated(
        ["No", *(titles or named), "U10 Keamanan", "U11"], *([n, *row, 3, 3] for n, row in enumerate(RATINGS, 1))
    )
    of_more = [one for one in found.findings if one.code == code]
    questions = questions_of(of_more, load_layouts()["skm"], known())
    assert (len(found.checked.tables["skm"]), found.is_loadable) == (8, titles is None)
    assert [(one.is_needed, one.is_ignorable) for one in questions] == ([] if titles is None else [(True, True)] * 2)


def test_the_questions_of_the_regulation_are_known_and_others_are_guessed():
    """Its questionnaire asks whole questions; one that only holds the name of an element is asked about."""
    columns = [column for column in load_layouts()["skm"].tables[0].columns if column.type == "rating"]
    titles = [column.aliases[-1] + "?" for column in columns]
    found = rated(["No", *titles], *([n, *row] for n, row in enumerate(RATINGS, 1)))
    assert ([row["U9"] for row in found.checked.tables["skm"]], errors(found.findings)) == (
        [row[8] for row in RATINGS],
        [],
    )
    titles[3] = "Menurut Anda, bagaimana kewajaran biaya di loket kami?"
    open_one = rated(["No", *titles], *([n, *row] for n, row in enumerate(RATINGS, 1)))
    (question,) = questions_of(open_one.findings, load_layouts()["skm"], known())
    assert (question.text, question.guess) == (titles[3], "U4")


def test_the_letter_of_an_option_is_asked_about_once_for_all_elements():
    """Each letter is one question, guessed by the order of the questionnaire; its answer holds in every element."""
    rows = [["No", *ELEMENTS], *([n, *("abcd"[one - 1] for one in row)] for n, row in enumerate(RATINGS, 1))]
    found = rated(*rows)
    questions = sorted(questions_of(found.findings, load_layouts()["skm"], known()), key=lambda one: one.text)
    assert [(one.of, one.text, one.guess) for one in questions] == [("letter", *pair) for pair in zip("abcd", "1234")]
    decided = Decisions(tuple(Alias(one.of, one.text, one.guess) for one in questions))
    again = judge(reading(sheet("SKM", rows)), FILE, Options("skm"), with_decisions(known(), decided))
    assert [[row[f"U{n}"] for n in range(1, 10)] for row in again.checked.tables["skm"]] == RATINGS


def test_a_title_that_is_another_column_is_not_guessed_to_be_like_one():
    """Of a form's own column "Dimensi" the subdimension is no likely meaning."""
    found = survey_of(["Dimensi", *LIVING], *(["Smart Living", *row] for row in ANSWERS))
    (question,) = questions_of(found.findings, load_layouts()["survey"], known())
    assert (question.text, question.guess) == ("Dimensi", "")


@pytest.mark.parametrize("is_apart", [True, False])
def test_a_key_to_bare_codes_is_followed_wherever_it_stands(is_apart):
    """On a sheet of its own or below the answers; it is told, and its sheet is none that nobody knows."""
    codes = [f"P{number}" for number in range(1, 10)]
    key = [[code, text] for code, text in zip(codes, STATEMENTS)]
    rows = [["Jenis kelamin", *codes], *with_gender()]
    sheets = [sheet("Data", rows), sheet("Kamus", key)] if is_apart else [sheet("Data", [*rows, [], *key])]
    found = judged(reading(*sheets), year=SURVEY["year"], track=SURVEY["track"])
    assert (found.kind, matrix(found), errors(found.findings)) == ("survey", ANSWERS, [])
    assert told(found.findings, "header.key", "sheet.unknown", "header.unknown") == [("header.key", "Data", "B1")]


def test_the_key_of_another_sheet_says_the_order_of_elements():
    """As one on the same sheet does."""
    key = sheet("Keterangan", [["U8", "Sarana dan prasarana"], ["U9", "Penanganan pengaduan"]])
    found = judged(
        reading(sheet("SKM", [["No", *ELEMENTS], *([n, *row] for n, row in enumerate(RATINGS))]), key), kind="skm"
    )
    assert [row["U9"] for row in found.checked.tables["skm"]] == [row[7] for row in RATINGS]
    assert told(found.findings, "skm.order", "header.key") == [("header.key", "SKM", "I1")]


def test_the_statements_of_a_sheet_say_its_dimension_not_its_name():
    """A sheet under the name of another dimension is read by what it asks, and told of."""
    found = judged(
        reading(sheet("Smart Economy", [["Kode responden", *LIVING], *([n, *row] for n, row in enumerate(ANSWERS))])),
        **SURVEY,
    )
    assert (matrix(found), errors(found.findings)) == (ANSWERS, [])
    assert told(found.findings, "sheet.other_dimension") == [("sheet.other_dimension", "Smart Economy", "")]


@pytest.mark.parametrize(("meaning", "shown"), [("first", 0), ("last", 4)])
def test_which_of_two_columns_with_one_title_counts_can_be_decided(meaning, shown):
    """Where both say something of the same row, only a person knows; the file stays out until then."""
    rows = [[f"R{n}", 0, *answers[1:], 4] for n, answers in enumerate(ANSWERS)]
    read = reading(sheet("Form", [["Kode responden", *LIVING, LIVING[0]], *rows]))
    open_one = judged(read, **SURVEY)
    (question,) = questions_of(open_one.findings, load_layouts()["survey"], known())
    assert (errors(open_one.findings), question.choices) == ([("header.duplicate", "Form", "K1")], ("first", "last"))
    decided = with_decisions(known(), Decisions((Alias(question.of, question.text, meaning),)))
    found = judge(read, FILE, Options("survey", SURVEY["year"], "regular"), decided)
    assert ({row[0] for row in matrix(found)}, errors(found.findings)) == ({shown}, [])


def test_an_error_of_a_formula_can_be_decided_to_be_blank():
    """Nothing else could be said of it, so that is what is asked."""
    own = sheet(
        "Form",
        [["Kode responden", *LIVING], *([n, *row] for n, row in enumerate(ANSWERS))],
        flaws={(2, 2): Flaw("error_value", "#N/A")},
    )
    open_one = judged(reading(own), **SURVEY)
    (question,) = questions_of(open_one.findings, load_layouts()["survey"], known())
    assert (question.of, question.text, question.is_ignorable) == ("content", "#N/A", True)
    decided = with_decisions(known(), Decisions((Alias("content", "#N/A", ""),)))
    assert errors(judge(reading(own), FILE, Options("survey", SURVEY["year"], "regular"), decided).findings) == []


def repeat_group(key="_index", child="_parent_index", index=(1, 2)):
    """Make the sheets of a form with a repeat group: two people, each with two services."""
    main = [["Jenis kelamin", "Usia", key], *([GENDERS[n], 30, own] for n, own in enumerate(index))]
    entries = [[f"Layanan {n}", *row, 1 + n // 2] for n, row in enumerate(ANSWERS[:4])]
    return sheet("survei", main), sheet("penilaian", [["Layanan", *NAMES, child], *entries])


@pytest.mark.parametrize(
    "keys",
    [{}, {"key": "KEY", "child": "PARENT_KEY"}, {"key": "_id", "child": "_submission__id"}, {"index": ("1", "2")}],
)
def test_entries_of_a_repeat_group_are_joined_to_who_gave_them(keys):
    """The child sheet names the row of its parent, whose columns count for each entry and keep their own cells."""
    found = judged(reading(*repeat_group(**keys)), **SURVEY)
    assert (matrix(found), people(found, "gender")) == (ANSWERS[:4], ["female"] * 2 + ["male"] * 2)
    assert told(found.findings, "sheet.parent", "sheet.unknown", "header.unknown") == [("sheet.parent", "survei", "")]
    grid = extract(reading(*repeat_group(**keys)), FILE, load_layouts()["survey"], names()).grids["answers"][0]
    assert [(place.sheet, place.cell) for place in (grid.place(2, "gender"), grid.place(2, "service"))] == [
        ("survei", "A3"),
        ("penilaian", "A4"),
    ]


def split_group(second=(1, 2)):
    """Make the sheets of a form that asks two people in two repeat groups, each a half of the statements."""
    main = [["Jenis kelamin", "Usia", "_index"], *([GENDERS[n], 30, own] for n, own in enumerate((1, 2)))]
    half = len(NAMES) // 2
    ones = [[*row[:half], 1 + n] for n, row in enumerate(ANSWERS[:2])]
    twos = [[*ANSWERS[own - 1][half:], own] for own in second]
    return (
        sheet("survei", main),
        sheet("bagian_a", [[*NAMES[:half], "_parent_index"], *ones]),
        sheet("bagian_b", [[*NAMES[half:], "_parent_index"], *twos]),
    )


@pytest.mark.parametrize("second", [(1, 2), (2, 1)])
def test_statements_in_two_repeat_groups_are_joined_by_their_person(second):
    """Each person counts once, with each answer in the cell that it stands in, in whatever order the groups come."""
    found = judged(reading(*split_group(second)), **SURVEY)
    assert (matrix(found), people(found, "gender")) == (ANSWERS[:2], ["female", "male"])
    assert errors(found.findings) == []
    assert told(found.findings, "sheet.parent") == [("sheet.parent", "bagian_b", ""), ("sheet.parent", "survei", "")]
    grid = extract(reading(*split_group(second)), FILE, load_layouts()["survey"], names()).grids["answers"][0]
    last = grid.place(0, [*grid.columns][len(NAMES) - 1])
    assert (last.sheet, last.cell[-1]) == ("bagian_b", str(2 + second.index(1)))


@pytest.mark.parametrize("second", [(1,), (1, 1, 2)])
def test_groups_that_do_not_fit_one_to_one_are_refused_whole(second):
    """Nobody's answers are guessed: what each sheet misses is said, and nothing is half read."""
    found = judged(reading(*split_group(second)), **SURVEY)
    missing = told(found.findings, "header.column_missing")
    assert {on for _, on, _ in missing} == {"bagian_a", "bagian_b"}
    assert len(errors(found.findings)) == len(missing) == len(NAMES)


@pytest.mark.parametrize("keys", [{"key": "urutan"}, {"index": (1, 1)}, {"index": (1, 7)}])
def test_a_repeat_group_whose_parent_is_not_to_be_told_is_explained(keys):
    """Each entry counts, and what is not known of who gave it is said."""
    found = judged(reading(*repeat_group(**keys)), **SURVEY)
    assert (matrix(found), set(people(found, "gender"))) == (ANSWERS[:4], {None})
    assert told(found.findings, "sheet.repeat") == [("sheet.repeat", "penilaian", "")]


def test_a_form_in_other_words_is_asked_about_column_by_column():
    """Where nobody knows the statements, each title is a question, and the file waits for the answers."""
    titles = ["Timestamp", "Jenis kelamin", *(f"Bagaimana layanan {letter}?" for letter in "ABCDEFGHI")]
    found = survey_of(titles, *([f"18/09/2024 10:14:0{n}", *row] for n, row in enumerate(with_gender())))
    assert errors(found.findings) == [("header.missing", "Form Responses 1", "A1")]
    names = [one.values["text"] for one in found.findings if one.values.get("of") == "header:answers"]
    assert names == titles[2:]


def test_members_of_a_zip_may_be_named_with_backslashes():
    """Some programs write their own system's sign into the names; what is inside is the same workbook."""
    content = workbook({"Smart Living": [LIVING, *ANSWERS]})
    found = checked(read(content.replace(b"xl/worksheets/sheet1.xml", b"xl\\worksheets\\sheet1.xml"), FILE), **SURVEY)
    assert len(found.tables["answers"]) == len(ANSWERS)
