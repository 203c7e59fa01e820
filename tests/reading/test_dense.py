"""Cells kept by column: what a sheet holds survives being laid out, sent in blocks and lifted into a grid."""

import io
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from reading import hostile
from reading.spelling import cells, flaws
from smartcity.reading import child
from smartcity.reading.addresses import address
from smartcity.reading.dense import DenseRows, Gathering
from smartcity.reading.frames import read_frame
from smartcity.reading.grids import lift
from smartcity.reading.headers import Header
from smartcity.reading.prescan import Limits
from smartcity.reading.sheets import Sheet
from smartcity.reading.sheetscan import SheetScan
from smartcity.reading.workbook import read
from smartcity.records.observations import Flaw

SMALL = examples(10)
TEXTS = st.text("abcA01 .,ñ-", min_size=1, max_size=6)
NUMBERS = st.integers(-(10**6), 10**6) | st.integers(-(10**6), 10**6).map(lambda number: number / 8)
MOMENTS = st.dates(date(1950, 1, 1), date(2090, 1, 1)) | st.times().map(lambda at: at.replace(microsecond=0))
VALUES = TEXTS | NUMBERS | st.booleans() | MOMENTS | st.just(datetime(2024, 2, 29, 23, 59, 58))
PLACES = st.tuples(st.integers(1, 40) | st.integers(9_000, 9_040), st.integers(1, 30))
SPARSE = st.dictionaries(PLACES, VALUES, max_size=40)


def by_row(sparse: Mapping[tuple[int, int], object]) -> dict[int, dict[int, object]]:
    """Group cells by row, rows and columns ascending."""
    rows: dict[int, dict[int, object]] = {}
    for (row, column), value in sorted(sparse.items(), key=lambda cell: cell[0]):
        rows.setdefault(row, {})[column] = value
    return rows


def typed(rows: Mapping[int, Mapping[int, object]]) -> dict[tuple[int, int], tuple[type, object]]:
    """Spell cells with their types, because True equals 1 and 1 equals 1.0."""
    return {(row, column): (type(value), value) for row, own in rows.items() for column, value in own.items()}


def sent(rows: list[list[object]], first_column: int = 1) -> Gathering:
    """Gather the rows of a sheet as the reading process sends them."""
    stream = io.BytesIO()
    child._Answer(stream, Limits())._send_sheet(SheetScan("Data"), rows, len(rows), first_column)
    stream.seek(0)
    gathered = Gathering(first_column)
    while (frame := read_frame(stream)) is not None:
        if "columns" in frame:
            gathered.add(frame["rows"], frame["columns"])
    return gathered


@given(SPARSE)
def test_cells_survive_being_laid_out(sparse: dict[tuple[int, int], object]) -> None:
    """Every cell of a sheet is found where it was put, by row, one by one and in order; nothing else is there."""
    rows = DenseRows.of(by_row(sparse))
    assert typed(rows) == typed(by_row(sparse))
    assert (rows, list(rows), len(rows)) == (by_row(sparse), list(by_row(sparse)), len(by_row(sparse)))
    assert {place: rows.value(*place) for place in sparse} == sparse
    assert [rows.value(41, 1), rows.value(1, 31), rows.get(8_999), 41 in rows] == [None, None, None, False]


@given(SPARSE, st.integers(0, 9_050), st.frozensets(st.integers(1, 9_050), max_size=4))
def test_rows_behind_a_row_keep_their_cells(
    sparse: dict[tuple[int, int], object], row: int, also: frozenset[int]
) -> None:
    """Cutting off the rows above leaves the others as they are, among them the blank rows asked for."""
    behind = DenseRows.of(by_row(sparse)).after(row, also)
    kept = {place: value for place, value in sparse.items() if place[0] > row}
    assert typed(behind) == typed(by_row(kept))
    assert list(behind) == sorted({*by_row(kept), *(other for other in also if other > row)})


NOT_FINITE = st.sampled_from([math.inf, math.nan])
ODD = st.sampled_from([0.0, -0.0, 1.0, True, False, 2.0**53, -(2.0**60), 1e300, timedelta(hours=36)]) | NOT_FINITE
GRID = st.lists(st.lists(st.just("") | VALUES | ODD, min_size=5, max_size=5), max_size=12)


def plainly(value: object) -> object:
    """Type one value of the value reader the slow way: the definition."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


@given(GRID, st.integers(1, 4), st.integers(1, 5))
def test_blocks_carry_every_cell_with_its_type(rows: list[list[object]], first: int, height: int) -> None:
    """However rows are cut into blocks, each cell arrives typed; a number that is none is told apart from a blank."""
    expected, unfit = {}, []
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, first):
            if isinstance(value, float) and not math.isfinite(value):
                unfit.append((number, column))
            elif value != "":
                expected[number, column] = (type(plainly(value)), plainly(value))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "ROWS_A_FRAME", height)
        gathered = sent(rows, first)
    assert (typed(gathered.rows(())), sorted(gathered.not_finite)) == (expected, sorted(unfit))


def test_a_row_of_zeros_is_no_blank_row() -> None:
    """Zero and False are cells; only a row without any cell is passed over."""
    assert dict(sent([[0.0, ""], ["", ""], [False, ""]]).rows(())) == {1: {1: 0}, 3: {1: False}}


def test_a_row_of_flaws_only_holds_nothing() -> None:
    """A cell whose text is an error's loses it, and a row that held nothing else is no row any more."""
    rows = sent([["#N/A", 1.0], ["", "#N/A"], [2.0, ""]]).rows(without=[(1, 1), (2, 2), (9, 9)])
    assert dict(rows) == {1: {2: 1}, 3: {1: 2}}


