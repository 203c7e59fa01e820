"""Each source of doubt: how it is drawn, against what is known of its distribution, and what it refuses."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from instruments import LEVELS, SMALL, method_of
from laws import examples

from outlook.robustness.fields import (
    HOME,
    TRACKS,
    YEAR,
    composed_field,
    figures_of,
    parts_of,
    past_of,
    plain_field,
    scenario_of,
)
from smartcity.method import INDEX, Availability
from smartcity.outlook.robustness.doubts import Assessors, Lack, Shock, Survey, Unpublished, Weights
from smartcity.outlook.robustness.draws import drawn_indices, indices
from smartcity.outlook.robustness.field import Scenario, field_of
from smartcity.outlook.robustness.printed import Press, Rounding
from smartcity.scoring.scores import score

laws = examples(12)
DRAWS = 20_000
TWOS = {"A": 2.0, "B": 2.0, "C": 2.0}
MIXED = {"A": 1.0, "B": 2.5, "C": 3.5}


def drawn(field, *doubts, draws=DRAWS):
    """Draw the indices of home under *doubts*."""
    return drawn_indices(field, doubts, draws, np.random.default_rng(1))[:, field.regions.index(HOME)]


def scored(parts, method):
    """Let scoring compute an index from components."""
    leaves = pd.DataFrame({"region": HOME, "node": list(parts), "value": list(parts.values())}).astype({"value": float})
    found = score(leaves, method).scores
    return float(found.loc[found["node"] == INDEX, "value"].iloc[0])


class TestIndices:
    """How shocks are put together."""

    @laws
    @given(
        st.lists(st.floats(0, 4), min_size=3, max_size=3),
        st.lists(st.integers(1, 9), min_size=3, max_size=3),
        st.lists(st.floats(-0.5, 0.5), min_size=3, max_size=3),
    )
    def test_drawn_weights_and_components_give_what_scoring_would(self, values, shares, moves):
        """A region whose figure is its recomputed index gets scoring's index of the drawn components and weights."""
        weights = [share / sum(shares) for share in shares]
        other = replace(
            SMALL, components=tuple(replace(part, weight=own) for part, own in zip(SMALL.components, weights))
        )
        own = dict(zip("ABC", values))
        figure = figures_of({HOME: scored(own, SMALL)}, "simulasi")
        field = field_of(HOME, YEAR, figure, parts_of({HOME: own}), TRACKS, past_of({}))
        shock = Shock(components=np.array([[moves]]), weights=np.array([[weights]]))
        moved = {code: value + move for (code, value), move in zip(own.items(), moves)}

        assert indices(field, [shock], 1)[0, 0] == pytest.approx(scored(moved, other), abs=1e-12)

    def test_printed_figure_is_not_replaced_unasked(self):
        """Doubt in the weights moves the printed index; it does not put a recomputed one in its place."""
        figures = figures_of({HOME: 2.61})
        field = field_of(HOME, YEAR, figures, parts_of({HOME: MIXED}), TRACKS, past_of({}))

        assert field.recomputed.tolist() == pytest.approx([2.7])
        assert drawn(field, Weights(0.0), draws=3).tolist() == [2.61] * 3
        assert drawn(field, Rounding("index", 2)).mean() == pytest.approx(2.61, abs=1e-3)
        assert drawn(field, Rounding("components", 2)).mean() == pytest.approx(2.7, abs=1e-3)


