"""Why a rank moved: what is said on opposite cases, what stays unknown, and weights of another year."""

from itertools import product

import pytest
from laws import paired
from planted import (
    BANJAR,
    BARU,
    FAR,
    HOME,
    KOTA,
    LATE,
    OUTSIDE,
    places_of_the_province,
    result,
    results,
    warehouse,
)

from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks import components, movement
from smartcity.method import load_methods
from smartcity.wording import LANGUAGES, Words

ID, EN = Words("id"), Words("en")
PARTS = {"baseline": 3.0, "output": 3.0, "outcome": 3.0, "impact": 3.0, "quick_win": 3.0}
EXHIBITS = (movement.moves, components.parts, movement.steps, components.back_cast)


def years(before, after, **others):
    """Plant the rows of 2023 and 2024: region -> index."""
    return [
        result(year, region, value, **others)
        for year, own in ((2023, before), (2024, after))
        for region, value in own.items()
    ]


def make(exhibit, *rows, words=ID, year=2024, **choices):
    """Make one exhibit of planted results."""
    with warehouse(places_of_the_province(), results(rows)) as made:
        return exhibit(made, Selection(language=words.language, year=year, **choices), words)


def in_both(exhibit, *rows, year=2024, **choices):
    """Make one exhibit of planted results in both languages."""
    with warehouse(places_of_the_province(), results(rows)) as made:
        return [exhibit(made, Selection(language=words.language, year=year, **choices), words) for words in (ID, EN)]


MOVES = {
    "overtaken by one that rose more": (
        {HOME: 3.38, KOTA: 3.31, BANJAR: 2.42},
        {HOME: 3.55, KOTA: 3.57},
        "Tabalong turun dari peringkat 1 dari 3 (2023, resmi) ke 2 dari 2 (2024, resmi): "
        "Kota Banjarmasin (+0,26) mendahului kita (+0,17)",
        "Tabalong fell from rank 1 of 3 (2023, official) to 2 of 2 (2024, official): "
        "Kota Banjarmasin (+0.26) overtook us (+0.17)",
    ),
    "overtaken because we fell": (
        {HOME: 3.5, KOTA: 3.4, BANJAR: 3.3},
        {HOME: 3.0, KOTA: 3.4, BANJAR: 3.3},
        "Tabalong turun dari peringkat 1 dari 3 (2023, resmi) ke 3 dari 3 (2024, resmi): "
        "nilai kita turun 0,50, kini di bawah Kota Banjarmasin dan Banjar",
        "Tabalong fell from rank 1 of 3 (2023, official) to 3 of 3 (2024, official): "
        "our score fell by 0.50, now below Kota Banjarmasin and Banjar",
    ),
    "those above fell": (
        {HOME: 3.0, KOTA: 3.4, BANJAR: 3.2},
        {HOME: 3.0, KOTA: 2.9, BANJAR: 2.0},
        "Tabalong naik dari peringkat 3 dari 3 (2023, resmi) ke 1 dari 3 (2024, resmi): "
        "nilai Kota Banjarmasin dan Banjar turun, kini tidak lagi di atas kita",
        "Tabalong rose from rank 3 of 3 (2023, official) to 1 of 3 (2024, official): "
        "the scores of Kota Banjarmasin and Banjar fell, no longer above ours",
    ),
    "a newcomer above": (
        {HOME: 3.5, KOTA: 3.4},
        {HOME: 3.6, KOTA: 3.4, LATE: 3.7},
        "Tabalong turun dari peringkat 1 dari 2 (2023, resmi) ke 2 dari 3 (2024, resmi): "
        "Tanah Bumbu baru ada nilainya, di atas kita",
        "Tabalong fell from rank 1 of 2 (2023, official) to 2 of 3 (2024, official): "
        "Tanah Bumbu newly has a figure, above ours",
    ),
    "overtook": (
        {HOME: 3.0, KOTA: 3.4},
        {HOME: 3.5, KOTA: 3.4},
        "Tabalong naik dari peringkat 2 dari 2 (2023, resmi) ke 1 dari 2 (2024, resmi): "
        "kita (+0,50) mendahului Kota Banjarmasin (0,00)",
        "Tabalong rose from rank 2 of 2 (2023, official) to 1 of 2 (2024, official): "
        "we (+0.50) overtook Kota Banjarmasin (0.00)",
    ),
    "drew level": (
        {HOME: 3.0, KOTA: 3.4},
        {HOME: 3.3, KOTA: 3.3},
        "Tabalong naik dari peringkat 2 dari 2 (2023, resmi) ke 1 dari 2 (2024, resmi): "
        "kita (+0,30) menyamai Kota Banjarmasin (−0,10)",
        "Tabalong rose from rank 2 of 2 (2023, official) to 1 of 2 (2024, official): "
        "we (+0.30) drew level with Kota Banjarmasin (−0.10)",
    ),
    "those above left": (
        {HOME: 3.0, KOTA: 3.4, BANJAR: 3.2},
        {HOME: 2.9, BARU: 2.0},
        "Tabalong naik dari peringkat 3 dari 3 (2023, resmi) ke 1 dari 2 (2024, resmi): "
        "Kota Banjarmasin dan Banjar, yang dulu di atas kita, tidak lagi ada nilainya",
        "Tabalong rose from rank 3 of 3 (2023, official) to 1 of 2 (2024, official): "
        "Kota Banjarmasin and Banjar, once above us, no longer have figures",
    ),
    "kept while falling": (
        {HOME: 3.5, KOTA: 3.0},
        {HOME: 3.4, KOTA: 3.3},
        "Tabalong tetap di peringkat 1 dari 2 (2023, resmi; 2024, resmi): nilai kita turun 0,10",
        "Tabalong kept rank 1 of 2 (2023, official; 2024, official): our score fell by 0.10",
    ),
    "kept among others than before": (
        {HOME: 3.5, KOTA: 3.0, BANJAR: 2.0},
        {HOME: 3.5, KOTA: 3.3},
        "Tabalong tetap di peringkat 1, dari 3 daerah (2023, resmi) dan dari 2 (2024, resmi): nilai kita tetap",
        "Tabalong kept rank 1, of 3 regions (2023, official) and of 2 (2024, official): our score stayed",
    ),
    "kept by passing one and being passed": (
        {HOME: 3.2, KOTA: 3.3, BANJAR: 3.1},
        {HOME: 3.4, KOTA: 3.2, BANJAR: 3.5},
        "Tabalong tetap di peringkat 2 dari 3 (2023, resmi; 2024, resmi): "
        "Banjar (+0,40) mendahului kita (+0,20); kita (+0,20) mendahului Kota Banjarmasin (−0,10)",
        "Tabalong kept rank 2 of 3 (2023, official; 2024, official): "
        "Banjar (+0.40) overtook us (+0.20); we (+0.20) overtook Kota Banjarmasin (−0.10)",
    ),
    "alone": (
        {HOME: 3.2},
        {HOME: 3.4},
        "Hanya Tabalong yang nilainya diketahui (2023, resmi; 2024, resmi): nilai kita naik 0,20",
        "Only of Tabalong a figure is known (2023, official; 2024, official): our score rose by 0.20",
    ),
}


