"""People in the names of files, sheets and headers: nothing that is kept or told repeats them; all are invented."""

import re
from pathlib import Path

import pytest
from askers import analyst
from commands import empty_folder, run
from workbooks import survey, varied, with_cells, workbook

from smartcity import intake
from smartcity.checks import Options
from smartcity.checks.names import called
from smartcity.checks.personal import plain_spelling
from smartcity.intake import DataFolder, kept
from smartcity.intake.folder import UPLOADS

PARTS = re.compile(r"(?<![0-9a-f])(9876|5432|0157|0890)(?![0-9a-f])|98765432|0157089|siti\.aminah")
"""What no digest, which is drawn anew each time, and no code of a region holds by chance."""

FILE = "survei 0812\u201198\u200b76 5432 NIK 6309-0157-0890-0001 siti.aminah@contoh.id.xlsx"


def _is_silent(text: str) -> bool:
    return not PARTS.search(plain_spelling(text)[0].casefold())


def _told(folder: DataFolder) -> list[str]:
    """Collect what the folder says outside of the copies' own bytes: the journal, the tables, the files' names."""
    files = [path for path in folder.root.rglob("*") if path.is_file()]
    own = [path for path in files if UPLOADS not in path.parts]
    return [*(str(path.relative_to(folder.root)) for path in files), *(path.read_text("latin-1") for path in own)]


@pytest.mark.slow
def test_a_committed_file_leaves_no_person_in_what_is_kept(tmp_path, monkeypatch):
    """Journal, warehouse, temporary files and the copy's name hold none of it, nor do history and JSON."""
    folder = empty_folder(tmp_path, monkeypatch)
    content = with_cells(survey({"living": varied(4, "living")}), "Smart Living", {"Z1": "HP 0812 / 9876 / 5432"})
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        line, _ = intake.commit(folder, content, FILE, analyst("Rina"), Options(), warehouse)

    assert line.file.endswith(".xlsx")
    assert all(map(_is_silent, _told(folder)))
    for answer in (run("history"), run("history", "--json")):
        assert _is_silent(answer.out + answer.err)


@pytest.mark.slow
def test_a_check_tells_no_person_by_the_names_of_file_sheet_and_header(tmp_path, monkeypatch):
    """In its sentences and its JSON, also where the file is refused."""
    empty_folder(tmp_path / "data", monkeypatch)
    path = Path(tmp_path / FILE.replace("\u200b", ""))
    header = ("Nama 0812.9876.5432", "siti.aminah @ contoh . id", "HP")
    path.write_bytes(workbook({"0812 9876 5432": [header, ("a", "b", "c")], "NIK 6309-0157-0890-0001": [header]}))
    for arguments in ((), ("--json",), ("--kind", "survey"), ("--kind", "survey", "--json")):
        answer = run("check", path, *arguments)
        assert _is_silent(answer.out + answer.err)


def test_the_sheets_of_one_file_stay_apart(tmp_path):
    """Two sheets that are named by telephone numbers are two in findings and decisions."""
    content = workbook({"0812 9876 5432": [("a", "b"), (1, 2)], "0812 9876 5433": [("a", "b"), (1, 2)]})
    names = {sheet.name for sheet in kept.read(content, "a.xlsx").sheets}
    assert (len(names), all(map(_is_silent, names))) == (2, True)


NAMED = {
    "Survei Budi Santoso 2024.xlsx": "Survei ••• 2024.xlsx",
    "survei-budi-santoso-final.xlsx": "survei-•••-final.xlsx",
    "data_Abdul_Rahman_Tanjung.csv": "data •••.csv",
    "REKAP NUR HAYATI REVISI.xlsx": "REKAP ••• REVISI.xlsx",
    "hasil-M. Yusuf Qodrat (2).xlsx": "hasil-••• (2).xlsx",
    "Siti Aminah.xlsx": "•••.xlsx",
    "Ibu Halimah, form.xlsx": "Ibu •••, form.xlsx",
}
PLAIN = (
    *("Survei Smart Living 2024 final.xlsx", "Lapak Kaka Kia.xlsx", "RSUD H. Badaruddin Kasim.xlsx", "Simaspemalu.csv"),
    *(
        "Kantor Camat Haruai.xlsx",
        "Smart Environment",
        "Form Responses 1",
        "Lingkungan lestari dan indah.xlsx",
        "a.b.c",
    ),
    *("Dewan Smart City 2024.ods", "Dinas Perumahan, Kawasan Permukiman.xlsx", "IPM - UHH LF-SP2020 (baru)", "Sumber"),
)


def test_names_of_people_in_names_of_files_are_hidden():
    """Those after a title, and common ones with what belongs to them, however the words are divided or written."""
    assert {name: called(name) for name in NAMED} == NAMED


def test_what_is_no_persons_name_stays():
    """Programmes, offices, places, what is named after a person, and ordinary words."""
    assert [name for name in PLAIN if called(name) != name] == []
