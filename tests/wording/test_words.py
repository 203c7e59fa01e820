"""Wording: how numbers, dates and lists are spelled in both languages, and how a missing text is reported."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity import wording
from smartcity.wording import LANGUAGES, MISSING, UnknownText, Words, placeholders

INDONESIAN, ENGLISH = Words("id"), Words("en")
NAN, NBSP = float("nan"), "\N{NO-BREAK SPACE}"

by_language = pytest.mark.parametrize("words", [INDONESIAN, ENGLISH], ids=LANGUAGES)


@pytest.fixture
def texts(monkeypatch):
    """A catalogue of this test's own: fill the mapping, and every language holds it."""
    own: dict[str, str | dict] = {}
    monkeypatch.setattr(wording, "catalogue", lambda language: own)
    return own


@pytest.mark.parametrize(
    ("value", "decimals", "indonesian", "english"),
    [
        (3.38, 2, "3,38", "3.38"),
        (3.379, 2, "3,38", "3.38"),
        (2.675, 2, "2,68", "2.68"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "−3", "−3"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (3, 2, "3,00", "3.00"),
        (-0.17, 2, "−0,17", "−0.17"),
        (-0.001, 2, "0,00", "0.00"),
        (0, 0, "0", "0"),
        (Decimal("2.675"), 2, "2,68", "2.68"),
    ],
)
def test_a_number_is_rounded_half_up_and_spelled_as_each_language_does(value, decimals, indonesian, english):
    """Exactly the wanted digits, the language's separators, a real minus sign, and no minus before zero."""
    assert (INDONESIAN.number(value, decimals), ENGLISH.number(value, decimals)) == (indonesian, english)


@pytest.mark.parametrize(
    ("value", "expected"), [(0.17, "+0,17"), (-0.17, "−0,17"), (0, "0,00"), (0.001, "0,00"), (None, MISSING)]
)
def test_a_change_carries_its_sign(value, expected):
    """Only what is visibly above zero has a plus."""
    assert INDONESIAN.number(value, 2, sign=True) == expected


@pytest.mark.parametrize(
    ("share", "decimals", "indonesian", "english"),
    [(0.94, 0, f"94{NBSP}%", "94%"), (0.285, 0, f"29{NBSP}%", "29%"), (1, 1, f"100,0{NBSP}%", "100.0%")],
)
def test_a_share_becomes_a_percentage(share, decimals, indonesian, english):
    """A share is rounded half up as written: 0.285 is 29 percent, though its binary hundredfold lies below 28.5."""
    assert (INDONESIAN.percent(share, decimals), ENGLISH.percent(share, decimals)) == (indonesian, english)


@by_language
@pytest.mark.parametrize("missing", [None, NAN, ""])
def test_what_is_missing_is_a_dash(words, missing):
    """Missing is not zero, whichever way it is asked for."""
    spelled = (words.number(missing), words.percent(missing), words.date(missing), words.moment(missing))
    assert spelled == (MISSING,) * 4


@given(st.decimals(-10_000, 10_000, places=4), st.integers(0, 3))
def test_a_spelled_number_is_never_further_than_half_its_last_digit(value, decimals):
    """Whatever the value, what is read back from the English spelling is the value rounded; the other has its marks."""
    spelled = ENGLISH.number(value, decimals)
    read = Decimal(spelled.replace(",", "").replace("−", "-"))
    assert abs(read - value) <= Decimal(5).scaleb(-decimals - 1)
    assert INDONESIAN.number(value, decimals) == spelled.translate(str.maketrans(",.", ".,"))


@by_language
@pytest.mark.parametrize(
    "day", [date(2023, 9, 18), datetime(2023, 9, 18, 7, 30), "2023-09-18", "2023-09-18T07:30:00"], ids=str
)
def test_a_day_is_short_in_both_languages(words, day):
    """A day, a moment and ISO text are all spelled as "18 Sep 2023"."""
    assert words.date(day) == "18 Sep 2023"


@pytest.mark.parametrize(
    ("month", "indonesian", "english"), [(5, "1 Mei 2023", "1 May 2023"), (8, "1 Agu 2023", "1 Aug 2023")]
)
def test_months_have_their_names(month, indonesian, english):
    """The month is named in the reader's language."""
    day = date(2023, month, 1)
    assert (INDONESIAN.date(day), ENGLISH.date(day)) == (indonesian, english)


def test_a_citation_has_its_days_in_the_language(words):
    """What a source writes in Indonesian is read in English too; what is no day stays as it is."""
    cited = "Surat B-1384 (4 Des 2023), 31 Februari 2023, Agustus 2024; 7 agustus 2024, 2022-12-06 (/2022-12-06)"
    spelled = {
        "id": "Surat B-1384 (4 Des 2023), 31 Februari 2023, Agustus 2024; 7 Agu 2024, 6 Des 2022 (/2022-12-06)",
        "en": "Surat B-1384 (4 Dec 2023), 31 Februari 2023, August 2024; 7 Aug 2024, 6 Dec 2022 (/2022-12-06)",
    }
    assert words.cited(cited) == spelled[words.language]


@pytest.mark.parametrize(
    ("moment", "indonesian", "english"),
    [
        (datetime(2026, 11, 21, 10, 42), "21 Nov 2026 10.42", "21 Nov 2026 10:42"),
        (datetime(2026, 11, 21, 10, 42, tzinfo=UTC), "21 Nov 2026 18.42", "21 Nov 2026 18:42"),
        ("2026-11-21T10:42:00", "21 Nov 2026 10.42", "21 Nov 2026 10:42"),
        (date(2026, 11, 21), "21 Nov 2026", "21 Nov 2026"),
        ("2026-11-21", "21 Nov 2026", "21 Nov 2026"),
    ],
)
def test_a_moment_has_its_time_and_a_day_has_none(moment, indonesian, english):
    """A day is never shown as midnight, and a moment that knows its zone is shown in the home region's."""
    assert (INDONESIAN.moment(moment), ENGLISH.moment(moment)) == (indonesian, english)


def test_a_date_that_is_no_date_stays_as_it_is():
    """What a source wrote for its date is shown, not hidden."""
    assert [INDONESIAN.date(text) for text in ("September 2023", "2023")] == ["September 2023", "2023"]


@pytest.mark.parametrize(
    ("items", "indonesian", "english"),
    [
        (["a", "b", "c"], ("a, b, dan c", "a, b, atau c"), ("a, b, and c", "a, b, or c")),
        (["a", "b"], ("a dan b", "a atau b"), ("a and b", "a or b")),
        (["a"], ("a", "a"), ("a", "a")),
        ([], ("", ""), ("", "")),
    ],
)
def test_items_are_joined_as_a_sentence_would(items, indonesian, english):
    """All of them with "dan", a choice among them with "atau"."""
    actual = [(words.join(items), words.join(items, is_choice=True)) for words in (INDONESIAN, ENGLISH)]
    assert actual == [indonesian, english]


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("{x:n2}", 3.379, "3,38"),
        ("{x:+2}", 0.17, "+0,17"),
        ("{x:p0}", 0.5, f"50{NBSP}%"),
        ("{x:d}", date(2023, 9, 18), "18 Sep 2023"),
        ("{x:t}", datetime(2023, 9, 18, 7, 5), "18 Sep 2023 07.05"),
        ("{x:l}", ["a", "b"], "a dan b"),
        ("{x:o}", ["a", "b"], "a atau b"),
        ("{x}", 2023, "2023"),
        ("{x}", date(2023, 9, 18), "18 Sep 2023"),
        ("{x}", datetime(2023, 9, 18, 7, 5), "18 Sep 2023 07.05"),
        ("{x}", None, MISSING),
        ("{x:n2}", NAN, MISSING),
    ],
)
def test_a_text_spells_its_values_by_their_formats(texts, text, value, expected):
    """Each format of a catalogue's placeholder does what its letter promises; a year has no thousands."""
    texts["a.b"] = text
    assert INDONESIAN("a.b", x=value) == expected


