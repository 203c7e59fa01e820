"""Indeks buatan sendiri: who stands where, what compares, what was missing, and that nothing looks official."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import examples, paired
from openpyxl import load_workbook
from planted import BANJAR, BARU, FAR, HOME, KOTA, places_of_the_province, result, results, warehouse
from planted_indicators import FOUR, composed, defined, each, gathered, indicator_file, province

from smartcity.answers import indicators
from smartcity.checks.composite.table import read_table
from smartcity.exhibits import composite
from smartcity.exhibits.composite.composition import OWN, changes, contributions
from smartcity.exhibits.composite.standing import message
from smartcity.exhibits.kit.selection import Selection
from smartcity.export import downloads
from smartcity.method import INDEX, load_methods
from smartcity.scoring.composite.definition import Definition, Faulty, Group, Indicator, Winsorising
from smartcity.wording import LANGUAGES, Words

ID, EN = Words("id"), Words("en")
YEAR = load_methods().years[-1]
POOLED = {"over": "pooled"}
EXHIBITS = (composite.standing, composite.over_years, composite.outranked, composite.remarks, composite.ingredients)


def standing_of(values, **rules):
    """The ranking of the planted province by one indicator of 2023, in both languages."""
    with province(each("SPBE", 2023, values)) as made:
        indices = [(composed(made, defined("SPBE", **rules), 2023, words), words) for words in (ID, EN)]
        return [composite.standing(made, index, words) for index, words in indices]


@pytest.mark.parametrize(
    ("values", "indonesian", "english"),
    [
        (
            [2, 4, 1, 3],
            "Menurut susunan ini Tabalong peringkat 3 dari 4 daerah pada 2023, dengan 33,33",
            "By this composition Tabalong ranks 3 of 4 regions in 2023, with 33.33",
        ),
        (
            [2, 2, 1, 3],
            "Menurut susunan ini Tabalong peringkat 2 dari 4 daerah pada 2023, bersama 1 lainnya (50,00)",
            "By this composition Tabalong ranks 2 of 4 regions in 2023, level with 1 more (50.00)",
        ),
        (
            [None, 2, 1, 3],
            "Tabalong tidak punya indeks menurut susunan ini pada 2023; 3 daerah lain punya",
            "Tabalong has no index by this composition in 2023; 3 other regions have",
        ),
    ],
    ids=["alone", "tied", "absent"],
)
def test_message_says_where_the_home_region_stands(values, indonesian, english):
    """Rank, number of regions and value, a tie named, and an absence not hidden."""
    assert [exhibit.message for exhibit in standing_of(values)] == [indonesian, english]


def test_one_region_alone_is_ranked_against_nobody():
    """A single index is told as such and not as the first of one."""
    exhibit, _ = standing_of([2, None, None, None], method="none")

    assert exhibit.message == ID("composite.standing.alone", unit="Tabalong", year=2023)
    assert exhibit.table.frame["rank"].tolist() == [1]


def own_table(content="unit,year,A,B\nP,2023,1,5\nQ,2023,3,2\nR,2023,3,5\n", definition=None):
    """A person's own table as it is read."""
    return read_table(content.encode(), "tabel.csv", definition or defined("A", "B"))


def of_own_file(made, definition, content=None, file="tabel.csv", year=2023):
    """The composite of a person's own table."""
    table = own_table(content, definition) if content else own_table(definition=definition)
    material = composite.of_file(table, file, indicators.measures(made))
    return composite.compose(made, definition, material, year)


def test_without_the_home_region_the_first_is_named(nothing_loaded):
    """In a person's own file the leader stands in the message, and the file in the source; no build vouches for it."""
    exhibit = composite.standing(nothing_loaded, of_own_file(nothing_loaded, defined("A", "B")), ID)

    assert exhibit.message == "Menurut susunan ini R teratas dari 3 unit pada 2023, dengan 100,00"
    assert (exhibit.source, exhibit.stamp.built_at, exhibit.is_sample) == ("berkas sendiri tabel.csv", "", False)


