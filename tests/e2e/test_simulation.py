"""Simulasi in a real browser: marks typed into the table reach the live result, on a screen and on a phone."""

import pytest
from playwright.sync_api import expect

from e2e.conftest import broken_rules, settle
from smartcity.wording import Words

WORDS = Words("id")
GRID = "[data-testid=stDataFrame] canvas"
ROW, HEAD, MARK_COLUMN = 66, 35, 110
"""Pixels of a row and the header of the table, and where the column of marks lies."""
QUICK_HAND = 300
"""Milliseconds between two keys of a quick hand."""


def _type(page, row, mark):
    """Open the cell of a row by a double click and type a mark into it."""
    field = page.locator(".gdg-input")
    _open(page, row, field)
    page.keyboard.type(mark)
    expect(field).to_have_value(mark)
    # The table takes a value a moment after its field shows it; no hand presses Enter sooner than that.
    page.wait_for_timeout(QUICK_HAND)
    page.keyboard.press("Enter")


def _open(page, row, field):
    """Click until the cell is open: one that is clicked while the table is drawn anew stays shut, as a person sees."""
    for wait in (2_000, 2_000, 30_000):
        expect(field).to_have_count(0)
        box = page.locator(GRID).first.bounding_box()
        page.mouse.dblclick(box["x"] + MARK_COLUMN, box["y"] + HEAD + ROW * row + ROW / 2)
        try:
            expect(field).to_be_focused(timeout=wait)
            return
        except AssertionError:
            page.keyboard.press("Escape")
    pytest.fail(f"the cell of row {row} did not open")


def test_what_is_typed_reaches_the_result_and_stays(full, visit):
    """Two marks typed one after the other are both kept, also when another component was looked at in between."""
    page = visit(f"{full.address}/simulasi?komponen=output").page
    page.locator(GRID).first.wait_for()
    settle(page)
    _type(page, 0, "3")
    expect(page.get_by_text("Belum disimpan: 1 nilai.")).to_be_visible()
    settle(page)
    _type(page, 1, "4")
    expect(page.get_by_text("Belum disimpan: 2 nilai.")).to_be_visible()
    expect(page.get_by_text("Output (baru 2 dari 7 butir)").first).to_be_visible()

    page.get_by_text("Baseline 0/5").click()
    settle(page)
    page.get_by_text("Output 2/7").click()
    settle(page)
    page.get_by_text(WORDS("simulation.page.fill_apply"), exact=True).click()
    expect(page.get_by_text("Belum disimpan: 7 nilai.")).to_be_visible()
    # 3 and 4 as typed and five fours as filled: a mean of 3.857.
    expect(page.get_by_text("Output simulasi 3,86").first).to_be_visible()


@pytest.mark.parametrize("section", ["peluang", "rencana", "sandingkan", "tindak"])
def test_no_section_scrolls_sideways_and_axe_finds_nothing(full, visit, section):
    """Each section fits a phone and breaks no accessibility rule besides Streamlit's own."""
    page = visit(f"{full.address}/simulasi?bagian={section}", width=390).page
    settle(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert broken_rules(page) == []


def test_the_tables_of_terms_are_accessible(full, visit):
    """The table of efforts, owners and locks breaks no rule either."""
    page = visit(f"{full.address}/simulasi?bagian=rencana").page
    page.get_by_text(WORDS("simulation.page.terms")).click()
    page.locator(GRID).first.wait_for()
    settle(page)

    assert broken_rules(page) == []
