"""A paper as one page that needs nothing else: charts that say their values, tables that sort, on any computer.

Everything stands in the file, its font too, and its own policy lets the browser fetch nothing.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

import pandas as pd

from smartcity import charts
from smartcity.exhibits.kit.exhibit import Exhibit, Table
from smartcity.exhibits.kit.spelling import RIGHT, coverage_line, notes_of, spelled_rows
from smartcity.export.cells import printable
from smartcity.export.papers.paper import Paper, built, made_of, marks
from smartcity.wording import Words

FOLDER = Path(__file__).parent
FONT = Path(__file__).parents[3] / "static" / "inter-tabular.woff2"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; base-uri 'none'"


def html_bytes(paper: Paper, words: Words) -> bytes:
    """Write *paper* as one page; the same paper gives the same bytes."""
    return printable("".join(_page(paper, words))).encode()


def _page(paper: Paper, words: Words) -> Iterator[str]:
    head = paper.letterhead
    yield f'<!doctype html>\n<html lang="{words.language}"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(paper.title)}</title><style>{_style()}</style></head><body>"
    yield f"<header><p><strong>{escape(head.government)}</strong><br>{escape(head.office)}</p>"
    yield f"<h1>{escape(paper.title)}</h1>"
    if paper.is_sample:
        yield f'<p class="marks">{escape(words("papers.sample"))}</p>'
    yield f'<p class="muted">{escape(made_of(paper, words))}</p></header>'
    yield from _contents(paper, words)
    yield "<main>"
    number = 0
    for section in paper.sections:
        yield f"<h2>{escape(section.title)}</h2>"
        yield from (f"<p>{escape(sentence)}</p>" for sentence in section.sentences)
        for exhibit in section.exhibits:
            number += 1
            yield from _exhibit(exhibit, number, words)
    if paper.missing:
        yield f"<h2>{escape(words('papers.missing'))}</h2><ul>"
        yield from (f"<li>{escape(one)}</li>" for one in paper.lacking)
        yield "</ul>"
    yield f'</main><footer class="muted">{escape(built(paper, words))}</footer>'
    yield f"<script>{_script()}</script></body></html>\n"


def _contents(paper: Paper, words: Words) -> Iterator[str]:
    if len(paper.exhibits) > 1:
        yield f'<nav aria-label="{escape(words("papers.contents"))}"><ol>'
        yield from (
            f'<li><a href="#t{place}">{escape(one.message)}</a></li>' for place, one in enumerate(paper.exhibits, 1)
        )
        yield "</ol></nav>"


def _exhibit(exhibit: Exhibit, number: int, words: Words) -> Iterator[str]:
    yield f'<section id="t{number}">'
    if signs := " · ".join(marks(exhibit, words)):
        yield f'<p class="marks">{escape(signs)}</p>'
    yield f"<h3>{escape(exhibit.message)}</h3>"
    yield f'<p class="muted">{escape(coverage_line(exhibit, words))}</p>'
    if exhibit.figure is not None:
        drawn = charts.drawn(exhibit.figure, printable(exhibit.alt or exhibit.message))
        tip = '<div class="tip" aria-hidden="true" hidden></div>'
        yield f'<div class="frame"><div class="chart">{drawn}</div>{tip}</div>'
    if exhibit.table is not None:
        table = "".join(_table(exhibit.table, words))
        summary = escape(words("papers.rows", n=len(exhibit.table.frame)))
        yield table if exhibit.figure is None else f"<details><summary>{summary}</summary>{table}</details>"
    yield from (f'<p class="muted">{escape(line)}</p>' for line in (exhibit.rules, *notes_of(exhibit, words)) if line)
    yield "</section>"


def _table(table: Table, words: Words) -> Iterator[str]:
    sides = [' class="number"' if column.kind in RIGHT else "" for column in table.columns]
    yield '<div class="wide"><table><thead><tr>'
    for column, side in zip(table.columns, sides):
        yield f'<th scope="col"{side}><button type="button">{escape(column.label)}</button></th>'
    yield "</tr></thead><tbody>"
    raw = zip(*(table.frame[column.code] for column in table.columns))
    for row, values in zip(spelled_rows(table, words), raw):
        cells = (
            f"<td{side}{_sorted_by(value) if side else ''}>{escape(text)}</td>"
            for text, value, side in zip(row, values, sides)
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"


def _sorted_by(value: object) -> str:
    """Keep the number itself beside its spelling, by which a column sorts; what is missing has none."""
    return "" if pd.isna(value) else f' data-value="{float(value)!r}"'


@cache
def _style() -> str:
    look = charts.theme()
    font = b64encode(FONT.read_bytes()).decode()
    face = (
        f'@font-face{{font-family:"Inter";font-weight:100 900;src:url(data:font/woff2;base64,{font}) format("woff2")}}'
    )
    names = ("accent", "muted", "ink", "paper", "panel", "border")
    values = "".join(f"--{name}:{getattr(look, name)};" for name in names)
    return f":root{{{values}}}{face}{(FOLDER / 'offline.css').read_text('utf-8')}"


@cache
def _script() -> str:
    return (FOLDER / "offline.js").read_text("utf-8")
