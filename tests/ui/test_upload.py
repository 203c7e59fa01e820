"""Unggah: the page on which files come in, from the guess to the history, without a browser."""

import shutil
from io import BytesIO
from pathlib import Path

import folders
import pytest
from askers import analyst
from daily import export
from desk import app, chosen, expanders, given, page, saved, sent, standing, steps, text
from laws import paired
from openpyxl import load_workbook
from streamlit.util import calc_hash
from workbooks import HOME, YEAR, items_of, result_row, results, rules, survey, varied, with_cells, workbook

from smartcity import intake
from smartcity.checks import Options
from smartcity.intake import DataFolder
from smartcity.method.layout import load_layouts, template_kinds
from smartcity.reading import read
from smartcity.ui import store
from smartcity.ui.upload.changes import nothing_changed
from smartcity.ui.upload.choose import template_of
from smartcity.ui.upload.spelling import listed
from smartcity.wording import LANGUAGES, Words
from smartcity.wording.few import few_said

WORDS = Words("id")
NEXT = YEAR + 2
RESULTS = results([result_row(1, HOME, NEXT, 3.6)])
NEWER = results([result_row(1, HOME, NEXT, 3.7)])
BAD = with_cells(RESULTS, "Hasil", {"E4": "tiga"})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give the app an empty data folder of its own, and close its warehouse afterwards."""
    monkeypatch.setenv("SMARTCITY_DATA", str(tmp_path / "data"))
    yield folders.empty(tmp_path / "data")
    store.close()


@pytest.fixture(scope="module")
def _one_file(tmp_path_factory):
    """A data folder into which somebody loaded the results; nobody may change it."""
    made = folders.empty(tmp_path_factory.mktemp("termuat") / "data")
    with intake.open_warehouse(made, read_only=False) as warehouse:
        intake.commit(made, RESULTS, "hasil 2026.xlsx", analyst("Rina"), Options(), warehouse)
    return made


@pytest.fixture
def loaded(folder, _one_file):
    """The app's own folder with the results in it."""
    shutil.rmtree(folder.root)
    return folders.copied(_one_file, folder.root)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_with_nothing_loaded(folder, language):
    """Without a file and without a journal the page says what to do, and nothing fails."""
    opened, words = app(bahasa=language), Words(language)
    assert words("upload.history.none") in text(opened)
    assert (len(opened.exception), steps(opened)) == (0, "1")


def test_the_guess_is_shown_with_its_reason(folder):
    """Kind, year and track of a template stand in the lists, and where they were found stands below."""
    opened = given(survey({"living": varied(2, "living")}), "survei.xlsx")
    assert [opened.selectbox(key=f"guess-{name}").value for name in ("kind", "year", "track")] == [
        *("survey", YEAR, "regular")
    ]
    assert WORDS("upload.reason.guide", name=WORDS.join(["Jenis", "tahun", "jalur"])) in text(opened)


def test_a_file_without_year_and_track_asks_to_choose_and_never_to_repair(folder):
    """The year is chosen above, the track follows from the home region with its reason, and the file is saved."""
    opened = given(workbook({"Smart Living": [items_of("living"), *([3, 2] * 4 + [place % 5] for place in range(6))]}))
    before = text(opened)
    opened.selectbox(key="guess-kind").set_value("survey").run()
    opened.selectbox(key="guess-year").set_value(NEXT).run()
    assert WORDS("upload.save.choose_first", names="tahun") in before
    assert WORDS("upload.reason.home", name="Jalur") in text(opened)
    saved(opened)
    assert [line.year for line in intake.active(folder)] == [NEXT]


def test_another_choice_inspects_again(folder):
    """A person who says another year reads at once that the instruction sheet says otherwise."""
    opened = given(survey({"living": varied(2, "living")}), "survei.xlsx")
    before = WORDS("findings.year.mismatch.title") in expanders(opened)
    opened.selectbox(key="guess-year").set_value(YEAR - 1).run()
    assert (before, WORDS("findings.year.mismatch.title") in expanders(opened)) == (False, True)


