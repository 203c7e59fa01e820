from dataclasses import replace
from datetime import date

import pytest
from workbooks import (
    DIMENSIONS,
    FILE,
    YEAR,
    errors,
    guide,
    items_of,
    method_of,
    names,
    reading,
    sheet,
    told,
    workbook,
)

from smartcity.method import load_methods
from smartcity.method.layout import load_layouts
from smartcity.reading.extract import extract, guess_kind
from smartcity.reading.sheets import Reading
from smartcity.reading.templates import template
from smartcity.reading.titles import item_of
from smartcity.reading.workbook import read
from smartcity.records.findings import Place
from smartcity.records.observations import Extract, Flaw
from smartcity.wording import LANGUAGES, Words

HEADER = ["Tahun", "Dimensi", "Sub-dimensi", "Inovasi", "Pemilik"]
ROW = [2026, "Smart Living", "Kesehatan", "Lapak Sehat", "Dinkes"]
RESULT = [2026, "Reguler", "Kabupaten Tabalong", 3.1, "resmi"]
RESULTS = ["Tahun", "Jalur", "Daerah", "Indeks Pencapaian", "Dasar"]
GOVERNANCE = items_of("governance")
CODES = {dimension.code: dimension for dimension in DIMENSIONS}


def lifted(source: Reading, kind: str) -> Extract:
    """Lift the tables of a kind out of a reading."""
    return extract(source, FILE, load_layouts()[kind], names())


def inovasi(*rows: list, **shape: object) -> Extract:
    """Lift a list of innovations out of one sheet."""
    return lifted(reading(sheet("Inovasi", rows, **shape)), "innovations")


def values(found: Extract, table: str) -> list[dict[str, object]]:
    """Return what stands in the filled cells of a table, row by row."""
    return [
        {code: cell.value for code, cell in record.cells.items() if cell.value is not None}
        for record in found.records[table]
    ]


def survey_sheet(name: str, codes: list[str], rows: int = 1):
    """Make a sheet of respondents who answer 3 to each of *codes*."""
    return sheet(name, [["Kode responden", *codes], *[[f"R{n}", *[3] * len(codes)] for n in range(rows)]])


def test_rows_are_lifted_with_the_address_of_every_cell():
    """A value comes with the cell it stands in, a blank one too, so that a finding can name it."""
    record = inovasi(HEADER, [*ROW[:3], None, "Dinkes"]).records["innovations"][0]
    found = {code: (cell.value, cell.address) for code, cell in record.cells.items()}
    assert found == {
        "year": (2026, "A2"),
        "dimension": ("Smart Living", "B2"),
        "sub_dimension": ("Kesehatan", "C2"),
        "name": (None, "D2"),
        "owner": ("Dinkes", "E2"),
    }


def test_header_stands_below_titles_and_blank_rows():
    """Whatever stands above the header, such as a title over many rows, is no data."""
    found = inovasi(["PEMERINTAH KABUPATEN TABALONG"], ["Daftar inovasi", 2026], [], HEADER, ROW, top=2)
    assert [(record.row, record.cells["name"].address) for record in found.records["innovations"]] == [(6, "D6")]


def test_a_header_that_is_repeated_below_is_no_second_header():
    """A list printed over several pages has its header on each; the first one counts, the others are told."""
    found = inovasi(HEADER, ROW, HEADER, ROW)
    assert ([record.row for record in found.records["innovations"]], told(found.findings)) == (
        [2, 4],
        [("row.label", "Inovasi", "A3")],
    )


def test_columns_may_stand_in_any_order_with_gaps_and_others_between():
    """A column is known by its name, not by its place."""
    found = inovasi([None, "Inovasi", "Hal", "Dimensi", "Tahun"], [None, "Lapak", "x", "Living", 2026])
    assert values(found, "innovations") == [{"name": "Lapak", "dimension": "Living", "year": 2026}]


