"""What the command line and the pages ask: score cards, groups and ranks, respondents, coverage."""

import pandas as pd
import pytest
from planted import (
    BANJAR,
    BARU,
    FAR,
    HOME,
    JOINED,
    KOTA,
    LATE,
    OUTSIDE,
    SITE,
    marks,
    places_of_the_province,
    result,
    results,
    survey,
    warehouse,
)
from planted_forms import innovation, innovations

from smartcity.answers import scores
from smartcity.method import INDEX, load_dimensions, load_methods

METHOD = load_methods().require(2023, "regular")
DIMENSIONS = [dimension.code for dimension in load_dimensions()]
PARTS = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
WHOLE_SURVEY = survey(2023, dict.fromkeys(DIMENSIONS, 5), (2.5,))
WHOLE_MARKS = marks(2023, {item.code: 2 for item in METHOD.items if item.component != "impact"})


def world(*rows, files=()):
    """Build the province with these results and other files."""
    return warehouse(places_of_the_province(), results(rows), *files)


def test_card_holds_recomputed_and_published_figures():
    """The index is recomputed at full precision; what was printed stands beside it."""
    with world(result(2023, HOME, 3.38, improvement=0.26, **PARTS)) as made:
        card = scores.score_card(made, 2023, HOME)

    assert (card.index, card.recomputed, card.figure) == (pytest.approx(3.379, abs=1e-12), card.index, 3.38)
    assert (card.published, card.published_improvement, card.components) == (3.38, 0.26, PARTS)
    assert (card.year, card.track, card.region, card.basis) == (2023, "regular", HOME, "official")
    assert (card.method, card.method_status, card.is_sample) == ("2023_regular", "certain", False)


def test_card_without_components_is_the_published_index():
    """Where no components are known the index is the printed one and the components are empty."""
    with world(result(2024, HOME, 3.55, "press")) as made:
        card = scores.score_card(made, 2024, HOME)

    assert (card.index, card.published, card.recomputed) == (3.55, 3.55, None)
    assert (card.components, card.basis) == ({}, "press")
    assert (card.published_improvement, card.method_status) == (None, "inferred")


def test_card_of_a_year_without_a_method_is_never_recomputed():
    """Printed components of a year with unknown weights are shown, and the index stays as printed."""
    with world(result(2021, HOME, 2.98, "press", **PARTS)) as made:
        card = scores.score_card(made, 2021, HOME)

    assert (card.index, card.components) == (2.98, PARTS)
    assert (card.method, card.method_status) == (None, "unknown")


def test_missing_component_is_not_counted_as_zero():
    """With one component unpublished the index is the printed one, not a sum of the rest."""
    partial = {code: value for code, value in PARTS.items() if code != "impact"}
    with world(result(2023, HOME, 3.38, **partial)) as made:
        card = scores.score_card(made, 2023, HOME)

    assert (card.index, card.components) == (3.38, partial)


@pytest.mark.parametrize("kept", [("official", "press", "derived"), ("press", "derived"), ("derived",)])
def test_best_basis_speaks(kept):
    """The ministry's figure is taken before the press's, and that before a derived one, which is not published."""
    figures = {"official": 3.1, "press": 3.2, "derived": 3.3}
    with world(*(result(2023, HOME, figures[basis], basis) for basis in kept[::-1])) as made:
        card = scores.score_card(made, 2023, HOME)

    assert (card.basis, card.figure) == (kept[0], figures[kept[0]])
    assert card.published == (None if kept[0] == "derived" else figures[kept[0]])


def test_bases_are_never_mixed_in_one_card():
    """An official index without components does not take those that the press printed."""
    with world(result(2023, HOME, 3.38), result(2023, HOME, 3.4, "press", **PARTS)) as made:
        card = scores.score_card(made, 2023, HOME)

    assert (card.basis, card.components, card.index) == ("official", {}, 3.38)


