"""Responden: quotas, services without telling who, days, quality and simulated impact, planted and shipped."""

from itertools import product

import numpy as np
import pytest
from laws import every_other, paired
from planted import HOME, result, results, warehouse
from planted_forms import form, forms, titled

from smartcity.answers.scores import OFFICIAL, SIMULASI
from smartcity.exhibits import respondents
from smartcity.exhibits.kit.selection import Selection
from smartcity.method import load_dimensions, load_methods
from smartcity.method.regions import load_site
from smartcity.wording import LANGUAGES, Words

ID = Words("id")
METHOD = load_methods().require(2024, load_site().track)
QUOTA = METHOD.survey.quota
SMALLEST = load_site().smallest_group
SIZE = sum(item.dimension == "living" for item in METHOD.survey_items)
PARTS = len(load_dimensions()[0].sub_dimensions)
EVERY = tuple(dimension.code for dimension in load_dimensions())
FUNCTIONS = [getattr(respondents, name) for name in respondents.__all__ if not name.startswith("has_")]
NAMES = [function.__name__ for function in FUNCTIONS]
MIXED = [4, 3, 2, 4, 3, 2, 4, 3, 2]
DAY = "2024-09-23"


def fill(counts, answers=MIXED, **others):
    """So many respondents of each dimension, all with the same answers."""
    return [form(dimension, answers, **others) for dimension, count in counts.items() for _ in range(count)]


def whole(**others):
    """Every dimension exactly at its quota but those of *others*."""
    return dict.fromkeys(EVERY, QUOTA) | others


def show(function, *files, words=ID, **choices):
    """The exhibit that *function* makes of planted files."""
    with warehouse(*files) as planted:
        return function(planted, Selection(**choices), words)


def show_all(*files, words=ID, **choices):
    """All exhibits of the page, made of the same planted files, by the names of their functions."""
    with warehouse(*files) as planted:
        return {function.__name__: function(planted, Selection(**choices), words) for function in FUNCTIONS}


def column(exhibit, code):
    """One column of an exhibit's table as a list, None where missing."""
    frame = exhibit.table.frame
    return frame[code].astype(object).where(frame[code].notna(), None).tolist()


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (whole(branding=38), "Smart Branding kurang 12 orang; lima dimensi lain sudah 50"),
        (
            whole(branding=38, living=49),
            "Smart Branding kurang 12 dan Smart Living kurang 1 orang; empat dimensi lain sudah 50",
        ),
        (
            whole(branding=38, living=49, society=45),
            "tiga dimensi masih kurang, paling jauh Smart Branding, 12 orang; tiga dimensi lain sudah 50",
        ),
        (whole(), "Semua enam dimensi sudah memenuhi kuota"),
        (whole(economy=52), "Semua enam dimensi sudah memenuhi kuota; Smart Economy 2 orang lebih dari kuota"),
        (dict.fromkeys(EVERY, 51), "Semua enam dimensi sudah memenuhi kuota; enam di antaranya lebih dari kuota"),
        (
            dict.fromkeys(EVERY, 49) | {"living": 40},
            "Semua enam dimensi masih kurang, seluruhnya 15 orang; paling jauh Smart Living, 10 orang",
        ),
        (
            {"living": 1},
            "Semua enam dimensi masih kurang, seluruhnya 299 orang; "
            "paling jauh Smart Governance, Smart Branding, dan 3 lainnya, masing-masing 50 orang",
        ),
        (whole(branding=38, economy=52), "Smart Branding kurang 12 orang; lima dimensi lain sudah 50"),
    ],
    ids=["one", "two", "three", "full", "over", "all-over", "all-short", "one-person", "short-and-over"],
)
def test_progress_names_who_is_short_and_by_how_many(counts, message):
    """The most distant first, the others counted, and a surplus said only when nobody is short."""
    assert show(respondents.progress, forms(fill(counts))).message == titled(message)


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (38, "Smart Branding kurang 12 orang"),
        (50, "Smart Branding sudah memenuhi kuota"),
        (52, "Smart Branding sudah memenuhi kuota; Smart Branding 2 orang lebih dari kuota"),
        (0, "Belum ada responden untuk Smart Branding"),
    ],
)
def test_one_chosen_dimension_is_spoken_of_alone(count, message):
    """There are no others to compare with, and no "semua"."""
    file = forms(fill({"branding": count, "living": 1}))
    assert show(respondents.progress, file, dimension="branding").message == titled(message)