def test_those_who_lead_together_are_named_together(nothing_loaded):
    """A shared first place has no single leader."""
    made = of_own_file(nothing_loaded, defined("A"))

    assert message(made, ID) == "Menurut susunan ini Q dan R sama-sama teratas dari 3 unit pada 2023, dengan 100,00"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("CONTOH-tabel.csv", "unit,year,A,B\nP,2023,1,5\nQ,2023,3,2\n"),
        ("tabel.csv", "unit,year,A,B\nCONTOH P,2023,1,5\nQ,2023,3,2\n"),
    ],
    ids=["by the file's name", "by a unit's name"],
)
def test_an_invented_file_is_named_so(nothing_loaded, file, content):
    """What calls itself CONTOH is CONTOH in every exhibit made of it, and in the name of its download."""
    made = of_own_file(nothing_loaded, defined("A", "B"), content, file)
    exhibits = [one(nothing_loaded, made, ID) for one in EXHIBITS if one is not composite.outranked]

    assert {exhibit.is_sample for exhibit in exhibits if exhibit.empty is None} == {True}
    assert downloads.file_name(exhibits[0], "csv").startswith("CONTOH-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_looks_official(language):
    """The caption of every exhibit, each row of its table and both exports say that this is somebody's composition."""
    words = Words(language)
    word, disclaimer = (
        words(f"method.basis.{OWN}"),
        {"id": "bukan indeks resmi", "en": "not an official index"}[language],
    )
    rules = {**POOLED, "outranking": ("copeland", "borda")}
    with province(each("SPBE", 2022, [1, 2, 3, 4]), each("SPBE", 2023, [2, 3, 4, 5])) as made:
        index = composed(made, defined("SPBE", **rules), 2023, words)
        shown = [one(made, index, words) for one in EXHIBITS[:4]]

    assert [disclaimer in exhibit.caption for exhibit in shown] == [True] * 4
    assert {exhibit.bases for exhibit in shown} == {(OWN,)}
    for exhibit in shown[:3]:
        assert set(exhibit.table.frame["basis_word"]) == {word}
        rows = downloads.csv_bytes(exhibit, words).decode("utf-8-sig").splitlines()
        assert [word in row for row in rows[1:]] == [True] * (len(rows) - 1)


EXAMPLES = [(0, "kalsel"), (0, "national"), (1, "national"), (1, "kalsel")]


@pytest.mark.parametrize(("example", "language"), paired(EXAMPLES, LANGUAGES))
def test_every_exhibit_is_whole(example, language, shipped, lacks):
    """Both examples, in the province and in the nation, make exhibits that can be cut out of the page."""
    (number, among), words = example, Words(language)
    definition = composite.examples(words)[number].definition
    material = composite.of_warehouse(shipped, definition.codes, indicators.regions(shipped, among), (), words)
    made = composite.compose(shipped, definition, material, composite.fullest_year(material))
    shown = [one(shipped, made, words) for one in EXHIBITS]
    shown.append(composite.coverage(shipped, material, True, words))

    assert [(exhibit.key, lacks(exhibit)) for exhibit in shown if exhibit and lacks(exhibit)] == []


def test_there_are_no_other_examples():
    """Each of them is tried."""
    assert len(composite.examples(ID)) == len({number for number, _ in EXAMPLES})


def test_example_on_shipped_data(shipped):
    """The first example ranks all 13 regions by IPM series B and IDSD; figures worked out from the printed values."""
    definition = composite.examples(ID)[0].definition
    material = composite.of_warehouse(shipped, definition.codes, indicators.regions(shipped, "kalsel"), (), ID)
    made = composite.compose(shipped, definition, material, composite.fullest_year(material))
    home = made.made.rows.set_index("unit").loc[HOME]
    # IPM B: 75.97 between 69.10 (2021) and 82.20 (2025) over all years; IDSD: 3.34 between 3.20 and 4.27.
    values = material.frame["IPM B: UHH LF-SP2020 (baru)"]
    ipm = (75.97 - values.min()) / (values.max() - values.min())
    idsd = (3.34 - 3.20) / (4.27 - 3.20)

    assert (made.year, made.count, home["index"]) == (2024, 13, pytest.approx(100 * (ipm + idsd) / 2, abs=1e-9))


scores = st.one_of(st.none(), st.floats(0, 100).map(lambda value: round(value, 3)))


@given(st.lists(st.tuples(scores, scores, scores), min_size=2, max_size=6), st.tuples(*[st.floats(0.1, 9)] * 3))
@examples(8)
def test_pieces_sum_to_the_index(rows, weights):
    """Whatever is missing and however groups weigh, the pieces of a bar sum to its index."""
    frame = pd.DataFrame(rows, columns=["A", "B", "C"], dtype=float)
    frame.insert(0, "year", 2023)
    frame.insert(0, "unit", [f"U{number}" for number in range(len(rows))])
    plain = defined("A", "B", "C", method="none")
    definition = replace(plain, groups=tuple(replace(one, weight=own) for one, own in zip(plain.groups, weights)))
    material = composite.Material(frame, tuple(frame["unit"]), {}, pd.DataFrame(columns=["code", "year"]), {}, "x.csv")
    made = composite.compose(None, definition, material, 2023)
    index = made.made.rows.set_index("unit")["index"].dropna()

    assert contributions(made).loc[index.index].sum(axis=1).tolist() == pytest.approx(index.tolist(), abs=1e-9)


@pytest.mark.parametrize(
    ("rules", "note"),
    [
        ({"to": (1.0, 100.0), "index_mean": "geometric"}, "Rata-rata ini bukan penjumlahan"),
        ({"method": "zscore", "to": (0.0, 1.0)}, "Ada nilai negatif"),
        ({}, "Potongan batang berjumlah indeksnya."),
    ],
    ids=["geometric", "negative", "arithmetic"],
)
def test_bars_are_split_only_where_the_pieces_mean_something(rules, note):
    """Where an index is no sum of its groups the bar is one piece, and the note says why."""
    with province(each("SPBE", 2023, [1, 2, 3, 4]), each("IDSD", 2023, [4, 1, 2, 3])) as made:
        exhibit = composite.standing(made, composed(made, defined("SPBE", "IDSD", **rules), 2023, ID), ID)
    pieces = [trace.name for trace in exhibit.figure.data if trace.type == "bar"]

    assert exhibit.note.startswith(note)
    assert pieces == (["G1", "G2"] if not rules else ["value"])


def test_a_group_may_be_called_like_a_column(nothing_loaded):
    """People name groups as they like; a group called rank or Indeks does not overwrite the column of that name."""
    names = ("rank", "Indeks")
    plain = defined("A", "B")
    definition = replace(
        plain,
        groups=tuple(map(Group, names)),
        indicators=tuple(replace(one, group=name) for one, name in zip(plain.indicators, names)),
    )
    table = composite.standing(nothing_loaded, of_own_file(nothing_loaded, definition), ID).table

    assert [column.label for column in table.columns] == ["Peringkat", "Unit", "Indeks", "rank", "Indeks (2)", "Dasar"]
    assert table.frame["rank"].tolist() == [1, 2, 2]
    assert table.frame[table.columns[3].code].tolist() == [100.0, 0.0, 100.0]


def test_a_long_table_takes_the_place_of_bars_with_our_row_on_top():
    """With more regions than a figure can hold the table is the exhibit, and the home region is seen at once."""
    regions = [HOME, *(f"Kabupaten Jauh {number}" for number in range(45))]
    values = each("SPBE", 2023, list(range(46)), regions=regions)
    with warehouse(indicator_file(values)) as made:
        definition = defined("SPBE")
        material = gathered(made, ["SPBE"], ID, regions)
        exhibit = composite.standing(made, composite.compose(made, definition, material, 2023), ID)

    assert exhibit.figure is None
    assert exhibit.table.frame["label"].tolist()[:2] == ["Tabalong", "Jauh 44"]


def test_who_has_nothing_is_named_and_not_ranked():
    """A region without a single value is no row with a zero; the note names it."""
    exhibit, _ = standing_of([2, 4, 1, None])

    assert exhibit.table.frame["label"].tolist() == ["Kota Banjarmasin", "Tabalong", "Banjar"]
    assert "Tanpa satu nilai pun pada 2023: Kota Banjarbaru." in exhibit.note


def test_bases_and_tracks_of_scores_are_said():
    """Press and derived scores in an index are named, and two tracks are not passed over."""
    rows = [result(YEAR, HOME, 3.2), result(YEAR, KOTA, 2.9, "press"), result(YEAR, BANJAR, 3.0, track="kppn_ikn")]
    with warehouse(places_of_the_province(FOUR), results(rows)) as made:
        index = composed(made, defined(f"smart_city.{INDEX}"), YEAR, ID)
        note = composite.standing(made, index, ID).note
        shown = composite.ingredients(made, index, ID)

    assert "Skor Smart City di dalamnya: nilai resmi dan pers." in note
    assert "jalur KPPN & IKN dan Reguler" in note
    assert (shown.bases, shown.table.columns[1].label) == (("official", "press"), "Indeks Smart City (resmi dan pers)")


LINES = (each("SPBE", 2021, [1, 2, 3, 4]), each("SPBE", 2022, [2, 3, 4, 5]), each("SPBE", 2023, [4, 3, 4, 9]))


def years_of(*values, codes=("SPBE",), year=2023, words=ID, **rules):
    """The lines of a planted province."""
    with province(*values) as made:
        return composite.over_years(made, composed(made, defined(*codes, **rules), year, words), words)


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ([1, 2, 4], "Indeks susunan ini untuk Tabalong naik 2,00 dari 2022 ke 2023"),
        ([1, 4, 2], "Indeks susunan ini untuk Tabalong turun 2,00 dari 2022 ke 2023"),
        ([1, 2, 2], "Indeks susunan ini untuk Tabalong tetap dari 2022 ke 2023"),
        ([1, None, 2], "Indeks susunan ini untuk Tabalong naik 1,00 dari 2021 ke 2023"),
        ([None, None, 2], "3 daerah punya indeks susunan ini pada lebih dari satu tahun, 2021–2023"),
    ],
)
def test_years_say_how_the_home_region_moved(home, expected):
    """Rise, fall and standstill since the year drawn before; without two years of ours, whose lines these are."""
    values = [each("SPBE", 2021 + place, [own, 5, 6, 7]) for place, own in enumerate(home)]

    assert years_of(*values, method="none").message == expected


