"""What is put on an agenda: made again where its page and selection can make it, else kept as it was."""

from dataclasses import replace
from datetime import date

from smartcity.exhibits import agenda, pages
from smartcity.exhibits.kit.frozen import thawed
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.method import rules
from smartcity.records.meetings import Meeting, Point
from smartcity.wording import Words

ID, EN = Words("id"), Words("en")


def test_what_a_page_shows_is_made_again_in_each_language(nothing_loaded):
    """Also after a rebuild, which changes only the stamp."""
    selection = pages.usual(nothing_loaded, Selection())
    exhibit = rules.weights(nothing_loaded, selection, ID)
    older = replace(exhibit, stamp=replace(exhibit.stamp, built_at="2024-01-01T00:00:00+00:00"))
    content, is_live = agenda.copied(older, "metode", nothing_loaded, selection)

    assert is_live
    assert thawed(content, "en").message == rules.weights(nothing_loaded, selection, EN).message


def test_what_was_typed_is_kept_as_it_was_in_each_language(nothing_loaded):
    """Another finding than the page's own is not mistaken for it; what makes it in the other language is asked."""
    selection = pages.usual(nothing_loaded, Selection())
    typed = replace(rules.weights(nothing_loaded, selection, ID), message="Diketik")
    spoken = {"en": replace(typed, message="Typed")}
    alone, is_live = agenda.copied(typed, "metode", nothing_loaded, selection)
    both, _ = agenda.copied(typed, "metode", nothing_loaded, selection, lambda words: spoken[words.language])

    assert (is_live, thawed(alone, "en").message) == (False, "Diketik")
    assert [thawed(both, language).message for language in ("id", "en")] == ["Diketik", "Typed"]


def test_a_selection_is_kept_as_plain_values(nothing_loaded):
    """It comes back as it was; a choice that this version does not know is left out."""
    selection = Selection(language="en", year=2023, doubts=("weights",), points=2.5, search="Banjar")
    kept = agenda.chosen(selection)
    point = Point("p1", selection={**kept, "warna": "biru"})

    assert kept == {"year": 2023, "doubts": ["weights"], "points": 2.5, "search": "Banjar"}
    assert agenda.selection_of(point, "en") == selection


def test_what_is_of_a_day_is_of_the_day_of_the_meeting(nothing_loaded):
    """Added on one day and shown on another, the calendar is of the other; a day that was chosen stays."""
    looked = Selection(year=2024, today="2024-11-01")
    added = agenda.chosen(looked, date(2024, 11, 1)), agenda.chosen(looked, date(2024, 11, 5))
    points = [
        Point(code, page="bukti", exhibit="kalender", selection=held, is_live=True)
        for code, held in zip(("p1", "p2"), added)
    ]
    meeting = Meeting("m1", 2024, "fgd", "2024-11-20", points=tuple(points))
    shown, _ = agenda.at_start(nothing_loaded, meeting, date(2024, 12, 1))

    assert added == ({"year": 2024}, {"year": 2024, "today": "2024-11-01"})
    assert thawed(shown["p1"], "id").message == "Tidak ada lagi yang menunggu di 2024"
    assert thawed(shown["p2"], "id").message != thawed(shown["p1"], "id").message
    assert pages.of_day("metode", Selection(), date(2024, 12, 1)) == Selection()
