"""Findings as sentences: what an analyst under time pressure reads."""

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcity.records.findings import CATALOGUE, ERROR, SEVERITIES, Finding, Place
from smartcity.wording import LANGUAGES, Words, catalogue
from smartcity.wording.messages import FOUND_LENGTH, LISTED, Group, Message, group, once, spell

FILE = "rekap.xlsx"
WHOLE, SHEET, ROW = Place(FILE), Place(FILE, "Smart Society"), Place(FILE, "Hasil", "12")
CELL = Place(FILE, "Smart Society", "E6")
COLUMN = {"column": "Daerah", "columns": {"id": "Daerah", "en": "Region"}}
SCALE = {**COLUMN, "low": 0.0, "high": 4.0}
DIMENSIONS = ["Smart Governance", "Smart Branding", "Smart Economy"]
KINDS = ["innovations", "results", "survey"]
METHODS = ["2023_kppn_ikn", "2023_regular"]
LOADED = {"entry": "3f9a", "at": "2026-11-21T10:42:00", "by": "Rina"}
MEBIBYTE = 1 << 20

UNSURE = {
    "day_first": date(2024, 3, 9),
    "month_first": date(2024, 9, 3),
    "column": "Tanggal",
    "columns": {"id": "Tanggal", "en": "Date"},
    "of": "date_order",
    "text": "9/3/2024 \u2026 9/10/2024",
}

ITEM = Place("", cell="P1")
"""What somebody typed stands at the item it was typed for."""

