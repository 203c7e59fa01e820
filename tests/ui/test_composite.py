"""Indeks buatan sendiri: the page without a browser, from one press to a definition passed on."""

import json
from io import StringIO

import pandas as pd
import pytest
from askers import analyst
from desk import address, findings, page, written
from laws import paired
from planted import HOME
from workbooks import YEAR, result_row, results

from smartcity import intake
from smartcity.answers.indicators import regions
from smartcity.checks import Options
from smartcity.checks.composite.definition import read_definition
from smartcity.checks.composite.table import read_table
from smartcity.exhibits.composite import examples, of_warehouse
from smartcity.scoring.composite import as_toml, composite
from smartcity.ui.composite.draft import Draft, Pick, draft_of
from smartcity.ui.composite.files import data_bytes
from smartcity.ui.store import warehouse
from smartcity.wording import LANGUAGES, Words

WORDS = Words("id")
IPM, IDSD = "IPM B: UHH LF-SP2020 (baru)", "IDSD"
DEFINITION = """
name = "Uji"
normalise = { method = "none" }
group = [{ code = "G", weight = 2 }, { code = "H" }]
indicator = [{ code = "A", group = "G" }, { code = "B", group = "H", direction = -1 }]
"""
DATA = "unit,year,A,B,C\nP,2023,1,5,9\nQ,2023,3,2,8\nP,2024,2,5,7\nQ,2024,3,,6\n"


def app(**query):
    """Open the page at an address."""
    return page("komposit", **query)


def press(opened, key):
    """Press a button."""
    return opened.button(key=f"composite-{key}").click().run()


def panel(opened, code):
    """Open a panel of the builder."""
    return opened.button_group(key="composite-panel").set_value(code).run()


def upload(opened, what, content, file):
    """Give the page a file."""
    uploader = next(one for one in opened.file_uploader if one.key.startswith(f"composite-file-{what}"))
    return uploader.upload(file, content.encode()).run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_worth_something_before_anything_is_chosen(shipped_app, language):
    """It says what there is to compose from, and offers an example to begin with."""
    opened, words = app(bahasa=language), Words(language)

    begins = {"id": "Ada 13 indikator untuk disusun", "en": "There are 13 indicators to compose from"}[language]
    assert findings(opened)[0].startswith(begins)
    assert [button.key for button in opened.main.button if button.key and "example" in button.key] == [
        f"composite-example-{example.code}" for example in examples(words)
    ]
    assert not opened.exception


@pytest.mark.parametrize(("code", "language"), paired([example.code for example in examples(WORDS)], LANGUAGES))
def test_one_press_gives_an_index(shipped_app, code, language):
    """An example ranks the province at once, says that it is no official index, and failed nowhere."""
    opened = press(app(bahasa=language), f"example-{code}")

    assert "Tabalong" in findings(opened)[0]
    assert {"id": "bukan indeks resmi", "en": "not an official index"}[language] in written(opened)
    assert (len(opened.exception), [heading.value for heading in opened.subheader]) == (0, [])


def test_example_opens_in_its_fullest_year_whatever_was_chosen_before(shipped_app):
    """A year that another page left in the address does not turn the first press into an empty page."""
    opened = press(app(tahun="2021"), "example-people")

    assert "pada 2024" in findings(opened)[0]
    assert address(opened) == {}


def test_year_and_regions_are_in_the_address(shipped_app):
    """A year without index says which year helps; both choices stand in the link."""
    opened = press(app(), "example-people")
    opened.button_group(key="choice-year").set_value("2022").run()
    opened.selectbox(key="choice-among").set_value("national").run()

    assert address(opened) == {"tahun": "2022", "lingkup": "national"}
    assert "pilih tahun 2024: 13 daerah" in written(opened)


def test_index_is_built_from_nothing(shipped_app):
    """Indicators, groups, weights, direction and scale are chosen on the page, and each change shows at once."""
    opened = press(app(), "blank")
    opened.multiselect(key="composite-measures").set_value([IPM, IDSD]).run()
    first = findings(opened)[0]
    opened.selectbox(key="composite-of-1").set_value("IPM")
    opened.text_input(key="composite-weight-1").set_value("3,0")
    opened.button_group(key="composite-direction-1").set_value(-1).run()
    second = findings(opened)[0]
    panel(opened, "scale")
    opened.selectbox(key="composite-method").set_value("percentile").run()
    opened.button_group(key="composite-over").set_value("pooled").run()
    draft = opened.session_state["composite draft"]

    assert draft.picks == (Pick(IPM, "IPM"), Pick(IDSD, "IPM", 3.0, -1))
    assert (draft.method, draft.over, draft.groups) == ("percentile", "pooled", ("IPM",))
    assert len({first, second, findings(opened)[0]}) == 3
    assert not opened.exception


