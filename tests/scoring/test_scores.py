"""Scores and contributions: the laws they keep for any method, any marks and any holes."""

from dataclasses import replace
from math import fsum

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smartcity.method import INDEX, Availability, Component, Item, Method, Survey, load_methods
from smartcity.scoring.scores import (
    CONTRIBUTION_COLUMNS,
    MAPPINGS,
    SCORE_COLUMNS,
    identity,
    improvement,
    nearest_level,
    path_of,
    score,
    simulate,
    survey_leaves,
    tree,
)

METHODS = load_methods()
TABALONG = METHODS.require(2023, "regular")
HOME = "Kabupaten Tabalong"
by_key = pytest.mark.parametrize("method", METHODS.all, ids=lambda method: method.key)

LEVELS = (0, 1, 2, 3, 4)
SURVEY = Survey(2, 0, 4, tuple(MAPPINGS), "identity", "unknown")


def item(code, component, indicator="1", sub_dimension=None):
    """Make one item."""
    dimension = sub_dimension.split(".")[0] if sub_dimension else None
    return Item(code, component, indicator, dimension, sub_dimension, {})


def method_of(components, **others):
    """Make a method from weights and items by component."""
    made = tuple(Component(code, weight, items) for code, (weight, items) in components.items())
    known = {"scale_min": 0.0, "scale_max": 4.0, "certainty": "certain", "tolerance": 0.005, "sources": ("surat",)}
    known |= {"notes": {}, "survey": SURVEY, "assessor_levels": LEVELS[1:], "nothing_there": LEVELS[0]}
    return Method(2023, "regular", made, **(known | others))


SMALL = method_of(
    {
        "ready": (0.25, (item("R1", "ready", "1"), item("R2", "ready", "1"), item("R3", "ready", "2"))),
        "felt": (
            0.75,
            (
                item("F1", "felt", sub_dimension="living.1"),
                item("F2", "felt", sub_dimension="living.2"),
                item("F3", "felt", sub_dimension="economy.1"),
            ),
        ),
    }
)


