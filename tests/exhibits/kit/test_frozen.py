"""Frozen exhibits: they come back whole, whatever became of the data, the wording and the product."""

import json
from dataclasses import replace

import pytest
from laws import paired
from planted import HOME, KOTA, places_of_the_province, result, results, warehouse

from smartcity import charts, wording
from smartcity.exhibits import dimensions, respondents, survey
from smartcity.exhibits.kit import frozen
from smartcity.exhibits.kit.selection import Selection
from smartcity.exhibits.method import rules
from smartcity.exhibits.overview import standing
from smartcity.exhibits.ranks import claims, components, movement, robustness, standings
from smartcity.export import downloads
from smartcity.ui.tables import styled
from smartcity.wording import LANGUAGES, Words

MAKES = (
    *(standing.trend, standings.bump, standings.strip, standings.national, standings.comparison, standings.tiles),
    *(claims.claims, components.parts, movement.moves, robustness.acceptability, robustness.drawn),
    *(dimensions.coverage, dimensions.owners, respondents.progress, respondents.by_day, respondents.quality),
    *(survey.impact, survey.by_service, rules.worth),
)
"""Exhibits of every chart form, long tables, lists of comments, and some of which nothing is there."""


def texts(exhibit):
    """What an exhibit says, without its chart and its rows."""
    columns = () if exhibit.table is None else exhibit.table.columns
    return replace(exhibit, figure=None, table=None, details=()), columns, list(map(texts, exhibit.details))


def seen(exhibit, words):
    """All that a reader gets of an exhibit beside its texts: its chart, and its files."""
    chart = "" if exhibit.figure is None else charts.drawn(exhibit.figure, exhibit.alt)
    files = "" if exhibit.table is None else downloads.csv_bytes(exhibit, words)
    shown = "" if exhibit.table is None else styled(exhibit.table, words).set_uuid("x").to_html()
    return chart, files, shown, [seen(detail, words) for detail in exhibit.details]


@pytest.mark.parametrize(("make", "drawn_in"), paired(MAKES, LANGUAGES))
def test_an_exhibit_comes_back_as_it_was(shipped, make, drawn_in):
    """Texts, chart and files are the same in each language, and the same exhibit freezes to the same bytes.

    What is drawn and written of the rows follows from them, and is looked at in the languages in turn.
    """
    chosen = Selection(year=2023)
    spoken = {language: make(shipped, chosen, Words(language)) for language in LANGUAGES}
    content = frozen.frozen(spoken)

    for language, exhibit in spoken.items():
        thawed = frozen.thawed(content, language)
        assert texts(thawed) == texts(exhibit)
        if language == drawn_in:
            assert seen(thawed, Words(language)) == seen(exhibit, Words(language))
    assert frozen.frozen({language: frozen.thawed(content, language) for language in LANGUAGES}) == content


def test_a_frozen_exhibit_asks_neither_data_nor_wording(monkeypatch):
    """With other figures loaded, and every sentence of the catalogue another, it says and draws what it did."""
    with warehouse(places_of_the_province(), results([result(2023, HOME, 3.38), result(2023, KOTA, 3.1)])) as then:
        exhibit = standings.strip(then, Selection(year=2023), Words("id"))
        content = frozen.frozen({"id": exhibit})
        drawn = charts.drawn(exhibit.figure, exhibit.alt)
    with warehouse(places_of_the_province(), results([result(2023, HOME, 1.0), result(2023, KOTA, 4.0)])) as later:
        changed = standings.strip(later, Selection(year=2023), Words("id"))
    monkeypatch.setattr(wording.Words, "__call__", lambda *_, **__: "lain")

    back = frozen.thawed(content, "en")
    assert changed.message != exhibit.message
    assert (back.message, back.caption, back.alt) == (exhibit.message, exhibit.caption, exhibit.alt)
    assert charts.drawn(back.figure, back.alt) == drawn
    assert back.table.frame["value"].to_list() == exhibit.table.frame["value"].to_list()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"\xff", b"[" * 100_000),
        *(b'{"version":2,"languages":{}}', b'{"version":1,"languages":{}}', b'{"version":1}'),
    ],
)
def test_what_is_no_frozen_exhibit_is_refused(content):
    """Bytes of another kind, or of a later version, are told apart from an exhibit."""
    with pytest.raises(frozen.NotFrozen):
        frozen.thawed(content, "id")


def test_a_table_that_says_to_have_more_rows_than_it_has_takes_no_memory(shipped):
    """A number in a file that somebody changed never makes the server lay out so many rows."""
    kept = json.loads(frozen.frozen({"id": standings.strip(shipped, Selection(year=2023), Words("id"))}))
    kept["languages"]["id"]["table"]["count"] = 10**9
    with pytest.raises(frozen.NotFrozen):
        frozen.thawed(json.dumps(kept).encode(), "id")


def test_an_exhibit_that_the_product_no_longer_has_still_opens(shipped):
    """Its key is only a name in what was kept."""
    exhibit = replace(standings.strip(shipped, Selection(year=2023), Words("id")), key="dahulu-ada")
    content = frozen.frozen({"id": exhibit})

    assert frozen.thawed(content, "id").key == "dahulu-ada"
    assert json.loads(content)["languages"]["id"]["message"] == exhibit.message
