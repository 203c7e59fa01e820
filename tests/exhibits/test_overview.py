"""Ikhtisar: the sentence, the cards, the components, the line and the notices, on planted opposite cases."""

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
    STAMP,
    places_of_the_province,
    result,
    results,
    survey,
    warehouse,
)

from smartcity.exhibits.kit.exhibit import Origin, Stamp
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.overview import attention, standing
from smartcity.method import INDEX, load_dimensions, load_methods
from smartcity.wording import LANGUAGES, Words

ID, EN = Words("id"), Words("en")
METHOD = load_methods().require(2023, "regular")
PARTS = {"baseline": 3.76, "output": 3.20, "outcome": 3.17, "impact": 3.59, "quick_win": 3.47}
LAST_YEAR = {"baseline": 3.5, "output": 3.0, "outcome": 3.0, "impact": 3.0, "quick_win": 3.0}
DIMENSIONS = [dimension.code for dimension in load_dimensions()]
QUOTA = METHOD.survey.quota


def world(*rows, files=()):
    """Build the province with these results and other files."""
    return warehouse(places_of_the_province(), results(rows), *files)


def headlines(made, year=2023):
    """Say the headline in both languages."""
    return [standing.headline(made, Selection(year=year, language=words.language), words).text for words in (ID, EN)]


HEADLINES = {
    "first": (
        [result(2023, HOME, 3.38, improvement=0.26), result(2023, KOTA, 3.31)],
        "Tabalong 3,38 dari 4 pada 2023 (nilai resmi), naik 0,26 dari 2022. "
        "Di Kalimantan Selatan peringkat 1 dari 2 daerah yang nilainya diketahui pada 2023 (resmi), "
        "0,07 di atas Kota Banjarmasin.",
        "Tabalong 3.38 of 4 in 2023 (official figure), up 0.26 from 2022. "
        "In Kalimantan Selatan rank 1 of 2 regions with a known figure in 2023 (official), 0.07 "
        "above Kota Banjarmasin.",
    ),
    "below": (
        [result(2023, HOME, 3.3), result(2023, KOTA, 3.57), result(2023, BANJAR, 3.31), result(2023, BARU, 1.0)],
        "Tabalong 3,30 dari 4 pada 2023 (nilai resmi). "
        "Di Kalimantan Selatan peringkat 3 dari 4 daerah yang nilainya diketahui pada 2023 (resmi), "
        "0,01 di bawah Banjar.",
        "Tabalong 3.30 of 4 in 2023 (official figure). "
        "In Kalimantan Selatan rank 3 of 4 regions with a known figure in 2023 (official), 0.01 below Banjar.",
    ),
    "tied": (
        [result(2023, HOME, 3.38), result(2023, KOTA, 3.38), result(2023, BANJAR, 3.38), result(2023, BARU, 3.5)],
        "Tabalong 3,38 dari 4 pada 2023 (nilai resmi). "
        "Di Kalimantan Selatan peringkat 2 dari 4 daerah yang nilainya diketahui pada 2023 (resmi), "
        "sama dengan Banjar dan Kota Banjarmasin.",
        "Tabalong 3.38 of 4 in 2023 (official figure). "
        "In Kalimantan Selatan rank 2 of 4 regions with a known figure in 2023 (official), level "
        "with Banjar and Kota Banjarmasin.",
    ),
    "alone": (
        [result(2023, HOME, 3.38), result(2023, FAR[0], 3.9)],
        "Tabalong 3,38 dari 4 pada 2023 (nilai resmi). "
        "Di Kalimantan Selatan belum ada daerah lain yang nilainya diketahui pada 2023, jadi belum ada pembanding.",
        "Tabalong 3.38 of 4 in 2023 (official figure). "
        "In Kalimantan Selatan no other region has a known figure in 2023, so there is nothing to compare with.",
    ),
    "falling": (
        [result(2023, HOME, 3.0), result(2022, HOME, 3.12), result(2023, KOTA, 2.0)],
        "Tabalong 3,00 dari 4 pada 2023 (nilai resmi), turun 0,12 dari 2022. "
        "Di Kalimantan Selatan peringkat 1 dari 2 daerah yang nilainya diketahui pada 2023 (resmi), "
        "1,00 di atas Kota Banjarmasin.",
        "Tabalong 3.00 of 4 in 2023 (official figure), down 0.12 from 2022. "
        "In Kalimantan Selatan rank 1 of 2 regions with a known figure in 2023 (official), 1.00 "
        "above Kota Banjarmasin.",
    ),
    "unchanged": (
        [result(2023, HOME, 3.12), result(2022, HOME, 3.12)],
        "Tabalong 3,12 dari 4 pada 2023 (nilai resmi), tetap sejak 2022. "
        "Di Kalimantan Selatan belum ada daerah lain yang nilainya diketahui pada 2023, jadi belum ada pembanding.",
        "Tabalong 3.12 of 4 in 2023 (official figure), unchanged since 2022. "
        "In Kalimantan Selatan no other region has a known figure in 2023, so there is nothing to compare with.",
    ),
    "gap year": (
        [result(2023, HOME, 3.38), result(2021, HOME, 2.98)],
        "Tabalong 3,38 dari 4 pada 2023 (nilai resmi). "
        "Di Kalimantan Selatan belum ada daerah lain yang nilainya diketahui pada 2023, jadi belum ada pembanding.",
        "Tabalong 3.38 of 4 in 2023 (official figure). "
        "In Kalimantan Selatan no other region has a known figure in 2023, so there is nothing to compare with.",
    ),
    "unpublished": (
        [result(2023, KOTA, 3.31), result(2022, HOME, 3.12)],
        "Indeks Tabalong tahun 2023 belum terbit.",
        "The 2023 index of Tabalong is not published yet.",
    ),
}


