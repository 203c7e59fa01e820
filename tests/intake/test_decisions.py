"""What people decide about files: asked for, journalled with the commit, applied on every build, taken back."""

from collections.abc import Iterator

import folders
import pyarrow as pa
import pytest
from askers import analyst
from commands import contents
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from laws import examples
from workbooks import (
    HOME,
    TRACK,
    YEAR,
    even_marks,
    innovations,
    items_of,
    marks,
    result_row,
    results,
    survey,
    varied,
    with_cells,
    workbook,
)

from intake.test_flow import differing, tables
from smartcity import intake
from smartcity.answers import scores
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.intake.journal import ALIAS, COMMIT, LEAVE_OUT, SCALE
from smartcity.records.decisions import ANSWER, DIFFERENT, INNOVATION, NOTHING, SERVICE, Alias, Decisions

NONE = Options()
NEXT = YEAR + 2
ITEMS = items_of("living")
HEADER = ["Kode responden", "Umurnya", "Jenis kelamin", "Layanan", *ITEMS]
ANSWERS = [[(row + place) % 5 for place in range(len(ITEMS))] for row in range(4)]
LOOSE = workbook(
    {
        "Petunjuk": [["Jenis", "survey"], ["Tahun", YEAR], ["Jalur", TRACK]],
        "Formulir": [
            HEADER,
            ["R1", "26-35", "Cewek", "Lapak Sehat", *ANSWERS[0]],
            ["R2", "26-35", "Cewek", "Lapak Sehat", *ANSWERS[1][:-1], "sering"],
            ["R3", "36-45", "Perempuan", "Lapak Sehat", *ANSWERS[2]],
        ],
    }
)
DECIDED = Decisions(
    (
        Alias("header:answers", "Umurnya", "age_group"),
        Alias("choice:gender", "cewek", "female"),
        Alias(ANSWER, "Sering", "3"),
    )
)
LIST = innovations(
    [
        (NEXT, "Living", "Kesehatan", "Simas Pemalu", "Dinkes", "S1"),
        (NEXT, "Society", None, "Cantik", "Bappenda", "S1"),
    ]
)
NEAR_LIST = innovations([(NEXT + 1, "Living", "Kesehatan", "Simaspemalu", "Dinkes", "S1")])
SURVEY = survey({"living": varied(4, "living", service="Simaspemalu")})


@pytest.fixture
def folder(folder: DataFolder) -> Iterator[DataFolder]:
    """A folder of the test's own, opened once for all that is done with it one step after another."""
    with folders.opened_throughout(folder):
        yield folder


def load(folder: DataFolder, content: bytes, decisions: Decisions = NOTHING, file: str = "kiriman.xlsx"):
    """Commit a file as Rina with what was decided about it."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.commit(folder, content, file, analyst("Rina"), NONE, warehouse, decisions)[0]


def decide(folder: DataFolder, *aliases: Alias, **more: object) -> tuple[intake.Line, ...]:
    """Decide as Budi, without a file."""
    given = {name: more.pop(name) for name in ("scale", "left_out") if name in more}
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.decide(folder, Decisions(aliases, **given), analyst("Budi"), "uji", warehouse, **more)


def withdraw(folder: DataFolder, *entries: str) -> None:
    """Take entries back as Sari."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.withdraw(folder, entries, analyst("Sari"), "keliru", warehouse)


