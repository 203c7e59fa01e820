"""Peringkat: bump, strip, tiles, the national table, the comparison and the press's claims, on opposite cases."""

from itertools import product

import pandas as pd
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
    claim,
    places_of_the_province,
    result,
    results,
    warehouse,
)

from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.ranks import claims, standings
from smartcity.method import INDEX
from smartcity.scoring.ranking import rank
from smartcity.wording import LANGUAGES, Words

ID, EN = Words("id"), Words("en")
PARTS = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
NATION = [result(2023, region, 3.9 - place / 10) for place, region in enumerate(FAR)]
KALSEL = "kalsel"


def world(*rows, stated=(), **others):
    """Build the province with these results and press claims."""
    return warehouse(places_of_the_province(), results(rows, claims=stated, **others))


def make(exhibit, *rows, words=ID, stated=(), invented=False, **choices):
    """Make one exhibit of planted results."""
    with world(*rows, stated=stated, is_sample=invented) as made:
        return exhibit(made, Selection(language=words.language, **choices), words)


def ranking(year, values, among=KALSEL):
    """Rank planted values by region."""
    rows = pd.DataFrame({"region": list(values), "value": list(values.values()), "basis": "official"})
    return rank(year, among, rows, dict.fromkeys(values, "not_published"))


BUMPS = {
    "kept": (
        [{HOME: 3.0, KOTA: 2.0}, {HOME: 3.1, KOTA: 2.0}, {HOME: 3.2, KOTA: 2.0}],
        "Tabalong bertahan di peringkat 1 sejak 2021, kini di antara 2 daerah (2023, resmi)",
        "Tabalong has held rank 1 since 2021, now among 2 regions (2023, official)",
    ),
    "kept for a while": (
        [{HOME: 1.0, KOTA: 2.0}, {HOME: 3.1, KOTA: 2.0}, {HOME: 3.2, KOTA: 2.0}],
        "Tabalong bertahan di peringkat 1 sejak 2022, kini di antara 2 daerah (2023, resmi)",
        "Tabalong has held rank 1 since 2022, now among 2 regions (2023, official)",
    ),
    "fell": (
        [{HOME: 3.0, KOTA: 2.0, BANJAR: 1.0}, {HOME: 3.0, KOTA: 3.1}],
        "Tabalong turun dari peringkat 1 dari 3 (2021, resmi) ke 2 dari 2 (2022, resmi)",
        "Tabalong fell from rank 1 of 3 (2021, official) to 2 of 2 (2022, official)",
    ),
    "rose": (
        [{HOME: 1.0, KOTA: 2.0, BANJAR: 1.5}, {HOME: 3.0, KOTA: 3.1, BANJAR: 1.5}],
        "Tabalong naik dari peringkat 3 dari 3 (2021, resmi) ke 2 dari 3 (2022, resmi)",
        "Tabalong rose from rank 3 of 3 (2021, official) to 2 of 3 (2022, official)",
    ),
    "over a gap": (
        [{HOME: 3.0, KOTA: 2.0}, {KOTA: 2.0}, {HOME: 1.0, KOTA: 2.0}],
        "Tabalong turun dari peringkat 1 dari 2 (2021, resmi) ke 2 dari 2 (2023, resmi)",
        "Tabalong fell from rank 1 of 2 (2021, official) to 2 of 2 (2023, official)",
    ),
    "level with another on the same place": (
        [{HOME: 3.0, KOTA: 2.0}, {HOME: 3.1, KOTA: 3.1}],
        "Tabalong bertahan di peringkat 1 sejak 2021, kini di antara 2 daerah (2022, resmi)",
        "Tabalong has held rank 1 since 2021, now among 2 regions (2022, official)",
    ),
    "single": (
        [{HOME: 3.0, KOTA: 2.0}],
        "Tabalong peringkat 1 dari 2 (2021, resmi)",
        "Tabalong ranked 1 of 2 (2021, official)",
    ),
    "absent": (
        [{KOTA: 2.0}],
        "Tabalong belum punya peringkat di provinsi",
        "Tabalong has no rank in the province yet",
    ),
}