@pytest.mark.parametrize(("before", "after", "indonesian", "english"), MOVES.values(), ids=list(MOVES))
def test_move_names_what_pushed_that_way(before, after, indonesian, english):
    """From which rank of how many to which, and only who or what moved it in that direction."""
    found = [exhibit.message for exhibit in in_both(movement.moves, *years(before, after))]

    assert found == [indonesian, english]


def test_every_region_says_what_it_did_with_respect_to_us():
    """Rose past us, fell behind, came, is not out yet or takes no part any more: each has its own word."""
    before = {HOME: 3.0, KOTA: 2.9, BANJAR: 3.1, BARU: 2.0, OUTSIDE: 1.0}
    table = make(movement.moves, *years(before, {HOME: 3.2, KOTA: 3.3, BANJAR: 3.15, LATE: 1.0})).table.frame

    assert dict(zip(table["region"], table["what"])) == {
        KOTA: "mendahului kita",
        HOME: "kita",
        BANJAR: "kita dahului",
        LATE: "baru ada nilainya",
        BARU: "belum terbit",
        OUTSIDE: "tidak ada bukti ikut",
    }
    assert table["rank_after"].dropna().tolist() == [1, 2, 3, 4]


def test_rounding_of_printed_figures_widens_with_derived_ones():
    """A derived figure adds up two printed ones, so a difference with it may be off by three halves of a digit."""
    rows = [*years({HOME: 3.0}, {HOME: 3.2, KOTA: 3.1}), result(2023, KOTA, 3.0, "derived")]

    assert "sampai 0,015" in make(movement.moves, *rows).note
    assert "sampai 0,010" in make(movement.moves, *years({HOME: 3.0, KOTA: 2.0}, {HOME: 3.2, KOTA: 3.0})).note


