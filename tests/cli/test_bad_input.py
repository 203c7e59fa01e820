import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import folders
import msoffcrypto.format.ooxml
import pytest
from commands import Answer, contents, empty_folder, entry_of, figures, full_folder, run
from fixtures_by_code import FIXTURES
from laws import is_thorough
from openpyxl import Workbook
from reading import hostile
from workbooks import (
    HOME,
    RESULT_HEADER,
    YEAR,
    changed,
    even_marks,
    innovations,
    items_of,
    marks,
    method_of,
    respondent,
    result_row,
    results,
    survey,
    varied,
    with_cells,
    workbook,
)

from smartcity import intake
from smartcity.intake import DataFolder
from smartcity.intake.folder import VARIABLE
from smartcity.warehouse import Warehouse
from smartcity.wording import Words

NEXT = YEAR + 2
BY = ("--by", "Rina")
MARKS = "Nilai mandiri"
LIVING = "Smart Living"
PARTS = [
    (NEXT, "Smart Living", "Kesehatan", "Lapak Sehat", "Dinkes", "S1"),
    (NEXT, "Smart Society", "Pendidikan", "Kampung Literasi", "Dispersip", "S1"),
]


@cache
def good_marks() -> bytes:
    """Make a self-assessment with nothing wrong in it."""
    return marks(even_marks())


@cache
def good_survey() -> bytes:
    """Make a survey of two dimensions with nothing wrong in it."""
    return survey({"living": varied(3, "living"), "governance": varied(2, "governance")})


@cache
def good_results() -> bytes:
    """Make a table of results with nothing wrong in it."""
    return results([result_row(1, HOME, NEXT, 3.5), result_row(2, "Kota Banjarmasin", NEXT, 3.4)])


@cache
def good_innovations() -> bytes:
    """Make an innovation list with nothing wrong in it."""
    return innovations(PARTS)


Places = set[tuple[str, str | None, str | None]]


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> DataFolder:
    """A data folder that holds one year of results; no bad file may change it."""
    with pytest.MonkeyPatch.context() as patch:
        made = empty_folder(tmp_path_factory.mktemp("data"), patch)
        path = made.root / "awal.xlsx"
        path.write_bytes(results([result_row(1, HOME, YEAR, 3.5)]))
        entry_of(run("commit", path, *BY, "--json"))
    return made


@pytest.fixture
def folder(standing, tmp_path, monkeypatch) -> DataFolder:
    """A copy of that folder, to be changed."""
    return full_folder(tmp_path / "data", monkeypatch, standing)


@pytest.fixture(scope="module")
def opened(standing) -> Iterator[Warehouse]:
    """The warehouse of that folder, open for all who try to change it with a bad file."""
    with intake.open_warehouse(standing, read_only=False) as made:
        yield made


@pytest.fixture
def refused(standing, opened, tmp_path, monkeypatch) -> Iterator[Callable[..., Answer]]:
    """Check and commit a bad file: both leave 1 with the same findings, and not one byte of the data has changed."""
    monkeypatch.setenv(VARIABLE, str(standing.root))

    def send(content: bytes, *options: object, name: str = "kiriman.xlsx") -> Answer:
        path = tmp_path / name
        path.write_bytes(content)
        before = contents(standing.root)
        checked = run("check", path, "--json", *options)
        committed = run("commit", path, *BY, "--json", *options)
        assert (checked.code, committed.code, checked.json["loadable"]) == (1, 1, False)
        assert committed.json == checked.json
        assert contents(standing.root) == before
        return checked

    with folders.opened_as(standing, opened, is_changed=True):
        yield send


def errors(answer: Answer) -> Places:
    """Collect the errors of an answer as (code, sheet, cell)."""
    return {(one["code"], one["sheet"], one["cell"]) for one in answer.json["findings"] if one["severity"] == "error"}


def made(content: bytes | Callable[[], bytes]) -> bytes:
    """Make a file that is dear to make, when its test runs."""
    return content() if callable(content) else content


