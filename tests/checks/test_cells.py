from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import FILE, HOME, TRACK, known, method_of

from smartcity.checks.cells import Setting, answer, convert
from smartcity.checks.moments import parse_date
from smartcity.checks.numbers import Writing, number_of, writings_of
from smartcity.method import load_dimensions
from smartcity.method.layout import Column, load_layouts, normalise
from smartcity.method.regions import load_site
from smartcity.records.decisions import IGNORED
from smartcity.records.observations import Cell, Flaw

SETTING = Setting(FILE, "Data", known(), method_of())
AGES = load_layouts()["survey"].tables[0].column("age_group")
OWNERS = load_layouts()["innovations"].tables[0].column("owner_type")


def column(kind: str, **rules: object) -> Column:
    """Make a column of a type."""
    return Column("kolom", {"id": "Kolom", "en": "Column"}, kind, **rules)


def read_as(kind: str, value: object, setting: Setting = SETTING, **rules: object) -> tuple[object, str | None]:
    """Convert what stands in E6; the value and the code of the finding."""
    found, finding = convert(Cell(value, "E6"), column(kind, **rules), setting)
    return found, finding.code if finding else None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (3, (3.0, False)),
        (3.5, (3.5, False)),
        ("3", (3.0, True)),
        ("4 ", (4.0, True)),
        ("3,5", (3.5, True)),
        ("3.5", (3.5, True)),
        (" -1", (-1.0, True)),
        ("+2", (2.0, True)),
        ("empat", (None, True)),
        ("3 orang", (None, True)),
        ("3,5,1", (None, True)),
        ("1.000,5", (1000.5, True)),
        ("1e3", (None, True)),
        ("\u22123", (-3.0, True)),
        ("\u20133", (-3.0, True)),
        ("\uff13", (3.0, True)),
        ("3,0", (3.0, True)),
        ("3%", (None, True)),
        ("<3", (None, True)),
        ("\u22653", (None, True)),
        ("nan", (None, True)),
        ("-", (None, True)),
        (True, (None, False)),
        (datetime(2023, 9, 18), (None, False)),
        (date(2023, 9, 18), (None, False)),
    ],
)
def test_numbers_are_read_from_plain_forms_only(written, expected):
    """A decimal comma or point is a number; whatever could mean two numbers, a truth or a day is none."""
    assert number_of(written) == expected


@given(st.integers(-999, 999), st.integers(0, 99), st.sampled_from(",."))
def test_a_number_written_as_text_is_the_number(whole, part, sign):
    """Both decimal signs mean the same, whatever the number."""
    assert number_of(f" {whole}{sign}{part:02} ")[0] == float(f"{whole}.{part:02}")


@pytest.mark.parametrize(
    "written",
    [
        date(2023, 9, 8),
        datetime(2023, 9, 8, 14, 30),
        "2023-09-08",
        "2023-09-08T14:30:00",
        "2023-09-08 14:30",
        "08/09/2023",
        "8-9-2023",
        "8.9.2023 14:30:00",
        "8 September 2023",
        "8 Sep 2023",
        "8 Sept. 2023",
        "Jumat, 8 September 2023",
        "Friday, 8 september 2023",
        "Jum'at, 8 September 2023",
        "8 / 9 / 2023",
        "8/Sep/2023",
        "2023-Sep-08",
        "Sep-08-2023",
        "8-IX-2023",
        "8 September '23",
    ],
)
def test_days_are_read_in_the_usual_spellings(written):
    """A day is a day as a date, as ISO text, day first with signs, or with its month in words."""
    assert parse_date(written) == date(2023, 9, 8)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("Agustus", 8),
        ("Agt", 8),
        ("Agust.", 8),
        ("August", 8),
        ("Mei", 5),
        ("May", 5),
        ("Pebruari", 2),
        ("Nopember", 11),
        ("Des", 12),
    ],
)
def test_months_are_known_in_both_languages(written, month):
    """Old spellings and the short forms count too."""
    assert parse_date(f"1 {written} 2023") == date(2023, month, 1)


