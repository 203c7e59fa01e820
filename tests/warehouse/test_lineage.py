"""Where a score comes from: down the contributions to the marks, answers and printed figures, each with its cell."""

from math import fsum

import pytest
from openpyxl import load_workbook
from planted import BANJAR, HOME, JOINED, KOTA, marks, places_of_the_province, result, results, survey, warehouse

from smartcity.intake.folder import SHIPPED
from smartcity.method import INDEX, load_dimensions, load_methods
from smartcity.scoring.ranking import DERIVED
from smartcity.scoring.scores import tree
from smartcity.warehouse import trace

METHOD = load_methods().require(2023, "regular")
PARTS = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
DIMENSIONS = [dimension.code for dimension in load_dimensions()]
WHOLE_SURVEY = survey(2023, dict.fromkeys(DIMENSIONS, 5), (3,))
WHOLE_MARKS = marks(2023, {item.code: 2 for item in METHOD.items if item.component != "impact"})


def cells_of(found):
    """Read the places of a trace as (file, sheet, cell, value, node)."""
    return [(place.file, place.sheet, place.cell, place.value, place.node) for place in found.places]


def leaves_of(warehouse, node, basis, inner):
    """Walk the contributions of the nodes *inner* down and return each leaf's share in the node, with its value."""
    leaves = {}
    for part in trace(warehouse, 2023, HOME, node, basis).contributions.itertuples(index=False):
        below = leaves_of(warehouse, part.node, basis, inner) if part.node in inner else {part.node: (1.0, part.value)}
        leaves |= {leaf: (part.weight * share, value) for leaf, (share, value) in below.items()}
    return leaves


@pytest.fixture(scope="module")
def world():
    """A region with published components, its own marks and a whole survey, beside a region that only published."""
    published = results(
        [
            result(2023, HOME, 3.38, improvement=0.26, **PARTS),
            result(2023, KOTA, 3.31),
            result(2022, HOME, 3.12, "press"),
            result(2023, HOME, 3.40, "press"),
        ]
    )
    with warehouse(places_of_the_province(), published, WHOLE_MARKS, WHOLE_SURVEY) as made:
        yield made


def test_published_index_rests_on_its_own_cell_and_those_of_its_components(world):
    """The index and each of its components are found in their cells, the improvement is not part of them."""
    found = trace(world, 2023, HOME, INDEX, "official")

    assert (found.score, found.published) == (pytest.approx(3.379, abs=1e-12), 3.38)
    assert sorted(cells_of(found)) == [
        ("hasil.xlsx", "Hasil", "E2", "3.76", "baseline"),
        ("hasil.xlsx", "Hasil", "F2", "3.2", "output"),
        ("hasil.xlsx", "Hasil", "G2", "3.17", "outcome"),
        ("hasil.xlsx", "Hasil", "H2", "3.59", "impact"),
        ("hasil.xlsx", "Hasil", "I2", "3.47", "quick_win"),
        ("hasil.xlsx", "Hasil", "K2", "3.38", "index"),
    ]
    assert found.sources == ("Surat S-2023",)


def test_published_component_rests_on_its_cell_alone(world):
    """A component of an official table has no contributions and one cell."""
    found = trace(world, 2023, HOME, "impact", "official")

    assert (found.score, len(found.contributions)) == (3.59, 0)
    assert cells_of(found) == [("hasil.xlsx", "Hasil", "H2", "3.59", "impact")]


def test_another_basis_is_traced_to_its_own_cell(world):
    """The press figure of the same year and region has its own cell and none of the ministry's."""
    found = trace(world, 2023, HOME, INDEX, "press")

    assert cells_of(found) == [("hasil.xlsx", "Hasil", "K5", "3.4", "index")]


def test_simulated_index_rests_on_every_mark_and_every_answer(world):
    """Under a simulated index stand all marked items once and all survey items once a respondent, nothing published."""
    found = trace(world, 2023, HOME, INDEX, "simulasi")
    marked = [cell for cell in cells_of(found) if cell[0] == "nilai.xlsx"]
    answered = [cell for cell in cells_of(found) if cell[0] == "survei.xlsx"]

    assert found.published is None
    assert {node for *_, node in marked} == {item.code for item in METHOD.items if item.component != "impact"}
    assert (len(marked), len(answered)) == (57, 54 * 5)
    assert len(found.places) == len(marked) + len(answered) == len(set(cells_of(found)))
    assert (found.sources, found.is_sample) == ((), False)


