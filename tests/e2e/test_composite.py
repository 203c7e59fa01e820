"""An index of one's own in a real browser: one press, every panel on a phone, and nothing axe would report."""

from laws import every_other
from playwright.sync_api import expect

from e2e.conftest import broken_rules, resize, settle
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


def test_no_panel_scrolls_sideways_and_axe_finds_nothing(full, visit):
    """With a panel open the page is as wide as the window, and nothing reaches beyond it, on a phone or a laptop.

    The widest panel, the ranking and the tables break no accessibility rule besides Streamlit's own.
    """
    page = _begun(full, visit, 390)
    found = {}
    for width in (390, 1440):
        resize(page, width)
        # Where there is less room all of them, on a laptop every other one in the usual run.
        for code in PANELS if width == 390 else every_other(PANELS):
            _open(page, code)
            found[width, code] = page.evaluate(
                """[document.documentElement.scrollWidth,
                [...document.querySelectorAll('.st-key-composite-build *')]
                  .filter(box => box.getBoundingClientRect().right > innerWidth + 1 && box.offsetWidth > 1).length]"""
            )
    _open(page, PANELS[0])

    assert found == {(width, code): [width, 0] for width, code in found}
    assert broken_rules(page) == []