@st.composite
def methods(draw):
    """Draw a method of any shape: components of unequal size, some of them split by dimension."""
    shares = draw(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    components = {}
    for number, share in enumerate(shares):
        code = f"c{number}"
        places = st.sampled_from([None]) if draw(st.booleans()) else st.sampled_from(["a.1", "a.2", "b.1"])
        parts = draw(st.lists(places, min_size=1, max_size=5))
        items = tuple(
            item(f"{code}-{place}", code, draw(st.sampled_from("12")), part) for place, part in enumerate(parts)
        )
        components[code] = (share / sum(shares), items)
    return method_of(components)


def values_of(method):
    """Draw one value on the scale for each item."""
    return st.lists(
        st.floats(method.scale_min, method.scale_max, allow_subnormal=False),
        min_size=len(method.items),
        max_size=len(method.items),
    )


marked = methods().flatmap(lambda method: st.tuples(st.just(method), values_of(method)))
FULL = (SMALL, [3.0, 2.0, 1.0, 4.0, 0.0, 2.0])


def leaves_of(method, values, region=HOME):
    """Give every item of *method* its value in *region*; None leaves it out."""
    rows = [(region, known.code, value) for known, value in zip(method.items, values) if value is not None]
    return pd.DataFrame(rows, columns=["region", "node", "value"]).astype({"value": float})


def by_node(scored, region=HOME, column="value"):
    """Read one column of the scores of a region by node."""
    own = scored.scores[scored.scores["region"] == region]
    return dict(zip(own["node"], own[column]))


def index_of(method, values):
    """Score the values and return the index."""
    return by_node(score(leaves_of(method, values), method))[INDEX]


@given(marked)
@example(FULL)
def test_contributions_of_every_node_sum_to_its_score(drawn):
    """Every scored node is the sum of its children's contributions, each of them value times weight."""
    method, values = drawn
    scored = score(leaves_of(method, values), method)
    parts = scored.contributions
    sums = {parent: fsum(own["contribution"]) for parent, own in parts.groupby("parent")}
    inner = {branch.node for branch in tree(method)}

    assert sums == pytest.approx({node: by_node(scored)[node] for node in inner}, abs=1e-12)
    assert parts["contribution"].tolist() == pytest.approx((parts["value"] * parts["weight"]).tolist(), abs=1e-15)
    assert parts.groupby("parent")["weight"].sum().to_dict() == pytest.approx(dict.fromkeys(inner, 1.0), abs=1e-12)


@by_key
@pytest.mark.parametrize("mark", [0.0, 1.0, 2.0, 3.0, 3.55, 4.0])
def test_the_same_mark_on_every_item_is_every_score(method, mark):
    """A mean of equal parts is that part to the last digit: fours make four, not a hair above the scale."""
    leaves = pd.DataFrame({"region": HOME, "node": [item.code for item in method.items], "value": mark})

    assert set(score(leaves, method).scores["value"]) == {mark}


@by_key
def test_contributions_of_a_whole_instrument_sum_up(method):
    """With one mark on every item of the year's instrument every node has its score and its contributions."""
    marks = np.random.default_rng(7).integers(0, 5, len(method.items)).astype(float)
    scored = score(leaves_of(method, marks), method)
    sums = scored.contributions.groupby("parent")["contribution"].sum().to_dict()
    scores = by_node(scored)

    assert list(scores) == list(method.nodes())
    assert sums == pytest.approx({branch.node: scores[branch.node] for branch in tree(method)}, abs=1e-12)


@given(marked, st.randoms(use_true_random=False))
@example(FULL, None)
def test_order_of_rows_is_irrelevant(drawn, random):
    """The rows of a file may stand in any order and the scores are the same to the last digit."""
    method, values = drawn
    leaves = pd.concat([leaves_of(method, values), leaves_of(method, values[::-1], "Kota Lain")])
    places = list(range(len(leaves)))[::-1]
    if random is not None:
        random.shuffle(places)
    scored, again = score(leaves, method), score(leaves.iloc[places], method)

    pd.testing.assert_frame_equal(again.scores, scored.scores, check_exact=True)
    pd.testing.assert_frame_equal(again.contributions, scored.contributions, check_exact=True)


@given(marked, st.data())
@example(FULL, None)
def test_raising_a_mark_never_lowers_the_index(drawn, data):
    """A higher value on one item raises the index by at most what the method says one mark is worth."""
    method, values = drawn
    place = data.draw(st.integers(0, len(values) - 1)) if data else 0
    higher = data.draw(st.floats(values[place], method.scale_max)) if data else 4.0
    raised = [*values[:place], higher, *values[place + 1 :]]
    gain = index_of(method, raised) - index_of(method, values)
    worth = method.component(method.items[place].component).gain_per_mark

    assert gain == pytest.approx(worth * (higher - values[place]), abs=1e-12)
    assert gain >= -1e-12


@given(marked)
@example(FULL)
def test_every_score_is_on_the_scale(drawn):
    """No node leaves the scale that its marks are on."""
    method, values = drawn
    scores = score(leaves_of(method, values), method).scores["value"]

    assert scores.between(min(values) - 1e-12, max(values) + 1e-12).all()


@given(marked)
@example(FULL)
def test_component_is_the_plain_mean_of_all_its_items(drawn):
    """Neither indicators nor dimensions come first: all items of a component weigh the same."""
    method, values = drawn
    marks = dict(zip((known.code for known in method.items), values))
    scores = by_node(score(leaves_of(method, values), method))
    expected = {
        component.code: fsum(marks[known.code] for known in component.items) / len(component.items)
        for component in method.components
    }

    assert {code: scores[code] for code in expected} == pytest.approx(expected, abs=1e-12)


def test_component_is_not_averaged_by_indicator_first():
    """Two items of one indicator and one of another weigh a third each: (4 + 4 + 1) / 3, not ((4 + 4) / 2 + 1) / 2."""
    assert by_node(score(leaves_of(SMALL, [4, 4, 1, 0, 0, 0]), SMALL))["ready"] == 3.0


def test_dimensions_of_unequal_size_weigh_by_their_items():
    """Two items of one dimension and one of another: (4 + 2 + 0) / 3, not ((4 + 2) / 2 + 0) / 2."""
    scores = by_node(score(leaves_of(SMALL, [0, 0, 0, 4, 2, 0]), SMALL))
    wanted = ("felt.living.1", "felt.living", "felt.economy", "felt", INDEX)

    assert [scores[node] for node in wanted] == [4.0, 3.0, 0.0, 2.0, 1.5]


@given(marked, st.data())
@example(FULL, None)
def test_missing_child_gives_no_score_and_never_zero(drawn, data):
    """Every node above a missing item is missing, and every other node is what it was."""
    method, values = drawn
    place = data.draw(st.integers(0, len(values) - 1)) if data else 0
    whole = by_node(score(leaves_of(method, values), method))
    holed = by_node(score(leaves_of(method, [*values[:place], None, *values[place + 1 :]]), method))
    above = set(path_of(method.items[place].code, method))

    assert holed == {node: value for node, value in whole.items() if node not in above}


def test_item_marked_zero_is_a_mark():
    """Nothing there is marked 0 and scored; only a blank is missing."""
    scores = by_node(score(leaves_of(SMALL, [0, 0, 0, None, 0, 0]), SMALL))

    assert (scores["ready"], "felt" in scores, INDEX in scores) == (0.0, False, False)


def test_missing_value_is_a_missing_row():
    """A row with no number in it and no row at all are the same hole."""
    leaves = leaves_of(SMALL, [3, 2, 1, 4, 0, 2])
    with_hole = leaves.assign(value=leaves["value"].where(leaves["node"] != "F2"))
    scored, absent = score(with_hole, SMALL), score(leaves[leaves["node"] != "F2"], SMALL)

    pd.testing.assert_frame_equal(scored.scores, absent.scores)
    assert INDEX not in by_node(scored)


def test_below_the_threshold_is_missing_and_above_it_is_said():
    """With a lower availability a component stands on the items that are there, and its coverage says so."""
    lenient = replace(SMALL, availability=Availability(component=0.6, index=1.0))
    scored = score(leaves_of(lenient, [4, 1, None, 1, 1, 1]), lenient)
    two_missing = score(leaves_of(lenient, [4, None, None, 1, 1, 1]), lenient)

    assert by_node(scored)["ready"] == 2.5
    assert by_node(scored, column="coverage")["ready"] == pytest.approx(2 / 3)
    assert "ready" not in by_node(two_missing)


def test_items_and_components_have_a_threshold_each():
    """Half of the items are enough for a component here, while the index needs each of its components."""
    lenient = replace(SMALL, availability=Availability(component=0.5, index=1.0))
    scored = score(leaves_of(lenient, [4, 1, None, None, None, None]), lenient)

    assert by_node(scored)["ready"] == 2.5
    assert INDEX not in by_node(scored)


def test_n_and_coverage_count_the_items():
    """A fully marked instrument has n = number of items at every node, and coverage 1."""
    scored = score(leaves_of(SMALL, [3, 2, 1, 4, 0, 2]), SMALL)

    assert by_node(scored, column="n") == {node: len(SMALL.items_under(node)) for node in SMALL.nodes()}
    assert set(by_node(scored, column="coverage").values()) == {1.0}


def test_given_component_is_taken_as_it_is():
    """An official component is a leaf: it has no contributions of its own and makes the index."""
    leaves = pd.DataFrame([(HOME, "ready", 2.0), (HOME, "felt", 3.0)], columns=["region", "node", "value"])
    scored = score(leaves, SMALL)

    assert by_node(scored) == {INDEX: 2.75, "ready": 2.0, "felt": 3.0}
    assert set(scored.contributions["parent"]) == {INDEX}


def test_regions_with_leaves_at_different_depths_do_not_touch_each_other():
    """One region known by components and one by items, scored together, are as if scored alone."""
    official = pd.DataFrame([("Kota A", "ready", 2.0), ("Kota A", "felt", 3.0)], columns=["region", "node", "value"])
    own = leaves_of(SMALL, [3, 2, 1, 4, 0, 2], "Kota B")
    together = score(pd.concat([official, own]), SMALL)
    alone = {"Kota A": score(official, SMALL), "Kota B": score(own, SMALL)}

    for region, scored in alone.items():
        for column in ("value", "n", "coverage"):
            assert by_node(together, region, column) == by_node(scored, region, column)
        parts = together.contributions
        parts = parts[parts["region"] == region].sort_values(["parent", "node"], ignore_index=True)
        expected = scored.contributions.sort_values(["parent", "node"], ignore_index=True)
        pd.testing.assert_frame_equal(parts, expected)


def test_nothing_given_gives_nothing():
    """Without leaves there are two empty frames with their columns."""
    scored = score(pd.DataFrame(columns=["region", "node", "value"]), SMALL)

    assert (len(scored.scores), len(scored.contributions)) == (0, 0)
    assert (tuple(scored.scores.columns), tuple(scored.contributions.columns)) == (SCORE_COLUMNS, CONTRIBUTION_COLUMNS)


def test_unknown_node_is_named():
    """A leaf that the method does not have is refused by name, with nodes that exist."""
    leaves = pd.DataFrame([(HOME, "basline", 2.0)], columns=["region", "node", "value"])

    with pytest.raises(KeyError, match=r"basline: not in method 2023_regular; it has index, ready, R1"):
        score(leaves, SMALL)


@by_key
def test_tree_lists_each_parent_after_its_children(method):
    """One pass over the branches scores everything, and each node but the index has exactly one parent."""
    order = [branch.node for branch in tree(method)]
    children = [child for branch in tree(method) for child in branch.children]

    assert [
        (branch.node, child)
        for branch in tree(method)
        for child in branch.children
        if child in order and order.index(child) > order.index(branch.node)
    ] == []
    assert sorted(children) == sorted(set(method.nodes()) - {INDEX})
    assert [branch.node for branch in tree(method) if abs(fsum(branch.weights) - 1) > 1e-12] == []


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(3.379, 3.12, 0.259), (3.0, 3.2, -0.2), (3.0, None, None), (None, 3.0, None), (float("nan"), 3.0, None)],
)
def test_improvement_needs_both_years(now, before, expected):
    """An improvement is the difference of two indices, and is missing when one of them is."""
    assert improvement(now, before) == (expected if expected is None else pytest.approx(expected, abs=1e-12))


