"""Hostile names in a real browser: nothing is asked of another host, and nothing of a name is drawn as markup."""

from urllib.parse import urlencode

import folders
import pytest
from hostile_names import VIEWS, fill
from laws import every_other
from playwright.sync_api import expect

from e2e.conftest import serve
from e2e.test_browser import PAGES, title_of
from smartcity import intake

DRAWN = "document.querySelectorAll('img[src*=jahat], img[src=x], [data-testid=stMain] .katex').length"
SIGNS = ("![x](", ":smile:", "$x$", "&lt;b&gt;", "<img src=x>", "**T**")
JOINER = "\u2060"
"""Stands within names, where signs would make something together; nobody sees it."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Serve a folder of hostile names, without the layers that would keep a page from asking elsewhere."""
    folder = folders.empty(tmp_path_factory.mktemp("nama") / "data")
    with intake.open_warehouse(folder, read_only=False) as made:
        fill(folder, made)
    yield from serve(folder.root)


# Without a browser all of them are asked what they draw.
@pytest.mark.parametrize("page", [page or "ikhtisar" for page in every_other(PAGES)])
def test_no_page_asks_elsewhere_for_what_a_name_says(hostile, tour, page):
    """A visit to a page: no request but to this machine, no picture, no formula, no emoji; names stand whole."""
    seen = tour(f"{hostile.address}/{'' if page == 'ikhtisar' else page}?{urlencode(VIEWS[page])}")
    expect(seen.page.locator("[data-testid=stMain] h1")).to_have_text(title_of(page))
    shown = seen.page.locator("[data-testid=stMain]").inner_text().replace(JOINER, "")

    assert (seen.foreign, seen.page.evaluate(DRAWN), "😄" in shown) == ([], 0, False)
    assert "jahat" not in shown or all(sign in shown for sign in SIGNS)