@pytest.mark.parametrize(("rows", "indonesian", "english"), HEADLINES.values(), ids=list(HEADLINES))
def test_headline_says_what_the_figures_say(rows, indonesian, english):
    """The first sentence follows the planted figures, clause by clause, in both languages."""
    with world(*rows) as made:
        assert headlines(made) == [indonesian, english]


def test_headline_without_any_year_says_that_nothing_is_published(nothing_loaded):
    """An empty warehouse has a sentence too, and no bases."""
    found = standing.headline(nothing_loaded, Selection(), ID)

    assert found == standing.Headline("Belum ada nilai Tabalong yang dimuat. Mulailah dari halaman Unggah.", ())


def test_headline_names_every_basis_in_it():
    """Where a neighbour's figure is derived the sentence is said to rest on that, too."""
    with world(
        result(2023, HOME, 3.38), result(2023, KOTA, 3.3, "derived"), result(2023, BANJAR, 3.1, "press")
    ) as made:
        found = standing.headline(made, Selection(year=2023), ID)

    assert found.bases == ("derived", "official", "press")


def test_printed_improvement_goes_before_the_difference_of_printed_figures():
    """The letter's improvement of 0.25 is said, though the printed figures differ by 0.26."""
    rows = (result(2023, HOME, 3.38, improvement=0.25), result(2022, HOME, 3.12))
    with world(*rows) as made:
        assert "naik 0,25" in headlines(made)[0]


def test_simulation_is_not_part_of_the_headline():
    """A whole survey and its simulation change nothing in the published sentence."""
    rows = (result(2023, HOME, 3.38), result(2023, KOTA, 3.31))
    answers = survey(2023, dict.fromkeys(DIMENSIONS, 1), (4,))
    with world(*rows) as plain, world(*rows, files=(answers,)) as surveyed:
        assert headlines(surveyed) == headlines(plain)