@pytest.mark.parametrize(
    "written",
    [
        ["TAHUN", "DIMENSI", "SUB-DIMENSI", "INOVASI", "PEMILIK"],
        ["Tahun ", "dimensi:", "Sub Dimensi", "Nama  Inovasi", "SKPD"],
        ["Tahun\nEvaluasi", "Dimensi Smart City", "Sub_dimensi", "Program/Inovasi", "Perangkat Daerah"],
        ["Year", "Dimension", "Sub-dimension", "Innovation", "Owner"],
        ["year", "dimension", "sub_dimension", "name", "owner"],
    ],
)
def test_headers_are_known_in_every_usual_spelling(written):
    """Case, spaces, line breaks, punctuation, the usual other names and both languages mean the same column."""
    assert list(inovasi(written, ROW).records["innovations"][0].cells) == [
        "year",
        "dimension",
        "sub_dimension",
        "name",
        "owner",
    ]


def test_header_over_two_rows_with_merged_names_is_one_header():
    """Names merged downwards beside a title that spans its columns belong to the row of the column names."""
    found = lifted(
        reading(
            sheet(
                "Hasil",
                [
                    ["Tahun", "Jalur", "Daerah", "Nilai", None, "Dasar"],
                    [None, None, None, "Baseline", "Nilai akhir", None],
                    [2026, "Reguler", "Tabalong", 3, 3.1, "resmi"],
                ],
                merged=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 5), (1, 6, 2, 6)),
            )
        ),
        "results",
    )
    assert values(found, "results") == [
        {"year": 2026, "track": "Reguler", "region": "Tabalong", "baseline": 3, "index": 3.1, "basis": "resmi"}
    ]
    assert errors(found.findings) == []


def test_cells_merged_downwards_hold_the_value_of_the_first_for_every_row():
    """A dimension merged over its innovations counts for each of them, and is traced to the cell it stands in."""
    rows = [HEADER, ROW, [2026, None, None, "Lapak Dua", None], [2026, None, None, "Lapak Tiga", None]]
    found = inovasi(*rows, merged=((2, 2, 3, 2),))
    cells = [
        (record.cells["dimension"].value, record.cells["dimension"].address) for record in found.records["innovations"]
    ]
    assert cells == [("Smart Living", "B2"), ("Smart Living", "B2"), (None, "B4")]


def test_merged_cells_alone_make_no_row():
    """A row that has nothing of its own stays blank although a merged cell reaches into it."""
    found = inovasi(HEADER, ROW, ["", None, None, "  ", None], merged=((2, 2, 9, 2),))
    assert [record.row for record in found.records["innovations"]] == [2]


def test_blank_rows_are_skipped_without_a_word():
    """Rows without any value, or only spaces, are no rows; the rows below keep their numbers."""
    found = inovasi(HEADER, [], ["  ", None, " "], ROW)
    assert ([record.row for record in found.records["innovations"]], told(found.findings)) == ([4], [])


@pytest.mark.parametrize("word", ["Jumlah", "TOTAL", "Rata-rata", "Rerata", "Grand Total", "average"])
def test_total_rows_are_skipped_and_told(word):
    """A row of sums or means is no data, even when its number cells are formulas that were never computed."""
    flaws = {(3, 4): Flaw("formula_not_computed", "=SUM(D2:D2)")}
    found = lifted(reading(sheet("Hasil", [RESULTS, RESULT, [None, word]], flaws=flaws)), "results")
    assert ([record.row for record in found.records["results"]], told(found.findings)) == (
        [2],
        [("row.total", "Hasil", "A3")],
    )


def test_total_row_is_quoted_as_it_is_written():
    """The finding shows the word of the sheet, not our reduced form of it."""
    found = inovasi(HEADER, ROW, ["Rata-rata", None, None, None, "x"])
    assert [(one.code, one.found) for one in found.findings] == [("row.total", "Rata-rata")]


