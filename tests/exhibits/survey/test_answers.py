"""Survei: impact in full, answers, changes, comments, how many more, satisfaction; planted and shipped."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from laws import examples, paired
from planted import HOME, result, results, warehouse
from planted_forms import form, forms, innovation, innovations, titled
from planted_ratings import rating, ratings, with_comments

from smartcity import gate
from smartcity.answers.scores import OFFICIAL, SIMULASI
from smartcity.exhibits import respondents, survey
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.kit.survey import load_survey
from smartcity.exhibits.survey.comments import FIRST
from smartcity.gate.answered import tellable
from smartcity.method import load_dimensions, load_methods
from smartcity.method.regions import load_site
from smartcity.method.sampling import load_sampling
from smartcity.survey import krejcie_morgan
from smartcity.wording import LANGUAGES, Words

ID = Words("id")
METHOD = load_methods().require(2024, load_site().track)
ITEMS = [item.code for item in METHOD.survey_items if item.dimension == "living"]
SIZE = len(ITEMS)
PART = METHOD.survey.statements_per_sub_dimension
EVERY = tuple(dimension.code for dimension in load_dimensions())
SMALLEST = load_site().smallest_group
OF_THE_SURVEY = (
    "impact",
    "mappings",
    "reliability",
    "statements",
    "by_service",
    "by_year",
    "comments",
    "outlook",
    "sample_sizes",
)
OF_SATISFACTION = ("satisfaction", "satisfaction_services", "satisfaction_weights")
LOW, HIGH = [1, *[3] * (SIZE - 1)], [3, *[4] * (SIZE - 1)]
HARDLY_ANY = {
    "one": [HIGH],
    "one-blank": [[None] * SIZE],
    "all-missing": [[None] * SIZE] * 8,
    "few": [LOW] * (SMALLEST - 1),
}


def show(name, *files, words=ID, **choices):
    """The exhibit *name* of planted files."""
    with warehouse(*files) as planted:
        return getattr(survey, name)(planted, Selection(language=words.language, **choices), words)


def column(exhibit, code):
    """One column of an exhibit's table as a list, None where missing."""
    frame = exhibit.table.frame
    return frame[code].astype(object).where(frame[code].notna(), None).tolist()


def living(rows, **others):
    """A survey of Smart Living with these answers, one list a respondent."""
    return forms([form("living", own) for own in rows], **others)


def varied(mean, count=8, size=SIZE):
    """Answers of respondents who lie one above and one below *mean* in turn."""
    return [[mean + (1 if place % 2 else -1)] * size for place in range(count)]


def everybody(mean_of=None, count=8, year=2024, **others):
    """A survey with *count* respondents of every dimension, each around its mean (3 unless said otherwise)."""
    wanted = dict.fromkeys(EVERY, 3) | (mean_of or {})
    rows = [form(code, own) for code, mean in wanted.items() for own in varied(mean, count)]
    return forms(rows, year, f"survei-{year}.xlsx", **others)


# Simulated impact.


def test_the_page_shows_the_same_impact_as_the_page_about_respondents():
    """Two pages never give two bands for the same answers; the folded parts come on top here."""
    with warehouse(everybody({"living": 2})) as planted:
        arguments = (planted, Selection(), ID)
        whole, small = survey.impact(*arguments), respondents.simulated_impact(*arguments)
        assert (replace(whole, details=()), len(whole.details), small.details) == (small, 2, ())


def test_the_command_line_and_the_page_say_the_same_spread():
    """The band of the page is that of `gate.describe`, which the command prints."""
    with warehouse(living(varied(3))) as planted:
        shown = survey.impact(planted, Selection(dimension="living"), ID)
        described = {one.whole.code: one.whole for one in gate.describe(planted, gate.load(planted, 2024))}
    spread = described["living"].spread
    assert (column(shown, "low"), column(shown, "high")) == ([spread.low], [spread.high])


@pytest.mark.parametrize(
    ("answers", "parts", "items"),
    [
        (
            [[1, 3, 3, 2, 3, 3, 3, 3, 3]] * 6,
            "Per subdimensi: simulasi 2,33 sampai 3,00; terendah Harmonisasi Tata Ruang Wilayah",
            "Per pernyataan: simulasi 1,00 sampai 3,00; terendah “Informasi rencana tata ruang dapat saya lihat"
            " secara daring”",
        ),
        (
            [[1, 1, 3, 1, 1, 3, 3, 3, 3]] * 6,
            "Per subdimensi: simulasi 1,67 sampai 3,00; 2 tidak dapat dibedakan sebagai yang terendah",
            "Per pernyataan: simulasi 1,00 sampai 3,00; 4 tidak dapat dibedakan sebagai yang terendah",
        ),
        (
            [[3] * SIZE] * 6,
            "Per subdimensi: 3 nilai simulasi sama semua, 3,00",
            "Per pernyataan: 9 nilai simulasi sama semua, 3,00",
        ),
    ],
    ids=["one", "shared", "level"],
)
def test_parts_and_statements_are_folded_under_what_they_reach(answers, parts, items):
    """The lowest is named unless several print alike; the lowest stands on top."""
    exhibit = show("impact", living(answers), dimension="living")
    assert [detail.message for detail in exhibit.details] == [titled(parts), titled(items)]
    marks = column(exhibit.details[1], "mean")
    assert marks == sorted(marks)


