"""Find a kind's tables on the sheets of a workbook and lift their rows out, each value with its cell address.

Nothing is judged here: values stay as they stand in the cells. `checks` decides what they mean.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from smartcity.method.layout import Layout, Table, normalise
from smartcity.reading.addresses import address
from smartcity.reading.complaints import header_findings, header_missing, unknown_titles
from smartcity.reading.grids import lift
from smartcity.reading.headers import Header, find_header, likely_header, share_of
from smartcity.reading.legends import Keys
from smartcity.reading.parents import as_child, beside, has_own_key, joined, parent_key, parent_of
from smartcity.reading.sheets import Reading, Sheet
from smartcity.records.decisions import HEADER, IGNORED, SHEET, is_everywhere
from smartcity.records.findings import Finding, Place
from smartcity.records.observations import Cell, Extract, Field, Grid, Vocabulary

INSTRUCTIONS = frozenset({"petunjuk", "instructions", "instruction"})
OUR_OWN = INSTRUCTIONS | {"temuan", "findings"}
"""Sheets that the product itself writes into a workbook beside its tables."""

KIND_LABELS = ("jenis", "kind")
STATUS = "status"
_MANY_UNKNOWN = 3
NEARLY = 0.75
"""Share of the required columns from which a table is recognised, so that the one it misses can be named."""


def instruction_fields(reading: Reading) -> Mapping[str, Field]:
    """Read the label/value pairs of the sheet "Petunjuk", keyed by the normalised label."""
    fields: dict[str, Field] = {}
    for sheet in reading.sheets:
        if normalise(sheet.name) in INSTRUCTIONS:
            for row, cells in sheet.rows.items():
                if 1 in cells and 2 in cells:
                    fields.setdefault(normalise(cells[1]), Field(Cell(cells[2], address(row, 2)), sheet.name))
    return fields


def guess_kind(reading: Reading, layouts: Mapping[str, Layout], vocabulary: Vocabulary) -> str | None:
    """Guess which kind a workbook is: what its sheet "Petunjuk" says, else the layout whose columns fit best."""
    stated = _stated_kind(instruction_fields(reading))
    if stated in layouts:
        return stated
    vocabulary = Keys.of(reading.sheets).explain(vocabulary, layouts)
    fits = {kind: _fit(reading, layout, vocabulary) for kind, layout in layouts.items()}
    best = max(fits, key=lambda kind: fits[kind])
    is_alone = sum(fit >= fits[best] for fit in fits.values()) == 1
    return best if fits[best] >= 1 or (fits[best] >= NEARLY and is_alone) else None


def _stated_kind(fields: Mapping[str, Field]) -> str | None:
    """Return what the *fields* of the instruction sheet say of the kind, in either language of the templates."""
    stated = next((fields[label] for label in KIND_LABELS if label in fields), None)
    return None if stated is None else normalise(stated.cell.value)


def _fit(reading: Reading, layout: Layout, vocabulary: Vocabulary) -> float:
    """Measure how well the main table fits: 1 when every required column is there, more with the optional ones."""
    table = layout.tables[0]
    best = 0.0
    for sheet in reading.sheets:
        header = find_header(sheet, table, vocabulary)
        if header is None:
            continue
        items = sum(1 for code in header.columns if code in vocabulary.item_dimensions)
        if table.item_columns:
            best = max(best, 1 + items if items > 1 else 0)
            continue
        share = share_of(header, table)
        best = max(best, share if share < 1 else 1 + len(header.columns) / 100)
    return best


@dataclass(frozen=True)
class _Part:
    """A sheet on which a table, or a part of it, stands, and what was found of its rows."""

    sheet: Sheet
    header: Header
    skipped: Sequence[Finding]


def extract(reading: Reading, file: str, layout: Layout, vocabulary: Vocabulary) -> Extract:
    """Lift every table of *layout* out of *reading*; findings name sheets and columns missing, repeated or unknown."""
    keys = Keys.of(reading.sheets)
    explained = keys.explain(vocabulary, {layout.kind: layout})
    return _Extraction(reading, instruction_fields(reading), file, layout, explained, keys).extracted()


@dataclass(frozen=True)
class _Extraction:
    """A workbook from which the tables of a kind are lifted; what is found and used meanwhile is gathered."""

    reading: Reading
    stated: Mapping[str, Field]
    file: str
    layout: Layout
    vocabulary: Vocabulary
    keys: Keys
    findings: list[Finding] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    headers: dict[tuple[int, str], Header | None] = field(default_factory=dict)

    def extracted(self) -> Extract:
        grids = {table.code: tuple(self._grids(table)) for table in self.layout.tables}
        self.findings.extend(self._missing_sheets())
        self.findings.extend(self._unknown_sheets())
        for column in self.layout.tables[0].fields:
            for label, own in self.stated.items():
                if label in column.names:
                    self.fields.setdefault(column.code, own)
        if STATUS in self.stated:
            self.fields.setdefault(STATUS, self.stated[STATUS])
        return Extract(self.layout.kind, grids, self.fields, tuple(self.findings))

    def _grids(self, table: Table) -> Iterator[Grid]:
        """Lift a table out of each of its sheets."""
        joined_on: set[str] = set()
        sheets = self._sheets_of(table)
        for sheet, dimension in sheets:
            if sheet.name in joined_on:
                continue
            self.used.add(sheet.name)
            here = Place(self.file, sheet.name)
            header = self._header(sheet, table)
            if header is None or self._asks_in_other_words(header, sheet, table):
                missing = header_missing(sheet, self.file, table, self.vocabulary)
                self.findings.append(missing)
                header = header or likely_header(sheet, table, self.vocabulary)
                if header is not None and not missing.values["reason"]:
                    self.findings.extend(unknown_titles(header, sheet, self.file, table, self.vocabulary))
                continue
            header = self._by_key(header, sheet, table)
            self.findings.extend(self._misspelt(sheet, table))
            child = header if parent_key(header) else None
            header = header if child is None else as_child(header)
            grid, skipped = lift(sheet, header, dimension, self.file, table)
            parts: dict[str, _Part] = {}
            if child is not None:
                grid, parts = self._with_parts(grid, sheet, child, sheets, table)
                joined_on |= parts.keys()
            told = _Part(sheet, header, skipped)
            for part in (told, *parts.values()):
                known = replace(part.header, columns={**dict.fromkeys(grid.columns, 0), **part.header.columns})
                self.findings.extend(header_findings(known, part.sheet, self.file, table, dimension, self.vocabulary))
                for column, cell in _fields_above(part.sheet, table, part.header).items():
                    self.fields.setdefault(column, Field(cell, part.sheet.name))
                self.findings.extend(part.skipped)
            if child is not None:
                grid = self._with_parent(grid, sheet, child, table)
            if sheet.is_hidden:
                self.findings.append(Finding("sheet.hidden", here, sheet.name))
            self.findings.extend(_shown_otherwise(sheet, header, grid, here))
            if not len(grid):
                self.findings.append(Finding("sheet.empty", here, sheet.name))
            yield grid

    def _by_key(self, header: Header, sheet: Sheet, table: Table) -> Header:
        """Return the header as the keys of the file explain its codes, and tell of each key that was followed."""
        ordered = self.keys.order(header, sheet, table)
        followed: dict[str, list[int]] = {}
        for code, number in ordered.header.columns.items():
            title = header.titles[number][0] if number in header.titles else ""
            key = self.vocabulary.keys.get((f"{HEADER}:{table.code}", normalise(title)))
            if key and self.vocabulary.aliases[f"{HEADER}:{table.code}", normalise(title)] == code:
                followed.setdefault(key, []).append(number)
        if ordered.key:
            followed.setdefault(ordered.key, [header.columns[code] for code in table.order_varies])
        for key, numbers in followed.items():
            self.used.add(key)
            self._tell("header.key", sheet, header, numbers, sheet=key)
        if ordered.assumed:
            self._tell("skm.order", sheet, header, [ordered.header.columns[code] for code in ordered.assumed])
        return ordered.header

    def _tell(self, code: str, at: Sheet, header: Header, numbers: Sequence[int], **values: object) -> None:
        """Note a finding about the titles of some columns."""
        titles = ", ".join(header.titles[number][0] for number in numbers)
        place = Place(self.file, at.name, header.address(numbers[0]))
        self.findings.append(Finding(code, place, titles[:200], values))

    def _misspelt(self, sheet: Sheet, table: Table) -> Iterator[Finding]:
        """Ask about a sheet of our template whose name is of no dimension, though its statements are of one.

        One whose name is of another dimension than its statements is told of, in every file.
        """
        own = self._item_dimensions(sheet, table)
        if own and normalise(sheet.name) in self.vocabulary.dimensions and not self._dimension_of(sheet, table):
            names = [self.vocabulary.dimension_names[code] for code in sorted(own)]
            yield Finding(
                "sheet.other_dimension", Place(self.file, sheet.name), sheet.name, {"dimension": ", ".join(names)}
            )
            return
        is_ours = _stated_kind(self.stated) == self.layout.kind
        if self._dimension_of(sheet, table) or len(own) != 1 or not is_ours or is_everywhere(sheet.name):
            return
        values = {"dimension": self.vocabulary.dimension_names[next(iter(own))]}
        question = {"of": f"{SHEET}:{table.code}", "text": sheet.name}
        yield Finding("sheet.misspelt", Place(self.file, sheet.name), sheet.name, {**values, **question})

    def _with_parts(
        self, grid: Grid, sheet: Sheet, header: Header, sheets: Sequence[tuple[Sheet, str | None]], table: Table
    ) -> tuple[Grid, dict[str, "_Part"]]:
        """Give the entries of a repeat group the statements of their dimension that other groups of the form ask."""
        parts: dict[str, _Part] = {}
        own = self._item_dimensions(sheet, table)
        place = [one.name for one, _ in sheets].index(sheet.name)
        for other, dimension in sheets[place + 1 :]:
            its = self._header(other, table)
            if its is None or not parent_key(its) or len(own) != 1 or self._item_dimensions(other, table) != own:
                continue
            as_part = as_child(its)
            if any(code in grid.columns for code in as_part.columns):
                continue
            more, skipped = lift(other, as_part, dimension, self.file, table)
            whole = beside(grid, sheet, header, more, other, its)
            if whole is None:
                continue
            grid, parts[other.name] = whole, _Part(other, as_part, skipped)
            self.used.add(other.name)
            values = {"child": sheet.name, "key": parent_key(its), "reason": "part"}
            self.findings.append(Finding("sheet.parent", Place(self.file, other.name), other.name, values))
        return grid, parts

    def _with_parent(self, grid: Grid, sheet: Sheet, header: Header, table: Table) -> Grid:
        """Give the entries of a repeat group what their parent sheet says of who gave them."""
        key = parent_key(header)
        parent = parent_of(sheet, header, self.reading.sheets)
        own = None if parent is None else self._header(parent, table)
        whole = None
        if own is not None:
            self.used.add(parent.name)
            whole = joined(grid, sheet, header, lift(parent, own, None, self.file, table)[0], parent)
        if whole is None:
            self.findings.append(Finding("sheet.repeat", Place(self.file, sheet.name), sheet.name, {"key": key}))
            return grid
        values = {"child": sheet.name, "key": key}
        self.findings.append(Finding("sheet.parent", Place(self.file, parent.name), parent.name, values))
        return whole

    def _header(self, sheet: Sheet, table: Table) -> Header | None:
        """Return the header of *table* on *sheet*, None without one; each is looked for once."""
        key = id(sheet), table.code
        if key not in self.headers:
            self.headers[key] = find_header(sheet, table, self.vocabulary)
        return self.headers[key]

    def _decided(self, sheet: Sheet, table: Table) -> str | None:
        """Return what a person decided that a sheet's name means: a dimension or table, `IGNORED`; None if nobody did.

        A name that is known by itself means what it says.
        """
        name = normalise(sheet.name)
        if name in (self.vocabulary.dimensions if table.one_sheet_per_dimension else table.sheet_names):
            return None
        return self.vocabulary.aliases.get((f"{SHEET}:{table.code}", name))

    def _dimension_of(self, sheet: Sheet, table: Table) -> str | None:
        """Return the dimension that a sheet's name means, by itself or by a person's decision.

        Neither holds for a sheet that has the statements of other dimensions only: what it asks says what it is about,
        and the next form has the same name.
        """
        known = self.vocabulary.dimensions.get(normalise(sheet.name))
        decided, own = self._decided(sheet, table), self._item_dimensions(sheet, table)
        if known and own and known not in own:
            return None
        return known or (decided if decided in self.vocabulary.dimension_names and own <= {decided} else None)

    def _item_dimensions(self, sheet: Sheet, table: Table) -> frozenset[str]:
        """Return the dimensions whose statements a sheet has."""
        header = self._header(sheet, table)
        codes = header.columns if header is not None else ()
        own = self.vocabulary.item_dimensions
        return frozenset(own[code] for code in codes if code in own)

    def _asks_in_other_words(self, header: Header, sheet: Sheet, table: Table) -> bool:
        """Say whether a sheet of a form has none of the statements, but titles that may be them in other words."""
        return (
            table.one_sheet_per_dimension
            and len(header.unknown) >= _MANY_UNKNOWN
            and self._dimension_of(sheet, table) is None
            and not self._item_dimensions(sheet, table)
        )

    def _sheets_of(self, table: Table) -> list[tuple[Sheet, str | None]]:
        """List the sheets that a table stands on, each with its dimension."""
        sheets, main = self.reading.sheets, self.layout.tables[0]
        if table.one_sheet_per_dimension:
            open_sheets = [
                sheet
                for sheet in sheets
                if normalise(sheet.name) not in OUR_OWN and self._decided(sheet, table) != IGNORED
            ]
            named = [(sheet, self._dimension_of(sheet, table)) for sheet in open_sheets]
            chosen = [(sheet, own) for sheet, own in named if own or self._item_dimensions(sheet, table)]
            return chosen or [(sheet, None) for sheet in open_sheets if self._may_be_meant(sheet, table)]
        fitting = [
            sheet
            for sheet in sheets
            if normalise(sheet.name) in table.sheet_names or self._decided(sheet, main) == table.code
        ]
        if not fitting and table.required:
            shares = {
                sheet.name: share_of(self._header(sheet, table), table)
                for sheet in sheets
                if self._decided(sheet, main) is None
            }
            best = max(shares.values(), default=0.0)
            fitting = [sheet for sheet in sheets if shares.get(sheet.name) == best >= NEARLY]
            if not fitting and table is main:
                fitting = [sheet for sheet in sheets if sheet.name in shares and self._may_be_meant(sheet, table)][:1]
        return [(sheet, None) for sheet in (fitting if table.many_sheets else fitting[:1])]

    def _may_be_meant(self, sheet: Sheet, table: Table) -> bool:
        """Say whether a sheet has a row of titles over data, nearly all of which nobody knows."""
        header = self._header(sheet, table)
        if header is not None:
            return self._asks_in_other_words(header, sheet, table)
        return normalise(sheet.name) not in OUR_OWN and likely_header(sheet, table, self.vocabulary) is not None

    def _missing_sheets(self) -> Iterator[Finding]:
        names = ", ".join(sheet.name for sheet in self.reading.sheets)
        for table in self.layout.tables:
            missing, code = [], "sheet.missing"
            if table.required and table.one_sheet_per_dimension:
                if not self.used:
                    missing.append(table.sheet)
                elif _stated_kind(self.stated) == self.layout.kind:
                    # Our template has a sheet for each dimension; one that is gone is no reason to refuse the rest.
                    present = {self._dimension_of(sheet, table) for sheet in self.reading.sheets}
                    present |= {one for sheet in self.reading.sheets for one in self._item_dimensions(sheet, table)}
                    code, dimensions = "sheet.dimension_missing", self.vocabulary.dimension_names.items()
                    missing += [name for one, name in dimensions if one not in present]
            elif table.required and not self._sheets_of(table):
                missing.append(table.sheet)
            for name in missing:
                yield Finding(code, Place(self.file), names, {"sheet": name})

    def _unknown_sheets(self) -> Iterator[Finding]:
        main = self.layout.tables[0]
        for sheet in self.reading.sheets:
            if sheet.name in self.used or not sheet.rows or normalise(sheet.name) in OUR_OWN:
                continue
            if self._decided(sheet, main) == IGNORED:
                continue
            here, question = Place(self.file, sheet.name), {"of": f"{SHEET}:{main.code}", "text": sheet.name}
            header = self._header(sheet, main) if main.one_sheet_per_dimension else None
            if header is not None and has_own_key(header) and not self._item_dimensions(sheet, main):
                yield Finding("sheet.people_apart", here, sheet.name)
            # It looks like a sheet of respondents under the name of no dimension.
            elif header is not None:
                known = list(self.vocabulary.dimension_names.values())
                yield Finding("value.unknown_dimension", here, sheet.name, {"known": known, **question})
            else:
                yield Finding("sheet.unknown", here, sheet.name, question)


def _shown_otherwise(sheet: Sheet, header: Header, grid: Grid, here: Place) -> Iterator[Finding]:
    """Name what a person sees otherwise than it is read: hidden rows and columns, numbers shown as percentages."""
    rows = sorted(sheet.hidden_rows.intersection(grid.rows.tolist()))
    if rows:
        yield Finding("row.hidden", here, "", {"rows": rows, "n": len(rows)})
    names = {number: str(sheet.rows.value(header.row, number) or code) for code, number in header.columns.items()}
    hidden = [names[number] for number in sorted(sheet.hidden_columns.intersection(names))]
    if hidden:
        yield Finding("header.hidden", here, "", {"names": hidden, "n": len(hidden)})
    for number, (row, count) in sorted(sheet.percents.items()):
        value = sheet.rows.value(row, number)
        if number in names and row > header.row and isinstance(value, int | float):
            place = Place(here.file, here.sheet, address(row, number))
            yield Finding("cell.percent", place, "", {"shown": value, "value": value, "column": names[number]}, count)


def _fields_above(sheet: Sheet, table: Table, header: Header) -> Mapping[str, Cell]:
    """Read label cells above the header: the value stands right of its label, or after a colon in the same cell."""
    cells: dict[str, Cell] = {}
    for row in sorted(row for row in sheet.rows if row < header.row):
        for number, value in sheet.rows[row].items():
            if not isinstance(value, str):
                continue
            label, colon, rest = value.partition(":")
            for column in table.fields:
                if normalise(label) in column.names and column.code not in cells:
                    if colon and rest.strip():
                        cells[column.code] = Cell(rest.strip(), address(row, number))
                    else:
                        cells[column.code] = sheet.cell(row, number + 1)
    return cells