def test_example_rows_of_the_template_are_skipped_and_told():
    """A row that begins with the example mark is never loaded, wherever it stands."""
    example = ["CONTOH BARIS – tidak dimuat", "Smart Living", "Kesehatan", "Lapak", "Dinkes"]
    found = inovasi(HEADER, ROW, example)
    assert ([record.row for record in found.records["innovations"]], told(found.findings)) == (
        [2],
        [("row.example", "Inovasi", "A3")],
    )


def test_flaw_of_a_cell_is_kept_even_when_nothing_else_stands_in_its_row():
    """A formula without a value is a row to be judged, not a blank one."""
    flaw = Flaw("error_value", "#N/A")
    found = inovasi(HEADER, ROW, flaws={(5, 1): flaw})
    assert [(record.row, record.cells["year"].flaw) for record in found.records["innovations"]] == [
        (2, None),
        (5, flaw),
    ]


def test_unknown_column_is_named_with_its_cell_and_a_running_number_is_not():
    """A column nobody knows is said to be unread, because it may be a misspelt one; "No" is on every table."""
    found = inovasi(["No", *HEADER, "Pemilikk"], [1, *ROW, "x"])
    assert told(found.findings) == [("header.unknown", "Inovasi", "G1")]


@pytest.mark.parametrize(("cell", "told_of"), [(None, []), ("  ", []), (0, ["G1"])])
def test_an_unknown_column_without_anything_in_it_is_no_matter(cell, told_of):
    """A form service exports a column for a mere note; nothing is left unread in it, whereas a zero would be."""
    found = inovasi([*HEADER, "Wilayah", "Catatan formulir"], [*ROW, None, cell], [*ROW, "x", cell])
    assert [one.place.cell for one in found.findings if one.code == "header.unknown"] == ["F1", *told_of]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["Pernyataan", "R1", "R2"], *([item, 3, 4] for item in GOVERNANCE)], "turned"),
        ([["Responden", "Butir", "Nilai"], *([who, item, 3] for who in ("R1", "R2") for item in GOVERNANCE)], "long"),
        ([["Nomor", "Catatan"], [1, "baik"], [2, "cukup"]], ""),
    ],
)
def test_statements_that_stand_in_rows_are_told_so(rows, reason):
    """A table that lies on its side, or has a row for each answer, is no sheet without titles: it is to be turned."""
    found = lifted(reading(guide("survey"), sheet("Smart Governance", rows)), "survey")
    assert [one.values["reason"] for one in found.findings if one.code == "header.missing"] == [reason]
    assert not reason or told(found.findings, "header.unknown") == []


def test_near_miss_of_a_required_column_is_both_missing_and_unknown():
    """A misspelt required column is told twice: what is missing, and which cell has a name nobody knows."""
    found = inovasi(["Tahun", "Dimennsi", "Sub-dimensi", "Inovasi", "Pemilik"], ROW)
    assert told(found.findings) == [("header.column_missing", "Inovasi", "A1"), ("header.unknown", "Inovasi", "B1")]


def test_all_missing_columns_are_named_at_once():
    """Each required column that is not there has a finding of its own at the header's row."""
    found = lifted(reading(guide("results"), sheet("Hasil", [["Daerah", "Jalur"], ["Tabalong", "Reguler"]])), "results")
    assert [(one.code, one.place.cell, one.found) for one in found.findings] == [
        ("header.column_missing", "A1", "Tahun"),
        ("header.column_missing", "A1", "Indeks Pencapaian"),
        ("header.column_missing", "A1", "Dasar"),
    ]


def test_column_of_marks_must_be_there_although_its_cells_may_be_blank():
    """A self-assessment without the column of marks says nothing."""
    page = sheet("Nilai mandiri", [["daerah", "Tabalong"], ["kode", "pertanyaan"], ["B1", "..."]])
    found = lifted(reading(guide("marks"), page), "marks")
    told_of = [(one.code, one.place.cell, one.found) for one in found.findings]
    assert told_of == [("header.column_missing", "A2", "nilai")]


