"""Builders of workbooks: readings made in memory, files as a person would make them by hand, and filled templates."""

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.writer.excel import ExcelWriter

from smartcity.checks import Checked, Options, Reference, vocabulary
from smartcity.intake import Inspection, methods_in_force, shipped_regions
from smartcity.intake.judging import reference_of
from smartcity.intake.verdict import judge
from smartcity.method import Method, load_dimensions, load_methods
from smartcity.method.layout import load_layouts
from smartcity.method.regions import load_site
from smartcity.reading.sheets import Reading, Sheet
from smartcity.reading.templates import Filling, template, track_label
from smartcity.reading.workbook import read
from smartcity.records.findings import Finding
from smartcity.records.observations import Flaw, Vocabulary
from smartcity.wording import Words

Row = Sequence[object]
HOME, TRACK = load_site().home, load_site().track
YEAR = load_methods().years[-1]
DIMENSIONS = load_dimensions()
FILE = "berkas.xlsx"


def method_of(year: int = YEAR, track: str = TRACK) -> Method:
    """Return the method that most builders follow; a year to come has provisional rules."""
    return methods_in_force().require(year, track)


def names() -> Vocabulary:
    """Return the names that a survey workbook may use."""
    return vocabulary(load_methods(), DIMENSIONS)


@cache
def known() -> Reference:
    """Return what files are judged against when only the shipped regions are there."""
    return reference_of([shipped_regions()], b"kunci percobaan")


def sheet(
    name: str,
    rows: Sequence[Row],
    *,
    top: int = 1,
    flaws: Mapping[tuple[int, int], Flaw] | None = None,
    merged: tuple[tuple[int, int, int, int], ...] = (),
    is_hidden: bool = False,
) -> Sheet:
    """Make a sheet as the reader would have read it, its first row at *top*; None is a blank cell."""
    cells = {
        number: {column: value for column, value in enumerate(row, 1) if value is not None}
        for number, row in enumerate(rows, top)
    }
    filled = {number: row for number, row in cells.items() if row}
    return Sheet(name, filled, flaws or {}, is_hidden, frozenset(), merged)


def reading(*sheets: Sheet) -> Reading:
    """Make a reading without findings of its own."""
    return Reading(sheets, ())


def guide(kind: str, **fields: object) -> Sheet:
    """Make the instruction sheet with the kind and further fields by label."""
    return sheet("Petunjuk", [["Jenis", kind], *map(list, fields.items())])


def judged(
    source: Reading | bytes,
    *,
    kind: str | None = None,
    year: int | None = None,
    track: str | None = None,
    services: frozenset[str] = frozenset(),
) -> Inspection:
    """Judge a reading or a file by the way that every upload takes."""
    if isinstance(source, bytes):
        source = read(source, FILE)
    return judge(source, FILE, Options(kind, year, track), replace(known(), services=services))


def checked(source: Reading | bytes, **options: object) -> Checked:
    """Judge, and return the rows."""
    return judged(source, **options).checked


def told(found: Sequence[Finding], *codes: str) -> list[tuple[str, str, str]]:
    """List findings as (code, sheet, cell), only those of *codes* where some are given."""
    return [(one.code, one.place.sheet, one.place.cell) for one in found if not codes or one.code in codes]