def test_a_good_file_is_saved_in_a_name(folder):
    """The file is loaded, the entry is named, and the uploader is empty for the next one."""
    opened = saved(given(RESULTS))
    (entry,) = standing(folder)
    assert WORDS("upload.save.done", entry=entry, file="hasil 2026.xlsx", n=1) in text(opened)
    assert (intake.history(folder)[0].by, opened.file_uploader[0].value, steps(opened)) == ("Rina", None, "4")


def test_without_a_name_nothing_is_saved(folder):
    """The page asks for the name and keeps the file at hand."""
    opened = saved(given(RESULTS), by="  ")
    assert (standing(folder), WORDS("upload.save.no_name") in text(opened)) == ([], True)


def test_a_file_with_an_error_cannot_be_saved(folder):
    """There is no button to save, the finding is open, and its sentence says what to do."""
    opened = given(BAD)
    assert [button for button in opened.button if "save" in button.form_id] == []
    assert "tertulis “tiga”" in text(opened)
    assert (WORDS("upload.save.match_first", n=1) in text(opened), steps(opened)) == (True, "2")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", RESULTS[:500]], ids=["image", "pdf", "cut"])
def test_a_wrong_file_gets_a_sentence(folder, content):
    """What is no workbook is refused on the page, without a traceback and without a question about its kind."""
    opened = given(content)
    assert (len(opened.exception), opened.subheader.values, len(opened.expander)) == (0, [], 1)


def test_a_workbook_of_no_known_kind_asks_for_one(folder):
    """The list of kinds is empty until a person chooses."""
    opened = given(workbook({"Lembar": [["a", "b"], [1, 2]]}))
    assert opened.selectbox(key="guess-kind").value is None


def test_the_same_bytes_name_the_earlier_entry(loaded):
    """The second time the page says who loaded it when, and offers nothing to save."""
    (line,) = intake.active(loaded)
    opened = given(RESULTS, "nama lain.xlsx")
    sentence = WORDS("upload.save.already", entry=line.id, file=line.file, at=line.moment, by=line.by)
    assert sentence in text(opened).replace("\\", "")
    assert [button for button in opened.button if "save" in button.form_id] == []


def test_a_new_version_is_offered_as_a_replacement(loaded):
    """A file of the same name, kind and year may take the old one's place, in one step."""
    (old,) = standing(loaded)
    opened = given(NEWER, "hasil 2026 (1).xlsx")
    saved(opened.radio[0].set_value(old).run())
    (new,) = standing(loaded)
    assert ([line.entry for line in intake.history(loaded) if line.entry], new != old) == ([old, old], True)


def test_nobody_decides_but_the_person(loaded):
    """A likely new version is named, but nothing is chosen, previewed or saved before a person says which it is."""
    opened = given(NEWER, "hasil 2026 (1).xlsx")
    assert (opened.radio[0].value, WORDS("upload.version.near", file="hasil 2026.xlsx", share=1) in text(opened)) == (
        *(None, True),
    )
    assert WORDS("upload.change.undecided") in text(opened)
    assert [button for button in opened.button if "save" in button.form_id] == []


def test_the_proposal_can_be_declined(loaded):
    """Added beside the other, both are in force."""
    opened = given(NEWER, "hasil 2026 (1).xlsx")
    saved(opened.radio[0].set_value("").run())
    assert len(standing(loaded)) == 2


def test_changes_are_shown_before_anything_is_saved(folder):
    """The table gives the score after the file, and a dash where there was none."""
    tables = [table.value for table in given(RESULTS).table]
    (scores,) = [table for table in tables if any("Indeks" in str(value) for value in table.iloc[:, 0])]
    assert (scores.iloc[0, 1:3].isna().tolist(), scores.iloc[0, 2], standing(folder)) == ([True, False], 3.6, [])


