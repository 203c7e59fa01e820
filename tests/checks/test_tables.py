import pytest
from workbooks import (
    DIMENSIONS,
    HOME,
    RESULT_HEADER,
    TRACK,
    YEAR,
    changed,
    checked,
    errors,
    even_marks,
    guide,
    items_of,
    judged,
    marks,
    method_of,
    reading,
    result_row,
    results,
    sheet,
    survey,
    told,
    varied,
    with_cells,
    workbook,
)

from smartcity.checks import Checked
from smartcity.records.findings import CATALOGUE
from smartcity.wording import Words
from smartcity.wording.messages import spell

NEXT = YEAR + 2
MARKS = "Nilai mandiri"
INNOVATIONS = ["Daftar", "Tahun", "Dimensi", "Sub-dimensi", "Inovasi", "Sumber"]


def innovation(name: str, *, part: str = "Kesehatan", year: int = NEXT, group: str | None = None) -> list[object]:
    """Make one row under `INNOVATIONS`."""
    return [group, year, "living", part, name, "S1"]


def listed(*rows: list[object], header: list[str] = INNOVATIONS) -> Checked:
    """Judge a list of innovations."""
    return checked(reading(sheet("Inovasi", [header, *rows])))


def test_results_are_typed_and_only_rows_are_counted():
    """Titles, blank rows and the mean below are no rows; regions and tracks become their own names."""
    found = checked(results([result_row(1, "tabalong", NEXT, "3,41"), result_row(2, "Kota Banjarmasin", NEXT, 3.4)]))
    rows = [(row["region"], row["track"], row["year"], row["index"], row["basis"]) for row in found.tables["results"]]
    assert rows == [
        ("Kabupaten Tabalong", "regular", NEXT, 3.41, "official"),
        ("Kota Banjarmasin", "regular", NEXT, 3.4, "official"),
    ]
    assert (found.rows_read, told(found.findings)) == (
        2,
        [("row.total", "Hasil", "A6"), ("cell.number_as_text", "Hasil", "E4")],
    )


def test_every_value_has_the_place_it_was_read_from():
    """A figure walks back to its cell and to what stands there, before we made a number of it."""
    places = checked(results([result_row(1, HOME, NEXT, "3,41")])).places
    assert [(place.row, place.cell, place.raw) for place in places if place.field == "index"] == [(4, "E4", "3,41")]


def test_all_errors_of_a_table_are_named_at_once_and_errors_stand_first():
    """Each bad cell has a finding of its own; what only informs comes after."""
    rows = [
        result_row(1, "Kabupaten Wakanda", NEXT, 3.1),
        result_row(2, HOME, "kapan", "3,2"),
        result_row(3, "Kota Banjarmasin", NEXT, 33.1, "katanya"),
        (4, None, "jalur khusus", NEXT, None, None, None),
    ]
    found = judged(results(rows)).findings
    assert errors(found) == [
        ("value.unknown_region", "Hasil", "B4"),
        ("cell.not_a_number", "Hasil", "D5"),
        ("cell.out_of_scale", "Hasil", "E6"),
        ("value.unknown_choice", "Hasil", "F6"),
        ("value.unknown_track", "Hasil", "C7"),
        ("cell.blank", "Hasil", "B7"),
        ("cell.blank", "Hasil", "E7"),
        ("cell.blank", "Hasil", "F7"),
    ]
    assert [CATALOGUE[one.code] for one in found] == ["error"] * 8 + ["info"] * 2


def test_order_of_rows_and_columns_changes_no_row():
    """The same table written differently gives the same rows."""
    rows = [result_row(n, name, NEXT, 3 + n / 10) for n, name in enumerate((HOME, "Kota Banjarmasin"))]
    turned = [row[::-1] for row in reversed(rows)]
    kept = ("region", "track", "year", "index", "basis", "source")
    found = [
        sorted(tuple(row[code] for code in kept) for row in checked(content).tables["results"])
        for content in (results(rows), results(turned, RESULT_HEADER[::-1]))
    ]
    assert found[0] == found[1]


