"""Simulasi: what marks come to, where that stands, what to raise next, plans, scenarios side by side, and tasks."""

from dataclasses import replace
from datetime import date

import folders
import pytest
from askers import analyst
from planted import BANJAR, FAR, HOME, KOTA, marks, places_of_the_province, result, results, warehouse
from planted_forms import about, innovation, innovations

from smartcity import intake
from smartcity.answers import plans, simulations
from smartcity.answers.scores import NATIONAL
from smartcity.answers.simulations import INDEX_VALUE, Aim
from smartcity.exhibits import simulation
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.spelling import spelled_rows
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario, Terms
from smartcity.records.tasks import Tasks
from smartcity.wording import Words

ID, EN = Words("id"), Words("en")
TRACK, PROVINCE = load_site().track, load_site().province_code
METHOD = load_methods().require(2024, TRACK)
PARTS = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
TODAY = date(2024, 11, 1)
THREES = {item.code: 3.0 for item in METHOD.items}
"""With three on every item every component, and so the index, is exactly three."""


def world(*rows, files=()):
    """Build the province with these results and other files."""
    return warehouse(places_of_the_province(), results(rows), *files)


def view(made, typed=None, name="", words=ID, year=2024, terms=None):
    """Look at a scenario."""
    scenario = Scenario(name, year, TRACK, THREES if typed is None else typed, terms or Terms())
    return simulation.trial_of(made, scenario, None, words)


def aimed(made, kind, value):
    """Aim at an index or at a rank."""
    return simulations.goal(made, METHOD, Aim(kind, value))


def with_rubric(uploaded):
    """Write a rubric beside the item P1 of a self-assessment."""
    rows = ({**row, "rubric": "Perda disahkan" if row["item"] == "P1" else None} for row in uploaded.tables["marks"])
    return replace(uploaded, tables={"marks": tuple(rows)})


RESULTS = {
    "below": (3.2, "A: indeks simulasi 3,00 untuk 2024, 0,20 di bawah nilai terbit 2023 (3,20)"),
    "above": (2.9, "A: indeks simulasi 3,00 untuk 2024, 0,10 di atas nilai terbit 2023 (2,90)"),
    "level": (3.0, "A: indeks simulasi 3,00 untuk 2024, sama dengan nilai terbit 2023"),
}


@pytest.mark.parametrize("kind", RESULTS)
def test_the_simulated_index_is_set_beside_the_published_one(kind):
    """Above, below and level are told apart, each with the year of the published figure."""
    published, sentence = RESULTS[kind]
    made = world(result(2023, HOME, published))

    assert simulation.result_message(view(made, name="A"), ID) == sentence


def test_what_is_shown_of_a_draft_is_made_once_until_something_is_typed():
    """The same marks, terms and choices show the same exhibit; another mark, term, choice or language another one."""
    made = world(result(2023, HOME, 3.38, **PARTS))
    goal = aimed(made, INDEX_VALUE, 3.5)

    def shown(trial, words=ID, points=None):
        chances = simulation.chances(made, trial, Selection(points=points), words)
        return [simulation.nexts(trial, words), simulation.planned(made, trial, goal, words), *chances]

    first, again = shown(view(made)), shown(view(made))
    others = [
        shown(view(made, {**THREES, "P1": 2.0})),
        shown(view(made, terms=Terms(effort=2.0))),
        shown(view(made, words=EN), EN),
    ]
    assert all(one is other for one, other in zip(first, again))
    assert not any(one is other for changed in others for one, other in zip(first, changed))
    assert shown(view(made), points=0.05)[2] is not first[2]
    assert first[0].message != others[2][0].message


def test_without_a_published_result_the_index_stands_alone():
    """Nothing is compared with nothing."""
    assert simulation.result_message(view(world(), name="A"), EN) == "A: simulated index 3.00 for 2024"


def test_half_a_component_gives_no_index_and_says_which():
    """Some items without a mark are no zeros: the index is missing and the component is named with its count."""
    half = {code: mark for code, mark in THREES.items() if code != "P7"}
    made = world(result(2023, HOME, 3.38, **PARTS))

    shown = simulation.result(view(made, half), ID)
    assert shown.message == (
        "Skenario baru: indeks 2024 belum dapat dihitung. Yang belum lengkap: Output (baru 6 dari 7 butir)"
    )
    assert simulation.places(view(made, half), ID).empty is not None
    assert simulation.planned(made, view(made, half), aimed(made, INDEX_VALUE, 3.5), ID).empty is not None


