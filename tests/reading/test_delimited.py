"""Delimited text as it really comes: marks nobody closes, delimiters inside cells, bytes of another encoding."""

import pytest

from smartcity.reading import read

SCORES = b"kode,a,b,saran\nR1,1,2,baik\nR2,3,4,baik\nR3,2,2,baik\nR4,1,1,baik\n"


def rows_of(content: bytes) -> list[list[object]]:
    """Read a text and return its rows; it has to be read without a word."""
    reading = read(content, "rekap.csv")
    assert reading.findings == ()
    return [list(cells.values()) for cells in reading.sheets[0].rows.values()]


def said_of(content: bytes) -> list[tuple[str, str, object]]:
    """Say of each finding its code, its cell and the lines it names."""
    findings = read(content, "rekap.csv").findings
    return [(one.code, one.place.cell, one.values.get("lines")) for one in findings]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (SCORES.replace(b"R2,3,4,baik", b'R2,3,4,"baik'), [3]),
        (SCORES.replace(b"R4,1,1,baik", b'R4,1,1,"baik'), [5]),
        (SCORES.replace(b"R2,3,4,baik", b'R2,3,4,"baik').replace(b"R4,1,1,baik", b'R4,1,1,"baik"'), [3]),
        (SCORES.replace(b"R2,3,4,baik", b'R2,3,4,"baik').replace(b"R3,2,2,baik", b'R3,2,2,baik"'), [3]),
        (SCORES.replace(b"R1,1,2,baik", b'R1,"1,2,baik').replace(b"R4,1,1,baik", b'R4,1,1,"baik'), [2, 5]),
        (b"sep=,\n" + SCORES.replace(b"R2,3,4,baik", b'R2,3,4,"baik'), [4]),
        (SCORES.replace(b"R2,3,4,baik", b'R2,3,4,"baik').replace(b"\n", b"\r"), [3]),
        (SCORES.replace(b"R1,1,2,baik", b'R1,1,2,"dua\nbaris"').replace(b"R2,3,4,baik", b'R2,3,4,"baik'), [4]),
    ],
)
def test_a_mark_that_swallows_lines_is_refused_with_its_line(content, lines):
    """No row vanishes into a cell: the mark may meet the end, another mark, or one that closes it lines below."""
    assert said_of(content) == [("file.unclosed_quote", "", lines)]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (b'"dua\nbaris, ya"', "dua\nbaris, ya"),
        (b'"kata ""baik"" itu"', 'kata "baik" itu'),
        (b'kata "baik" itu', 'kata "baik" itu'),
        (b'"baik" katanya', "baik katanya"),
        (b"5'10\"", "5'10\""),
        (b"dua\x0bbaris", "dua\x0bbaris"),
        (b'="0812"', "0812"),
        (b'"=""a"""', "a"),
    ],
)
def test_marks_that_swallow_nothing_are_read(cell, value):
    """A closed cell may hold line breaks, and a mark inside a text is a sign like others."""
    rows = rows_of(SCORES.replace(b"R2,3,4,baik", b"R2,3,4," + cell))
    assert [len(rows), rows[2][3]] == [5, value]


@pytest.mark.parametrize("sign", [b";", b"\t", b",", b"|", b"^", b"~"])
def test_the_sign_between_columns_is_found(sign):
    """Programs of statistics and old databases write carets and tildes."""
    assert rows_of(SCORES.replace(b",", sign))[1] == ["R1", "1", "2", "baik"]


def test_blanks_before_quotation_marks_are_the_programs():
    """Where most lines have them they belong to no cell, and a delimiter between the marks divides nothing."""
    lines = ['"kode", "a", "saran"', '"R1", "1", "baik, cepat"', '"R2", "2", "kata ""baik"""']
    assert rows_of("\n".join(lines).encode())[1:] == [["R1", "1", "baik, cepat"], ["R2", "2", 'kata "baik"']]


@pytest.mark.parametrize(
    ("content", "width"),
    [
        (b"kendala; semua,a,b\nwaktu;biaya,1,2\nwaktu;jarak,3,4\n", 3),
        (b"daerah;x;y\nKab. A, Kalsel;1,5;2,5\nKab. B, Kalsel;1,5;2,5\nKab. C, Kalsel;1,5;2,5\n", 3),
        (b"Rekap, 2024\ndaerah;x\nA;1,5\nB;2,5\n", 2),
        (b"a|b|c\n1|2,5|3;4\n1|2,5|3;4\n", 3),
        (b"a\tb\tc\n1,5\t2,5\t3,5\n", 3),
        (b'"sep=;"\r\na;b,c\r\n1;2,5\r\n', 2),
        (b"sep=\t\na\tb\n1,5\t2\n", 2),
        (b'"a,b,c"\r\n"1,""dua, dan"",3"\r\n', 3),
    ],
)
def test_the_delimiter_is_the_one_that_makes_the_columns(content, width):
    """What stands once in every row inside a cell does not win over what divides the columns."""
    assert len(rows_of(content)[-1]) == width


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig", "cp1252"])
def test_an_encoding_is_recognised_without_a_mark(encoding):
    """UTF-16 shows by its zeros; what is no UTF-8 at all is the Windows of the office."""
    assert rows_of("kode\tnama\nA\tkafé\n".encode(encoding)) == [["kode", "nama"], ["A", "kafé"]]


def test_bad_bytes_in_a_utf8_text_are_named_and_the_rest_stays_right():
    """One sign pasted from elsewhere does not spoil all others; its line is named."""
    content = "kode;nama\nA;kafé\nB;kafé\n".encode() + b"C;kaf\xe9\n"
    reading = read(content, "rekap.csv")
    assert [cells[2] for cells in reading.sheets[0].rows.values()] == ["nama", "kafé", "kafé", "kafé"]
    assert [(one.code, one.found, one.values) for one in reading.findings] == [
        ("file.bad_bytes", "é", {"lines": [4], "n": 1})
    ]


def test_a_row_that_a_delimiter_made_wider_is_named():
    """What would fall off at the right is an error at its cell; cells left out at the end of other rows are none."""
    assert said_of(SCORES.replace(b"R2,3,4,baik", b"R2,3,4,baik, cepat")) == [("row.beyond_header", "E3", None)]
    assert len(rows_of(SCORES.replace(b"R2,3,4,baik", b"R2,3").replace(b"R4,1,1,baik", b"R4,1,1,,,"))) == 5


def test_a_row_that_a_line_break_has_cut_is_named():
    """Two short rows that make one together, among whole ones, are a row in pieces."""
    whole = b"".join(b"R%d,1,2,baik\n" % number for number in range(20))
    assert said_of(SCORES + whole + b"R30,1\n2,3,baik\n") == [("row.broken", "27", None)]
