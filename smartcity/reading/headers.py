"""The row that names a table's columns: find it, and say what it misses, repeats or nobody knows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from smartcity.method.layout import BLANK_AT_TIMES, Column, Table, normalise
from smartcity.reading.addresses import address
from smartcity.reading.sheets import Sheet, blank_to_none, top_of
from smartcity.records.decisions import HEADER, IGNORED
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Value, Vocabulary

HEADER_SEARCH_ROWS = 60
_GROUPED = re.compile(r"[A-Za-z_][\w.-]*(?:/[A-Za-z_][\w.-]*)+")
_ITEM_CODE = re.compile(r"[A-Za-z]+(?:[-_ ][A-Za-z]+)*[-_ ]?\d+(?:[._]\d+)*")


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names a table's columns: column numbers by code, names that repeat, names nobody knows."""

    row: int
    columns: Mapping[str, int]
    duplicates: tuple[tuple[str, str, int], ...]
    unknown: tuple[tuple[str, int], ...]


def item_of(header: object, vocabulary: Vocabulary) -> str | None:
    """Return the item that *header* names: by its whole statement, or by a code that stands in it."""
    text = normalise(header)
    if text in vocabulary.items:
        return vocabulary.items[text]
    for part in _ITEM_CODE.findall(str(header)):
        code = vocabulary.items.get(normalise(part))
        if code:
            return code
    return None


def _match(header: Value, table: Table, vocabulary: Vocabulary) -> str | None:
    item = item_of(header, vocabulary) if table.item_columns else None
    return item or table.by_name.get(normalise(header))


def _decided(header: Value, table: Table, vocabulary: Vocabulary) -> str | None:
    """Return what a person decided that *header* means: a column, an item, `IGNORED`; None when nobody did."""
    meaning = vocabulary.aliases.get((f"{HEADER}:{table.code}", normalise(header)))
    if meaning is None:
        return None
    is_item = table.item_columns and meaning in vocabulary.item_dimensions
    is_column = any(column.code == meaning for column in table.columns)
    return meaning if is_item or is_column or meaning == IGNORED else None


def find_header(sheet: Sheet, table: Table, vocabulary: Vocabulary) -> Header | None:
    """Find the row that names most of the table's columns; at least two must be known.

    A name merged downwards over two rows stands in both, as it does where some columns share a title above them. What
    a name means by a person's decision counts where no other name of the row means the same by itself.
    """
    best: Header | None = None
    merged = sheet.merged_down()
    meant: dict[str, str | None] = {}
    for row in islice(sheet.rows, HEADER_SEARCH_ROWS):
        cells = sheet.rows[row]
        columns: dict[str, int] = {}
        duplicates: list[tuple[str, str, int]] = []
        unknown: list[tuple[str, int]] = []
        for number in sorted({*cells, *merged}):
            top = top_of(merged.get(number, ()), row)
            value = blank_to_none(cells.get(number) if top == row else sheet.rows.value(top, number))
            if not isinstance(value, str) or not normalise(value):
                continue
            if value not in meant:
                meant[value] = _match(value, table, vocabulary)
            code = meant[value]
            if code is None:
                unknown.append((value, number))
            elif code in columns:
                duplicates.append((value, code, number))
            else:
                columns[code] = number
        columns = _with_grouped(columns, unknown, table)
        if vocabulary.aliases:
            columns = _with_decided(columns, duplicates, unknown, table, vocabulary)
        if len(columns) >= 2 and (best is None or len(columns) > len(best.columns)):
            best = Header(row, columns, tuple(duplicates), tuple(unknown))
    return best


def _with_grouped(columns: Mapping[str, int], unknown: list[tuple[str, int]], table: Table) -> dict[str, int]:
    """Return *columns* with those that only stand behind the names of groups, as field-collection tools write them.

    A name that stands in several groups could mean each of them, so it stays unknown.
    """
    grouped: dict[str, list[tuple[str, int]]] = {}
    for value, number in unknown:
        code = table.by_name.get(normalise(value.rpartition("/")[2])) if _GROUPED.fullmatch(value) else None
        if code is not None and code not in columns:
            grouped.setdefault(code, []).append((value, number))
    alone = {code: own[0] for code, own in grouped.items() if len(own) == 1}
    for named in alone.values():
        unknown.remove(named)
    added = {code: number for code, (_, number) in alone.items()}
    return dict(sorted((*columns.items(), *added.items()), key=lambda named: named[1]))


