"""How a rank moved: shares of the change, peers, steps, changes of method, and weights of one year on another."""

from dataclasses import replace
from math import fsum

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from instruments import method_of, methods

from smartcity.method import INDEX, load_methods
from smartcity.scoring.movement import (
    ABOVE,
    BELOW,
    CAME,
    CAUGHT_UP,
    FELL_LEVEL,
    LEFT,
    LEVEL,
    OVERTAKEN,
    OVERTOOK,
    RankSteps,
    Standing,
    back_cast,
    method_change,
    movement,
    split,
)
from smartcity.scoring.ranking import rank
from smartcity.scoring.scores import score

METHODS = load_methods()
HOME = "Kabupaten Tabalong"
NOTHING = pd.DataFrame(columns=["region", "component", "value"])
scores = st.floats(0, 4, allow_subnormal=False)


def standing(values, year=2023, components=NOTHING, methods=None, **columns):
    """Rank region -> value, with more columns if given."""
    rows = pd.DataFrame({"region": list(values), "value": list(values.values()), "basis": "official", **columns})
    return Standing(rank(year, "kalsel", rows, dict.fromkeys(values, "")), components, methods or {})


def components_of(parts, region=HOME):
    """Lay out component -> score of one region."""
    return pd.DataFrame([(region, code, value) for code, value in parts.items()], columns=NOTHING.columns)


def index_of(parts, method):
    """Let scoring compute an index from components."""
    leaves = pd.DataFrame({"region": HOME, "node": list(parts), "value": list(parts.values())}).astype({"value": float})
    found = score(leaves, method).scores
    return float(found.loc[found["node"] == INDEX, "value"].iloc[0])


@st.composite
def two_years(draw):
    """Draw two methods, whose components may differ, with a score for each component."""
    pair = [draw(methods()) for _ in range(2)]
    return pair, [{code: draw(scores) for code in method.weights} for method in pair]


@given(two_years())
def test_shares_sum_to_the_change_of_the_index(drawn):
    """Whatever changed, components or weights or which components there are, the parts add up to the whole."""
    (old, new), (before, after) = drawn
    found = split(before, after, old, new)

    assert fsum(found["total"]) == pytest.approx(index_of(after, new) - index_of(before, old), abs=1e-12)
    assert found["total"].tolist() == pytest.approx((found["by_component"] + found["by_weight"]).tolist(), abs=1e-15)


@given(
    methods().flatmap(
        lambda m: st.tuples(st.just(m), *(st.fixed_dictionaries(dict.fromkeys(m.weights, scores)) for _ in "ab"))
    )
)
def test_same_weights_leave_only_weight_times_change(drawn):
    """Under one method each component's share is its weight times its change, and no share goes to weights."""
    method, before, after = drawn
    found = split(before, after, method, method).set_index("component")

    assert found["by_weight"].tolist() == [0.0] * len(method.weights)
    assert found["by_component"].to_dict() == pytest.approx(
        {code: weight * (after[code] - before[code]) for code, weight in method.weights.items()}, abs=1e-15
    )


def test_same_components_leave_only_the_change_of_weights():
    """When only the weights changed, all of the change goes to them."""
    old, new = (
        method_of({"A": (0.5, (None,)), "B": (0.5, (None,))}),
        method_of({"A": (0.2, (None,)), "B": (0.8, (None,))}),
    )
    found = split({"A": 3.0, "B": 2.0}, {"A": 3.0, "B": 2.0}, old, new)

    assert found["by_component"].tolist() == [0.0, 0.0]
    assert found["by_weight"].tolist() == pytest.approx([-0.9, 0.6])


def test_new_component_counts_as_a_change_of_weight():
    """What only the second method has enters with its one known score; the first year's cell stays empty."""
    old = method_of({"A": (1.0, (None,))})
    new = method_of({"A": (0.9, (None,)), "B": (0.1, (None,))})
    found = split({"A": 3.0}, {"A": 3.0, "B": 2.0}, old, new).set_index("component")

    assert found["before"].isna().tolist() == [False, True]
    assert (found.loc["B", "by_component"], found.loc["B", "by_weight"]) == (0.0, pytest.approx(0.2))


def test_improvement_is_taken_from_unrounded_indices():
    """Where both indices were recomputed the improvement is theirs and not that of the printed figures."""
    method = METHODS.require(2023, "regular")
    parts = [dict.fromkeys(method.weights, value) for value in (3.116, 3.379)]
    before, after = (
        standing(
            {HOME: round(index_of(part, method), 2)},
            year,
            components_of(part),
            {HOME: method},
            recomputed=[index_of(part, method)],
        )
        for year, part in zip((2022, 2023), parts)
    )
    found = movement(HOME, before, after)

    assert (found.improvement, found.is_exact, found.method) == (pytest.approx(0.263), True, None)
    assert found.shares["total"].sum() == pytest.approx(0.263)


def test_without_components_the_change_is_not_split():
    """A year of which only the index is printed has an improvement of printed figures, no shares, and says so."""
    method = METHODS.require(2023, "regular")
    known = dict.fromkeys(method.weights, 3.0)
    before = standing({HOME: 3.12}, 2022, NOTHING, {HOME: method})
    after = standing({HOME: 3.38}, 2023, components_of(known), {HOME: method}, recomputed=[3.379])
    found = movement(HOME, before, after)

    assert (found.shares, found.missing, found.is_exact) == (None, tuple(method.weights), False)
    assert found.improvement == pytest.approx(3.38 - 3.12)


