import io

import numpy as np
import pytest
from openpyxl import Workbook

from smartcity.checks.composite.table import finite_number, read_table
from smartcity.scoring.composite import Definition, Faulty, Group, Indicator

TWO = Definition("Uji", (Group("G"),), (Indicator("A", "G"), Indicator("B", "G")))


def table(text, file="data.csv"):
    """Read the data of two indicators from a text."""
    return read_table(text.encode(), file, TWO)


def faults(text):
    """Return what is wrong with a table, as (code, cell, found)."""
    with pytest.raises(Faulty) as refused:
        table(text)
    return [(one.code, one.place.cell, one.found) for one in refused.value.findings]


@pytest.mark.parametrize(
    "text",
    [
        "unit,year,A,B\nP,2023,1.5,\nQ,2023,2,-3e-1\n",
        "unit;year;A;B\nP;2023;1,5;\nQ;2023;2;-0,3\n",
        "unit\tyear\tA\tB\nP\t2023\t1,5\t\nQ\t2023\t2\t-,3\n",
        '\ufeff"unit","year","A","B"\r\n"P",2023,"1,5",\r\n"Q",2023,2.,-.3\r\n',
        "B,unit,A,year\n , P ,1.5,2023\n\n-0.3,Q,2,2023.0\n",
    ],
)
def test_spellings_of_the_same_table(text):
    """Comma, semicolon or tab between columns, point or comma in numbers, any order of columns, blank lines."""
    made = table(text)

    assert made.frame[["unit", "year"]].to_numpy().tolist() == [["P", 2023], ["Q", 2023]]
    assert np.array_equal(made.frame[["A", "B"]].to_numpy(), [[1.5, np.nan], [2.0, -0.3]], equal_nan=True)


def test_titles_match_in_any_case_and_notes_below_are_no_units():
    """A spreadsheet of somebody else writes "Unit" and "Year", and its source under the table."""
    made = table("Unit;YEAR;a;B\nP;2023;1,5;2\nSumber: BPS 2024;;;\n")

    assert made.frame.to_numpy().tolist() == [["P", 2023, 1.5, 2.0]]
    assert [(one.code, one.place.cell) for one in made.findings] == [("row.label", "A3")]


@pytest.mark.parametrize(
    "head",
    [
        "Tabel 1. Indikator;;;\n;;;\nunit;year;A;B\n(1);(2);(3);(4)",
        "unit;year;Indikator;\n;;A;B",
        "No;;Indikator;\nKabupaten/Kota;Tahun;1. A (jiwa);b *",
        ";Tahun;A;B\nDaerah;;(jiwa);(%)",
    ],
)
def test_titles_in_several_rows_and_below_the_name_of_the_table_are_found(head):
    """As statistics offices print them; each column is called by the lowest of its titles that is meant."""
    made = table(f"{head}\nP;2023;1,5;2\n")

    assert made.frame.to_numpy().tolist() == [["P", 2023, 1.5, 2.0]]
    assert {one.code for one in made.findings} <= {"row.label"}


def test_a_sign_that_divides_thousands_is_told_once_a_column():
    """The other numbers of the column say so; beside 70,91 it would be a number of another kind, and is refused."""
    made = table("unit;year;A;B\nP;2023;1.250;1\nQ;2023;3.400;2\nR;2023;987,5;3\n")

    assert made.frame["A"].tolist() == [1250, 3400, 987.5]
    assert [(one.code, one.place.cell, one.count) for one in made.findings] == [("cell.thousands", "C2", 2)]
    assert faults("unit;year;A;B\nP;2023;71.123;1\nQ;2023;70,91;2\n") == [("cell.two_numbers", "C2", "71.123")]


def test_other_columns_are_named():
    """What is not used is said, and a word in it is no fault."""
    made = table("unit,year,A,note,B,C\nP,2023,1,ok,2,x\n")

    assert (made.unused, list(made.frame)) == (("note", "C"), ["unit", "year", "A", "B"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit,year,A,B\nP,2023,abc,1\n", [("cell.not_a_number", "C2", "abc")]),
        ("unit,year,A,B\nP,2023,1,tiga\n", [("cell.not_a_number", "D2", "tiga")]),
        ("unit,year,A,B\nP,2023,3%,inf\n", [("cell.not_a_number", "C2", "3%"), ("cell.not_a_number", "D2", "inf")]),
        ("unit,year,A,B\nP,2023,<3,1e308\n", [("cell.not_a_number", "C2", "<3"), ("cell.out_of_scale", "D2", "1e308")]),
        (
            "unit,year,A,B\nP,2023,1.250,-1e200\n",
            [("cell.two_numbers", "C2", "1.250"), ("cell.out_of_scale", "D2", "-1e200")],
        ),
        ("unit;year;A;B\nP;2023;1.500;1\nQ;2023;987;2\n", [("cell.two_numbers", "C2", "1.500")]),
        ("unit,year,A,B\nP,2023,1e999,1\n", [("cell.not_a_number", "C2", "1e999")]),
        ("unit,year,A,B\n\nP,dua,1,1\n", [("cell.not_an_integer", "B3", "dua")]),
        ("unit,year,A,B\nP,2023.5,1,1\n", [("cell.not_an_integer", "B2", "2023.5")]),
        ("unit,year,A,B\nP,12023,1,1\n", [("cell.not_an_integer", "B2", "12023")]),
        ("unit,year,A,B\n,2023,1,1\nP,,1,1\n", [("cell.blank", "A2", ""), ("cell.blank", "B3", "")]),
        ("unit,year,A,B\nP,2023,1,1\nQ,2023,1,1\nP,2023,2,2\n", [("row.duplicate", "A4", "P, 2023")]),
        ("unit,year,A,B\nQ,2023,1,5\nP,2023,1,5,7\n", [("row.beyond_header", "E3", "7")]),
        ("unit,year,A\nP,2023,1\n", [("header.column_missing", "A1", "B")]),
        ("unit,year,A,B,A\nP,2023,1,2,3\n", [("header.duplicate", "E1", "A")]),
        ("unit,year,A,B\n", [("file.no_rows", "", "data.csv")]),
        ("", [("file.empty", "", "")]),
        ("Sebuah surat, tanpa tabel.\n", [("file.not_a_workbook", "", "text")]),
    ],
)
def test_each_fault_is_named_with_its_cell(text, expected):
    """What is no number, what is missing, what stands twice: each with the cell in which a spreadsheet shows it."""
    assert faults(text) == expected


