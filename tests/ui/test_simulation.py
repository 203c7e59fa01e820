"""Simulasi without a browser: typing marks, the live result, aims in the address, saving, discarding, taking on."""

import re

import desk
import folders
import pandas as pd
import pytest
import streamlit as st
from askers import analyst
from desk import findings, page, written

from smartcity import intake
from smartcity.access.policy import READER
from smartcity.answers import simulations
from smartcity.cli.entries import line_said
from smartcity.exhibits import simulation
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario, Terms
from smartcity.ui import grids
from smartcity.ui.person import VARIABLE
from smartcity.ui.screen import DESK, HALL, SCREEN
from smartcity.ui.simulation import scenario
from smartcity.ui.simulation.editor import mark_rows, term_rows, typed_marks, with_budgets, with_typed
from smartcity.ui.simulation.tasks import Unreadable, changes_of
from smartcity.ui.store import warehouse
from smartcity.wording import Words

WORDS = Words("id")
TRACK = load_site().track
METHOD = load_methods().require(2024, TRACK)
THREES = {item.code: 3.0 for item in METHOD.items}


def app(**query):
    """Open the page at an address."""
    return page("simulasi", **query)


def filled(opened, level, component=None):
    """Fill the empty items of a component with a mark."""
    if component is not None:
        opened.button_group(key="choice-component").set_value(component).run()
    opened.button_group(key="simulation-level").set_value(level).run()
    return opened.button(key="simulation-fill-apply").click().run()


def saved(opened, name, by="Rina"):
    """Fill in the form that saves and send it."""
    form = "simulation-save-form"
    next(one for one in opened.text_input if one.form_id == form and "by" not in (one.key or "")).set_value(name)
    opened.text_input(key="simulation-save-by").set_value(by)
    return next(one for one in opened.button if one.form_id == form).click().run()


def stored(folder):
    """Save a three for every item as the scenario A, as somebody did before the page is opened."""
    with intake.open_warehouse(folder, read_only=False) as made:
        intake.save_scenario(folder, Scenario("A", 2024, TRACK, THREES), analyst("Rina"), "", made)


def test_which_doubt_matters_most_is_worked_out_when_asked(shipped_app):
    """The question is folded; opening it draws the finding."""
    opened = app(bagian="peluang")
    before = findings(opened)
    opened.session_state["opened-chance_matters"] = True
    after = findings(opened.run())

    assert WORDS("robustness.matters.title") in [folded.label for folded in opened.expander]
    assert [one for one in after if one not in before] == [
        one for one in after if "sebaran indeks kita terutama dari" in one
    ]
    assert len(after) == len(before) + 1


def test_without_any_data_the_page_says_what_is_missing(empty_app):
    """With nothing loaded there is no index, and every section still helps."""
    for section in ("nilai", "peluang", "rencana", "sandingkan", "tindak"):
        opened = app(bagian=section)

        assert len(opened.exception) == 0
        assert "kesalahan" not in written(opened)
    assert "belum dapat dihitung" in written(app())
    assert "Indeks simulasi" not in written(app())


def test_typed_marks_change_the_result_at_once(empty_app):
    """With three on every item the index is three, live, and the page says that nothing is saved."""
    opened = app()
    for component in METHOD.weights:
        filled(opened, 3, component)

    assert f"{WORDS('simulation.unnamed')}: indeks simulasi 3,00 untuk 2024" in written(opened)
    assert f"Belum disimpan: {len(METHOD.items)} nilai. Indeks simulasi 3,00." in written(opened)


def test_a_table_keeps_its_columns_while_one_types(monkeypatch):
    """A column that said something when the table came stays when the last row in it says nothing any more.

    On another kind of screen the table begins anew, as large as its letters.
    """
    state, drawn = {}, []
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "data_editor", lambda rows, **given: drawn.append((list(given["column_order"]), given)))
    monkeypatch.setattr(st, "html", lambda text: None)
    for given, screen in (("3,00 (survei)", DESK), ("", DESK), ("", HALL)):
        SCREEN.keep(screen)
        frame = pd.DataFrame({"mark": [1.0], "given": [given], "rubric": [""]}, index=["I-1"])
        columns = {name: {"label": name, "width": 80} for name in ("mark", "given", "rubric")}
        grids.draw_table("a", frame, columns, ("mark",), print, "alt", WORDS, optional={"given", "rubric"})
        state.setdefault(drawn[-1][1]["key"], {})
    assert [order for order, _ in drawn] == [["mark", "given"]] * 2 + [["mark"]]
    assert drawn[1][1]["disabled"] == ["given"]
    # Four lines of the letters of a hall: below that Streamlit wraps no text.
    assert [own["row_height"] for _, own in drawn] == [grids.ROW, grids.ROW, 87]
    assert [own["column_config"]["mark"]["width"] for _, own in drawn] == [80, 80, 105]


