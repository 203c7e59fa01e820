"""What a file holds besides values: words for nothing, rejected rows, hidden rows, dates that can be read two ways."""

from datetime import date, datetime

import pytest
from openpyxl import Workbook
from workbooks import HOME, TRACK, YEAR, changed, errors, items_of, judged, known, told, varied, workbook
from workbooks import survey as filled

from smartcity.checks import Options
from smartcity.intake.judging import with_decisions
from smartcity.intake.questions import questions_of
from smartcity.intake.verdict import judge
from smartcity.method.layout import is_blank_word, load_layouts
from smartcity.reading import read
from smartcity.records.decisions import DATE_ORDER, NUMBER_SIGN, Alias, Decisions

LIVING = items_of("living")
SURVEY = {"kind": "survey", "year": YEAR, "track": TRACK}


def form(*columns: str, rows: list[list[object]]) -> bytes:
    """Make what a form service exports: *columns* with their cells, and answers that nobody gives twice."""
    answers = [[(number + place) % 5 for place in range(len(LIVING))] for number in range(len(rows))]
    return workbook({"Form": [[*columns, *LIVING], *([*row, *own] for row, own in zip(rows, answers))]})


@pytest.mark.parametrize("text", ["-", "--", "\u2013", ".", "n/a", "NA", "tidak ada", "Tdk Ada", "kosong", "None"])
def test_a_word_for_nothing_is_nothing(text):
    """In every column that has no such word itself."""
    assert is_blank_word(text)


@pytest.mark.parametrize("text", ["tidak", "0", "-3", "?", "tidak ada masalah", "N", "Na\u2019im"])
def test_a_word_that_says_something_is_none_for_nothing(text):
    """A short word is not nothing."""
    assert not is_blank_word(text)


def test_words_for_nothing_are_blank_cells_and_told():
    """An answer, a date and an age with such a word are missing, not wrong."""
    content = form("Tanggal", "Umur", "Saran", rows=[["-", "n/a", "tidak ada"], ["2023-09-18", 34, "baik"]])
    found = judged(changed(content, lambda book: book["Form"].__setitem__("D2", "NA")), **SURVEY)
    (first, _) = found.checked.tables["answers"]
    assert (first["date"], first["age_group"], first["comment"], LIVING[0] in first["answers"]) == (None,) * 3 + (
        False,
    )
    assert told(found.findings, "cell.blank_word") == [("cell.blank_word", "Form", f"{letter}2") for letter in "ABCD"]
    assert errors(found.findings) == []


def test_a_word_of_the_column_itself_is_no_nothing():
    """Of the handling of complaints "tidak ada" is the lowest level."""
    header, row = [f"U{number}" for number in range(1, 10)], [3, 3, 3, 3, 3, 3, 3, "Tidak ada", 3]
    (rated,) = judged(workbook({"SKM": [header, row]}), kind="skm").checked.tables["skm"]
    assert rated["U8"] == 1


def test_rejected_submissions_are_not_counted_and_told():
    """What the office's own reviewer rejected stays out; what waits or was approved counts."""
    states = ["validation_status_approved", "Not Approved", None, "On Hold"]
    found = judged(form("_validation_status", rows=[[state] for state in states]), **SURVEY)
    assert [row["row"] for row in found.checked.tables["answers"]] == [2, 4, 5]
    assert told(found.findings, "row.rejected") == [("row.rejected", "Form", "A3")]


def hide(book: Workbook) -> None:
    """Hide rows 3 and 4 and column B, and show an answer as a percentage."""
    for row in (3, 4):
        book["Form"].row_dimensions[row].hidden = True
    book["Form"].column_dimensions["B"].hidden = True
    book["Form"]["C2"].number_format = "0%"


def test_what_is_seen_otherwise_is_said():
    """Hidden rows and columns are read and named; a percentage is its value."""
    found = judged(changed(form("Umur", rows=[[30]] * 4), hide), **SURVEY)
    seen = {one.code: (one.place.cell, one.values, one.count) for one in found.findings}
    assert len(found.checked.tables["answers"]) == 4
    assert seen["row.hidden"] == ("", {"rows": [3, 4], "n": 2}, 1)
    assert seen["header.hidden"][1]["names"] == [LIVING[0]]
    assert seen["cell.percent"] == ("C2", {"shown": 1, "value": 1, "column": LIVING[1]}, 1)


