"""Judge all rows of a workbook's tables and say which year, track and status it has."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from smartcity.checks import survey
from smartcity.checks.cells import Setting, convert
from smartcity.checks.copies import copies
from smartcity.checks.dates import readers_of
from smartcity.checks.evidence import Offices, check_evidence
from smartcity.checks.numbers import number_of, writings_of
from smartcity.checks.personal import screened
from smartcity.checks.reference import Options, Reference
from smartcity.checks.rules import check_rules
from smartcity.checks.scales import SCALE
from smartcity.checks.tidying import tidied
from smartcity.method import Method
from smartcity.method.adopted import KIND as RULES
from smartcity.method.layout import BLANK_AT_TIMES, Layout, Table, normalise
from smartcity.method.regions import configured_site
from smartcity.records.findings import ERROR, Finding, Place, is_loadable
from smartcity.records.observations import Extract, Field, Record

SAMPLE_MARK = "contoh"
EVIDENCE = "evidence"

HOME, ONLY = "home", "only"
"""Why a track is known that is stated nowhere: it is the home region's, or no other has a method in the year."""

TAKEN = "file.track_taken"
"""What is noted of a file whose track is known so."""

CHOOSE = "choose"
"""The reason of a finding that a choice answers, not the file."""


class RowPlace(NamedTuple):
    """Where one value of an accepted row stands, and what stands there."""

    table: str
    sheet: str
    row: int
    field: str
    cell: str
    raw: str


CheckedRow = dict[str, object]
CheckedTable = tuple[CheckedRow, ...] | survey.Answers


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Checked:
    """A judged workbook: typed rows by table (each with `sheet` and `row`), the places of their values, findings.

    *track_from* says why a track that is stated nowhere is known all the same, `HOME` or `ONLY`.
    """

    kind: str
    year: int | None
    track: str | None
    is_sample: bool
    rows_read: int
    tables: Mapping[str, CheckedTable]
    places: tuple[RowPlace, ...]
    findings: tuple[Finding, ...]
    track_from: str = ""

    @property
    def is_loadable(self) -> bool:
        """Whether nothing found forbids loading."""
        return is_loadable(self.findings)


def check(extract: Extract, file: str, layout: Layout, options: Options, reference: Reference) -> Checked:
    """Judge *extract* against *reference*; rows with an error stay out, and the file is then not loadable."""
    return _Workbook(tidied(extract, layout), file, layout, options, reference).checked()