def test_a_number_beyond_its_column_is_refused_with_a_sentence(monkeypatch):
    """Streamlit would make a 4 of a typed 5 without a word: the browser is told no limits, and the server refuses."""
    state, drawn, taken, sentences = {}, [], [], []
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(st, "data_editor", lambda rows, **given: drawn.append(given))
    monkeypatch.setattr(st, "html", lambda text: None)
    monkeypatch.setattr(grids, "refuse", sentences.append)
    SCREEN.keep(DESK)
    frame = pd.DataFrame({"mark": [1.0, 2.0], "effort": [1.0, 1.0]}, index=["I-1", "I-2"])
    number = st.column_config.NumberColumn
    columns = {"mark": number("Nilai", min_value=0, max_value=4), "effort": number("Usaha", min_value=0)}

    def draw() -> None:
        grids.draw_table("a", frame, columns, ("mark", "effort"), taken.append, "alt", WORDS)

    def typed(rows: dict[int, dict[str, float]]) -> list[str]:
        state[drawn[-1]["key"]] = {"edited_rows": rows}
        drawn[-1]["on_change"]()
        sentences.clear()
        draw()
        return [*sentences]

    draw()
    limits = [drawn[0]["column_config"][name]["type_config"] for name in columns]
    assert [(own["min_value"], own["max_value"]) for own in limits] == [(None, None)] * 2
    assert typed({0: {"mark": 3.0}, 1: {"mark": None}}) == []
    assert taken[-1] == {"I-1": {"mark": 3.0}, "I-2": {"mark": None}}
    before = drawn[-1]["key"]
    refused = typed({0: {"mark": 5.0, "effort": -1.0}, 1: {"mark": 3.0}})
    assert [text.split(", jadi")[0] for text in refused] == [
        "I-1, Nilai: 5 di luar 0 sampai 4",
        "I-1, Usaha: -1 kurang dari 0",
    ]
    assert taken[-1] == {"I-2": {"mark": 3.0}}
    assert drawn[-1]["key"] != before
    assert typed({1: {"mark": 4.0}}) == []


def test_filling_leaves_what_was_typed(empty_app):
    """Only items without a mark are filled; clearing takes out those of the open component alone."""
    opened = filled(filled(app(komponen="output"), 2), 4)
    assert opened.session_state["simulation drafts"]["", 2024, TRACK].scenario.marks == dict.fromkeys(
        (f"P{number}" for number in range(1, 8)), 2.0
    )

    filled(opened, 4, "baseline")
    opened.button(key="simulation-clear").click().run()
    assert set(opened.session_state["simulation drafts"]["", 2024, TRACK].scenario.marks) == {
        f"P{number}" for number in range(1, 8)
    }


def test_undoing_goes_back_to_what_is_saved(empty_app):
    """What was typed since is forgotten by one press."""
    opened = filled(app(komponen="output"), 2)
    opened.button(key="simulation-revert").click().run()

    assert WORDS("simulation.page.nothing_typed") in written(opened)
    assert opened.session_state["simulation drafts"] == {}


def test_a_saved_scenario_stands_in_the_address_and_the_journal(empty_app):
    """Saving writes a line in a person's name; the address then carries the scenario."""
    opened = saved(filled(app(komponen="output"), 3), "Rencana A")

    line = intake.history(empty_app)[-1]
    assert (line.action, line.scenario, line.by, len(line.marks)) == ("scenario", "Rencana A", "Rina", 7)
    assert opened.query_params["pengandaian"] == "Rencana A"
    assert WORDS("simulation.page.saved", name="Rencana A") in written(opened)


def test_a_link_opens_a_saved_scenario(empty_app):
    """Whoever follows the link sees the same marks and who saved them."""
    stored(empty_app)
    opened = app(pengandaian="A")

    assert "A: indeks simulasi 3,00 untuk 2024" in written(opened)
    assert "Tersimpan oleh Rina" in written(opened)