EXAMPLES = {
    finding.code: finding
    for finding in (
        Finding("file.not_found", WHOLE, "kiriman/rekap.xlsx"),
        Finding("file.changed", WHOLE, "unggahan/0a1b-rekap.xlsx"),
        Finding("file.not_a_workbook", WHOLE, "pdf"),
        Finding("file.empty", WHOLE),
        Finding("file.encrypted", WHOLE),
        Finding("file.damaged", WHOLE, "", {"reason": "zip", "detail": "x"}),
        Finding("file.too_large", WHOLE, "", {"bytes": 60 * MEBIBYTE, "limit": 50 * MEBIBYTE}),
        Finding("file.too_many_cells", SHEET, "", {"cells": 17_000_000, "limit": 16_000_000}),
        Finding("file.cell_out_of_reach", Place(FILE, "Data", "XFD1048576"), "", {"limit": 16_000_000}),
        Finding("file.unsafe_content", WHOLE, "/etc/a.xml", {"reason": "member_path"}),
        Finding("file.unclosed_quote", WHOLE, "", {"lines": [4, 9]}),
        Finding("file.bad_bytes", WHOLE, "é", {"lines": [7], "n": 2}),
        Finding("file.wrong_extension", WHOLE, ".xls", {"kind": "xlsx"}),
        Finding("file.macros_ignored", WHOLE),
        Finding("file.external_links_ignored", WHOLE, "", {"count": 2}),
        Finding("file.already_loaded", WHOLE, "lama.xlsx", LOADED),
        Finding("file.kind_unknown", WHOLE, "Sheet1, Sheet2", {"kinds": KINDS}),
        Finding("file.kind_differs", WHOLE, "survey", {"expected": "results"}),
        Finding("file.year_unknown", WHOLE, "dua ribu"),
        Finding("file.track_unknown", WHOLE),
        Finding("rules.weights_sum", WHOLE, "0.95", {"total": 0.95}),
        Finding("rules.no_items", CELL, "output"),
        Finding("rules.no_weight", CELL, "output", {"item": "P1"}),
        Finding(
            "rules.statements",
            WHOLE,
            "living.1",
            {"part": {"id": "Harmoni", "en": "Harmony"}, "count": 2, "expected": 3},
        ),
        Finding("rules.item_new", CELL, "P8", {"near": ("P7",)}),
        Finding("rules.items_gone", WHOLE, "P7", {"listed": ["P7"], "n": 1}),
        Finding("rules.known_before", WHOLE, "2023_regular"),
        Finding("file.track_taken", WHOLE, "", {"reason": "home", "track": "regular", "region": "Kabupaten Tabalong"}),
        Finding("file.no_rows", WHOLE, FILE),
        Finding("file.replaces", WHOLE, "lama.xlsx", LOADED),
        Finding("sheet.missing", WHOLE, "Sheet1, Sheet2", {"sheet": "Smart Living"}),
        Finding("sheet.unknown", SHEET, "Smart Society"),
        Finding("sheet.dimension_missing", WHOLE, "Sheet1, Sheet2", {"sheet": "Smart Living"}),
        Finding("sheet.misspelt", SHEET, "Smart Livng", {"dimension": "Smart Living"}),
        Finding("sheet.other_dimension", SHEET, "Smart Economy", {"dimension": "Smart Living"}),
        Finding("sheet.people_apart", SHEET, "survei"),
        Finding("sheet.parent", SHEET, "survei", {"child": "penilaian", "key": "_parent_index"}),
        Finding("sheet.parent", SHEET, "bagian_b", {"child": "bagian_a", "key": "_parent_index", "reason": "part"}),
        Finding("sheet.repeat", SHEET, "penilaian", {"key": "_parent_index"}),
        Finding("header.key", Place(FILE, "Form", "B1"), "P1, P2", {"sheet": "Keterangan"}),
        Finding("header.joined", Place(FILE, "Form", "B1"), "Layanan", {"letters": "B, M"}),
        Finding("header.options", Place(FILE, "Form", "B1"), "kendala", {"n": 2}),
        Finding("row.label", Place(FILE, "Form", "A2"), "#respondent"),
        Finding("skm.order", Place(FILE, "SKM", "I1"), "U8, U9"),
        Finding("skm.other_elements", Place(FILE, "SKM", "K1"), "U10, U11", {"n": 14}),
        Finding("skm.more_elements", Place(FILE, "SKM", "K1"), "U10 Keamanan, U11 Antrean", {"n": 11}),
        Finding("skm.unsure_elements", Place(FILE, "SKM", "K1"), "U10", {"of": "header:skm", "text": "U10"}),
        Finding("sheet.hidden", SHEET, "Smart Society"),
        Finding("sheet.empty", SHEET, "Smart Society"),
        Finding(
            "header.missing",
            Place(FILE, "Hasil", "A1"),
            "Rekap nilai",
            {"columns": {"id": ["Tahun", "Daerah"], "en": ["Year", "Region"]}},
        ),
        Finding(
            "header.column_missing",
            Place(FILE, "Hasil", "A1"),
            "Daerah",
            {**COLUMN, "present": ["Tahun", "Darah", "Nilai"], "unused": ["Darah"]},
        ),
        Finding("header.duplicate", Place(FILE, "Hasil", "F1"), "Tahun", {"first": "A1"}),
        Finding("header.unknown", Place(FILE, "Hasil", "G1"), "Warna"),
        Finding("cell.blank", CELL, "", COLUMN),
        Finding("cell.not_a_number", CELL, "empat", SCALE),
        Finding("cell.not_an_integer", CELL, "3,5", SCALE),
        Finding("cell.not_a_date", CELL, "kemarin", COLUMN),
        Finding("cell.not_a_moment", CELL, "pagi", COLUMN),
        Finding("cell.out_of_scale", CELL, "7", SCALE),
        Finding("cell.formula_not_computed", CELL, "=SUM(A1:A9)", COLUMN),
        Finding("cell.error_value", CELL, "#N/A", COLUMN),
        Finding("cell.text_too_long", CELL, "aaaa", {"characters": 40_000, "limit": 32_767}),
        Finding("cell.number_as_text", CELL, "3", COLUMN),
        Finding("cell.answer_missing", CELL, "", {"item": "I-SOC-1.1"}),
        Finding("value.unknown_region", CELL, "Kab. Tablong", {**COLUMN, "near": ["Kabupaten Tabalong"]}),
        Finding("value.unknown_dimension", CELL, "Smart Goverment", {**COLUMN, "known": DIMENSIONS}),
        Finding(
            "value.unknown_sub_dimension",
            CELL,
            "Layanan",
            {**COLUMN, "known": {"id": ["Pelayanan publik"], "en": ["Public service"]}},
        ),
        Finding("value.unknown_item", CELL, "Q-99", {**COLUMN, "known": ["B-1.1", "B-1.2"]}),
        Finding("value.unknown_track", CELL, "biasa", {**COLUMN, "known": ["kppn_ikn", "regular"]}),
        Finding("value.unknown_choice", CELL, "ya", {**COLUMN, "known": ["perempuan", "laki-laki"]}),
        Finding("value.unknown_service", CELL, "Aplikasi X"),
        Finding("value.near_match", CELL, "Simaspemalu", {"near": ["Simas Pemalu"]}),
        Finding("value.other_scale", CELL, "5", {"scale": "1-5", "low": 1, "high": 5, "count": 812}),
        Finding("value.scale_doubt", CELL, "4", {"scale": "1-4", "low": 1, "high": 4, "count": 450}),
        Finding(
            "row.duplicate",
            Place(FILE, "Hasil", "A12"),
            "2023, Kabupaten Tabalong",
            {"first": "A7", "first_sheet": "Hasil"},
        ),
        Finding("row.sent_again", Place(FILE, "Smart Living", "A4"), "", {"last": "A9"}),
        Finding("row.declined", Place(FILE, "Smart Living", "A4"), "Persetujuan", {"n": 3}),
        Finding("row.prepared", Place(FILE, "Smart Living", "A4"), "Kode responden", {"n": 17}),
        Finding("row.total", Place(FILE, "Hasil", "A12"), "jumlah"),
        Finding("row.example", Place(FILE, "Hasil", "A2"), "contoh baris"),
        Finding("row.left_out", CELL),
        Finding("row.incomplete", CELL),
        Finding("row.region_missing", CELL),
        Finding("file.loaded_elsewhere", Place(FILE)),
        Finding("year.mismatch", ROW, "2022", {"expected": 2023}),
        Finding("year.no_method", WHOLE, "2025 regular", {"known": METHODS}),
        Finding("score.differs", CELL, "3,38", {"expected": 3.4}),
        Finding("quota.under", SHEET, "38", {"dimension": "Smart Society", "quota": 50, "gap": 12}),
        Finding("quota.over", SHEET, "52", {"dimension": "Smart Society", "quota": 50, "gap": 2}),
        Finding("quality.straight_lining", CELL, "4", {"n": 9}),
        Finding("quality.same_person", CELL, "", {"first": "A7", "first_sheet": "Smart Living"}),
        Finding("quality.service_blank", CELL),
        Finding("quality.service_elsewhere", CELL, "Simas", {"listed": {"id": ["Kesehatan"], "en": ["Health"]}}),
        Finding("quality.more_than_users", CELL, "Simas", {"n": 25, "users": 20}),
        Finding("quality.zeros", CELL, "", {"n": 3, "parts": {"id": ["Kesehatan"], "en": ["Health"]}}),
        Finding("quality.same_answers", CELL, "", {"first": "A7", "first_sheet": "Smart Living", "n": 27}),
        Finding("quality.too_fast", CELL, "60", {"seconds": 60.0, "n": 54, "least": 108.0}),
        Finding("evidence.not_its_name", ITEM, "notulen.pdf", {"kind": "exe", "promised": "pdf"}),
        Finding("evidence.not_evidence", ITEM, "laporan.html", {"kind": "html"}),
        Finding("evidence.link", ITEM, "file:///C:/bukti.pdf"),
        Finding("evidence.due_early", ITEM, "2022-12-31", {"day": "2022-12-31", "first": "2023-01-01", "year": 2023}),
        Finding("evidence.overtaken", CELL, "lengkap", {"theirs": "diperiksa", "by": "Rina", "at": "2024-10-01"}),
        Finding("evidence.other_owner", CELL, "P1", {"owner": "DLH", "office": "Dinas Kesehatan"}),
        Finding("evidence.owner_unknown", ITEM, "Dinas Sosail", {"near": ["Dinsos"]}),
        Finding("source.missing", ROW),
        Finding("personal.masked", CELL, "", COLUMN),
        Finding("personal.not_read", CELL, "NIK"),
        Finding("row.beyond_header", Place(FILE, "Data", "F7"), "5"),
        Finding("cell.thousands", CELL, "1.250", {"read": 1250.0, **COLUMN}),
        Finding("cell.two_numbers", Place(FILE, "Data", "C7"), "1.250", {"thousands": 1250.0, "decimal": 1.25}),
        Finding("cell.day_number", Place(FILE, "Data", "B7"), "45553", {"day": date(2024, 9, 18)}),
        Finding("cell.blank_word", Place(FILE, "Data", "B7"), "n/a"),
        Finding("cell.percent", Place(FILE, "Data", "B7"), "", {"shown": 0.85, "value": 0.85}),
        Finding("value.date_order", Place(FILE, "Data", "B7"), "9/3/2024", UNSURE),
        Finding("row.rejected", Place(FILE, "Data", "A7"), "Not Approved"),
        Finding("row.hidden", SHEET, "", {"rows": [7, 8], "n": 2}),
        Finding("header.hidden", SHEET, "", {"names": ["I-LIV-1.2"], "n": 1}),
        Finding("value.unit_spelt_twice", CELL, "TABALONG", {"other": "Tabalong"}),
        Finding("sheet.nearly_repeats", SHEET, "Angka", {"other": "Form", "n": 8, "total": 9, "rows": [4]}),
        Finding("sheet.repeats", SHEET, "Angka", {"other": "Form Responses 1", "n": 8}),
        Finding("row.broken", Place(FILE, "Data", "7"), "", {"before": 6}),
        Finding("definition.not_toml", Place("ipm.toml"), "", {"line": "3", "column": "8"}),
        Finding(
            "definition.key_missing", Place("ipm.toml"), "", {"where": "[[indicator]] GOV1 group", "reason": "text"}
        ),
        Finding(
            "definition.key_unknown",
            Place("ipm.toml"),
            "wieght",
            {"where": "[[group]] GOV wieght", "known": ["code", "weight"], "near": ["code", "weight"]},
        ),
        Finding(
            "definition.value_wrong",
            Place("ipm.toml"),
            "2",
            {"where": "[missing] below", "reason": "number", "low": 0.0, "high": 1.0},
        ),
        Finding("definition.code_twice", Place("ipm.toml"), "GOV1", {"where": "[[indicator]]", "n": 2}),
        Finding(
            "definition.group_unknown",
            Place("ipm.toml"),
            "GVO",
            {"where": "[[indicator]] GOV1", "known": ["GOV", "ECO"], "near": ["GOV", "ECO"]},
        ),
        Finding(
            "definition.indicator_unknown",
            Place("ipm.toml"),
            "IPM C",
            {"where": "[[indicator]] IPM C", "known": ["IPM A", "IPM B"], "near": ["IPM A", "IPM B"]},
        ),
        Finding("definition.group_empty", Place("ipm.toml"), "ENV"),
        Finding("definition.weights_zero", Place("ipm.toml"), "GOV", {"children": ["GOV1", "GOV2"]}),
        Finding(
            "composite.below_zero",
            Place("data.csv"),
            "",
            {
                "reason": "geometric",
                "node": "GOV",
                "child": "GOV1",
                "value": -1.2,
                "n": 3,
                "unit": "Tabalong",
                "year": "2023",
            },
        ),
    )
}

