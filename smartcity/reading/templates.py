"""Write the workbook of a kind: its guide sheet, its tables with headers, hints and allowed values, and its rows.

Headers, types and choices come from the kind's layout, so what a person fills in is what the reader understands. The
same arguments give the same bytes on every machine, which is why nothing in the file is compressed or dated by a clock.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count, takewhile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from smartcity.method import Dimension, Item, Method
from smartcity.method.adopted import KIND as RULES
from smartcity.method.adopted import WEIGHTS
from smartcity.method.layout import BLANK_AT_TIMES, Column, Layout, Table, normalise
from smartcity.reading.looks import ANSWER, Looks
from smartcity.reading.packages import package
from smartcity.wording import Words
from smartcity.wording.rules import rules_said, scales_said

GUIDE = "Petunjuk"
EXAMPLE_MARK = "CONTOH BARIS"
ROOM = 5000
"""How many rows below a header offer the allowed values."""

_INLINE_LIMIT = 255
_GUIDE_WIDTHS = (34, 100, 4)
_ITEM_WIDTH = 26
_LINE = 15.0


@dataclass(frozen=True, slots=True)
class Filling:
    """What a workbook holds besides its shape.

    *rows* are the rows of each sheet by name, a row being values by column or item code; without them every table gets
    one example row, which the reader skips. *status* "CONTOH" marks invented data; *notes* end the guide sheet.
    *columns* are the codes of those that it has, all that are asked for without them. *allowed* are names that a column
    may hold, by sheet and column; a workbook with such names takes nothing that is not on its lists, so that it states
    the scale of its answers. *days* are the first and the last day that a date may be.
    """

    rows: Mapping[str, Sequence[Mapping[str, object]]] | None = None
    status: str = ""
    notes: Sequence[str] = ()
    columns: Sequence[str] = ()
    allowed: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """One sheet to write: the table it holds, its rows, and for a survey its dimension with a column a statement."""

    name: str
    table: Table
    rows: Sequence[Mapping[str, object]] | None
    dimensions: tuple[Dimension, ...]
    statements: tuple[Column, ...] = ()
    chosen: Sequence[str] = ()

    @property
    def own_columns(self) -> tuple[Column, ...]:
        """The columns of the sheet but the statements."""
        return tuple(column for column in self.table.template_columns if not self.chosen or column.code in self.chosen)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of the sheet, the statements last."""
        return (*self.own_columns, *self.statements)


@dataclass(slots=True)
class _Book:
    """A workbook being written: what every sheet needs, and the long lists that stand on the guide sheet."""

    layout: Layout
    words: Words
    method: Method | None
    regions: Sequence[str]
    tracks: Sequence[str]
    years: Sequence[int]
    dimensions: Sequence[Dimension] = ()
    filling: Filling = Filling()
    workbook: Workbook = field(default_factory=Workbook)
    looks: Looks = field(default_factory=Looks)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    scales: Mapping[str, object] = field(init=False)

    def __post_init__(self) -> None:
        self.scales = scales_said(self.method, self.words) if self.method else {}


def template(
    layout: Layout,
    words: Words,
    method: Method | None = None,
    dimensions: Sequence[Dimension] = (),
    regions: Sequence[str] = (),
    tracks: Sequence[str] = (),
    years: Sequence[int] = (),
    filling: Filling | None = None,
    save: Callable[[Workbook], bytes] = package,
) -> bytes:
    """Write the workbook of *layout* in the language of *words*, empty but for an example row, or filled.

    *regions* (full names), *tracks* (codes) and *years* are offered as choices where a column asks for them. A survey
    and a self-assessment follow *method*; raises `ValueError` when such a kind comes without one. Whoever needs the
    content and not the same bytes on every machine may *save* it in another way.
    """
    if layout.needs_year and method is None:
        raise ValueError(f"a workbook of kind {layout.kind} follows a method, and none was given")
    filling = filling or Filling()
    book = _Book(layout, words, method, regions, tracks, years, dimensions, filling)
    guide = book.workbook.active
    guide.title = GUIDE
    places = [place for table in layout.tables for place in _places(book, table, dimensions, filling)]
    for place in places:
        _write_table(book, place)
    _write_guide(book, guide, places, filling)
    return save(book.workbook)


