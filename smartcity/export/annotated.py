"""The file that was checked, given back with its findings in it: cells coloured by severity, each with the sentence.

A workbook of Excel keeps its sheets, formulas and formats; of any other form the cells are put into a new workbook.
Nothing is computed or run. What a person wrote is stored as text, so that none of it becomes a formula here; a formula
that would start another program when the copy is opened becomes text too.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import PureWindowsPath
from zipfile import ZipFile, is_zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from smartcity.checks.names import called_sheets
from smartcity.reading import Reading, Sheet, read
from smartcity.reading.addresses import position_of
from smartcity.reading.apart import OutOfBounds, done_apart
from smartcity.records.findings import ERROR, INFO, SEVERITIES, WARNING, Finding, is_loadable
from smartcity.wording import LANGUAGES, Words
from smartcity.wording.messages import spell

AUTHOR = "smartcity"
"""Who signs our comments; by this name they are found and taken out when a marked file is checked again."""

SUFFIX = ".xlsx"
LARGEST = 24 << 20
"""Bytes of unpacked parts beyond which a workbook is not opened here but copied cell by cell: formats may fill a
million rows that hold nothing."""

MOST_SPANNED, MOST_STYLES = 200_000, 65_000
"""Cells that merged and linked ranges may stand for, and styles, in a workbook that is opened here; Excel itself holds
64,000 styles."""

MOST_LISTED = 20_000
"""Findings that are listed where nothing else can be given."""

MOST_CELLS = 400_000
"""So many cells are copied; of a larger file only the findings are listed."""

_FILLS = {
    severity: PatternFill("solid", fgColor=colour)
    for severity, colour in ((ERROR, "F4B6B6"), (WARNING, "FBE0A6"), (INFO, "CFE0F2"))
}
_EXCEL_PARTS = "[Content_Types].xml"
_TOKENS = re.compile(r"""\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|\|""")
"""Strings and names in quotes, and the bar that stands outside of them only in `=program|topic!item`, the formula that
asks a spreadsheet program to start another one."""

_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML, and so no workbook, can hold."""

_LINKED = re.compile(rb"""<(?:\w{1,20}:)?hyperlink [^<>]*?\bref=["']([^"'<>]*)["']""")
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
_BLANK_LINE = "\n\n"
_DIVIDER = "\n\n———\n"
_WIDTHS = (12, 24, 12, 46, 100)
_COMMENT_SIZE = (420, 150)
_LONGEST_COMMENT = 1500
_LONGEST_CELL = 32_767
_TITLE_LENGTH = 31


@dataclass(frozen=True, slots=True)
class Annotated:
    """A marked workbook: its bytes, a name for it, and codes of what was left out (`macros`, `cells`, `form`)."""

    content: bytes
    file: str
    left_out: tuple[str, ...]


def annotate_apart(content: bytes, file: str, findings: Sequence[Finding], words: Words) -> bytes:
    """Mark the findings as `annotate` does, in a process of its own with limits of memory and time.

    Of a file that is refused, or that needs more to be marked than it may, the findings are listed alone.
    """
    try:
        made = done_apart(f"{__name__}:annotated_bytes", (content, file, tuple(findings), words.language))
    except OutOfBounds:
        made = b""
    return made or _listed_alone(findings, words)


def _listed_alone(findings: Sequence[Finding], words: Words) -> bytes:
    """List the findings in a workbook that says why there is nothing else in it."""
    book, _ = _copied(())
    _list(book, findings[:MOST_LISTED], words)
    book.active.append([None, None, None, None, words("upload.marked.alone")])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def annotated_bytes(content: bytes, file: str, findings: Sequence[Finding], language: str) -> bytes:
    """Return the marked workbook, nothing where the file is refused."""
    made = annotate(content, file, findings, Words(language))
    return b"" if made is None else made.content