by_code = pytest.mark.parametrize("code", CATALOGUE)
by_language = pytest.mark.parametrize("words", [Words(language) for language in LANGUAGES], ids=LANGUAGES)
INDONESIAN, ENGLISH = Words("id"), Words("en")


def test_every_code_has_an_example_here():
    """A code that is new in the catalogue must be given an example, so that its sentence is read by somebody."""
    assert sorted(EXAMPLES) == sorted(CATALOGUE)


@by_language
@by_code
def test_a_message_is_whole(code, words):
    """Each part says something, and the sentence holds the place, what to do, and no leftover of its template."""
    message = spell(EXAMPLES[code], words)
    place = EXAMPLES[code].place
    where = f"{place.sheet}!{place.cell}" if place.cell and not place.cell.isdecimal() else place.sheet or place.file
    where = where if place.file else place.cell
    parts = (message.title, message.expected, message.fix)
    actual = (all(parts), where in message.sentence, message.fix in message.sentence, leftovers(message))
    assert actual == (True, True, True, [])


@by_language
@by_code
def test_a_message_without_values_is_whole_too(code, words):
    """A finding that lacks every value gets a plainer sentence, never a gap or an exception."""
    message = spell(Finding(code, WHOLE), words)
    assert (bool(message.expected), message.fix in message.sentence, leftovers(message)) == (True, True, [])


