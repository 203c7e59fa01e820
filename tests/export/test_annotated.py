"""The marked file: the same workbook with its findings in it, and nothing in it that runs."""

from html import escape
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula
from reading import hostile
from workbooks import changed, saved, workbook

from smartcity.export.annotated import AUTHOR, annotate
from smartcity.records.findings import Finding, Place
from smartcity.wording import LANGUAGES, Words
from smartcity.wording.messages import spell

FILE = "kiriman.xlsx"
WORDS = Words("id")
ERROR = Finding("cell.not_a_number", Place(FILE, "Isi", "B2"), "empat")
WARNING = Finding("value.unknown_service", Place(FILE, "Isi", "B2"), "Lapak")
INFO = Finding("row.total", Place(FILE, "Isi", "4"), "Jumlah")
WHOLE = Finding("file.year_unknown", Place(FILE))
PLAIN = workbook({"Isi": [["Nama", "Nilai"], ["Ani", "empat"], ["Budi", 3], ["Jumlah", "=SUM(B2:B3)"]]})


def marked(content: bytes = PLAIN, findings: tuple = (ERROR,), file: str = FILE, words: Words = WORDS) -> Workbook:
    """Mark a file and open it again."""
    return load_workbook(BytesIO(annotate(content, file, findings, words).content))


def colour(book: Workbook, address: str) -> str:
    """Return the colour of a cell's ground."""
    return book["Isi"][address].fill.fgColor.rgb


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_carries_the_sentence_of_its_finding(language):
    """What the page says of a cell stands in its comment, in the page's language, after its level in capitals."""
    words = Words(language)
    comment = marked(words=words)["Isi"]["B2"].comment
    level = words("findings.severity.error").upper()
    assert (comment.text, comment.author) == (f"{level}: {spell(ERROR, words).sentence}", AUTHOR)


def test_the_graver_of_two_findings_colours_the_cell():
    """One cell with a warning and an error has the error's colour, in whatever order they come, and both sentences."""
    alone = colour(marked(findings=(ERROR,)), "B2")
    both = [marked(findings=order) for order in ((WARNING, ERROR), (ERROR, WARNING))]
    assert [colour(book, "B2") for book in both] == [alone, alone]
    assert [book["Isi"]["B2"].comment.text.count("Isi!B2") for book in both] == [2, 2]


def test_each_level_has_a_colour_of_its_own():
    """Error, warning and info are told apart, and from a cell without any finding."""
    colours = [
        colour(marked(findings=(one,)), address) for one, address in ((ERROR, "B2"), (WARNING, "B2"), (INFO, "A4"))
    ]
    assert len({*colours, colour(marked(), "A2")}) == 4


def test_everything_else_stays_as_it_was():
    """Values, formulas, widths and sheets of the workbook are those of the original."""

    def shape(book: Workbook) -> None:
        book["Isi"].column_dimensions["A"].width = 33
        book["Isi"].freeze_panes = "A2"
        book.create_sheet("Lain")["C3"] = 7

    book = marked(changed(PLAIN, shape))
    values = [[cell.value for cell in row] for row in book["Isi"].iter_rows()]
    assert values == [["Nama", "Nilai"], ["Ani", "empat"], ["Budi", 3], ["Jumlah", "=SUM(B2:B3)"]]
    assert (book["Isi"].column_dimensions["A"].width, book["Isi"].freeze_panes, book["Lain"]["C3"].value) == (
        33,
        "A2",
        7,
    )


def test_a_sheet_lists_every_finding_the_gravest_first():
    """Findings of a whole file or sheet, which have no cell, stand in the list as well."""
    book = marked(findings=(INFO, WARNING, WHOLE, ERROR))
    rows = list(book[WORDS("upload.marked.sheet")].iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[2]) for row in rows] == [(None, None), ("Isi", "B2"), ("Isi", "B2"), ("Isi", "4")]
    assert [row[4] for row in rows] == [spell(one, WORDS).sentence for one in (WHOLE, ERROR, WARNING, INFO)]


@pytest.mark.parametrize("text", ["=1+1", '=cmd|"/c calc"!A1', "+62811", "-3 derajat", "@SUM(A1)", "\t=1"])
def test_what_a_person_wrote_never_becomes_a_formula(text):
    """Text of a file stays text in the list and in a workbook made of a csv."""
    finding = Finding("value.unknown_service", Place("isi.csv", text[:20], "B2"), text)
    content = f'Nama;Layanan\nAni;"{text}"\n'.replace('""', '"').replace('"/c calc"', "x").encode()
    book = marked(content, (finding,), "isi.csv")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "inlineStr"}