def annotate(content: bytes, file: str, findings: Sequence[Finding], words: Words) -> Annotated | None:
    """Mark the findings in the file they were found in, in the language of *words*.

    Only what the guarded reading accepts is opened again; None when it refuses the file, whose findings then have no
    cell to stand in.

    Args:
        content: The bytes that were checked.

        file: What its owner calls the file.

        findings: What was found, of this file only.

        words: The wording.
    """
    reading = read(content, file)
    if not is_loadable(reading.findings):
        return None
    book, sheets, left_out = _opened(content, reading)
    _clear(book)
    shown = {**sheets, **dict(zip(called_sheets(sheets), sheets.values()))}
    for finding in findings:
        sheet = shown.get(finding.place.sheet)
        if sheet is not None and finding.place.cell:
            _mark(sheet, finding, words)
    _list(book, findings, words)
    saved = BytesIO()
    book.save(saved)
    stem = PureWindowsPath(file).stem
    return Annotated(saved.getvalue(), f"{stem}-{words('upload.marked.suffix')}{SUFFIX}", left_out)


def _opened(content: bytes, reading: Reading) -> tuple[Workbook, Mapping[str, Worksheet], tuple[str, ...]]:
    """Open the workbook itself, or make one of its cells; with its sheets by name, and what the copy lacks."""
    if not _is_excel(content) or _unpacked_size(content) > LARGEST or _is_swollen(content, reading):
        count = sum(len(cells) for sheet in reading.sheets for cells in sheet.rows.values())
        return (*_copied(reading.sheets), ("form",)) if count <= MOST_CELLS else (*_copied(()), ("cells",))
    try:
        book = load_workbook(BytesIO(content), keep_links=False)
    except Exception:
        # The guarded reader understands files whose styles or names openpyxl stumbles over, in whatever way.
        return *_copied(reading.sheets), ("form",)
    has_macros = any(finding.code == "file.macros_ignored" for finding in reading.findings)
    return book, {sheet.title: sheet for sheet in book.worksheets}, ("macros",) if has_macros else ()


def _is_excel(content: bytes) -> bool:
    if not is_zipfile(BytesIO(content)):
        return False
    with ZipFile(BytesIO(content)) as package:
        return _EXCEL_PARTS in package.namelist()


def _is_swollen(content: bytes, reading: Reading) -> bool:
    """Say whether a few bytes stand for millions of cells: openpyxl makes one for each that is merged or linked."""
    merged = [rectangle for sheet in reading.sheets for rectangle in sheet.merged]
    cells = sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in merged)
    if cells > MOST_SPANNED:
        return True
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name) if name.startswith("xl/") and name.endswith(".xml") else b""
            if part.count(b"<xf ") > MOST_STYLES or part.count(b"<xf>") > MOST_STYLES:
                return True
            for link in _LINKED.findall(part):
                cells += _cells_of(link.decode("ascii", "replace"))
            if cells > MOST_SPANNED:
                return True
    return False


def _cells_of(reference: str) -> int:
    """Count the cells of a reference such as `A1:C3`; all there are for one that is none."""
    ends = [position_of(end.replace("$", "")) for end in reference.split(":")]
    if None in ends:
        return MOST_SPANNED + 1
    rows, columns = ([end[axis] for end in ends] for axis in range(2))
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)


def _unpacked_size(content: bytes) -> int:
    with ZipFile(BytesIO(content)) as package:
        return sum(part.file_size for part in package.infolist())


def _copied(sheets: Iterable[Sheet]) -> tuple[Workbook, Mapping[str, Worksheet]]:
    """Put the cells of *sheets* into a new workbook; return it with its sheets by their names in the original."""
    book = Workbook()
    book.remove(book.active)
    made = {}
    for sheet in sheets:
        page = made[sheet.name] = book.create_sheet(_title(sheet.name, book))
        for row, cells in sheet.rows.items():
            for column, value in cells.items():
                _write(page.cell(row, column), value)
        for (row, column), flaw in sheet.flaws.items():
            _write(page.cell(row, column), flaw.text)
    return book, made


def _title(name: str, book: Workbook) -> str:
    """Make a title that Excel takes of a sheet's *name*, and that no sheet of *book* has."""
    taken = {title.casefold() for title in book.sheetnames}
    plain = _NOT_IN_TITLES.sub("_", _holdable(name)).strip("'")[:_TITLE_LENGTH] or "_"
    numbered = (f"{plain[: _TITLE_LENGTH - 4]} {number}" for number in range(2, 1000))
    return next(title for title in (plain, *numbered) if title.casefold() not in taken)


