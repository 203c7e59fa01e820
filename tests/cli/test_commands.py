import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import answer_of, contents, empty_folder, entry_of, figures, full_folder, run
from laws import paired
from openpyxl import Workbook, load_workbook
from workbooks import (
    DIMENSIONS,
    HOME,
    TRACK,
    YEAR,
    even_marks,
    items_of,
    marks,
    mean_of_means,
    method_of,
    result_row,
    results,
    survey,
    varied,
    workbook,
)

from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE
from smartcity.method import load_methods
from smartcity.method.layout import template_kinds
from smartcity.method.regions import load_site
from smartcity.wording import LANGUAGES, Words

ROOT = Path(__file__).parents[2]
OTHER, THIRD, FOURTH = "Kota Banjarmasin", "Kabupaten Banjar", "Kota Banjarbaru"
NEXT = YEAR + 2
BY = ("--by", "Rina")
SMALLEST = load_site().smallest_group


@pytest.fixture(autouse=True)
def kept_open():
    """Nothing: each command opens the folder and closes it."""


@pytest.fixture
def empty(tmp_path, monkeypatch) -> DataFolder:
    """A data folder without the shipped workbooks, its path with a space in it."""
    return empty_folder(tmp_path / "data percobaan", monkeypatch)


@pytest.fixture
def own_full(tmp_path, monkeypatch, shipped_folder) -> DataFolder:
    """A copy of the folder with the shipped workbooks, its path with a space in it."""
    return full_folder(tmp_path / "data penuh", monkeypatch, shipped_folder)