@pytest.mark.parametrize(("n", "expected"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1_200, "1,200 files")])
def test_english_chooses_the_plural_form(texts, n, expected):
    """The form is chosen by the value n, or by the count where there is none, under the language's rule."""
    texts["a.files"] = {"one": "{n:n0} file", "other": "{n:n0} files"}
    assert ENGLISH("a.files", n=n) == expected
    texts["a.counted"] = {"one": "{count:n0} file", "other": "{count:n0} files"}
    assert ENGLISH("a.counted", count=n) == expected


def test_indonesian_has_one_form_for_any_number(texts):
    """Indonesian does not change a word for number, so its only form is the general one."""
    texts["a.files"] = {"one": "salah", "other": "{n:n0} berkas"}
    assert [INDONESIAN("a.files", n=n) for n in (1, 2)] == ["1 berkas", "2 berkas"]


def test_a_table_with_a_key_named_other_is_no_plural():
    """Plural forms are told by having nothing but forms, so a list of kinds may hold "other"."""
    table = {"kind": {"other": "lain", "survey": "survei"}, "files": {"one": "file", "other": "files"}}
    assert dict(wording._flatten(table)) == {
        "kind.other": "lain",
        "kind.survey": "survei",
        "files": {"one": "file", "other": "files"},
    }


