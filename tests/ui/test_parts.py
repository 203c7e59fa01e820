"""Parts of a page: a choice draws its part alone, and what stands around it stays true."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import desk
import folders
import pytest

from smartcity.exhibits.pages.parts import alone, below, grouped
from smartcity.exhibits.ranks import standings
from smartcity.ui import page, warming
from smartcity.wording import Words

WORDS = Words("id")
NATION = "Tabalong peringkat 20 dari 130 daerah yang dinilai pada 2023"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Build the shipped data once for the tests that only read it."""
    with desk.served(tmp_path_factory.mktemp("bagian") / "data", folders.shipped()) as folder:
        yield folder


def choice(opened, code):
    """Find the widget of a choice."""
    widgets = (*opened.button_group, *opened.selectbox, *opened.text_input)
    return next(widget for widget in widgets if widget.key == f"choice-{code}")


def titles(opened):
    """List the titles that a run drew: a whole page has one, a part none."""
    return [title.value for title in opened.title]


def test_a_choice_draws_its_part_alone_and_is_written_to_the_address(shipped):
    """A search draws the national table and nothing else; so does a track, and taking it back leaves no trace of it."""
    opened = desk.page("peringkat", tahun="2023")
    desk.redrawn(opened, choice(opened, "search"), "banjarb")
    found = [list(table.value["Daerah"]) for table in opened.table]
    assert (titles(opened), desk.findings(opened), found) == ([], [NATION], [["Kota Banjarbaru"]])
    assert desk.address(opened) == {"tahun": "2023", "cari": "banjarb"}

    desk.redrawn(opened, choice(opened, "track"), "regular")
    assert desk.address(opened) == {"tahun": "2023", "cari": "banjarb", "jalur": "regular"}

    desk.redrawn(opened, choice(opened, "track"), "semua")
    action = next(pills for pills in opened.button_group if pills.key == "action-tabel-nasional")
    (link,) = desk.redrawn(opened, action, "link").code
    held = {"tahun": ["2023"], "lingkup": ["national"], "cari": ["banjarb"], "bagan": ["tabel-nasional"]}
    assert held.items() <= parse_qs(urlsplit(link.value).query).items()
    assert "jalur" not in link.value


def test_a_part_that_is_alone_takes_with_it_what_follows_until_the_next_one_asks():
    """What stands before it, or asks something else, is drawn with the page."""
    first, second, third = below(standings.bump), below(standings.strip), below(standings.tiles, asks=("region",))
    asking = alone(below(standings.national, asks=("among",)))

    assert list(grouped((first, second, asking, first, second, third, first))) == [
        (first,),
        (second,),
        (asking, first, second),
        (third,),
        (first,),
    ]


def test_a_year_chosen_in_a_part_goes_along_to_the_other_pages(shipped):
    """What pages share is remembered when a part is drawn alone, also that it was taken back."""
    opened = desk.page("dimensi")
    desk.redrawn(opened, choice(opened, "dimension"), "economy")
    opened.query_params.clear()
    assert desk.address(opened.run())["dimensi"] == "economy"

    desk.redrawn(opened, choice(opened, "dimension"), "semua")
    opened.query_params.clear()
    assert "dimensi" not in desk.address(opened.run())


def test_the_banner_over_samples_follows_what_a_part_shows(shipped):
    """A part that begins to show samples, or no longer does, has the whole page drawn; one that stays as it is not."""
    opened = desk.page("survei", tahun="2022")
    drawn = []
    for year in ("2023", "2024", "2025"):
        desk.redrawn(opened, choice(opened, "year"), year)
        drawn.append((len(titles(opened)), WORDS("ui.sample.banner") in desk.text(opened)))

    assert drawn == [(1, True), (0, False), (1, False)]


def test_a_part_of_data_that_are_others_by_now_has_the_whole_page_drawn(shipped, monkeypatch):
    """A part never stands beside others, or under a date, of an earlier build."""
    opened = desk.page("peringkat", tahun="2023")
    at = page.stamp(page.warehouse())
    monkeypatch.setattr(page, "stamp", lambda _: replace(at, fingerprint="other"))

    assert titles(desk.redrawn(opened, choice(opened, "search"), "banjar")) == [WORDS("ui.page.peringkat.title")]


def test_what_fails_in_a_part_is_said_there(shipped, monkeypatch):
    """A part drawn alone turns a failure into a sentence, as a whole page does."""
    opened = desk.page("peringkat", tahun="2023")
    monkeypatch.setattr(page.showing, "show", lambda *question: 1 / 0)
    desk.redrawn(opened, choice(opened, "search"), "banjar")

    assert (titles(opened), len(opened.exception)) == ([], 0)
    assert WORDS("ui.failure.unforeseen_step") in desk.text(opened)


def test_the_first_page_is_warmed_up_with_its_parts(shipped, monkeypatch):
    """What a page shows is also made when it is drawn for nobody."""
    from pages import ikhtisar

    made = []
    monkeypatch.setattr(ikhtisar.standing, "headline", lambda *question: made.append(question) or 1 / 0)
    warming.warm(ikhtisar.render)

    assert len(made) == 1
