"""What one hidden person answered changes nothing that leaves: worlds that differ in it say the same everywhere.

Whatever could be solved for is so excluded at once: where two worlds look alike, nobody can tell which of them it is.
"""

from contextlib import ExitStack, nullcontext
from dataclasses import replace

import pytest
from commands import run
from laws import paired
from planted import HOME, KOTA, marks, places_of_the_province, result, results, warehouse
from planted_forms import form, forms
from reaching import reaching

from smartcity import cli, intake
from smartcity.answers import simulations
from smartcity.exhibits import respondents, simulation, survey
from smartcity.exhibits.kit.exhibit import Origin
from smartcity.exhibits.kit.origin import origin
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.overview.attention import attention
from smartcity.exhibits.overview.standing import cards
from smartcity.export.downloads import csv_bytes
from smartcity.intake import DataFolder
from smartcity.method import INDEX, load_dimensions, load_methods
from smartcity.method.regions import OWN, PROVINCE, load_site
from smartcity.records.scenarios import Scenario, Terms
from smartcity.records.survey_plans import PlannedService, SurveyPlan
from smartcity.wording import Words

YEAR, TRACK = 2024, load_site().track
METHOD = load_methods().require(YEAR, TRACK)
DIMENSIONS = [dimension.code for dimension in load_dimensions()]
ALONE = "living"
"""The dimension that only one person answered."""

NODES = (INDEX, "impact", "impact.living", "impact.living.1", "I-LIV-1.1", "impact.society", "I-SOC-1.1")
WORDS = Words("id")

COMMANDS = {
    "score": ["--basis", "simulasi"],
    "rank": ["--basis", "simulasi"],
    "score-all": [],
    "rules": [],
    "movement": [],
    "robustness": ["--basis", "simulasi"],
    "scenarios": [],
    "gains": [],
    "plan": ["--index", "3.5"],
    "tasks": [],
    "innovations": [],
    "evidence": [],
    "kit": [],
    "fieldwork": ["--as-of", "2024-09-10"],
    "readiness": [],
    "calendar": [],
    "regions": [],
    "respondents": [],
    "coverage": [],
    "trace": ["--basis", "simulasi"],
    "survey": [],
    "quality": [],
}
"""The commands that answer from the warehouse, and how each is asked for what rests on the survey."""

OF_PAGES = {"export", "report", "meeting", "meeting export", "meetings"}
"""The commands that write exhibits of pages, or what was frozen of them: the walks over exhibits below are theirs."""

OF_A_FILE = {
    "build",
    "rules",
    "check",
    "commit",
    "withdraw",
    "restore",
    "decide",
    "history",
    "innovations report",
    "template",
    "skm",
    "composite",
    "backup",
    "lake move",
    "doctor",
    "user",
    "audit",
}
"""The commands that make, load or look at the analyst's own files, which stay theirs, and those that read none."""


def files(vector, flags):
    """A province with figures, our own marks, and a survey of which one person answered one dimension."""
    items = [item for item in METHOD.survey_items if item.dimension == ALONE]
    rows = [form(ALONE, vector, service="Perpustakaan", date="2024-09-01", person="p1")]
    for dimension in DIMENSIONS:
        if dimension != ALONE:
            own = [[(number + place) % 5 for place in range(len(items))] for number in range(7)]
            rows += [form(dimension, given, service=f"Layanan {dimension}", date="2024-09-02") for given in own]
    filled = forms(rows)
    answers = filled.tables["answers"]
    people = answers.respondents.assign(flags=[flags, *[""] * (len(rows) - 1)], gender="female", comment="")
    people = people.assign(enumerator=["Petugas A", *(f"Petugas {'AB'[place % 2]}" for place in range(len(rows) - 1))])
    surveyed = replace(filled, tables={"answers": replace(answers, respondents=people)})
    parts = {"baseline": 3.0, "output": 3.0, "outcome": 3.0, "impact": 3.0, "quick_win": 3.0}
    published = results([result(2023, HOME, 3.0, **parts), result(2024, HOME, 3.1), result(2024, KOTA, 3.3)])
    own = marks(YEAR, {item.code: 3 for item in METHOD.items if item.component != "impact"})
    return places_of_the_province(), published, own, surveyed


PLAN = SurveyPlan(
    YEAR,
    TRACK,
    tuple(PlannedService(f"{dimension}.1", f"Layanan {dimension}", "Dinas") for dimension in DIMENSIONS),
    starts="2024-09-01",
    ends="2024-09-20",
    entry="rencana",
    decided_by="Rina",
)
"""The field work that the survey belongs to."""

WORLDS = {
    "fours": files([4] * 9, "quality.straight_lining"),
    "zeros": files([0] * 9, "quality.straight_lining;quality.zeros"),
    "mixed": files([0, 1, 2, 3, 4, 3, 2, 1, 0], ""),
}