def test_column_named_twice_points_to_the_first():
    """Two columns of one meaning cannot both be read."""
    found = inovasi([*HEADER, "Nama inovasi"], [*ROW, "Lain"])
    finding = found.findings[0]
    assert (finding.code, finding.place, finding.values["first"]) == (
        "header.duplicate",
        Place(FILE, "Inovasi", "F1"),
        "D1",
    )


def test_sheet_without_a_header_names_what_stands_there_and_what_is_expected():
    """A sheet of the right name whose first row is data lacks its header."""
    found = inovasi(ROW)
    assert [(one.code, one.place.cell, one.found) for one in found.findings] == [
        ("header.missing", "A1", "2026, Smart Living, Kesehatan, Lapak Sehat, Dinkes")
    ]


def test_survey_sheet_without_a_header_repeats_nobody():
    """Where the header is missing the first row may be a person, so it is not quoted."""
    found = lifted(reading(sheet("Smart Living", [["R1", "Budi Santoso", "0812000"]])), "survey")
    assert [(one.code, one.found) for one in found.findings] == [("header.missing", "")]


def test_missing_sheet_names_those_that_are_there():
    """A workbook of a kind without its sheet says which sheet is expected."""
    found = lifted(reading(sheet("Lain", [["a", "b"], [1, 2]])), "results")
    assert [(one.code, one.found, one.values) for one in found.findings if one.severity == "error"] == [
        ("sheet.missing", "Lain", {"sheet": "Hasil"})
    ]


def test_sheet_nobody_knows_is_said_to_be_unread():
    """A further sheet is left alone, and that is told."""
    found = lifted(reading(sheet("Inovasi", [HEADER, ROW]), sheet("Coretan", [["x"]])), "innovations")
    assert told(found.findings) == [("sheet.unknown", "Coretan", "")]


def test_hidden_sheet_is_read_and_told():
    """Nobody should load what he cannot see without knowing it."""
    found = inovasi(HEADER, ROW, is_hidden=True)
    assert (len(found.records["innovations"]), told(found.findings)) == (1, [("sheet.hidden", "Inovasi", "")])


def test_table_is_found_by_its_columns_when_the_sheet_has_another_name():
    """A hand-made file need not name its sheets as ours."""
    found = lifted(reading(sheet("Sheet1", [["catatan"]]), sheet("Rekap 2026", [RESULTS, RESULT])), "results")
    assert [record.sheet for record in found.records["results"]] == ["Rekap 2026"]


def test_table_that_misses_one_column_is_still_found_so_that_the_column_can_be_named():
    """What is said is which column is missing, not that the whole sheet is."""
    found = lifted(reading(sheet("Rekap 2026", [RESULTS[:4], RESULT[:4]])), "results")
    assert errors(found.findings) == [("header.column_missing", "Rekap 2026", "A1")]


@pytest.mark.parametrize("dimension", CODES.values(), ids=CODES)
def test_survey_sheets_are_known_under_every_name_of_their_dimension(dimension):
    """A dimension's code, its name and each of its aliases, in any case, are the name of its sheet."""
    spelled = [dimension.code, dimension.name, *dimension.aliases]
    written = [*spelled, *[f" {name.upper()}." for name in spelled], *[name.lower() for name in spelled]]
    codes = items_of(dimension.code)
    found = [lifted(reading(survey_sheet(name, codes)), "survey").records["answers"][0].dimension for name in written]
    assert found == [dimension.code] * len(written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["{code}", "[{code}] {text}", "{text} ({code})", "{text}", "{code}. {text}", "{low}"])
def test_statements_are_known_by_code_or_by_their_whole_text(form, language):
    """A survey form may head a column with the code, with the statement, or with both."""
    items = [item for item in method_of().survey_items if item.dimension == "governance"]
    heads = [
        form.format(code=item.code, low=item.code.lower().replace("-", "_"), text=item.meaning[language])
        for item in items
    ]
    found = lifted(reading(survey_sheet("Form Responses 1", heads)), "survey")
    assert ([*found.records["answers"][0].cells][1:], errors(found.findings)) == (GOVERNANCE, [])