def restore(folder: DataFolder, entry: str) -> intake.Line:
    """Restore an entry as Sari."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.restore(folder, entry, analyst("Sari"), "ternyata benar", warehouse)


def place_of(made: dict[str, pa.Table], number: int = 0) -> tuple[str, int]:
    """Return the sheet and row of a respondent."""
    return tuple(made["respondents"][name][number].as_py() for name in ("sheet", "row"))


def column(folder: DataFolder, table: str, name: str) -> list:
    """Return one column of a table of the warehouse, in the order of its rows."""
    return tables(folder)[table][name].to_pylist()


def is_loaded(folder: DataFolder) -> list[bool]:
    """Say of each survey in force whether it counts."""
    with intake.open_warehouse(folder) as warehouse:
        snapshots = warehouse.query("snapshot_list")
    return snapshots.loc[snapshots["kind"] == "survey", "is_loaded"].tolist()


def test_what_is_unknown_is_asked_about_once(folder):
    """A question a name, however often it stands; those that an error hangs on come first."""
    found = intake.inspect(folder, LOOSE, "survei.xlsx", NONE)
    questions = [(one.of, one.text, [place.cell for place in one.places], one.is_needed) for one in found.questions]
    assert (found.is_loadable, questions) == (
        False,
        [
            ("choice:gender", "Cewek", ["C2", "C3"], True),
            (ANSWER, "sering", ["M3"], True),
            ("header:answers", "Umurnya", ["B1"], False),
        ],
    )


def test_what_was_decided_is_applied_and_asked_no_more(folder):
    """With the decisions the file is loadable; nothing was written by trying."""
    before = contents(folder.root)
    found = intake.inspect(folder, LOOSE, "survei.xlsx", NONE, DECIDED)
    people = found.checked.tables["answers"].respondents
    assert (found.questions, found.decisions, found.is_loadable, contents(folder.root)) == ((), DECIDED, True, before)
    assert (people["age_group"].tolist(), people["gender"].tolist()) == (["26_35", "26_35", "36_45"], ["female"] * 3)


def test_decisions_and_commit_are_one_step_of_the_journal(folder):
    """Each decision has a line of its own before the commit, all of one moment, by the person who loads the file."""
    line = load(folder, LOOSE, DECIDED)
    lines = intake.history(folder)
    assert [(one.action, one.by, one.rest) for one in lines] == [
        (ALIAS, "Rina", 3),
        (ALIAS, "Rina", 2),
        (ALIAS, "Rina", 1),
        (COMMIT, "Rina", 0),
    ]
    assert ({one.at for one in lines}, lines[-1], is_loaded(folder)) == ({line.at}, line, [True])


def test_a_file_that_stays_refused_leaves_no_decision(folder):
    """Half of the answers are not enough, and nothing is remembered of them."""
    with pytest.raises(intake.NotLoadable) as problem:
        load(folder, LOOSE, Decisions(DECIDED.aliases[:2]))
    assert ([one.of for one in problem.value.inspection.questions], intake.history(folder)) == ([ANSWER], ())


def test_a_decided_name_is_remembered_for_the_next_file(folder):
    """What was said once is not asked again, and the next commit writes no line about it."""
    load(folder, LOOSE, DECIDED)
    next_file = with_cells(LOOSE, "Formulir", {"A2": "R9"})
    line = load(folder, next_file, DECIDED, "lain.xlsx")
    assert (intake.history(folder)[-1], [one.action for one in intake.history(folder)].count(ALIAS)) == (line, 3)


def test_a_file_is_read_as_it_was_when_a_name_gets_another_meaning_later(folder):
    """A later decision holds for later files; the earlier one keeps its column until it is loaded again."""
    line = load(folder, LOOSE, DECIDED)
    decide(folder, Alias("header:answers", "Umurnya", ""))
    before = column(folder, "respondents", "age_group")
    withdraw(folder, line.id)
    restore(folder, line.id)
    after = column(folder, "respondents", "age_group")
    assert (sorted(before), [one == one and one for one in after]) == (["26_35", "26_35", "36_45"], [None] * 3)


def test_without_its_decision_a_file_no_longer_counts(folder):
    """A withdrawn decision changes the next build: the file is refused and named, and comes back with the decision."""
    load(folder, LOOSE, DECIDED)
    before = tables(folder)
    answer = next(line for line in intake.in_force(folder) if line.of == ANSWER)
    withdraw(folder, answer.id)
    assert (is_loaded(folder), column(folder, "respondents", "respondent")) == ([False], [])
    with pytest.raises(intake.UnknownEntry):
        withdraw(folder, answer.id)
    commit = intake.active(folder)[0]
    withdraw(folder, commit.id)
    load(folder, LOOSE, DECIDED)
    assert tables(folder)["answers"].equals(before["answers"])


def test_a_sheet_name_means_a_dimension_or_nothing(folder):
    """A loose sheet is asked about, read as what it was said to be, or left alone."""
    rows = {"Smart Living": [["Kode responden", *ITEMS], ["R1", *ANSWERS[0]]]}
    content = workbook({**rows, "Catatan": [["Kode responden", "Layanan"], ["R2", "x"]]})
    options = Options("survey", YEAR, TRACK)
    questions = intake.inspect(folder, content, "survei.xlsx", options).questions
    ignored = Decisions((Alias("sheet:answers", "CATATAN", ""),))
    found = intake.inspect(folder, content, "survei.xlsx", options, ignored)
    assert [(one.of, one.text, one.is_needed) for one in questions] == [("sheet:answers", "Catatan", True)]
    assert (found.questions, {one.place.sheet for one in found.findings} & {"Catatan"}) == ((), set())


def test_another_scale_is_converted_only_when_a_person_says_so(folder):
    """Answers of 1 to 5 are asked about; decided, they lie on the method's scale and the build keeps that."""
    people = [{**row, **{item: row[item] + 1 for item in ITEMS}} for row in varied(5, "living")]
    content = survey({"living": people})
    (question,) = [one for one in intake.inspect(folder, content, "survei.xlsx", NONE).questions if one.of == "scale"]
    line = load(folder, content, Decisions(scale="1-5"))
    values = sorted(set(column(folder, "answers", "value")))
    lines = intake.history(folder)
    assert (question.text, question.guess, question.is_needed, "1-5" in question.choices) == ("1-5", "1-5", True, True)
    assert ([one.action for one in lines], lines[0].snapshot, values) == (
        [SCALE, COMMIT],
        line.snapshot,
        [0.0, 1.0, 2.0, 3.0, 4.0],
    )


