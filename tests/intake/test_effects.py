"""What an entry of the journal changed when it was made: figures without and with it."""

from collections.abc import Iterator

import folders
import pytest
from askers import analyst
from commands import contents
from workbooks import HOME, YEAR, result_row, results, survey, varied

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import Change, DataFolder
from smartcity.records.decisions import Decisions

NONE = Options()
NEXT = YEAR + 2
OTHER = "Kota Banjarmasin"
RESULTS = results([result_row(1, HOME, NEXT, 3.6), result_row(2, OTHER, NEXT, 3.7)])
BETTER = results([result_row(1, HOME, NEXT, 3.9), result_row(2, OTHER, NEXT, 3.7)])
SURVEY = survey({"living": varied(4, "living")})


@pytest.fixture
def folder(folder: DataFolder) -> Iterator[DataFolder]:
    """A folder of the test's own, opened once for all that is done with it one step after another."""
    with folders.opened_throughout(folder):
        yield folder


def load(folder: DataFolder, content: bytes, replaces: str = "") -> intake.Line:
    """Commit a file, or put it in the place of another."""
    given = (content, "kiriman.xlsx", analyst("Rina"), NONE)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.commit(folder, *given, warehouse, replaces=replaces)[0]


def of(changes: tuple[Change, ...], area: str) -> list[tuple]:
    """List the changes of one area as (labels, before, after)."""
    return [(tuple(one.labels.values()), one.before, one.after) for one in changes if one.area == area]


def test_the_history_tells_what_each_entry_changed(folder):
    """A commit, a replacement and a withdrawal each as they were when they were made; nothing is written."""
    first = load(folder, RESULTS)
    second = load(folder, BETTER, first.id)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        (gone,) = intake.withdraw(folder, [second.id], analyst("Sari"), "keliru", warehouse)
    before = contents(folder.root)
    label = (NEXT, "official", "index")
    told = [of(intake.effects(folder, entry), "scores") for entry in (first.id, second.id, gone.id)]
    assert told == [[(label, None, 3.6)], [(label, 3.6, 3.9)], [(label, 3.9, None)]]
    assert contents(folder.root) == before


def test_a_decision_tells_what_it_changed_too(folder):
    """A row that was left out is one respondent fewer."""
    line = load(folder, SURVEY)
    first = intake.inspect(folder, SURVEY, "s.xlsx", NONE).checked.tables["answers"].respondents.iloc[0]
    rows = Decisions(left_out=frozenset({(first["sheet"], int(first["row"]))}))
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        (out,) = intake.decide(folder, rows, analyst("Budi"), "asal isi", warehouse, snapshot=line.snapshot)
    told = of(intake.effects(folder, out.id), "respondents")
    assert [(labels[:2], before, after) for labels, before, after in told] == [((YEAR, "living"), 4, 3)]


def test_several_files_of_one_step_are_told_one_by_one(shipped_folder):
    """Each shipped workbook changed what is its own."""
    areas = {
        line.kind: {change.area for change in intake.effects(shipped_folder, line.id)}
        for line in intake.active(shipped_folder)
        if line.kind in ("innovations", "events")
    }
    assert areas == {"innovations": {"innovations", "rows"}, "events": {"rows"}}


def test_an_unknown_entry_has_no_effects(folder):
    """The refusal lists the entries that there are."""
    line = load(folder, RESULTS)
    with pytest.raises(intake.UnknownEntry) as problem:
        intake.effects(folder, "tidak ada")
    assert problem.value.known == (line,)