def _clear(book: Workbook) -> None:
    """Take out what an earlier marking left, so that a repaired cell keeps no old reproach, and disarm commands."""
    every = [Words(language) for language in LANGUAGES]
    titles = {words("upload.marked.sheet") for words in every}
    headers = {words("upload.marked.column.severity") for words in every}
    for holder in (book, *book.worksheets):
        for name, defined in tuple(holder.defined_names.items()):
            if _starts_a_program(defined.attr_text or ""):
                del holder.defined_names[name]
    for sheet in book.worksheets:
        if sheet.title in titles and sheet["A1"].value in headers:
            book.remove(sheet)
            continue
        for cell in tuple(sheet._cells.values()):
            if cell.data_type == "f" and _starts_a_program(_formula(cell)):
                _write(cell, _formula(cell))
            if cell.comment is not None and cell.comment.author == AUTHOR:
                theirs, divider, _ = cell.comment.text.partition(_DIVIDER)
                cell.comment = Comment(theirs, "") if divider else None
                cell.fill = PatternFill()


def _formula(cell: Cell) -> str:
    """Return the text of a cell's formula, of an array's too."""
    return str(getattr(cell.value, "text", cell.value) or "")


def _starts_a_program(formula: str) -> bool:
    return "|" in _TOKENS.findall(formula)


def _holdable(text: str) -> str:
    return _UNHOLDABLE.sub("", text)


def _mark(sheet: Worksheet, finding: Finding, words: Words) -> None:
    """Colour one cell and add the finding's sentence to its comment; the graver colour stays."""
    cell = _cell(sheet, finding.place.cell)
    if cell is None:
        return
    text = f"{words(f'findings.severity.{finding.severity}').upper()}: {spell(finding, words).sentence}"
    earlier = cell.comment
    is_first = earlier is None or earlier.author != AUTHOR
    if earlier is not None:
        text = f"{earlier.text[:_LONGEST_COMMENT]}{_DIVIDER if is_first else _BLANK_LINE}{text}"
    cell.comment = Comment(
        _holdable(text)[: 2 * _LONGEST_COMMENT], AUTHOR, height=_COMMENT_SIZE[1], width=_COMMENT_SIZE[0]
    )
    graver = SEVERITIES[: SEVERITIES.index(finding.severity)]
    if is_first or cell.fill.fgColor.rgb not in {_FILLS[one].fgColor.rgb for one in graver}:
        cell.fill = _FILLS[finding.severity]


def _cell(sheet: Worksheet, address: str) -> Cell | None:
    """Find the cell of an address; of a row its first cell, of a merged range the one that holds the value."""
    try:
        cell = sheet[f"A{address}" if address.isdecimal() else address.partition(":")[0]]
    except ValueError:
        return None
    if isinstance(cell, MergedCell):
        merged = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
        return sheet.cell(merged.min_row, merged.min_col)
    return cell


def _list(book: Workbook, findings: Iterable[Finding], words: Words) -> None:
    """Add the sheet that lists every finding, the gravest first."""
    title = words("upload.marked.sheet")
    sheet = book.create_sheet(title if title not in book.sheetnames else f"{title} {len(book.sheetnames)}", 0)
    for column, name in enumerate(("severity", "sheet", "cell", "title", "sentence"), start=1):
        cell = sheet.cell(1, column, words(f"upload.marked.column.{name}"))
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[column - 1]
    ordered = sorted(findings, key=lambda one: SEVERITIES.index(one.severity))
    for row, finding in enumerate(ordered, start=2):
        message = spell(finding, words)
        severity = words(f"findings.severity.{finding.severity}")
        values = (severity, finding.place.sheet, finding.place.cell, message.title, message.sentence)
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            _write(cell, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.cell(row, 1).fill = _FILLS[finding.severity]
    sheet.freeze_panes = "A2"
    book.active = 0


def _write(cell: Cell, value: object) -> None:
    """Write a value that was read; text stays text whatever it begins with."""
    if not isinstance(value, str):
        cell.value = value.isoformat() if isinstance(value, datetime | date | time) and _is_odd(value) else value
        return
    text = _holdable(value)[:_LONGEST_CELL]
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r"))


def _is_odd(value: datetime | date | time) -> bool:
    """Say whether Excel has no number for a date: it counts from 1900."""
    return getattr(value, "year", 1900) < 1900