def test_saving_under_another_name_makes_a_copy(empty_app):
    """A copy leaves the first as it was, and the two can be set side by side."""
    stored(empty_app)
    opened = app(pengandaian="A", komponen="output")
    opened.button(key="simulation-clear").click().run()
    saved(filled(opened, 4), "B")

    first, second = (simulations.saved(warehouse(), name, 2024, TRACK) for name in ("A", "B"))
    assert (first.marks["P1"], second.marks["P1"]) == (3.0, 4.0)
    compared = app(pengandaian="A", bagian="sandingkan", sanding="B")
    assert "B tertinggi dari 2 skenario: indeks simulasi 3,20" in written(compared)
    assert "A paling jauh di bawah B pada Output: 1,00" in written(compared)


@pytest.mark.parametrize(("name", "by", "told"), [("", "Rina", "need_name"), ("A", "", "need_by")])
def test_nothing_is_saved_without_both_names(empty_app, name, by, told):
    """The form says what is missing and the journal stays as it was."""
    opened = saved(filled(app(komponen="output"), 3), name, by)

    assert WORDS(f"simulation.page.{told}") in written(opened)
    assert intake.history(empty_app) == ()


def test_a_discarded_scenario_is_gone_from_the_page(empty_app):
    """Discarding needs a name and takes the scenario out of the list and the address."""
    saved(filled(app(komponen="output"), 3), "A")
    opened = app(pengandaian="A")
    opened.text_input(key="simulation-discard-by").set_value("Rina")
    next(one for one in opened.button if one.form_id == "simulation-discard-form").click().run()

    assert WORDS("simulation.page.discarded", name="A") in written(opened)
    assert "pengandaian" not in opened.query_params
    assert opened.selectbox(key="choice-scenario").options == [WORDS("simulation.page.new")]


def test_a_reader_may_try_but_not_save(empty_app, monkeypatch):
    """Typing is open to everybody; what goes into the journal is not offered to readers."""
    monkeypatch.setenv(VARIABLE, READER)
    opened = filled(app(komponen="output"), 3)

    assert WORDS("simulation.page.not_allowed") in written(opened)
    assert [one for one in opened.button if one.form_id == "simulation-save-form"] == []


def test_the_aim_stands_in_the_address(shipped_app):
    """An index and a rank are asked for by the address, and the finding names them."""
    by_index = app(bagian="rencana", sasaran="index", indeks="3.6")
    by_rank = app(bagian="rencana", sasaran="national", peringkat="10")

    assert "Sasaran indeks 3,60 tercapai dengan" in written(by_index)
    assert "Sasaran peringkat 10 dari 130 daerah yang dinilai (2023; perlu indeks 3,52)" in written(by_rank)


def test_the_usual_aim_is_the_first_rank_in_the_province(shipped_app):
    """Without a choice the plan leads to the top of the province."""
    assert "Sasaran peringkat 1 dari 2 daerah Kalimantan Selatan (2024; perlu indeks 3,57)" in written(
        app(bagian="rencana")
    )


@pytest.mark.parametrize("index", ["abc", "nan", "inf", "99", "-3"])
def test_an_aim_that_is_no_number_is_ignored(shipped_app, index):
    """What the address holds is taken to the scale, or to the usual aim; nothing fails."""
    opened = app(bagian="rencana", sasaran="index", indeks=index)

    assert len(opened.exception) == 0
    assert opened.text_input(key="choice-goal_index").value in ("0", "4")


def test_changing_the_goal_writes_it_into_the_address(shipped_app):
    """The address follows the field, so that the link shows the same plan."""
    opened = app(bagian="rencana", sasaran="index")
    opened.text_input(key="choice-goal_index").set_value("3,5").run()

    assert opened.query_params["indeks"] == "3.5"
    assert opened.text_input(key="choice-goal_index").value == "3,5"


def test_a_plan_is_taken_on_and_withdrawn(empty_app):
    """Its steps become tasks in a person's name, are listed, and can be taken back."""
    stored(empty_app)
    opened = app(pengandaian="A", bagian="rencana", sasaran="index", indeks="3.2")
    opened.text_input(key="simulation-tasks-by").set_value("Rina")
    next(one for one in opened.button if one.form_id == "simulation-tasks").click().run()
    assert WORDS("simulation.page.taken_on", n=7) in written(opened)

    listed = app(pengandaian="A", bagian="tindak")
    assert "0 dari 7 tindak lanjut 2024 selesai" in written(listed)
    listed.text_input(key="simulation-withdraw-by").set_value("Rina")
    next(one for one in listed.button if one.form_id == "simulation-withdraw-form").click().run()
    assert WORDS("simulation.taken.none") in written(listed)


