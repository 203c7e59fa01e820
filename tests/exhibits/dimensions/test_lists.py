"""Dimensi: holes, owners, partners, changes and similar names, on planted lists and on the shipped ones."""

import pytest
from laws import paired
from planted import HOME, OUTSIDE, warehouse
from planted_forms import about, events, innovation, innovations

from smartcity.exhibits import dimensions
from smartcity.exhibits.kit.selection import Selection
from smartcity.method import load_dimensions
from smartcity.wording import LANGUAGES, Words

ID = Words("id")
EVERY = tuple(dimension.code for dimension in load_dimensions())
PARTS = [(dimension.code, part.number) for dimension in load_dimensions() for part in dimension.sub_dimensions]
FUNCTIONS = [getattr(dimensions, name) for name in dimensions.__all__]
OF_LISTS = [name for name in dimensions.__all__ if not name.startswith("agenda")]


def full(listed="akhir", year=2024, without=()):
    """One innovation for every sub-dimension but those of *without*."""
    return [
        innovation(f"{dimension.title()} {number}", dimension, number, "Dinas A", listed=listed, year=year)
        for dimension, number in PARTS
        if (dimension, number) not in without
    ]


def loose(counts, listed="fgd", year=2024):
    """So many innovations of each dimension, none with a sub-dimension."""
    return [
        innovation(f"{dimension.title()} {letter}", dimension, listed=listed, year=year)
        for dimension, count in counts.items()
        for letter in "ABCDEFGH"[:count]
    ]


def show(function, *files, words=ID, **choices):
    """The exhibit that *function* makes of planted files."""
    with warehouse(*files) as planted:
        return function(planted, Selection(**choices), words)


def column(exhibit, code):
    """One column of an exhibit's table as a list, None where missing."""
    frame = exhibit.table.frame
    return frame[code].astype(object).where(frame[code].notna(), None).tolist()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (full(), "Semua 18 subdimensi terisi, masing-masing satu inovasi (Akhir 2024)"),
        ([*full(), innovation("Lagi", "living", 1)], "Semua 18 subdimensi terisi dalam Akhir 2024"),
        (
            [*full(), innovation("Lagi", "living")],
            "Semua 18 subdimensi terisi dalam Akhir 2024; 1 inovasi belum ditempatkan pada subdimensi",
        ),
        (full(without={("living", 2)}), "Tidak ada inovasi untuk Prasarana Kesehatan dalam Akhir 2024"),
        (
            full(without={("living", 2), ("branding", 3)}),
            "Tidak ada inovasi untuk Wajah Kota dan Prasarana Kesehatan dalam Akhir 2024",
        ),
        (
            full(without={("living", 1), ("living", 2), ("living", 3), ("branding", 3)}),
            "4 dari 18 subdimensi belum punya inovasi dalam Akhir 2024, antara lain Wajah Kota, Harmonisasi Tata"
            " Ruang Wilayah, dan Prasarana Kesehatan",
        ),
        (
            [*full(without={("living", 2)}), innovation("Di mana", "living")],
            "Tidak ada subdimensi yang pasti kosong dalam Akhir 2024; 1 inovasi belum ditempatkan pada subdimensi",
        ),
        (
            loose(dict.fromkeys(EVERY, 2), "akhir"),
            "Akhir 2024 tidak menyebut subdimensi; setiap dimensi punya inovasi",
        ),
        (
            loose(dict.fromkeys(EVERY[1:], 2), "akhir"),
            "Akhir 2024 tidak menyebut subdimensi; tidak ada inovasi untuk Smart Governance",
        ),
    ],
    ids=["full", "fuller", "full-and-loose", "one", "two", "many", "unsure", "unplaced", "unplaced-hole"],
)
def test_coverage_names_the_holes_and_only_what_is_surely_one(rows, message):
    """A sub-dimension that may hold an unplaced innovation is no hole; a dimension without any innovation is one."""
    file = innovations(rows, [about("akhir", "Akhir 2024")])
    assert show(dimensions.coverage, file).message == message


def test_an_unknown_place_is_not_zero():
    """A dimension whose names have no sub-dimension has unknown counts there and a row of its own, not zeros."""
    rows = [innovation("A", "governance", 1), innovation("B", "living"), innovation("C", "living")]
    exhibit = show(dimensions.coverage, innovations(rows))
    named = dict.fromkeys(EVERY)
    for dimension, count in zip(column(exhibit, "dimension"), column(exhibit, "count")):
        code = next(one.code for one in load_dimensions() if one.name == dimension)
        named[code] = [*(named[code] or []), count]
    zero = [0, 0, 0]
    assert named == dict.fromkeys(EVERY, zero) | {"governance": [1, 0, 0], "living": [None, None, None, 2]}


