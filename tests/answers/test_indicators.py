"""What an index can be made of: series apart, scores on their best basis, simulations left out, disputes counted."""

import pytest
from planted import BANJAR, FAR, HOME, KOTA, marks, places_of_the_province, result, results, warehouse
from planted_indicators import FOUR, codes_of, each, indicator_file, province

from smartcity.answers import indicators, scores
from smartcity.answers.indicators import SCORES
from smartcity.method import INDEX, load_methods

YEAR = load_methods().years[-1]


def cells(made, code):
    """The cells of one measure by region and year."""
    known = indicators.measures(made).cells
    return known[known["code"] == code].set_index(["region", "year"])


def test_a_series_is_an_indicator_of_its_own():
    """Two ways of measuring never share a code, so no column and no line can join them."""
    with province(
        each("IPM", 2020, [70], "A: lama"), each("IPM", 2020, [71], "B: baru"), each("IPM", 2021, [72])
    ) as made:
        wide = indicators.wide(indicators.measures(made).cells, codes_of(made))

        assert codes_of(made) == ["IPM", "IPM A: lama", "IPM B: baru"]
        assert wide.set_index("year").loc[2020, ["IPM A: lama", "IPM B: baru"]].tolist() == [70, 71]
        assert wide[codes_of(made)].notna().sum().tolist() == [1, 1, 1]


def test_codes_that_would_be_alike_are_kept_apart():
    """An indicator "IPM A" and series "A" of IPM are two measures, also where both would be called the same."""
    with province(each("IPM A", 2020, [1]), each("IPM", 2020, [2], "A"), each("unit", 2020, [3])) as made:
        codes = codes_of(made)

        assert (len(set(codes)), "unit" in codes) == (3, False)
        assert sorted(cells(made, code)["value"].iloc[0] for code in codes) == [1, 2, 3]


def test_scores_stand_on_their_best_published_basis():
    """An official figure goes before press and derived ones, and each cell says which it is."""
    rows = [
        result(YEAR, HOME, 3.1, "press"),
        result(YEAR, HOME, 3.2, "official"),
        result(YEAR, KOTA, 2.9, "derived"),
        result(YEAR, BANJAR, None, "press", output=2.5),
    ]
    with warehouse(places_of_the_province(), results(rows)) as made:
        own = cells(made, f"{SCORES}.{INDEX}")

        assert own["value"].to_dict() == {(HOME, YEAR): 3.2, (KOTA, YEAR): 2.9}
        assert own["basis"].tolist() == ["official", "derived"]
        assert cells(made, f"{SCORES}.output")["basis"].tolist() == ["press"]


def test_a_simulation_is_no_measurement():
    """What we marked ourselves is not offered beside what others published."""
    items = {item.code: 3 for item in load_methods().require(YEAR, "regular").items}
    with warehouse(places_of_the_province(), marks(YEAR, items)) as made:
        assert scores.score_card(made, YEAR, HOME, scores.SIMULASI) is not None
        assert codes_of(made) == []


def test_of_several_files_the_one_loaded_last_holds_and_the_dispute_is_counted():
    """A corrected value replaces the older one, and the cell tells that there were two."""
    newer = indicator_file(each("SPBE", 2023, [2.5, 3.0]), "lain.xlsx")
    with province(each("SPBE", 2023, [2.1, 3.0]), more=[newer]) as made:
        own = cells(made, "SPBE")

        assert own["value"].to_dict() == {(HOME, 2023): 2.5, (KOTA, 2023): 3.0}
        assert own["versions"].to_dict() == {(HOME, 2023): 2, (KOTA, 2023): 1}


@pytest.mark.parametrize(
    ("among", "expected"),
    [
        ("kalsel", FOUR),
        ("national", (*FOUR, *FAR)),
        ("kota", tuple(region for region in FOUR if region.startswith("Kota"))),
    ],
)
def test_regions_of_a_group(among, expected):
    """A group lists its regions, whether or not anything is known of them."""
    with warehouse(places_of_the_province(FOUR)) as made:
        assert indicators.regions(made, among) == tuple(sorted(expected))


def test_a_province_is_no_region_among_its_own(shipped):
    """The province's own figures do not stand among those of its kabupaten and kota."""
    listed = indicators.regions(shipped, scores.NATIONAL)

    assert [region for region in listed if region.startswith("Provinsi")] == []
    assert len(listed) > len(indicators.regions(shipped, "kalsel")) > 0


def test_chosen_cells_are_those_asked_for():
    """Codes, regions and years narrow the cells; without years all of them stay."""
    with province(each("SPBE", 2023, [1, 2]), each("SPBE", 2024, [3, 4]), each("IDSD", 2024, [5])) as made:
        known = indicators.measures(made)

        assert known.chosen(["SPBE"], [HOME])["value"].tolist() == [1, 3]
        assert known.chosen(["SPBE", "IDSD"], [HOME], [2024])["value"].tolist() == [5, 3]