def test_same_region_and_year_twice_points_to_the_first():
    """Two figures for one thing cannot both be loaded; the finding names both cells."""
    rows = [result_row(1, HOME, NEXT, 3.1), result_row(2, "Tabalong", NEXT, 3.2), result_row(3, HOME, NEXT + 1, 3.2)]
    found = [one for one in judged(results(rows)).findings if one.code == "row.duplicate"]
    assert [(one.place.cell, one.values["first"]) for one in found] == [("B5", "B4")]


def test_missing_key_column_does_not_make_every_row_a_duplicate():
    """What is missing is said once for the column, not again for every row."""
    header = ["Jalur", "Tahun", "Nilai akhir", "Dasar"]
    rows = [["Reguler", NEXT, 3.1, "resmi"], ["Reguler", NEXT, 3.2, "resmi"]]
    assert errors(judged(reading(sheet("Hasil", [header, *rows])), kind="results").findings) == [
        ("header.column_missing", "Hasil", "A1")
    ]


def test_figures_without_a_source_are_told_at_their_cell():
    """A blank source is a warning at the cell, and the figure is loaded."""
    found = judged(results([(*result_row(1, HOME, NEXT, 3.1)[:6], None)]))
    assert (told(found.findings, "source.missing"), found.is_loadable) == ([("source.missing", "Hasil", "G4")], True)


def test_table_without_the_column_of_sources_is_told_once():
    """Where nobody wrote sources at all, one word for the sheet is enough."""
    rows = [result_row(n, name, NEXT, 3.1)[:6] for n, name in enumerate((HOME, "Kota Banjarmasin"))]
    assert told(judged(results(rows, RESULT_HEADER[:6])).findings, "source.missing") == [
        ("source.missing", "Hasil", "")
    ]


def test_rows_of_another_year_than_the_one_said_are_named_by_their_cell():
    """A file said to be of one year must not bring figures of another."""
    found = judged(results([result_row(1, HOME, NEXT, 3.1), result_row(2, HOME, YEAR, 3.1)]), year=NEXT)
    assert [(one.code, one.place.cell, one.found, one.values["expected"]) for one in found.findings[:1]] == [
        ("year.mismatch", "D5", str(YEAR), NEXT)
    ]


@pytest.mark.parametrize("content", [marks(even_marks()), survey({"living": varied(1, "living")})])
def test_stated_year_must_be_the_one_said(content):
    """A survey or self-assessment of another year than the person says is refused at the cell of its year."""
    found = judged(content, year=YEAR - 1)
    assert [(one.code, one.found) for one in found.findings if one.severity == "error"] == [
        ("year.mismatch", str(YEAR))
    ]
    assert found.findings[0].place.cell in ("B2", "B4")


def test_marks_are_read_with_region_year_and_track_of_their_fields():
    """What stands above the table holds for each of its rows; a zero is a mark."""
    found = checked(marks(even_marks(), region="kota banjarmasin"))
    row = found.tables["marks"][0]
    assert (found.year, found.track, row["region"], row["value"], row["item"]) == (
        YEAR,
        "regular",
        "Kota Banjarmasin",
        0.0,
        method_of().items[0].code,
    )
    assert (found.findings, found.rows_read) == ((), len(method_of().items))


def test_marks_without_a_region_say_which_cell_to_fill():
    """The field must be filled, not only be there."""
    assert errors(judged(marks(even_marks(), region=None)).findings) == [("cell.blank", MARKS, "B1")]


def test_marks_of_an_unknown_region_are_refused_at_the_field():
    """A region is known or the file is not loaded."""
    assert errors(judged(marks(even_marks(), region="Wakanda")).findings) == [("value.unknown_region", MARKS, "B1")]