HALVES = [(0, 0), (0.49, 0), (0.5, 1), (1.5, 2), (2.49, 2), (2.5, 3), (3.5, 4), (4, 4), (float("nan"), None)]


@pytest.mark.parametrize(("mean", "level"), HALVES)
def test_nearest_level_rounds_halves_up(mean, level):
    """A mean becomes the assessor's level nearest to it, from the middle on the higher one."""
    (found,) = nearest_level(np.array([mean]), TABALONG)

    assert (None if np.isnan(found) else found) == level


@given(st.lists(st.floats(0, 4), min_size=1, max_size=9))
def test_nearest_level_is_the_half_up_rounding_of_whole_levels(means):
    """On levels one apart, nearest level is rounding halves up, and never leaves the levels."""
    expected = np.floor(np.array(means) + 0.5).tolist()

    assert nearest_level(np.array(means), TABALONG).tolist() == expected


def test_nearest_level_follows_the_methods_levels():
    """With other levels other marks come out: between 1 and 4 the middle is 2.5."""
    sparse = replace(TABALONG, assessor_levels=(1, 4))

    assert nearest_level(np.array([0.4, 0.5, 2.4, 2.5, 3.9]), sparse).tolist() == [0, 1, 1, 4, 4]


@given(st.lists(st.floats(0, 4), min_size=1, max_size=9))
def test_identity_changes_nothing(means):
    """Identity takes each mean as it is."""
    assert identity(np.array(means), TABALONG).tolist() == means