class TestRounding:
    """Printed figures are the true ones rounded."""

    @pytest.mark.parametrize(
        ("basis", "reach", "variance"), [("official", 0.005, 1), ("derived", 0.01, 2), ("press", 0.005, 1)]
    )
    def test_index_stays_within_what_was_printed(self, basis, reach, variance):
        """One printed figure leaves half a unit either way, evenly; a derived one is made of two."""
        found = drawn(plain_field({HOME: 3.0}, basis), Rounding("index", 2)) - 3.0

        assert -reach <= found.min() < -0.9 * reach
        assert 0.9 * reach < found.max() <= reach
        assert found.var() == pytest.approx(variance * 0.01**2 / 12, rel=0.03)

    def test_simulated_figures_are_not_rounded(self):
        """What was computed here is known in full, even among printed figures."""
        field = composed_field({"A": TWOS}, scenario=scenario_of({"A1": 3.0}))

        assert set(drawn(field, Rounding("finest", 2), draws=50)) == {scenario_of({"A1": 3.0}).scores[INDEX]}

    def test_component_errors_weigh_as_components_do(self):
        """The index of rounded components varies by the squares of the weights."""
        found = drawn(composed_field({HOME: MIXED}), Rounding("components", 1))
        squares = sum(weight**2 for weight in SMALL.weights.values())

        assert found.mean() == pytest.approx(2.7, abs=1e-3)
        assert found.var() == pytest.approx(squares * 0.1**2 / 12, rel=0.05)

    def test_components_agree_with_the_index_that_was_printed_beside_them(self):
        """Printed 2.71 of components that make 2.704: only draws from 2.705 to 2.715 can have been printed so."""
        parts = {HOME: {"A": 1.0, "B": 2.5, "C": 3.508}}
        field = field_of(HOME, YEAR, figures_of({HOME: 2.71}), parts_of(parts), TRACKS, past_of({}))
        found = drawn(field, Rounding("finest", 2))

        assert field.recomputed.tolist() == pytest.approx([2.704])
        assert (found.min() >= 2.705 - 1e-9, found.max() <= 2.715 + 1e-9) == (True, True)
        assert len(set(found)) > 19_000

    def test_components_that_never_agree_stay_as_drawn(self):
        """A printed index that its components cannot make is not forced on them."""
        field = field_of(HOME, YEAR, figures_of({HOME: 2.61}), parts_of({HOME: MIXED}), TRACKS, past_of({}))

        assert drawn(field, Rounding("finest", 2)).mean() == pytest.approx(2.7, abs=1e-3)

    @pytest.mark.parametrize(("of", "figure"), [("components", dict.fromkeys("ABC", 4.0)), ("index", None)])
    def test_nothing_leaves_the_scale(self, of, figure):
        """A printed 4.00 cannot stand for more than the scale has."""
        field = composed_field({HOME: figure}) if figure else plain_field({HOME: 4.0}, "derived")

        assert 3.98 < drawn(field, Rounding(of, 2)).min() < drawn(field, Rounding(of, 2)).max() <= 4.0

    def test_finest_takes_components_where_they_are_printed(self):
        """A region with all components varies by them, one without by its index."""
        figures = figures_of({HOME: 2.7, "A": 2.7})
        field = field_of(HOME, YEAR, figures, parts_of({HOME: MIXED, "A": {"A": 2.0}}), TRACKS, past_of({}))
        found = drawn_indices(field, [Rounding("finest", 2)], DRAWS, np.random.default_rng(1))
        squares = sum(weight**2 for weight in SMALL.weights.values())

        assert found.var(axis=0) == pytest.approx(np.array([1, squares]) * 0.01**2 / 12, rel=0.03)
        assert Rounding("components", 2).lacks(field) == (Lack("rounding", "components", ("A",)),)

    def test_without_a_printed_figure_there_is_nothing_to_round(self):
        """Simulated figures alone cannot be doubted for rounding."""
        assert Rounding("index", 2).lacks(plain_field({HOME: 3.0}, "simulasi")) == (Lack("rounding", "printed"),)

    def test_a_component_from_an_older_table_is_a_printed_figure(self):
        """Of a scenario only the components that stand on a printed score vary, each by its weight."""
        own = {item.code: 2.0 for item in SMALL.items if item.component != "B"}
        field = composed_field({}, scenario=Scenario(HOME, SMALL, own, assumed={"B": 3.0}))
        found = drawn(field, Rounding("finest", 1)) - (0.2 * 2 + 0.3 * 3 + 0.5 * 2)

        assert -0.3 * 0.05 <= found.min() < -0.9 * 0.3 * 0.05
        assert found.var() == pytest.approx(0.3**2 * 0.1**2 / 12, rel=0.03)
        assert (Rounding("finest", 1).lacks(field), Rounding("finest", 1).regions(field)) == ((), (HOME,))

    def test_unknown_kind_of_figure_is_refused(self):
        """Only components and indices are printed."""
        with pytest.raises(ValueError, match="items"):
            Rounding("items", 2)