def test_marks_without_the_field_of_the_region_say_so():
    """A hand-made sheet needs the field too."""
    content = workbook({MARKS: [["tahun", YEAR], ["jalur", "Reguler"], ["kode", "nilai"], ["B1", 3]]})
    assert [(one.code, one.found) for one in judged(content).findings] == [("header.column_missing", "daerah")]


def test_bad_marks_are_named_by_their_cells():
    """Text, a number out of scale, a formula, a truth and an unknown item: all at once, blank ones only informed."""
    cells = {"C6": "empat", "C7": 7, "C8": "=1+2", "C9": True, "A10": "ZZ9", "C11": None, "C12": "3,5"}
    found = judged(with_cells(marks(even_marks()), MARKS, cells)).findings
    assert told(found) == [
        ("cell.not_a_number", MARKS, "C6"),
        ("cell.out_of_scale", MARKS, "C7"),
        ("cell.formula_not_computed", MARKS, "C8"),
        ("cell.not_a_number", MARKS, "C9"),
        ("value.unknown_item", MARKS, "A10"),
        ("cell.answer_missing", MARKS, "C11"),
        ("cell.number_as_text", MARKS, "C12"),
    ]


def test_item_marked_twice_is_a_duplicate():
    """One item has one mark."""
    first = method_of().items[0].code
    assert errors(judged(with_cells(marks(even_marks()), MARKS, {"A7": first})).findings) == [
        ("row.duplicate", MARKS, "A7")
    ]


def test_marks_that_nobody_gave_are_no_rows():
    """The template as it comes, with the region filled in, holds nothing to load."""
    assert errors(judged(marks({})).findings) == [("file.no_rows", "", "")]


@pytest.mark.parametrize("fields", [{}, {"Tahun": YEAR}, {"Jalur": "Reguler"}, {"Tahun": "entah", "Jalur": "Reguler"}])
def test_unknown_year_or_track_hides_no_other_error(fields):
    """While the year or the track is missing, the bad cells are named all the same."""
    page = sheet("Nilai", [["daerah", "Kota Banjarmasin"], ["kode", "nilai"], ["B1", "empat"], ["B2", 9]])
    found = errors(judged(reading(guide("marks", **fields), page)).findings)
    missing = {code for code, *_ in found if code in ("file.year_unknown", "file.track_unknown")}
    expected = {"file.year_unknown"} if fields.get("Tahun") != YEAR else set()
    assert missing == expected | ({"file.track_unknown"} if "Jalur" not in fields else set())
    assert [place for place in found if place[0].startswith("cell.")] == [
        ("cell.not_a_number", "Nilai", "B3"),
        ("cell.out_of_scale", "Nilai", "B4"),
    ]


@pytest.mark.parametrize(
    ("content", "year"),
    [
        (workbook({"Nilai": [["daerah", HOME], ["kode", "nilai"], ["B1", 3]]}), YEAR),
        (workbook({"Nilai": [["daerah", HOME], ["kode", "nilai"], ["B1", 3]]}), NEXT),
        (workbook({"Smart Living": [items_of("living"), [3] * 9]}), YEAR),
    ],
    ids=["marks of the home region", "of a year to come", "survey"],
)
def test_a_track_that_is_not_stated_is_the_home_regions(content, year):
    """What the home region says of itself is of its track; the file loads, and why is said."""
    found = judged(content, year=year)
    (taken,) = (one for one in found.findings if one.code == "file.track_taken")
    assert (errors(found.findings), found.track, found.reasons["track"]) == ([], TRACK, "home")
    assert (taken.values["reason"], taken.values["track"], taken.values["region"]) == ("home", TRACK, HOME)


def test_a_track_of_another_region_is_a_choice_and_no_fault_of_the_file():
    """Where two tracks are possible the person chooses; the sentence on the page does not speak of the file."""
    found = judged(workbook({"Nilai": [["daerah", "Kota Banjarmasin"], ["kode", "nilai"], ["B1", 3]]}))
    missing = {one.code: spell(one, Words("id")) for one in found.findings if one.severity == "error"}
    assert sorted(missing) == ["file.track_unknown", "file.year_unknown"]
    assert {message.fix.partition(" ")[0] for message in missing.values()} == {"Pilih"}
    assert all("berkasnya tidak perlu diubah" in message.fix for message in missing.values())