@pytest.mark.parametrize(
    "formula",
    [
        '=cmd|"/c calc"!A1',
        "=1+cmd|' /C calc'!A0",
        """=IF(1,"x",cmd|'/C calc'!A0)""",
        """='x"y'!A1&cmd|'/c'!A0&'x"z'!A1""",
        """=cmd|'/c "calc'!A0&"x\"""",
        '=CMD|x!"unfinished',
    ],
)
@pytest.mark.parametrize("is_array", [False, True])
def test_a_formula_that_starts_a_program_becomes_text(formula, is_array):
    """The copy is opened by a person, so the one kind of formula that runs something else is disarmed; others stay."""
    value = ArrayFormula("C2:C2", formula) if is_array else formula
    page = marked(changed(PLAIN, lambda book: book["Isi"].__setitem__("C2", value)))["Isi"]
    assert (page["C2"].data_type, page["C2"].value, page["B4"].data_type) == ("s", formula, "f")


@pytest.mark.parametrize("formula", ['=A1&"|"&B2', "='a|b'!A1", "=SUM(B2:B3)", "='it''s|'!A1&\"!\""])
def test_a_bar_that_starts_nothing_stays_a_formula(formula):
    """In a text or in the name of a sheet a bar is only a bar."""
    page = marked(changed(PLAIN, lambda book: book["Isi"].__setitem__("C2", formula)))["Isi"]
    assert (page["C2"].data_type, page["C2"].value) == ("f", formula)


def test_a_name_that_starts_a_program_is_taken_out():
    """A formula cannot reach such a command by another name; other names stay."""

    def name(book: Workbook) -> None:
        for code, text in (("jahat", "cmd|'/C calc'!A0"), ("baik", "Isi!$B$2")):
            book.defined_names[code] = DefinedName(code, attr_text=text)

    assert list(marked(changed(PLAIN, name)).defined_names) == ["baik"]


@given(st.text(st.characters(), max_size=30))
@examples(12)
def test_whatever_a_cell_holds_the_marked_file_can_be_opened(text):
    """Signs that no workbook can hold are left out of comments and of the list, and nothing becomes a formula."""
    finding = Finding("cell.not_a_number", Place(FILE, "Isi", "B2"), text)
    book = marked(findings=(finding,))
    cells = [cell for row in book[WORDS("upload.marked.sheet")].iter_rows() for cell in row if cell.value is not None]
    assert ({cell.data_type for cell in cells}, book["Isi"]["B2"].comment.author) == ({"s"}, AUTHOR)


NAMES = ("2023/2024", "a:b?", "[x]", "x" * 40 + "1", "x" * 40 + "2", "Isi", "ISI", "'", "\\*")


def test_a_sheet_whose_name_excel_does_not_take_is_marked_all_the_same():
    """OpenDocument allows names that Excel does not; the copy has each sheet once, with its own marks."""
    rows = "".join(
        f'<table:table table:name="{escape(name)}"><table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>{number}</text:p></table:table-cell></table:table-row></table:table>"
        for number, name in enumerate(NAMES)
    )
    findings = tuple(Finding("cell.not_a_number", Place("a.ods", name, "A1"), name) for name in NAMES)
    pages = marked(hostile.ods(rows), findings, "a.ods").worksheets[1:]
    assert [(page["A1"].value, len(page.title) <= 31, page["A1"].comment.text.count("SALAH")) for page in pages] == [
        (str(number), True, 1) for number in range(len(NAMES))
    ]


def test_marking_again_takes_out_the_old_marks():
    """Who repairs the marked copy and checks it again finds the repaired cell clean and one list, not two."""
    once = annotate(PLAIN, FILE, (ERROR, INFO), WORDS).content
    book = marked(once, (INFO,))
    assert (book["Isi"]["B2"].comment, colour(book, "B2")) == (None, "00000000")
    assert book.sheetnames == [WORDS("upload.marked.sheet"), "Isi"]


def test_a_comment_of_the_owner_is_kept():
    """What was noted in a cell stands before our sentence, and alone again after the repair."""
    content = changed(PLAIN, lambda book: setattr(book["Isi"]["B2"], "comment", Comment("tanya Ani", "Budi")))
    first = annotate(content, FILE, (ERROR,), WORDS).content
    comments = [load_workbook(BytesIO(one))["Isi"]["B2"].comment.text for one in (first, saved(marked(first, ())))]
    assert (comments[0].startswith("tanya Ani"), spell(ERROR, WORDS).sentence in comments[0]) == (True, True)
    assert comments[1] == "tanya Ani"


