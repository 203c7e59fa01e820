"""A subject makes exhibits that cannot leave out where from, as of when, on which basis, and what is invented."""

from types import SimpleNamespace

import pandas as pd
import pytest
from planted import HOME, STAMP, result, results, warehouse

from smartcity.exhibits.kit.columns import label, table
from smartcity.exhibits.kit.exhibit import INTEGER, RANK, SCORE, SHARE, SIGNED, TEXT, Column, Empty, Stamp
from smartcity.exhibits.kit.memory import UNKEPT, kept
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.subject import Subject, subject_of
from smartcity.wording import UnknownText, Words

ID, EN = Words("id"), Words("en")
BARE = Subject(ID, Stamp("", "", 0))


@pytest.fixture
def loaded():
    """A warehouse with one result."""
    with warehouse(results([result(2024, HOME, 3.0)])) as made:
        yield made


def test_sample_mark_bases_and_sources_follow_from_what_was_queried(loaded):
    """Frames and records alike; a file stands in for a source that is missing."""
    frame = pd.DataFrame({"source": ["Surat", None], "file": "a.xlsx", "basis": ["official", None], "is_sample": False})
    card = SimpleNamespace(source="Koran", basis="press", is_sample=True)

    subject = subject_of(loaded, ID, frame, card)

    assert subject.source == "Surat; a.xlsx; Koran"
    assert subject.bases == ("official", "press")
    assert subject.is_sample
    assert subject.stamp == Stamp(STAMP["built_at"], STAMP["fingerprint"], int(STAMP["files"]))


def test_a_sample_mark_cannot_be_taken_off(loaded):
    """Sources and bases can be said otherwise; that something is invented can only be added."""
    invented = pd.DataFrame({"basis": ["press"], "is_sample": [True]})

    subject = subject_of(loaded, ID, invented, sources=["Surat"], bases=("derived",), is_sample=False)

    assert (subject.source, subject.bases, subject.is_sample) == ("Surat", ("derived",), True)
    assert subject_of(loaded, ID, invented.assign(is_sample=False), is_sample=True).is_sample


def test_values_that_no_build_holds_have_no_stamp():
    """Somebody's own file is as of no build."""
    assert subject_of(None, ID).stamp == Stamp("", "", 0)


def test_exhibit_bears_all_that_the_subject_promises():
    """Source, stamp, caption, bases and the sample mark come from the subject, whatever the exhibit says."""
    subject = Subject(ID, Stamp("kini", "abc", 3), "Surat", "Di antara kita", ("press",), is_sample=True)

    made = subject.exhibit("kunci", "Temuan", rows=[(1, "A")], columns=("rank", "region"), note=("Satu.", "", "Dua."))

    assert (made.source, made.stamp, made.bases, made.is_sample) == ("Surat", subject.stamp, ("press",), True)
    assert (made.caption, made.alt, made.note) == ("Di antara kita", "", "Satu. Dua.")
    assert made.table.frame.to_dict("records") == [{"rank": 1, "region": "A"}]


def test_caption_and_alternative_text_come_from_the_exhibits_own_texts():
    """Without an alternative text of its own the caption is read out; what is given goes before both."""
    shared = {"rows": [], "columns": ("rank",)}

    with_alt = BARE.exhibit("k", "m", "standings.strip", **shared, province="P", year=2024, count=2, values="A 3,00")
    without = BARE.exhibit("k", "m", "standings.claims", **shared)
    given = BARE.exhibit("k", "m", "standings.claims", **shared, caption="Sendiri", alt="")

    assert with_alt.caption == ID("standings.strip.caption", province="P", year=2024, count=2)
    assert with_alt.alt == ID("standings.strip.alt", year=2024, values="A 3,00")
    assert without.alt == without.caption == ID("standings.claims.caption")
    assert (given.caption, given.alt) == ("Sendiri", "")


def test_nothing_says_what_is_missing_why_and_what_helps():
    """The texts of the exhibit, those of a shared reason, or finished ones; without a heading what is missing is it."""
    own = BARE.nothing("k", "standings.bump")
    shared = BARE.nothing("k", "robustness.duels", because="robustness.nothing.no_data_", region="Tabalong")
    alone = BARE.nothing("k", because=Empty("Tiada", "Sebab", "Langkah"))

    assert (own.message, own.empty.why) == (ID("standings.bump.none"), ID("standings.bump.empty_why"))
    assert shared.message == ID("robustness.duels.none", region="Tabalong")
    assert shared.empty.step == ID("robustness.nothing.no_data_step", region="Tabalong")
    assert (alone.message, alone.empty.step, alone.table, alone.figure) == ("Tiada", "Langkah", None, None)


@pytest.mark.parametrize(
    ("named", "column"),
    [
        ("rank", Column("rank", "Peringkat", RANK)),
        ("basis_word", Column("basis_word", "Dasar")),
        ("standings.count", Column("count", ID("standings.column.count"), RANK)),
        ("respondents.count", Column("count", ID("respondents.column.count"), INTEGER)),
        ("overview.components.column_worth", Column("worth", ID("overview.components.column_worth"), SCORE, 4)),
        (("gap", "standings.difference"), Column("gap", ID("standings.column.difference"), SIGNED)),
        (("value", "origin.found", TEXT), Column("value", ID("origin.column.found"), TEXT)),
        (("first", "robustness.first", SHARE, 0), Column("first", ID("robustness.column.first", level=0.95), SHARE, 0)),
        (Column("home", "Tabalong", SCORE), Column("home", "Tabalong", SCORE)),
    ],
)
def test_a_column_is_named_by_its_code_and_what_differs(named, column):
    """A code has its label and spelling from the vocabulary, on a page or everywhere, unless it is told otherwise."""
    assert label(ID, named, level=0.95) == (column,)


def test_a_column_without_a_label_is_no_column():
    """A code that no catalogue knows is a mistake, not a blank."""
    with pytest.raises(UnknownText):
        label(ID, "kolom_asing")


def test_rows_without_any_keep_their_columns():
    """An empty list is a table with a head."""
    assert list(table([], label(ID, "rank", "region")).frame.columns) == ["rank", "region"]


def test_memory_is_keyed_by_what_the_answer_depends_on(loaded):
    """Asked again the answer is the one made; another selection or language, or a value of no build, is made anew."""
    calls = []

    @kept
    def whole(warehouse, selection, words):
        calls.append((selection.year, words.language))
        return len(calls)

    @kept(by=lambda selection: selection.year or UNKEPT)
    def yearly(warehouse, selection):
        calls.append(selection.year)
        return len(calls)

    first, other = Selection(year=2024), Selection(year=2024, search="x")
    assert [whole(loaded, first, ID), whole(loaded, first, Words("id")), whole(loaded, first, EN)] == [1, 1, 2]
    assert whole(loaded, other, ID) == 3
    assert [yearly(loaded, first), yearly(loaded, other), yearly(loaded, Selection())] == [4, 4, 5]
    assert yearly(loaded, Selection()) == 6
