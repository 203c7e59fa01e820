"""Every page address visited first thing by an anonymous visitor on a server that nobody has used yet."""

import pytest

from e2e.conftest import PATIENCE
from e2e.messages import first_run
from e2e.test_browser import PAGES
from smartcity.wording import Words


@pytest.mark.parametrize("page", [*PAGES, "ikhtisar"])
def test_the_first_visit_of_a_fresh_server_goes_through_the_router(fresh, page):
    """A fresh server never runs a page file past the router: title, navigation and nothing but known pages show."""
    words = Words("id")
    told = first_run(fresh.address, page, PATIENCE)

    expected = page if page in PAGES and page else "ikhtisar"
    assert told.headings == [words(f"ui.page.{expected}.title")]
    assert sorted(told.pages) == sorted(words(f"ui.page.{name or 'ikhtisar'}.title") for name in PAGES)
