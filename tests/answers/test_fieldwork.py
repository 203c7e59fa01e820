"""A running survey beside its plan: each dimension by its own forms, offices by their services, nothing of a few."""

from dataclasses import replace
from datetime import date

import pytest
from planted import warehouse
from planted_forms import form, forms

from smartcity import gate
from smartcity.answers import fieldwork
from smartcity.exhibits import respondents
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.running import messages
from smartcity.method.regions import load_site
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.wording import LANGUAGES, Words

YEAR, TRACK = 2024, load_site().track
DAY = date(2024, 9, 11)
PLANNED = (
    PlannedService("living.1", "Lapak", "Dinkes", target=20),
    PlannedService("living.2", "Antar", "Dinkes", target=20),
    PlannedService("living.3", "Bus", "Dishub", target=10),
    PlannedService("society.1", "Tanggap", "BPBD", target=30),
)
PLAN = SurveyPlan(YEAR, TRACK, PLANNED, starts="2024-09-01", ends="2024-09-20", entry="a1", decided_by="Rina")


def filled(year: int = YEAR, **counts: int):
    """Make so many forms of each service, by its name."""
    of = {one.service: one.dimension for one in PLANNED}
    return forms(
        (
            form(of[service], [(number + place) % 5 for place in range(9)], service=service, date=f"{year}-09-02")
            for service, count in counts.items()
            for number in range(count)
        ),
        year,
    )


@pytest.fixture
def running():
    """Ten of twenty days gone: one dimension has all that it should, one nothing, one service has too few to tell."""
    return warehouse(filled(Lapak=12, Antar=9, Bus=3), plans=[PLAN])


def test_each_dimension_is_held_against_its_own_target(running):
    """What Smart Living has is no help to Smart Society."""
    found = fieldwork.progress(running, gate.load(running, YEAR), DAY)
    shown = [
        (one.dimension, one.standing.count, one.standing.expected, one.standing.behind) for one in found.dimensions
    ]
    assert shown == [("living", 24, 25, 1), ("society", 0, 15, 15)]
    assert [one.dimension for one in found.behind] == ["society", "living"]
    assert (found.work.gone, found.new) == (10, None)


def test_nothing_of_a_service_of_a_few_nor_of_its_office_is_told(running):
    """Three named the bus: its count is hidden with another's, so that the dimension's total does not tell it."""
    found = fieldwork.progress(running, gate.load(running, YEAR), DAY)
    by_name = {one.planned.service: one.standing.count for one in found.services}
    offices = {one.owner: one.standing.count for one in found.owners}
    assert (by_name["Bus"], by_name["Tanggap"], offices["Dishub"], offices["BPBD"]) == (None, 0, None, 0)
    assert sorted(map(str, by_name.values())) == [
        "0",
        *sorted(str(count) for count in by_name.values() if count),
        *["None"] * 2,
    ]
    assert offices["Dinkes"] is None
    texts = messages(running, Selection(year=YEAR), DAY)
    assert "Bus (Smart Living – " in texts["Dishub"]
    assert "target 10 isian, seharusnya 5; banyaknya tidak disebut" in texts["Dishub"]
    assert "Smart Living (semua layanannya bersama): 24 dari 50 isian, seharusnya 25; tertinggal 1." in texts["Dishub"]
    assert "Tanggap" in texts["BPBD"]
    assert "0 dari 30 isian, seharusnya 15; tertinggal 15. Perlu 3 orang sehari." in texts["BPBD"]


def test_what_one_service_has_too_many_is_not_what_another_lacks():
    """An office with a full and an empty service is behind by the empty one."""
    made = warehouse(filled(Lapak=40, Bus=10), plans=[PLAN])
    (office,) = [one for one in fieldwork.progress(made, gate.load(made, YEAR), DAY).owners if one.owner == "Dinkes"]
    assert (office.standing.count, office.standing.expected, office.standing.behind) == (40, 20, 10)