def test_said_year_and_track_stand_in_for_missing_fields():
    """A hand-made file without year and track is loadable when the person says both."""
    page = sheet("Nilai", [["daerah", HOME], ["kode", "nilai"], ["B1", 3]])
    found = judged(reading(page), year=YEAR, track="regular")
    assert (found.is_loadable, found.checked.year, found.checked.track) == (True, YEAR, "regular")


def test_unknown_track_names_its_cell_and_the_tracks_there_are():
    """The field of the track is judged like any cell."""
    found = judged(with_cells(marks(even_marks()), MARKS, {"B3": "khusus"})).findings[0]
    assert (found.code, found.place.cell, found.values["known"]) == (
        "value.unknown_track",
        "B3",
        ["kppn_ikn", "regular"],
    )


def test_innovation_may_be_in_two_years_and_two_parts_but_not_twice_in_one():
    """The same name in another year or sub-dimension is another row; the same again is a duplicate."""
    found = listed(
        innovation("Lapak"), innovation("Lapak", year=NEXT + 1), innovation("Lapak", part="1"), innovation("Lapak")
    )
    assert (len(found.tables["innovations"]), errors(found.findings)) == (3, [("row.duplicate", "Inovasi", "A5")])


def test_innovation_without_a_sub_dimension_is_loaded():
    """Many lists say only the dimension."""
    found = listed(innovation("Lapak", part=None))
    assert (found.tables["innovations"][0]["sub_dimension"], errors(found.findings)) == (None, [])


def test_unknown_dimension_leaves_its_part_unjudged_only_where_it_cannot_be_known():
    """An unknown dimension and an unknown part are both named in one go."""
    found = listed([None, NEXT, "Smart Mobility", "Perkeretaapian", "Lapak", "S1"])
    assert errors(found.findings) == [
        ("value.unknown_dimension", "Inovasi", "C2"),
        ("value.unknown_sub_dimension", "Inovasi", "D2"),
    ]


def test_every_dimension_and_part_is_accepted_by_its_name():
    """All names of the project's dimensions can be written in a list."""
    rows = [
        [None, NEXT, d.name.lower(), part.names["id"], f"I {part.code}", "S1"]
        for d in DIMENSIONS
        for part in d.sub_dimensions
    ]
    found = listed(*rows)
    codes = [part.code for d in DIMENSIONS for part in d.sub_dimensions]
    assert ([row["sub_dimension"] for row in found.tables["innovations"]], found.is_loadable) == (codes, True)


def test_choosing_another_kind_than_the_file_is_says_what_it_looks_like():
    """The person learns that he chose the wrong kind, beside what is missing for the chosen one."""
    found = judged(survey({"living": varied(1, "living")}), kind="results").findings
    assert [(one.code, one.found) for one in found if one.code == "file.kind_differs"] == [
        ("file.kind_differs", "survey")
    ]


def test_file_of_no_kind_lists_the_kinds():
    """A workbook that fits nothing says what can be loaded."""
    found = judged(workbook({"Belanja": [["Barang", "Harga"], ["Kertas", 40000]]}))
    assert [(one.code, one.found, "survey" in one.values["kinds"]) for one in found.findings] == [
        ("file.kind_unknown", "Belanja", True)
    ]


@pytest.mark.parametrize("status", ["CONTOH", "contoh", "Contoh data"])
def test_file_that_says_contoh_is_a_sample(status):
    """Invented data is known by its status, whatever its kind."""

    def write(book):
        book["Petunjuk"]["B6"] = status

    assert [judged(changed(marks(even_marks()), write)).checked.is_sample, checked(marks(even_marks())).is_sample] == [
        True,
        False,
    ]