def test_simulation_is_only_shown_when_asked_for():
    """Marks and survey make a card of their own basis, which never stands in for a published one."""
    with world(files=(WHOLE_MARKS, WHOLE_SURVEY)) as made:
        published = scores.score_card(made, 2023, HOME)
        card = scores.score_card(made, 2023, HOME, "simulasi")

    assert published is None
    assert (card.basis, card.published, card.components["impact"]) == ("simulasi", None, pytest.approx(2.5))
    assert card.index == pytest.approx(0.8 * 2 + 0.2 * 2.5, abs=1e-12)


def test_simulated_card_says_whether_it_is_a_sample():
    """A card that rests on invented answers says so; the published card beside it does not."""
    invented = survey(2023, dict.fromkeys(DIMENSIONS, 5), (2.5,), is_sample=True)
    with world(result(2023, HOME, 3.38), files=(WHOLE_MARKS, invented)) as made:
        cards = [scores.score_card(made, 2023, HOME, basis) for basis in ("simulasi", "official")]

    assert [card.is_sample for card in cards] == [True, False]


def test_other_mapping_gives_another_card():
    """With nearest_level the survey means of 2.5 become 3; published figures have no mapping."""
    with world(files=(WHOLE_MARKS, WHOLE_SURVEY)) as made:
        card = scores.score_card(made, 2023, HOME, "simulasi")
        mapped = scores.remapped(made, card, "nearest_level")
        same = scores.remapped(made, card, "identity")

    assert mapped.components["impact"] == 3.0
    assert mapped.index == pytest.approx(0.8 * 2 + 0.2 * 3, abs=1e-12)
    assert (same.index, same.components) == (card.index, card.components)


def test_nothing_is_simulated_without_a_method():
    """A year or track with no verified rules has no simulation."""
    with world(files=(WHOLE_MARKS, WHOLE_SURVEY)) as made:
        found = [scores.simulation(made, *key) for key in ((2021, "regular"), (2023, "kppn_ikn"), (2023, "antah"))]

    assert found == [None, None, None]


LAST = PARTS | {"impact": 2.29}

IMPROVEMENTS = {
    "both recomputed": (result(2022, HOME, 3.12, **LAST), ("recomputed", 0.26)),
    "press before": (result(2022, HOME, 3.12, "press"), ("published", 3.38 - 3.12)),
    "derived before": (result(2022, HOME, 3.12, "derived"), ("derived", 3.38 - 3.12)),
}


@pytest.mark.parametrize(("before", "expected"), IMPROVEMENTS.values(), ids=list(IMPROVEMENTS))
def test_improvement_is_made_of_two_figures_of_one_kind(before, expected):
    """A recomputed index is never subtracted from a printed one; what the difference is made of is said."""
    with world(result(2023, HOME, 3.38, **PARTS), before) as made:
        found = scores.improvement_of(made, scores.score_card(made, 2023, HOME))

    assert (found.of, found.value) == (expected[0], pytest.approx(expected[1], abs=1e-12))


def test_without_last_year_there_is_no_improvement():
    """A first year has none."""
    with world(result(2022, HOME, 3.12, "press")) as made:
        assert scores.improvement_of(made, scores.score_card(made, 2022, HOME)) is None


def test_simulation_has_no_improvement():
    """A simulated index is never subtracted from a published one."""
    with world(result(2022, HOME, 3.12), files=(WHOLE_MARKS, WHOLE_SURVEY)) as made:
        found = scores.improvement_of(made, scores.score_card(made, 2023, HOME, "simulasi"))

    assert found is None


def test_official_table_is_ranked_by_its_printed_figures():
    """Two equal printed figures share a rank, though their recomputed values differ the other way round."""
    higher = PARTS | {"baseline": 3.80}
    with world(result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.38, **higher)) as made:
        ranking = scores.ranking(made, 2023, "national")
    recomputed = ranking.rows.set_index("region")["recomputed"]

    assert ranking.rows["rank"].tolist() == [1, 1]
    assert recomputed[KOTA] > recomputed[HOME]


def test_recomputation_never_reorders_a_published_table():
    """A region printed below us stays below, whatever its components add up to."""
    with world(result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.37, **(PARTS | {"impact": 4.0}))) as made:
        ranking = scores.ranking(made, 2023, "national")

    assert ranking.rows["region"].tolist() == [HOME, KOTA]