def test_a_column_of_many_texts_is_read_whole() -> None:
    """A column with more distinct texts than are remembered at a time keeps each of them."""
    texts = [f"teks {number}" for number in range(20_000)]
    assert [*sent([[text] for text in texts]).rows(()).columns[1]] == texts


@pytest.mark.parametrize(
    "block",
    [
        lambda gathered: gathered.add([1, 2], [["a"]]),
        lambda gathered: gathered.add([1], [[["a"]]]),
        lambda gathered: gathered.add([1], [[{"datetime": "x"}]]),
        lambda gathered: (gathered.add([2, 1], [["a", "b"]]), gathered.rows(())),
    ],
)
def test_what_is_no_block_is_refused(block: Callable[[Gathering], object]) -> None:
    """A process taken over by its input cannot pass off anything else as cells."""
    with pytest.raises(ValueError, match=r"cells in|cell value|isoformat|order"):
        block(Gathering(1))


def test_nobody_can_write_into_a_reading() -> None:
    """A reading may be shared, so its arrays are sealed."""
    rows = DenseRows.of({1: {1: "a"}})
    with pytest.raises(ValueError, match="read-only"):
        rows.columns[1][0] = "b"


def is_seen(value: object) -> bool:
    """Say whether a value is more than blanks, which writers and readers of workbooks treat as they please."""
    return not isinstance(value, str) or bool(value.strip())


@SMALL
@given(
    st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 12)), VALUES.filter(is_seen), max_size=25),
    st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 12)), st.sampled_from(["#N/A", "=1+1"]), max_size=6),
)
def test_cells_and_flaws_survive_a_workbook(
    sparse: dict[tuple[int, int], object], wrong: dict[tuple[int, int], str]
) -> None:
    """What a workbook of a few scattered cells holds is read back with type and address, and so is what it lacks."""
    workbook = openpyxl.Workbook()
    for place, value in (sparse | wrong).items():
        workbook.active.cell(*place).value = value
    reading = read(hostile.saved(workbook), "tebar.xlsx")
    kinds = {"#N/A": ("error_value", "#N/A"), "=1+1": ("formula_not_computed", "=1+1")}
    assert flaws(reading) == {address(*place): kinds[text] for place, text in wrong.items()}
    assert cells(reading) == {address(*place): value for place, value in sparse.items() if place not in wrong}


COLUMNS = {"a": 2, "b": 4, "c": 7}


@given(
    st.dictionaries(st.tuples(st.integers(2, 20), st.integers(1, 8)), st.sampled_from(["x", " ", 3, 2.5]), max_size=40),
    st.sets(st.tuples(st.integers(1, 22), st.integers(1, 8)), max_size=5),
)
def test_a_grid_holds_the_cells_of_its_columns(
    sparse: dict[tuple[int, int], object], wrong: set[tuple[int, int]]
) -> None:
    """Lifting keeps each row with a value or flaw in a known column, its cells at their addresses; blanks are none."""
    sparse = {place: value for place, value in sparse.items() if place not in wrong}
    sheet = Sheet("S", by_row(sparse), dict.fromkeys(wrong, Flaw("error_value", "#N/A")), False, frozenset(), ())
    grid, skipped = lift(sheet, Header(1, COLUMNS, (), ()), None, "a.xlsx")
    known = {column: code for code, column in COLUMNS.items()}
    seen = {place for place, value in sparse.items() if value != " "} | {place for place in wrong if place[0] > 1}
    expected = sorted({row for row, column in seen if column in known})
    assert (grid.rows.tolist(), skipped) == (expected, [])
    for position, row in enumerate(expected):
        for code, column in COLUMNS.items():
            value = sparse.get((row, column))
            cell = grid.cell(code, position)
            assert (cell.value, cell.address) == (None if value == " " else value, address(row, column))
            assert (cell.flaw is not None) == ((row, column) in wrong)


def test_lifting_leaves_the_sheet_as_it_was() -> None:
    """Cells merged downwards lend their value to the grid, never to the sheet."""
    sheet = Sheet("S", {1: {2: "A"}, 2: {2: "x", 4: 1}, 3: {4: 2}}, {}, False, frozenset(), ((2, 2, 3, 2),))
    grid, _ = lift(sheet, Header(1, COLUMNS, (), ()), None, "a.xlsx")
    assert ([*grid.columns["a"]], dict(sheet.rows[3])) == (["x", "x"], {4: 2})


def test_times_of_day_are_kept() -> None:
    """A column of times arrives as times."""
    assert dict(sent([[time(7, 30)], [time(7, 30)]]).rows(())) == {1: {1: time(7, 30)}, 2: {1: time(7, 30)}}