@pytest.fixture(scope="module")
def worlds():
    """Worlds that differ in what one person answered, and in what the rules of quality say of it; only to be asked."""
    with ExitStack() as opened:
        yield [opened.enter_context(warehouse(*files, plans=[PLAN])) for files in WORLDS.values()]


def are_alike(shown):
    """Whether all worlds show the same."""
    return all(one == shown[0] for one in shown[1:])


def test_every_command_is_walked():
    """A new command stands in one of the lists, so that somebody thought of what leaves by it."""
    assert {*cli.COMMANDS} == {*COMMANDS, *OF_PAGES, *OF_A_FILE}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_tells_what_one_person_answered(name, worlds, monkeypatch, tmp_path):
    """In JSON and in words, by each mapping and of every node: the worlds answer the same."""
    nodes = [["--node", node] for node in NODES] if name == "trace" else [[]]
    mapped = name in {"score", "robustness", "scenarios", "gains", "plan", "survey", "quality"}
    mappings = [["--mapping", one] for one in METHOD.survey.mappings] if mapped else [[]]
    forms_ = [[], ["--json"]]
    option_lists = [[*node, *mapping, *form_] for node in nodes for mapping in mappings for form_ in forms_]
    runs = []
    for made in worlds:
        monkeypatch.setattr(intake, "open_warehouse", lambda *_, made=made, **__: nullcontext(made))
        monkeypatch.setattr(DataFolder, "chosen", lambda: DataFolder(tmp_path))
        years = [] if name == "score-all" else [YEAR]
        with reaching(PROVINCE if name == "regions" else OWN):
            runs.append([run(name, *years, *COMMANDS[name], *options) for options in option_lists])
    assert are_alike(runs)
    assert all(answer.out or answer.err for answer in runs[0])


def laid_out(exhibit):
    """Everything of an exhibit that reaches a screen or a file, with what is folded beneath it."""
    table = None if exhibit.table is None else (csv_bytes(exhibit, WORDS), exhibit.table.frame.to_json())
    figure = None if exhibit.figure is None else exhibit.figure.to_json()
    texts = (exhibit.key, exhibit.message, exhibit.caption, exhibit.alt, exhibit.note, exhibit.source, exhibit.empty)
    return texts, table, figure, exhibit.origins, tuple(map(laid_out, exhibit.details))


def exhibits_of(page):
    """The functions of a page's exhibits."""
    return [getattr(page, name) for name in page.__all__ if not name.startswith(("has_", "skm_")) and name.islower()]


@pytest.mark.parametrize("page", [respondents, survey], ids=["responden", "survei"])
@pytest.mark.parametrize(("dimension", "mapping"), paired([None, ALONE, "society"], METHOD.survey.mappings))
def test_no_page_about_the_survey_tells_what_one_person_answered(page, dimension, mapping, worlds):
    """Every exhibit with its file, of all dimensions and of a chosen one, by the mappings in turn."""
    chosen = Selection(year=YEAR, dimension=dimension, mapping=mapping)
    for make in exhibits_of(page):
        assert are_alike([laid_out(make(made, chosen, WORDS)) for made in worlds]), make.__name__


@pytest.mark.parametrize("typed", ["nothing", "the hidden"])
def test_no_simulation_tells_what_one_person_answered(typed, worlds):
    """Neither without a typed mark, nor where marks are typed for what is hidden and an index comes of it."""
    given = {item.code: 2.0 for item in METHOD.survey_items if item.dimension == ALONE} if typed != "nothing" else {}
    shown = []
    for made in worlds:
        trial = simulation.trial_of(made, Scenario("A", YEAR, TRACK, given, Terms()), None, WORDS)
        goal = simulations.goal(made, METHOD, simulations.usual_aim(made, trial.found))
        chances = simulation.chances(made, trial, Selection(year=YEAR), WORDS)
        every = (
            simulation.result(trial, WORDS),
            simulation.places(trial, WORDS),
            simulation.nexts(trial, WORDS),
            simulation.all_items(trial, WORDS),
            simulation.planned(made, trial, goal, WORDS),
            simulation.compared([trial], WORDS),
            *chances,
        )
        shown.append(([laid_out(one) for one in every], trial.found.index))
    assert are_alike(shown)
    assert (shown[0][1] is None) == (typed == "nothing")


def test_no_origin_nor_overview_tells_what_one_person_answered(worlds):
    """Walking down to the cells gives where the answer stands, not what it says; nor do the cards of Ikhtisar."""
    shown = []
    for made in worlds:
        views = [origin(made, Origin(YEAR, HOME, node, "simulasi", ""), WORDS) for node in NODES]
        tables = [
            (view.sentence, view.places.frame.to_json(), view.contributions and view.contributions.frame.to_json())
            for view in views
        ]
        chosen = Selection(year=YEAR)
        shown.append((tables, cards(made, chosen, WORDS), attention(made, chosen, WORDS)))
    assert are_alike(shown)
