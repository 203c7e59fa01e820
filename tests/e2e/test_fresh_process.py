"""Every page address visited first thing by an anonymous browser on a server that nobody has used yet."""

import pytest

from e2e.test_browser import PAGES
from smartcity.wording import Words


@pytest.mark.parametrize("page", [*PAGES, "ikhtisar"])
def test_the_first_visit_of_a_fresh_server_goes_through_the_router(fresh, visit, page):
    """A fresh server never runs a page file past the router: title, navigation and nothing but known pages show."""
    words = Words("id")
    seen = visit(f"{fresh.address}/{page}")

    expected = page if page in PAGES and page else "ikhtisar"
    assert seen.page.locator("[data-testid=stMain] h1").first.inner_text() == words(f"ui.page.{expected}.title")
    links = seen.page.locator("[data-testid=stSidebarNavLink]").all_inner_texts()
    known = [words(f"ui.page.{name or 'ikhtisar'}.title") for name in PAGES]
    assert sorted(links) == sorted(known)
