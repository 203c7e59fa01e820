from functools import cache
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from smartcity.method import load_dimensions, load_methods
from smartcity.method.layout import load_layouts
from smartcity.method.provisional import with_provisional
from smartcity.reading.templates import EXAMPLE_MARK, GUIDE, Filling, template, track_label
from smartcity.wording import LANGUAGES, Words
from smartcity.wording.rules import rules_said

KINDS = tuple(load_layouts())
REGIONS = tuple(f"Kabupaten Percobaan {number}" for number in range(1, 41))
METHOD = load_methods().all[0]


def write(kind: str, language: str = "id", filling: Filling | None = None) -> bytes:
    """Write a template of the oldest method, with more regions than fit into a rule."""
    methods = load_methods()
    return template(
        load_layouts()[kind],
        Words(language),
        method=METHOD,
        dimensions=load_dimensions(),
        regions=REGIONS,
        tracks=methods.tracks,
        years=methods.years,
        filling=filling,
    )


@cache
def written(kind: str, language: str) -> bytes:
    """Write an empty template, once for all tests that open it."""
    return write(kind, language)


def opened(kind: str, language: str = "id", filling: Filling | None = None) -> Workbook:
    """Write a template and open it again."""
    return load_workbook(BytesIO(write(kind, language, filling) if filling else written(kind, language)))


def values(sheet: Worksheet, row: int) -> list[object]:
    """Return what stands in a row, from the first column to the last used one."""
    return [cell.value for cell in sheet[row]]


def rule_at(sheet: Worksheet, cell: str) -> tuple[str, str | None, str | None]:
    """Return the kind and the two bounds (or the list) of the rule that a cell is under."""
    for rule in sheet.data_validations.dataValidation:
        if cell in rule.sqref:
            return rule.type, rule.formula1, rule.formula2
    raise AssertionError(f"{sheet.title}!{cell} has no rule")


def guide_fields(workbook: Workbook) -> dict[object, object]:
    """Return the guide sheet's labels and values."""
    return {row[0]: row[1] for row in workbook[GUIDE].iter_rows(max_col=2, values_only=True)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"survey", "marks", "rules", "evidence"}])
def test_headers_are_those_of_the_layout(kind, language):
    """Every table stands on its own sheet under exactly the headers that the reader knows."""
    workbook, layout = opened(kind, language), load_layouts()[kind]
    found = {name: values(workbook[name], 1) for name in workbook.sheetnames if name != GUIDE}
    expected = {table.sheet: [column for column in table.columns if column.is_asked] for table in layout.tables}
    assert found == {sheet: [column.header[language] for column in columns] for sheet, columns in expected.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_guide_sheet_comes_first_and_names_the_kind(kind):
    """The first sheet says which kind of workbook this is, so that the reader need not guess."""
    workbook = opened(kind)
    assert (workbook.sheetnames[0], guide_fields(workbook)["Jenis"]) == (GUIDE, kind)


@pytest.mark.parametrize("kind", ["survey", "marks"])
def test_guide_sheet_names_year_and_track_where_a_method_rules(kind):
    """A survey and a self-assessment say for which year and track they are meant; their status is left blank."""
    fields = guide_fields(opened(kind))
    expected = (METHOD.year, track_label(Words("id"), METHOD.track), None)
    assert (fields["Tahun"], fields["Jalur"], fields["Status"]) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_no_label_of_the_guide_stands_twice(kind):
    """A column described on the guide sheet cannot be taken for a field such as Tahun or Status."""
    labels = [row[0] for row in opened(kind)[GUIDE].iter_rows(max_col=1, values_only=True) if row[0]]
    assert sorted(set(map(str, labels))) == sorted(map(str, labels))


def test_survey_has_a_sheet_per_dimension_and_a_column_per_statement():
    """Each dimension's sheet holds the respondent's columns and then its own statements with their codes."""
    workbook, table = opened("survey"), load_layouts()["survey"].tables[0]
    found = {name: values(workbook[name], 1) for name in workbook.sheetnames[1:]}
    assert found == {
        dimension.name: [column.header["id"] for column in table.template_columns]
        + [f"[{item.code}] {item.meaning['id']}" for item in METHOD.survey_items if item.dimension == dimension.code]
        for dimension in load_dimensions()
    }


def test_survey_answers_are_whole_numbers_of_the_answer_scale():
    """Excel refuses an answer that the method's scale does not have."""
    workbook, table = opened("survey"), load_layouts()["survey"].tables[0]
    scale = METHOD.survey
    expected = ("whole", f"{scale.answer_min:g}", f"{scale.answer_max:g}")
    found = {
        rule_at(sheet, sheet.cell(row, column).coordinate)
        for sheet in workbook.worksheets[1:]
        for row in (2, 300)
        for column in range(len(table.columns) + 1, sheet.max_column + 1)
    }
    assert found == {expected}


def test_survey_offers_only_the_sub_dimensions_of_the_sheet():
    """On a dimension's sheet only its own sub-dimensions can be chosen."""
    workbook, table = opened("survey"), load_layouts()["survey"].tables[0]
    number = [column.code for column in table.columns].index("sub_dimension") + 1
    found = [rule_at(sheet, sheet.cell(2, number).coordinate)[1] for sheet in workbook.worksheets[1:]]
    assert found == [
        '"' + ",".join(part.names["id"] for part in dimension.sub_dimensions) + '"' for dimension in load_dimensions()
    ]


def test_long_lists_stand_on_the_guide_sheet():
    """A list too long for a rule is offered from a column of the guide sheet that holds exactly its names."""
    workbook = opened("results")
    number = [column.code for column in load_layouts()["results"].tables[0].columns].index("region") + 1
    kind, source, _ = rule_at(workbook["Hasil"], workbook["Hasil"].cell(2, number).coordinate)
    sheet, cells = source.replace("$", "").split("!")
    offered = tuple(row[0].value for row in workbook[sheet.strip("'")][cells])
    assert (kind, offered) == ("list", REGIONS)


def test_marks_has_the_fields_above_one_row_per_item():
    """A self-assessment asks for the region and gives every item of the method in order, with nothing marked."""
    sheet = opened("marks")["Nilai mandiri"]
    rows = list(sheet.iter_rows(values_only=True, max_col=4))
    assert rows == [
        ("daerah", None, None, None),
        ("tahun", METHOD.year, None, None),
        ("jalur", track_label(Words("id"), METHOD.track), None, None),
        (None, None, None, None),
        ("kode", "pertanyaan", "nilai", "catatan"),
        *((item.code, item.meaning["id"], None, None) for item in METHOD.items),
    ]


def test_marks_are_whole_numbers_of_the_methods_scale():
    """Excel refuses a mark that the method's scale does not have, on the first item and on the last."""
    sheet = opened("marks")["Nilai mandiri"]
    expected = ("whole", f"{METHOD.scale_min:g}", f"{METHOD.scale_max:g}")
    assert {rule_at(sheet, cell) for cell in ("C6", f"C{5 + len(METHOD.items)}")} == {expected}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"marks", "rules", "evidence"}])