CHANGES = {
    "one raises": (
        {"output": 3.5},
        "Output paling menaikkan indeks: +0,100 dari kenaikan 0,100",
        "Output raised the index most: +0.100 of the rise of 0.100",
    ),
    "one holds back": (
        {"output": 4.0, "baseline": 2.0},
        "Output paling menaikkan indeks (+0,200 dari 0,100); Baseline menahannya (−0,100)",
        "Output raised the index most (+0.200 of 0.100); Baseline held it back (−0.100)",
    ),
    "one lowers": (
        {"outcome": 2.0},
        "Outcome paling menurunkan indeks: −0,300 dari penurunan 0,300",
        "Outcome lowered the index most: −0.300 of the fall of 0.300",
    ),
    "one holds against the fall": (
        {"outcome": 2.0, "impact": 4.0},
        "Outcome paling menurunkan indeks (−0,300 dari 0,100); Impact menahannya (+0,200)",
        "Outcome lowered the index most (−0.300 of 0.100); Impact held against it (+0.200)",
    ),
    "even": (
        {"output": 4.0, "impact": 2.0},
        "Indeks tetap: Output menambah 0,200, Impact mengambilnya kembali",
        "The index stayed: Output added 0.200, Impact took it back",
    ),
    "nothing": ({}, "Tidak satu komponen pun menggeser indeks", "No component moved the index"),
}


@pytest.mark.parametrize(("changed", "indonesian", "english"), CHANGES.values(), ids=list(CHANGES))
def test_components_are_named_for_the_way_the_index_went(changed, indonesian, english):
    """The one that moved the index most, and the one that worked against it; unrounded, so three decimals."""
    rows = [result(2023, HOME, 3.0, **PARTS), result(2024, HOME, 3.0, **(PARTS | changed))]
    found = in_both(components.parts, *rows)

    assert [exhibit.message for exhibit in found] == [f"2023 ke 2024: {indonesian}", f"2023 to 2024: {english}"]
    assert found[0].bases == ("derived",)


def test_shares_of_the_table_sum_to_the_last_row():
    """Every component's share is in the table, and the bold last row is what they come to."""
    changed = PARTS | {"output": 3.3, "outcome": 2.9, "impact": 3.7}
    rows = [result(2023, HOME, 3.0, **PARTS), result(2024, HOME, 3.17, **changed)]
    exhibit = make(components.parts, *rows)
    own = exhibit.table.frame
    weights = load_methods().require(2024, "regular").weights
    expected = [weights[code] * (changed[code] - PARTS[code]) for code in PARTS]

    assert own["total"].tolist()[:-1] == pytest.approx(expected, abs=1e-12)
    assert own["total"].iloc[-1] == pytest.approx(0.17, abs=1e-12)
    assert exhibit.note.startswith("Dari indeks yang dihitung ulang dan tidak dibulatkan.")
    assert exhibit.figure is not None


def test_change_of_weights_is_told_apart_from_change_of_scores():
    """With the same scores on another track all of the change is by weight, and the note says so."""
    scores = {"baseline": 3.0, "output": 3.0, "outcome": 2.0, "impact": 4.0, "quick_win": 3.0}
    before = result(2022, HOME, 2.8, track="kppn_ikn", **scores)
    after = result(2023, HOME, 2.9, track="regular", **scores)
    split, order = (make(exhibit, before, after, year=2023) for exhibit in (components.parts, movement.steps))

    assert split.table.frame["by_component"].abs().max() == 0
    assert split.table.frame["total"].iloc[-1] == pytest.approx(split.table.frame["by_weight"].iloc[-1])
    assert "Karena nilai 0,000, karena bobot +0,100." in split.note
    assert "jalur kita dari KPPN & IKN ke Reguler; bobot Impact 0,10 → 0,20; bobot Quick win 0,30 → 0,20" in order.note


