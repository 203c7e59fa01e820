"""Names told by the address or the introduction before them, and what only looks like one: nobody named here exists."""

import pytest

from smartcity.checks.introductions import INTRODUCERS, introduced
from smartcity.checks.names import Names, masked_prose
from smartcity.checks.personal import MARK
from smartcity.method.layout import normalise

NOBODY = Names.of([], frozenset())


def masked(text: str) -> str:
    """The text as it is shown, when no name column of the file has a name."""
    return masked_prose(text, NOBODY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pak Rahmat sangat membantu", "Pak • sangat membantu"),
        ("petugas bu Halimah ramah", "petugas bu • ramah"),
        ("Bapak H. Ahmad Fauzi ramah", "Bapak • ramah"),
        ("Hj. Noor dan Sdri. Rina Wati", "Hj. • dan Sdri. •"),
        ("Gus Zainal, Guru Siti, dan KH. Yusuf", "Gus •, Guru •, dan KH. •"),
        ("dr. Budi cepat, drg. Sri juga", "dr. • cepat, drg. • juga"),
        ("dokter Andi, bidan Yuli, perawat Joko", "dokter •, bidan •, perawat •"),
        ("Ibu Bidan Yuli cekatan", "Ibu Bidan • cekatan"),
        ("Mas Joko, Mbak Sri, Kak Dewi, Acil Imah", "Mas •, Mbak •, Kak •, Acil •"),
        ("Ustadz Yusuf dan Ustadzah Aisyah", "Ustadz • dan Ustadzah •"),
        ("Pak Rahmat Dinas Kesehatan", "Pak • Dinas Kesehatan"),
        ("Pak Rahmat. Bagus", "Pak •. Bagus"),
        ("Pak RAHMAT baik", "Pak • baik"),
        ("Nama saya Halimah Tusadiah. Bagus", "Nama saya •. Bagus"),
        ("nama saya siti aminah, rumah jauh", "nama saya •, rumah jauh"),
        ("NAMA SAYA HALIMAH", "NAMA SAYA •"),
        ("perkenalkan saya rina dari Murung Pudak", "perkenalkan saya • dari Murung Pudak"),
        ("berkas a.n. Budi Santoso hilang", "berkas a.n. • hilang"),
        ("atas nama Rina Wati", "atas nama •"),
        ("petugas bernama Joko", "petugas bernama •"),
        ("Mohon ditindaklanjuti. Hormat saya,\n\nRina", "Mohon ditindaklanjuti. Hormat saya,\n\n•"),
    ],
)
def test_a_name_after_a_title_or_an_introduction_is_hidden(text, expected):
    """The title stays, so that the sentence can still be read; the name goes, and nothing after it."""
    assert masked(text) == expected.replace("•", MARK)


@pytest.mark.parametrize(
    "text",
    [
        "Ibu hamil perlu jalur sendiri",
        "Ibu Hamil dan Ibu Menyusui",
        "IBU HAMIL PERLU KURSI",
        "BU TOLONG DIPERBAIKI",
        "Bapak-bapak harus ikut",
        "Bapak/Ibu petugas, terima kasih",
        "Bapak Ibu Petugas yang kami hormati",
        "bu, tolong jangan lama",
        "Pak, Mohon jalannya diperbaiki",
        "Terima kasih Pak. Semoga makin baik",
        "Terima kasih Pak. Pelayanan bagus",
        "Pak Camat, Bu Lurah, dan Pak RT",
        "Ibu Rumah Tangga",
        "Ibu Kota Nusantara",
        "Guru PAUD kurang, Guru Honorer juga",
        "Dokter Gigi jarang ada, Bidan Desa rajin",
        "dr Tanjung ke Banjarmasin jauh",
        "Poli Ibu Anak dan Buku KIA Ibu",
        "Hari Guru Nasional di RSUD H. Badaruddin Kasim",
        "Jalan macet saat Haul Guru Sekumpul",
        "aplikasi bernama Simas Pemalu",
        "layanan Abah Sehat",
        "atas nama Dinas Kesehatan",
        "nama saya salah ketik di KTP",
        "Nama saya tidak ada di daftar.",
        "nama saya dicoret, tolong",
        "nama saya belum terdaftar",
        "Sudah baik",
        "",
    ],
)
def test_what_only_looks_like_a_name_stays(text):
    """Ordinary words, offices, places, programmes and services are no people."""
    assert masked(text) == text


@pytest.mark.parametrize("text", ["pak rahmat ramah", "PAK RAHMAT RAMAH", "Rina mengeluh", "saya Rina", "si kumis"])
def test_what_cannot_be_told_stays(text):
    """A name without a capital of its own after a title, or without anything before it, is not recognised."""
    assert masked(text) == text


def test_every_announcement_is_seen_by_the_quick_look():
    """A text is only looked at when it has one of these words, so each title and introduction must have one."""
    texts = [
        f"{title} Zulkarnain" for title in ("Sdr.", "hj.", "K.H.", "Ustazah", "Tn.", "Ny.", "drg.", "Saudari", "Julak")
    ]
    texts += [
        f"{opening} zulkarnain." for opening in ("nama ulun", "saya bernama", "kenalkan, saya", "nama aku adalah")
    ]
    texts += [f"{opening} Zulkarnain" for opening in ("a.n.", "an.", "atas nama", "tertanda", "ttd", "Hormat saya,")]
    found = {text: (bool(list(introduced(text))), INTRODUCERS.isdisjoint(normalise(text).split())) for text in texts}
    assert found == dict.fromkeys(texts, (True, False))
