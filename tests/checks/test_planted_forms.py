"""Personal data however it is spelt: several hundred planted forms, and ordinary texts beside them; all invented."""

import pytest

from smartcity.checks.names import called, called_sheets
from smartcity.checks.personal import MARK, is_personal, masked, may_be_personal, plain_spelling

PHONE, NIK = "081298765432", "6309015708900001"
GROUPS = {
    PHONE: [(4, 4, 4), (2,) * 6, (4, 3, 3, 2), (12,), (3, 3, 3, 3)],
    NIK: [(4, 4, 4, 4), (6, 6, 4), (2,) * 8, (16,)],
}
SEPARATORS = [
    " ", "  ", "-", " - ", ".", "/", "_", ",", "*", "\n", "\t", "\u00a0", "\u2009", "\u202f", "\u3000", "\u200b",
    "\u200d", "\u2060", "\ufeff", "\u00ad", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", " \u200b ", "\u200e",
    "\u00a0-\u00a0", "(", ")", "~", "|", "•", "\u2063", "\u180e", "\ufe0f", "\u034f", "\u115f",
]  # fmt: skip
SCRIPTS = {
    "wide": 0xFF10,
    "arabic": 0x0660,
    "persian": 0x06F0,
    "devanagari": 0x0966,
    "javanese": 0xA9D0,
    "balinese": 0x1B50,
    "bold": 0x1D7CE,
    "double-struck": 0x1D7D8,
}


def _grouped(number, groups, separator):
    parts, start = [], 0
    for size in groups:
        parts.append(number[start : start + size])
        start += size
    return separator.join(parts)


def _forms():
    for number, all_groups in GROUPS.items():
        for groups in all_groups[:-1]:
            for separator in SEPARATORS:
                yield _grouped(number, groups, separator)
        for first in SCRIPTS.values():
            spelled = "".join(chr(first + int(digit)) for digit in number)
            yield spelled
            yield _grouped(spelled, all_groups[0], " ")
            yield _grouped(spelled, all_groups[0], "\u200b")
        for invisible in "\u200b\u200c\u00ad\u2060\ufeff\u0301":
            yield invisible.join(number)
    for start in ("+62", "62", "+62 ", "(+62) ", "0062 ", "+62-", "+62.", "\uff0b62 ", "+ 62 ", "＋６２"):
        for separator in ("", " ", "-", "  ", ".", "/", "\u00a0", "\u200b", "\u2013"):
            yield start + _grouped("81298765432", (3, 4, 4), separator)
    yield from ("O81298765432", "o812 9876 5432", "0812 9876 54E2".replace("E", "3"), "081298765O32", "08l298765432")
    yield from ("O8 12 98 76 54 32", "0 8 1 2 9 8 7 6 5 4 3 2", "0-8-1-2-9-8-7-6-5-4-3-2", "08I2-9876-5432")
    yield from (
        "HP:0812/9876/5432",
        "WA*0812*9876*5432*",
        "0812,9876,5432",
        "hp(0812)9876(5432)",
        "\u24ea\u2467\u24601298765432",
    )
    for at in ("@", " @ ", " (at) ", "[at]", "(at)", "\uff20", " at ", "{at}", "\u200b@\u200b", "@ ", " @"):
        for dot in (".", " . ", "[dot]", " dot ", "(dot)", " titik ", "\u2024", "\uff0e", "\u200b.", ". "):
            yield f"siti.aminah{at}gmail{dot}com"
    yield from (
        "siti . aminah @ gmail . com",
        "siti_aminah@tabalongkab.go.id",
        "siti@kantor . co . id",
        "siti@gmail,com",
    )


FORMS = list(dict.fromkeys(_forms()))


def test_there_are_several_hundred_forms():
    """The table below does not shrink unseen."""
    assert len(FORMS) > 450


@pytest.mark.parametrize("form", FORMS)
def test_a_planted_form_is_recognised_and_hidden(form):
    """Alone and within a sentence; nothing that could be put together again is left."""
    sentence = f"Hubungi saya di {form}, terima kasih"
    hidden = plain_spelling(masked(sentence))[0]

    assert is_personal(form)
    assert may_be_personal([form, sentence]).tolist() == [True, True]
    assert MARK in hidden
    assert sum(sign.isdecimal() for sign in hidden) == 0
    assert not any(part in hidden.lower() for part in ("siti", "aminah", "gmail", "@"))
    assert hidden.startswith("Hubungi saya di ")
    assert hidden.endswith("terima kasih")


@pytest.mark.parametrize(
    "text",
    [
        "4 5 4 3 5 4 2 1 1 1 5 4 3 2 1 4",
        "08/09/2023 10:32",
        "08 09 2023 dan 12 10 2023",
        "08-09-2023 s/d 12-09-2023",
        "Rp 1.250.000, Rp 2.500.000",
        "tahun 2021, 2022, 2023, 2024",
        "3,5 4,2 4,8 2,9 3,3 4,1",
        "0,8,1,2,3",
        "Jam layanan 08.00 - 16.00",
        "buka pukul 08.00-12.00 dan 13.00-16.00",
        "ikuti ig @disdukcapil. Terima kasih",
        "datang (at) loket",
        "Saya puas at all",
        "satu \u2013 dua \u2013 tiga",
        "nilai ke-1 10 20 30 40",
        "1.1 1.2 1.3 2.1 2.2 2.3 3.1 3.2",
        "\u0661\u0662 tahun",
        "Pasal 28 ayat (1), (2), (3), dan (4)",
    ],
)
def test_an_ordinary_text_is_left_alone(text):
    """Days, hours, money, marks and counts are no numbers of people, however they are grouped."""
    assert (is_personal(text), masked(text)) == (False, text)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("survei 2024.xlsx", "survei 2024.xlsx"),
        ("survei 0812-9876-5432.xlsx", f"survei {MARK}.xlsx"),
        ("data_6309015708900001_final.csv", f"data {MARK} final.csv"),
        ("siti@contoh.id.xlsx", f"{MARK}.xlsx"),
        ("Survei Bapak Rahmadi.xlsx", f"Survei Bapak {MARK}.xlsx"),
        ("hp\u200b0812\u200b9876\u200b5432.ods", None),
        ("0812 9876 5432", MARK),
    ],
)
def test_a_file_goes_by_a_name_without_personal_data(file, expected):
    """Its suffix stays."""
    shown = called(file)
    assert not is_personal(shown)
    assert expected is None or shown == expected


def test_sheets_stay_apart_without_the_numbers_in_their_names():
    """Two sheets that were named by telephone numbers are told apart by their order."""
    names = ("0812-9876-5432", "0812-1111-2222", "Survei", f"{MARK} 2")
    assert called_sheets(names) == (MARK, f"{MARK} 3", "Survei", f"{MARK} 2")
