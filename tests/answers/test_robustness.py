"""Fields and scenarios for doubting a rank, and what can be drawn in them."""

import pytest
from planted import BANJAR, BARU, HOME, KOTA, LATE, places_of_the_province, result, results, warehouse

from smartcity.answers import robustness, simulations
from smartcity.answers.robustness import Question
from smartcity.answers.scores import NATIONAL
from smartcity.method import load_methods
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness.draws import DOUBTS

TRACK, PROVINCE = load_site().track, load_site().province_code
METHOD_2024 = load_methods().require(2024, TRACK)
PARTS = {"baseline": 3.0, "output": 3.2, "outcome": 2.9, "impact": 3.1, "quick_win": 3.0}
PEERS = [result(2023, KOTA, 3.1, **PARTS), result(2023, BANJAR, 2.8, **PARTS)]


def world(*rows, files=()):
    """Build the province with these results and files."""
    return warehouse(places_of_the_province(), results(rows), *files)


def line(region, *values, first=2021):
    """Plant a region's figures, one year after the other."""
    return [result(first + place, region, value) for place, value in enumerate(values)]


def test_silent_regions_with_a_past_are_drawn_and_the_others_named():
    """One with two yearly changes is in the field, those without are left out by name."""
    rows = [result(2024, HOME, 3.5), result(2024, KOTA, 3.6), *line(BANJAR, 2.0, 2.1, 2.2), *line(BARU, 2.0, 2.1)]
    with world(*rows) as made:
        where = robustness.arena(made, 2024, "kalsel")

    assert where.field.regions == (BANJAR, HOME, KOTA)
    assert where.field.names(~where.field.is_known) == (BANJAR,)
    assert where.left_out == (LATE, BARU)


def test_silent_regions_without_any_past_stay_and_the_doubt_is_refused():
    """When none of them can be drawn nobody is left out unseen: the doubt itself says whom it is missing."""
    with world(result(2024, HOME, 3.5), result(2024, KOTA, 3.6)) as made:
        sure = robustness.assess(robustness.arena(made, 2024, "kalsel"))

    assert sure.arena.left_out == ()
    assert [(lack.missing, lack.names) for lack in sure.lacks["unpublished"]] == [("past", (BANJAR, LATE, BARU))]
    assert sure.result.unranked == (BANJAR, LATE, BARU)


def test_all_that_can_be_drawn_is_drawn_unless_said_otherwise():
    """Without a word every applicable doubt counts; with one only those named; with none of them nothing is drawn."""
    with world(*PEERS, result(2023, HOME, 3.05, **PARTS), result(2023, BARU, 2.0, **PARTS)) as made:
        where = robustness.arena(made, 2023, "kalsel")
    assessed = [robustness.assess(where, codes) for codes in (None, ("weights",), ())]

    assert [sure.chosen for sure in assessed] == [("rounding", "weights"), ("weights",), ()]
    assert [[doubt.code for doubt in sure.applied] for sure in assessed] == [["rounding", "weights"], ["weights"], []]
    assert assessed[0].possible == ("rounding", "weights")


def test_a_doubt_that_cannot_be_drawn_refuses_the_whole_question():
    """Nothing is drawn in part: the rounding that could be drawn is not drawn either."""
    with world(result(2023, HOME, 3.05), result(2023, KOTA, 3.0)) as made:
        sure = robustness.assess(robustness.arena(made, 2023, "kalsel"), ("rounding", "weights"))

    assert (sure.refused, sure.result, sure.applied) == (("weights",), None, ())


def test_doubts_have_their_configured_sizes_in_the_order_of_their_codes():
    """Every doubt is made, in the size of the configuration, and a chosen deviation replaces the usual one."""
    sizes = load_doubts()
    usual, wide = robustness.doubts_of(), robustness.doubts_of(5.0)

    assert tuple(usual) == DOUBTS
    assert (usual["weights"].points, wide["weights"].points) == (sizes.usual_points, 5.0)
    assert (usual["rounding"].decimals, usual["unpublished"].least) == (sizes.decimals, sizes.least)
    assert sizes.usual_points in sizes.points


def test_a_question_about_published_figures_is_drawn_once():
    """The pages ask the same several times; the answer is kept until the next build."""
    with world(*PEERS, result(2023, HOME, 3.05, **PARTS)) as made:
        first, again = (robustness.how_sure(made, Question(2023, "kalsel")) for _ in range(2))
        other = robustness.how_sure(made, Question(2023, "kalsel", points=5.0))

    assert (first is again, first is other) == (True, False)


def test_a_supposition_is_doubted_among_the_figures_of_its_peers(shipped):
    """The index is that of the supposition; marks and answers are doubted, taken-over components are not."""
    found = simulations.suppose(shipped, 2024, TRACK, {f"P{number}": 3.0 for number in range(1, 8)})
    sure = robustness.prospect(shipped, found, PROVINCE)
    field = sure.arena.field

    assert field.values[field.regions.index(HOME)] == pytest.approx(found.index, abs=1e-12)
    assert {doubt.code for doubt in sure.applied} == {"rounding", "assessors", "survey", "unpublished", "press"}
    assert sure.arena.has_sample is True


def test_a_supposition_in_the_national_table_keeps_the_others_as_published(shipped):
    """Among 130 regions of 2023 the others stand at their printed figures and only ours is supposed."""
    found = simulations.suppose(shipped, 2024, TRACK, {item.code: 3.0 for item in METHOD_2024.items})
    sure = robustness.prospect(shipped, found, NATIONAL)
    rows = sure.result.rows.set_index("region")

    assert (sure.arena.year, len(rows), rows.loc[HOME, "value"]) == (2023, 130, pytest.approx(3.0))
    assert int(rows.loc[HOME, "rank"]) == simulations.peers(shipped, 2024, NATIONAL).rank(3.0)


def test_with_marks_that_nobody_can_move_and_no_answers_the_index_stands(shipped):
    """Nothing there (mark 0) cannot fall or rise, so every draw has the same index of ours."""
    found = simulations.suppose(shipped, 2024, TRACK, {item.code: 0.0 for item in METHOD_2024.items})
    rows = robustness.prospect(shipped, found, PROVINCE, codes=("assessors",)).result.rows
    own = rows.set_index("region").loc[HOME]

    assert (own["index_low"], own["index_high"]) == (0.0, 0.0)


def test_half_a_supposition_is_not_ranked(shipped):
    """Without an index, and where nobody published, there is nothing to doubt."""
    half = simulations.suppose(shipped, 2024, TRACK, {"P1": 3.0})

    assert robustness.prospect(shipped, half, PROVINCE) is None


def test_other_weights_of_a_scenario_do_not_reach_the_others(shipped):
    """In a table of another year the scenario has its own method when the weights differ, and shares it when not."""
    found = simulations.suppose(shipped, 2024, TRACK, {item.code: 3.0 for item in METHOD_2024.items})
    field = robustness.prospect(shipped, found, NATIONAL).arena.field
    home = field.regions.index(HOME)
    regular = [place for place, number in enumerate(field.method_of) if number == field.method_of[home]]

    # The weights of 2023 and 2024 are the same, so the home region is weighed with its whole track.
    assert len(regular) == 72
