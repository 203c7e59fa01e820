"""Asal angka: from a score down to file, sheet and cell, with the value that stands there."""

from collections import deque

import pytest
from laws import every_other
from openpyxl import load_workbook
from planted import HOME, KOTA, marks, places_of_the_province, result, results, survey, warehouse

from smartcity.exhibits.kit import origin as origins
from smartcity.exhibits.kit.exhibit import Origin
from smartcity.intake.folder import SHIPPED
from smartcity.method import INDEX, load_dimensions, load_methods
from smartcity.wording import Words

ID, EN = Words("id"), Words("en")
METHOD = load_methods().require(2023, "regular")
PARTS = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
DIMENSIONS = [dimension.code for dimension in load_dimensions()]
OFFICIAL = Origin(2023, HOME, INDEX, "official", "Indeks 2023")
SIMULATED = Origin(2023, HOME, INDEX, "simulasi", "Simulasi 2023")


@pytest.fixture(scope="module")
def world():
    """Published components, own marks and a survey of two respondents who answer 2 and 3."""
    answers = survey(2023, dict.fromkeys(DIMENSIONS, 6), (2, 3), name="CONTOH-survei.xlsx", is_sample=True)
    published = results([result(2023, HOME, 3.38, **PARTS), result(2022, HOME, 3.12, "press")])
    own = marks(2023, {item.code: 2 for item in METHOD.items if item.component != "impact"})
    with warehouse(places_of_the_province(), published, own, answers) as made:
        yield made


SENTENCES = {
    "recomputed beside the published": (
        OFFICIAL,
        "Terbit 3,38 (resmi); dihitung ulang 3,379 dari 5 sumbangan.",
        "Published 3.38 (official); recomputed 3.379 from 5 contributions.",
    ),
    "printed": (
        Origin(2023, HOME, "impact", "official", ""),
        "3,59 (resmi), diambil langsung dari sel di bawah.",
        "3.59 (official), taken straight from the cell below.",
    ),
    "printed by the press": (
        Origin(2022, HOME, INDEX, "press", ""),
        "3,12 (pers), diambil langsung dari sel di bawah.",
        "3.12 (press), taken straight from the cell below.",
    ),
    "computed": (
        Origin(2023, HOME, "impact", "simulasi", ""),
        "2,500 = jumlah 6 sumbangan (simulasi).",
        "2.500 = the sum of 6 contributions (simulation).",
    ),
    "marked": (
        Origin(2023, HOME, "B1", "simulasi", ""),
        "2,00 (simulasi), diambil langsung dari sel di bawah.",
        "2.00 (simulation), taken straight from the cell below.",
    ),
    "mean of answers": (
        Origin(2023, HOME, "I-LIV-1.1", "simulasi", ""),
        "2,500 = rata-rata dari 6 sel di bawah (simulasi).",
        "2.500 = the mean of the 6 cells below (simulation).",
    ),
    "nothing": (
        Origin(2019, HOME, INDEX, "official", ""),
        "Simpul ini tidak punya skor.",
        "This node has no score.",
    ),
}


@pytest.mark.parametrize(("chosen", "indonesian", "english"), SENTENCES.values(), ids=list(SENTENCES))
def test_sentence_says_how_the_score_came_about(chosen, indonesian, english, world):
    """Printed, recomputed, summed or averaged: the sentence names the step, the value and its basis."""
    assert [origins.origin(world, chosen, words).sentence for words in (ID, EN)] == [indonesian, english]


def test_title_names_node_region_and_year(world):
    """The heading says what is opened, of whom and of when."""
    found = [origins.origin(world, OFFICIAL, words).title for words in (ID, EN)]

    assert found == ["Indeks Pencapaian, Tabalong 2023", "Achievement index, Tabalong 2023"]


def test_contributions_are_shown_as_value_times_weight(world):
    """Each part has its label, value, weight and product, and the products sum to the score."""
    frame = origins.origin(world, OFFICIAL, ID).contributions.frame

    assert set(frame["label"]) == {"Baseline", "Output", "Outcome", "Impact", "Quick win"}
    assert (frame["value"] * frame["weight"]).tolist() == pytest.approx(frame["contribution"].tolist(), abs=1e-12)
    assert frame["contribution"].sum() == pytest.approx(3.379, abs=1e-12)


def test_published_component_is_the_end_of_the_way(world):
    """What a letter prints has no parts to go on to; its cell is shown at once."""
    index = origins.origin(world, OFFICIAL, ID)
    leaf = origins.origin(world, Origin(2023, HOME, "impact", "official", ""), ID)

    assert (index.children, leaf.children, leaf.contributions) == ((), (), None)
    assert leaf.places.frame[["file", "sheet", "cell", "value"]].to_numpy().tolist() == [
        ["hasil.xlsx", "Hasil", "H2", "3,59"]
    ]


