"""What a header misses or repeats, and the titles that nobody knows, told as findings."""

import re
from collections.abc import Iterable

from smartcity.method.layout import Table, normalise
from smartcity.reading.addresses import address, letters_of
from smartcity.reading.headers import Header, asked_columns, decided
from smartcity.reading.sheets import Sheet
from smartcity.reading.titles import ITEM_CODE, undressed
from smartcity.records.decisions import HEADER
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Vocabulary

_COUNTED = re.compile(r"\W*([A-Za-z])[\s._-]*0*(\d{1,2})(?![^\W_])")
_FEWEST_OTHERS = 2


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
    present = [title for _, (title, _) in sorted(header.titles.items())]
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
        where = Place(file, sheet.name, header.address(number))
        yield Finding("header.duplicate", where, name, {"first": header.address(header.columns[code])})
    for code, numbers in header.joined.items():
        where = Place(file, sheet.name, header.address(header.columns[code]))
        columns = ", ".join(letters_of(number) for number in (header.columns[code], *numbers))
        yield Finding("header.joined", where, header.titles[header.columns[code]][0], {"letters": columns})
    for question, numbers in header.options.items():
        where = Place(file, sheet.name, header.address(numbers[0]))
        yield Finding("header.options", where, question, {"n": len(numbers)})
    yield from unknown_titles(header, sheet, file, table, vocabulary)


def unknown_titles(header: Header, sheet: Sheet, file: str, table: Table, vocabulary: Vocabulary) -> Iterable[Finding]:
    """Name the titles that nobody knows, each with what a person could be asked about it."""
    others = _other_elements(header, table)
    if others:
        where = Place(file, sheet.name, header.address(others[0][1]))
        rated = sum(column.type == "rating" and column.code in header.columns for column in table.columns)
        names = ", ".join(name for name, _ in others)
        yield Finding("skm.other_elements", where, names[:200], {"n": rated + len(others)})
    for name, number in header.unknown:
        if (name, number) in others:
            continue
        where = Place(file, sheet.name, header.address(number))
        question = {"of": f"{HEADER}:{table.code}", "text": name, "taken": sorted(header.columns)}
        # A name that was decided on, and yet is unknown, means a column that another name of the row means by itself.
        if decided(name, table, vocabulary):
            question = {}
        if table.item_columns and _is_like_an_item(name, vocabulary):
            yield Finding("value.unknown_item", where, name, {"known": sorted(vocabulary.item_dimensions), **question})
        elif normalise(name) not in {"no", "nomor", "number"}:
            yield Finding("header.unknown", where, name, question)


def _other_elements(header: Header, table: Table) -> tuple[tuple[str, int], ...]:
    """List the titles of elements that belong to another rule: counted further than this one does, or known from it."""
    rated = {column.code for column in table.columns if column.type == "rating"}
    if not rated:
        return ()
    known = {normalise(name) for name in table.other_elements}
    others = []
    for title, number in header.unknown:
        code = _COUNTED.match(title)
        names = (title, *undressed(title))
        is_further = code is not None and f"{code[1].upper()}1" in rated and int(code[2]) > len(rated)
        if is_further or any(normalise(name) in known for name in names):
            others.append((title, number))
    return tuple(others) if len(others) >= _FEWEST_OTHERS else ()


def _is_like_an_item(header: str, vocabulary: Vocabulary) -> bool:
    """Say whether a header carries a code formed like those of the items, such as "[I-GOV-9.9]"."""
    shapes = {_shape(code) for code in vocabulary.item_dimensions}
    return any(_shape(part) in shapes for part in ITEM_CODE.findall(header))


def _shape(code: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"[A-Z]+", "A", code.upper()))