def test_cards_hold_four_figures_with_their_basis():
    """Index, rank in the province, rank in the nation and respondents, each with what it is among and as of."""
    rows = [result(2023, HOME, 3.38, improvement=0.26), result(2023, KOTA, 3.31), result(2022, HOME, 3.12, "press")]
    rows += [result(2023, region, 3.5) for region in FAR]
    with world(*rows, files=(survey(2023, {"living": QUOTA, "economy": QUOTA - 1}, is_sample=True),)) as made:
        index, province, nation, respondents = standing.cards(made, Selection(year=2023), ID)

    ours = Origin(2023, HOME, INDEX, "official", "Tabalong 2023")
    assert index == standing.Card(
        "Indeks 2023",
        "3,38",
        "+0,26 dari 2022",
        "nilai resmi · 2022: 3,12 (pers)",
        "official",
        origins=(ours, Origin(2022, HOME, INDEX, "press", "Tabalong 2022")),
    )
    assert province == standing.Card(
        "Peringkat Kalimantan Selatan 2023",
        "1 dari 2",
        "",
        "dihitung dari nilai resmi · 2022: 1 dari 1 (pers)",
        "official",
        origins=(ours, Origin(2023, KOTA, INDEX, "official", "Kota Banjarmasin 2023")),
    )
    assert (nation.label, nation.value, nation.caption) == (
        "Peringkat nasional 2023",
        "9 dari 10",
        "dihitung dari nilai resmi",
    )
    assert (nation.origins[0], len(nation.origins)) == (ours, 10)
    assert respondents == standing.Card(
        "Responden survei 2023",
        "1 dari 6 dimensi penuh",
        caption=f"{2 * QUOTA - 1} responden, kuota {6 * QUOTA}",
        basis="simulasi",
        is_sample=True,
        page="responden",
    )


def test_cards_in_english_spell_numbers_with_a_point():
    """The same figures in the other language: 3.38 for 3,38, and a true minus for a fall."""
    with world(result(2023, HOME, 3.38, improvement=-0.07), result(2022, HOME, 3.45, "press")) as made:
        index = standing.cards(made, Selection(year=2023, language="en"), EN)[0]

    assert (index.label, index.value, index.delta, index.caption) == (
        "Index 2023",
        "3.38",
        "−0.07 from 2022",
        "official figure · 2022: 3.45 (press)",
    )


def test_cards_without_data_say_what_is_missing(nothing_loaded):
    """With nothing loaded each card is a dash with a reason, never a zero."""
    cards = standing.cards(nothing_loaded, Selection(), ID)

    assert [(card.value, card.caption) for card in cards] == [
        ("–", "belum dimuat"),
        ("–", "belum dimuat"),
        ("–", "tabel nasional belum dimuat"),
        ("–", "survei belum dimuat"),
    ]


@pytest.mark.parametrize(
    ("listed", "said_of_us", "card"),
    [
        ((HOME, KOTA), "Indeks Tabalong tahun 2024 belum terbit.", "belum terbit"),
        (
            (KOTA,),
            "Indeks Tabalong tahun 2024 belum dimuat. Muatlah di halaman Unggah bila sudah terbit.",
            "belum dimuat",
        ),
    ],
    ids=["we took part", "nobody knows"],
)
def test_not_published_is_not_not_loaded(listed, said_of_us, card):
    """Only of a region that is known to take part is a figure awaited; otherwise it is just not loaded."""
    with warehouse(places_of_the_province(listed), results([result(2024, KOTA, 3.57, "press")])) as made:
        headline = standing.headline(made, Selection(year=2024), ID)
        index = standing.cards(made, Selection(year=2024), ID)[0]

    assert (headline.text, index.caption) == (said_of_us, card)


def test_national_card_falls_back_to_the_newest_national_table():
    """When only the province has published a year, the rank in the nation is the last one known, and says so."""
    rows = [result(2023, region, 3.5) for region in (HOME, *FAR)] + [result(2024, HOME, 3.55, "press")]
    with world(*rows) as made:
        nation = standing.cards(made, Selection(year=2024), ID)[2]

    assert (nation.label, nation.value) == ("Peringkat nasional 2023", "1 dari 9")
    assert nation.caption == "dihitung dari nilai resmi · tabel 2024 belum dimuat"


