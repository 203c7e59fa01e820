"""Ranks: highest first, ties shared, missing ones listed and never ranked."""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smartcity.scoring.ranking import PRECISION, Ranking, differs, gaps, rank, ranks

HOME = "Kabupaten Tabalong"
figures = st.lists(st.integers(0, 400).map(lambda figure: figure / 100), max_size=12)
exact = st.lists(st.floats(0, 4).map(lambda value: round(value, PRECISION)), max_size=12)
any_values = st.one_of(figures, exact)
TIED = [3.38, 3.38, 2.5, 3.57, 2.5, 1.0]


def table(values, basis="official"):
    """Name the values A, B, C ... as regions."""
    rows = [(f"Kabupaten {chr(65 + place)}", value, basis) for place, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["region", "value", "basis"]).astype({"value": float})


def ranking_of(values, missing=()):
    """Rank all the values, in a group that *missing* belongs to as well."""
    rows = table(values)
    return rank(2023, "national", rows, dict.fromkeys([*rows["region"], *missing], "not_published"))


def test_ties_share_the_best_rank():
    """Two on the second place leave no third: 1, 2, 2, 4."""
    assert ranks(pd.Series([3.0, 2.5, 2.5, 1.0])).tolist() == [1, 2, 2, 4]


@given(any_values)
@example(TIED)
def test_rank_is_one_more_than_how_many_are_above(values):
    """A rank counts those strictly above, whatever the order of the rows."""
    expected = [1 + sum(other > value for other in values) for value in values]

    assert ranks(pd.Series(values, dtype=float)).tolist() == expected


@given(any_values)
@example(TIED)
def test_rank_agrees_with_the_order_of_scores(values):
    """Down the ranking no value rises, equal values share a rank, and a lower value has a larger one."""
    rows = ranking_of(values).rows
    pairs = list(zip(zip(rows["rank"], rows["value"]), list(zip(rows["rank"], rows["value"]))[1:]))

    assert [pair for pair in pairs if pair[1][1] > pair[0][1]] == []
    assert [pair for pair in pairs if (pair[0][0] == pair[1][0]) != (pair[0][1] == pair[1][1])] == []


@given(any_values, st.randoms(use_true_random=False))
@example(TIED, None)
def test_order_of_rows_is_irrelevant(values, random):
    """The same ranking comes out however the rows of the table stood."""
    rows = table(values)
    places = list(range(len(rows)))[::-1]
    if random is not None:
        random.shuffle(places)
    group = dict.fromkeys(rows["region"], "")

    pd.testing.assert_frame_equal(
        rank(2023, "national", rows.iloc[places], group).rows, rank(2023, "national", rows, group).rows
    )


@given(any_values)
@example(TIED)
def test_ties_stand_in_order_of_name(values):
    """Equal figures are listed by name, so that no order among them is invented."""
    rows = ranking_of(values).rows

    assert [list(own["region"]) for _, own in rows.groupby("rank")] == [
        sorted(own["region"]) for _, own in rows.groupby("rank")
    ]


@given(any_values)
def test_count_is_how_many_have_a_value(values):
    """A rank is out of those with a value, and never larger than their number."""
    ranking = ranking_of([*values, None])

    assert ranking.count == len(values)
    assert [place for place in ranking.rows["rank"] if not 1 <= place <= len(values)] == []


def test_region_without_value_is_listed_and_not_ranked():
    """A missing figure is no zero: its region stands apart with the reason, in order of name."""
    rows = table([3.0, None])
    group = {"Kabupaten Z": "not_participating", "Kabupaten A": "", "Kabupaten B": "not_published"}
    ranking = rank(2024, "kalsel", rows, group)

    assert (ranking.count, ranking.of("Kabupaten A"), ranking.of("Kabupaten B")) == (1, 1, None)
    assert ranking.unranked.to_dict("records") == [
        {"region": "Kabupaten B", "reason": "not_published"},
        {"region": "Kabupaten Z", "reason": "not_participating"},
    ]


def test_region_outside_the_group_is_neither_ranked_nor_listed():
    """Only members count: the rank within a province takes no notice of a higher neighbour."""
    ranking = rank(2023, "kalsel", table([3.5, 3.0]), {"Kabupaten B": "not_published"})

    assert (ranking.rows["region"].tolist(), ranking.of("Kabupaten B"), len(ranking.unranked)) == (
        ["Kabupaten B"],
        1,
        0,
    )


def test_empty_group_gives_an_empty_ranking():
    """Without members there is a ranking of nobody."""
    ranking = rank(2023, "kalsel", table([3.0]), {})

    assert (ranking.count, len(ranking.unranked), ranking.of(HOME)) == (0, 0, None)


def test_sums_that_differ_only_by_the_order_of_adding_tie():
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 are one value for a rank."""
    assert ranks(pd.Series([0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1, 0.5])).tolist() == [1, 1, 3]


def test_what_differs_beyond_the_printed_decimals_is_told_apart():
    """Computed values are ranked at full precision: 3.3791 stands above 3.3790, though both print as 3.38."""
    assert ranks(pd.Series([3.3790, 3.3791])).tolist() == [2, 1]


def test_other_columns_stay_beside_the_rank():
    """Basis and recomputed value follow their region and do not change its place."""
    rows = table([3.38, 3.38, 3.31]).assign(recomputed=[3.375, 3.384, 3.39])
    ranking = rank(2023, "national", rows, dict.fromkeys(rows["region"], ""))

    assert ranking.rows[["rank", "recomputed"]].to_numpy().tolist() == [[1, 3.375], [1, 3.384], [3, 3.39]]


def test_gaps_are_measured_from_home():
    """A positive gap is above us, a negative one below."""
    rows = table([3.57, 3.55, 3.0]).replace("Kabupaten B", HOME)
    ranking = rank(2024, "kalsel", rows, dict.fromkeys(rows["region"], ""))

    assert gaps(ranking, HOME)["gap"].tolist() == pytest.approx([0.02, 0.0, -0.55], abs=1e-12)


def test_gaps_without_home_are_missing():
    """When our value is not published there is nothing to measure from."""
    ranking = ranking_of([3.0, 2.0])

    assert gaps(ranking, HOME)["gap"].isna().tolist() == [True, True]


@pytest.mark.parametrize(
    ("value", "published", "tolerance", "expected"),
    [
        (3.379, 3.38, 0.005, False),
        (3.375, 3.38, 0.005, False),
        (0.1 + 0.2 + 0.005, 0.3, 0.005, False),
        (3.3749, 3.38, 0.005, True),
        (3.3851, 3.38, 0.005, True),
    ],
)
def test_differs_only_beyond_the_tolerance(value, published, tolerance, expected):
    """A distance of exactly the tolerance is within it, however the binary fractions fall."""
    assert differs(value, published, tolerance) == expected


def test_ranking_knows_its_year_and_group():
    """Every ranking carries its basis: among whom, which year, out of how many."""
    ranking = ranking_of([3.0, 2.0])

    assert isinstance(ranking, Ranking)
    assert (ranking.year, ranking.among, ranking.count) == (2023, "national", 2)