def test_statement_of_another_item_is_not_guessed_from_likeness():
    """A text that only resembles a statement is no statement."""
    text = method_of().survey_items[0].meaning["id"]
    assert [item_of(one, names()) for one in (text, text[:-8], text + " Betul?")] == [GOVERNANCE[0], None, None]


@pytest.mark.parametrize("header", ["[I-GOV-9.9] Pernyataan baru", "I-XYZ-1.1", "i-gov-1.7"])
def test_header_with_an_item_code_nobody_knows_is_an_error(header):
    """A statement that the method does not have cannot be loaded as if it were none."""
    found = lifted(reading(survey_sheet("Governance", [*GOVERNANCE, header])), "survey")
    assert errors(found.findings) == [("value.unknown_item", "Governance", "K1")]


def test_missing_statement_is_named_by_its_code():
    """A survey sheet must carry every statement of its dimension."""
    found = lifted(reading(survey_sheet("Governance", GOVERNANCE[:-1])), "survey")
    assert [(one.code, one.found, one.place.cell) for one in found.findings] == [
        ("header.column_missing", GOVERNANCE[-1], "A1")
    ]


@pytest.mark.parametrize("label", ["Jenis", "Kind"])
def test_survey_template_without_one_of_its_sheets_is_told(label):
    """In a workbook made from our template, in either language, a dimension's missing sheet is a warning."""
    kept = [dimension for dimension in DIMENSIONS if dimension.code != "society"]
    pages = [survey_sheet(dimension.name, items_of(dimension.code)) for dimension in kept]
    found = lifted(reading(sheet("Petunjuk", [[label, "survey"]]), *pages), "survey")
    assert [(one.code, one.severity, one.values["sheet"]) for one in found.findings] == [
        ("sheet.dimension_missing", "warning", "Smart Society")
    ]


def test_a_misspelt_sheet_of_our_template_is_read_by_its_statements_and_asked_about():
    """Nobody has to guess which dimension "Smart Livng" is, and none is said to be missing."""
    pages = [
        survey_sheet("Smart Livng" if dimension.code == "living" else dimension.name, items_of(dimension.code))
        for dimension in DIMENSIONS
    ]
    found = lifted(reading(guide("survey"), *pages), "survey")
    assert [(one.code, one.place.sheet, one.values["of"], one.values["dimension"]) for one in found.findings] == [
        ("sheet.misspelt", "Smart Livng", "sheet:answers", "Smart Living")
    ]


def test_a_decided_sheet_name_does_not_hold_for_the_statements_of_another_dimension():
    """The next form has a sheet of the same name; its own statements say which dimension it is."""
    source = reading(survey_sheet("Jawaban", items_of("economy")))
    found = decided(source, "survey", {("sheet:answers", "jawaban"): "living"})
    assert ([grid.dimension for grid in found.grids["answers"]], errors(found.findings)) == ([None], [])


def test_hand_made_survey_may_hold_one_dimension_only():
    """Without our template's mark nobody promised the other sheets."""
    assert errors(lifted(reading(survey_sheet("LIVING", items_of("living"))), "survey").findings) == []


def test_sheet_of_respondents_under_the_name_of_no_dimension_is_an_error():
    """A sheet that looks like respondents must not be passed over because its dimension does not exist."""
    stray = sheet("Smart Mobility", [["Kode responden", "Layanan"], ["R1", "Bus"]])
    found = lifted(reading(survey_sheet("Governance", GOVERNANCE), stray), "survey")
    assert errors(found.findings) == [("value.unknown_dimension", "Smart Mobility", "")]


def test_fields_stand_right_of_their_label_or_after_its_colon():
    """The cells above a table speak for all its rows, in both usual ways to write them."""
    page = sheet("Nilai", [["Kabupaten/Kota: Kabupaten Tabalong"], ["Tahun", 2023], ["kode", "nilai"], ["B1", 3]])
    fields = lifted(reading(page), "marks").fields
    assert {code: (field.cell.value, field.cell.address, field.sheet) for code, field in fields.items()} == {
        "region": ("Kabupaten Tabalong", "A1", "Nilai"),
        "year": (2023, "B2", "Nilai"),
    }