@pytest.fixture
def saved(tmp_path):
    """Write bytes as a file and return its path."""

    def save(content: bytes, name: str = "kiriman saya.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


def commit(path: Path, *options: object) -> str:
    """Commit a file and return its entry."""
    return entry_of(run("commit", path, *BY, *options, "--json"))


def withdraw(entry: str) -> None:
    """Withdraw an entry."""
    assert run("withdraw", entry, *BY, "--why", "percobaan").code == 0


def plain_index(values: dict[str, float], year: int = YEAR, track: str = TRACK) -> tuple[float, dict[str, float]]:
    """Compute by hand: the plain mean of each component's items, and the weighted sum of the means."""
    method = method_of(year, track)
    means = {}
    for component in method.weights:
        own = [values[item.code] for item in method.items if item.component == component]
        means[component] = sum(own) / len(own)
    return sum(weight * means[component] for component, weight in method.weights.items()), means


def test_build_makes_a_missing_folder_with_the_shipped_workbooks(tmp_path, monkeypatch):
    """The first build on a folder that does not exist makes it, with every workbook that comes with the product."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "baru" / "data"))
    built = answer_of("build")
    shipped = {path.name for path in DataFolder.chosen().shipped()}
    assert {line["file"] for line in answer_of("history")} == shipped
    assert (built["files"], answer_of("score", 2023)["published"]) == (len(shipped), 3.38)


def test_build_empty_makes_a_missing_folder_without_them(tmp_path, monkeypatch):
    """With --empty nothing is committed, and a later build keeps it so."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "baru" / "data"))
    answers = [answer_of("build", "--empty")["files"], answer_of("build")["files"], answer_of("history")]
    assert answers == [0, 0, []]
    assert run("score", 2023).code == 1


def test_score_has_the_keys_of_the_contract(full):
    """An official score: recomputed beside published, components, improvement, rank, method."""
    answer = answer_of("score", 2023, "--region", "Kabupaten Tabalong")
    recomputed = {"index", "components", "improvement", "method", "method_status"}
    assert answer.keys() >= {"year", "track", "region", "basis", "published", "rank", *recomputed}
    assert {key: answer[key] for key in ("year", "track", "region", "basis", "published", "rank")} == {
        "year": 2023,
        "track": "regular",
        "region": HOME,
        "basis": "official",
        "published": 3.38,
        "rank": 20,
    }
    assert (answer["index"], answer["method"], answer["method_status"]) == (
        pytest.approx(3.379, abs=1e-12),
        "2023_regular",
        "certain",
    )
    assert answer["components"] == {
        "baseline": 3.76,
        "output": 3.2,
        "outcome": 3.17,
        "impact": 3.59,
        "quick_win": 3.47,
    }


def test_improvement_is_made_of_two_figures_of_one_kind(full):
    """2023 less 2022 of which only the press tells the index: printed less printed, and it says so."""
    now, before = answer_of("score", 2023), answer_of("score", 2022)
    assert now["improvement"] == pytest.approx(now["published"] - before["published"], abs=1e-12)
    assert (round(now["improvement"], 2), now["improvement_of"]) == (0.26, "published")


def test_printed_and_recomputed_are_two_figures_with_two_names(full):
    """Only what the letter prints is called official; the recomputed index stands beside it under its own name."""
    asked_for = ("score", 2022, "--region", "Lombok Utara")
    answer, derived = answer_of(*asked_for), answer_of("score", 2022, "--region", "Banjarbaru")
    line = run(*asked_for).out.splitlines()[0]
    assert (answer["published"], answer["recomputed"]) == (2.54, pytest.approx(2.527, abs=1e-12))
    assert line == "Kabupaten Lombok Utara 2022: 2,54 (resmi); dihitung ulang dari komponennya 2,527"
    assert (derived["index"], derived["published"], derived["recomputed"]) == (2.73, None, None)


def test_score_without_components_is_the_published_figure(full):
    """Where the press printed only an index there is nothing to recompute."""
    answer = answer_of("score", 2024)
    assert (answer["index"], answer["published"], answer["components"]) == (3.55, 3.55, {})


@pytest.mark.parametrize(
    "spoken",
    ["Kabupaten Tabalong", "kabupaten tabalong", "TABALONG", "tabalong", "Kab. Tabalong", "63.09", "6309"],
)
def test_region_is_found_by_full_name_short_name_or_code(full, spoken):
    """However a person names the region, in any case, the answer names it in full."""
    assert answer_of("score", 2023, "--region", spoken)["region"] == HOME


def test_unknown_region_gets_suggestions_on_stderr(full):
    """A misspelt region is wrong usage; the sentence lists the nearest names and stdout stays empty."""
    answer = run("score", 2023, "--region", "Tabalongg", "--json")
    assert (answer.code, answer.out, "Kabupaten Tabalong" in answer.err) == (2, "", True)


def test_ambiguous_region_is_not_guessed(empty, saved):
    """A short name that two regions share means neither; both are suggested."""
    rows = [["Daerah", "Jenis", "Provinsi"], ["Kota Kembar", "kota", "X"], ["Kabupaten Kembar", "kabupaten", "X"]]
    commit(saved(workbook({"Daerah": rows})))
    answer = run("score", 2023, "--region", "Kembar")
    assert (answer.code, "Kota Kembar" in answer.err, "Kabupaten Kembar" in answer.err) == (2, True, True)


def test_rank_has_the_keys_of_the_contract(full):
    """The province of 2023: four ranked by their published figures, the others listed without a rank."""
    answer = answer_of("rank", 2023, "--among", "kalsel")
    assert [set(row) >= {"rank", "region", "index", "published", "basis"} for row in answer["rows"]] == [True] * 4
    assert [(row["rank"], row["region"], row["published"]) for row in answer["rows"]] == [
        (1, HOME, 3.38),
        (2, OTHER, 3.31),
        (3, THIRD, 2.42),
        (4, FOURTH, 2.23),
    ]
    assert (answer["year"], answer["among"], answer["count"], len(answer["unranked"])) == (2023, "kalsel", 4, 9)


@pytest.mark.parametrize(
    ("among", "rank", "count"), [("kalsel", 1, 4), ("national", 20, 130), ("track", 10, 72), ("kabupaten", 9, None)]
)
def test_rank_of_home_in_every_group(full, among, rank, count):
    """METHOD.md 7: 20th of 130, 9th of the kabupaten, 10th of 72 in the regular track."""
    answer = answer_of("rank", 2023, "--among", among)
    own = next(row["rank"] for row in answer["rows"] if row["region"] == HOME)
    assert (own, answer["count"]) == (rank, count or answer["count"])


def test_rank_among_another_track(full):
    """The other track of the year is ranked when it is named, in either spelling."""
    answers = [answer_of("rank", 2023, "--among", "track", "--track", name) for name in ("kppn_ikn", "KPPN & IKN")]
    assert [answer["count"] for answer in answers] == [58, 58]


def test_marks_template_filled_in_gives_plain_means_and_their_weighted_sum(empty, tmp_path):
    """A person fills `nilai` and `daerah`; the simulated score is the hand-computed one."""
    path = tmp_path / "mandiri.xlsx"
    assert run("template", "marks", "--year", 2023, "--track", "regular", "-o", path).code == 0
    book = load_workbook(path)
    values = fill_marks(book, HOME)
    book.save(path)
    assert answer_of("check", path)["loadable"] is True
    entry = commit(path)
    answer = answer_of("score", 2023, "--region", "Tabalong", "--basis", "simulasi")
    index, means = plain_index(values, 2023)
    assert answer["index"] == pytest.approx(index, abs=1e-12)
    assert answer["components"] == pytest.approx(means, abs=1e-12)
    assert {key: answer[key] for key in ("basis", "published", "method", "track", "region", "year")} == {
        "basis": "simulasi",
        "published": None,
        "method": "2023_regular",
        "track": "regular",
        "region": HOME,
        "year": 2023,
    }
    withdraw(entry)
    assert run("score", 2023, "--region", "Tabalong", "--basis", "simulasi").code == 1


def fill_marks(book: Workbook, region: str) -> dict[str, int]:
    """Fill a self-assessment as a person would: find the labels, write beside them."""
    page = next(page for page in book if page.title != "Petunjuk")
    label = next(cell for row in page.iter_rows() for cell in row if cell.value == "daerah")
    label.offset(0, 1).value = region
    header = next(row for row in page.iter_rows() if [cell.value for cell in row][:1] == ["kode"])
    columns = {cell.value: cell.column for cell in header}
    values = {}
    for number, row in enumerate(page.iter_rows(min_row=header[0].row + 1)):
        values[row[columns["kode"] - 1].value] = row[columns["nilai"] - 1].value = number % 5
    return values


@pytest.mark.parametrize("year_and_track", [(method.year, method.track) for method in load_methods().all])
def test_marks_template_exists_for_every_method_and_holds_its_items(tmp_path, year_and_track):
    """Each (year, track) with a method has a self-assessment with one row an item."""
    year, track = year_and_track
    path = tmp_path / "mandiri.xlsx"
    assert answer_of("template", "marks", "--year", year, "--track", track, "-o", path)["kind"] == "marks"
    page = load_workbook(path).worksheets[1]
    found = [row[0] for row in page.iter_rows(min_row=6, values_only=True)]
    assert found == [item.code for item in method_of(year, track).items]


def test_marks_of_another_region_and_track_are_scored_by_their_own_method(empty, saved):
    """Not only the home region can be simulated, and not only the usual track."""
    values = even_marks(2023, "kppn_ikn")
    commit(saved(marks(values, region=OTHER, year=2023, track="kppn_ikn")))
    answer = answer_of("score", 2023, "--region", "banjarmasin", "--basis", "simulasi")
    index, means = plain_index(values, 2023, "kppn_ikn")
    assert (answer["track"], "collaboration" in answer["components"]) == ("kppn_ikn", True)
    assert (answer["index"], answer["components"]) == (pytest.approx(index), pytest.approx(means))


def test_missing_mark_is_no_zero(empty, saved):
    """A component with an item that nobody marked has no score, and neither has the index."""
    values = even_marks()
    method = method_of()
    left_out = next(item.code for item in method.items if item.component == "output")
    commit(saved(marks({**values, left_out: None})))
    answer = answer_of("score", YEAR, "--basis", "simulasi")
    assert (answer["index"], set(answer["components"])) == (None, set(method.weights) - {"output"})


def test_zero_is_a_mark(empty, saved):
    """All zeros are an index of zero, not a missing one."""
    commit(saved(marks(dict.fromkeys(even_marks(), 0))))
    assert answer_of("score", YEAR, "--basis", "simulasi")["index"] == 0.0


def test_simulation_never_becomes_official(own_full, saved):
    """Marks of a year with official figures change nothing of those, neither score nor rank."""
    before = [answer_of("score", 2023), answer_of("rank", 2023)]
    commit(saved(marks(even_marks(2023), year=2023)))
    assert [answer_of("score", 2023), answer_of("rank", 2023)] == before
    assert answer_of("score", 2023, "--basis", "simulasi")["basis"] == "simulasi"


def test_a_simulated_rank_says_where_it_is_invented_and_is_as_fine_as_a_simulated_score(own_full, saved):
    """Marks beside an invented survey give an index that is partly invented; without them there is none to rank."""
    before = answer_of("rank", YEAR, "--basis", "simulasi")
    assert {one["region"]: one["reason"] for one in before["unranked"]}[HOME] == "not_simulated"
    asked_of_people = [item.code for item in method_of().items if item.component == "impact"]
    commit(saved(marks(even_marks() | dict.fromkeys(asked_of_people))))
    answer = answer_of("rank", YEAR, "--basis", "simulasi")
    rows = {row["region"]: row for row in answer["rows"]}
    index = answer_of("score", YEAR, "--basis", "simulasi")["index"]
    assert (answer["count"], rows[HOME]["basis"], rows[HOME]["sample"], rows[HOME]["index"]) == (
        *(2, "simulasi", True, index),
    )
    assert rows[HOME]["index"] == round(rows[HOME]["index"], 3)
    assert [row["sample"] for region, row in rows.items() if region != HOME] == [False]
    for language in LANGUAGES:
        output = run("rank", YEAR, "--basis", "simulasi", "--language", language).out
        assert any(line.startswith(Words(language)("charts.basis.sample")) for line in output.splitlines())


def test_survey_counts_respondents_and_averages_item_means(empty, saved):
    """The mean is that of the item means, each over those who answered it, unrounded; nobody is no zero."""
    rows = varied(7, "living")
    rows[2][items_of("living")[0]] = None
    rows[5][items_of("living")[0]] = None
    rows[6][items_of("living")[4]] = None
    assert answer_of("check", saved(survey({"living": rows})))["rows_read"] == 7
    commit(saved(survey({"living": rows, "society": varied(6, "society")})))
    answer = answer_of("respondents", YEAR)
    found = {row["dimension"]: row for row in answer["dimensions"]}
    assert [(code, row["count"], row["quota"]) for code, row in found.items()] == [
        (d.code, {"living": 7, "society": 6}.get(d.code, 0), 50) for d in DIMENSIONS
    ]
    assert found["living"]["mean"] == round(mean_of_means(rows, "living"), 2)
    assert (answer["year"], found["economy"]["mean"]) == (YEAR, None)


def test_means_of_few_people_are_not_told(empty, saved):
    """A dimension with fewer than five people tells no mean, and nothing that is made of it is told either."""
    counts = {"living": 7, "society": 2, "economy": 6}
    commit(saved(survey({code: varied(count, code) for code, count in counts.items()})))
    found = {row["dimension"]: row for row in answer_of("respondents", YEAR)["dimensions"] if row["count"]}
    assert {code: (row["count"], row["hidden"]) for code, row in found.items()} == {
        code: (count, count < SMALLEST) for code, count in counts.items()
    }
    assert {code for code, row in found.items() if row["mean"] is None} == {"society"}
    refused = run("trace", YEAR, "--basis", "simulasi", "--node", "impact.society")
    assert (refused.code, refused.out, "Smart Society" in refused.err) == (1, "", True)


def test_survey_becomes_the_impact_of_its_year(empty, saved):
    """With respondents in every dimension the simulated impact is the mean of all item means."""
    rows = {dimension.code: varied(SMALLEST, dimension.code) for dimension in DIMENSIONS}
    commit(saved(survey(rows)))
    means = [mean_of_means(rows[d.code], d.code) for d in DIMENSIONS]
    answer = answer_of("score", YEAR, "--basis", "simulasi")
    assert answer["components"] == {"impact": round(sum(means) / len(means), 3)}
    assert answer["index"] is None


def test_template_of_the_survey_is_filled_in_by_a_person(empty, tmp_path):
    """One respondent below the example row of each sheet: the example is skipped, the respondent counted."""
    path = tmp_path / "survei.xlsx"
    run("template", "survey", "--year", 2023, "-o", path)
    book = load_workbook(path)
    for page in book.worksheets[1:]:
        header = [cell.value for cell in page[1]]
        page.append(["R1" if name == "Kode responden" else 3 if str(name).startswith("[") else None for name in header])
    book.save(path)
    checked = answer_of("check", path)
    assert (checked["rows_read"], {one["severity"] for one in checked["findings"]}) == (6, {"info", "warning"})
    commit(path)
    counted = [(row["count"], row["mean"], row["hidden"]) for row in answer_of("respondents", 2023)["dimensions"]]
    assert counted == [(1, None, True)] * 6


def test_results_of_a_new_year_are_ranked_with_shared_ranks(empty, saved):
    """Published figures decide, ties share the better rank, the next rank is skipped; order of rows is irrelevant."""
    given = [(FOURTH, 3.1), (HOME, 3.2), (THIRD, 3.1), (OTHER, 3.4), ("Kabupaten Tanah Bumbu", 2.9)]
    commit(saved(results([result_row(n, region, NEXT, value) for n, (region, value) in enumerate(given)])))
    rows = answer_of("rank", NEXT)["rows"]
    assert [(row["rank"], row["region"], row["published"]) for row in rows] == [
        (1, OTHER, 3.4),
        (2, HOME, 3.2),
        (3, THIRD, 3.1),
        (3, FOURTH, 3.1),
        (5, "Kabupaten Tanah Bumbu", 2.9),
    ]


def test_recomputed_figures_never_reorder_a_published_table(empty, saved):
    """Two regions printed alike share a rank although their components differ; the recomputed index stands beside."""
    header = [
        "Tahun",
        "Jalur",
        "Daerah",
        "Baseline",
        "Output",
        "Outcome",
        "Impact",
        "Quick Win",
        "Nilai akhir",
        "Dasar",
    ]
    rows = [
        [YEAR, "Reguler", HOME, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, "resmi"],
        [YEAR, "Reguler", OTHER, 3.0, 3.0, 3.0, 3.0, 3.02, 3.0, "resmi"],
        [YEAR, "Reguler", THIRD, 3.0, 3.0, 3.0, 3.0, 2.98, 3.01, "resmi"],
    ]
    commit(saved(workbook({"Hasil": [header, *rows]})))
    found = [(row["rank"], row["region"], row["published"], row["index"]) for row in answer_of("rank", YEAR)["rows"]]
    assert found == [
        (1, THIRD, 3.01, pytest.approx(2.996)),
        (2, HOME, 3.0, pytest.approx(3.0)),
        (2, OTHER, 3.0, pytest.approx(3.004)),
    ]


def test_results_of_a_year_without_a_method_load_as_published(empty, saved):
    """2025 has only borrowed rules: what was printed is shown, nothing is recomputed by them, and it says so."""
    header = ["Tahun", "Jalur", "Daerah", "Baseline", "Impact", "Nilai akhir", "Dasar", "Sumber"]
    path = saved(workbook({"Hasil": [header, [2025, "Reguler", HOME, 3.5, 3.1, 3.61, "resmi", "Surat"]]}))
    assert answer_of("check", path)["findings"] == []
    commit(path)
    answer = answer_of("score", 2025)
    assert {key: answer[key] for key in ("index", "published", "components", "method", "method_status")} == {
        "index": 3.61,
        "published": 3.61,
        "components": {"baseline": 3.5, "impact": 3.1},
        "method": None,
        "method_status": "provisional",
    }
    assert answer_of("rank", 2025)["rows"][0]["published"] == 3.61


def test_template_of_results_is_filled_in_by_a_person(empty, tmp_path):
    """A row below the example, found by its headers, is loaded and traced back to its very cells."""
    path = tmp_path / "hasil.xlsx"
    run("template", "results", "-o", path)
    book = load_workbook(path)
    page = book["Hasil"]
    place = {cell.value: cell.column for cell in page[1]}
    given = {"Tahun": NEXT, "Jalur": "Reguler", "Daerah": HOME, "Indeks Pencapaian": 3.7, "Dasar": "resmi"}
    for name, value in given.items():
        page.cell(3, place[name], value)
    book.save(path)
    commit(path)
    answer = answer_of("trace", NEXT, "--region", "tabalong")
    cell = page.cell(3, place["Indeks Pencapaian"]).coordinate
    assert [{key: one[key] for key in ("file", "sheet", "cell", "value")} for one in answer["places"]] == [
        {"file": "hasil.xlsx", "sheet": "Hasil", "cell": cell, "value": "3.7"}
    ]


def test_template_of_innovations_is_filled_in_by_a_person(empty, tmp_path):
    """Rows in any order, dimensions in small letters, a part by its name: each stands in its cell of the matrix."""
    path = tmp_path / "inovasi.xlsx"
    run("template", "innovations", "-o", path)
    book = load_workbook(path)
    page = book["Inovasi"]
    place = {cell.value: cell.column for cell in page[1]}
    given = [
        ("smart living", "Kesehatan", "Lapak Sehat"),
        ("GOVERNANCE", "Layanan Publik", "Sip Desa"),
        ("Smart Living", "kesehatan", "Ambulans Kita"),
        ("Smart Society", None, "Kampung Literasi"),
    ]
    for row, values in enumerate(given, start=3):
        for name, value in zip(("Tahun", "Dimensi", "Sub-dimensi", "Inovasi"), (NEXT, *values)):
            page.cell(row, place[name], value)
    book.save(path)
    commit(path)
    answer = answer_of("coverage", NEXT)
    filled = [(c["dimension"], c["sub_dimension"], c["innovations"]) for c in answer["cells"] if c["innovations"]]
    assert filled == [
        ("governance", "governance.1", ["Sip Desa"]),
        ("living", "living.2", ["Ambulans Kita", "Lapak Sehat"]),
        ("society", None, ["Kampung Literasi"]),
    ]
    parts = [(d.code, part.code) for d in DIMENSIONS for part in d.sub_dimensions]
    assert [(c["dimension"], c["sub_dimension"]) for c in answer["cells"] if c["sub_dimension"]] == parts


@pytest.mark.parametrize(("kind", "language"), paired(template_kinds(), ("id", "en")))
def test_untouched_template_is_readable_and_has_nothing_to_load(empty, tmp_path, kind, language):
    """Checking a template as it comes finds its kind, skips the example rows, and says that it is not filled in."""
    path = tmp_path / f"{kind}.xlsx"
    assert run("template", kind, "-o", path, "--language", language).code == 0
    answer = run("check", path, "--json")
    errors = {one["code"] for one in answer.json["findings"] if one["severity"] == "error"}
    assert (answer.code, answer.json["kind"], errors) == (
        1,
        kind,
        {"cell.blank"} if kind in {"marks", "rules"} else {"file.no_rows"},
    )


def test_trace_of_an_official_score_ends_at_the_cells_of_its_file(full):
    """Contributions sum to the score, and each place holds the figure that is printed there."""
    answer = answer_of("trace", 2023, "--region", HOME)
    assert sum(one["contribution"] for one in answer["contributions"]) == pytest.approx(answer["score"])
    for one in answer["contributions"]:
        assert set(one) >= {"node", "value", "weight", "contribution"}
        assert one["contribution"] == pytest.approx(one["value"] * one["weight"])
    cells = load_workbook(full.raw / "hasil-smart-city.xlsx")
    found = [(place["file"], str(cells[place["sheet"]][place["cell"]].value)) for place in answer["places"]]
    assert found == [("hasil-smart-city.xlsx", place["value"]) for place in answer["places"]]
    assert len(found) == 6


def test_trace_of_a_simulated_dimension_lists_every_answer_below_it(empty, saved):
    """A node of the survey walks back to the cell of each single answer; what it says stands in the file only."""
    rows = {dimension.code: varied(SMALLEST, dimension.code) for dimension in DIMENSIONS}
    commit(saved(survey(rows), "survei.xlsx"))
    answer = answer_of("trace", YEAR, "--region", HOME, "--basis", "simulasi", "--node", "impact.living")
    places = {(place["file"], place["sheet"], place["cell"]) for place in answer["places"]}
    assert (len(places), len(answer["places"]), {sheet for _, sheet, _ in places}) == (45, 45, {"Smart Living"})
    assert {place["value"] for place in answer["places"]} == {None}
    assert answer["score"] == round(mean_of_means(rows["living"], "living"), 4)
    assert sum(one["contribution"] for one in answer["contributions"]) == pytest.approx(answer["score"], abs=5e-4)


def test_trace_of_marks_names_the_cell_of_the_item(empty, saved):
    """A single item is its own mark, in the cell where the person wrote it."""
    values = even_marks()
    item = list(values)[3]
    commit(saved(marks(values), "mandiri.xlsx"))
    answer = answer_of("trace", YEAR, "--basis", "simulasi", "--node", item)
    assert (answer["score"], [(one["file"], one["cell"], one["value"]) for one in answer["places"]]) == (
        3.0,
        [("mandiri.xlsx", "C9", "3")],
    )


def test_trace_of_an_unknown_node_lists_those_there_are(full):
    """A node without a score is an error that names the others."""
    answer = run("trace", 2023, "--node", "impact.mobility")
    assert (answer.code, answer.out, "baseline" in answer.err) == (1, "", True)


def test_withdrawal_brings_back_exactly_the_figures_before(own_full, saved):
    """Results and a survey on top of everything shipped; taken back one by one, all answers are as before."""
    years = (2023,)
    before = figures(years)
    entries = [
        commit(saved(content, f"{number}.xlsx"))
        for number, content in enumerate(
            [
                results([result_row(1, HOME, 2023, 3.9), result_row(2, OTHER, 2023, 2.0)]),
                survey({"living": varied(5, "living")}, year=2023),
            ]
        )
    ]
    during = figures(years)
    for entry in entries:
        withdraw(entry)
    assert (during == before, figures(years) == before) == (False, True)


def test_later_results_count_until_they_are_withdrawn(empty, saved):
    """A correction is a new file: it speaks for its region and year, and the others keep their figures."""
    commit(saved(results([result_row(1, HOME, NEXT, 3.1), result_row(2, OTHER, NEXT, 3.2)]), "awal.xlsx"))
    before = answer_of("rank", NEXT)
    entry = commit(saved(results([result_row(1, HOME, NEXT, 3.5)]), "ralat.xlsx"))
    corrected = [(row["rank"], row["region"], row["published"]) for row in answer_of("rank", NEXT)["rows"]]
    withdraw(entry)
    assert (corrected, answer_of("rank", NEXT)) == ([(1, HOME, 3.5), (2, OTHER, 3.2)], before)


def test_history_lists_commits_and_withdrawals_with_who_when_and_why(empty, saved):
    """The oldest first; what was withdrawn is no longer in force."""
    entry = commit(saved(results([result_row(1, HOME, NEXT, 3.5)])))
    withdraw(entry)
    first, second = answer_of("history")
    assert {key: first[key] for key in ("id", "action", "by", "file", "kind", "year", "active")} == {
        "id": entry,
        "action": "commit",
        "by": "Rina",
        "file": "kiriman saya.xlsx",
        "kind": "results",
        "year": NEXT,
        "active": False,
    }
    assert {key: second[key] for key in ("action", "entry", "why", "by")} == {
        "action": "withdraw",
        "entry": entry,
        "why": "percobaan",
        "by": "Rina",
    }
    assert [line.split("\t")[0] for line in run("history").out.splitlines()] == [first["id"], second["id"]]


def test_withdraw_sample_takes_every_contoh_and_nothing_else(own_full):
    """One command removes all invented data; a second time there is none."""
    samples = [line["id"] for line in answer_of("history") if line["file"].startswith("CONTOH")]
    others = [line["id"] for line in answer_of("history") if line["id"] not in samples]
    official = answer_of("score", 2023), answer_of("rank", 2023, "--among", "national")
    taken = answer_of("withdraw", "--sample", *BY, "--why", "data asli datang")
    assert sorted(line["entry"] for line in taken) == sorted(samples)
    assert [line["id"] for line in answer_of("history") if line["action"] == "commit" and line["active"]] == others
    assert {row["count"] for row in answer_of("respondents", 2023)["dimensions"]} == {0}
    assert (answer_of("score", 2023), answer_of("rank", 2023, "--among", "national")) == official
    assert run("withdraw", "--sample", *BY, "--why", "lagi").code == 0
    assert run("score", 2023, "--basis", "simulasi").code == 1


def test_sample_data_is_marked_wherever_it_is_counted(full):
    """Every answer that rests on invented respondents says so."""
    assert {row["sample"] for row in answer_of("respondents", 2023)["dimensions"]} == {True}
    assert (answer_of("score", 2023, "--basis", "simulasi")["sample"], answer_of("score", 2023)["sample"]) == (
        True,
        False,
    )


def test_check_changes_nothing_and_commit_says_the_entry(empty, saved):
    """The dry run leaves every byte; the commit answers with the entry that can be withdrawn."""
    path = saved(results([result_row(1, HOME, NEXT, 3.5)]))
    before = contents(empty.root)
    answer = answer_of("check", path)
    assert (contents(empty.root) == before, answer["findings"][0].keys() >= {"code", "severity", "sheet", "cell"}) == (
        True,
        True,
    )
    assert {key: answer[key] for key in ("loadable", "kind", "year", "rows_read")} == {
        "loadable": True,
        "kind": "results",
        "year": NEXT,
        "rows_read": 1,
    }
    assert commit(path) == answer_of("history")[0]["id"]


@pytest.mark.parametrize(
    "command",
    [
        ("history",),
        ("score", 2023),
        ("rank", 2023),
        ("respondents", 2023),
        ("coverage", 2023),
        ("trace", 2023),
    ],
)
def test_json_is_all_that_stands_on_stdout(full, command):
    """What a program reads is JSON and nothing else; words to people go to stderr."""
    answer = run(*command, "--json")
    assert (answer.code, isinstance(answer.json, dict | list)) == (0, True)


@pytest.mark.parametrize(
    "command",
    [("score", 2023), ("rank", 2023), ("respondents", 2023), ("coverage", 2023), ("trace", 2023), ("history",)],
)
def test_without_json_the_answer_is_text_on_stdout(full, command):
    """A person reads the same answer as lines; figures are written his way."""
    answer = run(*command)
    assert (answer.code, answer.err, answer.out.startswith("{"), bool(answer.out.strip())) == (0, "", False, True)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("hitung",),
        ("score",),
        ("score", "duaribu"),
        ("rank", 2023, "--among", "dunia"),
        ("score", 2023, "--basis", "resmi"),
        ("commit", "x.xlsx"),
        ("withdraw", "x", "--by", "Rina"),
        ("withdraw", "--by", "Rina", "--why", "x"),
        ("withdraw", "x", "--sample", "--by", "Rina", "--why", "x"),
        ("withdraw", "tidak-ada", "--by", "Rina", "--why", "x"),
        ("template", "regions", "-o", "x.xlsx"),
        ("template", "marks"),
        ("template", "marks", "--year", 2021, "-o", "x.xlsx"),
        ("template", "marks", "--track", "khusus", "-o", "x.xlsx"),
        ("check", "x.xlsx", "--kind", "hasil"),
        ("check", "x.xlsx", "--track", "khusus"),
    ],
)
def test_wrong_usage_has_a_code_of_its_own_and_a_sentence(empty, arguments):
    """What cannot be meant is told on stderr, changes nothing and leaves 2."""
    before = contents(empty.root)
    answer = run(*arguments)
    assert (answer.code, answer.out, bool(answer.err.strip())) == (2, "", True)
    assert (contents(empty.root) == before, "Traceback" in answer.err) == (True, False)