@by_language
@by_code
def test_an_error_says_that_nothing_was_saved(code, words):
    """An error ends by saying that nothing was saved; a warning never claims so."""
    ends = tuple(
        words(key)
        for key in (
            "findings.sentence.unsaved",
            "findings.file.not_found.unsaved",
            "findings.file.changed.unsaved",
            "findings.file.already_loaded.unsaved",
        )
    )
    assert spell(EXAMPLES[code], words).sentence.endswith(ends) == (CATALOGUE[code] == ERROR)


def leftovers(message: Message) -> list[str]:
    """List signs that a template was filled badly."""
    sentence = message.sentence
    return re.findall(r"None|[{}]|\[['\"]|“”|  |\.\.|–(?!\d)| [.,:?](?!\w)|\?\.|: *$", sentence)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "cell.not_a_number",
            "Sel Smart Society!E6: tertulis “empat”. Seharusnya angka 0–4. "
            "Perbaiki di Excel, simpan, lalu unggah lagi. Belum ada yang disimpan.",
        ),
        (
            "cell.blank",
            "Sel Smart Society!E6 kosong, padahal “Daerah” wajib diisi. "
            "Isi di Excel, simpan, lalu unggah lagi. Belum ada yang disimpan.",
        ),
        (
            "value.unknown_region",
            "Sel Smart Society!E6: tertulis “Kab. Tablong”. Seharusnya nama lengkap daerah yang terdaftar. "
            "Maksud Anda “Kabupaten Tabalong”? Betulkan namanya di Excel, simpan, lalu unggah lagi. "
            "Daerah yang belum terdaftar dimuat dulu lewat daftar daerah. Belum ada yang disimpan.",
        ),
        (
            "value.unknown_dimension",
            "Sel Smart Society!E6: tertulis “Smart Goverment”. "
            "Seharusnya Smart Governance, Smart Branding, atau Smart Economy. Maksud Anda “Smart Governance”? "
            "Betulkan namanya di Excel, simpan, lalu unggah lagi. Belum ada yang disimpan.",
        ),
        (
            "sheet.missing",
            "Berkas rekap.xlsx: lembar yang ada hanya Sheet1, Sheet2. Seharusnya ada lembar “Smart Living”. "
            "Tambahkan lembar itu atau betulkan namanya, simpan, lalu unggah lagi. Belum ada yang disimpan.",
        ),
        (
            "quota.under",
            "Responden Smart Society: 38 dari kuota 50, kurang 12. Lanjutkan survei, lalu unggah versi lengkapnya.",
        ),
        (
            "year.mismatch",
            "Lembar Hasil baris 12: tertulis tahun 2022. Seharusnya tahun 2023 seperti yang dipilih. "
            "Pilih tahun yang benar saat mengunggah, atau perbaiki tahunnya di Excel, simpan, lalu unggah lagi. "
            "Belum ada yang disimpan.",
        ),
        (
            "header.column_missing",
            "Sel Hasil!A1: “Daerah” tidak ada. Judul yang ada: Tahun, Darah, dan Nilai. Maksud Anda “Darah”? "
            "Tambahkan “Daerah” atau betulkan judulnya, simpan, lalu unggah lagi. Belum ada yang disimpan.",
        ),
        (
            "file.already_loaded",
            "Berkas rekap.xlsx: isinya sama dengan “lama.xlsx” yang dimuat oleh Rina pada 21 Nov 2026 10.42 "
            "(entri 3f9a). Tidak perlu diunggah lagi. "
            "Bila memang harus dimuat ulang, tarik dulu entri 3f9a. Tidak ada yang berubah.",
        ),
    ],
)
def test_a_sentence_reads_like_a_colleagues_note(code, sentence):
    """Where, what was found, what was expected, what to do, and whether anything was saved."""
    assert spell(EXAMPLES[code], INDONESIAN).sentence == sentence


