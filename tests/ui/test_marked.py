"""Rows that quality rules mark, on the page Responden: left out and taken in again in a person's name."""

from collections import Counter

import folders
import pytest
from askers import analyst
from desk import PROJECT, text
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from smartcity import gate, intake
from smartcity.access.policy import READER
from smartcity.intake import DataFolder
from smartcity.ui import person, store
from smartcity.wording import Words

WORDS = Words("id")
RULE = "leave-out-quality-straight_lining"
KEEP = "keep-quality-straight_lining"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give the app a copy of the shipped data."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    yield folders.full(tmp_path / "data")
    store.close()


def app() -> AppTest:
    """Open the page on the newest survey."""
    opened = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    opened._page_hash = calc_hash("responden")
    opened.query_params["tahun"] = "2024"
    opened.query_params["bagian"] = "mutu"
    return opened.run()


def respondents_of(opened: AppTest) -> int:
    """Read how many rows the first bars stand for, from the journal's own warehouse."""
    with intake.open_warehouse(DataFolder.chosen()) as warehouse:
        return int(gate.respondents_of_year(warehouse, 2024)["count"].sum())


def test_marked_rows_are_left_out_and_taken_in_again(folder):
    """One button leaves the rule's rows out of every figure, the other brings them back; the journal has both."""
    opened = app()
    opened.text_input(key="marked-by").set_value("Rina")
    opened = opened.button(key=RULE).click().run()
    store.close()
    left = respondents_of(opened)
    line = intake.history(folder)[-1]

    opened = app()
    opened.text_input(key="marked-by").set_value("Rina")
    opened.button(key="take-in").click().run()
    store.close()

    assert (line.action, line.by, intake.history(folder)[-1].action) == ("leave_out", "Rina", "take_in")
    assert respondents_of(opened) - left == 12


def test_marked_rows_are_kept_and_the_decision_can_be_withdrawn(folder):
    """Keeping is a line of the journal that changes no figure; then the card names who kept them and asks no more."""
    opened = app()
    opened.text_input(key="marked-by").set_value("Rina")
    opened = opened.button(key=KEEP).click().run()
    line = intake.history(folder)[-1]
    store.close()
    opened = app()
    rows = {count for _, count in Counter(key[0] for key in intake.kept_rows(folder)).items()}

    assert (line.action, line.by, line.of, rows) == ("keep", "Rina", "quality.straight_lining", {12})
    assert "12 baris dipertahankan oleh Rina" in text(opened)
    assert KEEP not in [button.key for button in opened.button]
    store.close()
    assert respondents_of(opened) == 298

    kept = [one.id for one in intake.history(folder) if one.action == "keep"]
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.withdraw(folder, kept, analyst("Rina"), "keliru", warehouse)
    assert intake.kept_rows(folder) == {}


def test_rows_that_were_left_out_later_are_no_longer_kept(folder):
    """The later decision counts, and the history has both."""
    opened = app()
    opened.text_input(key="marked-by").set_value("Rina")
    opened = opened.button(key=KEEP).click().run()
    opened.button(key=RULE).click().run()

    assert (intake.kept_rows(folder), intake.history(folder)[-1].action) == ({}, "leave_out")


def test_each_card_says_what_its_rows_do(folder):
    """Twelve rows move the impact; the two and the one of other rules are counted, and what they do is withheld."""
    shown = text(app())

    assert "Tanpa 12 baris ini impact simulasi 3,43 → 3,41." in shown
    assert shown.count("Pengaruhnya pada impact tidak ditampilkan") == 2


def test_without_a_name_nothing_is_left_out(folder):
    """The page asks for the name and changes nothing."""
    before = len(intake.history(folder))
    opened = app().button(key=RULE).click().run()

    assert (len(intake.history(folder)), WORDS("ui.names.no_name") in text(opened)) == (before, True)


def test_a_reader_sees_the_rules_and_no_buttons(folder, monkeypatch):
    """The table of rules is for everybody, the decisions for analysts only."""
    monkeypatch.setenv(person.VARIABLE, READER)
    opened = app()

    assert [button.key for button in opened.button if str(button.key).startswith("leave-out")] == []
    assert WORDS("findings.quality.straight_lining.title") in "\n".join(str(one.value) for one in opened.header)