def test_progress_stands_in_the_table_with_its_difference():
    """Count, quota and signed difference per dimension, at full precision."""
    exhibit = show(respondents.progress, forms(fill(whole(branding=38, economy=52))))
    assert list(zip(column(exhibit, "label"), column(exhibit, "count"), column(exhibit, "difference")))[:3] == [
        ("Smart Governance", 50, 0),
        ("Smart Branding", 38, -12),
        ("Smart Economy", 52, 2),
    ]


def test_a_split_form_has_a_quota_for_each_sub_dimension():
    """Where nobody answered two parts, the dimension needs the quota once per part, and the note says why."""
    part = SIZE // PARTS
    given = [[3 if start <= place < start + part else None for place in range(SIZE)] for start in range(0, SIZE, part)]
    rows = [form("living", answers) for answers in given for _ in range(QUOTA)]
    exhibit = show(respondents.progress, forms(rows), dimension="living")
    assert (exhibit.message, column(exhibit, "quota")) == (titled("Smart Living sudah memenuhi kuota"), [QUOTA * PARTS])
    assert exhibit.note.startswith("Isian menunjukkan formulir Smart Living dipecah per subdimensi")


def test_a_whole_form_is_told_as_well_and_a_person_may_say_otherwise():
    """What the answers look like is said, so that it can be set right; what a person says counts more."""
    files = forms(fill({"living": 6}))
    seen, stated = (show(respondents.progress, files, dimension="living", form=of) for of in (None, "parts"))
    assert (column(seen, "quota"), seen.note.startswith("Isian menunjukkan formulir utuh")) == ([QUOTA], True)
    assert (column(stated, "quota"), stated.note) == (
        [QUOTA * PARTS],
        "Kuota dihitung per subdimensi, seperti yang Anda pilih.",
    )


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ([MIXED] * QUOTA, "Semua 3 subdimensi dijawab sekurangnya 50 orang"),
        ([MIXED] * (QUOTA - 1) + [[4, *[None] * 5, 4, 4, 4]], "Prasarana Kesehatan kurang 1 orang dari kuota 50"),
        (
            [MIXED] * 38,
            "3 subdimensi kurang, semuanya Smart Living; paling jauh 12 orang dari kuota 50",
        ),
    ],
    ids=["full", "one", "dimension"],
)
def test_a_sub_dimension_counts_who_answered_any_of_it(answers, message):
    """One answer in a part is enough; no answer there is not."""
    file = forms([form("living", own) for own in answers])
    assert show(respondents.by_sub_dimension, file, dimension="living").message == titled(message)


def test_short_parts_of_several_dimensions_are_counted():
    """Parts nobody answered are as short as the whole quota."""
    exhibit = show(respondents.by_sub_dimension, forms(fill(whole(living=0, branding=49))))
    assert exhibit.message == titled(
        "6 dari 18 subdimensi kurang dari 50 responden; paling jauh Harmonisasi Tata Ruang Wilayah, "
        "Prasarana Kesehatan, dan Sarana Telekomunikasi dan Transportasi, masing-masing 50 orang"
    )


def served(counts, blank=0):
    """Respondents of Smart Living by service."""
    rows = [form("living", MIXED, service=name) for name, count in counts.items() for _ in range(count)]
    return forms([*rows, *[form("living", MIXED)] * blank])


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"A": 20, "B": 18, "C": 12}, [("A", 20, ""), ("B", 18, ""), ("C", 12, "")]),
        # Which of the others is hidden with the three is drawn by lot, and not said.
        ({"A": 20, "B": 18, "C": 3}, [("B", 18, ""), ("A", None, "disembunyikan"), ("C", None, "disembunyikan")]),
        ({"A": 48, "B": 2}, [("A", None, "disembunyikan"), ("B", None, "disembunyikan")]),
        ({"Z": 3, "A": 20, "Y": 4}, [("A", 20, ""), ("Y", None, "disembunyikan"), ("Z", None, "disembunyikan")]),
        # Two services of two people: the names alone would tell that each has one.
        ({"A": 1, "B": 1}, [("semua layanan", None, "disembunyikan")]),
    ],
)
def test_a_small_service_is_hidden_and_cannot_be_had_by_subtraction(counts, shown):
    """Its count is missing; another is hidden where the total would tell; neither mark nor order says which it is."""
    exhibit = show(respondents.by_service, served(counts), dimension="living")
    rows = list(zip(column(exhibit, "service"), column(exhibit, "count"), column(exhibit, "state")))
    assert rows == shown
    assert (f"di bawah {SMALLEST} orang" in exhibit.note) == any(count is None for _, count, _ in shown)