class TestAssessors:
    """Assessors may mark otherwise than the scenario."""

    def test_moves_have_the_mean_and_variance_of_so_many_marks(self):
        """Independent moves of five assessors on every item: mean and variance are those of their marks."""
        lower, higher = 0.2, 0.1
        field = composed_field({}, scenario=scenario_of())
        found = drawn(field, Assessors(lower, higher))
        one = lower + higher - (higher - lower) ** 2
        spread = sum(part.weight**2 / len(part.items) for part in SMALL.components) / SMALL.assessors

        assert found.mean() == pytest.approx(2.0 + higher - lower, abs=2e-3)
        assert found.var() == pytest.approx(one * spread, rel=0.04)

    def test_likeness_moves_a_panel_together(self):
        """With likeness r the variance over n marks grows by 1 + (n - 1) r, as for Dirichlet-multinomial counts."""
        method = method_of({"A": (1.0, (None,) * 4)})
        scenario = Scenario(HOME, method, dict.fromkeys((item.code for item in method.items), 2.0))
        field = field_of(HOME, YEAR, figures_of({}), parts_of({}), {}, past_of({}), scenario)
        marks = len(method.items) * method.assessors
        found = drawn(field, Assessors(0.2, 0.0, 0.3))

        assert found.var() == pytest.approx(0.2 * 0.8 / marks * (1 + (marks - 1) * 0.3), rel=0.04)
        assert found.mean() == pytest.approx(1.8, abs=0.01)

    @pytest.mark.parametrize(
        ("marks", "doubt", "expected"),
        [
            (4.0, Assessors(0.0, 1.0), 4.0),
            (1.0, Assessors(1.0, 0.0), 1.0),
            (0.0, Assessors(0.5, 0.5), 0.0),
            (3.0, Assessors(1.0, 0.0), 2.0),
            (3.0, Assessors(0.0, 1.0), 4.0),
            (3.4, Assessors(0.0, 1.0), 4.0),
            (1.4, Assessors(1.0, 0.0), 1.0),
        ],
    )
    def test_marks_stay_on_the_levels(self, marks, doubt, expected):
        """A step off the levels is not taken, nothing there stays nothing, and a mean is made of whole marks."""
        field = composed_field({}, scenario=scenario_of({item.code: marks for item in SMALL.items}))

        assert drawn(field, doubt, draws=20).tolist() == pytest.approx([expected] * 20)

    @pytest.mark.parametrize("marks", [{"A1": 4.0}, {"A1": 1.0}, dict.fromkeys(("C1", "C2", "C3"), 4.0)])
    def test_marks_at_an_end_do_not_pull_the_mean_along(self, marks):
        """A four can only fall and a one only rise; the component keeps its mean all the same, and still spreads."""
        field = composed_field({}, scenario=scenario_of(marks))
        found = drawn(field, Assessors(0.1, 0.1))

        reach = 0.002 if "A1" in marks else 0.03
        assert found.mean() == pytest.approx(field.values[0], abs=reach)
        assert found.std() > 0.01

    def test_only_items_with_a_value_are_marked(self):
        """A component from an older table has no marks to move, and a part of the items is moved as a part."""
        half = replace(SMALL, availability=Availability(0.5, 1.0))
        scenario = Scenario(HOME, half, {"A1": 2.0, "C1": 2.0, "C2": 2.0}, assumed={"B": 3.0})
        field = field_of(HOME, YEAR, figures_of({}), parts_of({}), {}, past_of({}), scenario)

        assert drawn(field, Assessors(0.0, 1.0), draws=3).tolist() == pytest.approx([0.2 * 3 + 0.3 * 3 + 0.5 * 3] * 3)

    def test_marks_and_number_of_assessors_are_needed(self):
        """Published figures have no marks to move, and a method may not know how many assessors there are."""
        scenario = scenario_of()
        unknown = replace(scenario, method=replace(SMALL, assessors=None))
        bare = Scenario(HOME, SMALL, {}, assumed=TWOS)

        assert Assessors(0.1, 0.1).lacks(composed_field({}, scenario=bare)) == (Lack("assessors", "marks", (HOME,)),)

        assert Assessors(0.1, 0.1).lacks(composed_field({HOME: TWOS})) == (Lack("assessors", "marks", (HOME,)),)
        assert Assessors(0.1, 0.1).lacks(composed_field({}, scenario=unknown)) == (
            Lack("assessors", "assessors", ("2023_regular",)),
        )

    @pytest.mark.parametrize("parameters", [(0.7, 0.4, 0.0), (-0.1, 0.0, 0.0), (0.1, 0.1, 0.95)])
    def test_impossible_probabilities_are_refused(self, parameters):
        """Two probabilities of one mark are not negative and not more than 1 together."""
        with pytest.raises(ValueError, match=r"probabilities|likeness"):
            Assessors(*parameters)


