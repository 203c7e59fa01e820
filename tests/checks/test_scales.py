"""A form on another scale is never silently rescaled: it is one finding, and one decision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import FILE, YEAR, items_of, known, reading, sheet, told

from smartcity.checks import Options
from smartcity.intake.inspection import Inspection
from smartcity.intake.verdict import judge
from smartcity.method.layout import load_layouts
from smartcity.records.decisions import Decisions
from smartcity.records.findings import Finding

ITEMS = items_of("living")
PAGE = "Smart Living"
TABLE = load_layouts()["survey"].tables[0]
DOUBT_FROM = TABLE.quality.doubt_from


def judged(rows: Sequence[Sequence[object]], scale: str = "", left_out: Sequence[int] = ()) -> Inspection:
    """Judge respondents of Smart Living, a row their answers from A2 on, under a decision."""
    decisions = Decisions(scale=scale, left_out=frozenset((PAGE, row) for row in left_out))
    page = sheet(PAGE, [[*ITEMS], *rows])
    return judge(reading(page), FILE, Options("survey", YEAR, "regular"), replace(known(), decisions=decisions))


def of_scale(found: Inspection) -> list[Finding]:
    """List what is said of the scale and of numbers beyond it."""
    codes = ("value.other_scale", "value.scale_doubt", "cell.out_of_scale")
    return [one for one in found.findings if one.code in codes]


def spelled(found: Sequence[Finding]) -> list[tuple[str, str, str, Mapping[str, object]]]:
    """Say findings as (code, cell, found, values of the scale)."""
    names = ("scale", "low", "high", "count")
    return [
        (one.code, one.place.cell, one.found, {name: one.values[name] for name in names if name in one.values})
        for one in found
    ]


def answers(found: Inspection) -> list[list[float]]:
    """Return the accepted answers row by row."""
    return found.checked.tables["answers"].values[ITEMS].to_numpy(float).tolist()


def test_a_form_of_one_to_five_is_one_error():
    """Of 20 x 9 answers from 1 to 5, the 36 fives are one finding at the first of them; nothing is loaded."""
    rows = [[1 + (number + place) % 5 for place in range(9)] for number in range(20)]
    found = judged(rows)
    # Column A holds 1 2 3 4 5 1 ... from row 2 on: its first five stands in row 6. Every fifth is one: 20 * 9 / 5 = 36.
    expected = ("value.other_scale", "A6", "5", {"scale": "1-5", "low": 1, "high": 5, "count": 36})
    assert (spelled(of_scale(found)), found.is_loadable) == ([expected], False)


def test_a_decided_scale_is_carried_onto_the_methods():
    """1 to 5 becomes 0 to 4, one less each; the cells stay as they are in the file, and no finding is left."""
    found = judged([[1, 2, 3, 4, 5, "5", "3", 1, None]], scale="1-5")
    raws = found.checked.tables["answers"].raws[ITEMS].iloc[0].tolist()
    assert (answers(found)[0][:8], raws[:6], of_scale(found)) == ([0, 1, 2, 3, 4, 4, 2, 0], [1, 2, 3, 4, 5, "5"], [])


def test_a_scale_of_four_levels_is_spread_evenly():
    """1, 2, 3, 4 become 0, 4/3, 8/3, 4: the ends meet the ends."""
    found = judged([[1, 2, 3, 4] * 2 + [1]], scale="1-4")
    assert answers(found)[0] == pytest.approx([0, 4 / 3, 8 / 3, 4, 0, 4 / 3, 8 / 3, 4, 0])


def test_words_mean_what_they_mean_on_any_scale():
    """Of words and numbers in one form only the numbers are carried over."""
    found = judged([["Sangat Setuju", 5, "sts", 1, "netral", 3, "setuju", 4, 2]], scale="1-5")
    assert answers(found)[0] == [4, 4, 0, 0, 2, 2, 3, 3, 1]


def test_a_number_beyond_the_decided_scale_is_an_error_of_its_own():
    """What was decided is what the cells are judged by: a zero is no answer on 1 to 5, a seven on none."""
    found = judged([[0, 1, 2, 3, 4, 5, 7, 1, 1]], scale="1-5")
    assert [(one.code, one.place.cell, one.values["low"], one.values["high"]) for one in of_scale(found)] == [
        ("cell.out_of_scale", "A2", 1, 5),
        ("cell.out_of_scale", "G2", 1, 5),
    ]


def test_a_decision_for_the_methods_scale_makes_the_fives_errors():
    """The person says the form had 0 to 4: then each five is a slip of the keyboard."""
    found = judged([[1, 2, 3, 4, 5, 1, 2, 3, 4]], scale="0-4")
    assert told(of_scale(found)) == [("cell.out_of_scale", PAGE, "E2")]


def test_a_five_among_zeros_is_a_slip():
    """One number beyond the scale of a form that uses the method's lowest level says nothing of another scale."""
    found = judged([[0, 1, 2, 3, 4, 5, 0, 1, 2]])
    assert told(of_scale(found)) == [("cell.out_of_scale", PAGE, "F2")]