def test_the_mapping_moves_marks_of_statements_and_keeps_what_was_answered():
    """A mean of 2.6 becomes a mark of 3 by the nearest level; the mean stays beside it; no stored score is led to."""
    rows = [[4 if place < 3 else 2] * SIZE for place in range(10)]
    by_name = {
        mapping: show("impact", living(rows), dimension="living", mapping=mapping).details[1]
        for mapping in ("identity", "nearest_level")
    }
    assert {name: (column(own, "mean")[0], column(own, "answered")[0]) for name, own in by_name.items()} == {
        "identity": (pytest.approx(2.6), pytest.approx(2.6)),
        "nearest_level": (3, pytest.approx(2.6)),
    }
    assert [bool(own.origins) for own in by_name.values()] == [True, False]


def test_each_band_says_by_which_bootstrap_it_was_made():
    """Percentile or BCa stands in every row, and the note names what differs."""
    even, skewed = varied(2, 20), [[4] * SIZE] * 19 + [[0] * SIZE]
    rows = [form("living", own) for own in even] + [form("society", own) for own in skewed]
    exhibit = show("impact", forms(rows))
    ways = dict(zip(column(exhibit, "label"), column(exhibit, "way")))
    assert (ways["Smart Living"], ways["Smart Society"]) == ("persentil", "BCa")
    assert "Ujung pita: bootstrap persentil; BCa untuk Smart Society." in exhibit.note


def test_a_statement_of_a_few_is_hidden_with_all_that_rests_on_it():
    """Two answered the first statement: neither it nor its part and dimension are shown, whose means would tell it."""
    rows = [[3] * SIZE] * 2 + [[None, *[3] * (SIZE - 1)]] * 10
    exhibit = show("impact", living(rows), dimension="living")
    parts, items = exhibit.details
    assert (column(exhibit, "mean"), column(items, "code")) == ([None], ITEMS[1:])
    assert (len(column(parts, "label")), "1 tidak ditampilkan" in parts.note, "1 tidak ditampilkan" in items.note) == (
        SIZE // PART - 1,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("files", "message", "indices"),
    [
        (
            [results([result(2023, HOME, 3.4, baseline=3, output=3, outcome=3, quick_win=3)]), everybody()],
            "Pemetaan mana pun memberi impact simulasi 3,00; indeks simulasinya 3,00",
            [3.0, 3.0],
        ),
        (
            [everybody()],
            "Pemetaan mana pun memberi impact simulasi 3,00; indeksnya tidak dihitung karena komponen lain belum ada",
            [None, None],
        ),
        (
            [living(varied(3))],
            "Impact belum dapat dihitung: 45 pernyataan belum dijawab siapa pun",
            [None, None],
        ),
    ],
    ids=["index", "no-components", "incomplete"],
)
def test_mappings_are_compared_as_far_as_the_survey_goes(files, message, indices):
    """Without the other components there is no index, without a statement no impact; neither is made up."""
    exhibit = show("mappings", *files)
    assert (exhibit.message, column(exhibit, "index")) == (
        titled(message),
        [own and pytest.approx(own) for own in indices],
    )


def test_mappings_say_how_far_they_move_impact_and_index():
    """Means of 2.6: 2.60 as they are, 3.00 by the nearest level; impact weighs a fifth, so the index moves by 0.08."""
    known = results([result(2023, HOME, 3.4, baseline=3, output=3, outcome=3, quick_win=3)])
    rows = [form(code, [4 if place < 3 else 2] * SIZE) for code in EVERY for place in range(10)]
    exhibit = show("mappings", known, forms(rows))
    assert exhibit.message == titled(
        "Cara membaca rata-rata menggeser impact simulasi 0,40: dari 2,60 sampai 3,00;"
        " indeks simulasinya 2,92 sampai 3,00"
    )
    assert column(exhibit, "difference") == [None, pytest.approx(0.08)]
    assert (exhibit.bases, "Anggapan: komponen lain pada 2024 tetap seperti nilai resmi 2023" in exhibit.note) == (
        (SIMULASI, OFFICIAL),
        True,
    )