def test_all_faults_are_named_at_once():
    """Header and cells are judged in one go, and a missing column does not hide a wrong word elsewhere."""
    assert faults("unit,year,A\nP,2023,x\nP,2023,y\n") == [
        ("header.column_missing", "A1", "B"),
        ("cell.not_a_number", "C2", "x"),
        ("cell.not_a_number", "C3", "y"),
        ("row.duplicate", "A3", "P, 2023"),
    ]


def test_missing_column_offers_what_there_is():
    """The headers that exist are listed, those nobody uses apart, so that a misspelling is seen."""
    with pytest.raises(Faulty) as refused:
        table("unit,thn,A,B\nP,2023,1,2\n")
    (finding,) = refused.value.findings

    assert finding.values == {"column": "year", "present": ["unit", "thn", "A", "B"], "unused": ["thn"]}


def test_year_and_unit_are_told_apart_by_both():
    """The same unit in another year, and another unit in the same year, are no duplicates."""
    assert len(table("unit,year,A,B\nP,2022,1,1\nP,2023,1,1\nQ,2023,1,1\n").frame) == 3


def test_workbook_is_read_as_well():
    """The first sheet of an .xlsx does as the csv would, a number among the units included."""
    book = Workbook()
    for row in (["unit", "year", "A", "B"], ["P", 2023, 1.5, None], [6309, 2023, 2, -0.3]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    made = read_table(content.getvalue(), "data.xlsx", TWO)

    assert made.frame["unit"].tolist() == ["P", "6309"]
    assert made.frame["A"].tolist() == [1.5, 2.0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12", 12.0),
        ("+1,25", 1.25),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        (7, 7.0),
        ("1_000", None),
        ("٣", None),
        (True, None),
    ],
)
def test_numbers_are_plain(value, expected):
    """Only signs that can mean one number are one."""
    assert finite_number(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit;year;A;B\nP;2023;1.250;62,5\nQ;2023;987;1\n", [1250, 987]),
        ("unit;year;A;B\nP;2023;1.250;1\nQ;2023;1.250.000;1\n", [1250, 1_250_000]),
        ("unit,year,A,B\nP,2023,1.250,1\nQ,2023,2.5,1\n", [1.25, 2.5]),
        ("unit,year,A,B\nP,2023,\u22123,1\nQ,2023,n/a,1\n", [-3, np.nan]),
    ],
)
def test_numbers_are_read_as_their_column_writes_them(text, expected):
    """Thousands and decimals by the other numbers of the column, or of the table; words for nothing are missing."""
    assert np.array_equal(table(text).frame["A"], expected, equal_nan=True)


def test_one_unit_in_two_spellings_is_told():
    """Case and spaces make two units of one; they are counted as they stand, not silently."""
    made = table("unit,year,A,B\nTabalong,2022,1,1\nTABALONG,2023,1,1\nTabalong  ,2023,2,1\n")
    assert [(one.code, one.place.cell, one.found) for one in made.findings] == [
        ("value.unit_spelt_twice", "A3", "TABALONG")
    ]


@pytest.mark.parametrize(
    "total",
    [
        "Jumlah,2023,3,4",
        "Rata-rata,2023,1.5,2",
        "Nilai tertinggi,,2,3",
        "TOTAL KABUPATEN,,3,4",
        "Total Kalimantan Selatan,2023,3,4",
        "Sub total Banua Anam,2023,3,4",
    ],
)
def test_a_total_or_mean_at_the_foot_is_no_unit(total):
    """A downloaded table ends with figures of its rows; they are told and left out, with or without a year."""
    made = table(f"unit,year,A,B\nP,2023,1,1\nQ,2023,2,3\n{total}\n")

    assert made.frame["unit"].tolist() == ["P", "Q"]
    assert [(one.code, one.place.cell, one.found) for one in made.findings] == [
        ("row.total", "A4", total.split(",")[0])
    ]


def test_tags_and_column_numbers_below_the_titles_are_no_unit():
    """Statistics offices number the columns of their tables."""
    made = table("unit,year,A,B\n(1),(2),(3),(4)\nP,2023,1,1\nQ,2023,2,3\n")

    assert (made.frame["unit"].tolist(), [one.code for one in made.findings]) == (["P", "Q"], ["row.label"])