def test_the_cell_of_the_figure_itself_comes_first(world):
    """Who asks where an index is from sees its own cell before those of its parts, also as the place in its file."""
    view = origins.origin(world, OFFICIAL, ID)

    assert view.places.frame["label"].iloc[0] == "Indeks Pencapaian"
    assert list(view.files.values()) == [f"Hasil!{view.places.frame['cell'].iloc[0]}"]


def test_way_down_passes_every_node_and_ends_in_cells(world):
    """From the simulated index each node of the method can be reached, and each item ends in at least one cell."""
    reached, waiting, ends = set(), deque([SIMULATED]), {}
    items = {item.code for item in METHOD.items}
    opened = {item.code for item in every_other(METHOD.items)}
    while waiting:
        chosen = waiting.popleft()
        reached.add(chosen.node)
        if chosen.node in items - opened:
            continue
        view = origins.origin(world, chosen, ID)
        waiting.extend(view.children)
        if not view.children:
            ends[chosen.node] = len(view.places.frame)

    assert reached == set(METHOD.nodes())
    assert ends == {item.code: 6 if item.component == "impact" else 1 for item in every_other(METHOD.items)}


def test_simulation_never_shows_published_cells(world):
    """The way down from a simulated index leads to marks and answers alone, and names no letter as its source."""
    view = origins.origin(world, SIMULATED, ID)

    assert set(view.places.frame["file"]) == {"nilai.xlsx", "CONTOH-survei.xlsx"}
    assert view.sources == ()
    assert "simulasi" in view.sentence


@pytest.mark.parametrize(("chosen", "is_sample"), [(OFFICIAL, False), (SIMULATED, True)], ids=["official", "simulasi"])
def test_sample_is_marked_only_where_it_is_part_of_the_score(chosen, is_sample, world):
    """Invented answers mark the simulation they feed and not the published score beside it."""
    assert origins.origin(world, chosen, ID).is_sample == is_sample


LABELS = [
    (INDEX, "Indeks Pencapaian", "Achievement index"),
    ("quick_win", "Quick win", "Quick win"),
    ("impact.living", "Impact · Smart Living", "Impact · Smart Living"),
    ("impact.living.2", "Impact · Smart Living · Prasarana Kesehatan", "Impact · Smart Living · Health"),
    ("antah", "antah", "antah"),
]


@pytest.mark.parametrize(("node", "indonesian", "english"), LABELS, ids=[node for node, *_ in LABELS])
def test_nodes_are_named_as_people_name_them(node, indonesian, english):
    """Index, component, dimension and sub-dimension have their names; what is unknown keeps its code."""
    assert [origins.node_label(node, METHOD, words) for words in (ID, EN)] == [indonesian, english]


def test_item_is_named_by_code_and_meaning(words):
    """An item shows its code and what it asks, in the reader's language."""
    meaning = METHOD.item("I-LIV-1.1").meaning[words.language]

    assert origins.node_label("I-LIV-1.1", METHOD, words) == f"I-LIV-1.1 · {meaning}"


def test_every_node_of_every_method_has_a_name_of_its_own(words):
    """No two nodes of a method share a label, and none is a bare code."""
    for method in load_methods().all:
        labels = [origins.node_label(node, method, words) for node in method.nodes()]
        assert len(set(labels)) == len(labels)
        assert set(labels) & set(method.nodes()) == set()


@pytest.mark.parametrize("region", [HOME, KOTA])
def test_shipped_score_goes_down_to_the_cells_of_the_workbook(region, shipped):
    """Every shown cell of the official index of 2023 holds in the shipped workbook what is shown beside it."""
    view = origins.origin(shipped, Origin(2023, region, INDEX, "official", ""), ID)
    workbook = load_workbook(SHIPPED / "hasil-smart-city.xlsx", data_only=True)
    shown = view.places.frame
    found = [workbook[row.sheet][row.cell].value for row in shown.itertuples(index=False)]
    header = [workbook[row.sheet][f"{row.cell[0]}1"].value for row in shown.itertuples(index=False)]

    assert set(shown["file"]) == {"hasil-smart-city.xlsx"}
    assert [str(value).replace(".", ",") for value in found] == shown["value"].tolist()
    assert {name.casefold() for name in header} == {label.casefold() for label in shown["label"]}
    row = shown["cell"].iloc[0][1:]
    origin_by_code = {line[0]: line[3] for line in workbook["Sumber"].iter_rows(values_only=True)}
    assert view.sources == (origin_by_code[workbook["Hasil"][f"N{row}"].value],)