def test_an_unsettled_mapping_is_marked_where_it_is_chosen_and_explained():
    """The mark stands beside each mapping, and the note says that nobody knows the ministry's way."""
    exhibit = show("mappings", everybody())
    assert all(label.endswith(" [?]") for label in column(exhibit, "label"))
    assert exhibit.note.startswith("[?] Belum diketahui")


def test_the_chosen_mapping_comes_first():
    """What the viewer chose is what the other is compared with."""
    exhibit = show("mappings", everybody(), mapping="nearest_level")
    assert column(exhibit, "label")[0].startswith("Dibulatkan")


def test_the_overall_impact_waits_for_a_dimension_of_a_few():
    """With 54 means and five dimensions known, the sixth could be computed: so nothing is given yet."""
    rows = [form(code, own) for code in EVERY for own in varied(3, 2 if code == "living" else 8)]
    exhibit = show("mappings", forms(rows))
    assert (exhibit.message, column(exhibit, "impact")) == (
        titled("Impact dan indeks belum ditampilkan: 1 dimensi respondennya terlalu sedikit"),
        [None, None],
    )
    assert "kurang dari 5 orang menjawabnya atau salah satu pernyataannya: Smart Living" in exhibit.note


# Alpha.


def test_alpha_is_that_of_the_complete_forms():
    """Answers that go up and down together have an alpha of 1; a form with a gap is not counted."""
    exhibit = show("reliability", living([*varied(3, 6), [None, *[3] * (SIZE - 1)]]), dimension="living")
    assert (column(exhibit, "alpha"), column(exhibit, "complete")) == ([pytest.approx(1)], [6])
    assert exhibit.message == titled("Jawaban Smart Living: alfa Cronbach 1,00 dari 6 isian lengkap")


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (varied(3), "Kesejalanan jawaban sama di 2 dimensi: alfa Cronbach 1,00"),
        (
            [[4, 2] * (SIZE // 2) + [2 + place % 3] for place in range(8)],
            "Jawaban Smart Society paling kurang sejalan: alfa Cronbach 0,00; paling sejalan Smart Living, 1,00",
        ),
        ([[3] * SIZE] * 8, "Jawaban Smart Living: alfa Cronbach 1,00 dari 8 isian lengkap"),
    ],
    ids=["level", "apart", "one-known"],
)
def test_the_least_and_the_most_consistent_dimension_are_named(other, message):
    """Unless they print alike, or only one has an alpha at all."""
    rows = [form("living", own) for own in varied(3)] + [form("society", own) for own in other]
    assert show("reliability", forms(rows)).message == titled(message)


def test_alpha_of_a_split_form_is_that_of_each_part():
    """Nobody answered more than one part, so only the statements of a part were answered together."""
    rows = [
        [own if start <= place < start + PART else None for place in range(SIZE)]
        for start in range(0, SIZE, PART)
        for own in (2, 4, 2, 4, 2, 4)
    ]
    exhibit = show("reliability", living(rows), dimension="living")
    assert column(exhibit, "label") == [
        part.names["id"] for part in load_dimensions()[EVERY.index("living")].sub_dimensions
    ]
    assert column(exhibit, "alpha") == [pytest.approx(1)] * PART


# Answers.


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (
            [LOW] * 6,
            "Paling menahan impact: “Informasi rencana tata ruang dapat saya lihat secara daring” (Smart Living),"
            " rata-rata 1,00; tertinggi 3,00",
        ),
        (
            [[3, 1, 1, *[4] * (SIZE - 3)]] * 6,
            "Paling menahan impact: 2 pernyataan dengan rata-rata 1,00, antara lain “Tempat tinggal saya layak huni:"
            " ada air bersih dan jalan, bebas banjir dan longsor” (Smart Living)",
        ),
        (
            [[4, 4, 4, 4, 4, 4, 4, 1 + place % 4, 2 + place % 3] for place in range(8)],
            "2 pernyataan tidak dapat dibedakan sebagai yang paling menahan impact: rata-rata 2,50 sampai 2,88, dari"
            " “{text}” (Smart Living)",
        ),
        ([[3] * SIZE] * 6, "Semua 9 pernyataan sama rata-ratanya, 3,00"),
        ([LOW] * (SMALLEST - 1), "Respondennya terlalu sedikit untuk menampilkan jawaban"),
    ],
    ids=["one", "two", "unsure", "level", "few"],
)
def test_the_statement_that_holds_impact_down_is_named(answers, message):
    """The lowest mean, since each statement weighs the same; shared when several print alike; nobody's when few."""
    method = load_methods().require(2024, "regular")
    eighth = [item for item in method.survey_items if item.dimension == "living"][7].meaning["id"].rstrip(".")
    found = show("statements", living(answers), dimension="living").message
    assert found == titled(message.replace("{text}", eighth))