@pytest.mark.parametrize(
    ("arguments", "sentences"),
    [
        (("scor",), {"id": "Perintah “scor” tidak ada. Maksud Anda score", "en": "Did you mean score"}),
        (("score",), {"id": "belum ditulis: year", "en": "the following arguments are required: year"}),
        (("score", "x"), {"id": "year: isian 'x' tidak dapat dibaca", "en": "argument year: invalid int value: 'x'"}),
        (("score", 2023, "--lama"), {"id": "tidak dikenal: --lama", "en": "unrecognized arguments: --lama"}),
        (("score", 2023, "--region"), {"id": "perlu satu isian", "en": "expected one argument"}),
        (
            ("rank", 2023, "--among", "x"),
            {"id": "isian 'x' tidak ada (pilih dari", "en": "invalid choice: 'x' (choose"},
        ),
        (("score", "--help"), {"id": "cara pakai: ", "en": "usage: "}),
        (("--help",), {"id": "tampilkan bantuan ini", "en": "show this help message and exit"}),
    ],
)
def test_what_the_parser_says_itself_is_in_the_language_of_the_command_line(empty, arguments, sentences):
    """Python's own parser knows English only; of what it says nothing is left to somebody who reads another."""
    for language in ("id", "en"):
        answer = run(*arguments, "--language", language)
        assert sentences[language] in answer.out + answer.err
        assert answer.code == (0 if "--help" in arguments else 2)


