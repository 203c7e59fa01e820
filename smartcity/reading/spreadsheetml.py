"""Scan the XML of an xlsx workbook for what the value reader passes over in silence.

The reader gives an empty text for `#N/A` and for a formula without a stored value, and aborts its process when a
cell stands far away. Each sheet is read either by an XML parser, which misses nothing, or, when it is large and
written the way spreadsheet programs write, by `plainscan`, which finds the same several times faster.
"""

import posixpath
import re
from collections.abc import Callable

from .addresses import address, position_of
from .markup import parse, unpack_part
from .plainscan import scan_plain_sheet
from .prescan import MEBIBYTE, Archive, Limits, Refusal
from .sheetscan import ERROR_VALUE, FLAW_TEXT_LENGTH, FORMULA_NOT_COMPUTED, SheetScan, WorkbookScan

LARGE_SHEET_BYTES = 4 * MEBIBYTE
_XML_ENDINGS = (".xml", ".rels", ".vml")
_KNOWN_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_STRINGS_PART = "sharedstrings.xml"
_STYLES_PART = "xl/styles.xml"
_PERCENT_FORMATS = ("9", "10")
"""The formats of percentages that every program knows by number."""

_NOTHING = re.compile(r"0(?:\.0*)?")
"""The height of a row or the width of a column that nobody sees."""


def _nobody(_: float) -> None:
    """Hear and forget."""


def scan(archive: Archive, limits: Limits, progress: Callable[[float], None] = _nobody) -> WorkbookScan:
    """Scan every XML part once, telling *progress* the share done; raise `Refusal` for what must not be read."""
    parts, counts_from_1904 = _sheet_parts(archive)
    sheets = [SheetScan(name, counts_from_1904=counts_from_1904) for name, _ in parts]
    outlines = WorkbookScan(sheets, has_long_text=False)
    styles = _percent_styles(archive)
    sheets_of: dict[str, list[SheetScan]] = {}
    for (_, part), sheet in zip(parts, outlines.sheets):
        sheets_of.setdefault(part.lower(), []).append(sheet)
    scanned = [name for name in archive.names if name in sheets_of or name.endswith(_XML_ENDINGS)]
    whole = sum(map(archive.size_of, scanned))
    behind = 0
    for name in scanned:
        data = unpack_part(archive, name)
        if name in sheets_of or name.endswith(_STRINGS_PART):
            outlines.has_long_text |= _has_long_run(data, limits.text_length)
        for sheet in sheets_of.get(name, ()):
            scan_sheet(data, sheet, lambda at, behind=behind: progress((behind + at) / whole), styles)
            sheet.refuse_beyond(limits)
            _refuse_new_errors(sheet)
        behind += len(data)
    outlines.refuse_beyond(limits)
    return outlines


def scan_sheet(
    data: bytes, sheet: SheetScan, reached: Callable[[int], None] = _nobody, percents: frozenset[str] = frozenset()
) -> None:
    """Scan one worksheet part by the quickest way that is sure to see all of it; *reached* is told how many bytes.

    *percents* are the styles that show a number as a percentage.
    """
    if len(data) < LARGE_SHEET_BYTES or not scan_plain_sheet(data, sheet, reached, percents):
        scan_any_sheet(data, sheet, percents)


def _refuse_new_errors(sheet: SheetScan) -> None:
    """Refuse an error value the value reader has never heard of, because it gives up the whole sheet for it."""
    for row, column, kind, text in sheet.flaws:
        if kind == ERROR_VALUE and text not in _KNOWN_ERRORS:
            raise Refusal("cell.error_value", sheet=sheet.name, cell=address(row, column), found=text)


def _has_long_run(data: bytes, length: int) -> bool:
    """Say whether more than *length* bytes follow each other without a tag, by looking at a few places only."""
    start = 0
    while start + length < len(data):
        tag = data.rfind(b"<", start, start + length + 1)
        if tag < 0:
            return True
        start = tag + 1
    return False


def _percent_styles(archive: Archive) -> frozenset[str]:
    """List the styles that show a number as a percentage, as cells name them."""
    formats, styles = set(_PERCENT_FORMATS), []
    is_of_cells = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_of_cells
        name = _local(tag)
        if name == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(attributes.get("numFmtId", ""))
        elif name in ("cellXfs", "cellStyleXfs"):
            is_of_cells = name == "cellXfs"
        elif name == "xf" and is_of_cells:
            styles.append(attributes.get("numFmtId", ""))

    for part in archive.names:
        if part.endswith(_STYLES_PART):
            parse(unpack_part(archive, part), part, start)
    return frozenset(str(number) for number, own in enumerate(styles) if own in formats)