def test_province_lists_who_waits_and_who_takes_no_part():
    """Every region of the province is ranked, not published yet, or not taking part; nobody else is."""
    with world(result(2024, KOTA, 3.57, "press"), result(2024, HOME, 3.55, "press"), result(2024, FAR[0], 3.9)) as made:
        now = scores.ranking(made, 2024, SITE.province_code)
        before = scores.ranking(made, 2023, SITE.province_code)

    assert now.rows["region"].tolist() == [KOTA, HOME]
    assert dict(zip(now.unranked["region"], now.unranked["reason"])) == {
        BANJAR: "not_published",
        BARU: "not_published",
        LATE: "not_published",
        OUTSIDE: "no_evidence",
    }
    assert dict(zip(before.unranked["region"], before.unranked["reason"]))[LATE] == "not_yet"


def test_groups_are_by_track_and_type_of_region():
    """National counts all, a track its own, kabupaten and kota their type, and a track narrows any of them."""
    rows = [
        result(2023, HOME, 3.0),
        result(2023, KOTA, 3.5),
        result(2023, FAR[0], 3.9, track="kppn_ikn"),
        result(2023, FAR[1], 3.1),
    ]
    groups = [
        ("national", None),
        ("track", None),
        ("track", "kppn_ikn"),
        ("kabupaten", None),
        ("kabupaten", "regular"),
        ("kota", None),
        ("kalsel", None),
    ]
    with world(*rows) as made:
        found = [scores.ranking(made, 2023, among, track=track) for among, track in groups]

    assert [(ranking.of(HOME), ranking.count) for ranking in found] == [
        (4, 4),
        (3, 3),
        (None, 1),
        (3, 3),
        (2, 2),
        (None, 1),
        (2, 2),
    ]


def test_own_track_is_empty_when_home_is_not_published():
    """Without our own figure there is no track of ours to be ranked in, so nobody is passed off as our track."""
    with world(result(2023, KOTA, 3.5), result(2023, FAR[0], 3.9, track="kppn_ikn")) as made:
        ranking = scores.ranking(made, 2023, "track")

    assert ranking.of(HOME) is None
    assert set(ranking.rows["track"]) <= {SITE.track}


def test_national_table_is_official_holds_us_and_is_larger_than_the_province():
    """Only a whole official table with our own row in it makes a rank in the nation."""
    nation = [result(2023, region, 3.0) for region in FAR]
    cases = [
        [*nation, result(2023, HOME, 3.38)],
        [*nation, result(2023, HOME, 3.38, "press")],
        nation,
        [result(2023, HOME, 3.38), result(2023, KOTA, 3.31)],
    ]
    found = []
    for rows in cases:
        with world(*rows) as made:
            table = scores.national_table(made, 2023)
            found.append(table and (table.of(HOME), table.count))

    assert found == [(1, 9), None, None, None]


def test_a_few_figures_are_no_table_to_rank_in():
    """Beyond the province only the ministry's table is one, and only for the tracks that it holds."""
    official = [result(2022, region, 3.0, track="kppn_ikn") for region in FAR]
    ours = [result(2022, HOME, 3.12, "press"), result(2022, KOTA, 3.06, "press")]
    groups = (("kalsel", None), ("national", None), ("kabupaten", None), ("track", None), ("national", "kppn_ikn"))
    found = []
    for rows in ([*official, *ours], ours):
        with world(*rows) as made:
            found.append(
                [scores.is_table(made, scores.ranking(made, 2022, among, track=track)) for among, track in groups]
            )

    assert found == [[True, False, False, False, True], [True, False, False, False, False]]


def test_a_regency_is_no_city_in_any_year():
    """The home region is outside the other type of region, published or not, and in every other group."""
    with world() as made:
        assert [among for among in scores.groups() if scores.is_outside(made, among)] == ["kota"]


def test_unknown_group_lists_those_that_exist():
    """A misspelt group is refused with all groups."""
    with (
        world() as made,
        pytest.raises(KeyError, match="'galaksi'; there are kalsel, national, track, kabupaten, kota"),
    ):
        scores.ranking(made, 2023, "galaksi")


