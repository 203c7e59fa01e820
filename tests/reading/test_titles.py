import pytest
from workbooks import items_of, method_of, names

from smartcity.method.layout import load_layouts
from smartcity.reading import headers
from smartcity.reading.headers import find_header
from smartcity.reading.legends import Keys
from smartcity.reading.sheets import Sheet
from smartcity.reading.titles import column_and_rank, item_and_rank, item_of, undressed

ITEM = items_of("living")[0]
STATEMENT = next(item.meaning["id"] for item in method_of().survey_items if item.code == ITEM)
LOW = ITEM.lower().replace("-", "_").replace(".", "_")


@pytest.mark.parametrize(
    "around",
    [
        "1. {}",
        "07) {}",
        "A.07. {}",
        "B.1 {}",
        "Q3. {}",
        "No. 4: {}",
        "Penilaian Layanan/{}",
        "Penilaian - {}",
        "Penilaian > {}",
        "Penilaian: {}",
        "Seberapa setuju Anda? [{}]",
        "{} (0-4) *",
        "{} [wajib]",
        "2. Penilaian/{} *",
    ],
)
def test_a_statement_is_known_whatever_stands_around_it(around):
    """Numbers, the names of groups and brackets mean nothing, in any case of letters."""
    assert [item_of(around.format(text), names()) for text in (STATEMENT, STATEMENT.upper())] == [ITEM, ITEM]


@pytest.mark.parametrize("group", ["impact/{}", "impact-{}", "impact.{}", "impact_{}", "data:impact/{}"])
def test_a_code_is_known_behind_every_sign_that_ends_a_group(group):
    """Each tool joins the names of groups in its own way."""
    assert item_of(group.format(LOW), names()) == ITEM


@pytest.mark.parametrize("further", ["_alasan", "/4", "a", "-note", "_lainnya"])
def test_a_code_ends_at_its_last_digit(further):
    """What goes on behind it is another field of the form: a reason, an option, another statement."""
    assert item_of(LOW + further, names()) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("U.1", "U1"),
        ("U1.", "U1"),
        ("u-09", "U9"),
        ("Unsur 3", "U3"),
        ("U1 - Kesesuaian syarat dengan layanan", "U1"),
        ("U8 Sarana dan Prasarana", "U9"),
        ("U10", None),
        ("Usia 1", None),
        ("12. Jenis Kelamin (L/P)*", "gender"),
        ("Unit Layanan", "service"),
    ],
)
def test_a_rated_element_is_known_by_its_name_and_then_by_its_code(title, code):
    """What a title says in words counts before the number that it bears."""
    found = column_and_rank(title, load_layouts()["skm"].tables[0])
    assert (found[0] if found else None) == code


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("1. Usia (tahun)", ("1. Usia", "Usia (tahun)", "Usia")),
        ("E-mail", ()),
        ("No. HP", ()),
        ("17-25", ()),
        ("[Layanan]", ()),
    ],
)
def test_a_title_loses_only_its_number_and_what_stands_behind_it(title, plain):
    """A word that begins with a letter and a sign is no numbered one, and a number alone is no title."""
    assert undressed(title) == plain


def test_a_sheet_full_of_ends_of_groups_is_looked_into_so_far_and_no_further(monkeypatch):
    """Thousands of titles of nothing but separators cost what hundreds do; a whole statement behind them is known."""
    calls = []
    monkeypatch.setattr(headers, "item_and_rank", lambda *given, **how: calls.append(1) or item_and_rank(*given, **how))
    titles = [f"k{number} - k. k/ " * 9 for number in range(3_000)] + ["Nama", STATEMENT]
    rows = {1: dict(enumerate(titles, 1)), 2: dict.fromkeys(range(1, len(titles) + 1), 3)}
    found = sheet_of(rows)
    table = next(table for table in load_layouts()["survey"].tables if table.item_columns)
    header = find_header(found, table, names())

    assert header.columns[ITEM] == len(titles)
    assert len(calls) < 5_000
    assert [len(pairs) for pairs in Keys.of([found]).of_sheets.values()] == [300]


def sheet_of(rows: dict[int, dict[int, object]]) -> Sheet:
    """Make a sheet of cells by row and column."""
    return Sheet("S", rows, {}, False, frozenset(), ())