def test_table_of_another_track_is_no_national_table():
    """Press figures of ours beside an official table that does not hold us make no rank in the nation."""
    rows = [result(2022, region, 2.5, track="kppn_ikn") for region in FAR] + [result(2022, HOME, 3.12, "press")]
    with world(*rows) as made:
        nation = standing.cards(made, Selection(year=2022), ID)[2]

    assert (nation.value, nation.caption) == ("–", "tabel nasional belum dimuat")


def test_invented_results_are_marked_on_every_card_that_shows_them():
    """A results workbook with status CONTOH marks the index and both ranks made of it."""
    rows = [result(2023, region, 3.5) for region in (HOME, *FAR)]
    with warehouse(places_of_the_province(), results(rows, is_sample=True)) as made:
        cards = standing.cards(made, Selection(year=2023), ID)

    assert [card.is_sample for card in cards] == [True, True, True, False]


def components(rows, year=2023, **others):
    """Make the exhibit of the components of planted results."""
    with warehouse(places_of_the_province(), results(rows, **others)) as made:
        return standing.components(made, Selection(year=year), ID)


COMPONENTS = {
    "dearer elsewhere": (
        PARTS,
        "Outcome paling rendah pada 2023 (resmi 3,17), tetapi satu tingkat di Output (3,20) "
        "berharga 3,1 kali satu tingkat di Outcome",
        "Lowest in 2023: Outcome (official 3.17), but one mark in Output (3.20) is worth 3.1 times one mark in Outcome",
    ),
    "lowest is dearest": (
        {**PARTS, "output": 1.5},
        "Output paling rendah pada 2023 (resmi 1,50) dan satu tingkat di sana paling berharga",
        "Output was lowest in 2023 (official 1.50), and one mark there is worth most",
    ),
    "dearest is full": (
        {**PARTS, "output": 4.0},
        "Outcome paling rendah pada 2023 (resmi 3,17), tetapi satu tingkat di Baseline (3,76) "
        "berharga 2,2 kali satu tingkat di Outcome",
        "Lowest in 2023: Outcome (official 3.17), but one mark in Baseline (3.76) is worth 2.2 times "
        "one mark in Outcome",
    ),
    "two are lowest": (
        {**PARTS, "output": 3.17},
        "Output dan Outcome paling rendah pada 2023 (resmi 3,17); satu tingkat di Output paling berharga",
        "Output and Outcome were lowest in 2023 (official 3.17); one mark in Output is worth most",
    ),
    "all full": (
        dict.fromkeys(PARTS, 4.0),
        "Semua komponen sudah di nilai tertinggi pada 2023 (nilai resmi)",
        "Every component was at its highest mark in 2023 (official)",
    ),
}


@pytest.mark.parametrize(("parts", "indonesian", "english"), COMPONENTS.values(), ids=list(COMPONENTS))
def test_components_message_names_the_lowest_and_the_dearest(parts, indonesian, english):
    """The finding names what is lowest and where one mark is worth most, leaving out what is already full."""
    with world(result(2023, HOME, 3.4, **parts)) as made:
        chosen = [(Selection(year=2023, language=words.language), words) for words in (ID, EN)]
        found = [standing.components(made, *one).message for one in chosen]

    assert found == [indonesian, english]


def test_components_of_unknown_weights_say_only_the_lowest():
    """In a year without verified weights nothing is said of what a mark is worth."""
    exhibit = components([result(2021, HOME, 2.98, "press", **PARTS)], year=2021)

    assert exhibit.message == "Outcome paling rendah: 3,17 pada 2021 (nilai pers)"
    assert exhibit.table.frame["worth"].isna().all()


def test_components_stand_beside_last_year_and_the_median():
    """Each row has our value, last year's and the median of all regions, the highest first."""
    rows = [
        result(2023, HOME, 3.38, **PARTS),
        result(2023, KOTA, 3.0, **dict.fromkeys(PARTS, 3.0)),
        result(2023, FAR[0], 1.0, track="kppn_ikn", **dict.fromkeys(PARTS, 1.0)),
        result(2022, HOME, 3.12, **LAST_YEAR),
    ]
    exhibit = components(rows)
    frame = exhibit.table.frame

    assert frame["component"].tolist() == ["baseline", "impact", "quick_win", "output", "outcome"]
    assert frame["value"].tolist() == [3.76, 3.59, 3.47, 3.20, 3.17]
    assert frame["previous"].tolist() == [3.5, 3.0, 3.0, 3.0, 3.0]
    assert set(frame["reference"]) == {3.0}
    assert "median dari 3 daerah" in exhibit.caption
    assert exhibit.bases == ("official",)
    assert exhibit.origins == (Origin(2023, HOME, INDEX, "official", "Indeks 2023"),)


