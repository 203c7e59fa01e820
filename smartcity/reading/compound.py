"""Look into OLE files: which document they hold, and, in an old workbook (.xls), the cells without a value.

Layouts after MS-CFB (the file system inside the file) and MS-XLS (the records of a workbook).
"""

import struct
from collections.abc import Iterator, Mapping

from .prescan import Limits, Refusal
from .sheetscan import ERROR_VALUE, SheetScan, WorkbookScan

_LAST_SECTOR = 0xFFFFFFFA
_DIRECTORY_ENTRY = 128
_STREAM = 2
_BOF, _EOF, _FORMULA, _BOOLERR, _ROW, _BOUNDSHEET = 0x0809, 0x000A, 0x0006, 0x0205, 0x0208, 0x0085
_FILEPASS, _COLUMNS = 0x002F, 0x007D
_ROW_IS_HIDDEN, _COLUMN_IS_HIDDEN = 0x20, 0x01
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_FOREIGN_STREAMS = {"worddocument": "doc", "powerpoint document": "ppt", "visiodocument": "vsd"}


class Compound:
    """The streams of an OLE file, by lower-case name."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._load()
        except (struct.error, IndexError, OverflowError) as error:
            raise Refusal("file.damaged", reason="ole", detail=str(error)[:200]) from error

    def _load(self) -> None:
        content = self._content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Refusal("file.damaged", reason="ole", detail=f"sector shift {shift}, {mini_shift}")
        self._sector = 1 << shift
        first_directory, _, self._cutoff, first_mini_fat, _, first_difat, _ = struct.unpack_from("<7I", content, 48)
        fat_sectors = list(struct.unpack_from("<109I", content, 76))
        following, seen = first_difat, 0
        while following < _LAST_SECTOR and seen <= len(content) // self._sector:
            numbers = struct.unpack(f"<{self._sector // 4}I", self._sector_at(following))
            fat_sectors += numbers[:-1]
            following, seen = numbers[-1], seen + 1
        self._fat: list[int] = []
        for sector in fat_sectors[: len(content) // self._sector + 1]:
            if sector < _LAST_SECTOR:
                self._fat += struct.unpack(f"<{self._sector // 4}I", self._sector_at(sector))
        self._entries = dict(self._directory(self._chain(first_directory)))
        root = self._entries.get("root entry")
        self._mini = self._chain(root[0]) if root else b""
        mini_fat = self._chain(first_mini_fat) if first_mini_fat < _LAST_SECTOR else b""
        self._mini_fat = struct.unpack(f"<{len(mini_fat) // 4}I", mini_fat)

    def _sector_at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        if start >= len(self._content):
            raise IndexError(f"sector {number} lies behind the end")
        return self._content[start : start + self._sector].ljust(self._sector, b"\x00")

    def _chain(self, sector: int) -> bytes:
        pieces = []
        while sector < len(self._fat) and len(pieces) <= len(self._content) // self._sector:
            pieces.append(self._sector_at(sector))
            sector = self._fat[sector]
        return b"".join(pieces)

    def _directory(self, raw: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for start in range(0, len(raw) - _DIRECTORY_ENTRY + 1, _DIRECTORY_ENTRY):
            (length,) = struct.unpack_from("<H", raw, start + 64)
            name = raw[start : start + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", raw, start + 116)
            if name:
                yield name.lower(), (first, size)

    @property
    def names(self) -> Mapping[str, tuple[int, int]]:
        """Lower-case names of all streams and storages."""
        return self._entries

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream; raise `Refusal` when part of it lies behind the end of the file."""
        first, size = self._entries[name]
        if size >= self._cutoff:
            try:
                return self._chain(first)[:size]
            except IndexError as error:
                raise Refusal("file.damaged", reason="ole", detail=str(error)[:200]) from error
        pieces, sector = [], first
        while sector < len(self._mini_fat) and len(pieces) <= len(self._mini_fat):
            pieces.append(self._mini[sector * 64 : sector * 64 + 64])
            sector = self._mini_fat[sector]
        return b"".join(pieces)[:size]


def open_workbook_stream(compound: Compound) -> bytes:
    """Return the stream of an old workbook; raise `Refusal` when the file holds something else."""
    if "encryptedpackage" in compound.names or "encryptioninfo" in compound.names:
        raise Refusal("file.encrypted")
    for name in ("workbook", "book"):
        if name in compound.names:
            return compound.stream(name)
    for name, seems in _FOREIGN_STREAMS.items():
        if name in compound.names:
            raise Refusal("file.not_a_workbook", found=seems)
    if not compound.names:
        raise Refusal("file.damaged", reason="ole", detail="no directory")
    raise Refusal("file.not_a_workbook", found="ole")


def scan(workbook: bytes, limits: Limits) -> WorkbookScan:
    """Scan the records of an old workbook for error values and what is hidden; raise `Refusal` when it is encrypted."""
    outlines = WorkbookScan()
    try:
        starts = []
        for kind, record in _records(workbook, 0):
            if kind == _FILEPASS:
                raise Refusal("file.encrypted")
            if kind == _BOUNDSHEET:
                starts.append(struct.unpack_from("<I", record)[0])
        for start in starts:
            outlines.sheets.append(_scan_sheet(workbook, start))
    except struct.error as error:
        raise Refusal("file.damaged", reason="xls", detail=str(error)[:200]) from error
    outlines.refuse_beyond(limits)
    return outlines


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 1 and kind != _BOF:
            yield kind, stream[position + 4 : position + 4 + length]
        if depth <= 0:
            return
        position += 4 + length


def _scan_sheet(stream: bytes, start: int) -> SheetScan:
    sheet = SheetScan()
    for kind, record in _records(stream, start):
        if kind == _ROW:
            row, height, flags = struct.unpack_from("<H4xH4xB", record)
            if flags & _ROW_IS_HIDDEN or not height:
                sheet.hidden_rows.append(row + 1)
        elif kind == _COLUMNS:
            first, last, width, flags = struct.unpack_from("<HHH2xH", record)
            if flags & _COLUMN_IS_HIDDEN or not width:
                sheet.hide_columns(first + 1, last + 1)
        elif kind == _BOOLERR:
            row, column, _, value, is_error = struct.unpack_from("<HHHBB", record)
            if is_error:
                sheet.flaw(row + 1, column + 1, ERROR_VALUE, _ERRORS.get(value, f"#{value}"))
        elif kind == _FORMULA:
            row, column, _, form, value, mark = struct.unpack_from("<HHHBxB3xH", record)
            if mark == 0xFFFF and form == 2:
                sheet.flaw(row + 1, column + 1, ERROR_VALUE, _ERRORS.get(value, f"#{value}"))
    return sheet
