"""How sure a rank is: what is said on opposite cases, what cannot be drawn and why, and which doubt matters most."""

from itertools import product

import pandas as pd
import pytest
from laws import paired
from planted import BANJAR, BARU, FAR, HOME, KOTA, LATE, places_of_the_province, result, results, warehouse

from smartcity.exhibits.kit import sureness
from smartcity.exhibits.kit.drawn_ranks import share_said
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks import robustness
from smartcity.exhibits.ranks.robustness import alone_message
from smartcity.outlook.robustness import Sensitivity
from smartcity.wording import LANGUAGES, Words

ID, EN = Words("id"), Words("en")
NBSP = "\N{NO-BREAK SPACE}"
PARTS = {"baseline": 3.0, "output": 3.0, "outcome": 3.0, "impact": 3.0, "quick_win": 3.0}
EXHIBITS = (
    robustness.acceptability,
    robustness.duels,
    robustness.matters,
    robustness.drawn,
    robustness.alone,
)


def composed(year, region, value, **others):
    """Plant a region whose components all have its index."""
    return result(year, region, value, **dict.fromkeys(PARTS, value), **others)


def make(exhibit, *rows, words=ID, year=2023, **choices):
    """Make one exhibit of planted results."""
    with warehouse(places_of_the_province(), results(rows)) as made:
        return exhibit(made, Selection(language=words.language, year=year, **choices), words)


def in_both(exhibit, *rows, year=2023, **choices):
    """Make one exhibit of planted results in both languages."""
    with warehouse(places_of_the_province(), results(rows)) as made:
        return [exhibit(made, Selection(language=words.language, year=year, **choices), words) for words in (ID, EN)]


def province(*indices):
    """Plant all four regions of the province that take part in 2023, with components."""
    return [composed(2023, region, index) for region, index in zip((HOME, KOTA, BANJAR, BARU), indices)]


def past(region, *values, until=2022):
    """Plant a region's published past, one year after the other."""
    return [result(until - len(values) + 1 + place, region, value) for place, value in enumerate(values)]


SHARES = {
    "no draw changes it": (
        [result(2023, HOME, 3.38), result(2023, KOTA, 3.31)],
        "Tabalong peringkat 1 dari 2 daerah (2023), di semua ulangan acak",
        "Tabalong ranks 1 of 2 regions (2023), in all random draws",
    ),
    "printed alike": (
        [result(2023, HOME, 3.38), result(2023, KOTA, 3.38)],
        "Tabalong peringkat 1 dari 2 daerah (2023); ulangan acak memberi 1 sampai 2, "
        f"peringkat 1 di 50{NBSP}% di antaranya",
        "Tabalong ranks 1 of 2 regions (2023); the random draws give 1 to 2, rank 1 in 50% of them",
    ),
    # A derived figure has two errors of rounding, ours one: their sum exceeds a whole digit in 1 of 48 draws.
    "nearly always": (
        [result(2023, HOME, 3.38), result(2023, KOTA, 3.37, "derived")],
        f"Tabalong peringkat 1 dari 2 daerah (2023); itu bertahan di 98{NBSP}% ulangan acak",
        "Tabalong ranks 1 of 2 regions (2023); this stands in 98% of the random draws",
    ),
    "printed otherwise than its components say": (
        [result(2023, HOME, 3.39, **dict.fromkeys(PARTS, 3.3)), composed(2023, KOTA, 3.38)],
        "Tabalong peringkat 1 dari 2 daerah (2023), tetapi ulangan acak hampir selalu memberi 2; "
        "rata-rata ulangannya 0,090 di bawah nilai itu",
        "Tabalong ranks 1 of 2 regions (2023), but nearly all random draws give 2; "
        "the draws' mean lies 0.090 below the figure",
    ),
    "not published, far below": (
        [*past(HOME, 3.0, 3.1, 3.2), result(2023, KOTA, 3.9)],
        "Nilai Tabalong 2023 belum terbit; dari perubahannya sendiri, ulangan acak memberi peringkat 2 dari 2. "
        "Anggapan kami: Tabalong bergerak seperti 2 perubahannya yang lalu",
        "The 2023 figure of Tabalong is not published; from its own changes the draws give rank 2 of 2. "
        "We assume: changes of Tabalong as in 2 past years",
    ),
    "not published, open": (
        [*past(HOME, 3.0, 3.2, 3.0), result(2023, KOTA, 3.1)],
        "Nilai Tabalong 2023 belum terbit; dari perubahannya sendiri, ulangan acak memberi peringkat 1 sampai 2 dari 2"
        ". Anggapan kami: Tabalong bergerak seperti 2 perubahannya yang lalu",
        "The 2023 figure of Tabalong is not published; from its own changes the draws give rank 1 to 2 of 2. "
        "We assume: changes of Tabalong as in 2 past years",
    ),
}