class TestPress:
    """A press figure may be wrong."""

    def test_a_wrong_figure_lies_within_reach_as_often_above_as_below(self):
        """Every tenth is wrong, by up to the reach, evenly; the mean stays."""
        found = drawn(plain_field({HOME: 3.0}, "press"), Press(0.1, 0.1)) - 3.0

        assert np.mean(found != 0) == pytest.approx(0.1, abs=0.01)
        assert (-0.1 <= found.min() < -0.09, 0.09 < found.max() <= 0.1) == (True, True)
        assert found.mean() == pytest.approx(0, abs=1e-3)

    @pytest.mark.parametrize("printed", [3.97, 0.02, 4.0])
    def test_the_end_of_the_scale_does_not_shift_the_mean(self, printed):
        """Near the end the reach is the distance to it, both ways; nothing leaves the scale, rounding included."""
        found = drawn(plain_field({HOME: printed}, "press"), Press(1.0, 0.1), Rounding("index", 2))

        assert found.mean() == pytest.approx(printed, abs=3e-3)
        assert (found.min() >= 0, found.max() <= 4) == (True, True)

    def test_only_figures_of_the_press_are_touched(self):
        """Official and derived ones have other doubts; without any press figure there is nothing to doubt."""
        figures = pd.concat([figures_of({HOME: 3.0}, "press"), figures_of({"A": 3.0}, "official")])
        field = field_of(HOME, YEAR, figures, parts_of({}), TRACKS, past_of({}))

        assert Press(0.1, 0.1).regions(field) == (HOME,)
        assert Press(0.1, 0.1).lacks(plain_field({HOME: 3.0}, "derived")) == (Lack("press", "press"),)

    @pytest.mark.parametrize("parameters", [(-0.1, 0.1), (1.1, 0.1), (0.1, -0.1)])
    def test_impossible_sizes_are_refused(self, parameters):
        """A chance is a probability, and a reach is not negative."""
        with pytest.raises(ValueError, match="chance"):
            Press(*parameters)


class TestSurvey:
    """Survey means spread as their resampled answers do."""

    SPREAD = pd.DataFrame({"node": ["C.living", "C3"], "low": [2.804, 2.0], "high": [3.196, 2.0]})

    def scenario(self, **others):
        """Put the three surveyed items of the small instrument on their means."""
        known = {"means": {"C1": 3.0, "C2": 3.0, "C3": 2.0}, "spread": self.SPREAD} | others
        return scenario_of(**known)

    def test_items_of_one_node_move_together(self):
        """A node's interval is the middle share of its mean, so two of three items carry its deviation whole."""
        found = drawn(composed_field({}, scenario=self.scenario()), Survey())

        assert found.std() == pytest.approx(0.5 * 2 / 3 * 0.1, rel=0.03)
        assert found.mean() == pytest.approx(1.0 + 0.5 * (3 + 3 + 2) / 3, abs=2e-3)

    def test_the_end_of_the_answer_scale_does_not_shift_the_mean(self):
        """A mean of 3.95 with a wide spread is as often below as above itself, and never above four."""
        wide = pd.DataFrame({"node": ["C"], "low": [3.5], "high": [4.0]})
        scenario = scenario_of({"A1": 4.0}, {"C1": 3.95, "C2": 3.95, "C3": 3.95}, spread=wide)
        field = composed_field({}, scenario=scenario)
        found = drawn(field, Survey())

        assert found.mean() == pytest.approx(field.values[0], abs=1e-3)
        assert found.max() <= field.values[0] + 0.5 * 0.05 + 1e-9

    def test_smallest_node_with_a_spread_counts(self):
        """What is said of a part goes before what is said of the whole."""
        wide = pd.concat([self.SPREAD, pd.DataFrame({"node": ["C"], "low": [0.0], "high": [4.0]})])
        fields = [composed_field({}, scenario=self.scenario(spread=spread)) for spread in (self.SPREAD, wide)]

        assert drawn(fields[0], Survey(), draws=50).tolist() == drawn(fields[1], Survey(), draws=50).tolist()

    def test_means_become_marks_by_the_mapping(self):
        """With the nearest level a small spread changes no mark, a large one changes whole levels."""
        near = self.scenario(mapping="nearest_level", means={"C1": 3.1, "C2": 2.9, "C3": 2.0})
        spread = pd.DataFrame({"node": ["C"], "low": [0.0], "high": [3.9]})
        wide = replace(near, spread=spread)
        levels = {
            round((found - 1.0) * 2 * 3) for found in drawn(composed_field({}, scenario=wide), Survey(), draws=500)
        }

        assert set(drawn(composed_field({}, scenario=near), Survey(), draws=50)) == {near.scores[INDEX]}
        assert len(levels) > len(LEVELS)
        assert levels <= set(range(13))

    def test_marks_go_before_survey_means(self):
        """An item that was marked does not vary with its survey."""
        scenario = scenario_of({"C1": 4.0}, {"C1": 1.0, "C2": 3.0, "C3": 3.0})

        assert (scenario.surveyed, scenario.values["C1"]) == (("C2", "C3"), 4.0)

    def test_means_and_spread_are_needed(self):
        """Without a survey there is nothing to spread; an item under no node with a spread is named."""
        bare = self.scenario(spread=self.SPREAD.iloc[:1])

        assert Survey().lacks(composed_field({}, scenario=scenario_of())) == (Lack("survey", "means", (HOME,)),)
        assert Survey().lacks(composed_field({}, scenario=bare)) == (Lack("survey", "spread", ("C3",)),)