def test_simulated_dimension_rests_on_its_own_answers(world):
    """One dimension leads to its own sheet's cells and to no others; what a person answered stands in the file only."""
    found = trace(world, 2023, HOME, "impact.living", "simulasi")

    assert found.score == 3.0
    assert {place.sheet for place in found.places} == {"living"}
    assert {place.node for place in found.places} == {item.code for item in METHOD.items_under("impact.living")}
    assert {place.value for place in found.places} == {None}


def test_item_leads_to_each_respondents_cell(world):
    """A single survey item ends in one cell for each respondent, in the order of their rows."""
    found = trace(world, 2023, HOME, "I-LIV-1.1", "simulasi")

    assert [cell for _, _, cell, *_ in cells_of(found)] == ["A2", "A3", "A4", "A5", "A6"]


def test_contributions_come_largest_first_and_sum_to_the_score(world):
    """What makes most of the score stands first."""
    found = trace(world, 2023, HOME, INDEX, "official")
    contributions = found.contributions["contribution"].tolist()

    assert contributions == sorted(contributions, reverse=True)
    assert fsum(contributions) == pytest.approx(found.score, abs=1e-12)


@pytest.mark.parametrize("basis", ["official", "simulasi"])
def test_leaves_weighted_all_the_way_down_give_the_index(world, basis):
    """Shares multiply down to the leaves, add up to one, and give the index back: none is rounded away."""
    inner = {branch.node for branch in tree(METHOD)} if basis == "simulasi" else {INDEX}
    leaves = leaves_of(world, INDEX, basis, inner)
    score = trace(world, 2023, HOME, INDEX, basis).score

    assert len(leaves) == {"official": len(METHOD.components), "simulasi": len(METHOD.items)}[basis]
    assert fsum(share for share, _ in leaves.values()) == pytest.approx(1.0, abs=1e-12)
    assert fsum(share * value for share, value in leaves.values()) == pytest.approx(score, abs=1e-12)


def test_answer_overridden_by_a_mark_is_not_among_the_cells():
    """Where an item was marked, the survey's answers to it no longer carry anything."""
    files = (WHOLE_MARKS, marks(2023, {"I-LIV-1.1": 4}, name="sisipan.xlsx"), WHOLE_SURVEY)
    with warehouse(places_of_the_province(), *files) as made:
        found = trace(made, 2023, HOME, "I-LIV-1.1", "simulasi")

    assert cells_of(found) == [("sisipan.xlsx", "Nilai", "C6", "4", "I-LIV-1.1")]


def test_answers_of_a_few_make_no_score_of_anything_above_them():
    """One respondent in a dimension: neither it nor a statement, the impact or the index has a score."""
    counts = dict.fromkeys(DIMENSIONS, 5) | {"living": 1}
    with warehouse(places_of_the_province(), WHOLE_MARKS, survey(2023, counts, (3,))) as made:
        found = {
            node: trace(made, 2023, HOME, node, "simulasi")
            for node in (INDEX, "impact", "impact.living", "impact.living.1", "I-LIV-1.1", "impact.society")
        }

    assert {node: one.score for node, one in found.items() if one.score is not None} == {"impact.society": 3.0}
    assert {node for node, one in found.items() if len(one.contributions)} == {"impact.society"}
    assert {place.value for one in found.values() for place in one.places if place.file == "survei.xlsx"} == {None}


def test_two_tracks_in_one_year_do_not_mix():
    """Marks of two tracks in one year: the trace is of our own track, and its cells are of that track's file."""
    other = marks(2023, {"B1": 4, "B2": 4, "B3": 4, "B4": 4, "B5": 4}, name="lain.xlsx", track="kppn_ikn")
    with warehouse(places_of_the_province(), other, WHOLE_MARKS) as made:
        found = trace(made, 2023, HOME, "baseline", "simulasi")

    assert (found.track, found.score, len(found.contributions)) == ("regular", 2.0, 5)
    assert {place.file for place in found.places} == {"nilai.xlsx"}