def encrypted(content: bytes) -> bytes:
    """Lock a workbook with a password as a spreadsheet program does."""
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(content)).encrypt("sandi", locked)
    return locked.getvalue()


def without(sheet: str) -> Callable[[Workbook], None]:
    """Delete a sheet."""
    return lambda book: book.remove(book[sheet])


def without_column(sheet: str, number: int) -> Callable[[Workbook], None]:
    """Delete a column."""
    return lambda book: book[sheet].delete_cols(number)


def renamed(sheet: str, name: str) -> Callable[[Workbook], None]:
    """Give a sheet another name."""

    def rename(book: Workbook) -> None:
        book[sheet].title = name

    return rename


def with_parts(content: bytes, parts: Mapping[str, str]) -> bytes:
    """Add parts to the package of a workbook."""
    whole = io.BytesIO(content)
    with ZipFile(whole, "a") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "kosong.xlsx", "file.empty"),
        (b"  \n ", "kosong.csv", "file.empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "surat.xlsx", "file.not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "foto.xlsx", "file.not_a_workbook"),
        (b"halo, ini surat biasa tanpa kolom", "surat.xlsx", "file.not_a_workbook"),
        (bytes(range(256)) * 20, "acak.xlsx", "file.not_a_workbook"),
        (lambda: good_results()[: len(good_results()) // 2], "separuh.xlsx", "file.damaged"),
        (lambda: encrypted(good_results()), "bersandi.xlsx", "file.encrypted"),
    ],
)
def test_file_that_cannot_be_read_says_why(refused, content, name, code):
    """Empty, locked, cut off or no workbook at all: one error about the file, a sentence, exit 1, nothing changed."""
    answer = refused(made(content), name=name)
    assert (errors(answer), answer.json["kind"], answer.json["rows_read"]) == ({(code, None, None)}, None, 0)
    assert len(answer.err.splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lambda: workbook({"Belanja": [["Barang", "Harga"], ["Kertas", 40000]]}), {("file.kind_unknown", None, None)}),
        (lambda: workbook({"Sheet1": []}), {("file.kind_unknown", None, None)}),
        (lambda: workbook({"Hasil": [RESULT_HEADER]}), {("file.no_rows", None, None)}),
        (lambda: survey({}), {("file.no_rows", None, None)}),
        (lambda: marks({}), {("file.no_rows", None, None)}),
        (lambda: marks(even_marks(), region=None), {("cell.blank", MARKS, "B1")}),
        (lambda: marks(even_marks(), region="Kabupaten Wakanda"), {("value.unknown_region", MARKS, "B1")}),
        (lambda: changed(good_marks(), without(MARKS)), {("sheet.missing", None, None)}),
        (lambda: changed(good_marks(), without_column(MARKS, 3)), {("header.column_missing", MARKS, "A5")}),
        (
            lambda: changed(good_marks(), without_column(MARKS, 1)),
            {("header.column_missing", MARKS, "A5"), ("header.column_missing", None, None)},
        ),
        (lambda: changed(good_survey(), without_column(LIVING, 11)), {("header.column_missing", LIVING, "A1")}),
        (
            lambda: with_cells(good_survey(), LIVING, {"K1": "[I-LIV-9.9] Pernyataan"}),
            {("header.column_missing", LIVING, "A1"), ("value.unknown_item", LIVING, "K1")},
        ),
        (
            lambda: with_cells(good_survey(), LIVING, {"T1": "I-LIV-4.1", "T2": 3}),
            {("value.unknown_item", LIVING, "T1")},
        ),
        (
            lambda: with_cells(good_survey(), LIVING, {"L1": "I-LIV-1.1"}),
            {("header.column_missing", LIVING, "A1"), ("header.duplicate", LIVING, "L1")},
        ),
        (
            lambda: results([result_row(1, "Kabupaten Wakanda", NEXT, 3.5), result_row(2, HOME, NEXT, "tiga")]),
            {("value.unknown_region", "Hasil", "B4"), ("cell.not_a_number", "Hasil", "E5")},
        ),
        (
            lambda: results([result_row(1, HOME, NEXT, 33.8), result_row(2, "Tabalong", NEXT, 3.1, "katanya")]),
            {
                ("cell.out_of_scale", "Hasil", "E4"),
                ("value.unknown_choice", "Hasil", "F5"),
                ("row.duplicate", "Hasil", "B5"),
            },
        ),
        (
            lambda: with_cells(good_results(), "Hasil", {"E4": "=3+0.5", "D5": None, "C5": "khusus"}),
            {
                ("cell.formula_not_computed", "Hasil", "E4"),
                ("cell.blank", "Hasil", "D5"),
                ("value.unknown_track", "Hasil", "C5"),
            },
        ),
        (lambda: with_cells(good_results(), "Hasil", {"E4": "#N/A"}), {("cell.error_value", "Hasil", "E4")}),
        (lambda: with_cells(good_results(), "Hasil", {"B5": HOME}), {("row.duplicate", "Hasil", "B5")}),
        (lambda: with_cells(good_results(), "Hasil", {"D4": 23}), {("file.year_unknown", "Hasil", "D4")}),
        (lambda: with_cells(good_results(), "Hasil", {"D4": f"tahun {NEXT}"}), {("cell.not_a_number", "Hasil", "D4")}),
        (lambda: changed(good_results(), without_column("Hasil", 5)), {("header.column_missing", "Hasil", "A3")}),
        (
            lambda: innovations([*PARTS, (NEXT, "Smart Mobility", "Kereta", "Trem", "x", "S")]),
            {
                ("value.unknown_dimension", "Daftar inovasi", "B4"),
                ("value.unknown_sub_dimension", "Daftar inovasi", "C4"),
            },
        ),
        (
            lambda: innovations([*PARTS, (NEXT, "Living", "Layanan Publik", None, "x", "S")]),
            {("value.unknown_sub_dimension", "Daftar inovasi", "C4"), ("cell.blank", "Daftar inovasi", "D4")},
        ),
        (lambda: innovations([*PARTS, PARTS[0]]), {("row.duplicate", "Daftar inovasi", "A4")}),
        (
            lambda: with_cells(good_innovations(), "Daftar inovasi", {"A2": "kapan"}),
            {("cell.not_a_number", "Daftar inovasi", "A2")},
        ),
    ],
)
def test_bad_workbook_is_refused_with_every_place(refused, content, expected):
    """Each fault is named with its sheet and cell, all at once, and nothing of the file is loaded."""
    assert errors(refused(content())) == expected