class TestWeights:
    """The weights might be others."""

    def test_drawn_weights_vary_as_asked_around_the_official_ones(self):
        """The means are the official weights and the root mean square of the deviations is the width asked for."""
        field = composed_field({HOME: MIXED})
        found = Weights(3.0).draw(field, np.random.default_rng(1), DRAWS).weights[:, 0]

        assert found.sum(axis=1) == pytest.approx(np.ones(DRAWS))
        assert found.mean(axis=0) == pytest.approx(list(SMALL.weights.values()), abs=1e-3)
        assert np.sqrt(found.var(axis=0).mean()) == pytest.approx(0.03, rel=0.02)

    def test_regions_of_one_method_share_their_weights(self):
        """Two regions with the same components never part, whatever the weights."""
        field = composed_field({HOME: MIXED, "A": MIXED, "B": TWOS})
        found = drawn_indices(field, [Weights(5.0)], 100, np.random.default_rng(1))

        assert found[:, 0].tolist() == found[:, field.regions.index(HOME)].tolist()
        assert found[:, 1].tolist() == pytest.approx([2.0] * 100)

    def test_components_are_needed(self):
        """A region of which only the index is printed cannot be weighed anew."""
        figures = figures_of({HOME: 2.7, "A": 2.0, "B": np.nan})
        field = field_of(HOME, YEAR, figures, parts_of({HOME: MIXED}), TRACKS, past_of({}))

        assert Weights(1.0).lacks(field) == (Lack("weights", "components", ("A",)),)

    def test_deviation_that_no_share_can_have_is_refused(self):
        """Three weights cannot deviate by fifty points each; a negative width has no meaning."""
        assert Weights(50.0).lacks(composed_field({HOME: MIXED})) == (Lack("weights", "narrower", ("2023_regular",)),)
        with pytest.raises(ValueError, match="points -1"):
            Weights(-1)


class TestUnpublished:
    """Regions without a figure are drawn from their own past."""

    PAST = {"A": {2019: 2.0, 2020: 2.2, 2021: 2.1}, "B": {2022: 3.0}}

    def test_last_figure_and_own_changes_make_the_value(self):
        """Two years on, each draw is the last figure plus two of the past changes."""
        field = plain_field({HOME: 3.0, "A": np.nan}, past=self.PAST)
        found = drawn_indices(field, [Unpublished()], 2000, np.random.default_rng(1))[:, 0]
        values, counts = np.unique(found.round(6), return_counts=True)

        assert values.tolist() == [1.9, 2.2, 2.5]
        assert (counts / 2000).tolist() == pytest.approx([0.25, 0.5, 0.25], abs=0.05)

    def test_value_stays_on_the_scale(self):
        """Past changes cannot lead beyond what can be scored."""
        field = plain_field({HOME: 3.0, "A": np.nan}, past={"A": {2020: 1.0, 2021: 2.4, 2022: 3.9}})

        assert drawn_indices(field, [Unpublished()], 20, np.random.default_rng(1))[:, 0].tolist() == [4.0] * 20

    def test_enough_changes_between_successive_years_are_needed(self):
        """A single figure, or years with a gap between, tell no yearly change; such regions are named."""
        past = {**self.PAST, "C": {2018: 2.0, 2020: 2.0, 2021: 2.0}}
        field = plain_field({HOME: 3.0, "A": np.nan, "B": np.nan, "C": np.nan, "D": np.nan}, past=past)

        assert Unpublished().lacks(field) == (Lack("unpublished", "past", ("B", "C", "D")),)
        assert Unpublished(1).lacks(field) == (Lack("unpublished", "past", ("B", "D")),)

    def test_later_years_are_not_its_past(self):
        """What a region published after the year in question is not used."""
        field = plain_field({HOME: 3.0, "A": np.nan}, past={"A": {2021: 2.0, 2022: 2.1, 2023: 2.2, 2024: 2.3}})

        assert field.past["year"].tolist() == [2021, 2022]

    def test_nobody_silent_is_nothing_to_draw(self):
        """Where everyone published, the doubt cannot be applied."""
        assert Unpublished().lacks(plain_field({HOME: 3.0})) == (Lack("unpublished", "unpublished"),)


