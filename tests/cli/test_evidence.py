"""The command evidence: what there is for each item, said in a person's name, and all bad input told at once."""

import hashlib
import io
import zipfile

import pytest
from commands import answer_of, empty_folder, run
from openpyxl import load_workbook
from pieces import PDF, PROGRAM
from pypdf import PdfReader

ITEM_KEYS = ["item", "component", "owner", "status", "due", "worth", "files"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty data folder that the commands use, with files to hand in beside it."""
    for name, content in {"a.pdf": PDF, "program.pdf": PROGRAM, "kosong.pdf": b""}.items():
        (tmp_path / name).write_bytes(content)
    with (tmp_path / "besar.pdf").open("wb") as large:
        large.truncate((25 << 20) + 1)
    monkeypatch.chdir(tmp_path)
    return empty_folder(tmp_path / "data", monkeypatch)


def test_evidence_is_listed_with_its_worth_and_what_is_complete(folder):
    """All items of the year's method, those of one office, and shares by component and in all."""
    options = ("--status", "lengkap", "--owner", "Diskominfo", "--due", "2024-10-31", "--file", "a.pdf", "--by", "Rina")
    changed = answer_of("evidence", "set", 2024, "P1", *options)
    answer, own = answer_of("evidence", 2024), answer_of("evidence", 2024, "--owner", "diskominfo")
    first = own["items"][0]

    assert (len(answer["items"]), len(own["items"]), first["item"]) == (111, 1, "P1")
    assert [key for key in first if key in ITEM_KEYS] == ITEM_KEYS
    assert (first["component"], first["owner"], first["status"], first["due"], first["files"][0]["file"]) == (
        *("output", "Diskominfo", "lengkap", "2024-10-31", "a.pdf"),
    )
    assert first["worth"] == pytest.approx(0.2 / 7)
    assert answer["completeness"]["output"] == pytest.approx(1 / 7)
    assert (answer["complete"], changed["complete"]) == pytest.approx((0.2 / 7, 0.2 / 7))
    assert "lengkap 3\u00a0% menurut nilai butirnya (1 dari 111 butir)" in run("evidence", 2024).out
    assert "\tcatat bukti\tbukti 1 butir\t" in run("history").out


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_kept(folder):
    """A program for a pdf, an empty, a large and a lost file, a link, an owner, a day, a mark, a status, an item."""
    files = ("program.pdf", "kosong.pdf", "besar.pdf", "hilang.pdf", "/dev/zero")
    options = ("--status", "apa", "--owner", "Dinas X", "--due", "2023-12-31", "--mark", "9", "--link", "javascript:x")
    answer = run("evidence", "set", 2024, "Z1", *options, "--file", *files, "--by", "Rina", "--json")

    assert answer.code == 1
    assert sorted(finding["code"] for finding in answer.json["findings"]) == [
        *("cell.out_of_scale", "evidence.due_early", "evidence.link", "evidence.not_its_name"),
        *("evidence.owner_unknown", "file.empty", "file.not_found", "file.not_found", "file.too_large"),
        *("value.unknown_choice", "value.unknown_item"),
    ]
    assert "Butir Z1: “kosong.pdf” tidak ada isinya sama sekali. " in answer.err
    assert not (folder.raw / "bukti").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((2019,), 1, "Belum ada metode 2019"),
        (("set", 2019, "P1", "--status", "lengkap", "--by", "Rina"), 1, "metode 2019 Reguler belum ada"),
        (("set", 2024, "P1", "--status", "lengkap"), 2, "--by"),
        (("set", 2024, "P1", "--by", "Rina"), 2, "Sebut yang dicatat"),
        ((2024, "P1"), 2, "evidence set TAHUN BUTIR"),
        ((2024, "--owner", "Dinas X"), 1, "SKPD yang ada di daftar inovasi"),
    ],
)
def test_what_cannot_be_is_refused_in_words(folder, arguments, code, told):
    """A sentence on stderr, and nothing is on record."""
    answer = run("evidence", *arguments)

    assert (answer.code, told in answer.err, answer.out) == (code, True, "")


