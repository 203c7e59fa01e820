"""Whose paper it is: nobody's stands under another office's name."""

from reaching import BANJAR, acting_for, reaching

from smartcity.method import letterhead
from smartcity.method.letterhead import load_letterhead
from smartcity.method.regions import configured_site


def test_another_region_has_its_own_letterhead_or_an_empty_one(monkeypatch):
    """Its government is called by its name; who signs, and what its office is, is never the home region's."""
    with reaching():
        own = load_letterhead()
        with acting_for(BANJAR):
            theirs = load_letterhead()
        setting = {"letterheads": {BANJAR.home: {"office": "Dinas Kominfo", "place": "Martapura"}}}
        monkeypatch.setattr(letterhead, "open_config", lambda name: setting)
        letterhead._of.cache_clear()
        with acting_for(BANJAR):
            given = load_letterhead()
        letterhead._of.cache_clear()

    assert own.government == f"Pemerintah {configured_site().home}"
    assert (theirs.government, theirs.office, theirs.post, theirs.place) == (f"Pemerintah {BANJAR.home}", "", "", "")
    assert (given.government, given.office, given.place) == (theirs.government, "Dinas Kominfo", "Martapura")