def test_withdrawing_needs_a_name_and_a_reason(loaded):
    """Without either nothing happens; with both the journal has the line and the entry is out of force."""
    (entry,) = standing(loaded)
    refused = sent(chosen(app(), entry), "withdraw", "Budi", "")
    still = standing(loaded)
    sent(chosen(app(), entry), "withdraw", "Budi", "keliru")
    last = intake.history(loaded)[-1]
    assert (WORDS("upload.history.missing") in text(refused), still, standing(loaded)) == (True, [entry], [])
    assert (last.by, last.why) == ("Budi", "keliru")


def test_a_withdrawn_entry_is_restored(loaded):
    """The history offers the way back, and the file counts again."""
    (entry,) = standing(loaded)
    sent(chosen(app(), entry), "withdraw", "Budi", "keliru")
    opened = sent(chosen(app(), entry), "restore", "Sari", "ternyata benar")
    (new,) = standing(loaded)
    assert WORDS("upload.history.restored", entry=new, file="hasil 2026.xlsx") in text(opened)


def test_the_history_has_the_newest_line_first(loaded):
    """Who looks for what was just done finds it on top, with the person and what it was."""
    (entry,) = standing(loaded)
    opened = sent(chosen(app(), entry), "withdraw", "Budi", "keliru")
    (table,) = [table.value for table in opened.table]
    assert table.iloc[:, 1:3].to_numpy().tolist() == [["Budi", "tarik"], ["Rina", "muat"]]


def test_no_personal_data_is_on_the_page(folder):
    """Names and numbers of respondents, whether right or wrong, never appear, nor do they in the findings."""
    people = {"person_name": "Siti Aminah", "person_phone": "0812-3456-7890"}
    rows = varied(3, "living", **people)
    content = with_cells(survey({"living": rows}), "Smart Living", {"K2": "empat"})
    opened = given(content, "survei.xlsx")
    shown = text(opened) + expanders(opened) + "".join(table.value.to_string() for table in opened.table)
    assert [value for value in people.values() if value in shown] == []


def test_what_a_file_says_is_no_markup(folder):
    """A file cannot format the page, neither by its name nor by what stands in its cells."""
    opened = given(with_cells(RESULTS, "Hasil", {"E4": "*tebal* [x](http://a.b)"}), "hasil *2026* [x].xlsx")
    assert "[x](http://a.b)" not in text(opened)


@pytest.mark.parametrize(("kind", "language"), paired(template_kinds(), LANGUAGES))
def test_an_offered_template_is_of_its_kind(shipped, kind, language):
    """What the page gives to fill in is read as what it was asked for."""
    content = template_of(kind, YEAR, shipped, Words(language))
    found = intake.inspect(DataFolder(Path("tidak ada")), content, "templat.xlsx", intake.flow.Options())
    assert (found.kind, [one.code for one in read(content, "templat.xlsx").findings]) == (kind, [])
    assert load_workbook(BytesIO(content)).sheetnames != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_name(language):
    """Lists and history call each kind as people do."""
    assert [kind for kind in load_layouts() if not Words(language).has(f"upload.kind.{kind}")] == []


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["Isi!B2", "Isi!B3", "Isi!B4"], "Isi!B2–B4"),
        (["Isi!B2", "Isi!C3", "Isi!C4"], "Isi!B2, C3–C4"),
        (["Isi!B2", "Lain!B3", "Isi!B4"], "Isi!B2, Lain!B3, Isi!B4"),
        (["berkas.xlsx", "Isi!B9"], "berkas.xlsx, Isi!B9"),
        (["B2", "B3"], "B2–B3"),
        (["Isi!B2", "Isi!C3", "Isi!D4", "Isi!E5", "Isi!E6"], "Isi!B2, C3, D4, dan 2 tempat lain"),
    ],
)
def test_cells_below_one_another_are_named_as_one_range(places, expected):
    """Sixty cells of one column are read as one range, as a spreadsheet would call it, a sheet named once in a row."""
    assert listed(places, 3, WORDS) == expected


def pressed(opened, key):
    """Press a button by its key."""
    return opened.button(key=key).click().run()


