"""Survey dumps as form services and field collection tools write them, read through to respondents and answers."""

import io

import openpyxl
import pytest
from commands import empty_folder

from smartcity import intake
from smartcity.checks import Options
from smartcity.method import load_methods

METHOD = load_methods().require(2023, "regular")
LIVING = [item for item in METHOD.survey_items if item.dimension == "living"]
CHOSEN = Options("survey", 2023, "regular")


def dump(*rows):
    """A workbook with one sheet named as form services name it."""
    book = openpyxl.Workbook()
    book.active.title = "Form Responses 1"
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture
def inspected(tmp_path, monkeypatch):
    """Judge a dump against an empty folder."""
    folder = empty_folder(tmp_path / "data", monkeypatch)
    return lambda content: intake.inspect(folder, content, "jawaban.xlsx", CHOSEN)


def answers_of(found):
    """List the answers of each accepted respondent in the order of the statements."""
    return [[row["answers"].get(item.code) for item in LIVING] for row in found.checked.tables["answers"]]


@pytest.mark.parametrize("language", ["id", "en"])
def test_form_service_export_has_statements_for_headers(inspected, language):
    """One sheet, a timestamp, statements as headers in either language, free respondent columns beside them."""
    statements = [item.meaning[language] for item in LIVING]
    content = dump(["Timestamp", "Nama panggilan", *statements], ["18/09/2023 10:14:03", "A", *[3] * len(LIVING)])
    found = inspected(content)

    assert (found.is_loadable, answers_of(found)) == (True, [[3] * len(LIVING)])
    assert str(found.checked.tables["answers"][0]["date"]) == "2023-09-18"


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("Sangat Setuju", 4),
        ("sgt setuju", 4),
        ("SETUJU", 3),
        ("Netral", 2),
        ("Ragu-ragu", 2),
        ("cukup", 2),
        ("tdk setuju", 1),
        ("Sangat Tidak Setuju", 0),
        ("STS", 0),
        ("Strongly agree", 4),
        ("disagree", 1),
    ],
)
def test_answers_in_words_stand_for_the_scale(inspected, word, answer):
    """The five words in any case, in both languages and in their common short forms are marks of the scale."""
    found = inspected(dump(["No", *(f"[{item.code}]" for item in LIVING)], [1, *[word] * len(LIVING)]))

    assert (found.is_loadable, answers_of(found)) == (True, [[answer] * len(LIVING)])


def test_word_that_is_no_answer_is_named_at_its_cell(inspected):
    """A word that the layout does not know is never guessed."""
    found = inspected(dump(["No", *(item.code for item in LIVING)], [1, "agak setuju", *[3] * (len(LIVING) - 1)]))

    wrong = [(finding.code, finding.place.cell) for finding in found.findings if finding.is_error]
    assert wrong == [("cell.not_a_number", "B2")]


def test_field_collection_export_counts_the_last_of_a_submission(inspected):
    """Group prefixes and XML names are understood; of one `_uuid` the last row counts and the others are named."""
    names = [f"layanan/{item.code.replace('-', '_').replace('.', '_')}" for item in LIVING]
    content = dump(
        ["start", "end", *names, "_id", "_uuid", "_submission_time"],
        ["2023-09-18T10:00:00", "2023-09-18T10:09:00", *[1] * len(LIVING), 7, "u-1", "2023-09-18T10:10:00"],
        ["2023-09-18T11:00:00", "2023-09-18T11:09:00", *[4] * len(LIVING), 8, "u-2", "2023-09-18T11:10:00"],
        ["2023-09-19T10:00:00", "2023-09-19T10:09:00", *[2] * len(LIVING), 9, "u-1", "2023-09-19T10:10:00"],
    )
    found = inspected(content)
    again = [finding for finding in found.findings if finding.code == "row.sent_again"]

    assert answers_of(found) == [[4] * len(LIVING), [2] * len(LIVING)]
    assert [(finding.place.cell[1:], finding.values["last"][1:], finding.severity) for finding in again] == [
        ("2", "4", "info")
    ]


@pytest.mark.parametrize(
    ("services", "unknown"), [(["identitas/layanan"], []), (["a/layanan", "b/layanan"], ["A1", "B1"])]
)
def test_a_column_behind_the_name_of_its_group_is_known(inspected, services, unknown):
    """The service that a form asks in a group is the service; asked in two groups, nobody knows which is meant."""
    items = [f"impact/{item.code.replace('-', '_').replace('.', '_')}" for item in LIVING]
    used = ["Lapak Sehat", "Antar Obat"][: len(services)]
    found = inspected(dump([*services, *items], [*used, *[3] * len(LIVING)]))

    assert [finding.place.cell for finding in found.findings if finding.code == "header.unknown"] == unknown
    expected = None if unknown else "Lapak Sehat"
    assert found.checked.tables["answers"].respondents["service"].tolist() == [expected]


CENTRAL = ["meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "Status", "ReviewState"]


@pytest.mark.parametrize(("beside", "unknown"), [(CENTRAL, []), (["Status"], ["Status"])], ids=["central", "own"])
def test_a_status_is_a_services_own_only_beside_its_other_columns(inspected, beside, unknown):
    """What ODK Central adds is nothing to be asked about; a form that asks for a status of its own is."""
    values = {"Status": "hasIssues", "SubmitterName": "Petugas 1", "KEY": "uuid:1"}
    row = [*[place % 5 for place in range(len(LIVING))], *(values.get(name) for name in beside)]
    found = inspected(dump([*(item.code for item in LIVING), *beside], row))
    assert [one.found for one in found.findings if one.code == "header.unknown"] == unknown


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Enumerator": "Petugas 1", "_submitted_by": "akun"}, "Petugas 1"),
        ({"_submitted_by": "akun", "username": "lain"}, "akun"),
        ({"SubmitterName": "Petugas 2"}, "Petugas 2"),
        ({"_submitted_by": "ani@contoh.id"}, None),
    ],
)
def test_who_asked_is_read_from_the_best_of_its_columns(inspected, columns, expected):
    """What the form asks counts before what the service adds; an address that belongs to one person is hidden."""
    row = [*[place % 5 for place in range(len(LIVING))], *columns.values()]
    found = inspected(dump([*(item.code for item in LIVING), *columns], row))
    assert found.checked.tables["answers"].respondents["enumerator"].tolist() == [expected]
    assert [one.found for one in found.findings if one.code == "header.unknown"] == []