def test_without_anything_the_way_to_begin_is_said():
    """Where no item has a mark there is nothing to complete or to empty: type or load something first."""
    made = world()
    bare = view(made, {})
    shown = [
        simulation.places(bare, ID),
        simulation.planned(made, bare, aimed(made, INDEX_VALUE, 3.5), ID),
        *simulation.chances(made, bare, Selection(), ID),
    ]

    assert simulation.result(bare, ID).message.endswith("Yang belum lengkap: semua komponen")
    assert {one.empty.step for one in shown} == {ID("simulation.start_step")}
    assert simulation.nexts(bare, ID).note == ID("simulation.nexts.unfilled")
    assert simulation.nexts(view(world(result(2023, HOME, 3.38, **PARTS)), {}), ID).note == ID(
        "simulation.nexts.unmarked"
    )


def test_a_component_without_any_mark_is_named_without_a_count():
    """A count of zero would read like a mark that was given."""
    half = {code: mark for code, mark in THREES.items() if METHOD.item(code).component != "output"}

    assert simulation.result(view(world(), half), ID).message.endswith("Output (belum ada butir yang bernilai)")


def test_simulated_and_official_components_keep_their_own_bases():
    """Ours are simulated, those of the last table official, and the assumption that joins them is said."""
    made = world(result(2023, HOME, 3.38, **PARTS))
    shown = simulation.result(view(made, {f"P{number}": 4.0 for number in range(1, 8)}), ID)
    rows = shown.table.frame.set_index("component")

    assert rows["basis"].tolist() == ["simulasi"] * 5
    assert set(rows["previous_basis"]) == {"official"}
    assert rows.loc[["output", "baseline"], "value"].tolist() == pytest.approx([4.0, 3.76])
    assert rows.loc["output", "origin"] == "ketikan"
    assert "tetap seperti angka resmi 2023" in shown.note
    assert shown.bases == ("simulasi", "official")


PLACES = {
    "below": ((3.4, 3.1), "Simulasi: peringkat 3 dari 3 daerah Kalimantan Selatan (2024), 0,10 di bawah Banjar"),
    "between": (
        (3.4, 2.9),
        "Simulasi: peringkat 2 dari 3 daerah Kalimantan Selatan (2024), 0,40 di bawah Kota Banjarmasin",
    ),
    "first": ((2.8, 2.9), "Simulasi: peringkat 1 dari 3 daerah Kalimantan Selatan (2024), 0,10 di atas Banjar"),
    "level": ((3.0, 2.9), "Simulasi: peringkat 1 dari 3 daerah Kalimantan Selatan (2024), bersama Kota Banjarmasin"),
    "hair": (
        (3.003, 2.9),
        "Simulasi: peringkat 2 dari 3 daerah Kalimantan Selatan (2024), kurang dari 0,01 di bawah Kota Banjarmasin",
    ),
    "hair above": (
        (2.998, 2.9),
        "Simulasi: peringkat 1 dari 3 daerah Kalimantan Selatan (2024), kurang dari 0,01 di atas Kota Banjarmasin",
    ),
}


@pytest.mark.parametrize("kind", PLACES)
def test_the_simulated_rank_says_among_whom_which_year_and_out_of_how_many(kind):
    """First, shared, between and last are told apart, and a gap is never spelled as zero."""
    (kota, banjar), sentence = PLACES[kind]
    made = world(result(2024, KOTA, kota), result(2024, BANJAR, banjar))

    assert simulation.places(view(made), ID).message == sentence


def test_figures_of_another_year_are_named_as_such():
    """Where nobody published the year supposed, the newest figures before it are used and said to be older."""
    made = world(result(2023, KOTA, 3.1), result(2023, HOME, 3.3))
    shown = simulation.places(view(made), ID)

    assert "(2023)" in shown.message
    assert "Nilai daerah lain untuk 2024 belum terbit; yang dipakai angka 2023." in shown.note


def test_who_published_nothing_is_named_under_the_rank():
    """A region that takes part without a figure might be above us."""
    made = world(result(2024, KOTA, 3.1))

    assert "Belum menerbitkan nilai 2024: Banjar" in simulation.places(view(made), ID).note