def test_the_matrix_writes_names_without_a_place_into_one_cell_of_their_dimension():
    """Such a dimension has one counted cell instead of three hatched ones, so that its names can be read."""
    rows = [innovation("A", "governance", 1), innovation("B", "living"), innovation("C", "living")]
    bars = show(dimensions.coverage, innovations(rows)).figure.data[0]
    cells = [text for text in bars.hovertext if text.startswith("Smart Living")]
    assert cells == ["Smart Living › subdimensi tidak disebut<br>B<br>C"]


def test_cells_that_may_hold_an_unplaced_name_are_hatched():
    """Beside a placed name, an empty cell of a dimension with unplaced names is unknown, and the note has the name."""
    rows = [innovation("A", "living", 1), innovation("B", "living")]
    exhibit = show(dimensions.coverage, innovations(rows), dimension="living")
    hatched = [bool(shape) for shape in exhibit.figure.data[0].marker.pattern.shape]
    assert hatched == [False, True, True]
    assert exhibit.note == "Belum ditempatkan pada subdimensi, Smart Living: B."


def test_every_name_leads_to_its_cell_and_its_other_lists():
    """The details hold one row an innovation with owner, other lists that print the same name, and the source cell."""
    lists = [about("awal", "Awal", 2023), about("akhir", "Akhir 2024")]
    rows = [innovation("LANGSAT manis", "living", listed="awal", year=2023), innovation("Langsat Manis", "living", 3)]
    detail = show(dimensions.coverage, innovations(rows, lists)).details[0]
    assert [column(detail, code) for code in ("name", "other_lists", "source", "place")] == [
        ["Langsat Manis"],
        ["Awal (2023)"],
        ["Koran Inovasi"],
        ["inovasi.xlsx › Inovasi › E3"],
    ]


def test_a_chosen_list_and_dimension_are_what_is_shown():
    """The selection narrows; the newest list is the default; what does not exist is passed over."""
    file = innovations([*full(), *loose({"living": 4})], [about("akhir", "Akhir"), about("fgd", "FGD")])
    captions = [
        show(dimensions.coverage, file, **choice).caption
        for choice in (
            {},
            {"innovation_list": "akhir"},
            {"innovation_list": "akhir", "dimension": "living"},
            {"innovation_list": "hilang", "dimension": "hilang"},
        )
    ]
    assert captions == [
        "FGD (2024): 4 inovasi",
        "Akhir (2024): 18 inovasi",
        "Akhir (2024): 3 inovasi Smart Living",
        "FGD (2024): 4 inovasi",
    ]


def test_counts_stand_side_by_side_and_are_missing_where_a_list_does_not_say():
    """Unknown sub-dimensions are missing in their list's column; names without a place have a row of their own."""
    file = innovations([*loose({"living": 4}, "awal", 2023), *full()], [about("awal", "Awal", 2023)])
    exhibit = show(dimensions.counts_by_year, file, dimension="living")
    assert [column(exhibit, code) for code in ("awal", "akhir")] == [[None, None, None, 4], [1, 1, 1, 0]]
    assert exhibit.message == "4 dan 3 inovasi dalam 2 daftar, dari yang terlama; hanya akhir yang menyebut subdimensi"


def test_a_list_that_was_linked_says_the_same_after_a_newer_one_is_loaded():
    """What sets lists side by side ends with the year that is looked at; what is compared now knows of all of them."""
    rows, newer = [*loose({"living": 4}, "awal", 2022), *loose({"living": 3}, "fgd", 2023)], full()
    chosen = {"innovation_list": "fgd", "dimension": "living"}
    before, after = (
        [
            show(function, innovations(own), **chosen)
            for function in (dimensions.counts_by_year, dimensions.stated_counts)
        ]
        for own in (rows, [*rows, *newer])
    )
    assert [one.message for one in after] == [one.message for one in before]
    assert [[c.code for c in one.table.columns] for one in after] == [
        [c.code for c in one.table.columns] for one in before
    ]
    assert after[0].details[0].message == before[0].details[0].message
    compared = {"innovation_list": "awal", "other_list": "akhir"}
    assert "4" in show(dimensions.changes, innovations([*rows, *newer]), **compared).message


