"""An index of one's own in a real browser: one press, every panel on a phone, and nothing axe would report."""

import pytest
from playwright.sync_api import expect

from e2e.conftest import broken_rules, settle
from smartcity.ui.composite.panels import PANELS
from smartcity.wording import Words

WORDS = Words("id")


def _begun(full, visit, width):
    """Open the page and press the first example."""
    seen = visit(f"{full.address}/komposit", width=width)
    seen.page.get_by_role("button", name=WORDS("composite.build.example_people"), exact=True).click()
    expect(seen.page.get_by_text("Menurut susunan ini Tabalong peringkat 7 dari 13").first).to_be_visible()
    settle(seen.page)
    return seen.page


def _open(page, code):
    page.locator(".st-key-composite-panel").get_by_text(WORDS(f"composite.panel.{code}"), exact=True).click()
    expect(page.locator(f".st-key-composite-panel-{code}")).to_be_visible()
    settle(page)


@pytest.mark.parametrize("width", [390, 1440])
def test_no_panel_scrolls_sideways(full, visit, width):
    """With any panel open the page is as wide as the window, and nothing reaches beyond it."""
    page = _begun(full, visit, width)
    found = {}
    for code in PANELS:
        _open(page, code)
        found[code] = page.evaluate(
            """[document.documentElement.scrollWidth,
                [...document.querySelectorAll('.st-key-composite-build *')]
                  .filter(box => box.getBoundingClientRect().right > innerWidth + 1 && box.offsetWidth > 1).length]"""
        )

    assert found == {code: [width, 0] for code in PANELS}


def test_axe_finds_nothing_in_the_builder(full, visit):
    """The widest panel, the ranking and the tables break no accessibility rule besides Streamlit's own."""
    page = _begun(full, visit, 1440)
    _open(page, PANELS[0])

    assert broken_rules(page) == []