def test_missing_previous_year_is_missing_and_not_zero():
    """Without last year's components the column is empty."""
    exhibit = components([result(2023, HOME, 3.38, **PARTS), result(2022, HOME, 3.12, "press")])

    assert exhibit.table.frame["previous"].isna().all()


def test_median_counts_a_region_once_on_its_best_basis():
    """A region with official and press components counts once, with the official ones; other bases are named."""
    low = dict.fromkeys(PARTS, 1.0)
    rows = [
        result(2023, HOME, 3.38, **PARTS),
        result(2023, KOTA, 3.0, **dict.fromkeys(PARTS, 3.0)),
        result(2023, KOTA, 1.0, "press", **low),
        result(2023, BANJAR, 1.0, "press", **low),
    ]
    exhibit = components(rows)

    assert "median dari 3 daerah" in exhibit.caption
    assert set(exhibit.table.frame["reference"]) == {3.0}
    assert exhibit.bases == ("official", "press")


def test_newer_year_without_components_shows_the_last_known_ones():
    """Of 2024 only the index is known, so the components of 2023 are shown and dated."""
    rows = [result(2023, HOME, 3.38, **PARTS), result(2024, HOME, 3.55, "press")]
    exhibit = components(rows, year=2024)

    assert exhibit.caption.startswith("2023, ")
    assert exhibit.origins[0].year == 2023


def test_components_of_a_later_year_are_not_shown():
    """What was published after the chosen year is no part of its picture."""
    exhibit = components([result(2023, HOME, 3.38, **PARTS), result(2022, HOME, 3.12, "press")], year=2022)

    assert exhibit.empty.missing == "Nilai komponen belum dimuat."


def test_invented_components_are_marked():
    """Results with status CONTOH mark the exhibit; others do not."""
    rows = [result(2023, HOME, 3.38, **PARTS)]

    assert [components(rows, is_sample=is_sample).is_sample for is_sample in (True, False)] == [True, False]


def line(*points):
    """Plant the home region's line from (year, value): press figures until 2022, official ones after it."""
    rows = pd.DataFrame([(year, HOME, value) for year, value in points], columns=["year", "region", "value"])
    return rows.assign(basis=["official" if year > 2022 else "press" for year in rows["year"]])


