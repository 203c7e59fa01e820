"""The people of a survey stay in their own file: nobody named here exists."""

import io
import random
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from workbooks import FILE, YEAR, items_of, judged, known, reading, sheet, told, workbook

from smartcity.checks import Options
from smartcity.checks.names import Names, is_like_a_name, masked_prose
from smartcity.checks.people import person_hash
from smartcity.checks.personal import MARK
from smartcity.export.annotated import annotate
from smartcity.intake.verdict import judge
from smartcity.method import load_methods
from smartcity.method.layout import normalise
from smartcity.method.regions import load_site
from smartcity.warehouse import Entry, assemble
from smartcity.wording import Words

KEY = b"kunci percobaan"
NAME, PHONE, NIK = "Siti Aminah Rahmawati", "0812-3456-7890", "6309015708900001"
MAIL, STREET = "siti.rahmawati@contoh.id", "Jl. Mawar Melati No. 17 RT 03/RW 02"
SECRETS = ("Siti", "Aminah", "Rahmawati", "siti.rahmawati", "3456", "7890", "570890", "Mawar", "RT 03")
"""Parts of the above, none of which may be seen anywhere but in the file itself."""

ITEMS = items_of("living")
COLUMNS = (
    "Kode responden",
    "Tanggal",
    "Nama",
    "Nomor telepon",
    "Jenis kelamin",
    "Kelompok umur",
    "Pekerjaan",
    "Kecamatan",
    "Layanan",
    "Sub-dimensi",
    "Waktu mulai",
    "Saran",
    "_uuid",
)
OTHERS = (
    ("Ahmad Fauzi", "0813-1111-2222", "Laki-laki", "17-25", "Petani"),
    ("Rina Wati", "0813-1111-3333", "Perempuan", "26-35", "Pedagang"),
    ("Joko Susilo", "0813-1111-4444", "Laki-laki", "36-45", "Guru"),
)
PLANTED = ["R-9", "18/09/2023", NAME, PHONE, "Perempuan", "26-35", "Petani", "Tanjung", "Layanan A", None, None, None]


def form(*rows: list[object]) -> list[list[object]]:
    """Make a sheet of three ordinary respondents with *rows* among them, all under the usual headers."""
    chance = random.Random(1)
    lines = []
    for number, (name, phone, gender, age, occupation) in enumerate(OTHERS):
        person = [f"R-{number}", "17/09/2023", name, phone, gender, age, occupation, "Tanjung", "Layanan A"]
        lines.append([*person, None, None, "Sudah baik", f"uuid-{number}", *chance.choices(range(5), k=len(ITEMS))])
    lines[1:1] = rows
    return [[*COLUMNS, *ITEMS], *lines]


def row(**cells: object) -> list[object]:
    """Make the planted respondent's row with some cells changed."""
    values = dict(zip(COLUMNS, [*PLANTED, "uuid-9"])) | cells
    return [*values.values(), *([3] * (len(ITEMS) - 1)), 2]


def seen(rows: list[list[object]]) -> str:
    """Spell everything that comes out of a file: rows, findings, tables of the warehouse."""
    found = judge(
        reading(sheet("Smart Living", rows)),
        FILE,
        Options("survey", YEAR, "regular"),
        replace(known(), services=frozenset({"layanan a"})),
    )
    entry = Entry("0" * 64, "e1", FILE, datetime(2026, 1, 1, tzinfo=UTC), "Rina", found.checked)
    frames = assemble([entry], load_methods(), load_site())
    answers = found.checked.tables["answers"]
    spoken = [repr(found), answers.respondents.to_csv(), answers.values.to_csv(), answers.raws.to_csv()]
    spoken += [frames[table].to_csv() for table in ("findings", "respondents", "answers")]
    return "\n".join(spoken)


def leaks(rows: list[list[object]]) -> list[str]:
    """List the parts of the planted person that can be seen."""
    spoken = seen(rows).casefold()
    return [secret for secret in SECRETS if secret.casefold() in spoken]


