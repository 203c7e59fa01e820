"""What runs in the reading process: limits itself, then turns each file it is sent into frames of cells.

The process is started without the `smartcity` package: this module and what it imports from beside it must
import nothing else of the project. It answers in JSON, so that nothing it sends can run in its parent.
"""

import gc
import io
import math
import os
import sys
import threading
from collections.abc import Iterable
from dataclasses import asdict, replace
from itertools import zip_longest
from typing import BinaryIO

import python_calamine

from . import compound, delimited, opendocument, spreadsheetml, tables
from .addresses import address
from .frames import read_frame, write_frame
from .prescan import CSV, ODS, TOML, XLS, XLSX, Archive, Limits, Notice, Refusal
from .sheetscan import SheetScan, WorkbookScan

try:
    import resource
except ImportError:  # Windows: the parent watches instead
    resource = None

ROWS_A_FRAME = 4096
CELLS_A_FRAME = 1 << 20
SCANNED = 0.4
"""Share of a large file that counts as read when it is scanned, before its first row is there."""
_OPEN_FILES = 64
_FIELDS = ("kind", "sheet_name", "is_scanned_first")


def main() -> None:
    """Serve the requests that stand on standard input until it ends."""
    gc.disable()
    # numpy would reserve address space for every processor, more than the limit allows on a large machine.
    os.putenv("OPENBLAS_NUM_THREADS", "1")
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    opening = read_frame(requests)
    if opening is None:  # nobody needed this process
        return
    limits = Limits(**opening["limits"])
    if opening["is_limited"]:
        _limit_process(limits)
    while (request := read_frame(requests)) is not None:
        content = requests.read(request["bytes"])
        _allow_seconds(limits)
        try:
            _Answer(answers, limits).read(content, **{key: request[key] for key in _FIELDS})
        except Refusal as refusal:
            _send_refusal(answers, refusal)
        except MemoryError:
            _send_refusal(answers, Refusal("file.too_many_cells", reason="memory", limit=limits.memory_bytes))
        except python_calamine.PasswordError:
            _send_refusal(answers, Refusal("file.encrypted"))
        except BrokenPipeError:
            os._exit(1)
        except BaseException as error:
            _send_refusal(answers, Refusal("file.damaged", reason="parse", detail=str(error)[:200]))


def _send_refusal(stream: BinaryIO, refusal: Refusal) -> None:
    fields = {name: getattr(refusal, name) for name in ("code", "sheet", "cell", "found", "values")}
    write_frame(stream, {"refusal": fields})


def _limit_process(limits: Limits) -> None:
    if resource is None:
        return
    for what, most in (("AS", limits.memory_bytes), ("CORE", 0), ("FSIZE", 0), ("NOFILE", _OPEN_FILES)):
        resource.setrlimit(getattr(resource, f"RLIMIT_{what}"), (most, most))


def _allow_seconds(limits: Limits) -> None:
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # Two cores may work at once, so processor time runs up to twice as fast as the clock the parent watches.
    allowed = math.ceil(usage.ru_utime + usage.ru_stime + 2 * limits.seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.getrlimit(resource.RLIMIT_CPU)[1]))