def test_years_of_a_scale_made_each_year_do_not_compare():
    """The exhibit says why nothing is drawn and which step would make years comparable."""
    exhibit = years_of(*LINES)

    assert (exhibit.figure, exhibit.message) == (None, "Perubahan antartahun tidak digambar")
    assert exhibit.empty.why == ID("cli.composite.scale.year")
    assert "semua tahun bersama" in exhibit.empty.step


def test_two_series_are_never_one_line():
    """A composition of both series has no line from the years of the one to those of the other, nor a change."""
    values = (each("IPM", 2020, [70, 71, 72, 73], "A"), each("IPM", 2021, [60, 61, 62, 63], "B"))
    codes = ("IPM A", "IPM B")
    definition = Definition("Uji", (Group("G"),), tuple(Indicator(code, "G") for code in codes), method="none")
    with province(*values) as made:
        index = composed(made, definition, 2021, ID)
        lines, remarks = composite.over_years(made, index, ID), composite.remarks(made, index, ID).table.frame

        assert index.all_years.rows["change"].notna().any()
        assert (lines.figure, changes(index).notna().any()) == (None, False)
        assert "IPM A dan IPM, seri B" not in " ".join(remarks["sentence"])
        assert remarks.loc[remarks["kind"] == "seri berbeda", "sentence"].tolist() == [
            ID("composite.remarks.series", labels=["IPM, seri A", "IPM, seri B"])
        ]