@pytest.mark.parametrize(("rows", "indonesian", "english"), SHARES.values(), ids=list(SHARES))
def test_message_says_how_far_the_rank_can_be_trusted(rows, indonesian, english):
    """In every draw, in nearly all, between two ranks, elsewhere than printed, or without a figure of ours."""
    found = [one.message for one in in_both(robustness.acceptability, *rows, doubts=_possible(rows))]

    assert found == [indonesian, english]


def _possible(rows):
    """Draw the unpublished figures where ours is one, else only the rounding."""
    return None if not any(row["region"] == HOME and row["year"] == 2023 for row in rows) else ("rounding",)


@pytest.mark.parametrize(
    ("share", "indonesian", "english"),
    [
        (1.0, f"100{NBSP}%", "100%"),
        (0.9999, f"lebih dari 99{NBSP}%", "more than 99%"),
        (0.27, f"27{NBSP}%", "27%"),
        (0.0001, f"kurang dari 1{NBSP}%", "less than 1%"),
        (0.0, f"0{NBSP}%", "0%"),
    ],
)
def test_share_is_never_rounded_to_all_or_none(share, indonesian, english):
    """What happened in all but one draw is not said to have happened in all."""
    assert [share_said(share, words) for words in (ID, EN)] == [indonesian, english]


def test_table_has_every_region_and_every_rank_that_was_drawn():
    """The figure shows the regions around us, the table all of them with the share of every rank; a row sums to 1."""
    rows = [composed(2023, region, 3.0 + place / 50) for place, region in enumerate((*FAR, HOME, KOTA, BANJAR))]
    rows += [composed(2023, f"Kabupaten Lain {letter}", 2.0 + place / 50) for place, letter in enumerate("ABCDEFGH")]
    exhibit = make(robustness.acceptability, *rows, peers="national")
    frame = exhibit.table.frame
    shares = [column.code for column in exhibit.table.columns if column.code.isdigit()]

    assert (len(frame), len(shares)) == (19, 19)
    assert frame[shares].sum(axis=1).tolist() == pytest.approx([1.0] * 19)
    assert exhibit.note.startswith("Bagan: 11 daerah di sekitar kita; tabel dan unduhan memuat semua 19.")
    assert exhibit.caption == "10.000 ulangan acak (simulasi Monte Carlo) atas indeks 2023; 19 daerah yang dinilai"


def test_manifest_under_the_figure_says_what_was_applied_and_assumed():
    """Each doubt with its size, an assumption called one, how often and from which seed."""
    rows = province(3.4, 3.3, 2.0, 2.1)

    assert make(robustness.acceptability, *rows, points=5.0).note == (
        "Dihitung dengan 10.000 ulangan acak (simulasi Monte Carlo, benih 14): pembulatan (± 0,005 pada setiap "
        "komponen); bobot (simpangan baku 5,0 poin "
        "persen; anggapan kami). Ini keraguan atas angka dan aturan yang disebut, bukan ramalan."
    )