@pytest.mark.parametrize("written", ["31/02/2023", "2023-13-01", "kemarin", "18 Foo 2023", "9/2023", 4518, "2023", ""])
def test_what_is_no_day_is_not_guessed(written):
    """An impossible day, a bare number or a word is no day."""
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("text", "  Lapak Sehat ", ("Lapak Sehat", None)),
        ("text", 7.0, ("7", None)),
        ("text", datetime(2023, 9, 18), ("2023-09-18", None)),
        ("integer", 3, (3, None)),
        ("integer", 3.0, (3, None)),
        ("integer", "3", (3, "cell.number_as_text")),
        ("integer", 3.5, (None, "cell.not_an_integer")),
        ("integer", "3,5", (None, "cell.not_an_integer")),
        ("integer", "tiga", (None, "cell.not_a_number")),
        ("number", "70,91", (70.91, "cell.number_as_text")),
        ("number", "banyak", (None, "cell.not_a_number")),
        ("year", 2023, (2023, None)),
        ("year", "2023", (2023, "cell.number_as_text")),
        ("year", 23, (None, "file.year_unknown")),
        ("year", 20233, (None, "file.year_unknown")),
        ("year", 2023.5, (None, "cell.not_an_integer")),
        ("year", "dua ribu", (None, "cell.not_a_number")),
        ("date", "18/09/2023", (date(2023, 9, 18), None)),
        ("date", "kemarin", (None, "cell.not_a_date")),
        ("mark", 4, (4.0, None)),
        ("mark", 0, (0.0, None)),
        ("mark", "4 ", (4.0, "cell.number_as_text")),
        ("mark", 4.01, (None, "cell.out_of_scale")),
        ("mark", -1, (None, "cell.out_of_scale")),
        ("mark", "5", (None, "cell.out_of_scale")),
        ("mark", "empat", (None, "cell.not_a_number")),
        ("mark", True, (None, "cell.not_a_number")),
        ("mark", date(2023, 9, 18), (None, "cell.not_a_number")),
        ("score", 3.38, (3.38, None)),
        ("score", 33.8, (None, "cell.out_of_scale")),
        ("region", "Kabupaten Tabalong", ("Kabupaten Tabalong", None)),
        ("region", "kab. tabalong", ("Kabupaten Tabalong", None)),
        ("region", " TABALONG ", ("Kabupaten Tabalong", None)),
        ("region", "63.09", ("Kabupaten Tabalong", None)),
        ("region", "Kota Banjarmasin", ("Kota Banjarmasin", None)),
        ("region", "Kabupaten Wakanda", (None, "value.unknown_region")),
        ("region", "Tabalongg", (None, "value.unknown_region")),
        ("dimension", "smart living", ("living", None)),
        ("dimension", "LIVING", ("living", None)),
        ("dimension", "Smart Mobility", (None, "value.unknown_dimension")),
        ("sub_dimension", "Kesehatan", ("living.2", None)),
        ("sub_dimension", "Perkeretaapian", (None, "value.unknown_sub_dimension")),
        ("track", "Reguler", ("regular", None)),
        ("track", "KPPN & IKN", ("kppn_ikn", None)),
        ("track", "kppn_ikn", ("kppn_ikn", None)),
        ("track", "khusus", (None, "value.unknown_track")),
        ("item", "b1", ("B1", None)),
        ("item", "i-gov-1.1", ("I-GOV-1.1", None)),
        ("item", "B99", (None, "value.unknown_item")),
    ],
)
def test_each_type_of_column_has_its_rule(kind, written, expected):
    """A good cell becomes its value, a bad one nothing and a code; a number stored as text counts and is told."""
    assert read_as(kind, written) == expected


def test_scale_is_that_of_the_method_or_the_widest_known():
    """A mark is judged on its method's scale; figures of a year without a method on the widest there is."""
    narrow = replace(SETTING, method=replace(method_of(), scale_max=3))
    assert [read_as("score", 3.5, setting)[1] for setting in (narrow, replace(SETTING, method=None))] == [
        "cell.out_of_scale",
        None,
    ]