def test_a_person_in_their_own_columns_is_seen_nowhere():
    """A name and a number where they belong are hashed, and that is all."""
    assert leaks(form(row())) == []


TELLING = (NAME, NAME.upper(), PHONE, 81234567890, NIK, MAIL, STREET, f"{NAME} {PHONE}")


@pytest.mark.parametrize("column", [column for column in COLUMNS if column not in ("Nama", "Nomor telepon")])
def test_personal_data_in_a_wrong_column_is_hidden(column):
    """Whatever tells a person is hidden in any column, also where that column takes only what it knows."""
    assert (
        leaks(form(*(row(**{"_uuid": f"uuid-{number}", column: value}) for number, value in enumerate(TELLING)))) == []
    )


@pytest.mark.parametrize("item", [ITEMS[0], ITEMS[-1]])
def test_personal_data_among_the_answers_is_not_quoted(item):
    """An answer that is a name or a number is an error, and the error keeps it to itself."""
    rows = form(*(row(_uuid=f"uuid-{number}") for number in range(len(TELLING))))
    for line, value in enumerate(TELLING, start=2):
        rows[line][rows[0].index(item)] = value
    assert leaks(rows) == []


@pytest.mark.slow
@examples(12)
@given(
    st.integers(0, len(COLUMNS) - 1),
    st.integers(1, 3),
    st.booleans(),
    st.integers(1, 4),
)
def test_a_row_that_slipped_names_nobody(start, distance, to_the_right, line):
    """From any column on, by any few columns, in either direction, at any place of the sheet."""
    planted = row()
    if to_the_right:
        slipped = [*planted[:start], *[None] * distance, *planted[start:]]
    else:
        slipped = [*planted[:start], *planted[start + distance :]]
    rows = form()
    rows.insert(line, slipped[: len(COLUMNS) + len(ITEMS)])
    assert leaks(rows) == []


@pytest.mark.slow
@examples(12)
@given(st.permutations(range(2, 12)))
def test_a_row_in_any_disorder_names_nobody(order):
    """Name, number and all else of a row in each other's columns."""
    planted = row(Saran=f"Hubungi {NAME} di {PHONE}")
    mixed = [*planted[:2], *(planted[place] for place in order), *planted[12:]]
    assert leaks(form(mixed)) == []


def test_a_whole_sheet_that_slipped_names_nobody():
    """Where every row stands one column to the right, no name column says what a name is."""
    rows = form(row())
    header, *lines = rows
    assert leaks([header, *([line[0], None, *line[1:-1]] for line in lines)]) == []


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Pelayanannya sudah baik", "Pelayanannya sudah baik"),
        (f"Baik. {NAME}, {PHONE}", f"Baik. {MARK}, {MARK}"),
        ("Tolong hubungi Siti ya", f"Tolong hubungi {MARK} ya"),
        ("terima kasih, ahmad fauzi", f"terima kasih, {MARK}"),
        ("Petugasnya Ibu Halimah sangat ramah", f"Petugasnya Ibu {MARK} sangat ramah"),
        ("Ibu hamil perlu kursi, kata Bu Bidan", "Ibu hamil perlu kursi, kata Bu Bidan"),
        ("Pak Camat dan Ibu Bupati harus turun", "Pak Camat dan Ibu Bupati harus turun"),
        ("Nama saya Halimah Tusadiah. Bagus", f"Nama saya {MARK}. Bagus"),
        (f"Rumah saya {STREET}; becek", f"Rumah saya {MARK}; becek"),
        (81234567890, None),
    ],
)
def test_a_comment_keeps_what_tells_nobody(comment, expected):
    """Of what people write only the parts that tell a person are hidden: shapes, names of the file, the own name."""
    found = judged(reading(sheet("Smart Living", form(row(Saran=comment)))), kind="survey", year=YEAR, track="regular")
    (kept,) = (one["comment"] for one in found.checked.tables["answers"] if one["row"] == 3)
    assert kept == expected


