"""What is put on an agenda: made again where its page and selection can make it, else kept as it was."""

from dataclasses import replace

from smartcity.exhibits import agenda, pages
from smartcity.exhibits.kit.frozen import thawed
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.method import rules
from smartcity.records.meetings import Point
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
