"""Judge all rows of a workbook's tables and say which year, track and status it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from smartcity.checks import survey
from smartcity.checks.cells import Setting, convert, number_of
from smartcity.checks.personal import screened
from smartcity.checks.reference import Options, Reference
from smartcity.method import Method
from smartcity.method.layout import BLANK_AT_TIMES, Layout, Table, normalise
from smartcity.records.findings import ERROR, Finding, Place, is_loadable
from smartcity.records.observations import Extract, Field, Record

SAMPLE_MARK = "contoh"


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


@dataclass(frozen=True, slots=True)
class Checked:
    """A judged workbook: typed rows by table (each with `sheet` and `row`), the places of their values, findings."""

    kind: str
    year: int | None
    track: str | None
    is_sample: bool
    rows_read: int
    tables: Mapping[str, CheckedTable]
    places: tuple[RowPlace, ...]
    findings: tuple[Finding, ...]

    @property
    def is_loadable(self) -> bool:
        """Whether nothing found forbids loading."""
        return is_loadable(self.findings)


def check(extract: Extract, file: str, layout: Layout, options: Options, reference: Reference) -> Checked:
    """Judge *extract* against *reference*; rows with an error stay out, and the file is then not loadable."""
    findings = list(extract.findings)
    year = _stated_year(extract, file, layout, options, findings)
    track = _stated_track(extract, file, layout, options, reference, findings)
    method = reference.methods.get(year, track) if year is not None and track is not None else None
    if layout.needs_year and year is not None and track is not None and method is None:
        known = [known.key for known in reference.methods.all]
        findings.append(Finding("year.no_method", Place(file), f"{year} {track}", {"known": known}))
    tables: dict[str, CheckedTable] = {}
    places: list[RowPlace] = []
    rows_read = 0
    judge = method or (_stand_in(year, track, reference) if layout.needs_year else None)
    is_judged = judge is not None or not layout.needs_year
    for table in layout.tables:
        grids = extract.grids.get(table.code, ())
        if table is layout.tables[0] or table.code != "sources":
            rows_read += sum(map(len, grids))
        if not is_judged:
            tables[table.code] = ()
            continue
        if table.item_columns:
            tables[table.code], found = survey.check_answers(grids, table, file, judge, reference)
        else:
            rows, found, row_places = _check_rows(extract.records.get(table.code, ()), table, file, judge, reference)
            tables[table.code] = tuple(rows)
            places += [RowPlace(table.code, *place) for place in row_places]
        findings += found
    if is_judged:
        findings += _fields_of_table(extract, file, layout, judge, reference, tables)
        findings += _year_rows(extract, layout, options, file, reference)
        findings += _source_rows(extract, layout, tables, file)
    if is_loadable(findings) and (not rows_read or (is_judged and _has_no_mark(layout.tables[0], tables))):
        findings.append(Finding("file.no_rows", Place(file), file))
    ordered = sorted(screened(findings), key=lambda finding: finding.severity != ERROR)
    return Checked(layout.kind, year, track, _is_sample(extract), rows_read, tables, tuple(places), tuple(ordered))


def _stand_in(year: int | None, track: str | None, reference: Reference) -> Method | None:
    """Choose what to judge the cells by while the year or track is yet unknown, so that all is said at once.

    The method with most items of those it can be; None for a year and track that are known to have none.
    """
    if year is not None and track is not None:
        return None
    fitting = [
        method
        for method in reference.methods.all
        if (year is None or method.year == year) and (track is None or method.track == track)
    ]
    return max(fitting, key=lambda method: (len(method.items), method.year), default=None)


def _has_no_mark(table: Table, tables: Mapping[str, CheckedTable]) -> bool:
    """Say whether a table of marks holds not one."""
    marks = [column.code for column in table.columns if column.type == "mark"]
    return bool(marks) and all(row[code] is None for row in tables[table.code] for code in marks)


def _is_sample(extract: Extract) -> bool:
    status = extract.fields.get("status")
    return status is not None and normalise(status.cell.value or "").startswith(SAMPLE_MARK)


def _stated_year(extract: Extract, file: str, layout: Layout, options: Options, findings: list[Finding]) -> int | None:
    field = extract.fields.get("year")
    stated = _whole(field)
    if options.year is not None:
        if stated is not None and stated != options.year:
            place = Place(file, field.sheet, field.cell.address)
            findings.append(Finding("year.mismatch", place, str(stated), {"expected": options.year}))
        return options.year
    if stated is None and layout.needs_year:
        place = Place(file, field.sheet, field.cell.address) if field else Place(file)
        findings.append(Finding("file.year_unknown", place, str(field.cell.value or "") if field else ""))
    return stated


def _whole(field: Field | None) -> int | None:
    if field is None or field.cell.value is None:
        return None
    try:
        return int(str(field.cell.value).strip())
    except ValueError:
        return None


def _stated_track(
    extract: Extract, file: str, layout: Layout, options: Options, reference: Reference, findings: list[Finding]
) -> str | None:
    field = extract.fields.get("track")
    stated = field.cell.value if field else None
    spoken = options.track if options.track is not None else stated
    if spoken is None:
        if layout.needs_track:
            findings.append(Finding("file.track_unknown", Place(file), ""))
        return None
    known = sorted(set(reference.track_labels.values()))
    code = reference.track_labels.get(normalise(spoken)) or reference.aliases.get(("track", normalise(spoken)))
    if code not in known:
        place = Place(file, field.sheet, field.cell.address) if field and options.track is None else Place(file)
        asked = {"of": "track", "text": str(spoken), "is_required": True}
        findings.append(Finding("value.unknown_track", place, str(spoken), {"known": known, **asked}))
        return None
    return code


def _check_rows(
    records: Iterable[Record], table: Table, file: str, method: Method | None, reference: Reference
) -> tuple[list[CheckedRow], list[Finding], list[tuple[str, int, str, str, str]]]:
    rows: list[CheckedRow] = []
    findings: list[Finding] = []
    places: list[tuple[str, int, str, str, str]] = []
    first_with_key: dict[tuple, tuple[str, str]] = {}
    blanks: dict[str, list[Place]] = {}
    ratings = [column.code for column in table.columns if column.type == "rating"]
    for record in records:
        row: CheckedRow = {"sheet": record.sheet, "row": record.row}
        row_findings: list[Finding] = []
        first = next(iter(record.cells.values())).address
        if (record.sheet, record.row) in reference.decisions.left_out:
            findings.append(Finding("row.left_out", Place(file, record.sheet, first), ""))
            continue
        setting = Setting(file, record.sheet, reference, method)
        for column in table.columns:
            cell = record.cells.get(column.code)
            if cell is None:
                row[column.code] = column.default or None
                continue
            if column.type == "sub_dimension":
                setting = Setting(file, record.sheet, reference, method, row.get("dimension"))
            value, finding = convert(cell, column, setting)
            row[column.code] = value
            if finding is not None:
                row_findings.append(finding)
            elif value is None and column.type in BLANK_AT_TIMES:
                place = Place(file, record.sheet, cell.address)
                if column.type == "mark":
                    row_findings.append(Finding("cell.answer_missing", place, "", {"item": row.get("item")}))
                else:
                    blanks.setdefault(column.code, []).append(place)
            if cell.value is not None:
                places.append((record.sheet, record.row, column.code, cell.address, str(cell.value)))
        if ratings and is_loadable(row_findings) and all(row[code] is None for code in ratings):
            row_findings.append(Finding("row.incomplete", Place(file, record.sheet, first), ""))
        key = tuple(row[code] for code in table.key)
        is_whole = all(row[code] is not None for code in table.key if table.column(code).required)
        if is_whole and any(part is not None for part in key):
            sheet, cell = first_with_key.setdefault(key, (record.sheet, first))
            if (sheet, cell) != (record.sheet, first):
                shown = ", ".join(str(part) for part in key if part is not None)
                values = {"first": cell, "first_sheet": sheet}
                row_findings.append(Finding("row.duplicate", Place(file, record.sheet, first), shown, values))
        findings += row_findings
        if is_loadable(row_findings):
            rows.append(row)
    findings += [
        Finding("cell.answer_missing", own[0], "", {"item": item}, count=len(own)) for item, own in blanks.items()
    ]
    return rows, findings, places


def _fields_of_table(
    extract: Extract,
    file: str,
    layout: Layout,
    method: Method | None,
    reference: Reference,
    tables: dict[str, CheckedTable],
) -> Iterable[Finding]:
    """Judge the fields of the main table that are no year, track or status, and write them into each of its rows."""
    table = layout.tables[0]
    for column in table.fields:
        if column.code in ("year", "track", "status"):
            continue
        field = extract.fields.get(column.code)
        if field is None:
            values = {"column": column.header["id"], "columns": dict(column.header)}
            # Without the table itself, that is what to say.
            if extract.records[table.code]:
                yield Finding("header.column_missing", Place(file), column.header["id"], values)
            continue
        required = type(column)(**{name: getattr(column, name) for name in column.__slots__} | {"required": True})
        value, finding = convert(field.cell, required, Setting(file, field.sheet, reference, method))
        if finding is not None:
            yield finding
        tables[table.code] = tuple(
            {**row, column.code: value, f"{column.code}_cell": field.cell.address} for row in tables[table.code]
        )


def _year_rows(
    extract: Extract, layout: Layout, options: Options, file: str, reference: Reference
) -> Iterable[Finding]:
    """A file said to be of one year must hold rows of that year; rows of other years are named."""
    if layout.needs_year or options.year is None:
        return
    for record in extract.records.get(layout.tables[0].code, ()):
        cell = None if (record.sheet, record.row) in reference.decisions.left_out else record.cells.get("year")
        year = None if cell is None or cell.value is None else number_of(cell.value)[0]
        if year is not None and year != options.year:
            place = Place(file, record.sheet, cell.address)
            yield Finding("year.mismatch", place, str(cell.value), {"expected": options.year})


def _source_rows(extract: Extract, layout: Layout, tables: Mapping[str, CheckedTable], file: str) -> Iterable[Finding]:
    """A figure without a source is loaded, but said to be so; a sheet without the column is named once."""
    if not any(table.code == "sources" for table in layout.tables):
        return
    for table in layout.tables:
        cells = {(record.sheet, record.row): record.cells.get("source") for record in extract.records[table.code]}
        rows = [row for row in tables[table.code] if "source" in row and not row["source"]]
        places = dict.fromkeys((str(row["sheet"]), cells[row["sheet"], row["row"]]) for row in rows)
        for sheet, cell in places:
            yield Finding("source.missing", Place(file, sheet, cell.address if cell else ""), "")