def test_a_year_counts_names_of_its_lists_once():
    """Two lists of one year that print the same name have one name more, not two."""
    rows = [innovation("A", "living", listed="x"), innovation("a", "living", listed="y"), innovation("B", "living")]
    years = show(dimensions.counts_by_year, innovations(rows), dimension="living").details[0]
    assert (years.message, column(years, "2024")) == ("2 nama pada 2024", [2])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (full(), "18 inovasi dalam akhir"),
        (
            [*loose({"living": 2}, "x"), *loose({"living": 3}, "y")],
            "2 dan 3 inovasi dalam 2 daftar, dari yang terlama; tidak satu pun menyebut subdimensi",
        ),
        ([*full("x"), *full("y")], "18 dan 18 inovasi dalam 2 daftar, dari yang terlama"),
    ],
)
def test_the_sizes_of_lists_are_said_with_what_they_can_show(rows, message):
    """Which lists place their innovations is said only where it differs or is missing."""
    assert show(dimensions.counts_by_year, innovations(rows)).message == message


def owned(*pairs):
    """A list whose innovations have these owners, (owner, kind)."""
    rows = [innovation(f"N{place}", "living", 1, owner, kind) for place, (owner, kind) in enumerate(pairs)]
    return innovations(rows, [about("akhir", "Akhir")])


A, B, C, D = [(f"Dinas {letter}", None) for letter in "ABCD"]
NOBODY = (None, None)


@pytest.mark.parametrize(
    ("owners", "message"),
    [
        ((A, A, B), "Dinas A punya inovasi terbanyak: 2 dari 3"),
        ((A, A, B, B, C), "Dinas A dan Dinas B punya inovasi terbanyak: masing-masing 2 dari 5"),
        ((A, B, C), "3 pemilik masing-masing punya 1 dari 3 inovasi"),
        ((A, A), "Dinas A satu-satunya pemilik yang tercatat: 2 dari 2 inovasi"),
        ((A, NOBODY), "Dinas A satu-satunya pemilik yang tercatat: 1 dari 2 inovasi; pemilik 1 inovasi tidak tercatat"),
        ((NOBODY, NOBODY), "Akhir tidak mencatat pemilik satu pun dari 2 inovasinya"),
        (
            (A, A, B, B, C, C, D, D, ("Dinas E", None)),
            "4 pemilik punya inovasi terbanyak: masing-masing 2 dari 9",
        ),
        (
            (A, A, B, NOBODY, NOBODY, NOBODY),
            "Dinas A punya inovasi terbanyak: 2 dari 6; pemilik 3 inovasi tidak tercatat",
        ),
    ],
)
def test_the_owners_of_most_innovations_share_ties(owners, message):
    """An owner nobody printed never leads, and equal owners are named together or counted."""
    assert show(dimensions.owners, owned(*owners)).message == message


def test_owners_written_alike_are_one_row():
    """Case and punctuation do not make a second owner; those without one stand in a row of their own."""
    exhibit = show(dimensions.owners, owned(A, ("DINAS A", None), NOBODY))
    assert list(zip(column(exhibit, "label"), column(exhibit, "count"))) == [
        ("Dinas A", 2),
        ("Pemilik tidak tercatat", 1),
    ]


@pytest.mark.parametrize(
    ("owners", "message"),
    [
        ((A, B, ("Warga", "non_government")), "1 dari 3 inovasi tercatat punya mitra dari luar pemerintah"),
        ((A, B), "0 dari 2 inovasi tercatat punya mitra dari luar pemerintah"),
        (
            (A, ("Warga", "non_government"), NOBODY),
            "1 dari 3 inovasi tercatat punya mitra dari luar pemerintah; untuk 1 inovasi tidak tercatat",
        ),
        ((NOBODY, NOBODY), "Akhir tidak mencatat apakah ada mitra dari luar pemerintah"),
    ],
)
def test_partners_are_counted_among_all_with_what_nobody_recorded(owners, message):
    """What is not recorded is neither government nor partner, and the sentence says so."""
    assert show(dimensions.partners, owned(*owners)).message == message


def test_a_dimension_without_innovations_says_so():
    """A narrowed list may be empty: then there is nothing to share, and no division by nothing."""
    messages = {
        show(function, owned(A), dimension="economy").message for function in (dimensions.owners, dimensions.partners)
    }
    assert messages == {"Tidak ada inovasi untuk pilihan ini dalam Akhir"}