def test_simulation_is_ranked_among_the_published_figures_of_others():
    """Only when asked for, our simulated index takes our place, marked by its basis and at full precision."""
    rows = (result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 2.1), result(2023, BANJAR, 2.11))
    with world(*rows, files=(WHOLE_MARKS, WHOLE_SURVEY)) as made:
        official = scores.ranking(made, 2023, "national")
        simulated = scores.ranking(made, 2023, "national", basis="simulasi")
    own = simulated.rows.set_index("region").loc[HOME]

    assert (official.of(HOME), simulated.of(HOME), simulated.count) == (1, 2, 3)
    assert (own["basis"], pd.isna(own["published"])) == ("simulasi", True)
    assert set(official.rows["basis"]) == {"official"}


def test_simulation_without_marks_leaves_home_unranked():
    """Asked for a simulation that is not there, no published figure is put in its place."""
    with world(result(2023, HOME, 3.38), result(2023, KOTA, 2.1)) as made:
        ranking = scores.ranking(made, 2023, SITE.province_code, basis="simulasi")

    assert (ranking.of(HOME), ranking.count) == (None, 1)


def test_every_group_of_the_command_line_can_be_ranked(shipped):
    """Each code of `groups()` gives a ranking of the shipped year with a basis in every row."""
    found = {among: scores.ranking(shipped, 2023, among) for among in scores.groups()}

    assert {among: ranking.count for among, ranking in found.items()} == {
        "kalsel": 4,
        "national": 130,
        "track": 72,
        "kabupaten": 86,
        "kota": 44,
    }
    assert {basis for ranking in found.values() for basis in ranking.rows["basis"]} == {"official"}


def test_round_of_unknown_weights_is_ranked_with_nobody(shipped):
    """The first evaluation of 2020 belongs to another round and joins no line and no rank."""
    assert scores.ranking(shipped, 2020, "national").count == 0
    assert scores.score_card(shipped, 2020, BANJAR) is None
    assert shipped.query("other_round_indices", province=SITE.province, rounds=JOINED)["value"].tolist() == [3.41]


def test_respondents_are_counted_in_every_dimension():
    """Each dimension is listed with count, quota and mean; one without answers has count 0 and no mean."""
    with world(files=(survey(2023, {"living": 5}, (2,)),)) as made:
        rows = scores.respondents(made, 2023).set_index("dimension")

    assert rows.index.tolist() == DIMENSIONS
    assert rows["count"].to_dict() == {**dict.fromkeys(DIMENSIONS, 0), "living": 5}
    assert rows["mean"].dropna().to_dict() == {"living": 2.0}
    assert set(rows["quota"]) == {METHOD.survey.quota}


def test_a_mean_of_a_few_is_not_given_nor_one_that_would_tell_it():
    """Three people's mean is theirs; the others' tell nothing of it, since the impact of all is not given."""
    with world(files=(survey(2023, {"living": 20, "society": 18, "economy": 3}, (2,)),)) as made:
        rows = scores.respondents(made, 2023).set_index("dimension")
        whole = scores.score_card(made, 2023, HOME, "simulasi")

    assert rows["mean"].dropna().to_dict() == {"living": 2.0, "society": 2.0}
    assert (whole.index, whole.components) == (None, {})
    assert rows.index[rows["is_hidden"]].tolist() == ["economy"]


def test_respondents_of_two_tracks_do_not_mix():
    """Where a year has surveys of two tracks, every dimension stands once, with the people of our own track."""
    own, other = survey(2023, {"living": 5}), survey(2023, {"living": 9}, name="lain.xlsx", track="kppn_ikn")
    with world(files=(other, own)) as made:
        rows = scores.respondents(made, 2023)

    assert rows["dimension"].tolist() == DIMENSIONS
    assert rows.set_index("dimension")["count"].to_dict() == {**dict.fromkeys(DIMENSIONS, 0), "living": 5}