@pytest.mark.parametrize(("years", "indonesian", "english"), BUMPS.values(), ids=list(BUMPS))
def test_bump_message_says_how_the_rank_ran(years, indonesian, english):
    """Kept, won or lost since the last figure of ours, each rank with out of how many."""
    rankings = tuple(ranking(year, values) for year, values in enumerate(years, start=2021))

    assert [standings.bump_message(rankings, HOME, words) for words in (ID, EN)] == [indonesian, english]


STRIPS = {
    "above": (
        {HOME: 3.3, KOTA: 3.57, BANJAR: 3.31},
        "Banjar di atas kita, selisih 0,01 pada 2023 (nilai resmi)",
        "Banjar is above us by 0.01 in 2023 (official)",
    ),
    "leading": (
        {HOME: 3.38, KOTA: 3.31, BANJAR: 1.0},
        "Kita unggul 0,07 atas Kota Banjarmasin pada 2023 (nilai resmi)",
        "We lead Kota Banjarmasin by 0.07 in 2023 (official)",
    ),
    "level": (
        {HOME: 3.38, KOTA: 3.38, BANJAR: 3.38},
        "Nilai kita sama dengan Banjar dan Kota Banjarmasin pada 2023 (nilai resmi)",
        "Our score equals that of Banjar and Kota Banjarmasin in 2023 (official)",
    ),
    "alone": (
        {HOME: 3.38},
        "Baru Tabalong yang nilainya diketahui pada 2023 (nilai resmi)",
        "Only Tabalong has a known figure for 2023 (official)",
    ),
    "absent": (
        {KOTA: 3.38},
        "Nilai Tabalong tahun 2023 belum dimuat",
        "The 2023 figure of Tabalong is not loaded",
    ),
}


@pytest.mark.parametrize(("values", "indonesian", "english"), STRIPS.values(), ids=list(STRIPS))
def test_strip_message_says_the_gap_behind_the_rank(values, indonesian, english):
    """The nearest above us, or the next below when we lead, with the distance in score."""
    found = [standings.strip_message(ranking(2023, values), HOME, words) for words in (ID, EN)]

    assert found == [indonesian, english]


def test_figures_equal_to_two_decimals_share_a_rank_whatever_was_recomputed():
    """Printed 3.38 and 3.38 are level, though the components add up to different digits."""
    rows = [result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.38, **(PARTS | {"baseline": 3.8}))]
    strip, bump = (make(exhibit, *rows, year=2023) for exhibit in (standings.strip, standings.bump))

    assert strip.message == "Nilai kita sama dengan Kota Banjarmasin pada 2023 (nilai resmi)"
    assert strip.table.frame["rank"].tolist() == bump.table.frame["rank"].tolist() == [1, 1]


def test_a_single_year_is_no_span():
    """The caption says from when to when, or the one year that there is."""
    rows = [result(2023, HOME, 3.38), result(2023, KOTA, 3.31)]
    captions = [make(standings.bump, *more).caption for more in (rows, [*rows, result(2022, HOME, 3.12)])]

    assert [caption.rsplit(", ", 1)[1] for caption in captions] == ["2023", "2022–2023"]


def test_bump_shows_only_years_with_figures_and_counts_each():
    """A year in which nobody published has no point; each row says out of how many."""
    rows = [result(2021, HOME, 2.98, "press"), result(2023, HOME, 3.38), result(2023, KOTA, 3.31)]
    exhibit = make(standings.bump, *rows)

    assert exhibit.table.frame[["year", "rank", "count"]].to_numpy().tolist() == [
        [2021, 1, 1],
        [2023, 1, 2],
        [2023, 2, 2],
    ]
    assert exhibit.caption.endswith("2021–2023")
    assert exhibit.bases == ("press", "official")


@pytest.mark.parametrize(("basis", "has_note"), [("derived", True), ("press", False)])
def test_bump_explains_derived_points_only_when_there_are_some(basis, has_note):
    """Hollow marks are explained in the note exactly when a value is derived."""
    exhibit = make(standings.bump, result(2022, HOME, 3.12, "press"), result(2022, KOTA, 3.0, basis))

    assert (exhibit.note != "") == has_note