def two_lists(before, after):
    """Two lists of Smart Living, the older and the newer."""
    rows = [innovation(name, "living", listed="awal", year=2023) for name in before]
    rows += [innovation(name, "living", listed="akhir") for name in after]
    return innovations(rows, [about("awal", "Awal", 2023), about("akhir", "Akhir")])


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("AB", "BC", "1 inovasi baru, 1 lanjut, dan 1 hilang"),
        ("AB", "AB", "Kedua daftar memuat 2 inovasi yang sama"),
        ("A", "ABC", "2 inovasi baru dan 1 lanjut"),
        ("ABC", "A", "1 lanjut dan 2 hilang"),
        ("AB", "CDE", "3 inovasi baru dan 2 hilang; tidak ada nama yang sama persis"),
        (
            ["Simaspemalu", "Yantaro"],
            ["Simas Pemalu", "Yantaro"],
            "1 inovasi baru, 1 lanjut, dan 1 hilang; 1 pasangan nama mirip mungkin inovasi yang sama",
        ),
    ],
    ids=["mixed", "same", "grown", "shrunk", "replaced", "respelt"],
)
def test_changes_are_counted_clause_by_clause(before, after, message):
    """Only exact names are kept; a clause of nothing is left out; similar names are a doubt, not a match."""
    assert show(dimensions.changes, two_lists(before, after)).message == message


def test_a_similar_name_is_asked_about_on_both_sides():
    """The new and the gone spelling each carry the question, and neither is called kept."""
    exhibit = show(dimensions.changes, two_lists(["Simaspemalu"], ["Simas Pemalu"]))
    rows = list(zip(*(column(exhibit, code) for code in ("change", "name", "proposed"))))
    assert rows == [("baru", "Simas Pemalu", "= Simaspemalu ?"), ("hilang", "Simaspemalu", "= Simas Pemalu ?")]


def test_changes_run_forward_in_time_whichever_list_is_chosen():
    """Choosing the older list and comparing it with the newer says the same as the other way round."""
    file = two_lists("AB", "BC")
    texts = {
        show(dimensions.changes, file, innovation_list=one, other_list=other).caption
        for one, other in (("akhir", "awal"), ("awal", "akhir"), ("awal", None), ("akhir", "akhir"))
    }
    assert texts == {"Dari Awal (2023) (2 inovasi) ke Akhir (2024) (2 inovasi)"}


def test_one_list_has_no_changes():
    """With a single list the page says what is missing and what to do."""
    assert show(dimensions.changes, innovations(full())).empty.missing == "Baru ada satu daftar inovasi"


def test_similar_names_with_different_owners_are_pointed_out():
    """Owners differ only where both are printed; a pair waits for a person whatever its likeness."""
    rows = [
        innovation("Silangkarr", "governance", owner="Bappedalitbang"),
        innovation("Silangkar", "society", owner="Disdikbud"),
        innovation("Jikamaka", "society"),
        innovation("LKP Jikamaka", "society", owner="Disdikbud"),
    ]
    exhibit = show(dimensions.near_names, innovations(rows))
    assert exhibit.message == (
        "2 pasangan nama mirip menunggu keputusan; 1 di antaranya tercatat atas pemilik yang berbeda"
    )
    assert column(exhibit, "decision") == ["= ? menunggu keputusan"] * 2


def test_names_that_all_differ_are_no_question():
    """Nothing similar is said to be so, without a note about thresholds."""
    exhibit = show(dimensions.near_names, two_lists(["Yantaro"], ["Epinda"]))
    assert (exhibit.message, exhibit.note, len(exhibit.table.frame)) == ("Tidak ada nama yang mirip", "", 0)


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ([about("akhir", "A", stated=1, people=3)], "A: 1 inovasi dan 3 inovator menurut sumbernya, 2 nama tercetak"),
        ([about("akhir", "A", stated=3)], "A: 3 inovasi menurut sumbernya, 2 nama tercetak"),
        ([about("akhir", "A", stated=2)], "Jumlah yang disebut sumber sama dengan nama yang tercetak"),
        ([about("akhir", "A")], "Tidak ada daftar yang menyebut jumlah inovasinya"),
        ([], "Tidak ada daftar yang menyebut jumlah inovasinya"),
    ],
)
def test_a_stated_count_that_differs_is_shown_as_it_is(lists, message):
    """Both numbers stand side by side; none is preferred, none invented."""
    rows = [innovation("A", "living"), innovation("B", "living")]
    assert show(dimensions.stated_counts, innovations(rows, lists)).message == message