def test_a_task_is_changed_by_what_is_typed_of_it():
    """Days are read as people write them, an emptied cell takes back what was said, and what is none is refused."""
    typed = {
        "P1": {"due": "31/10/2026", "status": "doing"},
        "P2": {"due": None, "owner": "  Dinas   Kominfo "},
        "P3": {"status": "  SELESAI. "},
        "P4": {"status": "Not  begun"},
        "output": {"status": "butir belum diketahui"},
    }

    assert changes_of(typed) == {
        "P1": {"due": "2026-10-31", "status": "doing"},
        "P2": {"due": None, "owner": "Dinas Kominfo"},
        "P3": {"status": "done"},
        "P4": {"status": "open"},
        "output": {"status": None},
    }
    with pytest.raises(Unreadable) as caught:
        changes_of({"P1": {"due": "besok", "status": "beres"}, "P2": {"due": "1 Nov 2026", "status": "berjalan"}})
    assert caught.value.cells == (("P1", "due", "besok"), ("P1", "status", "beres"))


def test_a_plan_without_items_asks_for_owner_and_items(tmp_path):
    """From the published index only Output is known: its owner is asked for, then its items."""
    with desk.served(tmp_path / "data", folders.shipped()):
        opened = app(bagian="rencana")
        opened.text_input(key="simulation-tasks-by").set_value("Rina")
        next(one for one in opened.button if one.form_id == "simulation-tasks").click().run()
        assert WORDS("simulation.page.need_owner", components="Output") in [one.value for one in opened.error]

        opened.text_input(key="simulation-owner-output").set_value("Bappeda")
        opened.text_input(key="simulation-tasks-by").set_value("Rina")
        next(one for one in opened.button if one.form_id == "simulation-tasks").click().run()
        listed = app(bagian="tindak")
        assert "0 dari 1 tindak lanjut 2024 selesai; butir Output belum ditentukan" in written(listed)

        listed.multiselect(key="simulation-settle-output").set_value(["P4"])
        listed.text_input(key="simulation-settle-by").set_value("Budi")
        next(one for one in listed.button if one.form_id == "simulation-settle").click().run()
        assert len(listed.exception) == 0
        assert "0 dari 1 tindak lanjut 2024 selesai" in findings(listed)


def test_locking_a_component_changes_the_plan_and_is_saved_with_the_scenario(empty_app):
    """Terms belong to the scenario: the plan of the link is the plan that was decided."""
    with intake.open_warehouse(empty_app, read_only=False) as made:
        terms = Terms(blocked=frozenset({"output"}), budgets={"Diskominfo": 2.0})
        intake.save_scenario(empty_app, Scenario("A", 2024, TRACK, THREES, terms), analyst("Rina"), "", made)
    opened = app(pengandaian="A", bagian="rencana", sasaran="index", indeks="4")

    assert "paling jauh 3,80, terhalang 7 butir yang dikunci" in written(opened)


def test_the_page_of_invented_answers_says_contoh(shipped_app):
    """The shipped survey is CONTOH, so what rests on it is called so."""
    badges = [one for one in app().markdown if WORDS("ui.sample.tag") in one.value]

    assert badges != []


def test_what_is_typed_into_the_tables_is_read_cell_by_cell():
    """Marks and terms follow the cells; an emptied cell takes its entry out, and other columns are left alone."""
    terms = Terms(efforts={"P1": (1.0, 2.0)}, owners={"P2": "Lama"}, blocked=frozenset({"P3"}), budgets={"A": 1.0})
    typed = {
        "P1": {"effort": 3},
        "P2": {"owner": " Disk  ominfo ", "ceiling": 3.5},
        "P3": {"lock": False},
        "P4": {"lock": True},
    }
    emptied = {"P1": {"effort": None}, "P2": {"owner": None, "ceiling": None}}

    assert typed_marks({"P1": {"mark": 3}, "P2": {"mark": None}, "P3": {}}) == {"P1": 3, "P2": None}
    once = with_typed(terms, typed)
    assert once == Terms(
        efforts={"P1": (3.0,)},
        ceilings={"P2": 3.5},
        blocked=frozenset({"P4"}),
        owners={"P2": "Disk ominfo"},
        budgets={"A": 1.0},
    )
    assert with_typed(once, emptied) == Terms(blocked=frozenset({"P4"}), budgets={"A": 1.0})
    assert with_budgets(terms, {"A": {"budget": None}, "B": {"budget": 0}}).budgets == {"B": 0.0}


