"""Invented data is marked: under every exhibit of every page CONTOH rows are planted, and the mark is looked for."""

import importlib
import inspect
import pkgutil
from dataclasses import replace

import pytest
from planted import BANJAR, BARU, FAR, HOME, KOTA, claim, marks, places_of_the_province, result, results, warehouse
from planted_forms import about, events, form, forms, innovation, innovations
from planted_indicators import composed, defined, each, indicator_file
from planted_ratings import rating, ratings, with_comments

from smartcity import exhibits
from smartcity.answers import scores, simulations
from smartcity.answers.simulations import INDEX_VALUE, Aim
from smartcity.exhibits import simulation
from smartcity.exhibits.innovations.turnout import turnout
from smartcity.exhibits.kit.exhibit import Exhibit
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks import components
from smartcity.method import load_dimensions, load_methods
from smartcity.method.regions import load_site
from smartcity.records.scenarios import Scenario, Terms
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.wording import Words

ID = Words("id")
METHOD = load_methods().require(2024, load_site().track)
YEARS = (2023, 2024)
REGIONS = (HOME, KOTA, BANJAR, BARU, *FAR)
SERVICES = ("Layanan A", "Layanan B")
PLANNED = tuple(PlannedService(f"living.{part}", name, "Dinas A") for part, name in enumerate(SERVICES, 1))

OF_OTHER_WEIGHTS = {"back_cast"}
"""Exhibits that need two years whose weights differ; those planted for all pages are weighed alike."""

WITHOUT_FIGURES = {"adopted", "weights", "worth", "certainty", "unknown", "glossary", "sources"}
"""Exhibits that say what the rules are and which files are loaded: no loaded figure is in them."""

OF_THE_OFFICE = {"evidence", "fieldwork", "meeting"}
"""Pages of what people of the office said themselves: no figure of a file is in them."""

OF_REPORTS = {"card", "risks", "changed", "collaboration", "lagging"}
"""Exhibits of innovations that are empty before somebody reported; reports are never invented, their lists may be."""


def _results():
    rows = [
        result(year, region, 3.0 + place / 50, **dict.fromkeys(METHOD.weights, 3.0 + place / 50))
        for year in YEARS
        for place, region in enumerate(REGIONS)
    ]
    return results(rows, claims=[claim(2024, HOME, "Peringkat satu", 1, load_site().province_code)], is_sample=True)


def _survey(year):
    dimensions = [dimension.code for dimension in load_dimensions()]
    items = {code: sum(item.dimension == code for item in METHOD.survey_items) for code in dimensions}
    people = [
        form(
            code,
            [(number + place) % 5 for place in range(items[code])],
            service=SERVICES[number % 2],
            date=f"{year}-09-{1 + number % 9:02d}",
        )
        for code in dimensions
        for number in range(24)
    ]
    file = with_comments(forms(people, year=year, name=f"survei-{year}.xlsx", is_sample=True), ["Baik"] * len(people))
    answers = file.tables["answers"]
    half = len(people) // 2
    told = answers.respondents.assign(
        gender=["female", "male"] * half, is_new=[True, False] * half, enumerator=["Petugas A", "Petugas B"] * half
    )
    return replace(file, tables={"answers": replace(answers, respondents=told)}, earlier=f"survei-{year}-lama.xlsx")


@pytest.fixture(scope="module")
def invented():
    """A warehouse in which every file but the list of regions is a CONTOH file."""
    lists = [about("awal", "Awal 2023", 2023, 2, 2), about("akhir", "Akhir 2024", 2024, 2, 2)]
    names = [
        innovation(name, "living", 1, "Dinas A", listed=listed, year=year) | {"users": 300}
        for listed, year, own in (("awal", 2023, SERVICES), ("akhir", 2024, (*SERVICES, "Layanan Bb")))
        for name in own
    ]
    skm = [rating(1 + number % 4, SERVICES[number % 2]) for number in range(40)]
    with warehouse(
        places_of_the_province(),
        _results(),
        *map(_survey, YEARS),
        innovations(names, lists, is_sample=True),
        replace(events(("2024-03-25", "Bimbingan teknis")), is_sample=True),
        indicator_file([value for year in YEARS for value in each("SPBE", year, [2, 4, 1, 3])], is_sample=True),
        ratings(skm, is_sample=True),
        marks(2024, dict.fromkeys((item.code for item in METHOD.items), 3.0), is_sample=True),
        plans=[SurveyPlan(2024, METHOD.track, PLANNED, starts="2024-09-01", ends="2024-09-20", entry="a")],
    ) as made:
        yield made