def test_bounds_of_a_column_are_its_own():
    """A number beyond the bounds that the layout gives is out of scale, and the finding holds the bounds."""
    _, finding = convert(Cell(-5, "E6"), column("number", minimum=-4, maximum=4), SETTING)
    assert (finding.code, finding.values["low"], finding.values["high"]) == ("cell.out_of_scale", -4, 4)


@pytest.mark.parametrize("kind", ["text", "integer", "mark", "region", "date", "choice"])
def test_blank_cell_is_missing_and_only_a_required_one_is_told(kind):
    """A blank is never zero and never an empty text."""
    choices = {"a": ("satu",)} if kind == "choice" else None
    assert [read_as(kind, None, required=needed, choices=choices) for needed in (False, True)] == [
        (None, None),
        (None, "cell.blank"),
    ]


def test_blank_cell_with_a_default_takes_it():
    """A column may say what a blank means."""
    assert read_as("text", None, default="Tahap II") == ("Tahap II", None)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [("formula_not_computed", "=A1+1", "cell.formula_not_computed"), ("error_value", "#N/A", "cell.error_value")],
)
def test_flaw_is_an_error_in_any_column(kind, text, code):
    """A formula without a value and an error value are told with what stands there, whatever the column holds."""
    found = [
        convert(Cell(None, "E6", Flaw(kind, text)), column(type_), SETTING) for type_ in ("mark", "text", "region")
    ]
    assert [(value, finding.code, finding.found) for value, finding in found] == [(None, code, text)] * 3


def test_finding_names_file_sheet_cell_and_column():
    """The place is what a person can click to; the column is there in both languages."""
    _, finding = convert(Cell("x", "E6"), column("mark"), SETTING)
    assert (str(finding.place), finding.found, finding.values["columns"]) == (
        f"{FILE} › Data › E6",
        "x",
        {"id": "Kolom", "en": "Column"},
    )


def test_unknown_region_lists_the_nearest_names():
    """A misspelt region gets suggestions, the likest first; none is taken by itself."""
    _, finding = convert(Cell("Kabupaten Tabalongg", "E6"), column("region"), SETTING)
    assert finding.values["near"][0] == "Kabupaten Tabalong"


def test_sub_dimension_is_sought_within_its_dimension():
    """The number of a part is enough where the dimension is known, and another dimension's part is none there."""
    living = replace(SETTING, dimension="living")
    assert [read_as("sub_dimension", text, living) for text in ("2", "Kesehatan", "Layanan Publik")] == [
        ("living.2", None),
        ("living.2", None),
        (None, "value.unknown_sub_dimension"),
    ]


def test_every_dimension_is_known_in_lower_and_upper_case():
    """Nobody should fail for writing a dimension's name in small letters."""
    found = [read_as("dimension", case(d.name)) for d in load_dimensions() for case in (str.lower, str.upper)]
    assert found == [(d.code, None) for d in load_dimensions() for _ in range(2)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("< 17", "under_17"),
        ("di bawah 17", "under_17"),
        (16, "under_17"),
        (17, "17_25"),
        ("17-25", "17_25"),
        ("17 – 25 tahun", "17_25"),
        ("34", "26_35"),
        (55, "46_55"),
        (56.0, "over_55"),
        ("> 55", "over_55"),
        ("34 tahun", "26_35"),
        ("17 tahun 3 bulan", "17_25"),
        ("34 th", "26_35"),
        ("34th", "26_35"),
        ("34 y.o.", "26_35"),
        ("(26-35)", "26_35"),
        ("umur 34 thn.", "26_35"),
        ("\u00b1 34", "26_35"),
        ("18-20 tahun", "17_25"),
        ("17 s/d 25 th", "17_25"),
        ("\u2265 56 tahun", "over_55"),
        ("56 tahun ke atas", "over_55"),
        ("56+", "over_55"),
        ("\u2264 16 tahun", "under_17"),
        ("<17", "under_17"),
    ],
)
def test_an_age_falls_into_its_group(written, expected):
    """Forms ask for the group or for the age itself; 17 is not "below 17" and 55 not "above 55"."""
    assert convert(Cell(written, "E6"), AGES, SETTING) == (expected, None)