def test_the_rank_in_the_nation_is_told_beside_that_in_the_province():
    """The last national table speaks for the nation, whatever year is supposed."""
    rows = [result(2023, region, 2.0 + number / 10) for number, region in enumerate(FAR)]
    made = world(*rows, result(2023, HOME, 3.0, **PARTS), result(2024, KOTA, 3.1))

    # Eight others lie between 2.0 and 2.7, so an index of three is the first of nine.
    note = simulation.places(view(made), ID).note
    assert "menurut tabel terakhir (2023): peringkat 1 dari 9" in note


def test_without_others_there_is_no_rank():
    """A rank among nobody is not told; the page says what to load."""
    assert "Muat tabel hasil" in simulation.places(view(world()), ID).empty.step


def test_the_next_mark_is_worth_most_where_the_component_has_few_items(words):
    """Output's items are worth 0.20/7, impact's 0.20/54: one mark there is 7.7 times one in impact."""
    shown = simulation.nexts(view(world(), words=words), words)
    first = shown.table.frame.iloc[0]

    assert (first["component"], len(shown.table.frame)) == ("output", 5)
    assert first["gain"] == pytest.approx(0.20 / 7)
    assert words.number(54 / 7, 1) in shown.message
    assert len(shown.details[0].table.frame) == len(METHOD.items)


def test_items_say_whose_they_are():
    """The innovation and owner of a sub-dimension stand beside its statements."""
    listed = innovations([innovation("Lapat", "governance", 1, "Disdukcapil")], [about("akhir", "Akhir")])
    rows = simulation.all_items(view(world(files=[listed])), ID).table.frame.set_index("item")

    assert rows.loc["I-GOV-1.1", ["innovation", "owner"]].tolist() == ["Lapat", "Disdukcapil"]
    assert rows.loc["I-GOV-2.1", "innovation"] == "Lapat"
    assert rows.loc["B1", "innovation"] == ""


def test_locked_items_stand_last_and_say_so():
    """What may not be raised is shown as locked, not left out."""
    rows = simulation.all_items(view(world(), terms=Terms(blocked=frozenset({"output"}))), ID).table.frame

    assert rows["state"].tail(7).tolist() == ["dikunci"] * 7
    assert set(rows["component"].tail(7)) == {"output"}


def test_nothing_to_raise_is_said():
    """With the highest mark everywhere there is no next step."""
    fours = dict.fromkeys(THREES, 4.0)

    assert simulation.nexts(view(world(), fours), ID).empty is not None


def test_a_plan_says_its_marks_and_the_index_before_and_after(lacks):
    """Raising output from 3 to 4 takes seven marks of 0.20/7 each and brings the index from 3.00 to 3.20."""
    made = world()
    shown = simulation.planned(made, view(made), aimed(made, INDEX_VALUE, 3.2), ID)

    assert (
        shown.message == "Sasaran indeks 3,20 tercapai dengan 7 tingkat, semuanya di Output: indeks 3,00 menjadi 3,20"
    )
    assert shown.table.frame["index"].tolist() == pytest.approx([3 + step * 0.2 / 7 for step in range(1, 8)])
    assert "terbukti tidak ada rencana yang lebih ringan" in shown.note
    assert shown.bases == ("simulasi",)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (3.2, "Rencana 2024 (simulasi) menaikkan Output dari 3,00 ke 4,00"),
        (
            3.31,
            "Rencana 2024 (simulasi) menaikkan Baseline dari 3,00 ke 4,00, Output dari 3,00 ke 4,00, "
            "dan Quick win dari 3,00 ke 3,08",
        ),
    ],
)
def test_what_a_plan_lifts_is_told_and_drawn_as_changes(target, message):
    """The part beside a plan names what it lifts, furthest first, and its chart writes each change."""
    made = world()
    (lifts,) = simulation.planned(made, view(made), aimed(made, INDEX_VALUE, target), ID).details
    written = [note.text for note in lifts.figure.layout.annotations]

    assert lifts.message == message
    assert any("+1,000" in text and "3,000 → 4,000" in text for text in written)