def test_events_are_those_of_the_home_region_the_newest_first():
    """Another region's events stay out; a date that is only a year is shown as it is."""
    own = events(("2019", "Forum"), ("2024-05-07", "Rapat"), ("2023-11-16", "Evaluasi"))
    other = events(("2025-01-01", "Lain"), region=OUTSIDE, name="lain.xlsx")
    exhibit = show(dimensions.agenda, own, other)
    assert (exhibit.message, column(exhibit, "date")) == (
        "Kegiatan terakhir: Rapat (7 Mei 2024)",
        ["2024-05-07", "2023-11-16", "2019"],
    )


def test_an_event_may_name_the_region_without_its_type():
    """People write "Tabalong" for the kabupaten."""
    short = HOME.split(maxsplit=1)[1]
    assert show(dimensions.agenda, events(("2024", "Rapat"), region=short)).empty is None


@pytest.mark.parametrize("function", FUNCTIONS, ids=dimensions.__all__)
def test_an_empty_warehouse_says_what_is_missing_why_and_what_to_do(function, words):
    """Nothing loaded is no error: the exhibit has no figure and no table but three sentences."""
    exhibit = show(function, words=words)
    empty = exhibit.empty
    assert (exhibit.figure, exhibit.table, all((empty.missing, empty.why, empty.step))) == (None, None, True)


@pytest.mark.parametrize(("function", "language"), paired(FUNCTIONS, LANGUAGES))
def test_an_exhibit_is_complete_enough_to_be_cut_out(function, language, shipped):
    """Message, caption, source and stamp are there, a figure has an alt text, every column a label and a place."""
    words = Words(language)
    chosen = Selection(year=2024) if function is dimensions.agenda_of_year else Selection()
    exhibit = function(shipped, chosen, words)
    parts = (exhibit.message, exhibit.caption, exhibit.source, exhibit.stamp.fingerprint)
    assert all(parts)
    assert exhibit.figure is None or exhibit.alt
    assert {column.code for column in exhibit.table.columns} <= set(exhibit.table.frame.columns)


@pytest.mark.parametrize("name", OF_LISTS)
def test_invented_lists_are_marked_as_such(name):
    """A sample list makes every exhibit that shows it a sample."""
    function = getattr(dimensions, name)
    file = two_lists("AB", "BC")
    marked = innovations(file.tables["innovations"], file.tables["lists"], is_sample=True)
    assert (show(function, marked).is_sample, show(function, file).is_sample) == (True, False)


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        ("final_2024", "Semua 18 subdimensi terisi, masing-masing satu inovasi (Daftar akhir evaluasi 2024)"),
        ("fgd_2024", "FGD persiapan penilaian, Maret 2024 tidak menyebut subdimensi; setiap dimensi punya inovasi"),
        (
            "survey_2023",
            "Sosialisasi survei dampak, September 2023 tidak menyebut subdimensi; setiap dimensi punya inovasi",
        ),
    ],
)
def test_the_shipped_lists_show_what_they_say(shipped, listed, message):
    """The final list fills every sub-dimension; the other two only say the dimension."""
    assert dimensions.coverage(shipped, Selection(innovation_list=listed), ID).message == message


def test_the_shipped_lists_keep_24_beside_26(shipped):
    """The number in the article and the names it prints differ, and both are shown."""
    assert dimensions.stated_counts(shipped, Selection(), ID).message == (
        "FGD persiapan penilaian, Maret 2024: 24 inovasi dan 26 inovator menurut sumbernya, 26 nama tercetak"
    )


def test_the_shipped_lists_propose_nine_pairs(shipped):
    """The spellings that a person should decide on, among them the Silangkar of two owners."""
    assert dimensions.near_names(shipped, Selection(), ID).message == (
        "9 pasangan nama mirip menunggu keputusan; 1 di antaranya tercatat atas pemilik yang berbeda"
    )


def test_messages_differ_by_language_only_in_words(shipped):
    """Both languages tell the same figures."""
    texts = [dimensions.partners(shipped, Selection(), Words(language)).message for language in LANGUAGES]
    assert texts == [
        "1 dari 18 inovasi tercatat punya mitra dari luar pemerintah; untuk 4 inovasi tidak tercatat",
        "1 of 18 innovations are recorded with a partner outside government; for 4 nothing is recorded",
    ]
