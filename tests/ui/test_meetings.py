"""Rapat without a browser: a meeting made, filled from another page, begun, minuted, and shown on the wall."""

import json
from datetime import date

import desk
import pytest
from askers import analyst
from desk import findings, page, written
from workbooks import HOME, YEAR, result_row, results

from smartcity import intake
from smartcity.access.policy import COUNCIL, READER
from smartcity.answers import meetings as answers
from smartcity.checks import Options
from smartcity.exhibits import agenda, pages
from smartcity.exhibits.kit.selection import Selection
from smartcity.intake import DataFolder
from smartcity.ui.meeting.agenda import moved
from smartcity.ui.person import VARIABLE
from smartcity.ui.store import warehouse
from smartcity.wording import Words

WORDS = Words("id")
DETAILS = {"kind": "evaluation", "date": "2024-06-12"}


def sent(opened, form):
    """Press the button of a form."""
    return next(one for one in opened.button if one.form_id == form).click().run()


def titles(opened):
    """List what stands on top of the wall."""
    return [title.value.replace("\\", "") for title in opened.title]


def drawn(opened):
    """List the charts on the wall."""
    parts = (one.proto for one in opened.get("bidi_component"))
    return [json.loads(one.json)["svg"] for one in parts if one.component_name == "chart-enlarged"]


def the_meeting_shows(point, language):
    """Return what the only meeting shows at a point."""
    return intake.exhibits_at(DataFolder.chosen(), the_meeting(), language)[point]


def the_meeting():
    """The only meeting there is."""
    [found] = answers.meetings(warehouse())
    return found


def test_a_meeting_from_its_making_to_the_wall(one_year_app):
    """Made on its page, filled from Metode in another language too, begun, minuted; the wall shows only the exhibit."""
    opened = page("rapat")
    opened.text_input(key="meeting-new-title").set_value("Rapat Juni")
    opened.text_area(key="meeting-new-people").set_value("Ketua; Dewan Smart City\nAnalis")
    opened.text_input(key="meeting-new-by").set_value("Rina")
    made = sent(opened, "meeting-new")
    code = the_meeting().code
    assert desk.address(made)["rapat"] == code
    assert the_meeting().people == (("Ketua", "Dewan Smart City"), ("Analis", ""))

    method = page("metode", tahun="2023")
    method.button_group(key="action-bobot").set_value("meet").run()
    method.text_input(key="meeting-add-bobot-by").set_value("Rina")
    added = sent(method, "add-bobot")
    point = the_meeting().points[0]
    assert (point.page, point.exhibit, point.is_live) == ("metode", "bobot", True)
    assert "Ditambahkan ke FGD" in written(added)

    begin = page("rapat", rapat=code)
    begin.text_input(key="meeting-start-by").set_value("Rina")
    begun = sent(begin, "meeting-start-form")
    assert "Dimulai" in written(begun)
    assert [one.code for one in the_meeting().points] == ["p0", "p1"]

    minutes = page("rapat", rapat=code, bagian="notulen", acara="p1")
    minutes.text_area(key=f"note-{code}-p1").set_value("Bobot dibahas")
    minutes.text_area(key=f"decisions-{code}-p1").set_value("Pakai bobot 2023\n\n Tanya kementerian ")
    minutes.text_input(key="meeting-note-by").set_value("Budi")
    noted = sent(minutes, f"minutes-{code}-p1")
    assert the_meeting().point("p1").decisions == ("Pakai bobot 2023", "Tanya kementerian")
    assert "2 acara, 2 keputusan" in findings(noted)

    acts = page("rapat", rapat=code, bagian="tindakan")
    acts.text_input(key=f"action-what-{code}-new0").set_value("Kirim bukti")
    acts.text_input(key=f"action-owner-{code}-new0").set_value("Bappeda")
    acts.text_input(key="meeting-action-by").set_value("Budi")
    done = sent(acts, f"action-{code}-new0")
    assert "1 tindak lanjut, 1 belum selesai" in findings(done)

    wall = page("layar", rapat=code, acara="p1")
    first = written(wall)
    assert titles(wall) == [the_meeting_shows("p1", "id").message]
    assert "2 dari 2" in first
    assert not wall.text_area
    assert not wall.text_input
    assert "Bobot dibahas" not in first
    wall.button(key="present-before").click().run()
    assert "1 dari 2" in written(wall)
    assert titles(page("layar", rapat=code, acara="p1", bahasa="en")) == [the_meeting_shows("p1", "en").message]


