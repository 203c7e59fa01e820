"""Write 30 exhibits as slides and as a document, beside the bare libraries: `python -m benchmarks.papers`."""

import json
from io import BytesIO
from itertools import islice

import typst
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from benchmarks.spelling import spelled, timed
from smartcity import intake
from smartcity.exhibits import pages
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.spelling import spelled_rows
from smartcity.export import papers
from smartcity.intake import DataFolder
from smartcity.wording import Words

COUNT, YEAR, LANGUAGE = 30, 2024, "id"
ROWS = 12
"""Rows of a table on one slide."""

PLAIN = """#let d = json(bytes(sys.inputs.data))
#for rows in d { table(columns: rows.at(0).len(), ..rows.flatten()); pagebreak(weak: true) }"""


def writing(folder: DataFolder, runs: int) -> list[tuple[str, str, str]]:
    """Time both formats; the bare libraries write the same rows, one bar chart or table a slide, without any layout."""
    words = Words(LANGUAGE)
    with intake.open_warehouse(folder) as warehouse:
        selection = pages.usual(warehouse, Selection(language=LANGUAGE, year=YEAR))
        every = {
            one.key: one
            for page in pages.PAGES
            for one in pages.exhibits(page, warehouse, selection, words)
            if one.empty is None and one.table is not None
        }
    shown = list(islice(every.values(), COUNT))
    made = papers.paper("Ukur", {"Ukur": shown}, selection, words)
    rows = [[list(one) for one in spelled_rows(exhibit.table, words)] for exhibit in shown]
    rows = [[[column.label for column in exhibit.table.columns], *own] for exhibit, own in zip(shown, rows)]
    compared = {
        "pptx": ("python-pptx polos", lambda: _slides(shown, rows)),
        "pdf": ("typst polos", lambda: _tables(rows)),
    }
    return [
        (
            f"{len(shown)} exhibit sebagai {suffix.upper()}",
            spelled(timed(lambda suffix=suffix: papers.FORMATS[suffix].make(made, words), runs)),
            f"{name}, baris yang sama tanpa tata letak: {spelled(timed(plainly, runs))}",
        )
        for suffix, (name, plainly) in compared.items()
    ]


def _slides(shown: list[Exhibit], rows: list[list[list[str]]]) -> bytes:
    deck = Presentation()
    for exhibit, own in zip(shown, rows):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = exhibit.message
        place = (Inches(0.5), Inches(1.5), Inches(9), Inches(5))
        if exhibit.figure is not None:
            data = CategoryChartData()
            data.categories = [row[0] for row in own[1:]]
            data.add_series("", range(len(own) - 1))
            slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
            continue
        first = own[:ROWS]
        table = slide.shapes.add_table(len(first), len(first[0]), *place).table
        for number, row in enumerate(first):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    kept = BytesIO()
    deck.save(kept)
    return kept.getvalue()


def _tables(rows: list[list[list[str]]]) -> bytes:
    return typst.compile(PLAIN.encode(), sys_inputs={"data": json.dumps(rows)})


if __name__ == "__main__":
    for line in writing(DataFolder.chosen(), 3):
        print(*line, sep=" | ")