def test_mapping_that_the_method_does_not_allow_is_refused():
    """Only a mapping that the method names may turn a mean into a mark."""
    means = pd.DataFrame({"item": ["F1"], "mean": [2.5]})

    with pytest.raises(ValueError, match="mapping 'guess' is not of 2023_regular; it has identity, nearest_level"):
        survey_leaves(means, TABALONG, "guess")


MARKS = ["year", "track", "region", "item", "value", "is_sample"]
STATISTICS = ["year", "track", "region", "item", "mean", "is_sample"]


def marks_of(values, region=HOME, year=2023, track="regular", is_sample=False):
    """Make a frame of marks of one region."""
    return pd.DataFrame(
        [(year, track, region, code, value, is_sample) for code, value in values.items()], columns=MARKS
    )


def statistics_of(means, year=2023, track="regular", is_sample=False, region=HOME):
    """Make a frame of item statistics."""
    return pd.DataFrame(
        [(year, track, region, code, mean, is_sample) for code, mean in means.items()], columns=STATISTICS
    )


READY = {"R1": 3, "R2": 2, "R3": 1}
FELT = {"F1": 2.5, "F2": 3.5, "F3": 1.2}


def test_survey_fills_what_nobody_marked():
    """Marks and survey together make an index: 0.25 x (3 + 2 + 1) / 3 + 0.75 x (2.5 + 3.5 + 1.2) / 3."""
    simulation = simulate(marks_of(READY), statistics_of(FELT), SMALL)

    assert by_node(simulation.scored)[INDEX] == pytest.approx(0.25 * 2 + 0.75 * 2.4, abs=1e-12)
    assert simulation.mapping == "identity"