UNKNOWN = {
    "components of the later year": (
        [result(2023, HOME, 3.38, **PARTS), result(2024, HOME, 3.55, "press")],
        "Indeks Tabalong naik 0,17 (2023, resmi; 2024, pers); dari komponen mana, belum dapat dihitung",
        "Nilai komponen 2024 tidak terbit, jadi perubahannya tidak dipecah. "
        "Selisih dua angka terbit +0,17; karena pembulatan, yang sebenarnya antara +0,160 dan +0,180.",
    ),
    "a printed improvement": (
        [result(2023, HOME, 3.38), result(2024, HOME, 3.30, improvement=-0.07)],
        "Indeks Tabalong turun 0,07 (2023, resmi; 2024, resmi); dari komponen mana, belum dapat dihitung",
        "Nilai komponen 2023 dan 2024 tidak terbit, jadi perubahannya tidak dipecah. Indeks Peningkatan −0,07 tercetak "
        "dalam tabel resmi, dihitung dari indeks yang belum dibulatkan: antara −0,075 dan −0,065.",
    ),
    "the same figure": (
        [result(2023, HOME, 3.38), result(2024, HOME, 3.38)],
        "Indeks Tabalong tetap (2023, resmi; 2024, resmi) menurut angka terbit; komponennya belum dapat dibandingkan",
        "Nilai komponen 2023 dan 2024 tidak terbit, jadi perubahannya tidak dipecah. "
        "Selisih dua angka terbit 0,00; karena pembulatan, yang sebenarnya antara −0,010 dan +0,010.",
    ),
}


@pytest.mark.parametrize(("rows", "message", "note"), UNKNOWN.values(), ids=list(UNKNOWN))
def test_what_cannot_be_split_is_said_with_its_rounding(rows, message, note):
    """Without all components the printed difference stands with what rounding leaves open, and nothing is guessed."""
    exhibit = make(components.parts, *rows)

    assert (exhibit.message, exhibit.note, exhibit.figure) == (message, note, None)


def test_known_components_stand_beside_missing_ones():
    """What one year has is shown, what the other lacks stays empty, and the last row is the printed index."""
    rows = [result(2023, HOME, 3.38, **PARTS), result(2024, HOME, 3.55, "press", output=3.2)]
    frame = make(components.parts, *rows).table.frame

    assert frame["before"].tolist() == [3.0] * 5 + [3.38]
    assert frame["after"].isna().tolist() == [True, False, True, True, True, False]
    assert frame["difference"].dropna().tolist() == pytest.approx([0.2, 0.17])


def test_a_year_without_components_tells_whose_index_moved():
    """No table of components that nobody published: the indices of both and their changes are what is known."""
    rows = [result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.31), result(2023, BANJAR, 2.42)]
    rows += [result(2024, HOME, 3.55, "press"), result(2024, KOTA, 3.57, "press")]
    exhibit = make(components.parts, *rows)

    assert exhibit.message.startswith(
        "Kota Banjarmasin +0,26 dan Tabalong +0,17 (2023, resmi; 2024, pers); dari komponen mana"
    )
    assert exhibit.table.frame["change"].tolist() == pytest.approx([0.26, 0.17])


def test_year_without_known_weights_is_named():
    """The year before the first known method has no weights, so nobody knows whether the method changed."""
    rows = [result(2021, HOME, 2.98, "press"), result(2022, HOME, 3.12, "press")]
    split, order = (make(exhibit, *rows, year=2022) for exhibit in (components.parts, movement.steps))

    assert "Bobot 2021 belum diketahui." in split.note
    assert "Bobot 2021 belum diketahui, jadi tidak diketahui apakah metodenya berubah." in order.note


STEPS = {
    "the others": (
        {HOME: 3.38, KOTA: 3.31, BANJAR: 2.42},
        {HOME: 3.55, KOTA: 3.57},
        "Yang menggeser peringkat kita dari 2023 ke 2024: nilai daerah lain (turun 1)",
        [1, 1, 1, 2, 2],
    ),
    "ourselves": (
        {HOME: 3.0, KOTA: 3.3},
        {HOME: 3.5, KOTA: 3.3},
        "Yang menggeser peringkat kita dari 2023 ke 2024: nilai kita sendiri (naik 1)",
        [2, 2, 1, 1, 1],
    ),
    "one left, one came": (
        {HOME: 3.0, KOTA: 3.3},
        {HOME: 3.0, LATE: 3.5},
        "Yang menggeser peringkat kita dari 2023 ke 2024: daerah yang tidak lagi ada nilainya (naik 1) "
        "dan daerah yang baru ada nilainya (turun 1)",
        [2, 1, 1, 1, 2],
    ),
    "nothing": (
        {HOME: 3.5, KOTA: 3.3},
        {HOME: 3.6, KOTA: 3.4},
        "Tidak satu langkah pun menggeser peringkat kita dari 2023 ke 2024",
        [1, 1, 1, 1, 1],
    ),
}