def test_only_years_with_the_same_parts_are_drawn_and_differ():
    """A year with other indicators than the year shown is another index: it is no point and gives no change."""
    values = (*LINES, each("IDSD", 2022, [1, 1, 2, 2]), each("IDSD", 2023, [2, 1, 2, None]))
    with province(*values) as made:
        index = composed(made, defined("SPBE", "IDSD", method="none"), 2023, ID)
        table = composite.over_years(made, index, ID).table.frame

        assert table.groupby("unit")["year"].apply(list).to_dict() == {
            HOME: [2022, 2023],
            KOTA: [2022, 2023],
            BANJAR: [2022, 2023],
            BARU: [2021, 2023],
        }
        assert changes(index).dropna().to_dict() == {HOME: 1.5, KOTA: 0.0, BANJAR: 0.0}


def test_an_imputed_value_is_no_part():
    """A cell filled with the mean of all years does not make a year comparable that has no value of its own."""
    values = (each("SPBE", 2022, [1, 2, 3, 4]), each("SPBE", 2023, [2, 3, 4, 5]), each("IDSD", 2023, [5, 6, 7, 8]))
    exhibit = years_of(*values, codes=("SPBE", "IDSD"), impute="mean", **POOLED)

    assert exhibit.figure is None
    assert "IDSD, hanya 2023" in exhibit.empty.why


