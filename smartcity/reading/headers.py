"""The rows that name a table's columns: find them, and say what they miss, repeat or nobody knows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from smartcity.method.layout import BLANK_AT_TIMES, Column, Table, normalise
from smartcity.reading.addresses import address, letters_of
from smartcity.reading.contents import are_options, can_hold, first_values, is_complementary
from smartcity.reading.sheets import Sheet, blank_to_none, top_of
from smartcity.reading.titles import EXACT, column_and_rank, item_and_rank, item_of, tails, undressed
from smartcity.records.decisions import HEADER, IGNORED
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Value, Vocabulary

HEADER_SEARCH_ROWS = 60
_GROUPED = re.compile(r"[A-Za-z_][\w.-]*(?:/[A-Za-z_][\w.-]*)+")
_ITEM_SHAPE = re.compile(r"[A-Za-z]+(?:[-_ ][A-Za-z]+)*[-_ ]?\d+(?:[._]\d+)*")
_ROWS_ABOVE, _ROWS_BELOW = 3, 2
_FEWEST_TITLES = 3
"""So many texts make a row beside the header one of titles; fewer may be a label with its value."""

_LIKELY_ROWS = 10
_COUNTED = re.compile(r"\W*([A-Za-z])[\s._-]*0*(\d{1,2})(?![^\W_])")
_FEWEST_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Header:
    """The rows that name a table's columns: column numbers by code, names that repeat, names nobody knows.

    *row* is the last of these rows; *titles* are the names by column number, with the row that each stands in.
    *joined* are further columns of the same code, of which no row fills two. *options* are the columns that say by 0
    and 1 which options of one question were chosen, by the question.
    """

    row: int
    columns: Mapping[str, int]
    duplicates: tuple[tuple[str, str, int], ...]
    unknown: tuple[tuple[str, int], ...]
    titles: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    joined: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    options: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def address(self, number: int) -> str:
        """Return the cell in which the title of a column stands."""
        return address(self.titles[number][1] if number in self.titles else self.row, number)


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

    A name merged downwards over two rows stands in both, as it does where some columns share a title above them. Rows
    of titles right above and below name the columns that this row leaves open. What a name means by a person's decision
    counts where no other name of the row means the same by itself.
    """
    search = _Search(sheet, table, vocabulary)
    best: Header | None = None
    for row in islice(sheet.rows, HEADER_SEARCH_ROWS):
        columns = search.header(search.names(row), row).columns
        if len(columns) >= 2 and (best is None or len(columns) > len(best.columns)):
            best = Header(row, columns, (), ())
    return None if best is None else search.completed(best)


def likely_header(sheet: Sheet, table: Table, vocabulary: Vocabulary) -> Header | None:
    """Find a row that looks like titles over data although nobody knows its names, so that each can be asked about."""
    search = _Search(sheet, table, vocabulary)
    for row in islice(sheet.rows, _LIKELY_ROWS):
        names = search.names(row)
        filled = [number for number, value in sheet.rows[row].items() if blank_to_none(value) is not None]
        distinct = {normalise(title) for title, _ in names.values()}
        if len(names) < len(filled) or len(distinct) < max(_FEWEST_TITLES, len(names) - 1):
            continue
        below = [number for number in names if len(first_values(sheet, number, row, 2)) > 1]
        if 2 * len(below) > len(names):
            return search.header(names, row)
    return None


