"""Simulasi in a real browser: marks typed into the table reach the live result, on a screen and on a phone."""

import re

import pytest
from laws import every_other
from playwright.sync_api import expect

from e2e.conftest import broken_rules, settle, wait_until
from smartcity.wording import Words

WORDS = Words("id")
GRID = "[data-testid=stDataFrame] canvas"
ROW, HEAD, MARK_COLUMN = 66, 38, 110
"""Pixels of a row and the header of the table, and where the column of marks lies."""
HAND = 150
"""Milliseconds from key to key of a quick hand."""


def _select(page, row, column=MARK_COLUMN, table=None):
    """Click once on the cell of a row, when the page has come to rest, as one does before typing."""
    settle(page)
    # The click waits until the table has come to its place.
    (table or page.get_by_test_id("stDataFrame").first).click(position={"x": column, "y": HEAD + ROW * row + ROW / 2})
    page.wait_for_timeout(HAND)


def _press(page, *keys):
    """Press keys one after the other at the speed of a hand, whatever the page does meanwhile."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(HAND)


def _cell(page, row, column):
    """Find what the table tells a screen reader of a cell."""
    return page.get_by_test_id(f"glide-cell-{column}-{row}").first


def _marks(page, *marks):
    """Wait until the first rows have these marks."""
    for row, mark in enumerate(marks):
        expect(_cell(page, row, 1)).to_have_text(mark)


def test_what_is_typed_reaches_the_result_and_stays(full, visit):
    """Digits typed on selected cells are kept, by Enter, Tab and arrows, and when another component was looked at."""
    page = visit(f"{full.address}/simulasi?komponen=output", height=1500).page
    page.locator(GRID).first.wait_for()
    _select(page, 0)
    _press(page, "3", "Enter", "4", "Enter", "2", "ArrowDown", "1", "ArrowDown")
    _press(page, "3", "Tab", "ArrowLeft", "ArrowDown", "4", "ArrowUp")
    _marks(page, "3", "4", "2", "1", "3", "4", "")
    # The arrow up left the last cell for the one above it, whose mark is typed over.
    _press(page, "2", "Enter")
    _marks(page, "3", "4", "2", "1", "2", "4", "")

    page.get_by_text("Baseline 0/5").click()
    settle(page)
    page.get_by_text("Output 6/7").click()
    settle(page)
    page.get_by_text(WORDS("simulation.page.fill_apply"), exact=True).click()
    expect(page.get_by_text("Belum disimpan: 7 nilai.")).to_be_visible()
    # 3, 4, 2, 1, 2 and 4 as typed and one four as filled: a mean of 2.857.
    expect(page.get_by_text("Output simulasi 2,86").first).to_be_visible()


CHOSEN = "document.activeElement.matches('[data-testid=data-grid-canvas] [aria-selected=true]')"
"""Whether the table has told a screen reader which cell is chosen."""


SILENT = "document.querySelector('[data-testid=data-grid-canvas]').querySelector = () => null"
"""Let the table tell nothing yet, which it does for a moment when it has come and a busy machine for longer."""


@pytest.mark.parametrize("told", every_other(("nothing", "cells", "chosen")))
def test_a_quick_hand_is_waited_for(full, visit, told):
    """What is typed before the program that opens a cell has arrived is kept, digit by digit.

    As much when the hand is quick at once as when it rested on the chosen cell before, or when the table has not yet
    told which of its cells are there to be typed in.
    """
    page = visit(f"{full.address}/simulasi?komponen=output", height=1500).page
    requests = []
    page.route("**/*overlay-editor*", lambda route: requests.append(route))
    page.locator(GRID).first.wait_for()
    _select(page, 0)
    if told == "chosen":
        wait_until(page, lambda: page.evaluate(CHOSEN))
    if told == "nothing":
        page.evaluate(SILENT)
    for key in ("3", "Enter", "4", "ArrowDown", "1", "Enter"):
        page.keyboard.press(key)
    wait_until(page, lambda: requests)
    # Whoever waits is let through.
    page.unroute("**/*overlay-editor*")
    _marks(page, "3", "4", "1", "")


def test_a_column_is_pasted_from_a_spreadsheet(full, visit):
    """Marks copied from a column of another program fill the rows from the selected one downwards."""
    page = visit(f"{full.address}/simulasi?komponen=output", height=1500).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(GRID).first.wait_for()
    page.evaluate("navigator.clipboard.writeText('3\\n2\\n4')")
    _select(page, 1)
    _press(page, "Control+v")
    expect(page.get_by_text("Output 3/7")).to_be_visible()
    # The table tells a screen reader what it holds anew when one moves on.
    _press(page, "ArrowDown")

    _marks(page, "", "3", "2", "4", "", "", "")


def test_terms_are_typed_as_marks_are(full, visit):
    """Owner, effort and ceiling of an item take what is typed on the selected cell, by Tab from one to the next.

    The table breaks no accessibility rule.
    """
    page = visit(f"{full.address}/simulasi?bagian=rencana&komponen=output", height=1800).page
    page.get_by_text(WORDS("simulation.page.terms")).click()
    page.locator(GRID).first.wait_for()
    _select(page, 0, column=72 + 300 + 80)
    _press(page, *"Bappeda", "Tab")
    settle(page)
    _press(page, "2", "Tab")

    expect(page.get_by_text(WORDS("simulation.page.unsaved_terms")).first).to_be_visible()
    expect(_cell(page, 0, 2)).to_have_text("Bappeda")
    expect(_cell(page, 0, 3)).to_have_text("2")
    assert broken_rules(page) == []


def test_tasks_are_typed_as_marks_are(fresh, visit):
    """A plan is taken on with its owner; owner, due day and status take what is typed, and are kept once saved."""
    page = visit(f"{fresh.address}/simulasi?bagian=rencana", height=1800).page
    page.get_by_label(re.compile("^Pemilik Output")).fill("Bappeda")
    page.get_by_label(WORDS("simulation.page.by")).first.fill("Rina")
    page.get_by_role("button", name=WORDS("simulation.page.take_on")).click()
    expect(page.get_by_text(WORDS("simulation.page.taken_on", n=1))).to_be_visible()

    page.goto(f"{fresh.address}/simulasi?bagian=tindak")
    page.get_by_text(WORDS("simulation.page.change_tasks")).wait_for()
    table = page.get_by_test_id("stDataFrame").last
    table.wait_for()
    assert broken_rules(page) == []
    _select(page, 0, column=110 + 100, table=table)
    _press(page, *"Diskominfo", "Tab")
    settle(page)
    _press(page, *"31/10/2026", "Tab")
    settle(page)
    _press(page, *WORDS("simulation.status.doing").upper(), "Enter")
    expect(page.get_by_text(WORDS("simulation.page.unsaved_tasks", n=1))).to_be_visible()
    page.get_by_label(WORDS("simulation.page.by")).last.fill("Budi")
    page.get_by_role("button", name=WORDS("simulation.page.save_tasks")).click()
    expect(page.get_by_text(WORDS("simulation.page.tasks_saved", n=1))).to_be_visible()

    for text in ("Diskominfo", "31 Okt 2026", WORDS("simulation.status.doing")):
        expect(page.get_by_text(text).first).to_be_attached()


@pytest.mark.parametrize("section", ["peluang", "rencana", "sandingkan", "tindak"])
def test_no_section_scrolls_sideways_and_axe_finds_nothing(full, tour, section):
    """Each section fits a phone and breaks no accessibility rule besides Streamlit's own."""
    page = tour(f"{full.address}/simulasi?bagian={section}", width=390).page

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert broken_rules(page) == []