def _sheet_parts(archive: Archive) -> tuple[list[tuple[str, str]], bool]:
    """List the sheets in the workbook's order, each with the part that holds it; and whether days count from 1904."""
    documents = [
        target
        for kind, target in _relations(archive, "_rels/.rels").values()
        if kind.endswith("/relationships/officeDocument")
    ]
    if not documents:
        raise Refusal("file.damaged", reason="member_missing", detail="officeDocument")
    workbook = documents[-1].lstrip("/")
    folder, base = posixpath.split(workbook)
    relations = _relations(archive, posixpath.join(folder, "_rels", base + ".rels"))
    sheets: list[tuple[str, str]] = []
    counts_from_1904 = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal counts_from_1904
        if _local(tag) == "workbookPr":
            counts_from_1904 = attributes.get("date1904") in ("1", "true")
        elif _local(tag) == "sheet":
            own = {_local(key): value for key, value in attributes.items()}
            _, target = relations.get(own.get("id", ""), ("", ""))
            part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            sheets.append((own.get("name", ""), part))

    parse(unpack_part(archive, workbook), workbook, start)
    return sheets, counts_from_1904


def _relations(archive: Archive, name: str) -> dict[str, tuple[str, str]]:
    relations: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            relations[attributes.get("Id", "")] = attributes.get("Type", ""), attributes.get("Target", "")

    parse(unpack_part(archive, name), name, start)
    return relations


def _is_unseen(attributes: dict[str, str], size: str) -> bool:
    """Say whether a row or column is hidden, or drawn down to nothing."""
    return attributes.get("hidden") in ("1", "true") or _NOTHING.fullmatch(attributes.get(size, "")) is not None


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


class _Cell:
    __slots__ = ("column", "formula", "has_formula", "has_value", "inside", "row", "shared", "style", "text", "type")

    def __init__(self, row: int, column: int, kind: str, style: str) -> None:
        self.row, self.column, self.type, self.style = row, column, kind, style
        self.text = self.formula = self.shared = self.inside = ""
        self.has_formula = self.has_value = False


def scan_any_sheet(data: bytes, sheet: SheetScan, percents: frozenset[str] = frozenset()) -> None:
    """Scan a worksheet part by an XML parser: any prefix, any quoting, any order, cells without an address."""
    row, column = 1, 1
    cell: _Cell | None = None
    is_among_rows = False
    masters: dict[str, str] = {}
    sharers: list[tuple[int, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, cell, is_among_rows
        if ":" in tag:
            tag = _local(tag)
        if not is_among_rows:
            is_among_rows = tag == "sheetData"
            if tag == "col" and _is_unseen(attributes, "width"):
                first, last = attributes.get("min", ""), attributes.get("max", "")
                if first.isdecimal() and last.isdecimal():
                    sheet.hide_columns(int(first), int(last))
        elif cell is None:
            if tag == "c":
                place = attributes.get("r")
                if place is not None:
                    position = position_of(place)
                    if position is None:
                        raise Refusal("file.damaged", reason="address", detail=place[:200])
                    column = position[1]
                kind, style = attributes.get("t", "n"), attributes.get("s", "0")
                cell = _Cell(position[0] if place is not None else row, column, kind, style)
            elif tag == "row":
                number = attributes.get("r", "")
                row = int(number) if number.isdecimal() and len(number) < 10 else row
                if _is_unseen(attributes, "ht"):
                    sheet.hidden_rows.append(row)
        elif tag == "f":
            cell.has_formula, cell.inside = True, "f"
            cell.shared = attributes.get("si", "") if attributes.get("t") == "shared" else ""
        elif tag in ("v", "t"):
            cell.has_value, cell.inside = True, "v"

    def text(piece: str) -> None:
        if cell is not None and cell.inside == "f":
            cell.formula += piece
        elif cell is not None and cell.inside == "v":
            cell.text += piece

    def end(tag: str) -> None:
        nonlocal row, column, cell, is_among_rows
        if ":" in tag:
            tag = _local(tag)
        if cell is None:
            if tag == "row":
                row, column = row + 1, 1
            elif tag == "sheetData":
                is_among_rows = False
        elif tag == "c":
            if cell.shared and cell.formula:
                masters[cell.shared] = cell.formula
            _judge(cell, sheet)
            if cell.style in percents and cell.type == "n" and cell.text:
                sheet.percent(cell.row, cell.column)
            if cell.shared and not cell.formula and sheet.flaws and sheet.flaws[-1][3] == "=":
                sharers.append((len(sheet.flaws) - 1, cell.shared))
            cell, column = None, column + 1
        elif tag in ("f", "v", "t"):
            cell.inside = ""

    parse(data, sheet.name, start, end, text)
    for number, shared in sharers:
        flaw_row, flaw_column, kind, _ = sheet.flaws[number]
        sheet.flaws[number] = flaw_row, flaw_column, kind, f"={masters.get(shared, '')}"[:FLAW_TEXT_LENGTH]


def _judge(cell: _Cell, sheet: SheetScan) -> None:
    if cell.text or cell.has_formula:
        sheet.hold(cell.row, cell.column)
    if cell.type == "e" and cell.text:
        sheet.flaw(cell.row, cell.column, ERROR_VALUE, cell.text)
    elif cell.has_formula and not cell.text and not (cell.type == "str" and cell.has_value):
        sheet.flaw(cell.row, cell.column, FORMULA_NOT_COMPUTED, f"={cell.formula}")