def test_statements_stand_in_the_order_of_what_they_hold_down():
    """A mean of 1 holds impact down by 3 of 54, a mean of 3 by 1 of 54."""
    exhibit = show("statements", living([LOW] * 6), dimension="living")
    losses = column(exhibit, "loss")
    assert (losses[0], losses[1]) == (round(3 / 54, 3), round(1 / 54, 3))
    assert losses == sorted(losses, reverse=True)


def test_answers_are_counted_by_their_level():
    """Six say 1 and two say 4: the levels have their words, and six of eight lie below the middle."""
    exhibit = show("statements", living([[1] * SIZE] * 6 + [[4] * SIZE] * 2), dimension="living")
    labels = {one.label: one.code for one in exhibit.table.columns}
    assert [column(exhibit, labels[word])[0] for word in ("tidak setuju", "sangat setuju")] == [6, 2]
    assert column(exhibit, "low_share")[0] == pytest.approx(0.75)


def test_answers_between_the_levels_keep_their_place():
    """A form on another scale has steps of its own, called by their numbers; none is rounded into another."""
    exhibit = show("statements", living([[4 / 3] * SIZE] * 5 + [[4] * SIZE] * 3), dimension="living")
    assert [one.label for one in exhibit.table.columns if one.code.startswith("level")] == ["0", "1,33", "4"]
    assert [column(exhibit, f"level{place}")[0] for place in range(3)] == [0, 5, 3]


def test_without_a_chosen_dimension_the_lowest_of_all_are_drawn_and_the_rest_folded():
    """Nine bars, 54 rows in the table; beneath, all 54 bars and those of each dimension."""
    exhibit = show("statements", everybody({"economy": 2}))
    whole, *each = exhibit.details
    assert (len(column(exhibit, "code")), len(each)) == (len(METHOD.survey_items), len(EVERY))
    assert column(whole, "code") == column(exhibit, "code")
    assert set(column(exhibit, "dimension")[:SIZE]) == {"Smart Economy"}
    assert [detail.message for detail in each][EVERY.index("economy")] == titled(
        "Smart Economy: rata-rata 2,00 pada 9 pernyataan"
    )


def served(counts, answers=HIGH, blank=0):
    """A survey of Smart Living by service, *counts* of people each."""
    rows = [form("living", answers, service=name) for name, count in counts.items() for _ in range(count)]
    return forms([*rows, *[form("living", answers)] * blank])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [("A", varied(1)), ("B", varied(3))],
            "Jarak terjauh dalam satu dimensi: A 1,00 dan B 3,00 (Smart Living)",
        ),
        (
            [("A", varied(2)), ("B", [*varied(2), [3] * SIZE])],
            "Jarak terjauh dalam satu dimensi: A 2,00 dan B 2,11 (Smart Living); rentang rata-rata keduanya beririsan,"
            " jadi bedanya belum pasti",
        ),
        ([("A", varied(3)), ("B", varied(3))], "Rata-rata jawaban setiap layanan dalam dimensinya sama"),
        ([("A", varied(3))], "Hanya satu layanan yang dapat ditampilkan; tidak ada yang dapat dibandingkan"),
        (
            [("A", varied(3)), ("B", varied(3, 2))],
            "Jawaban per layanan tidak dapat ditampilkan tanpa membuka kelompok kecil",
        ),
    ],
    ids=["apart", "overlap", "level", "single", "hidden"],
)
def test_services_of_one_dimension_are_compared(rows, message):
    """The widest gap is named, and taken back where the answers overlap."""
    file = forms([form("living", own, service=name) for name, answers in rows for own in answers])
    assert show("by_service", file, dimension="living").message == titled(message)


def test_services_of_different_dimensions_are_not_compared():
    """Their users were asked other things: with one service each there is nothing to say."""
    rows = [form("living", own, service="A") for own in varied(1)] + [
        form("society", own, service="B") for own in varied(3)
    ]
    assert show("by_service", forms(rows)).message.startswith(titled("Hanya satu layanan"))


def test_a_service_has_the_same_band_whether_its_dimension_was_chosen_or_not():
    """Chance belongs to the dimension, not to the view."""
    rows = [form(code, own, service="A") for code in ("economy", "living") for own in varied(2)]
    alone, among = (show("by_service", forms(rows), **choice) for choice in ({"dimension": "living"}, {}))
    assert [column(alone, code)[0] for code in ("low", "high")] == [column(among, code)[1] for code in ("low", "high")]


def test_a_hidden_service_is_named_without_saying_why_it_is():
    """Whether it is small or only keeps another from being computed cannot be read."""
    exhibit = show("by_service", served({"A": 20, "B": 9, "C": 2}), dimension="living")
    assert column(exhibit, "service") == ["B"]
    assert "tidak dapat dikenali: A dan C." in exhibit.note


