"""Personal data by shape and by header; all people here are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.checks.personal import (
    MARK,
    identifies,
    is_personal,
    is_personal_header,
    masked,
    may_be_personal,
    screened,
)
from smartcity.records.findings import Finding, Place

PERSONAL = [
    "081234567890",
    "0812-3456-7890",
    "0812.3456.7890",
    "0812 3456 7890",
    "(0812) 3456-7890",
    "08 1234 5678 90",
    "+62 812 3456 7890",
    "(+62) 812-3456-7890",
    "+62 (0)812 3456 7890",
    "0062 812 3456789",
    "6281234567890",
    "812-3456-7890",
    81234567890,
    81234567890.0,
    "WA0812 3456 7890",
    "0526-2021234",
    "(0526) 2021234",
    "6309015708900001",
    "63.09.01.570890.0001",
    "63 09 01 570890 0001",
    6309015708900001,
    6309015708900001.0,
    "199001012015031001",
    "19900101 201503 1 001",
    "09.254.294.3-407.000",
    "siti.aminah@contoh.co.id",
    "siti (at) contoh.id",
    "Jl. A. Yani No. 5",
    "jln mawar",
    "Gg. Melati",
    "Gang Melati No 3",
    "Jalan Ahmad Yani No. 12",
    "RT 03/RW 02",
    "RT.03 RW.02",
    "rt 3/2",
    "Desa Kapar RT 05",
    "Kel. Mabuun, RT 7",
    "RT 05 Desa Kapar",
    "lahir di Tanjung 12-03-1990",
    "TTL: Tanjung, 12 Maret 1990",
]
HARMLESS = [
    None,
    True,
    4,
    3.5,
    415632178,
    1695012345678,
    date(2023, 9, 18),
    "",
    "R-0081",
    "CONTOH-123",
    "I-GOV-1.1",
    "Ibu Rumah Tangga",
    "Simas Pemalu",
    "Bank Sampah RT 05",
    "Layanan 24 jam",
    "jalan rusak parah",
    "Perbaikan jalan raya 2023",
    "E-KTP",
    "kelahiran anak",
    "Tanjung, 12 Maret 2023",
    "18/09/2023 10:32:05",
    "08-09-2023 10:32",
    "2023-09-18T10:32:05.000+08:00",
    "Rp 8.500.000.000",
    "850.000.000",
    "115.8123456789 -2.0812345678",
    "0.8123456789012",
    "uuid:12ab34cd-0812-3456-7890-081234567890",
    "d41d8cd98f00b204081234567890ecf8",
]


@pytest.mark.parametrize("value", PERSONAL)
def test_personal_data_is_recognised_by_its_shape(value):
    """Numbers of people, e-mail, streets and births, in the spellings that people use and spreadsheets leave."""
    assert is_personal(value) is True


@pytest.mark.parametrize("value", HARMLESS)
def test_what_only_looks_a_little_like_it_is_left_alone(value):
    """Days, money, places on a map, codes and keys of machines are nobody's."""
    assert is_personal(value) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hubungi saya di 0812-3456-7890 ya", f"Hubungi saya di {MARK} ya"),
        ("Bagus. Jl. A. Yani No. 5 RT 03 rusak. Terima kasih", f"Bagus. {MARK}. Terima kasih"),
        ("e-mail siti@contoh.id, NIK 6309015708900001", f"e-mail {MARK}, NIK {MARK}"),
        ("tidak ada", "tidak ada"),
    ],
)
def test_only_the_personal_part_is_hidden(text, expected):
    """The rest of a comment stays readable."""
    assert masked(text) == expected


def test_a_place_identifies_nobody_alone():
    """A street may be part of a service's name; a number or an e-mail address is one person's."""
    assert [identifies(text) for text in ("Jl. A. Yani No. 5", "0812-3456-7890", "siti@contoh.id")] == [
        False,
        True,
        True,
    ]


SPELLED = st.text("0123456789 .-()+@/,", max_size=24) | st.text("abRTJl. 0812345678@/\n", max_size=24)


@given(SPELLED)
def test_masking_leaves_nothing_to_mask(text):
    """What was masked holds nothing personal any more, and masking it again changes nothing."""
    assert (is_personal(masked(text)), masked(masked(text))) == (False, masked(text))