def test_english_reads_as_well():
    """The same note in English, with the English name of the column."""
    actual = [spell(EXAMPLES[code], ENGLISH).sentence for code in ("cell.not_a_number", "cell.blank")]
    assert actual == [
        "Cell Smart Society!E6: it says “empat”. Expected: a number 0–4. "
        "Correct it in Excel, save, then upload it again. Nothing has been saved yet.",
        "Cell Smart Society!E6 is blank, but “Region” is required. "
        "Enter it in Excel, save, then upload it again. Nothing has been saved yet.",
    ]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 4.0, "angka 0–4"),
        (-4, 4, "angka −4 sampai 4"),
        (1, None, "angka 1 atau lebih"),
        (None, 4, "angka paling besar 4"),
        (0.5, 4, "angka 0,50–4"),
        (None, None, "angka"),
    ],
)
def test_an_expected_number_names_the_bounds_that_exist(low, high, expected):
    """A column with one bound or none is described by what it has."""
    finding = Finding("cell.not_a_number", CELL, "empat", {"low": low, "high": high})
    assert spell(finding, INDONESIAN).expected == expected


@pytest.mark.parametrize(
    ("values", "found", "expected"),
    [
        (
            {"reason": "flaws", "cells": 9, "limit": 5},
            "ada 9 sel bergalat atau berumus tanpa hasil",
            "paling banyak 5 sel",
        ),
        ({"reason": "time", "limit": 60.0}, "isinya terlalu lama dibaca", "berkas dengan isi lebih sedikit"),
        ({"reason": "news"}, "isinya terlalu banyak untuk dibaca", "berkas dengan isi lebih sedikit"),
    ],
)
def test_a_reason_chooses_its_own_words(values, found, expected):
    """A known reason is said in its own words, an unknown one in the general ones."""
    message = spell(Finding("file.too_many_cells", WHOLE, "", values), INDONESIAN)
    assert (message.found, message.expected) == (found, expected)


