"""Fields and scenarios for doubting a rank, what can be drawn in them, and weights of another year."""

import pytest
from planted import (
    BANJAR,
    BARU,
    FAR,
    HOME,
    KOTA,
    LATE,
    places_of_the_province,
    result,
    results,
    warehouse,
)

from smartcity.answers import ranks, simulations
from smartcity.answers.ranks import Asked
from smartcity.answers.scores import NATIONAL
from smartcity.method import load_methods
from smartcity.method.doubt_sizes import load_doubts
from smartcity.method.regions import load_site
from smartcity.outlook.robustness.draws import DOUBTS
from smartcity.scoring.ranking import OFFICIAL_ORDER

METHOD = load_methods().require(2023, "regular")
TRACK, PROVINCE = load_site().track, load_site().province_code
METHOD_2024 = load_methods().require(2024, TRACK)
PARTS = {"baseline": 3.0, "output": 3.2, "outcome": 2.9, "impact": 3.1, "quick_win": 3.0}
ALL_MARKS = {item.code: float(2 + number % 3) for number, item in enumerate(METHOD.items)}
BY_HAND = {code: mark for code, mark in ALL_MARKS.items() if METHOD.item(code) not in METHOD.survey_items}
DIMENSIONS = dict.fromkeys(item.dimension for item in METHOD.survey_items)
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
        where = ranks.arena(made, 2024, "kalsel")

    assert where.field.regions == (BANJAR, HOME, KOTA)
    assert where.field.names(~where.field.is_known) == (BANJAR,)
    assert where.left_out == (LATE, BARU)


def test_silent_regions_without_any_past_stay_and_the_doubt_is_refused():
    """When none of them can be drawn nobody is left out unseen: the doubt itself says whom it is missing."""
    with world(result(2024, HOME, 3.5), result(2024, KOTA, 3.6)) as made:
        sure = ranks.assess(ranks.arena(made, 2024, "kalsel"))

    assert sure.arena.left_out == ()
    assert [(lack.missing, lack.names) for lack in sure.lacks["unpublished"]] == [("past", (BANJAR, LATE, BARU))]
    assert sure.result.unranked == (BANJAR, LATE, BARU)


def test_all_that_can_be_drawn_is_drawn_unless_said_otherwise():
    """Without a word every applicable doubt counts; with one only those named; with none of them nothing is drawn."""
    with world(*PEERS, result(2023, HOME, 3.05, **PARTS), result(2023, BARU, 2.0, **PARTS)) as made:
        where = ranks.arena(made, 2023, "kalsel")
    asked = [ranks.assess(where, codes) for codes in (None, ("weights",), ())]

    assert [sure.asked for sure in asked] == [("rounding", "weights"), ("weights",), ()]
    assert [[doubt.code for doubt in sure.applied] for sure in asked] == [["rounding", "weights"], ["weights"], []]
    assert asked[0].possible == ("rounding", "weights")


def test_a_doubt_that_cannot_be_drawn_refuses_the_whole_question():
    """Nothing is drawn in part: the rounding that could be drawn is not drawn either."""
    with world(result(2023, HOME, 3.05), result(2023, KOTA, 3.0)) as made:
        sure = ranks.assess(ranks.arena(made, 2023, "kalsel"), ("rounding", "weights"))

    assert (sure.refused, sure.result, sure.applied) == (("weights",), None, ())


def test_doubts_have_their_configured_sizes_in_the_order_of_their_codes():
    """Every doubt is made, in the size of the configuration, and a chosen deviation replaces the usual one."""
    sizes = load_doubts()
    usual, wide = ranks.doubts_of(), ranks.doubts_of(5.0)

    assert tuple(usual) == DOUBTS
    assert (usual["weights"].points, wide["weights"].points) == (sizes.usual_points, 5.0)
    assert (usual["rounding"].decimals, usual["unpublished"].least) == (sizes.decimals, sizes.least)
    assert sizes.usual_points in sizes.points


def test_a_question_about_published_figures_is_drawn_once():
    """The pages ask the same several times; the answer is kept until the next build."""
    with world(*PEERS, result(2023, HOME, 3.05, **PARTS)) as made:
        first, again = (ranks.how_sure(made, Asked(2023, "kalsel")) for _ in range(2))
        other = ranks.how_sure(made, Asked(2023, "kalsel", points=5.0))

    assert (first is again, first is other) == (True, False)


def test_weights_of_the_same_year_change_nothing():
    """The year's own weights give every region its own index and rank."""
    with world(*PEERS, result(2023, HOME, 3.05, **PARTS)) as made:
        rows = ranks.recast(made, 2023, 2023, "kalsel").rows

    assert (rows["value"] == rows["cast"]).all()
    assert (rows["rank"] == rows["rank_cast"]).all()
    assert rows["shift"].tolist() == [0, 0, 0]