def test_other_round_is_in_no_rank_of_the_province():
    """A first evaluation makes no year of the bump chart."""
    rows = [result(2020, BANJAR, 3.41, "press", round_="Evaluasi pertama"), result(2021, HOME, 2.98, "press")]

    assert make(standings.bump, *rows).table.frame["year"].tolist() == [2021]


def test_strip_lists_who_has_not_published():
    """Regions that take part without a figure stand in the note, those outside nowhere."""
    exhibit = make(standings.strip, result(2024, KOTA, 3.57, "press"), result(2024, HOME, 3.55, "press"), year=2024)

    assert exhibit.note == "Belum terbit: Banjar, Tanah Bumbu, dan Kota Banjarbaru."
    assert exhibit.table.frame["gap"].tolist() == pytest.approx([0.02, 0.0], abs=1e-12)
    assert [(origin.region, origin.basis, origin.node) for origin in exhibit.origins] == [
        (KOTA, "press", INDEX),
        (HOME, "press", INDEX),
    ]


def test_strip_of_a_year_without_figures_shows_the_last_one():
    """When nobody has published the chosen year, the year before is shown and dated."""
    exhibit = make(standings.strip, result(2022, HOME, 3.12, "press"), year=2023)

    assert exhibit.message == "Baru Tabalong yang nilainya diketahui pada 2022 (nilai pers)"


def test_tiles_of_a_year_in_which_all_have_published_count_nobody_waiting():
    """Where every region that takes part has a figure, that is said instead of a zero."""
    exhibit = make(standings.tiles, *(result(2023, region, 3.0) for region in (HOME, KOTA, BANJAR, BARU)), year=2023)

    assert exhibit.message == "4 dari 6 daerah punya nilai pada 2023; semua yang diketahui ikut"


def test_tiles_tell_three_states_apart():
    """A tile has a value, waits to be published, or nothing says that it takes part; every region has one."""
    exhibit = make(standings.tiles, result(2024, KOTA, 3.57, "press"), result(2024, HOME, 3.55), year=2024)
    states = dict(zip(exhibit.table.frame["region"], exhibit.table.frame["state"]))

    assert states == {
        HOME: "ada nilai (resmi)",
        KOTA: "ada nilai (pers)",
        BANJAR: "belum terbit",
        BARU: "belum terbit",
        LATE: "belum terbit",
        OUTSIDE: "tidak ada bukti ikut",
    }
    assert exhibit.message == "2 dari 6 daerah punya nilai pada 2024; 3 ikut tetapi nilainya belum terbit"
    assert exhibit.table.frame["value"].notna().sum() == 2


def test_region_takes_part_from_its_own_year_on():
    """Before it joined, a region is shown as not yet taking part."""
    exhibit = make(standings.tiles, result(2023, HOME, 3.38), year=2023)
    states = dict(zip(exhibit.table.frame["region"], exhibit.table.frame["state"]))

    assert states[LATE] == "belum ikut"


NATIONAL = {
    "ranked": (
        {"national": 3.0},
        "Tabalong peringkat 9 dari 9 daerah yang dinilai pada 2023",
        "Tabalong ranked 9 of 9 regions evaluated in 2023",
    ),
    "tied": (
        {"national": 3.9},
        "Tabalong peringkat 1 dari 9 daerah yang dinilai pada 2023, sama dengan 1 daerah lain",
        "Tabalong ranked 1 of 9 regions evaluated in 2023, level with 1 more",
    ),
    "in a group": (
        {"kabupaten": 3.0},
        "Tabalong peringkat 9 dari 9 kabupaten pada 2023",
        "Tabalong ranked 9 of 9 kabupaten in 2023",
    ),
    "not of the group": (
        {"kota": 3.0},
        "Tabalong tidak termasuk kota (0 daerah) pada 2023",
        "Tabalong is not among the kota (0 regions) in 2023",
    ),
}


@pytest.mark.parametrize(("counts", "indonesian", "english"), NATIONAL.values(), ids=list(NATIONAL))
def test_national_message_carries_group_and_count(counts, indonesian, english):
    """A rank is never said without among whom, which year, out of how many, and whether it is shared."""
    ((among, value),) = counts.items()
    with world(*NATION, result(2023, HOME, value)) as made:
        found = [
            standings.national(made, Selection(year=2023, among=among, language=words.language), words).message
            for words in (ID, EN)
        ]

    assert found == [indonesian, english]