def _with_decided(
    columns: Mapping[str, int],
    duplicates: list[tuple[str, str, int]],
    unknown: list[tuple[str, int]],
    table: Table,
    vocabulary: Vocabulary,
) -> dict[str, int]:
    """Return *columns* with those that people's decisions add, in the sheet's order, and take their names out."""
    added: dict[str, int] = {}
    for value, number in tuple(unknown):
        meaning = _decided(value, table, vocabulary)
        if meaning is None or meaning in columns:
            continue
        unknown.remove((value, number))
        if meaning in added:
            duplicates.append((value, meaning, number))
        elif meaning != IGNORED:
            added[meaning] = number
    return dict(sorted((*columns.items(), *added.items()), key=lambda named: named[1]))


def share_of(header: Header | None, table: Table) -> float:
    """Say how much of what the table asks for a header has."""
    needed = [column.code for column in asked_columns(table)]
    return 0.0 if header is None else sum(code in header.columns for code in needed) / max(len(needed), 1)


def header_missing(sheet: Sheet, file: str, table: Table) -> Finding:
    """Say that no row of a sheet names the columns of its table."""
    first = next(iter(sheet.rows), 1)
    # Without a header the first row may be a respondent, whose name must not be repeated.
    has_people = any(column.type == "person" for column in table.columns)
    seen = [] if has_people else [str(value) for value in sheet.rows.get(first, {}).values()]
    required = [column for column in table.columns if column.required] or table.columns
    columns = {language: [column.header[language] for column in required] for language in required[0].header}
    return Finding(
        "header.missing", Place(file, sheet.name, address(first, 1)), ", ".join(seen)[:200], {"columns": columns}
    )


def header_findings(
    header: Header, sheet: Sheet, file: str, table: Table, dimension: str | None, vocabulary: Vocabulary
) -> Iterable[Finding]:
    """Name the columns that a header misses, repeats, or that nobody knows."""
    here = address(header.row, 1)
    present = [str(value) for _, value in sorted(sheet.rows[header.row].items())]
    missing = [column.header for column in asked_columns(table) if column.code not in header.columns]
    if table.item_columns:
        dimensions = {dimension} if dimension else set()
        dimensions |= {
            vocabulary.item_dimensions[code] for code in header.columns if code in vocabulary.item_dimensions
        }
        missing += [
            {"id": code, "en": code}
            for code, of in vocabulary.item_dimensions.items()
            if of in dimensions and code not in header.columns
        ]
    unused = [name for name, _ in header.unknown]
    for names in missing:
        values = {"column": names["id"], "columns": dict(names), "present": present, "unused": unused}
        yield Finding("header.column_missing", Place(file, sheet.name, here), names["id"], values)
    for name, code, number in header.duplicates:
        where = Place(file, sheet.name, address(header.row, number))
        yield Finding("header.duplicate", where, name, {"first": address(header.row, header.columns[code])})
    for name, number in header.unknown:
        where = Place(file, sheet.name, address(header.row, number))
        question = {"of": f"{HEADER}:{table.code}", "text": name, "taken": sorted(header.columns)}
        # A name that was decided on, and yet is unknown, means a column that another name of the row means by itself.
        if _decided(name, table, vocabulary):
            question = {}
        if table.item_columns and _is_like_an_item(name, vocabulary):
            yield Finding("value.unknown_item", where, name, {"known": sorted(vocabulary.item_dimensions), **question})
        elif normalise(name) not in {"no", "nomor", "number"}:
            yield Finding("header.unknown", where, name, question)


def asked_columns(table: Table) -> list[Column]:
    """List the columns that a header must have: the required ones, and those of marks and ratings, blank at times."""
    return [column for column in table.columns if column.required or column.type in BLANK_AT_TIMES]


def _is_like_an_item(header: str, vocabulary: Vocabulary) -> bool:
    """Say whether a header carries a code formed like those of the items, such as "[I-GOV-9.9]"."""
    shapes = {_shape(code) for code in vocabulary.item_dimensions}
    return any(_shape(part) in shapes for part in _ITEM_CODE.findall(header))


def _shape(code: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"[A-Z]+", "A", code.upper()))
