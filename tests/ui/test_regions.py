"""A dashboard of several regions on screen: who is bound to one sees and does nothing of another."""

from pathlib import Path

import desk
import folders
import pytest
from reaching import BANJAR, OWN, THEIRS, acting_for, reaching
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from workbooks import HOME, innovations

from smartcity import intake
from smartcity.access.policy import ANALYST
from smartcity.checks import Options
from smartcity.method.regions import MANY
from smartcity.ui.links import REGION
from smartcity.ui.person import Person
from smartcity.warehouse import WarehouseElsewhere
from smartcity.wording import Words

PROJECT = Path(__file__).parents[2]
WORDS = Words("id")
SECRET, YOURS = "Layanan rahasia Tabalong", "Layanan milik Banjar"


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """Two regions, each with an innovation of its own."""
    folder = folders.empty(tmp_path_factory.mktemp("wilayah") / "data")
    with reaching(), intake.open_warehouse(folder, read_only=False) as open_:
        for by, home, name in ((OWN, None, SECRET), (THEIRS, BANJAR, YOURS)):
            with acting_for(home):
                rows = [(2024, "Smart Living", "", name, "Dinas Kesehatan", "b")]
                intake.commit(folder, innovations(rows), f"{name}.xlsx", by, Options(), open_)
    with reaching(), desk.served(tmp_path_factory.mktemp("layar") / "data", folder) as served:
        yield served


def opened(monkeypatch, region, page, **address):
    """Open a page as somebody who is bound to a region."""
    who = Person(ANALYST, "Sari", "sari", region=region)
    monkeypatch.setattr("smartcity.ui.person._judged", lambda *_: who)
    at = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    at._page_hash = calc_hash("utama" if page == "ikhtisar" else page)
    for name, value in address.items():
        at.query_params[name] = value
    return at.run()


def text_of(at):
    """Give everything that was sent to the screen, also what is drawn by a script of ours."""
    return "".join(_sent(at._tree))


def _sent(block):
    for child in block.children.values():
        yield from _sent(child) if hasattr(child, "children") else [str(getattr(child, "proto", ""))]
        yield str(getattr(child, "proto", "")) if hasattr(child, "children") else ""


@pytest.mark.parametrize("page", ["ikhtisar", "dimensi", "unggah", "inovasi"])
def test_another_region_is_refused_by_its_address(province, monkeypatch, page):
    """Whatever page is typed with another region's code, nothing of it is made or sent; one's own is a click away."""
    with reaching():
        at = opened(monkeypatch, BANJAR.home, page, **{REGION: "6309"})
        sent = text_of(at)
        at.button(key="own-region").click().run()
        ours = text_of(at)

    assert SECRET not in sent
    assert WORDS("ui.region.out_of_reach", region=HOME) in sent
    assert (len(at.exception), SECRET in ours) == (0, False)


def test_a_link_to_a_region_that_is_not_there_shows_no_other(province, monkeypatch):
    """Nobody takes one region's figures for those of the region that the link names; one's own is a click away."""
    with reaching():
        at = opened(monkeypatch, BANJAR.home, "dimensi", **{REGION: "9999"})
        first = text_of(at)
        at.button(key="own-region").click().run()

    assert WORDS("ui.region.unknown") in first
    assert YOURS not in first
    assert (len(at.exception), at.query_params[REGION]) == (0, BANJAR.home_code)


def test_nothing_is_drawn_while_it_is_not_known_for_whom(province, monkeypatch):
    """A catalogue that does not answer at first, and then does: one sentence, no error, and no other region's page."""

    def unreached(_):
        raise WarehouseElsewhere("lake_unreachable")

    with reaching():
        monkeypatch.setattr("smartcity.ui.region.homes", unreached)
        at = opened(monkeypatch, BANJAR.home, "dimensi", tahun="2024")

    assert len(at.exception) == 0
    assert [one.value for one in at.subheader] == [WORDS("ui.failure.damaged")]
    assert not any(name in text_of(at) for name in (SECRET, YOURS))


def test_who_is_bound_opens_their_own_region(province, monkeypatch):
    """Without a region in the address it is one's own, and no other stands in a list."""
    with reaching():
        at = opened(monkeypatch, BANJAR.home, "dimensi", tahun="2024")

    assert (YOURS in text_of(at), SECRET in text_of(at)) == (True, False)
    assert [one.key for one in at.selectbox if one.key == "choice-home"] == []


def test_all_regions_together_are_for_who_reaches_them(province, monkeypatch):
    """The page of all regions is hidden from who is bound to one, and closed to them by its address."""
    with reaching():
        bound = opened(monkeypatch, BANJAR.home, "wilayah")
        wide = opened(monkeypatch, MANY, "wilayah", tahun="2024")

    assert "Kabupaten Tanah Laut" not in text_of(bound)
    assert len(bound.exception) == 0
    assert "Tanah Laut" in text_of(wide)


def test_a_choice_of_region_changes_what_is_asked(province, monkeypatch):
    """Who reaches all of them chooses one, and the page is that region's; going back gives ours again."""
    with reaching():
        at = opened(monkeypatch, MANY, "dimensi", tahun="2024")
        first = text_of(at)
        offered = at.selectbox(key="choice-home").options
        at.selectbox(key="choice-home").set_value(BANJAR.home_code).run()
        then = text_of(at)
        held = at.query_params[REGION]
        at.selectbox(key="choice-home").set_value("6309").run()
        last = text_of(at)

    assert [(SECRET in one, YOURS in one) for one in (first, then, last)] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    assert held == BANJAR.home_code
    # Where there is no room for what most of them begin with.
    assert {"Tabalong", "Hulu Sungai Selatan", "Kota Banjarmasin"} <= {*offered}


def test_a_file_of_another_region_is_refused_before_it_is_saved(province, monkeypatch):
    """Whoever checks it reads that they cannot load it, and no form asks for their name first."""
    head = ("Tahun", "Daerah", "Dimensi", "Sub-dimensi", "Inovasi", "Pemilik", "Sumber")
    of = {
        region: innovations([(2023, region, "Smart Living", "", "Layanan titipan", "Dinas", "b")], head)
        for region in (BANJAR.home, HOME)
    }
    at = opened(monkeypatch, HOME, "unggah")
    offered = {}
    for region, content in of.items():
        at.file_uploader[0].upload("inovasi.xlsx", content).run()
        forms = [button for button in at.button if button.form_id == "save"]
        offered[region] = (
            len(forms),
            WORDS("access.out_of_reach.region", action=WORDS("access.action.upload"), region=region) in text_of(at),
        )

    assert offered == {BANJAR.home: (0, True), HOME: (1, False)}