def test_a_file_and_its_decisions_survive_a_reload(folder):
    """A new visit is offered the file that was neither saved nor put away, and goes on where the last one was."""
    opened = given(survey({"living": varied(2, "living")}), "survei.xlsx")
    opened.selectbox(key="guess-year").set_value(YEAR - 1).run()
    again = app()
    assert "survei.xlsx" in text(again)
    taken = pressed(again, "waiting-go-on")
    assert (
        taken.selectbox(key="guess-year").value,
        WORDS("upload.waiting.held", file="survei.xlsx") in text(taken),
    ) == (*(YEAR - 1, True),)


def test_a_file_stays_at_hand_on_the_way_to_another_page_and_back(folder):
    """Within one visit nothing is asked: the page goes on with the file, though the uploader is empty."""
    opened = given(RESULTS)
    opened._page_hash = calc_hash("metode")
    opened.run()
    opened._page_hash = calc_hash("unggah")
    back = saved(opened.run())
    (entry,) = standing(folder)
    assert WORDS("upload.save.done", entry=entry, file="hasil 2026.xlsx", n=1) in text(back)


def test_rules_of_a_year_come_in_on_the_page_of_the_method(folder, monkeypatch):
    """Given there, their workbook is checked at once as what it is, and saved; a reader is offered no such place."""
    checked = page("metode").file_uploader(key="rules-file").upload("aturan.xlsx", rules(year=NEXT)).run()
    assert checked.selectbox(key="guess-kind").value == "rules"
    checked._page_hash = calc_hash("unggah")
    saved(checked)
    assert [(line.kind, line.year) for line in intake.active(folder)] == [("rules", NEXT)]
    monkeypatch.setenv("SMARTCITY_WITHOUT_SIGN_IN", "pimpinan")
    assert len(page("metode").file_uploader) == 0


def test_what_was_saved_or_dropped_is_not_offered_again(folder):
    """After either, a new visit begins with nothing."""
    given(RESULTS)
    dropped = pressed(app(), "waiting-drop")
    saved(given(NEWER))
    for opened in (dropped, app()):
        assert [button.key for button in opened.button if (button.key or "").startswith("waiting")] == []


def test_a_panel_closes_once_its_work_is_done(loaded):
    """The panel in which an entry was withdrawn does not stand open over the page that says so."""
    (entry,) = standing(loaded)
    opened = chosen(app(), entry)
    opened.session_state["take-back"] = True
    opened.run()
    before = opened.session_state["take-back"]
    after = sent(opened, "withdraw", "Budi", "keliru")
    assert (before, "take-back" in after.session_state and after.session_state["take-back"]) == (True, False)


def test_the_next_export_takes_the_place_of_yesterdays_by_one_button(folder):
    """It is known by its forms, year and all; only what is missing is asked, and without an answer nothing is saved.

    Whose answers lie in the difference is said before, where they are few.
    """
    opened = given(export(range(20)), "kobo-1.xlsx")
    opened.selectbox(key="guess-kind").set_value("survey").run()
    saved(opened.selectbox(key="guess-year").set_value(YEAR).run())
    (old,) = standing(folder)
    opened = given(export((*range(1, 20), 30, 31)), "kiriman.xlsx")
    assert (opened.radio[0].value, WORDS("upload.next.title", file="kobo-1.xlsx") in text(opened)) == (old, True)
    assert WORDS("upload.next.unconfirmed", n=1) in text(opened)
    assert few_said(["living"], WORDS) in text(opened)
    assert [button for button in opened.button if button.form_id in ("next", "save")] == []
    saved(opened.checkbox[0].check().run(), "Sari", "next")
    (new,) = standing(folder)
    last = intake.history(folder)[-1]
    assert (new != old, last.by, last.entry, last.id) == (True, "Sari", old, new)


@pytest.mark.parametrize("key", ["upload.change.none", "upload.history.effects_none"])
def test_rules_change_something_also_where_no_stored_figure_does(key):
    """A workbook of rules moves what is simulated of its year, so nobody is told that nothing changes."""
    words = Words("id")
    sentence = nothing_changed(key, "rules", 2026, words)
    assert ("aturan 2026" in sentence, "Tidak ada angka" in sentence) == (True, False)
    assert nothing_changed(key, "survey", 2026, words) == words(key)
