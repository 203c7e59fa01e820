"""Scan the XML of an xlsx workbook for what the value reader passes over in silence.

The reader gives an empty text for `#N/A` and for a formula without a stored value, and aborts its process when a
cell stands far away. Each sheet is read either by an XML parser, which misses nothing, or, when it is large and
written the way spreadsheet programs write, by regular expressions that find the same at five times the speed.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from .addresses import address, column_of, position_of
from .limits import MEBIBYTE, Limits
from .prescan import Archive, Refusal
from .sheetscan import (
    ERROR_VALUE,
    FLAW_TEXT_LENGTH,
    FORMULA_NOT_COMPUTED,
    LAST_COLUMN,
    LAST_ROW,
    SheetScan,
    WorkbookScan,
)

LARGE_SHEET_BYTES = MEBIBYTE
_CHUNK = MEBIBYTE
_XML_ENDINGS = (".xml", ".rels", ".vml")
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_KNOWN_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_STRINGS_PART = "sharedstrings.xml"


def scan(archive: Archive, limits: Limits) -> WorkbookScan:
    """Scan every XML part once; raise `Refusal` for what must not be read."""
    parts = _sheet_parts(archive)
    found = WorkbookScan([SheetScan(name) for name, _ in parts], has_long_text=False)
    sheets_of = {part.lower(): sheet for (_, part), sheet in zip(parts, found.sheets)}
    for name in archive.names:
        if name in sheets_of or name.endswith(_XML_ENDINGS):
            data = archive.unpack(name)
            _refuse_declarations(data, name)
            if name in sheets_of or name.endswith(_STRINGS_PART):
                found.has_long_text |= _has_long_run(data, limits.text_length)
            if name in sheets_of:
                scan_sheet(data, sheets_of[name], limits)
                sheets_of[name].refuse_beyond(limits)
                _refuse_new_errors(sheets_of[name])
    found.refuse_beyond(limits)
    return found


def scan_sheet(data: bytes, sheet: SheetScan, limits: Limits) -> None:
    """Scan one worksheet part by the quickest way that is sure to see all of it."""
    if len(data) < LARGE_SHEET_BYTES or not scan_plain_sheet(data, sheet, limits):
        scan_any_sheet(data, sheet)


def _refuse_declarations(data: bytes, name: str) -> None:
    # In UTF-16 every other byte of a declaration is zero.
    plain = data.replace(b"\x00", b"") if b"\x00" in data else data
    if any(declaration in plain for declaration in _DECLARATIONS):
        raise Refusal("file.unsafe_content", found=name[:200], reason="doctype")


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


def _sheet_parts(archive: Archive) -> list[tuple[str, str]]:
    """List the sheets in the workbook's order, each with the part that holds it."""
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

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            own = {_local(key): value for key, value in attributes.items()}
            _, target = relations.get(own.get("id", ""), ("", ""))
            part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            sheets.append((own.get("name", ""), part))

    _parse(archive.unpack(workbook), workbook, start=start)
    return sheets


def _relations(archive: Archive, name: str) -> dict[str, tuple[str, str]]:
    relations: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            relations[attributes.get("Id", "")] = attributes.get("Type", ""), attributes.get("Target", "")

    _parse(archive.unpack(name), name, start=start)
    return relations


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _parse(
    data: bytes,
    name: str,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    _refuse_declarations(data, name)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Refusal("file.damaged", reason="xml", detail=f"{name[:200]}: {error}") from error


class _Cell:
    __slots__ = ("column", "formula", "has_formula", "has_value", "inside", "row", "shared", "text", "type")

    def __init__(self, row: int, column: int, kind: str) -> None:
        self.row, self.column, self.type = row, column, kind
        self.text = self.formula = self.shared = self.inside = ""
        self.has_formula = self.has_value = False


def scan_any_sheet(data: bytes, sheet: SheetScan) -> None:
    """Scan a worksheet part by an XML parser: any prefix, any quoting, any order, cells without an address."""
    row, column = 1, 1
    cell: _Cell | None = None
    is_among_rows = False
    masters: dict[str, str] = {}
    sharers: list[tuple[int, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, cell, is_among_rows
        tag = _local(tag)
        if not is_among_rows:
            is_among_rows = tag == "sheetData"
        elif cell is None:
            if tag == "c":
                place = attributes.get("r")
                if place is not None:
                    position = position_of(place)
                    if position is None:
                        raise Refusal("file.damaged", reason="address", detail=place[:200])
                    column = position[1]
                cell = _Cell(position[0] if place is not None else row, column, attributes.get("t", "n"))
            elif tag == "row":
                number = attributes.get("r", "")
                row = int(number) if number.isdecimal() and len(number) < 10 else row
                if attributes.get("hidden") in ("1", "true"):
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
            if cell.shared and not cell.formula and sheet.flaws and sheet.flaws[-1][3] == "=":
                sharers.append((len(sheet.flaws) - 1, cell.shared))
            cell, column = None, column + 1
        elif tag in ("f", "v", "t"):
            cell.inside = ""

    _parse(data, sheet.name, start=start, end=end, text=text)
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


_ADDRESSED = rb'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"'
_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})[1-9]')
_NUMBER = re.compile(rb'<c r="[A-Z]{1,3}([1-9][0-9]{0,6})"')
_BLANK_CELL = re.compile(_ADDRESSED + rb"[^<>/]*(?:/>|>(?:<v></v>|<v ?/>)?</c>)")
_BLANK_MARKS = (b"/>", b"></")
_FILLED_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^<>/]*>(?!(?:<v></v>|<v ?/>)?</c>)')
_PREFIXED = re.compile(rb":(?:row|is|[cfvt])[\s/>]")
_ERROR = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"(?: [a-z]+="[^<>"]*")*? t="e"[^<>/]*>'
    rb"(?:<f[^<>]*/>|<f(?: [^<>]*)?>[^<]*</f>)?<v>([^<]+)</v>"
)
_COMPUTED = re.compile(rb'<f(?: [^<>]*?)?(?:/>|>[^<]*</f>)<v(?: xml:space="preserve")?>[^<]')
_UNCOMPUTED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^<>/]*)><f((?: [^<>]*?)?)(?:/>|>([^<]*)</f>)(<v></v>|<v ?/>|)</c>')
_MASTER = re.compile(rb'<f(?= [^<>]* si="([0-9]+)")[^<>]*>([^<]+)</f>')
_SHARED = re.compile(rb' t="shared"(?=.* si="([0-9]+)")| si="([0-9]+)"(?=.* t="shared")')
_HIDDEN_ROW = re.compile(rb'<row (?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="([0-9]{1,9})"')


