"""How sure the rank of a supposition would be, among whom, and of which year."""

import pytest
from planted import BANJAR, BARU, FAR, HOME, KOTA, marks, places_of_the_province, result, results, survey, warehouse

from smartcity.answers import robustness, scores, simulations
from smartcity.answers.simulations import SURVEYED
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.outlook.robustness.draws import DOUBTS

TRACK = load_site().track
METHOD = load_methods().require(2024, TRACK)
PARTS = {"baseline": 3.0, "output": 3.2, "outcome": 2.9, "impact": 3.1, "quick_win": 3.0}
LAST = [result(2023, HOME, 3.05, **PARTS), result(2023, KOTA, 3.1, **PARTS), result(2023, BANJAR, 2.0, **PARTS)]
DIMENSIONS = dict.fromkeys(item.dimension for item in METHOD.survey_items)
EVERY = {item.code: 3.0 for item in METHOD.items}
TYPED = {code: 3.0 for code in EVERY if METHOD.item(code).component in ("baseline", "output")}


def world(*rows, files=()):
    """Build the province with these results and files."""
    return warehouse(places_of_the_province(), results(rows), *files)


def supposed(made, typed, mapping=None):
    """Suppose typed marks in 2024."""
    return simulations.suppose(made, 2024, TRACK, typed, mapping)


def test_each_kind_of_mark_brings_its_own_doubt():
    """Typed, surveyed and assumed components are doubted by assessors, spread and rounding; our index is the same."""
    answered = survey(2024, dict.fromkeys(DIMENSIONS, 6), given=(2, 3, 4))
    with world(*LAST, files=(answered,)) as made:
        supposition = supposed(made, TYPED)
        sure = robustness.prospect(made, supposition, "kalsel")
    field = sure.arena.field
    own = field.regions.index(HOME)

    assert field.values[own] == pytest.approx(supposition.index, abs=1e-12)
    assert (field.scenario.assumed, field.scenario.marks) == ({"outcome": 2.9, "quick_win": 3.0}, TYPED)
    assert field.scenario.surveyed == tuple(item.code for item in METHOD.survey_items)
    assert (sure.chosen, sure.arena.year) == (("rounding", "assessors", "survey", "weights"), 2023)
    assert {HOME in field.names(field.is_assumed[:, field.codes.index(code)]) for code in ("outcome", "quick_win")} == {
        True
    }
    assert sure.arena.bases == ("simulasi", "official")


def test_uploaded_marks_are_marks():
    """What a workbook of marks says is doubted like what was typed, and stands at the index that scoring gives."""
    with world(*LAST, files=(marks(2024, EVERY),)) as made:
        field = robustness.prospect(made, supposed(made, {}), "kalsel").arena.field
        expected = scores.score_card(made, 2024, HOME, scores.SIMULASI).index

    assert (field.scenario.marks, field.scenario.assumed) == (EVERY, {})
    assert field.values[field.regions.index(HOME)] == pytest.approx(expected, abs=1e-12)


def test_the_doubt_that_matters_most_is_asked_of_every_kind_of_mark():
    """Marks, survey and components taken over each have their share of what our rank and index vary by."""
    answered = survey(2024, dict.fromkeys(DIMENSIONS, 6), given=(2, 3, 4))
    with world(*LAST, files=(answered,)) as made:
        sure = robustness.prospect(made, supposed(made, TYPED), "kalsel")
        found = robustness.influence_on(sure)

    assert sure.result.acceptability.sum(axis=1).tolist() == pytest.approx([1.0] * 3)
    assert set(found.rows["doubt"]) == {"rounding", "assessors", "survey", "weights"}


def test_doubts_can_be_chosen_and_none_is_drawn_in_part():
    """One doubt alone is drawn; one that cannot be refuses the whole question."""
    with world(*LAST) as made:
        supposition = supposed(made, EVERY)
        alone, wrong = (
            robustness.prospect(made, supposition, "kalsel", codes=codes) for codes in (("assessors",), DOUBTS)
        )

    assert [one.doubt for one in alone.result.manifest.applied] == ["assessors"]
    assert (wrong.result, wrong.refused) == (None, ("survey", "unpublished", "press"))


def test_without_an_index_or_others_there_is_no_rank():
    """A component without any mark or figure leaves no index; nobody else's figures leave no ranking."""
    with world() as made:
        assert robustness.prospect(made, supposed(made, {}), "kalsel") is None
        assert robustness.prospect(made, supposed(made, EVERY), "kalsel") is None
    with world(*LAST[1:], files=(marks(2024, TYPED),)) as made:
        assert robustness.prospect(made, supposed(made, {}), "kalsel") is None


def test_the_mapping_of_the_supposition_is_the_mapping_that_is_drawn():
    """The drawn index is the one on the page, whichever mapping made it."""
    answered = survey(2024, dict.fromkeys(DIMENSIONS, 6), given=(2, 3, 3))
    with world(*LAST, files=(answered,)) as made:
        for mapping in METHOD.survey.mappings:
            supposition = supposed(made, TYPED, mapping)
            field = robustness.prospect(made, supposition, "kalsel").arena.field

            assert field.values[field.regions.index(HOME)] == pytest.approx(supposition.index, abs=1e-12)


def test_the_survey_is_only_asked_for_what_it_feeds():
    """Where every item is typed, no survey mean is left to spread."""
    answered = survey(2024, dict.fromkeys(DIMENSIONS, 6), given=(2, 3, 4))
    with world(*LAST, files=(answered,)) as made:
        supposition = supposed(made, EVERY)
        sure = robustness.prospect(made, supposition, "kalsel")

    assert (SURVEYED in supposition.origins.values(), "survey" in sure.chosen) == (False, False)


def test_the_others_stand_at_the_newest_figures_up_to_the_year():
    """A year in which we stand alone has no others; only where nobody published before does a later year speak."""
    rows = [*LAST, result(2024, HOME, 3.5), result(2025, KOTA, 3.6), result(2022, KOTA, 3.0), result(2022, BARU, 2.0)]
    with world(*rows) as made:
        found = [simulations.peers(made, year, "kalsel").year for year in (2021, 2022, 2023, 2024, 2025)]

    assert found == [2025, 2022, 2023, 2023, 2025]


def test_a_track_narrows_the_group():
    """Only regions of that track are beside us, and the answer for all of them is another one."""
    other = next(track for track in load_methods().tracks if track != TRACK)
    rows = [*LAST[:2], result(2023, BANJAR, 2.0, track=other, **PARTS)]
    with world(*rows) as made:
        supposition = supposed(made, EVERY)
        drawn = [robustness.prospect(made, supposition, "kalsel", track=track).arena.field for track in (None, TRACK)]

    assert [set(field.names(field.is_known)) for field in drawn] == [{BANJAR, HOME, KOTA}, {HOME, KOTA}]


def test_the_nation_needs_an_official_table():
    """Beyond the province a year counts only with a national table that holds us."""
    rows = [*LAST, *(result(2023, region, 2.0) for region in FAR), result(2024, HOME, 3.5), result(2024, KOTA, 3.6)]
    with world(*rows) as made:
        found = [simulations.peers(made, 2024, among).year for among in ("kalsel", "national")]
        sure = robustness.prospect(made, supposed(made, EVERY), "national", codes=("rounding",))

    assert found == [2024, 2023]
    assert (sure.arena.year, len(sure.result.rows)) == (2023, 3 + len(FAR))
