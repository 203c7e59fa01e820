"""What a header misses or repeats, and the titles that nobody knows, told as findings."""

import re
from collections.abc import Iterable

from smartcity.method.layout import Table, normalise
from smartcity.reading.addresses import address, letters_of
from smartcity.reading.headers import Header, asked_columns, decided
from smartcity.reading.sheets import Sheet, blank_to_none
from smartcity.reading.titles import ITEM_CODE, undressed
from smartcity.records.decisions import FIRST_OF_TITLE, HEADER, LAST_OF_TITLE, TWICE
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Vocabulary

_COUNTED = re.compile(r"\W*([A-Za-z])[\s._-]*0*(\d{1,2})(?![^\W_])")
_FEWEST_OTHERS = 2
_FEWEST_NAMED = 3
UNSURE = "skm.unsure_elements"


def header_missing(sheet: Sheet, file: str, table: Table, vocabulary: Vocabulary) -> Finding:
    """Say that no row of a sheet names the columns of its table, and where its statements stand in rows instead."""
    first = next(iter(sheet.rows), 1)
    # Without a header the first row may be a respondent, whose name must not be repeated.
    has_people = any(column.type == "person" for column in table.columns)
    seen = [] if has_people else [str(value) for value in sheet.rows.get(first, {}).values()]
    required = [column for column in table.columns if column.required] or table.columns
    columns = {language: [column.header[language] for column in required] for language in required[0].header}
    values = {"columns": columns, "reason": _lie(sheet, vocabulary) if table.item_columns else ""}
    return Finding("header.missing", Place(file, sheet.name, address(first, 1)), ", ".join(seen)[:200], values)


def _lie(sheet: Sheet, vocabulary: Vocabulary) -> str:
    """Say how the statements lie where one column names them: each once, or once for each person."""
    for column in sheet.rows.columns.values():
        named = [
            vocabulary.items[normalise(text)]
            for text in column.tolist()
            if isinstance(text, str) and normalise(text) in vocabulary.items
        ]
        if len(set(named)) >= _FEWEST_NAMED:
            return "turned" if len(named) == len(set(named)) else "long"
    return ""


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
            if of in dimensions and code not in header.columns and _is_expected(code, header, vocabulary)
        ]
    unused = [name for name, _ in header.unknown]
    for names in missing:
        values = {"column": names["id"], "columns": dict(names), "present": present, "unused": unused}
        yield Finding("header.column_missing", Place(file, sheet.name, here), names["id"], values)
    for name, code, number in header.duplicates:
        where = Place(file, sheet.name, header.address(number))
        question = {"of": f"{TWICE}:{table.code}", "text": name, "choices": [FIRST_OF_TITLE, LAST_OF_TITLE]}
        first = header.address(header.columns[code])
        yield Finding("header.duplicate", where, name, {"first": first, "is_required": True, **question})
    for code, numbers in header.joined.items():
        where = Place(file, sheet.name, header.address(header.columns[code]))
        columns = ", ".join(letters_of(number) for number in (header.columns[code], *numbers))
        yield Finding("header.joined", where, header.titles[header.columns[code]][0], {"letters": columns})
    for question, numbers in header.options.items():
        where = Place(file, sheet.name, header.address(numbers[0]))
        yield Finding("header.options", where, question, {"n": len(numbers)})
    yield from unknown_titles(header, sheet, file, table, vocabulary)


def _is_expected(code: str, header: Header, vocabulary: Vocabulary) -> bool:
    """Say whether a sheet must have a statement: one that asks about a single part of a dimension has that part only.

    A form that is asked in parts comes back as a file for each of them.
    """
    own = vocabulary.item_dimensions[code]
    parts = {vocabulary.item_parts[other] for other in header.columns if vocabulary.item_dimensions.get(other) == own}
    return len(parts) != 1 or vocabulary.item_parts[code] in parts


def unknown_titles(header: Header, sheet: Sheet, file: str, table: Table, vocabulary: Vocabulary) -> Iterable[Finding]:
    """Name the titles that nobody knows, each with what a person could be asked about it."""
    others, code = _other_elements(header, table)
    if others and code != UNSURE:
        where = Place(file, sheet.name, header.address(others[0][1]))
        rated = sum(column.type == "rating" and column.code in header.columns for column in table.columns)
        names = ", ".join(name for name, _ in others)
        yield Finding(code, where, names[:200], {"n": rated + len(others)})
    beside = [name for name, _ in header.titles.values()]
    filled = _filled_below(header, sheet)
    for name, number in header.unknown:
        where = Place(file, sheet.name, header.address(number))
        question = {"of": f"{HEADER}:{table.code}", "text": name, "taken": sorted(header.columns)}
        if (name, number) in others:
            if code == UNSURE:
                yield Finding(code, where, name, question)
            continue
        # A name that was decided on, and yet is unknown, means a column that another name of the row means by itself.
        if decided(name, table, vocabulary):
            question = {}
        if table.item_columns and _is_like_an_item(name, vocabulary):
            yield Finding("value.unknown_item", where, name, {"known": sorted(vocabulary.item_dimensions), **question})
        elif number in filled and normalise(name) not in {"no", "nomor", "number"} and not table.is_aside(name, beside):
            yield Finding("header.unknown", where, name, question)


def _filled_below(header: Header, sheet: Sheet) -> frozenset[int]:
    """List the columns that hold something below the titles; of a table without rows all of them.

    Form services export a column for each note of a form, in which nothing ever stands.
    """
    below = sheet.rows.after(header.row)
    if not len(below):
        return frozenset(header.titles)
    filled = {
        number for number, values in below.columns.items() if any(blank_to_none(value) is not None for value in values)
    }
    return frozenset(filled | {number for row, number in sheet.flaws if row > header.row})


def _other_elements(header: Header, table: Table) -> tuple[tuple[tuple[str, int], ...], str]:
    """List the titles of elements beyond those that are rated, and how grave that is.

    They are of another rule where some are known from it or there are as many as it has. Elements that an office added
    are left out: of titles that say their names, it is clear which those are; of bare codes a person has to say so.
    """
    rated = {column.code for column in table.columns if column.type == "rating"}
    if not rated:
        return (), ""
    known = {normalise(name) for name in table.other_elements}
    others, is_known = [], False
    for title, number in header.unknown:
        code = _COUNTED.match(title)
        is_further = code is not None and f"{code[1].upper()}1" in rated and int(code[2]) > len(rated)
        is_of_other = any(normalise(name) in known for name in (title, *undressed(title)))
        if is_further or is_of_other:
            others.append((title, number))
            is_known |= is_of_other
    if len(others) < _FEWEST_OTHERS:
        return (), ""
    if is_known or len(rated) + len(others) >= table.other_count > 0:
        return tuple(others), "skm.other_elements"
    own = [header.titles[number][0] for code, number in header.columns.items() if code in rated]
    return tuple(others), UNSURE if any(_COUNTED.fullmatch(title.strip()) for title in own) else "skm.more_elements"


def _is_like_an_item(header: str, vocabulary: Vocabulary) -> bool:
    """Say whether a header carries a code formed like those of the items, such as "[I-GOV-9.9]".

    One that is an item's own belongs to a column beside it, such as `I-GOV-1.1_note`.
    """
    shapes = {_shape(code) for code in vocabulary.item_dimensions}
    codes = [part for part in ITEM_CODE.findall(header) if normalise(part) not in vocabulary.items]
    return any(_shape(part) in shapes for part in codes)


def _shape(code: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"[A-Z]+", "A", code.upper()))