def test_each_empty_table_shows_one_example_row_that_says_it_is_not_loaded(kind):
    """The only row of an empty table begins with the mark by which the reader skips it."""
    found = {
        sheet.title: [str(row[0]).startswith(EXAMPLE_MARK) for row in sheet.iter_rows(min_row=2, values_only=True)]
        for sheet in opened(kind).worksheets[1:]
    }
    assert found == {name: [True] for name in found}


@pytest.mark.parametrize("kind", KINDS)
def test_headers_stay_in_view_and_say_what_belongs_there(kind):
    """Below the header the sheet scrolls, and each header carries a note on what to write."""
    for sheet in opened(kind).worksheets[1:]:
        top = int("".join(sign for sign in sheet.freeze_panes if sign.isdigit())) - 1
        assert [cell.coordinate for cell in sheet[top] if cell.value and not cell.comment] == []


@pytest.mark.parametrize("kind", KINDS)
def test_same_call_gives_the_same_bytes(kind):
    """No clock and no chance gets into a workbook."""
    assert write(kind) == written(kind, "id")


def test_filled_rows_take_the_place_of_the_example():
    """Given rows are written under their columns, a sheet without rows stays empty, and the status is shown."""
    rows = {"Agenda": [{"date": "2023-09-18", "event": "Sosialisasi"}]}
    workbook = opened("events", filling=Filling(rows=rows, status="CONTOH", notes=("Rekaan.",)))
    fields = guide_fields(workbook)
    assert (values(workbook["Agenda"], 2)[:3], workbook["Sumber"].max_row, fields["Status"], fields["Catatan"]) == (
        ["2023-09-18", None, "Sosialisasi"],
        1,
        "CONTOH",
        "Rekaan.",
    )


def test_a_table_of_many_sheets_is_written_on_those_that_are_named():
    """Indicators that must not be joined stand on a sheet each."""
    rows = {name: [{"indicator": name, "value": 1.0}] for name in ("IPM seri A", "IPM seri B")}
    assert opened("indicators", filling=Filling(rows=rows)).sheetnames == [GUIDE, "IPM seri A", "IPM seri B", "Sumber"]


@pytest.mark.parametrize("kind", ["survey", "marks"])
def test_a_kind_that_follows_a_method_is_refused_without_one(kind):
    """Without a method there are no statements and no items to write."""
    with pytest.raises(ValueError, match=kind):
        template(load_layouts()[kind], Words("id"), dimensions=load_dimensions())


@pytest.mark.parametrize(("language", "lowest"), [("id", "0 = sangat tidak setuju"), ("en", "0 = strongly disagree")])
def test_the_survey_states_its_scale_with_the_meaning_of_each_answer(language, lowest):
    """Nobody has to guess which number means what."""
    text = " ".join(str(row[1]) for row in opened("survey", language)[GUIDE].iter_rows(max_col=2, values_only=True))
    assert lowest in text


def test_a_year_with_provisional_rules_says_so_on_its_guide_sheet():
    """Whose rules the statements and marks are stands where everyone looks first; a known year says nothing."""
    provisional = with_provisional(load_methods(), load_methods().all[-1].year + 1).provisional[-1]
    words = Words("id")
    content = template(load_layouts()["marks"], words, provisional, load_dimensions())
    guide = load_workbook(BytesIO(content))[GUIDE]
    fields = {row[0]: row[1] for row in guide.iter_rows(max_col=2, values_only=True)}
    assert fields["Aturan"] == rules_said([provisional], words)
    assert "Aturan" not in guide_fields(opened("marks"))