def test_an_office_gets_its_sheet_to_print(folder, tmp_path):
    """On paper with what it owes and lines to sign on, as on the workbook; a page of all items is not printed."""
    options = ("--owner", "Diskominfo", "--due", "2024-10-31", "--note", "halaman 12", "--by", "Rina")
    answer_of("evidence", "set", 2024, "P1", *options)
    answer_of("template", "evidence", "--year", 2024, "--owner", "diskominfo", "-o", tmp_path / "lembar.pdf")
    (page,) = PdfReader(tmp_path / "lembar.pdf").pages
    text = " ".join(page.extract_text().split())
    refused = run("template", "evidence", "--year", 2024, "-o", tmp_path / "semua.pdf")

    told = ("Lembar bukti Diskominfo", "P1", "31 Okt 2024", "halaman 12", "1 dari 1 bukti Diskominfo untuk 2024")
    assert [part for part in (*told, "Diserahkan (tanggal, paraf)", "Tanjung, ") if part not in text] == []
    assert (refused.code, "--owner" in refused.err, (tmp_path / "semua.pdf").exists()) == (2, True, False)


def test_a_pack_holds_all_evidence_by_component_and_item(folder, tmp_path):
    """Two files of one name stand apart, one file at each of its items, and all but the list itself is summed."""
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "a.pdf").write_bytes(PDF + b"lain")
    for item, path in (("P1", "a.pdf"), ("P1", "lain/a.pdf"), ("B1", "a.pdf")):
        answer_of("evidence", "set", 2024, item, "--file", path, "--link", "https://contoh.go.id/a", "--by", "=1+1")
    files = answer_of("evidence", 2024, "--pack", "paket.zip")["files"]
    with zipfile.ZipFile("paket.zip") as pack:
        content = {name: pack.read(name) for name in pack.namelist()}
    index = load_workbook(io.BytesIO(content["indeks.xlsx"])).worksheets[0]
    rows = [[cell.value for cell in row] for row in index.iter_rows(min_row=2)]
    sums = dict(line.split("  ")[::-1] for line in content["sha256sum.txt"].decode().splitlines())

    assert files == ["baseline/B1/a.pdf", "output/P1/a.pdf", "output/P1/a (2).pdf"]
    assert (content["output/P1/a.pdf"], content["output/P1/a (2).pdf"]) == (PDF, PDF + b"lain")
    assert sums == {name: hashlib.sha256(content[name]).hexdigest() for name in (*files, "indeks.xlsx")}
    assert sorted(row[5] for row in rows if row[5]) == sorted(files)
    assert {cell.data_type for row in index.iter_rows() for cell in row if cell.value} <= {"s", "n"}


def test_a_year_without_a_method_is_named(folder):
    """The sentence speaks of the year, not of an item of that name."""
    assert (
        "salah: Tahun 2031: metode 2031 " in run("evidence", "set", 2031, "P1", "--status", "diminta", "--by", "R").err
    )


def test_a_sheet_does_not_write_over_what_others_changed_unless_told_to(folder):
    """What stands against what is said, and nothing is changed; with `--overtake` the sheet holds."""
    run("evidence", "set", 2024, "P1", "--owner", "Diskominfo", "--status", "diminta", "--by", "Rina")
    run("template", "evidence", "--year", 2024, "--owner", "Diskominfo", "-o", "skpd.xlsx")
    run("evidence", "set", 2024, "P1", "--status", "lengkap", "--by", "Budi")
    refused = run("commit", "skpd.xlsx", "--by", "Rina")
    held = answer_of("evidence", 2024, "--owner", "Diskominfo")["items"][0]["status"]
    loaded = run("commit", "skpd.xlsx", "--by", "Rina", "--overtake")

    assert (refused.code, held, loaded.code) == (1, "lengkap", 0)
    assert "di lembar “diminta”, yang tercatat kini “lengkap” (oleh Budi" in refused.err
    assert "ulangi dengan --overtake" in refused.err
    assert answer_of("evidence", 2024, "--owner", "Diskominfo")["items"][0]["status"] == "diminta"