def test_rounding_says_which_figures_it_touches():
    """Where only some regions have components, those are drawn there and the index elsewhere."""
    rows = [composed(2023, HOME, 3.4), result(2023, KOTA, 3.3)]

    assert "± 0,005 pada komponen yang tercetak, selain itu pada indeks" in make(robustness.acceptability, *rows).note


def test_rounding_of_a_derived_figure_is_told_apart():
    """A figure added up from two printed ones is drawn twice as wide, and the note does not say that all are alike."""
    rows = [result(2023, HOME, 3.4), result(2023, KOTA, 3.3), result(2023, BANJAR, 3.0, "derived")]

    assert "pembulatan (± 0,005 pada setiap indeks; yang turunan ± 0,010)" in make(robustness.acceptability, *rows).note


def test_region_that_cannot_be_drawn_is_named_and_not_forgotten():
    """A region that takes part without figure and without enough past stands in the note, not in the table."""
    rows = [result(2024, HOME, 3.5), result(2024, KOTA, 3.6), *past(BANJAR, 2.0, 2.1, 2.2, until=2023)]
    exhibit = make(robustness.acceptability, *rows, year=2024)

    assert sorted(exhibit.table.frame["region"]) == [BANJAR, HOME, KOTA]
    assert "Baris tanpa kotak: nilainya belum terbit dan ikut diperhitungkan." in exhibit.note
    assert "Belum terbit dan tidak diperhitungkan: Tanah Bumbu dan Kota Banjarbaru." in exhibit.note


def test_silent_regions_that_are_not_drawn_are_named():
    """With the doubt of unpublished figures switched off, those without a figure are said to be missing."""
    rows = [result(2024, HOME, 3.5), result(2024, KOTA, 3.6), *past(BANJAR, 2.0, 2.1, 2.2, until=2023)]
    exhibit = make(robustness.acceptability, *rows, year=2024, doubts=("rounding",))

    assert sorted(exhibit.table.frame["region"]) == [HOME, KOTA]
    assert "Belum terbit dan tidak diperhitungkan: Banjar, Tanah Bumbu, dan Kota Banjarbaru." in exhibit.note


def test_controls_say_why_a_doubt_cannot_be_drawn():
    """What needs marks, a survey, components or silent regions is grey with its reason; what can be drawn is ticked."""
    rows = [result(2023, region, 3.0) for region in (HOME, KOTA, BANJAR, BARU)]
    found = {control.code: (control.is_on, control.reason) for control in make(robustness.controls, *rows)}

    assert found == {
        "rounding": (True, ""),
        "assessors": (False, "hanya untuk simulasi, sebab nilai butir tidak terbit"),
        "survey": (False, "hanya untuk simulasi yang memakai survei"),
        "weights": (False, "komponen Banjar, Tabalong, Kota Banjarbaru, dan Kota Banjarmasin tidak terbit"),
        "unpublished": (False, "semua daerah di sini punya nilai"),
        "press": (False, "tidak ada angka pers di sini"),
    }


REASONS = {
    "year without weights": (
        [result(2021, HOME, 3.0), result(2021, KOTA, 2.9)],
        {"year": 2021},
        "weights",
        "bobot 2021 belum diketahui",
        "the weights of 2021 are not known",
    ),
    "too wide": (
        [composed(2023, HOME, 3.0), composed(2023, KOTA, 2.9)],
        {"points": 60.0},
        "weights",
        "lebar itu lebih besar daripada yang dapat dimiliki sebuah bobot",
        "this width is larger than a weight can have",
    ),
    "too little past": (
        [result(2024, HOME, 3.0), result(2024, KOTA, 2.9), result(2023, LATE, 2.0)],
        {"year": 2024},
        "unpublished",
        "Banjar, Tanah Bumbu, dan Kota Banjarbaru belum punya 2 perubahan tahunan",
        "Banjar, Tanah Bumbu, and Kota Banjarbaru do not have 2 yearly changes yet",
    ),
}