def test_a_blank_that_would_be_alone_keeps_a_service_hidden():
    """One person named no service: all less A would be that person's answers."""
    exhibit = show("by_service", served({"A": 20, "B": 9}, blank=1), dimension="living")
    assert len(column(exhibit, "service")) == 1


answered_by = st.lists(
    st.tuples(st.lists(st.sampled_from([None, 0, 4]), min_size=3, max_size=3), st.sampled_from(["a", "b", "c", ""])),
    min_size=1,
    max_size=30,
)


def told_of_few(tables, everyone):
    """The counts of one to four people in *tables*, and in what is left of *everyone* without all of them."""
    left = everyone.notna().sum() - sum((own.notna().sum() for own in tables), pd.Series(0, index=everyone.columns))
    counts = [count for own in tables for count in (*own.notna().sum(), len(own))]
    return [count for count in (*counts, *left) if 0 < count < SMALLEST]


@given(answered_by, st.sets(st.sampled_from(["a", "b", "c"])))
@examples(50)
def test_no_few_answers_can_be_told_from_the_shown_groups(rows, hidden):
    """All less the shown groups leaves no statement answered by one to four people, and no shown group has such a one.

    What is left is what the hidden groups have together: it belongs to at least two of them, or to as many people as
    may be shown.
    """
    everyone = pd.DataFrame([answers for answers, _ in rows], dtype=float)
    keys = pd.Series([key for _, key in rows])
    shown = tellable(everyone, keys, frozenset(hidden), SMALLEST)
    tables = [everyone[keys == key] for key in shown]
    assert hidden.isdisjoint(shown)
    assert shown == () or told_of_few(tables, everyone) == []


@given(st.integers(0, 10_000))
@examples(6, phases=(Phase.generate,))
def test_no_few_answers_can_be_told_from_any_two_shown_tables(seed):
    """Neither from all and a service statement by statement, nor with the numbers on the page about respondents.

    A service whose number is hidden there has no answers here.
    """
    chance = np.random.default_rng(seed)
    people = int(chance.integers(SMALLEST, 40))
    names = chance.choice(["A", "B", "C", "D", None], people, p=[0.4, 0.3, 0.15, 0.1, 0.05])
    answers = [[None if chance.random() < 0.2 else int(chance.integers(0, 5)) for _ in range(SIZE)] for _ in names]
    chosen = Selection(dimension="living")
    with warehouse(forms([form("living", own, service=name) for own, name in zip(answers, names)])) as planted:
        looked_at = load_survey(planted, chosen, ID)
        shown = [own.name for one in gate.by_service(planted, looked_at, ["living"]) for own in one.shown]
        numbered = looked_at.services()
    everyone = pd.DataFrame(answers, columns=ITEMS, dtype=float).dropna(how="all")
    told = [everyone[[(names[place] or "") == name for place in everyone.index]] for name in shown]
    without_number = {group.service for group in numbered if group.count is None}
    assert not shown or told_of_few(told, everyone) == []
    assert without_number.isdisjoint(shown)


# Changes.


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ({}, {}, "Semua 6 dimensi setara (2023 dan 2024): perubahannya masih di dalam rentang rata-rata"),
        ({"living": 1}, {}, "Dari 2023 ke 2024: Smart Living naik 2,00; 5 dimensi lain setara"),
        ({}, {"living": 1}, "Dari 2023 ke 2024: Smart Living turun 2,00; 5 dimensi lain setara"),
        (
            {"living": 1},
            {"society": 1},
            "Dari 2023 ke 2024: Smart Living naik 2,00 dan Smart Society turun 2,00; 4 dimensi lain setara",
        ),
        (
            {"living": 1, "economy": 1, "branding": 1},
            {"society": 1},
            "Dari 2023 ke 2024: 3 dimensi naik dan 1 dimensi turun, paling jauh Smart Branding (+2,00),"
            " Smart Economy (+2,00), dan 2 lainnya; 2 dimensi lain setara",
        ),
    ],
    ids=["equal", "up", "down", "both", "many"],
)
def test_only_a_change_beyond_the_spread_is_up_or_down(before, after, message):
    """Inside the spread of its answers a dimension is "setara", whatever the sign of the difference."""
    assert show("by_year", everybody(before, year=2023), everybody(after)).message == message


def test_a_small_difference_is_never_called_up():
    """The mean rises by a tenth within a wide spread: the row says "setara" and the message nothing of "naik"."""
    rows = [form("living", own) for own in [*varied(2, 20), [3] * SIZE, [3] * SIZE]]
    earlier = forms([form("living", own) for own in varied(2, 20)], 2023, "2023.xlsx")
    exhibit = show("by_year", earlier, forms(rows, name="2024.xlsx"), dimension="living")
    assert (column(exhibit, "remark"), column(exhibit, "mean")[0] > 0) == (["setara"], True)
    assert "naik" not in exhibit.message