def test_another_year_that_cannot_be_computed_does_not_take_this_one_along():
    """Negative values under a geometric mean in 2022 leave the ranking of 2023, and the lines say what is wrong."""
    values = (each("SPBE", 2022, [-1, 2, 3, 4]), each("SPBE", 2023, [2, 3, 4, 5]))
    with province(*values) as made:
        definition = defined("SPBE", method="none", group_mean="geometric")
        index = composed(made, definition, 2023, ID)

        assert index.count == 4
        assert composite.over_years(made, index, ID).empty.why == ID("composite.years.empty_why_negative")
        with pytest.raises(Faulty):
            composed(made, definition, 2022, ID)


def test_a_change_of_the_ministrys_method_is_said():
    """Scores of two years with different rules carry the break into the lines and the note."""
    rows = [result(year, region, 3.0, track="kppn_ikn") for year in (2022, 2023) for region in (HOME, KOTA)]
    with warehouse(places_of_the_province(FOUR), results(rows)) as made:
        exhibit = composite.over_years(made, composed(made, defined("smart_city.index", method="none"), 2023, ID), ID)

    assert ID("composite.years.method_changed", years="2023") in exhibit.note
    assert len(exhibit.figure.layout.shapes) == 1


def test_many_lines_give_way_to_the_nearest():
    """With more regions than lines can be told apart those nearest by rank are drawn, and the table has all."""
    regions = [HOME, *(f"Kabupaten Jauh {number}" for number in range(30))]
    values = [value for year in (2022, 2023) for value in each("SPBE", year, list(range(31)), regions=regions)]
    with warehouse(indicator_file(values)) as made:
        definition = defined("SPBE", method="none")
        material = gathered(made, ["SPBE"], ID, regions)
        exhibit = composite.over_years(made, composite.compose(made, definition, material, 2023), ID)
    drawn = {trace.name for trace in exhibit.figure.data}

    assert (len(drawn), "Tabalong" in drawn, "Jauh 29" in drawn) == (15, True, False)
    assert exhibit.table.frame["unit"].nunique() == 31


def test_rankings_by_pairs_stand_beside_the_index():
    """One strong group does not carry a region over others that beat it in the remaining groups."""
    values = (
        each("A", 2023, [100, 0, 10, 20]),
        each("B", 2023, [1, 2, 3, 4]),
        each("C", 2023, [1, 2, 3, 4]),
    )
    rules = {"method": "none", "outranking": ("copeland", "borda")}
    with province(*values) as made:
        index = composed(made, defined("A", "B", "C", **rules), 2023, ID)
        exhibit = composite.outranked(made, index, ID)
        none = composite.outranked(made, replace(index, definition=defined("A", "B", "C")), ID)
    rows = exhibit.table.frame.set_index("unit")

    assert none is None
    assert rows.loc[HOME, ["rank", "copeland_rank", "borda_rank"]].tolist() == [1, 4, 3]
    assert rows.loc[BARU, ["rank", "copeland_rank", "borda_rank"]].tolist() == [2, 1, 1]
    assert exhibit.message == "Copeland dan Borda menempatkan 4 daerah di peringkat lain daripada indeksnya"
    assert {
        column.code: column.decimals for column in exhibit.table.columns if column.code in ("copeland", "borda")
    } == {
        "copeland": 0,
        "borda": 2,
    }


def remarks_of(*values, codes=("SPBE",), words=ID, year=2023, **rules):
    """What is said of a planted province, as kind and sentence; the scale's row left out."""
    with province(*values) as made:
        frame = composite.remarks(made, composed(made, defined(*codes, **rules), year, words), words).table.frame
    return [tuple(row) for row in frame.itertuples(index=False)][1:]