def test_mapping_is_chosen_by_name():
    """With nearest_level the means 2.5, 3.5 and 1.2 become the marks 3, 4 and 1."""
    simulation = simulate(marks_of(READY), statistics_of(FELT), SMALL, "nearest_level")

    assert [by_node(simulation.scored)[code] for code in FELT] == [3, 4, 1]
    assert simulation.mapping == "nearest_level"


def test_survey_feeds_only_its_own_region():
    """Another region's marks get no help from our citizens' answers, nor ours from theirs."""
    marks = pd.concat([marks_of(READY), marks_of(READY, "Kota Lain")])
    scored = simulate(marks, statistics_of(FELT), SMALL).scored
    theirs = statistics_of(dict.fromkeys(FELT, 1.0), region="Kota Lain", is_sample=True)
    both = simulate(marks, pd.concat([statistics_of(FELT), theirs]), SMALL)

    assert (INDEX in by_node(scored), INDEX in by_node(scored, "Kota Lain")) == (True, False)
    assert set(by_node(scored, "Kota Lain")) == {*READY, "ready"}
    assert by_node(both.scored) == by_node(scored)
    assert by_node(both.scored, "Kota Lain")[INDEX] == pytest.approx(0.25 * 2 + 0.75 * 1, abs=1e-12)
    assert both.invented == {"Kota Lain"}


def test_marks_override_survey_means():
    """An item that someone marked keeps the mark, whatever the survey says."""
    simulation = simulate(marks_of({**READY, "F1": 1}), statistics_of(FELT), SMALL)

    assert [by_node(simulation.scored)[code] for code in FELT] == [1, 3.5, 1.2]


def test_marks_of_another_region_do_not_override_the_survey():
    """Only the home region's own marks stand before its survey."""
    simulation = simulate(marks_of({"F1": 1}, "Kota Lain"), statistics_of(FELT), SMALL)

    assert by_node(simulation.scored)["F1"] == 2.5


@pytest.mark.parametrize(("year", "track"), [(2022, "regular"), (2023, "kppn_ikn")])
def test_marks_and_survey_of_another_method_do_not_count(year, track):
    """What belongs to another year or track is not scored by this method."""
    marks, means = marks_of(READY, year=year, track=track), statistics_of(FELT, year=year, track=track)

    assert simulate(marks, means, SMALL) is None


def test_simulation_says_whether_a_sample_is_part_of_it():
    """Invented answers mark the simulation, unless every one of them was overridden by a mark."""
    invented = statistics_of(FELT, is_sample=True)
    overridden = marks_of({**READY, **dict.fromkeys(FELT, 2)})

    assert simulate(marks_of(READY), invented, SMALL).is_sample
    assert not simulate(overridden, invented, SMALL).is_sample
    assert simulate(marks_of(READY, is_sample=True), statistics_of(FELT), SMALL).is_sample
    assert not simulate(marks_of(READY), statistics_of(FELT), SMALL).is_sample