class _Answer:
    """Reads one file and sends what is in it, sheet by sheet."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self._before, self._sheet, self._sheets = 0.0, 0, 1

    def read(self, content: bytes, kind: str, sheet_name: str, is_scanned_first: bool) -> None:
        notices: list[Notice] = []
        if kind == TOML:
            write_frame(self._stream, {"toml": tables.read(content)})
            return
        if kind == CSV:
            outline, rows = SheetScan(sheet_name), delimited.read_rows(content, self._limits, notices)
            self._send_sheet(outline, rows, content.count(b"\n") + 1, measures_text=True)
            notices = [replace(notice, sheet=sheet_name) if notice.cell else notice for notice in notices]
        elif kind == XLSX and not is_scanned_first:
            self._read_while_scanning(content)
        else:
            if kind == XLS:
                ole = compound.Compound(content)
                scan = compound.scan(compound.open_workbook_stream(ole), self._limits)
                if "_vba_project_cur" in ole.names:
                    notices.append(Notice("file.macros_ignored"))
            else:
                scan = (opendocument if kind == ODS else spreadsheetml).scan(Archive(content), self._limits)
            self._send_workbook(python_calamine.load_workbook(io.BytesIO(content)), scan)
        write_frame(self._stream, {"end": [asdict(notice) for notice in notices]})

    def _read_while_scanning(self, content: bytes) -> None:
        """Scan a large xlsx on a second core while the value reader works on the first sheet.

        A scan that refuses ends the process at once; should the value reader abort it before that, the parent
        asks again with the scan first.
        """
        scans: list[WorkbookScan] = []
        failures: list[BaseException] = []

        def scan() -> None:
            try:
                scans.append(spreadsheetml.scan(Archive(content), self._limits, self._tell_scanned))
            except Refusal as refusal:
                _send_refusal(self._stream, refusal)
                os._exit(0)
            except BaseException as error:
                failures.append(error)

        scanning = threading.Thread(target=scan, daemon=True)
        scanning.start()
        workbook = python_calamine.load_workbook(io.BytesIO(content))
        first = workbook.get_sheet_by_index(0) if workbook.sheets_metadata else None
        scanning.join()
        for failure in failures:
            raise failure
        self._before = SCANNED
        self._send_workbook(workbook, scans[0], first)

    def _tell_scanned(self, share: float) -> None:
        write_frame(self._stream, {"done": SCANNED * share})

    def _tell_sent(self, share: float) -> None:
        sent = (self._sheet + min(share, 1.0)) / self._sheets
        write_frame(self._stream, {"done": self._before + (1 - self._before) * sent})

    def _send_workbook(
        self,
        workbook: python_calamine.CalamineWorkbook,
        scan: WorkbookScan,
        first: python_calamine.CalamineSheet | None = None,
    ) -> None:
        self._sheets = len(workbook.sheets_metadata)
        for number, meta in enumerate(workbook.sheets_metadata):
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            outline, self._sheet = scan.sheets[number], number
            outline.name = meta.name
            sheet = first if first is not None and number == 0 else workbook.get_sheet_by_index(number)
            if outline.merged is None:
                outline.merged = [
                    (top + 1, left + 1, bottom + 1, right + 1)
                    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                ]
            is_hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
            first_column = sheet.start[1] + 1 if sheet.start else 1
            self._send_sheet(
                outline, sheet.iter_rows(), sheet.total_height, first_column, is_hidden, scan.has_long_text
            )
            sheet = first = None

    def _send_sheet(
        self,
        outline: SheetScan,
        rows: Iterable[list[object]],
        height: int,
        first_column: int = 1,
        is_hidden: bool = False,
        measures_text: bool = False,
    ) -> None:
        opening = {"sheet": outline.name, "is_hidden": is_hidden, "first_column": first_column}
        write_frame(self._stream, opening)
        numbers: list[int] = []
        block: list[list[object]] = []
        cells = 0
        for number, row in enumerate(rows, 1):
            # Zero and False are cells too: only a row that holds nothing true is looked at closely.
            if not any(row) and row.count("") == len(row):
                continue
            if measures_text:
                self._refuse_long_text(row, outline.name, number, first_column)
            numbers.append(number)
            block.append(row)
            cells += len(row)
            if len(block) == ROWS_A_FRAME or cells > CELLS_A_FRAME:
                self._send_block(numbers, block)
                self._tell_sent(number / height)
                numbers, block, cells = [], [], 0
        self._send_block(numbers, block)
        closing = {
            "flaws": outline.flaws,
            "hidden_rows": outline.hidden_rows,
            "merged": outline.merged or [],
            "hidden_columns": outline.hidden_columns,
            "percents": [(column, row, count) for column, (row, count) in outline.percents.items()],
            "counts_from_1904": outline.counts_from_1904,
        }
        write_frame(self._stream, closing)

    def _send_block(self, numbers: list[int], block: list[list[object]]) -> None:
        write_frame(self._stream, {"rows": numbers, "columns": list(zip_longest(*block, fillvalue=""))})

    def _refuse_long_text(self, row: list[object], sheet: str, number: int, first_column: int) -> None:
        longest = max((len(value) for value in row if value.__class__ is str), default=0)
        if longest <= self._limits.text_length:
            return
        for column, value in enumerate(row, first_column):
            if isinstance(value, str) and len(value) > self._limits.text_length:
                # The text itself is not told: it may be somebody's address or name.
                values = {"characters": len(value), "limit": self._limits.text_length}
                raise Refusal("cell.text_too_long", sheet=sheet, cell=address(number, column), **values)
