"""Exhibits as files: rows as CSV, a workbook that also says what they are and where they come from, and pictures.

CSV and workbook carry the values of the exhibit; the workbook shows them rounded by its number formats. A file can
be passed on without the page, so invented data is named in the file name, in every row and in the description.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from numbers import Real
from types import MappingProxyType

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from smartcity import charts
from smartcity.exhibits.kit.exhibit import DATE, INTEGER, RANK, SCORE, SHARE, SIGNED, SOURCE, Column, Exhibit, Table
from smartcity.exhibits.kit.selection import Selection
from smartcity.export import pictures
from smartcity.export.cells import disarmed, printable, write
from smartcity.export.chart_sheets import add_chart, fill_origins, origin_rows
from smartcity.export.printing import lay_out
from smartcity.method import load_dimensions
from smartcity.method.regions import load_site
from smartcity.wording import Words

CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_NUMBERS = frozenset({INTEGER, SCORE, SIGNED, SHARE, RANK})
_NUMBER_FORMATS = {
    INTEGER: "#,##0",
    RANK: "0",
    SCORE: "{0}",
    SIGNED: "+{0};-{0};{0}",
    SHARE: "{0}%",
    DATE: "d mmm yyyy",
}
"""How a workbook shows a kind of value, with its decimals at {0}; everything else is text."""

_NEW_CELL = re.compile(
    r"""([,;\t\r\n|][ "'\u00a0\u200b\ufeff]*+)(?=[=@＝＠﹦﹫]|[+\-＋－﹢﹣]["'\s]*[\w("'$.=+\-@\[{&])"""
)
"""Where another program may begin a cell that it runs: `=` and `@` before anything, a sign before what is counted."""

_DAYS = frozenset({"until", "today", "since"})
"""The choices that are a day."""

_WIDEST, _DAY_WIDTH = 60, 12
_DESCRIPTION_WIDTHS = (26, 100)
_PANEL = PatternFill("solid", fgColor="F6F6F6")
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
_RULE = Border(bottom=Side("thin", color="D5D9DE"))


def file_name(exhibit: Exhibit, suffix: str) -> str:
    """Name a download after its exhibit and its build; CONTOH comes first when invented data is inside."""
    key = re.sub(r"[^a-z0-9]+", "-", exhibit.key.lower()).strip("-")
    parts = ["CONTOH"] if exhibit.is_sample else []
    parts += ["smart-city", key, *([exhibit.stamp.fingerprint[:4]] if exhibit.stamp.fingerprint else [])]
    return f"{'-'.join(parts)}.{suffix}"


def csv_bytes(exhibit: Exhibit, words: Words) -> bytes:
    """Write the rows of *exhibit* as CSV in UTF-8 with a byte order mark.

    In Indonesian the separator is a semicolon and the decimal sign a comma, in English a comma and a point: what Excel
    with those regional settings opens in columns by a double click. A missing value is an empty cell. Text that a
    spreadsheet would take for a formula gets an apostrophe in front, also where a program that expects the other
    separator would begin a new cell.

    Raises:
        ValueError: If the exhibit has no table.
    """
    is_indonesian = words.language == "id"
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if is_indonesian else ",", lineterminator="\r\n")
    table = _table(exhibit)
    writer.writerow([_csv_value(label, is_indonesian) for label in _labels(exhibit, table, words)])
    for row in _rows(exhibit, table, words):
        writer.writerow([_csv_value(value, is_indonesian) for value in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(
    exhibit: Exhibit, selection: Selection, words: Words, link: str, names: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Write *exhibit* as a workbook: its rows, a native chart of its numbers, all that is needed to understand them.

    Numbers are numbers and dates are dates. Every text is stored as text, so none of it can run as a formula.

    Args:
        exhibit: What is exported.

        selection: What the viewer chose; spelled on the second sheet.

        words: The wording, in the language of the workbook.

        link: The address of the page that shows the same choice.

        names: What chosen codes are called, as far as neither configuration nor wording says it (innovation lists).

    Raises:
        ValueError: If the exhibit has no table.
    """
    _table(exhibit)
    book = Workbook()
    book.remove(book.active)
    fill_data(book.create_sheet(words("export.sheet.data")), exhibit, words)
    series = charts.native_of(exhibit.figure) if exhibit.figure is not None else None
    if series is not None and series.series:
        add_chart(book, words("export.sheet.chart"), series)
    chosen = described(selection, words, names)
    about = book.create_sheet(words("export.sheet.description"))
    write_pairs(about, description(exhibit, chosen, words, link))
    fill_origins(book.create_sheet(words("export.sheet.origin")), origin_rows([exhibit], words, link))
    book.properties.title = printable(exhibit.message)
    book.properties.creator = words("export.creator")
    lay_out(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@dataclass(frozen=True)
class Format:
    """A kind of file that an exhibit is given as: its media type, and what makes its bytes of all that there is.

    *make* is given what `xlsx_bytes` is given. What *is_picture* is made of the exhibit's figure, all else of its rows.
    """

    mime: str
    make: Callable[[Exhibit, Selection, Words, str, Mapping[str, str]], bytes]
    is_picture: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "xlsx": Format(XLSX_TYPE, xlsx_bytes),
        "csv": Format(CSV_TYPE, lambda exhibit, selection, words, link, names: csv_bytes(exhibit, words)),
        "png": Format(
            pictures.PNG_TYPE,
            lambda exhibit, selection, words, link, names: pictures.png_bytes(
                exhibit, described(selection, words, names), words
            ),
            is_picture=True,
        ),
        "svg": Format(
            pictures.SVG_TYPE,
            lambda exhibit, selection, words, link, names: pictures.svg_bytes(
                exhibit, described(selection, words, names), words
            ),
            is_picture=True,
        ),
    }
)
"""By the ending of the file's name, in the order in which they are offered. A new one stands here, what makes it in
this package, and the label of its button in the catalogue under `ui.download`."""


def formats_of(exhibit: Exhibit) -> dict[str, Format]:
    """Give the formats of which *exhibit* has what they are made of, by the ending of the file's name."""
    has = {True: exhibit.figure is not None, False: exhibit.table is not None}
    return {suffix: form for suffix, form in FORMATS.items() if has[form.is_picture]}


def disarmed_throughout(text: str) -> str:
    """Disarm *text* and each piece of it that follows a separator, where another program may begin a cell."""
    return _NEW_CELL.sub(r"\1'", disarmed(text))


def described(selection: Selection, words: Words, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Spell what the viewer chose as pairs of label and value, leaving out what restricts nothing."""
    spelled = {dimension.code: dimension.name for dimension in load_dimensions()} | dict(names)
    shown = []
    for field in fields(Selection):
        value = getattr(selection, field.name)
        if field.name == "language" or value == field.default:
            continue
        values = value if isinstance(value, tuple) else (value,)
        text = words.join(_choice(field.name, one, spelled, words) for one in values) or words.number(None)
        shown.append((words(f"export.selection.{field.name}"), text))
    return tuple(shown)


def _choice(field: str, value: object, spelled: Mapping[str, str], words: Words) -> str:
    if field in _DAYS:
        return words.date(value)
    keys = (
        f"method.{field}.{value}",
        f"standings.group.{value}",
        f"robustness.doubt.{value}.name",
        f"ui.choice.{field}_{value}",
    )
    key = next((key for key in keys if words.has(key)), None)
    if key is not None:
        return words(key, province=load_site().province)
    return words.number(value, 1) if isinstance(value, float) else str(spelled.get(value, value))


def _table(exhibit: Exhibit) -> Table:
    if exhibit.table is None:
        raise ValueError(f"exhibit {exhibit.key!r} has no table")
    return exhibit.table


def _labels(exhibit: Exhibit, table: Table, words: Words) -> list[str]:
    marks = [words("export.mark")] if exhibit.is_sample else []
    marks += [words("export.rules")] if exhibit.rules else []
    return [*(printable(column.label) for column in table.columns), *marks]


def _rows(exhibit: Exhibit, table: Table, words: Words) -> Iterator[list[object]]:
    """Yield the plain values of each row; where invented data is among them, each row says whether it holds some.

    Each row says whose rules were borrowed, if any were.
    """
    known = table.frame.columns
    for record in table.frame.to_dict("records"):
        values = [_plain(record[column.code], column, words) for column in table.columns]
        if exhibit.is_sample:
            is_sample = bool(record["is_sample"]) if "is_sample" in known else True
            values.append(words("export.sample_row") if is_sample else None)
        if exhibit.rules:
            values.append(exhibit.rules)
        yield values


def _plain(value: object, column: Column, words: Words) -> object:
    """Reduce a cell to None, a number, a day or a text without control characters."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return printable(words.join(value)) if value else None
    if value is None or pd.isna(value):
        return None
    if hasattr(value, "item"):
        value = value.item()
    if column.kind in _NUMBERS and isinstance(value, Real) and not isinstance(value, bool):
        return float(value) if column.kind not in (INTEGER, RANK) or float(value) % 1 else int(value)
    if column.kind == DATE:
        return _day(value)
    return printable(words.cited(str(value)) if column.kind == SOURCE else str(value))


def _day(value: object) -> object:
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        return printable(str(value))


def _csv_value(value: object, is_indonesian: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        spelled = str(value) if isinstance(value, int) else format(value, ".15g")
        return spelled.replace(".", ",") if is_indonesian else spelled
    return disarmed_throughout(value) if isinstance(value, str) else str(value)


def _number_format(column: Column) -> str:
    places = f".{'0' * column.decimals}" if column.decimals else ""
    return _NUMBER_FORMATS.get(column.kind, "@").format(f"0{places}")


def fill_data(sheet: Worksheet, exhibit: Exhibit, words: Words) -> None:
    """Write the rows of *exhibit* at full precision under their labels."""
    table = _table(exhibit)
    formats = [_number_format(column) for column in table.columns]
    are_numbers = [column.kind in _NUMBERS for column in table.columns]
    labels = _labels(exhibit, table, words)
    widths = [len(label) for label in labels]
    for index, label in enumerate(labels, start=1):
        cell = sheet.cell(1, index)
        write(cell, label)
        cell.font, cell.fill, cell.border = Font(bold=True), _PANEL, _RULE
        right = index <= len(are_numbers) and are_numbers[index - 1]
        cell.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=True)
    for number, row in enumerate(_rows(exhibit, table, words), start=2):
        for index, value in enumerate(row):
            cell = sheet.cell(number, index + 1)
            write(cell, value)
            cell.alignment = _TOP
            if index < len(formats):
                cell.number_format = formats[index]
            if isinstance(value, date):
                widths[index] = max(widths[index], _DAY_WIDTH)
            if isinstance(value, str):
                widths[index] = max(widths[index], *(len(line) for line in (value.splitlines() or [""])))
                cell.alignment = _WRAPPED if len(value) > _WIDEST else _TOP
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = min(max(width, 8), _WIDEST) + 2
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def description(exhibit: Exhibit, chosen: Iterable[tuple[str, str]], words: Words, link: str) -> list[tuple[str, str]]:
    """List all that is needed to understand the rows of *exhibit*, as pairs of label and text."""
    bases = [
        words("export.basis", basis=words(f"method.basis.{basis}"), meaning=words(f"method.basis_meaning.{basis}"))
        for basis in exhibit.bases
    ]
    as_of = words("export.as_of", at=exhibit.stamp.built_at, build=exhibit.stamp.fingerprint[:4], n=exhibit.stamp.files)
    rows = [
        (words("export.label.sample"), words("export.sample") if exhibit.is_sample else ""),
        (words("export.label.message"), exhibit.message),
        (words("export.label.caption"), exhibit.caption),
        (words("export.label.note"), exhibit.note),
        (words("export.label.source"), exhibit.source),
        (words("export.label.as_of"), as_of if exhibit.stamp.built_at else ""),
        (words("export.label.basis"), "\n".join(bases)),
        (words("export.label.rules"), exhibit.rules),
        *chosen,
        (words("export.label.numbers"), words("export.numbers")),
        (words("export.label.link"), link),
    ]
    return [(label, text) for label, text in rows if text]


def write_pairs(sheet: Worksheet, pairs: Iterable[tuple[str, str]]) -> None:
    """Write labels and texts below each other."""
    for number, (label, text) in enumerate(pairs, start=1):
        head, body = sheet.cell(number, 1), sheet.cell(number, 2)
        write(head, label)
        write(body, printable(text))
        head.font = Font(bold=True)
        head.alignment = Alignment(vertical="top", wrap_text=True)
        body.alignment = Alignment(vertical="top", wrap_text=True)
    for letter, width in zip("AB", _DESCRIPTION_WIDTHS):
        sheet.column_dimensions[letter].width = width