TRENDS = {
    "rising": (
        [(2021, 2.98), (2022, 3.12), (2023, 3.38)],
        "Tabalong naik setiap tahun, dari 2,98 (2021, pers) ke 3,38 (2023, resmi)",
        "Tabalong rose every year, from 2.98 (2021, press) to 3.38 (2023, official)",
    ),
    "rising over a gap": (
        [(2021, 2.98), (2023, 3.38)],
        "Tabalong naik pada setiap nilai yang diketahui, dari 2,98 (2021, pers) ke 3,38 (2023, resmi)",
        "Tabalong rose with every known figure, from 2.98 (2021, press) to 3.38 (2023, official)",
    ),
    "falling": (
        [(2021, 3.38), (2022, 3.12)],
        "Tabalong turun setiap tahun, dari 3,38 (2021, pers) ke 3,12 (2022, pers)",
        "Tabalong fell every year, from 3.38 (2021, press) to 3.12 (2022, press)",
    ),
    "falling over a gap": (
        [(2021, 3.38), (2023, 3.12)],
        "Tabalong turun pada setiap nilai yang diketahui, dari 3,38 (2021, pers) ke 3,12 (2023, resmi)",
        "Tabalong fell with every known figure, from 3.38 (2021, press) to 3.12 (2023, official)",
    ),
    "level": (
        [(2021, 3.12), (2022, 3.12)],
        "Tabalong tetap di 3,12 sejak 2021 (pers)",
        "Tabalong has stayed at 3.12 since 2021 (press)",
    ),
    "to and fro": (
        [(2021, 3.0), (2022, 3.4), (2023, 3.2)],
        "Tabalong naik dan turun, dari 3,00 (2021, pers) ke 3,20 (2023, resmi)",
        "Tabalong rose and fell, from 3.00 (2021, press) to 3.20 (2023, official)",
    ),
    "rising and level": (
        [(2021, 3.0), (2022, 3.4), (2023, 3.4)],
        "Tabalong tidak pernah turun, dari 3,00 (2021, pers) ke 3,40 (2023, resmi)",
        "Tabalong never fell, from 3.00 (2021, press) to 3.40 (2023, official)",
    ),
    "falling and level": (
        [(2021, 3.4), (2022, 3.4), (2023, 3.0)],
        "Tabalong tidak pernah naik, dari 3,40 (2021, pers) ke 3,00 (2023, resmi)",
        "Tabalong never rose, from 3.40 (2021, press) to 3.00 (2023, official)",
    ),
    "single": (
        [(2023, 3.38)],
        "Sampai 2023 baru satu nilai yang diketahui: 3,38 (resmi)",
        "Up to 2023 only one figure is known: 3.38 (official)",
    ),
}


@pytest.mark.parametrize(("points", "indonesian", "english"), TRENDS.values(), ids=list(TRENDS))
def test_trend_message_says_how_the_line_runs(points, indonesian, english):
    """Up, down, level, to and fro, over a gap or with a single point: the sentence is true of the line."""
    assert [standing.trend_message(line(*points[::-1]), words) for words in (ID, EN)] == [indonesian, english]


def test_trend_joins_no_other_round():
    """A figure of another round stands in the note with its round, and not in the line."""
    rows = [
        result(2020, BANJAR, 3.41, "press", round_="Evaluasi pertama"),
        result(2021, BANJAR, 2.87, "press"),
        result(2021, HOME, 2.98, "press"),
    ]
    with world(*rows) as made:
        exhibit = standing.trend(made, Selection(), ID)

    assert exhibit.table.frame["year"].tolist() == [2021, 2021]
    assert exhibit.note == (
        "Banjar 3,41 pada 2020 berasal dari putaran lain (Evaluasi pertama) "
        "dengan bobot yang belum diketahui, jadi tidak disambung."
    )


def test_trend_shows_each_point_on_its_basis():
    """Every row says its basis in words, the exhibit lists all of them, and each point of ours can be traced."""
    rows = [result(2022, HOME, 3.12, "press"), result(2023, HOME, 3.38), result(2022, KOTA, 3.0, "derived")]
    with world(*rows) as made:
        exhibit = standing.trend(made, Selection(), ID)

    assert dict(
        zip(zip(exhibit.table.frame["year"], exhibit.table.frame["region"]), exhibit.table.frame["basis_word"])
    ) == {
        (2022, HOME): "pers",
        (2022, KOTA): "turunan",
        (2023, HOME): "resmi",
    }
    assert set(exhibit.bases) == {"press", "derived", "official"}
    assert [(origin.year, origin.basis) for origin in exhibit.origins] == [(2022, "press"), (2023, "official")]


def test_trend_of_the_neighbours_alone_is_no_line_of_ours():
    """When only others have published, the exhibit says that our line is not there."""
    with world(result(2023, KOTA, 3.31)) as made:
        exhibit = standing.trend(made, Selection(), ID)

    assert (exhibit.message, exhibit.empty.missing) == ("Indeks belum dimuat", "Indeks belum dimuat.")


def notices(made, year):
    """Read the notices as (page, text), besides what is not loaded."""
    found = [(notice.page, notice.text) for notice in attention.attention(made, Selection(year=year), ID)]
    return [one for one in found if not one[1].startswith("Belum dimuat")]


