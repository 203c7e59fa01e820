"""A paper as a document: letterhead, contents, charts as vectors, tables that go on over pages, tagged as PDF/UA-1.

The words and figures are data for `document.typ`, which only sets them. The rows behind the charts stand in an
appendix, so that every figure that was drawn can be read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from smartcity import charts
from smartcity.exhibits.kit.exhibit import Exhibit, Table
from smartcity.exhibits.kit.spelling import RIGHT, coverage_line, notes_of, spelled_rows
from smartcity.export.cells import printable
from smartcity.export.papers.fitting import broken_words, columns
from smartcity.export.papers.paper import Paper, built, made_of, marks
from smartcity.export.papers.typesetting import typeset
from smartcity.wording import Words

TEMPLATE = Path(__file__).with_name("document.typ")

SHEET = 640
"""Px across which charts are laid out; they then take the width of the page."""

WIDE, FLIPPED = 482.0, 728.0
"""The width of the text in pt on a page, and on one that lies."""

HIGHEST = 760
"""Px of a chart that fit below a finding on one page; what is higher is cut between its rows."""

MOST_UPRIGHT = 7
SIZES = ((5, 9.0), (MOST_UPRIGHT, 8.0), (10, 8.0))
SMALLEST = 7.0
"""A table of more columns than stand on an upright page gets a page that lies; sizes in pt by the number of columns."""

INSET = 4.5

SHEET_CHART = 0.75
"""How wide a chart is on the page for the head of office, of 1: the rest is for what is due."""

LONGEST_CELL = 1500
"""Signs of a cell up to which its row stays whole on one page."""


def pdf_bytes(paper: Paper, words: Words) -> bytes:
    """Write *paper* as a document; the same paper gives the same bytes."""
    return typeset(TEMPLATE, _data(paper, words))


def _data(paper: Paper, words: Words) -> dict[str, object]:
    head = paper.letterhead
    drawn = [one for one in paper.exhibits if one.figure is not None and one.table is not None and not paper.is_sheet]
    return {
        "lang": words.language,
        "look": {name: colour for name, colour in asdict(charts.theme()).items() if str(colour).startswith("#")},
        "title": printable(paper.title),
        "government": head.government,
        "office": head.office,
        "address": head.lines,
        "sample": words("papers.sample") if paper.is_sample else "",
        "made": made_of(paper, words),
        "footer": " · ".join(filter(None, (printable(paper.title), built(paper, words)))),
        "contents": words("papers.contents") if len(paper.exhibits) > 1 and not paper.is_sheet else "",
        "sections": [
            {
                "title": one.title,
                "sentences": list(map(printable, one.sentences)),
                "exhibits": [_exhibit(exhibit, words) for exhibit in one.exhibits],
            }
            for one in paper.sections
        ],
        "missing_title": words("papers.missing"),
        "missing": list(map(printable, paper.lacking)),
        "appendix_title": words("papers.appendix"),
        "appendix": [{"title": printable(one.message), "table": _table(one.table, words)} for one in drawn],
        "closing": words("papers.closing"),
        "chart": SHEET_CHART if paper.is_sheet else 1.0,
        "signs": [{"place": head.place, "post": post, "name": head.signatory} for post in paper.signs],
    }


def _exhibit(exhibit: Exhibit, words: Words) -> dict[str, object]:
    below = (exhibit.rules, *notes_of(exhibit, words))
    return {
        "title": printable(exhibit.message),
        "marks": " · ".join(marks(exhibit, words)),
        "coverage": printable(coverage_line(exhibit, words)),
        "charts": list(_charts(exhibit, words)) if exhibit.figure is not None else [],
        "table": None if exhibit.figure is not None else _table(exhibit.table, words),
        "below": [broken_words(printable(line), WIDE, 8.5) for line in below if line],
    }


def _charts(exhibit: Exhibit, words: Words) -> Iterator[dict[str, str]]:
    sheet = charts.sheet_of(charts.roomy(exhibit.figure), SHEET)
    strips = sheet.strips(HIGHEST)
    alt = printable(exhibit.alt or exhibit.message)
    for number, (top, bottom) in enumerate(strips, 1):
        part = words("papers.part", title=alt, number=number, count=len(strips)) if len(strips) > 1 else alt
        yield {"svg": printable(sheet.svg(top, bottom)), "alt": part}


def _table(table: Table, words: Words) -> dict[str, object]:
    heads = [printable(column.label) for column in table.columns]
    rows = [list(map(printable, row)) for row in spelled_rows(table, words)]
    is_wide = len(heads) > MOST_UPRIGHT
    size = next((size for most, size in SIZES if len(heads) <= most), SMALLEST)
    widths = columns(heads, rows, FLIPPED if is_wide else WIDE, size, INSET)
    return {
        "heads": _fitting(heads, widths, size, 600),
        "right": [column.kind in RIGHT for column in table.columns],
        "widths": widths,
        "size": size,
        "wide": is_wide,
        "breakable": any(len(cell) > LONGEST_CELL for row in rows for cell in row),
        "rows": [_fitting(row, widths, size, 400) for row in rows],
    }


def _fitting(row: Iterable[str], widths: Iterable[float], size: float, weight: int) -> list[str]:
    return [broken_words(text, width - 2 * INSET, size, weight) for text, width in zip(row, widths)]
