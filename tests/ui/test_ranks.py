"""The page Peringkat: its sections, the doubts in the address, and what it says with everything, little and nothing."""

import desk
import folders
import pytest
from desk import address, findings, served
from workbooks import YEAR

from smartcity.outlook.robustness import DOUBTS
from smartcity.wording import Words

SECTIONS = ("perpindahan", "ketahanan")
WORDS = Words("id")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Build the shipped data once for the tests that only read it."""
    with served(tmp_path_factory.mktemp("peringkat") / "data", folders.shipped()) as folder:
        yield folder


def page(section, **query):
    """Open a section of the page at an address."""
    return desk.page("peringkat", bagian=section, **query)


def texts(opened):
    """Collect what can be read on the page."""
    kinds = (opened.header, opened.subheader, opened.markdown, opened.caption)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "")


def failed(opened):
    """Collect what failed."""
    return [*opened.exception, *opened.subheader]


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_stands_without_any_data(empty_app, section):
    """With nothing loaded the section says what is missing, and once only."""
    opened = page(section)

    assert (failed(opened), len(opened.header)) == ([], {"perpindahan": 2, "ketahanan": 1}[section])
    assert "Langkah berikutnya: Muat tabel hasil Smart City di halaman Unggah." in texts(opened)


@pytest.mark.parametrize(
    ("section", "missing"),
    [
        ("perpindahan", f"sebelum {YEAR} tidak diketahui"),
        ("ketahanan", f"Tidak ada daerah lain yang dapat dibandingkan pada {YEAR}"),
    ],
)
def test_each_section_stands_with_a_single_year_of_one_region(one_year_app, section, missing):
    """One figure has neither a year before nor a peer; the section says which it lacks."""
    opened = page(section)

    assert failed(opened) == []
    assert missing in texts(opened)


def test_doubts_that_cannot_be_drawn_are_grey_with_their_reason(shipped):
    """Of six doubts three can be drawn on the press figures of 2024; the others say what they lack."""
    opened = page("ketahanan", tahun="2024")
    boxes = {code: opened.checkbox(key=f"doubt-{code}") for code in DOUBTS}

    assert {code: (box.value, box.disabled) for code, box in boxes.items()} == {
        "rounding": (True, False),
        "assessors": (False, True),
        "survey": (False, True),
        "weights": (False, True),
        "unpublished": (True, False),
        "press": (True, False),
    }
    assert "Bobot komponen (komponen Tabalong dan Kota Banjarmasin tidak terbit)" in texts(opened)


def test_a_ticked_doubt_is_written_to_the_address_and_the_default_is_left_out(shipped):
    """The link carries the doubts by their codes; all that can be drawn is the default and stands in no link."""
    opened = page("ketahanan", tahun="2023")

    opened.checkbox(key="doubt-weights").uncheck().run()
    one = address(opened)["ragu"]
    opened.checkbox(key="doubt-rounding").uncheck().run()
    none, shown = address(opened)["ragu"], texts(opened)
    opened.checkbox(key="doubt-rounding").check().run()
    opened.checkbox(key="doubt-weights").check().run()

    assert (one, none) == ("rounding", "tanpa")
    assert "Belum ada keraguan yang dicentang." in shown
    assert "ragu" not in address(opened)


def test_the_address_decides_which_doubts_are_drawn(shipped):
    """A link with one doubt draws that one, whatever the language."""
    opened = page("ketahanan", tahun="2023", ragu="weights", bahasa="en")

    assert [opened.checkbox(key=f"doubt-{code}").value for code in ("rounding", "weights")] == [False, True]
    assert (
        "Drawn 10,000 times (Monte Carlo simulation, seed 14): weights (standard deviation 2.5 percentage points; "
        "our assumption)."
    ) in texts(opened)


def test_a_doubt_of_a_link_that_cannot_be_drawn_is_refused_and_can_be_unticked(shipped):
    """Nothing is drawn in part; the box stays usable, so that the way out is on the page."""
    opened = page("ketahanan", tahun="2024", ragu="weights")
    refused, usable = texts(opened), not opened.checkbox(key="doubt-weights").disabled

    opened.checkbox(key="doubt-weights").uncheck()
    opened.checkbox(key="doubt-rounding").check().run()

    assert "Tidak dapat diperhitungkan pada angka 2024: Bobot komponen" in refused
    assert (usable, address(opened)["ragu"]) == (True, "rounding")
    assert findings(opened)[0].startswith("Tabalong peringkat 2 dari 2 daerah (2024), di semua ulangan acak")


def test_unknown_doubts_of_a_link_are_ignored(shipped):
    """A mistyped link draws what can be drawn."""
    opened = page("ketahanan", tahun="2023", ragu="cuaca.'; drop")

    assert [box.value for box in opened.checkbox] == [True, False, False, True, False, False]


def test_the_width_of_weights_is_a_choice_of_the_address(shipped):
    """Wider weights stand in the link and in what is said of the draws; the usual width stands in no link."""
    opened = page("ketahanan", tahun="2023", lebar="5")
    width = next(group for group in opened.button_group if group.key == "choice-points")
    shown = texts(opened)

    width.set_value("2.5").run()

    assert "simpangan baku 5,0 poin persen" in shown
    assert "lebar" not in address(opened)
    assert "simpangan baku 2,5 poin persen" in texts(opened)


def test_how_often_the_press_is_wrong_is_a_choice_of_the_address(shipped):
    """The share stands in the link and in the finding; the usual one stands in no link."""
    opened = page("ketahanan", tahun="2024", pers="0.2")
    chance = next(group for group in opened.button_group if group.key == "choice-chance")
    finding = findings(opened)[0]
    chance.set_value("0.1").run()

    assert "2 angka pers dapat salah (20\xa0%)" in finding
    assert "pers" not in address(opened)
    assert "2 angka pers dapat salah (10\xa0%)" in findings(opened)[0]


def test_the_nation_is_a_choice_where_a_table_is_loaded(shipped):
    """Chosen in one section it holds in the other, and the table's own year is named."""
    opened = page("ketahanan", tahun="2024", pembanding="national")

    assert findings(opened)[0].startswith("Tabalong peringkat 20 dari 130 daerah (2023)")
    assert failed(page("ketahanan", tahun="2021", pembanding="national")) == []


def test_weights_of_a_year_are_a_choice_of_the_address(shipped):
    """The year before is tried unasked; a link may ask for another."""
    usual, chosen = (findings(page("perpindahan", tahun="2023", **more))[-1] for more in ({}, {"bobot": "2024"}))

    assert usual.startswith("Bobot 2022 sama dengan bobot 2023")
    assert chosen.startswith("Bobot 2024 sama dengan bobot 2023")


def test_what_is_folded_is_only_worked_out_when_it_is_opened(shipped, monkeypatch):
    """One draw for each doubt costs time, so nobody pays for it before asking."""
    calls = []
    monkeypatch.setattr("smartcity.exhibits.ranks.robustness.alone", lambda *_: calls.append("alone"))

    opened = page("ketahanan", tahun="2023")

    assert (calls, failed(opened)) == ([], [])
    assert WORDS("robustness.alone.title") in [folded.label for folded in opened.expander]
