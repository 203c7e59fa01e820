"""Rank probabilities: what they sum to, what they are without doubt, and that nothing but the figures moves them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from instruments import SMALL
from laws import examples

from benchmarks.plain_rank import count_plainly, rank_plainly
from outlook.robustness.fields import HOME, TRACKS, YEAR, composed_field, plain_field, published, scenario_of
from smartcity.outlook.robustness.acceptability import rank_shares, robustness
from smartcity.outlook.robustness.doubts import Assessors, Survey, Unpublished, Weights
from smartcity.outlook.robustness.draws import Refused, batches, drawn_indices
from smartcity.outlook.robustness.field import field_of
from smartcity.outlook.robustness.printed import Rounding
from smartcity.scoring.ranking import ranks

laws = examples(10)
DRAWS = 200


def chance(seed=1):
    """Start the same stream of chance anew."""
    return np.random.default_rng(seed)


def doubts_for(figures):
    """List all doubts that a table of printed figures can have."""
    some = (Rounding("components", 2), Weights(2.0))
    return (*some, Unpublished()) if figures["value"].isna().any() else some


@laws
@given(published())
def test_probabilities_sum_to_one(table):
    """Each region has some rank in every draw, and home is above, level with or below each other region."""
    figures, components, past = table
    found = robustness(field_of(HOME, YEAR, figures, components, TRACKS, past), doubts_for(figures), chance(), DRAWS)

    assert found.acceptability.sum(axis=1).tolist() == pytest.approx([1.0] * len(figures))
    assert found.duels[["above", "level", "below"]].sum(axis=1).tolist() == pytest.approx([1.0] * (len(figures) - 1))
    # Ties share the best rank, so in every draw at least as many regions as places stand within the first places.
    within = found.acceptability.sum(axis=0).cumsum()
    assert (within >= within.index.to_numpy() - 1e-9).all()
    assert (found.unranked, len(found.rows)) == ((), len(figures))


@laws
@given(published())
def test_without_doubt_every_probability_is_zero_or_one(table):
    """With no doubt, or doubts of no size, each region has the rank of its printed figure for certain, ties shared."""
    figures, components, past = table
    field = field_of(HOME, YEAR, figures, components, TRACKS, past)
    known = figures.dropna(subset=["value"]).set_index("region")["value"]
    expected = dict.fromkeys(ranks(known).items(), 1.0)
    for doubts in ((), (Weights(0.0),)):
        found = robustness(field, doubts, chance(), DRAWS)
        table_of = found.acceptability.stack()

        assert table_of[table_of > 0].to_dict() == expected
        assert found.rows["keeps"].tolist() == [1.0] * len(known)
        assert set(found.unranked) == set(figures["region"]) - set(known.index)


def test_scenario_without_doubt_has_its_rank_for_certain():
    """Marks that every assessor shares and answers without spread leave nothing open."""
    spread = pd.DataFrame({"node": ["C"], "low": [3.0], "high": [3.0]})
    scenario = scenario_of(means={"C1": 3.2, "C2": 2.5, "C3": 3.0}, spread=spread)
    field = composed_field({"Kota Banjarmasin": {"A": 2.0, "B": 2.0, "C": 2.8}}, scenario=scenario)
    found = robustness(field, (Assessors(0.0, 0.0), Survey(), Weights(0.0)), chance(), DRAWS)

    assert found.acceptability.to_dict("index") == {
        HOME: {1: 1.0, 2: 0.0},
        "Kota Banjarmasin": {1: 0.0, 2: 1.0},
    }
    assert found.rows["value"].tolist() == pytest.approx([0.4 + 0.6 + 0.5 * 2.9, 0.4 + 0.6 + 0.5 * 2.8])


@laws
@given(published(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(table, random):
    """Rows in any order, those with empty cells too, give the same result to the last digit."""
    figures, components, past = table
    doubts = doubts_for(figures)

    def shuffled(frame):
        places = list(range(len(frame)))
        random.shuffle(places)
        return frame.iloc[places]

    one = robustness(field_of(HOME, YEAR, figures, components, TRACKS, past), doubts, chance(), DRAWS)
    other = field_of(HOME, YEAR, shuffled(figures), shuffled(components), TRACKS, shuffled(past))
    again = robustness(other, doubts, chance(), DRAWS)

    pd.testing.assert_frame_equal(again.rows, one.rows)
    pd.testing.assert_frame_equal(again.acceptability, one.acceptability)
    pd.testing.assert_frame_equal(again.duels, one.duels)


@laws
@given(
    st.integers(1, 6).flatmap(
        lambda count: st.lists(st.lists(st.integers(0, 5), min_size=count, max_size=count), min_size=1, max_size=8)
    )
)
def test_draws_are_ranked_as_a_ranking_is(rows):
    """Every draw has the ranks that `ranking.ranks` gives it, ties included."""
    values = np.array(rows, float)

    for row in values:
        assert (rank_shares(row[None], [1]).argmax(axis=1) + 1).tolist() == ranks(pd.Series(row)).tolist()


def test_shares_agree_with_a_plain_loop():
    """On the same drawn indices, plain counting gives the same share to every region and rank."""
    parts = {name: {"A": 2.0, "B": 2.0 + step / 100, "C": 2.0} for step, name in enumerate((HOME, "A", "B", "C"))}
    field, doubts = composed_field(parts), (Rounding("components", 2), Weights(2.0))
    shares = robustness(field, doubts, chance(), DRAWS).acceptability
    drawn = drawn_indices(field, doubts, DRAWS, chance())
    plain = count_plainly(dict(zip(field.regions, column)) for column in drawn)

    assert shares.stack().to_dict() == pytest.approx(
        {(region, rank): plain[region].get(rank, 0) / DRAWS for region in parts for rank in shares.columns}
    )


def test_plain_loop_of_the_benchmark_draws_the_same_doubts():
    """The named alternative finds the same probabilities, within what chance leaves open."""
    mixes = ({"A": 2.0, "B": 2.0, "C": 2.0}, {"A": 2.05, "B": 2.0, "C": 1.98}, {"A": 2.0, "B": 1.95, "C": 2.03})
    parts = dict(zip((HOME, "A", "B"), mixes))
    doubts = (Rounding("components", 2), Weights(2.0))
    shares = robustness(composed_field(parts), doubts, chance(), 20_000).acceptability
    total = doubts[1].concentration(np.array(list(SMALL.weights.values())))
    plain = rank_plainly(parts, dict.fromkeys(parts, SMALL.weights), 0.005, {HOME: total}, 20_000, 1)

    assert shares.stack().to_dict() == pytest.approx(
        {(region, rank): plain[region].get(rank, 0) / 20_000 for region in parts for rank in shares.columns}, abs=0.02
    )


def test_interval_holds_the_middle_share_of_draws():
    """The ranks from low to high are whole, hold at least the level, and fewer of them would not."""
    field = plain_field({HOME: 3.001, "A": 3.0, "B": 3.004, "C": 3.2}, "press")
    found = robustness(field, [Rounding("index", 2)], chance(), 5000, level=0.9)
    rows = found.rows.set_index("region")
    below = {region: found.acceptability.loc[region, : row.low - 1].sum() for region, row in rows.iterrows()}
    above = {region: found.acceptability.loc[region, row.high + 1 :].sum() for region, row in rows.iterrows()}

    assert max(*below.values(), *above.values()) <= 0.05
    assert rows.loc["C", ["low", "high", "expected"]].tolist() == [1, 1, 1]
    assert rows["expected"].tolist() == pytest.approx(
        [float((found.acceptability.loc[region] * found.acceptability.columns).sum()) for region in rows.index]
    )


def test_level_regions_are_level():
    """Two regions with the same exact figure share each rank and are level in every draw."""
    found = robustness(plain_field({HOME: 3.0, "A": 3.0}, "simulasi"), (), chance(), 10)

    assert found.duels.to_numpy().tolist() == [["A", 0.0, 1.0, 0.0]]
    assert found.acceptability.to_numpy().tolist() == [[1.0, 0.0], [1.0, 0.0]]


def test_home_without_a_value_has_no_duels():
    """When our own figure is not published the others are ranked, and nothing is said of us."""
    found = robustness(plain_field({HOME: np.nan, "A": 3.0}), (), chance(), 10)

    assert (len(found.duels), found.unranked, found.rows["region"].tolist()) == (0, (HOME,), ["A"])


def test_field_of_nobody_gives_empty_tables():
    """Without any figure there is nothing to rank and no error."""
    found = robustness(plain_field({HOME: np.nan}), (), chance(), 10)

    assert (len(found.rows), found.acceptability.shape, found.unranked) == (0, (0, 0), (HOME,))


def test_unpublished_region_stands_last_with_no_rank_of_its_own():
    """A region whose figure is drawn has probabilities, but no rank without doubt to keep."""
    past = {"A": {2020: 2.0, 2021: 2.1, 2022: 2.3}}
    found = robustness(plain_field({HOME: 3.0, "A": np.nan}, past=past), [Unpublished()], chance(), 50)
    last = found.rows.iloc[-1]

    assert (last["region"], last["rank"] is pd.NA, np.isnan(last["keeps"]), last["expected"]) == ("A", True, True, 2.0)


def test_same_seed_gives_the_same_result_and_the_generator_is_left_alone():
    """A result depends on the seed alone, which the manifest records; another seed gives another result."""
    field, doubts = composed_field({HOME: {"A": 2.0, "B": 2.5, "C": 3.0}}), [Weights(2.0)]
    used = chance()
    used.random(100)
    one, again, other = (robustness(field, doubts, source, 50) for source in (chance(), used, chance(2)))

    assert one.rows["index_mean"].tolist() == again.rows["index_mean"].tolist() != other.rows["index_mean"].tolist()
    assert (one.manifest.seed, other.manifest.seed) == ((1,), (2,))
    assert used.random() == np.random.default_rng(1).random(101)[-1]


def test_manifest_says_what_was_applied():
    """Every doubt is recorded with its parameters, the regions it touched and whether its size is assumed."""
    field = composed_field({HOME: {"A": 2.0, "B": 2.0, "C": 2.0}, "A": {"A": 2.0, "B": 2.0, "C": 2.0}})
    manifest = robustness(field, [Rounding("index", 2), Weights(1.5)], chance(), 50).manifest

    assert [(part.doubt, dict(part.parameters), part.is_assumption) for part in manifest.applied] == [
        ("rounding", {"of": "index", "decimals": 2}, False),
        ("weights", {"points": 1.5}, True),
    ]
    assert [part.regions for part in manifest.applied] == [("A", HOME), ("A", HOME)]
    assert (manifest.draws, manifest.home, manifest.year) == (50, HOME, YEAR)


def test_all_that_is_lacking_is_named_at_once():
    """Nothing is applied in part: the refusal lists each doubt that cannot be run and what it misses."""
    with pytest.raises(Refused) as refused:
        robustness(plain_field({HOME: 3.0}), [Rounding("index", 2), Weights(1.0), Assessors(0.1, 0.1)], chance(), 10)

    assert [(lack.doubt, lack.missing, lack.names) for lack in refused.value.lacks] == [
        ("weights", "components", (HOME,)),
        ("assessors", "marks", (HOME,)),
    ]


@pytest.mark.parametrize(("doubts", "draws"), [([Weights(1.0), Weights(2.0)], 10), ([], 0)])
def test_doubled_doubts_and_no_draws_are_refused(doubts, draws):
    """One doubt has one size, and at least one draw is needed."""
    field = composed_field({HOME: {"A": 2.0, "B": 2.0, "C": 2.0}})
    with pytest.raises(ValueError, match="draws"):
        robustness(field, doubts, chance(), draws)


def test_one_doubt_at_a_time_has_the_draws_it_has_with_others():
    """Apart or together, a doubt draws the same, so that the runs can be compared."""
    field = composed_field({HOME: {"A": 2.0, "B": 2.5, "C": 3.0}, "A": {"A": 3.0, "B": 2.0, "C": 2.0}})
    doubts = [Rounding("index", 2), Weights(2.0)]
    both = drawn_indices(field, doubts, 100, chance())
    first, second = (drawn_indices(field, [doubt], 100, chance()) for doubt in doubts)

    assert (first + second - field.values).ravel().tolist() == pytest.approx(both.ravel().tolist(), abs=1e-12)


def test_batches_add_up():
    """However many draws are asked for, the batches hold them all and none is larger than memory allows."""
    field = composed_field({name: {"A": 2.0, "B": 2.0, "C": 2.0} for name in (HOME, *"ABCDEFG")})

    assert [sum(batches(field, draws)) for draws in (1, 10_000, 200_001)] == [1, 10_000, 200_001]
    assert max(batches(field, 200_001)) * field.components.size <= 200_000