@pytest.mark.parametrize(("before", "after", "message", "ranks"), STEPS.values(), ids=list(STEPS))
def test_steps_lead_from_rank_to_rank(before, after, message, ranks):
    """Leaving, our change, the others' change, arriving: each step has the rank after it, and the movers are named."""
    exhibit = make(movement.steps, *years(before, after))

    assert (exhibit.message, exhibit.table.frame["rank"].tolist()) == (message, ranks)


def test_participants_are_named_by_why_they_are_absent():
    """Not out yet, no longer taking part and newly taking part are different things."""
    before = {HOME: 3.38, KOTA: 3.31, BANJAR: 2.42, OUTSIDE: 2.0}
    note = make(movement.steps, *years(before, {HOME: 3.55, KOTA: 3.57, BARU: 2.0})).note

    assert "Belum terbit pada 2024: Banjar." in note
    assert "Tanpa nilai dan tanpa bukti ikut pada 2024: Balangan." in note
    assert "Baru ada nilainya pada 2024: Kota Banjarbaru." in note
    assert "Mulai ikut pada 2024, nilainya belum terbit: Tanah Bumbu." in note


def test_move_over_a_gap_compares_with_the_last_year_known():
    """A year in which we are not ranked is passed over, and both years are named."""
    rows = [
        result(2021, HOME, 3.0),
        result(2021, KOTA, 2.9),
        result(2022, KOTA, 2.9),
        *years({KOTA: 2.9}, {HOME: 2.8, KOTA: 3.0}),
    ]

    assert make(movement.moves, *rows).message == (
        "Tabalong turun dari peringkat 1 dari 2 (2021, resmi) ke 2 dari 2 (2024, resmi): "
        "nilai kita turun 0,20, kini di bawah Kota Banjarmasin"
    )


NOTHING = {
    "no data": ([], None, "Belum ada indeks tahun mana pun."),
    "ours not out": (
        [result(2023, HOME, 3.0), result(2024, KOTA, 3.0)],
        None,
        "Nilai Tabalong tahun 2024 belum dimuat.",
    ),
    "no year before": (
        [result(2024, HOME, 3.0)],
        None,
        "Di antara daerah Kalimantan Selatan, peringkat Tabalong sebelum 2024 tidak diketahui.",
    ),
    "no national table": (years({HOME: 3.0}, {HOME: 3.0}), "national", "Tabel nasional 2024 belum dimuat."),
}


@pytest.mark.parametrize(("rows", "peers", "missing"), NOTHING.values(), ids=list(NOTHING))
def test_without_two_ranks_the_page_says_what_is_missing(rows, peers, missing):
    """No figures, none of ours, none before, no table: each has its own sentence, the same in all three parts."""
    year = 2024 if rows else None
    found = [make(exhibit, *rows, year=year, peers=peers).empty.missing for exhibit in EXHIBITS[:3]]

    assert found == [missing] * 3


KPPN = {"baseline": 2.0, "output": 2.0, "outcome": 2.0, "impact": 4.0, "quick_win": 3.0, "collaboration": 4.0}


def nation(*more):
    """Plant a national table of 2023: ours on the regular track, far regions on the other one."""
    index = 2.9
    ours = result(2023, HOME, 2.85, **(PARTS | {"baseline": 1.5}))
    return [ours, *(result(2023, region, index, track="kppn_ikn", **KPPN) for region in FAR), *more]


def test_weights_of_another_year_move_whom_they_weigh_otherwise():
    """Far regions lose what the year before did not weigh; ours is weighed alike and rises past them."""
    # 2023: 0.1x2 + 0.2x2 + 0.2x2 + 0.2x4 + 0.2x3 + 0.1x4 = 2.8; 2022: 0.1x2 + 0.2x2 + 0.3x2 + 0.1x4 + 0.3x3 = 2.5.
    rows = nation(result(2023, KOTA, 1.0, **(PARTS | {"outcome": 1.0})))
    exhibit = make(components.back_cast, *rows, year=2023, peers="national")
    frame = exhibit.table.frame.set_index("region")

    assert exhibit.message == "Andaikan bobot 2022 berlaku pada 2023, Tabalong tetap peringkat 1 dari 10"
    assert frame.loc[FAR[0], ["value", "cast"]].tolist() == pytest.approx([2.8, 2.5])
    assert frame.loc[HOME, ["value", "cast"]].tolist() == pytest.approx([2.85, 2.85])
    assert frame.loc[FAR[0], ["rank", "rank_cast"]].tolist() == [2, 2]
    assert "Bobot 2022 tidak mengenal komponen Kolaborasi." in exhibit.note
    assert "Bobot yang berbeda: jalur KPPN & IKN." in exhibit.note
    assert exhibit.bases == ("derived",)