def test_a_text_to_an_office_says_that_its_targets_are_those_of_another_years_rules():
    """As the kit does; a year that has rules of its own says nothing of the kind."""
    days = {"starts": "2026-09-01", "ends": "2026-09-20"}
    coming = warehouse(filled(2026, Lapak=12), plans=[replace(PLAN, year=2026, **days)])
    texts = messages(coming, Selection(year=2026), date(2026, 9, 11))
    assert texts["Dinkes"].endswith("yang dipakai aturan 2024, sementara [?].")
    own = warehouse(filled(Lapak=12), plans=[PLAN])
    assert not any("sementara" in text for text in messages(own, Selection(year=YEAR), DAY).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_who_is_behind(running, language):
    """As of the day on which the file was loaded, long after the field work: everything that is missing is late."""
    words, chosen = Words(language), Selection(language=language, year=YEAR)
    shown = respondents.against_plan(running, chosen, words)
    offices = respondents.owners_against_plan(running, chosen, words)
    assert ("Smart Society" in shown.message, len(shown.table.frame)) == (True, 2)
    assert ("BPBD" in offices.message, bool(offices.note)) == (True, True)
    assert (respondents.has_dates(running, chosen, words), respondents.has_before(running, chosen, words)) == (
        True,
        False,
    )


def test_without_dates_nobody_is_late():
    """A proposal that nobody decided says nothing of days; there is no text either."""
    made = warehouse(filled(Lapak=12))
    assert fieldwork.progress(made, gate.load(made, YEAR), DAY).work is None
    assert messages(made, Selection(year=YEAR), DAY) == {}
    assert respondents.has_dates(made, Selection(year=YEAR), Words("id")) is False


def since_before(new, **counts):
    """Make forms of each service of which the last so many of *new* are not in the version before."""
    made = filled(**counts)
    answers = made.tables["answers"]
    people = answers.respondents
    places = people.groupby("service", sort=False).cumcount(ascending=False)
    marked = people.assign(is_new=places < people["service"].map(new))
    return replace(made, tables={"answers": replace(answers, respondents=marked)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_forms_are_told_by_service_and_office_but_not_of_a_few(language):
    """Three new ones of a service are hidden with another's; an office with such a service has no number of them."""
    words, chosen = Words(language), Selection(language=language, year=YEAR)
    counts = {"Lapak": 12, "Antar": 9, "Tanggap": 8}
    of_many = warehouse(since_before({"Lapak": 6, "Antar": 7, "Tanggap": 0}, **counts), plans=[PLAN])
    found = fieldwork.progress(of_many, gate.load(of_many, YEAR), DAY)
    assert {one.planned.service: one.new for one in found.services} == {"Lapak": 6, "Antar": 7, "Bus": 0, "Tanggap": 0}
    assert {one.owner: one.new for one in found.owners} == {"Dinkes": 13, "Dishub": 0, "BPBD": 0}
    shown = respondents.since_by_service(of_many, chosen, words)
    assert ("Antar, 7" in shown.message, shown.table.frame["new"].tolist()) == (True, [6, 7, 0, 0])

    of_few = warehouse(since_before({"Lapak": 6, "Antar": 3, "Tanggap": 0}, **counts), plans=[PLAN])
    found = fieldwork.progress(of_few, gate.load(of_few, YEAR), DAY)
    assert ([one.new for one in found.services], found.owners[0].new) == ([None, None, 0, 0], None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_equally_far_behind_is_named_together(language):
    """Two offices that lack the same, and dimensions beyond the two that are named, share what is said of the most."""
    words, chosen = Words(language), Selection(language=language, year=YEAR)
    even = [replace(one, target=20) for one in PLANNED]
    third = PlannedService("economy.1", "Pasar", "Diskop", target=20)
    plan = replace(PLAN, services=(*even[2:], third))
    made = warehouse(filled(Lapak=6), plans=[plan])
    dimensions = respondents.against_plan(made, chosen, words).message
    offices = respondents.owners_against_plan(made, chosen, words).message

    assert [name in dimensions for name in ("Smart Living", "Smart Society", "Smart Economy")] == [False, True, True]
    assert [name in offices for name in ("Dishub", "BPBD", "Diskop")] == [True, True, True]
