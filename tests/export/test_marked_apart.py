"""Workbooks of a few kilobytes that fill the memory of whoever opens them: marking them is bounded and ends."""

import os
import resource
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from reading import hostile

from smartcity.export import annotated
from smartcity.export.annotated import annotate_apart
from smartcity.reading.apart import Bounds, OutOfBounds, done_apart
from smartcity.reading.guard import CRASH, MEMORY, TIME
from smartcity.records.findings import Finding, Place
from smartcity.wording import Words

WORDS = Words("id")
FILE = "isi.xlsx"
ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
WHOLE = "A1:XFD1048576"
STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>{}</cellXfs></styleSheet>'
)


def _with_styles(count: int) -> bytes:
    members = hostile.xlsx_members(hostile.worksheet(ROWS))
    return hostile.zipped({**members, "xl/styles.xml": STYLES.format('<xf numFmtId="0"/>' * count)})


HOSTILE = {
    "merged whole": lambda: hostile.xlsx(ROWS, after=f'<mergeCells count="1"><mergeCell ref="{WHOLE}"/></mergeCells>'),
    "linked whole": lambda: hostile.xlsx(ROWS, after=f'<hyperlinks><hyperlink ref="{WHOLE}"/></hyperlinks>'),
    "linked by two references": lambda: hostile.xlsx(
        ROWS, after="<hyperlinks>" + '<hyperlink location="x" ref="$A$1:$Z$9000"/>' * 2 + "</hyperlinks>"
    ),
    "merged 300,000 times": lambda: hostile.xlsx(
        ROWS,
        after="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(2, 300_002)) + "</mergeCells>",
    ),
    "450,000 styles": lambda: _with_styles(450_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_workbook_that_fills_the_memory_is_marked_or_listed_within_bounds(made):
    """The asking process may take no more than two hundred megabytes beside what it has."""
    content, findings = made(), (Finding("sheet.empty", Place(FILE, "Data", "A1")),)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + (200 << 20), before[1]))
    try:
        marked = annotate_apart(content, FILE, findings, WORDS)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    book = load_workbook(BytesIO(marked))
    assert book[WORDS("upload.marked.sheet")]["C2"].value == "A1"


@pytest.mark.slow
def test_what_needs_too_much_is_told_with_its_findings(monkeypatch):
    """The file that is given back then says itself why nothing else is in it."""
    monkeypatch.setattr(annotated, "done_apart", _out)
    book = load_workbook(BytesIO(annotate_apart(b"", FILE, (Finding("file.empty", Place(FILE)),), WORDS)))
    assert [row[4].value for row in book.active.iter_rows()][-1] == WORDS("upload.marked.alone")


def _out(*_: object) -> bytes:
    raise OutOfBounds(TIME)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "given", "seconds", "reason"),
    [
        ("builtins:bytes", (900 << 20,), 60.0, MEMORY),
        ("time:sleep", (600,), 1.0, TIME),
        ("os:_exit", (3,), 60.0, CRASH),
        ("builtins:int", ("x",), 60.0, CRASH),
    ],
)
def test_a_step_apart_ends_whatever_it_does(step, given, seconds, reason):
    """Too much memory, too much time, and death are told apart."""
    with pytest.raises(OutOfBounds) as ended:
        done_apart(step, given, Bounds(seconds=seconds))
    assert ended.value.reason == reason


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "getenvb"), reason="Only POSIX limits addresses.")
def test_arrow_takes_no_addresses_before_it_holds_anything():
    """Of what a step may have nothing is gone before it begins: a dump of 100,000 rows was refused for that."""
    assert done_apart("os:getenvb", (b"ARROW_DEFAULT_MEMORY_POOL",), Bounds(seconds=60.0)) == b"system"