def test_survey_is_no_origin_of_another_regions_score():
    """A neighbour's simulated component rests on its own marks, never on our citizens' answers."""
    own = {item.code: 2 for item in METHOD.component("baseline").items}
    files = (WHOLE_SURVEY, marks(2023, own, BANJAR))
    with warehouse(places_of_the_province(), *files) as made:
        baseline = trace(made, 2023, BANJAR, "baseline", "simulasi")
        impact = trace(made, 2023, BANJAR, "impact", "simulasi")

    assert (baseline.score, len(baseline.places)) == (2.0, len(own))
    assert (impact.score, impact.places) == (None, ())


@pytest.mark.parametrize(
    ("year", "region", "node", "basis"),
    [
        (2019, HOME, INDEX, "official"),
        (2023, "Kabupaten Entah", INDEX, "official"),
        (2023, KOTA, "impact", "official"),
        (2023, HOME, INDEX, "derived"),
    ],
)
def test_what_has_no_score_has_no_origin(world, year, region, node, basis):
    """An unknown year, region, node or basis gives no score, no contributions and no cells."""
    found = trace(world, year, region, node, basis)

    assert (found.score, found.published, len(found.contributions)) == (None, None, 0)
    assert (found.places, found.sources, found.is_sample) == ((), (), False)


def test_invented_survey_is_said_to_be_invented():
    """A score that rests on a sample says so at every node, and its cells name the sample's file."""
    invented = survey(2023, {"living": 5}, (3,), name="CONTOH-survei.xlsx", is_sample=True)
    with warehouse(places_of_the_province(), invented) as made:
        found = trace(made, 2023, HOME, "impact.living.1", "simulasi")

    assert found.is_sample
    assert {place.file for place in found.places} == {"CONTOH-survei.xlsx"}


@pytest.fixture(scope="module")
def workbooks():
    """The shipped workbooks as openpyxl reads them, each opened once."""
    return {path.name: load_workbook(path, data_only=True) for path in SHIPPED.glob("*.xlsx")}


def unlike(workbooks, places):
    """List the places whose cell holds something else than the trace says."""
    return [
        (place, workbooks[place.file][place.sheet][place.cell].value)
        for place in places
        if str(workbooks[place.file][place.sheet][place.cell].value) != place.value
    ]


def test_every_published_index_is_in_its_cell_of_the_shipped_workbook(shipped, workbooks):
    """Each index and component of all years stands in the very cell that its trace names."""
    wrong, count = [], 0
    for year in shipped.query("years", rounds=JOINED)["year"]:
        for row in shipped.query("indices_of_year", year=int(year), rounds=JOINED).itertuples(index=False):
            found = trace(shipped, int(year), row.region, INDEX, row.basis)
            wrong += unlike(workbooks, found.places)
            (own,) = [place for place in found.places if place.node == INDEX]
            # A derived value is loaded as it stands, and nobody published it.
            wrong += [(own, row.value)] if float(own.value) != row.value else []
            assert (row.published == row.value) == (row.basis != DERIVED)
            count += 1

    assert wrong == []
    assert count == 4 + 38 + 4 + 130 + 2


def test_every_answer_is_in_its_cell_of_the_shipped_sample(shipped, workbooks):
    """The cells below the simulated impact of 2023 hold the answers whose means, one a statement, make it."""
    found = trace(shipped, 2023, HOME, "impact", "simulasi")
    answers = {}
    for place in found.places:
        answers.setdefault(place.node, []).append(workbooks[place.file][place.sheet][place.cell].value)
    means = {node: sum(values) / len(values) for node, values in answers.items()}
    stored = shipped.query("item_statistics").query("year == 2023")

    assert means == pytest.approx(dict(zip(stored["item"], stored["mean"])))
    assert {place.file for place in found.places} == {"CONTOH-survei-2023.xlsx"}
    assert len(found.places) == shipped.query("item_statistics").query("year == 2023")["n"].sum()
