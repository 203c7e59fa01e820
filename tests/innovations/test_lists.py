"""Innovations: comparing lists by exact name, and proposing names that may mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcity.innovations.lists import GLOSS, INITIALS, PART, SPACING, SPELLING, Changes, compare, near_pairs
from smartcity.method.regions import load_site

NEAR = load_site().near

SURVEY_2023 = (
    "Lapat Kaka Kia", "Simasda", "Silangkarr", "Tabalongpedia", "Paliat Online", "Sipedas", "My Dinkes",
    "Langsat Manis", "Jikamaka", "Silangkar", "Program BPBD", "Program Dinas Lingkungan Hidup", "Program DKPPTPH",
    "Program DKUKMPP", "Program BPKAD", "Program Bappenda", "Program Bagian Ekonomi Setda",
)  # fmt: skip
FGD_2024 = (
    "Lapak Kaka Kia", "Simasda", "Sipd", "Tabalong Pedia", "TV Tabalong Apps", "Simata Pipit", "Lentera Kerang Emas",
    "Cantik", "Simaspemalu", "My Dinkes", "Yantaro", "Langsat Manis", "Kir Elektronik", "Simtaru",
    "Layanan internet gratis", "Jikamaka", "Balai Pusaka", "Silangkar", "Layanan kebencanaan emergency call",
    "Pelayanan wifi gratis SMA dan universitas", "Layanan internet gratis area publik untuk pendidikan",
    "Pemantauan kualitas lingkungan", "Program bank sampah TPS3R Gema Sajadah", "BBM Cantik",
    "Program keanekaragaman hayati", "Si Uji Tepat",
)  # fmt: skip
FINAL_2024 = (
    "Lapat Kaka KIA", "Epinda", "Paliat Online",
    "Optimalisasi Pemanfaatan dan Pengembangan Potensi Wisata melalui Ikra", "TV Tabalong Mitra UMKM", "Simkodeskom",
    "Matahari", "Buah Pampakin", "Cantik (Channel Pembayaran Pajak Elektronik)", "Simas Pemalu", "Si Paling Puga",
    "Langsat Manis", "Lain Mata (Layanan Internet Gratis bagi Masyarakat)", "LKP Jikamaka", "Si Peri Janir",
    "Si Uji Tepat", "Sepat Siam", "BBM Cantik (Bahan Bakar Minyak dari Bahan Plastik)",
)  # fmt: skip


def proposed(names, near=NEAR):
    """The proposed pairs as sets of two names, with the reason."""
    return {(frozenset((pair.first, pair.second)), pair.kind) for pair in near_pairs(names, near)}


def test_the_real_lists_propose_exactly_the_pairs_a_person_should_see():
    """All known doublets of three real lists are found, each once, and no two programmes that merely sound alike."""
    expected = {
        (frozenset(("Lapat Kaka Kia", "Lapak Kaka Kia")), SPELLING),
        (frozenset(("Silangkarr", "Silangkar")), SPELLING),
        (frozenset(("Tabalongpedia", "Tabalong Pedia")), SPACING),
        (frozenset(("Simaspemalu", "Simas Pemalu")), SPACING),
        (frozenset(("Jikamaka", "LKP Jikamaka")), PART),
        (frozenset(("Cantik", "BBM Cantik")), PART),
        (frozenset(("Cantik", "Cantik (Channel Pembayaran Pajak Elektronik)")), GLOSS),
        (frozenset(("BBM Cantik", "BBM Cantik (Bahan Bakar Minyak dari Bahan Plastik)")), GLOSS),
        (frozenset(("Layanan internet gratis", "Lain Mata (Layanan Internet Gratis bagi Masyarakat)")), GLOSS),
    }
    assert proposed((*SURVEY_2023, *FGD_2024, *FINAL_2024)) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Program BPBD", "Program BPKAD"),
        ("Layanan tahap 1", "Layanan tahap 2"),
        ("Sipd", "Sipedas"),
        ("Simata Pipit", "Simtaru"),
        ("Layanan internet gratis", "Layanan internet gratis area publik untuk pendidikan"),
        ("Langsat Manis", "langsat-manis"),
    ],
)
def test_names_that_share_only_common_words_are_not_proposed(first, second):
    """What two names share must be what names them; and what is written the same needs no question."""
    assert near_pairs([first, second], NEAR) == ()


def test_an_acronym_is_proposed_with_what_it_stands_for():
    """The first letters of a long name are that name, for a person to confirm."""
    names = ("Sipd", "Sistem Informasi Pemerintahan Daerah", "Sistem Angkutan")
    assert proposed(names) == {(frozenset(names[:2]), INITIALS)}


def test_a_stricter_threshold_asks_less():
    """Only pairs at least as alike as the threshold are proposed, the likest first."""
    names = ("Silangkarr", "Silangkar", "Tabalongpedia", "Tabalong Pedia", "Jikamaka", "LKP Jikamaka")
    assert [[round(pair.likeness) for pair in near_pairs(names, near)] for near in (82, 95, 97)] == [
        [96, 95, 90],
        [96],
        [],
    ]


def test_two_lists_are_compared_by_exact_names_only():
    """Case and punctuation do not matter, anything else does; the later list's spelling is kept."""
    found = compare(["Langsat Manis", "Simaspemalu", "Yantaro"], ["LANGSAT-MANIS", "Simas Pemalu"])
    assert found == Changes(new=("Simas Pemalu",), kept=("LANGSAT-MANIS",), gone=("Simaspemalu", "Yantaro"))


def test_a_name_printed_twice_counts_once():
    """The same name under two dimensions of a list is one name."""
    assert compare(["A"], ["B", "b", "A"]) == Changes(new=("B",), kept=("A",), gone=())


names = st.lists(st.text(st.sampled_from("ab (c)"), min_size=1, max_size=6), max_size=6)


@given(names, names)
def test_each_name_is_new_kept_or_gone_and_only_one_of_them(before, after):
    """What is new one way is gone the other way, and what is kept is kept both ways."""
    there, back = compare(before, after), compare(after, before)
    assert (len(there.new), len(there.kept), len(there.gone)) == (len(back.gone), len(back.kept), len(back.new))


@given(names)
def test_the_order_of_names_does_not_change_what_is_asked(given_names):
    """Whichever way round the lists are read, the same two names are put to a person."""
    forth, back = near_pairs(given_names, NEAR), near_pairs(sorted(given_names), NEAR)
    assert len(forth) == len(back)