def test_field_of_the_sheet_goes_before_that_of_the_instructions():
    """What stands beside the data is nearer to it than the instruction sheet."""
    page = sheet("Nilai", [["tahun", 2022], ["kode", "nilai"], ["B1", 3]])
    found = lifted(reading(guide("marks", Tahun=2023, Jalur="Reguler"), page), "marks")
    assert [found.fields[code].cell.value for code in ("year", "track")] == [2022, "Reguler"]


@pytest.mark.parametrize("kind", ["survey", "marks", "results", "innovations"])
def test_status_is_read_from_the_instructions_of_every_kind(kind):
    """Invented data of any kind can say so."""
    fields = lifted(reading(guide(kind, Status="CONTOH")), kind).fields
    assert fields["status"].cell.value == "CONTOH"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", load_layouts())
def test_every_template_is_of_its_kind_and_misses_nothing(kind, language):
    """What we hand out is what we understand: no column is missing, unknown or twice."""
    methods = load_methods()
    content = template(
        load_layouts()[kind], Words(language), method_of(), DIMENSIONS, ["Kabupaten Tabalong"], methods.tracks, [YEAR]
    )
    source = read(content, FILE)
    found = lifted(source, kind)
    assert guess_kind(source, load_layouts(), names()) == kind
    assert {one.code for one in found.findings} - {"row.example", "sheet.empty"} == set()


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([RESULTS, RESULT], "results"),
        ([RESULTS[:4], RESULT[:4]], "results"),
        ([HEADER, ROW], "innovations"),
        ([["kode", "nilai"], ["B1", 3]], "marks"),
        ([["Kode responden", *GOVERNANCE], ["R1", *[3] * 9]], "survey"),
        ([["Nama", "Alamat"], ["Budi", "Tanjung"]], None),
        ([["Barang", "Harga"], ["Kertas", 40000]], None),
        ([[1, 2], [3, 4]], None),
        ([], None),
    ],
)
def test_kind_is_guessed_from_the_columns(rows, kind):
    """A file without instructions is what its columns fit; one that fits nothing is not guessed."""
    assert guess_kind(reading(sheet("Sheet1", rows)), load_layouts(), names()) == kind


def test_what_the_instructions_say_goes_before_what_the_columns_look_like():
    """A person's word counts more than likeness."""
    source = reading(guide("results"), sheet("Inovasi", [HEADER, ROW]))
    assert guess_kind(source, load_layouts(), names()) == "results"


def test_dates_and_numbers_stay_as_the_reader_gave_them():
    """Nothing is judged while it is lifted."""
    item = items_of("living")[0]
    content = workbook({"Smart Living": [["Tanggal", "Layanan", item], [date(2023, 9, 18), 7, 2.5]]})
    cells = lifted(read(content, FILE), "survey").records["answers"][0].cells
    assert [cells[code].value for code in ("date", "service", item)] == [date(2023, 9, 18), 7, 2.5]


def decided(source: Reading, kind: str, aliases: dict) -> Extract:
    """Lift the tables of a kind with what was decided about the names of headers and sheets."""
    return extract(source, FILE, load_layouts()[kind], replace(names(), aliases=aliases))


def test_a_header_means_what_a_person_decided():
    """A column or an item under another name is read as such, in the sheet's order; an ignored one is nothing."""
    item, *others = GOVERNANCE
    rows = [["Kode responden", "Umurnya", "Pernyataan satu", "Catatan kami", *others], ["R1", "26-35", 4, "x", *others]]
    source = reading(sheet("Smart Governance", rows))
    aliases = {
        ("header:answers", "umurnya"): "age_group",
        ("header:answers", "pernyataan satu"): item,
        ("header:answers", "catatan kami"): "",
    }
    before, after = lifted(source, "survey"), decided(source, "survey", aliases)
    (grid,) = after.grids["answers"]
    assert told(before.findings, "header.unknown", "header.column_missing") != []
    assert told(after.findings, "header.unknown", "header.column_missing") == []
    assert list(grid.letters.items())[:3] == [("respondent", "A"), ("age_group", "B"), (item, "C")]