def test_hidden_cells_are_told_by_column_and_number_only():
    """One finding a column, at its first cell, with how many there are; the values are missing, not masked."""
    rows = form(row(Layanan=PHONE), row(Layanan=NAME, _uuid="uuid-10"))
    found = judged(reading(sheet("Smart Living", rows)), kind="survey", year=YEAR, track="regular")
    told_of = [one for one in found.findings if one.code == "personal.masked"]
    assert [(one.place.cell, one.count, one.values["column"], one.found) for one in told_of] == [
        ("I3", 2, "Layanan", "")
    ]
    services = [one["service"] for one in found.checked.tables["answers"]]
    assert services == ["Layanan A", None, None, "Layanan A", "Layanan A"]
    assert told(found.findings, "value.unknown_service") == []


def test_a_listed_service_is_no_person():
    """A service that an innovation list has keeps its name, be it like a street or like somebody in the file."""
    rows = form(row(Layanan="Bank Sampah RT 03/RW 02"), row(Layanan="Ahmad Fauzi", _uuid="uuid-10"))
    services = frozenset({"bank sampah rt 03 rw 02", "ahmad fauzi"})
    found = judged(reading(sheet("Smart Living", rows)), kind="survey", year=YEAR, track="regular", services=services)
    kept = [one["service"] for one in found.checked.tables["answers"]][1:3]
    assert (kept, told(found.findings, "personal.masked")) == (["Bank Sampah RT 03/RW 02", "Ahmad Fauzi"], [])


def test_a_habit_of_the_form_is_no_name():
    """What stands in many rows stays, though one row slipped and has it where a name belongs."""
    rows = form(*(row(Pekerjaan="Karyawan swasta", Nama=f"Warga {one}", _uuid=one) for one in "ABCDEF"))
    rows.append(row(Nama="Karyawan swasta", _uuid="G"))
    found = judged(reading(sheet("Smart Living", rows)), kind="survey", year=YEAR, track="regular")
    kept = [one["occupation"] for one in found.checked.tables["answers"]]
    assert kept.count("Karyawan swasta") == 6


def test_a_submission_named_by_a_number_is_still_found_again():
    """An identifier that is personal is hashed, so that the last of the same submissions counts."""
    rows = form(row(_uuid=PHONE), row(_uuid=PHONE))
    found = judged(reading(sheet("Smart Living", rows)), kind="survey", year=YEAR, track="regular")
    assert told(found.findings, "row.sent_again") == [("row.sent_again", "Smart Living", "A3")]
    assert leaks(rows) == []


def test_the_marked_copy_says_nothing_of_people():
    """The comments in the copy quote no more than the findings; the cells are their owner's own."""
    rows = form(row(Layanan=NAME, Kecamatan=STREET, Pekerjaan=PHONE), [None, *row()[:-1]], row(Tanggal=NAME))
    content = workbook({"Smart Living": rows})
    found = judged(content, kind="survey", year=YEAR, track="regular")
    copy = openpyxl.load_workbook(io.BytesIO(annotate(content, FILE, found.findings, Words("id")).content))
    texts = [cell.comment.text for line in copy["Smart Living"].iter_rows() for cell in line if cell.comment]
    texts += [str(cell.value) for line in copy[Words("id")("upload.marked.sheet")].iter_rows() for cell in line]
    spoken = "\n".join(texts)
    assert (MARK in spoken, [secret for secret in SECRETS if secret.casefold() in spoken.casefold()]) == (True, [])