def test_two_surveys_do_not_share_their_chance():
    """With the same people twice, half of the resampled differences are positive and the spread is that of both."""
    rows = np.random.default_rng(3).integers(0, 5, (40, SIZE)).tolist()
    file = living(rows)
    earlier = forms([form("living", own) for own in rows], 2023, "2023.xlsx")
    exhibit = show("by_year", earlier, file, dimension="living")
    single = show("impact", file, dimension="living")
    width = column(exhibit, "high")[0] - column(exhibit, "low")[0]
    own = column(single, "high")[0] - column(single, "low")[0]
    assert width == pytest.approx(own * 2**0.5, rel=0.05)


def test_without_an_earlier_survey_there_is_no_change():
    """The empty state says which year is missing."""
    assert show("by_year", everybody()).empty.missing == "Belum ada survei sebelum 2024 untuk dibandingkan"


def test_a_dimension_of_a_few_in_either_year_is_not_compared():
    """The others are."""
    few = forms(
        [form("living", own) for own in varied(3, 2)] + [form("society", own) for own in varied(3)], 2023, "a.xlsx"
    )
    assert column(show("by_year", few, everybody()), "label") == ["Smart Society"]


def test_statements_are_counted_by_their_direction():
    """One statement rose by two: its dimension is folded under how many moved."""
    before = living([[3 + place % 2, *[3 + place % 2] * (SIZE - 1)] for place in range(8)], year=2023, name="2023.xlsx")
    after = living([[1 + place % 2, *[3 + place % 2] * (SIZE - 1)] for place in range(8)])
    exhibit = show("by_year", before, after, dimension="living")
    assert [detail.message for detail in exhibit.details] == [
        "Smart Living per pernyataan, 2023 ke 2024: 1 turun dan 8 setara"
    ]


def test_each_invented_year_is_named():
    """A real survey beside an invented one: the caption says which is which, and the whole is marked."""
    exhibit = show("by_year", everybody(year=2023, is_sample=True), everybody())
    assert (exhibit.is_sample, exhibit.caption.split(" · ")[0]) == (True, "CONTOH: jawaban 2023 rekaan")


# Comments.


def commented(comments, services=(), dimension="living"):
    """A survey of one dimension whose respondents wrote *comments*."""
    names = [*services, *[None] * (len(comments) - len(services))]
    rows = [form(dimension, HIGH, service=name) for name in names]
    return with_comments(forms(rows), comments)


def test_comments_are_listed_in_the_order_of_their_words():
    """Not in that of the forms, which could tell who wrote them."""
    exhibit = show("comments", commented(["Zebra", "antre lama", None, "Lambat", None, None]))
    assert (exhibit.message, column(exhibit, "text")) == (titled("3 komentar"), ["antre lama", "Lambat", "Zebra"])


@pytest.mark.parametrize(
    ("phrase", "message", "found"),
    [
        ("ANTRE", "2 dari 3 komentar memuat “ANTRE”", ["antre lama", "Petugas ramah, antre sebentar"]),
        ("antre ramah", "1 dari 3 komentar memuat “antre ramah”", ["Petugas ramah, antre sebentar"]),
        ("langsat", "1 dari 3 komentar memuat “langsat”", ["sinyal"]),
    ],
)
def test_every_word_that_is_searched_for_must_be_there(phrase, message, found):
    """In the comment, its dimension or its service; case does not matter."""
    services = ["Simas"] * 6 + ["Langsat"] * 6
    written = ["antre lama", "Petugas ramah, antre sebentar", *[None] * 4, "sinyal", *[None] * 5]
    exhibit = show("comments", commented(written, services), phrase=phrase)
    assert (exhibit.message, column(exhibit, "text")) == (titled(message), found)


@pytest.mark.parametrize(
    ("comments", "choices", "missing"),
    [
        ([None] * 6, {}, "Survei 2024 tidak memuat komentar"),
        (["baik"] + [None] * 5, {"phrase": "buruk"}, "Tidak ada komentar yang memuat “buruk”"),
        (["baik"] + [None] * 5, {"dimension": "society"}, "Tidak ada komentar Smart Society yang dapat ditampilkan"),
    ],
)
def test_nothing_to_read_is_explained(comments, choices, missing):
    """No column, no match, and no comment of the dimension are three different things."""
    assert show("comments", commented(comments), **choices).empty.missing == missing