@pytest.mark.parametrize("written", ["dewasa", "10-20", "17-35", "> 17", "55 tahun ke atas", "-34", -34, "34%", 340])
def test_an_age_that_fits_no_group_is_told(written):
    """Another grouping cannot be mapped to ours."""
    assert convert(Cell(written, "E6"), AGES, SETTING)[1].code == "value.unknown_choice"


@pytest.mark.parametrize(("written", "expected"), [("Non-Pemerintah", "non_government"), ("skpd", "government")])
def test_choice_is_known_by_any_of_its_words(written, expected):
    """The words of the layout count in any case and punctuation."""
    assert convert(Cell(written, "E6"), OWNERS, SETTING) == (expected, None)


GENDER = load_layouts()["survey"].tables[0].column("gender")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Perempuan (P)", "female"),
        ("L - Laki-laki", "male"),
        ("P/perempuan", "female"),
        ("laki2", "male"),
        ("Pr", "female"),
        ("laki-laki/perempuan", None),
        ("Perempuan (sudah menikah)", None),
    ],
)
def test_a_choice_named_twice_is_one_where_both_agree(written, expected):
    """Forms write a sign beside its word; two that differ, or one that is no choice, are asked about."""
    assert convert(Cell(written, "E6"), GENDER, SETTING)[0] == expected


def test_unknown_choice_lists_the_choices():
    """What may be written is said."""
    _, finding = convert(Cell("BUMN", "E6"), OWNERS, SETTING)
    assert (finding.code, finding.values["known"]) == (
        "value.unknown_choice",
        ["pemerintah", "non pemerintah", "belum diketahui"],
    )


def test_round_is_taken_to_its_own_spelling():
    """A round written in other letters is the same round, or its figures would vanish from the line."""
    rounds = Column("round", {"id": "Putaran", "en": "Round"}, "text")
    joined = load_site().joined_rounds[0]
    found = [convert(Cell(text, "E6"), rounds, SETTING)[0] for text in (joined.upper(), f" {joined} ", "Tahap I")]
    assert found == [joined, joined, "Tahap I"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (0, (0, None)),
        (4, (4, None)),
        ("3", (3, "cell.number_as_text")),
        (2.5, (None, "cell.not_an_integer")),
        ("2,5", (None, "cell.not_an_integer")),
        (5, (None, "cell.out_of_scale")),
        (-1, (None, "cell.out_of_scale")),
        ("setuju", (None, "cell.not_a_number")),
        (None, (None, None)),
    ],
)
def test_answers_are_whole_numbers_on_the_survey_scale(written, expected):
    """An answer is 0 to 4 and whole; no answer stays missing."""
    value, finding = answer(Cell(written, "K2"), column("mark"), SETTING)
    assert (value, finding.code if finding else None) == expected


def decided(kind: str, value: object, aliases: dict, *, required: bool = False, **more: object):
    """Judge one cell of a column of this type, with what was decided about names."""
    column = Column("x", {"id": "x", "en": "x"}, kind, required=required, **more)
    setting = Setting(FILE, "Lembar", replace(known(), aliases=aliases), method_of())
    return convert(Cell(value, "A1"), column, setting)


@pytest.mark.parametrize(
    ("kind", "value", "meaning"),
    [
        ("region", "Tabalog", HOME),
        ("dimension", "Kehidupan pintar sekali", "living"),
        ("sub_dimension", "Sehat-sehat", "living.2"),
        ("track", "Regulr", TRACK),
        ("item", "Pertama", method_of().items[0].code),
    ],
)
def test_a_name_means_what_a_person_decided(kind, value, meaning):
    """However it is spelt; without the decision it is unknown, and the finding says what kind of name it is."""
    unknown = decided(kind, value, {})[1]
    assert decided(kind, value.upper(), {(kind, normalise(value)): meaning}) == (meaning, None)
    assert (unknown.code.startswith("value.unknown"), unknown.values["of"], unknown.values["text"]) == (
        True,
        kind,
        value,
    )


