"""The guarded reader on bad files: one finding each, in its place, and this process unharmed."""

import psutil
import pytest

from reading import hostile
from reading.hostile import ods_number, ods_row, ods_sheet, worksheet, xlsx, xlsx_members, zipped
from reading.spelling import cells, codes, outcome
from smartcity.reading.prescan import Archive, Limits, Refusal
from smartcity.reading.workbook import read, read_many
from smartcity.records.findings import is_loadable

TABLE = "table:table-cell"


TOO_FAR_ODS = ods_sheet(
    ods_row(ods_number(1)),
    ods_row(f"<{TABLE}/>", attributes='table:number-rows-repeated="1048574"'),
    ods_row(f'<{TABLE} table:number-columns-repeated="16383"/>', ods_number(2)),
)
FULL_ODS = ods_sheet(
    ods_row(ods_number(1, 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"')
)
CODEPAGE, FILEPASS = b"\x42\x00\x02\x00\xb0\x04", b"\x2f\x00\x02\x00\x01\x00"
REFUSED = {
    "nothing at all": (b"", ("file.empty", "", "", "")),
    "blanks only": (b" \r\n\t\n", ("file.empty", "", "", "")),
    "pdf": (b"%PDF-1.7 ...", ("file.not_a_workbook", "", "", "pdf")),
    "png": (b"\x89PNG\r\n\x1a\n....", ("file.not_a_workbook", "", "", "png")),
    "html named as a workbook": (b"<html><table><tr><td>1</td></tr></table>", ("file.not_a_workbook", "", "", "html")),
    "xml": (b"<?xml version='1.0'?><a/>", ("file.not_a_workbook", "", "", "xml")),
    "json": (b'{"a": 1,\n"b": 2}', ("file.not_a_workbook", "", "", "json")),
    "a letter": (
        b"Yth. Bapak,\ndengan hormat, kami\nkirim ini, itu, dan lain.\n",
        ("file.not_a_workbook", "", "", "text"),
    ),
    "columns by spaces": (
        b"Kode     I-LIV-1.1  Umur\nR1       3          34\nR2       4          41\nR10      0          50\n",
        ("file.not_a_workbook", "", "", "aligned"),
    ),
    "one column of text": (b"nama\nBudi\nAni\n", ("file.not_a_workbook", "", "", "text")),
    "binary": (bytes(range(256)) * 8, ("file.not_a_workbook", "", "", "binary")),
    "docx": (zipped({"[Content_Types].xml": "x", "word/document.xml": "x"}), ("file.not_a_workbook", "", "", "docx")),
    "pptx": (zipped({"[Content_Types].xml": "x", "ppt/a.xml": "x"}), ("file.not_a_workbook", "", "", "pptx")),
    "xlsb": (zipped({"[Content_Types].xml": "x", "xl/workbook.bin": "x"}), ("file.not_a_workbook", "", "", "xlsb")),
    "odt": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), ("file.not_a_workbook", "", "", "odt")),
    "zip": (zipped({"foto.txt": "x"}), ("file.not_a_workbook", "", "", "zip")),
    "password": (hostile.encrypted, ("file.encrypted", "", "", "")),
    "password, xls": (hostile.xls().replace(CODEPAGE, FILEPASS), ("file.encrypted", "", "", "")),
    "password, ods": (
        hostile.ods("", extra={"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        ("file.encrypted", "", "", ""),
    ),
    "cut short": (hostile.ordinary()[:-200], ("file.damaged", "", "", "")),
    "cut in half": (hostile.ordinary()[:2400], ("file.damaged", "", "", "")),
    "directory overwritten": (hostile.ordinary().replace(b"PK\x01\x02", b"PK\x09\x09"), ("file.damaged", "", "", "")),
    "old workbook cut": (hostile.xls()[:700], ("file.damaged", "", "", "")),
    "sheet part missing": (
        zipped({k: v for k, v in xlsx_members(worksheet("")).items() if "sheet1" not in k}),
        ("file.damaged", "", "", ""),
    ),
    "far cell": (hostile.far_cell, ("file.cell_out_of_reach", "Data1", "XFD1048576", "")),
    "far cell, prefixed": (hostile.far_cell(prefix="x"), ("file.cell_out_of_reach", "Data1", "XFD1048576", "")),
    "far cell, ods": (hostile.ods(TOO_FAR_ODS), ("file.cell_out_of_reach", "Lembar", "XFD1048576", "")),
    "a million columns": (hostile.far_cell("BDWGO1"), ("file.cell_out_of_reach", "Data1", "BDWGO1", "")),
    "beyond the last row": (hostile.far_cell("A9999999999"), ("file.cell_out_of_reach", "Data1", "A9999999999", "")),
    "every cell filled": (hostile.ods(FULL_ODS), ("file.too_many_cells", "Lembar", "", "")),
    "zip bomb": (lambda: hostile.zip_bomb(520), ("file.too_large", "", "", "")),
    "smaller bomb": (lambda: hostile.zip_bomb(60), ("file.too_large", "", "", "xl/worksheets/sheet1.xml")),
    "bomb with a lying size": (hostile.lying_bomb, ("file.damaged", "", "", "")),
    "entities": (hostile.entity_expansion(), ("file.unsafe_content", "", "", "xl/worksheets/sheet1.xml")),
    "entities, utf-16": (
        hostile.entity_expansion("utf-16"),
        ("file.unsafe_content", "", "", "xl/worksheets/sheet1.xml"),
    ),
    "entities, ods": (
        hostile.ods("", extra={"styles.xml": "<!DOCTYPE a []><a/>"}),
        ("file.unsafe_content", "", "", "styles.xml"),
    ),
    "path upwards": (hostile.with_member("xl/../../passwd"), ("file.unsafe_content", "", "", "xl/../../passwd")),
    "path from the root": (hostile.with_member("/etc/passwd"), ("file.unsafe_content", "", "", "/etc/passwd")),
    "path with a drive": (hostile.with_member("C:/x"), ("file.unsafe_content", "", "", "C:/x")),
    "path upwards with backslashes": (
        hostile.with_member("xl\\..\\..\\x"),
        ("file.unsafe_content", "", "", "xl/../../x"),
    ),
    "one member twice": (hostile.twice_the_same_member(), ("file.unsafe_content", "", "", "XL/worksheets/sheet1.xml")),
    "oversized cell": (
        xlsx('<row r="3"><c r="B3" t="s"><v>0</v></c></row>', strings=f"<si><t>{'y' * 40_000}</t></si>"),
        ("cell.text_too_long", "Data1", "B3", ""),
    ),
    "oversized cell, csv": (b"kode;nama\nA;" + b"z" * 40_000 + b"\n", ("cell.text_too_long", "rekap", "B2", "")),
}


def refused(kind: str) -> tuple[bytes, tuple[str, str, str, str]]:
    """Make a bad file, the large ones only now, and say what is found in it."""
    content, expected = REFUSED[kind]
    return content() if callable(content) else content, expected


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_is_one_finding(kind: str) -> None:
    """Each bad file is refused with its own code, with sheet and cell where there is one, and what was found."""
    content, expected = refused(kind)
    name = "rekap.csv" if kind.endswith("csv") else f"rekap.{'xls' if 'xls' in kind or 'old' in kind else 'xlsx'}"
    name = "rekap.ods" if kind.endswith("ods") or kind == "every cell filled" else name
    assert outcome(content, name) == expected


def test_hostile_files_do_not_swell_this_process() -> None:
    """After every bad file at once, this process holds less than 100 MB more than before."""
    bad = [("buruk.xlsx", refused(kind)[0]) for kind in REFUSED]
    before = psutil.Process().memory_info().rss
    readings = read_many(bad)
    grown = psutil.Process().memory_info().rss - before
    assert [any(reading.sheets) for reading in readings] == [False] * len(REFUSED)
    assert grown < 100 << 20


def test_a_file_over_the_limit_is_refused_unseen() -> None:
    """The size limit is checked before anything else and told with both numbers."""
    finding = read(b"PK" * 600, "besar.xlsx", Limits(file_bytes=1000)).findings[0]
    assert (finding.code, finding.values) == ("file.too_large", {"bytes": 1200, "limit": 1000})


def test_many_members_are_refused_before_they_are_listed() -> None:
    """A zip of very many entries is too large however small they are."""
    content = zipped({f"x{number}": "" for number in range(40)})
    assert outcome(content, limits=Limits(members=30))[0] == "file.too_large"


def test_many_filled_cells_are_too_many_not_out_of_reach() -> None:
    """A full rectangle beyond the limit is counted; a nearly empty one names the cell that makes it large."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 100))
    many = read(xlsx(rows), "banyak.xlsx", Limits(cells=150)).findings[0]
    assert (many.code, many.place.sheet, many.values["cells"]) == ("file.too_many_cells", "Data1", 198)


def test_flaws_beyond_the_limit_refuse_the_file() -> None:
    """Cells without a value are never dropped from the list: too many of them refuse the file."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f></c></row>' for n in range(1, 100))
    finding = read(xlsx(rows), "rumus.xlsx", Limits(flaws=50)).findings[0]
    assert (finding.code, finding.values["reason"]) == ("file.too_many_cells", "flaws")


@pytest.mark.parametrize("name", ["rekap.csv", "rekap.ods", "C:\\unduhan\\rekap.pdf"])
def test_a_wrong_extension_only_warns(name: str) -> None:
    """Content decides what a file is; a name that says otherwise is a warning."""
    reading = read(hostile.ordinary(), name)
    assert (codes(reading), is_loadable(reading.findings), len(reading.sheets)) == (["file.wrong_extension"], True, 1)


@pytest.mark.parametrize(
    ("member", "code"),
    [
        ("xl/vbaProject.bin", "file.macros_ignored"),
        ("xl/externalLinks/externalLink1.xml", "file.external_links_ignored"),
    ],
)
def test_macros_and_external_links_are_told_and_passed_over(member: str, code: str) -> None:
    """The values beside macros and links are read, and a finding says what was left out."""
    reading = read(hostile.with_member(member, "<a/>"), "makro.xlsm")
    assert (codes(reading), cells(reading)["A1"]) == ([code], "kode")


def test_an_error_value_the_value_reader_does_not_know_is_named() -> None:
    """Newer error values stop the value reader, so the cell that holds one is the finding."""
    row = '<row r="3"><c r="B3" t="e"><v>#SPILL!</v></c></row>'
    assert outcome(xlsx(row)) == ("cell.error_value", "Data1", "B3", "#SPILL!")


def test_a_member_that_goes_on_behind_its_declared_size_is_refused() -> None:
    """An entry that says ten bytes and unpacks to more is a lie about what the reader would have to hold."""
    archive = Archive(zipped({"a.xml": b"x" * 1000}))
    (member,) = archive.members
    member.file_size = 10
    with pytest.raises(Refusal, match=r"file\.damaged"):
        archive.unpack("a.xml")