def test_a_long_list_is_cut_and_counts_the_rest():
    """What exists is listed by likeness to what was found, and the rest only counted."""
    known = [f"Q-{number}" for number in range(20)]
    message = spell(Finding("value.unknown_item", CELL, "Q-19x", {"known": known}), INDONESIAN)
    listed = re.findall(r"Q-\d+", message.expected)
    assert (len(listed), listed[0], message.expected.endswith(f"atau {20 - LISTED} lainnya")) == (LISTED, "Q-19", True)


@pytest.mark.parametrize(
    "finding",
    [Finding("value.unknown_dimension", CELL, "zzz", {"known": DIMENSIONS}), EXAMPLES["year.no_method"]],
    ids=lambda finding: finding.code,
)
def test_nothing_is_suggested_that_is_not_near(finding):
    """A wild guess, or another year that merely looks alike, would mislead more than no suggestion."""
    assert "Maksud Anda" not in spell(finding, INDONESIAN).sentence


def test_two_letters_inside_a_word_are_no_likeness():
    """`to` stands in `metod` by chance; only the key that was meant is suggested."""
    keys = {"known": ["method", "over", "to"], "near": ["method", "over", "to"], "where": "[normalise] metod"}
    sentence = spell(Finding("definition.key_unknown", Place("ipm.toml"), "metod", keys), INDONESIAN).sentence

    assert sentence.partition("Maksud Anda ")[2].partition("?")[0] == "“method”"


@pytest.mark.parametrize(
    ("words", "expected"), [(INDONESIAN, "Pelayanan publik"), (ENGLISH, "Public service")], ids=LANGUAGES
)
def test_names_known_in_both_languages_are_said_in_the_readers(words, expected):
    """A value given by language is taken in the language of the reader."""
    assert spell(EXAMPLES["value.unknown_sub_dimension"], words).expected == expected


def test_a_header_in_use_is_not_suggested_for_a_missing_one():
    """Only a header that nothing else uses can be the misspelt one."""
    values = {"column": "I-GOV-1.2", "present": ["I-GOV-1.1", "Layanan"], "unused": ["Layanan"]}
    assert "Maksud Anda" not in spell(Finding("header.column_missing", CELL, "I-GOV-1.2", values), INDONESIAN).sentence


def test_a_file_that_is_not_there_is_named_once():
    """A path is said where the file was looked for, and not again when it is the name that was given."""
    sentences = [spell(Finding("file.not_found", WHOLE, found), INDONESIAN).sentence for found in (FILE, "raw/x.xlsx")]
    assert [sentence.partition(" Periksa")[0] for sentence in sentences] == [
        "Berkas rekap.xlsx tidak ditemukan.",
        "Berkas rekap.xlsx tidak ditemukan di “raw/x.xlsx”.",
    ]


@pytest.mark.parametrize(("reason", "part"), [("no_file", "bukan berkas biasa"), ("unreadable", "tidak boleh dibaca")])
def test_what_is_there_is_not_called_lost(reason, part):
    """A device, a folder or a closed file is there; the sentence says what is the matter with it."""
    sentence = spell(Finding("file.not_found", WHOLE, "/x", {"reason": reason}), INDONESIAN).sentence
    assert (part in sentence, "tidak ditemukan" in sentence) == (True, False)


def test_codes_are_said_as_people_call_them():
    """Kinds, tracks and methods appear by name, and as codes only where a command needs them."""
    actual = [
        spell(EXAMPLES[code], INDONESIAN) for code in ("file.kind_differs", "value.unknown_track", "year.no_method")
    ]
    assert [message.expected for message in actual] == [
        "“Hasil evaluasi Smart City” seperti yang dipilih",
        "KPPN & IKN atau Reguler",
        "tahun dan jalur yang ada metodenya: 2023 KPPN & IKN atau 2023 Reguler",
    ]


