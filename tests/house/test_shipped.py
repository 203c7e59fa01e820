import importlib.util
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from smartcity.method import load_dimensions, load_methods
from smartcity.method.layout import Layout, load_layouts

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
SHIPPED = {
    "hasil-smart-city.xlsx": "results",
    "inovasi-tabalong.xlsx": "innovations",
    "daerah-kalsel.xlsx": "regions",
    "indikator.xlsx": "indicators",
    "agenda.xlsx": "events",
}

Rows = list[dict[str, object]]


@cache
def sheets(file: str) -> dict[str, Rows]:
    """Read each sheet below its header row as dictionaries by header."""
    workbook = load_workbook(RAW / file)
    found = {}
    for sheet in workbook.worksheets[1:]:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(header, row)) for row in rows]
    return found


def data_sheets(file: str) -> dict[str, Rows]:
    """Read every sheet but the one that describes the sources."""
    return {name: rows for name, rows in sheets(file).items() if name != "Sumber"}


@cache
def guide(file: str) -> dict[object, object]:
    """Read the guide sheet as labels and values."""
    sheet = load_workbook(RAW / file)["Petunjuk"]
    return {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True)}


def sample_script() -> ModuleType:
    """Load the script as a module; its folder is no package."""
    spec = importlib.util.spec_from_file_location("sample_survey", ROOT / "scripts" / "sample_survey.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SAMPLES = sample_script()
SAMPLE_FILES = tuple(f"CONTOH-survei-{plan.year}.xlsx" for plan in SAMPLES.PLANS)


def test_every_workbook_of_the_folder_is_described():
    """The folder holds the shipped and the sample workbooks, each named in BACA.md, and no other."""
    found = {path.name for path in RAW.glob("*.xlsx")}
    text = (RAW / "BACA.md").read_text("utf-8")
    assert found == {*SHIPPED, *SAMPLE_FILES}
    assert [name for name in found if name not in text] == []


@pytest.mark.parametrize(("file", "kind"), SHIPPED.items())
def test_shipped_workbook_names_its_kind_and_is_not_a_sample(file, kind):
    """A shipped workbook says its kind, and only invented data has the status CONTOH."""
    fields = guide(file)
    assert (fields["Jenis"], fields["Status"]) == (kind, None)


@pytest.mark.parametrize(("file", "kind"), SHIPPED.items())
def test_shipped_sheets_have_the_headers_of_their_layout(file, kind):
    """Every sheet belongs to a table of its kind and has exactly that table's headers; no source states users."""
    layout: Layout = load_layouts()[kind]
    expected = {
        tuple(column.header["id"] for column in table.columns if column.code != "users") for table in layout.tables
    }
    workbook = load_workbook(RAW / file)
    found = {tuple(cell.value for cell in sheet[1]) for sheet in workbook.worksheets[1:]}
    assert found == expected


@pytest.mark.parametrize("file", SHIPPED)
def test_every_row_has_its_own_source_and_every_source_its_row(file):
    """The sheet Sumber has one row for each data row and points back to the very sheet and row that names it."""
    named = [
        (row["Sumber"], name, number)
        for name, rows in data_sheets(file).items()
        for number, row in enumerate(rows, start=2)
    ]
    described = [(row["Kode"], row["Lembar"], row["Baris"]) for row in sheets(file)["Sumber"]]
    assert sorted(named) == sorted(described)
    assert max(Counter(code for code, *_ in named).values()) == 1


@pytest.mark.parametrize("file", SHIPPED)
def test_every_source_has_an_origin_and_a_certainty(file):
    """No source row lacks where its figure comes from or how sure it is."""
    column = load_layouts()[SHIPPED[file]].table("sources").column("certainty")
    rows = sheets(file)["Sumber"]
    assert [row["Kode"] for row in rows if not row["Asal"] or column.choice(row["Kepastian"]) is None] == []


def test_results_hold_every_region_of_each_year_and_track():
    """Two official tables are complete; the other years hold the single values that were published or derived."""
    rows = sheets("hasil-smart-city.xlsx")["Hasil"]
    found = Counter((row["Tahun"], row["Putaran"], row["Jalur"], row["Dasar"]) for row in rows)
    assert found == {
        (2020, "Evaluasi pertama", "Reguler", "pers"): 1,
        (2021, "Tahap II", "Reguler", "pers"): 4,
        (2022, "Tahap II", "KPPN & IKN", "resmi"): 38,
        (2022, "Tahap II", "Reguler", "pers"): 2,
        (2022, "Tahap II", "Reguler", "turunan"): 2,
        (2023, "Tahap II", "Reguler", "resmi"): 72,
        (2023, "Tahap II", "KPPN & IKN", "resmi"): 58,
        (2024, "Tahap II", "Reguler", "pers"): 2,
    }


def test_results_name_a_region_once_a_year():
    """No region has two rows in one year and round."""
    rows = sheets("hasil-smart-city.xlsx")["Hasil"]
    keys = Counter((row["Tahun"], row["Putaran"], row["Daerah"]) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []


def test_official_home_row_is_as_the_letter_prints_it():
    """The home region's figures of the official table stand in one row, with no collaboration in its track."""
    rows = sheets("hasil-smart-city.xlsx")["Hasil"]
    (row,) = (row for row in rows if (row["Tahun"], row["Daerah"]) == (2023, "Kabupaten Tabalong"))
    names = ("Baseline", "Output", "Outcome", "Impact", "Quick Win", "Kolaborasi")
    assert [row[name] for name in (*names, "Indeks Pencapaian", "Indeks Peningkatan")] == [
        3.76,
        3.20,
        3.17,
        3.59,
        3.47,
        None,
        3.38,
        0.26,
    ]


def test_claims_of_the_press_stand_apart_from_results():
    """What the press says of ranks is kept as claims, with among whom and, if stated, out of how many."""
    rows = sheets("hasil-smart-city.xlsx")["Klaim"]
    assert [(row["Tahun"], row["Daerah"], row["Peringkat"], row["Di antara"], row["Dari"]) for row in rows] == [
        (2023, "Kabupaten Tabalong", 8, "nasional", 130),
        (2023, "Kabupaten Tabalong", 1, "provinsi", None),
        (2023, "Kabupaten Tabalong", 1, "provinsi", None),
    ]


def test_innovation_lists_are_complete():
    """Each of the three lists has all the names its source prints."""
    rows = sheets("inovasi-tabalong.xlsx")["Inovasi"]
    assert Counter(row["Daftar"] for row in rows) == {"survey_2023": 17, "fgd_2024": 26, "final_2024": 18}


def test_lists_state_what_their_sources_state():
    """A list keeps the numbers its source gives, even where they differ from the names it prints."""
    rows = sheets("inovasi-tabalong.xlsx")["Daftar"]
    stated = {row["Daftar"]: (row["Inovasi menurut sumber"], row["Inovator menurut sumber"]) for row in rows}
    assert stated == {"survey_2023": (None, None), "fgd_2024": (24, 26), "final_2024": (18, None)}


def test_final_list_has_one_innovation_for_each_sub_dimension():
    """The final list of 2024 fills every sub-dimension exactly once."""
    rows = sheets("inovasi-tabalong.xlsx")["Inovasi"]
    found = sorted((row["Dimensi"], row["Sub-dimensi"]) for row in rows if row["Daftar"] == "final_2024")
    expected = sorted(
        (dimension.name, part.names["id"]) for dimension in load_dimensions() for part in dimension.sub_dimensions
    )
    assert found == expected


def test_province_has_thirteen_regions_each_on_its_own_tile():
    """The province's regions are complete and no two share a tile of the schematic map."""
    rows = sheets("daerah-kalsel.xlsx")["Daerah"]
    tiles = {(row["Baris petak"], row["Kolom petak"]) for row in rows}
    assert (len(rows), len(tiles)) == (13, 13)


@pytest.mark.parametrize("file", ["hasil-smart-city.xlsx", "indikator.xlsx"])
def test_every_region_that_has_a_figure_is_a_known_region(file):
    """Results and indicators use only the full names that the region workbook lists."""
    known = {row["Daerah"] for rows in data_sheets("daerah-kalsel.xlsx").values() for row in rows}
    used = {row["Daerah"] for rows in data_sheets(file).values() for row in rows}
    assert used - known == set()


def test_region_names_begin_with_their_type():
    """A region is listed once, under its full name, which says whether it is a kabupaten, a kota or a province."""
    rows = [row for rows in data_sheets("daerah-kalsel.xlsx").values() for row in rows]
    assert [row["Daerah"] for row in rows if row["Daerah"].split()[0].lower() != row["Jenis"]] == []
    assert len({row["Daerah"] for row in rows}) == len(rows)


def test_indicators_are_complete_and_never_mixed():
    """One sheet an indicator and series: the two IPM series do not share a sheet."""
    found = {
        name: (len(rows), {row["Indikator"] for row in rows}) for name, rows in data_sheets("indikator.xlsx").items()
    }
    series = [{row["Seri"] for row in rows} for name, rows in data_sheets("indikator.xlsx").items() if "seri" in name]
    assert found == {
        "IPM seri A": (56, {"IPM"}),
        "IPM seri B": (69, {"IPM"}),
        "SPBE": (8, {"SPBE"}),
        "IGA": (9, {"IGA"}),
        "IDSD": (13, {"IDSD"}),
    }
    assert [len(names) for names in series] == [1, 1]


def test_agenda_is_in_order_of_time():
    """Events stand in the order of their years, each with a name."""
    rows = sheets("agenda.xlsx")["Agenda"]
    years = [row["Tanggal"][:4] for row in rows]
    assert (len(rows), years) == (14, sorted(years))
    assert [row for row in rows if not row["Kegiatan"]] == []


@pytest.mark.parametrize("plan", SAMPLES.PLANS, ids=lambda plan: str(plan.year))
@pytest.mark.slow
def test_sample_script_reproduces_the_committed_file(plan):
    """The sample is a pure function of its script: the same bytes on every run."""
    assert SAMPLES.sample(plan) == (RAW / f"CONTOH-survei-{plan.year}.xlsx").read_bytes()


@pytest.mark.parametrize("file", SAMPLE_FILES)
def test_sample_says_that_it_is_invented_in_its_status_and_in_every_row(file):
    """Nobody can take a row of the sample for an answer of a citizen."""
    rows = [row for rows in sheets(file).values() for row in rows]
    assert guide(file)["Status"] == "CONTOH"
    assert [
        row for row in rows if not (row["Kode responden"].startswith("CONTOH") and row["Nama"].startswith("CONTOH"))
    ] == []


@pytest.mark.parametrize("plan", SAMPLES.PLANS, ids=lambda plan: str(plan.year))
def test_sample_misses_and_exceeds_the_quota_where_it_is_meant_to(plan):
    """One dimension has too few respondents, one too many, the others exactly the quota."""
    quota = load_methods().require(plan.year, plan.track).survey.quota
    found = {name: len(rows) - quota for name, rows in sheets(f"CONTOH-survei-{plan.year}.xlsx").items()}
    assert found == {dimension.name: plan.surplus.get(dimension.code, 0) for dimension in load_dimensions()}
    assert (min(found.values()) < 0, max(found.values()) > 0) == (True, True)


@pytest.mark.parametrize("file", SAMPLE_FILES)
def test_sample_has_one_person_in_two_dimensions(file):
    """Exactly one phone number occurs twice, on two sheets."""
    phones = Counter((row["Nomor telepon"], name) for name, rows in sheets(file).items() for row in rows)
    twice = Counter(phone for phone, _ in phones)
    assert [count for count in twice.values() if count > 1] == [2]
    assert set(phones.values()) == {1}


@pytest.mark.parametrize("plan", SAMPLES.PLANS, ids=lambda plan: str(plan.year))
def test_sample_has_people_who_give_one_answer_throughout(plan):
    """The planted straight-liners are there, beside answers and services left blank."""
    by_name = {dimension.code: dimension.name for dimension in load_dimensions()}
    found = sheets(f"CONTOH-survei-{plan.year}.xlsx")
    answers = {
        name: [[value for key, value in row.items() if key.startswith("[")] for row in rows]
        for name, rows in found.items()
    }
    alike = [row for row in answers[by_name[plan.same_answers_in]] if len(set(row)) == 1]
    unanswered = sum(value is None for rows in answers.values() for row in rows for value in row)
    unnamed = sum(row["Layanan"] is None for rows in found.values() for row in rows)
    assert (len(alike) >= len(SAMPLES.SAME_ANSWERS), unanswered > 0) == (True, True)
    assert unnamed == len(plan.unnamed_services_in)


@pytest.mark.parametrize("plan", SAMPLES.PLANS, ids=lambda plan: str(plan.year))
def test_sample_answers_are_on_the_scale_and_services_on_the_list(plan):
    """Apart from its deliberate holes the sample is a clean file."""
    survey = load_methods().require(plan.year, plan.track).survey
    known = SAMPLES.services_of(plan)
    allowed = {None, *range(int(survey.answer_min), int(survey.answer_max) + 1)}
    for name, rows in sheets(f"CONTOH-survei-{plan.year}.xlsx").items():
        answers = {value for row in rows for key, value in row.items() if key.startswith("[")}
        services = {row["Layanan"] for row in rows}
        assert (answers - allowed, services - {*known[name], None}) == (set(), set())


@pytest.mark.slow
def test_check_option_finds_nothing_to_write():
    """`--check` ends with 0 when the committed samples are what the script writes."""
    assert SAMPLES.main(["--check"]) == 0