def test_nothing_is_silent():
    """What is missing, constant, pulled in or filled is each named in a sentence with names people know."""
    missing = remarks_of(each("SPBE", 2023, [1, 2, 3, 4]), each("IDSD", 2023, [1, 2, None, 4]), codes=("SPBE", "IDSD"))
    constant = remarks_of(each("SPBE", 2023, [2, 2, 2, 2]), each("IDSD", 2023, [1, 2, 3, 4]), codes=("SPBE", "IDSD"))
    pulled = remarks_of(each("SPBE", 2023, [1, 1.1, 1.2, 90]), winsorise=Winsorising(1, 1.0, 1.0))
    filled = remarks_of(
        each("SPBE", 2023, [1, 2, 3, 4]), each("IDSD", 2023, [1, 2, None, 3]), codes=("SPBE", "IDSD"), impute="mean"
    )

    assert ("tidak lengkap", "indeks: tanpa G2, bobot lainnya menyesuaikan, untuk Banjar 2023.") in missing
    sentence = "SPBE (2023): semua nilainya 2,00, jadi tidak membedakan siapa pun dan tidak dihitung."
    assert ("konstan", sentence) in constant
    assert [kind for kind, _ in pulled] == ["nilai ekstrem ditarik"]
    assert "Kota Banjarbaru 2023 (90,00 → 1,20)" in pulled[0][1]
    assert filled == [("diisi rata-rata", "IDSD: sel kosong diisi rata-rata, untuk Banjar 2023.")]


def test_what_sources_say_and_where_files_disagree_is_told():
    """A remark of the source stands once for all it is about; a disputed value names the region."""
    newer = indicator_file([("SPBE", "", HOME, 2023, 9.0)], "lain.xlsx")
    with province(each("SPBE", 2023, [1, 2, 3, 4]), note="SEMENTARA", more=[newer]) as made:
        exhibit = composite.remarks(made, composed(made, defined("SPBE"), 2023, ID), ID)
    frame = exhibit.table.frame
    remarks = dict(zip(frame["kind"], frame["sentence"]))

    assert (len(frame), exhibit.message) == (3, "3 hal perlu diketahui tentang indeks ini")
    assert remarks["catatan sumber"] == "SPBE 2023, Banjar, Kota Banjarbaru, dan Kota Banjarmasin: SEMENTARA"
    assert remarks["nilai berbeda"] == ID("composite.remarks.versions", label="SPBE", year=2023, places="Tabalong")


def test_a_clean_index_says_so():
    """With nothing to remark the message says that values were used as they are; the scale is told all the same."""
    with province(each("SPBE", 2023, [1, 2, 3, 4])) as made:
        exhibit = composite.remarks(made, composed(made, defined("SPBE"), 2023, ID), ID)

    assert exhibit.message == ID("composite.remarks.none")
    assert exhibit.table.frame["sentence"].tolist() == [ID("cli.composite.scale.year")]


SPARSE = (
    each("SPBE", 2022, [1, None, None, None]),
    each("SPBE", 2023, [1, 2, 3, 4]),
    each("IDSD", 2023, [1, 2, None, None]),
)


@pytest.mark.parametrize(
    ("values", "codes", "is_composed", "expected"),
    [
        (
            SPARSE,
            ("SPBE", "IDSD"),
            True,
            "2 dari 4 daerah lengkap dengan 2 indikator pada 2023; paling jarang IDSD, 2 daerah",
        ),
        (SPARSE[1:2], ("SPBE",), True, "SPBE: 4 dari 4 daerah pada 2023"),
        (
            (*LINES, each("IDSD", 2023, [1, 2, 3, 4])),
            ("SPBE", "IDSD"),
            True,
            "Semua 4 daerah lengkap dengan 2 indikator pada 2023",
        ),
        (
            (each("SPBE", 2023, [1, 2]), each("IDSD", 2023, [1, 2])),
            ("SPBE", "IDSD"),
            True,
            "2 dari 4 daerah lengkap dengan 2 indikator pada 2023",
        ),
        (
            (*LINES, each("SPBE", 2025, [1, 2, 3, 4])),
            ("SPBE",),
            False,
            "Ada 1 indikator untuk disusun; yang paling lengkap SPBE: 4 dari 4 daerah pada 2021–2023 dan 2025",
        ),
    ],
    ids=["limited", "single", "full", "even", "open"],
)
def test_coverage_comes_first_in_words(values, codes, is_composed, expected):
    """How many regions can have an index at all, in which year, and which indicator holds the others back."""
    with province(*values) as made:
        exhibit = composite.coverage(made, gathered(made, codes, ID), is_composed, ID)

    assert exhibit.message == expected