def track_label(words: Words, track: str) -> str:
    """Say a track as people write it in a workbook, a spelling that the reader knows."""
    return words(f"method.track.{track}")


def _places(book: _Book, table: Table, dimensions: Sequence[Dimension], filling: Filling) -> Iterable[_Place]:
    rows = filling.rows
    if table.one_sheet_per_dimension:
        for dimension in dimensions:
            items = [item for item in book.method.survey_items if item.dimension == dimension.code]
            own = None if rows is None else rows.get(dimension.name, ())
            statements = tuple(_statement(item, book.method) for item in items)
            yield _Place(dimension.name, table, own, (dimension,), statements, filling.columns)
    elif rows is None:
        yield _Place(table.sheet, table, None, tuple(dimensions))
    else:
        names = [name for name in rows if normalise(name) in table.sheet_names]
        for name in names if table.many_sheets and names else [table.sheet]:
            yield _Place(name, table, rows.get(name, ()), tuple(dimensions))


def _statement(item: Item, method: Method) -> Column:
    header = {language: f"[{item.code}] {meaning}" for language, meaning in item.meaning.items()}
    lowest, highest = method.survey.answer_min, method.survey.answer_max
    return Column(item.code, header, ANSWER, True, minimum=lowest, maximum=highest, width=_ITEM_WIDTH)


def _write_table(book: _Book, place: _Place) -> None:
    sheet = book.workbook.create_sheet(place.name)
    top = 1 if place.statements else _write_fields(book, place, sheet)
    last = top + max(ROOM, len(place.rows or ()))
    for number, column in enumerate(place.columns, start=1):
        letter, header = get_column_letter(number), column.header[book.words.language]
        cell = sheet.cell(top, number, header)
        book.looks.of_header(cell, is_weighty=column.required)
        if hint := _need(book, column):
            cell.comment = Comment(hint, GUIDE, height=90, width=260)
        sheet.column_dimensions[letter].width = column.width
        _allow(book, place, sheet, column, f"{letter}{top + 1}:{letter}{last}")
    sheet.row_dimensions[top].height = _LINE * max(_lines(cell, sheet) for cell in sheet[top])
    sheet.freeze_panes = sheet.cell(top + 1, 2 if place.statements else 1)
    _write_rows(book, place, sheet, top)
    if place.rows:
        sheet.auto_filter.ref = f"A{top}:{get_column_letter(sheet.max_column)}{top + len(place.rows)}"


def _write_fields(book: _Book, place: _Place, sheet: Worksheet) -> int:
    """Write the cells that speak for the whole sheet, label and value; returns the row of the header below them."""
    for number, column in enumerate(place.table.fields, start=1):
        sheet.cell(number, 1, column.header[book.words.language]).font = Font(bold=True)
        cell = sheet.cell(number, 2, _field_value(book, column))
        cell.alignment = Alignment(horizontal="left")
        _allow(book, place, sheet, column, cell.coordinate)
    return len(place.table.fields) + 2 if place.table.fields else 1


def _write_rows(book: _Book, place: _Place, sheet: Worksheet, top: int) -> None:
    table = place.table
    is_questionnaire = any(column.type == "item" for column in table.template_columns)
    rows, is_example = place.rows, False
    if rows is None and book.layout.kind == RULES:
        rows = _rules(book, table)
    elif rows is None and is_questionnaire:
        rows = [{"item": item.code, "question": item.meaning[book.words.language]} for item in book.method.items]
    elif rows is None:
        rows, is_example = [_example(book, place)], True
    for number, row in enumerate(rows, start=top + 1):
        for position, column in enumerate(place.columns, start=1):
            cell = sheet.cell(number, position, row.get(column.code))
            book.looks.of_row(cell, column, is_example=is_example)