def test_only_a_shell_is_told_arguments():
    """What is chosen on a page is an argument in a shell; each is told what it can do there."""
    finding = Finding("file.year_unknown", WHOLE, "", {"reason": "choose"})
    page, shell = (spell(finding, INDONESIAN, as_command=told).fix for told in (False, True))
    assert page == "Pilih tahunnya di atas, pada “Dibaca sebagai”; berkasnya tidak perlu diubah."
    assert shell == "Sebut tahunnya (--year); berkasnya tidak perlu diubah."


def test_markdown_shows_the_place_and_nothing_of_the_file_formats_the_page():
    """In Markdown the place is bold, and signs from the file stay what they are."""
    finding = Finding("cell.not_a_number", Place(FILE, "Data_1", "E6"), "**[x](y)** $a$", {})
    sentence = spell(finding, INDONESIAN, markdown=True).sentence
    assert sentence.startswith(r"Sel **Data\_1!E6**: tertulis “\*\*\[x\](y)\*\* \$a\$”. Seharusnya angka.")


def test_what_was_found_is_cut_to_a_readable_length():
    """A cell that holds a page of text does not become a page of message."""
    finding = Finding("cell.not_a_number", CELL, "kata \n" * 100, {})
    assert (len(spell(finding, INDONESIAN).found), spell(finding, INDONESIAN).found[:9]) == (FOUND_LENGTH, "kata kata")


def test_findings_are_grouped_by_what_is_to_be_done():
    """Errors come first, then what occurs most; each group has its first finding as the example."""
    cells = [Finding("cell.blank", Place(FILE, "Hasil", f"B{row}"), "", COLUMN) for row in (3, 4)]
    findings = [EXAMPLES["row.total"], EXAMPLES["quota.over"], EXAMPLES["cell.out_of_scale"], *cells]
    groups = group(findings, INDONESIAN)
    assert [(one.code, one.count, one.places) for one in groups] == [
        ("cell.blank", 2, ("Hasil!B3", "Hasil!B4")),
        ("cell.out_of_scale", 1, ("Smart Society!E6",)),
        ("quota.over", 1, ("Smart Society (52 dari 50)",)),
        ("row.total", 1, ("Hasil!A12",)),
    ]
    blank = spell(cells[0], INDONESIAN)
    assert groups[0] == Group("cell.blank", ERROR, blank.title, blank.fix, 2, blank, ("Hasil!B3", "Hasil!B4"))


@by_language
def test_every_severity_has_a_word(words):
    """Salah, periksa, info; and their English."""
    assert [words.has(f"findings.severity.{severity}") for severity in SEVERITIES] == [True] * len(SEVERITIES)


WORD, NUMBER, AMOUNT = st.text(max_size=5), st.integers(-10, 10), st.integers(0, 1 << 40)
LIST = st.lists(st.text(max_size=5), max_size=12)
VALUES = {
    **dict.fromkeys(
        ("entry", "at", "by", "item", "dimension", "sheet", "kind", "first", "first_sheet", "reason"), WORD
    ),
    **dict.fromkeys(("low", "high", "quota", "gap", "n", "count", "cells", "members", "characters"), NUMBER),
    **dict.fromkeys(("near", "known", "present", "unused", "kinds"), LIST),
    **dict.fromkeys(("bytes", "limit"), AMOUNT),
    "columns": WORD | LIST | st.fixed_dictionaries({"id": WORD, "en": WORD}),
    "expected": WORD | NUMBER,
}


@given(
    st.sampled_from(sorted(CATALOGUE)),
    st.text(max_size=40),
    st.fixed_dictionaries({}, optional={name: st.none() | value for name, value in VALUES.items()}),
    st.booleans(),
)
def test_no_finding_is_beyond_words(code, found, values, markdown):
    """Whatever a cell holds and whichever values are there, a sentence comes out."""
    if "{expected:n" in catalogue(ENGLISH.language).get(f"findings.{code}.expected", ""):
        assume(not isinstance(values.get("expected"), str))
    message = spell(Finding(code, Place(found, found, found), found, values), ENGLISH, markdown=markdown)
    assert message.sentence.endswith(message.fix) == (CATALOGUE[code] != ERROR)


@by_language
def test_titles_need_no_values(words):
    """A title heads many findings at once, so it speaks of none in particular."""
    titles = [key for key in catalogue(words.language) if key.startswith("findings.") and key.endswith(".title")]
    assert {key: words.needs(key) for key in titles} == dict.fromkeys(titles, frozenset())