def test_year_without_a_method_names_the_methods_there_are(empty, tmp_path):
    """A template of a year without a method cannot be written, and no file appears."""
    path = tmp_path / "mandiri.xlsx"
    answer = run("template", "marks", "--year", 2021, "-o", path)
    assert (answer.code, "2023_regular" in answer.err, path.exists()) == (2, True, False)


@pytest.mark.parametrize(
    "arguments",
    [("score", 1999), ("score", 2023, "--region", "Kabupaten Tapin"), ("trace", 1999), ("check", "tidak ada")],
)
def test_what_is_not_there_is_an_error_of_the_input(full, arguments):
    """A year or region without a score and a file that does not exist leave 1 with a sentence."""
    answer = run(*arguments)
    assert (answer.code, answer.out, bool(answer.err)) == (1, "", True)


def test_missing_file_is_a_finding_in_json(empty):
    """A program gets the same shape for a file that is not there, from both commands."""
    found = [run("check", "x.xlsx", "--json"), run("commit", "x.xlsx", *BY, "--json")]
    assert [(answer.code, answer.json["findings"][0]["code"]) for answer in found] == [(1, "file.not_found")] * 2


def test_language_is_chosen_for_every_sentence(empty, saved):
    """The same findings, findings' words and wrong usage in English."""
    path = saved(marks({**even_marks(), next(iter(even_marks())): "four"}))
    spoken = {language: run("check", path, "--json", "--language", language) for language in ("id", "en")}
    places = [[(one["code"], one["cell"]) for one in answer.json["findings"]] for answer in spoken.values()]
    assert places[0] == places[1] == [("cell.not_a_number", "C6")]
    assert ["Seharusnya" in answer.err for answer in spoken.values()] == [True, False]
    assert [run(*words).err.splitlines()[-1][:3] for words in (("score",), ("score", "--language", "en"))] == [
        "Lih",
        "See",
    ]