def test_every_panel_writes_what_it_shows(shipped_app):
    """Missing data, extreme values, means, rankings by pairs, regions and years all reach the definition."""
    opened = press(app(), "example-people")
    panel(opened, "missing")
    opened.text_input(key="composite-below").set_value("50,0")
    opened.button_group(key="composite-impute").set_value("mean")
    opened.toggle(key="composite-winsorise").set_value(True).run()
    opened.number_input(key="composite-points").set_value(3).run()
    panel(opened, "means")
    opened.button_group(key="composite-index_mean").set_value("geometric")
    opened.button_group(key="composite-outranking").set_value(["borda"]).run()
    panel(opened, "places")
    opened.multiselect(key="composite-regions").set_value([HOME, "Kota Banjarmasin"])
    opened.multiselect(key="composite-years").set_value([2024, 2023]).run()
    panel(opened, "measures")
    opened.text_input(key="composite-group-1").set_value("4,0").run()
    draft = opened.session_state["composite draft"]

    assert (draft.below, draft.impute, draft.winsorise.points) == (0.5, "mean", 3)
    assert (draft.index_mean, draft.outranking, draft.years) == ("geometric", ("borda",), (2023, 2024))
    assert (set(draft.regions), draft.weights[1][1]) == ({HOME, "Kota Banjarmasin"}, 4.0)
    assert "dari 2 daerah" in written(opened)


def test_goalposts_are_asked_for_where_they_are_needed(shipped_app):
    """Without them every indicator is named; half given is a fault too; with them the index is there."""
    opened = press(app(), "example-people")
    panel(opened, "scale")
    opened.selectbox(key="composite-method").set_value("goalposts").run()
    before = written(opened)
    panel(opened, "measures")
    for number, (low, high) in enumerate((("50", "90"), ("0", "5,0"))):
        opened.text_input(key=f"composite-low-{number}").set_value(low)
        opened.text_input(key=f"composite-high-{number}").set_value(high)
    opened.run()

    assert WORDS("composite.build.faults", n=2) in before
    assert (before.count("goalposts tidak tertulis"), findings(opened)[0].startswith("Menurut susunan ini")) == (
        2,
        True,
    )


def test_faults_of_the_builder_are_named_all_at_once(shipped_app):
    """An empty name, weights of zero and a range upside down stand below each other, and nothing is computed."""
    opened = press(app(), "example-people")
    opened.text_input(key="composite-name").set_value(" ").run()
    panel(opened, "measures")
    for number in range(2):
        opened.text_input(key=f"composite-group-{number}").set_value("0,0")
    opened.run()
    panel(opened, "scale")
    opened.text_input(key="composite-to-0").set_value("200,0").run()
    shown = written(opened)

    assert WORDS("composite.build.faults", n=3) in shown
    assert "Seharusnya teks yang tidak kosong" in shown
    assert "yang kedua lebih besar" in shown
    assert not any(header.startswith("Menurut") for header in findings(opened))
    assert not opened.exception


def test_negative_values_under_a_geometric_mean_are_refused_with_the_way_out(shipped_app):
    """What only the values can show is named like any other fault."""
    opened = press(app(), "example-people")
    panel(opened, "scale")
    opened.selectbox(key="composite-method").set_value("zscore").run()
    panel(opened, "means")
    opened.button_group(key="composite-index_mean").set_value("geometric").run()

    assert WORDS("findings.composite.below_zero.title") in written(opened)
    assert not opened.exception


def test_a_definition_and_its_own_data_come_in_as_files(shipped_app):
    """Without the data the unknown indicators are named; with it the index is computed of it, and the file is named."""
    opened = upload(app(), "definition", DEFINITION, "uji.toml")
    before = written(opened)
    upload(opened, "data", DATA, "tabel.csv")

    assert (before.count("tidak ada di gudang data"), WORDS("composite.files.taken", name="Uji") in before) == (2, True)
    assert findings(opened)[0] == "Menurut susunan ini Q teratas dari 2 unit pada 2023, dengan 1,33"
    assert WORDS("composite.source.file", file="tabel.csv") in written(opened)
    assert "2 unit" in written(opened)


def test_columns_of_own_data_can_be_chosen(shipped_app):
    """A table alone is enough to compose from: its columns are offered, one not used before among them."""
    opened = press(upload(app(), "data", DATA, "tabel.csv"), "blank")
    box = opened.multiselect(key="composite-measures")
    box.set_value(["C"]).run()

    assert box.options == ["A", "B", "C"]
    assert findings(opened)[0] == "Menurut susunan ini P teratas dari 2 unit pada 2024, dengan 100,00"


def test_data_wait_for_their_definition(shipped_app):
    """Data without a composition say what they wait for."""
    opened = upload(app(), "data", DATA, "tabel.csv")

    assert WORDS("composite.files.waiting", file="tabel.csv") in written(opened)


@pytest.mark.parametrize(
    ("definition", "codes"),
    [
        ("name = tanpa kutip", ["definition.not_toml"]),
        (
            DEFINITION.replace("none", "nihil").replace("weight", "wieght").replace('group = "H"', 'group = "K"'),
            ["definition.value_wrong", "definition.key_unknown", "definition.group_unknown", "definition.group_empty"],
        ),
    ],
    ids=["no toml", "four faults"],
)
def test_a_faulty_definition_is_refused_whole(shipped_app, definition, codes):
    """Each fault says where, what was found, what was expected and what to do; what was there before stays."""
    opened = upload(press(app(), "example-people"), "definition", definition, "salah.toml")
    shown = written(opened)

    assert WORDS("composite.files.refused", n=len(codes)) in shown
    assert [shown.count("salah.toml") >= len(codes), "Seharusnya" in shown] == [True, True]
    assert findings(opened)[0].startswith("Menurut susunan ini Tabalong")
    assert not opened.exception


