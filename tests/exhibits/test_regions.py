"""Regions beside one another: on which basis each figure is, and what is invented, stands at the figure."""

from planted import BANJAR, HOME, KOTA, places_of_the_province, result, results, warehouse
from planted_forms import form, forms
from reaching import reaching

from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.regions import beside
from smartcity.wording import Words

ID = Words("id")
CONTOH = "CONTOH"


def test_an_index_says_its_basis_and_whether_it_is_invented():
    """Figures of the ministry, the press and CONTOH files stand in one table and are told apart year by year."""
    files = (
        results([result(2023, HOME, 3.4), result(2024, HOME, 3.5, basis="press")]),
        results([result(2024, KOTA, 3.6)], is_sample=True, name="contoh.xlsx"),
    )
    with reaching(), warehouse(places_of_the_province(), *files) as made:
        shown = beside.standing(made, Selection(), ID)
    bases = shown.table.frame.set_index("region")["bases"]

    assert (bases[HOME], bases[KOTA], bases[BANJAR]) == ("2023 resmi, 2024 pers", f"2024 resmi {CONTOH}", "")
    assert shown.is_sample


def test_indices_end_with_the_year_that_is_looked_at():
    """Who was first then stays first, whatever is published later; years on the same basis are named together."""
    rows = [result(year, HOME, 3.0) for year in (2022, 2023, 2024)]
    files = results([*rows, result(2022, KOTA, 2.9), result(2023, KOTA, 2.8), result(2024, KOTA, 3.6)])
    with reaching(), warehouse(places_of_the_province(), files) as made:
        then, now = (beside.standing(made, Selection(year=year), ID) for year in (2023, 2025))
    frames = [one.table.frame.set_index("region") for one in (then, now)]

    assert [one.loc[HOME, "bases"] for one in frames] == ["2022–2023 resmi", "2022–2024 resmi"]
    assert [one.loc[HOME, "rank"] for one in frames] == [1, 2]
    assert ("2024" in frames[0], "2024" in then.message, "Banjarmasin" in now.message) == (False, False, True)


def test_an_invented_survey_is_compared_with_none():
    """It stands marked in the table; the finding counts its region among those without a survey."""
    people = [form("living", [1 + number % 4] * 9) for number in range(12)]
    with reaching(), warehouse(places_of_the_province(), forms(people, year=2024, is_sample=True)) as made:
        shown = beside.quality(made, Selection(year=2024), ID)
    rows = shown.table.frame.set_index("region")

    assert (rows.at[HOME, "bases"], rows.at[HOME, "count"], rows.at[KOTA, "bases"]) == (CONTOH, 12, "")
    assert shown.message == f"{len(rows)} dari {len(rows)} daerah belum memuat survei 2024"


def test_a_readiness_with_unknown_parts_is_a_floor():
    """As on Ikhtisar: nobody is said to be at nothing because nobody knows their part, nor at least at nothing."""
    with reaching(), warehouse(places_of_the_province(), results([result(2024, HOME, 3.5)])) as made:
        shown = beside.behind(made, Selection(year=2024, today="2024-06-01"), ID)

    assert ID("readiness.nothing") in shown.message
    assert (shown.figure, ID("regions.behind.grows") in shown.note) == (None, True)
    assert "0\N{NO-BREAK SPACE}%" not in shown.message
    assert shown.table.frame["respondents"].isna().all()