@pytest.mark.parametrize(("rows", "choices", "code", "indonesian", "english"), REASONS.values(), ids=list(REASONS))
def test_reason_is_said_in_both_languages(rows, choices, code, indonesian, english):
    """Weights that nobody knows, a width no weight can have, a past too short to draw from."""
    found = [
        next(control.reason for control in controls if control.code == code)
        for controls in in_both(robustness.controls, *rows, **choices)
    ]

    assert found == [indonesian, english]


def test_width_is_only_asked_for_while_weights_are_drawn():
    """The size of a doubt that is not drawn changes nothing and is not offered."""
    rows = [composed(2023, HOME, 3.4), composed(2023, KOTA, 3.3)]

    assert make(robustness.sizes, *rows) == ("points",)
    assert make(robustness.sizes, *rows, doubts=("rounding",)) == ()
    assert make(robustness.sizes) == ()
    press = [result(2024, HOME, 3.55, "press"), result(2024, KOTA, 3.57, "press")]
    assert make(robustness.sizes, *press, year=2024) == ("chance",)


def test_a_press_figure_may_be_wrong_and_the_sentence_says_so():
    """Untouched it is said to be taken as right, and how often it is wrong is a choice that changes the answer."""
    rows = [result(2024, HOME, 3.55, "press"), result(2024, KOTA, 3.57, "press")]
    trusted, usual, often = (
        make(robustness.acceptability, *rows, year=2024, **chosen)
        for chosen in ({"doubts": ("rounding",)}, {}, {"chance": 0.2})
    )
    keeps = [one.table.frame.set_index("region").loc[HOME, "keeps"] for one in (trusted, usual, often)]

    assert trusted.message.endswith("(2024), di semua ulangan acak. Anggapan kami: 2 angka pers benar")
    assert usual.message.endswith(f". Anggapan kami: 2 angka pers dapat salah (10{NBSP}%)")
    assert keeps == [1.0, pytest.approx(0.92, abs=0.01), pytest.approx(0.85, abs=0.015)]


def test_a_year_without_any_figure_is_refused():
    """What all might have come to from their pasts is no rank: the page says that ours is not published."""
    rows = [*past(HOME, 3.0, 3.1, 3.2), *past(KOTA, 3.0, 3.0, 3.1)]
    exhibit = make(robustness.acceptability, *rows, year=2023)

    assert (exhibit.table, exhibit.empty.missing) == (None, "Nilai Tabalong tahun 2023 belum dimuat.")


NOTHING = {
    "no data": ([], {}, "Belum ada indeks yang dapat diperingkat."),
    "ours not out": ([result(2023, KOTA, 3.0)], {}, "Nilai Tabalong tahun 2023 belum dimuat."),
    "nobody else": (
        [result(2023, HOME, 3.0)],
        {"doubts": ("rounding",)},
        "Tidak ada daerah lain yang dapat dibandingkan pada 2023.",
    ),
    "nothing ticked": (
        [result(2023, HOME, 3.0), result(2023, KOTA, 3.1)],
        {"doubts": ()},
        "Belum ada keraguan yang dicentang.",
    ),
    "one that cannot be drawn": (
        [result(2023, HOME, 3.0), result(2023, KOTA, 3.1)],
        {"doubts": ("rounding", "weights")},
        "Tidak dapat diperhitungkan pada angka 2023: "
        "Bobot komponen (komponen Tabalong dan Kota Banjarmasin tidak terbit).",
    ),
}