HOSTILE = {
    "one cell at the far end": (hostile.far_cell, "file.cell_out_of_reach", "Data1", "XFD1048576"),
    "a million columns": (lambda: hostile.far_cell("BDWGO1"), "file.cell_out_of_reach", "Data1", "BDWGO1"),
    "zip bomb": (lambda: hostile.zip_bomb(60), "file.too_large", None, None),
    "bomb that lies about its size": (hostile.lying_bomb, "file.damaged", None, None),
    "oversized cell": (lambda: FIXTURES["cell.text_too_long"]().content, "cell.text_too_long", "Data1", "B3"),
    "entity expansion": (hostile.entity_expansion, "file.unsafe_content", None, None),
    "path upwards": (lambda: hostile.with_member("xl/../../passwd"), "file.unsafe_content", None, None),
    "path from the root": (lambda: hostile.with_member("/etc/passwd"), "file.unsafe_content", None, None),
    "path with backslashes": (lambda: hostile.with_member("..\\x"), "file.unsafe_content", None, None),
    "one member twice": (hostile.twice_the_same_member, "file.unsafe_content", None, None),
    "corrupt central directory": (
        lambda: good_results().replace(b"PK\x01\x02", b"PK\x09\x09"),
        "file.damaged",
        None,
        None,
    ),
    "truncated": (lambda: good_results()[:-200], "file.damaged", None, None),
    "page named as a workbook": (
        lambda: b"<html><table><tr><td>1</td></tr></table>",
        "file.not_a_workbook",
        None,
        None,
    ),
    "error where an answer belongs": (
        lambda: with_cells(good_survey(), LIVING, {"K2": "#N/A"}),
        "cell.error_value",
        LIVING,
        "K2",
    ),
    "formula without a value": (
        lambda: with_cells(good_survey(), LIVING, {"K2": "=1+2"}),
        "cell.formula_not_computed",
        LIVING,
        "K2",
    ),
    "formula that would start a program": (
        lambda: with_cells(good_results(), "Hasil", {"B4": "=cmd|' /C calc'!A0"}),
        "cell.formula_not_computed",
        "Hasil",
        "B4",
    ),
    "text that would run as a formula": (
        lambda: changed(good_results(), typed_as_text("Hasil", "B4", "=cmd|' /C calc'!A0")),
        "value.unknown_region",
        "Hasil",
        "B4",
    ),
}