def test_national_table_pins_our_row_and_keeps_the_ranks():
    """Our row stands on top with its true rank; the others follow in order."""
    frame = make(standings.national, *NATION, result(2023, HOME, 3.0), year=2023).table.frame

    assert frame["region"].tolist() == [HOME, *FAR]
    assert frame["rank"].tolist() == [9, *range(1, 9)]


def test_search_shows_fewer_rows_and_changes_no_rank():
    """What is searched for is found by part of its name in any case; ranks stay those of the whole table."""
    exhibit = make(standings.national, *NATION, result(2023, HOME, 3.0), year=2023, search="jauh c")

    assert exhibit.table.frame[["rank", "region"]].to_numpy().tolist() == [[3, FAR[2]]]
    assert "1 dari 9 baris cocok dengan “jauh c”; peringkat tetap dari tabel penuh." in exhibit.note
    assert exhibit.message == "Tabalong peringkat 9 dari 9 daerah yang dinilai pada 2023"


def test_recomputed_value_stands_beside_and_a_difference_is_counted():
    """A printed figure further from its components than the tolerance is counted, and keeps its place."""
    rows = [*NATION, result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.0, **PARTS)]
    exhibit = make(standings.national, *rows, year=2023)
    frame = exhibit.table.frame.set_index("region")

    assert frame.loc[HOME, "recomputed"] == pytest.approx(3.379, abs=1e-12)
    assert (frame.loc[HOME, "differs"], frame.loc[KOTA, "differs"]) == (False, True)
    assert "1 daerah berbeda dari hitung ulang melebihi toleransi." in exhibit.note
    assert frame.loc[HOME, "rank"] < frame.loc[KOTA, "rank"]


def test_province_alone_is_no_national_table():
    """A few figures of neighbours make no table of the nation."""
    exhibit = make(standings.national, result(2023, HOME, 3.38), result(2023, KOTA, 3.31), year=2023)

    assert exhibit.empty.missing == "Belum ada tabel hasil nasional sampai tahun ini."


def test_table_that_does_not_hold_us_is_no_national_table():
    """Our press figure is not slipped into the official table of another track."""
    foreign = [result(2022, region, 3.0, track="kppn_ikn") for region in FAR]
    exhibit = make(standings.national, *foreign, result(2022, HOME, 3.12, "press"), year=2022)

    assert exhibit.empty is not None


COMPARISONS = {
    "mixed": (
        {"output": 4.0, "impact": 3.0},
        "Pada 2023 (nilai resmi) unggul di 1 dari 5 komponen atas Kota Banjarmasin; paling tertinggal di Output (0,80)",
        "In 2023 (official) ahead of Kota Banjarmasin in 1 of 5 components; furthest behind in Output (0.80)",
    ),
    "ahead everywhere": (
        dict.fromkeys(PARTS, 1.0),
        "Pada 2023 (nilai resmi) tidak ada komponen yang tertinggal dari Kota Banjarmasin",
        "In 2023 (official) behind Kota Banjarmasin in no component",
    ),
    "behind everywhere": (
        dict.fromkeys(PARTS, 4.0),
        "Pada 2023 (nilai resmi) tertinggal dari Kota Banjarmasin di semua komponen, paling jauh di Outcome (0,83)",
        "In 2023 (official) behind Kota Banjarmasin in every component, furthest in Outcome (0.83)",
    ),
    "equal": (
        {},
        "Pada 2023 (nilai resmi) tidak ada komponen yang tertinggal dari Kota Banjarmasin",
        "In 2023 (official) behind Kota Banjarmasin in no component",
    ),
    "behind in one, level elsewhere": (
        {"output": 4.0},
        "Pada 2023 (nilai resmi) tertinggal dari Kota Banjarmasin di 1 dari 5 komponen, paling jauh di Output (0,80)",
        "In 2023 (official) behind Kota Banjarmasin in 1 of 5 components, furthest in Output (0.80)",
    ),
}