def _rules(book: _Book, table: Table) -> list[Mapping[str, object]]:
    """List the weights or items that hold as yet, to be changed into those that a letter states."""
    words, method = book.words, book.method
    names = {code: words(f"method.component.{code}") for code in method.weights}
    if table.code == WEIGHTS:
        return [{"component": names[part.code], "weight": part.weight} for part in method.components]
    wholes = {dimension.code: dimension for dimension in book.dimensions}
    parts = {part.code: part for dimension in book.dimensions for part in dimension.sub_dimensions}
    return [
        {
            "item": item.code,
            "component": names[item.component],
            "indicator": item.indicator,
            "dimension": wholes[item.dimension].name if item.dimension else None,
            "sub_dimension": parts[item.sub_dimension].names[words.language] if item.sub_dimension else None,
            **{f"question_{language}": text for language, text in item.meaning.items()},
        }
        for item in method.items
    ]


def _need(book: _Book, column: Column) -> str:
    """Say whether a column must be filled in, and with what."""
    words = book.words
    if column.type == ANSWER:
        return words("templates.hint.answer", lowest=column.minimum, highest=column.maximum)
    need = words("templates.hint.required" if column.required else "templates.hint.optional")
    key = f"templates.hint.{column.type}"
    hint = column.hint[words.language] if column.hint else words(key, **book.scales) if words.has(key) else ""
    return f"{need} {hint}".strip()


def _field_value(book: _Book, column: Column) -> object:
    if column.type == "year":
        return book.method.year
    if column.type == "track":
        return track_label(book.words, book.method.track)
    return None


def _options(book: _Book, place: _Place, column: Column) -> tuple[str, ...]:
    language = book.words.language
    named = book.filling.allowed.get(place.name, {}).get(column.code)
    if named:
        return tuple(named)
    match column.type:
        case "choice":
            return tuple(words[0] if words else code for code, words in column.choices.items())
        case "region":
            return tuple(book.regions)
        case "track":
            return tuple(track_label(book.words, track) for track in book.tracks)
        case "year":
            return tuple(map(str, book.years))
        case "dimension":
            return tuple(dimension.name for dimension in place.dimensions)
        case "sub_dimension":
            return tuple(part.names[language] for whole in place.dimensions for part in whole.sub_dimensions)
        case _:
            return ()


def _allow(book: _Book, place: _Place, sheet: Worksheet, column: Column, cells: str) -> None:
    """Offer what a column may hold; a name off the list is only warned of, because the reader knows more spellings."""
    options = _options(book, place, column)
    lowest, highest = column.minimum, column.maximum
    if column.type in {"mark", "score"} and book.method:
        lowest, highest = book.method.scale_min, book.method.scale_max
    bounds = [f"{bound:g}" for bound in (lowest, highest) if bound is not None]
    days = book.filling.days
    if options:
        style = "stop" if book.filling.allowed else "warning"
        rule = DataValidation("list", _list_source(book, place, column, options), errorStyle=style)
        error = book.words(f"templates.error.{'listed' if book.filling.allowed else 'list'}")
    elif days and column.type == "date":
        spelled = (f"DATE({day.year},{day.month},{day.day})" for day in days)
        rule = DataValidation("date", *spelled, operator="between")
        error = book.words("templates.error.day", first=days[0], last=days[1])
    elif lowest is None:
        return
    else:
        is_answer = column.type in (*BLANK_AT_TIMES, ANSWER)
        kind = "whole" if is_answer or column.type == "integer" else "decimal"
        rule = DataValidation(kind, *bounds, operator="between" if len(bounds) > 1 else "greaterThanOrEqual")
        key = "templates.error.whole" if is_answer else "templates.error.number"
        error = book.words(key, lowest=lowest, highest=highest)
    rule.allowBlank = True
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = book.words("templates.error.title"), error
    rule.add(cells)
    sheet.add_data_validation(rule)


def _list_source(book: _Book, place: _Place, column: Column, options: tuple[str, ...]) -> str:
    inline = ",".join(options)
    if len(inline) <= _INLINE_LIMIT and not any("," in option for option in options):
        return f'"{inline}"'
    title = column.header[book.words.language]
    if column.code in book.filling.allowed.get(place.name, {}):
        title = f"{title} ({place.name})"
    book.lists.setdefault(title, options)
    letter = get_column_letter(len(_GUIDE_WIDTHS) + 1 + list(book.lists).index(title))
    return f"{quote_sheetname(GUIDE)}!${letter}$2:${letter}${len(options) + 1}"