def test_faulty_data_are_refused_with_their_cells(shipped_app):
    """A word among the numbers and a row twice are both named by their cells, and nothing is computed."""
    bad = "unit,year,A,B\nP,2023,lima,5\nP,2023,1,2\n"
    opened = upload(upload(app(), "definition", DEFINITION, "uji.toml"), "data", bad, "tabel.csv")
    shown = written(opened)

    assert ("tabel!C2" in shown, "tabel!A3" in shown) == (True, True)
    assert findings(opened) == []
    assert not opened.exception


def test_start_over_forgets_everything(shipped_app):
    """Draft, own data and uploaders are as in a new session."""
    opened = upload(upload(app(), "definition", DEFINITION, "uji.toml"), "data", DATA, "tabel.csv")
    press(opened, "clear")

    assert findings(opened)[0].startswith("Ada 13 indikator")
    assert [uploader.value for uploader in opened.file_uploader] == [None, None]


def test_what_is_downloaded_gives_the_same_index_elsewhere(shipped_app):
    """Definition and data, read as the command reads them, give the page's figures to the last digit."""
    opened = press(app(), "example-people")
    draft = opened.session_state["composite draft"]
    definition = examples(WORDS)[0].definition
    again = read_definition(as_toml(definition).encode(), "indeks.toml")
    made = warehouse()
    material = of_warehouse(made, definition.codes, regions(made, "kalsel"), (), WORDS)
    table = read_table(data_bytes(material.frame), "indeks.csv", again)
    ours, theirs = (composite(one, frame).rows for one, frame in ((definition, material.frame), (again, table.frame)))

    assert (draft_of(again), again) == (draft, definition)
    pd.testing.assert_frame_equal(ours, theirs)


def test_data_that_are_passed_on_run_nothing():
    """A name that a spreadsheet would take for a formula gets an apostrophe; a missing value is an empty cell."""
    frame = pd.DataFrame({"unit": ["=1+1", "Q"], "year": [2023, 2023], "A": [1.5, float("nan")]})
    written = pd.read_csv(StringIO(data_bytes(frame).decode()), dtype=str, keep_default_na=False)

    assert written.to_numpy().tolist() == [["'=1+1", "2023", "1.5"], ["Q", "2023", ""]]


def test_nothing_is_journalled(shipped_app):
    """A composition is nobody's record: the journal is the same after it as before."""
    before = json.dumps([line.id for line in intake.history(shipped_app)])
    upload(press(app(), "example-people"), "data", DATA, "tabel.csv")

    assert json.dumps([line.id for line in intake.history(shipped_app)]) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_warehouse_says_what_helps(empty_app, language):
    """No example is offered where there is nothing to compute it from; own files still work."""
    opened, words = app(bahasa=language), Words(language)
    before = written(opened)
    upload(upload(opened, "definition", DEFINITION, "uji.toml"), "data", DATA, "tabel.csv")

    assert words("composite.coverage.empty_missing") in before
    assert not [button for button in opened.button if button.key and "example" in button.key]
    assert "tabel.csv" in written(opened)
    assert not opened.exception


def test_a_single_year_of_one_region_is_enough(empty_app):
    """One published figure makes an index of one region, told as such, and no line."""
    with intake.open_warehouse(empty_app, read_only=False) as opened:
        content = results([result_row(1, HOME, YEAR, 3.41)])
        intake.commit(empty_app, content, "hasil.xlsx", analyst("penguji"), Options(), opened)
    opened = press(app(), "blank")
    opened.multiselect(key="composite-measures").set_value(["smart_city.index"]).run()
    panel(opened, "scale")
    opened.selectbox(key="composite-method").set_value("none").run()

    assert findings(opened)[0] == WORDS("composite.standing.alone", unit="Tabalong", year=YEAR)
    assert WORDS("composite.years.none") in findings(opened)
    assert not opened.exception


def test_a_draft_keeps_what_was_said_of_an_indicator():
    """Choosing another indicator beside it changes nothing of the first, and weights of groups outlive a regrouping."""
    draft = Draft("Uji").with_codes(["A"], {"A": "G"}).with_pick(0, weight=3.0).with_weight("G", 2.0)
    wider = draft.with_codes(["B", "A"], {"B": "H"})

    assert wider.picks == (Pick("B", "H"), Pick("A", "G", 3.0))
    assert {group: wider.weight_of(group) for group in wider.groups} == {"G": 2.0, "H": 1.0}


def test_the_target_starts_anew_where_its_meaning_changes():
    """A range is no mean and deviation: going to z-scores and back takes the target that each begins with."""
    draft = Draft("Uji").with_method("percentile")
    there = draft.with_method("zscore")

    assert (there.to, there.with_method("minmax").to, draft.to) == ((0.0, 1.0), (0.0, 100.0), (0.0, 100.0))