def test_the_command_line_prints_nobody(tmp_path):
    """`check` names cells and columns, in sentences and as JSON."""
    rows = form(row(Layanan=NAME, Kecamatan=STREET, Pekerjaan=PHONE), [None, *row()[:-1]])
    path = tmp_path / "kiriman.xlsx"
    path.write_bytes(workbook({"Smart Living": rows}))
    spoken = io.StringIO()
    with redirect_stdout(spoken), redirect_stderr(spoken):
        for more in ((), ("--json",)):
            run(
                "--data",
                tmp_path / "data",
                "check",
                path,
                "--kind",
                "survey",
                "--year",
                YEAR,
                "--track",
                "regular",
                *more,
            )
    assert [secret for secret in SECRETS if secret.casefold() in spoken.getvalue().casefold()] == []


def test_person_hash_depends_on_the_key_and_reveals_nothing():
    """The same person under another key is another hash; without a name or number there is none."""
    hashes = [person_hash("Budi", "0811", key) for key in (KEY, b"kunci lain")]
    assert len({*hashes, ""}) == 3
    assert [
        person_hash(name, phone, KEY) for name, phone in (("Budi", ""), ("", "0811"), (None, None), ("-", "-"))
    ] == [""] * 4


@given(st.text("0123456789 -+()", min_size=1, max_size=16))
def test_spelling_of_a_phone_number_does_not_matter(phone):
    """Spaces, hyphens and brackets are no part of a number."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    assert person_hash("Budi", phone, KEY) == person_hash("BUDI ", digits, KEY)


@pytest.mark.parametrize("phone", ["+62 812-3456-789", "62 812 3456 789", 8123456789, 8123456789.0, "8123456789"])
def test_a_number_is_the_same_with_and_without_its_prefix(phone):
    """As written with the country's code, and as a spreadsheet keeps it without its zero."""
    assert person_hash("Budi", phone, KEY) == person_hash("Budi", "08123456789", KEY)


def test_a_name_is_known_by_whole_words():
    """A name of several words is found inside a text; one of a single word only where the text is that word."""
    names = Names.of(["siti aminah", "budi", "12345", "sangat setuju"], frozenset({"sangat", "setuju"}))
    texts = ["kata SITI  Aminah.", "Siti saja", "Budi", "Budiman", "budi baik", "12345", "sangat setuju"]
    assert [names.has(text) for text in texts] == [True, False, True, False, False, False, False]


@pytest.mark.parametrize(
    ("text", "fewest", "expected"),
    [
        ("Siti Aminah", 2, True),
        ("H. Ahmad Fauzi, S.Pd", 2, True),
        ("Suharto", 2, False),
        ("Suharto", 1, True),
        ("tidak punya", 1, False),
        ("Sangat Setuju", 2, False),
        ("R-01", 1, False),
        ("", 1, False),
        (5, 1, False),
    ],
)
def test_what_may_be_a_name(text, fewest, expected):
    """Some words of letters, none of which the form or everybody uses."""
    assert is_like_a_name(text, frozenset({"sangat", "setuju"}), fewest) is expected


@given(st.lists(st.sampled_from(["Siti", "Aminah", "bagus", "0812-3456-7890", "Pak", "Budi", ".", ",", "RT 1/2"])))
def test_masked_prose_is_stable(words):
    """Hiding what is hidden already changes nothing, and the name is gone whatever stands around it."""
    names = Names.of(["siti aminah"], frozenset())
    hidden = masked_prose(" ".join(words), names, {"siti", "aminah"})
    assert (masked_prose(hidden, names, {"siti", "aminah"}), "Aminah" in hidden) == (hidden, False)


TITLED = [
    "Siti",
    "aminah",
    "bagus",
    "Pak",
    "a.n.",
    "H.",
    "Nama",
    "saya",
    "Budi",
    "12",
    ".",
    "dr.",
    "Gus",
    "ttd",
    "RSUD",
]


@given(st.lists(st.sampled_from(TITLED)))
def test_the_quick_look_at_a_comment_misses_no_name(words):
    """What is hidden in a comment is announced by one of its words."""
    names, text = Names.of(["siti aminah"], frozenset()), " ".join(words)
    assert masked_prose(text, names) == text or names.may_tell(normalise(text).split())