def test_dates_that_fit_two_orders_are_asked_about_once():
    """The whole column is one question; decided, it reads every cell, and other dates follow it no more than before."""
    content = form("Timestamp", rows=[["9/3/2024 10:14:00"], ["9/4/2024 10:14:00"], ["9/10/2024 10:14:00"]])
    found = judged(content, **SURVEY)
    (question,) = [one for one in found.findings if one.code == "value.date_order"]
    assert (errors(found.findings), question.count) == ([("value.date_order", "Form", "A2")], 3)
    decided = Decisions((Alias(DATE_ORDER, question.values["text"], "month_first"),))
    options = Options("survey", YEAR, TRACK)
    again = judge(read(content, "berkas.xlsx"), "berkas.xlsx", options, with_decisions(known(), decided))
    assert [row["date"] for row in again.checked.tables["answers"]] == [date(2024, 9, day) for day in (3, 4, 10)]


@pytest.mark.parametrize(("order", "month"), [("month_first", 9), ("day_first", 3)])
def test_dates_that_a_program_may_have_swapped_are_asked_about(order, month):
    """What could be a date was made one, the rest stayed text: a person says whether to swap the dates back."""
    content = form("Timestamp", rows=[[datetime(2024, 3, 9, 10)], ["9/13/2024 10:14:00"], [datetime(2024, 4, 9, 10)]])
    found = judged(content, **SURVEY)
    (question,) = [one for one in found.findings if one.code == "value.date_order"]
    assert (question.values["stands"], question.values["swapped"]) == (date(2024, 3, 9), date(2024, 9, 3))
    decided = Decisions((Alias(DATE_ORDER, question.values["text"], order),))
    options = Options("survey", YEAR, TRACK)
    again = judge(read(content, "berkas.xlsx"), "berkas.xlsx", options, with_decisions(known(), decided))
    days = [row["date"] for row in again.checked.tables["answers"]]
    assert (errors(again.findings), days[1], days[0].month) == ([], date(2024, 9, 13), month)


def test_a_column_that_is_open_follows_the_others_of_its_sheet():
    """The program that wrote the one wrote the other."""
    content = form(
        "Timestamp", "start", rows=[["9/3/2024 10:14:00", "9/3/2024 10:10:00"], [None, "9/13/2024 10:10:00"]]
    )
    found = judged(content, **SURVEY)
    assert (errors(found.findings), found.checked.tables["answers"][0]["date"]) == ([], date(2024, 9, 3))


def test_days_as_numbers_are_read_and_told():
    """From 1900, or from 1904 where the workbook counts so."""
    content = form("Tanggal", rows=[[44091], [44092]])
    days = []
    for epoch in (datetime(1899, 12, 30), datetime(1904, 1, 1)):
        counted = changed(content, lambda book, epoch=epoch: setattr(book, "epoch", epoch))
        found = judged(counted, **SURVEY)
        days.append(found.checked.tables["answers"][0]["date"])
        assert [one.count for one in found.findings if one.code == "cell.day_number"] == [2]
    assert days == [date(2020, 9, 17), date(2024, 9, 18)]


def test_thousands_are_told_by_the_other_numbers():
    """A figure of an indicator that may be two is refused, unless another of its column says which."""
    header = ["Indikator", "Daerah", "Tahun", "Nilai"]
    open_one = [header, ["IPM", HOME, 2022, "1.250"], ["IPM", HOME, 2023, "987"]]
    told_one = [*open_one, ["IPM", HOME, 2024, "62,5"]]
    found, known_one = (judged(workbook({"Indikator": rows}), kind="indicators") for rows in (open_one, told_one))
    assert errors(found.findings) == [("cell.two_numbers", "Indikator", "D2")]
    assert [row["value"] for row in known_one.checked.tables["indicators"]] == [1250, 987, 62.5]


@pytest.mark.parametrize(("meaning", "values"), [("thousands", [71123, 70.91]), ("decimals", [71.123, 70.91])])
def test_a_number_with_two_meanings_is_asked_about_once_a_column(meaning, values):
    """Beside 70,91 it is neither thousands nor decimals of itself; a person's word reads the whole column."""
    rows = [["Indikator", "Daerah", "Tahun", "Nilai"], ["IPM", HOME, 2022, "71.123"], ["IPM", HOME, 2023, "70,91"]]
    content, options = workbook({"Indikator": rows}), Options("indicators")
    found = judged(content, kind="indicators")
    (question,) = questions_of(found.findings, load_layouts()["indicators"], known())
    assert errors(found.findings) == [("cell.two_numbers", "Indikator", "D2")]
    assert (question.of, question.choices, question.is_needed) == (NUMBER_SIGN, ("thousands", "decimals"), True)
    decided = with_decisions(known(), Decisions((Alias(NUMBER_SIGN, question.text, meaning),)))
    again = judge(read(content, "berkas.xlsx"), "berkas.xlsx", options, decided)
    assert [row["value"] for row in again.checked.tables["indicators"]] == values


def test_a_filled_template_earns_none_of_these():
    """What the product itself writes is read without a word."""
    found = judged(filled({"living": varied(3, "living")}))
    assert {one.code for one in found.findings} <= {"quota.under", "sheet.empty", "value.unknown_service"}
