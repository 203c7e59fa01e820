"""Each finding code is earned by a real file, and says in both languages what it is and what to do about it."""

import folders
import pandas as pd
import pytest
from askers import admin
from fixtures_by_code import FIXTURES, Fixture
from reaching import BANJAR, acting_for, reaching
from workbooks import YEAR

from smartcity import intake
from smartcity.answers.indicators import Measures
from smartcity.checks import Options
from smartcity.checks.composite.definition import read_definition
from smartcity.checks.composite.table import read_table
from smartcity.exhibits.composite import unknown_measures
from smartcity.intake import DataFolder
from smartcity.intake.judging import entries_of
from smartcity.intake.questions import Question
from smartcity.method.regions import OWN, PROVINCE, load_site
from smartcity.records.findings import CATALOGUE, Finding
from smartcity.scoring.composite import Faulty, composite
from smartcity.wording import LANGUAGES, Words
from smartcity.wording.messages import spell

REPAIRED_IN_THE_FILE = {
    *("cell.blank", "cell.text_too_long", "file.cell_out_of_reach", "header.missing", "header.column_missing"),
    *(
        "row.duplicate",
        "row.incomplete",
        "row.region_missing",
        "row.beyond_header",
        "row.broken",
        "rules.no_items",
        "rules.no_weight",
    ),
    *("year.mismatch", "skm.other_elements"),
}
"""What is wrong where no word, number or title waits to be understood: nothing stands there, or two that say the same,
or what was chosen says otherwise. All else that is refused in a cell is asked about; what is typed on a page is not."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A built folder that holds nothing; a dry run leaves it so."""
    return folders.empty(tmp_path_factory.mktemp("kosong") / "data")


Asked = tuple[Question, ...]


def findings(fixture: Fixture, folder: DataFolder) -> tuple[tuple[Finding, ...], Asked]:
    """Say what is found in a file by the way that every file takes, and what is asked about it."""
    if fixture.definition:
        return of_composite(fixture), ()
    if fixture.given:
        with intake.open_warehouse(folder) as warehouse:
            item = warehouse.methods.all[-1].items[0].code
            return intake.judged(warehouse, (YEAR, load_site().track), {item: fixture.given}).findings, ()
    loaded = fixture.content if fixture.ruin else fixture.before
    with reaching(PROVINCE if fixture.is_of_many else OWN):
        if loaded:
            theirs = acting_for(BANJAR if fixture.is_of_many else None)
            with intake.open_warehouse(folder, read_only=False) as warehouse, theirs:
                line, _ = intake.commit(folder, loaded, fixture.file, admin("Rina"), Options(), warehouse)
        if not fixture.ruin:
            found = intake.inspect(folder, fixture.content, fixture.file, fixture.options, fixture.decisions)
            return found.findings, found.questions
    fixture.ruin(folder.raw / line.path)
    (entry,) = (one for one in entries_of(folder, intake.active(folder)) if one.entry)
    return entry.checked.findings, ()


def of_composite(fixture: Fixture) -> tuple[Finding, ...]:
    """Say what is wrong with a definition, or with the table that it is used on; without one, with a bare warehouse."""
    try:
        definition = read_definition(fixture.definition.encode(), "uji.toml")
        if not fixture.content:
            return unknown_measures(definition, Measures((), pd.DataFrame()), "uji.toml")
        made = read_table(fixture.content, fixture.file, definition)
        composite(definition, made.frame)
    except Faulty as problem:
        return tuple(problem.findings)
    return tuple(made.findings)


def test_every_code_has_its_file():
    """A code without a file that earns it is a promise nobody has checked; one without a code is a leftover."""
    assert sorted(FIXTURES) == sorted(CATALOGUE)


@pytest.mark.parametrize("code", FIXTURES)
@pytest.mark.slow
def test_file_earns_its_code(code, empty, tmp_path):
    """The file of a code is found to have it, and the finding has a title, an expectation and a repair in words."""
    fixture = FIXTURES[code]()
    folder = empty
    if fixture.before or fixture.ruin:
        folder = folders.copied(empty, tmp_path / "data")
    everything, questions = findings(fixture, folder)
    found = [one for one in everything if one.code == code]
    spelled = [spell(one, Words(language)) for one in found[:1] for language in LANGUAGES]
    assert [bool(part) for one in spelled for part in (one.title, one.expected, one.fix)] == [True] * 3 * len(LANGUAGES)
    places = {place for question in questions for place in question.places}
    sends = {one.place for one in everything if "langkah Cocokkan" in spell(one, Words("id")).sentence}
    unasked = {one.code for one in everything if one.is_error and one.place not in places and one.place.cell}
    unasked = {one for one in unasked if not one.startswith("evidence.")}
    assert (sends - places, unasked - REPAIRED_IN_THE_FILE) == (set(), set())