def _example(book: _Book, place: _Place) -> Mapping[str, object]:
    first, *others = place.columns
    example: dict[str, object] = {first.code: book.words("templates.example.mark", mark=EXAMPLE_MARK)}
    for column in others:
        options = _options(book, place, column)
        keys = (f"templates.example.{name}" for name in (f"{place.table.code}_{column.code}", column.code, column.type))
        key = next((key for key in keys if book.words.has(key)), None)
        if column.type == ANSWER:
            example[column.code] = int(column.maximum)
        elif options:
            example[column.code] = int(options[-1]) if column.type == "year" else options[0]
        elif key:
            example[column.code] = _typed(book.words(key), column.type)
    return example


def _typed(text: str, kind: str) -> object:
    if kind == "date":
        return date.fromisoformat(text)
    if kind in {"integer", "year", "rating"}:
        return int(text)
    return float(text) if kind in {"number", "score"} else text


def _write_guide(book: _Book, sheet: Worksheet, places: Sequence[_Place], filling: Filling) -> None:
    words, kind = book.words, book.layout.kind
    lines: list[tuple[object, object]] = [(words(f"templates.title.{kind}"), None), (None, None)]
    headings = {1}
    lines.append((words("templates.guide.kind"), kind))
    if book.layout.needs_year:
        lines.append((words("templates.guide.year"), book.method.year))
    if book.layout.needs_track:
        lines.append((words("templates.guide.track"), track_label(words, book.method.track)))
    if book.method is not None and book.method.is_provisional:
        lines.append((words("templates.guide.rules"), rules_said([book.method], words)))
    if filling.allowed and any(place.statements for place in places):
        lines.append((words("templates.guide.scale"), book.method.survey.scale))
    lines.append((words("templates.guide.status"), filling.status or None))
    headings.add(len(lines) + 2)
    lines += [(None, None), (words("templates.guide.steps"), None)]
    steps = takewhile(lambda step: words.has(step[1]), ((n, f"templates.steps.{kind}.{n}") for n in count(1)))
    lines += [(number, words(key, mark=EXAMPLE_MARK, **book.scales)) for number, key in steps]
    for note in filling.notes:
        lines.append((words("templates.guide.note"), note))
    headings.add(len(lines) + 2)
    lines += [(None, None), (words("templates.guide.columns"), None)]
    for table in dict.fromkeys(place.table.code for place in places):
        lines += _column_lines(book, next(place for place in places if place.table.code == table))
    for number, (label, value) in enumerate(lines, start=1):
        sheet.cell(number, 1, label).font = Font(bold=number in headings, size=14 if number == 1 else 11)
        sheet.cell(number, 1).alignment = Alignment(vertical="top", horizontal="left", wrap_text=number > 1)
        sheet.cell(number, 2, value).alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
    for number, width in enumerate(_GUIDE_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, (title, options) in enumerate(book.lists.items(), start=len(_GUIDE_WIDTHS) + 1):
        book.looks.of_header(sheet.cell(1, number, title), is_weighty=False)
        sheet.column_dimensions[get_column_letter(number)].width = max(map(len, options)) + 2
        for row, option in enumerate(options, start=2):
            sheet.cell(row, number, option)


def _column_lines(book: _Book, place: _Place) -> Iterable[tuple[str, str]]:
    """Describe each column on the guide sheet under "sheet › column", a label that no field of a workbook has."""
    for column in place.own_columns:
        yield f"{place.table.sheet} › {column.header[book.words.language]}", _need(book, column)


def _lines(cell: Cell, sheet: Worksheet) -> int:
    """Estimate how many lines a wrapped header takes, bold letters being a little wider than a width unit."""
    width = sheet.column_dimensions[cell.column_letter].width - 3
    return max(2, -(-len(str(cell.value or "")) * 12 // int(width * 10)))
