"""Which loaded file a new one may be a version of: told as a warning before both are loaded side by side."""

from collections.abc import Iterator

import folders
import pytest
from askers import analyst
from daily import export
from workbooks import HOME, YEAR, result_row, results, survey, varied

from smartcity import gate, intake
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.records.decisions import NOTHING, Decisions
from smartcity.warehouse.people import people_rows

NONE, AS_SURVEY = Options(), Options("survey", YEAR)
NEXT = YEAR + 2
FIRST = results([result_row(1, HOME, NEXT, 3.6)])
SECOND = results([result_row(1, HOME, NEXT, 3.7)])
PEOPLE = varied(8, "living")


@pytest.fixture
def folder(folder: DataFolder) -> Iterator[DataFolder]:
    """A folder of the test's own, opened once for all that is done with it one step after another."""
    with folders.opened_throughout(folder):
        yield folder


def load(folder: DataFolder, content: bytes, file: str) -> intake.Line:
    """Commit a file as Rina."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.commit(folder, content, file, analyst("Rina"), NONE, warehouse)[0]


def take(folder: DataFolder, content: bytes, file: str, decisions: Decisions = NOTHING, **more: str) -> intake.Line:
    """Commit an export as Rina, as a survey of the year."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.commit(folder, content, file, analyst("Rina"), AS_SURVEY, warehouse, decisions, **more)[0]


def replaced(folder: DataFolder, content: bytes, file: str, **more: str) -> list[tuple[str, str]]:
    """List the entries and files that a new file seems to replace."""
    found = intake.inspect(folder, content, file, NONE, **more)
    return [(one.values["entry"], one.found) for one in found.findings if one.code == "file.replaces"]


@pytest.mark.parametrize(("name", "is_told"), [("hasil 2026 (1).xlsx", True), ("rekap kementerian.xlsx", False)])
def test_a_like_name_of_the_same_kind_and_year_is_told(folder, name, is_told):
    """It is a warning that names the entry: the file can be loaded beside it all the same."""
    old = load(folder, FIRST, "hasil 2026.xlsx")
    found = intake.inspect(folder, SECOND, name, NONE)
    assert (replaced(folder, SECOND, name), found.is_loadable) == (
        [(old.id, "hasil 2026.xlsx")] if is_told else [],
        True,
    )


def test_nothing_is_told_of_the_entry_that_is_to_be_replaced(folder):
    """Who already said so is not warned, nor is anything said once it is withdrawn or the bytes are the same."""
    old = load(folder, FIRST, "hasil 2026.xlsx")
    other = replaced(folder, SECOND, "hasil 2026.xlsx", replaces=old.id)
    same = replaced(folder, FIRST, "hasil 2026.xlsx")
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.withdraw(folder, [old.id], analyst("Sari"), "keliru", warehouse)
    assert (other, same, replaced(folder, SECOND, "hasil 2026.xlsx")) == ([], [], [])


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        (PEOPLE + varied(20, "society"), True),
        (PEOPLE[:4] + varied(4, "society"), True),
        (PEOPLE[:3] + varied(4, "society"), False),
        (varied(8, "economy"), False),
    ],
)
def test_a_survey_with_half_of_its_rows_loaded_is_told(folder, rows, is_told):
    """Another name does not hide a version: the rows of the smaller file are compared, wherever they stand."""
    old = load(folder, survey({"living": PEOPLE}), "minggu pertama.xlsx")
    by_dimension = {
        code: [row for row in rows if str(row["respondent"]).startswith(code)]
        for code in ("living", "society", "economy")
    }
    content = survey({code: own[::-1] for code, own in by_dimension.items() if own})
    assert replaced(folder, content, "kiriman baru.xlsx") == ([(old.id, "minggu pertama.xlsx")] if is_told else [])


def test_a_sample_is_no_version_of_a_real_survey(folder):
    """Invented data gives way by itself, so that nobody has to replace it."""
    load(folder, survey({"living": PEOPLE}, status="CONTOH"), "CONTOH-survei.xlsx")
    assert replaced(folder, survey({"living": PEOPLE}), "CONTOH-survei.xlsx") == []


def follow(folder: DataFolder, content: bytes) -> intake.Follows | None:
    """Say which survey in force an export is the next version of."""
    return intake.inspect(folder, content, "kobo.xlsx", AS_SURVEY).follows


def test_the_next_export_of_a_survey_is_known_by_its_forms(folder):
    """Grown, corrected and with two forms gone it follows the one in force; what is another survey follows nothing."""
    old = take(folder, export(range(20)), "kobo-1.xlsx")
    found = follow(folder, export((*range(2, 20), 30, 31, 32), corrected=[5]))
    assert (found.line.id, found.same, found.changed, found.new, found.missing) == (old.id, 17, 1, 3, 2)
    assert follow(folder, export(range(40, 60))) is None