def _functions(*taken):
    """List the public functions of pages that make an exhibit of what is *taken*, as page and name."""
    for module in pkgutil.walk_packages(exhibits.__path__, "smartcity.exhibits."):
        if ".kit" in module.name or module.name.split(".")[2] in OF_THE_OFFICE:
            continue
        for name, function in vars(importlib.import_module(module.name)).items():
            if not inspect.isfunction(function) or function.__module__ != module.name or name.startswith("_"):
                continue
            given = inspect.signature(function)
            if tuple(given.parameters) == taken and given.return_annotation in (Exhibit, Exhibit | None):
                yield pytest.param(function, id=f"{module.name.split('.')[2]}-{name}")


READINESS = {"readiness", "behind"}
"""What leaves invented answers out altogether, which `tests/cli/test_readiness.py` tries; of one region and of many."""

ASKED_APART = READINESS | WITHOUT_FIGURES | OF_OTHER_WEIGHTS | OF_REPORTS
PAGES = [one for one in _functions("warehouse", "selection", "words") if one.values[0].__name__ not in ASKED_APART]
COMPOSITES = list(_functions("warehouse", "composition", "words"))


@pytest.mark.parametrize("function", PAGES)
def test_exhibit_of_invented_data_says_so(function, invented):
    """No exhibit shows a figure of a CONTOH file without the mark."""
    exhibit = function(invented, Selection(year=2024, region=KOTA), ID)

    assert (exhibit.empty, exhibit.is_sample) == (None, True)


def test_no_exhibit_changes_what_others_are_made_of(invented):
    """What is kept once a build is shared by all who ask: it holds the same after every exhibit was made of it."""
    groups, basis = scores.groups(), (scores.OFFICIAL, scores.SIMULASI)
    calls = [(year, among, one) for year in YEARS for among in groups for one in basis]

    def held():
        made = [scores.ranking(invented, year, among, basis=one) for year, among, one in calls]
        cards = [scores.score_card(invented, year, HOME, one) for year in YEARS for one in (None, *basis)]
        return [one.rows.to_csv() + one.unranked.to_csv() for one in made], list(map(repr, cards))

    before = held()
    for function in PAGES:
        function.values[0](invented, Selection(year=2024, region=KOTA), ID)
    assert held() == before
    assert scores.ranking(invented, *calls[0][:2]) is scores.ranking(invented, *calls[0][:2])


def test_invented_results_weighed_otherwise_say_so():
    """A back-cast of CONTOH results is marked, where the weights of a track changed between the years."""
    tracks = {HOME: "regular", **dict.fromkeys(FAR, "kppn_ikn")}
    parts = load_methods().require(2023, "kppn_ikn").weights
    rows = [result(2023, region, 3.0, track=track, **dict.fromkeys(parts, 3.0)) for region, track in tracks.items()]
    with warehouse(places_of_the_province(), results(rows, is_sample=True)) as made:
        exhibit = components.back_cast(made, Selection(year=2023, peers="national"), ID)

    assert (exhibit.empty, exhibit.is_sample) == (None, True)


@pytest.mark.parametrize("function", COMPOSITES)
def test_composite_of_invented_data_says_so(function, invented):
    """A composite of invented indicators is marked in each of its exhibits."""
    exhibit = function(invented, composed(invented, defined("SPBE", over="pooled"), 2024, ID), ID)

    assert exhibit is None or (exhibit.empty, exhibit.is_sample) == (None, True)


def _of_scenario(made):
    """Make every exhibit of a scenario of invented marks and aims at a higher index."""
    view = simulation.trial_of(made, Scenario("A", 2024, METHOD.track, {}, Terms()), None, ID)
    goal = simulations.goal(made, METHOD, Aim(INDEX_VALUE, 3.2))
    yield simulation.result(view, ID)
    yield simulation.nexts(view, ID)
    yield simulation.places(view, ID)
    yield from simulation.chances(made, view, Selection(), ID)
    yield simulation.chance_matters(made, view, Selection(), ID)
    yield simulation.compared([view, view], ID)
    yield simulation.beside(view, None, ID)
    yield simulation.planned(made, view, goal, ID)


def test_bars_of_an_invented_list_are_hatched(invented):
    """Not only the title: each bar of the chart that counts reports is drawn as of invented names, and so named."""
    figure = turnout(invented, Selection(year=2024), ID).figure
    (bar,) = [trace for trace in figure.data if trace.name == "count"]

    assert set(bar.marker.pattern.shape) == {"/"}


def test_scenario_of_invented_marks_says_so(invented):
    """Whatever is supposed on top of a CONTOH self-assessment is marked."""
    shown = [exhibit for exhibit in _of_scenario(invented) if exhibit.empty is None]

    assert len(shown) >= 8
    assert [exhibit.key for exhibit in shown if not exhibit.is_sample] == []


def test_no_page_is_left_out():
    """Every page that has exhibits is among those that are asked, but the scenario's, which is asked below."""
    pages = {one.id.split("-")[0] for one in (*PAGES, *COMPOSITES)}

    assert pages == {
        *("overview", "dimensions", "respondents", "survey", "ranks", "method", "composite", "innovations", "regions")
    }