def test_a_service_stands_beside_the_quota_that_it_fills():
    """Twenty of the fifty that a dimension needs are 40 %; a hidden service has no share, which would tell its size."""
    exhibit = show(respondents.by_service, served({"A": 20, "B": 4, "C": 4}), dimension="living")
    assert (column(exhibit, "quota"), column(exhibit, "share")) == ([QUOTA] * 3, [20 / QUOTA, None, None])
    assert exhibit.note.startswith("Kuota 50 berlaku per dimensi")


@pytest.mark.parametrize(
    ("counts", "blank", "message"),
    [
        ({"A": 20, "B": 18}, 0, "2 layanan disurvei; terbanyak A (Smart Living), 20 orang"),
        ({"A": 20, "B": 18}, 3, "2 layanan disurvei; terbanyak A (Smart Living), 20 orang; 3 isian tanpa nama layanan"),
        ({"A": 20, "B": 20, "C": 9}, 0, "3 layanan disurvei; 2 di antaranya terbanyak, masing-masing 20 orang"),
        (
            {"A": 30, "B": 18, "C": 2},
            0,
            "3 layanan disurvei; di antara yang ditampilkan terbanyak B (Smart Living), 18 orang",
        ),
        (
            {"A": 18, "B": 18, "C": 18, "D": 2},
            0,
            "4 layanan disurvei; di antara yang ditampilkan 2 terbanyak, masing-masing 18 orang",
        ),
        ({"A": 48, "B": 2}, 0, "2 layanan disurvei; tidak ada yang dapat ditampilkan tanpa membuka kelompok kecil"),
        ({"Langsat": 6, "LANGSAT": 6}, 0, "1 layanan disurvei; terbanyak Langsat (Smart Living), 12 orang"),
        ({}, 7, "Tidak satu pun isian menyebut layanan"),
    ],
    ids=["plain", "blanks", "tie", "complement", "tie-of-shown", "hidden", "spelling", "none"],
)
def test_services_are_counted_without_naming_a_hidden_size(counts, blank, message):
    """The most used is named only as far as it is shown; blanks are counted apart."""
    assert show(respondents.by_service, served(counts, blank), dimension="living").message == titled(message)


@pytest.mark.parametrize(
    ("days", "message"),
    [
        (
            {"2024-09-23": 30, "2024-09-26": 20},
            "50 responden pada 23 Sep 2024 sampai 26 Sep 2024, rata-rata 12,5 orang sehari",
        ),
        (
            {"2024-09-23": 20, "2024-09-26": 18},
            "38 responden pada 23 Sep 2024 sampai 26 Sep 2024, rata-rata 9,5 orang sehari;"
            " Smart Living kurang 12 orang, 2 hari lagi pada lajunya sendiri",
        ),
        ({"2024-09-23": 50}, "50 responden, semuanya pada 23 Sep 2024"),
    ],
    ids=["full", "short", "one-day"],
)
def test_days_give_the_pace_and_what_the_rest_needs(days, message):
    """Quiet days count; without a gap nothing more is needed."""
    rows = [form("living", MIXED, date=day) for day, count in days.items() for _ in range(count)]
    assert show(respondents.by_day, forms(rows), dimension="living").message == message


def test_without_any_date_the_step_that_helps_is_named():
    """No pace is claimed and no empty table drawn: the column to fill in stands there, with how many lack it."""
    exhibit = show(respondents.by_day, forms([form("living", MIXED)] * 3), dimension="living")
    assert (exhibit.table, exhibit.message) == (None, ID("respondents.days.no_dates"))
    assert (exhibit.empty.missing, exhibit.empty.step) == (
        ID("respondents.days.no_dates_missing", n=3),
        ID("respondents.days.no_dates_step"),
    )


def test_without_a_known_owner_the_step_that_helps_is_named():
    """Nobody is said to owe anything, and no empty table is drawn."""
    exhibit = show(respondents.by_owner, forms([form("living", MIXED)] * 3))
    assert (exhibit.table, exhibit.message) == (None, ID("respondents.owed.no_owners"))
    assert exhibit.empty.step == ID("respondents.owed.no_owners_step")


def test_undated_rows_are_named_beside_the_drawn_ones():
    """They are respondents, only their day is not known."""
    exhibit = show(respondents.by_day, forms([form("living", MIXED, date=DAY), form("living", MIXED)]))
    assert (exhibit.note, column(exhibit, "cumulative")) == ("1 responden tanpa tanggal tidak digambar.", [1])