def test_what_reads_alike_at_many_places_is_said_once():
    """One text at nine cells is one sentence with some of the others; of an error more of them are named."""
    alike = [Finding("value.unknown_service", Place("a.xlsx", "S", f"I{row}"), "Antrean") for row in range(3, 12)]
    other = Finding("value.unknown_service", Place("a.xlsx", "S", "I12"), "Loket")
    pair = [Finding("value.unknown_service", Place("a.xlsx", "S", f"J{row}"), "Pos") for row in (3, 4)]
    wrong = [Finding("value.unknown_choice", Place("a.xlsx", "S", f"E{row}"), "tiga") for row in (4, 5)]
    sentences = once([*alike, other, *pair, *wrong], INDONESIAN)

    assert [finding.place.cell for finding, _ in sentences] == ["I3", "I12", "J3", "E4"]
    assert sentences[0][1].endswith("Begitu juga 8 tempat lain: S!I4, S!I5, S!I6, S!I7, S!I8, dan seterusnya.")
    assert sentences[2][1].endswith("Begitu juga S!J4.")
    assert ["Begitu juga" in sentence for _, sentence in sentences] == [True, False, True, True]


def test_many_unknown_columns_are_one_sentence():
    """A form that asks a reason for each statement has one problem, each column of which is named."""
    findings = [Finding("header.unknown", Place(FILE, "Data", f"{at}1"), f"Alasan {at}") for at in "CDE"]
    ((_, sentence),) = once(findings, Words("id"))
    assert all(f"Alasan {at}" in sentence for at in "CDE")


def test_two_problems_in_a_hundred_cells_are_two_sentences():
    """Cells that one repair is good for are one problem, whatever each of them holds."""
    days = [Finding("cell.not_a_date", Place("a.xlsx", "S", f"B{row}"), f"hari {row}", COLUMN) for row in range(2, 60)]
    blank = [Finding("cell.answer_missing", Place("a.xlsx", "S", f"D{row}"), "", {"item": "x"}) for row in range(2, 60)]
    (first, second) = (sentence for _, sentence in once([*days, *blank], INDONESIAN))

    assert "Begitu juga 57 tempat lain: S!B3 “hari 3”, S!B4 “hari 4”" in first
    assert second.endswith("Begitu juga 57 tempat lain: S!D3, S!D4, S!D5, S!D6, S!D7, dan seterusnya.")


def test_findings_about_several_dimensions_are_one_sentence_that_names_them():
    """The file is named once, the dimensions each; what concerns another column is another problem."""
    missing = [
        Finding("sheet.dimension_missing", WHOLE, "Petunjuk", {"sheet": name})
        for name in ("Smart Living", "Smart Society", "Smart Economy")
    ]
    short = [
        Finding("quota.under", WHOLE, count, {"dimension": name, "quota": 50, "gap": 50 - int(count)})
        for name, count in (("Smart Living", "7"), ("Smart Society", "0"))
    ]
    columns = [
        Finding("header.column_missing", Place(FILE, sheet), "", {"column": column, "present": ["A"]})
        for sheet, column in (("Satu", "Daerah"), ("Dua", "Daerah"), ("Dua", "Tahun"))
    ]
    sentences = [sentence for _, sentence in once([*missing, *short, *columns], INDONESIAN)]
    assert (len(sentences), [sentence.count(FILE) for sentence in sentences[:2]]) == (4, [1, 0])
    assert [sentence.partition(" Begitu juga ")[2] for sentence in sentences] == [
        "Smart Society dan Smart Economy.",
        "Smart Society (0 dari 50).",
        "Lembar Dua.",
        "",
    ]
    assert [one.places for one in group(short, INDONESIAN)] == [
        ("Smart Living (7 dari 50)", "Smart Society (0 dari 50)")
    ]


def test_a_moment_is_spelled_on_a_page_as_in_a_shell():
    """Markdown escapes what stands in a file, and leaves a moment one."""
    values = {"theirs": "lengkap", "by": "Budi", "at": "2026-11-30T07:49:31+00:00"}
    finding = Finding("evidence.overtaken", Place("a.xlsx", "Bukti", "F5"), "diperiksa", values)
    sentences = [spell(finding, Words("id"), markdown=markdown).sentence for markdown in (True, False)]

    assert ["(oleh Budi, 30 Nov 2026 15.49)" in one for one in sentences] == [True, True]