def test_small_groups_are_not_named_beside_a_comment():
    """A service of two and the one hidden with it are not named; a dimension of four is not named either."""
    large = commented(["satu", "dua", *[None] * 26], ["C", "A", "C", *["A"] * 16, *["B"] * 9])
    assert column(show("comments", large), "services") == [(), ()]
    small = commented(["tiga", *[None] * (SMALLEST - 2)])
    assert column(show("comments", small), "dimensions") == [()]


def test_a_form_of_several_dimensions_has_one_comment():
    """It stands once, with each dimension that it answered."""
    rows = [form(code, HIGH) for code in ("living", "society") for _ in range(6)]
    file = with_comments(forms(rows), ["bagus", *[None] * 5] * 2)
    people = file.tables["answers"].respondents
    joined = people.assign(sheet="Formulir", row=[*range(2, 8), *range(2, 8)])
    whole = replace(file, tables={"answers": replace(file.tables["answers"], respondents=joined)})
    assert column(show("comments", whole), "dimensions") == [("Smart Living", "Smart Society")]


def test_a_comment_that_was_masked_whole_is_only_counted():
    """Nothing but marks is nothing to read."""
    exhibit = show("comments", commented(["•••.", "baik", *[None] * 4]))
    assert (column(exhibit, "text"), "1 komentar hanya berisi data pribadi" in exhibit.note) == (["baik"], True)


def test_many_comments_are_read_in_part_and_kept_whole_beneath():
    """The first ones are laid out; the folded table has all of them."""
    exhibit = show("comments", commented([f"saran {number}" for number in range(FIRST + 3)]))
    assert [len(column(one, "text")) for one in (exhibit, *exhibit.details)] == [FIRST, FIRST + 3]


def test_the_dimension_with_most_comments_is_named_unless_shared():
    """A tie has no most."""
    rows = [form(code, HIGH) for code in ("living", "society") for _ in range(6)]
    more = with_comments(forms(rows), ["a", "b", *[None] * 4, "c", *[None] * 5])
    tie = with_comments(forms(rows), ["a", *[None] * 5, "c", *[None] * 5])
    assert [show("comments", file).message for file in (more, tie)] == [
        titled("3 komentar; terbanyak dari Smart Living, 2"),
        titled("2 komentar"),
    ]


# How many more.


def test_more_respondents_narrow_the_spread_as_the_root_of_their_number():
    """With n = 50 and 50 more, the width is that of now times the root of a half."""
    exhibit = show("outlook", living(varied(3, 50)), dimension="living")
    widths = [column(exhibit, f"width{step}")[0] for step in range(len(load_sampling().further) + 1)]
    factors = [np.sqrt(50 / (50 + further)) for further in (0, *load_sampling().further)]
    # Two ends of a width are each shown with two decimals.
    assert widths == pytest.approx([widths[0] * factor for factor in factors], abs=0.02)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[3] * SIZE] * 6, "Tidak ada rentang yang perlu dipersempit: jawaban responden sama"),
        (varied(3, 2), "Rentang rata-rata belum dapat dihitung: respondennya terlalu sedikit"),
    ],
)
def test_without_a_spread_there_is_nothing_to_narrow(rows, message):
    """Equal answers have none, and those of a few are not shown."""
    assert show("outlook", living(rows), dimension="living").message == titled(message)


def test_the_widest_spread_is_named_with_what_more_people_make_of_it():
    """The dimension whose answers differ most needs people most."""
    rows = [form("living", own) for own in varied(2, 20)] + [
        form("society", [3 + place % 2] * SIZE) for place in range(20)
    ]
    assert show("outlook", forms(rows)).message.startswith(titled("Rentang terlebar: Smart Living, "))


def used(**users):
    """An innovation list with the number of users of services of Smart Living."""
    return innovations([innovation(name, "living") | {"users": count} for name, count in users.items()])


@pytest.mark.parametrize(
    ("users", "counts", "message"),
    [
        ({"A": 300}, {"A": 20}, "A perlu 169 responden dari 300 pengguna; baru 20"),
        (
            {"A": 300, "B": 10},
            {"A": 20, "B": 10},
            "1 dari 2 layanan cukup respondennya; paling kurang A: perlu 169, baru 20",
        ),
        ({"B": 10}, {"B": 10}, "1 layanan yang diketahui penggunanya sudah cukup respondennya"),
        (
            {"B": 8},
            {"B": 10},
            "Belum dapat dikatakan cukup: jumlah pengguna 1 layanan tidak cocok;"
            " pada 1 layanan responden melebihi pengguna",
        ),
        (
            {"C": 300},
            {"A": 20, "B": 20, "C": 2},
            "1 layanan diketahui penggunanya, tetapi respondennya tidak dapat ditampilkan",
        ),
        ({"D": 300}, {"A": 20}, "D perlu 169 responden dari 300 pengguna; baru 0"),
    ],
    ids=["short", "some", "enough", "beyond", "hidden", "nobody"],
)
def test_sizes_say_which_service_needs_how_many(users, counts, message):
    """By Krejcie and Morgan 300 users need 169; a hidden number is not told, and more people than users is a doubt."""
    assert krejcie_morgan(300) == 169
    assert show("sample_sizes", served(counts), used(**users)).message == titled(message)


