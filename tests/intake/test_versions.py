"""Which loaded file a new one may be a version of: told as a warning before both are loaded side by side."""

import pytest
from askers import analyst
from workbooks import HOME, YEAR, result_row, results, survey, varied

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import DataFolder

NONE = Options()
NEXT = YEAR + 2
FIRST = results([result_row(1, HOME, NEXT, 3.6)])
SECOND = results([result_row(1, HOME, NEXT, 3.7)])
PEOPLE = varied(8, "living")


def load(folder: DataFolder, content: bytes, file: str) -> intake.Line:
    """Commit a file as Rina."""
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        return intake.commit(folder, content, file, analyst("Rina"), NONE, warehouse)[0]


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
    said = replaced(folder, SECOND, "hasil 2026.xlsx", replaces=old.id)
    same = replaced(folder, FIRST, "hasil 2026.xlsx")
    with intake.open_warehouse(folder, read_only=False) as warehouse:
        intake.withdraw(folder, [old.id], analyst("Sari"), "keliru", warehouse)
    assert (said, same, replaced(folder, SECOND, "hasil 2026.xlsx")) == ([], [], [])


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
