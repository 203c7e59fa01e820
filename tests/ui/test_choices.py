"""Choices: each is one record, reads from the address only what can be chosen, and is called something on screen."""

from dataclasses import fields

import folders
import pytest
import streamlit as st

from smartcity import intake
from smartcity.exhibits import pages
from smartcity.exhibits.kit.selection import Selection
from smartcity.outlook.robustness import DOUBTS
from smartcity.ui.choices import CHOICES, selected
from smartcity.ui.kinds import SEARCH_LENGTH, Options, Picked, Typed
from smartcity.wording import LANGUAGES, Words

OF_PAGES = ("section", "component", "meeting", "point", "beside", "footing", "goal_index", "goal_rank")
"""Choices of how a page is opened that no exhibit depends on by themselves."""

SAID_BY_PAGES = ("scenario", "aim", "component", "beside", "footing", "goal_index", "goal_rank", "doubts")
"""Choices whose page has a label of its own for them."""


@pytest.fixture
def address(monkeypatch):
    """Give the address as a dictionary."""
    held = {}
    monkeypatch.setattr(st, "query_params", held)
    monkeypatch.setattr(st, "session_state", {})
    return held


def test_every_choice_has_its_own_name_in_the_address():
    """Nothing can be chosen that a link does not carry, and no two choices share a name.

    The open section of a page stands in the link as well, but changes no figure, so it is no part of the selection.
    """
    assert list(CHOICES) == [*(field.name for field in fields(Selection)), *OF_PAGES]
    assert len({choice.name for choice in CHOICES.values()}) == len(CHOICES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_is_called_something(language):
    """A label, and for what is typed a hint, stands in the wording of both languages."""
    words = Words(language)
    keys = [f"ui.choice.{code}" for code in CHOICES if code not in SAID_BY_PAGES]
    keys += [f"ui.choice.{choice.code}_hint" for choice in CHOICES.values() if isinstance(choice, Typed)]

    assert [key for key in keys if not words.has(key)] == []


def test_what_cannot_be_chosen_is_ignored(address):
    """A code that does not exist gives the default, and a default leaves the choice of a part to that part."""
    options = Options(("a", "b"), "b")
    choice = Picked("peers", "pembanding", options=lambda *_: options, is_open=True)
    read = []
    for code in ("a", "b", "x"):
        address["pembanding"] = code
        read.append((choice.chosen(options), choice.read(None, None, None)))

    assert read == [("a", "a"), ("b", None), ("b", None)]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("doubts", "tanpa", ()),
        ("doubts", f"{DOUBTS[1]}.x.{DOUBTS[0]}", DOUBTS[:2]),
        ("doubts", "x", None),
        ("until", "2026-12-01", "2026-12-01"),
        ("until", "besok", None),
        ("search", "k" * (SEARCH_LENGTH + 1), "k" * SEARCH_LENGTH),
    ],
)
def test_each_kind_reads_its_own(address, code, text, value):
    """Several codes, a day and a text are read as such; what is none is left open."""
    address[CHOICES[code].name] = text

    assert CHOICES[code].read(None, None, None) == value


def test_a_choice_taken_back_is_forgotten_for_the_other_pages(address):
    """What is written stands in the address; None takes it out."""
    CHOICES["year"].write("2023")
    written = dict(address)
    CHOICES["year"].write(None)

    assert (written, address) == ({"tahun": "2023"}, {})


def test_papers_choose_what_a_page_opens_with(address):
    """Where nobody chooses, an exported page is the one that opens at an address without choices."""
    codes = [field.name for field in fields(Selection) if field.name not in ("language", *SAID_BY_PAGES)]
    with intake.open_warehouse(folders.shipped()) as warehouse:
        opened = selected([*codes, "doubts"], CHOICES, warehouse, Words("id"), Selection())

        assert pages.usual(warehouse, Selection()) == opened