def test_the_tables_show_what_holds(shipped_app):
    """Typed marks stand in the table, what counts without them beside; unknown items are one row of terms."""
    seen = simulation.trial_of(warehouse(), Scenario("", 2024, TRACK, {"I-GOV-1.1": 2.0}), None, WORDS)
    impact, output = METHOD.component("impact"), METHOD.component("output")
    rows = mark_rows(seen, impact, WORDS)
    terms = term_rows(seen, output, WORDS)

    assert (rows.loc["I-GOV-1.1", "mark"], rows.loc["I-GOV-1.1", "given"]) == (2.0, "")
    assert pd.isna(rows.loc["I-GOV-1.2", "mark"])
    assert rows.loc["I-GOV-1.2", "given"].endswith("(survei)")
    assert terms.index.tolist() == ["output"]
    assert terms.loc["output", "text"] == WORDS("simulation.page.whole_component")


def test_a_draft_that_nobody_changed_follows_what_is_saved(empty_app, monkeypatch):
    """When somebody else saves, an untouched scenario shows the new version; a changed one is kept."""
    state = {}
    monkeypatch.setattr(st, "session_state", state)
    key = ("A", 2024, TRACK)
    with intake.open_warehouse(empty_app, read_only=False) as made:
        intake.save_scenario(empty_app, Scenario(*key, {"P1": 1.0}), analyst("Rina"), "", made)
        untouched = scenario.draft(made, *key)
        scenario.mark(untouched, {"P2": 4.0})
        intake.save_scenario(empty_app, Scenario(*key, {"P1": 2.0}), analyst("Budi"), "", made)
        changed = scenario.draft(made, *key)
        scenario.revert(key)
        followed = scenario.draft(made, *key)

    assert (untouched.scenario.marks, changed.scenario.marks, followed.scenario.marks) == (
        {"P1": 1.0},
        {"P1": 1.0, "P2": 4.0},
        {"P1": 2.0},
    )
    assert (changed.changed_marks, followed.changed_marks) == (1, 0)


def test_the_history_names_scenarios_and_plans(empty_app):
    """Page and command line say what a scenario or plan is, and offer to withdraw it."""
    stored(empty_app)
    opened = app(pengandaian="A", bagian="rencana", sasaran="index", indeks="3.2")
    opened.text_input(key="simulation-tasks-by").set_value("Rina")
    next(one for one in opened.button if one.form_id == "simulation-tasks").click().run()
    intake.change_tasks(empty_app, (2024, TRACK), {"P1": {"status": "done"}}, analyst("Budi"), "", warehouse())
    upload = desk.app()
    listed = upload.table[0].value.astype(str).to_string()

    assert len(upload.exception) == 0
    assert WORDS("upload.history.said_scenario", name="A", n=len(METHOD.items)) in listed
    assert WORDS("upload.history.said_tasks", name="A", n=7) in listed
    assert WORDS("upload.history.said_task", n=1) in listed
    assert len(upload.selectbox(key="history-entry").options) == 3
    lines = [line_said(line, WORDS) for line in intake.history(empty_app)]
    assert lines == [
        f"skenario “A” ({len(METHOD.items)} nilai)",
        "rencana dari “A” (7 langkah)",
        "pemilik, tenggat, atau status 1 tindak lanjut",
    ]


def test_the_app_shares_one_warehouse(empty_app):
    """What the page saves is what the shared warehouse then holds."""
    saved(filled(app(komponen="output"), 3), "A")

    assert [one.name for one in simulations.named(warehouse(), 2024, TRACK)] == ["A"]


def test_a_table_to_type_in_is_written_out_for_paper():
    """What is on it is what holds by now, in the page's spelling; signs of markup stay signs."""
    frame = pd.DataFrame(
        {"what": ["A<b>"], "mark": [2.5], "lock": [True], "none": [None], "off": [False], "text": [""]}
    )

    written = grids.on_paper(frame, ["Butir", "Nilai", "Kunci", "Tanpa", "Tidak", "Teks"], Words("id"))

    assert re.findall(r"<th>(.*?)</th>", written) == ["Butir", "Nilai", "Kunci", "Tanpa", "Tidak", "Teks"]
    assert re.findall(r"<td>(.*?)</td>", written) == ["A&lt;b&gt;", "2,5", "✓", "–", "–", "–"]