CASTS = {
    "rose": (2.7, "Andaikan bobot 2022 berlaku pada 2023, Tabalong naik dari peringkat 9 ke 1 dari 9"),
    "kept": (2.9, "Andaikan bobot 2022 berlaku pada 2023, Tabalong tetap peringkat 1 dari 9"),
}


@pytest.mark.parametrize(("own", "message"), CASTS.values(), ids=list(CASTS))
def test_back_cast_says_where_we_would_have_stood(own, message):
    """Above the far regions by either weights, or only by those of the year before."""
    rows = [result(2023, HOME, own, **dict.fromkeys(PARTS, own)), *nation()[1:]]

    assert make(components.back_cast, *rows, year=2023, peers="national").message == message


def test_back_cast_of_equal_weights_says_that_nobody_moves():
    """Where no track's weights differ, a table of zeros is not presented as a finding about ranks."""
    rows = [result(2023, HOME, 3.0, **PARTS), result(2023, KOTA, 2.0, **dict.fromkeys(PARTS, 2.0))]
    exhibit = make(components.back_cast, *rows, year=2024, weights_year=2024)

    assert exhibit.message == "Bobot 2024 sama dengan bobot 2023 untuk semua daerah di sini: tidak ada yang berpindah"
    assert (exhibit.table, exhibit.empty.missing) == (
        None,
        "Bobot 2024 dan bobot 2023 sama di jalur semua daerah di sini.",
    )


def test_track_without_weights_that_year_is_counted_out():
    """Regions whose track has no weights in the tried year are not computed, and the note says how many."""
    exhibit = make(components.back_cast, *nation(), year=2023, peers="national", weights_year=2024)

    assert len(exhibit.table.frame) == 1
    assert "8 daerah tidak dihitung: bobot 2024 jalurnya tidak diketahui." in exhibit.note


def test_back_cast_needs_our_components():
    """Without components of ours there is nothing to weigh."""
    exhibit = make(components.back_cast, *years({HOME: 3.0, KOTA: 2.0}, {HOME: 3.0, KOTA: 2.0}))

    assert exhibit.empty.missing == "Sampai tahun ini belum ada nilai komponen kita yang dimuat."


@pytest.mark.parametrize(("made", "language"), paired(product(EXHIBITS, [2022, 2023, 2024]), LANGUAGES))
def test_shipped_figures_make_whole_exhibits(shipped, lacks, made, language):
    """Every part is there to be cut out of the page: finding, table, source, caption, words for who cannot see it."""
    (exhibit, year), words = made, Words(language)
    assert lacks(exhibit(shipped, Selection(language=words.language, year=year), words)) == []


def test_shipped_figures_explain_the_move_of_2024(shipped):
    """The press figures of 2024 tell who passed whom, and the official ones of 2023 what is known of components."""
    chosen = Selection(year=2024)
    made = [exhibit(shipped, chosen, ID) for exhibit in EXHIBITS[:3]]

    assert [exhibit.message for exhibit in made] == [
        "Tabalong turun dari peringkat 1 dari 4 (2023, resmi) ke 2 dari 2 (2024, pers): "
        "Kota Banjarmasin (+0,26) mendahului kita (+0,17)",
        "Kota Banjarmasin +0,26 dan Tabalong +0,17 (2023, resmi; 2024, pers); dari komponen mana, belum dapat dihitung",
        "Yang menggeser peringkat kita dari 2023 ke 2024: nilai daerah lain (turun 1)",
    ]
    assert made[0].bases == ("press", "official")


def test_shipped_components_of_2023_by_the_weights_of_2022(shipped):
    """The other track was weighed otherwise in 2022, which would have cost us four places in the nation."""
    exhibit = components.back_cast(shipped, Selection(year=2024, peers="national"), ID)

    assert exhibit.message == "Andaikan bobot 2022 berlaku pada 2023, Tabalong turun dari peringkat 20 ke 24 dari 130"
    assert exhibit.table.frame.iloc[0][["region", "rank", "rank_cast"]].tolist() == [HOME, 20, 24]


def test_groups_beyond_the_province_need_a_national_table(shipped):
    """In a year without any national table only the province can be chosen; our own type and track come with it."""
    found = [movement.groups(shipped, Selection(year=year)) for year in (2021, 2023)]

    assert found == [("kalsel",), ("kalsel", "national", "track", "kabupaten")]