STRAIGHT = [4] * SIZE
GAPPY = [None, *MIXED[1:]]
PLAIN = [form("living", MIXED, "A")] * 6


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (PLAIN, "Tidak ada tanda yang perlu dilihat pada 6 isian"),
        (PLAIN + [form("living", STRAIGHT, "A")] * 5, "Dari 11 isian perlu dilihat: 5 jawaban seragam"),
        # One of seven is one person, who would be told what they answered.
        (
            [*PLAIN, form("living", STRAIGHT, "A")],
            "Dari 7 isian perlu dilihat: jawaban seragam, bila ada (banyaknya disembunyikan)",
        ),
        (
            [*PLAIN, form("living", MIXED, "A", person="p"), form("economy", MIXED, "B", person="p")],
            "Dari 8 isian perlu dilihat: 1 orang yang mengisi di dua tempat",
        ),
        ([*PLAIN, *[form("living", MIXED)] * 2], "Dari 8 isian perlu dilihat: 2 layanan kosong"),
        (
            [*PLAIN[:5], form("living", GAPPY, "A")],
            "Tidak ada isian yang meragukan di antara 6; 1,9\N{NO-BREAK SPACE}% butir tidak dijawab",
        ),
        (
            [
                *PLAIN,
                *[form("living", STRAIGHT)] * 5,
                form("living", GAPPY, "A", person="p"),
                form("society", MIXED, "B", person="p"),
            ],
            "Dari 13 isian perlu dilihat: 5 jawaban seragam, 1 orang yang mengisi di dua tempat, dan 5 layanan kosong;"
            " 0,9\N{NO-BREAK SPACE}% butir tidak dijawab",
        ),
    ],
    ids=["clean", "straight", "few", "twice", "no-service", "gaps", "everything"],
)
def test_quality_counts_each_kind_of_doubt(rows, message):
    """A clause stands only for what was found; one person in two places is one person."""
    assert show(respondents.quality, forms(rows)).message == titled(message)


def test_a_person_in_another_dimension_is_still_met_twice():
    """Narrowing to one dimension does not hide that its respondent also answered another."""
    rows = [form("living", MIXED, "A", person="p"), form("economy", MIXED, "B", person="p")]
    exhibit = show(respondents.quality, forms(rows), dimension="living")
    assert (column(exhibit, "repeated"), exhibit.message) == (
        [1],
        titled(
            "Dari 1 isian perlu dilihat: jawaban seragam, bila ada (banyaknya disembunyikan) dan 1 orang yang mengisi"
            " di dua tempat"
        ),
    )


def test_blanks_of_a_split_form_are_only_those_that_were_asked():
    """Who was given one part is not asked the others, unless a person says that the form was whole."""
    part = SIZE // PARTS
    rows = [form("living", [3, None, 2, *[None] * (SIZE - part)], "A"), form("living", [None] * part + [3, 2, 1], "A")]
    exhibit = show(respondents.quality, forms(rows), dimension="living")
    stated = show(respondents.quality, forms(rows), dimension="living", form="whole")
    assert (column(exhibit, "unanswered"), column(exhibit, "share")) == ([1], [round(1 / (2 * part), 3)])
    # Both people were asked everything, a person says: 18 answers, of which 5 were given.
    assert (column(stated, "unanswered"), column(stated, "share")) == (
        [2 * SIZE - 5],
        [round(1 - 5 / (2 * SIZE), 3)],
    )


def around(mean_of, count=8):
    """Respondents whose answers alternate around the wanted mean of each dimension, by one up and one down."""
    return [
        form(dimension, [mean + (1 if place % 2 else -1)] * (SIZE - 1) + [mean])
        for dimension, mean in mean_of.items()
        for place in range(count)
    ]


def test_the_mark_is_the_mean_of_item_means_within_its_spread():
    """By the identity the simulated impact is the survey mean, and the bootstrap band holds it."""
    exhibit = show(respondents.simulated_impact, forms(around({"living": 3})), dimension="living")
    low, mean, high = (column(exhibit, code)[0] for code in ("low", "mean", "high"))
    assert mean == pytest.approx(3)
    assert 2 < low < mean < high < 4