def test_english_template_is_read_like_the_indonesian_one(empty, tmp_path):
    """A self-assessment filled in English gives the same figures."""
    path = tmp_path / "marks.xlsx"
    run("template", "marks", "--year", YEAR, "-o", path, "--language", "en")
    book = load_workbook(path)
    page = book.worksheets[1]
    page["B1"] = HOME
    values = even_marks()
    for row in page.iter_rows(min_row=6):
        row[2].value = values[row[0].value]
    book.save(path)
    commit(path)
    assert answer_of("score", YEAR, "--basis", "simulasi")["index"] == pytest.approx(plain_index(values)[0])


def test_template_offers_regions_tracks_and_years(tmp_path):
    """What a person may choose from is in the file."""
    path = tmp_path / "hasil.xlsx"
    run("template", "results", "-o", path)
    text = path.read_bytes()
    assert [name.encode() in text for name in (HOME, "Kota Bandung", "Reguler", str(YEAR))] == [True] * 4


def test_output_that_cannot_be_written_is_a_sentence(tmp_path):
    """A folder that does not exist is told, not raised."""
    answer = run("template", "results", "-o", tmp_path / "tidak" / "ada.xlsx")
    assert (answer.code, "ada.xlsx" in answer.err) == (2, True)


def test_data_folder_that_is_a_file_is_a_sentence(tmp_path, monkeypatch):
    """A wrong SMARTCITY_DATA is told, not raised."""
    path = tmp_path / "data"
    path.write_text("bukan folder")
    monkeypatch.setenv(VARIABLE, str(path))
    answers = [run(*words) for words in (("build",), ("score", 2023), ("build", "--empty"))]
    assert [(answer.code, str(path) in answer.err) for answer in answers] == [(2, True)] * 3


