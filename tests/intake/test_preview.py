"""What a file would change, before it is saved: the figures that differ, from the questions that the pages ask."""

import sys
from collections.abc import Iterator

import folders
import pytest
from askers import analyst
from commands import contents
from workbooks import HOME, TRACK, YEAR, changed, innovations, result_row, results, survey, varied, with_cells

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import Change, DataFolder, Tally
from smartcity.intake.inspection import GUIDE, HEADERS, PERSON, ROWS, UNKNOWN
from smartcity.intake.preview import compared
from smartcity.method import load_methods
from smartcity.warehouse import Warehouse

NONE = Options()
NEXT = YEAR + 2
OTHER = "Kota Banjarmasin"
RESULTS = results([result_row(1, HOME, NEXT, 3.6), result_row(2, OTHER, NEXT, 3.7)])
SURVEY = survey({"living": varied(4, "living"), "society": varied(3, "society")})
LIST = innovations([(NEXT, "Living", "Kesehatan", "Lapak Sehat", "Dinkes", "S1")])


@pytest.fixture
def folder(folder: DataFolder) -> Iterator[DataFolder]:
    """A folder of the test's own, opened once for all that is done with it one step after another."""
    with folders.opened_throughout(folder):
        yield folder


def load(folder: DataFolder, content: bytes, file: str = "kiriman.xlsx") -> intake.Line:
    """Commit a file."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.commit(folder, content, file, analyst("Rina"), NONE, warehouse)[0]


def seen(folder: DataFolder, content: bytes, replaces: str = "", options: Options = NONE) -> list[Change]:
    """Preview a file as a person who looks at it would, beside the warehouse as it is."""
    found = intake.inspect(folder, content, "kiriman.xlsx", options, replaces=replaces)
    with intake.open_warehouse(folder) as before:
        return list(intake.changes_of(folder, content, found, replaces=replaces, before=before))


def of(changes: list[Change], area: str) -> list[tuple]:
    """List the changes of one area as (labels, before, after)."""
    return [(tuple(one.labels.values()), one.before, one.after) for one in changes if one.area == area]


def test_results_change_scores_ranks_and_rows(folder):
    """A table of results gives the home region a score and a rank where there was none, and adds its figures."""
    changes = seen(folder, RESULTS)
    assert of(changes, "scores") == [((NEXT, "official", "index"), None, 3.6)]
    assert of(changes, "ranks") == [((NEXT, "kalsel", "official"), None, 2)]
    assert of(changes, "rows") == [(("results",), 0, 2)]


def test_a_survey_changes_the_respondents_of_its_dimensions_only(folder):
    """Dimensions without a respondent before and after are not listed."""
    changes = of(seen(folder, SURVEY), "respondents")
    assert [(labels[:2], before, after) for labels, before, after in changes] == [
        ((YEAR, "living"), 0, 4),
        ((YEAR, "society"), 0, 3),
    ]


def test_an_innovation_list_is_counted(folder):
    """A list that was not there has its innovations as the change."""
    assert [change[1:] for change in of(seen(folder, LIST), "innovations")] == [(0, 1)]


@pytest.mark.parametrize("content", [RESULTS, SURVEY, LIST], ids=["results", "survey", "innovations"])
def test_what_was_foreseen_is_what_happens(folder, content):
    """The warehouses before and after the commit differ by exactly the changes of the preview."""
    foreseen = seen(folder, content)
    load(folder, content)
    with intake.open_warehouse(folders.bare()) as before, intake.open_warehouse(folder) as after:
        assert list(compared(before, after)) == foreseen


def test_no_year_that_changes_is_passed_over(folder, monkeypatch):
    """Asking only for the years that two builds give differently finds what asking for every year finds."""
    every = sorted({*load_methods().years, *range(YEAR - 1, NEXT + 2)}, reverse=True)
    load(folder, RESULTS)
    preview, pairs = sys.modules["smartcity.intake.preview"], []

    def both(*warehouses: Warehouse) -> tuple[Change, ...]:
        changes = compared(*warehouses)
        with monkeypatch.context() as patch:
            patch.setattr(preview, "_years_apart", lambda *_: every)
            pairs.append((changes, compared(*warehouses)))
        return changes

    monkeypatch.setattr(preview, "compared", both)
    for content in (SURVEY, LIST, results([result_row(1, HOME, YEAR, 3.1)])):
        assert seen(folder, content)
    assert [changes == of_every for changes, of_every in pairs] == [True] * 3


def test_the_open_warehouse_can_stand_for_before(folder):
    """Comparing with the warehouse as it is gives what assembling it anew gives."""
    load(folder, SURVEY)
    found = intake.inspect(folder, RESULTS, "kiriman.xlsx", NONE)
    assert list(intake.changes_of(folder, RESULTS, found)) == seen(folder, RESULTS)


def test_a_preview_writes_nothing(folder):
    """To look at what would change touches no byte of the folder."""
    before = contents(folder.root)
    seen(folder, SURVEY)
    assert contents(folder.root) == before


def test_a_file_with_an_error_changes_nothing(folder):
    """Nothing partial is loaded, so nothing partial is foreseen."""
    assert seen(folder, with_cells(RESULTS, "Hasil", {"E4": "tiga"})) == []


def test_a_replacement_is_compared_with_the_version_in_force(folder):
    """In the place of the old version only what differs between both changes; beside it, everything adds up."""
    old = load(folder, SURVEY)
    new = survey({"living": varied(6, "living"), "society": varied(3, "society")})
    beside, instead = (of(seen(folder, new, replaces), "respondents") for replaces in ("", old.id))
    assert [change[1:] for change in beside] == [(4, 10), (3, 6)]
    assert [change[1:] for change in instead] == [(4, 6)]


def test_invented_figures_are_marked(folder):
    """What rests on a workbook that calls itself CONTOH is marked in the preview too."""
    invented = survey({"living": varied(2, "living")}, status="CONTOH")
    marked = {change.is_sample for change in seen(folder, invented) if change.area == "respondents"}
    assert marked == {True}


def test_rows_are_counted_by_the_gravest_finding(folder):
    """A row with an error is wrong however much else was found in it; the others are ready."""
    content = with_cells(SURVEY, "Smart Living", {"K2": "empat", "L2": 9, "K3": "empat"})
    counted = intake.tally(intake.inspect(folder, content, "survei.xlsx", NONE))
    assert (counted.read, counted.ready, counted.wrong, counted.whole) == (7, 5, 2, 0)


def test_an_error_of_the_whole_file_is_counted_apart(folder):
    """A file that is no workbook has no row to blame."""
    counted = intake.tally(intake.inspect(folder, b"\x89PNG", "foto.xlsx", NONE))
    assert counted == Tally(0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        (SURVEY, NONE, {"kind": GUIDE, "year": GUIDE, "track": GUIDE}),
        (SURVEY, Options(track=TRACK), {"kind": GUIDE, "year": GUIDE, "track": PERSON}),
        (RESULTS, NONE, {"kind": HEADERS, "year": ROWS, "track": ROWS}),
        (RESULTS, Options("results"), {"kind": PERSON, "year": ROWS, "track": ROWS}),
    ],
    ids=["template", "template and person", "hand-made", "hand-made and person"],
)
def test_a_guess_says_where_it_comes_from(folder, content, options, expected):
    """Kind, year and track each name what they were taken from."""
    assert intake.inspect(folder, content, "kiriman.xlsx", options).reasons == expected


def test_a_year_that_nothing_says_is_unknown(folder):
    """Without the instruction sheet a survey does not say its year, which the guess admits; its track is the home's."""
    content = changed(SURVEY, lambda book: book.remove(book["Petunjuk"]))
    reasons = intake.inspect(folder, content, "survei.xlsx", NONE).reasons
    assert reasons == {"kind": HEADERS, "year": UNKNOWN, "track": "home"}