def test_figures_stand_before_what_explains_them():
    """What a phone or a long list shows first is the step and its marks; an empty column of codes is left out."""
    made = world(result(2023, HOME, 3.38, **PARTS))
    plans = [simulation.planned(made, view(made, typed), aimed(made, INDEX_VALUE, 3.5), ID) for typed in (None, {})]
    steps, places = ([column.code for column in one.table.columns] for one in plans)
    items = [column.code for column in simulation.all_items(view(made), ID).table.columns]

    assert steps[:8] == ["number", "node_said", "text", "part", "mark_before", "mark_after", "gain", "index"]
    assert places[:4] == ["number", "text", "part", "mark_before"]
    assert items[:7] == ["place", "item", "text", "part", "mark", "gain", "owner"]


def test_a_plan_to_a_rank_says_that_equality_shares_it():
    """The aim names the group, the year and the index it takes; level is said to be shared."""
    made = world(result(2024, KOTA, 3.1))
    shown = simulation.planned(made, view(made), aimed(made, PROVINCE, 1), ID)

    assert shown.message.startswith(
        "Sasaran peringkat 1 dari 2 daerah Kalimantan Selatan (2024; perlu indeks 3,10) tercapai dengan 4 tingkat"
    )
    assert "berarti berbagi peringkatnya" in shown.note


@pytest.mark.parametrize(("kind", "value"), [(INDEX_VALUE, 2.5), (PROVINCE, 2)])
def test_an_aim_that_is_reached_needs_no_step(kind, value):
    """Nothing is to be done for an index below ours, nor for the last rank."""
    made = world(result(2024, KOTA, 3.1))
    target = aimed(made, kind, value)
    shown = simulation.planned(made, view(made), target, ID)

    assert "sudah tercapai: indeks simulasi 3,00" in shown.message
    assert simulation.is_planned(made, view(made), target) is False


def test_an_aim_out_of_reach_says_how_far_one_gets_and_what_is_in_the_way():
    """With output locked at three its 0.20 are missing: 3.80 at most, and the lock costs exactly that."""
    made = world()
    seen, target = view(made, terms=Terms(blocked=frozenset({"output"}))), aimed(made, INDEX_VALUE, 4.0)

    message = "Sasaran indeks 4,00 di luar jangkauan: paling jauh 3,80, terhalang 7 butir yang dikunci"
    assert simulation.planned(made, seen, target, ID).message == message
    blocked = simulation.hindrances(made, seen, target, ID)
    assert blocked.table.frame[["said", "index"]].to_numpy().tolist() == [["7 butir yang dikunci", pytest.approx(0.2)]]


def test_an_owner_without_effort_left_is_named():
    """A budget of one mark on output leaves six of its marks undone."""
    made = world()
    terms = Terms(owners={"output": "Diskominfo"}, budgets={"Diskominfo": 1.0})
    shown = simulation.planned(made, view(made, terms=terms), aimed(made, INDEX_VALUE, 4.0), ID)

    assert shown.message == (
        "Sasaran indeks 4,00 di luar jangkauan: paling jauh 3,83, terhalang batas upaya Diskominfo"
    )


def test_a_component_known_by_its_score_gets_marks_without_items():
    """Where no item is marked the plan says how many marks, and that it does not know on which items."""
    made = world(result(2023, HOME, 3.38, **PARTS))
    outside = {item.code: 3.0 for item in METHOD.items if item.component != "output"}
    shown = simulation.planned(made, view(made, outside), aimed(made, INDEX_VALUE, 3.15), ID)

    # 3.00 elsewhere and 3.20 in output make 3.04; four marks of 0.20/7 are the fewest that bring it to 3.15.
    assert shown.table.frame[["node_said", "text"]].to_numpy().tolist() == [
        ["", "4 tingkat; di butir mana belum diketahui"]
    ]
    assert "bukan di butir mana" in shown.note


def test_terms_that_no_plan_can_use_are_explained():
    """An effort for an item whose mark is unknown is refused in words."""
    made = world(result(2023, HOME, 3.38, **PARTS))
    outside = {item.code: 3.0 for item in METHOD.items if item.component != "output"}
    seen = view(made, outside, terms=Terms(efforts={"P1": (2.0,)}))

    shown = simulation.planned(made, seen, aimed(made, INDEX_VALUE, 3.5), ID)
    assert shown.empty.missing == "Upaya diberikan pada butir yang nilainya tidak diketahui: P1."


def test_what_is_taken_on_is_what_was_planned():
    """The steps have plain values: the table's figures, and None for an owner who is not known."""
    made = world()
    target = aimed(made, INDEX_VALUE, 3.02)
    (step,) = plans.steps(simulation.plan_of(made, view(made), target))

    assert (step["node"], step["owner"], step["mark_before"], step["mark_after"]) == ("P1", None, 3.0, 4.0)


