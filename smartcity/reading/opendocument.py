"""Scan the XML of an OpenDocument spreadsheet: its reach, cells without a value, merged cells, what is hidden."""

import re

from .markup import parse, unpack_part
from .prescan import Archive, Limits, Refusal
from .sheetscan import ERROR_VALUE, FORMULA_NOT_COMPUTED, LAST_COLUMN, SheetScan, WorkbookScan

_ERROR_TEXT = re.compile(r"#[A-Z/0-9]+[!?]?|(?:Err|Galat):\d+")
_NOTHING = re.compile(r"0(?:\.0*)?[a-z]*")
_SIZES = {"style:table-row-properties": "style:row-height", "style:table-column-properties": "style:column-width"}
_CELLS = ("table:table-cell", "table:covered-table-cell")


def scan(archive: Archive, limits: Limits) -> WorkbookScan:
    """Scan every XML part once; raise `Refusal` for what must not be read."""
    for name in archive.names:
        if name.endswith((".xml", ".rdf")) and name != "content.xml":
            data = unpack_part(archive, name)
            if name == "meta-inf/manifest.xml" and b"encryption-data" in data:
                raise Refusal("file.encrypted")
    scanner = _Scanner(limits)
    parse(unpack_part(archive, "content.xml"), "content.xml", scanner.start, scanner.end, scanner.text)
    workbook = WorkbookScan(scanner.sheets)
    workbook.refuse_beyond(limits)
    return workbook


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


class _Scanner:
    def __init__(self, limits: Limits) -> None:
        self.sheets: list[SheetScan] = []
        self._limits = limits
        self._sheet: SheetScan | None = None
        self._row = self._rows = self._column = 0
        self._is_hidden = False
        self._style, self._flat = "", set[str]()
        self._cell: dict[str, str] | None = None
        self._text = ""
        self._annotations = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table" and self._sheet is None and "table:name" in attributes:
            self._sheet = SheetScan(attributes.get("table:name", ""), merged=[])
            self.sheets.append(self._sheet)
            self._row, self._column = 1, 1
        elif self._sheet is None:
            self._note_style(tag, attributes)
        elif tag == "table:table-column":
            behind = self._column + _count(attributes, "table:number-columns-repeated")
            if self._is_unseen(attributes):
                self._sheet.hide_columns(self._column, behind - 1)
            self._column = behind
        elif tag == "table:table-row":
            self._rows = _count(attributes, "table:number-rows-repeated")
            self._is_hidden = self._is_unseen(attributes)
            self._column = 1
        elif tag in _CELLS and self._cell is None:
            self._cell, self._text = attributes, ""
        elif tag == "office:annotation":
            self._annotations += 1

    def _note_style(self, tag: str, attributes: dict[str, str]) -> None:
        """Remember the styles that draw a row or column down to nothing."""
        if tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag in _SIZES and _NOTHING.fullmatch(attributes.get(_SIZES[tag], "")):
            self._flat.add(self._style)

    def _is_unseen(self, attributes: dict[str, str]) -> bool:
        """Say whether a row or column is hidden, filtered out, or drawn down to nothing."""
        is_collapsed = attributes.get("table:visibility") in ("collapse", "filter")
        return is_collapsed or attributes.get("table:style-name") in self._flat

    def text(self, text: str) -> None:
        if self._cell is not None and not self._annotations:
            self._text += text

    def end(self, tag: str) -> None:
        if self._sheet is None:
            return
        if tag == "table:table":
            self._sheet.refuse_beyond(self._limits)
            self._sheet = None
        elif tag == "table:table-row":
            if self._is_hidden:
                behind = min(self._row + self._rows, self._sheet.lowest_row + 1)
                self._sheet.hidden_rows += range(self._row, behind)
            self._row += self._rows
        elif tag in _CELLS and self._cell is not None:
            self._judge(self._sheet, self._cell)
            self._cell = None
        elif tag == "office:annotation":
            self._annotations -= 1

    def _judge(self, sheet: SheetScan, cell: dict[str, str]) -> None:
        columns = _count(cell, "table:number-columns-repeated")
        kind, formula = cell.get("office:value-type", ""), cell.get("table:formula", "")
        text = self._text.strip()
        if kind or formula or text:
            last_row, last_column = self._row + self._rows - 1, self._column + columns - 1
            sheet.hold(self._row, self._column, 0)
            sheet.hold(last_row, last_column, self._rows * columns)
            if kind == "percentage" and self._rows == 1:
                for column in range(self._column, min(last_column, LAST_COLUMN) + 1):
                    sheet.percent(self._row, column)
            is_error = cell.get("calcext:value-type") == "error" or (formula and _ERROR_TEXT.fullmatch(text))
            if is_error or (formula and not kind):
                sheet.refuse_beyond(self._limits)
                flaw = (ERROR_VALUE, text) if is_error else (FORMULA_NOT_COMPUTED, formula.partition(":")[2] or formula)
                for row in range(self._row, last_row + 1):
                    for column in range(self._column, last_column + 1):
                        sheet.flaw(row, column, *flaw)
        across, down = _count(cell, "table:number-columns-spanned"), _count(cell, "table:number-rows-spanned")
        if across > 1 or down > 1:
            sheet.merged.append((self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._column += columns
