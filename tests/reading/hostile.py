"""Builders of odd files: each returns the bytes of a file that a careless reader would choke on or misread."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache

import msoffcrypto.format.ooxml
import openpyxl
import xlwt

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
CONTENT_TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
PLAIN_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def zipped(members: Mapping[str, str | bytes] | Sequence[tuple[str, str | bytes]]) -> bytes:
    """Pack members by name; a sequence of pairs may name one twice."""
    buffer = io.BytesIO()
    pairs = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pairs:
            archive.writestr(name, data)
    return buffer.getvalue()


def worksheet(rows: str, *, after: str = "", before: str = "") -> str:
    """Wrap the XML of rows as a worksheet part."""
    return f'{XML}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def xlsx_members(*sheets: str | bytes, strings: str = "", names: Sequence[str] = ()) -> dict[str, str | bytes]:
    """List the members of an xlsx whose worksheet parts are given whole, for a test to bend."""
    numbers = range(1, len(sheets) + 1)
    titles = names or [f"Data{number}" for number in numbers]
    listed = "".join(f'<sheet name="{titles[n - 1]}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="r{n}" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": (
            f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    if strings:
        members["xl/sharedStrings.xml"] = f'{XML}<sst xmlns="{MAIN}">{strings}</sst>'
    for number, sheet in zip(numbers, sheets):
        members[f"xl/worksheets/sheet{number}.xml"] = sheet
    return members


def xlsx(rows: str, *, after: str = "", strings: str = "") -> bytes:
    """Build an xlsx of one sheet "Data1" from the XML of its rows."""
    return zipped(xlsx_members(worksheet(rows, after=after), strings=strings))


def ordinary(rows: Sequence[Sequence[object]] = (("kode", "nilai"), ("A-1", 3))) -> bytes:
    """Build an ordinary workbook the way an analyst's program would."""
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """Return the bytes of an openpyxl workbook."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def far_cell(cell: str = "XFD1048576", *, prefix: str = "", padding_rows: int = 0) -> bytes:
    """Put 300 answers and one cell far away into a few kilobytes, with tags under a prefix when one is given."""
    c = f"{prefix}:c" if prefix else "c"
    rows = "".join(f'<row r="{n}"><{c} r="A{n}"><v>{n % 5}</v></{c}></row>' for n in range(1, 301 + padding_rows))
    number = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return xlsx(rows + f"<row r='{number}'><{c} s='1' r='{cell}' t='n'><v>1</v></{c}></row>")


@cache
def zip_bomb(mebibytes: int = 700) -> bytes:
    """Pack *mebibytes* of spaces into a two-hundredth of it."""
    part = "xl/worksheets/sheet1.xml"
    head, tail = worksheet(" ").encode().split(b" </sheetData>")
    buffer = io.BytesIO(zipped({name: data for name, data in xlsx_members("").items() if name != part}))
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(part, "w", force_zip64=True) as member,
    ):
        member.write(head)
        for _ in range(mebibytes):
            member.write(b" " * (1 << 20))
        member.write(b"</sheetData>" + tail)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """Declare a small size for a member that unpacks to a large one, checksum of the small part included."""
    honest = xlsx(PLAIN_ROW + " " * (32 << 20))
    small = zlib_crc(worksheet(PLAIN_ROW)[:-40].encode())
    patched = bytearray(honest)
    entry = honest.rindex(b"PK\x01\x02")
    struct.pack_into("<I", patched, entry + 16, small)
    struct.pack_into("<I", patched, entry + 24, len(worksheet(PLAIN_ROW)) - 40)
    return bytes(patched)


def zlib_crc(data: bytes) -> int:
    """Return the checksum a zip stores for *data*."""
    return zipfile.crc32(data)


def entity_expansion(encoding: str = "utf-8") -> bytes:
    """Define ten levels of entities that would expand to gigabytes."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    sheet = worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&e9;</t></is></c></row>')
    body = sheet.removeprefix(XML)
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY e0 "ha">{levels}]>{body}'
    return zipped(xlsx_members(text.encode(encoding)))


def with_member(name: str, data: str | bytes = b"x") -> bytes:
    """Add one member to an ordinary workbook."""
    buffer = io.BytesIO(ordinary())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo("placeholder")
        info.filename = info.orig_filename = name
        archive.writestr(info, data)
    return buffer.getvalue()


def twice_the_same_member() -> bytes:
    """Hold one sheet under two entries, so that two readers may see two different sheets."""
    members = list(xlsx_members(worksheet(PLAIN_ROW)).items())
    return zipped([*members, ("XL/worksheets/sheet1.xml", worksheet(""))])


def encrypted(password: str = "rahasia") -> bytes:
    """Protect an ordinary workbook with a password."""
    buffer = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(ordinary())).encrypt(password, buffer)
    return buffer.getvalue()


def formatted_blank(rows: int = 1_048_576, columns: str = "AB", filled: int = 300) -> bytes:
    """Format *rows* rows of which only *filled* hold something."""
    full = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}" s="1"><v>{n % 5}</v></c>' for c in columns) + "</row>"
        for n in range(1, filled + 1)
    )
    blank = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}" s="1"/>' for c in columns) + "</row>"
        for n in range(filled + 1, rows + 1)
    )
    return xlsx(full + blank)


def xls() -> bytes:
    """Build an old workbook with text, numbers, a hidden row and column, a merged title, a date and a hidden sheet."""
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Lama")
    sheet.write_merge(1, 1, 1, 3, "Judul")
    sheet.write(2, 1, "kode")
    sheet.write(3, 1, 4)
    sheet.write(3, 2, 2.5)
    sheet.row(3).hidden = True
    sheet.col(2).hidden = True
    sheet.row(5).set_cell_error(4, 0x2A)
    workbook.add_sheet("Sembunyi").visibility = 1
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def ods(table: str, *, automatic: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    """Build an OpenDocument spreadsheet from the XML of its tables."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
    )
    content = (
        f'{XML}<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:calc">'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'{XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": content,
        **(extra or {}),
    }
    return zipped(members)


def ods_row(*row_cells: str, attributes: str = "") -> str:
    """Wrap cells as a row of an OpenDocument table."""
    return f"<table:table-row {attributes}>{''.join(row_cells)}</table:table-row>"


def ods_number(value: object, attributes: str = "") -> str:
    """Write a number cell of an OpenDocument table."""
    return f'<table:table-cell office:value-type="float" office:value="{value}" {attributes}/>'


def ods_sheet(*rows: str, style: str = "") -> str:
    """Wrap rows as an OpenDocument table "Lembar"."""
    return f'<table:table table:name="Lembar" {style}>{"".join(rows)}</table:table>'