@pytest.mark.parametrize(("changed", "indonesian", "english"), COMPARISONS.values(), ids=list(COMPARISONS))
def test_comparison_message_counts_ahead_and_names_the_worst(changed, indonesian, english):
    """Ahead, behind, level: the sentence is true of the components it compares."""
    with world(result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.3, **(PARTS | changed))) as made:
        found = [
            standings.comparison(made, Selection(year=2023, region=KOTA, language=words.language), words).message
            for words in (ID, EN)
        ]

    assert found == [indonesian, english]


def test_comparison_says_when_the_other_track_weighs_otherwise():
    """A region of another track is compared in the components both have, with a word about its track."""
    other = PARTS | {"collaboration": 3.0}
    rows = [result(2023, HOME, 3.38, **PARTS), result(2023, FAR[0], 3.3, track="kppn_ikn", **other)]
    exhibit = make(standings.comparison, *rows, year=2023, region=FAR[0])

    assert len(exhibit.table.frame) == len(PARTS)
    assert exhibit.note == "Daerah ini dinilai di jalur KPPN & IKN, yang bobotnya lain."
    assert make(standings.comparison, rows[0], result(2023, KOTA, 3.0, **PARTS), year=2023, region=KOTA).note == ""


@pytest.mark.parametrize("region", [None, KOTA, "Kabupaten Entah"])
def test_comparison_without_both_components_says_what_is_missing(region):
    """Nothing chosen, a region without components, an unknown one: nothing is compared."""
    exhibit = make(
        standings.comparison, result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.31), year=2023, region=region
    )

    assert exhibit.empty.missing == "Komponen kita atau daerah yang dipilih belum terbit."


def test_regions_to_compare_with_are_those_with_components_neighbours_first():
    """The province comes first by rank, then the others by name; ours and those without components are not offered."""
    parts = dict.fromkeys(PARTS, 3.0)
    rows = [result(2023, region, value, **parts) for region, value in ((HOME, 3.0), (BANJAR, 2.0), (KOTA, 3.1))]
    rows += [result(2023, FAR[1], 1.0, **parts), result(2023, FAR[0], 1.0, **parts), result(2023, BARU, 1.0)]
    with world(*rows) as made:
        found = standings.comparable(made, Selection(year=2023))

    assert found == (KOTA, BANJAR, FAR[0], FAR[1])


FULL_NATION = [*NATION, result(2023, HOME, 3.35)]
CLAIMS = {
    "wrong": (
        [claim(2023, HOME, "3 besar nasional", 3, "national")],
        "Pers menyebut “3 besar nasional” pada 2023; tabel tahun itu memberi peringkat 7 dari 9 daerah yang dinilai "
        "(dihitung dari nilai resmi)",
        "The press says “3 besar nasional” of 2023; that year's tables give rank 7 of 9 regions evaluated (computed "
        "from official figures)",
    ),
    "right": (
        [claim(2023, HOME, "8 besar nasional", 8, "national")],
        "Semua klaim pers tentang peringkat cocok dengan tabel",
        "Every press claim about a rank agrees with the tables",
    ),
    "not computable": (
        [claim(2023, HOME, "Terbaik", 1, KALSEL), claim(2019, HOME, "5 besar nasional", 5, "national")],
        "Tidak ada klaim pers yang dibantah tabel; 1 dari 2 belum dapat diperiksa",
        "The tables contradict no press claim; 1 of 2 cannot be checked yet",
    ),
    "no number": (
        [claim(2023, HOME, "Salah satu yang terbaik", None, "national")],
        "Tidak ada klaim pers yang dibantah tabel; 1 dari 1 belum dapat diperiksa",
        "The tables contradict no press claim; 1 of 1 cannot be checked yet",
    ),
}


@pytest.mark.parametrize(("stated", "indonesian", "english"), CLAIMS.values(), ids=list(CLAIMS))
def test_claims_stand_beside_what_the_tables_give(stated, indonesian, english):
    """A claim agrees, is contradicted, or cannot be checked; only what was computed contradicts it."""
    with world(*FULL_NATION, stated=stated) as made:
        found = [
            claims.claims(made, Selection(year=2023, language=words.language), words).message for words in (ID, EN)
        ]

    assert found == [indonesian, english]