def test_rows_of_a_loaded_survey_stay_out_and_come_in_again(folder):
    """Leaving out is a decision about the file; taking in is one too, and either can be withdrawn."""
    line = load(folder, SURVEY)
    whole = tables(folder)
    sheet, row = place_of(whole)
    rows = frozenset({(sheet, row)})
    (out,) = decide(folder, left_out=rows, snapshot=line.snapshot)
    counts = [len(column(folder, "respondents", "respondent"))]
    assert (out.action, out.sheet, out.rows, out.file) == (LEAVE_OUT, sheet, (row,), line.file)
    assert (intake.decided(folder, line.snapshot).left_out, intake.decided(folder).left_out) == (rows, frozenset())
    (back,) = decide(folder, take_in=rows, snapshot=line.snapshot)
    counts.append(len(column(folder, "respondents", "respondent")))
    withdraw(folder, back.id)
    counts.append(len(column(folder, "respondents", "respondent")))
    withdraw(folder, out.id)
    assert (counts, differing(whole, tables(folder))) == ([3, 4, 3], [])


def test_rows_stay_out_when_their_file_is_restored(folder):
    """Decisions about a file belong to its bytes, whoever loads them again."""
    line = load(folder, SURVEY)
    sheet, row = place_of(tables(folder))
    decide(folder, left_out=frozenset({(sheet, row)}), snapshot=line.snapshot)
    withdraw(folder, line.id)
    restore(folder, line.id)
    assert len(column(folder, "respondents", "respondent")) == 3


def test_a_row_of_results_stays_out_too(folder):
    """Any row of any kind of file can be left out, on its own sheet only, and no finding speaks of it but that."""
    content = results([result_row(1, HOME, NEXT, 3.6), result_row(2, "Kabupaten Khayal", NEXT, 3.7)])
    out = Decisions(left_out=frozenset({("Hasil", 5), ("Klaim", 4)}))
    found = intake.inspect(folder, content, "hasil.xlsx", NONE, out)
    told = [(one.code, one.place.cell) for one in found.findings if one.code != "row.total"]
    assert (told, [row["region"] for row in found.checked.tables["results"]]) == ([("row.left_out", "B5")], [HOME])


def test_a_decision_that_would_unload_its_file_is_refused(folder):
    """Answers of 0 to 4 cannot have been given on 1 to 4: the journal stays as it is."""
    line = load(folder, SURVEY)
    with pytest.raises(intake.NotLoadable) as problem:
        decide(folder, scale="1-4", snapshot=line.snapshot)
    codes = {one.code for one in problem.value.inspection.findings if one.is_error}
    assert (codes, intake.history(folder)) == ({"cell.out_of_scale"}, (line,))