def test_scenarios_stand_side_by_side_with_the_published_result():
    """The best one is named with its distance to the published figure; published rows keep their basis and rank."""
    made = world(result(2024, HOME, 3.1), result(2024, KOTA, 3.05), result(2023, HOME, 3.38, **PARTS))
    fours = dict.fromkeys(THREES, 4.0)
    shown = simulation.compared([view(made, name="A"), view(made, fours, name="B")], ID)

    assert shown.message == "B tertinggi dari 2 skenario: indeks simulasi 4,00, 0,90 di atas nilai terbit 2024 (3,10)"
    rows = shown.table.frame.set_index("name")
    assert rows["basis"].tolist() == ["resmi", "resmi", "simulasi", "simulasi"]
    assert rows["rank"].tolist() == [1, pytest.approx(float("nan"), nan_ok=True), 2, 1]


def test_two_scenarios_are_told_apart_by_their_widest_component():
    """Beside the official components the mark of each side keeps its basis."""
    made = world(result(2023, HOME, 3.38, **PARTS))
    official = simulation.beside(view(made, name="A"), None, ID)
    alike = simulation.beside(view(made, name="A"), view(made, name="B"), ID)

    assert official.message == "A paling jauh di bawah nilai terbit 2023 pada Baseline: 0,76"
    assert official.bases == ("simulasi", "official")
    assert (alike.message, alike.bases) == ("A sama dengan B di semua komponen", ("simulasi",))
    assert simulation.beside(view(world(), name="A"), None, ID) is None


def test_how_sure_the_simulated_rank_is_says_what_was_drawn(shipped, lacks):
    """The finding is marked as simulated; components taken over are named as not drawn."""
    seen = view(shipped, {})
    shown = simulation.chances(shipped, seen, Selection(year=2024), ID)

    assert shown[0].message.startswith(
        "Simulasi: Tabalong peringkat 2 dari 4 daerah (2024; 2 belum terbit), di semua ulangan acak"
    )
    assert "Baseline, Output, Outcome, dan Quick win memakai angka resmi yang dianggap tetap" in shown[0].note
    matters = simulation.chance_matters(shipped, seen, Selection(year=2024), ID)

    assert [lacks(one) for one in (*shown, matters)] == [[], [], [], []]
    assert "sebaran indeks kita terutama dari selisih antarpenilai" in matters.message
    assert simulation.chance_said(shipped, seen, Selection(), ID).startswith("Dengan keraguan diperhitungkan: Tabalong")


def test_the_width_of_weights_is_only_asked_for_where_weights_are_drawn():
    """A choice that changes nothing is not offered: none of the others published components in the second world."""
    composed = [result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.1, **PARTS)]
    offered = [
        simulation.chance_sizes(made, view(made), Selection(doubts=doubts), ID)
        for made, doubts in (
            (world(*composed), None),
            (world(composed[0], result(2023, KOTA, 3.1)), None),
            (world(*composed), ("assessors",)),
            (world(), None),
        )
    ]

    assert offered == [("points",), (), (), ()]


def test_half_a_scenario_has_no_chances(shipped):
    """Without an index nothing is drawn, and the page says what is missing."""
    half = view(shipped, {"P1": 3.0})

    assert simulation.chances(shipped, half, Selection(year=2024), ID)[0].empty is not None
    assert simulation.chance_matters(shipped, half, Selection(year=2024), ID) is None
    assert simulation.chance_controls(shipped, half, Selection(year=2024), ID) == ()
    assert simulation.chance_said(shipped, half, Selection(), ID) == ""


def test_no_task_is_an_empty_state_that_helps():
    """Before anything is taken on the page says how to do it."""
    assert "Jadikan tindak lanjut" in simulation.taken(world(), 2024, TRACK, ID, TODAY).empty.step