def test_claim_is_never_ranked_or_shown_as_official():
    """The claim's source is the press, its basis is named, and no ranking contains it."""
    stated = [claim(2023, HOME, "3 besar nasional", 3, "national")]
    exhibit = make(claims.claims, *FULL_NATION, stated=stated, year=2023)

    assert exhibit.table.frame["verdict"].tolist() == ["tidak cocok"]
    assert exhibit.table.frame["source"].tolist() == ["Koran 2023"]
    assert exhibit.bases == ("press", "official")
    assert exhibit.source == "Koran 2023; Surat S-2023"


def test_ranks_in_every_group_stand_beside_the_claim():
    """No single rank stands alone: the note gives ours in the nation, its type and its track, from official tables."""
    stated = [claim(2023, HOME, "3 besar nasional", 3, "national")]
    note = make(claims.claims, *FULL_NATION, result(2023, KOTA, 3.4, track="kppn_ikn"), stated=stated, year=2023).note

    assert note == (
        "Dihitung dari nilai resmi 2023: 8 dari 10 daerah yang dinilai, 7 dari 9 kabupaten, "
        "7 dari 9 daerah yang dinilai jalur Reguler, dan 7 dari 9 kabupaten jalur Reguler. "
        "Peringkatnya hitungan kami, bukan cetakan surat."
    )


def test_note_takes_no_group_with_unofficial_figures_for_official():
    """One press figure among the cities takes every group that holds it out of the official note."""
    stated = [claim(2023, HOME, "3 besar nasional", 3, "national")]
    note = make(claims.claims, *FULL_NATION, result(2023, KOTA, 3.4, "press"), stated=stated, year=2023).note

    assert note.startswith("Dihitung dari nilai resmi 2023: 7 dari 9 kabupaten dan 7 dari 9 kabupaten jalur Reguler.")


EXHIBITS = [standings.bump, standings.strip, standings.tiles, standings.national, standings.comparison, claims.claims]
by_exhibit = pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.__name__)


@pytest.mark.parametrize(("made", "language"), paired(product(EXHIBITS, [2021, 2022, 2023, 2024]), LANGUAGES))
def test_every_shipped_exhibit_is_whole(made, language, shipped, lacks):
    """In every year and language an exhibit has message, source, stamp, alt and table, or says what is missing."""
    (exhibit, year), words = made, Words(language)
    made = exhibit(shipped, Selection(year=year, region=KOTA, language=words.language), words)

    assert lacks(made) == []


@by_exhibit
def test_every_empty_exhibit_says_what_is_missing_why_and_what_helps(exhibit, words, lacks, nothing_loaded):
    """With nothing loaded each exhibit has its three sentences instead of a figure."""
    found = exhibit(nothing_loaded, Selection(language=words.language, region=KOTA), words)

    assert lacks(found) == []
    assert found.empty is not None


@pytest.fixture(scope="module", params=[True, False], ids=["invented", "real"])
def single_year(request):
    """One year of a whole table with a claim, invented or not."""
    rows = [*NATION, result(2023, HOME, 3.38, **PARTS), result(2023, KOTA, 3.31, **PARTS)]
    with world(*rows, stated=[claim(2023, HOME, "Terbaik", 1, KALSEL)], is_sample=request.param) as made:
        yield made, request.param


@by_exhibit
def test_single_year_is_enough_and_invented_results_are_marked(exhibit, single_year, lacks):
    """With one year every exhibit is whole, and says that its figures are a sample exactly when they are."""
    made, is_invented = single_year
    found = exhibit(made, Selection(year=2023, region=KOTA), ID)

    assert (lacks(found), found.empty) == ([], None)
    assert found.is_sample == is_invented


def test_what_runs_over_years_ends_with_the_chosen_one():
    """A link of this year shows the same ranks next year, when another year is loaded."""
    rows = (result(2023, HOME, 3.38), result(2023, KOTA, 3.31), result(2024, HOME, 3.0), result(2024, KOTA, 3.57))
    then, now = (make(standings.bump, *rows, year=year) for year in (2023, 2024))
    assert (then.message, sorted(set(then.table.frame["year"]))) == (
        "Tabalong peringkat 1 dari 2 (2023, resmi)",
        [2023],
    )
    assert sorted(set(now.table.frame["year"])) == [2023, 2024]