def test_other_group_than_the_province_needs_a_national_table():
    """A few neighbours are no nation: without an official table no rank in it has moved."""
    with world(*line(HOME, 3.0, 3.1, 3.2), *line(KOTA, 3.0, 3.1, 3.2)) as made:
        assert ranks.moved(made, 2023, "kalsel").years == (2022, 2023)
        assert ranks.moved(made, 2023, "national") is None


def test_a_move_in_the_nation_is_explained_from_table_to_table():
    """With official tables of both years the whole nation is compared."""
    far = [result(year, region, 2.0) for year in (2022, 2023) for region in FAR]
    with world(*far, result(2022, HOME, 1.0), result(2023, HOME, 3.0)) as made:
        found = ranks.moved(made, 2023, "national")

    assert (found.before.ranking.of(HOME), found.after.ranking.of(HOME)) == (len(FAR) + 1, 1)


def test_a_printed_improvement_is_not_used_over_a_gap_of_years():
    """The printed one is against the year before; compared with an older year the printed figures are subtracted."""
    rows = [result(2021, HOME, 3.0), result(2023, HOME, 3.3, improvement=0.1)]
    with world(*rows) as made:
        change = ranks.moved(made, 2023, "kalsel").change

    assert (change.value, change.is_printed) == (0.3, False)


@pytest.mark.parametrize(
    ("years", "year", "expected"),
    [((2022, 2024), 2023, 2022), ((2020, 2022), 2023, 2022), ((2024, 2025), 2023, 2024), ((), 2023, None)],
)
def test_the_weights_tried_first_are_those_of_the_year_before(years, year, expected):
    """The newest year before; where there is none, the oldest after."""
    assert ranks.usual_weights_year(years, year) == expected


def test_every_basis_has_a_number_of_roundings():
    """The bounds of a printed change count the roundings of each basis; none may be forgotten."""
    from smartcity.outlook.robustness.field import ROUNDINGS

    assert set(ROUNDINGS) == set(OFFICIAL_ORDER)


def test_a_supposition_is_doubted_among_the_figures_of_its_peers(shipped):
    """The index is that of the supposition; marks and answers are doubted, taken-over components are not."""
    found = simulations.suppose(shipped, 2024, TRACK, {f"P{number}": 3.0 for number in range(1, 8)})
    sure = ranks.prospect(shipped, found, PROVINCE)
    field = sure.arena.field

    assert field.values[field.regions.index(HOME)] == pytest.approx(found.index, abs=1e-12)
    assert {doubt.code for doubt in sure.applied} == {"rounding", "assessors", "survey", "unpublished"}
    assert sure.arena.has_sample is True


def test_a_supposition_in_the_national_table_keeps_the_others_as_published(shipped):
    """Among 130 regions of 2023 the others stand at their printed figures and only ours is supposed."""
    found = simulations.suppose(shipped, 2024, TRACK, {item.code: 3.0 for item in METHOD_2024.items})
    sure = ranks.prospect(shipped, found, NATIONAL)
    rows = sure.result.rows.set_index("region")

    assert (sure.arena.year, len(rows), rows.loc[HOME, "value"]) == (2023, 130, pytest.approx(3.0))
    assert int(rows.loc[HOME, "rank"]) == simulations.peers(shipped, 2024, NATIONAL).rank(3.0)


def test_with_marks_that_nobody_can_move_and_no_answers_the_index_stands(shipped):
    """Nothing there (mark 0) cannot fall or rise, so every draw has the same index of ours."""
    found = simulations.suppose(shipped, 2024, TRACK, {item.code: 0.0 for item in METHOD_2024.items})
    rows = ranks.prospect(shipped, found, PROVINCE, codes=("assessors",)).result.rows
    own = rows.set_index("region").loc[HOME]

    assert (own["index_low"], own["index_high"]) == (0.0, 0.0)


def test_half_a_supposition_is_not_ranked(shipped):
    """Without an index, and where nobody published, there is nothing to doubt."""
    half = simulations.suppose(shipped, 2024, TRACK, {"P1": 3.0})

    assert ranks.prospect(shipped, half, PROVINCE) is None


def test_other_weights_of_a_scenario_do_not_reach_the_others(shipped):
    """In a table of another year the scenario has its own method when the weights differ, and shares it when not."""
    found = simulations.suppose(shipped, 2024, TRACK, {item.code: 3.0 for item in METHOD_2024.items})
    field = ranks.prospect(shipped, found, NATIONAL).arena.field
    home = field.regions.index(HOME)
    regular = [place for place, number in enumerate(field.method_of) if number == field.method_of[home]]

    # The weights of 2023 and 2024 are the same, so the home region is weighed with its whole track.
    assert len(regular) == 72