def test_scale_and_rows_need_a_file_that_is_loaded(folder):
    """A decision about rows of no loaded file is refused, naming what is loaded."""
    line = load(folder, SURVEY)
    with pytest.raises(intake.UnknownEntry) as problem:
        decide(folder, left_out=frozenset({("Smart Living", 4)}), snapshot="tidak ada")
    assert problem.value.known == (line,)


def test_what_holds_already_is_not_decided_again(folder):
    """No line is written and nothing is built."""
    first = decide(folder, Alias(INNOVATION, "Simaspemalu", "Simas Pemalu"))
    assert (len(first), decide(folder, Alias(INNOVATION, "simaspemalu", "Simas Pemalu"))) == (1, ())


def test_innovations_count_under_one_name_and_keep_their_spelling(folder):
    """Lists, coverage and services speak of the name that was decided; how it was printed stands beside it."""
    for number, content in enumerate((LIST, NEAR_LIST, SURVEY)):
        load(folder, content, file=f"{number}.xlsx")
    decide(folder, Alias(INNOVATION, "Simaspemalu", "Simas Pemalu"))
    names = sorted(zip(column(folder, "innovations", "name"), column(folder, "innovations", "spelling")))
    services = {*zip(column(folder, "respondents", "service"), column(folder, "respondents", "service_spelling"))}
    assert names == [("Cantik", "Cantik"), ("Simas Pemalu", "Simas Pemalu"), ("Simas Pemalu", "Simaspemalu")]
    assert services == {("Simas Pemalu", "Simaspemalu")}


def test_a_service_means_the_innovation_that_was_decided(folder):
    """It is no unknown service any more, nor is one that is said to be on no list."""
    load(folder, LIST)
    content = survey({"living": [*varied(1, "living", service="Simas"), *varied(2, "living", service="Lain")[1:]]})
    unknown = {one.found for one in intake.inspect(folder, content, "s.xlsx", NONE).findings if "service" in one.code}
    decisions = Decisions((Alias(SERVICE, "simas", "Simas Pemalu"), Alias(SERVICE, "Lain", "")))
    found = intake.inspect(folder, content, "s.xlsx", NONE, decisions)
    load(folder, content, decisions)
    assert (unknown, [one.code for one in found.findings if "unknown" in one.code]) == ({"Simas", "Lain"}, [])
    assert sorted(column(folder, "respondents", "service")) == ["Lain", "Simas Pemalu"]


def test_a_service_with_a_near_name_is_proposed(folder):
    """The guess is the listed innovation, by the rules that compare lists; the answers count all the same."""
    load(folder, LIST)
    (question,) = intake.inspect(folder, SURVEY, "s.xlsx", NONE).questions
    assert (question.of, question.text, question.guess, question.likeness > 90, question.is_needed) == (
        *(SERVICE, "Simaspemalu", "Simas Pemalu"),
        *(True, False),
    )


def test_a_new_list_with_a_near_name_is_asked_about(folder):
    """One spelling may mean an innovation that is loaded: a warning and a question, until it is decided."""
    load(folder, LIST)
    found = intake.inspect(folder, NEAR_LIST, "daftar.xlsx", NONE)
    near = [(one.place.cell, one.found, one.values["near"]) for one in found.findings if "near" in one.code]
    (question,) = found.questions
    assert (near, question.of, question.guess, question.is_needed) == (
        [("D2", "Simaspemalu", ["Simas Pemalu"])],
        *(INNOVATION, "Simas Pemalu", False),
    )


@pytest.mark.parametrize(
    "decision",
    [
        Alias(INNOVATION, "Simaspemalu", "Simas Pemalu"),
        Alias(INNOVATION, "Simaspemalu", ""),
        Alias(DIFFERENT, "Simas Pemalu", "Simaspemalu"),
    ],
)
def test_a_decided_name_is_near_no_more(folder, decision):
    """Whether it was said to be the same, another or one of its own."""
    load(folder, LIST)
    found = intake.inspect(folder, NEAR_LIST, "daftar.xlsx", NONE, Decisions((decision,)))
    assert (found.questions, [one for one in found.findings if one.code == "value.near_match"]) == ((), [])