@pytest.mark.parametrize(("rows", "choices", "missing"), NOTHING.values(), ids=list(NOTHING))
def test_where_nothing_is_drawn_the_page_says_why(rows, choices, missing):
    """No figures, none of ours, nobody to compare with, nothing chosen, or a doubt that is refused as a whole."""
    chosen = Selection(year=2023 if rows else None, **choices)
    with warehouse(places_of_the_province(), results(rows)) as made:
        found = [exhibit(made, chosen, ID).empty.missing for exhibit in EXHIBITS]
        is_drawn = robustness.is_drawn(made, chosen, ID)

    assert (found, is_drawn) == ([missing] * len(EXHIBITS), False)


def duels(*rows):
    """Lay out what `duels_message` reads: region, above, level; below is the rest."""
    frame = pd.DataFrame(rows, columns=["region", "above", "level"])
    return frame.assign(below=1 - frame["above"] - frame["level"])


DUELS = {
    "open": (
        duels((KOTA, 0.2, 0.0), (BANJAR, 0.6, 0.0), (BARU, 1.0, 0.0)),
        f"Paling terbuka: Banjar, kita di atasnya di 60{NBSP}% ulangan acak",
        "Most open: Banjar, we are above it in 60% of the draws",
    ),
    "nearly settled": (
        duels((KOTA, 0.9999, 0.0)),
        f"Paling terbuka: Kota Banjarmasin, kita di atasnya di lebih dari 99{NBSP}% ulangan acak",
        "Most open: Kota Banjarmasin, we are above it in more than 99% of the draws",
    ),
    "always level": (
        duels((KOTA, 0.0, 1.0), (BANJAR, 1.0, 0.0)),
        "Nilai kita dan Kota Banjarmasin sama di semua ulangan acak",
        "We are level with Kota Banjarmasin in all draws",
    ),
    "settled both ways": (
        duels((KOTA, 0.0, 0.0), (BANJAR, 1.0, 0.0), (BARU, 1.0, 0.0)),
        "Semua ulangan acak sepakat: 2 daerah di bawah kita, 1 di atas kita",
        "All draws agree: 2 regions below us, 1 above us",
    ),
    "first": (
        duels((KOTA, 1.0, 0.0), (BANJAR, 1.0, 0.0)),
        "Di semua ulangan acak, 2 daerah lain di sini semuanya di bawah kita",
        "In all draws, all 2 other regions here are below us",
    ),
    "last": (
        duels((KOTA, 0.0, 0.0), (BANJAR, 0.0, 0.0)),
        "Di semua ulangan acak, 2 daerah lain di sini semuanya di atas kita",
        "In all draws, all 2 other regions here are above us",
    ),
}


@pytest.mark.parametrize(("rows", "indonesian", "english"), DUELS.values(), ids=list(DUELS))
def test_duel_message_names_the_most_open_one(rows, indonesian, english):
    """The peer nearest to even; when none is open, how many are above and below us in every draw."""
    assert [sureness.duels_message(rows, words) for words in (ID, EN)] == [indonesian, english]


def test_long_list_of_duels_begins_with_the_open_ones():
    """Of many regions those whose order is least settled come first; a short list stays in the order of ranks."""
    rows = [composed(2023, region, 3.0 + place / 50) for place, region in enumerate((*FAR, KOTA, BANJAR, BARU, LATE))]
    rows += [composed(2023, HOME, 3.1), composed(2023, "Kabupaten Lain", 2.0)]
    long = make(robustness.duels, *rows, peers="national").table.frame
    short = make(robustness.duels, *rows).table.frame

    openness = (long["above"] + long["level"] / 2 - 0.5).abs().tolist()
    assert openness == sorted(openness)
    assert short["rank"].tolist() == sorted(short["rank"])


def influences(rank, index):
    """Lay out a sensitivity: doubt -> (total, half the width of its interval) for our rank and our index."""
    rows = [
        (outcome, doubt, total, total - half, total + half, total, total - half, total + half)
        for outcome, own in (("index", index), ("rank", rank))
        for doubt, (total, half) in own.items()
    ]
    columns = ["outcome", "doubt", "first", "first_low", "first_high", "total", "total_low", "total_high"]
    return Sensitivity(None, 0.95, pd.DataFrame(rows, columns=columns), {})