class TestField:
    """What a field is made of."""

    def test_scenario_takes_the_place_of_the_published_figure(self):
        """Home stands with its simulated index and components, whatever was published of it."""
        field = composed_field({HOME: MIXED, "A": TWOS}, scenario=scenario_of({"B1": 4.0}))

        assert field.values.tolist() == [2.0, pytest.approx(2.6)]
        assert (field.roundings.tolist(), field.components[1].tolist()) == ([1, 0], pytest.approx([2.0, 4.0, 2.0]))

    def test_half_a_scenario_is_refused(self):
        """Without a value on every item there is no index to rank; what is missing is named."""
        with pytest.raises(ValueError, match="B1"):
            composed_field(
                {}, scenario=Scenario(HOME, SMALL, {item.code: 2.0 for item in SMALL.items if item.code != "B1"})
            )

    def test_two_figures_of_one_region_are_refused(self):
        """A region stands once in a ranking."""
        twice = pd.concat([figures_of({HOME: 3.0}), figures_of({HOME: 3.1})])
        with pytest.raises(ValueError, match=HOME):
            field_of(HOME, YEAR, twice, parts_of({}), TRACKS, past_of({}))

    def test_two_tracks_have_their_own_weights(self):
        """In a national table each region is weighed by the method of its track."""
        other = method_of({"A": (0.5, (None,)), "D": (0.5, (None,))}, track="kppn_ikn")
        figures = pd.concat([figures_of({HOME: 2.7}), figures_of({"A": 2.5}, track="kppn_ikn")])
        parts = parts_of({HOME: MIXED, "A": {"A": 2.0, "D": 3.0}})
        field = field_of(HOME, YEAR, figures, parts, {**TRACKS, "kppn_ikn": other}, past_of({}))
        moved = drawn_indices(field, [Rounding("components", 2), Weights(2.0)], DRAWS, np.random.default_rng(1))

        assert field.recomputed.tolist() == pytest.approx([2.5, 2.7])
        assert moved.mean(axis=0) == pytest.approx([2.5, 2.7], abs=5e-3)

    def test_scenario_of_another_year_is_weighed_by_its_own_rules(self):
        """A scenario brings its year's weights for itself alone; the others stay as in the year of their table."""
        later = method_of({"A": (0.5, (None,)), "B": (0.2, (None,)), "C": (0.3, (None,))}, year=YEAR + 1)
        scenario = Scenario(HOME, later, {"A1": 4.0, "B1": 1.0, "C1": 2.0})
        field = composed_field({"A": MIXED}, scenario=scenario)

        assert field.recomputed.tolist() == pytest.approx([2.7, 0.5 * 4 + 0.2 * 1 + 0.3 * 2])
        assert [method.year for method in field.methods] == [YEAR, YEAR + 1]

    def test_scenario_of_another_year_with_the_same_weights_shares_their_draws(self):
        """Equal weights are one unknown, not two: alike components keep alike indices in every draw."""
        scenario = Scenario(HOME, replace(SMALL, year=YEAR + 1), {}, assumed=MIXED)
        field = composed_field({"A": MIXED}, scenario=scenario)
        found = drawn_indices(field, [Weights(5.0)], 100, np.random.default_rng(1))

        assert (len(field.methods), found[:, 0].tolist()) == (1, pytest.approx(found[:, 1].tolist()))


def test_a_component_that_stands_twice_is_not_silently_one_of_the_two():
    """No rank is doubted by figures of which nobody knows which one counts."""
    parts = pd.concat([parts_of({HOME: TWOS}), parts_of({HOME: MIXED})])
    with pytest.raises(ValueError, match=f"{HOME} has A twice"):
        field_of(HOME, YEAR, figures_of({HOME: 2.0}), parts, TRACKS, past_of({}))
