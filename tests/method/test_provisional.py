"""Years whose own rules are not known: whose rules they borrow, up to which year, and how they are marked."""

from dataclasses import replace

import pytest

from smartcity.method import PROVISIONAL, MethodMissing, Methods, load_methods, with_provisional
from smartcity.wording import Words
from smartcity.wording.rules import rules_said

KNOWN = load_methods()
"""Known are 2022 to 2024 of the regular track, 2022 and 2023 of the other."""


def borrowed(methods: Methods, track: str) -> dict[int, int]:
    """Say of each provisional year of a track whose rules it has."""
    return {method.year: method.borrowed_from for method in methods.provisional if method.track == track}


def test_each_year_to_prepare_has_the_rules_of_the_last_known_year_of_its_track():
    """Through 2027, regular borrows from 2024 and the other track from 2023."""
    made = with_provisional(KNOWN, 2027)
    assert borrowed(made, "regular") == dict.fromkeys((2025, 2026, 2027), 2024)
    assert borrowed(made, "kppn_ikn") == dict.fromkeys((2024, 2025, 2026, 2027), 2023)
    assert (made.years, made.all) == ((2022, 2023, 2024, 2025, 2026, 2027), KNOWN.all)


def test_borrowed_rules_are_those_of_the_year_they_come_from_and_marked_as_such():
    """Components, items and survey are the lender's; nothing of it is certain for the year."""
    own, lender = with_provisional(KNOWN, 2026).require(2026, "regular"), KNOWN.require(2024, "regular")
    assert (own.components, own.scale_max, own.survey.quota) == (lender.components, 4, lender.survey.quota)
    assert (own.key, own.is_provisional, own.certainty, own.instrument_certainty, own.survey.quota_certainty) == (
        "2026_regular",
        True,
        *[PROVISIONAL] * 3,
    )
    assert (lender.is_provisional, rules_said([lender], Words())) == (False, "")


def test_a_year_between_two_known_ones_borrows_from_the_one_before():
    """Once 2026 is known, 2025 still borrows from 2024, and 2027 from 2026."""
    later = replace(KNOWN.require(2024, "regular"), year=2026)
    made = with_provisional(replace(KNOWN, all=(*KNOWN.all, later)), 2027)
    assert borrowed(made, "regular") == {2025: 2024, 2027: 2026}
    assert made.get(2026, "regular") is later


@pytest.mark.parametrize("through", [2020, 2023])
def test_no_year_before_the_first_known_one_borrows(through):
    """Later rules are never said to have held before; a span that is over lends nothing."""
    made = with_provisional(KNOWN, through)
    assert (made.provisional, made.get(2021, "regular")) == ((), None)


def test_published_figures_are_weighed_by_known_rules_only():
    """`known` never gives a provisional method, `get` does, and `require` names both where there is neither."""
    made = with_provisional(KNOWN, 2025)
    assert (made.known(2025, "regular"), made.get(2025, "regular").borrowed_from) == (None, 2024)
    with pytest.raises(MethodMissing, match="2025_regular"):
        made.require(2026, "regular")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("id", "Aturan 2026 jalur Reguler belum diketahui; yang dipakai aturan 2024, sementara [?]."),
        ("en", "The rules of 2026, Regular track, are not known yet; those of 2024 are used, provisional [?]."),
    ],
)
def test_one_sentence_says_whose_rules_they_are(language, sentence):
    """The year, the track and the year that lends stand in it, with the mark."""
    assert rules_said([with_provisional(KNOWN, 2026).require(2026, "regular")], Words(language)) == sentence


def test_years_that_borrow_from_the_same_year_are_said_together():
    """All years of a track and lender stand in one sentence, another track in its own."""
    sentence = rules_said(with_provisional(KNOWN, 2026).every, Words("id"))
    assert sentence == (
        "Aturan 2024, 2025, dan 2026 jalur KPPN & IKN belum diketahui; yang dipakai aturan 2023, sementara [?]. "
        "Aturan 2025 dan 2026 jalur Reguler belum diketahui; yang dipakai aturan 2024, sementara [?]."
    )
