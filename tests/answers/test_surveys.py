"""What pages and commands ask of the loaded surveys."""

from dataclasses import replace

import planted
import pytest
from workbooks import checked, workbook

from smartcity import gate
from smartcity.answers import surveys
from smartcity.method import load_methods
from smartcity.method.regions import load_site
from smartcity.method.skm import load_skm

ELEMENTS = load_skm().codes
SMALLEST = load_site().smallest_group
METHOD = load_methods().all[-1]
DIMENSIONS = tuple(dict.fromkeys(item.dimension for item in METHOD.survey_items))


def skm(*rows):
    """A satisfaction survey as the warehouse gets it: each row a day, a service and nine ratings."""
    read = checked(workbook({"SKM": [("Tanggal", "Layanan", *ELEMENTS), *rows]}))
    return planted.File("skm.xlsx", "skm", read.tables, read.places)


def test_ratings_come_back_as_they_were_given():
    """Each respondent with service and nine ratings, a blank missing; the year is that of the date."""
    rows = [("2023-09-18", "KTP", *[4] * 9), ("2024-09-18", "Akta", None, *[3] * 8), (None, None, *[2] * 9)]
    with planted.warehouse(skm(*rows * 5)) as warehouse:
        years = gate.rated_years(warehouse)
        found = {year: gate.rated(warehouse, year) for year in years}
    assert years == (None, 2023, 2024)
    assert [one.result.count for one in found.values()] == [5, 5, 5]
    assert [one.service for one in found[2024].services] == ["Akta"]
    assert [element.count for element in found[2024].result.elements] == [0, *[5] * 8]
    assert float(found[2023].result.ikm) == 100


def test_a_year_with_some_invented_ratings_is_a_sample():
    """Invented ratings beside real ones mark the year that they are counted in, and no other."""
    real = skm(("2024-09-18", "KTP", *[4] * 9), ("2023-09-18", "KTP", *[4] * 9))
    invented = replace(skm(("2024-09-19", "KTP", *[1] * 9)), name="contoh.xlsx", is_sample=True)
    with planted.warehouse(real, invented) as warehouse:
        found = {year: gate.rated(warehouse, year).is_sample for year in gate.rated_years(warehouse)}
    assert found == {2023: False, 2024: True}


def test_no_ratings_are_an_empty_table(nothing_loaded):
    """Without a satisfaction survey there are no years."""
    assert gate.rated_years(nothing_loaded) == ()


def test_the_home_track_counts_where_a_year_has_two():
    """Surveys of two tracks are never mixed; another track is looked at when it is asked for."""
    other = next(method for method in load_methods().all if method.track != planted.SITE.track)
    files = [
        planted.survey(other.year, {"living": 3}, track=track, name=f"{track}.xlsx")
        for track in (planted.SITE.track, other.track)
    ]
    with planted.warehouse(*files) as warehouse:
        found = [gate.load(warehouse, other.year, track) for track in (None, other.track, "lain")]
    assert [one and one.track for one in found] == [planted.SITE.track, other.track, None]


def test_an_invented_survey_is_known_as_one():
    """What is described says that it is CONTOH."""
    with planted.warehouse(planted.survey(METHOD.year, {"living": 3}, is_sample=True)) as warehouse:
        loaded = gate.load(warehouse, METHOD.year)
    assert (loaded.is_sample, loaded.count, loaded.files) == (True, 3, ("survei.xlsx",))


def test_a_dimension_of_a_few_leaves_no_impact_of_all():
    """Beside the marks of the other dimensions, the impact of all would tell what the few answered."""
    counts = dict.fromkeys(DIMENSIONS, SMALLEST) | {DIMENSIONS[0]: SMALLEST - 1}
    with planted.warehouse(planted.survey(METHOD.year, counts)) as warehouse:
        loaded = gate.load(warehouse, METHOD.year)
        described = gate.describe(warehouse, loaded)
    assert surveys.few(described) == (DIMENSIONS[0],)
    assert {(one.impact, one.index) for one in surveys.mapped(described, loaded, None)} == {(None, None)}


def test_an_impact_needs_every_statement():
    """A survey of one dimension has its mark, and no impact of all: missing is not zero, nor weighted away."""
    with planted.warehouse(planted.survey(METHOD.year, {"living": SMALLEST})) as warehouse:
        loaded = gate.load(warehouse, METHOD.year)
        described = gate.describe(warehouse, loaded)
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
        loaded = gate.load(warehouse, METHOD.year)
        others = surveys.others(warehouse, loaded)
        described = gate.describe(warehouse, loaded)
    assert (others.year, others.is_assumed, dict(others.components)) == (METHOD.year - 1, True, components)
    # 0.2 x 4 for the survey's impact and 0.8 x 3 for the others: 3.2, by either mapping.
    assert [one.index for one in surveys.mapped(described, loaded, others)] == [pytest.approx(3.2)] * 2
