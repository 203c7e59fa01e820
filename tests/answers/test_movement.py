"""How our rank moved between two years, and what another year's weights would have made of it."""

import pytest
from planted import BANJAR, FAR, HOME, KOTA, places_of_the_province, result, results, warehouse

from smartcity.answers import movement
from smartcity.scoring.ranking import OFFICIAL_ORDER

PARTS = {"baseline": 3.0, "output": 3.2, "outcome": 2.9, "impact": 3.1, "quick_win": 3.0}
PEERS = [result(2023, KOTA, 3.1, **PARTS), result(2023, BANJAR, 2.8, **PARTS)]


def world(*rows, files=()):
    """Build the province with these results and files."""
    return warehouse(places_of_the_province(), results(rows), *files)


def line(region, *values, first=2021):
    """Plant a region's figures, one year after the other."""
    return [result(first + place, region, value) for place, value in enumerate(values)]


def test_weights_of_the_same_year_change_nothing():
    """The year's own weights give every region its own index and rank."""
    with world(*PEERS, result(2023, HOME, 3.05, **PARTS)) as made:
        rows = movement.recast(made, 2023, 2023, "kalsel").rows

    assert (rows["value"] == rows["cast"]).all()
    assert (rows["rank"] == rows["rank_cast"]).all()
    assert rows["shift"].tolist() == [0, 0, 0]


def test_other_group_than_the_province_needs_a_national_table():
    """A few neighbours are no nation: without an official table no rank in it has moved."""
    with world(*line(HOME, 3.0, 3.1, 3.2), *line(KOTA, 3.0, 3.1, 3.2)) as made:
        assert movement.moved(made, 2023, "kalsel").years == (2022, 2023)
        assert movement.moved(made, 2023, "national") is None


def test_a_move_in_the_nation_is_explained_from_table_to_table():
    """With official tables of both years the whole nation is compared."""
    far = [result(year, region, 2.0) for year in (2022, 2023) for region in FAR]
    with world(*far, result(2022, HOME, 1.0), result(2023, HOME, 3.0)) as made:
        found = movement.moved(made, 2023, "national")

    assert (found.before.ranking.of(HOME), found.after.ranking.of(HOME)) == (len(FAR) + 1, 1)


def test_a_printed_improvement_is_not_used_over_a_gap_of_years():
    """The printed one is against the year before; compared with an older year the printed figures are subtracted."""
    rows = [result(2021, HOME, 3.0), result(2023, HOME, 3.3, improvement=0.1)]
    with world(*rows) as made:
        change = movement.moved(made, 2023, "kalsel").change

    assert (change.value, change.is_printed) == (0.3, False)


@pytest.mark.parametrize(
    ("years", "year", "expected"),
    [((2022, 2024), 2023, 2022), ((2020, 2022), 2023, 2022), ((2024, 2025), 2023, 2024), ((), 2023, None)],
)
def test_the_weights_tried_first_are_those_of_the_year_before(years, year, expected):
    """The newest year before; where there is none, the oldest after."""
    assert movement.usual_weights_year(years, year) == expected


def test_every_basis_has_a_number_of_roundings():
    """The bounds of a printed change count the roundings of each basis; none may be forgotten."""
    from smartcity.outlook.robustness.field import ROUNDINGS

    assert set(ROUNDINGS) == set(OFFICIAL_ORDER)