def test_damaged_journal_is_a_sentence_with_its_line(empty):
    """A journal that nobody can read stops every command that needs it, and says where."""
    empty.journal.write_text('{"rusak\n{"action": "commit", "by": "x"}\n')
    answers = [run(*words) for words in (("build",), ("history",), ("score", 2023))]
    assert [(answer.code, "journal.jsonl" in answer.err, " 1" in answer.err) for answer in answers] == [
        (1, True, True)
    ] * 3


HOLDER = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("terbuka", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(empty):
    """Another process that holds the warehouse for as long as the test runs."""
    command = [sys.executable, "-c", HOLDER, str(empty.warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        yield process
        process.stdin.close()


def test_every_command_says_who_holds_the_warehouse(held, saved):
    """While another process has it open, one sentence names the process and what to do; nothing is written."""
    path = saved(results([result_row(1, HOME, NEXT, 3.5)]))
    commands = [
        ("build",),
        ("commit", path, *BY),
        ("withdraw", "x", *BY, "--why", "x"),
        ("score", 2023),
        ("rank", 2023),
        ("respondents", 2023),
        ("coverage", 2023),
        ("trace", 2023),
    ]
    answers = [run(*command) for command in commands]
    assert [(answer.code, answer.out, len(answer.err.splitlines())) for answer in answers] == [(2, "", 1)] * 8
    assert [str(held.pid) in answer.err for answer in answers] == [True] * 8
    assert answer_of("history") == []


def test_what_needs_no_warehouse_works_while_it_is_held(held, saved, tmp_path):
    """To check a file, to see the history or to write a template disturbs nobody."""
    path = saved(results([result_row(1, HOME, NEXT, 3.5)]))
    codes = [run(*words).code for words in (("check", path), ("history",), ("template", "marks", "-o", tmp_path / "m"))]
    assert codes == [0, 0, 0]


def test_module_runs_as_a_program_from_any_folder(tmp_path):
    """`python -m smartcity` in a process of its own: words on stderr as UTF-8 in any shell, exit code 0.

    It starts quickly: what draws charts and writes workbooks is imported by the commands that do so.
    """
    folder = tmp_path / "folder “data”"
    environment = {**os.environ, VARIABLE: str(folder), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-X", "importtime", "-m", "smartcity", "build", "--empty"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    imported = {
        line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines() if line.startswith(b"import time")
    }
    assert (done.returncode, done.stdout, "folder “data”" in done.stderr.decode("utf-8")) == (0, b"", True)
    assert (folder / "raw" / "journal.jsonl").exists()
    assert imported & {b"pandas", b"plotly", b"openpyxl", b"fontTools"} == {b"pandas"}