NONE = (float("nan"), 0.0)
INFLUENCES = {
    "one matters most": (
        influences({"rounding": (0.04, 0.01), "weights": (1.004, 0.04)}, {}),
        f"Yang paling menentukan peringkat kita: bobot (100{NBSP}% sebarannya, termasuk bersama keraguan lain), "
        f"bukan pembulatan (4{NBSP}%)",
        "What matters most for our rank: weights (100% of its variance, with what it does beside others), "
        "not rounding (4%)",
    ),
    "two cannot be told apart": (
        influences({"rounding": (0.55, 0.1), "weights": (0.5, 0.1)}, {}),
        f"Bagi peringkat kita, pembulatan (55{NBSP}%) dan bobot (50{NBSP}%) kira-kira sama menentukan",
        "For our rank, rounding (55%) and weights (50%) matter about equally",
    ),
    "the only one": (
        influences({"rounding": (1.0, 0.0)}, {}),
        "Yang menggeser peringkat kita hanya pembulatan, karena hanya itu yang diperhitungkan",
        "What moves our rank is only rounding, since nothing else is drawn",
    ),
    "only the index varies": (
        influences({"rounding": NONE, "weights": NONE}, {"rounding": (-0.001, 0.002), "weights": (0.99, 0.02)}),
        "Peringkat kita tidak pernah berubah; "
        f"sebaran indeks kita terutama dari bobot (99{NBSP}%), bukan pembulatan (0{NBSP}%)",
        "Our rank never changes; the variance of our index comes mostly from weights (99%), not rounding (0%)",
    ),
    "nothing varies": (
        influences({"rounding": NONE}, {"rounding": NONE}),
        "Tidak ada keraguan yang menggeser peringkat atau indeks kita",
        "No doubt moves our rank or our index",
    ),
}


@pytest.mark.parametrize(("found", "indonesian", "english"), INFLUENCES.values(), ids=list(INFLUENCES))
def test_influence_message_names_what_matters_most(found, indonesian, english):
    """One doubt, two that cannot be told apart, the only one, or none; our index where our rank never moves."""
    assert [sureness.influence_message(found, words) for words in (ID, EN)] == [indonesian, english]


ALONE = {
    "one shakes": (
        [("rounding", "Pembulatan", 1.0), ("weights", "Bobot", 0.36), ("", "Bersama", 0.27)],
        f"Yang sendirian paling menggoyahkan peringkat kita: bobot, bertahan di 36{NBSP}% ulangan acak",
    ),
    "none": (
        [("rounding", "Pembulatan", 1.0), ("", "Bersama", 0.9)],
        "Tidak satu keraguan pun, sendirian, menggeser peringkat kita",
    ),
    "no rank of ours": (
        [("unpublished", "Belum terbit", float("nan"))],
        "Nilai kita belum terbit, jadi tidak ada peringkat yang dapat bertahan",
    ),
}


@pytest.mark.parametrize(("rows", "message"), ALONE.values(), ids=list(ALONE))
def test_message_of_doubts_one_by_one_looks_at_single_ones(rows, message):
    """Those together are shown for comparison and never named as a doubt."""
    assert alone_message(pd.DataFrame(rows, columns=["doubt", "label", "keeps"]), ID) == message


def test_each_doubt_alone_stands_beside_all_together():
    """A row for every doubt that can be drawn, whether it is ticked or not, and one for those that are."""
    rows = [composed(2023, HOME, 3.4), composed(2023, KOTA, 3.3)]
    together, single = (make(robustness.alone, *rows, doubts=doubts).table.frame for doubts in (None, ("rounding",)))

    assert together["doubt"].tolist() == ["rounding", "weights", ""]
    assert single["doubt"].tolist() == ["rounding", "weights"]