@pytest.mark.parametrize("kind", ["region", "dimension", "sub_dimension", "track", "item"])
def test_a_name_that_does_not_exist_any_more_is_unknown_again(kind):
    """A decision is only as good as what it means: a region that no list has is no region."""
    value, finding = decided(kind, "apa", {(kind, "apa"): "yang sudah tidak ada"})
    assert (value, finding.code.startswith("value.unknown")) == (None, True)


@pytest.mark.parametrize(("required", "code"), [(False, None), (True, "value.unknown_region")])
def test_an_ignored_name_is_a_blank_where_the_column_may_be_blank(required, code):
    """Where it may not, the name stays unknown."""
    value, finding = decided("region", "lainnya", {("region", "lainnya"): ""}, required=required)
    assert (value, finding and finding.code) == (None, code)


CHOICES = {"female": ("perempuan",), "male": ("laki-laki",)}


def test_a_choice_is_decided_for_its_column_only():
    """The same word may mean something else in another column."""
    aliases = {("choice:x", "cewek"): "female", ("choice:y", "cowok"): "male"}
    found = [decided("choice", word, aliases, choices=CHOICES) for word in ("Cewek", "cowok")]
    assert [(value, finding and finding.values["of"]) for value, finding in found] == [
        ("female", None),
        (None, "choice:x"),
    ]


def test_a_text_is_not_renamed_by_what_a_service_means():
    """The row keeps the spelling of the respondent; the warehouse puts the name beside it."""
    service = Column("service", {"id": "Layanan", "en": "Service"}, "text")
    setting = Setting(FILE, "Lembar", replace(known(), aliases={("service", "simas"): "Simas Pemalu"}), method_of())
    assert convert(Cell("Simas", "A1"), service, setting) == ("Simas", None)


WORDS = Column("I", {"id": "I", "en": "I"}, "mark", choices=load_layouts()["survey"].tables[0].answers)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Sering", (3, None)), ("tidak tahu", (None, None)), ("entah", (None, "cell.not_a_number"))],
)
def test_an_answer_in_words_means_what_a_person_decided(word, expected):
    """A word that nobody decided on stays an error that asks for it; one that means nothing is a missing answer."""
    aliases = {("answer", "sering"): "3", ("answer", "tidak tahu"): ""}
    setting = Setting(FILE, "Lembar", replace(known(), aliases=aliases), method_of())
    value, finding = answer(Cell(word, "A1"), WORDS, setting)
    assert (value, finding and finding.code) == expected
    assert finding is None or finding.values["of"] == "answer"


RATING = load_layouts()["skm"].tables[0].column("U1")
GENDER = load_layouts()["survey"].tables[0].column("gender")
ANSWERED = column("mark", choices=load_layouts()["survey"].tables[0].answers)


@pytest.mark.parametrize("written", ["-3", "\u22123", "3%", "<3", "> 3", "\u22653", "3?", "~3", "2-3"])
def test_what_stands_beside_a_number_carries_meaning(written):
    """None of these is 3, in an answer or in a rating; each can be decided on."""
    found = [answer(Cell(written, "E6"), ANSWERED, SETTING), convert(Cell(written, "E6"), RATING, SETTING)]
    assert [(value, finding.values["of"]) for value, finding in found] == [(None, "answer"), (None, "choice:U1")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Sesuai (3)", 3),
        ("3 - Sesuai", 3),
        ("3. Sesuai", 3),
        ("(3) Sesuai", 3),
        ("3 = Sesuai", 3),
        ("Sangat Sesuai/4", 4),
        ("c. Sesuai", 3),
        ("3,00", 3),
        ("Sesuai (2)", None),
        ("1. Sesuai", None),
        ("Lumayan (3)", None),
    ],
)
def test_a_word_with_its_number_counts_where_both_agree(written, expected):
    """A number that says another thing than its word is not guessed away."""
    assert convert(Cell(written, "E6"), RATING, SETTING)[0] == expected