@pytest.mark.parametrize(
    ("means", "message"),
    [
        ({"living": 3, "society": 1}, "Simulasi impact tertinggi Smart Living 3,00, terendah Smart Society 1,00"),
        ({"living": 3, "society": 3}, "Simulasi impact 2 dimensi sama, 3,00"),
        ({"living": 3}, "Simulasi impact Smart Living 3,00"),
    ],
)
def test_the_highest_and_lowest_dimension_are_named_unless_they_are_the_same(means, message):
    """Values that print alike have no highest among them, and one dimension has nobody to be compared with."""
    assert show(respondents.simulated_impact, forms(around(means))).message == titled(message)


def test_the_highest_is_one_only_where_no_other_is_as_high():
    """A second dimension whose band reaches into the first's is named beside it."""
    rows = [*around({"living": 3, "economy": 1}), *around({"society": 3}), form("society", [2] * SIZE)]
    assert show(respondents.simulated_impact, forms(rows)).message == titled(
        "Simulasi impact tertinggi Smart Living 3,00 dan Smart Society 2,89, terendah Smart Economy 1,00;"
        " yang disebut bersama belum dapat dibedakan"
    )


def test_overlapping_answers_leave_the_order_open():
    """Where the two bands share values nothing is called highest or lowest."""
    rows = [*around({"living": 3}), *around({"society": 3}), form("society", [2] * SIZE)]
    assert show(respondents.simulated_impact, forms(rows)).message == titled(
        "Simulasi impact Smart Society 2,89 sampai Smart Living 3,00;"
        " rentang rata-rata keduanya beririsan, jadi urutannya belum pasti"
    )


def test_the_mapping_moves_the_mark_and_not_the_spread():
    """Means of 2.6 become 3 by the nearest level, while the answers stay as they are."""
    rows = [form("living", [4 if place < 3 else 2] * SIZE) for place in range(10)]
    identity, nearest = (
        show(respondents.simulated_impact, forms(rows), dimension="living", mapping=mapping)
        for mapping in ("identity", "nearest_level")
    )
    assert [column(exhibit, "mean")[0] for exhibit in (identity, nearest)] == [pytest.approx(2.6), 3]
    assert [column(identity, code) for code in ("low", "high")] == [column(nearest, code) for code in ("low", "high")]


def test_an_unknown_mapping_falls_back_to_the_method():
    """A broken link shows the default and says which mapping it is."""
    exhibit = show(respondents.simulated_impact, forms(around({"living": 3})), mapping="hilang")
    assert "pemetaan: Rata-rata apa adanya" in exhibit.caption


@pytest.mark.parametrize("count", [1, SMALLEST - 1])
def test_too_few_respondents_give_no_mean(count):
    """One person's answers are that person's; below the smallest group neither mean nor band is shown."""
    exhibit = show(respondents.simulated_impact, forms(around({"living": 3}, count)), dimension="living")
    assert (exhibit.message, exhibit.figure, column(exhibit, "mean")) == (
        titled("Responden terlalu sedikit untuk simulasi impact"),
        None,
        [None],
    )
    assert "kurang dari 5 orang menjawabnya atau salah satu pernyataannya: Smart Living" in exhibit.note


def test_a_statement_nobody_answered_leaves_the_dimension_without_a_score():
    """Missing is not zero and not re-weighted: the dimension is named as not computed."""
    rows = [form("living", [*MIXED[:-1], None])] * 8
    exhibit = show(respondents.simulated_impact, forms(rows), dimension="living")
    assert (column(exhibit, "mean"), "tidak dijawab siapa pun: Smart Living" in exhibit.note) == ([None], True)


def test_the_last_official_impact_before_the_survey_is_the_reference():
    """Neither a press figure nor one of the survey's own year is taken, and both bases are told apart."""
    published = results([
        result(2022, HOME, 3.1, impact=3.3),
        result(2023, HOME, 3.3, basis="press", impact=3.9),
        result(2024, HOME, 3.5, impact=3.8),
    ])  # fmt: skip
    exhibit = show(respondents.simulated_impact, published, forms(around({"living": 3})), dimension="living")
    assert (column(exhibit, "reference"), exhibit.bases) == ([3.3], (SIMULASI, OFFICIAL))
    assert [(origin.year, origin.node, origin.basis) for origin in exhibit.origins] == [
        (2024, "impact.living", SIMULASI),
        (2022, "impact", OFFICIAL),
    ]


def test_without_an_official_impact_there_is_no_reference():
    """Then the basis is simulation alone."""
    exhibit = show(respondents.simulated_impact, forms(around({"living": 3})), dimension="living")
    assert (column(exhibit, "reference"), exhibit.bases) == ([None], (SIMULASI,))


