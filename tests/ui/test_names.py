"""Names that are alike, on the page Dimensi: a person says whether they are one innovation or two."""

import folders
import pytest
from askers import analyst
from desk import PROJECT, text
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from workbooks import innovations

from smartcity import intake
from smartcity.access.policy import READER
from smartcity.checks import Options
from smartcity.records.decisions import DIFFERENT, INNOVATION
from smartcity.ui import dimensions, person, store
from smartcity.wording import Words

WORDS = Words("id")
NAMES = ("Simaspemalu", "Simas Pemalu")
LISTS = innovations([(2023, "Smart Living", "", NAMES[0], "", "a"), (2024, "Smart Living", "", NAMES[1], "", "b")])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give the app a folder with two spellings of what may be one innovation."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    chosen = folders.empty(tmp_path / "data")
    with intake.open_warehouse(chosen, read_only=False) as warehouse:
        intake.commit(chosen, LISTS, "daftar.xlsx", analyst("penguji"), Options(), warehouse)
    yield chosen
    store.close()


def app() -> AppTest:
    """Open the section that compares lists."""
    opened = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    opened._page_hash = calc_hash("dimensi")
    opened.query_params["bagian"] = "perubahan"
    return opened.run()


def answered(opened: AppTest, answer: str, by: str) -> AppTest:
    """Give a name and press the button of the first pair."""
    opened.text_input(key="names-by").set_value(by)
    return next(button for button in opened.button if str(button.key).startswith(answer)).click().run()


def pressable(opened: AppTest) -> list[str]:
    """List the buttons that decide."""
    return [button.key for button in opened.button if str(button.key).startswith(("same-", "different-"))]


@pytest.mark.parametrize(("answer", "of"), [("same", INNOVATION), ("different", DIFFERENT)])
def test_a_pair_is_decided_in_a_name_and_not_asked_about_again(folder, answer, of):
    """The journal has who decided what, the page says it, and the pair is gone."""
    opened = app()
    before = pressable(opened)
    opened = answered(opened, answer, " Rina ")
    line = intake.history(folder)[-1]
    assert len(before) == 2
    assert (line.of, {line.text, line.meaning}, line.by) == (of, set(NAMES), "Rina")
    assert WORDS(f"ui.names.done_{answer}", first=line.text, second=line.meaning) in text(opened)
    assert pressable(opened) == []


def test_without_a_name_nothing_is_decided(folder):
    """The page asks for the name, and the pair still waits."""
    opened = answered(app(), "same", "")
    assert (len(intake.history(folder)), WORDS("ui.names.no_name") in text(opened)) == (1, True)
    assert len(pressable(opened)) == 2


def test_a_reader_sees_the_pairs_and_decides_nothing(folder, monkeypatch):
    """The table of names stands there for everybody, the buttons for analysts only."""
    monkeypatch.setenv(person.VARIABLE, READER)
    opened = app()
    tables = "".join(table.value.to_string() for table in opened.table)
    assert (all(name in tables for name in NAMES), pressable(opened)) == (True, [])


def test_a_button_that_should_not_be_there_changes_nothing(folder, monkeypatch):
    """Whoever gets at the buttons without the right is told so, and the journal has no line more."""
    monkeypatch.setattr(dimensions, "may", lambda action: True)
    monkeypatch.setenv(person.VARIABLE, READER)
    opened = answered(app(), "same", "Rina")
    told = WORDS("access.refused", role=WORDS(f"ui.person.role.{READER}"), action=WORDS("access.action.decide"))

    assert (len(intake.history(folder)), told in text(opened), len(opened.exception)) == (1, True, 0)