def test_a_merged_cell_is_marked_where_its_value_stands():
    """A finding inside a merged range colours the first cell, the only one that can be seen."""
    content = changed(PLAIN, lambda book: book["Isi"].merge_cells("A2:B2"))
    assert marked(content)["Isi"]["A2"].comment is not None


@pytest.mark.parametrize("file", ["isi.csv", "isi.xls"])
def test_another_form_becomes_a_new_workbook_with_the_same_cells(file):
    """A csv or an old workbook comes back as .xlsx, every value in the cell it was found in."""
    import xlwt

    old = xlwt.Workbook()
    page = old.add_sheet("isi")
    for row, values in enumerate((("Nama", "Nilai"), ("Ani", "empat"), ("Budi", 3))):
        for column, value in enumerate(values):
            page.write(row, column, value)
    buffer = BytesIO()
    old.save(buffer)
    content = buffer.getvalue() if file.endswith(".xls") else b"Nama;Nilai\nAni;empat\nBudi;3\n"
    made = annotate(content, file, (Finding("cell.not_a_number", Place(file, "isi", "B2"), "empat"),), WORDS)
    page = load_workbook(BytesIO(made.content))["isi"]
    assert (made.file, made.left_out, page["A3"].value, page["B2"].comment is None) == (
        *("isi-bertanda.xlsx", ("form",)),
        *("Budi", False),
    )


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n", PLAIN[: len(PLAIN) // 2]], ids=["empty", "image", "cut"]
)
def test_what_the_reader_refuses_is_not_opened(content):
    """A file that the guarded reading does not accept is never given to another parser."""
    assert annotate(content, FILE, (WHOLE,), WORDS) is None


def test_a_finding_of_a_sheet_that_is_not_there_is_only_listed():
    """A missing sheet, a wrong address or a row beyond the sheet spoil nothing."""
    odd = [Finding("sheet.empty", Place(FILE, "Hilang", "A1")), Finding("sheet.empty", Place(FILE, "Isi", "?"))]
    book = marked(findings=tuple(odd))
    assert len(list(book[WORDS("upload.marked.sheet")].iter_rows(min_row=2))) == len(odd)


def test_a_workbook_formatted_to_its_last_row_is_copied(monkeypatch):
    """Of a file whose formats fill far more than its values only the values are taken, and the answer says so."""
    monkeypatch.setattr("smartcity.export.annotated.LARGEST", 10)
    made = annotate(PLAIN, FILE, (ERROR,), WORDS)
    page = load_workbook(BytesIO(made.content))["Isi"]
    assert (made.left_out, page["A2"].value, page["B2"].comment is None) == (("form",), "Ani", False)


def test_a_file_too_large_to_copy_gets_its_list_alone(monkeypatch):
    """Beyond a number of cells only the findings are given back, and the answer says that the cells are left out."""
    monkeypatch.setattr("smartcity.export.annotated.LARGEST", 10)
    monkeypatch.setattr("smartcity.export.annotated.MOST_CELLS", 3)
    made = annotate(PLAIN, FILE, (ERROR,), WORDS)
    assert made.left_out == ("cells",)
    assert load_workbook(BytesIO(made.content)).sheetnames == [WORDS("upload.marked.sheet")]


def test_a_workbook_that_openpyxl_cannot_open_is_copied(monkeypatch):
    """What the guarded reader understands is given back even if the writer's own parser stumbles over it."""

    def stumble(*_: object, **__: object) -> None:
        raise KeyError("xl/styles.xml")

    monkeypatch.setattr("smartcity.export.annotated.load_workbook", stumble)
    made = annotate(PLAIN, FILE, (ERROR,), WORDS)
    assert (made.left_out, load_workbook(BytesIO(made.content))["Isi"]["A2"].value) == (("form",), "Ani")


def test_our_colours_leave_the_text_readable():
    """Black text on each of the three grounds has a contrast of at least 7."""
    grounds = {
        colour(marked(findings=(one,)), address) for one, address in ((ERROR, "B2"), (WARNING, "B2"), (INFO, "A4"))
    }
    channels = [[int(ground[place : place + 2], 16) / 255 for place in (2, 4, 6)] for ground in grounds]
    linear = [[((one + 0.055) / 1.055) ** 2.4 for one in rgb] for rgb in channels]
    contrast = [(0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) / 0.05 for r, g, b in linear]
    assert [value for value in contrast if value < 7] == []