def test_near_names_are_proposed_until_they_are_decided(folder):
    """The question over all lists asks only what nobody answered."""
    load(folder, LIST)
    load(folder, NEAR_LIST, file="lain.xlsx")
    with intake.open_warehouse(folder) as warehouse:
        before = scores.near_innovations(warehouse)
    decide(folder, Alias(DIFFERENT, "Simaspemalu", "Simas Pemalu"))
    with intake.open_warehouse(folder) as warehouse:
        after = scores.near_innovations(warehouse)
    assert ([(pair.first, pair.second) for pair in before], after) == ([("Simas Pemalu", "Simaspemalu")], ())


def test_what_decisions_depend_on_rebuilds_the_warehouse(folder):
    """Its fingerprint is another with a decision in force, and the same again without."""
    load(folder, LIST)
    prints = [intake.building.fingerprint(intake.in_force(folder))]
    (line,) = decide(folder, Alias(INNOVATION, "Cantik", "Simas Pemalu"))
    prints.append(intake.building.fingerprint(intake.in_force(folder)))
    withdraw(folder, line.id)
    prints.append(intake.building.fingerprint(intake.in_force(folder)))
    assert (prints[0] == prints[2], prints[0] == prints[1]) == (True, False)


def test_progress_is_told_step_by_step(folder):
    """Each step begins before it ends, in the order of the steps, and the last one is done."""
    told: list[tuple[str, float]] = []
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.commit(
            folder,
            LIST,
            "l.xlsx",
            analyst("Rina"),
            NONE,
            warehouse,
            progress=lambda step, share: told.append((step, share)),
        )
    steps = list(dict.fromkeys(step for step, _ in told))
    shares = [[share for one, share in told if one == step] for step in steps]
    assert (steps, told[-1]) == (["read", "judge", "keep", "build"], ("build", 1.0))
    assert all(own == sorted(own) and own[0] == 0 and own[-1] == 1 for own in shares)


NAMES = st.sampled_from(["Simas Pemalu", "Simaspemalu", "Cantik", "Lapak Sehat"])
SAID = st.builds(Alias, st.sampled_from([INNOVATION, DIFFERENT, SERVICE]), NAMES, NAMES)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """A folder with two lists and a survey, used again and again: every decision in it is taken back."""
    made = folders.empty(tmp_path_factory.mktemp("keputusan") / "data")
    with folders.opened_throughout(made):
        for number, content in enumerate((LIST, NEAR_LIST, SURVEY)):
            load(made, content, file=f"{number}.xlsx")
        yield made


@examples(2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(aliases=st.lists(SAID, min_size=1, max_size=3), row=st.integers(0, 3))
def test_deciding_and_withdrawing_leaves_the_warehouse_as_it_was(listed, aliases, row):
    """Whatever is decided about names and rows, taking it back gives every table as it was before."""
    before = tables(listed)
    survey_line = next(line for line in intake.active(listed) if line.kind == "survey")
    sheet, number = place_of(before, row)
    lines = decide(listed, *aliases, left_out=frozenset({(sheet, number)}), snapshot=survey_line.snapshot)
    during = tables(listed)
    withdraw(listed, *(line.id for line in lines))
    assert (len(during["respondents"]), differing(before, tables(listed))) == (3, [])


def test_a_committed_value_of_marks_needs_its_item(folder):
    """An item may be spelt otherwise, a header too: the marks are loaded under the codes that were decided."""
    content = with_cells(marks(even_marks()), "Nilai mandiri", {"C5": "Angka", "A6": "PERTAMA"})
    decisions = Decisions((Alias("header:marks", "Angka", "value"), Alias("item", "pertama", "B1")))
    needed = {one.of for one in intake.inspect(folder, content, "n.xlsx", NONE).questions if one.is_needed}
    load(folder, content, decisions)
    assert (needed, "B1" in column(folder, "marks", "item")) == ({"header:marks", "item"}, True)
