"""A meeting on the wall in a real browser: walked by keys and buttons, in letters for the back of a hall."""

import folders
import pytest
from askers import analyst
from playwright.sync_api import expect
from workbooks import YEAR

from e2e.conftest import serve, settle
from smartcity import intake
from smartcity.exhibits import agenda, pages
from smartcity.exhibits.kit.selection import Selection
from smartcity.wording import Words

WORDS = Words("id")
SHOWN = (("peringkat", "jarak-skor"), ("metode", "bobot"))
SMALL = """[...document.querySelectorAll('[data-testid=stMain] *')]
    .flatMap(one => [one, ...(one.shadowRoot?.querySelectorAll('text') ?? [])])
    .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.nodeValue.trim()))
    .filter(one => one.getClientRects().length && !one.closest('style'))
    .filter(one => parseFloat(getComputedStyle(one).fontSize) < 24)
    .map(one => one.textContent.trim().slice(0, 40))"""
"""Texts under 24 px that are seen."""


@pytest.fixture
def begun(tmp_path):
    """Serve a folder with a meeting that has begun; with its code."""
    folder = folders.copied(folders.one_year(), tmp_path / "data")
    by = analyst("Rina")
    with intake.open_warehouse(folder, read_only=False) as made:
        details = {"kind": "evaluation", "date": f"{YEAR}-06-12"}
        code = intake.arrange_meeting(folder, YEAR, details, by, made).id
        selection = pages.usual(made, Selection(year=YEAR))
        for page, key in SHOWN:
            exhibit = agenda.made(page, key, made, selection, WORDS)
            content, _ = agenda.copied(exhibit, page, made, selection)
            point = {"page": page, "exhibit": key, "selection": agenda.chosen(selection)}
            intake.change_meeting(folder, code, {"p": point}, by, made, frozen={"p": content})
        intake.start_meeting(folder, code, {}, None, by, made)
    for served in serve(folder.root):
        yield served, code


def test_the_wall_is_walked_by_keys_and_buttons(begun, visit):
    """Arrows, page keys and buttons go on and back, the position is said, nothing else is on it, and all is large."""
    served, code = begun
    seen = visit(f"{served.address}/layar?rapat={code}", width=1920, height=1080)
    page = seen.page
    title = page.locator("[data-testid=stMain] h1")
    first = title.inner_text()
    expect(page.get_by_text("1 dari 2")).to_be_visible()
    assert page.evaluate(SMALL) == []
    assert not page.locator("[data-testid=stSidebar]").is_visible()
    assert page.locator("[data-testid=stMain] :is(textarea, input)").count() == 0

    for key, place in (("ArrowRight", 2), ("ArrowLeft", 1), ("PageDown", 2), ("ArrowRight", 2), ("PageUp", 1)):
        page.keyboard.press(key)
        expect(page.get_by_text(f"{place} dari 2")).to_be_visible()
    page.get_by_role("button", name=WORDS("meeting.present.after")).click()
    expect(page.get_by_text("2 dari 2")).to_be_visible()
    expect(title).not_to_have_text(first)
    settle(page)
    assert page.evaluate(SMALL) == []
    assert "acara=p2" in page.url
    # Streamlit asks for its health below the page's own address first.
    assert ([one for one in seen.problems if "404 (Not Found)" not in one], seen.foreign) == ([], [])