def test_attention_names_what_is_not_loaded(nothing_loaded):
    """Over gaps there is something to look at: what is missing, and the page that takes it."""
    (found,) = attention.attention(nothing_loaded, Selection(), ID)

    said_of_it = "Belum dimuat: hasil Smart City dan survei dampak. Bagian di atas yang memakainya kosong."
    assert (found.page, found.text) == ("unggah", said_of_it)


def test_attention_names_who_has_not_published():
    """Regions that take part and have no figure are named; those outside and those before their time are not."""
    with world(result(2024, KOTA, 3.57, "press"), result(2024, HOME, 3.55, "press", impact=3.0)) as made:
        found = notices(made, 2024)

    assert found == [("peringkat", "Nilai 2024 belum terbit: Banjar, Tanah Bumbu, dan Kota Banjarbaru.")]
    assert LATE.split(" ", 1)[1] in found[0][1]
    assert OUTSIDE.split(" ", 1)[1] not in found[0][1]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            [result(2022, HOME, 3.12, **PARTS), result(2023, HOME, 3.38)],
            "Komponen 2023 belum terbit; yang tampil dari 2022.",
        ),
        ([result(2023, HOME, 3.38)], "Komponen 2023 dan tahun-tahun sebelumnya belum terbit."),
    ],
    ids=["earlier shown", "nothing shown"],
)
def test_attention_says_which_components_are_shown_instead(rows, text):
    """Missing components are said, and that earlier ones are shown only when they are."""
    with world(*rows) as made:
        assert ("peringkat", text) in notices(made, 2023)


def test_attention_says_that_sample_data_is_invented():
    """A sample is named with the word CONTOH and its file, whatever else there is to say."""
    with warehouse(survey(2023, {"living": 1}, name="CONTOH-survei.xlsx", is_sample=True)) as made:
        found = notices(made, None)

    assert found == [("responden", "Data survei yang tampil adalah CONTOH (rekaan): CONTOH-survei.xlsx.")]


def test_attention_is_empty_when_all_is_well():
    """With every region published and components known there is nothing to look at."""
    with world(*(result(2023, region, 3.0, **PARTS) for region in (HOME, KOTA, BANJAR, BARU))) as made:
        assert notices(made, 2023) == []


EXHIBITS = [standing.components, standing.trend]


@pytest.mark.parametrize(("made", "language"), paired(product(EXHIBITS, [2021, 2022, 2023, 2024]), LANGUAGES))
def test_every_shipped_exhibit_is_whole(made, language, shipped, lacks):
    """In every year and language an exhibit has message, source, stamp, alt and table, or says what is missing."""
    (make, year), words = made, Words(language)
    exhibit = make(shipped, Selection(year=year, language=words.language), words)

    assert lacks(exhibit) == []
    assert (exhibit.figure is None) == (exhibit.empty is not None)


@pytest.mark.parametrize("make", EXHIBITS, ids=lambda make: make.__name__)
def test_every_empty_exhibit_says_what_is_missing_why_and_what_helps(make, words, lacks, nothing_loaded):
    """With nothing loaded each exhibit has its three sentences and the stamp of the build."""
    exhibit = make(nothing_loaded, Selection(language=words.language), words)

    assert lacks(exhibit) == []
    assert exhibit.empty is not None
    assert exhibit.stamp == Stamp(STAMP["built_at"], STAMP["fingerprint"], 1)


def test_exhibit_names_the_source_of_the_figures_it_shows():
    """The source line holds the origin that the results workbook gives, not its code."""
    exhibit = components([result(2023, HOME, 3.38, **PARTS), result(2022, HOME, 3.12)])

    assert exhibit.source == "Surat S-2023"


def test_the_line_of_the_index_ends_with_the_chosen_year():
    """A link of this year shows the same line next year, when another year is loaded."""
    with world(result(2022, HOME, 3.12), result(2023, HOME, 3.38), result(2024, HOME, 3.0)) as made:
        then, now = (standing.trend(made, Selection(year=year), ID) for year in (2023, 2024))
    assert "ke 3,38 (2023, resmi)" in then.message
    assert (then.table.frame["year"].max(), now.table.frame["year"].max()) == (2023, 2024)