def test_nothing_that_is_loaded_or_worded_meanwhile_changes_the_wall(one_year_app, monkeypatch):
    """Another index is loaded and the catalogue says other things: the page moves on, the wall stays what it was."""
    by = analyst("Rina")
    made = warehouse()
    code = intake.arrange_meeting(one_year_app, YEAR, DETAILS, by, made).id
    selection = pages.usual(made, Selection(year=YEAR))
    exhibit = agenda.made("peringkat", "jarak-skor", made, selection, WORDS)
    content, is_live = agenda.copied(exhibit, "peringkat", made, selection)
    point = {"page": "peringkat", "exhibit": exhibit.key, "selection": agenda.chosen(selection), "is_live": is_live}
    intake.change_meeting(one_year_app, code, {"p": point}, by, made, frozen={"p": content})
    shown, owed = agenda.at_start(made, the_meeting(), date(2024, 6, 12))
    intake.start_meeting(one_year_app, code, shown, owed, by, made)
    wall, before = page("layar", rapat=code, acara="p1"), page("peringkat", tahun=str(YEAR))
    content = results([result_row(1, HOME, YEAR, 1.11), result_row(2, "Kota Banjarmasin", YEAR, 3.99)])
    intake.commit(one_year_app, content, "lain.xlsx", by, Options(), made)
    text = Words.__call__
    monkeypatch.setattr(
        Words,
        "__call__",
        lambda words, key, /, **values: text(words, key, **values) + "!" * key.startswith("standings"),
    )
    later, after = page("layar", rapat=code, acara="p1"), page("peringkat", tahun=str(YEAR))

    assert is_live
    assert (titles(later), drawn(later)) == (titles(wall), drawn(wall))
    assert (titles(wall), len(drawn(wall))) == ([exhibit.message], 1)
    assert exhibit.message in findings(before)
    assert exhibit.message not in findings(after)


def test_the_wall_says_where_there_is_nothing_to_show(one_year_app):
    """An address without a meeting, and a meeting without an agenda."""
    with intake.open_warehouse(one_year_app, read_only=False) as made:
        line = intake.arrange_meeting(one_year_app, 2024, DETAILS, analyst("Rina"), made)
    assert "tidak menyebut rapat" in written(page("layar", rapat="zzz"))
    assert "belum punya acara" in written(page("layar", rapat=line.id))


@pytest.mark.parametrize(("role", "forms"), [(READER, (False, False)), (COUNCIL, (False, True))])
def test_each_role_is_offered_what_it_may(one_year_app, monkeypatch, role, forms):
    """A reader reads; the council minutes; neither arranges or adds to an agenda."""
    with intake.open_warehouse(one_year_app, read_only=False) as made:
        by = analyst("Rina")
        code = intake.arrange_meeting(one_year_app, 2024, DETAILS, by, made).id
        intake.change_meeting(one_year_app, code, {"p": {"topic": "Lain-lain"}}, by, made)
    monkeypatch.setenv(VARIABLE, role)
    agenda = page("rapat", rapat=code)
    minutes = page("rapat", rapat=code, bagian="notulen")
    method = page("metode")

    assert (bool(agenda.text_input), bool(minutes.text_area)) == forms
    assert "Tambah ke rapat" not in {one.content for group in method.get("button_group") for one in group.proto.options}
    assert not page("rapat").text_input


def test_points_move_by_one():
    """Up, down, and to where they were."""
    assert moved(["a", "b", "c"], 2, -1) == ["a", "c", "b"]
    assert moved(["a", "b", "c"], 0, 1) == ["b", "a", "c"]