def test_what_a_person_said_of_rows_holds_in_the_next_version(folder):
    """Left out stays out and kept stays kept, by the form and not by its row; what was left out is not missing."""
    old = take(folder, export(range(20)), "kobo-1.xlsx")
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        out, kept = Decisions(left_out=frozenset({("Form", 2)})), frozenset({("Form", 3)})
        intake.decide(folder, out, analyst("Rina"), "uji", warehouse, snapshot=old.snapshot)
        intake.keep_rows(folder, "quality.zeros", {old.snapshot: kept}, analyst("Rina"), "benar", warehouse)
    content = export((*range(20), 30)[::-1])
    found = follow(folder, content)
    assert (found.missing, found.new, found.left_out) == (0, 1, {("Form", 22)})
    new = take(folder, content, "kobo-2.xlsx", Decisions(left_out=found.left_out), replaces=old.id)
    assert [line.id for line in intake.active(folder)] == [new.id]
    assert intake.decided(folder, new.snapshot).left_out == found.left_out
    assert ("quality.zeros", new.snapshot, "Form", 21) in intake.kept_rows(folder)
    assert follow(folder, export(range(19))).missing == 2


def test_what_is_new_since_the_version_before_is_counted(folder):
    """By the forms that the version before does not have, also after a rebuild of everything; the first has none."""
    old = take(folder, export(range(20)), "kobo-1.xlsx")
    found = []
    for people in (None, (*range(2, 20), 30, 31, 32)):
        if people is not None:
            take(folder, export(people, corrected=[5]), "kobo-2.xlsx", replaces=old.id)
        with intake.open_warehouse(folder, read_only=False) as warehouse:
            intake.build(folder, warehouse=warehouse)
            survey = gate.load(warehouse, YEAR)
            versions = warehouse.query("survey_versions", year=survey.year, track=survey.track)
            found.append((gate.new_respondents_of(warehouse, survey), versions["earlier_file"].tolist()))
    assert (found[0][0], found[1]) == (None, ({"living": 3}, ["kobo-1.xlsx"]))


def shown(folder: DataFolder) -> dict[str, tuple[float, int]]:
    """Give what everybody sees of each statement: its mean, with two decimals, and how many answered."""
    with intake.open_warehouse(folder) as warehouse:
        described = gate.describe(warehouse, gate.load(warehouse, YEAR))
    return {one.code: (round(one.mean, 2), one.count) for whole in described for one in whole.items if one.mean}


@pytest.mark.parametrize("came", [1, 4, 5])
def test_who_loads_is_told_whose_answers_two_versions_tell(folder, came):
    """Yesterday's means less today's are the sum of what those who came answered; of fewer than five it is said."""
    old = take(folder, export(range(20)), "kobo-1.xlsx")
    before, content = shown(folder), export(range(20 + came))
    found = intake.inspect(folder, content, "kobo-2.xlsx", AS_SURVEY)
    take(folder, content, "kobo-2.xlsx", replaces=old.id)

    with intake.open_warehouse(folder) as warehouse:
        survey = gate.load(warehouse, YEAR)
        rows = people_rows(warehouse, "answers_of_survey", **survey.key)
        people = people_rows(warehouse, "respondents_of_survey", **survey.key)
    new = rows[rows["respondent"].isin(people.loc[people["is_new"].astype(bool), "respondent"])]
    read = {
        code: round(mean * count - before[code][0] * before[code][1]) for code, (mean, count) in shown(folder).items()
    }
    assert read == new.groupby("item", observed=True)["value"].sum().to_dict()
    assert found.few == (("living",) if came < 5 else ())


def test_few_apart_are_also_those_who_went_changed_or_came_in_another_file(folder):
    """What nobody saw a mean of tells nothing, nor do forms that stayed as they were or are left out in both."""
    old = take(folder, export(range(20)), "kobo-1.xlsx")

    def few(content: bytes, decisions: Decisions = NOTHING) -> tuple[str, ...]:
        return intake.inspect(folder, content, "kobo-2.xlsx", AS_SURVEY, decisions).few

    out = Decisions(left_out=frozenset({("Form", 2)}))
    assert [few(one) for one in (export(range(18)), export(range(20), corrected=[3]), export(range(40, 43)))] == [
        ("living",)
    ] * 3
    assert [few(one) for one in (export(range(15)), export(range(20)[::-1]), export(range(40, 43), "society"))] == [
        ()
    ] * 3
    assert few(export(range(20)[::-1]), Decisions(left_out=frozenset({("Form", 21)}))) == ("living",)
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.decide(folder, out, analyst("Rina"), "uji", warehouse, snapshot=old.snapshot)
    assert few(export(range(20)[::-1]), Decisions(left_out=frozenset({("Form", 21)}))) == ()