@pytest.mark.parametrize(
    ("before", "after", "relation"),
    [
        (2.9, 3.3, OVERTOOK),
        (3.1, 3.1, OVERTAKEN),
        (2.9, 3.2, CAUGHT_UP),
        (3.1, 3.2, FELL_LEVEL),
        (3.0, 3.3, OVERTOOK),
        (3.0, 3.2, LEVEL),
        (3.1, 3.3, ABOVE),
        (2.9, 3.1, BELOW),
        (None, 3.1, CAME),
        (2.9, None, LEFT),
    ],
)
def test_what_a_peer_did_is_named(before, after, relation):
    """Passing, being passed, drawing level, coming and leaving are told apart; home went from 3.0 to 3.2."""
    years = [
        standing({HOME: own} | ({"Kota Banjarmasin": value} if value else {}), year)
        for year, own, value in ((2022, 3.0, before), (2023, 3.2, after))
    ]

    assert movement(HOME, *years).peers[["region", "relation"]].to_numpy().tolist() == [["Kota Banjarmasin", relation]]


def test_peers_stand_by_their_new_rank():
    """Each peer has both years' ranks and values and its change; those who left come last."""
    before = standing({HOME: 3.0, "A": 3.5, "B": 2.0, "C": 1.0}, 2022)
    after = standing({HOME: 3.4, "A": 3.1, "B": 3.6, "D": 0.5}, 2023)
    found = movement(HOME, before, after).peers

    assert found["region"].tolist() == ["B", "A", "D", "C"]
    assert found["rank_before"].dropna().tolist() == [3, 1, 4]
    assert found["rank_after"].dropna().tolist() == [1, 3, 4]
    assert found["change"].tolist()[:2] == pytest.approx([1.6, -0.4])


def test_rank_moves_by_one_thing_after_the_other():
    """Those who left, our own change, the others' changes and those who came each have their step."""
    before = standing({HOME: 3.0, "A": 3.5, "B": 2.0, "Gone": 3.9}, 2022)
    after = standing({HOME: 3.6, "A": 3.4, "B": 3.7, "New": 3.8}, 2023)

    assert movement(HOME, before, after).steps == RankSteps(before=3, stayers=2, own=1, others=2, after=3)


def test_home_without_a_rank_has_no_steps():
    """When home is missing in one of the years, its peers are listed and nothing is said of passing."""
    before, after = standing({"A": 3.0}, 2022), standing({HOME: 3.0, "A": 3.2}, 2023)
    found = movement(HOME, before, after)

    assert (found.steps, found.improvement, found.method, found.unweighed) == (None, None, None, (2022, 2023))
    assert found.peers["relation"].tolist() == [None]


def test_change_of_method_is_named():
    """From the KPPN track of 2022 to 2023 weights moved and a component came."""
    changed = method_change(METHODS.require(2022, "kppn_ikn"), METHODS.require(2023, "kppn_ikn"))

    assert changed.weights == {
        "outcome": (0.3, 0.2),
        "impact": (0.1, 0.2),
        "quick_win": (0.3, 0.2),
        "collaboration": (0.0, 0.1),
    }
    assert (changed.tracks, set(changed.sizes)) == (None, {"collaboration"})


def test_same_rules_in_another_year_are_no_change():
    """A method that weighs the same items alike is the same, whatever its year; another track is named."""
    regular = METHODS.require(2023, "regular")

    assert method_change(regular, METHODS.require(2024, "regular")) is None
    assert method_change(regular, replace(regular, track="x")).tracks == ("regular", "x")


def test_weights_of_one_year_on_components_of_another():
    """The back-cast is scoring with the other year's weights, marked derived, with what it could not use named."""
    rows = pd.DataFrame(
        [
            ("A", "kppn_ikn", "baseline", 1.0, "official"),
            ("A", "kppn_ikn", "output", 2.0, "official"),
            ("A", "kppn_ikn", "outcome", 3.0, "official"),
            ("A", "kppn_ikn", "impact", 4.0, "official"),
            ("A", "kppn_ikn", "quick_win", 2.0, "official"),
            ("A", "kppn_ikn", "collaboration", 1.0, "official"),
            ("B", "kppn_ikn", "baseline", 1.0, "official"),
            ("C", "elsewhere", "baseline", 1.0, "official"),
        ],
        columns=["region", "track", "component", "value", "basis"],
    )
    found = back_cast(rows, {method.track: method for method in METHODS.for_year(2022)})

    assert found.values.to_numpy().tolist() == [
        ["A", "kppn_ikn", pytest.approx(0.1 + 0.4 + 0.9 + 0.4 + 0.6), "derived"]
    ]
    assert found.unscored.to_numpy().tolist() == [["B", "no_component"], ["C", "no_method"]]
    assert found.ignored == ("collaboration",)


def test_back_cast_of_a_simulation_stays_a_simulation():
    """Simulated components never become derived figures."""
    method = METHODS.require(2023, "regular")
    rows = components_of(dict.fromkeys(method.weights, 3.0)).assign(track="regular", basis="simulasi")

    assert back_cast(rows, {"regular": method}).values["basis"].tolist() == ["simulasi"]


def test_region_without_any_peer_has_none():
    """Alone in both years we have no peers, not an empty one."""
    found = movement(HOME, standing({HOME: 3.0}, 2022), standing({HOME: 3.2}, 2023))

    assert (len(found.peers), found.steps) == (0, RankSteps(1, 1, 1, 1, 1))
