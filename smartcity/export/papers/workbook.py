"""A paper as a workbook: the rows of each exhibit, a native chart of its numbers, and what they are and come from."""

from collections.abc import Iterator

from openpyxl import Workbook

from smartcity import charts
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.export.cells import printable
from smartcity.export.chart_sheets import add_chart, fill_origins, origin_rows
from smartcity.export.downloads import description, fill_data, write_pairs
from smartcity.export.papers.paper import Paper
from smartcity.export.papers.steady import steady
from smartcity.export.printing import lay_out
from smartcity.wording import Words


def xlsx_bytes(paper: Paper, words: Words) -> bytes:
    """Write *paper* as a workbook; the same paper gives the same bytes."""
    book = Workbook()
    book.remove(book.active)
    shown = paper.exhibits
    for number, exhibit in enumerate(shown, 1):
        own = f" {number}" if len(shown) > 1 else ""
        if exhibit.table is not None:
            fill_data(book.create_sheet(words("export.sheet.data") + own), exhibit, words)
        series = charts.native_of(exhibit.figure) if exhibit.figure is not None else None
        if series is not None and series.series:
            add_chart(book, words("export.sheet.chart") + own, series)
    about = book.create_sheet(words("export.sheet.description"))
    write_pairs(about, list(_described(paper, words)))
    fill_origins(book.create_sheet(words("export.sheet.origin")), origin_rows(shown, words, paper.link))
    lay_out(book)
    book.properties.title, book.properties.creator = printable(paper.title), words("export.creator")
    return steady(book.save, paper.stamp.built_at)


def _described(paper: Paper, words: Words) -> Iterator[tuple[str, str]]:
    yield words("export.label.paper"), paper.title
    for number, exhibit in enumerate(paper.exhibits, 1):
        if len(paper.exhibits) > 1:
            yield words("export.label.sheet"), _sheet_said(exhibit, number, words)
        yield from description(exhibit, paper.chosen, words, paper.link)
    for line in (line for part in paper.sections for line in part.sentences):
        yield words("export.label.message"), line
    for one in paper.missing:
        yield words("papers.missing"), one.message


def _sheet_said(exhibit: Exhibit, number: int, words: Words) -> str:
    name = words("export.sheet.data" if exhibit.table is not None else "export.sheet.chart")
    return f"{name} {number}"