def test_coverage_counts_each_indicator_and_all_of_them():
    """The table has a row an indicator and one for all together; nobody is a zero, not a gap."""
    with province(*SPARSE) as made:
        frame = composite.coverage(made, gathered(made, ("SPBE", "IDSD"), ID), True, ID).table.frame

    assert frame.set_index("label").to_dict("index") == {
        "SPBE": {"2022": 1, "2023": 4},
        "IDSD": {"2022": 0, "2023": 2},
        "Semua indikator susunan ini": {"2022": 0, "2023": 2},
    }


def test_an_empty_warehouse_says_what_helps(nothing_loaded, lacks, words):
    """Without any indicator the exhibit says what is missing, why, and the one step."""
    exhibit = composite.coverage(nothing_loaded, gathered(nothing_loaded, (), words), False, words)

    assert (lacks(exhibit), exhibit.empty is not None) == ([], True)


@pytest.mark.parametrize(
    ("values", "year", "step"),
    [
        (SPARSE, 2022, ID("composite.standing.empty_step_year", best=2023, count=2, noun="daerah")),
        (
            (each("SPBE", 2023, [1, 2, 3, None]), each("IDSD", 2023, [None, None, None, 4])),
            2023,
            ID("composite.standing.empty_step_drop", label="IDSD"),
        ),
    ],
    ids=["another year", "one indicator less"],
)
def test_no_index_names_the_one_step_that_helps(values, year, step, lacks):
    """The year in which most are whole is proposed, else the scarcest indicator to leave out."""
    with province(*values) as made:
        exhibit = composite.standing(made, composed(made, defined("SPBE", "IDSD", below=1.0), year, ID), ID)

    assert (lacks(exhibit), exhibit.empty.step) == ([], step)


def test_a_constant_alone_gives_no_index_and_says_where_to_look():
    """One indicator that tells nobody apart leaves everybody without an index; another one has to be chosen."""
    exhibit, _ = standing_of([2, 2, 2, 2])

    assert exhibit.empty.step == ID("composite.standing.empty_step_load")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((each("SPBE", 2022, [1, 2, 3]), each("SPBE", 2023, [1, 2])), 2022),
        ((each("SPBE", 2022, [1, 2]), each("SPBE", 2023, [1, 2])), 2023),
        ((), None),
    ],
    ids=["fullest", "newest of equals", "none"],
)
def test_the_year_shown_first_is_the_fullest(values, expected):
    """Most units with every indicator, the newest of several such years, and none without values."""
    with province(*values) as made:
        assert composite.fullest_year(gathered(made, ("SPBE",), ID)) == expected


def test_unknown_indicators_are_named_with_those_that_exist():
    """A definition written for other data says every indicator that is not there."""
    with province(each("SPBE", 2023, [1])) as made:
        found = composite.unknown_measures(defined("SPBE", "SPEB", "X"), indicators.measures(made), "uji.toml")

    assert [(one.code, one.found, one.values["known"]) for one in found] == [
        ("definition.indicator_unknown", code, ["SPBE"]) for code in ("SPEB", "X")
    ]


def test_exports_carry_the_composition(nothing_loaded):
    """The workbook says in its description that the basis is somebody's composition; a file's values have no build."""
    exhibit = composite.standing(nothing_loaded, of_own_file(nothing_loaded, defined("A", "B")), ID)
    content = downloads.xlsx_bytes(exhibit, Selection(), ID, "http://localhost/komposit")
    described = dict(load_workbook(BytesIO(content))[ID("export.sheet.description")].iter_rows(values_only=True))

    assert described[ID("export.label.basis")].startswith("susunan sendiri: ")
    assert "bukan indeks resmi" in described[ID("export.label.caption")]
    assert ID("export.label.as_of") not in described
    assert downloads.file_name(exhibit, "xlsx") == "smart-city-komposit-peringkat.xlsx"


def test_far_regions_of_a_nation_keep_their_place():
    """Regions outside the province are ranked with the others when the nation is asked for."""
    rows = [result(YEAR, region, 3.9 - place / 10) for place, region in enumerate((*FAR[:3], HOME))]
    with warehouse(places_of_the_province(FOUR), results(rows)) as made:
        material = gathered(made, (f"smart_city.{INDEX}",), ID, indicators.regions(made, "national"))
        index = composite.compose(made, defined(f"smart_city.{INDEX}", method="none"), material, YEAR)

    assert index.made.rows["unit"].tolist() == [*FAR[:3], HOME]