def errors(found: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """List the errors as (code, sheet, cell)."""
    return told([one for one in found if one.severity == "error"])


def workbook(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """Save rows by sheet the way a person's spreadsheet program would."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    return saved(book)


class Timeless(ZipFile):
    """An archive whose entries bear no clock: the same workbook has the same bytes whenever it is made."""

    def writestr(self, name: str, data: str | bytes) -> None:  # type: ignore[override]
        """Store text or bytes under a name."""
        super().writestr(ZipInfo(name), data, compress_type=ZIP_DEFLATED)

    def write(self, path: str, name: str) -> None:  # type: ignore[override]
        """Store a file under a name."""
        self.writestr(name, Path(path).read_bytes())


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook, the same ones for the same content, also a second later."""
    book.properties.created = book.properties.modified = datetime(2024, 1, 1)
    buffer = BytesIO()
    with Timeless(buffer, "w") as archive:
        ExcelWriter(book, archive).save()
    return buffer.getvalue()


def _bare(book: Workbook) -> bytes:
    """Return the bytes of a template without its hints and lists, which take as long as all else and nobody reads."""
    for page in book.worksheets:
        page.data_validations.dataValidation.clear()
        for row in page.iter_rows():
            for cell in row:
                if cell.comment:
                    cell.comment = None
    return saved(book)


def changed(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    """Open a workbook, let *change* do something to it, and save it again."""
    book = load_workbook(BytesIO(content))
    change(book)
    return saved(book)


def with_cells(content: bytes, page: str, cells: Mapping[str, object]) -> bytes:
    """Write values into cells of one sheet by address."""

    def write(book: Workbook) -> None:
        for address, value in cells.items():
            book[page][address] = value

    return changed(content, write)


# The columns of a hand-made table of results, in an order of its own.
RESULT_HEADER = ("No", "Kabupaten/Kota", "Jalur", "Tahun", "Nilai Akhir", "Dasar", "Sumber")


def result_row(number: int, region: str, year: int, index: object, basis: str = "resmi") -> Row:
    """Write one row under `RESULT_HEADER`."""
    return (number, region, track_label(Words("id"), TRACK), year, index, basis, "Surat percobaan")


def results(rows: Sequence[Row], header: Row = RESULT_HEADER) -> bytes:
    """Make a results workbook by hand: a title, a blank row, the header, the rows, and their mean."""
    return workbook({"Hasil": [["Hasil evaluasi percobaan"], [], header, *rows, ["", "Rata-rata", "", "", "=1"]]})


@cache
def _blank(kind: str, year: int, track: str) -> bytes:
    """Write the template of a kind, once for all that fill it."""
    return template(load_layouts()[kind], Words("id"), method_of(year, track), DIMENSIONS, save=_bare)


def marks(values: Mapping[str, object], *, region: str | None = HOME, year: int = YEAR, track: str = TRACK) -> bytes:
    """Fill the template of a self-assessment: *values* by item code, *region* in its field."""

    def fill(book: Workbook) -> None:
        page = book.worksheets[1]
        page["B1"] = region
        for row in page.iter_rows(min_row=6):
            row[2].value = values.get(row[0].value)

    return changed(_blank("marks", year, track), fill)


def rules(
    *,
    year: int,
    track: str = TRACK,
    weights: Mapping[str, float] | None = None,
    certainty: str | None = "pasti",
    letter: str | None = "Surat percobaan 1/2026",
    edit: Callable[[list[list[object]]], None] = lambda items: None,
) -> bytes:
    """Fill the template of rules: *weights* by component instead of those so far; *edit* changes the rows of items.

    A weight of None takes the row of its component out.
    """
    words, wanted = Words("id"), dict(method_of(year, track).weights) | dict(weights or {})

    def fill(book: Workbook) -> None:
        page, items = book["Bobot"], book["Butir"]
        page["B3"], page["B4"] = certainty, letter
        page.delete_rows(7, page.max_row)
        for code, weight in wanted.items():
            if weight is not None:
                page.append([words(f"method.component.{code}"), weight])
        rows = [[cell.value for cell in row] for row in items.iter_rows(min_row=2)]
        edit(rows)
        items.delete_rows(2, items.max_row)
        for row in rows:
            items.append(row)

    return changed(_blank("rules", year, track), fill)


def even_marks(year: int = YEAR, track: str = TRACK) -> dict[str, int]:
    """Give every item a mark of the scale in turn, so that no two components come out alike by chance."""
    return {item.code: number % 5 for number, item in enumerate(method_of(year, track).items)}


def respondent(code: str, answers: Mapping[str, object], **columns: object) -> dict[str, object]:
    """Make one respondent's row for `survey`."""
    return {"respondent": code, "service": "Layanan percobaan", **columns, **answers}


def items_of(dimension: str, year: int = YEAR, track: str = TRACK) -> list[str]:
    """List the survey items of a dimension by code."""
    return [item.code for item in method_of(year, track).survey_items if item.dimension == dimension]


def survey(
    rows: Mapping[str, Sequence[Mapping[str, object]]], *, year: int = YEAR, track: str = TRACK, status: str = ""
) -> bytes:
    """Fill the template of a survey: *rows* by dimension code; the other dimensions stay without respondents."""
    named = {dimension.name: list(rows.get(dimension.code, ())) for dimension in DIMENSIONS}
    return _filled(pickle.dumps(named), status, year, track)


@lru_cache(32)
def _filled(rows: bytes, status: str, year: int, track: str) -> bytes:
    filling = Filling(pickle.loads(rows), status)
    layout, method = load_layouts()["survey"], method_of(year, track)
    return template(layout, Words("id"), method, DIMENSIONS, filling=filling, save=_bare)


def varied(count: int, dimension: str, **columns: object) -> list[dict[str, object]]:
    """Make respondents of one dimension who answer everything, nobody twice the same."""
    items = items_of(dimension)
    return [
        respondent(
            f"{dimension}-{number}",
            {item: (number + place) % 5 for place, item in enumerate(items)},
            date=date(2023, 9, 1 + number % 28),
            **columns,
        )
        for number in range(count)
    ]


def mean_of_means(rows: Sequence[Mapping[str, object]], dimension: str) -> float:
    """Compute by hand the mean of the dimension's item means, each over the respondents who answered it."""
    means = []
    for item in items_of(dimension):
        given = [row[item] for row in rows if row.get(item) is not None]
        if given:
            means.append(sum(given) / len(given))
    return sum(means) / len(means)


INNOVATION_HEADER = ("Tahun", "Dimensi", "Sub-dimensi", "Inovasi", "Pemilik", "Sumber")


def innovations(rows: Sequence[Row], header: Row = INNOVATION_HEADER) -> bytes:
    """Make an innovation list by hand."""
    return workbook({"Daftar inovasi": [header, *rows]})