def scan_plain_sheet(data: bytes, sheet: SheetScan, limits: Limits) -> bool:
    """Scan a worksheet part that is written plainly; return False, with nothing noted, when it is not.

    Plainly means that every cell states its address first, no tag has a prefix, and nothing but tags and texts
    stands between the rows. The tests hold this scan equal to `scan_any_sheet`.
    """
    begin, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
    if begin < 0 or end < 0 or b"\x00" in data:
        return False
    if any(data.find(odd, begin, end) >= 0 for odd in (b"<!", b"<?", b"'e'")) or _PREFIXED.search(data, begin, end):
        return False
    cells = data.count(b"<c", begin, end)
    letters, numbers = _Distinct(_LETTERS, data, begin, end), _Distinct(_NUMBER, data, begin, end)
    if not letters.total == numbers.total == cells:
        return False
    flaws = _plain_flaws(data, begin, end)
    if flaws is None:
        return False
    for flaw in flaws:
        sheet.flaw(*flaw)
    if data.find(b' hidden="', begin, end) >= 0:
        sheet.hidden_rows += [int(row) for row in _HIDDEN_ROW.findall(data, begin, end)]
    if cells:
        _plain_outline(data, (begin, end), sheet, limits, letters, numbers)
    return True


def _chunks(data: bytes, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while begin < end:
        cut = data.rfind(b"<c ", begin + 1, begin + _CHUNK) if begin + _CHUNK < end else end
        cut = end if cut < 0 else cut
        yield begin, cut
        begin = cut


class _Distinct:
    """The different texts that a pattern finds, and how often it finds any."""

    def __init__(self, pattern: re.Pattern[bytes], data: bytes, begin: int, end: int) -> None:
        self.total, self.texts = 0, set()
        for chunk in _chunks(data, begin, end):
            found = pattern.findall(data, *chunk)
            self.total += len(found)
            self.texts.update(found)


def _plain_outline(
    data: bytes, span: tuple[int, int], sheet: SheetScan, limits: Limits, letters: _Distinct, numbers: _Distinct
) -> None:
    columns = [column_of(text.decode()) for text in letters.texts]
    rows = [int(text) for text in numbers.texts]
    area = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
    if area <= limits.cells and max(rows) <= LAST_ROW and max(columns) <= LAST_COLUMN:
        # Formatted blanks cannot make this rectangle too large, so its corners are as good as the exact outline.
        blanks = 0
        if any(data.find(mark, *span) >= 0 for mark in _BLANK_MARKS):
            blanks = sum(len(_BLANK_CELL.findall(data, *chunk)) for chunk in _chunks(data, *span))
        if letters.total > blanks:
            sheet.hold(min(rows), min(columns), 0)
            sheet.hold(max(rows), max(columns), letters.total - blanks)
        return
    for chunk in _chunks(data, *span):
        places = _FILLED_CELL.findall(data, *chunk)
        for field, value_of in ((1, int), (0, lambda text: column_of(text.decode()))):
            for extreme in (min, max) if places else ():
                edge = extreme({place[field] for place in places}, key=value_of)
                text, number = next(place for place in places if place[field] == edge)
                sheet.hold(int(number), column_of(text.decode()), 0)
        sheet.filled += len(places)


def _plain_flaws(data: bytes, begin: int, end: int) -> list[tuple[int, int, str, str]] | None:
    errors, formulas = data.count(b'"e"', begin, end), data.count(b"<f", begin, end)
    flaws = []
    if errors:
        found = _ERROR.findall(data, begin, end)
        if len(found) != errors:
            return None
        flaws += [(int(row), column_of(text.decode()), ERROR_VALUE, _text(value)) for text, row, value in found]
    if formulas:
        computed = sum(1 for _ in _COMPUTED.finditer(data, begin, end))
        blank = _UNCOMPUTED.findall(data, begin, end)
        if computed + len(blank) != formulas:
            return None
        masters: dict[bytes, bytes] = {}
        if blank:
            masters = dict(_MASTER.findall(data, begin, end))
        for text, row, attributes, kind, formula, value in blank:
            if not (value and b' t="str"' in attributes):
                shared = _SHARED.search(kind)
                formula = formula or (masters.get(shared[1] or shared[2], b"") if shared else b"")
                flaws.append((int(row), column_of(text.decode()), FORMULA_NOT_COMPUTED, "=" + _text(formula)))
    return flaws


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))