@dataclass(frozen=True)
class _Workbook:
    """A workbook that is being judged, with what it is judged by; *findings* and *places* grow meanwhile."""

    extract: Extract
    file: str
    layout: Layout
    options: Options
    reference: Reference
    findings: list[Finding] = field(default_factory=list)
    places: list[RowPlace] = field(default_factory=list)

    def checked(self) -> Checked:
        self.findings.extend(self.extract.findings)
        year = self._stated_year()
        track, track_from = self._stated_track(year)
        method = self.reference.methods.get(year, track) if year is not None and track is not None else None
        if self.layout.needs_year and year is not None and track is not None and method is None:
            known = [known.key for known in self.reference.methods.every]
            self._note("year.no_method", f"{year} {track}", known=known)
        judge = method or (_stand_in(year, track, self.reference) if self.layout.needs_year else None)
        is_judged = judge is not None or not self.layout.needs_year
        main, *others = self.layout.tables
        counted = [main, *(table for table in others if table.code != "sources")]
        rows_read = sum(len(grid) for table in counted for grid in self.extract.grids.get(table.code, ()))
        tables = {table.code: self._table(table, judge) if is_judged else () for table in self.layout.tables}
        if is_judged:
            self._write_fields(tables, judge)
            self._judge_years()
            self._judge_sources(tables)
        if self.layout.kind == EVIDENCE and judge is not None:
            self._judge_evidence(tables, judge)
        if self.layout.kind == RULES and judge is not None and is_loadable(self.findings):
            self.findings.extend(check_rules(tables, judge, self.reference.dimensions, self.file))
        is_silent = is_judged and (_has_no_mark(main, tables) or tables.get(EVIDENCE) == ())
        if is_loadable(self.findings) and (not rows_read or is_silent):
            self._note("file.no_rows", self.file)
        status = self.extract.fields.get("status")
        is_sample = status is not None and normalise(status.cell.value or "").startswith(SAMPLE_MARK)
        ordered = sorted(screened(self.findings), key=lambda finding: finding.severity != ERROR)
        of_file = (self.layout.kind, year, track, is_sample, rows_read)
        return Checked(*of_file, tables, tuple(self.places), tuple(ordered), track_from)

    def _note(self, code: str, found: str = "", at: Field | None = None, **values: object) -> None:
        """Note a finding about the whole file, or about one of its fields."""
        place = Place(self.file, at.sheet, at.cell.address) if at is not None else Place(self.file)
        self.findings.append(Finding(code, place, found, values))

    def _stated_year(self) -> int | None:
        chosen, stated = self.options.year, self.extract.fields.get("year")
        year = None
        if stated is not None and stated.cell.value is not None:
            with suppress(ValueError):
                year = int(str(stated.cell.value).strip())
        if chosen is not None:
            if year is not None and year != chosen:
                self._note("year.mismatch", str(year), stated, expected=chosen)
            return chosen
        if year is None and self.layout.needs_year:
            self._note("file.year_unknown", str(stated.cell.value or "") if stated else "", stated, reason=CHOOSE)
        return year

    def _stated_track(self, year: int | None) -> tuple[str | None, str]:
        """Return the code of the track, and why it is known where it is stated nowhere."""
        chosen, stated = self.options.track, self.extract.fields.get("track")
        name = chosen if chosen is not None else stated and stated.cell.value
        if name is None:
            return self._only_track(year) if self.layout.needs_track else (None, "")
        labels = self.reference.track_labels
        known = sorted(set(labels.values()))
        code = labels.get(normalise(name)) or self.reference.aliases.get(("track", normalise(name)))
        if code in known:
            return code, ""
        question = {"of": "track", "text": str(name), "is_required": True}
        self._note("value.unknown_track", str(name), stated if chosen is None else None, known=known, **question)
        return None, ""

    def _only_track(self, year: int | None) -> tuple[str | None, str]:
        """Return the one track that a file without any can be of, and why; else note that a person has to choose."""
        site = configured_site()
        existing = {method.track for method in self.reference.methods.every if year in (None, method.year)}
        if self._region() == site.home:
            track, reason = site.track, HOME
        elif len(existing) == 1:
            track, reason = existing.pop(), ONLY
        else:
            self._note("file.track_unknown", reason=CHOOSE)
            return None, ""
        self._note(TAKEN, reason=reason, track=track, region=site.home, year=year)
        return track, reason

    def _region(self) -> str | None:
        """Name the region that the whole file is about: the home region's where such files have no other."""
        if all(column.type != "region" for column in self.layout.tables[0].fields):
            return self.options.region or configured_site().home
        stated = self.extract.fields.get("region")
        found = self.reference.regions.find(stated.cell.value) if stated is not None else None
        return found.name if found is not None else None

    def _table(self, table: Table, method: Method | None) -> CheckedTable:
        """Judge the rows of one table, and keep those without an error."""
        if table.item_columns:
            grids = self.extract.grids.get(table.code, ())
            scale = self.extract.fields.get(SCALE)
            stated = scale and scale.cell.value
            answers, found = survey.check_answers(grids, table, self.file, method, self.reference, stated)
            self.findings.extend(found)
            return answers
        settings = self._settings(table, method)
        rows: list[CheckedRow] = []
        first_with_key: dict[tuple, Place] = {}
        blanks: dict[str, list[Place]] = {}
        for record in self.extract.records.get(table.code, ()):
            here = record.place()
            if (record.sheet, record.row) in self.reference.decisions.left_out:
                self.findings.append(Finding("row.left_out", here))
                continue
            first_place = len(self.places)
            row, row_findings = self._row(record, table, settings, blanks)
            left_out = next((finding for finding in row_findings if finding.code == "row.left_out"), None)
            if left_out is not None:
                del self.places[first_place:]
                self.findings.append(left_out)
                continue
            ratings = [row[column.code] for column in table.columns if column.type == "rating"]
            if ratings and is_loadable(row_findings) and all(value is None for value in ratings):
                row_findings.append(Finding("row.incomplete", here))
            key = tuple(row[code] for code in table.key)
            is_whole = all(row[code] is not None for code in table.key if table.column(code).required)
            if is_whole and any(part is not None for part in key):
                first = first_with_key.setdefault(key, here)
                if first != here:
                    shown = ", ".join(str(part) for part in key if part is not None)
                    values = {"first": first.cell, "first_sheet": first.sheet}
                    row_findings.append(Finding("row.duplicate", here, shown, values))
            self.findings.extend(row_findings)
            if is_loadable(row_findings):
                rows.append(row)
        rows = self._with_regions(table, self._without_copies(table, rows))
        self.findings.extend(
            Finding("cell.answer_missing", own[0], "", {"item": item}, count=len(own)) for item, own in blanks.items()
        )
        return tuple(rows)

    def _with_regions(self, table: Table, rows: list[CheckedRow]) -> list[CheckedRow]:
        """Name the rows that do not say whose they are where others do; in a file of one region none has to."""
        if not any(column.is_of_many for column in table.columns) or not any(row["region"] for row in rows):
            return rows
        silent = [row for row in rows if not row["region"]]
        for row in silent:
            self.findings.append(Finding("row.region_missing", Place(self.file, row["sheet"], str(row["row"]))))
        return [row for row in rows if row["region"]]

    def _without_copies(self, table: Table, rows: list[CheckedRow]) -> list[CheckedRow]:
        """Take out the rows of sheets of ratings that only repeat another sheet, and name each such sheet."""
        codes = [column.code for column in table.columns if column.type == "rating"]
        if not codes:
            return rows
        rated: dict[str, list[tuple]] = {}
        filled: dict[str, int] = {}
        beside: dict[str, dict[str, list[object]]] = {}
        for row in rows:
            sheet = str(row["sheet"])
            rated.setdefault(sheet, []).append(tuple(row[code] for code in codes))
            for name in ("date", "gender", "age"):
                beside.setdefault(sheet, {}).setdefault(name, []).append(row.get(name))
            filled[sheet] = filled.get(sheet, 0) + sum(value is not None for value in row.values())
        repeated = copies(rated, filled, beside)
        for sheet, other in repeated.items():
            values = {"other": other, "n": len(rated[sheet])}
            self.findings.append(Finding("sheet.repeats", Place(self.file, sheet), sheet, values))
        return [row for row in rows if row["sheet"] not in repeated]

    def _settings(self, table: Table, method: Method | None) -> Mapping[tuple[str, str], Setting]:
        """Say by sheet and column what the cells of a table are judged by: how its dates and numbers are written."""
        settings = {}
        for grid in self.extract.grids.get(table.code, ()):
            plain = Setting(self.file, grid.sheet, self.reference, method)
            readers = readers_of(grid, table, self.reference, self.findings)
            columns = {code: dict.fromkeys(values.tolist()) for code, values in grid.columns.items()}
            writings = writings_of(columns, self.reference.aliases)
            for code in grid.columns:
                moments = readers.get(code, plain.moments)
                settings[grid.sheet, code] = replace(plain, moments=moments, writing=writings[code])
        return settings

    def _row(
        self,
        record: Record,
        table: Table,
        settings: Mapping[tuple[str, str], Setting],
        blanks: dict[str, list[Place]],
    ) -> tuple[CheckedRow, list[Finding]]:
        """Convert the cells of one row; blank ratings are gathered by column in *blanks*."""
        row: CheckedRow = {"sheet": record.sheet, "row": record.row}
        findings: list[Finding] = []
        for column in table.columns:
            cell = record.cells.get(column.code)
            if cell is None:
                row[column.code] = column.default or None
                continue
            setting = settings[record.sheet, column.code]
            if column.type == "sub_dimension":
                setting = replace(setting, dimension=row.get("dimension"))
            row[column.code], finding = convert(cell, column, setting)
            if finding is not None:
                findings.append(finding)
            elif row[column.code] is None and column.type == "mark":
                place = record.place(column.code)
                findings.append(Finding("cell.answer_missing", place, "", {"item": row.get("item")}))
            elif row[column.code] is None and column.type in BLANK_AT_TIMES:
                blanks.setdefault(column.code, []).append(record.place(column.code))
            if cell.value is not None:
                where = (table.code, record.sheet, record.row, column.code)
                self.places.append(RowPlace(*where, cell.address, str(cell.value)))
        return row, findings

    def _write_fields(self, tables: dict[str, CheckedTable], method: Method | None) -> None:
        """Judge the main table's fields but year, track, status and scale, and write them into each of its rows."""
        main = self.layout.tables[0].code
        for column in self.layout.tables[0].fields:
            if column.code in ("year", "track", "status", SCALE):
                continue
            stated = self.extract.fields.get(column.code)
            if stated is None:
                # Without the table itself, that is what to say.
                if self.extract.records[main]:
                    self._note("header.column_missing", column.header["id"], **column.called)
                continue
            setting = Setting(self.file, stated.sheet, self.reference, method, is_of_row=False)
            value, finding = convert(stated.cell, replace(column, required=True), setting)
            if finding is not None:
                self.findings.append(finding)
            own = {column.code: value, f"{column.code}_cell": stated.cell.address}
            tables[main] = tuple({**row, **own} for row in tables[main])

    def _judge_evidence(self, tables: dict[str, CheckedTable], method: Method) -> None:
        """Judge what the rows say of evidence."""
        places = [(place.sheet, place.row, place.field, place.cell) for place in self.places]
        offices = Offices(self.reference.offices)
        tables[EVIDENCE], found = check_evidence(tables[EVIDENCE], places, method, offices, self.file)
        self.findings.extend(found)

    def _judge_years(self) -> None:
        """Name the rows of other years in a file that is said to be of one year."""
        if self.layout.needs_year or self.options.year is None:
            return
        for record in self.extract.records.get(self.layout.tables[0].code, ()):
            is_left_out = (record.sheet, record.row) in self.reference.decisions.left_out
            cell = None if is_left_out else record.cells.get("year")
            year = None if cell is None or cell.value is None else number_of(cell.value)[0]
            if year is not None and year != self.options.year:
                values = {"expected": self.options.year}
                self.findings.append(Finding("year.mismatch", record.place("year"), str(cell.value), values))

    def _judge_sources(self, tables: Mapping[str, CheckedTable]) -> None:
        """Name the figures without a source, which are loaded all the same; a sheet without the column once."""
        if not any(table.code == "sources" for table in self.layout.tables):
            return
        for table in self.layout.tables:
            records = {(record.sheet, record.row): record for record in self.extract.records[table.code]}
            places = (
                records[row["sheet"], row["row"]].place("source")
                if "source" in records[row["sheet"], row["row"]].cells
                else Place(self.file, str(row["sheet"]))
                for row in tables[table.code]
                if "source" in row and not row["source"]
            )
            self.findings.extend(Finding("source.missing", place) for place in dict.fromkeys(places))


def _stand_in(year: int | None, track: str | None, reference: Reference) -> Method | None:
    """Choose what to judge the cells by while the year or track is yet unknown, so that all is said at once.

    The method with most items of those it can be; None for a year and track that are known to have none.
    """
    if year is not None and track is not None:
        return None
    fitting = [
        method
        for method in reference.methods.every
        if (year is None or method.year == year) and (track is None or method.track == track)
    ]
    return max(fitting, key=lambda method: (len(method.items), method.year), default=None)


def _has_no_mark(table: Table, tables: Mapping[str, CheckedTable]) -> bool:
    """Say whether a table of marks holds not one."""
    marks = [column.code for column in table.columns if column.type == "mark"]
    return bool(marks) and all(row[code] is None for row in tables[table.code] for code in marks)
