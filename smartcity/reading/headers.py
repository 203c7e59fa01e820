"""The rows that name a table's columns: find them, and tell which column is which."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from smartcity.method.layout import BLANK_AT_TIMES, Column, Table, normalise
from smartcity.reading.addresses import address
from smartcity.reading.contents import are_rated, can_hold, first_values, is_complementary
from smartcity.reading.options import Ends, ends_of, options_of
from smartcity.reading.sheets import Sheet, blank_to_none, top_of
from smartcity.reading.titles import EXACT, LONGEST, column_and_rank, effort_of, item_and_rank, tails, without_count
from smartcity.records.decisions import FIRST_OF_TITLE, HEADER, IGNORED, LAST_OF_TITLE, TWICE
from smartcity.records.observations import Value, Vocabulary

HEADER_SEARCH_ROWS = 60
_GROUPED = re.compile(r"[A-Za-z_][\w.-]*(?:/[A-Za-z_][\w.-]*)+")
_ROWS_ABOVE, _ROWS_BELOW = 3, 2
_FEWEST_TITLES = 3
"""So many texts make a row beside the header one of titles; fewer may be a label with its value."""

_LIKELY_ROWS = 10
_MOST_EFFORT = 30_000
"""So much is looked for behind the titles of a sheet (`effort_of`): some thousands of forms, and hundreds of the
worst."""


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


def decided(header: Value, table: Table, vocabulary: Vocabulary) -> str | None:
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
        names, most = search.names(row), 1 if best is None else len(best.columns)
        # A row names no more columns than it has texts.
        if len(names) > most and len(columns := search.header(names, row).columns) > most:
            best = Header(row, columns, (), ())
    return None if best is None else search.completed(best)


def likely_header(sheet: Sheet, table: Table, vocabulary: Vocabulary) -> Header | None:
    """Find a row that looks like titles over data although nobody knows its names, so that each can be asked about."""
    search = _Search(sheet, table, vocabulary)
    fewest = min(_FEWEST_TITLES, max(len(asked_columns(table)), 2))
    for row in islice(sheet.rows, _LIKELY_ROWS):
        names = search.names(row)
        filled = [number for number, value in sheet.rows[row].items() if blank_to_none(value) is not None]
        distinct = {normalise(title) for title, _ in names.values()}
        if len(names) < len(filled) or len(distinct) < max(fewest, len(names) - 1):
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
    items: dict[str, tuple[str, int] | None] = field(default_factory=dict)
    ends: dict[str, Ends] = field(default_factory=dict)
    spent: Counter[str] = field(default_factory=Counter)

    def names(self, row: int) -> dict[int, tuple[str, int]]:
        """Return the texts of a row by column, each with the row that it stands in."""
        merged = self.sheet.merged_down()
        cells, names = self.sheet.rows[row], {}
        for number in sorted({*cells, *merged}):
            top = top_of(merged.get(number, ()), row)
            value = blank_to_none(cells.get(number) if top == row else self.sheet.rows.value(top, number))
            if isinstance(value, str) and normalise(value):
                names[number] = value[:LONGEST], top
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
        ranked = self._rated(ranked, row)
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
        self._add_branches(columns, again, unknown, names, row)
        self._add_decided(columns, again, unknown, names)
        columns, joined, duplicates = self._joined(columns, again, names, row)
        in_order = dict(sorted(columns.items(), key=lambda named: named[1]))
        unnamed = tuple((names[number][0], number) for number in sorted(unknown))
        return Header(row, in_order, duplicates, unnamed, names, joined, options)

    def _meaning(self, title: str) -> tuple[str, int] | None:
        """Return the column or item that a title names by itself and how that was understood."""
        if title not in self.meant:
            item = self._item(title)
            column = self._column(title) if item is None or item[1] != EXACT else None
            found = [meaning for meaning in (item, column) if meaning is not None]
            self.meant[title] = min(found, key=lambda meaning: meaning[1], default=None)
        return self.meant[title]

    def _item(self, title: str) -> tuple[str, int] | None:
        """Return the item that a title names and how that was understood."""
        if not self.table.item_columns:
            return None
        if title not in self.items:
            whole = self.vocabulary.items.get(normalise(title))
            known = None if whole is None else (whole, EXACT)
            is_looked_into = known is None and self._affords("items", title)
            self.items[title] = item_and_rank(title, self.vocabulary) if is_looked_into else known
        return self.items[title]

    def _column(self, title: str) -> tuple[str, int] | None:
        """Return the column that a title names by itself and how that was understood."""
        code = self.table.by_name.get(normalise(title))
        if code is not None:
            return code, EXACT
        return column_and_rank(title, self.table) if self._affords("columns", title) else None

    def _affords(self, what: str, title: str) -> bool:
        """Say whether a title is looked into; in a sheet full of ends of groups the later ones are known whole only."""
        if self.spent[what] <= _MOST_EFFORT:
            self.spent[what] += effort_of(title)
        return self.spent[what] <= _MOST_EFFORT

    def _can_hold(self, code: str, number: int, row: int, title: str) -> bool:
        kind = "mark" if code in self.vocabulary.item_dimensions and self.table.item_columns else None
        column = self._column_of(code)
        own = column is not None and normalise(title) in map(normalise, column.header.values())
        values = first_values(self.sheet, number, row)
        return can_hold(kind or column.type, code, values, title, is_own_name=own)

    def _rated(self, ranked: list[tuple[int, int, str]], row: int) -> list[tuple[int, int, str]]:
        """Leave out the columns that hold no ratings where another one with the same meaning does.

        What a service costs, and how long it takes, bears the name of an element often enough.
        """
        counts = Counter(code for _, _, code in ranked)
        elements = {column.code: column for column in self.table.columns if column.type == "rating"}
        doubted = [own for own in ranked if counts[own[2]] > 1 and own[2] in elements]
        fits = {own for own in doubted if are_rated(first_values(self.sheet, own[1], row), elements[own[2]])}
        fitting = {code for _, _, code in fits}
        return [own for own in ranked if own not in doubted or own in fits or own[2] not in fitting]

    def _options(self, names: Mapping[int, tuple[str, int]], row: int) -> dict[str, tuple[int, ...]]:
        """Find the columns that are options of one question."""
        if not self.table.has_answers:
            return {}
        titles: dict[int, tuple[str, Ends]] = {}
        for number, (title, _) in names.items():
            if title not in self.ends:
                is_own = normalise(title) in self.table.by_name or not self._affords("options", title)
                self.ends[title] = () if is_own else ends_of(title)
            titles[number] = title, self.ends[title]
        return options_of(self.sheet, row, self.table, titles, lambda title: self._item(title) is not None)

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
            if len(numbers) == 1 or is_complementary(self.sheet, numbers, row, self._column_of(code)):
                columns[code] = numbers[0]
                again.setdefault(code, []).extend(numbers[1:])
                for number in numbers:
                    unknown.remove(number)

    def _behind_group(self, title: str) -> tuple[str, str] | None:
        """Return the longest end of a title that names a column or item, with the sign before it."""
        for sign, tail in tails(title) if self._affords("grouped", title) else ():
            has_items = self.table.item_columns
            found = item_and_rank(tail, self.vocabulary, is_tail=True) if has_items else None
            found = found or column_and_rank(tail, self.table)
            if found is not None:
                return sign, found[0]
        return None

    def _add_branches(
        self,
        columns: Mapping[str, int],
        again: dict[str, list[int]],
        unknown: list[int],
        names: Mapping[int, tuple[str, int]],
        row: int,
    ) -> None:
        """Add the columns that ask what another asks under nearly its title, where no row fills both with two things.

        So forms with branches come, whose programs count the titles that are alike.
        """
        titled = {normalise(names[number][0]): code for code, number in columns.items()}
        for number in tuple(unknown):
            title = names[number][0]
            meaning = self._meaning(title)
            code = meaning[0] if meaning else titled.get(normalise(without_count(title)))
            if code not in columns or not first_values(self.sheet, number, row, 1):
                continue
            own = [columns[code], *again.get(code, ()), number]
            if is_complementary(self.sheet, own, row, self._column_of(code)):
                again.setdefault(code, []).append(number)
                unknown.remove(number)

    def _column_of(self, code: str) -> Column | None:
        return next((column for column in self.table.columns if column.code == code), None)

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
            meaning = decided(names[number][0], self.table, self.vocabulary)
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
        """Tell the columns that complement each other from those that say two things of one row.

        Of the latter that one counts which a person chose; what a form service adds beside a question gives way to it.
        """
        kept: dict[str, int] = {}
        joined: dict[str, tuple[int, ...]] = {}
        duplicates: list[tuple[str, str, int]] = []
        for code, numbers in again.items():
            if not numbers:
                continue
            chosen = self.vocabulary.aliases.get((f"{TWICE}:{self.table.code}", normalise(names[numbers[0]][0])))
            own = [columns[code], *numbers]
            answered = [number for number in own if not self.table.is_aside(names[number][0])]
            if is_complementary(self.sheet, own, row, self._column_of(code)):
                joined[code] = tuple(numbers)
            elif len(answered) <= 1 < len(own):
                kept[code] = (answered or own)[0]
            elif chosen in (FIRST_OF_TITLE, LAST_OF_TITLE):
                kept[code] = columns[code] if chosen == FIRST_OF_TITLE else numbers[-1]
            else:
                duplicates += [(names[number][0], code, number) for number in numbers]
        return {**columns, **kept}, joined, tuple(sorted(duplicates, key=lambda named: named[2]))

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


def asked_columns(table: Table) -> list[Column]:
    """List the columns that a header must have: the required ones, and those of marks and ratings, blank at times."""
    return [column for column in table.columns if column.required or column.type in BLANK_AT_TIMES]