def test_a_text_names_the_values_it_needs(texts):
    """The needs of a text are those of all its plural forms; an unknown key needs nothing."""
    texts["a.files"] = {"one": "{who}: one file", "other": "{who}: {n:n0} files"}
    assert (ENGLISH.needs("a.files"), ENGLISH.needs("a.b")) == (frozenset({"who", "n"}), frozenset())


def test_a_doubled_brace_is_no_placeholder():
    """Braces that are meant as braces need no value."""
    assert placeholders("{{x}} {y:n2}") == frozenset({"y"})


@by_language
def test_an_unknown_key_is_refused_with_the_nearest_that_exist(words):
    """A typing mistake in a key names itself and what was probably meant."""
    with pytest.raises(UnknownText) as caught:
        words("findings.sentence.unsavd")
    message = caught.value.args[0]
    parts = ("findings.sentence.unsavd", f"wording/{words.language}", "findings.sentence.unsaved")
    assert [part in message for part in parts] == [True, True, True]


@by_language
def test_only_a_shell_is_spoken_to_in_commands(words):
    """No text of a page names a command or an argument of one: those stand where a shell reads them."""
    of_shells = re.compile(r"^(cli|keeping)\.|^trouble\.[a-z_]+\.command$|_command$")
    named = re.compile(r"(?<![\w-])--[a-z]|python -m|baris perintah|command line", re.IGNORECASE)
    texts = {key: str(text) for key, text in wording.catalogue(words.language).items() if not of_shells.search(key)}
    assert [key for key, text in texts.items() if named.search(text)] == []


def test_an_unknown_language_is_indonesian():
    """A link with a language we do not have still opens a readable page."""
    assert Words("fr").language == "id"


AVOIDED = [
    (language, key.split(".")[1], word)
    for language in LANGUAGES
    for key, text in wording.catalogue(language).items()
    if key.startswith("glossary.") and key.endswith(".avoid")
    for word in filter(None, text.split(", "))
]


@pytest.mark.parametrize(("language", "term", "word"), AVOIDED)
def test_one_thing_has_one_word(language, term, word):
    """No text but the glossary's own uses, in any form, a word that it says is another's; only an address may."""
    inflected = "(?:nya|kan|an)?" if language == "id" else "s?"
    used = re.compile(rf"(?<![\w?`-]){re.escape(word)}{inflected}(?![\w=-])", re.IGNORECASE)
    texts = {
        f"{key}.{form}": re.sub(r"\{\w+", "{", text)
        for key, forms in wording.catalogue(language).items()
        if not key.startswith("glossary.")
        for form, text in (forms.items() if isinstance(forms, dict) else [("", forms)])
    }
    assert {key: text for key, text in texts.items() if used.search(text)} == {}


TYPED = [
    ("3,5", 3.5, 3.5),
    ("3.5", 3.5, 3.5),
    (" 3 ", 3.0, 3.0),
    (",5", 0.5, 0.5),
    ("−1,25", -1.25, -1.25),
    ("1.500", None, 1.5),
    ("1,500", 1.5, None),
    ("1.500,5", None, None),
    ("3,5 poin", None, None),
    ("", None, None),
    ("-", None, None),
]