def typed_as_text(sheet: str, address: str, text: str) -> Callable[[Workbook], None]:
    """Write a text that begins like a formula, and stays a text."""

    def write(book: Workbook) -> None:
        book[sheet][address] = text
        book[sheet][address].data_type = "s"

    return write


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file_is_refused_with_its_own_finding(refused, kind):
    """By check and by commit each is one error in its place, and not one byte of the data has changed."""
    make, *expected = HOSTILE[kind]
    assert errors(refused(make())) == {tuple(expected)}


def test_file_that_aborts_a_careless_reader_is_small():
    """The one cell at the far end needs less than five kilobytes, so no limit on size keeps it out."""
    assert len(hostile.far_cell()) < 5 << 10


PROBE = """
import resource, sys
from pathlib import Path
from smartcity import intake
from smartcity.checks import Options
folder, first, *rest = map(Path, sys.argv[1:])
for path in (first, *rest):
    if path == rest[0]:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    intake.inspect(intake.DataFolder(folder), path.read_bytes(), path.name, Options())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the peak of a process is counted in other units")
def test_hostile_files_never_swell_the_process_that_asks(standing, tmp_path):
    """Not even for a moment does it need 100 MB more than for an ordinary file: the reading happens elsewhere.

    Two kinds are tried, all where there is time: each starts a process of its own, as it does in the product.
    """
    kinds = [HOSTILE[kind][0] for kind in (HOSTILE if is_thorough() else ("one cell at the far end", "zip bomb"))]
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(kinds) + 1)]
    for path, content in zip(paths, (good_survey(), *(make() for make in kinds))):
        path.write_bytes(content)
    command = [sys.executable, "-c", PROBE, str(standing.root), *map(str, paths)]
    grown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert int(grown.stdout) < 100 << 10


def test_every_bad_mark_is_named_in_one_go(refused):
    """Text, out of scale, negative, a day, a truth, an uncomputed formula, an error, an unknown item, one twice."""
    cells = {
        "C6": "empat",
        "C7": 5,
        "C8": -1,
        "C9": "2023-09-18",
        "C10": True,
        "C11": "=2+2",
        "C12": "#REF!",
        "A13": "Z99",
        "A14": method_of().items[0].code,
        "C15": "4 orang",
    }
    answer = refused(with_cells(good_marks(), MARKS, cells))
    assert errors(answer) == {
        ("cell.not_a_number", MARKS, "C6"),
        ("cell.out_of_scale", MARKS, "C7"),
        ("cell.out_of_scale", MARKS, "C8"),
        ("cell.not_a_number", MARKS, "C9"),
        ("cell.not_a_number", MARKS, "C10"),
        ("cell.formula_not_computed", MARKS, "C11"),
        ("cell.error_value", MARKS, "C12"),
        ("value.unknown_item", MARKS, "A13"),
        ("row.duplicate", MARKS, "A14"),
        ("cell.not_a_number", MARKS, "C15"),
    }


def test_refused_file_leaves_every_answer_as_it_was(refused):
    """Score, rank, respondents, coverage and trace say after a refused file what they said before."""
    before = figures([YEAR])
    refused(with_cells(good_marks(), MARKS, {"C9": "empat"}))
    assert figures([YEAR]) == before


def test_finding_says_what_stands_there_what_is_expected_and_what_to_do(refused):
    """A finding answers all three in Indonesian, and the sentence for people names the cell."""
    answer = refused(with_cells(good_marks(), MARKS, {"C9": "empat"}))
    assert answer.json["findings"] == [
        {
            "code": "cell.not_a_number",
            "severity": "error",
            "sheet": MARKS,
            "cell": "C9",
            "found": "empat",
            "expected": "angka 0–4",
            "fix": " ".join(map(Words("id"), ("findings.cell.not_a_number.fix_optional", "findings.sentence.decide"))),
        }
    ]
    assert f"Sel {MARKS}!C9" in answer.err


def test_every_bad_answer_of_a_survey_is_named_in_one_go(refused):
    """Faults on two sheets, in answers and in the columns beside them, are all told together."""
    content = with_cells(good_survey(), LIVING, {"K2": "empat", "L3": 9, "M4": "=1", "B2": "kemarin", "E3": "x"})
    content = with_cells(content, "Smart Governance", {"K2": 2.5, "S3": -1})
    assert errors(refused(content)) == {
        ("cell.not_a_number", LIVING, "K2"),
        ("cell.out_of_scale", LIVING, "L3"),
        ("cell.formula_not_computed", LIVING, "M4"),
        ("cell.not_a_date", LIVING, "B2"),
        ("value.unknown_choice", LIVING, "E3"),
        ("cell.not_an_integer", "Smart Governance", "K2"),
        ("cell.out_of_scale", "Smart Governance", "S3"),
    }


def test_names_and_phones_are_never_repeated(refused):
    """What is said of a bad survey names places only."""
    person = {"person_name": "Siti Aminah", "person_phone": "0812-3456-7890"}
    rows = [respondent("R1", {items_of("living")[0]: "setuju"}, **person), respondent("R2", {}, **person)]
    answer = refused(survey({"living": rows}))
    assert [word for word in ("Siti", "Aminah", "0812", "3456") if word in answer.out + answer.err] == []


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (good_survey, ("--kind", "results"), "file.kind_differs"),
        (good_results, ("--kind", "marks"), "file.kind_differs"),
        (good_marks, ("--kind", "innovations"), "file.kind_differs"),
        (good_marks, ("--year", 2023), "year.mismatch"),
        (good_survey, ("--year", 2023), "year.mismatch"),
        (good_results, ("--year", 2023), "year.mismatch"),
        (good_innovations, ("--year", 2023), "year.mismatch"),
    ],
)
def test_file_that_is_not_what_the_person_says_is_refused(refused, content, options, code):
    """Another kind or another year than the one chosen is told."""
    assert code in {one for one, *_ in errors(refused(content(), *options))}


def test_mismatching_year_names_the_cell_of_each_row(refused):
    """Rows of another year are named one by one."""
    assert errors(refused(good_results(), "--year", YEAR)) == {
        ("year.mismatch", "Hasil", "D4"),
        ("year.mismatch", "Hasil", "D5"),
    }


def test_same_file_twice_is_refused_with_its_entry(folder, tmp_path):
    """The second commit of the same bytes, under another name, names the entry and changes nothing."""
    first, second = tmp_path / "satu.xlsx", tmp_path / "dua.xlsx"
    for path in (first, second):
        path.write_bytes(good_results())
    entry = entry_of(run("commit", first, *BY, "--json"))
    before = contents(folder.root)
    again, checked = run("commit", second, *BY), run("check", second, "--json")
    assert (again.code, entry in again.err, contents(folder.root) == before) == (1, True, True)
    assert (checked.code, checked.json["findings"][0]["code"]) == (1, "file.already_loaded")


def test_unknown_entry_is_not_withdrawn(folder):
    """An entry that is not there names those that are, and changes nothing."""
    before = contents(folder.root)
    answer = run("withdraw", "zzz", *BY, "--why", "x")
    assert (answer.code, "awal.xlsx" in answer.err, contents(folder.root) == before) == (2, True, True)


@pytest.mark.parametrize(
    "content",
    [
        lambda: with_cells(good_marks(), MARKS, {"C6": "3", "C7": "4 ", "C8": "3,5", "C9": " 2.0"}),
        lambda: with_cells(good_marks(), MARKS, {"E5": "Bukti", "E6": "tautan", "D7": "catatan"}),
        lambda: with_cells(good_results(), "Hasil", {"H3": "Kolom lain", "H4": "x"}),
        lambda: with_cells(good_survey(), LIVING, {"T1": "Saran", "T2": "bagus"}),
        lambda: changed(good_survey(), renamed(LIVING, "LIVING")),
        lambda: changed(good_survey(), renamed("Smart Governance", "Smart Gov.")),
        lambda: changed(good_survey(), lambda book: book.move_sheet("Smart Society", -4)),
        lambda: changed(good_survey(), lambda book: book.create_sheet("Catatan kami").append(["apa saja"])),
        lambda: changed(good_results(), renamed("Hasil", "Rekap akhir")),
        lambda: changed(good_results(), lambda book: book["Hasil"].insert_rows(1, 5)),
        lambda: changed(good_results(), lambda book: book["Hasil"].insert_cols(1, 2)),
        lambda: with_cells(good_innovations(), "Daftar inovasi", {"B2": "smart living", "B3": "SOCIETY", "C3": None}),
        lambda: survey({"branding": varied(1, "branding")}),
        lambda: with_parts(good_results(), {"xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
        lambda: with_parts(good_results(), {"xl/vbaProject.bin": "makro"}),
    ],
)
def test_harmless_differences_are_accepted(folder, tmp_path, content):
    """Numbers as text, further columns and sheets, other names and places: told where it matters, and loaded."""
    path = tmp_path / "kiriman.xlsx"
    path.write_bytes(content())
    answers = [run("check", path, "--json"), run("commit", path, *BY, "--json")]
    assert [answer.code for answer in answers] == [0, 0], answers[0].err
    assert answers[0].json["loadable"] is True


def test_rows_in_any_order_give_the_same_score(folder, tmp_path):
    """A self-assessment sorted by hand, with blank rows between, is the same self-assessment."""

    def reverse(book: Workbook) -> None:
        page = book[MARKS]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=6)]
        page.delete_rows(6, len(rows))
        for number, row in enumerate(reversed(rows)):
            for column, value in enumerate(row, 1):
                page.cell(6 + 2 * number, column, value)

    scores = []
    for name, content in (("a.xlsx", good_marks()), ("b.xlsx", changed(good_marks(), reverse))):
        path = tmp_path / name
        path.write_bytes(content)
        entry = entry_of(run("commit", path, *BY, "--json"))
        scores.append(run("score", YEAR, "--basis", "simulasi", "--json").json)
        run("withdraw", entry, *BY, "--why", "x")
    assert scores[0] == scores[1]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
@pytest.mark.parametrize("what", ["device", "pipe", "folder", "large"])
def test_no_command_reads_what_is_no_file_of_a_reasonable_size(tmp_path, monkeypatch, what):
    """A device, a pipe, a folder and a file of gigabytes are refused by every command that takes a file, unread."""
    empty_folder(tmp_path / "data", monkeypatch)
    path = {"device": Path("/dev/zero"), "folder": tmp_path}.get(what, tmp_path / what)
    if what == "pipe":
        os.mkfifo(path)
    elif what == "large":
        with path.open("wb") as file:
            file.truncate(3 << 30)
    commands = (
        ("check", path),
        ("commit", path, "--by", "Rina"),
        ("decide", path, "--by", "Rina", "--why", "uji"),
        ("composite", path, "--data", path),
        ("skm", path),
    )
    answers = [run(*given) for given in commands]

    assert [answer.code in (1, 2) for answer in answers] == [True] * len(answers)
    assert all(answer.err and "Traceback" not in answer.err for answer in answers)
    assert [what == "large" or "bukan berkas biasa" in answer.err for answer in answers] == [True] * len(answers)