def test_the_spread_does_not_depend_on_the_order_of_rows():
    """The same respondents in another order give the same band, to the last digit."""
    answers = np.random.default_rng(5).integers(0, 5, (20, SIZE)).tolist()
    rows = [form("living", own) for own in answers]
    straight, turned = (
        show(respondents.simulated_impact, forms(own), dimension="living") for own in (rows, rows[::-1])
    )
    assert [column(straight, code) for code in ("low", "high")] == [column(turned, code) for code in ("low", "high")]


def test_an_empty_warehouse_says_what_is_missing_why_and_what_to_do(words):
    """Nothing loaded is no error: the exhibit has no figure and no table but three sentences."""
    shown = {
        name: (one.figure, one.table, all((one.empty.missing, one.empty.why, one.empty.step)))
        for name, one in show_all(words=words).items()
    }
    assert shown == dict.fromkeys(NAMES, (None, None, True))


def test_a_year_without_a_survey_names_the_years_that_have_one():
    """The one step that helps is choosing such a year."""
    files = [forms(fill({"living": 1}), year, f"{year}.xlsx") for year in (2022, 2024)]
    texts = {name: (one.empty.missing, one.empty.step) for name, one in show_all(*files, year=2023).items()}
    step = "Pilih tahun 2022 dan 2024, atau unggah rekap survei tahun ini."
    assert texts == dict.fromkeys(NAMES, ("Belum ada survei tahun 2023", step))


@pytest.mark.parametrize(("choice", "year"), [({}, 2024), ({"year": 2022}, 2022)], ids=["newest", "chosen"])
def test_the_newest_survey_is_shown_without_a_choice(choice, year):
    """The caption names the year of the survey looked at."""
    files = [forms(fill({"living": 6}), year, f"{year}.xlsx") for year in (2022, 2024)]
    captions = {name: one.caption.split(",")[0] for name, one in show_all(*files, **choice).items()}
    assert captions == dict.fromkeys(NAMES, f"Survei {year}")


@pytest.mark.parametrize(("is_sample", "language"), [(True, "id"), (True, "en"), *paired([False], LANGUAGES)])
def test_an_invented_survey_says_so_in_every_exhibit(is_sample, language):
    """CONTOH stands in the caption and the exhibit is marked; a real survey is neither."""
    words = Words(language)
    shown = show_all(forms(fill({"living": 6}, date=DAY), is_sample=is_sample), words=words)
    mark = words("glossary.sample.term")
    marked = {name: (one.is_sample, mark in one.caption) for name, one in shown.items()}
    assert marked == dict.fromkeys(NAMES, (is_sample, is_sample))


@pytest.mark.parametrize("language", every_other(LANGUAGES))
def test_a_dimension_nobody_answered_is_no_error(language):
    """Each exhibit says something of it: a sentence of what is missing, or zeros against the quota."""
    words = Words(language)
    shown = show_all(forms(fill({"living": 6})), words=words, dimension="economy")
    assert [name for name, one in shown.items() if not one.message] == []
    assert [name for name, one in shown.items() if (one.empty is None) != (one.table is not None)] == []


@pytest.mark.parametrize(("made", "language"), paired(product(FUNCTIONS, [2023, 2024]), LANGUAGES))
def test_an_exhibit_is_complete_enough_to_be_cut_out(made, language, shipped):
    """Message, caption, source and stamp are there, a figure has an alt text, every column a label and a place.

    What the shipped survey has nothing for, such as a plan of its field work, says so.
    """
    (function, year), words = made, Words(language)
    exhibit = function(shipped, Selection(year=year), words)
    assert all((exhibit.message, exhibit.caption, exhibit.source, exhibit.stamp.fingerprint))
    assert exhibit.figure is None or exhibit.alt
    if exhibit.table is None:
        assert all((exhibit.empty.missing, exhibit.empty.why, exhibit.empty.step))
    else:
        assert {column.code for column in exhibit.table.columns} <= set(exhibit.table.frame.columns)


@pytest.mark.parametrize(
    ("year", "message"),
    [
        (2023, "Smart Branding kurang 12 orang; lima dimensi lain sudah 50"),
        (2024, "Smart Society kurang 5 orang; lima dimensi lain sudah 50"),
    ],
)
def test_the_shipped_samples_have_their_holes(shipped, year, message):
    """The invented surveys show what the page is for."""
    assert respondents.progress(shipped, Selection(year=year), ID).message == titled(message, year)
