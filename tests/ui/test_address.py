"""What is chosen holds although the browser's next word still has the address from before it."""

from types import SimpleNamespace

import pytest
import streamlit as st

from smartcity.ui import address
from smartcity.ui.choices import CHOICES, restore
from smartcity.ui.region import REGION, _lead_to


class Browser:
    """A window that tells its own address with whatever it asks for, and hears later what the program made of it."""

    def __init__(self, held, run):
        self.held, self.run = held, run

    def asks(self, *, doing=None, page="simulasi", goes_back=False, **told):
        """Ask for a run of *page* at the address *told*, which begins with *doing* something; say where it ends."""
        self.run.page_script_hash, self.run.is_history_navigation = page, goes_back
        self.held.clear()
        self.held.update(told)
        if doing:
            doing()
        restore()
        return dict(self.held)


@pytest.fixture
def browser(monkeypatch):
    """Give a window of a new session."""
    held, run = {}, SimpleNamespace()
    monkeypatch.setattr(st, "query_params", held)
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(address, "get_script_run_ctx", lambda **_: run)
    return Browser(held, run)


def choosing(code, value):
    """Return what chooses *value*."""
    return lambda: CHOICES[code].write(value)


def test_a_late_address_does_not_undo_a_choice(browser):
    """What was pressed before the browser heard of the choice is asked for at the address before; the choice holds."""
    browser.asks(komponen="baseline")
    assert browser.asks(doing=choosing("component", "output"), komponen="baseline") == {"komponen": "output"}

    seen = []
    assert browser.asks(doing=lambda: seen.append(CHOICES["component"].held), komponen="baseline") == {
        "komponen": "output"
    }
    assert seen == ["output"]
    assert browser.asks(komponen="baseline") == {"komponen": "output"}


def test_a_default_chosen_holds_as_well(browser):
    """A choice taken back stays out of a late address, also out of what the pages share."""
    browser.asks(tahun="2023")
    browser.asks(doing=choosing("year", None), tahun="2023")

    assert browser.asks(tahun="2023") == {}
    assert browser.asks(page="survei") == {}


def test_of_two_quick_choices_the_last_holds(browser):
    """Whichever of the addresses before it comes late."""
    browser.asks(doing=choosing("component", "output"), komponen="baseline")
    browser.asks(doing=choosing("component", "impact"), komponen="baseline")

    assert browser.asks(komponen="baseline") == {"komponen": "impact"}
    assert browser.asks(komponen="output") == {"komponen": "impact"}


def test_what_the_browser_heard_of_is_its_own_to_change(browser):
    """Once it told the new address, an older one is wanted."""
    browser.asks(doing=choosing("component", "output"), komponen="baseline")
    browser.asks(komponen="output")

    assert browser.asks(komponen="baseline") == {"komponen": "baseline"}


@pytest.mark.parametrize("how", [{"goes_back": True}, {"page": "bukti"}])
def test_going_back_or_elsewhere_is_no_late_address(browser, how):
    """The address is taken as it comes, and what was written is forgotten with it."""
    browser.asks(doing=choosing("component", "output"), komponen="baseline")

    assert browser.asks(komponen="baseline", **how) == {"komponen": "baseline"}
    assert browser.asks(komponen="baseline") == {"komponen": "baseline"}


def test_another_address_is_obeyed(browser):
    """A code that was not there before comes from the viewer."""
    browser.asks(doing=choosing("component", "output"), komponen="baseline")

    assert browser.asks(komponen="impact") == {"komponen": "impact"}


def test_a_region_holds_as_a_choice_does(browser):
    """Whoever changes the region and presses on at once stays in it."""
    browser.asks(wilayah="6309")
    browser.asks(doing=lambda: _lead_to("6303"), wilayah="6309")

    assert address.held(REGION) == "6303"
    assert browser.asks(wilayah="6309") == {"wilayah": "6303"}