@pytest.mark.parametrize(("written", "expected"), [("laki2", "male"), ("Laki-2", "male"), ("perempuan2", None)])
def test_a_word_doubled_in_shorthand_is_read(written, expected):
    """A 2 behind a word doubles it, which means something only where the doubled word does."""
    assert convert(Cell(written, "E6"), GENDER, SETTING)[0] == expected
    assert [answer(Cell(text, "E6"), ANSWERED, SETTING) for text in ("ragu2", "2. Ragu2")] == [(2, None)] * 2


@pytest.mark.parametrize(
    ("kind", "written", "sign", "expected"),
    [
        ("number", "1.250", "", (None, "cell.two_numbers")),
        ("number", "1,250", "", (None, "cell.two_numbers")),
        ("number", "1.250", ".", (1.25, "cell.number_as_text")),
        ("number", "1.250", ",", (1250, "cell.thousands")),
        ("number", "1.500,5", "", (1500.5, "cell.number_as_text")),
        ("number", "1,234,567.25", "", (1234567.25, "cell.number_as_text")),
        ("integer", "1 250", "", (1250, "cell.number_as_text")),
        ("number", "-1\u00a0250\u00a0300,75", "", (-1250300.75, "cell.number_as_text")),
        ("number", "1\u2019250.5", "", (1250.5, "cell.number_as_text")),
        ("number", "1 25", "", (None, "cell.not_a_number")),
        ("number", "1.250 300", "", (None, "cell.not_a_number")),
        ("number", "1.50.000", "", (None, "cell.not_a_number")),
        ("number", "0.125", "", (0.125, "cell.number_as_text")),
        ("score", "3.379", "", (3.379, "cell.number_as_text")),
        ("score", "3.000", "", (3, "cell.number_as_text")),
        ("integer", "1.250", ",", (1250, "cell.thousands")),
        ("integer", "1.250", "", (1250, "cell.thousands")),
        ("integer", "1.000", "", (None, "cell.two_numbers")),
    ],
)
def test_three_digits_behind_a_point_are_not_guessed(kind, written, sign, expected):
    """The other numbers of the column tell whether they are thousands, or a bound that only one reading keeps."""
    assert read_as(kind, written, replace(SETTING, writing=Writing(sign))) == expected


@pytest.mark.parametrize(
    ("values", "sign"),
    [
        (["987", "1.250", "3.400"], ""),
        (["1.250", "62.5"], "."),
        (["1.250", "62,5"], ","),
        (["1.250.000", "1.250"], ","),
        (["0.125", "1.250"], "."),
        (["62,5", "62.5"], ""),
        (["1.500,5", "1.250"], ","),
        (["1 250.5", "1.250"], "."),
        (["987,5", "1.250"], ","),
        (["70,91", "71.123"], ""),
        (["70,91", "71.123", "1.234.567"], ","),
        (["70.91", "71.123"], "."),
        ([1.25, None], ""),
    ],
)
def test_a_column_shows_its_decimal_sign(values, sign):
    """By numbers that can be read in one way only, as long as they speak neither against each other nor against it."""
    assert writings_of({"A": values})["A"].decimal_sign == sign


def test_a_column_follows_the_others_but_not_beyond_its_own_numbers():
    """One person wrote them all; still 71.123 is no thousands where its own column has 70 and 72."""
    found = writings_of({"A": ["62,5"], "B": ["1.250", "3.400"], "C": ["71.123", 70], "D": ["62,5", "62.5", "1.250"]})
    assert [found[code].decimal_sign for code in "ABCD"] == [",", ",", "", ""]
    assert found["B"].ambiguous == "1.250 \u2026 3.400"


def test_a_number_of_no_scale_can_be_decided_on():
    """A 99 for "no answer" is refused until a person says that it is none."""
    value, finding = answer(Cell(99, "E6"), ANSWERED, SETTING)
    known_code = replace(SETTING, reference=replace(known(), aliases={("answer", "99"): IGNORED}))
    assert (value, finding.code, finding.values["of"]) == (None, "cell.out_of_scale", "answer")
    assert answer(Cell(99, "E6"), ANSWERED, known_code) == (None, None)