def test_tasks_are_listed_with_who_took_them_on(tmp_path, lacks):
    """Tasks say how many are done, late and without an owner; a plan that began at CONTOH says so."""
    folder = folders.empty(tmp_path / "data")
    with intake.open_warehouse(folder, read_only=False) as made:
        target = aimed(made, INDEX_VALUE, 3.2)
        terms = Terms(owners={"P1": "Diskominfo"})
        steps = plans.steps(simulation.plan_of(made, view(made, terms=terms), target), due="2024-10-30")
        intake.save_tasks(folder, Tasks("A", 2024, TRACK, steps, is_sample=True), analyst("Rina"), "", made)
        shown = simulation.taken(made, 2024, TRACK, ID, TODAY)

        assert shown.message == "0 dari 7 tindak lanjut 2024 selesai; 7 lewat tenggat"
        assert shown.note == (
            "Bila semua selesai seperti rencana, indeks naik 0,2000; yang sudah selesai menyumbang 0,0000. Ini "
            "simulasi: nilai tetap diberikan penilai. Tanpa pemilik: 6."
        )
        assert (shown.is_sample, set(shown.table.frame["made_by"])) == (True, {"Rina"})
        assert "30 Okt 2024" in next(iter(spelled_rows(shown.table, ID)))
        assert lacks(shown) == []
        assert simulation.taken(made, 2023, TRACK, ID, TODAY).empty is not None


def test_an_uploaded_self_assessment_and_its_rubric_are_read():
    """Marks of the workbook count where nothing is typed, and the office's own rubric stands beside its item."""
    uploaded = marks(2024, THREES)
    rows = tuple(
        {**row, "rubric": "Perda disahkan" if row["item"] == "P1" else None} for row in uploaded.tables["marks"]
    )
    made = world(files=[type(uploaded)("nilai.xlsx", "marks", {"marks": rows}, uploaded.places, 2024, TRACK)])
    seen = view(made, {"P2": 4.0})

    assert (seen.found.marks["P1"], seen.found.marks["P2"]) == (3.0, 4.0)
    assert seen.rubrics == {"P1": "Perda disahkan"}


def test_a_rubric_without_a_mark_is_kept_and_changes_no_figure():
    """An item may have its rubric before anybody marked it."""
    made = world(files=[with_rubric(marks(2024, {"P1": None}))])

    assert view(made, {}).rubrics == {"P1": "Perda disahkan"}
    assert view(made, {}).found.marks == {}


@pytest.mark.parametrize("words", [ID, EN], ids=["id", "en"])
def test_every_exhibit_can_be_cut_out_of_the_page(shipped, lacks, words):
    """Message, source, caption, alt text and labelled columns are there in both languages, on the shipped data."""
    seen = view(shipped, {}, words=words)
    target = aimed(shipped, PROVINCE, 1)
    locked = view(shipped, {}, words=words, terms=Terms(blocked=frozenset({"output"})))
    sampled = [
        simulation.result(seen, words),
        simulation.places(seen, words),
        simulation.nexts(seen, words),
        simulation.all_items(seen, words),
        simulation.compared([seen], words),
        simulation.beside(seen, None, words),
    ]
    plans = [simulation.planned(shipped, seen, target, words, footing) for footing in seen.footings.values()]
    plans = [one for plan in plans for one in (plan, *plan.details)]
    plans += [
        simulation.planned(shipped, seen, aimed(shipped, NATIONAL, 100), words),
        simulation.hindrances(shipped, locked, aimed(shipped, INDEX_VALUE, 4.0), words),
    ]

    assert {one.key: lacks(one) for one in (*sampled, *plans) if lacks(one)} == {}
    assert {one.is_sample for one in sampled} == {True}
    # From the published index, the known components, and with invented answers; each plan with its folded part.
    assert [one.is_sample for one in plans] == [False, False, False, False, True, True, False, False]


def test_the_starts_of_a_plan_are_told_apart(shipped):
    """Who sees 3.55 learns why the known components come to less, and that invented answers are no start."""
    seen = view(shipped, {})
    note = simulation.footing_note(seen, seen.footings["published"], ID)

    assert "Dari komponen yang diketahui indeksnya 3,38: 0,17 lebih rendah" in note
    assert "Dengan survei CONTOH indeksnya 3,35: 0,20 lebih rendah" in note


def test_what_each_component_alone_would_take_is_listed(shipped):
    """0.02 is one mark of output or of baseline, two of quick win, three of outcome, six of impact."""
    (alone,) = simulation.planned(shipped, view(shipped, {}), aimed(shipped, PROVINCE, 1), ID).details

    assert alone.table.frame[["label", "marks"]].to_numpy().tolist() == [
        ["Output", 1],
        ["Baseline", 1],
        ["Quick win", 2],
        ["Outcome", 3],
        ["Impact", 6],
    ]