def test_slips_do_not_hide_another_scale():
    """One 55 among 36 fives is named beside the scale, and judged by it."""
    rows = [[1 + (number + place) % 5 for place in range(9)] for number in range(20)]
    rows[0][0] = 55
    assert [(one.code, one.place.cell) for one in of_scale(judged(rows))] == [
        ("value.other_scale", "A6"),
        ("cell.out_of_scale", "A2"),
    ]


@pytest.mark.parametrize(("count", "expected"), [(DOUBT_FROM - 1, []), (DOUBT_FROM, ["value.scale_doubt"])])
def test_a_form_that_never_uses_zero_is_doubted(count, expected):
    """From so many answers on, all from 1 to 4 and none 0, the form may have begun at 1."""
    cells = [1 + place % 4 for place in range(count)]
    rows = [cells[start : start + 9] for start in range(0, count, 9)]
    found = judged(rows)
    assert ([one.code for one in of_scale(found)], found.is_loadable) == (expected, True)


def test_the_doubt_says_what_it_saw():
    """The scale it may have been, at the first answer, with the number of answers."""
    found = judged([[2, 3, 4, 1, 2, 3, 4, 1, 2]] * 20)
    assert spelled(of_scale(found)) == [
        ("value.scale_doubt", "A2", "2", {"scale": "1-4", "low": 1, "high": 4, "count": 180})
    ]


@pytest.mark.parametrize("scale", ["0-4", "1-4"])
def test_a_decision_ends_the_doubt(scale):
    """Whatever was decided, it is not asked about again."""
    assert of_scale(judged([[2, 3, 4, 1, 2, 3, 4, 1, 2]] * 20, scale=scale)) == []


def test_rows_that_were_left_out_say_nothing_of_the_scale():
    """A row that a person left out is told as such and counts for nothing else."""
    found = judged([[1, 2, 3, 4, 5, 1, 2, 3, 4], [0, 1, 2, 3, 4, 0, 1, 2, 3]], left_out=[2])
    remarks = [one for one in found.findings if one.place.cell.endswith("2")]
    assert [(one.code, one.place.cell, one.severity) for one in remarks] == [("row.left_out", "A2", "info")]
    assert answers(found) == [[0, 1, 2, 3, 4, 0, 1, 2, 3]]


LEVELS = st.lists(st.integers(1, 5), min_size=9, max_size=9)


@given(st.lists(LEVELS, min_size=1, max_size=5))
def test_carrying_over_keeps_the_order_and_the_ends(rows):
    """The higher answer stays the higher; the lowest level of the form is the lowest of the method, likewise above."""
    method = answers(judged(rows, scale="1-5"))
    assert method == [[answer - 1 for answer in row] for row in rows]
