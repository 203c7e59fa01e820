"""Sheets that repeat another one count once; alike by chance is no copy."""

import pytest
from workbooks import TRACK, YEAR, items_of, judged, told, workbook

from smartcity.checks.copies import copies, near_copies

LIVING = items_of("living")
NUMBERS = [[(number + place) % 5 for place in range(len(LIVING))] for number in range(4)]
WORDS = ["Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju"]
A, B, C, D = (1, 2), (3, 4), (5, 6), (7, 8)


@pytest.mark.parametrize(
    ("rows", "filled", "expected"),
    [
        ({"S": [A, B, C], "T": [C, B, A]}, {"S": 1, "T": 1}, {"T": "S"}),
        ({"S": [A, B, C], "T": [A, B, C]}, {"S": 1, "T": 2}, {"S": "T"}),
        ({"S": [A, B, C, D], "T": [A, B, C]}, {"S": 1, "T": 9}, {"T": "S"}),
        ({"S": [A, B, C], "T": [A, B, C, D]}, {"S": 9, "T": 1}, {"S": "T"}),
        ({"S": [A, B, C], "T": [A, B, D]}, {"S": 1, "T": 1}, {}),
        ({"S": [A, A, A], "T": [A, A, A]}, {"S": 1, "T": 1}, {}),
        ({"S": [A, B, C], "T": [A, B, C, C]}, {"S": 1, "T": 1}, {"S": "T"}),
        ({"S": [A, B, C], "T": [A, B, C], "U": [A, B, C]}, {"S": 1, "T": 1, "U": 1}, {"T": "S", "U": "S"}),
    ],
)
def test_a_sheet_whose_every_row_stands_in_another_is_its_copy(rows, filled, expected):
    """As often as there, and with enough rows that differ; the sheet that holds more counts."""
    assert copies(rows, filled) == expected


def test_words_and_their_numbers_are_the_same_people():
    """A form's answers in words and a tab that repeats them as numbers are four respondents, and it is said."""
    spelled = [[WORDS[value] for value in row] for row in NUMBERS]
    content = workbook({"Form": [LIVING, *spelled], "Angka": [LIVING, *NUMBERS]})
    found = judged(content, kind="survey", year=YEAR, track=TRACK)
    assert len(found.checked.tables["answers"]) == len(NUMBERS)
    assert told(found.findings, "sheet.repeats") == [("sheet.repeats", "Angka", "")]


E = (9, 9)


@pytest.mark.parametrize(
    ("rows", "lasting", "expected"),
    [
        ({"S": [A, B, C, D, E], "T": [A, B, C, D, (0, 0)]}, (), {"T": ("S", (4,))}),
        ({"S": [A, B, C, D, E], "T": [A, B, C, D, (0, 0)]}, ["T"], {"S": ("T", (4,))}),
        ({"S": [A, B, C, D, E], "T": [A, B, C, (0, 0), (0, 1)]}, (), {}),
        ({"S": [A, A, A, A, E], "T": [A, A, A, A, B]}, (), {}),
        ({"S": [A, B, C, D, E], "T": [A, B, C, D, E, D]}, (), {}),
    ],
)
def test_a_sheet_that_was_copied_before_a_correction_is_nearly_one(rows, lasting, expected):
    """Four of five rows and enough that differ; the one whose name says what it is stays the original."""
    assert near_copies(rows, {}, lasting) == expected


def test_people_on_a_corrected_copy_count_twice_until_the_sheet_is_left_out():
    """It is told in one finding with the row that differs, and asked about, so that one press leaves it out."""
    rows = [[(number * number + place) % 5 for place in range(9)] for number in range(14)]
    corrected = [*rows[:3], [*rows[3][:8], (rows[3][8] + 1) % 5], *rows[4:]]
    content = workbook({"Smart Living": [LIVING, *rows], "Smart Living (2)": [LIVING, *corrected]})
    found = judged(content, kind="survey", year=YEAR, track=TRACK)
    (told_of,) = [one for one in found.findings if one.code == "sheet.nearly_repeats"]

    assert len(found.checked.tables["answers"]) == 28
    assert (told_of.place.sheet, told_of.values["other"], told_of.values["rows"]) == (
        "Smart Living (2)",
        "Smart Living",
        [5],
    )
    assert told_of.values["of"] == "sheet:answers"


DAYS = ["2023-09-18", "2023-09-19", "2023-09-20", "2023-09-21"]


@pytest.mark.parametrize(
    ("second", "genders", "expected"),
    [
        (NUMBERS, None, ["Rekap"]),
        (NUMBERS[:3], None, ["Rekap"]),
        (NUMBERS[:2], None, []),
        (NUMBERS, ["P", "P", "L", "L"], ["Rekap"]),
        (NUMBERS, ["L", "L", "L", "L"], []),
    ],
)
def test_a_copy_without_its_days_is_one(second, genders, expected):
    """Whoever works on answers leaves out the stamps; what both sheets know of the people has to be the same."""
    form = [["Tanggal", "JK", *LIVING], *([day, sex, *row] for day, sex, row in zip(DAYS, "PPLL", NUMBERS))]
    rows = [[*(genders[place : place + 1] if genders else []), *row] for place, row in enumerate(second)]
    copy = [[*(["JK"] if genders else []), *LIVING], *rows]
    found = judged(workbook({"Form": form, "Rekap": copy}), kind="survey", year=YEAR, track=TRACK)
    assert [sheet for _, sheet, _ in told(found.findings, "sheet.repeats")] == expected


def test_a_few_without_days_who_answer_as_many_did_are_people():
    """Of many who were asked some are bound to answer as a few others did."""
    usual = [[3] * 9, [4] * 9, [3, 4] * 4 + [3]]
    form = [["Tanggal", *LIVING], *([day, *row] for day in DAYS for row in usual)]
    found = judged(workbook({"Form": form, "Desa": [LIVING, *usual]}), kind="survey", year=YEAR, track=TRACK)
    assert len(found.checked.tables["answers"]) == len(usual) * (len(DAYS) + 1)


def test_ratings_of_satisfaction_that_stand_twice_count_once():
    """The same holds for sheets of ratings."""
    header = [f"U{number}" for number in range(1, 10)]
    rows = [header, *([1 + (number + place) % 4 for place in range(9)] for number in range(4))]
    found = judged(workbook({"SKM": rows, "Rekap SKM": rows}), kind="skm")
    assert len(found.checked.tables["skm"]) == len(rows) - 1
    assert told(found.findings, "sheet.repeats") == [("sheet.repeats", "Rekap SKM", "")]