@pytest.mark.parametrize(("text", "indonesian", "english"), TYPED)
def test_a_typed_number_is_read_in_the_languages_form(text, indonesian, english):
    """Comma and point both stand before decimals, except where the other language would group thousands with them."""
    assert (Words("id").typed(text), Words("en").typed(text)) == (indonesian, english)


@pytest.mark.parametrize("value", [0.0, 3.5, -1.25, 1234.5, 0.0286])
def test_a_number_to_edit_is_read_back_as_it_was(value):
    """What a field shows means what it meant, in both languages."""
    assert [Words(language).typed(Words(language).editable(value)) for language in ("id", "en")] == [value, value]


def test_a_number_to_edit_has_the_languages_decimal_mark():
    """A field in an Indonesian page has a comma; an empty one holds nothing."""
    assert [Words("id").editable(value) for value in (2.98, 4.0, None)] == ["2,98", "4", ""]
    assert Words("en").editable(2.98) == "2.98"


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1, "1 baris", "1 row"),
        (0, "0 baris", "0 rows"),
        (1_200, "1.200 baris", "1,200 rows"),
        ("few", None, "few rows"),
    ],
)
def test_a_count_takes_the_word_that_goes_with_it(texts, value, indonesian, english):
    """One text may count several things; each word follows its own number, and what is hidden stays as it is said."""
    texts["a.rows"] = "{rows:#row|rows}"
    assert ENGLISH("a.rows", rows=value) == english
    texts["a.rows"] = "{rows:#baris|baris}"
    assert INDONESIAN("a.rows", rows=value) == (indonesian or f"{value} baris")


SEVERAL = frozenset(
    {
        *("dimensions.counts.message", "dimensions.counts.one_places", "dimensions.counts.none_places"),
        *("dimensions.owners.even", "dimensions.owners.many_lead", "findings.file.too_many_cells.found"),
        *("findings.file.too_many_cells.found_flaws", "innovations.lagging.many", "respondents.progress.many_short"),
        *("respondents.parts.one_dimension", "respondents.services.shared_shown", "survey.answers.unsure"),
        "survey.skm.services_level",
    }
)
"""Texts that are only said of two and more."""


def test_english_never_counts_one_of_them_in_the_plural():
    """A number before a plural word chooses between its two forms, but for limits and what is always several."""
    english = wording.catalogue("en")
    texts = {key: text for key, text in english.items() if isinstance(text, str) and key not in SEVERAL}
    plurals = {one.rpartition("|")[2] for text in texts.values() for one in re.findall(r"\{\w+:#([^}]+)\}", text)}
    bare = re.compile(
        rf"(?<!of )(?<!than )(?<!ll )(?<!least )(?<!most )(?<!of the )\{{(\w+)(?::n0)?\}} ({'|'.join(plurals)})\b"
    )
    limits = {"quota", "smallest", "least", "most", "limit", "expected", "draws", "further"}
    names = {"where", "dimension", "sheet", "bases", "year"}
    found = {key: hit[0] for key, text in texts.items() if (hit := bare.search(text)) and hit[1] not in limits | names}
    assert found == {}


OF_OPERATORS = ("access.", "cli.", "keeping.", "trouble.", "ui.refused_host")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reader_is_sent_to_a_file_of_the_program(language):
    """Who reads a page or a finding cannot open one: places are named in their words, paths are for who operates."""
    texts = wording.catalogue(language).items()
    found = {
        key
        for key, text in texts
        if re.search(r"smartcity/config|docs/\w", str(text)) and not key.startswith(OF_OPERATORS)
    }
    assert {key for key in found if not key.endswith("_command")} == set()


def test_what_is_not_loaded_is_not_called_unpublished(words):
    """A count of zero in our warehouse says nothing of what was published elsewhere."""
    text = words("composite.coverage.caption", all=13, noun="x")
    assert [("dimuat" in text or "loaded" in text), ("terbit" in text or "published" in text)] == [True, False]