def test_manifest_lists_every_doubt_with_its_nature():
    """Drawn or why not, and whether its size is known, measured or our assumption."""
    rows = province(3.4, 3.3, 2.0, 2.1)
    exhibit = make(robustness.drawn, *rows, doubts=("rounding",))
    frame = exhibit.table.frame

    assert exhibit.message == "2023: Diperhitungkan: 1 dari 6 keraguan"
    assert frame["used"].tolist() == [
        "ya",
        "tidak; hanya untuk simulasi, sebab nilai butir tidak terbit",
        "tidak; hanya untuk simulasi yang memakai survei",
        "tidak dicentang",
        "tidak; semua daerah di sini punya nilai",
        "tidak; tidak ada angka pers di sini",
    ]
    assert frame["nature"].tolist() == ["diketahui", "anggapan", "diukur", "anggapan", "anggapan", "anggapan"]
    assert frame["regions"].iloc[0] == "Banjar, Tabalong, Kota Banjarbaru, dan Kota Banjarmasin"


def test_same_question_gives_the_same_answer():
    """Drawn anew, on another day and in the other language, the shares are the same to the last digit."""
    rows = [composed(2023, HOME, 3.4), composed(2023, KOTA, 3.39)]
    first, second = (make(robustness.acceptability, *rows, words=words).table.frame for words in (ID, EN))

    pd.testing.assert_frame_equal(first, second, check_exact=True)


@pytest.mark.parametrize(("made", "language"), paired(product(EXHIBITS, [2021, 2023, 2024]), LANGUAGES))
def test_shipped_figures_make_whole_exhibits(shipped, lacks, made, language):
    """Every part is there to be cut out of the page: finding, table, source, caption, words for who cannot see it."""
    (exhibit, year), words = made, Words(language)
    assert lacks(exhibit(shipped, Selection(language=words.language, year=year), words)) == []


def test_shipped_figures_of_2024(shipped):
    """Two press figures, two regions drawn from their own past, and one that takes part without any."""
    exhibit = robustness.acceptability(shipped, Selection(year=2024), ID)

    assert exhibit.message == (
        "Tabalong peringkat 2 dari 4 daerah (2024; 2 belum terbit); ulangan acak memberi 1 sampai 2, peringkat 2 di "
        f"92{NBSP}% di antaranya. Anggapan kami: Banjar dan Kota Banjarbaru bergerak seperti 2 perubahannya yang lalu; "
        f"2 angka pers dapat salah (10{NBSP}%)"
    )
    assert exhibit.table.frame["region"].tolist() == [KOTA, HOME, BANJAR, BARU]
    assert "Belum terbit dan tidak diperhitungkan: Tanah Bumbu." in exhibit.note
    assert exhibit.bases == ("press",)


def test_what_moves_stands_first(shipped):
    """Where our rank never moves, the doubts about our index come before its dashes; else the rank comes first."""
    still, open_ = (
        robustness.matters(shipped, chosen, ID).table.frame["outcome"].tolist()
        for chosen in (Selection(year=2023), Selection(year=2023, peers="national"))
    )

    assert (still, open_) == (["index", "index", "rank", "rank"], ["rank", "rank", "index", "index"])


def test_shipped_national_table_of_2023(shipped):
    """Our place in the nation is open by a few ranks, and weights are what it hangs on; the year is the table's own."""
    chosen = Selection(year=2024, peers="national")
    shown, matters = (exhibit(shipped, chosen, ID) for exhibit in (robustness.acceptability, robustness.matters))
    own = shown.table.frame.set_index("region").loc[HOME]

    assert (own["rank"], own["low"], own["high"]) == (20, 18, 24)
    assert shown.message.startswith("Tabalong peringkat 20 dari 130 daerah (2023); ulangan acak memberi 18 sampai 24")
    assert matters.message.startswith("2023: Yang paling menentukan peringkat kita: bobot")