def test_a_known_header_counts_before_one_that_was_decided():
    """Where both name one column the decided one is unknown, and nobody is asked about it again."""
    rows = [["Kode responden", "Umur", "Umurnya", *GOVERNANCE], ["R1", "26-35", "36-45", *[3] * len(GOVERNANCE)]]
    found = decided(reading(sheet("Smart Governance", rows)), "survey", {("header:answers", "umurnya"): "age_group"})
    unknown = [(one.place.cell, one.values) for one in found.findings if one.code == "header.unknown"]
    assert (values(found, "answers")[0]["age_group"], unknown) == ("26-35", [("C1", {})])


def test_two_headers_decided_to_be_one_column_are_doubled():
    """Whoever says so is told, as if the name stood there twice."""
    rows = [["Kode responden", "Umurnya", "Usianya", *GOVERNANCE], ["R1", "26-35", "36-45", *[3] * len(GOVERNANCE)]]
    aliases = {("header:answers", name): "age_group" for name in ("umurnya", "usianya")}
    found = decided(reading(sheet("Smart Governance", rows)), "survey", aliases)
    assert told(found.findings, "header.duplicate") == [("header.duplicate", "Smart Governance", "C1")]


def test_an_unknown_name_says_what_it_could_be():
    """Findings about headers and sheets carry the kind of name and its whole text, so that it can be decided on."""
    rows = [["Kode responden", "Umurnya", *GOVERNANCE], ["R1", "26-35", *[3] * len(GOVERNANCE)]]
    other = sheet("Catatan", [["a", "b"], ["c", "d"]])
    found = lifted(reading(sheet("Smart Governance", rows), other), "survey")
    choices = {one.code: (one.values.get("of"), one.values.get("text")) for one in found.findings}
    assert (choices["header.unknown"], choices["sheet.unknown"]) == (
        ("header:answers", "Umurnya"),
        ("sheet:answers", "Catatan"),
    )


@pytest.mark.parametrize(("meaning", "expected"), [("living", ["living"]), ("", []), ("tidak ada", []), (None, [])])
def test_a_sheet_means_the_dimension_that_a_person_decided(meaning, expected):
    """A loose name is read as its dimension once that is said; an ignored sheet is not even called unknown."""
    aliases = {} if meaning is None else {("sheet:answers", "ruang hidup"): meaning}
    found = decided(reading(sheet("Ruang hidup", [["Kode responden", "Layanan"], ["R1", "x"]])), "survey", aliases)
    is_asked = any(one.place.sheet == "Ruang hidup" and one.values.get("of") for one in found.findings)
    assert ([grid.dimension for grid in found.grids["answers"]], is_asked) == (expected, meaning in (None, "tidak ada"))


def test_a_sheet_means_the_table_that_a_person_decided():
    """A list under a name that nobody knows is read once that is said, though its headers alone would not do."""
    source = reading(sheet("Rekap", [["Tahun", "Inovasi"], [2026, "Lapak Sehat"]]))
    before = lifted(source, "innovations").records["innovations"]
    after = decided(source, "innovations", {("sheet:innovations", "rekap"): "innovations"}).records["innovations"]
    assert (len(before), len(after)) == (0, 1)


def test_a_known_sheet_name_means_what_it_says():
    """What was decided about a name does not hide a sheet that is known by itself."""
    source = reading(survey_sheet("Smart Governance", GOVERNANCE))
    found = decided(source, "survey", {("sheet:answers", "smart governance"): ""})
    assert [grid.dimension for grid in found.grids["answers"]] == ["governance"]