@dataclass(frozen=True)
class _Search:
    """A sheet in which the header of a table is looked for; what its names mean is remembered meanwhile."""

    sheet: Sheet
    table: Table
    vocabulary: Vocabulary
    meant: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    grouped: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def names(self, row: int) -> dict[int, tuple[str, int]]:
        """Return the texts of a row by column, each with the row that it stands in."""
        merged = self.sheet.merged_down()
        cells, names = self.sheet.rows[row], {}
        for number in sorted({*cells, *merged}):
            top = top_of(merged.get(number, ()), row)
            value = blank_to_none(cells.get(number) if top == row else self.sheet.rows.value(top, number))
            if isinstance(value, str) and normalise(value):
                names[number] = value, top
        return names

    def header(self, names: Mapping[int, tuple[str, int]], row: int) -> Header:
        """Say what the titles *names* mean that end with *row*: each of what is understood best goes first.

        What a title means by its whole text goes before what another means by a part of it; and a column must be able
        to hold what stands below its title.
        """
        ranked: list[tuple[int, int, str]] = []
        options = self._options(names, row)
        unknown = [number for number in names if not any(number in own for own in options.values())]
        for number in unknown:
            meaning = self._meaning(names[number][0])
            if meaning is not None and self._can_hold(meaning[0], number, row, names[number][0]):
                ranked.append((meaning[1], number, meaning[0]))
        columns: dict[str, int] = {}
        again: dict[str, list[int]] = {}
        ranks: dict[str, int] = {}
        for rank, number, code in sorted(ranked):
            if code not in columns:
                columns[code], ranks[code] = number, rank
            elif ranks[code] == rank:
                again.setdefault(code, []).append(number)
            else:
                continue
            unknown.remove(number)
        self._add_grouped(columns, again, unknown, names, row)
        self._add_decided(columns, again, unknown, names)
        columns, joined, duplicates = self._joined(columns, again, names, row)
        in_order = dict(sorted(columns.items(), key=lambda named: named[1]))
        unnamed = tuple((names[number][0], number) for number in sorted(unknown))
        return Header(row, in_order, duplicates, unnamed, names, joined, options)

    def _meaning(self, title: str) -> tuple[str, int] | None:
        """Return the column or item that a title names by itself and how that was understood."""
        if title not in self.meant:
            item = item_and_rank(title, self.vocabulary) if self.table.item_columns else None
            column = column_and_rank(title, self.table) if item is None or item[1] != EXACT else None
            found = [meaning for meaning in (item, column) if meaning is not None]
            self.meant[title] = min(found, key=lambda meaning: meaning[1], default=None)
        return self.meant[title]

    def _can_hold(self, code: str, number: int, row: int, title: str) -> bool:
        kind = "mark" if code in self.vocabulary.item_dimensions and self.table.item_columns else None
        kind = kind or self.table.column(code).type
        return can_hold(kind, code, first_values(self.sheet, number, row), title)

    def _options(self, names: Mapping[int, tuple[str, int]], row: int) -> dict[str, tuple[int, ...]]:
        """Find the columns of 0 and 1 that are options of one question: `question/option`."""
        if not self.table.has_answers:
            return {}
        whole = {normalise(title) for title, _ in names.values()}
        found: dict[str, list[int]] = {}
        for number, (title, _) in names.items():
            question, slash, option = title.rpartition("/")
            if not (slash and normalise(question) and option.strip()) or normalise(title) in self.table.by_name:
                continue
            if self.table.item_columns and item_of(title, self.vocabulary) and normalise(question) not in whole:
                continue
            if are_options(first_values(self.sheet, number, row)):
                found.setdefault(question.strip(), []).append(number)
        return {question: tuple(own) for question, own in found.items() if len(own) > 1 or normalise(question) in whole}

    def _add_grouped(
        self,
        columns: dict[str, int],
        again: dict[str, list[int]],
        unknown: list[int],
        names: Mapping[int, tuple[str, int]],
        row: int,
    ) -> None:
        """Add the columns that only stand behind the names of groups, as field-collection tools write them.

        A sign ends a group's name where it stands before two names that are known; a slash also does so between names
        that no person would write. A name that stands in several groups could mean each of them, so it stays unknown
        unless no row fills two of them.
        """
        found: list[tuple[str, str, int]] = []
        known: dict[str, set[str]] = {}
        for number, (title, _) in names.items():
            if title not in self.grouped:
                self.grouped[title] = self._behind_group(title)
            meaning = self.grouped[title]
            if meaning is None:
                continue
            known.setdefault(meaning[0], set()).add(meaning[1])
            if number in unknown:
                found.append((*meaning, number))
        own: dict[str, list[int]] = {}
        for sign, code, number in found:
            is_group = len(known[sign]) > 1 or _GROUPED.fullmatch(names[number][0])
            if is_group and code not in columns and self._can_hold(code, number, row, names[number][0]):
                own.setdefault(code, []).append(number)
        for code, numbers in own.items():
            if len(numbers) == 1 or is_complementary(self.sheet, numbers, row):
                columns[code] = numbers[0]
                again.setdefault(code, []).extend(numbers[1:])
                for number in numbers:
                    unknown.remove(number)

    def _behind_group(self, title: str) -> tuple[str, str] | None:
        """Return the longest end of a title that names a column or item, with the sign before it."""
        for sign, tail in tails(title):
            item = item_of(tail, self.vocabulary) if self.table.item_columns else None
            column = column_and_rank(tail, self.table)
            if item or column:
                return sign, item or column[0]
        return None

    def _add_decided(
        self,
        columns: dict[str, int],
        again: dict[str, list[int]],
        unknown: list[int],
        names: Mapping[int, tuple[str, int]],
    ) -> None:
        """Add the columns that people's decisions name, and take out the names that mean nothing."""
        added: set[str] = set()
        for number in tuple(unknown) if self.vocabulary.aliases else ():
            meaning = _decided(names[number][0], self.table, self.vocabulary)
            if meaning is None or (meaning in columns and meaning not in added):
                continue
            unknown.remove(number)
            if meaning in added:
                again.setdefault(meaning, []).append(number)
            elif meaning != IGNORED:
                columns[meaning] = number
                added.add(meaning)

    def _joined(
        self,
        columns: Mapping[str, int],
        again: Mapping[str, Sequence[int]],
        names: Mapping[int, tuple[str, int]],
        row: int,
    ) -> tuple[dict[str, int], dict[str, tuple[int, ...]], tuple[tuple[str, str, int], ...]]:
        """Tell the columns that complement each other from those that say two things of one row."""
        joined: dict[str, tuple[int, ...]] = {}
        duplicates: list[tuple[str, str, int]] = []
        for code, numbers in again.items():
            if not numbers:
                continue
            if is_complementary(self.sheet, [columns[code], *numbers], row):
                joined[code] = tuple(numbers)
            else:
                duplicates += [(names[number][0], code, number) for number in numbers]
        return dict(columns), joined, tuple(sorted(duplicates, key=lambda named: named[2]))

    def completed(self, best: Header) -> Header:
        """Return the header with the names that neighbouring rows of titles give to columns without a known name."""
        names, row = self.names(best.row), best.row
        known = {*best.columns.values()}
        for above in range(best.row - 1, best.row - 1 - _ROWS_ABOVE, -1):
            if above not in self.sheet.rows or not self._is_of_titles(above):
                break
            self._take(names, known, self.names(above), row, least=1)
        for below in range(best.row + 1, best.row + 1 + _ROWS_BELOW):
            if below not in self.sheet.rows or not self._is_of_titles(below, least=1):
                break
            if not self._take(names, known, self.names(below), below, least=2):
                break
            row = below
        return self.header(dict(sorted(names.items())), row)

    def _is_of_titles(self, row: int, least: int = _FEWEST_TITLES) -> bool:
        values = [value for value in self.sheet.rows[row].values() if blank_to_none(value) is not None]
        return len(values) >= least and all(isinstance(value, str) for value in values)

    def _take(
        self,
        names: dict[int, tuple[str, int]],
        known: set[int],
        others: Mapping[int, tuple[str, int]],
        row: int,
        least: int,
    ) -> bool:
        """Give the names of a neighbouring row to columns without a known one, if *least* of them are known."""
        open_names = {
            number: name
            for number, name in others.items()
            if number not in known and first_values(self.sheet, number, row, 1)
        }
        header = self.header(open_names, row)
        own = set(header.columns.values())
        own -= {number for code, number in header.columns.items() if code in self.header(names, row).columns}
        if len(own) < least:
            return False
        for number, name in open_names.items():
            if number in own or number not in names:
                names[number] = name
        known |= own
        return True


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
        if _decided(name, table, vocabulary):
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


def asked_columns(table: Table) -> list[Column]:
    """List the columns that a header must have: the required ones, and those of marks and ratings, blank at times."""
    return [column for column in table.columns if column.required or column.type in BLANK_AT_TIMES]


def _is_like_an_item(header: str, vocabulary: Vocabulary) -> bool:
    """Say whether a header carries a code formed like those of the items, such as "[I-GOV-9.9]"."""
    shapes = {_shape(code) for code in vocabulary.item_dimensions}
    return any(_shape(part) in shapes for part in _ITEM_SHAPE.findall(header))


def _shape(code: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"[A-Z]+", "A", code.upper()))
