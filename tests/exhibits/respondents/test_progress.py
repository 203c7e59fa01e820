"""Responden: who owes, who answered, what each rule does, and the pace to a day; on shipped and planted data."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import survey, warehouse

from smartcity.exhibits import respondents
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.respondents.counts import owed_message, pace
from smartcity.exhibits.respondents.people import people_message
from smartcity.exhibits.respondents.rules import effect_text, marked_rows, rules_message
from smartcity.gate.groups import groups_of
from smartcity.method.regions import load_site
from smartcity.survey import FEW, UNANSWERED, UNNAMED, Debt, Effect, Quota
from smartcity.wording import Words

ID = Words("id")
SMALLEST = load_site().smallest_group
EXHIBITS = (respondents.by_owner, respondents.people, respondents.rules)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("make", EXHIBITS, ids=lambda make: make.__name__)
def test_each_exhibit_is_whole(make, language, shipped, lacks):
    """Each has a finding, a source, a caption, an alternative text and rows, in both languages."""
    assert lacks(make(shipped, Selection(language=language, year=2024), Words(language))) == []


@pytest.mark.parametrize("make", EXHIBITS, ids=lambda make: make.__name__)
def test_without_a_survey_each_says_what_is_missing(make, nothing_loaded, lacks):
    """Without a survey each names what is missing, why it matters and the step that helps."""
    assert (
        lacks(make(nothing_loaded, Selection(), ID)) == ["built_at"]
        or lacks(make(nothing_loaded, Selection(), ID)) == []
    )


def debt(owner, owed, shared=0):
    """Make an owner that owes so many people, of whom some are asked of other owners, too."""
    return Debt(owner, ("Layanan",), (Quota("living", None, 50 - owed, 50),), owed, shared)


@pytest.mark.parametrize(
    ("owners", "message"),
    [
        ((debt("A", 0), debt("B", 0)), "Semua dimensi dari 2 pemilik layanan sudah memenuhi kuota"),
        ((debt("A", 5), debt("B", 0)), "Hanya A yang masih kurang 5 orang; 1 pemilik lain sudah lengkap"),
        ((debt("A", 5), debt("B", 5)), "2 dari 2 pemilik belum lengkap; yang terbanyak kurang 5 orang"),
        (
            (debt("A", 7), debt("B", 5)),
            "A masih kurang 7 orang, terbanyak di antara 2 dari 2 pemilik yang belum lengkap",
        ),
        (
            (debt("A", 7, 7), debt("B", 0)),
            "Hanya A yang masih kurang 7 orang; 1 pemilik lain sudah lengkap; dihitung kuota dimensinya, jadi orang "
            "yang sama dicari setiap pemilik di dimensi itu",
        ),
    ],
)
def test_the_finding_names_who_owes_most(owners, message):
    """Nobody, one, several alike and one ahead of others are four different sentences."""
    assert owed_message(owners, ID) == message


STRAIGHT, FAST = "quality.straight_lining", "quality.too_fast"


@pytest.mark.parametrize(
    ("effects", "message"),
    [
        ((Effect(STRAIGHT, 0, 3.4, 3.4),), "Tidak satu pun dari 1 aturan mutu menandai baris"),
        (
            (Effect(STRAIGHT, 4, 3.4, 3.401),),
            "1 aturan mutu menandai baris (paling banyak 4), tetapi tanpa baris itu impact tidak bergeser",
        ),
        (
            (Effect(STRAIGHT, 4, 3.4, None, FEW),),
            "1 aturan mutu menandai baris (paling banyak 4); terlalu sedikit orang untuk menampilkan pengaruhnya",
        ),
        (
            (Effect(STRAIGHT, 4, 3.4, 3.401), Effect(FAST, 9, 3.4, None, UNANSWERED)),
            "(paling banyak 9); impact tidak bergeser oleh yang pengaruhnya dapat dihitung",
        ),
        (
            (Effect(STRAIGHT, 4, 3.42, 3.38), Effect(FAST, 9, 3.42, 3.41)),
            "3,42 → 3,38",
        ),
    ],
)
def test_the_finding_names_the_rule_that_moves_most(effects, message):
    """None marked, marked without effect, in part without a known one, and the largest, whatever marks more rows."""
    assert message in rules_message(effects, ID)


@pytest.mark.parametrize(
    ("effect", "message"),
    [
        (Effect(STRAIGHT, 12, 3.42, 3.38), "Tanpa 12 baris ini impact simulasi 3,42 → 3,38."),
        (Effect(STRAIGHT, 12, 3.42, 3.421), "Tanpa 12 baris ini impact simulasi tetap 3,42."),
        (
            Effect(STRAIGHT, 2, 3.42, None, FEW),
            "Pengaruhnya pada impact tidak ditampilkan, karena akan menunjukkan jawaban kurang dari 5 orang.",
        ),
        (
            Effect(STRAIGHT, 12, 3.42, None, UNANSWERED),
            "Tanpa baris ini ada pernyataan yang tidak lagi dijawab siapa pun, jadi impact tidak dapat dibandingkan.",
        ),
    ],
)
def test_each_card_says_what_its_rows_do(effect, message):
    """Moved, not moved as it prints, withheld, and not comparable."""
    assert effect_text(effect, ID) == message


@pytest.mark.parametrize(
    ("until", "message"),
    [
        ("2024-12-20", "Masih kurang 5 orang; agar penuh pada 20 Des 2024 perlu 1 orang sehari selama 11 hari."),
        ("2024-12-01", "Masih kurang 5 orang, dan 1 Des 2024 sudah lewat."),
        (None, ""),
    ],
)
def test_the_pace_to_a_day_counts_from_today(until, message, shipped):
    """The days left include today and the last day; a day that has passed is said so; none set says nothing."""
    selection = Selection(year=2024, until=until)

    assert pace(shipped, selection, ID, date(2024, 12, 10)) == message


def test_the_quota_follows_what_a_person_says_of_the_form(shipped):
    """Said to be split, each dimension owes a quota for each of its parts; said to be whole, one."""
    whole = respondents.progress(shipped, Selection(year=2024, form="whole"), ID).table.frame["quota"]
    parts = respondents.progress(shipped, Selection(year=2024, form="parts"), ID).table.frame["quota"]

    assert (parts / whole).unique().tolist() == [3.0]


def traits(**counts):
    """What `people` lists of traits: the groups of each with their counts, of twenty people."""
    return [
        (field, group, count, None if count is None else count / 20, "")
        for field, groups in counts.items()
        for group, count in groups.items()
    ]


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        (traits(Pekerjaan={"semua kelompok": None}), "Kelompok respondennya terlalu kecil untuk ditampilkan"),
        (
            traits(Pekerjaan={"Guru": 8, "tidak diisi": 12}, Kecamatan={"Jaro": None, "Tanjung": 15}),
            "terbanyak pekerjaan Guru (40\N{NO-BREAK SPACE}%) dan kecamatan Tanjung (75\N{NO-BREAK SPACE}%)",
        ),
        (
            traits(
                Umur={"36–45": 9, "46–55": 9, "tidak diisi": 2}, Kecamatan={"Jaro": None, "Haruai": None, "Muara": 6}
            ),
            "terbanyak umur 36–45 dan 46–55 (45\N{NO-BREAK SPACE}%)",
        ),
        (
            traits(Kecamatan={"Jaro": None, "Muara": 6}),
            "Kelompok terbanyak tidak dapat disebut: yang disembunyikan mungkin lebih besar",
        ),
    ],
)
def test_the_largest_group_of_each_trait_is_named(listed, message):
    """Hidden groups and those who stated nothing are not named."""
    assert people_message(listed, ID) == message


def test_who_answered_is_drawn_and_hides_what_the_table_hides(shipped):
    """The chart has a bar for each group that the table shows, and those that the finding names stand out."""
    exhibit = respondents.people(shipped, Selection(year=2024), ID)
    bars = {one.name: one for one in exhibit.figure.data}
    labels = [note.text for note in exhibit.figure.layout.annotations if note.font.weight == 600]

    assert sorted([*bars["named"].x, *bars["other"].x]) == sorted(exhibit.table.frame["share"])
    assert {"36–45", "laki-laki"} <= set(labels)


def test_a_survey_without_traits_says_which_columns_help():
    """Nothing to be counted is no empty table: what is missing and which columns would help stand there."""
    with warehouse(survey(2024, {"living": 8})) as made:
        exhibit = respondents.people(made, Selection(year=2024), ID)

    assert (exhibit.table, exhibit.message) == (None, ID("respondents.people.none"))
    assert (exhibit.empty.missing, exhibit.empty.step) == (
        ID("respondents.people.none_missing", year=2024),
        ID("respondents.people.none_step"),
    )


def test_marked_rows_are_those_of_the_flags(shipped):
    """Each rule lists its rows of files for who decides; the table says how many they are where they are not few."""
    cards = marked_rows(shipped, Selection(year=2024), ID)
    frame = respondents.rules(shipped, Selection(year=2024), ID).table.frame

    assert sorted(one.count for one in cards) == [1, 2, 12]
    assert [one.shown for one in cards if one.shown is not None] == [12]
    assert frame["rows"].dropna().tolist() == [12]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4), st.integers(0, 6))
def test_hidden_groups_cannot_be_computed(sizes, blank):
    """Every hidden group could hold at least five numbers of people, given the total and all that is shown."""
    values = pd.Series([f"kelompok {place}" for place, size in enumerate(sizes) for _ in range(size)] + [None] * blank)
    groups = groups_of(values.astype("string"), "occupation")
    hidden = [group for group in groups if group.count is None and group.state != UNNAMED]
    rest = len(values) - sum(group.count or 0 for group in groups)

    assert not hidden or rest - (len(hidden) - 1) >= SMALLEST
    assert [group.count for group in groups if group.count is not None and group.count < SMALLEST] == []
    assert len(groups) == 1 or UNNAMED not in {group.state for group in groups}
