"""Addresses visited first thing on a server that nobody has used yet: the first page by both names, and others."""

from itertools import islice

import pytest
from laws import every_other

from e2e.conftest import PATIENCE
from e2e.messages import first_run, runs
from e2e.test_browser import PAGES
from smartcity.wording import Words


# Other servers are visited at other pages first.
@pytest.mark.parametrize("page", every_other(["", "peringkat", "ikhtisar", "unggah"]))
def test_the_first_visit_of_a_fresh_server_goes_through_the_router(fresh, page):
    """A fresh server never runs a page file past the router: title, navigation and nothing but known pages show."""
    words = Words("id")
    told = first_run(fresh.address, page, PATIENCE)

    expected = page if page in PAGES and page else "ikhtisar"
    assert told.headings == [words(f"ui.page.{expected}.title")]
    assert sorted(told.pages) == sorted(words(f"ui.page.{name or 'ikhtisar'}.title") for name in PAGES)


def test_what_the_browser_answers_the_first_run_of_a_fresh_server_is_heard(fresh):
    """The scripts of a page have the same names in its first two runs, so that a first visitor on a phone is known."""
    first, second = (
        [one.delta.new_element.bidi_component.id for one in told if one.delta.new_element.HasField("bidi_component")]
        for told in islice(runs(fresh.address, "", PATIENCE), 2)
    )
    assert first == second != []