def test_the_spread_of_a_service_is_corrected_for_its_few_users():
    """8 of 9 users answered: the band is that of the answers times the root of (9 - 8) / (9 - 1)."""
    file = forms([form("living", own, service="A") for own in varied(2)])
    plain = show("by_service", file, dimension="living")
    corrected = show("sample_sizes", file, used(A=9))
    mean, high = column(plain, "mean")[0], column(plain, "high")[0]
    assert column(corrected, "high") == [pytest.approx(mean + (high - mean) * (1 / 8) ** 0.5, abs=0.01)]


def test_without_known_users_the_step_is_the_column_of_the_innovation_list():
    """The empty state says where to write them."""
    assert "Jumlah pengguna" in show("sample_sizes", everybody()).empty.step


def test_the_newest_list_says_how_many_users_a_service_has():
    """A service in two lists counts once."""
    lists = [
        innovation("A", "living", listed=name, year=year) | {"users": users}
        for name, year, users in (("lama", 2023, 100), ("baru", 2024, 300))
    ]
    assert column(show("sample_sizes", served({"A": 20}), innovations(lists)), "users") == [300]


# Every exhibit.


@pytest.mark.parametrize("name", [*OF_THE_SURVEY, *OF_SATISFACTION])
def test_an_empty_warehouse_says_what_is_missing_why_and_what_to_do(name, nothing_loaded, words, lacks):
    """Nothing loaded is no error."""
    exhibit = getattr(survey, name)(nothing_loaded, Selection(language=words.language), words)
    assert (exhibit.empty is not None, lacks(exhibit)) == (True, [])


@pytest.mark.parametrize(("name", "language"), paired(HARDLY_ANY, LANGUAGES))
def test_hardly_any_answers_are_no_error(name, language):
    """One respondent, no answers at all, too few people: each exhibit says something and draws nobody's answers."""
    answers, words = HARDLY_ANY[name], Words(language)
    with warehouse(living(answers)) as planted:
        shown = [
            getattr(survey, name)(planted, Selection(language=words.language, dimension=dimension), words)
            for name in OF_THE_SURVEY
            for dimension in (None, "living", "society")
        ]
    assert [(bool(exhibit.message), exhibit.figure) for exhibit in shown] == [(True, None)] * len(shown)


def test_every_exhibit_is_complete_enough_to_be_cut_out(lacks):
    """Message, caption, source, stamp, alternative text, labelled rows, also folded; the languages in turn."""
    rows = [form(code, own, service=f"{code} {place % 2}") for code in EVERY for place, own in enumerate(varied(3, 16))]
    now = with_comments(forms(rows), ["Antre lama."] * len(rows))
    files = (everybody(year=2023), now, used(living=300), ratings([rating(3, "A")] * 6 + [rating(4, "B")] * 7))
    with warehouse(*files) as planted:
        made = [
            (language, getattr(survey, name)(planted, Selection(language=language), Words(language)))
            for name, language in paired((*OF_THE_SURVEY, *OF_SATISFACTION), LANGUAGES)
        ]
    every = [(language, one) for language, exhibit in made for one in (exhibit, *exhibit.details)]
    assert {(language, one.key): lacks(one) for language, one in every if lacks(one)} == {}
    assert [exhibit.key for _, exhibit in made if exhibit.empty is not None] == []
    assert len({(language, one.key) for language, one in every}) == len(every)


@pytest.mark.parametrize(("survey_year", "language"), paired(product(OF_THE_SURVEY, (2023, 2024)), LANGUAGES))
def test_the_shipped_samples_say_that_they_are_invented(survey_year, language, shipped, lacks):
    """CONTOH stands in the caption of whatever is shown of them."""
    (name, year), words = survey_year, Words(language)
    exhibit = getattr(survey, name)(shipped, Selection(language=words.language, year=year), words)
    is_shown = exhibit.empty is None
    is_named = words("glossary.sample.term") in exhibit.caption
    assert (lacks(exhibit), exhibit.is_sample, is_named) == ([], is_shown, is_shown)


def test_an_exhibit_is_made_once_for_a_build_and_a_selection(shipped):
    """A rerun of the page draws what was made before."""
    arguments = (shipped, Selection(year=2024), ID)
    assert survey.statements(*arguments) is survey.statements(*arguments)