@given(SPELLED)
def test_a_text_is_masked_only_if_it_is_personal(text):
    """To recognise and to mask are one and the same."""
    assert (masked(text) != text) == is_personal(text)


@given(st.lists(SPELLED, max_size=5))
def test_the_quick_look_misses_nothing(texts):
    """A text that the quick look passes over holds nothing personal."""
    assert [text for text, may in zip(texts, may_be_personal(texts)) if is_personal(text) and not may] == []


def test_half_a_letter_does_not_stop_the_quick_look():
    """A text that cannot be written as UTF-8 is looked at by the slow way."""
    assert may_be_personal(["\ud800", "a"]).tolist() == [True, True]


@given(
    st.integers(11, 94),
    st.integers(0, 9999),
    st.integers(1, 28),
    st.booleans(),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(0, 9999),
)
def test_every_nik_is_recognised(province, area, day, is_woman, month, year, serial):
    """Digits 7 to 12 are a birth date, with 40 added to a woman's day."""
    assert is_personal(f"{province}{area:04}{day + 40 * is_woman:02}{month:02}{year:02}{serial:04}") is True


@given(st.integers(10**8, 10**10), st.sampled_from(["08", "+628", "628", "+62 8", "08-"]), st.sampled_from(" -."))
def test_every_telephone_number_is_recognised(number, prefix, separator):
    """Whatever its prefix, and grouped by whatever people group it by."""
    digits = str(number)
    text = f"{prefix}{digits[:3]}{separator}{digits[3:7]}{separator}{digits[7:]}".rstrip(separator)
    hidden = masked(f"HP: {text}")
    assert (MARK in hidden, digits[3:7] in hidden) == (True, False)


@pytest.mark.parametrize(
    "header",
    [
        "Nama",
        "Nama Lengkap",
        "NAMA RESPONDEN",
        "Nama petugas",
        "NIK",
        "No. KTP",
        "Nomor Induk Kependudukan",
        "No HP/WA",
        "Nomor telepon",
        "No. HP yang bisa dihubungi",
        "WhatsApp",
        "No. Telp PIC",
        "E-mail",
        "Alamat email",
        "Email Address",
        "Alamat",
        "Alamat rumah",
        "Tempat/tanggal lahir",
        "Tempat, Tgl Lahir",
        "Tanggal lahir",
        "TTL",
        "PIC",
    ],
)
def test_a_header_of_personal_data_is_recognised(header):
    """The headers under which forms ask for it."""
    assert is_personal_header(header) is True


@pytest.mark.parametrize(
    "header",
    [
        "Nama layanan",
        "Nama inovasi",
        "Nama SKPD",
        "Alamat situs",
        "Tanggal",
        "Tanggal pengisian",
        "Jumlah KK",
        "Pengurusan KTP mudah",
        "Umur",
        "No",
        "Kecamatan",
        "[I-GOV-1.1] Alamat",
    ],
)
def test_a_header_of_something_else_is_not(header):
    """A name, an address or a day of something else than a person."""
    assert is_personal_header(header) is False


def test_findings_quote_nothing_personal():
    """What they found, and every value and list of values beside it, is hidden as a whole."""
    finding = Finding(
        "value.unknown_region",
        Place("a.xlsx", "Hasil", "B2"),
        "Siti Aminah 081234567890",
        {"near": ["Kota Banjarmasin"], "text": "Siti 081234567890", "columns": {"id": "Jl. Mawar No. 3", "en": "x"}},
    )
    (found,) = screened([finding])
    assert (found.found, dict(found.values), found.place) == (
        MARK,
        {"near": ["Kota Banjarmasin"], "text": MARK, "columns": {"id": MARK, "en": "x"}},
        finding.place,
    )


def test_a_column_of_personal_data_is_not_to_be_renamed():
    """The header of a column that nobody reads is told as such when it names personal data, and nothing is asked."""
    place = Place("a.xlsx", "Form", "C1")
    headers = ["NIK", "Warna", "Siti 0812-3456-7890"]
    found = screened([Finding("header.unknown", place, header, {"of": "header:answers"}) for header in headers])
    assert [(one.code, one.found, dict(one.values)) for one in found] == [
        ("personal.not_read", "NIK", {}),
        ("header.unknown", "Warna", {"of": "header:answers"}),
        ("header.unknown", MARK, {"of": "header:answers"}),
    ]
