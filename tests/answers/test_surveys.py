"""What pages and commands ask of the loaded surveys."""

from dataclasses import replace

import planted
import pytest
from workbooks import checked, workbook

from smartcity.answers import surveys
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.method.skm import load_skm
from smartcity.survey.satisfaction import satisfaction

ELEMENTS = load_skm().codes
SMALLEST = load_site().smallest_group
METHOD = load_methods().all[-1]
DIMENSIONS = tuple(dict.fromkeys(item.dimension for item in METHOD.survey_items))


def skm(*rows):
    """A satisfaction survey as the warehouse gets it: each row a day, a service and nine ratings."""
    read = checked(workbook({"SKM": [("Tanggal", "Layanan", *ELEMENTS), *rows]}))
    return planted.File("skm.xlsx", "skm", read.tables, read.places)


def test_ratings_come_back_as_they_were_given():
    """One row a respondent with service and nine ratings, a blank missing; the year is that of the date."""
    rows = [("2023-09-18", "KTP", *[4] * 9), ("2024-09-18", "Akta", None, *[3] * 8), (None, None, *[2] * 9)]
    with planted.warehouse(skm(*rows)) as warehouse:
        years = surveys.satisfaction_years(warehouse)
        of_2024 = surveys.ratings(warehouse, 2024)
        everybody = surveys.ratings(warehouse)
    assert years["count"].tolist() == [1, 1, 1]
    assert sorted(years["year"].dropna()) == [2023, 2024]
    assert of_2024["service"].tolist() == ["Akta"]
    assert of_2024[list(ELEMENTS)].isna().to_numpy().tolist() == [[True, *[False] * 8]]
    assert satisfaction(everybody, load_skm(), load_sampling().generator()).count == 3


def test_a_year_with_some_invented_ratings_is_a_sample():
    """Invented ratings beside real ones mark the year that they are counted in, and no other."""
    real = skm(("2024-09-18", "KTP", *[4] * 9), ("2023-09-18", "KTP", *[4] * 9))
    invented = replace(skm(("2024-09-19", "KTP", *[1] * 9)), name="contoh.xlsx", is_sample=True)
    with planted.warehouse(real, invented) as warehouse:
        years = surveys.satisfaction_years(warehouse)
    assert dict(zip(years["year"], years["is_sample"])) == {2023: False, 2024: True}


def test_no_ratings_are_an_empty_table(nothing_loaded):
    """Without a satisfaction survey there are no years and no respondents."""
    assert (len(surveys.satisfaction_years(nothing_loaded)), len(surveys.ratings(nothing_loaded))) == (0, 0)


def test_the_home_track_counts_where_a_year_has_two():
    """Surveys of two tracks are never mixed; another track is looked at when it is asked for."""
    other = next(method for method in load_methods().all if method.track != planted.SITE.track)
    files = [
        planted.survey(other.year, {"living": 3}, track=track, name=f"{track}.xlsx")
        for track in (planted.SITE.track, other.track)
    ]
    with planted.warehouse(*files) as warehouse:
        found = [surveys.load(warehouse, other.year, track) for track in (None, other.track, "lain")]
    assert [one and one.track for one in found] == [planted.SITE.track, other.track, None]


def test_an_invented_survey_is_known_as_one():
    """What is described says that it is CONTOH."""
    with planted.warehouse(planted.survey(METHOD.year, {"living": 3}, is_sample=True)) as warehouse:
        loaded = surveys.load(warehouse, METHOD.year)
    assert (loaded.is_sample, loaded.count, loaded.files) == (True, 3, ("survei.xlsx",))


def test_a_dimension_of_a_few_leaves_no_impact_of_all():
    """Beside the marks of the other dimensions, the impact of all would tell what the few answered."""
    counts = dict.fromkeys(DIMENSIONS, SMALLEST) | {DIMENSIONS[0]: SMALLEST - 1}
    with planted.warehouse(planted.survey(METHOD.year, counts)) as warehouse:
        loaded = surveys.load(warehouse, METHOD.year)
        described = surveys.describe(warehouse, loaded)
    assert surveys.few(described) == (DIMENSIONS[0],)
    assert {(one.impact, one.index) for one in surveys.mapped(described, loaded, None)} == {(None, None)}


def test_an_impact_needs_every_statement():
    """A survey of one dimension has its mark, and no impact of all: missing is not zero, nor weighted away."""
    with planted.warehouse(planted.survey(METHOD.year, {"living": 3})) as warehouse:
        loaded = surveys.load(warehouse, METHOD.year)
        described = surveys.describe(warehouse, loaded)
    scores = surveys.marks(surveys.item_means(described), METHOD, "identity")
    assert scores["impact.living"] == pytest.approx(3)
    assert [(one.impact, one.index) for one in surveys.mapped(described, loaded, None)] == [(None, None)] * 2


def test_the_newest_whole_official_year_stands_in():
    """Components of a year count only when all are there; an earlier year is named as assumed, a later one is not."""
    components = {code: 3.0 for code in METHOD.weights if code != "impact"}
    whole = planted.results(
        [planted.result(METHOD.year - 1, planted.HOME, index=2.8, impact=2.0, **components)], name="lama.xlsx"
    )
    later = planted.result(METHOD.year + 1, planted.HOME, index=3.9, **{**components, "baseline": 4.0})
    partial = planted.results([planted.result(METHOD.year, planted.HOME, index=3.4), later], name="baru.xlsx")
    answered = planted.survey(METHOD.year, dict.fromkeys(DIMENSIONS, SMALLEST), given=(4,))
    with planted.warehouse(whole, partial, answered) as warehouse:
        loaded = surveys.load(warehouse, METHOD.year)
        others = surveys.others(warehouse, loaded)
        described = surveys.describe(warehouse, loaded)
    assert (others.year, others.is_assumed, dict(others.components)) == (METHOD.year - 1, True, components)
    # 0.2 x 4 for the survey's impact and 0.8 x 3 for the others: 3.2, by either mapping.
    assert [one.index for one in surveys.mapped(described, loaded, others)] == [pytest.approx(3.2)] * 2