@pytest.mark.parametrize(("form", "parts"), [(None, 1), ("whole", 1), ("parts", 3)])
def test_the_quota_follows_what_a_person_says_of_the_form(form, parts):
    """One person who answers all three parts shows a whole form; a person may say otherwise, of every dimension."""
    with world(files=(survey(2023, {"living": 5}),)) as made:
        rows = scores.respondents(made, 2023, form)

    assert set(rows["quota"]) == {parts * METHOD.survey.quota}
    assert set(rows["is_split"]) == {parts > 1}


def test_respondents_of_a_year_without_survey_are_none():
    """Without a survey every count is 0, the quota is still the method's, and nothing is a sample."""
    with world() as made:
        rows = scores.respondents(made, 2023)

    assert (rows["count"].sum(), rows["mean"].notna().sum(), rows["is_sample"].any()) == (0, 0, False)
    assert set(rows["quota"]) == {METHOD.survey.quota}


def test_respondents_of_a_year_without_method_have_no_quota():
    """Where the rules are unknown no quota is made up."""
    with world() as made:
        rows = scores.respondents(made, 2021)

    assert rows["quota"].notna().sum() == 0


def test_invented_respondents_are_marked():
    """Only the dimensions that hold sample rows are marked as a sample."""
    with world(files=(survey(2023, {"living": 1}, is_sample=True),)) as made:
        rows = scores.respondents(made, 2023).set_index("dimension")

    assert rows.index[rows["is_sample"]].tolist() == ["living"]


def test_coverage_lists_every_sub_dimension(shipped):
    """Each sub-dimension has a cell, empty or not; the final list fills all of them once."""
    final = scores.coverage(shipped, 2024, "final_2024")
    nothing = scores.coverage(shipped, 2019)
    expected = [part.code for dimension in load_dimensions() for part in dimension.sub_dimensions]

    assert final["sub_dimension"].tolist() == nothing["sub_dimension"].tolist() == expected
    assert {len(names) for names in final["innovations"]} == {1}
    assert {len(names) for names in nothing["innovations"]} == {0}


def test_a_cell_of_an_invented_list_is_marked():
    """A cell says that one of its innovations is invented, and only that cell does."""
    listed = innovations([innovation("Lapak Sehat", "living", 2, year=2023)], is_sample=True)
    with world(files=(listed,)) as made:
        cells = scores.coverage(made, 2023)

    assert cells.loc[cells["sample"], "sub_dimension"].tolist() == ["living.2"]


def test_nodes_come_in_the_order_of_the_method():
    """The nodes with a score are listed index first, then as the method orders them."""
    with world(result(2023, HOME, 3.38, **PARTS), result(2021, HOME, 2.98, "press", impact=3.0)) as made:
        known = scores.nodes_of(made, 2023, HOME, "official")
        unknown_weights = scores.nodes_of(made, 2021, HOME, "press")
        nothing = scores.nodes_of(made, 2023, HOME, "press")

    assert known == (INDEX, *METHOD.weights)
    assert (unknown_weights, nothing) == (("impact", INDEX), ())


def test_regions_are_found_by_what_people_call_them(shipped):
    """Full name, short name and abbreviation find a region; a name that two bear finds none."""
    known = scores.regions(shipped)

    assert [known.find(text).name for text in ("Tabalong", "kab. tabalong", "KOTA BANJARMASIN")] == [HOME, HOME, KOTA]
    assert known.find("Bogor") is None


def test_two_tracks_in_one_year_do_not_mix():
    """Marks of two tracks in one year give the card of one of them, whole: that of our own track."""
    foreign = load_methods().require(2023, "kppn_ikn")
    other = marks(2023, {item.code: 4 for item in foreign.items}, name="lain.xlsx", track="kppn_ikn")
    with world(files=(other, WHOLE_MARKS, WHOLE_SURVEY)) as made:
        card = scores.score_card(made, 2023, HOME, "simulasi")

    assert (card.track, card.method) == ("regular", "2023_regular")
    assert card.index == pytest.approx(0.8 * 2 + 0.2 * 2.5, abs=1e-12)
    assert list(card.components) == list(METHOD.weights)
